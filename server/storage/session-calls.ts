/** Rows of sign-in sessions, and since when a person's tokens count. What a session is for is left to `access/sessions.ts`. */
import type { PersonId } from '../../model/ids.ts';
import type { Act } from './audit-acts.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import type { SessionClaims, StoredSession, TokensEnd } from './storage.ts';

/** The calls of the archive thread. */
export function sessionCalls(db: Connection) {
  const put = db.prepare('INSERT OR REPLACE INTO session (id_hash, person, claims, created, checked, ends, agent) VALUES (?,?,?,?,?,?,?)');
  const drop = db.prepare('DELETE FROM session WHERE id_hash = ?');
  const end = db.prepare('INSERT INTO tokens_end VALUES (?,?) ON CONFLICT DO UPDATE SET at = max(at, excluded.at)');
  return {
    putSession: ({ id, person, claims, created, checked, ends, agent }: StoredSession): void => { put.run(id, person, JSON.stringify(claims), created, checked, ends, agent ?? null); },
    dropSessions: (ids: readonly string[], _act?: Act): void => inTransaction(db, () => { for (const id of ids) drop.run(id); }),
    endTokens: (person: PersonId, at: number, _act?: Act): void => { end.run(person, at); },
  };
}

/** The calls of a reader thread. */
export function sessionReadCalls(db: Connection) {
  const sessions = db.prepare<[], { id_hash: string; person: PersonId; claims: string; created: number; checked: number; ends: number; agent: string | null }>('SELECT * FROM archive.session');
  const ends = db.prepare<[], TokensEnd>('SELECT person, at FROM archive.tokens_end');
  return {
    sessions: (): readonly StoredSession[] => sessions.all().map(({ id_hash: id, claims, ...row }) => ({ id, ...row, claims: JSON.parse(claims) as SessionClaims })),
    tokensEnds: (): readonly TokensEnd[] => ends.all(),
  };
}
