/** What another node has changed behind this one's back: after the news nothing in memory is older, and whoever is connected goes by it. The storage is changed under a whole server, as another node would. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ALONE } from '../../server/nodes/nodes.ts';
import { clusterHub } from '../../server/nodes/cluster-hub.ts';
import { everythingBy, heardBy } from '../../server/nodes/topics.ts';
import type { Topics } from '../../server/nodes/topics.ts';
import { Directory } from '../../server/access/directory.ts';
import { Sessions } from '../../server/access/sessions.ts';
import { ApiKeys } from '../../server/services/api-keys.ts';
import { Catalogue } from '../../server/services/catalogue.ts';
import { openStorage } from '../../server/storage/open.ts';
import type { Storage } from '../../server/storage/storage.ts';
import type { Hub, Socket, SocketHandler } from '../../server/sync/sync.ts';
import { SHIPPED_POLICY } from '../../model/rights.ts';
import type { Department, Person } from '../../model/rights.ts';
import type { DepartmentId, PersonId } from '../../model/ids.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { fakeClock } from '../helpers/fake-clock.ts';

const clock = fakeClock();
const random = (count: number): Uint8Array => randomBytes(count);
let folder: string;
let storage: Storage;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dossier-topics-'));
  storage = await openStorage({ folder, clock, readers: 1 });
});
afterAll(async () => {
  await storage.close();
  await rm(folder, { recursive: true });
});

const person = (id: string, over: Partial<Person> = {}): Person => ({ id: id as PersonId, name: id, email: null, department: null, roles: ['staff'], clearances: [], reportsTo: null, active: true, withheld: [], ...over });
/** Two servers over one storage, as far as they hold this. */
async function two<T>(make: () => T, load: (made: T) => Promise<void>): Promise<readonly [T, T]> {
  const both = [make(), make()] as const;
  for (const each of both) await load(each);
  return both;
}

it('a person who was shut out, renamed or given another id elsewhere is so here, and only who is another one is told', async () => {
  for (const id of ['ana', 'bo', 'cy']) await storage.directory.putPerson(person(id));
  const [a, b] = await two(() => new Directory(clock), (each) => each.load(storage.directory));
  await a.changePerson('ana' as PersonId, () => person('ana', { active: false }));
  expect(b.person('ana' as PersonId)?.active).toBe(true);
  expect(await b.reload(new Set(['ana', 'bo'] as PersonId[]))).toEqual(['ana']);
  expect(b.person('ana' as PersonId)).toBeNull();
  await a.renamePerson('cy' as PersonId, 'sub-cy' as PersonId, () => person('sub-cy'));
  expect([...await b.reload(null)].sort()).toEqual(['cy', 'sub-cy']);
  expect([b.current('cy' as PersonId), b.stored('cy' as PersonId), b.byName().map(({ id }) => id)]).toEqual(['sub-cy', undefined, ['ana', 'bo', 'sub-cy']]);
});

it('news of a person wait for a change of the same person here, and undo nothing of it', async () => {
  await storage.directory.putPerson(person('dora'));
  const directory = new Directory(clock);
  await directory.load(storage.directory);
  let go = (): void => {};
  const gate = new Promise<void>((resolve) => { go = resolve; });
  const changing = directory.changePerson('dora' as PersonId, () => person('dora', { name: 'Dora B.' }), async (next) => {
    await gate;
    await storage.directory.putPerson(next);
  });
  const reloaded = directory.reload(null);
  go();
  await changing;
  expect(await reloaded).toEqual([]);
  expect(directory.stored('dora' as PersonId)?.name).toBe('Dora B.');
});

it('departments and the policy of elsewhere count here, and their managers of before and after are told', async () => {
  const department = (managers: string[]): Department => ({ id: 'sales' as DepartmentId, name: 'Sales', parent: null, managers: managers as PersonId[] });
  await storage.directory.putDepartments([department(['ana'])]);
  const [, b] = await two(() => new Directory(clock), (each) => each.load(storage.directory));
  await storage.directory.putDepartments([department(['bo'])]);
  await storage.directory.putPolicy({ ...SHIPPED_POLICY, linkDays: 7 });
  expect(await b.reloadRules()).toEqual(['ana', 'bo']);
  expect([b.policy.linkDays, b.departments().map(({ managers }) => managers)]).toEqual([7, [['bo']]]);
});

it('a session that began elsewhere is known here, and one that was ended there, with all tokens of its person, is so here', async () => {
  const [a, b] = await two(() => new Sessions({ clock, random }), (each) => each.load(storage.sessions));
  const { session, secret } = await a.open('bo' as PersonId, {});
  expect(b.find(secret)).toBeNull();
  expect(await b.reload()).toEqual({ ended: [], people: [] });
  expect(b.find(secret)?.person).toBe('bo');
  await a.endAll('bo' as PersonId);
  expect(await b.reload()).toEqual({ ended: [session.id], people: ['bo'] });
  expect([b.find(secret), b.ended({ person: 'bo' as PersonId, sid: undefined, issuedAt: Math.floor(clock.now() / 1_000) })]).toEqual([null, true]);
});

