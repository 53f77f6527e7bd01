/** Breaking the glass through a whole server: who may, what it opens and for how long, who hears of it, and what becomes of it afterwards. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ArchiveView } from '../../model/api.ts';
import type { PersonId } from '../../model/ids.ts';
import type { NoticePage } from '../../model/notices/api.ts';
import { policyOf } from '../../model/rights.ts';
import type { GlassView } from '../../model/rights/glass.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';
import { lineClient } from '../helpers/line-client.ts';

const owner: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const deputy: Who = { sub: 'dora', name: 'Dora', roles: ['staff'] };
const night: Who = { sub: 'nick', name: 'Nick', roles: ['staff'] };
const second: Who = { sub: 'sven', name: 'Sven', roles: ['staff'] };
const stranger: Who = { sub: 'hugo', name: 'Hugo', roles: ['staff'] };
const admin: Who = { sub: 'ada', name: 'Ada', roles: ['admin'] };
const steward: Who = { sub: 'stu', name: 'Stu', roles: ['steward'] };
const compliance: Who = { sub: 'carl', name: 'Carl', roles: ['compliance'] };

let world: HttpWorld;
beforeEach(async () => {
  world = await httpWorld();
  for (const who of [owner, deputy, night, second, stranger, admin, steward, compliance]) await world.call(who, 'GET', '/api/me');
  await world.call(owner, 'POST', '/api/archives', { id: 'ACME', kind: 'organisation', name: 'Acme' });
  await world.call(owner, 'PUT', '/api/archives/ACME/owners', { owner: 'olga', deputies: [{ person: 'dora', from: '2026-01-01', to: '2026-12-31' }] });
  world.dossier.access.directory.keepPolicy(policyOf({ emergency: ['nick', 'sven'] as PersonId[] }));
});
afterEach(async () => { await world.close(); });

const glass = (who: Who = night, more: object = {}) => world.call<GlassView>(who, 'POST', '/api/archives/ACME/break-glass', { reason: 'the owner is away and the plant burns', minutes: 30, ...more });
const act = (who: Who, id: string, what: string, body?: object) => world.call<GlassView>(who, 'POST', `/api/break-glass/${id}/${what}`, body);
const list = async (who: Who) => (await world.call<{ items: readonly GlassView[] }>(who, 'GET', '/api/break-glass')).body.items;
const kinds = async (who: Who) => (await world.call<NoticePage>(who, 'GET', '/api/notices')).body.items.map(({ kind, name, by }) => [kind, name, by?.name]);
const status = async (who: Who, path = ''): Promise<number> => (await world.call(who, 'GET', `/api/archives/ACME${path}`)).status;

describe('breaking it', () => {
  it('opens at once, for reading alone, everything but restricted sections without their clearance, and says so with its end', async () => {
    expect(await status(night)).toBe(404);
    const { status: made, body } = await glass();
    expect([made, body.state, body.name]).toEqual([201, 'open', 'Acme']);
    const { level, sections, glass: told } = (await world.call<ArchiveView>(night, 'GET', '/api/archives/ACME')).body;
    expect([level, told]).toEqual(['read', { until: body.until }]);
    expect(sections.map(({ section }) => section)).not.toContain('bank');
    expect(sections.map(({ section }) => section)).toEqual(expect.arrayContaining(['profile', 'terms', 'private', 'trade', 'stays']));
    expect(sections.every((each) => each.level === 'read' && each.because.every((reason) => reason.kind === 'breakGlass' && reason.until === body.until))).toBe(true);
    expect((await world.call(night, 'PATCH', '/api/archives/ACME/sections/profile', { fields: { 'customer.shortName': 'mine' } })).status).toBe(403);
    expect((await world.call<ArchiveView>(owner, 'GET', '/api/archives/ACME')).body.glass).toBeUndefined();
  });

  it('opens a restricted section with the clearance that is held', async () => {
    await world.call(admin, 'PUT', '/api/people/nick', { clearances: ['bank'] });
    await glass();
    expect([await status(night, '/sections/bank'), await status(night, '/sections/aml')]).toEqual([200, 404]);
  });

  it('is told at once to the owner, who stands in for them, and compliance', async () => {
    await glass();
    expect(await kinds(owner)).toEqual([['glassBroken', 'Acme', 'Nick']]);
    expect(await kinds(deputy)).toEqual([['glassBroken', 'Acme', 'Nick']]);
    expect((await kinds(compliance)).map(([kind]) => kind)).toEqual(['glassReview']);
    expect([await kinds(night), await kinds(stranger)]).toEqual([[], []]);
  });

  it('is for people whom the policy names, who need not see the archive; for others it is as absent as before', async () => {
    expect([(await glass(stranger)).status, (await glass(steward)).status, (await glass(owner)).status, (await glass(compliance)).status]).toEqual([404, 403, 403, 404]);
    expect((await world.call(night, 'POST', '/api/archives/NOSUCH/break-glass', { reason: 'x', minutes: 5 })).status).toBe(404);
    for (const more of [{ minutes: 61 }, { minutes: 0 }, { reason: ' ' }]) expect((await glass(night, more)).status).toBe(422);
  });

  it('is told to compliance also where nobody is signed in as such, and not to who is none any more', async () => {
    world.pass(2 * 3_600_000); // tokens have ended
    await world.call(owner, 'GET', '/api/me');
    await glass();
    expect(await kinds({ ...compliance, roles: ['staff'] })).toEqual([]);
    world.pass(1_000);
    expect((await kinds(compliance)).map(([kind]) => kind)).toEqual(['glassReview']);
  });

  it('is not for who is nothing but administrator or auditor, whomever the policy names', async () => {
    world.dossier.access.directory.keepPolicy(policyOf({ emergency: ['ada', 'aldo'] as PersonId[] }));
    expect([(await glass(admin)).status, (await glass({ sub: 'aldo', roles: ['auditor'] })).status]).toEqual([404, 404]);
  });

  it('breaks no wall and no seal', async () => {
    await world.call(steward, 'POST', '/api/walls', { archive: 'ACME', to: { kind: 'person', id: 'nick' }, reason: 'family' });
    expect((await glass()).status).toBe(404);
    await world.call(steward, 'POST', '/api/sealed', { archive: 'ACME', reason: 'x' });
    expect([(await glass(second)).status, (await glass(second, { reason: ' ' })).status]).toEqual([404, 404]);
  });
});

describe('its end', () => {
  it('P6: comes by the clock, at every door, and cuts what is open', async () => {
    await glass();
    const line = await lineClient(world, night);
    const channel = line.client.open('ACME', 'profile');
    await line.until('opened', () => channel.synced);
    world.pass(30 * 60_000 + 1_000);
    expect([await status(night), await status(night, '/sections/profile')]).toEqual([404, 404]);
    await world.call(owner, 'PATCH', '/api/archives/ACME/sections/profile', { fields: { 'customer.shortName': 'secret' } });
    await line.until('what was sent', () => true);
    expect(JSON.stringify(channel.doc.toJSON())).not.toContain('secret');
    expect((await list(night)).map(({ state }) => state)).toEqual(['over']);
  });

  it('P6: comes before by who broke it or compliance, has cut what is open when the call returns; the owner does not end it', async () => {
    const { body } = await glass();
    const line = await lineClient(world, night);
    const channel = line.client.open('ACME', 'profile');
    await line.until('opened', () => channel.synced);
    const grants = await world.storage.directory.grants('ACME' as never);
    expect((await world.call(owner, 'DELETE', `/api/grants/${grants[0]?.id}`)).status).toBe(403);
    expect((await act(owner, body.id, 'end')).status).toBe(404);
    expect((await act(compliance, body.id, 'end')).body.state).toBe('over');
    await line.until('closed', () => channel.closed !== null || line.client.closed !== null);
    expect([await status(night), (await act(night, body.id, 'end')).status]).toEqual([404, 409]);
  });

  it('a second time on the same archive waits for a second person, who is another', async () => {
    const first = (await glass()).body;
    expect((await glass()).status).toBe(409);
    await act(night, first.id, 'end');
    const { body } = await glass();
    expect([body.state, await status(night)]).toEqual(['waiting', 404]);
    expect((await glass()).status).toBe(409);
    expect((await act(night, body.id, 'decision', { approve: true })).status).toBe(403);
    expect((await act(stranger, body.id, 'decision', { approve: true })).status).toBe(404);
    expect((await act(second, body.id, 'decision', { approve: true })).body).toMatchObject({ state: 'open', decidedBy: { id: 'sven' } });
    expect(await status(night)).toBe(200);
    expect((await act(compliance, body.id, 'decision', { approve: false })).status).toBe(409);
  });

  it('who was refused reads nothing', async () => {
    await act(night, (await glass()).body.id, 'end');
    const { body } = await glass();
    expect((await act(compliance, body.id, 'decision', { approve: false })).body.state).toBe('refused');
    expect(await status(night)).toBe(404);
  });
});

describe('the review', () => {
  it('is due in three days, stays visible when it is late, and is compliance\'s, never of what they did themselves', async () => {
    world.dossier.access.directory.keepPolicy(policyOf({ emergency: ['nick', 'carl'] as PersonId[] }));
    const [{ body }, { body: own }] = [await glass(), await glass(compliance)];
    expect(Date.parse(body.due ?? '') - Date.parse(body.at)).toBe(3 * 86_400_000);
    world.pass(3 * 86_400_000 + 1_000);
    expect((await list(compliance)).map(({ overdue, may }) => [overdue, may.review])).toEqual([[true, false], [true, true]]);
    expect((await act(night, body.id, 'review', { outcome: 'justified', note: 'it was' })).status).toBe(403);
    expect((await act(compliance, own.id, 'review', { outcome: 'justified', note: 'it was' })).status).toBe(403);
    expect((await act(compliance, body.id, 'review', { outcome: 'justified', note: ' ' })).status).toBe(422);
    expect((await act(compliance, body.id, 'review', { outcome: 'followUp', note: 'asked the plant' })).body).toMatchObject({ overdue: false, review: { outcome: 'followUp', note: 'asked the plant' } });
    expect((await act(compliance, body.id, 'review', { outcome: 'justified', note: 'again' })).status).toBe(409);
    expect([(await list(night)).length, (await list(stranger)).length, (await list({ sub: 'aude', name: 'Aude', roles: ['auditor'] })).length]).toEqual([1, 0, 2]);
  });

  it('every step leaves its row in the chain', async () => {
    const { body } = await glass();
    await act(night, body.id, 'end');
    await act(compliance, body.id, 'review', { outcome: 'justified', note: 'it was' });
    const rows = (await world.storage.audit.raw(0, 10_000)).filter(({ action, archive }) => archive === 'ACME' && ['glassBroken', 'glassReviewed', 'grantEnded'].includes(action));
    expect(rows.map(({ action, actor }) => [action, actor])).toEqual([['glassBroken', 'nick'], ['grantEnded', 'nick'], ['glassReviewed', 'carl']]);
    expect(JSON.stringify(rows)).not.toContain('plant burns');
  });
});
