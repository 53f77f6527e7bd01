/** Values of one section that have to be looked at again, each with the day from which that is so. Rules are in `refresh.ts`. */
import type { Scalar, SectionValues } from '../api.ts';
import type { CalendarDate } from '../overview.ts';
import type { SectionKey } from '../sections.ts';
import { ADDRESSES } from '../catalogue/place.ts';
import { parseValueKey } from '../value-keys.ts';
import { dayAfter, EXPIRY_RULES, monthsAfter, REFRESH_RULES, SNAPSHOT_MONTHS, YELLOW_MONTHS } from './refresh.ts';

/** Why a value is stale: too long unseen, ended by its own date, or said to be wrong. */
export type StaleReason = 'age' | 'expired' | 'disputed' | 'outdated' | 'dead';

export interface Stale {
  /** Value key `fields/person.position`, or a row: `rows/methods/x1`. */
  readonly key: string;
  readonly reason: StaleReason;
  /** Id of the rule; of a mark its name. */
  readonly rule: string;
  /** From this day on; the first of all days for what is wrong whatever the day. */
  readonly from: CalendarDate;
  /** Day of the last verification or change, where one is known. */
  readonly last: CalendarDate | null;
}

/** Days of last changes by value or row key, of those keys whose age counts. */
export type Dates = Readonly<Record<string, CalendarDate>>;

export const ALWAYS: CalendarDate = '0001-01-01';
type Cells = Readonly<Record<string, Scalar>>;

const textOf = (value: Scalar | undefined): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null);
const later = (a: string | null, b: string | null): string | null => (a === null ? b : b === null || a > b ? a : b);

/** Keys whose age a change of this value makes new: itself and its row. A mark makes no value new (what is verified has a day of its own), nor does a row's place. */
export function renewed(key: string): readonly string[] {
  const parsed = parseValueKey(key);
  switch (parsed?.kind) {
    case 'field': case 'text': return [key];
    case 'cell': case 'rowText': return [key, `rows/${parsed.table}/${parsed.row}`];
    case 'mark': case 'place': case undefined: return [];
  }
}

/** Keys of the values that are there and whose age counts: what the history is asked for where no dates are kept yet. */
export function datedKeys(section: SectionKey, values: SectionValues): readonly string[] {
  const keys = new Set<string>();
  for (const { about, sections } of REFRESH_RULES) {
    if (!sections.includes(section)) continue;
    if (about.kind === 'fields') {
      for (const key of about.keys) if (isThere(values.fields[key])) keys.add(`fields/${key}`);
    } else for (const id of Object.keys(values.rows[about.table] ?? {})) keys.add(`rows/${about.table}/${id}`);
  }
  for (const of of yellow(values)) if (!hasRule(section, of)) keys.add(of);
  return [...keys];
}

const isThere = (value: Scalar | undefined): boolean => value !== undefined && value !== null && value !== '';

/** A mark may outlive its value: what is empty is missing, not stale. */
function holds(values: SectionValues, key: string): boolean {
  const parsed = parseValueKey(key);
  switch (parsed?.kind) {
    case 'field': return isThere(values.fields[parsed.key]);
    case 'cell': return isThere(values.rows[parsed.table]?.[parsed.row]?.[parsed.field]);
    case 'text': return isThere(values.texts[parsed.key]);
    case 'rowText': return isThere(values.texts[`${parsed.table}/${parsed.row}/${parsed.field}`]);
    case 'place': case 'mark': case undefined: return false;
  }
}

