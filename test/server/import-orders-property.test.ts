/** Orders of an import go to the disk many at a time: whatever comes, again or anew or after a stop, trade, sums, the rows of the run and its undoing are as if each came alone. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ArchiveId } from '../../model/ids.ts';
import type { BroughtOrder, Storage } from '../../server/storage/storage.ts';
import { archiveRow, makeFolder, openFor } from '../helpers/storage-folder.ts';

const ARCHIVES = ['A', 'B', 'C'] as readonly string[] as readonly ArchiveId[];
const page = { limit: 500, before: null, year: null };

interface Wish { readonly archive: number; readonly day: number; readonly cents: number; readonly isReturn: boolean; readonly said: boolean; readonly lines: boolean }
const wish: fc.Arbitrary<Wish> = fc.record({ archive: fc.nat(2), day: fc.integer({ min: 1, max: 28 }), cents: fc.integer({ min: 1, max: 99_999 }), isReturn: fc.boolean(), said: fc.integer({ min: 0, max: 9 }).map((n) => n === 0), lines: fc.boolean() });
const orderOf = ({ archive, day, cents, isReturn, lines }: Wish, i: number): BroughtOrder => ({
  id: `t${i}`, source: 'shop', externalId: String(i), archive: ARCHIVES[archive] as ArchiveId, kind: isReturn ? 'return' : 'sale', date: `2026-01-${String(day).padStart(2, '0')}`, amount: (cents / 100).toFixed(2), currency: 'EUR',
  channel: null, orderRef: String(i), lines: lines ? [{ item: '茶', quantity: '1', price: '1.00' }] : [],
});
const dataOf = (i: number, archive: string, said: boolean): string => JSON.stringify({ file: 'orders.csv', line: i + 2, externalId: String(i), archive, name: null, match: null, changes: [], notes: said ? [{ code: 'rounded' }] : [] });
const bring = (storage: Storage, job: string, wishes: readonly Wish[], from: number, to: number) => {
  const part = wishes.slice(from, to);
  return storage.facts.bringOrders(part.map((each, n) => orderOf(each, from + n)), { job, file: 'orders.csv', rows: part.map(({ said, archive }, n) => ({ row: from + n + 1, line: from + n + 2, data: said ? dataOf(from + n, ARCHIVES[archive] as string, true) : null })) });
};
const trade = async ({ facts }: Storage) => Promise.all(ARCHIVES.map(async (archive) => (await facts.transactions(archive, page)).items));
const sums = async ({ facts }: Storage) => [...(await facts.totals(ARCHIVES)).entries()].sort();
async function rowsOf({ imports }: Storage, job: string, limit: number) {
  const all: { row: number; state: string; data: Record<string, unknown> }[] = [];
  for (let after = 0; ;) {
    const { items, counts } = await imports.rows({ job, states: null, after, limit });
    for (const { row, state, data } of items) { const { trade: _trade, ...told } = JSON.parse(data) as Record<string, unknown>; all.push({ row, state, data: told }); }
    if (items.length < limit) return { all, counts };
    after = items.at(-1)?.row ?? after;
  }
}

it('many at a time as each alone; a run that goes on tells what it did before; undone, nothing is left of it', async () => {
  let run = 0;
  const [together, alone] = [await openFor(await makeFolder()), await openFor(await makeFolder())];
  for (const storage of [together, alone]) for (const id of ARCHIVES) await storage.archives.create(archiveRow(id), 'anna' as never);
  await fc.assert(fc.asyncProperty(fc.array(wish, { minLength: 1, maxLength: 60 }), fc.array(wish, { maxLength: 20 }), fc.nat(60), fc.nat(60), fc.integer({ min: 1, max: 25 }), async (wishes, earlier, stopped, first, limit) => {
    const [job, before] = [`run-${++run}`, `before-${run}`];
    const orders = wishes.map(orderOf);
    // some were there before, some of them otherwise
    const there = earlier.map(orderOf).slice(0, orders.length);
    for (const storage of [together, alone]) await storage.facts.putTransactions(there, { job: before });
    const untouched = await trade(together);
    const expected = await alone.facts.putTransactions(orders, { job });
    // two batches, cut off somewhere in the second, then the whole again from its beginning
    const cut = Math.min(first, orders.length);
    const to = Math.min(cut + stopped, orders.length);
    const outcomes = [...await bring(together, job, wishes, 0, cut), ...(to > cut ? await bring(together, job, wishes, cut, to) : [])];
    expect(outcomes).toEqual(expected.slice(0, to));
    const again = await bring(together, job, wishes, 0, orders.length);
    expect(again).toEqual(expected.map((outcome, i) => (i < to ? 'unchanged' : outcome)));
    expect(await trade(together)).toEqual(await trade(alone));
    expect(await sums(together)).toEqual(await sums(alone));
    const { all, counts } = await rowsOf(together, job, limit);
    const state = { created: 'create', updated: 'update', unchanged: 'same' } as const;
    expect(all).toEqual(wishes.map(({ archive, said }, i) => ({ row: i + 1, state: state[expected[i] as keyof typeof state], data: JSON.parse(dataOf(i, ARCHIVES[archive] as string, said)) as unknown })));
    for (const each of Object.values(state)) expect(counts[each] ?? 0).toBe(all.filter((row) => row.state === each).length);
    for (const storage of [together, alone]) await storage.imports.undoTrade(job);
    expect(await trade(together)).toEqual(untouched);
    expect(await sums(together)).toEqual(await sums(alone));
    for (const storage of [together, alone]) { await storage.imports.undoTrade(before); await storage.imports.drop(job); }
    expect((await rowsOf(together, job, limit)).all).toEqual([]);
  }), { numRuns: 25 });
});
