/** The service matrix over REST: who may set it, what is refused, and what one customer gets. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServiceMatrixView, ServiceView } from '../../model/service-matrix/api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const owner: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const steward: Who = { sub: 'stella', name: 'Stella', roles: ['steward'] };
const stranger: Who = { sub: 'sam', name: 'Sam', roles: ['staff'], department: 'lab' };

let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld();
  for (const who of [owner, steward, stranger]) expect((await world.call(who, 'GET', '/api/me')).status).toBe(200);
  expect((await world.call(owner, 'POST', '/api/archives', { id: 'ACME', kind: 'organisation', name: 'Quincaillerie' })).status).toBe(201);
});
afterAll(async () => { await world.close(); });

const get = async (): Promise<ServiceMatrixView> => (await world.call<ServiceMatrixView>(owner, 'GET', '/api/service-matrix')).body;
const put = (who: Who, body: object) => world.call<ServiceMatrixView>(who, 'PUT', '/api/service-matrix', body);

describe('the matrix', () => {
  it('is there as shipped, for everybody', async () => expect(await get()).toMatchObject({ version: 1, setBy: null, base: { level: 'economy' } }));
  it('is set by a steward, with a version', async () => {
    const { base, rows, version } = await get();
    expect((await put(owner, { base, rows, version })).status).toBe(403);
    expect((await put(steward, { base: { ...base, visits: 1 }, rows, version })).body).toMatchObject({ version: 2, base: { visits: 1 }, setBy: { id: 'stella', name: 'Stella' } });
    expect((await put(steward, { base, rows, version })).status).toBe(409);
    expect(await get()).toMatchObject({ version: 2, base: { visits: 1 } });
  });
  it('is refused where an important class gets less, with every place', async () => {
    const { base, version } = await get();
    const { status, body } = await put(steward, { base, version, rows: [{ scheme: 'abc', value: 'A', gives: { visits: 2 } }, { scheme: 'abc', value: 'B', gives: { visits: 4, discount: 5 } }] });
    expect(status).toBe(422);
    for (const field of ['rows.abc.A.visits', 'rows.abc.A.discount']) expect(JSON.stringify(body)).toContain(field);
    expect((await put(steward, { base, version, rows: [{ scheme: 'aml', value: 'low', gives: {} }] })).status).toBe(422);
  });
});

describe('one customer', () => {
  it('gets what its classes give', async () => {
    const { body } = await world.call<ServiceView>(owner, 'GET', '/api/archives/ACME/service');
    expect(body.services.map(({ key }) => key)).toEqual(['level', 'reception', 'discount', 'visits', 'publicity']);
    expect(body.services.find(({ key }) => key === 'visits')).toMatchObject({ value: 1, from: null });
  });
  it('is told to nobody who may not read it', async () => expect((await world.call(stranger, 'GET', '/api/archives/ACME/service')).status).toBe(404));
});
