/** Walls, legal holds and sealed archives through a whole server: who sets them, that they count at once at every door, and that nobody learns of their own. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';
import { lineClient } from '../helpers/line-client.ts';

const owner: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const colleague: Who = { sub: 'cora', name: 'Cora', roles: ['staff'], department: 'oslo' };
const helper: Who = { sub: 'hugo', name: 'Hugo', roles: ['staff'] };
const admin: Who = { sub: 'ada', name: 'Ada', roles: ['admin'] };
const steward: Who = { sub: 'stu', name: 'Stu', roles: ['steward'] };
const other: Who = { sub: 'sue', name: 'Sue', roles: ['steward'] };
const compliance: Who = { sub: 'carl', name: 'Carl', roles: ['compliance'] };

interface WallAnswer { readonly id: string; readonly state: string }
let world: HttpWorld;
beforeEach(async () => {
  world = await httpWorld();
  for (const who of [owner, colleague, helper, admin, steward, other, compliance]) await world.call(who, 'GET', '/api/me');
  await world.call(admin, 'POST', '/api/departments', { id: 'sales', name: 'Sales' });
  await world.call(admin, 'POST', '/api/departments', { id: 'oslo', name: 'Oslo', parent: 'sales' });
  await world.call(owner, 'POST', '/api/archives', { id: 'ACME', kind: 'organisation', name: 'Acme' });
  await world.call(owner, 'PUT', '/api/archives/ACME/owners', { owner: 'olga', coOwners: ['hugo', 'cora'] });
  await world.dossier.settled();
});
afterEach(async () => { await world.close(); });

const wall = (to: object, by: Who = steward, more: object = {}) => world.call<WallAnswer>(by, 'POST', '/api/walls', { archive: 'ACME', to, reason: 'family', ...more });
const before = (id: string) => ({ kind: 'person', id });
const sees = async (who: Who): Promise<readonly unknown[]> => {
  const [one, list, section] = await Promise.all([world.call(who, 'GET', '/api/archives/ACME'), world.call<{ items: unknown[] }>(who, 'GET', '/api/archives'), world.call(who, 'GET', '/api/archives/ACME/sections/profile')]);
  return [one.status, list.body.items.length, section.status];
};
const audit = async (action: string) => (await world.storage.audit.raw(0, 10_000)).filter((row) => row.action === action);

describe('a wall', () => {
  it('makes the archive not exist at any door, with the answers of what never was, and gives it back when it ends', async () => {
    expect(await sees(helper)).toEqual([200, 1, 200]);
    const { status, body } = await wall(before('hugo'));
    expect([status, body.state]).toEqual([201, 'standing']);
    expect(await sees(helper)).toEqual([404, 0, 404]);
    expect((await world.call(helper, 'GET', '/api/archives/ACME')).body).toEqual((await world.call(helper, 'GET', '/api/archives/NOSUCH')).body);
    expect(await sees(owner)).toEqual([200, 1, 200]);
    expect((await world.call(steward, 'POST', `/api/walls/${body.id}/end`, { reason: 'over' })).status).toBe(204);
    expect(await sees(helper)).toEqual([200, 1, 200]);
  });

  it('P6: has cut an open channel when the call that sets it returns', async () => {
    const line = await lineClient(world, helper);
    const channel = line.client.open('ACME', 'profile');
    await line.until('opened', () => channel.synced);
    await wall(before('hugo'));
    await world.call(owner, 'PATCH', '/api/archives/ACME/sections/profile', { fields: { 'customer.shortName': 'secret' } });
    await line.until('closed', () => channel.closed !== null || line.client.closed !== null);
    expect(JSON.stringify(channel.doc.toJSON())).not.toContain('secret');
  });

  it('before a department stands before those below it too, and moves with the tree', async () => {
    await wall({ kind: 'department', id: 'sales' });
    expect([(await sees(colleague))[0], (await sees(owner))[0], (await sees(helper))[0]]).toEqual([404, 404, 200]);
    await world.call(admin, 'POST', '/api/departments', { id: 'oslo', name: 'Oslo', parent: null });
    expect((await sees(colleague))[0]).toBe(200);
    const line = await lineClient(world, colleague);
    const channel = line.client.open('ACME', 'profile');
    await line.until('opened', () => channel.synced);
    await world.call(admin, 'POST', '/api/departments', { id: 'oslo', name: 'Oslo', parent: 'sales' });
    await line.until('closed', () => channel.closed !== null || line.client.closed !== null);
  });

  it('is told to nobody before whom it stands, and not taken down by them', async () => {
    const { body } = await wall(before('stu'), other);
    expect((await world.call<{ items: unknown[] }>(steward, 'GET', '/api/walls')).body.items).toEqual([]);
    expect((await world.call(steward, 'GET', '/api/walls?archive=ACME')).status).toBe(404);
    expect((await world.call(steward, 'POST', `/api/walls/${body.id}/end`, { reason: 'over' })).status).toBe(404);
    expect((await wall(before('hugo'), steward)).status).toBe(404);
    expect((await world.call<{ items: WallAnswer[] }>(compliance, 'GET', '/api/walls')).body.items).toMatchObject([{ id: body.id, name: 'Acme', to: { name: 'Stu' } }]);
    expect((await world.call(compliance, 'POST', `/api/walls/${body.id}/end`, { reason: 'over' })).status).toBe(204);
  });

  it('is not told before it begins either', async () => {
    const { body } = await wall(before('stu'), other, { from: '2026-04-01' });
    expect((await world.call(steward, 'POST', `/api/walls/${body.id}/end`, { reason: 'over' })).status).toBe(404);
    expect((await world.call<{ items: unknown[] }>(steward, 'GET', '/api/walls?archive=ACME')).body.items).toEqual([]);
    expect((await sees(steward))[0]).toBe(200);
  });

  it('is set and seen by stewards and compliance alone; whoever else asks hears so', async () => {
    for (const who of [owner, helper, admin]) {
      expect((await wall(before('hugo'), who)).status).toBe(403);
      expect((await world.call(who, 'GET', '/api/walls')).status).toBe(403);
    }
    expect((await wall(before('hugo'), compliance)).status).toBe(201);
  });

  it('is refused with an end before its beginning or in the past, without a reason, before a department that is not there', async () => {
    for (const more of [{ from: '2026-05-01', until: '2026-04-01' }, { until: '2026-01-01' }, { reason: ' ' }]) expect((await wall(before('hugo'), steward, more)).status).toBe(422);
    expect((await wall({ kind: 'department', id: 'nowhere' })).status).toBe(422);
  });

  it('begins and ends by the clock', async () => {
    await wall(before('hugo'), steward, { from: new Date(world.now() + 3_600_000).toISOString(), until: new Date(world.now() + 7_200_000).toISOString() });
    expect((await sees(helper))[0]).toBe(200);
    world.pass(3_700_000);
    expect(await sees(helper)).toEqual([404, 0, 404]);
    world.pass(3_700_000);
    expect(await sees(helper)).toEqual([200, 1, 200]);
  });

  it('follows a person to the id of their sign-in', async () => {
    await world.call(admin, 'POST', '/api/people', { id: 'hr:7', name: 'Nina' });
    await world.call(owner, 'PUT', '/api/archives/ACME/owners', { owner: 'olga', coOwners: ['hr:7'] });
    await wall(before('hr:7'));
    expect((await world.call(admin, 'PUT', '/api/people/hr:7', { sub: 'nina' })).status).toBeLessThan(300);
    expect((await sees({ sub: 'nina', name: 'Nina', roles: ['staff'] }))[0]).toBe(404);
  });
});

it('what stands before an archive stands before the one that it is merged into, from that moment, and goes with it when they are two again', async () => {
  await world.call(steward, 'POST', '/api/archives', { id: 'TWO', kind: 'organisation', name: 'Two' });
  await world.call(steward, 'PUT', '/api/archives/TWO/owners', { owner: 'olga', coOwners: ['hugo'] });
  const { body } = await wall(before('hugo'));
  await world.call(compliance, 'POST', '/api/holds', { archive: 'ACME', reason: 'a lawsuit' });
  expect((await world.call(helper, 'GET', '/api/archives/TWO')).status).toBe(200);
  const line = await lineClient(world, helper);
  const channel = line.client.open('TWO', 'profile');
  await line.until('opened', () => channel.synced);
  const merged = await world.call<{ id: string }>(steward, 'POST', '/api/merges', { winner: 'TWO', loser: 'ACME' });
  expect(merged.status).toBeLessThan(300);
  await line.until('closed', () => channel.closed !== null || line.client.closed !== null);
  expect([(await world.call(helper, 'GET', '/api/archives/TWO')).status, (await world.call(helper, 'GET', '/api/archives/ACME')).status, (await sees(helper))[1]]).toEqual([404, 404, 0]);
  expect((await world.storage.archives.get('TWO' as never))?.held).toBe(true);
  expect((await world.call<{ items: unknown[] }>(steward, 'GET', '/api/walls?archive=TWO')).body.items).toMatchObject([{ id: body.id, archive: 'TWO', name: 'Two' }]);
  expect((await world.call(steward, 'POST', `/api/merges/${merged.body.id}/undo`)).status).toBeLessThan(300);
  expect([(await world.call(helper, 'GET', '/api/archives/TWO')).status, (await world.call(helper, 'GET', '/api/archives/ACME')).status]).toEqual([200, 404]);
  expect((await world.storage.archives.get('TWO' as never))?.held).toBeUndefined();
});

describe('a legal hold', () => {
  it('is put and lifted by compliance alone, stands in the row, and ends with the last of several', async () => {
    expect((await world.call(steward, 'POST', '/api/holds', { archive: 'ACME', reason: 'a lawsuit' })).status).toBe(403);
    const [first, second] = await Promise.all(['one', 'two'].map(async (reason) => (await world.call<{ id: string }>(compliance, 'POST', '/api/holds', { archive: 'ACME', reason })).body));
    expect((await world.storage.archives.get('ACME' as never))?.held).toBe(true);
    expect((await world.call(steward, 'GET', '/api/holds')).status).toBe(403);
    expect((await world.call(compliance, 'POST', `/api/holds/${first?.id}/lift`, { reason: 'settled' })).status).toBe(204);
    expect((await world.call(compliance, 'POST', `/api/holds/${first?.id}/lift`, { reason: 'settled' })).status).toBe(404);
    expect((await world.storage.archives.get('ACME' as never))?.held).toBe(true);
    expect((await world.call(compliance, 'POST', `/api/holds/${second?.id}/lift`, { reason: 'settled' })).status).toBe(204);
    expect((await world.storage.archives.get('ACME' as never))?.held).toBeUndefined();
    expect(await sees(owner)).toEqual([200, 1, 200]);
  });
});

describe('a sealed archive', () => {
  it('is there for nobody, and found and opened again by stewards and compliance', async () => {
    expect((await world.call(owner, 'POST', '/api/sealed', { archive: 'ACME', reason: 'a dispute' })).status).toBe(403);
    expect((await world.call(steward, 'POST', '/api/sealed', { archive: 'ACME', reason: 'a dispute' })).status).toBe(204);
    expect([await sees(owner), await sees(steward)]).toEqual([[404, 0, 404], [404, 0, 404]]);
    for (const who of [owner, helper, admin]) expect((await world.call(who, 'GET', '/api/sealed')).status).toBe(403);
    expect((await world.call<{ items: unknown[] }>(steward, 'GET', '/api/sealed')).body.items).toMatchObject([{ archive: 'ACME', name: 'Acme', said: { reason: 'a dispute', by: { id: 'stu' } }, owner: { id: 'olga', name: 'Olga' } }]);
    expect((await world.call(owner, 'POST', '/api/sealed/ACME/unseal', { state: 'open', reason: 'settled' })).status).toBe(403);
    expect((await world.call(compliance, 'POST', '/api/sealed/ACME/unseal', { state: 'closed', reason: 'settled' })).status).toBe(204);
    expect(await sees(owner)).toEqual([200, 1, 200]);
    expect((await world.call(compliance, 'POST', '/api/sealed/ACME/unseal', { state: 'open', reason: 'again' })).status).toBe(409);
  });
  it('P6: has cut an open channel when the call that seals it returns', async () => {
    const line = await lineClient(world, owner);
    const channel = line.client.open('ACME', 'profile');
    await line.until('opened', () => channel.synced);
    await world.call(steward, 'POST', '/api/sealed', { archive: 'ACME', reason: 'a dispute' });
    await line.until('closed', () => channel.closed !== null || line.client.closed !== null);
  });
  it('behind a wall is opened by somebody else', async () => {
    await wall(before('stu'), other);
    await world.call(other, 'POST', '/api/sealed', { archive: 'ACME', reason: 'a dispute' });
    expect((await world.call<{ items: unknown[] }>(steward, 'GET', '/api/sealed')).body.items).toEqual([]);
    expect((await world.call(steward, 'POST', '/api/sealed/ACME/unseal', { state: 'open', reason: 'mine' })).status).toBe(404);
    expect((await world.call(other, 'POST', '/api/sealed/ACME/unseal', { state: 'open', reason: 'settled' })).status).toBe(204);
  });
});

it('whatever is done leaves one row in the chain each', async () => {
  const { body } = await wall(before('hugo'));
  await world.call(steward, 'POST', `/api/walls/${body.id}/end`, { reason: 'over' });
  const hold = await world.call<{ id: string }>(compliance, 'POST', '/api/holds', { archive: 'ACME', reason: 'a lawsuit' });
  await world.call(compliance, 'POST', `/api/holds/${hold.body.id}/lift`, { reason: 'settled' });
  await world.call(steward, 'POST', '/api/sealed', { archive: 'ACME', reason: 'x' });
  await world.call(compliance, 'POST', '/api/sealed/ACME/unseal', { state: 'open', reason: 'x' });
  expect(await Promise.all(['wallPut', 'wallEnded', 'holdPut', 'holdLifted', 'stateChanged'].map(async (action) => (await audit(action)).map(({ actor }) => actor)))).toEqual([['stu'], ['stu'], ['carl'], ['carl'], ['stu', 'carl']]);
});

describe('why', () => {
  const ended = async (who: Who, kind: 'walls' | 'holds') => (await world.call<{ items: { id: string; state?: string; ended: { reason: string; by: { id: string; name: string } } | null }[] }>(who, 'GET', `/api/${kind}?ended=true`)).body.items;

  it('a wall or a hold is ended is asked for and kept, for who may see it, never for whom it stood before', async () => {
    const { body } = await wall(before('hugo'));
    const hers = await wall(before('sue'));
    for (const id of [body.id, hers.body.id]) {
      expect((await world.call(compliance, 'POST', `/api/walls/${id}/end`, {})).status).toBe(422);
      expect((await world.call(compliance, 'POST', `/api/walls/${id}/end`, { reason: '  ' })).status).toBe(422);
      expect((await world.call(compliance, 'POST', `/api/walls/${id}/end`, { reason: 'He sold his shares' })).status).toBe(204);
    }
    const past = await ended(steward, 'walls');
    expect(past.map(({ id }) => id).sort()).toEqual([body.id, hers.body.id].sort());
    expect(past[0]).toMatchObject({ state: 'over', ended: { reason: 'He sold his shares', by: { name: 'Compliance' } } });
    expect((await ended(other, 'walls')).map(({ id }) => id)).toEqual([body.id]);
    expect((await world.call(owner, 'GET', '/api/walls?ended=true')).status).toBe(403);
    const hold = await world.call<{ id: string }>(compliance, 'POST', '/api/holds', { archive: 'ACME', reason: 'a lawsuit' });
    expect((await world.call(compliance, 'POST', `/api/holds/${hold.body.id}/lift`, { reason: '' })).status).toBe(422);
    expect((await world.call<{ items: { ended: unknown }[] }>(compliance, 'GET', '/api/holds')).body.items).toMatchObject([{ ended: null }]);
    expect((await world.call(compliance, 'POST', `/api/holds/${hold.body.id}/lift`, { reason: 'The court has closed it' })).status).toBe(204);
    expect(await ended(compliance, 'holds')).toMatchObject([{ id: hold.body.id, ended: { reason: 'The court has closed it', by: { id: 'carl' } } }]);
  });

  it('an archive was closed and opened again is told to whoever reads it, that it was sealed to stewards and compliance; the chain has no word of it', async () => {
    const reasons = async (who: Who) => (await world.call<{ items: { act: string; reason: string }[] }>(who, 'GET', '/api/archives/ACME/state')).body.items;
    await world.call(owner, 'POST', '/api/archives/ACME/state', { state: 'closed', reason: ' Has given up business ' });
    await world.call(owner, 'POST', '/api/archives/ACME/state', { state: 'open', reason: 'A son goes on' });
    await world.call(steward, 'POST', '/api/sealed', { archive: 'ACME', reason: 'a dispute' });
    expect((await world.call(steward, 'GET', '/api/archives/ACME/state')).status).toBe(404);
    await world.call(steward, 'POST', '/api/sealed/ACME/unseal', { state: 'open', reason: 'settled' });
    expect((await reasons(helper)).map(({ act, reason }) => `${act}: ${reason}`)).toEqual(['reopened: A son goes on', 'closed: Has given up business']);
    expect((await reasons(steward)).map(({ act }) => act)).toEqual(['unsealed', 'sealed', 'reopened', 'closed']);
    expect((await world.call({ sub: 'nobody', roles: ['staff'] }, 'GET', '/api/archives/ACME/state')).status).toBe(404);
    expect(JSON.stringify(await audit('stateChanged'))).not.toContain('business');
  });
});
