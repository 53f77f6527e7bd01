/** Every release opens the data folders that earlier ones wrote, after a backup of them, and all that was in them is there; a newer folder is refused and not touched. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { splitDocName } from '../../model/ids.ts';
import type { ArchiveId, DocName, PersonId } from '../../model/ids.ts';
import { readSection } from '../../model/section-doc.ts';
import { readContents, readManifest } from '../../server/storage/manifest.ts';
import { ARCHIVE_FILE } from '../../server/storage/migrations-archive.ts';
import { FACTS_FILE } from '../../server/storage/migrations-facts.ts';
import type { Storage, StoredChange } from '../../server/storage/storage.ts';
import { migrateBoth } from '../../server/storage/upgrade.ts';
import type { UpgradeReport } from '../../server/storage/upgrade.ts';
import { checkSections } from '../../server/storage/verify.ts';
import { openFor } from '../helpers/storage-folder.ts';
import { RELEASES, unpack } from '../helpers/upgrade-folder.ts';
import type { Expected } from '../helpers/upgrade-folder.ts';

const valuesOf = async (storage: Storage, doc: string) => {
  const stored = await storage.log.load(doc as DocName);
  if (!stored) throw new Error(`nothing at ${doc}`);
  const copy = new Y.Doc();
  for (const update of [...(stored.snapshot ? [stored.snapshot] : []), ...stored.tail]) Y.applyUpdate(copy, update);
  expect(copy.store.pendingStructs, doc).toBeNull();
  return { stored, values: readSection(copy) };
};

async function wholeHistory({ history }: Storage, doc: string): Promise<readonly StoredChange[]> {
  const { archive, section } = splitDocName(doc as DocName);
  const found: StoredChange[] = [];
  for (let before: string | null = null; ;) {
    const page: Awaited<ReturnType<Storage['history']['page']>> = await history.page({ archive, sections: [section], before, after: null, key: null, person: null, limit: 7 });
    found.push(...page.items);
    if (page.next === null) return found;
    before = page.next;
  }
}

async function expectAll(storage: Storage, expected: Expected): Promise<void> {
  for (const [doc, { fields, rows, texts, marks, seq }] of Object.entries(expected.sections)) {
    const { stored, values } = await valuesOf(storage, doc);
    expect({ doc, seq: stored.seq, fields: values.fields, rows: values.rows, texts: values.texts, marks: values.marks }).toEqual({ doc, seq, fields, rows, texts, marks });
    expect(Object.fromEntries(stored.authors), doc).toEqual(Object.fromEntries(expected.authors.filter((each) => each.doc === doc).map(({ client, person }) => [client, person])));
    expect(stored.retired.size).toBe(0);
    const sorted = (list: readonly Pick<StoredChange, 'seq' | 'person' | 'at' | 'key' | 'old' | 'new'>[]): string[] => list.map((c) => JSON.stringify([c.seq, c.person, c.at, c.key, c.old, c.new])).sort();
    expect(sorted(await wholeHistory(storage, doc)), doc).toEqual(sorted(expected.history.filter((each) => each.doc === doc) as never));
  }
  for (const [id, { row, transactions }] of Object.entries(expected.archives)) {
    const stored = await storage.archives.get(id as ArchiveId);
    const { keys, kind, code, department, state, openedAt, confidentiality } = row;
    expect(stored).toMatchObject({ id, keys, kind, code, department, state, openedAt, confidentiality });
    expect(stored?.owner).toEqual((row['owner'] as { id: PersonId } | null)?.id ?? null);
    expect(stored?.coOwners).toEqual((row['coOwners'] as { id: string }[]).map((each) => each.id));
    expect((await storage.facts.transactions(id as ArchiveId, { limit: 100, before: null, year: null })).items).toEqual(transactions);
    const trade = expected.archives[id]?.trade as { sum: string; count: number; currency: string } | null;
    const totals = (await storage.facts.totals([id as ArchiveId])).get(id as ArchiveId);
    expect(totals && totals.count > 0 ? { sum: totals.sum, count: totals.count, currency: totals.currency } : null).toEqual(trade && trade.count > 0 ? { sum: trade.sum, count: trade.count, currency: trade.currency } : null);
  }
  const people = new Map((await storage.directory.people()).map((each) => [each.id as string, each]));
  for (const person of expected.people) expect(people.get(person['id'] as string)).toMatchObject(person);
  expect(await storage.directory.departments()).toEqual(expect.arrayContaining(expected.departments as never[]));
  for (const { id, archive, to_kind, to_id, level, sections, reason } of expected.grants) {
    expect(await storage.directory.grant(id as never)).toMatchObject({ archive, to: { kind: to_kind, id: to_id }, level, sections: sections === null ? null : JSON.parse(sections), reason });
  }
  for (const { id, name, sha256 } of expected.files) {
    const file = await storage.files.get(id);
    if (!file) throw new Error(`no file ${id}`);
    expect(file).toMatchObject({ name, sha256 });
    const hash = createHash('sha256');
    for await (const chunk of storage.files.read(file)) hash.update(chunk);
    expect(hash.digest('hex')).toBe(sha256);
  }
}

test('a folder of every earlier release is here', () => {
  expect(RELEASES).toContain('0.1.0');
});

describe.each(RELEASES)('the folder of %s', (version) => {
  test('STORE-1: opens after a backup, and all that was in it is in it, also after the next restart', async () => {
    const { folder, expected } = await unpack(version);
    const lies = new Set(expected.lies.map(({ doc, upto, snapshot }) => `${snapshot ? 'snapshot' : ''}${(expected.sections[doc]?.seq ?? 0) > upto ? '+tail' : ''}`));
    expect([...lies].sort(), 'sections lie in every way').toEqual(['+tail', 'snapshot', 'snapshot+tail']);
    const reports: UpgradeReport[] = [];
    const storage = await openFor(folder, { upgraded: (report) => reports.push(report) });
    await expectAll(storage, expected);
    await storage.close();
    const old = expected.schema < ARCHIVE_FILE.migrations.length;
    expect(reports).toHaveLength(old ? 1 : 0);
    if (old) {
      const [{ backup, files } = { backup: null, files: [] }] = reports;
      expect(files).toContainEqual({ name: 'archive.db', from: expected.schema, to: ARCHIVE_FILE.migrations.length });
      expect(readManifest(backup ?? '').schema['archive.db'], 'the backup is as it was').toBe(expected.schema);
      expect(Object.values(readContents(backup ?? '', readManifest(backup ?? '')).sections).reduce((a, b) => a + b, 0)).toBe(Object.values(expected.sections).reduce((sum, { seq }) => sum + seq, 0));
    }
    const again = await openFor(folder, { upgraded: () => { throw new Error('twice'); } });
    await expectAll(again, expected);
    await again.close();
    const db = new Database(join(folder, 'archive.db'));
    expect([...checkSections(db)].filter(({ broken }) => broken !== null)).toEqual([]);
    db.close();
  });

  test('STORE-1: what was open goes on: the next edit, snapshot and rewrite', async () => {
    const { folder, expected } = await unpack(version);
    const storage = await openFor(folder);
    for (const doc of Object.keys(expected.sections) as DocName[]) {
      const { stored } = await valuesOf(storage, doc);
      const copy = new Y.Doc();
      for (const update of [...(stored.snapshot ? [stored.snapshot] : []), ...stored.tail]) Y.applyUpdate(copy, update);
      await storage.log.commit([{ doc, epoch: stored.epoch, seq: stored.seq + 1, update: new Uint8Array([0, 0]), person: 'ana' as PersonId, newAuthors: [1], changes: [{ key: 'k', old: null, new: '1' }] }], Date.parse('2027-01-01'));
      const entry = { doc, epoch: stored.epoch, snapshot: Y.encodeStateAsUpdate(copy), stateVector: Y.encodeStateVector(copy) };
      await storage.log.compact([{ ...entry, upto: stored.seq + 1 }]);
      await storage.log.rewrite({ ...entry, seq: stored.seq + 1, authors: new Map(), at: 1 });
      expect((await wholeHistory(storage, doc)).map(({ key }) => key)).toEqual(['k', ...(await wholeHistory(storage, doc)).slice(1).map(({ key }) => key)]);
      expect(await storage.log.load(doc)).toMatchObject({ seq: stored.seq + 1, epoch: stored.epoch + 1 });
    }
    expect(await storage.damaged()).toEqual([]);
  });

  test('STORE-1: a migration that fails leaves both databases as they were', async () => {
    const { folder } = await unpack(version);
    const dump = (): unknown => ['archive.db', 'facts.db'].map((name) => {
      const db = new Database(join(folder, name), { readonly: true });
      const all = [db.pragma('user_version'), db.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all()];
      db.close();
      return all;
    });
    const before = dump();
    const fails = { ...FACTS_FILE, migrations: [...FACTS_FILE.migrations, 'CREATE TABLE half (x); INSERT INTO nowhere VALUES (1)'] };
    expect(() => migrateBoth(folder, [{ ...ARCHIVE_FILE, migrations: [...ARCHIVE_FILE.migrations, 'CREATE TABLE more (x)'] }, fails])).toThrow(/nowhere/);
    expect(dump()).toEqual(before);
  });

  test('STORE-1: without room or place for the backup nothing is changed', async () => {
    const { folder, expected } = await unpack(version);
    if (expected.schema === ARCHIVE_FILE.migrations.length) return;
    const before = readFileSync(join(folder, 'archive.db'));
    await expect(openFor(folder, { backups: join(folder, 'archive.db', 'not a folder') })).rejects.toThrow();
    expect(readFileSync(join(folder, 'archive.db')).equals(before)).toBe(true);
  });
});

test.each(['archive.db', 'facts.db'])('STORE-2: a folder whose %s is of a newer release is refused with one sentence and not touched', async (name) => {
  const { folder } = await unpack('0.1.0');
  const db = new Database(join(folder, name));
  db.pragma('user_version = 99');
  db.close();
  const before = ['archive.db', 'facts.db'].map((each) => readFileSync(join(folder, each)));
  await expect(openFor(folder)).rejects.toMatchObject({ code: 'version', message: expect.stringMatching(/^The data folder was written by a newer version of Dossier [^.]*\.db has schema 99[^.]*\.$/) });
  expect(['archive.db', 'facts.db'].map((each, at) => readFileSync(join(folder, each)).equals(before[at] as Buffer))).toEqual([true, true]);
  expect(existsSync(join(folder, 'backups'))).toBe(false);
  expect(readdirSync(folder).filter((each) => !/\.db(-wal|-shm)?$|^files$/.test(each))).toEqual([]);
});
