/** Dates as people type them: `1/3/26`, `010326`, `2026年3月1日`, `114/05/06`, `mar 2026`, `indefinido`. Only reads; whether the day exists and may stand is decided by `dates.ts`. No clock: the year now is given. */
import type { Language } from '../labels.ts';
import { isCalendarDate, LONG_TERM } from './dates.ts';

export interface TypedDateOptions {
  readonly lang: Language;
  /** The year now. */
  readonly year: number;
  /** A year of two figures is the newest one that lies at most so far ahead. Default 20: papers are valid for long; 0 for birthdays. */
  readonly ahead?: number;
  /** `5/3` is a day of every year, not a month of a year. */
  readonly yearless?: boolean;
}

/** Taiwan counts from 1912; years of three figures are hers in every language. */
const ROC = 1911;
const LONG = /^(long[- ]?term|permanent|indefinite|no expiry|长期(有效)?|長期(有效)?|永久(有效)?|indefinid[oa]|permanente|sin (caducidad|vencimiento)|largo plazo)$/;
const MONTHS = [
  ['january', 'enero'], ['february', 'febrero'], ['march', 'marzo'], ['april', 'abril'], ['may', 'mayo'], ['june', 'junio'],
  ['july', 'julio'], ['august', 'agosto'], ['september', 'septiembre', 'setiembre'], ['october', 'octubre'], ['november', 'noviembre'], ['december', 'diciembre'],
] as const;

const two = (text: string): string => text.padStart(2, '0');

function yearOf(text: string, { year, ahead = 20 }: TypedDateOptions, roc = text.length === 3): string {
  if (text.length > 3 || roc) return String(Number(text) + (roc ? ROC : 0)).padStart(4, '0');
  const latest = year + ahead;
  return String(latest - ((latest - Number(text)) % 100));
}

/** In Chinese the day that lies nearest to now, where figures can be read in several ways; elsewhere the first way that gives a day. */
function likely(ways: readonly string[], { lang, year }: TypedDateOptions): string | undefined {
  const days = ways.filter(isCalendarDate);
  const far = (day: string): number => Math.abs(Number(day.slice(0, 4)) - year);
  return lang.startsWith('zh') ? days.sort((a, b) => far(a) - far(b))[0] : days[0];
}

/** Year, month and day; a year of two figures is Gregorian, in Taiwan also her own. */
const yearFirst = (y: string, m: string, d: string, options: TypedDateOptions): readonly string[] =>
  [yearOf(y, options), ...(y.length === 2 && options.lang === 'zh-Hant' ? [yearOf(y, options, true)] : [])].map((year) => `${year}-${two(m)}-${two(d)}`);
const dayFirst = (d: string, m: string, y: string, options: TypedDateOptions): string => `${yearOf(y, options)}-${two(m)}-${two(d)}`;

/** The value as it is stored, or null for what is no date in any of the forms. */
export function typedDate(raw: string, options: TypedDateOptions): string | null {
  const text = raw.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');
  if (text.length > 40) return null;
  if (LONG.test(text)) return LONG_TERM;
  if (/^--\d{2}-\d{2}$/.test(text)) return text;
  return chinese(text.replace(/ /g, ''), options) ?? figures(text, options) ?? parted(text, options) ?? named(text, options);
}

function chinese(text: string, options: TypedDateOptions): string | null {
  const day = /^(\d{1,2})月(\d{1,2})[日号號]?$/.exec(text);
  if (day) return `--${two(day[1]!)}-${two(day[2]!)}`;
  const parts = /^(民国|民國|公元|西元)?(\d{1,4})年(?:(\d{1,2})月(?:(\d{1,2})[日号號]?)?)?$/.exec(text);
  if (!parts) return null;
  const [, era, year = '', ...rest] = parts;
  const full = yearOf(year, options, era?.startsWith('民') || year.length === 3);
  return [full, ...rest.filter((part) => part !== undefined).map(two)].join('-');
}

