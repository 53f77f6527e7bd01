/** Reads overviews, transactions with their totals, classes, imported rows and jobs. Lists and search are in `list-query.ts`. */
import type { JobView, Transaction, TransactionKind } from '../../model/api.ts';
import { referenceDate } from '../../model/classification/population.ts';
import { addMonths } from '../../model/classification/dates.ts';
import { unpackResult } from '../../model/classification/stored.ts';
import type { PackedResult } from '../../model/classification/stored.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { fromMinor } from '../../model/money.ts';
import type { ClassResult, SchemeKey, TradeTotals } from '../../model/overview.ts';
import type { Connection } from './database.ts';
import type { ImportedRow, StoredOverview } from './storage.ts';
import { PURCHASES, RETURNS } from './trade-writer.ts';

interface OverviewColumns { readonly id: ArchiveId; readonly revision: number; readonly name: string; readonly kind: string; readonly data: string; readonly projected: string; readonly lifecycle: string | null }
const toOverview = (row: OverviewColumns): StoredOverview => ({
  id: row.id, revision: row.revision, name: row.name, kind: row.kind,
  data: JSON.parse(row.data) as StoredOverview['data'], projected: JSON.parse(row.projected) as StoredOverview['projected'],
  ...(row.lifecycle === null ? {} : { lifecycle: JSON.parse(row.lifecycle) as NonNullable<StoredOverview['lifecycle']> }),
});

interface TradeColumns {
  readonly id: string; readonly kind: TransactionKind; readonly date: string; readonly amount: number; readonly currency: string; readonly due_at: string | null; readonly channel: string | null;
  readonly order_ref: string | null; readonly lines: string; readonly source: string; readonly external_id: string; readonly cost: number | null;
}
const toTransaction = (row: TradeColumns): Transaction => ({
  id: row.id, kind: row.kind, date: row.date, amount: fromMinor(row.amount), currency: row.currency, dueAt: row.due_at, channel: row.channel, orderRef: row.order_ref,
  lines: JSON.parse(row.lines) as Transaction['lines'], source: row.source, externalId: row.external_id, cost: row.cost === null ? null : fromMinor(row.cost),
});

interface TotalColumns { readonly currency: string; readonly sum: number; readonly count: number; readonly first: string | null; readonly last: string | null }
export interface TransactionsPage { readonly limit: number; readonly before: string | null; readonly year: number | null }

/** The calls of a reader thread that concern facts.db, but for lists. `currency` is the workspace's. */
export function factsCalls(db: Connection, currency: string) {
  const overview = db.prepare<[string], OverviewColumns>('SELECT id, revision, name, kind, data, projected, lifecycle FROM overview WHERE id = ?');
  const trade = db.prepare<[Record<string, unknown>], TradeColumns>(`SELECT * FROM trade WHERE archive = @archive AND date >= @from AND date <= @to
    AND (@beforeDate IS NULL OR (date, id) < (@beforeDate, @beforeId)) ORDER BY date DESC, id DESC LIMIT @limit`);
  const years = db.prepare<[string], number>("SELECT DISTINCT CAST(substr(date, 1, 4) AS INTEGER) AS year FROM trade WHERE archive = ? ORDER BY year DESC").pluck();
  // The workspace's currency first, else the one with most transactions: sums of several currencies are never added up.
  const total = db.prepare<[string, string], TotalColumns>('SELECT currency, sum, count, first, last FROM total WHERE archive = ? ORDER BY currency = ? DESC, count DESC, currency LIMIT 1');
  const months = db.prepare<[string, string, string, string], { month: string; sum: number }>(`SELECT substr(date, 1, 7) AS month, sum(CASE WHEN kind IN (${PURCHASES}) THEN amount ELSE -abs(amount) END) AS sum
    FROM trade WHERE archive = ? AND currency = ? AND kind IN (${PURCHASES}, ${RETURNS}) AND date >= ? AND date <= ? GROUP BY month`);
  const newest = db.prepare<[string], string | null>('SELECT max(date) FROM trade WHERE date <= ?').pluck();
  const classes = db.prepare<[string], PackedResult & { readonly scheme: SchemeKey }>(`SELECT c.scheme, b.data AS basis, c.value, c.own, c.at AS computedAt
    FROM class c JOIN class_basis b ON b.id = c.basis WHERE c.archive = ?`);
  const imported = db.prepare<[string, string, string], { target: string; data: string }>('SELECT target, data FROM imported WHERE source = ? AND name = ? AND external_id = ?');
  const job = db.prepare<[string], string>('SELECT data FROM job WHERE id = ?').pluck();

  const totalsOf = (id: ArchiveId, end: string): TradeTotals | null => {
    const row = total.get(id, currency);
    if (!row) return null;
    const names = Array.from({ length: 12 }, (_, index) => addMonths(`${end.slice(0, 7)}-01`, index - 11).slice(0, 7));
    const sums = new Map(months.all(id, row.currency, `${names[0]}-01`, end).map(({ month, sum }) => [month, sum]));
    return { currency: row.currency, sum: fromMinor(row.sum), count: row.count, first: row.first, last: row.last, months: names.map((name) => fromMinor(sums.get(name) ?? 0)) };
  };

  return {
    overviews: (ids: readonly ArchiveId[]): readonly StoredOverview[] => ids.flatMap((id) => {
      const row = overview.get(id);
      return row ? [toOverview(row)] : [];
    }),
    transactions: (archive: ArchiveId, page: TransactionsPage) => {
      const [beforeDate, beforeId] = page.before === null ? [null, null] : [page.before.slice(0, 10), page.before.slice(11)];
      const [from, to] = page.year === null ? ['', '9999'] : [`${page.year}-01-01`, `${page.year}-12-31`];
      const rows = trade.all({ archive, from, to, beforeDate, beforeId, limit: page.limit + 1 });
      const items = rows.slice(0, page.limit).map(toTransaction);
      const last = items.at(-1);
      return { items, next: rows.length > page.limit && last ? `${last.date}~${last.id}` : null, years: years.all(archive) };
    },
    /** Months end with the population's newest transaction, never later than `today`. */
    totals: (ids: readonly ArchiveId[], today: string): ReadonlyMap<ArchiveId, TradeTotals> => {
      const end = referenceDate(null, newest.get(today) ?? null, today);
      return new Map(ids.flatMap((id) => {
        const totals = totalsOf(id, end);
        return totals ? [[id, totals] as const] : [];
      }));
    },
    classes: (ids: readonly ArchiveId[]): ReadonlyMap<ArchiveId, Partial<Record<SchemeKey, ClassResult>>> => new Map(ids.flatMap((id) => {
      const rows = classes.all(id);
      return rows.length === 0 ? [] : [[id, Object.fromEntries(rows.map((row) => [row.scheme, unpackResult(row)]))] as const];
    })),
    importedRow: (source: string, table: string, externalId: string): ImportedRow | null => {
      const row = imported.get(source, table, externalId);
      return row ? { source, table, externalId, target: row.target, values: JSON.parse(row.data) as ImportedRow['values'] } : null;
    },
    job: (id: string): JobView | null => {
      const data = job.get(id);
      return data === undefined ? null : (JSON.parse(data) as JobView);
    },
  };
}
