/** The server's own pages as people meet them: the built server under a sub-path, a real issuer, a real browser, with and without signal. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../helpers/browser.ts';
import { freePort, mint, root, start } from '../helpers/dossier.ts';
import type { Running } from '../helpers/dossier.ts';
import { startIssuer } from '../helpers/issuer.ts';
import type { Issuer } from '../helpers/issuer.ts';

const HOST = 'intranet.test';
const AXE = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const WAIT = { timeout: 90_000 };

let issuer: Issuer;
let server: Running;
let browser: Browser;
/** As people write it: plain http under a name, and as a telephone with https would have it: a secure context. */
let intranet: string;
let secure: string;
let port: number;

const people = [{ sub: 'nina', name: 'Nina Petrova', groups: ['staff'] }, { sub: 'ada', name: 'Ada Osei', groups: ['admin', 'staff'] }, { sub: 'sue', name: 'Sue Marsh', groups: ['steward'] }, { sub: 'omar', name: 'Omar Haddad', groups: ['staff'] }];
const environment = (publicUrl: string) => ({ DOSSIER_PUBLIC_URL: publicUrl, DOSSIER_ISSUER: issuer.url, DOSSIER_OIDC_CLIENT_ID: issuer.client.id, DOSSIER_OIDC_CLIENT_SECRET: issuer.client.secret, DOSSIER_CLAIM_ROLES: 'groups' });
const hosts = (sub: string, groups: readonly string[]): Promise<string> => mint({ sub, name: people.find((each) => each.sub === sub)?.name ?? sub, groups, iss: issuer.url } as never);

beforeAll(async () => {
  port = await freePort();
  intranet = `http://${HOST}:${port}/dossier`;
  secure = `http://localhost:${port}/dossier`;
  issuer = await startIssuer({ people, redirects: [intranet, secure].map((base) => `${base}/sign-in/callback`), afterSignOut: [intranet, secure].map((base) => `${base}/sign-in?out`) });
  browser = await launch([HOST]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await issuer?.stop();
});

const begin = async (publicUrl: string): Promise<void> => {
  await server?.stop();
  server = await start({ port, env: environment(publicUrl) });
  const nina = await hosts('nina', ['staff']);
  for (const [id, name] of [['ALFKI', 'Alfreds Futterkiste'], ['GZ19', '广州南沙机电设备有限公司']] as const) {
    expect((await server_api(nina, 'POST', '/api/archives', { id, name, kind: 'organisation', keys: [`erp:${id}/2019`] })).status).toBe(201);
  }
};
/** Past the public name, which only the browser resolves. */
const server_api = async (token: string, method: string, path: string, body?: unknown): Promise<{ status: number; body: Record<string, never> }> => {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const text = await answer.text();
  return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as never };
};

interface Visit { readonly page: Page; readonly context: BrowserContext; readonly complaints: string[] }
async function visit(who: string | null, address: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Visit> {
  issuer.signsIn(who);
  const context = await browser.newContext({ locale: 'en-GB', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => { if (message.type() === 'error' && !/status of (401|404|503)|ERR_INTERNET|Failed to fetch|net::/.test(message.text())) complaints.push(message.text()); });
  await page.goto(address);
  return { page, context, complaints };
}

/** Back from the sign-in: a page just opened goes there and returns. */
const signedIn = (page: Page): Promise<void> => page.locator('header bdi:not(:empty)').waitFor({ ...WAIT, state: 'attached' });

async function accessible(page: Page): Promise<void> {
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    // colours on their way from one scheme to the other are nobody's contrast
    await new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
    const roots: (Document | ShadowRoot)[] = [document];
    for (const root of roots) {
      for (const animation of root.getAnimations()) if (animation instanceof CSSTransition) animation.finish();
      for (const element of root.querySelectorAll('*')) if (element.shadowRoot) roots.push(element.shadowRoot);
    }
    const { violations } = await (window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  });
  expect(found).toEqual([]);
}
const sideways = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } as const;

