/** Walls and legal holds in archive.db: written with what is said of them in the audit, read by archive and in whole. Who may put and end them is the service's. */
import type { ArchiveId, HoldId, PersonId, WallId } from '../../model/ids.ts';
import type { AuditEntry } from '../../model/audit/entry.ts';
import type { Wall } from '../../model/rights.ts';
import type { ArchiveThreadCalls } from './archive-thread.ts';
import type { AuditWriter } from './audit-writer.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import type { ReaderThreadCalls } from './reader-thread.ts';
import { reasonWriter } from './reason-store.ts';
import { ABOUT } from './rights-sql.ts';
import type { Thread } from './threads.ts';

/** Put at a moment, in milliseconds since 1970. */
export interface StoredWall extends Wall { readonly at: number; readonly ended?: Ended | null }
export interface StoredHold { readonly id: HoldId; readonly archive: ArchiveId; readonly reason: string; readonly by: PersonId; readonly at: number; readonly ended?: Ended | null }
/** By whom, when, and why: empty where that was not kept. */
export interface Ended { readonly by: PersonId; readonly at: number; readonly reason: string }

export interface WallStore {
  put(wall: StoredWall, audit: readonly AuditEntry[]): Promise<void>;
  /** False: it has ended already, or never was. */
  end(id: WallId, reason: string, by: PersonId, at: number, audit: readonly AuditEntry[]): Promise<boolean>;
  /** Those that nobody has ended, newest first; of one archive or of all. `ended`: the last two hundred that somebody has. */
  list(archive: ArchiveId | null, ended?: boolean): Promise<readonly StoredWall[]>;
  get(id: WallId): Promise<StoredWall | null>;
  putHold(hold: StoredHold, audit: readonly AuditEntry[]): Promise<void>;
  liftHold(id: HoldId, reason: string, by: PersonId, at: number, audit: readonly AuditEntry[]): Promise<boolean>;
  holds(archive: ArchiveId | null, ended?: boolean): Promise<readonly StoredHold[]>;
  hold(id: HoldId): Promise<StoredHold | null>;
  /** Archives that are sealed, by id. */
  sealed(): Promise<readonly ArchiveId[]>;
}

interface WallColumns { readonly id: WallId; readonly archive: ArchiveId; readonly to_kind: Wall['to']['kind']; readonly to_id: string; readonly from_moment: string; readonly until_moment: string | null; readonly reason: string; readonly person: PersonId; readonly at: number }
interface HoldColumns { readonly id: HoldId; readonly archive: ArchiveId; readonly reason: string; readonly person: PersonId; readonly at: number }
interface EndColumns { readonly ended: number; readonly ended_by: PersonId; readonly end_reason: string | null }
const toEnded = ({ ended, ended_by: by, end_reason: reason }: EndColumns): Ended => ({ by, at: ended, reason: reason ?? '' });
const toWall = ({ id, archive, to_kind: kind, to_id, from_moment: from, until_moment: until, reason, person: by, at }: WallColumns): StoredWall => ({ id, archive, to: { kind, id: to_id } as Wall['to'], from, until, reason, by, at });
const toHold = ({ id, archive, reason, person: by, at }: HoldColumns): StoredHold => ({ id, archive, reason, by, at });

