/** Rooms (server/sync/SPEC.md, ROOM-*): what is on disk before anyone hears of it, and what happens when it does not get there. */
import * as Y from 'yjs';
import { expect, test } from 'vitest';
import type { PersonId } from '../../model/ids.ts';
import { CLOSE } from '../../model/protocol.ts';
import { StorageError } from '../../server/storage/storage.ts';
import { craft, value } from '../helpers/craft-update.ts';
import { memoryLog } from '../helpers/memory-log.ts';
import { opened, slowDisk } from '../helpers/slow-disk.ts';
import { A, PROFILE, syncWorld } from '../helpers/sync-world.ts';
import type { SyncWorld } from '../helpers/sync-world.ts';

const NAME = 'customer.name';

test('ROOM-1, ROOM-2: before the commit nobody hears of an edit, no ack comes, and joiners and readers wait', async () => {
  const disk = slowDisk();
  const { world } = disk;
  const ann = await opened(world, 'ann');
  const bob = await opened(world, 'bob');
  const before = ann.acked;
  disk.hold();
  ann.set(NAME, 'pending');
  await world.settle();
  expect(disk.waiting).toBe(1);
  expect([ann.acked, bob.fields()]).toEqual([before, {}]);
  const cid = await opened(world, 'cid');
  let read: unknown;
  void world.hub.read(PROFILE).then((answer) => (read = answer.values.fields));
  await world.settle();
  expect([cid.synced, read]).toEqual([false, undefined]);
  await disk.commit();
  expect(ann.acked).toBe(before + 1);
  expect([bob.fields(), cid.fields(), read]).toEqual(Array(3).fill({ [NAME]: 'pending' }));
});

test('ROOM-3: a failed commit is told to its authors, seen by nobody, and the room goes on from the disk', async () => {
  const disk = slowDisk();
  const { world } = disk;
  const ann = await opened(world, 'ann');
  const bob = await opened(world, 'bob');
  disk.hold();
  ann.set(NAME, 'lost');
  await world.settle();
  const cid = await opened(world, 'cid');
  await disk.fail();
  disk.release();
  expect(ann.rejected).toMatchObject({ n: ann.sent, code: 'storage' });
  expect([bob.fields(), cid.fields(), cid.synced]).toEqual([{}, {}, true]);
  bob.set(NAME, 'kept');
  await world.settle();
  expect([bob.acked, cid.fields()]).toEqual([bob.sent, { [NAME]: 'kept' }]);
  expect(world.log.changes.map((change) => change.new)).toEqual(['"kept"']);
});

test('ROOM-3: an edit that reached the disk although its commit failed is told to those who are here, and later edits rest on it', async () => {
  let fails = false;
  const world = syncWorld({ logOptions: { committed: () => { if (fails) throw new StorageError('broken', 'the answer was lost'); } } });
  const ann = await opened(world, 'ann');
  const bob = await opened(world, 'bob');
  fails = true;
  ann.set(NAME, 'kept after all');
  await world.settle();
  fails = false;
  expect([ann.rejected?.code, bob.fields()]).toEqual(['storage', { [NAME]: 'kept after all' }]);
  expect(world.accepted.map(({ seq }) => seq)).toEqual([1]);
  bob.set(NAME, 'and on');
  await world.settle();
  expect(ann.fields()).toEqual({ [NAME]: 'and on' });
});

test('ROOM-4: what arrives while a commit runs is the next batch, over all rooms', async () => {
  const disk = slowDisk();
  const { world } = disk;
  world.archives.set('other', 'other' as typeof A);
  const ann = await opened(world, 'ann');
  const client = world.client('bob');
  await world.settle();
  const bob = client.open('other', 'profile');
  await world.settle();
  disk.hold();
  ann.set(NAME, '1');
  await world.settle();
  ann.set(NAME, '2');
  bob.set(NAME, 'x');
  await world.settle();
  expect(disk.waiting).toBe(1);
  await disk.commit();
  expect(disk.waiting).toBe(1);
  await disk.commit();
  expect(disk.waiting).toBe(0);
  expect(world.log.changes.map(({ new: text, doc }) => [doc, text]).sort()).toEqual([[PROFILE, '"1"'], [PROFILE, '"2"'], ['other/profile', '"x"']]);
});

test('ROOM-5: a joiner whose own edits wait is answered after them', async () => {
  const disk = slowDisk();
  const ann = await opened(disk.world, 'ann');
  disk.hold();
  ann.set(NAME, 'mine');
  ann.synced = false;
  ann.join();
  await disk.world.settle();
  expect(ann.synced).toBe(false);
  await disk.commit();
  expect(ann.synced).toBe(true);
});

