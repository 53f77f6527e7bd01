/** The JSON that the REST interface and the components exchange (DESIGN 7). The server's schemas are held equal to these types by the compiler. */
import type { Shape } from './classification/shape.ts';
import type { ArchiveId, DepartmentId, ExternalKey, PersonId } from './ids.ts';
import type { Labels } from './labels.ts';
import type { ArchiveState, CalendarDate, ClassResult, Decimal, Digest, Moment, PersonRef, SchemeKey } from './overview.ts';
import type { Because, Deputy, Level, Role } from './rights.ts';
import type { Clearance, SectionKey } from './sections.ts';

export interface ApiErrorBody { readonly error: { readonly code: string; readonly message: string; readonly field?: string; readonly problems?: readonly { readonly field: string; readonly code: string; readonly message: string }[] } }

export interface Me {
  readonly id: PersonId;
  readonly name: string;
  readonly department: DepartmentId | null;
  readonly roles: readonly Role[];
  readonly clearances: readonly Clearance[];
  readonly can: { readonly create: boolean; readonly import: boolean; readonly export: boolean; readonly insight: boolean; readonly directory: boolean; /** The policy names me: I may open an archive in an emergency. */ readonly emergency: boolean };
  readonly workspace: { readonly timezone: string; readonly currency: string; readonly demo: boolean };
}

export interface SectionAccess { readonly section: SectionKey; readonly level: Level; readonly because: readonly Because[]; /** Years that hold contact records, newest first. */ readonly years?: readonly number[] }

/** The archive's own row: REST only, never in a document. */
export interface ArchiveRow {
  readonly id: ArchiveId;
  readonly keys: readonly ExternalKey[];
  readonly kind: string;
  readonly code: string | null;
  readonly packs: readonly string[];
  readonly keeper: PersonRef | null;
  readonly owner: PersonRef | null;
  readonly coOwners: readonly PersonRef[];
  readonly deputies: readonly Deputy[];
  readonly department: DepartmentId | null;
  readonly confidentiality: 'normal' | 'businessConfidential' | 'restricted';
  readonly state: ArchiveState;
  readonly openedAt: Moment;
  readonly reviewedAt: Moment | null;
}

/** `exists` gives the digest only; from `read` on any section the row as well. */
export interface ArchiveView {
  readonly id: ArchiveId; readonly level: Level; readonly row: ArchiveRow | null; readonly overview: Digest; readonly sections: readonly SectionAccess[];
  /** Present while nothing but a broken glass opens it: until when. */
  readonly glass?: { readonly until: string };
  /** Sections into which I may put values that I cannot read back. */
  readonly enter?: readonly SectionKey[];
  /** Sections that I read or fill, but on the server's own pages alone: the policy keeps them from the scripts of any other. */
  readonly ownPageOnly?: readonly SectionKey[];
}

export interface ArchiveListItem { readonly id: ArchiveId; readonly digest: Digest; /** For what one may only know of: nothing else is given. */ readonly matched?: string }
export interface ArchivePage { readonly items: readonly ArchiveListItem[]; readonly next: string | null; readonly total: number }

export interface CreateArchive { readonly id?: string; readonly keys?: readonly string[]; readonly template?: string; readonly kind?: string; readonly packs?: readonly string[]; readonly name: string; readonly code?: string; readonly department?: string; readonly fields?: Readonly<Record<string, Scalar | readonly Scalar[]>>; readonly contacts?: readonly { readonly kind: string; readonly value: string }[] }

export type Scalar = string | number | boolean | null;

/** A section without Yjs: `rows[table][rowId][field]`; `GET` adds `order` so that rows keep their place. */
export interface SectionValues {
  readonly fields: Readonly<Record<string, Scalar>>;
  readonly rows: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Scalar>>>>>>;
  readonly texts: Readonly<Record<string, string>>;
  readonly marks: Readonly<Record<string, Scalar>>;
}
/** `PATCH`: what is named changes; null deletes a field or mark; a row set to null is deleted, a new row is placed last. */
export interface SectionPatch {
  readonly fields?: Readonly<Record<string, Scalar>>;
  readonly rows?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Scalar>> | null>>>>;
  readonly texts?: Readonly<Record<string, string | null>>;
  readonly marks?: Readonly<Record<string, Scalar>>;
}

