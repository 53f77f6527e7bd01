/** Words in place of computed classes when two archives become one, are made two again, or an archive goes: none is lost to people, none is shown to who could not see it, and everything comes back as it was. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiErrorBody } from '../../model/api.ts';
import type { MergePreview, MergeView } from '../../model/duplicates/review-api.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { OverridesView, OverrideView, WaitingOverrides } from '../../model/overrides/api.ts';
import type { SchemeKey } from '../../model/overview.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';
import { archiveRow } from '../helpers/storage-folder.ts';

const olga: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const steward: Who = { sub: 'stella', name: 'Stella', roles: ['steward'] };
const reader: Who = { sub: 'greg', name: 'Gregor', roles: ['staff'] };
const stranger: Who = { sub: 'sam', name: 'Sam', roles: ['staff'], department: 'lab' };
const cleo: Who = { sub: 'cleo', name: 'Cleo', roles: ['staff', 'compliance'], department: 'sales' };
const clara: Who = { sub: 'clara', name: 'Clara', roles: ['compliance'] };
const admin: Who = { sub: 'ada', name: 'Ada', roles: ['admin'] };

let world: HttpWorld;
let n = 0;
beforeAll(async () => {
  world = await httpWorld();
  for (const who of [olga, steward, reader, stranger, cleo, clara, admin]) expect((await world.call(who, 'GET', '/api/me')).status).toBe(200);
  for (const id of ['cleo', 'clara']) expect((await world.call(admin, 'PUT', `/api/people/${id}`, { clearances: ['identity', 'bank', 'aml'] })).status).toBe(200);
});
afterAll(async () => {
  expect(world.errors).toEqual([]);
  await world.close();
});

const day = (days: number): string => new Date(world.now() + days * 86_400_000).toISOString().slice(0, 10);
const path = (id: string, scheme: string, more = ''): string => `/api/archives/${id}/classes/${scheme}${more}`;
async function put(who: Who, id: string, scheme: SchemeKey, value: string, more: object = {}): Promise<OverrideView> {
  const { status, body } = await world.call<OverrideView & ApiErrorBody>(who, 'PUT', path(id, scheme), { value, reason: `${id} says ${value}`, until: day(90), ...more });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}
const get = (who: Who, id: string, scheme: SchemeKey) => world.call<OverridesView & ApiErrorBody>(who, 'GET', path(id, scheme));
const decide = (who: Who, id: string, scheme: SchemeKey, word: number, approve = true) => world.call<OverrideView & ApiErrorBody>(who, 'POST', path(id, scheme, '/decision'), { id: word, approve });
const states = async (id: string, scheme: SchemeKey, who: Who = olga) => (await get(who, id, scheme)).body.items.map(({ value, state }) => `${value} ${state}`);
const waiting = async (who: Who) => (await world.call<WaitingOverrides>(who, 'GET', '/api/overrides?waiting=me')).body.items.map(({ archive, override }) => `${archive} ${override.value}`);
const merge = (who: Who, winner: string, loser: string) => world.call<MergeView & ApiErrorBody>(who, 'POST', '/api/merges', { winner, loser });
const undo = (who: Who, id: string) => world.call<MergeView & ApiErrorBody>(who, 'POST', `/api/merges/${id}/undo`);
/** Everything that is stored of the words of one id, whoever may read it. */
const stored = (id: string) => world.storage.overrides.of(id as ArchiveId, null);
/** What holds, once the classes are found, and whether it is somebody's word. */
async function held(id: string, scheme: SchemeKey): Promise<readonly [value: string | null | undefined, word: boolean]> {
  await world.dossier.settled();
  const face = (await world.storage.facts.faces([id as ArchiveId])).get(id as ArchiveId)?.[scheme];
  return [face?.value, face?.overridden === true];
}
async function two(who: Who = olga): Promise<readonly [winner: string, loser: string]> {
  n++;
  const ids = [`WIN${n}`, `LOSE${n}`] as const;
  for (const id of ids) expect((await world.call(who, 'POST', '/api/archives', { id, kind: 'organisation', name: 'Alfreds', department: 'sales' })).status).toBe(201);
  return ids;
}

