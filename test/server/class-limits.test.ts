/** Limits follow the last sale, whatever run it falls into: a look that heard of it before, one that is under way, a dry run, one that a crash cut off. */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { SHIPPED_ALL } from '../../model/classification/all-settings.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { Classifier } from '../../server/storage/classifier.ts';
import { closeWriter, openReader, openWriter } from '../../server/storage/database.ts';
import { ARCHIVE_FILE } from '../../server/storage/migrations-archive.ts';
import { FACTS_FILE } from '../../server/storage/migrations-facts.ts';
import type { ClassifyJob } from '../../server/storage/storage.ts';
import { TradeWriter } from '../../server/storage/trade-writer.ts';
import { archiveRow, makeFolder, openFor } from '../helpers/storage-folder.ts';

/** Shares of the sales before each: 0, 60, 85 and 95 percent; by the shipped 80 and 95 the second is of class A once all are there. */
const SALES = { FIRST: '600.00', SECOND: '250.00', THIRD: '100.00', FOURTH: '50.00' } as const;
type Name = keyof typeof SALES;
const NAMES = Object.keys(SALES) as Name[];
const ALL = { FIRST: 'A', SECOND: 'A', THIRD: 'B', FOURTH: 'C' };
const job = (over: Partial<ClassifyJob> = {}): ClassifyJob => ({ scheme: null, settings: SHIPPED_ALL, referenceDate: null, now: '2026-06-15T12:00:00.000Z', currency: 'EUR', dryRun: false, ...over });

/** The thread's own parts without the thread, so that a sale can fall anywhere into a run. */
async function world() {
  const folder = await makeFolder();
  const storage = await openFor(folder);
  for (const id of NAMES) await storage.archives.create(archiveRow(id), 'anna' as never);
  await storage.close();
  const db = openWriter(join(folder, FACTS_FILE.name), FACTS_FILE);
  const reader = openReader(join(folder, FACTS_FILE.name), join(folder, ARCHIVE_FILE.name));
  onTestFinished(() => {
    reader.close();
    closeWriter(db);
  });
  const trade = new TradeWriter(db);
  const sell = (name: Name) => trade.put([{
    archive: name as string as ArchiveId, id: name, kind: 'sale', date: '2026-06-14', amount: SALES[name], currency: 'EUR', dueAt: null, channel: null, orderRef: null, lines: [], source: 'test', externalId: name, cost: null,
  }], {});
  const of = db.prepare<[], [archive: Name, value: string | null]>("SELECT archive, value FROM class WHERE scheme = 'abc' AND value IS NOT NULL").raw();
  return { sell, classes: () => Object.fromEntries(of.all()), classifier: () => new Classifier(db, reader) };
}

test('after a sale was heard of at once, everybody is looked at by the next run', async () => {
  const { sell, classes, classifier: make } = await world();
  const classifier = make();
  await sell('FIRST');
  await classifier.classify(job());
  for (const name of NAMES.slice(1)) {
    await sell(name);
    expect(await classifier.classify(job({ live: true, archives: [name as string as ArchiveId] }))).toMatchObject({ pending: true });
  }
  expect(await classifier.classify(job())).toMatchObject({ pending: false });
  expect(classes()).toEqual(ALL);
});

test('a sale during the look at everybody asks for another look', async () => {
  const { sell, classes, classifier: make } = await world();
  const classifier = make();
  await sell('FIRST');
  const sold: Promise<unknown>[] = [];
  const answer = await classifier.classify(job(), ({ step }) => { if (step === 'population' && sold.length === 0) sold.push(...NAMES.slice(1).map(sell)); });
  expect(sold).toHaveLength(3);
  await Promise.all(sold);
  expect(answer).toMatchObject({ pending: true });
  expect(await classifier.classify(job())).toMatchObject({ pending: false });
  expect(classes()).toEqual(ALL);
});

test('a dry run that comes first takes nothing away', async () => {
  const { sell, classes, classifier: make } = await world();
  const classifier = make();
  await sell('FIRST');
  await classifier.classify(job());
  for (const name of NAMES.slice(1)) await sell(name);
  await classifier.classify(job({ scheme: 'abc', dryRun: true }));
  expect(await classifier.classify(job({ live: true }))).toMatchObject({ pending: true });
  await classifier.classify(job());
  expect(classes()).toEqual(ALL);
});

test('a server that went down between the two looks at everybody when it is back', async () => {
  const { sell, classes, classifier: make } = await world();
  const classifier = make();
  await sell('FIRST');
  await classifier.classify(job());
  for (const name of NAMES.slice(1)) await sell(name);
  await classifier.classify(job({ live: true }));
  await make().classify(job());
  expect(classes()).toEqual(ALL);
});
