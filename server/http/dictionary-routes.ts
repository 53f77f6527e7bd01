/** Option lists that an administrator keeps. Everyone reads them as part of the catalogue; here they are whole, with hidden options and all languages. */
import { createRoute, z } from '@hono/zod-openapi';
import { forbidden } from '../services/errors.ts';
import { mayConfigure } from '../../model/rights.ts';
import type { App, Ctx, Door } from './door.ts';
import { dictionaries as lists, dictionary, dictionaryWish, newDictionary } from './system-schemas.ts';
import { body, json, refusals, secured as security } from './spec.ts';

const tags = ['workspace'];

export function dictionaryRoutes(app: App, { services: { dictionaries } }: Door): void {
  const mustConfigure = (c: Ctx): void => {
    if (!mayConfigure(c.get('session').person)) throw forbidden('Only an administrator keeps the option lists.');
  };

  app.openapi(createRoute({
    method: 'get', path: '/api/dictionaries', tags, security, summary: 'Option lists in all languages, with what is hidden',
    responses: { 200: json(lists, 'Those that are not `editable` are named by rules of the program.'), ...refusals(403) },
  }), (c) => {
    mustConfigure(c);
    return c.json({ items: dictionaries.list() }, 200);
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/dictionaries', tags, security, summary: 'Add an option list, for fields of one’s own',
    request: { body: body(newDictionary) },
    responses: { 201: json(dictionary, 'The list as stored now.'), ...refusals(403, 422) },
  }), async (c) => {
    mustConfigure(c);
    return c.json(await dictionaries.add(c.get('session').person.id, c.req.valid('json')), 201);
  });

  app.openapi(createRoute({
    method: 'put', path: '/api/dictionaries/{id}', tags, security, summary: 'Rename, order, hide and add options of a list',
    description: 'The options in their order; all that are there must be named, one without a key is new. Values that have a hidden option keep it. Who did not see the last change is refused with 409.',
    request: { params: z.object({ id: z.string().openapi({ param: { name: 'id', in: 'path' }, example: 'D-05' }) }), body: body(dictionaryWish) },
    responses: { 200: json(dictionary, 'The list as stored now.'), ...refusals(403, 404, 409, 422) },
  }), async (c) => {
    mustConfigure(c);
    return c.json(await dictionaries.change(c.get('session').person.id, c.req.valid('param').id, c.req.valid('json')), 200);
  });
}
