/** Words in place of computed classes that follow a merge, go back with its undoing, and go with an archive that goes. Which acts moved is written down with the move. Who may merge them is decided in `services/merge/`. */
import type { ArchiveId } from '../../model/ids.ts';
import type { SchemeKey } from '../../model/overview.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import { toOverride } from './override-store.ts';
import type { OverrideColumns, StoredOverride } from './override-store.ts';

interface Act { readonly id: number; readonly scheme: SchemeKey; readonly state: string }
/** What stands or waits on both sides of a merge, and which acts of the loser would come along. */
export interface OverridesAtMerge { readonly winner: readonly StoredOverride[]; readonly loser: readonly StoredOverride[]; readonly coming: readonly number[] }

/** The rule of what comes, for the move and for who asks before it. */
const COMING = `SELECT id, scheme, state FROM override_act c WHERE archive = @from AND state IN ('stands', 'waiting')
    AND NOT EXISTS (SELECT 1 FROM override_act w WHERE w.archive = @to AND w.scheme = c.scheme AND w.state IN ('stands', c.state)) ORDER BY id`;

/**
 * The calls of the facts thread. Each may be cut off and called again. Scheme by scheme the winner's own word goes before: one that stands comes where none stands, one that waits where there is neither. What
 * does not come, and what has ended, stays with the loser's id.
 */
export function mergeOverrideCalls(db: Connection) {
  const coming = db.prepare<[Record<string, unknown>], Act>(COMING);
  const noted = db.prepare<[string, string], Act>('SELECT a.id, a.scheme, a.state FROM merged_override m JOIN override_act a ON a.id = m.act WHERE m.merge = ? AND a.archive = ? ORDER BY a.id');
  const note = db.prepare('INSERT OR IGNORE INTO merged_override (merge, act) VALUES (?,?)');
  const forget = db.prepare('DELETE FROM merged_override WHERE merge = ?');
  const turn = db.prepare('UPDATE override_act SET archive = ? WHERE id = ?');
  // taken out and put in: the classes of both sides are found again
  const stand = db.prepare('INSERT OR REPLACE INTO override (archive, scheme, value, reason, by, approved_by, at, until) SELECT @to, scheme, value, reason, by, approved_by, at, until FROM override WHERE archive = @from AND scheme = @scheme');
  const fall = db.prepare('DELETE FROM override WHERE archive = ? AND scheme = ?');
  const bring = ({ id, scheme, state }: Act, from: ArchiveId, to: ArchiveId): void => {
    turn.run(to, id);
    if (state !== 'stands') return;
    stand.run({ from, to, scheme });
    fall.run(from, scheme);
  };
  const dropAll = ['DELETE FROM merged_override WHERE act IN (SELECT id FROM override_act WHERE archive = ?)', 'DELETE FROM override_act WHERE archive = ?', 'DELETE FROM override WHERE archive = ?'].map((sql) => db.prepare(sql));
  return {
    moveOverrides: (merge: string, from: ArchiveId, to: ArchiveId): void => inTransaction(db, () => {
      for (const act of coming.all({ from, to })) {
        note.run(merge, act.id);
        bring(act, from, to);
      }
    }),
    returnOverrides: (merge: string, from: ArchiveId, to: ArchiveId): void => inTransaction(db, () => {
      for (const act of noted.all(merge, from)) bring(act, from, to);
      forget.run(merge);
    }),
    dropOverrides: (archives: readonly ArchiveId[]): void => inTransaction(db, () => {
      for (const archive of archives) for (const drop of dropAll) drop.run(archive);
    }),
  };
}

/** The calls of a reader thread. */
export function mergeOverrideReadCalls(db: Connection) {
  const open = db.prepare<[string], OverrideColumns>("SELECT * FROM override_act WHERE archive = ? AND state IN ('stands', 'waiting') ORDER BY scheme, id");
  const coming = db.prepare<[Record<string, unknown>], Act>(COMING);
  const moved = db.prepare<[string], SchemeKey>('SELECT DISTINCT a.scheme FROM merged_override m JOIN override_act a ON a.id = m.act WHERE m.merge = ?').pluck();
  return {
    overridesAtMerge: (from: ArchiveId, to: ArchiveId): OverridesAtMerge => ({ winner: open.all(to).map(toOverride), loser: open.all(from).map(toOverride), coming: coming.all({ from, to }).map(({ id }) => id) }),
    mergedOverrides: (merge: string): readonly SchemeKey[] => moved.all(merge),
  };
}