describe('under http://intranet.test/dossier', () => {
  beforeAll(() => begin(intranet), 120_000);

  it('a customer\'s address leads through the sign-in and back to the customer', async () => {
    const { page, context, complaints } = await visit('nina', `${intranet}/a/erp%3AALFKI%2F2019`);
    await page.waitForURL(`${intranet}/a/erp%3AALFKI%2F2019`, WAIT);
    await expect.poll(() => page.title(), WAIT).toBe('Alfreds Futterkiste');
    await page.getByText('Nina Petrova').first().waitFor();
    await page.getByRole('tab', { name: 'Contacts' }).waitFor();
    await page.getByRole('tab', { name: 'Contacts' }).press('ArrowRight');
    await page.locator('transaction-ledger').getByText('Nothing has been sold to this customer yet.').waitFor(WAIT);
    await page.getByRole('tab', { name: 'Transactions' }).press('ArrowRight');
    await page.getByRole('tabpanel', { name: 'Archive' }).waitFor();
    await expect.poll(() => new URL(page.url()).hash).toBe('#archive');
    await accessible(page);
    // what may not be seen looks like what is not there
    await page.goto(`${intranet}/a/NOBODY`);
    await page.getByText('There is no such customer here').waitFor();
    await expect.poll(() => page.locator('customer-card').isVisible()).toBe(false);
    // a number of another system without an archive offers to open one
    await page.goto(`${intranet}/a/${encodeURIComponent('erp:NEW/1')}`);
    await page.locator('customer-card').getByText('No archive yet for erp:NEW/1.').waitFor(WAIT);
    await expect.poll(() => page.getByRole('tab', { name: 'Archive' }).isVisible()).toBe(false);
    await context.close();
    expect(complaints).toEqual([]);
  });

  it('somebody in the picture of relations leads to their row in the form', async () => {
    const token = await hosts('nina', ['staff']);
    expect((await server_api(token, 'PATCH', '/api/archives/ALFKI/sections/people', { rows: { people: { p1: { name: 'Maria Anders' } } } })).status).toBe(200);
    const { page, context, complaints } = await visit('nina', `${intranet}/a/ALFKI#relations`);
    const map = page.locator('relation-map');
    const maria = map.getByRole('treeitem', { name: /Maria Anders/ }).last();
    await maria.waitFor(WAIT);
    await accessible(page);
    await maria.click();
    await map.getByRole('button', { name: 'Edit' }).first().click();
    await page.getByRole('tabpanel', { name: 'Archive' }).waitFor();
    await expect.poll(() => page.locator('archive-form').getByLabel('Name', { exact: true }).last().inputValue(), WAIT).toBe('Maria Anders');
    await context.close();
    expect(complaints).toEqual([]);
  });

  it('the register opens into customers, in four languages, light and dark, narrow and wide', async () => {
    const { page, context, complaints } = await visit('nina', `${intranet}/`);
    await page.getByText('广州南沙机电设备有限公司').waitFor(WAIT);
    await accessible(page);
    await page.selectOption('select[name=language]', 'zh-Hans');
    await page.getByRole('link', { name: '记录联络' }).waitFor();
    await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe('zh-Hans');
    await page.selectOption('select[name=scheme]', 'dark');
    await accessible(page);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await sideways(page)).toBe(0);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByText('Alfreds Futterkiste').click();
    await page.waitForURL(`${intranet}/a/ALFKI`, WAIT);
    await expect.poll(() => page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset['scheme']])).toEqual(['zh-Hans', 'dark']);
    await context.close();
    expect(complaints).toEqual([]);
  });

  it('the administration is for administrators', async () => {
    const { page, context } = await visit('nina', `${intranet}/admin`);
    await page.getByText('This page is for administrators').waitFor(WAIT);
    await context.close();
    const ada = await visit('ada', `${intranet}/`);
    await ada.page.getByRole('link', { name: 'Administration' }).click(WAIT);
    await ada.page.waitForURL(`${intranet}/admin`);
    await expect.poll(() => ada.page.locator('#denied').isVisible()).toBe(false);
    await ada.context.close();
  });

  it('data is for stewards: import, cleaning and duplicates behind tabs', async () => {
    const { page, context } = await visit('nina', `${intranet}/data`);
    await page.getByText('This page is for those who look after the data').waitFor(WAIT);
    expect(await page.locator('#steward').isVisible()).toBe(false);
    await context.close();
    const sue = await visit('sue', `${intranet}/`);
    await sue.page.getByRole('link', { name: 'Data', exact: true }).click(WAIT);
    await sue.page.waitForURL(`${intranet}/data`);
    for (const [tab, tag] of [['Import', 'import-assistant'], ['Clean up', 'cleaning-bench'], ['Duplicates', 'duplicate-review']] as const) {
      await sue.page.getByRole('tab', { name: tab }).click();
      await sue.page.locator(tag).getByRole('heading').first().waitFor(WAIT);
      await accessible(sue.page);
    }
    expect(await sideways(sue.page)).toBe(0);
    await sue.page.setViewportSize({ width: 360, height: 740 });
    expect(await sideways(sue.page)).toBe(0);
    await sue.context.close();
    // who was given a cause works it off here
    const [ninas, sues] = [await hosts('nina', ['staff']), await hosts('sue', ['steward'])];
    expect((await server_api(ninas, 'PATCH', '/api/archives/ALFKI/sections/profile', { rows: { methods: { m1: { kind: 'phone', value: '030 555 ask for Maria' } } } })).status).toBe(200);
    await expect.poll(async () => (await server_api(sues, 'PUT', '/api/cleaning/groups/phone-letters/assignment', { to: 'nina' })).status, WAIT).toBe(200);
    const given = await visit('nina', `${intranet}/data`);
    await given.page.locator('cleaning-bench').getByText('Phones with letters').first().waitFor(WAIT);
    await expect.poll(() => given.page.getByRole('tab').allInnerTexts()).toEqual(['Clean up']);
    await accessible(given.page);
    await given.context.close();
    expect(sue.complaints).toEqual([]);
  });

  it('a page on its way to the sign-in asks for nothing more', async () => {
    issuer.signsIn('nina');
    const context = await browser.newContext({ locale: 'en-GB' });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => { if (new URL(request.url()).pathname.startsWith('/dossier/sign-in')) asked.push(request.url().includes('/token') ? 'token' : 'sign-in'); });
    // a slow way: the elements that the page loads late come to ask as well
    await page.addInitScript(() => { void customElements.whenDefined('dossier-admin').then(() => { console.info('defined'); }); });
    const defined = page.waitForEvent('console', { ...WAIT, predicate: (message) => message.text() === 'defined' });
    await page.route(/sign-in\?next/, async (route) => {
      await defined;
      await route.continue();
    });
    await page.goto(`${intranet}/admin`);
    await page.getByText('This page is for administrators').waitFor(WAIT);
    expect(asked.slice(0, 3)).toEqual(['token', 'sign-in', 'sign-in']); // there and back
    await context.close();
  });

  it('signing out ends every page of the browser at once, and says so', async () => {
    const { page, context } = await visit('nina', `${intranet}/a/ALFKI`);
    await expect.poll(() => page.title(), WAIT).toBe('Alfreds Futterkiste');
    const other = await context.newPage();
    await other.goto(`${intranet}/`);
    await other.getByText('Alfreds Futterkiste').waitFor(WAIT);
    issuer.signsIn(null);
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    // the issuer asks whether to sign out there, too
    await page.waitForURL((url) => url.origin === issuer.url || url.search === '?out', WAIT);
    await other.getByText('You are signed out here.').waitFor(WAIT);
    await expect.poll(async () => (await context.cookies(`${intranet}/`)).filter(({ name }) => name === 'dossier')).toEqual([]);
    await page.goto(`${intranet}/sign-in?out`);
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    await accessible(page);
    await context.close();
  });

  it('signing out everywhere reaches the person\'s other computers', async () => {
    const here = await visit('omar', `${intranet}/`);
    await here.page.getByText('Omar Haddad').first().waitFor(WAIT);
    const there = await visit('omar', `${intranet}/`);
    await there.page.getByText('Omar Haddad').first().waitFor(WAIT);
    await here.page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await there.page.getByText('You are signed out here.').waitFor();
    await here.context.close();
    await there.context.close();
  });

  it('an administrator ends a colleague\'s sessions at once', async () => {
    const { page, context } = await visit('omar', `${intranet}/`);
    await page.getByText('Omar Haddad').first().waitFor(WAIT);
    expect((await server_api(await hosts('ada', ['admin']), 'DELETE', '/api/people/omar/sessions')).status).toBe(204);
    await page.getByText('You are signed out here.').waitFor();
    await page.locator('.trouble').getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Omar Haddad').first().waitFor(WAIT);
    await context.close();
  });

  it('without signal a note waits on the phone, and the page says that it must stay open', async () => {
    const { page, context, complaints } = await visit('nina', `${intranet}/m`, PHONE);
    await signedIn(page);
    await page.getByText('Keep this page open', { exact: false }).waitFor(WAIT);
    expect(await sideways(page)).toBe(0);
    await accessible(page);
    await context.setOffline(true);
    await page.getByRole('combobox', { name: 'Customer' }).fill('the machine people in Nansha');
    await page.getByLabel('What was said').fill('Wants an offer for two presses.');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('No signal.', { exact: false }).waitFor(WAIT);
    await expect.poll(() => page.locator('.notes li').getAttribute('data-state')).toBe('lost');
    await accessible(page);
    await context.setOffline(false);
    await page.locator('.notes').getByRole('button', { name: 'Choose the customer' }).click();
    await page.getByRole('button', { name: 'Save and send again' }).waitFor(WAIT); // the note is in the form
    await page.getByRole('combobox', { name: 'Customer' }).fill('南沙');
    await page.getByRole('option').first().click(WAIT);
    await page.getByRole('button', { name: 'Save and send again' }).click();
    await expect.poll(() => page.locator('.notes li').getAttribute('data-state'), WAIT).toBe('sent');
    const kept = await server_api(await hosts('nina', ['staff']), 'GET', `/api/archives/GZ19/sections/contacts-${new Date().getFullYear()}`);
    expect(Object.values(kept.body['texts'] ?? {})).toEqual(['Wants an offer for two presses.']);
    await context.close();
    expect(complaints).toEqual([]);
  });
});

