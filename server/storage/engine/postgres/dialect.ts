/**
 * Turns the SQL of the stores, which is SQLite's, into PostgreSQL's where they differ in spelling only; functions that PostgreSQL lacks are in `functions.ts`. What differs in meaning is written
 * at its place so that both read it alike: a row of a group has only what it is grouped by, an order of nullable columns says where the nulls go, what is asked as truth is a comparison.
 */
import { closing, parts, tokensOf } from './tokens.ts';
import type { Token } from './tokens.ts';

/** Of a table: what `INSERT OR …` and row numbers need. */
export interface TableShape {
  readonly columns: readonly string[];
  /** Columns of the primary key, in order. */
  readonly key: readonly string[];
  /** The column that numbers its rows by itself; null: none. */
  readonly numbered: string | null;
}
export type Shapes = (table: string) => TableShape;

export interface Turned {
  readonly text: string;
  /** Names of the parameters in the order of `$1`, `$2` …; null: by position. */
  readonly names: readonly string[] | null;
}

const word = (token: Token | undefined, text: string): boolean => token?.kind === 'word' && token.text.toUpperCase() === text;
const sign = (token: Token | undefined, text: string): boolean => token?.kind === 'sign' && token.text === text;
const asWords = (text: string): readonly Token[] => tokensOf(text);

/** Calls that are written otherwise, from their arguments already turned. `null`: left as it is. */
const CALLS: Readonly<Record<string, (given: readonly string[], only: string) => string | null>> = {
  iif: ([test, then, other = 'NULL']) => `CASE WHEN ${test} THEN ${then} ELSE ${other} END`,
  max: (given) => (given.length > 1 ? `dossier.largest(${given.join(', ')})` : null),
  min: (given) => (given.length > 1 ? `dossier.smallest(${given.join(', ')})` : null),
  json_array: (given) => `json_build_array(${given.join(', ')})::text`,
  json_object: (given) => `json_build_object(${given.join(', ')})::text`,
  json_group_array: ([value], only) => `coalesce(json_agg(${value})${only}::text, '[]')`,
  json_group_object: ([key, value], only) => `coalesce(json_object_agg(${key}, ${value})${only}::text, '{}')`,
  json_quote: ([value]) => `coalesce(to_json(${value})::text, 'null')`,
  group_concat: ([value, between = `','`], only) => `string_agg((${value})::text, ${between})${only}`,
  total: ([value], only) => `coalesce(sum(${value})${only}, 0)`,
  // SQLite's twin of `json_each` for lists of whole numbers
  json_numbers: ([list]) => `dossier.json_numbers(${list})`,
  json_each: (given) => `dossier.json_each(${given.join(', ')})`,
};
/** What makes JSON, and what takes it in as such; PostgreSQL's are texts between, which would be quoted. */
const MADE: ReadonlySet<string> = new Set(['json_array', 'json_object', 'json_group_array', 'json_group_object']);
const FILTERED: ReadonlySet<string> = new Set(['json_group_array', 'json_group_object', 'group_concat', 'total']);
const TYPES: Readonly<Record<string, string>> = { INTEGER: 'bigint', REAL: 'double precision', BLOB: 'bytea' };

/** What may follow a table, so that it is no name for it. */
const CLAUSES: ReadonlySet<string> = new Set(['WHERE', 'GROUP', 'ORDER', 'LIMIT', 'HAVING', 'JOIN', 'LEFT', 'CROSS', 'INNER', 'ON', 'UNION', 'EXCEPT', 'INTERSECT', 'SET', 'RETURNING']);

