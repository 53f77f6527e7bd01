/** Reads overviews, totals of transactions, classes, imported rows and jobs. The transactions are in `ledger-reader.ts`, lists and search in `list-query.ts`. */
import type { JobView } from '../../model/api.ts';
import { referenceDate } from '../../model/classification/population.ts';
import { addMonths } from '../../model/classification/dates.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { fromMinor } from '../../model/money.ts';
import type { TradeTotals } from '../../model/overview.ts';
import { classCalls } from './class-reader.ts';
import type { Connection } from './database.ts';
import { ForeignTrade } from './foreign-trade.ts';
import { ledgerCalls } from './ledger-reader.ts';
import type { ImportedRow, StoredOverview } from './storage.ts';
import { PURCHASES, RETURNS } from './trade-writer.ts';

interface OverviewColumns { readonly id: ArchiveId; readonly revision: number; readonly name: string; readonly kind: string; readonly data: string; readonly projected: string; readonly lifecycle: string | null }
const toOverview = (row: OverviewColumns): StoredOverview => ({
  id: row.id, revision: row.revision, name: row.name, kind: row.kind,
  data: JSON.parse(row.data) as StoredOverview['data'], projected: JSON.parse(row.projected) as StoredOverview['projected'],
  ...(row.lifecycle === null ? {} : { lifecycle: JSON.parse(row.lifecycle) as NonNullable<StoredOverview['lifecycle']> }),
});

interface TotalColumns { readonly currency: string; readonly sum: number; readonly count: number; readonly first: string | null; readonly last: string | null }

/** The calls of a reader thread that concern facts.db, but for lists. `currency` is the workspace's. */
export function factsCalls(db: Connection, currency: string) {
  const overview = db.prepare<[string], OverviewColumns>('SELECT id, revision, name, kind, data, projected, lifecycle FROM overview WHERE id = ?');
  const projected = db.prepare<[string], string>('SELECT projected FROM overview WHERE id = ?').pluck();
  // The workspace's currency first, else the one with most transactions: sums of several currencies are added up as far as there are rates, never as they are.
  const total = db.prepare<[string, string], TotalColumns>('SELECT currency, sum, count, first, last FROM total WHERE archive = ? ORDER BY currency = ? DESC, count DESC, currency LIMIT 1');
  const months = db.prepare<[string, string, string, string], { month: string; sum: number }>(`SELECT substr(date, 1, 7) AS month, sum(CASE WHEN kind IN (${PURCHASES}) THEN amount ELSE -abs(amount) END) AS sum
    FROM trade WHERE archive = ? AND currency = ? AND kind IN (${PURCHASES}, ${RETURNS}) AND date >= ? AND date <= ? GROUP BY month`);
  const spent = db.prepare<[string, string, string, string], number>(`SELECT coalesce(sum(CASE WHEN kind IN (${PURCHASES}) THEN amount ELSE -abs(amount) END), 0) FROM trade
    WHERE archive = ? AND currency = ? AND kind IN (${PURCHASES}, ${RETURNS}) AND date BETWEEN ? AND ?`).pluck();
  const abroad = db.prepare<[string], Omit<TotalColumns, 'currency'>>('SELECT sum, count, first, last FROM converted WHERE archive = ? AND count > 0');
  const foreign = new ForeignTrade(db, currency);
  const newest = db.prepare<[string], string | null>('SELECT max(date) FROM trade WHERE date <= ?').pluck();
  const imported = db.prepare<[string, string, string], { target: string; data: string }>('SELECT target, data FROM imported WHERE source = ? AND name = ? AND external_id = ?');
  const job = db.prepare<[string], string>('SELECT data FROM job WHERE id = ?').pluck();

  const totalsOf = (id: ArchiveId, end: string, names: readonly string[]): TradeTotals => {
    const all = abroad.get(id);
    const row = all ? { currency, ...all } : total.get(id, currency);
    // nothing traded is something to know: null would say that it may not be seen
    if (!row) return { currency, sum: fromMinor(0), count: 0, first: null, last: null, months: [] };
    const sums = new Map(months.all(id, row.currency, `${names[0]}-01`, end).map(({ month, sum }) => [month, sum]));
    if (all) for (const [month, sum] of foreign.months(id, `${names[0]}-01`, end)) sums.set(month, (sums.get(month) ?? 0) + sum);
    return { currency: row.currency, sum: fromMinor(row.sum), count: row.count, first: row.first, last: row.last, months: names.map((name) => fromMinor(sums.get(name) ?? 0)) };
  };

  return {
    overviews: (ids: readonly ArchiveId[]): readonly StoredOverview[] => ids.flatMap((id) => {
      const row = overview.get(id);
      return row ? [toOverview(row)] : [];
    }),
    projected: (ids: readonly ArchiveId[]): readonly (StoredOverview['projected'] | null)[] => ids.map((id) => {
      const text = projected.get(id);
      return text === undefined ? null : (JSON.parse(text) as StoredOverview['projected']);
    }),
    ...ledgerCalls(db),
    /** Months end with the population's newest transaction, never later than `today`. */
    totals: (ids: readonly ArchiveId[], today: string): ReadonlyMap<ArchiveId, TradeTotals> => {
      const end = referenceDate(null, newest.get(today) ?? null, today);
      const names = Array.from({ length: 12 }, (_, index) => addMonths(`${end.slice(0, 7)}-01`, index - 11).slice(0, 7));
      return new Map(ids.map((id) => [id, totalsOf(id, end, names)]));
    },
    /** Purchases less returns of each stretch of days, in minor units of the workspace's currency; what has no rate is nothing. */
    volumes: (ids: readonly ArchiveId[], spans: readonly (readonly [from: string, to: string])[]): readonly (readonly number[])[] => ids.map((id) => spans.map(([from, to]) => {
      const others = abroad.get(id) ? [...foreign.months(id, from, to).values()] : [];
      return others.reduce((sum, each) => sum + each, spent.get(id, currency, from, to) ?? 0);
    })),
    ...classCalls(db),
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
