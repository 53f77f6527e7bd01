/** What every rule's result shares: since when, what was before, and whether that is better or worse. The rules themselves are in `abc`, `rfm` and `lifecycle`. */
import type { ArchiveId } from '../ids.ts';
import type { ClassInput, ClassResult } from '../overview.ts';
import type { ClassificationRun, Population, PopulationMember } from './population.ts';
import type { RuleVersion } from './settings.ts';

/** What a rule finds out by itself. */
export type Finding = Omit<ClassResult, 'computedAt' | 'since' | 'previous' | 'trend'>;

/** Order of a scheme's values from best to worst; a null value (unclassified) stands last. */
export type Ranking = readonly (string | null)[];

/** A rule made ready for one population: it knows where everybody stands, so that each member's class is found by itself, in any order. */
export interface ReadyRule { readonly ranking: Ranking; find(member: PopulationMember): Finding }

/** Whether the later of two classes is better; classes without an order are neither. */
export function trendOf(ranking: Ranking, before: string | null, after: string | null): ClassResult['trend'] {
  const [from, to] = [ranking.indexOf(before), ranking.indexOf(after)];
  return from < 0 || to < 0 || from === to ? 'same' : to < from ? 'up' : 'down';
}

/**
 * Adds the history: an unchanged class keeps its `since`, `previous` and `trend`; a changed one begins on the day of calculation and
 * remembers the class it replaced. On the day of its first class a customer is still being put together, record by record: what such a
 * class gives way to is not a class the customer ever had, so nothing is remembered of it and no arrow points.
 */
export function withHistory(finding: Finding, id: ArchiveId, ranking: Ranking, run: ClassificationRun): ClassResult {
  const today = run.computedAt.slice(0, 10);
  const before = run.previous?.(id);
  const settling = before !== undefined && before.previous === null && before.since === today && before.value !== finding.value;
  if (!before || settling) return { ...finding, computedAt: run.computedAt, since: today, previous: null, trend: 'same' };
  if (before.value === finding.value) return { ...finding, computedAt: run.computedAt, since: before.since, previous: before.previous, trend: before.trend };
  return {
    ...finding,
    computedAt: run.computedAt,
    since: today,
    previous: { value: before.value, label: before.label, until: today },
    trend: trendOf(ranking, before.value, finding.value),
  };
}

/** Every member's result at once. A server with many customers asks the rule member by member and does other things in between. */
export const resultsOf = (rule: ReadyRule, { members }: Population, run: ClassificationRun): ReadonlyMap<ArchiveId, ClassResult> =>
  new Map(members.map((member) => [member.id, withHistory(rule.find(member), member.id, rule.ranking, run)]));

export const ruleOf = <I extends ClassResult['rule']['id'], S extends ClassResult['rule']['source']>(id: I, source: S, settings: RuleVersion) =>
  ({ id, source, version: settings.version, setBy: settings.setBy, setAt: settings.setAt });

/** Names what was converted at the rates of its days, and what the sums leave out for want of one; empty when everything was in the workspace's currency. */
export const leftOutInputs = ({ leftOut = [], converted = [] }: Pick<PopulationMember, 'leftOut' | 'converted'>): readonly ClassInput[] => [
  ...(converted.length > 0 ? [{ key: 'converted', value: converted.join(', ') }] : []),
  ...(leftOut.length > 0 ? [{ key: 'leftOut', value: leftOut.join(', ') }] : []),
];

/** A quotient of whole numbers as a fraction for people to read; classes are never decided by it. */
export const fraction = (part: bigint, whole: bigint): number => (whole === 0n ? 0 : Number((part * 1_000_000_000_000n) / whole) / 1_000_000_000_000);
