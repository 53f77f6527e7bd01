/** What a person can filter, show, sort and group by: the keys of `model/register/keys.ts` with their words, made of the catalogue as a page has it. Which values come is the server's to say. */
import type { CatalogueView, FieldKind } from '../../../model/catalogue/types.ts';
import type { Language } from '../../../model/labels.ts';
import type { RegisterType } from '../../../model/register/keys.ts';
import { isSectionKey, SECTIONS } from '../../../model/sections.ts';
import type { Clearance } from '../../../model/sections.ts';
import { fold } from '../../internal/fold.ts';
import type { Strings } from '../../internal/strings/index.ts';
import { missingWord } from '../missing-words.ts';
import type { RegisterTexts } from '../texts.ts';

export interface Key {
  readonly key: string;
  readonly label: string;
  /** Where it belongs, to tell two of one name apart; empty: the archive itself. */
  readonly place: string;
  readonly type: RegisterType;
  readonly kind: FieldKind;
  readonly dictionary?: string;
  readonly unit?: string;
  readonly masked: boolean;
}
export type KeyTable = ReadonlyMap<string, Key>;

const TYPES: Readonly<Partial<Record<FieldKind, RegisterType>>> = {
  text: 'text', longText: 'text', phone: 'text', email: 'text', url: 'text', address: 'text', person: 'text', list: 'text', number: 'number', percent: 'number', money: 'money',
  date: 'date', month: 'date', dateRange: 'date', enum: 'option', enums: 'option', user: 'person', flag: 'flag',
};
/** Of each type a kind that is written like it. */
const KIND: Readonly<Record<RegisterType, FieldKind>> = { text: 'text', number: 'number', money: 'money', date: 'date', option: 'enum', person: 'user', department: 'text', flag: 'flag' };

/** Properties of an archive that the catalogue has words for. */
const NAMED = [
  ['code', 'customer.customerCode', 'text'], ['kind', 'customer.kind', 'option', 'D-32'], ['owner', 'customer.owner', 'person'], ['coOwner', 'customer.coOwners', 'person'], ['keeper', 'customer.archiveKeeper', 'person'],
  ['department', 'customer.managingDepartment', 'department'], ['role', 'customer.partnerRole', 'option', 'D-17'], ['opened', 'customer.archiveOpenedAt', 'date'], ['reviewed', 'customer.lastReviewedAt', 'date'],
  ['confidentiality', 'customer.confidentiality', 'option', 'D-39'], ['trade.sum', 'crm.transactionAmount', 'money'], ['trade.count', 'crm.transactionCount', 'number'], ['trade.first', 'crm.firstTransactionAt', 'date'], ['trade.last', 'crm.lastTransactionAt', 'date'],
] as const satisfies readonly (readonly [string, string, RegisterType, string?])[];

/** Groups of similar customers, as they are called in this workspace. */
const SIMILAR = 'custom:similar';
/** A column and an order; its number is for sorting alone, so nothing is filtered, grouped or added up by it. */
export const COMPLETE = 'missing';

export interface KeysFor { readonly language: Language; readonly catalogue: CatalogueView; readonly t: Strings; readonly own: RegisterTexts; readonly clearances: readonly Clearance[] }

export function keysOf({ language, catalogue, t, own, clearances }: KeysFor): KeyTable {
  const keys = new Map<string, Key>();
  const add = (key: string, label: string, place: string, type: RegisterType, more: Partial<Key> = {}): void => {
    if (!keys.has(key)) keys.set(key, { key, label, place, type, kind: KIND[type], masked: false, ...more });
  };
  const labelOf = new Map(catalogue.fields.map(({ key, label }) => [key, label]));
  add('name', own.nameLabel, '', 'text');
  for (const [scheme, dictionary] of [['abc', 'D-18'], ['rfm', 'D-75'], ['lifecycle', 'D-08']] as const) add(`class.${scheme}`, t.list[scheme], '', 'option', { dictionary });
  for (const [key, field, type, dictionary] of NAMED) add(key, labelOf.get(field) ?? key, '', type, dictionary === undefined ? {} : { dictionary });
  // the names of the groups come with the first that are made
  if (catalogue.dictionaries[SIMILAR]) add('class.similar', labelOf.get('class.similarGroup') ?? 'class.similar', '', 'option', { dictionary: SIMILAR });
  add('tag', own.tag, '', 'option');
  add(COMPLETE, missingWord(language, 'column'), '', 'number');
  add('updated', own.updated, '', 'date');
  add('key', own.key, '', 'text');

  const sections = new Map(catalogue.sections.map(({ key, label }) => [key, label]));
  const taken = new Set<string>(NAMED.map(([, field]) => field));
  for (const field of catalogue.fields) {
    if (!isSectionKey(field.home) || field.aliasOf !== undefined || field.retired || field.scope === 'row' || taken.has(field.key)) continue;
    const section = SECTIONS[field.home];
    // what stands there nobody sees without the clearance; the others are the server's to tell, archive by archive
    if (section.store === 'rows' || (section.class.kind === 'restricted' && !clearances.includes(section.class.clearance))) continue;
    const place = sections.get(field.home) ?? '';
    const type = TYPES[field.kind];
    if (type !== undefined) add(field.key, field.label, place, type, limitsOf(field));
    if (field.kind === 'rows' && field.table !== undefined) {
      for (const column of field.columns ?? []) {
        const of = TYPES[column.kind];
        if (of !== undefined) add(`${field.table}/${column.key}`, column.label, field.label, of, limitsOf(column));
      }
    }
  }
  for (const column of catalogue.addressColumns) {
    const type = TYPES[column.kind];
    if (type !== undefined && column.key !== 'use') add(`addresses/${column.key}`, column.label, sections.get('profile') ?? '', type, limitsOf(column));
  }
  return keys;
}

type Limited = { readonly kind: FieldKind; readonly dictionary?: string | null; readonly unit?: string; readonly mask?: boolean };
const limitsOf = ({ kind, dictionary, unit, mask }: Limited): Partial<Key> => ({ kind, masked: mask === true, ...(dictionary ? { dictionary } : {}), ...(unit === undefined ? {} : { unit }) });

/** A question that names what the catalogue does not tell shows the key: nothing of a question is hidden from who asks it. */
export const keyNamed = (keys: KeyTable, key: string): Key => keys.get(key) ?? { key, label: key, place: '', type: 'text', kind: 'text', masked: false };

/** Those whose label, in any of the languages that are here, has all the words; beginnings first. */
export function searchKeys(keys: KeyTable, others: readonly KeyTable[], text: string): readonly Key[] {
  const words = fold(text).split(/\s+/u).filter(Boolean);
  if (words.length === 0) return [...keys.values()].slice(0, 14);
  const rank = (key: Key): number => {
    let best = 0;
    for (const table of [keys, ...others]) {
      const there = table.get(key.key);
      if (!there) continue;
      const label = fold(there.label);
      const all = `${label} ${fold(there.place)}`;
      if (words.every((word) => all.includes(word))) best = Math.max(best, label === words.join(' ') ? 4 : label.startsWith(words[0] as string) ? 3 : words.every((word) => label.includes(word)) ? 2 : 1);
    }
    // what every archive has is meant more often than a field of one section
    return best === 0 ? 0 : best + (key.place === '' ? 2 : 0);
  };
  return [...keys.values()].map((key) => ({ key, at: rank(key) })).filter(({ at }) => at > 0).sort((a, b) => b.at - a.at).slice(0, 30).map(({ key }) => key);
}
