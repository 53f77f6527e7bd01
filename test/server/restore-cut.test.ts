/** A restore that was cut off between any two of its moves is finished by the same command: the backup's data are there, and all that was there before is in one place. */
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { makeBackup } from '../../server/storage/backup.ts';
import { finish } from '../../server/storage/disk.ts';
import { restoreFolder } from '../../server/storage/restore.ts';
import { lookAt } from '../../server/storage/upgrade.ts';
import { makeFolder } from '../helpers/storage-folder.ts';
import { unpack } from '../helpers/upgrade-folder.ts';

const NOW = Date.parse('2026-06-15T12:00:00.000Z');
const NAMES = ['archive.db', 'facts.db', 'files'];
const mark = (folder: string): unknown => {
  const db = new Database(join(folder, 'archive.db'), { readonly: true });
  const value = db.prepare("SELECT value FROM setting WHERE key = 'mark'").pluck().get();
  db.close();
  return value;
};
const put = (folder: string, value: string): void => {
  const db = new Database(join(folder, 'archive.db'));
  db.prepare("INSERT OR REPLACE INTO setting VALUES ('mark', ?)").run(value);
  db.close();
};

test.each(Array.from({ length: NAMES.length + 1 }, (_, moved) => Array.from({ length: moved === NAMES.length ? NAMES.length + 1 : 1 }, (_each, brought) => [moved, brought] as const)).flat())('STORE-9: after %d moves aside and %d moves in', async (moved, brought) => {
  const { folder } = await unpack('0.1.0');
  const { path: backup } = finish(makeBackup({ folder, into: join(await makeFolder(), 'backups'), now: NOW, version: '0' }));
  put(folder, 'newer');
  const aside = join(folder, 'replaced-first');
  writeFileSync(join(folder, 'restoring.json'), JSON.stringify({ aside, backup, old: NAMES }));
  mkdirSync(aside);
  for (const name of NAMES.slice(0, moved)) renameSync(join(folder, name), join(aside, name));
  for (const name of NAMES.slice(0, brought)) cpSync(join(backup, name), join(folder, name), { recursive: true });

  expect(() => lookAt(folder)).toThrow(new RegExp(`dossier restore ${backup} --replace`));
  const report = finish(restoreFolder({ folder, backup, replace: true, now: NOW + 5_000 }));
  expect(report.aside, 'where what was there is').toBe(aside);
  expect(readdirSync(aside).sort()).toEqual(NAMES);
  expect([mark(aside), mark(folder)]).toEqual(['newer', undefined]);
  expect(existsSync(join(folder, 'restoring.json'))).toBe(false);
  expect(readFileSync(join(aside, 'facts.db')).length).toBeGreaterThan(0);
});

test('STORE-9: a folder whose tables only a newer version knows is replaced all the same', async () => {
  const { folder } = await unpack('0.1.0');
  const { path: backup } = finish(makeBackup({ folder, into: join(await makeFolder(), 'backups'), now: NOW, version: '0' }));
  const db = new Database(join(folder, 'archive.db'));
  db.exec('ALTER TABLE section RENAME TO sections_of_tomorrow; PRAGMA user_version = 99');
  db.close();
  const report = finish(restoreFolder({ folder, backup, replace: true, now: NOW + 5_000 }));
  expect(report.aside).not.toBeNull();
  expect(mark(folder)).toBeUndefined();
  expect(() => lookAt(folder)).not.toThrow();
});
