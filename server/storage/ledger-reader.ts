/** Reads one customer's transactions as a ledger: filtered pages, sums, what is still to be paid, one row with its order. What may be shown of it is the caller's. */
import type { Transaction, TransactionKind } from '../../model/api.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import { fromMinor } from '../../model/money.ts';
import { overdueDays, receivables } from '../../model/receivables.ts';
import type { OrderRow, Receivable } from '../../model/receivables.ts';
import type { Connection } from './database.ts';
import { foldText } from './search-text.ts';
import type { AccountQuery, AccountTotal, LedgerTotal, StoredTransaction, TransactionDetail, TransactionsAnswer, TransactionsQuery } from './storage.ts';
import { PURCHASES, RETURNS } from './trade-writer.ts';

interface Columns {
  readonly archive: ArchiveId;
  readonly id: string; readonly kind: TransactionKind; readonly date: string; readonly amount: number; readonly currency: string; readonly due_at: string | null; readonly channel: string | null;
  readonly order_ref: string | null; readonly lines: string; readonly source: string; readonly external_id: string; readonly cost: number | null; readonly invoiced_at: string | null;
  readonly tracking: string | null; readonly stay: string | null; readonly reverses: string | null; readonly person: PersonId | null; readonly at: number | null;
}
interface OrderColumns { readonly id: string; readonly kind: OrderRow['kind']; readonly date: string; readonly amount: number; readonly due_at: string | null; readonly invoiced_at: string | null }
const toOrderRow = (row: OrderColumns): OrderRow => ({ id: row.id, kind: row.kind, date: row.date, amount: row.amount, dueAt: row.due_at, invoicedAt: row.invoiced_at });

/** What is rare is left out where it is not there. */
const toTransaction = (row: Columns): StoredTransaction => ({
  id: row.id, kind: row.kind, date: row.date, amount: fromMinor(row.amount), currency: row.currency, dueAt: row.due_at, channel: row.channel, orderRef: row.order_ref,
  lines: JSON.parse(row.lines) as Transaction['lines'], source: row.source, externalId: row.external_id, cost: row.cost === null ? null : fromMinor(row.cost),
  ...(row.invoiced_at === null ? {} : { invoicedAt: row.invoiced_at }), ...(row.tracking === null ? {} : { tracking: row.tracking }),
  ...(row.stay === null ? {} : { stay: JSON.parse(row.stay) as NonNullable<Transaction['stay']> }), ...(row.reverses === null ? {} : { reverses: row.reverses }),
  ...(row.person === null || row.at === null ? {} : { recorded: { by: row.person, at: row.at } }),
});

/** Ids of the rows in which every word is. */
function saying(rows: Iterable<readonly [string, ...(string | number | null)[]]>, words: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (const [id, order, channel, externalId, tracking, amount, text] of rows) {
    const lines = JSON.parse(String(text)) as Transaction['lines'];
    const said = foldText([order, channel, externalId, tracking, Number(amount) / 100, ...lines.map(({ item }) => item)].filter((part) => part !== null && part !== undefined).join('\n'));
    if (words.every((word) => said.includes(word))) found.push(id);
  }
  return found;
}

const ACCOUNT_KINDS = "'sale', 'return', 'collection'";
const ORDER_COLUMNS = 'id, kind, date, amount, due_at, invoiced_at';

