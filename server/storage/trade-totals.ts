/** The totals of archives while rows of trade are written: what a row adds or takes is kept until the end of a slice, and only where that cannot tell the answer an archive is summed anew. */
import { PURCHASE_KINDS, RETURN_KINDS } from '../../model/classification/population.ts';
import type { Connection } from './database.ts';

const quoted = (kinds: readonly string[]): string => kinds.map((kind) => `'${kind}'`).join(', ');
export const PURCHASES = quoted(PURCHASE_KINDS);
export const RETURNS = quoted(RETURN_KINDS);

/** Writes the totals of an archive that has none. */
export const TOTALS = `INSERT INTO total SELECT archive, currency,
          sum(CASE WHEN kind IN (${PURCHASES}) THEN amount ELSE -abs(amount) END), sum(kind IN (${PURCHASES})),
          min(CASE WHEN kind IN (${PURCHASES}) THEN date END), max(CASE WHEN kind IN (${PURCHASES}) THEN date END)
        FROM trade WHERE archive = ? AND kind IN (${PURCHASES}, ${RETURNS}) GROUP BY archive, currency`;

/** What a total rests on, of one row; the amount in minor units. */
export interface Counted { readonly archive: string; readonly kind: string; readonly date: string; readonly amount: number; readonly currency: string }

interface Change { readonly archive: string; readonly currency: string; sum: number; count: number; /** Of purchases that came. */ first: string | null; last: string | null; /** Of purchases that went. */ readonly gone: string[] }
type Total = readonly [count: number, first: string | null, last: string | null];

export class TradeTotals {
  private readonly sql;
  private changes = new Map<string, Change>();
  private anew = new Set<string>();

  constructor(db: Connection) {
    this.sql = {
      drop: db.prepare('DELETE FROM total WHERE archive = ?'),
      put: db.prepare(TOTALS),
      find: db.prepare<[string, string], Total>('SELECT count, first, last FROM total WHERE archive = ? AND currency = ?').raw(),
      // not one statement with ON CONFLICT: its way with conflicts would become that of the triggers too, which pass over what they have noted already
      add: db.prepare(`UPDATE total SET sum = sum + @sum, count = count + @count, first = min(coalesce(first, @first), coalesce(@first, first)), last = max(coalesce(last, @last), coalesce(@last, last))
        WHERE archive = @archive AND currency = @currency`),
      begin: db.prepare('INSERT INTO total (archive, currency, sum, count, first, last) VALUES (@archive, @currency, @sum, @count, @first, @last)'),
    };
  }

  /** Whatever was counted for a slice that never came to be. */
  forget(): void {
    this.changes = new Map();
    this.anew = new Set();
  }

  came(row: Counted): void {
    const change = this.change(row);
    if (change === undefined) return;
    if (!isPurchase(row)) {
      change.sum -= Math.abs(row.amount);
      return;
    }
    change.sum += row.amount;
    change.count++;
    if (change.first === null || row.date < change.first) change.first = row.date;
    if (change.last === null || row.date > change.last) change.last = row.date;
  }
  went(row: Counted): void {
    const change = this.change(row);
    if (change === undefined) return;
    if (!isPurchase(row)) change.sum += Math.abs(row.amount);
    else {
      change.sum -= row.amount;
      change.count--;
    }
    change.gone.push(isPurchase(row) ? row.date : '');
  }

  /** Within the transaction that wrote the rows. */
  settle(): void {
    for (const change of this.changes.values()) {
      if (this.anew.has(change.archive)) continue;
      if (this.mustSum(change)) this.anew.add(change.archive);
      else {
        const added = { archive: change.archive, currency: change.currency, sum: change.sum, count: change.count, first: change.first, last: change.last };
        if (this.sql.add.run(added).changes === 0) this.sql.begin.run(added);
      }
    }
    this.sum(this.anew);
    this.forget();
  }

  /** Sums anew. */
  sum(archives: Iterable<string>): void {
    for (const archive of archives) {
      this.sql.drop.run(archive);
      this.sql.put.run(archive);
    }
  }

  /** The first or the last purchase went, or perhaps the only row: who is next is known by the rows alone. */
  private mustSum({ archive, currency, count, gone }: Change): boolean {
    if (gone.length === 0) return false;
    const total = this.sql.find.get(archive, currency);
    if (total === undefined) return true;
    const [before, first, last] = total;
    return before + count <= 0 || first === null || last === null || gone.some((date) => date !== '' && (date <= first || date >= last));
  }

  private change(row: Counted): Change | undefined {
    if (!isPurchase(row) && !(RETURN_KINDS as readonly string[]).includes(row.kind)) return undefined;
    const key = `${row.archive} ${row.currency}`;
    let change = this.changes.get(key);
    if (change === undefined) this.changes.set(key, (change = { archive: row.archive, currency: row.currency, sum: 0, count: 0, first: null, last: null, gone: [] }));
    return change;
  }
}

const isPurchase = ({ kind }: Counted): boolean => (PURCHASE_KINDS as readonly string[]).includes(kind);
