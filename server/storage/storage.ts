/** What the server keeps, as interfaces: the section log and the directory in `archive.db`, the facts in `facts.db`. All are asynchronous; implementations stand beside this file. */
import type { DictionaryChanges, OwnField, OwnList } from '../../model/catalogue/catalogue.ts';
import type { ArchiveRow, ImportReport, JobView, Transaction, TransactionKind } from '../../model/api.ts';
import type { ArchiveId, ArchiveRef, ChangesetId, DepartmentId, DocName, ExternalKey, GrantId, PersonId } from '../../model/ids.ts';
import type { Shares } from '../../model/completeness/sum.ts';
import type { AllSettings } from '../../model/classification/all-settings.ts';
import type { ClassFace, ClassResult, Digest, SchemeKey, TradeTotals } from '../../model/overview.ts';
import type { ArchiveRights, Department, Grant, Person, Policy, Role } from '../../model/rights.ts';
import type { Locale } from '../../model/register/query.ts';
import type { Settlement } from '../../model/receivables.ts';
import type { SectionKey } from '../../model/sections.ts';
import type { BackupBy, Manifest, Verified } from './manifest.ts';
import type { AnalysisStore } from './analysis-store.ts';
import type { Act } from './audit-acts.ts';
import type { AuditStore } from './audit-store.ts';
import type { CorrectionStore } from './correction-store.ts';
import type { HandoverStore } from './handover-store.ts';
import type { ChangesetStore } from './changeset-store.ts';
import type { ImportStore } from './import-store.ts';
import type { KeyStore } from './api-key-store.ts';
import type { EventStore } from './event-store.ts';
import type { RepeatStore } from './repeat-store.ts';
import type { KnownPeople, PageAnswer } from './cells-page.ts';
import type { CellsQuery } from './cells-query.ts';
import type { CleaningStore } from './cleaning-store.ts';
import type { DuplicateStore } from './duplicate-store.ts';
import type { MergeStore } from './merge-store.ts';
import type { ExportStore } from './export-store.ts';
import type { OverrideStore } from './override-store.ts';
import type { RateStore } from './rate-store.ts';
import type { AccessRequestStore } from './access-request-store.ts';
import type { NoticeStore } from './notice-store.ts';
import type { PersonalStore } from './personal-store.ts';
import type { StandingStore } from './standing-store.ts';
import type { PolicyStore } from './policy-store.ts';
import type { PolicyReach } from './policy-reach.ts';
import type { ReminderStore } from './reminder-store.ts';
import type { RevealStore } from './reveal-store.ts';
import type { Asker } from './rights-masks.ts';
import type { SubjectStore } from './subject-store.ts';
import type { ViewStore } from './view-store.ts';
import type { WebhookStore } from './webhook-store.ts';
import type { GlassStore } from './glass-store.ts';
import type { NewReason, ReasonStore } from './reason-store.ts';
import type { WallStore } from './wall-store.ts';

/** A section as it is on disk. `tail` holds the updates since the snapshot, oldest first; every byte is what the document emitted. */
export interface StoredSection {
  readonly epoch: number;
  readonly seq: number;
  readonly snapshot: Uint8Array | null;
  readonly stateVector: Uint8Array | null;
  readonly tail: readonly Uint8Array[];
  /** Author ids of this epoch with their people. */
  readonly authors: ReadonlyMap<number, PersonId>;
  /** Author ids of earlier epochs: nobody writes under them any more. */
  readonly retired: ReadonlySet<number>;
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
  /** The set of edits that this one belongs to, kept in the same transaction. */
  readonly changeset?: ChangesetId | undefined;
}

export interface CompactEntry { readonly doc: DocName; readonly epoch: number; readonly upto: number; readonly snapshot: Uint8Array; readonly stateVector: Uint8Array }

/**
 * A section written anew under the next epoch: `snapshot` takes the place of snapshot and tail, sequence numbers go on, every author id so far is
 * retired and `authors` are the new ones. `fence` unless the section is at `epoch` and `seq`.
 */
export interface RewriteEntry {
  readonly doc: DocName;
  readonly epoch: number;
  readonly seq: number;
  readonly snapshot: Uint8Array;
  readonly stateVector: Uint8Array;
  readonly authors: ReadonlyMap<number, PersonId>;
  readonly at: number;
  /** Present where values were taken out for good: sequence numbers go on by one, and the history of these keys is emptied (`subject-history.ts`). */
  readonly forget?: readonly string[] | undefined;
}

