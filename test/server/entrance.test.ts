/** Who knocks at the sockets of a server on a port (server/sync/SPEC.md, LINE-1, LINE-2, LINE-11, LINE-14 to LINE-16; rows 1 to 9 and 40 of the table of hostile input). */
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { CLOSE, OP, readFrame, readJson, writeFrame, writeJson } from '../../model/protocol.ts';
import { listen } from '../../server/listen.ts';
import type { Listening } from '../../server/listen.ts';
import { httpWorld, SECRET } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';

const li = { sub: 'li', name: 'Li Wei', roles: ['staff'] };
const LIMITS = { socketsPerAddress: 40, sockets: 60, refusedTokensPerMinute: 30 };
const warnings: { facts: Record<string, unknown>; event: string }[] = [];
let world: HttpWorld;
let server: Listening;
let base: string;
const open: { terminate(): void }[] = [];

beforeAll(async () => {
  world = await httpWorld({ env: { DOSSIER_PORT: '0', DOSSIER_ORIGINS: 'https://crm.example', DOSSIER_LIMITS: JSON.stringify(LIMITS), DOSSIER_TRUSTED_PROXIES: '127.0.0.1' } });
  const log = { info: () => undefined, warn: (facts: object, event: string) => void warnings.push({ facts: facts as Record<string, unknown>, event }), error: () => undefined };
  server = await listen({ dossier: world.dossier, config: world.config, log });
  base = `127.0.0.1:${server.port}`;
  await world.call(li, 'POST', '/api/archives', { id: 'ACME', kind: 'organisation', name: 'Acme' });
});
afterAll(async () => {
  for (const each of open) each.terminate();
  await server.stop();
  await world.storage.close();
});

interface Visit { status: number; code: number | null; reason: string; frames: Uint8Array[]; readonly ws: WebSocket }
/** Opens, says `first`, and waits until the socket is closed, refused or `until` holds. Each visitor comes from an address of its own. */
function visit(path: string, options: { first?: Uint8Array; headers?: Record<string, string>; from?: string; protocols?: string[]; until?: (visit: Visit) => boolean }): Promise<Visit> {
  return new Promise((resolve, reject) => {
    const ws = new WebSocket(`ws://${base}${path}`, options.protocols ?? [], { headers: { 'x-forwarded-for': options.from ?? '10.0.0.1', ...options.headers } });
    open.push(ws);
    const result: Visit = { status: 101, code: null, reason: '', frames: [], ws };
    const look = (): void => void (options.until?.(result) && resolve(result));
    ws.binaryType = 'nodebuffer';
    ws.on('open', () => {
      if (options.first) ws.send(options.first);
      look();
    });
    ws.on('message', (data) => {
      result.frames.push(data as Buffer);
      look();
    });
    ws.on('unexpected-response', (_request, response) => {
      response.resume();
      resolve(Object.assign(result, { status: response.statusCode ?? 0 }));
    });
    ws.on('close', (code, reason) => resolve(Object.assign(result, { code, reason: reason.toString() })));
    ws.on('error', (error) => void (result.status === 101 && result.code === null && reject(error)));
  });
}
const hello = (token: string): Uint8Array => writeJson(0, OP.hello, { v: 1, token });
const welcomed = ({ frames }: Visit): boolean => frames.some((frame) => readFrame(frame).op === OP.hello);

/** A token as the host mints it, but for what is given; times in seconds from now. */
const signed = ({ secret = SECRET, alg = 'HS256', aud = 'dossier', iat = 0, exp = 600 as number | null }): Promise<string> => {
  const now = Math.floor(world.now() / 1000);
  const token = new SignJWT({ name: 'Li Wei', roles: ['staff'] }).setProtectedHeader({ alg }).setSubject('li').setAudience(aud).setIssuedAt(now + iat);
  return (exp === null ? token : token.setExpirationTime(now + exp)).sign(new TextEncoder().encode(secret));
};
const plain = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

