/** Dates, money and shares in the reader's language, by `Intl`. Formatters are kept: making one costs more than a card. */
import type { Language } from '../../model/labels.ts';
import type { CalendarDate, Decimal } from '../../model/overview.ts';

/** English dates are written day first: the page says `en`, not where. */
const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', 'zh-Hans': 'zh-Hans', 'zh-Hant': 'zh-Hant', es: 'es' };

const kept = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();
function numbers(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `n${language}${JSON.stringify(options)}`;
  let format = kept.get(key) as Intl.NumberFormat | undefined;
  if (format === undefined) kept.set(key, (format = new Intl.NumberFormat(LOCALES[language], options)));
  return format;
}
/** Of every day, month and time the kit writes: Gregorian, Latin digits. Calendar dates add `timeZone: 'UTC'`, so that no zone moves them to another day. */
export function dates(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `d${language}${JSON.stringify(options)}`;
  let format = kept.get(key) as Intl.DateTimeFormat | undefined;
  if (format === undefined) kept.set(key, (format = new Intl.DateTimeFormat(LOCALES[language], { ...options, calendar: 'gregory', numberingSystem: 'latn' })));
  return format;
}

/** A sum as it is written beside its label: `4,273.00`; with a currency `4.273,00 EUR`. */
export function formatMoney(language: Language, amount: Decimal | number, currency?: string): string {
  const sum = numbers(language, { minimumFractionDigits: 2, maximumFractionDigits: 2, useGrouping: true }).format(Number(amount));
  return currency === undefined ? sum : `${sum} ${currency}`;
}
export const formatNumber = (language: Language, value: number): string => numbers(language, { maximumFractionDigits: 2 }).format(value);
/** A fraction as a percentage: 0.082 is `8.2%`. */
export const formatShare = (language: Language, share: number): string => numbers(language, { style: 'percent', maximumFractionDigits: 1 }).format(share);

/** A calendar date, which has no zone: `6 May 1998`. The year is left out when it is `year`. */
export function formatDate(language: Language, date: CalendarDate, year?: number): string {
  const day = new Date(`${date.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return date;
  const withYear = day.getUTCFullYear() === year ? {} : ({ year: 'numeric' } as const);
  return dates(language, { ...withYear, month: 'short', day: 'numeric', timeZone: 'UTC' }).format(day);
}
/** The day of an appointment: `Tue 12 May`. */
export function formatDay(language: Language, date: CalendarDate): string {
  return dates(language, { weekday: 'short', month: 'short', day: 'numeric', timeZone: 'UTC' }).format(new Date(`${date.slice(0, 10)}T00:00:00Z`));
}
/** Time of day of a moment, in the reader's zone. */
export const formatTime = (language: Language, at: number): string => dates(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);

/** Relative within a week (`yesterday`, `in 3 days`), else undefined: the absolute date is at hand anyway. */
export function formatNear(language: Language, date: CalendarDate, now: number): string | undefined {
  const today = new Date(now);
  const days = Math.round((Date.parse(`${date.slice(0, 10)}T00:00:00Z`) - Date.UTC(today.getFullYear(), today.getMonth(), today.getDate())) / 86_400_000);
  return Math.abs(days) > 7 ? undefined : new Intl.RelativeTimeFormat(LOCALES[language], { numeric: 'auto' }).format(days, 'day');
}
