/** Rows of the keys of services: few, read whole at start. The secret itself is nowhere; what a key may is decided by `model/rights.ts`. */
import type { KeyId, PersonId } from '../../model/ids.ts';
import type { ServiceScope } from '../../model/rights.ts';
import type { Clearance } from '../../model/sections.ts';
import type { Connection } from './database.ts';

export interface StoredKey {
  readonly id: KeyId;
  readonly name: string;
  /** SHA-256 of the whole text of the key, base64url. */
  readonly hash: string;
  readonly scope: ServiceScope;
  readonly clearances: readonly Clearance[];
  /** Milliseconds since 1970, as all moments here. */
  readonly created: number;
  readonly createdBy: PersonId;
  readonly expires: number;
  readonly ended: number | null;
  readonly endedBy: PersonId | null;
  /** The day of the last use, `YYYY-MM-DD`. */
  readonly used: string | null;
}

export interface KeyStore {
  /** Also those that have ended: their names stand in histories. */
  all(): Promise<readonly StoredKey[]>;
  put(key: StoredKey): Promise<void>;
  use(id: KeyId, day: string): Promise<void>;
}

type Row = Omit<StoredKey, 'scope' | 'clearances' | 'createdBy' | 'endedBy'> & { readonly scope: string; readonly clearances: string; readonly created_by: PersonId; readonly ended_by: PersonId | null };

export function keyCalls(db: Connection) {
  const put = db.prepare('INSERT OR REPLACE INTO api_key (id, name, hash, scope, clearances, created, created_by, expires, ended, ended_by, used) VALUES (?,?,?,?,?,?,?,?,?,?,?)');
  const use = db.prepare('UPDATE api_key SET used = ? WHERE id = ?');
  return {
    putKey: (key: StoredKey): void => { put.run(key.id, key.name, key.hash, JSON.stringify(key.scope), JSON.stringify(key.clearances), key.created, key.createdBy, key.expires, key.ended, key.endedBy, key.used); },
    useKey: (id: KeyId, day: string): void => { use.run(day, id); },
  };
}

export function keyReadCalls(db: Connection) {
  const all = db.prepare<[], Row>('SELECT id, name, hash, scope, clearances, created, created_by, expires, ended, ended_by, used FROM archive.api_key ORDER BY created, id');
  return {
    keys: (): readonly StoredKey[] => all.all().map(({ scope, clearances, created_by, ended_by, ...row }) =>
      ({ ...row, scope: JSON.parse(scope) as ServiceScope, clearances: JSON.parse(clearances) as Clearance[], createdBy: created_by, endedBy: ended_by })),
  };
}
