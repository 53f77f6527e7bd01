/** Cells that name a row of another table of their section, such as the department that a department reports to: chosen from those rows, shown by their names. What was written as a name is understood, too. */
import type { TemplateResult } from 'lit';
import type { Row } from '../../../model/section-doc.ts';
import type { FormHost, Slot } from '../slot.ts';
import { selectControl } from './choice.ts';

/** By table and column: the table whose rows are meant. */
const REFS: Readonly<Record<string, string>> = Object.freeze({
  'departments/reportsTo': 'departments',
  'departmentMembers/department': 'departments',
  'departmentCooperation/department': 'departments',
  'departmentCooperation/with': 'departments',
});

export const refOf = (table: string, column: string): string | undefined => REFS[`${table}/${column}`];

/** The row that a cell means: by its id, else by its name. */
export function meant(rows: readonly Row[], value: unknown): Row | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  return rows.find(({ id }) => id === value) ?? rows.find(({ cells }) => cells['name'] === value);
}

export const refName = (host: FormHost, table: string, value: unknown): string => {
  const name = meant(host.section.rows(table), value)?.cells['name'];
  return typeof name === 'string' && name !== '' ? name : value === null || value === undefined ? '' : String(value);
};

/** A value that means a row is chosen by it, so that drawing writes nothing; one that means none stays choosable as it is. */
export function refControl(host: FormHost, slot: Slot, table: string): TemplateResult | string {
  const rows = host.section.rows(table);
  const row = meant(rows, slot.value);
  const options = rows.map(({ id, cells }) => ({ key: id as string, label: String(cells['name'] ?? '') || host.t.form.unnamed }));
  return selectControl(host, row === undefined ? slot : { ...slot, value: row.id }, options);
}
