/**
 * A reception clerk's day: a guest who was never here is opened from nothing, an allergy tops every page, the restaurant notes a preference where it was said, the stay is
 * written down, and the manager sees it all without asking. Everybody sits at a page of the house that embeds the elements.
 */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Intranet } from '../helpers/browser.ts';
import { mint, type Running } from '../helpers/dossier.ts';
import { openHouse, type House } from '../helpers/house.ts';

const NORA = { sub: 'nora', name: 'Nora Feld', roles: ['staff'], department: 'reception' };
const INES = { sub: 'ines', name: 'Ines Roca', roles: ['staff'], department: 'restaurant' };
const HUGO = { sub: 'hugo', name: 'Hugo Berg', roles: ['generalManager'] };
const WAIT = { timeout: 90_000 };
let house: House | undefined;
let server: Running;
let site: Intranet;
let browser: Browser;
let nora: Page;
let ines: Page;
let hugo: Page;
let guest = '';

beforeAll(async () => {
  house = await openHouse({ DOSSIER_TIMEZONE: 'Europe/Madrid' });
  ({ server, site, browser } = house);
  for (const person of [NORA, INES, HUGO]) await server.api(await mint(person), 'GET', '/api/me');
});
afterAll(() => house?.close());
const sit = async (person: typeof NORA | typeof HUGO, body: string, options: BrowserContextOptions = {}): Promise<Page> => (await site.open(browser, person, body, { viewport: { width: 1280, height: 1000 }, ...options })).page;

it('a guest without a reservation: Nora opens the archive by keyboard, from the template for guests', async () => {
  nora = await sit(NORA, '<customer-create></customer-create>');
  await nora.locator('customer-create').getByRole('combobox').waitFor(WAIT);
  await nora.keyboard.press('Tab');
  await nora.locator('customer-create [role=combobox]:focus').waitFor(WAIT);
  await nora.keyboard.type('guest');
  await nora.keyboard.press('Enter');
  await nora.locator('customer-create input:focus:not([role=combobox])').waitFor(WAIT); // she types when the caret stands there
  await nora.keyboard.type('Marta Olivares');
  await nora.keyboard.press('Enter');
  await nora.getByText('The archive of Marta Olivares is open. You keep it.').waitFor(WAIT);
  await expect.poll(async () => (guest = (await server.api<{ items: { id: string }[] }>(await mint(HUGO), 'GET', '/api/archives?q=Olivares')).body.items[0]?.id ?? '')).not.toBe('');
  // the restaurant works with the same archive
  expect((await server.api(await mint(NORA), 'PUT', `/api/archives/${guest}/owners`, { owner: 'nora', coOwners: ['ines'], deputies: [] })).status).toBe(200);
});

it('"I must not eat nuts": the warning tops the manager\'s card at once', async () => {
  hugo = await sit(HUGO, `<customer-card archive="${guest}"></customer-card><contact-timeline archive="${guest}"></contact-timeline><transaction-ledger archive="${guest}"></transaction-ledger>`);
  await hugo.locator('customer-card').getByText('Marta Olivares').first().waitFor(WAIT);
  nora = await sit(NORA, `<customer-card archive="${guest}"></customer-card><archive-form archive="${guest}" section="archive"></archive-form><transaction-ledger archive="${guest}"></transaction-ledger>`);
  const form = nora.locator('archive-form');
  await form.getByLabel('Pinned warning').selectOption('allergy');
  await form.getByLabel('Words of the warning').fill('Nuts, also traces');
  await form.getByLabel('Words of the warning').press('Enter');
  await hugo.locator('customer-card .pinned').getByText('Nuts, also traces').waitFor(WAIT);
});

