/** Totals that are kept while rows of trade are written equal a full count, whatever was added, corrected, moved or turned into another kind. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import type { TransactionKind } from '../../model/api.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { closeWriter, openWriter } from '../../server/storage/database.ts';
import type { Connection } from '../../server/storage/database.ts';
import { FACTS_FILE } from '../../server/storage/migrations-facts.ts';
import { TradeWriter } from '../../server/storage/trade-writer.ts';
import type { NewTransaction } from '../../server/storage/trade-writer.ts';

const closing: (() => void)[] = [];
afterEach(() => { for (const close of closing.splice(0)) close(); });
function facts(): { readonly db: Connection; readonly trade: TradeWriter } {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-totals-'));
  const db = openWriter(join(folder, FACTS_FILE.name), FACTS_FILE);
  closing.push(() => {
    closeWriter(db);
    rmSync(folder, { recursive: true, force: true });
  });
  return { db, trade: new TradeWriter(db) };
}
const totals = (db: Connection): unknown[] => db.prepare('SELECT * FROM total ORDER BY archive, currency').all();
/** Every archive, from the rows alone. */
function recount(db: Connection, trade: TradeWriter): unknown[] {
  trade.totals(db.prepare<[], string>('SELECT DISTINCT archive FROM trade UNION SELECT DISTINCT archive FROM total').pluck().all());
  return totals(db);
}

const KINDS: readonly TransactionKind[] = ['sale', 'return', 'shipment', 'collection', 'stay', 'consumption'];
const row = fc.record({
  n: fc.integer({ min: 0, max: 11 }), archive: fc.constantFrom('A', 'B'), kind: fc.constantFrom(...KINDS), day: fc.integer({ min: 1, max: 6 }),
  amount: fc.integer({ min: -500, max: 5_000 }), currency: fc.constantFrom('EUR', 'CNY'),
}).map(({ n, archive, kind, day, amount, currency }): NewTransaction => ({
  archive: archive as ArchiveId, id: `id-${n}`, source: 'erp', externalId: String(n), kind, date: `2026-03-0${day}`, amount: (amount / 100).toFixed(2), currency,
  dueAt: null, channel: null, orderRef: null, lines: [], cost: null,
}));

test('any writing in any order leaves what a full count finds', async () => {
  const { db, trade } = facts();
  await fc.assert(fc.asyncProperty(fc.array(fc.array(row, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 8 }), async (batches) => {
    db.exec('DELETE FROM trade; DELETE FROM total');
    for (const batch of batches) {
      await trade.put(batch);
      const kept = totals(db);
      expect(kept).toEqual(recount(db, trade));
    }
  }), { numRuns: 80, seed: 20_260_301 });
});

test('what is tried, and what fails half way, leaves the totals as they were', async () => {
  const { db, trade } = facts();
  const sale = (n: number, archive = 'A'): NewTransaction => ({ archive: archive as ArchiveId, id: `id-${n}`, source: 'erp', externalId: String(n), kind: 'sale', date: '2026-03-01', amount: '10.00', currency: 'EUR', dueAt: null, channel: null, orderRef: null, lines: [], cost: null });
  await trade.put([sale(1)]);
  const before = totals(db);
  await trade.put([sale(2)], { dryRun: true });
  await expect(trade.put([sale(3), sale(1, 'B')], { stay: true })).rejects.toThrow(/another archive/);
  expect(totals(db)).toEqual(before);
  await trade.put([sale(4)]);
  expect(totals(db)).toEqual([{ archive: 'A', currency: 'EUR', sum: 2_000, count: 2, first: '2026-03-01', last: '2026-03-01' }]);
});
