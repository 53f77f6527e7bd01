/** What one person pastes, another sees as values with their source, on the card and in the form; taken back, it is gone there too. Against the built server, in two browsers. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { intranet, launch, type Intranet } from '../helpers/browser.ts';
import { freePort, mint, start, type Running } from '../helpers/dossier.ts';

const lea = { sub: 'lea', name: 'Lea Kern', roles: ['staff'] };
const gina = { sub: 'gina', name: 'Gina Moss', roles: ['generalManager'] };
let server: Running;
let site: Intranet;
let browser: Browser;
/** The page is reached by a name that is no secure context, and so is the server. */
let name = '127.0.0.1';

beforeAll(async () => {
  const port = await freePort();
  site = await intranet(() => `http://${name}:${port}`);
  server = await start({ port, env: { DOSSIER_ORIGINS: `${site.origin},${site.origin.replace('127.0.0.1', 'intranet.test')}` } });
  browser = await launch(['intranet.test', 'dossier.test']);
});
afterAll(async () => {
  await browser.close();
  await site.close();
  await server.stop();
});

const card = (page: Page): Locator => page.locator('customer-card');
const form = (page: Page): Locator => page.locator('archive-form');
const dialog = (page: Page): Locator => page.getByRole('dialog');
const open = async (id: string, more: object = {}): Promise<void> => {
  await server.api(await mint(lea), 'POST', '/api/archives', { id, kind: 'organisation', packs: ['base', 'organisation', 'status'], name: id, ...more });
};
const held = async (id: string, section: string): Promise<string> => JSON.stringify(await server.api(await mint(gina), 'GET', `/api/archives/${id}/sections/${section}`));
/** With the clipboard of the browser, as a person does. */
async function pasteOn(page: Page, target: Locator, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((words: string) => navigator.clipboard.writeText(words), text);
  await target.focus();
  await page.keyboard.press('Control+V');
  await dialog(page).getByRole('checkbox').first().waitFor();
}

it('a chat signature in Chinese pasted on a card: another person reads phone, WeChat, address and person with their source; taken back, they are gone (F-056, D-04)', async () => {
  await open('CHAT');
  const [hers, his] = await Promise.all([
    site.open(browser, lea, '<customer-card archive="CHAT"></customer-card>', { locale: 'zh-CN' }),
    site.open(browser, gina, '<customer-card archive="CHAT"></customer-card><archive-form archive="CHAT" section="profile"></archive-form>'),
  ]);
  await pasteOn(hers.page, card(hers.page).getByRole('button', { name: '粘贴资料' }), '姓名：李伟\n职务：采购经理\n手机：13812345678\n微信：liwei_hd\n地址：上海市浦东新区张江路88号');
  await dialog(hers.page).getByText('识别出5项，已选5项').waitFor();
  await hers.page.keyboard.press('Enter');
  await dialog(hers.page).getByText('已填入5项。').waitFor();

  await card(his.page).getByRole('link', { name: '13812345678' }).waitFor();
  const number = form(his.page).locator('[data-key^="rows/methods/"][data-key$="/value"]').first();
  await number.hover();
  await form(his.page).locator('.whence').click();
  await dialog(his.page).getByText('Entered by Lea Kern').waitFor();
  await expect.poll(() => dialog(his.page).locator('.marks').innerText()).toContain('Pasted text');
  await expect.poll(() => held('CHAT', 'profile')).toContain('上海市浦东新区张江路88号');
  await expect.poll(() => held('CHAT', 'people')).toContain('"workScope":"采购经理"');

  await dialog(hers.page).getByRole('button', { name: '撤回' }).click();
  await card(his.page).getByRole('link', { name: '13812345678' }).waitFor({ state: 'detached' });
  await expect.poll(async () => `${await held('CHAT', 'profile')}${await held('CHAT', 'people')}`).not.toMatch(/张江路|李伟|pastedText/);
  await Promise.all([hers.context.close(), his.context.close()]);
});

it('rows of a sheet pasted on a card: each person of another\'s form has ways of contact of their own', async () => {
  await open('SHEET');
  const [hers, his] = await Promise.all([
    site.open(browser, lea, '<customer-card archive="SHEET"></customer-card>'),
    site.open(browser, gina, '<archive-form archive="SHEET" section="people"></archive-form>'),
  ]);
  await pasteOn(hers.page, card(hers.page).getByRole('button', { name: 'Paste details' }), 'Name\tTitle\tMobile\tEmail\nMaria Anders\tBuyer\t+49 151 23456789\tmaria@sheet.example\nThomas Hardy\tOwner\t+44 7700 900123\tthomas@sheet.example');
  await dialog(hers.page).getByRole('button', { name: 'Fill in 8 values' }).click();
  for (const words of ['Maria Anders', 'Thomas Hardy', '+44 7700 900123', 'maria@sheet.example']) await form(his.page).getByText(words).first().waitFor();
  await Promise.all([hers.context.close(), his.context.close()]);
});

