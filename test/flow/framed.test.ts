/** `<dossier-frame>` in a page that is not trusted: another origin of the same company, a strict policy, no token, and scripts that would like to read what a person sees. A real issuer, a real browser. */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch } from '../helpers/browser.ts';
import { freePort, mint, start } from '../helpers/dossier.ts';
import type { Running } from '../helpers/dossier.ts';
import { startIssuer } from '../helpers/issuer.ts';
import type { Issuer } from '../helpers/issuer.ts';

const NAMES = { host: 'www.intranet.test', stranger: 'elsewhere.test', own: 'dossier.intranet.test' } as const;
const WAIT = { timeout: 90_000 };
const NINA = { sub: 'nina', name: 'Nina Petrova', groups: ['staff'] };

let issuer: Issuer;
let server: Running;
let browser: Browser;
let site: Server;
let own: string;
let origin: (name: string) => string;
/** What the page around holds between its tags. */
let body = '';
/** What it may ask itself. */
let connects = '';
let local: string;

beforeAll(async () => {
  const port = await freePort();
  own = `http://${NAMES.own}:${port}/dossier`;
  local = `http://127.0.0.1:${port}`;
  issuer = await startIssuer({ people: [NINA], redirects: [`${own}/sign-in/callback`], afterSignOut: [`${own}/sign-in?out`] });
  site = createServer((request, response) => {
    if (request.url === '/favicon.ico') return void response.writeHead(204).end();
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': `default-src 'none'; script-src http://${NAMES.own}:${port}; frame-src http://${NAMES.own}:${port}; style-src-attr 'none'${connects}` });
    response.end(`<!doctype html><html lang="es"><meta charset="utf-8"><title>Portal</title><body>${body}<script type="module" src="${own}/kit/1/frame.js"></script></body></html>`);
  });
  await new Promise<void>((done) => { site.listen(0, '127.0.0.1', done); });
  const at = (site.address() as { readonly port: number }).port;
  origin = (name) => `http://${name}:${at}`;
  server = await start({ port, env: { DOSSIER_PUBLIC_URL: own, DOSSIER_ORIGINS: origin(NAMES.host), DOSSIER_ISSUER: issuer.url, DOSSIER_OIDC_CLIENT_ID: issuer.client.id, DOSSIER_OIDC_CLIENT_SECRET: issuer.client.secret, DOSSIER_CLAIM_ROLES: 'groups' } });
  const answer = await fetch(`http://127.0.0.1:${port}/api/archives`, { method: 'POST', headers: { 'authorization': `Bearer ${await mint({ ...NINA, iss: issuer.url } as never)}`, 'content-type': 'application/json' }, body: JSON.stringify({ id: 'ALFKI', name: 'Alfreds Futterkiste', kind: 'organisation' }) });
  expect(answer.status).toBe(201);
  browser = await launch(Object.values(NAMES));
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await issuer?.stop();
  site?.close();
});

