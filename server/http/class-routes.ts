/** Classes of one customer with their reasons, as this person may know them: what a page asks for when somebody opens one. A word in place of a class is `override-routes.ts`. */
import { createRoute, z } from '@hono/zod-openapi';
import { SCHEME_KEYS } from '../../model/classification/schemes.ts';
import type { ClassesView } from '../../model/api.ts';
import { atLeast } from '../../model/rights.ts';
import { notFound } from '../services/errors.ts';
import type { App, Door } from './door.ts';
import { classResult } from './schemas.ts';
import { of } from './schema-types.ts';
import { archiveParam, json, refusals, secured } from './spec.ts';

const view = of<ClassesView>()(z.object({ classes: z.partialRecord(z.enum(SCHEME_KEYS), classResult) })).openapi('Classes');

export function classRoutes(app: App, { access }: Door): void {
  app.openapi(createRoute({
    method: 'get', path: '/api/archives/{id}/classes', tags: ['classification'], security: secured, summary: 'Classes of one customer, each with its reasons',
    description: 'Those of which I know. A digest over a line has them without reasons.',
    request: { params: archiveParam, query: z.object({ scheme: z.enum(SCHEME_KEYS).optional().openapi({ description: 'This one alone. One of which I may not know is left out, as one that there is not.' }) }) },
    responses: { 200: json(view, 'By scheme.'), ...refusals(404, 422) },
  }), async (c) => {
    const { archive, level } = c.get('rights');
    if (!atLeast(level, 'read')) throw notFound();
    const digest = await access.digest(c.get('session').person, archive.id);
    if (!digest || digest.level === 'exists') throw notFound();
    const { scheme } = c.req.valid('query');
    const { classes } = digest;
    const found = scheme && classes[scheme];
    return c.json({ classes: scheme === undefined ? classes : found ? { [scheme]: found } : {} } satisfies ClassesView, 200);
  });
}
