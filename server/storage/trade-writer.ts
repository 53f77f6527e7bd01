/** Writes transactions and keeps their totals. `(source, externalId)` identifies a row for ever, so that whatever was interrupted can simply come again. */
import type { Transaction } from '../../model/api.ts';
import type { ArchiveId } from '../../model/ids.ts';
import type { RowState } from '../../model/import/api.ts';
import { fromMinor } from '../../model/money.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import { ImportPacks, plainData } from './import-packs.ts';
import type { PackedRow } from './import-packs.ts';
import { PUT_IMPORT_ROW, tradeMark } from './import-store.ts';
import { StorageError } from './storage.ts';
import type { PutTransactions } from './storage.ts';
import { inSlices } from './thread-port.ts';
import { minorOf, ORDER, WIDTH } from './order-packing.ts';
import type { PackedOrders, OrderColumns } from './order-packing.ts';
import { TradeTotals } from './trade-totals.ts';
import type { Counted } from './trade-totals.ts';

export { PURCHASES, RETURNS, TOTALS } from './trade-totals.ts';

export type NewTransaction = Transaction & { readonly archive: ArchiveId };
export type Outcome = 'created' | 'updated' | 'unchanged';
const STATES = { created: 'create', updated: 'update', unchanged: 'same' } as const satisfies Record<Outcome, RowState>;

/** Rows of a bulk that one INSERT takes: a statement a row costs a third more. */
const TOGETHER = 16;

/** The cost comes last: it may be kept from who changes the rest. */
type Columns = readonly [archive: string, kind: string, date: string, amount: number, currency: string, dueAt: string | null, channel: string | null, orderRef: string | null, lines: string, invoicedAt: string | null, tracking: string | null, stay: string | null, reverses: string | null, cost: number | null];
const columnsOf = (row: NewTransaction): Columns => [
  row.archive, row.kind, row.date, minorOf(row.amount), row.currency, row.dueAt ?? null, row.channel ?? null, row.orderRef ?? null,
  JSON.stringify(row.lines), row.invoicedAt ?? null, row.tracking ?? null, row.stay ? JSON.stringify(row.stay) : null, row.reverses ?? null, row.cost === null || row.cost === undefined ? null : minorOf(row.cost),
];
const columnsOfOrder = ([, , , archive, kind, date, amount, currency, channel, orderRef, lines]: OrderColumns): Columns => [archive, kind, date, amount, currency, null, channel, orderRef, lines, null, null, null, null, null];

/** What a row is known by. */
type Key = Pick<Transaction, 'id' | 'source' | 'externalId'>;

const counted = ([archive, kind, date, amount, currency]: Columns): Counted => ({ archive, kind, date, amount, currency });

/** The row as it was, for those who ask what was corrected. */
const asTransaction = ({ id, source, externalId }: Key, [, kind, date, amount, currency, dueAt, channel, orderRef, lines, invoicedAt, tracking, stay, reverses, cost]: Columns): Transaction => ({
  id, source, externalId, kind: kind as Transaction['kind'], date, amount: fromMinor(amount), currency, dueAt, channel, orderRef, lines: JSON.parse(lines) as Transaction['lines'],
  invoicedAt, tracking, stay: stay === null ? null : (JSON.parse(stay) as NonNullable<Transaction['stay']>), reverses, cost: cost === null ? null : fromMinor(cost),
});

export class TradeWriter {
  private readonly db: Connection;
  private readonly sql;
  private readonly sums: TradeTotals;
  private readonly packs: ImportPacks;

  constructor(db: Connection) {
    this.db = db;
    this.sums = new TradeTotals(db);
    this.packs = new ImportPacks(db);
    const plain = (count: number) => db.prepare(`INSERT INTO trade (${ORDER}) VALUES ${Array(count).fill(`(${Array(WIDTH).fill('?').join(',')})`).join(',')} ON CONFLICT (source, external_id) DO NOTHING`);
    const names = 'archive, kind, date, amount, currency, due_at, channel, order_ref, lines, invoiced_at, tracking, stay, reverses, cost';
    this.sql = {
      find: db.prepare<[string, string], [row: number, id: string, ...Columns]>(`SELECT row, id, ${names} FROM trade WHERE source = ? AND external_id = ?`).raw(),
      insert: db.prepare(`INSERT INTO trade (id, source, external_id, person, at, ${names}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (source, external_id) DO NOTHING`),
      update: db.prepare(`UPDATE trade SET (${names}) = (?,?,?,?,?,?,?,?,?,?,?,?,?,?) WHERE row = ?`),
      plain: new Map([[1, plain(1)], [TOGETHER, plain(TOGETHER)]]),
      newest: db.prepare<[], number>('SELECT coalesce(max(row), 0) FROM trade').pluck(),
      since: db.prepare<[number], [source: string, externalId: string]>('SELECT source, external_id FROM trade WHERE row > ?').raw(),
      told: db.prepare(PUT_IMPORT_ROW),
      note: db.prepare('INSERT INTO import_trade (job, trade, before, after) VALUES (@job, @trade, @before, @after) ON CONFLICT DO UPDATE SET after = @after'),
      keep: db.prepare('INSERT INTO trade_change (trade, person, at, before) VALUES (?,?,?,?)'),
      // the trigger that told of the update, once or for both sections of a row that moved, does not know who did it
      by: db.prepare("UPDATE outbox SET person = ?, at = ? WHERE id > (SELECT max(id) FROM outbox) - 2 AND type = 'transaction' AND key = ? AND person IS NULL"),
    };
  }

