/** Notices, following an archive, the digest of a day; links to one's calendar and the calendar itself. */
import { hash } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import { forbidden, Refusal } from '../services/errors.ts';
import { LINK_KINDS, MOST_LINK_DAYS } from '../../model/elsewhere/api.ts';
import { NOTICE_KINDS } from '../../model/notices/api.ts';
import { SECTION_KEYS } from '../../model/sections.ts';
import type { App, Ctx, Door } from './door.ts';
import { publicBase } from './public-path.ts';
import { reminderLine } from './reminder-routes.ts';
import { errorBody } from './schemas.ts';
import { archiveParam, body, json, refusals, secured as security } from './spec.ts';

const text = z.string();
const list = <Schema extends z.ZodType>(of: Schema) => z.array(of).readonly();
const ref = z.object({ id: text, name: text });
const notice = z.object({
  id: text, kind: z.enum(NOTICE_KINDS), at: text, read: z.boolean(), archive: text.nullable(), name: text.nullable(), by: ref.nullable(), section: z.enum(SECTION_KEYS).nullable(), record: text.nullable(), comment: text.nullable(), text: text.nullable(), count: z.number(),
}).openapi('Notice');
const page = z.object({ items: list(notice), next: text.nullable(), unread: z.number() }).openapi('NoticePage');
const digest = z.object({ day: text, person: ref, lines: list(reminderLine), total: z.number(), fresh: z.number(), notices: list(notice), unread: z.number(), empty: z.boolean() }).openapi('DailyDigest');
const read = z.strictObject({ notices: list(text.max(64)).refine((ids) => ids.length <= 200, 'At most 200 at once.').optional(), all: z.boolean().optional() });
export const calendarLink = z.object({
  id: text, url: text.optional(), kind: z.enum(LINK_KINDS).openapi({ description: 'Others than a whole calendar are of one archive.' }), archive: text.nullable().openapi({ description: 'Null: of the whole calendar.' }), names: z.boolean(), made: text, until: text,
  fetched: text.nullable().openapi({ description: 'Last use.' }),
}).openapi('CalendarLink');
const linkWish = z.strictObject({ names: z.boolean().default(false), days: z.number().int().min(1).max(MOST_LINK_DAYS).optional().openapi({ description: 'Default 180, or what the policy allows.' }), lang: text.max(64).default('en') });
/** The same shape, with branded ids. */
const plain = <T>(value: T) => value as never;

