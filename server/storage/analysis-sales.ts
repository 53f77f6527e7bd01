/** What is counted from the rows of trade alone: totals by period, product and class, the big customers, and what customers of each value bring. */
import type { Part, Point, TableRow } from '../../model/analysis/shape.ts';
import { concentration } from '../../model/analysis/concentration.ts';
import { called, column, eq, listOf, periodOf, periodsBetween } from './analysis-parts.ts';
import { Members } from './analysis-members.ts';
import { count, percent, share, units } from './analysis-view.ts';
import type { AnalysisView, TradeRow } from './analysis-view.ts';

class Totals { sales = 0; returns = 0; purchases = 0; cost = 0; costed = 0; readonly rows = new Members(); readonly back = new Members();
  add({ net, purchase, amount, cost, row }: TradeRow): void {
    if (purchase) { this.sales += amount; this.purchases++; this.rows.add(row); } else if (net !== 0) { this.returns -= net; this.back.add(row); }
    if (cost !== null && (purchase || net !== 0)) { this.cost += purchase ? cost : -cost; this.costed += net; }
  }
  get net(): number { return this.sales - this.returns; }
}
const figures = (each: Totals, terms: boolean): readonly (number | null)[] => [each.purchases, each.rows.size, units(each.sales), units(each.returns), units(each.net), ...(terms ? [units(each.cost), units(each.costed - each.cost)] : [])];
const counted = (row: TradeRow): boolean => row.purchase || row.kind === 'return';

export function statistics(view: AnalysisView): readonly Part[] {
  const { question: { period, top } } = view.ask;
  const { window, money } = view;
  const terms = view.anywhere('terms');
  const all = new Totals();
  const [periods, classes, products] = [new Map<string, Totals>(), new Map<string, Totals>(), new Products()];
  const abc = view.reader('class.abc');
  const at = (map: Map<string, Totals>, key: string): Totals => { let found = map.get(key); if (!found) map.set(key, (found = new Totals())); return found; };
  let first = '';
  view.trade(window, (row) => {
    if (!counted(row)) return;
    if (first === '' || row.date < first) first = row.date;
    all.add(row);
    at(periods, periodOf(row.date, period)).add(row);
    at(classes, String(abc(row.row)[0] ?? '')).add(row);
    products.add(row);
  }, { lines: true });
  const names = first === '' ? [] : periodsBetween(window.from ?? first, window.to, period);
  const tradeColumns = [column(view, 'purchases', 'purchases', count), column(view, 'customers', 'customers', count), column(view, 'sales', 'sales', money), column(view, 'returns', 'returns', money), column(view, 'net', 'net', money),
    ...(terms ? [column(view, 'cost', 'cost', money), column(view, 'profit', 'profit', money)] : [])];
  const value = (each: Totals | undefined, of: (totals: Totals) => number): number => (each ? units(of(each)) : 0);
  const key = view.key('class.abc');
  const order = Object.keys(view.ask.lists[listOf(key) ?? ''] ?? {});
  return [
    { key: 'totals', kind: 'tiles', title: view.say('totals'), tiles: [
      { key: 'net', label: view.say('net'), value: units(all.net), unit: money }, { key: 'purchases', label: view.say('purchases'), value: all.purchases, unit: count, ...view.whose('totals', 'purchases', all.rows) },
      { key: 'customers', label: view.say('buyers'), value: all.rows.size, unit: count, ...view.whose('totals', 'customers', all.rows) }, { key: 'mean', label: view.say('meanPurchase'), value: units(share(all.sales, all.purchases)), unit: money },
      { key: 'returns', label: view.say('returns'), value: units(all.returns), unit: money, ...view.whose('totals', 'returns', all.back) },
      ...(terms ? [{ key: 'cost', label: view.say('cost'), value: units(all.cost), unit: money }, { key: 'profit', label: view.say('profit'), value: units(all.costed - all.cost), unit: money }] : []),
    ] },
    { key: 'periods', kind: 'line', title: view.say('salesByPeriod'), unit: money, x: names.map((name): Point => ({ key: name, label: name, ...view.whose('periods', name, periods.get(name)?.rows) })), series: [
      { key: 'net', label: view.say('net'), values: names.map((name) => value(periods.get(name), (each) => each.net)) },
      ...(terms ? [{ key: 'profit', label: view.say('profit'), values: names.map((name) => value(periods.get(name), (each) => each.costed - each.cost)) }] : []),
    ], ...(terms ? { note: view.say('profitNote') } : {}) },
    { key: 'period-table', kind: 'table', title: view.say('byPeriod'), more: 0, columns: [column(view, 'period', 'period', null), ...tradeColumns],
      rows: names.map((name): TableRow => ({ key: name, cells: [name, ...figures(periods.get(name) ?? new Totals(), terms)], ...view.whose('period-table', name, periods.get(name)?.rows) })) },
    products.bars(view, top), products.table(view, top),
    { key: 'class-table', kind: 'table', title: view.say('byClass'), more: 0, columns: [column(view, 'class', 'abcClass', null), ...tradeColumns, column(view, 'share', 'shareOfSales', percent)],
      rows: [...classes].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)).map(([name, totals]): TableRow => ({
        key: name, cells: [name === '' ? view.say('unclassified') : called(view, key, name), ...figures(totals, terms), share(totals.net, all.net)], ...view.whose('class-table', name, totals.rows),
      })) },
  ];
}