describe('a merge', () => {
  it('brings the word of the other one where there is none, and its undoing takes it back as it was', async () => {
    const [a, b] = await two();
    await put(olga, b, 'size', 'big');
    const before = [await stored(a), await stored(b)];
    const plain = await held(a, 'size');
    expect(await held(b, 'size')).toEqual(['big', true]);
    const done = await merge(olga, a, b);
    expect(done.status, JSON.stringify(done.body)).toBe(201);
    expect((await get(olga, a, 'size')).body.items).toMatchObject([{ state: 'stands', value: 'big', reason: `${b} says big`, by: { id: 'olga' } }]);
    expect(await held(a, 'size')).toEqual(['big', true]);
    expect((await undo(olga, done.body.id)).status).toBe(200);
    expect([await stored(a), await stored(b)]).toEqual(before);
    expect(await held(a, 'size')).toEqual(plain);
    expect(await held(b, 'size')).toEqual(['big', true]);
  });

  it('leaves the own word where it stands, scheme by scheme; what has ended stays with its id', async () => {
    const [a, b] = await two();
    await put(olga, a, 'abc', 'A');
    await put(olga, b, 'abc', 'C');
    await put(olga, b, 'size', 'big');
    await put(olga, b, 'size', 'general');
    await put(olga, b, 'duration', 'longTerm');
    expect((await world.call(olga, 'DELETE', path(b, 'duration'))).status).toBe(204);
    const before = [await stored(a), await stored(b)];
    const { body: { id } } = await merge(olga, a, b);
    expect(await states(a, 'abc')).toEqual(['A stands']);
    expect(await states(a, 'size')).toEqual(['general stands']);
    expect(await states(a, 'duration')).toEqual([]);
    expect((await stored(b)).map(({ value, state }) => `${value} ${state}`)).toEqual(['longTerm ended', 'big replaced', 'C stands']);
    expect(await held(a, 'abc')).toEqual(['A', true]);
    expect(await held(a, 'size')).toEqual(['general', true]);
    expect((await undo(olga, id)).status).toBe(200);
    expect([await stored(a), await stored(b)]).toEqual(before);
    expect(await held(b, 'abc')).toEqual(['C', true]);
    expect(await held(b, 'size')).toEqual(['general', true]);
  });

  it('what waits for a second person waits on, and what was decided since goes back so', async () => {
    const [a, b] = await two();
    const first = await put(olga, b, 'grade', 'aaa');
    expect((await decide(steward, b, 'grade', first.id)).status).toBe(200);
    const word = await put(olga, b, 'grade', 'c');
    const { body: { id } } = await merge(olga, a, b);
    expect(await states(a, 'grade')).toEqual(['c waiting', 'aaa stands']);
    expect((await waiting(steward)).filter((each) => each.startsWith(a) || each.startsWith(b))).toEqual([`${a} c`]);
    // whoever said it approves it no more than before
    expect((await decide(olga, a, 'grade', word.id)).status).toBe(403);
    expect((await decide(steward, a, 'grade', word.id)).status).toBe(200);
    expect(await held(a, 'grade')).toEqual(['c', true]);
    expect((await undo(olga, id)).status).toBe(200);
    expect(await states(a, 'grade')).toEqual([]);
    expect(await states(b, 'grade')).toEqual(['c stands', 'aaa replaced']);
    expect(await held(b, 'grade')).toEqual(['c', true]);
    expect((await held(a, 'grade'))[1]).toBe(false);
  });

  it('of two that wait the own one waits on; the other one is told to nobody until it is back', async () => {
    const [a, b] = await two();
    const own = await put(olga, a, 'creditManagement', 'core');
    await put(olga, b, 'creditManagement', 'ordinary');
    const { body: { id } } = await merge(olga, a, b);
    expect(await states(a, 'creditManagement')).toEqual(['core waiting']);
    expect((await waiting(steward)).filter((each) => each.startsWith(a) || each.startsWith(b))).toEqual([`${a} core`]);
    expect((await decide(steward, a, 'creditManagement', own.id, false)).status).toBe(200);
    expect((await undo(olga, id)).status).toBe(200);
    expect(await states(a, 'creditManagement')).toEqual(['core refused']);
    expect(await states(b, 'creditManagement')).toEqual(['ordinary waiting']);
    expect(await waiting(steward)).toContain(`${b} ordinary`);
  });

  it('what was said since of the one customer stays with it', async () => {
    const [a, b] = await two();
    await put(olga, b, 'size', 'big');
    const { body: { id } } = await merge(olga, a, b);
    await put(olga, a, 'size', 'general');
    expect((await undo(olga, id)).status).toBe(200);
    expect(await states(a, 'size')).toEqual(['general stands']);
    expect(await states(b, 'size')).toEqual(['big replaced']);
    expect(await held(a, 'size')).toEqual(['general', true]);
    expect((await held(b, 'size'))[1]).toBe(false);
  });

  it('goes on through a chain, and back from the last to the first', async () => {
    const [a, b] = await two();
    const [c] = await two();
    await put(olga, b, 'size', 'big');
    const before = await stored(b);
    const first = await merge(olga, a, b);
    const second = await merge(olga, c, a);
    expect(await held(c, 'size')).toEqual(['big', true]);
    expect((await undo(olga, second.body.id)).status).toBe(200);
    expect(await held(a, 'size')).toEqual(['big', true]);
    expect((await held(c, 'size'))[1]).toBe(false);
    expect((await undo(olga, first.body.id)).status).toBe(200);
    expect(await stored(b)).toEqual(before);
    expect(await held(b, 'size')).toEqual(['big', true]);
  });
});

