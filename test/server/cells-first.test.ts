/** The first rows by several keys, and parts of codes, are what looking at everything one by one finds. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Column } from '../../server/storage/cells-column.ts';
import { firstRows } from '../../server/storage/cells-first.ts';
import { Parts } from '../../server/storage/cells-parts.ts';
import { foldSearch } from '../../server/storage/search-terms.ts';

const TEXT = { type: 'text', locale: 'en', currency: 'EUR' } as const;
/** The first section of a mask may be read, or nothing. */
const NEEDS = { bits: 1, all: false };

test('a page after the other is what ordering all of it gives, whatever may be read', () => {
  const value = fc.option(fc.string({ minLength: 1, maxLength: 2, unit: fc.constantFrom('a', 'b', 'c') }), { nil: null });
  const row = fc.record({ values: fc.tuple(value, fc.option(fc.nat(9_000), { nil: null })), mask: fc.constantFrom(0, 1, 2) });
  fc.assert(fc.property(fc.array(row, { maxLength: 60 }), fc.tuple(fc.boolean(), fc.boolean()), fc.integer({ min: 1, max: 7 }), fc.boolean(), (rows, descending, count, plain) => {
    const columns = [new Column(rows.length), new Column(rows.length)];
    rows.forEach(({ values }, at) => values.forEach((each, i) => columns[i]?.set(at, each === null ? null : JSON.stringify(each))));
    const masks = Uint16Array.from(rows, ({ mask }) => mask);
    const hits = Int32Array.from(rows.keys()).filter((at) => masks[at] !== 0);
    const rankings = columns.map((column, i) => column.ranking('by', i === 0 ? TEXT : { ...TEXT, type: 'number' }));
    const rankOf = (at: number, i: number): number => (masks[at] === 1 ? (rankings[i]?.ranks[columns[i]?.codes[at] as number] as number) : 0);
    const keys = (last: number | undefined) => (plain ? [] : columns.map((column, i) => ({
      ranks: rankings[i]?.ranks as Int32Array, highest: rankings[i]?.highest as number, codes: column.codes, needs: NEEDS, descending: descending[i] === true, after: last === undefined ? 0 : rankOf(last, i),
    })));
    const wanted = [...hits].sort((a, b) => {
      for (const i of plain ? [] : [0, 1]) {
        const [left, right] = [rankOf(a, i), rankOf(b, i)];
        if (left !== right) return left === 0 ? 1 : right === 0 ? -1 : descending[i] ? right - left : left - right;
      }
      return a - b;
    });
    const found: number[] = [];
    for (let last: number | undefined; ;) {
      const page = firstRows(hits, keys(last), masks, count, last === undefined ? null : { row: last });
      found.push(...page);
      last = page.at(-1);
      if (page.length < count) break;
    }
    expect(found).toEqual(wanted);
  }), { numRuns: 500 });
});

test('more ranks than are counted at once are told apart', () => {
  const count = 20_000;
  const column = new Column(count);
  for (let row = 0; row < count; row++) column.set(row, JSON.stringify((row * 7_919) % count));
  const { ranks, highest } = column.ranking('by', { ...TEXT, type: 'number' });
  const hits = Int32Array.from({ length: count }, (_, row) => row);
  const masks = new Uint16Array(count).fill(1);
  for (const descending of [false, true]) {
    const rows = firstRows(hits, [{ ranks, highest, codes: column.codes, needs: NEEDS, descending, after: 0 }], masks, 51, null);
    expect(rows.map((row) => (row * 7_919) % count)).toEqual(Array.from({ length: 51 }, (_, i) => (descending ? count - 1 - i : i)));
  }
});

test('a part of a code is found in every value that has it, also in those that came later', () => {
  const code = fc.string({ minLength: 1, maxLength: 5, unit: fc.constantFrom('A', 'b', '1', '-', 'É', '广', '廣') });
  fc.assert(fc.property(fc.array(fc.array(code, { minLength: 1, maxLength: 2 }), { maxLength: 40 }), fc.nat(40), fc.string({ minLength: 1, maxLength: 3, unit: fc.constantFrom('a', 'b', '1', '-', 'e', '广') }), (values, early, wanted) => {
    const column = new Column(values.length);
    const parts = new Parts(column);
    values.forEach((each, row) => { column.set(row, JSON.stringify(each)); if (row === early) parts.having(wanted); });
    const expected = Array.from({ length: column.size }, (_, at) => at).filter((at) => column.parts(at).some((part) => foldSearch(String(part)).includes(wanted)));
    expect(parts.having(wanted)).toEqual(expected);
  }), { numRuns: 300 });
  const column = new Column(5_000);
  for (let row = 0; row < 5_000; row++) column.set(row, JSON.stringify(`C-${row}`));
  const parts = new Parts(column);
  while (!parts.read(() => true)) expect(column.size).toBe(5_001);
  expect(parts.having('c-4999')).toEqual([5_000]);
  expect(parts.having('-20')).toHaveLength(111);
});
