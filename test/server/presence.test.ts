/** Presence (server/sync/SPEC.md, PRES-*): stamped by the server, under ids of one's own. */
import { encodeAwarenessUpdate } from 'y-protocols/awareness';
import { expect, test } from 'vitest';
import type { GrantId } from '../../model/ids.ts';
import { CLOSE } from '../../model/protocol.ts';
import { awarenessMessage } from '../../server/sync/wire.ts';
import { A, syncWorld } from '../helpers/sync-world.ts';
import type { SyncWorld } from '../helpers/sync-world.ts';
import { awareness } from '../helpers/sync-client.ts';

const NAME = 'customer.name';

async function opened(world: SyncWorld, person: string, author?: number) {
  const client = world.client(person);
  await world.settle();
  const channel = client.open(A, 'profile', author);
  await world.settle();
  return { client, channel };
}
const state = (id: number, clock: number, value: unknown) => awarenessMessage([{ id, clock, json: JSON.stringify(value) }]);

test('PRES-1: name and id are the session\'s, whatever the client says', async () => {
  const world = syncWorld();
  const { channel: ann } = await opened(world, 'ann', 1);
  const { channel: bob } = await opened(world, 'bob', 2);
  ann.show({ field: `fields/${NAME}`, user: { id: 'bob', name: 'The boss' } });
  await world.settle();
  expect(bob.others).toEqual({ 1: { field: `fields/${NAME}`, user: { id: 'ann', name: 'Name of ann' } } });
  const { channel: cid } = await opened(world, 'cid', 3);
  expect(cid.others).toEqual(bob.others);
});

test('PRES-2: nobody claims, overwrites or removes what another shows', async () => {
  const world = syncWorld();
  const { channel: ann } = await opened(world, 'ann', 1);
  const { channel: bob } = await opened(world, 'bob', 2);
  const { channel: mallory } = await opened(world, 'mallory', 3);
  ann.show({ n: 1 });
  await world.settle();
  mallory.raw(state(1, 2 ** 40, { n: 'forged' }));
  mallory.raw(state(1, 2 ** 50, null));
  await world.settle();
  expect(bob.others).toEqual({ 1: { n: 1, user: { id: 'ann', name: 'Name of ann' } } });
  ann.show({ n: 2 });
  await world.settle();
  expect(bob.others[1]).toMatchObject({ n: 2 });
});

test('PRES-2: an id somebody writes under, or shows, is not another\'s for presence, nor for writing', async () => {
  const world = syncWorld();
  const { channel: ann } = await opened(world, 'ann', 1);
  const { channel: bob } = await opened(world, 'bob', 2);
  ann.set(NAME, 'x');
  await world.settle();
  bob.raw(state(1, 5, { n: 'forged' }));
  await world.settle();
  expect(ann.others).toEqual({});
  bob.show({ n: 1 });
  await world.settle();
  const { channel: mallory } = await opened(world, 'mallory', 2);
  mallory.set(NAME, 'under an id that bob shows');
  await world.settle();
  expect(mallory.rejected?.code).toBe('foreign-author');
  bob.set(NAME, 'bob');
  await world.settle();
  expect(ann.fields()).toEqual({ [NAME]: 'bob' });
});

test('PRES-3: too large, too many or no object closes the channel; the newest of a flood is shown', async () => {
  const world = syncWorld();
  const { channel: bob } = await opened(world, 'bob', 2);
  const hostile = [state(1, 1, { x: 'x'.repeat(600) }), state(1, 1, 'text'), state(1, 1, [1]), awarenessMessage(Array.from({ length: 9 }, (_, i) => ({ id: i, clock: 1, json: '{}' }))), awarenessMessage([{ id: 1, clock: 1, json: '{' }])];
  for (const bytes of hostile) {
    const { channel } = await opened(world, 'mallory');
    channel.raw(bytes);
    await world.settle();
    expect(channel.closed?.code).toBe(CLOSE.malformed);
  }
  const { channel: ann } = await opened(world, 'ann', 1);
  const before = world.pairs[0]!.received.length;
  for (let i = 1; i <= 1_000; i++) ann.show({ n: i });
  await world.settle();
  expect(world.pairs[0]!.received.length - before).toBeLessThan(60);
  world.clock.advance(1_000);
  await world.settle();
  expect(bob.others[1]).toMatchObject({ n: 1_000 });
});

