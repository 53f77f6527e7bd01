/** Groups of customers that are alike: what they are compared by is kept as it decided, none is of one or two, and what would bring a customer into another does. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alikeChanges, alikeOf, withoutOthers } from '../../model/analysis/alike.ts';
import { SIMILAR_OPTIONS } from '../../model/analysis/groups.ts';
import type { Seen, SimilarMeasure } from '../../model/analysis/groups.ts';
import { basisOf, group } from '../../model/analysis/similar.ts';
import type { Cluster, Described } from '../../model/analysis/similar.ts';
import type { Labels } from '../../model/labels.ts';
import { toMinor } from '../../model/money.ts';

const same = (text: string): Labels => ({ en: text, 'zh-Hans': text, 'zh-Hant': text, es: text });
const words = { group: same, option: (key: string, value: string) => same(`${key} ${value}`) };
const customer = (net: number, ...options: readonly string[]): Described => ({ numbers: [net, 1, 10, 2], options });
/** Centres at given customers. */
const at = (...those: readonly number[]): Cluster => (points) => ({ centres: those.map((i) => points[i] as readonly number[]) });

describe('groups', () => {
  it('are of three at least: whoever is alone goes to the next', () => {
    const customers = [...Array.from({ length: 8 }, (_, i) => customer(100 + i)), ...Array.from({ length: 8 }, (_, i) => customer(1_000_000 + i)), customer(900_000_000_000)];
    const found = group(customers, at(0, 8, 16))!;
    expect([found.k, found.groups]).toEqual([2, customers.map((_, i) => (i < 8 ? 1 : 0))]);
  });
  it('are the same for the same customers, in whatever order they came', () => {
    const customers = Array.from({ length: 30 }, (_, i) => customer(1.7 ** i, `1\n${i % 3 === 0 ? 'east' : 'west'}`));
    const { centres } = group(customers, at(2, 28))!;
    fc.assert(fc.property(fc.shuffledSubarray(customers, { minLength: 30 }), (shuffled) => { expect(group(shuffled, at(2, 28))!.centres).toEqual(centres); }));
  });
  it('are kept in figures of two digits, which decide as they are shown', () => {
    const customers = Array.from({ length: 30 }, (_, i) => customer(1.7 ** i, `1\n${i % 3 === 0 ? 'east' : 'west'}`));
    const { centres, encoded: { basis } } = group(customers, at(2, 28))!;
    const digits = (value: number): number => (String(value).split('.')[1] ?? '').length;
    expect(Math.max(...centres.flat().map(digits))).toBe(1);
    expect(Math.max(...basis.scales.flatMap(({ mean, spread }) => [mean, spread]).map(digits), ...basis.options.map(({ weight }) => digits(weight)))).toBe(2);
  });
});

const REGION = SIMILAR_OPTIONS.indexOf('crm.region');
const COUNTRY = SIMILAR_OPTIONS.indexOf('addresses/country');
const options = [`0\norganisation`, `${REGION}\neast`, `${REGION}\nwest`, `${COUNTRY}\nCN`, `${COUNTRY}\nES`];
const measure: fc.Arbitrary<SimilarMeasure> = fc.record({
  basis: fc.record({
    scales: fc.array(fc.record({ mean: fc.integer({ min: 0, max: 1400 }).map((n) => n / 100), spread: fc.integer({ min: 0, max: 500 }).map((n) => n / 100) }), { minLength: 4, maxLength: 4 }),
    options: fc.constant(options.map((option, i) => ({ option, weight: 1 + i / 10 }))),
  }),
  centres: fc.array(fc.array(fc.integer({ min: -30, max: 30 }).map((n) => n / 10), { minLength: 9, maxLength: 9 }), { minLength: 2, maxLength: 5 }).map((all) => all.map((middle, i) => ({ group: `g${i}`, at: middle }))),
});
const seen: fc.Arbitrary<Seen> = fc.record({
  numbers: fc.tuple(fc.integer({ min: -5_000, max: 1e9 }), fc.nat(300), fc.option(fc.nat(4_000), { nil: null }), fc.nat(200)), options: fc.subarray([0, 1, 2, 3, 4]).filter((has) => !(has.includes(1) && has.includes(2))),
});
const nearest = (who: Seen, of: SimilarMeasure): string => alikeOf(who, of, {}, words).groups[0]!.key;

describe('what would change the group', () => {
  it('does, and of figures no nearer value does', () => {
    let [figures, lists] = [0, 0];
    fc.assert(fc.property(seen, measure, (who, of) => {
      const own = nearest(who, of);
      for (const { input, at: value, to } of alikeChanges(who, of, words)) {
        const i = ['net', 'purchases', 'sinceLast', 'contacts'].indexOf(input);
        if (i < 0) {
          lists++;
          const it = options.indexOf(`${(SIMILAR_OPTIONS as readonly string[]).indexOf(input)}\n${String(value)}`);
          // a customer has one region, and addresses in several countries
          expect(nearest({ ...who, options: [...who.options.filter((other) => input !== 'crm.region' || (other !== 1 && other !== 2)), it] }, of)).toBe(to);
          continue;
        }
        figures++;
        const change = input === 'net' ? toMinor(String(value))! : Number(value);
        const withIt = (figure: number): Seen => ({ ...who, numbers: who.numbers.map((each, at) => (at === i ? figure : each)) });
        expect(nearest(withIt(change), of)).toBe(to);
        expect(nearest(withIt(change + Math.sign(Math.max(0, who.numbers[i]!) - change)), of)).toBe(own);
      }
    }), { numRuns: 500 });
    expect(Math.min(figures, lists)).toBeGreaterThan(50);
  });
});

it('Who may not know how others are is told nothing that only they have', () => {
  fc.assert(fc.property(seen, measure, (who, of) => {
    const less = withoutOthers(alikeOf(who, of, {}, words));
    expect(less.groups).toHaveLength(2);
    expect(less.traits.filter(({ option }) => option !== undefined)).toHaveLength(who.options.length);
    expect(new Set([...less.traits, ...less.groups].flatMap((each) => Object.keys(each)))).toEqual(new Set(['key', 'name', 'value', 'unit', 'place', 'label', 'distance', ...(who.options.length > 0 ? ['option'] : [])]));
  }));
});

it('A number that all have in common tells nothing', () => {
  const basis = basisOf(Array.from({ length: 12 }, () => customer(500)));
  expect(basis.scales.map(({ spread }) => spread)).toEqual([0, 0, 0, 0]);
});
