/** Walls and legal holds in archive.db: written with what is said of them in the audit, read by archive and in whole. Who may put and end them is the service's. */
import type { ArchiveId, HoldId, PersonId, WallId } from '../../model/ids.ts';
import type { AuditEntry } from '../../model/audit/entry.ts';
import type { Wall } from '../../model/rights.ts';
import type { ArchiveThreadCalls } from './archive-thread.ts';
import type { AuditWriter } from './audit-writer.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import type { ReaderThreadCalls } from './reader-thread.ts';
import { ABOUT } from './rights-sql.ts';
import type { Thread } from './threads.ts';

/** Put at a moment, in milliseconds since 1970. */
export interface StoredWall extends Wall { readonly at: number }
export interface StoredHold { readonly id: HoldId; readonly archive: ArchiveId; readonly reason: string; readonly by: PersonId; readonly at: number }

export interface WallStore {
  put(wall: StoredWall, audit: readonly AuditEntry[]): Promise<void>;
  /** False: it has ended already, or never was. */
  end(id: WallId, by: PersonId, at: number, audit: readonly AuditEntry[]): Promise<boolean>;
  /** Those that nobody has ended, newest first; of one archive or of all. */
  list(archive: ArchiveId | null): Promise<readonly StoredWall[]>;
  get(id: WallId): Promise<StoredWall | null>;
  putHold(hold: StoredHold, audit: readonly AuditEntry[]): Promise<void>;
  liftHold(id: HoldId, by: PersonId, at: number, audit: readonly AuditEntry[]): Promise<boolean>;
  holds(archive: ArchiveId | null): Promise<readonly StoredHold[]>;
  hold(id: HoldId): Promise<StoredHold | null>;
  /** Archives that are sealed, by id. */
  sealed(): Promise<readonly ArchiveId[]>;
}

interface WallColumns { readonly id: WallId; readonly archive: ArchiveId; readonly to_kind: Wall['to']['kind']; readonly to_id: string; readonly from_moment: string; readonly until_moment: string | null; readonly reason: string; readonly person: PersonId; readonly at: number }
interface HoldColumns { readonly id: HoldId; readonly archive: ArchiveId; readonly reason: string; readonly person: PersonId; readonly at: number }
const toWall = ({ id, archive, to_kind: kind, to_id, from_moment: from, until_moment: until, reason, person: by, at }: WallColumns): StoredWall => ({ id, archive, to: { kind, id: to_id } as Wall['to'], from, until, reason, by, at });
const toHold = ({ person: by, ...hold }: HoldColumns): StoredHold => ({ ...hold, by });

/** The calls of the archive thread. */
export function wallCalls(db: Connection, audit: AuditWriter) {
  const put = db.prepare('INSERT INTO wall (id, archive, to_kind, to_id, from_moment, until_moment, reason, person, at) VALUES (?,?,?,?,?,?,?,?,?)');
  const end = db.prepare('UPDATE wall SET ended = ?, ended_by = ? WHERE id = ? AND ended IS NULL');
  const putHold = db.prepare('INSERT INTO legal_hold (id, archive, reason, person, at) VALUES (?,?,?,?,?)');
  const lift = db.prepare('UPDATE legal_hold SET ended = ?, ended_by = ? WHERE id = ? AND ended IS NULL');
  return {
    putWall: ({ id, archive, to, from, until, reason, by, at }: StoredWall, entries: readonly AuditEntry[]): void => inTransaction(db, () => {
      put.run(id, archive, to.kind, to.id, from, until, reason, by, at);
      audit.add(entries, at);
    }),
    endWall: (id: WallId, by: PersonId, at: number, entries: readonly AuditEntry[]): boolean => inTransaction(db, () => {
      if (end.run(at, by, id).changes === 0) return false;
      audit.add(entries, at);
      return true;
    }),
    putHold: ({ id, archive, reason, by, at }: StoredHold, entries: readonly AuditEntry[]): void => inTransaction(db, () => {
      putHold.run(id, archive, reason, by, at);
      audit.add(entries, at);
    }),
    liftHold: (id: HoldId, by: PersonId, at: number, entries: readonly AuditEntry[]): boolean => inTransaction(db, () => {
      if (lift.run(at, by, id).changes === 0) return false;
      audit.add(entries, at);
      return true;
    }),
  };
}

