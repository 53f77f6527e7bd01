/** What is missing and stale in an archive, for clients that list it. */
import { createRoute, z } from '@hono/zod-openapi';
import { missingFor } from '../services/missing.ts';
import type { MissingView } from '../../model/completeness/finding.ts';
import type { App, Door } from './door.ts';
import { of } from './schema-types.ts';
import { section } from './schemas.ts';
import { archiveParam, json, refusals, secured } from './spec.ts';

const text = z.string();
const day = text.openapi({ format: 'date' });
const missing = of<MissingView>()(z.object({
  items: z.array(z.union([
    z.object({ kind: z.literal('missing'), section, field: text, need: z.enum(['required', 'keyTen', 'pack']), packs: z.array(text).readonly() }),
    z.object({
      kind: z.literal('stale'), section, field: text, key: text.openapi({ description: 'A value key, or a row: `rows/methods/x1`.' }),
      reason: z.enum(['age', 'expired', 'disputed', 'outdated', 'dead']), rule: text, from: day, last: day.nullable(),
    }),
  ])).readonly(),
  today: day,
})).openapi('Missing');

export function missingRoutes(app: App, door: Door): void {
  app.openapi(createRoute({
    method: 'get', path: '/api/archives/{id}/missing', tags: ['overviews'], security: secured, summary: 'What is missing and what is stale, worst first',
    description: 'Fields that the archive\'s kind and packs ask for, and values to be looked at again; of the sections that I may read.',
    request: { params: archiveParam },
    responses: { 200: json(missing, 'What is to be done.'), ...refusals(404) },
  }), async (c) => c.json(await missingFor(door, c.get('session').person, c.get('rights')), 200));
}
