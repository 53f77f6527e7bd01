/** An administrator adds a field and an option in four languages; pages that are open have both at once, over a socket and over HTTP; what is filled in is seen by others; what is retired stays readable and is offered no more. */
import { rmSync } from 'node:fs';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { intranet, launch, type Intranet } from '../helpers/browser.ts';
import { freePort, mint, start, tempFolder, type Claims, type Running } from '../helpers/dossier.ts';
import { strippingProxy, type Proxy } from '../helpers/stripping-proxy.ts';

const ROSA = { sub: 'rosa', name: 'Rosa Admin', roles: ['admin'] };
const ANA = { sub: 'ana', name: 'Ana Ruiz', roles: ['staff'] };
const WEI = { sub: 'wei', name: 'Wei Li', roles: ['staff'] };
const EVA = { sub: 'eva', name: 'Eva Kern', roles: ['staff'] };
const FORM = '<archive-form archive="OWN-1" section="profile"></archive-form>';

const folder = tempFolder();
let server: Running;
let proxy: Proxy;
let site: Intranet;
let behind: Intranet;
let browser: Browser;
let admin: Locator;
let ana: Page;
let wei: Page;
let eva: Page;
const contexts: BrowserContext[] = [];
const problems: string[] = [];

async function open(where: Intranet, person: Claims, body: string, locale?: string): Promise<Page> {
  const { page, context } = await where.open(browser, person, body, locale === undefined ? {} : { locale });
  contexts.push(context);
  page.on('pageerror', (error) => problems.push(error.message));
  return page;
}
const offers = (page: Page, label: string): Promise<readonly string[]> => page.locator('archive-form').getByLabel(label, { exact: true }).locator('option').allTextContents();

beforeAll(async () => {
  const port = await freePort();
  proxy = await strippingProxy(() => `http://127.0.0.1:${port}`);
  site = await intranet(() => `http://127.0.0.1:${port}`);
  behind = await intranet(() => proxy.url);
  server = await start({ port, folder, env: { DOSSIER_ORIGINS: `${site.origin},${behind.origin}`, DOSSIER_TRUSTED_PROXIES: '127.0.0.1' } });
  browser = await launch();
  const token = await mint(ANA);
  for (const person of [WEI, EVA]) await server.api(await mint(person), 'GET', '/api/me');
  await server.api(token, 'POST', '/api/archives', { id: 'OWN-1', kind: 'organisation', packs: ['base', 'organisation'], name: 'Alfreds' });
  await server.api(token, 'PATCH', '/api/archives/OWN-1/sections/profile', { fields: { 'crm.region': 'eastChina' }, texts: { 'customer.needs': 'Spices' } });
  await server.api(token, 'PUT', '/api/archives/OWN-1/owners', { owner: 'ana', coOwners: ['wei', 'eva'], deputies: [] });
  admin = (await open(site, ROSA, '<dossier-admin view="fields"></dossier-admin>')).locator('dossier-admin');
  await admin.getByText('There are no own fields yet').waitFor();
  ana = await open(site, ANA, FORM);
  wei = await open(behind, WEI, FORM, 'zh-Hant');
  eva = await open(site, EVA, FORM, 'es');
  for (const page of [ana, wei, eva]) await page.locator('archive-form [data-field="crm.region"] select').waitFor();
});
afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser.close();
  await site.close();
  await behind.close();
  await proxy.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('a field that an administrator adds in four languages is in forms that are open, also over HTTP; what one fills in the others see under their own words', async () => {
  // Ana is in the middle of a word
  const needs = ana.locator('archive-form').getByLabel('Customer needs');
  await needs.click();
  await ana.keyboard.press('End');
  await ana.keyboard.type(' and sa');

  await admin.getByRole('button', { name: 'Add a field' }).click();
  for (const [language, label] of [['English', 'Favourite truck'], ['简体中文', '常用货车'], ['繁體中文', '常用貨車'], ['Español', 'Camión preferido']]) await admin.getByLabel(`Label, ${language}`, { exact: true }).fill(label!);
  await admin.getByLabel('Help, English', { exact: true }).fill('Make and colour');
  await admin.locator('.save-field').click();
  await admin.getByText('Added. It is in every open form now.').waitFor();
  // nobody has loaded anything again
  await ana.keyboard.type('ffron');
  for (const [page, label] of [[ana, 'Favourite truck'], [eva, 'Camión preferido']] as const) {
    const form = page.locator('archive-form');
    await form.locator('#f-add-fact').click();
    await form.locator('#f-search').fill(label.slice(0, 6));
    await form.getByRole('option', { name: label }).waitFor();
  }
  await ana.locator('archive-form').getByRole('option', { name: 'Favourite truck' }).click();
  const truck = ana.locator('archive-form').getByLabel('Favourite truck');
  await truck.fill('A red one');
  await expect.poll(() => eva.locator('archive-form').getByLabel('Camión preferido').inputValue()).toBe('A red one');
  await expect.poll(() => wei.locator('archive-form').getByLabel('常用貨車').inputValue()).toBe('A red one');
  await expect.poll(() => needs.inputValue()).toBe('Spices and saffron');
  const past = await open(site, EVA, '<archive-history archive="OWN-1"></archive-history>', 'es');
  await past.locator('archive-history').getByText('Camión preferido').first().waitFor();
  await past.locator('archive-history').getByText('A red one').first().waitFor();
});

