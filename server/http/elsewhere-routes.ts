/** Links by which one customer stands in other tools: made, listed, tried and ended here; and the doors that they open, for whoever has one. */
import { hash } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import { LINK_KINDS, MOST_LINK_DAYS, PICTURE_THEMES } from '../../model/elsewhere/api.ts';
import type { LinkWish } from '../../model/elsewhere/api.ts';
import { SCHEME_KEYS } from '../../model/classification/schemes.ts';
import { forbidden, mustStay } from '../services/errors.ts';
import { DOORS } from '../services/elsewhere/links.ts';
import type { Fetched } from '../services/elsewhere/links.ts';
import { errorSvg } from '../services/elsewhere/badge-svg.ts';
import type { Look } from '../services/elsewhere/badge-svg.ts';
import { errorPage } from '../services/elsewhere/frame-page.ts';
import { WORDS } from '../services/elsewhere/words.ts';
import type { App, Ctx, Door } from './door.ts';
import { publicBase } from './public-path.ts';
import { archiveParam, body, json, refusals, secured as security } from './spec.ts';

const text = z.string();
const moment = text.openapi({ format: 'date-time' });
const schemes = z.array(z.enum(SCHEME_KEYS)).max(SCHEME_KEYS.length).readonly();
const link = z.object({
  id: text, kind: z.enum(LINK_KINDS), schemes, names: z.boolean(), figures: z.boolean(), lang: text, made: moment, until: moment, fetched: moment.nullable().openapi({ description: 'Last use, to within a minute.' }),
  by: z.object({ id: text, name: text }).openapi({ description: 'Whose rights count at each use.' }), mine: z.boolean(), url: text.optional(),
}).openapi('ArchiveLink');
const links = z.object({
  items: z.array(link).readonly(), leads: text.openapi({ description: 'Where a link to the archive leads: `DOSSIER_ARCHIVE_URL`, or the server’s own page.' }),
  days: z.object({ shipped: z.number(), most: z.number() }).openapi({ description: 'How long a link holds unless another number is wished, and at most; 0: the policy allows none.' }), schemes,
}).openapi('ArchiveLinks');
const wish = z.strictObject({
  kind: z.enum(LINK_KINDS), schemes: schemes.default([]).openapi({ description: 'Of a calendar none. Classes of confidential and restricted sections stand nowhere else.' }),
  names: z.boolean().default(false).openapi({ description: 'The customer’s name stands in it.' }), figures: z.boolean().default(false).openapi({ description: 'Sums of its purchases, in a table.' }),
  days: z.number().int().min(1).max(MOST_LINK_DAYS).optional(), lang: text.max(64).default('en'),
});
const flag = z.enum(['true', 'false']).default('false');
const tried = z.object({
  kind: z.enum(LINK_KINDS), schemes: text.max(400).default('').openapi({ description: 'Apart by commas.' }), names: flag, figures: flag, lang: text.max(64).default('en'),
});
const preview = z.object({
  picture: z.object({ light: text, dark: text }).nullable(), rows: z.array(z.array(text).readonly()).readonly().nullable(), total: z.number(), words: text,
}).openapi('LinkPreview');

/** How long a picture may be shown before it is asked for again. */
const SECONDS = 60;
const TYPES = { svg: 'image/svg+xml; charset=utf-8', html: 'text/html; charset=utf-8', csv: 'text/csv; charset=utf-8' } as const;
/** Whoever keeps a frame may show it: it holds a picture and a link. */
const POLICY = { svg: "default-src 'none'; style-src 'unsafe-inline'", html: "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors *", csv: "default-src 'none'" } as const;
const isDoor = (text: string): text is keyof typeof DOORS => Object.hasOwn(DOORS, text);
const GONE: Readonly<Record<Exclude<Fetched['kind'], 'here'>, 404 | 410>> = { unknown: 404, ended: 410 };

