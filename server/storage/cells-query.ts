/** Answers one question to the register: what the asker may see is narrowed by text and conditions, then counted, grouped and sorted. A value counts only where its own section may be read. */
import { registerKey } from '../../model/register/keys.ts';
import type { RegisterKey } from '../../model/register/keys.ts';
import type { CellValue, Condition, RegisterGroup, RegisterQuery } from '../../model/register/query.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { acceptance } from './cells-accept.ts';
import { firstRows } from './cells-first.ts';
import type { SortKey } from './cells-first.ts';
import { Column, representative } from './cells-column.ts';
import type { Scalar } from './cells-column.ts';
import { sealOf } from './cells-cursor.ts';
import { grouped } from './cells-groups.ts';
import type { Seen } from './cells-groups.ts';
import { orderKey } from './cells-order.ts';
import type { Ordering } from './cells-order.ts';
import { NEEDS, wordSearch } from './cells-search.ts';
import { CellTable } from './cells-table.ts';
import { warming } from './cells-warming.ts';
import { inView } from './database.ts';
import type { Connection } from './database.ts';
import { allowing, allows, needs, rightsMasks } from './rights-masks.ts';
import type { Asker, Masks } from './rights-masks.ts';

export interface CellsQuery extends Asker, RegisterQuery {
  /** What the question names, by key; `me` and `today` are put in their places already. */
  readonly keys: Readonly<Record<string, RegisterKey>>;
  /** Of keys that are sorted or grouped: their options, people or departments in the order of the asker's lists. Default: by their own keys. */
  readonly orders: Readonly<Record<string, readonly string[]>>;
  /** Only these rows of the register, rising: counted elsewhere, for the same asker. Default: all. */
  readonly rows?: Int32Array;
  /** In the order in which archives came, which no edit changes: for who reads all of them page by page. Default: false. */
  readonly asTheyCame?: boolean;
}
export interface CellsAnswer {
  readonly items: readonly { readonly id: ArchiveId; readonly cells: Readonly<Record<string, CellValue>> }[];
  readonly groups?: readonly RegisterGroup[];
  readonly next: string | null;
  readonly total: number;
}

/** What every order ends with. */
const NAME = registerKey('name') as RegisterKey;
const WORK = needs('work');

