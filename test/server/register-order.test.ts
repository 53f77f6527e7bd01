/** The order of a column's values, as they come: whatever came when, ranks and places are those of all of them put in order at once. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Column } from '../../server/storage/cells-column.ts';
import { orderKey } from '../../server/storage/cells-order.ts';
import type { Ordering } from '../../server/storage/cells-order.ts';

const TEXT: Ordering = { type: 'text', locale: 'zh-pinyin', currency: 'EUR' };
const NUMBER: Ordering = { type: 'number', locale: 'en', currency: 'EUR' };
const texts = fc.constantFrom('', 'a', 'á', 'A', 'b', 'Zeta', '陈', '陳', '王伟', 'a "quoted" \\ text', '\n', 'x'.repeat(30)).chain((base) => fc.nat(60).map((n) => (n < 20 ? base : `${base}${n}`)));

test.each([['texts', TEXT, texts], ['numbers', NUMBER, fc.integer({ min: -50, max: 50 })]] as const)('%s that come in parts are ranked as if they had come at once', (_, ordering, values) => {
  const seed = Date.now() % 1_000_000;
  fc.assert(fc.property(fc.array(fc.array(values as fc.Arbitrary<string | number>, { maxLength: 60 }), { minLength: 1, maxLength: 6 }), values as fc.Arbitrary<string | number>, (batches, sought) => {
    const all = batches.flat();
    const column = new Column(all.length + 1);
    let row = 0;
    for (const batch of batches) {
      for (const value of batch) column.set(row++, JSON.stringify(value));
      column.ranking('order', ordering); // ranks of what is there so far
    }
    const { ranks, place } = column.ranking('order', ordering);
    const keyAt = (at: number): string | number | undefined => { const value = all[at] as string | number; return value === '' ? undefined : orderKey(value, ordering); };
    for (let a = 0; a < all.length; a++) {
      const [key, rank] = [keyAt(a), ranks[column.codes[a] as number] as number];
      expect(rank === 0).toBe(key === undefined);
      expect(column.parts(column.codes[a] as number)).toEqual(all[a] === '' ? [] : [all[a]]);
      for (let b = 0; b < a; b++) {
        const other = keyAt(b);
        if (key !== undefined && other !== undefined) expect(Math.sign(rank - (ranks[column.codes[b] as number] as number))).toBe(key < other ? -1 : key > other ? 1 : 0);
      }
      const wanted = sought === '' ? undefined : orderKey(sought, ordering);
      if (key !== undefined && wanted !== undefined) expect(Math.sign(place(wanted) - rank)).toBe(wanted < key ? -1 : wanted > key ? 1 : 0);
    }
  }), { seed, numRuns: 150 });
});
