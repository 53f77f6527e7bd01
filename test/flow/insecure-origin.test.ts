/** An intranet without TLS is no secure context: no randomUUID, no subtle, no clipboard. Everything still works there, across origins. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { intranet, launch, type Intranet } from '../helpers/browser.ts';
import { freePort, mint, start, type Running } from '../helpers/dossier.ts';

let server: Running;
let site: Intranet;
let browser: Browser;
const ana = { sub: 'ana', name: 'Ana Ruiz', roles: ['staff'] };

beforeAll(async () => {
  const port = await freePort();
  site = await intranet(() => `http://dossier.test:${port}`);
  server = await start({ port, env: { DOSSIER_ORIGINS: site.origin.replace('127.0.0.1', 'intranet.test') } });
  browser = await launch(['intranet.test', 'dossier.test']);
});
afterAll(async () => {
  await browser.close();
  await site.close();
  await server.stop();
});

it('shows, edits and saves on http://intranet.test', async () => {
  const token = await mint(ana);
  await server.api(token, 'POST', '/api/archives', { id: 'PLAIN', kind: 'organisation', name: 'Plain and Sons', packs: ['base', 'organisation'] });
  const page = await (await browser.newContext()).newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(site.origin.replace('127.0.0.1', 'intranet.test') + site.page(ana, '<customer-card archive="PLAIN"></customer-card><archive-form archive="PLAIN" section="profile"></archive-form>'));
  expect(await page.evaluate('[isSecureContext, typeof crypto.randomUUID, typeof crypto.subtle, typeof navigator.clipboard]')).toEqual([false, 'undefined', 'undefined', 'undefined']);
  await page.locator('customer-card').getByText('Plain and Sons').first().waitFor();
  const name = page.locator('archive-form').getByLabel('Customer name').first();
  await name.fill('Plain and Daughters');
  await name.press('Enter');
  await page.locator('customer-card').getByText('Plain and Daughters').first().waitFor();
  await page.locator('archive-form').getByText(/All changes saved/).first().waitFor();
  expect(errors).toEqual([]);
});
