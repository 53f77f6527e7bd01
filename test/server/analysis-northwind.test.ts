/** Known answers of the analyses on the trading company's files: each figure is worked out here once more from the CSV, in plain words. Without ../shared the generated set of the same shape is used. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Analysis, AnalysisLine, BarsPart, Figure, GridPart, LinePart, Part, PartKind, TablePart, TilesPart } from '../../model/analysis/shape.ts';
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
  expect(table.rows.length).toBeGreaterThan(real ? 10 : 0); // the generated orders have few pairs in common
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

interface Figured { readonly part: string; readonly row: string; readonly customers: number | null }
/** Figures whose customers the register has no conditions for. */
const figured = ({ parts }: Analysis): readonly Figured[] => parts.flatMap((each): readonly Figured[] => {
  const of = (row: string, { customers }: Figure): readonly Figured[] => (customers === undefined ? [] : [{ part: each.key, row, customers }]);
  switch (each.kind) {
    case 'bars': return each.bars.flatMap((bar) => of(bar.key, bar));
    case 'line': return each.x.flatMap((point) => of(point.key, point));
    case 'curve': return each.marks.flatMap((mark) => of(mark.key, mark));
    case 'grid': return each.cells.flatMap((line, r) => line.flatMap((cell, c) => (cell ? of(`${each.rows[r]?.key}/${each.columns[c]?.key}`, cell) : [])));
    case 'table': return each.rows.flatMap((row) => of(row.key, row));
    case 'tiles': return each.tiles.flatMap((tile) => of(tile.key, tile));
    case 'text': return [];
  }
});
async function behind(name: string, part: string, row: string, register: object = { limit: 200 }, query = all) {
  world.pass(1_000);
  return world.call<RegisterPage>(stella, 'POST', `/api/analysis/${name}/customers?${query}`, { part, row, register });
}

test(`${title}: the customers behind a product, a weekday, a month and a pair of products are those of the orders`, async () => {
  let compared = 0;
  const digests = (await world.call<RegisterPage>(stella, 'POST', '/api/archives/query', { limit: 200, columns: ['key'] })).body;
  const numberOf = new Map(digests.items.map(({ id, cells }) => [id, String([cells['key']].flat().find((key) => String(key).startsWith('northwind:'))).slice('northwind:'.length)]));
  const same = async (name: string, part: string, row: string, wanted: readonly Order[]): Promise<void> => {
    const { status, body } = await behind(name, part, row);
    expect([name, part, row, status]).toEqual([name, part, row, 200]);
    expect([part, row, body.items.map(({ id }) => numberOf.get(id)).sort()]).toEqual([part, row, [...new Set(wanted.map(({ customer }) => customer))].sort()]);
    expect([part, row, body.total]).toEqual([part, row, body.items.length]);
    compared++;
  };
  const weekday = ({ date }: Order): string => ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'][new Date(`${date}T12:00:00Z`).getUTCDay()] as string;
  for (const { row } of figured(await ask('a02')).filter(({ part }) => part === 'product-table')) await same('a02', 'product-table', row, orders.filter(({ items }) => items.includes(row)));
  for (const { row } of figured(await ask('a04')).filter(({ part }) => part === 'weekdays')) await same('a04', 'weekdays', row, orders.filter((order) => weekday(order) === row));
  for (const { row } of figured(await ask('a04')).filter(({ part }) => part === 'months')) await same('a04', 'months', row, orders.filter(({ date }) => date.slice(5, 7) === row));
  for (const { row } of figured(await ask('a06')).filter(({ part }) => part === 'rules')) { const [a, b] = row.split('\n') as [string, string]; await same('a06', 'rules', row, orders.filter(({ items }) => items.includes(a) && items.includes(b))); }
  expect(compared).toBeGreaterThan(30);
});

test(`${title}: as many are listed behind each figure of every analysis as it says`, async () => {
  world.pass(600_000);
  const { items } = (await world.call<{ items: readonly AnalysisLine[] }>(stella, 'GET', '/api/analysis')).body;
  let compared = 0;
  for (const { id } of items) for (const { part, row, customers } of figured(await ask(id))) {
    if (customers === null) continue;
    const { body } = await behind(id, part, row, { limit: 0 });
    expect([id, part, row, body.total]).toEqual([id, part, row, customers]);
    compared++;
  }
  process.stdout.write(`${compared} rows of ${items.length} analyses compared with the number of customers listed behind them\n`);
  expect(compared).toBeGreaterThan(200);
  const similar = await ask('a16');
  for (const { key, value } of part<BarsPart>(similar, 'groups', 'bars').bars) expect([key, (await behind('a16', 'groups', key)).body.total]).toEqual([key, value]);
});

