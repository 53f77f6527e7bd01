/** The words of the search, by row: `head` of names, `body` of what a reader of the open sections may search. Which words a text has, and what was typed, is `search-terms.ts`; each engine keeps them in its own way. */
import type { Connection } from './database.ts';
import { onPostgres } from './engine/postgres/connection.ts';
import { fts5Reader, fts5Writer } from './search-index-fts5.ts';
import { tsvectorReader, tsvectorWriter } from './search-index-tsvector.ts';

export interface SearchWriter {
  /** Of a row that has none: words separated by blanks, in their order. */
  put(row: number, head: string, body: string): void;
  drop(row: number): void;
  /** Joins what lies in parts, so that nothing is left of what was dropped. */
  order(): void;
}

export interface SearchReader {
  /** Rows that an expression of `search-terms.ts` finds, in its head or in all its words; in no order. */
  rows(expression: string, where: 'head' | 'all'): readonly number[];
}

export const searchWriter = (db: Connection): SearchWriter => (onPostgres(db) ? tsvectorWriter(db) : fts5Writer(db));
export const searchReader = (db: Connection): SearchReader => (onPostgres(db) ? tsvectorReader(db) : fts5Reader(db));
