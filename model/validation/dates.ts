/** Calendar dates as text: real days only, coarser or finer where a field allows it. No clock: whether a date lies ahead is not asked here. */
import type { Limits } from '../catalogue/types.ts';
import { problem } from './problem.ts';
import type { Problem } from './problem.ts';

export const LONG_TERM = 'long-term';

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const isYear = (year: number): boolean => year >= 1000 && year <= 9999;

/** `month` is 1 to 12. */
function isDay(year: number, month: number, day: number): boolean {
  const length = DAYS[month - 1];
  return isYear(year) && length !== undefined && day >= 1 && day <= (month === 2 && isLeap(year) ? 29 : length);
}

/** `YYYY-MM-DD`, a day that exists. */
export function isCalendarDate(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return parts !== null && isDay(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}

/** `YYYY-MM`. */
export function isMonth(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})$/.exec(text);
  return parts !== null && isDay(Number(parts[1]), Number(parts[2]), 1);
}

/** Local time, alone or with the zone it is meant in: `2026-03-05T14:30`, `2026-03-05T14:30[Europe/Madrid]`. */
export function isLocalTime(text: string): boolean {
  const parts = /^(.{10})T([01]\d|2[0-3]):[0-5]\d(?:\[[A-Za-z][A-Za-z0-9_+/-]{0,63}\])?$/.exec(text);
  return parts !== null && isCalendarDate(parts[1] ?? '');
}

/** `--02-29` is a birthday too. */
const isYearless = (text: string): boolean => /^--\d{2}-\d{2}$/.test(text) && isCalendarDate(`2000-${text.slice(2)}`);

export function checkDate(text: string, limits: Limits): Problem | null {
  if (isCalendarDate(text)) return null;
  if (limits.longTermAllowed && text === LONG_TERM) return null;
  if (limits.yearOptional && isYearless(text)) return null;
  if (limits.precision === 'minute' && isLocalTime(text)) return null;
  if ((limits.precision === 'month' || limits.precision === 'year') && isMonth(text)) return null;
  if (limits.precision === 'year' && /^\d{4}$/.test(text) && isYear(Number(text))) return null;
  return problem('date', limits.precision === 'minute' ? 'must be a day or a time that exists, such as 2026-03-05T14:30' : 'must be a day that exists, such as 2026-03-05');
}

export const checkMonth = (text: string): Problem | null => (isMonth(text) ? null : problem('date', 'must be a month, such as 2026-03'));

/** `from/to`; one end may be open: `2026-03-05/`. */
export function checkDateRange(text: string): Problem | null {
  const [from = '', to = '', more] = text.split('/');
  const good = more === undefined && text.includes('/') && (from !== '' || to !== '') && (from === '' || isCalendarDate(from)) && (to === '' || isCalendarDate(to));
  if (!good) return problem('date', 'must be two days, such as 2026-03-05/2026-03-08');
  return from !== '' && to !== '' && from > to ? problem('range', 'must not end before it begins') : null;
}
