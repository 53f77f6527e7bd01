/** What was done, as it is kept: added to and read. Rights are the caller's; the chain is `audit-writer.ts`. */
import type { AuditEntry } from '../../model/audit/entry.ts';
import type { ArchiveThreadCalls } from './archive-thread.ts';
import type { AuditPage, AuditQuery, AuditSources, RawAudit, StoredAudit } from './audit-reader.ts';
import type { AuditWriter } from './audit-writer.ts';
import type { ChainState, Head } from './audit-verify.ts';
import type { FactsThreadCalls } from './facts-thread.ts';
import type { ReaderThreadCalls } from './reader-thread.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import type { Thread } from './threads.ts';

export interface AuditStore {
  /** For what changes nothing else on disk; whatever does, writes its entries in its own transaction. `at` in milliseconds since 1970. */
  add(entries: readonly AuditEntry[], at: number): Promise<void>;
  /** Newest first. */
  page(query: AuditQuery): Promise<AuditPage>;
  /** The newest row; null: there is none. */
  head(): Promise<{ readonly seq: number; readonly at: number; readonly mac: string } | null>;
  /** Keeps the newest row's code in the other database. */
  anchor(seq: number, mac: string, at: number): Promise<void>;
  /** Checks so many rows; `state` as the slice before answered it, null: from the beginning. `over`: there are no more, and the faults are all of them. */
  check(state: ChainState | null, heads: readonly Head[]): Promise<{ readonly state: ChainState; readonly over: boolean; readonly key: string }>;
  /** When the chain began; null: it has not. */
  since(): Promise<number | null>;
  /** As stored, oldest first, to be checked. */
  raw(after: number, limit: number): Promise<readonly RawAudit[]>;
  sources(): Promise<AuditSources>;
  /** When each of these people last opened or changed anything of the archive, in this order; null: never. */
  uses(pairs: readonly (readonly [person: string, archive: string])[]): Promise<readonly (number | null)[]>;
  lastUses(people: readonly string[]): Promise<readonly { readonly person: string; readonly at: number }[]>;
  /** Rows that say what conferred rights before, newest first, down to a moment. */
  was(moment: number): Promise<readonly StoredAudit[]>;
}

/** The calls of the archive thread. */
export function auditCalls(db: Connection, audit: AuditWriter) {
  return { addAudit: (entries: readonly AuditEntry[], at: number): void => { inTransaction(db, () => { audit.add(entries, at); }); } };
}

export const auditStore = (archive: Thread<ArchiveThreadCalls>, facts: Thread<FactsThreadCalls>, read: () => Thread<ReaderThreadCalls>): AuditStore => ({
  add: (entries, at) => archive.call('addAudit', entries, at),
  page: (query) => read().call('auditPage', query),
  head: () => read().call('auditHead'),
  since: () => read().call('auditSince'),
  raw: (after, limit) => read().call('auditRaw', after, limit),
  anchor: (seq, mac, at) => facts.call('putAuditHead', seq, mac, at),
  check: (state, heads) => read().call('auditCheck', state, heads),
  sources: () => read().call('auditSources'),
  uses: (pairs) => read().call('auditUses', pairs),
  lastUses: (people) => read().call('auditLastUses', people),
  was: (moment) => read().call('auditWas', moment),
});
