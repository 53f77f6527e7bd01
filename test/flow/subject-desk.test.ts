/** A person asks by telephone for what is kept of them: the compliance officer finds them in two archives, makes the file, another officer lets it go; it says nothing of money laundering. Then a consent is taken back, and the mailing has one customer less. */
import { rmSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FileSummary } from '../../model/privacy/file.ts';
import { intranet, launch } from '../helpers/browser.ts';
import type { Intranet } from '../helpers/browser.ts';
import { freePort, mint, start, tempFolder } from '../helpers/dossier.ts';
import type { Running } from '../helpers/dossier.ts';

const WAIT = { timeout: 90_000 };
const CLEO = { sub: 'cleo', name: 'Cleo Park', roles: ['compliance'] };
const CLARA = { sub: 'clara', name: 'Clara Vale', roles: ['compliance'] };
const OLGA = { sub: 'olga', name: 'Olga', roles: ['staff'] };
const CANARY = 'Kanarienvogel-51';
let folder: string;
let server: Running;
let browser: Browser;
let site: Intranet;
const contexts: BrowserContext[] = [];
const open = async (who: typeof CLEO, body = '<subject-desk></subject-desk>'): Promise<Page> => {
  const { page, context } = await site.open(browser, who as never, body);
  contexts.push(context);
  return page;
};

