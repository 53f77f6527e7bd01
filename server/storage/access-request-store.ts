/** Requests for access as rows of archive.db, each written with its audit rows and the grant that follows in one transaction. Who may do what is decided before it gets here. */
import type { EndedWhy, RequestState, AccessWish, AskedLevel } from '../../model/access/request.ts';
import type { AuditEntry } from '../../model/audit/entry.ts';
import type { ArchiveId, GrantId, PersonId } from '../../model/ids.ts';
import type { Grant } from '../../model/rights.ts';
import type { SectionKey } from '../../model/sections.ts';
import type { ArchiveThreadCalls } from './archive-thread.ts';
import type { AuditWriter } from './audit-writer.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import { grantWriter } from './grant-writer.ts';
import type { ReaderThreadCalls } from './reader-thread.ts';
import { StorageError } from './storage.ts';
import type { Thread } from './threads.ts';

export interface StoredRequest {
  readonly id: string;
  readonly archive: ArchiveId;
  readonly person: PersonId;
  readonly asked: AccessWish;
  readonly reason: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly state: RequestState;
  /** The right it gave, as long as it does. */
  readonly grant: GrantId | null;
  /** Both sides were told that it ends soon. */
  readonly toldEnd: boolean;
}
export type NewRequest = Pick<StoredRequest, 'id' | 'archive' | 'person' | 'asked' | 'reason' | 'at'>;
export type RequestClose = { readonly to: 'withdrawn' | 'expired' } | { readonly to: 'ended'; readonly by: PersonId | null; readonly why: EndedWhy };
export interface RequestsQuery { readonly archive: ArchiveId | null; readonly person: PersonId | null; readonly states: 'waiting' | 'live' | 'all'; readonly limit: number }

export interface AccessRequestStore {
  get(id: string): Promise<StoredRequest | null>;
  /** Those that live before those that are over, newest first; what waits longest first where only that is asked for. */
  page(query: RequestsQuery): Promise<readonly StoredRequest[]>;
  /** `conflict`: one of the same person waits already. */
  put(request: NewRequest, audit: readonly AuditEntry[]): Promise<void>;
  /** With the grant that it gives, unless it is refused. False: it does not wait any more, and nothing was written. */
  decide(id: string, decision: { readonly to: 'approved' | 'narrowed'; readonly by: PersonId; readonly at: number; readonly note: string | null; readonly grant: Grant } | { readonly to: 'refused'; readonly by: PersonId; readonly at: number; readonly note: string | null }, audit: readonly AuditEntry[]): Promise<boolean>;
  /** Ends one that waits or gave a right, and the right. False: it is over already, and nothing was written. */
  close(id: string, close: RequestClose & { readonly from: 'waiting' | 'given'; readonly at: number }, audit: readonly AuditEntry[]): Promise<boolean>;
  /** What was said to whom: that the manager decides too, that its end is near. */
  note(id: string, what: 'managerSince' | 'toldEnd', at: number): Promise<boolean>;
}

interface Row {
  readonly id: string; readonly archive: ArchiveId; readonly person: PersonId; readonly sections: string | null; readonly level: AskedLevel; readonly until_moment: string | null; readonly reason: string; readonly at: number;
  readonly state: RequestState['kind']; readonly decided_by: PersonId | null; readonly decided: number | null; readonly note: string | null; readonly given_sections: string | null; readonly given_level: AskedLevel | null;
  readonly given_until: string | null; readonly grant_id: GrantId | null; readonly manager_since: number | null; readonly told_end: number | null; readonly ended: number | null; readonly ended_by: PersonId | null; readonly ended_why: EndedWhy | null;
}
const iso = (at: number | null): string => new Date(at ?? 0).toISOString();
const wish = (sections: string | null, level: AskedLevel, until: string | null): AccessWish => ({ sections: sections === null ? null : (JSON.parse(sections) as readonly SectionKey[]), level, until });

function toState(row: Row): RequestState {
  const given = row.given_level === null ? null : wish(row.given_sections, row.given_level, row.given_until);
  const decided = { by: row.decided_by ?? ('' as PersonId), at: iso(row.decided), note: row.note };
  switch (row.state) {
    case 'waiting': return { kind: 'waiting', managerSince: row.manager_since === null ? null : iso(row.manager_since) };
    case 'approved': case 'narrowed':
      if (given === null) throw new StorageError('broken', `request ${row.id} was ${row.state} without a right`);
      return { kind: row.state, decided, given };
    case 'refused': return { kind: 'refused', decided };
    case 'withdrawn': return { kind: 'withdrawn', at: iso(row.ended) };
    case 'expired': return { kind: 'expired', at: iso(row.ended), given };
    case 'ended': return { kind: 'ended', at: iso(row.ended), by: row.ended_by, why: row.ended_why ?? 'noSense', given };
  }
}
const toRequest = (row: Row): StoredRequest => ({
  id: row.id, archive: row.archive, person: row.person, asked: wish(row.sections, row.level, row.until_moment), reason: row.reason, at: row.at, state: toState(row), grant: row.grant_id, toldEnd: row.told_end !== null,
});
const sectionsText = (sections: AccessWish['sections']): string | null => (sections === null ? null : JSON.stringify(sections));

