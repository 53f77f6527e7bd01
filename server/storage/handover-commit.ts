/** The one transaction of a hand-over: owners, co-owners and deputies, grants, the leaver's row, sessions and tokens, the record of it and the audit, for thousands of archives at once. Who may, and who gets what, was decided before. */
import type { AuditEntry } from '../../model/audit/entry.ts';
import type { HandoverReason, ItemState } from '../../model/handover/api.ts';
import type { ArchiveId, DepartmentId, GrantId, PersonId } from '../../model/ids.ts';
import type { CalendarDate } from '../../model/overview.ts';
import { holds } from '../../model/rights.ts';
import type { Because, Person } from '../../model/rights.ts';
import type { AuditWriter } from './audit-writer.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';

export interface Receiver { readonly person: PersonId; /** Their department and those above it, before which walls may stand. */ readonly within: readonly DepartmentId[]; readonly notice: string }

export interface HandoverOrder {
  readonly id: string;
  readonly leaver: PersonId;
  readonly leaverName: string;
  readonly reason: HandoverReason;
  readonly by: PersonId;
  readonly because: readonly Because[];
  readonly at: number;
  readonly due: CalendarDate;
  readonly note: string;
  readonly body: string;
  readonly receivers: readonly Receiver[];
  /** Side by side: the archive, and which of the receivers gets it. What is not named has no receiver. */
  readonly archives: readonly ArchiveId[];
  readonly to: readonly number[];
  /** Departments in which the caller hands over; null: everywhere. */
  readonly scope: readonly DepartmentId[] | null;
  /** The announcement that this is the end of; what it said is in `body`. */
  readonly announced: string | null;
  /** As the leaver is to be stored; null: they stay as they are. */
  readonly person: Person | null;
}
/** `moved`: archives of which anything that confers a right changed; `kept`: those of the plan that came to nobody. */
export interface HandoverOutcome { readonly moved: readonly ArchiveId[]; readonly kept: readonly ArchiveId[]; readonly counts: Readonly<Record<ItemState, number>>; readonly milliseconds: number }

interface Owned { readonly id: ArchiveId; readonly department: DepartmentId | null; readonly keeper: PersonId | null; readonly revision: number }
interface Member { readonly role: 'coOwner' | 'deputy'; readonly person: PersonId; readonly from_date: string | null; readonly to_date: string | null }