/** Figures without anything between them, read in the first way that gives a day. */
function figures(text: string, options: TypedDateOptions): string | null {
  if (!/^\d{4,8}$/.test(text) || text.length === 5) return null;
  const cut = (...lengths: readonly number[]): readonly string[] => lengths.map((length, i) => text.slice(lengths.slice(0, i).reduce((sum, each) => sum + each, 0)).slice(0, length));
  const year = (length: number): readonly string[] => {
    const [y = '', m = '', d = ''] = cut(length, 2, 2);
    return yearFirst(y, m, d, options);
  };
  const day = (length: number): string => {
    const [d = '', m = '', y = ''] = cut(2, 2, length);
    return dayFirst(d, m, y, options);
  };
  switch (text.length) {
    case 4: return text;
    case 6: return likely([day(2), ...year(2)], options) ?? `${text.slice(0, 4)}-${text.slice(4)}`;
    case 7: return year(3)[0] ?? null;
    default: return [...year(4), day(4)].find(isCalendarDate) ?? year(4)[0] ?? null;
  }
}

/** Two or three figures apart by `-`, `/`, `.` or a blank. The day comes first unless the year does. */
function parted(text: string, options: TypedDateOptions): string | null {
  const parts = /^(\d{1,4})([-/. ])(\d{1,2})(?:\2(\d{1,4}))?$|^(\d{1,2})[-/. ](\d{4})$/.exec(text);
  if (!parts) return null;
  const [, a = '', sign, b = '', c, month, year] = parts;
  if (month !== undefined && year !== undefined) return `${year}-${two(month)}`;
  const chineseOrder = options.lang.startsWith('zh');
  if (c === undefined) {
    if (a.length > 2) return `${yearOf(a, options)}-${two(b)}`;
    if (!options.yearless) return `${yearOf(b, options)}-${two(a)}`;
    return sign === '-' || chineseOrder ? `--${two(a)}-${two(b)}` : `--${two(b)}-${two(a)}`;
  }
  if (a.length > 2) return c.length > 2 ? null : (yearFirst(a, b, c, options)[0] ?? null);
  if (c.length === 3) return null;
  const day = dayFirst(a, b, c, options);
  // a year is not written with one figure
  if (c.length > 2 || a.length < 2 || (!chineseOrder && c.length > 1)) return day;
  const years = yearFirst(a, b, c, options);
  return likely(years, options) ?? (isCalendarDate(day) ? day : (years[0] ?? null));
}

/** A month by its name: `1 March 2026`, `Mar 1, 2026`, `1 de marzo de 2026`, `mar 2026`, `1 mar`. */
function named(text: string, options: TypedDateOptions): string | null {
  const words = text.replace(/(\d)(st|nd|rd|th|º|ª|\.º)\b/g, '$1').split(/[\s,./-]+/).filter((word) => word !== '' && word !== 'de' && word !== 'del' && word !== 'of' && word !== 'the');
  const at = words.findIndex((word) => /^\p{L}{3,}$/u.test(word));
  const month = MONTHS.findIndex((names) => names.some((name) => name.startsWith(words[at] ?? '?') || words[at] === 'sept')) + 1;
  const numbers = words.filter((_, i) => i !== at);
  if (at < 0 || month === 0 || numbers.length > 2 || numbers.length === 0 || numbers.some((each) => !/^\d{1,2}$|^\d{4}$/.test(each))) return null;
  const mm = two(String(words[at] === 'sept' ? 9 : month));
  const [first = '', second] = numbers;
  if (second === undefined) return first.length > 2 || Number(first) > 31 ? `${yearOf(first, options)}-${mm}` : `--${mm}-${two(first)}`;
  const [day, year] = first.length > 2 ? [second, first] : [first, second];
  return day.length > 2 ? null : `${yearOf(year, options)}-${mm}-${two(day)}`;
}
