/** How far a calendar day is, in days and in words, and when a day of the year comes next. Pure but for `Intl`. */
import type { Language } from '../../../model/labels.ts';

const DAY = 86_400_000;
const WHOLE = /^\d{4}-\d{2}-\d{2}$/;

/** Days from the first to the second; undefined where one of them is no whole day. */
export const daysTo = (today: string, date: string): number | undefined => {
  if (!WHOLE.test(date) || !WHOLE.test(today)) return undefined;
  const days = Math.round((Date.parse(date) - Date.parse(today)) / DAY);
  return Number.isNaN(days) ? undefined : days;
};

const words = new Map<Language, Intl.RelativeTimeFormat>();

/** `in 3 days`, `2 months ago`, `next year`: the coarsest unit that still tells when. */
export function whenText(language: Language, days: number): string {
  let format = words.get(language);
  if (format === undefined) words.set(language, (format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })));
  const far = Math.abs(days);
  if (far < 45) return format.format(days, 'day');
  return far < 540 ? format.format(Math.round(days / 30.44), 'month') : format.format(Math.round(days / 365.25), 'year');
}

/** The next day of a birthday or anniversary, with or without its year, from today on; `nth` is how many years it will be then. The 29th of February is the 28th where there is none. */
export function nextYearly(today: string, date: string): { readonly date: string; readonly nth: number | null } | undefined {
  const parts = /^(\d{4}|-)-(\d{2}-\d{2})$/.exec(date);
  if (!parts) return undefined;
  const [, born, day = ''] = parts;
  const at = (year: number): string => {
    const text = `${String(year).padStart(4, '0')}-${day}`;
    return day === '02-29' && new Date(Date.UTC(year, 1, 29)).getUTCMonth() !== 1 ? `${text.slice(0, 8)}28` : text;
  };
  const year = Number(today.slice(0, 4));
  const next = at(year) >= today ? year : year + 1;
  return { date: at(next), nth: born === '-' ? null : next - Number(born) };
}
