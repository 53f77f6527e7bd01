/** Duplicates over REST: found by a pass and at entry, shown to who reads both and by what they may read, remembered when they are two. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiErrorBody } from '../../model/api.ts';
import type { MatchPage, PairPage } from '../../model/duplicates/review-api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const olga: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const paul: Who = { sub: 'paul', name: 'Paul', roles: ['staff'], department: 'lab' };
const carl: Who = { sub: 'carl', name: 'Carl', roles: ['staff'], department: 'sales' };
const cleo: Who = { sub: 'cleo', name: 'Cleo', roles: ['staff', 'compliance'], department: 'sales' };
const steward: Who = { sub: 'sven', name: 'Sven', roles: ['steward'] };
const admin: Who = { sub: 'ada', name: 'Ada', roles: ['admin'] };

let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld();
  for (const who of [olga, paul, carl, cleo, steward, admin]) expect((await world.call(who, 'GET', '/api/me')).status).toBe(200);
  expect((await world.call(admin, 'PUT', '/api/people/cleo', { clearances: ['identity'] })).status).toBe(200);
});
afterAll(() => world.close());

async function company(who: Who, id: string, name: string, fields: object = {}, methods: readonly (readonly [string, string])[] = [], kind = 'organisation'): Promise<void> {
  expect((await world.call(who, 'POST', '/api/archives', { id, kind, name })).status).toBe(201);
  expect((await world.call(who, 'PATCH', `/api/archives/${id}/sections/profile`, { fields, rows: { methods: Object.fromEntries(methods.map(([method, value], i) => [`m${i}`, { kind: method, value }])) } })).status).toBe(200);
}
const pairs = async (who: Who, more = ''): Promise<string[]> => {
  await world.dossier.services.duplicates.settled();
  return (await world.call<PairPage>(who, 'GET', `/api/duplicates?limit=100${more}`)).body.items.map(({ left, right }) => [left.id, right.id].sort().join(' '));
};
const find = async (who: Who, candidate: object) => (await world.call<MatchPage>(who, 'POST', '/api/duplicates/find', candidate)).body.items;

describe('pairs', () => {
  it('are found from what people write, in both scripts, and explained', async () => {
    await company(olga, 'P1', '廣州永達電子有限公司', {}, [['phone', '+86 20 8765 4321']]);
    await company(olga, 'P2', '广州市永达电子股份有限公司', {}, [['phone', '020-87654321']]);
    await company(olga, 'P3', '广州永达电子有限公司深圳分公司', {}, [['phone', '020-87654321']]);
    expect(await pairs(olga)).toEqual(['P1 P2']);
    const [pair] = (await world.call<PairPage>(olga, 'GET', '/api/duplicates')).body.items;
    expect(pair).toMatchObject({ mergeable: true, dismissed: null });
    expect(pair?.evidence.map(({ fact, outcome }) => `${fact} ${outcome}`)).toEqual(['name equal', 'form differs', 'phone equal']);
    expect(pair?.score).toBeGreaterThan(90);
  });

  it('go when what made them alike goes', async () => {
    await company(olga, 'G1', 'Kestrel Trading Ltd', { 'org.taxRegistrationNumber': '123456789' });
    await company(olga, 'G2', 'Kestrel Trading Ltd', { 'org.taxRegistrationNumber': '123456789' });
    expect(await pairs(olga)).toContain('G1 G2');
    await world.call(olga, 'PATCH', '/api/archives/G2/sections/profile', { fields: { 'org.taxRegistrationNumber': '987654321', 'customer.name': 'Silverline Foods' } });
    expect(await pairs(olga)).not.toContain('G1 G2');
  });

  it('are shown to who reads both, and to nobody else', async () => {
    await company(olga, 'R1', 'Montalbán Systems SL', {}, [['email', 'info@montalban.example']]);
    await company(paul, 'R2', 'MONTALBAN SYSTEMS, S.L.', {}, [['email', 'info@montalban.example']]);
    expect(await pairs(olga)).not.toContain('R1 R2');
    expect(await pairs(paul)).toEqual([]);
    // a colleague of the department knows that an archive is there, no more
    expect(await pairs(carl)).toEqual([]);
    expect(await pairs(steward)).toContain('R1 R2');
    expect((await world.call(olga, 'POST', '/api/duplicates/dismissals', { left: 'R1', right: 'R2' })).status).toBe(404);
    await world.call(paul, 'PUT', '/api/archives/R2/owners', { owner: 'paul', coOwners: ['olga'], deputies: [] });
    expect(await pairs(olga)).toContain('R1 R2');
    const [pair] = (await world.call<PairPage>(olga, 'GET', '/api/duplicates')).body.items.filter(({ right }) => right.id === 'R2');
    expect(pair?.mergeable).toBe(false);
  });

  it('that only papers tell are shown to who reads the papers of both, and the number to nobody', async () => {
    for (const [id, name] of [['I1', '王伟'], ['I2', 'Wei Wang']] as const) {
      await company(cleo, id, name, {}, [], 'individual');
      expect((await world.call(cleo, 'PATCH', `/api/archives/${id}/sections/identity`, { fields: { 'person.idDocumentType': 'residentId', 'person.idDocumentNumber': '11010519491231002X' } })).status).toBe(200);
      await world.call(cleo, 'PUT', `/api/archives/${id}/owners`, { owner: 'cleo', coOwners: ['olga'], deputies: [] });
    }
    expect(await pairs(cleo)).toContain('I1 I2');
    expect(await pairs(olga)).not.toContain('I1 I2');
    const { body } = await world.call<PairPage>(cleo, 'GET', '/api/duplicates');
    expect(body.items.find(({ left }) => left.id === 'I1')?.evidence.find(({ fact }) => fact === 'paper')).toMatchObject({ outcome: 'equal', left: null, right: null });
    expect(JSON.stringify(body)).not.toContain('11010519491231002');
    expect((await find(olga, { kind: 'individual', names: ['王伟'], paper: '11010519491231002X' })).every(({ evidence }) => evidence.every(({ fact }) => fact !== 'paper'))).toBe(true);
    expect((await find(cleo, { kind: 'individual', paper: '11010519491231002x' })).map(({ id }) => id).sort()).toEqual(['I1', 'I2']);
  });

  it('said to be two are remembered, and come back when asked to', async () => {
    await company(olga, 'D1', 'Oakridge Foods GmbH', {}, [['phone', '+49 30 5550001']]);
    await company(olga, 'D2', 'Oakridge Foods', {}, [['phone', '030 5550001']]);
    expect(await pairs(olga)).toContain('D1 D2');
    expect((await world.call(olga, 'POST', '/api/duplicates/dismissals', { left: 'D2', right: 'D1' })).status).toBe(204);
    expect(await pairs(olga)).not.toContain('D1 D2');
    await world.call(olga, 'PATCH', '/api/archives/D1/sections/profile', { fields: { 'customer.shortName': 'Oak' } });
    await world.dossier.services.duplicates.run();
    expect(await pairs(olga)).not.toContain('D1 D2');
    expect(await pairs(olga, '&dismissed=true')).toEqual(['D1 D2']);
    expect((await world.call(olga, 'DELETE', '/api/duplicates/dismissals?left=D1&right=D2')).status).toBe(204);
    expect(await pairs(olga)).toContain('D1 D2');
  });

  it('come worst first, page by page, each once', async () => {
    const all = await pairs(steward);
    const seen: string[] = [];
    const scores: number[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body }: { body: PairPage } = await world.call<PairPage>(steward, 'GET', `/api/duplicates?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.items.map(({ left, right }) => [left.id, right.id].sort().join(' ')));
      scores.push(...body.items.map(({ score }) => score));
      cursor = body.next;
    }
    expect(seen).toEqual(all);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect((await world.call<ApiErrorBody>(steward, 'GET', '/api/duplicates?cursor=x')).status).toBe(422);
  });

  it('go with a merge, and come back with its undoing', async () => {
    expect(await pairs(olga)).toContain('D1 D2');
    const { body } = await world.call<{ id: string }>(olga, 'POST', '/api/merges', { winner: 'D1', loser: 'D2' });
    expect(await pairs(olga)).not.toContain('D1 D2');
    expect((await world.call(olga, 'POST', `/api/merges/${body.id}/undo`)).status).toBe(200);
    await world.dossier.services.duplicates.run();
    expect(await pairs(olga)).toContain('D1 D2');
  });
});

describe('at entry', () => {
  it('a customer is found by name in the other script, by phone and by code', async () => {
    await world.dossier.services.duplicates.settled();
    expect((await find(olga, { names: ['廣州永達電子'] })).map(({ id }) => id)).toEqual(expect.arrayContaining(['P1', 'P2']));
    // another name, and a number that somebody has
    expect((await find(olga, { names: ['Somebody else'], phones: ['0086 20 87654321'] })).map(({ id }) => id).sort()).toEqual(['P1', 'P2', 'P3']);
    expect((await find(olga, { names: ['Kestrel'], codes: ['123 456 789'] })).map(({ id }) => id)).toContain('G1');
  });

  it('of an archive that one only knows of, the name alone is compared and told', async () => {
    const [match] = await find(carl, { names: ['Oakridge Foods GmbH'], phones: ['+49 30 5550001'] });
    expect(match?.evidence.every(({ fact }) => ['name', 'form', 'branch', 'kind'].includes(fact))).toBe(true);
    expect(await find(carl, { phones: ['+49 30 5550001'] })).toEqual([]);
    expect(await find(paul, { names: ['Oakridge Foods GmbH'] })).toEqual([]);
  });

  it('what is no candidate is refused', async () => {
    expect((await world.call(olga, 'POST', '/api/duplicates/find', { names: 'x' })).status).toBe(422);
  });
});
