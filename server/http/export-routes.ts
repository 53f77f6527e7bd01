/** What leaves the register and comes back: exports as they stream, the record of them, workbooks that were worked on elsewhere. What is in them and who may is decided in `services/export/`. */
import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { createRoute, z } from '@hono/zod-openapi';
import type { WorkbookApplying, WorkbookReport } from '../../model/export/workbook-api.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { mayExport, mayReadAudit } from '../../model/rights.ts';
import { forbidden, invalid, Refusal } from '../services/errors.ts';
import { Busy, FORMATS, TYPES } from '../services/export/exports.ts';
import type { ExportWish, Running } from '../services/export/exports.ts';
import { Workbooks } from '../services/export/workbooks.ts';
import { UploadError } from '../services/import/upload.ts';
import { Uploads } from '../services/import/uploads.ts';
import type { KeptUpload } from '../services/import/uploads.ts';
import { readingMany } from './audit-trail.ts';
import type { App, Ctx, Door } from './door.ts';
import { HttpError, tooLarge, tooMany } from './errors.ts';
import { Rate } from './rate.ts';
import { body, json, refusals, secured as security } from './spec.ts';

const keys = z.array(z.string().max(200)).max(200).optional();
const shared = {
  format: z.enum(FORMATS).default('csv'), lang: z.enum(LANGUAGES).default('en'), labels: z.enum(['names', 'keys']).default('names').openapi({ description: '`keys` for programs: ids and keys instead of names.' }),
  version: z.enum(['3.0', '4.0']).default('4.0').openapi({ description: 'Of vCard.' }),
  files: z.enum(['links', 'content']).default('links').openapi({ description: 'In JSON: where files can be fetched, or with `content` also their bytes, up to 8 MB of one and 16 MB of an archive.' }),
};
const commas = z.string().max(10_000).optional().transform((text) => (text === undefined || text === '' ? undefined : text.split(',').map((each) => each.trim())));
const asQuery = z.object({ ...shared, text: z.string().max(200).optional(), columns: commas, tables: commas, roundtrip: z.enum(['true', 'false']).default('false') });
const asBody = z.strictObject({
  ...shared, query: z.unknown().optional().openapi({ type: 'object', description: 'As for `POST /api/archives/query`; of its columns, cursor and limit nothing is taken.' }), ids: z.array(z.string().max(200)).max(5_000).optional().openapi({ description: 'Only these of what the question finds.' }),
  columns: keys.openapi({ description: 'Register keys. Default: the key ten, the classes and who looks after the customer.' }), tables: keys.openapi({ description: 'Row tables with a sheet of their own in a workbook.' }), roundtrip: z.boolean().default(false).openapi({ description: 'A workbook that can come back by `POST /api/workbooks`.' }),
});
const record = z.object({ id: z.number(), by: z.object({ id: z.string(), name: z.string() }), at: z.string().openapi({ format: 'date-time' }), format: z.string(), query: z.unknown(), archives: z.number().nullable().openapi({ description: 'Null: on its way, or cut off by a stop of the server.' }), ended: z.string().nullable() });
const report = z.looseObject({}).openapi('WorkbookReport', { description: 'What the workbook would change, what colleagues changed meanwhile, and what cannot be: `model/export/workbook-api.ts`.' });
const choice = z.strictObject({ key: z.string().max(800), take: z.enum(['mine', 'theirs']), theirs: z.union([z.string(), z.number(), z.boolean()]).nullable().optional() });
const byId = z.object({ id: z.string().max(64).openapi({ param: { name: 'id', in: 'path' } }) });
const files = Object.fromEntries(Object.values(TYPES).map((type) => [type.split(';')[0] as string, { schema: z.string() }]));
/** Exports of one person: so many at once, and then one in so many seconds. */
const BURST = 10;
const PER_SECOND = 1 / 10;

