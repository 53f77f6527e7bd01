/** What people do with a class, in two browsers: one asks and another approves, both see it without a reload; a word ends with its last day; compliance rates money-laundering risk in the form while the owner sees nothing of it. */
import { rmSync } from 'node:fs';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ITEM_KEYS } from '../../model/aml/sheet.ts';
import { intranet, launch, type Intranet } from '../helpers/browser.ts';
import { freePort, mint, start, tempFolder, type Claims, type Running } from '../helpers/dossier.ts';

const ROOT = { sub: 'root', name: 'Rosa Admin', roles: ['admin'] };
const OLGA = { sub: 'olga', name: 'Olga Ruiz', roles: ['staff'], department: 'sales' };
const STELLA = { sub: 'stella', name: 'Stella Ortiz', roles: ['steward'] };
const CLEO = { sub: 'cleo', name: 'Cleo Park', roles: ['compliance'] };
const CLARA = { sub: 'clara', name: 'Clara Weiss', roles: ['compliance'] };
/** Of two days that are never the same: the whole world lies between them. */
const [WEST, EAST] = ['Etc/GMT+12', 'Pacific/Kiritimati'];
const POLL = { timeout: 150_000 };

const folder = tempFolder();
let port: number;
let server: Running;
let site: Intranet;
let browser: Browser;
const contexts: BrowserContext[] = [];
const problems: string[] = [];

const serve = (zone: string): Promise<Running> => start({ port, folder, env: { DOSSIER_ORIGINS: site.origin, DOSSIER_TIMEZONE: zone } });
async function open(person: Claims, body: string): Promise<Page> {
  const { page, context } = await site.open(browser, person, body, { viewport: { width: 1200, height: 1000 } });
  contexts.push(context);
  page.on('pageerror', (error) => problems.push(error.message));
  return page;
}
const badge = (schemes: string): string => `<classification-badge archive="ACME" schemes="${schemes}"></classification-badge>`;
const said = (at: Locator, text: string | RegExp) => expect.poll(async () => (await at.textContent() ?? '').replace(/\s+/g, ' '), POLL).toMatch(text);

beforeAll(async () => {
  port = await freePort();
  site = await intranet(() => `http://127.0.0.1:${port}`);
  server = await serve(WEST);
  browser = await launch();
  const root = await mint(ROOT);
  await server.api(root, 'POST', '/api/departments', { id: 'sales', name: 'Sales' });
  for (const person of [OLGA, STELLA, CLEO, CLARA]) await server.api(await mint(person), 'GET', '/api/me');
  for (const id of ['cleo', 'clara']) expect((await server.api(root, 'PUT', `/api/people/${id}`, { clearances: ['identity', 'bank', 'aml'] })).status).toBe(200);
  expect((await server.api(await mint(OLGA), 'POST', '/api/archives', { id: 'ACME', kind: 'organisation', packs: ['base', 'organisation', 'bank'], name: 'Acme Trading', department: 'sales' })).status).toBe(201);
  expect((await server.api(await mint(OLGA), 'PATCH', '/api/archives/ACME/sections/credit', { fields: { 'crm.creditStars': 3 } })).status).toBe(200);
}, 120_000);
afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser?.close();
  await site?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('one asks with a reason and a last day, another approves, and both see it at once', async () => {
  const olga = await open(OLGA, badge('grade'));
  await olga.locator('.class.grade').click();
  await olga.locator('.reasons .set').click();
  await olga.locator('#hand-value').selectOption('aa');
  await olga.locator('#hand-reason').fill('Pays before the day');
  await olga.getByRole('button', { name: 'Ask for approval' }).click();
  await said(olga.locator('.reasons .waiting'), /Pays before the day.*Waiting for approval of manager, general manager or steward.*You asked for it, so somebody else decides/);
  expect(await olga.locator('.reasons .approve').count()).toBe(0);
  expect(await olga.locator('.class.grade').textContent()).not.toContain('AA');

  const stella = await open(STELLA, badge('grade'));
  await stella.locator('.class.grade').click();
  await said(stella.locator('.reasons .waiting'), /Olga Ruiz/);
  await stella.locator('#note').fill('Seen the ledger');
  await stella.getByRole('button', { name: 'Approve' }).click();
  // on her page, and without a reload on the page of who asked for it
  for (const page of [stella, olga]) {
    await said(page.locator('.class.grade'), /AA/);
    await said(page.locator('.reasons .word').first(), /Pays before the day.*Olga Ruiz.*approved by Stella Ortiz.*Computed: /);
  }
  await said(olga.locator('.reasons .hand'), /Take back/);
  await olga.getByRole('button', { name: 'Take back' }).click();
  await said(olga.locator('.class.grade'), /^((?!AA).)*$/);
  await said(stella.locator('.class.grade'), /^((?!AA).)*$/);
  await olga.locator('.reasons summary').click();
  await said(olga.locator('.reasons details'), /1 earlier decision.*taken back.*Pays before the day.*Seen the ledger/);
}, 600_000);

