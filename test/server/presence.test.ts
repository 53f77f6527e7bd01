/** Presence (server/sync/SPEC.md, PRES-*): stamped by the server, under ids of one's own. */
import { encodeAwarenessUpdate } from 'y-protocols/awareness';
import { expect, test } from 'vitest';
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
