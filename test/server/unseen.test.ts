/** Compliance and auditors leave no presence: what they did is told as done by compliance, through every door, also when the token that made them one has ended, and after a restart. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccessView } from '../../model/access/api.ts';
import type { HistoryPage } from '../../model/api.ts';
import type { PersonId } from '../../model/ids.ts';
import type { NoticePage } from '../../model/notices/api.ts';
import { policyOf } from '../../model/rights.ts';
import { Directory } from '../../server/access/directory.ts';
import { UnseenReaders } from '../../server/access/unseen.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const olga: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const cleo: Who = { sub: 'zq-cleo', name: 'Cleo Zqvarn', roles: ['compliance'], department: 'sales' };
const cara: Who = { sub: 'cara', name: 'Cara', roles: ['compliance'] };
const mixed: Who = { sub: 'mixa', name: 'Mix Other', roles: ['compliance', 'staff'] };
const root: Who = { sub: 'root', roles: ['admin'] };
const NAMED = /zq-cleo|Zqvarn/;

let world: HttpWorld;
let file: { id: string };
beforeAll(async () => {
  world = await httpWorld();
  for (const who of [olga, cleo, cara, mixed]) await world.call(who, 'GET', '/api/me');
  for (const who of [olga, cleo, cara]) expect((await world.call(root, 'PUT', `/api/people/${who.sub}`, { clearances: ['identity'] })).status).toBe(200);
  expect((await world.call(olga, 'POST', '/api/archives', { id: 'A1', kind: 'individual', name: 'Ana Trujillo' })).status).toBe(201);
  expect((await world.call(olga, 'PUT', '/api/archives/A1/follow', { following: true })).status).toBe(200);
  expect((await world.call(cleo, 'PATCH', '/api/archives/A1/sections/identity', { fields: { 'person.gender': 'female', 'person.idDocumentType': 'passport' } })).status).toBe(200);
  expect((await world.call(cleo, 'POST', '/api/archives/A1/comments', { section: 'identity', record: '', text: 'checked against the original' })).status).toBe(201);
  expect((await world.call(cleo, 'POST', '/api/consents/A1', { acts: [{ purpose: 'marketingEmail', state: 'granted', how: 'written', version: '2' }] })).status).toBeLessThan(300);
  const form = new FormData();
  form.append('section', 'identity');
  form.append('file', new File(['x'], 'copy.txt', { type: 'text/plain' }));
  file = (await world.call<{ id: string }>(cleo, 'POST', '/api/archives/A1/files', form)).body;
});
afterAll(async () => {
  expect(world.errors).toEqual([]);
  await world.close();
});

const doors = ['/api/archives/A1/history', '/api/archives/A1/history?section=identity', '/api/archives/A1/history?person=zq-cleo', '/api/archives/A1/comments?section=identity&record=', '/api/archives/A1/files', '/api/archives/A1',
  '/api/notices', '/api/events', '/api/people?q=zq', '/api/people?q=Cleo', '/api/people?id=zq-cleo', '/api/people/zq-cleo', '/api/people?department=sales', '/api/archives/A1/overview', '/api/archives?q=Ana', '/api/consents/A1'];

async function sweep(who: Who): Promise<string> {
  await world.dossier.services.notices.settled();
  const answers = await Promise.all(doors.map(async (door) => JSON.stringify((await world.call(who, 'GET', door)).body)));
  return answers.join('\n');
}

describe('who answers for an archive', () => {
  it('is told what compliance did, as done by compliance', async () => {
    expect(await sweep(olga)).not.toMatch(NAMED);
    const { items } = (await world.call<HistoryPage>(olga, 'GET', '/api/archives/A1/history?section=identity')).body;
    expect(items.map(({ by }) => by)).toContainEqual({ id: 'key:unseen', name: 'Compliance' });
    const notices = (await world.call<NoticePage>(olga, 'GET', '/api/notices')).body.items;
    expect(notices).toContainEqual(expect.objectContaining({ kind: 'followed', section: 'identity', by: { id: 'key:unseen', name: 'Compliance' } }));
    expect(JSON.stringify((await world.call(olga, 'GET', '/api/archives/A1/files')).body)).toContain(file.id);
  });

  it('cannot find out by asking for somebody\'s changes', async () => {
    expect((await world.call<HistoryPage>(olga, 'GET', '/api/archives/A1/history?person=zq-cleo')).body.items).toEqual([]);
    expect((await world.call<HistoryPage>(cara, 'GET', '/api/archives/A1/history?person=zq-cleo')).body.items).not.toEqual([]);
  });

  it('asks for what compliance changed by the name that stands there', async () => {
    const { items } = (await world.call<HistoryPage>(olga, 'GET', '/api/archives/A1/history?person=key:unseen')).body;
    expect(items).not.toEqual([]);
    expect(items.every(({ by }) => by.id === 'key:unseen')).toBe(true);
  });

  it('is not told either when the token that said "compliance" has ended', async () => {
    world.pass(26 * 3_600_000);
    for (const who of [olga, cara]) await world.call(who, 'GET', '/api/me');
    expect(world.dossier.access.directory.person('zq-cleo' as never)?.roles ?? []).not.toContain('compliance');
    expect(await sweep(olga)).not.toMatch(NAMED);
  });

  it('and not after a restart', async () => {
    const again = new UnseenReaders(new Directory({ now: () => 0, after: () => () => undefined }));
    expect(again.hides('zq-cleo' as never, 'olga' as never)).toBe(false);
    await again.load(world.storage.directory);
    expect(again.hides('zq-cleo' as never, 'olga' as never)).toBe(true);
  });
});

it('what compliance asks for, breaks or begins gives nobody their name, nor does asking what they would see', async () => {
  const mona: Who = { sub: 'mona', name: 'Mona', roles: ['manager'], department: 'sales' };
  const nick: Who = { sub: 'nick', name: 'Nick', roles: ['staff'] };
  for (const who of [olga, cleo, mona, nick]) await world.call(who, 'GET', '/api/me');
  await world.call(root, 'POST', '/api/departments', { id: 'sales', name: 'Sales', managers: ['mona'] });
  world.dossier.access.directory.keepPolicy(policyOf({ emergency: ['zq-cleo', 'nick'] as PersonId[] }));
  const asked = await world.call<{ id: string }>(cleo, 'POST', '/api/access-requests', { archive: 'A1', reason: 'the yearly look', level: 'read' });
  expect(asked.status).toBe(201);
  const said = [await world.call(olga, 'GET', '/api/access-requests?box=toDecide'), await world.call(olga, 'POST', `/api/access-requests/${asked.body.id}/decision`, { decision: 'approve' })];
  const broken = await world.call<{ id: string }>(cleo, 'POST', '/api/archives/A1/break-glass', { reason: 'x', minutes: 5 });
  expect(broken.status).toBe(201);
  expect((await world.call(cleo, 'POST', '/api/archives/A1/corrections', { concerns: [{ section: 'identity', key: null }], text: 'not the paper' })).status).toBe(201);
  const seen = [...said, await world.call(olga, 'GET', '/api/archives/A1/access'), await world.call(mona, 'GET', '/api/audit/reports/access-review?half=2026H1')];
  await world.call(cleo, 'POST', `/api/break-glass/${broken.body.id}/end`);
  expect((await world.call(cleo, 'POST', '/api/archives/A1/break-glass', { reason: 'x', minutes: 5 })).status).toBe(201); // waits for a second person
  seen.push(await world.call(nick, 'GET', '/api/break-glass'));
  for (const { status, body } of seen) expect([status, NAMED.test(JSON.stringify(body))]).toEqual([200, false]);
  expect(JSON.stringify(seen.map(({ body }) => body)).match(/key:unseen/g)?.length).toBeGreaterThan(4);
  const answers = ['zq-cleo', 'nobody'].map(async (who) => { const { status, body } = await world.call(olga, 'GET', `/api/archives/A1/access?person=${who}`); return [status, body]; });
  expect(await answers[0]).toEqual(await answers[1]);
  // one who is in the department is not counted there either
  const { all } = (await world.call<AccessView>(olga, 'GET', '/api/archives/A1/access')).body;
  expect(all?.lines.map(({ who }) => who).filter(({ kind }) => kind === 'department')).toEqual([]);
});

it('nor do terms that compliance set for everybody, or sets of edits that a steward looks through', async () => {
  const rules = [{ id: 'archive', kind: null, section: null, from: 'closed', years: 5 }];
  expect((await world.call(cleo, 'PUT', '/api/retention', { rules, version: 1 })).status).toBe(200);
  const set = await world.dossier.services.changesets.begin({ kind: 'mass-update', title: 'Correction of a person', by: cleo.sub as PersonId });
  const seen = [await world.call(olga, 'GET', '/api/retention'), await world.call({ sub: 'stu', roles: ['steward'] }, 'GET', `/api/changesets/${set}`)];
  for (const { status, body } of seen) expect([status, NAMED.test(JSON.stringify(body)), JSON.stringify(body).includes('key:unseen')]).toEqual([200, false, true]);
  expect((await world.call(cleo, 'GET', `/api/changesets/${set}`)).body).toMatchObject({ by: cleo.sub });
});

it('compliance and administrators see their colleagues by name; whoever is also a colleague of all is found by all', async () => {
  expect(await sweep(cara)).toMatch(NAMED);
  expect(JSON.stringify((await world.call(root, 'GET', '/api/people/zq-cleo')).body)).toMatch(NAMED);
  expect(JSON.stringify((await world.call(olga, 'GET', '/api/people?q=Mix')).body)).toContain('mixa');
});

it('nobody can sign in under the id that stands for them', async () => {
  expect((await world.call({ sub: 'key:unseen', roles: ['staff'] }, 'GET', '/api/me')).status).toBe(401);
});
