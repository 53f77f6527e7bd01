/** What puts back a set's edits in one section, as one patch on top of what is there now; what others have changed since stays, and is named. Writing it is `set-undo.ts`. */
import type { Scalar, SectionPatch, SectionValues } from '../../../model/api.ts';
import type { StoredChange } from '../../storage/storage.ts';
import { entriesOf, isReversible } from '../history-entries.ts';
import type { Entry } from '../history-entries.ts';
import { RestoreConflictError } from '../history-restore.ts';
import type { HistoryRestorer } from '../history-restore.ts';

export interface SectionUndo {
  readonly patches: readonly SectionPatch[];
  /** Values, texts and rows that are put back, or were already. */
  readonly restored: number;
  /** Keys of what is another by now. */
  readonly kept: readonly string[];
}

/** `changes`: all that the set did in this section, newest first. */
export async function sectionUndo(restorer: Pick<HistoryRestorer, 'patch'>, changes: readonly StoredChange[], values: SectionValues, seq: number): Promise<SectionUndo> {
  const patches: SectionPatch[] = [];
  const kept: string[] = [];
  let restored = 0;
  // values before their marks: what a value that stays says of itself stays with it
  const entries = [...entriesOf(changes)].filter(isReversible).sort((a, b) => Number(isMark(a)) - Number(isMark(b)));
  for (const entry of entries) {
    if (isMark(entry) && kept.some((key) => speaksOf(entry.key, key))) continue;
    try {
      patches.push(await restorer.patch(entry, values, seq, false));
      restored++;
    } catch (error) {
      if (!(error instanceof RestoreConflictError)) throw error;
      if (isBack(entry, values)) restored++;
      else kept.push(entry.key);
    }
  }
  return { patches, restored, kept };
}

/** One patch of many; no two speak of the same value. */
export function together(patches: readonly SectionPatch[]): SectionPatch {
  const rows: Record<string, Record<string, Readonly<Record<string, Scalar>> | null>> = {};
  for (const { rows: own = {} } of patches) for (const [table, changed] of Object.entries(own)) rows[table] = { ...rows[table], ...changed };
  const all = <Part extends 'fields' | 'texts' | 'marks'>(part: Part): SectionPatch[Part] => Object.assign({}, ...patches.map((patch) => patch[part] ?? {})) as SectionPatch[Part];
  return { fields: all('fields'), rows, texts: all('texts'), marks: all('marks') };
}

const isMark = ({ key }: Entry): boolean => key.startsWith('marks/');
/** `marks/rows/methods/x1/value#source` speaks of `rows/methods/x1`. */
function speaksOf(mark: string, key: string): boolean {
  const of = mark.slice('marks/'.length).split('#')[0] as string;
  return of === key || of.startsWith(`${key}/`);
}

const json = (value: Scalar | undefined): string | null => (value === undefined || value === null ? null : JSON.stringify(value));

/** Somebody, or an undoing that was cut off, has put it back already. */
function isBack({ key, content }: Entry, values: SectionValues): boolean {
  if (content.kind === 'value') return json(key.startsWith('fields/') ? values.fields[key.slice(7)] : values.marks[key.slice(6)]) === content.old;
  if (content.kind !== 'row') return false;
  const now = values.rows[content.table]?.[content.row];
  if (content.what === 'added') return now === undefined;
  if (content.what === 'removed') return now !== undefined;
  return now !== undefined && [...content.cells].every(([column, { old }]) => json(now[column]) === old);
}
