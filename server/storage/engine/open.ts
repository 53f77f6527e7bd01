/** One boundary to both engines: files in the data folder, or schemas of a PostgreSQL. Every thread opens through here; what a statement means is the same behind it. */
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { closeWriter, emptyLog, openReader, openWriter } from '../database.ts';
import type { FileConnection, FileKind } from '../database.ts';
import { ARCHIVE_FILE } from '../migrations-archive.ts';
import { FACTS_FILE } from '../migrations-facts.ts';
import { StorageError } from '../storage.ts';
import type { Connection } from './connection.ts';
import { PostgresConnection } from './postgres/connection.ts';
import { bringUpToDate } from './postgres/schema.ts';

/** Where the stores are. `database`: null or missing, in files of the folder. */
export interface Place { readonly folder: string; readonly database?: { readonly url: string } | null }

/** The file behind a connection; null: it is one to PostgreSQL. */
export const fileOf = (db: Connection): FileConnection | null => (db instanceof Database ? db : null);

function openSchema({ url }: { readonly url: string }, schema: 'archive' | 'facts', kind: FileKind): Connection {
  const db = new PostgresConnection({ url, name: `dossier ${schema}`, schemas: [schema] });
  try {
    bringUpToDate(db, schema, kind);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** The writer of sections, archives' rows and the directory. Makes what is missing. Throws `version`, `broken` or `away`. */
export const openArchive = ({ folder, database }: Place): Connection => (database ? openSchema(database, 'archive', ARCHIVE_FILE) : openWriter(join(folder, ARCHIVE_FILE.name), ARCHIVE_FILE));

/** The writer of facts; after `openArchive`. */
export const openFacts = ({ folder, database }: Place): Connection => (database ? openSchema(database, 'facts', FACTS_FILE) : openWriter(join(folder, FACTS_FILE.name), FACTS_FILE));

/** Reads both, facts as `main`; nothing can be written through it. */
export const openBoth = ({ folder, database }: Place, name: string): Connection =>
  database ? new PostgresConnection({ url: database.url, name: `dossier ${name}`, schemas: ['facts', 'archive'], readOnly: true }) : openReader(join(folder, FACTS_FILE.name), join(folder, ARCHIVE_FILE.name));

export function closeStore(db: Connection): void {
  const file = fileOf(db);
  if (file) closeWriter(file);
  else db.close();
}

/** Of a file: what was deleted is not read in its write-ahead log any more; false: another time. PostgreSQL's log is its operator's. */
export function forgetLog(db: Connection): boolean {
  const file = fileOf(db);
  return file ? emptyLog(file) : true;
}

/** References are checked at the end of this transaction. */
export function deferReferences(db: Connection): void {
  const file = fileOf(db);
  if (file) file.pragma('defer_foreign_keys = ON');
  else db.exec('SET CONSTRAINTS ALL DEFERRED');
}

export interface Column { readonly name: string; /** As the migrations write it: `TEXT`, `INTEGER`, `BLOB`, `REAL`. */ readonly type: string; readonly notnull: number; readonly pk: number }

const COLUMNS = `SELECT a.attname AS name, CASE format_type(a.atttypid, NULL) WHEN 'bigint' THEN 'INTEGER' WHEN 'bytea' THEN 'BLOB' WHEN 'double precision' THEN 'REAL' ELSE 'TEXT' END AS type, a.attnotnull AS "notnull", coalesce(array_position(i.indkey::int2[], a.attnum) + 1, 0) AS pk
  FROM pg_attribute a LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary WHERE a.attrelid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`;

/** Of a table, in their order. */
export function columnsOf(db: Connection, table: string): readonly Column[] {
  const file = fileOf(db);
  return file ? (file.pragma(`table_info("${table}")`) as Column[]) : db.prepare<[string], Column>(COLUMNS).all(table);
}

const TABLES = {
  files: "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY rowid",
  postgres: "SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> 'schema_version' ORDER BY c.oid",
} as const;

/** Names of the tables of the database. */
export const tablesIn = (db: Connection, schema: 'archive' | 'facts'): readonly string[] =>
  fileOf(db) ? db.prepare<[], string>(TABLES.files).pluck().all() : db.prepare<[string], string>(TABLES.postgres).pluck().all(schema);

/** Whether rows are named by SQLite's own number, which no column holds. */
export const hasRowId = (db: Connection, table: string): boolean =>
  fileOf(db) !== null && !/WITHOUT ROWID/i.test(db.prepare<[string], string>('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(table) ?? '');

/** What is done with files only, said of a database. */
export function onlyFiles(what: string): StorageError {
  return new StorageError('missing', `${what} is not done by Dossier where the data is in a PostgreSQL: use its own programs (pg_basebackup or pg_dump), and copy the folder of papers.`);
}
