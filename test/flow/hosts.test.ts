/** The built kit on hard pages: a content policy that allows nothing but scripts and styles of the page itself, and a style sheet that resets everything. */
import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch } from '../helpers/browser.ts';
import { freePort, mint, root, start, type Running } from '../helpers/dossier.ts';

const KINDS: Readonly<Record<string, string>> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' };
const ana = { sub: 'ana', name: 'Ana Ruiz', roles: ['staff'] };
let server: Running;
let host: Server;
let origin: string;
let browser: Browser;

beforeAll(async () => {
  const endpoint = `http://127.0.0.1:${await freePort()}`;
  const policy = `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ${endpoint} ${endpoint.replace('http', 'ws')}`;
  host = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://host').pathname);
    void (async () => {
      if (path === '/token') return response.end(await mint(ana));
      if (path === '/settings') return response.end(JSON.stringify({ endpoint }));
      const file = path.startsWith('/kit/') ? join(root, 'dist', path) : join(root, 'test/hosts', path);
      const bytes = await readFile(file);
      response.writeHead(200, { 'content-type': KINDS[extname(path)] ?? 'application/octet-stream', ...(path === '/strict-csp.html' ? { 'content-security-policy': policy } : {}) });
      response.end(bytes);
    })().catch(() => response.writeHead(404).end());
  });
  await new Promise<void>((done) => host.listen(0, '127.0.0.1', done));
  const address = host.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  origin = `http://127.0.0.1:${address.port}`;
  server = await start({ port: Number(new URL(endpoint).port), env: { DOSSIER_ORIGINS: origin } });
  const token = await mint(ana);
  await server.api(token, 'POST', '/api/archives', { id: 'HOST', kind: 'organisation', name: 'Talleres Ibarra', packs: ['base', 'organisation'] });
  await server.api(token, 'POST', '/api/archives/HOST/transactions', { kind: 'sale', date: '2026-01-15', amount: '1200.00', currency: 'EUR', lines: [], source: 'erp', externalId: 'o1' });
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  host.close();
  await server.stop();
});

async function open(path: string): Promise<{ page: Page; errors: string[] }> {
  // Without motion, so that no colour is read while it changes.
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  const errors: string[] = [];
  page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()); });
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(origin + path);
  await page.locator('customer-card').getByRole('heading', { name: 'Talleres Ibarra' }).waitFor();
  return { page, errors };
}

it('renders every element under a strict content policy without one violation', async () => {
  const { page, errors } = await open('/strict-csp.html');
  await page.locator('archive-form').getByText('Customer name').first().waitFor();
  await page.locator('customer-list').getByText('Talleres Ibarra').first().waitFor();
  await page.locator('classification-badge button').first().click();
  await page.locator('classification-badge').getByRole('heading', { level: 3 }).waitFor();
  await page.evaluate(() => { document.documentElement.lang = 'zh-Hant'; });
  await page.locator('customer-card').getByText('最近交易').waitFor();
  await page.waitForLoadState('networkidle');
  expect(await page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations)).toEqual([]);
  expect(errors).toEqual([]);
  await page.close();
});

/** What a page's style sheet must not reach, of every node that an element draws. */
const look = async (page: Page): Promise<string[]> => {
  await page.locator('classification-badge button').first().waitFor();
  await page.locator('customer-card').getByRole('button', { name: 'Paste details' }).waitFor(); // its last line
  await page.locator('customer-card .service').waitFor(); // and the one whose words come by themselves
  return page.evaluate(() => ['customer-card', 'classification-badge', 'sync-status'].flatMap((tag) =>
    [...document.querySelector(tag)!.shadowRoot!.querySelectorAll('*')].filter((node) => node.localName !== 'style' && !(node instanceof HTMLSlotElement)).map((node) => {
      const style = getComputedStyle(node);
      // A host that was made inline keeps its content's display inline; both look alike.
      const parts = [style.display.replace('inline-', ''), ...(['color', 'fontSize', 'fontStyle', 'fontWeight', 'lineHeight', 'letterSpacing', 'wordSpacing', 'textAlign', 'textIndent', 'textTransform', 'textShadow', 'whiteSpace', 'backgroundColor', 'paddingLeft'] as const).map((key) => style[key])];
      return `${tag} ${node.localName}.${node.getAttribute('class') ?? ''}: ${parts.join(' | ')}`;
    })));
};

it('looks the same under a hostile style sheet', async () => {
  const plain = await open('/plain-css.html');
  const hostile = await open('/hostile-css.html');
  expect((await look(plain.page)).length).toBeGreaterThan(40);
  // some lines come later than others
  await expect.poll(async () => {
    const [expected, found] = [await look(plain.page), await look(hostile.page)];
    return { missing: expected.filter((line) => !found.includes(line)), more: found.filter((line) => !expected.includes(line)), as: found.length - expected.length };
  }).toEqual({ missing: [], more: [], as: 0 });
  await plain.page.close();
  await hostile.page.close();
});

it('leaves nothing of its own on the page but its two shared symbols', async () => {
  const { page } = await open('/plain-css.html');
  const found = await page.evaluate(() => ({
    symbols: Object.getOwnPropertySymbols(globalThis).map((symbol) => Symbol.keyFor(symbol)).filter((key) => key?.startsWith('dossier')).sort(),
    sheets: document.adoptedStyleSheets.length + document.querySelectorAll('style').length,
    styled: document.querySelectorAll('[style]').length,
  }));
  expect(found).toEqual({ symbols: ['dossier.line.v1', 'dossier.page.v1'], sheets: 0, styled: 0 });
  await page.close();
});
