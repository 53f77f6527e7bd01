/** The thread that writes facts.db: overviews, transactions, classes, imported rows, jobs. Opened after archive.db, which it reads for the population. */
import { join } from 'node:path';
import type { JobView } from '../../model/api.ts';
import { Classifier } from './classifier.ts';
import { closeWriter, inTransaction, openReader, openWriter } from './database.ts';
import { ARCHIVE_FILE } from './migrations-archive.ts';
import { FACTS_FILE } from './migrations-facts.ts';
import { overviewCalls } from './overview-writer.ts';
import type { ClassifyJob, ImportedRow, PutTransactions } from './storage.ts';
import { inSlices, serve } from './thread-port.ts';
import { TradeWriter } from './trade-writer.ts';
import type { NewTransaction } from './trade-writer.ts';

const SMALL: ReadonlySet<string> = new Set(['putOverview', 'putJob']);

function open(folder: string) {
  const db = openWriter(join(folder, FACTS_FILE.name), FACTS_FILE);
  const reader = openReader(join(folder, FACTS_FILE.name), join(folder, ARCHIVE_FILE.name));
  const trade = new TradeWriter(db);
  const classifier = new Classifier(db, reader);
  const putImported = db.prepare('INSERT OR REPLACE INTO imported (source, name, external_id, target, data) VALUES (?,?,?,?,?)');
  const putJob = db.prepare('INSERT OR REPLACE INTO job (id, data) VALUES (?,?)');
  const calls = {
    ...overviewCalls(db),
    putTransactions: (rows: readonly NewTransaction[], options: PutTransactions) => trade.put(rows, options),
    classify: (job: ClassifyJob) => classifier.classify(job),
    putImportedRows: (rows: readonly ImportedRow[]): Promise<void> =>
      inSlices(rows, (row) => { putImported.run(row.source, row.table, row.externalId, row.target, JSON.stringify(row.values)); }, (run) => inTransaction(db, run)),
    putJob: (job: JobView): void => { putJob.run(job.id, JSON.stringify(job)); },
  };
  return { calls, small: { db, names: SMALL }, close: () => { reader.close(); closeWriter(db); } };
}

export type FactsThreadCalls = ReturnType<typeof open>['calls'];

serve(({ folder }) => open(folder));
