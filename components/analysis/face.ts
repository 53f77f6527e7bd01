/** What every part of an analysis is drawn from: columns and rows. A picture draws some of the columns, its table all of them, so the two never differ. Pure. */
import type { PartKind } from '../../model/analysis/shape.ts';
import type { ArchiveId } from '../../model/ids.ts';
import type { Language } from '../../model/labels.ts';
import type { Condition } from '../../model/register/query.ts';
import { formatDate, formatMoney, formatNumber, formatShare } from '../internal/formats.ts';

export type Unit = 'text' | 'count' | 'number' | 'money' | 'share' | 'change' | 'days' | 'date';

/** `main` is what one sees first · `compare` another of its kind, beside it · `faint` a mean or what is expected · `x` and `y` place a point · `row` and `column` a cell of a grid · `more` stands in the table alone. */
export type Role = 'main' | 'compare' | 'faint' | 'x' | 'y' | 'row' | 'column' | 'more';
export interface Measure { readonly unit: Unit; /** Of money. */ readonly currency?: string }
export interface Column extends Measure { readonly key: string; readonly label: string; readonly role: Role }
export type Value = string | number | null;
/** Who is behind a row: asked of the register, which can be asked further there; or of the analysis itself; or nobody that can be shown. */
export type Who = { readonly kind: 'register'; readonly where: readonly Condition[] } | { readonly kind: 'analysis' } | { readonly kind: 'nobody' };
export const NOBODY: Who = Object.freeze({ kind: 'nobody' });
export interface Row {
  readonly key: string;
  readonly label: string;
  /** In the order of the columns. */
  readonly values: readonly Value[];
  readonly behind: Who;
  /** It is this one customer. */
  readonly archive?: ArchiveId;
  /** Where the rows of one part are of different measures. */
  readonly measure?: Measure;
}
/** A place of a curve worth naming: where class A ends. */
export interface Border { readonly label: string; readonly x: number }

export interface Face {
  readonly key: string;
  readonly kind: PartKind;
  readonly title: string;
  /** What the numbers are, in a sentence; empty: the title says it. */
  readonly note: string;
  /** What a row is: the heading of the first column of the table. */
  readonly what: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Of a curve. */
  readonly borders: readonly Border[];
  /** Of a curve: all its points, which are more than its rows. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** Rows of a table that are not here. */
  readonly missing: number;
  /** Of `text`: paragraphs. */
  readonly text: readonly string[];
}

export const columnOf = ({ columns }: Face, role: Role): number => columns.findIndex((column) => column.role === role);
export const columnsOf = ({ columns }: Face, role: Role): readonly number[] => columns.flatMap((column, i) => (column.role === role ? [i] : []));
export const numberAt = (row: Row, column: number): number | null => {
  const value = row.values[column];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
};

/** Columns of text hold days, too. */
export const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
/** As people read it; nothing is a dash. */
export function written(language: Language, value: Value | undefined, { unit, currency }: Measure): string {
  if (value === null || value === undefined || value === '') return '–';
  switch (unit) {
    case 'text': return typeof value === 'number' ? formatNumber(language, value) : isDay(value) ? formatDate(language, value) : value;
    case 'date': return formatDate(language, String(value));
    case 'money': return formatMoney(language, Number(value), currency);
    case 'share': return formatShare(language, Number(value));
    case 'change': return `${Number(value) > 0 ? '+' : ''}${formatShare(language, Number(value))}`;
    case 'count': case 'number': case 'days': return formatNumber(language, Number(value));
  }
}

const short = new Map<string, Intl.NumberFormat>();
/** On an axis, where there is room for a few letters. */
export function axisText(language: Language, value: number, { unit }: Measure): string {
  if (unit === 'share' || unit === 'change') return formatShare(language, Math.round(value * 1000) / 1000);
  const key = `${language}${Math.abs(value) >= 1000}`;
  let format = short.get(key);
  if (format === undefined) short.set(key, (format = new Intl.NumberFormat(language === 'en' ? 'en-GB' : language, { notation: Math.abs(value) >= 1000 ? 'compact' : 'standard', maximumFractionDigits: 1 })));
  return format.format(value);
}

export const leads = ({ behind, archive }: Row): boolean => behind.kind !== 'nobody' || archive !== undefined;
export const measureOf = (row: Row, column: Column): Measure => row.measure ?? column;

/** What a screen reader hears of a row, and what a pointer that rests on it shows. */
export const said = (language: Language, face: Face, row: Row): string =>
  `${row.label}: ${face.columns.flatMap((column, i) => (row.values[i] === null || row.values[i] === undefined ? [] : [`${column.label} ${written(language, row.values[i], measureOf(row, column))}`])).join(', ')}`;
