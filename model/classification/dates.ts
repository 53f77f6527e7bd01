/** Calendar dates as `YYYY-MM-DD` text, counted in UTC days so that no time zone or summer time moves them. It knows no clock. */
import type { CalendarDate } from '../overview.ts';

const DAY = 86_400_000;
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

const FIRST = Date.UTC(1000, 0, 1);
const LAST = Date.UTC(9999, 11, 31);
/** What is counted back or forth beyond the dates that can be written ends with them. */
const text = (time: number): CalendarDate => new Date(Math.min(Math.max(time, FIRST), LAST)).toISOString().slice(0, 10);

/** True for a date that exists: `2024-02-30` does not. */
export function isCalendarDate(value: string): boolean {
  const parts = SHAPE.exec(value);
  if (!parts) return false;
  const time = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  return !Number.isNaN(time) && Number(parts[1]) >= 1000 && text(time) === value;
}

const time = (date: CalendarDate): number => {
  if (!isCalendarDate(date)) throw new RangeError(`not a calendar date: ${date}`);
  return Date.parse(`${date}T00:00:00Z`);
};

/** Whole days from one date to another; negative when the second is earlier. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number => Math.round((time(to) - time(from)) / DAY);

export const addDays = (date: CalendarDate, days: number): CalendarDate => text(time(date) + days * DAY);

/** Same day of another month; the last day of that month where it has no such day (31 March − 1 month = 28 or 29 February). */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const start = new Date(time(date));
  const year = start.getUTCFullYear();
  const month = start.getUTCMonth() + months;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return text(Date.UTC(year, month, Math.min(start.getUTCDate(), lastDay)));
}
