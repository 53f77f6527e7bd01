/** Receives the files of `POST /api/imports` (multipart) into a folder of their own, streaming; refuses what is too much while it arrives. */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import type { ImportFile } from './csv.ts';
import { fileAt } from './files.ts';

export interface Upload {
  readonly files: readonly ImportFile[];
  /** Folder of the files; the first is `0` there. */
  readonly place: string;
  /** Fields of the form: `source`, `department`, `dryRun`. */
  readonly fields: Readonly<Record<string, string>>;
  /** Deletes the received files. */
  release(): Promise<void>;
}

export class UploadError extends Error {
  readonly code: 'too-large' | 'malformed' | 'no-file';
  constructor(code: UploadError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

const MOST_FILES = 50;
const FIELDS: ReadonlySet<string> = new Set(['source', 'department', 'dryRun']);

/** `folder` must exist; `limit` counts the bytes of all files together. Nothing stays there when this throws an UploadError. */
export async function receiveUpload(body: Readable, contentType: string, folder: string, limit: number): Promise<Upload> {
  const place = await mkdtemp(join(folder, 'import-'));
  const release = (): Promise<void> => rm(place, { recursive: true, force: true });
  try {
    const { files, fields } = await receive(body, contentType, place, limit);
    if (files.length === 0) throw new UploadError('no-file', 'The form holds no file.');
    return { files, fields, place, release };
  } catch (error) {
    await release();
    throw error;
  }
}

async function receive(body: Readable, contentType: string, place: string, limit: number): Promise<Pick<Upload, 'files' | 'fields'>> {
  let form: busboy.Busboy;
  try {
    form = busboy({ headers: { 'content-type': contentType }, defParamCharset: 'utf8', limits: { files: MOST_FILES, fields: 20, fieldSize: 1_024, parts: MOST_FILES + 20 } });
  } catch {
    throw new UploadError('malformed', 'The body is not multipart/form-data.'); // the parser throws for any other content type
  }
  const files: ImportFile[] = [];
  const fields: Record<string, string> = {};
  const written: Promise<void>[] = [];
  let bytes = 0;
  form.on('field', (name, value) => {
    if (FIELDS.has(name)) fields[name] = value;
  });
  form.on('filesLimit', () => form.destroy(new UploadError('too-large', `An import has at most ${MOST_FILES} files.`)));
  form.on('file', (_field, stream, { filename }) => {
    const path = join(place, String(files.length));
    files.push(fileAt(path, basename((filename ?? 'file.csv').replaceAll('\\', '/'))));
    stream.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > limit) form.destroy(new UploadError('too-large', `An import has at most ${limit} bytes.`));
    });
    // A failure ends the form as well; it is told there.
    written.push(pipeline(stream, createWriteStream(path)).catch((error: unknown) => void form.destroy(error instanceof Error ? error : new Error(String(error)))));
  });
  try {
    await pipeline(body, form);
    await Promise.all(written);
  } catch (error) {
    await Promise.allSettled(written);
    if (error instanceof UploadError) throw error;
    throw new UploadError('malformed', `The upload broke off or is no form: ${error instanceof Error ? error.message : String(error)}`);
  }
  return { files, fields };
}
