/** Fields, row tables and dictionaries, found by key: the tables resolved once at load. Views in one language are made in `view.ts`. */
import { isSectionKey, SECTION_KEYS } from '../sections.ts';
import type { SectionKey } from '../sections.ts';
import { DICTIONARY_ROWS } from './dictionaries/all.ts';
import { FIELD_ROWS } from './fields/all.ts';
import { ADDRESSES, columnKey, placeOf } from './place.ts';
import { ADDRESS_COLUMNS } from './row.ts';
import type { FieldRow } from './row.ts';
import type { Column, Dictionary, Field, FieldHome } from './types.ts';

const rowByKey: ReadonlyMap<string, FieldRow> = new Map(FIELD_ROWS.map((row) => [row.key, row]));

/** A column that is a field of its own takes everything from that field, so nothing is written twice. */
function columnOf(entry: Column | string): Column {
  if (typeof entry !== 'string') return entry;
  const row = rowByKey.get(entry);
  if (!row) throw new Error(`the catalogue has no field ${entry} for a column`);
  const { kind, label, min, max, unit, mask, precision, yearOptional, longTermAllowed, valueKind, ref, check, after } = row;
  return dropUndefined({ key: columnKey(entry), kind, dictionary: row.dictionary ?? null, label, field: entry, min, max, unit, mask, precision, yearOptional, longTermAllowed, valueKind, ref, check, after });
}

const dropUndefined = <T extends object>(value: T): T => Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;

/** Every field, in the order of the domain catalogue, `F-001` first. */
export const FIELDS: readonly Field[] = Object.freeze(
  FIELD_ROWS.map(({ columns, ...row }) => (columns ? { ...row, columns: columns.map(columnOf) } : row)).sort((a, b) => (a.id < b.id ? -1 : 1)),
);

const byKey: ReadonlyMap<string, Field> = new Map(FIELDS.map((field) => [field.key, field]));
const byDictionary: ReadonlyMap<string, Dictionary> = new Map(DICTIONARY_ROWS.map((dictionary) => [dictionary.id, dictionary]));

export const DICTIONARIES: readonly Dictionary[] = DICTIONARY_ROWS;

export const fieldByKey = (key: string): Field | undefined => byKey.get(key);

/** The stored field behind a key: itself, or what it is a view of. */
export function storedField(key: string): Field | undefined {
  const field = byKey.get(key);
  return field?.aliasOf === undefined ? field : byKey.get(field.aliasOf);
}

/** Where the value of a key lives; an alias lives where its stored field does. */
export const homeOf = (key: string): FieldHome | undefined => storedField(key)?.home;

/** Fields that are stored in a section, without views and without columns of row tables. */
export const fieldsOf = (section: SectionKey): readonly Field[] => FIELDS.filter((field) => field.home === section && field.aliasOf === undefined && field.scope === 'field');

export const dictionaryOf = (id: string): Dictionary | undefined => byDictionary.get(id);
/** One option, `undefined` when the dictionary or the option is not there. */
export const optionOf = (id: string, key: string): Dictionary['options'][number] | undefined => byDictionary.get(id)?.options.find((option) => option.key === key);

/** A row table of one home. `addresses` is in two: an address field's rows lie in the section of that field. */
export interface Table {
  readonly table: string;
  readonly home: FieldHome;
  /** Field that heads the table; `addresses` has none. */
  readonly heading: string | null;
  readonly columns: readonly Column[];
  /** Values of the column `use` of `addresses` in this section. */
  readonly uses?: readonly string[];
}

function tableOf(field: Field): Table | undefined {
  const place = placeOf(field);
  if (field.aliasOf !== undefined) return undefined;
  if (place.kind === 'list') {
    return { table: place.table, home: field.home, heading: field.key, columns: [dropUndefined({ key: 'value', kind: place.item, dictionary: field.dictionary ?? null, label: field.label, min: field.min, max: field.max, mask: field.mask, check: field.check })] };
  }
  return field.scope !== 'row' && field.columns && field.table !== undefined ? { table: field.table, home: field.home, heading: field.key, columns: field.columns } : undefined;
}

function addressTables(): Table[] {
  return SECTION_KEYS.flatMap((home) => {
    const uses = fieldsOf(home).map(placeOf).flatMap((place) => (place.kind === 'address' ? [place.use] : []));
    return uses.length === 0 ? [] : [{ table: ADDRESSES, home, heading: null, columns: ADDRESS_COLUMNS, uses }];
  });
}

/** Row tables that these fields head. */
export const tablesIn = (fields: readonly Field[]): readonly Table[] => fields.flatMap((field) => tableOf(field) ?? []);

const TABLES: readonly Table[] = Object.freeze([...tablesIn(FIELDS), ...addressTables()]);

/** Every row table: headed by a field, a list (column `value`) or `addresses`; also those of `trade`, `stays` and processes, which lie in database rows. */
export const tables = (): readonly Table[] => TABLES;
export const tablesOf = (section: SectionKey): readonly Table[] => TABLES.filter((table) => table.home === section && isSectionKey(table.home));

/** Stored keys of the key ten of an individual customer, item 1 first. */
export const KEY_TEN: readonly string[] = Object.freeze(
  FIELDS.filter((field) => field.keyItem !== undefined).sort((a, b) => (a.keyItem ?? 0) - (b.keyItem ?? 0)).map((field) => field.aliasOf ?? field.key),
);
