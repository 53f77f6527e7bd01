/**
 * What an administrator is told before a bad night: no backup for 27 hours, a disk at 95 %, `Upgrade` stripped, streams held back, a clock off by ten minutes, a weak secret, a
 * wrong path. `dossier doctor` and `/healthz` of the built server say each in one sentence that tells what to do, and nothing once all is well.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BackupView, Health, HealthCheck } from '../../model/api.ts';
import { BIN, freePort, mint, root, start, tempFolder } from '../helpers/dossier.ts';
import type { Running } from '../helpers/dossier.ts';
import { findProgram } from '../helpers/find-program.ts';
import { startNginx } from '../helpers/nginx.ts';
import { strippingProxy } from '../helpers/stripping-proxy.ts';
import type { Proxy } from '../helpers/stripping-proxy.ts';

const SECRET = randomBytes(48).toString('base64');
const HOUR = 3_600_000;

let base: string;
let folder: string;
let port: number;
let running: Running | undefined;
let closing: (() => unknown)[] = [];
beforeEach(async () => {
  base = tempFolder();
  folder = join(base, 'data');
  port = await freePort();
});
afterEach(async () => {
  await running?.kill();
  running = undefined;
  for (const close of closing.splice(0).reverse()) await close();
  closing = [];
  rmSync(base, { recursive: true, force: true });
});

type Env = Readonly<Record<string, string>>;
const settings = (env: Env = {}): Env => ({ DOSSIER_DATA: folder, DOSSIER_PORT: String(port), DOSSIER_JWT_SECRET: SECRET, ...env });
const serve = async (env: Env = {}): Promise<Running> => (running = await start({ folder, port, env: { DOSSIER_JWT_SECRET: SECRET, ...env } }));
interface Told { readonly code: number | null; readonly text: string; readonly checks: readonly HealthCheck[] }
/** Beside the test, so that proxies of this process go on working. */
async function dossier(args: readonly string[], env: Env, wrapper: readonly string[] = []): Promise<{ readonly code: number | null; readonly text: string }> {
  const [program = process.execPath, ...before] = [...wrapper, process.execPath];
  const child = spawn(program, [...before, BIN, ...args], { cwd: root, env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env } });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { text += chunk.toString(); });
  const code = await new Promise<number | null>((done, fail) => { child.once('exit', done).once('error', fail); });
  return { code, text };
}
async function doctor(env: Env = {}, args: readonly string[] = [], wrapper: readonly string[] = []): Promise<Told> {
  const { code, text } = await dossier(['doctor', '--json', ...args], settings(env), wrapper);
  expect(text, 'JSON').toMatch(/^\{/);
  return { code, text, checks: (JSON.parse(text) as Health).checks };
}
const findings = ({ checks }: { readonly checks: readonly HealthCheck[] }): Record<string, string> => Object.fromEntries(checks.filter(({ state }) => state !== 'ok').map(({ name, text }) => [name, text]));
const healthz = async (): Promise<Health> => (await fetch(`http://127.0.0.1:${port}/healthz`)).json() as Promise<Health>;
const admin = (): Promise<string> => mint({ sub: 'root', roles: ['admin'] }, SECRET);
/** An administrator was seen, so that nothing is left to say. */
const meet = async (): Promise<void> => { expect((await running?.api(await admin(), 'GET', '/api/me'))?.status).toBe(200); };
/** One sentence of health or doctor. */
const sentence = (words: RegExp): unknown => expect.stringMatching(new RegExp(`^(?=[^\\n]*(?:${words.source}))[A-Z0-9][^\\n]*\\.$`));

it('is green behind the nginx sample under a sub-path: WebSockets and streams pass, strangers hear of no secret', async ({ skip }) => {
  if (findProgram('nginx', 'nginx-light') === undefined) return skip('needs nginx (apt-get install nginx-light)');
  const nginx = await startNginx({ port: await freePort(), upstream: port });
  closing.push(() => nginx.stop());
  const env = { DOSSIER_PUBLIC_URL: `${nginx.url}/dossier`, DOSSIER_TRUSTED_PROXIES: '127.0.0.1' };
  await serve(env);
  await meet();
  const told = await doctor(env);
  expect(findings(told)).toEqual({});
  expect(told.code).toBe(0);
  expect(told.checks.map(({ name }) => name)).toEqual(expect.arrayContaining(['storage', 'backup', 'disk', 'clock', 'websocket', 'stream', 'address', 'proxy', 'secret', 'sections', 'administrator']));
  const outside = await (await fetch(`${nginx.url}/dossier/healthz`)).json() as Health;
  expect(outside.checks.map(({ name }) => name)).not.toContain('secret');
  expect((await fetch(`${nginx.url}/dossier/metrics`)).status).toBe(401);
  expect((await dossier(['doctor', '--url', `${nginx.url}/dossier`], {})).code).toBe(0);
  expect(findings(await doctor({ ...env, DOSSIER_PUBLIC_URL: nginx.url })), 'without the sub-path').toMatchObject({ address: sentence(/is not Dossier \(\d+\)/) });
});

it('says nothing but that all is well, beside a running server', async () => {
  await serve();
  await meet();
  const told = await doctor();
  expect(findings(told)).toEqual({});
  expect(told.code).toBe(0);
  expect((await dossier(['doctor'], settings())).text).toMatch(/ok {4}websocket +WebSockets pass\.[^]*All is well\.\n$/);
  expect((await dossier(['doctor', '--url', 'ftp://x'], settings())).code).toBe(2);
});

it('the last backup is 27 hours old: doctor and /healthz say so, also over a stopped folder; the next night makes it good', async () => {
  await serve();
  await meet();
  const { id } = (await running!.api<BackupView>(await admin(), 'POST', '/api/backups')).body;
  await expect.poll(async () => (await running!.api<{ items: BackupView[] }>(await admin(), 'GET', '/api/backups')).body.items.find((each) => each.id === id)).toMatchObject({ state: 'done', verified: { ok: true }, by: 'hand' });
  await running!.stop();
  // as if it had been made 27 hours ago
  const backups = join(folder, 'backups');
  const manifest = join(backups, readdirSync(backups)[0] ?? '', 'manifest.json');
  writeFileSync(manifest, JSON.stringify({ ...JSON.parse(readFileSync(manifest, 'utf8')) as object, at: new Date(Date.now() - 27 * HOUR).toISOString() }));
  expect(findings(await doctor())).toMatchObject({ backup: sentence(/27 hours old: .*`dossier backup`/), server: sentence(/: start/) });
  await serve();
  await meet();
  expect(findings(await healthz())).toEqual({ backup: sentence(/The last backup that was read back is 27 hours old: .*`dossier backup`/) });
  const told = await doctor();
  expect([told.code, findings(told)]).toEqual([1, { backup: sentence(/27 hours old/) }]);
  // a night was missed: it is made good a minute after the start, without anybody
  await expect.poll(async () => (await running!.api<{ items: BackupView[] }>(await admin(), 'GET', '/api/backups')).body.items, { timeout: 200_000, interval: 2_000 }).toContainEqual(expect.objectContaining({ by: 'nightly', state: 'done', verified: expect.objectContaining({ ok: true }) as unknown }));
  await expect.poll(async () => findings(await healthz()), { interval: 1_000 }).toEqual({});
  const made = readdirSync(backups).sort().at(-1) ?? '';
  expect(JSON.parse(readFileSync(join(backups, made, 'configuration.json'), 'utf8'))).toEqual({ DOSSIER_PORT: String(port), DOSSIER_DATA: folder });
  expect(readFileSync(join(backups, made, 'configuration.json'), 'utf8')).not.toContain(SECRET);
}, 600_000);

it('the disk of the data folder is full to 95 %', async ({ skip }) => {
  const disk = join(base, 'disk');
  mkdirSync(disk);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=40m', 'tmpfs', disk]).status !== 0) return skip('needs the right to mount a small disk (root on Linux)');
  closing.push(() => spawnSync('umount', [disk]));
  folder = join(disk, 'data');
  await serve();
  await meet();
  expect(findings(await healthz())).toEqual({});
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(join(disk, 'filler'), Buffer.alloc(bavail * bsize - 1_900_000));
  await expect.poll(async () => findings(await healthz()), { interval: 1_000 }).toEqual({ disk: sentence(/9[5-9] % of the disk of the data folder is used, \d+ MB are free: make room/) });
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status, 'it works still').toBe(200);
  const told = await doctor();
  expect([told.code, findings(told)]).toEqual([1, { disk: sentence(/make room now/) }]);
  expect((await running!.api<string>(await admin(), 'GET', '/metrics')).body).toMatch(/^dossier_check\{name="disk"\} 2$/m);
});

