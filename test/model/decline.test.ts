/** Decline (B-3, P-16, D-48): rhythm, strategy and volume, day by day. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../../model/classification/dates.ts';
import { DECLINE_STATES, declineOf, medianOf, percentileOf, type DeclineFacts } from '../../model/classification/own/decline.ts';

/** Purchases with these gaps, the last on 1 January 2026. */
const LAST = '2026-01-01';
const rhythm = (...gaps: readonly number[]): readonly string[] => {
  const days = [LAST];
  for (const gap of [...gaps].reverse()) days.unshift(addDays(days[0]!, -gap));
  return days;
};
const facts = (days: readonly string[], more: Partial<DeclineFacts> = {}): DeclineFacts => ({ days, cycle: null, volume: null, ...more });
const after = (days: number, of: DeclineFacts) => declineOf(of, addDays(LAST, days));

describe('own rhythm', () => {
  const monthly = facts(rhythm(30, 30, 30, 30));
  it.each([[45, 'none'], [46, 'watch'], [75, 'watch'], [76, 'declining'], [4_000, 'declining']] as const)('a monthly buyer after %d days: %s', (days, state) => expect(after(days, monthly).state).toBe(state));
  it('the 90th percentile counts where it is longer, and nobody declines before a look', () => {
    const uneven = facts(rhythm(10, 10, 10, 10, 90));
    expect(after(90, uneven).state).toBe('none');
    expect(after(91, uneven).state).toBe('declining');
  });
  it('two gaps are no rhythm', () => expect(after(4_000, facts(rhythm(10, 10))).state).toBe('none'));
  it('purchases of one day are one', () => expect(after(46, facts([...rhythm(30, 30, 30, 30), LAST, LAST])).state).toBe('watch'));
  it('purchases after today do not count', () => expect(declineOf(facts([...rhythm(30, 30, 30), '2027-01-01']), addDays(LAST, 46)).state).toBe('watch'));
});

describe('strategy (P-16)', () => {
  const quarterly = facts([LAST], { cycle: 90 });
  it.each([[90, 'none'], [91, 'declining'], [270, 'declining'], [271, 'lost']] as const)('a quarterly buyer after %d days: %s', (days, state) => expect(after(days, quarterly).state).toBe(state));
  it('never bought is no decline', () => expect(declineOf(facts([], { cycle: 30 }), '2026-01-01')).toMatchObject({ state: 'none', next: null }));
  it('says since when, and by which rule', () => expect(after(100, quarterly).because).toEqual([{ rule: 'cycle', state: 'declining', since: '2026-04-02' }]));
});

describe('volume', () => {
  it.each([[70, 100, 'declining'], [71, 100, 'none'], [-5, 100, 'declining'], [0, 0, 'none'], [10, -3, 'none']] as const)('%d after %d: %s', (recent, yearAgo, state) =>
    expect(declineOf(facts([], { volume: { recent, yearAgo } }), '2026-01-01').state).toBe(state));
});

describe('properties', () => {
  const any: fc.Arbitrary<DeclineFacts> = fc.record({
    days: fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 12 }).map((gaps) => rhythm(...gaps)), cycle: fc.option(fc.constantFrom(30, 60, 90, 180, 365)), volume: fc.constant(null),
  });
  it('waiting never makes it better', () => fc.assert(fc.property(any, fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 900 }), (of, a, b) => {
    const rank = (days: number) => DECLINE_STATES.indexOf(after(days, of).state);
    expect(rank(Math.min(a, b))).toBeLessThanOrEqual(rank(Math.max(a, b)));
  })));
  it('the day it names is the first on which it is worse', () => fc.assert(fc.property(any, fc.integer({ min: 0, max: 400 }), (of, days) => {
    const now = after(days, of);
    if (now.next === null) return;
    const wait = daysBetween(LAST, now.next.at);
    expect([after(wait - 1, of).state, after(wait, of).state]).toEqual([now.state, now.next.to]);
  })));
  it('is found again from its inputs and limits', () => fc.assert(fc.property(any, fc.integer({ min: 0, max: 900 }), (of, days) => {
    const { state, inputs, thresholds } = after(days, of);
    const limit = (key: string) => thresholds.find((each) => each.key === key)?.value ?? Infinity;
    const quiet = Number(inputs.find(({ key }) => key === 'daysSince')!.value);
    expect(state).toBe(quiet > Number(limit('lostAfter')) ? 'lost' : quiet > Math.min(Number(limit('decliningAfter')), Number(limit('cycle'))) ? 'declining' : quiet > Number(limit('watchAfter')) ? 'watch' : 'none');
  })));
  it('median and nearest rank', () => {
    expect([medianOf([1, 2, 3]), medianOf([1, 2, 3, 4]), percentileOf([1, 2, 3], 90), percentileOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 90), percentileOf([7], 90)]).toEqual([2, 2.5, 3, 9, 7]);
  });
});
