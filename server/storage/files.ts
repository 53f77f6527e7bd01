/** Files of an archive: the rows are archive.db's, the bytes lie in the data folder (`file-bytes.ts`), what comes in pieces waits there too (`uploads.ts`). */
import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PersonId } from '../../model/ids.ts';
import { HEAD_BYTES } from '../../model/file-types.ts';
import { asStorageError } from './database.ts';
import { FileBytes } from './file-bytes.ts';
import { StorageError } from './storage.ts';
import type { FileChange, FileStore, StoredFile } from './storage.ts';
import { openUploads } from './uploads.ts';

/** The rows; each call is one durable transaction. */
export interface FileRows {
  list(archive: StoredFile['archive']): Promise<readonly StoredFile[]>;
  get(id: string): Promise<StoredFile | null>;
  /** Of all rows, each once. */
  hashes(): Promise<readonly string[]>;
  /** Some row names these bytes, as of every call before. */
  used(sha256: string): Promise<boolean>;
  put(file: StoredFile): Promise<void>;
  change(id: string, change: FileChange, by: PersonId, at: string): Promise<StoredFile | null>;
  remove(id: string, by: PersonId, at: string): Promise<StoredFile | null>;
}

interface Received { readonly path: string; readonly size: number; readonly sha256: string; readonly head: Uint8Array }

/** `holding` frees no bytes while the work lasts. */
export async function openFiles(folder: string, rows: FileRows): Promise<FileStore & { holding<T>(work: () => Promise<T>): Promise<T> }> {
  const bytes = await FileBytes.open(join(folder, 'files'), (sha256) => rows.used(sha256));
  const uploads = await openUploads(bytes, rows);
  const damaged = (file: StoredFile, why: string): StorageError => new StorageError('broken', `The bytes of the file ${file.id} ${why}`);
  const unreadable = (file: StoredFile, error: unknown): StorageError => damaged(file, `cannot be read: ${error instanceof Error ? error.message : String(error)}`);

  return {
    uploads,
    holding: (work) => bytes.hold(work),
    list: (archive) => rows.list(archive),
    get: (id) => rows.get(id),
    async put(file, source, limit, type = () => file.type) {
      try {
        const { path, head, ...known } = await receive(bytes.comingPath(), source, limit);
        const complete: StoredFile = { ...file, ...known, type: type(head) };
        try {
          await bytes.place(path, known.sha256, () => rows.put(complete));
        } catch (error) {
          await rm(path, { force: true });
          await bytes.free(known.sha256);
          throw error;
        }
        return complete;
      } catch (error) {
        throw asStorageError(error) ?? error;
      }
    },
    change: (id, change, by, at) => rows.change(id, change, by, at),
    async remove(id, by, at) {
      const gone = await rows.remove(id, by, at);
      if (gone) await bytes.free(gone.sha256);
      return gone !== null;
    },
    async *read(file, range) {
      const hash = range ? null : createHash('sha256');
      try {
        for await (const chunk of bytes.stream(file.sha256, range)) {
          hash?.update(chunk);
          yield chunk;
        }
      } catch (error) {
        throw unreadable(file, error);
      }
      if (hash && hash.digest('hex') !== file.sha256) throw damaged(file, 'are not those that were stored.');
    },
    async head(file, length) {
      try {
        return await bytes.head(file.sha256, length);
      } catch (error) {
        throw unreadable(file, error);
      }
    },
    async sweep() {
      await bytes.sweep(new Set(await rows.hashes()));
    },
  };
}

/** `too-large` as soon as the limit is passed; nothing of a refused file stays. */
async function receive(path: string, source: AsyncIterable<Uint8Array>, limit: number): Promise<Received> {
  const handle = await open(path, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    const head = Buffer.alloc(HEAD_BYTES);
    let size = 0;
    for await (const chunk of source) {
      if (size < HEAD_BYTES) head.set(chunk.subarray(0, HEAD_BYTES - size), size);
      size += chunk.byteLength;
      if (size > limit) throw new StorageError('too-large', `A file may have at most ${limit} bytes.`);
      hash.update(chunk);
      await handle.writeFile(chunk);
    }
    await handle.sync();
    await handle.close();
    return { path, size, sha256: hash.digest('hex'), head: head.subarray(0, size) };
  } catch (error) {
    await handle.close().catch(() => undefined); // closed already where the sync failed
    await rm(path, { force: true });
    throw error;
  }
}
