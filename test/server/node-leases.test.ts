/** Nodes over one database: news in their order, leases that fail closed, rights that are gone everywhere before the call returns, and one leader. */
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../server/clock.ts';
import { LocalBus } from '../../server/fanout/local.ts';
import { Cluster } from '../../server/nodes/cluster.ts';
import { Lease } from '../../server/nodes/lease.ts';
import { MemoryNodeStore } from '../../server/nodes/memory-store.ts';
import type { NodeStore } from '../../server/nodes/node-store.ts';
import { ALONE, claimed } from '../../server/nodes/nodes.ts';
import { fakeClock } from '../helpers/fake-clock.ts';

const LEASE = 1_000;
const turns = async (): Promise<void> => { for (let i = 0; i < 30; i++) await new Promise((resolve) => setImmediate(resolve)); };
const silent = { info: () => {}, warn: () => {}, error: () => {} };

function installation({ hints = true, page }: { readonly hints?: boolean; readonly page?: number } = {}) {
  const time = fakeClock();
  const store = new MemoryNodeStore({ now: () => time.now(), ...(page === undefined ? {} : { page }) });
  const bus = new LocalBus();
  /** One node, with a way to its database that may be cut, and timers that may stand still while the whole process is paused. */
  const node = async (name: string) => {
    const state = { cut: false, paused: false, lost: 0, all: 0, takenUp: 0, leads: false, heard: [] as number[], fails: false, slow: null as Promise<void> | null };
    const held: (() => void)[] = [];
    const clock: Clock = { now: () => time.now(), after: (ms, back) => time.after(ms, () => { if (state.paused) held.push(back); else back(); }) };
    const way = <A extends unknown[], R>(ask: (...args: A) => Promise<R>) => (...args: A): Promise<R> => (state.cut ? Promise.reject(new Error('cut')) : state.paused ? new Promise((resolve, reject) => { held.push(() => { ask(...args).then(resolve, reject); }); }) : ask(...args));
    const own: NodeStore = { renew: way(store.renew), last: way(store.last), live: way(store.live), lead: way(store.lead), bury: way(store.bury), claim: way(store.claim), release: way(store.release), leave: way(store.leave) };
    const cluster = new Cluster({
      node: name, store: own, fanout: hints ? bus.join() : new LocalBus().join(), clock, log: silent, leaseMs: LEASE, steady: () => time.now(),
      heard: async (news) => {
        await state.slow;
        if (state.fails) throw new Error('not taken in');
        state.heard.push(...news.map(({ n }) => n));
      },
      everything: async () => { await Promise.resolve(); state.all++; },
      lost: () => { state.lost++; },
      leading: (leads) => { state.leads = leads; },
    });
    await cluster.onTakeUp(async () => {
      await Promise.resolve();
      state.takenUp++;
    });
    await cluster.start();
    return { cluster, state, resume: () => { state.paused = false; for (const back of held.splice(0)) back(); } };
  };
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= 25) {
      time.advance(Math.min(25, left));
      await turns();
    }
  };
  return { time, store, node, pass };
}

describe('a lease', () => {
  const at = { now: 0, steady: 0 };
  const passing = { now: () => at.now, steady: () => at.steady };
  it('holds from before its question, doubts from half of it, and is lost at its end by whichever clock went further', () => {
    const lease = new Lease(passing, LEASE);
    expect(lease.state).toBe('lost');
    const asked = lease.moment();
    [at.now, at.steady] = [400, 400];
    lease.renewed(asked);
    expect(lease.state).toBe('fresh');
    [at.now, at.steady] = [-90_000, 500]; // the wall's clock was set back
    expect(lease.state).toBe('doubtful');
    at.steady = 1_000;
    expect(lease.state).toBe('lost');
    [at.now, at.steady] = [1_000, 10]; // the machine slept
    expect(lease.state).toBe('lost');
  });
  it('an answer that comes after a later one takes nothing away, and one that comes after its own lease gives nothing', () => {
    [at.now, at.steady] = [0, 0];
    const lease = new Lease(passing, LEASE);
    const early = lease.moment();
    [at.now, at.steady] = [900, 900];
    lease.renewed(lease.moment());
    lease.renewed(early);
    [at.now, at.steady] = [1_300, 1_300];
    expect(lease.state).toBe('fresh');
    const late = new Lease(passing, LEASE);
    late.renewed(early);
    expect(late.state).toBe('lost');
  });
});

