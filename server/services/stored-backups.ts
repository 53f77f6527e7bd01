/** The backups that lie in the folder, as their manifests tell; what was said of them before a restart is still said after it. */
import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../storage/disk.ts';
import { MANIFEST, parseManifest } from '../storage/manifest.ts';
import type { Manifest } from '../storage/manifest.ts';
import type { AgedBackup } from './ageing.ts';

export interface StoredBackup extends Manifest { readonly name: string; readonly path: string }

/** Newest first by name, which begins with the moment. What only looks like a backup is left out; `dossier verify` says what is wrong with it. */
export async function storedBackups(into: string): Promise<readonly StoredBackup[]> {
  const names = (await readdir(into).catch(none)).filter((name) => name.startsWith('backup-')).sort().reverse();
  return (await Promise.all(names.map((name) => stored(into, name)))).filter((each) => each !== null);
}

export const agedOf = ({ name, at, by, verified, broken, missing }: StoredBackup): AgedBackup =>
  ({ name, at: Date.parse(at), by: by ?? 'hand', ok: verified?.ok ?? null, whole: broken + missing === 0 });

/** The manifest goes first: a folder that is half gone is no backup any more. */
export async function throwAway(into: string, name: string): Promise<void> {
  await rm(join(into, name, MANIFEST), { force: true });
  await rm(join(into, name), { recursive: true, force: true });
}

/** The folder is made with the first backup; where something else has its name, that backup says so. */
function none(error: unknown): string[] {
  if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return [];
  throw error;
}

async function stored(into: string, name: string): Promise<StoredBackup | null> {
  const path = join(into, name);
  try {
    return { ...parseManifest(await readFile(join(path, MANIFEST), 'utf8'), path), name, path };
  } catch {
    return null; // half made, half gone, or of a newer version
  }
}
