/** Correction of errors (P-14) as a service: a report opens a case, each act takes it on by the chain, with the rights that come and go in the same transaction and hold before the answer. The chain itself is `model/corrections/`. */
import type { Rights, ServerAccess } from '../../access/access.ts';
import type { Clock } from '../../clock.ts';
import type { CorrectionEffects, NewAct, StoredAct, StoredCorrection } from '../../storage/correction-store.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Turns } from '../../turns.ts';
import type { Hub } from '../../sync/sync.ts';
import type { AuditEntry } from '../../../model/audit/entry.ts';
import type { WorkspaceCatalogue } from '../../../model/catalogue/catalogue.ts';
import type { CorrectionActWish, CorrectionApplyWish, CorrectionLines, CorrectionOrigin, CorrectionReport, CorrectionTemplateView, CorrectionTemplateWish, CorrectionView } from '../../../model/corrections/api.ts';
import { next, opened, standOf, waits } from '../../../model/corrections/chain.ts';
import type { Assignee, ChainProblem, CorrectionCase, Now } from '../../../model/corrections/chain.ts';
import { clearancesFor } from '../../../model/corrections/concerns.ts';
import { SHIPPED_TEMPLATE, templateProblems } from '../../../model/corrections/template.ts';
import type { Template, TemplateStep } from '../../../model/corrections/template.ts';
import { newCorrectionId } from '../../../model/ids.ts';
import type { ArchiveId, CorrectionId, DepartmentId, PersonId, RandomBytes } from '../../../model/ids.ts';
import type { CalendarDate } from '../../../model/overview.ts';
import { atLeast, isUnseen, mayConfigure, mayReadAudit } from '../../../model/rights.ts';
import type { Grant, Person } from '../../../model/rights.ts';
import { SECTION_KEYS, SECTIONS } from '../../../model/sections.ts';
import type { Schema } from '../../../model/validation/section-rules.ts';
import type { Changes } from '../changes.ts';
import type { ChangesetService } from '../changesets/changesets.ts';
import { forbidden, invalid, notFound, Refusal } from '../errors.ts';
import type { Problem, RefusalCode } from '../errors.ts';
import type { NoticeService, Told } from '../notices/notices.ts';
import type { WorkdayTable } from '../reminders/workdays.ts';
import { applyProposed } from './apply.ts';
import { Overdue } from './overdue.ts';
import { checkedReport, cleanText, textProblems } from './report.ts';
import { ableIn, actorOf, caseOf, grantsFor, readingOf, receivers, waitsFor } from './rights.ts';
import { allStepLabels, lineOf, stepLabel, viewOf } from './view.ts';
import type { ViewWorld } from './view.ts';
import { rightsTold } from '../rights-told.ts';

export interface CorrectionOptions {
  readonly storage: Pick<Storage, 'corrections' | 'facts' | 'archives'>;
  readonly access: Pick<ServerAccess, 'rights' | 'decide' | 'forget' | 'directory' | 'unseen'>;
  readonly hub: Pick<Hub, 'rightsChanged' | 'write'>;
  readonly changes: Changes;
  /** Shared by all who change what confers rights on an archive. */
  readonly turns: Turns<ArchiveId>;
  readonly catalogue: { now(): WorkspaceCatalogue };
  readonly schema: Pick<Schema, 'keyAllowed'>;
  readonly changesets: Pick<ChangesetService, 'begin'>;
  readonly notices: Pick<NoticeService, 'tell'>;
  readonly workdays: Pick<WorkdayTable, 'table'>;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly today: () => CalendarDate;
  readonly report: (event: string, error: unknown) => void;
  /** Of several servers one does it; default: there is only this one. */
  readonly leads?: () => boolean;
}

