/** Backup, restore and verify of a data folder: complete or not there, checked before it is trusted, and a client of the time that is gone is told so. */
import { createHash } from 'node:crypto';
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { docName } from '../../model/ids.ts';
import type { ArchiveId, DocName, PersonId } from '../../model/ids.ts';
import { makeBackup } from '../../server/storage/backup.ts';
import { closeWriter, openWriter } from '../../server/storage/database.ts';
import type { Connection } from '../../server/storage/database.ts';
import { finish } from '../../server/storage/disk.ts';
import { lockFolder } from '../../server/storage/lock.ts';
import { packCommit } from '../../server/storage/log-packing.ts';
import { LogWriter } from '../../server/storage/log-writer.ts';
import { hashOfText, readContents, readManifest } from '../../server/storage/manifest.ts';
import { maintain } from '../../server/storage/maintenance.ts';
import { ARCHIVE_FILE } from '../../server/storage/migrations-archive.ts';
import { openStorage } from '../../server/storage/open.ts';
import { restoreFolder } from '../../server/storage/restore.ts';
import { restoreSection } from '../../server/storage/restore-section.ts';
import type { BackupReport, CommitEntry, StoredSection } from '../../server/storage/storage.ts';
import { verifyFolder } from '../../server/storage/verify.ts';
import { archiveRow, clockAt, makeFolder, openFor } from '../helpers/storage-folder.ts';
import { unpack } from '../helpers/upgrade-folder.ts';

const NOW = Date.parse('2026-06-15T12:00:00.000Z');
const ANNA = 'anna' as PersonId;
const profile = docName('A' as ArchiveId, 'profile');
const people = docName('A' as ArchiveId, 'people');
const terms = docName('A' as ArchiveId, 'terms');

/** The log without its threads, for as long as `run` takes. */
function inFolder<T>(path: string, run: (log: LogWriter, db: Connection) => T): T {
  const db = openWriter(join(path, ARCHIVE_FILE.name), ARCHIVE_FILE);
  try {
    return run(new LogWriter(db), db);
  } finally {
    closeWriter(db);
  }
}
const load = (doc: DocName, path = folder): StoredSection | null => inFolder(path, (log) => log.load(doc));
const commit = (...entries: readonly CommitEntry[]): void => inFolder(folder, (log) => { log.commit(packCommit(entries, NOW)); });
const documentOf = (stored: StoredSection | null): Y.Doc => {
  const doc = new Y.Doc();
  for (const update of [...(stored?.snapshot ? [stored.snapshot] : []), ...(stored?.tail ?? [])]) Y.applyUpdate(doc, update);
  return doc;
};
const values = (doc: DocName, path = folder): object | null => {
  const stored = load(doc, path);
  return stored && documentOf(stored).getMap('fields').toJSON();
};
/** As a room writes: a real document, a real update, an author id bound to a person. */
function set(doc: DocName, key: string, value: string): void {
  const stored = load(doc);
  const copy = documentOf(stored);
  const vector = Y.encodeStateVector(copy);
  copy.getMap('fields').set(key, value);
  commit({
    doc, epoch: stored?.epoch ?? 1, seq: (stored?.seq ?? 0) + 1, update: Y.encodeStateAsUpdate(copy, vector), person: ANNA, newAuthors: [copy.clientID],
    changes: [{ key: `fields/${key}`, old: null, new: JSON.stringify(value) }],
  });
}
function snapshot(doc: DocName): void {
  const stored = load(doc);
  if (!stored) throw new Error(`nothing written to ${doc}`);
  const copy = documentOf(stored);
  inFolder(folder, (log) => { log.compact([{ doc, epoch: stored.epoch, upto: stored.seq, snapshot: Y.encodeStateAsUpdate(copy), stateVector: Y.encodeStateVector(copy) }]); });
}
const PAPER = new TextEncoder().encode('a paper');
const SHA = createHash('sha256').update(PAPER).digest('hex');
async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> { yield bytes; }

