/** How a database file is opened, brought up to date and how SQLite's errors become ours. Tables are in the `migrations-*.ts` files, the choice between files and PostgreSQL in `engine/open.ts`. */
import Database from 'better-sqlite3';
import type { Connection } from './engine/connection.ts';
import { StorageError } from './storage.ts';

export type { Connection } from './engine/connection.ts';
/** A connection to a file, with what SQLite alone has. */
export type FileConnection = Database.Database;

/** Versions before this one can lose committed data when several connections reset the write-ahead log (sqlite.org, WAL-reset bug). */
const OLDEST_SQLITE = [3, 51, 3] as const;

/** Milliseconds that a connection waits for another one's lock; writers never meet, so it is hardly ever needed. */
const WAIT = 5000;

export interface FileKind {
  /** Name as the operator sees it in the data folder. */
  readonly name: 'archive.db' | 'facts.db';
  /** `application_id`: tells our files from any other SQLite file. */
  readonly id: number;
  /** One script a schema version, oldest first; a published script never changes. */
  readonly migrations: readonly string[];
}

/** The thread that writes: creates the file where it is missing and brings its tables up to date. Throws `version` or `broken`. */
export function openWriter(path: string, kind: FileKind): FileConnection {
  const db = openWritable(path);
  try {
    migrate(db, kind);
    return db;
  } catch (error) {
    db.close();
    throw asStorageError(error) ?? error;
  }
}

/** Durable: what is committed is on disk. Makes the file where it is missing and migrates nothing. */
export function openWritable(path: string): FileConnection {
  const db = connect(path, { timeout: WAIT });
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('secure_delete = ON');
    db.pragma('foreign_keys = ON');
    db.pragma('wal_autocheckpoint = 2000');
    db.pragma('cache_size = -16000');
    return db;
  } catch (error) {
    db.close();
    throw asStorageError(error) ?? error;
  }
}

/** Reads facts.db with archive.db attached as `archive`; nothing can be written through it. */
export function openReader(factsPath: string, archivePath: string): FileConnection {
  const db = connect(factsPath, { readonly: true, timeout: WAIT });
  db.prepare('ATTACH ? AS archive').run(archivePath);
  db.pragma('cache_size = -8000');
  return db;
}

/** One database as it is, of any schema; nothing can be written through it and nothing of it moves on disk. */
export const openReadOnly = (path: string): FileConnection => connect(path, { readonly: true, fileMustExist: true, timeout: WAIT });

export function closeWriter(db: FileConnection): void {
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

/**
 * Empties the write-ahead log, so that what was deleted is not read there any more. False where somebody is reading it, a backup perhaps: it is left for another
 * time, for waiting would hold up every commit.
 */
export function emptyLog(db: FileConnection): boolean {
  db.pragma('busy_timeout = 0');
  try {
    const [{ busy } = { busy: 1 }] = db.pragma('wal_checkpoint(TRUNCATE)') as readonly { readonly busy: number }[];
    return busy === 0;
  } catch (error) {
    // A full disk: nothing is lost, the log is emptied another time. Anything else is a fault that must be seen.
    if (asStorageError(error)?.code !== 'full') throw error;
    return false;
  } finally {
    db.pragma(`busy_timeout = ${WAIT}`);
  }
}

function connect(path: string, options: Database.Options): FileConnection {
  const db = new Database(path, options);
  try {
    const version = db.prepare('SELECT sqlite_version()').pluck().get() as string;
    if (isOlder(version)) {
      throw new StorageError('version', `SQLite ${version} can lose committed data; at least ${OLDEST_SQLITE.join('.')} is needed. Install better-sqlite3 anew.`);
    }
    db.pragma('trusted_schema = OFF');
    // the word for lists of whole numbers, which need no type here; PostgreSQL has a function for them
    const prepare = db.prepare.bind(db);
    db.prepare = ((sql: string) => prepare(sql.replaceAll('json_numbers(', 'json_each('))) as typeof db.prepare;
    db.pragma('temp_store = MEMORY');
    return db;
  } catch (error) {
    db.close();
    throw asStorageError(error) ?? error;
  }
}

export function isOlder(version: string): boolean {
  const parts = version.split('.').map(Number);
  for (const [index, least] of OLDEST_SQLITE.entries()) {
    const part = parts[index] ?? 0;
    if (part !== least) return part < least;
  }
  return false;
}

/** The schema of an open file; 0 for a new one. Throws `broken` for a file that is not ours, `version` for one of a newer Dossier. */
export function schemaOf(db: FileConnection, kind: FileKind): number {
  const id = db.pragma('application_id', { simple: true }) as number;
  const version = db.pragma('user_version', { simple: true }) as number;
  if (id !== kind.id && (id !== 0 || version !== 0)) throw new StorageError('broken', `${kind.name} is not a file of Dossier.`);
  if (version > kind.migrations.length) {
    throw new StorageError('version', `The data folder was written by a newer version of Dossier (${kind.name} has schema ${version}, this version knows ${kind.migrations.length}); start that version or restore a backup.`);
  }
  return version;
}

/** One transaction for all of it, in one that is open already as a part of that. */
export function migrate(db: FileConnection, kind: FileKind): void {
  const version = schemaOf(db, kind);
  if (version === kind.migrations.length) return;
  inTransaction(db, () => {
    for (const script of kind.migrations.slice(version)) db.exec(script);
    db.pragma(`application_id = ${kind.id}`);
    db.pragma(`user_version = ${kind.migrations.length}`);
  });
}

/** All or nothing; what `run` throws is thrown after the rollback. A full disk rolls back by itself. Inside another transaction it is a part that fails alone. */
export function inTransaction<T>(db: Pick<Connection, 'inTransaction'> & { exec(sql: string): unknown }, run: () => T): T {
  const [begin, commit, rollback] = db.inTransaction ? ['SAVEPOINT part', 'RELEASE part', 'ROLLBACK TO part; RELEASE part'] : ['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK'];
  db.exec(begin);
  try {
    const value = run();
    db.exec(commit);
    return value;
  } catch (error) {
    if (db.inTransaction) db.exec(rollback);
    throw error;
  }
}

/** Several readings of one moment, of each file as it is when it is first read. */
export function inView<T>(db: Connection, run: () => T): T {
  if (db.inTransaction) return run();
  db.exec('BEGIN');
  try {
    const value = run();
    // a disk that cannot be read may have ended it
    if (db.inTransaction) db.exec('COMMIT');
    return value;
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/** Null when the error is not about storage: a mistake of ours keeps its own stack. */
export function asStorageError(error: unknown): StorageError | null {
  if (error instanceof StorageError) return error;
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const message = error instanceof Error ? error.message : String(error);
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return new StorageError('full', 'There is no room left on the disk of the data folder.');
  if (code.startsWith('SQLITE_CONSTRAINT_UNIQUE') || code.startsWith('SQLITE_CONSTRAINT_PRIMARYKEY')) return new StorageError('conflict', message);
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_IOERR')) return new StorageError('broken', `The data folder cannot be read (${message}); \`dossier verify\` says what is damaged, \`dossier restore\` brings a backup back.`);
  if (code.startsWith('SQLITE_BUSY')) return new StorageError('locked', message);
  if (code === 'SQLITE_CANTOPEN' || code === 'SQLITE_READONLY' || code === 'EACCES' || code === 'EROFS') return new StorageError('broken', `The data folder cannot be opened for writing: ${message}`);
  return null;
}
