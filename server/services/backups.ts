/** Backups that a running server makes of its folder: one at a time, read back, watched by who asked for it. What a backup is, is in `storage/backup.ts`; when the nightly one is made, in `nightly.ts`. */
import type { BackupView } from '../../model/api.ts';
import { newRowId } from '../../model/ids.ts';
import type { RandomBytes } from '../../model/ids.ts';
import type { Clock } from '../clock.ts';
import { FOLDER_ID } from '../storage/manifest.ts';
import type { BackupBy } from '../storage/manifest.ts';
import { StorageError } from '../storage/storage.ts';
import type { Storage } from '../storage/storage.ts';
import type { Logger } from './log.ts';
import { storedBackups, throwAway } from './stored-backups.ts';
import type { StoredBackup } from './stored-backups.ts';

export interface BackupOptions {
  readonly storage: Pick<Storage, 'backup' | 'verifyBackup' | 'directory'>;
  /** `DOSSIER_BACKUP` */
  readonly into: string;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly log: Logger;
}

export interface Backups {
  /** Begins one, or answers the one under way. */
  begin(): BackupView;
  /** Those begun since the start, then those in the folder, newest first. */
  list(): Promise<readonly BackupView[]>;
  /** Those begun since the start alone, newest first. */
  begun(): readonly BackupView[];
  /** Those of this server's data in the folder: another may keep its own there too, which it alone counts and throws away. */
  stored(): Promise<readonly StoredBackup[]>;
  /** One that nobody asked for, after the one under way; true when it was made and can be restored. */
  make(by: BackupBy): Promise<boolean>;
  /** Reads back one that a stop of the server left unread. */
  verify(backup: StoredBackup): Promise<boolean>;
  /** For good; the caller has made sure that nobody misses it. */
  throwAway(name: string): Promise<void>;
  /** The last try that failed with nothing made since; null: none. */
  readonly failure: { readonly at: number; readonly full: boolean } | null;
}

/** Jobs of this process that are remembered; their backups stay in the folder. */
const KEPT = 20;

export function createBackups({ storage, into, clock, random, log }: BackupOptions): Backups {
  const jobs: BackupView[] = [];
  let failure: Backups['failure'] = null;
  let running: Promise<boolean> = Promise.resolve(true);

  const run = async (id: string, by: BackupBy): Promise<boolean> => {
    const change = (more: Partial<BackupView>): void => {
      const at = jobs.findIndex((job) => job.id === id);
      const job = jobs[at];
      if (job) jobs[at] = { ...job, ...more };
    };
    try {
      const report = await storage.backup(into, (done, total) => { change({ done, total }); }, by);
      const { name, path, at, version, bytes, files, sections, broken, missing, brokenSections, missingFiles, verified } = report;
      change({ state: 'done', name, path, at, version, bytes, files, sections, broken, missing, verified, done: bytes, total: bytes });
      log.info({ backup: path, by, bytes, sections, files, verified: verified.ok }, 'backup made');
      if (broken + missing > 0) log.error({ backup: path, brokenSections, missingFiles }, 'the backup lacks what is damaged');
      if (!verified.ok) log.error({ backup: path }, 'the backup cannot be restored; it is kept to be looked at');
      failure = verified.ok ? null : { at: clock.now(), full: false };
      return verified.ok;
    } catch (error) {
      change({ state: 'failed', error: error instanceof Error ? error.message : String(error) });
      const code = error instanceof StorageError ? error.code : null;
      if (code !== 'closed') {
        failure = { at: clock.now(), full: code === 'full' };
        log.error({ err: error }, 'backup failed');
      }
      return false;
    }
  };

  const start = (by: BackupBy): BackupView => {
    const job: BackupView = {
      id: newRowId(random), state: 'running', at: new Date(clock.now()).toISOString(), done: 0, total: null, name: null, path: null, version: null,
      bytes: 0, files: 0, sections: 0, broken: 0, missing: 0, error: null, by, verified: null,
    };
    jobs.unshift(job);
    jobs.splice(KEPT);
    running = run(job.id, by);
    return job;
  };
  const underWay = (): BackupView | undefined => jobs.find(({ state }) => state === 'running');

  return {
    get failure() { return failure; },
    begin: () => underWay() ?? start('hand'),
    async list() {
      const own = new Set(jobs.map(({ name }) => name));
      return [...jobs, ...(await storedBackups(into)).filter(({ name }) => !own.has(name)).map(viewOf)];
    },
    begun: () => [...jobs],
    async stored() {
      const own = await storage.directory.setting(FOLDER_ID);
      return (await storedBackups(into)).filter(({ of }) => of === undefined || of === own);
    },
    throwAway: (name) => throwAway(into, name),
    async make(by) {
      while (underWay()) await running;
      start(by);
      return running;
    },
    async verify({ path }) {
      try {
        const { ok } = await storage.verifyBackup(path);
        if (ok) log.info({ backup: path }, 'backup read back');
        else log.error({ backup: path }, 'the backup cannot be restored; it is kept to be looked at');
        return ok;
      } catch (error) {
        if (!(error instanceof StorageError && error.code === 'closed')) log.error({ err: error, backup: path }, 'backup not read back');
        return false;
      }
    },
  };
}

const viewOf = ({ name, path, at, version, bytes, files, sections, broken, missing, by, verified }: StoredBackup): BackupView =>
  ({ id: name, state: 'done', at, done: bytes, total: bytes, name, path, version, bytes, files, sections, broken, missing, error: null, by: by ?? 'hand', verified: verified ?? null });