describe('the preview of a merge', () => {
  const preview = async (who: Who, winner: string, loser: string) => {
    const { status, body } = await world.call<MergePreview & ApiErrorBody>(who, 'POST', '/api/merges/preview', { winner, loser });
    expect(status, JSON.stringify(body)).toBe(200);
    return body;
  };
  const lines = ({ classes }: MergePreview) => classes.map(({ scheme, side, fate, givesWayTo, override }) => [scheme, side, override.value, override.state, fate, givesWayTo].join(' '));

  it('tells which word stays, which comes and which gives way to what, and the merge does so', async () => {
    const [a, b] = await two();
    await put(olga, a, 'abc', 'A');
    await put(olga, b, 'abc', 'C');
    await put(olga, b, 'size', 'general');
    await put(olga, b, 'duration', 'longTerm');
    expect((await world.call(olga, 'DELETE', path(b, 'duration'))).status).toBe(204);
    await put(olga, a, 'creditManagement', 'core');
    const said = await put(olga, b, 'creditManagement', 'core');
    expect((await decide(steward, b, 'creditManagement', said.id)).status).toBe(200);
    await put(olga, b, 'creditManagement', 'ordinary');
    const shown = await preview(olga, a, b);
    expect(lines(shown)).toEqual([
      'abc winner A stands stays ', 'abc loser C stands givesWay stands',
      'size loser general stands comes ',
      'creditManagement winner core waiting stays ', 'creditManagement loser core stands comes ', 'creditManagement loser ordinary waiting givesWay waiting',
    ]);
    expect(shown.classes[1]).toMatchObject({ schemeName: { en: 'ABC by sales' }, override: { reason: `${b} says C`, by: { id: 'olga', name: 'Olga' }, until: day(90), label: { en: expect.any(String) } } });
    expect((await merge(olga, a, b)).status).toBe(201);
    const open = async (id: string) => (await stored(id)).filter(({ state }) => state === 'stands' || state === 'waiting').map(({ scheme, value, state }) => `${scheme} ${value} ${state}`).sort();
    expect(await open(a)).toEqual(shown.classes.filter(({ fate }) => fate !== 'givesWay').map(({ scheme, override }) => `${scheme} ${override.value} ${override.state}`).sort());
    expect(await open(b)).toEqual(['abc C stands', 'creditManagement ordinary waiting']);
  });

  it('holds: what somebody says of a class between the preview and the merge is shown before anything is done', async () => {
    const [a, b] = await two();
    const { basis } = await preview(olga, a, b);
    await put(olga, b, 'size', 'big');
    const wish = (of: string) => world.call<MergeView & ApiErrorBody>(olga, 'POST', '/api/merges', { winner: a, loser: b, basis: of });
    expect((await wish(basis)).body.error).toMatchObject({ code: 'conflict', field: 'basis' });
    expect((await wish((await preview(olga, a, b)).basis)).status).toBe(201);
  });

  it('tells and holds nothing of a class that its reader does not see, nor anything to who may not merge', async () => {
    const [a, b] = await two(cleo);
    const before = await preview(steward, a, b);
    await put(cleo, a, 'aml', 'low');
    const { refused, classes, basis } = await preview(steward, a, b);
    expect([refused, classes]).toEqual([[], []]);
    expect(basis).toBe(before.basis);
    expect(lines(await preview(cleo, a, b))).toEqual(['aml winner low waiting stays ']);
    await put(cleo, a, 'size', 'big');
    for (const id of [a, b]) expect((await world.call(cleo, 'POST', '/api/grants', { archive: id, to: { kind: 'person', id: 'greg' }, level: 'read', sections: null, reason: 'helps' })).status).toBe(201);
    const read = await preview(reader, a, b);
    expect(read.refused.map(({ code }) => code)).toContain('forbidden');
    expect(read.classes).toEqual([]);
  });
});