beforeAll(async () => {
  folder = tempFolder();
  const port = await freePort();
  site = await intranet(() => `http://127.0.0.1:${port}`);
  server = await start({ port, folder, env: { DOSSIER_ORIGINS: site.origin } });
  browser = await launch();
  const [olga, admin, cleo, clara] = await Promise.all([mint({ sub: 'olga', name: 'Olga', roles: ['staff'] }), mint({ sub: 'ada', roles: ['admin'] }), mint(CLEO as never), mint(CLARA as never)]);
  for (const token of [cleo, clara]) await server.api(token, 'GET', '/api/me');
  for (const id of ['cleo', 'clara']) expect((await server.api(admin, 'PUT', `/api/people/${id}`, { clearances: ['identity', 'bank', 'aml'] })).status).toBe(200);
  expect((await server.api(olga, 'POST', '/api/archives', { id: 'ANNA', kind: 'individual', name: 'Anna Berg' })).status).toBe(201);
  expect((await server.api(olga, 'PATCH', '/api/archives/ANNA/sections/profile', { fields: { 'customer.name': 'Anna Berg' }, rows: { methods: { m1: { kind: 'phone', value: '+46 70 111 22 33' }, m2: { kind: 'email', value: 'anna@example.net' } } } })).status).toBe(200);
  expect((await server.api(olga, 'POST', '/api/archives', { id: 'ACME', kind: 'organisation', name: 'Acme Tools' })).status).toBe(201);
  expect((await server.api(olga, 'PATCH', '/api/archives/ACME/sections/people', { rows: { people: { a1: { name: 'Anna Berg' } }, peopleMethods: { p1: { person: 'a1', kind: 'phone', value: '+46 70 111 22 33' } } } })).status).toBe(200);
  expect((await server.api(cleo, 'PATCH', '/api/archives/ANNA/sections/aml', { rows: { amlClues: { k1: { date: '2026-02-01', source: CANARY } } } })).status).toBe(200);
  expect((await server.api(olga, 'POST', '/api/consents/ANNA', { acts: [{ purpose: 'marketingEmail', state: 'granted', how: 'written', version: '2026-01' }] })).status).toBe(201);
}, 180_000);
afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser?.close();
  await site?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('from a telephone number to a file that says nothing of money laundering, and from a withdrawn consent to a shorter mailing', { timeout: 240_000 }, async () => {
  const page = await open(CLEO);
  await page.getByRole('button', { name: 'Somebody asks' }).click(WAIT);
  await page.getByLabel('Who asks').fill('Anna Berg');
  await page.getByLabel('Phone or email').fill('+46 70 111 22 33');
  await page.getByRole('button', { name: 'Save' }).click();
  const request = page.locator('li[data-request]');
  await request.getByText('Anna Berg').waitFor(WAIT);
  await request.getByRole('button', { name: 'Identity checked' }).click();
  await page.locator('li[data-request] form').getByRole('button', { name: 'Save' }).click();
  await request.getByText('Identity known').waitFor(WAIT);
  await request.getByRole('button', { name: 'Search' }).click();
  await page.locator('form.search').getByRole('button', { name: 'Search' }).click();
  await page.locator('section.archive[data-archive=ANNA]').waitFor(WAIT);
  await page.locator('section.archive[data-archive=ACME]').waitFor(WAIT);
  await page.getByRole('button', { name: 'Make the file' }).click();
  await page.locator('.review').waitFor(WAIT);
  expect(await page.locator('.review').textContent()).not.toContain(CANARY);
  for (const box of await page.locator('.review .seen').all()) await box.check();
  if (await page.getByRole('button', { name: 'Save the review' }).isEnabled()) await page.getByRole('button', { name: 'Save the review' }).click();
  await page.getByText('somebody else releases it').waitFor(WAIT);

  const other = await open(CLARA);
  await other.getByRole('button', { name: 'Files', exact: true }).click(WAIT);
  await other.getByRole('button', { name: 'Review' }).click(WAIT);
  await other.getByRole('button', { name: 'Release', exact: true }).click(WAIT);
  await other.getByRole('button', { name: 'Fetch as ZIP' }).waitFor(WAIT);

  const cleo = await mint(CLEO as never);
  const { items: [file] } = (await server.api<{ items: readonly FileSummary[] }>(cleo, 'GET', '/api/subject-files')).body;
  const answer = await fetch(`${server.url}/api/subject-files/${file?.id ?? ''}/zip`, { headers: { authorization: `Bearer ${cleo}` } });
  const forms = Object.values(unzipSync(new Uint8Array(await answer.arrayBuffer()))).map((bytes) => strFromU8(bytes));
  expect(forms.join('\n')).toContain('anna@example.net');
  for (const form of forms) expect(form).not.toMatch(/kanarienvogel|launder|suspici|\baml/i);

  const steward = await mint({ sub: 'stella', roles: ['steward'] });
  const mailing = async (): Promise<readonly { archive: string }[]> => (await server.api<{ lines: readonly { archive: string }[] }>(steward, 'GET', '/api/mailings/email')).body.lines;
  expect((await mailing()).map(({ archive }) => archive)).toEqual(['ANNA']);
  await page.getByRole('button', { name: 'Consents', exact: true }).click();
  await page.locator('.consents input').fill('Anna');
  await page.locator('.consents .found-one').first().click(WAIT);
  await page.locator('li[data-purpose=marketingEmail]').getByRole('button', { name: 'Take back' }).click(WAIT);
  await page.getByText('Taken back. Mailings').waitFor(WAIT);
  expect(await mailing()).toEqual([]);
});

