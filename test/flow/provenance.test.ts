/** What one person says of a value, another sees: its source and that it was checked, a number that is dead, what is missing and what is old. Against the built server, in two browsers. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Intranet } from '../helpers/browser.ts';
import { mint, type Running } from '../helpers/dossier.ts';
import { openHouse, type House } from '../helpers/house.ts';

const lea = { sub: 'lea', name: 'Lea Kern', roles: ['staff'] };
const gina = { sub: 'gina', name: 'Gina Moss', roles: ['generalManager'] };
let house: House | undefined;
let server: Running;
let site: Intranet;
let browser: Browser;

beforeAll(async () => {
  house = await openHouse();
  ({ server, site, browser } = house);
});
afterAll(() => house?.close());

const card = (page: Page): Locator => page.locator('customer-card');
const form = (page: Page): Locator => page.locator('archive-form');
const panel = (page: Page): Locator => page.getByRole('dialog');

it('source, channel and what was checked are said by keyboard and read by another person, with who entered it (F-056, F-057, D-04, D-16, D-46)', async () => {
  await server.api(await mint(lea), 'POST', '/api/archives', { id: 'WHENCE', kind: 'organisation', name: 'Acme Foods' });
  const [hers, his] = await Promise.all([
    site.open(browser, lea, '<archive-form archive="WHENCE" section="profile"></archive-form>'),
    site.open(browser, gina, '<archive-form archive="WHENCE" section="profile"></archive-form>'),
  ]);
  await form(hers.page).getByLabel('Customer name', { exact: true }).focus();
  // the way to it comes once the form is here
  await hers.page.locator('archive-form .whence').waitFor();
  await hers.page.keyboard.press('Alt+I');
  await panel(hers.page).getByText('Entered by Lea Kern').waitFor();
  await panel(hers.page).getByLabel('Source').selectOption('yellowPages');
  await panel(hers.page).getByLabel('Channel').selectOption('coldVisit');
  await panel(hers.page).getByRole('button', { name: 'I have checked this today' }).click();
  await hers.page.keyboard.press('Escape');
  await expect.poll(() => panel(hers.page).count()).toBe(0);

  await form(his.page).locator('[data-key="fields/customer.name"] .standing.verified').waitFor();
  await form(his.page).locator('[data-key="fields/customer.name"]').hover();
  await form(his.page).locator('.whence').click();
  await panel(his.page).getByText('Checked on').waitFor();
  for (const words of ['Yellow pages', 'Cold door-to-door visit', 'Private', 'Identity information']) await expect.poll(() => panel(his.page).locator('.marks').innerText()).toContain(words);
  await panel(his.page).getByText('Entered by Lea Kern').waitFor();
  await Promise.all([hers.context.close(), his.context.close()]);
});

it('a number that one person finds dead is no link on the card of another page, and is listed as what is to be done (P-29)', async () => {
  const token = await mint(lea);
  await server.api(token, 'POST', '/api/archives', { id: 'DEAD', kind: 'organisation', name: 'Bon app' });
  await server.api(token, 'PATCH', '/api/archives/DEAD/sections/profile', { rows: { methods: { m1: { kind: 'phone', value: '030 555', preferred: true } } } });
  const [hers, his] = await Promise.all([
    site.open(browser, lea, '<archive-form archive="DEAD" section="profile"></archive-form>'),
    site.open(browser, gina, '<customer-card archive="DEAD"></customer-card><archive-form archive="DEAD" section="missing"></archive-form>'),
  ]);
  await card(his.page).getByRole('link', { name: '030 555' }).waitFor();
  await form(hers.page).getByRole('button', { name: '030 555 is dead' }).click();
  await card(his.page).locator('del', { hasText: '030 555' }).waitFor();
  await expect.poll(() => card(his.page).getByRole('link', { name: '030 555' }).count()).toBe(0);
  await card(his.page).getByText('1 to look at again').waitFor();
  await form(his.page).locator('.todo', { hasText: '030 555' }).getByText('does not work any more').waitFor();

  await form(hers.page).getByRole('button', { name: '030 555 works' }).click();
  await card(his.page).getByRole('link', { name: '030 555' }).waitFor();
  await form(his.page).locator('.todo', { hasText: '030 555' }).waitFor({ state: 'detached' });
  await Promise.all([hers.context.close(), his.context.close()]);
});

it('what is missing leads to its field; filled in, another person\'s card counts it at once (P-26, D-28)', async () => {
  await server.api(await mint(lea), 'POST', '/api/archives', { id: 'GUEST', kind: 'individual', packs: ['base', 'individual'], name: 'Rosa Duarte' });
  const [hers, his] = await Promise.all([
    site.open(browser, lea, '<archive-form archive="GUEST" section="missing"></archive-form>'),
    site.open(browser, gina, '<customer-card archive="GUEST"></customer-card>'),
  ]);
  const line = card(his.page).locator('.complete[aria-label]');
  await line.getByText('Individual 0 of').waitFor();
  await expect.poll(() => line.innerText()).toContain('Collection');
  await form(hers.page).getByRole('button', { name: 'Fill in: Employer' }).click();
  await hers.page.keyboard.type('Duarte e Filhos');
  await hers.page.keyboard.press('Enter');
  await line.getByText('Individual 1 of').waitFor();
  await expect.poll(() => card(his.page).locator('.ten').innerText()).toMatch(/^2 of/);
  await Promise.all([hers.context.close(), his.context.close()]);
});
