/** Orders become transactions: the amount of the order, else the sum of its lines, exact to the minor unit. An order that was not shipped is still a sale. */
import type { Transaction } from '../../../model/api.ts';
import type { ArchiveId } from '../../../model/ids.ts';
import { fromMinor, losesDigits, toMinor } from '../../../model/money.ts';
import { sumOfLines } from '../../../model/order-lines.ts';
import { transactionId } from '../transactions.ts';
import { cleanDate, cleanDecimal, singleLine } from './cells.ts';
import type { Row } from './rows.ts';

export type OrderLine = Transaction['lines'][number];

/** Lines by order, waiting for their order. */
export class OrderLines {
  readonly #lines = new Map<string, OrderLine[]>();
  readonly #products: ReadonlyMap<string, string>;

  /** `products`: names by product id; empty when no products came with the lines. */
  constructor(products: ReadonlyMap<string, string>) {
    this.#products = products;
  }

  /** False when the row was refused; its notes say why. */
  add(row: Row): boolean {
    const [order, product] = [row.text('order'), row.text('product')];
    row.notes.externalId = order || null;
    const [price, quantity] = [decimal(row, 'price'), decimal(row, 'quantity')];
    if (order === '' || product === '') row.refused(order === '' ? 'order' : 'product', 'no-id', 'The row names no order or no product.');
    else if (price === null) row.refused('price', 'number', 'The row has no price that can be read.');
    else if (quantity === null) row.refused('quantity', 'number', 'The row has no quantity that can be read.');
    else {
      const item = this.#products.get(product);
      if (item === undefined && this.#products.size > 0) row.repaired('product', 'unknown-product', `No product has the id ${JSON.stringify(product)}; the id stands for the name.`);
      const discount = row.text('discount') === '' ? null : decimal(row, 'discount');
      const line: OrderLine = { item: item ?? product, quantity, price, ...(discount !== null && !/^-?0*\.?0*$/.test(discount) && { discount }) };
      const lines = this.#lines.get(order);
      if (lines) lines.push(line);
      else this.#lines.set(order, [line]);
      return true;
    }
    return false;
  }

  take(order: string): readonly OrderLine[] {
    const lines = this.#lines.get(order) ?? [];
    this.#lines.delete(order);
    return lines;
  }

  /** Orders whose lines nobody took. */
  get left(): readonly string[] {
    return [...this.#lines.keys()];
  }
}

function decimal(row: Row, column: string): string | null {
  const text = row.text(column);
  if (text === '') return null;
  const cell = cleanDecimal(text);
  if (cell.ok && cell.repair) row.repaired(column, cell.repair.code, cell.repair.message);
  return cell.ok ? cell.value : null;
}

/** Null when the row was refused; its notes say why. `currency` is the workspace's, for rows that name none. */
export function transactionOf(row: Row, lines: readonly OrderLine[], archive: ArchiveId, source: string, currency: string): (Transaction & { readonly archive: ArchiveId }) | null {
  const externalId = row.text('id');
  const date = cleanDate(row.text('date'));
  if (!date.ok) return row.refused('date', date.code, row.text('date') === '' ? 'The order has no date.' : date.message);
  const minor = amountOf(row, lines);
  if (minor === null) return null;
  const named = row.text('currency').toUpperCase();
  if (named !== '' && !/^[A-Z]{3}$/.test(named)) return row.refused('currency', 'currency', `${JSON.stringify(named)} is no currency code such as EUR.`);
  return {
    archive, id: transactionId(source, externalId), kind: minor < 0 ? 'return' : 'sale', date: date.value, amount: fromMinor(Math.abs(minor)), currency: named || currency,
    channel: row.clean('channel', singleLine), orderRef: externalId, lines, source, externalId,
  };
}

function amountOf(row: Row, lines: readonly OrderLine[]): number | null {
  const text = row.text('amount');
  if (text === '') return lines.length > 0 ? sumOfLines(lines) : row.refused('amount', 'no-amount', 'The order has neither an amount nor lines.');
  const cell = cleanDecimal(text);
  if (!cell.ok) return row.refused('amount', cell.code, cell.message);
  if (cell.repair) row.repaired('amount', cell.repair.code, cell.repair.message);
  const minor = toMinor(cell.value);
  if (minor === undefined) return row.refused('amount', 'number', `${JSON.stringify(text)} is too large for an amount.`);
  if (losesDigits(cell.value)) row.repaired('amount', 'rounded', `${cell.value} was rounded to ${fromMinor(minor)}.`);
  if (minor < 0) row.repaired('amount', 'return', `${fromMinor(minor)} was taken as a return of ${fromMinor(-minor)}.`);
  return minor;
}
