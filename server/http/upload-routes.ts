/** Files that come in pieces, with the verbs of tus 1.0: announced, asked how far they are, gone on with, given up. The right is asked at every request and once more at the end. */
import { createRoute, z } from '@hono/zod-openapi';
import { invalid, notFound, Refusal } from '../services/errors.ts';
import type { StoredFile, UploadState } from '../storage/storage.ts';
import { StorageError } from '../storage/storage.ts';
import type { UploadView } from '../../model/api.ts';
import { archiveOf } from './door.ts';
import type { App, Ctx, Door } from './door.ts';
import { HttpError } from './errors.ts';
import { checkedFile, mayAdd, viewOf } from './file-door.ts';
import { newUpload, upload } from './schemas.ts';
import { archiveParam, body, json, refusals, secured } from './spec.ts';

const param = archiveParam.extend({ upload: z.string().max(64).openapi({ param: { name: 'upload', in: 'path' }, description: 'Id of the upload; later of the file.' }) });
const PIECE = 'application/offset+octet-stream';
/** Seconds after which one of somebody's uploads may have ended. */
const LATER = 60;

export function uploadRoutes(app: App, door: Door): void {
  const { storage, services, config: { limits } } = door;
  const { uploads } = storage.files;
  const tags = ['files'];
  const security = secured;
  const fileView = viewOf(door);
  const view = ({ id, section, kind, name, size, offset, ends }: UploadState): UploadView => ({ id, section, kind, name, length: size, offset, ends: new Date(ends).toISOString(), file: null });
  const done = (stored: StoredFile): UploadView => ({ id: stored.id, section: stored.section, kind: stored.kind, name: stored.name, length: stored.size, offset: stored.size, ends: stored.at, file: fileView(stored, stored.by) });

  /** Again, as it is at this moment: bytes take their time. Whoever may add nothing any more leaves nothing behind. */
  const still = async (c: Ctx, { id, archive, section }: UploadState): Promise<void> => {
    try {
      mayAdd(await archiveOf(door, c, archive), section);
    } catch (error) {
      if (error instanceof Refusal) await uploads.drop(id);
      throw error;
    }
  };
  /** The upload of the path, or the file that it has become; `not-found` to anybody but who began it. */
  const find = async (c: Ctx, id: string): Promise<{ readonly upload: UploadState; readonly file: null } | { readonly upload: null; readonly file: StoredFile }> => {
    const person = c.get('session').person.id;
    const archive = c.get('rights').archive.id;
    const coming = services.files.upload(person, archive, id);
    if (coming) return { upload: coming, file: null };
    const stored = await storage.files.get(id);
    if (!stored || stored.archive !== archive || stored.by !== person) throw notFound();
    mayAdd(c.get('rights'), stored.section);
    return { upload: null, file: stored };
  };
  const told = (c: Ctx, { offset, length }: UploadView): void => {
    c.header('upload-offset', String(offset));
    c.header('upload-length', String(length));
  };

  app.openapi(createRoute({
    method: 'post', path: '/api/archives/{id}/uploads', tags, security, summary: 'Announce a file that comes in pieces',
    description: `The bytes follow by \`PATCH\` at the address in \`Location\`. At most ${limits.fileBytes} bytes a file, ${limits.uploadsPerPerson} uploads of a person at once; what is not whole within ${limits.uploadMs / 3_600_000} hours is thrown away.`,
    request: { params: archiveParam, body: body(newUpload) },
    responses: { 201: json(upload, 'The server waits for the bytes.'), ...refusals(403, 404, 413, 422) },
  }), async (c) => {
    const { length, ...said } = c.req.valid('json');
    const facts = checkedFile(await archiveOf(door, c, c.get('rights').archive.id), said);
    if (length > limits.fileBytes) throw new HttpError(413, 'too-large', `A file may have at most ${limits.fileBytes} bytes.`);
    const person = c.get('session').person.id;
    const room = services.files.room(person, length);
    if (room === 'count') throw new HttpError(429, 'too-many-uploads', `At most ${limits.uploadsPerPerson} uploads of a person at once; finish or give up one of them.`, { 'retry-after': String(LATER) });
    if (room === 'bytes') throw new HttpError(413, 'too-much-coming', `Your unfinished uploads may have ${limits.uploadBytesPerPerson} bytes together; finish or give up one of them.`);
    const begun = view(await services.files.begin(person, facts, length));
    c.header('location', `${c.req.path}/${begun.id}`);
    told(c, begun);
    return c.json(begun, 201);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/archives/{id}/uploads/{upload}', tags, security, summary: 'How far an upload is',
    description: 'Also by `HEAD`, with `Upload-Offset`. A request that still writes ends: whoever asks has lost it. `file` is there when all of it is.',
    request: { params: param },
    responses: { 200: json(upload, 'Bytes that are kept, whatever happens to the server.'), ...refusals(403, 404) },
  }), async (c) => {
    const { id } = await find(c, c.req.valid('param').upload).then(({ upload: coming, file }) => coming ?? file);
    await uploads.interrupt(id);
    const now = await find(c, id);
    if (now.upload) await still(c, now.upload);
    const answer = now.upload ? view(now.upload) : done(now.file);
    told(c, answer);
    return c.json(answer, 200);
  });

  app.openapi(createRoute({
    method: 'patch', path: '/api/archives/{id}/uploads/{upload}', tags, security, summary: 'The next bytes of an upload',
    description: '`Upload-Offset` says where they begin: 409 if that is not where the server stands. With the last byte the upload becomes a file.',
    request: { params: param, headers: z.object({ 'upload-offset': z.string().openapi({ description: 'Bytes before these.' }) }), body: { required: true, content: { [PIECE]: { schema: { type: 'string', format: 'binary' } } } } },
    responses: { 200: json(upload, 'They are on disk.'), ...refusals(403, 404, 409, 413, 422) },
  }), async (c) => {
    if (c.req.header('content-type') !== PIECE) throw new HttpError(415, 'media-type', `Send ${PIECE}.`);
    const offset = c.req.valid('header')['upload-offset'];
    if (!/^\d{1,15}$/.test(offset)) throw invalid([{ field: 'upload-offset', code: 'malformed', message: 'A number of bytes.' }]);
    const found = await find(c, c.req.valid('param').upload);
    if (found.file) {
      if (Number(offset) !== found.file.size) throw new HttpError(409, 'conflict', 'The upload is complete.');
      return c.json(done(found.file), 200);
    }
    const coming = found.upload;
    await still(c, coming);
    if (Number(offset) + Number(c.req.header('content-length') ?? 0) > coming.size) throw new HttpError(413, 'too-large', `More bytes than the ${coming.size} that were announced.`);
    await uploads.append(coming.id, Number(offset), c.req.raw.body ?? empty(), () => still(c, coming));
    await still(c, coming);
    const now = uploads.get(coming.id);
    if (now === null) throw notFound(); // given up meanwhile
    const answer = now.offset === now.size ? done(await services.files.finish(now)) : view(now);
    told(c, answer);
    return c.json(answer, 200);
  });

  app.openapi(createRoute({
    method: 'delete', path: '/api/archives/{id}/uploads/{upload}', tags, security, summary: 'Give up an upload',
    request: { params: param },
    responses: { 204: { description: 'Its bytes are gone.' }, ...refusals(403, 404, 409) },
  }), async (c) => {
    const found = await find(c, c.req.valid('param').upload);
    if (found.file) throw new StorageError('conflict', 'The upload is complete; remove the file instead.');
    await uploads.drop(found.upload.id);
    return c.body(null, 204);
  });
}

const empty = (): ReadableStream<Uint8Array> => new ReadableStream({ start: (controller) => { controller.close(); } });
