/** The thread that writes facts.db: overviews, transactions, classes, imported rows, jobs. Opened after archive.db, which it reads for the population. */
import type { JobView } from '../../model/api.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { Classifier } from './classifier.ts';
import { cleaningCalls } from './cleaning-store.ts';
import { inTransaction } from './database.ts';
import { duplicateCalls } from './duplicate-store.ts';
import { closeStore, openBoth, openFacts } from './engine/open.ts';
import type { Place } from './engine/open.ts';
import { outboxCalls } from './event-store.ts';
import { importCalls } from './import-store.ts';
import { mergeOverrideCalls } from './merge-overrides.ts';
import { mergeTradeCalls } from './merge-trade.ts';
import { overviewCalls } from './overview-writer.ts';
import { overrideCalls } from './override-store.ts';
import { rateCalls } from './rate-store.ts';
import { reminderCalls } from './reminder-store.ts';
import type { ClassifyJob, ImportedRow, PutTransactions } from './storage.ts';
import { similarCalls } from './similar-store.ts';
import { subjectFactsCalls } from './subject-store.ts';
import { inSlices, partsOfThisCall, serve } from './thread-port.ts';
import type { PackedOrders } from './order-packing.ts';
import { TradeWriter } from './trade-writer.ts';
import type { NewTransaction } from './trade-writer.ts';

const SMALL: ReadonlySet<string> = new Set(['putOverview', 'putShares', 'putCells', 'putJob']);

function open(place: Place) {
  const db = openFacts(place);
  const reader = openBoth(place, 'classifier');
  const trade = new TradeWriter(db);
  const classifier = new Classifier(db, reader);
  const putImported = db.prepare('INSERT OR REPLACE INTO imported (source, name, external_id, target, data) VALUES (?,?,?,?,?)');
  const forget = db.prepare('DELETE FROM imported WHERE target IN (SELECT value FROM json_each(?))');
  const auditHead = db.prepare('INSERT OR REPLACE INTO audit_head VALUES (1,?,?,?)');
  const putJob = db.prepare('INSERT OR REPLACE INTO job (id, data) VALUES (?,?)');
  const calls = {
    ...overviewCalls(db),
    ...outboxCalls(db),
    ...duplicateCalls(db),
    ...cleaningCalls(db),
    ...mergeTradeCalls(db),
    ...mergeOverrideCalls(db),
    ...reminderCalls(db),
    ...overrideCalls(db),
    ...rateCalls(db),
    ...similarCalls(db),
    ...subjectFactsCalls(db),
    putAuditHead: (seq: number, mac: string, at: number): void => { auditHead.run(seq, mac, at); },
    alive: (): true => true,
    putTransactions: (rows: readonly NewTransaction[], options: PutTransactions) => trade.put(rows, options),
    bringOrders: (packed: PackedOrders) => trade.bring(packed),
    classify: (job: ClassifyJob) => classifier.classify(job, partsOfThisCall()),
    putImportedRows: (rows: readonly ImportedRow[]): Promise<void> =>
      inSlices(rows, (row) => { putImported.run(row.source, row.table, row.externalId, row.target, JSON.stringify(row.values)); }, (run) => inTransaction(db, run)),
    forgetImported: (archives: readonly ArchiveId[]): void => { forget.run(JSON.stringify(archives)); },
    ...importCalls(db, (archives) => { trade.totals(archives); }),
    putJob: (job: JobView): void => { putJob.run(job.id, JSON.stringify(job)); },
  };
  return { calls, small: { db, names: SMALL }, close: () => { reader.close(); closeStore(db); } };
}

export type FactsThreadCalls = ReturnType<typeof open>['calls'];

serve(open);