export interface CorrectionService {
  start(): void;
  stop(): void;
  /** Overdue ones are looked for, which also happens by itself. */
  look(): Promise<void>;
  /** For who reads every section it is about. `origin`: of a person's request for correction; the caller has checked that right. */
  open(by: Person, archive: ArchiveId, report: CorrectionReport, origin?: CorrectionOrigin): Promise<CorrectionView>;
  of(person: Person, rights: Rights): Promise<CorrectionLines>;
  /** `mine`: what waits for this person, soonest due first; else all they work on or have, and for who leads the chain, the steward and readers of the audit what waits for anybody. */
  list(person: Person, mine: boolean): Promise<CorrectionLines>;
  get(person: Person, id: CorrectionId): Promise<CorrectionView>;
  step(person: Person, id: CorrectionId, wish: CorrectionActWish): Promise<CorrectionView>;
  apply(person: Person, id: CorrectionId, wish: CorrectionApplyWish): Promise<CorrectionView>;
  template(person: Person): Promise<CorrectionTemplateView>;
  putTemplate(person: Person, wish: CorrectionTemplateWish): Promise<CorrectionTemplateView>;
}

const LOOKED_THROUGH = 5_000;
const MOST_LINES = 300;

const REFUSED: Readonly<Record<ChainProblem, readonly [RefusalCode, string]>> = {
  ended: ['conflict', 'The case has ended: it is only read.'], 'not-at-this-step': ['conflict', 'This is not what the step asks for.'], 'not-yours': ['forbidden', 'This step is another’s.'],
  'returned-to-another': ['forbidden', 'It went back to whoever drafted it.'], maker: ['forbidden', 'Whoever made it does not check it, in whatever role.'], checked: ['forbidden', 'Whoever reviewed it in this round does not approve it.'],
  'reporter-only': ['forbidden', 'Only whoever reported it may take it back.'], drafted: ['conflict', 'There is a plan already; it is decided about.'],
  'no-text': ['invalid', 'Say it in words.'], 'no-assignees': ['invalid', 'Name a department or a person.'], 'too-many-assignees': ['invalid', 'At most 20.'],
};
const FIELD: Partial<Record<ChainProblem, string>> = { 'no-text': 'text', 'no-assignees': 'to', 'too-many-assignees': 'to' };