export function turn(sql: string, main: string, shapes: Shapes): Turned {
  const names: string[] = [];
  const typed = new Map<string, number>();
  let positions = 0;
  const turned = (tokens: readonly Token[]): string => {
    const out: string[] = [];
    for (let at = 0; at < tokens.length; at++) {
      const token = tokens[at]!;
      const next = tokens[at + 1];
      if (token.kind === 'position') { out.push(`$${++positions}${word(next, 'IS') && word(tokens[at + 2], 'NULL') ? '::text' : ''}`); continue; }
      // larger than any number
      if (token.kind === 'number' && token.text === '9e999') { out.push(`'Infinity'::float8`); continue; }
      if (token.kind === 'parameter') {
        const name = token.text.slice(1);
        // what is only asked whether it is there has no type: it is a parameter of its own
        const asked = word(next, 'IS') && (word(tokens[at + 2], 'NULL') || (word(tokens[at + 2], 'NOT') && word(tokens[at + 3], 'NULL')));
        if (asked || !typed.has(name)) names.push(name);
        if (!asked && !typed.has(name)) typed.set(name, names.length);
        out.push(asked ? `$${names.length}::text` : `$${typed.get(name)}`);
        continue;
      }
      if (token.kind !== 'word') { out.push(sign(token, '==') ? '=' : token.text); continue; }
      const name = token.text.toLowerCase();
      const call = CALLS[name];
      if (call && sign(next, '(') && !sign(tokens[at - 1], '.') && !word(tokens[at - 1], 'INTO')) {
        const end = closing(tokens, at + 1);
        const inside = tokens.slice(at + 2, end);
        const distinct = word(inside[0], 'DISTINCT');
        // arguments are turned in their order, for positions are counted
        const given = parts(distinct ? inside.slice(1) : inside).map((part) => (MADE.has(name) && makesJson(part) ? `(${turned(part)})::json` : turned(part)));
        // of which rows an aggregate is made belongs into what is written for it
        const filtered = word(tokens[end + 1], 'FILTER') && FILTERED.has(name);
        const only = filtered ? ` FILTER (${turned(tokens.slice(end + 3, closing(tokens, end + 2)))})` : '';
        const written = call(distinct ? [`DISTINCT ${given[0]}`, ...given.slice(1)] : given, only);
        out.push(written ?? `${token.text}(${given.join(', ')})`);
        at = filtered ? closing(tokens, end + 2) : end;
        continue;
      }
      if (name === 'main' && sign(next, '.')) { out.push(main); continue; }
      if (name === 'cast' && sign(next, '(')) {
        const end = closing(tokens, at + 1);
        const inside = tokens.slice(at + 2, end);
        const as = inside.findLastIndex((each) => word(each, 'AS'));
        const type = inside.at(-1)!.text;
        out.push(`CAST(${turned(inside.slice(0, as))} AS ${TYPES[type.toUpperCase()] ?? type})`);
        at = end;
        continue;
      }
      if (name === 'is') {
        const not = word(next, 'NOT');
        const what = tokens[at + (not ? 2 : 1)];
        if (word(what, 'NULL') || word(what, 'TRUE') || word(what, 'FALSE') || word(what, 'DISTINCT')) { out.push('IS'); continue; }
        out.push(not ? 'IS DISTINCT FROM' : 'IS NOT DISTINCT FROM');
        if (not) at++;
        continue;
      }
      if (name === 'not' && word(next, 'INDEXED')) { at++; continue; }
      if (name === 'indexed' && word(next, 'BY')) { at += 2; continue; }
      if (name === 'cross' && word(next, 'JOIN') && joinsOn(tokens, at + 2)) continue;
      if (name === 'join' && !word(tokens[at - 1], 'CROSS') && !word(tokens[at - 1], 'LEFT') && !joinsOn(tokens, at + 1)) { out.push('CROSS JOIN'); continue; }
      if (name === 'glob') { out.push('OPERATOR(dossier.~%)'); continue; }
      if ((name === 'from' || name === 'join') && sign(next, '(') && (word(tokens[at + 2], 'SELECT') || word(tokens[at + 2], 'WITH'))) {
        const end = closing(tokens, at + 1);
        const behind = tokens[end + 1];
        out.push(name === 'join' && !joinsOn(tokens, end + 1) && !word(tokens[at - 1], 'LEFT') ? 'CROSS JOIN' : token.text, '(', turned(tokens.slice(at + 2, end)), ')');
        // SQLite lets it stand without a name
        if (behind === undefined || (behind.kind !== 'word' && behind.kind !== 'name') || CLAUSES.has(behind.text.toUpperCase())) out.push(`AS unnamed_${at}`);
        at = end;
        continue;
      }
      if (name === 'like') { out.push('ILIKE'); continue; }
      out.push(token.text);
    }
    return out.join(' ').replaceAll(/ ?\. ?/g, '.').replaceAll(/\( /g, '(').replaceAll(/ \)/g, ')');
  };
  const text = turned(inserted(tokensOf(sql), shapes));
  return { text, names: names.length > 0 ? names : null };
}

