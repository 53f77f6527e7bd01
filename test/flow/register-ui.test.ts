/** The register in two browsers: one person shares a view with a filter and a column on a confidential field, another without that right opens it; and what one saves is there at the next visit. */
import { rmSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RegisterPage } from '../../model/register/query.ts';
import { intranet, launch, type Intranet } from '../helpers/browser.ts';
import { freePort, mint, start, tempFolder, type Claims, type Running } from '../helpers/dossier.ts';

const ROOT = { sub: 'root', name: 'Rosa Admin', roles: ['admin'] };
const ANA = { sub: 'ana', name: 'Ana Ruiz', roles: ['staff'], department: 'sales' };
const BO = { sub: 'bo', name: 'Bo Li', roles: ['staff'], department: 'sales' };

const folder = tempFolder();
let server: Running;
let site: Intranet;
let browser: Browser;
let ana: Page;
const contexts: BrowserContext[] = [];
const problems: string[] = [];

async function open(person: Claims): Promise<Page> {
  const { page, context } = await site.open(browser, person, '<customer-list></customer-list>', { viewport: { width: 1200, height: 800 } });
  contexts.push(context);
  page.on('pageerror', (error) => problems.push(error.message));
  return page;
}
const list = (page: Page) => page.locator('customer-list');

beforeAll(async () => {
  const port = await freePort();
  site = await intranet(() => `http://127.0.0.1:${port}`);
  server = await start({ port, folder, env: { DOSSIER_ORIGINS: site.origin } });
  browser = await launch();
  await server.api(await mint(ROOT), 'POST', '/api/departments', { id: 'sales', name: 'Sales' });
  const token = await mint(ANA);
  await server.api(await mint(BO), 'GET', '/api/me');
  for (const [id, name, stars] of [['R-1', 'Alfreds', 5], ['R-2', 'Beta', 2], ['R-3', 'Gamma', 5]] as const) {
    await server.api(token, 'POST', '/api/archives', { id, kind: 'organisation', packs: ['base', 'organisation'], name });
    await server.api(token, 'PATCH', `/api/archives/${id}/sections/credit`, { fields: { 'crm.creditStars': stars } });
  }
  // a colleague knows all three archives and may read the plain sections of one
  await server.api(token, 'POST', '/api/grants', { archive: 'R-1', to: { kind: 'person', id: 'bo' }, level: 'read', sections: ['profile'], reason: 'helps' });
  ana = await open(ANA);
  await list(ana).locator('.row').nth(2).waitFor();
});
afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser.close();
  await site.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('filters and shows a confidential field, and shares that as a view with the department', async () => {
  const register = list(ana);
  await register.getByRole('button', { name: 'Add a filter' }).click();
  await register.getByRole('searchbox', { name: 'Find a field' }).fill('信用状况');
  await register.locator('.offers button').first().waitFor();
  await register.getByRole('searchbox', { name: 'Find a field' }).fill('credit rating');
  await register.locator('.offers button').first().click();
  await register.getByLabel('From').fill('4');
  await ana.keyboard.press('Enter');
  await expect.poll(() => register.locator('.line.row .name strong').allTextContents()).toEqual(['Alfreds', 'Gamma']);
  await register.getByRole('button', { name: 'Columns' }).click();
  await register.getByRole('button', { name: 'Add a column' }).click();
  await register.getByRole('searchbox', { name: 'Find a field' }).fill('credit rating');
  await register.locator('.offers button').filter({ hasText: /rating/i }).first().waitFor();
  await ana.keyboard.press('Enter');
  await expect.poll(() => register.locator('.line.row[data-id="R-1"] .cell:last-child').textContent()).toContain('5');
  await register.getByRole('button', { name: 'Save as a view' }).click();
  await register.getByLabel('Name of the view').fill('Good payers');
  await register.getByLabel('Who sees it').selectOption({ label: 'my department' });
  await register.locator('.save-as').click();
  await expect.poll(() => register.locator('.view option:checked').textContent()).toBe('Good payers');
  await expect.poll(() => register.locator('.unsaved').count()).toBe(0);
});

it('P1: who may not read that section opens the view and learns nothing by it, neither from the page nor from the server', async () => {
  const bo = await open(BO);
  const register = list(bo);
  await register.locator('.row').nth(2).waitFor();
  await register.getByRole('button', { name: 'Views' }).click();
  await register.locator('select.view').selectOption({ label: 'Good payers, by Ana Ruiz' });
  await register.getByText('A filter finds only what you may see').waitFor();
  await expect.poll(() => register.locator('.line.row').count(), { message: 'no row' }).toBe(0);
  await expect.poll(() => register.locator('.title').textContent(), { message: 'no count' }).toContain('0 customers');
  // without the filter the column stays away, and is named
  await register.locator('.filter-chip .x').click();
  await register.locator('.line.row').nth(2).waitFor();
  await expect.poll(() => register.locator('.left-out').textContent()).toContain('nothing that you may see');
  expect(await register.locator('.heads').textContent()).not.toMatch(/rating/i);
  expect(await register.locator('.save').count(), 'it is not theirs to change').toBe(0);

  // what the server says: neither those with many stars, nor those with few, nor those without, nor an order or group by them
  const token = await mint(BO);
  const ask = async (body: unknown): Promise<RegisterPage> => (await server.api<RegisterPage>(token, 'POST', '/api/archives/query', body)).body;
  for (const condition of [{ op: 'gte', values: [4] }, { op: 'lte', values: [3] }, { op: 'any' }, { op: 'none' }, { op: 'gte', values: [4], not: true }]) {
    const page = await ask({ where: [{ key: 'crm.creditStars', ...condition }] });
    expect([page.total, page.items], JSON.stringify(condition)).toEqual([0, []]);
  }
  const sorted = await ask({ sort: [{ key: 'crm.creditStars', descending: true }], columns: ['crm.creditStars'], group: { key: 'crm.creditStars', sums: ['crm.creditStars'] } });
  expect(sorted.items.map(({ id, cells }) => [id, cells])).toEqual([['R-1', {}], ['R-2', {}], ['R-3', {}]]);
  expect(sorted.groups).toEqual([{ value: null, count: 3, sums: { 'crm.creditStars': 0 } }]);
});

it('the view is there at the next visit, opens first when asked to, and groups with counts', async () => {
  await list(ana).locator('.manage').click();
  await list(ana).getByRole('button', { name: 'Open first' }).click();
  await ana.reload();
  const register = list(ana);
  await expect.poll(() => register.locator('.view option:checked').textContent()).toBe('Good payers');
  await expect.poll(() => register.locator('.line.row .name strong').allTextContents()).toEqual(['Alfreds', 'Gamma']);
  await register.locator('.group-button').click();
  await register.getByRole('searchbox', { name: 'Find a field' }).fill('account owner');
  await ana.keyboard.press('Enter');
  await expect.poll(() => register.locator('.line.group .name').allTextContents()).toEqual(['Ana Ruiz 2 customers']);
  await register.locator('.line.group').focus();
  await ana.keyboard.press('Enter');
  await register.locator('.line.row').nth(1).waitFor();
  expect(problems).toEqual([]);
});
