/** Hand-overs: who may, who gets what, the one transaction, and everything that must be so before the caller is answered. What follows in its own time is `follow.ts`, letters are `letters.ts`. */
import { HANDOVER_STATES } from '../../../model/handover/api.ts';
import type { AnnounceWish, HandedOver, HandoverAnswer, HandoverCounts, HandoverDone, HandoverGrant, HandoverItems, HandoverPreview, HandoverView, HandoverWish, Handovers, ItemFilter, LetterChannel } from '../../../model/handover/api.ts';
import { newRowId } from '../../../model/ids.ts';
import type { ArchiveId, DepartmentId, GrantId, PersonId, RandomBytes } from '../../../model/ids.ts';
import { workdaysFrom } from '../../../model/reminders/days.ts';
import { addDays } from '../../../model/classification/dates.ts';
import type { CalendarDate } from '../../../model/overview.ts';
import { atLeast, isCaseWorker, mayConfigure } from '../../../model/rights.ts';
import type { Because, Person, Role } from '../../../model/rights.ts';
import type { ServerAccess } from '../../access/access.ts';
import type { Clock } from '../../clock.ts';
import type { HandoverOrder, HandoverOutcome } from '../../storage/handover-commit.ts';
import type { Plan } from '../../storage/handover-plan.ts';
import type { StoredHandover, SuccessorCount } from '../../storage/handover-store.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Hub } from '../../sync/sync.ts';
import { Turns } from '../../turns.ts';
import type { Changes } from '../changes.ts';
import { forbidden, invalid, notFound, Refusal } from '../errors.ts';
import type { Problem } from '../errors.ts';
import type { NoticeService } from '../notices/notices.ts';
import type { WorkdayTable } from '../reminders/workdays.ts';
import { announceOf, Announcements } from './announce.ts';
import { FollowUps, SHOWN_MS } from './follow.ts';
import type { FollowOptions } from './follow.ts';
import { Letters } from './letters.ts';

export interface HandoverOptions extends FollowOptions {
  readonly storage: Pick<Storage, 'archives' | 'audit' | 'directory' | 'facts' | 'files' | 'handovers'>;
  readonly access: Pick<ServerAccess, 'directory' | 'forget' | 'rights' | 'unseen'>;
  readonly hub: Pick<Hub, 'digestsChanged' | 'onAccepted' | 'rightsChanged'>;
  readonly changes: Changes;
  /** Shared by all who change what confers rights on an archive. */
  readonly turns: Turns<ArchiveId>;
  readonly notices: Pick<NoticeService, 'tell'>;
  readonly workdays: Pick<WorkdayTable, 'table'>;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly today: () => CalendarDate;
  /** Sessions and tokens that the transaction has ended, taken out of memory. */
  readonly signedOut: (person: PersonId, at: number) => void;
  /** Answers over HTTP that are on their way to the person. */
  readonly cut: (person: PersonId) => void;
  readonly sessions: (person: PersonId) => number;
  readonly keys: (person: PersonId) => number;
}

/** Their office is the whole company's: no department's manager shuts them out. */
const OF_ALL: readonly Role[] = ['generalManager', 'steward', 'compliance', 'auditor'];
/** Archives of which something is done in one turn of the loop. */
const SLICE = 500;
const turn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

export class Handover {
  readonly #options: HandoverOptions;
  readonly #one = new Turns<'one'>();
  readonly follow: FollowUps;
  readonly letters: Letters;
  readonly #announced: Announcements;

