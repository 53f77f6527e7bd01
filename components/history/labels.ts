/** What an entry of the history is about, in the reader's words: section, field, column, and values as they are read elsewhere. */
import type { HistoryItem, Scalar } from '../../model/api.ts';
import type { CatalogueView } from '../../model/catalogue/types.ts';
import type { Language } from '../../model/labels.ts';
import { parseOverride } from '../../model/validation/warning.ts';
import { parseValueKey, type Mark } from '../../model/value-keys.ts';
import { fileLabel } from './file-entry.ts';
import { mergeWord } from './merge-words.ts';
import type { HistoryTexts } from './texts.ts';
import { optionText, shortValue, type ShortWords } from './values.ts';

type Fields = CatalogueView['fields'];
type Column = CatalogueView['addressColumns'][number];

export interface Wording {
  readonly catalogue: CatalogueView;
  readonly t: HistoryTexts;
  readonly language: Language;
  /** Names of colleagues and of the customer's people; ids as long as they are not here. */
  readonly nameOf: ShortWords['nameOf'];
}

/** Entries of the archive's own row that the catalogue knows as fields. */
const OWN_FIELDS: Readonly<Record<string, string>> = {
  kind: 'customer.kind', code: 'customer.customerCode', keeper: 'customer.archiveKeeper', owner: 'customer.owner', coOwners: 'customer.coOwners',
  department: 'customer.managingDepartment', confidentiality: 'customer.confidentiality', reviewedAt: 'customer.lastReviewedAt',
};

const words = ({ t, nameOf }: Wording): ShortWords => ({ yes: t.yes, no: t.no, longTerm: t.longTerm, nameOf });
const headOf = (fields: Fields, table: string) => fields.find((field) => (field.table ?? field.key) === table && field.scope === 'field');
const columnsOf = (catalogue: CatalogueView, table: string): readonly Column[] => (table === 'addresses' ? catalogue.addressColumns : (headOf(catalogue.fields, table)?.columns ?? []));

export function sectionLabel(section: string, { catalogue, t }: Pick<Wording, 'catalogue' | 't'>): string {
  if (section === 'archive') return t.own;
  const year = /^contacts-(\d{4})$/.exec(section)?.[1];
  const key = year === undefined ? section : 'contacts';
  const label = catalogue.sections.find((each) => each.key === key)?.label ?? key;
  return year === undefined ? label : `${label} ${year}`;
}

/** `Phone`, `Contact methods`, `Customer name, source`. */
export function entryLabel(item: HistoryItem, wording: Wording): string {
  const { catalogue, t } = wording;
  if (item.kind === 'own') {
    const own: Readonly<Record<string, string>> = { created: t.created, deputies: t.deputies, state: t.state, packs: t.packs, keys: t.keys };
    return own[item.key] ?? mergeWord(item.key, wording.language) ?? catalogue.fields.find(({ key }) => key === OWN_FIELDS[item.key])?.label ?? item.key;
  }
  if (item.kind === 'file') return fileLabel(item, wording);
  if (item.kind === 'row') {
    const [, table = '', row = ''] = item.key.split('/');
    if (table !== 'addresses') return headOf(catalogue.fields, table)?.label ?? table;
    const use = [item.new['use'], item.old['use'], item.now?.['use'], row].find((each) => typeof each === 'string');
    return useLabel(catalogue, String(use)) ?? t.address;
  }
  return keyLabel(item.key, wording);
}

/** Addresses lie in one table; which field a row is, its `use` tells. */
const useLabel = (catalogue: CatalogueView, use: string): string | undefined => catalogue.fields.find((field) => field.kind === 'address' && field.scope === 'field' && field.aliasOf === undefined && (field.use ?? field.key) === use)?.label;

function keyLabel(key: string, { catalogue, t }: Wording): string {
  const place = parseValueKey(key);
  switch (place?.kind) {
    case undefined: return key;
    case 'field': case 'text': return catalogue.fields.find((field) => field.key === place.key)?.label ?? place.key;
    case 'cell': case 'rowText': return [headOf(catalogue.fields, place.table)?.label, columnsOf(catalogue, place.table).find((each) => each.key === place.field)?.label ?? place.field].filter(Boolean).join(', ');
    case 'place': return headOf(catalogue.fields, place.table)?.label ?? place.table;
    case 'mark': return `${keyLabel(place.of, { catalogue, t } as Wording)}, ${t.marks[place.mark satisfies Mark]}`;
  }
}

