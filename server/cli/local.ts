/** The server's parts over the data folder, without a port, for a command that works on the folder itself. */
import { createDossier, type Dossier } from '../app.ts';
import { systemClock, systemRandom } from '../clock.ts';
import { readConfig } from '../config.ts';
import { createLog } from '../services/process-log.ts';
import { openStorage } from '../storage/open.ts';
import type { World } from './world.ts';

/** Throws `StorageError` `locked` when a server has the folder. What the work accepted is settled and on disk when this resolves. */
export async function withDossier<T>(world: World, work: (dossier: Dossier) => Promise<T>): Promise<T> {
  const config = readConfig(world.env, 'command');
  const storage = await openStorage({ folder: config.data, clock: systemClock, currency: config.currency, warm: false, backups: config.backups, auditKey: config.auditKey, configuration: config.settings });
  try {
    const log = createLog({ level: 'warn', key: systemRandom(32) });
    const dossier = createDossier({ config, storage, clock: systemClock, random: systemRandom, log });
    await dossier.start();
    try {
      const result = await work(dossier);
      await dossier.settled();
      return result;
    } finally {
      await dossier.stop();
    }
  } finally {
    await storage.close();
  }
}