it('LINE-1, row 1: a foreign Origin is 403 before the 101', async () => {
  for (const path of ['/line', '/sync/ACME/profile']) {
    expect((await visit(path, { headers: { origin: 'https://evil.example' } })).status, path).toBe(403);
    expect((await visit(path, { headers: { origin: 'null' } })).status, path).toBe(403);
  }
  expect((await visit('/line', { headers: { origin: 'https://crm.example' }, first: hello(await world.token(li)), until: welcomed })).status).toBe(101);
});

it('LINE-2, LINE-11, rows 4 to 6: every token that does not hold is told in the same words', async () => {
  const now = Math.floor(world.now() / 1000);
  const gone = { sub: 'gone', name: 'Gone', roles: ['staff'] };
  await world.call(gone, 'GET', '/api/me');
  await world.call({ sub: 'root', name: 'Root', roles: ['admin'] }, 'PUT', '/api/people/gone', { active: false });
  const bad: Record<string, string> = {
    'alg none': `${plain({ alg: 'none' })}.${plain({ sub: 'li', aud: 'dossier', iat: now, exp: now + 600 })}.`,
    'another key': await signed({ secret: 'another secret that is long enough for it' }),
    'another algorithm': await signed({ alg: 'HS512', secret: SECRET.repeat(2) }),
    'without an end': await signed({ exp: null }),
    'another audience': await signed({ aud: 'payroll' }),
    'issued tomorrow': await signed({ iat: 86_400, exp: 87_000 }),
    'eight hours': await signed({ exp: 8 * 3600 }),
    'over': await signed({ iat: -1200, exp: -600 }),
    'inactive': await world.token(gone),
    'no token at all': 'x',
  };
  for (const [what, token] of Object.entries(bad)) {
    const line = await visit('/line', { first: hello(token), from: '10.0.1.1' });
    expect([line.code, line.reason], what).toEqual([CLOSE.token, 'sign in again']);
    const sync = await visit('/sync/ACME/profile', { headers: { authorization: `Bearer ${token}` }, from: '10.0.1.2' });
    expect(sync.status, what).toBe(401);
  }
});

it('LINE-15, row 7: a token in the address counts for nothing, and the log hears of it without its value', async () => {
  const token = await world.token(li);
  warnings.length = 0;
  expect((await visit(`/sync/ACME/profile?token=${token}`, { from: '10.0.2.1' })).status).toBe(401);
  const line = await visit(`/line?access_token=${token}`, { first: writeFrame(0, OP.ping), from: '10.0.2.1' });
  expect(line.code).toBe(CLOSE.malformed);
  expect(warnings.map(({ facts }) => facts['parameter'])).toEqual(['token', 'access_token']);
  expect(JSON.stringify(warnings)).not.toContain(token);
  // where it belongs it holds
  expect((await visit('/sync/ACME/profile', { protocols: ['dossier', `bearer.${token}`], until: () => true })).status).toBe(101);
});

it('LINE-16: an address that shows one bad token after the other has to wait; a valid one from there passes', async () => {
  const from = '10.0.3.1';
  const codes: (number | null)[] = [];
  for (let i = 0; i < LIMITS.refusedTokensPerMinute + 3; i++) codes.push((await visit('/line', { first: hello('x'), from })).code);
  expect([codes.filter((code) => code === CLOSE.token).length, codes.at(-1)]).toEqual([LIMITS.refusedTokensPerMinute, CLOSE.busy]);
  expect((await visit('/sync/ACME/profile', { headers: { authorization: 'Bearer x' }, from })).status).toBe(429);
  const line = await visit('/line', { first: hello(await world.token(li)), from, until: welcomed });
  expect(readJson(readFrame(line.frames[0]!).body)).toMatchObject({ person: 'li' });
  expect((await visit('/line', { first: hello('x'), from: '10.0.3.2' })).code).toBe(CLOSE.token);
});

