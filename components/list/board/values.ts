/** Values of the register in words: cells, groups and conditions, written as the form writes them. */
import type { DepartmentView } from '../../../model/api.ts';
import type { CatalogueView } from '../../../model/catalogue/types.ts';
import type { Language } from '../../../model/labels.ts';
import type { CellValue, Condition, QueryValue, RegisterGroup } from '../../../model/register/query.ts';
import { shortValue } from '../../history/values.ts';
import { formatMoney, formatNumber } from '../../internal/formats.ts';
import type { RegisterTexts } from '../texts.ts';
import type { Key } from './keys.ts';

export interface Tag { readonly id: string; readonly name: string; readonly colour: string | null; readonly count?: number }
export interface Words {
  readonly language: Language;
  readonly catalogue: CatalogueView;
  readonly own: RegisterTexts;
  readonly unclassified: string;
  readonly departments: readonly DepartmentView[];
  readonly tags: readonly Tag[];
  /** Until a name has come the id stands for it. */
  readonly person: (id: string) => string;
}

export function oneText(key: Key, value: string | number | boolean, words: Words): string {
  const text = String(value);
  if (key.key.startsWith('class.') && text === 'none') return words.unclassified;
  if (key.key === 'tag') return words.tags.find(({ id }) => id === text)?.name ?? '';
  if (key.type === 'department') return words.departments.find(({ id }) => id === text)?.name ?? text;
  if (key.type === 'person') return words.person(text);
  if (key.masked) return text;
  return shortValue({ kind: key.kind, dictionary: key.dictionary ?? null, ...(key.unit === undefined ? {} : { unit: key.unit }) }, value, words.language, words.catalogue, { yes: words.own.yes, no: words.own.no, longTerm: text, nameOf: (_, id) => id });
}

export function cellText(key: Key, value: CellValue | undefined, words: Words): string {
  if (value === undefined || value === null) return '';
  const values = Array.isArray(value) ? (value as readonly QueryValue[]) : [value as QueryValue];
  return values.map((each) => oneText(key, each, words)).filter((each) => each !== '').join(words.language.startsWith('zh') ? '、' : ', ');
}

export function groupText(key: Key, { value }: RegisterGroup, words: Words): string {
  return value === null ? words.own.none : oneText(key, value, words) || String(value);
}

export const sumText = (sum: RegisterGroup['sums'][string] | undefined, language: Language): string =>
  sum === undefined ? '' : typeof sum === 'number' ? formatNumber(language, sum) : Object.entries(sum).map(([currency, amount]) => formatMoney(language, amount, currency)).join(' + ');

/** How a person thinks of a condition; the ways in which a query can say it are fewer and more. */
export type Mode = 'in' | 'not' | 'any' | 'none' | 'contains' | 'without' | 'starts' | 'is' | 'range';

export function modesOf({ type, masked }: Pick<Key, 'type' | 'masked'>): readonly Mode[] {
  if (masked) return ['is', 'any', 'none'];
  switch (type) {
    case 'text': return ['contains', 'without', 'starts', 'is', 'any', 'none'];
    case 'number': case 'money': case 'date': return ['range', 'any', 'none'];
    case 'option': case 'person': case 'department': case 'flag': return ['in', 'not', 'any', 'none'];
  }
}

export interface Draft { readonly mode: Mode; readonly values: readonly QueryValue[]; readonly from: string; readonly to: string }
export const emptyDraft = (key: Key): Draft => ({ mode: modesOf(key)[0] as Mode, values: [], from: '', to: '' });

export function draftOf(key: Key, { op, values, not }: Condition): Draft {
  const draft = { ...emptyDraft(key), values };
  const [from = '', to = ''] = values.map(String);
  switch (op) {
    case 'any': case 'none': return { ...draft, mode: (op === 'any') === (not === true) ? 'none' : 'any' };
    case 'contains': return { ...draft, mode: not ? 'without' : 'contains' };
    case 'starts': return { ...draft, mode: 'starts' };
    case 'between': return { ...draft, mode: 'range', from, to };
    case 'gte': case 'gt': return { ...draft, mode: 'range', from };
    case 'lte': case 'lt': return { ...draft, mode: 'range', to: from };
    case 'eq': case 'in': case 'has': {
      const modes = modesOf(key);
      if (modes.includes('range')) return { ...draft, mode: 'range', from, to: to === '' ? from : to };
      return { ...draft, mode: modes.includes('is') ? 'is' : not ? 'not' : 'in' };
    }
  }
}

/** Undefined: nothing was chosen yet. */
export function conditionOf({ key, type }: Key, { mode, values, from, to }: Draft): Condition | undefined {
  const bound = (text: string): QueryValue => (type === 'number' ? Number(text) : text);
  switch (mode) {
    case 'any': case 'none': return { key, op: mode, values: [] };
    case 'in': case 'not': return values.length === 0 ? undefined : { key, op: 'in', values: [...values], ...(mode === 'not' ? { not: true } : key.startsWith('class.') && values.includes('none') ? { orNone: true } : {}) };
    case 'is': return values.length === 0 ? undefined : { key, op: 'in', values: [...values] };
    case 'contains': case 'without': case 'starts': return values.length === 0 ? undefined : { key, op: mode === 'starts' ? 'starts' : 'contains', values: values.slice(0, 1), ...(mode === 'without' ? { not: true } : {}) };
    case 'range': {
      if (from === '' && to === '') return undefined;
      return from !== '' && to !== '' ? { key, op: 'between', values: [bound(from), bound(to)] } : from !== '' ? { key, op: 'gte', values: [bound(from)] } : { key, op: 'lte', values: [bound(to)] };
    }
  }
}

/** `Country: Germany, Spain`; the label stands before it. */
export function conditionText(key: Key, condition: Condition, words: Words): string {
  const { own } = words;
  const { mode, values, from, to } = draftOf(key, condition);
  const last = /^today-(\d+)$/.exec(from);
  const one = (value: QueryValue): string => (key.type === 'person' && value === 'me' ? own.me : value === 'today' ? String(value) : oneText(key, value, words));
  const list = values.slice(0, 3).map(one).join(words.language.startsWith('zh') ? '、' : ', ') + (values.length > 3 ? ` ${own.more(values.length - 3)}` : '');
  switch (mode) {
    case 'in': case 'is': return list + (condition.orNone && !values.includes('none') ? `, ${own.modes.none}` : '');
    case 'any': case 'none': return own.modes[mode];
    case 'not': case 'contains': case 'without': case 'starts': return `${own.modes[mode]} ${list}`;
    case 'range': {
      if (last && (to === '' || to === 'today')) return own.days(Number(last[1]));
      const text = (value: string): string => one(key.type === 'number' ? Number(value) : value);
      return to === '' ? own.least(text(from)) : from === '' ? own.most(text(to)) : from === to ? text(from) : `${text(from)} – ${text(to)}`;
    }
  }
}
