/** Channels: an administrator keeps and tries them; everybody chooses their own daily mail. What is sent is `services/channels/`. */
import { createRoute, z } from '@hono/zod-openapi';
import { CHAT_KINDS } from '../../model/channels/api.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { mayConfigure } from '../../model/rights.ts';
import type { Person } from '../../model/rights.ts';
import { forbidden } from '../services/errors.ts';
import type { App, Ctx, Door } from './door.ts';
import { body, json, refusals, secured as security } from './spec.ts';

const tags = ['channels'];
const moment = z.string().openapi({ format: 'date-time' });
const delivery = z.object({
  at: moment, kind: z.enum(['digest', 'test']), done: z.boolean(), status: z.number().nullable().openapi({ description: 'Of the answer; null: there was none.' }), error: z.string().nullable(), milliseconds: z.number(),
}).openapi('ChannelDelivery');
const newChat = z.strictObject({
  name: z.string().max(100), kind: z.enum(CHAT_KINDS), url: z.string().max(2_000).openapi({ description: 'Address of the robot. It is never shown again.', example: 'https://oapi.dingtalk.com/robot/send?access_token=…' }),
  secret: z.string().max(500).default('').openapi({ description: 'Of a robot that checks signatures (DingTalk, Feishu).' }),
  person: z.string().max(128).openapi({ description: 'Whose customers it tells of, under this person’s right.' }), language: z.enum(LANGUAGES).default('en'),
  names: z.boolean().default(false).openapi({ description: 'Names of customers; default: how many, and a link.' }),
}).openapi('NewChannel');
const change = z.strictObject({
  name: z.string().max(100).optional(), kind: z.enum(CHAT_KINDS).optional(), url: z.string().max(2_000).optional().openapi({ description: 'Left out or empty: as it is.' }), secret: z.string().max(500).optional(),
  person: z.string().max(128).optional(), language: z.enum(LANGUAGES).optional(), names: z.boolean().optional(), enabled: z.boolean().optional(),
}).openapi('ChannelChange');
const chat = z.object({
  id: z.string(), name: z.string(), kind: z.enum(CHAT_KINDS), host: z.string(), signed: z.boolean(), person: z.object({ id: z.string(), name: z.string() }), language: z.enum(LANGUAGES), names: z.boolean(), enabled: z.boolean(), last: delivery.nullable(),
}).openapi('Channel');
const settings = z.object({ hour: z.number(), language: z.enum(LANGUAGES), names: z.boolean(), link: z.string() }).openapi('ChannelSettings');
const settingsChange = z.strictObject({ hour: z.number().int().optional(), language: z.enum(LANGUAGES).optional(), names: z.boolean().optional(), link: z.string().max(2_000).optional() }).openapi('ChannelSettingsChange');
const board = z.object({
  items: z.array(chat).readonly(), settings, timezone: z.string(), mail: z.object({ host: z.string(), from: z.string(), last: delivery.nullable() }).nullable().openapi({ description: 'Null: `DOSSIER_SMTP_URL` is not set.' }),
}).openapi('Channels');
const own = z.object({ available: z.boolean(), address: z.string().nullable(), mail: z.boolean(), hour: z.number().nullable(), workspaceHour: z.number(), language: z.enum(LANGUAGES).nullable() }).openapi('OwnDigest');
const ownChange = z.strictObject({ mail: z.boolean().optional(), hour: z.number().int().nullable().optional(), language: z.enum(LANGUAGES).nullable().optional() }).openapi('OwnDigestChange');
const params = z.object({ id: z.string().max(64).openapi({ param: { name: 'id', in: 'path' }, description: 'Of a channel, or `mail`.' }) });

const given = <T extends object>(wish: T) => Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };

export function channelRoutes(app: App, { services: { channels } }: Door): void {
  const must = (c: Ctx): Person => {
    const { person } = c.get('session');
    if (!mayConfigure(person)) throw forbidden('Only an administrator keeps channels.');
    return person;
  };

  app.openapi(createRoute({
    method: 'get', path: '/api/channels', tags, security, summary: 'Channels, and how the last delivery of each went',
    responses: { 200: json(board, 'Never their addresses or secrets.'), ...refusals(403) },
  }), (c) => { must(c); return c.json(channels.board(), 200); });

  app.openapi(createRoute({
    method: 'post', path: '/api/channels', tags, security, summary: 'Tell a group chat each day what is due',
    description: 'A robot of WeCom, DingTalk, Feishu, Slack or Teams is told how much is due and where to look, without names unless `names` is set; restricted sections never count. Addresses obey the rules of webhooks.',
    request: { body: body(newChat) }, responses: { 201: json(chat, 'It is kept; try it with its test.'), ...refusals(403, 409, 422) },
  }), async (c) => { must(c); return c.json(await channels.make(c.get('session').person.id, c.req.valid('json')), 201); });

  app.openapi(createRoute({
    method: 'put', path: '/api/channels/settings', tags, security, summary: 'When and how the daily digest goes out', request: { body: body(settingsChange) },
    responses: { 200: json(settings, 'As it is now.'), ...refusals(403, 422) },
  }), async (c) => { must(c); return c.json(await channels.change(c.get('session').person.id, given(c.req.valid('json'))), 200); });

  app.openapi(createRoute({
    method: 'patch', path: '/api/channels/{id}', tags, security, summary: 'Change a channel, switch it off or on', request: { params, body: body(change) },
    responses: { 200: json(chat, 'As it is now.'), ...refusals(403, 404, 422) },
  }), async (c) => { must(c); return c.json(await channels.put(c.get('session').person.id, c.req.valid('param').id, given(c.req.valid('json'))), 200); });

  app.openapi(createRoute({
    method: 'delete', path: '/api/channels/{id}', tags, security, summary: 'Remove a channel', request: { params },
    responses: { 204: { description: 'Gone, with its log.' }, ...refusals(403, 404) },
  }), async (c) => { must(c); await channels.remove(c.get('session').person.id, c.req.valid('param').id); return c.body(null, 204); });

  app.openapi(createRoute({
    method: 'post', path: '/api/channels/{id}/test', tags, security, summary: 'Send a test now', description: '`mail`: to your own address.', request: { params },
    responses: { 200: json(delivery, 'What became of it.'), ...refusals(403, 404, 409) },
  }), async (c) => {
    const person = must(c);
    const { id } = c.req.valid('param');
    return c.json(id === 'mail' ? await channels.testMail(person) : await channels.test(id), 200);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/channels/{id}/deliveries', tags, security, summary: 'The last hundred deliveries, newest first', request: { params },
    responses: { 200: json(z.object({ items: z.array(delivery).readonly() }).openapi('ChannelDeliveries'), 'What was answered, or why nothing was.'), ...refusals(403, 404) },
  }), async (c) => { must(c); return c.json({ items: await channels.deliveries(c.req.valid('param').id) }, 200); });

  app.openapi(createRoute({
    method: 'get', path: '/api/me/digest', tags, security, summary: 'Your own daily mail', responses: { 200: json(own, 'As you have chosen it.'), ...refusals(), ...refusals() },
  }), (c) => c.json(channels.own(c.get('session').person), 200));

  app.openapi(createRoute({
    method: 'put', path: '/api/me/digest', tags, security, summary: 'Choose your own daily mail', request: { body: body(ownChange) }, responses: { 200: json(own, 'As it is now.'), ...refusals(422), ...refusals() },
  }), async (c) => c.json(await channels.choose(c.get('session').person, given(c.req.valid('json'))), 200));
}
