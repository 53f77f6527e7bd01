/** Writes down who did what, as a chain: the code of each row goes over the row and the code of the one before, under a key that no database holds. Reading and checking it is left to others. */
import { createHmac } from 'node:crypto';
import type { AuditEntry } from '../../model/audit/entry.ts';
import type { Connection } from './database.ts';

/** Stands before the first row. */
export const FIRST_MAC = Buffer.alloc(32);

/** What the code goes over: fields in one order, so that the same row is the same bytes wherever it is computed. */
export const auditBody = ({ session, section, object, outcome, because, actingFor, detail }: AuditEntry): string =>
  JSON.stringify({ actingFor, session, section, object, outcome, because, detail });

/** The row with its number, moment and action, bound to the code of the row before. */
export function auditMac(key: Uint8Array, before: Uint8Array, row: { readonly seq: number; readonly at: number; readonly action: string; readonly actor: string | null; readonly archive: string | null; readonly body: string }): Buffer {
  return createHmac('sha256', key).update(before).update(JSON.stringify([row.seq, row.at, row.action, row.actor, row.archive, row.body])).digest();
}

export class AuditWriter {
  readonly #key: Uint8Array;
  readonly #last;
  readonly #insert;

  constructor(db: Connection, key: Uint8Array) {
    this.#key = key;
    this.#last = db.prepare<[], { readonly seq: number; readonly mac: Buffer }>('SELECT seq, mac FROM audit ORDER BY seq DESC LIMIT 1');
    this.#insert = db.prepare('INSERT INTO audit VALUES (?,?,?,?,?,?,?)');
  }

  /** Within the transaction of what the entries describe. `at` in milliseconds since 1970. */
  add(entries: readonly AuditEntry[], at: number): void {
    if (entries.length === 0) return;
    // asked each time: a transaction that was taken back takes its rows along
    let { seq, mac: before } = this.#last.get() ?? { seq: 0, mac: FIRST_MAC };
    for (const entry of entries) {
      const row = { seq: ++seq, at, action: entry.action, actor: entry.actor, archive: entry.archive ?? null, body: auditBody(entry) };
      before = auditMac(this.#key, before, row);
      this.#insert.run(row.seq, row.at, row.action, row.actor, row.archive, row.body, before);
    }
  }
}
