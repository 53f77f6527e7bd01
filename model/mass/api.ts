/** What `POST /api/mass-updates` takes and answers: one change of many archives, or a block of cells, looked at before it is written. */
import type { CellValue } from '../register/query.ts';

/** `add` and `remove`: of a list, or of contact details of one kind. */
export type MassOp = 'set' | 'clear' | 'add' | 'remove';
/** `key`: of the register. Texts are read as people write them: options, people and departments by name, dates and amounts in any usual form. */
export interface MassSet { readonly key: string; readonly op: MassOp; readonly values?: readonly (string | number | boolean)[] }
/** `archive`: its id, an external key or its code. `text`: as it stood in the cell; empty clears. `base`: what the register showed there; another by now is a conflict. */
export interface MassCell { readonly archive: string; readonly key: string; readonly text: string; readonly base?: CellValue }

export interface MassShown { /** Of a masked number only its end. */ readonly value: CellValue; readonly text: string }
/**
 * `change`: it will be written · `written` · `refused` · `conflict`: somebody changed it since the preview, or since the register showed it; it was left as it is.
 */
export type MassRowState = 'change' | 'written' | 'refused' | 'conflict';
export const MASS_ROW_STATES = ['change', 'written', 'refused', 'conflict'] as const satisfies readonly MassRowState[];
/**
 * `not-found`: not there, or not for me to see · `forbidden`: I may read it, not write it · `unreadable`: the text means no such value · `invalid`: the value may not stand there ·
 * `several`: several values are there, nobody can tell which is meant · `none`: there is no row whose value could change · `read-only`: what is shown there is not written ·
 * `destroyed`: a spreadsheet has lost digits · `twice`: the cell comes twice, the first counts.
 */
export type MassRefusal = 'not-found' | 'forbidden' | 'unreadable' | 'invalid' | 'several' | 'none' | 'read-only' | 'destroyed' | 'twice';

export interface MassRow {
  /** Place in the preview. */
  readonly n: number;
  readonly archive: string;
  /** Empty where I may not know of it. */
  readonly name: string;
  readonly key: string;
  readonly state: MassRowState;
  readonly before: MassShown | null;
  readonly after: MassShown | null;
  /** Of a conflict what is there now. */
  readonly now?: MassShown;
  readonly code?: MassRefusal;
  readonly message?: string;
}

export type MassState = 'looking' | 'ready' | 'applying' | 'done' | 'failed' | 'cancelled';
export interface MassView {
  readonly id: string;
  readonly state: MassState;
  readonly title: string;
  /** ISO 8601: it is forgotten then; what was written stays. */
  readonly until: string;
  /** Archives looked at, then archives written. */
  readonly done: number;
  readonly total: number | null;
  readonly counts: MassCounts;
  /** Null: nothing was written. Undone by `POST /api/changesets/{changeset}/undo`. */
  readonly changeset: string | null;
  readonly error: string | null;
}
/** Of values, but for `archives`: those in which something changes or was changed. `same`: already so. */
export interface MassCounts { readonly archives: number; readonly change: number; readonly same: number; readonly refused: number; readonly conflict: number; readonly written: number }
export interface MassRows { readonly items: readonly MassRow[]; /** Place of the last one; null: that was all. */ readonly next: number | null; readonly total: number }

/** Biggest of each; more is refused by name. */
export const MASS_MOST = Object.freeze({ sets: 20, values: 100, ids: 20_000, cells: 10_000, text: 131_072, /** Values of one update. */ entries: 500_000, page: 200 });
