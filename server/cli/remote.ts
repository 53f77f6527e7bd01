/** A running server as a command sees it: JSON requests and the upload of an import, with sentences for what goes wrong. */
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import type { ApiErrorBody } from '../../model/api.ts';
import type { ImportFile } from '../services/import/readers/reader.ts';
import { CommandError, EXIT } from './world.ts';

export interface RemoteOptions { readonly url?: string; readonly token?: string }

/** Null when no address was given: the command works on the data folder. */
export function remoteOf(options: RemoteOptions): Remote | null {
  if (options.url === undefined && options.token === undefined) return null;
  if (options.url === undefined || options.token === undefined) throw new CommandError(EXIT.usage, '--url and --token go together.');
  if (!URL.canParse(options.url) || !/^https?:$/.test(new URL(options.url).protocol)) throw new CommandError(EXIT.usage, `--url ${JSON.stringify(options.url)} is no http: or https: address.`);
  return new Remote(options.url.replace(/\/+$/, ''), options.token);
}

export class Remote {
  readonly #url: string;
  readonly #token: string;

  constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  async json<T>(method: string, path: string, body?: unknown): Promise<T> {
    return this.#request<T>(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }) });
  }

  /** Streams the files as a form. */
  async upload<T>(path: string, files: readonly ImportFile[], fields: Readonly<Record<string, string>>): Promise<T> {
    const boundary = `dossier-${randomBytes(16).toString('hex')}`;
    return this.#request<T>(path, {
      method: 'POST',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      body: Readable.toWeb(Readable.from(form(files, fields, boundary))) as ReadableStream<Uint8Array>,
      duplex: 'half',
    });
  }

  /** What the server sends, as it comes; breaks where the server breaks off. */
  async download(path: string, body: unknown): Promise<NodeStream<Uint8Array>> {
    const response = await this.#fetch(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
    if (response.ok && response.body) return response.body as NodeStream<Uint8Array>;
    throw this.#refused(response.status, await response.text());
  }

  async #request<T>(path: string, init: RequestInit & { readonly duplex?: 'half' }): Promise<T> {
    const response = await this.#fetch(path, init);
    const text = await response.text();
    if (response.ok) return JSON.parse(text) as T;
    throw this.#refused(response.status, text);
  }

  async #fetch(path: string, init: RequestInit & { readonly duplex?: 'half' }): Promise<Response> {
    try {
      return await fetch(this.#url + path, { ...init, headers: { ...(init.headers as Record<string, string> | undefined), authorization: `Bearer ${this.#token}` } });
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
      throw new CommandError(EXIT.failed, `No answer from ${this.#url}: ${cause}`);
    }
  }

  #refused(status: number, text: string): CommandError {
    return new CommandError(status === 422 ? EXIT.usage : EXIT.failed, refusal(status, text, this.#url));
  }
}

function refusal(status: number, text: string, url: string): string {
  let body: Partial<ApiErrorBody> = {};
  try {
    body = JSON.parse(text) as Partial<ApiErrorBody>;
  } catch {
    // a proxy's own page: the status says enough
  }
  const problems = body.error?.problems?.map(({ field, message }) => `\n  ${field}: ${message}`).join('') ?? '';
  if (status === 401) return `${url} did not accept the token; it may have expired.`;
  return `${url} answered ${status}: ${body.error?.message ?? 'no reason given.'}${problems}`;
}

async function* form(files: readonly ImportFile[], fields: Readonly<Record<string, string>>, boundary: string): AsyncGenerator<Uint8Array> {
  const head = (name: string, rest: string): Buffer => Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"${rest}\r\n\r\n`);
  for (const [name, value] of Object.entries(fields)) yield Buffer.concat([head(name, ''), Buffer.from(`${value}\r\n`)]);
  for (const file of files) {
    yield head('files', `; filename="${file.name.replace(/["\r\n]/g, '_')}"\r\ncontent-type: application/octet-stream`);
    yield* file.open() as AsyncIterable<Uint8Array>;
    yield Buffer.from('\r\n');
  }
  yield Buffer.from(`--${boundary}--\r\n`);
}