test('PRES-3: one channel shows at most four ids', async () => {
  const world = syncWorld();
  const { channel: ann } = await opened(world, 'ann', 1);
  const { channel: bob } = await opened(world, 'bob', 2);
  for (let id = 10; id < 20; id++) ann.raw(state(id, 1, { id }));
  await world.settle();
  expect(Object.keys(bob.others)).toHaveLength(4);
});

test('PRES-4: a channel that is left, and a client that says so, are withdrawn at once', async () => {
  const world = syncWorld();
  const { channel: bob } = await opened(world, 'bob', 2);
  const { channel: ann, client } = await opened(world, 'ann', 1);
  ann.show({ n: 1 });
  await world.settle();
  ann.show(null);
  await world.settle();
  expect(bob.others).toEqual({});
  ann.show({ n: 2 });
  await world.settle();
  expect(bob.others[1]).toMatchObject({ n: 2 });
  client.pair.cut();
  await world.settle();
  expect(bob.others).toEqual({});
});

test('PRES-5: who comes back with the same state and clock is seen at once', async () => {
  const world = syncWorld();
  const { channel: bob } = await opened(world, 'bob', 2);
  const { channel: ann, client } = await opened(world, 'ann', 1);
  ann.show({ n: 1 });
  await world.settle();
  const again = encodeAwarenessUpdate(ann.presence, [1]);
  client.pair.cut();
  await world.settle();
  const { channel: back } = await opened(world, 'ann', 1);
  back.raw(awareness(again));
  await world.settle();
  expect(bob.others[1]).toMatchObject({ n: 1 });
});

test('PRES-6: compliance and auditors are not seen, nor is anyone sent their own', async () => {
  const world = syncWorld();
  world.person('cora', ['compliance']);
  world.person('audrey', ['auditor']);
  const { channel: bob } = await opened(world, 'bob', 2);
  for (const [i, person] of ['cora', 'audrey'].entries()) {
    const { channel } = await opened(world, person, 10 + i);
    channel.show({ n: 1 });
  }
  bob.show({ n: 1 });
  await world.settle();
  expect(bob.others).toEqual({});
  const { channel: second } = await opened(world, 'bob', 3);
  expect(second.others).toEqual({});
});

test('PRES-6: who reads by a broken glass alone is not seen, and is gone when that becomes all that is left', async () => {
  const world = syncWorld();
  const glass = { kind: 'breakGlass', grant: 'g' as GrantId, of: 'b', until: '2099-01-01T00:00:00.000Z' } as const;
  world.rights.set('nick', { level: 'read', because: [glass] });
  const { channel: bob } = await opened(world, 'bob', 2);
  const { channel: nick } = await opened(world, 'nick', 7);
  nick.show({ n: 1 });
  await world.settle();
  expect(bob.others).toEqual({});
  world.rights.set('nick', { level: 'read', because: [glass, { kind: 'generalManager' }] });
  await world.hub.rightsChanged({ archive: A });
  nick.show({ n: 2 });
  await world.settle();
  expect(bob.others[7]).toMatchObject({ n: 2 });
  world.rights.set('nick', { level: 'read', because: [glass] });
  await world.hub.rightsChanged({ archive: A });
  await world.settle();
  expect(bob.others).toEqual({});
});

test('PRES-6, row 38: without the right nothing is shown and nothing is heard', async () => {
  const world = syncWorld();
  world.rights.set('mallory', 'none');
  const { channel: bob } = await opened(world, 'bob', 2);
  bob.show({ n: 1 });
  const { channel, client } = await opened(world, 'mallory', 3);
  channel.show({ n: 'there' });
  await world.settle();
  expect([bob.others, channel.others, client.pair.received.length]).toEqual([{}, {}, 2]); // welcome and close
});

async function pass(world: SyncWorld, seconds: number): Promise<void> {
  for (; seconds > 0; seconds--) {
    world.clock.advance(1_000);
    await world.settle();
  }
}

