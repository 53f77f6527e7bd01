/** What becomes of one section when two archives are one: entry by entry with its default, and the items that a choice leads to. Pure; reading, rights and writing are left to `merges.ts`. */
import type { Scalar } from '../../../model/api.ts';
import type { Choice, MergeEntry } from '../../../model/duplicates/review-api.ts';
import type { OrderedValues } from '../../../model/section-doc.ts';
import type { Schema } from '../../../model/validation/section-rules.ts';
import { alike, fieldState, rowState, textState } from './items.ts';
import type { Item, RowState, ValueState } from './items.ts';

export type Choices = Readonly<Record<string, Choice>>;
/** Ids of the loser's rows with the ids that they have in the winner. */
export type RowIds = Readonly<Record<string, string>>;
export const EMPTY: OrderedValues = Object.freeze({ fields: {}, rows: {}, texts: {}, marks: {}, order: {} });
/** A row of it is an address of one use, and there is one of each. */
const BY_USE = 'addresses';

type Ruled = Pick<Schema, 'checkValue' | 'keyAllowed'>;
export interface SectionPair { readonly section: string; readonly left: OrderedValues; readonly right: OrderedValues }

const rowsOf = (values: OrderedValues, table: string): readonly string[] => values.order[table] ?? Object.keys(values.rows[table] ?? {});
const verified = (marks: Readonly<Record<string, Scalar>>): string | null => {
  const [, at] = Object.entries(marks).find(([key]) => key.endsWith('#verifiedAt')) ?? [];
  return typeof at === 'string' ? at : null;
};
/** What tells two rows of contact details apart; of any other table all of the row does. */
function sign(table: string, { cells, texts }: RowState): string {
  const value = cells['value'];
  if (table === 'methods' && typeof value === 'string') {
    const digits = value.replace(/\D/g, '');
    return JSON.stringify([cells['kind'], digits.length >= 6 && !value.includes('@') ? digits.slice(-9) : value.trim().toLowerCase()]);
  }
  return JSON.stringify([Object.entries({ ...cells, ...texts }).filter(([, each]) => each !== null && each !== '').sort(([a], [b]) => (a < b ? -1 : 1))]);
}

/** A value of the loser that may not be written anywhere any more: a retired field, an option that is gone. */
const writable = ({ checkValue }: Ruled, section: string, key: string, value: Scalar): boolean => value === null || checkValue(section, key, value) === null;
function cleaned(schema: Ruled, section: string, table: string, id: string, row: RowState): RowState | null {
  if (schema.keyAllowed(section, `rows/${table}/${id}/.`) === null) return null;
  const cells = Object.fromEntries(Object.entries(row.cells).filter(([column, value]) => writable(schema, section, `rows/${table}/${id}/${column}`, value)));
  const texts = Object.fromEntries(Object.entries(row.texts).filter(([column, text]) => writable(schema, section, `text:${table}/${id}/${column}`, text)));
  const marks = Object.fromEntries(Object.entries(row.marks).filter(([key, value]) => writable(schema, section, `marks/${key}`, value)));
  return Object.keys(cells).length + Object.keys(texts).length === 0 && Object.keys(row.cells).length > 0 ? null : { cells, texts, marks };
}

/** Which of the loser's rows are rows of the winner already, and which need another id because theirs is taken. Once for all sections: one id may stand in several, and be named by others. */
export function rowIds(pairs: readonly SectionPair[], choices: Choices, fresh: () => string): RowIds {
  const taken = new Set(pairs.flatMap(({ left }) => Object.values(left.rows).flatMap((rows) => Object.keys(rows))));
  const ids: Record<string, string> = {};
  for (const { section, left, right } of pairs) {
    for (const table of Object.keys(right.rows)) {
      if ((choices[`${section}/rows/${table}`] ?? 'both') !== 'both') continue;
      const known = new Map(rowsOf(left, table).map((id) => [sign(table, rowState(left, table, id) as RowState), id]));
      const uses = new Map(table === BY_USE ? rowsOf(left, table).map((id) => [left.rows[table]?.[id]?.['use'], id]) : []);
      for (const id of rowsOf(right, table)) {
        const same = known.get(sign(table, rowState(right, table, id) as RowState)) ?? uses.get(right.rows[table]?.[id]?.['use']);
        if (same !== undefined && same !== id) ids[id] ??= same;
        else if (same !== undefined) ids[id] = id;
      }
    }
  }
  for (const { right } of pairs) for (const rows of Object.values(right.rows)) for (const id of Object.keys(rows)) if (ids[id] === undefined && taken.has(id)) ids[id] = fresh();
  return ids;
}

