/** From nothing to an archive by keyboard, and what a colleague sees of it at once: its sheets, its warning on top, and no link to somebody whom nobody is to contact. */
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

const type = async (page: Page, text: string): Promise<void> => { await page.keyboard.type(text); };
const card = (page: Page): Locator => page.locator('customer-card');
const form = (page: Page): Locator => page.locator('archive-form');
const focused = (page: Page): Promise<string> => page.evaluate(() => {
  let active: Element | null = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active?.id ?? '';
});

it('a dealer is opened from nothing by keyboard alone; each fact lies where it belongs', async () => {
  const { page, context } = await site.open(browser, lea, '<customer-create></customer-create>');
  await page.locator('customer-create').getByRole('combobox').waitFor();
  await page.keyboard.press('Tab');
  await expect.poll(() => focused(page)).toBe('create-search');
  await type(page, 'dealer');
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('create-name');
  await expect.poll(() => page.locator('customer-create input').count(), { message: 'until the fields are known only the name is asked' }).toBeGreaterThan(2);
  await type(page, 'Acme Foods');
  await page.keyboard.press('Tab');
  await type(page, 'Rosa Duarte');
  await page.keyboard.press('Tab');
  await type(page, '030-0074321');
  await page.keyboard.press('Enter');
  await page.getByText('The archive of Acme Foods is open. You keep it.').waitFor();
  let id = '';
  await expect.poll(async () => (id = (await server.api<{ items: { id: string }[] }>(await mint(gina), 'GET', '/api/archives?q=Acme')).body.items[0]?.id ?? '')).not.toBe('');
  const archive = async () => (await server.api<{ row: { packs: string[]; kind: string }; overview: { roles: string[]; contacts: { value: string }[] } }>(await mint(gina), 'GET', `/api/archives/${id}`)).body;
  expect((await archive()).row).toMatchObject({ packs: ['organisation', 'dealer'], kind: 'organisation' });
  await expect.poll(async () => (await archive()).overview).toMatchObject({ roles: ['dealer'], contacts: [{ value: '030-0074321' }] });
  const { body: people } = await server.api<{ rows: { people: Record<string, { name: string }> } }>(await mint(gina), 'GET', `/api/archives/${id}/sections/people`);
  expect(Object.values(people.rows.people).map(({ name }) => name)).toEqual(['Rosa Duarte']);
  await context.close();
});

it('a warning that one person writes tops the card, timeline and form of another at once, and the number is no link any more', async () => {
  await server.api(await mint(lea), 'POST', '/api/archives', { id: 'WARN', template: 'organisation', name: 'Warned Ltd', fields: { 'crm.phone': '030 555' } });
  const [hers, his] = await Promise.all([
    site.open(browser, lea, '<archive-form archive="WARN" section="archive"></archive-form>'),
    site.open(browser, gina, '<customer-card archive="WARN"></customer-card><contact-timeline archive="WARN"></contact-timeline><archive-form archive="WARN" section="archive"></archive-form>'),
  ]);
  await card(his.page).getByRole('link', { name: '030 555' }).waitFor();
  await form(hers.page).getByLabel('Pinned warning').selectOption('paymentStop');
  await card(his.page).getByText('Payment stop').waitFor();
  await form(hers.page).getByLabel('Do not contact', { exact: true }).check();
  await form(hers.page).getByLabel('Reason for no contact').fill('asked by letter');
  await form(hers.page).getByLabel('Reason for no contact').press('Enter');
  await card(his.page).locator('.pinned').getByText('Do not contact: asked by letter').waitFor();
  for (const tag of ['contact-timeline', 'archive-form']) await his.page.locator(tag).locator('.pinned').getByText('Do not contact: asked by letter').waitFor();
  await expect.poll(() => card(his.page).getByRole('link').count()).toBe(0);
  await expect.poll(() => card(his.page).locator('[data-fact=phone]').innerText()).toContain('asked by letter');
  await expect.poll(() => his.page.locator('a[href^="tel:"], a[href^="mailto:"]').count()).toBe(0);
  await expect.poll(() => his.page.locator('.pinned').count(), { message: 'one on each, not two' }).toBe(3);
  // on paper as well
  await his.page.emulateMedia({ media: 'print' });
  await expect.poll(() => card(his.page).locator('.pinned').isVisible()).toBe(true);
  await his.page.emulateMedia({ media: 'screen' });

  await form(hers.page).getByLabel('Do not contact', { exact: true }).uncheck();
  await card(his.page).getByRole('link', { name: '030 555' }).waitFor();
  await card(his.page).locator('.pinned').getByText('Payment stop').waitFor();
  await Promise.all([hers.context.close(), his.context.close()]);
});

it('a sheet that one person adds is offered in the form of another at once', async () => {
  await server.api(await mint(lea), 'POST', '/api/archives', { id: 'SHEET', template: 'addressBook', kind: 'individual', name: 'Otto' });
  await server.api(await mint(gina), 'GET', '/api/me');
  expect((await server.api(await mint(lea), 'PUT', '/api/archives/SHEET/owners', { owner: 'lea', coOwners: ['gina'], deputies: [] })).status).toBe(200);
  const [hers, his] = await Promise.all([
    site.open(browser, lea, '<archive-form archive="SHEET" section="archive"></archive-form>'),
    site.open(browser, gina, '<archive-form archive="SHEET" section="archive"></archive-form>'),
  ]);
  await form(his.page).getByRole('button', { name: 'Add: Hotel' }).waitFor();
  await form(hers.page).getByRole('button', { name: 'Add: Hotel' }).click();
  await form(his.page).getByRole('button', { name: 'Take away: Hotel' }).waitFor();
  await form(his.page).getByRole('button', { name: 'Preferences' }).click();
  await form(his.page).getByRole('button', { name: 'Toiletry brand', exact: true }).waitFor();
  await Promise.all([hers.context.close(), his.context.close()]);
});
