/** Finding what a change concerns (server/sync/SPEC.md, HUB-9, HUB-10): digest channels and rooms by archive, rooms looked at in slices. */
import { expect, test } from 'vitest';
import type { ArchiveId, DocName } from '../../model/ids.ts';
import type { Room } from '../../server/sync/room.ts';
import { Digests } from '../../server/sync/digests.ts';
import { Rooms } from '../../server/sync/rooms.ts';
import { Watching } from '../../server/sync/watching.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import { syncWorld } from '../helpers/sync-world.ts';

const [A, B] = ['aa', 'bb'] as ArchiveId[] as [ArchiveId, ArchiveId];

/** A digest channel of its own; `there` is where refs lead. */
function channel(watching: Watching<Digests>, there: Map<string, ArchiveId>) {
  const turns: (() => void)[] = [];
  const digests = new Digests({
    watching, most: 100, person: () => 'ann' as never, send: () => undefined, full: () => false, lapsed: () => undefined, over: () => undefined,
    soon: (callback) => void turns.push(callback), report: (_, error) => { throw error; },
    access: { resolve: async (ref) => there.get(ref.kind === 'id' ? ref.id : ref.key) ?? null, digests: async (_, archives) => archives.map(() => null), brief: async (_, archives) => archives.map(() => null), faces: async (_, archives) => archives.map(() => null) },
  });
  const settle = async (): Promise<void> => {
    for (const turn of turns.splice(0)) turn();
    for (let i = 0; i < 20; i++) await Promise.resolve();
  };
  return { digests, settle, wish: async (wish: { watch?: string[]; unwatch?: string[] }) => {
    digests.receive(new TextEncoder().encode(JSON.stringify(wish)));
    await settle();
  } };
}

test('HUB-9: a channel is found by what it watches, as long as one of its refs leads there', async () => {
  const watching = new Watching<Digests>();
  const there = new Map([['aa', A], ['erp:1', A], ['bb', B]]);
  const one = channel(watching, there);
  const two = channel(watching, there);
  await one.wish({ watch: ['aa', 'erp:1'] });
  await two.wish({ watch: ['bb'] });
  expect([watching.of([A]), watching.of([B]), watching.of([A, B])]).toEqual([new Set([one.digests]), new Set([two.digests]), new Set([one.digests, two.digests])]);
  await one.wish({ unwatch: ['aa'] });
  expect(watching.of([A]).size).toBe(1);
  await one.wish({ unwatch: ['erp:1'] });
  two.digests.close();
  expect(watching.of([A, B]).size).toBe(0);
});

test('HUB-9: who waits for an archive that is not there is found by any change; a ref that leads elsewhere now is found there', async () => {
  const watching = new Watching<Digests>();
  const there = new Map([['erp:1', A]]);
  const one = channel(watching, there);
  await one.wish({ watch: ['erp:1', 'erp:2'] });
  expect(watching.of([B]).size, 'erp:2 may be B').toBe(1);
  there.set('erp:2', B);
  one.digests.changed(new Set([B]));
  await one.settle();
  expect([watching.of([A]).size, watching.of([B]).size, watching.of(['cc' as ArchiveId]).size]).toEqual([1, 1, 0]);
  there.set('erp:1', B);
  one.digests.changed(new Set([A]));
  await one.settle();
  expect([watching.of([A]).size, watching.of([B]).size]).toEqual([0, 1]);
  await one.wish({ watch: ['erp:1'] });
  expect([watching.of([A]).size, watching.of([B]).size]).toEqual([0, 1]);
});

test('HUB-9: a change of one archive asks nothing for those who watch others', async () => {
  const world = syncWorld();
  world.archives.set('bb', B);
  const asked: string[][] = [];
  const { digests } = world.access;
  (world.access as { digests: typeof digests }).digests = (person, archives) => {
    asked.push([person.id, ...archives]);
    return digests(person, archives);
  };
  for (const [person, ref] of [['ann', 'alfki'], ['bob', 'bb']] as const) {
    const client = world.client(person);
    await world.settle();
    client.watch([ref]);
    await world.settle();
  }
  asked.length = 0;
  world.hub.digestsChanged([B]);
  await world.settle();
  expect(asked).toEqual([['bob', 'bb']]);
});

test('HUB-10: many rooms are looked at in slices, each once', () => {
  const clock = fakeClock();
  const turns: (() => void)[] = [];
  const rooms = new Rooms({ clock, soon: (callback) => void turns.push(callback) });
  const looked: string[] = [];
  for (let i = 0; i < 10; i++) {
    rooms.add({ name: `a${i}/profile` as DocName, members: new Set(), tick: () => {
      looked.push(`a${i}`);
      clock.advance(3);
    } } as unknown as Room);
  }
  rooms.tick();
  expect(looked.length).toBeLessThan(6);
  rooms.tick(); // while the first look goes on
  while (turns.length > 0) turns.shift()!();
  expect(looked).toEqual(Array.from({ length: 10 }, (_, i) => `a${i}`));
});
