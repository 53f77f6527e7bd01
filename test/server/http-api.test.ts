/** What holds for every path: its description, tokens, errors, limits, headers, embedding. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiErrorBody, Me } from '../../model/api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';

const steward = { sub: 'stu', name: 'Stu', roles: ['steward'] };
const ORIGIN = 'https://intranet.example';
let world: HttpWorld;
let built: string;
beforeAll(async () => {
  built = mkdtempSync(join(tmpdir(), 'dossier-kit-'));
  mkdirSync(join(built, 'chunks'));
  writeFileSync(join(built, 'dossier.js'), `import './chunks/define-D7xFwFpV.js';\n${'// x\n'.repeat(500)}`);
  writeFileSync(join(built, 'chunks/define-D7xFwFpV.js'), 'export const a = 1;\n');
  writeFileSync(join(built, 'index.html'), '<!doctype html><title>Pages</title>');
  world = await httpWorld({
    env: { DOSSIER_ORIGINS: ORIGIN, DOSSIER_LIMITS: '{"jsonBytes":2000,"requestsPerSecond":1,"requestsBurst":300,"refusedTokensPerMinute":20}' },
    files: { kit: built, pages: built },
  });
});
afterAll(async () => {
  await world.close();
  rmSync(built, { recursive: true });
});

describe('the description', () => {
  it('names every route and no other', async () => {
    const { body } = await world.call<{ paths: Record<string, Record<string, unknown>> }>(null, 'GET', '/api/openapi.json');
    const described = Object.entries(body.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
    const routed = world.dossier.app.routes
      .filter(({ method, path }) => method !== 'ALL' && !path.includes('*'))
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    expect(new Set(described)).toEqual(new Set(routed));
    expect(described.length).toBeGreaterThan(25);
  });

  it('asks for a token everywhere but where there is none to have', async () => {
    const { body } = await world.call<{ paths: Record<string, Record<string, { security?: unknown; responses: Record<string, unknown> }>> }>(null, 'GET', '/api/openapi.json');
    const open = [];
    for (const [path, methods] of Object.entries(body.paths)) for (const [method, route] of Object.entries(methods)) {
      if (!route.security) open.push(`${method} ${path}`);
      const answer = await world.call(null, method.toUpperCase(), path.replace(/\{\w+\}/g, 'x'));
      expect(answer.status === 401, `${method} ${path}`).toBe(Boolean(route.security));
      if (route.security) expect(route.responses, `${method} ${path}`).toHaveProperty('401');
    }
    expect(open.sort()).toEqual(['get /api/openapi.json', 'get /badge/{file}', 'get /calendar.ics', 'get /healthz', 'get /healthz/trickle', 'get /readyz']);
  });
});

describe('a token', () => {
  it('counts in the header alone, never in the address', async () => {
    const token = await world.token(steward);
    expect((await world.call(null, 'GET', `/api/me?token=${token}&access_token=${token}`)).status).toBe(401);
    expect((await world.call(null, 'GET', '/api/me', undefined, { cookie: `token=${token}` })).status).toBe(401);
    expect((await world.call(null, 'GET', '/api/me', undefined, { authorization: `Basic ${token}` })).status).toBe(401);
    const refused = await world.call<ApiErrorBody>(null, 'GET', '/api/me');
    expect(refused.body.error.code).toBe('token');
    expect(refused.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('tells who I am and what I may', async () => {
    const { body } = await world.call<Me>(steward, 'GET', '/api/me');
    expect(body).toEqual({
      id: 'stu', name: 'Stu', department: null, roles: ['steward'], clearances: [],
      can: { create: true, import: true, export: true, insight: true, directory: false, emergency: false }, workspace: { timezone: 'UTC', currency: 'EUR', demo: false },
    });
  });
});

describe('a refusal', () => {
  it('lists every problem of a body', async () => {
    const { status, body } = await world.call<ApiErrorBody>(steward, 'POST', '/api/archives', { id: 'no spaces', keys: ['nocolon'], kind: 'spaceship', name: ' ', packs: ['base', 'none'], fields: { 'no.such': 1 }, contacts: [{ kind: 'pigeon', value: 'x' }] });
    expect(status).toBe(422);
    expect(body.error.problems?.map(({ field }) => field.replace(/rows\/methods\/\w+/, 'row')).sort()).toEqual(['fields/no.such', 'id', 'keys.0', 'kind', 'name', 'packs.1', 'row/kind']);
  });

  it('names wrong kinds and unknown names', async () => {
    const { body } = await world.call<ApiErrorBody>(steward, 'POST', '/api/archives', { kind: 7, name: 'x', owner: 'stu' });
    expect(body.error.problems?.map(({ field }) => field).sort()).toEqual(['kind', 'owner']);
  });

  it.each([['{', 400], ['[]', 422], ['"x"', 422], ['null', 422]])('answers the body %s with %i', async (body, status) => {
    expect((await world.call(steward, 'POST', '/api/archives', body, { 'content-type': 'application/json' })).status).toBe(status);
  });

  it('answers 413 before it reads too much, also without a length', async () => {
    const answer = await world.call<ApiErrorBody>(steward, 'POST', '/api/archives', { kind: 'organisation', name: 'x'.repeat(3000) });
    expect([answer.status, answer.body.error.code]).toEqual([413, 'too-large']);
    const endless = new ReadableStream({ pull(controller) { controller.enqueue(new Uint8Array(500)); } });
    const streamed = await world.dossier.app.request('/api/archives', { method: 'POST', headers: { 'authorization': `Bearer ${await world.token(steward)}`, 'content-type': 'application/json' }, body: endless, duplex: 'half' } as RequestInit);
    expect(streamed.status).toBe(413);
  });

  it('has the same shape for a path that does not exist', async () => {
    const answer = await world.call<ApiErrorBody>(steward, 'GET', '/api/nothing');
    expect([answer.status, answer.body.error.code]).toEqual([404, 'not-found']);
  });

  it('never grows an object\'s prototype', async () => {
    await world.call(steward, 'POST', '/api/archives', '{"kind":"organisation","name":"P","fields":{"__proto__":{"polluted":1},"constructor":1}}', { 'content-type': 'application/json' });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('headers', () => {
  it('let no cache keep and no page frame an answer', async () => {
    const { headers } = await world.call(steward, 'GET', '/api/me');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  it('let configured pages embed, and no other', async () => {
    const preflight = (origin: string) => world.call(null, 'OPTIONS', '/api/me', undefined, { origin, 'access-control-request-method': 'PATCH', 'access-control-request-headers': 'authorization' });
    const good = await preflight(ORIGIN);
    expect(good.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(good.headers.get('access-control-allow-credentials')).toBeNull();
    expect(good.headers.get('access-control-allow-headers')).toContain('authorization');
    for (const origin of ['https://evil.example', `${ORIGIN}.evil.example`, 'null']) expect((await preflight(origin)).headers.get('access-control-allow-origin'), origin).toBeNull();
    expect((await world.call(steward, 'GET', '/api/me', undefined, { origin: ORIGIN })).headers.get('access-control-allow-origin')).toBe(ORIGIN);
  });

  it('keep the catalogue with the browser until it changes', async () => {
    const first = await world.call<{ fields: unknown[]; lang: string }>(steward, 'GET', '/api/catalogue?lang=zh-TW&packs=base');
    expect(first.body.lang).toBe('zh-Hant');
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"/);
    expect((await world.call(steward, 'GET', '/api/catalogue?lang=zh-TW&packs=base', undefined, { 'if-none-match': etag })).status).toBe(304);
    expect((await world.call(steward, 'GET', '/api/catalogue?lang=es&packs=base', undefined, { 'if-none-match': etag })).status).toBe(200);
    expect((await world.call(null, 'GET', '/api/catalogue?lang=zh-TW&packs=base', undefined, { 'if-none-match': etag })).status).toBe(401);
    const packed = await world.call(steward, 'GET', '/api/catalogue?lang=zh-TW&packs=base', undefined, { 'accept-encoding': 'gzip' });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect((await world.call(steward, 'GET', '/api/catalogue?lang=zh-TW&packs=base', undefined, { 'if-none-match': packed.headers.get('etag') ?? '', 'accept-encoding': 'gzip' })).status).toBe(304);
    expect((await world.call(steward, 'GET', '/api/archives', undefined, { 'accept-encoding': 'gzip' })).headers.get('content-encoding'), 'what holds a customer and what was asked').toBeNull();
  });
});

describe('the kit', () => {
  it.each(['/kit/dossier.js', '/kit/1/dossier.js'])('%s: for any page, checked anew', async (path) => {
    const { status, headers } = await world.call(null, 'GET', path, undefined, { 'origin': 'https://anywhere.example', 'accept-encoding': 'gzip' });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('text/javascript');
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(headers.get('cache-control')).toContain('must-revalidate');
    expect(headers.get('content-encoding')).toBe('gzip');
    expect((await world.call(null, 'GET', path, undefined, { 'if-none-match': headers.get('etag') ?? '' })).status).toBe(304);
  });

  it('has chunks that never change', async () => {
    for (const path of ['/kit/chunks/define-D7xFwFpV.js', '/kit/1/chunks/define-D7xFwFpV.js']) expect((await world.call(null, 'GET', path)).headers.get('cache-control')).toContain('immutable');
  });

  it('ends at its folder', async () => {
    for (const path of ['/kit/../package.json', '/kit/%2e%2e/%2e%2e/etc/passwd', '/kit/..%2f..%2fetc/passwd', '/kit/nothing.js']) expect((await world.call(null, 'GET', path)).status, path).toBe(404);
  });
});

describe('own pages', () => {
  it('run no script and no style but the server\'s own files', async () => {
    const { status, headers } = await world.call(null, 'GET', '/');
    expect(status).toBe(200);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('too much', () => {
  it('of bad tokens is answered 429, while good ones pass', async () => {
    const statuses = [];
    for (let i = 0; i < 30; i++) statuses.push((await world.call(null, 'GET', '/api/me', undefined, { authorization: 'Bearer x.y.z' })).status);
    expect(statuses.slice(-5)).toEqual([429, 429, 429, 429, 429]);
    expect((await world.call(steward, 'GET', '/api/me')).status).toBe(200);
  });

  it('of one person is answered 429 with a time, while others pass', async () => {
    const busy = { sub: 'busy', name: 'Busy', roles: ['staff'] };
    let last = await world.call(busy, 'GET', '/api/me');
    for (let i = 0; i < 330 && last.status === 200; i++) last = await world.call(busy, 'GET', '/api/me');
    expect(last.status).toBe(429);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect((await world.call(steward, 'GET', '/api/me')).status).toBe(200);
    world.pass(5_000);
    expect((await world.call(busy, 'GET', '/api/me')).status).toBe(200);
  });

  it('logged nothing as the server\'s own error on the way', () => {
    expect(world.errors).toEqual([]);
  });
});
