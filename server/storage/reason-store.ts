/** Reasons of what ends or changes the standing of an archive, written in the transaction of the act itself. Who reads them is the service's. */
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { StateAct } from '../../model/rights/walls-api.ts';
import type { Connection } from './database.ts';
import type { ReaderThreadCalls } from './reader-thread.ts';
import type { Thread } from './threads.ts';

export type ReasonAct = StateAct | 'wallEnded' | 'holdLifted';
export interface NewReason { readonly act: ReasonAct; readonly reason: string }
export interface StoredReason { readonly archive: ArchiveId; readonly act: ReasonAct; readonly reason: string; readonly person: PersonId; readonly at: number }

export interface ReasonStore {
  /** Of the archive itself, newest first; at most a hundred. */
  of(archive: ArchiveId): Promise<readonly StoredReason[]>;
  /** Why each of these was sealed last. */
  sealed(archives: readonly ArchiveId[]): Promise<readonly StoredReason[]>;
}

/** Written where its act is; an act without words leaves none. */
export function reasonWriter(db: Connection): (archive: ArchiveId, why: NewReason | null, object: string | null, by: PersonId, at: number) => void {
  const put = db.prepare('INSERT INTO act_reason (archive, act, object, reason, person, at) VALUES (?,?,?,?,?,?)');
  return (archive, why, object, by, at) => { if (why !== null && why.reason !== '') put.run(archive, why.act, object, why.reason, by, at); };
}

export function reasonReadCalls(db: Connection) {
  const COLUMNS = 'archive, act, reason, person, at';
  const of = db.prepare<[string], StoredReason>(`SELECT ${COLUMNS} FROM archive.act_reason WHERE archive = ? AND object IS NULL ORDER BY at DESC, id DESC LIMIT 100`);
  const sealed = db.prepare<[string], StoredReason>(`SELECT ${COLUMNS} FROM archive.act_reason WHERE id IN (SELECT max(id) FROM archive.act_reason WHERE archive IN (SELECT value FROM json_each(?)) AND act = 'sealed' GROUP BY archive)`);
  return {
    stateReasons: (archive: ArchiveId): readonly StoredReason[] => of.all(archive),
    sealedReasons: (archives: readonly ArchiveId[]): readonly StoredReason[] => sealed.all(JSON.stringify(archives)),
  };
}

export const reasonStore = (read: () => Thread<ReaderThreadCalls>): ReasonStore => ({
  of: (archive) => read().call('stateReasons', archive),
  sealed: (archives) => read().call('sealedReasons', archives),
});
