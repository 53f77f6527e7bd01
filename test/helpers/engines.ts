/** The engines over which tests of the storage run: files, and a PostgreSQL of the test's own with a database for each folder. Where the programs are missing, what needs them is left out and says so. */
import { afterAll, describe } from 'vitest';
import { openArchive, openFacts } from '../../server/storage/engine/open.ts';
import { startPostgres, noPostgres } from '../instances/postgres.ts';
import type { Postgres } from '../instances/postgres.ts';

export interface Engine {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** Of a data folder, the same whenever it is opened; null: its own files. */
  database(folder: string): Promise<{ readonly url: string } | null>;
}

export const SQLITE: Engine = { name: 'SQLite', database: () => Promise.resolve(null) };

let server: Promise<Postgres> | null = null;
let made: Promise<string> | null = null;
const databases = new Map<string, Promise<string>>();

function makeTables(url: string): void {
  for (const open of [openArchive, openFacts]) open({ folder: '', database: { url } }).close();
}

export const POSTGRESQL: Engine = {
  name: 'PostgreSQL',
  async database(folder) {
    server ??= startPostgres();
    const { database } = await server;
    // tables are made once: a copy of a database costs a tenth of that
    made ??= database().then((url) => { makeTables(url); return new URL(url).pathname.slice(1); });
    if (!databases.has(folder)) databases.set(folder, made.then((like) => database({ like })));
    return { url: await databases.get(folder)! };
  },
};

/** The engine of a whole file of tests, for whoever asks what is left to do: `ENGINE=postgres npm test -- test/server/…`. */
export const engineOfRun = (): Engine => (process.env['ENGINE'] === 'postgres' ? POSTGRESQL : SQLITE);

/** The same tests over each engine. A test that opens a folder gives the engine along. */
export function overEngines(what: string, tests: (engine: Engine) => void): void {
  describe(`SQLite: ${what}`, () => { tests(SQLITE); });
  describe.skipIf(noPostgres)(`PostgreSQL${noPostgres ? ' (not installed here)' : ''}: ${what}`, () => {
    afterAll(async () => {
      await (await server)?.stop();
      server = null;
      made = null;
      databases.clear();
    });
    tests(POSTGRESQL);
  });
}