  /** In slices; each slice is one transaction with the totals of the archives it touched. A dry run rolls every slice back. */
  async put(rows: readonly NewTransaction[], options: PutTransactions = {}): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = [];
    // the slice that had it before has been rolled back
    const tried = new Map<string, string>();
    const outcomeOf = (row: NewTransaction): Outcome => {
      const outcome = this.putOne(row, options);
      if (!options.dryRun) return outcome;
      const [key, columns] = [JSON.stringify([row.source, row.externalId]), JSON.stringify(columnsOf(row))];
      const before = tried.get(key);
      tried.set(key, columns);
      return before === undefined ? outcome : before === columns ? 'unchanged' : 'updated';
    };
    await inSlices(rows, (row) => { outcomes.push(outcomeOf(row)); }, (run) => {
      this.sums.forget();
      if (options.dryRun) return this.tried(run);
      inTransaction(this.db, () => {
        run();
        this.sums.settle();
      });
    });
    return outcomes;
  }

  /**
   * Orders of an import, with what is written down of them: many to a statement, and those of which there is nothing to say many to a note. A run that was here before notes row by row, so
   * that what it noted then has its place taken.
   */
  async bring({ job, file, columns, rows, lines, data }: PackedOrders): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = [];
    const again = rows[0] !== undefined && this.packs.reached(job, rows[0]);
    let made: PackedRow[] = [];
    let newest = 0;
    const rowAt = (i: number): OrderColumns => columns.slice(i * WIDTH, (i + 1) * WIDTH) as unknown as OrderColumns;
    /** Which of these are new. */
    const insert = (from: number, count: number): ((source: string, externalId: string) => boolean) => {
      const { changes, lastInsertRowid } = (this.sql.plain.get(count) as NonNullable<ReturnType<typeof this.sql.plain.get>>).run(columns.slice(from * WIDTH, (from + count) * WIDTH));
      const before = newest;
      if (changes > 0) newest = Number(lastInsertRowid);
      if (changes === count) return () => true;
      const came = new Set(changes === 0 ? [] : this.sql.since.all(before).map((key) => JSON.stringify(key)));
      return (source, externalId) => came.delete(JSON.stringify([source, externalId]));
    };
    const one = (i: number, isNew: boolean): void => {
      const row = rowAt(i);
      const given = columnsOfOrder(row);
      const [id, source, externalId] = row;
      const outcome = isNew ? 'created' : this.known({ id, source, externalId }, given, { job });
      outcomes.push(outcome);
      if (isNew) this.sums.came(counted(given));
      const [number, line, said] = [rows[i] as number, lines[i] as number, data[i] ?? null];
      if (isNew && !again && said === null) return void made.push([number, line, externalId, given[0], id, tradeMark(given)]);
      if (again && outcome === 'unchanged' && this.packs.has(job, number)) return;
      if (again) this.packs.take(job, number);
      const text = said ?? plainData(file, line, externalId, given[0]);
      // a new row is undone by its own note; another would be one more index to write
      this.sql.told.run(job, number, STATES[outcome], isNew ? `${text.slice(0, -1)},"trade":${JSON.stringify([id, tradeMark(given)])}}` : text);
    };
    const groups: number[] = [];
    for (let i = 0; i < rows.length; i += i + TOGETHER <= rows.length ? TOGETHER : 1) groups.push(i);
    const step = (from: number): void => {
      const count = from + TOGETHER <= rows.length ? TOGETHER : 1;
      const isNew = insert(from, count);
      for (let i = from; i < from + count; i++) one(i, isNew(columns[i * WIDTH + 1] as string, columns[i * WIDTH + 2] as string));
    };
    await inSlices(groups, step, (run) => {
      this.sums.forget();
      this.packs.forget();
      made = [];
      inTransaction(this.db, () => {
        newest = this.sql.newest.get() ?? 0;
        run();
        this.sums.settle();
        this.packs.add(job, file, made);
      });
    });
    return outcomes;
  }

  /** Sums anew. */
  totals(archives: Iterable<string>): void {
    this.sums.sum(archives);
  }

  private tried(run: () => void): void {
    this.db.exec('BEGIN IMMEDIATE');
    try {
      run();
    } finally {
      this.db.exec('ROLLBACK');
    }
  }

  private putOne(row: NewTransaction, options: PutTransactions): Outcome {
    const { recorded, job } = options;
    const given = columnsOf(row);
    // most rows are new: whether one is there tells the index as it takes it
    if (this.sql.insert.run(row.id, row.source, row.externalId, recorded?.by ?? null, recorded?.at ?? null, ...given).changes > 0) {
      if (job !== undefined) this.sql.note.run({ job, trade: row.id, before: null, after: tradeMark(given) });
      this.sums.came(counted(given));
      return 'created';
    }
    return this.known(row, given, options);
  }

  private known(row: Key, given: Columns, { stay, keepCost, recorded, kinds, job }: PutTransactions): Outcome {
    const stored = this.sql.find.get(row.source, row.externalId);
    if (!stored) throw new Error('a row of trade is neither new nor there');
    const [number, id, ...before] = stored;
    if ((stay && before[0] !== given[0]) || (kinds && !(kinds as readonly string[]).includes(before[1]))) throw new StorageError('conflict', `The row ${row.source}:${row.externalId} belongs to another archive.`, 'externalId');
    const columns: Columns = keepCost ? [...given.slice(0, -1), before.at(-1)] as unknown as Columns : given;
    if (before.every((value, index) => value === columns[index])) return 'unchanged';
    if (recorded) this.sql.keep.run(id, recorded.by, recorded.at, JSON.stringify(asTransaction(row, before)));
    if (job !== undefined) this.sql.note.run({ job, trade: id, before: JSON.stringify(before), after: tradeMark(columns) });
    this.sql.update.run(...columns, number);
    if (recorded) this.sql.by.run(recorded.by, recorded.at, id);
    this.sums.went(counted(before));
    this.sums.came(counted(columns));
    return 'updated';
  }
}
