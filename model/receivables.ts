/** What is still to be paid of a sale, and when: pure sums over the rows of one order (F-195, F-196). Which rows those are, and who may see them, is the server's. */
import { addDays } from './classification/dates.ts';
import type { CalendarDate } from './overview.ts';

/** Days after the sale or, where `from` is `invoice`, after its invoice (D-11). */
export interface Settlement { readonly days: number; readonly from: 'sale' | 'invoice' }

/** A row of one order in one currency, in minor units; dates as stored. */
export interface OrderRow {
  readonly id: string;
  readonly kind: 'sale' | 'return' | 'collection';
  readonly date: CalendarDate;
  readonly amount: number;
  readonly dueAt: CalendarDate | null;
  readonly invoicedAt: CalendarDate | null;
}

/** `open`: minor units still to be paid; `due`: null where nothing says when. */
export interface Receivable { readonly open: number; readonly due: CalendarDate | null }

/** The day that was agreed for this sale, else what the payment terms make of it. */
export function dueDate({ date, dueAt, invoicedAt }: Pick<OrderRow, 'date' | 'dueAt' | 'invoicedAt'>, terms: Settlement | null): CalendarDate | null {
  if (dueAt !== null) return dueAt;
  if (terms === null) return null;
  const from = terms.from === 'sale' ? date : invoicedAt;
  return from === null ? null : addDays(from, terms.days);
}

/** First what is due first; what has no day comes last. */
const inTurn = (a: { readonly due: CalendarDate | null; readonly date: CalendarDate; readonly id: string }, b: typeof a): number =>
  compare(a.due ?? '9', b.due ?? '9') || compare(a.date, b.date) || compare(a.id, b.id);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Of each sale of one order what is left: payments and returns settle what is due first. Without a day, a payment or a return nobody keeps an account of the order (a till, an
 * import that brings no payments), and its sales are not in the answer.
 */
export function receivables(rows: readonly OrderRow[], terms: Settlement | null): ReadonlyMap<string, Receivable> {
  let paid = 0;
  let kept = false;
  const sales: { readonly id: string; readonly date: CalendarDate; readonly amount: number; readonly due: CalendarDate | null }[] = [];
  for (const row of rows) {
    if (row.kind !== 'sale') {
      paid += row.kind === 'return' ? Math.abs(row.amount) : row.amount;
      kept = true;
      continue;
    }
    const due = dueDate(row, terms);
    kept ||= due !== null;
    // a sale below zero takes something off the order, as a return does
    if (row.amount < 0) paid -= row.amount;
    sales.push({ id: row.id, date: row.date, amount: Math.max(0, row.amount), due });
  }
  const open = new Map<string, Receivable>();
  if (!kept) return open;
  for (const { id, amount, due } of sales.sort(inTurn)) {
    const settled = Math.max(0, Math.min(amount, paid));
    paid -= settled;
    open.set(id, { open: amount - settled, due });
  }
  return open;
}

/** Whole days past the day on which it was due; 0: not overdue. */
export const overdueDays = ({ open, due }: Receivable, today: CalendarDate): number =>
  open > 0 && due !== null && due < today ? Math.round((Date.parse(`${today}T00:00Z`) - Date.parse(`${due}T00:00Z`)) / 86_400_000) : 0;