export type TransactionKind = 'sale' | 'return' | 'shipment' | 'collection' | 'stay' | 'consumption';
export interface Transaction {
  readonly id: string;
  readonly kind: TransactionKind;
  readonly date: CalendarDate;
  readonly amount: Decimal;
  readonly currency: string;
  readonly dueAt?: CalendarDate | null;
  readonly channel?: string | null;
  readonly orderRef?: string | null;
  readonly lines: readonly { readonly item: string; readonly quantity: Decimal; readonly price: Decimal; readonly discount?: Decimal }[];
  readonly source: string;
  readonly externalId: string;
  /** Shown under the right on `terms`. */
  readonly cost?: Decimal | null;
  /** Payment on invoice counts from here. */
  readonly invoicedAt?: CalendarDate | null;
  /** Number under which a shipment is followed. */
  readonly tracking?: string | null;
  /** Of a stay, under its own right. */
  readonly stay?: StayFacts | null;
  /** Id of the row that this one takes back. */
  readonly reverses?: string | null;
}
/** Reason and payment are option keys (D-65, D-60), the rate is a night's in the row's currency, the period `from/to`. */
export interface StayFacts { readonly reason?: string | null; readonly rate?: Decimal | null; readonly period?: string | null; readonly payment?: string | null }
interface Recorded { readonly by: PersonRef; readonly at: Moment }
/** A transaction as a ledger shows it. */
export interface TransactionView extends Transaction {
  /** Who recorded it by hand; an import left it out. */
  readonly recorded?: Recorded;
  /** Of a sale that an account is kept of: what is still to be paid (F-195), until when (F-196), for how many days it is overdue. */
  readonly receivable?: { readonly open: Decimal; readonly due: CalendarDate | null; readonly days: number };
}
export interface TransactionTotal { readonly currency: string; readonly count: number; /** Purchases less returns. */ readonly sum: Decimal; readonly purchases: Decimal; readonly returns: Decimal; readonly collected: Decimal; readonly cost?: Decimal; readonly profit?: Decimal }
export interface TransactionAccount { readonly currency: string; readonly open: Decimal; readonly overdue: Decimal; readonly oldestDays: number; readonly sales: number }
export interface TransactionDetail {
  readonly item: TransactionView;
  /** What else has its order number, oldest first. */
  readonly order: readonly TransactionView[];
  readonly reversedBy: string | null;
  readonly changes: readonly (Recorded & { readonly before: Transaction })[];
  /** This person may correct it: recorded by hand and not taken back. */
  readonly correctable: boolean;
  /** This person may take it back by a row of its own. */
  readonly reversible: boolean;
}

export interface JobView {
  readonly id: string;
  readonly kind: 'import';
  readonly state: 'queued' | 'running' | 'done' | 'failed';
  readonly done: number;
  readonly total: number | null;
  readonly report: ImportReport | null;
  readonly error: string | null;
  /** It `failed` because somebody stopped it; what was imported until then stays. */
  readonly cancelled?: boolean;
}

export type ImportOutcome = 'created' | 'updated' | 'unchanged' | 'repaired' | 'kept' | 'refused' | 'skipped';
/** One line for every row that was repaired, kept or refused, naming the file, the line and what was done. */
export interface ImportLine { readonly file: string; readonly line: number; readonly externalId: string | null; readonly outcome: 'repaired' | 'kept' | 'refused' | 'skipped'; readonly field: string | null; readonly code: string; readonly message: string }
export interface ImportReport {
  readonly source: string;
  readonly dryRun: boolean;
  readonly tables: readonly { readonly table: string; readonly file: string; readonly rows: number; readonly counts: Readonly<Partial<Record<ImportOutcome, number>>> }[];
  readonly lines: readonly ImportLine[];
  readonly ignoredColumns: readonly { readonly file: string; readonly column: string }[];
  /** Lines beyond the most that a report keeps; the counts of the tables include them. */
  readonly linesLeftOut?: number;
}