/** The calls of the archive thread. */
export function wallCalls(db: Connection, audit: AuditWriter) {
  const put = db.prepare('INSERT INTO wall (id, archive, to_kind, to_id, from_moment, until_moment, reason, person, at) VALUES (?,?,?,?,?,?,?,?,?)');
  const because = reasonWriter(db);
  const archiveOf = (table: 'wall' | 'legal_hold') => db.prepare<[string], ArchiveId>(`SELECT archive FROM ${table} WHERE id = ?`).pluck();
  const [wallOf, holdOf] = [archiveOf('wall'), archiveOf('legal_hold')];
  const end = db.prepare('UPDATE wall SET ended = ?, ended_by = ? WHERE id = ? AND ended IS NULL');
  const putHold = db.prepare('INSERT INTO legal_hold (id, archive, reason, person, at) VALUES (?,?,?,?,?)');
  const lift = db.prepare('UPDATE legal_hold SET ended = ?, ended_by = ? WHERE id = ? AND ended IS NULL');
  return {
    putWall: ({ id, archive, to, from, until, reason, by, at }: StoredWall, entries: readonly AuditEntry[]): void => inTransaction(db, () => {
      put.run(id, archive, to.kind, to.id, from, until, reason, by, at);
      audit.add(entries, at);
    }),
    endWall: (id: WallId, reason: string, by: PersonId, at: number, entries: readonly AuditEntry[]): boolean => inTransaction(db, () => {
      if (end.run(at, by, id).changes === 0) return false;
      because(wallOf.get(id) as ArchiveId, { act: 'wallEnded', reason }, id, by, at);
      audit.add(entries, at);
      return true;
    }),
    putHold: ({ id, archive, reason, by, at }: StoredHold, entries: readonly AuditEntry[]): void => inTransaction(db, () => {
      putHold.run(id, archive, reason, by, at);
      audit.add(entries, at);
    }),
    liftHold: (id: HoldId, reason: string, by: PersonId, at: number, entries: readonly AuditEntry[]): boolean => inTransaction(db, () => {
      if (lift.run(at, by, id).changes === 0) return false;
      because(holdOf.get(id) as ArchiveId, { act: 'holdLifted', reason }, id, by, at);
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

const WALL = `w.id, ${ABOUT} AS archive, w.to_kind, w.to_id, w.from_moment, w.until_moment, w.reason, w.person, w.at`;
const HOLD = `w.id, ${ABOUT} AS archive, w.reason, w.person, w.at`;
const WALLS = `SELECT ${WALL} FROM archive.wall w WHERE w.ended IS NULL`;
const HOLDS = `SELECT ${HOLD} FROM archive.legal_hold w WHERE w.ended IS NULL`;
const END = 'w.ended, w.ended_by, (SELECT r.reason FROM archive.act_reason r WHERE r.object = w.id ORDER BY r.id DESC LIMIT 1) AS end_reason';
const PAST = `w.ended IS NOT NULL AND (@archive IS NULL OR ${ABOUT} = @archive) ORDER BY w.ended DESC NULLS LAST, w.id LIMIT 200`;

/** The calls of a reader thread. */
export function wallReadCalls(db: Connection) {
  const walls = db.prepare<[Record<string, unknown>], WallColumns>(`${WALLS} AND (@archive IS NULL OR ${ABOUT} = @archive) ORDER BY w.at DESC, w.id`);
  const wall = db.prepare<[string], WallColumns>(`${WALLS} AND w.id = ?`);
  const holds = db.prepare<[Record<string, unknown>], HoldColumns>(`${HOLDS} AND (@archive IS NULL OR ${ABOUT} = @archive) ORDER BY w.at DESC, w.id`);
  const hold = db.prepare<[string], HoldColumns>(`${HOLDS} AND w.id = ?`);
  const wallsPast = db.prepare<[Record<string, unknown>], WallColumns & EndColumns>(`SELECT ${WALL}, ${END} FROM archive.wall w WHERE ${PAST}`);
  const holdsPast = db.prepare<[Record<string, unknown>], HoldColumns & EndColumns>(`SELECT ${HOLD}, ${END} FROM archive.legal_hold w WHERE ${PAST}`);
  const sealed = db.prepare<[], ArchiveId>("SELECT id FROM archive.archive WHERE state = 'sealed' ORDER BY id").pluck();
  return {
    walls: (archive: ArchiveId | null): readonly StoredWall[] => walls.all({ archive }).map(toWall),
    wallsEnded: (archive: ArchiveId | null): readonly StoredWall[] => wallsPast.all({ archive }).map((row) => ({ ...toWall(row), ended: toEnded(row) })),
    holdsLifted: (archive: ArchiveId | null): readonly StoredHold[] => holdsPast.all({ archive }).map((row) => ({ ...toHold(row), ended: toEnded(row) })),
    wall: (id: WallId): StoredWall | null => { const row = wall.get(id); return row ? toWall(row) : null; },
    legalHolds: (archive: ArchiveId | null): readonly StoredHold[] => holds.all({ archive }).map(toHold),
    legalHold: (id: HoldId): StoredHold | null => { const row = hold.get(id); return row ? toHold(row) : null; },
    sealedArchives: (): readonly ArchiveId[] => sealed.all(),
  };
}

export const wallStore = (archive: Thread<ArchiveThreadCalls>, read: () => Thread<ReaderThreadCalls>): WallStore => ({
  put: (wall, audit) => archive.call('putWall', wall, audit),
  end: (id, reason, by, at, audit) => archive.call('endWall', id, reason, by, at, audit),
  list: (id, ended = false) => read().call(ended ? 'wallsEnded' : 'walls', id),
  get: (id) => read().call('wall', id),
  putHold: (hold, audit) => archive.call('putHold', hold, audit),
  liftHold: (id, reason, by, at, audit) => archive.call('liftHold', id, reason, by, at, audit),
  holds: (id, ended = false) => read().call(ended ? 'holdsLifted' : 'legalHolds', id),
  hold: (id) => read().call('legalHold', id),
  sealed: () => read().call('sealedArchives'),
});
