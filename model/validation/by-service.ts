/** Cells that only the server writes, such as who approved: nobody types them, and a row where one stands is closed, for what was approved is what stands there. Which columns they are says the catalogue (`by`). */
import { tables } from '../catalogue/catalogue.ts';

/** By table the column that only the server writes. */
const CELLS: ReadonlyMap<string, string> = new Map(tables().flatMap(({ table, columns }) => columns.filter(({ by }) => by === 'service').map(({ key }) => [table, key] as const)));

export interface DecisionCell {
  /** Key in the map of rows of the cell by which the row is closed: `amlAssessments/x1/approver`. */
  readonly sub: string;
  /** The value key is that cell itself. */
  readonly own: boolean;
}

/** Of a value key of a row of such a table, also of a long text of it; null for every other. */
export function decisionCellOf(valueKey: string): DecisionCell | null {
  const path = valueKey.startsWith('rows/') || valueKey.startsWith('text:') ? valueKey.slice(5) : '';
  for (const [table, column] of CELLS) {
    if (!path.startsWith(`${table}/`)) continue;
    const [, row = '', cell = ''] = path.split('/');
    return { sub: `${table}/${row}/${column}`, own: cell === column };
  }
  return null;
}

export const isDecisionTable = (table: string): boolean => CELLS.has(table);