export function handoverCommitCalls(db: Connection, audit: AuditWriter) {
  const owned = db.prepare<[string], Owned>("SELECT id, department, keeper, revision FROM archive WHERE owner = ? AND state <> 'erased' ORDER BY id");
  const row = db.prepare<[string], { readonly revision: number; readonly department: DepartmentId | null }>('SELECT revision, department FROM archive WHERE id = ?');
  const walls = db.prepare<[], { readonly archive: ArchiveId; readonly to_kind: 'person' | 'department'; readonly to_id: string; readonly from_moment: string; readonly until_moment: string | null }>('SELECT archive, to_kind, to_id, from_moment, until_moment FROM wall WHERE ended IS NULL');
  const own = db.prepare('UPDATE archive SET owner = ?, keeper = ?, revision = ? WHERE id = ?');
  const revise = db.prepare('UPDATE archive SET revision = ? WHERE id = ?');
  const log = db.prepare('INSERT INTO archive_change (archive, revision, person, at, key, old, new) VALUES (?,?,?,?,?,?,?)');
  const memberships = db.prepare<[string], ArchiveId>('SELECT DISTINCT archive FROM archive_member WHERE person = ?').pluck();
  const members = db.prepare<[string], Member>('SELECT role, person, from_date, to_date FROM archive_member WHERE archive = ? ORDER BY role, position');
  const dropMembers = db.prepare('DELETE FROM archive_member WHERE archive = ? AND role = ?');
  const putMember = db.prepare('INSERT INTO archive_member VALUES (?,?,?,?,?,?)');
  const grantsTo = db.prepare<[string], { readonly id: GrantId; readonly archive: ArchiveId; readonly department: DepartmentId | null }>("SELECT g.id, g.archive, a.department FROM access_grant g LEFT JOIN archive a ON a.id = g.archive WHERE g.to_kind = 'person' AND g.to_id = ?");
  const dropGrant = db.prepare('DELETE FROM access_grant WHERE id = ?');
  const grantsBy = db.prepare<[string], { readonly id: GrantId; readonly archive: ArchiveId }>('SELECT id, archive FROM access_grant WHERE approved_by = ?');
  const putGrant = db.prepare('INSERT INTO handover_grant (handover, id, archive) VALUES (?,?,?)');
  const putPerson = db.prepare('INSERT OR REPLACE INTO person VALUES (?,?,?,?,?,?,?,?,?)');
  const dropSessions = db.prepare('DELETE FROM session WHERE person = ?');
  const endTokens = db.prepare('INSERT INTO tokens_end VALUES (?,?) ON CONFLICT DO UPDATE SET at = max(at, excluded.at)');
  const dropLinks = db.prepare('DELETE FROM calendar_link WHERE person = ?');
  const put = db.prepare("INSERT OR REPLACE INTO handover (id, leaver, reason, person, at, state, due, note, body) VALUES (?,?,?,?,?,'committed',?,?,?)");
  const dropAnnounced = db.prepare("DELETE FROM handover WHERE id = ? AND state = 'announced'");
  const putItem = db.prepare('INSERT INTO handover_item (handover, archive, successor, state, due) VALUES (?,?,?,?,?)');
  const putNotice = db.prepare("INSERT INTO notice (id, person, kind, at, mark, archive, section, by, text, count) VALUES (?,?,'archivesCame',?,?,NULL,NULL,?,?,?)");

  /** Lists of one archive without who is gone, and without who owns it now; false: they were not in them. */
  const leave = (order: HandoverOrder, moment: string, archive: ArchiveId, gone: ReadonlySet<PersonId>, revision: number, revised: boolean): boolean => {
    const all = members.all(archive);
    let changed = false;
    for (const role of ['coOwner', 'deputy'] as const) {
      const before = all.filter((each) => each.role === role);
      const after = before.filter((each) => !gone.has(each.person) || (role === 'deputy' && each.person !== order.leaver));
      if (after.length === before.length) continue;
      changed = true;
      const told = (list: readonly Member[]): string => JSON.stringify(list.map(({ person, from_date: from, to_date: to }) => (role === 'coOwner' ? person : { person, from, to })));
      dropMembers.run(archive, role);
      for (const [position, each] of after.entries()) putMember.run(archive, role, position, each.person, each.from_date, each.to_date);
      log.run(archive, revision, order.by, moment, role === 'coOwner' ? 'coOwners' : 'deputies', told(before), told(after));
    }
    if (changed && !revised) revise.run(revision, archive);
    return changed;
  };

  const commit = (order: HandoverOrder): Omit<HandoverOutcome, 'milliseconds'> => {
    const { id, leaver, reason, by, at, receivers } = order;
    const moment = new Date(at).toISOString();
    const planned = new Map(order.archives.map((archive, i) => [archive, order.to[i] ?? -1]));
    const standing = new Map<ArchiveId, ReturnType<typeof walls.all>>();
    for (const wall of walls.all()) if (holds(wall.from_moment, wall.until_moment, moment)) standing.set(wall.archive, [...(standing.get(wall.archive) ?? []), wall]);
    const walled = (archive: ArchiveId, { person, within }: Receiver): boolean => (standing.get(archive) ?? []).some(({ to_kind: kind, to_id: to }) => (kind === 'person' ? to === person : within.includes(to as DepartmentId)));
    const inScope = (department: DepartmentId | null): boolean => order.scope === null || (department !== null && order.scope.includes(department));

    const counts: Record<ItemState, number> = { given: 0, confirmed: 0, returned: 0, walled: 0, unassigned: 0, outside: 0 };
    const moved = new Set<ArchiveId>();
    const kept: ArchiveId[] = [];
    const entries: AuditEntry[] = [];
    const came = new Map<PersonId, number>();
    put.run(id, leaver, reason, by, at, order.due, order.note, order.body);
    if (order.announced !== null) dropAnnounced.run(order.announced);
    const memberOf = new Set(reason === 'split' ? [] : memberships.all(leaver));
    const receiving = new Set(receivers.flatMap(({ person }) => memberships.all(person)));
    for (const { id: archive, department, keeper, revision } of owned.all(leaver)) {
      const index = planned.get(archive);
      if (reason === 'split' && index === undefined) continue;
      const receiver = index === undefined ? undefined : receivers[index];
      const state: ItemState = !inScope(department) ? 'outside' : receiver === undefined ? 'unassigned' : walled(archive, receiver) ? 'walled' : 'given';
      counts[state]++;
      if (state !== 'given' && index !== undefined) kept.push(archive);
      const to = state === 'given' && receiver ? receiver.person : null;
      putItem.run(id, archive, to, state, to === null ? null : order.due);
      // who stays keeps what nobody may be given
      if (state === 'outside' || (state === 'walled' && reason === 'split')) continue;
      own.run(to, keeper === leaver ? to : keeper, revision + 1, archive);
      log.run(archive, revision + 1, by, moment, 'owner', leaver, to);
      if (keeper === leaver) log.run(archive, revision + 1, by, moment, 'keeper', leaver, to);
      if (memberOf.has(archive) || (to !== null && receiving.has(archive))) leave(order, moment, archive, new Set([...(reason === 'split' ? [] : [leaver]), ...(to === null ? [] : [to])]), revision + 1, true);
      memberOf.delete(archive);
      moved.add(archive);
      if (to !== null) came.set(to, (came.get(to) ?? 0) + 1);
      entries.push({ action: 'handedOver', actor: by, archive, object: id, outcome: 'done', because: order.because, detail: { from: leaver, to, state } });
    }
    for (const archive of memberOf) {
      const found = row.get(archive);
      if (!found || !inScope(found.department) || !leave(order, moment, archive, new Set([leaver]), found.revision + 1, false)) continue;
      moved.add(archive);
      entries.push({ action: 'ownersChanged', actor: by, archive, object: id, outcome: 'done', because: order.because, detail: { left: leaver } });
    }
    if (reason !== 'split') {
      for (const grant of grantsTo.all(leaver)) {
        if (order.person === null && !inScope(grant.department)) continue;
        dropGrant.run(grant.id);
        moved.add(grant.archive);
        entries.push({ action: 'grantEnded', actor: by, archive: grant.archive, object: grant.id, outcome: 'done', because: order.because, detail: { handover: id } });
      }
      for (const grant of grantsBy.all(leaver)) if (order.person !== null || moved.has(grant.archive)) putGrant.run(id, grant.id, grant.archive);
    }
    if (order.person !== null) {
      const { person } = order;
      putPerson.run(person.id, person.name, person.email, person.department, JSON.stringify(person.roles), JSON.stringify(person.clearances), person.reportsTo, person.active ? 1 : 0, person.withheld ? JSON.stringify(person.withheld) : null);
      dropSessions.run(leaver);
      endTokens.run(leaver, at);
      dropLinks.run(leaver);
      entries.push({ action: 'personChanged', actor: by, object: leaver, outcome: 'done', detail: { active: false, handover: id } }, { action: 'tokensEnded', actor: by, object: leaver, outcome: 'done', detail: { handover: id } });
    }
    for (const { person, notice } of receivers) {
      const count = came.get(person) ?? 0;
      if (count > 0) putNotice.run(notice, person, at, `handover ${id}`, by, order.leaverName, count);
    }
    entries.push({ action: 'handedOver', actor: by, object: id, outcome: 'done', because: order.because, detail: { from: leaver, reason, archives: moved.size, given: counts.given, walled: counts.walled, unassigned: counts.unassigned, outside: counts.outside, to: [...came.keys()] } });
    audit.add(entries, at);
    return { moved: [...moved], kept, counts };
  };

  return {
    commitHandover: (order: HandoverOrder): HandoverOutcome => {
      const began = performance.now();
      const outcome = inTransaction(db, () => commit(order));
      return { ...outcome, milliseconds: performance.now() - began };
    },
  };
}
