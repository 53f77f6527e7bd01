/** Windows of ABC and RFM that begin on another day, after whatever came before: classes with their reasons are those of a folder that was classified once, and who is told to have changed has changed. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Transaction } from '../../model/api.ts';
import { SHIPPED_ALL } from '../../model/classification/all-settings.ts';
import { addDays } from '../../model/classification/dates.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { CalendarDate } from '../../model/overview.ts';
import type { ClassifyJob, ClassifyNews, Storage } from '../../server/storage/storage.ts';
import { archiveRow, makeFolder, openFor } from '../helpers/storage-folder.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const NOW = '2026-06-15T12:00:00.000Z';
const IDS = Array.from({ length: 8 }, (_, i) => `C${String(i).padStart(2, '0')}` as ArchiveId);

interface Sale { readonly archive: ArchiveId; readonly kind: 'sale' | 'return'; readonly date: string; readonly cents: number; readonly currency: string }
interface Step { readonly abc: number | 'all'; readonly rfm: number | 'all'; readonly days: number; readonly sales: readonly Sale[] }

const sale = fc.record<Sale>({
  archive: fc.constantFrom(...IDS), kind: fc.constantFrom('sale', 'sale', 'sale', 'return'), date: fc.integer({ min: 0, max: 1_000 }).map((back) => addDays('2026-06-14', -back)),
  cents: fc.constantFrom(100, 100, 5_000, 77_777, 1_000_000), currency: fc.constantFrom('EUR', 'EUR', 'EUR', 'USD', 'GBP'),
});
const months = fc.constantFrom<number | 'all'>(1, 6, 12, 24, 'all');
const step = fc.record<Step>({ abc: months, rfm: months, days: fc.constantFrom(0, 0, 0, 1, 40), sales: fc.array(sale, { maxLength: 8 }) });

const row = (each: Sale, n: number): Transaction & { readonly archive: ArchiveId } => ({
  archive: each.archive, id: `t${n}`, kind: each.kind, date: each.date, amount: (each.cents / 100).toFixed(2), currency: each.currency, dueAt: null, channel: null, orderRef: null, lines: [],
  source: 'test', externalId: `e${n}`, cost: null,
});

async function folder(): Promise<Storage> {
  const storage = await openFor(await makeFolder());
  for (const id of IDS) await storage.archives.create(archiveRow(id), 'anna' as never);
  await storage.rates.put('EUR', [{ currency: 'USD', date: '2023-01-01' as CalendarDate, rate: '0.5', source: null }], { by: 'anna' as PersonId, at: NOW as never });
  return storage;
}

/** What follows from figures alone; history is of the runs. */
async function told(storage: Storage): Promise<readonly Readonly<Record<string, { readonly value: unknown }>>[]> {
  const found = await storage.facts.classes(IDS);
  return IDS.map((id) => Object.fromEntries(Object.entries(found.get(id) ?? {}).map(([scheme, { value, mark, window, thresholds, inputs, changes }]) => [scheme, { value, mark, window, thresholds, inputs, changes }])));
}

async function faces(storage: Storage): Promise<readonly string[]> {
  const found = await storage.facts.faces(IDS);
  return IDS.map((id) => JSON.stringify(Object.entries(found.get(id) ?? {}).map(([scheme, { value, mark }]) => [scheme, value, mark]).sort()));
}

test('another window finds what a folder finds that was never classified, and tells those whose class it changed', async () => {
  await fc.assert(fc.asyncProperty(fc.array(sale, { minLength: 8, maxLength: 60 }), fc.array(step, { minLength: 2, maxLength: 4 }), async (first, steps) => {
    const storage = await folder();
    let sales: readonly Sale[] = [];
    const put = async (more: readonly Sale[]): Promise<void> => {
      await storage.facts.putTransactions(more.map((each, i) => row(each, sales.length + i)));
      sales = [...sales, ...more];
    };
    let last: ClassifyJob = { scheme: null, settings: SHIPPED_ALL, referenceDate: '2026-05-01', now: NOW, currency: 'EUR', dryRun: false };
    await put(first);
    await storage.facts.classify(last);
    for (const [n, { abc, rfm, days, sales: more }] of steps.entries()) {
      await put(more);
      const settings = { ...SHIPPED_ALL, abc: { ...SHIPPED_ALL.abc, months: abc, version: n + 2 }, rfm: { ...SHIPPED_ALL.rfm, months: rfm, version: n + 2 } };
      last = { ...last, settings, referenceDate: addDays(last.referenceDate!, days) };
      const before = await faces(storage);
      const changed = new Set<string>();
      await storage.facts.classify(last, (news: ClassifyNews) => { for (const id of news.changed ?? []) changed.add(id); });
      const after = await faces(storage);
      for (const [i, id] of IDS.entries()) if (before[i] !== after[i]) expect(changed, `${id} is told`).toContain(id);
    }
    const other = await folder();
    const known = await told(storage);
    const held = sales;
    await other.facts.putTransactions(held.map(row));
    await other.facts.classify(last);
    // who had a class and has none now is told so; who never had one has no row of it
    const fresh = await told(other);
    expect(known.map((each, i) => Object.fromEntries(Object.entries(each).filter(([scheme, { value }]) => value !== null || fresh[i]?.[scheme] !== undefined)))).toEqual(fresh);
    await storage.close();
    await other.close();
  }), { seed, numRuns: 3, endOnFailure: true });
});

test('customers whose class stays are not looked at again', async () => {
  const storage = await folder();
  // everybody bought once, lately and long ago: a longer window changes sums, and nobody's place
  await storage.facts.putTransactions(IDS.flatMap((archive, i) => ['2026-06-01', '2025-01-01'].map((date, n) => row({ archive, kind: 'sale', date, cents: 100 * (i + 1), currency: 'EUR' }, 2 * i + n))));
  const job: ClassifyJob = { scheme: null, settings: SHIPPED_ALL, referenceDate: null, now: NOW, currency: 'EUR', dryRun: false };
  await storage.facts.classify(job);
  const { changed } = await storage.facts.classify({ ...job, settings: { ...SHIPPED_ALL, abc: { ...SHIPPED_ALL.abc, months: 24, version: 2 } } });
  expect(changed).toBe(0);
  const found = await storage.facts.classes(IDS);
  expect(found.get(IDS[0]!)?.abc?.inputs.find(({ key }) => key === 'value')?.value).toBe('2.00');
  await storage.close();
});
