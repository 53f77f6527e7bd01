/**
 * What a backup says of itself: `manifest.json`, small, written last, and `contents.json` with the hash of every file and the number of every section. A folder without
 * a manifest is no backup, whatever else is in it.
 */
import { createHash } from 'node:crypto';
import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, syncToDisk, writeDurably } from './disk.ts';
import { StorageError } from './storage.ts';

/** The setting with the id of a data folder: a random one, and another after a restore, so that two that come from one backup are two. */
export const FOLDER_ID = 'folder-id';
export const MANIFEST = 'manifest.json';
export const CONTENTS = 'contents.json';
/** The settings of the server without its secrets; beside the contents, so that an older version, which does not know it, can restore the backup too. */
export const CONFIGURATION = 'configuration.json';

/** Who had it made: the schedule, a person, or an upgrade for its way back. Only the first are ever thrown away. */
export type BackupBy = 'nightly' | 'hand' | 'upgrade';
/** What reading it back has shown. `ok`: it can be restored; what was damaged before it was made is in it as it was. */
export interface Verified { readonly at: string; readonly ok: boolean }

export interface Manifest {
  readonly format: 1;
  /** Version of the Dossier that made the backup. */
  readonly version: string;
  /** When it began: everything acknowledged before is in it. */
  readonly at: string;
  /** Schema of each database. */
  readonly schema: Readonly<Record<string, number>>;
  readonly sections: number;
  readonly files: number;
  readonly bytes: number;
  /** How many sections were damaged, and how many files lost, when the backup was made. */
  readonly broken: number;
  readonly missing: number;
  /** SHA-256 of `contents.json`. */
  readonly contents: string;
  /** The data folder it is of, where that has an id: several servers may keep their backups in one place. */
  readonly of?: string;
  /** Missing in backups of 0.2, which people made. */
  readonly by?: BackupBy;
  /** SHA-256 of `configuration.json`; missing where there is none. */
  readonly configuration?: string;
  /** Written when it has been read back; missing before. */
  readonly verified?: Verified;
}

export interface ContentsFile { readonly path: string; readonly size: number; readonly sha256: string }
export interface Contents {
  readonly files: readonly ContentsFile[];
  /** Newest sequence number of every section. */
  readonly sections: Readonly<Record<string, number>>;
  /** Damaged sections with the reason. */
  readonly broken: Readonly<Record<string, string>>;
  /** Hashes of files that an archive names and the data folder no longer had. */
  readonly missing: readonly string[];
}

export const hashOfText = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Throws `broken` for text that is no manifest, `version` for one of a newer Dossier. */
export function parseManifest(text: string, backup: string): Manifest {
  let manifest: Partial<Manifest> | null;
  try {
    manifest = JSON.parse(text) as Partial<Manifest> | null;
  } catch {
    throw new StorageError('broken', `${join(backup, MANIFEST)} is damaged: it is not JSON.`); // the parser's own words help nobody
  }
  if (manifest?.format !== 1) throw new StorageError('version', `${backup} was made by a newer version of Dossier (${String(manifest?.version)}); restore it with that version.`);
  if (typeof manifest.at !== 'string' || typeof manifest.contents !== 'string') throw new StorageError('broken', `${join(backup, MANIFEST)} is damaged: it says too little.`);
  return manifest as Manifest;
}

/** Throws `missing` where there is no backup, and what `parseManifest` throws. */
export const readManifest = (backup: string): Manifest => parseManifest(read(backup, MANIFEST), backup);

/** Keeps what reading the backup back has shown. The old manifest or the new one is there, whatever happens. */
export function recordVerified(backup: string, verified: Verified): Manifest {
  const manifest: Manifest = { ...readManifest(backup), verified };
  const coming = join(backup, `${MANIFEST}.coming`);
  writeDurably(coming, `${JSON.stringify(manifest, null, 2)}\n`);
  renameSync(coming, join(backup, MANIFEST));
  syncToDisk(backup);
  return manifest;
}

/** The settings kept in a backup; null where there are none. Throws `broken` when they are not what the manifest says. */
export function readConfiguration(backup: string, manifest: Manifest): Readonly<Record<string, string>> | null {
  if (manifest.configuration === undefined) return null;
  const text = read(backup, CONFIGURATION);
  if (hashOfText(text) !== manifest.configuration) throw new StorageError('broken', `${join(backup, CONFIGURATION)} is damaged: it has other bytes than the manifest says.`);
  return JSON.parse(text) as Readonly<Record<string, string>>;
}

/** Throws `broken` when it is not what the manifest says. */
export function readContents(backup: string, manifest: Manifest): Contents {
  const text = read(backup, CONTENTS);
  if (hashOfText(text) !== manifest.contents) throw new StorageError('broken', `${join(backup, CONTENTS)} is damaged: it has other bytes than the manifest says.`);
  const contents = JSON.parse(text) as Contents;
  // it becomes names of files on this disk
  for (const { path } of contents.files) if (!/^((archive|facts)\.db|files\/[0-9a-f]{2}\/[0-9a-f]{64})$/.test(path)) throw new StorageError('broken', `${backup} is no backup of Dossier: it names ${JSON.stringify(path)}.`);
  return contents;
}

function read(backup: string, name: string): string {
  try {
    return readFileSync(join(backup, name), 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') throw new StorageError('missing', `${backup} is no backup of Dossier: it has no ${name}.`);
    throw error;
  }
}