/** A colleague. Everyone signed in sees the first four; the rest is given to who keeps the directory. */
export interface PersonView {
  readonly id: PersonId;
  readonly name: string;
  readonly department: DepartmentId | null;
  readonly active: boolean;
  /** Asked for by an id that the person had before: the one that they have now. */
  readonly now?: PersonId;
  readonly email?: string | null;
  readonly roles?: readonly Role[];
  /** Roles withheld although a token claims them. */
  readonly withheld?: readonly Role[];
  readonly clearances?: readonly Clearance[];
  readonly reportsTo?: PersonId | null;
}
export interface DepartmentView { readonly id: DepartmentId; readonly name: string; readonly parent: DepartmentId | null; readonly managers: readonly PersonId[] }

export interface GrantView {
  readonly id: string;
  readonly archive: ArchiveId;
  readonly to: { readonly kind: 'person' | 'department' | 'role'; readonly id: string };
  readonly level: 'exists' | 'read' | 'write';
  /** Null: the internal sections. */
  readonly sections: readonly SectionKey[] | null;
  readonly from: Moment;
  readonly until: Moment | null;
  readonly reason: string;
  readonly requestedBy: PersonId;
  readonly approvedBy: PersonId;
}

/** What somebody said about a value or row. `text`: plain, with mentions as `@[id]`; null: removed. */
export interface CommentView {
  readonly id: string;
  /** Value key or `table/rowId`; empty: the section as a whole. */
  readonly record: string;
  readonly by: PersonRef;
  readonly at: Moment;
  readonly text: string | null;
  readonly mentions: readonly PersonRef[];
  readonly editedAt: Moment | null;
  readonly removedAt: Moment | null;
  readonly removedBy: PersonRef | null;
  readonly mine: boolean;
  /** Null: this person may not change it, or no longer. */
  readonly editableUntil: Moment | null;
  readonly removable: boolean;
}
/** Oldest first; `next` is the page before these. */
export interface CommentPage { readonly items: readonly CommentView[]; readonly next: string | null; readonly mayWrite: boolean }
export interface CommentCounts { readonly items: readonly { readonly record: string; readonly count: number }[] }
export interface MentionView { readonly archive: ArchiveId; readonly name: string; readonly section: SectionKey; readonly comment: CommentView; readonly at: Moment; readonly read: boolean }
/** `unread`: of all, up to 200. */
export interface MentionPage { readonly items: readonly MentionView[]; readonly next: string | null; readonly unread: number }

export interface TransactionPage { /** On the first page: sums of all that was found, by currency. */ readonly totals?: readonly TransactionTotal[]; /** On the first page: what the customer owes, whatever is filtered. */ readonly account?: readonly TransactionAccount[]; readonly items: readonly TransactionView[]; readonly next: string | null; /** Years that hold transactions, newest first. */ readonly years: readonly number[] }

/** A file that is coming in pieces; `file` when all of it is here. */
export interface UploadView { readonly id: string; readonly section: string; readonly kind: string; readonly name: string; readonly length: number; readonly offset: number; readonly ends: Moment; readonly file: FileView | null }
export interface FileView { readonly id: string; readonly section: string; readonly kind: string; readonly name: string; readonly type: string; readonly size: number; readonly validUntil: CalendarDate | null; readonly by: PersonRef; readonly at: Moment }

/** `GET /api/overviews`: what is missing and what may not be seen are both null. */
export interface Overviews { readonly digests: readonly { readonly ref: string; readonly digest: Digest | null }[] }

export interface ClassifyRun {
  readonly scheme: SchemeKey;
  readonly dryRun: boolean;
  /** Null: there are no transactions. */
  readonly referenceDate: CalendarDate | null;
  /** Customers by class, `-` for those without one; of a scheme under a section's right only those whose section the asker reads. */
  readonly counts: Readonly<Record<string, number>>;
  readonly changed: number;
  /** Of a dry run: customers by class as they are. */
  readonly before?: Readonly<Record<string, number>>;
  /** Of a dry run: who would get another class, as far as the asker may see it, 5,000 at most. */
  readonly moved?: readonly { readonly id: ArchiveId; readonly name: string; readonly from: string | null; readonly to: string | null }[];
  /** Archives that the asker may see, with a dry run only, 5,000 at most. */
  readonly results?: readonly { readonly id: ArchiveId; readonly value: string | null; readonly mark: string }[];
}

