/** Imports: files stream into the data folder and become a job, which is watched by its id. What an import does is in `services/import/`. */
import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { createRoute, z } from '@hono/zod-openapi';
import { DUPLICATE_WISHES } from '../../model/import/api.ts';
import { forbidden, invalid, Refusal } from '../services/errors.ts';
import { checkMapping, SavedMappings } from '../services/import/saved-mappings.ts';
import { receiveUpload, UploadError } from '../services/import/upload.ts';
import { Uploads } from '../services/import/uploads.ts';
import type { Imports } from '../services/import/jobs.ts';
import { isOwn, jobFor } from '../services/import/report.ts';
import type { JobView } from '../../model/api.ts';
import { parseDepartmentId } from '../../model/ids.ts';
import { isHosted, mayConfigure, mayImport } from '../../model/rights.ts';
import type { Person } from '../../model/rights.ts';
import type { App, Ctx, Door } from './door.ts';
import { HttpError, tooLarge } from './errors.ts';
import { importAssistantRoutes } from './import-assistant-routes.ts';
import { eventStream, wantsEvents } from './event-stream.ts';
import { publicPath } from './public-path.ts';
import { job } from './schemas.ts';
import { json, refusals, secured } from './spec.ts';

const FORM = {
  type: 'object' as const,
  required: ['files'],
  properties: {
    source: { type: 'string' as const, description: 'Name of the system the rows come from; with table and id it identifies a row for ever; default `import`.' },
    department: { type: 'string' as const, description: 'Department of new archives; default `unassigned`.' },
    dryRun: { type: 'string' as const, enum: ['true', 'false'] },
    files: { type: 'array' as const, items: { type: 'string' as const, format: 'binary' }, description: 'CSV, XLSX, vCard or Dossier’s own JSON.' },
  },
};

const WISH = z.object({
  upload: z.string().max(64).openapi({ description: 'Id of an upload that was looked at.' }), source: z.string().max(64).optional(), department: z.string().nullable().optional(), dryRun: z.boolean().default(false),
  mapping: z.looseObject({ tables: z.array(z.looseObject({})) }).nullable().optional().openapi({ description: 'Default: the saved mapping of the source, else what is recognised.' }),
  save: z.boolean().default(false).openapi({ description: 'Keep the mapping for the source.' }),
  choose: z.object({ create: z.enum(['create', 'skip']).default('create'), update: z.enum(['update', 'skip']).default('update') }).optional(),
  duplicates: z.enum(DUPLICATE_WISHES).optional().openapi({ description: 'Whether rows that would become new archives are compared with those that are there. Default: `tell` in a dry run, otherwise `off`.' }),
});

