/** From the text of a cell to a value: blanks, dates, amounts, web addresses, countries. Each says what it repaired; none guesses between two readings. */
import { isCalendarDate } from '../../../model/classification/dates.ts';
import { dictionaryOf } from '../../../model/catalogue/catalogue.ts';
import type { Dictionary, DictionaryOption } from '../../../model/catalogue/types.ts';
import { COUNTRY_NAMES } from './columns.ts';
import { plain } from './recognise.ts';

/** A value, or why there is none; `repair` names what was changed on the way. */
export type Cell<T> =
  | { readonly ok: true; readonly value: T; readonly repair?: { readonly code: string; readonly message: string } }
  | { readonly ok: false; readonly code: string; readonly message: string };

const shown = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** Empty, or letters, digits and signs of ASCII that begin and end with no blank: nothing to clean, as of most cells. */
const CLEAN = /^(?:[!-~](?:[ -~]*[!-~])?)?$/;

/** Outer blanks and characters that nobody can see go; line breaks inside stay. */
export function cleanText(text: string): Cell<string> {
  if (CLEAN.test(text)) return { ok: true, value: text };
  const visible = text.replace(/[^\P{Cc}\n\r\t]/gu, '').replace(/\r\n?/g, '\n').replace(/[\u200b\ufeff]/g, '');
  const value = visible.trim();
  if (value === text || value === text.replace(/\r\n?/g, '\n')) return { ok: true, value };
  return { ok: true, value, repair: { code: value === text.trim() ? 'trimmed' : 'characters', message: `${shown(text)} became ${shown(value)}.` } };
}

/** One line for a field that shows one line: `Coventry House⏎Miner Rd.` becomes `Coventry House, Miner Rd.`. */
export function singleLine(text: string): Cell<string> {
  if (!text.includes('\n')) return { ok: true, value: text };
  const value = text.split('\n').map((part) => part.trim().replace(/,$/, '')).filter((part) => part !== '').join(', ');
  return { ok: true, value, repair: { code: 'multi-line', message: `Several lines became one: ${shown(value)}.` } };
}

const DATE = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const DAY_FIRST = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?)?$/;

/** The calendar date of a date or timestamp. `3/4/2025` could be March or April and is refused. */
export function cleanDate(text: string): Cell<string> {
  const date = (year: string, month: string, day: string): Cell<string> => {
    const value = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    return isCalendarDate(value) ? { ok: true, value } : { ok: false, code: 'date', message: `${shown(text)} is not a date of the calendar.` };
  };
  const yearFirst = DATE.exec(text);
  if (yearFirst) return date(yearFirst[1] ?? '', yearFirst[2] ?? '', yearFirst[3] ?? '');
  const dayFirst = DAY_FIRST.exec(text);
  if (!dayFirst) return { ok: false, code: 'date', message: `${shown(text)} is not a date; write 2026-11-22.` };
  const [, a = '', separator, b = '', year = ''] = dayFirst;
  if (separator === '.' || Number(a) > 12 || a === b) return date(year, b, a);
  if (Number(b) > 12) return date(year, a, b);
  return { ok: false, code: 'ambiguous-date', message: `${shown(text)} can be read in two ways; write ${year}-…, year first.` };
}

/** A plain decimal, `1265793.22`, from `1,265,793.22`, `1.265.793,22`, `¥ 1 265 793.22` or `(12.50)`. `1,234` could be either and is refused. */
export function cleanDecimal(text: string): Cell<string> {
  const bare = text.normalize('NFKC').replace(/^[(](.*)[)]$/, '-$1').replace(/[\s'’]|[\p{Sc}]|^[A-Z]{3}|[A-Z]{3}$|元$/gu, '');
  const plainNumber = /^[+-]?\d+(\.\d+)?$/.exec(bare);
  if (plainNumber) return { ok: true, value: bare.replace(/^\+/, ''), ...(bare !== text && { repair: { code: 'number', message: `${shown(text)} was read as ${bare}.` } }) };
  const wrong = (code: string, message: string): Cell<string> => ({ ok: false, code, message });
  const shape = /^([+-]?)([\d.,]*\d)$/.exec(bare);
  if (!shape) return wrong('number', `${shown(text)} is not a number.`);
  const body = shape[2] ?? '';
  const last = Math.max(body.lastIndexOf(','), body.lastIndexOf('.'));
  const mark = body[last] ?? '';
  const other = mark === ',' ? '.' : ',';
  const marks = body.split(mark).length - 1;
  const grouped = (part: string, by: string): boolean => new RegExp(`^\\d{1,3}(\\${by}\\d{3})*$`).test(part);
  if (marks === 1 && body.length - last - 1 === 3 && !body.includes(other) && !body.startsWith('0')) return wrong('ambiguous-number', `${shown(text)} can be read in two ways; write it without a thousands mark.`);
  const whole = marks > 1 ? body : body.slice(0, last);
  const decimals = marks > 1 ? '' : body.slice(last + 1);
  if (marks > 1 ? !grouped(body, mark) : !(grouped(whole, other) || /^\d+$/.test(whole))) return wrong('number', `${shown(text)} is not a number.`);
  const value = `${shape[1] === '-' ? '-' : ''}${whole.replace(/[.,]/g, '')}${decimals === '' ? '' : `.${decimals}`}`;
  return { ok: true, value, repair: { code: 'number', message: `${shown(text)} was read as ${value}.` } };
}

/** A web address; `Text#http://…#` as some databases write links gives the address inside, `www.example.com` gets its scheme. */
export function cleanUrl(text: string): Cell<string> {
  const link = /^(.*?)#([^#]*)#(.*)$/s.exec(text);
  const address = link ? (link[2] ?? '').trim() : text;
  if (/^https?:\/\/[^\s]+$/i.test(address)) return { ok: true, value: address, ...(link && { repair: { code: 'hyperlink', message: `The address was taken out of ${shown(text)}.` } }) };
  if (/^(www\.)?[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+(\/\S*)?$/u.test(address) && !/\.html?$/i.test(address)) {
    return { ok: true, value: `https://${address}`, repair: { code: 'scheme', message: `${shown(text)} became https://${address}.` } };
  }
  return { ok: false, code: 'not-a-url', message: `${shown(text)} is not a web address; the field was left empty.` };
}

const countries: ReadonlyMap<string, string> = new Map([
  ...(dictionaryOf('D-42')?.options ?? []).flatMap((option) => [option.key, ...Object.values(option.label)].map((name) => [plain(name), option.key] as const)),
  ...Object.entries(COUNTRY_NAMES).map(([name, key]) => [plain(name), key] as const),
]);

/** Key of the dictionary of countries (D-42); undefined for a name that it does not know. */
export const countryOf = (name: string): string | undefined => countries.get(plain(name));

/** Option of a dictionary by key or by label in any language: as the workspace calls it, what it offers first, else as it was delivered. */
export function optionNamed(dictionary: string, text: string, dictionaries: readonly Dictionary[]): string | undefined {
  const wanted = plain(text);
  const named = ({ key, label }: DictionaryOption): boolean => [key, ...Object.values(label)].some((name) => plain(name) === wanted);
  const options = dictionaries.find(({ id }) => id === dictionary)?.options ?? [];
  return (options.find((option) => !option.hidden && named(option)) ?? options.find(named) ?? dictionaryOf(dictionary)?.options.find(named))?.key;
}
