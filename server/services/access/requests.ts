/**
 * Requests for access: asked by who may know of an archive, decided by its owner or a deputy, after two days by the department's manager too; a right with an end follows, and both sides see what
 * became of it. What happens by time or by itself is `request-keeper.ts`; rows, grant and audit are one transaction of the store.
 */
import type { ServerAccess } from '../../access/access.ts';
import type { Clock } from '../../clock.ts';
import type { AccessRequestStore, RequestClose, StoredRequest } from '../../storage/access-request-store.ts';
import { StorageError } from '../../storage/storage.ts';
import type { Storage, StoredArchive } from '../../storage/storage.ts';
import type { Hub } from '../../sync/sync.ts';
import type { Turns } from '../../turns.ts';
import type { AccessDecision, AccessRequestPage, AccessRequestView, NewAccessRequest, RequestBox } from '../../../model/access/api.ts';
import { isGiven, isLive, sectionsOf } from '../../../model/access/request.ts';
import type { AccessWish, Decided, RequestState } from '../../../model/access/request.ts';
import type { AuditEntry } from '../../../model/audit/entry.ts';
import { newGrantId, newRowId } from '../../../model/ids.ts';
import type { ArchiveId, PersonId, RandomBytes } from '../../../model/ids.ts';
import type { PersonRef } from '../../../model/overview.ts';
import { atLeast } from '../../../model/rights.ts';
import type { Grant, Person } from '../../../model/rights.ts';
import type { Changes } from '../changes.ts';
import { forbidden, notFound, Refusal } from '../errors.ts';
import type { Told } from '../notices/notices.ts';
import { clearanceGivers, decidersNow, decides } from './deciders.ts';
import { checkedGiven, checkedWish } from './request-words.ts';
import type { WishContext } from './request-words.ts';
import { rightsTold } from '../rights-told.ts';

