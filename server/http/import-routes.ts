/** Imports: files stream into the data folder and become a job, which is watched by its id. What an import does is in `services/import/`. */
import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { createRoute, z } from '@hono/zod-openapi';
import { forbidden, invalid, Refusal } from '../services/errors.ts';
import { receiveUpload, UploadError } from '../services/import/upload.ts';
import type { Imports } from '../services/import/jobs.ts';
import type { JobView } from '../../model/api.ts';
import { parseDepartmentId } from '../../model/ids.ts';
import { mayImport } from '../../model/rights.ts';
import type { App, Ctx, Door } from './door.ts';
import { HttpError, tooLarge } from './errors.ts';
import { eventStream, wantsEvents } from './event-stream.ts';
import { job } from './schemas.ts';
import { json, refusals, secured } from './spec.ts';

const FORM = {
  type: 'object' as const,
  required: ['files'],
  properties: {
    source: { type: 'string' as const, description: 'Name of the system the rows come from; with table and id it identifies a row for ever; default `import`.' },
    department: { type: 'string' as const, description: 'Department of new archives; default `unassigned`.' },
    dryRun: { type: 'string' as const, enum: ['true', 'false'] },
    files: { type: 'array' as const, items: { type: 'string' as const, format: 'binary' }, description: 'CSV files.' },
  },
};

export function importRoutes(app: App, door: Door, imports: Imports): void {
  const { config: { limits, data }, clock } = door;
  const tags = ['imports'];
  const security = secured;
  const mustImport = (c: Ctx): void => {
    if (!mayImport(c.get('session').person)) throw forbidden('Only an information steward imports.');
  };

  app.openapi(createRoute({
    method: 'post', path: '/api/imports', tags, security, summary: 'Import CSV files',
    request: { body: { required: true, content: { 'multipart/form-data': { schema: FORM } } } },
    responses: { 202: json(job, 'The job, which has begun or waits for another.'), ...refusals(403, 413, 422) },
  }), async (c) => {
    mustImport(c);
    const stream = c.req.raw.body;
    if (!stream) throw invalid([{ field: 'body', code: 'missing', message: 'There is no file in the body.' }]);
    const upload = await receiveUpload(Readable.fromWeb(stream as NodeStream<Uint8Array>), c.req.header('content-type') ?? '', data, limits.importBytes).catch((error: unknown) => {
      throw error instanceof UploadError ? uploadRefusal(error, limits.importBytes) : error;
    });
    try {
      const { source, department, dryRun } = upload.fields;
      const where = department ? parseDepartmentId(department) : null;
      if (where === undefined) throw invalid([{ field: 'department', code: 'not-a-department', message: 'One to 64 characters, no blanks around it.' }]);
      const begun = await imports.start({
        source: source || 'import', department: where, dryRun: dryRun === 'true', files: upload.files, by: c.get('session').person.id,
        release: () => upload.release(),
      });
      c.header('location', `/api/jobs/${begun.id}`);
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
    if (!found) throw new Refusal('not-found', 'There is no such job.');
    if (!wantsEvents(c)) return c.json(found, 200);
    return eventStream(c, clock, jobEvents(door, c, imports, found)) as never; // the schema library knows no type for a stream
  });
}

function uploadRefusal(error: UploadError, limit: number): Error {
  switch (error.code) {
    case 'too-large': return tooLarge(limit);
    case 'malformed': return new HttpError(400, 'malformed', error.message);
    case 'no-file': return invalid([{ field: 'files', code: 'missing', message: error.message }]);
  }
}

function jobEvents({ access: { directory }, changes }: Door, c: Ctx, imports: Imports, first: JobView) {
  const { id } = c.get('session').person;
  let next: JobView | null = first;
  let over = false;
  return {
    next() {
      const event = next && { event: 'job', data: next };
      if (next?.state === 'done' || next?.state === 'failed') over = true;
      next = null;
      return Promise.resolve(event);
    },
    listen(wake: () => void) {
      const stop = imports.watch(first.id, (job) => { next = job; wake(); });
      const heard = changes.onRights((what) => {
        if (what.person !== id) return;
        const person = directory.person(id);
        over ||= person === null || !mayImport(person);
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
