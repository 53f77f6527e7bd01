/** A person is found however they are written: case, width, script, order of names, how a number is grouped; and what only looks so is no more than possible. */
import { expect, it } from 'vitest';
import { coreOf, hashedMatcher, hashedText, matcherOf } from '../../server/services/privacy/matcher.ts';
import { effectIn, scrubSection, scrubText } from '../../server/services/privacy/scrub.ts';
import type { SubjectQuery } from '../../model/privacy/subject.ts';

const NONE: SubjectQuery = { names: [], phones: [], mails: [], idNumbers: [] };
const found = (query: Partial<SubjectQuery>, text: string): readonly (readonly [string, string])[] => matcherOf({ ...NONE, ...query }).find(text).map(({ from, to, certainty }) => [text.slice(from, to), certainty]);

it.each<readonly [Partial<SubjectQuery>, string, readonly (readonly [string, string])[]]>([
  [{ names: ['María López'] }, 'María López', [['María López', 'exact']]],
  [{ names: ['Maria Lopez'] }, 'call MARÍA  LÓPEZ now', [['MARÍA  LÓPEZ', 'likely']]],
  [{ names: ['María López'] }, 'López, María (buyer)', [['López, María', 'likely']]],
  [{ names: ['María López'] }, 'M. López', [['M. López', 'possible']]],
  [{ names: ['María López'] }, 'Ｍａｒｉａ Ｌｏｐｅｚ', [['Ｍａｒｉａ Ｌｏｐｅｚ', 'exact']]],
  [{ names: ['Ana Li'] }, 'Diana Lima', []],
  [{ names: ['陈晓明'] }, '請找陳曉明先生', [['陳曉明', 'likely']]],
  [{ names: ['陳曉明'] }, '陈 晓明', [['陈 晓明', 'exact']]],
  [{ names: ['陈晓明'] }, 'Mr Chen Xiaoming', [['Chen Xiaoming', 'possible']]],
  [{ phones: ['+34 600 918 273'] }, '600918273', [['600918273', 'exact']]],
  [{ phones: ['600 918 273'] }, 'tel. (0034) 600-91 82 73, ask', [['0034) 600-91 82 73', 'likely']]],
  [{ phones: ['+34600918273'] }, 'from 1600918273450', []],
  [{ phones: ['+34600918273'] }, '600 *** 8273', [['600 *** 8273', 'possible']]],
  [{ phones: ['+34600918273'] }, '６００９１８２７３', [['６００９１８２７３', 'exact']]],
  [{ mails: ['Zdenka.Q@Example.org'] }, 'write to zdenka.q@example.org.', [['zdenka.q@example.org', 'likely']]],
  [{ mails: ['q@example.org'] }, 'zdenka.q@example.org', []],
  [{ mails: ['zdenka@example.org'] }, 'z*****@example.org', [['z*****@example.org', 'possible']]],
  [{ idNumbers: ['X7714903K'] }, 'NIE X-7714903-K', [['X-7714903-K', 'likely']]],
  [{ idNumbers: ['X7714903K'] }, 'AX7714903K', []],
  [{ idNumbers: ['11010519491231002X'] }, '**********002x', [['**********002x', 'possible']]],
])('%j in %s', (query, text, expected) => {
  expect(found(query, text)).toEqual(expected);
});

it('a number is known by what is dialled within its country', () => {
  expect(['+34 600 918 273', '0034600918273', '+1 (555) 010-0199', '+852 2345 6789', '0171 234567'].map(coreOf)).toEqual(['600918273', '600918273', '5550100199', '23456789', '171234567']);
});

it('a text of which only a hash is known is found as it was written, and nothing else', () => {
  const matcher = hashedMatcher('key', [hashedText('key', 'name', 'Zdenka Quillfeather'), hashedText('key', 'phone', '+34 600 918 273')]);
  const text = 'Mrs ZDENKA-QUILLFEATHER, 34600918273';
  expect(matcher.find(text).map(({ from, to }) => text.slice(from, to))).toEqual(['ZDENKA-QUILLFEATHER', '34600918273']);
  expect(matcher.find('Zdenka Quillfeathe, 600918274')).toEqual([]);
  expect(JSON.stringify([hashedText('key', 'name', 'Zdenka Quillfeather')])).not.toMatch(/zdenka|quill/i);
});

it('JSON stays JSON: strings, keys and numbers in it lose the person, also in JSON within JSON', () => {
  const matcher = matcherOf({ ...NONE, names: ['Ann Smith'], phones: ['600918273'] });
  expect(JSON.parse(scrubText(JSON.stringify({ a: 'Ann Smith!', 'Ann Smith': [600918273, 'x'], deep: JSON.stringify({ b: 'by Ann Smith' }) }), matcher, '[erased]'))).toEqual({ a: '[erased]!', '[erased]': [null, 'x'], deep: '{"b":"by [erased]"}' });
});

it('a person among the people goes with what hangs on them; elsewhere a value goes, and in a text only the passage', () => {
  const matcher = matcherOf({ ...NONE, names: ['Ann Smith'] });
  const all = (): boolean => true;
  const people = new Map([['rows', new Map<string, unknown>([['people/p1/.', 'a0'], ['people/p1/name', 'Ann Smith'], ['people/p1/role', 'buyer'], ['people/p2/name', 'Bob'], ['peopleMethods/m1/person', 'p1'], ['peopleMethods/m1/value', '123456'], ['peopleMethods/m2/person', 'p2']])], ['marks', new Map<string, unknown>([['rows/people/p1/name#source', 'fair']])], ['text:people/p1/note', 'likes tea']] as [string, string | Map<string, unknown>][]);
  const done = scrubSection('people', people, matcher, all, '[erased]');
  expect([...(done.values.get('rows') as Map<string, unknown>).keys()]).toEqual(['people/p2/name', 'peopleMethods/m2/person']);
  expect(done.values.has('marks') || done.values.has('text:people/p1/note')).toBe(false);
  expect(done.forget).toEqual(expect.arrayContaining(['rows/people/p1/', 'rows/peopleMethods/m1/', 'text:people/p1/']));
  expect(effectIn('contacts-2026', 'rows/contacts/r1/partner', 'Ann Smith', matcher)).toBe('value');
  expect(effectIn('profile', 'fields/customer.shortName', 'Friends of Ann Smith and of many others', matcher)).toBe('passage');
  expect(scrubSection('profile', new Map([['text:x', 'Ask Ann Smith.']]), matcher, all, '[已删除]').values.get('text:x')).toBe('Ask [已删除].');
  expect(scrubSection('profile', new Map([['text:x', 'Ask Ann Smith.']]), matcher, (key) => key !== 'text:x', '').values.get('text:x'), 'what was not chosen stays').toBe('Ask Ann Smith.');
});
