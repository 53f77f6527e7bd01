/** Class results as they are kept: nothing is lost on the way, and what many share is there once. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyPopulation } from '../../model/classification/classify.ts';
import { SHIPPED_SETTINGS } from '../../model/classification/settings.ts';
import { packResult, unpackHistory, unpackResult } from '../../model/classification/stored.ts';
import type { Population } from '../../model/classification/population.ts';
import { anyPopulation, replaced, RUN } from '../helpers/population.ts';

const TOMORROW = { computedAt: '2026-11-23T08:00:00.000Z' };
const every = (population: Population, run: Parameters<typeof classifyPopulation>[3] = RUN) =>
  (['abc', 'rfm', 'lifecycle'] as const).map((scheme) => classifyPopulation(scheme, population, SHIPPED_SETTINGS, run));

describe('stored results', () => {
  it('come back whole, with texts and history', () => {
    fc.assert(fc.property(anyPopulation({ min: 1, max: 40 }), anyPopulation({ min: 1, max: 40 }), (before, after) => {
      const first = every(before);
      const second = every(after, { ...TOMORROW, previous: (id) => first[0]?.get(id) });
      for (const result of [...first, second[0]!].flatMap((results) => [...results.values()])) {
        expect(unpackResult(packResult(result))).toEqual(result);
        const { value, label, since, previous, trend } = result;
        expect(unpackHistory(result.scheme, packResult(result))).toEqual({ value, label, since, previous, trend });
      }
    }), { verbose: true });
  });

  it('left out currencies and returns are kept with their customer', () => {
    fc.assert(fc.property(anyPopulation({ min: 1, max: 5 }), (population) => {
      for (const results of every(replaced(population, 0, { leftOut: ['CNY', 'USD'], returns: 7 }))) for (const result of results.values()) expect(unpackResult(packResult(result))).toEqual(result);
    }));
  });

  it('are the same texts when only the moment differs, and other texts for another reason', () => {
    fc.assert(fc.property(anyPopulation({ min: 1, max: 20 }), (population) => {
      const [first, again, wider] = [every(population), every(population, TOMORROW), every({ ...population, window: { ...population.window, to: '2026-07-01' } })];
      const texts = (all: typeof first) => all.flatMap((results) => [...results.values()].map((result) => packResult(result))).map(({ basis, value, own }) => [basis, value, own.replaceAll(/"2026-11-2[23]"/g, 'today')].join());
      expect(texts(again)).toEqual(texts(first));
      texts(wider).forEach((text, i) => expect(text).not.toBe(texts(first)[i]));
    }));
  });

  it('share what they have in common: the bases are few whatever the number of customers', () => {
    fc.assert(fc.property(anyPopulation({ min: 50, max: 150 }), (population) => {
      for (const results of every(population)) expect(new Set([...results.values()].map((result) => packResult(result).basis)).size).toBeLessThanOrEqual(4);
    }), { numRuns: 20 });
  });
});
