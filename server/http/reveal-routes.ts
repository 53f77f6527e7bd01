/** A masked number is shown: the page asks here first, so that it is written down who saw which. And the audit's list of it. */
import { createRoute, z } from '@hono/zod-openapi';
import { createMiddleware } from 'hono/factory';
import { parseArchiveRef, parsePersonId } from '../../model/ids.ts';
import { mayReadAudit } from '../../model/rights.ts';
import { parseDocSection } from '../../model/sections.ts';
import { forbidden, invalid, notFound } from '../services/errors.ts';
import { createReveals } from '../services/reveals.ts';
import { archiveOf, mustRead } from './door.ts';
import type { App, Ctx, Door, Env } from './door.ts';
import { archiveParam, body, json, refusals, secured } from './spec.ts';

const params = archiveParam.extend({ section: z.string().openapi({ param: { name: 'section', in: 'path' }, example: 'identity' }) });
const wish = z.strictObject({ key: z.string().max(320).openapi({ description: 'Value key of a masked field or cell: `fields/person.idDocumentNumber`.' }) }).openapi('Reveal');
const entry = z.object({ id: z.number(), archive: z.string(), section: z.string(), key: z.string(), by: z.object({ id: z.string(), name: z.string() }), at: z.string().openapi({ format: 'date-time' }) });

function mustSee(c: Ctx): string {
  const name = c.req.param('section') ?? '';
  const parsed = parseDocSection(name);
  if (!parsed) throw notFound();
  mustRead(c.get('rights'), parsed.section);
  return name;
}
const readable = createMiddleware<Env>(async function readable(c, next) {
  mustSee(c);
  await next();
});
const audited = createMiddleware<Env>(async function audited(c, next) {
  if (!mayReadAudit(c.get('session').person)) throw forbidden('Only auditors and compliance read this.');
  await next();
});

export function revealRoutes(app: App, door: Door): void {
  const { storage, access, clock } = door;
  const reveals = createReveals({ storage, schema: door.services.schema, clock });

  app.openapi(createRoute({
    method: 'post', path: '/api/archives/{id}/sections/{section}/reveals', middleware: readable, tags: ['sections'], security: secured, summary: 'I am having a masked number shown',
    description: 'Pages show only the end of such numbers and ask here before they show all of one. It is kept who did and when, and told in the history to who manages the section. A mask, no wall: who may read the section has the value.',
    request: { params, body: body(wish) },
    responses: { 201: json(z.object({ at: z.string().openapi({ format: 'date-time' }) }).openapi('Revealed'), 'It is written down, on disk.'), ...refusals(404, 413, 422) },
  }), async (c) => {
    // the body may have taken minutes: who has lost the right meanwhile is shown nothing
    c.set('rights', await archiveOf(door, c, c.get('rights').archive.id));
    const section = mustSee(c);
    const at = await reveals.record(c.get('session').person, c.get('rights'), section, c.req.valid('json').key);
    return c.json({ at: new Date(at).toISOString() }, 201);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/audit/reveals', middleware: audited, tags: ['audit'], security: secured, summary: 'Who had which masked number shown, newest first',
    request: { query: z.object({ archive: z.string().max(300).optional(), person: z.string().max(128).optional(), before: z.coerce.number().int().positive().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }) },
    responses: { 200: json(z.object({ items: z.array(entry), next: z.number().nullable() }).openapi('Reveals'), 'Where, by whom and when; never the value.'), ...refusals(403, 404, 422) },
  }), async (c) => {
    const { archive, person, before, limit } = c.req.valid('query');
    const ref = archive === undefined ? undefined : parseArchiveRef(archive);
    const id = ref && await access.resolve(ref);
    if (archive !== undefined && !id) throw notFound();
    const by = person === undefined ? null : parsePersonId(person);
    if (by === undefined) throw invalid([{ field: 'person', code: 'malformed', message: 'This is no person\'s id.' }]);
    const rows = await storage.reveals.page({ archive: id ?? null, person: by, before: before ?? null, limit: limit + 1 });
    const items = rows.slice(0, limit).map((row) => ({ ...row, by: { id: row.by, name: access.directory.name(row.by) }, at: new Date(row.at).toISOString() }));
    return c.json({ items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }, 200);
  });
}
