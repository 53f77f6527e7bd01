/** Fills a data folder with customers and their transactions, straight into the files: what is measured is the classification, not the import. The same rows in every run. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { projectFacts } from '../../../server/services/projection.ts';
import { PURCHASES, RETURNS } from '../../../server/storage/trade-totals.ts';

export interface Size { readonly customers: number; readonly transactions: number }

export const archiveId = (n: number): string => `C${String(n).padStart(8, '0')}`;

/** Rows of one transaction of the database. */
const BATCH = 50_000;
const OPENED = '2024-01-01T00:00:00.000Z';
const GIVEN: Readonly<Record<string, string>> = { kind: 'organisation', state: 'open', opened_at: OPENED, packs: '[]', confidentiality: 'internal' };

/** The folder has been opened once, so that its tables are there. */
export function fill(folder: string, size: Size): void {
  archives(folder, size);
  const facts = new Database(join(folder, 'facts.db'));
  try {
    facts.pragma('synchronous = OFF');
    facts.pragma('cache_size = -1500000');
    withoutHelpers(facts, () => {
      overviews(facts, size);
      transactions(facts, size);
    });
    facts.exec(`INSERT INTO total SELECT archive, currency, sum(CASE WHEN kind IN (${PURCHASES}) THEN amount ELSE -abs(amount) END), sum(kind IN (${PURCHASES})),
      min(CASE WHEN kind IN (${PURCHASES}) THEN date END), max(CASE WHEN kind IN (${PURCHASES}) THEN date END) FROM trade WHERE kind IN (${PURCHASES}, ${RETURNS}) GROUP BY archive, currency`);
    facts.exec('DELETE FROM figure_due; DELETE FROM outbox; DELETE FROM touched');
    facts.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    facts.close();
  }
}

function archives(folder: string, { customers }: Size): void {
  const db = new Database(join(folder, 'archive.db'));
  try {
    db.pragma('synchronous = OFF');
    const columns = db.prepare<[], { name: string; dflt_value: string | null; needed: number; type: string }>('SELECT name, dflt_value, "notnull" AS needed, type FROM pragma_table_info(\'archive\')').all();
    const needed = columns.filter(({ name, needed: must, dflt_value }) => name === 'id' || name in GIVEN || (must === 1 && dflt_value === null && name !== 'row'));
    const create = db.prepare(`INSERT INTO archive (${needed.map(({ name }) => name).join(', ')}) VALUES (${needed.map(() => '?').join(', ')})`);
    for (let n = 0; n < customers; ) db.transaction(() => {
      for (const end = Math.min(n + BATCH, customers); n < end; n++) create.run(...needed.map(({ name, type }) => (name === 'id' ? archiveId(n) : GIVEN[name] ?? (type === 'INTEGER' ? 0 : ''))));
    })();
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
}

/** Indexes and triggers of the tables that are filled are made when all rows are there: the same in the end, in a tenth of the time. */
function withoutHelpers(db: Database.Database, work: () => void): void {
  const helpers = db.prepare<[], { name: string; type: string; sql: string }>("SELECT name, type, sql FROM sqlite_schema WHERE tbl_name IN ('trade', 'overview', 'total') AND type IN ('index', 'trigger') AND sql IS NOT NULL").all();
  for (const { name, type } of helpers) db.exec(`DROP ${type} "${name}"`);
  work();
  for (const { sql } of helpers) db.exec(sql);
}

function overviews(db: Database.Database, { customers }: Size): void {
  const { data, lifecycle } = projectFacts({ kind: 'organisation', profile: null, preferences: null });
  const put = db.prepare("INSERT INTO overview (id, revision, name, sort_name, kind, updated_at, is_customer, data, projected, lifecycle) VALUES (@id,1,@id,lower(@id),'organisation',@at,1,@data,'{\"#\":1,\"~\":1}',@lifecycle)");
  const rest = { at: OPENED, data: JSON.stringify({ ...data, due: [], updatedAt: OPENED }), lifecycle: JSON.stringify(lifecycle) };
  for (let n = 0; n < customers; ) db.transaction(() => {
    for (const end = Math.min(n + BATCH, customers); n < end; n++) put.run({ id: archiveId(n), ...rest });
  })();
}

/** Three years and a few days, some of them after the day of the run; amounts as lopsided as a company's are; one in twenty-five is a return. */
function transactions(db: Database.Database, { customers, transactions: count }: Size): void {
  const put = db.prepare("INSERT INTO trade (id, archive, kind, date, amount, currency, lines, source, external_id) VALUES (?,?,?,?,?,'EUR','[]','bench',?)");
  const chance = random(20_261_123);
  for (let n = 0; n < count; ) db.transaction(() => {
    for (const end = Math.min(n + BATCH, count); n < end; n++) {
      const name = String(n).padStart(9, '0');
      const date = new Date(Date.UTC(2023, 5, 1) + Math.floor(chance() * 1_100) * 86_400_000).toISOString().slice(0, 10);
      put.run(`t${name}`, archiveId(Math.floor(chance() * customers)), chance() < 0.04 ? 'return' : 'sale', date, 100 + Math.floor(chance() ** 4 * 5_000_000), `e${name}`);
    }
  })();
}

/** The same numbers in every run. */
function random(start: number): () => number {
  let seed = start;
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