export function createCorrections(options: CorrectionOptions): CorrectionService {
  const { storage: { corrections: store, facts, archives }, access, hub, turns, clock, random, today, notices } = options;
  const { directory } = access;
  const able = ableIn(directory);
  const world = (): ViewWorld => ({ directory, unseen: access.unseen, catalogue: options.catalogue.now(), today: today() });
  const now = (): Now => ({ at: new Date(clock.now()).toISOString(), day: today(), workdays: options.workdays.table, able });
  const gone = (): Refusal => new Refusal('not-found', 'There is no such correction.');
  /** Where the archive is by now: another one took it in. */
  const archiveOf = async ({ archive }: StoredCorrection): Promise<ArchiveId> => (await archives.resolve({ kind: 'id', id: archive })) ?? archive;

  async function found(person: Person, id: CorrectionId): Promise<{ readonly stored: StoredCorrection; readonly acts: readonly StoredAct[]; readonly words: boolean }> {
    const [stored, acts] = await Promise.all([store.get(id), store.acts(id)]);
    const reading = stored && await readingOf(access, person, stored, acts);
    if (!stored || !reading) throw gone();
    return { stored, acts, words: reading.words };
  }
  /** Whoever answers a person names what is wrong in sections that they need not read; a restricted one asks its clearance, and behind a wall there is no case. */
  async function asAsked(by: Person, archive: ArchiveId): Promise<Rights | null> {
    const [row, { level, because }] = await Promise.all([archives.get(archive), access.decide(by, archive, 'profile')]);
    if (!row || row.state === 'sealed' || row.state === 'erased' || (level === 'none' && because.length > 0)) return null;
    const sections = SECTION_KEYS.flatMap((key) => { const of = SECTIONS[key].class; return of.kind === 'restricted' && !by.clearances.includes(of.clearance) ? [] : [[key, { level: 'read', because: [] }] as const]; });
    return { archive: row, level: 'read', sections: new Map(sections) };
  }
  const nameOf = async (archive: ArchiveId): Promise<string> => (await facts.overviews([archive]))[0]?.name ?? archive;
  const everybody = (): readonly Person[] => directory.people().flatMap(({ id }) => directory.person(id) ?? []);
  const isOf = (person: Person, to: Grant['to']): boolean => (to.kind === 'person' ? to.id === person.id : to.kind === 'department' ? to.id === person.department : person.roles.includes(to.id));
  const among = (all: readonly Grant['to'][]): readonly Person[] => everybody().filter((person) => all.some((to) => isOf(person, to)));

  async function view(person: Person, id: CorrectionId): Promise<CorrectionView> {
    const { stored, acts, words } = await found(person, id);
    const rights = await access.rights(person, stored.archive);
    return viewOf(world(), person, { stored, acts, words, rights, among, name: rights === null ? null : await nameOf(stored.archive) });
  }

  const tellRights = rightsTold(options);
  /** Whoever it waits for now hears of it, and of its end whoever reported it and who answers for the archive. */
  async function tell(stored: StoredCorrection, after: CorrectionCase, archive: ArchiveId, by: Person): Promise<void> {
    const from = isUnseen(by) ? {} : { by: by.id };
    if (waits(after.state)) {
      await notices.tell(among(receivers(after, able)).filter((each) => each.id !== by.id && waitsFor(each, stored, after, able))
        .map((each): Told => ({ person: each.id, kind: 'correctionStep', archive, ...from, mark: `correction ${stored.id} ${standOf(after)}` })));
      return;
    }
    const row = clearancesFor(stored.concerns).length > 0 ? null : await archives.get(archive);
    const heard = new Set([directory.current(stored.by), ...(row?.owner ? [directory.current(row.owner)] : [])].filter((id) => id !== by.id));
    if (after.state.kind === 'filed') await notices.tell([...heard].map((person): Told => ({ person, kind: 'correctionFiled', archive, ...from, mark: `correction ${stored.id} filed` })));
  }

  const entry = (action: AuditEntry['action'], by: PersonId, archive: ArchiveId, id: CorrectionId, detail: NonNullable<AuditEntry['detail']>): AuditEntry => ({ action, actor: by, archive, object: id, outcome: 'done', detail });
  async function effects(stored: Pick<StoredCorrection, 'id' | 'concerns'>, after: CorrectionCase, archive: ArchiveId, by: PersonId, more: { readonly history: string | null; readonly audit: AuditEntry }, fresh = false): Promise<CorrectionEffects> {
    return {
      grants: { drop: fresh ? [] : await store.grants(stored.id), put: grantsFor(stored, after, archive, by, new Date(clock.now()).toISOString(), able, random) },
      // what concerns a restricted section leaves no line where others read
      history: more.history === null || clearancesFor(stored.concerns).length > 0 ? null : { key: more.history, by }, audit: [more.audit],
    };
  }
  const steps = async (): Promise<Template> => { const own = await store.template(); return own === null ? SHIPPED_TEMPLATE : { version: own.version, steps: own.steps }; };

  function assignees(to: CorrectionActWish['to']): readonly Assignee[] {
    const problems: Problem[] = [];
    const all = (to ?? []).map(({ kind, id }, i): Assignee => {
      if (kind === 'department') {
        if (!directory.department(id as DepartmentId)) problems.push({ field: `to.${i}`, code: 'unknown', message: 'There is no such department.' });
        return { kind, id: id as DepartmentId };
      }
      const person = directory.person(directory.current(id as PersonId));
      if (!person || person.service) problems.push({ field: `to.${i}`, code: 'unknown', message: 'There is no such person.' });
      return { kind, id: person?.id ?? (id as PersonId) };
    });
    if (problems.length > 0) throw invalid(problems);
    return all;
  }

  async function linesOf(person: Person, all: readonly StoredCorrection[], keep: (stored: StoredCorrection, line: ReturnType<typeof lineOf>) => boolean): Promise<CorrectionLines> {
    const lines: ReturnType<typeof lineOf>[] = [];
    const here = world();
    for (const stored of all) {
      const acts = await store.acts(stored.id);
      const line = lineOf(here, person, stored, caseOf(stored, acts, directory), null);
      if (!keep(stored, line) || await readingOf(access, person, stored, acts) === null) continue;
      lines.push(line);
      if (lines.length > MOST_LINES) break;
    }
    const shown = lines.slice(0, MOST_LINES);
    const known = await Promise.all(shown.map(async ({ archive }) => (await access.rights(person, archive)) !== null));
    const names = new Map((await facts.overviews([...new Set(shown.flatMap(({ archive }, i) => (known[i] ? [archive] : [])))])).map(({ id, name }) => [id, name]));
    return { items: shown.map((line) => ({ ...line, name: names.get(line.archive) ?? null })), more: lines.length > MOST_LINES, mayConfigure: mayConfigure(person) };
  }

  const overdue = new Overdue({
    store, access, notices, clock, today, workdays: options.workdays, report: options.report, ...(options.leads ? { leads: options.leads } : {}),
    receivers: (stored, acts) => { const at = caseOf(stored, acts, directory); return among(receivers(at, able)).filter((each) => waitsFor(each, stored, at, able)); },
    leaders: () => everybody().filter(({ roles }) => roles.includes('serviceManager')),
  });

  return {
    start: () => { overdue.start(); },
    stop: () => { overdue.stop(); },
    look: () => overdue.look(),

    async open(by, archive, report, origin = { kind: 'person' }) {
      const rights = origin.kind === 'subject' ? await asAsked(by, archive) : await access.rights(by, archive);
      if (by.service || !rights || !atLeast(rights.level, 'read')) throw notFound();
      const { concerns, text, proposed } = checkedReport(report, rights, options.schema);
      const id = newCorrectionId(random);
      const at = clock.now();
      const begun = opened(await steps(), by.id, now());
      const { urgency = 'normal', found: how = 'other' } = report;
      const stored = { id, archive: rights.archive.id, template: begun.template, concerns, urgency, found: how, origin, by: by.id, at, round: begun.round, state: begun.state };
      const act: NewAct = { act: 'open', step: 'draftPlan', round: 1, by: by.id, at, to: null, changeset: null, text, proposed: proposed.length === 0 ? null : proposed };
      await turns.take(stored.archive, async () => {
        await store.open(stored, act, await effects(stored, begun, stored.archive, by.id, {
          history: 'correctionOpened', audit: entry('correctionOpened', by.id, stored.archive, id, { sections: [...new Set(concerns.map(({ section }) => section))], urgency, origin: origin.kind, template: begun.template.version }),
        }, true));
        await tellRights(stored.archive);
      });
      await tell({ ...stored, n: 0, acts: 1, reminded: null }, begun, stored.archive, by);
      return view(by, id);
    },

    async of(person, { archive }) {
      return linesOf(person, await store.of([archive.id]), () => true);
    },

    async list(person, mine) {
      if (mine) return linesOf(person, await store.waiting(LOOKED_THROUGH), (_, line) => line.mine);
      const [waiting, acted] = await Promise.all([store.waiting(LOOKED_THROUGH), store.actedIn(person.id, MOST_LINES)]);
      const all = ['serviceManager', 'steward'].some((role) => person.roles.some((each) => each === role)) || mayReadAudit(person);
      const once = new Map([...waiting, ...acted].map((each) => [each.id, each]));
      const own = new Set(acted.map(({ id }) => id));
      const lines = await linesOf(person, [...once.values()], ({ id }, line) => all || line.mine || own.has(id));
      return { ...lines, items: [...lines.items].sort((a, b) => Number(b.mine) - Number(a.mine) || Number(b.state === 'waiting') - Number(a.state === 'waiting') || b.number - a.number) };
    },

    get: view,

    async step(person, id, wish) {
      const { stored: { archive: of } } = await found(person, id);
      await turns.take(of, async () => {
        const { stored, acts } = await found(person, id);
        const before = caseOf(stored, acts, directory);
        if (standOf(before) !== wish.ifStep) throw new Refusal('conflict', 'Somebody has acted on it since.', { field: 'ifStep' });
        const text = cleanText(wish.text);
        const problems = textProblems(text);
        if (problems.length > 0) throw invalid(problems);
        const to = wish.act === 'assign' ? assignees(wish.to) : [];
        // without the clearance for what it is about nobody acts, whatever their role
        if (wish.act !== 'withdraw' && !clearancesFor(stored.concerns).every((each) => person.clearances.includes(each))) throw forbidden('This step is another’s.');
        const outcome = next(before, { act: wish.act, hasText: text !== '', to }, actorOf(person), now());
        if (!outcome.ok) {
          const [code, message] = REFUSED[outcome.problem];
          throw code === 'invalid' ? invalid([{ field: FIELD[outcome.problem] ?? 'act', code: outcome.problem, message }]) : new Refusal(code, message, { field: 'act' });
        }
        const { case: after } = outcome;
        const archive = await archiveOf(stored);
        const step = waits(before.state) ? before.state.step : 'filed';
        const history = after.state.kind === 'filed' ? 'correctionFiled' : after.state.kind === 'withdrawn' ? 'correctionWithdrawn' : null;
        const done: NewAct = { act: wish.act, step, round: before.round, by: person.id, at: clock.now(), to: to.length === 0 ? null : to, changeset: null, text: text === '' ? null : text, proposed: null };
        const audit = entry('correctionStep', person.id, archive, id, { act: wish.act, step, round: before.round, to: waits(after.state) ? after.state.step : after.state.kind, ...(to.length === 0 ? {} : { receivers: to.map((each) => `${each.kind}:${each.id}`) }) });
        if (!await store.step({ id, archive, acts: stored.acts, round: after.round, state: after.state, act: done }, await effects(stored, after, archive, person.id, { history, audit }))) throw new Refusal('conflict', 'Somebody has acted on it since.', { field: 'ifStep' });
        await tellRights(archive);
        await tell(stored, after, archive, person);
      });
      return view(person, id);
    },

    async apply(person, id, wish) {
      const first = await view(person, id);
      const archive = await archiveOf((await found(person, id)).stored);
      await turns.take(archive, async () => {
        const { stored, acts } = await found(person, id);
        const at = caseOf(stored, acts, directory);
        if (standOf(at) !== wish.ifStep) throw new Refusal('conflict', 'Somebody has acted on it since.', { field: 'ifStep' });
        if (!first.mayApply || !waitsFor(person, stored, at, able)) throw forbidden('Whoever executes the correction writes the values.');
        const proposed = acts.flatMap((each) => each.proposed ?? []);
        if (acts.some(({ act }) => act === 'apply')) throw new Refusal('conflict', 'The proposed values are written already.');
        const changeset = await applyProposed({ access, hub, schema: options.schema }, {
          archive, by: person, proposed, source: wish.source ?? null, day: today(),
          set: () => options.changesets.begin({ kind: 'correction', title: String(stored.n), by: person.id }),
        });
        const step = waits(at.state) ? at.state.step : 'filed';
        const done: NewAct = { act: 'apply', step, round: at.round, by: person.id, at: clock.now(), to: null, changeset, text: null, proposed: null };
        const audit = entry('correctionStep', person.id, archive, id, { act: 'apply', step, round: at.round, changeset, values: proposed.length });
        const same = await effects(stored, at, archive, person.id, { history: 'correctionApplied', audit });
        // the right stays as it is: the step is not done by it
        if (!await store.step({ id, archive, acts: stored.acts, round: stored.round, state: stored.state, act: done }, { ...same, grants: { drop: [], put: [] } })) throw new Refusal('conflict', 'Somebody has acted on it since.', { field: 'ifStep' });
      });
      return view(person, id);
    },

    async template(person) {
      const own = await store.template();
      return templateView(person, own ?? { ...SHIPPED_TEMPLATE, by: null, at: null });
    },

    async putTemplate(person, { steps: wished, version }) {
      if (!mayConfigure(person)) throw forbidden('An administrator chooses the steps.');
      const problems = templateProblems(wished);
      if (problems.length > 0) throw invalid(problems.map(({ code, at }) => ({ field: at === null ? 'steps' : `steps.${at}`, code, message: `The steps do not hold together: ${code}.` })));
      const template: Template = { version: version + 1, steps: wished as readonly TemplateStep[] };
      const there = await store.template();
      const at = clock.now();
      if ((there?.version ?? 0) !== version || !await store.putTemplate(template, person.id, at, [{ action: 'settingChanged', actor: person.id, object: 'corrections', outcome: 'done', detail: { version: template.version, steps: template.steps.map(({ key }) => key) } }])) throw new Refusal('conflict', 'Somebody has changed the steps since.', { field: 'version' });
      return templateView(person, { ...template, by: person.id, at });
    },
  };

  function templateView(person: Person, { version, steps: all, by, at }: Template & { readonly by: PersonId | null; readonly at: number | null }): CorrectionTemplateView {
    return {
      version, steps: all.map((step) => ({ ...step, label: stepLabel(step.key) })), labels: allStepLabels(),
      by: by === null ? null : { id: directory.current(by), name: directory.name(by) }, at: at === null ? null : new Date(at).toISOString(), mayChange: mayConfigure(person),
    };
  }
}
