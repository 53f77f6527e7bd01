/** What an import is asked to do, and what it may do. */
import type { DuplicateWish, ImportChoice, ImportMapping } from '../../../model/import/api.ts';
import { parseDepartmentId, parseExternalKey, type DepartmentId } from '../../../model/ids.ts';
import { invalid } from '../errors.ts';

export interface ImportOptions {
  /** Names where the rows come from, `northwind`: a letter, then at most 31 letters, digits, `.`, `_` or `-`. With table and external id it identifies a row for ever. */
  readonly source: string;
  /** Department of new archives; null: `unassigned`. */
  readonly department: string | null;
  /** Reports what would happen and stores nothing. */
  readonly dryRun: boolean;
  /** Currency of amounts that name none: the workspace's. */
  readonly currency: string;
  readonly may: ImportRights;
  /** How columns are read; tables that it does not name are recognised by their names. Default: none. */
  readonly mapping?: ImportMapping | null;
  /** What becomes of rows that are new, and of rows that are there. Default: all are taken. */
  readonly choose?: ImportChoice;
  /** Whether new archives are compared with those that are there. Default: `tell` in a dry run, otherwise `off`, for it costs more than writing them. */
  readonly duplicates?: DuplicateWish;
}
export const EVERYTHING: ImportChoice = Object.freeze({ create: 'create', update: 'update' });
export const UNASSIGNED = 'unassigned' as DepartmentId;

/** What an import may write. Files beyond that are refused, and columns beyond that left out, by name. */
export interface ImportRights {
  /** Customers, suppliers, products and orders: a steward, or the command over the data folder. */
  readonly archives: boolean;
  /** Departments, and of people also roles, who is active and the ids of sign-ins: an administrator, or the command. Without it a file of people brings names, addresses, departments and superiors. */
  readonly directory: boolean;
}
export const WHOLE: ImportRights = Object.freeze({ archives: true, directory: true });

/** Throws a `Refusal` with every problem of the options. */
export function checkOptions({ source, department }: Pick<ImportOptions, 'source' | 'department'>): void {
  const problems = [
    ...(parseExternalKey(`${source}:1`)?.startsWith(`${source}:`) ? [] : [{ field: 'source', code: 'format', message: 'must begin with a small letter and have at most 32 of a–z, 0–9, “.”, “_” and “-”' }]),
    ...(department === null || parseDepartmentId(department) !== undefined ? [] : [{ field: 'department', code: 'format', message: 'must have 1 to 64 characters and no blanks at its ends' }]),
  ];
  if (problems.length > 0) throw invalid(problems);
}
