/** Hand-overs as they are kept: their items, what successors say of them, letters, first contacts. The transaction that moves everything is `handover-commit.ts`; rights are the service's. */
import type { AuditEntry } from '../../model/audit/entry.ts';
import type { HandoverReason, HandoverState, ItemFilter, ItemState, LetterChannel } from '../../model/handover/api.ts';
import type { ArchiveId, GrantId, PersonId } from '../../model/ids.ts';
import type { Language } from '../../model/labels.ts';
import type { CalendarDate } from '../../model/overview.ts';
import type { AuditWriter } from './audit-writer.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import { handoverCommitCalls } from './handover-commit.ts';
import type { HandoverOrder, HandoverOutcome } from './handover-commit.ts';
import type { Plan, PlanQuery } from './handover-plan.ts';
import type { ArchiveThreadCalls } from './archive-thread.ts';
import type { ReaderThreadCalls } from './reader-thread.ts';
import type { Thread } from './threads.ts';

export interface StoredHandover { readonly id: string; readonly leaver: PersonId; readonly reason: HandoverReason; readonly person: PersonId; readonly at: number; readonly state: HandoverState; readonly due: CalendarDate; readonly note: string; readonly body: string }
export interface StoredItem {
  readonly archive: ArchiveId; readonly name: string | null; readonly successor: PersonId | null; readonly state: ItemState; readonly note: string; readonly due: CalendarDate | null; readonly contacted: number | null;
  readonly letter: 'draft' | 'sent' | null; readonly lang: Language | null; readonly subject: string | null; readonly text: string | null; readonly channel: LetterChannel | null; readonly sent: number | null;
}
/** A first contact that is still to come. */
export interface WaitingContact { readonly handover: string; readonly archive: ArchiveId; readonly successor: PersonId; readonly leaver: PersonId; readonly at: number; readonly due: CalendarDate }
export interface ItemsQuery { readonly handover: string; readonly successor: PersonId | null; readonly filter: ItemFilter | null; readonly archives: readonly ArchiveId[] | null; readonly after: string | null; readonly limit: number; readonly today: CalendarDate }
export interface SuccessorCount { readonly successor: PersonId | null; readonly state: ItemState; readonly count: number; readonly contacted: number; readonly overdue: number; readonly drafts: number; readonly sent: number }
/** `archives` null: all of the successor's that are so. */
export interface ItemAct { readonly handover: string; readonly successor: PersonId | null; readonly archives: readonly ArchiveId[] | null }

export interface HandoverStore {
  plan(query: PlanQuery): Promise<Plan>;
  commit(order: HandoverOrder): Promise<HandoverOutcome>;
  put(row: StoredHandover, audit: readonly AuditEntry[]): Promise<void>;
  /** Takes an announcement back; false: it is none any more. */
  withdraw(id: string, body: string, audit: readonly AuditEntry[], at: number): Promise<boolean>;
  state(id: string, state: HandoverState, audit: readonly AuditEntry[], at: number): Promise<void>;
  get(id: string): Promise<StoredHandover | null>;
  /** Newest first; `of`: in which this person hands over or receives. */
  list(of: PersonId | null, before: string | null, limit: number): Promise<readonly StoredHandover[]>;
  unfinished(): Promise<readonly StoredHandover[]>;
  counts(id: string, today: CalendarDate): Promise<readonly SuccessorCount[]>;
  items(query: ItemsQuery): Promise<{ readonly items: readonly StoredItem[]; readonly total: number }>;
  /** Archives of which no letter was drafted yet. */
  undrafted(id: string, limit: number): Promise<readonly { readonly archive: ArchiveId; readonly name: string | null; readonly country: string | null }[]>;
  draft(id: string, rows: readonly (readonly [ArchiveId, Language])[]): Promise<void>;
  edit(id: string, archive: ArchiveId, text: { readonly subject: string; readonly body: string } | null, lang: Language, at: number, audit: readonly AuditEntry[]): Promise<boolean>;
  sent(act: ItemAct, channel: LetterChannel, by: PersonId, at: number, audit: readonly AuditEntry[]): Promise<number>;
  answer(act: ItemAct, answer: 'confirmed' | 'returned', note: string, at: number, audit: readonly AuditEntry[]): Promise<readonly ArchiveId[]>;
  /** What nobody has, or was given back, goes to a receiver; answers the archives. */
  assign(id: string, archives: readonly ArchiveId[], to: PersonId, due: CalendarDate, by: PersonId, at: number, audit: readonly AuditEntry[]): Promise<readonly ArchiveId[]>;
  contacted(rows: readonly { readonly handover: string; readonly archive: ArchiveId; readonly at: number }[]): Promise<void>;
  /** What was entered by a successor while nobody listened is made good first. */
  waiting(): Promise<readonly WaitingContact[]>;
  given(id: string, after: ArchiveId | null, limit: number): Promise<readonly ArchiveId[]>;
  grants(id: string): Promise<readonly { readonly id: GrantId; readonly archive: ArchiveId; readonly name: string | null; readonly to: string; readonly level: string; readonly until: string | null; readonly reason: string }[]>;
  reviewGrant(id: string, grant: GrantId, by: PersonId, at: number, audit: readonly AuditEntry[]): Promise<boolean>;
  /** The newest of an archive. */
  ofArchive(archive: ArchiveId): Promise<(StoredHandover & Pick<StoredItem, 'successor' | 'contacted'>) | null>;
}