it('a vCard pasted in a form, by keyboard: one step that Ctrl+Z takes back from two sections, on another\'s card and in another\'s form', async () => {
  await open('VCARD');
  const [hers, his] = await Promise.all([
    site.open(browser, lea, '<archive-form archive="VCARD" section="profile"></archive-form>'),
    site.open(browser, gina, '<customer-card archive="VCARD"></customer-card><archive-form archive="VCARD" section="people"></archive-form>'),
  ]);
  await form(hers.page).getByRole('button', { name: 'Paste details' }).focus();
  await hers.page.keyboard.press('Enter');
  await dialog(hers.page).getByRole('textbox').fill('BEGIN:VCARD\nVERSION:3.0\nFN:Yang Wang\nTITLE:Owner\nTEL;TYPE=WORK:+41 31 352 12 34\nEMAIL:yang@chopsuey.example\nADR:;;Hauptstr. 29;Bern;;3012;Switzerland\nEND:VCARD');
  await dialog(hers.page).getByRole('checkbox').first().focus();
  await hers.page.keyboard.press('Enter');
  await dialog(hers.page).waitFor({ state: 'detached' });
  await form(hers.page).getByText('5 values filled in.').waitFor();
  await card(his.page).getByText('+41 31 352 12 34').waitFor();
  await form(his.page).getByText('Yang Wang').first().waitFor();
  await expect.poll(() => held('VCARD', 'profile')).toContain('"country":"CH"');
  await hers.page.keyboard.press('Control+Z');
  await card(his.page).getByText('+41 31 352 12 34').waitFor({ state: 'detached' });
  await expect.poll(async () => `${await held('VCARD', 'profile')}${await held('VCARD', 'people')}`).not.toMatch(/Yang|Hauptstr|pastedText/);
  await Promise.all([hers.context.close(), his.context.close()]);
});

it('a mail footer pasted where an archive is opened: what is asked is filled in, the rest is in the archive, with its source', async () => {
  const { page, context } = await site.open(browser, lea, '<customer-create></customer-create>');
  const create = page.locator('customer-create');
  await create.getByRole('option', { name: /Address book/ }).click();
  await pasteOn(page, create.locator('#create-name'), 'Kind regards,\n\nLaura Bennett\nSales Director\nNorthfield Instruments Ltd.\nTel: +44 20 7946 0958\nlaura.bennett@northfield.example\nwww.northfield.example');
  await dialog(page).getByRole('button', { name: 'Choose all' }).click();
  await dialog(page).getByRole('button', { name: 'Fill in 6 values' }).click();
  await expect.poll(() => create.locator('#create-name').inputValue()).toBe('Northfield Instruments Ltd.');
  await create.getByRole('button', { name: 'Open the archive' }).click();
  await create.getByText('Northfield Instruments Ltd.').first().waitFor();
  await create.locator('.go').waitFor();
  let id = '';
  await expect.poll(async () => (id = ((await server.api(await mint(lea), 'GET', '/api/archives?q=Northfield')).body as { readonly items: readonly { readonly id: string }[] }).items[0]?.id ?? '')).not.toBe('');
  for (const words of ['+44 20 7946 0958', 'laura.bennett@northfield.example', 'https://www.northfield.example', '"fields/customer.name#source":"pastedText"']) await expect.poll(() => held(id, 'profile')).toContain(words);
  expect((await held(id, 'profile')).match(/7946 0958/g)).toHaveLength(1);
  await expect.poll(() => held(id, 'people')).toContain('"name":"Laura Bennett"');
  await context.close();
});

it('where the clipboard may not be read, on http://intranet, the text area takes a mail footer, and another person sees it', async () => {
  name = 'dossier.test';
  await open('FOOTER');
  const context = await browser.newContext();
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(site.origin.replace('127.0.0.1', 'intranet.test') + site.page(lea, '<customer-card archive="FOOTER"></customer-card>'));
  expect(await page.evaluate('[isSecureContext, typeof navigator.clipboard]')).toEqual([false, 'undefined']);
  await card(page).getByRole('button', { name: 'Paste details' }).click();
  await dialog(page).getByRole('textbox').fill('Kind regards\nLaura Bennett | Sales Director\nTel: +44 20 7946 0958 | laura@footer.example');
  await dialog(page).getByRole('button', { name: 'Fill in 2 values' }).click();
  await dialog(page).getByRole('button', { name: 'Close' }).click();
  await card(page).getByRole('link', { name: '+44 20 7946 0958' }).waitFor();
  await expect.poll(() => held('FOOTER', 'profile')).toContain('laura@footer.example');
  expect(errors).toEqual([]);
  await context.close();
});
