/** Files of an archive: listed, given, named anew and removed under the right on their section, and never shown by the server itself. Those that come in pieces are in `upload-routes.ts`. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Rights } from '../access/access.ts';
import { invalid, notFound } from '../services/errors.ts';
import { plainName, problemsOf } from '../services/files.ts';
import type { StoredFile } from '../storage/storage.ts';
import { HEAD_BYTES, trueType, UNKNOWN_TYPE } from '../../model/file-types.ts';
import { atLeast } from '../../model/rights.ts';
import { isSectionKey } from '../../model/sections.ts';
import type { SectionKey } from '../../model/sections.ts';
import { reading } from './audit-trail.ts';
import { byteRange } from './byte-range.ts';
import { archiveOf, levelOn } from './door.ts';
import type { App, Ctx, Door } from './door.ts';
import { HttpError } from './errors.ts';
import { checkedFile, mayAdd, viewOf } from './file-door.ts';
import { readMultipart } from './multipart.ts';
import { file, fileChange, files } from './schemas.ts';
import { archiveParam, body, json, refusals, secured } from './spec.ts';
import { uploadRoutes } from './upload-routes.ts';

const fileParam = archiveParam.extend({ file: z.string().openapi({ param: { name: 'file', in: 'path' }, description: 'Id of the file.' }) });
const NEW_FILE = {
  type: 'object' as const,
  required: ['section', 'file'],
  properties: {
    section: { type: 'string' as const, description: 'Section whose right the file has.' },
    kind: { type: 'string' as const, description: 'What it is, in a word; default `file`.' },
    validUntil: { type: 'string' as const, format: 'date' },
    file: { type: 'string' as const, format: 'binary' },
  },
};
const BYTES = { 'application/octet-stream': { schema: { type: 'string' as const, format: 'binary' } } };

export function fileRoutes(app: App, door: Door): void {
  const { storage, access, clock, services, config: { limits } } = door;
  const tags = ['files'];
  const security = secured;
  const view = viewOf(door);
  const now = (): string => new Date(clock.now()).toISOString();
  const reads = (rights: Rights, { section }: StoredFile): boolean => isSectionKey(section) && atLeast(levelOn(rights, section), 'read');
  /** The file of the path, if this person may read it. */
  const found = async (rights: Rights, id: string): Promise<StoredFile> => {
    const stored = await storage.files.get(id);
    if (!stored || stored.archive !== rights.archive.id || !reads(rights, stored)) throw notFound();
    return stored;
  };

  app.openapi(createRoute({
    method: 'get', path: '/api/archives/{id}/files', tags, security, summary: 'Files in the sections that I may read',
    request: { params: archiveParam, query: z.object({ section: z.string().max(64).optional().openapi({ description: 'Only those of this section.' }) }) },
    responses: { 200: json(files, 'Newest first.'), ...refusals(404) },
  }), async (c) => {
    const rights = c.get('rights');
    const { section } = c.req.valid('query');
    const all = await storage.files.list(rights.archive.id);
    const items = all.filter((each) => reads(rights, each) && (section === undefined || each.section === section)).map((each) => view(each, c.get('session').person.id));
    for (const restricted of new Set(items.map((each) => each.section))) reading(c, rights, restricted, 'files');
    return c.json({ items: items.sort((a, b) => (a.at < b.at ? 1 : -1)) }, 200);
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/archives/{id}/files', tags, security, summary: 'Add a file to a section',
    description: `The part \`file\` comes last. At most ${limits.fileBytes} bytes. Large files had better come in pieces: \`POST …/uploads\`.`,
    // a plain schema: with a checked one the library would read the whole body into memory first
    request: { params: archiveParam, body: { required: true, content: { 'multipart/form-data': { schema: NEW_FILE } } } },
    responses: { 201: json(file, 'The file as stored.'), ...refusals(403, 404, 413, 422) },
  }), async (c) => {
    const rights = c.get('rights');
    let stored: StoredFile | undefined;
    await readMultipart(c, {
      limit: limits.fileBytes,
      files: 1,
      async file(upload, fields) {
        const facts = services.files.stamp(c.get('session').person.id, checkedFile(rights, { section: '', ...fields, name: upload.name, type: upload.type }));
        const whole = async function* whole(): AsyncGenerator<Uint8Array> {
          yield* upload.bytes;
          mayAdd(await archiveOf(door, c, rights.archive.id), facts.section); // asked again: the bytes may have taken minutes
        };
        stored = await storage.files.put(facts, whole(), limits.fileBytes, (head) => trueType(head, facts.name, facts.type));
      },
    });
    if (!stored) throw new Error('a body without a file passed');
    services.files.changed(stored);
    return c.json(view(stored, c.get('session').person.id), 201);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/archives/{id}/files/{file}', tags, security, summary: 'The bytes of a file, as a download',
    description: 'Knows `Range` with `If-Range`, and `If-None-Match`. The type is what the first bytes say; what a browser would run is `application/octet-stream`.',
    request: { params: fileParam },
    responses: { 200: { description: 'Always an attachment.', content: BYTES }, 206: { description: 'The part that was asked for.', content: BYTES }, 304: { description: 'It is the one that you have.' }, 416: { description: 'The file is not so long.' }, ...refusals(404) },
  }), async (c) => {
    const stored = await found(c.get('rights'), c.req.valid('param').file);
    const etag = `"${stored.id}"`; // the bytes of an id never change
    if (c.req.header('if-none-match')?.split(',').some((each) => each.trim().replace(/^W\//, '') === etag)) return c.body(null, 304, { etag });
    const asked = c.req.header('if-range') ?? etag;
    const range = byteRange(asked === etag ? c.req.header('range') : undefined, stored.size);
    if (range.kind === 'beyond') throw new HttpError(416, 'range', `The file has ${stored.size} bytes.`, { 'content-range': `bytes */${stored.size}` });
    const part = range.kind === 'part' ? range : null;
    // a row of an earlier release has the type that its sender said
    const type = stored.type === UNKNOWN_TYPE ? UNKNOWN_TYPE : trueType(await storage.files.head(stored, HEAD_BYTES), stored.name, stored.type);
    for (const [name, value] of Object.entries(headersOf(stored, type))) c.header(name, value);
    c.header('content-length', String(part ? part.to - part.from + 1 : stored.size));
    if (part) c.header('content-range', `bytes ${part.from}-${part.to}/${stored.size}`);
    if (c.req.method === 'HEAD') return c.body(null, 200);
    const still = async (): Promise<boolean> => {
      const rights = await access.rights(c.get('session').person, stored.archive);
      return rights !== null && reads(rights, stored);
    };
    await services.trail.downloaded(c.get('session').person.id, stored, c.get('rights').sections.get(stored.section as SectionKey), part === null || part.from === 0);
    return c.body(streamOf(storage.files.read(stored, part ?? undefined), still), part ? 206 : 200);
  });

  app.openapi(createRoute({
    method: 'patch', path: '/api/archives/{id}/files/{file}', tags, security, summary: 'Name a file anew, or say how long it holds',
    request: { params: fileParam, body: body(fileChange) },
    responses: { 200: json(file, 'The file as it is now.'), ...refusals(403, 404, 413, 422) },
  }), async (c) => {
    const { name, ...rest } = c.req.valid('json');
    const wish = { ...rest, ...(name === undefined ? {} : { name: plainName(name) }) };
    const stored = await writable(c, c.req.valid('param').file);
    const problems = problemsOf(wish);
    if (problems.length > 0) throw invalid(problems);
    const after = await storage.files.change(stored.id, given(wish), c.get('session').person.id, now());
    if (!after) throw notFound();
    services.files.changed(after);
    return c.json(view(after, c.get('session').person.id), 200);
  });

  app.openapi(createRoute({
    method: 'delete', path: '/api/archives/{id}/files/{file}', tags, security, summary: 'Remove a file',
    description: 'Its bytes are gone from the disk of the server, unless another file has the same; backups keep theirs. That it was there, and who removed it, is in the history.',
    request: { params: fileParam },
    responses: { 204: { description: 'It is gone.' }, ...refusals(403, 404) },
  }), async (c) => {
    const stored = await writable(c, c.req.valid('param').file);
    if (!(await storage.files.remove(stored.id, c.get('session').person.id, now()))) throw notFound();
    services.files.changed(stored);
    return c.body(null, 204);
  });

  /** The body may have taken minutes: the rights of this moment count. */
  async function writable(c: Ctx, id: string): Promise<StoredFile> {
    const rights = await archiveOf(door, c, c.get('rights').archive.id);
    const stored = await found(rights, id);
    mayAdd(rights, stored.section);
    return stored;
  }

  uploadRoutes(app, door);
}

/** Without what was left out. */
function given(wish: { readonly name?: string | undefined; readonly kind?: string | undefined; readonly validUntil?: string | null | undefined }) {
  const { name, kind, validUntil } = wish;
  return { ...(name === undefined ? {} : { name }), ...(kind === undefined ? {} : { kind }), ...(validUntil === undefined ? {} : { validUntil: validUntil === '' ? null : validUntil }) };
}

function headersOf(stored: StoredFile, type: string): Readonly<Record<string, string>> {
  return {
    'content-type': type,
    'content-disposition': `attachment; filename*=UTF-8''${rfc5987(stored.name)}`,
    'accept-ranges': 'bytes',
    etag: `"${stored.id}"`,
    // should a browser open it after all, nothing in it may run
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-site',
  };
}

export const rfc5987 = (name: string): string => encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** Pulls from the storage as the reader reads, so that a slow one holds one chunk; breaks off when the right ends meanwhile. */
function streamOf(bytes: AsyncIterable<Uint8Array>, still: () => Promise<boolean>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const source = bytes[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const next = await source.next();
      if (!(await still())) throw notFound();
      if (next.done) controller.close();
      else controller.enqueue(new Uint8Array(next.value));
    },
    async cancel() {
      await source.return?.();
    },
  });
}