test('ROOM-6: a section with a snapshot and no updates is served without a document, and completely', async () => {
  const doc = new Y.Doc();
  doc.getMap('fields').set(NAME, 'stored');
  const log = memoryLog();
  await log.commit([{ doc: PROFILE, epoch: 1, update: Y.encodeStateAsUpdate(doc), seq: 1, person: 'ann' as PersonId, newAuthors: [doc.clientID], changes: [] }], 0);
  await log.compact([{ doc: PROFILE, epoch: 1, upto: 1, snapshot: Y.encodeStateAsUpdate(doc), stateVector: Y.encodeStateVector(doc) }]);
  const world = syncWorld({ log });
  let documents = 0;
  const original = Y.Doc.prototype.transact;
  Y.Doc.prototype.transact = function <T>(this: Y.Doc, ...args: Parameters<Y.Doc['transact']>): T {
    documents++;
    return original.apply(this, args) as T;
  };
  try {
    const ann = await opened(world, 'ann');
    const byClient = documents;
    expect(ann.fields()).toEqual({ [NAME]: 'stored' });
    expect(byClient).toBeLessThanOrEqual(2); // the client's own, for what it received
  } finally {
    Y.Doc.prototype.transact = original;
  }
});

test('ROOM-7: edits that change nothing are acked, and acks count upwards', async () => {
  const world = syncWorld();
  const ann = await opened(world, 'ann');
  const update = craft([{ client: 70, clock: 0, structs: [value({ sub: NAME }, 'x')] }]);
  expect(ann.acked).toBe(1); // the empty step 2
  for (let i = 0; i < 3; i++) ann.update(update);
  ann.update(Uint8Array.of(0, 0));
  await world.settle();
  expect(ann.acked).toBe(5);
  expect(world.log.changes).toHaveLength(1);
});

test('ROOM-8: after a reject nothing of that channel is read, and the others are still heard', async () => {
  const world = syncWorld();
  const ann = await opened(world, 'ann', 11);
  const bob = await opened(world, 'bob');
  ann.set(NAME, 'good');
  ann.set('customer.nope', 'bad');
  ann.set(NAME, 'after');
  await world.settle();
  expect(ann.rejected).toEqual({ n: 3, code: 'schema', field: 'fields/customer.nope', text: 'is not a field of this section' });
  expect(ann.acked).toBe(2);
  expect(bob.fields()).toEqual({ [NAME]: 'good' });
  bob.set('customer.shortName', 'news');
  await world.settle();
  expect(ann.fields()['customer.shortName']).toBe('news');
});

test('ROOM-9: what is typed on coming back, before the server has said what it lacks, waits for step 2', async () => {
  const world = syncWorld();
  const first = await opened(world, 'ann', 21);
  first.set(NAME, 'a');
  await world.settle();
  const offline = new Y.Doc();
  Y.applyUpdate(offline, Y.encodeStateAsUpdate(first.doc));
  offline.clientID = 21;
  offline.getMap('fields').set(NAME, 'offline');
  const back = world.client('ann');
  await world.settle();
  const channel = back.open(A, 'profile', 21, offline);
  channel.opened = { archive: A, level: 'write', epoch: 1 };
  await world.turn();
  back.pair.toServer(); // open
  await world.turn();
  back.pair.toClient(); // opened, answered by step 1
  channel.set(NAME, 'typed');
  channel.set('customer.shortName', 'typed too');
  await world.settle();
  expect(channel.rejected).toBeNull();
  expect(channel.acked).toBe(channel.sent);
  expect((await read(world)).fields).toEqual({ [NAME]: 'typed', 'customer.shortName': 'typed too' });
});

async function read(world: SyncWorld) {
  const answer = world.hub.read(PROFILE);
  await world.settle();
  return (await answer).values;
}

test('GATE-12: an edit that shows its fault only after applying takes nothing with it', async () => {
  const world = syncWorld();
  const ann = await opened(world, 'ann');
  const bob = await opened(world, 'bob');
  ann.set(NAME, 'fine');
  bob.update(craft([
    { client: 80, clock: 0, structs: [value({ sub: NAME }, 'x')] },
    { client: 80, clock: 1, structs: [value({ sub: 'customer.shortName' }, 'half')] },
  ]));
  await world.settle();
  expect(bob.rejected?.code).toBe('incomplete');
  expect(ann.acked).toBe(ann.sent);
  expect((await read(world)).fields).toEqual({ [NAME]: 'fine' });
});

