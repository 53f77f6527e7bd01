/** The section log: over SQLite, PostgreSQL and memory it keeps one contract. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../server/clock.ts';
import { openStorage } from '../../server/storage/open.ts';
import { overEngines } from '../helpers/engines.ts';
import { memoryLog } from '../helpers/memory-log.ts';
import { sectionLogContract } from '../helpers/storage-contract.ts';

sectionLogContract('memory', async () => ({ log: memoryLog(), close: async () => {} }));
sectionLogContract('memory that several nodes share', async () => ({ log: memoryLog({ shared: true }), close: async () => {} }), { shared: true });

overEngines('the section log', (engine) => {
  sectionLogContract(engine.name, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dossier-log-'));
    const storage = await openStorage({ folder, database: await engine.database(folder), clock: systemClock });
    return { log: storage.log, close: async () => { await storage.close(); await rm(folder, { recursive: true }); } };
  }, { shared: engine.name === 'PostgreSQL' });
});
