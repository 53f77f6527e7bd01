/** Reads the chain of one folder from end to end and checks it: for `dossier verify`. The rules are `audit-verify.ts`. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AUDIT_HEADS_FILE, auditKeyIfThere, keyOf } from './audit-key.ts';
import type { RawAudit } from './audit-reader.ts';
import { AHEAD, CHAIN_START, checkRows, endChain, readHeads } from './audit-verify.ts';
import type { ChainFault, ChainState, Head } from './audit-verify.ts';
import { auditKeyId } from './audit-writer.ts';
import { asStorageError, openReadOnly } from './database.ts';
import type { Connection } from './database.ts';
import { FACTS_FILE } from './migrations-facts.ts';

/** Keys and heads that come from outside the folder. */
export interface AuditProof { readonly key: string | null; /** Keys of earlier parts. */ readonly earlier: readonly string[]; readonly heads: readonly Head[] }
export interface AuditReport { readonly rows: number; readonly unchecked: ChainState['unchecked']; readonly faults: readonly ChainFault[] }

const SLICE = 5_000;
/** Some milliseconds. */
const SERVED = 2_000;

/** What the folder itself remembers of its newest row: in the other database, and beside them. A backup has neither. */
export function localHeads(folder: string): readonly Head[] {
  const file = join(folder, AUDIT_HEADS_FILE);
  const heads = existsSync(file) ? [...readHeads(readFileSync(file, 'utf8'), AUDIT_HEADS_FILE)] : [];
  const facts = join(folder, FACTS_FILE.name);
  if (!existsSync(facts)) return heads;
  let db: Connection | null = null;
  try {
    db = openReadOnly(facts);
    if (db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'audit_head'").get() === undefined) return heads;
    const row = db.prepare<[], { seq: number; mac: string }>('SELECT seq, mac FROM audit_head').get();
    return row ? [...heads, { ...row, from: FACTS_FILE.name }] : heads;
  } catch (error) {
    // a database that cannot be read holds no head; what is wrong with it is told by whoever looks at the databases
    if (asStorageError(error)?.code !== 'broken') throw error;
    return heads;
  } finally {
    db?.close();
  }
}

/** Yields after each slice how many rows were read; null where the folder has no chain yet. */
export function* checkChain(db: Connection, folder: string, proof: AuditProof, heads: readonly Head[]): Generator<number, AuditReport | null> {
  if (db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'audit'").get() === undefined) return null;
  const raw = db.prepare<[number, number], RawAudit>('SELECT seq, at, action, actor, archive, body, mac FROM audit WHERE seq > ? ORDER BY seq LIMIT ?');
  const own = auditKeyIfThere(folder, proof.key);
  const keys = new Map([...(own ? [own] : []), ...proof.earlier.map(keyOf)].map((key) => [auditKeyId(key), key]));
  let state = CHAIN_START;
  let rows = raw.all(0, SLICE);
  while (rows.length > 0) {
    const next = raw.all(rows.at(-1)?.seq ?? 0, SLICE);
    state = checkRows(state, rows, next.slice(0, AHEAD), keys, heads);
    rows = next;
    yield state.rows;
  }
  return { rows: state.rows, unchecked: state.unchecked, faults: endChain(state, heads, own === null ? null : auditKeyId(own)) };
}

/** A slice of the running server's chain: a call of a reader thread. */
export function auditCheckCalls(db: Connection, key: () => Uint8Array) {
  const raw = db.prepare<[number, number], RawAudit>('SELECT seq, at, action, actor, archive, body, mac FROM archive.audit WHERE seq > ? ORDER BY seq LIMIT ?');
  return {
    auditCheck: (before: ChainState | null, heads: readonly Head[]): { readonly state: ChainState; readonly over: boolean; readonly key: string } => {
      const own = key();
      const rows = raw.all(before?.seq ?? 0, SERVED + AHEAD);
      const state = checkRows(before ?? CHAIN_START, rows.slice(0, SERVED), rows.slice(SERVED), new Map([[auditKeyId(own), own]]), heads);
      return { state, over: rows.length <= SERVED, key: auditKeyId(own) };
    },
  };
}
