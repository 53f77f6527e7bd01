/** A person's word in place of a computed class, with a reason and an end. Every decision is the service's. */
import { createRoute, z } from '@hono/zod-openapi';
import { isSchemeKey, SCHEME_KEYS } from '../../model/classification/schemes.ts';
import type { OverridesView, WaitingOverrides } from '../../model/overrides/api.ts';
import type { SchemeKey } from '../../model/overview.ts';
import { notFound } from '../services/errors.ts';
import type { App, Ctx, Door } from './door.ts';
import { classOverride as override, day, labels } from './override-schemas.ts';
import { of } from './schema-types.ts';
import { archiveParam, body, json, refusals, secured } from './spec.ts';

const text = z.string();
const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();
const overrides = of<OverridesView>()(z.object({
  scheme: z.enum(SCHEME_KEYS), items: list(override), mayWrite: z.boolean(), mayDecide: z.boolean(), approval: z.boolean().openapi({ description: 'Stands only when a second person has approved it.' }),
  values: list(z.object({ value: text, label: labels })), today: day, longest: day.openapi({ description: 'The latest last day.' }),
})).openapi('ClassOverrides');
const waiting = of<WaitingOverrides>()(z.object({
  items: list(z.object({ archive: text, name: text, scheme: z.enum(SCHEME_KEYS), schemeName: labels, override })), more: z.boolean().openapi({ description: 'More wait than are told.' }),
})).openapi('WaitingClassOverrides');
const params = archiveParam.extend({ scheme: text.openapi({ param: { name: 'scheme', in: 'path' }, description: '`abc`, `grade`, `aml` …' }) });

/** A scheme that there is not is answered as one that may not be seen. */
function schemeIn(c: Ctx): SchemeKey {
  const key = c.req.param('scheme') ?? '';
  if (!isSchemeKey(key)) throw notFound();
  return key;
}

export function overrideRoutes(app: App, { services: { overrides: service } }: Door): void {
  const tags = ['classification'];
  const who = (c: Ctx) => c.get('session').person;

  app.openapi(createRoute({
    method: 'get', path: '/api/overrides', tags, security: secured, summary: 'Classes that wait for my approval',
    description: 'Those that I may decide about, the oldest first; never my own, and none of a section that I do not read.',
    request: { query: z.object({ waiting: z.literal('me') }) }, responses: { 200: json(waiting, 'At most a hundred.'), ...refusals(422) },
  }), async (c) => c.json(await service.waiting(who(c)), 200));

  app.openapi(createRoute({
    method: 'get', path: '/api/archives/{id}/classes/{scheme}', tags, security: secured, summary: 'What people put in place of a computed class',
    request: { params }, responses: { 200: json(overrides, 'Newest first.'), ...refusals(404, 409) },
  }), async (c) => c.json(await service.of(who(c), c.get('rights'), schemeIn(c)), 200));

  app.openapi(createRoute({
    method: 'put', path: '/api/archives/{id}/classes/{scheme}', tags, security: secured, summary: 'Put another class in place of the computed one',
    description: 'With a reason and a last day. The computed class stays beside it. Credit grade, core or ordinary and money-laundering risk wait until a second person approves.',
    request: { params, body: body(z.strictObject({ value: text.max(64), reason: text.max(4_000), until: day }).openapi('NewClassOverride')) },
    responses: { 200: json(override, '`stands`, or `waiting` for a second person.'), ...refusals(403, 404, 409, 422) },
  }), async (c) => c.json(await service.put(who(c), c.get('rights'), schemeIn(c), c.req.valid('json')), 200));

  app.openapi(createRoute({
    method: 'post', path: '/api/archives/{id}/classes/{scheme}/decision', tags, security: secured, summary: 'Approve or refuse a class that waits',
    description: 'Never by who asked for it.',
    request: { params, body: body(z.strictObject({ id: z.number().int(), approve: z.boolean(), note: text.max(4_000).nullable().default(null) }).openapi('ClassOverrideDecision')) },
    responses: { 200: json(override, 'As it is now.'), ...refusals(403, 404, 409, 422) },
  }), async (c) => c.json(await service.decide(who(c), c.get('rights'), schemeIn(c), c.req.valid('json')), 200));

  app.openapi(createRoute({
    method: 'delete', path: '/api/archives/{id}/classes/{scheme}', tags, security: secured, summary: 'Let the computed class stand again',
    request: { params }, responses: { 204: { description: 'Ended; what waited is taken back, too.' }, ...refusals(403, 404, 409) },
  }), async (c) => {
    await service.end(who(c), c.get('rights'), schemeIn(c));
    return c.body(null, 204);
  });
}
