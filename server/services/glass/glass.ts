/** Breaking the glass: somebody whom the policy names reads an archive at once, for minutes, and everybody whom it concerns hears of it; afterwards compliance looks at it. Who may is `rights.ts`. */
import type { ServerAccess } from '../../access/access.ts';
import type { Clock } from '../../clock.ts';
import type { StoredGlass } from '../../storage/glass-store.ts';
import type { StoredArchive, Storage } from '../../storage/storage.ts';
import type { Hub } from '../../sync/sync.ts';
import type { Turns } from '../../turns.ts';
import type { AuditEntry } from '../../../model/audit/entry.ts';
import { newGlassId, newGrantId } from '../../../model/ids.ts';
import type { ArchiveId, GlassId, PersonId, RandomBytes } from '../../../model/ids.ts';
import { holds, mayBreakGlass, mayReadAudit, mayReviewGlass } from '../../../model/rights.ts';
import type { Grant, Person } from '../../../model/rights.ts';
import { GLASS_MINUTES, GLASS_REVIEW_DAYS } from '../../../model/rights/glass.ts';
import type { BreakGlass, GlassReview, GlassState, GlassView } from '../../../model/rights/glass.ts';
import { SECTION_KEYS, SECTIONS } from '../../../model/sections.ts';
import { Input } from '../archive-input.ts';
import type { Changes } from '../changes.ts';
import { forbidden, notFound, Refusal } from '../errors.ts';
import type { NoticeService, ProcessNotice, Told } from '../notices/notices.ts';
import { createSeen } from '../walls/seen.ts';
import { rightsTold } from '../rights-told.ts';

