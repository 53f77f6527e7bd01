/**
 * The change feed on disk: `event` in archive.db, filled by the triggers of the migration in the same transactions as what they tell. Edits of sections are noted a
 * little later, out of the rows of `change` that their commit has written anyway; whoever reads the feed, or takes such a row away, has them noted first. What
 * facts.db tells lies in its `outbox` and is carried over. Who may see what is decided outside.
 */
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import { momentNow } from './audit-acts.ts';
import type { AuditWriter } from './audit-writer.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import { fileOf } from './engine/open.ts';

/** What cursors are sealed with. A restore drops it: what was told after the backup was told of a time that is gone, and whoever has such a cursor begins anew. */
export const FEED_KEY = 'feed-key';

export const EVENT_TYPES = ['section', 'archive', 'file', 'comment', 'transaction', 'class', 'access', 'catalogue'] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export interface StoredEvent {
  /** Rises with every event; never used twice. */
  readonly id: number;
  /** Milliseconds since 1970; null: of rights and the catalogue, whose rows keep no time. */
  readonly at: number | null;
  readonly type: EventType;
  readonly archive: ArchiveId | null;
  readonly section: string | null;
  readonly person: PersonId | null;
  /** What changed; null: more than a hundred things, or everything. */
  readonly keys: readonly string[] | null;
  /** The section's newest edit among them. */
  readonly seq: number | null;
  /** Of `access`: whose rights it is about, as `person:…`, `department:…`, `role:…`. */
  readonly concerns: readonly string[] | null;
  /** The archive has taken over another one, or has given it back. */
  readonly alias: ArchiveId | null;
}

export interface EventBounds { /** Everything up to here was forgotten. */ readonly pruned: number; /** The newest. */ readonly last: number }
/** What facts.db has told up to `last`. */
export interface FactEvents { readonly rows: readonly FactEvent[]; readonly last: number; /** The newest there ever was. */ readonly ever: number }
export interface FactEvent { readonly at: number | null; readonly type: 'transaction' | 'class'; readonly archive: ArchiveId; readonly section: string | null; readonly person: PersonId | null; readonly keys: readonly string[] }

/** The change feed. */
export interface EventStore {
  /** Everything acknowledged before this call is in the feed when it resolves. */
  catchUp(): Promise<EventBounds>;
  /** Oldest first. */
  after(id: number, limit: number): Promise<readonly StoredEvent[]>;
  /** The moment of an event; undefined: there is none of this id. */
  at(id: number): Promise<number | null | undefined>;
  /** Forgets what is older than the moment, a slice at a time. */
  prune(before: number): Promise<void>;
}

interface Row { readonly id: number; readonly at: number | null; readonly type: EventType; readonly archive: ArchiveId | null; readonly section: string | null; readonly person: PersonId | null; readonly keys: string | null; readonly seq: number | null; readonly concerns: string | null; readonly alias: ArchiveId | null }
const list = (text: string | null): readonly string[] | null => (text === null ? null : (JSON.parse(text) as string[]));

/** Rows forgotten at once: some milliseconds. */
const SLICE = 2_000;