function makesJson(part: readonly Token[]): boolean {
  return part[0]?.kind === 'word' && MADE.has(part[0].text.toLowerCase()) && sign(part[1], '(') && closing(part, 1) === part.length - 1;
}

/** A join that SQLite is told to take in this order, with a condition: PostgreSQL's has none. */
function joinsOn(tokens: readonly Token[], from: number): boolean {
  for (let at = from, depth = 0; at < tokens.length && depth >= 0; at++) {
    if (sign(tokens[at], '(')) depth++;
    else if (sign(tokens[at], ')')) depth--;
    else if (depth === 0 && word(tokens[at], 'ON')) return true;
    else if (depth === 0 && ['JOIN', 'CROSS', 'LEFT', 'WHERE', 'GROUP', 'ORDER', 'LIMIT', 'UNION'].some((each) => word(tokens[at], each))) return false;
  }
  return false;
}

/** Behind `DO UPDATE SET` a column that is not being set is that of the row that is there. */
function ofTable(tokens: readonly Token[], table: string, columns: ReadonlySet<string>): readonly Token[] {
  let depth = 0;
  let where = false;
  return tokens.flatMap((token, at): readonly Token[] => {
    if (sign(token, '(')) depth++;
    if (sign(token, ')')) depth--;
    if (depth === 0 && word(token, 'WHERE')) where = true;
    const before = tokens[at - 1];
    const set = !where && depth === 0 && (before === undefined || sign(before, ',')) && sign(tokens[at + 1], '=');
    if (token.kind !== 'word' || !columns.has(token.text) || set || sign(before, '.') || sign(tokens[at + 1], '.') || sign(tokens[at + 1], '(')) return [token];
    return asWords(`${table}.${token.text}`);
  });
}

/** `INSERT OR REPLACE`, `INSERT OR IGNORE` and a conflict without its columns, as PostgreSQL says them. */
function inserted(tokens: readonly Token[], shapes: Shapes): readonly Token[] {
  const start = tokens.findIndex((token) => word(token, 'INSERT'));
  if (start === -1) return tokens;
  const or = word(tokens[start + 1], 'OR') ? tokens[start + 2]!.text.toUpperCase() : null;
  const into = start + (or ? 3 : 1);
  if (!word(tokens[into], 'INTO')) return tokens;
  let at = into + 1;
  if (sign(tokens[at + 1], '.')) at += 2;
  const table = tokens[at]!.text.replaceAll('"', '');
  const named = sign(tokens[at + 1], '(');
  const body = [...tokens.slice(0, start + 1), ...tokens.slice(into)];
  if (or === null) {
    const conflict = tokens.findIndex((token) => word(token, 'CONFLICT'));
    const update = tokens.findIndex((token, i) => i > conflict && word(token, 'DO') && word(tokens[i + 1], 'UPDATE'));
    if (conflict === -1 || update === -1) return tokens;
    const { columns, key } = shapes(table);
    const named = sign(tokens[conflict + 1], '(');
    return [...tokens.slice(0, conflict + 1), ...(named ? [] : asWords(`(${key.join(', ')})`)), ...tokens.slice(conflict + 1, update + 3), ...ofTable(tokens.slice(update + 3), table, new Set(columns))];
  }
  const returning = body.findIndex((token) => word(token, 'RETURNING'));
  const [before, behind] = returning === -1 ? [body, []] : [body.slice(0, returning), body.slice(returning)];
  if (or === 'IGNORE') return [...before, ...asWords('ON CONFLICT DO NOTHING'), ...behind];
  const { columns, key } = shapes(table);
  const given = named ? new Set(parts(tokens.slice(at + 2, closing(tokens, at + 1))).map(([column]) => column!.text.replaceAll('"', ''))) : new Set(columns);
  const sets = columns.filter((column) => !key.includes(column)).map((column) => `"${column}" = ${given.has(column) ? `excluded."${column}"` : 'DEFAULT'}`);
  return [...before, ...asWords(`ON CONFLICT (${key.join(', ')}) DO ${sets.length > 0 ? `UPDATE SET ${sets.join(', ')}` : 'NOTHING'}`), ...behind];
}
