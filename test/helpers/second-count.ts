/** ABC, RFM and lift once more, as SQL window functions over plain rows in a database of their own (B-1, B-2). It takes nothing from the product: other language, other way. */
import Database from 'better-sqlite3';

export interface Traded { readonly customer: string; readonly kind: 'sale' | 'return'; readonly day: string; /** Hundredths, never negative. */ readonly minor: number; readonly currency: string }
/** What one unit is worth from a day on, in ten thousandths. */
export interface Rated { readonly currency: string; readonly day: string; readonly rate: number }
export interface Terms { readonly currency: string; /** Months of both windows; null: everything. */ readonly abc: number | null; readonly rfm: number | null; readonly a: number; readonly b: number }

export interface SecondAbc { readonly id: string; readonly value: number; readonly purchases: number; readonly class: string | null; readonly place: number | null; readonly of: number; readonly total: number; readonly before: number | null; readonly own: number }
export interface SecondRfm { readonly id: string; readonly segment: string; readonly r: number | null; readonly f: number | null; readonly m: number | null; readonly days: number | null; readonly purchases: number; readonly value: number }

/** Segment, then the lowest and highest score of recency and of frequency, as the table of B-1 has them. */
const SEGMENTS = [
  ['champions', 5, 5, 4, 5], ['loyal', 3, 4, 4, 5], ['potentialLoyalists', 4, 5, 2, 3], ['new', 5, 5, 1, 1], ['promising', 4, 4, 1, 1],
  ['needAttention', 3, 3, 3, 3], ['aboutToSleep', 3, 3, 1, 2], ['cantLose', 1, 2, 5, 5], ['atRisk', 1, 2, 3, 4], ['hibernating', 1, 2, 1, 2],
] as const;

/** `counted`: every row in the workspace's currency. A rate holds from its day on; a half is rounded up, as all amounts here are positive. */
const COUNTED = `
  CREATE VIEW counted AS
  SELECT customer, kind, day, minor FROM trade WHERE currency = (SELECT currency FROM own)
  UNION ALL
  SELECT t.customer, t.kind, t.day, (t.minor * r.rate + 5000) / 10000 FROM trade t JOIN rate r
    ON r.currency = t.currency AND r.day = (SELECT max(day) FROM rate WHERE currency = t.currency AND day <= t.day)
    WHERE t.currency <> (SELECT currency FROM own)`;

const WORTH = (from: string): string => `
  WITH worth AS (
    SELECT c.id, count(CASE kind WHEN 'sale' THEN 1 END) AS purchases, max(CASE kind WHEN 'sale' THEN day END) AS last,
      coalesce(sum(CASE kind WHEN 'sale' THEN minor WHEN 'return' THEN -minor END), 0) AS value
    FROM customer c LEFT JOIN counted t ON t.customer = c.id AND t.day >= ${from} AND t.day <= @to GROUP BY c.id),
  buyers AS (SELECT * FROM worth WHERE purchases > 0)`;
const START = `(CASE WHEN @months IS NULL THEN '0000-01-01' ELSE date(@to, '-' || @months || ' months', '+1 day') END)`;

export class SecondCount {
  readonly #db = new Database(':memory:');
  readonly #terms: Terms;
  /** The newest transaction. */
  readonly to: string;

  constructor(customers: readonly string[], trade: readonly Traded[], rates: readonly Rated[], terms: Terms) {
    this.#terms = terms;
    const db = this.#db;
    db.exec(`CREATE TABLE customer (id TEXT PRIMARY KEY); CREATE TABLE trade (customer TEXT, kind TEXT, day TEXT, minor INTEGER, currency TEXT); CREATE TABLE rate (currency TEXT, day TEXT, rate INTEGER);
      CREATE TABLE own (currency TEXT); CREATE TABLE segment (name TEXT, r1 INTEGER, r5 INTEGER, f1 INTEGER, f5 INTEGER); CREATE INDEX of_customer ON trade (customer); ${COUNTED}`);
    const add = (table: string, rows: readonly (readonly (string | number)[])[]): void => {
      for (const row of rows) db.prepare(`INSERT INTO ${table} VALUES (${row.map(() => '?').join()})`).run(...row);
    };
    db.transaction(() => {
      add('customer', customers.map((id) => [id]));
      const row = db.prepare('INSERT INTO trade VALUES (?, ?, ?, ?, ?)');
      for (const each of trade) row.run(each.customer, each.kind, each.day, each.minor, each.currency);
      add('rate', rates.map((each) => [each.currency, each.day, each.rate]));
      add('own', [[terms.currency]]);
      add('segment', SEGMENTS);
    })();
    this.to = (db.prepare('SELECT max(day) AS day FROM trade').get() as { day: string }).day;
  }

