/** Groups of similar customers as classes in facts.db: the run that says what they are made of, and the members whose group is another than before. */
import type { ArchiveId } from '../../model/ids.ts';
import { ClassTable } from './class-table.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import { RunWriter } from './run-store.ts';
import type { RunData } from './run-store.ts';
import { inSlices } from './thread-port.ts';

export type Regrouped = readonly [archive: ArchiveId, group: string | null];

/** The calls of the facts thread. */
export function similarCalls(db: Connection) {
  const classes = new ClassTable(db);
  const runs = new RunWriter(db);
  return {
    /** From now on reasons are made of this one. */
    putSimilarRun: (data: RunData): void => inTransaction(db, () => { runs.live('similar', runs.begin('similar', data)); }),
    /** Answers those whose class is another now; an override stands. */
    putSimilar: async (members: readonly Regrouped[], at: string, today: string): Promise<readonly ArchiveId[]> => {
      const changed: ArchiveId[] = [];
      await inSlices(members, ([archive, value]) => { if (classes.of(archive, today).put('similar', { value, mark: '' }, at)) changed.push(archive); }, (run) => inTransaction(db, run));
      return changed;
    },
  };
}
