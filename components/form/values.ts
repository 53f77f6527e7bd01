/** Scalars as people type and read them: parsing that forgives, formatting in the reader's language. Whether a value may stand is decided by `model/validation`. */
import type { Scalar } from '../../model/api.ts';
import type { CatalogueView } from '../../model/catalogue/types.ts';
import { LONG_TERM } from '../../model/validation/dates.ts';
import { checkScalar } from '../../model/validation/scalar.ts';
import type { ProblemCode } from '../../model/validation/problem.ts';
import { resolveLanguage, type Language } from '../../model/labels.ts';
import { later } from '../internal/later.ts';
import type { Meta } from './plan.ts';

export { LONG_TERM };

/** `keep` is what the control goes on showing; nothing of it is written. */
export type Parsed = { readonly ok: true; readonly value: Scalar } | { readonly ok: false; readonly code: ProblemCode };

/** `1.234,5` in Spanish, `1,234.5` elsewhere; digits of any width. Undefined: not a number. */
export function decimalOf(raw: string, lang: string): string | undefined {
  const text = raw.normalize('NFKC').replace(/[\s\u00a0\u202f'’]/g, '').replace(/−/g, '-');
  const [group, point] = lang.startsWith('es') ? ['.', ','] : [',', '.'];
  const grouped = new RegExp(`^[+-]?\\d{1,3}(\\${group}\\d{3})+(\\${point}\\d+)?$`);
  const plain = grouped.test(text) ? text.split(group!).join('').replace(point!, '.') : text.replace(',', '.');
  const parts = /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(plain);
  if (!parts) return undefined;
  const whole = parts[2]!.replace(/^0+(?=\d)/, '');
  const zero = /^0*$/.test(whole + (parts[3] ?? ''));
  return `${parts[1] === '-' && !zero ? '-' : ''}${whole}${parts[3] ? `.${parts[3]}` : ''}`;
}

/** Reads dates as they are typed; comes with the first date that a person goes to. */
export const dateReader = later(() => import('../../model/validation/typed-dates.ts'));

/** True while what was typed cannot be read yet. */
export const waitsForReader = (meta: Meta, raw: string): boolean => (meta.kind === 'date' || meta.kind === 'month') && dateReader.now() === undefined && !isPlainDate(raw.trim());
const isPlainDate = (text: string): boolean => text === '' || text.includes('T') || /^(\d{4}|-)(-\d{2}){0,2}$/.test(text);

/** What it does not know it leaves as it is. */
function dateOf(meta: Meta, text: string, lang: Language): string {
  if (isPlainDate(text)) return text;
  const ahead = meta.check === 'birthday' ? { ahead: 0 } : {};
  return dateReader.now()?.typedDate(text, { lang, year: new Date().getFullYear(), yearless: meta.yearOptional === true, ...ahead }) ?? text;
}

function scalarOf(meta: Meta, raw: string, lang: string): Scalar | undefined {
  const text = raw.trim();
  if (text === '') return null;
  switch (meta.kind) {
    case 'number': case 'percent': {
      const decimal = decimalOf(text.replace(/%$/, ''), lang);
      return decimal === undefined ? undefined : Number(decimal);
    }
    case 'money': {
      const at = text.lastIndexOf(' ');
      const amount = decimalOf(text.slice(0, at), lang);
      return at < 1 || amount === undefined ? undefined : `${amount} ${text.slice(at + 1).toUpperCase()}`;
    }
    case 'date': case 'month': return dateOf(meta, text.normalize('NFKC'), resolveLanguage(lang));
    case 'phone': return text.normalize('NFKC');
    case 'url': return /^[a-z][a-z0-9+.-]*:/i.test(text) || !text.includes('.') ? text : `https://${text}`;
    default: return text;
  }
}

export function parse(meta: Meta, raw: string, lang: string): Parsed {
  const value = scalarOf(meta, raw, lang);
  if (value === undefined) return { ok: false, code: 'format' };
  return checked(meta, value);
}

/** Options are chosen from a list that holds only what may be chosen, so dictionaries are not asked again. */
export function checked(meta: Meta, value: Scalar): Parsed {
  const rule = meta.kind === 'enum' || meta.kind === 'enums' ? { ...meta, kind: 'text' as const } : meta;
  const problem = checkScalar(rule, value);
  return problem === null ? { ok: true, value } : { ok: false, code: problem.code };
}

/** As it stands in the input. */
export function typed(meta: Meta, value: Scalar, lang: string): string {
  // that a paper holds for ever is said by its box
  if (value === null || value === LONG_TERM) return '';
  return (meta.kind === 'number' || meta.kind === 'percent') && lang.startsWith('es') ? String(value).replace('.', ',') : String(value);
}

export interface Money { readonly amount: string; readonly currency: string }
export function moneyOf(value: Scalar): Money {
  const text = String(value ?? '');
  const at = text.lastIndexOf(' ');
  return at < 0 ? { amount: text, currency: '' } : { amount: text.slice(0, at), currency: text.slice(at + 1) };
}

const FULL = { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' } as const;

/** Making a formatter costs more than drawing a field. */
const formatters = new Map<string, Intl.DateTimeFormat>();
function formatter(lang: string, how: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = lang + JSON.stringify(how);
  let format = formatters.get(key);
  if (format === undefined) formatters.set(key, (format = new Intl.DateTimeFormat(lang, how)));
  return format;
}

/** A date in full, so that a slip shows: `Tuesday, 12 May 2026`. Empty for what is no date. */
export function spelled(value: string, lang: string, longTerm: string): string {
  if (value === LONG_TERM) return longTerm;
  if (value.includes('/')) return value.split('/').map((day) => (day === '' ? '…' : spelled(day, lang, longTerm))).join(' – ');
  const parts = /^(?:(\d{4})|-)(?:-(\d{2}))?(?:-(\d{2}))?(?:T(\d{2}):(\d{2}))?/.exec(value);
  if (!parts || (parts[1] === undefined && parts[3] === undefined)) return '';
  const [, year, month, day, hour, minute] = parts;
  const moment = new Date(Date.UTC(Number(year ?? 2000), Number(month ?? 1) - 1, Number(day ?? 1), Number(hour ?? 0), Number(minute ?? 0)));
  if (Number.isNaN(moment.getTime())) return '';
  const { weekday, day: days, month: months, year: years, timeZone } = FULL;
  const how = month === undefined ? { year: years, timeZone } : day === undefined ? { year: years, month: months, timeZone } : year === undefined ? { month: months, day: days, timeZone } : { weekday, year: years, month: months, day: days, timeZone };
  return formatter(lang, hour === undefined ? how : { ...how, hour: '2-digit', minute: '2-digit' }).format(moment);
}

/** Short forms, for read-only values and rows. */
export interface Words { readonly yes: string; readonly no: string; readonly longTerm: string; /** Name of a person of the customer or of a colleague. */ readonly nameOf: (kind: 'person' | 'user', id: string) => string }

/** As it is read. */
export function shown(meta: Meta, value: Scalar, lang: string, catalogue: CatalogueView, words: Words): string {
  if (value === null) return '';
  switch (meta.kind === 'computed' ? (meta.valueKind ?? 'text') : meta.kind) {
    case 'number': return typeof value === 'number' ? `${new Intl.NumberFormat(lang, { maximumFractionDigits: 6 }).format(value)}${meta.unit ? ` ${meta.unit}` : ''}` : String(value);
    case 'percent': return typeof value === 'number' ? `${new Intl.NumberFormat(lang, { maximumFractionDigits: 4 }).format(value)} %` : String(value);
    case 'money': return amountShown(moneyOf(value), lang);
    case 'date': case 'month': case 'dateRange': return spelled(String(value), lang, words.longTerm) || String(value);
    case 'enum': case 'enums': return optionLabel(catalogue, meta.dictionary, String(value));
    case 'flag': return value === true ? words.yes : words.no;
    case 'person': return words.nameOf('person', String(value));
    case 'user': return words.nameOf('user', String(value));
    default: return String(value);
  }
}

function amountShown({ amount, currency }: Money, lang: string): string {
  const number = Number(amount);
  if (currency === '' || !Number.isFinite(number)) return amount;
  const places = Math.max(2, amount.split('.')[1]?.length ?? 0);
  return `${new Intl.NumberFormat(lang, { minimumFractionDigits: 2, maximumFractionDigits: places }).format(number)} ${currency}`;
}

export interface Option { readonly key: string; readonly label: string; /** Shown where a value has it, offered to nobody. */ readonly hidden?: true }
export const optionsOf = (catalogue: CatalogueView, dictionary: string | null | undefined): readonly Option[] => (dictionary ? catalogue.dictionaries[dictionary]?.options : undefined) ?? [];

/** An option that a dictionary no longer has is shown by its key: it was written once and is not lost. */
export const optionLabel = (catalogue: CatalogueView, dictionary: string | null | undefined, key: string): string => optionsOf(catalogue, dictionary).find((option) => option.key === key)?.label ?? key;
