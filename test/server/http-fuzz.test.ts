/** Every route of the API's own description is given what no client would send: it answers with an error of the client's, never with one of ours. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const admin: Who = { sub: 'ada', roles: ['admin', 'steward', 'generalManager'], department: 'sales' };
const RUNS = 60;

interface Operation { readonly method: string; readonly path: string; readonly query: readonly string[]; readonly json: boolean; readonly schema: unknown }

let world: HttpWorld;
let operations: readonly Operation[] = [];
beforeAll(async () => {
  world = await httpWorld({ env: { DOSSIER_LIMITS: JSON.stringify({ requestsPerSecond: 100_000, requestsBurst: 100_000 }) } });
  expect((await world.call(admin, 'POST', '/api/archives', { id: 'ACME', keys: ['erp:1'], kind: 'organisation', name: 'Acme' })).status).toBe(201);
  interface Described { readonly parameters?: readonly { readonly name: string; readonly in: string }[]; readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: unknown }>> } }
  const { body } = await world.call<{ paths: Readonly<Record<string, Readonly<Record<string, Described>>>>; components: { schemas: Readonly<Record<string, unknown>> } }>(null, 'GET', '/api/openapi.json');
  // a stream that trickles for a second and a half each time takes no input at all
  operations = Object.entries(body.paths).filter(([path]) => path !== '/healthz/trickle').flatMap(([path, methods]) => Object.entries(methods).map(([method, { parameters = [], requestBody }]): Operation => {
    const schema = requestBody?.content['application/json']?.schema;
    return { method: method.toUpperCase(), path, query: parameters.filter((each) => each.in === 'query').map((each) => each.name), json: schema !== undefined, schema: resolved(schema, body.components.schemas) };
  }));
});
afterAll(async () => { await world.close(); });

/** The schema with its references in place, so that a body can be made that is nearly right. */
function resolved(schema: unknown, all: Readonly<Record<string, unknown>>, depth = 0): unknown {
  if (typeof schema !== 'object' || schema === null || depth > 12) return schema;
  if (Array.isArray(schema)) return schema.map((each) => resolved(each, all, depth + 1));
  const ref = (schema as { $ref?: string }).$ref;
  if (ref !== undefined) return resolved(all[ref.slice(ref.lastIndexOf('/') + 1)], all, depth + 1);
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, resolved(value, all, depth + 1)]));
}

const NASTY: readonly unknown[] = [
  '', ' ', 'ACME', 'erp:1', 'ada', '..', '../..', '%', '%00', '\0', '\ud800', '__proto__', 'constructor', 'toString', 'null', '-1', '1e400', 'NaN', '2026-02-30', '9999-12-31', '-000001-01-01', '2026-01-01T00:00:00Z',
  '99999999999999999999.99', "' OR 1=1 --", '"', '*', 'NEAR(', '\u202e', 'ﷺ'.repeat(50), 'a'.repeat(5_000), 0, -1, 1e308, 1.5, true, null, [], {}, [null], [['x']], { __proto__: null, a: { b: [] } },
];
const nasty = fc.constantFrom(...NASTY);

/** Values of the right shape with something wrong in some place. */
function near(schema: unknown): fc.Arbitrary<unknown> {
  const { type, properties, items, anyOf, additionalProperties, enum: options } = (schema ?? {}) as { type?: string | readonly string[]; properties?: Readonly<Record<string, unknown>>; items?: unknown; anyOf?: readonly unknown[]; additionalProperties?: unknown; enum?: readonly unknown[] };
  const often = (good: fc.Arbitrary<unknown>) => fc.oneof({ weight: 5, arbitrary: good }, { weight: 1, arbitrary: nasty });
  if (options) return often(fc.constantFrom(...options));
  if (anyOf) return often(fc.oneof(...anyOf.map(near)));
  if (properties) return often(fc.record(Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, near(value)])), { requiredKeys: [] }));
  if (items) return often(fc.array(near(items), { maxLength: 3 }));
  if (additionalProperties && typeof additionalProperties === 'object') return often(fc.dictionary(fc.constantFrom('fields', 'contacts', '__proto__', 'customer.name', 'x', '', 'a/b', '\ud800'), near(additionalProperties), { maxKeys: 3 }));
  if (type === 'number' || type === 'integer') return often(fc.oneof(fc.integer(), fc.double()));
  if (type === 'boolean') return often(fc.boolean());
  return fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 20 }));
}

/** Without a token, read by other programs: their refusals are of the kind that was asked for. */
const OWN_REFUSALS: ReadonlySet<string> = new Set(['/badge/{file}']);

const ADDRESS = fc.constantFrom('ACME', 'erp:1', 'profile', 'contacts-2026', 'contacts-9999', 'aml', 'trade', 'ada', 'nothing', '..', '%', '%00', '%ed%a0%80', 'a'.repeat(3_000), ':', '__proto__', ' ');

it('answers every request with a status of its own choice', async () => {
  expect(operations.length).toBeGreaterThan(25);
  const token = await world.token(admin);
  for (const operation of operations) {
    const { method, path, query, json, schema } = operation;
    const request = fc.record({
      ids: fc.array(ADDRESS, { minLength: 3, maxLength: 3 }),
      query: fc.record(Object.fromEntries(query.map((name) => [name, fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 20 }))])), { requiredKeys: [] }),
      raw: fc.boolean(),
      body: json ? fc.oneof({ weight: 8, arbitrary: near(schema).map((value) => JSON.stringify(value) ?? '') }, { weight: 1, arbitrary: fc.constantFrom('', '{', '[]', 'null', '"\\ud800"', '{"__proto__":{"x":1}}', '['.repeat(100_000)) }) : fc.constant(undefined),
    });
    await fc.assert(fc.asyncProperty(request, async (wish) => {
      let turn = 0;
      const where = path.replace(/\{\w+\}/g, () => wish.ids[turn++] ?? 'x');
      const asked = Object.entries(wish.query).map(([name, value]) => `${name}=${wish.raw ? written(value).replace(/[#\s]/g, '') : encode(written(value))}`).join('&');
      const response = await world.dossier.app.request(new Request(`http://dossier.test${where}${asked === '' ? '' : `?${asked}`}`, {
        method, headers: { authorization: `Bearer ${token}`, ...(json ? { 'content-type': 'application/json' } : {}) }, ...(wish.body === undefined || method === 'GET' ? {} : { body: wish.body }),
      }));
      const text = await response.text();
      expect(response.status, `${method} ${where}?${asked} ${wish.body?.slice(0, 300)} → ${text} ${world.errors.join('\n').slice(0, 2_000)}`).toBeLessThan(500);
      const own = !OWN_REFUSALS.has(path) || (response.headers.get('content-type') ?? '').startsWith('application/json');
      if (response.status >= 400 && own) expect(JSON.parse(text), `${method} ${where}`).toMatchObject({ error: { code: expect.any(String) as string, message: expect.any(String) as string } });
      expect(text).not.toMatch(/node_modules|\.ts:\d|SQLITE|better-sqlite/);
    }), { numRuns: RUNS });
  }
  expect(world.errors).toEqual([]);
});

/** Lone surrogates cannot be written in an address: they become the sign for what cannot be read. */
const encode = (text: string): string => encodeURIComponent(Buffer.from(text).toString());
const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
