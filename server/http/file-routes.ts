/** Files of an archive: listed and given under the right on their section, and never shown by the server itself. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Rights } from '../access/access.ts';
import { isCalendarDate } from '../services/dates.ts';
import { forbidden, invalid, notFound } from '../services/errors.ts';
import type { Problem } from '../services/errors.ts';
import type { StoredFile } from '../storage/storage.ts';
import type { FileView } from '../../model/api.ts';
import { newRowId } from '../../model/ids.ts';
import type { PersonId } from '../../model/ids.ts';
import { atLeast } from '../../model/rights.ts';
import { isSectionKey } from '../../model/sections.ts';
import type { SectionKey } from '../../model/sections.ts';
import { archiveOf, levelOn } from './door.ts';
import type { App, Door } from './door.ts';
import { readMultipart } from './multipart.ts';
import type { Upload } from './multipart.ts';
import { file, files } from './schemas.ts';
import { archiveParam, json, refusals, secured } from './spec.ts';

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

export function fileRoutes(app: App, door: Door): void {
  const { storage, access, config: { limits } } = door;
  const tags = ['files'];
  const security = secured;
  const view = ({ id, section, kind, name, type, size, validUntil, by, at }: StoredFile): FileView =>
    ({ id, section, kind, name, type, size, validUntil, by: { id: by, name: access.directory.name(by) }, at });
  const reads = (rights: Rights, { section }: StoredFile): boolean => isSectionKey(section) && atLeast(levelOn(rights, section), 'read');

  app.openapi(createRoute({
    method: 'get', path: '/api/archives/{id}/files', tags, security, summary: 'Files in the sections that I may read',
    request: { params: archiveParam },
    responses: { 200: json(files, 'Newest first.'), ...refusals(404) },
  }), async (c) => {
    const rights = c.get('rights');
    const all = await storage.files.list(rights.archive.id);
    const items = all.filter((each) => reads(rights, each)).map(view);
    return c.json({ items: items.sort((a, b) => (a.at < b.at ? 1 : -1)) }, 200);
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/archives/{id}/files', tags, security, summary: 'Add a file to a section',
    description: `The part \`file\` comes last. At most ${limits.fileBytes} bytes.`,
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
        const facts = { ...checked(rights, upload, fields), ...stamp(door, rights, c.get('session').person.id) };
        const whole = async function* whole(): AsyncGenerator<Uint8Array> {
          yield* upload.bytes;
          mayAdd(await archiveOf(door, c, rights.archive.id), facts.section); // asked again: the bytes may have taken minutes
        };
        stored = await storage.files.put(facts, whole(), limits.fileBytes);
      },
    });
    if (!stored) throw new Error('a body without a file passed');
    return c.json(view(stored), 201);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/archives/{id}/files/{file}', tags, security, summary: 'The bytes of a file, as a download',
    request: { params: fileParam },
    responses: { 200: { description: 'Always an attachment.', content: { 'application/octet-stream': { schema: { type: 'string' as const, format: 'binary' } } } }, ...refusals(404) },
  }), async (c) => {
    const rights = c.get('rights');
    const found = await storage.files.get(c.req.valid('param').file);
    if (!found || found.archive !== rights.archive.id || !reads(rights, found)) throw notFound();
    c.header('content-type', /^[\w.+-]+\/[\w.+-]+$/.test(found.type) ? found.type : 'application/octet-stream');
    c.header('content-length', String(found.size));
    c.header('content-disposition', `attachment; filename*=UTF-8''${rfc5987(found.name)}`);
    // should a browser open it after all, nothing in it may run
    c.header('content-security-policy', "sandbox; default-src 'none'");
    c.header('x-content-type-options', 'nosniff');
    const still = async (): Promise<boolean> => {
      const now = await access.rights(c.get('session').person.id, rights.archive.id);
      return now !== null && reads(now, found);
    };
    return c.body(streamOf(storage.files.read(found), still), 200);
  });
}

const rfc5987 = (name: string): string => encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

function stamp({ random, clock }: Door, rights: Rights, by: PersonId) {
  return { id: newRowId(random), archive: rights.archive.id, by, at: new Date(clock.now()).toISOString() };
}

/** The name is shown and offered for saving, never used as a path; control characters and separators are taken out of it. */
const plainName = (name: string): string => (name.split(/[\\/]/).at(-1) ?? '').replace(/[\p{Cc}\p{Cs}]/gu, '').trim().slice(0, 255);

function mayAdd(rights: Rights, section: SectionKey): void {
  const level = levelOn(rights, section);
  if (!atLeast(level, 'read')) throw notFound();
  if (!atLeast(level, 'write')) throw forbidden('You may read this section, not add files to it.');
}

function checked(rights: Rights, upload: Upload, fields: Readonly<Record<string, string>>) {
  const problems: Problem[] = [];
  const section = fields.section ?? '';
  const name = plainName(upload.name);
  const validUntil = fields.validUntil || null;
  if (!isSectionKey(section)) problems.push({ field: 'section', code: section ? 'not-an-option' : 'missing', message: 'Name the section before the file.' });
  if (name === '') problems.push({ field: 'file', code: 'missing', message: 'The file needs a name.' });
  if (validUntil !== null && !isCalendarDate(validUntil)) problems.push({ field: 'validUntil', code: 'not-a-date', message: 'A date such as 2026-05-12.' });
  if ((fields.kind ?? '').length > 64) problems.push({ field: 'kind', code: 'too-long', message: 'At most 64 characters.' });
  if (problems.length > 0 || !isSectionKey(section)) throw invalid(problems);
  mayAdd(rights, section);
  return { section, name, validUntil, kind: fields.kind || 'file', type: upload.type || 'application/octet-stream' };
}

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
