/** Epochs (server/sync/SPEC.md, ROOM-17, ROOM-18): a section of many authors is written anew under one, with the same values, and nobody goes on from an old copy. */
import fc from 'fast-check';
import * as Y from 'yjs';
import { describe, expect, test } from 'vitest';
import type { DocName, PersonId } from '../../model/ids.ts';
import { CLOSE } from '../../model/protocol.ts';
import { StorageError } from '../../server/storage/storage.ts';
import { fold } from '../../server/sync/fold.ts';
import { craft, value } from '../helpers/craft-update.ts';
import { opened } from '../helpers/slow-disk.ts';
import { A, PROFILE, seededChance, syncWorld } from '../helpers/sync-world.ts';
import type { SyncWorld, WorldOptions } from '../helpers/sync-world.ts';

const NAME = 'customer.name';
const ANN = 'ann' as PersonId;

/** One edit each under `count` author ids of Ann. */
function byMany(count: number, first = 1000): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => craft([{ client: first + i, clock: 0, structs: [value({ root: 'rows', sub: `methods/x${first + i}/value` }, `v${first + i}`)] }]));
}

async function sixAuthors(options: WorldOptions = {}) {
  const world = syncWorld({ ...options, limits: { authorsFold: 5, authorsPerSection: 8, roomIdleMs: 2_000, ...options.limits } });
  const ann = await opened(world, 'ann', 77);
  for (const update of byMany(6)) ann.update(update);
  await world.settle();
  expect(ann.acked).toBe(ann.sent);
  return { world, ann };
}

async function read(world: SyncWorld, doc: DocName = PROFILE) {
  const answer = world.hub.read(doc);
  await world.settle();
  return (await answer).values;
}

async function leaveAll(world: SyncWorld): Promise<void> {
  world.pairs.forEach((pair) => pair.client.close());
  for (let i = 0; i < 5; i++) {
    await world.settle();
    world.clock.advance(1000);
  }
  await world.settle();
}

describe('ROOM-17: when nobody has it open', () => {
  test('over authorsFold ids it is written anew under one, values equal, as the next epoch; numbers go on and history keeps who wrote', async () => {
    const { world } = await sixAuthors();
    const before = await read(world);
    await leaveAll(world);
    const stored = (await world.log.load(PROFILE))!;
    expect(stored).toMatchObject({ epoch: 2, seq: 6, tail: [] });
    expect([stored.authors.size, [...stored.retired].sort()]).toEqual([1, byMany(6).map((_, i) => 1000 + i)]);
    expect(new Set(world.log.changes.map(({ person }) => person))).toEqual(new Set([ANN]));
    const bob = await opened(world, 'bob');
    expect([bob.opened?.epoch, bob.doc.store.clients.size]).toEqual([2, 1]);
    expect(await read(world)).toEqual(before);
    bob.set(NAME, 'goes on');
    await world.settle();
    expect([bob.acked, (await world.log.load(PROFILE))!.seq]).toEqual([bob.sent, 7]);
  });

  test('up to authorsFold ids it is left as it is', async () => {
    const world = syncWorld({ limits: { authorsFold: 6 } });
    const ann = await opened(world, 'ann', 77);
    for (const update of byMany(6)) ann.update(update);
    await leaveAll(world);
    expect(await world.log.load(PROFILE)).toMatchObject({ epoch: 1 });
  });

  test('a fold that could not be written leaves all as it was, is reported, and is tried again another time', async () => {
    let full = true;
    const { world } = await sixAuthors({ logOptions: { before: (call) => { if (full && call === 'rewrite') throw new StorageError('full', 'no room'); } } });
    const before = await read(world);
    await leaveAll(world);
    expect(await world.log.load(PROFILE)).toMatchObject({ epoch: 1, seq: 6, tail: [] });
    expect(world.reports.map(({ event }) => event)).toEqual(['fold failed']);
    full = false;
    expect(await read(world)).toEqual(before);
    await leaveAll(world);
    expect(await world.log.load(PROFILE)).toMatchObject({ epoch: 2 });
    expect(await read(world)).toEqual(before);
  });
});

