/** Where somebody is signed in, which links of theirs others read by, and ending one of it or all, at once: by themselves or an administrator. */
import { createRoute, z } from '@hono/zod-openapi';
import { forbidden, Refusal } from '../../services/errors.ts';
import { browserName } from '../../../model/browser-name.ts';
import { parsePersonId } from '../../../model/ids.ts';
import type { PersonId } from '../../../model/ids.ts';
import { mayConfigure } from '../../../model/rights.ts';
import type { Sessions } from '../../access/sessions.ts';
import type { App, Ctx, Door } from '../door.ts';
import { calendarLink } from '../notice-routes.ts';
import { json, refusals, secured } from '../spec.ts';

/** What the routes need of those who are signed in. Both ends resolve when open connections are cut. */
export interface SignIns {
  readonly sessions: Pick<Sessions, 'of' | 'get'>;
  endAll(person: PersonId, by?: PersonId): Promise<void>;
  end(person: PersonId, session: string): Promise<void>;
}

const params = z.object({ id: z.string().openapi({ param: { name: 'id', in: 'path' } }) });
const moment = z.string().openapi({ format: 'date-time' });
const signedIn = z.object({
  id: z.string(),
  browser: z.string().nullable().openapi({ description: 'Browser and system as the browser names them; null: it says neither.' }),
  since: moment, checked: moment.openapi({ description: 'When the issuer was last asked about the person.' }), ends: moment,
  here: z.boolean().openapi({ description: 'The one that asks.' }),
}).openapi('SignedInAt');

export function sessionRoutes(app: App, door: Door, { sessions, endAll, end }: SignIns): void {
  const { directory } = door.access;
  /** Whose they are: one's own, or for an administrator anybody's. */
  const whose = (c: Ctx, text: string): PersonId => {
    const { person: me } = c.get('session');
    const id = parsePersonId(text);
    if (id !== me.id && !mayConfigure(me)) throw forbidden('Only an administrator sees and ends the sessions of others.');
    if (!id || !directory.stored(id)) throw new Refusal('not-found', 'There is no such person.');
    return id;
  };

  app.openapi(createRoute({
    method: 'get', path: '/api/people/{id}/sessions', tags: ['directory'], security: secured, summary: 'Where this person is signed in here',
    description: 'Sessions of the server\'s own pages, newest first; what other pages do with tokens of their own is not among them.',
    request: { params }, responses: { 200: json(z.object({ items: z.array(signedIn) }).openapi('SignedInPlaces'), 'Those that go on.'), ...refusals(403, 404) },
  }), (c) => {
    const at = (milliseconds: number): string => new Date(milliseconds).toISOString();
    const { sid } = c.get('session');
    const items = sessions.of(whose(c, c.req.valid('param').id)).map(({ id, agent, created, checked, ends }) =>
      ({ id, browser: browserName(agent ?? null), since: at(created), checked: at(checked), ends: at(ends), here: id === sid }));
    return c.json({ items }, 200);
  });

  app.openapi(createRoute({
    method: 'delete', path: '/api/people/{id}/sessions/{session}', tags: ['directory'], security: secured, summary: 'End one session of this person here, at once',
    request: { params: params.extend({ session: z.string().max(64).openapi({ param: { name: 'session', in: 'path' } }) }) },
    responses: { 204: { description: 'Ended; its open connections are cut.' }, ...refusals(403, 404) },
  }), async (c) => {
    const { id, session } = c.req.valid('param');
    const person = whose(c, id);
    if (sessions.get(session)?.person !== person) throw new Refusal('not-found', 'There is no such session.');
    await end(person, session);
    return c.body(null, 204);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/people/{id}/links', tags: ['directory'], security: secured, summary: 'Signed links of this person, with their last use',
    description: 'Whoever has such a link reads what it is for without signing in. Its address was told once and is not told here.',
    request: { params }, responses: { 200: json(z.object({ items: z.array(calendarLink).readonly() }).openapi('SignedLinks'), 'Those that hold.'), ...refusals(403, 404) },
  }), async (c) => {
    const found = await door.services.calendar.list({ id: whose(c, c.req.valid('param').id) });
    return c.json({ items: found }, 200);
  });

  app.openapi(createRoute({
    method: 'delete', path: '/api/people/{id}/links/{link}', tags: ['directory'], security: secured, summary: 'End a signed link of this person, at once',
    description: 'What other programs have fetched by it before stays with them.',
    request: { params: params.extend({ link: z.string().max(64).openapi({ param: { name: 'link', in: 'path' } }) }) },
    responses: { 204: { description: 'It opens nothing any more.' }, ...refusals(403, 404) },
  }), async (c) => {
    const { id, link: ended } = c.req.valid('param');
    await door.services.calendar.end({ id: whose(c, id) }, ended, c.get('session').person.id);
    return c.body(null, 204);
  });

  app.openapi(createRoute({
    method: 'delete', path: '/api/people/{id}/sessions', tags: ['directory'], security: secured, summary: 'End all sessions of this person here, at once',
    description: 'Sessions of the server\'s own pages, and every token issued to the person until now by whomever; open connections are cut before this answers. Who is still active may sign in anew.',
    request: { params }, responses: { 204: { description: 'Ended.' }, ...refusals(403, 404) },
  }), async (c) => {
    await endAll(whose(c, c.req.valid('param').id), c.get('session').person.id);
    return c.body(null, 204);
  });
}
