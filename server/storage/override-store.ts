/** Rows of what people put in place of computed classes: what stands (`override`, which the classifier reads), and every act that led there. Who may do what is decided before it gets here. */
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import { schemeOf } from '../../model/classification/schemes.ts';
import type { OverrideState } from '../../model/overrides/api.ts';
import type { CalendarDate, Moment, SchemeKey } from '../../model/overview.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';


export interface OverrideWish { readonly archive: ArchiveId; readonly scheme: SchemeKey; readonly value: string; readonly reason: string; readonly until: CalendarDate; readonly by: PersonId; readonly at: Moment }
export interface StoredOverride extends OverrideWish {
  readonly id: number;
  readonly state: OverrideState;
  /** Who approved, refused or ended it, and when; null: nobody, or its day did. */
  readonly decidedBy: PersonId | null;
  readonly decidedAt: Moment | null;
  readonly note: string | null;
}
export interface OverrideDecision { readonly by: PersonId | null; readonly at: Moment; readonly note: string | null }

export interface OverrideStore {
  /** Newest first. */
  of(archive: ArchiveId, scheme: SchemeKey | null): Promise<readonly StoredOverride[]>;
  /** Of every archive what waits, the oldest first. */
  waiting(limit: number): Promise<readonly StoredOverride[]>;
  /** One that waits makes way for the new one; one that stands does when the new one stands. */
  put(wish: OverrideWish, state: 'waiting' | 'stands'): Promise<StoredOverride>;
  /** What waits comes to stand, or does not; null: nothing waits. */
  decide(archive: ArchiveId, scheme: SchemeKey, approved: boolean, decision: OverrideDecision & { readonly id: number }): Promise<StoredOverride | null>;
  /** Ends what stands and what waits; answers how many. */
  end(archive: ArchiveId, scheme: SchemeKey, decision: OverrideDecision): Promise<number>;
  /** Ends what stands or waits past its day; answers the archives. */
  expire(today: CalendarDate, at: Moment): Promise<readonly ArchiveId[]>;
}

/** As the row is stored. */
export interface OverrideColumns { readonly id: number; readonly archive: ArchiveId; readonly scheme: SchemeKey; readonly value: string; readonly reason: string; readonly until: string; readonly person: PersonId; readonly at: string; readonly state: OverrideState; readonly decided_by: PersonId | null; readonly decided_at: string | null; readonly note: string | null }
export const toOverride = ({ person, decided_by, decided_at, ...row }: OverrideColumns): StoredOverride => ({ ...row, by: person, decidedBy: decided_by, decidedAt: decided_at });
const OPEN = "state IN ('waiting', 'stands')";