/** What an archive's row says of walls and holds; nothing where there are none. */
export function readWalls(db: Connection, schema: 'main' | 'archive') {
  // also of those that were merged into it
  const own = `archive IN (SELECT @archive UNION ALL SELECT alias FROM ${schema}.archive_alias WHERE archive = @archive) AND ended IS NULL`;
  const walls = db.prepare<[Record<string, unknown>], WallColumns>(`SELECT id, @archive AS archive, to_kind, to_id, from_moment, until_moment, reason, person, at FROM ${schema}.wall WHERE ${own} ORDER BY at, id`);
  const held = db.prepare<[Record<string, unknown>], number>(`SELECT 1 FROM ${schema}.legal_hold WHERE ${own} LIMIT 1`).pluck();
  return (archive: ArchiveId): { readonly walls?: readonly Wall[]; readonly held?: true } => {
    const standing = walls.all({ archive }).map((row): Wall => { const { at: _, ...wall } = toWall(row); return wall; });
    return { ...(standing.length > 0 ? { walls: standing } : {}), ...(held.get({ archive }) === 1 ? { held: true } : {}) };
  };
}

const WALLS = `SELECT w.id, ${ABOUT} AS archive, w.to_kind, w.to_id, w.from_moment, w.until_moment, w.reason, w.person, w.at FROM archive.wall w WHERE w.ended IS NULL`;
const HOLDS = `SELECT w.id, ${ABOUT} AS archive, w.reason, w.person, w.at FROM archive.legal_hold w WHERE w.ended IS NULL`;

/** The calls of a reader thread. */
export function wallReadCalls(db: Connection) {
  const walls = db.prepare<[Record<string, unknown>], WallColumns>(`${WALLS} AND (@archive IS NULL OR ${ABOUT} = @archive) ORDER BY w.at DESC, w.id`);
  const wall = db.prepare<[string], WallColumns>(`${WALLS} AND w.id = ?`);
  const holds = db.prepare<[Record<string, unknown>], HoldColumns>(`${HOLDS} AND (@archive IS NULL OR ${ABOUT} = @archive) ORDER BY w.at DESC, w.id`);
  const hold = db.prepare<[string], HoldColumns>(`${HOLDS} AND w.id = ?`);
  const sealed = db.prepare<[], ArchiveId>("SELECT id FROM archive.archive WHERE state = 'sealed' ORDER BY id").pluck();
  return {
    walls: (archive: ArchiveId | null): readonly StoredWall[] => walls.all({ archive }).map(toWall),
    wall: (id: WallId): StoredWall | null => { const row = wall.get(id); return row ? toWall(row) : null; },
    legalHolds: (archive: ArchiveId | null): readonly StoredHold[] => holds.all({ archive }).map(toHold),
    legalHold: (id: HoldId): StoredHold | null => { const row = hold.get(id); return row ? toHold(row) : null; },
    sealedArchives: (): readonly ArchiveId[] => sealed.all(),
  };
}

export const wallStore = (archive: Thread<ArchiveThreadCalls>, read: () => Thread<ReaderThreadCalls>): WallStore => ({
  put: (wall, audit) => archive.call('putWall', wall, audit),
  end: (id, by, at, audit) => archive.call('endWall', id, by, at, audit),
  list: (id) => read().call('walls', id),
  get: (id) => read().call('wall', id),
  putHold: (hold, audit) => archive.call('putHold', hold, audit),
  liftHold: (id, by, at, audit) => archive.call('liftHold', id, by, at, audit),
  holds: (id) => read().call('legalHolds', id),
  hold: (id) => read().call('legalHold', id),
  sealed: () => read().call('sealedArchives'),
});
