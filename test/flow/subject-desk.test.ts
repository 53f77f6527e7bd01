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
const CANARY = 'Kanarienvogel-51';
let folder: string;
let server: Running;
let browser: Browser;
let site: Intranet;
const contexts: BrowserContext[] = [];
const open = async (who: typeof CLEO): Promise<Page> => {
  const { page, context } = await site.open(browser, who as never, '<subject-desk></subject-desk>');
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
