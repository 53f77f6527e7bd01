/** Ending what a person has open, at once: by an administrator, or by themselves. */
import { createRoute, z } from '@hono/zod-openapi';
import { forbidden, Refusal } from '../../services/errors.ts';
import { parsePersonId } from '../../../model/ids.ts';
import type { PersonId } from '../../../model/ids.ts';
import { mayConfigure } from '../../../model/rights.ts';
import type { App, Door } from '../door.ts';
import { refusals, secured } from '../spec.ts';

export function sessionRoutes(app: App, door: Door, endAll: (person: PersonId) => Promise<void>): void {
  app.openapi(createRoute({
    method: 'delete', path: '/api/people/{id}/sessions', tags: ['directory'], security: secured, summary: 'End all sessions of this person here, at once',
    description: 'Sessions of the server\'s own pages, and every token issued to the person until now by whomever; open connections are cut before this answers. Who is still active may sign in anew.',
    request: { params: z.object({ id: z.string().openapi({ param: { name: 'id', in: 'path' } }) }) },
    responses: { 204: { description: 'Ended.' }, ...refusals(403, 404) },
  }), async (c) => {
    const { person: me } = c.get('session');
    const id = parsePersonId(c.req.valid('param').id);
    if (id !== me.id && !mayConfigure(me)) throw forbidden('Only an administrator ends the sessions of others.');
    if (!id || !door.access.directory.stored(id)) throw new Refusal('not-found', 'There is no such person.');
    await endAll(id);
    return c.body(null, 204);
  });
}
