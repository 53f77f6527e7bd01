/** What an entry of a merge is about, and its values, in the reader's words. */
import type { CatalogueView } from '../../model/catalogue/types.ts';
import type { Scalar } from '../../model/api.ts';
import type { MergeEntry } from '../../model/duplicates/review-api.ts';
import type { ReviewTexts } from './texts.ts';

type Catalogue = CatalogueView | null;
const fieldOf = (catalogue: Catalogue, key: string) => catalogue?.fields.find((field) => field.key === key);
const tableOf = (catalogue: Catalogue, table: string) => catalogue?.fields.find((field) => (field.table ?? field.key) === table && field.scope === 'field' && field.aliasOf === undefined);

export function entryLabel({ section, key }: Pick<MergeEntry, 'section' | 'key'>, catalogue: Catalogue, t: ReviewTexts): string {
  if (section === 'archive') return key === 'code' ? t.code : key === 'keeper' ? t.keeper : key;
  const name = key.replace(/^(fields\/|text:|rows\/)/, '');
  const table = name.split('/')[0] ?? name;
  if (key.startsWith('rows/') || name.includes('/')) return tableOf(catalogue, table)?.label ?? (table === 'addresses' ? t.facts.address : table);
  const label = fieldOf(catalogue, name)?.label ?? name;
  const year = /^contacts-(\d{4})$/.exec(section)?.[1];
  return year === undefined ? label : `${label} ${year}`;
}

export function valueText({ section, key, kind }: MergeEntry, value: Scalar, catalogue: Catalogue, t: ReviewTexts): string {
  if (value === null || value === '') return t.none;
  if (kind === 'list') return t.rows(Number(value));
  const dictionary = section === 'archive' ? undefined : fieldOf(catalogue, key.replace('fields/', ''))?.dictionary;
  return (dictionary === undefined ? undefined : catalogue?.dictionaries[dictionary]?.options.find((option) => option.key === value)?.label) ?? String(value);
}
