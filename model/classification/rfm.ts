/** RFM (C-05, B-1): scores of recency, frequency and monetary value, and the segment of the recency × frequency grid. */
import { fromMinor } from '../money.ts';
import type { ArchiveId } from '../ids.ts';
import type { ClassChange, ClassInput, ClassResult } from '../overview.ts';
import { daysBetween } from './dates.ts';
import { classLabel } from './labels.ts';
import type { ClassificationRun, Population, PopulationMember, Window } from './population.ts';
import { leftOutInputs, resultsOf, ruleOf, type Finding, type ReadyRule } from './result.ts';
import { fixedScale, quintileLimits, quintileScale, ranked, type Ranked, type Scale } from './scale.ts';
import type { RfmSettings } from './settings.ts';

/** Segment by recency score (row, 5 first) and frequency score (column, 1 first): each of the 25 cells once (B-1). */
const GRID = [
  ['new', 'potentialLoyalists', 'potentialLoyalists', 'champions', 'champions'],
  ['promising', 'potentialLoyalists', 'potentialLoyalists', 'loyal', 'loyal'],
  ['aboutToSleep', 'aboutToSleep', 'needAttention', 'loyal', 'loyal'],
  ['hibernating', 'hibernating', 'atRisk', 'atRisk', 'cantLose'],
  ['hibernating', 'hibernating', 'atRisk', 'atRisk', 'cantLose'],
] as const;
export type RfmSegment = (typeof GRID)[number][number];
/** From best to worst: only the arrow of a badge rests on this order. */
const RANKING = ['champions', 'loyal', 'potentialLoyalists', 'promising', 'new', 'needAttention', 'aboutToSleep', 'cantLose', 'atRisk', 'hibernating', 'prospect'] as const;

/** Scores are 1 to 5, 5 best. */
export const segmentOf = (recency: number, frequency: number): RfmSegment => {
  const segment = GRID[5 - recency]?.[frequency - 1];
  if (segment === undefined) throw new RangeError(`no scores: ${recency}, ${frequency}`);
  return segment;
};

const monetaryOf = (member: PopulationMember): number => member.sales - member.returns;

/**
 * The population of the scores is everybody with a purchase in the window; who has none is a prospect, not a 1. Recency is in days before
 * the end of the window: the raw number is larger the longer ago, its score runs the other way. Returns reduce the monetary value.
 * Fewer buyers than `settings.minimum`: fixed thresholds, and the input `scoring` says so.
 */
export const classifyRfm = (population: Population, settings: RfmSettings, run: ClassificationRun): ReadonlyMap<ArchiveId, ClassResult> =>
  resultsOf(rfmRule(population, settings), population, run);

/** The same, member by member. */
export function rfmRule(population: Population, settings: RfmSettings): ReadyRule {
  const { to } = population.window;
  const buyers = population.members.filter((member) => member.purchases > 0 && member.last !== null);
  const order = { recency: ranked(buyers.map(({ last }) => daysBetween(last ?? to, to)), 'smaller'), frequency: ranked(buyers.map((member) => member.purchases), 'larger'), monetary: ranked(buyers.map(monetaryOf), 'larger') };
  return rfmRuleOf(order, population.window, settings);
}

/** The three measures of everybody with a purchase in the window, each in its order. */
export interface RfmOrder { readonly recency: Ranked; readonly frequency: Ranked; readonly monetary: Ranked }

/** Scores 5, 4, 3, 2 begin with these values: days at most, the others at least, money in minor units. */
export interface RfmLimits { readonly fixed: boolean; readonly recency: readonly number[]; readonly frequency: readonly number[]; readonly monetary: readonly number[] }

export function rfmLimits(order: RfmOrder, settings: RfmSettings): RfmLimits {
  const fixed = order.frequency.sorted.length < settings.minimum;
  if (fixed) return { fixed, recency: settings.recencyDays, frequency: settings.frequency, monetary: settings.monetary.map((amount) => Math.round(amount * 100)) };
  const of = (measure: Ranked): readonly number[] => [...quintileLimits(measure)].reverse().map((inner) => inner * measure.sign);
  return { fixed, recency: of(order.recency), frequency: of(order.frequency), monetary: of(order.monetary) };
}