/** The calls of the archive thread. */
export function accessRequestCalls(db: Connection, audit: AuditWriter) {
  const grants = grantWriter(db);
  const insert = db.prepare("INSERT INTO access_request (id, archive, person, sections, level, until_moment, reason, at, state) VALUES (?,?,?,?,?,?,?,?,'waiting')");
  const waits = db.prepare<[string, string], number>("SELECT 1 FROM access_request WHERE archive = ? AND person = ? AND state = 'waiting'").pluck();
  const decide = db.prepare<[Record<string, unknown>]>(`UPDATE access_request SET state = @to, decided_by = @by, decided = @at, note = @note, given_sections = @sections, given_level = @level, given_until = @until, grant_id = @grant
    WHERE id = @id AND state = 'waiting'`);
  const close = { waiting: "state = 'waiting'", given: "state IN ('approved', 'narrowed')" };
  const closing = Object.fromEntries(Object.entries(close).map(([from, where]) => [from, db.prepare<[Record<string, unknown>], { grant_id: GrantId | null }>(
    `UPDATE access_request SET state = @to, ended = @at, ended_by = @by, ended_why = @why WHERE id = @id AND ${where} RETURNING grant_id`)])) as Record<'waiting' | 'given', ReturnType<typeof db.prepare<[Record<string, unknown>], { grant_id: GrantId | null }>>>;
  const notes = {
    managerSince: db.prepare<[number, string]>("UPDATE access_request SET manager_since = ? WHERE id = ? AND manager_since IS NULL AND state = 'waiting'"),
    toldEnd: db.prepare<[number, string]>("UPDATE access_request SET told_end = ? WHERE id = ? AND told_end IS NULL AND state IN ('approved', 'narrowed')"),
  };
  return {
    putAccessRequest: ({ id, archive, person, asked, reason, at }: NewRequest, entries: readonly AuditEntry[]): void => inTransaction(db, () => {
      if (waits.get(archive, person) !== undefined) throw new StorageError('conflict', 'a request of this person waits already', 'archive');
      insert.run(id, archive, person, sectionsText(asked.sections), asked.level, asked.until, reason, at);
      audit.add(entries, at);
    }),
    decideAccessRequest: (id: string, decision: Parameters<AccessRequestStore['decide']>[1], entries: readonly AuditEntry[]): boolean => inTransaction(db, () => {
      const grant = decision.to === 'refused' ? null : decision.grant;
      const { to, by, at, note } = decision;
      const given = grant === null ? { sections: null, level: null, until: null, grant: null } : { sections: sectionsText(grant.sections), level: grant.level, until: grant.until, grant: grant.id };
      if (decide.run({ id, to, by, at, note, ...given }).changes === 0) return false;
      if (grant !== null) grants.put(grant);
      audit.add(entries, at);
      return true;
    }),
    closeAccessRequest: (id: string, closed: Parameters<AccessRequestStore['close']>[1], entries: readonly AuditEntry[]): boolean => inTransaction(db, () => {
      const row = closing[closed.from].get({ id, to: closed.to, at: closed.at, by: closed.to === 'ended' ? closed.by : null, why: closed.to === 'ended' ? closed.why : null });
      if (!row) return false;
      if (row.grant_id !== null) grants.drop(row.grant_id);
      audit.add(entries, closed.at);
      return true;
    }),
    noteAccessRequest: (id: string, what: 'managerSince' | 'toldEnd', at: number): boolean => notes[what].run(at, id).changes > 0,
  };
}

/** The calls of a reader thread. */
export function accessRequestReadCalls(db: Connection) {
  const get = db.prepare<[string], Row>('SELECT * FROM archive.access_request WHERE id = ?');
  const LIVE = "state IN ('waiting', 'approved', 'narrowed')";
  const page = (where: string, order: string) => db.prepare<[Record<string, unknown>], Row>(`SELECT * FROM archive.access_request WHERE (@archive IS NULL OR archive = @archive) AND (@person IS NULL OR person = @person)${where} ORDER BY ${order} LIMIT @limit`);
  const pages = { waiting: page(" AND state = 'waiting'", 'at, id'), live: page(` AND ${LIVE}`, 'at, id'), all: page('', `${LIVE} DESC, at DESC, id`) };
  return {
    accessRequest: (id: string): StoredRequest | null => {
      const row = get.get(id);
      return row ? toRequest(row) : null;
    },
    accessRequests: ({ states, archive, person, limit }: RequestsQuery): readonly StoredRequest[] => pages[states].all({ archive, person, limit }).map(toRequest),
  };
}

export const accessRequestStore = (archive: Thread<ArchiveThreadCalls>, read: () => Thread<ReaderThreadCalls>): AccessRequestStore => ({
  get: (id) => read().call('accessRequest', id),
  page: (query) => read().call('accessRequests', query),
  put: (request, audit) => archive.call('putAccessRequest', request, audit),
  decide: (id, decision, audit) => archive.call('decideAccessRequest', id, decision, audit),
  close: (id, close, audit) => archive.call('closeAccessRequest', id, close, audit),
  note: (id, what, at) => archive.call('noteAccessRequest', id, what, at),
});
