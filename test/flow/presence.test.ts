/** Who is here, in real pages (server/sync/SPEC.md, PRES-*): three tabs of two people, a chip at the field one is in, and someone who looks without being seen. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Intranet } from '../helpers/browser.ts';
import { mint, type Running } from '../helpers/dossier.ts';
import { openHouse, type House } from '../helpers/house.ts';

const ana = { sub: 'ana', name: 'Ana Ruiz', roles: ['staff'] };
const wei = { sub: 'wei', name: 'Wei Li', roles: ['staff'] };
const cora = { sub: 'cora', name: 'Cora Compliance', roles: ['compliance'] };
const PAGE = '<presence-stack archive="HERE"></presence-stack><archive-form archive="HERE" section="profile"></archive-form>';
const FIELD = 'Business scope';
let house: House | undefined;
let server: Running;
let site: Intranet;
let browser: Browser;

beforeAll(async () => {
  house = await openHouse();
  ({ server, site, browser } = house);
  const token = await mint(ana);
  await server.api(token, 'POST', '/api/archives', { id: 'HERE', kind: 'organisation', packs: ['base', 'organisation'], name: 'Who is here' });
  await server.api(token, 'PATCH', '/api/archives/HERE/sections/profile', { texts: { 'org.businessScope': 'It begins ' } });
  await server.api(token, 'PUT', '/api/archives/HERE/owners', { owner: 'ana', coOwners: ['wei', 'cora'], deputies: [] });
});
afterAll(() => house?.close());

const others = (page: Page): Promise<readonly string[]> => page.locator('presence-stack').evaluate((stack) => [...stack.shadowRoot!.querySelectorAll('.avatar .visually-hidden')].map((each) => each.textContent ?? ''));
const sees = (page: Page, names: readonly string[]): Promise<void> => expect.poll(() => others(page)).toEqual(names);
/** Names at the field, as the form shows them. */
const atField = (page: Page): Promise<string> => page.getByLabel(FIELD).evaluate((field) => field.closest('.field')?.textContent ?? '');

it('PRES-1, PRES-4, PRES-6, PRES-8: one circle a person, a chip at the field, gone when the last tab closes, and no trace of who must not be seen', async () => {
  const { page: first, context: hers } = await site.open(browser, ana, PAGE);
  const { page: his, context } = await site.open(browser, wei, PAGE);
  const second = await hers.newPage();
  await second.goto(first.url());
  for (const page of [first, his, second]) await page.getByLabel(FIELD).waitFor();
  await sees(his, ['Ana Ruiz']);
  await sees(first, ['Wei Li']);
  await sees(second, ['Wei Li']);

  await first.getByLabel(FIELD).focus();
  await expect.poll(() => atField(his)).toContain('Ana Ruiz');
  await second.getByLabel('Customer name', { exact: true }).first().focus(); // in another tab of hers: still one person
  await sees(his, ['Ana Ruiz']);
  await first.getByLabel(FIELD).blur();
  await expect.poll(() => atField(his)).not.toContain('Ana Ruiz');

  const { page: watcher, context: theirs } = await site.open(browser, cora, PAGE);
  await watcher.getByLabel(FIELD).waitFor();
  await expect.poll(async () => [...await others(watcher)].sort()).toEqual(['Ana Ruiz', 'Wei Li']);
  await watcher.getByLabel(FIELD).focus();
  await first.getByLabel(FIELD).press('End');
  await first.keyboard.type('and goes on');
  await expect.poll(() => watcher.getByLabel(FIELD).inputValue()).toBe('It begins and goes on');
  await sees(his, ['Ana Ruiz']);
  await expect.poll(() => atField(his)).not.toContain('Cora');

  await second.close();
  await first.keyboard.type('.');
  await expect.poll(() => his.getByLabel(FIELD).inputValue()).toBe('It begins and goes on.');
  await sees(his, ['Ana Ruiz']);
  await first.close();
  await sees(his, []);
  await theirs.close();
  await context.close();
  await hers.close();
});