const OPEN = "('given', 'confirmed')";
const FILTERS: Readonly<Record<ItemFilter, string>> = Object.freeze({
  given: "i.state = 'given'", confirmed: "i.state = 'confirmed'", returned: "i.state = 'returned'", walled: "i.state = 'walled'", unassigned: "i.state = 'unassigned'", outside: "i.state = 'outside'",
  overdue: `i.state IN ${OPEN} AND i.contacted IS NULL AND i.due < @today`, waiting: `i.state IN ${OPEN} AND i.contacted IS NULL`, contacted: 'i.contacted IS NOT NULL', unsent: "i.letter = 'draft'", sent: "i.letter = 'sent'",
});

/** The calls of the archive thread. */
export function handoverCalls(db: Connection, audit: AuditWriter) {
  const put = db.prepare('INSERT INTO handover (id, leaver, reason, person, at, state, due, note, body) VALUES (@id, @leaver, @reason, @person, @at, @state, @due, @note, @body)');
  const state = db.prepare('UPDATE handover SET state = ? WHERE id = ?');
  const withdraw = db.prepare("UPDATE handover SET state = 'withdrawn', body = ? WHERE id = ? AND state = 'announced'");
  const draft = db.prepare("UPDATE handover_item SET letter = 'draft', lang = ? WHERE handover = ? AND archive = ? AND letter IS NULL");
  const edit = db.prepare("UPDATE handover_item SET subject = ?, text = ?, lang = ? WHERE handover = ? AND archive = ? AND letter = 'draft'");
  const some = '(@archives IS NULL OR archive IN (SELECT value FROM json_each(@archives)))';
  const sent = db.prepare(`UPDATE handover_item SET letter = 'sent', channel = @channel, sent = @at, sent_by = @by WHERE handover = @handover AND (@successor IS NULL OR successor = @successor) AND letter = 'draft' AND ${some}`);
  const answerable = db.prepare<[Record<string, unknown>], ArchiveId>(`SELECT archive FROM handover_item WHERE handover = @handover AND successor = @successor AND state IN ('given', 'confirmed') AND state <> @answer AND ${some}`).pluck();
  const answer = db.prepare('UPDATE handover_item SET state = ?, note = ?, answered = ? WHERE handover = ? AND archive = ?');
  const assignable = db.prepare<[string, string], { readonly state: ItemState; readonly successor: PersonId | null }>("SELECT state, successor FROM handover_item WHERE handover = ? AND archive = ? AND state IN ('returned', 'walled', 'unassigned')");
  const owner = db.prepare<[string], { readonly owner: PersonId | null; readonly revision: number }>('SELECT owner, revision FROM archive WHERE id = ?');
  const own = db.prepare('UPDATE archive SET owner = ?, revision = ? WHERE id = ?');
  const log = db.prepare("INSERT INTO archive_change (archive, revision, person, at, key, old, new) VALUES (?,?,?,?,'owner',?,?)");
  const assign = db.prepare("UPDATE handover_item SET successor = ?, state = 'given', due = ?, note = '', answered = NULL WHERE handover = ? AND archive = ?");
  const contacted = db.prepare('UPDATE handover_item SET contacted = ? WHERE handover = ? AND archive = ? AND contacted IS NULL');
  const fresh = db.prepare<[], { readonly archive: ArchiveId; readonly person: PersonId; readonly at: number }>("SELECT s.archive, c.person, max(c.at) AS at FROM change c JOIN section s ON s.id = c.section WHERE s.name LIKE 'contacts-%' AND c.key LIKE 'rows/contacts/%' GROUP BY s.archive, c.person");
  const older = db.prepare<[string, string, number], number | null>("SELECT min(y.at) FROM section s JOIN history y ON y.section = s.id WHERE s.archive = ? AND s.name LIKE 'contacts-%' AND y.person = ? AND y.key LIKE 'rows/contacts/%' AND y.at >= ?").pluck();
  const open = db.prepare<[], { readonly handover: string; readonly archive: ArchiveId; readonly successor: PersonId; readonly at: number }>(`SELECT i.handover, i.archive, i.successor, h.at FROM handover_item i JOIN handover h ON h.id = i.handover WHERE i.state IN ${OPEN} AND i.contacted IS NULL AND i.due IS NOT NULL`);
  const review = db.prepare('UPDATE handover_grant SET reviewed = ?, reviewed_by = ? WHERE handover = ? AND id = ? AND reviewed IS NULL');
  const bound = ({ handover, successor, archives }: ItemAct) => ({ handover, successor, archives: archives === null ? null : JSON.stringify(archives) });
  return {
    ...handoverCommitCalls(db, audit),
    putHandover: (row: StoredHandover, entries: readonly AuditEntry[]): void => inTransaction(db, () => { put.run(row); audit.add(entries, row.at); }),
    setHandoverState: (id: string, next: HandoverState, entries: readonly AuditEntry[], at: number): void => inTransaction(db, () => { state.run(next, id); audit.add(entries, at); }),
    withdrawHandover: (id: string, body: string, entries: readonly AuditEntry[], at: number): boolean => inTransaction(db, () => {
      const done = withdraw.run(body, id).changes > 0;
      if (done) audit.add(entries, at);
      return done;
    }),
    draftLetters: (id: string, rows: readonly (readonly [ArchiveId, Language])[]): void => inTransaction(db, () => { for (const [archive, lang] of rows) draft.run(lang, id, archive); }),
    editLetter: (id: string, archive: ArchiveId, text: { readonly subject: string; readonly body: string } | null, lang: Language, at: number, entries: readonly AuditEntry[]): boolean => inTransaction(db, () => {
      const done = edit.run(text?.subject ?? null, text?.body ?? null, lang, id, archive).changes > 0;
      if (done) audit.add(entries, at);
      return done;
    }),
    sentLetters: (act: ItemAct, channel: LetterChannel, by: PersonId, at: number, entries: readonly AuditEntry[]): number => inTransaction(db, () => {
      audit.add(entries, at);
      return sent.run({ ...bound(act), channel, by, at }).changes;
    }),
    answerItems: (act: ItemAct, said: 'confirmed' | 'returned', note: string, at: number, entries: readonly AuditEntry[]): readonly ArchiveId[] => inTransaction(db, () => {
      const archives = answerable.all({ ...bound(act), answer: said });
      for (const archive of archives) answer.run(said, note, at, act.handover, archive);
      if (archives.length > 0) audit.add(entries, at);
      return archives;
    }),
    assignItems: (id: string, archives: readonly ArchiveId[], to: PersonId, due: CalendarDate, by: PersonId, at: number, entries: readonly AuditEntry[]): readonly ArchiveId[] => inTransaction(db, () => {
      const moment = new Date(at).toISOString();
      const done = archives.filter((archive) => {
        const item = assignable.get(id, archive);
        const row = owner.get(archive);
        // whose owner is another by now has found its way without this
        if (!item || !row || row.owner !== item.successor) return false;
        own.run(to, row.revision + 1, archive);
        log.run(archive, row.revision + 1, by, moment, row.owner, to);
        assign.run(to, due, id, archive);
        return true;
      });
      audit.add(entries.filter(({ archive }) => archive === undefined || done.includes(archive)), at);
      return done;
    }),
    contactedItems: (rows: readonly { readonly handover: string; readonly archive: ArchiveId; readonly at: number }[]): void => inTransaction(db, () => { for (const { handover, archive, at } of rows) contacted.run(at, handover, archive); }),
    missedContacts: (): void => inTransaction(db, () => {
      const waiting = open.all();
      if (waiting.length === 0) return;
      const newest = new Map(fresh.all().map(({ archive, person, at }) => [`${archive} ${person}`, at]));
      for (const { handover, archive, successor, at } of waiting) {
        const there = newest.get(`${archive} ${successor}`) ?? 0;
        const when = there >= at ? there : older.get(archive, successor, at);
        if (when) contacted.run(when, handover, archive);
      }
    }),
    reviewHandoverGrant: (id: string, grant: GrantId, by: PersonId, at: number, entries: readonly AuditEntry[]): boolean => inTransaction(db, () => {
      const done = review.run(at, by, id, grant).changes > 0;
      if (done) audit.add(entries, at);
      return done;
    }),
  };
}

