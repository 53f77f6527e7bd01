/** Two archives that are one customer: what would happen, doing it, undoing it, and what happened so far. */
import { createRoute, z } from '@hono/zod-openapi';
import { invalid } from '../services/errors.ts';
import type { App, Door } from './door.ts';
import { namedArchive } from './duplicate-routes.ts';
import { mergePage, mergePair, mergePreview, mergeView, mergeWish } from './duplicate-schemas.ts';
import { historyPage } from './schemas.ts';
import { body, json, refusals, secured } from './spec.ts';

const merge = z.object({ id: z.string().max(64).openapi({ param: { name: 'id', in: 'path' }, description: 'Id of a merge.' }) });
const limit = z.coerce.number().int().min(1).max(100).default(20);

export function mergeRoutes(app: App, door: Door): void {
  const { services: { merges } } = door;
  const tags = ['duplicates'];
  const security = secured;

  app.openapi(createRoute({
    method: 'post', path: '/api/merges/preview', tags, security, summary: 'What would become of two archives',
    description: 'Every value in which both differ with its default: the one that was verified last, else the winner\'s. `refused` says why it may not be done.',
    request: { body: body(mergePair) },
    responses: { 200: json(mergePreview, 'Nothing was changed.'), ...refusals(404, 413, 422) },
  }), async (c) => {
    const { winner, loser } = c.req.valid('json');
    return c.json({ ...await merges.preview(c.get('session').person, await namedArchive(door, winner), await namedArchive(door, loser)) }, 200);
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/merges', tags, security, summary: 'Make two archives one',
    description: 'The loser\'s id leads to the winner from then on. Owners, deputies and grants of the loser stay behind; nobody may do more than before.',
    request: { body: body(mergeWish) },
    responses: { 201: json(mergeView, 'They are one, on disk.'), ...refusals(403, 404, 409, 413, 422) },
  }), async (c) => {
    const { winner, loser, choices, basis } = c.req.valid('json');
    return c.json({ ...await merges.merge(c.get('session').person, { winner: await namedArchive(door, winner), loser: await namedArchive(door, loser), choices, basis: basis ?? null }) }, 201);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/merges', tags, security, summary: 'Merges of archives that I read, newest first',
    request: { query: z.object({ archive: z.string().max(200).optional(), before: z.string().max(40).optional(), limit }) },
    responses: { 200: json(mergePage, 'With what an undoing left as people had made it since.'), ...refusals(404, 422) },
  }), async (c) => {
    const { archive, before, limit: most } = c.req.valid('query');
    if (before !== undefined && Number.isNaN(Date.parse(before))) throw invalid([{ field: 'before', code: 'malformed', message: 'Give `next` of the page before.' }]);
    return c.json({ ...await merges.list(c.get('session').person, archive === undefined ? null : await namedArchive(door, archive), before ?? null, most) }, 200);
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/merges/{id}/undo', tags, security, summary: 'Make them two again',
    description: 'Both are as they were before; what people changed since stays and is listed in `kept`.',
    request: { params: merge },
    responses: { 200: json(mergeView, 'They are two, on disk.'), ...refusals(403, 404, 409) },
  }), async (c) => c.json({ ...await merges.undo(c.get('session').person, c.req.valid('param').id) }, 200));

  app.openapi(createRoute({
    method: 'get', path: '/api/merges/{id}/history', tags, security, summary: 'What happened to the archive that was merged, until then',
    description: 'For who could read it: by its own row and grants.',
    request: { params: merge, query: z.object({ before: z.string().max(80).optional(), limit }) },
    responses: { 200: json(historyPage, 'Newest first.'), ...refusals(404, 422) },
  }), async (c) => {
    const { before, limit: most } = c.req.valid('query');
    if (before !== undefined && !/^\d{1,16}(\.\d{1,15}){3}$/.test(before)) throw invalid([{ field: 'before', code: 'malformed', message: 'Give `next` of the page before.' }]);
    return c.json({ ...await merges.history(c.get('session').person, c.req.valid('param').id, { section: null, key: null, person: null, after: null, before: before ?? null, unseen: false, limit: most }) }, 200);
  });
}