let folder: string;
let into: string;
let template: string;
beforeAll(async () => {
  template = mkdtempSync(join(tmpdir(), 'dossier-template-'));
  const storage = await openStorage({ folder: template, clock: clockAt('2026-06-15T12:00:00.000Z'), readers: 1 });
  await storage.archives.create(archiveRow('A'), ANNA);
  await storage.files.put({ id: 'f1', archive: 'A' as ArchiveId, section: 'documents', kind: 'file', name: 'paper.txt', type: 'text/plain', validUntil: null, by: ANNA, at: '2026-01-01T00:00:00.000Z' }, once(PAPER), 1000);
  await storage.close();
  folder = template;
  set(profile, 'a', '1');
  snapshot(profile);
  set(profile, 'b', '2');
  set(people, 'c', '3');
});
afterAll(() => { rmSync(template, { recursive: true }); });
/** A stopped folder with two sections (a snapshot with an update behind it, an update alone) and a file. */
beforeEach(async () => {
  folder = await makeFolder();
  cpSync(template, folder, { recursive: true });
  into = join(await makeFolder(), 'backups');
});
const backup = (): BackupReport => finish(makeBackup({ folder, into, now: NOW, version: '1.2.3' }));
const restore = (path: string, to = folder, replace = false) => finish(restoreFolder({ folder: to, backup: path, replace, now: NOW + 5000 }));
const verify = (path: string) => finish(verifyFolder(path));
const historyOf = async (path: string, section: string) => {
  const storage = await openFor(path);
  const { items } = await storage.history.page({ archive: 'A' as ArchiveId, sections: [section], before: null, after: null, key: null, person: null, limit: 10 } as never);
  await storage.close();
  return items.map(({ seq }) => seq);
};
/** Changes one stored row behind the log's back. */
const harm = (sql: string, path = folder): void => {
  const db = new Database(join(path, 'archive.db'));
  expect(db.prepare(sql).run().changes).toBeGreaterThan(0);
  db.close();
};