  /** Peers of the same value stand behind the same sum: `GROUPS` steps over all of them at once. */
  abc(): readonly SecondAbc[] {
    const { abc: months, a, b } = this.#terms;
    return this.#db.prepare<unknown[], SecondAbc>(`${WORTH(START)},
      stood AS (SELECT id, rank() OVER (ORDER BY value DESC) AS place, sum(max(value, 0)) OVER () AS total, count(*) OVER () AS of,
        coalesce(sum(max(value, 0)) OVER (ORDER BY value DESC GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before FROM buyers)
      SELECT w.id, w.value, w.purchases, s.place, s.of, s.total, s.before, max(w.value, 0) AS own,
        CASE WHEN s.id IS NULL THEN NULL WHEN w.value <= 0 THEN 'C' WHEN s.before * 100 < @a * s.total THEN 'A' WHEN s.before * 100 < @b * s.total THEN 'B' ELSE 'C' END AS class
      FROM worth w LEFT JOIN stood s ON s.id = w.id ORDER BY w.id`).all({ to: this.to, months, a, b });
  }

  rfm(): readonly SecondRfm[] {
    return this.#db.prepare<unknown[], SecondRfm>(`${WORTH(START)},
      worse AS (SELECT id, count(*) OVER () AS n, rank() OVER (ORDER BY last) - 1 AS r, rank() OVER (ORDER BY purchases) - 1 AS f, rank() OVER (ORDER BY value) - 1 AS m FROM buyers),
      scored AS (SELECT id, 1 + min(4, 5 * r / n) AS r, 1 + min(4, 5 * f / n) AS f, 1 + min(4, 5 * m / n) AS m FROM worse)
      SELECT w.id, coalesce(g.name, 'prospect') AS segment, s.r, s.f, s.m, CAST(julianday(@to) - julianday(w.last) AS INTEGER) AS days, w.purchases, w.value
      FROM worth w LEFT JOIN scored s ON s.id = w.id LEFT JOIN segment g ON s.r BETWEEN g.r1 AND g.r5 AND s.f BETWEEN g.f1 AND g.f5 ORDER BY w.id`).all({ to: this.to, months: this.#terms.rfm });
  }

  close(): void {
    this.#db.close();
  }
}

export interface SecondPair { readonly a: string; readonly b: string; readonly together: number; readonly ofA: number; readonly ofB: number; readonly baskets: number }

/** Every pair that stands on one order, both ways round. */
export function secondPairs(lines: readonly { readonly order: string; readonly item: string }[]): readonly SecondPair[] {
  const db = new Database(':memory:');
  db.exec('CREATE TABLE line (basket TEXT, item TEXT, PRIMARY KEY (basket, item)) WITHOUT ROWID');
  const add = db.prepare('INSERT OR IGNORE INTO line VALUES (?, ?)');
  db.transaction(() => { for (const { order, item } of lines) add.run(order, item); })();
  const pairs = db.prepare<unknown[], SecondPair>(`
    WITH single AS (SELECT item, count(*) AS n FROM line GROUP BY item), both AS (SELECT x.item AS a, y.item AS b, count(*) AS together FROM line x JOIN line y ON y.basket = x.basket AND y.item <> x.item GROUP BY 1, 2)
    SELECT a, b, together, p.n AS ofA, q.n AS ofB, (SELECT count(DISTINCT basket) FROM line) AS baskets FROM both JOIN single p ON p.item = a JOIN single q ON q.item = b`).all();
  db.close();
  return pairs;
}
