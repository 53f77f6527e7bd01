/** What the server keeps, as interfaces: the section log and the directory in `archive.db`, the facts in `facts.db`. All are asynchronous; implementations stand beside this file. */
import type { ArchiveRow, ImportReport, JobView, Transaction } from '../../model/api.ts';
import type { ArchiveId, ArchiveRef, DepartmentId, DocName, ExternalKey, GrantId, PersonId } from '../../model/ids.ts';
import type { ClassResult, Digest, SchemeKey, TradeTotals } from '../../model/overview.ts';
import type { ArchiveRights, Department, Grant, Person, Policy } from '../../model/rights.ts';

/** A section as it is on disk. `tail` holds the updates since the snapshot, oldest first; every byte is what the document emitted. */
export interface StoredSection {
  readonly epoch: number;
  readonly seq: number;
  readonly snapshot: Uint8Array | null;
  readonly stateVector: Uint8Array | null;
  readonly tail: readonly Uint8Array[];
  readonly authors: ReadonlyMap<number, PersonId>;
}

export interface CommitEntry {
  readonly doc: DocName;
  readonly epoch: number;
  readonly update: Uint8Array;
  /** Sequence number of this update within its section; gap-free. */
  readonly seq: number;
  readonly person: PersonId;
  /** Author ids bound to the person by this update. */
  readonly newAuthors: readonly number[];
  /** Value key, old and new value as JSON text; null: not there. Long texts carry lengths only. */
  readonly changes: readonly { readonly key: string; readonly old: string | null; readonly new: string | null }[];
}

export interface CompactEntry { readonly doc: DocName; readonly epoch: number; readonly upto: number; readonly snapshot: Uint8Array; readonly stateVector: Uint8Array }

/** The update log. One call of `commit` is one durable transaction: when it resolves, the bytes are on disk. */
export interface SectionLog {
  /** Null when nothing was ever written to the section. */
  load(doc: DocName): Promise<StoredSection | null>;
  commit(entries: readonly CommitEntry[], at: number): Promise<void>;
  /** Replaces snapshot and tail up to `upto`; refuses when the section moved to another epoch or an equal or newer snapshot is there. */
  compact(entries: readonly CompactEntry[]): Promise<void>;
  /** Sections of an archive that hold anything, with their newest sequence number. */
  sections(archive: ArchiveId): Promise<readonly { readonly section: string; readonly seq: number }[]>;
}

export type StoredArchive = Omit<ArchiveRow, 'owner' | 'keeper' | 'coOwners'> & ArchiveRights & { readonly keeper: PersonId | null; readonly revision: number };
export type ArchiveChange = Partial<Pick<StoredArchive, 'kind' | 'code' | 'packs' | 'keeper' | 'owner' | 'coOwners' | 'deputies' | 'department' | 'confidentiality' | 'state' | 'reviewedAt' | 'keys'>>;

/** The archives' own rows. A key or id that is taken throws `ConflictError`. */
export interface ArchiveStore {
  resolve(ref: ArchiveRef): Promise<ArchiveId | null>;
  get(id: ArchiveId): Promise<StoredArchive | null>;
  create(archive: Omit<StoredArchive, 'revision'>, by: PersonId): Promise<void>;
  change(id: ArchiveId, change: ArchiveChange, by: PersonId, at: string): Promise<StoredArchive>;
  /** Takes back an archive, or with null every one, into which nothing was ever written: its creation was cut off before its name was on disk. Answers what was taken back. */
  discardEmpty(id: ArchiveId | null): Promise<readonly ArchiveId[]>;
  /** All ids in order, for bulk work: at most `limit` after `after`. */
  list(after: ArchiveId | null, limit: number): Promise<readonly ArchiveId[]>;
  /** All whose owner is this person. */
  ownedBy(person: PersonId): Promise<readonly ArchiveId[]>;
}

/** People, departments, grants and settings: small enough to be read whole at start. */
export interface DirectoryStore {
  people(): Promise<readonly Person[]>;
  putPerson(person: Person): Promise<void>;
  departments(): Promise<readonly Department[]>;
  putDepartment(department: Department): Promise<void>;
  grants(archive: ArchiveId): Promise<readonly Grant[]>;
  grant(id: GrantId): Promise<Grant | null>;
  putGrant(grant: Grant): Promise<void>;
  deleteGrant(id: GrantId): Promise<Grant | null>;
  policy(): Promise<Policy | null>;
  putPolicy(policy: Policy): Promise<void>;
  /** Other settings of the workspace by name, JSON; null: not set. */
  setting(name: string): Promise<unknown>;
  putSetting(name: string, value: unknown): Promise<void>;
}

/** What the server has computed of one archive; one row, replaced whole, its revision rising by one. */
export interface StoredOverview {
  readonly id: ArchiveId;
  readonly revision: number;
  readonly name: string;
  readonly kind: string;
  readonly data: OverviewData;
  /** Sequence numbers of the sections that the row was projected from. */
  readonly projected: Readonly<Record<string, number>>;
  /** What the lifecycle scheme asks of the documents beside the roles: `crm.crmCategory` and `crm.purchaseStrategy` as option keys. Default: both null. */
  readonly lifecycle?: { readonly category: string | null; readonly strategy: string | null };
}
/** The digest's facts without what depends on the reader; owner and row facts are joined from the directory. */
export type OverviewData = Omit<Extract<Digest, { revision: number }>, 'id' | 'name' | 'kind' | 'department' | 'owner' | 'coOwners' | 'level' | 'revision' | 'keys' | 'code' | 'state' | 'trade' | 'classes' | 'due'> & {
  readonly due: readonly { readonly kind: 'appointment'; readonly date: string; readonly text: string; readonly person: PersonId | null }[];
};