export interface RequestOptions {
  readonly storage: Pick<Storage, 'facts' | 'archives'> & { readonly accessRequests: AccessRequestStore };
  readonly access: Pick<ServerAccess, 'rights' | 'levelIfOpen' | 'decide' | 'forget' | 'directory' | 'unseen'>;
  readonly hub: Pick<Hub, 'rightsChanged'>;
  readonly changes: Changes;
  /** Shared by all who change what confers rights on an archive. */
  readonly turns: Turns<ArchiveId>;
  readonly tell: (notices: readonly Told[]) => Promise<void>;
  /** A request came or changed: what becomes of it by time is another's. */
  readonly heard: () => void;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

export interface AccessRequestService {
  ask(person: Person, archive: ArchiveId, wish: Omit<NewAccessRequest, 'archive'>): Promise<AccessRequestView>;
  page(person: Person, box: RequestBox, archive: ArchiveId | null): Promise<AccessRequestPage>;
  get(person: Person, id: string): Promise<AccessRequestView>;
  decide(person: Person, id: string, decision: AccessDecision): Promise<AccessRequestView>;
  withdraw(person: Person, id: string): Promise<AccessRequestView>;
  /** By either side. */
  end(person: Person, id: string): Promise<AccessRequestView>;
}

/** What one answer looks through, and what it tells. */
const LOOKED_THROUGH = 2_000;
const MOST_TOLD = 100;
const gone = (): Refusal => new Refusal('not-found', 'There is no such request.');
const over = (): Refusal => new Refusal('conflict', 'Somebody was faster: it does not wait any more. Read it again.');

/** What a decision or wish is, for the audit: names of sections and dates, never the reason. */
const detailOf = ({ sections, level, until }: AccessWish): AuditEntry['detail'] => ({ sections, level, until });

export function createAccessRequests(options: RequestOptions): AccessRequestService & RequestActs {
  const { storage, access, turns, clock, random } = options;
  const { accessRequests: store } = storage;
  const { directory } = access;
  const ref = (id: PersonId, to: PersonId): PersonRef => access.unseen.ref(id, to);
  const isMine = (person: Person, request: StoredRequest): boolean => directory.current(request.person) === person.id;
  const about = (request: Pick<StoredRequest, 'person' | 'at'>) => ({ requester: request.person, askedAt: request.at, now: clock.now() });
  /** Also once a right was given, whenever it was asked for. */
  const side = (archive: StoredArchive, person: Person, request: StoredRequest) => decides(directory, archive, person, { ...about(request), askedAt: request.state.kind === 'waiting' ? request.at : 0 });

  /** Null: this person is told of no such request. */
  async function seen(person: Person, request: StoredRequest): Promise<Omit<AccessRequestView, 'name'> | null> {
    const rights = person.service ? null : await access.rights(person, request.archive);
    if (!rights || rights.archive.id !== request.archive) return null;
    const { archive } = rights;
    const mine = isMine(person, request);
    const as = side(archive, person, request);
    const manages = mine || as !== null ? false : atLeast(await access.levelIfOpen(person, request.archive), 'manage');
    if (!mine && as === null && !manages) return null;
    return {
      id: request.id, archive: request.archive, requester: ref(request.person, person.id), asked: request.asked, reason: request.reason, at: new Date(request.at).toISOString(), state: told(request.state, mine, person.id), mine,
      mayDecide: request.state.kind === 'waiting' && as !== null && !isOver(request), mayEnd: isGiven(request.state) && (mine || as !== null || manages),
    };
  }
  /** Its last day has come although nobody has written it down yet. */
  const isOver = ({ asked }: StoredRequest): boolean => asked.until !== null && asked.until <= new Date(clock.now()).toISOString();

  /** What was said with a decision is between who said it and who asked. */
  function told(state: RequestState, mine: boolean, person: PersonId): RequestState<PersonRef> {
    const said = ({ by, at, note }: Decided): Decided<PersonRef> => ({ by: ref(by, person), at, note: mine || directory.current(by) === person ? note : null });
    switch (state.kind) {
      case 'approved': case 'narrowed': return { ...state, decided: said(state.decided) };
      case 'refused': return { ...state, decided: said(state.decided) };
      case 'ended': return { ...state, by: state.by === null ? null : ref(state.by, person) };
      case 'waiting': case 'withdrawn': case 'expired': return state;
    }
  }
  async function named(views: readonly Omit<AccessRequestView, 'name'>[]): Promise<readonly AccessRequestView[]> {
    const names = new Map((await storage.facts.overviews([...new Set(views.map(({ archive }) => archive))])).map(({ id, name }) => [id, name]));
    return views.map((view) => ({ ...view, name: names.get(view.archive) ?? view.archive }));
  }
  async function shown(person: Person, id: string): Promise<AccessRequestView> {
    const request = await store.get(id);
    const view = request && (await seen(person, request));
    const [found] = view ? await named([view]) : [];
    if (!found) throw gone();
    return found;
  }
  /** The request and the archive as this person may see them, in the archive's turn. */
  async function open(person: Person, id: string): Promise<{ readonly request: StoredRequest; readonly archive: StoredArchive; readonly view: Omit<AccessRequestView, 'name'> }> {
    const request = await store.get(id);
    const rights = request && (await access.rights(person, request.archive));
    const view = request && (await seen(person, request));
    if (!request || !rights || !view) throw gone();
    return { request, archive: rights.archive, view };
  }
  const inTurn = async (person: Person, id: string, work: (found: Awaited<ReturnType<typeof open>>) => Promise<void>): Promise<AccessRequestView> => {
    const { request } = await open(person, id);
    // decided on what the change before has left
    await turns.take(request.archive, async () => work(await open(person, id)));
    options.heard();
    return shown(person, id);
  };

  const context = (archive: StoredArchive, requester: Person): WishContext => ({
    now: clock.now(), own: archive.department !== null && requester.department === archive.department, closed: archive.state !== 'open', requester, givers: clearanceGivers(directory).map((id) => directory.name(id)),
  });
  const rightsMoved = rightsTold(options);

  async function close(request: StoredRequest, how: RequestClose, actor: PersonId | null): Promise<boolean> {
    const at = clock.now();
    const entry: AuditEntry = { action: isGiven(request.state) ? 'grantEnded' : 'accessDecided', actor, archive: request.archive, object: isGiven(request.state) && request.grant !== null ? request.grant : request.id, outcome: 'done', detail: { request: request.id, state: how.to, ...(how.to === 'ended' ? { why: how.why } : {}) } };
    if (!(await store.close(request.id, { ...how, from: request.state.kind === 'waiting' ? 'waiting' : 'given', at }, [entry]))) return false;
    if (isGiven(request.state)) await rightsMoved(request.archive);
    return true;
  }

  return {
    ask: (person, id, wish) => turns.take(id, async () => {
      if (person.service) throw forbidden('The key of a service asks for nothing: an administrator changes its scope.');
      const rights = await access.rights(person, id);
      if (!rights) throw notFound();
      const { archive } = rights;
      const { asked, reason } = checkedWish(wish, context(archive, person));
      if (sectionsOf(asked).every((section) => atLeast(rights.sections.get(section)?.level ?? 'none', asked.level))) throw new Refusal('conflict', 'You have this already.', { field: 'sections' });
      const request = { id: newRowId(random), archive: archive.id, person: person.id, asked, reason, at: clock.now() };
      try {
        await store.put(request, [{ action: 'accessAsked', actor: person.id, archive: archive.id, object: request.id, outcome: 'done', detail: detailOf(asked) }]);
      } catch (error) {
        if (error instanceof StorageError && error.code === 'conflict') throw new Refusal('conflict', 'A request of yours waits already: withdraw it first.');
        throw error;
      }
      await options.tell((await decidersNow(access, archive, about(request))).map((each) => ({ person: each, kind: 'accessAsked', archive: archive.id, by: person.id, text: reason, mark: `accessAsked ${request.id}` })));
      options.heard();
      return shown(person, request.id);
    }),

    async page(person, box, archive) {
      const rows = await store.page(box === 'mine' ? { person: person.id, archive, states: 'all', limit: LOOKED_THROUGH } : { person: null, archive, states: box === 'toDecide' ? 'waiting' : 'all', limit: LOOKED_THROUGH });
      const found: Omit<AccessRequestView, 'name'>[] = [];
      for (const row of rows) {
        const view = await seen(person, row);
        if (view && (box !== 'toDecide' || view.mayDecide) && found.push(view) > MOST_TOLD) break;
      }
      return { items: await named(found.slice(0, MOST_TOLD)), more: found.length > MOST_TOLD || rows.length === LOOKED_THROUGH };
    },
    get: shown,

    decide: (person, id, decision) => inTurn(person, id, async ({ request, archive, view }) => {
      if (view.mine) throw forbidden('Nobody decides about a request of their own.');
      if (request.state.kind !== 'waiting' || isOver(request)) throw over();
      if (!view.mayDecide) throw forbidden('The owner, a deputy, and after two days the department\'s manager decide about it.');
      const note = decision.note?.trim() || null;
      const at = clock.now();
      const as = side(archive, person, request);
      const entry = { action: 'accessDecided', actor: person.id, archive: archive.id, object: request.id, outcome: 'done' } as const;
      const answer = (): Promise<void> => options.tell([{ person: request.person, kind: 'accessDecided', archive: archive.id, by: person.id, ...(note === null ? {} : { text: note }), mark: `accessDecided ${request.id}` }]);
      if (decision.decision === 'refuse') {
        if (!(await store.decide(id, { to: 'refused', by: person.id, at, note }, [{ ...entry, detail: { decision: 'refused', as, requester: request.person } }]))) throw over();
        return answer();
      }
      const requester = directory.person(directory.current(request.person)) ?? directory.stored(directory.current(request.person));
      if (!requester?.active) throw over();
      const given = checkedGiven(decision, request.asked, context(archive, requester));
      const grant: Grant = {
        id: newGrantId(random), archive: archive.id, to: { kind: 'person', id: requester.id }, ...given, from: new Date(at).toISOString(), reason: request.reason,
        requestedBy: requester.id, approvedBy: person.id, origin: { kind: 'request', id: request.id },
      };
      const to = decision.decision === 'approve' ? 'approved' : 'narrowed';
      const rows: readonly AuditEntry[] = [
        { ...entry, detail: { decision: to, as, requester: requester.id, ...detailOf(given) } },
        { action: 'grantGiven', actor: person.id, archive: archive.id, object: grant.id, outcome: 'done', detail: { request: request.id, to: requester.id, ...detailOf(given) } },
      ];
      if (!(await store.decide(id, { to, by: person.id, at, note, grant }, rows))) throw over();
      await rightsMoved(archive.id);
      return answer();
    }),

    withdraw: (person, id) => inTurn(person, id, async ({ request, view }) => {
      if (!view.mine) throw forbidden('Whoever asked takes a request back.');
      if (request.state.kind !== 'waiting' || !(await close(request, { to: 'withdrawn' }, person.id))) throw over();
    }),

    end: (person, id) => inTurn(person, id, async ({ request, view }) => {
      if (!isGiven(request.state)) throw over();
      if (!view.mayEnd) throw forbidden('Whoever asked, or who decides about this archive, ends it.');
      if (!(await close(request, { to: 'ended', by: person.id, why: view.mine ? 'requester' : 'giver' }, person.id))) throw over();
      const other = view.mine ? ('decided' in request.state ? request.state.decided.by : null) : request.person;
      if (other !== null && other !== person.id) await options.tell([{ person: other, kind: 'accessEnded', archive: request.archive, by: person.id, mark: `accessEnded ${request.id}` }]);
    }),

    closeByItself: (request, how) => turns.take(request.archive, async () => {
      const now = await store.get(request.id);
      // somebody may have decided while it was looked at: then another thing holds of it
      if (!now || !isLive(now.state) || now.state.kind !== request.state.kind) return false;
      return close(now, how, null);
    }),
    deciders: async (request) => {
      const facts = await storage.archives.withGrants(request.archive);
      return facts ? decidersNow(access, facts.archive, about(request)) : [];
    },
  };
}

/** For what happens by itself. */
export interface RequestActs {
  /** False: it is over already. */
  closeByItself(request: StoredRequest, how: RequestClose): Promise<boolean>;
  deciders(request: StoredRequest): Promise<readonly PersonId[]>;
}
