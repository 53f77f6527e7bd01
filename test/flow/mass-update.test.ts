/** A thousand customers changed at once in a browser against the built server: a colleague edits in between, what they wrote stays, and all of the rest is undone; a block of cells lands on the list and goes again. */
import { rmSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { intranet, launch, type Intranet } from '../helpers/browser.ts';
import { freePort, mint, start, tempFolder, type Claims, type Running } from '../helpers/dossier.ts';

const STELLA = { sub: 'stella', name: 'Stella Maris', roles: ['steward'] };
const ANA = { sub: 'ana', name: 'Ana Ruiz', roles: ['staff'], department: 'sales' };
const ROWS = 1_000;

const folder = tempFolder();
let server: Running;
let site: Intranet;
let browser: Browser;
let page: Page;
let stella: string;
let ana: string;
const contexts: BrowserContext[] = [];
const problems: string[] = [];

async function open(person: Claims): Promise<Page> {
  const { page: opened, context } = await site.open(browser, person, '<customer-list></customer-list>', { viewport: { width: 1280, height: 900 } });
  contexts.push(context);
  opened.on('pageerror', (error) => problems.push(error.message));
  return opened;
}
const id = (n: number): string => `B-${String(n).padStart(4, '0')}`;
const shortName = async (n: number): Promise<unknown> => (await server.api<{ fields: Record<string, unknown> }>(stella, 'GET', `/api/archives/${id(n)}/sections/profile`)).body.fields['customer.shortName'] ?? null;
/** What the register counts, which follows the writing. */
const counted = async (value: string): Promise<number> => (await server.api<{ total: number }>(stella, 'POST', '/api/archives/query', { where: [{ key: 'customer.shortName', op: 'eq', values: [value] }], limit: 0 })).body.total;

beforeAll(async () => {
  const port = await freePort();
  site = await intranet(() => `http://127.0.0.1:${port}`);
  server = await start({ port, folder, env: { DOSSIER_ORIGINS: site.origin } });
  browser = await launch();
  [stella, ana] = [await mint(STELLA), await mint(ANA)];
  await server.api(stella, 'GET', '/api/me');
  for (let at = 0; at < ROWS; at += 500) {
    await server.api(ana, 'POST', '/api/bulk/archives', { items: Array.from({ length: 500 }, (_, i) => ({ id: id(at + i), kind: 'organisation', packs: ['base', 'organisation'], name: `Customer ${String(at + i).padStart(4, '0')}` })) });
  }
  page = await open(STELLA);
  await page.locator('customer-list .row').nth(2).waitFor();
});
afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser.close();
  await site.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('changes all that was found, keeps what a colleague wrote between the preview and the writing, and undoes the rest', async () => {
  const list = page.locator('customer-list');
  await list.getByRole('button', { name: 'Columns' }).first().click();
  await list.locator('.board-panel').waitFor();
  await list.locator('.board-panel').getByRole('button', { name: 'Close' }).click();
  await list.locator('.mass-button').click();
  await list.getByRole('searchbox', { name: 'Find a field' }).fill('short name');
  await page.keyboard.press('Enter');
  await list.locator('.mass .set .value').fill('Regional');
  await page.keyboard.press('Enter');
  await expect.poll(() => list.locator('.mass .result').textContent()).toContain(`${ROWS} values of ${ROWS} customers will change`);
  await expect.poll(() => list.locator('.mass tbody tr').count()).toBe(100);
  await server.api(ana, 'PATCH', `/api/archives/${id(500)}/sections/profile`, { fields: { 'customer.shortName': 'Theirs' } });
  await list.locator('.mass .apply').click();
  await expect.poll(() => list.locator('.mass .result').textContent()).toContain(`${ROWS - 1} values of ${ROWS - 1} customers changed`);
  const told = async (): Promise<string> => (await list.locator('.mass tbody').textContent())!.replace(/\s+/g, ' ');
  await expect.poll(told).toContain('Customer 0500');
  await expect.poll(told).toContain('now Theirs');
  expect([await shortName(0), await shortName(500), await shortName(999)]).toEqual(['Regional', 'Theirs', 'Regional']);
  await expect.poll(() => counted('Regional')).toBe(ROWS - 1);
  await server.api(ana, 'PATCH', `/api/archives/${id(7)}/sections/profile`, { fields: { 'customer.shortName': 'Later' } });
  await list.locator('.mass .undo').click();
  await expect.poll(() => list.locator('.mass .result').textContent()).toContain(`${ROWS - 2} put back. 1 kept`);
  expect([await shortName(0), await shortName(7), await shortName(500), await shortName(999)]).toEqual([null, 'Later', 'Theirs', null]);
});

it('a block of cells pasted on a cell lands from there, what cannot be read is named, and Ctrl+Z takes it back', async () => {
  const list = page.locator('customer-list');
  await list.locator('.mass .panel-head .close').click();
  await list.locator('.columns-button').click();
  await list.getByRole('button', { name: 'Add a column' }).click();
  await list.getByRole('searchbox', { name: 'Find a field' }).fill('founded');
  await page.keyboard.press('Enter');
  await expect.poll(() => list.locator('.heads').textContent()).toContain('Founded');
  await list.locator('.columns').waitFor();
  await list.locator('.columns-button').click();
  const row = list.locator('.line.row').first();
  await row.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const columns = await list.locator('.heads .cell').allTextContents();
  const founded = columns.findIndex((text) => text.includes('Founded'));
  for (let at = 1; at < founded; at++) await page.keyboard.press('ArrowRight');
  const block = ['1/3/26', 'yesterday', '2001-02-03'].join('\r\n');
  await page.evaluate((text) => {
    const root = document.querySelector('customer-list')!.shadowRoot!;
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    root.activeElement!.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, composed: true, cancelable: true }));
  }, block);
  await expect.poll(() => list.locator('.mass .result').textContent()).toContain('2 values of 2 customers will change');
  await expect.poll(() => list.locator('.mass tbody').textContent()).toContain('1 Mar 2026');
  await list.locator('.mass .tabs .due').click();
  await expect.poll(() => list.locator('.mass tbody').textContent()).toContain('yesterday');
  await list.locator('.mass .apply').click();
  await expect.poll(() => list.locator('.mass .result').textContent()).toContain('2 values of 2 customers changed');
  const date = async (n: number): Promise<unknown> => (await server.api<{ fields: Record<string, unknown> }>(stella, 'GET', `/api/archives/${id(n)}/sections/profile`)).body.fields['company.foundedAt'] ?? null;
  expect([await date(0), await date(1), await date(2)]).toEqual(['2026-03-01', null, '2001-02-03']);
  await list.locator('.mass .panel-head .close').click();
  await row.focus();
  await page.keyboard.press('Control+z');
  await expect.poll(() => list.locator('.said').textContent()).toContain('2 put back');
  expect([await date(0), await date(2)]).toEqual([null, null]);
  expect(problems).toEqual([]);
});
