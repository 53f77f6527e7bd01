/** Opens the data folder: starts the threads, in the order in which they need each other, and gives the storage its interfaces. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import { ownVersion } from '../paths.ts';
import { accessRequestStore } from './access-request-store.ts';
import type { AnalysisThreadCalls } from './analysis-thread.ts';
import { analysisStore } from './analysis-store.ts';
import { auditStore } from './audit-store.ts';
import { correctionStore } from './correction-store.ts';
import type { ArchiveThreadCalls } from './archive-thread.ts';
import type { FactsThreadCalls } from './facts-thread.ts';
import { onlyFiles } from './engine/open.ts';
import { openFiles } from './files.ts';
import { handoverStore } from './handover-store.ts';
import { maintain } from './maintenance.ts';
import type { ReaderThreadCalls } from './reader-thread.ts';
import type { RegisterThreadCalls } from './register-thread.ts';
import type { Storage } from './storage.ts';
import { glassStore } from './glass-store.ts';
import { policyStore } from './policy-store.ts';
import { reasonStore } from './reason-store.ts';
import { wallStore } from './wall-store.ts';
import { standingStore } from './standing-store.ts';
import { subjectStore } from './subject-store.ts';
import { StorageError } from './storage.ts';
import { startThread } from './threads.ts';
import type { Thread, ThreadData } from './threads.ts';
import type { UpgradeReport } from './upgrade.ts';
import { archiveStore, catalogueStore, changesetStore, cleaningStore, commentStore, directoryStore, doorStores, duplicateStore, exportStore, factsStore, historyStore, importStore, mergeStore, noticeStore, overrideStore, personalStore, rateStore, reminderStore, revealStore, sectionLog, sessionStore, viewStore } from './thread-stores.ts';

export interface StorageOptions {
  /** The data folder; made where it is missing, readable by its owner only. One process has it at a time. */
  readonly folder: string;
  /** A PostgreSQL that holds what would be in the folder's databases: take `DOSSIER_DATABASE_URL`. Papers stay in the folder. Default null: files. */
  readonly database?: { readonly url: string } | null;
  /** Says what today is: totals and classes end with it. */
  readonly clock: Clock;
  /** Currency of totals, sorting and classes, ISO 4217. Default `EUR`; take `DOSSIER_CURRENCY`. */
  readonly currency?: string;
  /** Threads that read. Default 2: one may be busy with a long list while the other answers; more help only on more processors. */
  readonly readers?: number;
  /** Whether the register is read into memory before anybody asks. Default true; a command that asks for no list does without. */
  readonly warm?: boolean;
  /** Where backups go that are made before a folder of an earlier release is changed. Default `backups` in the folder; take `DOSSIER_BACKUP`. */
  readonly backups?: string;
  /** The server's settings without its secrets, kept in every backup so that a restore elsewhere knows them. Default: none. */
  readonly configuration?: Readonly<Record<string, string>>;
  /** What `DOSSIER_AUDIT_KEY` says; null: the key of the chain lies in the folder. Default null. */
  readonly auditKey?: string | null;
  /** Hears of an upgrade that was done. Default: nobody. */
  readonly upgraded?: (report: UpgradeReport) => void;
}

