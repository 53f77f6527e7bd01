/** What another person records stands in an open ledger without a reload, also a payment, which no total of the customer counts. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import type { Intranet } from '../helpers/browser.ts';
import { mint, type Running } from '../helpers/dossier.ts';
import { openHouse, type House } from '../helpers/house.ts';

const ana = { sub: 'ana', name: 'Ana Ruiz', roles: ['staff'] };
const li = { sub: 'li', name: 'Li Wei', roles: ['steward'] };
let house: House | undefined;
let server: Running;
let site: Intranet;
let browser: Browser;

beforeAll(async () => {
  house = await openHouse();
  ({ server, site, browser } = house);
});
afterAll(() => house?.close());

it('a payment that a colleague records shows in the open ledger of another', async () => {
  const [mine, theirs] = [await mint(ana), await mint(li)];
  await server.api(mine, 'POST', '/api/archives', { id: 'TEA', kind: 'organisation', packs: ['base'], name: 'Tea House' });
  const post = (token: string, row: object) => server.api(token, 'POST', '/api/archives/TEA/transactions', { currency: 'EUR', orderRef: 'O-1', ...row });
  expect((await post(mine, { kind: 'sale', date: '2026-05-04', amount: '480.00' })).status).toBe(201);
  const { page } = await site.open(browser, ana, '<transaction-ledger archive="TEA"></transaction-ledger>');
  const rows = page.locator('transaction-ledger .row[data-id]');
  await rows.first().waitFor();
  await expect.poll(() => rows.count()).toBe(1);
  expect((await post(theirs, { kind: 'collection', date: '2026-05-20', amount: '123.45' })).status).toBe(201);
  await page.locator('transaction-ledger .row[data-id]', { hasText: '123.45' }).waitFor();
  await expect.poll(() => rows.count()).toBe(2);
});