/** The same rule over a population that is kept elsewhere. */
export function rfmRuleOf(order: RfmOrder, window: Window, settings: RfmSettings): ReadyRule {
  const { to } = window;
  const buyers = order.frequency.sorted.length;
  // many buy on the same day, and reading a date takes longer than finding it
  const known = new Map<string, number>();
  const days = ({ last }: PopulationMember): number => {
    const date = last ?? to;
    const count = known.get(date) ?? daysBetween(date, to);
    known.set(date, count);
    return count;
  };
  const scales = (extra: number) => {
    const fixed = buyers + extra < settings.minimum;
    const scale = (values: Ranked, limits: readonly number[], better: 'larger' | 'smaller'): Scale => (fixed ? fixedScale(limits, better) : quintileScale(values, extra));
    return {
      fixed,
      recency: scale(order.recency, settings.recencyDays, 'smaller'),
      frequency: scale(order.frequency, settings.frequency, 'larger'),
      monetary: scale(order.monetary, settings.monetary.map((amount) => Math.round(amount * 100)), 'larger'),
    };
  };
  const now = scales(0);
  const newcomer = scales(1);
  const shared = { scheme: 'rfm' as const, rule: ruleOf('C-05', 'B-1', settings), window, thresholds: thresholdsOf(now.fixed, settings) };

  const prospect = (member: PopulationMember): Finding => {
    // One purchase on the last day of the window, with everybody else as they are.
    const segment = segmentOf(newcomer.recency.score(0), newcomer.frequency.score(1));
    return {
      ...shared, value: 'prospect', label: classLabel('D-75', 'prospect'), mark: '–',
      inputs: [{ key: 'frequency', value: 0, unit: 'count' }, { key: 'lastEver', value: member.lastEver, unit: 'date' }, ...leftOutInputs(member)],
      changes: [{ to: segment, toLabel: classLabel('D-75', segment), input: 'frequency', at: 1 }],
    };
  };

  const buyer = (member: PopulationMember): Finding => {
    const raw = { recency: days(member), frequency: member.purchases, monetary: monetaryOf(member) };
    const r = now.recency.score(raw.recency);
    const f = now.frequency.score(raw.frequency);
    const m = now.monetary.score(raw.monetary);
    const segment = segmentOf(r, f);
    const inputs: readonly ClassInput[] = [
      { key: 'recencyDays', value: raw.recency, unit: 'days' }, { key: 'recencyScore', value: r, unit: 'score' }, { key: 'last', value: member.last, unit: 'date' },
      { key: 'frequency', value: raw.frequency, unit: 'count' }, { key: 'frequencyScore', value: f, unit: 'score' },
      { key: 'monetary', value: fromMinor(raw.monetary), unit: 'money' }, { key: 'monetaryScore', value: m, unit: 'score' },
      ...(member.returns > 0 ? [{ key: 'returns', value: fromMinor(member.returns), unit: 'money' } as const] : []),
      { key: 'scoring', value: now.fixed ? 'fixed' : 'quintiles' }, { key: 'buyers', value: buyers, unit: 'count' },
      ...leftOutInputs(member),
    ];
    const changes = [
      ...nearest(now.recency, raw.recency, r, (score) => segmentOf(score, f), segment, 'recencyDays', 0),
      ...nearest(now.frequency, raw.frequency, f, (score) => segmentOf(r, score), segment, 'frequency', 1),
    ];
    return { ...shared, value: segment, label: classLabel('D-75', segment), mark: `${r}·${f}·${m}`, inputs, changes };
  };

  return { ranking: RANKING, find: (member) => (member.purchases > 0 && member.last !== null ? buyer(member) : prospect(member)) };
}

/** The nearest raw value in either direction that gives another segment; `least` is the smallest raw value there is. */
function nearest(scale: Scale, raw: number, score: number, segmentAt: (score: number) => RfmSegment, current: RfmSegment, input: string, least: number): readonly ClassChange[] {
  const found: ClassChange[] = [];
  for (const step of [1, -1]) {
    for (let next = score + step; next >= 1 && next <= 5; next += step) {
      const at = step > 0 ? scale.reach(next, raw) : scale.fall(next, raw);
      if (at === null || at < least) break;
      const to = segmentAt(scale.without(raw, at));
      if (to === current) continue;
      found.push({ to, toLabel: classLabel('D-75', to), input, at });
      break;
    }
  }
  return found;
}

function thresholdsOf(fixed: boolean, settings: RfmSettings): readonly ClassInput[] {
  const minimum: ClassInput = { key: 'minimumBuyers', value: settings.minimum, unit: 'count' };
  if (!fixed) return [minimum];
  const scores = [5, 4, 3, 2];
  return [
    minimum,
    ...settings.recencyDays.map((value, i): ClassInput => ({ key: `recencyDays${scores[i]}`, value, unit: 'days' })),
    ...settings.frequency.map((value, i): ClassInput => ({ key: `frequency${scores[i]}`, value, unit: 'count' })),
    ...settings.monetary.map((value, i): ClassInput => ({ key: `monetary${scores[i]}`, value: fromMinor(Math.round(value * 100)), unit: 'money' })),
  ];
}
