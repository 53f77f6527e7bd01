/** An administrator tries a new ABC threshold dry, sees who would move, makes it live with a reason, and a colleague's open badge changes; then goes back, against the built server. */
import { rmSync } from 'node:fs';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { intranet, launch, type Intranet } from '../helpers/browser.ts';
import { freePort, mint, start, tempFolder, type Running } from '../helpers/dossier.ts';

const ROSA = { sub: 'rosa', name: 'Rosa Admin', roles: ['admin', 'generalManager'] };
const ANA = { sub: 'ana', name: 'Ana Ruiz', roles: ['staff'] };
/** Shares before each: 0, 60, 85 and 95 percent. */
const SALES = { FIRST: '600.00', SECOND: '250.00', THIRD: '100.00', FOURTH: '50.00' };
const folder = tempFolder();
let server: Running;
let site: Intranet;
let browser: Browser;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  const port = await freePort();
  site = await intranet(() => `http://127.0.0.1:${port}`);
  server = await start({ port, folder, env: { DOSSIER_ORIGINS: site.origin } });
  browser = await launch();
  const token = await mint(ANA);
  const date = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
  for (const [id, amount] of Object.entries(SALES)) {
    await server.api(token, 'POST', '/api/archives', { id, kind: 'organisation', packs: ['base', 'organisation'], name: `${id} company` });
    expect((await server.api(token, 'POST', `/api/archives/${id}/transactions`, { kind: 'sale', date, amount })).status).toBe(201);
  }
}, 120_000);
afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser.close();
  await site.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('a threshold is tried dry, made live and gone back from, and the open badge follows', async () => {
  // opened right after the last sale: limits are found by a look at everybody, a moment later, and the badge hears of it
  const ana = await site.open(browser, ANA, '<classification-badge archive="SECOND" schemes="abc"></classification-badge>');
  contexts.push(ana.context);
  const badge = ana.page.locator('classification-badge').getByRole('button').first();
  await expect.poll(() => badge.textContent(), { timeout: 90_000 }).toMatch(/ABC A/);

  const rosa = await site.open(browser, ROSA, '<dossier-admin view="classes"></dossier-admin>');
  contexts.push(rosa.context);
  const admin = rosa.page.locator('dossier-admin');
  await admin.getByRole('button', { name: /ABC by sales/ }).click();
  await admin.getByLabel('A up to').fill('50');
  await admin.getByRole('button', { name: 'Try it dry' }).click();
  await admin.getByText('One customer would move.').waitFor();
  await admin.locator('.movers').getByRole('button', { name: 'SECOND company' }).waitFor();
  // nothing has moved yet
  const { body } = await server.api<{ items: { key: string; version: number }[] }>(await mint(ROSA), 'GET', '/api/classification');
  expect(body.items.find(({ key }) => key === 'abc')!.version).toBe(1);
  expect(await badge.textContent()).toMatch(/ABC A/);

  await admin.getByLabel('Why').fill('Only the largest is key');
  await admin.getByRole('button', { name: 'Make it live' }).click();
  await admin.getByText('Version 2 is live.').waitFor();
  await expect.poll(() => badge.textContent(), { timeout: 90_000 }).toMatch(/ABC B/);
  await admin.locator('.versions').getByText('Only the largest is key').waitFor();
  await admin.locator('.versions').getByText('80% → 50%').waitFor();

  await admin.getByRole('button', { name: 'Go back to version 1' }).click();
  await admin.getByText('Version 3 is live.').waitFor();
  await expect.poll(() => badge.textContent(), { timeout: 90_000 }).toMatch(/ABC A/);
}, 300_000);