/** Sums by product; what a purchase cost is divided among its lines by their amounts. */
class Products {
  readonly all = new Map<string, { quantity: number; amount: number; cost: number; costed: number; returned: number; orders: number; readonly rows: Members; readonly known: Members }>();
  add(row: TradeRow): void {
    const { items: lines } = row;
    const sum = lines.reduce((total, line) => total + line.amount, 0);
    for (const { item, quantity, amount } of lines) {
      let each = this.all.get(item);
      if (!each) this.all.set(item, (each = { quantity: 0, amount: 0, cost: 0, costed: 0, returned: 0, orders: 0, rows: new Members(), known: new Members() }));
      if (!row.purchase) { each.returned += amount; each.quantity -= quantity; continue; }
      each.quantity += quantity; each.amount += amount; each.orders++; each.rows.add(row.row);
      if (row.cost !== null) { each.cost += row.cost * share(amount, sum); each.costed += amount; each.known.add(row.row); }
    }
  }
  get sorted() {
    return [...this.all].sort(([a, left], [b, right]) => right.amount - left.amount || (a < b ? -1 : 1));
  }
  bars(view: AnalysisView, top: number): Part {
    return { key: 'products', kind: 'bars', title: view.say('salesByProduct'), unit: view.money, order: 'biggest', note: view.say('linesNote'), bars: this.sorted.slice(0, top).map(([item, each]) => ({ key: item, label: item, value: units(each.amount), ...view.whose('products', item, each.rows) })) };
  }
  table(view: AnalysisView, top: number): Part {
    const { sorted } = this;
    const terms = view.anywhere('terms');
    return { key: 'product-table', kind: 'table', title: view.say('byProduct'), more: Math.max(0, sorted.length - top), columns: [column(view, 'product', 'product', null), column(view, 'quantity', 'quantity', { kind: 'number' }), column(view, 'orders', 'purchases', count), column(view, 'customers', 'customers', count), column(view, 'sales', 'sales', view.money),
      ...(terms ? [column(view, 'cost', 'cost', view.money), column(view, 'profit', 'profit', view.money)] : [])],
      rows: sorted.slice(0, top).map(([item, each]): TableRow => ({ key: item, cells: [item, Math.round(each.quantity * 1000) / 1000, each.orders, each.rows.size, units(each.amount), ...(terms ? [units(each.cost), units(each.costed - each.cost)] : [])], ...view.whose('product-table', item, each.rows) })) };
  }
}

export function profit(view: AnalysisView): readonly Part[] {
  const products = new Products();
  view.trade(view.window, (row) => { if (counted(row)) products.add(row); }, { lines: true });
  const withCost = products.sorted.filter(([, each]) => each.costed !== 0);
  const { top } = view.ask.question;
  const { money } = view;
  const total = (each: (typeof withCost)[number][1]): number => each.costed - each.cost;
  const net = (each: (typeof withCost)[number][1]): number => total(each) - each.returned * share(total(each), each.costed);
  const ranked = withCost.sort(([a, left], [b, right]) => total(right) - total(left) || (a < b ? -1 : 1));
  return [
    { key: 'profit', kind: 'bars', title: view.say('profitByProduct'), unit: money, order: 'biggest', note: view.say('profitNote'), bars: ranked.slice(0, top).map(([item, each]) => ({ key: item, label: item, value: units(total(each)), ...view.whose('profit', item, each.known) })) },
    { key: 'profit-table', kind: 'table', title: view.say('profitByProduct'), note: view.say('profitExplained'), more: Math.max(0, ranked.length - top),
      columns: [column(view, 'product', 'product', null), column(view, 'sales', 'sales', money), column(view, 'cost', 'cost', money), column(view, 'total', 'totalProfit', money), column(view, 'marginal', 'marginalProfit', money), column(view, 'net', 'netProfit', money), column(view, 'margin', 'margin', percent)],
      rows: ranked.slice(0, top).map(([item, each]): TableRow => ({ key: item, cells: [item, units(each.costed), units(each.cost), units(total(each)), units(share(total(each), each.quantity)), units(net(each)), share(total(each), each.costed)], ...view.whose('profit-table', item, each.known) })) },
  ];
}