export function ledgerCalls(db: Connection) {
  const found = `FROM trade WHERE archive = @archive AND date >= @from AND date <= @to AND (@kinds IS NULL OR kind IN (SELECT value FROM json_each(@kinds))) AND (@ids IS NULL OR id IN (SELECT value FROM json_each(@ids)))`;
  const paged = ' AND (@beforeDate IS NULL OR (date, id) < (@beforeDate, @beforeId)) ORDER BY date DESC, id DESC LIMIT @limit';
  const sums = `SELECT currency, count(*) AS count, coalesce(sum(CASE WHEN kind IN (${PURCHASES}) THEN amount END), 0) AS purchases, coalesce(sum(CASE WHEN kind IN (${RETURNS}) THEN abs(amount) END), 0) AS returns,
    coalesce(sum(CASE WHEN kind = 'collection' THEN amount END), 0) AS collected, coalesce(sum(CASE WHEN kind IN (${RETURNS}) THEN -cost WHEN kind IN (${PURCHASES}) THEN cost END), 0) AS cost,
    coalesce(sum(CASE WHEN cost IS NULL THEN NULL WHEN kind IN (${RETURNS}) THEN -abs(amount) WHEN kind IN (${PURCHASES}) THEN amount END), 0) AS costed, count(cost) AS costs`;
  type Sums = Readonly<Record<'count' | 'purchases' | 'returns' | 'collected' | 'cost' | 'costed' | 'costs', number>> & { readonly currency: string };
  const statement = {
    page: db.prepare<[Record<string, unknown>], Columns>(`SELECT * ${found}${paged}`),
    sums: db.prepare<[Record<string, unknown>], Sums>(`${sums} ${found} GROUP BY currency ORDER BY count DESC, currency`),
    texts: db.prepare<[Record<string, unknown>], readonly [string, ...(string | number | null)[]]>(`SELECT id, order_ref, channel, external_id, tracking, amount, lines ${found}`).raw(),
  } as const;
  const years = db.prepare<[Record<string, unknown>], number>('SELECT DISTINCT CAST(substr(date, 1, 4) AS INTEGER) AS year FROM trade WHERE archive = @archive AND (@kinds IS NULL OR kind IN (SELECT value FROM json_each(@kinds))) ORDER BY year DESC').pluck();
  const ofOrder = db.prepare<[string, string, string], OrderColumns>(`SELECT ${ORDER_COLUMNS} FROM trade WHERE archive = ? AND order_ref = ? AND currency = ? AND kind IN (${ACCOUNT_KINDS})`);
  const alone = db.prepare<[string, string], OrderColumns>(`SELECT ${ORDER_COLUMNS} FROM trade WHERE id = ? OR reverses = ?`);
  // whatever is not paid: few orders of many, found in the index alone
  const unpaid = db.prepare<[string], { order_ref: string; currency: string }>(`SELECT order_ref, currency FROM trade WHERE archive = ? AND order_ref IS NOT NULL AND kind IN (${ACCOUNT_KINDS})
    GROUP BY order_ref, currency HAVING sum(CASE kind WHEN 'sale' THEN amount WHEN 'return' THEN -abs(amount) ELSE -amount END) > 0`);
  const unpaidAlone = db.prepare<[string], OrderColumns & { readonly currency: string }>(`SELECT ${ORDER_COLUMNS}, currency FROM trade t WHERE archive = ? AND order_ref IS NULL AND kind = 'sale' AND amount > 0 AND NOT EXISTS (SELECT 1 FROM trade r WHERE r.reverses = t.id)`);
  const one = db.prepare<[string, string], Columns>('SELECT * FROM trade WHERE archive = ? AND id = ?');
  const order = db.prepare<[string, string], Columns>('SELECT * FROM trade WHERE archive = ? AND order_ref = ? ORDER BY date, id LIMIT 500');
  const reversedBy = db.prepare<[string], Columns>('SELECT * FROM trade WHERE reverses = ? LIMIT 1');
  const changes = db.prepare<[string], { person: PersonId; at: number; before: string }>('SELECT person, at, before FROM trade_change WHERE trade = ? ORDER BY id DESC LIMIT 100');

  /** Every sale of which something is to be paid. */
  function openSales(archive: ArchiveId, { terms }: AccountQuery): ReadonlyMap<string, Receivable & { readonly currency: string }> {
    const open = new Map<string, Receivable & { readonly currency: string }>();
    const take = (rows: readonly OrderRow[], currency: string): void => { for (const [id, each] of receivables(rows, terms)) if (each.open > 0) open.set(id, { ...each, currency }); };
    for (const { order_ref, currency } of unpaid.all(archive)) take(ofOrder.all(archive, order_ref, currency).map(toOrderRow), currency);
    for (const row of unpaidAlone.iterate(archive)) take([toOrderRow(row)], row.currency);
    return open;
  }

  function accountOf(archive: ArchiveId, account: AccountQuery): readonly AccountTotal[] {
    const byCurrency = new Map<string, { open: number; overdue: number; oldest: number; sales: number }>();
    for (const sale of openSales(archive, account).values()) {
      const sum = byCurrency.get(sale.currency) ?? { open: 0, overdue: 0, oldest: 0, sales: 0 };
      const days = overdueDays(sale, account.today);
      byCurrency.set(sale.currency, { open: sum.open + sale.open, overdue: sum.overdue + (days > 0 ? sale.open : 0), oldest: Math.max(sum.oldest, days), sales: sum.sales + 1 });
    }
    return [...byCurrency].sort(([, a], [, b]) => b.open - a.open).map(([currency, { open, overdue, oldest, sales }]) => ({ currency, open: fromMinor(open), overdue: fromMinor(overdue), oldestDays: oldest, sales }));
  }

  /** The rows with what is to be paid of each sale among them. */
  function withAccount(archive: ArchiveId, rows: readonly Columns[], account: AccountQuery | undefined): readonly StoredTransaction[] {
    if (!account) return rows.map(toTransaction);
    const known = new Map<string, ReadonlyMap<string, Receivable>>();
    return rows.map((row) => {
      if (row.kind !== 'sale') return toTransaction(row);
      const key = row.order_ref === null ? `=${row.id}` : `${row.currency}${row.order_ref}`;
      let sums = known.get(key);
      if (!sums) known.set(key, (sums = receivables((row.order_ref === null ? alone.all(row.id, row.id) : ofOrder.all(archive, row.order_ref, row.currency)).map(toOrderRow), account.terms)));
      const mine = sums.get(row.id);
      return mine ? { ...toTransaction(row), receivable: { open: fromMinor(mine.open), due: mine.due, days: overdueDays(mine, account.today) } } : toTransaction(row);
    });
  }

  return {
    transactions: (archive: ArchiveId, query: TransactionsQuery): TransactionsAnswer => {
      const { account } = query;
      const [beforeDate, beforeId] = query.before === null ? [null, null] : [query.before.slice(0, 10), query.before.slice(11)];
      const [first, last] = query.year === null ? ['', '9999'] : [`${query.year}-01-01`, `${query.year}-12-31`];
      const text = foldText(query.text ?? '').split(/\s+/).filter(Boolean);
      let ids: readonly string[] | null = null;
      if (query.open && account) ids = [...openSales(archive, account)].filter(([, sale]) => query.open === 'open' || overdueDays(sale, account.today) > 0).map(([id]) => id);
      const within = {
        archive, from: later(first, query.from ?? ''), to: earlier(last, query.to ?? '9999'), beforeDate, beforeId, limit: query.limit + 1,
        kinds: query.kinds ? JSON.stringify(query.kinds) : null, ids: ids && JSON.stringify(ids),
      };
      // what a customer's rows say is looked through here: no database folds as the search does
      const where = text.length === 0 ? within : { ...within, ids: JSON.stringify(saying(statement.texts.iterate(within), text)) };
      const rows = statement.page.all(where);
      const items = withAccount(archive, rows.slice(0, query.limit), account);
      const end = items.at(-1);
      return {
        items, next: rows.length > query.limit && end ? `${end.date}~${end.id}` : null, years: years.all(where),
        ...(query.totals ? { totals: statement.sums.all(where).map(toTotal) } : {}),
        ...(query.totals && account ? { account: accountOf(archive, account) } : {}),
      };
    },
    transaction: (archive: ArchiveId, id: string, account: AccountQuery): TransactionDetail | null => {
      const row = one.get(archive, id);
      if (!row) return null;
      const rest = row.order_ref === null ? [] : order.all(archive, row.order_ref).filter((each) => each.id !== id);
      const back = reversedBy.get(id);
      const [item, ...others] = withAccount(archive, [row, ...rest], account);
      return {
        item: item as StoredTransaction, order: others, reversedBy: back && back.archive === archive ? back.id : null,
        changes: changes.all(id).map(({ person, at, before }) => ({ by: person, at, before: JSON.parse(before) as Transaction })),
      };
    },
  };
}

const later = (a: string, b: string): string => (a > b ? a : b);
const earlier = (a: string, b: string): string => (a < b ? a : b);

const toTotal = (row: { readonly currency: string; readonly count: number; readonly purchases: number; readonly returns: number; readonly collected: number; readonly cost: number; readonly costed: number; readonly costs: number }): LedgerTotal => ({
  currency: row.currency, count: row.count, sum: fromMinor(row.purchases - row.returns), purchases: fromMinor(row.purchases), returns: fromMinor(row.returns), collected: fromMinor(row.collected),
  ...(row.costs === 0 ? {} : { cost: fromMinor(row.cost), profit: fromMinor(row.costed - row.cost) }),
});
