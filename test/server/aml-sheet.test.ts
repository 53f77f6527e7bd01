/** The rating sheet over REST: who may, what it comes to, the second person, what the class of the customer follows; and for whoever does not read the section nothing of it. What waits for somebody. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AmlView, WaitingRatings } from '../../model/aml/api.ts';
import { ITEM_KEYS } from '../../model/aml/sheet.ts';
import type { AmlWish } from '../../model/aml/wish.ts';
import type { ApiErrorBody } from '../../model/api.ts';
import type { OverrideView, WaitingOverrides } from '../../model/overrides/api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const owner: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const steward: Who = { sub: 'stella', name: 'Stella', roles: ['steward'] };
const manager: Who = { sub: 'mona', name: 'Mona', roles: ['manager'], department: 'sales' };
const cleo: Who = { sub: 'cleo', name: 'Cleo', roles: ['compliance'] };
const clara: Who = { sub: 'clara', name: 'Clara', roles: ['compliance'] };
const admin: Who = { sub: 'ada', name: 'Ada', roles: ['admin'] };
const stranger: Who = { sub: 'sam', name: 'Sam', roles: ['staff'], department: 'lab' };

let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld();
  for (const who of [owner, steward, manager, cleo, clara, admin, stranger]) expect((await world.call(who, 'GET', '/api/me')).status).toBe(200);
  for (const id of ['cleo', 'clara']) expect((await world.call(admin, 'PUT', `/api/people/${id}`, { clearances: ['identity', 'bank', 'aml'] })).status).toBe(200);
  for (const id of ['ACME', 'BETA']) expect((await world.call(owner, 'POST', '/api/archives', { id, kind: 'organisation', packs: ['base', 'organisation', 'bank'], name: `Firma ${id}`, department: 'sales' })).status).toBe(201);
});
afterAll(async () => {
  expect(world.errors).toEqual([]);
  await world.close();
});

const day = (days: number): string => new Date(world.now() + days * 86_400_000).toISOString().slice(0, 10);
const sheet = (score: number, more: Partial<AmlWish> = {}): AmlWish => ({ scores: ITEM_KEYS.map((item) => ({ item, score, reason: `because of ${item}` })), facts: [], level: null, nextReviewAt: null, ...more });
type Said = AmlView & ApiErrorBody;
const get = (who: Who, id = 'ACME') => world.call<Said>(who, 'GET', `/api/archives/${id}/aml`);
const rate = (who: Who, wish: AmlWish, id = 'ACME') => world.call<Said>(who, 'POST', `/api/archives/${id}/aml`, wish);
const decide = (who: Who, row: string, approve: boolean, note = '', id = 'ACME') => world.call<Said>(who, 'POST', `/api/archives/${id}/aml/decision`, { row, approve, note });
const riskOf = async (id: string): Promise<string | null> => {
  await world.dossier.settled();
  const { body } = await world.call<{ classes: { aml?: { value: string | null } } }>(cleo, 'GET', `/api/archives/${id}/overview`);
  return body.classes.aml?.value ?? null;
};
/** The class follows a moment later. */
const risk = (id = 'ACME') => expect.poll(() => riskOf(id), { timeout: 30_000 });

