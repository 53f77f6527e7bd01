/** Files and folders that somebody will rely on: written whole, on disk before they have their name, checked by their hash. Synchronous, for worker threads and commands. */
import { createHash } from 'node:crypto';
import { closeSync, copyFileSync, constants, fsyncSync, linkSync, openSync, readSync, writeFileSync } from 'node:fs';

/** How far long work has come, in bytes; the work is a generator that stops here, so that whoever runs it can tell a person. */
export interface Progress { readonly done: number; readonly total: number }
export type Work<T> = Generator<Progress, T, void>;

const CHUNK = 4 * 1024 * 1024;

export const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '');

/** A file or a folder; a new name is on disk only when its folder is. */
export function syncToDisk(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

export function writeDurably(path: string, text: string): void {
  writeFileSync(path, text, { mode: 0o600 });
  syncToDisk(path);
}

/** Bytes under their hash never change, so one disk needs them once; another disk gets a copy. */
export function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw error;
    // another disk, or one that knows no links
    copyFileSync(from, to, constants.COPYFILE_FICLONE);
    syncToDisk(to);
  }
}

/** Hex SHA-256 of a file; `heard` learns of the bytes read, chunk by chunk. */
export function* hashOf(path: string, heard: (bytes: number) => Progress): Work<string> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(CHUNK);
  const handle = openSync(path, 'r');
  try {
    for (let read = readSync(handle, buffer, 0, CHUNK, null); read > 0; read = readSync(handle, buffer, 0, CHUNK, null)) {
      hash.update(buffer.subarray(0, read));
      yield heard(read);
    }
  } finally {
    closeSync(handle);
  }
  return hash.digest('hex');
}

/** Does the work at once. */
export function finish<T>(work: Work<T>): T {
  let step = work.next();
  while (step.done !== true) step = work.next();
  return step.value;
}
