/** Writes down who did what, as a chain: the code of each row goes over the row and the code of the one before, under a key that no database holds. Reading and checking it is left to others. */
import { createHmac, hash } from 'node:crypto';
import type { AuditEntry } from '../../model/audit/entry.ts';
import { splitDoc } from './log-index.ts';
import { NUMBERS } from './log-packing.ts';
import type { PackedCommit } from './log-packing.ts';
import type { Connection } from './database.ts';

/** Stands before the first row. */
export const FIRST_MAC = Buffer.alloc(32);

/** Keys that the row of an edit names; an import writes a hundred at once, and the history has them all. */
const MOST_KEYS = 40;
/** Rows that one INSERT takes, largest first. */
const ROWS = [16, 4, 1] as const;

/** What conferred rights before, noted by the triggers of `audit-tables.ts`; null: there was nothing. */
export interface Was { readonly kind: 'person' | 'department' | 'grant' | 'wall' | 'policy'; readonly name: string; readonly was: Readonly<Record<string, unknown>> | null }

/** What the code goes over: fields in one order, so that the same row is the same bytes wherever it is computed. */
export const auditBody = ({ session, section, object, outcome, because, actingFor, detail }: AuditEntry, was?: readonly Was[]): string =>
  JSON.stringify({ was, actingFor, session, section, object, outcome, because, detail });

/** As it is in the table. */
export interface AuditRow { readonly seq: number; readonly at: number; readonly action: string; readonly actor: string | null; readonly archive: string | null; readonly body: string }

/** The row with its number, moment and action, bound to the code of the row before. */
export const auditMac = (key: Uint8Array, before: Uint8Array, { seq, at, action, actor, archive, body }: AuditRow): Buffer =>
  createHmac('sha256', key).update(before).update(textOf({ seq, at, action, actor, archive, body })).digest();
const textOf = ({ seq, at, action, actor, archive, body }: AuditRow): string => JSON.stringify([seq, at, action, actor, archive, body]);

/** The same code (RFC 2104) at half the cost: two hashes of one call each over bytes that lie ready. */
export function quickMac(key: Uint8Array): (before: Uint8Array, row: AuditRow) => Buffer {
  const [inner, outer] = [0x36, 0x5c].map((pad) => {
    const block = Buffer.alloc(64);
    block.set(key.length > 64 ? (hash('sha256', key, 'buffer') as Buffer) : key);
    return block.map((byte) => byte ^ pad);
  }) as [Buffer, Buffer];
  let space = Buffer.alloc(1024);
  space.set(inner);
  const outside = Buffer.concat([outer, FIRST_MAC]);
  return (before, row) => {
    const text = textOf(row);
    if (space.length < 96 + text.length * 3) {
      space = Buffer.alloc(96 + text.length * 4);
      space.set(inner);
    }
    space.set(before, 64);
    const length = 96 + space.write(text, 96);
    // as a string of bytes it comes back in half the time of a buffer
    outside.write(hash('sha256', space.subarray(0, length), 'binary'), 64, 'latin1');
    return Buffer.from(hash('sha256', outside, 'binary'), 'latin1');
  };
}

/** Names a key without telling anything of it. */
export const auditKeyId = (key: Uint8Array): string => hash('sha256', Buffer.concat([Buffer.from('dossier audit key\0'), key]), 'hex').slice(0, 16);

type Row = readonly [seq: number, at: number, action: string, actor: string | null, archive: string | null, body: string, mac: Buffer];

export class AuditWriter {
  readonly #mac: (before: Uint8Array, row: AuditRow) => Buffer;
  readonly #sql;

  constructor(db: Connection, key: Uint8Array) {
    this.#mac = quickMac(key);
    this.#sql = {
      last: db.prepare<[], { readonly seq: number; readonly at: number; readonly mac: Buffer }>('SELECT seq, at, mac FROM audit ORDER BY seq DESC LIMIT 1'),
      was: db.prepare<[], { readonly kind: Was['kind']; readonly name: string; readonly was: string | null }>('SELECT kind, name, was FROM audit_was ORDER BY id'),
      forget: db.prepare('DELETE FROM audit_was'),
      inserts: ROWS.map((rows) => ({ rows, statement: db.prepare(`INSERT INTO audit VALUES ${Array(rows).fill('(?,?,?,?,?,?,?)').join(',')}`) })),
    };
  }

  /** The newest row; `seq` 0: there is none. */
  head(): { readonly seq: number; readonly at: number; readonly mac: Buffer } {
    // asked each time: a transaction that was taken back takes its rows along
    return this.#sql.last.get() ?? { seq: 0, at: 0, mac: FIRST_MAC };
  }

  /** Within the transaction of what the entries describe. `at` in milliseconds since 1970. */
  add(entries: readonly AuditEntry[], at: number): void {
    if (entries.length === 0) return;
    const was = this.#sql.was.all().map((row): Was => ({ ...row, was: row.was === null ? null : (JSON.parse(row.was) as Was['was']) }));
    if (was.length > 0) this.#sql.forget.run();
    this.#write(entries.map((entry, i) => ({ action: entry.action, actor: entry.actor, archive: entry.archive ?? null, body: auditBody(entry, i === 0 && was.length > 0 ? was : undefined) })), at);
  }

  /** A row for each edit of a batch, within its transaction: which keys of which section it touched, and the author ids that it brought. */
  edits({ docs, numbers, people, authors, changed, changes, at }: PackedCommit): void {
    const keys = docs.map((): string[] => []);
    for (const [i, entry] of changed.entries()) keys[entry]!.push(changes[i * 3] as string);
    const bound = new Map<number, number[]>();
    for (let i = 0; i < authors.length; i += 2) bound.set(authors[i]!, [...bound.get(authors[i]!) ?? [], authors[i + 1]!]);
    this.#write(docs.map((doc, entry) => {
      const [archive, section] = splitDoc(doc);
      const touched = keys[entry]!;
      const detail = { seq: numbers[entry * NUMBERS + 1]!, keys: touched.length > MOST_KEYS ? touched.slice(0, MOST_KEYS) : touched, ...(touched.length > MOST_KEYS ? { more: touched.length - MOST_KEYS } : {}), authors: bound.get(entry) };
      return { action: 'edited', actor: people[numbers[entry * NUMBERS + 3]!]!, archive, body: JSON.stringify({ section, detail }) };
    }), at);
  }

  /** Moments never go back, so that a row is found by its day: what says of itself that it is older is written down now. */
  #write(parts: readonly Omit<AuditRow, 'seq' | 'at'>[], moment: number): void {
    const last = this.head();
    const at = Math.max(moment, last.at);
    let { seq, mac } = last;
    const rows = parts.map(({ action, actor, archive, body }): Row => {
      mac = this.#mac(mac, { seq: ++seq, at, action, actor, archive, body });
      return [seq, at, action, actor, archive, body, mac];
    });
    let done = 0;
    for (const { rows: many, statement } of this.#sql.inserts) for (; rows.length - done >= many; done += many) statement.run(many === 1 ? rows[done]! : rows.slice(done, done + many).flat());
  }
}
