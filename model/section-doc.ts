/** How a section lies in a Y.Doc: the only file that knows its roots, keys and row places. What may be written there is left to `validation/`. */
import { generateKeyBetween } from 'fractional-indexing';
import * as Y from 'yjs';
import type { Scalar, SectionPatch, SectionValues } from './api.ts';
import { newRowId, parseRowId } from './ids.ts';
import type { RandomBytes, RowId } from './ids.ts';
import { isName, PLACE } from './value-keys.ts';

export { fieldKey, isName, markKey, MARKS, parseValueKey, PLACE, placeKey, rowKey, rowTextKey, textKey } from './value-keys.ts';
export type { Mark, ValueKey } from './value-keys.ts';

/** Root types: three flat maps of scalars; every long text is a root of its own whose name begins with `text`. */
export const ROOTS = Object.freeze({ fields: 'fields', rows: 'rows', marks: 'marks', text: 'text:' });

/** A row that shows: its cells by column, without its place. */
export interface Row { readonly id: RowId; readonly cells: Readonly<Record<string, Scalar>> }

/** Values of a section and, by table, the row ids in the order in which they show. Texts are keyed `org.businessScope` or `contacts/x1/subject`, without the root's prefix. */
export type OrderedValues = SectionValues & { readonly order: Readonly<Record<string, readonly RowId[]>> };

const fieldsOf = (doc: Y.Doc): Y.Map<Scalar> => doc.getMap<Scalar>(ROOTS.fields);
const rowsOf = (doc: Y.Doc): Y.Map<Scalar> => doc.getMap<Scalar>(ROOTS.rows);
const marksOf = (doc: Y.Doc): Y.Map<Scalar> => doc.getMap<Scalar>(ROOTS.marks);

/** Writes only what differs, so that an unchanged value costs no update and wins over nobody. Null takes the key away. */
function put(map: Y.Map<Scalar>, key: string, value: Scalar): void {
  if (value === null) {
    if (map.has(key)) map.delete(key);
  } else if (map.get(key) !== value) map.set(key, value);
}

export const getField = (doc: Y.Doc, key: string): Scalar => fieldsOf(doc).get(key) ?? null;
export function setField(doc: Y.Doc, key: string, value: Scalar): void {
  if (getField(doc, key) !== value) unverify(doc, `${ROOTS.fields}/${key}`);
  put(fieldsOf(doc), key, value);
}
/** What was said of the old value is not said of the new one: that somebody checked it, or doubted it. Where it comes from mostly stays true, and can be seen. */
export function unverify(doc: Y.Doc, of: string): void {
  for (const mark of ['accuracy', 'verifiedAt'] as const) setMark(doc, of, mark, null);
}
/** `of` is a value key: `fields/customer.name`. */
export const getMark = (doc: Y.Doc, of: string, mark: string): Scalar => marksOf(doc).get(`${of}#${mark}`) ?? null;
export const setMark = (doc: Y.Doc, of: string, mark: string, value: Scalar): void => put(marksOf(doc), `${of}#${mark}`, value);

interface Placed { readonly id: RowId; readonly place: string; readonly cells: Record<string, Scalar> }

