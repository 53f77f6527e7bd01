/**
 * The first working day with Dossier. The company's customers come from another system; the steward gives two of them owners, two salespeople
 * work in one archive at the same moment, and their manager sees its badge change. Everybody uses the demo's pages, nobody a shortcut.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch } from '../helpers/browser.ts';
import { root, start, type Running } from '../helpers/dossier.ts';
import { tradeFiles } from '../helpers/northwind.ts';

const files = tradeFiles();
let demo: Running;
let browser: Browser;
const pages = new Map<string, Page>();

beforeAll(async () => {
  demo = await start({ command: 'demo' });
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await demo.stop();
});

/** Each person sits at a computer of their own; who is there already is found there. */
async function at(name: string): Promise<Page> {
  const known = pages.get(name);
  if (known) return known;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(`${demo.url}/`);
  await page.getByRole('button', { name }).click();
  await page.locator('customer-list').getByRole('searchbox').waitFor();
  pages.set(name, page);
  return page;
}

/** Finds a customer in the register; the row, by its name. */
async function find(page: Page, words: string, name: string): Promise<void> {
  await page.locator('customer-list').getByRole('searchbox').fill(words);
  await page.locator('customer-list').getByText(name).first().waitFor();
}

async function open(page: Page, words: string, name: string): Promise<void> {
  await find(page, words, name);
  await page.locator('customer-list').locator('td.name', { hasText: name }).first().click();
  await page.locator('customer-card').getByText(name).first().waitFor();
}

/** Timeline and form stand behind tabs. */
const show = (page: Page, part: 'Contacts' | 'Archive'): Promise<void> => page.getByRole('tab', { name: part }).click();

/** Turns to a section of the form, by its rail. */
async function turnTo(page: Page, section: string): Promise<void> {
  await show(page, 'Archive');
  await page.locator('archive-form .rail .stop', { hasText: section }).first().click();
}

const CUSTOMERS = files.real
  ? { first: { words: 'alfreds', name: 'Alfreds Futterkiste', id: 'ALFKI' }, second: { words: 'around the', name: 'Around the Horn', id: 'AROUT' } }
  : { first: { words: 'KD003', name: 'Customer 3, Ltd.', id: 'KD003' }, second: { words: 'KH007', name: 'Customer 7, Ltd.', id: 'KH007' } };

