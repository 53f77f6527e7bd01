/** How the orders of an import travel to the facts thread: one flat list, because cloning thousands of small objects costs more than writing them. */
import { toMinor } from '../../model/money.ts';
import type { BroughtOrder, OrderNotes } from './storage.ts';

/** What an order of an import has; the rest of a row of trade is empty. */
export type OrderColumns = readonly [id: string, source: string, externalId: string, archive: string, kind: string, date: string, amount: number, currency: string, channel: string | null, orderRef: string | null, lines: string];
export const ORDER = 'id, source, external_id, archive, kind, date, amount, currency, channel, order_ref, lines';
export const WIDTH = 11;

/** `columns`: those of all rows, one row after the other. `rows`, `lines` and `data` are of the notes. */
export interface PackedOrders {
  readonly job: string;
  readonly file: string;
  readonly columns: readonly (string | number | null)[];
  readonly rows: readonly number[];
  readonly lines: readonly number[];
  readonly data: readonly (string | null)[];
}

export function minorOf(text: string): number {
  const value = toMinor(text);
  if (value === undefined) throw new RangeError(`not an amount: ${text}`);
  return value;
}

export function packOrders(orders: readonly BroughtOrder[], { job, file, rows }: OrderNotes): PackedOrders {
  const columns = new Array<string | number | null>(orders.length * WIDTH);
  let at = 0;
  for (const { id, source, externalId, archive, kind, date, amount, currency, channel, orderRef, lines } of orders) {
    for (const value of [id, source, externalId, archive, kind, date, minorOf(amount), currency, channel ?? null, orderRef ?? null, lines.length === 0 ? '[]' : JSON.stringify(lines)] satisfies OrderColumns) columns[at++] = value;
  }
  return { job, file, columns, rows: rows.map(({ row }) => row), lines: rows.map(({ line }) => line), data: rows.map(({ data }) => data) };
}
