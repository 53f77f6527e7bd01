/** Transactions of many nodes on one schema: those that begin with its lock are `inTransaction` of `database.ts`, those that take it late are here, and how often one is tried again. */
import { inTransaction } from '../../database.ts';
import { StorageError } from '../../storage.ts';
import type { Connection } from '../connection.ts';
import { onPostgres } from './connection.ts';

/** PostgreSQL ends one of two transactions that wait for each other; the next try finds the way free. */
const TRIES = 5;

/** Runs it again where the database took it back because of others. Only for what changes nothing but the database. */
export function again<T>(db: Connection, run: () => T): T {
  if (db.inTransaction || !onPostgres(db)) return run();
  for (let tries = 1; ; tries++) {
    try {
      return run();
    } catch (error) {
      if (!(error instanceof StorageError) || error.code !== 'locked' || tries === TRIES) throw error;
    }
  }
}

/** A transaction that begins with rows of its own and takes the schema's lock late, by `inOrder`. Inside another one it is a part of that. */
export function inSections<T>(db: Connection, run: () => T): T {
  if (db.inTransaction) return inTransaction(db, run);
  db.exec('BEGIN ISOLATION LEVEL READ COMMITTED');
  try {
    const value = run();
    db.exec('COMMIT');
    return value;
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/** From here to the commit no other node writes to the schema: numbers that rows are given now are in the order of the commits. */
export function inOrder(db: Connection): void {
  if (onPostgres(db)) db.takeOrder();
}
