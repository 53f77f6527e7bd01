/** A doubtful value kept with a reason that another person reads, and a masked number whose showing the archive's keeper is told of; offline nothing is shown. Against the built server, in two browsers. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Intranet } from '../helpers/browser.ts';
import { mint, type Running } from '../helpers/dossier.ts';
import { openHouse, type House } from '../helpers/house.ts';

const lea = { sub: 'lea', name: 'Lea Kern', roles: ['staff'] };
const stu = { sub: 'stu', name: 'Stu Reed', roles: ['steward'] };
const root = { sub: 'root', name: 'Root', roles: ['admin'] };
const NUMBER = '[data-key="fields/person.idDocumentNumber"]';
let house: House | undefined;
let server: Running;
let site: Intranet;
let browser: Browser;

beforeAll(async () => {
  house = await openHouse();
  ({ server, site, browser } = house);
  for (const who of [lea, stu]) {
    await server.api(await mint(who), 'GET', '/api/me');
    expect((await server.api(await mint(root), 'PUT', `/api/people/${who.sub}`, { clearances: ['identity'] })).status).toBe(200);
  }
  await server.api(await mint(lea), 'POST', '/api/archives', { id: 'ANA', kind: 'individual', name: 'Ana Trujillo', packs: ['base', 'individual'] });
  expect((await server.api(await mint(lea), 'PATCH', '/api/archives/ANA/sections/identity', { fields: { 'person.idDocumentType': 'residentId', 'person.idDocumentNumber': '110105194912310021' } })).status).toBe(200);
});
afterAll(() => house?.close());

const form = (page: Page) => page.locator('archive-form');
const open = async (who: typeof lea, body = '<archive-form archive="ANA" section="identity"></archive-form>') => {
  const opened = await site.open(browser, who, body);
  await form(opened.page).locator(`${NUMBER} .show`).waitFor();
  return opened;
};

it('what one person keeps with a reason another reads with the name, by keyboard', async () => {
  const [hers, his] = [await open(lea), await open(stu)];
  await form(his.page).locator(`${NUMBER} .doubt`, { hasText: 'at least one is mistyped' }).waitFor();
  await form(hers.page).getByRole('button', { name: 'Keep it all the same: ID number' }).focus();
  await hers.page.keyboard.press('Enter');
  await form(hers.page).getByLabel('Reason', { exact: true }).waitFor();
  await hers.page.keyboard.type('so it stands on the card');
  await hers.page.keyboard.press('Enter');
  await form(his.page).locator(`${NUMBER} .doubt.kept`, { hasText: 'Kept by Lea Kern: so it stands on the card' }).waitFor();
  // another number, another doubt
  await form(his.page).getByLabel('ID number', { exact: true }).fill('110105194912310022');
  await his.page.keyboard.press('Enter');
  await form(hers.page).locator(`${NUMBER} .doubt:not(.kept)`, { hasText: 'at least one is mistyped' }).waitFor();
  await Promise.all([hers.context.close(), his.context.close()]);
});

it('who had a masked number shown is told to the keeper of the archive; offline nothing is shown', async () => {
  const his = await open(stu);
  const input = form(his.page).getByLabel('ID number', { exact: true });
  expect(await input.inputValue()).toBe('');
  await his.context.setOffline(true);
  await form(his.page).getByRole('button', { name: 'Show ID number' }).click();
  await form(his.page).getByText('It cannot be shown now').waitFor();
  expect(await input.inputValue()).toBe('');
  await his.context.setOffline(false);
  await form(his.page).getByRole('button', { name: 'Show ID number' }).click();
  await form(his.page).getByText('it was recorded').waitFor();
  await expect.poll(() => input.inputValue()).toBe('110105194912310022');
  await his.context.close();

  const hers = await site.open(browser, lea, '<archive-history archive="ANA"></archive-history>');
  const entry = hers.page.locator('archive-history .entry', { hasText: 'had the whole number shown' });
  await entry.waitFor();
  expect(await entry.count(), 'once, for it was shown once').toBe(1);
  expect(await entry.getAttribute('aria-label')).toContain('ID number, Stu Reed');
  await hers.context.close();
});

it('dates are understood as typed by people in four zones and languages, and stored alike', async () => {
  for (const [timezoneId, locale, typed] of [['Pacific/Pago_Pago', 'en-US', '1/3/26'], ['Asia/Shanghai', 'zh-CN', '2026年3月1日'], ['Pacific/Kiritimati', 'es-ES', '010326'], ['Asia/Taipei', 'zh-TW', '115/03/01']] as const) {
    await server.api(await mint(lea), 'PATCH', '/api/archives/ANA/sections/identity', { fields: { 'person.idDocumentValidUntil': '2020-01-01' } });
    const { page, context } = await site.open(browser, lea, '<archive-form archive="ANA" section="identity"></archive-form>', { timezoneId, locale });
    const field = form(page).locator('[data-key="fields/person.idDocumentValidUntil"] input[type="text"]');
    // what was there before has come: it does not come over what is typed
    await expect.poll(() => field.inputValue()).toContain('2020');
    await field.fill(typed);
    await page.keyboard.press('Enter');
    await form(page).locator('[data-field="person.idDocumentValidUntil"] .echo', { hasText: /2026/ }).waitFor();
    const stored = async (): Promise<unknown> => (await server.api<{ fields: Record<string, unknown> }>(await mint(lea), 'GET', '/api/archives/ANA/sections/identity')).body.fields['person.idDocumentValidUntil'];
    await expect.poll(stored, { message: `${typed} in ${timezoneId}` }).toBe('2026-03-01');
    await context.close();
  }
});
