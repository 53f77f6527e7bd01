/** What has had its time: listed by rule, asked for by one, confirmed by another, never under legal hold; requests of people with their days. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiErrorBody } from '../../model/api.ts';
import type { InventoryRow } from '../../model/privacy/inventory.ts';
import type { SubjectRequest } from '../../model/privacy/requests.ts';
import type { Certificate } from '../../model/privacy/subject.ts';
import type { RetentionDueView, RetentionRun, RetentionVersion } from '../../model/privacy/retention.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const olga: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const cleo: Who = { sub: 'cleo', name: 'Cleo', roles: ['compliance'] };
const clara: Who = { sub: 'clara', name: 'Clara', roles: ['compliance'] };
const admin: Who = { sub: 'ada', name: 'Ada', roles: ['admin'] };
const DAY = 86_400_000;
let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld();
  for (const who of [olga, cleo, clara, admin]) await world.call(who, 'GET', '/api/me');
  for (const id of ['OLD', 'HELD', 'OPEN']) expect((await world.call(olga, 'POST', '/api/archives', { id, kind: 'individual', name: id, department: 'sales' })).status).toBe(201);
  expect((await world.call(olga, 'PATCH', '/api/archives/OPEN/sections/private', { fields: { 'person.maritalStatus': 'single' } })).status).toBeLessThan(500);
  expect((await world.call(olga, 'POST', '/api/consents/OLD', { acts: [{ purpose: 'greetings', state: 'granted', how: 'written', version: '1' }] })).status).toBe(201);
  for (const id of ['OLD', 'HELD']) expect((await world.call(olga, 'POST', `/api/archives/${id}/state`, { state: 'closed', reason: 'It is over' })).status).toBeLessThan(300);
  await world.dossier.settled();
});
afterAll(async () => { await world.close(); });
const run = async (dry: boolean) => (await world.call<RetentionRun>(cleo, 'POST', '/api/retention/run', { dry })).body;
const due = async () => (await world.call<{ items: readonly RetentionDueView[] }>(cleo, 'GET', '/api/retention/due')).body.items;

describe('rules of how long things are kept', () => {
  it('are read by everybody and set by who answers for them, each change of its own version', async () => {
    const { body } = await world.call<RetentionVersion>(olga, 'GET', '/api/retention');
    expect(body.rules.find(({ id }) => id === 'aml')?.years).toBe(10);
    expect((await world.call(olga, 'PUT', '/api/retention', { rules: body.rules, version: 1 })).status).toBe(403);
    const shorter = [{ id: 'archive', kind: null, section: null, from: 'closed', years: 1 }];
    expect((await world.call<RetentionVersion>(admin, 'PUT', '/api/retention', { rules: shorter, version: 1, note: 'as decided' })).body).toMatchObject({ version: 2, setBy: { id: 'ada' } });
    expect((await world.call(admin, 'PUT', '/api/retention', { rules: shorter, version: 1 })).status).toBe(409);
    expect((await world.call(admin, 'PUT', '/api/retention', { rules: [{ ...shorter[0], years: 0 }], version: 2 })).status).toBe(422);
  });
});

describe('what has had its time', () => {
  it('is nothing before its day, and a dry run lists nothing for anybody', async () => {
    expect(await run(true)).toMatchObject({ looked: 3, due: 0 });
    world.pass(366 * DAY);
    expect(await run(true)).toMatchObject({ due: 2, fresh: 0, dry: true });
    expect(await due()).toEqual([]);
  });
  it('is proposed once; what is under legal hold is counted and left', async () => {
    expect((await world.call(clara, 'POST', '/api/holds', { archive: 'HELD', reason: 'A court asks' })).status).toBeLessThan(300);
    expect(await run(false)).toMatchObject({ due: 1, held: 1, fresh: 1 });
    expect((await due()).map(({ archive, state }) => `${archive} ${state}`)).toEqual(['OLD proposed']);
    expect((await run(false)).fresh).toBe(0);
  });
  it('goes only when two people say so, and not the same one twice', async () => {
    const [one] = (await due()).filter(({ archive }) => archive === 'OLD');
    const say = (who: Who, what: string, reason = '') => world.call<{ items: readonly RetentionDueView[] } & ApiErrorBody>(who, 'POST', `/api/retention/due/${one?.id ?? ''}`, { what, reason });
    expect((await say(olga, 'erase', 'no')).status).toBe(403);
    expect((await say(cleo, 'erase')).status).toBe(422);
    const cass: Who = { sub: 'cass', name: 'Cass', roles: ['compliance'] };
    expect((await say(cass, 'erase', 'Ten years are over')).body.items.find(({ archive }) => archive === 'OLD')).toMatchObject({ state: 'asked', askedBy: { id: 'cass' } });
    expect((await say(cass, 'erase')).status).toBe(403);
    // nor under another id
    expect((await world.call(admin, 'PUT', '/api/people/cass', { sub: 'cass.b' })).status).toBe(200);
    expect((await say({ ...cass, sub: 'cass.b' }, 'erase')).status).toBe(403);
    world.pass(2 * 3_600_000); // the token of who asked has ended when another one confirms
    expect((await say(clara, 'erase')).status).toBe(200);
    await world.dossier.services.subjects.settled();
    expect((await world.storage.archives.get('OLD' as never))?.state).toBe('erased');
    expect((await world.call<{ items: readonly { reason: string; approvedBy: string }[] }>(clara, 'GET', '/api/erasures')).body.items[0]).toMatchObject({ reason: 'Ten years are over', approvedBy: 'clara' });
    expect(await world.storage.personal.consents('OLD' as never)).toEqual([]);
    // the proposal went with the archive; the certificate stays
    expect((await say(clara, 'keep', 'too late')).status).toBe(404);
  });
});

describe('a section that has had its time', () => {
  const say = async (who: Who, id: string, what: string, reason = '') => (await world.call<{ items: readonly RetentionDueView[] }>(who, 'POST', `/api/retention/due/${id}`, { what, reason })).status;
  const only = 'was married in Trondheim in a snowstorm';
  it('goes alone, with history, comments, files and proposed values; the rest of the archive stays, and the proof says what went', async () => {
    for (const id of ['SOME', 'BARRED']) {
      expect((await world.call(olga, 'POST', '/api/archives', { id, kind: 'individual', name: `Some ${id}`, department: 'sales' })).status).toBe(201);
      expect((await world.call(olga, 'PATCH', `/api/archives/${id}/sections/private`, { fields: { 'assoc.maritalStatus': 'single' }, texts: { 'assoc.livingHabits': only } })).status).toBe(200);
      expect((await world.call(olga, 'PATCH', `/api/archives/${id}/sections/profile`, { fields: { 'customer.shortName': 'Stays here' } })).status).toBe(200);
    }
    expect((await world.call(olga, 'POST', '/api/archives/SOME/comments', { section: 'private', record: '', text: 'We sent flowers to Trondheim' })).status).toBe(201);
    expect((await world.call(olga, 'POST', '/api/archives/SOME/comments', { section: 'profile', record: '', text: 'A comment that stays' })).status).toBe(201);
    const { body } = await world.call<RetentionVersion>(admin, 'GET', '/api/retention');
    expect((await world.call(admin, 'PUT', '/api/retention', { rules: [...body.rules, { id: 'private', kind: null, section: 'private', from: 'lastActivity', years: 3 }], version: body.version })).status).toBe(200);
    await world.dossier.settled();
    world.pass(3 * 366 * DAY);
    await run(false);
    const found = (await due()).filter(({ section }) => section === 'private');
    expect(found.map(({ archive }) => archive)).toEqual(expect.arrayContaining(['SOME', 'BARRED']));
    const of = (archive: string): string => found.find((each) => each.archive === archive)?.id ?? '';
    for (const archive of ['SOME', 'BARRED']) expect(await say(cleo, of(archive), 'erase', 'Three years are over')).toBe(200);
    expect((await world.call(clara, 'POST', '/api/holds', { archive: 'BARRED', reason: 'A court asks' })).status).toBeLessThan(300);
    expect(await say(clara, of('BARRED'), 'erase'), 'a hold bars it').toBe(409);
    expect(await say(clara, of('SOME'), 'erase')).toBe(200);
    await world.dossier.services.subjects.settled();
    await world.dossier.settled();
    expect(world.errors).toEqual([]);
    const section = async (archive: string, name: string) => (await world.call<{ fields: object; texts: object }>(olga, 'GET', `/api/archives/${archive}/sections/${name}`)).body;
    expect(await section('SOME', 'private')).toMatchObject({ fields: {}, texts: {} });
    expect(await section('SOME', 'profile')).toMatchObject({ fields: { 'customer.shortName': 'Stays here' } });
    expect(await section('BARRED', 'private')).toMatchObject({ texts: { 'assoc.livingHabits': only } });
    expect((await world.storage.comments.of('SOME' as never)).map(({ text }) => text)).toEqual(['A comment that stays']);
    expect(JSON.stringify((await world.call(olga, 'GET', '/api/archives/SOME/history')).body)).not.toMatch(/single|snowstorm/);
    const { items: [proof] } = (await world.call<{ items: readonly Certificate[] }>(clara, 'GET', '/api/erasures')).body;
    expect(proof).toMatchObject({ reason: 'Three years are over', askedBy: 'cleo', approvedBy: 'clara', found: 3, erased: [{ archive: 'SOME', section: 'private', kind: 'field', count: 1 }, { kind: 'text', count: 1 }, { kind: 'comment', count: 1 }] });
    expect(proof?.bytes).not.toBeNull();
    expect((await due()).filter(({ archive }) => archive === 'SOME')).toEqual([]);
  });
});

describe('a request', () => {
  let request: SubjectRequest;
  const day = (days: number): string => new Date(world.now() + days * DAY).toISOString().slice(0, 10);
  const step = (body: object) => world.call<SubjectRequest & ApiErrorBody>(cleo, 'POST', `/api/subject-requests/${request.id}/steps`, body);
  it('is received by compliance, with a month to answer', async () => {
    const wish = { kind: 'erasure', received: day(-3), way: 'phone', who: 'Anna Berg', contact: '+46 70 111 22 33' };
    expect((await world.call(olga, 'POST', '/api/subject-requests', wish)).status).toBe(403);
    expect((await world.call(cleo, 'POST', '/api/subject-requests', { ...wish, received: day(2) })).status).toBe(422);
    const made = await world.call<SubjectRequest>(cleo, 'POST', '/api/subject-requests', wish);
    expect(made.status).toBe(201);
    request = made.body;
    expect(request).toMatchObject({ state: 'received', late: false, archives: [] });
    expect(Date.parse(request.due) - Date.parse(request.received)).toBeGreaterThanOrEqual(28 * DAY);
  });
  it('is answered only when it is known who asks', async () => {
    expect((await step({ step: 'answer', note: 'done' })).status).toBe(409);
    expect((await step({ step: 'identify' })).status).toBe(422);
    expect((await step({ step: 'identify', identity: 'knownNumber' })).body).toMatchObject({ state: 'identified', identity: { way: 'knownNumber', by: { id: 'cleo' } } });
  });
  it('is put off once, for a reason', async () => {
    expect((await step({ step: 'extend' })).status).toBe(422);
    expect((await step({ step: 'extend', note: 'Many archives' })).body).toMatchObject({ putOff: true });
    expect((await step({ step: 'extend', note: 'again' })).status).toBe(409);
  });
  it('tells when its day has passed', async () => {
    world.pass(100 * DAY);
    expect((await world.call<{ items: readonly SubjectRequest[] }>(cleo, 'GET', '/api/subject-requests')).body.items[0]).toMatchObject({ id: request.id, late: true });
  });
  it('of an erasure that is answered keeps no name, no number and no note', async () => {
    const { body } = await step({ step: 'answer', note: 'Erased, said so to Anna Berg', archives: ['HELD'] });
    expect(body).toMatchObject({ state: 'answered', who: '', contact: '', outcome: '' });
    expect(JSON.stringify(body)).not.toMatch(/Anna|111 22 33/);
    expect((await step({ step: 'note', note: 'more' })).status).toBe(409);
  });
});

it('the record of processing has every field of every section once, for who answers for the data', async () => {
  expect((await world.call(olga, 'GET', '/api/privacy/inventory')).status).toBe(403);
  const { items } = (await world.call<{ items: readonly InventoryRow[] }>(cleo, 'GET', '/api/privacy/inventory')).body;
  expect(items.length).toBeGreaterThan(200);
  expect(new Set(items.map(({ field }) => field)).size).toBe(items.length);
  expect(items.every(({ purpose, readers }) => purpose !== '' && readers !== '')).toBe(true);
  expect((await world.call<string>(cleo, 'GET', '/api/privacy/inventory?format=csv&lang=zh-Hans')).body).toContain('敏感级别');
});
it('what remains is told to everybody, which exports there were only to who may read of them', async () => {
  expect((await world.call(olga, 'GET', '/api/privacy/remains')).body).toMatchObject({ exports: null, backups: { count: 0 } });
  expect((await world.call(cleo, 'GET', '/api/privacy/remains')).body).toMatchObject({ exports: [] });
});
