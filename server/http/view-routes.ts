/** Saved views of the register and personal tags. */
import { createRoute, z } from '@hono/zod-openapi';
import type { ArchiveId, DepartmentId } from '../../model/ids.ts';
import { parseArchiveRef } from '../../model/ids.ts';
import { LOCALES, OPS } from '../../model/register/query.ts';
import { forbidden } from '../services/errors.ts';
import { COLOURS, createViews } from '../services/views.ts';
import type { ViewWish } from '../services/views.ts';
import type { App, Ctx, Door } from './door.ts';
import { archiveParam, body, json, refusals, secured as security } from './spec.ts';

const text = z.string();
const MOST_WIDTHS = 50;
const list = <Schema extends z.ZodType>(of: Schema) => z.array(of).readonly();
const scalar = z.union([text, z.number(), z.boolean()]);
const shared = z.union([z.object({ kind: z.literal('all') }), z.object({ kind: z.literal('department'), department: text })]).nullable();
const query = z.object({
  text, where: list(z.object({ key: text, op: z.enum(OPS), values: list(scalar), not: z.boolean().optional(), orNone: z.boolean().optional() })), sort: list(z.object({ key: text, descending: z.boolean() })),
  group: z.object({ key: text, by: z.enum(['year', 'month']).optional(), sums: list(text) }).nullable(), columns: list(text), locale: z.enum(LOCALES), limit: z.number(),
});
/** Of the columns of a question, and of the name. */
const widths = z.record(text.max(200), z.number().int().min(32).max(2_000)).refine((given) => Object.keys(given).length <= MOST_WIDTHS, { message: `At most ${MOST_WIDTHS} widths.` }).optional().openapi({ description: 'Of columns, in CSS pixels by key.' });
const view = z.object({
  id: text, name: text, labels: z.record(text, text).optional().openapi({ description: 'Of a ready view: its name in the four languages.' }), owner: z.object({ id: text, name: text }).nullable(), shared, mine: z.boolean(), revision: z.number(), query, widths,
}).openapi('View');
const wish = z.strictObject({ name: text, shared: shared.default(null), query: z.unknown().openapi({ type: 'object', description: 'As for `POST /api/archives/query`.' }), widths, revision: z.number().int().optional() });
const tag = z.object({ id: text, name: text, colour: text.nullable(), position: z.number() }).openapi('Tag');
const tagWish = z.strictObject({ name: text, colour: z.enum(COLOURS).nullable().default(null) });
const byId = z.object({ view: text });
const byTag = z.object({ tag: text });
const MOST = 1_000;
const refs = list(text.max(200)).default([]);
const marks = z.strictObject({ add: refs, remove: refs }).refine(({ add, remove }) => add.length + remove.length <= MOST, { message: `At most ${MOST} archives at once.` });

