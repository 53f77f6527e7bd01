/** What an import needs of the server, and no more: a fake of it is a page. `importPort` fits it to the services and the storage. */
import type { SectionPatch, SectionValues, Transaction } from '../../../model/api.ts';
import type { Dictionary, Field } from '../../../model/catalogue/types.ts';
import { docName, type ArchiveId, type ArchiveRef, type PersonId } from '../../../model/ids.ts';
import type { ChangesetId } from '../../../model/ids.ts';
import type { Candidate, MatchView } from '../../../model/duplicates/review-api.ts';
import type { Caller, Department, Person } from '../../../model/rights.ts';
import type { SectionKey } from '../../../model/sections.ts';
import type { ImportedRow, Storage, OrderNotes, StoredComment, StoredFile } from '../../storage/storage.ts';
import type { Hub } from '../../sync/sync.ts';
import type { RowState } from '../../../model/import/api.ts';
import type { Schema } from '../../../model/validation/section-rules.ts';
import type { Directory } from '../../access/directory.ts';
import type { Changes } from '../changes.ts';
import { Refusal } from '../errors.ts';
import { joined } from '../joined-person.ts';
import type { BroughtArchive, Services } from '../services.ts';
import { sectionOfKind } from '../transactions.ts';
import { broughtParts } from './brought-parts.ts';

export type Outcome = 'created' | 'updated' | 'unchanged';
export type ImportedSection = SectionKey;

export interface ImportPort {
  resolve(ref: ArchiveRef): Promise<ArchiveId | null>;
  /** The archive that has this code. */
  withCode(code: string): Promise<ArchiveId | null>;
  /** In their order the new ids; of one that cannot be, the `Refusal`, `StorageError` or `EditError` that says why: an id, key or code is taken or a value may not stand. */
  bringMany(archives: readonly BroughtArchive[]): Promise<readonly (ArchiveId | Error)[]>;
  read(archive: ArchiveId, section: ImportedSection): Promise<SectionValues>;
  /** One edit through the room, like anyone's. Throws `EditError`. */
  write(archive: ArchiveId, section: ImportedSection, patch: SectionPatch): Promise<void>;
  people(): Promise<readonly Person[]>;
  /** A new person, or these facts of one who is there: whatever else became of them meanwhile stays. */
  putPerson(person: Person, facts: Partial<Person>): Promise<void>;
  /** The id that an earlier id of a person stands for now. */
  current(id: PersonId): PersonId;
  /** A person gets the id of their sign-in; with whoever is there under it they become one. */
  renamePerson(from: PersonId, to: PersonId): Promise<Person>;
  /** Option lists of the workspace. */
  dictionaries(): readonly Dictionary[];
  /** Its own fields, retired ones too. */
  ownFields(): readonly Field[];
  /** What its sections may hold. */
  readonly schema: Pick<Schema, 'keyAllowed'>;
  departments(): Promise<readonly Department[]>;
  putDepartments(departments: readonly Department[]): Promise<void>;
  /** Who imports, as they count now; null: no person does, a command over the data folder. Throws once they are shut out. */
  importer(): Person | null;
  /** `notes`: of orders of a file, what is written down of each in the same transaction; with a dry run nothing is. */
  putTransactions(rows: readonly (Transaction & { readonly archive: ArchiveId })[], dryRun: boolean, notes: Omit<OrderNotes, 'job'> | null): Promise<readonly Outcome[]>;
  /** Who the customer may be, as far as who imports may know; nobody where no person does. */
  likely(candidate: Candidate): Promise<readonly MatchView[]>;
  importedRow(source: string, table: string, externalId: string): Promise<ImportedRow | null>;
  /** Those known of these external ids. */
  importedRows(source: string, table: string, externalIds: readonly string[]): Promise<readonly ImportedRow[]>;
  /** Something that somebody said in another server; `taken`: its id is another's here. */
  putComment(comment: Pick<StoredComment, 'id' | 'archive' | 'section' | 'record' | 'by' | 'at' | 'edited'> & { readonly text: string }): Promise<'created' | 'there' | 'taken'>;
  /** A file with its bytes, of which the hash was compared. */
  putFile(file: Omit<StoredFile, 'size' | 'sha256'>, bytes: Uint8Array): Promise<'created' | 'there' | 'taken' | 'too-large'>;
  /** What became of rows, for whoever asks later, and what is remembered of those that were taken. */
  noteRows(rows: readonly NotedRow[], imported: readonly ImportedRow[]): Promise<void>;
  /** An open ledger is to ask anew: rows of this section went another way than by `putTransactions`. Told with `finished`. */
  traded(archive: ArchiveId, section: 'trade' | 'stays'): void;
  /** Word of archives with new transactions. */
  digests(traded: readonly ArchiveId[]): Promise<void>;
  /** Once, at the end of a run that stored something: word of archives with new transactions, and one classification. */
  finished(traded: readonly ArchiveId[]): Promise<void>;
}

