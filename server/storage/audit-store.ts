/** What was done, as it is kept: added to and read. Rights are the caller's; the chain is `audit-writer.ts`. */
import type { AuditEntry } from '../../model/audit/entry.ts';
import type { ArchiveThreadCalls } from './archive-thread.ts';
import type { AuditWriter } from './audit-writer.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import type { Thread } from './threads.ts';

export interface AuditStore {
  /** For what changes nothing else on disk; whatever does, writes its entries in its own transaction. `at` in milliseconds since 1970. */
  add(entries: readonly AuditEntry[], at: number): Promise<void>;
}

/** The calls of the archive thread. */
export function auditCalls(db: Connection, audit: AuditWriter) {
  return { addAudit: (entries: readonly AuditEntry[], at: number): void => { inTransaction(db, () => { audit.add(entries, at); }); } };
}

export const auditStore = (archive: Thread<ArchiveThreadCalls>): AuditStore => ({
  add: (entries, at) => archive.call('addAudit', entries, at),
});
