/** Rating of money-laundering risk (C-09, rules B-5 and B-6): the sheet, facts that decide at once, intensity, the review clock, and what an assessment in an archive comes to. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AML_LEVELS, bandOf, intensityOf, rate, standing, totalOf, type Scores } from '../../model/aml/rate.ts';
import { isOverdue, nextReview, reviewOf } from '../../model/aml/review.ts';
import { AML_SHIPPED, amlProblem } from '../../model/aml/settings.ts';
import { DIRECT_HIGH, DIRECT_LABELS, DIRECT_LOW, ELEMENT_LABELS, ELEMENTS, ITEM_KEYS, ITEMS } from '../../model/aml/sheet.ts';
import { amlStanding } from '../../model/classification/own/aml.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { ownMember, TODAY } from '../helpers/own-member.ts';

const all = (score: number): Scores => Object.fromEntries(ITEM_KEYS.map((key) => [key, score])) as Scores;
const anyScores: fc.Arbitrary<Scores> = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: ITEM_KEYS.length, maxLength: ITEM_KEYS.length }).map((list) => Object.fromEntries(ITEM_KEYS.map((key, i) => [key, list[i]!])) as Scores);

describe('sheet', () => {
  it('weights of the shipped sheet are 100 together, over all four elements', () => {
    expect(ITEMS.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
    expect(new Set(ITEMS.map(({ element }) => element))).toEqual(new Set(ELEMENTS));
    expect(ITEMS.map(({ key }) => key)).toEqual([...ITEM_KEYS]);
    expect(amlProblem(AML_SHIPPED)).toBeNull();
  });
  it('has its words in four languages', () => {
    for (const labels of [...ITEMS.map(({ label }) => label), ...Object.values(ELEMENT_LABELS), ...Object.values(DIRECT_LABELS)]) for (const language of LANGUAGES) expect(labels[language]).not.toBe('');
  });
  it('the total runs from 20 to 100', () => expect([1, 2, 3, 4, 5].map((score) => totalOf(all(score), AML_SHIPPED.weights))).toEqual([20, 40, 60, 80, 100]));
  it('a score outside 1 to 5 is refused', () => expect(() => totalOf({ ...all(1), cash: 0 }, AML_SHIPPED.weights)).toThrow(RangeError));
  it('is the sum of score times weight over five, to the tenth', () => fc.assert(fc.property(anyScores, (scores) => {
    const total = totalOf(scores, AML_SHIPPED.weights);
    expect(Math.round(total * 10)).toBe(ITEMS.reduce((sum, { key, weight }) => sum + scores[key] * weight * 2, 0));
  })));
  it('more risk in one item never lowers the level', () => fc.assert(fc.property(anyScores, fc.constantFrom(...ITEM_KEYS), (scores, key) => {
    const rank = (of: Scores) => AML_LEVELS.indexOf(rate(of, [], AML_SHIPPED).level);
    expect(rank({ ...scores, [key]: Math.min(5, scores[key] + 1) })).toBeGreaterThanOrEqual(rank(scores));
  })));
});

describe('levels', () => {
  it.each([[20, 'low'], [60, 'low'], [60.1, 'medium'], [79.9, 'medium'], [80, 'high'], [100, 'high']] as const)('%d is %s', (total, level) => expect(bandOf(total, AML_SHIPPED.bands)).toBe(level));
  it('facts decide before the sum, those of the highest level first', () => {
    for (const fact of DIRECT_HIGH) expect(rate(all(1), [...DIRECT_LOW, fact], AML_SHIPPED)).toEqual({ total: 20, level: 'high', direct: fact });
    for (const fact of DIRECT_LOW) expect(rate(all(5), [fact], AML_SHIPPED)).toEqual({ total: 100, level: 'low', direct: fact });
  });
  it('simplified measures never apply where there is suspicion (B-6)', () => {
    expect(AML_LEVELS.map((level) => intensityOf(level, false))).toEqual(['simplified', 'standard', 'enhanced']);
    expect(AML_LEVELS.map((level) => intensityOf(level, true))).toEqual(['standard', 'standard', 'enhanced']);
  });
  it.each([
    ['as found', 'low', null, false, 'low'], ['an easing that nobody approved', 'high', 'low', false, 'high'], ['an easing that is approved', 'high', 'low', true, 'low'],
    ['a tightening counts at once', 'low', 'high', false, 'high'], ['written without a sum', null, 'medium', false, 'medium'], ['nothing', null, null, true, null],
  ] as const)('%s', (_name, computed, written, approved, level) => expect(standing(computed, written, approved)).toBe(level));
});

describe('review clock', () => {
  it('high 6, medium 12, low 24 months', () => expect(AML_LEVELS.map((level) => nextReview('2025-08-31', level, AML_SHIPPED))).toEqual(['2027-08-31', '2026-08-31', '2026-02-28']));
  const assessed = { level: 'medium', assessedAt: '2026-01-10', nextReviewAt: null, clueAt: null, openedAt: '2020-01-01' } as const;
  it('what was written may only bring it forward', () => {
    expect(reviewOf({ ...assessed, nextReviewAt: '2026-05-01' }, AML_SHIPPED)).toEqual({ due: '2026-05-01', because: 'clock' });
    expect(reviewOf({ ...assessed, nextReviewAt: '2029-05-01' }, AML_SHIPPED)).toEqual({ due: '2027-01-10', because: 'clock' });
  });
  it('a clue after the assessment makes it due at once, one of that day does not', () => {
    expect(reviewOf({ ...assessed, clueAt: '2026-01-11' }, AML_SHIPPED)).toEqual({ due: '2026-01-11', because: 'clue' });
    expect(reviewOf({ ...assessed, clueAt: '2026-01-10' }, AML_SHIPPED).because).toBe('clock');
  });
  it('a new customer is rated within ten working days', () => expect(reviewOf({ ...assessed, level: null, assessedAt: null, openedAt: '2026-06-16' }, AML_SHIPPED)).toEqual({ due: '2026-06-30', because: 'first' }));
  it('is overdue the day after', () => expect([isOverdue({ due: TODAY, because: 'clock' }, TODAY), isOverdue({ due: '2026-06-29', because: 'clock' }, TODAY)]).toEqual([false, true]));
});

describe('an archive', () => {
  const newest = (cells: Readonly<Record<string, string | number>>) => Object.fromEntries(Object.entries(cells).map(([key, value]) => [`amlAssessments@newest/${key}`, value]));
  const of = (fields: Parameters<typeof ownMember>[0] & object) => amlStanding(ownMember(fields), AML_SHIPPED, TODAY);
  it('without an assessment or risks has no level, and is to be rated', () => expect(of({ openedAt: '2026-06-01' })).toMatchObject({ level: null, intensity: null, overdue: true, review: { because: 'first' } }));
  it('with the three risks alone has an outline, and is still to be rated', () =>
    expect(of({ fields: { 'aml.customerRisk': 5, 'aml.countryRisk': 4, 'aml.productServiceRisk': 3 } })).toMatchObject({ total: 82, level: 'high', assessedAt: null, review: { because: 'first' } }));
  it('of two risks there is none', () => expect(of({ fields: { 'aml.customerRisk': 5, 'aml.countryRisk': 4 } }).level).toBeNull());
  it('has the level of the newest assessment', () =>
    expect(of({ fields: newest({ assessedAt: '2026-02-01', total: 71.4, level: 'medium' }) })).toMatchObject({ level: 'medium', intensity: 'standard', review: { due: '2027-02-01', because: 'clock' }, overdue: false }));
  it('the sum stands until somebody approved another level', () => {
    expect(of({ fields: newest({ assessedAt: '2026-02-01', total: 90, level: 'low' }) }).level).toBe('high');
    expect(of({ fields: newest({ assessedAt: '2026-02-01', total: 90, level: 'low', approver: 'li' }) }).level).toBe('low');
  });
  it('a suspected stage raises the intensity of a low one', () => expect(of({ fields: { ...newest({ assessedAt: '2026-02-01', total: 30 }), 'aml.suspectedStage': 'layering' } })).toMatchObject({ level: 'low', intensity: 'standard' }));
});
