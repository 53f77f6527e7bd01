/** What a merge writes into one section of the winner, item by item with what was there before, so that it can be done, done again and undone. Pure: values in, patches out. */
import type { Scalar, SectionPatch } from '../../../model/api.ts';
import type { OrderedValues } from '../../../model/section-doc.ts';

type Cells = Readonly<Record<string, Scalar>>;
/** Marks by the value key and mark: `fields/customer.name#verifiedAt`. */
export interface ValueState { readonly value: Scalar; readonly marks: Cells }
/** Texts by column, marks as above. */
export interface RowState { readonly cells: Cells; readonly texts: Readonly<Record<string, string>>; readonly marks: Cells }
export type Item =
  | { readonly kind: 'field'; readonly key: string; readonly before: ValueState; readonly after: ValueState }
  | { readonly kind: 'text'; readonly key: string; readonly before: ValueState; readonly after: ValueState }
  | { readonly kind: 'row'; readonly table: string; readonly id: string; readonly before: RowState | null; readonly after: RowState | null };

const sorted = (value: unknown): unknown => (Array.isArray(value) ? value.map(sorted) : value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, sorted(each)])) : value);
export const alike = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

const marksOf = (values: OrderedValues, of: string): Cells => Object.fromEntries(Object.entries(values.marks).filter(([key]) => key.startsWith(`${of}#`)));
export const fieldState = (values: OrderedValues, key: string): ValueState => ({ value: values.fields[key] ?? null, marks: marksOf(values, `fields/${key}`) });
export const textState = (values: OrderedValues, key: string): ValueState => ({ value: values.texts[key] ?? null, marks: marksOf(values, `text:${key}`) });
export function rowState(values: OrderedValues, table: string, id: string): RowState | null {
  const cells = values.rows[table]?.[id];
  if (cells === undefined) return null;
  const start = `${table}/${id}/`;
  return {
    cells,
    texts: Object.fromEntries(Object.entries(values.texts).filter(([path]) => path.startsWith(start)).map(([path, text]) => [path.slice(start.length), text])),
    marks: Object.fromEntries(Object.entries(values.marks).filter(([key]) => key.startsWith(`rows/${start}`) || key.startsWith(`text:${start}`))),
  };
}

type State = ValueState | RowState | null;
export function stateOf(values: OrderedValues, item: Item): State {
  switch (item.kind) {
    case 'field': return fieldState(values, item.key);
    case 'text': return textState(values, item.key);
    case 'row': return rowState(values, item.table, item.id);
  }
}
export const keyOf = (item: Item): string => (item.kind === 'field' ? `fields/${item.key}` : item.kind === 'text' ? `text:${item.key}` : `rows/${item.table}/${item.id}`);

interface Draft { fields: Record<string, Scalar>; texts: Record<string, string | null>; marks: Record<string, Scalar>; rows: Record<string, Record<string, Record<string, Scalar> | null>> }
/** From one set of marks, cells or texts to another: null for what goes. */
const turn = <T extends Scalar>(from: Readonly<Record<string, T>>, to: Readonly<Record<string, T>>): Record<string, T | null> =>
  Object.fromEntries([...new Set([...Object.keys(from), ...Object.keys(to)])].map((key) => [key, to[key] ?? null]));

function put(draft: Draft, item: Item, from: State, to: State): void {
  switch (item.kind) {
    case 'field': case 'text': {
      const [now, next] = [from as ValueState, to as ValueState];
      if (item.kind === 'field') draft.fields[item.key] = next.value;
      else draft.texts[item.key] = next.value === null ? null : String(next.value);
      Object.assign(draft.marks, turn(now.marks, next.marks));
      return;
    }
    case 'row': {
      const [now, next] = [from as RowState | null, to as RowState | null];
      const table = (draft.rows[item.table] ??= {});
      if (next === null) {
        table[item.id] = null;
        return;
      }
      table[item.id] = now === null ? { ...next.cells } : turn(now.cells, next.cells);
      const texts = turn(now?.texts ?? {}, next.texts);
      for (const [column, text] of Object.entries(texts)) draft.texts[`${item.table}/${item.id}/${column}`] = text;
      Object.assign(draft.marks, turn(now?.marks ?? {}, next.marks));
    }
  }
}

/** Values, cells and marks of one patch: what is written at once must not keep others waiting. */
const MOST = 1_000;
const sizeOf = (item: Item): number => (item.kind === 'row' ? 2 + Object.keys(item.after?.cells ?? item.before?.cells ?? {}).length : 3);
/** An object counts such keys before all others, and a list must keep its order. */
const outOfOrder = (item: Item): boolean => item.kind === 'row' && /^\d+$/.test(item.id);

/** The next edit towards what the items want, and whether it is the last; null: everything is so already. */
export function nextPatch(items: readonly Item[], values: OrderedValues, direction: 'do' | 'undo'): SectionPatch | null {
  const draft: Draft = { fields: {}, texts: {}, marks: {}, rows: {} };
  let size = 0;
  for (const item of items) {
    const now = stateOf(values, item);
    const [from, to] = direction === 'do' ? [item.before, item.after] : [item.after, item.before];
    if (alike(now, to)) continue;
    // on the way back only what still is as the merge left it
    if (direction === 'undo' && !alike(now, from)) continue;
    if (size > 0 && (size + sizeOf(item) > MOST || outOfOrder(item))) break;
    put(draft, item, now, to);
    size += outOfOrder(item) ? MOST : sizeOf(item);
  }
  return size === 0 ? null : draft;
}

/** Items with `before` as it is at this moment: what somebody wrote between the reading and the writing comes back with the undoing. */
export const rebased = (items: readonly Item[], values: OrderedValues): readonly Item[] => items.map((item) => {
  const now = stateOf(values, item);
  return alike(now, item.after) || alike(now, item.before) ? item : ({ ...item, before: now } as Item);
});

/** Of a merge that is undone: what people have changed since, and rows that go back to the loser. */
export function changedSince(items: readonly Item[], values: OrderedValues): readonly { readonly key: string; readonly reason: 'changed' | 'gone' }[] {
  return items.flatMap((item) => {
    const now = stateOf(values, item);
    return alike(now, item.after) || alike(now, item.before) ? [] : [{ key: keyOf(item), reason: now === null ? 'gone' : 'changed' } as const];
  });
}
