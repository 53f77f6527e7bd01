/** A hand-over walked in the browser by those who do it: the steward looks first and hands over, the leaver's open page is signed out at once, the successor has list, letter and task, and a record of contact ends the task. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { HandoverView, Handovers } from '../../model/handover/api.ts';
import type { ReminderPage } from '../../model/reminders/api.ts';
import type { Intranet } from '../helpers/browser.ts';
import { mint, type Running } from '../helpers/dossier.ts';
import { openHouse, type House } from '../helpers/house.ts';

const LENA = { sub: 'lena', name: 'Lena Berg', roles: ['staff'], department: 'sales' };
const SVEN = { sub: 'sven', name: 'Sven Holm', roles: ['staff'], department: 'sales' };
const STU = { sub: 'stu', name: 'Stu Ward', roles: ['steward'] };
const ROOT = { sub: 'root', name: 'Root', roles: ['admin'] };
const LONG = { timeout: 180_000, interval: 500 };
const SHOTS = process.env['SCREENSHOTS'];

let house: House | undefined;
let server: Running;
let site: Intranet;
let browser: Browser;
const problems: string[] = [];
const sit = async (person: typeof LENA | typeof STU, body: string): Promise<Page> => {
  const { page } = await site.open(browser, person, body, { viewport: { width: 1280, height: 1000 } });
  page.on('pageerror', ({ message }) => problems.push(message));
  return page;
};
/** Looked at by a person where a folder is named. */
const shot = async (page: Page, name: string): Promise<void> => { if (SHOTS !== undefined) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true }); };

beforeAll(async () => {
  house = await openHouse();
  ({ server, site, browser } = house);
  const admin = await mint(ROOT);
  await server.api(admin, 'POST', '/api/departments', { id: 'sales', name: 'Sales', managers: [] });
  expect((await server.api(admin, 'PUT', '/api/workdays', { weekend: [], holidays: [], worked: [], most: 20 })).status).toBe(200);
  for (const person of [LENA, SVEN, STU]) await server.api(await mint(person), 'GET', '/api/me');
  await server.api(admin, 'PUT', '/api/people/sven', { email: 'sven@company.example' });
  for (const [id, name] of [['H1', 'Alfreds Futterkiste'], ['H2', 'Berglunds snabbköp'], ['H3', '广州第一百货']] as const) expect((await server.api(await mint(LENA), 'POST', '/api/archives', { id, kind: 'organisation', name })).status).toBe(201);
});
afterAll(async () => { await house?.close(); });

it('the steward sees what would happen and hands over; the leaver’s page says at once that the session is over', { timeout: 300_000 }, async () => {
  const lena = await sit(LENA, '<customer-card archive="H1"></customer-card>');
  await lena.getByRole('heading', { name: 'Alfreds Futterkiste' }).waitFor();
  const stu = await sit(STU, '<hand-over></hand-over>');
  await stu.getByRole('button', { name: 'Hand over', exact: true }).click();
  await stu.getByLabel('Who hands over?').fill('Lena');
  await stu.getByRole('option', { name: /Lena Berg/ }).click();
  await stu.getByLabel('Successor').fill('Sven');
  await stu.getByRole('option', { name: /Sven Holm/ }).click();
  await stu.getByRole('button', { name: 'See what would happen' }).click();
  await stu.getByText('3 customers would go to:').waitFor();
  await stu.getByText('Lena Berg is signed out everywhere at once.', { exact: false }).waitFor();
  await shot(stu, 'handover-preview-1280');
  await stu.getByRole('button', { name: 'Hand over 3' }).click();
  await stu.getByText('3 customers of Lena Berg were handed over.').waitFor();
  await lena.getByText('Your session has expired. Sign in again.').first().waitFor();
  await shot(lena, 'handover-leaver-1280');
  await expect.poll(async () => (await server.api<Handovers>(await mint(STU), 'GET', '/api/handovers')).body.items[0]?.state, LONG).toBe('done');
  await stu.locator('hand-over .tiles').getByText('Letters to send').waitFor();
  await shot(stu, 'handover-progress-1280');
});

it('the successor has the list, changes and marks a letter, confirms, and meets the first customer: the task goes', { timeout: 300_000 }, async () => {
  const sven = await sit(SVEN, '<hand-over></hand-over><reminder-list></reminder-list><customer-card archive="H2"></customer-card>');
  await sven.getByRole('button', { name: /From Lena Berg/ }).click();
  await sven.getByText('3 came to you').waitFor();
  const alfreds = sven.locator('hand-over li[data-archive=H1]');
  await alfreds.getByRole('button', { name: 'Letter', exact: true }).click();
  const text = alfreds.getByLabel('Text');
  await text.waitFor();
  expect(await text.inputValue()).toContain('sven@company.example');
  await text.fill('Dear friends, I look after you from today on.');
  await alfreds.getByRole('button', { name: 'Save' }).click();
  await alfreds.getByText('Saved.').waitFor();
  await shot(sven, 'handover-letter-1280');
  await alfreds.getByRole('button', { name: 'Was sent' }).click();
  await alfreds.getByRole('button', { name: 'Letter (Email)' }).waitFor();
  await sven.getByRole('button', { name: 'Confirm all' }).click();
  await expect.poll(async () => (await server.api<Handovers>(await mint(SVEN), 'GET', '/api/handovers')).body.items[0]?.counts.confirmed, LONG).toBe(3);
  await sven.locator('reminder-list').getByText('Handed over to you by Lena Berg', { exact: false }).first().waitFor();
  await sven.locator('customer-card').getByText('Handed over by Lena Berg', { exact: false }).waitFor();
  const year = new Date().getUTCFullYear();
  const met = await server.api(await mint(SVEN), 'PATCH', `/api/archives/H1/sections/contacts-${year}`, { rows: { contacts: { c1: { time: `${new Date().toISOString().slice(0, 10)}T09:00` } } } });
  expect(met.status).toBe(200);
  const due = async () => (await server.api<ReminderPage>(await mint(SVEN), 'GET', `/api/reminders?before=${year + 1}-12-31`)).body.items.filter(({ reasons }) => reasons.some(({ kind }) => kind === 'firstContact')).length;
  await expect.poll(due, LONG).toBe(2);
  const { items } = (await server.api<Handovers>(await mint(SVEN), 'GET', '/api/handovers')).body;
  expect((items[0] as HandoverView).counts).toMatchObject({ contacted: 1, drafts: 2, sent: 1 });
  for (const [name, width, lang, scheme] of [['360', 360, 'en', 'light'], ['360-dark-hans', 360, 'zh-Hans', 'dark'], ['1280-dark-hant', 1280, 'zh-Hant', 'dark'], ['240-es', 240, 'es', 'light']] as const) {
    await sven.setViewportSize({ width, height: 900 });
    await sven.emulateMedia({ colorScheme: scheme });
    await sven.evaluate((tag) => { document.documentElement.lang = tag; }, lang);
    await sven.waitForFunction(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
    await shot(sven, `handover-successor-${name}`);
  }
  expect(problems).toEqual([]);
});
