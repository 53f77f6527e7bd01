/** Files of an archive: the bytes in the data folder under their hash, written beside and moved into place when they are on disk; the rows are archive.db's. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { asStorageError } from './database.ts';
import { StorageError } from './storage.ts';
import type { FileStore, StoredFile } from './storage.ts';

/** The rows; each call is one durable transaction. */
export interface FileRows {
  list(archive: StoredFile['archive']): Promise<readonly StoredFile[]>;
  get(id: string): Promise<StoredFile | null>;
  put(file: StoredFile): Promise<void>;
}

/** Makes the folders and removes what a crash left half written. */
export async function openFiles(folder: string, rows: FileRows): Promise<FileStore> {
  const stored = join(folder, 'files');
  const coming = join(stored, 'coming');
  await mkdir(coming, { recursive: true, mode: 0o700 });
  for (const name of await readdir(coming)) await rm(join(coming, name));
  const placeOf = (sha256: string): string => join(stored, sha256.slice(0, 2), sha256);

  /** `too-large` as soon as the limit is passed; nothing of a refused file stays. */
  const receive = async (bytes: AsyncIterable<Uint8Array>, limit: number): Promise<{ readonly size: number; readonly sha256: string }> => {
    const path = join(coming, randomUUID());
    const handle = await open(path, 'wx', 0o600);
    try {
      const hash = createHash('sha256');
      let size = 0;
      for await (const chunk of bytes) {
        size += chunk.byteLength;
        if (size > limit) throw new StorageError('too-large', `A file may have at most ${limit} bytes.`);
        hash.update(chunk);
        await handle.writeFile(chunk);
      }
      await handle.sync();
      await handle.close();
      const sha256 = hash.digest('hex');
      await mkdir(join(stored, sha256.slice(0, 2)), { recursive: true, mode: 0o700 });
      await rename(path, placeOf(sha256));
      await syncFolder(join(stored, sha256.slice(0, 2)));
      await syncFolder(stored);
      return { size, sha256 };
    } catch (error) {
      await handle.close().catch(() => undefined); // closed already where the move failed
      await rm(path, { force: true });
      throw asStorageError(error) ?? error;
    }
  };

  return {
    list: (archive) => rows.list(archive),
    get: (id) => rows.get(id),
    async put(file, bytes, limit) {
      const complete: StoredFile = { ...file, ...(await receive(bytes, limit)) };
      await rows.put(complete);
      return complete;
    },
    async *read(file) {
      const hash = createHash('sha256');
      try {
        for await (const chunk of createReadStream(placeOf(file.sha256)) as AsyncIterable<Buffer>) {
          hash.update(chunk);
          yield chunk;
        }
      } catch (error) {
        throw new StorageError('broken', `The bytes of the file ${file.id} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
      }
      if (hash.digest('hex') !== file.sha256) throw new StorageError('broken', `The bytes of the file ${file.id} are not those that were stored.`);
    },
  };
}

/** A new name is on disk only when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
