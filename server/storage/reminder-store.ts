/** Reminders in facts.db: the reasons found of each archive, what people said of them, and one line a person and archive. What is due when is `model/reminders/`, who may see it the service's. */
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { CalendarDate, SchemeKey } from '../../model/overview.ts';
import type { ReasonInputs, ReasonRef } from '../../model/reminders/api.ts';
import { REMINDER_KINDS } from '../../model/reminders/kinds.ts';
import type { ReminderKind } from '../../model/reminders/kinds.ts';
import type { Deputy } from '../../model/rights.ts';
import type { SectionKey } from '../../model/sections.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import { inSlices } from './thread-port.ts';
import { PURCHASES } from './trade-writer.ts';

/** `person`: who is responsible for it and reads its section; '' where nobody is. */
export interface ReminderRow { readonly kind: ReminderKind; readonly key: string; readonly section: SectionKey; readonly due: CalendarDate; readonly starts: CalendarDate; readonly ends: CalendarDate | null; readonly person: PersonId | ''; readonly inputs: ReasonInputs }
/** All reasons of an archive. `mark`: what they were reckoned from. */
export interface CareOf { readonly archive: ArchiveId; readonly mark: string; readonly reasons: readonly ReminderRow[] }
/** What reasons rest on beside the sections, as it is now. `mark`: what they were reckoned from last; null: never. `purchases`: the newest days; `shares`, `files`: to be compared alone. */
export interface CareBasis {
  readonly mark: string | null;
  readonly revision: number;
  readonly purchases: readonly CalendarDate[];
  readonly deputies: readonly Deputy[];
  /** By scheme, of those that stand under no right of their own. */
  readonly classes: Readonly<Partial<Record<SchemeKey, string | null>>>;
  readonly shares: string;
  /** Those that have a last day; '': there are none. */
  readonly files: string;
}
/** With what people said of it. `until`: told again from this day; `sequence`: how often its day or its words changed. */
export interface StoredReminder extends ReminderRow { readonly archive: ArchiveId; readonly until: CalendarDate | null; readonly putBy: PersonId | null; readonly sequence: number }
/** `value`: trade of the last twelve months in minor units of the workspace's currency, as classes are made of it. */
export interface CareLine { readonly archive: ArchiveId; readonly person: PersonId | ''; readonly value: number; readonly dated: 0 | 1; readonly due: CalendarDate; readonly since: CalendarDate | null; readonly handed: Handed | null }
export interface Handed { readonly of: PersonId | ''; readonly by: PersonId; readonly at: number; readonly note: string }
export type LineAct =
  | { readonly kind: 'done'; readonly reasons: readonly ReasonRef[] | null }
  | { readonly kind: 'snooze'; readonly reasons: readonly ReasonRef[] | null; readonly until: CalendarDate }
  | { readonly kind: 'handover'; readonly to: PersonId; readonly note: string; /** That the receiver reads: reasons of others stay where they are. */ readonly reads: readonly SectionKey[] };
export interface ActOn { readonly archive: ArchiveId; readonly person: PersonId | ''; readonly by: PersonId; readonly at: number; readonly today: CalendarDate; /** Reasons of other sections are left alone. */ readonly sections: readonly SectionKey[]; readonly undo: string }
export interface LinesQuery {
  /** Whose list; null: of the archives of `departments`, and what nobody is responsible for where `unassigned`. */
  readonly person: PersonId | null;
  readonly departments: readonly string[];
  readonly unassigned: boolean;
  readonly today: CalendarDate;
  /** Also what is planned or begins up to this day; null: only what is on the list. */
  readonly before: CalendarDate | null;
  readonly after: number;
  readonly limit: number;
}
export interface CareCounts { readonly listed: number; readonly waiting: number; readonly fresh: number }