export function exportRoutes(app: App, door: Door): void {
  const { config: { limits, data, currency }, storage, access, hub, services, clock } = door;
  const tags = ['exports'];
  const { exports } = services;
  const workbooks = new Workbooks({ access, hub, changesets: services.changesets, schema: services.schema, catalogue: services.catalogue, currency, clock, works: services.works, report: (event, error) => { door.log.error({ err: error }, event); } });
  const uploads = new Uploads(data, clock);
  const rate = new Rate(clock, PER_SECOND, BURST);

  const send = async (c: Ctx, wish: ExportWish): Promise<Response> => {
    const { person } = c.get('session');
    if (mayExport(person)) {
      const wait = rate.take(person.id);
      if (wait > 0) throw tooMany(wait);
    }
    const running = await exports.start(person, wish).catch((error: unknown) => { throw error instanceof Busy ? new HttpError(429, error.code, error.message, { 'retry-after': '10' }) : error; });
    c.header('content-type', running.type);
    c.header('content-disposition', `attachment; filename="${running.name}"`);
    c.header('cache-control', 'no-store');
    return c.body(streamOf(running, (error) => { door.log.error({ err: error }, 'an export was cut off'); }));
  };

  app.openapi(createRoute({
    method: 'get', path: '/api/exports', tags, security, summary: 'Take archives out, by words alone',
    description: 'As `POST`, for a link: what is written in the search field, or everything.',
    request: { query: asQuery }, responses: { 200: { description: 'The file, as it is made.', content: files }, ...refusals(403, 422) },
  }), async (c) => {
    const { text, roundtrip, ...wish } = c.req.valid('query');
    return await send(c, { ...wish, query: { text: text ?? '' }, roundtrip: roundtrip === 'true' }) as never; // the schema library knows no type for a stream
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/exports', tags, security, summary: 'Take archives out',
    description: 'A right of its own, which information stewards have; it is recorded. What I may not read is not in it. Text that a spreadsheet would read as a formula gets an apostrophe in CSV and is text in a workbook.',
    request: { body: body(asBody) }, responses: { 200: { description: 'The file, as it is made. A file that breaks off has broken the connection.', content: files }, ...refusals(403, 422) },
  }), async (c) => {
    const { query = {}, ...wish } = c.req.valid('json');
    return await send(c, { ...wish, query: questionOf(query) }) as never;
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/exports/records', tags, security, summary: 'Who took what out, newest first',
    description: 'Of everybody for auditors and compliance and for stewards.',
    request: { query: z.object({ person: z.string().max(128).optional(), before: z.coerce.number().int().positive().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }) },
    responses: { 200: json(z.object({ items: z.array(record), next: z.number().nullable() }).openapi('ExportRecords'), 'What was asked, never what was in it.'), ...refusals(403, 422) },
  }), async (c) => {
    const { person } = c.get('session');
    if (!mayReadAudit(person) && !mayExport(person)) throw forbidden('Only auditors, compliance and stewards read this.');
    const { person: of = null, before = null, limit } = c.req.valid('query');
    const found = await storage.exports.page({ person: of as never, before, limit: limit + 1 });
    const items = found.slice(0, limit).map(({ by, at, ended, query, ...row }) => ({ ...row, by: { id: by, name: access.directory.name(by) }, at: new Date(at).toISOString(), ended: ended === null ? null : new Date(ended).toISOString(), query: JSON.parse(query) as unknown }));
    return c.json({ items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null }, 200);
  });

  /** A conflict shows what stands there now. */
  const conflicting = async (c: Ctx, id: string, told: WorkbookReport | WorkbookApplying): Promise<unknown> => {
    if ('conflicts' in told) await readingMany(c, door, told.conflicts.map(({ archive, key }) => ({ archive, section: key.split('/')[1] ?? null })), 'workbook', id);
    return told;
  };
  const kept = async (c: Ctx, id: string): Promise<KeptUpload> => {
    const found = await uploads.get(id);
    if (!found || found.by !== c.get('session').person.id) throw new Refusal('not-found', 'There is no such workbook; files wait a day.');
    return found;
  };

  app.openapi(createRoute({
    method: 'post', path: '/api/workbooks', tags, security, summary: 'A workbook comes back: look what it would change',
    description: 'A file that was exported with `roundtrip`. Only cells that were changed in it count; nothing is written yet.',
    request: { body: { required: true, content: { 'multipart/form-data': { schema: { type: 'object' as const, required: ['files'], properties: { files: { type: 'string' as const, format: 'binary' } } } } } } },
    responses: { 201: json(report, 'What would happen.'), ...refusals(413, 422) },
  }), async (c) => {
    const { person } = c.get('session');
    const stream = c.req.raw.body;
    if (!stream) throw invalid([{ field: 'body', code: 'missing', message: 'There is no file in the body.' }]);
    const upload = await uploads.receive(Readable.fromWeb(stream as NodeStream<Uint8Array>), c.req.header('content-type') ?? '', Math.min(limits.importBytes, MOST_BYTES), person.id).catch((error: unknown) => { throw error instanceof UploadError ? refusal(error) : error; });
    try {
      return c.json(await conflicting(c, upload.id, await workbooks.look(person, upload)) as never, 201);
    } catch (error) {
      await uploads.drop(upload.id);
      throw error;
    }
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/workbooks/{id}', tags, security, summary: 'Look again what a workbook would change, or how far its writing is', request: { params: byId },
    responses: { 200: json(report, 'What would happen now; with `applying`, what is happening or became of it.'), ...refusals(404, 422) },
  }), async (c) => {
    const upload = await kept(c, c.req.valid('param').id);
    return c.json(await conflicting(c, upload.id, workbooks.applied(upload, c.get('session').person) ?? await workbooks.look(c.get('session').person, upload)) as never, 200);
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/workbooks/{id}/apply', tags, security, summary: 'Write what was changed in a workbook',
    description: 'As one set, undone by `POST /api/changesets/{changeset}/undo`. A conflict stays as it is unless `choose` says `mine` with the value of `theirs` that was shown. It is a job: what takes longer than a moment answers 202, and `GET /api/workbooks/{id}` how far it is, until `applying.state` is not `running`.',
    request: { params: byId, body: body(z.strictObject({ choose: z.array(choice).max(10_000).default([]) })) },
    responses: { 200: json(report, 'What was written, and what was not.'), 202: json(report, 'It is being written.'), ...refusals(404, 409, 422) },
  }), async (c) => {
    const upload = await kept(c, c.req.valid('param').id);
    const done = await workbooks.apply(c.get('session').person, upload, c.req.valid('json').choose.map(({ theirs, ...rest }) => ({ ...rest, theirs: theirs ?? null })));
    await conflicting(c, upload.id, done);
    return done.applying.state === 'running' ? c.json(done as never, 202) : c.json(done as never, 200);
  });

  app.openapi(createRoute({
    method: 'delete', path: '/api/workbooks/{id}', tags, security, summary: 'Forget a workbook', request: { params: byId },
    responses: { 204: { description: 'It is gone.' }, ...refusals(404, 409) },
  }), async (c) => {
    const upload = await kept(c, c.req.valid('param').id);
    if (workbooks.applied(upload, c.get('session').person)?.applying.state === 'running') throw new Refusal('conflict', 'This workbook is being written at this moment.');
    await uploads.drop(upload.id);
    return c.body(null, 204);
  });
}

/** Bytes of a workbook that comes back. */
const MOST_BYTES = 200_000_000;

function refusal(error: UploadError): Error {
  switch (error.code) {
    case 'too-large': return tooLarge(MOST_BYTES);
    case 'malformed': return new HttpError(400, 'malformed', error.message);
    case 'no-file': return invalid([{ field: 'files', code: 'missing', message: error.message }]);
  }
}

/** A page asks as it shows its list: where it stands in it is no part of the question here. */
function questionOf(query: unknown): unknown {
  if (typeof query !== 'object' || query === null || Array.isArray(query)) return query;
  const { columns: _columns, cursor: _cursor, limit: _limit, group: _group, ...question } = query as Record<string, unknown>;
  return question;
}

/** Pulled, so that a slow reader holds the export back and not the memory. */
function streamOf(running: Running, report: (error: unknown) => void): ReadableStream<Uint8Array> {
  const iterator = running.bytes[Symbol.asyncIterator]();
  let gone = false;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await iterator.next();
        if (gone) return;
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        report(error);
        controller.error(error);
      }
    },
    cancel() {
      gone = true;
      return running.cancel();
    },
  });
}