it('a proxy strips `Upgrade`, and another holds answers back as well: doctor tries it, /healthz notices by what pages do', async () => {
  const proxies: Record<'strips' | 'holds', Proxy> = { strips: await strippingProxy(() => `http://127.0.0.1:${port}`), holds: await strippingProxy(() => `http://127.0.0.1:${port}`, { buffer: true }) };
  closing.push(() => proxies.strips.close(), () => proxies.holds.close());
  const env = { DOSSIER_PUBLIC_URL: proxies.strips.url, DOSSIER_TRUSTED_PROXIES: '127.0.0.1' };
  await serve(env);
  await meet();
  const strips = await doctor(env);
  expect([strips.code, findings(strips)]).toEqual([1, { websocket: sentence(/WebSockets do not pass .*: let the proxy .*`Upgrade`.*nginx sample/) }]);
  const holds = await doctor(env, ['--url', proxies.holds.url]);
  expect(findings(holds)).toMatchObject({ websocket: expect.any(String) as string, stream: sentence(/holds streams back.*: set `proxy_buffering off`/) });
  // pages that fall back; their hello does not matter, that they come this way does
  for (let n = 0; n < 3; n++) expect((await fetch(`${proxies.strips.url}/line/http/open`, { method: 'POST', body: new Uint8Array() })).status).toBe(200);
  await expect.poll(async () => findings(await healthz()), { interval: 1_000 }).toEqual({ websocket: sentence(/Pages come over HTTP and not over WebSocket: let the proxy pass `Upgrade`/) });
});