it('in the restaurant a word is noted where it was said, in one line at 360 px, and lies with the preferences', async () => {
  ines = await sit(INES, `<contact-timeline archive="${guest}" area="restaurant"></contact-timeline>`, { viewport: { width: 360, height: 740 }, hasTouch: true });
  const line = ines.locator('contact-timeline').getByRole('textbox').first();
  await line.waitFor(WAIT);
  await line.tap();
  await line.pressSequentially('Tea before breakfast, green, no sugar');
  const preference = ines.locator('contact-timeline').getByText('It is a preference');
  await preference.waitFor(WAIT);
  await preference.tap();
  await line.press('Enter');
  await ines.getByText('Stored under preferences.').first().waitFor(WAIT);
  const kept = async () => (await server.api<{ rows: { hobbies?: Record<string, { item?: string }> } }>(await mint(NORA), 'GET', `/api/archives/${guest}/sections/preferences`)).body.rows.hobbies;
  await expect.poll(async () => Object.values((await kept()) ?? {}).map(({ item }) => item)).toEqual(['Tea before breakfast, green, no sugar']);
});

it('the stay is written down, and its sum stands with the manager', async () => {
  const ledger = nora.locator('transaction-ledger');
  await ledger.getByRole('button', { name: /^Record/ }).first().click(WAIT);
  await ledger.locator('#x-kind').selectOption('stay');
  await ledger.locator('#x-arrival').fill('2026-03-02');
  await ledger.locator('#x-departure').fill('2026-03-04');
  await ledger.locator('#x-rate').fill('120');
  await ledger.locator('#x-reason').selectOption('leisure');
  await ledger.locator('#x-amount').fill('240');
  await ledger.getByRole('button', { name: 'Save', exact: true }).click();
  await ledger.getByText('240.00').first().waitFor(WAIT);
  await hugo.locator('customer-card').getByText('240.00').first().waitFor(WAIT);
  await hugo.locator('transaction-ledger').getByText('240.00').first().waitFor(WAIT);
});

it('a complaint at noon: the record asks for its next date, and stands in the manager\'s timeline', async () => {
  const desk = await sit(NORA, `<contact-timeline archive="${guest}"></contact-timeline>`);
  const line = desk.locator('contact-timeline').getByRole('textbox').first();
  await line.waitFor(WAIT);
  await line.fill('Room too warm; moved to 305 → tomorrow 10:00');
  await line.press('Enter');
  await hugo.locator('contact-timeline').getByText('Room too warm; moved to 305').first().waitFor(WAIT);
  await hugo.locator('customer-card').getByText(/tomorrow|Tomorrow/).first().waitFor(WAIT);
  await desk.context().close();
});

it('Hugo asks under the record who spoke with her; Nora reads it where it was asked', async () => {
  const { body } = await server.api<{ rows: { contacts: Record<string, unknown> } }>(await mint(HUGO), 'GET', `/api/archives/${guest}/sections/contacts-${new Date().getFullYear()}`);
  const [record] = Object.keys(body.rows.contacts);
  const tag = `<record-comments archive="${guest}" section="contacts-${new Date().getFullYear()}" record="contacts/${record}"></record-comments>`;
  const noras = await sit(NORA, tag);
  await noras.locator('record-comments').getByRole('textbox').waitFor(WAIT);
  await noras.locator('record-comments').getByRole('textbox').fill('I did; she is content now.');
  await noras.locator('record-comments').getByRole('textbox').press('Enter');
  const hugos = await sit(HUGO, tag);
  await hugos.locator('record-comments').getByText('I did; she is content now.').waitFor(WAIT);
  await noras.context().close();
  await hugos.context().close();
});

it('in the evening the archive knows more than in the morning, and says so', async () => {
  const overview = async () => (await server.api<{ completeness: { packs: { pack: string; filled: number; of: number }[] }; warning: { kind: string } }>(await mint(HUGO), 'GET', `/api/archives/${guest}/overview`)).body;
  await expect.poll(async () => (await overview()).warning.kind).toBe('allergy');
  await expect.poll(async () => (await overview()).completeness.packs.find(({ pack }) => pack === 'hotel')?.of ?? 0).toBeGreaterThan(10);
  await expect.poll(async () => (await overview()).completeness.packs.reduce((sum, { filled }) => sum + filled, 0)).toBeGreaterThan(1);
});
