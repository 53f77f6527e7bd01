/** The thread that writes archive.db, or the schema of that name. It holds the lock of the data folder as long as it lives; a PostgreSQL has no such lock, for many nodes write to it. */
import type { ArchiveId, ChangesetId, DocName, PersonId } from '../../model/ids.ts';
import { accessRequestCalls } from './access-request-store.ts';
import { keyCalls } from './api-key-store.ts';
import { ArchiveWriter } from './archive-writer.ts';
import { audited, goBy } from './audit-acts.ts';
import { auditKey, beginChain, putHeadsAside } from './audit-key.ts';
import { auditCalls } from './audit-store.ts';
import { AuditWriter } from './audit-writer.ts';
import { catalogueCalls } from './catalogue-store.ts';
import { changesetCalls } from './changeset-store.ts';
import { commentCalls } from './comment-store.ts';
import { correctionCalls } from './correction-store.ts';
import { inTransaction } from './database.ts';
import { finish } from './disk.ts';
import { closeStore, forgetLog, openArchive } from './engine/open.ts';
import { onPostgres } from './engine/postgres/connection.ts';
import { eventCalls } from './event-store.ts';
import { fileCalls } from './file-writer.ts';
import { directoryCalls } from './directory-writer.ts';
import { handoverCalls } from './handover-store.ts';
import { cleaningKeepCalls } from './cleaning-store.ts';
import { distinctCalls } from './duplicate-store.ts';
import { lockFolder } from './lock.ts';
import { glassCalls } from './glass-store.ts';
import { policyCalls } from './policy-store.ts';
import { wallCalls } from './wall-store.ts';
import { mergeCalls } from './merge-store.ts';
import { noticeCalls } from './notice-store.ts';
import { personalCalls } from './personal-store.ts';
import { standingCalls } from './standing-store.ts';
import type { NewReason } from './reason-store.ts';
import type { PackedCommit, PackedSnapshot } from './log-packing.ts';
import { PostgresLog } from './log-postgres.ts';
import { LogWriter } from './log-writer.ts';
import type { ArchiveChange, RewriteEntry, StoredArchive } from './storage.ts';
import { repeatCalls } from './repeat-store.ts';
import { exportCalls } from './export-store.ts';
import { revealCalls } from './reveal-store.ts';
import { sessionCalls } from './session-calls.ts';
import { View, givenAway, serve } from './thread-port.ts';
import type { ThreadData } from './threads.ts';
import { noteVersion, upgradeFolder } from './upgrade.ts';
import type { UpgradeReport } from './upgrade.ts';
import { subjectCalls } from './subject-store.ts';
import { viewCalls } from './view-store.ts';
import { webhookCalls } from './webhook-store.ts';

/** Milliseconds from a compaction until the write-ahead log forgets too: many compactions share one emptying. */
const FORGET_AFTER = 1000;

/** Not the log's: what it keeps in memory follows its own commits. */
const SMALL: ReadonlySet<string> = new Set(['addAudit', 'createArchive', 'changeArchive', 'discardArchives', 'putPerson', 'renamePerson', 'putDepartments', 'deleteDepartment', 'putGrant', 'deleteGrant', 'putPolicy', 'putAccessRequest', 'decideAccessRequest', 'closeAccessRequest', 'putSetting', 'putFile', 'changeFile', 'removeFile', 'fileUsed', 'putSeen', 'putReveal', 'beginExport', 'endExport', 'putView', 'dropView', 'putTag', 'dropTag', 'markArchives', 'putSession', 'dropSessions', 'endTokens', 'putComment', 'putCatalogue', 'readMentions', 'putMergePart', 'setMergeState', 'dismissPair', 'restorePair', 'putChangeset', 'endChangeset']);

const READING: ReadonlySet<string> = new Set(['load', 'since', 'heads', 'sections', 'newest']);

const NOT_UPGRADED: UpgradeReport = { files: [], backup: null, from: null };

