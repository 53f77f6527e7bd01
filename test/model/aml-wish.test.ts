/** A rating sheet before it is kept (B-5): total, facts that decide, what needs a second person, what is missing; and the text it is kept as. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readScores, writeScores } from '../../model/aml/scores-text.ts';
import { AML_SHIPPED } from '../../model/aml/settings.ts';
import { DIRECT_HIGH, DIRECT_LOW, ITEM_KEYS, ITEMS, type DirectKey } from '../../model/aml/sheet.ts';
import { bandOf } from '../../model/aml/rate.ts';
import { weigh, type AmlWish } from '../../model/aml/wish.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const TODAY = '2026-03-02';
const all = (score: number, more: Partial<AmlWish> = {}): AmlWish => ({ scores: ITEM_KEYS.map((item) => ({ item, score, reason: 'seen' })), facts: [], level: null, nextReviewAt: null, ...more });
const fact = (...keys: readonly DirectKey[]): AmlWish['facts'] => keys.map((key) => ({ fact: key, reason: 'on the list' }));
const of = (wish: AmlWish) => weigh(wish, AML_SHIPPED, TODAY);

describe('what a sheet comes to', () => {
  it.each([[1, 20, 'low', '2028-03-02'], [3, 60, 'low', '2028-03-02'], [4, 80, 'high', '2026-09-02'], [5, 100, 'high', '2026-09-02']] as const)('every item %d: %d, %s, again by %s', (score, total, level, next) => {
    expect(of(all(score))).toMatchObject({ total, computed: level, level, stands: level, waits: false, nextReviewAt: next, problems: [], scored: 15 });
  });
  it('is the sum of score times weight over five, whatever the scores', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 15, maxLength: 15 }), (scores) => {
      const found = of(all(1, { scores: scores.map((score, i) => ({ item: ITEM_KEYS[i]!, score, reason: 'x' })) }));
      const sum = scores.reduce((total, score, i) => total + score * ITEMS[i]!.weight, 0);
      expect(found.total).toBe(Math.round(sum * 2) / 10);
      expect(found.computed).toBe(bandOf(found.total!, AML_SHIPPED.bands));
    }), { seed });
  });
  it.each(DIRECT_HIGH)('%s decides without the sheet, and nobody makes it easier', (key) => {
    expect(of(all(1, { scores: [], facts: fact(key) }))).toMatchObject({ total: null, direct: key, level: 'high', stands: 'high', waits: false, nextReviewAt: '2026-09-02', problems: [] });
    expect(of(all(1, { facts: fact(key), level: { value: 'low', reason: 'x' } })).problems).toEqual([{ field: 'level', code: 'not-easier' }]);
  });
  it.each(DIRECT_LOW)('%s gives the lowest level at once where the total does, else once somebody has approved', (key) => {
    expect(of(all(2, { facts: fact(key) }))).toMatchObject({ level: 'low', waits: false });
    expect(of(all(5, { facts: fact(key) }))).toMatchObject({ computed: 'low', level: 'low', stands: 'high', waits: true, nextReviewAt: '2026-09-02' });
    expect(of(all(2, { scores: [], facts: fact(key) })).problems).toHaveLength(15);
    expect(of(all(2, { facts: fact(key, 'sanctioned') }))).toMatchObject({ level: 'high', direct: 'sanctioned' });
  });
  it('another level: a stricter one stands, an easier one waits', () => {
    expect(of(all(3, { level: { value: 'medium', reason: 'new owner' } }))).toMatchObject({ level: 'medium', stands: 'medium', waits: false, nextReviewAt: '2027-03-02', problems: [] });
    expect(of(all(4, { level: { value: 'low', reason: 'known for years' } }))).toMatchObject({ level: 'low', stands: 'high', waits: true, problems: [] });
    expect(of(all(3, { level: { value: 'low', reason: 'x' } })).problems).toEqual([{ field: 'level', code: 'same' }]);
    expect(of(all(3, { level: { value: 'high', reason: ' ' } })).problems).toEqual([{ field: 'level', code: 'reason' }]);
  });
  it('a review may only be brought forward', () => {
    expect(of(all(4, { nextReviewAt: '2026-06-01' }))).toMatchObject({ nextReviewAt: '2026-06-01', problems: [] });
    for (const day of ['2026-09-03', TODAY, '2026-02-30', 'soon']) expect(of(all(4, { nextReviewAt: day })).problems, day).toEqual([{ field: 'nextReviewAt', code: 'date' }]);
  });
  it('what is missing is told, item by item; a low score needs no reason', () => {
    const { problems, total, sofar, scored } = of(all(2, { scores: [{ item: 'cash', score: 3, reason: '' }, { item: 'pep', score: 2, reason: '' }] }));
    expect([total, sofar, scored]).toEqual([null, 8, 2]);
    expect(problems).toContainEqual({ field: 'scores.cash', code: 'reason' });
    expect(problems.filter(({ code }) => code === 'missing')).toHaveLength(13);
  });
});

it('the text of a sheet is read back without loss, and other words are kept as words', () => {
  const reason = fc.string({ maxLength: 60 }).map((text) => text.replace(/\s+/g, ' ').trim());
  fc.assert(fc.property(fc.array(fc.record({ item: fc.constantFrom(...ITEM_KEYS), score: fc.integer({ min: 1, max: 5 }), weight: fc.integer({ min: 0, max: 100 }), reason })), fc.array(fc.record({ fact: fc.constantFrom(...DIRECT_HIGH, ...DIRECT_LOW), reason })), (scores, facts) => {
    expect(readScores(writeScores({ scores, facts }))).toEqual({ scores, facts, words: '' });
  }), { seed });
  expect(readScores('As in the file of 2019\ncash 5 × 8: much\n! nothing: x')).toEqual({ scores: [{ item: 'cash', score: 5, weight: 8, reason: 'much' }], facts: [], words: 'As in the file of 2019\n! nothing: x' });
});
