/** Exports that the server makes by itself: set up, changed, ended and begun by an administrator. What is made and under whose right is `services/export/schedules.ts`. */
import { createRoute, z } from '@hono/zod-openapi';
import { LANGUAGES } from '../../model/labels.ts';
import { mayConfigure } from '../../model/rights.ts';
import { forbidden } from '../services/errors.ts';
import { FORMATS } from '../services/export/exports.ts';
import type { App, Ctx, Door } from './door.ts';
import { body, json, refusals, secured as security } from './spec.ts';

const keys = z.array(z.string().max(200)).max(200).nullable().default(null);
const wish = z.strictObject({
  title: z.string().min(1).max(100), person: z.string().max(128).openapi({ description: 'Under whose right: an information steward, asked each time.' }), format: z.enum(FORMATS), lang: z.enum(LANGUAGES).default('en'), labels: z.enum(['names', 'keys']).default('names'),
  version: z.enum(['3.0', '4.0']).default('4.0'), files: z.enum(['links', 'content']).default('links'), roundtrip: z.boolean().default(false),
  view: z.string().max(64).nullable().default(null).openapi({ description: 'A saved view that the person sees.' }), query: z.unknown().optional().openapi({ type: 'object', description: 'As for `POST /api/archives/query`, where no view is named.' }), columns: keys, tables: keys,
  folder: z.string().max(330).default('').openapi({ description: 'Below the server’s folder for exports.' }), name: z.string().min(1).max(64), schedule: z.string().max(100).openapi({ description: 'As cron writes it, in the workspace’s zone: `0 3 * * *`.' }), keep: z.number().int().min(1).max(1_000).default(14),
}).openapi('NewExportSchedule');
const run = z.object({ at: z.string(), state: z.enum(['done', 'failed']), file: z.string().nullable(), archives: z.number().nullable(), bytes: z.number().nullable(), error: z.string().nullable() });
const schedule = z.object({ ...wish.shape, id: z.string(), by: z.object({ id: z.string(), name: z.string() }), last: run.nullable(), running: z.boolean(), next: z.string().nullable() }).openapi('ExportSchedule');
const byId = z.object({ id: z.string().max(64).openapi({ param: { name: 'id', in: 'path' } }) });

export function exportScheduleRoutes(app: App, { services: { schedules } }: Door): void {
  const tags = ['exports'];
  const must = (c: Ctx): void => { if (!mayConfigure(c.get('session').person)) throw forbidden('Only an administrator sets up exports by a schedule.'); };

  app.openapi(createRoute({
    method: 'get', path: '/api/export-schedules', tags, security, summary: 'Exports by a schedule, and how the last of each went',
    responses: { 200: json(z.object({ items: z.array(schedule) }).openapi('ExportSchedules'), 'In the order in which they were made.'), ...refusals(403) },
  }), async (c) => { must(c); return c.json({ items: await schedules.list() } as never, 200); });

  app.openapi(createRoute({
    method: 'post', path: '/api/export-schedules', tags, security, summary: 'Set up an export by a schedule', description: 'Each night or whenever, into a folder below `DOSSIER_EXPORT` of the server, under the right of a named person. Each file is there whole or not at all; the newest `keep` stay.',
    request: { body: body(wish) }, responses: { 201: json(schedule, 'It is set up.'), ...refusals(403, 409, 422) },
  }), async (c) => { must(c); return c.json(await schedules.make(c.get('session').person.id, { query: null, ...c.req.valid('json') }) as never, 201); });

  app.openapi(createRoute({
    method: 'put', path: '/api/export-schedules/{id}', tags, security, summary: 'Change an export by a schedule', request: { params: byId, body: body(wish) }, responses: { 200: json(schedule, 'As it is now.'), ...refusals(403, 404, 422), ...refusals() },
  }), async (c) => { must(c); return c.json(await schedules.put(c.get('session').person.id, c.req.valid('param').id, { query: null, ...c.req.valid('json') }) as never, 200); });

  app.openapi(createRoute({
    method: 'delete', path: '/api/export-schedules/{id}', tags, security, summary: 'End an export by a schedule', description: 'Files that it made stay.', request: { params: byId }, responses: { 204: { description: 'It is ended.' }, ...refusals(403, 404) },
  }), async (c) => { must(c); await schedules.drop(c.get('session').person.id, c.req.valid('param').id); return c.body(null, 204); });

  app.openapi(createRoute({
    method: 'post', path: '/api/export-schedules/{id}/run', tags, security, summary: 'Make an export of a schedule now', request: { params: byId }, responses: { 202: json(schedule, 'It has begun; it is seen among the jobs.'), ...refusals(403, 404, 409) },
  }), async (c) => { must(c); return c.json(await schedules.run(c.req.valid('param').id) as never, 202); });
}
