/** What a hostile client may do with a line without being refused, and what it costs the server. */
import { describe, expect, it } from 'vitest';
import { CLOSE, OP, readFrame, readJson, writeJson } from '../../model/protocol.ts';
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
