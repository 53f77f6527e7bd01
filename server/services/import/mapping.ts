/** Finds the part of a mapping that is meant for a table: by file and sheet, else by its headings. */
import type { ImportMapping, TableMapping } from '../../../model/import/api.ts';
import { stem } from './csv.ts';
import type { ReadWish } from './readers/reader.ts';
import { plain } from './recognise.ts';

/** `customers-2026-11-22.csv` → `customers`: tomorrow's file is the same table. */
export const fileKey = (name: string): string => plain(stem(name)).replace(/\d+/g, '');

const meant = (table: TableMapping, file: string, sheet: string): boolean => (table.file === '' || fileKey(table.file) === fileKey(file)) && (table.sheet === undefined || table.sheet === sheet);

/** Null where the mapping says nothing of it. */
export function mappingOf(mapping: ImportMapping | null, file: string, sheet: string, header: readonly string[]): TableMapping | null {
  if (mapping === null) return null;
  const named = mapping.tables.filter((table) => meant(table, file, sheet));
  const headings = new Set(header.map(plain));
  const fits = (table: TableMapping): boolean => table.columns.every(({ heading, target }) => target === null || headings.has(plain(heading)));
  // a file of another name with the same columns is the same table
  return named.find(fits) ?? named[0] ?? mapping.tables.find(fits) ?? null;
}

/** What the mapping says of how the file itself is read. */
export function wishOf(mapping: ImportMapping | null, file: string): ReadWish {
  const tables = (mapping?.tables ?? []).filter((table) => table.file === '' || fileKey(table.file) === fileKey(file));
  const lines = new Map(tables.flatMap(({ sheet, headerLine }) => (headerLine === undefined ? [] : [[sheet ?? '', headerLine] as const])));
  return { encoding: tables.find(({ encoding }) => encoding)?.encoding, separator: tables.find(({ separator }) => separator)?.separator, ...(lines.size > 0 && { headerLine: lines }) };
}
