/** `dossier backup`: of a stopped folder by itself, or by the running server into its own place for backups. */
import type { BackupView } from '../../model/api.ts';
import { readConfig } from '../config.ts';
import { ownVersion } from '../paths.ts';
import { maintain } from '../storage/maintenance.ts';
import { showBytes } from './progress.ts';
import type { ProgressShow } from './progress.ts';
import { remoteOf } from './remote.ts';
import type { Remote, RemoteOptions } from './remote.ts';
import { CommandError, EXIT, needFolder } from './world.ts';
import type { World } from './world.ts';

const ASK_EVERY_MS = 300;

export async function backupCommand(options: RemoteOptions, world: World): Promise<void> {
  const remote = remoteOf(options);
  const progress = showBytes(world, 'Backing up');
  try {
    const made = remote ? await through(remote, progress) : await here(world, progress);
    progress.end();
    world.out(`${made.path}: ${made.sections} sections, ${made.files} files, ${Math.ceil(made.bytes / 1000)} kB, as of ${made.at}.${made.verified?.ok === true ? ' It was read back and can be restored.' : ''}`);
    if (made.verified?.ok === false) throw new CommandError(EXIT.failed, 'The backup cannot be restored; `dossier verify` with its folder says why. Look at the disk it lies on, then make another.');
    if (made.broken > 0) world.err(`${made.broken} sections are damaged; \`dossier verify\` names them.`);
    if (made.missing > 0) world.err(`${made.missing} files are lost; \`dossier verify\` names them.`);
  } finally {
    progress.end();
  }
}

type Made = Pick<BackupView, 'path' | 'sections' | 'files' | 'bytes' | 'at' | 'broken' | 'missing' | 'verified'>;

function here(world: World, progress: ProgressShow): Promise<Made> {
  const { data: folder, backups: into, settings: configuration } = readConfig(world.env, 'command');
  needFolder(folder);
  return maintain({ kind: 'backup', folder, lock: true, into, configuration, now: world.now(), version: ownVersion() }, (done, total) => progress.at(done, total));
}

async function through(remote: Remote, progress: ProgressShow): Promise<Made> {
  const { id } = await remote.json<BackupView>('POST', '/api/backups');
  for (;;) {
    const { items } = await remote.json<{ readonly items: readonly BackupView[] }>('GET', '/api/backups');
    const job = items.find((each) => each.id === id);
    if (!job) throw new CommandError(EXIT.failed, 'The server no longer knows the backup; it may have been restarted.');
    progress.at(job.done, job.total);
    if (job.state === 'done') return job;
    if (job.state === 'failed') throw new CommandError(EXIT.failed, `The backup failed: ${job.error ?? 'no reason given.'}`);
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
}
