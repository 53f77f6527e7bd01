/** Sections without Yjs: values as JSON; an edit goes through the room like anyone's. */
import { createRoute, z } from '@hono/zod-openapi';
import { createMiddleware } from 'hono/factory';
import { dayOf } from '../services/ageing.ts';
import { forbidden, notFound } from '../services/errors.ts';
import { warningsOf } from '../services/patch-warnings.ts';
import { docName } from '../../model/ids.ts';
import type { DocName } from '../../model/ids.ts';
import { atLeast } from '../../model/rights.ts';
import type { Level } from '../../model/rights.ts';
import { parseDocSection } from '../../model/sections.ts';
import { reading } from './audit-trail.ts';
import { archiveOf, levelOn, mustRead } from './door.ts';
import type { App, Ctx, Door, Env } from './door.ts';
import { isStale } from './bulk-routes.ts';
import { matched, notModified, stale, tagOf } from './etag.ts';
import { mustFit, partsOf } from './patch-size.ts';
import { editedSection, sectionPatch, sectionValues } from './schemas.ts';
import { archiveParam, body, json, refusals, secured } from './spec.ts';

const params = archiveParam.extend({
  section: z.string().openapi({ param: { name: 'section', in: 'path' }, description: '`profile`, …, and for contact records `contacts-2026`.', example: 'profile' }),
});

export function sectionRoutes(app: App, door: Door): void {
  const { hub } = door;
  const tags = ['sections'];
  const security = secured;

  const answer = async (c: Ctx) => {
    const { doc, level } = sectionOf(c);
    const { values, seq } = await hub.read(doc);
    const order: Readonly<Record<string, readonly string[]>> = 'order' in values ? (values.order as Readonly<Record<string, readonly string[]>>) : {};
    return { fields: values.fields, rows: values.rows, texts: values.texts, marks: values.marks, order, level, seq };
  };

  app.openapi(createRoute({
    method: 'get', path: '/api/archives/{id}/sections/{section}', middleware: readable, tags, security, summary: 'Read a section without Yjs',
    request: { params },
    responses: { 200: json(sectionValues, 'Its values as committed, with an `ETag`.'), 304: { description: 'It has not changed.' }, ...refusals(404) },
  }), async (c) => {
    const read = await answer(c);
    reading(c, c.get('rights'), c.req.param('section') ?? '', 'read');
    return notModified(c, tagOf(read.seq, read)) ? c.body(null, 304) : c.json(read, 200);
  });

  app.openapi(createRoute({
    method: 'patch', path: '/api/archives/{id}/sections/{section}', middleware: writable, tags, security, summary: 'Edit a section without Yjs',
    request: { params, body: body(sectionPatch) },
    description: 'What no merge of edits could produce is refused, all of it or nothing; what is only doubtful stands and is told in `warnings`. With `If-Match` only while the section is as it was read.',
    responses: { 200: json(editedSection, 'Its values after the edit, which is on disk.'), ...refusals(403, 404, 412, 413, 422) },
  }), async (c) => {
    mustFit(partsOf(c.req.valid('json')), door.config.limits.structsPerUpdate);
    // the body may have taken minutes: who has lost the right meanwhile writes nothing
    c.set('rights', await archiveOf(door, c, c.get('rights').archive.id));
    mustWrite(c);
    const patch = c.req.valid('json');
    const ifSeq = matched(c);
    await hub.write(sectionOf(c).doc, c.get('session').person.id, patch, ifSeq === undefined ? {} : { ifSeq }).catch((error: unknown) => {
      throw ifSeq !== undefined && isStale(error) ? stale() : error;
    });
    const edited = await answer(c);
    reading(c, c.get('rights'), c.req.param('section') ?? '', 'edit');
    const today = dayOf(door.clock.now(), door.config.timezone);
    return c.json({ ...edited, warnings: [...await warningsOf({ hub, schema: door.services.schema, today }, c.get('rights'), c.req.param('section') ?? '', patch, edited)] }, 200);
  });
}

/** The document that the path names, and the right on it. A section that does not exist and one that may not be seen answer alike. */
function sectionOf(c: Ctx): { readonly doc: DocName; readonly level: Level } {
  const rights = c.get('rights');
  const name = c.req.param('section') ?? '';
  const parsed = parseDocSection(name);
  if (!parsed) throw notFound();
  mustRead(rights, parsed.section);
  return { doc: docName(rights.archive.id, name), level: levelOn(rights, parsed.section) };
}

const readable = createMiddleware<Env>(async function readable(c, next) {
  sectionOf(c);
  await next();
});

function mustWrite(c: Ctx): void {
  if (!atLeast(sectionOf(c).level, 'write')) throw forbidden('You may read this section, not write it.');
}

const writable = createMiddleware<Env>(async function writable(c, next) {
  mustWrite(c);
  await next();
});