it('a session that is being ended here is not brought back by its row', async () => {
  const sessions = new Sessions({ clock, random });
  let drop = (): void => {};
  const held = new Promise<void>((resolve) => { drop = resolve; });
  await sessions.load({ ...storage.sessions, drop: async (...args) => { await held; await storage.sessions.drop(...args); } });
  const { session, secret } = await sessions.open('cy' as PersonId, {});
  const ending = sessions.end([session.id]);
  await sessions.reload();
  expect(sessions.find(secret)).toBeNull();
  drop();
  await ending;
  await sessions.reload();
  expect(sessions.find(secret)).toBeNull();
});

it('a key that was made elsewhere opens here, and one that was ended there opens no more', async () => {
  const make = (): ApiKeys => new ApiKeys({ store: storage.keys, clock, random, departments: () => [], ended: () => Promise.resolve(), report: (_event, error) => { throw error; } });
  const [a, b] = await two(make, (each) => each.load());
  const { key, secret } = await a.make({ id: 'ana' as PersonId }, { name: 'ERP', sections: { profile: 'read' } });
  expect(() => b.session(secret)).toThrow();
  expect(await b.reload()).toEqual([]);
  expect(b.session(secret)?.person.id).toBe(`key:${key.id}`);
  await storage.keys.put({ ...key, ended: clock.now(), endedBy: 'ana' as PersonId });
  expect(await b.reload()).toEqual([`key:${key.id}`]);
  expect(() => b.session(secret)).toThrow();
  expect(await b.reload(), 'told once').toEqual([]);
});

it('an own field or list of elsewhere counts here, and who listens hears of the new edition once', async () => {
  const [a, b] = await two(() => new Catalogue({ clock, random }), (each) => each.load(storage));
  const heard: string[] = [];
  b.onChange((edition) => heard.push(edition));
  const list = b.now().dictionaries.find(({ editable }) => editable);
  if (list === undefined) throw new Error('no list may be changed');
  await a.turn(() => a.write('ana' as PersonId, { dictionaries: { [list.id]: { revision: 1, options: list.options.slice(1) } } as never }));
  await b.reload(storage);
  await b.reload(storage);
  expect([b.now().edition, heard]).toEqual([a.now().edition, [a.now().edition]]);
});

it('news are taken in by topic, in the order of the table, each once; an empty key is all of its kind, and unknown topics are nobody’s', async () => {
  const taken: unknown[] = [];
  const topics: Topics = new Map(['people', 'archives'].map((name) => [name, async (keys) => { await Promise.resolve(); taken.push([name, keys === null ? null : [...keys]]); }]));
  await heardBy(topics)([{ n: 1, topic: 'archives', key: 'x' }, { n: 2, topic: 'later', key: 'y' }, { n: 3, topic: 'people', key: 'a' }, { n: 4, topic: 'archives', key: 'x' }, { n: 5, topic: 'archives', key: 'z' }]);
  await heardBy(topics)([{ n: 6, topic: 'people', key: '' }, { n: 7, topic: 'people', key: 'b' }]);
  await everythingBy(topics)();
  expect(taken).toEqual([['people', ['a']], ['archives', ['x', 'z']], ['people', null], ['people', null], ['archives', null]]);
});

it('a hub among others sends, takes and opens nothing while its node may not deliver, and a change of rights waits for every node', async () => {
  let [delivers, knows] = [true, false];
  const said: string[] = [];
  const socket = (): Socket => ({ buffered: 0, send: () => said.push('sent'), sendAll: () => said.push('sent'), close: (code) => said.push(`closed ${code}`), terminate: () => said.push('terminated'), pause: () => {}, resume: () => {} });
  let inner: Socket | null = null;
  const handler: SocketHandler = { message: () => said.push('message'), drained: () => {}, closed: () => said.push('gone') };
  const hub = clusterHub({ line: (given: Socket) => { inner = given; return handler; }, rightsChanged: () => Promise.resolve() } as unknown as Hub, { ...ALONE, delivers: () => delivers, everybodyKnows: () => { knows = true; return Promise.resolve(); } });
  const ears = hub.line(socket());
  const own = inner as unknown as Socket;
  own.send(new Uint8Array(1));
  ears.message(new Uint8Array(1));
  delivers = false;
  own.send(new Uint8Array(1));
  ears.message(new Uint8Array(1));
  hub.cut();
  hub.line(socket()).message(new Uint8Array(1));
  ears.closed();
  hub.cut();
  expect(said).toEqual(['sent', 'message', 'terminated', 'terminated', 'terminated', 'closed 1012', 'gone']);
  await hub.rightsChanged({ everybody: true });
  expect(knows).toBe(true);
});
