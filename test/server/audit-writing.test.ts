/** P9: each edit, and each opening of a restricted section, leaves exactly one row in the chain; what changes rights says what they were; no value is ever in it. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditQuery } from '../../server/storage/audit-reader.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';
import { socketPair } from '../helpers/socket-pair.ts';
import { SyncClient } from '../helpers/sync-client.ts';

let world: HttpWorld;
const ADMIN: Who = { sub: 'adam', name: 'Adam Root', roles: ['admin'], department: 'it' };
const OLGA: Who = { sub: 'olga', name: 'Olga Owner', department: 'north' };
const CORA: Who = { sub: 'cora', name: 'Cora Compliance', roles: ['compliance'], department: 'north' };
const NINA: Who = { sub: 'nina', name: 'Nina Nobody', department: 'south' };
/** Stands in every value that the test writes. */
const CANARY = 'Kanarienvogel';

const ALL: AuditQuery = { archive: null, person: null, actions: [], object: null, from: null, to: null, before: null, limit: 5_000 };
const rows = async (wish: Partial<AuditQuery> = {}) => (await world.storage.audit.page({ ...ALL, ...wish })).rows;
let id = '';

beforeAll(async () => {
  world = await httpWorld();
  await world.call(ADMIN, 'GET', '/api/me');
  for (const department of ['north', 'south', 'it']) await world.call(ADMIN, 'PUT', `/api/departments/${department}`, { name: department });
  for (const who of [OLGA, CORA, NINA]) await world.call(who, 'GET', '/api/me');
  await world.call(ADMIN, 'PUT', '/api/people/cora', { clearances: ['bank', 'identity'] });
  await world.call(ADMIN, 'PUT', '/api/people/olga', { clearances: ['bank'] });
  const made = await world.call<{ id: string }>(OLGA, 'POST', '/api/archives', { kind: 'organisation', name: `${CANARY} Ltd`, department: 'north' });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  id = made.body.id;
});
afterAll(async () => { await world.close(); });

test('each edit leaves one row with its keys, and none with its values', async () => {
  const before = (await rows({ actions: ['edited'], archive: id as never })).length;
  for (let i = 0; i < 20; i++) {
    const answer = await world.call(OLGA, 'PATCH', `/api/archives/${id}/sections/profile`, { fields: { 'customer.shortName': `${CANARY} ${i}` } });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  }
  const edits = (await rows({ actions: ['edited'], archive: id as never }));
  expect(edits.length).toBe(before + 20);
  expect(new Set(edits.map(({ detail }) => detail?.['seq'])).size).toBe(edits.filter(({ section }) => section === 'profile').length);
  expect(edits[0]).toMatchObject({ actor: 'olga', archive: id, section: 'profile', outcome: 'done', detail: { keys: ['fields/customer.shortName'] } });
});

test('each reading of a restricted section leaves one row with level and reasons; of any other none', async () => {
  const opened = async () => rows({ actions: ['opened'] });
  const before = (await opened()).length;
  for (let i = 0; i < 5; i++) expect((await world.call(OLGA, 'GET', `/api/archives/${id}/sections/profile`)).status).toBe(200);
  expect((await opened()).length).toBe(before);
  for (let i = 0; i < 5; i++) expect((await world.call(OLGA, 'GET', `/api/archives/${id}/sections/bank`)).status).toBe(200);
  const after = await opened();
  expect(after.length).toBe(before + 5);
  expect(after[0]).toMatchObject({ actor: 'olga', archive: id, section: 'bank', because: [{ kind: 'owner' }, { kind: 'clearance', clearance: 'bank' }], detail: { by: 'read', level: 'manage' } });
});

test('an answer that holds nothing, for it has not changed, is no opening', async () => {
  const { headers } = await world.call(CORA, 'GET', `/api/archives/${id}/sections/bank`);
  const before = (await rows({ actions: ['opened'] })).length;
  expect((await world.call(CORA, 'GET', `/api/archives/${id}/sections/bank`, undefined, { 'if-none-match': headers.get('etag') ?? '' })).status).toBe(304);
  expect((await rows({ actions: ['opened'] })).length).toBe(before);
});

test('who is refused again and again is one row a minute, with the archive and never with its name', async () => {
  for (let i = 0; i < 7; i++) expect((await world.call(NINA, 'GET', `/api/archives/${id}/sections/bank`)).status).toBe(404);
  await world.dossier.services.trail.flush();
  const refused = await rows({ actions: ['refused'], person: 'nina' as never });
  expect(refused).toHaveLength(1);
  expect(refused[0]).toMatchObject({ archive: id, outcome: 'refused', detail: { status: 404, count: 7 } });
});

