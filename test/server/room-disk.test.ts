/** Rooms and what is on disk (server/sync/SPEC.md, ROOM-15, 16, 19, 20, 22): snapshots, damage, lost rows, a full disk. */
import * as Y from 'yjs';
import { expect, test } from 'vitest';
import type { ArchiveId, DocName, PersonId } from '../../model/ids.ts';
import { CLOSE } from '../../model/protocol.ts';
import { Compactor } from '../../server/sync/compactor.ts';
import { holds, valuesOf } from '../../server/sync/section-values.ts';
import { StorageError } from '../../server/storage/storage.ts';
import type { CommitEntry } from '../../server/storage/storage.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import { memoryLog } from '../helpers/memory-log.ts';
import type { MemoryLog } from '../helpers/memory-log.ts';
import { opened } from '../helpers/slow-disk.ts';
import { A, PROFILE, syncWorld } from '../helpers/sync-world.ts';
import type { SyncWorld } from '../helpers/sync-world.ts';

const NAME = 'customer.name';
const ANN = 'ann' as PersonId;

/** A second archive and a person who has its profile open. */
async function elsewhere(world: SyncWorld, person: string) {
  world.archives.set('other', 'other' as ArchiveId);
  const client = world.client(person);
  await world.settle();
  const channel = client.open('other', 'profile');
  await world.settle();
  return channel;
}

async function pass(world: SyncWorld, milliseconds: number): Promise<void> {
  for (let passed = 0; passed < milliseconds; passed += 1000) {
    world.clock.advance(1000);
    await world.settle();
  }
}

test('ROOM-15: a snapshot is read back: bytes, state vector and values must fit', () => {
  const doc = new Y.Doc();
  doc.getMap('fields').set(NAME, 'a');
  doc.getText('text:org.businessScope').insert(0, 'b');
  const snapshot = Y.encodeStateAsUpdate(doc);
  const vector = Y.encodeStateVector(doc);
  const values = valuesOf(doc);
  expect(holds(snapshot, vector, values)).toBe(true);
  const before = new Y.Doc();
  before.getMap('fields').set(NAME, 'a');
  expect(holds(Y.encodeStateAsUpdate(before), vector, values), 'another document').toBe(false);
  doc.getText('text:org.businessScope').insert(1, 'c');
  expect(holds(snapshot, Y.encodeStateVector(doc), values), 'a newer state vector').toBe(false);
  expect(holds(Y.encodeStateAsUpdate(doc), Y.encodeStateVector(doc), values), 'newer values').toBe(false);
  expect(holds(Y.encodeStateAsUpdate(doc, vector), Y.encodeStateVector(doc), valuesOf(doc)), 'a part that rests on another').toBe(false);
});

test('ROOM-15: a snapshot that does not hold the section is not written, and that is reported; the others of its turn are', async () => {
  const log = memoryLog();
  const docs = ['alfki/profile', 'alfki/terms', 'alfki/people'] as DocName[];
  const sound = new Y.Doc();
  sound.getMap('fields').set(NAME, 'a');
  const update = Y.encodeStateAsUpdate(sound);
  for (const doc of docs) await log.commit([{ doc, epoch: 1, update, seq: 1, person: ANN, newAuthors: [], changes: [] }], 0);
  const reports: string[] = [];
  const turns: (() => void)[] = [];
  const compactor = new Compactor({ log, clock: fakeClock(), soon: (callback) => void turns.push(callback), report: (event) => void reports.push(event) });
  const snapshot = (doc: DocName, bytes: Uint8Array) => ({ entry: { doc, epoch: 1, upto: 1, snapshot: bytes, stateVector: Y.encodeStateVector(sound) }, values: valuesOf(sound) });
  const written = [update, Y.encodeStateAsUpdate(new Y.Doc()), update.slice(0, -3)].map((bytes, i) => compactor.write(snapshot(docs[i]!, bytes)));
  turns.forEach((turn) => turn());
  expect(await Promise.all(written)).toEqual(['written', 'failed', 'failed']);
  expect(reports).toEqual(['compaction failed', 'compaction failed']);
  expect(await Promise.all(docs.map(async (doc) => (await log.load(doc))!.tail.length))).toEqual([0, 1, 1]);
});

