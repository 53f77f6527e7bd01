/** Trade in other currencies than the workspace's, converted row by row at the rates of its days. Only archives that have such rows are looked at; who trades in one currency costs nothing here. */
import { PURCHASE_KINDS } from '../../model/classification/population.ts';
import type { ArchiveId } from '../../model/ids.ts';
import type { Connection } from './database.ts';
import type { FigureRow, Span } from './figure-table.ts';
import { RateReader } from './rate-store.ts';
import { PURCHASES, RETURNS } from './trade-totals.ts';

/** What an archive traded, in the workspace's currency, own rows and others together; `rows` by currency: how many count, how many have no rate. */
export interface ConvertedTotal { readonly sum: number; readonly count: number; readonly first: string | null; readonly last: string | null; readonly rows: string }

type Row = readonly [kind: string, date: string, amount: number, currency: string];
type Counts = Record<string, [converted: number, left: number]>;

const earlier = (a: string | null, b: string): string => (a === null || b < a ? b : a);
const later = (a: string | null, b: string): string => (a === null || b > a ? b : a);
/** `USD:3 GBP:1`. */
const told = (counts: Counts, which: 0 | 1): string | null => {
  const some = Object.entries(counts).filter(([, each]) => each[which] > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  return some.length === 0 ? null : some.map(([currency, each]) => `${currency}:${each[which]}`).join(' ');
};
/** As reasons tell it: `3 × USD`. */
export const countedRows = (text: string): readonly string[] => text.split(' ').map((each) => {
  const [currency = '', rows] = each.split(':');
  return rows === undefined ? currency : `${rows} × ${currency}`;
});

export class ForeignTrade {
  readonly #currency: string;
  readonly #rates: RateReader;
  readonly #sql;

  constructor(db: Connection, currency: string) {
    this.#currency = currency;
    this.#rates = new RateReader(db, currency);
    this.#sql = {
      own: db.prepare<[string, string], { sum: number; count: number; first: string | null; last: string | null }>('SELECT sum, count, first, last FROM total WHERE archive = ? AND currency = ?'),
      currencies: db.prepare<[string, string], string>('SELECT currency FROM total WHERE archive = ? AND currency <> ?').pluck(),
      rows: db.prepare<[string, string], Row>(`SELECT kind, date, amount, currency FROM trade WHERE archive = ? AND currency = ? AND kind IN (${PURCHASES}, ${RETURNS})`).raw(),
    };
  }

  get rates(): RateReader {
    return this.#rates;
  }

  /** Every purchase and return in another currency; `worth` null: no rate. Of returns without sign. */
  #each(archive: string, visit: (row: { readonly purchase: boolean; readonly date: string; readonly currency: string; readonly worth: number | null }) => void): void {
    const rates = this.#rates.now();
    for (const currency of this.#sql.currencies.all(archive, this.#currency)) {
      for (const [kind, date, amount] of this.#sql.rows.iterate(archive, currency)) {
        const purchase = (PURCHASE_KINDS as readonly string[]).includes(kind);
        visit({ purchase, date, currency, worth: rates.toBase(purchase ? amount : Math.abs(amount), currency, date) });
      }
    }
  }

  /** What an archive has traded in all; null: nothing in another currency. */
  total(archive: ArchiveId): ConvertedTotal | null {
    const own = this.#sql.own.get(archive, this.#currency);
    let { sum, count, first, last } = own ?? { sum: 0, count: 0, first: null, last: null };
    const counts: Counts = {};
    this.#each(archive, ({ purchase, date, currency, worth }) => {
      const counted = (counts[currency] ??= [0, 0]);
      if (worth === null) {
        counted[1]++;
        return;
      }
      counted[0]++;
      sum += purchase ? worth : -worth;
      if (!purchase) return;
      count++;
      first = earlier(first, date);
      last = later(last, date);
    });
    return Object.keys(counts).length === 0 ? null : { sum, count, first, last, rows: JSON.stringify(counts) };
  }

  /** Figures of the workspace's own currency with the rest added. */
  added(row: FigureRow, { to, abc, rfm, year }: Span): FigureRow {
    const sums = { ...row };
    const counts: Counts = {};
    this.#each(row.archive, ({ purchase, date, currency, worth }) => {
      if (date > to) return;
      const counted = (counts[currency] ??= [0, 0]);
      counted[worth === null ? 1 : 0]++;
      if (worth === null) return;
      const [inYear, inAbc, inRfm] = [date >= year, date >= (abc ?? ''), date >= (rfm ?? '')];
      if (!purchase) {
        sums.er += worth;
        if (inYear) sums.yr += worth;
        if (inAbc) sums.ra += worth;
        if (inRfm) sums.rm += worth;
        return;
      }
      sums.es += worth; sums.en++;
      if (inYear) { sums.ys += worth; sums.yn++; sums.yfirst = earlier(sums.yfirst, date); }
      if (inAbc) { sums.sa += worth; sums.na++; }
      if (inRfm) { sums.sm += worth; sums.nm++; }
      sums.first = earlier(sums.first, date);
      sums.last = later(sums.last, date);
    });
    return { ...sums, converted: told(counts, 0), left_out: told(counts, 1) };
  }

  /** By month from day to day what an archive has traded in other currencies; what has no rate is nothing. */
  months(archive: ArchiveId, from: string, to: string): ReadonlyMap<string, number> {
    const sums = new Map<string, number>();
    this.#each(archive, ({ purchase, date, worth }) => {
      if (worth === null || date < from || date > to) return;
      const month = date.slice(0, 7);
      sums.set(month, (sums.get(month) ?? 0) + (purchase ? worth : -worth));
    });
    return sums;
  }
}

