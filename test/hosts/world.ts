/** What all hosts share: one server with two customers, one web server of the company whose name is no secure context, one browser. The pages are the files beside it. */
import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launch } from '../helpers/browser.ts';
import { freePort, mint, root, start, type Running } from '../helpers/dossier.ts';

const KINDS: Readonly<Record<string, string>> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' };
const ana = { sub: 'ana', name: 'Ana Ruiz', roles: ['staff', 'steward', 'admin'] };
/** Scripts and styles as their makers publish them. */
const VENDOR: Readonly<Record<string, string>> = {
  '/vendor/jquery.js': 'jquery/dist/jquery.min.js', '/vendor/bootstrap.js': 'bootstrap/dist/js/bootstrap.bundle.min.js', '/vendor/bootstrap.css': 'bootstrap/dist/css/bootstrap.min.css', '/vendor/vue.js': 'vue/dist/vue.global.prod.js',
};

export interface Opened {
  readonly page: Page;
  /** What the console called an error, and what was thrown. */
  readonly errors: string[];
  /** What the console said of the kit, in any tone. */
  readonly said: string[];
}
export interface World {
  readonly browser: Browser;
  readonly origin: string;
  readonly server: Running;
  readonly token: string;
  /** Opens a page of `test/hosts/`; without motion, so that no colour is read while it changes. */
  open(path: string, options?: BrowserContextOptions & { readonly before?: () => void }): Promise<Opened>;
  /** A page that is made here, served like the others. */
  serve(path: string, body: string): void;
  stop(): Promise<void>;
}

/** The next major of the kit, as it would stand on the same server: another version, and a line of its own. */
const nextMajor = (code: string): string => code.replaceAll('1.0.0', '2.0.0').replaceAll('dossier.line.v1', 'dossier.line.v2').replaceAll('dossier.page.v1', 'dossier.page.v2');

export async function world(): Promise<World> {
  const endpoint = `http://dossier.test:${await freePort()}`;
  const policy = `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ${endpoint} ${endpoint.replace('http', 'ws')}`;
  const made = new Map<string, string>();
  const answer = async (path: string): Promise<string | Buffer> => {
    if (path === '/token') return mint(ana);
    if (path === '/settings') return JSON.stringify({ endpoint });
    const here = made.get(path);
    if (here !== undefined) return here;
    const vendor = VENDOR[path];
    if (vendor !== undefined) return readFile(join(root, 'node_modules', vendor));
    if (path.startsWith('/kit/')) return readFile(join(root, 'dist', path));
    if (path.startsWith('/kit2/')) return nextMajor(await readFile(join(root, 'dist/kit', path.slice('/kit2/'.length)), 'utf8'));
    return readFile(join(root, 'test/hosts', path));
  };
  const host: Server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://host').pathname);
    answer(path).then(
      (bytes) => response.writeHead(200, { 'content-type': KINDS[extname(path)] ?? 'text/plain', ...(path === '/strict-csp.html' ? { 'content-security-policy': policy } : {}) }).end(bytes),
      () => response.writeHead(path === '/favicon.ico' ? 204 : 404).end(),
    );
  });
  await new Promise<void>((done) => host.listen(0, '127.0.0.1', done));
  const address = host.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const origin = `http://intranet.test:${address.port}`;
  const server = await start({ port: Number(new URL(endpoint).port), env: { DOSSIER_ORIGINS: origin } });
  const token = await mint(ana);
  for (const [id, name] of [['HOST', 'Talleres Ibarra'], ['OTHER', 'Quesería Olmo']] as const) {
    await server.api(token, 'POST', '/api/archives', { id, kind: 'organisation', name, packs: ['base', 'organisation'] });
    await server.api(token, 'PATCH', `/api/archives/${id}/sections/profile`, { fields: { 'customer.shortName': name.split(' ')[0] } });
    await server.api(token, 'POST', `/api/archives/${id}/transactions`, { kind: 'sale', date: '2026-01-15', amount: '1200.00', currency: 'EUR', lines: [], source: 'erp', externalId: `${id}-1` });
  }
  const browser = await launch(['intranet.test', 'dossier.test']);
  return {
    browser, origin, server, token,
    async open(path, { before, ...options } = {}) {
      const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
      const page = await context.newPage();
      const [errors, said]: [string[], string[]] = [[], []];
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
        if (message.text().includes('dossier')) said.push(message.text());
      });
      page.on('pageerror', (error) => errors.push(error.message));
      if (before) await page.addInitScript(before);
      await page.goto(origin + path);
      return { page, errors, said };
    },
    serve: (path, body) => void made.set(path, body),
    async stop() {
      await browser.close();
      host.closeAllConnections();
      host.close();
      await server.stop();
    },
  };
}

/** The customer's card stands there. */
export const shown = async (page: Page, name = 'Talleres Ibarra', card = 'customer-card'): Promise<void> => page.locator(card).getByRole('heading', { name }).first().waitFor();