export function elsewhereRoutes(app: App, { config, services: { elsewhere } }: Door): void {
  const tags = ['elsewhere'];
  const base = (c: Ctx): string => publicBase(config, c.req.url);
  const who = (c: Ctx) => {
    const { person } = c.get('session');
    if (person.service) throw forbidden('The key of a service makes no links.');
    return person;
  };
  /** Who takes nothing out of the house makes no link either. */
  const maker = (c: Ctx) => {
    mustStay(c.get('session').person);
    return who(c);
  };

  app.openapi(createRoute({
    method: 'get', path: '/api/archives/{id}/links', tags, security, summary: 'Links by which this customer stands elsewhere',
    description: 'One’s own, and all of them for whoever manages the archive. Addresses were told once and are not told here.',
    request: { params: archiveParam }, responses: { 200: json(links, 'Those that hold, and what may be made.'), ...refusals(403, 404) },
  }), async (c) => c.json(await elsewhere.list(who(c), c.get('rights'), base(c)), 200));

  app.openapi(createRoute({
    method: 'post', path: '/api/archives/{id}/links', tags, security, summary: 'Make a link to this customer for a tool that cannot sign in',
    description: 'Whoever has the link reads what it is for: the badge as a picture or in a frame, reminders as a calendar, facts as CSV. Rights of its maker are asked at each use; it ends by itself. The address is told this once.',
    request: { params: archiveParam, body: body(wish) }, responses: { 201: json(link, 'With its address.'), ...refusals(403, 404, 409, 422) },
  }), async (c) => {
    const { days = null, ...wished } = c.req.valid('json');
    return c.json(await elsewhere.make(maker(c), c.get('rights'), { ...wished, days }, base(c)), 201);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/archives/{id}/links/preview', tags, security, summary: 'What the reader of such a link would see now', description: 'Made as the link itself is, of a calendar and a table the first lines.',
    request: { params: archiveParam, query: tried }, responses: { 200: json(preview, 'As it would be read.'), ...refusals(403, 404, 422) },
  }), async (c) => {
    const { schemes: asked, names, figures, ...rest } = c.req.valid('query');
    const wished = schemes.parse(asked.split(',').filter((each) => (SCHEME_KEYS as readonly string[]).includes(each))) as LinkWish['schemes'];
    return c.json(await elsewhere.preview(maker(c), c.get('rights'), { ...rest, schemes: wished, names: names === 'true', figures: figures === 'true' }, base(c)), 200);
  });

  app.openapi(createRoute({
    method: 'delete', path: '/api/archives/{id}/links/{link}', tags, security, summary: 'End a link, at once', description: 'By its maker or whoever manages the archive. What other tools have kept stays with them.',
    request: { params: archiveParam.extend({ link: text.max(64).openapi({ param: { name: 'link', in: 'path' } }) }) }, responses: { 204: { description: 'It opens nothing any more.' }, ...refusals(403, 404) },
  }), async (c) => {
    await elsewhere.end(c.get('session').person, c.get('rights'), c.req.valid('param').link);
    return c.body(null, 204);
  });

  // without a token: the link is the right
  const drawn = { 'image/svg+xml': { schema: text }, 'text/html': { schema: text }, 'text/csv': { schema: text } };
  app.openapi(createRoute({
    method: 'get', path: '/badge/{file}', tags, summary: 'A customer by its link: a picture, a page for a frame, a table',
    description: 'Without a token: the link is the right. `<archive>.svg`, `<archive>.html` or `<archive>.csv`, each by a link of its own kind.',
    request: {
      params: z.object({ file: text.max(400).openapi({ param: { name: 'file', in: 'path' }, example: 'ALFKI.svg' }) }),
      query: z.object({ link: text.max(200).optional(), theme: text.max(16).optional().openapi({ description: '`auto` (default), `light`, `dark`' }), lang: text.max(64).optional() }),
    },
    responses: {
      200: { description: 'As its maker may read it now.', content: drawn }, 304: { description: 'The same as under the `ETag` of `If-None-Match`.' },
      404: { description: 'This server has made no such link. A picture says so, too.', content: drawn }, 410: { description: 'It has ended, or its maker reads the customer no longer.', content: drawn },
    },
  }), async (c) => {
    const { link: signed = '', lang = null, ...wished } = c.req.valid('query');
    const theme = PICTURE_THEMES.find((each) => each === wished.theme) ?? 'auto';
    const ending = c.req.valid('param').file.split('.').at(-1) ?? '';
    const door = isDoor(ending) ? ending : 'svg';
    const found = isDoor(ending) ? await elsewhere.fetch(DOORS[door], signed.replace(/\.svg$/, ''), { theme, lang }, base(c)) : { kind: 'unknown', language: null } as const;
    const headers = { 'content-type': TYPES[door], 'content-security-policy': POLICY[door], 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff', 'x-robots-tag': 'noindex', 'cross-origin-resource-policy': 'cross-origin' };
    if (found.kind !== 'here') {
      const look: Look = { theme, language: found.language ?? 'en' };
      const words = door === 'svg' ? errorSvg(found.kind, look) : door === 'html' ? errorPage(found.kind, look) : `\ufeff${WORDS[found.kind][look.language]}\r\n`;
      return c.body(words, GONE[found.kind], { ...headers, 'cache-control': 'no-store' }) as never; // the schema library knows one type of answer a status
    }
    const tag = `"${hash('sha256', found.body, 'base64url').slice(0, 27)}"`;
    const kept = { ...headers, etag: tag, 'cache-control': `private, max-age=${SECONDS}, must-revalidate` };
    if (c.req.header('if-none-match')?.split(',').some((each) => each.trim().replace(/^W\//, '') === tag)) return c.body(null, 304, kept) as never;
    return c.body(found.body, 200, { ...kept, ...(door === 'csv' ? { 'content-disposition': `inline; filename="${found.archive}.csv"` } : {}) }) as never;
  });
}