function open({ folder, database = null, upgrade, auditKey: givenKey = null }: ThreadData) {
  const unlock = database ? () => undefined : lockFolder(folder);
  try {
    const upgraded = database ? NOT_UPGRADED : finish(upgradeFolder({ folder, ...upgrade }));
    const db = openArchive({ folder, database });
    noteVersion(db, upgrade.version);
    goBy(upgrade.now);
    const key = auditKey(folder, givenKey);
    const audit = new AuditWriter(db, key);
    if (inTransaction(db, () => beginChain(db, audit, key, upgrade.now))) putHeadsAside(folder, upgrade.now);
    const log = onPostgres(db) ? new PostgresLog(db, audit) : new LogWriter(db, audit);
    const archives = new ArchiveWriter(db);
    const comments = commentCalls(db);
    let forgetting: NodeJS.Timeout | null = null;
    const forgetSoon = (): void => {
      forgetting ??= setTimeout(() => {
        forgetting = null;
        if (!forgetLog(db)) forgetSoon();
      }, FORGET_AFTER);
    };
    const calls = audited(db, audit, {
      upgraded: (): UpgradeReport => upgraded,
      /** Answers when the calls before it are done. */
      alive: (): true => true,
      damaged: () => log.damaged(),
      load: (doc: DocName) => {
        const section = log.load(doc);
        return section && givenAway(section, [section.snapshot]);
      },
      commit: (batch: PackedCommit) => log.commit(batch),
      since: (doc: DocName, epoch: number, seq: number) => log.since(doc, epoch, seq),
      heads: (docs: readonly DocName[]) => log.heads(docs),
      compact: (snapshots: readonly PackedSnapshot[]) => {
        log.compact(snapshots);
        forgetSoon();
      },
      rewrite: (entry: RewriteEntry) => {
        log.rewrite(entry);
        forgetSoon();
      },
      sections: (archive: ArchiveId) => log.sections(archive),
      newest: (archives: readonly ArchiveId[]) => archives.map((archive) => log.sections(archive)),
      createArchive: (archive: Omit<StoredArchive, 'revision'>, by: PersonId, changeset?: ChangesetId) => archives.create(archive, by, changeset),
      bringArchives: (rows: readonly Omit<StoredArchive, 'revision'>[], by: PersonId, batch: PackedCommit, changeset?: ChangesetId) => { log.commit(batch, () => { for (const row of rows) archives.add(row, by, changeset); }); },
      discardArchives: (id: ArchiveId | null, before?: string) => archives.discard(id, before),
      changeArchive: (id: ArchiveId, change: ArchiveChange, by: PersonId, at: string, changeset?: ChangesetId, why?: NewReason) => archives.change(id, change, by, at, changeset, why),
      ...auditCalls(db, audit),
      ...correctionCalls(db, audit),
      ...directoryCalls(db),
      ...fileCalls(db),
      ...handoverCalls(db, audit),
      ...sessionCalls(db),
      ...revealCalls(db),
      ...exportCalls(db),
      ...viewCalls(db),
      ...subjectCalls(db, audit),
      ...noticeCalls(db),
      ...policyCalls(db, audit),
      ...wallCalls(db, audit),
      ...glassCalls(db, audit),
      ...accessRequestCalls(db, audit),
      ...personalCalls(db, audit),
      ...standingCalls(db, audit, archives),
      ...eventCalls(db, audit),
      ...keyCalls(db),
      ...webhookCalls(db),
      ...repeatCalls(db),
      ...comments,
      ...catalogueCalls(db),
      ...changesetCalls(db),
      ...mergeCalls(db),
      ...distinctCalls(db),
      ...cleaningKeepCalls(db),
      changeComment: (...[id, change]: Parameters<typeof comments.changeComment>) => {
        const changed = comments.changeComment(id, change);
        forgetSoon(); // what it said before is to be read nowhere
        return changed;
      },
    });
    return { calls, small: { db, names: SMALL }, reading: new View(db, READING), close: () => { if (forgetting) clearTimeout(forgetting); closeStore(db); unlock(); } };
  } catch (error) {
    unlock();
    throw error;
  }
}

export type ArchiveThreadCalls = ReturnType<typeof open>['calls'];

serve(open);