/** The value of `fields/…` or of a mark as it is read in the form. */
export function valueText(key: string, value: Scalar, wording: Wording): string {
  const { catalogue, language } = wording;
  if (value === null) return '';
  const place = parseValueKey(key);
  const field = place?.kind === 'field' ? catalogue.fields.find((each) => each.key === place.key) : undefined;
  if (field !== undefined) return shortValue(field, value, language, catalogue, words(wording));
  if (place?.kind === 'mark') {
    const dictionary = { source: 'D-04', accuracy: 'D-46', channel: 'D-16', verifiedAt: null, override: null }[place.mark];
    if (dictionary !== null) return optionText(catalogue, dictionary, String(value));
    if (place.mark === 'override') return parseOverride(value)?.reason ?? String(value);
    if (place.mark === 'verifiedAt') return shortValue({ kind: 'date' }, value, language, catalogue, words(wording));
  }
  return typeof value === 'boolean' ? (value ? wording.t.yes : wording.t.no) : String(value);
}

/** Cells of a row with their labels, in the order of the catalogue. */
export function cellTexts(table: string, cells: Readonly<Record<string, Scalar>>, wording: Wording): readonly { readonly column: string; readonly label: string; readonly text: string }[] {
  const columns = columnsOf(wording.catalogue, table);
  const order = (column: string): number => {
    const at = columns.findIndex(({ key }) => key === column);
    return at < 0 ? columns.length : at;
  };
  // which address it is says the entry's label
  return Object.entries(cells).filter(([column]) => table !== 'addresses' || column !== 'use').sort(([a], [b]) => order(a) - order(b)).map(([column, value]) => {
    const found = columns.find(({ key }) => key === column) ?? singleColumn(wording.catalogue, table, column);
    return { column, label: found?.label ?? column, text: value === null ? '' : found ? shortValue(found, value, wording.language, wording.catalogue, words(wording)) : String(value) };
  });
}

/** A list's only column is the field itself. */
function singleColumn(catalogue: CatalogueView, table: string, column: string) {
  const field = column === 'value' ? catalogue.fields.find((each) => each.key === table) : undefined;
  return field && { ...field, kind: field.kind === 'enums' ? ('enum' as const) : field.kind === 'list' ? ('text' as const) : field.kind, label: '' };
}

/** The row in a few words, by which one knows it: its first values. */
export function rowName(table: string, cells: Readonly<Record<string, Scalar>> | null, wording: Wording): string {
  if (cells === null) return '';
  return cellTexts(table, cells, wording).filter(({ text }) => text !== '').slice(0, 2).map(({ text }) => text).join(' ');
}

export function ownText(key: string, values: readonly string[], { catalogue, t, language }: Wording): string {
  const field = catalogue.fields.find((each) => each.key === OWN_FIELDS[key]);
  const one = (value: string): string => {
    if (key === 'state') return t.states[value as keyof typeof t.states] ?? value;
    if (key === 'packs') return catalogue.packs.find((pack) => pack.key === value)?.label ?? value;
    if (key === 'kind' || key === 'confidentiality') return optionText(catalogue, field?.dictionary, value);
    if (key === 'reviewedAt') return shortValue({ kind: 'date' }, value.slice(0, 10), language, catalogue, { yes: '', no: '', longTerm: '', nameOf: (_, id) => id });
    return value;
  };
  return values.map(one).join(language.startsWith('zh') ? '、' : ', ');
}

/** The value key that a page may name by its field: `customer.name`, `fields/customer.name`, `rows/methods`. */
export function keyOfField(field: string, catalogue: CatalogueView): string {
  if (/^(fields|rows|marks)\/|^text:/.test(field)) return field;
  const found = catalogue.fields.find((each) => each.key === field);
  const home = found?.aliasOf === undefined ? found : (catalogue.fields.find((each) => each.key === found.aliasOf) ?? found);
  if (home === undefined) return `fields/${field}`;
  if (home.kind === 'longText') return `text:${home.key}`;
  if (home.kind === 'address') return `rows/addresses/${home.use ?? home.key}`;
  return home.kind === 'rows' || home.kind === 'list' || home.kind === 'enums' || home.multiple === true ? `rows/${home.table ?? home.key}` : `fields/${home.key}`;
}
