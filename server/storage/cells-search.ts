/** What somebody typed, over all archives: the rows in which every word is, each with the least right with which that is found. Names and codes for who knows of an archive, keys for who reads any section, everything else for who reads profile and people. */
import type { RegisterRight } from '../../model/register/keys.ts';
import type { Column } from './cells-column.ts';
import { Parts } from './cells-parts.ts';
import type { CellTable } from './cells-table.ts';
import { searchReader } from './search-index.ts';
import { foldSearch, matchWord, typedWords } from './search-terms.ts';
import type { Connection } from './database.ts';

/** `need` of a row, in this order, from 1. */
export const NEEDS: readonly RegisterRight[] = ['exists', 'read', 'work'];
const [EXISTS, READ, WORK] = [1, 2, 3] as const;

/** Rows rise; `needs` as many as rows. */
export interface Found { readonly rows: Int32Array; readonly needs: Uint8Array }
/** Of the archives that the asker knows of: whether all, or any, may be found by what needs `work`. What makes no difference is not looked for. */
export interface Reach { readonly all: boolean; readonly any: boolean }

const CODE = { place: { kind: 'row', name: 'code' }, right: 'read' } as const;
const KEY = { place: { kind: 'row', name: 'key' }, right: 'read' } as const;
/** Words looked at; nobody types more. */
const MOST_WORDS = 8;

/** A word, or several as one expression, and the rows with codes or keys that have it. */
interface Wanted { readonly expressions: readonly string[]; readonly marked: ReadonlyMap<number, number> }

export interface WordSearch {
  /** Null when nothing was typed: everything. Every word must be there. */
  find(text: string, reach: Reach): Found | null;
  /** Makes the texts of codes and keys before somebody asks, until it is time; true when all are there. */
  read(over: () => boolean): boolean;
}

export function wordSearch(db: Connection, table: CellTable): WordSearch {
  const index = searchReader(db);
  const parts: { code?: Parts; key?: Parts } = {};
  const codes = (): Parts => { const column = table.column(CODE); return parts.code?.column === column ? parts.code : (parts.code = new Parts(column)); };
  const keys = (): Parts => { const column = table.column(KEY); return parts.key?.column === column ? parts.key : (parts.key = new Parts(column, (key) => key.slice(key.indexOf(':') + 1))); };
  /** By row, empty between two questions. */
  let marks = new Uint8Array(0);

  /** Part of a code, or of a key behind its system. */
  function inColumns(wanted: string): ReadonlyMap<number, number> {
    const marked = new Map<number, number>();
    const mark = ({ codes: byRow, size }: Column, hits: readonly number[], need: number): void => {
      if (hits.length === 0) return;
      const hit = new Uint8Array(size);
      for (const code of hits) hit[code] = 1;
      for (let row = 0; row < table.rows; row++) if (hit[byRow[row] as number] === 1 && !marked.has(row)) marked.set(row, need);
    };
    mark(table.column(CODE), codes().having(wanted), EXISTS);
    mark(table.column(KEY), keys().having(wanted), READ);
    return marked;
  }

  function rowsOf({ expressions, marked }: Wanted, { all, any }: Reach): Found {
    if (marks.length < table.rows) marks = new Uint8Array(table.rows + (table.rows >> 3));
    const rows: number[] = [];
    const put = (row: number, need: number): void => {
      if (row >= table.rows) return;
      const before = marks[row] as number;
      if (before === 0) rows.push(row);
      if (before === 0 || before > need) marks[row] = need;
    };
    if (expressions.length > 0) {
      if (any) for (const row of index.rows(expressions.join(' AND '), 'all')) put(row, WORK);
      if (!all) for (const row of index.rows(expressions.join(' AND '), 'head')) put(row, EXISTS);
    }
    for (const [row, need] of marked) put(row, need);
    const found = Int32Array.from(rows);
    if (marked.size > 0 || !any) found.sort();
    const needs = new Uint8Array(found.length);
    for (let i = 0; i < found.length; i++) { const row = found[i] as number; needs[i] = marks[row] as number; marks[row] = 0; }
    return { rows: found, needs };
  }

  function find(text: string, reach: Reach): Found | null {
    const typed = typedWords(text).map((word) => ({ word, expression: matchWord(word) }));
    if (typed.length === 0) return null;
    // "&" between two names is no word, and asks for nothing beside them
    const words = typed.filter(({ expression }) => expression !== null);
    const wanted = (words.length > 0 ? words : typed).slice(0, MOST_WORDS).map(({ word, expression }): Wanted => (
      { expressions: expression === null ? [] : [expression.startsWith('(') ? expression : `(${expression})`], marked: inColumns(foldSearch(word)) }));
    // what only the index knows it finds together; a word that is part of a code or key is found both ways
    const together = wanted.filter(({ marked, expressions }) => marked.size === 0 && expressions.length > 0);
    const apart = wanted.filter((each) => !together.includes(each));
    const found = [...(together.length > 0 ? [{ expressions: together.flatMap(({ expressions }) => expressions), marked: new Map<number, number>() }] : []), ...apart]
      .map((each) => rowsOf(each, reach)).reduce(both);
    // codes and keys may have blanks in them
    return typed.length > 1 ? either(found, inColumns(foldSearch(text).trim())) : found;
  }

  return { find, read: (over) => codes().read(over) && keys().read(over) };
}

/** Rows that are in both, with the greater need. */
function both(a: Found, b: Found): Found {
  const rows = new Int32Array(Math.min(a.rows.length, b.rows.length));
  const needs = new Uint8Array(rows.length);
  let count = 0;
  for (let i = 0, j = 0; i < a.rows.length && j < b.rows.length;) {
    const difference = (a.rows[i] as number) - (b.rows[j] as number);
    if (difference === 0) { rows[count] = a.rows[i] as number; needs[count++] = Math.max(a.needs[i] as number, b.needs[j] as number); }
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return { rows: rows.subarray(0, count), needs: needs.subarray(0, count) };
}

function either(found: Found, more: ReadonlyMap<number, number>): Found {
  if (more.size === 0) return found;
  const needs = new Map(more);
  found.rows.forEach((row, i) => { needs.set(row, Math.min(needs.get(row) ?? WORK, found.needs[i] as number)); });
  const rows = Int32Array.from(needs.keys()).sort();
  return { rows, needs: Uint8Array.from(rows, (row) => needs.get(row) as number) };
}
