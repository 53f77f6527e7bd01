/** Values at the border of what is accepted must not break what is computed from them later, for everyone. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { GrantView } from '../../model/api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const olga: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const steward: Who = { sub: 'stu', name: 'Stu', roles: ['steward'] };
const greg: Who = { sub: 'greg', name: 'Greg', roles: ['staff'] };
let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld();
  for (const who of [olga, steward, greg]) await world.call(who, 'GET', '/api/me');
  expect((await world.call(olga, 'POST', '/api/archives', { id: 'ACME', kind: 'organisation', name: 'Acme' })).status).toBe(201);
});
afterAll(async () => { await world.close(); });

it.each(['0000-01-01', '0001-12-31', '0999-06-01', '1000-01-01', '1000-01-31', '9999-12-31'])('a sale of %s is refused, or everything still answers', async (date) => {
  const put = await world.call(olga, 'POST', '/api/archives/ACME/transactions', { kind: 'sale', date, dueAt: date, amount: '10', source: 'x', externalId: 'one' });
  expect([201, 422]).toContain(put.status);
  await world.dossier.settled();
  expect((await world.call(olga, 'GET', '/api/archives/ACME')).status).toBe(200);
  expect((await world.call(olga, 'GET', '/api/archives?sort=sum')).status).toBe(200);
  for (const window of ['all', 1, 12, 24] as const) for (const scheme of ['abc', 'rfm', 'lifecycle']) {
    const answer = await world.call(steward, 'POST', '/api/classify', { scheme, window, referenceDate: date, dryRun: true });
    expect([200, 422], `${scheme} ${window} ${JSON.stringify(answer.body)} ${world.errors.at(-1)}`).toContain(answer.status);
  }
  expect(world.errors).toEqual([]);
});

it('a right that is given until a day holds on that day', async () => {
  const { body } = await world.call<GrantView>(olga, 'POST', '/api/grants', { archive: 'ACME', to: { kind: 'person', id: 'greg' }, level: 'read', reason: 'a visit', until: '2026-03-03' });
  expect(body.until).toBe('2026-03-03T23:59:59.999Z');
  const put = await world.call<{ deputies: readonly { from: string; to: string }[] }>(olga, 'PUT', '/api/archives/ACME/owners', { owner: 'olga', deputies: [{ person: 'greg', from: '2026-03-02', to: '2026-03-02' }] });
  expect([put.status, put.body.deputies?.[0]]).toMatchObject([200, { from: '2026-03-02T00:00:00.000Z', to: '2026-03-02T23:59:59.999Z' }]);
});

it('a right can be taken back from a closed archive', async () => {
  const { body } = await world.call<GrantView>(olga, 'POST', '/api/grants', { archive: 'ACME', to: { kind: 'person', id: 'greg' }, level: 'read', reason: 'a visit' });
  expect((await world.call(olga, 'POST', '/api/archives/ACME/state', { state: 'closed' })).status).toBe(200);
  expect((await world.call(olga, 'DELETE', `/api/grants/${body.id}`)).status).toBe(204);
  expect((await world.call(olga, 'POST', '/api/grants', { archive: 'ACME', to: { kind: 'person', id: 'greg' }, level: 'read', reason: 'a visit' })).status).toBe(403);
});