describe('P1', () => {
  it('who could not see the section does not see the word that came', async () => {
    const [a, b] = await two();
    expect((await world.call(olga, 'POST', '/api/grants', { archive: a, to: { kind: 'person', id: 'greg' }, level: 'read', sections: null, reason: 'helps' })).status).toBe(201);
    const word = await put(olga, b, 'grade', 'b');
    await decide(steward, b, 'grade', word.id);
    await put(olga, b, 'size', 'big');
    const { body: { id } } = await merge(olga, a, b);
    for (const each of [a, b]) {
      expect((await get(reader, each, 'grade')).status).toBe(404);
      expect((await get(stranger, each, 'grade')).status).toBe(404);
      expect((await get(stranger, each, 'size')).status).toBe(404);
    }
    expect(await states(a, 'size', reader)).toEqual(['big stands']);
    await world.dossier.settled();
    const told = async (who: Who) => JSON.stringify([(await world.call(who, 'GET', '/api/events?limit=500')).body, await world.dossier.access.digests({ id: who.sub as PersonId }, [a as ArchiveId])]);
    expect(await told(reader)).not.toContain('grade');
    expect(await told(olga)).toContain('grade');
    expect((await undo(olga, id)).status).toBe(200);
    for (const scheme of ['grade', 'size'] as const) expect((await get(reader, b, scheme)).status).toBe(404);
    expect(await states(a, 'size', reader)).toEqual([]);
  });

  it('a word of a restricted section moves by the hand of who may write it there, and back', async () => {
    const [a, b] = await two(cleo);
    await put(cleo, b, 'aml', 'low');
    const { body } = await world.call<MergePreview>(steward, 'POST', '/api/merges/preview', { winner: a, loser: b });
    expect(body.refused).toMatchObject([{ code: 'restricted', section: null }]);
    expect(JSON.stringify(body)).not.toContain('aml');
    expect((await merge(steward, a, b)).status).toBe(403);
    const done = await merge(cleo, a, b);
    expect(done.status).toBe(201);
    expect(await states(a, 'aml', cleo)).toEqual(['low waiting']);
    expect(await waiting(clara)).toContain(`${a} low`);
    for (const who of [steward, olga, stranger]) expect((await get(who, a, 'aml')).status).toBe(404);
    expect((await undo(steward, done.body.id)).status).toBe(403);
    expect((await undo(cleo, done.body.id)).status).toBe(200);
    expect(await states(b, 'aml', cleo)).toEqual(['low waiting']);
    expect(await states(a, 'aml', cleo)).toEqual([]);
  });
});

describe('an archive that goes', () => {
  it('takes its words with it when it is taken back: who gets the id later has none of them', async () => {
    const gone = 'GONE' as ArchiveId;
    await world.storage.archives.create(archiveRow(gone), 'olga' as PersonId);
    await world.storage.overrides.put({ archive: gone, scheme: 'size', value: 'big', reason: 'x', until: day(90), by: 'olga' as PersonId, at: new Date(world.now()).toISOString() }, 'stands');
    expect(await world.storage.archives.discardEmpty(gone)).toEqual([gone]);
    expect(await stored(gone)).toEqual([]);
    world.dossier.access.forget(gone);
    expect((await world.call(olga, 'POST', '/api/archives', { id: gone, kind: 'organisation', name: 'Another', department: 'sales' })).status).toBe(201);
    expect((await held(gone, 'size'))[1]).toBe(false);
  });

  it('is sealed with them where its import is undone, and has them when that is undone too', async () => {
    const { services } = world.dossier;
    const brought = 'BROUGHT' as ArchiveId;
    expect((await world.call(olga, 'POST', '/api/archives', { id: brought, kind: 'organisation', name: 'Brought', department: 'sales' })).status).toBe(201);
    await put(olga, brought, 'size', 'big');
    await put(olga, brought, 'grade', 'aaa');
    await services.archives.changeBrought('olga' as PersonId, brought, { state: 'sealed' });
    expect((await held(brought, 'size'))[0]).toBeUndefined();
    expect((await waiting(steward)).filter((each) => each.startsWith(brought))).toEqual([]);
    await services.archives.changeBrought('olga' as PersonId, brought, { state: 'open' });
    expect(await held(brought, 'size')).toEqual(['big', true]);
    expect(await waiting(steward)).toContain(`${brought} aaa`);
  });
});
