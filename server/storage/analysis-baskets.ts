/** Products bought together: what stands on one order is one basket. */
import type { Part, TableRow } from '../../model/analysis/shape.ts';
import { basketOf, Baskets, leastCount } from '../../model/analysis/baskets.ts';
import { column, distribution, present } from './analysis-parts.ts';
import { Members } from './analysis-members.ts';
import { count, percent, share } from './analysis-view.ts';
import type { AnalysisView } from './analysis-view.ts';

function eachBasket(view: AnalysisView, visit: (items: Iterable<string>, row: number) => void): void {
  const orders = new Map<string, { readonly row: number; readonly items: Set<string> }>();
  view.trade(view.window, ({ row, purchase, order, items }) => {
    if (!purchase || items.length === 0) return;
    if (order === null) return visit(items.map(({ item }) => item), row);
    const key = `${row} ${order}`;
    const basket = orders.get(key) ?? { row, items: new Set() };
    for (const { item } of items) basket.items.add(item);
    orders.set(key, basket);
  }, { lines: true });
  for (const { items, row } of orders.values()) visit(items, row);
}

/** Columns and rows of the grid. */
const GRID = 12;

export function association(view: AnalysisView): readonly Part[] {
  const { top } = view.ask.question;
  const baskets = new Baskets();
  const buyers = new Members();
  eachBasket(view, (items, row) => { baskets.add(items); buyers.add(row); });
  const least = leastCount(baskets.size);
  const rules = baskets.rules(least);
  const items = [...baskets.items].sort((a, b) => b.count - a.count || (a.item < b.item ? -1 : 1));
  const often = items.slice(0, GRID).map(({ item }) => ({ key: item, label: item }));
  // so many pairs of so many baskets: who has both is looked for when somebody asks
  const both = (part: string, row: string, a: string, b: string): { readonly customers: null } => {
    if (view.wanted(part, row)) {
      const who = new Members();
      eachBasket(view, (each, customer) => { const basket = basketOf(each); if (basket.includes(a) && basket.includes(b)) who.add(customer); });
      view.whose(part, row, who);
    }
    return { customers: null };
  };
  return present<Part>([
    { key: 'baskets', kind: 'tiles', title: view.say('baskets'), tiles: [
      { key: 'orders', label: view.say('orders'), value: baskets.size, unit: count, ...view.whose('baskets', 'orders', buyers) }, { key: 'products', label: view.say('products'), value: items.length, unit: count },
      { key: 'size', label: view.say('meanBasket'), value: Math.round(share(items.reduce((sum, each) => sum + each.count, 0), baskets.size) * 100) / 100, unit: { kind: 'number' } },
    ] },
    { key: 'pairs', kind: 'bars', title: view.say('pairsByLift'), unit: { kind: 'number' }, order: 'biggest', note: view.say('liftNote', { least }), bars: rules.filter(({ a, b }) => a < b).slice(0, Math.min(top, 20)).map(({ a, b, lift }) => ({ key: `${a}\n${b}`, label: `${a} + ${b}`, value: Math.round(lift * 1e4) / 1e4, ...both('pairs', `${a}\n${b}`, a, b) })) },
    { key: 'rules', kind: 'table', title: view.say('rules'), more: Math.max(0, rules.length - top), note: view.say('ruleNote'), columns: [column(view, 'a', 'whoBuys', null), column(view, 'b', 'alsoBuys', null), column(view, 'count', 'together', count), column(view, 'support', 'support', percent), column(view, 'confidence', 'confidence', percent), column(view, 'lift', 'lift', { kind: 'number' })],
      rows: rules.slice(0, top).map((rule): TableRow => ({ key: `${rule.a}\n${rule.b}`, cells: [rule.a, rule.b, rule.count, rule.support, rule.confidence, Math.round(rule.lift * 1e4) / 1e4], ...both('rules', `${rule.a}\n${rule.b}`, rule.a, rule.b) })) },
    { key: 'grid', kind: 'grid', title: view.say('togetherGrid'), unit: count, xLabel: view.say('product'), yLabel: view.say('product'), columns: often, rows: often,
      cells: often.map((row) => often.map((col) => { const rule = baskets.between(row.key, col.key); return rule ? { value: rule.count, label: `× ${(Math.round(rule.lift * 100) / 100).toString()}`, ...both('grid', `${row.key}/${col.key}`, row.key, col.key) } : null; })) },
    distribution(view, 'relatedParties/relation', { title: 'relatedParties', none: false }),
  ]);
}
