/** Networks that let no WebSocket through (server/sync/SPEC.md, HTTP-*): two people edit one archive through a proxy that strips `Upgrade`, and through one that also holds answers back; the server is killed in between. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { intranet, launch, type Intranet } from '../helpers/browser.ts';
import { freePort, mint, start, tempFolder, type Running } from '../helpers/dossier.ts';
import { strippingProxy, type Proxy } from '../helpers/stripping-proxy.ts';

const FIELD = 'Business scope';
const FORM = '<archive-form archive="PROXY" section="profile"></archive-form>';
const ana = { sub: 'ana', name: 'Ana Ruiz', roles: ['staff'] };
const wei = { sub: 'wei', name: 'Wei Li', roles: ['staff'] };
const folder = tempFolder();
let port: number;
let server: Running;
let browser: Browser;
let proxies: Record<'strips' | 'holds', Proxy>;
let sites: Record<'strips' | 'holds', Intranet>;
const serve = (): Promise<Running> => start({ port, folder, env: { DOSSIER_ORIGINS: `${sites.strips.origin},${sites.holds.origin}`, DOSSIER_TRUSTED_PROXIES: '127.0.0.1' } });

beforeAll(async () => {
  port = await freePort();
  const target = (): string => `http://127.0.0.1:${port}`;
  proxies = { strips: await strippingProxy(target), holds: await strippingProxy(target, { buffer: true }) };
  sites = { strips: await intranet(() => proxies.strips.url), holds: await intranet(() => proxies.holds.url) };
  server = await serve();
  browser = await launch();
  const token = await mint(ana);
  await server.api(token, 'POST', '/api/archives', { id: 'PROXY', kind: 'organisation', packs: ['base', 'organisation'], name: 'Behind a wall' });
  await server.api(token, 'PATCH', '/api/archives/PROXY/sections/profile', { texts: { 'org.businessScope': 'It begins ' } }); // an empty field is folded away
  await server.api(token, 'PUT', '/api/archives/PROXY/owners', { owner: 'ana', coOwners: ['wei'], deputies: [] });
});
afterAll(async () => {
  await browser.close();
  for (const each of [...Object.values(sites), ...Object.values(proxies)]) await each.close();
  await server.stop();
});

const stored = async (): Promise<string> => {
  const { body } = await server.api<{ texts: Record<string, string> }>(await mint(ana), 'GET', '/api/archives/PROXY/sections/profile');
  return body.texts['org.businessScope'] ?? '';
};
const text = (page: Page): Promise<string> => page.getByLabel(FIELD).inputValue();
const saved = (page: Page): Promise<void> => page.getByText(/All changes saved/).first().waitFor();

it.each(['strips', 'holds'] as const)('HTTP-1 to HTTP-5: behind a proxy that %s, and with a kill of the server: same acks, nothing lost', async (kind) => {
  const before = await stored();
  const { page: writer, context: one } = await sites[kind].open(browser, ana, FORM);
  const { page: reader, context: two } = await sites[kind].open(browser, wei, FORM);
  for (const page of [writer, reader]) await page.getByLabel(FIELD).waitFor();
  await writer.getByLabel(FIELD).press('End');
  await writer.keyboard.type('before the kill, ', { delay: 10 });
  await saved(writer);
  await expect.poll(stored).toBe(`${before}before the kill, `);
  await expect.poll(() => text(reader)).toBe(`${before}before the kill, `);

  const typing = writer.keyboard.type('while it dies, ', { delay: 30 });
  await server.kill();
  await typing;
  const shown = await text(reader);
  server = await serve();
  expect((await stored()).startsWith(shown)).toBe(true); // what a colleague saw is on disk
  await expect.poll(stored).toBe(`${before}before the kill, while it dies, `);
  await expect.poll(() => text(reader)).toBe(`${before}before the kill, while it dies, `);
  await saved(writer);
  await reader.getByLabel(FIELD).press('End');
  await reader.keyboard.type('and after.', { delay: 10 });
  await expect.poll(() => text(writer)).toBe(`${before}before the kill, while it dies, and after.`);
  await saved(reader);
  await expect.poll(async () => (await stored()) === (await text(writer))).toBe(true);

  const { posts, stripped, addresses } = proxies[kind];
  console.log(kind, Object.fromEntries([...posts].filter(([path]) => path.startsWith('/line'))));
  expect([stripped > 1, posts.has('/line/http/down')]).toEqual([true, true]);
  // nothing of a session is in an address
  expect([...addresses].filter((address) => address.startsWith('/line'))).toEqual(expect.arrayContaining(['/line', '/line/http/open', '/line/http/up', '/line/http/down']));
  expect([...addresses].filter((address) => address.startsWith('/line') && !/^\/line(\/http\/(open|up|down|end))?$/.test(address))).toEqual([]);
  await one.close();
  await two.close();
});

it('HTTP-6: eight windows side by side share six connections, and each of them saves and hears the others', async () => {
  const context: BrowserContext = await browser.newContext();
  const pages: Page[] = [];
  for (let i = 0; i < 8; i++) {
    const page = await context.newPage();
    await page.goto(sites.strips.origin + sites.strips.page(ana, '<archive-form archive="PROXY" section="profile"></archive-form>'));
    await page.getByLabel(FIELD).waitFor();
    pages.push(page);
  }
  let whole = await text(pages[0]!);
  for (const [i, page] of pages.entries()) {
    await page.getByLabel(FIELD).press('End');
    await page.keyboard.type(` ${i}`);
    whole += ` ${i}`;
    for (const each of pages) await expect.poll(() => text(each)).toBe(whole);
  }
  for (const page of pages) await saved(page);
  await expect.poll(stored).toBe(whole);
  await context.close();
});