export interface GlassOptions {
  readonly storage: Pick<Storage, 'archives' | 'facts' | 'glass'>;
  readonly access: Pick<ServerAccess, 'directory' | 'resolve' | 'rights' | 'forget' | 'unseen'>;
  readonly hub: Pick<Hub, 'rightsChanged'>;
  readonly changes: Changes;
  readonly notices: Pick<NoticeService, 'tell'>;
  readonly turns: Turns<ArchiveId>;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

export interface GlassService {
  /** `not-found` where there is nothing to break, `forbidden` for who is not named, `conflict` while it holds or waits already. */
  break(person: Person, archive: string, wish: BreakGlass): Promise<GlassView>;
  list(person: Person): Promise<readonly GlassView[]>;
  /** A second person agrees, or refuses. */
  decide(person: Person, id: GlassId, approve: boolean): Promise<GlassView>;
  end(person: Person, id: GlassId): Promise<GlassView>;
  review(person: Person, id: GlassId, wish: GlassReview): Promise<GlassView>;
}

const DAY_MS = 86_400_000;
const MOST_LISTED = 500;
const none = (): Refusal => new Refusal('not-found', 'There is no such breaking of the glass.');
const conflict = (message: string): Refusal => new Refusal('conflict', message);

export function createGlass(options: GlassOptions): GlassService {
  const { storage: { archives, glass }, access, notices, turns, clock, random } = options;
  const { directory } = access;
  const seen = createSeen({ ...options, now: () => clock.now() });
  const moment = (at: number): string => new Date(at).toISOString();
  const tell = rightsTold(options);
  const entry = (action: AuditEntry['action'], actor: PersonId, { id, archive, person }: StoredGlass, detail: NonNullable<AuditEntry['detail']>): AuditEntry =>
    ({ action, actor, archive, object: id, outcome: 'done', detail: { person, ...detail } });

  const stateOf = ({ state, ends }: StoredGlass): GlassState => (state !== 'broken' ? state : ends !== null && clock.now() <= ends ? 'open' : 'over');
  const decides = (who: Person, { person, state }: StoredGlass): boolean => state === 'waiting' && directory.current(person) !== who.id && (mayReviewGlass(who) || mayBreakGlass(who, directory.policy));
  const reviews = (who: Person, { person, state, reviewed }: StoredGlass): boolean => state === 'broken' && reviewed === null && mayReviewGlass(who) && directory.current(person) !== who.id;
  const ends = (who: Person, row: StoredGlass): boolean => stateOf(row) === 'open' && (directory.current(row.person) === who.id || mayReviewGlass(who));
  /** Whoever broke it, whom it waits for, and who looks over it. */
  const hears = (who: Person, row: StoredGlass): boolean => directory.current(row.person) === who.id || mayReviewGlass(who) || mayReadAudit(who) || decides(who, row);

  const view = (row: StoredGlass, name: string, to: Person): GlassView => {
    const ref = (id: PersonId) => access.unseen.ref(id, to.id);
    return {
      id: row.id, archive: row.archive, name, person: ref(row.person), reason: row.reason, minutes: row.minutes, at: moment(row.at), state: stateOf(row),
      decidedBy: row.decidedBy === null ? null : ref(row.decidedBy), from: row.begins === null ? null : moment(row.begins), until: row.ends === null ? null : moment(row.ends),
      due: row.due === null ? null : moment(row.due), overdue: row.due !== null && row.reviewed === null && clock.now() > row.due,
      review: row.reviewed === null || row.reviewedBy === null || row.outcome === null ? null : { by: ref(row.reviewedBy), at: moment(row.reviewed), outcome: row.outcome, note: row.note ?? '' },
      may: { decide: decides(to, row), review: reviews(to, row), end: ends(to, row) },
    };
  };
  const nameFor = async (who: Person, archive: ArchiveId): Promise<string> => (await seen.names(who, [archive])).get(archive) ?? archive;
  const one = async (who: Person, id: GlassId): Promise<StoredGlass> => {
    const row = await glass.get(id);
    if (!row || !hears(who, row) || !(await seen.names(who, [row.archive])).has(row.archive)) throw none();
    return row;
  };

  /** The owner and whoever stands in for them, and compliance: at once, whoever they are to each other. */
  const alarm = async ({ archive, person, reason }: StoredGlass, row: StoredArchive, kinds: { readonly keepers: ProcessNotice | null; readonly watchers: ProcessNotice }): Promise<void> => {
    const at = moment(clock.now());
    const keepers = [...(row.owner === null ? [] : [row.owner]), ...row.deputies.filter(({ from, to }) => holds(from, to, at)).map((deputy) => deputy.person)];
    // at night nobody's token may say "compliance": whoever was one of them once finds it, if they are one when they look
    const watchers = [...new Set([...directory.people().flatMap(({ id }) => { const known = directory.person(id); return known && mayReviewGlass(known) ? [id] : []; }), ...access.unseen.everyone()])];
    const others = (ids: readonly PersonId[]): readonly PersonId[] => [...new Set(ids.map((id) => directory.current(id)))].filter((id) => id !== directory.current(person));
    const tellOf = (to: PersonId, kind: ProcessNotice): Told => ({ person: to, kind, archive, by: person, text: reason });
    const { keepers: toKeepers, watchers: toWatchers } = kinds;
    const told = toKeepers === null ? [] : others(keepers);
    await notices.tell([...(toKeepers === null ? [] : told.map((to) => tellOf(to, toKeepers))), ...others(watchers).filter((id) => !told.includes(id)).map((to) => tellOf(to, toWatchers))]);
  };

  /** What it opens: everything but restricted sections whose clearance the person lacks. */
  const opened = (row: StoredGlass, person: Person, at: number): { readonly row: StoredGlass; readonly grant: Grant } => {
    const until = at + row.minutes * 60_000;
    const grant: Grant = {
      id: newGrantId(random), archive: row.archive, to: { kind: 'person', id: person.id }, level: 'read', from: moment(at), until: moment(until), reason: row.reason, requestedBy: person.id, approvedBy: row.decidedBy ?? person.id,
      sections: SECTION_KEYS.filter((key) => { const { class: of } = SECTIONS[key]; return of.kind !== 'restricted' || person.clearances.includes(of.clearance); }),
      origin: { kind: 'breakGlass', id: row.id },
    };
    return { row: { ...row, state: 'broken', grant: grant.id, begins: at, ends: until, due: at + GLASS_REVIEW_DAYS * DAY_MS }, grant };
  };
  const said = (row: StoredGlass): NonNullable<AuditEntry['detail']> => ({ minutes: row.minutes, grant: row.grant, until: row.ends === null ? null : moment(row.ends), second: row.decidedBy });

  return {
    async break(person, text, wish) {
      if (!mayBreakGlass(person, directory.policy)) {
        // who may not learns no more than from any other question about it
        const known = await seen.one(person, text);
        if (!(await access.rights(person, known.id))) throw notFound();
        throw forbidden('Only people whom the policy names break the glass.');
      }
      const { id: archive, state } = await seen.one(person, text);
      // told like what never was, before anything else of the wish is looked at
      if (state === 'sealed') throw notFound();
      const input = new Input();
      const reason = wish.reason.trim();
      if (reason === '') input.wrong('reason', 'missing', 'Say why.');
      if (!Number.isInteger(wish.minutes) || wish.minutes < 1 || wish.minutes > GLASS_MINUTES) input.wrong('minutes', 'out-of-range', `1 to ${GLASS_MINUTES} minutes.`);
      input.done();
      return turns.take(archive, async () => {
        const row = await archives.get(archive);
        if (!row || row.state === 'sealed' || row.state === 'erased') throw notFound();
        const at = clock.now();
        const before = await glass.before(archive, person.id);
        if (before.some((each) => each.state === 'waiting')) throw conflict('You have asked already; a second person must agree.');
        if (before.some((each) => stateOf(each) === 'open')) throw conflict('The glass is broken already.');
        const asked: StoredGlass = {
          id: newGlassId(random), archive, person: person.id, reason, minutes: wish.minutes, at, state: 'waiting', decidedBy: null, decidedAt: null, grant: null, begins: null, ends: null,
          due: null, reviewed: null, reviewedBy: null, outcome: null, note: null,
        };
        const name = await nameFor(person, archive);
        if (before.length > 0) {
          // once more on the same archive: not without a second person
          await glass.put(asked, null, [entry('glassBroken', person.id, asked, { minutes: asked.minutes, waiting: true })], at);
          await alarm(asked, row, { keepers: null, watchers: 'glassReview' });
          return view(asked, name, person);
        }
        const broken = opened(asked, person, at);
        await glass.put(broken.row, broken.grant, [entry('glassBroken', person.id, broken.row, said(broken.row))], at);
        await tell(archive);
        await alarm(broken.row, row, { keepers: 'glassBroken', watchers: 'glassReview' });
        return view(broken.row, name, person);
      });
    },

    async list(person) {
      const rows = (await glass.list(MOST_LISTED)).filter((row) => hears(person, row));
      const names = await seen.names(person, rows.map(({ archive }) => archive));
      return rows.flatMap((row) => { const name = names.get(row.archive); return name === undefined ? [] : [view(row, name, person)]; });
    },

    async decide(person, id, approve) {
      const { archive } = await one(person, id);
      const name = await nameFor(person, archive);
      return turns.take(archive, async () => {
        const row = await one(person, id);
        if (row.state !== 'waiting') throw conflict('It is decided already.');
        if (!decides(person, row)) throw forbidden('A second person decides: compliance, or somebody else whom the policy names.');
        const at = clock.now();
        const decided: StoredGlass = { ...row, decidedBy: person.id, decidedAt: at };
        if (!approve) {
          const refused: StoredGlass = { ...decided, state: 'refused' };
          await glass.put(refused, null, [{ ...entry('glassBroken', person.id, refused, { minutes: refused.minutes, second: person.id }), outcome: 'refused' }], at);
          return view(refused, name, person);
        }
        const breaker = directory.person(row.person);
        const stored = await archives.get(archive);
        if (!breaker || !mayBreakGlass(breaker, directory.policy) || !stored || stored.state === 'sealed' || stored.state === 'erased') throw conflict('Who asked may break the glass no longer, or the archive is gone.');
        const broken = opened(decided, breaker, at);
        await glass.put(broken.row, broken.grant, [entry('glassBroken', person.id, broken.row, said(broken.row))], at);
        await tell(archive);
        await alarm(broken.row, stored, { keepers: 'glassBroken', watchers: 'glassReview' });
        return view(broken.row, name, person);
      });
    },

    async end(person, id) {
      const { archive } = await one(person, id);
      const name = await nameFor(person, archive);
      return turns.take(archive, async () => {
        const row = await one(person, id);
        if (stateOf(row) !== 'open') throw conflict('It is over.');
        if (!ends(person, row)) throw forbidden('Who broke it and compliance end it.');
        const at = clock.now();
        const over: StoredGlass = { ...row, ends: at - 1 };
        await glass.end(over, [{ action: 'grantEnded', actor: person.id, archive, object: row.grant ?? id, outcome: 'done', detail: { origin: 'breakGlass', toKind: 'person', toId: row.person, from: row.begins === null ? null : moment(row.begins), level: 'read' } }], at);
        await tell(archive);
        return view(over, name, person);
      });
    },

    async review(person, id, wish) {
      const { archive } = await one(person, id);
      const name = await nameFor(person, archive);
      const input = new Input();
      if (wish.note.trim() === '') input.wrong('note', 'missing', 'Say what you found.');
      input.done();
      return turns.take(archive, async () => {
        const row = await one(person, id);
        if (row.reviewed !== null) throw conflict('It has been looked at already.');
        if (!reviews(person, row)) throw forbidden('Compliance looks at it, and nobody at what they did themselves.');
        const at = clock.now();
        const done: StoredGlass = { ...row, reviewed: at, reviewedBy: person.id, outcome: wish.outcome, note: wish.note.trim() };
        await glass.put(done, null, [entry('glassReviewed', person.id, done, { outcome: wish.outcome, late: row.due !== null && at > row.due })], at);
        return view(done, name, person);
      });
    },
  };
}