describe('news', () => {
  it('are taken in once each and in order, also when there are more than one answer holds', async () => {
    const { store, node, pass } = installation({ page: 3 });
    const a = await node('a');
    for (let i = 0; i < 8; i++) store.tell('people');
    await pass(LEASE / 4);
    expect(a.state.heard).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    await pass(LEASE);
    expect(a.state.heard).toHaveLength(8);
  });
  it('are found within a quarter of a lease where no hint arrives', async () => {
    const { store, node, pass } = installation({ hints: false });
    const [a, b] = [await node('a'), await node('b')];
    store.tell('people');
    await pass(LEASE / 4);
    expect([a.state.heard, b.state.heard]).toEqual([[1], [1]]);
  });
  it('that could not be taken in are given again, and until then nothing renews the lease', async () => {
    const { store, node, pass } = installation();
    const a = await node('a');
    a.state.fails = true;
    store.tell('people');
    await pass(LEASE * 1.5);
    expect([a.cluster.delivers(), a.state.lost, a.state.heard]).toEqual([false, 1, []]);
    a.state.fails = false;
    await pass(LEASE / 4);
    expect([a.cluster.delivers(), a.state.heard]).toEqual([true, [1]]);
  });
  it('that were pruned while the node was away put everything in doubt', async () => {
    const { store, node, pass } = installation();
    const a = await node('a');
    a.state.cut = true;
    for (let i = 0; i < 5; i++) store.tell('people');
    await pass(LEASE * 2);
    store.prune(4);
    a.state.cut = false;
    await pass(LEASE);
    expect([a.state.all, a.state.heard, a.cluster.delivers()]).toEqual([2, [], true]);
  });
});

describe('a node that cannot read', () => {
  it('stops delivering within its lease, cuts once, is not ready sooner, and comes back after reading', async () => {
    const { store, node, pass } = installation();
    const a = await node('a');
    expect([a.cluster.delivers(), a.cluster.ready()]).toEqual([true, true]);
    a.state.cut = true;
    await pass(LEASE * 0.6);
    expect([a.cluster.delivers(), a.cluster.ready(), a.state.lost]).toEqual([true, false, 0]);
    await pass(LEASE * 0.4);
    expect([a.cluster.delivers(), a.state.lost]).toEqual([false, 1]);
    await pass(LEASE * 5);
    expect(a.state.lost).toBe(1);
    store.tell('people');
    a.state.cut = false;
    await pass(LEASE / 4);
    expect([a.cluster.delivers(), a.cluster.ready(), a.state.heard]).toEqual([true, true, [1]]);
  });
  it('delivers nothing after a pause of the whole process, not even before its timers run', async () => {
    const { node, time } = installation();
    const a = await node('a');
    a.state.paused = true;
    time.advance(LEASE * 4);
    expect([a.cluster.delivers(), a.cluster.leads(), a.state.lost]).toEqual([false, false, 1]);
    a.resume();
    await turns();
    expect([a.cluster.delivers(), a.state.lost]).toEqual([true, 1]);
  });
});

describe('a right that was taken away', () => {
  it('is known to every node before the call returns', async () => {
    const { store, node } = installation();
    const [a, b, c] = [await node('a'), await node('b'), await node('c')];
    const n = store.tell('grants', 'x');
    await a.cluster.everybodyKnows();
    for (const { state } of [a, b, c]) expect(state.heard).toContain(n);
  });
  it('waits for one that takes it in slowly', async () => {
    const { store, node } = installation();
    const [a, b] = [await node('a'), await node('b')];
    let go = (): void => {};
    b.state.slow = new Promise((resolve) => { go = resolve; });
    store.tell('grants', 'x');
    let returned = false;
    const called = a.cluster.everybodyKnows().then(() => { returned = true; });
    await turns();
    expect(returned).toBe(false);
    go();
    await called;
    expect(b.state.heard).toEqual([1]);
  });
  it.each([['is cut off', 'cut'], ['is paused', 'paused']] as const)('and returns after the lease of a node that %s, which by then delivers nothing', async (_name, how) => {
    const { store, node, pass } = installation();
    const [a, b] = [await node('a'), await node('b')];
    await pass(100);
    b.state[how] = true;
    store.tell('grants', 'x');
    let returned = false;
    const called = a.cluster.everybodyKnows().then(() => { returned = true; });
    await pass(LEASE / 2);
    expect([returned, b.cluster.delivers()]).toEqual([false, true]);
    await pass(LEASE / 2);
    await called;
    expect([b.cluster.delivers(), b.state.heard]).toEqual([false, []]);
  });
  it('also returns after a lease where this node’s own database is away', async () => {
    const { store, node, pass } = installation();
    const a = await node('a');
    store.tell('grants', 'x');
    a.state.cut = true;
    let returned = false;
    const called = a.cluster.everybodyKnows().then(() => { returned = true; });
    await pass(LEASE * 0.9);
    expect(returned).toBe(false);
    await pass(LEASE * 0.1);
    await called;
    expect(a.cluster.delivers()).toBe(false);
  });
});

