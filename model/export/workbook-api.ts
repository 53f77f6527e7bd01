/** What `POST /api/workbooks` answers: what a workbook that came back would change, what colleagues changed meanwhile, and what cannot be. */
import type { Scalar } from '../api.ts';

export interface WorkbookValue { readonly value: Scalar; /** As a cell shows it. */ readonly text: string }
interface Place {
  /** Names this value in `choose`. */
  readonly key: string;
  readonly sheet: string;
  /** Row of the sheet. */
  readonly row: number;
  readonly column: string;
  readonly archive: string;
  readonly name: string;
}
export interface WorkbookChange extends Place { readonly base: WorkbookValue; readonly mine: WorkbookValue }
/** `theirs`: what is there now. */
export interface WorkbookConflict extends WorkbookChange { readonly theirs: WorkbookValue }
/** `column` null: the whole row or sheet. */
export interface WorkbookRefusal { readonly sheet: string; readonly row: number; readonly column: string | null; readonly archive: string | null; readonly code: RefusalCode; readonly message: string }
export type RefusalCode =
  | 'read-only' | 'unreadable-value' | 'invalid' | 'not-found' | 'forbidden' | 'removed' | 'unknown-row' | 'duplicate-row' | 'no-id' | 'destroyed';

export interface WorkbookReport {
  readonly id: string;
  /** ISO 8601: the file waits until then. */
  readonly until: string;
  /** `missing`: rows of the export that are not there any more; nothing is deleted by that. */
  readonly sheets: readonly { readonly name: string; readonly rows: number; readonly missing: number }[];
  readonly counts: { readonly changed: number; /** Already so, by somebody else. */ readonly same: number; readonly conflicts: number; readonly refused: number };
  /** At most `MOST_SHOWN` of each. */
  readonly changes: readonly WorkbookChange[];
  readonly conflicts: readonly WorkbookConflict[];
  readonly refused: readonly WorkbookRefusal[];
}
/** Writing goes on, or has ended. */
export interface WorkbookApplying { readonly id: string; readonly applying: { readonly state: 'running' | 'done' | 'failed'; /** Sections. */ readonly done: number; readonly total: number | null; readonly error: string | null } }
/** `theirs` is what was shown when the person chose: another by then stays a conflict. */
export interface WorkbookChoice { readonly key: string; readonly take: 'mine' | 'theirs'; readonly theirs?: Scalar }
export interface WorkbookDone extends WorkbookReport, WorkbookApplying { /** Null: nothing was written. */ readonly changeset: string | null; readonly written: number }
export const MOST_SHOWN = 1_000;
