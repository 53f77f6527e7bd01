/**
 * Puts a backup in the place of a data folder. The backup is verified first; everything is prepared beside and moved in at the end, what was there moves aside. Every
 * section gets an epoch that was never used before, which retires its author ids: a client from the time that is gone is told so and takes a new copy.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { asStorageError, closeWriter, inTransaction, openReadOnly, openWritable } from './database.ts';
import type { Connection } from './database.ts';
import { LEDGER } from '../services/privacy/ledger.ts';
import { codeOf, linkOrCopy, syncToDisk, writeDurably } from './disk.ts';
import type { Work } from './disk.ts';
import { OWN_KEY } from './backup.ts';
import { FEED_KEY } from './event-store.ts';
import { FOLDER_ID, readConfiguration, readContents, readManifest } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { ARCHIVE_FILE } from './migrations-archive.ts';
import { FACTS_FILE } from './migrations-facts.ts';
import { StorageError } from './storage.ts';
import { RESTORING, cutOff, lookAt, migrateBoth } from './upgrade.ts';
import type { Restoring } from './upgrade.ts';
import { verifyFolder } from './verify.ts';
import type { Fault } from './verify.ts';

export interface RestoreOptions {
  readonly folder: string;
  readonly backup: string;
  /** What is in the folder moves aside; without it a folder that holds anything is refused with `conflict`. */
  readonly replace: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}
export interface RestoreReport {
  /** The moment that the folder goes back to. */
  readonly at: string;
  readonly sections: number;
  readonly files: number;
  /** Where the old data are, also when an earlier try was cut off; null: there were none. */
  readonly aside: string | null;
  /** What was damaged in the backup already, and is in quarantine or lost. */
  readonly faults: readonly Fault[];
  /** The settings of the server that made the backup, by variable, without its secrets; null: the backup has none. */
  readonly configuration: Readonly<Record<string, string>> | null;
}

/** What belongs to the data of a folder; its lock, its backups and what an administrator put there stay. */
const isData = (name: string): boolean => /^(archive|facts)\.db(-wal|-shm)?$|^files$/.test(name);

export function* restoreFolder({ folder, backup, replace, now }: RestoreOptions): Work<RestoreReport> {
  const manifest = readManifest(backup);
  const contents = readContents(backup, manifest);
  const { faults, sections, files } = yield* verifyFolder(backup);
  const bad = faults.filter(({ kind }) => kind === 'database' || kind === 'backup');
  if (bad.length > 0) throw new StorageError('broken', `${backup} is damaged and was not restored:${bad.map(({ name, text }) => `\n  ${name} ${text}`).join('')}`);
  const configuration = settingsOf(backup, manifest);
  const marker = join(folder, RESTORING);
  const old = readdirSync(folder).filter(isData);
  if (!replace && (old.length > 0 || existsSync(marker))) throw new StorageError('conflict', `${folder} holds data. Add --replace to move them aside, or choose another folder with --data.`);

  const aside = asideOf(folder, now);
  const before = Math.max(highestEpoch(folder), highestEpoch(cutOff(folder)?.aside ?? folder));
  const coming = join(folder, 'coming');
  try {
    rmSync(coming, { recursive: true, force: true });
    mkdirSync(coming, { mode: 0o700 });
    let done = 0;
    for (const { path, size } of contents.files) {
      mkdirSync(dirname(join(coming, path)), { recursive: true, mode: 0o700 });
      // databases will be written to, so they are never links
      if (path.endsWith('.db')) copyFileSync(join(resolve(backup), path), join(coming, path));
      else linkOrCopy(join(resolve(backup), path), join(coming, path));
      yield { done: done += size, total: manifest.bytes };
    }
    renew(coming, Math.max(now, before + 1), now);
    for (const { path } of contents.files) syncToDisk(dirname(join(coming, path)));
    bringErasures(folder, dirname(resolve(backup)));
    return { at: manifest.at, sections, files, faults, aside: swap(folder, coming, { aside: old.length > 0 ? aside : null, backup: resolve(backup), old }), configuration };
  } catch (error) {
    if (!existsSync(marker)) rmSync(coming, { recursive: true, force: true });
    throw asStorageError(error) ?? error;
  }
}

/** What was erased since stays erased, also on another computer: the list beside the backups comes along, and the server erases again before it answers anybody. */
function bringErasures(folder: string, backups: string): void {
  const [there, here] = [join(backups, LEDGER), join(folder, LEDGER)];
  if (existsSync(there) && !existsSync(here)) copyFileSync(there, here);
}

