/**
 * A compliance officer's day: what was opened in an emergency at night is reviewed, a client's risk rated and a passport corrected, a colleague with an interest of their own walled off and let back in, a consent
 * taken back, one person's data gathered, and erased but for what a lawyer's letter keeps; the audit says who did it all, and who could see what. Colleagues, the keeper of the archives foremost, hear what
 * concerns them and never her name: whatever reached their browsers is searched for it.
 */
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PolicyView } from '../../model/governance/policy-api.ts';
import type { Intranet } from '../helpers/browser.ts';
import { mint } from '../helpers/dossier.ts';
import type { Claims, Running } from '../helpers/dossier.ts';
import { hears } from '../helpers/heard.ts';
import type { Heard } from '../helpers/heard.ts';
import { openHouse } from '../helpers/house.ts';
import type { House } from '../helpers/house.ts';

const CLEO = { sub: 'xq-cleo', name: 'Cleodora Xanthos', roles: ['compliance'] };
const KURT = { sub: 'kurt', name: 'Kurt Amsel', roles: ['compliance'] };
const NADIA = { sub: 'nadia', name: 'Nadia Brunner', roles: ['staff'], department: 'clients' };
const OTTO = { sub: 'otto', name: 'Otto Lind', roles: ['staff'], department: 'clients' };
const EVA = { sub: 'eva', name: 'Eva Sommer', roles: ['staff'], department: 'night' };
const MONA = { sub: 'mona', name: 'Mona Reis', roles: ['manager'], department: 'clients' };
const GREG = { sub: 'greg', name: 'Greg Holm', roles: ['generalManager'] };
const ROOT = { sub: 'root', name: 'Root', roles: ['admin'] };
const WAIT = { timeout: 90_000 };
/** Of the person who asks to be forgotten. */
const MAIL = 'zoe.falk@post.example';
const PASSPORT = 'C01X00T478';
const NAMED = /xq-cleo|Cleodora|Xanthos/;

let house: House | undefined;
let server: Running;
let site: Intranet;
let browser: Browser;
const contexts: BrowserContext[] = [];
const heard: Heard[] = [];

