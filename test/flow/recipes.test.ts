/** The recipes of the documentation, run as they stand there: backends that mint tokens against real servers, and pages of every kind against one server behind nginx, in one browser. */
import { spawn, spawnSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLocalJWKSet, decodeJwt, jwtVerify, type JSONWebKeySet } from 'jose';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../helpers/browser.ts';
import { freePort, mint, root, SECRET, start, tempFolder, type Running } from '../helpers/dossier.ts';
import { startNginx, type Nginx } from '../helpers/nginx.ts';
import { findNginx } from '../helpers/find-program.ts';
import { ownCertificate } from '../helpers/own-certificate.ts';
import { layOut, PAGES, recipe } from '../helpers/recipe-pages.ts';
import { ended, listens, OVER, RECIPES, SESSION, startBackend, writeSessions, type Backend, type Runtime } from '../helpers/token-backends.ts';

const ISSUER = 'https://intranet.example';
const folder = tempFolder();
const keyFile = join(folder, 'key.pem');
const runtimes = Object.keys(RECIPES) as Runtime[];
const here = runtimes.filter((name) => RECIPES[name].file !== undefined);
for (const name of runtimes) if (!here.includes(name)) console.warn(`site/recipes/tokens/${name}: left out, its runtime is not on this computer.`);
for (const name of here) if (!RECIPES[name].signs) console.warn(`site/recipes/tokens/${name}: keys of one's own are left out, the library is not on this computer.`);

