/** One change of one archive: what is there, what it becomes, and the patch that makes it so. Pure; reading, rights and writing are `mass.ts`. */
import type { Scalar, SectionPatch, SectionValues } from '../../../model/api.ts';
import type { RowId } from '../../../model/ids.ts';
import type { MassKey, Which } from '../../../model/mass/keys.ts';
import type { CellValue } from '../../../model/register/query.ts';
import { refused } from './read.ts';
import type { Read } from './read.ts';

/** What a change wishes for one key, its values read. `put`: these and nothing else; empty clears. */
export type Wanted = { readonly kind: 'put'; readonly values: readonly Scalar[] } | { readonly kind: 'change'; readonly add: readonly Scalar[]; readonly remove: readonly Scalar[] };

/** `base` tells whether it is still what was looked at. */
export interface Standing { readonly value: CellValue; readonly base: string }

type Ordered = SectionValues & { readonly order?: Readonly<Record<string, readonly string[]>> };
interface Line { readonly id: string; readonly cells: Readonly<Record<string, Scalar>> }

function lines({ rows, order }: Ordered, table: string, which: Which | null): readonly Line[] {
  const there = rows[table] ?? {};
  return (order?.[table] ?? Object.keys(there)).flatMap((id) => {
    const cells = there[id];
    return cells !== undefined && (which === null || cells[which.column] === which.value) ? [{ id, cells }] : [];
  });
}
const isThere = (value: Scalar | undefined): value is Exclude<Scalar, null> => value !== undefined && value !== null && value !== '';
const valuesIn = (found: readonly Line[], column: string): readonly Exclude<Scalar, null>[] => [...new Set(found.map(({ cells }) => cells[column]).filter(isThere))];

/** The rows and the column of a place that lies in a table; null for others. */
function table({ place }: MassKey): { readonly table: string; readonly column: string; readonly which: Which | null } | null {
  if (place.kind === 'list') return { table: place.table, column: 'value', which: null };
  return place.kind === 'cell' ? place : null;
}

/** What stands under a key; of rows also which they are. `long`: the column is a text of its own. */
export function standing(key: MassKey, values: Ordered, long: boolean): Standing {
  const { place } = key;
  if (place.kind === 'value') { const value = values.fields[place.key] ?? null; return { value, base: JSON.stringify(value) }; }
  if (place.kind === 'text') { const value = values.texts[place.key] || null; return { value, base: JSON.stringify(value) }; }
  const at = table(key);
  if (at === null) return { value: null, base: '' };
  const found = lines(values, at.table, at.which).map((line) => (long ? { id: line.id, cells: { [at.column]: values.texts[`${at.table}/${line.id}/${at.column}`] || null } } : line));
  const all = valuesIn(found, at.column);
  return { value: key.several || all.length > 1 ? (all.length === 0 ? null : all) : (all[0] ?? null), base: JSON.stringify(found.map(({ id, cells }) => [id, cells[at.column] ?? null])) };
}

const same = (a: Scalar, b: Scalar): boolean => a === b;
const listOf = (value: CellValue): readonly Exclude<Scalar, null>[] => (value === null ? [] : Array.isArray(value) ? (value as readonly Exclude<Scalar, null>[]) : [value as Exclude<Scalar, null>]);

/** What a key would hold afterwards. */
export function becomes(key: MassKey, now: Standing, wanted: Wanted): Read<CellValue> {
  const there = listOf(now.value);
  if (wanted.kind === 'change') {
    const left = there.filter((each) => !wanted.remove.some((other) => same(each, other)));
    return { ok: true, value: orNull([...left, ...wanted.add.filter(isThere).filter((each) => !left.includes(each))]) };
  }
  const values = wanted.values.filter(isThere);
  if (key.place.kind === 'list' || (key.place.kind === 'own' && key.several)) return { ok: true, value: orNull([...new Set(values)]) };
  if (key.place.kind === 'cell' && rowsOf(now) > 1) {
    const isSame = there.length === values.length && values.every((each) => there.includes(each));
    return isSame ? { ok: true, value: now.value } : refused('several', `There are ${rowsOf(now)} rows with such a value; nobody can tell which is meant.`);
  }
  if (values.length > 1) return refused('several', 'Only one value can stand there.');
  if (key.place.kind === 'cell' && rowsOf(now) === 0 && key.place.which === null && values.length > 0) return refused('none', 'There is no row whose value could change; it is added in the archive.');
  const [value = null] = values;
  return { ok: true, value: key.several ? orNull(value === null ? [] : [value]) : value };
}
const rowsOf = ({ base }: Standing): number => (JSON.parse(base) as readonly unknown[]).length;
const orNull = (list: readonly Exclude<Scalar, null>[]): CellValue => (list.length === 0 ? null : list);

/** Lists without regard to their order. */
export const isSame = (a: CellValue, b: CellValue): boolean => {
  const [one, other] = [listOf(a), listOf(b)];
  return one.length === other.length && one.every((each) => other.includes(each));
};

/** The patch of one section from many changes; two that begin the same row share it. */
export class Patch {
  readonly fields: Record<string, Scalar> = {};
  readonly texts: Record<string, string | null> = {};
  readonly rows: Record<string, Record<string, Record<string, Scalar> | null>> = {};
  readonly #values: Ordered;
  readonly #rowId: () => RowId;
  readonly #begun = new Map<string, RowId>();

  constructor(values: Ordered, rowId: () => RowId) {
    this.#values = values;
    this.#rowId = rowId;
  }

  get patch(): SectionPatch {
    return { fields: this.fields, texts: this.texts, rows: this.rows };
  }

  add(key: MassKey, after: CellValue, long: boolean): void {
    const { place } = key;
    if (place.kind === 'value') this.fields[place.key] = after as Scalar;
    else if (place.kind === 'text') this.texts[place.key] = after === null ? null : String(after);
    else if (place.kind === 'list' || (place.kind === 'cell' && key.several)) this.#list(key, listOf(after));
    else if (place.kind === 'cell') this.#cell(place, after as Scalar, long);
  }

  #list(key: MassKey, wanted: readonly Exclude<Scalar, null>[]): void {
    const at = table(key);
    if (at === null) return;
    const rows = (this.rows[at.table] ??= {});
    const there = lines(this.#values, at.table, at.which);
    const missing = wanted.filter((value) => !there.some(({ cells }) => cells[at.column] === value));
    const gone = there.filter(({ cells }) => isThere(cells[at.column]) && !wanted.includes(cells[at.column] as Exclude<Scalar, null>));
    // one contact detail for another keeps its row, with its label and its place
    const [only] = gone;
    if (at.which !== null && only && gone.length === 1 && missing.length === 1) { rows[only.id] = { [at.column]: missing[0] as Scalar }; return; }
    for (const { id } of gone) rows[id] = null;
    for (const value of missing) rows[this.#rowId()] = { ...(at.which && { [at.which.column]: at.which.value }), [at.column]: value };
  }

  #cell({ table: name, column, which }: { readonly table: string; readonly column: string; readonly which: Which | null }, value: Scalar, long: boolean): void {
    const [line] = lines(this.#values, name, which);
    const rows = (this.rows[name] ??= {});
    const begun = `${name}@${which?.value ?? ''}`;
    const id = line?.id ?? this.#begun.get(begun) ?? this.#rowId();
    if (!line) {
      if (which === null) return;
      this.#begun.set(begun, id as RowId);
      rows[id] = { [which.column]: which.value, ...rows[id] };
    }
    if (long) this.texts[`${name}/${id}/${column}`] = value === null ? null : String(value);
    else rows[id] = { ...rows[id], [column]: value };
  }
}
