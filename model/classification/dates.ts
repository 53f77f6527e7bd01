/** Calendar dates as `YYYY-MM-DD` text, counted in UTC days so that no time zone or summer time moves them. It knows no clock. */
import type { CalendarDate } from '../overview.ts';

const DAY = 86_400_000;
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

const FIRST = Date.UTC(1000, 0, 1);
const LAST = Date.UTC(9999, 11, 31);
/** What is counted back or forth beyond the dates that can be written ends with them. */
const text = (time: number): CalendarDate => new Date(Math.min(Math.max(time, FIRST), LAST)).toISOString().slice(0, 10);

/** The moment at which it begins; null for a date that does not exist. */
function begins(value: string): number | null {
  const parts = SHAPE.exec(value);
  if (!parts) return null;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  // no month has fewer than 28 days; day 0 of the next month is the last of this one
  if (year < 1000 || month < 1 || month > 12 || day < 1 || (day > 28 && day > new Date(Date.UTC(year, month, 0)).getUTCDate())) return null;
  return Date.UTC(year, month - 1, day);
}

/** True for a date that exists: `2024-02-30` does not. */
export const isCalendarDate = (value: string): boolean => begins(value) !== null;

const time = (date: CalendarDate): number => {
  const found = begins(date);
  if (found === null) throw new RangeError(`not a calendar date: ${date}`);
  return found;
};

/** Whole days from one date to another; negative when the second is earlier. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number => Math.round((time(to) - time(from)) / DAY);

export const addDays = (date: CalendarDate, days: number): CalendarDate => text(time(date) + days * DAY);

/** Turns of the calendar's month from one date to another, whatever the days. */
export const monthsBetween = (from: CalendarDate, to: CalendarDate): number => (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));

/** Same day of another month; the last day of that month where it has no such day (31 March − 1 month = 28 or 29 February). */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const start = new Date(time(date));
  const year = start.getUTCFullYear();
  const month = start.getUTCMonth() + months;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return text(Date.UTC(year, month, Math.min(start.getUTCDate(), lastDay)));
}
