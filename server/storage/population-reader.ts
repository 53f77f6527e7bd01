/** The customer population with its sums in a window, by SQL: what a classification reads. Customers are the archives that are not only suppliers and neither sealed nor erased. */
import { isCustomer, referenceDate, windowOf } from '../../model/classification/population.ts';
import type { Population, PopulationMember, Window } from '../../model/classification/population.ts';
import type { ArchiveId } from '../../model/ids.ts';
import type { Connection } from './database.ts';
import type { ClassifyJob, StoredOverview } from './storage.ts';
import { PURCHASES, RETURNS } from './trade-writer.ts';

/** Archives read at once; small, because time is looked at only in between. */
const PAGE = 100;
const CUSTOMER = "a.state IN ('open', 'closed') AND coalesce(o.is_customer, 1) = 1";

interface Row {
  readonly id: ArchiveId; readonly data: string | null; readonly lifecycle: string | null; readonly sales: number; readonly returns: number; readonly purchases: number;
  readonly last: string | null; readonly firstEver: string | null; readonly lastEver: string | null;
}

/** `pause` is asked after every page and lets others have their turn. */
export async function readPopulation(db: Connection, job: Pick<ClassifyJob, 'months' | 'referenceDate' | 'currency' | 'now'>, pause: () => Promise<void>): Promise<Population> {
  const today = job.now.slice(0, 10);
  const newest = db.prepare<[string], string>(`SELECT t.date FROM trade t JOIN archive.archive a ON a.id = t.archive LEFT JOIN overview o ON o.id = t.archive
    WHERE t.date <= ? AND ${CUSTOMER} ORDER BY t.date DESC LIMIT 1`).pluck().get(today);
  const window = windowOf(referenceDate(job.referenceDate, newest ?? null, today), job.months);
  const bought = `t.kind IN (${PURCHASES})`;
  const inside = 't.date >= @from';
  const page = db.prepare<[Record<string, unknown>], Row>(`SELECT a.id, o.data, o.lifecycle,
      coalesce(sum(CASE WHEN ${bought} AND ${inside} THEN t.amount END), 0) AS sales,
      coalesce(sum(CASE WHEN t.kind IN (${RETURNS}) AND ${inside} THEN abs(t.amount) END), 0) AS returns,
      coalesce(sum(${bought} AND ${inside}), 0) AS purchases,
      max(CASE WHEN ${bought} AND ${inside} THEN t.date END) AS last, min(CASE WHEN ${bought} THEN t.date END) AS firstEver, max(CASE WHEN ${bought} THEN t.date END) AS lastEver
    FROM (SELECT id, state FROM archive.archive WHERE id > @after ORDER BY id LIMIT ${PAGE}) a LEFT JOIN overview o ON o.id = a.id
    LEFT JOIN trade t ON t.archive = a.id AND t.currency = @currency AND t.kind IN (${PURCHASES}, ${RETURNS}) AND t.date <= @to
    WHERE ${CUSTOMER} GROUP BY a.id ORDER BY a.id`);
  const end = db.prepare<[string], string>(`SELECT max(id) FROM (SELECT id FROM archive.archive WHERE id > ? ORDER BY id LIMIT ${PAGE})`).pluck();
  const leftOut = leftOutCurrencies(db, window, job.currency);
  const members: PopulationMember[] = [];
  for (let after: string | null = ''; after !== null; after = end.get(after) ?? null) {
    for (const row of page.all({ after, currency: job.currency, from: window.from ?? '', to: window.to })) members.push(member(row, leftOut.get(row.id)));
    await pause();
  }
  return { currency: job.currency, window, members };
}

function member(row: Row, leftOut: readonly string[] | undefined): PopulationMember {
  const roles = row.data === null ? [] : (JSON.parse(row.data) as StoredOverview['data']).roles;
  if (!isCustomer(roles)) throw new Error(`${row.id} is no customer, and yet marked as one`);
  const { category, strategy } = row.lifecycle === null ? { category: null, strategy: null } : (JSON.parse(row.lifecycle) as NonNullable<StoredOverview['lifecycle']>);
  const { id, sales, returns, purchases, last, firstEver, lastEver } = row;
  return { id, sales, returns, purchases, last, firstEver, lastEver, roles, category, strategy, ...(leftOut ? { leftOut } : {}) };
}

/** Few archives have transactions in a second currency: the totals name them, so that only they are looked at. */
function leftOutCurrencies(db: Connection, window: Window, currency: string): ReadonlyMap<string, readonly string[]> {
  const rows = db.prepare<[Record<string, unknown>], { archive: string; currencies: string }>(`SELECT archive, json_group_array(currency) AS currencies FROM total
    WHERE currency <> @currency AND EXISTS (SELECT 1 FROM trade t WHERE t.archive = total.archive AND t.currency = total.currency
      AND t.kind IN (${PURCHASES}, ${RETURNS}) AND t.date >= @from AND t.date <= @to) GROUP BY archive`);
  return new Map(rows.all({ currency, from: window.from ?? '', to: window.to }).map((row) => [row.archive, (JSON.parse(row.currencies) as string[]).sort()]));
}
