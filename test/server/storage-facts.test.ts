/** Transactions, totals, overviews, lists by facts, imported rows, jobs and classes: what is counted is what was stored. */
import { describe, expect, test } from 'vitest';
import type { Transaction } from '../../model/api.ts';
import { SHIPPED_ALL } from '../../model/classification/all-settings.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import { SHIPPED_POLICY } from '../../model/rights.ts';
import type { Person } from '../../model/rights.ts';
import type { ClassifyJob, ClassifyNews, ListQuery, Storage } from '../../server/storage/storage.ts';
import { archiveRow, makeFolder, openFor, overviewRow } from '../helpers/storage-folder.ts';

const A = 'A' as ArchiveId;
const B = 'B' as ArchiveId;
const anna = 'anna' as PersonId;
const steward: Person = { id: anna, name: 'Anna', email: null, department: null, roles: ['steward'], clearances: [], reportsTo: null, active: true };
const sale = (externalId: string, over: Partial<Transaction & { archive: ArchiveId }> = {}): Transaction & { archive: ArchiveId } => ({
  archive: A, id: `id-${externalId}`, kind: 'sale', date: '2026-03-01', amount: '10.00', currency: 'EUR', dueAt: null, channel: null, orderRef: null,
  lines: [], source: 'erp', externalId, cost: null, ...over,
});
const query = (over: Partial<ListQuery> = {}): ListQuery =>
  ({ person: steward, policy: SHIPPED_POLICY, manages: [], within: [], now: '2026-06-15T12:00:00.000Z', text: '', filters: {}, sort: 'name', descending: false, limit: 50, cursor: null, ...over });
const job = (over: Partial<ClassifyJob> = {}): ClassifyJob =>
  ({ scheme: 'abc', settings: SHIPPED_ALL, referenceDate: null, now: '2026-06-15T12:00:00.000Z', currency: 'EUR', dryRun: false, ...over });
const open = async (): Promise<Storage> => openFor(await makeFolder());
const page = { limit: 50, before: null, year: null };

describe('transactions', () => {
  test('a row is created once, changed where it differs and else left alone; its id stays', async () => {
    const { facts } = await open();
    const full = sale('1', { lines: [{ item: '茶', quantity: '2', price: '5.00', discount: '0' }], cost: '7.10', dueAt: '2026-04-01', channel: 'web', orderRef: 'O-1' });
    expect(await facts.putTransactions([full, sale('2'), sale('1', { id: 'other' })], { dryRun: true })).toEqual(['created', 'created', 'updated']);
    expect((await facts.transactions(A, page)).items).toEqual([]);
    expect(await facts.putTransactions([full, sale('2'), full])).toEqual(['created', 'created', 'unchanged']);
    expect(await facts.putTransactions([{ ...full, id: 'other' }, sale('2', { amount: '12.5' })])).toEqual(['unchanged', 'updated']);
    const { archive: _, ...stored } = full;
    expect((await facts.transactions(A, page)).items).toContainEqual(stored);
    expect((await facts.transactions(A, page)).items.map(({ id, amount }) => [id, amount])).toEqual([['id-2', '12.50'], ['id-1', '10.00']]);
  });

  test('pages run from new to old without a gap, also within one day and one year', async () => {
    const { facts } = await open();
    const rows = Array.from({ length: 25 }, (_, index) => sale(String(index), { date: `${2024 + (index % 3)}-01-0${1 + (index % 2)}` }));
    await facts.putTransactions(rows);
    const read = async (year: number | null) => {
      const ids: string[] = [];
      let before: string | null = null;
      do {
        const { items, next, years } = await facts.transactions(A, { limit: 4, before, year });
        expect(years).toEqual([2026, 2025, 2024]);
        ids.push(...items.map((item) => `${item.date} ${item.id}`));
        before = next;
      } while (before !== null);
      return ids;
    };
    const expected = (year: number | null) => rows.filter((row) => year === null || row.date.startsWith(String(year))).map((row) => `${row.date} ${row.id}`).sort().reverse();
    expect(await read(null)).toEqual(expected(null));
    expect(await read(2025)).toEqual(expected(2025));
  });

  test('totals count purchases, subtract returns, keep currencies apart and end with the newest transaction', async () => {
    const { facts } = await open();
    await facts.putTransactions([
      sale('1', { date: '2025-01-10', amount: '0.10' }), sale('2', { date: '2026-04-30', amount: '0.20' }), sale('3', { date: '2026-05-02', amount: '1000000.01' }),
      sale('4', { kind: 'return', date: '2026-05-03', amount: '-0.01' }), sale('5', { kind: 'return', date: '2026-05-03', amount: '0.02' }),
      sale('6', { kind: 'collection', date: '2026-05-04', amount: '999' }), sale('7', { currency: 'USD', amount: '7' }), sale('8', { archive: B, currency: 'USD', amount: '8' }),
      sale('9', { archive: B, date: '2027-01-01', currency: 'USD', amount: '1' }),
    ]);
    const totals = await facts.totals([A, B, 'C' as ArchiveId]);
    expect(totals.get(A)).toEqual({
      currency: 'EUR', sum: '1000000.28', count: 3, first: '2025-01-10', last: '2026-05-02',
      months: [...Array.from({ length: 10 }, () => '0.00'), '0.20', '999999.98'],
    });
    expect(totals.get(B)).toMatchObject({ currency: 'USD', sum: '9.00', count: 2 });
    expect(totals.get('C' as ArchiveId), 'nothing traded is no secret').toEqual({ currency: 'EUR', sum: '0.00', count: 0, first: null, last: null, months: [] });
    await facts.putTransactions([sale('3', { archive: B, date: '2026-05-02', amount: '1' })]);
    expect((await facts.totals([A])).get(A), 'a row that moved to another archive').toMatchObject({ sum: '0.27', count: 2, last: '2026-04-30' });
  });
});