export function importRoutes(app: App, door: Door, imports: Imports): void {
  const { config: { limits, data }, clock } = door;
  const tags = ['imports'];
  const security = secured;
  const uploads = new Uploads(data, clock);
  const mappings = new SavedMappings(door.storage.directory, clock);
  const mustImport = (c: Ctx): void => {
    const { person } = c.get('session');
    if (!mayImport(person) && !mayConfigure(person)) throw forbidden('Only an information steward imports archives, and an administrator people and departments.');
  };

  const fromUpload = async (c: Ctx, wish: z.infer<typeof WISH>): Promise<JobView> => {
    const { person } = c.get('session');
    const kept = await uploads.get(wish.upload);
    if (!kept || kept.by !== person.id) throw new Refusal('not-found', 'There is no such upload; files wait a day.');
    const { source = kept.source, dryRun, choose, duplicates } = wish;
    const where = wish.department ? parseDepartmentId(wish.department) : null;
    if (where === undefined) throw invalid([{ field: 'department', code: 'not-a-department', message: 'One to 64 characters, no blanks around it.' }]);
    const mapping = wish.mapping ? checkMapping(wish.mapping) : ((await mappings.get(source))?.mapping ?? null);
    const begun = await imports.start({
      may: { archives: mayImport(person), directory: mayConfigure(person) }, source, department: where, dryRun, files: kept.files, places: kept.places, by: person.id, hosted: isHosted(person), mapping, ...(choose && { choose }), ...(duplicates && { duplicates }),
      // a dry run is looked at, corrected and followed by another one
      release: () => (dryRun ? Promise.resolve() : uploads.drop(kept.id)),
    });
    if (wish.save && mapping !== null) await mappings.put(source, mapping, person.id);
    c.header('location', publicPath(door.config, `/api/jobs/${begun.id}`));
    return begun;
  };

  importAssistantRoutes(app, door, { imports, uploads, mappings, refused: (error) => uploadRefusal(error, limits.importBytes) });

  app.openapi(createRoute({
    method: 'post', path: '/api/imports', tags, security, summary: 'Import files, or an upload that was looked at',
    // not required, so that each kind of body is checked by its own schema alone
    request: { body: { required: false, content: { 'multipart/form-data': { schema: FORM }, 'application/json': { schema: WISH } } } },
    responses: { 202: json(job, 'The job, which has begun or waits for another.'), ...refusals(403, 404, 413, 422) },
  }), async (c) => {
    mustImport(c);
    if ((c.req.header('content-type') ?? '').startsWith('application/json')) return c.json(await fromUpload(c, c.req.valid('json' as never)), 202);
    const stream = c.req.raw.body;
    if (!stream) throw invalid([{ field: 'body', code: 'missing', message: 'There is no file in the body.' }]);
    const upload = await receiveUpload(Readable.fromWeb(stream as NodeStream<Uint8Array>), c.req.header('content-type') ?? '', data, limits.importBytes).catch((error: unknown) => {
      throw error instanceof UploadError ? uploadRefusal(error, limits.importBytes) : error;
    });
    try {
      const { source, department, dryRun } = upload.fields;
      const where = department ? parseDepartmentId(department) : null;
      if (where === undefined) throw invalid([{ field: 'department', code: 'not-a-department', message: 'One to 64 characters, no blanks around it.' }]);
      const { person } = c.get('session');
      const begun = await imports.start({
        may: { archives: mayImport(person), directory: mayConfigure(person) },
        source: source || 'import', department: where, dryRun: dryRun === 'true', files: upload.files, by: person.id, hosted: isHosted(person), mapping: (await mappings.get(source || 'import'))?.mapping ?? null,
        release: () => upload.release(),
      });
      c.header('location', publicPath(door.config, `/api/jobs/${begun.id}`));
      return c.json(begun, 202);
    } catch (error) {
      await upload.release();
      throw error;
    }
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/jobs/{id}', tags, security, summary: 'A job, once or as it goes on',
    description: 'With `Accept: text/event-stream` an event `job` for every change, until the job ends.',
    request: { params: z.object({ id: z.string().openapi({ param: { name: 'id', in: 'path' } }) }) },
    responses: { 200: { description: 'The job.', content: { 'application/json': { schema: job }, 'text/event-stream': { schema: z.string() } } }, ...refusals(403, 404) },
  }), async (c) => {
    mustImport(c);
    const { id } = c.req.valid('param');
    const found = await imports.job(id);
    if (!found || !mayRead(c.get('session').person, found)) throw new Refusal('not-found', 'There is no such job.');
    const own = isOwn(c.get('session').person, await imports.madeBy(id));
    if (!wantsEvents(c)) return c.json(jobFor(found, own), 200);
    return eventStream(c, clock, jobEvents(door, c, imports, found, own)) as never; // the schema library knows no type for a stream
  });
}

/** An administrator works with no content: the lines of an import of archives name customers. */
const mayRead = (person: Person, { report }: JobView): boolean =>
  mayImport(person) || (mayConfigure(person) && (report?.tables ?? []).every(({ table }) => table === 'none' || table === 'employees' || table === 'departments'));

function uploadRefusal(error: UploadError, limit: number): Error {
  switch (error.code) {
    case 'too-large': return tooLarge(limit);
    case 'malformed': return new HttpError(400, 'malformed', error.message);
    case 'no-file': return invalid([{ field: 'files', code: 'missing', message: error.message }]);
  }
}

function jobEvents({ access: { directory }, changes }: Door, c: Ctx, imports: Imports, first: JobView, own: boolean) {
  const { id } = c.get('session').person;
  let next: JobView | null = first;
  let over = false;
  return {
    next() {
      const event = next && { event: 'job', data: jobFor(next, own) };
      if (next?.state === 'done' || next?.state === 'failed') over = true;
      next = null;
      return Promise.resolve(event);
    },
    listen(wake: () => void) {
      const stop = imports.watch(first.id, (job) => { next = job; wake(); });
      const heard = changes.onRights((what) => {
        if (what.person !== id) return;
        const person = directory.person(id);
        over ||= person === null || !mayRead(person, first);
        wake();
      });
      return () => {
        stop?.();
        heard();
      };
    },
    ended: () => over,
  };
}
