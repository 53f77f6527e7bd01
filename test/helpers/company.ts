/** A company as it is met outside: the bundle behind Debian's nginx at `http://intranet.test/dossier/`, an old intranet on the same nginx, an issuer with people whom Dossier has never heard of, the demo off. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launch } from './browser.ts';
import { bundle } from './bundle.ts';
import { freePort, tempFolder } from './dossier.ts';
import { startIssuer, type Issuer, type IssuerPerson } from './issuer.ts';
import { startNginx, type Nginx } from './nginx.ts';

export interface CompanyOptions {
  readonly people: readonly IssuerPerson[];
  /** Groups of the directory that are roles here. */
  readonly roles: Readonly<Record<string, string>>;
  /** Pages of the old intranet: path to HTML. Scripts of theirs ask `/intranet/token` for whoever is signed in there. */
  readonly pages: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Company {
  /** `http://intranet.test:<port>`; Dossier is at `/dossier/` below it. */
  readonly origin: string;
  readonly issuer: Issuer;
  readonly nginx: Nginx;
  /** What the server has logged so far. */
  readonly log: () => string;
  /** The command `dossier` of the bundle, with the server's environment, until it ends. */
  dossier(...args: string[]): Promise<{ readonly status: number | null; readonly out: string }>;
  /** REST through nginx, with a token that the issuer gave to another application. */
  api<T = unknown>(person: string, method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly body: T }>;
  /** A computer of one person, signed in at the company. */
  desk(person: string, options?: Parameters<Browser['newContext']>[0]): Promise<{ readonly context: BrowserContext; readonly page: Page; open(path: string): Promise<void> }>;
  start(): Promise<void>;
  /** SIGTERM, or another signal; resolves when the process has ended. */
  end(signal?: NodeJS.Signals): Promise<void>;
  close(): Promise<void>;
}

export async function company({ people, roles, pages, env: more = {} }: CompanyOptions): Promise<Company> {
  const [front, back, host] = [await freePort(), await freePort(), await freePort()];
  const origin = `http://intranet.test:${front}`;
  const folder = tempFolder();
  const issuer = await startIssuer({ people, redirects: [`${origin}/dossier/sign-in/callback`], afterSignOut: [`${origin}/dossier/`] });
  const site = join(folder, 'site');
  for (const [path, html] of Object.entries(pages)) {
    mkdirSync(join(site, path, '..'), { recursive: true });
    writeFileSync(join(site, path), html);
  }
  // the old intranet's backend: it knows who is signed in there, and hands the page that person's token
  const backend = createServer((request, response) => {
    const person = /(?:^|; )old-intranet=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
    if (person === undefined) return void response.writeHead(401).end();
    issuer.accessToken(decodeURIComponent(person)).then((token) => response.writeHead(200, { 'content-type': 'text/plain', 'cache-control': 'no-store' }).end(token), () => response.writeHead(401).end());
  });
  await new Promise<void>((done) => backend.listen(host, '127.0.0.1', done));
  const nginx = await startNginx({ port: front, upstream: back, pages: site, server: `location = /intranet/token { proxy_pass http://127.0.0.1:${host}; }` });

  const { folder: program } = bundle();
  const env = {
    // neither Node nor a compiler of this machine is found
    PATH: '/usr/bin:/bin', HOME: folder,
    DOSSIER_PORT: String(back), DOSSIER_DATA: join(folder, 'data'), DOSSIER_BACKUP: join(folder, 'backups'),
    DOSSIER_PUBLIC_URL: `${origin}/dossier`, DOSSIER_TRUSTED_PROXIES: '127.0.0.1',
    DOSSIER_JWKS_URL: issuer.jwks, DOSSIER_ISSUER: issuer.url, DOSSIER_OIDC_CLIENT_ID: issuer.client.id, DOSSIER_OIDC_CLIENT_SECRET: issuer.client.secret,
    DOSSIER_CLAIM_ROLES: 'groups', DOSSIER_CLAIM_ROLE_MAP: JSON.stringify(roles),
    ...more,
  };
  let output = '';
  let running: { readonly kill: (signal: NodeJS.Signals) => void; readonly ended: Promise<void> } | undefined;
  let browser: Browser | undefined;

  const start = async (): Promise<void> => {
    const child = spawn(join(program, 'bin/dossier'), ['serve'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = new Promise<void>((done) => { child.once('exit', () => done()); });
    running = { kill: (signal) => child.kill(signal), ended };
    await new Promise<void>((done, fail) => {
      child.stderr.on('data', (chunk: Buffer) => { output += chunk.toString(); });
      child.stdout.on('data', () => done());
      child.once('exit', (code) => fail(new Error(`the server ended with ${String(code)}:\n${output}`)));
    });
  };
  await start();

  const it: Company = {
    origin, issuer, nginx, start,
    log: () => output,
    dossier(...args) {
      // never waited for in place: the issuer that the server asks lives in this process
      const child = spawn(join(program, 'bin/dossier'), args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
      let out = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { out += chunk.toString(); });
      return new Promise((done) => { child.once('close', (status) => done({ status, out })); });
    },
    async api(person, method, path, body) {
      const response = await fetch(`${nginx.url}/dossier${path}`, {
        method, headers: { authorization: `Bearer ${await issuer.accessToken(person)}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as never };
    },
    async desk(person, options = {}) {
      browser ??= await launch(['intranet.test']);
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB', ...options });
      await context.addCookies([{ name: 'old-intranet', value: encodeURIComponent(person), url: origin }]);
      const page = await context.newPage();
      return {
        context, page,
        async open(path) {
          issuer.signsIn(person); // signed in at the computer: the company's sign-in does not ask
          await page.goto(new URL(path, origin).href);
        },
      };
    },
    async end(signal = 'SIGTERM') {
      running?.kill(signal);
      await running?.ended;
      running = undefined;
    },
    async close() {
      await browser?.close();
      await it.end();
      await nginx.stop();
      await new Promise<void>((done) => { backend.closeAllConnections(); backend.close(() => done()); });
      await issuer.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return it;
}