export function noticeRoutes(app: App, door: Door): void {
  const { config, services: { notices, calendar } } = door;
  const tags = ['care'];
  const who = (c: Ctx) => {
    const { person } = c.get('session');
    if (person.service) throw forbidden('The key of a service has no notices.');
    return person;
  };
  const base = (c: Ctx): string => publicBase(config, c.req.url);

  app.openapi(createRoute({
    method: 'get', path: '/api/notices', tags, security, summary: 'What I should hear of, newest first',
    request: { query: z.object({ unread: z.enum(['true', 'false']).optional(), before: text.max(80).optional(), limit: z.coerce.number().int().min(1).max(100).default(30) }) },
    responses: { 200: json(page, 'Only what I may read now.'), ...refusals(403, 422) },
  }), async (c) => {
    const { unread, before = null, limit } = c.req.valid('query');
    return c.json(plain(await notices.page(who(c), { unread: unread === 'true', before, limit })), 200);
  });
  app.openapi(createRoute({
    method: 'post', path: '/api/notices/read', tags, security, summary: 'I have read these, or all', request: { body: body(read) }, responses: { 204: { description: 'Kept, for all my devices.' }, ...refusals(403, 422) },
  }), async (c) => {
    await notices.read(who(c), c.req.valid('json'));
    return c.body(null, 204);
  });
  app.openapi(createRoute({
    method: 'get', path: '/api/notices/digest', tags, security, summary: 'What I should know today, once', responses: { 200: json(digest, 'The first lines and the unread notices.'), ...refusals(403), ...refusals() },
  }), async (c) => c.json(plain(await notices.digest(who(c))), 200));

  const following = z.object({ following: z.boolean() });
  app.openapi(createRoute({
    method: 'get', path: '/api/archives/{id}/follow', tags, security, summary: 'Whether I follow an archive', request: { params: archiveParam }, responses: { 200: json(following, 'So or not.'), ...refusals(403, 404), ...refusals() },
  }), (c) => c.json({ following: notices.isFollowing(who(c), c.get('rights').archive.id) }, 200));
  app.openapi(createRoute({
    method: 'put', path: '/api/archives/{id}/follow', tags, security, summary: 'Follow an archive, or no longer', request: { params: archiveParam, body: body(z.strictObject({ following: z.boolean() })) }, responses: { 200: json(following, 'As it is now.'), ...refusals(403, 404, 422), ...refusals() },
  }), async (c) => {
    const person = who(c);
    await notices.follow(person, c.get('rights').archive.id, c.req.valid('json').following);
    return c.json({ following: notices.isFollowing(person, c.get('rights').archive.id) }, 200);
  });
  app.openapi(createRoute({
    method: 'get', path: '/api/follows', tags, security, summary: 'Archives that I follow', responses: { 200: json(z.object({ items: list(z.object({ archive: text, name: text, since: text })) }), 'Newest first.'), ...refusals(403) },
  }), async (c) => c.json(plain(await notices.followed(who(c))), 200));

  app.openapi(createRoute({
    method: 'post', path: '/api/links', tags, security, summary: 'A link to my calendar, for programs that cannot sign in',
    description: 'Whoever has the link reads the calendar: it holds no names unless `names` is given, ends by itself, and my rights are asked at each fetch. The address is told this once.',
    request: { body: body(linkWish) }, responses: { 201: json(calendarLink, 'With its address.'), ...refusals(403, 409, 422) },
  }), async (c) => c.json(plain(await calendar.make(who(c), { ...c.req.valid('json'), days: c.req.valid('json').days ?? null }, base(c))), 201));
  app.openapi(createRoute({
    method: 'get', path: '/api/links', tags, security, summary: 'My links, those to one customer among them', responses: { 200: json(z.object({ items: list(calendarLink) }), 'Those that hold.'), ...refusals(403) },
  }), async (c) => c.json(plain({ items: await calendar.list(who(c)) }), 200));
  app.openapi(createRoute({
    method: 'delete', path: '/api/links/{link}', tags, security, summary: 'End a link', request: { params: z.object({ link: text.max(64) }) }, responses: { 204: { description: 'It is gone.' }, ...refusals(403, 404) },
  }), async (c) => {
    await calendar.end(who(c), c.req.valid('param').link);
    return c.body(null, 204);
  });

  // without a token: the link is the right
  app.openapi(createRoute({
    method: 'get', path: '/calendar.ics', tags, summary: 'A calendar by its link', description: 'Without a token: the link is the right. Whole days and appointments, as Outlook and Apple read them.',
    request: { query: z.object({ link: text.max(2_000).optional() }) },
    responses: { 200: { description: 'What is due.', content: { 'text/calendar': { schema: z.string() } } }, 304: { description: 'The same as under the `ETag` of `If-None-Match`.' }, 404: json(errorBody, 'The link does not hold, or has ended.') },
  }), async (c) => {
    const found = await calendar.fetch(c.req.valid('query').link ?? '', base(c));
    if (found === null) throw new Refusal('not-found', 'This link does not hold.');
    const tag = `"${hash('sha256', found, 'base64url').slice(0, 27)}"`;
    const kept = { etag: tag, 'cache-control': 'private, no-cache' };
    if (c.req.header('if-none-match')?.split(',').some((each) => each.trim().replace(/^W\//, '') === tag)) return c.body(null, 304, kept);
    return c.body(found, 200, { ...kept, 'content-type': 'text/calendar; charset=utf-8', 'content-disposition': 'inline; filename="calendar.ics"', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' });
  });
}