/** The calls of a reader thread. */
export function handoverReadCalls(db: Connection) {
  const get = db.prepare<[string], StoredHandover>('SELECT * FROM archive.handover WHERE id = ?');
  const list = db.prepare<[Record<string, unknown>], StoredHandover>(`SELECT h.* FROM archive.handover h WHERE (@of IS NULL OR h.person = @of OR EXISTS (SELECT 1 FROM archive.handover_item i WHERE i.successor = @of AND i.handover = h.id))
    AND (@before IS NULL OR (h.at, h.id) < (SELECT at, id FROM archive.handover WHERE id = @before)) ORDER BY h.at DESC, h.id DESC LIMIT @limit`);
  const unfinished = db.prepare<[], StoredHandover>("SELECT * FROM archive.handover WHERE state NOT IN ('done', 'withdrawn') ORDER BY at, id");
  const counts = db.prepare<[Record<string, unknown>], SuccessorCount>(`SELECT successor, state, count(*) AS count, count(contacted) AS contacted, total(letter = 'draft') AS drafts, total(letter = 'sent') AS sent,
    total(state IN ${OPEN} AND contacted IS NULL AND due < @today) AS overdue FROM archive.handover_item WHERE handover = @id GROUP BY successor, state`);
  const COLUMNS = 'i.archive, o.name, i.successor, i.state, i.note, i.due, i.contacted, i.letter, i.lang, i.subject, i.text, i.channel, i.sent';
  const scope = '(@successor IS NULL OR i.successor = @successor) AND (@archives IS NULL OR i.archive IN (SELECT value FROM json_each(@archives)))';
  const page = new Map([null, ...Object.keys(FILTERS) as ItemFilter[]].map((filter) => [filter, {
    items: db.prepare<[Record<string, unknown>], StoredItem>(`SELECT ${COLUMNS} FROM archive.handover_item i LEFT JOIN overview o ON o.id = i.archive WHERE i.handover = @handover AND ${scope} AND ${filter === null ? 'TRUE' : FILTERS[filter]} AND (@after IS NULL OR i.archive > @after) ORDER BY i.archive LIMIT @limit`),
    total: db.prepare<[Record<string, unknown>], number>(`SELECT count(*) FROM archive.handover_item i WHERE i.handover = @handover AND ${scope} AND ${filter === null ? 'TRUE' : FILTERS[filter]} AND @today IS NOT NULL`).pluck(),
  }]));
  const undrafted = db.prepare<[string, number], { readonly archive: ArchiveId; readonly name: string | null; readonly data: string | null }>(`SELECT i.archive, o.name, (SELECT c.data FROM cell c WHERE c.document = 'profile' AND c.row = o.row) AS data
    FROM archive.handover_item i LEFT JOIN overview o ON o.id = i.archive WHERE i.handover = ? AND i.state IN ${OPEN} AND i.letter IS NULL ORDER BY i.archive LIMIT ?`);
  const waiting = db.prepare<[], WaitingContact>(`SELECT i.handover, i.archive, i.successor, h.leaver, h.at, i.due FROM archive.handover_item i JOIN archive.handover h ON h.id = i.handover WHERE i.state IN ${OPEN} AND i.contacted IS NULL AND i.due IS NOT NULL ORDER BY h.at`);
  const given = db.prepare<[string, string, number], ArchiveId>(`SELECT archive FROM archive.handover_item WHERE handover = ? AND archive > ? AND state IN ${OPEN} ORDER BY archive LIMIT ?`).pluck();
  const grants = db.prepare<[string], { readonly id: GrantId; readonly archive: ArchiveId; readonly name: string | null; readonly to: string; readonly level: string; readonly until: string | null; readonly reason: string }>(`SELECT g.id, g.archive, o.name, g.to_kind || ':' || g.to_id AS "to", g.level, g.until_moment AS until, g.reason
    FROM archive.handover_grant x JOIN archive.access_grant g ON g.id = x.id LEFT JOIN overview o ON o.id = g.archive WHERE x.handover = ? AND x.reviewed IS NULL ORDER BY g.archive, g.id LIMIT 500`);
  const ofArchive = db.prepare<[string], StoredHandover & Pick<StoredItem, 'successor' | 'contacted'>>("SELECT h.*, i.successor, i.contacted FROM archive.handover_item i JOIN archive.handover h ON h.id = i.handover WHERE i.archive = ? AND i.state IN ('given', 'confirmed', 'returned') ORDER BY h.at DESC LIMIT 1");
  return {
    handover: (id: string): StoredHandover | null => get.get(id) ?? null,
    handovers: (of: PersonId | null, before: string | null, limit: number): readonly StoredHandover[] => list.all({ of, before, limit }),
    unfinishedHandovers: (): readonly StoredHandover[] => unfinished.all(),
    handoverCounts: (id: string, today: CalendarDate): readonly SuccessorCount[] => counts.all({ id, today }),
    handoverItems: ({ filter, archives, ...query }: ItemsQuery): { readonly items: readonly StoredItem[]; readonly total: number } => {
      const sql = page.get(filter);
      const bound = { ...query, archives: archives === null ? null : JSON.stringify(archives) };
      return { items: sql?.items.all(bound) ?? [], total: sql?.total.get(bound) ?? 0 };
    },
    undraftedLetters: (id: string, limit: number) => undrafted.all(id, limit).map(({ archive, name, data }) => ({ archive, name, country: countryIn(data) })),
    waitingContacts: (): readonly WaitingContact[] => waiting.all(),
    givenItems: (id: string, after: ArchiveId | null, limit: number): readonly ArchiveId[] => given.all(id, after ?? '', limit),
    handoverGrants: (id: string) => grants.all(id),
    handoverOfArchive: (archive: ArchiveId) => ofArchive.get(archive) ?? null,
  };
}

