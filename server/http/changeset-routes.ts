/** Sets of edits that belong together: what was done in bulk, by whom, and undoing it as one. What is put back is decided in `services/changesets/`. */
import { createRoute, z } from '@hono/zod-openapi';
import type { ChangesetKind } from '../storage/changeset-store.ts';
import { Refusal } from '../services/errors.ts';
import { parseChangesetId } from '../../model/ids.ts';
import type { ChangesetId } from '../../model/ids.ts';
import type { App, Door } from './door.ts';
import { json, refusals, secured } from './spec.ts';

const KINDS = ['import', 'mass-update', 'cleaning', 'workbook', 'correction', 'undo'] as const satisfies readonly ChangesetKind[];
const kept = z.object({ archive: z.string(), section: z.string(), key: z.string(), reason: z.enum(['changed', 'forbidden', 'refused', 'used']) })
  .openapi({ description: '`changed`: it is another by now; `forbidden`: I may not write it; `refused`: it may not stand any more; `used`: others have worked in an archive that came with the set. `key` empty: the section, or the archive itself.' });
const changeset = z.object({
  id: z.string(), kind: z.enum(KINDS), title: z.string(), by: z.string(), at: z.number().openapi({ description: 'Milliseconds since 1970.' }), state: z.enum(['done', 'undoing', 'undone']),
  undoes: z.string().nullable(), undoneBy: z.string().nullable(), archives: z.number(), edits: z.number(), opened: z.number().openapi({ description: 'Archives that came with it.' }),
  outcome: z.object({ restored: z.number(), withdrawn: z.number(), kept: z.array(kept), more: z.number() }).nullable().openapi({ description: 'Of an undoing that has ended. `more`: kept beyond those that are named.' }),
}).openapi('Changeset');
const params = z.object({ id: z.string().openapi({ param: { name: 'id', in: 'path' } }) });

export function changesetRoutes(app: App, door: Door): void {
  const { services: { changesets } } = door;
  const tags = ['changesets'];
  const security = secured;
  const idOf = (text: string): ChangesetId => {
    const id = parseChangesetId(text);
    if (id === undefined) throw new Refusal('not-found', 'There is no such set of edits.');
    return id;
  };

  app.openapi(createRoute({
    method: 'get', path: '/api/changesets', tags, security, summary: 'What was done in bulk, newest first',
    description: 'My own; of a steward all. An import, a mass update, a cleaning, a workbook that came back, and undoings, which can be undone as well.',
    request: { query: z.object({ kind: z.enum(KINDS).optional(), before: z.string().max(64).optional().openapi({ description: 'Id of the last one of the page before.' }), limit: z.coerce.number().int().min(1).max(100).default(30) }) },
    responses: { 200: json(z.object({ items: z.array(changeset) }).openapi('Changesets'), 'Sets of edits.'), ...refusals(422) },
  }), async (c) => {
    const { kind = null, before, limit } = c.req.valid('query');
    const items = await changesets.list(c.get('session').person, { kind, before: before === undefined ? null : idOf(before), limit });
    return c.json({ items: items.map(plain) }, 200);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/changesets/{id}', tags, security, summary: 'One set of edits', request: { params },
    responses: { 200: json(changeset, 'The set.'), ...refusals(404) },
  }), async (c) => c.json(plain(await changesets.get(c.get('session').person, idOf(c.req.valid('param').id))), 200));

  app.openapi(createRoute({
    method: 'post', path: '/api/changesets/{id}/undo', tags, security, summary: 'Undo all of it', request: { params },
    description: 'Puts back what nobody has changed since, under my right on each section; archives that came with the set and that nobody else has touched are sealed, and their keys and codes free again. What is kept is listed in `outcome`.',
    responses: { 202: json(changeset, 'The undoing, which has begun; it is a set of its own.'), ...refusals(404, 409) },
  }), async (c) => c.json(plain(await changesets.undo(c.get('session').person, idOf(c.req.valid('param').id))), 202));
}

const plain = (set: Awaited<ReturnType<Door['services']['changesets']['get']>>) => ({ ...set, outcome: set.outcome === null ? null : { ...set.outcome, kept: [...set.outcome.kept] } });
