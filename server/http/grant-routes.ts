/** Dated rights on an archive: given and ended. */
import { createRoute, z } from '@hono/zod-openapi';
import { Refusal } from '../services/errors.ts';
import { parseGrantId } from '../../model/ids.ts';
import type { App, Door } from './door.ts';
import { archiveOf } from './door.ts';
import { grant, newGrant } from './schemas.ts';
import { body, json, refusals, secured as security } from './spec.ts';

const tags = ['rights'];

export function grantRoutes(app: App, door: Door): void {
  const { services } = door;

  app.openapi(createRoute({
    method: 'post', path: '/api/grants', tags, security, summary: 'Give a dated right on an archive',
    request: { body: body(newGrant) },
    responses: { 201: json(grant, 'The grant.'), ...refusals(403, 404, 422) },
  }), async (c) => {
    const wish = c.req.valid('json');
    const { archive } = await archiveOf(door, c, wish.archive);
    const stored = await services.archives.grant(c.get('session').person, { ...wish, archive: archive.id, to: wish.to as never, until: wish.until ?? null });
    return c.json(stored, 201);
  });

  app.openapi(createRoute({
    method: 'delete', path: '/api/grants/{id}', tags, security, summary: 'End a grant now',
    request: { params: z.object({ id: z.string().openapi({ param: { name: 'id', in: 'path' } }) }) },
    responses: { 204: { description: 'Ended; open connections have followed.' }, ...refusals(403, 404) },
  }), async (c) => {
    const id = parseGrantId(c.req.valid('param').id);
    if (!id) throw new Refusal('not-found', 'There is no such grant.');
    await services.archives.endGrant(c.get('session').person, id);
    return c.body(null, 204);
  });
}
