/** What the server does besides syncing, as interfaces: routes, imports and the demo's seed call these. Implementations stand beside this file; nothing here knows HTTP. */
import type { CreateArchive, Scalar, SectionPatch, Transaction } from '../../model/api.ts';
import type { ArchiveId, DepartmentId, ExternalKey, GrantId, PersonId } from '../../model/ids.ts';
import type { SchemeKey } from '../../model/overview.ts';
import type { Department, Deputy, Grant, Person } from '../../model/rights.ts';
import type { ArchiveChange, ClassifyAnswer, StoredArchive } from '../storage/storage.ts';

/** An archive as an import or a seed brings it; the caller has checked the right to import. */
export interface BroughtArchive {
  readonly id?: ArchiveId;
  readonly keys: readonly ExternalKey[];
  readonly kind: string;
  readonly packs: readonly string[];
  readonly code?: string | null;
  readonly owner: PersonId | null;
  readonly department: DepartmentId | null;
  /** Values of `profile`; the name is `customer.name`. */
  readonly fields: Readonly<Record<string, Scalar>>;
  readonly rows?: SectionPatch['rows'];
  readonly texts?: SectionPatch['texts'];
  readonly marks?: SectionPatch['marks'];
  /** What is written into sections besides the profile, by section. */
  readonly others?: Readonly<Record<string, SectionPatch>>;
}

export interface ArchiveService {
  /** Created by a person, who becomes its owner. Throws `Refusal`: forbidden, conflict (id or key taken), invalid with every problem. */
  create(person: Person, archive: CreateArchive): Promise<StoredArchive>;
  /** Created for an import or a seed, without a check of the right; `by` stays in the log. */
  bring(by: PersonId, archive: BroughtArchive): Promise<StoredArchive>;
  /** Row changes under the right: `write` on the archive, for owner, department and confidentiality `manage`. */
  change(person: Person, id: ArchiveId, change: RowChange): Promise<StoredArchive>;
  /** The same without a check, for an import that keeps what people changed since. */
  changeBrought(by: PersonId, id: ArchiveId, change: ArchiveChange): Promise<StoredArchive>;
  setState(person: Person, id: ArchiveId, state: 'open' | 'closed' | 'sealed', reason: string): Promise<StoredArchive>;
  setOwners(person: Person, id: ArchiveId, owners: { readonly owner: PersonId | null; readonly coOwners: readonly PersonId[]; readonly deputies: readonly Deputy[] }): Promise<StoredArchive>;
  grant(person: Person, wish: GrantWish): Promise<Grant>;
  endGrant(person: Person, id: GrantId): Promise<void>;
}

export type RowChange = Partial<Pick<StoredArchive, 'kind' | 'code' | 'packs' | 'keeper' | 'department' | 'confidentiality' | 'keys'>> & { readonly reviewed?: true };
export type GrantWish = Pick<Grant, 'archive' | 'to' | 'sections' | 'reason' | 'until'> & { readonly level: Grant['level']; readonly from?: string };

export interface TransactionService {
  /** `(source, externalId)` decides; without an external id a new one is made. Needs write on `trade`, and on `terms` for a cost. */
  put(person: Person, archive: ArchiveId, rows: readonly NewTransaction[]): Promise<readonly Transaction[]>;
  /** For imports, without a check: many archives in one call; the classes follow by themselves. */
  bring(rows: readonly (Transaction & { readonly archive: ArchiveId })[]): Promise<readonly ('created' | 'updated' | 'unchanged')[]>;
}
export type NewTransaction = Omit<Transaction, 'id' | 'source' | 'externalId' | 'lines' | 'currency'> & Partial<Pick<Transaction, 'source' | 'externalId' | 'lines' | 'currency'>>;

export interface DirectoryService {
  /** Creates or changes a person; the caller has checked the right to the directory. Open connections follow before it resolves. */
  putPerson(person: Person): Promise<void>;
  /** The same with the person as stored at that moment, after every change before it; what `change` throws is thrown and nothing is changed. */
  changePerson(id: PersonId, change: (stored: Person | undefined) => Person): Promise<Person>;
  putDepartment(department: Department): Promise<void>;
}

export interface OverviewService {
  /** Projects what changed since the rows were written, archive by archive; then follows accepted edits. */
  start(): Promise<void>;
  /** The row of an archive changed otherwise than by an accepted edit: project it and tell who watches. */
  refresh(archives: readonly ArchiveId[]): Promise<void>;
  /** Resolves when every edit accepted so far is in its overview row. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export interface ClassifierService {
  /** The population or its trade changed: a run follows, at most one at a time and one waiting. */
  changed(): void;
  /** Runs now (after a run under way). A dry run stores nothing and answers every result. */
  classify(wish: { readonly scheme: SchemeKey; readonly months: number | 'all' | null; readonly referenceDate: string | null; readonly dryRun: boolean; readonly by: PersonId | null }): Promise<ClassifyAnswer>;
  /** Resolves when no run is under way or waiting. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export interface Services {
  readonly archives: ArchiveService;
  readonly transactions: TransactionService;
  readonly directory: DirectoryService;
  readonly overview: OverviewService;
  readonly classifier: ClassifierService;
}
