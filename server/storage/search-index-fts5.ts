/** The words of the search in SQLite's FTS5: the table keeps no texts. */
import type { Connection } from './database.ts';
import type { SearchReader, SearchWriter } from './search-index.ts';

export function fts5Writer(db: Connection): SearchWriter {
  const drop = db.prepare('DELETE FROM search WHERE rowid = ?');
  const put = db.prepare('INSERT INTO search (rowid, head, body) VALUES (?,?,?)');
  return {
    put: (row, head, body) => { put.run(row, head, body); },
    drop: (row) => { drop.run(row); },
    order: () => { db.prepare("INSERT INTO search (search) VALUES ('optimize')").run(); },
  };
}

export function fts5Reader(db: Connection): SearchReader {
  // one text instead of many rows: half of the time of a broad word goes into handing over numbers
  const match = db.prepare<[string], string>('SELECT json_group_array(rowid) FROM search WHERE search MATCH ?').pluck();
  // the column is said of each part, for it binds closer than AND
  const within = (expression: string, where: 'head' | 'all'): string => (where === 'head' ? `head : (${expression})` : expression);
  return { rows: (expression, where) => JSON.parse(match.get(within(expression, where)) ?? '[]') as number[] };
}
