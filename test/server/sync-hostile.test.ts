/** What a hostile client may do with a line without being refused, and what it costs the server. */
import { describe, expect, it, vi } from 'vitest';
import { CLOSE, OP, readFrame, readJson, writeFrame, writeJson } from '../../model/protocol.ts';
import type { PersonId } from '../../model/ids.ts';
import { LiveSection } from '../../server/sync/live-section.ts';
import { step1Message } from '../../server/sync/wire.ts';
import { memoryLog } from '../helpers/memory-log.ts';
import { A, syncWorld } from '../helpers/sync-world.ts';

describe('questions that cost the server more than their bytes', () => {
  const flood = async (frame: (i: number) => Uint8Array, count: () => number, world: ReturnType<typeof syncWorld>): Promise<number> => {
    const client = world.client('mallory');
    await world.settle();
    const before = count();
    for (let i = 1; i <= 20_000; i++) client.raw(frame(i));
    await world.settle();
    return count() - before;
  };

  it('are answered at a rate: openings of what is not there, closed again at once', async () => {
    const world = syncWorld();
    let asked = 0;
    const { resolve } = world.access;
    Object.assign(world.access, { resolve: (ref: never) => { asked++; return resolve(ref); } });
    const asks = await flood((i) => (i % 2 === 1 ? writeJson(i, OP.open, { archive: `guess${i}`, section: 'profile' }) : writeJson(i - 1, OP.close, {})), () => asked, world);
    expect(asks).toBeGreaterThan(500);
    expect(asks).toBeLessThan(5_000);
  });

  it('are answered at a rate: openings of a large section by one who holds something else, closed again at once', async () => {
    const world = syncWorld({ limits: { socketBytesPerSecond: 1_000_000 } });
    const writer = world.client('ann');
    await world.settle();
    const channel = writer.open(A, 'profile', 5);
    await world.settle();
    channel.doc.getText('text:org.businessScope').insert(0, 'x'.repeat(100_000));
    await world.settle();
    const client = world.client('mallory');
    await world.settle();
    world.pairs.at(-1)!.client.onmessage = () => undefined;
    const answer = vi.spyOn(LiveSection.prototype, 'answer');
    for (let i = 1; i <= 300; i++) {
      client.raw(writeJson(i, OP.open, { archive: A, section: 'profile' }));
      await world.settle();
      client.raw(writeFrame(i, OP.data, step1Message(Uint8Array.of(1, 9, 1))));
      client.raw(writeJson(i, OP.close, {}));
      await world.settle();
    }
    const answers = answer.mock.calls.length;
    answer.mockRestore();
    expect(answers).toBeGreaterThan(20);
    expect(answers).toBeLessThan(100);
  });

  it('are answered at a rate: tokens', async () => {
    const world = syncWorld();
    let asked = 0;
    const { authenticate } = world.access;
    Object.assign(world.access, { authenticate: (token: string) => { asked++; return authenticate(token); } });
    const asks = await flood(() => writeJson(0, OP.auth, { token: 'mallory' }), () => asked, world);
    expect(asks).toBeGreaterThan(100);
    expect(asks).toBeLessThan(1_000);
  });
});

it('a line has a few digest channels, not thousands of thousands of archives to remember', async () => {
  const world = syncWorld();
  const client = world.client('mallory');
  await world.settle();
  for (let i = 1; i <= 100; i++) client.raw(writeJson(i, OP.open, { digests: true }));
  await world.settle();
  const closed = client.pair.received.map(readFrame).filter(({ op }) => op === OP.close);
  expect(closed.length).toBe(84);
  expect(readJson(closed[0]!.body)).toMatchObject({ code: CLOSE.limit });
});

it('a right until a calendar date holds to the end of that day on an open channel too', async () => {
  const world = syncWorld();
  world.rights.set('ann', { level: 'write', because: [], until: '2026-03-02' });
  const client = world.client('ann');
  await world.settle();
  const channel = client.open(A, 'profile');
  await world.settle();
  channel.set('customer.name', 'in the evening');
  await world.settle();
  expect([channel.rejected, channel.acked]).toEqual([null, channel.sent]);
});

describe('HUB-2: an edit that waits when its writer has left', () => {
  const waiting = async (change: (world: ReturnType<typeof syncWorld>) => Promise<void>) => {
    let release = (): void => undefined;
    const log = memoryLog({ before: (call) => (call === 'commit' ? new Promise<void>((resolve) => (release = resolve)) : undefined) });
    const world = syncWorld({ log });
    const [ann, bob] = [world.client('ann'), world.client('bob')];
    await world.settle();
    const [hers, his] = [ann.open(A, 'profile'), bob.open(A, 'profile')];
    await world.settle();
    his.set('customer.name', 'in flight');
    await world.settle();
    hers.set('customer.shortName', 'waits behind it');
    await world.settle();
    ann.pair.cut();
    const changed = change(world);
    await world.turn();
    await changed;
    for (let i = 0; i < 3; i++) {
      release();
      await world.settle();
    }
    return log.changes.map(({ person }) => person);
  };

  it('is not written once the right is gone', async () => {
    expect(await waiting((world) => {
      world.rights.set('ann', 'read');
      return world.hub.rightsChanged({ archive: A });
    })).toEqual(['bob']);
  });
  it('is not written once the person is shut out', async () => {
    expect(await waiting((world) => {
      world.people.set('ann' as PersonId, { ...world.person('ann'), active: false });
      return world.hub.rightsChanged({ person: 'ann' as PersonId });
    })).toEqual(['bob']);
  });
  it('ROOM-13: is written while the right holds', async () => {
    expect(await waiting((world) => world.hub.rightsChanged({ archive: A }))).toEqual(['bob', 'ann']);
  });
});

it('DIG-3: row 41: a digest that waits unsent when the right to it ends does not arrive', async () => {
  const world = syncWorld();
  world.digestOf.set(A, { id: A, level: 'exists', name: 'Alfreds secret', kind: 'organisation', department: null, owner: null });
  const client = world.client('ann');
  await world.settle();
  client.watch([A]);
  while (client.pair.toServer());
  await world.turn();
  world.digestOf.set(A, null);
  const changed = world.hub.rightsChanged({ archive: A });
  await world.turn();
  await changed;
  await world.settle();
  expect(Buffer.concat(client.pair.received).toString()).not.toContain('secret');
  expect(client.closed).toMatchObject({ code: 1006 });
});
