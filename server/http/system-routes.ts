/** Who am I, the catalogue and the description of the interface itself. */
import { createRoute, z } from '@hono/zod-openapi';
import { compress } from 'hono/compress';
import { catalogueView } from '../../model/catalogue/catalogue.ts';
import type { Config } from '../config.ts';
import type { Me } from '../../model/api.ts';
import { resolveLanguage } from '../../model/labels.ts';
import { hasInsight, mayBreakGlass, mayConfigure, mayCreate, mayExport, mayImport } from '../../model/rights.ts';
import type { App, Door } from './door.ts';
import { publicPath } from './public-path.ts';
import { me } from './schemas.ts';
import { json, refusals, secured } from './spec.ts';

const catalogueSchema = z.object({
  version: z.string(),
  edition: z.string().openapi({ description: 'Of the whole catalogue of the workspace, in all languages and packs.' }),
  lang: z.string(),
  fields: z.array(z.looseObject({ id: z.string(), key: z.string(), kind: z.string(), home: z.string(), label: z.string() })),
  dictionaries: z.record(z.string(), z.object({ name: z.string(), options: z.array(z.object({ key: z.string(), label: z.string(), days: z.number().optional(), hidden: z.literal(true).optional() })) })),
  packs: z.array(z.object({ key: z.string(), label: z.string() })),
  sections: z.array(z.object({ key: z.string(), label: z.string() })),
  groups: z.array(z.object({ key: z.string(), label: z.string() })),
}).openapi('Catalogue');

export function systemRoutes(app: App, door: Door): void {
  const { config } = door;
  const security = secured;

  app.openapi(createRoute({
    method: 'get', path: '/api/me', tags: ['system'], security, summary: 'Who am I, and what may I do beside the archives',
    responses: { 200: json(me, 'As the server counts me now.'), ...refusals() },
  }), (c) => {
    const { person } = c.get('session');
    const { id, name, department, roles, clearances } = person;
    const answer: Me = {
      id, name, department, roles, clearances,
      can: { create: mayCreate(person), import: mayImport(person), export: mayExport(person), insight: hasInsight(person), directory: mayConfigure(person), emergency: mayBreakGlass(person, door.access.directory.policy) },
      workspace: { timezone: config.timezone, currency: config.currency, demo: door.demo },
    };
    return c.json(answer, 200);
  });

  // Large, and the same for everybody: how well it packs tells nothing of a customer. Answers that hold both a customer's data and what a request chose stay as they are.
  app.use('/api/catalogue', compress());
  app.openapi(createRoute({
    method: 'get', path: '/api/catalogue', tags: ['system'], security, summary: 'Fields, dictionaries and packs in one language',
    request: {
      query: z.object({
        lang: z.string().max(64).optional().openapi({ description: 'A language tag; `zh-TW` gives Traditional Chinese, what is unknown English.' }),
        packs: z.string().max(400).optional().openapi({ description: 'Keys apart by commas; none: every pack.' }),
      }),
    },
    responses: { 200: json(catalogueSchema, 'With an `ETag`: ask again with `If-None-Match`.'), 304: { description: 'It has not changed.' }, ...refusals(422) },
  }), (c) => {
    const { lang, packs } = c.req.valid('query');
    const view = catalogueView(resolveLanguage(lang), packs?.split(',').filter(Boolean), door.services.catalogue.now());
    const etag = `"${view.version}"`;
    c.header('etag', etag);
    c.header('cache-control', 'private, no-cache');
    if ((c.req.header('if-none-match') ?? '').split(/\s*,\s*/).some((tag) => tag.replace(/^W\//, '') === etag)) return c.body(null, 304);
    return c.json(view as never, 200); // the schema names the common properties; the type of the view is the catalogue's
  });
}

/** Registered last, when every other route is there to be described. */
export function describeApi(app: App, config: Config): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' });
  app.use('/api/openapi.json', compress());
  app.openapi(createRoute({
    method: 'get', path: '/api/openapi.json', tags: ['system'], summary: 'This document',
    responses: { 200: json(z.looseObject({ openapi: z.string() }), 'OpenAPI 3.1.') },
  }), (c) => c.json(openApiDocument(app, config) as never, 200)); // a document is plain JSON
}

export const openApiDocument = (app: App, config: Config) => app.getOpenAPI31Document({
  openapi: '3.1.0',
  // relative to the document, as most readers take it, would be wrong under a sub-path
  servers: [{ url: publicPath(config, '') || '/' }],
  info: { title: 'Dossier', version: '1', description: 'Customer archives. Errors are `{error: {code, message, field?, problems?}}`; what one may not see answers as if it were not there.' },
});
