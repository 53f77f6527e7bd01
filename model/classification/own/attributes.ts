/** The three attribute axes (C-12, D-23): how strongly a customer stands out by who it is, how it buys and what it is worth. */
import { fromMinor } from '../../money.ts';
import type { Member, OwnRule } from '../member.ts';
import type { RuleVersion } from '../settings.ts';
import { amount, ownScheme, steps, whole } from './parse.ts';
import { leftOut, minor, net, SHIPPED, textOf } from './reading.ts';

/** In the order that decides between equals: what somebody does says more than who somebody is. */
const AXES = ['value', 'behavioural', 'social'] as const;
type Axis = (typeof AXES)[number];

export interface AttributeSettings extends RuleVersion {
  /** Purchases in twelve months that give 3, 2 and 1 points on the behavioural axis. Shipped: 12, 4, 1. */
  readonly purchases: readonly number[];
  /** Purchases less returns in twelve months, in whole units, that give 3, 2 and 1 points on the value axis. Shipped: 100,000, 10,000, 1. */
  readonly value: readonly number[];
}

/** Points of what the dictionaries say of the customer's place among others: position (D-10), size (D-57), years in business (D-58). */
const SOCIAL: Readonly<Record<string, Readonly<Record<string, number>>>> = Object.freeze({
  'crm.industryPosition': { leader: 3, influential: 2, average: 1, none: 0 },
  'crm.salesScale': { large: 3, medium: 2, small: 1, micro: 0 },
  'crm.yearsInBusiness': { over10: 3, from5to10: 2, from3to5: 1, from1to3: 0, under1: 0 },
});

const stepped = (value: number, limits: readonly number[]): number => {
  const index = limits.findIndex((limit) => value >= limit);
  return index < 0 ? 0 : 3 - index;
};
/** The axis with the most points; null: none has any. */
const strongest = (points: Readonly<Record<Axis, number>>): Axis | null => {
  const most = Math.max(...AXES.map((axis) => points[axis]));
  return most === 0 ? null : AXES.find((axis) => points[axis] === most)!;
};
const social = (member: Member): number => Math.max(0, ...Object.entries(SOCIAL).map(([key, scale]) => scale[textOf(member, key) ?? ''] ?? 0));

const attributesRule: OwnRule<AttributeSettings> = (member, settings) => {
  const { year } = member.figures;
  const limits = settings.value.map(minor);
  const points = { social: social(member), behavioural: stepped(year.purchases, settings.purchases), value: stepped(net(year), limits) };
  const value = strongest(points);
  // the least that would bring another axis, or another class, to the front
  const byWorth = [...limits].reverse().find((limit) => limit > net(year) && strongest({ ...points, value: stepped(limit, limits) }) !== value);
  const byHabit = [...settings.purchases].reverse().find((limit) => limit > year.purchases && strongest({ ...points, behavioural: stepped(limit, settings.purchases) }) !== value);
  return {
    value, mark: AXES.map((axis) => points[axis]).reverse().join('·'),
    thresholds: [
      ...settings.value.map((units, i) => ({ key: `worth${3 - i}`, value: fromMinor(minor(units)), unit: 'money' as const })),
      ...settings.purchases.map((count, i) => ({ key: `habit${3 - i}`, value: count, unit: 'count' as const })),
    ],
    inputs: [
      { key: 'axis.social', value: points.social, unit: 'score' }, { key: 'axis.behavioural', value: points.behavioural, unit: 'score' }, { key: 'axis.value', value: points.value, unit: 'score' },
      { key: 'position', value: textOf(member, 'crm.industryPosition') }, { key: 'scale', value: textOf(member, 'crm.salesScale') }, { key: 'yearsInBusiness', value: textOf(member, 'crm.yearsInBusiness') },
      { key: 'purchases', value: year.purchases, unit: 'count' }, { key: 'value', value: fromMinor(net(year)), unit: 'money' }, ...leftOut(member),
    ],
    changes: [
      ...(byWorth === undefined ? [] : [{ to: 'value', input: 'value', at: fromMinor(byWorth) }]),
      ...(byHabit === undefined ? [] : [{ to: 'behavioural', input: 'purchases', at: byHabit }]),
    ],
  };
};
/** C-12: the axis on which the customer stands out most; the mark has the points of all three, social first. */
export const attributes = ownScheme<AttributeSettings>(
  attributesRule, { ...SHIPPED, purchases: Object.freeze([12, 4, 1]), value: Object.freeze([100_000, 10_000, 1]) },
  { purchases: steps(3, 'down', whole(1, 100_000, 'purchases')), value: steps(3, 'down', amount) },
);