test('overviews carry a rising revision; imported rows and jobs are replaced by key', async () => {
  const { facts } = await open();
  expect(await facts.overview(A)).toBeNull();
  const overview = { ...overviewRow('A', '上海张江'), lifecycle: { category: 'currentAgent', strategy: null } };
  expect([await facts.putOverview(overview, []), await facts.putOverview(overview, []), await facts.putOverview(overviewRow('B', 'B'), [])]).toEqual([1, 2, 1]);
  expect(await facts.overview(A)).toEqual({ ...overview, revision: 2 });
  expect((await facts.overviews([B, 'C' as ArchiveId, A])).map(({ id }) => id)).toEqual([B, A]);
  const row = { source: 's', table: 't', externalId: '1', target: 'A', values: { 'fields/x': 1 } };
  await facts.putImportedRows([row, { ...row, externalId: '2' }, { ...row, values: {} }]);
  expect([await facts.importedRow('s', 't', '1'), await facts.importedRow('s', 't', '3')]).toEqual([{ ...row, values: {} }, null]);
  const importJob = { id: 'j', kind: 'import', state: 'running', done: 1, total: null, report: null, error: null } as const;
  await facts.putJob(importJob);
  await facts.putJob({ ...importJob, state: 'done' });
  expect([await facts.job('j'), await facts.job('k')]).toEqual([{ ...importJob, state: 'done' }, null]);
});

/** Nobody has a name. */
const NOBODY = { version: 1, people: [] };

test('lists are sorted and filtered by facts; what has none stands last', async () => {
  const { archives, facts } = await open();
  for (const [id, name, role] of [['A', 'Alpha', 'dealer'], ['B', 'beta', 'supplier'], ['C', 'Çelik', 'dealer'], ['D', 'Delta', '']] as const) {
    await archives.create(archiveRow(id, { owner: id === 'D' ? null : anna, state: id === 'C' ? 'closed' : 'open' }), anna);
    await facts.putOverview(overviewRow(id, name, { roles: role ? [role] : [], updatedAt: `2026-01-0${id.charCodeAt(0) - 64}T00:00:00.000Z` }), [`body${id}`]);
  }
  await facts.putTransactions([sale('1', { amount: '5', date: '2026-02-01' }), sale('2', { archive: 'C' as ArchiveId, amount: '50', date: '2026-01-01' })]);
  await facts.classify(job());
  const ids = async (over: Partial<ListQuery>) => (await facts.list(query(over), NOBODY)).ids.join('');
  expect(await ids({})).toBe('ABCD');
  expect(await ids({ descending: true })).toBe('DCBA');
  expect(await ids({ sort: 'sum', descending: true })).toBe('CABD');
  expect(await ids({ sort: 'sum' })).toBe('ACBD');
  expect(await ids({ sort: 'last', descending: true })).toBe('ACBD');
  expect(await ids({ sort: 'updated', descending: true })).toBe('DCBA');
  expect(await ids({ filters: { owner: ['none'] } })).toBe('D');
  expect(await ids({ filters: { owner: ['anna'], state: ['open'] } })).toBe('AB');
  expect(await ids({ filters: { role: ['dealer', 'supplier'] } })).toBe('ABC');
  expect(await ids({ filters: { role: ['none'] } })).toBe('D');
  expect(await ids({ filters: { abc: ['A'] } })).toBe('C');
  expect(await ids({ filters: { abc: ['none'] } })).toBe('D');
  expect(await ids({ filters: { abc: ['none', 'A'] } })).toBe('CD');
  expect(await ids({ filters: { kind: [] } })).toBe('');
  expect(await ids({ text: 'bodyb' })).toBe('B');
  expect(await ids({ text: 'body', filters: { state: ['closed'] } })).toBe('C');
  expect(await ids({ cursor: 'not a cursor' })).toBe('ABCD');
  await expect(facts.list(query({ filters: { colour: ['red'] } }), NOBODY)).rejects.toThrow('no filter colour');
  await facts.putOverview(overviewRow('B', 'gamma'), []);
  expect(await ids({ text: 'bodyb' }), 'a word that is gone').toBe('');
  expect(await ids({ text: 'beta' })).toBe('');
});

