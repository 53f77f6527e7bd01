/** What the search makes of texts: terms to store, expressions to look for. Whole searches under rights are in storage-rights. */
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { indexTerms, matchExpression } from '../../server/storage/search-terms.ts';
import { foldText } from '../../server/storage/search-text.ts';

const db = new Database(':memory:');
db.exec("CREATE VIRTUAL TABLE search USING fts5 (t, content = '', contentless_delete = 1, tokenize = 'unicode61', prefix = '1 2')");
function finds(text: string, wanted: string): boolean {
  db.exec('DELETE FROM search');
  db.prepare('INSERT INTO search (rowid, t) VALUES (1, ?)').run(indexTerms(text));
  const expression = matchExpression(wanted);
  return expression !== null && db.prepare('SELECT 1 FROM search WHERE search MATCH ?').get(expression) !== undefined;
}

test.each([
  ['ＡＣＭＥ', 'acme'], ['Éstos Niños', 'estos ninos'], ['ĞÜL', 'gul'], ['한국', '한국'], ['ガ', 'カ'],
])('%s is folded to %s', (text, folded) => {
  expect(foldText(text)).toBe(folded);
});

test('Chinese is cut into pairs, Latin into words', () => {
  expect(indexTerms('张伟明ACME 12').split(' ').filter((term) => !/\p{Co}/u.test(term))).toEqual(['张伟', '伟明', '明', 'acme', '12']);
});

test.each([
  ['上海张江科技有限公司', '张'], ['上海张江科技有限公司', '张江'], ['上海张江科技有限公司', '张江科技'], ['上海张江科技有限公司', '司'], ['上海张江科技有限公司', '上海 科技'],
  ['张伟', '张伟'], ['東京カフェ', 'カフェ'], ['서울상사', '상사'], ['𠮷野家', '𠮷野'],
  ['Alfreds Futterkiste', 'alf'], ['Alfreds Futterkiste', 'FUTTER alf'], ['Café Niño', 'cafe nino'], ['Łódź AG', 'łodz'], ['O’Brien & Sons', 'brien'],
  ['maria.anders@alfki.de', 'alfki'], ['maria.anders@alfki.de', 'maria.anders@alfki.de'],
  ['+34 (915) 55-94-44', '9155594'], ['+34 (915) 55-94-44', '915 55 94'], ['+34 (915) 55-94-44', '+349155594'], ['030-0074321', '0074321'], ['１３８００１３８０００', '13800138000'],
])('%s is found by %s', (text, wanted) => {
  expect(finds(text, wanted)).toBe(true);
});

test.each([
  ['上海张江科技有限公司', '张科'], ['上海张江科技有限公司', '海上'], ['张三 伟明', '三伟'], ['Alfreds Futterkiste', 'reds'], ['Alfreds Futterkiste', 'alf berlin'], ['030-0074321', '0074322'], ['Alfreds', '***'],
])('%s is not found by %s', (text, wanted) => {
  expect(finds(text, wanted)).toBe(false);
});

test('nothing that a person types breaks out of the expression', () => {
  for (const text of ['"', '" OR "a', 'a AND NOT b', 'head : a', 'NEAR(a b)', '*', '^a', "'; DROP TABLE x", '-', 'a"*']) {
    const expression = matchExpression(text);
    if (expression !== null) expect(() => db.prepare('SELECT 1 FROM search WHERE search MATCH ?').get(expression), text).not.toThrow();
  }
  expect(matchExpression('" - *')).toBeNull();
});