it(`the administrator brings ${files.title} in over the network, with the steward's token`, async () => {
  const session = await fetch(`${demo.url}/api/demo/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ person: 'ana' }) });
  const { token } = await session.json() as { token: string };
  const run = spawnSync(process.execPath, [join(root, 'server/cli/bin.mjs'), 'import', files.folder, '--url', demo.url, '--token', token, '--source', 'northwind', '--department', 'sales-west'], { encoding: 'utf8', env: { PATH: process.env.PATH } });
  expect(run.status, run.stdout + run.stderr).toBe(0);
  const found = await demo.api<{ total: number }>(token, 'GET', '/api/archives?owner=none&limit=1');
  expect(found.status).toBe(200);
  await expect.poll(async () => (await demo.api<{ total: number }>(token, 'GET', '/api/archives?owner=none&limit=1')).body.total).toBe(93 + 29);
});

it('the steward gives two imported archives an owner each', async () => {
  const page = await at('Ana Beltrán');
  for (const [customer, owner] of [[CUSTOMERS.first, 'Lucía Ortega'], [CUSTOMERS.second, 'James Whitfield']] as const) {
    const list = page.locator('customer-list');
    await find(page, customer.words, customer.name);
    await list.getByRole('checkbox', { name: `Select ${customer.name}` }).check();
    await list.getByRole('button', { name: 'Set owner' }).click();
    await list.getByRole('searchbox', { name: 'Find a colleague' }).fill(owner.split(' ')[0] ?? owner);
    await list.getByRole('radio', { name: owner }).check();
    await list.getByRole('form').or(list.locator('form.owner-panel')).first().getByRole('button', { name: 'Set owner' }).click();
    await list.getByText('Owner set for 1 customer.').first().waitFor();
    await list.getByRole('button', { name: 'Close' }).first().click();
  }
});

it('Lucía finds her customer and makes James a co-owner', async () => {
  const page = await at('Lucía Ortega');
  await open(page, CUSTOMERS.first.words, CUSTOMERS.first.name);
  const form = page.locator('archive-form');
  await turnTo(page, 'Archive');
  const picker = form.getByRole('combobox', { name: 'Add to Co-owners' });
  await picker.fill('James Whitfield');
  await picker.press('Enter');
  await form.getByRole('button', { name: 'Remove James Whitfield' }).waitFor();
});

it('both write in one text at the same moment, see each other there, and nothing is lost', async () => {
  const lucia = await at('Lucía Ortega');
  const james = await at('James Whitfield');
  await open(james, CUSTOMERS.first.words, CUSTOMERS.first.name);
  const fields = [];
  for (const page of [lucia, james]) {
    const form = page.locator('archive-form');
    await turnTo(page, 'Profile');
    if (fields.length === 0) {
      await form.getByRole('button', { name: 'Add a fact' }).click();
      await form.getByRole('combobox', { name: /^Search by name/ }).fill('Expectations');
      await form.getByRole('option', { name: 'Expectations' }).first().click();
      await form.getByLabel('Expectations').first().pressSequentially('Samples by June. ');
    }
    fields.push(form.getByLabel('Expectations').first());
  }
  const [hers, his] = fields;
  if (!hers || !his) throw new Error('no field');
  await his.waitFor();
  await his.press('End');
  await Promise.all([hers.pressSequentially('Price list. ', { delay: 15 }), his.pressSequentially('Delivery on Fridays. ', { delay: 15 })]);
  for (const field of [hers, his]) {
    await expect.poll(() => field.inputValue()).toMatch(/Samples by June\..*/);
  }
  await expect.poll(async () => await hers.inputValue() === await his.inputValue()).toBe(true);
  const letters = (text: string): string => [...text.replaceAll(' ', '')].sort().join('');
  for (const field of [hers, his]) await expect.poll(async () => letters(await field.inputValue())).toBe(letters('Samples by June. Price list. Delivery on Fridays. '));
  await lucia.locator('archive-form').getByText(/James/).filter({ visible: true }).first().waitFor();
  await lucia.locator('customer-card').getByText(/All changes saved/).or(lucia.locator('sync-status').getByText(/All changes saved/)).first().waitFor();
});

it('James records his visit, and Lucía sees it without reloading', async () => {
  const james = await at('James Whitfield');
  const lucia = await at('Lucía Ortega');
  await show(james, 'Contacts');
  await show(lucia, 'Contacts');
  const timeline = james.locator('contact-timeline');
  await timeline.getByRole('button', { name: 'Record a contact' }).click();
  await timeline.getByLabel('Channel').selectOption({ label: 'Visit' });
  await timeline.getByLabel('What it was about').fill('Showed the new line; they want samples.');
  await timeline.getByRole('button', { name: 'Save' }).click();
  await timeline.getByText('Showed the new line').first().waitFor();
  await lucia.locator('contact-timeline').getByText(/Showed the new line|1 new entry above/).first().waitFor();
});

it('the manager has the archive on her screen, and its badge changes when Lucía records a sale', async () => {
  const carmen = await at('Carmen Ruiz');
  await open(carmen, CUSTOMERS.first.words, CUSTOMERS.first.name);
  const badge = carmen.locator('customer-card .badges');
  const before = await badge.textContent() ?? '';
  const lucia = await at('Lucía Ortega');
  const timeline = lucia.locator('contact-timeline');
  await timeline.getByRole('button', { name: 'Record a sale' }).click();
  await timeline.getByLabel(/Amount/).fill('25000');
  await timeline.getByRole('button', { name: 'Save' }).click();
  await timeline.getByText(/25,000\.00/).first().waitFor();
  await expect.poll(() => badge.textContent()).not.toBe(before);
  await badge.getByRole('button').first().click();
  await carmen.locator('customer-card').getByText(/rule version/).filter({ visible: true }).first().waitFor();
});

it('colleagues of another department know nothing of it', async () => {
  const wei = await at('陳偉廷');
  await wei.locator('customer-list').getByRole('searchbox').fill(CUSTOMERS.first.words);
  await wei.locator('customer-list').getByText('No customer matches.').waitFor();
});