describe('classes', () => {
  const heard = () => {
    const told = new Set<ArchiveId>();
    return { told, hear: ({ changed = [] }: ClassifyNews): void => { for (const id of changed) told.add(id); } };
  };
  const classified = async (): Promise<Storage> => {
    const storage = await open();
    for (const id of ['A', 'B', 'C', 'S', 'X']) await storage.archives.create(archiveRow(id, { state: id === 'X' ? 'sealed' : 'open' }), anna);
    await storage.facts.putOverview(overviewRow('S', 'Supplier', { roles: ['supplier'] }), []);
    await storage.facts.putTransactions([
      sale('1', { amount: '80', date: '2026-05-01' }), sale('2', { archive: B, amount: '20', date: '2025-05-02' }), sale('3', { archive: B, amount: '500', date: '2025-05-01' }),
      sale('4', { archive: 'S' as ArchiveId, amount: '900', date: '2026-06-01' }), sale('5', { archive: 'X' as ArchiveId, amount: '900', date: '2026-06-02' }),
      sale('6', { amount: '900', date: '2026-06-16' }), sale('7', { currency: 'USD', amount: '1', date: '2026-05-01' }), sale('8', { archive: B, kind: 'shipment', amount: '20', date: '2026-04-01' }),
    ]);
    return storage;
  };

  test('the population are customers; the window ends with their newest transaction, never later than now', async () => {
    const { facts } = await classified();
    const { told, hear } = heard();
    const answer = await facts.classify(job(), hear);
    expect(answer).toMatchObject({ scheme: 'abc', referenceDate: '2026-05-01', counts: { A: 1, B: 1, '-': 1 }, changed: 3 });
    expect([...told].sort()).toEqual(['A', 'B', 'C']);
    const classes = await facts.classes([A, B, 'C' as ArchiveId, 'S' as ArchiveId, 'X' as ArchiveId]);
    expect([...classes].map(([id, { abc }]) => [id, abc?.value])).toEqual([['A', 'A'], ['B', 'B'], ['C', null]]);
    expect(classes.get(A)?.abc).toMatchObject({ window: { from: '2025-05-02', to: '2026-05-01', months: 12 }, previous: null, since: '2026-06-15' });
    expect(JSON.stringify(classes.get(A)?.abc?.inputs), 'a currency without a rate is named').toContain('USD');
  });

  test('the same again changes nothing; a change keeps what was before', async () => {
    const { facts, archives } = await classified();
    await facts.classify(job({ now: '2026-06-14T12:00:00.000Z' }));
    expect((await facts.classify(job({ now: '2026-06-14T13:00:00.000Z' }))).changed).toBe(0);
    await facts.putTransactions([sale('9', { archive: B, amount: '2000', date: '2026-04-30' })]);
    const { told, hear } = heard();
    const answer = await facts.classify(job(), hear);
    expect(answer.counts).toEqual({ A: 1, C: 1, '-': 1 });
    expect([...told]).toContain(B);
    told.clear();
    expect((await facts.classes([B])).get(B)?.abc).toMatchObject({ value: 'A', previous: { value: 'B' }, trend: 'up' });
    await archives.change(B, { state: 'sealed' }, anna, '2026-06-15T12:00:00.000Z');
    await facts.classify(job(), hear);
    expect([...told], 'who left the population has no class').toContain(B);
    expect((await facts.classes([B])).has(B)).toBe(false);
  });

  test('a dry run answers the classes and stores nothing; a version of the rule is kept', async () => {
    const { facts } = await classified();
    const rule = { version: 7, setBy: 'anna', setAt: '2026-01-01T00:00:00.000Z' };
    const settings = { ...SHIPPED_ALL, rfm: { ...SHIPPED_ALL.rfm, ...rule } };
    const answer = await facts.classify(job({ scheme: 'rfm', settings, dryRun: true }));
    expect(answer.results?.map(({ id }) => id)).toEqual(['A', 'B', 'C']);
    expect((await facts.classes([A])).size).toBe(0);
    await facts.classify(job({ scheme: 'rfm', settings }));
    const { rfm } = (await facts.classes([A])).get(A)!;
    expect(rfm?.rule).toMatchObject(rule);
    expect(answer.results?.[0]).toEqual({ id: A, value: rfm?.value, mark: rfm?.mark });
  });

  test('runs that overlap follow each other, and calls come in between their slices', async () => {
    const { facts } = await classified();
    const runs = (['abc', 'rfm', 'lifecycle'] as const).map((scheme) => facts.classify(job({ scheme })));
    expect(await facts.putOverview(overviewRow('A', 'Alpha'), [])).toBe(1);
    expect((await Promise.all(runs)).map(({ scheme }) => scheme)).toEqual(['abc', 'rfm', 'lifecycle']);
    expect(Object.keys((await facts.classes([A])).get(A) ?? {})).toEqual(expect.arrayContaining(['abc', 'lifecycle', 'rfm']));
  });
});
