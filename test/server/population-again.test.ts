/** Classes of the population found again and again, after other limits, sales, a word, another day, a run that was cut short: what is kept is what a folder finds that was never classified, and each run tells and notes exactly what it changed. */
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SHIPPED_ALL } from '../../model/classification/all-settings.ts';
import { addDays } from '../../model/classification/dates.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { classCalls } from '../../server/storage/class-reader.ts';
import { followed } from '../../server/storage/class-table.ts';
import type { ClassRow } from '../../server/storage/class-table.ts';
import { Classifier } from '../../server/storage/classifier.ts';
import { closeWriter, openReader, openWriter } from '../../server/storage/database.ts';
import { ARCHIVE_FILE } from '../../server/storage/migrations-archive.ts';
import { FACTS_FILE } from '../../server/storage/migrations-facts.ts';
import type { ClassifyJob } from '../../server/storage/storage.ts';
import { TradeWriter } from '../../server/storage/trade-writer.ts';
import { archiveRow, makeFolder, openFor } from '../helpers/storage-folder.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const DAY = '2026-06-15';
/** More than are read at once. */
const IDS = Array.from({ length: 130 }, (_, i) => `C${String(i).padStart(3, '0')}` as ArchiveId);

interface Sale { readonly archive: ArchiveId; readonly kind: 'sale' | 'return'; readonly back: number; readonly cents: number }
interface Step {
  readonly a: number; readonly recency: number; readonly minimum: number; readonly months: number; readonly today: number; readonly to: number; readonly cut: boolean;
  readonly sales: readonly Sale[]; readonly word: { readonly archive: ArchiveId; readonly value: string } | null;
}
const sale = fc.record<Sale>({ archive: fc.constantFrom(...IDS), kind: fc.constantFrom('sale', 'sale', 'sale', 'return'), back: fc.integer({ min: 3, max: 900 }), cents: fc.constantFrom(100, 5_000, 5_000, 77_777, 1_000_000) });
const step = fc.record<Step>({
  a: fc.constantFrom(50, 70, 80, 90), recency: fc.constantFrom(30, 30, 60), minimum: fc.constantFrom(25, 25, 1_000), months: fc.constantFrom(12, 12, 12, 24), today: fc.constantFrom(0, 0, 1), to: fc.constantFrom(0, 0, 0, 1), cut: fc.constantFrom(false, false, true),
  sales: fc.oneof({ arbitrary: fc.constant([]), weight: 3 }, { arbitrary: fc.array(sale, { maxLength: 6 }), weight: 1 }),
  word: fc.option(fc.record({ archive: fc.constantFrom(...IDS), value: fc.constantFrom('A', 'C') }), { freq: 4 }),
});

type Row = ClassRow & { readonly archive: ArchiveId };
const nameOf = ({ archive, scheme }: Pick<Row, 'archive' | 'scheme'>): string => `${archive} ${scheme}`;

async function world() {
  const folder = await makeFolder();
  const storage = await openFor(folder);
  for (const id of IDS) await storage.archives.create(archiveRow(id), 'anna' as never);
  await storage.close();
  const db = openWriter(join(folder, FACTS_FILE.name), FACTS_FILE);
  const reader = openReader(join(folder, FACTS_FILE.name), join(folder, ARCHIVE_FILE.name));
  const trade = new TradeWriter(db);
  let sold = 0;
  return {
    db, classifier: () => new Classifier(db, reader),
    sell: (sales: readonly Sale[]) => trade.put(sales.map(({ archive, kind, back, cents }) => {
      const name = `t${sold++}`;
      return { archive, id: name, kind, date: addDays(DAY, -back), amount: (cents / 100).toFixed(2), currency: 'EUR', dueAt: null, channel: null, orderRef: null, lines: [], source: 'test', externalId: name, cost: null } as const;
    }), {}),
    rows: (): ReadonlyMap<string, Row> => new Map((db.prepare('SELECT archive, scheme, value, computed, mark, since, previous, until, at FROM class').all() as Row[]).map((row) => [nameOf(row), row])),
    /** Asked anew, so that nothing is remembered of runs before. A class that is gone keeps its row. */
    reasons: () => IDS.map((id) => Object.values(classCalls(reader).classes([id]).get(id) ?? {}).filter(({ value, override }) => value !== null || override).map(({ scheme, value, mark, window, thresholds, inputs, changes, override }) => ({ scheme, value, mark, window, thresholds, inputs, changes, override }))),
    noted: (): readonly string[] => (db.prepare("SELECT DISTINCT archive || ' ' || key FROM outbox WHERE type = 'class'").pluck().all() as string[]).sort(),
    close: () => { reader.close(); closeWriter(db); },
  };
}