/** The calls of the facts thread. */
export function overrideCalls(db: Connection) {
  const insert = db.prepare<[Record<string, unknown>], OverrideColumns>(`INSERT INTO override_act (archive, scheme, value, reason, until, person, at, state) VALUES (@archive, @scheme, @value, @reason, @until, @by, @at, @state) RETURNING *`);
  // what was said when it was approved stays
  const close = db.prepare<[Record<string, unknown>], OverrideColumns>(`UPDATE override_act SET state = @to, decided_by = @by, decided_at = @now, note = COALESCE(@note, note) WHERE archive = @archive AND scheme = @scheme AND state = @from RETURNING *`);
  const approve = db.prepare<[Record<string, unknown>], OverrideColumns>(`UPDATE override_act SET state = @to, decided_by = @by, decided_at = @now, note = @note WHERE id = @id AND archive = @archive AND scheme = @scheme AND state = 'waiting' RETURNING *`);
  const waits = db.prepare<[number], number>("SELECT 1 FROM override_act WHERE id = ? AND state = 'waiting'").pluck();
  const past = db.prepare<[string], OverrideColumns>(`SELECT * FROM override_act WHERE ${OPEN} AND until < ?`);
  const stand = db.prepare('INSERT OR REPLACE INTO override (archive, scheme, value, reason, by, approved_by, at, until) VALUES (@archive, @scheme, @value, @reason, @by, @approvedBy, @at, @until)');
  const fall = db.prepare('DELETE FROM override WHERE archive = ? AND scheme = ?');

  const tell = db.prepare("INSERT INTO outbox (type, archive, section, person, at, key) VALUES ('class', ?, ?, ?, ?, ?)");
  /** The feed hears of every act, under the right of the scheme's section. */
  const told = ({ archive, scheme }: Pick<OverrideColumns, 'archive' | 'scheme'>, by: PersonId | null, at: Moment): void => { tell.run(archive, schemeOf(scheme).section, by, Date.parse(at), scheme); };

  const on = ({ archive, scheme }: Pick<OverrideColumns, 'archive' | 'scheme'>, from: OverrideState, to: OverrideState, { by, at, note }: OverrideDecision): number => close.all({ archive, scheme, from, to, by, now: at, note }).length;
  const set = ({ archive, scheme, value, reason, by, at, until }: OverrideWish, approvedBy: PersonId | null): void => { stand.run({ archive, scheme, value, reason, by, at, until, approvedBy }); };

  return {
    putOverride: (wish: OverrideWish, state: 'waiting' | 'stands'): StoredOverride => inTransaction(db, () => {
      const decision = { by: wish.by, at: wish.at, note: null };
      on(wish, 'waiting', 'replaced', decision);
      if (state === 'stands') {
        on(wish, 'stands', 'replaced', decision);
        set(wish, null);
      }
      told(wish, wish.by, wish.at);
      return toOverride(insert.get({ ...wish, state }) as OverrideColumns);
    }),
    decideOverride: (archive: ArchiveId, scheme: SchemeKey, approved: boolean, { id, ...decision }: OverrideDecision & { readonly id: number }): StoredOverride | null => inTransaction(db, () => {
      const to = approved ? 'stands' : 'refused';
      if (waits.get(id) === undefined) return null;
      if (approved) on({ archive, scheme }, 'stands', 'replaced', decision);
      const row = approve.get({ id, archive, scheme, to, by: decision.by, now: decision.at, note: decision.note });
      if (!row) return null;
      const stored = toOverride(row);
      told(row, decision.by, decision.at);
      if (approved) set(stored, decision.by);
      return stored;
    }),
    endOverride: (archive: ArchiveId, scheme: SchemeKey, decision: OverrideDecision): number => inTransaction(db, () => {
      fall.run(archive, scheme);
      const ended = on({ archive, scheme }, 'stands', 'ended', decision) + on({ archive, scheme }, 'waiting', 'ended', decision);
      if (ended > 0) told({ archive, scheme }, decision.by, decision.at);
      return ended;
    }),
    expireOverrides: (today: CalendarDate, at: Moment): readonly ArchiveId[] => inTransaction(db, () => past.all(today).map(({ archive, scheme, state }) => {
      if (state === 'stands') fall.run(archive, scheme);
      on({ archive, scheme }, state, 'expired', { by: null, at, note: null });
      told({ archive, scheme }, null, at);
      return archive;
    })),
  };
}

/** The calls of a reader thread. */
export function overrideReadCalls(db: Connection) {
  const all = db.prepare<[Record<string, unknown>], OverrideColumns>('SELECT * FROM override_act WHERE archive = @archive AND (@scheme IS NULL OR scheme = @scheme) ORDER BY id DESC LIMIT 500');
  // the index of those that are open holds these
  const waiting = db.prepare<[number], OverrideColumns>(`SELECT * FROM override_act WHERE ${OPEN} AND state = 'waiting' ORDER BY id LIMIT ?`);
  return { waitingOverrides: (limit: number): readonly StoredOverride[] => waiting.all(limit).map(toOverride), overrides: (archive: ArchiveId, scheme: SchemeKey | null): readonly StoredOverride[] => all.all({ archive, scheme }).map(toOverride) };
}