test('ROOM-16: what was deleted leaves the log within compactAgeMs while the section stays open', async () => {
  const world = syncWorld({ limits: { compactAgeMs: 60_000, silenceMs: 10_000_000 } });
  const ann = await opened(world, 'ann');
  ann.set(NAME, 'CANARY-of-the-past');
  await world.settle();
  ann.set(NAME, 'present');
  await world.settle();
  const inLog = async (): Promise<boolean> => {
    const stored = (await world.log.load(PROFILE))!;
    return [...stored.tail, stored.snapshot ?? new Uint8Array()].some((bytes) => Buffer.from(bytes).includes('CANARY'));
  };
  await pass(world, 55_000);
  expect(await inLog()).toBe(true);
  await pass(world, 10_000);
  expect([await inLog(), (await world.log.load(PROFILE))!.tail.length, ann.closed]).toEqual([false, 0, null]);
});

test('ROOM-16: a section whose tail is compacted by age waits as long for the next', async () => {
  let compactions = 0;
  const world = syncWorld({ limits: { compactAgeMs: 60_000, silenceMs: 10_000_000 }, logOptions: { before: (call) => { if (call === 'compact') compactions++; } } });
  const ann = await opened(world, 'ann');
  for (let minute = 0; minute < 5; minute++) {
    ann.set(NAME, `v${minute}`);
    await pass(world, 60_000);
  }
  expect(compactions).toBeGreaterThanOrEqual(2);
  expect(compactions).toBeLessThanOrEqual(5);
});

/** A log in which this section cannot be read for damage; counts how often that was tried. */
function damagedLog(doc: DocName): { readonly log: MemoryLog; readonly loads: () => number } {
  const log = memoryLog();
  let loads = 0;
  return {
    loads: () => loads,
    log: { ...log, load: async (name) => {
      if (name !== doc) return log.load(name);
      loads++;
      throw new StorageError('broken', 'checksum');
    } },
  };
}

test('ROOM-19: a damaged section refuses everyone for good and is reported once; others go on', async () => {
  const { log, loads } = damagedLog(PROFILE);
  const world = syncWorld({ log });
  const ann = await opened(world, 'ann');
  expect([ann.closed, ann.synced]).toEqual([{ code: CLOSE.damaged, reason: 'damaged' }, false]);
  const bob = await opened(world, 'bob');
  expect([bob.opened, bob.closed?.code]).toEqual([null, CLOSE.damaged]);
  const { pair } = await world.plain('cid', A, 'profile');
  expect(pair.state.closed).toEqual({ code: CLOSE.damaged, reason: 'damaged' });
  for (const call of [world.hub.read(PROFILE), world.hub.write(PROFILE, ANN, { fields: { [NAME]: 'x' } })]) {
    await Promise.all([expect(call).rejects.toMatchObject({ code: 'broken' }), world.settle()]);
  }
  const dan = await elsewhere(world, 'dan');
  dan.set(NAME, 'fine');
  await pass(world, 10_000);
  expect(dan.acked).toBe(dan.sent);
  await opened(world, 'eve');
  expect([loads(), world.reports.map(({ event }) => event)]).toEqual([1, ['section cannot be read']]);
});

test('ROOM-19: stored bytes that make no whole document are damage, not an empty section', async () => {
  const log = memoryLog();
  const doc = new Y.Doc();
  doc.getMap('fields').set(NAME, 'a');
  const first = Y.encodeStateVector(doc);
  doc.getMap('fields').set(NAME, 'b');
  await log.commit([{ doc: PROFILE, epoch: 1, update: Y.encodeStateAsUpdate(doc, first), seq: 1, person: ANN, newAuthors: [], changes: [] }], 0);
  const world = syncWorld({ log });
  const ann = await opened(world, 'ann');
  expect([ann.synced, ann.closed?.code]).toEqual([false, CLOSE.damaged]);
});

test('ROOM-19: a section that is found damaged after a failed commit sends away who is in it', async () => {
  let sick = false;
  const world = syncWorld({ logOptions: { before: (call) => { if (sick && call !== 'compact') throw new StorageError('broken', call); } } });
  const ann = await opened(world, 'ann');
  const bob = await opened(world, 'bob');
  sick = true;
  ann.set(NAME, 'x');
  await world.settle();
  expect([ann.rejected?.code, ann.closed?.code, bob.closed?.code]).toEqual(['storage', CLOSE.damaged, CLOSE.damaged]);
});

