/** A real Chromium for flows and days, and a host page of another origin that embeds the kit as an intranet would. */
import { createServer, type Server } from 'node:http';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { chromeArgs, findChrome } from './find-chrome.mjs';
import { mint, type Claims } from './dossier.ts';

/** Milliseconds in which what a person waits for has come on any machine; a test that needs a bound of its own measures a rule. */
const PATIENCE = 90_000;

/** `names` lead to this machine, so that a page can have an origin that is no secure context, as `http://intranet.test` is. */
export async function launch(names: readonly string[] = []): Promise<Browser> {
  const rules = names.length === 0 ? [] : [`--host-resolver-rules=${names.map((name) => `MAP ${name} 127.0.0.1`).join(',')}`];
  const browser = await chromium.launch({ executablePath: await findChrome(), args: [...chromeArgs, ...rules], timeout: PATIENCE });
  const open = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await open(options);
    context.setDefaultTimeout(PATIENCE);
    return context;
  };
  return browser;
}

export interface Intranet {
  readonly origin: string;
  /** Path of a page of this person on this site. */
  page(person: Claims, body: string, lang?: string): string;
  /** Opens the page as a person; `body` is the HTML between the tags. */
  open(browser: Browser, person: Claims, body: string, options?: BrowserContextOptions): Promise<{ page: Page; context: BrowserContext }>;
  close(): Promise<void>;
}

/** The company's own web server: it mints the token for whoever is signed in (here: named in the cookie) and embeds two lines. */
export async function intranet(endpoint: () => string): Promise<Intranet> {
  const pages = new Map<string, { body: string; person: Claims; lang: string }>();
  let count = 0;
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://intranet');
    const page = pages.get(url.searchParams.get('p') ?? '');
    if (url.pathname === '/favicon.ico') {
      response.writeHead(204).end();
    } else if (!page) {
      response.writeHead(404).end();
    } else if (url.pathname === '/token') {
      void mint(page.person).then((token) => response.writeHead(200, { 'content-type': 'text/plain' }).end(token));
    } else if (url.pathname === '/page.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(
        `const session = document.querySelector('archive-session');
         session.getToken = async () => (await fetch('/token' + location.search)).text();
         await import(${JSON.stringify(`${endpoint()}/kit/1/dossier.js`)});`);
    } else {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(
        `<!doctype html><html lang="${page.lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Intranet</title>
         <body><archive-session endpoint="${endpoint()}"></archive-session>${page.body}
         <script type="module" src="/page.js${url.search}"></script></body></html>`);
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const origin = `http://127.0.0.1:${address.port}`;
  const add = (person: Claims, body: string, lang = 'en'): string => {
    const key = String(++count);
    pages.set(key, { body, person, lang });
    return `/?p=${key}`;
  };
  return {
    origin,
    page: add,
    async open(browser, person, body, options = {}) {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      await page.goto(origin + add(person, body, options.locale));
      return { page, context };
    },
    close: () => new Promise((done) => { server.closeAllConnections(); server.close(() => done()); }),
  };
}
