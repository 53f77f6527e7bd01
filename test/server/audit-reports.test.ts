/** The audit as its readers see it: who may read it, what a reader is told of customers, rights as they were on a day, what somebody opened, the half-yearly review with its signature. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccessReview, AuditLines, AuditVerified, WhatOpened, WhoCouldSee } from '../../model/audit/api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

let world: HttpWorld;
const ADMIN: Who = { sub: 'adam', name: 'Adam', roles: ['admin'], department: 'it' };
const OLGA: Who = { sub: 'olga', name: 'Olga', department: 'north' };
const NINA: Who = { sub: 'nina', name: 'Nina', department: 'south' };
const AUDREY: Who = { sub: 'audrey', name: 'Audrey', roles: ['auditor'] };
const MAX: Who = { sub: 'max', name: 'Max', roles: ['manager'], department: 'north' };
const DAY = 86_400_000;
let id = '';
const moments: Record<'fresh' | 'shared' | 'ended', number> = { fresh: 0, shared: 0, ended: 0 };
const could = async (moment: number) => (await world.call<WhoCouldSee>(AUDREY, 'GET', `/api/audit/reports/who-could-see?archive=${id}&date=${encodeURIComponent(new Date(moment).toISOString())}`));
const levels = async (moment: number) => Object.fromEntries((await could(moment)).body.items.map(({ person, level }) => [person.id, level]));

beforeAll(async () => {
  world = await httpWorld();
  await world.call(ADMIN, 'GET', '/api/me');
  for (const department of ['north', 'south', 'it']) await world.call(ADMIN, 'PUT', `/api/departments/${department}`, { name: department });
  for (const who of [OLGA, NINA, AUDREY, MAX]) await world.call(who, 'GET', '/api/me');
  await world.call(ADMIN, 'PUT', '/api/people/olga', { clearances: ['bank'] });
  const made = await world.call<{ id: string }>(OLGA, 'POST', '/api/archives', { kind: 'organisation', name: 'Secret Customer Ltd', department: 'north' });
  id = made.body.id;
  moments.fresh = world.now();
  world.pass(DAY);
  const grant = await world.call<{ id: string }>(OLGA, 'POST', '/api/grants', { archive: id, to: { kind: 'person', id: 'nina' }, level: 'read', sections: ['bank', 'profile'], until: null, reason: 'holiday' });
  await world.call(ADMIN, 'PUT', '/api/people/nina', { clearances: ['bank'] });
  await world.call(NINA, 'GET', `/api/archives/${id}/sections/bank`);
  moments.shared = world.now();
  world.pass(DAY);
  await world.call(OLGA, 'DELETE', `/api/grants/${grant.body.id}`);
  await world.call(OLGA, 'PUT', `/api/archives/${id}/owners`, { owner: 'max', coOwners: [] });
  moments.ended = world.now();
  world.pass(1_000);
});
afterAll(async () => { await world.close(); });

test('whoever is neither auditor nor of compliance reads nothing of it', async () => {
  for (const path of ['/api/audit', '/api/audit/verify', `/api/audit/reports/who-could-see?archive=${id}&date=2026-03-02`, '/api/audit/reports/what-opened?person=nina&from=2026-01-01&to=2027-01-01']) {
    expect((await world.call(OLGA, 'GET', path)).status, path).toBe(403);
    expect((await world.call(ADMIN, 'GET', path)).status, path).toBe(403);
  }
});

test('an auditor, who has no right on content, reads ids and no name of a customer', async () => {
  const { body, status } = await world.call<AuditLines>(AUDREY, 'GET', `/api/audit?archive=${id}`);
  expect(status).toBe(200);
  expect(body.items.length).toBeGreaterThan(3);
  expect(body.items.every(({ archive }) => archive?.id === id && archive.name === null)).toBe(true);
  expect(JSON.stringify(body)).not.toContain('Secret Customer');
});

test('pages follow each other to the beginning, by filter too, and reading is written down', async () => {
  const all: number[] = [];
  let before = '';
  do {
    const { body } = await world.call<AuditLines>(AUDREY, 'GET', `/api/audit?limit=5&kind=rights${before}`);
    all.push(...body.items.map(({ seq }) => seq));
    before = body.next === null ? '' : `&before=${body.next}`;
  } while (before !== '');
  expect(all.length).toBeGreaterThan(8);
  expect(all).toEqual([...new Set(all)].sort((a, b) => b - a));
  const read = await world.call<AuditLines>(AUDREY, 'GET', '/api/audit?action=auditRead&person=audrey');
  expect(read.body.items.length).toBeGreaterThan(2);
  const edits = await world.call<AuditLines>(AUDREY, 'GET', `/api/audit?action=edited&archive=${id}&person=olga`);
  expect(edits.body.items.length).toBeGreaterThan(0);
  expect(edits.body.items.every(({ action }) => action === 'edited')).toBe(true);
});

test('as a table nothing in it runs', async () => {
  const { body, headers } = await world.call<string>(AUDREY, 'GET', '/api/audit?as=csv&limit=20');
  expect(headers.get('content-type')).toContain('text/csv');
  expect(body.split('\r\n').length).toBeGreaterThan(10);
  expect(body).not.toMatch(/(^|,)"?[=+@]/m);
});

test('who could see an archive is told as the rights were', async () => {
  expect(await levels(moments.fresh)).toMatchObject({ olga: 'manage', max: 'read' });
  expect(await levels(moments.fresh)).not.toHaveProperty('nina');
  expect(await levels(moments.shared)).toMatchObject({ olga: 'manage', nina: 'read' });
  const shared = (await could(moments.shared)).body.items.find(({ person }) => person.id === 'nina');
  expect(shared?.sections.map(({ section }) => section).sort()).toEqual(['bank', 'profile']);
  const now = await levels(moments.ended);
  expect(now).toMatchObject({ max: 'manage' });
  expect(now).not.toHaveProperty('nina');
  expect(now['olga']).toBe('exists');
});

test('what nobody knows is not answered: a day before the chain began', async () => {
  expect((await could(Date.parse('2020-01-01'))).status).toBe(422);
});

test('what somebody opened is counted by customer and section', async () => {
  const { body } = await world.call<WhatOpened>(AUDREY, 'GET', '/api/audit/reports/what-opened?person=nina&from=2026-01-01&to=2027-01-01');
  expect(body.items).toContainEqual(expect.objectContaining({ archive: { id, name: null, code: null }, section: 'bank', action: 'opened', count: 1 }));
});

test('the chain is checked beside the running server', async () => {
  const { body } = await world.call<AuditVerified>(AUDREY, 'GET', '/api/audit/verify');
  expect(body).toMatchObject({ ok: true, faults: [] });
  expect((await world.call<AuditVerified>(AUDREY, 'GET', `/api/audit/verify?head=999999:${'0'.repeat(64)}`)).body).toMatchObject({ ok: false, faults: [{ kind: 'cut' }] });
});

test('a manager reads and signs the review of the own department, and of no other', async () => {
  const { body } = await world.call<AccessReview>(MAX, 'GET', '/api/audit/reports/access-review?half=2026H1');
  expect(body.items.map(({ person }) => person.id).sort()).toEqual(['max', 'olga']);
  expect(body.items.find(({ person }) => person.id === 'max')?.sources).toContainEqual({ kind: 'owner', department: 'north', count: 1 });
  expect((await world.call(MAX, 'POST', '/api/audit/reports/access-review/signatures', { half: '2026H1', departments: ['south'] })).status).toBe(403);
  expect((await world.call(MAX, 'POST', '/api/audit/reports/access-review/signatures', { half: '2026H1', departments: ['north'] })).status).toBe(204);
  expect((await world.call<AccessReview>(AUDREY, 'GET', '/api/audit/reports/access-review?half=2026H1')).body).toMatchObject({ signed: [{ by: { id: 'max' }, departments: ['north'] }] });
  expect((await world.call(OLGA, 'GET', '/api/audit/reports/access-review?half=2026H1')).status).toBe(403);
  expect((await world.call(NINA, 'POST', '/api/audit/reports/access-review/signatures', { half: '2026H1', departments: ['north'] })).status).toBe(403);
});

test('a grant that nobody uses is told as dormant with its last use, and one that is read by is not, whatever was refused meanwhile', async () => {
  const give = async (section: string): Promise<string> => {
    const made = await world.call<{ id: string }>(OLGA, 'POST', '/api/archives', { kind: 'organisation', name: `Granted ${section}`, department: 'north' });
    await world.call(OLGA, 'PATCH', `/api/archives/${made.body.id}/sections/profile`, { fields: { 'customer.shortName': 'G' } });
    const grant = await world.call<{ id: string }>(OLGA, 'POST', '/api/grants', { archive: made.body.id, to: { kind: 'person', id: 'nina' }, level: 'read', sections: [section], until: '2026-12-31T00:00:00Z', reason: 'helps' });
    expect(grant.status, JSON.stringify(grant.body)).toBe(201);
    return made.body.id;
  };
  const [never, once, often] = [await give('profile'), await give('profile'), await give('profile')];
  const read = async (archive: string): Promise<void> => { expect((await world.call(NINA, 'GET', `/api/archives/${archive}/sections/profile`)).status).toBe(200); await world.dossier.services.trail.flush(); };
  const dormant = async (days: number) => {
    const { body } = await world.call<AccessReview>(AUDREY, 'GET', `/api/audit/reports/access-review?half=2026H1&days=${days}`);
    return Object.fromEntries(body.items.flatMap((line) => line.dormant.map(({ archive, lastUse }) => [archive.id, `${line.person.id} ${lastUse}`])));
  };
  await read(once);
  const day = new Date(world.now()).toISOString().slice(0, 10);
  world.pass(20 * DAY);
  await read(often);
  // being refused, asking, and reading the audit are no use
  expect((await world.call(NINA, 'GET', `/api/archives/${never}/sections/bank`)).status).toBe(404);
  await world.call(NINA, 'PATCH', `/api/archives/${never}/sections/profile`, { fields: { 'customer.shortName': 'N' } });
  await world.dossier.services.trail.flush();
  world.pass(5 * DAY);
  expect(await dormant(10)).toEqual({ [never]: 'nina null', [once]: `nina ${day}` });
  expect(await dormant(24)).toEqual({ [never]: 'nina null', [once]: `nina ${day}` });
  expect(await dormant(60), 'given less than so long ago').toEqual({});
  const { rows } = await world.storage.audit.page({ archive: often as never, person: 'nina' as never, actions: ['grantUsed'], object: null, from: null, to: null, before: null, limit: 10 });
  expect(rows, 'a row a day').toHaveLength(1);
});
