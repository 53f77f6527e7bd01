/**
 * A compliance officer's day: what was opened in an emergency at night is reviewed, a colleague with an interest of their own is walled off, a lawyer's letter keeps an archive, the risk of a client is
 * rated, a person asks to be forgotten and is, but for what must be kept, and the audit says what happened. Of all this the keeper of the archives hears what concerns them, and never her name:
 * whatever reached the keeper's browser is searched for it.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PolicyView } from '../../model/governance/policy-api.ts';
import type { Intranet } from '../helpers/browser.ts';
import { mint } from '../helpers/dossier.ts';
import type { Running } from '../helpers/dossier.ts';
import { hears } from '../helpers/heard.ts';
import type { Heard } from '../helpers/heard.ts';
import { openHouse } from '../helpers/house.ts';
import type { House } from '../helpers/house.ts';

const CLEO = { sub: 'xq-cleo', name: 'Cleodora Xanthos', roles: ['compliance'] };
const KURT = { sub: 'kurt', name: 'Kurt Amsel', roles: ['compliance'] };
const NADIA = { sub: 'nadia', name: 'Nadia Brunner', roles: ['staff'], department: 'clients' };
const OTTO = { sub: 'otto', name: 'Otto Lind', roles: ['staff'], department: 'clients' };
const EVA = { sub: 'eva', name: 'Eva Sommer', roles: ['staff'], department: 'night' };
const GREG = { sub: 'greg', name: 'Greg Holm', roles: ['generalManager'] };
const ROOT = { sub: 'root', name: 'Root', roles: ['admin'] };
type Who = typeof NADIA | typeof CLEO;
const WAIT = { timeout: 90_000 };
/** Of the person who asks to be forgotten. */
const MAIL = 'zoe.falk@post.example';
const NAMED = /xq-cleo|Cleodora|Xanthos/;

let house: House | undefined;
let server: Running;
let site: Intranet;
let browser: Browser;
const contexts: BrowserContext[] = [];
const heard: Heard[] = [];

