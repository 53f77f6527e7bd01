/** A multipart body as it streams in: fields first, then files one after the other, nothing held in memory. */
import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import busboy from 'busboy';
import { invalid } from '../services/errors.ts';
import type { Ctx } from './door.ts';
import { HttpError, tooLarge } from './errors.ts';

export interface Upload {
  readonly name: string;
  readonly type: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

export interface MultipartOptions {
  /** Bytes of all files together. */
  readonly limit: number;
  readonly files: number;
  /** Called for each file in its turn, with the fields that came before it; the next file waits. */
  file(upload: Upload, fields: Readonly<Record<string, string>>): Promise<void>;
}

/** Resolves with the fields when everything is taken. Throws 413, 415, or `Refusal` for a body that breaks off. */
export async function readMultipart(c: Ctx, options: MultipartOptions): Promise<Readonly<Record<string, string>>> {
  const type = c.req.header('content-type') ?? '';
  if (!type.startsWith('multipart/form-data') || !c.req.raw.body) throw new HttpError(415, 'media-type', 'Send multipart/form-data.');
  const fields: Record<string, string> = Object.create(null) as Record<string, string>;
  let taken: Promise<void> = Promise.resolve();
  let files = 0;
  let size = 0;

  const parser = busboy({ headers: { 'content-type': type }, defParamCharset: 'utf8', limits: { fields: 20, fieldSize: 4_096, files: options.files, parts: options.files + 20, headerPairs: 50 } });
  const done = new Promise<void>((resolve, reject) => {
    parser.on('field', (name, value) => { fields[name] = value; });
    parser.on('filesLimit', () => { reject(invalid([{ field: 'files', code: 'too-many', message: `At most ${options.files} files.` }])); });
    parser.on('file', (_field, stream, info) => {
      files++;
      const counted = async function* counted(): AsyncGenerator<Uint8Array> {
        for await (const chunk of stream as AsyncIterable<Uint8Array>) {
          size += chunk.length;
          if (size > options.limit) throw tooLarge(options.limit);
          yield chunk;
        }
      };
      taken = taken.then(() => options.file({ name: info.filename ?? '', type: info.mimeType, bytes: counted() }, { ...fields }));
      taken.catch((error: unknown) => {
        stream.resume();
        reject(error instanceof Error ? error : new Error(String(error)));
      });
    });
    parser.on('error', () => { reject(invalid([{ field: 'body', code: 'malformed', message: 'The multipart body is broken.' }])); });
    parser.on('close', () => { taken.then(resolve, reject); });
  });

  const source = Readable.fromWeb(c.req.raw.body as NodeStream<Uint8Array>);
  source.on('error', (error) => { parser.destroy(error); });
  source.pipe(parser);
  try {
    await done;
  } finally {
    source.unpipe(parser);
    source.destroy();
  }
  if (files === 0) throw invalid([{ field: 'file', code: 'missing', message: 'There is no file in the body.' }]);
  return fields;
}
