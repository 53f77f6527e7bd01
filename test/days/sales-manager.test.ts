/**
 * A sales manager's day: sixty customers came in over night and no more than twenty stand on the list in the morning; she settles, puts away and hands over by keyboard, sees who buys less and less, looks at
 * the analysis, follows an archive, is called in a comment, and reads her inbox. The colleague who was handed a customer has it in his own browser with the reason.
 */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { NoticePage } from '../../model/notices/api.ts';
import type { ReminderPage } from '../../model/reminders/api.ts';
import { archiveLine, headLine } from '../../model/import/archive-json.ts';
import { mentionOf } from '../../model/comments.ts';
import type { Intranet } from '../helpers/browser.ts';
import { mint, type Running } from '../helpers/dossier.ts';
import { openHouse, type House } from '../helpers/house.ts';

const SOFIA = { sub: 'sofia', name: 'Sofia Blanco', roles: ['manager'], department: 'sales' };
const WEI = { sub: 'wei', name: '李伟', roles: ['manager'], department: 'sales' };
const SARA = { sub: 'sara', name: 'Sara Lind', roles: ['steward'] };
const ROOT = { sub: 'root', name: 'Root', roles: ['admin'] };
const CUSTOMERS = 60;
const WAIT = { timeout: 90_000 };
const LONG = { timeout: 180_000, interval: 500 };

let house: House | undefined;
let server: Running;
let site: Intranet;
let browser: Browser;
let sofia: Page;
let list: Locator;
let inbox: Locator;
const problems: string[] = [];

const sit = async (person: typeof SOFIA | typeof WEI, body: string): Promise<Page> => {
  const { page } = await site.open(browser, person, body, { viewport: { width: 1280, height: 1000 } });
  page.on('pageerror', ({ message }) => problems.push(message));
  return page;
};
const ago = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const names = (at: Locator): Promise<readonly string[]> => at.locator('.line .name').allInnerTexts();
const reminders = async (person: typeof SOFIA): Promise<ReminderPage> => (await server.api<ReminderPage>(await mint(person), 'GET', '/api/reminders?limit=200')).body;
const focused = (): Promise<string> => sofia.evaluate(() => document.querySelector('reminder-list')?.shadowRoot?.activeElement?.textContent.trim() ?? '');

/** Customers who bought every month until half a year ago, worth less from one to the next. */
const customer = (n: number): string => archiveLine({
  id: `C-${n}`, row: { kind: 'organisation', code: null, packs: ['base', 'organisation'], department: 'sales', confidentiality: 'normal', state: 'open', openedAt: `${ago(900)}T08:00:00.000Z`, reviewedAt: null, keys: [], owner: 'sofia' },
  sections: { profile: { fields: { 'customer.name': `Customer ${String(n).padStart(2, '0')}`, 'crm.purchaseStrategy': 'monthly' }, rows: {}, texts: {}, marks: {} } },
  transactions: [180, 210, 240, 270].map((days) => ({ id: `t-${n}-${days}`, kind: 'sale', date: ago(days), amount: `${(CUSTOMERS - n + 1) * 1000}.00`, currency: 'EUR', lines: [], source: 'old', externalId: `${n}-${days}`, reverses: null })),
} as never);

beforeAll(async () => {
  house = await openHouse();
  ({ server, site, browser } = house);
  const admin = await mint(ROOT);
  await server.api(admin, 'POST', '/api/departments', { id: 'sales', name: 'Sales', managers: ['sofia'] });
  // the day is a working day, whichever it is
  expect((await server.api(admin, 'PUT', '/api/workdays', { weekend: [], holidays: [], worked: [], most: 20 })).status).toBe(200);
  for (const person of [SOFIA, WEI, SARA]) await server.api(await mint(person), 'GET', '/api/me');
  const form = new FormData();
  form.append('source', 'old');
  form.append('files', new File([[headLine({ source: 'old', at: new Date().toISOString(), archives: CUSTOMERS }), ...Array.from({ length: CUSTOMERS }, (_, i) => customer(i + 1))].join('\n')], 'archives.jsonl'));
  const begun = await fetch(`${server.url}/api/imports`, { method: 'POST', headers: { authorization: `Bearer ${await mint(SARA)}` }, body: form });
  expect(begun.status, await begun.clone().text()).toBe(202);
});
afterAll(async () => {
  await house?.close();
  expect(problems).toEqual([]);
});

