/** Resources follow class (P-32): what a customer gets, and that no matrix turns the order of classes upside down. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schemeOf } from '../../model/classification/schemes.ts';
import { matrixProblems } from '../../model/service-matrix/check.ts';
import { MATRIX_SCHEMES } from '../../model/service-matrix/bounds.ts';
import { LEVELS_OF, SERVICE_KEYS, serviceFor, SHIPPED_MATRIX } from '../../model/service-matrix/matrix.ts';
import type { MatrixRow, ServiceMatrix, Services } from '../../model/service-matrix/matrix.ts';

const gets = (classes: Parameters<typeof serviceFor>[0], matrix = SHIPPED_MATRIX): Record<string, unknown> => Object.fromEntries(serviceFor(classes, matrix).map(({ key, value }) => [key, value]));
const rows = (...added: readonly MatrixRow[]): ServiceMatrix => ({ base: SHIPPED_MATRIX.base, rows: added });

describe('what a customer gets', () => {
  it('as shipped', () => {
    expect(gets({})).toEqual({ level: 'economy', reception: 'standard', discount: 0, visits: 0, publicity: 'general' });
    expect(gets({ abc: 'A' })).toEqual({ level: 'premium', reception: 'vip', discount: 5, visits: 12, publicity: 'general' });
    expect(gets({ abc: 'C', creditManagement: 'core' })).toMatchObject({ level: 'premium', reception: 'vip', visits: 6 });
  });
  it('long-term customers get discounts, temporary ones publicity (C-11)', () => {
    expect(gets({ duration: 'longTerm' })).toMatchObject({ discount: 3, publicity: 'personal' });
    expect(gets({ duration: 'temporary' })).toMatchObject({ discount: 0, publicity: 'general' });
  });
  it('low value gets inexpensive service (C-10)', () => expect([gets({ valueTier: 'highValue' })['level'], gets({ valueTier: 'lowValue' })['level']]).toEqual(['premium', 'economy']));
  it('says by which class', () => expect(serviceFor({ abc: 'B', keyNew: 'yes' }, SHIPPED_MATRIX).find(({ key }) => key === 'visits')).toEqual({ key: 'visits', value: 6, from: { scheme: 'keyNew', value: 'yes' } }));
});

describe('check', () => {
  it('the shipped matrix stands', () => expect(matrixProblems(SHIPPED_MATRIX)).toEqual([]));
  it('a key customer must not get less than a main one', () => expect(matrixProblems(rows({ scheme: 'abc', value: 'A', gives: { visits: 2 } }, { scheme: 'abc', value: 'B', gives: { visits: 4 } }))).toEqual([
    { field: 'rows.abc.A.visits', code: 'inversion', message: 'A must not get less than B (2 against 4).' },
  ]));
  it('nor may it be forgotten', () => expect(matrixProblems(rows({ scheme: 'abc', value: 'B', gives: { reception: 'vip' } }))).toMatchObject([{ field: 'rows.abc.A.reception', code: 'inversion' }]));
  it('nor may a class get less than everybody', () => expect(matrixProblems({ base: { ...SHIPPED_MATRIX.base, visits: 2 }, rows: [{ scheme: 'abc', value: 'A', gives: { visits: 1 } }] })).toMatchObject([{ code: 'inversion' }]));
  it.each([
    ['a class that there is not', { scheme: 'abc', value: 'D', gives: {} }, 'rows.abc.D'], ['a credit grade, which not everybody may know', { scheme: 'grade', value: 'aaa', gives: {} }, 'rows.grade.aaa'],
    ['a risk, which nobody may know', { scheme: 'aml', value: 'low', gives: {} }, 'rows.aml.low'], ['half a visit', { scheme: 'abc', value: 'A', gives: { visits: 0.5 } }, 'rows.abc.A.visits'],
    ['more than everything off', { scheme: 'abc', value: 'A', gives: { discount: 101 } }, 'rows.abc.A.discount'], ['a service that there is not', { scheme: 'abc', value: 'A', gives: { champagne: 1 } }, 'rows.abc.A.champagne'],
  ])('%s is refused', (_name, row, field) => expect(matrixProblems(rows(row as never)).map((each) => each.field)).toContain(field));
  it('a class twice is refused', () => expect(matrixProblems(rows({ scheme: 'abc', value: 'A', gives: {} }, { scheme: 'abc', value: 'A', gives: {} }))).toMatchObject([{ code: 'twice' }]));
});

const services = fc.record<Partial<Services>>({ level: fc.constantFrom(...LEVELS_OF.level), reception: fc.constantFrom(...LEVELS_OF.reception), discount: fc.integer({ min: 0, max: 9 }), visits: fc.integer({ min: 0, max: 9 }), publicity: fc.constantFrom(...LEVELS_OF.publicity) } as never, { requiredKeys: [] });
const anyMatrix: fc.Arbitrary<ServiceMatrix> = fc.array(fc.constantFrom(...MATRIX_SCHEMES).chain((scheme) => fc.record({ scheme: fc.constant(scheme), value: fc.constantFrom(...schemeOf(scheme).ranking.filter((value) => value !== null)), gives: services })), { maxLength: 5 })
  .map((list) => ({ base: SHIPPED_MATRIX.base, rows: [...new Map(list.map((row) => [`${row.scheme} ${row.value}`, row])).values()] }));

it('in a matrix that is accepted a better class never gets less of anything', () => fc.assert(fc.property(
  anyMatrix.filter((matrix) => matrixProblems(matrix).length === 0), fc.constantFrom(...MATRIX_SCHEMES), fc.nat(), fc.nat(), fc.record({ abc: fc.constantFrom('A', 'B', 'C', null), duration: fc.constantFrom('longTerm', 'temporary', null) }),
  (matrix, scheme, a, b, others) => {
    const { ranking } = schemeOf(scheme);
    const [better, worse] = [a % ranking.length, b % ranking.length].sort((x, y) => x - y) as [number, number];
    const [high, low] = [better, worse].map((i) => serviceFor({ ...others, [scheme]: ranking[i]! }, matrix));
    for (const [i, key] of SERVICE_KEYS.entries()) {
      if (key === 'publicity') continue;
      const rank = (value: string | number) => (typeof value === 'number' ? value : (LEVELS_OF[key as 'level'] as readonly string[]).indexOf(value));
      expect(rank(high![i]!.value)).toBeGreaterThanOrEqual(rank(low![i]!.value));
    }
  },
), { numRuns: 500 }));