export interface ReminderStore {
  put(rows: readonly CareOf[], today: CalendarDate): Promise<readonly (PersonId | '')[]>;
  drop(archives: readonly ArchiveId[]): Promise<void>;
  /** Null where there is no such archive. */
  basis(archives: readonly ArchiveId[], purchases: number): Promise<readonly (CareBasis | null)[]>;
  /** Archives of which a reason has ended. */
  ended(today: CalendarDate, limit: number): Promise<readonly ArchiveId[]>;
  /** Archives of which a line or a reason is this person's. */
  of(person: PersonId): Promise<readonly ArchiveId[]>;
  lines(query: LinesQuery): Promise<readonly CareLine[]>;
  /** All lines of an archive, or a person's. */
  linesOf(archive: ArchiveId, person: PersonId | '' | null, today: CalendarDate): Promise<readonly CareLine[]>;
  counts(query: Pick<LinesQuery, 'person' | 'departments' | 'unassigned' | 'today'>): Promise<CareCounts>;
  /** Reasons that are told on that day, by archive and person. */
  reasons(pairs: readonly (readonly [ArchiveId, PersonId | ''])[], day: CalendarDate): Promise<readonly (readonly StoredReminder[])[]>;
  /** Of one person, by the day they are due. */
  between(person: PersonId, from: CalendarDate, to: CalendarDate, limit: number): Promise<readonly StoredReminder[]>;
  /** Brings the next lines to a list, at most so many a day; answers those that are new. */
  release(person: PersonId | '', today: CalendarDate, most: number): Promise<readonly ArchiveId[]>;
  /** Everybody who has lines. */
  people(): Promise<readonly (PersonId | '')[]>;
  act(on: ActOn, act: LineAct): Promise<void>;
  /** Answers the archive; null: there is nothing to put back. */
  undo(id: string, by: PersonId, today: CalendarDate, since: number): Promise<ArchiveId | null>;
}

interface BasisRow { readonly mark: string | null; readonly revision: number; readonly deputies: string; readonly classes: string; readonly files: string | null; readonly shares: string | null }
interface Row { readonly archive: ArchiveId; readonly kind: ReminderKind; readonly key: string; readonly section: SectionKey; readonly due: string; readonly starts: string; readonly ends: string | null; readonly person: PersonId | ''; readonly inputs: string; readonly done: string | null; readonly until: string | null; readonly put_by: PersonId | null; readonly sequence: number }
const toReminder = ({ put_by, inputs, done: _done, ...row }: Row): StoredReminder => ({ ...row, putBy: put_by, inputs: JSON.parse(inputs) as ReasonInputs });
/** What is neither done nor put away for ever: `until` brings back what was. */
const OPEN = '(r.done IS NULL OR r.done <> r.due OR r.until IS NOT NULL)';
const STARTS = 'max(r.starts, coalesce(r.until, r.starts))';
const HOLDER = '(SELECT coalesce((SELECT h.person FROM care_handed h WHERE h.archive = r.archive AND h.of = r.person AND r.section IN (SELECT value FROM json_each(h.sections))), r.person))';
/** What a customer is worth: read when a list is made, so that it is as old as the classes are and no older. Who is no customer has no figures. */
const WORTH = '(SELECT coalesce(max(f.ys - f.yr), 0) FROM figure f WHERE f.archive = l.archive)';
const DATED = Object.entries(REMINDER_KINDS).filter(([, { dated }]) => dated).map(([kind]) => `'${kind}'`).join(',');

function acting(db: Connection) {
  const lines = db.prepare<[string, string], { person: string; starts: string; dated: string | null; snoozed: number }>(`SELECT holder AS person, min(begins) AS starts, min(iif(kind IN (${DATED}), begins, NULL)) AS dated, max(snoozed) AS snoozed
    FROM (SELECT ${HOLDER} AS holder, r.kind, ${STARTS} AS begins, iif(r.until IS NOT NULL AND r.done IS NULL, 1, 0) AS snoozed FROM reminder r WHERE r.archive = ? AND ${OPEN} AND (r.ends IS NULL OR r.ends >= ?)) GROUP BY holder`);
  const known = db.prepare<[string], { person: string; since: string | null }>('SELECT person, since FROM care_line WHERE archive = ?');
  const drop = db.prepare('DELETE FROM care_line WHERE archive = ? AND person = ?');
  const put = db.prepare('INSERT INTO care_line (archive, person, starts, dated, since) VALUES (@archive, @person, @starts, @dated, @since) ON CONFLICT DO UPDATE SET starts = @starts, dated = @dated, since = @since');
  const dropHanded = db.prepare('DELETE FROM care_handed WHERE archive = ? AND NOT EXISTS (SELECT 1 FROM care_line l WHERE l.archive = care_handed.archive AND l.person = care_handed.person)');
  /** The lines of an archive as its reasons make them now; answers whose they are or were. */
  return (archive: ArchiveId, today: CalendarDate): readonly (PersonId | '')[] => {
    const before = new Map(known.all(archive).map(({ person, since }) => [person, since]));
    const now = lines.all(archive, today);
    for (const person of before.keys()) if (!now.some((line) => line.person === person)) drop.run(archive, person);
    for (const { person, starts, dated, snoozed } of now) {
      const since = before.get(person) ?? null;
      // a line that was dealt with comes anew with its next reason; one that was put away comes back where it was
      put.run({ archive, person, starts, dated, since: starts > today && snoozed === 0 ? null : since });
    }
    dropHanded.run(archive);
    return [...new Set([...before.keys(), ...now.map(({ person }) => person)])] as (PersonId | '')[];
  };
}