/** Whoever is not of compliance is listened to. */
async function sit(person: Claims & { readonly roles: readonly string[] }, body: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, locale: 'en-GB' });
  contexts.push(context);
  if (!person.roles.includes('compliance')) heard.push(hears(context));
  const page = await context.newPage();
  await page.goto(`${site.origin}${site.page(person, body)}`);
  return page;
}
const api = async <T = Record<string, never>>(who: Claims, method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> => server.api<T>(await mint(who), method, path, body);
const fine = async (who: Claims, method: string, path: string, body?: unknown): Promise<void> => { const answer = await api(who, method, path, body); expect([path, answer.status < 300 ? 'fine' : JSON.stringify(answer.body)]).toEqual([path, 'fine']); };

let nadia: Page;
/** Her desk: open from the morning on. */
let cleo: Page;
let kurt: Page;
let desk: Locator;
/** A wall or a hold is taken back, and why is asked for. */
async function lift(line: Locator, reason: string): Promise<void> {
  await line.locator('button.end').click();
  await line.locator('textarea').fill(reason);
  await line.locator('button[type=submit]').click();
}
const history = (): Locator => nadia.locator('archive-history');

beforeAll(async () => {
  house = await openHouse();
  ({ server, site, browser } = house);
  await fine(ROOT, 'POST', '/api/departments', { id: 'clients', name: 'Clients', managers: ['mona'] });
  for (const person of [CLEO, KURT, NADIA, OTTO, EVA, MONA, GREG]) await fine(person, 'GET', '/api/me');
  for (const person of [CLEO, KURT]) await fine(ROOT, 'PUT', `/api/people/${person.sub}`, { clearances: ['identity', 'bank', 'aml'] });
  await fine(ROOT, 'PUT', '/api/people/nadia', { clearances: ['identity'] });
  const open = async (id: string, name: string): Promise<void> => {
    await fine(NADIA, 'POST', '/api/archives', { id, kind: 'individual', name, department: 'clients' });
    await fine(NADIA, 'PATCH', `/api/archives/${id}/sections/profile`, { fields: { 'customer.name': name } });
  };
  await open('C-1', 'Ruth Ackermann');
  await open('C-2', 'Zoe Falk');
  await open('C-3', 'Falk & Sons');
  await fine(NADIA, 'PATCH', '/api/archives/C-2/sections/profile', { rows: { methods: { m1: { kind: 'email', value: MAIL, preferred: true } } }, texts: { 'org.businessScope': `Write to ${MAIL} only` } });
  await fine(NADIA, 'PATCH', '/api/archives/C-3/sections/people', { rows: { people: { p1: { name: 'Zoe Falk' } }, peopleMethods: { q1: { person: 'p1', kind: 'email', value: MAIL } } } });
  await fine(NADIA, 'PATCH', '/api/archives/C-1/sections/identity', { fields: { 'person.idDocumentType': 'passport', 'person.idDocumentNumber': PASSPORT } });
  await fine(NADIA, 'POST', '/api/consents/C-1', { acts: [{ purpose: 'marketingEmail', state: 'granted', how: 'written', version: '3' }] });
  await fine(NADIA, 'PUT', '/api/archives/C-1/owners', { owner: 'nadia', coOwners: ['otto'], deputies: [] });
  const { current } = (await api<PolicyView>(ROOT, 'GET', '/api/policy')).body;
  await fine(ROOT, 'PUT', '/api/policy/draft', { rules: { ...current.rules, emergency: ['eva'] }, text: { en: 'Customers are the company’s.' }, note: 'A night service.', basis: null });
  await fine(ROOT, 'POST', '/api/policy/draft/send');
  const { draft } = (await api<PolicyView>(GREG, 'GET', '/api/policy')).body;
  await fine(GREG, 'POST', '/api/policy/decision', { version: draft?.version, basis: draft?.writtenAt, approve: true, note: '' });
  nadia = await sit(NADIA, '<notice-inbox></notice-inbox><archive-form archive="C-1" section="identity"></archive-form><archive-history archive="C-1"></archive-history><customer-card archive="C-2"></customer-card><archive-form archive="C-2" section="profile"></archive-form>');
  await nadia.locator('customer-card').getByText(MAIL).first().waitFor(WAIT);
  await nadia.locator('archive-form[archive=C-1] [data-field="person.idDocumentNumber"]').waitFor(WAIT);
  await history().locator('.entry').first().waitFor(WAIT);
}, 240_000);
afterAll(async () => {
  for (const context of contexts) await context.close();
  await house?.close();
});

it('at night Eva opens an archive in an emergency, and the keeper is told at once; in the morning Cleo reviews it', async () => {
  await fine(EVA, 'POST', '/api/archives/C-1/break-glass', { reason: 'card lost abroad, must be stopped tonight', minutes: 30 });
  cleo = await sit(CLEO, '<emergency-review></emergency-review><wall-list></wall-list><subject-desk></subject-desk><audit-log></audit-log>');
  desk = cleo.locator('subject-desk');
  const line = cleo.locator('emergency-review li[data-glass]');
  await line.getByText('card lost abroad').waitFor(WAIT);
  await line.locator('button.review').click();
  await line.getByLabel('justified', { exact: true }).check();
  await line.locator('textarea[name=note]').fill('The bank was called at 02:10, the card stopped.');
  await line.locator('button[type=submit]').click();
  await line.getByText('The bank was called at 02:10').waitFor(WAIT);
  await line.getByText(/Cleodora Xanthos/).waitFor(WAIT);
  await nadia.locator('notice-inbox').getByText('Eva Sommer opened it in an emergency', { exact: false }).first().waitFor(WAIT);
});

it('she rates the client; the keeper does not learn that there is a rating', async () => {
  const page = await sit(CLEO, '<aml-sheet archive="C-1"></aml-sheet>');
  const sheet = page.locator('aml-sheet');
  await sheet.locator('button.rate, button.primary').first().click(WAIT);
  await sheet.locator('form .steps').first().waitFor(WAIT);
  for (const item of await sheet.locator('form .steps').all()) await item.locator('label').first().click();
  await sheet.locator('form button.save').click();
  await sheet.getByText('Cleodora Xanthos').first().waitFor(WAIT);
  await page.context().close();
  expect(await nadia.locator('archive-form[archive=C-1] .stop').allInnerTexts()).not.toContain('Anti-money-laundering');
});

it('she has the passport’s number shown and corrects it beside the keeper, who sees the value change and nobody there', async () => {
  const page = await sit(CLEO, '<archive-form archive="C-1" section="identity"></archive-form>');
  const number = page.locator('archive-form [data-field="person.idDocumentNumber"]');
  await number.waitFor(WAIT);
  await number.getByRole('button', { name: /^Show/ }).click();
  const input = number.locator('input:not([type=checkbox])');
  await input.fill(`${PASSPORT.slice(0, -1)}9`);
  await expect.poll(() => nadia.locator('archive-form[archive=C-1] [data-field="person.idDocumentNumber"]').locator('.chip, .name').count()).toBe(0);
  await input.press('Enter');
  await expect.poll(async () => JSON.stringify((await api(NADIA, 'GET', '/api/archives/C-1/history?section=identity')).body), WAIT).toContain('key:unseen');
  await page.context().close();
});

it('Otto is related to the client: a wall stands before him; what he had open is gone at once, without a word about why, and comes back when it is taken down', async () => {
  const otto = await sit(OTTO, '<customer-card archive="C-1"></customer-card>');
  const card = otto.locator('customer-card');
  await card.getByText('Ruth Ackermann').first().waitFor(WAIT);
  const walls = cleo.locator('wall-list');
  await walls.locator('.walls .put').click(WAIT);
  await walls.locator('#archive').fill('Ruth');
  await walls.locator('.found-one').first().click(WAIT);
  await walls.locator('#person').fill('Otto');
  await walls.locator('.found-one').first().click(WAIT);
  await walls.locator('textarea[name=reason]').fill('Brother of the client.');
  await walls.locator('form button[type=submit]').click();
  const wall = walls.locator('li[data-wall]');
  await wall.getByText('Brother of the client.').waitFor(WAIT);
  await card.getByText('Ruth Ackermann').first().waitFor({ ...WAIT, state: 'detached' });
  await card.getByText('There is no such customer, or you may not see it.').first().waitFor(WAIT);
  await expect.poll(() => card.getByText(/wall|brother|conflict|compliance/i).count()).toBe(0);
  expect((await api(OTTO, 'GET', '/api/archives/C-1')).status).toBe(404);

  await lift(wall, 'Somebody else looks after her from May on.');
  await wall.waitFor({ ...WAIT, state: 'detached' });
  await expect.poll(async () => (await api(OTTO, 'GET', '/api/archives/C-1')).status, WAIT).toBe(200);
  await otto.reload();
  await card.getByText('Ruth Ackermann').first().waitFor(WAIT);
});

it('the client takes a consent back by telephone', async () => {
  await desk.getByRole('button', { name: 'Consents', exact: true }).click();
  await desk.locator('#consent-archive').fill('Ackermann');
  await desk.locator('.found-one').first().click(WAIT);
  await desk.locator('li[data-purpose=marketingEmail]').getByRole('button', { name: 'Take back' }).click(WAIT);
  await desk.getByText('Taken back. Mailings').waitFor(WAIT);
  const { body } = await api<{ now: unknown }>(NADIA, 'GET', '/api/consents/C-1');
  expect(body.now).toEqual([expect.objectContaining({ purpose: 'marketingEmail', state: 'withdrawn' })]);
});

it('a lawyer writes: an archive is kept whatever is asked, and its keeper is not told', async () => {
  const walls = cleo.locator('wall-list');
  await walls.locator('.holds .put').click(WAIT);
  await walls.locator('#archive').fill('Falk & Sons');
  await walls.locator('.found-one').first().click(WAIT);
  await walls.locator('textarea[name=reason]').fill('Proceedings 14 O 77/26.');
  await walls.locator('form button[type=submit]').click();
  await walls.locator('li[data-hold]').getByText('Proceedings 14 O 77/26.').waitFor(WAIT);
});

it('meanwhile the keeper’s history tells of the corrected passport as done by Compliance, keeps the number masked, and knows nothing of who looked at it', async () => {
  await history().locator('.above button').click(WAIT); // it looks again twice a minute
  await history().locator('.hand-name').getByText('Compliance').first().waitFor(WAIT);
  await history().locator('.filters select').first().selectOption({ label: 'Compliance' });
  await expect.poll(() => history().locator('.hand').count(), WAIT).toBe(1);
  await history().locator('.hand-name').getByText('Compliance').first().waitFor(WAIT);
  expect(await history().locator('.entry').allInnerTexts()).toHaveLength(1);
  await history().locator('.entry').getByText('ID number').waitFor(WAIT);
  await expect.poll(() => history().getByText(PASSPORT.slice(0, 6), { exact: false }).count()).toBe(0);
});

it('Zoe asks what is known of her: she is found in two archives, each text is looked at, and Kurt lets the file go', async () => {
  await desk.getByRole('button', { name: 'Requests', exact: true }).click();
  await desk.getByRole('button', { name: 'Somebody asks' }).click();
  await desk.getByLabel('Who asks').fill('Zoe Falk');
  await desk.getByLabel('Phone or email').fill(MAIL);
  await desk.locator('form button[type=submit]').click();
  const request = desk.locator('li[data-request]');
  await request.getByRole('button', { name: 'Identity checked' }).click(WAIT);
  await request.locator('form button[type=submit]').click();
  await request.getByText('Identity known').waitFor(WAIT);
  await request.getByRole('button', { name: 'Search' }).click();
  await desk.locator('form.search button[type=submit]').click();
  for (const archive of ['C-2', 'C-3']) await desk.locator(`section.archive[data-archive=${archive}]`).waitFor(WAIT);
  await desk.getByRole('button', { name: 'Make the file' }).click();
  await desk.locator('.review').waitFor(WAIT);
  for (const box of await desk.locator('.review .seen').all()) await box.check();
  const save = desk.getByRole('button', { name: 'Save the review' });
  if (await save.isEnabled()) await save.click();
  await desk.getByText('Every free text was looked at.').waitFor(WAIT);
  kurt = await sit(KURT, '<subject-desk></subject-desk><audit-log></audit-log>');
  await kurt.getByRole('button', { name: 'Files', exact: true }).click(WAIT);
  await kurt.getByRole('button', { name: 'Review', exact: true }).click(WAIT);
  await kurt.getByRole('button', { name: 'Release', exact: true }).click(WAIT);
  await kurt.getByRole('button', { name: 'Fetch as ZIP' }).waitFor(WAIT);
  await desk.getByRole('button', { name: 'Requests', exact: true }).click();
  await request.getByRole('button', { name: 'Answered' }).click(WAIT);
  await request.locator('form textarea').fill('Handed to her at the counter.');
  await request.locator('form button[type=submit]').click();
  await request.getByText('Handed to her at the counter.').waitFor(WAIT);
});

it('then she asks to be forgotten: nothing under the hold is offered; of the other archive she is gone when Kurt agrees, while the keeper has it open', async () => {
  await desk.getByRole('button', { name: 'Find a person', exact: true }).click();
  for (const [name, text] of [['names', ''], ['mails', MAIL]] as const) await desk.locator(`form.search input[name=${name}]`).fill(text);
  const found = cleo.waitForResponse((answer) => answer.url().includes('/findings'), WAIT);
  await desk.locator('form.search button[type=submit]').click();
  await found;
  const mine = desk.locator('section.archive[data-archive=C-2]');
  const held = desk.locator('section.archive[data-archive=C-3]');
  await held.locator('li').first().waitFor(WAIT);
  expect(await held.locator('select').count(), 'nothing of an archive under hold can be chosen').toBe(0);
  const choices = mine.locator('select');
  await expect.poll(() => choices.count(), WAIT).toBeGreaterThan(1);
  for (let i = 0; i < (await choices.count()); i++) {
    await choices.nth(i).selectOption('erase');
    await expect.poll(() => choices.nth(i).isEnabled(), WAIT).toBe(true);
  }
  await desk.getByRole('button', { name: 'Ask for erasure' }).first().click(WAIT);
  await desk.locator('form.act input[name=confirm]').fill(MAIL);
  await desk.locator('form.act input[name=reason]').fill('She asked for it on 3 March.');
  await desk.locator('form.act button[type=submit]').click();
  await desk.locator('.asked').first().waitFor(WAIT);
  expect(await desk.locator('.asked .approve').count(), 'she does not agree to what she asked for').toBe(0);

  await kurt.getByRole('button', { name: 'Find a person', exact: true }).click();
  await kurt.locator('.asked .approve').click(WAIT);
  await kurt.locator('li[data-certificate]').waitFor(WAIT);
  await nadia.locator('customer-card').getByText(MAIL).first().waitFor({ ...WAIT, state: 'detached' });
  await nadia.locator('archive-form[archive=C-2]').getByText('[erased]', { exact: false }).or(nadia.locator('archive-form[archive=C-2] textarea')).first().waitFor(WAIT);
  await expect.poll(() => nadia.locator('archive-form[archive=C-2] :is(input, textarea)').evaluateAll((all, mail) => all.filter((each) => (each as HTMLInputElement).value.includes(mail)).length, MAIL), WAIT).toBe(0);
  expect(JSON.stringify((await api(NADIA, 'GET', '/api/archives/C-2/sections/profile')).body)).not.toContain(MAIL);
  expect(JSON.stringify((await api(NADIA, 'GET', '/api/archives/C-3/sections/people')).body)).toContain(MAIL);
  const hold = cleo.locator('wall-list li[data-hold]');
  await lift(hold, 'The proceedings are over.');
  await hold.waitFor({ ...WAIT, state: 'detached' });
});

it('in the evening the audit names who did all this, says who could see the client and what Eva opened, and is whole; the manager signs her half-year', async () => {
  const mona = await sit(MONA, '<audit-log></audit-log>');
  await mona.getByText('Nadia Brunner').first().waitFor(WAIT);
  await mona.locator('button.sign').click(WAIT);
  await mona.getByText('Your signature is in the chain.').waitFor(WAIT);

  const audit = kurt.locator('audit-log');
  await audit.locator('form.filters button[type=submit]').click();
  await audit.locator('li', { hasText: 'took a wall down' }).getByText('Cleodora Xanthos').first().waitFor(WAIT);
  for (const done of ['reviewed an emergency', 'put up a wall', 'put a legal hold', 'lifted a legal hold', 'searched for a person’s data', 'erased data']) await audit.getByText(done, { exact: false }).first().waitFor(WAIT);
  await audit.locator('button.verify').click();
  await audit.locator('.whole').waitFor(WAIT);
  await audit.getByRole('button', { name: 'Who could see' }).click();
  await audit.locator('input[name=archive]').fill('C-1');
  await audit.locator('form.filters button[type=submit]').click();
  await audit.locator('ul.items').getByText('Nadia Brunner').waitFor(WAIT);
  await audit.getByRole('button', { name: 'What was opened' }).click();
  await audit.locator('input[name=person]').fill('nadia');
  await audit.locator('form.filters button[type=submit]').click();
  await audit.locator('ul.items').getByText('Ruth Ackermann').first().waitFor(WAIT);
  await audit.getByRole('button', { name: 'Access review' }).click();
  await audit.getByText('Signed by Mona Reis', { exact: false }).waitFor(WAIT);
  expect((await api(NADIA, 'GET', '/api/audit')).status).toBe(403);
});

it('nothing that reached a colleague’s browser all day names her', async () => {
  await nadia.reload();
  await history().locator('.hand-name').first().waitFor(WAIT);
  const pieces = (await Promise.all(heard.map((each) => each.all()))).flat();
  expect(pieces.filter(({ text }) => NAMED.test(text)).map(({ from, text }) => `${from}: ${text.slice(Math.max(0, text.search(NAMED) - 60)).slice(0, 120)}`)).toEqual([]);
  // what they did hear, by both ways
  for (const way of ['socket ', 'http']) expect(pieces.some(({ from, text }) => from.startsWith(way) && text.includes('Ruth Ackermann')), way).toBe(true);
  expect(pieces.some(({ text }) => text.includes('Eva Sommer'))).toBe(true);
});
