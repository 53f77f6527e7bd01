/** The history of changes: committed with the edit, moved with the snapshot, read page by page; and when a person last looked. */
import { beforeEach, expect, test } from 'vitest';
import { docName } from '../../model/ids.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { HistoryQuery, Storage, StoredChange } from '../../server/storage/storage.ts';
import { commitEntry } from '../helpers/storage-contract.ts';
import { makeFolder, openFor } from '../helpers/storage-folder.ts';

const A = 'A' as ArchiveId;
const [ANNA, BEN] = ['anna', 'ben'] as [PersonId, PersonId];
const profile = docName(A, 'profile');
const people = docName(A, 'people');
const snapshotTo = (doc: typeof profile, upto: number) => ({ doc, epoch: 0, upto, snapshot: new Uint8Array([1]), stateVector: new Uint8Array([1]) });
const query = (over: Partial<HistoryQuery>): HistoryQuery => ({ archive: A, sections: ['profile', 'people'], before: null, after: null, key: null, person: null, limit: 100, ...over });
const told = (items: readonly StoredChange[]): string[] => items.map((each) => `${each.section} ${each.seq} ${each.key} ${each.old}>${each.new}`);

let folder: string;
let storage: Storage;
beforeEach(async () => {
  folder = await makeFolder();
  storage = await openFor(folder);
  await storage.log.commit([
    commitEntry({ doc: profile, changes: [{ key: 'fields/a', old: null, new: '1' }, { key: 'fields/b', old: null, new: '2' }] }),
    commitEntry({ doc: people, person: BEN, changes: [{ key: 'fields/c', old: null, new: '3' }] }),
  ], 1000);
  await storage.log.commit([commitEntry({ doc: profile, seq: 2 }), commitEntry({ doc: profile, seq: 3, person: BEN, changes: [{ key: 'fields/a', old: '1', new: null }] })], 2000);
  await storage.log.commit([commitEntry({ doc: people, seq: 2, changes: [{ key: 'fields/c', old: '3', new: '4' }] })], 3000);
});
const ALL = ['people 2 fields/c 3>4', 'profile 3 fields/a 1>null', 'people 1 fields/c null>3', 'profile 1 fields/b null>2', 'profile 1 fields/a null>1'];

test('STORE-3: changes are the same before and after the snapshot, and after a restart between them', async () => {
  const before = (await storage.history.page(query({}))).items;
  expect(told(before)).toEqual(ALL);
  await storage.log.compact([snapshotTo(profile, 1)]);
  expect((await storage.history.page(query({}))).items).toEqual(before);
  await storage.close();
  storage = await openFor(folder);
  await storage.log.compact([snapshotTo(people, 2), snapshotTo(profile, 3)]);
  expect((await storage.history.page(query({}))).items).toEqual(before);
  for (const each of before) expect(await storage.history.change(each.id)).toEqual(each);
  expect([await storage.history.change('1.9.0'), await storage.history.change('x'), await storage.history.change('9.1.0')]).toEqual([null, null, null]);
});

test('STORE-3: a rewrite keeps the history', async () => {
  await storage.log.compact([snapshotTo(profile, 1)]);
  await storage.log.rewrite({ doc: profile, epoch: 0, seq: 3, snapshot: new Uint8Array([1]), stateVector: new Uint8Array([1]), authors: new Map(), at: 4000 });
  expect(told((await storage.history.page(query({}))).items)).toEqual(ALL);
});

test.each([false, true])('pages follow each other without loss or repetition (moved: %s)', async (moved) => {
  if (moved) await storage.log.compact([snapshotTo(profile, 2), snapshotTo(people, 1)]);
  for (const limit of [1, 2, 4]) {
    const found: string[] = [];
    let before: string | null = null;
    do {
      const page: Awaited<ReturnType<Storage['history']['page']>> = await storage.history.page(query({ limit, before }));
      expect(page.items.length).toBeLessThanOrEqual(limit);
      found.push(...told(page.items));
      before = page.next;
    } while (before !== null);
    expect(found).toEqual(ALL);
  }
});

test('only what was asked for: sections, time, key, person', async () => {
  const of = async (over: Partial<HistoryQuery>) => told((await storage.history.page(query(over))).items);
  expect(await of({ sections: ['people'] })).toEqual([ALL[0], ALL[2]]);
  expect(await of({ sections: [] })).toEqual([]);
  expect(await of({ sections: ['terms'] })).toEqual([]);
  expect(await of({ after: 1000 })).toEqual(ALL.slice(0, 2));
  expect(await of({ key: 'fields/a' })).toEqual([ALL[1], ALL[4]]);
  expect(await of({ person: BEN })).toEqual([ALL[1], ALL[2]]);
  expect(await of({ archive: 'B' as ArchiveId })).toEqual([]);
});

test('when a person last looked only moves forward', async () => {
  expect(await storage.history.seen(ANNA, A)).toBeNull();
  await storage.history.putSeen(ANNA, A, 2000);
  await storage.history.putSeen(ANNA, A, 1000);
  expect(await storage.history.seen(ANNA, A)).toBe(2000);
  expect(await storage.history.seen(BEN, A)).toBeNull();
});
