/** Conversion by dated rates: the rule which rate holds, and exact arithmetic against one that is written otherwise. Amounts are converted before B-1 and B-2 see them. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rateProblems } from '../../model/rates/check.ts';
import { converted, parseRate, plainRate, Rates } from '../../model/rates/rates.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const check = (property: fc.IProperty<unknown> | fc.IPropertyWithHooks<never>): void => { fc.assert(property as fc.IProperty<unknown>, { seed, numRuns: 2_000 }); };
const rateText = fc.tuple(fc.integer({ min: 0, max: 9_999 }), fc.stringMatching(/^\d{0,12}$/)).map(([whole, fraction]) => `${whole}${fraction === '' ? '' : `.${fraction}`}`).filter((text) => /[1-9]/.test(text));
/** By long division of decimal texts, digit by digit: another way than the product's. */
function byHand(minor: number, text: string): bigint {
  const [whole = '', fraction = ''] = text.split('.');
  const product = (BigInt(Math.abs(minor)) * BigInt(whole + fraction)).toString().padStart(fraction.length + 1, '0');
  const [integer, rest] = [product.slice(0, product.length - fraction.length), product.slice(product.length - fraction.length)];
  const size = BigInt(integer) + (rest !== '' && Number(rest.charAt(0)) >= 5 ? 1n : 0n);
  return minor < 0 ? -size : size;
}

it(`an amount times a rate, in whole hundredths, half away from zero (seed ${seed})`, () => {
  check(fc.property(fc.integer({ min: -1_000_000_000_00, max: 1_000_000_000_00 }), rateText, (minor, text) => {
    expect(BigInt(converted(minor, parseRate(text)!)!)).toBe(byHand(minor, text));
  }));
});

it(`what comes back takes away what its sale had added, and equal amounts are worth the same (seed ${seed})`, () => {
  check(fc.property(fc.integer({ min: 0, max: 1_000_000_000_00 }), rateText, (minor, text) => {
    const rate = parseRate(text)!;
    expect(converted(minor, rate)! + converted(-minor, rate)!).toBe(0);
    expect(converted(minor + 1, rate)!).toBeGreaterThanOrEqual(converted(minor, rate)!);
    expect(converted(minor, parseRate(plainRate(text))!)).toBe(converted(minor, rate));
  }));
});

it(`the newest rate that is not after the day holds, whatever the order in which rates were set (seed ${seed})`, () => {
  const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-02-${String(n).padStart(2, '0')}`);
  check(fc.property(fc.uniqueArray(fc.record({ currency: fc.constantFrom('USD', 'JPY'), date: day, rate: rateText }), { selector: ({ currency, date }) => currency + date }), day, (rates, on) => {
    const wanted = rates.filter(({ currency, date }) => currency === 'USD' && date <= on).sort((a, b) => (a.date < b.date ? 1 : -1))[0];
    expect(new Rates('EUR', rates).toBase(12_345, 'USD', on)).toBe(wanted ? Number(byHand(12_345, wanted.rate)) : null);
  }));
});

it('the own currency needs no rate; a half is rounded away from zero', () => {
  const rates = new Rates('EUR', [{ currency: 'USD', date: '2026-01-01', rate: '0.5' }]);
  expect([rates.toBase(7, 'EUR', '1999-01-01'), rates.toBase(7, 'USD', '2025-12-31'), rates.toBase(7, 'USD', '2026-01-01'), rates.toBase(-7, 'USD', '2026-01-01'), rates.toBase(7, 'GBP', '2026-01-01')]).toEqual([7, null, 4, -4, null]);
});

it('more than can be added up exactly does not count', () => {
  expect(converted(9_000_000_000_000_000, parseRate('999999999999')!)).toBeNull();
});

it.each(['', '0', '0.000', '-1', '+1', '1e3', '1,5', ' 1', '.5', '1.', '1234567890123', '0.1234567890123', 'NaN'])('%j is no rate', (text) => {
  expect(parseRate(text)).toBeUndefined();
  expect(rateProblems([{ currency: 'USD', date: '2026-01-01', rate: text }], 'EUR')).toMatchObject([{ field: 'rates[0].rate', code: 'rate' }]);
});

it('the same rate twice is one, another one for the same day is refused', () => {
  const usd = (rate: string) => ({ currency: 'USD', date: '2026-01-01', rate });
  expect(rateProblems([usd('0.90'), usd('0.9')], 'EUR')).toEqual([]);
  expect(rateProblems([usd('0.90'), usd('0.91')], 'EUR')).toMatchObject([{ field: 'rates[1].rate', code: 'twice' }]);
});
