/** Lifecycle (C-03, D-08), calendar dates and money: the boundaries, day by day and cent by cent. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, daysBetween, isCalendarDate } from '../../model/classification/dates.ts';
import { classifyLifecycle } from '../../model/classification/lifecycle.ts';
import { isCustomer, referenceDate, windowOf } from '../../model/classification/population.ts';
import { SHIPPED_SETTINGS } from '../../model/classification/settings.ts';
import { fromMinor, losesDigits, toMinor } from '../../model/money.ts';
import { member, RUN } from '../helpers/population.ts';
import type { PopulationMember, Window } from '../../model/classification/population.ts';

const lifecycle = (known: Partial<PopulationMember>, window: Window = windowOf('2026-06-30', 12)) =>
  classifyLifecycle({ currency: 'EUR', window, members: [member('x', known)] }, SHIPPED_SETTINGS.lifecycle, RUN).get(member('x').id)!;

describe('lifecycle', () => {
  it.each([
    ['never bought', {}, 'potentialEndCustomer'],
    ['bought a year ago to the day', { lastEver: '2025-06-30' }, 'currentEndCustomer'],
    ['bought a day earlier', { lastEver: '2025-06-29' }, 'lostEndCustomer'],
    ['is a dealer', { roles: ['dealer'], lastEver: '2026-06-01' }, 'currentAgent'],
    ['was filed as an agent', { category: 'potentialAgent' }, 'potentialAgent'],
    ['a monthly buyer after 30 days', { strategy: 'monthly', lastEver: '2026-05-31' }, 'currentEndCustomer'],
    ['a monthly buyer after 31 days', { strategy: 'monthly', lastEver: '2026-05-30' }, 'lostEndCustomer'],
    ['a strategy without a cycle', { strategy: 'none', lastEver: '2025-07-01' }, 'currentEndCustomer'],
    ['a strategy that the company deleted', { strategy: 'gone', lastEver: '2025-07-01' }, 'currentEndCustomer'],
  ] as const)('%s: %#', (_name, known, value) => expect(lifecycle(known).value).toBe(value));

  it('takes the months of a window that was asked for', () => expect(lifecycle({ lastEver: '2025-06-29' }, windowOf('2026-06-30', 13)).value).toBe('currentEndCustomer'));
  it('shows the cycle it used', () => {
    expect(lifecycle({ strategy: 'quarterly', lastEver: '2026-06-01' }).thresholds).toEqual([{ key: 'lostAfter', value: 90, unit: 'days' }]);
    expect(lifecycle({ lastEver: '2026-06-01' }).thresholds).toEqual([{ key: 'lostAfter', value: 12, unit: 'months' }]);
  });

  it.each([
    ['after 45 days', 'own45', '2026-05-16', 'currentEndCustomer'], ['after 46', 'own45', '2026-05-15', 'lostEndCustomer'],
    ['whose cycle was taken away', 'monthly', '2025-07-01', 'currentEndCustomer'],
  ])('keeps to the days that the workspace has set: %s', (_name, strategy, lastEver, value) => {
    const found = classifyLifecycle({ currency: 'EUR', window: windowOf('2026-06-30', 12), members: [member('x', { strategy, lastEver })] }, { ...SHIPPED_SETTINGS.lifecycle, cycles: { own45: 45 } }, RUN).get(member('x').id)!;
    expect(found.value).toBe(value);
    expect(found.thresholds).toEqual([strategy === 'own45' ? { key: 'lostAfter', value: 45, unit: 'days' } : { key: 'lostAfter', value: 12, unit: 'months' }]);
  });

  const date = fc.integer({ min: 0, max: 3_000 }).map((days) => addDays('2020-01-01', days));
  it('what it says would change the state changes it, and a day less does not', () => fc.assert(fc.property(date, date, fc.constantFrom(null, 'monthly', 'yearly'), (a, b, strategy) => {
    const [last, reference] = a < b ? [a, b] : [b, a];
    const at = (purchase: string, on: string) => lifecycle({ lastEver: purchase, strategy }, windowOf(on, 12)).value;
    const result = lifecycle({ lastEver: last, strategy }, windowOf(reference, 12));
    const change = result.changes[0]!;
    const day = String(change.at);
    if (change.input === 'referenceDate') {
      expect([at(last, day), at(last, addDays(day, -1))]).toEqual([change.to, result.value]);
    } else {
      expect([at(day, reference), at(addDays(day, -1), reference)]).toEqual([change.to, result.value]);
    }
  })));
});

describe('windows and populations', () => {
  it('a window of months begins the day after', () => {
    expect(windowOf('1998-05-06', 12)).toEqual({ from: '1997-05-07', to: '1998-05-06', months: 12 });
    expect(windowOf('2024-02-29', 12).from).toBe('2023-03-01');
    expect(windowOf('1998-05-06', 'all').from).toBeNull();
  });
  it('the reference date is the newest transaction and never later than today', () => {
    expect(referenceDate(null, '1998-05-06', '2026-11-22')).toBe('1998-05-06');
    expect(referenceDate(null, '2030-01-01', '2026-11-22')).toBe('2026-11-22');
    expect(referenceDate('2025-01-01', '1998-05-06', '2026-11-22')).toBe('2025-01-01');
    expect(referenceDate(null, null, '2026-11-22')).toBe('2026-11-22');
  });
  it('only who is nothing but a supplier is no customer', () => {
    expect([[], ['supplier'], ['supplier', 'dealer'], ['special']].map(isCustomer)).toEqual([true, false, true, true]);
  });
});

describe('dates and money', () => {
  it.each(['2024-02-30', '2023-02-29', '2024-13-01', '24-01-01', '2024-1-1', '0000-01-01', ''])('%j is no date', (text) => expect(isCalendarDate(text)).toBe(false));
  it('counts days and months', () => {
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
    expect(() => addDays('soon', 1)).toThrow(RangeError);
  });
  it.each([['440.0', 44_000], ['-0.005', -1], ['1265793.22', 126_579_322], ['+3', 300], ['-0', 0], ['2.675', 268]] as const)('%s is %i minor units', (text, minor) => expect(toMinor(text)).toBe(minor));
  it.each(['', '1,5', '1e5', '.5', '1.', ' 1', '123456789012345'])('%j is no amount', (text) => expect(toMinor(text)).toBeUndefined());
  it('comes back from minor units unchanged', () => fc.assert(fc.property(fc.maxSafeInteger(), (minor) => {
    if (Math.abs(minor) < 1e15) expect(toMinor(fromMinor(minor))).toBe(minor);
  })));
  it('tells which texts it would round', () => expect(['1.20', '1.2000', '1.205', '1'].map(losesDigits)).toEqual([false, false, true, false]));
});