describe('where the connection is safe', () => {
  beforeAll(() => begin(secure), 120_000);
  const contacts = async (id: string) => (await server_api(await hosts('nina', ['staff']), 'GET', `/api/archives/${id}/sections/contacts-${new Date().getFullYear()}`)).body as unknown as { rows: { contacts?: Record<string, Record<string, unknown>> }; texts: Record<string, string> };

  it('a note taken without signal survives a closed page, opens without signal, and is sent exactly once', async () => {
    const { page, context } = await visit('nina', `${secure}/m?archive=ALFKI`, PHONE);
    await signedIn(page);
    await page.getByText('This page also opens without signal.').waitFor();
    await expect.poll(() => page.getByRole('combobox', { name: 'Customer' }).inputValue(), WAIT).toBe('Alfreds Futterkiste');
    await page.getByRole('radio', { name: 'Phone' }).check();
    await context.setOffline(true);
    await page.getByLabel('What was said').fill('Called about the samples.');
    await page.getByLabel('With whom').fill('Maria Anders');
    await page.getByLabel('Next step').fill('Send the samples');
    await page.locator('#nextOn').fill('2026-12-24');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => page.locator('.notes li').getAttribute('data-state'), WAIT).toBe('waiting');
    await page.close();
    const again = await context.newPage();
    await again.goto(`${secure}/m`);
    await again.getByText('Called about the samples.').waitFor(WAIT);
    await expect.poll(() => again.locator('.notes li').getAttribute('data-state')).toBe('waiting');
    // nothing that the server answered is kept for later
    const names = await again.evaluate(async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat());
    expect(names.length).toBeGreaterThan(2);
    expect(names.filter((name) => !/\/dossier\/(m$|pages\/)/.test(name))).toEqual([]);
    expect((await contacts('ALFKI')).rows.contacts ?? {}).toEqual({});
    // the answer to the first sending is lost on its way
    let lost = 0;
    await context.route('**/sections/contacts-*', async (route) => {
      if (route.request().method() !== 'PATCH' || lost++ > 0) return route.continue();
      await route.fetch();
      await route.abort('connectionreset');
    });
    await context.setOffline(false);
    await expect.poll(() => again.locator('.notes li').getAttribute('data-state')).toBe('sent');
    const { rows, texts } = await contacts('ALFKI');
    expect(Object.values(rows.contacts ?? {})).toEqual([expect.objectContaining({ channel: 'phone', salesperson: 'nina', nextAppointment: '2026-12-24' })]);
    expect(Object.values(texts).sort()).toEqual(['Maria Anders: Called about the samples.', 'Send the samples']);
    expect(lost).toBe(1);
    await context.close();
  });

  it('what is kept for times without signal is the newest version after each visit', async () => {
    const { page, context } = await visit('nina', `${secure}/m`, PHONE);
    await signedIn(page);
    await page.getByText('This page also opens without signal.').waitFor();
    const stale = `${secure}/pages/chunks/gone-00000000.js`;
    const style = `${secure}/pages/style.css`;
    const change = () => page.evaluate(async ([gone = '', css = '']) => {
      const cache = await caches.open((await caches.keys())[0] ?? '');
      await cache.put(gone, new Response('old'));
      await cache.put(css, new Response('body { outline: 3px solid red }', { headers: { 'content-type': 'text/css' } }));
    }, [stale, style]);
    const outline = () => page.evaluate(() => getComputedStyle(document.body).outlineStyle);
    await change();
    await page.reload();
    await expect.poll(outline).toBe('solid');
    await page.getByText('This page also opens without signal.').waitFor();
    await page.reload();
    await expect.poll(outline).toBe('none');
    await expect.poll(() => page.evaluate(async (gone) => (await caches.match(gone)) === undefined, stale)).toBe(true);
    await context.close();
  });

  it('asks the issuer again in a frame that nobody sees', async () => {
    issuer.signsIn('nina');
    const context = await browser.newContext({ locale: 'en-GB' });
    const page = await context.newPage();
    await page.goto(`${secure}/`);
    await page.getByText('Alfreds Futterkiste').waitFor(WAIT);
    const complaints: string[] = [];
    page.on('console', (message) => { if (/Content Security Policy|Refused/.test(message.text())) complaints.push(message.text()); });
    const frames: string[] = [];
    page.on('framenavigated', (frame) => { if (frame.parentFrame()) frames.push(new URL(frame.url()).search); });
    let asked = 0;
    await context.route('**/sign-in/token', (route) => (asked++ === 0 ? route.fulfill({ status: 401, json: { error: { code: 'renew', message: '' } } }) : route.continue()));
    await page.reload();
    await page.getByText('Alfreds Futterkiste').waitFor(WAIT);
    await expect.poll(() => frames).toEqual(['?done']);
    expect(asked).toBeGreaterThan(1);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('what the server refuses says why, can be changed and goes again', async () => {
    const { page, context } = await visit('omar', `${secure}/m`, PHONE);
    await signedIn(page);
    await page.getByText('Keep this page open', { exact: false }).or(page.getByText('This page also opens', { exact: false })).first().waitFor();
    // a customer that was open to him when he chose it, and is not any more
    await context.route('**/api/archives?*', (route) => route.fulfill({ json: { items: [{ id: 'ALFKI', digest: { name: 'Alfreds Futterkiste' } }], next: null, total: 1 } }));
    await page.getByRole('combobox', { name: 'Customer' }).fill('alf');
    await page.getByRole('option').first().click(WAIT);
    await page.getByLabel('What was said').fill('Hello');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('This customer is not there, or not open to you.').waitFor(WAIT);
    await accessible(page);
    const nina = await hosts('nina', ['staff']);
    await server_api(nina, 'PUT', '/api/archives/ALFKI/owners', { owner: 'nina', coOwners: ['omar'] });
    await page.getByRole('button', { name: 'Send again' }).click();
    await expect.poll(() => page.locator('.notes li').getAttribute('data-state'), WAIT).toBe('sent');
    await context.close();
  });

  it('what one person has written is neither shown to the next nor sent in their name', async () => {
    const { page, context } = await visit('nina', `${secure}/m?archive=ALFKI`, PHONE);
    await signedIn(page);
    await expect.poll(() => page.getByRole('combobox', { name: 'Customer' }).inputValue(), WAIT).toBe('Alfreds Futterkiste');
    const sent: number[] = [];
    page.on('response', (response) => { if (response.request().method() === 'PATCH') sent.push(response.status()); });
    await context.setOffline(true);
    await page.getByLabel('What was said').fill('Between Nina and Maria.');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => page.locator('.notes li').getAttribute('data-state'), WAIT).toBe('waiting');
    await page.getByLabel('What was said').fill('Only Nina knows.');
    await expect.poll(() => page.evaluate(() => new Promise((done) => {
      const opening = indexedDB.open('dossier:/dossier/:notes');
      opening.onsuccess = () => {
        const asking = opening.result.transaction('facts').objectStore('facts').get('draft');
        asking.onsuccess = () => {
          opening.result.close();
          done((asking.result as { draft?: { text?: string } } | undefined)?.draft?.text);
        };
      };
    })), WAIT).toBe('Only Nina knows.');
    await context.clearCookies();
    await context.setOffline(false);
    issuer.signsIn('omar');
    const other = await context.newPage();
    await other.goto(`${secure}/`);
    await other.getByText('Omar Haddad').first().waitFor({ state: 'attached', ...WAIT });
    expect((await server_api(await hosts('ada', ['admin']), 'DELETE', '/api/people/nina/sessions')).status).toBe(204);
    await Promise.all([page.waitForResponse(/sign-in\/token$/), page.evaluate(() => dispatchEvent(new Event('online')))]);
    await other.goto(`${secure}/m`);
    await other.getByText('Omar Haddad').first().waitFor({ state: 'attached', ...WAIT });
    await expect.poll(() => other.getByLabel('What was said').inputValue(), WAIT).toBe('');
    await expect.poll(() => other.locator('.notes li').count(), WAIT).toBe(0);
    await page.getByText('Sign in to send what waits here.').waitFor(WAIT);
    await expect.poll(() => page.locator('.notes li').getAttribute('data-state')).toBe('waiting');
    // her own token is over, and nobody else's is tried
    await expect.poll(() => sent).toEqual([401]);
    await context.close();
  });

  it('signing out names what is not sent, and leaves nothing behind', async () => {
    const { page, context } = await visit('nina', `${secure}/m`, PHONE);
    await signedIn(page);
    await page.getByText('This page also opens without signal.').waitFor();
    await page.getByRole('combobox', { name: 'Customer' }).fill('somebody');
    await page.getByLabel('What was said').fill('A secret');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => page.locator('.notes li').getAttribute('data-state'), WAIT).toBe('lost');
    await page.getByRole('button', { name: 'Language, appearance, sign out' }).click();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('button', { name: 'Stay signed in' }).click();
    await expect.poll(() => page.locator('.notes li').count()).toBe(1);
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('button', { name: 'Sign out and remove them' }).click();
    await page.waitForURL((url) => url.origin === issuer.url || url.search === '?out', WAIT);
    await page.goto(`${secure}/sign-in?out`);
    expect(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name).filter((name) => name?.includes('notes')))).toEqual([]);
    await context.close();
  });
});

describe('when the issuer is down', () => {
  it('the page says so and offers to try again', async () => {
    await begin(intranet);
    issuer.available(false);
    const { page, context } = await visit('nina', `${intranet}/a/ALFKI`);
    await page.getByRole('heading', { name: 'The sign-in service does not answer' }).waitFor(WAIT);
    await accessible(page);
    issuer.available(true);
    // the server leaves an issuer that is down alone for a while: whoever tries again then is let in
    await expect.poll(async () => {
      await page.getByRole('link', { name: 'Try again' }).click({ timeout: 3_000 }).catch(() => undefined); // on the way already
      return page.waitForURL(`${intranet}/a/ALFKI`, { timeout: 3_000 }).then(() => 'in', () => 'still out');
    }, { interval: 1_000 }).toBe('in');
    await context.close();
  });
});
