/** The demo's server beside the site, where there is one: its sample people, their tokens, the kit. */
const { dataset } = document.documentElement;
/** The folder of the site. */
const SITE = new URL(dataset['top'] ?? './', location.href);
/** The demo serves the site under `docs/`, so the server's own place is the folder above. */
export const ENDPOINT = new URL('../', SITE).href;

export interface Person { readonly id: string; readonly name: string; readonly title: Readonly<Record<string, string>> }

async function json<T>(url: URL | string, options: RequestInit = {}): Promise<T> {
  const answer = await fetch(url, options);
  if (!answer.ok) throw new Error(`${String(url)}: ${answer.status}`);
  return await answer.json() as T;
}

let asked: Promise<boolean> | undefined;
/** False where the pages lie alone, on a host of files. */
export const isThere = (): Promise<boolean> => (asked ??= json<{ demo: boolean }>(new URL('server.json', SITE)).then(({ demo }) => demo));

let kit: Promise<void> | undefined;
/** The kit as any page loads it: one script. */
export const loadKit = (): Promise<void> => (kit ??= new Promise((done, fail) => {
  const script = document.createElement('script');
  script.type = 'module';
  script.src = `${ENDPOINT}kit/1/dossier.js`;
  script.addEventListener('load', () => { done(); });
  script.addEventListener('error', () => { fail(new Error(`${script.src} could not be loaded`)); });
  document.head.append(script);
}));

let everybody: Promise<readonly Person[]> | undefined;
export const people = (): Promise<readonly Person[]> => (everybody ??= json<{ items: readonly Person[] }>(`${ENDPOINT}api/demo/people`).then(({ items }) => items));

export const tokenFor = (person: string): Promise<string> =>
  json<{ token: string }>(`${ENDPOINT}api/demo/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ person }) }).then(({ token }) => token);