/** Keeps `converted` for archives whose figures are made anew, within that transaction. */
export class ConvertedTotals {
  readonly #db: Connection;
  readonly #sql;
  #foreign: { readonly currency: string; readonly trade: ForeignTrade } | null = null;

  constructor(db: Connection) {
    this.#db = db;
    this.#sql = {
      abroad: db.prepare<[string, string], ArchiveId>('SELECT DISTINCT archive FROM total WHERE archive IN (SELECT value FROM json_each(?)) AND currency <> ?').pluck(),
      known: db.prepare<[string], ArchiveId>('SELECT archive FROM converted WHERE archive IN (SELECT value FROM json_each(?))').pluck(),
      drop: db.prepare('DELETE FROM converted WHERE archive = ?'),
      put: db.prepare(`INSERT INTO converted (archive, sum, count, first, last, rows) VALUES (@archive, @sum, @count, @first, @last, @rows) ON CONFLICT (archive) DO UPDATE
        SET sum = excluded.sum, count = excluded.count, first = excluded.first, last = excluded.last, rows = excluded.rows
        WHERE (sum, count, first, last, rows) IS NOT (excluded.sum, excluded.count, excluded.first, excluded.last, excluded.rows)`),
    };
  }

  /** Answers of which archives the totals are others than before. */
  settle(archives: readonly ArchiveId[], currency: string): readonly ArchiveId[] {
    if (this.#foreign?.currency !== currency) this.#foreign = { currency, trade: new ForeignTrade(this.#db, currency) };
    const { trade } = this.#foreign;
    const ids = JSON.stringify(archives);
    const abroad = new Set(this.#sql.abroad.all(ids, currency));
    const changed: ArchiveId[] = [];
    for (const archive of this.#sql.known.all(ids)) if (!abroad.has(archive) && this.#sql.drop.run(archive).changes > 0) changed.push(archive);
    for (const archive of abroad) {
      const total = trade.total(archive);
      if (total !== null && this.#sql.put.run({ archive, ...total }).changes > 0) changed.push(archive);
    }
    return changed;
  }
}