const FRAMES = `<dossier-frame id="card" endpoint="{own}" show="customer-card" archive="ALFKI" label="Ficha"></dossier-frame><dossier-frame id="form" endpoint="{own}" show="archive-form" archive="ALFKI" section="profile"></dossier-frame>`;
async function visit(name: string, inside = FRAMES): Promise<{ readonly context: BrowserContext; readonly page: Page; readonly complaints: string[] }> {
  issuer.signsIn('nina');
  body = inside.replaceAll('{own}', own);
  const context = await browser.newContext({ viewport: { width: 1000, height: 900 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => { if (message.type() === 'error' && !/status of 401/.test(message.text())) complaints.push(message.text()); });
  await page.goto(`${origin(name)}/`);
  return { context, page, complaints };
}
const inside = (page: Page, id: string): FrameLocator => page.frameLocator(`#${id} iframe`);

it('one signs in in a window of its own; the frames go on, and the page around has neither a token nor a way into them', async () => {
  const { context, page, complaints } = await visit(NAMES.host);
  const card = inside(page, 'card');
  await card.getByText('Aquí no has iniciado sesión', { exact: false }).waitFor(WAIT);
  const [window] = await Promise.all([context.waitForEvent('page'), card.getByRole('button', { name: 'Entrar' }).click()]);
  await card.getByText('Alfreds Futterkiste').first().waitFor(WAIT);
  await inside(page, 'form').locator('archive-form').getByText('Alfreds Futterkiste').first().waitFor(WAIT);
  expect(window.isClosed() || (await window.locator('aside').innerText()).includes('Has entrado')).toBe(true);
  expect(await page.locator('#card iframe').getAttribute('title')).toBe('Ficha');
  const reached = await page.evaluate(async (address) => {
    const frame = document.querySelector('#card')?.shadowRoot?.querySelector('iframe');
    const tries: Record<string, unknown> = { document: frame?.contentDocument ?? null };
    try {
      tries['body'] = frame?.contentWindow?.document.body.textContent;
    } catch (error) {
      tries['body'] = (error as Error).name;
    }
    tries['cookies'] = document.cookie;
    tries['token'] = await fetch(`${address}/sign-in/token`, { method: 'POST', credentials: 'include' }).then((answer) => answer.status, () => 'refused');
    return tries;
  }, own);
  expect(reached).toEqual({ document: null, body: 'SecurityError', cookies: '', token: 'refused' });
  expect(complaints.filter((text) => !text.includes('/sign-in/token'))).toEqual([]);
  await context.close();
});

it('a frame is as high as what stands in it, in the language of its place, and tells which archive somebody opens', async () => {
  const { context, page } = await visit(NAMES.host, '<div id="zh" lang="zh-Hant"><dossier-frame id="card" endpoint="{own}" show="customer-card" archive="ALFKI"></dossier-frame></div>');
  await signIn(context, page);
  await inside(page, 'card').getByText('Alfreds Futterkiste').first().waitFor(WAIT);
  expect(await inside(page, 'card').locator('html').getAttribute('lang')).toBe('zh-Hant');
  const sizes = async () => ({ outside: (await page.locator('#card iframe').boundingBox())?.height ?? 0, inside: await inside(page, 'card').locator('body').evaluate((element) => Math.ceil(element.getBoundingClientRect().height)) });
  await expect.poll(async () => { const { outside, inside: needed } = await sizes(); return needed > 100 && Math.abs(outside - needed) <= 1; }, WAIT).toBe(true);
  await page.evaluate(() => { document.addEventListener('dossier-open', (event) => { document.title = (event as CustomEvent<{ archive: string }>).detail.archive; }); });
  await inside(page, 'card').locator('customer-card').evaluate((element) => element.dispatchEvent(new CustomEvent('dossier-open', { detail: { archive: 'ALFKI' }, bubbles: true, composed: true, cancelable: true })));
  await expect.poll(() => page.title(), WAIT).toBe('ALFKI');
  await context.close();
});

it('what somebody else posts is not taken for the frame', async () => {
  const { context, page } = await visit(NAMES.host);
  await page.locator('#card iframe').waitFor(WAIT);
  await page.evaluate(() => {
    document.addEventListener('dossier-open', () => { document.title = 'taken in'; });
    window.postMessage({ 'dossier-frame': 1, 'kind': 'open', 'archive': 'X' }, '*');
  });
  await page.evaluate(() => new Promise((done) => { setTimeout(done, 0); }));
  expect(await page.title()).toBe('Portal');
  await context.close();
});

it('a page of an origin that may not embed gets no frame', async () => {
  const { context, page, complaints } = await visit(NAMES.stranger);
  await expect.poll(() => complaints.some((text) => text.includes('frame-ancestors')), WAIT).toBe(true);
  expect(await page.frames()[1]?.evaluate(() => document.body.innerText).catch(() => '')).not.toContain('Entrar');
  await context.close();
});

it('what the policy keeps for own pages is a link in a part of the kit that stands in the page, and there in a frame', async () => {
  const as = async (who: { readonly sub: string; readonly groups: readonly string[] }, method: string, path: string, wish?: object) => {
    const answer = await fetch(`${local}${path}`, { method, headers: { 'authorization': `Bearer ${await mint({ ...who, iss: issuer.url } as never)}`, 'content-type': 'application/json' }, ...(wish ? { body: JSON.stringify(wish) } : {}) });
    return { status: answer.status, body: await answer.json() as { draft: { version: number; writtenAt: string } | null } };
  };
  const [ada, gina, stu] = [{ sub: 'ada', groups: ['admin'] }, { sub: 'gina', groups: ['generalManager'] }, { sub: 'stu', groups: ['steward'] }] as const;
  await as(gina, 'GET', '/api/me');
  expect((await as(ada, 'PUT', '/api/people/nina', { clearances: ['identity'] })).status).toBe(200);
  expect((await as(NINA, 'PATCH', '/api/archives/ALFKI/sections/identity', { fields: { 'person.idDocumentNumber': 'X1234567L' } })).status).toBe(200);
  await as(stu, 'PUT', '/api/policy/draft', { rules: { departmentDefault: 'exists', companyDefault: 'none', packRoles: [], emergency: [], enterOnly: [], frameOnly: ['identity'] }, text: {}, note: '', basis: null });
  const { draft } = (await as(stu, 'POST', '/api/policy/draft/send')).body;

  connects = `; connect-src ${new URL(own).origin} ${new URL(own).origin.replace('http', 'ws')}`;
  const { context, page } = await visit(NAMES.host, `<archive-session endpoint="{own}"></archive-session><archive-form id="here" archive="ALFKI" section="identity"></archive-form><dossier-frame id="form" endpoint="{own}" show="archive-form" archive="ALFKI" section="identity"></dossier-frame><script type="module" src="{own}/kit/1/dossier.js"></script>`);
  await signIn(context, page);
  const token = await mint({ ...NINA, iss: issuer.url } as never);
  await page.evaluate((given) => { (document.querySelector('archive-session') as HTMLElement & { getToken: () => Promise<string> }).getToken = () => Promise.resolve(given); }, token);
  const here = page.locator('#here');
  await here.getByText('67L').first().waitFor(WAIT);
  // on the open page, before the approval is answered
  expect((await as(gina, 'POST', '/api/policy/decision', { version: draft?.version, basis: draft?.writtenAt, approve: true })).status).toBe(200);
  await here.getByText('Esto se abre solo en las páginas propias de Dossier', { exact: false }).waitFor(WAIT);
  expect(await here.getByText('67L').count()).toBe(0);
  expect(await here.getByRole('link', { name: 'Abrir el cliente en Dossier' }).getAttribute('href')).toBe(`${own}/a/ALFKI`);
  await inside(page, 'form').getByText('67L').first().waitFor(WAIT);
  connects = '';
  await context.close();
});

it('a page that names nothing to show is told in the console, and an address made by hand in the frame', async () => {
  const { context, page, complaints } = await visit(NAMES.host, '<dossier-frame endpoint="{own}" show="dossier-admin"></dossier-frame>');
  await expect.poll(() => complaints.join(), WAIT).toContain('<dossier-frame> needs show=');
  await page.goto(`${own}/frame?show=dossier-admin`);
  await page.getByText(/names no element|ningún elemento/).waitFor(WAIT);
  await context.close();
});

async function signIn(context: BrowserContext, page: Page): Promise<void> {
  const window = await context.newPage();
  await window.goto(`${own}/frame?done`);
  await window.goto(`${own}/`);
  await window.locator('header bdi:not(:empty)').waitFor({ ...WAIT, state: 'attached' });
  await window.close();
  await page.reload();
}
