/**
 * Files that are coming in pieces: a folder with a note, the bytes so far, and how many of them are on disk for certain. What was told as kept survives a kill and a
 * power cut. A backup takes none of it: it copies what rows name. Who may is left to `services/files.ts`.
 */
import { constants } from 'node:fs';
import { mkdir, open, readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { HEAD_BYTES } from '../../model/file-types.ts';
import { asStorageError } from './database.ts';
import { hashOfFile, isGone, syncFolder } from './file-bytes.ts';
import type { FileBytes } from './file-bytes.ts';
import { StorageError } from './storage.ts';
import type { StoredFile, StoredUpload, UploadStore } from './storage.ts';

/** Bytes after which a long request is written down and its right asked again. */
const STEP = 4 * 1024 * 1024;

interface Coming { readonly upload: StoredUpload; offset: number; /** The request that writes now. */ writer: { readonly stop: AbortController; readonly done: Promise<void> } | null }

export interface UploadRows {
  /** The file with this id, if all of it came before the note could be removed. */
  get(id: string): Promise<StoredFile | null>;
  put(file: StoredFile): Promise<void>;
}

export async function openUploads(bytes: FileBytes, rows: UploadRows): Promise<UploadStore> {
  const folder = join(bytes.folder, 'uploads');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const places = (id: string) => ({ note: join(folder, `${id}.json`), part: join(folder, `${id}.part`), kept: join(folder, `${id}.kept`) });
  const coming = new Map<string, Coming>();

  const remove = async (id: string): Promise<void> => {
    coming.delete(id);
    const { note, part, kept } = places(id);
    for (const path of [note, part, kept]) await rm(path, { force: true });
  };
  const need = (id: string): Coming => {
    const found = coming.get(id);
    if (!found) throw new StorageError('missing', 'There is no such upload.');
    return found;
  };
  /** One request at a time. */
  const alone = async <T>(entry: Coming, work: (stop: AbortSignal) => Promise<T>): Promise<T> => {
    if (entry.writer) throw new StorageError('conflict', 'Another request is writing this upload.', 'upload-offset');
    const stop = new AbortController();
    const result = work(stop.signal);
    entry.writer = { stop, done: result.then(() => undefined, () => undefined) };
    try {
      return await result;
    } catch (error) {
      throw asStorageError(error) ?? error;
    } finally {
      entry.writer = null;
    }
  };

  for (const id of await idsIn(folder)) {
    const found = await read(places(id));
    if (found === null || (await rows.get(id)) !== null) await remove(id);
    else coming.set(id, { ...found, writer: null });
  }

  return {
    async begin(upload) {
      const { note, part, kept } = places(upload.id);
      try {
        await durable(part, '');
        await durable(kept, '0');
        await durable(note, JSON.stringify(upload));
        await syncFolder(folder);
      } catch (error) {
        await remove(upload.id);
        throw asStorageError(error) ?? error;
      }
      coming.set(upload.id, { upload, offset: 0, writer: null });
    },
    all: () => [...coming.values()].map(({ upload, offset }) => ({ ...upload, offset })),
    get(id) {
      const found = coming.get(id);
      return found ? { ...found.upload, offset: found.offset } : null;
    },
    async interrupt(id) {
      const writer = coming.get(id)?.writer;
      writer?.stop.abort();
      await writer?.done;
    },
    append(id, offset, source, still) {
      const entry = need(id);
      if (!entry.writer && offset !== entry.offset) return Promise.reject(new StorageError('conflict', `The server has ${entry.offset} bytes; go on from there.`, 'upload-offset'));
      return alone(entry, async (stop) => {
        const { part, kept } = places(id);
        const handle = await open(part, 'r+');
        let at = entry.offset;
        const keep = async (): Promise<void> => {
          if (at === entry.offset) return;
          await handle.sync();
          await durable(kept, String(at));
          entry.offset = at;
        };
        try {
          for await (const chunk of until(source, stop)) {
            if (at + chunk.byteLength > entry.upload.size) throw new StorageError('too-large', `More bytes came than the ${entry.upload.size} that were announced.`);
            at = await written(handle, chunk, at);
            if (at - entry.offset >= STEP) {
              await keep();
              await still();
            }
          }
        } finally {
          try {
            await keep(); // also of a request that broke off
          } finally {
            await handle.close();
          }
        }
        return entry.offset;
      });
    },
    async finish(id, type) {
      const entry = need(id);
      return alone(entry, async () => {
        const { upload, offset } = entry;
        if (offset !== upload.size) throw new StorageError('conflict', `${upload.size - offset} bytes are missing.`, 'upload-offset');
        const { part } = places(id);
        const { ends: _ends, ...facts } = upload;
        const file: StoredFile = { ...facts, type: type(await headOf(part)), sha256: await hashOfFile(part) };
        try {
          await bytes.place(part, file.sha256, () => rows.put(file));
        } catch (error) {
          await bytes.free(file.sha256);
          throw error;
        }
        await remove(id);
        return file;
      });
    },
    async drop(id) {
      const writer = coming.get(id)?.writer;
      writer?.stop.abort();
      await writer?.done;
      await remove(id);
    },
  };
}

async function idsIn(folder: string): Promise<readonly string[]> {
  return [...new Set((await readdir(folder)).map((name) => name.replace(/\.\w+$/, '')))];
}

/** Null for what a crash left before it was whole. Bytes beyond what is certain are cut off. */
async function read({ note, part, kept }: { readonly note: string; readonly part: string; readonly kept: string }): Promise<{ readonly upload: StoredUpload; readonly offset: number } | null> {
  try {
    const upload = JSON.parse(await readFile(note, 'utf8')) as StoredUpload;
    const offset = Number(await readFile(kept, 'utf8'));
    if (!Number.isSafeInteger(offset) || offset > (await stat(part)).size) return null;
    await truncate(part, offset);
    return { upload, offset };
  } catch (error) {
    if (isGone(error) || error instanceof SyntaxError) return null;
    throw asStorageError(error) ?? error;
  }
}

/** Written over what is there and never shorter: a count of bytes only grows, and lies in one sector, so that after a power cut it is the old one or the new one. */
const durable = (path: string, text: string): Promise<void> => writeFile(path, text, { flag: constants.O_WRONLY | constants.O_CREAT, mode: 0o600, flush: true });

async function written(handle: FileHandle, chunk: Uint8Array, at: number): Promise<number> {
  for (let done = 0; done < chunk.byteLength;) done += (await handle.write(chunk, done, chunk.byteLength - done, at + done)).bytesWritten;
  return at + chunk.byteLength;
}

async function headOf(path: string): Promise<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** The body as it comes; ends early when another request asks where this one stands. */
async function* until(source: ReadableStream<Uint8Array>, stop: AbortSignal): AsyncGenerator<Uint8Array> {
  const reader = source.getReader();
  const end = (): void => void reader.cancel().catch(() => undefined); // it is on its way out: nobody waits for it
  stop.addEventListener('abort', end, { once: true });
  try {
    for (let next = await reader.read(); !next.done && !stop.aborted; next = await reader.read()) yield next.value;
  } finally {
    stop.removeEventListener('abort', end);
    reader.releaseLock();
  }
}
