/** Whichever way rows of trade come, change or go, the digest says that they did, so that open ledgers ask anew. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ArchiveView, TransactionView } from '../../model/api.ts';
import type { MergeView } from '../../model/duplicates/review-api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const olga: Who = { sub: 'olga', name: 'Olga', roles: ['staff'] };
const steward: Who = { sub: 'stew', name: 'Stew', roles: ['steward'] };
let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld();
  for (const who of [olga, steward]) expect((await world.call(who, 'GET', '/api/me')).status).toBe(200);
  for (const id of ['TEA', 'TEE']) expect((await world.call(olga, 'POST', '/api/archives', { id, kind: 'organisation', packs: ['base'], name: id })).status).toBe(201);
});
afterAll(() => world.close());

const tradeAt = async (who: Who, id: string): Promise<string> => {
  const { overview } = (await world.call<ArchiveView>(who, 'GET', `/api/archives/${id}`)).body;
  return overview.level === 'exists' ? '' : (overview.tradeAt ?? '');
};
/** Runs the work; true: the digest of the archive says that trade moved. */
async function moves(id: string, work: () => Promise<unknown>): Promise<boolean> {
  const before = await tradeAt(olga, id);
  await work();
  await world.dossier.settled();
  return (await tradeAt(olga, id)) > before;
}
const post = async (id: string, row: object) => (await world.call<{ items: readonly TransactionView[] }>(olga, 'POST', `/api/archives/${id}/transactions`, { date: '2026-05-04', amount: '10.00', currency: 'EUR', ...row })).body.items[0]!;
const importOf = (amount: string): FormData => {
  const form = new FormData();
  form.set('source', 'erp');
  form.append('file', new File(['CustomerID,CompanyName\nA1,Alpha\n'], 'customers.csv', { type: 'text/csv' }));
  form.append('file', new File([`OrderID,CustomerID,OrderDate,Amount\n7,A1,2026-01-05,${amount}\n`], 'orders.csv', { type: 'text/csv' }));
  return form;
};

it('a row that is recorded, corrected and taken back', async () => {
  let id = '';
  expect(await moves('TEA', async () => { id = (await post('TEA', { kind: 'sale' })).id; })).toBe(true);
  expect(await moves('TEA', () => world.call(olga, 'PUT', `/api/archives/TEA/transactions/${id}`, { kind: 'sale', date: '2026-05-04', amount: '11.00', currency: 'EUR' }))).toBe(true);
  expect(await moves('TEA', () => world.call(olga, 'POST', `/api/archives/TEA/transactions/${id}/reversal`, { date: '2026-05-05' }))).toBe(true);
  expect(await moves('TEA', () => world.call(olga, 'GET', '/api/archives/TEA/transactions'))).toBe(false);
});

it('a merge and its undoing, at both archives', async () => {
  expect(await moves('TEE', () => post('TEE', { kind: 'collection' }))).toBe(true);
  let merge = '';
  expect(await moves('TEA', async () => {
    const { status, body } = await world.call<MergeView>(olga, 'POST', '/api/merges', { winner: 'TEA', loser: 'TEE' });
    expect(status).toBe(201);
    merge = body.id;
  })).toBe(true);
  const winner = await tradeAt(olga, 'TEA');
  expect(await moves('TEE', () => world.call(olga, 'POST', `/api/merges/${merge}/undo`))).toBe(true);
  expect(await tradeAt(olga, 'TEA') > winner).toBe(true);
});

it('an import, a second one that changes a row, and its undoing; not one that changes nothing', async () => {
  const run = async (amount: string): Promise<string> => {
    const { status, body } = await world.call<{ id: string }>(steward, 'POST', '/api/imports', importOf(amount));
    expect(status).toBe(202);
    return body.id;
  };
  await run('10.00');
  await world.dossier.settled();
  const before = await tradeAt(steward, 'A1');
  expect(before).not.toBe('');
  await run('10.00');
  await world.dossier.settled();
  expect(await tradeAt(steward, 'A1'), 'the same file').toBe(before);
  const job = await run('12.00');
  await world.dossier.settled();
  const changed = await tradeAt(steward, 'A1');
  expect(changed > before).toBe(true);
  expect((await world.call(steward, 'POST', `/api/imports/${job}/undo`)).status).toBe(202);
  await world.dossier.settled();
  expect(await tradeAt(steward, 'A1') > changed).toBe(true);
});
