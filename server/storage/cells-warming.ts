/** What most questions are about is read before anybody asks: columns, orders and what searching needs, beside the day's work, a slice at a time. What is not on the list is read at its first question. */
import { LOCALES } from '../../model/register/query.ts';
import { registerKey } from '../../model/register/keys.ts';
import type { RegisterKey } from '../../model/register/keys.ts';
import type { WordSearch } from './cells-search.ts';
import type { CellTable } from './cells-table.ts';
import { inView } from './database.ts';
import type { Connection } from './database.ts';

/** What the register's page shows, sorts and filters by, and the lists that come with it. */
const COMMON: readonly string[] = [
  'name', 'owner', 'department', 'state', 'confidentiality', 'kind', 'code', 'key', 'role', 'updated', 'opened', 'reviewed', 'missing', 'coOwner', 'class.abc', 'class.rfm', 'class.lifecycle', 'trade.sum', 'trade.last', 'trade.count',
  'customer.collectionGoals', 'crm.crmCategory', 'crm.creditStars', 'customer.shortName', 'addresses/city', 'tag',
];
const SORTED: readonly string[] = ['updated', 'trade.sum', 'trade.last', 'missing'];
/** Milliseconds of a slice: as long as that a question may wait. */
const SLICE = 5;

/** One slice after the other, each in a view of its own; what changes in between is followed. `name`: what orders of one key are called, see `cells-query.ts`. */
export function* warming(db: Connection, table: CellTable, currency: string, orderName: (key: RegisterKey, locale: (typeof LOCALES)[number]) => string, search: WordSearch): Generator<void, void> {
  let until = 0;
  const over = (): boolean => performance.now() >= until;
  const slice = <T>(run: () => T): T => inView(db, () => {
    until = performance.now() + SLICE;
    table.follow();
    return run();
  });
  const read = function* (key: RegisterKey): Generator<void, void> {
    while (!slice(() => table.readSome(key, over))) yield;
    yield;
  };
  const keys = [...new Set([...COMMON, ...namedByViews(db)])].flatMap((name) => { const key = registerKey(name); return key && key.place.kind !== 'tag' ? [key] : []; });
  for (const key of keys) yield* read(key);
  while (!slice(() => search.read(over))) yield;
  for (const name of SORTED) {
    const key = registerKey(name) as RegisterKey;
    slice(() => table.column(key).ranking(orderName(key, 'en'), { type: key.type, locale: 'en', currency }));
    yield;
  }
  for (const locale of LOCALES) {
    const name = registerKey('name') as RegisterKey;
    slice(() => table.column(name).ranking(orderName(name, locale), { type: 'text', locale, currency }));
    yield;
  }
  // dictionaries of scripts and readings come with the first word
  slice(() => search.find('重庆 zhongqing', { all: false, any: true }));
}

/** Keys of the saved views; own fields of the workspace are read when they are asked for. */
function namedByViews(db: Connection): readonly string[] {
  const texts = db.prepare<[], string>("SELECT coalesce(body -> '$.query', body) FROM archive.saved_view").pluck().all();
  return texts.flatMap((text) => {
    const { where, sort, group } = JSON.parse(text) as { readonly where?: readonly { readonly key: string }[]; readonly sort?: readonly { readonly key: string }[]; readonly group?: { readonly key: string; readonly sums?: readonly string[] } | null };
    return [...(where ?? []), ...(sort ?? [])].map(({ key }) => key).concat(group ? [group.key, ...(group.sums ?? [])] : []);
  });
}
