/** The server's parts without a port: over the data folder, for a command that works on the folder itself, or over a PostgreSQL as one more server for a moment. */
import { createDossier, type Dossier } from '../app.ts';
import { systemClock, systemRandom } from '../clock.ts';
import { readConfig } from '../config.ts';
import { besideOthers } from '../nodes/beside-others.ts';
import { createLog } from '../services/process-log.ts';
import { openStorage } from '../storage/open.ts';
import type { World } from './world.ts';

/** Throws `StorageError` `locked` when a server has the folder. What the work accepted is settled and on disk when this resolves. */
export async function withDossier<T>(world: World, work: (dossier: Dossier) => Promise<T>): Promise<T> {
  const config = readConfig(world.env, 'command');
  const storage = await openStorage({ folder: config.data, clock: systemClock, currency: config.currency, warm: false, backups: config.backups, auditKey: config.auditKey, configuration: config.settings, ...(config.database ? { database: { url: config.database.href } } : {}) });
  const log = createLog({ level: 'warn', key: systemRandom(32) });
  const others = besideOthers({ config, clock: systemClock, random: systemRandom, log });
  try {
    const dossier = createDossier({ config, storage, clock: systemClock, random: systemRandom, log, ...others?.options });
    await dossier.start();
    try {
      const result = await work(dossier);
      await dossier.settled();
      return result;
    } finally {
      await dossier.stop();
    }
  } finally {
    await others?.close();
    await storage.close();
  }
}
