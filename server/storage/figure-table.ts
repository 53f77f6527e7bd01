/** Figures of customers: the sums that classes are made of, one row each, made from the transactions of one customer. Customers are the archives that are not only suppliers and neither sealed nor erased. */
import { isAgent } from '../../model/classification/lifecycle.ts';
import type { Figures } from '../../model/classification/member.ts';
import type { PopulationMember } from '../../model/classification/population.ts';
import { isCustomer } from '../../model/classification/population.ts';
import type { ArchiveId } from '../../model/ids.ts';
import type { Connection } from './database.ts';
import { countedRows, ForeignTrade } from './foreign-trade.ts';
import type { StoredOverview } from './storage.ts';
import { PURCHASES, RETURNS } from './trade-totals.ts';

/** What the sums count: up to a day, in one currency, in windows that begin with these days; null: with the first. */
export interface Span { readonly to: string; readonly currency: string; readonly abc: string | null; readonly rfm: string | null; readonly year: string }

export interface FigureRow {
  readonly archive: ArchiveId;
  readonly es: number; readonly er: number; readonly en: number; readonly first: string | null; readonly last: string | null;
  readonly ys: number; readonly yr: number; readonly yn: number; readonly yfirst: string | null;
  readonly sa: number; readonly ra: number; readonly na: number; readonly sm: number; readonly rm: number; readonly nm: number;
  /** Rows in other currencies, `USD:3 GBP:1`: those without a rate, and those that count. */
  readonly left_out: string | null; readonly converted: string | null; readonly agent: number; readonly cycle: string | null;
}

const COLUMNS = ['archive', 'es', 'er', 'en', 'first', 'last', 'ys', 'yr', 'yn', 'yfirst', 'sa', 'ra', 'na', 'sm', 'rm', 'nm', 'left_out', 'converted', 'agent', 'cycle'] as const satisfies readonly (keyof FigureRow)[];

const bought = `t.kind IN (${PURCHASES})`;
/** Columns of one window, each followed by a comma: of transactions `t` from a day on. */
export const summed = (from: string, sales: string, returns: string, count: string): string => `
  coalesce(sum(t.amount) FILTER (WHERE ${bought} AND t.date >= ${from}), 0) AS ${sales}, coalesce(sum(abs(t.amount)) FILTER (WHERE NOT ${bought} AND t.date >= ${from}), 0) AS ${returns},
  count(*) FILTER (WHERE ${bought} AND t.date >= ${from}) AS ${count},`;

/** Of archives given as JSON; those that are no customers are left out. */
const FROM_TRADE = `SELECT a.id AS archive, ${summed("''", 'es', 'er', 'en')} ${summed('@year', 'ys', 'yr', 'yn')} ${summed('@abc', 'sa', 'ra', 'na')} ${summed('@rfm', 'sm', 'rm', 'nm')}
    min(t.date) FILTER (WHERE ${bought}) AS first, max(t.date) FILTER (WHERE ${bought}) AS last, min(t.date) FILTER (WHERE ${bought} AND t.date >= @year) AS yfirst, o.lifecycle AS lifecycle, o.data ->> '$.roles' AS roles,
    NULL AS left_out, NULL AS converted, EXISTS (SELECT 1 FROM total x WHERE x.archive = a.id AND x.currency <> @currency) AS abroad
  FROM json_each(@archives) j CROSS JOIN archive.archive a ON a.id = j.value LEFT JOIN overview o ON o.id = a.id
  LEFT JOIN trade t ON t.archive = a.id AND t.currency = @currency AND t.kind IN (${PURCHASES}, ${RETURNS}) AND t.date <= @to
  WHERE a.state IN ('open', 'closed') AND coalesce(o.is_customer, 1) = 1 GROUP BY a.id, o.lifecycle, o.data`;

/** Reads figures out of the transactions; `db` sees both files. */
export class FigureSource {
  private readonly db: Connection;
  private readonly abroad = new Map<string, ForeignTrade>();
  private readonly sql;

  constructor(db: Connection) {
    this.db = db;
    this.sql = {
      read: db.prepare<[Record<string, unknown>], Omit<FigureRow, 'agent' | 'cycle'> & { readonly abroad: 0 | 1; readonly lifecycle: string | null; readonly roles: string | null }>(FROM_TRADE),
      newest: db.prepare<[string], string>(`SELECT t.date FROM trade t JOIN archive.archive a ON a.id = t.archive LEFT JOIN overview o ON o.id = t.archive
        WHERE t.date <= ? AND a.state IN ('open', 'closed') AND coalesce(o.is_customer, 1) = 1 ORDER BY t.date DESC LIMIT 1`).pluck(),
      ids: db.prepare<[string, number], ArchiveId>('SELECT id FROM archive.archive WHERE id > ? ORDER BY id LIMIT ?').pluck(),
      archives: db.prepare<[], number | null>('SELECT max(row) FROM overview').pluck(),
      touched: db.prepare<[number, number], { n: number; archive: ArchiveId }>('SELECT n, archive FROM archive.touched WHERE n > ? ORDER BY n LIMIT ?'),
      ends: db.prepare<[], { first: number | null; last: number | null }>('SELECT (SELECT min(n) FROM archive.touched) AS first, (SELECT max(n) FROM archive.touched) AS last'),
    };
  }

