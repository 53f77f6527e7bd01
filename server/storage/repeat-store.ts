/** What was answered to requests that named themselves by an `Idempotency-Key`, for a day. Who asks again gets the same; nothing here knows HTTP. */
import type { PersonId } from '../../model/ids.ts';
import type { Connection } from './database.ts';

/** `answer` null: begun, and not known to have ended. */
export interface Repeat { readonly person: PersonId; readonly key: string; /** Of method, path and body. */ readonly hash: string; readonly at: number; readonly answer: string | null }

export interface RepeatStore {
  get(person: PersonId, key: string): Promise<Repeat | null>;
  put(repeat: Repeat): Promise<void>;
  drop(person: PersonId, key: string): Promise<void>;
  /** Forgets what is older than the moment. */
  prune(before: number): Promise<void>;
}

export function repeatCalls(db: Connection) {
  const get = db.prepare<[string, string], Repeat>('SELECT person, key, hash, at, answer FROM repeated WHERE person = ? AND key = ?');
  const put = db.prepare('INSERT OR REPLACE INTO repeated (person, key, hash, at, answer) VALUES (?,?,?,?,?)');
  const drop = db.prepare('DELETE FROM repeated WHERE person = ? AND key = ?');
  const prune = db.prepare('DELETE FROM repeated WHERE at < ?');
  return {
    repeat: (person: PersonId, key: string): Repeat | null => get.get(person, key) ?? null,
    putRepeat: ({ person, key, hash, at, answer }: Repeat): void => { put.run(person, key, hash, at, answer); },
    dropRepeat: (person: PersonId, key: string): void => { drop.run(person, key); },
    pruneRepeats: (before: number): void => { prune.run(before); },
  };
}
