/** An information steward brings data in, in a browser against the built server: a Chinese file whose columns were meant otherwise, a dry run, a destroyed number refused, the same file again, a long run that survives a reload, a stop and its going on, and the undoing of a whole import that keeps what a colleague wrote since. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ImportRows, ImportUpload, ImportView, SavedMapping } from '../../model/import/api.ts';
import { intranet, launch, type Intranet } from '../helpers/browser.ts';
import { freePort, mint, start, tempFolder, type Claims, type Running } from '../helpers/dossier.ts';
import { encoded } from '../helpers/encoded.ts';
import { Keyboard } from '../helpers/keyboard.ts';

const STELLA = { sub: 'stella', name: 'Stella Ward', roles: ['steward'] };
const ANA = { sub: 'ana', name: 'Ana Ruiz', roles: ['staff'] };
const ROSA = { sub: 'rosa', name: 'Rosa Admin', roles: ['admin'] };
/** So many that a person can stop the run in its middle. */
const MANY = 30_000;

const folder = tempFolder();
let server: Running;
let site: Intranet;
let browser: Browser;
let page: Page;
let assistant: Locator;
const contexts: BrowserContext[] = [];
const problems: string[] = [];

async function open(person: Claims, locale?: string): Promise<Page> {
  const opened = await site.open(browser, person, '<import-assistant></import-assistant>', { viewport: { width: 1100, height: 900 }, ...(locale === undefined ? {} : { locale }) });
  contexts.push(opened.context);
  opened.page.on('pageerror', (error) => problems.push(error.message));
  return opened.page;
}
const put = (name: string, bytes: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};
const api = async <T>(method: string, path: string, body?: unknown, person: Claims = STELLA): Promise<{ status: number; body: T }> => server.api<T>(await mint(person), method, path, body);
const profile = async (id: string) => (await api<{ fields: Record<string, unknown>; rows: Record<string, Record<string, Record<string, unknown>>> }>('GET', `/api/archives/${encodeURIComponent(id)}/sections/profile`)).body;
const total = async (): Promise<number> => (await api<{ total: number }>('GET', '/api/archives?limit=1')).body.total;
const imports = async (): Promise<readonly ImportView[]> => (await api<{ items: ImportView[] }>('GET', '/api/imports')).body.items;
/** Files and source, as far as the columns. */
async function look(path: string, source: string): Promise<void> {
  await assistant.locator('.start').waitFor();
  await assistant.locator('input[type=file]').setInputFiles(path);
  await assistant.getByLabel('Where they come from').fill(source);
  await assistant.getByRole('button', { name: 'Look at the files' }).click();
  await assistant.locator('.columns-part').waitFor();
}
const chips = async (): Promise<readonly string[]> => (await assistant.locator('.rows-part .chips .chip').allTextContents()).map((text) => text.replace(/\s+/g, ' ').trim());

beforeAll(async () => {
  const port = await freePort();
  site = await intranet(() => `http://127.0.0.1:${port}`);
  server = await start({ port, folder: join(folder, 'data'), env: { DOSSIER_ORIGINS: site.origin } });
  browser = await launch();
  await api('GET', '/api/me', undefined, ANA);
  await api('POST', '/api/departments', { id: 'south', name: 'South China' }, ROSA);
  page = await open(STELLA);
  assistant = page.locator('import-assistant');
  await assistant.locator('.start').waitFor();
});
afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser.close();
  await site.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const CHINESE = ['编号,客户名称,传真,所属行业,备注', ...Array.from({ length: 30 }, (_, i) => `N${String(i).padStart(3, '0')},广州南湾贸易${i}有限公司,1380013${8000 + i},${i % 2 === 0 ? '零售' : '制造'},第 ${i} 行`), '4.40524E+17,深圳华强电子有限公司,13900139000,零售,'].join('\n');

it('whoever is no steward reads one sentence, and the server is asked nothing', async () => {
  const other = await open(ANA);
  await other.locator('import-assistant').getByText('Only information stewards bring data in.').waitFor();
  expect(await other.locator('import-assistant').locator('button').count()).toBe(0);
});

it('a file in GB18030: its encoding is found, a destroyed number is told before anything runs, a wrong target and options are corrected', async () => {
  await look(put('客户.csv', encoded(CHINESE, 'gb18030')), 'nanwan');
  await expect.poll(() => assistant.locator('.encoding option:checked').textContent()).toMatch(/^GB18030, simplified Chinese \(\d+% sure\)$/);
  const id = assistant.locator('.column').filter({ hasText: '编号' });
  await expect.poll(() => id.locator('.destroyed').textContent()).toMatch(/destroyed 1 value here\..*For example 4\.40524E\+17\..*Format the column as text/s);
  // the wrong encoding shows at once what it would do, and the right one brings everything back
  await assistant.locator('.encoding').selectOption('big5');
  await expect.poll(() => assistant.locator('.column strong').first().textContent()).not.toBe('编号');
  await assistant.locator('.encoding').selectOption('gb18030');
  await expect.poll(() => assistant.locator('.column strong').first().textContent()).toBe('编号');
  // the column is called fax and holds mobile numbers
  const fax = assistant.locator('.column').filter({ hasText: '传真' });
  await expect.poll(() => fax.locator('.pick .label').textContent()).toBe('Fax');
  await fax.locator('.pick').click();
  await assistant.locator('.picker .find').fill('mobile');
  await assistant.getByRole('option', { name: 'Mobile', exact: true }).first().click();
  await expect.poll(() => fax.locator('.pick .label').textContent()).toBe('Mobile');
  const industry = assistant.locator('.column').filter({ hasText: '所属行业' });
  await industry.getByLabel('“零售” becomes').selectOption({ label: 'Wholesale and retail' });
  // the other one is an option by its name
  await expect.poll(() => industry.getByLabel('“制造” becomes').locator('option:checked').textContent()).toBe('Manufacturing');
  await expect.poll(() => industry.locator('summary').textContent()).toContain('all known');
});

