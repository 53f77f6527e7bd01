/** Local times of contact records and appointments: a wall clock with its zone, `2026-05-12T14:00[Asia/Shanghai]`. System moments, in UTC, are not its business. */
import type { CalendarDate } from '../../model/overview.ts';

export interface LocalTime {
  readonly date: CalendarDate;
  /** `HH:MM`; null: only the day is known. */
  readonly time: string | null;
  /** IANA name; null: the workspace's. */
  readonly zone: string | null;
}

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})(?:T([01]\d|2[0-3]):([0-5]\d)(?::\d{2})?)?(?:Z|[+-]\d{2}:\d{2})?(?:\[([A-Za-z0-9_+/-]{1,64})\])?$/;

/** Null for what is no local time; an offset is passed over, because the wall clock is what was agreed. */
export function parseLocalTime(text: unknown): LocalTime | null {
  const found = typeof text === 'string' ? SHAPE.exec(text) : null;
  if (!found) return null;
  const [, year, month, day, hour, minute, zone] = found;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return null;
  return { date: `${year}-${month}-${day}`, time: hour === undefined ? null : `${hour}:${minute}`, zone: zone ?? null };
}

/** What a `datetime-local` input gives, with the zone in which it is meant. Empty for an empty input. */
export const writeLocalTime = (input: string, zone: string): string => (input === '' ? '' : `${input.slice(0, 16)}[${zone}]`);

/** Value of a `datetime-local` input. A day without a time gets `09:00`, since the input cannot be half filled. */
export const inputValue = (time: LocalTime | null): string => (time ? `${time.date}T${time.time ?? '09:00'}` : '');

/** Sorts by wall clock; a day without a time comes before that day's first hour. */
export const sortKey = (time: LocalTime): string => `${time.date}T${time.time ?? '00:00'}`;

export const yearOf = (time: LocalTime): number => Number(time.date.slice(0, 4));

/** The wall clock in `zone` at a moment, `2026-05-12T14:05`. An unknown zone falls back to UTC, as the server does. */
export function wallClock(at: Date, zone: string): string {
  const parts = Object.fromEntries(formatter(zone).formatToParts(at).map(({ type, value }) => [type, value]));
  return `${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}`;
}

/** Kept: making one costs more than a screen of entries. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  const shape = { calendar: 'gregory', numberingSystem: 'latn', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  let format = formatters.get(zone);
  if (format !== undefined) return format;
  try {
    format = new Intl.DateTimeFormat('en', { ...shape, timeZone: zone });
  } catch {
    format = new Intl.DateTimeFormat('en', { ...shape, timeZone: 'UTC' }); // this browser does not know the zone's name
  }
  formatters.set(zone, format);
  return format;
}

/** Whole days from `from` to `to`, both `YYYY-MM-DD`. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number => Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / 86_400_000);