it('the public address leads elsewhere, nowhere, or through a proxy whose word does not count', async () => {
  const other = createServer((_request, response) => { response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not here</h1>'); });
  const elsewhere = await open(other);
  const proxy = await strippingProxy(() => `http://127.0.0.1:${port}`);
  closing.push(() => proxy.close());
  await serve();
  await meet();
  expect(findings(await doctor({ DOSSIER_PUBLIC_URL: `${elsewhere}/dossier` }))).toMatchObject({ address: sentence(/is not Dossier \(404\): .*sub-path/) });
  expect(findings(await doctor({ DOSSIER_PUBLIC_URL: `http://127.0.0.1:${await freePort()}` }))).toMatchObject({ address: sentence(/Nothing answers at .*\(ECONNREFUSED\): start/) });
  expect(findings(await doctor({ DOSSIER_PUBLIC_URL: proxy.url }))).toHaveProperty('websocket');
  await expect.poll(async () => findings(await healthz()), { interval: 1_000 }).toEqual({ proxy: sentence(/: set DOSSIER_TRUSTED_PROXIES/) });
  expect(findings(await doctor({ DOSSIER_PORT: String(await freePort()) }))).toMatchObject({ server: sentence(/nothing answers at .*: give this command the settings of the server/) });
});

it('a clock is off by ten minutes: the signer’s, the issuer’s, the server’s', async () => {
  // tokens from the future are refused, and say why on the way
  await serve();
  await meet();
  const ahead = Math.floor(Date.now() / 1000) + 600;
  const early = await new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).setSubject('ana').setAudience('dossier').setIssuedAt(ahead).setExpirationTime(ahead + 600).sign(new TextEncoder().encode(SECRET));
  expect((await running!.api(early, 'GET', '/api/me')).status).toBe(401);
  await expect.poll(async () => findings(await healthz()), { interval: 1_000 }).toEqual({ clock: sentence(/whoever signs the tokens is 10 minutes ahead, so tokens are refused: set both by the same time server/) });
  await running!.stop();

  // an issuer whose answers carry another time
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const keys = JSON.stringify({ keys: [{ ...await exportJWK(publicKey), kid: 'one', alg: 'ES256', use: 'sig' }] });
  const issuer = await open(createServer((_request, response) => { response.writeHead(200, { 'content-type': 'application/json', date: new Date(Date.now() - 600_000).toUTCString() }).end(keys); }));
  const env = { DOSSIER_JWT_SECRET: '', DOSSIER_JWKS_URL: `${issuer}/jwks` };
  await serve(env);
  const token = await new SignJWT({ roles: ['admin'] }).setProtectedHeader({ alg: 'ES256', kid: 'one' }).setSubject('root').setAudience('dossier').setIssuedAt().setExpirationTime('10m').sign(privateKey);
  expect((await running!.api(token, 'GET', '/api/me')).status).toBe(200);
  await expect.poll(async () => findings(await healthz()), { interval: 1_000 }).toEqual({ clock: sentence(/identity provider is 10 minutes behind, so tokens are refused/) });
  expect(findings(await doctor(env))).toEqual({ clock: sentence(/identity provider is 10 minutes behind/) });
  await running!.stop();

  // the computer that asks
  await serve();
  await meet();
  const faketime = findProgram('faketime', 'faketime');
  if (faketime === undefined) console.log('left out: no faketime on this computer (apt-get install faketime)');
  else expect(findings(await doctor({}, [], [faketime, '-f', '+10m']))).toMatchObject({ clock: sentence(/The clock of the server is 10 minutes behind/) });
});

it('a secret is easy to guess: doctor says it, /healthz to no stranger', async () => {
  const weak = 'the secret of our company is secret';
  await serve({ DOSSIER_JWT_SECRET: weak });
  expect((await running!.api(await mint({ sub: 'root', roles: ['admin'] }, weak), 'GET', '/api/me')).status).toBe(200);
  expect(findings(await doctor({ DOSSIER_JWT_SECRET: weak }))).toEqual({ secret: sentence(/DOSSIER_JWT_SECRET is easy to guess \(it is made of words\): make another with `openssl rand -base64 48`/) });
  expect(findings(await healthz()), 'asked from this computer').toHaveProperty('secret');
  const stranger = await fetch(`http://127.0.0.1:${port}/healthz`, { headers: { 'x-forwarded-for': '203.0.113.9' } });
  expect((await stranger.json() as Health).checks.map(({ name }) => name)).not.toContain('secret');
  expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(200);
  expect((await fetch(`http://127.0.0.1:${port}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(401);
});

it('looks at the demo, at a folder without data and at one that cannot be started, and makes nothing there', async () => {
  mkdirSync(folder);
  expect(findings(await doctor())).toMatchObject({ folder: sentence(/: start `dossier serve`/) });
  expect(readdirSync(folder)).toEqual([]);
  writeFileSync(join(folder, 'archive.db'), 'a letter');
  expect(findings(await doctor())).toMatchObject({ folder: expect.stringMatching(/cannot be read|not a file of Dossier/) as string });
});

async function open(server: Server): Promise<string> {
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  closing.push(() => { server.closeAllConnections(); server.close(); });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
