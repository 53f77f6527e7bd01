/** Keys of services through every door: made by administrators, as far as their scope and no further, ended in the same tick, named in what they wrote. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArchiveView } from '../../model/api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { Answer, HttpWorld, Who } from '../helpers/http-world.ts';

const admin: Who = { sub: 'ada', name: 'Ada', roles: ['admin'] };
const owner: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const other: Who = { sub: 'lars', name: 'Lars', roles: ['staff'], department: 'lab' };
interface Made { readonly key: { readonly id: string; readonly prefix: string; readonly state: string; readonly lastUsed: string | null; readonly endedBy: { readonly name: string } | null }; readonly secret: string }

let world: HttpWorld;
const make = async (wish: object): Promise<Made> => {
  const made = await world.call<Made>(admin, 'POST', '/api/keys', wish);
  expect(made.status).toBe(201);
  return made.body;
};
const as = <T = Record<string, unknown>>(key: Pick<Made, 'secret'>, method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer<T>> =>
  world.call<T>(null, method, path, body, { authorization: `Bearer ${key.secret}`, ...headers });

beforeAll(async () => {
  world = await httpWorld();
  for (const [id, parent] of [['sales', null], ['field', 'sales'], ['lab', null]]) expect((await world.call(admin, 'POST', '/api/departments', { id, name: id, parent })).status).toBe(201);
  for (const [who, id] of [[owner, 'ACME'], [other, 'LABO']] as const) expect((await world.call(who, 'POST', '/api/archives', { id, kind: 'organisation', name: id })).status).toBe(201);
  await world.dossier.settled();
});
afterAll(async () => { await world.close(); });

describe('who makes one', () => {
  it('only an administrator lists, makes and ends', async () => {
    for (const [method, path, body] of [['GET', '/api/keys'], ['POST', '/api/keys', { name: 'x', sections: { profile: 'read' } }], ['DELETE', '/api/keys/dsk_0123456789']] as const) expect((await world.call(owner, method, path, body)).status).toBe(403);
    const key = await make({ name: 'no admin', sections: { profile: 'write' } });
    expect((await as(key, 'POST', '/api/keys', { name: 'more', sections: { profile: 'read' } })).status).toBe(403);
  });
  it('a restricted section needs its clearance named, and every problem is told', async () => {
    const { status, body } = await world.call<{ error: { problems: { field: string; code: string }[] } }>(admin, 'POST', '/api/keys', { name: ' ', sections: { bank: 'read', nonsense: 'read' }, departments: ['nowhere'], create: true, days: 366 });
    expect(status).toBe(422);
    expect(body.error.problems.map(({ field, code }) => `${field} ${code}`)).toEqual(['name length', 'sections.bank no-clearance', 'sections.nonsense not-an-option', 'departments.0 not-an-option', 'create needs-profile', 'days range']);
  });
  it('is shown once, recognised by its prefix, and nowhere on disk', async () => {
    const { key, secret } = await make({ name: 'ERP', sections: { profile: 'read' } });
    expect(secret).toMatch(/^dsk_[0-9A-Za-z]{10}_[A-Za-z0-9_-]{43}$/);
    expect(secret.startsWith(`${key.prefix}_`)).toBe(true);
    const { body } = await world.call(admin, 'GET', '/api/keys');
    expect(JSON.stringify(body)).toContain(key.prefix);
    expect(JSON.stringify([body, await world.storage.keys.all()])).not.toContain(secret.slice(15));
  });
});

describe('what it reaches', () => {
  it('its sections and nothing else of an archive, by the same answers as anybody', async () => {
    const key = await make({ name: 'CRM', sections: { profile: 'read', contacts: 'write', trade: 'write' } });
    const { body } = await as<ArchiveView>(key, 'GET', '/api/archives/ACME');
    expect(body.sections.map(({ section, level }) => `${section} ${level}`)).toEqual(['profile read', 'contacts write', 'trade write']);
    expect(body.sections[0]?.because).toEqual([{ kind: 'key' }]);
    expect((await as(key, 'PATCH', '/api/archives/ACME/sections/profile', { fields: { 'customer.shortName': 'A' } })).status).toBe(403);
    expect((await as(key, 'GET', '/api/archives/ACME/sections/people')).status).toBe(404);
    expect((await as(key, 'GET', '/api/archives/ACME/sections/bank')).status).toBe(404);
    expect((await as(key, 'POST', '/api/archives/ACME/transactions', { kind: 'sale', date: '2026-02-01', amount: '5.00' })).status).toBe(201);
    expect((await as(key, 'POST', '/api/archives', { kind: 'organisation', name: 'New' })).status).toBe(403);
    for (const path of ['/api/people', '/api/me', '/api/catalogue', '/api/archives']) expect((await as(key, 'GET', path)).status).toBe(200);
    expect((await as(key, 'POST', '/api/people', { id: 'x', name: 'X' })).status).toBe(403);
    expect((await as(key, 'PUT', '/api/archives/ACME/owners', { owner: null, coOwners: [], deputies: [] })).status).toBe(403);
  });
  it('archives of its departments and those below them, as the departments are now', async () => {
    const key = await make({ name: 'Sales', sections: { profile: 'read' }, departments: ['sales'] });
    const seen = async (): Promise<readonly string[]> => (await as<{ items: { id: string }[] }>(key, 'GET', '/api/archives')).body.items.map(({ id }) => id);
    expect(await seen()).toEqual(['ACME']);
    expect((await as(key, 'GET', '/api/archives/LABO')).status).toBe(404);
    expect((await world.call(owner, 'PATCH', '/api/archives/ACME', { department: 'field' })).status).toBe(200);
    expect(await seen()).toEqual(['ACME']);
    expect((await world.call(admin, 'PUT', '/api/departments/field', { name: 'field', parent: 'lab' })).status).toBe(200);
    expect(await seen()).toEqual([]);
    expect((await world.call(owner, 'PATCH', '/api/archives/ACME', { department: 'sales' })).status).toBe(200);
  });
  it('creates archives in its departments, which nobody owns', async () => {
    const key = await make({ name: 'Shop', sections: { profile: 'write' }, departments: ['sales'], create: true });
    expect((await as<{ error: { field: string } }>(key, 'POST', '/api/archives', { kind: 'organisation', name: 'N' })).body.error.field).toBe('department');
    expect((await as(key, 'POST', '/api/archives', { kind: 'organisation', name: 'N', department: 'lab' })).status).toBe(422);
    expect((await as(key, 'POST', '/api/archives', { kind: 'organisation', name: 'N', department: 'sales', fields: { 'credit.stars': 3 } })).status).toBeGreaterThan(400);
    const { status, body } = await as<ArchiveView>(key, 'POST', '/api/archives', { kind: 'organisation', name: 'N', department: 'sales' });
    expect([status, body.row?.owner, body.level]).toEqual([201, null, 'write']);
  });
  it('nobody becomes one by a token, and none is an owner', async () => {
    const key = await make({ name: 'K', sections: { profile: 'write', people: 'write' } });
    const principal = `key:${key.key.id}`;
    expect((await world.call({ sub: principal, roles: ['steward'] }, 'GET', '/api/me')).status).toBe(401);
    expect((await world.call(owner, 'PUT', '/api/archives/ACME/owners', { owner: principal, coOwners: [], deputies: [] })).status).toBe(422);
  });
});

describe('its end', () => {
  it('counts in the same tick: requests, streams and sockets', async () => {
    const key = await make({ name: 'Short', sections: { profile: 'read' } });
    const stream = await world.dossier.app.request('/api/events?after=now', { headers: { authorization: `Bearer ${key.secret}`, accept: 'text/event-stream' } });
    expect(stream.status).toBe(200);
    const session = await world.dossier.access.authenticate(key.secret);
    let terminated = false;
    const socket = { buffered: 0, send: () => undefined, sendAll: () => undefined, close: () => undefined, terminate: () => { terminated = true; }, pause: () => undefined, resume: () => undefined };
    world.dossier.hub.sync(socket, session, 'ACME' as never, 'profile', false);
    const ending = world.dossier.services.keys.end('ada' as never, key.key.id as never);
    await expect(world.dossier.access.authenticate(key.secret)).rejects.toThrow();
    expect(session.holds?.()).toBe(false);
    const over = await ending;
    expect(over.endedBy).toBe('ada');
    expect(terminated).toBe(true);
    expect((await as(key, 'GET', '/api/me')).status).toBe(401);
    await stream.body?.cancel();
  });
  it('comes with its day, and its use is noted by day', async () => {
    const key = await make({ name: 'A day', sections: { profile: 'read' }, days: 1 });
    expect((await as(key, 'GET', '/api/me')).status).toBe(200);
    const listed = async (): Promise<Made['key'] | undefined> => (await world.call<{ items: Made['key'][] }>(admin, 'GET', '/api/keys')).body.items.find(({ id }) => id === key.key.id);
    expect(await listed()).toMatchObject({ state: 'living', lastUsed: new Date(world.now()).toISOString().slice(0, 10) });
    world.pass(86_400_000);
    expect((await as(key, 'GET', '/api/me')).status).toBe(401);
    expect((await listed())?.state).toBe('expired');
  });
});

it('what it wrote stands under its name, also when it has ended', async () => {
  const key = await make({ name: 'Night import', sections: { profile: 'write' } });
  expect((await as(key, 'PATCH', '/api/archives/ACME/sections/profile', { fields: { 'customer.shortName': 'Acme' } })).status).toBe(200);
  expect((await world.call(admin, 'DELETE', `/api/keys/${key.key.prefix}`)).status).toBe(200);
  const { body } = await world.call(owner, 'GET', '/api/archives/ACME/history');
  expect(JSON.stringify(body)).toContain('Night import');
});