describe('a backup', () => {
  test('STORE-8: holds everything acknowledged before it began, with a manifest of every byte, and is sound', () => {
    const { path, name } = backup();
    const manifest = readManifest(path);
    const contents = readContents(path, manifest);
    expect(manifest).toMatchObject({ sections: 2, files: 1, broken: 0, missing: 0, version: '1.2.3', at: new Date(NOW).toISOString() });
    expect(contents.sections).toEqual({ [profile]: 2, [people]: 1 });
    expect(contents.files.map((each) => each.path).sort()).toEqual(['archive.db', 'facts.db', `files/${SHA.slice(0, 2)}/${SHA}`]);
    expect(verify(path)).toMatchObject({ sections: 2, updates: 3, files: 1, faults: [], at: manifest.at });
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(readdirSync(into)).toEqual([name]);
  });

  test('STORE-8: of an open folder: edits go on, progress is told, closing cuts it off', async () => {
    const storage = await openFor(folder);
    const { path } = await storage.backup(into, (done, total) => { expect(done).toBeLessThanOrEqual(total); });
    expect(verify(path)).toMatchObject({ sections: 2, faults: [] });
    await expect(maintain({ kind: 'backup', folder, lock: true, into, now: NOW, version: '0' }), 'another process has to ask the server').rejects.toMatchObject({ code: 'locked' });
    const work = storage.backup(into).then(() => 'done', (error: { code?: string }) => error.code);
    await storage.close();
    expect(['done', 'closed']).toContain(await work);
    expect(readdirSync(into).filter((name) => name.startsWith('.'))).toEqual([]);
    await maintain({ kind: 'backup', folder, lock: true, into, now: NOW + 1, version: '0' });
    lockFolder(folder)(); // given back
  });

  test('STORE-8: one that is cut off leaves nothing that looks like a backup, and its remains go with the next', () => {
    const work = makeBackup({ folder, into, now: NOW - 1000, version: '0' });
    for (let step = 0; step < 3; step++) work.next();
    const [left = ''] = readdirSync(into);
    expect(left).toMatch(/^\.coming-/);
    expect(() => readManifest(join(into, left))).toThrow(/no backup/);
    const { name } = backup();
    expect(readdirSync(into)).toEqual([name]);
  });

  test('STORE-8: what was deleted and compacted away is not in it but in the history', () => {
    set(people, 'c', 'the-secret-that-was-deleted');
    set(people, 'c', 'harmless');
    snapshot(people);
    const bytes = readFileSync(join(backup().path, 'archive.db')).toString('latin1');
    expect(bytes.split('the-secret').length - 1).toBe(1);
  });

  test('a folder without archives has none', async () => {
    const empty = await makeFolder();
    expect(() => finish(makeBackup({ folder: empty, into, now: NOW, version: '0' }))).toThrow(expect.objectContaining({ code: 'missing' }) as Error);
  });

  test('a lost file and a damaged section are named; the rest is kept', async () => {
    rmSync(join(folder, 'files', SHA.slice(0, 2), SHA));
    harm("UPDATE log SET head = CAST(substr(head, 1, length(head) - 1) || x'00' AS BLOB) WHERE id = (SELECT max(id) FROM log)");
    const report = backup();
    expect(report).toMatchObject({ broken: 1, missing: 1, missingFiles: [SHA] });
    expect(Object.keys(report.brokenSections)).toEqual([people]);
    expect(verify(report.path).faults.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual(['file A/f1', `section ${people}`]);
    const to = await makeFolder();
    expect(restore(report.path, to).faults).toHaveLength(2);
    expect(values(profile, to)).toEqual({ a: '1', b: '2' });
  });
});

describe('restore', () => {
  test('STORE-9: goes back to the backup under epochs that were never used, with every author id retired', async () => {
    const { path, at } = backup();
    const ids = [...(load(profile)?.authors.keys() ?? [])];
    set(profile, 'a', 'later');
    set(terms, 'x', 'written first after the backup');
    expect(() => restore(path)).toThrow(expect.objectContaining({ code: 'conflict', message: expect.stringContaining('--replace') as string }) as Error);
    const report = restore(path, folder, true);
    expect(report).toMatchObject({ at, sections: 2, files: 1, faults: [] });
    expect(verify(report.aside ?? '')).toMatchObject({ updates: 5, faults: [] });
    expect(values(profile)).toEqual({ a: '1', b: '2' });
    const stored = load(profile);
    expect(stored).toMatchObject({ seq: 2, epoch: NOW + 5000, authors: new Map() });
    expect([...(stored?.retired ?? [])].sort()).toEqual(ids.sort());
    expect(load(terms), 'also what was never written has a new epoch').toMatchObject({ epoch: NOW + 5000, seq: 0, snapshot: null, tail: [] });
    expect(await historyOf(folder, 'profile')).toEqual([2, 1]);
    set(profile, 'd', '4');
    set(terms, 'y', '5');
    snapshot(profile);
    expect(verify(folder).faults).toEqual([]);
    restore(path, folder, true);
    expect(load(profile)?.epoch, 'the clock may stand, the epoch does not').toBeGreaterThan(NOW + 5000);
  });

  test('STORE-9: into an empty folder, from a backup of an earlier release', async () => {
    const old = await unpack('0.1.0');
    const made = finish(makeBackup({ folder: old.folder, into, now: NOW, version: '0.1.0' }));
    expect(made.schema['archive.db']).toBe(1);
    expect(verify(made.path).faults).toEqual([]);
    const to = await makeFolder();
    expect(restore(made.path, to).sections).toBe(Object.keys(old.expected.sections).length);
    for (const [doc, { seq }] of Object.entries(old.expected.sections)) expect(load(doc as DocName, to)?.seq).toBe(seq);
    expect(verify(to).faults).toEqual([]);
  });

  test.each([
    ['a byte of a database', (path: string) => { const file = join(path, 'archive.db'); const bytes = readFileSync(file); bytes[bytes.length - 100]! ^= 1; writeFileSync(file, bytes); }, /archive\.db has other bytes/],
    ['a database cut off', (path: string) => { truncateSync(join(path, 'facts.db'), 4096); }, /facts\.db has other bytes/],
    ['a database that is gone', (path: string) => { rmSync(join(path, 'facts.db')); }, /facts\.db is missing/],
    ['the list of contents', (path: string) => { appendFileSync(join(path, 'contents.json'), ' '); }, /contents\.json is damaged/],
    ['a manifest that is gone', (path: string) => { rmSync(join(path, 'manifest.json')); }, /no backup of Dossier/],
    ['a manifest of a later format', (path: string) => { writeFileSync(join(path, 'manifest.json'), '{"format":2,"version":"9.0.0"}'); }, /newer version of Dossier \(9\.0\.0\)/],
    ['a list that names a file elsewhere', (path: string) => {
      const text = readFileSync(join(path, 'contents.json'), 'utf8').replace('"facts.db"', '"../../evil"');
      writeFileSync(join(path, 'contents.json'), text);
      writeFileSync(join(path, 'manifest.json'), JSON.stringify({ ...readManifest(path), contents: hashOfText(text) }));
    }, /names "\.\.\/\.\.\/evil"/],
  ])('STORE-9: a backup with damage (%s) is refused before anything is touched', (_, hurt, says) => {
    const { path } = backup();
    hurt(path);
    const before = readFileSync(join(folder, 'archive.db'));
    expect(() => restore(path, folder, true)).toThrow(says);
    expect(readFileSync(join(folder, 'archive.db')).equals(before)).toBe(true);
    expect(readdirSync(folder).some((name) => /^(replaced|coming|restoring)/.test(name))).toBe(false);
  });

  test('STORE-9: a restore that was cut off while it moved is not opened, and is done again', async () => {
    const { path } = backup();
    writeFileSync(join(folder, 'restoring.json'), '{}');
    rmSync(join(folder, 'archive.db'));
    await expect(openFor(folder)).rejects.toMatchObject({ code: 'broken', message: expect.stringContaining('cut off') as string });
    expect(() => restore(path)).toThrow(/--replace/);
    restore(path, folder, true);
    expect(values(people)).toEqual({ c: '3' });
  });
});

describe('one section', () => {
  const bring = (path: string, doc: DocName = people, replace = false) => finish(restoreSection({ folder, backup: path, doc, replace, now: NOW + 9000 }));
  const rowOf = 'id = (SELECT max(id) - 2 FROM log)';

  test.each([
    ['its update has other bytes', `UPDATE log SET bytes = CAST(x'ff' || substr(bytes, 2) AS BLOB) WHERE ${rowOf}`],
    ['the head of its row is damaged', `UPDATE log SET head = CAST(substr(head, 1, 4) || x'99' || substr(head, 6) AS BLOB) WHERE ${rowOf}`],
    ['its row is gone', `DELETE FROM log WHERE ${rowOf}`],
  ])('STORE-10: comes back from a backup when %s, the others stay as they are', async (_, sql) => {
    const { path } = backup();
    set(profile, 'a', 'later');
    set(people, 'c', 'lost');
    harm(sql);
    expect(() => load(people)).toThrow(expect.objectContaining({ code: 'broken' }) as Error);
    expect(values(profile)).toEqual({ a: 'later', b: '2' });
    expect(verify(folder).faults.map(({ name }) => name)).toEqual([people]);
    expect(bring(path)).toMatchObject({ doc: people, seq: 1, newest: 2 });
    expect(verify(folder).faults).toEqual([]);
    expect(values(people)).toEqual({ c: '3' });
    expect(values(profile)).toEqual({ a: 'later', b: '2' });
    expect(load(people)).toMatchObject({ seq: 3, epoch: NOW + 9000, authors: new Map() });
    expect(await historyOf(folder, 'people')).toEqual([2, 1]);
    set(people, 'c', '4');
    snapshot(people);
    expect(verify(folder).faults).toEqual([]);
  });

  test('STORE-10: a damaged row that holds two sections frees them one by one', () => {
    const { path } = backup();
    commit(...[profile, people].map((doc) => ({ doc, epoch: 1, seq: doc === profile ? 3 : 2, update: new Uint8Array([0, 0]), person: ANNA, newAuthors: [], changes: [] })));
    harm("UPDATE log SET head = CAST(substr(head, 1, length(head) - 1) || x'00' AS BLOB) WHERE id = (SELECT max(id) FROM log)");
    expect(verify(folder).faults.map(({ name }) => name).sort()).toEqual([people, profile]);
    bring(path, people);
    expect(verify(folder).faults.map(({ name }) => name)).toEqual([profile]);
    bring(path, profile);
    expect(verify(folder).faults).toEqual([]);
  });

  test('STORE-10: a sound one is refused unless it is meant', () => {
    const { path } = backup();
    set(people, 'c', 'newer');
    expect(() => bring(path)).toThrow(expect.objectContaining({ code: 'conflict', message: expect.stringContaining('not damaged') as string }) as Error);
    bring(path, people, true);
    expect(values(people)).toEqual({ c: '3' });
  });

  test('what is not in the backup, or damaged there too, is said', () => {
    const { path } = backup();
    expect(() => bring(path, terms)).toThrow(expect.objectContaining({ code: 'missing' }) as Error);
    harm("UPDATE log SET bytes = CAST(x'ff' || substr(bytes, 2) AS BLOB)", path);
    expect(() => bring(path, people, true)).toThrow(expect.objectContaining({ code: 'broken' }) as Error);
  });
});

describe('verify', () => {
  test('names every bad section and file, and nothing else, also beside a running server', async () => {
    expect(verify(folder).faults).toEqual([]);
    set(terms, 'x', '1');
    const storage = await openFor(folder);
    writeFileSync(join(folder, 'files', SHA.slice(0, 2), SHA), 'b paper');
    const lone = new Y.Doc();
    lone.getMap('fields').set('a', 1);
    const vector = Y.encodeStateVector(lone);
    lone.getMap('fields').set('b', 1);
    const write = (section: string, update: Uint8Array, newAuthors: number[]) => storage.log.commit([{ doc: docName('A' as ArchiveId, section), epoch: 1, seq: 1, update, person: ANNA, newAuthors, changes: [] }], NOW);
    await write('credit', new Uint8Array([9, 9, 9]), []);
    await write('rivals', Y.encodeStateAsUpdate(lone, vector), [lone.clientID]);
    await write('private', Y.encodeStateAsUpdate(lone), []);
    const faults = Object.fromEntries(verify(folder).faults.map(({ name, text }) => [name, text]));
    expect(faults).toEqual({
      'A/credit': expect.stringContaining('no document'), 'A/rivals': expect.stringContaining('waits for updates'), 'A/private': `author id ${lone.clientID} belongs to nobody`,
      'A/f1': expect.stringContaining('not those that were stored'),
    });
    expect(existsSync(join(folder, 'archive.db-wal')), 'the running one is not disturbed').toBe(true);
    await write('assessment', new Uint8Array([0, 0]), []);
  });

  test.each(['archive.db', 'facts.db'])('a database whose pages are damaged (%s) is told, not thrown', (name) => {
    const path = join(folder, name);
    const bytes = readFileSync(path);
    bytes.fill(0x55, 3 * 4096, bytes.length - 4096);
    writeFileSync(path, bytes);
    expect(verify(folder).faults.map((fault) => `${fault.kind} ${fault.name}`)).toContain(`database ${name}`);
  });

  test('a folder without archives is no data folder', () => {
    expect(() => verify(into)).toThrow(expect.objectContaining({ code: 'missing' }) as Error);
    mkdirSync(into);
    expect(() => verify(into)).toThrow(expect.objectContaining({ code: 'missing' }) as Error);
  });
});
