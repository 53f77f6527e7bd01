/** What the server does besides syncing, as interfaces: routes, imports and the demo's seed call these. Implementations stand beside this file; nothing here knows HTTP. */
import type { AccessRequestService } from './access/requests.ts';
import type { AccessViewService } from './access/access-view.ts';
import type { RequestKeeper } from './access/request-keeper.ts';
import type { Groups } from './analysis/groups.ts';
import type { Reports } from './analysis/reports.ts';
import type { ApiKeys } from './api-keys.ts';
import type { Trail } from './audit/trail.ts';
import type { Feed } from './events.ts';
import type { Files } from './files.ts';
import type { Webhooks } from './webhooks.ts';
import type { Channels } from './channels/channels.ts';
import type { Schema } from '../../model/validation/section-rules.ts';
import type { Catalogue } from './catalogue.ts';
import type { ChangesetService } from './changesets/changesets.ts';
import type { CleaningService } from './cleaning/cleaning.ts';
import type { CommentService } from './comments.ts';
import type { CorrectionService } from './corrections/corrections.ts';
import type { LedgerService } from './ledger.ts';
import type { Dictionaries } from './dictionaries.ts';
import type { DuplicateService } from './duplicates/duplicates.ts';
import type { OverrideService } from './overrides/overrides.ts';
import type { NoticeService } from './notices/notices.ts';
import type { Privacy } from './privacy/parts.ts';
import type { EntryService } from './entries.ts';
import type { GlassService } from './glass/glass.ts';
import type { WallService } from './walls/walls.ts';
import type { PolicyService } from './policy/policy.ts';
import type { Elsewhere } from './elsewhere/links.ts';
import type { CalendarLinks } from './reminders/calendar.ts';
import type { ReminderService } from './reminders/reminders.ts';
import type { SubjectService } from './privacy/subjects.ts';
import type { WorkdayTable } from './reminders/workdays.ts';
import type { MergeService } from './merge/merges.ts';
import type { OwnFields } from './own-fields.ts';
import type { Rights } from '../access/access.ts';
import type { ClassifyProgress, CreateArchive, HistoryPage, Scalar, SectionPatch, SectionValues, Transaction } from '../../model/api.ts';
import type { ArchiveId, ChangesetId, DepartmentId, ExternalKey, GrantId, PersonId } from '../../model/ids.ts';
import type { AllSettings, SetScheme } from '../../model/classification/all-settings.ts';
import type { RuleVersion } from '../../model/classification/settings.ts';
import type { SchemeKey } from '../../model/overview.ts';
import type { Caller, Department, Deputy, Grant, Person } from '../../model/rights.ts';
import type { Handover } from './handover/handovers.ts';
import type { Exports } from './export/exports.ts';
import type { Schedules } from './export/schedules.ts';
import type { Works } from './works.ts';
import type { Asker } from '../storage/rights-masks.ts';
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
  /** Of its row where it does not begin today: an archive that comes from another server. */
  readonly row?: Partial<Pick<StoredArchive, 'keeper' | 'coOwners' | 'deputies' | 'confidentiality' | 'state' | 'openedAt' | 'reviewedAt'>>;
}

export interface ArchiveService {
  /** Created by a person, who becomes its owner. Throws `Refusal`: forbidden, conflict (id or key taken), invalid with every problem. */
  create(person: Person, archive: CreateArchive): Promise<StoredArchive>;
  /** Created for an import or a seed, without a check of the right; `by` stays in the log. */
  bring(by: PersonId, archive: BroughtArchive, changeset?: ChangesetId): Promise<StoredArchive>;
  /** Many at once, in one transaction where they can stand as one; in their order the ids, or why one cannot be. */
  bringMany(by: PersonId, archives: readonly BroughtArchive[], changeset?: ChangesetId): Promise<readonly (ArchiveId | Error)[]>;
  /** Row changes under the right: `write` on the archive, for owner, department and confidentiality `manage`. */
  change(person: Person, id: ArchiveId, change: RowChange, set?: { readonly changeset: ChangesetId }): Promise<StoredArchive>;
  /** The same without a check, for an import that keeps what people changed since. */
  changeBrought(by: PersonId, id: ArchiveId, change: ArchiveChange, changeset?: ChangesetId): Promise<StoredArchive>;
  setState(person: Person, id: ArchiveId, state: 'open' | 'closed' | 'sealed', reason: string, set?: { readonly changeset: ChangesetId }): Promise<StoredArchive>;
  /** `ifRevision`: as of a change of the row. */
  setOwners(person: Person, id: ArchiveId, owners: { readonly owner: PersonId | null; readonly coOwners: readonly PersonId[]; readonly deputies: readonly Deputy[]; readonly ifRevision?: number }, set?: { readonly changeset: ChangesetId }): Promise<StoredArchive>;
  grant(person: Person, wish: GrantWish): Promise<Grant>;
  endGrant(person: Person, id: GrantId): Promise<void>;
}

