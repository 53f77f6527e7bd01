/** What people do with a request for access, in two browsers: a colleague sees that a customer exists and asks; the owner narrows to two sections until a day; the colleague's open page shows exactly these at once, and nothing more as soon as the owner ends it; both see the state. */
import { rmSync } from 'node:fs';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { intranet, launch, type Intranet } from '../helpers/browser.ts';
import { freePort, mint, start, tempFolder, type Claims, type Running } from '../helpers/dossier.ts';

const ROOT = { sub: 'root', name: 'Rosa Admin', roles: ['admin'] };
const OLGA = { sub: 'olga', name: 'Olga Ruiz', roles: ['staff'], department: 'sales' };
const CARL = { sub: 'carl', name: 'Carl Weber', roles: ['staff'], department: 'sales' };
const POLL = { timeout: 120_000 };

const folder = tempFolder();
let port: number;
let server: Running;
let site: Intranet;
let browser: Browser;
const contexts: BrowserContext[] = [];
const problems: string[] = [];

async function open(person: Claims, body: string): Promise<Page> {
  const { page, context } = await site.open(browser, person, body, { viewport: { width: 1000, height: 1200 } });
  contexts.push(context);
  page.on('pageerror', (error) => problems.push(error.message));
  return page;
}
const said = (at: Locator, text: RegExp) => expect.poll(async () => ((await at.allTextContents()).join(' ')).replace(/\s+/g, ' '), POLL).toMatch(text);

beforeAll(async () => {
  port = await freePort();
  site = await intranet(() => `http://127.0.0.1:${port}`);
  server = await start({ port, folder, env: { DOSSIER_ORIGINS: site.origin } });
  browser = await launch();
  await server.api(await mint(ROOT), 'POST', '/api/departments', { id: 'sales', name: 'Sales' });
  const token = await mint(OLGA);
  for (const person of [OLGA, CARL]) await server.api(await mint(person), 'GET', '/api/me');
  expect((await server.api(token, 'POST', '/api/archives', { id: 'ACME', kind: 'organisation', name: 'Acme Trading', department: 'sales', contacts: [{ kind: 'phone', value: '+34 600 123 123' }] })).status).toBe(201);
  expect((await server.api(token, 'PATCH', '/api/archives/ACME/sections/profile', { fields: { 'customer.shortName': 'Acme' } })).status).toBe(200);
}, 120_000);
afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser?.close();
  await site?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('asked on the card, narrowed by the owner, shown at once, ended, gone at once', async () => {
  const carl = await open(CARL, '<customer-card archive="ACME"></customer-card><archive-access archive="ACME"></archive-access>');
  const access = carl.locator('archive-access');
  await said(carl.locator('customer-card .root'), /Acme Trading.*Ask for access/);
  expect(await carl.locator('customer-card .root').textContent()).not.toContain('600 123 123');
  await carl.locator('customer-card .ask-open').click();
  await carl.locator('customer-card #ask-text').fill('They call me at the fair');
  await carl.locator('customer-card .ask-form .primary').click();
  await said(carl.locator('customer-card .request'), /Pending.*Carl Weber.*They call me at the fair/);

  const olga = await open(OLGA, '<archive-access archive="ACME"></archive-access><notice-inbox></notice-inbox>');
  await said(olga.locator('archive-access .request'), /Pending.*Carl Weber/);
  await said(olga.locator('notice-inbox .root'), /Carl Weber asks for access: Acme Trading/);
  await olga.locator('.request .narrow').click();
  for (const section of ['people', 'contacts', 'documents', 'trade']) await olga.locator(`.request input[value=${section}]`).uncheck();
  await olga.locator('.request textarea').fill('The fair is enough');
  await olga.locator('.request form .primary').click();
  await said(olga.locator('archive-access .request'), /Approved in part.*Olga Ruiz/);
  await said(olga.locator('archive-access tbody'), /Carl Weber.*Reads.*By a request/);

  // the page that was open all the time
  await said(carl.locator('customer-card .root'), /600 123 123/);
  await said(access.locator('.mine'), /Reads.*By a request, until/);
  await said(access.locator('.request'), /Approved in part.*The fair is enough/);
  const seen = await server.api<{ sections: { section: string; level: string }[] }>(await mint(CARL), 'GET', '/api/archives/ACME');
  expect(seen.body.sections.filter(({ level }) => level === 'read').map(({ section }) => section)).toEqual(['profile', 'preferences']);

  await olga.locator('.request .end').click();
  await said(olga.locator('archive-access .request'), /Ended.*Olga Ruiz/);
  await said(access.locator('.request'), /Ended.*Olga Ruiz/);
  await said(carl.locator('customer-card .root'), /Ask for access/);
  expect(await carl.locator('customer-card .root').textContent()).not.toContain('600 123 123');
  expect((await server.api(await mint(CARL), 'GET', '/api/archives/ACME/sections/profile')).status).toBe(404);
  expect(problems).toEqual([]);
}, 400_000);
