/** The section log: over SQLite and over memory it keeps one contract. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../server/clock.ts';
import { openStorage } from '../../server/storage/open.ts';
import { memoryLog } from '../helpers/memory-log.ts';
import { sectionLogContract } from '../helpers/storage-contract.ts';

sectionLogContract('memory', async () => ({ log: memoryLog(), close: async () => {} }));

sectionLogContract('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dossier-log-'));
  const storage = await openStorage({ folder, clock: systemClock });
  return { log: storage.log, close: async () => { await storage.close(); await rm(folder, { recursive: true }); } };
});