/** The calls of the facts thread. */
export function reminderCalls(db: Connection) {
  const relay = acting(db);
  const putCare = db.prepare('INSERT OR REPLACE INTO care (archive, mark) VALUES (?,?)');
  const keys = db.prepare<[string], { kind: string; key: string }>('SELECT kind, key FROM reminder WHERE archive = ?');
  const drop = db.prepare('DELETE FROM reminder WHERE archive = ? AND kind = ? AND key = ?');
  // what was said of a reason holds as long as its day is the same
  const put = db.prepare(`INSERT INTO reminder (archive, kind, key, section, due, starts, ends, person, inputs) VALUES (@archive, @kind, @key, @section, @due, @starts, @ends, @person, @inputs)
    ON CONFLICT DO UPDATE SET until = iif(due = @due, until, NULL), done = iif(due = @due, done, NULL), sequence = sequence + iif(due <> @due OR inputs <> @inputs, 1, 0),
    section = @section, due = @due, starts = @starts, ends = @ends, person = @person, inputs = @inputs`);
  const gone = ['reminder', 'care', 'care_line', 'care_handed'].map((table) => db.prepare(`DELETE FROM ${table} WHERE archive = ?`));
  const fresh = db.prepare<[string, string], number>('SELECT count(*) FROM care_line WHERE person = ? AND since = ?').pluck();
  const next = db.prepare<[Record<string, unknown>], ArchiveId>(`SELECT l.archive FROM care_line l WHERE l.person = @person AND l.since IS NULL AND l.starts <= @today
    ORDER BY coalesce(l.dated, '9999') <= @today DESC, ${WORTH} DESC, l.starts, l.archive LIMIT @limit`).pluck();
  const since = db.prepare('UPDATE care_line SET since = ? WHERE archive = ? AND person = ?');
  const mine = db.prepare<[string, string], Row>(`SELECT r.* FROM reminder r WHERE r.archive = ? AND ${HOLDER} = ?`);
  const said = db.prepare('UPDATE reminder SET done = @done, until = @until, put_by = @by WHERE archive = @archive AND kind = @kind AND key = @key');
  const handed = db.prepare<[string, string], Handed & { readonly person: string; readonly sections: string }>('SELECT of, person, by, at, note, sections FROM care_handed WHERE archive = ? AND person = ?');
  const hand = db.prepare('INSERT OR REPLACE INTO care_handed (archive, of, person, by, at, note, sections) VALUES (?,?,?,?,?,?,?)');
  const unhand = db.prepare('DELETE FROM care_handed WHERE archive = ? AND of = ?');
  const keep = db.prepare('INSERT INTO care_undo (id, person, at, archive, data) VALUES (?,?,?,?,?)');
  const forget = db.prepare('DELETE FROM care_undo WHERE at < ?');
  const undone = db.prepare<[string, string], { archive: ArchiveId; data: string; at: number }>('SELECT archive, data, at FROM care_undo WHERE id = ? AND person = ?');
  const dropUndo = db.prepare('DELETE FROM care_undo WHERE id = ?');
  const sinceOf = db.prepare<[string, string], string | null>('SELECT since FROM care_line WHERE archive = ? AND person = ?').pluck();

  interface Kept { readonly reasons: readonly Pick<Row, 'kind' | 'key' | 'done' | 'until' | 'put_by' | 'due'>[]; readonly handed: readonly (Handed & { readonly person: string; readonly sections: string })[]; readonly dropped: readonly string[]; readonly person: string; readonly since: string | null }
  return {
    putReminders: async (found: readonly CareOf[], today: CalendarDate): Promise<readonly (PersonId | '')[]> => {
      const concerned = new Set<PersonId | ''>();
      await inSlices(found, ({ archive, mark, reasons }) => {
        putCare.run(archive, mark);
        const there = new Set(reasons.map(({ kind, key }) => `${kind} ${key}`));
        for (const { kind, key } of keys.all(archive)) if (!there.has(`${kind} ${key}`)) drop.run(archive, kind, key);
        for (const { inputs, ...row } of reasons) put.run({ archive, ...row, inputs: JSON.stringify(inputs) });
        for (const person of relay(archive, today)) concerned.add(person);
      }, (run) => inTransaction(db, run));
      return [...concerned];
    },
    dropReminders: (archives: readonly ArchiveId[]): void => inTransaction(db, () => { for (const archive of archives) for (const statement of gone) statement.run(archive); }),
    releaseLines: (person: PersonId | '', today: CalendarDate, most: number): readonly ArchiveId[] => inTransaction(db, () => {
      const limit = most - (fresh.get(person, today) ?? 0);
      const archives = limit <= 0 ? [] : next.all({ person, today, limit });
      for (const archive of archives) since.run(today, archive, person);
      return archives;
    }),
    actOnLine: ({ archive, person, by, at, today, sections, undo }: ActOn, act: LineAct): void => inTransaction(db, () => {
      const all = mine.all(archive, person).filter((row) => sections.includes(row.section));
      const chosen = act.kind === 'handover' || act.reasons === null ? all.filter((row) => row.starts <= today) : all.filter((row) => act.reasons?.some(({ kind, key }) => kind === row.kind && key === row.key));
      const before = handed.all(archive, person);
      const kept: Kept = { reasons: chosen.map(({ kind, key, done, until, put_by, due }) => ({ kind, key, done, until, put_by, due })), handed: before, dropped: act.kind === 'handover' ? [person, ...before.map(({ of }) => of)] : [], person, since: sinceOf.get(archive, person) ?? null };
      forget.run(at - 2 * 86_400_000);
      keep.run(undo, by, at, archive, JSON.stringify(kept));
      switch (act.kind) {
        case 'done':
          for (const { kind, key, inputs, due } of chosen) said.run({ archive, kind, key, by, done: due, until: again(kind, JSON.parse(inputs) as ReasonInputs, today) });
          break;
        case 'snooze':
          for (const { kind, key } of chosen) said.run({ archive, kind, key, by, done: null, until: act.until });
          break;
        case 'handover':
          // what was handed to this person goes on; who gets back what was theirs has it as before
          for (const { of } of before) {
            if (of === act.to) unhand.run(archive, of);
            else hand.run(archive, of, act.to, by, at, act.note, JSON.stringify(act.reads));
          }
          if (all.some((row) => row.person === person)) hand.run(archive, person, act.to, by, at, act.note, JSON.stringify(act.reads));
          break;
      }
      relay(archive, today);
      // somebody asks for it now: it does not wait for its turn
      if (act.kind === 'handover') since.run(today, archive, act.to);
    }),
    undoLine: (id: string, by: PersonId, today: CalendarDate, oldest: number): ArchiveId | null => inTransaction(db, () => {
      const row = undone.get(id, by);
      if (!row || row.at < oldest) return null;
      const { reasons, handed: before, dropped, person, since: was } = JSON.parse(row.data) as Kept;
      for (const of of dropped) unhand.run(row.archive, of);
      for (const { of, person: to, by: who, at, note, sections } of before) hand.run(row.archive, of, to, who, at, note, sections);
      for (const { kind, key, done, until, put_by } of reasons) said.run({ archive: row.archive, kind, key, done, until, by: put_by });
      relay(row.archive, today);
      if (was !== null) since.run(was, row.archive, person);
      dropUndo.run(id);
      return row.archive;
    }),
  };
}