describe('the leader', () => {
  it('is one node; another one follows when it leaves, or after its lease when it is away, and never both', async () => {
    const { node, pass } = installation();
    const [a, b] = [await node('a'), await node('b')];
    const both = () => [a.cluster.leads(), b.cluster.leads()];
    expect([both(), a.state.leads]).toEqual([[true, false], true]);
    a.state.cut = true;
    for (let i = 0; i < 60; i++) {
      await pass(25);
      expect(both()).not.toEqual([true, true]);
    }
    expect([both(), a.state.leads, b.state.leads]).toEqual([[false, true], false, true]);
    a.state.cut = false;
    await pass(LEASE);
    expect(both()).toEqual([false, true]);
    await b.cluster.stop();
    await pass(LEASE / 4);
    expect(both()).toEqual([true, false]);
  });
});

describe('what is left half done', () => {
  it('is taken up by whoever begins to lead, and by who leads when a node has died, not when one has left', async () => {
    const { node, pass } = installation();
    const [a, b, c] = [await node('a'), await node('b'), await node('c')];
    const takenUp = () => [a.state.takenUp, b.state.takenUp, c.state.takenUp];
    expect(takenUp()).toEqual([1, 0, 0]);
    await c.cluster.stop();
    await pass(2 * LEASE);
    expect(takenUp()).toEqual([1, 0, 0]);
    b.state.cut = true;
    await pass(LEASE / 2);
    expect(takenUp(), 'its lease still holds').toEqual([1, 0, 0]);
    await pass(LEASE);
    expect(takenUp()).toEqual([2, 0, 0]);
    b.state.cut = false;
    await pass(LEASE);
    a.state.cut = true;
    await pass(2 * LEASE);
    expect(takenUp()[1]).toBeGreaterThanOrEqual(1);
  });
  it('is claimed by one node; who has died or has given it back has it no longer', async () => {
    const { node, pass } = installation();
    const [a, b] = [await node('a'), await node('b')];
    let ran = 0;
    const run = (): Promise<void> => { ran++; return Promise.resolve(); };
    expect([await a.cluster.claim('merge 1'), await b.cluster.claim('merge 1'), await b.cluster.claim('merge 2'), await claimed(b.cluster, 'merge 1', run), ran]).toEqual([true, false, true, false, 0]);
    await a.cluster.release('merge 1');
    expect([await claimed(b.cluster, 'merge 1', run), ran, await a.cluster.claim('merge 1')]).toEqual([true, 1, true]);
    a.state.cut = true;
    await pass(1.5 * LEASE);
    expect(await b.cluster.claim('merge 1')).toBe(true);
  });
  it('is done at once by a server that is alone', async () => {
    let ran = 0;
    await ALONE.onTakeUp(() => { ran++; return Promise.resolve(); });
    expect([ran, await claimed(ALONE, 'merge 1', () => { ran++; return Promise.resolve(); })]).toEqual([1, true]);
    expect(ran).toBe(2);
  });
  it('is given back also where it fails', async () => {
    const { node } = installation();
    const [a, b] = [await node('a'), await node('b')];
    await expect(claimed(a.cluster, 'erasure 1', () => Promise.reject(new Error('disk')))).rejects.toThrow('disk');
    expect(await b.cluster.claim('erasure 1')).toBe(true);
  });
});

it('a server that is alone delivers, leads, is ready and waits for nobody', async () => {
  await ALONE.start();
  await ALONE.everybodyKnows();
  expect([ALONE.delivers(), ALONE.ready(), ALONE.leads()]).toEqual([true, true, true]);
  await ALONE.stop();
});
