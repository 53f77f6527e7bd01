/** What is to be paid of a sale and when (F-195, F-196, D-11): by hand, and for any order that chance makes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueDate, overdueDays, receivables } from '../../model/receivables.ts';
import type { OrderRow } from '../../model/receivables.ts';

const row = (id: string, kind: OrderRow['kind'], amount: number, more: Partial<OrderRow> = {}): OrderRow => ({ id, kind, amount, date: '2026-01-10', dueAt: null, invoicedAt: null, ...more });
const open = (rows: readonly OrderRow[], terms: Parameters<typeof receivables>[1] = null) => Object.fromEntries([...receivables(rows, terms)].map(([id, { open: left }]) => [id, left]));

describe('the day of payment', () => {
  it('is the one agreed, else what the payment terms make of the sale or its invoice', () => {
    const sale = { date: '2026-01-31', dueAt: null, invoicedAt: null };
    expect(dueDate({ ...sale, dueAt: '2026-05-01' }, { days: 30, from: 'sale' })).toBe('2026-05-01');
    expect(dueDate(sale, { days: 30, from: 'sale' })).toBe('2026-03-02');
    expect(dueDate(sale, { days: 0, from: 'invoice' })).toBeNull();
    expect(dueDate({ ...sale, invoicedAt: '2026-02-05' }, { days: 0, from: 'invoice' })).toBe('2026-02-05');
    expect(dueDate(sale, null)).toBeNull();
  });
});

describe('what is to be paid', () => {
  it('is the sale less what was paid and returned', () => {
    expect(open([row('s', 'sale', 1000), row('p', 'collection', 300), row('r', 'return', 200)])).toEqual({ s: 500 });
    expect(open([row('s', 'sale', 1000), row('p', 'collection', 1500)])).toEqual({ s: 0 });
    expect(open([row('s', 'sale', 1000), row('p', 'collection', 1000), row('back', 'collection', -1000)])).toEqual({ s: 1000 });
  });

  it('of several sales of one order is settled where it is due first', () => {
    const rows = [row('late', 'sale', 500, { dueAt: '2026-06-01' }), row('soon', 'sale', 500, { dueAt: '2026-02-01' }), row('p', 'collection', 700)];
    expect(open(rows)).toEqual({ soon: 0, late: 300 });
  });

  it('is not asked where nobody keeps an account: a till, an import without payments', () => {
    expect(open([row('s', 'sale', 1000)])).toEqual({});
    expect(open([row('s', 'sale', 1000)], { days: 0, from: 'invoice' })).toEqual({});
    expect(open([row('s', 'sale', 1000)], { days: 0, from: 'sale' })).toEqual({ s: 1000 });
    expect(open([row('s', 'sale', 1000, { dueAt: '2026-02-01' })])).toEqual({ s: 1000 });
  });

  it('is overdue from the day after', () => {
    const [, sale] = [...receivables([row('s', 'sale', 1000, { dueAt: '2026-02-01' })], null)][0]!;
    expect([overdueDays(sale, '2026-02-01'), overdueDays(sale, '2026-02-02'), overdueDays({ ...sale, open: 0 }, '2026-03-01')]).toEqual([0, 1, 0]);
  });

  it('never is less than nothing, and adds up to what was sold less what was settled', () => {
    const order = fc.array(fc.record({ kind: fc.constantFrom('sale' as const, 'return' as const, 'collection' as const), amount: fc.integer({ min: 1, max: 100_000 }), day: fc.integer({ min: 1, max: 28 }) }), { maxLength: 12 });
    fc.assert(fc.property(order, (facts) => {
      const rows = facts.map(({ kind, amount, day }, i) => row(String(i), kind, amount, { dueAt: kind === 'sale' ? `2026-02-${String(day).padStart(2, '0')}` : null }));
      const left = [...receivables(rows, null).values()].map((each) => each.open);
      const sum = (kind: string): number => rows.filter((each) => each.kind === kind).reduce((total, each) => total + each.amount, 0);
      expect(left.every((each) => each >= 0)).toBe(true);
      if (sum('sale') > 0) expect(left.reduce((a, b) => a + b, 0)).toBe(Math.max(0, sum('sale') - sum('return') - sum('collection')));
      // the order in which rows come changes nothing
      expect(Object.fromEntries(receivables([...rows].reverse(), null))).toEqual(Object.fromEntries(receivables(rows, null)));
    }));
  });
});