/** The day from which what was done is told again although nothing has changed. */
function again(kind: ReminderKind, inputs: ReasonInputs, today: CalendarDate): CalendarDate | null {
  const after = REMINDER_KINDS[kind].again;
  const days = after === 'cycle' ? Number(inputs['days'] ?? 30) : after;
  return days === null ? null : new Date(Date.parse(`${today}T00:00:00Z`) + Math.max(1, days) * 86_400_000).toISOString().slice(0, 10);
}

/** The calls of a reader thread. */
export function reminderReadCalls(db: Connection) {
  const basis = db.prepare<[string], BasisRow>(`SELECT (SELECT c.mark FROM care c WHERE c.archive = a.id) AS mark, a.revision,
    (SELECT json_group_array(json_object('person', m.person, 'from', m.from_date, 'to', m.to_date)) FROM archive.archive_member m WHERE m.archive = a.id AND m.role = 'deputy') AS deputies,
    (SELECT json_group_object(c.scheme, c.value) FROM class c WHERE c.archive = a.id AND c.section IS NULL) AS classes,
    (SELECT group_concat(json_array(f.id, f.section, f.name, f.valid_until)) FROM (SELECT * FROM archive.file WHERE archive = a.id AND valid_until IS NOT NULL ORDER BY id) f) AS files,
    (SELECT o.data ->> '$.shares' FROM overview o WHERE o.id = a.id) AS shares FROM archive.archive a WHERE a.id = ?`);
  const ended = db.prepare<[string, number], ArchiveId>('SELECT DISTINCT archive FROM reminder WHERE ends < ? LIMIT ?').pluck();
  const of = db.prepare<[string, string], ArchiveId>('SELECT DISTINCT archive FROM reminder WHERE person = ? UNION SELECT archive FROM care_line WHERE person = ?').pluck();
  const SCOPES = {
    mine: 'l.person = @person',
    theirs: "(l.archive IN (SELECT a.id FROM archive.archive a WHERE a.department IN (SELECT value FROM json_each(@departments))) OR @unassigned = 1 AND l.person = '')",
  } as const;
  const LISTED = "l.since IS NOT NULL AND l.starts <= @today";
  type LineRow = Omit<CareLine, 'handed'> & { readonly starts: string; readonly of: PersonId | '' | null; readonly handed_by: PersonId | null; readonly handed_at: number | null; readonly note: string | null };
  /** The dues are asked of one page alone, once it is in order. */
  const COLUMNS = `l.archive, l.person, l.value, coalesce(l.dated, '9999') <= @today AS dated, l.starts, l.since, h.of, h.by AS handed_by, h.at AS handed_at, h.note,
    coalesce((SELECT min(r.due) FROM reminder r WHERE r.archive = l.archive AND ${HOLDER} = l.person AND ${OPEN} AND ${STARTS} <= @day), l.starts) AS due`;
  const HANDED = 'LEFT JOIN care_handed h ON h.archive = l.archive AND h.person = l.person AND h.of = (SELECT min(x.of) FROM care_handed x WHERE x.archive = l.archive AND x.person = l.person)';
  const inOrder = `(${LISTED}) DESC, l.starts <= @today DESC, coalesce(l.dated, '9999') <= @today DESC, l.value DESC, l.starts, l.archive`;
  const linesIn = (where: string) => db.prepare<[Record<string, unknown>], LineRow>(`SELECT ${COLUMNS} FROM (SELECT * FROM (SELECT l.*, ${WORTH} AS value FROM care_line l WHERE ${where} AND (${LISTED} OR @before IS NOT NULL AND l.starts <= @before)) l
    ORDER BY ${inOrder} LIMIT @limit OFFSET @after) l ${HANDED} ORDER BY ${inOrder}`);
  const one = db.prepare<[Record<string, unknown>], LineRow>(`SELECT ${COLUMNS} FROM (SELECT l.*, ${WORTH} AS value FROM care_line l WHERE l.archive = @archive AND (@person IS NULL OR l.person = @person)) l ${HANDED} ORDER BY l.person`);
  const countIn = (where: string) => db.prepare<[Record<string, unknown>], CareCounts>(`SELECT coalesce(sum(${LISTED}), 0) AS listed, coalesce(sum(l.since IS NULL AND l.starts <= @today), 0) AS waiting, coalesce(sum(${LISTED} AND l.since = @today), 0) AS fresh FROM care_line l WHERE ${where}`);
  const lines = { mine: linesIn(SCOPES.mine), theirs: linesIn(SCOPES.theirs) };
  const count = { mine: countIn(SCOPES.mine), theirs: countIn(SCOPES.theirs) };
  const reasons = db.prepare<[Record<string, unknown>], Row>(`SELECT r.* FROM reminder r WHERE r.archive = @archive AND ${HOLDER} = @person AND ${OPEN} AND ${STARTS} <= @day AND (r.ends IS NULL OR r.ends >= @day) ORDER BY r.due, r.kind, r.key`);
  const between = db.prepare<[Record<string, unknown>], Row>(`SELECT r.* FROM reminder r WHERE (r.person = @person OR r.archive IN (SELECT h.archive FROM care_handed h WHERE h.person = @person)) AND ${HOLDER} = @person AND ${OPEN} AND r.due >= @from AND r.due <= @to ORDER BY r.due, r.archive, r.kind, r.key LIMIT @limit`);
  const people = db.prepare<[], PersonId | ''>('SELECT DISTINCT person FROM care_line').pluck();
  const purchases = db.prepare<[string, number], string>(`SELECT DISTINCT date FROM trade WHERE archive = ? AND kind IN (${PURCHASES}) ORDER BY date DESC LIMIT ?`).pluck();
  const toLine = ({ of: from, handed_by, handed_at, note, starts: _starts, ...line }: LineRow): CareLine => ({ ...line, handed: from === null || handed_by === null || handed_at === null ? null : { of: from, by: handed_by, at: handed_at, note: note ?? '' } });
  const scope = ({ person, departments, unassigned, today }: Pick<LinesQuery, 'person' | 'departments' | 'unassigned' | 'today'>) => (person === null ? { departments: JSON.stringify(departments), unassigned: unassigned ? 1 : 0, today } : { person, today });
  const LATEST = '9999-12-31';
  return {
    careBasis: (archives: readonly ArchiveId[], most: number): readonly (CareBasis | null)[] => archives.map((archive) => {
      const row = basis.get(archive);
      return row === undefined ? null : {
        mark: row.mark, revision: row.revision, purchases: purchases.all(archive, most), deputies: JSON.parse(row.deputies) as readonly Deputy[], classes: JSON.parse(row.classes) as CareBasis['classes'], shares: row.shares ?? '', files: row.files ?? '',
      };
    }),
    remindersEnded: (today: CalendarDate, limit: number): readonly ArchiveId[] => ended.all(today, limit),
    remindersOf: (person: PersonId): readonly ArchiveId[] => of.all(person, person),
    careLines: (query: LinesQuery): readonly CareLine[] => lines[query.person === null ? 'theirs' : 'mine'].all({ ...scope(query), day: query.before ?? query.today, before: query.before, after: query.after, limit: query.limit }).map(toLine),
    careLine: (archive: ArchiveId, person: PersonId | '' | null, today: CalendarDate): readonly CareLine[] => one.all({ archive, person, today, day: LATEST }).map(toLine),
    careCounts: (query: Pick<LinesQuery, 'person' | 'departments' | 'unassigned' | 'today'>): CareCounts => count[query.person === null ? 'theirs' : 'mine'].get(scope(query)) as CareCounts,
    reminders: (pairs: readonly (readonly [ArchiveId, PersonId | ''])[], day: CalendarDate): readonly (readonly StoredReminder[])[] => pairs.map(([archive, person]) => reasons.all({ archive, person, day }).map(toReminder)),
    remindersBetween: (person: PersonId, from: CalendarDate, to: CalendarDate, limit: number): readonly StoredReminder[] => between.all({ person, from, to, limit }).map(toReminder),
    carePeople: (): readonly (PersonId | '')[] => people.all(),
  };
}
