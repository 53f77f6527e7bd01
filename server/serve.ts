/** `dossier serve`: the real thing, from a configuration to a server that is ready. */
import { existsSync } from 'node:fs';
import { createDossier } from './app.ts';
import { besideOthers } from './nodes/beside-others.ts';
import { systemClock, systemRandom } from './clock.ts';
import type { Config } from './config.ts';
import { listen } from './listen.ts';
import { distFolder } from './paths.ts';
import { needBackupFolder } from './services/backup-folder.ts';
import { bornOf } from './services/health-watch.ts';
import { createNightly } from './services/nightly.ts';
import { createLog } from './services/process-log.ts';
import type { ProcessLog } from './services/process-log.ts';
import { openStorage } from './storage/open.ts';
import type { Storage } from './storage/storage.ts';
import { holdYoungSpace } from './young-space.ts';

export interface Running {
  /** Where browsers reach the server. */
  readonly url: string;
  stop(): Promise<void>;
}

/** One JSON line an event, on standard error; standard output has the ready line alone. */
export const processLog = (): ProcessLog => createLog({ key: systemRandom(32) });

/** The key of people's pseudonyms in the log: it stays with the folder, so that a line of today and one of last month name the same person. */
async function logKey({ directory }: Pick<Storage, 'directory'>): Promise<Uint8Array> {
  const known = await directory.setting('log-key');
  if (typeof known === 'string') return Buffer.from(known, 'base64');
  const key = Buffer.from(systemRandom(32));
  await directory.putSetting('log-key', key.toString('base64'));
  return key;
}

export const builtFiles = (name: Parameters<typeof distFolder>[0]): string | null => {
  const folder = distFolder(name);
  return existsSync(folder) ? folder : null;
};

/** Less is what clocks differ by anyway. */
const BEHIND_S = 60;
/** Load balancers look every few seconds. */
const DRAIN_MS = 5_000;

/** Resolves when the server answers. Throws `StorageError` when the folder cannot be had, and the system's error when the port cannot. */
export async function serve(config: Config): Promise<Running> {
  const log = processLog();
  await needBackupFolder(config);
  const storage = await openStorage({ folder: config.data, clock: systemClock, currency: config.currency, backups: config.backups, auditKey: config.auditKey, configuration: config.settings, ...(config.database ? { database: { url: config.database.href } } : {}), upgraded: (report) => { log.info(report, 'data folder upgraded'); } });
  log.pseudonymsWith(await logKey(storage));
  // told, not held still: a clock that was ahead and was put right would let nobody in for as long
  const behind = Math.round((((await storage.audit.head())?.at ?? 0) - systemClock.now()) / 1_000);
  if (behind >= BEHIND_S) log.error({ seconds: behind }, 'the clock of this computer stands before the newest row of the audit: what had ended by its date counts again until then');
  return holding(storage, async () => {
    const others = besideOthers({ config, clock: systemClock, random: systemRandom, log });
    const dossier = createDossier({ config, storage, clock: systemClock, random: systemRandom, log, ...others?.options, files: { kit: builtFiles('kit'), pages: null, own: builtFiles('pages') } });
    await dossier.start();
    holdYoungSpace();
    const listening = await listen({ dossier, config, log, drainMs: config.database === null ? 0 : DRAIN_MS });
    const { backupHour, backupsDaily, backupsWeekly, backupsMonthly } = config.limits;
    // a PostgreSQL is backed up by its own programs
    const nightly = config.database ? null : createNightly({
      backups: dossier.backups, born: await bornOf(config.data), hour: backupHour,
      keep: { daily: backupsDaily, weekly: backupsWeekly, monthly: backupsMonthly, timezone: config.timezone }, leads: () => dossier.nodes.leads(), clock: systemClock, log,
    });
    nightly?.start();
    return {
      url: listening.url,
      async stop() {
        nightly?.stop();
        await listening.stop();
        await others?.close();
      },
    };
  });
}

/** What runs over a storage: the storage is closed after it, and also when it cannot start. */
export async function holding(storage: Storage, start: () => Promise<Running>): Promise<Running> {
  try {
    const listening = await start();
    return {
      url: listening.url,
      async stop() {
        await listening.stop();
        await storage.close();
      },
    };
  } catch (error) {
    await storage.close();
    throw error;
  }
}