/** Where a section is on disk. */
export interface Head { readonly epoch: number; readonly seq: number }
/** A section of a batch that another node has written to meanwhile, and where it is now: of the batch's entries for it none is kept. */
export interface Behind extends Head { readonly doc: DocName }

/** What came to a section after an update: each of them in order, with the author ids of the whole epoch; or the whole section, where a snapshot has swallowed some of them or the epoch is over. */
export type Since =
  | { readonly kind: 'updates'; readonly updates: readonly Uint8Array[]; readonly authors: ReadonlyMap<number, PersonId> }
  | { readonly kind: 'whole'; readonly stored: StoredSection | null };

/** The update log. One call of `commit` is one durable transaction: when it resolves, the bytes are on disk. */
export interface SectionLog {
  /** Null when nothing was ever written to the section. `broken`: it is in quarantine until it is restored; the other sections are not concerned. */
  load(doc: DocName): Promise<StoredSection | null>;
  /** Answers which sections have moved on; the entries of all others are on disk. Where one process is the only writer none ever has: there an entry that does not follow is `fence`, and nothing of the batch is kept. */
  commit(entries: readonly CommitEntry[], at: number): Promise<readonly Behind[]>;
  since(doc: DocName, epoch: number, seq: number): Promise<Since>;
  /** One question for many, answered in their order; null where nothing was ever written. */
  heads(docs: readonly DocName[]): Promise<readonly (Head | null)[]>;
  /** Replaces snapshot and tail up to `upto`; refuses when the section moved to another epoch or an equal or newer snapshot is there. */
  compact(entries: readonly CompactEntry[]): Promise<void>;
  rewrite(entry: RewriteEntry): Promise<void>;
  /** Sections of an archive that hold anything, with their newest sequence number. */
  sections(archive: ArchiveId): Promise<readonly { readonly section: string; readonly seq: number }[]>;
}

/** One key of one committed edit: JSON texts, null for what is not there. `id` stays the same for ever. */
export interface StoredChange {
  readonly id: string;
  readonly archive: ArchiveId;
  readonly section: string;
  readonly seq: number;
  readonly person: PersonId;
  readonly at: number;
  readonly key: string;
  readonly old: string | null;
  readonly new: string | null;
}

/** Stands among the sections of a history for the archive's own row: there `seq` counts its changes, keys are its entries (`owner`), values texts as they were. */
export const OWN_ROW = 'archive';

export interface HistoryQuery {
  readonly archive: ArchiveId;
  /** Nothing of another section is answered; `OWN_ROW` among them: the archive's own row too. */
  readonly sections: readonly string[];
  /** Sections of which the coming and going of files is answered too. Default: of none. */
  readonly files?: readonly string[];
  /** Sections of which it is answered too who had masked numbers shown. Default: of none. */
  readonly reveals?: readonly string[];
  /** `next` of the page before, or `<milliseconds>.0.0.0` for what is older than that moment; null: the newest. */
  readonly before: string | null;
  /** Milliseconds, exclusive; null: from the beginning. */
  readonly after: number | null;
  /** Also the beginning of keys: `rows/methods` and `rows/methods/x1`, with the texts of these rows. */
  readonly key: string | null;
  readonly person: PersonId | null;
  readonly limit: number;
}

/** Who changed what and when, as it was committed with each edit; and when a person last looked at an archive. Rights are the caller's. */
export interface HistoryStore {
  /** Newest first. */
  page(query: HistoryQuery): Promise<{ readonly items: readonly StoredChange[]; readonly next: string | null }>;
  change(id: string): Promise<StoredChange | null>;
  /** Moments of the last changes of these values or rows (`rows/methods/x1`), in milliseconds since 1970. */
  dates(archive: ArchiveId, section: string, keys: readonly string[]): Promise<Readonly<Record<string, number>>>;
  seen(person: PersonId, archive: ArchiveId): Promise<number | null>;
  putSeen(person: PersonId, archive: ArchiveId, at: number): Promise<void>;
}

export type StoredArchive = Omit<ArchiveRow, 'owner' | 'keeper' | 'coOwners'> & ArchiveRights & { readonly keeper: PersonId | null; readonly revision: number };
export type ArchiveChange = Partial<Pick<StoredArchive, 'kind' | 'code' | 'packs' | 'keeper' | 'owner' | 'coOwners' | 'deputies' | 'department' | 'confidentiality' | 'state' | 'reviewedAt' | 'keys'>>;

