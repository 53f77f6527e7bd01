/** Opening the data folder: one process, right versions, damage told section by section, a full disk refused and survived. */
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { docName } from '../../model/ids.ts';
import { classifyPopulation } from '../../model/classification/classify.ts';
import { classLabel } from '../../model/classification/labels.ts';
import { windowOf } from '../../model/classification/population.ts';
import { SHIPPED_SETTINGS } from '../../model/classification/settings.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { asStorageError, emptyLog, isOlder, openWriter } from '../../server/storage/database.ts';
import type { FileConnection } from '../../server/storage/database.ts';
import { LogWriter } from '../../server/storage/log-writer.ts';
import { packCommit } from '../../server/storage/log-packing.ts';
import { ARCHIVE_FILE } from '../../server/storage/migrations-archive.ts';
import { FACTS_FILE } from '../../server/storage/migrations-facts.ts';
import type { CommitEntry } from '../../server/storage/storage.ts';
import { member } from '../helpers/population.ts';
import { commitEntry } from '../helpers/storage-contract.ts';
import { clockAt, makeFolder, openFor } from '../helpers/storage-folder.ts';
import { openStorage } from '../../server/storage/open.ts';

const profile = docName('A' as ArchiveId, 'profile');
const people = docName('A' as ArchiveId, 'people');
const open = (folder: string) => openStorage({ folder, clock: clockAt('2026-06-15T00:00:00.000Z'), readers: 1 });

test('a second storage on the folder is told that it is locked, and the first goes on', async () => {
  const folder = await makeFolder();
  const storage = await openFor(folder);
  await expect(open(folder)).rejects.toMatchObject({ code: 'locked', message: expect.stringContaining(folder) });
  await storage.log.commit([commitEntry({ doc: profile })], 1);
  await storage.close();
  const again = await openFor(folder);
  expect((await again.log.load(profile))?.seq).toBe(1);
});

test('another process is told the same', async () => {
  const folder = await makeFolder();
  await openFor(folder);
  const program = `import { register } from 'tsx/esm/api'; register();
    const { openStorage } = await import('./server/storage/open.ts');
    await openStorage({ folder: ${JSON.stringify(folder)}, clock: { now: Date.now, after: () => () => {} } }).then(() => console.log('opened'), (error) => console.log(error.code));`;
  expect(spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }).stdout.trim()).toBe('locked');
});

test('a folder from a newer version is refused in one sentence, and not touched', async () => {
  const folder = await makeFolder();
  for (const kind of [ARCHIVE_FILE, FACTS_FILE]) {
    const path = join(folder, kind.name);
    const db = openWriter(path, kind);
    db.pragma('user_version = 999');
    db.close();
    const before = readFileSync(path);
    expect(() => openWriter(path, kind)).toThrow(expect.objectContaining({ code: 'version', message: expect.stringMatching(/newer version of Dossier.*schema 999/) }) as Error);
    expect(readFileSync(path).equals(before)).toBe(true);
  }
  await expect(open(folder)).rejects.toMatchObject({ code: 'version' });
});

test('classes of the first schema come over with their history; reasons are made anew by the first run', async () => {
  const folder = await makeFolder();
  const results = [...classifyPopulation('abc', { currency: 'EUR', window: windowOf('2026-06-01', 12), members: [member('A', { sales: 900, purchases: 2, returns: 5, lastEver: '2026-05-01' }), member('B', { sales: 100, purchases: 1 }), member('C')] }, SHIPPED_SETTINGS, {
    computedAt: '2026-06-02T08:00:00.000Z',
    previous: (id) => (id === 'B' ? { value: 'A', label: classLabel('D-18', 'A'), since: '2026-01-01', previous: null, trend: 'same' } : undefined),
  })];
  openWriter(join(folder, ARCHIVE_FILE.name), ARCHIVE_FILE).close();
  const db = openWriter(join(folder, FACTS_FILE.name), { ...FACTS_FILE, migrations: FACTS_FILE.migrations.slice(0, 1) });
  for (const [id, result] of results) db.prepare('INSERT INTO class VALUES (?,?,?,?)').run(id, 'abc', result.value, JSON.stringify(result));
  db.close();
  const { facts } = await openFor(folder);
  const faces = await facts.faces(results.map(([id]) => id));
  expect([...faces].map(([id, { abc }]) => [id, abc])).toEqual(results.map(([id, { scheme, value, label, mark, trend, since }]) => [id, { scheme, value, label, mark, trend, since }]));
  expect(faces.get('B' as ArchiveId)?.abc?.trend).toBe('down');
});

test('a folder whose archives are gone is not taken for an empty one', async () => {
  const folder = await makeFolder();
  await (await openFor(folder)).close();
  rmSync(join(folder, 'archive.db'));
  await expect(open(folder)).rejects.toMatchObject({ code: 'broken', message: expect.stringMatching(/archive\.db is missing.*restore a backup/) });
});

