/** What every section log must do, written once and run over each implementation. It knows interfaces only; crashes and damaged bytes are tested where there is a disk. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { docName } from '../../model/ids.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { CommitEntry, CompactEntry, RewriteEntry, SectionLog } from '../../server/storage/storage.ts';

/** Every test has an archive of its own, so that one open log serves them all. */
let A = 'A0' as ArchiveId;
let profile = docName(A, 'profile');
let tests = 0;
const ANNA = 'anna' as PersonId;
const BEN = 'ben' as PersonId;
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

export const commitEntry = (over: Partial<CommitEntry>): CommitEntry =>
  ({ doc: profile, epoch: 0, seq: 1, update: bytes(1, 2, 3), person: ANNA, newAuthors: [], changes: [], ...over });
const compactEntry = (over: Partial<CompactEntry>): CompactEntry =>
  ({ doc: profile, epoch: 0, upto: 1, snapshot: bytes(9, 9), stateVector: bytes(7), ...over });
const rewriteEntry = (over: Partial<RewriteEntry>): RewriteEntry =>
  ({ doc: profile, epoch: 0, seq: 2, snapshot: bytes(6), stateVector: bytes(4), authors: new Map([[20, BEN]]), at: 2000, ...over });

/** `shared`: several nodes may write to it, so an entry that does not follow is behind. */
export function sectionLogContract(name: string, open: () => Promise<{ readonly log: SectionLog; readonly close: () => Promise<void> }>, { shared = false }: { readonly shared?: boolean } = {}): void {
  describe(`${name} keeps the contract of the section log`, () => {
    let log: SectionLog;
    let close: () => Promise<void>;
    beforeAll(async () => { ({ log, close } = await open()); });
    afterAll(() => close());
    beforeEach(() => {
      A = `A${++tests}x` as ArchiveId;
      profile = docName(A, 'profile');
    });
    const load = async (doc = profile) => {
      const section = await log.load(doc);
      if (!section) throw new Error(`nothing at ${doc}`);
      return section;
    };

    test('nothing was written: null', async () => {
      expect(await log.load(profile)).toBeNull();
      expect(await log.sections(A)).toEqual([]);
    });

    test('updates come back byte for byte, oldest first, each section for itself', async () => {
      const people = docName(A, 'people');
      await log.commit([commitEntry({ update: bytes(1) }), commitEntry({ doc: people, epoch: 3, update: bytes(0, 255) }), commitEntry({ seq: 2, update: bytes(2, 2) })], 1000);
      await log.commit([commitEntry({ seq: 3, update: bytes() })], 1001);
      const section = await load();
      expect({ epoch: section.epoch, seq: section.seq, snapshot: section.snapshot, stateVector: section.stateVector }).toEqual({ epoch: 0, seq: 3, snapshot: null, stateVector: null });
      expect(section.tail.map((update) => [...update])).toEqual([[1], [2, 2], []]);
      expect((await load(people)).epoch).toBe(3);
      expect((await load(people)).tail.map((update) => [...update])).toEqual([[0, 255]]);
    });

    test('an update that is a window into a larger buffer is stored without its surroundings', async () => {
      const large = new Uint8Array(4096).fill(5);
      await log.commit([commitEntry({ update: large.subarray(10, 13) })], 1000);
      large.fill(0);
      expect((await load()).tail.map((update) => [...update])).toEqual([[5, 5, 5]]);
    });

    test('what is asked in one turn is answered in order; a large snapshot comes whole, as often as it is asked for', async () => {
      const snapshot = Uint8Array.from({ length: 20_000 }, (_, i) => i % 251);
      await log.commit([commitEntry({})], 1000);
      await log.compact([compactEntry({ snapshot })]);
      const [first, second, , third] = await Promise.all([log.load(profile), log.load(profile), log.commit([commitEntry({ seq: 2 })], 1001), log.load(profile)]);
      expect([first?.seq, second?.seq, third?.seq]).toEqual([1, 1, 2]);
      for (const section of [first, second, third]) expect(Buffer.compare(section?.snapshot ?? bytes(), snapshot)).toBe(0);
    });

    test('author ids keep the person who brought them', async () => {
      await log.commit([commitEntry({ newAuthors: [4294967295, 7] })], 1000);
      await log.commit([commitEntry({ seq: 2, person: BEN, newAuthors: [8] })], 1001);
      expect([...(await load()).authors].sort(([a], [b]) => a - b)).toEqual([[7, ANNA], [8, BEN], [4294967295, ANNA]]);
    });

    test('an author id never passes to another person', async () => {
      await log.commit([commitEntry({ newAuthors: [7] })], 1000);
      await expect(log.commit([commitEntry({ seq: 2, person: BEN, newAuthors: [7] })], 1001)).rejects.toMatchObject({ code: 'fence' });
      expect((await load()).seq).toBe(1);
    });

    test.each([
      ['a gap', { seq: 3 }],
      ['a repetition', { seq: 1 }],
      ['another epoch', { seq: 2, epoch: 1 }],
    ])(shared ? '%s is behind, and the others of the batch are kept' : '%s is refused, and with it the whole batch', async (_, over) => {
      const wrong = commitEntry(over);
      await log.commit([commitEntry({})], 1000);
      if (shared) {
        const other = docName(A, 'people');
        const follows = commitEntry({ ...over, seq: wrong.seq + 1 });
        expect(await log.commit([wrong, commitEntry({ doc: other, changes: [{ key: 'a', old: null, new: '1' }], newAuthors: [5] }), follows], 1001)).toEqual([{ doc: profile, epoch: 0, seq: 1 }]);
        expect([(await load()).seq, (await load(other)).seq, [...(await load(other)).authors]]).toEqual([1, 1, [[5, ANNA]]]);
        return void expect(await log.commit([commitEntry({ seq: 2 })], 1002)).toEqual([]);
      }
      const people = commitEntry({ doc: docName(A, 'people') });
      await expect(log.commit([people, wrong], 1001)).rejects.toMatchObject({ code: 'fence' });
      expect((await load()).seq).toBe(1);
      expect(await log.load(people.doc)).toBeNull();
      await log.commit([people, commitEntry({ seq: 2 })], 1002);
      expect((await load()).seq).toBe(2);
    });

    test('commits that do not wait for each other keep their order', async () => {
      await Promise.all([1, 2, 3, 4, 5].map((seq) => log.commit([commitEntry({ seq, update: bytes(seq) })], 1000 + seq)));
      expect((await load()).tail.map((update) => [...update])).toEqual([[1], [2], [3], [4], [5]]);
    });

    test('a snapshot replaces the tail up to its number and keeps the rest', async () => {
      await log.commit([1, 2, 3].map((seq) => commitEntry({ seq, update: bytes(seq), newAuthors: [seq] })), 1000);
      await log.compact([compactEntry({ upto: 2 })]);
      const section = await load();
      expect([...(section.snapshot ?? [])]).toEqual([9, 9]);
      expect([...(section.stateVector ?? [])]).toEqual([7]);
      expect(section.tail.map((update) => [...update])).toEqual([[3]]);
      expect(section.seq).toBe(3);
      expect(section.authors.size).toBe(3);
      await log.commit([commitEntry({ seq: 4, update: bytes(4) })], 1001);
      await log.compact([compactEntry({ upto: 4, snapshot: bytes(8) })]);
      expect(await load()).toMatchObject({ seq: 4, tail: [] });
    });

    test.each([
      ['an equal snapshot is there', { upto: 2 }],
      ['a newer snapshot is there', { upto: 1 }],
      ['it covers updates that do not exist', { upto: 4 }],
      ['the epoch is another', { upto: 3, epoch: 1 }],
      ['the section does not exist', { doc: docName('nobody' as ArchiveId, 'terms') }],
    ])('a snapshot is refused when %s', async (_, over) => {
      const wrong = compactEntry(over);
      await log.commit([1, 2, 3].map((seq) => commitEntry({ seq, update: bytes(seq) })), 1000);
      await log.compact([compactEntry({ upto: 2 })]);
      await expect(log.compact([wrong])).rejects.toMatchObject({ code: 'fence' });
      expect((await load()).tail.map((update) => [...update])).toEqual([[3]]);
    });

    test.each([['updates behind it', false], ['its snapshot alone', true]])('STORE-4: a section with %s is rewritten under the next epoch, its author ids are retired, its numbers go on', async (_, snapshot) => {
      await log.commit([commitEntry({ newAuthors: [7] }), commitEntry({ seq: 2, person: BEN, newAuthors: [8] }), commitEntry({ doc: docName(A, 'people') })], 1000);
      if (snapshot) await log.compact([compactEntry({ upto: 2 })]);
      await log.rewrite(rewriteEntry({}));
      const section = await load();
      expect({ ...section, snapshot: [...(section.snapshot ?? [])], stateVector: [...(section.stateVector ?? [])], retired: [...section.retired].sort() })
        .toMatchObject({ epoch: 1, seq: 2, snapshot: [6], stateVector: [4], tail: [], authors: new Map([[20, BEN]]), retired: [7, 8] });
      if (shared) expect(await log.commit([commitEntry({ seq: 3 })], 2001), 'a batch of the old epoch').toEqual([{ doc: profile, epoch: 1, seq: 2 }]);
      else await expect(log.commit([commitEntry({ seq: 3 })], 2001), 'a batch of the old epoch').rejects.toMatchObject({ code: 'fence' });
      await expect(log.commit([commitEntry({ seq: 3, epoch: 1, newAuthors: [7] })], 2001), 'a retired id').rejects.toMatchObject({ code: 'fence' });
      await log.commit([commitEntry({ seq: 3, epoch: 1, update: bytes(3), newAuthors: [9] })], 2001);
      expect(await load()).toMatchObject({ seq: 3, epoch: 1, authors: new Map([[20, BEN], [9, ANNA]]) });
      await log.rewrite(rewriteEntry({ epoch: 1, seq: 3, authors: new Map([[30, ANNA]]) }));
      expect([...(await load()).retired].sort((a, b) => a - b)).toEqual([7, 8, 9, 20]);
      expect((await load(docName(A, 'people'))).seq).toBe(1);
    });

    test.each([
      ['an update came meanwhile', { seq: 1 }],
      ['it covers updates that do not exist', { seq: 3 }],
      ['the epoch is another', { epoch: 1 }],
      ['an author id was used before', { authors: new Map([[7, BEN]]) }],
      ['the section does not exist', { doc: docName('nobody' as ArchiveId, 'terms') }],
    ])('STORE-4: a rewrite is refused when %s, and nothing changes', async (_, over) => {
      await log.commit([commitEntry({ newAuthors: [7] }), commitEntry({ seq: 2 })], 1000);
      await expect(log.rewrite(rewriteEntry(over))).rejects.toMatchObject({ code: 'fence' });
      expect(await load()).toMatchObject({ epoch: 0, seq: 2, snapshot: null, authors: new Map([[7, ANNA]]), retired: new Set() });
      await log.commit([commitEntry({ seq: 3 })], 1001);
    });

    test('what came after an update is answered in order with the author ids; where a snapshot has swallowed it, or the epoch is over, the whole section', async () => {
      await log.commit([commitEntry({ update: bytes(1), newAuthors: [7] }), commitEntry({ seq: 2, update: bytes(2) }), commitEntry({ seq: 3, update: bytes(3), person: BEN, newAuthors: [8] })], 1000);
      const after = async (seq: number, epoch = 0) => {
        const found = await log.since(profile, epoch, seq);
        return found.kind === 'updates' ? [found.updates.map((update) => [...update]), [...found.authors].sort(([a], [b]) => a - b)] : found.stored && [found.kind, found.stored.seq, found.stored.tail.length];
      };
      const authors = [[7, ANNA], [8, BEN]];
      expect([await after(0), await after(2), await after(3)]).toEqual([[[[1], [2], [3]], authors], [[[3]], authors], [[], authors]]);
      expect(await after(3, 1), 'another epoch').toEqual(['whole', 3, 3]);
      expect(await after(4), 'further than the disk').toEqual(['whole', 3, 3]);
      await log.compact([compactEntry({ upto: 2 })]);
      expect([await after(1), await after(2)]).toEqual([['whole', 3, 1], [[[3]], authors]]);
      expect(await log.since(docName('nobody' as ArchiveId, 'terms'), 0, 0)).toEqual({ kind: 'whole', stored: null });
    });

    test('heads of many sections are answered in their order, without those in which nothing was ever written', async () => {
      const people = docName(A, 'people');
      await log.commit([commitEntry({}), commitEntry({ seq: 2 }), commitEntry({ doc: people, epoch: 3 })], 1000);
      await log.compact([compactEntry({ upto: 2 })]);
      expect(await log.heads([people, docName(A, 'terms'), profile])).toEqual([{ epoch: 3, seq: 1 }, null, { epoch: 0, seq: 2 }]);
      expect(await log.heads([])).toEqual([]);
    });

    test('a batch of which nothing is behind says so', async () => {
      expect(await log.commit([commitEntry({})], 1000)).toEqual([]);
      expect(await log.commit([], 1000)).toEqual([]);
    });

    test('the sections of an archive are listed with their newest number, without those of its neighbours', async () => {
      for (const doc of [docName(A, 'contacts-2026'), docName(A.slice(0, -1) as ArchiveId, 'profile'), docName(`${A}-2` as ArchiveId, 'people')]) await log.commit([commitEntry({ doc })], 1000);
      await log.commit([commitEntry({}), commitEntry({ seq: 2 })], 1001);
      await log.compact([compactEntry({ upto: 2 })]);
      expect(await log.sections(A)).toEqual([{ section: 'contacts-2026', seq: 1 }, { section: 'profile', seq: 2 }]);
    });
  });
}