it('an option that is added and one that is retired: lists in open forms follow, the old value stays readable', async () => {
  await admin.getByRole('tab', { name: 'Option lists' }).click();
  await admin.getByRole('searchbox').fill('overseas');
  await admin.locator('[data-dictionary="D-05"]').click();
  await admin.getByRole('button', { name: 'Add an option' }).click();
  for (const [language, label] of [['English', 'The islands'], ['简体中文', '海岛'], ['繁體中文', '海島'], ['Español', 'Las islas']]) await admin.getByLabel(language!, { exact: true }).fill(label!);
  await admin.getByLabel('Offer East China').click();
  await admin.getByRole('button', { name: 'Save' }).click();
  await admin.getByText('It is in every open form now').waitFor();
  await expect.poll(() => offers(ana, 'Region')).toContain('The islands');
  await expect.poll(() => offers(eva, 'Región')).toContain('Las islas');
  await expect.poll(() => offers(wei, '所屬區域')).toContain('海島');
  const region = ana.locator('archive-form').getByLabel('Region', { exact: true });
  await expect.poll(() => region.locator('option:checked').textContent(), { message: 'retired, and still what stands there' }).toBe('East China');
  await region.selectOption({ label: 'The islands' });
  await expect.poll(() => wei.locator('archive-form').getByLabel('所屬區域', { exact: true }).locator('option:checked').textContent()).toBe('海島');
  await expect.poll(() => offers(ana, 'Region')).not.toContain('East China');
});

it('a field that is retired stays readable in every form and is offered no more; its words follow another language', async () => {
  await admin.getByRole('tab', { name: 'Own fields' }).click();
  await admin.locator('.own-row .row').click();
  await admin.getByRole('button', { name: 'Retire this field' }).click();
  await admin.getByText('What stands in it stays readable').waitFor();
  await admin.getByRole('button', { name: 'Yes, retire it' }).click();
  await admin.locator('.chip', { hasText: 'retired' }).waitFor();
  const field = eva.locator('archive-form .retired');
  await field.getByText('A red one').waitFor();
  await expect.poll(() => eva.locator('archive-form').getByLabel('Camión preferido', { exact: true }).count()).toBe(0);
  await eva.evaluate(() => { document.documentElement.lang = 'zh-Hans'; });
  await field.getByText('常用货车').waitFor();
  await field.getByText('已停用').waitFor();
  await field.getByRole('button', { name: '移除' }).click();
  await expect.poll(() => wei.locator('archive-form').getByText('A red one').count()).toBe(0);
  expect(problems).toEqual([]);
});