/** A log that forgets its newest update when told to, as a disk that lied about it. */
function forgetful() {
  let log = memoryLog();
  const entries: CommitEntry[] = [];
  const facade: MemoryLog = {
    get changes() { return log.changes; },
    copy: (options) => log.copy(options),
    load: (doc) => log.load(doc),
    commit: async (batch, at) => {
      const behind = await log.commit(batch, at);
      entries.push(...batch);
      return behind;
    },
    since: (doc, epoch, seq) => log.since(doc, epoch, seq),
    heads: (docs) => log.heads(docs),
    compact: (batch) => log.compact(batch),
    rewrite: (entry) => log.rewrite(entry),
    sections: (archive) => log.sections(archive),
  };
  return { log: facade, forget: async (): Promise<void> => {
    entries.pop();
    log = memoryLog();
    for (const entry of entries) await log.commit([entry], 0);
  } };
}

test('ROOM-20: a lost row is noticed at the next edit; whoever holds it is sent away and nothing goes on from it', async () => {
  const { log, forget } = forgetful();
  const world = syncWorld({ log });
  const ann = await opened(world, 'ann');
  const bob = await opened(world, 'bob');
  ann.set(NAME, 'one');
  await world.settle();
  ann.set(NAME, 'two');
  await world.settle();
  await forget();
  bob.set('customer.shortName', 'on top');
  await world.settle();
  expect([bob.rejected?.code, ann.closed?.code, bob.closed?.code]).toEqual(['storage', CLOSE.epoch, CLOSE.epoch]);
  expect(world.reports.map(({ event }) => event)).toEqual(['commit failed', 'section moved']);
  const again = await opened(world, 'ann');
  expect(again.fields()).toEqual({ [NAME]: 'one' });
  again.set(NAME, 'three');
  await world.settle();
  expect(again.acked).toBe(again.sent);
});

test('ROOM-20: a lost row is noticed at the next snapshot too', async () => {
  const { log, forget } = forgetful();
  const world = syncWorld({ log, limits: { compactAgeMs: 5_000 } });
  const ann = await opened(world, 'ann');
  ann.set(NAME, 'one');
  await world.settle();
  ann.set(NAME, 'two');
  await world.settle();
  await forget();
  await pass(world, 8_000);
  expect(ann.closed?.code).toBe(CLOSE.epoch);
  expect(await log.load(PROFILE)).toMatchObject({ seq: 1, epoch: 1 });
});

test('ROOM-20, ROOM-22: where one section makes a commit fail, the edits of others are committed without it', async () => {
  const { log, forget } = forgetful();
  const world = syncWorld({ log });
  const dan = await elsewhere(world, 'dan');
  const ann = await opened(world, 'ann');
  ann.set(NAME, 'one');
  await world.settle();
  await forget();
  ann.set(NAME, 'two');
  dan.set(NAME, 'untouched by that');
  world.pairs.forEach((pair) => { while (pair.toServer()); });
  await world.settle();
  expect([ann.rejected?.code, dan.rejected, dan.acked]).toEqual(['storage', null, dan.sent]);
});

test('ROOM-22: on a full disk nothing is acknowledged or shown, joiners get what is on disk, and with room again the same room goes on', async () => {
  let full = false;
  const world = syncWorld({ logOptions: { before: (call) => { if (full && call !== 'load') throw new StorageError('full', 'no room'); } }, limits: { compactUpdates: 2 } });
  const ann = await opened(world, 'ann');
  ann.set(NAME, 'before');
  await world.settle();
  full = true;
  const bob = await opened(world, 'bob');
  for (let i = 0; i < 5; i++) {
    const writer = await opened(world, 'ann');
    const before = writer.acked;
    writer.set(NAME, `full ${i}`);
    await world.settle();
    expect([writer.rejected?.code, writer.acked, bob.fields()]).toEqual(['storage', before, { [NAME]: 'before' }]);
  }
  await Promise.all([expect(world.hub.write(PROFILE, ANN, { fields: { [NAME]: 'server' } })).rejects.toMatchObject({ code: 'full' }), world.settle()]);
  const cid = await opened(world, 'cid');
  expect(cid.fields()).toEqual({ [NAME]: 'before' });
  full = false;
  bob.set(NAME, 'room again');
  await world.settle();
  expect([bob.acked, ann.fields(), cid.fields()]).toEqual([bob.sent, bob.fields(), bob.fields()]);
  expect(await world.log.load(PROFILE), 'snapshots are made again').toMatchObject({ seq: 2, tail: [] });
});
