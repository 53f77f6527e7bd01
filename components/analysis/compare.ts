/** Two months of the report beside each other: bars and points of the one with those of the other, by key. Pure. */
import type { Part } from '../../model/analysis/shape.ts';
import type { Language } from '../../model/labels.ts';
import { dates } from '../internal/formats.ts';
import type { Column, Face } from './face.ts';

/** `2026-03` as people write it. */
export const monthName = (language: Language, month: string): string => dates(language, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`));

/** What only the other month has is no row of this one: it stands in the table of that month. */
export function compared(face: Face, other: Part | undefined, label: string): Face {
  if (face.kind === 'tiles') return { ...face, columns: face.columns.map((column) => (column.role === 'compare' ? { ...column, label } : column)) };
  if (face.kind !== 'bars' || other?.kind !== 'bars') return face;
  const [main] = face.columns;
  if (main === undefined) return face;
  const before = new Map(other.bars.map(({ key, value }) => [key, value]));
  const column: Column = { ...main, key: 'before', label, role: 'compare' };
  const rest = face.columns.slice(1);
  return { ...face, columns: [main, column, ...rest], rows: face.rows.map((row) => ({ ...row, values: [row.values[0] ?? null, before.get(row.key) ?? null, ...row.values.slice(1)] })) };
}