test('whatever runs came before, classes and reasons are those of a folder that was never classified, and a run over unchanged figures writes, notes and tells what it changed and nothing else', async () => {
  await fc.assert(fc.asyncProperty(fc.array(sale, { minLength: 60, maxLength: 200 }), fc.array(step, { minLength: 3, maxLength: 8 }), async (first, steps) => {
    const { db, classifier: make, sell, rows, reasons, noted, close } = await world();
    let classifier = make();
    let job: ClassifyJob = { scheme: null, settings: SHIPPED_ALL, referenceDate: addDays(DAY, -2), now: `${DAY}T12:00:00.000Z`, currency: 'EUR', dryRun: false };
    await sell(first);
    await classifier.classify(job);
    for (const [n, { a, recency, minimum, months, today, to, cut, sales, word }] of [...steps, { ...steps[0]!, to: 1, cut: false, sales: [], word: null }].entries()) {
      const [abc, rfm] = [{ ...SHIPPED_ALL.abc, a, months, version: n + 2 }, { ...SHIPPED_ALL.rfm, minimum, recencyDays: [recency, 90, 180, 365] as const, version: n + 2 }];
      job = { ...job, settings: { ...SHIPPED_ALL, abc, rfm }, now: `${addDays(job.now.slice(0, 10), today)}T12:00:00.000Z`, referenceDate: addDays(job.referenceDate!, to) };
      await sell(sales);
      if (word) db.prepare("INSERT OR REPLACE INTO override (archive, scheme, value, reason, by, approved_by, at, until) VALUES (?,'abc',?,'said so','anna',NULL,?,NULL)").run(word.archive, word.value, job.now);
      db.exec('DELETE FROM outbox');
      const before = rows();
      if (cut) {
        await expect(classifier.classify(job, ({ step: at }) => { if (at === 'population') throw new Error('cut short'); })).rejects.toThrow('cut short');
        classifier = make();
      }
      const told = new Set<string>();
      await classifier.classify(job, ({ changed }) => { for (const id of changed ?? []) told.add(id); });
      if (sales.length > 0 || word || to > 0) continue;
      const after = rows();
      const other = [...after.values()].filter((row) => { const was = before.get(nameOf(row)); return was?.value !== row.value || was.computed !== row.computed || was.mark !== row.mark; });
      expect([...told].sort()).toEqual([...new Set(other.map(({ archive }) => archive))].sort());
      expect(noted()).toEqual(other.filter((row) => { const was = before.get(nameOf(row)); return !was || was.value !== row.value; }).map(nameOf).sort());
      for (const row of after.values()) expect(row, nameOf(row)).toEqual(other.includes(row) ? { ...row, ...followed(before.get(nameOf(row)), row.value, job.now.slice(0, 10)), at: job.now } : before.get(nameOf(row)));
    }
    const found = (): readonly unknown[] => [...rows()].flatMap(([name, { value, computed, mark }]) => (value === null && computed === null ? [] : [[name, value, computed, mark]])).sort();
    const kept = [found(), reasons()];
    db.exec('DELETE FROM class; DELETE FROM class_run; DELETE FROM class_step; DELETE FROM figure');
    await make().classify(job);
    expect(kept).toEqual([found(), reasons()]);
    close();
  }), { seed, numRuns: 4, endOnFailure: true });
}, 180_000);