/** A row of the file and what became of it; `data` is `ImportRowView` without what stands beside it. */
export interface NotedRow { readonly row: number; readonly state: RowState; readonly data: string }

/** The job that works, and the set to which its edits belong so that they can be undone as one; null: a dry run. */
export interface PortOf { readonly by: PersonId; /** They came by the token of another page. */ readonly hosted?: boolean; readonly job: string; readonly changeset: ChangesetId | null }

export interface PortParts {
  readonly storage: Storage;
  readonly hub: Hub;
  readonly services: Pick<Services, 'archives' | 'directory' | 'classifier' | 'dictionaries' | 'duplicates' | 'fields' | 'schema'>;
  readonly changes: Pick<Changes, 'digests'>;
  readonly directory: Pick<Directory, 'current' | 'as' | 'stored'>;
  readonly traded?: (archive: ArchiveId, section: 'trade' | 'stays') => void;
  /** Of one file. Default: without a limit. */
  readonly fileBytes?: number;
}

/** `by` stays in the log as the author of every edit. */
export function importPort(parts: PortParts, { by, hosted, job, changeset }: PortOf): ImportPort {
  const { storage, hub, services, changes, directory, traded: told = () => undefined } = parts;
  const caller: Caller = hosted === true ? { id: by, without: [] } : { id: by };
  // Sums are no part of the stored row: who watches is told, nothing is projected again.
  const digests: ImportPort['digests'] = async (traded) => {
    hub.digestsChanged(traded);
    changes.digests(traded);
  };
  return {
    resolve: (ref) => storage.archives.resolve(ref),
    withCode: (code) => storage.archives.withCode(code),
    bringMany: (archives) => services.archives.bringMany(by, archives, changeset ?? undefined),
    read: async (archive, section) => (await hub.read(docName(archive, section))).values,
    write: async (archive, section, patch) => void (await hub.write(docName(archive, section), by, patch, changeset === null ? {} : { changeset })),
    people: () => storage.directory.people(),
    // the run read the directory when it began: what an administrator did since stays
    putPerson: async (person, facts) => void (await services.directory.changePerson(person.id, (stored) => (stored ? { ...stored, ...facts, id: stored.id } : person), by)),
    current: (id) => directory.current(id),
    renamePerson: (from, to) => services.directory.renamePerson(from, to, (old, there) => {
      if (!old) throw new Error('the person was taken away meanwhile');
      return joined(old, there, to);
    }, by),
    dictionaries: () => services.dictionaries.all(),
    ownFields: () => services.fields.all(),
    schema: services.schema,
    departments: () => storage.directory.departments(),
    putDepartments: (departments) => services.directory.putDepartments(departments, by),
    importer() {
      const person = directory.as(caller);
      // shut out while it waited or ran: no longer theirs to change, and nobody's own rows are told from others' any more
      if (person === null && directory.stored(by)) throw new Refusal('forbidden', 'Who began this import is no longer active here.');
      return person;
    },
    // Not by the transaction service: it would ask for a classification with every slice of the import.
    async putTransactions(rows, dryRun, notes) {
      const outcomes = await (notes === null || dryRun ? storage.facts.putTransactions(rows, { dryRun, ...(changeset !== null && { job }) }) : storage.facts.bringOrders(rows, { job, ...notes }));
      if (dryRun) return outcomes;
      services.classifier.filling();
      const touched = { trade: new Set<ArchiveId>(), stays: new Set<ArchiveId>() };
      rows.forEach(({ archive, kind }, i) => { if (outcomes[i] !== 'unchanged') touched[sectionOfKind(kind)].add(archive); });
      for (const section of ['trade', 'stays'] as const) for (const archive of touched[section]) told(archive, section);
      return outcomes;
    },
    traded: told,
    likely: (candidate) => services.duplicates.findDuplicates(candidate, caller),
    importedRow: (source, table, externalId) => storage.facts.importedRow(source, table, externalId),
    importedRows: (source, table, externalIds) => storage.imports.known(source, table, externalIds),
    ...broughtParts({ storage, directory, fileBytes: parts.fileBytes ?? Infinity, changed: (archive) => { hub.digestsChanged([archive]); changes.digests([archive]); } }),
    noteRows: (rows, imported) => storage.imports.putRows(job, rows, imported),
    digests,
    async finished(traded) {
      if (traded.length > 0) await digests(traded);
      services.classifier.changed();
    },
  };
}