it('what stands alone ends by itself after its last day', async () => {
  const olga = await open(OLGA, badge('size'));
  await olga.locator('.class.size').click();
  await olga.locator('.reasons .set').click();
  await olga.locator('#hand-value').selectOption('big');
  await olga.locator('#hand-reason').fill('Opens ten shops');
  await olga.locator('#hand-until').fill(await olga.locator('#hand-until').getAttribute('min') ?? '');
  await olga.getByRole('button', { name: 'Save' }).click();
  await said(olga.locator('.reasons .hand'), /Take back.*The class is set/);
  // its last day is today where the workspace is, and was yesterday in the east
  await said(olga.locator('.class.size'), /Big customer/);
  // the day is over where the workspace is
  await server.stop();
  server = await serve(EAST);
  await expect.poll(async () => {
    await olga.reload();
    await olga.locator('.class.size').click();
    await olga.locator('.reasons .hand').waitFor();
    return (await olga.locator('.reasons .hand').textContent() ?? '').replace(/\s+/g, ' ');
  }, POLL).toMatch(/1 earlier decision.*Big customer · ended on its last day.*Opens ten shops/);
  expect(await olga.locator('.class.size').textContent()).toContain('General customer');
}, 600_000);

it('compliance rates in the form, a colleague approves, and the owner sees nothing of it', async () => {
  const cleo = await open(CLEO, '<archive-form archive="ACME" section="aml"></archive-form>');
  const sheet = cleo.locator('archive-form aml-sheet .rating');
  await said(sheet, /Risk rating.*Not rated yet/);
  await sheet.getByRole('button', { name: 'Rate now' }).click();
  for (const item of ITEM_KEYS) {
    await sheet.locator(`input[name="${item}"][value="4"]`).check();
    await sheet.locator(`#w-${item}`).fill(`seen ${item}`);
  }
  await said(sheet.locator('.sum'), /80 of 100.*High.*Enhanced/);
  await sheet.locator('#other').selectOption('low');
  await sheet.locator('#other-reason').fill('Supervised abroad');
  await said(sheet.locator('form'), /compliance must approve it\. Until then High counts/);
  await sheet.getByRole('button', { name: 'Save the rating' }).click();
  await said(sheet, /High.*Low asked for, waiting for approval of compliance.*You asked for it/);

  // on top of the inbox of who may decide, and of nobody else
  const [hers0, own, owners] = [await open(CLARA, '<notice-inbox></notice-inbox>'), await open(CLEO, '<notice-inbox></notice-inbox>'), await open(OLGA, '<notice-inbox></notice-inbox>')];
  await said(hers0.locator('notice-inbox .decide'), /Acme Trading.*Money-laundering risk: Low.*Supervised abroad.*Asked for by Cleo Park.*High counts until then/);
  for (const page of [own, owners]) {
    await page.locator('notice-inbox .empty').waitFor();
    expect(await page.locator('notice-inbox .decide').count()).toBe(0);
  }

  const clara = await open(CLARA, `<aml-sheet archive="ACME"></aml-sheet>${badge('aml')}`);
  const hers = clara.locator('aml-sheet .rating');
  await said(hers, /Low asked for.*Supervised abroad/);
  await hers.locator('.written summary').click();
  await said(hers.locator('.written'), /4 × 8.*seen cash/);
  await hers.getByRole('button', { name: 'Approve' }).click();
  await said(hers, /Low.*Simplified.*Cleo Park.*approved by Clara Weiss/);
  await said(sheet, /approved by Clara Weiss/);
  await said(clara.locator('.class.aml'), /Low/);
  await hers0.locator('notice-inbox .decide').waitFor({ state: 'detached', ...POLL });

  // in the form below the sheet it is read from now on, with the reason; the document, which others read too, says only that compliance approved
  const form = cleo.locator('archive-form');
  await form.locator('.look-name').click();
  await said(form.locator('.look-edit'), /Approved by Compliance: it stays as it is/);
  expect(await form.locator('.look-edit :is(input, select, textarea)').count()).toBe(0);
  await form.locator('td[data-column=level] .fact').hover();
  await form.locator('.whence').click();
  await said(form.locator('.provenance .who'), /Cleo Park/);
  await cleo.keyboard.press('Escape');
  await sheet.getByRole('button', { name: 'Rate anew' }).click();
  for (const item of ITEM_KEYS) await sheet.locator(`#w-${item}`).fill(`seen ${item}`);
  await sheet.getByRole('button', { name: 'Save the rating' }).click();
  await expect.poll(() => form.locator('.look-name').count(), POLL).toBe(2);
  // the one that is open keeps its place, so a new one comes below it
  await form.locator('.look-name').nth(1).click();
  await expect.poll(() => form.locator('.look-edit :is(input, select, textarea)').count(), POLL).toBeGreaterThan(3);

  const owner = await open(OLGA, `<aml-sheet archive="ACME"></aml-sheet><archive-form archive="ACME"></archive-form>${badge('abc aml')}`);
  const answers: string[] = [];
  owner.on('response', (response) => { if (/\/aml(\/|$|\?)/.test(new URL(response.url()).pathname)) answers.push(`${response.status()}`); });
  await owner.reload();
  await owner.locator('archive-form article .stop').first().waitFor();
  await owner.locator('.class.abc').waitFor();
  await expect.poll(() => answers, POLL).toEqual(['404']);
  expect(await owner.evaluate(() => document.querySelector('aml-sheet')!.shadowRoot!.textContent!.trim())).toBe('');
  expect(await owner.locator('.class.aml').count()).toBe(0);
  expect(await owner.locator('archive-form article').textContent()).not.toMatch(/laundering/i);
  expect(problems).toEqual([]);
}, 600_000);
