/** Breaking the glass: asked, agreed to, ended and looked at. */
import { createRoute, z } from '@hono/zod-openapi';
import { parseGlassId } from '../../model/ids.ts';
import type { GlassId } from '../../model/ids.ts';
import { GLASS_MINUTES, GLASS_OUTCOMES } from '../../model/rights/glass.ts';
import type { GlassView } from '../../model/rights/glass.ts';
import { forbidden, Refusal } from '../services/errors.ts';
import type { App, Ctx, Door } from './door.ts';
import { of } from './schema-types.ts';
import { archiveParam, body, json, refusals, secured as security } from './spec.ts';

const text = z.string();
const ref = z.object({ id: text, name: text });
const glass = of<GlassView>()(z.object({
  id: text, archive: text, name: text, person: ref, reason: text, minutes: z.number(), at: text, state: z.enum(['waiting', 'open', 'over', 'refused']), decidedBy: ref.nullable(), from: text.nullable(), until: text.nullable(),
  due: text.nullable(), overdue: z.boolean(), review: z.object({ by: ref, at: text, outcome: z.enum(GLASS_OUTCOMES), note: text }).nullable(), may: z.object({ decide: z.boolean(), review: z.boolean(), end: z.boolean() }),
})).openapi('BrokenGlass', { description: 'Somebody read an archive in an emergency. `waiting`: a second person must agree, because they broke its glass before.' });
const idParam = z.object({ id: text.max(64).openapi({ param: { name: 'id', in: 'path' } }) });
/** The same shape, with branded ids. */
const plain = <T>(value: T) => value as never;

export function glassRoutes(app: App, { services: { glass: service } }: Door): void {
  const tags = ['rights'];
  const who = (c: Ctx) => {
    const { person } = c.get('session');
    if (person.service) throw forbidden('The key of a service breaks no glass.');
    return person;
  };
  const idOf = (id: string): GlassId => {
    const parsed = parseGlassId(id);
    if (!parsed) throw new Refusal('not-found', 'There is no such breaking of the glass.');
    return parsed;
  };

  app.openapi(createRoute({
    method: 'post', path: '/api/archives/{id}/break-glass', tags, security, summary: 'Read an archive in an emergency',
    description: 'For people whom the policy names, who need no right on the archive. It opens everything but restricted sections whose clearance I lack, for reading alone; the owner and compliance are told at once, and compliance looks at it within three days. The same person on the same archive a second time: it waits for a second person.',
    request: { params: archiveParam, body: body(z.strictObject({ reason: text.min(1).max(2_000), minutes: z.number().int().min(1).max(GLASS_MINUTES) })) },
    responses: { 201: json(glass, '`open` or `waiting`.'), ...refusals(403, 404, 409, 422) },
  }), async (c) => c.json(plain(await service.break(who(c), c.req.valid('param').id, c.req.valid('json'))), 201));
  app.openapi(createRoute({
    method: 'get', path: '/api/break-glass', tags, security, summary: 'Who read what in an emergency', description: 'My own; for compliance and auditors everybody’s. First what waits or must still be looked at.',
    responses: { 200: json(z.object({ items: z.array(glass).readonly() }), 'At most 500.'), ...refusals(403) },
  }), async (c) => c.json(plain({ items: await service.list(who(c)) }), 200));
  app.openapi(createRoute({
    method: 'post', path: '/api/break-glass/{id}/decision', tags, security, summary: 'Agree that somebody breaks the glass once more, or refuse',
    request: { params: idParam, body: body(z.strictObject({ approve: z.boolean() })) }, responses: { 200: json(glass, 'As it is now.'), ...refusals(403, 404, 409, 422) },
  }), async (c) => c.json(plain(await service.decide(who(c), idOf(c.req.valid('param').id), c.req.valid('json').approve)), 200));
  app.openapi(createRoute({
    method: 'post', path: '/api/break-glass/{id}/end', tags, security, summary: 'End it before its time', request: { params: idParam }, responses: { 200: json(glass, 'It is over; open connections have followed.'), ...refusals(403, 404, 409) },
  }), async (c) => c.json(plain(await service.end(who(c), idOf(c.req.valid('param').id))), 200));
  app.openapi(createRoute({
    method: 'post', path: '/api/break-glass/{id}/review', tags, security, summary: 'Say what was found about it', description: 'By compliance, and nobody about what they did themselves.',
    request: { params: idParam, body: body(z.strictObject({ outcome: z.enum(GLASS_OUTCOMES), note: text.min(1).max(4_000) })) }, responses: { 200: json(glass, 'It is done with.'), ...refusals(403, 404, 409, 422) },
  }), async (c) => c.json(plain(await service.review(who(c), idOf(c.req.valid('param').id), c.req.valid('json'))), 200));
}