  constructor(options: HandoverOptions) {
    this.#options = options;
    this.#announced = new Announcements(options);
    this.follow = new FollowUps(options);
    this.letters = new Letters({ ...options, find: (person, id) => this.#find(person, id) });
  }

  async start(): Promise<void> {
    await this.#announced.start();
    await this.follow.start();
  }
  /** As another server has left them. */
  async reload(): Promise<void> {
    await this.#announced.reload();
    await this.follow.reload();
  }
  stop(): Promise<void> {
    return this.follow.stop();
  }

  /** Null: everywhere; else the departments, which may be none. */
  #scope(person: Person): readonly DepartmentId[] | null {
    return person.roles.includes('steward') && !person.service ? null : this.#options.access.directory.manages(person);
  }
  may(person: Person): boolean {
    const scope = this.#scope(person);
    return scope === null || scope.length > 0;
  }

  async preview(person: Person, wish: HandoverWish): Promise<HandoverPreview> {
    const { directory } = this.#options.access;
    const { plan, due } = await this.#planned(person, wish);
    const { counts } = plan;
    const leaver = directory.stored(wish.from);
    return {
      ...counts, due,
      byDepartment: counts.byDepartment.map(({ key, count }) => ({ key, count, name: key === null ? '' : (directory.department(key)?.name ?? key) })),
      byKind: counts.byKind.map(({ key, count }) => ({ key, count, name: key })),
      bySuccessor: counts.bySuccessor.map(({ key, count }) => ({ key, count, name: key === null ? '' : directory.name(key) })),
      besides: {
        ...counts.besides, sessions: this.#options.sessions(wish.from), keys: this.#options.keys(wish.from), uploads: this.#options.storage.files.uploads.all().filter(({ by }) => by === wish.from).length,
        managedDepartments: directory.departments().filter(({ managers }) => leaver !== undefined && managers.includes(leaver.id)).length,
      },
    };
  }

  /** Everything has moved, and the leaver is cut off, when this resolves. */
  handOver(person: Person, wish: HandoverWish): Promise<HandoverDone> {
    return this.#one.take('one', async () => {
      const { access, clock, random, storage, turns } = this.#options;
      const { directory } = access;
      const { plan, due, scope, because } = await this.#planned(person, wish);
      // nobody gives them to others meanwhile; whose they are is asked once more in the transaction
      const release = await held(turns, plan.archives);
      const announced = wish.reason === 'split' ? null : this.#announced.of(wish.from);
      let outcome: HandoverOutcome;
      let order: HandoverOrder;
      try {
        const id = newRowId(random);
        order = {
          id, leaver: wish.from, leaverName: directory.name(wish.from), reason: wish.reason, by: person.id, because, at: clock.now(), due, note: wish.note, scope, person: null, announced: announced?.id ?? null,
          body: JSON.stringify({ rules: wish.rules.map(({ archives, ...rule }) => ({ ...rule, ...(archives ? { archives: archives.length } : {}) })), lang: wish.lang, letter: await this.letters.template(), ...(announced === null ? {} : { announced: { by: announced.person, at: announced.at, day: announced.due } }) }),
          receivers: plan.receivers.map((each) => ({ person: each, within: this.#within(each), notice: newRowId(random) })), archives: plan.archives, to: plan.to,
        };
        outcome = await this.#commit(order, wish);
      } finally {
        release();
      }
      this.#announced.carriedOut(announced);
      await this.#counts(order, outcome);
      this.follow.begun(order, outcome);
      const row = await storage.handovers.get(order.id);
      if (!row) throw new Error(`hand-over ${order.id} was committed and is not there`);
      return { ...await this.#view(person, row), milliseconds: Math.round(outcome.milliseconds) };
    });
  }

  async #commit(order: HandoverOrder, { reason, from }: HandoverWish): Promise<HandoverOutcome> {
    const { access: { directory }, storage: { handovers } } = this.#options;
    if (reason !== 'left') return handovers.commit(order);
    let outcome: HandoverOutcome | null = null;
    await directory.changePerson(from, (stored) => ({ ...(stored ?? { id: from, name: directory.name(from), email: null, department: null, roles: [], clearances: [], reportsTo: null, withheld: [] }), active: false }), async (inactive) => {
      outcome = await handovers.commit({ ...order, person: inactive });
    });
    // who was shut out before has archives still, perhaps
    return outcome ?? handovers.commit({ ...order, person: directory.stored(from) ?? null });
  }

  /** From the commit on: nothing leaves for who is out, and everybody goes by the new rights. */
  async #counts({ leaver, reason, at }: HandoverOrder, { moved, counts }: HandoverOutcome): Promise<void> {
    const { access, hub, changes, signedOut, cut } = this.#options;
    if (reason === 'left') {
      signedOut(leaver, at);
      cut(leaver);
      await hub.rightsChanged({ person: leaver });
    }
    for (let i = 0; i < moved.length; i += SLICE) {
      for (const archive of moved.slice(i, i + SLICE)) access.forget(archive);
      await turn();
    }
    if (reason !== 'left') cut(leaver);
    await hub.rightsChanged({ person: leaver, everybody: true });
    changes.rights({ person: leaver });
    for (let i = 0; i < moved.length; i += SLICE) {
      for (const archive of moved.slice(i, i + SLICE)) changes.rights({ archive });
      await turn();
    }
    hub.digestsChanged(moved);
    changes.digests(moved);
    if (counts.outside > 0) for (const archive of await this.#options.storage.archives.ownedBy(leaver)) changes.rights({ archive });
  }

  #within(person: PersonId): readonly DepartmentId[] {
    const { directory } = this.#options.access;
    const found = directory.person(person);
    return found ? directory.within(found) : [];
  }

  async #planned(person: Person, wish: HandoverWish): Promise<{ readonly plan: Plan; readonly due: CalendarDate; readonly scope: readonly DepartmentId[] | null; readonly because: readonly Because[] }> {
    const { access: { directory, unseen }, storage, clock, today, workdays } = this.#options;
    const scope = this.#scope(person);
    if (scope?.length === 0) throw forbidden('Only an information steward hands over archives, or who manages their department.');
    const leaver = directory.stored(wish.from) ?? directory.person(wish.from);
    if (!leaver || await this.#hidden(person, leaver.id)) throw new Refusal('not-found', 'There is no such person.');
    if (wish.reason === 'left') this.#mustLet(person, leaver);
    const problems: Problem[] = [];
    const within: Record<string, readonly DepartmentId[]> = {};
    wish.rules.forEach((rule, i) => rule.to.forEach((to, n) => {
      const receiver = directory.person(to);
      const wrong = (code: string, message: string): void => { problems.push({ field: `rules.${i}.to.${n}`, code, message }); };
      if (to === wish.from) wrong('same-person', 'Nobody is their own successor.');
      else if (!receiver || receiver.service || unseen.hidden(to, person.id)) wrong('not-active', 'The successor must be an active person.');
      else if (!isCaseWorker(receiver)) wrong('no-case-worker', 'Who is only administrator or auditor works with no customers.');
      else within[to] = directory.within(receiver);
    }));
    if (wish.reason === 'split' && wish.rules.length === 0) problems.push({ field: 'rules', code: 'missing', message: 'Say which archives go to whom.' });
    if (problems.length > 0) throw invalid(problems);
    const plan = await storage.handovers.plan({ from: wish.from, rules: wish.rules, scope, within, onlyNamed: wish.reason === 'split', now: new Date(clock.now()).toISOString() });
    const due = workdaysFrom(addDays(today(), 1), wish.within, workdays.table).at(-1) ?? addDays(today(), wish.within);
    return { plan, due, scope, because: scope === null ? [{ kind: 'steward' }] : scope.slice(0, 1).map((department) => ({ kind: 'departmentManager', department })) };
  }

  /** Whom one does not find among the colleagues is nobody here either, unless they keep archives for all to see. */
  async #hidden(person: Person, id: PersonId): Promise<boolean> {
    const { access: { unseen }, storage } = this.#options;
    return unseen.hidden(id, person.id) && (await storage.archives.ownedBy(id)).length === 0;
  }
  /** Who may shut this person out, or close exports to them. */
  #mustLet(person: Person, leaver: Pick<Person, 'id' | 'department' | 'roles'>): void {
    const scope = this.#scope(person);
    if (leaver.id === person.id) throw forbidden('Nobody shuts out themselves; ask somebody else who may.');
    // as they are kept, and as a token that lives says
    const roles = [...leaver.roles, ...this.#options.access.directory.person(leaver.id)?.roles ?? []];
    if (roles.includes('admin') && !mayConfigure(person)) throw forbidden('Only an administrator shuts out an administrator.');
    if (scope !== null && (leaver.department === null || !scope.includes(leaver.department) || roles.some((role) => OF_ALL.includes(role)))) throw forbidden('A manager shuts out only people of the own department; an information steward anybody.');
  }

