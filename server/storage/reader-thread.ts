/** A thread that reads both databases and can write neither. Started after the writers have brought the files up to date. */
import { accessRequestReadCalls } from './access-request-store.ts';
import { keyReadCalls } from './api-key-store.ts';
import { archiveCalls } from './archive-reader.ts';
import { auditCheckCalls } from './audit-check.ts';
import { auditKey } from './audit-key.ts';
import { auditReadCalls } from './audit-reader.ts';
import { catalogueReadCalls } from './catalogue-store.ts';
import { changesetReadCalls } from './changeset-store.ts';
import { cleaningReadCalls } from './cleaning-store.ts';
import { commentReadCalls } from './comment-store.ts';
import { correctionReadCalls } from './correction-store.ts';
import { openBoth } from './engine/open.ts';
import type { Place } from './engine/open.ts';
import { duplicateReadCalls } from './duplicate-store.ts';
import { eventReadCalls } from './event-store.ts';
import { factsCalls } from './facts-reader.ts';
import { importReadCalls } from './import-store.ts';
import { handoverPlanCalls } from './handover-plan.ts';
import { handoverReadCalls } from './handover-store.ts';
import { historyDateCalls } from './history-dates.ts';
import { historyCalls } from './history-reader.ts';
import { mergeReadCalls } from './merge-store.ts';
import { noticeReadCalls } from './notice-store.ts';
import { glassReadCalls } from './glass-store.ts';
import { policyReadCalls } from './policy-store.ts';
import { reasonReadCalls } from './reason-store.ts';
import { wallReadCalls } from './wall-store.ts';
import { personalReadCalls } from './personal-store.ts';
import { standingReadCalls } from './standing-store.ts';
import { exportReadCalls } from './export-store.ts';
import { mergeOverrideReadCalls } from './merge-overrides.ts';
import { overrideReadCalls } from './override-store.ts';
import { rateReadCalls } from './rate-store.ts';
import { reminderReadCalls } from './reminder-store.ts';
import { revealReadCalls } from './reveal-store.ts';
import { sessionReadCalls } from './session-calls.ts';
import { viewReadCalls } from './view-store.ts';
import { View, serve } from './thread-port.ts';
import { webhookReadCalls } from './webhook-store.ts';

/** What opening asks. */
const READING: ReadonlySet<string> = new Set(['resolve', 'archiveWithGrants', 'getArchive', 'projected']);

function open(place: Place, currency: string, given: string | null) {
  const db = openBoth(place, 'reader');
  return { calls: { ...archiveCalls(db), ...factsCalls(db, currency), ...historyCalls(db), ...handoverReadCalls(db), ...handoverPlanCalls(db), ...historyDateCalls(db), ...sessionReadCalls(db), ...auditReadCalls(db), ...auditCheckCalls(db, () => auditKey(place.folder, given)), ...revealReadCalls(db), ...exportReadCalls(db), ...viewReadCalls(db), ...eventReadCalls(db), ...keyReadCalls(db), ...webhookReadCalls(db), ...commentReadCalls(db), ...correctionReadCalls(db), ...catalogueReadCalls(db), ...changesetReadCalls(db), ...duplicateReadCalls(db), ...cleaningReadCalls(db), ...mergeReadCalls(db), ...importReadCalls(db), ...reminderReadCalls(db), ...noticeReadCalls(db), ...wallReadCalls(db), ...reasonReadCalls(db), ...glassReadCalls(db), ...policyReadCalls(db), ...accessRequestReadCalls(db), ...personalReadCalls(db), ...standingReadCalls(db), ...overrideReadCalls(db), ...mergeOverrideReadCalls(db), ...rateReadCalls(db), alive: (): true => true }, reading: new View(db, READING), close: () => { db.close(); } };
}

export type ReaderThreadCalls = ReturnType<typeof open>['calls'];

serve(({ currency, auditKey: given = null, ...place }) => open(place, currency, given));
