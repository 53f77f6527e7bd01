/** Known answers of the analyses on the trading company's files: each figure is worked out here once more from the CSV, in plain words. Without ../shared the generated set of the same shape is used. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Analysis, AnalysisLine, BarsPart, GridPart, LinePart, Part, PartKind, TablePart, TilesPart } from '../../model/analysis/shape.ts';
import type { JobView } from '../../model/api.ts';
import type { RegisterPage } from '../../model/register/query.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';
import { readTable, tradeFiles } from '../helpers/northwind.ts';

const stella: Who = { sub: 'stella', name: 'Stella', roles: ['steward', 'admin'] };
const nobody: Who = { sub: 'niko', name: 'Niko', roles: ['staff'] };
const { folder, title, real } = tradeFiles();
let world: HttpWorld;

beforeAll(async () => {
  world = await httpWorld();
  await world.call(stella, 'GET', '/api/me');
  const form = new FormData();
  form.append('source', 'northwind');
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.csv'))) form.append('files', new Blob([readFileSync(join(folder, name)) as BlobPart]), name);
  const { body } = await world.call<JobView>(stella, 'POST', '/api/imports', form);
  await world.dossier.settled();
  expect((await world.call<JobView>(stella, 'GET', `/api/jobs/${body.id}`)).body.state).toBe('done');
});
afterAll(async () => {
  expect(world.errors).toEqual([]);
  await world.close();
});

interface Order { readonly id: string; readonly customer: string; readonly date: string; readonly cents: number; readonly items: readonly string[] }
const products = new Map(readTable(folder, 'products').map((row) => [row['ProductID'], row['ProductName'] as string]));
const lines = readTable(folder, 'order_lines');
const orders: readonly Order[] = readTable(folder, 'orders').map((row) => ({
  id: row['OrderID'] as string, customer: (row['CustomerID'] as string).trim(), date: (row['OrderDate'] as string).slice(0, 10), cents: Math.round(Number(row['Amount']) * 100),
  items: lines.filter((line) => line['OrderID'] === row['OrderID']).map((line) => products.get(line['ProductID']) as string),
}));
const all = 'from=all&to=2010-01-01';
const cents = (value: unknown): number => Math.round(Number(value) * 100);

async function ask(name: string, query = all): Promise<Analysis> {
  world.pass(60_000);
  const { status, body } = await world.call<Analysis>(stella, 'GET', `/api/analysis/${name}?${query}`);
  expect([name, status]).toEqual([name, 200]);
  return body;
}
const part = <P extends Part>({ parts }: Analysis, key: string, kind: PartKind): P => {
  const found = parts.find((each) => each.key === key && each.kind === kind);
  if (!found) throw new Error(`no ${kind} ${key} among ${parts.map((each) => `${each.kind} ${each.key}`).join(', ')}`);
  return found as P;
};
const sum = (of: readonly number[]): number => of.reduce((total, each) => total + each, 0);
function by<T>(of: readonly T[], key: (each: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const each of of) found.set(key(each), [...(found.get(key(each)) ?? []), each]);
  return found;
}

test(`${title}: A-02 totals, months and products`, async () => {
  const answer = await ask('a02');
  const tiles = Object.fromEntries(part<TilesPart>(answer, 'totals', 'tiles').tiles.map(({ key, value }) => [key, value]));
  expect(cents(tiles['net'])).toBe(sum(orders.map((each) => each.cents)));
  expect(tiles['purchases']).toBe(orders.length);
  expect(tiles['customers']).toBe(new Set(orders.map(({ customer }) => customer)).size);
  // published: 1,265,793.04, where nothing is rounded; each order to its cent is 18 cents more
  if (real) expect([orders.length, sum(orders.map((each) => each.cents))]).toEqual([830, 126_579_322]);
  const months = part<LinePart>(answer, 'periods', 'line');
  const wanted = by(orders, ({ date }) => date.slice(0, 7));
  const got = new Map(months.x.map(({ key }, i) => [key, cents(months.series[0]?.values[i])]));
  for (const [month, mine] of wanted) expect([month, got.get(month)]).toEqual([month, sum(mine.map((each) => each.cents))]);
  const table = part<TablePart>(answer, 'product-table', 'table');
  const quantities = by(lines, (line) => products.get(line['ProductID']) as string);
  for (const { cells } of table.rows) expect([cells[0], cells[1]]).toEqual([cells[0], sum((quantities.get(String(cells[0])) ?? []).map((line) => Number(line['Quantity'])))]);
  const classes = part<TablePart>(answer, 'class-table', 'table');
  expect(sum(classes.rows.map(({ cells }) => cents(cells[5])))).toBe(sum(orders.map((each) => each.cents)));
});

test(`${title}: A-03 the biggest, the curve and its shares`, async () => {
  const answer = await ask('a03', `${all}&top=10`);
  const totals = [...by(orders, ({ customer }) => customer)].map(([, mine]) => sum(mine.map((each) => each.cents))).sort((a, b) => b - a);
  const table = part<TablePart>(answer, 'top', 'table');
  expect(table.rows.map(({ cells }) => cents(cells[1]))).toEqual(totals.slice(0, 10));
  if (real) expect(table.rows.slice(0, 3).map(({ cells }) => cells[0])).toEqual(['QUICK-Stop', 'Ernst Handel', 'Save-a-lot Markets']);
  const tiles = Object.fromEntries(part<TilesPart>(answer, 'concentration', 'tiles').tiles.map(({ key, value }) => [key, value]));
  expect(tiles['top10']).toBeCloseTo(sum(totals.slice(0, 10)) / sum(totals), 10);
  let [needed, reached] = [0, 0];
  while (reached < 0.8 * sum(totals)) reached += totals[needed++] as number;
  expect(tiles['for80']).toBe(needed);
  const n = totals.length;
  expect(tiles['gini']).toBeCloseTo(sum(totals.flatMap((a) => totals.map((b) => Math.abs(a - b)))) / (2 * n * sum(totals)), 3);
});

test(`${title}: A-04 weekdays and seasons`, async () => {
  const answer = await ask('a04');
  const names = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
  const wanted = by(orders, ({ date }) => names[new Date(`${date}T12:00:00Z`).getUTCDay()] as string);
  for (const { key, value } of part<BarsPart>(answer, 'weekdays', 'bars').bars) expect([key, value]).toEqual([key, (wanted.get(key) ?? []).length]);
  const seasons = part<TablePart>(answer, 'season-table', 'table').rows.map(({ cells }) => cells[1]);
  expect(seasons).toEqual([['12', '01', '02'], ['03', '04', '05'], ['06', '07', '08'], ['09', '10', '11']].map((months) => orders.filter(({ date }) => months.includes(date.slice(5, 7))).length));
});

test(`${title}: A-05 growth against the window before, who declines`, async () => {
  const answer = await ask('a05', 'from=1997-05-07&to=1998-05-06');
  const length = (Date.parse('1998-05-06') - Date.parse('1997-05-07')) / 86_400_000 + 1;
  const back = new Date(Date.parse('1997-05-07') - length * 86_400_000).toISOString().slice(0, 10);
  const [now, before] = [orders.filter(({ date }) => date >= '1997-05-07' && date <= '1998-05-06'), orders.filter(({ date }) => date >= back && date < '1997-05-07')];
  const net = part<TilesPart>(answer, 'trend', 'tiles').tiles.find(({ key }) => key === 'net');
  expect([cents(net?.value), cents(net?.before)]).toEqual([sum(now.map((each) => each.cents)), sum(before.map((each) => each.cents))]);
  const line = part<LinePart>(answer, 'months', 'line');
  const months = [...by(orders, ({ date }) => date.slice(0, 7))].map(([month, mine]) => [month, sum(mine.map((each) => each.cents))] as const).sort();
  const at = line.x.findIndex(({ key }) => key === '1998-03');
  const three = months.filter(([month]) => month >= '1998-01' && month <= '1998-03').map(([, value]) => value);
  expect(line.series[1]?.values[at]).toBeCloseTo(sum(three) / 3 / 100, 1);
  const was = by(before, ({ customer }) => customer);
  const is = by(now, ({ customer }) => customer);
  const falls = [...was].map(([customer, mine]) => sum(mine.map((each) => each.cents)) - sum((is.get(customer) ?? []).map((each) => each.cents))).filter((fall) => fall > 0).sort((a, b) => b - a);
  const rows = part<TablePart>(answer, 'falls', 'table').rows;
  expect(rows.map(({ cells }) => cents(cells[1]) - cents(cells[2]))).toEqual(falls.slice(0, 20));
});

test(`${title}: A-06 support, confidence and lift of every pair`, async () => {
  const answer = await ask('a06', `${all}&top=200`);
  const baskets = orders.map(({ items }) => new Set(items)).filter(({ size }) => size > 0);
  const having = (...wanted: readonly unknown[]): number => baskets.filter((basket) => wanted.every((item) => basket.has(item as string))).length;
  const table = part<TablePart>(answer, 'rules', 'table');
  expect(table.rows.length).toBeGreaterThan(10);
  for (const { cells: [a, b, count, support, confidence, lift] } of table.rows) {
    const both = having(a, b);
    expect(count).toBe(both);
    expect(both).toBeGreaterThanOrEqual(5);
    expect(support).toBeCloseTo(both / baskets.length, 10);
    expect(confidence).toBeCloseTo(both / having(a), 10);
    expect(lift).toBeCloseTo((both * baskets.length) / (having(a) * having(b)), 3);
  }
  expect(part<TilesPart>(answer, 'baskets', 'tiles').tiles[0]?.value).toBe(baskets.length);
});

test(`${title}: A-12 the grid counts whom the segments count`, async () => {
  const answer = await ask('a12', 'lang=zh-Hant');
  const grid = part<GridPart>(answer, 'rfm', 'grid');
  const { bars } = part<BarsPart>(answer, 'class.rfm', 'bars');
  const scored = sum(bars.filter(({ key }) => key !== 'prospect').map(({ value }) => value));
  expect(sum(grid.cells.flat().map((cell) => cell?.value ?? 0))).toBe(scored);
  expect(scored).toBe(new Set(orders.map(({ customer }) => customer)).size);
  for (const { value, where } of bars) {
    world.pass(1_000);
    expect((await world.call<RegisterPage>(stella, 'POST', '/api/archives/query', { where, limit: 0 })).body.total).toBe(value);
  }
});

test(`${title}: every analysis answers in four languages; who sees nothing is offered nothing of trade`, async () => {
  world.pass(600_000);
  const { items } = (await world.call<{ items: readonly AnalysisLine[] }>(stella, 'GET', '/api/analysis')).body;
  expect(items.map(({ id }) => id)).toContain('statistics');
  expect(items.map(({ id }) => id)).not.toContain('aml');
  for (const { id } of items) for (const lang of ['en', 'zh-Hans', 'zh-Hant', 'es']) {
    const answer = await ask(id, `lang=${lang}`);
    expect([id, answer.parts.length > 0]).toEqual([id, true]);
    expect(JSON.stringify(answer.parts)).not.toMatch(/\{\w+\}/);
  }
  world.pass(600_000);
  expect((await world.call(stella, 'GET', '/api/analysis/aml')).status).toBe(404);
  expect((await world.call(stella, 'GET', '/api/analysis/a99')).status).toBe(404);
  expect((await world.call<{ items: readonly AnalysisLine[] }>(nobody, 'GET', '/api/analysis')).body.items.map(({ id }) => id)).not.toContain('statistics');
  expect((await world.call(nobody, 'GET', '/api/analysis/a02')).status).toBe(404);
  expect((await world.call<{ error: { field?: string } }>(stella, 'GET', '/api/analysis/a02?from=1998-02-30')).status).toBe(422);
});

test(`${title}: A-16 the same groups every time, everybody in one`, async () => {
  const [first, again] = [await ask('a16', 'lang=es'), await ask('a16', `lang=es&where=${encodeURIComponent('[]')}`)];
  expect(again.parts).toEqual(first.parts);
  const { bars } = part<BarsPart>(first, 'groups', 'bars');
  expect(sum(bars.map(({ value }) => value))).toBe(first.of.archives);
  expect(bars.length).toBeGreaterThan(1);
  expect(part<TablePart>(first, 'shared', 'table').rows.length).toBeGreaterThan(1);
});