/** One setting of a scheme: what it may be, as shipped, and the words of its options where a list has them. */
export interface SettingView {
  readonly key: string;
  readonly shape: Shape;
  readonly shipped: unknown;
  readonly options: readonly { readonly key: string; readonly label: Labels | null }[];
}
export interface SettingVersion { readonly version: number; readonly setBy: PersonRef | null; readonly setAt: Moment | null; /** Why, in the words of who set it. */ readonly note: string | null; readonly settings: Readonly<Record<string, unknown>> }

/** One scheme with what is set in it; `settings` null: made by an analysis. */
export interface SchemeView {
  readonly key: SchemeKey;
  readonly id: string;
  readonly source: string | null;
  readonly name: Labels;
  readonly dictionary: string | null;
  readonly section: SectionKey | null;
  readonly kind: 'population' | 'trade' | 'fields';
  readonly values: readonly (string | null)[];
  /** By class, `-` for those without one. */
  readonly labels: Readonly<Record<string, Labels>>;
  readonly fields: readonly SettingView[];
  readonly settings: Readonly<Record<string, unknown>> | null;
  readonly version: number | null;
  readonly setBy: PersonRef | null;
  readonly setAt: Moment | null;
  /** Versions before, newest first. */
  readonly past: readonly SettingVersion[];
  readonly note: string | null;
  readonly maySet: boolean;
  /** May try settings dry. */
  readonly mayTry: boolean;
}
/** Without the schemes whose section the asker can read nowhere. `maySet`: some of them. */
/** Classes of one archive with their reasons, of which the asker may know. */
export interface ClassesView { readonly classes: Partial<Record<SchemeKey, ClassResult>> }

export interface SchemesView { readonly items: readonly SchemeView[]; readonly maySet: boolean; /** A run that looks at everybody. */ readonly running: ClassifyProgress | null }
/** Sums are made anew, everybody is put in order, or the schemes of one customer are found for all; `share` of this step from 0 to 1. */
export interface ClassifyProgress { readonly step: 'figures' | 'population' | 'customers'; readonly share: number; readonly since: string }

/** A stretch of a long text in an entry of the history, in reading order; a `same` that begins or ends with `…` is cut there. */
export interface HistoryText { readonly kind: 'same' | 'removed' | 'added'; readonly text: string; /** Present when the words were too many to keep: so many characters. */ readonly length?: number }

interface HistoryHead {
  /** Stays the same while further keystrokes join the entry. */
  readonly id: string;
  /** `profile`, `contacts-2026`, …, or `archive`: the archive's own row. */
  readonly section: string;
  /** Value key `fields/customer.name`, `text:org.businessScope`; of a row `rows/methods/x1`; of the own row its entry, `owner`. */
  readonly key: string;
  readonly by: PersonRef;
  /** Moment of its newest edit, and of its first. */
  readonly at: Moment;
  readonly from: Moment;
  readonly edits: number;
  /** This person may put back what was there before. */
  readonly restorable: boolean;
}
type Cells = Readonly<Record<string, Scalar>>;
/** One person's edits of one value or row within ten minutes, as long as nobody else changed it between. */
/** What the history tells of a file. */
export interface HistoryFile { readonly name: string; readonly kind: string; readonly size: number; readonly validUntil: CalendarDate | null }

export type HistoryItem =
  | (HistoryHead & { readonly kind: 'value'; readonly old: Scalar; readonly new: Scalar })
  | (HistoryHead & { readonly kind: 'text'; readonly parts: readonly HistoryText[] })
  /** Cells that changed, by column; `now`: the whole row as it is, null: gone. */
  | (HistoryHead & { readonly kind: 'row'; readonly what: 'added' | 'removed' | 'changed' | 'moved'; readonly old: Cells; readonly new: Cells; readonly now: Cells | null })
  /** A file that came (`old` null), was renamed or dated anew, or went (`new` null). Its key is `files/<id>`. */
  /** Somebody had a masked number shown; `key` is that of the value. */
  | (HistoryHead & { readonly kind: 'reveal' })
  | (HistoryHead & { readonly kind: 'file'; readonly old: HistoryFile | null; readonly new: HistoryFile | null })
  /** People and departments by name. */
  | (HistoryHead & { readonly kind: 'own'; readonly old: readonly string[]; readonly new: readonly string[] });

