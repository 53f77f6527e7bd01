/** The steward merges what others own, within what a steward may read; and what people have marked for themselves goes along and comes back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiErrorBody, ArchiveView } from '../../model/api.ts';
import type { MergePreview, MergeView, PairPage } from '../../model/duplicates/review-api.ts';
import type { RegisterPage } from '../../model/register/query.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const olga: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const paul: Who = { sub: 'paul', name: 'Paul', roles: ['staff'], department: 'lab' };
const steward: Who = { sub: 'sven', name: 'Sven', roles: ['steward'] };
const admin: Who = { sub: 'ada', name: 'Ada', roles: ['admin'] };
const cleo: Who = { sub: 'cleo', name: 'Cleo', roles: ['staff', 'compliance'], department: 'sales' };

let world: HttpWorld;
let n = 0;
beforeAll(async () => {
  world = await httpWorld();
  for (const who of [olga, paul, steward, admin, cleo]) expect((await world.call(who, 'GET', '/api/me')).status).toBe(200);
  expect((await world.call(admin, 'PUT', '/api/people/cleo', { clearances: ['identity'] })).status).toBe(200);
});
afterAll(() => world.close());

async function two(left: Who, right: Who): Promise<readonly [string, string]> {
  n++;
  const [a, b] = [`ST${n}A`, `ST${n}B`];
  for (const [who, id] of [[left, a], [right, b]] as const) expect((await world.call(who, 'POST', '/api/archives', { id, kind: 'organisation', name: `Alfreds Futterkiste ${n}`, fields: { 'crm.website': `https://alfreds${n}.example` } })).status).toBe(201);
  return [a, b];
}
const merge = (who: Who, winner: string, loser: string) => world.call<MergeView & ApiErrorBody>(who, 'POST', '/api/merges', { winner, loser });
const preview = (who: Who, winner: string, loser: string) => world.call<MergePreview & ApiErrorBody>(who, 'POST', '/api/merges/preview', { winner, loser });

describe('the steward', () => {
  it('merges archives of two owners, is told who loses an access, and makes two of them again', async () => {
    const [a, b] = await two(olga, paul);
    const { body } = await preview(steward, a, b);
    expect(body.refused).toEqual([]);
    expect(body.leaving.map(({ id }) => id)).toEqual(['paul']);
    const done = await merge(steward, a, b);
    expect(done.status, JSON.stringify(done.body)).toBe(201);
    expect(done.body.undoable).toBe(true);
    expect((await world.call<ArchiveView>(olga, 'GET', `/api/archives/${b}`)).body.id).toBe(a);
    expect((await world.call(steward, 'POST', `/api/merges/${done.body.id}/undo`)).status).toBe(200);
    expect((await world.call<ArchiveView>(paul, 'GET', `/api/archives/${b}`)).body.row?.owner).toMatchObject({ id: 'paul' });
  });

  it('merges nothing restricted without the clearance, and is not told where it is', async () => {
    const [a, b] = await two(cleo, cleo);
    expect((await world.call(cleo, 'PATCH', `/api/archives/${b}/sections/identity`, { fields: { 'person.idDocumentNumber': 'X1234567' } })).status).toBe(200);
    const { body } = await preview(steward, a, b);
    expect(body.refused).toMatchObject([{ code: 'restricted', section: null }]);
    expect(JSON.stringify(body)).not.toContain('X1234567');
    expect((await merge(steward, a, b)).status).toBe(403);
  });

  it('sees pairs as mergeable that others own; a colleague who reads both does not', async () => {
    const [a, b] = await two(olga, paul);
    const pairOf = async (who: Who) => (await world.call<PairPage>(who, 'GET', '/api/duplicates')).body.items.find(({ left, right }) => left.id === a && right.id === b);
    for (const [who, id] of [[olga, a], [paul, b]] as const) expect((await world.call(who, 'PUT', `/api/archives/${id}/owners`, { owner: who.sub, coOwners: ['cleo'], deputies: [] })).status).toBe(200);
    await expect.poll(() => pairOf(steward), { interval: 200 }).toBeDefined();
    expect((await pairOf(steward))?.mergeable).toBe(true);
    expect((await pairOf(cleo))?.mergeable).toBe(false);
  });
});

describe('marks that people have for themselves', () => {
  const tag = async (who: Who, name: string): Promise<string> => (await world.call<{ id: string }>(who, 'POST', '/api/tags', { name })).body.id;
  const mark = async (who: Who, id: string, change: object): Promise<void> => { expect((await world.call(who, 'POST', `/api/tags/${id}/archives`, change)).status).toBeLessThan(300); };
  const marked = async (who: Who, id: string): Promise<string> => (await world.call<RegisterPage>(who, 'POST', '/api/archives/query', { where: [{ key: 'tag', op: 'eq', values: [id] }] })).body.items.map((item) => item.id).sort().join(' ');

  it('come to the winner, of each person, and go back', async () => {
    const [a, b] = await two(olga, olga);
    const [red, blue, svens] = [await tag(olga, 'red'), await tag(olga, 'blue'), await tag(steward, 'mine')];
    await mark(olga, red, { add: [b] });
    await mark(olga, blue, { add: [a, b] });
    await mark(steward, svens, { add: [b] });
    const done = await merge(steward, a, b);
    expect(done.status).toBe(201);
    expect([await marked(olga, red), await marked(olga, blue), await marked(steward, svens)]).toEqual([a, a, a]);
    expect((await world.call(steward, 'POST', `/api/merges/${done.body.id}/undo`)).status).toBe(200);
    expect([await marked(olga, red), await marked(olga, blue), await marked(steward, svens)]).toEqual([b, `${a} ${b}`, b]);
  });

  it('taken off since, they stay off', async () => {
    const [a, b] = await two(olga, olga);
    const green = await tag(olga, 'green');
    await mark(olga, green, { add: [b] });
    const done = await merge(olga, a, b);
    await mark(olga, green, { remove: [a] });
    expect((await world.call(olga, 'POST', `/api/merges/${done.body.id}/undo`)).status).toBe(200);
    expect(await marked(olga, green)).toBe('');
  });
});