test('tokens that do not hold are counted by their source', async () => {
  for (let i = 0; i < 3; i++) expect((await world.dossier.app.request('/api/me', { headers: { authorization: 'Bearer nonsense' } })).status).toBe(401);
  await world.dossier.services.trail.flush();
  expect((await rows({ actions: ['signInRefused'] }))[0]).toMatchObject({ actor: null, outcome: 'refused', detail: { by: 'http', count: 3 } });
});

test('what changes rights says who did it and what they were before', async () => {
  const [change] = await rows({ actions: ['personChanged'], object: 'olga' });
  expect(change).toMatchObject({ actor: 'adam', detail: { clearances: ['bank'], keys: ['clearances'] }, was: [{ kind: 'person', name: 'olga', was: { clearances: [] } }] });
  const grant = await world.call<{ id: string }>(OLGA, 'POST', '/api/grants', { archive: id, to: { kind: 'person', id: 'nina' }, level: 'read', sections: null, until: null, reason: `${CANARY} is ill` });
  expect(grant.status, JSON.stringify(grant.body)).toBe(201);
  expect((await world.call(OLGA, 'DELETE', `/api/grants/${grant.body.id}`)).status).toBe(204);
  const [ended, given] = await rows({ object: grant.body.id });
  expect(given).toMatchObject({ action: 'grantGiven', actor: 'olga', archive: id, detail: { toKind: 'person', toId: 'nina', level: 'read' }, was: [{ kind: 'grant', name: grant.body.id, was: null }] });
  expect(ended).toMatchObject({ action: 'grantEnded', actor: 'olga', was: [{ kind: 'grant', was: { toId: 'nina', level: 'read', archive: id } }] });
});

test('a business that somebody entered is written down once, however often it is carried over', async () => {
  const entered = await world.call(OLGA, 'POST', `/api/archives/${id}/transactions`, { kind: 'sale', date: '2026-02-01', amount: '12' });
  expect(entered.status, JSON.stringify(entered.body)).toBeLessThan(300);
  await world.storage.events.catchUp();
  await world.storage.events.catchUp();
  expect(await rows({ actions: ['entered'], archive: id as never })).toMatchObject([{ actor: 'olga', section: 'trade' }]);
});

test('a transaction that is taken back takes its rows along', async () => {
  const head = await world.storage.audit.head();
  await expect(world.storage.archives.change(id as never, { code: 'x', keys: ['erp:1', 'erp:1'] as never, owner: 'olga' as never }, 'olga' as never, 'no moment')).rejects.toThrow();
  expect(await world.storage.audit.head()).toEqual(head);
});

test('P9: whatever doors are used in whatever order, each edit and each opening of a restricted section has exactly one row', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom('line bank', 'line profile', 'sync bank', 'read bank', 'read profile', 'edit profile', 'edit bank'), { minLength: 1, maxLength: 10 }), async (steps) => {
    const count = async (action: 'opened' | 'edited') => (await rows({ actions: [action], archive: id as never, person: 'olga' as never })).length;
    const before = [await count('opened'), await count('edited')] as const;
    const pair = socketPair();
    const client = new SyncClient(pair);
    pair.attach(world.dossier.hub.line(pair.socket));
    const carry = async (): Promise<void> => { for (let i = 0; i < 40; i++) { while (pair.toServer() || pair.toClient()); await new Promise((resolve) => { setImmediate(resolve); }); } };
    client.hello(await world.token(OLGA));
    await carry();
    let expected = 0;
    let edits = 0;
    for (const [n, step] of steps.entries()) {
      const [door = '', section = ''] = step.split(' ');
      if (section === 'bank') expected++;
      if (door === 'line') {
        client.open(id, section);
        await carry();
      } else if (door === 'sync') {
        const socket = socketPair();
        socket.attach(world.dossier.hub.sync(socket.socket, await world.dossier.access.authenticate(await world.token(OLGA)), id as never, section, true));
        for (let i = 0; i < 20; i++) await new Promise((resolve) => { setImmediate(resolve); });
      } else if (door === 'read') expect((await world.call(OLGA, 'GET', `/api/archives/${id}/sections/${section}`)).status).toBe(200);
      else {
        edits++;
        const answer = await world.call(OLGA, 'PATCH', `/api/archives/${id}/sections/${section}`, section === 'bank' ? { fields: { 'bank.creditRating': null } } : { fields: { 'customer.shortName': `${CANARY} ${Math.random()}-${n}` } });
        expect([200, 422]).toContain(answer.status);
        if (answer.status === 422 || section === 'bank') { edits--; if (answer.status === 422) expected--; }
      }
    }
    await expect.poll(() => count('opened')).toBe(before[0] + expected);
    expect(await count('edited')).toBe(before[1] + edits);
  }), { numRuns: 15 });
}, 120_000);

test('no value, name, reason or word of a customer is in the chain', async () => {
  const all = await rows();
  expect(all.length).toBeGreaterThan(40);
  expect(JSON.stringify(all)).not.toContain(CANARY);
});