async function sit(person: Who, body: string, recorded = false): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, locale: 'en-GB' });
  contexts.push(context);
  if (recorded) heard.push(hears(context));
  const page = await context.newPage();
  await page.goto(`${site.origin}${site.page(person as never, body)}`);
  return page;
}
const api = async <T = Record<string, never>>(who: Who, method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> => server.api<T>(await mint(who as never), method, path, body);
const fine = async (who: Who, method: string, path: string, body?: unknown): Promise<void> => { expect([path, (await api(who, method, path, body)).status < 300]).toEqual([path, true]); };

let nadia: Page;
beforeAll(async () => {
  house = await openHouse();
  ({ server, site, browser } = house);
  for (const person of [CLEO, KURT, NADIA, OTTO, EVA, GREG]) await fine(person as Who, 'GET', '/api/me');
  for (const person of [CLEO, KURT]) await fine(ROOT as Who, 'PUT', `/api/people/${person.sub}`, { clearances: ['identity', 'bank', 'aml'] });
  await fine(ROOT as Who, 'PUT', '/api/people/nadia', { clearances: ['identity'] });
  const open = async (id: string, name: string, fields: Readonly<Record<string, string>> = {}): Promise<void> => {
    await fine(NADIA, 'POST', '/api/archives', { id, kind: 'individual', name, department: 'clients' });
    await fine(NADIA, 'PATCH', `/api/archives/${id}/sections/profile`, { fields: { 'customer.name': name, ...fields } });
  };
  await open('C-1', 'Ruth Ackermann');
  await open('C-2', 'Zoe Falk');
  await open('C-3', 'Falk & Sons');
  await fine(NADIA, 'PATCH', '/api/archives/C-2/sections/profile', { rows: { methods: { m1: { kind: 'email', value: MAIL } } }, texts: { 'org.businessScope': `Write to ${MAIL} only` } });
  await fine(NADIA, 'PATCH', '/api/archives/C-3/sections/people', { rows: { people: { p1: { name: 'Zoe Falk' } }, peopleMethods: { q1: { person: 'p1', kind: 'email', value: MAIL } } } });
  await fine(NADIA, 'PATCH', '/api/archives/C-1/sections/identity', { fields: { 'person.idDocumentType': 'passport', 'person.idDocumentNumber': 'C01X00T478' } });
  await fine(NADIA, 'PUT', '/api/archives/C-1/owners', { owner: 'nadia', coOwners: ['otto'], deputies: [] });
  nadia = await sit(NADIA, '<notice-inbox></notice-inbox><customer-card archive="C-1"></customer-card><archive-history archive="C-1"></archive-history><customer-card archive="C-2"></customer-card><archive-form archive="C-2" section="profile"></archive-form>', true);
  await nadia.locator('customer-card[archive=C-2]').getByText(MAIL).first().waitFor(WAIT);
  await nadia.locator('archive-form #f-add-fact').waitFor(WAIT);
}, 240_000);
afterAll(async () => {
  for (const context of contexts) await context.close();
  await house?.close();
});

it('the policy names who may open an archive in an emergency; at night Eva does, and the keeper is told at once', async () => {
  const { current } = (await api<PolicyView>(ROOT as Who, 'GET', '/api/policy')).body;
  await fine(ROOT as Who, 'PUT', '/api/policy/draft', { rules: { ...current.rules, emergency: ['eva'] }, text: { en: 'Customers are the company’s.' }, note: 'A night service.', basis: null });
  await fine(ROOT as Who, 'POST', '/api/policy/draft/send');
  const { draft } = (await api<PolicyView>(GREG as Who, 'GET', '/api/policy')).body;
  await fine(GREG as Who, 'POST', '/api/policy/decision', { version: draft?.version, basis: draft?.writtenAt, approve: true, note: '' });
  expect((await api(EVA, 'POST', '/api/archives/C-1/break-glass', { reason: 'card lost abroad, must be stopped tonight', minutes: 30 })).status).toBe(201);
  await nadia.locator('notice-inbox').getByText('Eva Sommer opened it in an emergency', { exact: false }).first().waitFor(WAIT);
});

it('in the morning Cleo reviews it, and says why it was right', async () => {
  const page = await sit(CLEO, '<emergency-review></emergency-review>');
  const line = page.locator('emergency-review li[data-glass]');
  await line.getByText('card lost abroad').waitFor(WAIT);
  await line.locator('button.review').click();
  await line.locator('input[name=outcome]').first().check();
  await line.locator('textarea[name=note]').fill('The bank was called at 02:10, the card stopped.');
  await line.getByRole('button', { name: 'Save' }).click();
  await line.getByText('The bank was called at 02:10').waitFor(WAIT);
});

it('Otto is related to a client: a wall stands before him, and what he had open is gone at once, without a word about why', async () => {
  const otto = await sit(OTTO, '<customer-card archive="C-1"></customer-card>', true);
  await otto.locator('customer-card .badges[role=group]').waitFor(WAIT);
  const page = await sit(CLEO, '<wall-list></wall-list>');
  await page.locator('wall-list .walls .put').click(WAIT);
  await page.locator('wall-list #archive').fill('Ruth');
  await page.locator('wall-list .found-one').first().click(WAIT);
  await page.locator('wall-list #person').fill('Otto');
  await page.locator('wall-list .found-one').first().click(WAIT);
  await page.locator('wall-list textarea[name=reason]').fill('Brother of the client.');
  await page.locator('wall-list form button[type=submit]').click();
  await page.locator('wall-list li[data-wall]').getByText('Brother of the client.').waitFor(WAIT);
  await otto.locator('customer-card .badges[role=group]').waitFor({ ...WAIT, state: 'detached' });
  expect(await otto.locator('customer-card').innerText()).not.toMatch(/Ackermann|wall|Brother|conflict/i);
  expect((await api(OTTO, 'GET', '/api/archives/C-1')).status).toBe(404);
});

it('she rates the risk, looks at the passport and corrects it; the keeper sees the correction as compliance’s, and nothing of the rest', async () => {
  await fine(CLEO, 'PATCH', '/api/archives/C-1/sections/aml', { fields: { 'aml.customerRisk': 4 } });
  const page = await sit(CLEO, '<archive-form archive="C-1" section="identity"></archive-form>');
  const number = page.locator('archive-form [data-field="person.idDocumentNumber"]');
  await number.waitFor(WAIT);
  await number.getByRole('button', { name: /^Show/ }).click();
  await page.locator('archive-form [data-field="person.idDocumentNumber"]').getByText('C01X00T478').or(page.locator('archive-form [data-field="person.idDocumentNumber"] input')).first().waitFor(WAIT);
  await fine(CLEO, 'PATCH', '/api/archives/C-1/sections/identity', { fields: { 'person.idDocumentNumber': 'C01X00T479' } });
  await expect.poll(async () => (await nadia.locator('archive-history').innerText()).includes('Compliance'), WAIT).toBe(true);
  expect(await nadia.locator('archive-history').innerText()).not.toMatch(/whole number shown|Anti-money|customerRisk/);
});

it('a lawyer writes: one archive is kept whatever is asked', async () => {
  const page = await sit(CLEO, '<wall-list></wall-list>');
  await page.locator('wall-list .holds .put').click(WAIT);
  await page.locator('wall-list #archive').fill('Falk & Sons');
  await page.locator('wall-list .found-one').first().click(WAIT);
  await page.locator('wall-list textarea[name=reason]').fill('Proceedings 14 O 77/26.');
  await page.locator('wall-list form button[type=submit]').click();
  await page.locator('wall-list li[data-hold]').getByText('Proceedings 14 O 77/26.').waitFor(WAIT);
});

it('Zoe asks to be forgotten: she is found in two archives, one is under the hold, the other is emptied of her when Kurt agrees, while the keeper has it open', async () => {
  const page = await sit(CLEO, '<subject-desk></subject-desk>');
  const desk = page.locator('subject-desk');
  await desk.getByRole('button', { name: 'Find a person' }).click(WAIT);
  await desk.locator('form.search input[name=mails], form.search input').nth(2).fill(MAIL);
  await desk.locator('form.search button[type=submit]').click();
  await desk.locator('section.archive[data-archive=C-2]').waitFor(WAIT);
  await desk.locator('section.archive[data-archive=C-3]').getByText('cannot', { exact: false }).or(desk.locator('section.archive[data-archive=C-3] li')).first().waitFor(WAIT);
  expect(await desk.locator('section.archive[data-archive=C-3] select').count(), 'nothing of an archive under hold is chosen').toBe(0);
  for (const choice of await desk.locator('section.archive[data-archive=C-2] select').all()) await choice.selectOption('erase');
  await desk.getByRole('button', { name: 'Ask for the erasure' }).first().click(WAIT);
  const label = await desk.locator('form.act label', { has: page.locator('input[name=confirm]') }).innerText();
  await desk.locator('form.act input[name=confirm]').fill(/[“"«「]([^”"»」]+)[”"»」]/.exec(label)?.[1] ?? label.split(/\s/).at(-1) ?? '');
  await desk.locator('form.act input[name=reason]').fill('She asked for it on 3 March.');
  await desk.locator('form.act button[type=submit]').click();
  await desk.locator('.asked').first().waitFor(WAIT);

  const kurt = await sit(KURT, '<subject-desk></subject-desk>');
  await kurt.locator('subject-desk').getByRole('button', { name: 'Find a person' }).click(WAIT);
  await kurt.locator('subject-desk .asked .approve').click(WAIT);
  await kurt.locator('subject-desk li[data-certificate]').waitFor(WAIT);
  await nadia.locator('customer-card[archive=C-2]').getByText(MAIL).first().waitFor({ ...WAIT, state: 'detached' });
  await expect.poll(() => nadia.locator('archive-form input').evaluateAll((all, mail) => all.some((each) => (each as HTMLInputElement).value.includes(mail)), MAIL), WAIT).toBe(false);
  const left = JSON.stringify((await api(NADIA, 'GET', '/api/archives/C-2/sections/profile')).body);
  expect(left).not.toContain(MAIL);
  expect(JSON.stringify((await api(NADIA, 'GET', '/api/archives/C-3/sections/people')).body)).toContain(MAIL);
});

it('the audit names who did all this, to whom it is open, and holds', async () => {
  const page = await sit(KURT, '<audit-log></audit-log>');
  await page.locator('audit-log').getByText('Cleodora Xanthos').first().waitFor(WAIT);
  expect((await api(NADIA, 'GET', '/api/audit')).status).toBe(403);
  const { body } = await api<{ state: string }>(KURT, 'GET', '/api/audit/verify');
  expect(JSON.stringify(body)).toMatch(/"(ok|holds|whole|fine)"|true/);
});

it('nothing that reached a keeper’s browser all day names her', async () => {
  await nadia.reload();
  await nadia.locator('archive-history').getByText('Compliance').first().waitFor(WAIT);
  let size = 0;
  for (const each of heard) {
    for (const { from, text } of await each.all()) {
      size += text.length;
      expect(NAMED.test(text) ? `${from}: ${NAMED.exec(text)?.[0]}` : null).toBeNull();
    }
  }
  expect(size, 'they did hear something').toBeGreaterThan(100_000);
});
