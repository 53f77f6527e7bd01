/** Opens the data folder: starts the threads, in the order in which they need each other, and gives the storage its interfaces. */
import { mkdir } from 'node:fs/promises';
import type { Clock } from '../clock.ts';
import type { ArchiveThreadCalls } from './archive-thread.ts';
import type { FactsThreadCalls } from './facts-thread.ts';
import { openFiles } from './files.ts';
import { packCommit, packSnapshots } from './log-packing.ts';
import type { ReaderThreadCalls } from './reader-thread.ts';
import type { ArchiveStore, DirectoryStore, FactsStore, SectionLog, Storage } from './storage.ts';
import { startThread } from './threads.ts';
import type { Thread } from './threads.ts';

export interface StorageOptions {
  /** The data folder; made where it is missing, readable by its owner only. One process has it at a time. */
  readonly folder: string;
  /** Says what today is: totals and classes end with it. */
  readonly clock: Clock;
  /** Currency of totals, sorting and classes, ISO 4217. Default `EUR`; take `DOSSIER_CURRENCY`. */
  readonly currency?: string;
  /** Threads that read. Default 2: one may be busy with a long list while the other answers; more help only on more processors. */
  readonly readers?: number;
}

/** Throws `StorageError`: `locked` when another process has the folder, `version` when a newer Dossier wrote it, `broken` when it cannot be read. */
export async function openStorage({ folder, clock, currency = 'EUR', readers = 2 }: StorageOptions): Promise<Storage> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const data = { folder, currency };
  const archive = startThread<ArchiveThreadCalls>('archive-thread', data);
  const facts = startThread<FactsThreadCalls>('facts-thread', data);
  const pool = Array.from({ length: readers }, () => startThread<ReaderThreadCalls>('reader-thread', data));
  const read = (): Thread<ReaderThreadCalls> => pool.reduce((best, next) => (next.waiting < best.waiting ? next : best));
  const close = async (): Promise<void> => {
    // Readers first: the last connection of a file takes its write-ahead log with it. The lock goes with the archive thread.
    await Promise.all(pool.map((thread) => thread.close()));
    await facts.close();
    await archive.close();
  };
  try {
    await archive.open();
    await facts.open();
    await Promise.all(pool.map((thread) => thread.open()));
    const files = await openFiles(folder, {
      list: (id) => read().call('files', id),
      get: (id) => read().call('file', id),
      put: (file) => archive.call('putFile', file),
    });
    return { log: sectionLog(archive), archives: archiveStore(archive, read), directory: directoryStore(archive, read), facts: factsStore(facts, read, clock), files, close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Read = () => Thread<ReaderThreadCalls>;

const sectionLog = (archive: Thread<ArchiveThreadCalls>): SectionLog => ({
  load: (doc) => archive.call('load', doc),
  commit: (entries, at) => archive.call('commit', packCommit(entries, at)),
  compact: (entries) => archive.call('compact', packSnapshots(entries)),
  sections: (id) => archive.call('sections', id),
});

const archiveStore = (archive: Thread<ArchiveThreadCalls>, read: Read): ArchiveStore => ({
  resolve: (ref) => read().call('resolve', ref),
  get: (id) => read().call('getArchive', id),
  create: (row, by) => archive.call('createArchive', row, by),
  discardEmpty: (id) => archive.call('discardArchives', id),
  change: (id, change, by, at) => archive.call('changeArchive', id, change, by, at),
  list: (after, limit) => read().call('listArchives', after, limit),
  ownedBy: (person) => read().call('ownedBy', person),
});

const directoryStore = (archive: Thread<ArchiveThreadCalls>, read: Read): DirectoryStore => ({
  people: () => read().call('people'),
  putPerson: (person) => archive.call('putPerson', person),
  departments: () => read().call('departments'),
  putDepartment: (department) => archive.call('putDepartment', department),
  grants: (id) => read().call('grants', id),
  grant: (id) => read().call('grant', id),
  putGrant: (grant) => archive.call('putGrant', grant),
  deleteGrant: (id) => archive.call('deleteGrant', id),
  policy: () => read().call('policy'),
  putPolicy: (policy) => archive.call('putPolicy', policy),
  setting: (name) => read().call('setting', name),
  putSetting: (name, value) => archive.call('putSetting', name, value),
});

const factsStore = (facts: Thread<FactsThreadCalls>, read: Read, clock: Clock): FactsStore => ({
  overview: async (id) => (await read().call('overviews', [id]))[0] ?? null,
  overviews: (ids) => read().call('overviews', ids),
  putOverview: (overview, searchTexts) => facts.call('putOverview', overview, searchTexts),
  list: (query) => read().call('list', query),
  transactions: (archive, page) => read().call('transactions', archive, page),
  putTransactions: (rows, options) => facts.call('putTransactions', rows, options ?? {}),
  totals: (ids) => read().call('totals', ids, new Date(clock.now()).toISOString().slice(0, 10)),
  classes: (ids) => read().call('classes', ids),
  classify: (job) => facts.call('classify', job),
  importedRow: (source, table, externalId) => read().call('importedRow', source, table, externalId),
  putImportedRows: (rows) => facts.call('putImportedRows', rows),
  putJob: (job) => facts.call('putJob', job),
  job: (id) => read().call('job', id),
});
