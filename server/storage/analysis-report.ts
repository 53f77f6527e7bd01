/** The figures of one month, department by department: what is kept of it once it is over (P-34). Of all archives, whoever may read them; who is told what is the service's. */
import { registerKey } from '../../model/register/keys.ts';
import type { MonthFigures } from '../../model/analysis/report.ts';
import { KEPT_SCHEMES, nothing } from '../../model/analysis/report.ts';
import type { Scalar } from './cells-column.ts';
import type { CellTable } from './cells-table.ts';
import type { Connection } from './database.ts';
import { RateReader } from './rate-store.ts';
import { PURCHASES, RETURNS } from './trade-writer.ts';

/** By department; '' is without one. */
export function monthFigures(db: Connection, table: CellTable, currency: string, month: string): Readonly<Record<string, MonthFigures>> {
  const reader = (key: string): ((row: number) => readonly Scalar[]) => {
    const found = registerKey(key);
    if (!found) throw new RangeError(`the register has no ${key}`);
    const column = table.column(found);
    return (row) => column.parts(column.codes[row] as number);
  };
  const [state, department, opened, contacts, first] = [reader('state'), reader('department'), reader('opened'), reader('contacts/time'), reader('trade.first')];
  const schemes = KEPT_SCHEMES.map((scheme) => [scheme, reader(`class.${scheme}`)] as const);
  const by = new Map<string, MonthFigures>();
  const homes: (MonthFigures | undefined)[] = [];
  for (let row = 0; row < table.rows; row++) {
    const is = state(row)[0];
    if (is !== 'open' && is !== 'closed') continue;
    const since = String(opened(row)[0] ?? '');
    const met = contacts(row).map((time) => String(time).slice(0, 7));
    // made later than on the first of the next month, it still counts who was there when the month ended: a customer whose archive came later with what was bought and said before was
    if ([since, ...first(row), ...met].every((day) => String(day).slice(0, 7) > month)) continue;
    const name = String(department(row)[0] ?? '');
    let figures = by.get(name);
    if (!figures) by.set(name, (figures = nothing()));
    homes[row] = figures;
    figures.archives++;
    if (since.startsWith(month)) figures.opened++;
    figures.contacts += met.filter((each) => each === month).length;
    for (const [scheme, read] of schemes) {
      const value = read(row)[0];
      if (value === undefined) continue;
      const counts = (figures.classes[scheme] ??= {});
      counts[String(value)] = (counts[String(value)] ?? 0) + 1;
    }
  }
  const sums = db.prepare<[Record<string, string>], readonly [row: number, net: number, purchases: number]>(`SELECT o.row, sum(CASE WHEN t.kind IN (${PURCHASES}) THEN t.amount ELSE -abs(t.amount) END), sum(t.kind IN (${PURCHASES}))
    FROM trade t JOIN overview o ON o.id = t.archive WHERE t.date >= @from AND t.date <= @to AND t.currency = @currency AND t.kind IN (${PURCHASES}, ${RETURNS}) GROUP BY o.row`).raw();
  const bought: boolean[] = [];
  for (const [row, net, purchases] of sums.iterate({ from: `${month}-01`, to: `${month}-31`, currency })) {
    const figures = homes[row];
    if (!figures) continue;
    figures.net += net;
    figures.purchases += purchases;
    bought[row] = purchases > 0;
    if (purchases > 0) figures.buyers++;
  }
  // in other currencies: row by row, at the rates of their days
  const rates = new RateReader(db, currency).now();
  const others = db.prepare<[Record<string, string>], readonly [row: number, purchase: 0 | 1, date: string, amount: number, currency: string]>(`SELECT o.row, t.kind IN (${PURCHASES}), t.date, t.amount, t.currency
    FROM converted x JOIN trade t ON t.archive = x.archive JOIN overview o ON o.id = t.archive WHERE t.date >= @from AND t.date <= @to AND t.currency <> @currency AND t.kind IN (${PURCHASES}, ${RETURNS})`).raw();
  for (const [row, purchase, date, amount, of] of others.iterate({ from: `${month}-01`, to: `${month}-31`, currency })) {
    const figures = homes[row];
    const worth = rates.toBase(amount, of, date);
    if (!figures || worth === null) continue;
    figures.net += purchase === 1 ? worth : -Math.abs(worth);
    if (purchase === 0) continue;
    figures.purchases++;
    if (!bought[row]) figures.buyers++;
    bought[row] = true;
  }
  return Object.fromEntries(by);
}
