/** The bytes of files in the data folder, under their hash: moved into place when they are on disk, shared by rows with the same bytes, freed with the last of these. Rows are left to `files.ts`. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Turns } from '../turns.ts';
import { codeOf } from './disk.ts';

export class FileBytes {
  readonly folder: string;
  /** Placing and freeing the same bytes are never at the same moment. */
  readonly #turns = new Turns<string>();
  readonly #used: (sha256: string) => Promise<boolean>;
  #holders = 0;
  readonly #held = new Set<string>();

  private constructor(folder: string, used: (sha256: string) => Promise<boolean>) {
    this.folder = folder;
    this.#used = used;
  }

  /** Makes the folders and removes what a crash left half written. `used`: some row names these bytes. */
  static async open(folder: string, used: (sha256: string) => Promise<boolean>): Promise<FileBytes> {
    const bytes = new FileBytes(folder, used);
    const coming = join(folder, 'coming');
    await mkdir(coming, { recursive: true, mode: 0o700 });
    for (const name of await readdir(coming)) await rm(join(coming, name));
    return bytes;
  }

  /** Where something may be written before it has its hash. */
  comingPath(): string {
    return join(this.folder, 'coming', randomUUID());
  }

  pathOf(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256);
  }

  /** Moves a file that is on disk to its place and commits its row, before anybody may free the bytes again. */
  place<T>(path: string, sha256: string, row: () => Promise<T>): Promise<T> {
    return this.#turns.take(sha256, async () => {
      const to = this.pathOf(sha256);
      await mkdir(dirname(to), { recursive: true, mode: 0o700 });
      await rename(path, to);
      await syncFolder(dirname(to));
      await syncFolder(this.folder);
      return row();
    });
  }

  /** Removes the bytes if no row names them any more; later, while somebody copies what the rows name. */
  async free(sha256: string): Promise<void> {
    if (this.#holders > 0) return void this.#held.add(sha256);
    await this.#turns.take(sha256, async () => {
      if (!(await this.#used(sha256))) await rm(this.pathOf(sha256), { force: true });
    });
  }

  /** Frees nothing while the work lasts: a backup copies the rows first and the bytes afterwards. */
  async hold<T>(work: () => Promise<T>): Promise<T> {
    this.#holders++;
    try {
      return await work();
    } finally {
      this.#holders--;
      if (this.#holders === 0) for (const sha256 of [...this.#held]) {
        this.#held.delete(sha256);
        await this.free(sha256);
      }
    }
  }

  /** Frees what no row names: a crash between the bytes and their row, or between the end of a row and of its bytes, leaves such. */
  async sweep(known: ReadonlySet<string>): Promise<void> {
    for (const place of await readdir(this.folder)) {
      if (!/^[0-9a-f]{2}$/.test(place)) continue;
      for (const name of await readdir(join(this.folder, place))) if (/^[0-9a-f]{64}$/.test(name) && !known.has(name)) await this.free(name);
    }
  }

  /** All bytes, or those from `from` to `to`, both included. */
  stream(sha256: string, range?: { readonly from: number; readonly to: number }): AsyncIterable<Buffer> {
    return createReadStream(this.pathOf(sha256), range ? { start: range.from, end: range.to } : {}) as AsyncIterable<Buffer>;
  }

  /** The first bytes. */
  async head(sha256: string, length: number): Promise<Uint8Array> {
    const handle = await open(this.pathOf(sha256), 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  }
}

export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}

/** A new name is on disk only when its folder is. */
export async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export const isGone = (error: unknown): boolean => codeOf(error) === 'ENOENT';