it('LINE-2, LINE-3, row 3: a thousand frames before the hello, and a frame of text, end their own socket', async () => {
  const flood = await visit('/line', { from: '10.0.4.1', until: ({ ws }) => {
    for (let i = 0; i < 1_000; i++) ws.send(writeJson(i + 1, OP.open, { archive: 'ACME', section: 'profile' }));
    return true;
  } });
  const code = await new Promise((resolve) => { flood.ws.on('close', resolve); });
  expect([code, flood.frames.length]).toEqual([CLOSE.malformed, 1]);
});

/** A socket that was upgraded by hand and goes on as the test likes. */
function raw(from: string, then: (tcp: Socket) => void): Promise<Socket> {
  return new Promise((resolve) => {
    const tcp = connect(server.port, '127.0.0.1', () => tcp.write(`GET /line HTTP/1.1\r\nHost: ${base}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nX-Forwarded-For: ${from}\r\n\r\n`));
    open.push({ terminate: () => tcp.destroy() });
    tcp.on('error', () => undefined); // the server ends it
    tcp.once('data', () => {
      then(tcp);
      resolve(tcp);
    });
  });
}

it('LINE-14: a hello that never ends is cut at 80 KiB, whole or in pieces', async () => {
  const inOne = (tcp: Socket): void => void tcp.write(Buffer.concat([Buffer.from([0x82, 0xff, 0, 0, 0, 0, 0, 3, 0xff, 0xff, 0, 0, 0, 0]), Buffer.alloc(90_000)])); // of 256 KiB
  const inPieces = (tcp: Socket): void => {
    tcp.write(Buffer.from([0x02, 0x81, 0, 0, 0, 0, 0])); // begins
    for (let i = 0; i < 200; i++) tcp.write(Buffer.from([0x00, 0x81, 0, 0, 0, 0, 0])); // and goes on
  };
  for (const send of [inOne, inPieces]) {
    const tcp = await raw('10.0.5.1', send);
    const ended = new Promise((resolve) => { tcp.on('close', resolve); });
    tcp.resume();
    await ended;
  }
});

it('LINE-14, row 40: strangers and half-open requests take their places and no more; who is in goes on, and who is known comes in', async () => {
  const inside = await visit('/line', { first: hello(await world.token(li)), from: '10.0.6.1', until: welcomed });
  const slow = Array.from({ length: 200 }, () => {
    const tcp = connect(server.port, '127.0.0.1', () => void tcp.write('GET /line HTTP/1.1\r\nHost: x\r\nX-Slow: '));
    tcp.on('error', () => undefined); // the server ends it
    open.push({ terminate: () => tcp.destroy() });
    return tcp;
  });
  const before = open.length;
  await Promise.all(Array.from({ length: LIMITS.socketsPerAddress }, () => visit('/line', { from: '10.0.6.2', until: () => true })));
  expect((await visit('/line', { from: '10.0.6.2' })).status).toBe(429);
  const mine = await visit('/line', { first: hello(await world.token(li)), from: '10.0.6.3', until: welcomed });
  const pong = new Promise((resolve) => { inside.ws.once('message', resolve); });
  inside.ws.send(writeFrame(0, OP.ping));
  expect(readFrame(await pong as Uint8Array).op).toBe(OP.ping);
  expect((await world.call(li, 'GET', '/api/archives/ACME')).status).toBe(200);
  mine.ws.terminate();
  // all places of the server, whoever asks
  const more = await Promise.all(Array.from({ length: LIMITS.sockets }, (_, i) => visit('/line', { from: `10.0.7.${i}`, until: () => true })));
  expect(new Set(more.map(({ status }) => status))).toEqual(new Set([101, 503]));
  for (const each of open.slice(before)) each.terminate();
  slow.forEach((tcp) => tcp.destroy());
  await expect.poll(async () => (await visit('/line', { first: hello(await world.token(li)), from: '10.0.8.1', until: welcomed })).status).toBe(101);
});
