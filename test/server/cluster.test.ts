/** A whole server among others over one database: what another node took away counts here with its news, and while the database is out of reach nobody is answered, neither over HTTP nor on a line. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { LocalBus } from '../../server/fanout/local.ts';
import { Cluster } from '../../server/nodes/cluster.ts';
import { MemoryNodeStore } from '../../server/nodes/memory-store.ts';
import type { NodeStore } from '../../server/nodes/node-store.ts';
import type { PersonId } from '../../model/ids.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';

const LEASE = 400;
let world: HttpWorld;
let store: MemoryNodeStore;
let cut = false;
const bus = new LocalBus();
const teller = bus.join();
const way = <A extends unknown[], R>(ask: (...args: A) => Promise<R>) => (...args: A): Promise<R> => (cut ? Promise.reject(new Error('cut')) : ask(...args));
const ana = { sub: 'ana', name: 'Ana', roles: ['staff'] };
const ada = { sub: 'ada', name: 'Ada', roles: ['admin'] };

beforeAll(async () => {
  store = new MemoryNodeStore({ now: () => performance.now() });
  const own: NodeStore = { renew: way(store.renew), last: way(store.last), live: way(store.live), lead: way(store.lead), bury: way(store.bury), claim: way(store.claim), release: way(store.release), leave: way(store.leave) };
  world = await httpWorld({ nodes: (clock) => (ears) => new Cluster({ node: 'a', store: own, fanout: bus.join(), clock, log: { info: () => {}, warn: () => {}, error: () => {} }, leaseMs: LEASE, ...ears }) });
});
afterAll(() => world.close());

const ready = async (): Promise<number> => (await world.call(null, 'GET', '/readyz')).status;
const me = async (): Promise<number> => (await world.call(ana, 'GET', '/api/me')).status;

it('is ready, delivers and leads when it has started', async () => {
  expect([await ready(), world.dossier.nodes.delivers(), world.dossier.nodes.leads()]).toEqual([200, true, true]);
});

it('a person who was shut out by another node is shut out here once the news are read', async () => {
  expect(await me()).toBe(200);
  const stored = (await world.storage.directory.people()).find(({ id }) => id === 'ana');
  if (stored === undefined) throw new Error('never seen');
  await world.storage.directory.putPerson({ ...stored, active: false });
  expect(await me(), 'nobody has told it').toBe(200);
  store.tell('people', 'ana' as PersonId);
  teller.publish('news', new Uint8Array(0));
  await vi.waitFor(async () => { expect(await me()).toBe(401); }, { timeout: 10_000, interval: 5 });
  await world.storage.directory.putPerson(stored);
  store.tell('people');
  await vi.waitFor(async () => { expect(await me()).toBe(200); }, { timeout: 10_000, interval: 5 });
});

it('what this node takes away is answered when every other node knows of it, or has stopped', async () => {
  await store.renew('other', await store.last(), 10 * LEASE);
  const n = store.tell('people', 'someone');
  let answered = false;
  const asked = world.dossier.hub.rightsChanged({ person: 'someone' as PersonId }).then(() => { answered = true; });
  await vi.waitFor(async () => { expect((await store.live()).find(({ node }) => node === 'a')?.seen).toBe(n); }, { timeout: 10_000, interval: 1 });
  expect(answered).toBe(false);
  await store.renew('other', n, LEASE);
  teller.publish('seen', new Uint8Array(0));
  await asked;
});

it('while its database is out of reach it answers nobody but monitors, and does when it has read again', async () => {
  cut = true;
  await vi.waitFor(async () => { expect([await ready(), await me()]).toEqual([503, 503]); }, { timeout: 10_000, interval: 10 });
  expect((await world.call(null, 'GET', '/api/openapi.json')).status).toBe(503);
  expect((await world.call(null, 'GET', '/healthz')).status).toBe(200);
  expect(world.dossier.nodes.leads()).toBe(false);
  cut = false;
  await vi.waitFor(async () => { expect([await ready(), await me()]).toEqual([200, 200]); }, { timeout: 10_000, interval: 10 });
});

it('is not ready any more from the moment it begins to stop, and still answers', async () => {
  world.dossier.drain();
  expect([await ready(), (await world.call(ada, 'GET', '/api/me')).status]).toEqual([503, 200]);
});