/** The archives' own rows. A key or id that is taken throws `ConflictError`. */
export interface ArchiveStore {
  resolve(ref: ArchiveRef): Promise<ArchiveId | null>;
  get(id: ArchiveId): Promise<StoredArchive | null>;
  /** The row and its grants in one question: what a decision about rights needs. */
  withGrants(id: ArchiveId): Promise<{ readonly archive: StoredArchive; readonly grants: readonly Grant[] } | null>;
  /** `changeset`: the set that the archive came with. */
  create(archive: Omit<StoredArchive, 'revision'>, by: PersonId, changeset?: ChangesetId): Promise<void>;
  /** Many with the first edits of their sections, all or nothing. */
  bring(archives: readonly Omit<StoredArchive, 'revision'>[], by: PersonId, entries: readonly CommitEntry[], at: number, changeset?: ChangesetId): Promise<void>;
  /** The archive that has this code. */
  withCode(code: string): Promise<ArchiveId | null>;
  change(id: ArchiveId, change: ArchiveChange, by: PersonId, at: string, changeset?: ChangesetId, why?: NewReason): Promise<StoredArchive>;
  /** Takes back an archive, or with null every one, into which nothing was ever written: its creation was cut off before its name was on disk. Words about its classes go with it. Answers what was taken back. `before`: ISO 8601; only what was opened until then, for another server may be about to write into what is newer. */
  discardEmpty(id: ArchiveId | null, before?: string): Promise<readonly ArchiveId[]>;
  /** All ids in order, for bulk work: at most `limit` after `after`. */
  list(after: ArchiveId | null, limit: number): Promise<readonly ArchiveId[]>;
  /** All whose owner is this person. */
  ownedBy(person: PersonId): Promise<readonly ArchiveId[]>;
}

/** People, departments, grants and settings: small enough to be read whole at start. */
export interface DirectoryStore {
  people(): Promise<readonly Person[]>;
  /** `act`, here and below: who does it, for the chain of what was done. Missing: the server by itself; a setting is then its own note, which is not written down. */
  putPerson(person: Person, act?: Act): Promise<void>;
  /** Ids that people had before, with the one that they have now. */
  aliases(): Promise<readonly { readonly alias: PersonId; readonly person: PersonId }[]>;
  /** Gives a person another id, in one transaction: the row becomes `person`, whatever confers a right follows, the old id stays as an alias. Answers the archives concerned. What was done under the old id stays written so. */
  renamePerson(from: PersonId, person: Person, act?: Act): Promise<readonly ArchiveId[]>;
  departments(): Promise<readonly Department[]>;
  /** All in one transaction. */
  putDepartments(departments: readonly Department[], act?: Act): Promise<void>;
  deleteDepartment(id: DepartmentId, act?: Act): Promise<void>;
  /** How many archives and grants name a department. */
  departmentUse(id: DepartmentId): Promise<{ readonly archives: number; readonly grants: number }>;
  grants(archive: ArchiveId): Promise<readonly Grant[]>;
  grant(id: GrantId): Promise<Grant | null>;
  putGrant(grant: Grant, act?: Act): Promise<void>;
  deleteGrant(id: GrantId, act?: Act): Promise<Grant | null>;
  policy(): Promise<Policy | null>;
  putPolicy(policy: Policy, act?: Act): Promise<void>;
  /** Other settings of the workspace by name, JSON; null: not set. */
  setting(name: string): Promise<unknown>;
  putSetting(name: string, value: unknown, act?: Act): Promise<void>;
}

/** What the issuer said of the person at the last look, mapped; what is missing the directory decides. */
export interface SessionClaims { readonly name?: string | undefined; readonly email?: string | undefined; readonly department?: DepartmentId | null | undefined; readonly roles?: readonly Role[] | undefined }
/** A sign-in on one browser. Moments in milliseconds since 1970. */
export interface StoredSession {
  /** SHA-256 of the secret in its cookie: names it in tokens and rows. */
  readonly id: string;
  readonly person: PersonId;
  readonly claims: SessionClaims;
  readonly created: number;
  /** When the issuer was last asked about the person. */
  readonly checked: number;
  readonly ends: number;
  /** What the browser calls itself, cut short; null: it said nothing, or began before this was kept. */
  readonly agent?: string | null;
}
export interface TokensEnd { readonly person: PersonId; readonly at: number }