test('ROOM-11: what was deleted is gone from the snapshot, and an idle room is forgotten', async () => {
  const world = syncWorld();
  const ann = await opened(world, 'ann');
  ann.set(NAME, 'CANARY-of-the-past');
  await world.settle();
  ann.set(NAME, 'present');
  await world.settle();
  ann.doc.getText('text:org.businessScope').insert(0, 'CANARY-in-text');
  await world.settle();
  ann.doc.getText('text:org.businessScope').delete(0, 14);
  await world.settle();
  world.pairs.forEach((pair) => pair.client.close());
  await world.settle();
  for (let i = 0; i < 4; i++) {
    world.clock.advance(1000);
    await world.settle();
  }
  const stored = await world.log.load(PROFILE);
  expect(stored?.tail).toHaveLength(0);
  expect(Buffer.from(stored!.snapshot!).includes('CANARY')).toBe(false);
  expect(Buffer.from(stored!.snapshot!).includes('present')).toBe(true);
  const bob = await opened(world, 'bob');
  expect(bob.fields()).toEqual({ [NAME]: 'present' });
});

test('ROOM-11: an open section is compacted on its way, and edits go on', async () => {
  const disk = slowDisk({ limits: { compactUpdates: 5 } });
  const ann = await opened(disk.world, 'ann');
  for (let i = 0; i < 23; i++) {
    ann.set(NAME, `v${i}`);
    await disk.world.settle();
  }
  expect(disk.calls.filter((call) => call === 'compact').length).toBe(4);
  expect((await disk.world.log.load(PROFILE))?.tail.length).toBe(3);
  expect(ann.acked).toBe(ann.sent);
});

test('ROOM-12: a section that cannot be read closes its joiners with 1013, and is tried again', async () => {
  let broken = true;
  const world = syncWorld({ logOptions: { before: (call) => { if (call === 'load' && broken) throw new StorageError('closed', 'not now'); } } });
  const ann = await opened(world, 'ann');
  expect(ann.closed).toEqual({ code: CLOSE.busy, reason: 'storage' });
  await expect(Promise.all([world.hub.read(PROFILE), world.settle()])).rejects.toThrow('not now');
  broken = false;
  const again = await opened(world, 'ann');
  expect(again.synced).toBe(true);
});

test('ROOM-13: an edit that came in before its writer left is written', async () => {
  const world = syncWorld();
  const ann = await opened(world, 'ann');
  ann.set(NAME, 'last word');
  world.pairs[0]!.client.close();
  await world.settle();
  expect((await read(world)).fields).toEqual({ [NAME]: 'last word' });
});

test('ROOM-13: what a writer held back until its step 2 does not count as unwritten any more once it has left', async () => {
  const world = syncWorld();
  const ann = await opened(world, 'ann');
  ann.set(NAME, 'a');
  await world.settle();
  const client = world.client('ann');
  await world.settle();
  // thrice as many as may wait to be written, on channels that are closed again
  for (let i = 0; i < 30; i++) {
    const channel = client.open(A, 'profile');
    await world.turn();
    while (client.pair.toServer());
    await world.turn();
    for (let n = 0; n < 100; n++) channel.update(craft([{ client: 900 + i, clock: 5 + n, structs: [value({ sub: NAME }, 'x')] }]));
    client.close(channel);
    while (client.pair.toServer()) await world.turn();
  }
  const last = client.open(A, 'profile');
  await world.settle();
  expect([last.synced, client.closed]).toEqual([true, null]);
});

test('ROOM-21: a burst reaches each reader as one send, without what is its own', async () => {
  const disk = slowDisk();
  const { world } = disk;
  const [ann, bob, cid] = [await opened(world, 'ann'), await opened(world, 'bob'), await opened(world, 'cid')];
  disk.hold();
  ann.set(NAME, 'first');
  await world.settle();
  disk.release();
  const values = ['a', 'b', 'c', 'd'];
  for (const each of values) {
    ann.set(NAME, each);
    bob.set('customer.shortName', each);
  }
  await world.settle();
  const before = world.pairs.map((pair) => pair.received.length);
  const entries = world.log.changes.length;
  await disk.commit();
  expect(world.log.changes.length - entries).toBe(9);
  expect(cid.fields()).toEqual({ [NAME]: 'd', 'customer.shortName': 'd' });
  expect([ann.fields(), bob.fields()]).toEqual([cid.fields(), cid.fields()]);
  // nine updates and the acks: own ones were not sent back
  const sent = world.pairs.map((pair, i) => pair.received.slice(before[i]).length);
  expect(sent[2]).toBeLessThanOrEqual(9);
  expect(sent[0]! - sent[2]!).toBeLessThan(0);
});
