/** The newest row of a table that keeps one a day, as the register and the classes have it. */
import { describe, expect, it } from 'vitest';
import { registerKey } from '../../model/register/keys.ts';
import { cellsOf } from '../../server/services/register-cells.ts';

const values = (rows: Readonly<Record<string, Readonly<Record<string, string | number>>>>, order: readonly string[]) => ({ fields: {}, texts: {}, marks: {}, rows: { amlAssessments: rows }, order: { amlAssessments: order } }) as unknown as Parameters<typeof cellsOf>[0];

describe('newest row', () => {
  it('has its own cells, whatever the order of the rows', () => {
    const cells = cellsOf(values({ a: { assessedAt: '2025-01-01', level: 'high', total: 91 }, b: { assessedAt: '2026-01-01', level: 'low' }, c: { level: 'medium' } }, ['b', 'a', 'c']));
    expect([cells['amlAssessments@newest/assessedAt'], cells['amlAssessments@newest/level'], cells['amlAssessments@newest/total']]).toEqual(['2026-01-01', 'low', undefined]);
  });
  it('of one day is the lower one', () => expect(cellsOf(values({ a: { assessedAt: '2026-01-01', level: 'high' }, b: { assessedAt: '2026-01-01', level: 'low' } }, ['a', 'b']))['amlAssessments@newest/level']).toBe('low'));
  it('stands under the right of its section', () => expect(registerKey('amlAssessments@newest/level')).toMatchObject({ right: 'aml', dictionary: 'D-25' }));
  it('of other tables is not asked for', () => expect(registerKey('contacts@newest/time')).toBeUndefined());
});