export type RowChange = Partial<Pick<StoredArchive, 'kind' | 'code' | 'packs' | 'keeper' | 'department' | 'confidentiality' | 'keys'>> & { readonly reviewed?: true; /** Only while the row is at this revision; else `stale`. */ readonly ifRevision?: number };
export type GrantWish = Pick<Grant, 'archive' | 'to' | 'sections' | 'reason' | 'until'> & { readonly level: Grant['level']; readonly from?: string };

export interface TransactionService {
  /** `(source, externalId)` decides; without an external id a new one is made. Needs write on `trade`, and on `terms` for a cost. */
  put(person: Person, archive: ArchiveId, rows: readonly NewTransaction[]): Promise<readonly Transaction[]>;
  /** For imports, without a check: many archives in one call; the classes follow by themselves. */
  bring(rows: readonly (Transaction & { readonly archive: ArchiveId })[]): Promise<readonly ('created' | 'updated' | 'unchanged')[]>;
}
/** What takes a row back says so by itself. */
export type NewTransaction = Omit<Transaction, 'reverses' | 'id' | 'source' | 'externalId' | 'lines' | 'currency'> & Partial<Pick<Transaction, 'source' | 'externalId' | 'lines' | 'currency'>>;

/** `by`: who does it; missing: the server by itself. */
export interface DirectoryService {
  /** Creates or changes a person; the caller has checked the right to the directory. Open connections follow before it resolves. */
  putPerson(person: Person, by?: PersonId): Promise<void>;
  /** The same with the person as stored at that moment, after every change before it; what `change` throws is thrown and nothing is changed. */
  changePerson(id: PersonId, change: (stored: Person | undefined) => Person, by?: PersonId): Promise<Person>;
  /**
   * Gives a person the id of their sign-in: whatever names the old id follows in one transaction, and open connections are decided again. `change` gets both as they
   * are stored and answers the person to be; what it throws is thrown, and nothing is changed.
   */
  renamePerson(from: PersonId, to: PersonId, change: (old: Person | undefined, there: Person | undefined) => Person, by?: PersonId): Promise<Person>;
  /** Many at once cost as much as one. */
  putDepartments(departments: readonly Department[], by?: PersonId): Promise<void>;
  /** Throws `conflict` while people, archives, grants or other departments name it. */
  dropDepartment(id: DepartmentId, by?: PersonId): Promise<void>;
}

/** An archive that came with everything in it a moment ago. */
export interface BroughtSections { readonly row: StoredArchive; readonly sections: ReadonlyMap<string, { readonly values: SectionValues; readonly seq: number }> }

export interface OverviewService {
  /** Projects what changed since the rows were written, archive by archive; then follows accepted edits. */
  start(): Promise<void>;
  /** The row of an archive changed otherwise than by an accepted edit: project it and tell who watches. */
  refresh(archives: readonly ArchiveId[]): Promise<void>;
  /** The same for new archives, from what was just written into them. */
  brought(archives: readonly BroughtSections[]): Promise<void>;
  /** Resolves when every edit accepted so far is in its overview row. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export interface ClassifierService {
  /** The population or its trade changed: a run follows, at most one at a time and one waiting. The archives named are classified within a second whatever else waits. */
  changed(archives?: readonly ArchiveId[]): void;
  /** A run of many rows writes them now: what rests on all of them waits until it pauses, or has told of its end by `changed`. */
  filling(): void;
  /** Runs now (after a run under way). A dry run stores nothing and answers every result. */
  classify(wish: { readonly scheme: SchemeKey; readonly months: number | 'all' | null; readonly settings: Readonly<Record<string, unknown>> | null; readonly referenceDate: string | null; readonly dryRun: boolean; readonly by: PersonId | null; /** For whom classes of a section are counted. */ readonly asker?: Asker }): Promise<ClassifyAnswer>;
  /** A new version of one scheme's settings, live from now on. `version`: the one that was changed; another one since is a `conflict`. Throws SettingsError. */
  set(scheme: SetScheme, settings: Readonly<Record<string, unknown>>, by: PersonId | null, asker?: Asker, told?: { readonly note?: string; readonly version?: number }): Promise<ClassifyAnswer>;
  settings(): AllSettings;
  /** Of the run that looks at everybody now; null: none does, or it has only begun. */
  progress(): ClassifyProgress | null;
  /** Another number when classes of one of these schemes were found with another version. */
  rules(schemes: readonly SchemeKey[]): number;
  /** Versions before the live one, oldest first. */
  past(scheme: SetScheme): readonly RuleVersion[];
  /** Resolves when no run is under way or waiting. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export interface HistoryWish {
  /** A section, `contacts` for all its years, `archive` for the own row; null: all that may be read. */
  readonly section: string | null;
  /** Value key, or the beginning of one: `rows/methods`. */
  readonly key: string | null;
  readonly person: PersonId | null;
  /** Milliseconds, exclusive. */
  readonly after: number | null;
  /** `next` of the page before. */
  readonly before: string | null;
  /** Only what others did since this person last looked; nothing when they never did. */
  readonly unseen: boolean;
  readonly limit: number;
}
/** `force`: overwrite what changed since. `only`: this one edit, without those that are joined with it. */
export interface RestoreWish { readonly force: boolean; readonly only: boolean }