/** Value keys that were taken from the yellow pages, by their source or their channel. */
function yellow(values: SectionValues): readonly string[] {
  const keys = new Set<string>();
  for (const [mark, value] of Object.entries(values.marks)) if (value === 'yellowPages' && /#(source|channel)$/.test(mark)) keys.add(mark.slice(0, mark.lastIndexOf('#')));
  return [...keys].filter((of) => holds(values, of));
}
/** Its age is asked for by a rule of its own, which the yellow pages only make shorter. */
const hasRule = (section: SectionKey, of: string): boolean =>
  REFRESH_RULES.some(({ about, sections }) => sections.includes(section) && (about.kind === 'rows' ? of.startsWith(`rows/${about.table}/`) : about.keys.includes(of.slice('fields/'.length))));

export function staleOf(section: SectionKey, values: SectionValues, dates: Dates): readonly Stale[] {
  const found = new Map<string, Stale>();
  const take = (stale: Stale): void => {
    const there = found.get(stale.key);
    if (there === undefined || stale.from < there.from) found.set(stale.key, stale);
  };
  const aged = (key: string, months: number, rule: string, verified: string | null): void => {
    const last = later(verified, dates[key] ?? null);
    // of what nobody knows how old it is nothing is said
    const from = last === null ? null : monthsAfter(last, months);
    if (from !== null) take({ key, reason: 'age', rule, from, last });
  };

  const yellowPages = yellow(values);
  const yearly = (key: string, months: number): number => (yellowPages.some((of) => of === key || of.startsWith(`${key}/`)) ? Math.min(months, YELLOW_MONTHS) : months);
  const verified = verifiedDays(values);
  for (const { id, about, sections, months } of REFRESH_RULES) {
    if (!sections.includes(section)) continue;
    if (about.kind === 'fields') {
      for (const key of about.keys) if (isThere(values.fields[key])) aged(`fields/${key}`, yearly(`fields/${key}`, months), id, verified.get(`fields/${key}`) ?? null);
    } else for (const [row, cells] of Object.entries(values.rows[about.table] ?? {})) {
      const key = `rows/${about.table}/${row}`;
      if (!holdsMore(about.table, cells)) continue;
      if (cells['alive'] === false) take({ key, reason: 'dead', rule: id, from: ALWAYS, last: textOf(cells['verifiedAt']) });
      else aged(key, yearly(key, months), id, later(textOf(cells['verifiedAt']), verified.get(key) ?? null));
    }
  }
  for (const of of yellowPages) if (!hasRule(section, of)) aged(of, YELLOW_MONTHS, 'yellowPages', verified.get(of) ?? null);
  for (const [mark, value] of Object.entries(values.marks)) {
    if (!mark.endsWith('#accuracy') || (value !== 'disputed' && value !== 'outdated')) continue;
    const of = mark.slice(0, -'#accuracy'.length);
    if (holds(values, of)) take({ key: of, reason: value, rule: 'accuracy', from: ALWAYS, last: null });
  }
  for (const rule of EXPIRY_RULES) if (rule.section === section) expired(rule, values, take);
  return [...found.values()].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.key < b.key ? -1 : 1));
}

/** An address that holds no more than its use is none. */
const holdsMore = (table: string, cells: Cells): boolean => Object.entries(cells).some(([column, value]) => isThere(value) && (table !== ADDRESSES || column !== 'use') && column !== 'kind');

/** Days on which somebody checked a value; a row was checked when any of its cells was. */
function verifiedDays({ marks }: SectionValues): ReadonlyMap<string, CalendarDate> {
  const days = new Map<string, CalendarDate>();
  for (const [mark, value] of Object.entries(marks)) {
    if (typeof value !== 'string' || !mark.endsWith('#verifiedAt')) continue;
    const of = mark.slice(0, -'#verifiedAt'.length);
    days.set(of, value);
    const row = of.startsWith('rows/') ? of.slice(0, of.lastIndexOf('/')) : null;
    if (row !== null && (days.get(row) ?? '') < value) days.set(row, value);
  }
  return days;
}

/** The newest paper counts: the one before it has been replaced. */
function expired({ id, until }: (typeof EXPIRY_RULES)[number], values: SectionValues, take: (stale: Stale) => void): void {
  if (until.kind === 'field') {
    const last = textOf(values.fields[until.key]);
    const from = last === null ? null : dayAfter(last);
    if (from !== null) take({ key: `fields/${until.key}`, reason: 'expired', rule: id, from, last });
    return;
  }
  let newest: Stale | null = null;
  for (const [row, cells] of Object.entries(values.rows[until.table] ?? {})) {
    const own = until.column === null ? null : textOf(cells[until.column]);
    const begun = textOf(cells[until.from]);
    const from = own !== null ? dayAfter(own) : begun !== null ? monthsAfter(begun, SNAPSHOT_MONTHS) : null;
    if (from !== null && (newest === null || from > newest.from)) newest = { key: `rows/${until.table}/${row}`, reason: 'expired', rule: id, from, last: own ?? begun };
  }
  if (newest !== null) take(newest);
}
