/** Mass updates and pasted blocks of cells: looked at first, then applied as one set that can be undone. What is in them and who may is decided in `services/mass/`. */
import { createRoute, z } from '@hono/zod-openapi';
import { LANGUAGES } from '../../model/labels.ts';
import { MASS_MOST, MASS_ROW_STATES } from '../../model/mass/api.ts';
import type { MassRowState, MassRows, MassView } from '../../model/mass/api.ts';
import { mustStay } from '../services/errors.ts';
import { MassUpdates } from '../services/mass/mass.ts';
import { readingMany } from './audit-trail.ts';
import type { App, Door } from './door.ts';
import { valueSection } from './list-reading.ts';
import { of } from './schema-types.ts';
import { body, json, refusals, secured as security } from './spec.ts';

const text = z.string();
const scalar = z.union([text, z.number(), z.boolean()]);
const cell = z.union([scalar, z.array(scalar).readonly()]).nullable();
const wish = z.strictObject({
  target: z.strictObject({
    query: z.unknown().optional().openapi({ type: 'object', description: 'As for `POST /api/archives/query`; of its columns, group, cursor and limit nothing is taken.' }),
    ids: z.array(text.max(200)).max(MASS_MOST.ids).optional().openapi({ description: 'Ids, external keys or codes.' }),
  }).optional(),
  sets: z.array(z.strictObject({ key: text.max(200), op: z.enum(['set', 'clear', 'add', 'remove']), values: z.array(z.union([text.max(MASS_MOST.text), z.number(), z.boolean()])).max(MASS_MOST.values).optional() })).max(MASS_MOST.sets).optional()
    .openapi({ description: 'The same in every archive. Keys of the register; `add` and `remove` for lists and contact details of one kind.' }),
  cells: z.array(z.strictObject({ archive: text.max(200), key: text.max(200), text: text.max(MASS_MOST.text), base: cell.optional() })).max(MASS_MOST.cells).optional()
    .openapi({ description: 'A block of cells. `base`: what the register showed there; another by now is a conflict.' }),
  lang: z.enum(LANGUAGES).default('en').openapi({ description: 'In which dates are read and values are named.' }),
  dryRun: z.boolean().default(true).openapi({ description: 'False: written as soon as it was looked at.' }),
}).openapi('MassUpdateWish');
const counts = z.object({ archives: z.number(), change: z.number(), same: z.number(), refused: z.number(), conflict: z.number(), written: z.number() });
const view = of<MassView>()(z.object({
  id: text, state: z.enum(['looking', 'ready', 'applying', 'done', 'failed', 'cancelled']), title: text, until: text.openapi({ format: 'date-time' }), done: z.number().openapi({ description: 'Archives looked at, then archives written.' }), total: z.number().nullable(),
  counts, changeset: text.nullable().openapi({ description: 'Undone by `POST /api/changesets/{changeset}/undo`.' }), error: text.nullable(),
})).openapi('MassUpdate');
const shown = z.object({ value: cell, text });
const rows = of<MassRows>()(z.object({
  items: z.array(z.object({
    n: z.number(), archive: text, name: text, key: text, state: z.enum(MASS_ROW_STATES), before: shown.nullable(), after: shown.nullable(), now: shown.optional(),
    code: z.enum(['not-found', 'forbidden', 'unreadable', 'invalid', 'several', 'none', 'read-only', 'destroyed', 'twice']).optional(), message: text.optional(),
  })).readonly(), next: z.number().nullable(), total: z.number(),
})).openapi('MassUpdateRows');
const params = z.object({ id: text.max(64).openapi({ param: { name: 'id', in: 'path' } }) });
const states = text.max(100).optional().transform((list) => (list === undefined || list === '' ? null : MASS_ROW_STATES.filter((state) => list.split(',').includes(state)))).openapi({ description: 'Some of `change`, `written`, `refused`, `conflict`, with commas between them.' });

export function massRoutes(app: App, door: Door): void {
  const { config: { timezone, currency }, storage, access, hub, services, clock, random, log } = door;
  const tags = ['mass updates'];
  const updates = new MassUpdates({
    storage, access, hub, archives: services.archives, changesets: services.changesets, catalogue: services.catalogue, schema: services.schema, clock, random, timezone, currency,
    report: (event, error) => { log.error({ err: error }, event); },
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/mass-updates', tags, security, summary: 'Change many archives, or a block of cells: look first',
    description: 'Answers the preview, at once where it is short, else poll it until `ready`. What I may not see answers as not there, what I may read and not write is refused by name. Texts are read as people write them.',
    request: { body: body(wish) }, responses: { 202: json(view, 'Begun.'), ...refusals(403, 409, 413, 422) },
  }), async (c) => {
    // its preview is a list of values
    mustStay(c.get('session').person);
    const { dryRun, target, ...rest } = c.req.valid('json');
    return c.json(await updates.begin(c.get('session').person, { ...rest, target: target && { ...target, ...(target.query === undefined ? {} : { query: questionOf(target.query) }) }, now: !dryRun }), 202);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/mass-updates/{id}', tags, security, summary: 'How far a mass update is', request: { params },
    responses: { 200: json(view, 'Counts and progress.'), ...refusals(404) },
  }), (c) => c.json(updates.view(c.get('session').person, c.req.valid('param').id), 200));

  app.openapi(createRoute({
    method: 'get', path: '/api/mass-updates/{id}/rows', tags, security, summary: 'What a mass update changes, value by value',
    description: 'Before and after, or why not; what is already so is only counted.',
    request: { params, query: z.object({ state: states, after: z.coerce.number().int().min(-1).default(-1), limit: z.coerce.number().int().min(1).max(MASS_MOST.page).default(100) }) },
    responses: { 200: json(rows, 'A page in the order of the archives.'), ...refusals(403, 404, 422) },
  }), async (c) => {
    mustStay(c.get('session').person);
    const { state, after, limit } = c.req.valid('query');
    const { id } = c.req.valid('param');
    const page = await updates.rows(c.get('session').person, id, { states: state as readonly MassRowState[] | null, after, limit });
    // a row without values tells of none
    await readingMany(c, door, page.items.filter(({ before, after: then, now }) => before !== null || then !== null || now !== undefined).map(({ archive, key }) => ({ archive, section: valueSection(services.catalogue.now(), key) })), 'mass', id);
    return c.json(page, 200);
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/mass-updates/{id}/apply', tags, security, summary: 'Write what was shown', request: { params },
    description: 'As one set. What somebody changed since the preview is kept and listed as a conflict. Poll until `done`.',
    responses: { 202: json(view, 'Begun.'), ...refusals(404, 409) },
  }), async (c) => c.json(await updates.apply(c.get('session').person, c.req.valid('param').id), 202));

  app.openapi(createRoute({
    method: 'delete', path: '/api/mass-updates/{id}', tags, security, summary: 'Stop a mass update, or forget its preview', request: { params },
    description: 'What was written until then stays, and can be undone.', responses: { 204: { description: 'It ends now.' }, ...refusals(404) },
  }), (c) => {
    updates.drop(c.get('session').person, c.req.valid('param').id);
    return c.body(null, 204);
  });
}

/** A page asks as it shows its list: where it stands in it is no part of the question here. */
function questionOf(query: unknown): unknown {
  if (typeof query !== 'object' || query === null || Array.isArray(query)) return query;
  const { columns: _columns, cursor: _cursor, limit: _limit, group: _group, ...question } = query as Record<string, unknown>;
  return question;
}
