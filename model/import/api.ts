/** What import routes and pages say to each other: uploads that were looked at, mappings, rows of a run. How a run works is the server's; reports of ended runs are in `../api.ts`. */
import type { ImportOutcome, JobView } from '../api.ts';
import type { Evidence } from '../duplicates/review-api.ts';
import type { ArchiveId } from '../ids.ts';

export type ImportFormat = 'csv' | 'xlsx' | 'vcard' | 'json';
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];
export const SEPARATORS = [',', ';', '\t', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];
export const IMPORT_TABLES = ['customers', 'suppliers', 'orders', 'order_lines', 'products', 'employees', 'departments'] as const;
export type ImportTable = (typeof IMPORT_TABLES)[number];

/** `confidence` from 0 to 1. `sample`: how the first texts with letters beyond ASCII look when read so. */
export interface EncodingGuess { readonly encoding: Encoding; readonly confidence: number; readonly sample: string }

/** What the values of a column look like, when nine of ten do. */
export type Looks = 'email' | 'phone' | 'url' | 'date' | 'money' | 'number' | 'residentId' | 'creditCode' | 'country' | 'postcode' | 'flag';

/** Why a target is proposed: the person's own mapping, the name of the field, another name for it, or what the values look like. */
export type Because = 'saved' | 'name' | 'synonym' | 'values' | 'none';

/** `target` is written as in `targets.ts`; null: the column is left out. */
export interface ColumnProposal {
  readonly index: number;
  readonly heading: string;
  readonly target: string | null;
  readonly confidence: number;
  readonly because: Because;
  readonly others: readonly { readonly target: string; readonly confidence: number }[];
  readonly looks: Looks | null;
  /** The first different values, at most five. */
  readonly sample: readonly string[];
  /** Values that a spreadsheet has destroyed, among those looked at. */
  readonly destroyed: number;
  /** The first of them, as the file has it. */
  readonly destroyedExample?: string;
  /** Of a column with options: its different texts, most frequent first, with the option that each becomes; null: none fits. */
  readonly options: readonly { readonly text: string; readonly count: number; readonly option: string | null }[] | null;
}

/** One table of a file: a CSV file has one, a workbook one a sheet. */
export interface TableLook {
  /** Of the sheet; empty where a file has one table only. */
  readonly name: string;
  readonly table: ImportTable | null;
  /** Line of the header, 1 for the first. */
  readonly headerLine: number;
  readonly columns: readonly ColumnProposal[];
  /** The first records behind the header, at most ten. */
  readonly sample: readonly (readonly string[])[];
  /** Why it cannot be imported as it is. */
  readonly problem: Problem | null;
}
export interface Problem { readonly code: string; readonly message: string }

export interface FileLook {
  readonly name: string;
  readonly bytes: number;
  readonly format: ImportFormat | null;
  readonly encoding: EncodingGuess | null;
  readonly otherEncodings: readonly EncodingGuess[];
  readonly separator: Separator | null;
  readonly tables: readonly TableLook[];
  readonly problem: Problem | null;
}
/** Files that were received and wait for a decision; they go after a day. */
export interface ImportUpload { readonly id: string; readonly until: string; readonly source: string; readonly saved: boolean; readonly files: readonly FileLook[] }

/** How one column of a table is read. `options`: text of a cell → option key; null: leave the cell out. */
export interface ColumnMapping { readonly heading: string; readonly target: string | null; readonly options?: Readonly<Record<string, string | null>> }
/** How one table is read: found again by file or sheet, else by its headings. */
export interface TableMapping {
  /** File name without its ending and digits, so that `customers-2026-11-22.csv` is found again; empty: any. */
  readonly file: string;
  readonly sheet?: string;
  readonly table: ImportTable;
  readonly headerLine?: number;
  readonly encoding?: Encoding;
  readonly separator?: Separator;
  readonly columns: readonly ColumnMapping[];
}
export interface ImportMapping { readonly tables: readonly TableMapping[] }
export interface SavedMapping { readonly source: string; readonly mapping: ImportMapping; readonly by: string; readonly at: string }

