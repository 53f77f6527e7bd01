/** Days and local times in the reader's language, for timeline and list; times keep the wall clock they were written with. Formatters, money and moments are in `internal/formats.ts`. */
import type { Language } from '../../model/labels.ts';
import type { CalendarDate } from '../../model/overview.ts';
import { dates } from '../internal/formats.ts';
import { daysBetween } from './local-time.ts';
import type { LocalTime } from './local-time.ts';

const format = (language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => dates(language, { ...options, timeZone: 'UTC' });

const at = (date: CalendarDate, time = '00:00'): Date => new Date(`${date}T${time}:00Z`);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `9 Apr`, with the year when it is not this one. */
export const shortDay = (date: CalendarDate, today: CalendarDate, language: Language): string =>
  format(language, { day: 'numeric', month: 'short', ...(date.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' }) }).format(at(date));

/** With the weekday within the next and the last seven days. */
export const nearDay = (date: CalendarDate, today: CalendarDate, language: Language): string =>
  Math.abs(daysBetween(date, today)) < 8
    ? format(language, { weekday: 'short', day: 'numeric', month: 'short' }).format(at(date))
    : shortDay(date, today, language);

export const fullDay = (date: CalendarDate, language: Language): string => format(language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(at(date));
export const weekday = (date: CalendarDate, language: Language): string => capital(format(language, { weekday: 'long', day: 'numeric', month: 'long' }).format(at(date)));

/** `month` is `YYYY-MM`. */
export const monthName = (month: string, today: CalendarDate, language: Language): string =>
  capital(format(language, { month: 'long', ...(month.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' }) }).format(at(`${month}-01`)));

/** `14:20`; nothing where only the day is known. */
export const clockTime = (local: LocalTime, language: Language): string =>
  local.time === null ? '' : format(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at(local.date, local.time));

/** The zone's name where it is not the reader's workspace's. */
export const otherZone = (local: LocalTime, zone: string): string => (local.time === null || local.zone === null || local.zone === zone ? '' : local.zone.replaceAll('_', ' '));
