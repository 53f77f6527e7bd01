/** Schemes by the length of a relation: potential, new or old (C-04), long-term or temporary (C-11), core or ordinary (C-08). */
import { fromMinor } from '../../money.ts';
import { addMonths } from '../dates.ts';
import type { OwnRule } from '../member.ts';
import type { RuleVersion } from '../settings.ts';
import { amount, ownScheme, whole } from './parse.ts';
import { averageAnnualTrade, earliestWithin, leftOut, minor, net, relationMonths, relationSince, SHIPPED, wholeMonths } from './reading.ts';

export interface MaturitySettings extends RuleVersion {
  /** So many months from the first purchase on a customer is new, then old. Shipped: 12, so that a yearly buyer becomes old with the second season; a shop with weekly buyers may take 3. */
  readonly newMonths: number;
}

const maturityRule: OwnRule<MaturitySettings> = ({ figures: { ever: { first, purchases } } }, { newMonths }, today) => {
  const months = first === null ? null : wholeMonths(first, today);
  const value = months === null ? 'potential' : months < newMonths ? 'new' : 'old';
  return {
    value, mark: '',
    thresholds: [{ key: 'newMonths', value: newMonths, unit: 'months' }],
    inputs: [
      { key: 'purchasesEver', value: purchases, unit: 'count' }, { key: 'firstEver', value: first, unit: 'date' },
      ...(months === null ? [] : [{ key: 'monthsSinceFirst', value: months, unit: 'months' } as const]),
    ],
    changes: first === null ? [{ to: 'new', input: 'purchasesEver', at: 1 }]
      : value === 'new' ? [{ to: 'old', input: 'today', at: addMonths(first, newMonths) }]
      : [{ to: 'new', input: 'firstEver', at: earliestWithin(today, newMonths) }],
  };
};
/** C-04: potential without a purchase, new for `newMonths` from the first, then old. */
export const maturity = ownScheme<MaturitySettings>(maturityRule, { ...SHIPPED, newMonths: 12 }, { newMonths: whole(1, 600, 'months') });

export interface DurationSettings extends RuleVersion {
  /** At least so many months between the first and the newest purchase. Shipped: 12: who came back after a year is no passing guest. Where seasons rule, take 24. */
  readonly months: number;
  /** At least so many purchases of all time. Shipped: 3, because two purchases are one return, not yet a habit. */
  readonly purchases: number;
}

const durationRule: OwnRule<DurationSettings> = ({ figures: { ever: { first, last, purchases } } }, settings) => {
  const span = first === null || last === null ? 0 : wholeMonths(first, last);
  const often = purchases >= settings.purchases;
  const long = span >= settings.months;
  const value = first === null ? null : often && long ? 'longTerm' : 'temporary';
  return {
    value, mark: '',
    thresholds: [{ key: 'longTermMonths', value: settings.months, unit: 'months' }, { key: 'longTermPurchases', value: settings.purchases, unit: 'count' }],
    inputs: [
      { key: 'purchasesEver', value: purchases, unit: 'count' }, { key: 'firstEver', value: first, unit: 'date' }, { key: 'lastEver', value: last, unit: 'date' },
      { key: 'monthsOfPurchases', value: span, unit: 'months' },
    ],
    changes: first === null ? [{ to: 'temporary', input: 'purchasesEver', at: 1 }]
      : value === 'longTerm' ? []
      : long ? [{ to: 'longTerm', input: 'purchasesEver', at: settings.purchases }]
      : often ? [{ to: 'longTerm', input: 'lastEver', at: addMonths(first, settings.months) }] : [],
  };
};
/** C-11: long-term with enough purchases over enough time, else temporary; without a purchase it is not classified. */
export const duration = ownScheme<DurationSettings>(durationRule, { ...SHIPPED, months: 12, purchases: 3 }, { months: whole(1, 600, 'months'), purchases: whole(2, 10_000, 'purchases') });

export interface CreditManagementSettings extends RuleVersion {
  /** Average annual trade, in whole units of the currency, from which a customer is core. Keeping a full credit file costs work every year: choose the amount from which that pays. Shipped: 50,000. */
  readonly averageAnnualTrade: number;
  /** And the relation is at least so many months old. Shipped: 24, two closed years, so that one large order makes nobody a core customer. */
  readonly relationMonths: number;
}

const creditManagementRule: OwnRule<CreditManagementSettings> = (member, settings, today) => {
  const average = averageAnnualTrade(member, today);
  const months = relationMonths(member, today);
  const limit = minor(settings.averageAnnualTrade);
  const enough = average >= limit;
  const long = months >= settings.relationMonths;
  return {
    value: enough && long ? 'core' : 'ordinary', mark: '',
    thresholds: [{ key: 'coreTrade', value: fromMinor(limit), unit: 'money' }, { key: 'coreMonths', value: settings.relationMonths, unit: 'months' }],
    inputs: [
      { key: 'averageAnnualTrade', value: fromMinor(average), unit: 'money' }, { key: 'relationMonths', value: months, unit: 'months' },
      { key: 'valueEver', value: fromMinor(net(member.figures.ever)), unit: 'money' }, { key: 'relationSince', value: relationSince(member), unit: 'date' },
      ...leftOut(member),
    ],
    changes: enough && long ? [{ to: 'ordinary', input: 'averageAnnualTrade', at: fromMinor(limit - 1) }]
      : long ? [{ to: 'core', input: 'averageAnnualTrade', at: fromMinor(limit) }]
      : enough ? [{ to: 'core', input: 'relationMonths', at: settings.relationMonths }] : [],
  };
};
/** C-08: core by the average annual trade and, at the same time, the length of the relation; everybody else is ordinary. */
export const creditManagement = ownScheme<CreditManagementSettings>(
  creditManagementRule, { ...SHIPPED, averageAnnualTrade: 50_000, relationMonths: 24 }, { averageAnnualTrade: amount, relationMonths: whole(0, 1_200, 'months') },
);
