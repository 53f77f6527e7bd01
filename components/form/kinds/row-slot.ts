/** The slot of one cell of a row, also where the cell is a long text; the sheet and the looks of rows share it. */
import { ROOTS, type Row } from '../../../model/section-doc.ts';
import type { FormField, ViewColumn } from '../plan.ts';
import { refOf } from './ref.ts';
import { cellSlot, idOf, type FormHost, type Slot } from '../slot.ts';

export function rowSlot(host: FormHost, field: FormField, table: string, row: Row, column: ViewColumn): Slot {
  const ref = refOf(table, column.key);
  const slot = cellSlot(host, `${field.label}, ${column.label}`, table, row, ref === undefined ? column : { ...column, ref });
  if (column.kind !== 'longText') return slot;
  const key = `${ROOTS.text}${table}/${row.id}/${column.key}`;
  return { ...slot, key, id: idOf(key) };
}

/** Columns that a person fills; what is computed, files and rows within rows have places of their own. */
export const filledColumns = (field: FormField): readonly ViewColumn[] =>
  (field.home.columns ?? []).filter(({ kind }) => kind !== 'computed' && kind !== 'files' && kind !== 'rows');

/** Columns of the sheet itself; the others open below the row. */
const ACROSS = 5;
export function columnsAcross(field: FormField): readonly ViewColumn[] {
  const columns = filledColumns(field);
  return columns.length <= ACROSS ? columns : columns.filter(({ kind }) => kind !== 'longText').slice(0, ACROSS);
}
