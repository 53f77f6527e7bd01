/** Classes in the storage against the naive way: populations at random through SQL and through the plain rules over members in memory; what is kept reproduces the class; Northwind beside a count of its own. */
import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import type { Transaction } from '../../model/api.ts';
import { SHIPPED_ALL } from '../../model/classification/all-settings.ts';
import { classifyPopulation } from '../../model/classification/classify.ts';
import { addDays } from '../../model/classification/dates.ts';
import { windowOf } from '../../model/classification/population.ts';
import { schemeOf, SCHEMES, shownClasses } from '../../model/classification/schemes.ts';
import type { ArchiveId } from '../../model/ids.ts';
import type { SchemeKey } from '../../model/overview.ts';
import { SECTION_KEYS } from '../../model/sections.ts';
import { digestFor, faceFor } from '../../server/access/digest.ts';
import type { ClassifyJob } from '../../server/storage/storage.ts';
import { member } from '../helpers/population.ts';
import { archiveRow, makeFolder, openFor } from '../helpers/storage-folder.ts';

const NOW = '2026-06-15T12:00:00.000Z';
const job = (over: Partial<ClassifyJob> = {}): ClassifyJob => ({ scheme: 'abc', settings: SHIPPED_ALL, referenceDate: null, now: NOW, currency: 'EUR', dryRun: false, ...over });
const RANKED = ['abc', 'rfm', 'lifecycle'] as const;

interface Sale { readonly archive: string; readonly kind: 'sale' | 'return'; readonly date: string; readonly cents: number; readonly currency: string }
const row = (sale: Sale, n: number): Transaction & { readonly archive: ArchiveId } => ({
  archive: sale.archive as ArchiveId, id: `t${n}`, kind: sale.kind, date: sale.date, amount: (sale.cents / 100).toFixed(2), currency: sale.currency, dueAt: null, channel: null, orderRef: null, lines: [],
  source: 'test', externalId: `e${n}`, cost: null,
});

/** The second way: filter and add, customer by customer, then the plain rules over the whole population in memory. */
function naive(ids: readonly string[], sales: readonly Sale[], scheme: (typeof RANKED)[number]): ReadonlyMap<string, string | null> {
  const to = sales.map(({ date }) => date).filter((date) => date <= NOW.slice(0, 10)).sort().at(-1) ?? NOW.slice(0, 10);
  const window = windowOf(to, scheme === 'lifecycle' ? 12 : SHIPPED_ALL[scheme].months);
  const members = ids.map((id) => {
    const own = sales.filter((sale) => sale.archive === id && sale.currency === 'EUR' && sale.date <= to);
    const inside = own.filter(({ date }) => window.from === null || date >= window.from);
    const bought = (some: readonly Sale[]) => some.filter(({ kind }) => kind === 'sale').map(({ date }) => date).sort();
    const sum = (kind: Sale['kind']): number => inside.filter((sale) => sale.kind === kind).reduce((total, { cents }) => total + cents, 0);
    return member(id, { sales: sum('sale'), returns: sum('return'), purchases: bought(inside).length, last: bought(inside).at(-1) ?? null, firstEver: bought(own)[0] ?? null, lastEver: bought(own).at(-1) ?? null });
  });
  return new Map([...classifyPopulation(scheme, { currency: 'EUR', window, members }, SHIPPED_ALL, { computedAt: NOW })].map(([id, { value }]) => [id, value]));
}