export function viewRoutes(app: App, door: Door): void {
  const views = createViews({ storage: door.storage, access: door.access, catalogue: door.services.catalogue, clock: door.clock, random: door.random });
  const tags = ['register'];
  /** Views and tags are a person's own. */
  const person = (c: Ctx) => {
    const { person: who } = c.get('session');
    if (who.service) throw forbidden('The key of a service has no views and tags.');
    return who;
  };
  const wished = ({ revision, widths: wide, ...given }: z.output<typeof wish>): ViewWish => ({
    ...given, ...(wide === undefined ? {} : { widths: wide }), shared: given.shared?.kind === 'department' ? { kind: 'department', department: given.shared.department as DepartmentId } : given.shared, ...(revision === undefined ? {} : { revision }),
  });
  const plain = <T>(value: T) => value as never; // the same shape, with branded ids

  app.openapi(createRoute({
    method: 'get', path: '/api/views', tags, security, summary: 'My views, those shared with me, and the ready ones',
    responses: { 200: json(z.object({ items: list(view) }), 'A shared view gives no right: it asks by mine.'), ...refusals(403) },
  }), async (c) => c.json(plain({ items: await views.list(person(c)) }), 200));
  app.openapi(createRoute({
    method: 'post', path: '/api/views', tags, security, summary: 'Save a view', request: { body: body(wish) }, responses: { 201: json(view, 'The new view.'), ...refusals(403, 409, 422) },
  }), async (c) => c.json(plain(await views.make(person(c), wished(c.req.valid('json')))), 201));
  app.openapi(createRoute({
    method: 'get', path: '/api/views/{view}', tags, security, summary: 'One view', request: { params: byId }, responses: { 200: json(view, 'As saved.'), ...refusals(403, 404), ...refusals() },
  }), async (c) => c.json(plain(await views.get(person(c), c.req.valid('param').view)), 200));
  app.openapi(createRoute({
    method: 'put', path: '/api/views/{view}', tags, security, summary: 'Change a view of mine', request: { params: byId, body: body(wish) }, responses: { 200: json(view, 'As it is now.'), ...refusals(403, 404, 409, 422), ...refusals() },
  }), async (c) => c.json(plain(await views.change(person(c), c.req.valid('param').view, wished(c.req.valid('json')))), 200));
  app.openapi(createRoute({
    method: 'delete', path: '/api/views/{view}', tags, security, summary: 'Remove a view', request: { params: byId }, responses: { 204: { description: 'It is gone.' }, ...refusals(403, 404) },
  }), async (c) => {
    await views.drop(person(c), c.req.valid('param').view);
    return c.body(null, 204);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/tags', tags, security, summary: 'My tags', description: 'Nobody else sees them. As a key of the register: `tag`.',
    responses: { 200: json(z.object({ items: list(tag.extend({ count: z.number() })) }), 'In their order, with how many archives have each.'), ...refusals(403) },
  }), async (c) => c.json({ items: await views.tags(person(c)) }, 200));
  app.openapi(createRoute({
    method: 'post', path: '/api/tags', tags, security, summary: 'A new tag', request: { body: body(tagWish) }, responses: { 201: json(tag, 'The new tag.'), ...refusals(403, 409, 422) },
  }), async (c) => c.json(await views.makeTag(person(c), c.req.valid('json')), 201));
  app.openapi(createRoute({
    method: 'put', path: '/api/tags/{tag}', tags, security, summary: 'Rename or colour a tag', request: { params: byTag, body: body(tagWish) }, responses: { 200: json(tag, 'As it is now.'), ...refusals(403, 404, 409, 422), ...refusals() },
  }), async (c) => c.json(await views.changeTag(person(c), c.req.valid('param').tag, c.req.valid('json')), 200));
  app.openapi(createRoute({
    method: 'delete', path: '/api/tags/{tag}', tags, security, summary: 'Remove a tag from everywhere', request: { params: byTag }, responses: { 204: { description: 'It is gone.' }, ...refusals(403) },
  }), async (c) => {
    await views.dropTag(person(c), c.req.valid('param').tag);
    return c.body(null, 204);
  });
  app.openapi(createRoute({
    method: 'post', path: '/api/tags/{tag}/archives', tags, security, summary: 'Mark and unmark archives', request: { params: byTag, body: body(marks) },
    responses: { 200: json(z.object({ archives: list(text) }), 'Those that were marked or unmarked; what I may not see is passed over.'), ...refusals(403, 404, 422) },
  }), async (c) => {
    const { add, remove } = c.req.valid('json');
    const resolved = async (given: readonly string[]): Promise<readonly ArchiveId[]> => (await Promise.all(given.map(async (each) => {
      const ref = parseArchiveRef(each);
      return (ref && await door.access.resolve(ref)) ?? [];
    }))).flat();
    return c.json({ archives: [...await views.mark(person(c), c.req.valid('param').tag, await resolved(add), await resolved(remove))] }, 200);
  });
  app.openapi(createRoute({
    method: 'get', path: '/api/archives/{id}/tags', tags, security, summary: 'My tags on one archive', request: { params: archiveParam },
    responses: { 200: json(z.object({ tags: list(text) }), 'Ids of my tags.'), ...refusals(403, 404) },
  }), async (c) => c.json({ tags: await views.tagsOf(person(c).id, c.get('rights').archive.id) }, 200));
}