it('the dry run tells what would become of each row and changes nothing; the refused row goes out as a file', async () => {
  await assistant.getByRole('button', { name: 'Dry run' }).click();
  await assistant.locator('.rows-part').waitFor();
  await expect.poll(chips).toEqual(['All 31', 'New 30', 'Refused 1']);
  await expect.poll(() => assistant.locator('.import-row').allTextContents()).toEqual([expect.stringContaining('its last digits are lost')]);
  expect(await total()).toBe(0);
  const [download] = await Promise.all([page.waitForEvent('download'), assistant.getByRole('button', { name: 'Download the refused row' }).click()]);
  expect(readFileSync(await download.path(), 'utf8')).toMatch(/^\ufeff编号,客户名称,传真,所属行业,备注,File,Line,Number,Name,Column,What is wrong\r\n4\.40524E\+17,深圳华强电子有限公司,13900139000,零售,,客户\.csv,32,4\.40524E\+17,/);
  await assistant.locator('.chip[data-state=create]').click();
  const first = assistant.locator('.import-row').first();
  await first.getByText('Wholesale and retail').waitFor();
  await expect.poll(async () => (await first.locator('.diff').textContent())?.replace(/\s+/g, ' ')).toMatch(/广州南湾贸易0有限公司.*13800138000/);
  await expect.poll(() => assistant.locator('.pages').textContent()).toContain('1 to 25 of 30');
  await assistant.getByRole('button', { name: 'Next' }).click();
  await expect.poll(() => assistant.locator('.import-row').count()).toBe(5);
});

it('imports with the department that was chosen and keeps the mapping', async () => {
  await assistant.getByLabel('Department of new archives').selectOption({ label: 'South China' });
  await assistant.getByRole('button', { name: 'Import 30 rows' }).click();
  await assistant.getByText('What has happened').first().waitFor();
  await assistant.locator('.rows-part').waitFor();
  await expect.poll(chips).toEqual(['All 31', 'Created 30', 'Refused 1']);
  await expect.poll(total).toBe(30);
  const written = await profile('N000');
  expect(written.fields).toMatchObject({ 'customer.name': '广州南湾贸易0有限公司', 'crm.industry': 'retailWholesale' });
  expect(Object.values(written.rows['methods'] ?? {})).toEqual([expect.objectContaining({ kind: 'mobile', value: '13800138000' })]);
  expect((await api<{ row: { department: string } }>('GET', '/api/archives/N000')).body.row.department).toBe('south');
  const saved = (await api<SavedMapping>('GET', '/api/import-mappings/nanwan')).body;
  expect(saved.mapping.tables[0]!.columns).toEqual([{ heading: '编号', target: 'id' }, { heading: '客户名称', target: 'name' }, { heading: '传真', target: 'mobile' }, { heading: '所属行业', target: 'field:crm.industry', options: { 零售: 'retailWholesale' } }, { heading: '备注', target: null }]);
});

it('the same file tomorrow, with the saved mapping, changes nothing; what a colleague wrote stays', async () => {
  await api('PATCH', '/api/archives/N001/sections/profile', { fields: { 'customer.name': '南湾一号' } });
  await assistant.getByRole('button', { name: 'Import more files' }).click();
  await assistant.locator('.start .chip', { hasText: 'nanwan' }).waitFor();
  await look(put('客户-2026-11-23.csv', encoded(CHINESE, 'gb18030')), 'nanwan');
  await assistant.getByText('The saved mapping of this source is used.').waitFor();
  await expect.poll(() => assistant.locator('.column').filter({ hasText: '传真' }).locator('.to').textContent()).toMatch(/Mobile.*from the saved mapping/s);
  await assistant.getByRole('button', { name: 'Dry run' }).click();
  await assistant.locator('.rows-part').waitFor();
  await expect.poll(chips).toEqual(['All 31', 'Unchanged 30', 'Refused 1']);
  await expect.poll(() => assistant.locator('.run-import').isDisabled()).toBe(true);
  await assistant.locator('.chip[data-state=same]').click();
  await assistant.locator('.import-row').nth(1).getByText('changed here since, stays').waitFor();
  await assistant.locator('.back').click();
  await assistant.getByRole('button', { name: 'Other files' }).click();
  await assistant.locator('.start').waitFor();
});

