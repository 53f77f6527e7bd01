/** ABC by value (C-01, B-2): customers in order of value, classed by the share of the total that stands before them. */
import type { ArchiveId } from '../ids.ts';
import type { Labels } from '../labels.ts';
import { fromMinor } from '../money.ts';
import type { ClassChange, ClassInput, ClassResult } from '../overview.ts';
import { classLabel, UNCLASSIFIED } from './labels.ts';
import type { ClassificationRun, Population, PopulationMember, Window } from './population.ts';
import { fraction, leftOutInputs, resultsOf, ruleOf, type Finding, type ReadyRule } from './result.ts';
import { abcThresholds, type AbcSettings } from './settings.ts';
import { Ladder } from './ladder.ts';
import { first, sortedValues, Standing } from './standing.ts';

type AbcClass = 'A' | 'B' | 'C';
const RANKING = ['A', 'B', 'C', null] as const;
const WHOLE = 10_000n;

const valueOf = (member: PopulationMember): number => member.sales - member.returns;
const label = (value: string | null): Labels => (value === null ? UNCLASSIFIED : classLabel('D-18', value));

/**
 * Value = purchases − returns of the window. The total is the sum of the positive values, so that shares stay between 0 and 1.
 * A: the values strictly above reach less than `a` percent of the total, so the customer who crosses the line is A and there is always
 * one; B: less than `b`; C: the rest, and whoever has zero or less. Equal values have equal classes. Without a purchase: unclassified.
 * Throws SettingsError for impossible thresholds and RangeError for a value that is not a safe integer.
 */
export const classifyAbc = (population: Population, settings: AbcSettings, run: ClassificationRun): ReadonlyMap<ArchiveId, ClassResult> =>
  resultsOf(abcRule(population, settings), population, run);

/** The same, member by member. */
export const abcRule = (population: Population, settings: AbcSettings): ReadyRule =>
  abcRuleOf(new Standing(Ladder.of(sortedValues(population.members.filter(({ purchases }) => purchases > 0).map(valueOf)))), population.window, settings);

/** Smallest values with which the population as it stands gives A and B; Infinity where nobody has them. Between them the class of any value is known. */
export function abcLimits(ladder: Ladder, settings: AbcSettings): { readonly a: number; readonly b: number } {
  const { a, b } = abcThresholds(settings);
  const start = ladder.upTo(0);
  const limit = (part: bigint): number => {
    const index = start + first(ladder.length - start, (i) => ladder.sumFrom(ladder.upTo(ladder.at(start + i))) * WHOLE < part * ladder.total);
    return index < ladder.length ? ladder.at(index) : Infinity;
  };
  return { a: limit(a), b: limit(b) };
}

/** `standing`: the values of everybody with a purchase in the window. */
export function abcRuleOf(standing: Standing, window: Window, settings: AbcSettings): ReadyRule {
  const limits = abcThresholds(settings);

  /** Class of a customer who is worth `value` when the others of the population are as they are; `own` is what he is worth now. */
  const classAt = (value: number, own: number | null): AbcClass => {
    if (value <= 0) return 'C';
    const before = standing.above(value, own) * WHOLE;
    const total = standing.total(own) + BigInt(value);
    return before < limits.a * total ? 'A' : before < limits.b * total ? 'B' : 'C';
  };

  const change = (value: number, own: number | null): ClassChange => {
    const to = classAt(value, own);
    return { to, toLabel: label(to), input: 'value', at: fromMinor(value) };
  };

  const changesFor = (current: AbcClass | null, own: number | null): readonly ClassChange[] => {
    const a = standing.entry(limits.a, WHOLE, own);
    const b = standing.entry(limits.b, WHOLE, own);
    switch (current) {
      case 'A': return [change(a - 1, own)];
      case 'B': return [change(a, own), change(b - 1, own)];
      case 'C': return [change(b, own)];
      case null: {
        const smallest = classAt(1, own);
        const first: ClassChange = { to: smallest, toLabel: label(smallest), input: 'purchases', at: 1 };
        return smallest === 'C' ? [first, change(b, own)] : [first];
      }
    }
  };

  const thresholds: readonly ClassInput[] = [
    { key: 'thresholdA', value: settings.a / 100, unit: 'share' },
    { key: 'thresholdB', value: settings.b / 100, unit: 'share' },
  ];
  const find = (member: PopulationMember): Finding => {
    const bought = member.purchases > 0;
    const value = valueOf(member);
    const own = bought ? value : null;
    const found = bought ? classAt(value, own) : null;
    const total = standing.total(null);
    const before = standing.above(value, own);
    const share = BigInt(Math.max(value, 0));
    return {
      scheme: 'abc',
      value: found,
      label: label(found),
      mark: found ?? '–',
      rule: ruleOf('C-01', 'B-2', settings),
      window,
      thresholds,
      inputs: [
        { key: 'value', value: fromMinor(value), unit: 'money' },
        { key: 'purchases', value: member.purchases, unit: 'count' },
        ...(member.returns > 0 ? [{ key: 'returns', value: fromMinor(member.returns), unit: 'money' } as const] : []),
        { key: 'lastEver', value: member.lastEver, unit: 'date' },
        ...leftOutInputs(member),
      ],
      changes: changesFor(found, own),
      ...(bought && {
        population: {
          rank: standing.rank(value), of: standing.count,
          share: fraction(share, total), cumulativeBefore: fraction(before, total), cumulativeAfter: fraction(before + share, total),
        },
      }),
    };
  };
  return { ranking: RANKING, find };
}
