/** What the register takes from a document: its values by the names of `model/register/keys.ts`, cut to what lists filter, sort and show. Pure. */
import type { Scalar } from '../../model/api.ts';
import { ADDRESSES } from '../../model/catalogue/place.ts';
import type { Values } from './projection.ts';

/** One value, or the different values that rows have in one column. */
export type Cells = Readonly<Record<string, Exclude<Scalar, null> | readonly Exclude<Scalar, null>[]>>;

/** Characters of a text, values of a column: a list is no place to read a book. */
const LONGEST = 300;
const MOST = 100;
/** Tables of which also the rows of one kind are columns: `methods@phone/value`, `addresses@registered/city`. */
const BY: Readonly<Record<string, string>> = Object.freeze({ methods: 'kind', [ADDRESSES]: 'use' });
/** Tables of which the newest row counts, by the column that says when: `amlAssessments@newest/level`. Columns alone would not tell which level is of which day. */
const NEWEST: Readonly<Record<string, string>> = Object.freeze({ amlAssessments: 'assessedAt', creditReports: 'issuedAt' });

const kept = (value: Scalar | undefined, longest: number): Exclude<Scalar, null> | null => {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'string') return value;
  const text = value.trim();
  if (text.length <= longest) return text === '' ? null : text;
  // never half of a character
  return [...text.slice(0, longest)].slice(0, -1).join('');
};

/** `whole`: nothing is cut, for who takes the values out. */
export function cellsOf(values: Values, whole = false): Cells {
  const [longest, most] = whole ? [Infinity, Infinity] : [LONGEST, MOST];
  const cells: Record<string, Exclude<Scalar, null> | Exclude<Scalar, null>[]> = {};
  const one = (key: string, value: Scalar | undefined): void => {
    const cell = kept(value, longest);
    if (cell !== null) cells[key] = cell;
  };
  const several = (key: string, cell: Exclude<Scalar, null>): void => {
    const list = (cells[key] ??= []) as Exclude<Scalar, null>[];
    if (list.length < most && !list.includes(cell)) list.push(cell);
  };
  for (const [key, value] of Object.entries(values.fields)) one(key, value);
  // those with a slash are of a row: too long for a column
  for (const [key, text] of Object.entries(values.texts)) {
    const [table = '', , column] = key.split('/');
    if (column === undefined) one(key, text);
    else if (whole && text.trim() !== '') several(`${table}/${column}`, text);
  }
  for (const [table, rows] of Object.entries(values.rows)) {
    const by = BY[table];
    const newest = newestOf(table, values);
    for (const [column, value] of Object.entries((newest !== undefined ? rows[newest] : undefined) ?? {})) one(`${table}@newest/${column}`, value);
    for (const id of values.order?.[table] ?? Object.keys(rows)) {
      const row = rows[id] ?? {};
      const which = by === undefined ? undefined : row[by];
      for (const [column, value] of Object.entries(row)) {
        const cell = kept(value, longest);
        if (cell === null) continue;
        several(`${table}/${column}`, cell);
        if (typeof which === 'string') several(`${table}@${which}/${column}`, cell);
      }
    }
  }
  return cells;
}

/** Of two rows of one day the lower one. */
function newestOf(table: string, { rows, order }: Values): string | undefined {
  const column = NEWEST[table];
  if (column === undefined) return undefined;
  const when = (id: string): string => String(rows[table]?.[id]?.[column] ?? '');
  return (order?.[table] ?? Object.keys(rows[table] ?? {})).filter((id) => when(id) !== '').reduce<string | undefined>((most, id) => (most === undefined || when(id) >= when(most) ? id : most), undefined);
}
