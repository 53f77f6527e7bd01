/** What the register's tools ask and show, and how that is saved: filters, order, groups, columns. Pure. */
import type { Language } from '../../../model/labels.ts';
import type { Condition, GroupBy, Locale, RegisterGroup, SortBy } from '../../../model/register/query.ts';
import { EVERYTHING } from '../register.ts';
import type { Query } from '../register.ts';

/** What a saved view holds, but for text and language. */
export interface Look { readonly where: readonly Condition[]; readonly sort: readonly SortBy[]; readonly group: GroupBy | null; readonly columns: readonly string[] }
/** In CSS pixels by key. */
export type Widths = Readonly<Record<string, number>>;
export type Shared = { readonly kind: 'all' } | { readonly kind: 'department'; readonly department: string } | null;
export interface View {
  readonly id: string; readonly name: string; readonly labels?: Readonly<Record<string, string>>; readonly owner: { readonly id: string; readonly name: string } | null;
  readonly shared: Shared; readonly mine: boolean; readonly revision: number; readonly query: Look & { readonly text: string }; readonly widths?: Widths;
}

/** What a plain list shows, as columns. */
export const COLUMNS = ['class.abc', 'class.rfm', 'addresses/city', 'owner', 'missing', 'trade.last', 'trade.sum'] as const;
export const LOCALE: Readonly<Record<Language, Locale>> = { en: 'en', es: 'es', 'zh-Hans': 'zh-pinyin', 'zh-Hant': 'zh-stroke' };
const SORT_KEYS = { name: null, updated: 'updated', sum: 'trade.sum', last: 'trade.last', missing: 'missing' } as const;
/** A group has a condition of its own beside those of the question. */
export const MOST_FILTERS = 19;
export const MOST_COLUMNS = 40;

/** What chips and sorting of the plain list ask, as a question. */
export function lookOf({ filters, sort, descending }: Query): Look {
  const where = Object.entries(filters).flatMap(([name, value]): Condition[] => {
    if (!value) return [];
    const key = name === 'department' || name === 'owner' ? name : `class.${name}`;
    if (value !== 'none') return [{ key, op: 'in', values: [value] }];
    return [key.startsWith('class.') ? { key, op: 'in', values: ['none'], orNone: true } : { key, op: 'none', values: [] }];
  });
  const key = SORT_KEYS[sort];
  return { where, sort: key === null ? (descending ? [{ key: 'name', descending }] : []) : [{ key, descending }], group: null, columns: COLUMNS };
}

/** A question that another page asked: conditions as JSON. Null: that is no question. Whether the server knows its keys is its to say. */
export function lookAsked(text: string): Look | null {
  let asked: unknown;
  try {
    asked = JSON.parse(text);
  } catch {
    return null; // an address that was cut off on its way
  }
  const is = (each: unknown): each is Condition => typeof each === 'object' && each !== null && typeof (each as Condition).key === 'string' && typeof (each as Condition).op === 'string' && Array.isArray((each as Condition).values);
  return Array.isArray(asked) && asked.length > 0 && asked.every(is) ? { ...lookOf(EVERYTHING), where: asked } : null;
}

/** A view without columns shows those of the plain list. */
export const lookIn = ({ query: { where, sort, group, columns } }: Pick<View, 'query'>): Look => ({ where, sort, group, columns: columns.length === 0 ? COLUMNS : columns });

const plain = ({ where, sort, group, columns }: Look, text: string): string => JSON.stringify([
  text.trim(), where.map(({ key, op, values, not, orNone }) => [key, op, values, not === true, orNone === true]), sort.map(({ key, descending }) => [key, descending]), group && [group.key, group.by ?? ''], columns,
]);
export const sameLook = (a: Look, aText: string, b: Look, bText: string): boolean => plain(a, aText) === plain(b, bText);
/** Widths of columns that do not show are no difference. */
export const sameWidths = (a: Widths, b: Widths, columns: readonly string[]): boolean => ['name', ...columns].every((key) => a[key] === b[key]);

export const groupId = ({ value }: RegisterGroup): string => JSON.stringify(value);
