/** Populations for the classification tests: from orders, and at random. */
import fc from 'fast-check';
import type { ArchiveId } from '../../model/ids.ts';
import { addDays } from '../../model/classification/dates.ts';
import { windowOf, type Population, type PopulationMember } from '../../model/classification/population.ts';

export const RUN = { computedAt: '2026-11-22T08:00:00.000Z' } as const;
export const member = (id: string, known: Partial<PopulationMember> = {}): PopulationMember => ({
  id: id as ArchiveId, sales: 0, returns: 0, purchases: 0, last: null, firstEver: null, lastEver: null, roles: [], category: null, strategy: null, ...known,
});

export interface Order { readonly customer: string; readonly date: string; readonly cents: number }

/** The plain way to a population: filter and add, customer by customer. */
export function populationOf(customers: readonly string[], orders: readonly Order[], to: string, months: number | 'all'): Population {
  const window = windowOf(to, months);
  return {
    currency: 'EUR', window,
    members: customers.map((id) => {
      const all = orders.filter((order) => order.customer === id && order.date <= to).sort((a, b) => (a.date < b.date ? -1 : 1));
      const inside = all.filter((order) => window.from === null || order.date >= window.from);
      return member(id, {
        sales: inside.reduce((sum, order) => sum + order.cents, 0), purchases: inside.length, last: inside.at(-1)?.date ?? null,
        firstEver: all[0]?.date ?? null, lastEver: all.at(-1)?.date ?? null,
      });
    }),
  };
}

export const REFERENCE = '2026-06-30';

/** Small numbers, so that equal values, zero and negative ones are common. */
const anyMember = fc.record({ sales: fc.integer({ min: 0, max: 60 }), returns: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 70 })), purchases: fc.integer({ min: 0, max: 6 }), daysAgo: fc.integer({ min: 0, max: 90 }) });

export const anyPopulation = (size: { readonly min: number; readonly max: number }): fc.Arbitrary<Population> =>
  fc.array(anyMember, { minLength: size.min, maxLength: size.max }).map((rows) => ({
    currency: 'EUR', window: windowOf(REFERENCE, 24),
    members: rows.map(({ sales, returns, purchases, daysAgo }, i) => {
      const last = purchases > 0 ? addDays(REFERENCE, -daysAgo) : null;
      return member(`m${i}`, { sales: purchases > 0 ? sales : 0, returns, purchases, last, firstEver: last, lastEver: last });
    }),
  }));

export const replaced = (population: Population, index: number, change: Partial<PopulationMember>): Population =>
  ({ ...population, members: population.members.map((each, i) => (i === index ? { ...each, ...change } : each)) });
