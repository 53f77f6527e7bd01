/**
 * A day in an intranet as it exists: the packaged server behind nginx at `/dossier/`, pages at `http://intranet.test` without TLS, and people
 * whom Dossier has never heard of, with tokens that their company's issuer gave to another application. Nothing here is seeded; the demo is off.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { company, type Company } from '../helpers/company.ts';
import { tempFolder } from '../helpers/dossier.ts';

const PEOPLE = [
  { sub: 'e-2041', name: 'Lea Brandt', email: 'lea.brandt@harbour.test', groups: ['GG-Sales'] },
  { sub: 'e-0977', name: 'Jonas Keller', email: 'jonas.keller@harbour.test', groups: ['GG-Sales'] },
  { sub: 'e-0102', name: 'Ines Mora', email: 'ines.mora@harbour.test', groups: ['GG-Information'] },
  { sub: 'e-0003', name: 'Adam Berg', email: 'adam.berg@harbour.test', groups: ['GG-IT'] },
  { sub: 'e-0500', name: '何曼', email: 'he.man@harbour.test', groups: ['GG-Sales-Heads'] },
];
const LEA = 'e-2041';
const JONAS = 'e-0977';
const INES = 'e-0102';
const ADAM = 'e-0003';
const MAN = 'e-0500';
const WAIT = { timeout: 90_000 };

/** An order page of the old intranet: the two lines, a card and a form where the customer's number stands. */
const order = (no: string, name: string): string => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Order ${no}</title>
  <script type="module" src="/dossier/kit/1/dossier.js"></script></head>
  <body><h1>Order for ${name}</h1>
  <archive-session endpoint="/dossier"></archive-session>
  <customer-card archive="erp:${no}">${name}</customer-card>
  <archive-form archive="erp:${no}" section="profile"></archive-form>
  <script type="module">
    document.querySelector('archive-session').getToken = async () => {
      const answer = await fetch('/intranet/token');
      if (!answer.ok) throw new Error('signed out');
      return answer.text();
    };
    document.querySelector('customer-card').seed = { name: ${JSON.stringify(name)}, template: 'dealer' };
  </script></body></html>`;

let firm: Company;
beforeAll(async () => {
  firm = await company({
    people: PEOPLE,
    roles: { 'GG-Sales': 'staff', 'GG-Sales-Heads': 'manager', 'GG-Information': 'steward', 'GG-IT': 'admin' },
    pages: {
      'orders/plain.html': `<!doctype html><html lang="en"><meta charset="utf-8"><title>Order</title>
        <script type="module" src="/dossier/kit/1/dossier.js"></script><archive-session endpoint="/dossier" sign-in></archive-session>
        <customer-card archive="erp:K-7001"></customer-card></html>`,
      'orders/7001.html': order('K-7001', 'Werft Nordlicht GmbH'), 'orders/7002.html': order('K-7002', 'Bäckerei Sommer'),
    },
  });
});
afterAll(async () => { await firm.close(); });

const card = (page: Page) => page.locator('customer-card');
const form = (page: Page) => page.locator('archive-form');

it('the steward brings the customers through nginx, and again: nothing is doubled', async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'customers.csv'), 'CustomerID,CompanyName,City,Country,Phone\nK-7002,Bäckerei Sommer,Kiel,Germany,+49 431 5550102\nK-7003,Tischlerei Ahrens,Lübeck,Germany,\n');
  const bring = async () => await firm.dossier('import', folder, '--source', 'erp', '--url', `${firm.nginx.url}/dossier`, '--token', await firm.issuer.accessToken(INES));
  const first = await bring();
  expect(first.status, first.out).toBe(0);
  expect((await bring()).out).toMatch(/unchanged/);
  await expect.poll(async () => (await firm.api<{ total: number }>(INES, 'GET', '/api/archives?limit=10')).body.total).toBe(2);
  // who has never signed in here is somebody all the same, and sees no more than a colleague may
  const lea = await firm.api<{ total: number }>(LEA, 'GET', '/api/archives?limit=10');
  expect(lea.status).toBe(200);
});

it('Lea opens an order of a customer without an archive, opens one from the page, and writes into it; Jonas sees it in his page', async () => {
  const lea = await firm.desk(LEA);
  await lea.open('/orders/7001.html');
  await card(lea.page).getByText('No archive yet for erp:K-7001.').waitFor();
  await card(lea.page).getByRole('button', { name: 'Open one' }).click();
  const create = card(lea.page).locator('customer-create');
  await expect.poll(() => create.getByLabel('Name', { exact: true }).inputValue()).toBe('Werft Nordlicht GmbH');
  await create.getByRole('button', { name: 'Open the archive' }).click();
  await card(lea.page).getByRole('heading', { name: 'Werft Nordlicht GmbH' }).waitFor();

  const name = form(lea.page).getByLabel('Customer name').first();
  await name.fill('Werft Nordlicht GmbH & Co. KG');
  await name.press('Enter');
  await form(lea.page).getByText(/All changes saved/).first().waitFor();

  const { body: archive } = await firm.api<{ id: string; revision: number }>(LEA, 'GET', `/api/archives/${encodeURIComponent('erp:K-7001')}`);
  const given = await firm.api(LEA, 'PUT', `/api/archives/${archive.id}/owners`, { owner: LEA, coOwners: [JONAS], deputies: [] });
  expect(given.status).toBe(200);
  const jonas = await firm.desk(JONAS);
  await jonas.open('/orders/7001.html');
  await card(jonas.page).getByRole('heading', { name: 'Werft Nordlicht GmbH & Co. KG' }).waitFor();
  await form(jonas.page).getByLabel('Customer name').first().fill('Nordlicht Werft GmbH & Co. KG');
  await form(jonas.page).getByLabel('Customer name').first().press('Enter');
  await card(lea.page).getByRole('heading', { name: 'Nordlicht Werft GmbH & Co. KG' }).waitFor();
  expect(await lea.page.evaluate('[isSecureContext, location.protocol]')).toEqual([false, 'http:']);
});

it('a kill in the middle of the day: the pages come back by themselves, with all that was saved', async () => {
  const lea = await firm.desk(LEA);
  await lea.open('/orders/7001.html');
  await card(lea.page).getByRole('heading', { name: 'Nordlicht Werft' }).waitFor();
  const name = form(lea.page).getByLabel('Customer name').first();
  await name.waitFor(); // a script that was on its way when the server died is asked for again by nobody but the reader
  await firm.end('SIGKILL');
  await firm.start();
  await name.fill('Werft Nordlicht SE');
  await name.press('Enter');
  await card(lea.page).getByRole('heading', { name: 'Werft Nordlicht SE' }).waitFor();
  await form(lea.page).getByText(/All changes saved/).first().waitFor();
  // all of it came over WebSockets through nginx, which logs one when it ends
  expect(firm.nginx.accessLog()).toContain('"GET /dossier/line HTTP/1.1" 101');
});

it('Jonas signs in at the server itself: his company knows him already, so nobody asks; an order page with the two lines alone knows him too', async () => {
  const jonas = await firm.desk(JONAS);
  await jonas.open('/dossier/');
  await jonas.page.locator('customer-list').getByText('Werft Nordlicht SE').first().waitFor(WAIT);
  await jonas.page.goto(`${firm.origin}/dossier/a/${encodeURIComponent('erp:K-7001')}`);
  await card(jonas.page).getByRole('heading', { name: 'Werft Nordlicht SE' }).waitFor(WAIT);
  await jonas.page.goto(`${firm.origin}/orders/plain.html`);
  await card(jonas.page).getByRole('heading', { name: 'Werft Nordlicht SE' }).waitFor(WAIT);
  // in a browser that nobody has signed in with, the same page goes to the sign-in and comes back
  const other = await firm.desk(JONAS);
  await other.open('/orders/plain.html');
  await card(other.page).getByRole('heading', { name: 'Werft Nordlicht SE' }).waitFor(WAIT);
  expect(new URL(other.page.url()).pathname).toBe('/orders/plain.html');
});

it('Lea comes from a visit: her note is taken without signal and is in the archive when there is one again, once', async () => {
  const phone = await firm.desk(LEA, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  await phone.open('/dossier/m');
  const { page } = phone;
  await page.locator('header bdi', { hasText: 'Lea Brandt' }).waitFor({ ...WAIT, state: 'attached' }); // back from the sign-in
  // no worker without TLS: the page says what that means
  await page.getByText('Keep this page open', { exact: false }).waitFor(WAIT);
  await page.getByRole('combobox', { name: 'Customer' }).fill('Werft');
  await page.getByRole('option').first().click(WAIT);
  await phone.context.setOffline(true);
  await page.getByLabel('What was said').fill('Wants twelve hinges by June.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => page.locator('.notes li').getAttribute('data-state'), WAIT).toBe('waiting');
  await phone.context.setOffline(false);
  await expect.poll(() => page.locator('.notes li').getAttribute('data-state')).toBe('sent');
  const year = new Date().getFullYear();
  const { body } = await firm.api<{ rows: Record<string, Record<string, unknown>>; texts: Record<string, string> }>(JONAS, 'GET', `/api/archives/${encodeURIComponent('erp:K-7001')}/sections/contacts-${year}`);
  expect(Object.values(body.texts).filter((text) => text === 'Wants twelve hinges by June.')).toHaveLength(1);
});

it('the directory changes: a new group counts with the next token, and who is ended here is cut off at once', async () => {
  const roles = async (person: string): Promise<readonly string[]> => (await firm.api<{ roles: readonly string[] }>(person, 'GET', '/api/me')).body.roles;
  expect(await roles(MAN)).toEqual(['manager']);
  firm.issuer.groups(MAN, ['GG-Sales']);
  expect(await roles(MAN)).toEqual(['staff']);
  // keys change in the middle of the day, and nobody notices
  await firm.issuer.rotate();
  expect(await roles(LEA)).toEqual(['staff']);

  const jonas = await firm.desk(JONAS);
  await jonas.open('/orders/7001.html');
  await card(jonas.page).getByRole('heading', { name: 'Werft Nordlicht SE' }).waitFor(WAIT);
  expect((await firm.api(ADAM, 'PUT', `/api/people/${JONAS}`, { active: false })).status).toBe(200);
  await jonas.page.getByText('Your session has expired. Sign in again.').first().waitFor(WAIT);
  expect((await firm.api(JONAS, 'GET', '/api/me')).status).toBe(401);
});

it('in the evening all is well, and the log has named nobody', async () => {
  const backup = await firm.dossier('backup', '--url', `${firm.nginx.url}/dossier`, '--token', await firm.issuer.accessToken(ADAM));
  expect(backup.status, backup.out).toBe(0);
  await firm.end();
  const verify = await firm.dossier('verify');
  expect(verify.status, verify.out).toBe(0);
  const log = firm.log();
  for (const { name, email, sub } of PEOPLE) for (const word of [name, email, sub]) expect(log).not.toContain(word);
  for (const word of ['Nordlicht', 'Sommer', 'K-7001', 'hinges', 'eyJ']) expect(log).not.toContain(word);
});