/** The data matter more than the note beside them: a damaged one is left out. */
function settingsOf(backup: string, manifest: Manifest): RestoreReport['configuration'] {
  try {
    return readConfiguration(backup, manifest);
  } catch (error) {
    if (error instanceof StorageError) return null;
    throw error;
  }
}

/** A name that is free: a clock may stand. */
function asideOf(folder: string, now: number): string {
  const name = join(folder, `replaced-${new Date(now).toISOString().replaceAll(':', '').replace('.', '-')}`);
  for (let n = 1; ; n++) {
    const path = n === 1 ? name : `${name}-${n}`;
    if (!existsSync(path)) return path;
  }
}

/** What clients may have seen of the folder that is replaced; 0 where it cannot be read, then the clock has to do. */
function highestEpoch(folder: string): number {
  const path = join(folder, ARCHIVE_FILE.name);
  if (!existsSync(path)) return 0;
  let db: Connection | null = null;
  try {
    db = openReadOnly(path);
    return db.prepare("SELECT max(coalesce((SELECT max(epoch) FROM section), 0), coalesce((SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'firstEpoch'), 0))").pluck().get() as number;
  } catch (error) {
    if (asStorageError(error) ?? codeOf(error) === 'SQLITE_ERROR') return 0; // a damaged folder, or one whose tables a newer version knows, is what a restore is for
    throw error;
  } finally {
    db?.close();
  }
}

/** Brings the copy to this release and gives every section, also one that is not there yet, an epoch above all that were. */
function renew(coming: string, least: number, now: number): void {
  lookAt(coming);
  migrateBoth(coming);
  const db = openWritable(join(coming, ARCHIVE_FILE.name));
  try {
    inTransaction(db, () => {
      raiseEpochs(db, least);
      // who has signed out since is not signed in again: everyone signs in anew
      db.exec('DELETE FROM session');
      // a backup of an earlier version may hold it, and has been read by who knows whom
      // told in the chain by whoever opens the folder, who has the key
      db.prepare("INSERT OR REPLACE INTO setting VALUES ('setting:audit-restored', ?)").run(JSON.stringify(now));
      for (const name of [OWN_KEY, FOLDER_ID, FEED_KEY]) db.prepare('DELETE FROM setting WHERE key = ?').run(`setting:${name}`);
    });
  } finally {
    closeWriter(db);
  }
  for (const { name } of [ARCHIVE_FILE, FACTS_FILE]) syncToDisk(join(coming, name));
}

/** `least` stands above every counter, and above the restore before. */
function raiseEpochs(db: Connection, least: number): void {
  const highest = db.prepare('SELECT coalesce(max(epoch), 0) FROM section').pluck().get() as number;
  const epoch = Math.max(least, highest + 1);
  db.prepare('UPDATE section SET epoch = ?').run(epoch);
  db.prepare("INSERT OR REPLACE INTO setting VALUES ('firstEpoch', ?)").run(JSON.stringify(epoch));
}

/**
 * While the marker is there, nobody opens the folder. A swap that was cut off is done again from the start: what was to go aside goes to the place where the first try
 * had begun to put it, and what that had moved in goes to a place of its own. Answers where the old data are.
 */
function swap(folder: string, coming: string, wish: Restoring & { readonly old: readonly string[] }): string | null {
  const first = cutOff(folder);
  const { aside, old } = first?.old ? { ...first, old: first.old } : wish;
  writeDurably(join(folder, RESTORING), `${JSON.stringify({ aside, backup: wish.backup, old } satisfies Restoring)}\n`);
  syncToDisk(folder);
  moveAway(folder, aside, old.filter((name) => existsSync(join(folder, name)) && !(aside !== null && existsSync(join(aside, name)))));
  moveAway(folder, wish.aside, readdirSync(folder).filter(isData));
  for (const name of readdirSync(coming).filter(isData)) renameSync(join(coming, name), join(folder, name));
  rmSync(coming, { recursive: true });
  syncToDisk(folder);
  rmSync(join(folder, RESTORING));
  syncToDisk(folder);
  return aside;
}

function moveAway(folder: string, aside: string | null, names: readonly string[]): void {
  if (names.length === 0 || aside === null) return;
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  for (const name of names) renameSync(join(folder, name), join(aside, name));
  syncToDisk(aside);
}