test('a file that is not ours is refused', async () => {
  const folder = await makeFolder();
  const other = new Database(join(folder, 'other.db'));
  other.exec('CREATE TABLE precious (x); PRAGMA user_version = 1');
  other.close();
  writeFileSync(join(folder, 'letter.db'), 'This is a letter to my aunt, and no database at all. '.repeat(100));
  for (const name of ['other.db', 'letter.db']) expect(() => openWriter(join(folder, name), ARCHIVE_FILE)).toThrow(expect.objectContaining({ code: 'broken' }) as Error);
});

test('SQLite versions that lose data are known', () => {
  expect(['3.40.1', '3.51.2', '3.50.9', '2.99.0'].filter(isOlder)).toHaveLength(4);
  expect(['3.51.3', '3.51.10', '3.53.2', '4.0.0'].filter(isOlder)).toHaveLength(0);
});

test('a closed storage says so', async () => {
  const storage = await openFor(await makeFolder());
  await storage.close();
  await expect(storage.log.load(profile)).rejects.toMatchObject({ code: 'closed' });
  await expect(storage.directory.people()).rejects.toMatchObject({ code: 'closed' });
});

test('the folder is readable by its owner only', async () => {
  const folder = join(await makeFolder(), 'data');
  await openFor(folder);
  expect(statSync(folder).mode & 0o077).toBe(0);
});

/** A log without its thread; writing what `work` writes and changing one stored row behind its back. */
function openLog(folder: string): { readonly log: LogWriter; readonly db: FileConnection } {
  const db = openWriter(join(folder, 'archive.db'), ARCHIVE_FILE);
  return { db, log: new LogWriter(db) };
}
const commitTo = (log: LogWriter, ...entries: readonly Partial<CommitEntry>[]): void => { for (const entry of entries) log.commit(packCommit([commitEntry(entry)], 1)); };
const broken = (says: RegExp) => expect.objectContaining({ code: 'broken', message: expect.stringMatching(says) }) as Error;

test.each([
  ['an update', "UPDATE log SET bytes = CAST(x'ff' || substr(bytes, 2) AS BLOB) WHERE id = 1", /update 1 /],
  ['a snapshot', "UPDATE snapshot SET bytes = x'ff' WHERE section = 1", /snapshot/],
  ['a state vector', "UPDATE snapshot SET state_vector = x'ff' WHERE section = 1", /snapshot/],
])('a damaged byte of %s breaks its section alone', async (what, sql, says) => {
  const folder = await makeFolder();
  const before = openLog(folder);
  commitTo(before.log, { doc: profile }, { doc: people });
  if (what !== 'an update') before.log.compact([{ doc: profile, epoch: 0, upto: 1, snapshot: new Uint8Array([1, 2]), stateVector: new Uint8Array([3]) }]);
  expect(before.db.prepare(sql).run().changes).toBe(1);
  before.db.close();
  const { log, db } = openLog(folder);
  expect(() => log.load(profile)).toThrow(broken(says));
  commitTo(log, { doc: people, seq: 2 });
  expect(log.load(people)?.seq).toBe(2);
  db.close();
});

test('a row missing from the middle of the log breaks the sections it belonged to', async () => {
  const folder = await makeFolder();
  const before = openLog(folder);
  commitTo(before.log, { doc: profile }, { doc: profile, seq: 2 }, { doc: profile, seq: 3 }, { doc: people });
  before.db.prepare('DELETE FROM log WHERE id = 2').run();
  before.db.close();
  const { log, db } = openLog(folder);
  expect(() => log.load(profile)).toThrow(broken(/update 2 is missing/));
  expect(() => commitTo(log, { doc: profile, seq: 4 })).toThrow(broken(/update 2 is missing/));
  expect(log.load(people)?.seq).toBe(1);
  db.close();
});

/** Writes over one stored row behind the log's back, then opens the log anew. */
function reopened(folder: string, before: ReturnType<typeof openLog>, sql: string): ReturnType<typeof openLog> {
  expect(before.db.prepare(sql).run().changes).toBeGreaterThan(0);
  before.db.close();
  return openLog(folder);
}
const CHANGE = [{ key: 'fields/x', old: null, new: '1' }];

test.each([['a byte of an entry', "UPDATE log SET head = CAST(substr(head, 1, 8) || x'07' || substr(head, 10) AS BLOB) WHERE id = 2"], ['its end cut off', 'UPDATE log SET head = CAST(substr(head, 1, 30) AS BLOB) WHERE id = 2']])('STORE-6: a damaged row of the log (%s) puts the sections it names in quarantine, the others go on', async (_, sql) => {
  const folder = await makeFolder();
  const before = openLog(folder);
  const other = docName('B' as ArchiveId, 'profile');
  commitTo(before.log, { doc: profile }, { doc: other });
  before.db.exec('DELETE FROM log WHERE id = 2');
  before.log.commit(packCommit([commitEntry({ doc: people }), commitEntry({ doc: profile, seq: 2 })], 1)); // row 3, moved to 2
  before.db.exec('UPDATE log SET id = 2 WHERE id = 3');
  const { log, db } = reopened(folder, before, sql);
  expect(log.damaged().map(({ doc }) => doc)).toContain(people);
  expect(() => log.load(people)).toThrow(broken(/row 2 of the log/));
  expect(() => commitTo(log, { doc: people, seq: 2 })).toThrow(broken(/damaged/));
  const third = docName('C' as ArchiveId, 'profile');
  commitTo(log, { doc: third });
  expect(log.load(third)?.seq).toBe(1);
  db.close();
});

