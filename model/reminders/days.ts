/** Reckoning with calendar days: years that come round, 29 February, days of the Chinese lunar calendar, working days. Pure dates; which of them anybody is told of is in `rules.ts`. */
import { addDays } from '../classification/dates.ts';
import type { CalendarDate } from '../overview.ts';
import type { Workdays } from './api.ts';

const at = (day: CalendarDate): number => Date.parse(`${day}T00:00:00Z`);
export const laterOf = (a: CalendarDate | null, b: CalendarDate | null): CalendarDate | null => (a === null ? b : b === null || a > b ? a : b);

/** Month and day of `1980-02-29` or `--02-29`; null where a date has no day. */
export function monthDay(date: string): { readonly month: number; readonly day: number } | null {
  const found = /^(?:\d{4}|-)-(\d{2})-(\d{2})/.exec(date);
  return found ? { month: Number(found[1]), day: Number(found[2]) } : null;
}

/** The day of a year on which a date comes round: in years that have no 29 February it is kept on the 28th. */
function inYear(year: number, month: number, day: number): CalendarDate {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return `${year}-${String(month).padStart(2, '0')}-${String(Math.min(day, last)).padStart(2, '0')}`;
}

/** The first time on or after `from` that a date comes round. */
export function nextYearly(date: string, from: CalendarDate): CalendarDate | null {
  const parts = monthDay(date);
  if (parts === null) return null;
  const year = Number(from.slice(0, 4));
  const here = inYear(year, parts.month, parts.day);
  return here >= from ? here : inYear(year + 1, parts.month, parts.day);
}

const CHINESE = new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'UTC' });
/** Month 1 to 12 and day 1 to 30 of the Chinese calendar; `leap`: of the month that is put in after the one of this number. */
export interface LunarDay { readonly month: number; readonly day: number; readonly leap: boolean }

export function lunarOf(day: CalendarDate): LunarDay {
  const parts = CHINESE.formatToParts(new Date(at(day)));
  const text = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  // ICU says `2bis` of a leap month
  return { month: Number.parseInt(text('month'), 10), day: Number(text('day')), leap: /bis|leap/i.test(text('month')) };
}

/**
 * The first time on or after `from` that the lunar day of a date comes round. Whoever was born in a leap month is greeted in the month proper of the same number, every year; a thirtieth
 * is kept on the twenty-ninth where the month has no more.
 */
export function nextLunar(date: CalendarDate, from: CalendarDate): CalendarDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  const wanted = lunarOf(date);
  // a lunar year has at most 385 days
  for (let offset = 0; offset <= 385; offset++) {
    const day = addDays(from, offset);
    const found = lunarOf(day);
    if (found.leap || found.month !== wanted.month) continue;
    if (found.day === wanted.day) return day;
    if (wanted.day === 30 && found.day === 29 && lunarOf(addDays(day, 1)).day === 1) return day;
  }
  return null;
}

type Table = Pick<Workdays, 'weekend' | 'holidays' | 'worked'>;
/** A weekend's day that is worked is a working day, a holiday is none. */
export function isWorkday(day: CalendarDate, table: Table): boolean {
  if (table.holidays.some((holiday) => holiday.day === day)) return false;
  if (table.worked.includes(day)) return true;
  return !table.weekend.includes(((new Date(at(day)).getUTCDay() + 6) % 7) + 1);
}

/** `count` working days, beginning with `from` where that is one. At least one weekday is worked; so many holidays in a row that none is left end it early. */
export function workdaysFrom(from: CalendarDate, count: number, table: Table): readonly CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let offset = 0; days.length < count && offset < count * 7 + 400; offset++) {
    const day = addDays(from, offset);
    if (isWorkday(day, table)) days.push(day);
  }
  return days;
}

/** The working day on which each of `count` lines comes to a list that takes `most` a day, beginning after `today`; counted by day. */
export function planOf(count: number, most: number, today: CalendarDate, table: Table, longest = 60): readonly { readonly day: CalendarDate; readonly count: number }[] {
  const days = workdaysFrom(addDays(today, 1), Math.min(Math.ceil(count / most), longest), table);
  return days.map((day, i) => ({ day, count: Math.min(most, count - i * most) }));
}