/** The calls of the archive thread. */
export function eventCalls(db: Connection, audit: AuditWriter) {
  // of events only the oldest go, and how far they went is kept: a number is never used twice, and none is told before its commit
  const state = db.prepare<[], { edits: number; facts: number; pruned: number; newest: number; last: number }>(
    'SELECT edits, facts, pruned, (SELECT coalesce(max(id), 0) FROM change) AS newest, max(pruned, (SELECT coalesce(max(id), 0) FROM event)) AS last FROM event_state');
  const drain = db.prepare('INSERT INTO event_due VALUES (1)');
  const note = db.prepare('INSERT INTO event (at, type, archive, section, person, keys) VALUES (?,?,?,?,?,?)');
  const carried = db.prepare('UPDATE event_state SET facts = ?');
  const oldest = db.prepare<[number], number | null>('SELECT min(id) FROM event WHERE at >= ?').pluck();
  const forget = db.prepare(`DELETE FROM event WHERE id IN (SELECT id FROM event WHERE id < ? ORDER BY id LIMIT ${SLICE})`);
  const pruned = db.prepare('UPDATE event_state SET pruned = max(pruned, coalesce((SELECT min(id) - 1 FROM event), ?))');
  const now = () => state.get() as NonNullable<ReturnType<typeof state.get>>;
  return {
    /** Notes the edits that are not noted yet. Answers how far the feed reaches, and how far facts.db was carried over. */
    eventsDrain: (): EventBounds & { readonly facts: number } => {
      const before = now();
      if (before.newest > before.edits) drain.run();
      const { pruned: gone, last, facts } = now();
      return { pruned: gone, last, facts };
    },
    eventsCarry: (rows: readonly FactEvent[], last: number): void => inTransaction(db, () => {
      drain.run();
      for (const { at, type, archive, section, person, keys } of rows) note.run(at, type, archive, section, person, JSON.stringify(keys));
      carried.run(last);
      // what nobody did, a class that was computed, is no act
      for (const { at, type, archive, section, person, keys } of rows) if (person !== null) audit.add([{ action: type === 'class' ? 'classSet' : 'entered', actor: person, archive, section: section ?? undefined, outcome: 'done', detail: { keys } }], at ?? momentNow());
    }),
    /** True while there is more to forget. */
    eventsPrune: (before: number): boolean => inTransaction(db, () => {
      const { last } = now();
      const { changes } = forget.run(oldest.get(before) ?? last + 1);
      if (changes > 0) pruned.run(last);
      return changes === SLICE;
    }),
  };
}

/** The calls of a reader thread. */
export function eventReadCalls(db: Connection) {
  const page = db.prepare<[number, number], Row>('SELECT id, at, type, archive, section, person, keys, seq, concerns, alias FROM archive.event WHERE id > ? ORDER BY id LIMIT ?');
  const one = db.prepare<[number], { at: number | null }>('SELECT at FROM archive.event WHERE id = ?');
  return {
    events: (after: number, limit: number): readonly StoredEvent[] => page.all(after, limit).map(({ keys, concerns, ...row }) => ({ ...row, keys: list(keys), concerns: list(concerns) })),
    eventAt: (id: number): number | null | undefined => one.get(id)?.at,
  };
}

/** Rows of the outbox carried over at once. */
const LOAD = 2_000;
const KEYS = 100;

/** The newest number there ever was. A file keeps it by itself; PostgreSQL gives numbers out before anything is committed, so there the newest row stays when the others go. */
const OUTBOX = {
  files: { newest: "SELECT seq FROM sqlite_sequence WHERE name = 'outbox'", spent: 'DELETE FROM outbox WHERE id <= ?' },
  postgres: { newest: 'SELECT max(id) FROM outbox', spent: 'DELETE FROM outbox WHERE id <= ? AND id < (SELECT max(id) FROM outbox)' },
} as const;

/** The calls of the facts thread: what it has told, put together by archive and section in the order of the first, and that it was carried over. */
export function outboxCalls(db: Connection) {
  const page = db.prepare<[number], { id: number; at: number | null; type: FactEvent['type']; archive: ArchiveId; section: string | null; person: PersonId | null; key: string }>(`SELECT id, at, type, archive, section, person, key FROM outbox WHERE id > ? ORDER BY id LIMIT ${LOAD}`);
  const { newest, spent } = OUTBOX[fileOf(db) ? 'files' : 'postgres'];
  const ever = db.prepare<[], number>(newest).pluck();
  const forget = db.prepare(spent);
  return {
    outbox: (after: number): FactEvents => {
      const rows = page.all(after);
      const together = new Map<string, FactEvent & { keys: string[]; at: number | null }>();
      const done: FactEvent[] = [];
      for (const { id: _, key, ...row } of rows) {
        const name = JSON.stringify([row.type, row.archive, row.section, row.person]);
        let event = together.get(name);
        if (event === undefined || event.keys.length >= KEYS) {
          together.set(name, (event = { ...row, keys: [] }));
          done.push(event);
        }
        if (!event.keys.includes(key)) event.keys.push(key);
        event.at = row.at ?? event.at;
      }
      return { rows: done, last: rows.at(-1)?.id ?? after, ever: ever.get() ?? 0 };
    },
    outboxForget: (upto: number): void => { forget.run(upto); },
  };
}