/** The loser's row as it is to stand in the winner: under its id there, and what it says of other rows with theirs. */
function moved(schema: Ruled, section: string, table: string, from: string, to: string, row: RowState, ids: RowIds): RowState {
  const cells = Object.fromEntries(Object.entries(row.cells).map(([column, value]) => {
    const rule = schema.keyAllowed(section, `rows/${table}/${from}/${column}`);
    return [column, names(rule) && typeof value === 'string' ? (ids[value] ?? value) : value];
  }));
  const marks = Object.fromEntries(Object.entries(row.marks).map(([key, value]) => [key.replace(`${table}/${from}/`, `${table}/${to}/`), value]));
  return { cells, texts: row.texts, marks };
}
/** The value is the id of a row. */
const names = (rule: ReturnType<Ruled['keyAllowed']>): boolean => rule !== null && (rule.kind === 'person' || ('ref' in rule && rule.ref !== undefined));

const shown = ({ cells, texts }: RowState): string => Object.entries({ ...cells, ...texts }).filter(([column, value]) => column !== 'kind' && column !== 'use' && typeof value !== 'boolean' && value !== null && value !== '').map(([, value]) => String(value)).join(', ').slice(0, 160);

/** Entries of one section in which there is something to decide or to take over. */
export function entriesOf({ section, left, right }: SectionPair, schema: Ruled): readonly MergeEntry[] {
  const entries: MergeEntry[] = [];
  const value = (key: string, kind: 'value' | 'text', mine: ValueState, theirs: ValueState): void => {
    if (theirs.value === null || mine.value === theirs.value || !writable(schema, section, key, theirs.value)) return;
    const [leftVerified, rightVerified] = [verified(mine.marks), verified(theirs.marks)];
    const newer = rightVerified !== null && (leftVerified === null || rightVerified > leftVerified);
    entries.push({ section, key, kind, left: mine.value, right: theirs.value, leftVerified, rightVerified, choice: mine.value === null || (kind === 'value' && newer) ? 'right' : 'left', choices: kind === 'text' && mine.value !== null ? ['left', 'right', 'both'] : ['left', 'right'] });
  };
  for (const key of Object.keys(right.fields)) value(`fields/${key}`, 'value', fieldState(left, key), fieldState(right, key));
  for (const path of Object.keys(right.texts)) if (!path.includes('/')) value(`text:${path}`, 'text', textState(left, path), textState(right, path));
  for (const table of Object.keys(right.rows)) {
    const states = (values: OrderedValues): readonly RowState[] => rowsOf(values, table).map((id) => rowState(values, table, id) as RowState);
    const [mine, theirs] = [states(left), states(right)];
    if (theirs.length === 0 || schema.keyAllowed(section, `rows/${table}/x/.`) === null) continue;
    const known = new Set(mine.map((row) => sign(table, row)));
    if (mine.length > 0 && theirs.every((row) => known.has(sign(table, row)))) continue;
    // of addresses there is one of each use: of those that both have one stays
    const uses = new Set(table === BY_USE ? mine.map(({ cells }) => cells['use']) : []);
    const adds = table !== BY_USE || mine.length === 0 || theirs.some(({ cells }) => !uses.has(cells['use'] ?? null));
    entries.push({ section, key: `rows/${table}`, kind: 'list', left: mine.length, right: theirs.length, leftRows: mine.slice(0, 20).map(shown), rightRows: theirs.slice(0, 20).map(shown), leftVerified: null, rightVerified: null, choice: adds ? 'both' : 'left', choices: mine.length === 0 ? ['left', 'both'] : adds ? ['left', 'right', 'both'] : ['left', 'right'] });
  }
  return entries;
}

