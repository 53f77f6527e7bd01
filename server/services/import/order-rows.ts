/** Rows of orders and of their lines: each order becomes a transaction of its customer, written with what is written down of it. */
import type { ArchiveId } from '../../../model/ids.ts';
import type { RowState } from '../../../model/import/api.ts';
import type { CustomerIndex } from './customer-index.ts';
import { OrderLines, transactionOf } from './import-orders.ts';
import type { ImportOptions } from './options.ts';
import type { ImportPort, Outcome } from './port.ts';
import type { Row } from './rows.ts';
import type { RunLog } from './run-log.ts';

const STATES: Readonly<Record<Outcome, RowState>> = { created: 'create', updated: 'update', unchanged: 'same' };
/** Archives with new transactions that are told together. */
const TOLD_AT_ONCE = 5_000;

export interface OrderTask { readonly port: ImportPort; readonly options: Pick<ImportOptions, 'source' | 'currency' | 'dryRun'>; readonly log: RunLog; readonly customers: CustomerIndex }

export class OrderRows {
  /** Archives with new transactions of which nobody was told yet. */
  readonly traded = new Set<ArchiveId>();
  stored = false;
  readonly #task: OrderTask;
  readonly #products = new Map<string, string>();
  readonly #lines = new OrderLines(this.#products);

  constructor(task: OrderTask) {
    this.#task = task;
  }

  /** Products have no place of their own yet: they give the lines of orders their names. */
  products(file: string, rows: readonly Row[]): void {
    for (const row of rows) {
      const usable = row.text('id') !== '' && row.text('name') !== '';
      if (usable) this.#products.set(row.text('id'), row.text('name'));
      else row.refused(row.text('id') === '' ? 'id' : 'name', 'no-name', 'The product has no id or no name.');
      this.#task.log.told(file, row.notes, usable ? 'same' : 'refuse');
    }
  }

  lines(file: string, rows: readonly Row[]): void {
    for (const row of rows) this.#task.log.told(file, row.notes, this.#lines.add(row) ? 'same' : 'refuse');
  }

  async orders(file: string, rows: readonly Row[]): Promise<void> {
    const { port, log, customers, options: { source, currency, dryRun } } = this.#task;
    const archives = await customers.find(rows.flatMap((row) => row.text('customer') || []));
    const good: { readonly row: Row; readonly transaction: NonNullable<ReturnType<typeof transactionOf>> }[] = [];
    for (const row of rows) {
      const lines = this.#lines.take(row.text('id'));
      const archive = customerOf(row, archives);
      const transaction = archive && transactionOf(row, lines, archive, source, currency);
      if (transaction) good.push({ row, transaction });
      else log.told(file, row.notes, 'refuse');
    }
    if (good.length === 0) return;
    const notes = dryRun ? null : { file, rows: good.map(({ row, transaction }) => ({ row: row.notes.number, line: row.notes.line, data: row.notes.isPlain ? null : log.data(file, row.notes, 'create', { archive: transaction.archive }) })) };
    const outcomes = await port.putTransactions(good.map(({ transaction }) => transaction), dryRun, notes);
    good.forEach(({ row, transaction: { archive } }, i) => {
      const outcome = outcomes[i] ?? 'unchanged';
      if (dryRun) return log.told(file, row.notes, STATES[outcome], { archive });
      log.counted(file, row.notes, STATES[outcome]);
      if (outcome === 'unchanged') return;
      this.stored = true;
      this.traded.add(archive);
    });
    await this.tell(TOLD_AT_ONCE);
  }

  /** Tells of archives with new transactions, from so many on. */
  async tell(from: number): Promise<void> {
    if (this.traded.size < from) return;
    const told = [...this.traded];
    this.traded.clear();
    await this.#task.port.digests(told);
  }

  reportLeft(file: string): void {
    for (const order of this.#lines.left) {
      this.#task.log.report.line({ file, line: 0, externalId: order, outcome: 'skipped', field: 'order', code: 'unknown-order', message: `No order of this import has the id ${JSON.stringify(order)}; its lines were left out.` });
    }
  }
}

function customerOf(row: Row, archives: ReadonlyMap<string, ArchiveId | null>): ArchiveId | null {
  const customer = row.text('customer');
  if (row.text('id') === '') return row.refused('id', 'no-id', 'The row has no id, so it could not be found again.');
  if (customer === '') return row.refused('customer', 'no-customer', 'The order names no customer.');
  return archives.get(customer) ?? row.refused('customer', 'unknown-customer', `No customer of this source has the id ${JSON.stringify(customer)}.`);
}
