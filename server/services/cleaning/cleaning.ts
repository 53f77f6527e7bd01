/** The cleaning bench as a service: what is wrong, grouped by cause and worst first, as far as who asks may read it; rules with their preview; decisions; dismissals; assignments. */
import type { ServerAccess } from '../../access/access.ts';
import type { FindingsQuery, GroupCounts, RuleQuery, StoredFinding } from '../../storage/cleaning-reader.ts';
import { findingName } from '../../storage/cleaning-names.ts';
import type { KeptFinding } from '../../storage/cleaning-store.ts';
import type { Storage } from '../../storage/storage.ts';
import type { WorkspaceCatalogue } from '../../../model/catalogue/catalogue.ts';
import type { AssignmentView, CleaningBoard, CleaningFilter, DecisionPage, DecisionView, FindingView, GroupPage, GroupView, MendView, PassView, RulePreview, RuleView, RuleWish, ValuesView } from '../../../model/cleaning/api.ts';
import { causeOf, parseGroup } from '../../../model/cleaning/causes.ts';
import type { CauseKey } from '../../../model/cleaning/causes.ts';
import { mend } from '../../../model/cleaning/rules/apply.ts';
import type { Mend } from '../../../model/cleaning/rules/apply.ts';
import { isRule, RULES } from '../../../model/cleaning/rules/table.ts';
import type { RuleKey } from '../../../model/cleaning/rules/table.ts';
import type { ArchiveId, ChangesetId, PersonId } from '../../../model/ids.ts';
import type { PersonRef } from '../../../model/overview.ts';
import { mayImport } from '../../../model/rights.ts';
import type { Person } from '../../../model/rights.ts';
import { forbidden, invalid, Refusal } from '../errors.ts';
import { writes } from '../history-rights.ts';
import { Decisions } from './decisions.ts';
import type { Decision, DecisionOptions } from './decisions.ts';
import { Pass } from './pass.ts';
import type { PassOptions } from './pass.ts';
import { optionsOf, placeLabel, ruleView } from './words.ts';

export interface CleaningService {
  start(): void;
  stop(): Promise<void>;
  /** Resolves when what changed so far is looked at and no decision is under way. */
  settled(): Promise<void>;
  /** Looks at everything that changed, as each night. */
  run(): Promise<void>;
  /** An import has ended, or was taken back. */
  imported(job: string, what: 'done' | 'undone', changeset: ChangesetId): void;
  pass(person: Person): Promise<PassView>;
  board(person: Person, filter: CleaningFilter & { readonly mine: boolean; readonly dismissed: boolean }): Promise<CleaningBoard>;
  group(person: Person, group: string, wish: CleaningFilter & { readonly cursor: string | null; readonly limit: number; readonly dismissed: boolean }): Promise<GroupPage>;
  values(person: Person, group: string, filter: CleaningFilter): Promise<ValuesView>;
  preview(person: Person, group: string, wish: RuleWish): Promise<RulePreview>;
  decide(person: Person, group: string, wish: RuleWish): Promise<DecisionView>;
  decision(person: Person, id: string): Promise<DecisionView>;
  decisions(person: Person, cursor: string | null, limit: number): Promise<DecisionPage>;
  undo(person: Person, id: string): Promise<DecisionView>;
  dismissGroup(person: Person, group: string, reason: string | null): Promise<void>;
  /** `reason` null: they are findings again. */
  dismiss(person: Person, findings: readonly string[], reason: string | null): Promise<void>;
  assign(person: Person, group: string, to: PersonId | null): Promise<AssignmentView | null>;
}

export interface CleaningOptions extends PassOptions, Omit<DecisionOptions, 'storage' | 'hub' | 'access' | 'pass'> {
  readonly storage: PassOptions['storage'] & DecisionOptions['storage'] & Pick<Storage, 'cleaning' | 'facts'>;
  readonly hub: PassOptions['hub'] & DecisionOptions['hub'];
  readonly access: Pick<ServerAccess, 'rights' | 'directory'>;
  readonly catalogue: { now(): WorkspaceCatalogue };
}

/** Examples of a preview. */
const FIRST = 50;
const noGroup = (): Refusal => new Refusal('not-found', 'There is no such group of findings.');
const noDecision = (): Refusal => new Refusal('not-found', 'There is no such decision.');
const when = (at: number): string => new Date(at).toISOString();