test('PRES-7: a hidden page is repeated, one that is not heard of goes, and what is said again unchanged is not passed on', async () => {
  const world = syncWorld();
  const { channel: bob, client: reader } = await opened(world, 'bob', 2);
  const { channel: ann, client: writer } = await opened(world, 'ann', 1);
  ann.show({ n: 1 });
  await world.settle();
  const heard = () => reader.pair.received.length;
  const before = heard();
  ann.show({ n: 1 });
  await world.settle();
  expect(heard()).toBe(before);
  const clock = (): number => bob.presence.meta.get(1)!.clock;
  const first = clock();
  await pass(world, 60);
  expect([bob.others[1], clock() > first + 40_000]).toEqual([{ n: 1, user: { id: 'ann', name: 'Name of ann' } }, true]);
  ann.show({ n: 1 });
  await pass(world, 60);
  expect(bob.others[1]).toMatchObject({ n: 1 });
  await pass(world, 16);
  expect([bob.others, writer.closed]).toEqual([{}, null]);
  ann.show({ n: 2 });
  await world.settle();
  expect(bob.others[1]).toMatchObject({ n: 2 });
});

test('PRES-8: of two tabs of one person only what the closed one showed is withdrawn', async () => {
  const world = syncWorld();
  const { channel: bob } = await opened(world, 'bob', 2);
  const { channel: first, client } = await opened(world, 'ann', 1);
  const { channel: second } = await opened(world, 'ann', 3);
  first.show({ tab: 1 });
  second.show({ tab: 2 });
  await world.settle();
  expect(Object.keys(bob.others)).toEqual(['1', '3']);
  client.pair.cut();
  await world.settle();
  expect(bob.others).toEqual({ 3: { tab: 2, user: { id: 'ann', name: 'Name of ann' } } });
  // back on a new socket under the same id, before the old one is given up
  const { channel: old, client: lost } = await opened(world, 'ann', 7);
  old.show({ back: false });
  await world.settle();
  const { channel: back } = await opened(world, 'ann', 7);
  back.show({ back: true });
  await world.settle();
  lost.pair.cut();
  await world.settle();
  expect(bob.others[7]).toMatchObject({ back: true });
});

test('PRES-6: who becomes an auditor while here is seen no longer', async () => {
  const world = syncWorld();
  const { channel: bob } = await opened(world, 'bob', 2);
  const { channel: ann } = await opened(world, 'ann', 1);
  ann.show({ n: 1 });
  await world.settle();
  expect(Object.keys(bob.others)).toEqual(['1']);
  world.people.set('ann' as never, { ...world.person('ann'), roles: ['auditor'] });
  await Promise.all([world.hub.rightsChanged({ person: 'ann' as never }), world.settle()]);
  await pass(world, 2);
  expect(bob.others).toEqual({});
});

test('PRES-6: who becomes an auditor is gone from the moment that the change returns, and what was held back is not shown', async () => {
  const world = syncWorld({ limits: { presencePerSecond: 1 } });
  const { channel: bob, client: reader } = await opened(world, 'bob', 2);
  const { channel: ann } = await opened(world, 'ann', 1);
  for (let n = 1; n <= 9; n++) ann.show({ n });
  await world.settle();
  expect(Object.keys(bob.others)).toEqual(['1']);
  world.people.set('ann' as never, { ...world.person('ann'), roles: ['auditor'] });
  await Promise.all([world.hub.rightsChanged({ person: 'ann' as never }), world.settle()]);
  expect(bob.others).toEqual({});
  const heard = reader.pair.received.length;
  await pass(world, 5);
  expect([bob.others, reader.pair.received.length]).toEqual([{}, heard]);
});

test('PRES-1, PRES-2: on /sync nobody claims another either: not by name, not by id, not by a high clock', async () => {
  const world = syncWorld();
  const { channel: ann } = await world.plain('ann', A, 'profile');
  const { channel: bob } = await world.plain('bob', A, 'profile');
  const { channel: mallory, pair } = await world.plain('mallory', A, 'profile');
  ann.show({ n: 1 });
  await world.settle();
  mallory.raw(state(ann.doc.clientID, 2 ** 40, { n: 'forged', user: { id: 'ann', name: 'Ann' } }));
  mallory.raw(state(ann.doc.clientID, 2 ** 50, null));
  mallory.raw(state(4242, 1, { user: { id: 'ann', name: 'Ann' } }));
  await world.settle();
  expect([bob.others[ann.doc.clientID], bob.others[4242], pair.state.closed]).toEqual([{ n: 1, user: { id: 'ann', name: 'Name of ann' } }, { user: { id: 'mallory', name: 'Name of mallory' } }, null]);
});
