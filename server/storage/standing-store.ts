/** Rows of archives that are stored and nothing else, and of classes that somebody has objected to: each act with its audit rows in one transaction, a restriction with the archive's own row. Who may is decided before it gets here. */
import type { AuditEntry } from '../../model/audit/entry.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { SchemeKey } from '../../model/overview.ts';
import type { BeforeRestriction } from '../../model/privacy/standing.ts';
import { readArchive } from './archive-reader.ts';
import type { ArchiveThreadCalls } from './archive-thread.ts';
import type { ArchiveWriter } from './archive-writer.ts';
import type { AuditWriter } from './audit-writer.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import type { ReaderThreadCalls } from './reader-thread.ts';
import type { Thread } from './threads.ts';

interface Act { readonly id: string; readonly archive: ArchiveId; readonly reason: string; readonly request: string | null; readonly person: PersonId; readonly at: number }
interface Ended { readonly ended: number | null; readonly endedBy: PersonId | null; readonly endedWhy: string | null }
export interface NewObjection extends Act { readonly scheme: SchemeKey }
export interface StoredRestriction extends Act, Ended { readonly was: BeforeRestriction }
export interface StoredObjection extends NewObjection, Ended {}

export interface StandingStore {
  /** False: the archive is neither open nor closed, and nothing was done. */
  restrict(row: Act, audit: readonly AuditEntry[]): Promise<boolean>;
  /** The archive is as it was before. False: it is lifted already. */
  lift(id: string, by: PersonId, at: number, why: string, audit: readonly AuditEntry[]): Promise<boolean>;
  restriction(id: string): Promise<StoredRestriction | null>;
  /** Standing ones first, then the newest. Null: of every archive. */
  restrictions(archive: ArchiveId | null, limit: number): Promise<readonly StoredRestriction[]>;
  object(rows: readonly NewObjection[], audit: readonly AuditEntry[], at: number): Promise<void>;
  settle(id: string, by: PersonId, at: number, why: string, audit: readonly AuditEntry[]): Promise<boolean>;
  objection(id: string): Promise<StoredObjection | null>;
  objections(archive: ArchiveId | null, limit: number): Promise<readonly StoredObjection[]>;
}

/** The calls of the archive thread. */
export function standingCalls(db: Connection, audit: AuditWriter, archives: ArchiveWriter) {
  const put = db.prepare('INSERT INTO restriction (id, archive, reason, request, was, person, at) VALUES (@id, @archive, @reason, @request, @was, @person, @at)');
  const object = db.prepare('INSERT INTO objection (id, archive, scheme, reason, request, person, at) VALUES (@id, @archive, @scheme, @reason, @request, @person, @at)');
  const [endRestriction, endObjection] = (['restriction', 'objection'] as const).map((table) => db.prepare(`UPDATE ${table} SET ended = ?, ended_by = ?, ended_why = ? WHERE id = ? AND ended IS NULL`)) as [import('better-sqlite3').Statement, import('better-sqlite3').Statement];
  const one = db.prepare<[string], { readonly archive: ArchiveId; readonly was: BeforeRestriction }>('SELECT archive, was FROM restriction WHERE id = ?');
  return {
    restrictArchive: (row: Act, entries: readonly AuditEntry[]): boolean => inTransaction(db, () => {
      const was = readArchive(db, 'main', row.archive)?.state;
      if (was !== 'open' && was !== 'closed') return false;
      put.run({ ...row, was });
      archives.change(row.archive, { state: 'restricted' }, row.person, new Date(row.at).toISOString());
      audit.add(entries, row.at);
      return true;
    }),
    liftRestriction: (id: string, by: PersonId, at: number, why: string, entries: readonly AuditEntry[]): boolean => inTransaction(db, () => {
      if (endRestriction.run(at, by, why, id).changes === 0) return false;
      const row = one.get(id);
      if (row && readArchive(db, 'main', row.archive)?.state === 'restricted') archives.change(row.archive, { state: row.was }, by, new Date(at).toISOString());
      audit.add(entries, at);
      return true;
    }),
    objectToClasses: (rows: readonly NewObjection[], entries: readonly AuditEntry[], at: number): void => inTransaction(db, () => {
      for (const row of rows) object.run(row);
      audit.add(entries, at);
    }),
    settleObjection: (id: string, by: PersonId, at: number, why: string, entries: readonly AuditEntry[]): boolean => inTransaction(db, () => {
      if (endObjection.run(at, by, why, id).changes === 0) return false;
      audit.add(entries, at);
      return true;
    }),
  };
}

/** The calls of a reader thread. */
export function standingReadCalls(db: Connection) {
  const select = <T>(table: 'restriction' | 'objection', own: 'was' | 'scheme') => {
    const columns = `id, archive, reason, request, ${own}, person, at, ended, ended_by AS endedBy, ended_why AS endedWhy`;
    return {
      one: db.prepare<[string], T>(`SELECT ${columns} FROM archive.${table} WHERE id = ?`),
      all: db.prepare<[Record<string, unknown>], T>(`SELECT ${columns} FROM archive.${table} WHERE @archive IS NULL OR archive = @archive ORDER BY ended IS NOT NULL, at DESC, id LIMIT @limit`),
    };
  };
  const restriction = select<StoredRestriction>('restriction', 'was');
  const objection = select<StoredObjection>('objection', 'scheme');
  return {
    restriction: (id: string): StoredRestriction | null => restriction.one.get(id) ?? null,
    restrictions: (archive: ArchiveId | null, limit: number): readonly StoredRestriction[] => restriction.all.all({ archive, limit }),
    objection: (id: string): StoredObjection | null => objection.one.get(id) ?? null,
    objections: (archive: ArchiveId | null, limit: number): readonly StoredObjection[] => objection.all.all({ archive, limit }),
  };
}

export const standingStore = (archive: Thread<ArchiveThreadCalls>, read: () => Thread<ReaderThreadCalls>): StandingStore => ({
  restrict: (row, audit) => archive.call('restrictArchive', row, audit),
  lift: (id, by, at, why, audit) => archive.call('liftRestriction', id, by, at, why, audit),
  restriction: (id) => read().call('restriction', id),
  restrictions: (id, limit) => read().call('restrictions', id, limit),
  object: (rows, audit, at) => archive.call('objectToClasses', rows, audit, at),
  settle: (id, by, at, why, audit) => archive.call('settleObjection', id, by, at, why, audit),
  objection: (id) => read().call('objection', id),
  objections: (id, limit) => read().call('objections', id, limit),
});