describe('the sheet', () => {
  it('is due at once for a new customer, and nothing is known', async () => {
    expect((await get(cleo)).body).toMatchObject({ level: null, intensity: null, items: [], mayRate: true, review: { because: 'first', due: day(14) }, overdue: false, rules: { version: 1, bands: { high: 80, low: 60 } } });
  });
  it('is kept with every score, weight and reason, the version of the rules and who; the class follows', async () => {
    const { status, body } = await rate(cleo, sheet(4));
    expect(status).toBe(200);
    expect(body).toMatchObject({ level: 'high', intensity: 'enhanced', review: { because: 'clock' } });
    expect(body.items[0]).toMatchObject({ assessedAt: day(0), by: { id: 'cleo', name: 'Cleo' }, pack: '1', total: 80, level: 'high', stands: 'high', state: 'stands', override: '', approver: null, words: '' });
    expect(body.items[0]!.scores).toContainEqual({ item: 'cash', score: 4, weight: 8, reason: 'because of cash' });
    expect(body.items[0]!.scores).toHaveLength(15);
    await risk().toBe('high');
  });
  it('what is missing is told field by field, and nothing is kept', async () => {
    const { status, body } = await rate(cleo, sheet(3, { scores: [{ item: 'cash', score: 5, reason: '' }] }));
    expect(status).toBe(422);
    expect(body.error.problems?.map(({ field, code }) => `${field} ${code}`)).toContain('scores.cash reason');
    expect(body.error.problems).toHaveLength(15);
    expect((await get(cleo)).body.items).toHaveLength(1);
  });
  it('a fact of the highest level decides without the sheet', async () => {
    expect((await rate(cleo, { scores: [], facts: [{ fact: 'sanctioned', reason: 'EU list' }], level: null, nextReviewAt: null }, 'BETA')).body).toMatchObject({ level: 'high', items: [{ total: null, facts: [{ fact: 'sanctioned', reason: 'EU list' }] }] });
    await risk('BETA').toBe('high');
  });
  it('an easier level counts once somebody else of compliance has approved it', async () => {
    const made = (await rate(cleo, sheet(4, { level: { value: 'low', reason: 'supervised abroad' } }))).body;
    expect(made).toMatchObject({ level: 'high', items: [{ level: 'low', stands: 'high', state: 'waiting', override: 'supervised abroad', mayDecide: false }, { state: 'past' }] });
    const { row } = made.items[0]!;
    await risk().toBe('high');
    expect((await decide(cleo, row, true)).status).toBe(403);
    expect((await get(clara)).body.items[0]).toMatchObject({ mayDecide: true });
    const done = await decide(clara, row, true);
    expect(done.status).toBe(200);
    expect(done.body).toMatchObject({ level: 'low', intensity: 'simplified', items: [{ state: 'stands', approver: { id: 'clara' }, by: { id: 'cleo' } }, {}] });
    // the review follows the level that counts now
    expect(done.body.items[0]!.nextReviewAt! > day(700)).toBe(true);
    await risk().toBe('low');
    expect((await decide(clara, row, true)).status).toBe(409);
  });
  it('what is refused stays at what the sheet came to, with the note', async () => {
    const { row } = (await rate(clara, sheet(5, { level: { value: 'medium', reason: 'a friend' } }))).body.items[0]!;
    expect((await decide(cleo, row, false)).status).toBe(422);
    expect((await decide(cleo, row, false, 'No reason at all')).body).toMatchObject({ level: 'high', items: [{ level: 'high', state: 'stands', override: 'a friend\nNo reason at all', approver: null }, {}, {}] });
  });
});

describe('nothing of it', () => {
  it.each([owner, steward, manager, admin, stranger])('$name', async (who) => {
    const { row } = (await get(cleo)).body.items[0]!;
    const none = await world.call(who, 'GET', '/api/archives/NOBODY/aml');
    // asked with whatever body: that there is a section is not told by how it is refused
    for (const answer of [await get(who), await rate(who, sheet(1)), await world.call(who, 'POST', '/api/archives/ACME/aml', { nonsense: true }), await decide(who, row, true), await world.call(who, 'POST', '/api/archives/ACME/aml/decision', [])]) {
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual(none.body);
    }
    expect(JSON.stringify((await world.call(who, 'GET', '/api/overrides?waiting=me')).body)).not.toContain('aml');
  });
});

describe('ratings that wait for me', () => {
  const waiting = async (who: Who): Promise<WaitingRatings> => {
    await world.dossier.settled();
    const { status, body } = await world.call<WaitingRatings>(who, 'GET', '/api/aml?waiting=me');
    expect(status).toBe(200);
    return body;
  };
  const names = async (who: Who): Promise<readonly string[]> => (await waiting(who)).items.map(({ archive, label, stands, by, at }) => `${archive} ${label.en} until then ${stands?.en} ${by?.id} ${at}`);
  const NOTHING: WaitingRatings = { items: [], more: false };

  it('are those of others that I may decide about, the oldest first; never my own', async () => {
    expect(await waiting(clara)).toEqual(NOTHING);
    await rate(cleo, sheet(5, { level: { value: 'medium', reason: 'well known' } }), 'BETA');
    world.pass(86_400_000);
    await rate(cleo, sheet(4, { level: { value: 'low', reason: 'supervised abroad' } }));
    expect(await names(clara)).toEqual([`BETA Medium until then High cleo ${day(-1)}`, `ACME Low until then High cleo ${day(0)}`]);
    expect((await waiting(clara)).items[1]).toMatchObject({ name: 'Firma ACME', row: (await get(clara)).body.items[0]!.row, total: 80, reason: 'supervised abroad', by: { id: 'cleo', name: 'Cleo' } });
    expect(await waiting(cleo)).toEqual(NOTHING);
  });

  it('are none for whoever decides about none, with or without the right to read, and nothing tells how many', async () => {
    // a steward who may read all of it decides about none of it
    expect((await world.call(admin, 'PUT', '/api/people/stella', { clearances: ['identity', 'bank', 'aml'] })).status).toBe(200);
    expect((await get(steward)).status).toBe(200);
    // of compliance, and without the clearance
    const carla: Who = { sub: 'carla', name: 'Carla', roles: ['compliance'] };
    for (const who of [owner, steward, manager, admin, stranger, carla]) expect(await waiting(who)).toEqual(NOTHING);
    expect((await world.call(admin, 'PUT', '/api/people/stella', { clearances: [] })).status).toBe(200);
  });

  it('are none that count at once, were decided, or have a newer one', async () => {
    await rate(cleo, sheet(4, { level: { value: 'low', reason: 'once more' } }), 'BETA');
    expect(await names(clara)).toEqual([`ACME Low until then High cleo ${day(0)}`, `BETA Low until then High cleo ${day(0)}`]);
    await decide(clara, (await get(clara)).body.items[0]!.row, true);
    await decide(clara, (await get(clara, 'BETA')).body.items[0]!.row, false, 'No', 'BETA');
    expect(await waiting(clara)).toEqual(NOTHING);
    await rate(cleo, sheet(3));
    await rate(cleo, sheet(2, { level: { value: 'high', reason: 'to be sure' } }), 'BETA');
    expect(await waiting(clara)).toEqual(NOTHING);
  });

  it('are none of an archive that is closed', async () => {
    await rate(cleo, sheet(4, { level: { value: 'medium', reason: 'small' } }), 'BETA');
    expect(await names(clara)).toHaveLength(1);
    expect((await world.call(owner, 'POST', '/api/archives/BETA/state', { state: 'closed', reason: 'gone' })).status).toBe(200);
    expect(await waiting(clara)).toEqual(NOTHING);
    expect((await world.call(owner, 'POST', '/api/archives/BETA/state', { state: 'open', reason: 'back' })).status).toBe(200);
    expect(await names(clara)).toHaveLength(1);
  });

  it('need to be asked for', async () => expect((await world.call(clara, 'GET', '/api/aml')).status).toBe(422));
});

