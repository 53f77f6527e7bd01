/** `dossier upgrade`: what the server does at its start with a folder of an earlier version, by hand and with a report. */
import { readConfig } from '../config.ts';
import { ownVersion } from '../paths.ts';
import { maintain } from '../storage/maintenance.ts';
import { showBytes } from './progress.ts';
import { needFiles, needFolder } from './world.ts';
import type { World } from './world.ts';

export async function upgradeCommand(world: World): Promise<void> {
  const config = readConfig(world.env, 'command');
  needFiles(config, 'upgrade', 'a server makes the tables of an empty database at its start, and refuses those of another version.');
  const { data: folder, backups: into, settings: configuration } = config;
  needFolder(folder);
  const version = ownVersion();
  const progress = showBytes(world, 'Upgrading');
  try {
    const { files, backup, from } = await maintain({ kind: 'upgrade', folder, lock: true, into, configuration, now: world.now(), version }, (done, total) => progress.at(done, total));
    progress.end();
    if (backup === null) {
      world.out(files.length === 0 ? `${folder} is empty; there is nothing to upgrade.` : `${folder} is of version ${version} already.`);
      return;
    }
    for (const { name, from, to } of files) world.out(from === to ? `${name} stays at schema ${to}.` : `${name} went from schema ${from} to ${to}.`);
    world.out(`The folder as it was is in ${backup}, read back and sound.`);
    world.out(`The way back, with the program of ${from === null ? 'the version before' : `version ${from}`}: dossier restore ${quoted(backup)} --replace`);
  } finally {
    progress.end();
  }
}

/** As a shell takes it. */
export const quoted = (path: string): string => (/^[\w./:@%+=,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`);
