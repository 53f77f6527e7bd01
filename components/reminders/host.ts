/** What the parts of `<reminder-list>` share: what they are given, days as people read them, and what to say when something did not go well. */
import type { Language } from '../../model/labels.ts';
import type { CalendarDate } from '../../model/overview.ts';
import { formatDate, formatDay } from '../internal/formats.ts';
import { ApiError } from '../internal/session.ts';
import type { Session } from '../internal/session.ts';
import type { Strings } from '../internal/strings/index.ts';
import type { Clock } from '../line/clock.ts';
import type { ReminderTexts } from './texts.ts';

export interface ListHost {
  readonly session: Session;
  readonly clock: Clock;
  readonly language: Language;
  readonly t: ReminderTexts;
  readonly strings: Strings;
  /** The workspace's day, as the server says. */
  readonly today: CalendarDate;
  readonly update: () => void;
  /** After the next drawing. */
  readonly focus: (selector: string) => void;
}

export const isOffline = ({ session }: Pick<ListHost, 'session'>): boolean => session.state.kind === 'offline';

/** The server's own sentence where it has one. */
export function failureText({ t }: Pick<ListHost, 't'>, error: unknown): string {
  if (!(error instanceof ApiError)) throw error;
  if (error.status === 404 || error.status === 409) return t.stale;
  return error.status >= 400 && error.status < 500 ? error.message : t.failed;
}

const DAY = 86_400_000;
const at = (day: CalendarDate): number => Date.parse(`${day}T00:00:00Z`);
export const daysTo = (from: CalendarDate, to: CalendarDate): number => Math.round((at(to) - at(from)) / DAY);
export const addDays = (day: CalendarDate, days: number): CalendarDate => new Date(at(day) + days * DAY).toISOString().slice(0, 10);
/** The same day of the next month; the last one where it has no such day. */
export function addMonth(day: CalendarDate): CalendarDate {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(date, last))).toISOString().slice(0, 10);
}

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', 'zh-Hans': 'zh-Hans', 'zh-Hant': 'zh-Hant', es: 'es' };
/** `today`, `tomorrow`, within a week the weekday, else the date. */
export function nearDay({ language, today }: Pick<ListHost, 'language' | 'today'>, day: CalendarDate): string {
  const days = daysTo(today, day);
  if (Math.abs(days) <= 1) return new Intl.RelativeTimeFormat(LOCALES[language], { numeric: 'auto' }).format(days, 'day');
  return Math.abs(days) <= 7 ? formatDay(language, day) : formatDate(language, day, Number(today.slice(0, 4)));
}
