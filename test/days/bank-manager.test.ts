/**
 * A bank manager's day: a client is opened, deposits are written down with the soonest maturity first, an id number is shown only after it was recorded who looked, the
 * compliance officer rates the risk, and a colleague without clearance sees that there is a client and nothing of the money.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Intranet } from '../helpers/browser.ts';
import { mint, type Running } from '../helpers/dossier.ts';
import { openHouse, type House } from '../helpers/house.ts';

const BEA = { sub: 'bea', name: 'Bea Lund', roles: ['staff'], department: 'clients' };
const CARL = { sub: 'carl', name: 'Carl Voss', roles: ['staff'], department: 'clients' };
const JIN = { sub: 'jin', name: '何靜怡', roles: ['compliance'] };
const ROOT = { sub: 'root', name: 'Root', roles: ['admin'] };
const WAIT = { timeout: 90_000 };
let house: House | undefined;
let server: Running;
let site: Intranet;
let browser: Browser;
let bea: Page;
const soon = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  house = await openHouse();
  ({ server, site, browser } = house);
  for (const person of [BEA, CARL, JIN]) await server.api(await mint(person), 'GET', '/api/me');
  const admin = await mint(ROOT);
  expect((await server.api(admin, 'PUT', '/api/people/bea', { clearances: ['identity', 'bank'] })).status).toBe(200);
  expect((await server.api(admin, 'PUT', '/api/people/jin', { clearances: ['identity', 'bank', 'aml'] })).status).toBe(200);
  expect((await server.api(await mint(BEA), 'POST', '/api/archives', { id: 'C-77', template: 'bankClient', name: 'Olga Brandt', department: 'clients' })).status).toBe(201);
});
afterAll(() => house?.close());
const sit = async (person: typeof BEA | typeof JIN, body: string): Promise<Page> => (await site.open(browser, person, body, { viewport: { width: 1280, height: 1000 } })).page;

/** "Add a fact" by keyboard: its name, Enter, and the focus is in it. */
async function fact(page: Page, name: string): Promise<void> {
  await page.locator('archive-form #f-add-fact').focus();
  await page.keyboard.press('Enter');
  await page.locator('archive-form #f-search').waitFor();
  await page.keyboard.type(name);
  await page.locator('archive-form #f-found').getByText(name, { exact: true }).first().waitFor(WAIT);
  await page.keyboard.press('Enter');
}

it('in the morning Bea writes what the client holds, by keyboard; the compliance officer has it on her screen', async () => {
  const jin = await sit(JIN, '<archive-form archive="C-77" section="bank" readonly></archive-form>');
  bea = await sit(BEA, '<archive-form archive="C-77" section="bank"></archive-form>');
  await bea.locator('archive-form #f-add-fact').waitFor(WAIT);
  await fact(bea, 'Risk tolerance');
  await bea.keyboard.press('ArrowDown');
  await bea.keyboard.press('Tab');
  await fact(bea, 'Deposit balance');
  await bea.keyboard.type('182500');
  await bea.keyboard.press('Tab'); // its currency
  await bea.keyboard.press('Tab');
  await jin.locator('archive-form').getByText(/182[.,  ]?500/).first().waitFor(WAIT);
  await jin.context().close();
});

it('deposits stand with the soonest maturity first', async () => {
  const { status } = await server.api(await mint(BEA), 'PATCH', '/api/archives/C-77/sections/bank', { rows: { deposits: {
    d1: { kind: 'demand', amount: '22500.00 EUR', openedAt: '2019-05-02' }, d2: { kind: 'term', amount: '40000.00 EUR', openedAt: '2026-01-02', maturesAt: soon(200) }, d3: { kind: 'term', amount: '120000.00 EUR', openedAt: '2025-12-15', maturesAt: soon(9) },
  } } });
  expect(status).toBe(200);
  await bea.locator('archive-form').getByText('120,000.00', { exact: false }).first().waitFor(WAIT);
  await expect.poll(() => bea.locator('archive-form [data-field="bank.depositKinds"]').innerText()).toMatch(/120,000[^]*\D40,000/);
});

it('the id number is shown after it was written down who looked, and the history tells it', async () => {
  expect((await server.api(await mint(BEA), 'PATCH', '/api/archives/C-77/sections/identity', { fields: { 'person.idDocumentType': 'passport', 'person.idDocumentNumber': 'C01X00T478' } })).status).toBe(200);
  const page = await sit(BEA, '<archive-form archive="C-77" section="identity" readonly></archive-form>');
  const number = page.locator('archive-form [data-field="person.idDocumentNumber"]');
  await number.waitFor(WAIT);
  expect(await number.innerText()).not.toContain('C01X00T478');
  await number.getByRole('button', { name: /^Show/ }).click();
  await number.getByText('C01X00T478').waitFor(WAIT);
  const history = await sit(JIN, '<archive-history archive="C-77"></archive-history>');
  await history.locator('archive-history').getByText('had the whole number shown').first().waitFor(WAIT);
  await page.context().close();
  await history.context().close();
});

it('the compliance officer rates the risk; Bea, who keeps the archive, does not learn that there is a rating', async () => {
  expect((await server.api(await mint(JIN), 'PATCH', '/api/archives/C-77/sections/aml', { fields: { 'aml.customerRisk': 4, 'aml.countryRisk': 2, 'aml.productServiceRisk': 3 } })).status).toBe(200);
  const { body } = await server.api<{ sections: { section: string }[] }>(await mint(BEA), 'GET', '/api/archives/C-77');
  expect(body.sections.map(({ section }) => section)).not.toContain('aml');
  expect(await bea.locator('archive-form .stop').allInnerTexts()).not.toContain('Anti-money-laundering');
  const jin = await sit(JIN, '<archive-form archive="C-77" section="aml" readonly></archive-form>');
  await jin.locator('archive-form [data-field="aml.customerRisk"]').getByText('4').first().waitFor(WAIT);
  await jin.context().close();
});

it('a colleague of the department knows that there is this client and who keeps her, and nothing else', async () => {
  const carl = await sit(CARL, '<customer-card archive="C-77"></customer-card>');
  await carl.locator('customer-card').getByText('Olga Brandt').first().waitFor(WAIT);
  await carl.locator('customer-card').getByText('Bea Lund').first().waitFor(WAIT);
  expect(await carl.locator('customer-card').innerText()).not.toMatch(/182|120|C01X|478/);
  expect((await server.api(await mint(CARL), 'GET', '/api/archives/C-77/sections/bank')).status).toBe(404);
  await carl.context().close();
});

it('the client asks to be left alone: her number is no link any more, with the reason in its place', async () => {
  expect((await server.api(await mint(BEA), 'PATCH', '/api/archives/C-77/sections/profile', { rows: { methods: { m1: { kind: 'phone', value: '+49 30 901820', preferred: true } } } })).status).toBe(200);
  const card = await sit(BEA, '<customer-card archive="C-77"></customer-card><archive-form archive="C-77" section="archive"></archive-form>');
  await card.locator('customer-card a[href^="tel:"]').waitFor(WAIT);
  await card.locator('archive-form').getByLabel('Do not contact', { exact: true }).check();
  await card.locator('archive-form').getByLabel('Reason for no contact').fill('wants letters only');
  await card.locator('archive-form').getByLabel('Reason for no contact').press('Enter');
  await card.locator('customer-card .pinned').getByText('wants letters only').waitFor(WAIT);
  await expect.poll(() => card.locator('a[href^="tel:"]').count()).toBe(0);
  await card.context().close();
});
