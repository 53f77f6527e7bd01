/** Groups of similar customers as classes in facts.db: the run that says what they are made of, who is in which, and what was seen of each member on that day, so that its reasons come to its class until the next grouping. */
import type { ArchiveId } from '../../model/ids.ts';
import { ClassTable } from './class-table.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import { RunWriter } from './run-store.ts';
import type { RunData } from './run-store.ts';
import { inSlices } from './thread-port.ts';

/** `seen`: JSON of what `model/analysis/groups.ts` calls so. */
export type Regrouped = readonly [archive: ArchiveId, group: string, seen: string];
/** A grouping while it is written: reasons of a member are those of the run that it was seen by. */
export interface Grouping { readonly run: number; readonly at: string; readonly today: string }

/** The calls of the facts thread: begun, page by page, ended. */
export function similarCalls(db: Connection) {
  const classes = new ClassTable(db);
  const runs = new RunWriter(db);
  const see = db.prepare('INSERT OR REPLACE INTO similar_seen (archive, run, data) VALUES (?,?,?)');
  const left = db.prepare<[number], ArchiveId>("SELECT archive FROM class c WHERE scheme = 'similar' AND computed IS NOT NULL AND NOT EXISTS (SELECT 1 FROM similar_seen s WHERE s.archive = c.archive AND s.run = ?)").pluck();
  const forget = db.prepare('DELETE FROM similar_seen WHERE run <> ?');
  const sliced = (run: () => void): void => { inTransaction(db, run); };
  return {
    beginSimilar: (data: RunData): number => inTransaction(db, () => runs.begin('similar', data)),
    /** Answers those whose class is another now; an override stands. */
    putSimilar: async (members: readonly Regrouped[], { run, at, today }: Grouping): Promise<readonly ArchiveId[]> => {
      const changed: ArchiveId[] = [];
      await inSlices(members, ([archive, value, seen]) => {
        see.run(archive, run, seen);
        if (classes.of(archive, today).put('similar', { value, mark: '' }, at)) changed.push(archive);
      }, sliced);
      return changed;
    },
    /** Who was not among them is in no group any more, and runs of before are asked for no more. */
    endSimilar: async ({ run, at, today }: Grouping): Promise<readonly ArchiveId[]> => {
      const gone = left.all(run);
      await inSlices(gone, (archive) => { classes.of(archive, today).put('similar', { value: null, mark: '' }, at); }, sliced);
      inTransaction(db, () => {
        forget.run(run);
        runs.live('similar', run);
      });
      return gone;
    },
  };
}
