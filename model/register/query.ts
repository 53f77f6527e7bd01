/** A question to the register, `POST /api/archives/query`: its types and the reading of what came. Pure; every problem is named at once. What a key may be is in `keys.ts`. */
import type { ArchiveId } from '../ids.ts';
import type { Digest } from '../overview.ts';
import type { RegisterKey, RegisterType } from './keys.ts';

/**
 * `eq` is the value (of several: has it) · `in` one of the values · `has` all of the values among several · `any` something is there · `none` nothing is there · `between` both
 * ends included · `contains` and `starts` of text, without regard to accents, case and Chinese script.
 */
export const OPS = ['eq', 'in', 'has', 'any', 'none', 'lt', 'lte', 'gt', 'gte', 'between', 'contains', 'starts'] as const;
export type Op = (typeof OPS)[number];

export type QueryValue = string | number | boolean;
/** Values of people may be `me`, of dates `today`, `today-30` or `today+7` (days), so that a saved view stays right. */
export interface Condition {
  readonly key: string;
  readonly op: Op;
  readonly values: readonly QueryValue[];
  /** Those that do not hold; what may not be read is neither. Default: false. */
  readonly not?: boolean;
  /** Or nothing is there. Default: false. */
  readonly orNone?: boolean;
}
export interface SortBy { readonly key: string; readonly descending: boolean }
export interface GroupBy {
  readonly key: string;
  /** Of dates: the years or months. Default: the value itself. */
  readonly by?: 'year' | 'month';
  /** Numbers and money that are added up in each group; money by currency. */
  readonly sums: readonly string[];
}

/** How names and texts are ordered. `zh-pinyin` and `zh-stroke` say which order Chinese characters have. */
export const LOCALES = ['en', 'es', 'zh-pinyin', 'zh-stroke'] as const;
export type Locale = (typeof LOCALES)[number];

export interface RegisterQuery {
  /** What somebody typed; empty: everything. */
  readonly text: string;
  /** All of them hold. */
  readonly where: readonly Condition[];
  /** The first counts most; then name and id. What has no value stands last either way. */
  readonly sort: readonly SortBy[];
  readonly group: GroupBy | null;
  /** Keys whose values are answered with each archive. */
  readonly columns: readonly string[];
  readonly locale: Locale;
  /** `next` of the page before; it survives edits. */
  readonly cursor: string | null;
  readonly limit: number;
}

/** A value as it is shown: money and dates as text, several values as a list; null or left out: none that may be seen. */
export type CellValue = string | number | boolean | null | readonly (string | number | boolean)[];
export interface RegisterItem { readonly id: ArchiveId; readonly digest: Digest; readonly cells: Readonly<Record<string, CellValue>> }
/** `value` null: without one, or none that may be seen. Sums: a number, or money by currency as decimal text. */
export interface RegisterGroup { readonly value: string | number | boolean | null; readonly count: number; readonly sums: Readonly<Record<string, number | Readonly<Record<string, string>>>> }
export interface RegisterPage {
  readonly items: readonly RegisterItem[];
  /** Biggest first, at most `MOST_GROUPS`; of what was found, not of the page. */
  readonly groups?: readonly RegisterGroup[];
  readonly next: string | null;
  /** Exact. */
  readonly total: number;
}

/** Biggest of each; more is refused by name. */
export const MOST = Object.freeze({ text: 200, where: 20, values: 5_000, valueLength: 500, sort: 4, sums: 8, columns: 40, limit: 200, cursor: 4_000 });
export const MOST_GROUPS = 1_000;

export interface Problem { readonly field: string; readonly code: string; readonly message: string }
export type Parsed = { readonly ok: true; readonly query: RegisterQuery } | { readonly ok: false; readonly problems: readonly Problem[] };

export type KeyOf = (key: string) => RegisterKey | undefined;

