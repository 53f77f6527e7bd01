/** The words of the search in PostgreSQL: a `tsvector` of our own words with their places, found by a GIN index. Its dictionaries are not asked: `search-terms.ts` has cut and folded already. */
import type { Connection } from './database.ts';
import type { SearchReader, SearchWriter } from './search-index.ts';

/** PostgreSQL counts no further: phrases behind this place are found by their words alone where these stand side by side before it too. */
const LAST_PLACE = 16_383;
/** Longer words are cut: a lexeme has 2,046 bytes. */
const LONGEST = 500;

const quoted = (word: string): string => `'${word.slice(0, LONGEST).replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

export function vectorOf(words: string): string {
  const places = new Map<string, number[]>();
  let place = 0;
  for (const word of words.split(' ')) {
    if (word === '') continue;
    const at = Math.min(++place, LAST_PLACE);
    const known = places.get(word);
    // 255 places of a word are kept
    if (known === undefined) places.set(word, [at]);
    else if (known.length < 255 && known.at(-1) !== at) known.push(at);
  }
  return [...places].map(([word, at]) => `${quoted(word)}:${at.join(',')}`).join(' ');
}

/** An expression of `search-terms.ts` as a `tsquery`: a phrase is words one behind the other, of which the last may be a beginning. */
export const queryOf = (expression: string): string =>
  expression.replaceAll(/"([^"]*)"( \*)?|\bAND\b|\bOR\b/g, (part: string, phrase: string | undefined, begins: string | undefined) => {
    if (phrase === undefined) return part === 'AND' ? '&' : '|';
    const words = phrase.split(' ').filter((word) => word !== '').map(quoted);
    return `(${words.map((word, i) => (begins !== undefined && i === words.length - 1 ? `${word}:*` : word)).join(' <-> ')})`;
  });

export function tsvectorWriter(db: Connection): SearchWriter {
  const drop = db.prepare('DELETE FROM search WHERE row = ?');
  const put = db.prepare('INSERT INTO search (row, head, body) VALUES (?, CAST(? AS tsvector), CAST(? AS tsvector))');
  return {
    put: (row, head, body) => { put.run(row, vectorOf(head), vectorOf(body)); },
    drop: (row) => { drop.run(row); },
    order: () => undefined,
  };
}

export function tsvectorReader(db: Connection): SearchReader {
  const all = db.prepare<[string], string>('SELECT json_group_array(row) FROM search WHERE (head || body) @@ CAST(? AS tsquery)').pluck();
  const head = db.prepare<[string, string], string>('SELECT json_group_array(row) FROM search WHERE (head || body) @@ CAST(? AS tsquery) AND head @@ CAST(? AS tsquery)').pluck();
  return {
    rows(expression, where) {
      const query = queryOf(expression);
      return JSON.parse((where === 'head' ? head.get(query, query) : all.get(query)) ?? '[]') as number[];
    },
  };
}
