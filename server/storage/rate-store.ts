/** Rates of currencies in facts.db, with who changed them. What they come to for sums is `foreign-trade.ts`; the rule is `model/rates/`. */
import type { CalendarDate, Moment } from '../../model/overview.ts';
import type { PersonId } from '../../model/ids.ts';
import { plainRate, Rates } from '../../model/rates/rates.ts';
import type { DatedRate } from '../../model/rates/rates.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';

export interface StoredRate extends DatedRate { readonly source: string | null; readonly by: PersonId; readonly at: Moment }
export interface StoredRateChange { readonly id: number; readonly currency: string; readonly date: CalendarDate; readonly before: string | null; readonly after: string | null; readonly source: string | null; readonly by: PersonId; readonly at: Moment }
export interface StoredCurrency { readonly currency: string; readonly rates: number; readonly first: CalendarDate | null; readonly last: CalendarDate | null; readonly latest: string | null; readonly converted: number; readonly left: number }
export interface RateQuery {
  readonly base: string;
  readonly currency: string | null;
  /** The last one that was seen. */
  readonly after: { readonly date: CalendarDate; readonly currency: string } | null;
  readonly limit: number;
}
export interface RateWrite { readonly by: PersonId; readonly at: Moment }

export interface RateStore {
  /** Newest day first. */
  list(query: RateQuery): Promise<readonly StoredRate[]>;
  /** Of which there are rates, or transactions. */
  currencies(base: string): Promise<readonly StoredCurrency[]>;
  /** Newest first. */
  changes(query: { readonly base: string; readonly currency: string | null; readonly after: number | null; readonly limit: number }): Promise<readonly StoredRateChange[]>;
  /** All of them or none. */
  put(base: string, rates: readonly (DatedRate & { readonly source: string | null })[], write: RateWrite): Promise<{ readonly created: number; readonly updated: number; readonly unchanged: number }>;
  /** False: there is none. */
  remove(base: string, currency: string, date: CalendarDate, write: RateWrite): Promise<boolean>;
}

/** The calls of the facts thread. */
export function rateCalls(db: Connection) {
  const find = db.prepare<[string, string, string], { rate: string; source: string | null }>('SELECT rate, source FROM rate WHERE base = ? AND currency = ? AND date = ?');
  const put = db.prepare('INSERT OR REPLACE INTO rate (base, currency, date, rate, source, person, at) VALUES (@base, @currency, @date, @rate, @source, @by, @at)');
  const drop = db.prepare('DELETE FROM rate WHERE base = ? AND currency = ? AND date = ?');
  const note = db.prepare('INSERT INTO rate_change (base, currency, date, before, after, source, person, at) VALUES (@base, @currency, @date, @before, @after, @source, @by, @at)');
  return {
    putRates: (base: string, rates: readonly (DatedRate & { readonly source: string | null })[], write: RateWrite) => inTransaction(db, () => {
      const counts = { created: 0, updated: 0, unchanged: 0 };
      for (const { currency, date, rate: text, source } of rates) {
        const rate = plainRate(text);
        const before = find.get(base, currency, date);
        if (before?.rate === rate && before.source === source) {
          counts.unchanged++;
          continue;
        }
        put.run({ base, currency, date, rate, source, ...write });
        note.run({ base, currency, date, before: before?.rate ?? null, after: rate, source, ...write });
        counts[before ? 'updated' : 'created']++;
      }
      return counts;
    }),
    removeRate: (base: string, currency: string, date: CalendarDate, write: RateWrite): boolean => inTransaction(db, () => {
      const before = find.get(base, currency, date);
      if (!before) return false;
      drop.run(base, currency, date);
      note.run({ base, currency, date, before: before.rate, after: null, source: before.source, ...write });
      return true;
    }),
  };
}

/** The calls of a reader thread. */
export function rateReadCalls(db: Connection) {
  const list = db.prepare<[Record<string, unknown>], StoredRate>(`SELECT currency, date, rate, source, person AS by, at FROM rate
    WHERE base = @base AND (@currency IS NULL OR currency = @currency) AND (@date IS NULL OR date < @date OR date = @date AND currency > @after) ORDER BY date DESC, currency LIMIT @limit`);
  const currencies = db.prepare<[Record<string, unknown>], StoredCurrency>(`WITH known AS (SELECT currency, count(*) AS rates, min(date) AS first, max(date) AS last FROM rate WHERE base = @base GROUP BY currency),
      traded AS (SELECT r.key AS currency, sum(CAST(r.value ->> 0 AS INTEGER)) AS converted, sum(CAST(r.value ->> 1 AS INTEGER)) AS missing FROM converted c, json_each(c.rows) r GROUP BY r.key)
    SELECT n.currency, coalesce(k.rates, 0) AS rates, k.first, k.last, (SELECT rate FROM rate WHERE base = @base AND currency = n.currency AND date = k.last) AS latest, coalesce(t.converted, 0) AS converted, coalesce(t.missing, 0) AS "left"
    FROM (SELECT currency FROM known UNION SELECT currency FROM traded) n LEFT JOIN known k ON k.currency = n.currency LEFT JOIN traded t ON t.currency = n.currency ORDER BY n.currency`);
  const changes = db.prepare<[Record<string, unknown>], StoredRateChange>(`SELECT id, currency, date, before, after, source, person AS by, at FROM rate_change
    WHERE base = @base AND (@currency IS NULL OR currency = @currency) AND (@after IS NULL OR id < @after) ORDER BY id DESC LIMIT @limit`);
  return {
    rates: ({ base, currency, after, limit }: RateQuery): readonly StoredRate[] => list.all({ base, currency, date: after?.date ?? null, after: after?.currency ?? '', limit }),
    rateCurrencies: (base: string): readonly StoredCurrency[] => currencies.all({ base }),
    rateChanges: (query: Parameters<RateStore['changes']>[0]): readonly StoredRateChange[] => changes.all({ ...query }),
  };
}

/** The rates as they are now, read again only after a change. */
export class RateReader {
  readonly #sql;
  readonly #base: string;
  #held: { readonly change: number; readonly rates: Rates } | null = null;

  constructor(db: Connection, base: string) {
    this.#base = base;
    this.#sql = {
      change: db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM rate_change').pluck(),
      all: db.prepare<[string], DatedRate>('SELECT currency, date, rate FROM rate WHERE base = ?'),
      since: db.prepare<[number, string], string>('SELECT DISTINCT currency FROM rate_change WHERE id > ? AND base = ?').pluck(),
    };
  }

  /** The number of the newest change; it only ever rises. */
  change(): number {
    return this.#sql.change.get() ?? 0;
  }
  now(): Rates {
    const change = this.change();
    if (this.#held?.change !== change) this.#held = { change, rates: new Rates(this.#base, this.#sql.all.all(this.#base)) };
    return this.#held.rates;
  }
  /** Currencies whose rates have changed after that change. */
  since(change: number): readonly string[] {
    return this.#sql.since.all(change, this.#base);
  }
}