test('STORE-6: what is covered by a snapshot needs no sound row any more', async () => {
  const folder = await makeFolder();
  const before = openLog(folder);
  before.log.commit(packCommit([commitEntry({ doc: profile }), commitEntry({ doc: people })], 1));
  before.log.compact([{ doc: profile, epoch: 0, upto: 1, snapshot: new Uint8Array([1, 2]), stateVector: new Uint8Array([3]) }]);
  const { log, db } = reopened(folder, before, "UPDATE log SET head = CAST(substr(head, 1, length(head) - 1) || x'00' AS BLOB)");
  expect(log.load(profile)?.seq).toBe(1);
  expect(log.damaged().map(({ doc }) => doc)).toEqual([people]);
  db.close();
});

test.each([
  ['the last row', [3], /update 3 is missing/],
  ['all its rows', [1, 2, 3], /update 1 is missing/],
])('STORE-7: a section that lost %s of the log is not taken for a shorter one: its changes bear witness', async (_, rows, says) => {
  const folder = await makeFolder();
  const before = openLog(folder);
  commitTo(before.log, { doc: profile, changes: CHANGE }, { doc: profile, seq: 2, changes: CHANGE }, { doc: profile, seq: 3, changes: CHANGE }, { doc: people, changes: CHANGE });
  const { log, db } = reopened(folder, before, `DELETE FROM log WHERE id IN (${rows.join(',')})`);
  expect(() => log.load(profile)).toThrow(broken(says));
  expect(log.load(people)?.seq).toBe(1);
  expect(log.damaged()).toHaveLength(1);
  db.close();
});

test('STORE-7: a row that names a section without a name stops the start: nobody could tell which document is not empty', async () => {
  const folder = await makeFolder();
  const before = openLog(folder);
  commitTo(before.log, { doc: profile });
  before.db.pragma('foreign_keys = OFF');
  before.db.exec('DELETE FROM section');
  before.db.close();
  const db = openWriter(join(folder, 'archive.db'), ARCHIVE_FILE);
  expect(() => new LogWriter(db)).toThrow(broken(/section 1, which is not there; restore a backup/));
  db.close();
});

test('a full disk: the batch is refused whole, the log is as before, and goes on when there is room', async () => {
  const folder = await makeFolder();
  const { log, db } = openLog(folder);
  const commit = (seq: number, size: number) => log.commit(packCommit([commitEntry({ doc: profile, seq, update: new Uint8Array(size).fill(seq), newAuthors: [seq] })], seq));
  commit(1, 100);
  db.pragma(`max_page_count = ${(db.pragma('page_count', { simple: true }) as number) + 2}`);
  let thrown: unknown;
  try { commit(2, 100_000); } catch (error) { thrown = error; }
  expect(asStorageError(thrown)?.code).toBe('full');
  expect(log.load(profile)).toMatchObject({ seq: 1 });
  db.pragma('max_page_count = 100000');
  commit(2, 100_000);
  expect(log.load(profile)?.tail[1]?.length).toBe(100_000);
  expect([...(log.load(profile)?.authors.keys() ?? [])]).toEqual([1, 2]);
  db.close();
});

test('compaction frees the log, and what the rows held is gone from the files', async () => {
  const folder = await makeFolder();
  const { log, db } = openLog(folder);
  const secret = new TextEncoder().encode('the-secret-that-was-deleted');
  for (let seq = 1; seq <= 50; seq++) log.commit(packCommit([commitEntry({ doc: profile, seq, update: secret }), commitEntry({ doc: people, seq, update: secret })], seq));
  log.compact([{ doc: profile, epoch: 0, upto: 50, snapshot: new Uint8Array([1]), stateVector: new Uint8Array([1]) }]);
  const rows = () => db.prepare('SELECT count(*) FROM log').pluck().get();
  expect(rows(), 'still needed by the other section').toBe(50);
  log.compact([{ doc: people, epoch: 0, upto: 50, snapshot: new Uint8Array([1]), stateVector: new Uint8Array([1]) }]);
  expect(rows()).toBe(0);
  emptyLog(db);
  for (const name of readdirSync(folder)) if (statSync(join(folder, name)).isFile()) expect(readFileSync(join(folder, name)).includes('the-secret'), name).toBe(false);
  db.close();
});
