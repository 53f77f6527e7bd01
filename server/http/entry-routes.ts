/** Values that are entered and not read back. */
import { createRoute, z } from '@hono/zod-openapi';
import { archiveOf } from './door.ts';
import type { App, Door } from './door.ts';
import { archiveParam, body, refusals, secured as security } from './spec.ts';

const value = z.union([z.string().max(4_000), z.number(), z.boolean()]);
const entry = z.union([
  z.strictObject({ key: z.string().max(128), value }),
  z.strictObject({ table: z.string().max(128), cells: z.record(z.string().max(128), value).refine((cells) => Object.keys(cells).length <= 100, 'At most 100 cells.') }),
]).openapi('Entry', { description: 'A value by its key, or one new row of a table.' });

export function entryRoutes(app: App, door: Door): void {
  app.openapi(createRoute({
    method: 'post', path: '/api/archives/{id}/sections/{section}/entries', tags: ['sections'], security, summary: 'Enter a value that I cannot read back',
    description: 'For the sections that the archive names under `enter`: the policy lets whoever writes an archive put identity papers, say, into it without the clearance to read them. It goes the way of every edit; nothing of the section is answered, also not whether something stood there.',
    request: { params: archiveParam.extend({ section: z.string().max(64).openapi({ param: { name: 'section', in: 'path' } }) }), body: body(entry) },
    responses: { 204: { description: 'It is on disk.' }, ...refusals(403, 404, 422) },
  }), async (c) => {
    // the body may have taken minutes
    const { archive } = await archiveOf(door, c, c.get('rights').archive.id);
    await door.services.entries.enter(c.get('session').person, archive.id, c.req.valid('param').section, c.req.valid('json'));
    return c.body(null, 204);
  });
}
