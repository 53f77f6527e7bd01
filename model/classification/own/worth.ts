/** Schemes by what a customer is worth: big or general (C-04) and the value tier (C-10). */
import { fromMinor } from '../../money.ts';
import type { ClassInput } from '../../overview.ts';
import type { Member, OwnRule, Sums } from '../member.ts';
import type { RuleVersion } from '../settings.ts';
import { amount, keys, oneOf, ownScheme } from './parse.ts';
import { leftOut, minor, net, SHIPPED, textOf, type Change } from './reading.ts';

/** Which sums count: the twelve months up to today, or all time. */
export type Period = 'year' | 'ever';
const PERIOD = oneOf('year', 'ever');

const worth = (member: Member, { sales, returns, purchases }: Sums): readonly ClassInput[] => [
  { key: 'value', value: fromMinor(sales - returns), unit: 'money' },
  { key: 'purchases', value: purchases, unit: 'count' },
  ...(returns > 0 ? [{ key: 'returns', value: fromMinor(returns), unit: 'money' } as const] : []),
  ...leftOut(member),
];

export interface SizeSettings extends RuleVersion {
  /** Shipped: year; `ever` for trades in which a customer buys once in many years. */
  readonly period: Period;
  /** From so much in the period, in whole units of the currency, a customer is big. Shipped: 100,000; choose it so that big customers are few enough to be looked after by name. */
  readonly amount: number;
  /** Sizes of the customer's own business (D-57) that make it big whatever it buys today. Shipped: large; none: only trade counts. */
  readonly scales: readonly string[];
}

const sizeRule: OwnRule<SizeSettings> = (member, settings) => {
  const sums = member.figures[settings.period];
  const scale = textOf(member, 'crm.salesScale');
  const limit = minor(settings.amount);
  const byTrade = net(sums) >= limit;
  const byScale = scale !== null && settings.scales.includes(scale);
  const up: readonly Change[] = [{ to: 'big', input: 'value', at: fromMinor(limit) }, ...settings.scales.map((at) => ({ to: 'big', input: 'scale', at }))];
  return {
    value: byTrade || byScale ? 'big' : 'general', mark: '',
    thresholds: [{ key: 'period', value: settings.period }, { key: 'bigAmount', value: fromMinor(limit), unit: 'money' }, { key: 'bigScales', value: settings.scales.join(' ') || null }],
    inputs: [...worth(member, sums), { key: 'scale', value: scale }],
    changes: !byTrade && !byScale ? up : byTrade && !byScale ? [{ to: 'general', input: 'value', at: fromMinor(limit - 1) }] : [],
  };
};
/** C-04: big by its trade with us or by its own size, else general. */
export const size = ownScheme<SizeSettings>(sizeRule, { ...SHIPPED, period: 'year', amount: 100_000, scales: Object.freeze(['large']) }, { period: PERIOD, amount, scales: keys('D-57') });

export interface ValueTierSettings extends RuleVersion {
  /** `net`: purchases less returns of the period against `amount`. `abc`: the ABC class decides, so that the tier moves with the population. Shipped: net, which is explained without any other customer. */
  readonly measure: 'net' | 'abc';
  /** Shipped: year. */
  readonly period: Period;
  /** Measure `net`: from so much, in whole units of the currency, a customer is of high value. Shipped: 10,000. */
  readonly amount: number;
  /** Measure `abc`: these classes are of high value. Shipped: A. */
  readonly classes: readonly string[];
}

const valueTierRule: OwnRule<ValueTierSettings> = (member, { measure, period, amount: units, classes }) => {
  const sums = member.figures[period];
  if (measure === 'abc') {
    const abc = member.classes.abc ?? null;
    const high = abc !== null && classes.includes(abc);
    return {
      value: abc === null ? null : high ? 'highValue' : 'lowValue', mark: '',
      thresholds: [{ key: 'highClasses', value: classes.join(' ') }],
      inputs: [{ key: 'abc', value: abc }, ...worth(member, sums)],
      changes: high ? [] : classes.map((at) => ({ to: 'highValue', input: 'abc', at })),
    };
  }
  const limit = minor(units);
  const high = net(sums) >= limit;
  const value = sums.purchases === 0 ? null : high ? 'highValue' : 'lowValue';
  return {
    value, mark: '',
    thresholds: [{ key: 'period', value: period }, { key: 'highAmount', value: fromMinor(limit), unit: 'money' }],
    inputs: worth(member, sums),
    changes: value === null ? [{ to: high ? 'highValue' : 'lowValue', input: 'purchases', at: 1 }]
      : high ? [{ to: 'lowValue', input: 'value', at: fromMinor(limit - 1) }] : [{ to: 'highValue', input: 'value', at: fromMinor(limit) }],
  };
};
/** C-10: two tiers; without a purchase in the period nobody is put into the lower one. */
export const valueTier = ownScheme<ValueTierSettings>(
  valueTierRule, { ...SHIPPED, measure: 'net', period: 'year', amount: 10_000, classes: Object.freeze(['A']) },
  { measure: oneOf('net', 'abc'), period: PERIOD, amount, classes: keys('D-18', ['A', 'B', 'C']) },
);