/** Throws `StorageError`: `locked` when another process has the folder, `version` when a newer Dossier wrote it, `broken` when it cannot be read. */
export async function openStorage({ folder, database = null, clock, currency = 'EUR', readers = 2, warm = true, backups = join(folder, 'backups'), configuration, upgraded, auditKey = null }: StorageOptions): Promise<Storage> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const version = ownVersion();
  const data: ThreadData = { folder, database, currency, warm, auditKey, upgrade: { into: backups, now: clock.now(), version, ...(configuration ? { configuration } : {}) } };
  const archive = startThread<ArchiveThreadCalls>('archive-thread', data);
  const facts = startThread<FactsThreadCalls>('facts-thread', data);
  const pool = Array.from({ length: readers }, () => startThread<ReaderThreadCalls>('reader-thread', data));
  const register = startThread<RegisterThreadCalls>('register-thread', data);
  let analysis: Promise<Thread<AnalysisThreadCalls>> | null = null;
  /** Started when somebody first asks. */
  const analyses = (): Promise<Thread<AnalysisThreadCalls>> => {
    const start = async (): Promise<Thread<AnalysisThreadCalls>> => { const thread = startThread<AnalysisThreadCalls>('analysis-thread', data); await thread.open(); return thread; };
    if (closing.signal.aborted) throw new StorageError('closed', 'The storage is closed.');
    return (analysis ??= start());
  };
  const read = (): Thread<ReaderThreadCalls> => pool.reduce((best, next) => (next.waiting < best.waiting ? next : best));
  let asked: Thread<ReaderThreadCalls> | null = null;
  /** The same for `ask`: all questions of a turn go to one of them, so that one message each way is enough. */
  const readSoon = (): Thread<ReaderThreadCalls> => {
    if (asked === null) setImmediate(() => { asked = null; });
    return (asked ??= read());
  };
  const closing = new AbortController();
  const maintaining = new Set<Promise<unknown>>();
  const kept = <T>(work: Promise<T>): Promise<T> => {
    maintaining.add(work);
    return work.finally(() => maintaining.delete(work));
  };
  const close = async (): Promise<void> => {
    closing.abort();
    await Promise.allSettled(maintaining);
    // Readers first: the last connection of a file takes its write-ahead log with it. The lock goes with the archive thread.
    await Promise.all([...pool, register, ...(analysis ? [await analysis] : [])].map((thread) => thread.close()));
    await facts.close();
    await archive.close();
  };
  try {
    await archive.open();
    const report = await archive.call('upgraded');
    if (report.backup !== null) upgraded?.(report);
    await facts.open();
    await Promise.all([...pool, register].map((thread) => thread.open()));
    const files = await openFiles(folder, {
      list: (id) => read().call('files', id),
      get: (id) => read().call('file', id),
      hashes: () => read().call('fileHashes'),
      used: (sha256) => archive.call('fileUsed', sha256),
      put: (file) => archive.call('putFile', file),
      change: (id, change, by, at) => archive.call('changeFile', id, change, by, at),
      remove: (id, by, at) => archive.call('removeFile', id, by, at),
    });
    return {
      log: sectionLog(archive), history: historyStore(archive, read), comments: commentStore(archive, read), audit: auditStore(archive, facts, read), handovers: handoverStore(archive, read), reveals: revealStore(archive, read), subjects: subjectStore(archive, facts, (job, progress) => database ? Promise.reject(onlyFiles('Looking through everything for a person, byte by byte,')) : kept(maintain({ folder, ...job } as never, progress, closing.signal))), exports: exportStore(archive, read), views: viewStore(archive, read), ...doorStores(archive, facts, read), catalogue: catalogueStore(archive, read), duplicates: duplicateStore(archive, facts, read), cleaning: cleaningStore(archive, facts, read, register), merges: mergeStore(archive, facts, read), reminders: reminderStore(facts, read), notices: noticeStore(archive, read), walls: wallStore(archive, read), reasons: reasonStore(read), glass: glassStore(archive, read), policies: policyStore(archive, read), accessRequests: accessRequestStore(archive, read), personal: personalStore(archive, read), standing: standingStore(archive, read), corrections: correctionStore(archive, read), overrides: overrideStore(facts, read), rates: rateStore(facts, read), changesets: changesetStore(archive, read), analyses: analysisStore(analyses, facts), imports: importStore(facts, read), archives: archiveStore(archive, facts, read, readSoon), directory: directoryStore(archive, read), sessions: sessionStore(archive, read), facts: factsStore(facts, read, register, clock), files,
      newest: (ids) => archive.call('newest', ids),
      damaged: () => archive.call('damaged'),
      backup: (into, progress, by = 'hand') => database ? Promise.reject(onlyFiles('A backup')) : kept(files.holding(() => maintain({ kind: 'backup', folder, into, by, now: clock.now(), version, ...(configuration ? { configuration } : {}) }, progress, closing.signal))),
      verifyBackup: (backup, progress) => kept(maintain({ kind: 'verify-backup', folder: backup, now: clock.now() }, progress, closing.signal)),
      async alive() {
        await Promise.all([archive.call('alive'), facts.call('alive'), read().call('alive'), register.call('alive')]);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
