/** Who may be the same customer: pairs worst first, a look at entry, and "these are two". */
import { createRoute, z } from '@hono/zod-openapi';
import { parseArchiveRef } from '../../model/ids.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { notFound } from '../services/errors.ts';
import type { App, Door } from './door.ts';
import { candidate, matchPage, pairPage, pairWish } from './duplicate-schemas.ts';
import { body, json, refusals, secured } from './spec.ts';

const query = z.object({
  dismissed: z.enum(['true', 'false']).default('false').openapi({ description: 'Pairs of which somebody said that they are two.' }),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

/** The id of an archive by id or key; whether it may be seen is asked next. */
export async function namedArchive(door: Door, text: string): Promise<ArchiveId> {
  const ref = parseArchiveRef(text);
  const id = ref && await door.access.resolve(ref);
  if (!id) throw notFound();
  return id;
}

export function duplicateRoutes(app: App, door: Door): void {
  const { services: { duplicates } } = door;
  const tags = ['duplicates'];
  const security = secured;

  app.openapi(createRoute({
    method: 'get', path: '/api/duplicates', tags, security, summary: 'Pairs of archives that may be one customer, worst first',
    description: 'Only pairs of which I read both; what I may not read is neither told nor counted in the score.',
    request: { query },
    responses: { 200: json(pairPage, 'Pairs with what agrees and what differs.'), ...refusals(422) },
  }), async (c) => {
    const { dismissed, cursor, limit } = c.req.valid('query');
    return c.json({ ...await duplicates.page(c.get('session').person, { dismissed: dismissed === 'true', cursor: cursor ?? null, limit }) }, 200);
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/duplicates/find', tags, security, summary: 'Is this customer here already?',
    description: 'By names in either Chinese script or spelt in letters, phones, e-mails, codes, addresses. Archives of which I only know are found by name alone, papers only where I read them.',
    request: { body: body(candidate) },
    responses: { 200: json(matchPage, 'The most likely first.'), ...refusals(413, 422) },
  }), async (c) => c.json({ items: [...await duplicates.findDuplicates(c.req.valid('json'), c.get('session').person)] }, 200));

  app.openapi(createRoute({
    method: 'post', path: '/api/duplicates/dismissals', tags, security, summary: 'These are two customers',
    request: { body: body(pairWish) },
    responses: { 204: { description: 'Remembered: they are not shown again.' }, ...refusals(403, 404, 413, 422) },
  }), async (c) => {
    const { left, right } = c.req.valid('json');
    await duplicates.dismiss(c.get('session').person, await namedArchive(door, left), await namedArchive(door, right));
    return c.body(null, 204);
  });

  app.openapi(createRoute({
    method: 'delete', path: '/api/duplicates/dismissals', tags, security, summary: 'They may be one after all',
    request: { query: pairWish },
    responses: { 204: { description: 'They are shown again.' }, ...refusals(403, 404, 422) },
  }), async (c) => {
    const { left, right } = c.req.valid('query');
    await duplicates.restore(c.get('session').person, await namedArchive(door, left), await namedArchive(door, right));
    return c.body(null, 204);
  });
}
