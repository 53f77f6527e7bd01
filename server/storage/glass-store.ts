/** Broken glass in archive.db: each with its grant and what is said of it in the audit, in one transaction. Who may is the service's. */
import type { AuditEntry } from '../../model/audit/entry.ts';
import type { ArchiveId, GlassId, GrantId, PersonId } from '../../model/ids.ts';
import type { GlassOutcome } from '../../model/rights/glass.ts';
import type { Grant } from '../../model/rights.ts';
import type { ArchiveThreadCalls } from './archive-thread.ts';
import type { AuditWriter } from './audit-writer.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import { grantWriter } from './grant-writer.ts';
import type { ReaderThreadCalls } from './reader-thread.ts';
import type { Thread } from './threads.ts';

/** Moments in milliseconds since 1970. */
export interface StoredGlass {
  readonly id: GlassId;
  readonly archive: ArchiveId;
  readonly person: PersonId;
  readonly reason: string;
  readonly minutes: number;
  readonly at: number;
  readonly state: 'waiting' | 'broken' | 'refused';
  /** The second person, where one was asked. */
  readonly decidedBy: PersonId | null;
  readonly decidedAt: number | null;
  readonly grant: GrantId | null;
  readonly begins: number | null;
  readonly ends: number | null;
  readonly due: number | null;
  readonly reviewed: number | null;
  readonly reviewedBy: PersonId | null;
  readonly outcome: GlassOutcome | null;
  readonly note: string | null;
}

export interface GlassStore {
  /** With the grant where it holds at once; in the place of the row of that id. */
  put(glass: StoredGlass, grant: Grant | null, audit: readonly AuditEntry[], at: number): Promise<void>;
  /** Takes its grant away before its time. */
  end(glass: StoredGlass, audit: readonly AuditEntry[], at: number): Promise<void>;
  get(id: GlassId): Promise<StoredGlass | null>;
  /** Newest first; those that wait or must still be looked at before all others. */
  list(limit: number): Promise<readonly StoredGlass[]>;
  /** Whether this person broke this archive's glass before, or waits to. */
  before(archive: ArchiveId, person: PersonId): Promise<readonly StoredGlass[]>;
}

type Columns = Omit<StoredGlass, 'decidedBy' | 'decidedAt' | 'grant' | 'reviewedBy'> & { readonly decided_by: PersonId | null; readonly decided_at: number | null; readonly grant_id: GrantId | null; readonly reviewed_by: PersonId | null };
const toGlass = ({ decided_by: decidedBy, decided_at: decidedAt, grant_id: grant, reviewed_by: reviewedBy, ...row }: Columns): StoredGlass => ({ ...row, decidedBy, decidedAt, grant, reviewedBy });

/** The calls of the archive thread. */
export function glassCalls(db: Connection, audit: AuditWriter) {
  const put = db.prepare(`INSERT OR REPLACE INTO broken_glass (id, archive, person, reason, minutes, at, state, decided_by, decided_at, grant_id, begins, ends, due, reviewed, reviewed_by, outcome, note)
    VALUES (@id, @archive, @person, @reason, @minutes, @at, @state, @decidedBy, @decidedAt, @grant, @begins, @ends, @due, @reviewed, @reviewedBy, @outcome, @note)`);
  const grants = grantWriter(db);
  return {
    putGlass: (glass: StoredGlass, grant: Grant | null, entries: readonly AuditEntry[], at: number): void => inTransaction(db, () => {
      put.run(glass);
      if (grant) grants.put(grant);
      audit.add(entries, at);
    }),
    endGlass: (glass: StoredGlass, entries: readonly AuditEntry[], at: number): void => inTransaction(db, () => {
      put.run(glass);
      if (glass.grant) grants.drop(glass.grant);
      audit.add(entries, at);
    }),
  };
}

/** The calls of a reader thread. */
export function glassReadCalls(db: Connection) {
  const one = db.prepare<[string], Columns>('SELECT * FROM archive.broken_glass WHERE id = ?');
  const list = db.prepare<[number], Columns>("SELECT * FROM archive.broken_glass ORDER BY (state = 'waiting' OR (state = 'broken' AND reviewed IS NULL)) DESC, at DESC, id LIMIT ?");
  const before = db.prepare<[string, string], Columns>("SELECT * FROM archive.broken_glass WHERE archive = ? AND person = ? AND state <> 'refused' ORDER BY at DESC");
  return {
    brokenGlass: (id: GlassId): StoredGlass | null => { const row = one.get(id); return row ? toGlass(row) : null; },
    brokenGlasses: (limit: number): readonly StoredGlass[] => list.all(limit).map(toGlass),
    glassBefore: (archive: ArchiveId, person: PersonId): readonly StoredGlass[] => before.all(archive, person).map(toGlass),
  };
}

export const glassStore = (archive: Thread<ArchiveThreadCalls>, read: () => Thread<ReaderThreadCalls>): GlassStore => ({
  put: (glass, grant, audit, at) => archive.call('putGlass', glass, grant, audit, at),
  end: (glass, audit, at) => archive.call('endGlass', glass, audit, at),
  get: (id) => read().call('brokenGlass', id),
  list: (limit) => read().call('brokenGlasses', limit),
  before: (id, person) => read().call('glassBefore', id, person),
});
