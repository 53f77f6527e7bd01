/** The client is what the server says of itself: types made anew are those on disk, every route is described, every call of the components is one of them, and it works. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClient } from '../../components/client.ts';
import type * as api from '../../model/api.ts';
import type { Answer } from '../../model/client.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';

const root = join(import.meta.dirname, '../..');
interface Document { readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>> }
let world: HttpWorld;
let document: Document;
beforeAll(async () => {
  world = await httpWorld();
  document = (await world.call<Document>(null, 'GET', '/api/openapi.json')).body;
});
afterAll(async () => { await world.close(); });

it('model/client.ts is what build/client.mjs makes of the description; if not, run it', async () => {
  const { clientOf } = await import('../../build/client.mjs');
  expect(readFileSync(join(root, 'model/client.ts'), 'utf8')).toBe(clientOf(document));
});

it('every route of the API is described', () => {
  const described = new Set(Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`)));
  const routes = new Set(world.dossier.app.routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/')).map(({ method, path }) => `${method} ${path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}')}`));
  expect([...routes].filter((route) => !described.has(route))).toEqual([]);
  expect(routes.size).toBeGreaterThan(60);
});

const PUT_IN = '…';
it('every call that a component names whole is one of them', () => {
  const patterns = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => ({ method: method.toUpperCase(), segments: path.split('/') })));
  // what a page puts in may be an id, or the word that says what is done
  const fits = (segments: readonly string[], named: readonly string[]): boolean => segments.length === named.length && segments.every((segment, i) => segment === named[i] || segment.startsWith('{') || named[i] === PUT_IN);
  const unknown: string[] = [];
  let found = 0;
  for (const file of readdirSync(join(root, 'components'), { recursive: true, encoding: 'utf8' }).filter((each) => each.endsWith('.ts'))) {
    for (const [, method = '', path = ''] of readFileSync(join(root, 'components', file), 'utf8').matchAll(/\.request(?:<[^()]*>)?\('([A-Z]+)', [`'](\/api\/[^`']+)[`']/g)) {
      found++;
      const plain = path.replace(/\$\{[^}]*\}/g, PUT_IN).replace(/\?.*$/, '').split('/');
      if (!patterns.some((each) => each.method === method && fits(each.segments, plain))) unknown.push(`${file}: ${method} ${path}`);
    }
  }
  expect(unknown).toEqual([]);
  expect(found).toBeGreaterThan(30);
});

/** The words of `model/api.ts`, which the components use, are those of the description: a compiler error here says which are not. */
type Fits<Ours extends Theirs, Theirs> = Ours;
export type Held = [
  Fits<api.Me, Answer<'GET /api/me'>>, Fits<api.ArchiveView, Answer<'GET /api/archives/{id}'>>, Fits<api.ArchivePage, Answer<'GET /api/archives'>>,
  Fits<api.HistoryPage, Answer<'GET /api/archives/{id}/history'>>, Fits<api.TransactionPage, Answer<'GET /api/archives/{id}/transactions'>>, Fits<api.JobView, Answer<'GET /api/jobs/{id}'>>,
];

it('the client calls by name, and what is refused is thrown with its code', async () => {
  const admin = await world.token({ sub: 'ada', roles: ['admin'] });
  const here: typeof fetch = (input, init) => Promise.resolve(world.dossier.app.request(input as string, init));
  const asAdmin = createClient({ endpoint: 'http://dossier.test/', token: () => admin, fetch: here });
  const { secret } = await asAdmin.call('POST /api/keys', { body: { name: 'ERP', sections: { profile: 'write' }, create: true } });
  const client = createClient({ endpoint: 'http://dossier.test', token: secret, fetch: here });

  const { next } = await client.call('GET /api/events', { query: { after: 'now' } });
  const made = await client.call('POST /api/archives', { body: { kind: 'organisation', name: 'Acme' }, idempotencyKey: 'order-17' });
  const again = await client.call('POST /api/archives', { body: { kind: 'organisation', name: 'Acme' }, idempotencyKey: 'order-17' });
  expect(again).toEqual(made);
  const params = { id: made.id, section: 'profile' };
  const { answer, etag } = await client.read('GET /api/archives/{id}/sections/{section}', { params });
  expect(answer.fields['customer.name']).toBe('Acme');
  await client.call('PATCH /api/archives/{id}/sections/{section}', { params, body: { fields: { 'customer.shortName': 'A' } }, ifMatch: etag! });
  await expect(client.call('PATCH /api/archives/{id}/sections/{section}', { params, body: { fields: { 'customer.shortName': 'B' } }, ifMatch: etag! })).rejects.toMatchObject({ status: 412, code: 'stale' });
  await expect(client.call('GET /api/archives/{id}', { params: { id: 'NOWHERE' } })).rejects.toMatchObject({ status: 404, code: 'not-found' });

  const types: string[] = [];
  for await (const page of client.events(next, 1)) types.push(...page.items.map(({ type }) => type));
  expect(types).toContain('section');
  expect(types[0]).toBe('archive');
});
