/** "Use elsewhere" as both sides have it: a manager makes links on a card by clicks, and pages, wikis, calendars and workbooks of others read them without knowing anybody; what is ended there shows so. The built server, a real browser, pages of a name of their own. */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import ICAL from 'ical.js';
import MarkdownIt from 'markdown-it';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ArchiveLink, LinkKind } from '../../model/elsewhere/api.ts';
import { intranet, launch } from '../helpers/browser.ts';
import type { Intranet } from '../helpers/browser.ts';
import { freePort, mint, start } from '../helpers/dossier.ts';
import type { Running } from '../helpers/dossier.ts';

const OLGA = { sub: 'olga', name: 'Olga Berg', roles: ['manager'] };
const RITA = { sub: 'rita', name: 'Rita Sanz', roles: ['staff'] };
const WIKI = 'wiki.elsewhere.test';
const KINDS: readonly LinkKind[] = ['picture', 'frame', 'table', 'calendar'];
const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

let server: Running;
let site: Intranet;
let foreign: Server;
let browser: Browser;
let olga: string;
let rita: string;
/** What somebody has pasted into the page of the wiki. */
let pasted = '';
let wiki: string;

beforeAll(async () => {
  const port = await freePort();
  site = await intranet(() => `http://127.0.0.1:${port}`);
  foreign = createServer((request, response) => {
    if (request.url !== '/') return void response.writeHead(204).end(); // what a browser asks for by itself
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Wiki</title><body>${pasted}</body></html>`);
  });
  await new Promise<void>((done) => { foreign.listen(0, '127.0.0.1', done); });
  wiki = `http://${WIKI}:${(foreign.address() as { readonly port: number }).port}/`;
  [server, browser, olga, rita] = await Promise.all([start({ port, env: { DOSSIER_ORIGINS: site.origin } }), launch([WIKI]), mint(OLGA), mint(RITA)]);
  for (const id of ['TEA', 'OLD', 'NEW', 'OWN']) {
    const { status, body } = await server.api(olga, 'POST', '/api/archives', { id, name: `${id} & Söhne`, kind: 'organisation', packs: ['base', 'organisation'] });
    expect(status, JSON.stringify(body)).toBe(201);
    expect((await server.api(olga, 'PATCH', `/api/archives/${id}/sections/profile`, { fields: { 'org.licenceValidUntil': day(20) } })).status).toBe(200);
  }
  await server.api(rita, 'GET', '/api/me');
});
afterAll(async () => {
  await browser.close();
  await site.close();
  foreign.close();
  await server.stop();
});

/** A reader whom nobody knows. */
async function reader(text: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<{ page: Page; context: BrowserContext; told: Record<string, string>[]; complaints: string[] }> {
  pasted = text;
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const told: Record<string, string>[] = [];
  const complaints: string[] = [];
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
  page.on('request', (request) => { if (request.url().startsWith(server.url)) void request.allHeaders().then((headers) => { told.push(headers); }, () => undefined); });
  await page.goto(wiki);
  return { page, context, told, complaints };
}
const drawn = async (picture: Locator): Promise<number> => {
  await expect.poll(() => picture.evaluate((node: HTMLImageElement) => node.complete && node.naturalWidth)).toBeGreaterThan(1);
  return picture.evaluate((node: HTMLImageElement) => node.naturalWidth);
};
/** As Excel and calendars ask: no cookie, no page around. */
const ask = (url: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> => fetch(url, { headers: { accept: '*/*', ...headers } });
/** Links made over REST, for what is not about the dialog. */
async function made(token: string, archive: string): Promise<readonly (ArchiveLink & { readonly url: string })[]> {
  const all = await Promise.all(KINDS.map((kind) => server.api<ArchiveLink & { readonly url: string }>(token, 'POST', `/api/archives/${archive}/links`, { kind, names: true, ...(kind === 'calendar' ? {} : { schemes: ['lifecycle'] }) })));
  expect(all.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  return all.map(({ body }) => body);
}
const pageOf = (links: readonly (ArchiveLink & { readonly url: string })[]): string => {
  const [picture, frame] = links.map(({ url }) => url);
  return `<img src="${picture!}" alt="badge"><iframe src="${frame!}" title="badge" width="400" height="32"></iframe>`;
};

it('what a manager makes by clicks stands in other tools as it was shown, for readers whom nobody knows, until it is ended there', async () => {
  const { page, context } = await site.open(browser, OLGA, '<customer-card archive="TEA"></customer-card>');
  await page.locator('customer-card').getByRole('button', { name: 'Use elsewhere' }).click();
  const dialog = page.getByRole('dialog', { name: 'Use elsewhere' });
  const end = day(30);
  /** Makes the link of this way and gives what one pastes. */
  const make = async (way: string): Promise<{ address: string; snippet: string }> => {
    await dialog.getByRole('tab', { name: way, exact: true }).click();
    await dialog.getByLabel('With the customer’s name').check();
    await dialog.getByLabel(/Ends on/).fill(end);
    await dialog.getByLabel(/Ends on/).blur();
    await dialog.getByText('In it:').waitFor();
    await dialog.getByRole('button', { name: 'Make the link' }).click();
    await dialog.getByText('The link is ready.').waitFor();
    const [snippet] = await dialog.locator('#snippet, #query').evaluateAll((all) => all.map((each) => (each as HTMLTextAreaElement).value));
    return { address: await dialog.getByLabel('Address', { exact: true }).inputValue(), snippet: snippet ?? '' };
  };

  const picture = await make('Picture');
  const before = await dialog.locator('.plate.light svg').getAttribute('width');
  const words = await dialog.locator('.plate.light svg').getAttribute('aria-label');
  expect(words).toContain('TEA & Söhne');
  const dark = await dialog.locator('.plate.dark svg').locator('rect, text').evaluateAll((all) => all.map((each) => getComputedStyle(each).fill));
  await dialog.getByRole('tab', { name: 'Wiki' }).click();
  await dialog.getByLabel('Kind of wiki').selectOption('markdown');
  const markdown = await dialog.locator('#snippet').inputValue();
  const frame = await make('Frame');
  const calendar = await make('Calendar');
  const table = await make('Excel');

  // a page, a wiki: another origin, a dark computer
  const other = await reader(`${picture.snippet}${new MarkdownIt({ html: false }).render(markdown)}${frame.snippet}`, { colorScheme: 'dark' });
  const images = other.page.locator('img');
  expect(await images.count()).toBe(2);
  for (const image of await images.all()) {
    expect(await drawn(image)).toBe(Number(before));
    expect(await image.getAttribute('alt')).toContain('TEA & Söhne');
    expect(await image.evaluate((node) => node.closest('a')?.href)).toBe(`${server.url}/a/TEA`);
  }
  const inside = other.page.frameLocator('iframe');
  const badge = inside.getByRole('img', { name: words! });
  await badge.waitFor();
  const link = inside.locator('a');
  expect([await link.getAttribute('href'), await link.getAttribute('target')]).toEqual([`${server.url}/a/TEA`, '_blank']);
  expect(await inside.locator('html').evaluate((node) => [node.scrollWidth <= node.clientWidth, node.scrollHeight <= node.clientHeight, getComputedStyle(node.ownerDocument.body).backgroundColor]), 'without bars, dark').toEqual([true, true, 'rgb(23, 28, 31)']);
  const fills = async (part: Locator): Promise<string[]> => part.locator('rect, text').evaluateAll((all) => all.map((each) => getComputedStyle(each).fill));
  expect(await fills(badge), 'as the dialog shows it on a dark page').toEqual(dark);
  expect(other.told.length).toBe(2); // one picture, one frame
  expect(other.told.flatMap((headers) => Object.keys(headers)).filter((name) => name === 'cookie' || name === 'authorization')).toEqual([]);
  expect(await other.context.cookies()).toEqual([]);
  expect(other.complaints).toEqual([]);

  // a workbook, a calendar
  expect(table.snippet).toContain(`Web.Contents("${table.address}")`);
  const cells = await ask(table.address);
  expect([cells.status, cells.headers.get('set-cookie'), cells.headers.get('content-type')]).toEqual([200, null, 'text/csv; charset=utf-8']);
  const lines = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await cells.arrayBuffer());
  expect(lines.startsWith('\ufeffWhat,Value')).toBe(true);
  expect(lines).toContain('Name,TEA & Söhne');
  const due = async (): Promise<readonly ICAL.Event[]> => new ICAL.Component(ICAL.parse(await (await ask(calendar.address)).text()) as never).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
  await expect.poll(async () => (await due()).map(({ summary, startDate }) => [summary.includes('TEA & Söhne'), startDate.toString()])).toContainEqual([true, day(20)]);

  // what was made is there, with its end, and ends by clicks
  const tags = new Map(await Promise.all([picture, frame, table, calendar].map(async ({ address }) => [address, (await ask(address)).headers.get('etag')!] as const)));
  await dialog.getByRole('tab', { name: 'Links (4)' }).click();
  expect(await dialog.getByRole('listitem').count()).toBe(4);
  for (const left of [3, 2, 1, 0]) {
    await dialog.getByRole('listitem').first().getByRole('button', { name: /^End/ }).click();
    await expect.poll(() => dialog.getByRole('listitem').count()).toBe(left);
  }
  await dialog.getByText('There is no link to this customer.').waitFor();
  for (const [address, tag] of tags) expect((await ask(address, { 'if-none-match': tag })).status, address).toBe(address.includes('.ics') ? 404 : 410);
  expect(await (await ask(table.address)).text()).toContain('Link ended');
  await other.context.close();
  const later = await reader(`${picture.snippet}${frame.snippet}`);
  await later.page.frameLocator('iframe').getByRole('img', { name: 'Link ended' }).waitFor();
  expect(await drawn(later.page.locator('img'))).not.toBe(Number(before));
  await later.context.close();
  await context.close();
});

it('where two customers became one, links to either lead to it, and are ended in its dialog', async () => {
  const links = await made(olga, 'OLD');
  expect((await server.api(olga, 'POST', '/api/merges', { winner: 'NEW', loser: 'OLD' })).status).toBe(201);
  const other = await reader(pageOf(links));
  await expect.poll(() => other.page.frameLocator('iframe').locator('a').getAttribute('href').catch(() => null)).toBe(`${server.url}/a/NEW`);
  await other.page.frameLocator('iframe').getByRole('img', { name: /^NEW & Söhne/ }).waitFor();
  await other.context.close();
  const { page, context } = await site.open(browser, OLGA, '<customer-card archive="OLD"></customer-card>', { locale: 'es', viewport: { width: 360, height: 740 } });
  await page.locator('customer-card').getByRole('button', { name: 'Usar en otro sitio' }).click();
  await page.getByRole('tab', { name: 'Enlaces (4)' }).click();
  await page.getByRole('listitem').filter({ hasText: 'Marco' }).getByRole('button', { name: /^Terminar/ }).click();
  await page.getByText('Terminado. Ya no abre nada').waitFor();
  expect((await ask(links[1]!.url)).status).toBe(410);
  expect((await ask(links[0]!.url)).status).toBe(200);
  await context.close();
});

it('who made a link and reads the customer no longer takes it along', async () => {
  const given = await server.api<{ id: string }>(olga, 'POST', '/api/grants', { archive: 'OWN', to: { kind: 'person', id: 'rita' }, level: 'read', sections: null, reason: 'helps' });
  expect(given.status, JSON.stringify(given.body)).toBe(201);
  const links = await made(rita, 'OWN');
  const tags = await Promise.all(links.map(async ({ url }) => (await ask(url)).headers.get('etag')!));
  expect((await server.api(olga, 'DELETE', `/api/grants/${given.body.id}`)).status).toBe(204);
  for (const [i, { url, kind }] of links.entries()) expect([kind, (await ask(url, { 'if-none-match': tags[i]! })).status]).toEqual([kind, kind === 'calendar' ? 404 : 410]);
  const other = await reader(pageOf(links));
  await other.page.frameLocator('iframe').getByRole('img', { name: 'Link ended' }).waitFor();
  expect(await drawn(other.page.locator('img'))).toBeGreaterThan(40);
  await other.context.close();
});