export interface ListQuery {
  readonly person: Person;
  readonly policy: Policy;
  /** Departments that the person manages. */
  readonly manages: readonly DepartmentId[];
  readonly now: string;
  readonly text: string;
  readonly filters: Readonly<Record<string, readonly string[]>>;
  readonly sort: 'name' | 'updated' | 'sum' | 'last';
  readonly descending: boolean;
  readonly limit: number;
  readonly cursor: string | null;
}
export interface ListAnswer { readonly ids: readonly ArchiveId[]; readonly next: string | null; readonly total: number }

/** One row that an import brought: it identifies a thing for ever by `(source, table, externalId)`. */
export interface ImportedRow { readonly source: string; readonly table: string; readonly externalId: string; readonly target: string; /** Values as last imported, JSON by value key. */ readonly values: Readonly<Record<string, unknown>> }

/**
 * `stay`: a row that another archive has is a `conflict` (`field` `externalId`), so that who may write one archive takes nothing from another;
 * without it the row moves. `keepCost`: the stored cost of a known row stays, for who may not see it.
 */
export interface PutTransactions { readonly dryRun?: boolean; readonly stay?: boolean; readonly keepCost?: boolean }

/** Transactions, classes, overviews and search. */
export interface FactsStore {
  overview(id: ArchiveId): Promise<StoredOverview | null>;
  overviews(ids: readonly ArchiveId[]): Promise<readonly StoredOverview[]>;
  putOverview(overview: Omit<StoredOverview, 'revision'>, searchTexts: readonly string[]): Promise<number>;
  /** The SQL twin of `decide()`: only what the person may know of, searched by name or code only where the level is `exists`. */
  list(query: ListQuery): Promise<ListAnswer>;
  transactions(archive: ArchiveId, page: { readonly limit: number; readonly before: string | null; readonly year: number | null }): Promise<{ readonly items: readonly Transaction[]; readonly next: string | null; readonly years: readonly number[] }>;
  /** `(source, externalId)` decides: created, changed or unchanged, in the order given; the id of a known row stays. A dry run answers the same and stores nothing. */
  putTransactions(rows: readonly (Transaction & { readonly archive: ArchiveId })[], options?: PutTransactions): Promise<readonly ('created' | 'updated' | 'unchanged')[]>;
  totals(ids: readonly ArchiveId[]): Promise<ReadonlyMap<ArchiveId, TradeTotals>>;
  classes(ids: readonly ArchiveId[]): Promise<ReadonlyMap<ArchiveId, Partial<Record<SchemeKey, ClassResult>>>>;
  /** Classifies the whole population and stores the result; answers the archives whose result changed. A dry run stores nothing and answers the result. */
  classify(job: ClassifyJob): Promise<ClassifyAnswer>;
  importedRow(source: string, table: string, externalId: string): Promise<ImportedRow | null>;
  putImportedRows(rows: readonly ImportedRow[]): Promise<void>;
  putJob(job: JobView): Promise<void>;
  job(id: string): Promise<JobView | null>;
}

export interface ClassifyJob { readonly scheme: SchemeKey; readonly months: number | 'all'; readonly referenceDate: string | null; readonly now: string; readonly currency: string; readonly dryRun: boolean; readonly by: PersonId | null; /** Version of the rule's settings and who set them; default: as shipped. */ readonly rule?: { readonly version: number; readonly setBy: string | null; readonly setAt: string | null } }
export interface ClassifyAnswer { readonly scheme: SchemeKey; readonly referenceDate: string | null; readonly counts: Readonly<Record<string, number>>; readonly changed: readonly ArchiveId[]; readonly results?: readonly ({ readonly id: ArchiveId } & Pick<ClassResult, 'value' | 'mark'>)[] }

export interface Storage {
  readonly log: SectionLog;
  readonly archives: ArchiveStore;
  readonly directory: DirectoryStore;
  readonly facts: FactsStore;
  readonly files: FileStore;
  close(): Promise<void>;
}

export interface StoredFile { readonly id: string; readonly archive: ArchiveId; readonly section: string; readonly kind: string; readonly name: string; readonly type: string; readonly size: number; readonly sha256: string; readonly validUntil: string | null; readonly by: PersonId; readonly at: string }
/** Files of an archive: rows in `archive.db`, bytes in the data folder under their hash. */
export interface FileStore {
  list(archive: ArchiveId): Promise<readonly StoredFile[]>;
  get(id: string): Promise<StoredFile | null>;
  put(file: Omit<StoredFile, 'size' | 'sha256'>, bytes: AsyncIterable<Uint8Array>, limit: number): Promise<StoredFile>;
  read(file: StoredFile): AsyncIterable<Uint8Array>;
}

/**
 * `conflict`: a key or id is taken (`field` says which) · `missing`: what should change is not there · `full`: no room on the disk ·
 * `locked`: another process has the folder · `version`: a newer Dossier wrote the folder, or SQLite is too old · `too-large` · `fence`: the
 * section is not where the caller thinks it is · `broken`: bytes on disk are not what was written · `closed`: the storage was closed.
 */
export class StorageError extends Error {
  readonly code: 'conflict' | 'missing' | 'full' | 'locked' | 'version' | 'too-large' | 'fence' | 'broken' | 'closed';
  readonly field: string | undefined;
  constructor(code: StorageError['code'], message: string, field?: string) {
    super(message);
    this.code = code;
    this.field = field;
  }
}
export type { ImportReport, ExternalKey };