describe('what waits for me', () => {
  const waiting = async (who: Who) => (await world.call<WaitingOverrides>(who, 'GET', '/api/overrides?waiting=me')).body.items.map(({ archive, name, scheme, override }) => `${archive} ${name} ${scheme} ${override.value} ${override.by.id}`);
  const put = (who: Who, id: string, scheme: string, value: string) => world.call<OverrideView>(who, 'PUT', `/api/archives/${id}/classes/${scheme}`, { value, reason: 'A new contract', until: day(30) });
  it('is what others asked for, where I may decide and may read; never my own', async () => {
    await put(owner, 'ACME', 'grade', 'aa');
    await put(steward, 'BETA', 'creditManagement', 'core');
    const aml = (await put(cleo, 'BETA', 'aml', 'low')).body;
    expect(await waiting(owner)).toEqual([]);
    expect(await waiting(manager)).toEqual(['ACME Firma ACME grade aa olga', 'BETA Firma BETA creditManagement core stella']);
    expect(await waiting(steward)).toEqual(['ACME Firma ACME grade aa olga']);
    expect(await waiting(cleo)).toEqual([]);
    expect(await waiting(clara)).toEqual(['BETA Firma BETA aml low cleo']);
    expect(await waiting(stranger)).toEqual([]);
    expect((await world.call(clara, 'POST', '/api/archives/BETA/classes/aml/decision', { id: aml.id, approve: false })).status).toBe(200);
    expect(await waiting(clara)).toEqual([]);
  });
  it('whoever reads the section and is not of compliance learns that compliance rated, judged and approved, and not who', async () => {
    const stands = (await put(cleo, 'ACME', 'aml', 'low')).body;
    expect((await world.call(clara, 'POST', '/api/archives/ACME/classes/aml/decision', { id: stands.id, approve: true })).status).toBe(200);
    await rate(cleo, sheet(4, { level: { value: 'low', reason: 'supervised abroad' } }));
    expect((await decide(clara, (await get(clara)).body.items[0]!.row, true)).status).toBe(200);
    await world.dossier.settled();
    expect((await world.call(admin, 'PUT', '/api/people/stella', { clearances: ['aml'] })).status).toBe(200);
    const doors = ['/aml', '/sections/aml', '/overview', '/classes/aml', '/history', ''];
    const told = async (who: Who) => JSON.stringify([...await Promise.all(doors.map(async (path) => (await world.call(who, 'GET', `/api/archives/ACME${path}`)).body)), (await world.call(who, 'GET', '/api/archives?q=ACME')).body]);
    expect(await told(steward)).not.toMatch(/cleo|clara/i);
    expect((await told(steward)).match(/key:unseen/g)?.length).toBeGreaterThan(5);
    expect((await get(cleo)).body.items[0]).toMatchObject({ by: { id: 'cleo' }, approver: { id: 'clara', name: 'Clara' } });
    expect((await world.call<{ classes: { aml: { override: object } } }>(cleo, 'GET', '/api/archives/ACME/overview')).body.classes.aml.override).toMatchObject({ by: 'cleo', approvedBy: 'clara', names: { by: 'Cleo', approvedBy: 'Clara' } });
  });
  it('is none of what has had its last day', async () => {
    world.pass(31 * 86_400_000);
    expect(await waiting(steward)).toEqual([]);
  });
  it('needs to be asked for', async () => expect((await world.call(steward, 'GET', '/api/overrides')).status).toBe(422));
});
