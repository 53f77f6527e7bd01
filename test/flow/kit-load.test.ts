/** An English page with the four components, in a browser: what it loads until a text has been edited and saved, how many sockets it opens, and that it shows the customer. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { intranet, launch, type Intranet } from '../helpers/browser.ts';
import { freePort, mint, start, type Running } from '../helpers/dossier.ts';

let server: Running;
let site: Intranet;
let browser: Browser;
const ana = { sub: 'ana', name: 'Ana Ruiz', roles: ['staff'] };

beforeAll(async () => {
  const port = await freePort();
  site = await intranet(() => `http://127.0.0.1:${port}`);
  server = await start({ port, env: { DOSSIER_ORIGINS: site.origin } });
  browser = await launch();
  await server.api(await mint(ana), 'POST', '/api/archives', { id: 'LOAD', keys: ['erp:GZ/2019-0045'], kind: 'organisation', name: 'Talleres Ibarra', packs: ['base', 'organisation'] });
  // what nearly every archive holds: a short name, a telephone, a contact
  const day = new Date().toISOString().slice(0, 10);
  for (const [section, patch] of [
    ['profile', { fields: { 'customer.shortName': 'Ibarra' }, rows: { methods: { m1: { kind: 'phone', value: '+34 943 211 000' } } } }],
    [`contacts-${day.slice(0, 4)}`, { rows: { contacts: { c1: { time: `${day}T00:00` } } }, texts: { 'contacts/c1/subject': 'Asked for a price' } }],
  ] as const) expect((await server.api(await mint(ana), 'PATCH', `/api/archives/LOAD/sections/${section}`, patch)).status).toBe(200);
});
afterAll(async () => {
  await browser.close();
  await site.close();
  await server.stop();
});

// What stands on the page (sizes.test.ts), and whatever is loaded without being asked for: what keeps a writer's edits (`line/keeping.ts`), which must be here before the network goes,
// and what surrounds card, form and timeline once they are drawn: the quick line, ways to reach, the way to the next page, what to paste into, where a value comes from, how complete it is, what is new, following, what the customer gets by its classes, the look of contact details.
it('loads at most 134.2 kB of script with sync for an ordinary customer until a text is edited and saved, opens one WebSocket and logs no error', async () => {
  const body = `<customer-card archive="erp:GZ/2019-0045"></customer-card><contact-timeline archive="LOAD"></contact-timeline>
    <classification-badge archive="LOAD"></classification-badge><archive-form archive="LOAD"></archive-form>`;
  const context = await browser.newContext();
  const sizes: Promise<readonly [string, number]>[] = [];
  const errors: string[] = [];
  let sockets = 0;
  const page = await context.newPage();
  page.on('websocket', () => { sockets++; });
  page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()); });
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('response', (response) => {
    if (response.url().includes('/kit/')) sizes.push(response.body().then((bytes) => [new URL(response.url()).pathname, gzipSync(bytes, { level: 9 }).length] as const));
  });
  await page.goto(site.origin + site.page(ana, body));
  await page.getByText('Talleres Ibarra').first().waitFor();
  await page.locator('contact-timeline').getByText('Asked for a price').waitFor();
  await page.waitForLoadState('networkidle');
  const name = page.locator('archive-form').getByLabel('Short name');
  await name.fill('Ibarra Hnos.');
  await name.blur();
  await page.locator('archive-form').getByText('All changes saved').first().waitFor();
  await page.waitForLoadState('networkidle');
  const loaded = await Promise.all(sizes);
  const total = loaded.reduce((sum, [, size]) => sum + size, 0) / 1000;
  console.log(`${total.toFixed(1)} kB gz of script in ${loaded.length} files, ${sockets} WebSocket`);
  if (process.env['SIZES'] === 'each') console.log(loaded.map(([file, size]) => `${size} ${file}`).join('\n'));
  expect(errors).toEqual([]);
  expect(sockets).toBe(1);
  expect(total).toBeLessThanOrEqual(134.2);
  const told = Number(/loads ([\d.]+) kB in all/.exec(readFileSync(new URL('../../README.md', import.meta.url), 'utf8'))?.[1]);
  expect(Math.abs(told / total - 1), `README tells ${told}, it is ${total.toFixed(1)}`).toBeLessThanOrEqual(0.02);

  // What only a writer needs comes when he turns to it; from then on a visit can be recorded without a line.
  const forms = page.waitForResponse((response) => response.url().includes('/kit/'));
  await page.locator('contact-timeline .record').hover();
  // resolves when everything that it imports is here as well
  await page.evaluate(`import(${JSON.stringify((await forms).url())}).then(() => null)`);
  await context.setOffline(true);
  await page.locator('contact-timeline .record').click();
  await page.locator('contact-timeline form.quick').waitFor();
  await context.close();
});

it('a form that gets its first date meanwhile stays as it is, and the way goes on in the date once its kind is here; one that has a date waits for it', async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  let release = (): void => {};
  let asked = 0;
  const here = new Promise<void>((done) => { release = done; });
  await page.route(/\/kit\/.*\/rarer-/, async (route) => {
    asked++;
    await here;
    await route.continue();
  });
  await page.goto(site.origin + site.page(ana, '<archive-form archive="LOAD" section="profile"></archive-form>'));
  const form = page.locator('archive-form');
  await form.getByLabel('Short name').waitFor();
  expect(asked).toBe(0);
  await form.getByRole('button', { name: 'Add a fact' }).click();
  await form.locator('#f-search').pressSequentially('licence valid');
  await page.keyboard.press('Enter');
  const field = form.locator('[data-field="org.licenceValidUntil"]');
  await field.waitFor();
  expect(asked).toBeGreaterThan(0);
  expect(await form.getByLabel('Short name').isVisible()).toBe(true);
  // the keys that come before it are in it
  await field.locator('input:focus').waitFor();
  await page.keyboard.type('2031-02');
  const before = await field.boundingBox();
  release();
  await field.getByRole('button').first().waitFor();
  const after = await field.boundingBox();
  expect([after?.y, after?.height]).toEqual([before?.y, before?.height]);
  await field.locator('input:focus').waitFor();
  await page.keyboard.type('-03');
  await page.keyboard.press('Enter');
  await field.getByText('Monday, 3 February 2031').or(field.getByText('Monday, February 3, 2031')).waitFor();
  await form.getByText('All changes saved').first().waitFor();
  await context.close();

  const other = await (await browser.newContext()).newPage();
  let go = (): void => {};
  const gone = new Promise<void>((done) => { go = done; });
  const request = other.waitForRequest(/\/rarer-/);
  await other.route(/\/kit\/.*\/rarer-/, async (route) => {
    await gone;
    await route.continue();
  });
  await other.goto(site.origin + site.page(ana, '<archive-form archive="LOAD" section="profile"></archive-form>'));
  await request;
  expect(await other.locator('archive-form').getByLabel('Short name').count()).toBe(0);
  go();
  await other.locator('archive-form').getByLabel('Short name').waitFor();
  expect(await other.locator('archive-form [data-field="org.licenceValidUntil"] input').first().inputValue()).toBe('2031-02-03');
  await other.context().close();
});