const withSecret = new Map<Runtime, Backend>();
const withKey = new Map<Runtime, Backend>();
const others: ReturnType<typeof spawn>[] = [];
let server: Running;
let upstream: number;
let keyed: Running;
let nginx: Nginx;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  writeSessions(folder);
  writeFileSync(keyFile, generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } }).privateKey);
  const port = await freePort();
  upstream = await freePort();
  const pages = join(folder, 'pages');
  mkdirSync(pages);
  await Promise.all([
    layOut(pages),
    ...here.map(async (name) => { withSecret.set(name, await startBackend(name, folder, { DOSSIER_JWT_SECRET: SECRET })); }),
    ...here.filter((name) => RECIPES[name].signs).map(async (name) => { withKey.set(name, await startBackend(name, folder, { DOSSIER_KEY_FILE: keyFile, DOSSIER_ISSUER: ISSUER })); }),
    (async () => { server = await start({ port: upstream, env: { DOSSIER_PUBLIC_URL: `http://127.0.0.1:${port}/dossier`, DOSSIER_TRUSTED_PROXIES: '127.0.0.1' } }); })(),
    (async () => { browser = await launch(); })(),
  ]);
  keyed = await start({ env: { DOSSIER_JWT_SECRET: '', DOSSIER_JWKS_URL: `${withKey.get('node')!.url}/intranet/jwks.json`, DOSSIER_ISSUER: ISSUER } });
  const wordpress = RECIPES.php.file === undefined ? null : await freePort();
  if (wordpress !== null) {
    others.push(spawn(RECIPES.php.file!, ['-S', `127.0.0.1:${wordpress}`, join(root, 'test/helpers/wordpress.php')], { stdio: 'ignore', env: { PATH: process.env.PATH, PLUGIN: join(PAGES, 'wordpress/dossier/dossier.php'), DOSSIER_URL: '/dossier', DOSSIER_JWT_SECRET: SECRET } }));
    while (!await listens(wordpress)) continue;
  }
  nginx = await startNginx({
    port, upstream, pages,
    server: `location /intranet/ { proxy_pass ${withSecret.get('node')!.url}; } ${wordpress === null ? '' : `location /wp-json/ { proxy_pass http://127.0.0.1:${wordpress}; } location /post { proxy_pass http://127.0.0.1:${wordpress}; }`}`,
  });
  const lea = await mint({ sub: 'lea', name: 'Lea Brandt' });
  for (const [no, name] of [['K-7001', 'Werft Nordlicht GmbH'], ['K-7002', 'Bäckerei Sommer']]) {
    expect((await server.api(lea, 'POST', '/api/archives', { id: no, keys: [`erp:${no}`], kind: 'organisation', name, packs: ['base', 'organisation'] })).status).toBe(201);
  }
  context = await browser.newContext({ locale: 'en-GB', baseURL: nginx.url });
  await context.addCookies([{ name: 'intranet-session', value: SESSION, url: nginx.url }, { name: 'wordpress_logged_in', value: 'lea', url: nginx.url }]);
});
afterAll(async () => {
  await browser?.close();
  const running = [...withSecret.values(), ...withKey.values()].map(({ process }) => process).concat(others);
  for (const each of running) each.kill('SIGKILL');
  await Promise.all([...running.map(ended), nginx?.stop(), server?.stop(), keyed?.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

const ask = (backend: Backend, headers: Readonly<Record<string, string>>, path = '/intranet/token', method = 'POST', body?: string): Promise<Response> =>
  fetch(backend.url + path, { method, headers: { ...headers }, ...(body === undefined ? {} : { body }) });
const SIGNED_IN = { cookie: `other=1; intranet-session=${SESSION}`, 'x-requested-with': 'fetch' };

describe.each(runtimes)('tokens by %s', (name) => {
  it.skipIf(!here.includes(name))('who is signed in gets a token of at most ten minutes, which the server takes', async () => {
    const answer = await ask(withSecret.get(name)!, SIGNED_IN);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    const token = await answer.text();
    const { iat, exp, aud } = decodeJwt(token);
    expect([exp! - iat!, aud]).toEqual([600, 'dossier']);
    const me = await server.api<{ id: string; name: string }>(token, 'GET', '/api/me');
    expect([me.status, me.body.id, me.body.name]).toEqual([200, 'lea', 'Lea Brandt']);
  });

  it.skipIf(!here.includes(name))('nobody else gets one: without a session, with one that has ended, with a word of the server’s own, without the header that other sites cannot send', async () => {
    const backend = withSecret.get(name)!;
    const status = async (headers: Readonly<Record<string, string>>, method = 'POST'): Promise<number> => (await ask(backend, headers, '/intranet/token', method)).status;
    const cookie = (value: string): Readonly<Record<string, string>> => ({ 'x-requested-with': 'fetch', cookie: `intranet-session=${value}` });
    expect(await status({ 'x-requested-with': 'fetch' })).toBe(401);
    for (const value of [OVER, 'constructor__constructor', 'hasOwnProperty.hasOwnProperty', '..%2F..%2Fetc%2Fpasswd', `${SESSION}0`]) expect(await status(cookie(value)), value).toBe(401);
    expect(await status({ cookie: SIGNED_IN.cookie })).toBe(403);
    expect(await status(SIGNED_IN, 'GET')).toBe(405);
    expect((await ask(backend, {}, '/intranet/jwks.json', 'GET')).status).toBe(404);
  });

  it.skipIf(!here.includes(name))('nothing that the page sends says who somebody is', async () => {
    const answer = await ask(withSecret.get(name)!, { ...SIGNED_IN, 'content-type': 'application/x-www-form-urlencoded', 'x-user': 'root' }, '/intranet/token', 'POST', 'sub=root&user=root&roles=admin');
    expect(decodeJwt(await answer.text())).toMatchObject({ sub: 'lea' });
  });

  it.skipIf(!here.includes(name) || !RECIPES[name].signs)('with a key of its own a server takes its tokens that knows only the published half', async () => {
    const backend = withKey.get(name)!;
    const keys = await (await ask(backend, {}, '/intranet/jwks.json', 'GET')).json() as JSONWebKeySet & { keys: { d?: string }[] };
    expect(keys.keys[0]).not.toHaveProperty('d');
    const token = await (await ask(backend, SIGNED_IN)).text();
    await jwtVerify(token, createLocalJWKSet(keys), { issuer: ISSUER, audience: 'dossier', algorithms: ['RS256'] });
    expect((await keyed.api<{ id: string }>(token, 'GET', '/api/me')).body).toMatchObject({ id: 'lea' });
    expect((await server.api(token, 'GET', '/api/me')).status).toBe(401);
    expect(createPublicKey({ key: keys.keys[0] as never, format: 'jwk' }).asymmetricKeyDetails?.modulusLength).toBe(2048);
  });

  it.skipIf(!here.includes(name) || name === 'php')('with a secret that is too short it does not start', async () => {
    await expect(startBackend(name, folder, { DOSSIER_JWT_SECRET: 'short' })).rejects.toThrow(/at least 32 bytes/);
  });
});

it.skipIf(!here.includes('php'))('PHP with a secret that is too short gives no token', async () => {
  const backend = await startBackend('php', folder, { DOSSIER_JWT_SECRET: 'short' });
  others.push(backend.process);
  expect((await ask(backend, SIGNED_IN)).status).toBe(500);
});

/** Every page shows the card of a customer, and what somebody changes meanwhile. */
let version = 0;
async function showsAndHears(page: Page, no = 'K-7001'): Promise<void> {
  const heading = (name: string): Promise<void> => page.locator('customer-card').getByRole('heading', { name }).waitFor();
  await page.locator('customer-card').getByRole('heading').first().waitFor();
  const name = `Werft ${(version += 1)} SE`;
  expect((await server.api(await mint({ sub: 'lea' }), 'PATCH', `/api/archives/${no}/sections/profile`, { fields: { 'customer.name': name } })).status).toBe(200);
  await heading(name);
}

describe('pages', () => {
  const open = async (path: string): Promise<{ page: Page; errors: string[] }> => {
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => { if (message.type() === 'error' && !message.location().url.endsWith('/favicon.ico')) errors.push(message.text()); });
    await page.goto(path);
    return { page, errors };
  };

  it.each([['plain HTML', '/plain/index.html'], ['React', '/react/index.html'], ['Vue', '/vue/index.html']])('%s shows a customer and hears an edit', async (_name, path) => {
    const { page, errors } = await open(path);
    await showsAndHears(page);
    if (path !== '/plain/index.html') {
      await page.getByRole('button', { name: '2026-312' }).click();
      await page.locator('customer-card').getByRole('heading', { name: 'Bäckerei Sommer' }).waitFor();
    }
    expect(errors).toEqual([]);
    await page.close();
  });

  it('jQuery puts a card into a modal of Bootstrap; it hears an edit and is gone with the modal', async () => {
    const { page, errors } = await open('/jquery/orders.html');
    await page.getByRole('button', { name: 'Werft Nordlicht GmbH' }).click();
    await showsAndHears(page);
    await page.keyboard.press('Escape');
    await page.locator('customer-card').waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
    await page.close();
  });

  it.skipIf(!here.includes('php'))('WordPress shows a customer and hears an edit; a stranger reads the words alone, and no attribute breaks out', async () => {
    const { page, errors } = await open('/post');
    await showsAndHears(page);
    expect(await page.locator('#broken, body > script, body > b').count()).toBe(0);
    expect(errors).toEqual([]);
    await page.close();
    const stranger = await (await fetch(`${nginx.url}/post`)).text();
    expect(stranger).toContain('Nordlicht');
    expect(stranger).not.toMatch(/customer-card|archive-session|alert\(1\)<\/script>/);
    for (const headers of [{}, { cookie: 'wordpress_logged_in=lea' }, { cookie: 'wordpress_logged_in=lea', 'x-wp-nonce': 'wrong' }]) expect((await fetch(`${nginx.url}/wp-json/dossier/v1/token`, { method: 'POST', headers: headers as Record<string, string> })).status).toBe(401);
  });
});

describe('tools that take no script', () => {
  interface Link { readonly id: string; readonly url: string }
  const make = async (kind: 'picture' | 'frame'): Promise<{ readonly url: string; readonly leads: string; end: () => Promise<void> }> => {
    const lea = await mint({ sub: 'lea' });
    const { body: { leads } } = await server.api<{ leads: string }>(lea, 'GET', '/api/archives/K-7001/links');
    const { status, body } = await server.api<Link>(lea, 'POST', '/api/archives/K-7001/links', { kind, schemes: ['abc'], names: true, days: 30 });
    expect(status).toBe(201);
    return { url: body.url, leads, end: async () => { expect((await server.api(lea, 'DELETE', `/api/archives/K-7001/links/${body.id}`)).status).toBe(204); } };
  };

  it('the line of each wiki holds a picture that is drawn, and leads to the customer; once ended nothing is drawn', async () => {
    const link = await make('picture');
    for (const file of ['mediawiki.wiki', 'confluence.txt', 'dokuwiki.txt', 'readme.md']) {
      const line = recipe(`wikis/${file}`).replace('PICTURE', link.url).replace('CUSTOMER', link.leads);
      expect(line, file).toContain(link.url);
      expect(line, file).toContain(link.leads);
    }
    // MediaWiki goes by the beginning of an address and by its end, DokuWiki by its end without its own question mark
    expect(link.url).toMatch(/\/dossier\/badge\/.*\.svg$/);
    expect(recipe('wikis/LocalSettings.php')).toContain("/dossier/badge/'");
    const page = await context.newPage();
    await page.goto('/plain/index.html');
    const width = (src: string): Promise<number> => page.evaluate(async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode().catch(() => undefined);
      return image.naturalWidth;
    }, src);
    expect(await width(link.url)).toBeGreaterThan(20);
    await link.end();
    expect((await fetch(link.url)).status).toBe(410);
    await page.close();
  });

  it('a tool that takes a frame shows the badge in it', async () => {
    const link = await make('frame');
    const page = await context.newPage();
    await page.route('**/embedded.html', (route) => route.fulfill({ contentType: 'text/html', body: `<!doctype html>${recipe('frame/signed.html').replace('FRAME', link.url)}` }));
    await page.goto('/embedded.html');
    await page.frameLocator('iframe').locator('a').first().waitFor();
    await page.close();
  });
});

describe('for who operates it', () => {
  it('nginx takes the server of the operator’s page, with TLS and our two samples', () => {
    const at = join(folder, 'operate');
    mkdirSync(join(at, 'snippets'), { recursive: true });
    const { cert, key } = ownCertificate();
    for (const [name, text] of [['cert.pem', cert], ['key.pem', key], ['dossier.conf', readFileSync(join(root, 'packaging/nginx/dossier.conf'), 'utf8')], ['snippets/dossier-location.conf', readFileSync(join(root, 'packaging/nginx/dossier-location.conf'), 'utf8')]] as const) writeFileSync(join(at, name), text);
    writeFileSync(join(at, 'site.conf'), recipe('operate/intranet.conf').replace('/etc/ssl/intranet.example.pem', join(at, 'cert.pem')).replace('/etc/ssl/private/intranet.example.key', join(at, 'key.pem')));
    writeFileSync(join(at, 'nginx.conf'), `pid ${at}/pid; error_log ${at}/error.log; events {} http { access_log off; ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${at}/${name};`).join(' ')} include ${at}/dossier.conf; include ${at}/site.conf; }`);
    const { status, stderr } = spawnSync(findNginx(), ['-t', '-p', at, '-c', join(at, 'nginx.conf'), '-e', join(at, 'error.log')], { encoding: 'utf8' });
    expect(status, stderr).toBe(0);
  });

  it('every figure that an alarm asks for is told by the server', async () => {
    const told = await (await fetch(`http://127.0.0.1:${upstream}/metrics`)).text();
    const asked = [...new Set([...recipe('operate/alerts.yml').matchAll(/\bdossier_[a-z_]+/g)].map(([name]) => name))];
    expect(asked.length).toBeGreaterThan(5);
    for (const name of asked) expect(told, name).toMatch(new RegExp(`^${name}[ {]`, 'm'));
  });

  it('the newest backup is the one that is copied', () => {
    const at = join(folder, 'backups');
    for (const name of ['backup-2026-11-21T020000-000Z', 'backup-2026-11-23T020000-000Z', 'backup-2026-11-22T020000-000Z', 'damaged']) mkdirSync(join(at, name), { recursive: true });
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    for (const name of ['dossier', 'rsync']) writeFileSync(join(bin, name), `#!/bin/sh\necho ${name} "$@"\n`, { mode: 0o755 });
    const { stdout } = spawnSync('/bin/sh', [join(PAGES, 'operate/backups-away.sh'), 'elsewhere:/srv'], { encoding: 'utf8', env: { PATH: `${bin}:/usr/bin:/bin`, DOSSIER_BACKUP: at } });
    expect(stdout).toBe(`dossier verify ${at}/backup-2026-11-23T020000-000Z\nrsync -a ${at}/backup-2026-11-23T020000-000Z elsewhere:/srv/\n`);
  });
});

it('the Angular component is TypeScript without a mistake of grammar, and asks for the schema that lets our tags stand', () => {
  const source = recipe('angular/customer.component.ts');
  expect(ts.transpileModule(source, { reportDiagnostics: true, compilerOptions: { target: ts.ScriptTarget.ES2022, experimentalDecorators: true } }).diagnostics).toEqual([]);
  expect(source).toMatch(/schemas: \[CUSTOM_ELEMENTS_SCHEMA\]/);
});
