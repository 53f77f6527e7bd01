/** Ids that come twice in a file are found exactly, whatever the filter in front doubts. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SeenIds } from '../../server/services/import/seen-ids.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

it(`says of each row what a set of all ids says (SEED=${seed})`, () => {
  fc.assert(fc.property(fc.array(fc.oneof(fc.string({ maxLength: 3 }), fc.integer({ max: 50 }).map((n) => `C${n}`)), { maxLength: 300 }), (ids) => {
    const seen = new SeenIds();
    for (const id of ids) seen.note(id);
    seen.read();
    const all = new Set<string>();
    for (const id of ids) {
      expect(seen.again(id)).toBe(all.has(id));
      all.add(id);
    }
  }), { seed, numRuns: 50 });
});

it('finds one among a hundred thousand, and takes no other for it', () => {
  const seen = new SeenIds();
  for (let i = 0; i < 100_000; i++) seen.note(`CUST-${i}`);
  seen.note('CUST-7');
  seen.read();
  let again = 0;
  for (let i = 0; i < 100_000; i++) if (seen.again(`CUST-${i}`)) again++;
  expect([again, seen.again('CUST-7')]).toEqual([0, true]);
});