/** Of the register's cells: the country of the first address. */
function countryIn(data: string | null): string | null {
  const found = data === null ? undefined : (JSON.parse(data) as Readonly<Record<string, unknown>>)['addresses/country'];
  const first: unknown = Array.isArray(found) ? found[0] : found;
  return typeof first === 'string' ? first : null;
}

export const handoverStore = (archive: Thread<ArchiveThreadCalls>, read: () => Thread<ReaderThreadCalls>): HandoverStore => ({
  plan: (query) => read().call('handoverPlan', query),
  commit: (order) => archive.call('commitHandover', order),
  put: (row, audit) => archive.call('putHandover', row, audit),
  state: (id, state, audit, at) => archive.call('setHandoverState', id, state, audit, at),
  withdraw: (id, body, audit, at) => archive.call('withdrawHandover', id, body, audit, at),
  get: (id) => read().call('handover', id),
  list: (of, before, limit) => read().call('handovers', of, before, limit),
  unfinished: () => read().call('unfinishedHandovers'),
  counts: (id, today) => read().call('handoverCounts', id, today),
  items: (query) => read().call('handoverItems', query),
  undrafted: (id, limit) => read().call('undraftedLetters', id, limit),
  draft: (id, rows) => archive.call('draftLetters', id, rows),
  edit: (id, archiveId, text, lang, at, entries) => archive.call('editLetter', id, archiveId, text, lang, at, entries),
  sent: (act, channel, by, at, audit) => archive.call('sentLetters', act, channel, by, at, audit),
  answer: (act, answer, note, at, audit) => archive.call('answerItems', act, answer, note, at, audit),
  assign: (id, archives, to, due, by, at, audit) => archive.call('assignItems', id, archives, to, due, by, at, audit),
  contacted: (rows) => archive.call('contactedItems', rows),
  async waiting() {
    await archive.call('missedContacts');
    return read().call('waitingContacts');
  },
  given: (id, after, limit) => read().call('givenItems', id, after, limit),
  grants: (id) => read().call('handoverGrants', id),
  reviewGrant: (id, grant, by, at, audit) => archive.call('reviewHandoverGrant', id, grant, by, at, audit),
  ofArchive: (id) => read().call('handoverOfArchive', id),
});