/** All tables, or one, in one pass over the map; rows without a place are left out. */
function placedRows(doc: Y.Doc, only?: string): Map<string, Placed[]> {
  const found = new Map<string, Map<string, { place: string | null; cells: Record<string, Scalar> }>>();
  const prefix = only === undefined ? '' : `${only}/`;
  for (const [key, value] of rowsOf(doc).entries()) {
    if (!key.startsWith(prefix)) continue;
    const [table, id, column] = key.split('/');
    if (table === undefined || id === undefined || column === undefined || !isName(table) || parseRowId(id) === undefined) continue;
    let rows = found.get(table);
    if (!rows) found.set(table, (rows = new Map()));
    let row = rows.get(id);
    if (!row) rows.set(id, (row = { place: null, cells: {} }));
    if (column === PLACE) row.place = typeof value === 'string' ? value : null;
    else if (isName(column)) row.cells[column] = value;
  }
  const tables = new Map<string, Placed[]>();
  for (const [table, rows] of found) {
    const shown: Placed[] = [];
    for (const [id, row] of rows) if (row.place !== null) shown.push({ id: id as RowId, place: row.place, cells: row.cells });
    // equal places come from two people adding at the same moment; the id decides the same way everywhere
    shown.sort((a, b) => compare(a.place, b.place) || compare(a.id, b.id));
    if (shown.length > 0) tables.set(table, shown);
  }
  return tables;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The rows of a table that show, in order. */
export const getRows = (doc: Y.Doc, table: string): readonly Row[] => (placedRows(doc, table).get(table) ?? []).map(({ id, cells }) => ({ id, cells }));

/** True when the string can hold a row's place; the gate asks, because a broken place would make every later insertion fail. */
export function isPlace(text: string): boolean {
  if (text.length > 128) return false;
  try {
    generateKeyBetween(text, null);
    return true;
  } catch {
    return false; // the library tells a malformed key only by throwing
  }
}

/** A place behind `index - 1` rows; equal neighbours are passed over, since nothing lies between them. */
function placeAt(rows: readonly Placed[], index: number): string {
  const before = index > 0 ? (rows[index - 1]?.place ?? null) : null;
  const after = rows.slice(index).find((row) => before === null || row.place > before)?.place ?? null;
  return generateKeyBetween(before, after);
}

/**
 * Adds a row with its cells, last or at `at` (0: first), and returns its id. Give `id` where the id is known,
 * as for rows that share it with another table.
 */
export function addRow(doc: Y.Doc, table: string, cells: Readonly<Record<string, Scalar>>, random: RandomBytes, options: { readonly id?: RowId; readonly at?: number } = {}): RowId {
  const id = options.id ?? newRowId(random);
  doc.transact(() => {
    const rows = (placedRows(doc, table).get(table) ?? []).filter((row) => row.id !== id);
    rowsOf(doc).set(`${table}/${id}/${PLACE}`, placeAt(rows, Math.min(options.at ?? rows.length, rows.length)));
    for (const [column, value] of Object.entries(cells)) setCell(doc, table, id, column, value);
  });
  return id;
}

export const getCell = (doc: Y.Doc, table: string, row: string, column: string): Scalar => rowsOf(doc).get(`${table}/${row}/${column}`) ?? null;
export function setCell(doc: Y.Doc, table: string, row: string, column: string, value: Scalar): void {
  if (getCell(doc, table, row, column) !== value) unverify(doc, `${ROOTS.rows}/${table}/${row}/${column}`);
  put(rowsOf(doc), `${table}/${row}/${column}`, value);
}

/** Takes the row's place, cells, texts and marks away; a cell that somebody writes at the same moment stays hidden without a place. */
export function deleteRow(doc: Y.Doc, table: string, row: string): void {
  const start = `${table}/${row}/`;
  doc.transact(() => {
    const rows = rowsOf(doc);
    for (const key of [...rows.keys()]) if (key.startsWith(start)) rows.delete(key);
    for (const root of textRoots(doc)) if (root.startsWith(ROOTS.text + start)) setText(doc, root, '');
    const marks = marksOf(doc);
    for (const key of [...marks.keys()]) if (key.startsWith(`rows/${start}`) || key.startsWith(ROOTS.text + start)) marks.delete(key);
  });
}

/** Moves a row so that it is at `at` among the others (0: first). */
export function moveRow(doc: Y.Doc, table: string, row: RowId, at: number): void {
  const rows = placedRows(doc, table).get(table) ?? [];
  if (rows[at]?.id === row || !rows.some((each) => each.id === row)) return;
  const others = rows.filter((each) => each.id !== row);
  rowsOf(doc).set(`${table}/${row}/${PLACE}`, placeAt(others, Math.min(Math.max(at, 0), others.length)));
}

/** `root` is the value key of the text: `text:org.businessScope`, `text:contacts/x1/subject`. */
export const getText = (doc: Y.Doc, root: string): Y.Text => doc.getText(root);

/** Replaces only what differs between the ends that are equal, so that carets and concurrent edits elsewhere in the text stay. */
export function setText(doc: Y.Doc, root: string, value: string): void {
  const text = doc.getText(root);
  const old = text.toString();
  if (old === value) return;
  let start = 0;
  const most = Math.min(old.length, value.length);
  while (start < most && old[start] === value[start]) start++;
  let end = 0;
  while (end < most - start && old[old.length - 1 - end] === value[value.length - 1 - end]) end++;
  // half of a surrogate pair must not stand alone: Yjs would turn it into U+FFFD
  if (start > 0 && isHigh(old.charCodeAt(start - 1))) start--;
  if (end > 0 && isLow(old.charCodeAt(old.length - end))) end--;
  doc.transact(() => {
    text.delete(start, old.length - end - start);
    text.insert(start, value.slice(start, value.length - end));
    unverify(doc, root);
  });
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;

const textRoots = (doc: Y.Doc): string[] => [...doc.share.keys()].filter((name) => name.startsWith(ROOTS.text));

/** Everything the section shows. Empty texts, and texts and marks of rows without a place, are left out. */
export function readSection(doc: Y.Doc): OrderedValues {
  const tables = placedRows(doc);
  const placed = new Set([...tables].flatMap(([table, rows]) => rows.map((row) => `${table}/${row.id}`)));
  const shown = (path: string): boolean => {
    const [table, row, column] = path.split('/');
    return column === undefined || placed.has(`${table}/${row}`);
  };
  const rows: Record<string, Record<string, Readonly<Record<string, Scalar>>>> = {};
  const order: Record<string, RowId[]> = {};
  for (const [table, list] of tables) {
    rows[table] = Object.fromEntries(list.map(({ id, cells }) => [id, cells]));
    order[table] = list.map(({ id }) => id);
  }
  const texts: Record<string, string> = {};
  for (const root of textRoots(doc)) {
    const path = root.slice(ROOTS.text.length);
    const value = doc.getText(root).toString();
    if (value !== '' && shown(path)) texts[path] = value;
  }
  const marks = Object.fromEntries([...marksOf(doc).entries()].filter(([key]) => shown(key.replace(/^rows\/|^text:|#.*$/g, ''))));
  return { fields: Object.fromEntries(fieldsOf(doc).entries()), rows, texts, marks, order };
}

function patchRows(doc: Y.Doc, table: string, rows: NonNullable<SectionPatch['rows']>[string]): void {
  const map = rowsOf(doc);
  for (const [id, cells] of Object.entries(rows)) if (cells === null) deleteRow(doc, table, id);
  // the last place is looked for once: a patch may bring thousands of rows
  let last = (placedRows(doc, table).get(table) ?? []).at(-1)?.place ?? null;
  for (const [id, cells] of Object.entries(rows)) {
    if (cells === null) continue;
    if (!map.has(`${table}/${id}/${PLACE}`)) map.set(`${table}/${id}/${PLACE}`, (last = generateKeyBetween(last, null)));
    for (const [column, value] of Object.entries(cells)) setCell(doc, table, id, column, value);
  }
}

/**
 * Applies a patch in one transaction: what is named changes, null takes away, a row that is not placed yet comes last.
 * The caller has checked the patch; unknown keys are written as they stand.
 */
export function applyPatch(doc: Y.Doc, patch: SectionPatch, origin?: unknown): void {
  doc.transact(() => {
    for (const [key, value] of Object.entries(patch.fields ?? {})) setField(doc, key, value);
    for (const [table, rows] of Object.entries(patch.rows ?? {})) patchRows(doc, table, rows);
    for (const [path, value] of Object.entries(patch.texts ?? {})) setText(doc, ROOTS.text + path, value ?? '');
    for (const [key, value] of Object.entries(patch.marks ?? {})) put(marksOf(doc), key, value);
  }, origin);
}

/** Value keys that a transaction touched, in no order; a type that is no root of a section gives its own name, which no rule allows. */
export function changedKeys(transaction: Y.Transaction, doc: Y.Doc): string[] {
  const names = new Map([...doc.share].map(([name, type]) => [type as unknown, name]));
  const keys: string[] = [];
  for (const [type, changed] of transaction.changed) {
    const name = names.get(type) ?? '?';
    if (name === ROOTS.fields || name === ROOTS.rows || name === ROOTS.marks) {
      for (const key of changed) keys.push(key === null ? `${name}[]` : `${name}/${key}`);
    } else keys.push(name);
  }
  return keys;
}