it('a long run that is under way is found by a page that loads, is stopped, gone on with, and doubles nothing', async () => {
  await expect.poll(total).toBe(30);
  const before = 30;
  const form = new FormData();
  form.append('source', 'many');
  form.append('files', new File([`id,name,phone,city\n${Array.from({ length: MANY }, (_, i) => `M${i},Company ${i},020-${1_000_000 + i},Guangzhou`).join('\n')}\n`], 'many.csv'));
  const received = await fetch(`${server.url}/api/import-uploads`, { method: 'POST', headers: { authorization: `Bearer ${await mint(STELLA)}` }, body: form });
  const { id: upload } = (await received.json()) as ImportUpload;
  expect((await api('POST', '/api/imports', { upload, source: 'many' })).status).toBe(202);
  await page.reload();
  // found by itself; stopped in its middle: before the first rows are told there is nothing to keep
  await assistant.locator('.run-part[data-state=live]').waitFor();
  await expect.poll(() => assistant.locator('.run-part progress').evaluate((bar: HTMLProgressElement) => bar.position > 0 ? bar.value : 0)).toBeGreaterThan(0);
  await assistant.getByRole('button', { name: 'Stop' }).click();
  await assistant.getByText('What was imported until then stays.').waitFor();
  // what the list counts follows a moment after what was written
  await expect.poll(async () => (await total()) - before).toBeGreaterThan(0);
  expect((await total()) - before).toBeLessThan(MANY);
  // a reload afterwards shows it among the earlier ones
  await page.reload();
  await assistant.locator('.earlier-row', { hasText: 'many.csv' }).first().click();
  await assistant.getByRole('button', { name: 'Go on' }).click();
  await assistant.locator('.run-part[data-state=done]').waitFor({ timeout: 600_000 });
  await expect.poll(total).toBe(before + MANY);
  const [job] = await imports();
  const rows = (await api<ImportRows>('GET', `/api/imports/${job!.id}/rows?limit=1`)).body;
  expect((rows.counts.create ?? 0) + (rows.counts.same ?? 0)).toBe(MANY);
}, 900_000);

it('a whole import is undone; what was edited since is kept and listed', async () => {
  // whatever became of the test before
  await page.reload();
  await assistant.locator('.earlier-row', { hasText: '客户.csv' }).click();
  await assistant.getByRole('button', { name: 'Undo this import' }).click();
  await assistant.getByText('What people changed since stays and is listed.').waitFor();
  await assistant.getByRole('button', { name: 'Undo all of it' }).click();
  await assistant.locator('.undone').waitFor();
  await expect.poll(() => assistant.locator('.undone').textContent()).toMatch(/Taken away: 29;/);
  await expect.poll(() => assistant.locator('.kept-list li').first().textContent()).toContain('N001');
  expect((await api('GET', '/api/archives/N000')).status).toBe(404);
  expect((await profile('N001')).fields['customer.name']).toBe('南湾一号');
  await expect.poll(total).toBe(MANY + 1);
});

it('by keyboard alone, from the file to the end', async () => {
  const keys = await open(STELLA);
  await keys.locator('import-assistant .start').waitFor();
  const hands = await Keyboard.at(keys);
  /** The caret stands there: now one can type. */
  const find = keys.locator('import-assistant .picker .find:focus');
  const asked = keys.waitForEvent('filechooser');
  await hands.tabTo('Choose files');
  await hands.press('Enter');
  await (await asked).setFiles(put('keys.csv', 'Nr,Company,Contact line\nK1,Alfreds,030-0074321\nK2,Beta,030-0074322\n'));
  await hands.tabTo('Where they come from');
  await hands.type('keys');
  await hands.press('Enter');
  await keys.locator('import-assistant .columns-part').waitFor();
  await hands.tabTo((spot) => spot.name.startsWith('Nr:'));
  await hands.press('Enter');
  await find.waitFor();
  await hands.type('number in the other');
  await hands.press('Enter');
  await find.waitFor({ state: 'detached' });
  await hands.tabTo((spot) => spot.name.startsWith('Contact line:'));
  await hands.press('Enter');
  await find.waitFor();
  await hands.type('mobile');
  await hands.press('Enter');
  await find.waitFor({ state: 'detached' });
  await hands.tabTo('Dry run');
  await hands.press('Enter');
  await keys.locator('import-assistant .run-import').waitFor();
  await hands.tabTo('Import 2 rows');
  await hands.press('Enter');
  await keys.locator('import-assistant .run-part[data-state=done]').getByText('What has happened').first().waitFor();
  expect(Object.values((await profile('K2')).rows['methods'] ?? {})).toEqual([expect.objectContaining({ kind: 'mobile' })]);
  await hands.tabTo('Undo this import');
  await hands.press('Enter');
  await hands.comesToName('Undo all of it');
  await hands.press('Enter');
  await keys.locator('import-assistant .undone').waitFor();
  expect((await api('GET', '/api/archives/K2')).status).toBe(404);
  expect(problems).toEqual([]);
});