it('whoever disputes what is kept is stored and nothing else: a colleague\'s card says so at once; an objection is marked; a correction goes its ten steps; the erasure ends in a sheet to print', { timeout: 240_000 }, async () => {
  const card = await open(OLGA, '<customer-card archive="ANNA"></customer-card><classification-badge archive="ANNA" schemes="maturity"></classification-badge>');
  await card.locator('classification-badge').getByText('Potential customer').waitFor(WAIT);
  const page = await open(CLEO);
  const receive = async (kind: string): Promise<string> => {
    const { body } = await server.api<{ id: string }>(await mint(CLEO as never), 'POST', '/api/subject-requests', { kind, received: new Date().toISOString().slice(0, 10), way: 'letter', who: 'Anna Berg', contact: '+46 70 111 22 33' });
    await server.api(await mint(CLEO as never), 'POST', `/api/subject-requests/${body.id}/steps`, { step: 'link', archives: ['ANNA'] });
    return `li[data-request="${body.id}"]`;
  };
  const [objection, restriction, correction] = [await receive('objection'), await receive('restriction'), await receive('correction')];
  const asked = async (): Promise<void> => { await page.getByRole('button', { name: 'Find a person', exact: true }).click(WAIT); await page.getByRole('button', { name: 'Requests', exact: true }).click(WAIT); };
  await asked();

  await page.locator(objection).getByRole('button', { name: 'Record an objection' }).click(WAIT);
  await page.locator('form.standing select').selectOption('maturity');
  await page.locator('form.standing textarea').fill('I have bought for years');
  await page.locator('form.standing').getByRole('button', { name: 'Save' }).click();
  await page.locator('li[data-objection]').getByText('waits for a human').waitFor(WAIT);
  await card.locator('classification-badge').getByText('objected').waitFor(WAIT);
  await page.locator('li[data-objection] .settle').click();
  await page.locator('li[data-objection] textarea').fill('Checked: no purchase yet');
  await page.locator('li[data-objection] form').getByRole('button', { name: 'It stays' }).click();
  await page.locator('li[data-objection]').getByText('Checked: no purchase yet').waitFor(WAIT);
  await card.locator('classification-badge').getByText('objected').waitFor({ state: 'detached', ...WAIT });

  await asked();
  await page.locator(restriction).getByRole('button', { name: 'Restrict an archive' }).click(WAIT);
  await page.locator('form.standing textarea').fill('Disputes the telephone number');
  await page.locator('form.standing').getByRole('button', { name: 'Only store it' }).click();
  await page.locator('li[data-restriction]').getByText('Disputes the telephone number').waitFor(WAIT);
  await card.locator('customer-card').getByText('restricted').waitFor(WAIT);
  await card.locator('classification-badge').getByText('Potential customer').waitFor({ state: 'detached', ...WAIT });
  await page.locator('li[data-restriction] .lift').click();
  await page.locator('li[data-restriction] textarea').fill('It is being corrected');
  await page.locator('li[data-restriction] form').getByRole('button', { name: 'Lift' }).click();
  await page.locator('li[data-restriction]').getByText('It is being corrected').waitFor(WAIT);
  await card.locator('classification-badge').getByText('Potential customer').waitFor(WAIT);

  await asked();
  await page.locator(correction).getByRole('button', { name: 'Search', exact: true }).click(WAIT);
  await page.locator('form.search').getByRole('button', { name: 'Search' }).click();
  await page.locator('section.archive[data-archive=ANNA] .case').click(WAIT);
  await page.locator('form.act input[name=from]').fill('The number is old');
  await page.locator('form.act input[name=to]').fill('+46 70 999 88 77');
  await page.locator('form.act').getByRole('button', { name: 'Open a correction' }).click();
  await page.getByText('it is linked with the request').waitFor(WAIT);
  await asked();
  await page.locator(correction).getByText('Correction: under way').waitFor(WAIT);

  await page.getByRole('button', { name: 'Find a person', exact: true }).click();
  for (const select of await page.locator('section.archive[data-archive=ACME] select').all()) await select.selectOption('erase');
  await page.getByRole('button', { name: 'Ask for erasure' }).click(WAIT);
  await page.locator('form.act input[name=confirm]').fill('Anna Berg');
  await page.locator('form.act input[name=reason]').fill('She has left the company');
  await page.locator('form.act').getByRole('button', { name: 'Ask for erasure' }).click();
  const other = await open(CLARA);
  await other.getByRole('button', { name: 'Find a person', exact: true }).click(WAIT);
  await other.getByRole('button', { name: 'Agree to the erasure' }).click(WAIT);
  await other.locator('li[data-certificate] .sheet').click(WAIT);
  await other.locator('.certificate').getByText('Clara Vale').waitFor(WAIT);
  await other.locator('.certificate').getByText('Date and signature').waitFor(WAIT);
  await other.locator('.sheet-part select').selectOption('zh-Hans');
  await other.locator('.certificate').getByText('删除证明').waitFor(WAIT);
});
