/** The list of `GET /api/archives` as a question to the register: its few filters and orders by the register's keys. */
import { registerKey } from '../../model/register/keys.ts';
import type { RegisterKey } from '../../model/register/keys.ts';
import type { Condition } from '../../model/register/query.ts';
import type { CellsQuery } from './cells-query.ts';
import type { ListQuery } from './storage.ts';

/** The value that finds what has none: the ownerless, the unclassified. */
const NONE = 'none';

const FILTERS: Readonly<Record<string, string>> = Object.freeze({
  kind: 'kind', department: 'department', owner: 'owner', state: 'state', role: 'role', abc: 'class.abc', rfm: 'class.rfm', lifecycle: 'class.lifecycle',
});
const SORTS: Readonly<Record<Exclude<ListQuery['sort'], 'created'>, string>> = Object.freeze({ name: 'name', updated: 'updated', sum: 'trade.sum', last: 'trade.last', missing: 'missing' });

/** Throws RangeError for an unknown filter. */
export function listAsked({ filters, sort, descending, ...query }: ListQuery): CellsQuery {
  const where = Object.entries(filters).map(([name, wanted]): Condition => {
    const key = Object.hasOwn(FILTERS, name) ? FILTERS[name] : undefined;
    if (key === undefined) throw new RangeError(`no filter ${name}`);
    // a class has `none` among its values: who is no customer has no class at all
    return key.startsWith('class.') ? { key, op: 'in', values: wanted } : { key, op: 'in', values: wanted.filter((value) => value !== NONE), orNone: wanted.includes(NONE) };
  });
  const order = sort === 'created' ? [] : [{ key: SORTS[sort], descending }];
  const named = [...where.map(({ key }) => key), ...order.map(({ key }) => key)];
  return {
    ...query, where, sort: order, asTheyCame: sort === 'created', group: null, columns: [], locale: query.locale ?? 'en', orders: {},
    keys: Object.fromEntries(named.map((key) => [key, registerKey(key) as RegisterKey])),
  };
}