it('in the morning no more than twenty customers stand there, the dearest first, each with its reason; the rest is planned', async () => {
  await expect.poll(async () => { const { total, planned } = await reminders(SOFIA); return [total, planned.total]; }, LONG).toEqual([20, CUSTOMERS - 20]);
  sofia = await sit(SOFIA, '<reminder-list></reminder-list><notice-inbox></notice-inbox>');
  list = sofia.locator('reminder-list');
  inbox = sofia.locator('notice-inbox');
  await list.locator('.line').first().waitFor(WAIT);
  await expect.poll(() => list.locator('.line').count()).toBe(20);
  await list.getByText('40 more are planned').waitFor(WAIT);
  await expect.poll(async () => (await list.locator('.line .reason').first().innerText()).length).toBeGreaterThan(10);
});

it('she settles the first by keyboard, takes it back, settles it again; puts one away for a week', async () => {
  const [first = '', second = '', third = ''] = await names(list);
  await list.locator('.name').first().focus();
  await sofia.keyboard.press('d');
  await list.locator('.gone').getByText(`${first}: done`).waitFor(WAIT);
  await expect.poll(focused, WAIT).toBe(second);
  await sofia.keyboard.press('u');
  await expect.poll(focused, WAIT).toBe(first);
  await sofia.keyboard.press('d');
  await expect.poll(focused, WAIT).toBe(second);
  await sofia.keyboard.press('s');
  await list.locator('[data-preset=week]').press('Enter', WAIT);
  await list.locator('.gone').getByText(`${second}: put away`).waitFor(WAIT);
  await expect.poll(focused, WAIT).toBe(third);
  await expect.poll(async () => (await reminders(SOFIA)).items.map(({ name }) => name), WAIT).not.toContain(first);
});

it('she hands one to Wei with a note; he has it at once, in his own browser, and is told', async () => {
  const page = await sit(WEI, '<reminder-list></reminder-list><notice-inbox></notice-inbox>');
  const weis = page.locator('reminder-list');
  await weis.locator('.empty').waitFor(WAIT);
  const name = await focused();
  await sofia.keyboard.press('h');
  await list.locator('input:focus').waitFor(WAIT); // she types when the caret stands there
  await sofia.keyboard.type('李');
  await list.getByRole('option', { name: '李伟' }).waitFor(WAIT);
  await sofia.keyboard.press('ArrowDown');
  await sofia.keyboard.press('Enter');
  await list.locator('#hand-note').fill('Wants samples by June');
  await list.locator('#hand-note').press('Enter');
  await list.locator('.gone').getByText('handed to 李伟').waitFor(WAIT);
  await weis.locator('.line').getByText(name).waitFor(WAIT);
  await weis.getByText('From Sofia Blanco: Wants samples by June').waitFor(WAIT);
  await page.locator('notice-inbox').getByText(`Sofia Blanco hands over to you: ${name}`).waitFor(WAIT);
  await page.context().close();
});

it('the alert of whoever buys no more stands in her inbox, and the analysis has the picture', async () => {
  await inbox.getByText('Business declines: Customer').first().waitFor(WAIT);
  const page = await sit(SOFIA, '<customer-analysis></customer-analysis>');
  await page.locator('customer-analysis svg, customer-analysis table').first().waitFor(WAIT);
  await page.context().close();
});

it('she follows a customer on its card; the steward changes it and calls her in a comment; both are told, read, and counted', async () => {
  const page = await sit(SOFIA, '<customer-card archive="C-40"></customer-card>');
  await page.locator('customer-card .follow').click(WAIT);
  await page.locator('customer-card .follow[aria-pressed=true]').waitFor(WAIT);
  await page.context().close();
  const sara = await mint(SARA);
  expect((await server.api(sara, 'PATCH', '/api/archives/C-40/sections/profile', { fields: { 'customer.shortName': 'Forty' } })).status).toBeLessThan(300);
  expect((await server.api(sara, 'POST', '/api/archives/C-40/comments', { section: 'profile', text: `${mentionOf('sofia')} can you call them?` })).status).toBe(201);
  await inbox.getByText('Sara Lind mentions you: Customer 40').waitFor(WAIT);
  await inbox.getByText('@Sofia Blanco can you call them?').waitFor(WAIT);
  await inbox.getByText(/Sara Lind changed Customer 40/).waitFor(WAIT);
  await inbox.locator('.all-read').click();
  await inbox.locator('.item.new').first().waitFor({ state: 'detached', ...WAIT });
  await expect.poll(async () => (await server.api<NoticePage>(await mint(SOFIA), 'GET', '/api/notices')).body.unread, WAIT).toBe(0);
  await inbox.getByRole('button', { name: 'Following' }).click();
  await inbox.locator('.follows').getByText('Customer 40').waitFor(WAIT);
});
