/** How a value stands in a cell of a file: names instead of ids, numbers as numbers, everything else as text that no spreadsheet reads as a formula. Pure; which values there are is the caller's. */
import type { RegisterType } from '../register/keys.ts';
import type { CellValue } from '../register/query.ts';

/** `number` with its look where a spreadsheet should reckon with it: `date` a day's serial number, `percent` a share of one, else `plain` or a currency. */
export interface OutCell { readonly text: string; readonly number?: number; readonly look?: string }
export const EMPTY: OutCell = Object.freeze({ text: '' });

/** Names of things in the asker's language; with keys each answers what it was asked. */
export interface Names {
  readonly option: (dictionary: string | undefined, key: string) => string;
  readonly person: (id: string) => string;
  readonly department: (id: string) => string;
  readonly flag: (value: boolean) => string;
}
export const KEYS: Names = Object.freeze({ option: (_: string | undefined, key: string) => key, person: (id: string) => id, department: (id: string) => id, flag: String });

/** Between several values of one cell. */
export const BETWEEN = '; ';
/** Characters that a cell of a workbook holds. */
export const LONGEST_CELL = 32_767;

export interface Shape { readonly type: RegisterType; readonly dictionary?: string | undefined }

export function cellOf(value: CellValue | undefined, shape: Shape, names: Names): OutCell {
  if (value === null || value === undefined) return EMPTY;
  if (typeof value === 'object') return value.length === 1 ? cellOf(value[0], shape, names) : { text: value.map((each) => cellOf(each, shape, names).text).join(BETWEEN) };
  if (typeof value === 'boolean') return { text: names.flag(value) };
  if (typeof value === 'number') return { text: String(value), ...(shape.type === 'number' && Number.isFinite(value) && { number: value, look: 'plain' }) };
  switch (shape.type) {
    case 'option': return { text: names.option(shape.dictionary, value) };
    case 'person': return { text: names.person(value) };
    case 'department': return { text: names.department(value) };
    case 'date': return dateCell(value);
    case 'money': return moneyCell(value);
    case 'text': case 'number': case 'flag': return { text: value };
  }
}

/** A spreadsheet counts days from 1900 and takes that year's February for a day longer than it was: earlier days stay text, as do months, years and moments. */
function dateCell(text: string): OutCell {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '1900-03-01') return { text };
  return { text, number: Date.parse(text) / 86_400_000 + 25_569, look: 'date' };
}

/** Fifteen digits are what a spreadsheet keeps. */
function moneyCell(text: string): OutCell {
  const [, amount = '', currency = ''] = /^(-?\d+(?:\.\d+)?)(?: ([A-Z]{3}))?$/.exec(text) ?? [];
  return amount === '' || amount.replace(/\D/g, '').length > 15 ? { text } : { text, number: Number(amount), look: currency || 'plain' };
}

/** What a spreadsheet takes for the beginning of a formula, also full-width as East Asian keyboards write it. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;

/** A cell of CSV: an apostrophe before what could be a formula; a number is none. */
export function csvCell({ text, number }: OutCell): string {
  const safe = number === undefined && FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n\t;]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
export const csvLine = (cells: readonly OutCell[]): string => `${cells.map(csvCell).join(',')}\r\n`;
