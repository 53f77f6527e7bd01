/** Keeps the files of `/m`, and nothing else, so that it opens without signal. They are fetched anew at each visit; no answer of the interface ever passes through here. */

interface Waiting { waitUntil(work: Promise<unknown>): void }
interface Fetched extends Waiting { readonly request: Request; respondWith(answer: Promise<Response>): void }
interface Told extends Waiting { readonly data: { readonly keep?: boolean }; readonly ports: readonly MessagePort[] }
/** The worker's own world, of which the DOM's types know nothing. */
interface Worker {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(name: 'install' | 'activate', listener: (event: Waiting) => void): void;
  addEventListener(name: 'fetch', listener: (event: Fetched) => void): void;
  addEventListener(name: 'message', listener: (event: Told) => void): void;
}
const worker = self as unknown as Worker;

const PAGE = new URL(worker.registration.scope);
const FILES = new URL('pages/', PAGE);
const CACHE = `dossier-m:${PAGE.pathname}`;

const isPage = (url: URL): boolean => url.origin === PAGE.origin && url.pathname === PAGE.pathname;
const isFile = (url: URL): boolean => url.href.startsWith(FILES.href);

/** What a page or a script names: the page its files in full, scripts their imports beside them. */
function named(text: string, from: URL): readonly URL[] {
  const pattern = from.pathname.endsWith('.js') ? /(?:from|import)\s*["'](\.{1,2}\/[^"']+)["']/g : /(?:src|href)="([^"]+)"/g;
  return [...text.matchAll(pattern)].map(([, name = '']) => new URL(name, from)).filter(isFile);
}

/**
 * Begins with the page as the server has it now and follows what it names, so that a version that is gone never holds on to its own files.
 * All of them or none: half of a new version is no version. What is named no more is let go.
 */
async function keepAll(): Promise<boolean> {
  const answers = new Map<string, Response>();
  for (let wanted: readonly URL[] = [PAGE]; wanted.length > 0;) {
    const texts = await Promise.all(wanted.map(async (url) => {
      const answer = await fetch(url, { cache: 'no-cache' });
      if (!answer.ok || answer.redirected) throw new Error(`${url.href}: ${answer.status}`);
      answers.set(url.href, answer.clone());
      return /\.js$/.test(url.pathname) || isPage(url) ? named(await answer.text(), url) : [];
    }));
    wanted = [...new Map(texts.flat().map((url) => [url.href, url])).values()].filter(({ href }) => !answers.has(href));
  }
  const cache = await caches.open(CACHE);
  await Promise.all([...answers].map(([name, answer]) => cache.put(name, answer)));
  const old = (await cache.keys()).filter(({ url }) => !answers.has(url));
  await Promise.all(old.map((request) => cache.delete(request)));
  return true;
}

/** What is kept first: it is there at once, also over a bad line, and the visit brings the next version. */
async function kept(request: Request, name: string): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(name)) ?? fetch(request);
}

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener('message', (event) => {
  const { data: { keep }, ports: [port] } = event;
  // without signal what was kept before stays
  if (keep) event.waitUntil(keepAll().catch(() => false).then((done) => port?.postMessage(done)));
});
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET') return;
  if (request.mode === 'navigate' && isPage(url)) event.respondWith(kept(request, PAGE.href));
  else if (isFile(url)) event.respondWith(kept(request, url.href));
});