describe('classes by SQL', () => {
  test('are those of the plain rules, at once and after more was sold; equal figures have equal classes and no purchase goes unclassified', async () => {
    const ids = Array.from({ length: 40 }, (_, i) => `C${String(i).padStart(2, '0')}`);
    const sale = fc.record<Sale>({
      archive: fc.constantFrom(...ids), kind: fc.constantFrom('sale', 'sale', 'sale', 'return'), date: fc.integer({ min: 0, max: 1_000 }).map((back) => addDays('2026-06-14', -back)),
      cents: fc.constantFrom(100, 100, 5_000, 77_777, 1_000_000), currency: fc.constantFrom('EUR', 'EUR', 'EUR', 'USD'),
    });
    await fc.assert(fc.asyncProperty(fc.array(sale, { minLength: 1, maxLength: 150 }), fc.array(sale, { maxLength: 20 }), async (first, more) => {
      const storage = await openFor(await makeFolder());
      for (const id of ids) await storage.archives.create(archiveRow(id), 'anna' as never);
      const agree = async (sales: readonly Sale[], live: boolean): Promise<void> => {
        if (live) await storage.facts.classify(job({ scheme: null, live: true }));
        await storage.facts.classify(job());
        const found = await storage.facts.classes(ids as ArchiveId[]);
        for (const scheme of RANKED) expect(new Map(ids.map((id) => [id, found.get(id as ArchiveId)?.[scheme]?.value])), scheme).toEqual(naive(ids, sales, scheme));
        const faces = await storage.facts.faces(ids as ArchiveId[]);
        for (const id of ids) for (const scheme of RANKED) {
          const [reasons, face] = [found.get(id as ArchiveId)?.[scheme], faces.get(id as ArchiveId)?.[scheme]];
          // what is stored and what the reasons come to are one
          expect([face?.value, face?.mark]).toEqual([reasons?.value, reasons?.mark]);
          if (scheme === 'abc' && sales.some((each) => each.archive === id && each.kind === 'sale' && each.currency === 'EUR' && each.date >= (reasons?.window.from ?? ''))) expect(face?.value).not.toBeNull();
        }
      };
      await storage.facts.putTransactions(first.map(row));
      await agree(first, false);
      await storage.facts.putTransactions(more.map((each, i) => row(each, first.length + i)));
      await agree([...first, ...more], true);
      await storage.close();
    }), { numRuns: 4, endOnFailure: true });
  });

  test('of Northwind are those of a count of its own', async ({ skip }) => {
    const folder = new URL('../../../shared/data/northwind/', import.meta.url);
    const file = (name: string): readonly Record<string, string>[] => parse(readFileSync(new URL(name, folder), 'utf8'), { columns: true, bom: true });
    if (!existsSync(new URL('orders.csv', folder))) return skip('Northwind is not here: its classes are not compared');
    const sales = file('orders.csv').map((each): Sale => ({ archive: each.CustomerID ?? '', kind: 'sale', date: (each.OrderDate ?? '').slice(0, 10), cents: Math.round(Number(each.Amount) * 100), currency: 'EUR' }));
    const ids = [...new Set(sales.map(({ archive }) => archive))].sort();
    const storage = await openFor(await makeFolder());
    for (const id of ids) await storage.archives.create(archiveRow(id), 'anna' as never);
    await storage.facts.putTransactions(sales.map(row));
    await storage.facts.classify(job());
    const found = await storage.facts.classes(ids as ArchiveId[]);
    for (const scheme of RANKED) expect(new Map(ids.map((id) => [id, found.get(id as ArchiveId)?.[scheme]?.value])), scheme).toEqual(naive(ids, sales, scheme));
    // without the rules: A is who stands above 80 per cent of the total
    const to = sales.map(({ date }) => date).sort().at(-1)!;
    const { from } = windowOf(to, 12);
    const values = ids.map((id) => ({ id, cents: sales.filter((each) => each.archive === id && each.date >= from!).reduce((sum, { cents }) => sum + cents, 0) }));
    const total = values.reduce((sum, { cents }) => sum + cents, 0);
    const key = values.filter(({ cents }) => cents > 0 && values.filter((other) => other.cents > cents).reduce((sum, other) => sum + other.cents, 0) / total < 0.8).map(({ id }) => id);
    expect(ids.filter((id) => found.get(id as ArchiveId)?.abc?.value === 'A')).toEqual(key);
  });
});

test('P1: whatever sections somebody reads, no class of another section is in a digest or a face', () => {
  fc.assert(fc.property(fc.subarray([...SECTION_KEYS]), (read) => {
    const reads = (section: string): boolean => (read as readonly string[]).includes(section);
    const all = Object.fromEntries(SCHEMES.map(({ key }) => [key, {
      scheme: key, value: 'x', label: { en: 'x', 'zh-Hans': 'x', 'zh-Hant': 'x', es: 'x' }, mark: '', trend: 'same', rule: { id: 'C-01', source: null, version: 1, setBy: null, setAt: null },
      window: { from: null, to: '2026-01-01', months: 'all' }, thresholds: [], inputs: [{ key: 'value', value: '1.00', unit: 'money' }], changes: [], computedAt: NOW, since: '2026-01-01', previous: null,
    }])) as never;
    const allowed = SCHEMES.filter(({ section }) => section === null || reads(section)).map(({ key }) => key);
    expect(Object.keys(shownClasses(all, reads))).toEqual(allowed);
    const level = read.length > 0 ? 'read' as const : 'exists' as const;
    const face = faceFor('A' as ArchiveId, level, reads, all);
    expect(face && 'classes' in face ? Object.keys(face.classes) : []).toEqual(level === 'read' ? allowed : []);
    const digest = digestFor({ archive: archiveRow('A') as never, overview: null, totals: null, today: '2026-01-01', classes: all }, { level, levelOf: (section) => (reads(section) ? 'read' : 'none'), insight: true, name: String, judge: (id) => ({ id, name: id }) });
    const classes = digest && 'classes' in digest ? digest.classes : {};
    expect(Object.keys(classes)).toEqual(level === 'read' ? allowed : []);
    for (const [key, result] of Object.entries(classes)) if (schemeOf(key as SchemeKey).tells.some((section) => !reads(section))) expect(result.inputs, 'figures are told to who reads the sections they are of').toEqual([]);
  }));
});