/** Net sales by row of the register. */
export function salesOf(view: AnalysisView, window = view.window): ReadonlyMap<number, { net: number; purchases: number }> {
  const sums = new Map<number, { net: number; purchases: number }>();
  view.trade(window, (row) => {
    if (!counted(row)) return;
    let each = sums.get(row.row);
    if (!each) sums.set(row.row, (each = { net: 0, purchases: 0 }));
    each.net += row.net;
    if (row.purchase) each.purchases++;
  });
  return sums;
}

export function bigCustomers(view: AnalysisView): readonly Part[] {
  const { top } = view.ask.question;
  const { money } = view;
  const sums = salesOf(view);
  const ranked = [...sums].filter(([, { net }]) => net > 0).sort(([a, left], [b, right]) => right.net - left.net || a - b);
  const found = concentration(ranked.map(([, { net }]) => net));
  const shown = ranked.slice(0, top);
  const names = view.ids(shown.map(([row]) => row));
  const abc = view.reader('class.abc');
  const key = view.key('class.abc');
  const byClass = new Map<string, { net: number; customers: number }>();
  for (const row of view.rows) {
    const name = String(abc(row)[0] ?? '');
    const each = byClass.get(name) ?? { net: 0, customers: 0 };
    byClass.set(name, { net: each.net + (sums.get(row)?.net ?? 0), customers: each.customers + 1 });
  }
  const order = [...Object.keys(view.ask.lists[listOf(key) ?? ''] ?? {}), 'none', ''];
  const classes = [...byClass].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  const face = (name: string) => ({ key: name === '' ? ' none' : name, label: name === '' ? view.say('notStated') : called(view, key, name), where: view.behind(name === '' ? { key: 'class.abc', op: 'none', values: [] } : eq('class.abc', name)) });
  const first = (size: number): Members => Members.of(ranked.slice(0, size).map(([row]) => row).sort((a, b) => a - b));
  let before = 0;
  return [
    { key: 'concentration', kind: 'tiles', title: view.say('concentration'), tiles: [
      { key: 'buyers', label: view.say('buyers'), value: ranked.length, unit: count, ...view.whose('concentration', 'buyers', first(ranked.length)) }, { key: 'top1', label: view.say('shareOfBiggest'), value: found.first(1), unit: percent, ...view.whose('concentration', 'top1', first(1)) }, { key: 'top10', label: view.say('shareOfTen'), value: found.first(10), unit: percent, ...view.whose('concentration', 'top10', first(10)) },
      { key: 'for80', label: view.say('customersFor80'), value: found.needed(0.8), unit: count, ...view.whose('concentration', 'for80', first(found.needed(0.8))) }, { key: 'gini', label: view.say('gini'), value: Math.round(found.gini * 1e4) / 1e4, unit: { kind: 'number' } }, { key: 'hhi', label: view.say('hhi'), value: Math.round(found.hhi * 1e4) / 1e4, unit: { kind: 'number' } },
    ] },
    { key: 'pareto', kind: 'curve', title: view.say('pareto'), xLabel: view.say('shareOfCustomers'), yLabel: view.say('shareOfSales'), points: found.points,
      marks: [0.8, 0.95].flatMap((part, i) => { const needed = found.needed(part); return needed === 0 ? [] : [{ key: String(i), x: share(needed, ranked.length), y: found.first(needed), label: view.say(i === 0 ? 'endOfA' : 'endOfB'), ...view.whose('pareto', String(i), first(needed)) }]; }), note: view.say('paretoNote') },
    { key: 'top', kind: 'table', title: view.say('biggest'), more: Math.max(0, ranked.length - top),
      columns: [column(view, 'name', 'customer', null), column(view, 'net', 'net', money), column(view, 'purchases', 'purchases', count), column(view, 'share', 'shareOfSales', percent), column(view, 'cumulative', 'cumulative', percent), column(view, 'class', 'abcClass', null)],
      rows: shown.flatMap(([row, { net, purchases }]): readonly TableRow[] => {
        const who = names.get(row);
        before += net;
        const value = abc(row)[0];
        return who ? [{ key: who.id, archive: who.id, cells: [who.name, units(net), purchases, share(net, found.total), share(before, found.total), value === undefined ? null : called(view, key, value)] }] : [];
      }) },
    { key: 'classes', kind: 'bars', title: view.say('salesByAbc'), unit: money, order: 'natural', bars: classes.map(([name, { net }]) => ({ ...face(name), value: units(net), share: share(net, found.total) })) },
    { key: 'class-customers', kind: 'bars', title: view.say('customersByAbc'), unit: count, order: 'natural', bars: classes.map(([name, { customers }]) => ({ ...face(name), value: customers })) },
  ];
}
