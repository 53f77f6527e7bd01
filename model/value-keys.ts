/** Value keys: the one written form for a place in a section's document, used by acks, history, presence and errors. What lies there is left to `section-doc.ts`. */
import { parseRowId } from './ids.ts';
import type { RowId } from './ids.ts';

/**
 * `fields/customer.name` · `rows/methods/x1/value` · `rows/methods/x1/.` (the row's place) · `text:org.businessScope` ·
 * `text:contacts/x1/subject` · `marks/fields/customer.name#source`.
 */
export type ValueKey =
  | { readonly kind: 'field'; readonly key: string }
  | { readonly kind: 'cell'; readonly table: string; readonly row: RowId; readonly field: string }
  | { readonly kind: 'place'; readonly table: string; readonly row: RowId }
  | { readonly kind: 'text'; readonly key: string }
  | { readonly kind: 'rowText'; readonly table: string; readonly row: RowId; readonly field: string }
  | { readonly kind: 'mark'; readonly of: string; readonly mark: Mark };

export const MARKS = ['source', 'channel', 'verifiedAt', 'accuracy', 'override'] as const;
export type Mark = (typeof MARKS)[number];

/** Column of the key that holds a row's place. */
export const PLACE = '.';
const NAME = /^[A-Za-z][A-Za-z0-9._#-]{0,63}$/;
const UNSAFE = new Set(['__proto__', 'constructor', 'prototype']);

/** A catalogue key, table or column as it may stand in a value key; names that reach an object's prototype are none. */
export const isName = (text: string): boolean => NAME.test(text) && !UNSAFE.has(text);

export const fieldKey = (key: string): string => `fields/${key}`;
export const rowKey = (table: string, row: string, field: string): string => `rows/${table}/${row}/${field}`;
export const placeKey = (table: string, row: string): string => rowKey(table, row, PLACE);
/** Also the name of the root that holds the text. */
export const textKey = (key: string): string => `text:${key}`;
export const rowTextKey = (table: string, row: string, field: string): string => `text:${table}/${row}/${field}`;
export const markKey = (of: string, mark: Mark): string => `marks/${of}#${mark}`;

/** Undefined for whatever is not a well-formed value key; whether the catalogue knows it is asked of `validation/section-rules.ts`. */
export function parseValueKey(text: string): ValueKey | undefined {
  if (text.length > 320) return undefined;
  if (text.startsWith('fields/')) {
    const key = text.slice(7);
    return isName(key) ? { kind: 'field', key } : undefined;
  }
  if (text.startsWith('rows/')) return parseCell(text.slice(5));
  if (text.startsWith('text:')) {
    const key = text.slice(5);
    if (!key.includes('/')) return isName(key) ? { kind: 'text', key } : undefined;
    const cell = parseCell(key);
    return cell?.kind === 'cell' ? { ...cell, kind: 'rowText' } : undefined;
  }
  return text.startsWith('marks/') ? parseMark(text.slice(6)) : undefined;
}

function parseCell(path: string): Extract<ValueKey, { kind: 'cell' | 'place' }> | undefined {
  const parts = path.split('/');
  if (parts.length !== 3) return undefined;
  const [table, id, field] = parts as [string, string, string];
  const row = parseRowId(id);
  if (!isName(table) || row === undefined) return undefined;
  if (field === PLACE) return { kind: 'place', table, row };
  return isName(field) ? { kind: 'cell', table, row, field } : undefined;
}

function parseMark(path: string): ValueKey | undefined {
  const hash = path.lastIndexOf('#');
  if (hash < 1) return undefined;
  const of = path.slice(0, hash);
  const mark = path.slice(hash + 1) as Mark;
  if (!MARKS.includes(mark) || of.startsWith('marks/')) return undefined;
  const target = parseValueKey(of);
  return target === undefined || target.kind === 'place' ? undefined : { kind: 'mark', of, mark };
}