export interface HistoryPage {
  readonly items: readonly HistoryItem[];
  /** Give it as `before` for the page after this one. */
  readonly next: string | null;
  /** When this person last looked through the archive; null: never. */
  readonly seen: Moment | null;
  /** The server's time of this answer: with it the client says that this was seen. */
  readonly at: Moment;
}
/** What a refused restoring finds in place of the changed value: what is there now. */
export interface RestoreConflict extends ApiErrorBody { readonly now: Scalar | Cells }

/** A backup under way or in the folder. `at` is when it began: everything acknowledged before is in it. `done` and `total` in bytes. */
export interface BackupView {
  readonly id: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly at: Moment;
  readonly done: number;
  readonly total: number | null;
  /** Folder of the backup and where it lies on the server; null until it is there. */
  readonly name: string | null;
  readonly path: string | null;
  readonly version: string | null;
  readonly bytes: number;
  readonly files: number;
  readonly sections: number;
  /** Sections that were damaged and files that were lost when it was made. */
  readonly broken: number;
  readonly missing: number;
  readonly error: string | null;
  /** Who had it made: the schedule, a person, an upgrade. Only nightly ones are thrown away with time. */
  readonly by: 'nightly' | 'hand' | 'upgrade';
  /** What reading it back has shown; null: nobody has yet. `ok`: it can be restored. */
  readonly verified: { readonly at: Moment; readonly ok: boolean } | null;
}

/** An option list as an administrator keeps it: in all languages, with what is hidden. */
export interface DictionaryView {
  readonly id: string;
  readonly name: Labels;
  /** False: rules of the program name its options. */
  readonly editable: boolean;
  /** Added by an administrator. */
  readonly own: boolean;
  /** Counts the changes; whoever saves names the one they saw. */
  readonly revision: number;
  /** Names of the fields whose values come from it. */
  readonly fields: readonly Labels[];
  /** Days that its options may count; null: they count none. */
  readonly days: { readonly least: number; readonly most: number } | null;
  /** `shipped`: its words as delivered; null: an option of one's own. `days`: what reminders, classes or due dates reckon with, null: nothing; `shippedDays`: as delivered. */
  readonly options: readonly { readonly key: string; readonly label: Labels; readonly shipped: Labels | null; readonly hidden: boolean; readonly days: number | null; readonly shippedDays: number | null }[];
}
/** A list of the workspace's own. */
export interface NewDictionary { readonly name: Labels; readonly options: readonly { readonly label: Labels }[] }
/** All options in their order; one without a key is new. `name`: of a list of the workspace's own. `days`: of lists that count them; null: none, left out: as they are. */
export interface DictionaryWish { readonly revision: number; readonly name?: Labels | undefined; readonly options: readonly { readonly key?: string | undefined; readonly label: Labels; readonly hidden: boolean; readonly days?: number | null | undefined }[] }

/** A limit in effect. `unit` says what the number counts. */
export interface LimitView { readonly name: string; readonly value: number; readonly shipped: number; readonly unit: LimitUnit; readonly text: string }
export type LimitUnit = 'bytes' | 'milliseconds' | 'count' | 'hour';

/** A long piece of work since the server's start, without its lines: those may name customers. */
export interface JobSummary {
  readonly id: string;
  readonly kind: 'import' | 'backup' | 'export' | 'workbook';
  readonly state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly at: Moment;
  /** Null: nobody asked for it, or nobody knows any more. */
  readonly by: PersonRef | null;
  /** Rows, of a backup bytes, of exports and workbooks archives. */
  readonly done: number;
  readonly total: number | null;
  readonly dryRun: boolean;
  /** What became of the rows of an import that has ended. */
  readonly counts: Readonly<Partial<Record<ImportOutcome, number>>>;
  readonly error: string | null;
  readonly cancellable: boolean;
}

/** How one thing stands that lets an administrator sleep, in a sentence that tells what to do. */
export interface HealthCheck { readonly name: string; readonly state: 'ok' | 'warn' | 'fail'; readonly text: string }
/** `ok`: the server works. `state`: the worst of the checks; a check that fails is a matter for today, not yet a server that fails. `now` is the server's clock. */
export interface Health {
  readonly ok: boolean;
  readonly state: HealthCheck['state'];
  readonly version: string;
  readonly now: Moment;
  readonly checks: readonly HealthCheck[];
}