  read(archives: readonly ArchiveId[], { to, currency, abc, rfm, year }: Span): readonly FigureRow[] {
    return this.sql.read.all({ archives: JSON.stringify(archives), to, currency, abc: abc ?? '', rfm: rfm ?? '', year }).map(({ lifecycle, roles: text, abroad, ...own }) => {
      const roles = text === null ? [] : (JSON.parse(text) as StoredOverview['data']['roles']);
      if (!isCustomer(roles)) throw new Error(`${own.archive} is no customer, and yet marked as one`);
      const { category, strategy } = lifecycle === null ? { category: null, strategy: null } : (JSON.parse(lifecycle) as NonNullable<StoredOverview['lifecycle']>);
      const row: FigureRow = { ...own, agent: isAgent({ roles, category }) ? 1 : 0, cycle: strategy };
      return abroad === 1 ? this.foreign(currency).added(row, { to, currency, abc, rfm, year }) : row;
    });
  }

  /** Trade in other currencies than this one. */
  foreign(currency: string): ForeignTrade {
    const known = this.abroad.get(currency);
    if (known) return known;
    const made = new ForeignTrade(this.db, currency);
    this.abroad.set(currency, made);
    return made;
  }

  /** Newest transaction of a customer, not after `today`. */
  newest(today: string): string | null {
    return this.sql.newest.get(today) ?? null;
  }
  /** How many archives there are, or were: to tell how far a run is. */
  archives(): number {
    return this.sql.archives.get() ?? 0;
  }
  ids(after: string, limit: number): readonly ArchiveId[] {
    return this.sql.ids.all(after, limit);
  }
  /** Archives whose own row changed after `n`; null: so much has changed that nobody knows. */
  touched(n: number, limit: number): readonly { readonly n: number; readonly archive: ArchiveId }[] | null {
    const { first } = this.sql.ends.get() ?? { first: null };
    return first !== null && first > n + 1 ? null : this.sql.touched.all(n, limit);
  }
  touchedEnd(): number {
    return this.sql.ends.get()?.last ?? 0;
  }
}

/** Keeps figures in a table; `figure` for good, a temporary one for a dry run over other windows. */
export class FigureTable {
  readonly name: string;
  private readonly sql;

  constructor(db: Connection, name = 'figure') {
    this.name = name;
    const own = COLUMNS.slice(1);
    this.sql = {
      get: db.prepare<[string], FigureRow & { readonly abc: string | null; readonly rfm: string | null; readonly lifecycle: string | null }>(`SELECT * FROM ${name} WHERE archive = ?`),
      many: db.prepare<[string], unknown[]>(`SELECT ${COLUMNS.map((each) => `f.${each}`).join(', ')} FROM json_each(?) j CROSS JOIN ${name} f ON f.archive = j.value`).raw(),
      put: db.prepare(`INSERT INTO ${name} (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map((each) => `@${each}`).join(', ')})
        ON CONFLICT (archive) DO UPDATE SET ${own.map((each) => `${each} = excluded.${each}`).join(', ')}`),
      drop: db.prepare(`DELETE FROM ${name} WHERE archive = ?`),
    };
  }

  get(archive: ArchiveId) {
    return this.sql.get.get(archive);
  }
  /** Of many archives at once. */
  many(archives: readonly ArchiveId[]): ReadonlyMap<ArchiveId, FigureRow> {
    return new Map(this.sql.many.all(JSON.stringify(archives)).map((values) => {
      const row = rowOf(values);
      return [row.archive, row];
    }));
  }
  put(row: FigureRow): void {
    this.sql.put.run(row);
  }
  drop(archive: ArchiveId): boolean {
    return this.sql.drop.run(archive).changes > 0;
  }
}

/** A row by its columns: names of columns cost more than values where they are given with every row. */
const rowOf = (values: readonly unknown[]): FigureRow => {
  const [archive, es, er, en, first, last, ys, yr, yn, yfirst, sa, ra, na, sm, rm, nm, left_out, converted, agent, cycle] = values as never[];
  return { archive, es, er, en, first, last, ys, yr, yn, yfirst, sa, ra, na, sm, rm, nm, left_out, converted, agent, cycle } as unknown as FigureRow;
};

const roles = (row: FigureRow): readonly string[] => (row.agent === 1 ? ['dealer'] : []);
const abroadOf = ({ left_out, converted }: FigureRow): Pick<PopulationMember, 'leftOut' | 'converted'> =>
  ({ ...(left_out !== null && { leftOut: countedRows(left_out) }), ...(converted !== null && { converted: countedRows(converted) }) });

/** As the rules of the population take it: in the window of ABC, of RFM, or of all time. */
export function memberOf(row: FigureRow, scheme: 'abc' | 'rfm' | 'lifecycle'): PopulationMember {
  const [sales, returns, purchases] = scheme === 'abc' ? [row.sa, row.ra, row.na] : scheme === 'rfm' ? [row.sm, row.rm, row.nm] : [row.es, row.er, row.en];
  return {
    id: row.archive, sales, returns, purchases, last: purchases > 0 ? row.last : null, firstEver: row.first, lastEver: row.last, roles: roles(row), category: null, strategy: row.cycle, ...abroadOf(row),
  };
}

export const figuresOf = (row: FigureRow, to: string, currency: string): Figures => ({
  currency, to,
  ever: { sales: row.es, returns: row.er, purchases: row.en, first: row.first, last: row.last },
  year: { sales: row.ys, returns: row.yr, purchases: row.yn, first: row.yfirst, last: row.yn > 0 ? row.last : null },
  leftOut: row.left_out === null ? null : countedRows(row.left_out), ...(row.converted !== null && { converted: countedRows(row.converted) }),
});