export interface HistoryService {
  /** Newest first. Throws `not-found` for a section that may not be read. */
  page(person: Caller, rights: Rights, wish: HistoryWish): Promise<HistoryPage>;
  /** This person has seen what changed up to this moment. */
  see(person: PersonId, rights: Rights, at: number): Promise<void>;
  /** A new edit by this person that puts back what was there before. `undo`: the change that it made. Throws `not-found`, `forbidden`, `conflict` with what is there now. */
  restore(person: Person, rights: Rights, id: string, wish: RestoreWish): Promise<{ readonly undo: string | null }>;
}

export interface Services extends Privacy {
  /** What is done without a change on disk. */
  readonly trail: Pick<Trail, 'done' | 'opened' | 'asked' | 'used' | 'downloaded' | 'refused' | 'flush'>;
  readonly keys: Pick<ApiKeys, 'list' | 'get' | 'lives' | 'make' | 'end'>;
  readonly events: Pick<Feed, 'from' | 'page' | 'cursor' | 'listen'>;
  readonly webhooks: Pick<Webhooks, 'list' | 'hosts' | 'allow' | 'make' | 'change' | 'rotate' | 'dropOldSecret' | 'remove' | 'deliveries' | 'test'>;
  /** Mail, and robots of group chats. */
  readonly channels: Pick<Channels, 'board' | 'change' | 'make' | 'put' | 'remove' | 'test' | 'testMail' | 'deliveries' | 'own' | 'choose'>;
  readonly archives: ArchiveService;
  readonly transactions: TransactionService;
  readonly ledger: LedgerService;
  readonly directory: DirectoryService;
  readonly overview: OverviewService;
  readonly classifier: ClassifierService;
  readonly history: HistoryService;
  readonly cleaning: CleaningService;
  readonly changesets: ChangesetService;
  readonly files: Pick<Files, 'stamp' | 'room' | 'begin' | 'upload' | 'finish' | 'changed'>;
  readonly comments: CommentService;
  readonly duplicates: DuplicateService;
  readonly merges: MergeService;
  /** Of months that are over. */
  readonly reports: Pick<Reports, 'list' | 'get' | 'make' | 'stop'>;
  readonly groups: Pick<Groups, 'ask' | 'make' | 'mend'>;
  readonly reminders: ReminderService;
  readonly notices: NoticeService;
  /** A person wherever they are named. */
  readonly subjects: Omit<SubjectService, 'start'>;
  readonly handovers: Handover;
  /** Who sees an archive and why. */
  readonly access: AccessViewService;
  readonly accessRequests: AccessRequestService;
  /** Looks after requests, which it also does by itself. */
  readonly requestKeeper: Pick<RequestKeeper, 'look' | 'settled'>;
  readonly policy: PolicyService;
  /** Walls, legal holds, sealed archives. */
  readonly walls: WallService;
  readonly glass: GlassService;
  /** Entered and not read back. */
  readonly entries: EntryService;
  readonly calendar: Pick<CalendarLinks, 'make' | 'list' | 'end' | 'fetch'>;
  /** Links by which one customer stands elsewhere. */
  readonly elsewhere: Elsewhere;
  readonly overrides: OverrideService;
  readonly corrections: CorrectionService;
  readonly workdays: Pick<WorkdayTable, 'table' | 'view' | 'put'>;
  readonly dictionaries: Pick<Dictionaries, 'all' | 'list' | 'add' | 'change'>;
  /** The workspace's own fields. */
  readonly fields: Pick<OwnFields, 'all' | 'list' | 'add' | 'change' | 'retire' | 'order'>;
  /** The shipped catalogue with what the workspace made of it, and what sections may hold by it. */
  readonly catalogue: Pick<Catalogue, 'now' | 'onChange'>;
  /** What sections may hold in this workspace. */
  readonly schema: Schema;
  /** Long work besides imports and backups. */
  readonly works: Works;
  readonly exports: Pick<Exports, 'start' | 'check'>;
  readonly schedules: Pick<Schedules, 'list' | 'make' | 'put' | 'drop' | 'run'>;
}
