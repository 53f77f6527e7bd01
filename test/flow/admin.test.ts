/** An administrator at work, against the built server: who is made inactive is cut off in the page they have open, an option that is added is offered by a form, a backup that is made is listed as verified. */
import { rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { intranet, launch, type Intranet } from '../helpers/browser.ts';
import { freePort, mint, start, tempFolder, type Running } from '../helpers/dossier.ts';

const ROSA = { sub: 'rosa', name: 'Rosa Admin', roles: ['admin'] };
const ANA = { sub: 'ana', name: 'Ana Ruiz', roles: ['staff'] };
const WEI = { sub: 'wei', name: 'Wei Li', roles: ['staff'] };
const FORM = '<sync-status></sync-status><archive-form archive="ADM-1" section="profile"></archive-form>';
const folder = tempFolder();
let server: Running;
let site: Intranet;
let strict: Server;
let browser: Browser;
let admin: Locator;
const contexts: BrowserContext[] = [];
const problems: string[] = [];

async function open(person: typeof ANA, body: string): Promise<Page> {
  const { page, context } = await site.open(browser, person, body);
  contexts.push(context);
  return page;
}

beforeAll(async () => {
  const port = await freePort();
  site = await intranet(() => `http://127.0.0.1:${port}`);
  // the strictest policy that lets a kit of another origin in
  const policy = `default-src 'none'; script-src 'self' http://127.0.0.1:${port}; style-src 'self'; connect-src 'self' http://127.0.0.1:${port} ws://127.0.0.1:${port}; base-uri 'none'`;
  strict = createServer((request, response) => void fetch(site.origin + (request.url ?? '/')).then(async (answer) => {
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain', 'content-security-policy': policy }).end(await answer.text());
  }));
  const strictPort = await freePort();
  await new Promise<void>((done) => strict.listen(strictPort, '127.0.0.1', done));
  const strictOrigin = `http://127.0.0.1:${strictPort}`;
  server = await start({ port, folder, env: { DOSSIER_ORIGINS: `${site.origin},${strictOrigin}`, DOSSIER_BACKUP: join(folder, 'backups') } });
  browser = await launch();
  const token = await mint(ANA);
  await server.api(await mint(WEI), 'GET', '/api/me');
  await server.api(token, 'POST', '/api/archives', { id: 'ADM-1', kind: 'organisation', packs: ['base', 'organisation'], name: 'Alfreds' });
  // empty fields are not drawn
  await server.api(token, 'PATCH', '/api/archives/ADM-1/sections/profile', { fields: { 'crm.region': 'eastChina' }, texts: { 'org.businessScope': 'Spices' } });
  await server.api(token, 'PUT', '/api/archives/ADM-1/owners', { owner: 'ana', coOwners: ['wei'], deputies: [] });
  const context = await browser.newContext();
  contexts.push(context);
  const page = await context.newPage();
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => { if (message.text().includes('Content Security Policy')) problems.push(message.text()); });
  await page.goto(strictOrigin + site.page(ROSA, '<dossier-admin></dossier-admin>'));
  admin = page.locator('dossier-admin');
  await admin.locator('.row').first().waitFor();
});
afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser.close();
  strict.closeAllConnections();
  strict.close();
  await site.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('an option that is added is offered by the form that is opened next, and a value with it is accepted', async () => {
  await admin.getByRole('tab', { name: 'Option lists' }).click();
  await admin.getByRole('searchbox').fill('overseas');
  await admin.locator('[data-dictionary="D-05"]').click();
  await admin.getByRole('button', { name: 'Add an option' }).click();
  await admin.getByLabel('English').fill('The islands');
  await admin.getByRole('button', { name: 'Save' }).click();
  await admin.getByText('It is in every open form now').waitFor();
  const ana = await open(ANA, '<archive-form archive="ADM-1" section="profile"></archive-form>');
  const form = ana.locator('archive-form');
  await form.getByLabel('Business scope').waitFor();
  const offered = form.locator('select', { has: ana.locator('option', { hasText: 'The islands' }) });
  await offered.selectOption({ label: 'The islands' });
  const { body } = await server.api<{ items: { id: string; options: { key: string; label: { en: string } }[] }[] }>(await mint(ROSA), 'GET', '/api/dictionaries');
  const key = body.items.find(({ id }) => id === 'D-05')!.options.find(({ label }) => label.en === 'The islands')!.key;
  await expect.poll(async () => (await server.api<{ fields: Record<string, string> }>(await mint(ANA), 'GET', '/api/archives/ADM-1/sections/profile')).body.fields['crm.region']).toBe(key);
});

it('who is made inactive is cut off in the page they have open, at once', async () => {
  const wei = await open(WEI, FORM);
  const scope = wei.locator('archive-form').getByLabel('Business scope');
  await scope.waitFor();
  await admin.getByRole('tab', { name: 'People' }).click();
  await admin.getByRole('searchbox', { name: 'Search people by name or id' }).fill('wei');
  await admin.locator('[data-person=wei]').click();
  await admin.getByRole('button', { name: 'Make inactive' }).click();
  await admin.getByRole('alertdialog').getByRole('button', { name: 'Make inactive' }).click();
  await admin.getByText('Wei Li is cut off.').waitFor();
  await wei.getByText('Sign in again').first().waitFor();
  expect((await server.api(await mint(WEI), 'GET', '/api/me')).status).toBe(401);
});

it('a backup that is made is listed as verified, and the server says what it thinks of itself', async () => {
  await admin.getByRole('tab', { name: 'Backups and health' }).click();
  await admin.locator('.checks li').first().waitFor();
  await admin.getByText('No backup yet.').waitFor();
  await admin.getByRole('button', { name: 'Make a backup now' }).click();
  await admin.locator('.backups .good', { hasText: 'verified' }).waitFor();
  await admin.getByText('The last backup that can be restored is from').waitFor();
  await admin.getByRole('tab', { name: 'Jobs' }).click();
  await admin.locator('.job', { hasText: 'Backup' }).getByText('done').waitFor();
  for (const name of ['Departments', 'Limits']) {
    await admin.getByRole('tab', { name }).click();
    await admin.getByRole('tabpanel', { name }).locator('.empty, .limit').first().waitFor();
  }
  expect(problems).toEqual([]);
});
