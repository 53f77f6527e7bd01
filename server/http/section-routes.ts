/** Sections without Yjs: values as JSON; an edit goes through the room like anyone's. */
import { createRoute, z } from '@hono/zod-openapi';
import { forbidden, notFound } from '../services/errors.ts';
import { docName } from '../../model/ids.ts';
import { atLeast } from '../../model/rights.ts';
import { parseDocSection } from '../../model/sections.ts';
import { archiveOf, levelOn, mustRead } from './door.ts';
import type { App, Ctx, Door } from './door.ts';
import { sectionPatch, sectionValues } from './schemas.ts';
import { archiveParam, body, json, refusals, secured } from './spec.ts';

const params = archiveParam.extend({
  section: z.string().openapi({ param: { name: 'section', in: 'path' }, description: '`profile`, …, and for contact records `contacts-2026`.', example: 'profile' }),
});

export function sectionRoutes(app: App, door: Door): void {
  const { hub } = door;
  const tags = ['sections'];
  const security = secured;

  /** A section name that does not exist and one that may not be seen answer alike. */
  const find = async (c: Ctx, { id, section }: { readonly id: string; readonly section: string }) => {
    const rights = await archiveOf(door, c, id);
    const parsed = parseDocSection(section);
    if (!parsed) throw notFound();
    mustRead(rights, parsed.section);
    return { doc: docName(rights.archive.id, section), level: levelOn(rights, parsed.section) };
  };
  const answer = async (doc: Awaited<ReturnType<typeof find>>['doc'], level: Awaited<ReturnType<typeof find>>['level']) => {
    const { values, seq } = await hub.read(doc);
    const order: Readonly<Record<string, readonly string[]>> = 'order' in values ? (values.order as Readonly<Record<string, readonly string[]>>) : {};
    return { fields: values.fields, rows: values.rows, texts: values.texts, marks: values.marks, order, level, seq };
  };

  app.openapi(createRoute({
    method: 'get', path: '/api/archives/{id}/sections/{section}', tags, security, summary: 'Read a section without Yjs',
    request: { params },
    responses: { 200: json(sectionValues, 'Its values as committed.'), ...refusals(404) },
  }), async (c) => {
    const { doc, level } = await find(c, c.req.valid('param'));
    return c.json(await answer(doc, level), 200);
  });

  app.openapi(createRoute({
    method: 'patch', path: '/api/archives/{id}/sections/{section}', tags, security, summary: 'Edit a section without Yjs',
    request: { params, body: body(sectionPatch) },
    responses: { 200: json(sectionValues, 'Its values after the edit, which is on disk.'), ...refusals(403, 404, 413, 422) },
  }), async (c) => {
    const { doc, level } = await find(c, c.req.valid('param'));
    if (!atLeast(level, 'write')) throw forbidden('You may read this section, not write it.');
    await hub.write(doc, c.get('session').person.id, c.req.valid('json'));
    return c.json(await answer(doc, level), 200);
  });
}