export function cellsCalls(db: Connection, currency: string) {
  const table = new CellTable(db, currency);
  const masksOf = rightsMasks(db, table);
  const words = wordSearch(db, table);
  const cursors = sealOf(db);
  const ids = db.prepare<[string], readonly [row: number, id: ArchiveId]>('SELECT row, id FROM overview WHERE row IN (SELECT value FROM json_numbers(?))').raw();
  const tagged = db.prepare<[string], readonly [row: number, tag: string]>('SELECT o.row, t.tag FROM archive.tagged t JOIN overview o ON o.id = t.archive WHERE t.person = ? ORDER BY t.tag').raw();

  const ask = (query: CellsQuery): CellsAnswer => {
    table.follow();
    const seen = masksOf(query);
    const { masks } = seen;
    const keyOf = (name: string): RegisterKey => {
      const key = name === 'name' ? NAME : Object.hasOwn(query.keys, name) ? query.keys[name] : undefined;
      if (!key) throw new RangeError(`no key ${name}`);
      return key;
    };
    let tags: Column | undefined;
    const see = (name: string): Seen => {
      const key = keyOf(name);
      const column = key.place.kind === 'tag' ? (tags ??= tagColumn(query.person.id)) : table.column(key);
      return { key, column, needs: needs(key.right) };
    };
    let hits = among(searched(query.text, seen), query.rows);
    for (const condition of query.where) hits = narrowed(hits, condition, see(condition.key), masks);
    const { group } = query;
    const groups = group ? grouped({ by: see(group.key), cut: group.by === 'year' ? 4 : group.by === 'month' ? 7 : null, sums: group.sums.map(see), ordering: orderingOf(keyOf(group.key), query) }, hits, masks) : undefined;
    const cursor = cursors.open(query.cursor, query.person.id);
    const sorts = query.asTheyCame ? [] : [...query.sort, ...(query.sort.some(({ key }) => key === 'name') ? [] : [{ key: 'name', descending: false }])];
    const keys = sorts.map(({ key: name, descending }, index): SortKey => {
      const { key, column, needs: wanted } = see(name);
      const ordering = orderingOf(key, query);
      const ranking = column.ranking(orderName(key, query), ordering);
      const value = cursor?.values[index];
      const at = value === undefined || value === null ? undefined : orderKey(value, ordering);
      return { ranks: ranking.ranks, highest: ranking.highest, codes: column.codes, needs: wanted, descending, after: at === undefined ? 0 : ranking.place(at) };
    });
    const rows = query.limit === 0 ? [] : firstRows(hits, keys, masks, query.limit + 1, cursor);
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    const next = rows.length > query.limit && last !== undefined
      ? cursors.seal({ row: last, values: sorts.map(({ key: name }) => { const { key, column, needs: wanted } = see(name); return allows(masks[last] as number, wanted) ? (representative(column.parts(column.codes[last] as number), key.type === 'date') ?? null) : null; }) }, query.person.id) : null;
    const idOf = new Map(ids.all(JSON.stringify(shown)));
    const cells = cellsOf(shown, query.columns.map(keyOf), masks, tags ?? (query.columns.includes('tag') ? tagColumn(query.person.id) : undefined));
    return {
      items: shown.flatMap((row, index) => { const id = idOf.get(row); return id === undefined ? [] : [{ id, cells: cells[index] as Record<string, CellValue> }]; }),
      ...(groups ? { groups } : {}), next, total: hits.length,
    };
  };

  /** Made for one question: one person's marks are few. */
  function tagColumn(person: string): Column {
    const column = new Column(table.rows);
    const by = new Map<number, string[]>();
    for (const [row, tag] of tagged.all(person)) by.set(row, [...(by.get(row) ?? []), tag]);
    for (const [row, marks] of by) if (row < table.rows) column.set(row, JSON.stringify(marks));
    return column;
  }

  function cellsOf(rows: readonly number[], columns: readonly RegisterKey[], masks: Uint16Array, tags: Column | undefined): readonly Record<string, CellValue>[] {
    const cells = rows.map((): Record<string, CellValue> => ({}));
    for (const key of columns) {
      const wanted = needs(key.right);
      const values = key.place.kind === 'tag' ? null : table.values(key, rows);
      rows.forEach((row, index) => {
        if (!allows(masks[row] as number, wanted)) return;
        const json = values?.get(row);
        const column = new Column(1);
        if (json !== undefined) column.set(0, json);
        const parts = key.place.kind === 'tag' ? (tags as Column).parts((tags as Column).codes[row] as number) : column.parts(column.codes[0] as number);
        const shown = key.masked ? parts.map(masked) : parts;
        if (shown.length > 0) (cells[index] as Record<string, CellValue>)[key.key] = key.several ? shown : (shown[0] as Scalar);
      });
    }
    return cells;
  }

  function orderingOf(key: RegisterKey, query: CellsQuery): Ordering {
    const listed = Object.hasOwn(query.orders, key.key) ? query.orders[key.key] : undefined;
    return { type: key.type, locale: query.locale, currency, ...(listed ? { listed: new Map(listed.map((each, index) => [each, index])) } : {}) };
  }

  /** Rows in which the text is, where the asker may find it; rising. */
  function searched(text: string, { masks, known, least, most }: Masks): Int32Array {
    const found = words.find(text, { all: allows(least, WORK), any: known.length > 0 && (most & WORK.bits) === WORK.bits });
    if (!found) return known;
    const by = NEEDS.map((right) => allowing(needs(right)));
    const kept = new Int32Array(found.rows.length);
    let count = 0;
    for (let i = 0; i < kept.length; i++) {
      const row = found.rows[i] as number;
      if ((by[(found.needs[i] as number) - 1] as Uint8Array)[masks[row] as number] === 1) kept[count++] = row;
    }
    return kept.subarray(0, count);
  }

  function narrowed(hits: Int32Array, condition: Condition, { key, column, needs: wanted }: Seen, masks: Uint16Array): Int32Array {
    const accepted = acceptance(column, key, condition, currency);
    const allowed = allowing(wanted);
    const { codes } = column;
    const wish = condition.not ? 0 : 1;
    const kept = new Int32Array(hits.length);
    let count = 0;
    for (let i = 0; i < hits.length; i++) {
      const row = hits[i] as number;
      if (allowed[masks[row] as number] === 1 && accepted[codes[row] as number] === wish) kept[count++] = row;
    }
    return kept.subarray(0, count);
  }

  return {
    cells: (query: CellsQuery): CellsAnswer => inView(db, () => ask(query)),
    table,
    /** See `cells-warming.ts`. `again`: called when everything was dropped. */
    warming: (again: () => void): Generator<void, void> => {
      table.cleared = again;
      return warming(db, table, currency, (key, locale) => orderName(key, { locale, orders: {} }), words);
    },
  };
}

/** Both are rising. */
function among(hits: Int32Array, rows: Int32Array | undefined): Int32Array {
  if (rows === undefined) return hits;
  let at = 0;
  return hits.filter((row) => {
    while (at < rows.length && (rows[at] as number) < row) at++;
    return rows[at] === row;
  });
}

const masked = (part: Scalar): string => `••${String(part).slice(-4)}`;
const orderName = (key: RegisterKey, { locale, orders }: Pick<CellsQuery, 'locale' | 'orders'>): string => `${key.type} ${key.type === 'text' ? locale : ''}${JSON.stringify(orders[key.key] ?? null)}`;