/** What becomes of rows that are new, and of rows that are there. Default: all of them are taken. */
export interface ImportChoice { readonly create: 'create' | 'skip'; readonly update: 'update' | 'skip' }

/** Whether rows that would become new archives are compared with those that are there. `tell`: they carry `likely`; `skip`: those with a likely one are left out; `off`: nothing is compared, which is much faster. */
export const DUPLICATE_WISHES = ['tell', 'skip', 'off'] as const;
/** In `POST /api/imports` as `duplicates`. Default: `tell` in a dry run, otherwise `off`. */
export type DuplicateWish = (typeof DUPLICATE_WISHES)[number];
/** An archive that is perhaps the same customer: `score` from 0 to 100, 50 or more, or the same code, telephone or e-mail. Only what the reader of the row may know of it. */
export interface LikelyArchive { readonly archive: ArchiveId; readonly name: string; readonly place: string | null; readonly score: number; readonly because: readonly Evidence[] }

/** State of a row: in a dry run what would become of it, afterwards what became of it. */
export const ROW_STATES = ['create', 'update', 'same', 'skip', 'refuse'] as const;
export type RowState = (typeof ROW_STATES)[number];

export interface RowDiff { readonly key: string; readonly section: string; readonly old: string | number | boolean | null; readonly new: string | number | boolean | null; /** It was changed in Dossier since the last import and stays. */ readonly kept?: true }
export interface ImportRowView {
  /** Rises in the order of the file; with the import it names the row. */
  readonly row: number;
  readonly file: string;
  readonly line: number;
  readonly externalId: string | null;
  readonly state: RowState;
  /** Null for a row that makes none, or would. */
  readonly archive: ArchiveId | null;
  readonly name: string | null;
  /** How the archive was found. */
  readonly match: 'import' | 'key' | 'code' | 'contact' | null;
  readonly changes: readonly RowDiff[];
  readonly notes: readonly { readonly outcome: 'repaired' | 'kept' | 'refused' | 'skipped'; readonly field: string | null; readonly code: string; readonly message: string }[];
  readonly raw?: RawRow;
  /** Of a row that makes an archive, or would, or was skipped for it; the most likely first. Missing: none, or nobody asked. */
  readonly likely?: readonly LikelyArchive[];
}
/** Of a refused row: its cells as they came, so that it can be mended and imported again. Told to who made the import, and to nobody else. */
export interface RawRow { readonly header: readonly string[]; readonly cells: readonly string[] }
export interface ImportRows { readonly items: readonly ImportRowView[]; readonly next: string | null; readonly total: number; readonly counts: Readonly<Partial<Record<RowState, number>>> }

/** A job with what it was asked to do. */
export interface ImportView extends JobView {
  readonly at: string;
  readonly by: string;
  readonly source: string;
  readonly dryRun: boolean;
  readonly files: readonly string[];
  readonly counts: Readonly<Partial<Record<ImportOutcome, number>>>;
  /** It was stopped or cut off, and its files are still there. */
  readonly resumable: boolean;
  readonly undoing: boolean;
  readonly undoable: boolean;
  readonly undone: ImportUndo | null;
}
/** `kept`: what people changed since the import, which stays. */
export interface ImportUndo { readonly at: string; readonly by: string; readonly removed: number; readonly restored: number; readonly kept: readonly { readonly archive: ArchiveId; readonly key: string | null; readonly reason: string }[]; readonly keptLeftOut: number }

/** A folder that is looked at every minute; what lies still in it is imported with the saved mapping of its source. */
export interface WatchedFolder { readonly folder: string; readonly source: string; readonly department: string | null; /** When to look, as `cron` writes it; default every minute. */ readonly schedule: string | null }
