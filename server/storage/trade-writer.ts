/** Writes transactions and keeps their totals. `(source, externalId)` identifies a row for ever, so that whatever was interrupted can simply come again. */
import type { Transaction } from '../../model/api.ts';
import { PURCHASE_KINDS, RETURN_KINDS } from '../../model/classification/population.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { toMinor } from '../../model/money.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import { StorageError } from './storage.ts';
import type { PutTransactions } from './storage.ts';
import { inSlices } from './thread-port.ts';

export type NewTransaction = Transaction & { readonly archive: ArchiveId };
export type Outcome = 'created' | 'updated' | 'unchanged';

const quoted = (kinds: readonly string[]): string => kinds.map((kind) => `'${kind}'`).join(', ');
export const PURCHASES = quoted(PURCHASE_KINDS);
export const RETURNS = quoted(RETURN_KINDS);

function minor(text: string): number {
  const value = toMinor(text);
  if (value === undefined) throw new RangeError(`not an amount: ${text}`);
  return value;
}

type Columns = readonly [archive: string, kind: string, date: string, amount: number, currency: string, dueAt: string | null, channel: string | null, orderRef: string | null, lines: string, cost: number | null];
const columnsOf = (row: NewTransaction): Columns => [
  row.archive, row.kind, row.date, minor(row.amount), row.currency, row.dueAt ?? null, row.channel ?? null, row.orderRef ?? null,
  JSON.stringify(row.lines), row.cost === null || row.cost === undefined ? null : minor(row.cost),
];

export class TradeWriter {
  private readonly db: Connection;
  private readonly sql;

  constructor(db: Connection) {
    this.db = db;
    const names = 'archive, kind, date, amount, currency, due_at, channel, order_ref, lines, cost';
    this.sql = {
      find: db.prepare<[string, string], [row: number, ...Columns]>(`SELECT row, ${names} FROM trade WHERE source = ? AND external_id = ?`).raw(),
      insert: db.prepare(`INSERT INTO trade (id, source, external_id, ${names}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)`),
      update: db.prepare(`UPDATE trade SET (${names}) = (?,?,?,?,?,?,?,?,?,?) WHERE row = ?`),
      dropTotals: db.prepare('DELETE FROM total WHERE archive = ?'),
      putTotals: db.prepare(`INSERT INTO total SELECT archive, currency,
          sum(CASE WHEN kind IN (${PURCHASES}) THEN amount ELSE -abs(amount) END), sum(kind IN (${PURCHASES})),
          min(CASE WHEN kind IN (${PURCHASES}) THEN date END), max(CASE WHEN kind IN (${PURCHASES}) THEN date END)
        FROM trade WHERE archive = ? AND kind IN (${PURCHASES}, ${RETURNS}) GROUP BY archive, currency`),
    };
  }

  /** In slices; each slice is one transaction with the totals of the archives it touched. A dry run rolls every slice back. */
  async put(rows: readonly NewTransaction[], options: PutTransactions = {}): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = [];
    const touched = new Set<string>();
    const step = (row: NewTransaction): void => { outcomes.push(this.putOne(row, touched, options)); };
    await inSlices(rows, step, (run) => {
      touched.clear();
      if (options.dryRun) return this.tried(run);
      inTransaction(this.db, () => {
        run();
        for (const archive of touched) {
          this.sql.dropTotals.run(archive);
          this.sql.putTotals.run(archive);
        }
      });
    });
    return outcomes;
  }

  private tried(run: () => void): void {
    this.db.exec('BEGIN IMMEDIATE');
    try {
      run();
    } finally {
      this.db.exec('ROLLBACK');
    }
  }

  private putOne(row: NewTransaction, touched: Set<string>, { stay, keepCost }: PutTransactions): Outcome {
    const given = columnsOf(row);
    const stored = this.sql.find.get(row.source, row.externalId);
    if (!stored) {
      this.sql.insert.run(row.id, row.source, row.externalId, ...given);
      touched.add(row.archive);
      return 'created';
    }
    const [number, ...before] = stored;
    if (stay && before[0] !== row.archive) throw new StorageError('conflict', `The row ${row.source}:${row.externalId} belongs to another archive.`, 'externalId');
    const columns: Columns = keepCost ? [...given.slice(0, -1), before.at(-1)] as unknown as Columns : given;
    if (before.every((value, index) => value === columns[index])) return 'unchanged';
    this.sql.update.run(...columns, number);
    touched.add(row.archive).add(before[0]);
    return 'updated';
  }
}