  /** From here on the person takes nothing out; nothing moves yet. */
  announce(person: Person, wish: AnnounceWish): Promise<HandoverView> {
    return this.#one.take('one', async () => {
      if (!this.may(person)) throw forbidden('Only an information steward announces a hand-over, or who manages the department.');
      const leaver = this.#options.access.directory.person(wish.from);
      if (!leaver || leaver.service || await this.#hidden(person, leaver.id)) throw new Refusal('not-found', 'There is no such person.');
      this.#mustLet(person, leaver);
      return this.#view(person, await this.#announced.announce(person, wish));
    });
  }
  /** Also by another steward; never by whom it is about. */
  withdraw(person: Person, id: string, reason: string): Promise<HandoverView> {
    return this.#one.take('one', async () => {
      const row = await this.#find(person, id);
      const leaver = this.#options.access.directory.current(row.leaver);
      if (!row.whole || !this.may(person) || leaver === person.id) throw forbidden('Only who announced it takes it back, or an information steward; never who leaves.');
      await this.#announced.withdraw(person, row, reason);
      return this.get(person, id);
    });
  }

  async list(person: Person, before: string | null, limit: number): Promise<Handovers> {
    const rows = await this.#options.storage.handovers.list(this.#scope(person) === null ? null : person.id, before, limit + 1);
    const items = await Promise.all(rows.slice(0, limit).map((row) => this.#view(person, row)));
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null, may: this.may(person) };
  }
  async get(person: Person, id: string): Promise<HandoverView> {
    return this.#view(person, await this.#find(person, id));
  }

  #whole(person: Person, row: StoredHandover): boolean {
    return row.person === person.id || this.#scope(person) === null;
  }
  async #find(person: Person, id: string): Promise<StoredHandover & { readonly whole: boolean }> {
    const row = await this.#options.storage.handovers.get(id);
    const whole = row !== null && this.#whole(person, row);
    if (!row || (!whole && !(await this.#options.storage.handovers.counts(id, this.#options.today())).some(({ successor }) => successor === person.id))) throw new Refusal('not-found', 'There is no such hand-over.');
    return { ...row, whole };
  }

  async #view(person: Person, row: StoredHandover): Promise<HandoverView> {
    const { access: { directory }, storage, today } = this.#options;
    const whole = this.#whole(person, row);
    const all = await storage.handovers.counts(row.id, today());
    const mine = all.filter(({ successor }) => successor === person.id);
    const counts = countsOf(whole ? all : mine);
    const ref = (id: PersonId) => ({ id: directory.current(id), name: directory.name(id) });
    const successors = [...new Set((whole ? all : mine).flatMap(({ successor }) => successor ?? []))].map((id) => {
      const own = countsOf(all.filter(({ successor }) => successor === id));
      return { person: ref(id), given: own.archives, open: own.given };
    });
    const { announced, withdrawn } = announceOf(row);
    return {
      id: row.id, from: ref(row.leaver), by: ref(row.person), reason: row.reason, at: new Date(row.at).toISOString(), state: row.state, due: row.due, note: row.note,
      progress: this.follow.progress(row, counts), counts, successors, mine: countsOf(mine).archives, whole,
      announced: announced === undefined ? null : { by: ref(announced.by), at: new Date(announced.at).toISOString(), day: announced.day },
      withdrawn: withdrawn === undefined ? null : { by: ref(withdrawn.by), at: new Date(withdrawn.at).toISOString(), reason: withdrawn.reason },
    };
  }

  async items(person: Person, id: string, { filter, mine, after, limit }: { readonly filter: ItemFilter | null; readonly mine: boolean; readonly after: string | null; readonly limit: number }): Promise<HandoverItems> {
    const { access, storage, today } = this.#options;
    const { whole } = await this.#find(person, id);
    const { items, total } = await storage.handovers.items({ handover: id, successor: whole && !mine ? null : person.id, filter, archives: null, after, limit: limit + 1, today: today() });
    const page = items.slice(0, limit);
    // a right may have moved on since: what one may not know of has no name
    const rights = await Promise.all(page.map(({ archive }) => access.rights(person, archive)));
    return {
      items: page.flatMap((item, i) => (rights[i] === null ? [] : [{
        archive: item.archive, name: item.name ?? item.archive, state: item.state, successor: item.successor === null ? null : { id: item.successor, name: access.directory.name(item.successor) }, note: item.note, due: item.due,
        contacted: item.contacted === null ? null : new Date(item.contacted).toISOString(), letter: item.letter ?? 'none', channel: item.channel, sentAt: item.sent === null ? null : new Date(item.sent).toISOString(), mine: item.successor === person.id,
      }])),
      next: items.length > limit ? (page.at(-1)?.archive ?? null) : null, total,
    };
  }

  /** The successor's own word: it is theirs, or they give it back to whoever handed over, who finds another. */
  async answer(person: Person, id: string, { archives, answer, note }: HandoverAnswer): Promise<HandoverView> {
    const { storage, clock, notices } = this.#options;
    const row = await this.#find(person, id);
    const at = clock.now();
    const done = await storage.handovers.answer({ handover: id, successor: person.id, archives: archives === 'all' ? null : archives }, answer, note, at,
      [{ action: 'handOverStep', actor: person.id, object: id, outcome: 'done', detail: { answer, archives: archives === 'all' ? 'all' : archives } }]);
    this.follow.answered(done, id, answer === 'confirmed' ? person.id : null, row);
    if (answer === 'returned' && done.length > 0 && row.person !== person.id) await notices.tell([{ person: row.person, kind: 'archivesReturned', mark: `returned ${id} ${person.id}`, by: person.id, ...(note === '' ? {} : { text: note }), count: done.length }]);
    this.follow.changed(id);
    return this.get(person, id);
  }

  /** What was given back, or nobody has, goes to somebody. */
  async assign(person: Person, id: string, archives: readonly ArchiveId[], to: PersonId): Promise<HandoverView> {
    const { access, storage, clock, turns, hub, changes, today, workdays, notices } = this.#options;
    const row = await this.#find(person, id);
    if (!row.whole) throw forbidden('Only who handed over finds another successor, or an information steward.');
    const receiver = access.directory.person(to);
    if (!receiver || receiver.service || !isCaseWorker(receiver) || to === row.leaver || access.unseen.hidden(to, person.id)) throw invalid([{ field: 'to', code: 'not-active', message: 'The successor must be an active person who works with customers.' }]);
    const within = access.directory.within(receiver);
    const release = await held(turns, archives);
    try {
      const now = new Date(clock.now()).toISOString();
      for (const archive of archives) {
        const rights = await access.rights(person, archive);
        if (!rights) throw notFound();
        if (rights.archive.walls?.some((wall) => (wall.to.kind === 'person' ? wall.to.id === to : within.includes(wall.to.id)) && (wall.until === null || wall.until >= now))) throw new Refusal('conflict', 'A wall stands between this archive and this person.', { field: 'to' });
        const scope = this.#scope(person);
        if (scope !== null && !(rights.archive.department !== null && scope.includes(rights.archive.department))) throw forbidden('This archive is not of a department that you manage.');
      }
      const at = clock.now();
      const due = workdaysFrom(addDays(today(), 1), 5, workdays.table).at(-1) ?? row.due;
      const done = await storage.handovers.assign(id, archives, to, due, person.id, at, [
        ...archives.map((archive) => ({ action: 'handedOver' as const, actor: person.id, archive, object: id, outcome: 'done' as const, detail: { from: row.leaver, to } })),
        { action: 'handOverStep', actor: person.id, object: id, outcome: 'done', detail: { assigned: to } },
      ]);
      for (const archive of done) access.forget(archive);
      await hub.rightsChanged({ everybody: true });
      for (const archive of done) changes.rights({ archive });
      hub.digestsChanged(done);
      changes.digests(done);
      this.follow.assigned(row, done, to, due);
      if (done.length > 0 && to !== person.id) await notices.tell([{ person: to, kind: 'archivesCame', mark: `handover ${id} ${to}`, by: person.id, count: done.length }]);
    } finally {
      release();
    }
    this.follow.changed(id);
    return this.get(person, id);
  }

  async sent(person: Person, id: string, archives: readonly ArchiveId[] | 'all', channel: LetterChannel): Promise<HandoverView> {
    const row = await this.#find(person, id);
    await this.#options.storage.handovers.sent({ handover: id, successor: row.whole ? null : person.id, archives: archives === 'all' ? null : archives }, channel, person.id, this.#options.clock.now(),
      [{ action: 'handOverStep', actor: person.id, object: id, outcome: 'done', detail: { letters: archives === 'all' ? 'all' : archives, channel } }]);
    this.follow.changed(id);
    return this.get(person, id);
  }

  /** Grants that the leaver gave: kept, until somebody has looked whether they are still right. */
  async grants(person: Person, id: string): Promise<readonly HandoverGrant[]> {
    const row = await this.#find(person, id);
    if (!row.whole) throw forbidden('Only who handed over looks through the grants, or an information steward.');
    const all = await this.#options.storage.handovers.grants(id);
    const rights = await Promise.all(all.map(({ archive }) => this.#options.access.rights(person, archive)));
    return all.filter((_, i) => atLeast(rights[i]?.level ?? 'none', 'read')).map(({ name, ...grant }) => ({ ...grant, name: name ?? grant.archive }));
  }
  async reviewGrant(person: Person, id: string, grant: GrantId): Promise<void> {
    const row = await this.#find(person, id);
    if (!row.whole) throw forbidden('Only who handed over looks through the grants, or an information steward.');
    if (!(await this.#options.storage.handovers.reviewGrant(id, grant, person.id, this.#options.clock.now(), [{ action: 'handOverStep', actor: person.id, object: id, outcome: 'done', detail: { grant, reviewed: true } }]))) throw new Refusal('not-found', 'There is no such grant to look at.');
  }

  /** Shown for a month, or until the first contact. */
  async ofArchive(archive: ArchiveId): Promise<HandedOver | null> {
    const { access: { directory }, clock, storage } = this.#options;
    const found = await storage.handovers.ofArchive(archive);
    if (!found || found.successor === null || found.contacted !== null || clock.now() - found.at > SHOWN_MS) return null;
    const ref = (id: PersonId) => ({ id: directory.current(id), name: directory.name(id) });
    return { from: ref(found.leaver), to: ref(found.successor), at: new Date(found.at).toISOString(), due: found.due, contacted: false };
  }
}

/** Takes the turn of each, always in the same order, so that nobody waits for who waits for them; answers how to give them back. */
async function held(turns: Turns<ArchiveId>, archives: readonly ArchiveId[]): Promise<() => void> {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => { release = resolve; });
  for (const [i, archive] of [...archives].sort().entries()) {
    await new Promise<void>((resolve) => { void turns.take(archive, () => { resolve(); return released; }); });
    if (i % SLICE === SLICE - 1) await turn();
  }
  return release;
}

function countsOf(rows: readonly SuccessorCount[]): HandoverCounts {
  const of = (test: (row: SuccessorCount) => boolean, key: 'count' | 'contacted' | 'overdue' | 'drafts' | 'sent' = 'count'): number => rows.filter(test).reduce((sum, row) => sum + row[key], 0);
  const any = (): boolean => true;
  return {
    archives: of(any), given: of(({ state }) => state === 'given'), confirmed: of(({ state }) => state === 'confirmed'), returned: of(({ state }) => state === 'returned'), walled: of(({ state }) => state === 'walled'),
    unassigned: of(({ state }) => state === 'unassigned'), outside: of(({ state }) => state === 'outside'), contacted: of(any, 'contacted'), overdue: of(any, 'overdue'), drafts: of(any, 'drafts'), sent: of(any, 'sent'),
  };
}

/** In which nothing more follows by itself. */
export const isOver = (state: StoredHandover['state']): boolean => HANDOVER_STATES.indexOf(state) >= HANDOVER_STATES.indexOf('done');
