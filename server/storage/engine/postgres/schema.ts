/** Brings a PostgreSQL database up to date: the schemas `archive` and `facts` hold what the two files hold, made from the same scripts. What a script says is left to the `migrations-*.ts` files. */
import { hash } from 'node:crypto';
import Database from 'better-sqlite3';
import { inTransaction } from '../../database.ts';
import type { FileKind } from '../../database.ts';
import { StorageError } from '../../storage.ts';
import type { PostgresConnection } from './connection.ts';
import { made } from './ddl.ts';
import type { Made } from './ddl.ts';
import { FUNCTIONS } from './functions.ts';
import { NEWS, newsTriggers } from './news.ts';

/** What FTS5 is in a file: words that begin with what was asked, by row. */
const SEARCH = `CREATE TABLE search (row bigint PRIMARY KEY, head tsvector NOT NULL, body tsvector NOT NULL);
CREATE INDEX search_by_word ON search USING gin ((head || body))`;

/** Parts of the log's table: each has an index and a vacuum of its own, and takes the updates of every sixteenth section. */
const PARTS = 16;

/**
 * The log of the sections, in which a row is one update until a snapshot covers it. In a file it is one row a batch with a list in memory of what lies where; many nodes know no list, so they find
 * an update by section and number. Parted by section, because a section is always read and pruned as a whole. `seq` of a section is its newest update, kept where the row is locked anyway: it
 * is in no index, so an edit moves no entry of one.
 */
const LOG = `ALTER TABLE section ADD COLUMN seq bigint NOT NULL DEFAULT 0;
ALTER TABLE section SET (fillfactor = 80);
CREATE TABLE section_update (section bigint NOT NULL, seq bigint NOT NULL, at bigint NOT NULL, crc bigint NOT NULL, bytes bytea NOT NULL, PRIMARY KEY (section, seq)) PARTITION BY HASH (section);
${Array.from({ length: PARTS }, (_, i) => `CREATE TABLE section_update_${i} PARTITION OF section_update FOR VALUES WITH (MODULUS ${PARTS}, REMAINDER ${i});`).join('\n')}
CREATE INDEX change_by_section ON change (section, seq)`;

/** What a schema has beside what a file has. */
const OWN = { archive: LOG, facts: SEARCH } as const;

/** Of every table, index, view and trigger that the scripts have made, in their order; of a table the rows that they have put into it. */
function whatScriptsMake(kind: FileKind): readonly (Made & { readonly rows: readonly (readonly unknown[])[] })[] {
  const db = new Database(':memory:');
  try {
    for (const script of kind.migrations) db.exec(script);
    const all = db.prepare<[], Made>("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL AND substr(name, 1, 6) <> 'search' AND substr(name, 1, 7) <> 'sqlite_' ORDER BY rowid").all();
    return all.map((each) => ({ ...each, rows: each.type === 'table' ? db.prepare<[], unknown[]>(`SELECT * FROM "${each.name}"`).raw().all() : [] }));
  } finally {
    db.close();
  }
}

/** The schema's version; 0: there is none yet. */
export function versionOf(db: PostgresConnection, schema: string): number {
  const there = db.prepare<[string], number>('SELECT count(*) FROM information_schema.tables WHERE table_schema = ? AND table_name = \'schema_version\'').pluck().get(schema);
  return there === 0 ? 0 : (db.prepare<[], number>(`SELECT version FROM ${schema}.schema_version`).pluck().get() ?? 0);
}

/** Runs a script that may run again, where it is another than the one that ran last: others work on these tables meanwhile, and each change of a trigger stops them for a moment. */
function asItIs(db: PostgresConnection, name: string, script: string): void {
  const mark = hash('sha256', script, 'hex');
  if (db.prepare<[string], string>('SELECT mark FROM dossier.made WHERE name = ?').pluck().get(name) === mark) return;
  db.exec(script);
  db.prepare('INSERT INTO dossier.made (name, mark) VALUES (?,?) ON CONFLICT (name) DO UPDATE SET mark = excluded.mark').run(name, mark);
}

/** One transaction for all of it; nodes that start at the same moment do it one after the other. */
export function bringUpToDate(db: PostgresConnection, schema: 'archive' | 'facts', kind: FileKind): void {
  inTransaction(db, () => {
    // functions belong to both schemas, and nodes start at the same moment
    db.exec('SELECT pg_advisory_xact_lock(1685025584)');
    db.exec(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
    db.exec('CREATE SCHEMA IF NOT EXISTS dossier; CREATE TABLE IF NOT EXISTS dossier.made (name text PRIMARY KEY, mark text NOT NULL)');
    asItIs(db, 'functions', FUNCTIONS);
    asItIs(db, 'news', NEWS);
    const version = versionOf(db, schema);
    if (version > kind.migrations.length) throw new StorageError('version', `The database was written by a newer version of Dossier (schema ${schema} is at ${version}, this version knows ${kind.migrations.length}); start that version.`);
    if (version === kind.migrations.length) return asItIs(db, `news of ${schema}`, newsTriggers(schema));
    if (version !== 0) throw new StorageError('version', `The schema ${schema} of the database is at ${version}, this version knows ${kind.migrations.length} and cannot bring it there yet; start the version that wrote it.`);
    for (const { rows, ...each } of whatScriptsMake(kind)) {
      db.exec(made(each, schema, (table) => db.shapeOf(table)));
      for (const row of rows) db.prepare(`INSERT INTO ${each.name} VALUES (${row.map(() => '?').join(',')})`).run(...row);
    }
    db.exec(OWN[schema]);
    db.exec(`CREATE TABLE ${schema}.schema_version (version bigint NOT NULL)`);
    db.prepare(`INSERT INTO ${schema}.schema_version VALUES (?)`).run(kind.migrations.length);
    asItIs(db, `news of ${schema}`, newsTriggers(schema));
  });
}