const OPS_OF: Readonly<Record<RegisterType, ReadonlySet<Op>>> = (() => {
  const always: readonly Op[] = ['eq', 'in', 'has', 'any', 'none'];
  const ordered = new Set<Op>([...always, 'lt', 'lte', 'gt', 'gte', 'between']);
  const named = new Set<Op>(always);
  return { text: new Set<Op>([...always, 'contains', 'starts']), number: ordered, money: ordered, date: ordered, option: named, person: named, department: named, flag: named };
})();
/** Of a masked value only the whole tells: parts of it would be found one by one, and nobody would know. */
const OPS_OF_MASKED: ReadonlySet<Op> = new Set<Op>(['eq', 'in', 'any', 'none']);
export const opsOf = (key: RegisterKey): ReadonlySet<Op> => (key.masked ? OPS_OF_MASKED : OPS_OF[key.type]);

const COUNTS: Readonly<Record<Op, readonly [number, number]>> = Object.freeze({
  eq: [1, 1], in: [1, MOST.values], has: [1, 50], any: [0, 0], none: [0, 0], lt: [1, 1], lte: [1, 1], gt: [1, 1], gte: [1, 1], between: [2, 2], contains: [1, 1], starts: [1, 1],
});

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const DATE = /^(\d{4}(-\d{2}(-\d{2}(T[\d:.]+Z?)?)?)?|today([+-]\d{1,5})?)$/;
const MONEY = /^[+-]?\d{1,14}(\.\d+)?( [A-Z]{3})?$/;

/** Everything may be left out: the plain question is all archives by name. */
export function parseQuery(body: unknown, keyOf: KeyOf): Parsed {
  const problems: Problem[] = [];
  const wrong = (field: string, code: string, message: string): void => { problems.push({ field, code, message }); };
  if (!isObject(body)) return { ok: false, problems: [{ field: '', code: 'type', message: 'A question is a JSON object.' }] };
  for (const name of Object.keys(body)) if (!(KNOWN as readonly string[]).includes(name)) wrong(name, 'unknown', `A question has no ${name}.`);

  const known = (field: string, key: unknown): RegisterKey | undefined => {
    const found = typeof key === 'string' ? keyOf(key) : undefined;
    if (!found) wrong(field, 'unknown-key', `The register has no ${typeof key === 'string' ? key : 'such key'}.`);
    return found;
  };
  const list = (name: string, most: number): readonly unknown[] => {
    const value = body[name] ?? [];
    if (!Array.isArray(value)) { wrong(name, 'type', `${name} is a list.`); return []; }
    if (value.length > most) wrong(name, 'too-many', `${name} takes at most ${most}.`);
    return value.slice(0, most);
  };
  const text = (name: string, most: number): string => {
    const value = body[name] ?? '';
    if (typeof value !== 'string') { wrong(name, 'type', `${name} is text.`); return ''; }
    if (value.length > most) wrong(name, 'too-long', `${name} takes at most ${most} characters.`);
    return value;
  };

  const where = list('where', MOST.where).flatMap((entry, i) => condition(entry, `where.${i}`, known, wrong) ?? []);
  const sort = list('sort', MOST.sort).flatMap((entry, i): readonly SortBy[] => {
    if (!isObject(entry)) { wrong(`sort.${i}`, 'type', 'An order is {key, descending}.'); return []; }
    const key = known(`sort.${i}.key`, entry.key);
    if (key?.masked) wrong(`sort.${i}.key`, 'masked', `${key.key} is masked: nothing is sorted by it.`);
    if (entry.descending !== undefined && typeof entry.descending !== 'boolean') wrong(`sort.${i}.descending`, 'type', 'descending is true or false.');
    return key ? [{ key: key.key, descending: entry.descending === true }] : [];
  });
  const columns = list('columns', MOST.columns).flatMap((entry, i) => known(`columns.${i}`, entry)?.key ?? []);
  const group = body.group === undefined || body.group === null ? null : groupBy(body.group, known, wrong);
  const limit = body.limit ?? 50;
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 0 || limit > MOST.limit) wrong('limit', 'range', `limit is a whole number from 0 to ${MOST.limit}.`);
  const locale = body.locale ?? 'en';
  if (!(LOCALES as readonly unknown[]).includes(locale)) wrong('locale', 'range', `locale is one of ${LOCALES.join(', ')}.`);
  const cursor = body.cursor === undefined || body.cursor === null ? null : text('cursor', MOST.cursor);
  const words = text('text', MOST.text);
  return problems.length > 0 ? { ok: false, problems }
    : { ok: true, query: { text: words, where, sort, group, columns: [...new Set(columns)], locale: locale as Locale, cursor, limit: limit as number } };
}

