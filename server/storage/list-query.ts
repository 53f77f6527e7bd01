/** One page of archives for one person: rights, search, filters, order, total. The rights are `rights-query.ts`. */
import type { ArchiveId } from '../../model/ids.ts';
import type { Connection } from './database.ts';
import { visibleTo } from './rights-query.ts';
import { foldText, matchExpression } from './search-text.ts';
import type { ListAnswer, ListQuery } from './storage.ts';

/** The value that finds what has none: the ownerless, the unclassified. */
const NONE = 'none';

interface Filter { /** Depth from which the value may be seen, as in the digest. */ readonly depth: 1 | 2; readonly holds: (values: string) => string; readonly missing: string }
const column = (name: string, depth: 1 | 2): Filter => ({ depth, holds: (values) => `${name} IN (${values})`, missing: `${name} IS NULL` });
const scheme = (name: string): Filter => {
  const row = (condition: string): string => `EXISTS (SELECT 1 FROM class c WHERE c.archive = o.id AND c.scheme = '${name}' AND c.value ${condition})`;
  return { depth: 2, holds: (values) => row(`IN (${values})`), missing: row('IS NULL') };
};
const role = "FROM json_each(o.data, '$.roles')";
const FILTERS: Readonly<Record<string, Filter>> = Object.freeze({
  kind: column('a.kind', 1), department: column('a.department', 1), owner: column('a.owner', 1), state: column('a.state', 2),
  role: { depth: 2, holds: (values: string) => `EXISTS (SELECT 1 ${role} WHERE value IN (${values}))`, missing: `NOT EXISTS (SELECT 1 ${role})` },
  abc: scheme('abc'), rfm: scheme('rfm'), lifecycle: scheme('lifecycle'),
});

/** What the order rests on is hidden with the overview: for who only knows of an archive it has no value and stands last. */
const ORDERS = Object.freeze({
  name: 'o.sort_name',
  updated: 'CASE WHEN v.depth > 1 THEN o.updated_at END',
  sum: 'CASE WHEN v.depth > 1 THEN t.sum END',
  last: 'CASE WHEN v.depth > 1 THEN t.last END',
});

interface Cursor { readonly key: string | number | null; readonly name: string; readonly id: string }
const encodeCursor = (cursor: Cursor): string => Buffer.from(JSON.stringify([cursor.key, cursor.name, cursor.id])).toString('base64url');

/** A cursor that is none of ours begins at the beginning. */
function decodeCursor(text: string | null): Cursor | null {
  if (text === null) return null;
  try {
    const [key, name, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
    if ((key === null || typeof key === 'string' || typeof key === 'number') && typeof name === 'string' && typeof id === 'string') return { key, name, id };
  } catch {
    // not JSON: not ours, see above
  }
  return null;
}

/**
 * A CTE `found (id, need)`: hits with the depth from which they may be told. Names and codes for who knows of an archive, keys for who reads
 * any section, everything else for who reads profile and people.
 */
const FOUND = `found AS MATERIALIZED (SELECT id, min(need) AS need FROM (
    SELECT o.id, 1 AS need FROM search s JOIN overview o ON o.row = s.rowid WHERE search MATCH @head
    UNION ALL SELECT o.id, 3 FROM search s JOIN overview o ON o.row = s.rowid WHERE search MATCH @all
    UNION ALL SELECT id, 1 FROM archive.archive WHERE instr(code_folded, @folded) > 0
    UNION ALL SELECT archive, 2 FROM archive.archive_key WHERE instr(folded, @folded) > 0
  ) GROUP BY id)`;

/** Finds nothing: no text holds this word, because terms are folded to lower case. */
const NOTHING = '"NOTHING"';

function after(order: string, cursor: Cursor | null, sort: ListQuery['sort'], descending: boolean): string {
  if (!cursor) return '';
  const sign = descending ? '<' : '>';
  if (sort === 'name') return `AND (o.sort_name, o.id) ${sign} (@afterName, @afterId)`;
  const rest = '(o.sort_name, o.id) > (@afterName, @afterId)';
  return cursor.key === null ? `AND ${order} IS NULL AND ${rest}` : `AND (${order} IS NULL OR ${order} ${sign} @afterKey OR (${order} = @afterKey AND ${rest}))`;
}

/** Answers ids only: what of them may be shown is cut by the digest. Throws RangeError for an unknown filter. */
export function listCalls(db: Connection, currency: string) {
  const prepared = new Map<string, ReturnType<Connection['prepare']>>();
  const prepare = (sql: string) => {
    let statement = prepared.get(sql);
    if (!statement) {
      // Shapes are few, but values of filters are counted among them: the oldest goes.
      if (prepared.size > 200) for (const oldest of prepared.keys()) { prepared.delete(oldest); break; }
      prepared.set(sql, (statement = db.prepare(sql)));
    }
    return statement;
  };

  const list = (query: ListQuery): ListAnswer => {
    const visible = visibleTo(query);
    if (visible.sql === null) return { ids: [], next: null, total: 0 };
    const values: Record<string, unknown> = { ...visible.values, currency };
    const conditions = ['TRUE'];
    for (const [name, wanted] of Object.entries(query.filters)) conditions.push(filterCondition(name, wanted, values));
    const folded = foldText(query.text).trim();
    if (folded !== '') {
      const match = matchExpression(query.text);
      Object.assign(values, { folded, all: match ?? NOTHING, head: `head : (${match ?? NOTHING})` });
    }
    const withFound = folded === '' ? '' : `WITH ${FOUND}`;
    const order = ORDERS[query.sort];
    const from = `FROM ${visible.sql} v JOIN overview o ON o.id = v.id JOIN archive.archive a ON a.id = v.id
      ${folded === '' ? '' : 'JOIN found f ON f.id = v.id AND f.need <= v.depth'}
      LEFT JOIN total t ON t.archive = v.id AND t.currency = @currency WHERE ${conditions.join(' AND ')}`;
    const total = prepare(`${withFound} SELECT count(*) AS count ${from}`).get(values) as { readonly count: number };
    const cursor = decodeCursor(query.cursor);
    const direction = query.descending ? 'DESC' : 'ASC';
    const rows = prepare(`${withFound} SELECT o.id AS id, o.sort_name AS name, ${order} AS key ${from} ${after(order, cursor, query.sort, query.descending)}
      ORDER BY ${query.sort === 'name' ? `o.sort_name ${direction}, o.id ${direction}` : `${order} IS NULL, ${order} ${direction}, o.sort_name, o.id`} LIMIT @limit`)
      .all({ ...values, afterKey: cursor?.key ?? null, afterName: cursor?.name ?? '', afterId: cursor?.id ?? '', limit: query.limit + 1 }) as (Cursor & { readonly id: ArchiveId })[];
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    return { ids: shown.map((row) => row.id), next: rows.length > query.limit && last ? encodeCursor(last) : null, total: total.count };
  };
  return { list };
}

function filterCondition(name: string, wanted: readonly string[], values: Record<string, unknown>): string {
  const filter = Object.hasOwn(FILTERS, name) ? FILTERS[name] : undefined;
  if (!filter) throw new RangeError(`no filter ${name}`);
  const named = wanted.filter((value) => value !== NONE);
  values[`filter_${name}`] = JSON.stringify(named);
  const holds = filter.holds(`SELECT value FROM json_each(@filter_${name})`);
  return `v.depth >= ${filter.depth} AND (${named.length < wanted.length ? `${holds} OR ${filter.missing}` : holds})`;
}
