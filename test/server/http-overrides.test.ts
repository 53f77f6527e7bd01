/** A class in place of the computed one over REST: who may, who approves, how it ends, and that a class of a section that may not be read is not there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiErrorBody } from '../../model/api.ts';
import type { OverridesView, OverrideView } from '../../server/services/overrides/overrides.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const owner: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const manager: Who = { sub: 'mona', name: 'Mona', roles: ['manager'], department: 'sales' };
const steward: Who = { sub: 'stella', name: 'Stella', roles: ['steward'] };
const reader: Who = { sub: 'greg', name: 'Gregor', roles: ['staff'] };
const cleo: Who = { sub: 'cleo', name: 'Cleo', roles: ['compliance'] };
const clara: Who = { sub: 'clara', name: 'Clara', roles: ['compliance'] };
const stranger: Who = { sub: 'sam', name: 'Sam', roles: ['staff'], department: 'lab' };
const admin: Who = { sub: 'ada', name: 'Ada', roles: ['admin'] };

let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld();
  for (const who of [owner, manager, steward, reader, cleo, clara, stranger, admin]) expect((await world.call(who, 'GET', '/api/me')).status).toBe(200);
  for (const id of ['cleo', 'clara']) expect((await world.call(admin, 'PUT', `/api/people/${id}`, { clearances: ['identity', 'bank', 'aml'] })).status).toBe(200);
  expect((await world.call(owner, 'POST', '/api/archives', { id: 'ACME', kind: 'organisation', name: 'Quincaillerie', department: 'sales' })).status).toBe(201);
  expect((await world.call(owner, 'POST', '/api/grants', { archive: 'ACME', to: { kind: 'person', id: 'greg' }, level: 'read', sections: null, reason: 'helps' })).status).toBe(201);
});
afterAll(async () => { await world.close(); });

const day = (days: number): string => new Date(world.now() + days * 86_400_000).toISOString().slice(0, 10);
const path = (scheme: string, more = ''): string => `/api/archives/ACME/classes/${scheme}${more}`;
const wish = (value: string, more: object = {}) => ({ value, reason: 'A new contract is signed', until: day(90), ...more });
const put = (who: Who, scheme: string, body: object) => world.call<OverrideView & ApiErrorBody>(who, 'PUT', path(scheme), body);
const get = (who: Who, scheme: string) => world.call<OverridesView & ApiErrorBody>(who, 'GET', path(scheme));
const decide = (who: Who, scheme: string, id: number, approve = true) => world.call<OverrideView & ApiErrorBody>(who, 'POST', path(scheme, '/decision'), { id, approve });
const states = async (who: Who, scheme: string) => (await get(who, scheme)).body.items.map(({ value, state }) => `${value} ${state}`);

describe('one person is enough', () => {
  it('whoever writes the profile may say it, with a reason and an end', async () => {
    const { status, body } = await put(owner, 'abc', wish('A'));
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'stands', value: 'A', until: day(90), by: { id: 'olga', name: 'Olga' }, decidedBy: null });
    expect(body.label.en).toBe('Key customer (A)');
  });
  it('a later one takes its place, and both are told', async () => {
    expect((await put(steward, 'abc', wish('B'))).status).toBe(200);
    expect(await states(owner, 'abc')).toEqual(['B stands', 'A replaced']);
  });
  it('ends when somebody says so, once', async () => {
    expect((await world.call(owner, 'DELETE', path('abc'))).status).toBe(204);
    expect(await states(owner, 'abc')).toEqual(['B ended', 'A replaced']);
    expect((await world.call(owner, 'DELETE', path('abc'))).status).toBe(404);
  });
  it('a reader sees it and may not say it; who may only know of the archive sees nothing', async () => {
    expect((await get(reader, 'abc')).body).toMatchObject({ mayWrite: false, mayDecide: false });
    expect((await put(reader, 'abc', wish('A'))).status).toBe(403);
    expect((await get(stranger, 'abc')).status).toBe(404);
    expect((await put(stranger, 'abc', wish('A'))).status).toBe(404);
  });
  it.each([
    ['a class that there is not', () => ({ value: 'D' }), 'value'], ['no reason', () => ({ reason: '  ' }), 'reason'], ['the day before yesterday', () => ({ until: day(-2) }), 'until'],
    ['for ever', () => ({ until: day(1_000) }), 'until'], ['a day that does not exist', () => ({ until: '2026-02-30' }), 'until'],
  ] as const)('%s is refused', async (_name, more, field) => {
    const { status, body } = await put(owner, 'abc', wish('A', more()));
    expect(status).toBe(422);
    expect(JSON.stringify(body)).toContain(`"field":"${field}"`);
  });
  it('what is written into a field is changed there', async () => expect((await put(owner, 'intent', wish('interested'))).status).toBe(409));
  it('a scheme that there is not is not found', async () => expect((await get(owner, 'constructor')).status).toBe(404));
});

describe('two people', () => {
  it('a credit grade waits, and whoever said it does not approve it', async () => {
    const { body } = await put(owner, 'grade', wish('aaa'));
    expect(body.state).toBe('waiting');
    expect((await decide(owner, 'grade', body.id)).status).toBe(403);
    expect((await get(owner, 'grade')).body).toMatchObject({ approval: true, mayDecide: false });
    expect((await get(steward, 'grade')).body.mayDecide).toBe(true);
    expect((await decide(steward, 'grade', body.id)).body).toMatchObject({ state: 'stands', decidedBy: { id: 'stella' } });
    expect((await decide(steward, 'grade', body.id)).status).toBe(409);
  });
  it('a steward who said it needs somebody else', async () => {
    const { body } = await put(steward, 'creditManagement', wish('core'));
    expect((await decide(steward, 'creditManagement', body.id)).status).toBe(403);
    expect((await decide(manager, 'creditManagement', body.id)).body.state).toBe('stands');
  });
  it('what stands goes on until another one is approved, and a refusal is told', async () => {
    const { body } = await put(owner, 'grade', wish('c'));
    expect(await states(owner, 'grade')).toEqual(['c waiting', 'aaa stands']);
    expect((await decide(steward, 'grade', body.id, false)).body.state).toBe('refused');
    expect(await states(owner, 'grade')).toEqual(['c refused', 'aaa stands']);
  });
  it('nobody approves another one than was read', async () => {
    const first = (await put(owner, 'grade', wish('b'))).body;
    await put(owner, 'grade', wish('c'));
    expect((await decide(steward, 'grade', first.id)).status).toBe(409);
    expect(await states(owner, 'grade')).toEqual(['c waiting', 'b replaced', 'c refused', 'aaa stands']);
  });
});

describe('sections', () => {
  it('money-laundering risk is there for compliance alone, whatever others ask', async () => {
    const made = await put(cleo, 'aml', wish('low'));
    expect(made.body.state).toBe('waiting');
    for (const who of [owner, steward, manager, reader, stranger]) {
      expect((await get(who, 'aml')).status).toBe(404);
      expect((await put(who, 'aml', wish('low'))).status).toBe(404);
      expect((await decide(who, 'aml', made.body.id)).status).toBe(404);
      expect((await world.call(who, 'DELETE', path('aml'))).status).toBe(404);
    }
    expect((await decide(cleo, 'aml', made.body.id)).status).toBe(403);
    expect((await decide(clara, 'aml', made.body.id)).body.state).toBe('stands');
  });
  it('credit is not there for who reads the internal sections alone', async () => expect((await get(reader, 'grade')).status).toBe(404));
  it('the feed tells of it under the same right', async () => {
    const told = async (who: Who) => JSON.stringify((await world.call(who, 'GET', '/api/events?limit=500')).body);
    expect(await told(owner)).toContain('grade');
    expect(await told(owner)).not.toContain('"aml"');
    expect(await told(cleo)).toContain('"aml"');
    expect(await told(reader)).not.toContain('grade');
  });
});

it('ends by itself after its last day', async () => {
  await put(owner, 'duration', wish('longTerm', { until: day(3) }));
  world.pass(3 * 86_400_000);
  const { body } = await put(owner, 'size', wish('big', { until: day(1) }));
  expect(body.state).toBe('stands');
  expect(await states(owner, 'duration')).toEqual(['longTerm stands']);
  world.pass(86_400_000);
  await world.dossier.services.overrides.expire();
  expect(await states(owner, 'duration')).toEqual(['longTerm expired']);
  expect(await states(owner, 'size')).toEqual(['big stands']);
});