const KNOWN = ['text', 'where', 'sort', 'group', 'columns', 'locale', 'cursor', 'limit'] as const;
type Known = (field: string, key: unknown) => RegisterKey | undefined;
type Wrong = (field: string, code: string, message: string) => void;

function condition(entry: unknown, at: string, known: Known, wrong: Wrong): Condition | undefined {
  if (!isObject(entry)) return void wrong(at, 'type', 'A condition is {key, op, values}.');
  const key = known(`${at}.key`, entry.key);
  const op = OPS.find((each) => each === entry.op);
  if (!op) wrong(`${at}.op`, 'unknown-op', `op is one of ${OPS.join(', ')}.`);
  if (entry.not !== undefined && typeof entry.not !== 'boolean') wrong(`${at}.not`, 'type', 'not is true or false.');
  if (entry.orNone !== undefined && typeof entry.orNone !== 'boolean') wrong(`${at}.orNone`, 'type', 'orNone is true or false.');
  const values = entry.values ?? [];
  if (!Array.isArray(values)) return void wrong(`${at}.values`, 'type', 'values is a list.');
  if (!key || !op) return undefined;
  if (!opsOf(key).has(op)) return void wrong(`${at}.op`, 'op', `${key.key} ${key.masked ? 'is masked and' : `is ${key.type} and`} takes ${[...opsOf(key)].join(', ')}.`);
  const [least, most] = COUNTS[op];
  if (values.length < least || values.length > most) return void wrong(`${at}.values`, 'count', `${op} takes ${least === most ? least : `${least} to ${most}`} values.`);
  const bad = values.findIndex((value) => !fits(value, key.type));
  if (bad >= 0) return void wrong(`${at}.values.${bad}`, 'value', `${key.key} is ${key.type}; this value is not.`);
  return { key: key.key, op, values: values as QueryValue[], ...(entry.not === true ? { not: true } : {}), ...(entry.orNone === true ? { orNone: true } : {}) };
}

function fits(value: unknown, type: RegisterType): boolean {
  if (typeof value === 'string' && value.length > MOST.valueLength) return false;
  switch (type) {
    case 'text': case 'option': case 'person': case 'department': return typeof value === 'string';
    case 'number': return typeof value === 'number' && Number.isFinite(value);
    case 'flag': return typeof value === 'boolean';
    case 'date': return typeof value === 'string' && DATE.test(value);
    case 'money': return (typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 1e14) || (typeof value === 'string' && MONEY.test(value));
  }
}

function groupBy(entry: unknown, known: Known, wrong: Wrong): GroupBy | null {
  if (typeof entry === 'string') return groupBy({ key: entry }, known, wrong);
  if (!isObject(entry)) { wrong('group', 'type', 'group is a key or {key, by, sums}.'); return null; }
  const key = known('group.key', entry.key);
  if (key?.masked) wrong('group.key', 'masked', `${key.key} is masked: nothing is grouped by it.`);
  const { by } = entry;
  if (by !== undefined && by !== 'year' && by !== 'month') wrong('group.by', 'range', 'by is year or month.');
  else if (by !== undefined && key && key.type !== 'date') wrong('group.by', 'op', `${key.key} is no date.`);
  const sums = entry.sums ?? [];
  if (!Array.isArray(sums)) { wrong('group.sums', 'type', 'sums is a list.'); return null; }
  if (sums.length > MOST.sums) wrong('group.sums', 'too-many', `sums takes at most ${MOST.sums}.`);
  const added = sums.slice(0, MOST.sums).flatMap((each, i) => {
    const sum = known(`group.sums.${i}`, each);
    if (sum && ((sum.type !== 'number' && sum.type !== 'money') || sum.masked)) wrong(`group.sums.${i}`, 'op', `${sum.key} is no number that could be added up.`);
    return sum ? [sum.key] : [];
  });
  return key ? { key: key.key, ...(by === 'year' || by === 'month' ? { by } : {}), sums: added } : null;
}