test(`${title}: a figure that is not there, or that the register says, is 404; the list turns its pages and may be asked further`, async () => {
  const [first] = figured(await ask('a04')).filter(({ part, customers }) => part === 'weekdays' && (customers ?? 0) > 5) as [Figured];
  const page = (await behind('a04', 'weekdays', first.row, { limit: 3, sort: [{ key: 'name' }] })).body;
  const next = (await behind('a04', 'weekdays', first.row, { limit: 3, sort: [{ key: 'name' }], cursor: page.next })).body;
  expect([page.items.length, next.items.length, next.total]).toEqual([3, 3, first.customers]);
  expect(page.items.map(({ id }) => id)).not.toContain(next.items[0]?.id);
  const named = (await behind('a04', 'weekdays', first.row, { limit: 3, where: [{ key: 'name', op: 'eq', values: [page.items[0]?.digest.name as string] }] })).body;
  expect(named.items.map(({ id }) => id)).toEqual([page.items[0]?.id]);
  for (const [name, part, row] of [['a04', 'weekdays', 'someday'], ['a04', 'nothing', 'monday'], ['a99', 'weekdays', 'monday'], ['a01', 'class.abc', 'A']] as const) expect([name, part, row, (await behind(name, part, row)).status]).toEqual([name, part, row, 404]);
  expect((await behind('a04', 'weekdays', first.row, { columns: ['no such'] })).status).toBe(422);
  world.pass(600_000);
  expect((await world.call(nobody, 'POST', `/api/analysis/a04/customers?${all}`, { part: 'weekdays', row: first.row })).body).toMatchObject({ items: [], total: 0 });
  expect((await world.call(nobody, 'POST', `/api/analysis/a02/customers?${all}`, { part: 'totals', row: 'customers' })).status).toBe(404);
});

const gustav: Who = { sub: 'gustav', name: 'Gustav', roles: ['generalManager'] };
async function file(who: Who, path: string): Promise<{ readonly status: number; readonly type: string; readonly name: string; readonly bytes: Uint8Array }> {
  world.pass(60_000);
  const answer = await world.dossier.app.request(path, { headers: { authorization: `Bearer ${await world.token(who)}`, 'accept-encoding': 'identity' } });
  const name = decodeURIComponent(/filename\*=UTF-8''(.+)$/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? '');
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', name, bytes: new Uint8Array(await answer.arrayBuffer()) };
}
const csv = async (who: Who, path: string): Promise<string> => new TextDecoder().decode((await file(who, path)).bytes);

test(`${title}: an analysis as a file has every table of the answer, in four languages, in the name too`, async () => {
  const answer = await ask('a02', `${all}&lang=zh-Hant`);
  const made = await file(stella, `/api/analysis/a02?${all}&lang=zh-Hant&format=csv`);
  expect([made.status, made.type, made.name]).toEqual([200, 'text/csv; charset=utf-8', `${answer.title} 2010-01-01.csv`]);
  const lines = new TextDecoder('utf-8', { ignoreBOM: true }).decode(made.bytes).split('\r\n');
  expect(lines[0]).toBe(`\ufeff${part<TilesPart>(answer, 'totals', 'tiles').title}`);
  for (const each of answer.parts) expect(lines.some((line) => line.replace('\ufeff', '') === each.title)).toBe(true);
  const table = part<TablePart>(answer, 'product-table', 'table');
  for (const { cells: [name, quantity, times, customers, sales] } of table.rows) expect(lines.some((line) => line.includes(String(name)) && line.includes(`,${quantity},${times},${customers},${sales}`))).toBe(true);
  const heads = new Map([['en', 'Sales (EUR)'], ['zh-Hans', '销售额 (EUR)'], ['zh-Hant', '銷售額 (EUR)'], ['es', 'Ventas (EUR)']]);
  for (const [lang, head] of heads) expect(await csv(stella, `/api/analysis/a02?${all}&lang=${lang}&format=csv`)).toContain(head);
  const workbook = await file(stella, `/api/analysis/a02?${all}&format=xlsx`);
  const sheets = Object.entries(unzipSync(workbook.bytes)).filter(([path]) => path.startsWith('xl/worksheets/')).map(([, bytes]) => strFromU8(bytes));
  expect(sheets.length).toBe(answer.parts.length + (answer.notes.length > 0 ? 1 : 0));
  expect(sheets.join('')).toContain(`<v>${table.rows[0]?.cells[4]}</v>`);
  expect((await file(stella, `/api/analysis/a02?${all}&format=pdf`)).status).toBe(422);
});

test(`${title}: whoever sees an analysis takes its figures out; lists that name customers take the right to export; both are recorded`, async () => {
  const biggest = part<TablePart>(await ask('a03'), 'top', 'table');
  const name = String(biggest.rows[0]?.cells[0]);
  expect(await csv(stella, `/api/analysis/a03?${all}&format=csv`)).toContain(name);
  const manager = await file(gustav, `/api/analysis/a03?${all}&format=csv`);
  const text = new TextDecoder().decode(manager.bytes);
  expect([manager.status, text.includes('Gini'), text.includes(name), text.includes(biggest.title)]).toEqual([200, true, false, false]);
  expect((await file(nobody, `/api/analysis/a03?${all}&format=csv`)).status).toBe(404);
  const { body } = await world.call<{ items: { by: { name: string }; archives: number; format: string; query: unknown; ended: string | null }[] }>(stella, 'GET', '/api/exports/records?limit=2');
  expect(body.items.map(({ by, archives, format }) => [by.name, archives, format])).toEqual([['Gustav', 0, 'csv'], ['Stella', biggest.rows.length, 'csv']]);
  expect(body.items[0]).toMatchObject({ query: { analysis: 'big-customers', from: 'all' } });
  expect(body.items.every(({ ended }) => ended !== null)).toBe(true);
});
