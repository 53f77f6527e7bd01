/** Decides between the file and what people wrote: a value that was edited in Dossier since the last import stays. Pure; the caller writes the patch. */
import type { Scalar, SectionPatch, SectionValues } from '../../../model/api.ts';
import { parseValueKey, rowKey } from '../../../model/value-keys.ts';

/** Values by value key: `fields/customer.name`, `rows/methods/x1/value`, `text:org.businessScope`. */
export type Values = Readonly<Record<string, Scalar>>;

export interface Kept { readonly key: string; readonly code: 'edited' | 'removed'; readonly mine: Scalar; readonly theirs: Scalar }
/** What the patch changes, value by value. */
export interface Diff { readonly key: string; readonly old: Scalar; readonly new: Scalar }
export interface Merge { readonly patch: SectionPatch; readonly changed: boolean; readonly kept: readonly Kept[]; readonly diffs: readonly Diff[] }

function current(values: SectionValues, key: string): Scalar {
  const parsed = parseValueKey(key);
  switch (parsed?.kind) {
    case 'field': return values.fields[parsed.key] ?? null;
    case 'cell': return values.rows[parsed.table]?.[parsed.row]?.[parsed.field] ?? null;
    case 'text': return values.texts[parsed.key] || null;
    default: throw new RangeError(`an import does not write ${key}`);
  }
}

const rowOf = (key: string): string | null => {
  const parsed = parseValueKey(key);
  return parsed?.kind === 'cell' ? `${parsed.table}/${parsed.row}` : null;
};

/**
 * `last`: as last imported (empty: never), `file`: as the file has it now, `now`: as the section is. A value that still is as last imported
 * follows the file; any other is kept. A row that somebody deleted stays deleted; a row that left the file goes unless it was edited.
 */
export function merge(last: Values, file: Values, now: SectionValues): Merge {
  const fields: Record<string, Scalar> = {};
  const texts: Record<string, string | null> = {};
  const rows: Record<string, Record<string, Record<string, Scalar> | null>> = {};
  const kept: Kept[] = [];
  const diffs: Diff[] = [];
  const settled = new Set<string>();
  const keys = [...new Set([...Object.keys(file), ...Object.keys(last)])];

  for (const key of keys) {
    const row = rowOf(key);
    if (row === null || settled.has(row)) continue;
    const [table = '', id = ''] = row.split('/');
    const present = now.rows[table]?.[id] !== undefined;
    const mine = keys.filter((each) => rowOf(each) === row);
    const inFile = mine.some((each) => file[each] !== undefined && file[each] !== null);
    const imported = mine.some((each) => last[each] !== undefined && last[each] !== null);
    if (present && inFile) continue;
    settled.add(row);
    if (inFile && !imported) {
      for (const each of mine) if ((file[each] ?? null) !== null) diffs.push({ key: each, old: null, new: file[each] ?? null });
      (rows[table] ??= {})[id] = Object.fromEntries(mine.filter((each) => (file[each] ?? null) !== null).map((each) => [each.slice(each.lastIndexOf('/') + 1), file[each] ?? null]));
    } else if (inFile) kept.push({ key: mine[0] ?? key, code: 'removed', mine: null, theirs: file[mine.find((each) => each === rowKey(table, id, 'value')) ?? mine[0] ?? key] ?? null });
    else if (present && mine.every((each) => current(now, each) === (last[each] ?? null))) {
      for (const each of mine) if (current(now, each) !== null) diffs.push({ key: each, old: current(now, each), new: null });
      (rows[table] ??= {})[id] = null;
    }
    else if (present) kept.push({ key: mine[0] ?? key, code: 'edited', mine: current(now, mine[0] ?? key), theirs: null });
  }

  for (const key of keys) {
    const row = rowOf(key);
    if (row !== null && settled.has(row)) continue;
    const theirs = file[key] ?? null;
    const mine = current(now, key);
    if (mine === theirs) continue;
    if (mine !== (last[key] ?? null)) {
      kept.push({ key, code: mine === null ? 'removed' : 'edited', mine, theirs });
      continue;
    }
    diffs.push({ key, old: mine, new: theirs });
    const parsed = parseValueKey(key);
    if (parsed?.kind === 'field') fields[parsed.key] = theirs;
    else if (parsed?.kind === 'text') texts[parsed.key] = theirs === null ? null : String(theirs);
    else if (parsed?.kind === 'cell') ((rows[parsed.table] ??= {})[parsed.row] ??= {})[parsed.field] = theirs;
  }
  const changed = [fields, texts, rows].some((part) => Object.keys(part).length > 0);
  return { patch: { fields, texts, rows }, changed, kept, diffs };
}
