/** One process a data folder. The lock is the operating system's, held through an open SQLite transaction: it dies with its process, also by `kill -9`. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { StorageError } from './storage.ts';

/** Takes the folder or throws `locked`; returns the way to give it back. */
export function lockFolder(folder: string): () => void {
  const db = new Database(join(folder, 'lock.db'), { timeout: 250 });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new StorageError('locked', `Another process uses the data folder ${folder}.`);
    }
    throw error;
  }
  return () => {
    db.exec('ROLLBACK');
    db.close();
  };
}
