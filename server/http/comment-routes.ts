/** Comments on values and rows of an archive, and where somebody mentions me. Every decision is the service's. */
import { createRoute, z } from '@hono/zod-openapi';
import type * as api from '../../model/api.ts';
import { COMMENT_LONGEST } from '../../model/comments.ts';
import { reading, readingMany } from './audit-trail.ts';
import { archiveOf } from './door.ts';
import type { App, Ctx, Door } from './door.ts';
import { people, section } from './schemas.ts';
import { of } from './schema-types.ts';
import { archiveParam, body, json, refusals, secured } from './spec.ts';

const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();
const moment = z.string().openapi({ format: 'date-time' });
const personRef = z.object({ id: z.string(), name: z.string() });
const comment = of<api.CommentView>()(z.object({
  id: z.string(),
  record: z.string(),
  by: personRef,
  at: moment,
  text: z.string().nullable().openapi({ description: 'Plain; `@[id]` is a mention, its id URL-encoded. Null: removed.' }),
  mentions: list(personRef),
  editedAt: moment.nullable(),
  removedAt: moment.nullable(),
  removedBy: personRef.nullable(),
  mine: z.boolean(),
  editableUntil: moment.nullable(),
  removable: z.boolean(),
})).openapi('Comment');
const page = of<api.CommentPage>()(z.object({ items: list(comment), next: z.string().nullable(), mayWrite: z.boolean() })).openapi('Comments');
const counts = of<api.CommentCounts>()(z.object({ items: list(z.object({ record: z.string(), count: z.number() })) })).openapi('CommentCounts');
const mentions = of<api.MentionPage>()(z.object({
  items: list(z.object({ archive: z.string(), name: z.string(), section, comment, at: moment, read: z.boolean() })),
  next: z.string().nullable(),
  unread: z.number(),
})).openapi('Mentions');

const sectionName = z.string().min(1).max(64).openapi({ description: 'Whose right the comments have; a year of contact records (`contacts-2024`) stands for all of them.' });
const record = z.string().max(320).openapi({ description: 'A value key (`fields/customer.name`) or `table/rowId`; empty: the section as a whole.' });
const text = z.string().max(COMMENT_LONGEST * 2);
const before = z.string().max(64).optional().openapi({ description: '`next` of the page before.' });
const limit = z.coerce.number().int().min(1).max(200).default(50);
const commentParam = archiveParam.extend({ comment: z.string().openapi({ param: { name: 'comment', in: 'path' }, description: 'Id of a comment.' }) });

export function commentRoutes(app: App, door: Door): void {
  const { services: { comments } } = door;
  const tags = ['comments'];
  const security = secured;
  const me = (c: Ctx) => c.get('session').person;

  app.openapi(createRoute({
    method: 'get', path: '/api/archives/{id}/comments', tags, security, summary: 'What was said about one value or row',
    request: { params: archiveParam, query: z.object({ section: sectionName, record: record.default(''), before, limit }) },
    responses: { 200: json(page, 'The newest, oldest first.'), ...refusals(404, 422) },
  }), async (c) => {
    const { before: place = null, ...wish } = c.req.valid('query');
    const said = await comments.page(me(c), c.get('rights').archive.id, { ...wish, before: place });
    reading(c, c.get('rights'), wish.section, 'comments');
    return c.json(said, 200);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/archives/{id}/comments/counts', tags, security, summary: 'How many comments the values and rows of a section have',
    request: { params: archiveParam, query: z.object({ section: sectionName }) },
    responses: { 200: json(counts, 'Records that have any.'), ...refusals(404, 422) },
  }), async (c) => c.json(await comments.counts(me(c), c.get('rights').archive.id, c.req.valid('query').section), 200));

  app.openapi(createRoute({
    method: 'get', path: '/api/archives/{id}/comments/people', tags, security, summary: 'Colleagues who may read a section: who can be mentioned there',
    request: { params: archiveParam, query: z.object({ section: sectionName, q: z.string().max(100).default(''), limit: z.coerce.number().int().min(1).max(50).default(20) }) },
    responses: { 200: json(people, 'Those whose name begins with `q` first.'), ...refusals(404, 422) },
  }), async (c) => {
    const { section: of_, q, limit: most } = c.req.valid('query');
    return c.json(await comments.readers(me(c), c.get('rights').archive.id, of_, q, most), 200);
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/archives/{id}/comments', tags, security, summary: 'Say something about a value or row',
    description: 'For who may write the section, and for who was mentioned there and may read it. The same `id` again is the same comment.',
    request: { params: archiveParam, body: body(z.strictObject({ id: z.string().optional(), section: sectionName, record: record.default(''), text }).openapi('NewComment')) },
    responses: { 201: json(comment, 'As stored.'), ...refusals(403, 404, 409, 413, 422) },
  }), async (c) => {
    const { archive } = await archiveOf(door, c, c.get('rights').archive.id);
    return c.json(await comments.add(me(c), archive.id, c.req.valid('json')), 201);
  });

  app.openapi(createRoute({
    method: 'patch', path: '/api/archives/{id}/comments/{comment}', tags, security, summary: 'Change my comment, within fifteen minutes',
    request: { params: commentParam, body: body(z.strictObject({ text }).openapi('CommentChange')) },
    responses: { 200: json(comment, 'As stored.'), ...refusals(403, 404, 409, 413, 422) },
  }), async (c) => c.json(await comments.edit(me(c), c.get('rights').archive.id, c.req.valid('param').comment, c.req.valid('json').text), 200));

  app.openapi(createRoute({
    method: 'delete', path: '/api/archives/{id}/comments/{comment}', tags, security, summary: 'Take my comment back, or remove one as who manages the archive',
    request: { params: commentParam },
    responses: { 200: json(comment, 'What is left of it: who removed it, and when.'), ...refusals(403, 404) },
  }), async (c) => c.json(await comments.remove(me(c), c.get('rights').archive.id, c.req.valid('param').comment), 200));

  app.openapi(createRoute({
    method: 'get', path: '/api/mentions', tags, security, summary: 'Where colleagues mention me, newest first',
    request: { query: z.object({ unread: z.enum(['true', 'false']).optional(), before, limit }) },
    responses: { 200: json(mentions, 'Only what I may read now; a page may hold fewer than asked for.'), ...refusals(422) },
  }), async (c) => {
    const { unread, before: place = null, limit: most } = c.req.valid('query');
    const page = await comments.mentions(me(c), { unread: unread === 'true', before: place, limit: most });
    await readingMany(c, door, page.items, 'mentions');
    return c.json(page, 200);
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/mentions/read', tags, security, summary: 'I have read these',
    request: { body: body(z.strictObject({ comments: list(z.string().max(64)).refine((ids) => ids.length <= 200, 'At most 200 at once.') }).openapi('MentionsRead')) },
    responses: { 200: json(z.object({ ok: z.literal(true) }), 'Kept, for all my devices.'), ...refusals(413, 422) },
  }), async (c) => {
    await comments.readMentions(me(c).id, c.req.valid('json').comments);
    return c.json({ ok: true as const }, 200);
  });
}
