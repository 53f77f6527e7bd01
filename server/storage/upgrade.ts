/**
 * Brings a data folder of an earlier release up to date: looks without touching, makes a backup, then migrates both databases or neither. The caller holds the folder's
 * lock. A folder that does not exist yet, or is of this release, costs two looks.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupOptions } from './backup.ts';
import { asStorageError, inTransaction, migrate, openReadOnly, openWritable, schemaOf } from './database.ts';
import type { Connection, FileKind } from './database.ts';
import type { Work } from './disk.ts';
import { ARCHIVE_FILE } from './migrations-archive.ts';
import { FACTS_FILE } from './migrations-facts.ts';
import { StorageError } from './storage.ts';
import { makeVerifiedBackup } from './verified-backup.ts';

const KINDS = [ARCHIVE_FILE, FACTS_FILE] as const;

export interface FileUpgrade { readonly name: string; readonly from: number; readonly to: number }
/** `backup` is its path; null when there was nothing to do. `from`: the version that had the folder before; null: it left no note, as those before 0.3. */
export interface UpgradeReport { readonly files: readonly FileUpgrade[]; readonly backup: string | null; readonly from: string | null }

/** Left by a restore that was cut off; see `restore.ts`. */
export const RESTORING = 'restoring.json';

/** The note of a restore under way. `old`: what has to be in `aside` before anything of the backup may take its place; missing: 0.2 wrote the note. */
export interface Restoring { readonly aside: string | null; readonly backup: string | null; readonly old: readonly string[] | null }

/** What a restore that was cut off left a note of; null where none was. */
export function cutOff(folder: string): Restoring | null {
  const marker = join(folder, RESTORING);
  if (!existsSync(marker)) return null;
  try {
    return { aside: null, backup: null, old: null, ...JSON.parse(readFileSync(marker, 'utf8')) as Partial<Restoring> };
  } catch {
    return { aside: null, backup: null, old: null }; // the power failed while it was written: nothing was moved yet
  }
}

/** What would be migrated. Throws `version` or `broken`; changes no byte of the databases. */
export function lookAt(folder: string): readonly FileUpgrade[] {
  const cut = cutOff(folder);
  if (cut !== null) throw new StorageError('broken', `A restore into ${folder} was cut off; nothing is lost: run \`dossier restore ${cut.backup ?? '<backup>'} --replace\` once more.`);
  // archive.db is made first, so it was there once
  if (existsSync(join(folder, FACTS_FILE.name)) && !existsSync(join(folder, ARCHIVE_FILE.name))) throw new StorageError('broken', `${ARCHIVE_FILE.name} is missing in ${folder}, though ${FACTS_FILE.name} is there; restore a backup.`);
  return KINDS.flatMap((kind) => {
    const from = schemaAt(join(folder, kind.name), kind);
    return from === 0 ? [] : [{ name: kind.name, from, to: kind.migrations.length }];
  });
}

function schemaAt(path: string, kind: FileKind): number {
  if (!existsSync(path)) return 0;
  let db;
  try {
    db = openReadOnly(path);
    return schemaOf(db, kind);
  } catch (error) {
    throw asStorageError(error) ?? error;
  } finally {
    db?.close();
  }
}

export function* upgradeFolder(options: BackupOptions): Work<UpgradeReport> {
  const files = lookAt(options.folder);
  if (files.every(({ from, to }) => from === to)) return { files, backup: null, from: null };
  const from = versionOf(options.folder);
  const { path, verified } = yield* makeVerifiedBackup({ ...options, by: 'upgrade', suffix: `-before-${options.version}` });
  if (!verified.ok) throw new StorageError('broken', `Nothing was changed: the backup made first, ${path}, cannot be read back, so there would be no way back; \`dossier verify\` says what is damaged.`);
  migrateBoth(options.folder);
  return { files, backup: path, from };
}

/** The version whose server had the folder last. */
function versionOf(folder: string): string | null {
  const db = openReadOnly(join(folder, ARCHIVE_FILE.name));
  try {
    const value = db.prepare<[], string>("SELECT value FROM setting WHERE key = 'version'").pluck().get();
    return value === undefined ? null : JSON.parse(value) as string;
  } finally {
    db.close();
  }
}

/** Leaves the note that `versionOf` reads; a folder that has it already is not written to. */
export function noteVersion(db: Connection, version: string): void {
  db.prepare("INSERT INTO setting VALUES ('version', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE setting.value <> excluded.value").run(JSON.stringify(version));
}

/** Both are ready before either is committed; should the power fail between the two, the next start does the second. */
export function migrateBoth(folder: string, [archiveKind, factsKind]: readonly [FileKind, FileKind] = KINDS): void {
  const [archive, facts] = [archiveKind, factsKind].map((kind) => openWritable(join(folder, kind.name)));
  if (!archive || !facts) return;
  try {
    inTransaction(archive, () => {
      migrate(archive, archiveKind);
      inTransaction(facts, () => { migrate(facts, factsKind); });
    });
  } catch (error) {
    throw asStorageError(error) ?? error;
  } finally {
    facts.close();
    archive.close();
  }
}
