/** The thread that writes archive.db. It holds the lock of the data folder as long as it lives. */
import { join } from 'node:path';
import type { ArchiveId, DocName, PersonId } from '../../model/ids.ts';
import { ArchiveWriter } from './archive-writer.ts';
import { closeWriter, emptyLog, openWriter } from './database.ts';
import { directoryCalls } from './directory-writer.ts';
import { lockFolder } from './lock.ts';
import type { PackedCommit, PackedSnapshot } from './log-packing.ts';
import { LogWriter } from './log-writer.ts';
import { ARCHIVE_FILE } from './migrations-archive.ts';
import type { ArchiveChange, StoredArchive } from './storage.ts';
import { serve } from './thread-port.ts';

/** Milliseconds from a compaction until the write-ahead log forgets too: many compactions share one emptying. */
const FORGET_AFTER = 1000;

/** Not the log's: what it keeps in memory follows its own commits. */
const SMALL: ReadonlySet<string> = new Set(['createArchive', 'changeArchive', 'discardArchives', 'putPerson', 'putDepartment', 'putGrant', 'deleteGrant', 'putPolicy', 'putSetting', 'putFile']);

function open(folder: string) {
  const unlock = lockFolder(folder);
  try {
    const db = openWriter(join(folder, ARCHIVE_FILE.name), ARCHIVE_FILE);
    const log = new LogWriter(db);
    const archives = new ArchiveWriter(db);
    let forgetting: NodeJS.Timeout | null = null;
    const calls = {
      load: (doc: DocName) => log.load(doc),
      commit: (batch: PackedCommit) => log.commit(batch),
      compact: (snapshots: readonly PackedSnapshot[]) => {
        log.compact(snapshots);
        forgetting ??= setTimeout(() => {
          forgetting = null;
          emptyLog(db);
        }, FORGET_AFTER);
      },
      sections: (archive: ArchiveId) => log.sections(archive),
      createArchive: (archive: Omit<StoredArchive, 'revision'>, by: PersonId) => archives.create(archive, by),
      discardArchives: (id: ArchiveId | null) => archives.discard(id),
      changeArchive: (id: ArchiveId, change: ArchiveChange, by: PersonId, at: string) => archives.change(id, change, by, at),
      ...directoryCalls(db),
    };
    return { calls, small: { db, names: SMALL }, close: () => { if (forgetting) clearTimeout(forgetting); closeWriter(db); unlock(); } };
  } catch (error) {
    unlock();
    throw error;
  }
}

export type ArchiveThreadCalls = ReturnType<typeof open>['calls'];

serve(({ folder }) => open(folder));