/** Sessions of the server's own pages: read whole at start. */
export interface SessionStore {
  sessions(): Promise<readonly StoredSession[]>;
  put(session: StoredSession): Promise<void>;
  drop(ids: readonly string[], act?: Act): Promise<void>;
  tokensEnds(): Promise<readonly TokensEnd[]>;
  /** What was issued to the person until `at` does not count; an earlier moment changes nothing. */
  endTokens(person: PersonId, at: number, act?: Act): Promise<void>;
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
export type OverviewData = Omit<Extract<Digest, { revision: number }>, 'id' | 'name' | 'kind' | 'department' | 'owner' | 'coOwners' | 'level' | 'revision' | 'keys' | 'code' | 'state' | 'trade' | 'classes' | 'due' | 'filesAt' | 'tradeAt' | 'completeness' | 'stage'> & {
  /** What is filled and what is stale, section by section; absent until it was counted for the first time. */
  readonly shares?: StoredShares;
  readonly due: readonly { readonly kind: 'appointment'; readonly date: string; readonly text: string; readonly person: PersonId | null }[];
};

/** By document the values that the register has of it, as JSON by the names of `model/register/keys.ts`; documents that are left out stay as they are. */
export type CellTexts = Readonly<Record<string, string>>;
/** What the search finds: by the name who knows of the archive, by the rest who reads profile and people. */
export interface SearchWords { readonly name: string; readonly texts: readonly string[] }

/** Counted for a kind with its packs; with another one it is counted anew. */
export interface StoredShares {
  readonly of: string;
  readonly sections: Shares;
  /** Somebody was in contact with the customer. */
  readonly contacts: boolean;
  /** How much there is to do, for lists: what must be there and is not, and the part of the rest that is empty. Of profile and people alone, which whoever is told of it may read. */
  readonly lacking: number;
}

export interface ListQuery {
  readonly person: Person;
  readonly policy: Policy;
  /** Departments that the person manages. */
  readonly manages: readonly DepartmentId[];
  /** The person's own department and all above it. */
  readonly within: readonly DepartmentId[];
  readonly now: string;
  readonly text: string;
  readonly filters: Readonly<Record<string, readonly string[]>>;
  /** `created`: in the order in which they came, always ascending. */
  readonly sort: 'name' | 'updated' | 'sum' | 'last' | 'missing' | 'created';
  readonly descending: boolean;
  readonly limit: number;
  readonly cursor: string | null;
  /** How names are ordered. Default: `en`. */
  readonly locale?: Locale;
}

/** One row that an import brought: it identifies a thing for ever by `(source, table, externalId)`. */
export interface ImportedRow { readonly source: string; readonly table: string; readonly externalId: string; readonly target: string; /** Values as last imported, JSON by value key. */ readonly values: Readonly<Record<string, unknown>> }

/** A row of the overviews with what the search and the register have of it. */
export interface OverviewWrite { readonly overview: Omit<StoredOverview, 'revision'>; readonly searchTexts: readonly string[]; readonly cells: CellTexts }

/** How rows of trade are put. */
export interface PutTransactions {
  /** Counts what would happen and keeps nothing. Default: false. */
  readonly dryRun?: boolean;
  /** A row that another archive has is a `conflict` (`field` `externalId`), so that who may write one archive takes nothing from another. Default: false, the row moves. */
  readonly stay?: boolean;
  /** The stored cost of a known row stays, for who may not see it. Default: false. */
  readonly keepCost?: boolean;
  /** A known row of another kind is a `conflict` as one of another archive is: who writes may not see it. Default: any. */
  readonly kinds?: readonly TransactionKind[];
  /** The import that brings them: what was there before is kept, so that it can be undone. */
  readonly job?: string;
  /** Who records it by hand: kept with a new row, and with what a known one was before. */
  readonly recorded?: Recorded;
}
/** An order as an import brings it. */
export type BroughtOrder = Pick<Transaction, 'id' | 'source' | 'externalId' | 'kind' | 'date' | 'amount' | 'currency' | 'channel' | 'orderRef' | 'lines'> & { readonly archive: ArchiveId };
/** What is written down of the rows of one file. `data`: JSON that the import alone reads; null: there is no more to say than where the row came from. */
export interface OrderNotes { readonly job: string; readonly file: string; readonly rows: readonly { readonly row: number; readonly line: number; readonly data: string | null }[] }
export interface Recorded { readonly by: PersonId; readonly at: number }

/** What is to be paid is worked out as of `today`; `terms` null: nothing was agreed in general, or it may not be seen. */
export interface AccountQuery { readonly today: string; readonly terms: Settlement | null }
export interface TransactionsQuery {
  readonly limit: number;
  /** `next` of the page before. */
  readonly before: string | null;
  readonly year: number | null;
  /** Default: all. */
  readonly kinds?: readonly TransactionKind[];
  readonly from?: string | null;
  readonly to?: string | null;
  /** Words that order, channel, number, tracking, amount or items hold, all of them. */
  readonly text?: string;
  readonly account?: AccountQuery;
  /** Only sales of which something is to be paid; needs `account`. */
  readonly open?: 'open' | 'overdue' | null;
  /** Also sums over all that was found, and the account of the whole archive. */
  readonly totals?: boolean;
}
/** `receivable`: of a sale that an account is kept of; `days`: overdue. */
export type StoredTransaction = Transaction & { readonly recorded?: Recorded; readonly receivable?: { readonly open: string; readonly due: string | null; readonly days: number } };
/** `sum`: purchases less returns. Cost and profit of the rows that have a cost. */
export interface LedgerTotal { readonly currency: string; readonly count: number; readonly sum: string; readonly purchases: string; readonly returns: string; readonly collected: string; readonly cost?: string; readonly profit?: string }
/** What the customer owes in one currency, and for how many days the oldest of it is overdue. */
export interface AccountTotal { readonly currency: string; readonly open: string; readonly overdue: string; readonly oldestDays: number; readonly sales: number }
export interface TransactionsAnswer { readonly items: readonly StoredTransaction[]; readonly next: string | null; readonly years: readonly number[]; readonly totals?: readonly LedgerTotal[]; readonly account?: readonly AccountTotal[] }
export interface TransactionDetail {
  readonly item: StoredTransaction;
  /** What else has its order number, oldest first. */
  readonly order: readonly StoredTransaction[];
  readonly reversedBy: string | null;
  /** Newest first: the row as it was before each. */
  readonly changes: readonly (Recorded & { readonly before: Transaction })[];
}

/** Transactions, classes, overviews and search. */
export interface FactsStore {
  overview(id: ArchiveId): Promise<StoredOverview | null>;
  overviews(ids: readonly ArchiveId[]): Promise<readonly StoredOverview[]>;
  /** Of each archive the edits that its row was projected from; null where it has no row. */
  projected(ids: readonly ArchiveId[]): Promise<readonly (StoredOverview['projected'] | null)[]>;
  putOverview(overview: Omit<StoredOverview, 'revision'>, searchTexts: readonly string[], cells?: CellTexts): Promise<number>;
  /** Many at once, in slices: for an import. */
  putOverviews(rows: readonly OverviewWrite[]): Promise<void>;
  /** The counts alone, with what register and search have of it, without a new revision or time: that somebody wrote into a closed section is no part of a digest. Nothing where there is no row. */
  putShares(id: ArchiveId, shares: StoredShares, projected: StoredOverview['projected'], cells?: CellTexts, words?: SearchWords): Promise<void>;
  /** What the register has of some documents, alone. Nothing where there is no row. */
  putCells(id: ArchiveId, cells: CellTexts): Promise<void>;
  /** Only what the person may know of (`rights-masks.ts`), searched by name or code only where the level is `exists`. Each archive comes with its digest, as JSON, by the people as given. */
  list(query: ListQuery, people: KnownPeople): Promise<PageAnswer>;
  /** The same for any question to the register: filters, orders, groups and columns by the right of each key's section. */
  page(query: CellsQuery, people: KnownPeople): Promise<PageAnswer>;
  /** How far another policy reaches, compared with the one that each of them asks by. */
  policyReach(askers: readonly Asker[], after: Policy): Promise<PolicyReach>;
  /** Newest first. */
  transactions(archive: ArchiveId, query: TransactionsQuery): Promise<TransactionsAnswer>;
  transaction(archive: ArchiveId, id: string, account: AccountQuery): Promise<TransactionDetail | null>;
  /** `(source, externalId)` decides: created, changed or unchanged, in the order given; the id of a known row stays. A dry run answers the same and stores nothing. */
  putTransactions(rows: readonly (Transaction & { readonly archive: ArchiveId })[], options?: PutTransactions): Promise<readonly ('created' | 'updated' | 'unchanged')[]>;
  /** The same for the orders of an import; what is written down of each comes in the same transaction as the row. */
  bringOrders(rows: readonly BroughtOrder[], notes: OrderNotes): Promise<readonly ('created' | 'updated' | 'unchanged')[]>;
  totals(ids: readonly ArchiveId[]): Promise<ReadonlyMap<ArchiveId, TradeTotals>>;
  /** Purchases less returns of each archive by stretch of days, both ends included, in minor units of the workspace's currency. */
  volumes(ids: readonly ArchiveId[], spans: readonly (readonly [from: string, to: string])[]): Promise<readonly (readonly number[])[]>;
  classes(ids: readonly ArchiveId[]): Promise<ReadonlyMap<ArchiveId, Partial<Record<SchemeKey, ClassResult>>>>;
  /** The same without reasons, for many badges at once. */
  faces(ids: readonly ArchiveId[]): Promise<ReadonlyMap<ArchiveId, Partial<Record<SchemeKey, ClassFace>>>>;
  /** Classifies the whole population and stores the result; answers the archives whose result changed. A dry run stores nothing and answers the result. */
  classify(job: ClassifyJob, hear?: (news: ClassifyNews) => void): Promise<ClassifyAnswer>;
  importedRow(source: string, table: string, externalId: string): Promise<ImportedRow | null>;
  putImportedRows(rows: readonly ImportedRow[]): Promise<void>;
  /** The rows that stand for these archives: what comes again is new. */
  forgetImported(archives: readonly ArchiveId[]): Promise<void>;
  putJob(job: JobView): Promise<void>;
  job(id: string): Promise<JobView | null>;
}

export interface ClassifyJob {
  /** Whose counts are answered, and which is tried in a dry run; null: nobody asked. All schemes are computed anyway. */
  readonly scheme: SchemeKey | null;
  readonly settings: AllSettings;
  readonly referenceDate: string | null;
  readonly now: string;
  /** The day where the workspace is: classes begin with it, and words about them end. Default: that of `now` in UTC. */
  readonly today?: string;
  readonly currency: string;
  readonly dryRun: boolean;
  /** A class that stands under a section's right is counted and named only of archives whose section this person reads; left out: of none. */
  readonly asker?: Asker;
  /** Only those whose figures or values changed, against the limits found last. Default: everybody. */
  readonly live?: boolean;
  /** Of a live run: who is classified even while very many others are due, who wait for the look at everybody. */
  readonly archives?: readonly ArchiveId[];
}
/** Told while a run goes on: a page of archives with another class or mark, or how much of a step is done. */
export interface ClassifyNews {
  readonly changed?: readonly ArchiveId[];
  readonly step?: 'figures' | 'population' | 'customers';
  /** From 0 to 1. */
  readonly share?: number;
}
export interface ClassifyAnswer {
  readonly scheme: SchemeKey | null;
  readonly referenceDate: string | null;
  readonly counts: Readonly<Record<string, number>>;
  /** How many have another class, or another mark; who, is told while the run goes on. */
  readonly changed: number;
  /** After a live run: figures of the population are others now, so that limits may be, or many wait for the look at everybody. */
  readonly pending?: boolean;
  /** Of a dry run: classes as they are, how many would move, and some of them. `moving` also of a run for somebody who asked for a class of a section: of those who changed whose section they read. */
  readonly before?: Readonly<Record<string, number>>;
  readonly moving?: number;
  readonly moved?: readonly { readonly id: ArchiveId; readonly from: string | null; readonly to: string | null }[];
  readonly results?: readonly ({ readonly id: ArchiveId } & Pick<ClassResult, 'value' | 'mark'>)[];
}

/** A backup that is complete on disk. `at` is when it began: everything acknowledged before is in it. */
export interface BackupReport extends Manifest {
  readonly name: string;
  readonly path: string;
  /** Sections that are in quarantine, with the reason, and hashes of files that are lost. */
  readonly brokenSections: Readonly<Record<string, string>>;
  readonly missingFiles: readonly string[];
}

/** What somebody said about a value or row. `section` is the right it has; `text` null: taken back or removed, by `removedBy`. Moments in milliseconds. */
export interface StoredComment {
  readonly id: string;
  readonly archive: ArchiveId;
  readonly section: SectionKey;
  /** Value key or `table/rowId`; empty: the section as a whole. */
  readonly record: string;
  readonly by: PersonId;
  readonly at: number;
  /** Mentions stand in it as ids, see `model/comments.ts`. */
  readonly text: string | null;
  readonly edited: number | null;
  readonly removed: number | null;
  readonly removedBy: PersonId | null;
}
export interface StoredMention { readonly comment: StoredComment; readonly read: number | null; readonly at: number }
interface Place { readonly at: number; readonly id: string }
export interface CommentsQuery { readonly archive: ArchiveId; readonly section: SectionKey; readonly record: string; readonly before: Place | null; readonly limit: number }
export interface MentionsQuery { readonly person: PersonId; readonly unread: boolean; readonly before: Place | null; readonly limit: number }
export type CommentChange =
  | { readonly kind: 'edit'; readonly text: string; readonly mentions: readonly PersonId[]; readonly at: number }
  | { readonly kind: 'remove'; readonly by: PersonId; readonly at: number };

/** A field that the workspace has added: who did and when, and who changed it last. Moments in milliseconds since 1970. */
export interface StoredField { readonly field: OwnField; readonly position: number; readonly revision: number; readonly by: PersonId; readonly at: number; readonly changedBy: PersonId; readonly changed: number }
export interface StoredCatalogue { readonly fields: readonly StoredField[]; readonly lists: readonly OwnList[] }
/** What becomes of the catalogue, all of it or nothing; what is left out stays. `dictionaries`: the changes of all lists. */
export interface CatalogueWrite {
  readonly by: PersonId;
  readonly at: number;
  readonly fields?: readonly Pick<StoredField, 'field' | 'position' | 'revision'>[];
  readonly lists?: readonly OwnList[];
  readonly dictionaries?: DictionaryChanges;
}
/** What a workspace made of the catalogue; each change is written down with who made it. */
export interface CatalogueStore {
  read(): Promise<StoredCatalogue>;
  write(change: CatalogueWrite): Promise<void>;
}

/** Comments and mentions. Rights are the caller's. */
export interface CommentStore {
  /** Newest first. */
  page(query: CommentsQuery): Promise<readonly StoredComment[]>;
  get(id: string): Promise<StoredComment | null>;
  /** Of a whole archive, oldest first, without what was removed. */
  of(archive: ArchiveId): Promise<readonly StoredComment[]>;
  /** The same id by the same person once more answers what is there; anybody else's is a `conflict`. */
  put(comment: Omit<StoredComment, 'edited' | 'removed' | 'removedBy'>, mentions: readonly PersonId[]): Promise<StoredComment>;
  /** What is removed is gone from disk; nobody is mentioned in it any more. */
  change(id: string, change: CommentChange): Promise<StoredComment>;
  /** Of a section: how many each record has, without what was removed. */
  counts(archive: ArchiveId, section: SectionKey): Promise<readonly { readonly record: string; readonly count: number }[]>;
  /** Of each archive by section a number that rises with every change. */
  changed(archives: readonly ArchiveId[]): Promise<readonly Readonly<Partial<Record<SectionKey, number>>>[]>;
  isMentioned(archive: ArchiveId, section: SectionKey, record: string, person: PersonId): Promise<boolean>;
  /** Newest first. */
  mentions(query: MentionsQuery): Promise<readonly StoredMention[]>;
  read(person: PersonId, comments: readonly string[], at: number): Promise<void>;
}

export interface Storage {
  readonly log: SectionLog;
  readonly history: HistoryStore;
  readonly comments: CommentStore;
  readonly audit: AuditStore;
  readonly handovers: HandoverStore;
  readonly corrections: CorrectionStore;
  readonly reveals: RevealStore;
  /** Looking for a person in everything, and erasing. */
  readonly subjects: SubjectStore;
  /** What left the register. */
  readonly exports: ExportStore;
  readonly views: ViewStore;
  readonly events: EventStore;
  readonly keys: KeyStore;
  readonly webhooks: WebhookStore;
  readonly repeats: RepeatStore;
  readonly catalogue: CatalogueStore;
  readonly duplicates: DuplicateStore;
  readonly cleaning: CleaningStore;
  readonly merges: MergeStore;
  readonly reminders: ReminderStore;
  readonly notices: NoticeStore;
  readonly walls: WallStore;
  readonly reasons: ReasonStore;
  readonly glass: GlassStore;
  readonly policies: PolicyStore;
  readonly accessRequests: AccessRequestStore;
  readonly personal: PersonalStore;
  readonly standing: StandingStore;
  readonly overrides: OverrideStore;
  readonly rates: RateStore;
  readonly changesets: ChangesetStore;
  readonly analyses: AnalysisStore;
  readonly imports: ImportStore;
  readonly archives: ArchiveStore;
  readonly directory: DirectoryStore;
  readonly sessions: SessionStore;
  readonly facts: FactsStore;
  readonly files: FileStore;
  /** Of each archive the sections that hold anything, with their newest sequence number: `log.sections` for many. */
  newest(archives: readonly ArchiveId[]): Promise<readonly (readonly { readonly section: string; readonly seq: number }[])[]>;
  /** Sections that cannot be read, with the reason: what is known of them at the start. */
  damaged(): Promise<readonly { readonly doc: string; readonly reason: string }[]>;
  /** A backup of everything while edits go on, complete on disk and read back when it resolves. `progress` in bytes. Cut off when the storage is closed. */
  backup(into: string, progress?: (done: number, total: number) => void, by?: BackupBy): Promise<BackupReport & { readonly verified: Verified }>;
  /** Reads back a backup that nobody has read yet; what that shows is in its manifest. */
  verifyBackup(backup: string, progress?: (done: number, total: number) => void): Promise<Verified>;
  /** Resolves when every thread has answered; rejects when one has ended. */
  alive(): Promise<void>;
  close(): Promise<void>;
}

export interface StoredFile { readonly id: string; readonly archive: ArchiveId; readonly section: string; readonly kind: string; readonly name: string; readonly type: string; readonly size: number; readonly sha256: string; readonly validUntil: string | null; readonly by: PersonId; readonly at: string }
/** What may be changed of a file; its bytes and its section never are. */
export type FileChange = Partial<Pick<StoredFile, 'name' | 'kind' | 'validUntil'>>;
/** Files of an archive: rows in `archive.db`, bytes in the data folder under their hash. That a file came, changed or went is written down with it, by whom and when. */
export interface FileStore {
  list(archive: ArchiveId): Promise<readonly StoredFile[]>;
  get(id: string): Promise<StoredFile | null>;
  /** `type`: what the file is, by its first bytes; default what the row says. */
  put(file: Omit<StoredFile, 'size' | 'sha256'>, bytes: AsyncIterable<Uint8Array>, limit: number, type?: (head: Uint8Array) => string): Promise<StoredFile>;
  /** Null: it is not there any more. */
  change(id: string, change: FileChange, by: PersonId, at: string): Promise<StoredFile | null>;
  /** Row and, unless another file has the same, bytes. False: it is not there any more. */
  remove(id: string, by: PersonId, at: string): Promise<boolean>;
  /** All of it, its hash compared; or a part, both ends included. */
  read(file: StoredFile, range?: { readonly from: number; readonly to: number }): AsyncIterable<Uint8Array>;
  /** The first bytes. */
  head(file: StoredFile, length: number): Promise<Uint8Array>;
  /** Frees bytes that no row names. */
  sweep(): Promise<void>;
  readonly uploads: UploadStore;
}

/** A file of which `size` bytes are to come until `ends`, in milliseconds since 1970; its id becomes the file's. */
export interface StoredUpload extends Omit<StoredFile, 'sha256'> { readonly ends: number }
export type UploadState = StoredUpload & { /** Bytes that are on disk. */ readonly offset: number };
/** Files that come in pieces and outlive a restart. */
export interface UploadStore {
  begin(upload: StoredUpload): Promise<void>;
  all(): readonly UploadState[];
  get(id: string): UploadState | null;
  /** Ends the request that writes now; what came of it is kept. */
  interrupt(id: string): Promise<void>;
  /** Answers how many bytes are on disk. `conflict`: another offset, or somebody writes already; `too-large`: more than was announced. `still` is asked now and then whether to go on, and throws. */
  append(id: string, offset: number, source: ReadableStream<Uint8Array>, still: () => Promise<void>): Promise<number>;
  /** Everything is there: the upload becomes a file. */
  finish(id: string, type: (head: Uint8Array) => string): Promise<StoredFile>;
  drop(id: string): Promise<void>;
}

/**
 * `conflict`: a key or id is taken (`field` says which) · `missing`: what should change is not there · `full`: no room on the disk ·
 * `locked`: another process has the folder · `version`: a newer Dossier wrote the folder, or SQLite is too old · `too-large` · `fence`: the
 * section is not where the caller thinks it is · `broken`: bytes on disk are not what was written · `away`: the database of the nodes does not answer, which passes · `closed`: the storage was closed.
 */
export class StorageError extends Error {
  readonly code: 'conflict' | 'missing' | 'full' | 'locked' | 'version' | 'too-large' | 'fence' | 'broken' | 'away' | 'closed';
  readonly field: string | undefined;
  constructor(code: StorageError['code'], message: string, field?: string) {
    super(message);
    this.code = code;
    this.field = field;
  }
}
export type { ImportReport, ExternalKey };