describe('ROOM-17, ROOM-18: with people in it', () => {
  test('at authorsPerSection it is folded at once: everyone is closed with 4301, reopens and goes on', async () => {
    const { world, ann } = await sixAuthors();
    const bob = await opened(world, 'bob', 88);
    const { pair } = await world.plain('cid', A, 'profile');
    for (const update of byMany(2, 2000)) ann.update(update);
    await world.settle();
    expect([ann.closed, bob.closed]).toEqual(Array(2).fill({ code: CLOSE.epoch, reason: 'epoch' }));
    expect(pair.state.closed?.code).toBe(CLOSE.epoch);
    expect(ann.acked).toBe(ann.sent);
    const again = await opened(world, 'bob');
    expect([again.opened?.epoch, again.doc.getMap('rows').size]).toEqual([2, 8]);
    again.set(NAME, 'goes on');
    await world.settle();
    expect(again.acked).toBe(again.sent);
  });

  test('what waits when it is folded is neither acknowledged nor written; a server edit is written in the new epoch', async () => {
    let release = (): void => undefined;
    const { world, ann } = await sixAuthors({ logOptions: { before: (call) => (call === 'rewrite' ? new Promise<void>((resolve) => (release = resolve)) : undefined) } });
    const bob = await opened(world, 'bob', 88);
    for (const update of byMany(2, 2000)) ann.update(update);
    await world.settle();
    const acked = bob.acked;
    bob.set(NAME, 'in between');
    const write = world.hub.write(PROFILE, ANN, { fields: { 'customer.shortName': 'by the server' } });
    await world.settle();
    expect([bob.acked, bob.closed]).toEqual([acked, null]);
    release();
    await world.settle();
    expect([bob.acked, bob.closed?.code]).toEqual([acked, CLOSE.epoch]);
    expect(await write).toEqual({ seq: 9 });
    expect((await read(world)).fields).toEqual({ 'customer.shortName': 'by the server' });
  });

  test('an edit that would bring one id too many is refused with `epoch`, and the fold follows', async () => {
    const { world, ann } = await sixAuthors();
    for (const update of byMany(4, 2000)) ann.update(update);
    await world.settle();
    expect([ann.rejected?.code, ann.closed?.code]).toEqual(['epoch', CLOSE.epoch]);
    expect((await world.log.load(PROFILE))!).toMatchObject({ epoch: 2, seq: 8 });
  });

  test('an old copy that comes back is refused with `epoch`, on /sync closed with 4301; nothing of it gets in', async () => {
    const { world, ann } = await sixAuthors();
    ann.set(NAME, 'old');
    await world.settle();
    const old = ann.doc;
    await leaveAll(world);
    const client = world.client('ann');
    await world.settle();
    const back = client.open(A, 'profile', 77, old);
    await world.settle();
    expect(back.rejected?.code).toBe('epoch');
    const plain = await world.plain('bob', A, 'profile');
    Y.applyUpdate(plain.channel.doc, Y.encodeStateAsUpdate(old));
    plain.channel.doc.getMap('fields').set(NAME, 'rests on the old');
    await world.settle();
    expect(plain.pair.state.closed).toEqual({ code: CLOSE.epoch, reason: 'epoch' });
    expect((await world.log.load(PROFILE))!.seq).toBe(7);
    expect((await read(world)).fields).toEqual({ [NAME]: 'old' });
  });

  test('a section that a release of other limits left with too many ids is folded by whoever opens it first', async () => {
    const { world } = await sixAuthors();
    const next = syncWorld({ log: world.log.copy(), limits: { authorsFold: 2, authorsPerSection: 3 } });
    const first = await opened(next, 'ann');
    const second = first.closed === null ? first : await opened(next, 'ann');
    expect([second.opened?.epoch, second.doc.getMap('rows').size]).toEqual([2, 6]);
  });

  test('ROOM-20: a rewrite that reached the disk although it failed counts', async () => {
    let lost = true;
    const log = (await sixAuthors()).world.log.copy();
    const world = syncWorld({ limits: { authorsFold: 5, authorsPerSection: 7 }, log: { ...log, rewrite: async (entry) => {
      await log.rewrite(entry);
      if (lost) throw new StorageError('closed', 'the answer was lost');
    } } });
    const ann = await opened(world, 'ann', 77);
    ann.set(NAME, 'one more author');
    await world.settle();
    lost = false;
    expect([ann.acked, ann.closed?.code]).toEqual([ann.sent, CLOSE.epoch]);
    const again = await opened(world, 'ann');
    expect([again.opened?.epoch, again.fields()]).toEqual([2, { [NAME]: 'one more author' }]);
  });
});

test('ROOM-17: folding keeps every value and text of any section, and leaves one author', () => {
  const seed = Date.now() % 1_000_000;
  fc.assert(fc.property(fc.integer(), (from) => {
    const chance = seededChance(from);
    const pick = (count: number): number => Math.floor(chance() * count);
    const docs = Array.from({ length: 1 + pick(4) }, () => new Y.Doc());
    for (let i = pick(120); i >= 0; i--) {
      const doc = docs[pick(docs.length)]!;
      const values = [`t${pick(9)}`, '😀é\u0301', pick(1000), chance() < 0.5, null, -0, 1e21, 0.1, '', 2 ** 40];
      switch (pick(6)) {
        case 0: doc.getMap('fields').set(`f${pick(5)}`, values[pick(values.length)]); break;
        case 1: doc.getMap('rows').set(`t/r${pick(4)}/c${pick(3)}`, values[pick(values.length)]); break;
        case 2: doc.getMap(['fields', 'rows', 'marks'][pick(3)]!).delete(`f${pick(5)}`); break;
        case 3: {
          const text = doc.getText(`text:x${pick(2)}`);
          text.insert(text.length === 0 ? 0 : pick(text.length), ['ab', '😀', '\n'][pick(3)]!);
          break;
        }
        case 4: {
          const text = doc.getText(`text:x${pick(2)}`);
          if (text.length > 0) text.delete(pick(text.length), 1);
          break;
        }
        case 5: Y.applyUpdate(docs[pick(docs.length)]!, Y.encodeStateAsUpdate(doc)); break;
      }
    }
    const [whole] = docs;
    for (const doc of docs) Y.applyUpdate(whole!, Y.encodeStateAsUpdate(doc));
    const folded = fold(whole!, 4_000_000_000);
    expect(folded).not.toBeNull();
    const copy = new Y.Doc();
    Y.applyUpdate(copy, folded!.snapshot);
    for (const name of ['fields', 'rows', 'marks']) expect(new Map(copy.getMap(name).entries())).toEqual(new Map(whole!.getMap(name).entries()));
    for (const name of ['text:x0', 'text:x1']) expect(copy.getText(name).toString()).toBe(whole!.getText(name).toString());
    expect([...copy.store.clients.keys()].filter((id) => id !== 4_000_000_000)).toEqual([]);
    expect(Y.encodeStateVector(copy)).toEqual(folded!.stateVector);
  }), { numRuns: 300, seed });
});