export function createCleaning(options: CleaningOptions): CleaningService {
  const { storage: { cleaning, facts }, access, catalogue, clock, log } = options;
  const { directory } = access;
  const pass = new Pass(options);
  const decisions = new Decisions({ ...options, pass });
  let imports: Promise<void> = Promise.resolve();
  const person = (id: PersonId): PersonRef => ({ id: directory.current(id), name: directory.name(id) });
  const today = (): string => when(clock.now()).slice(0, 10);

  const asking = (who: Person, group: FindingsQuery['group'], filter: CleaningFilter, dismissed = false): FindingsQuery => ({
    person: who, policy: directory.policy, manages: directory.manages(who), within: directory.within(who), now: when(clock.now()), steward: mayImport(who), group, import: filter.import ?? null, source: filter.source ?? null, department: filter.department ?? null, dismissed,
  });

  const groupView = (counts: GroupCounts): GroupView => {
    const { cause: key, name, place, count, archives, sources, departments, assigned, kept } = counts;
    const cause = causeOf(key);
    const [proposed] = cause.rules;
    return {
      id: name, cause: key, label: cause.label, help: cause.help, place: cause.byPlace ? placeLabel(place, catalogue.now()) : null, count, archives, weight: cause.weight, proposed: proposed === undefined ? null : ruleView(proposed),
      sources: [...sources].sort((a, b) => b.count - a.count),
      departments: departments.map(({ department, count: n }) => ({ department, name: department === null ? null : (directory.departments().find(({ id }) => id === department)?.name ?? department), count: n })).sort((a, b) => b.count - a.count),
      assignment: assigned === null ? null : { to: person(assigned.to), by: person(assigned.by), at: when(assigned.at), open: count, done: assigned.gone },
      dismissed: kept === null ? null : { by: person(kept.by), at: when(kept.at), reason: kept.reason },
    };
  };
  /** A group of which nothing is left has a face all the same: it was there a moment ago. */
  const empty = (name: string, cause: CauseKey, place: string | null): GroupCounts => ({ name, cause, place: place ?? '', count: 0, archives: 0, gone: 0, sources: [], departments: [], assigned: null, kept: null });

  /** Throws where this person neither looks after all data nor was given this group. */
  async function opened(who: Person, name: string, filter: CleaningFilter, dismissed = false) {
    const group = parseGroup(name);
    if (!group) throw noGroup();
    const query = asking(who, group, filter, dismissed);
    const board = await cleaning.board(query);
    const counts = board.groups.find((each) => each.name === name) ?? empty(name, group.cause, group.place);
    if (!query.steward && (counts.assigned === null || directory.current(counts.assigned.to) !== who.id)) throw noGroup();
    return { group, query, counts };
  }

  const mendView = ({ value, note, kind, also }: Mend): MendView => {
    const shown = also === undefined || also.length === 0 ? value : [value, ...also].join(' · ');
    const beside = [note, kind].filter((part) => part !== undefined).join(', ');
    return { value: shown, ...(beside === '' ? {} : { note: beside }) };
  };
  const findingView = (finding: StoredFinding, proposed: Mend | null): FindingView => {
    const from = finding.origin === null ? null : (JSON.parse(finding.origin) as { file: string; line: number; job: string });
    return {
      id: findingName(finding), archive: finding.archive === '' ? null : (finding.archive as ArchiveId), name: finding.archive === '' && from !== null ? `${from.file}: ${from.line}` : finding.name, section: finding.section, key: finding.key,
      field: placeLabel(finding.place, catalogue.now()), value: finding.given.value, from: from === null ? null : { file: from.file, line: from.line, job: from.job },
      ...(proposed === null ? {} : { proposed: mendView(proposed) }), ...(finding.kept === null ? {} : { dismissed: { by: person(finding.kept.by), at: when(finding.kept.at), reason: finding.kept.reason } }),
    };
  };

  const valuesOf = async ({ group, query }: { readonly group: NonNullable<FindingsQuery['group']>; readonly query: FindingsQuery }): Promise<ValuesView> => {
    const options_ = optionsOf(group.cause, group.place, catalogue.now());
    const values = await cleaning.values(query);
    if (group.cause !== 'spelling') return cleaning.cluster(values, options_);
    // the right spellings are no findings: they are counted among the words
    return cleaning.cluster(await cleaning.wordsLike(group.place ?? '', values.map(({ text }) => text)), null);
  };

  async function ruled(who: Person, name: string, wish: RuleWish) {
    const open = await opened(who, name, wish.filter ?? {});
    const { group, query } = open;
    const rules: readonly RuleKey[] = causeOf(group.cause).rules;
    if (!isRule(wish.rule) || !rules.includes(wish.rule)) throw invalid([{ field: 'rule', code: 'unknown-rule', message: `One of ${rules.join(', ')}.` }]);
    let mapping = wish.mapping;
    if (RULES[wish.rule].params.includes('mapping')) {
      mapping ??= (await valuesOf(open)).proposed;
      const allowed = optionsOf(group.cause, group.place, catalogue.now());
      const wrong = allowed === null ? [] : Object.values(mapping).filter((to) => to !== null && !allowed.some(({ key }) => key === to));
      if (wrong.length > 0) throw invalid(wrong.map((to) => ({ field: 'mapping', code: 'option', message: `${JSON.stringify(to)} is not an option of this list.` })));
    }
    const whole: RuleQuery = { ...query, rule: wish.rule, params: { today: today(), ...(mapping === undefined ? {} : { mapping }) }, only: wish.only ?? null, except: wish.except ?? [] };
    return { ...open, rule: wish.rule, query: whole };
  }

  const decisionView = (decision: Decision): DecisionView => {
    const cause = causeOf(decision.cause);
    return {
      id: decision.id, group: decision.group, cause: decision.cause, label: cause.label, place: decision.place === null ? null : placeLabel(decision.place, catalogue.now()), rule: ruleView(decision.rule), by: person(decision.by), at: when(decision.at),
      state: decision.state, done: decision.done, total: decision.total, mended: decision.mended, changed: decision.changed, forbidden: decision.forbidden, refused: decision.refused, changeset: decision.changeset,
      undone: decision.undone === null ? null : { at: decision.undone.at === null ? null : when(decision.undone.at), by: person(decision.undone.by), kept: decision.undone.kept },
      undoable: decision.undone === null && (decision.state === 'done' || decision.state === 'failed') && (decision.changeset !== null || decision.again.length > 0),
    };
  };
  const maySee = (who: Person, { by, clearances }: Decision): boolean =>
    clearances.every((each) => who.without?.includes(each) !== true) && (by === who.id || (mayImport(who) && clearances.every((each) => who.clearances.includes(each))));
  const mine = async (who: Person, id: string): Promise<Decision> => {
    const decision = await decisions.get(id);
    if (decision === null || !maySee(who, decision)) throw noDecision();
    return decision;
  };
  const passView = (): PassView => { const { at, ...state } = pass.state; return { ...state, at: at === null ? null : when(at) }; };
  const steward = (who: Person): void => { if (!mayImport(who)) throw forbidden('Only an information steward looks after causes.'); };

  return {
    start: () => { pass.start(); },
    // what imports left is taken up before the storage is closed; it is looked at after the next start
    stop: async () => { await decisions.stop(); await pass.stop(); await imports; },
    settled: async () => { await imports; await decisions.settled(); await pass.settled(); },
    run: () => pass.run(),
    imported(job, what, changeset) {
      imports = imports.then(async () => {
        if (what === 'undone') return pass.look(await cleaning.dropImport(job));
        const stored = (await facts.job(job)) as { readonly source?: string } | null;
        pass.imported(changeset, await cleaning.takeImport(job, stored?.source ?? 'import'));
      }).catch((error: unknown) => { log.error({ err: error, job }, 'findings of an import not kept'); });
    },
    pass(who) {
      steward(who);
      if (pass.state.state !== 'running') void pass.run();
      return Promise.resolve(passView());
    },

    async board(who, filter) {
      const query = asking(who, null, filter, filter.dismissed);
      const { groups, findings, archives, of, gone } = await cleaning.board(query);
      const own = groups.filter(({ assigned }) => assigned !== null && directory.current(assigned.to) === who.id);
      const shown = (query.steward && !filter.mine ? groups : own).filter(({ count, assigned }) => count > 0 || assigned !== null).map(groupView)
        .sort((a, b) => b.count * b.weight - a.count * a.weight || (a.id < b.id ? -1 : 1));
      // whoever was given a part counts that part
      const whole = query.steward && !filter.mine;
      return {
        groups: shown, findings: whole ? findings : shown.reduce((sum, { count }) => sum + count, 0), archives: whole ? archives : shown.reduce((sum, each) => sum + each.archives, 0), of,
        mended: whole ? gone : own.reduce((sum, each) => sum + (each.assigned?.gone ?? 0), 0), pass: passView(), steward: query.steward,
      };
    },

    async group(who, name, { cursor, limit, dismissed, ...filter }) {
      const { group, query, counts } = await opened(who, name, filter, dismissed);
      const after = cursor === null ? 0 : Number(cursor);
      if (!Number.isSafeInteger(after) || after < 0) throw invalid([{ field: 'cursor', code: 'malformed', message: 'Give `next` of the page before.' }]);
      const items = await cleaning.page(query, after, limit + 1);
      const { rules } = causeOf(group.cause);
      const [first] = rules;
      const mapped = first !== undefined && RULES[first].params.includes('mapping') ? (await valuesOf({ group, query })).proposed : undefined;
      const params = { today: today(), ...(mapped === undefined ? {} : { mapping: mapped }) };
      const shown = items.slice(0, limit);
      return {
        group: groupView(counts), rules: rules.map((rule): RuleView => ruleView(rule)), items: shown.map((item) => findingView(item, first === undefined ? null : mend(first, item.given, params))),
        next: items.length > limit ? String(shown.at(-1)?.id) : null,
      };
    },

    values: async (who, name, filter) => valuesOf(await opened(who, name, filter)),

    async preview(who, name, wish) {
      const { query } = await ruled(who, name, wish);
      const { mends, leaves, closed, archives, items, left, places } = await cleaning.preview(query, FIRST);
      let hidden = 0;
      for (const [archive, section, count] of places) {
        const rights = await access.rights(who, archive);
        if (!rights || !writes(rights, section)) hidden += count;
      }
      return { mends: mends - hidden, leaves, forbidden: closed + hidden, archives, items: items.flatMap((item) => (item.mend === null ? [] : [{ ...findingView(item, null), after: mendView(item.mend) }])), left: left.map((item) => findingView(item, null)) };
    },

    async decide(who, name, wish) {
      const { group, query } = await ruled(who, name, wish);
      return decisionView(await decisions.decide(who, { name, ...group }, query, `${causeOf(group.cause).label.en}: ${RULES[query.rule].label.en}`));
    },
    decision: async (who, id) => decisionView(await mine(who, id)),
    async decisions(who, cursor, limit) {
      const before = cursor === null ? null : await decisions.get(cursor);
      const items = await decisions.list(before, mayImport(who) ? null : who.id, limit + 1);
      const shown = items.slice(0, limit);
      return { items: shown.filter((each) => maySee(who, each)).map(decisionView), next: items.length > limit ? (shown.at(-1)?.id ?? null) : null };
    },
    undo: async (who, id) => decisionView(await decisions.undo(who, await mine(who, id))),

    async dismissGroup(who, name, reason) {
      steward(who);
      await opened(who, name, {});
      if (reason === null) await cleaning.unkeepCause(name);
      else await cleaning.keepCause(name, who.id, clock.now(), reason);
    },

    async dismiss(who, ids, reason) {
      const found = await cleaning.find(asking(who, null, {}), ids);
      if (found.length < new Set(ids).size) throw new Refusal('not-found', 'There is no such finding.');
      for (const { archive, section } of found) {
        if (archive === '' ? mayImport(who) : await mayWrite(who, archive, section)) continue;
        throw forbidden('You may read this value, not say that it is right.');
      }
      if (reason === null) await cleaning.unkeep(found.map(({ archive, section, key, cause }) => ({ archive, section, key, cause })));
      else await cleaning.keep(found.map(({ archive, section, key, cause, value }): KeptFinding => ({ archive, section, key, cause, value, by: who.id, at: clock.now(), reason, decision: null })));
    },

    async assign(who, name, to) {
      steward(who);
      const { group, counts } = await opened(who, name, {});
      if (to !== null) {
        if (counts.count === 0) throw noGroup();
        const colleague = directory.person(to);
        if (!colleague?.active) throw invalid([{ field: 'to', code: 'unknown-person', message: 'There is no such colleague.' }]);
        // what all archives tell of a word, and rows that are no archive yet, are for who sees all
        if (!mayImport(colleague) && (group.cause === 'spelling' || RULES[causeOf(group.cause).rules[0] ?? 'clear'].does === 'again' || group.cause === 'row-refused')) throw invalid([{ field: 'to', code: 'not-steward', message: 'Only an information steward can look after this group.' }]);
      }
      await cleaning.assign(name, to, who.id, clock.now());
      return groupView((await opened(who, name, {})).counts).assignment;
    },
  };

  async function mayWrite(who: Person, archive: ArchiveId, section: string): Promise<boolean> {
    const rights = await access.rights(who, archive);
    return rights !== null && writes(rights, section);
  }
}
