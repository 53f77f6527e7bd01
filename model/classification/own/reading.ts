/** Readings that the schemes of one customer share: values by kind, months of a relation, its average trade. Pure; the rules stand beside it, one file a scheme or family. */
import type { CalendarDate, ClassInput } from '../../overview.ts';
import { addDays, addMonths, monthsBetween } from '../dates.ts';
import type { Member, OwnFinding, Sums } from '../member.ts';
import { leftOutInputs } from '../result.ts';
import type { RuleVersion } from '../settings.ts';

/** As shipped: nobody has set anything. */
export const SHIPPED: RuleVersion = Object.freeze({ version: 1, setBy: null, setAt: null });

export type Change = OwnFinding['changes'][number];

const first = ({ fields }: Pick<Member, 'fields'>, key: string) => {
  const value = fields[key];
  return Array.isArray(value) ? (value as readonly unknown[])[0] : value;
};
/** One value; of a column that has several, the first. */
export function textOf(member: Pick<Member, 'fields'>, key: string): string | null {
  const value = first(member, key);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
export function numberOf(member: Pick<Member, 'fields'>, key: string): number | null {
  const value = first(member, key);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
export const flagOf = ({ fields }: Pick<Member, 'fields'>, key: string): boolean => fields[key] === true;
/** Texts of a column, in their order; one value counts as a list of one. */
export function listOf({ fields }: Pick<Member, 'fields'>, key: string): readonly string[] {
  const value = fields[key];
  return (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string' && each !== '');
}
/** A day, of whatever begins with one. */
export const dateOf = (member: Pick<Member, 'fields'>, key: string): CalendarDate | null => /^\d{4}-\d\d-\d\d$/.exec(textOf(member, key)?.slice(0, 10) ?? '')?.[0] ?? null;

/** Whole months from one day to another: the most for which `addMonths(from, months)` is not after `to`; 0 when `to` is earlier. */
export function wholeMonths(from: CalendarDate, to: CalendarDate): number {
  if (to <= from) return 0;
  const months = monthsBetween(from, to);
  return addMonths(from, months) <= to ? months : months - 1;
}

/** The earliest day from which fewer than `months` whole months have passed on `today`. */
export function earliestWithin(today: CalendarDate, months: number): CalendarDate {
  let day = addMonths(today, -months);
  while (wholeMonths(day, today) >= months) day = addDays(day, 1);
  return day;
}

export const net = ({ sales, returns }: Pick<Sums, 'sales' | 'returns'>): number => sales - returns;

/** Start of the relation: the first purchase or, before one, the day on which the archive was opened (F-371). */
export const relationSince = ({ figures, openedAt }: Member): CalendarDate => figures.ever.first ?? openedAt.slice(0, 10);
export const relationMonths = (member: Member, today: CalendarDate): number => wholeMonths(relationSince(member), today);

/** Average a year, rounded down to a minor unit (F-370): all purchases less returns over the length of the relation, which counts as a year at least. */
export function averageAnnualTrade(member: Member, today: CalendarDate): number {
  const twelve = BigInt(net(member.figures.ever)) * 12n;
  const months = BigInt(Math.max(12, relationMonths(member, today)));
  return Number(twelve >= 0n ? twelve / months : -((-twelve + months - 1n) / months));
}

/** Whole units of the currency as minor ones. */
export const minor = (units: number): number => Math.round(units * 100);

export const leftOut = ({ figures: { leftOut: left, converted = [] } }: Member): readonly ClassInput[] => leftOutInputs({ leftOut: left ?? [], converted });
