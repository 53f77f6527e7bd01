/** The JSON that the REST interface and the components exchange (DESIGN 7). The server's schemas are held equal to these types by the compiler. */
import type { ArchiveId, DepartmentId, ExternalKey, PersonId } from './ids.ts';
import type { ArchiveState, CalendarDate, Decimal, Digest, Moment, PersonRef } from './overview.ts';
import type { Because, Deputy, Level, Role } from './rights.ts';
import type { Clearance, SectionKey } from './sections.ts';

export interface ApiErrorBody { readonly error: { readonly code: string; readonly message: string; readonly field?: string; readonly problems?: readonly { readonly field: string; readonly code: string; readonly message: string }[] } }

export interface Me {
  readonly id: PersonId;
  readonly name: string;
  readonly department: DepartmentId | null;
  readonly roles: readonly Role[];
  readonly clearances: readonly Clearance[];
  readonly can: { readonly create: boolean; readonly import: boolean; readonly export: boolean; readonly insight: boolean; readonly directory: boolean };
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
export interface ArchiveView { readonly id: ArchiveId; readonly level: Level; readonly row: ArchiveRow | null; readonly overview: Digest; readonly sections: readonly SectionAccess[] }

export interface ArchiveListItem { readonly id: ArchiveId; readonly digest: Digest; /** For what one may only know of: nothing else is given. */ readonly matched?: string }
export interface ArchivePage { readonly items: readonly ArchiveListItem[]; readonly next: string | null; readonly total: number }

export interface CreateArchive { readonly id?: string; readonly keys?: readonly string[]; readonly kind: string; readonly packs?: readonly string[]; readonly name: string; readonly code?: string; readonly department?: string; readonly fields?: Readonly<Record<string, Scalar>>; readonly contacts?: readonly { readonly kind: string; readonly value: string }[] }

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
}

export interface JobView {
  readonly id: string;
  readonly kind: 'import';
  readonly state: 'queued' | 'running' | 'done' | 'failed';
  readonly done: number;
  readonly total: number | null;
  readonly report: ImportReport | null;
  readonly error: string | null;
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

export interface TransactionPage { readonly items: readonly Transaction[]; readonly next: string | null; /** Years that hold transactions, newest first. */ readonly years: readonly number[] }

export interface FileView { readonly id: string; readonly section: string; readonly kind: string; readonly name: string; readonly type: string; readonly size: number; readonly validUntil: CalendarDate | null; readonly by: PersonRef; readonly at: Moment }

/** `GET /api/overviews`: what is missing and what may not be seen are both null. */
export interface Overviews { readonly digests: readonly { readonly ref: string; readonly digest: Digest | null }[] }

export interface ClassifyRun {
  readonly scheme: 'abc' | 'rfm' | 'lifecycle';
  readonly dryRun: boolean;
  /** Null: there are no transactions. */
  readonly referenceDate: CalendarDate | null;
  /** Customers by class; `-` for those without a purchase in the window. */
  readonly counts: Readonly<Record<string, number>>;
  readonly changed: number;
  /** Archives that the asker may see, with a dry run only. */
  readonly results?: readonly { readonly id: ArchiveId; readonly value: string | null; readonly mark: string }[];
}
