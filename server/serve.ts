/** `dossier serve`: the real thing, from a configuration to a server that is ready. */
import { existsSync } from 'node:fs';
import { pino } from 'pino';
import { createDossier } from './app.ts';
import { systemClock, systemRandom } from './clock.ts';
import type { Config } from './config.ts';
import { listen } from './listen.ts';
import { distFolder } from './paths.ts';
import type { Logger } from './services/log.ts';
import { openStorage } from './storage/open.ts';
import type { Storage } from './storage/storage.ts';

export interface Running {
  /** Where browsers reach the server. */
  readonly url: string;
  stop(): Promise<void>;
}

/** One JSON line an event, on standard error; standard output has the ready line alone. */
export const processLog = (): Logger => pino({ level: 'info', base: null }, pino.destination({ dest: 2, sync: true }));

export const builtFiles = (name: 'kit' | 'demo'): string | null => {
  const folder = distFolder(name);
  return existsSync(folder) ? folder : null;
};

/** Resolves when the server answers. Throws `StorageError` when the folder cannot be had, and the system's error when the port cannot. */
export async function serve(config: Config): Promise<Running> {
  const log = processLog();
  const storage = await openStorage({ folder: config.data, clock: systemClock, currency: config.currency });
  return holding(storage, async () => {
    const dossier = createDossier({ config, storage, clock: systemClock, random: systemRandom, log, files: { kit: builtFiles('kit'), pages: null } });
    await dossier.start();
    return listen({ dossier, config, log });
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
