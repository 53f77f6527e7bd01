/** Lifecycle (C-03 with D-08): potential, current or lost, as end customer or agent, by the time since the last purchase. */
import type { ArchiveId } from '../ids.ts';
import { dictionaryOf } from '../catalogue/catalogue.ts';
import type { CalendarDate, ClassChange, ClassInput, ClassResult } from '../overview.ts';
import { addDays, addMonths, daysBetween } from './dates.ts';
import { classLabel } from './labels.ts';
import type { ClassificationRun, Population, PopulationMember, Window } from './population.ts';
import { leftOutInputs, resultsOf, ruleOf, type Finding, type ReadyRule } from './result.ts';
import type { LifecycleSettings } from './settings.ts';

const AGENT_CATEGORIES: ReadonlySet<string> = new Set(['potentialAgent', 'currentAgent', 'lostAgent']);
const RANKING = ['currentAgent', 'currentEndCustomer', 'potentialAgent', 'potentialEndCustomer', 'lostAgent', 'lostEndCustomer'] as const;

/** How long a customer stays current after a purchase: the cycle of the purchase strategy (D-56) in days, else whole months. */
type Cycle = { readonly unit: 'days' | 'months'; readonly value: number };

const lastDay = (purchase: CalendarDate, cycle: Cycle): CalendarDate => (cycle.unit === 'days' ? addDays(purchase, cycle.value) : addMonths(purchase, cycle.value));

/** The earliest purchase that still counts as current on the reference date; a month's missing days can move it forward. */
function earliestCurrent(reference: CalendarDate, cycle: Cycle): CalendarDate {
  let date = cycle.unit === 'days' ? addDays(reference, -cycle.value) : addMonths(reference, -cycle.value);
  while (lastDay(date, cycle) < reference) date = addDays(date, 1);
  return date;
}

/**
 * Potential: never bought. Current: the last purchase is at most one cycle before the reference date. Lost: longer ago. Reads all time up to
 * `window.to`; a window of whole months is the cycle of customers without a strategy, for `all` it is `settings.months`.
 * An agent is who has the business role dealer (D-17) or was filed as an agent (D-08).
 */
export const classifyLifecycle = (population: Population, settings: LifecycleSettings, run: ClassificationRun): ReadonlyMap<ArchiveId, ClassResult> =>
  resultsOf(lifecycleRule(population, settings), population, run);

/** The same, member by member. */
export const lifecycleRule = (population: Population, settings: LifecycleSettings): ReadyRule => lifecycleRuleOf(population.window, settings);

const SHIPPED: Readonly<Record<string, number>> = Object.fromEntries((dictionaryOf('D-56')?.options ?? []).flatMap(({ key, days }) => (days === undefined ? [] : [[key, days] as const])));
const cyclesOf = ({ cycles }: LifecycleSettings): ReadonlyMap<string, number> => new Map(Object.entries(cycles ?? SHIPPED));
const monthsOf = (window: Window, settings: LifecycleSettings): number => (window.months === 'all' ? settings.months : window.months);

/** The earliest last purchase with which a customer is current, by purchase strategy and without one. */
export function lifecycleLimits(window: Window, settings: LifecycleSettings): { readonly strategies: Readonly<Record<string, CalendarDate>>; readonly others: CalendarDate } {
  const limit = (cycle: Cycle): CalendarDate => earliestCurrent(window.to, cycle);
  return { strategies: Object.fromEntries([...cyclesOf(settings)].map(([key, value]) => [key, limit({ unit: 'days', value })])), others: limit({ unit: 'months', value: monthsOf(window, settings) }) };
}

/** By role and category, as in the rule. */
export const isAgent = ({ roles, category }: Pick<PopulationMember, 'roles' | 'category'>): boolean => roles.includes('dealer') || AGENT_CATEGORIES.has(category ?? '');

export function lifecycleRuleOf(window: Window, settings: LifecycleSettings): ReadyRule {
  const reference = window.to;
  const months = monthsOf(window, settings);
  const cycles = cyclesOf(settings);

  const find = (member: PopulationMember): Finding => {
    const kind = isAgent(member) ? 'Agent' : 'EndCustomer';
    const days = member.strategy === null ? undefined : cycles.get(member.strategy);
    const cycle: Cycle = days === undefined ? { unit: 'months', value: months } : { unit: 'days', value: days };
    const last = member.lastEver;
    const state = last === null ? 'potential' : lastDay(last, cycle) >= reference ? 'current' : 'lost';
    const value = `${state}${kind}`;
    const change = (to: 'current' | 'lost', input: string, at: string | number): ClassChange => ({ to: `${to}${kind}`, toLabel: classLabel('D-08', `${to}${kind}`), input, at });
    const changes = last === null ? [change('current', 'purchasesEver', 1)]
      : state === 'current' ? [change('lost', 'referenceDate', addDays(lastDay(last, cycle), 1))]
      : [change('current', 'lastEver', earliestCurrent(reference, cycle))];
    const inputs: readonly ClassInput[] = [
      { key: 'lastEver', value: last, unit: 'date' },
      ...(last === null ? [] : [{ key: 'daysSince', value: daysBetween(last, reference), unit: 'days' } as const]),
      { key: 'firstEver', value: member.firstEver, unit: 'date' },
      { key: 'strategy', value: days === undefined ? null : member.strategy },
      // no more of the profile than the class itself says
      { key: 'agent', value: member.roles.includes('dealer') ? 'dealer' : isAgent(member) ? 'filedAgent' : 'no' },
      ...leftOutInputs(member),
    ];
    return {
      scheme: 'lifecycle', value, label: classLabel('D-08', value), mark: '',
      rule: ruleOf('C-03', 'B-3', settings),
      window: { from: null, to: reference, months: 'all' },
      thresholds: [{ key: 'lostAfter', value: cycle.value, unit: cycle.unit }],
      inputs, changes,
    };
  };
  return { ranking: RANKING, find };
}