/** What the catalogue takes no longer, by value key. */
export const leftOutOf = ({ section, right }: SectionPair, schema: Ruled): readonly string[] => [
  ...Object.entries(right.fields).filter(([key, value]) => !writable(schema, section, `fields/${key}`, value)).map(([key]) => `${section}/fields/${key}`),
  ...Object.keys(right.rows).filter((table) => schema.keyAllowed(section, `rows/${table}/x/.`) === null).map((table) => `${section}/rows/${table}`),
];

export function itemsOf(pair: SectionPair, choices: Choices, ids: RowIds, schema: Ruled): readonly Item[] {
  const { section, left, right } = pair;
  const items: Item[] = [];
  for (const entry of entriesOf(pair, schema)) {
    const wanted = choices[`${section}/${entry.key}`];
    const choice = wanted !== undefined && entry.choices.includes(wanted) ? wanted : entry.choice;
    if (choice === 'left') continue;
    if (entry.kind === 'list') {
      items.push(...listItems(pair, entry.key.slice('rows/'.length), choice, ids, schema));
      continue;
    }
    const key = entry.key.slice(entry.kind === 'text' ? 'text:'.length : 'fields/'.length);
    const [before, theirs] = entry.kind === 'text' ? [textState(left, key), textState(right, key)] : [fieldState(left, key), fieldState(right, key)];
    const rule = schema.keyAllowed(section, entry.key);
    const marks = Object.fromEntries(Object.entries(theirs.marks).filter(([mark, value]) => writable(schema, section, `marks/${mark}`, value)));
    const value = choice === 'both' ? `${String(before.value)}\n\n${String(theirs.value)}` : names(rule) && typeof theirs.value === 'string' ? (ids[theirs.value] ?? theirs.value) : theirs.value;
    // what was checked of one half is not checked of the whole
    const after: ValueState = { value, marks: choice === 'both' ? {} : marks };
    if (!alike(before, after)) items.push({ kind: entry.kind === 'text' ? 'text' : 'field', key, before, after });
  }
  return items;
}

function listItems({ section, left, right }: SectionPair, table: string, choice: Choice, ids: RowIds, schema: Ruled): readonly Item[] {
  const items: Item[] = [];
  if (choice === 'right') for (const id of rowsOf(left, table)) items.push({ kind: 'row', table, id, before: rowState(left, table, id), after: null });
  for (const from of rowsOf(right, table)) {
    const whole = cleaned(schema, section, table, from, rowState(right, table, from) as RowState);
    if (whole === null) continue;
    const to = ids[from] ?? from;
    const row = moved(schema, section, table, from, to, whole, ids);
    const before = rowState(left, table, to);
    if (before === null) items.push({ kind: 'row', table, id: to, before, after: row });
    else if (choice === 'both' && table !== BY_USE) {
      // the same row of both: what is empty in one is filled from the other
      const cells = { ...Object.fromEntries(Object.entries(row.cells).filter(([column]) => (before.cells[column] ?? null) === null)), ...before.cells };
      const isFilled = (key: string): boolean => { const column = key.replace(/#.*$/, '').split('/').at(-1) ?? ''; return (before.cells[column] ?? null) === null && before.texts[column] === undefined; };
      const after: RowState = { cells, texts: { ...row.texts, ...before.texts }, marks: { ...Object.fromEntries(Object.entries(row.marks).filter(([key]) => isFilled(key))), ...before.marks } };
      if (!alike(before, after) && !items.some((item) => item.kind === 'row' && item.id === to)) items.push({ kind: 'row', table, id: to, before, after });
    }
  }
  return items;
}
