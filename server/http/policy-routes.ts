/** The policy: read by everybody, written by stewards and administrators, approved by somebody else. */
import { createRoute, z } from '@hono/zod-openapi';
import { MOST_LINK_DAYS } from '../../model/elsewhere/api.ts';
import type { PolicyHistory, PolicyPreview, PolicyView } from '../../model/governance/policy-api.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { ROLES } from '../../model/rights.ts';
import { CLEARANCES, SECTION_KEYS } from '../../model/sections.ts';
import { forbidden } from '../services/errors.ts';
import type { App, Ctx, Door } from './door.ts';
import { of } from './schema-types.ts';
import { body, json, refusals, secured as security } from './spec.ts';

const text = z.string();
const moment = text.openapi({ format: 'date-time' });
const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();
const few = <Item extends z.ZodType>(item: Item) => list(item).refine((items) => items.length <= 100, 'At most 100.');
const person = z.object({ id: text, name: text });
const level = z.enum(['none', 'exists', 'read', 'write']);
const packRole = z.strictObject({ pack: text.max(64), to: z.union([z.strictObject({ kind: z.literal('role'), id: z.enum(ROLES) }), z.strictObject({ kind: z.literal('department'), id: text.max(64) })]), sections: few(z.enum(SECTION_KEYS)) });
const rules = z.strictObject({
  departmentDefault: level.openapi({ description: 'Of colleagues of the archive’s department, on internal sections.' }), companyDefault: level.openapi({ description: 'Of everybody who works with customers, on internal sections of all archives.' }),
  packRoles: few(packRole), emergency: few(text.max(128)).openapi({ description: 'Who may open an archive in an emergency.' }), enterOnly: few(z.enum(['identity', 'bank'])).openapi({ description: 'Entered, not read back.' }),
  frameOnly: few(z.enum(CLEARANCES)).default([]).openapi({ description: 'Restricted classes that are there on the server’s own pages alone, and never for a token that another page holds.' }),
  linkDays: z.number().int().min(0).max(MOST_LINK_DAYS).default(MOST_LINK_DAYS).openapi({ description: 'Days that a link for other programs holds at most; 0: there are none.' }),
}).openapi('Policy');
const words = z.strictObject(Object.fromEntries(LANGUAGES.map((language) => [language, text.max(40_000).optional()])) as Record<(typeof LANGUAGES)[number], z.ZodOptional<z.ZodString>>);
const change = z.union([
  z.object({ kind: z.enum(['departmentDefault', 'companyDefault']), from: level, to: level }), z.object({ kind: z.literal('packRole'), added: z.boolean(), role: packRole }),
  z.object({ kind: z.literal('emergency'), added: z.boolean(), person: text }), z.object({ kind: z.literal('enterOnly'), added: z.boolean(), of: z.enum(['identity', 'bank']) }), z.object({ kind: z.literal('frameOnly'), added: z.boolean(), of: z.enum(CLEARANCES) }), z.object({ kind: z.literal('linkDays'), from: z.number(), to: z.number() }), z.object({ kind: z.literal('text'), languages: list(z.enum(LANGUAGES)) }),
]);
const act = z.object({ by: person, at: moment });
const version = z.object({
  version: z.number().openapi({ description: '0: as shipped.' }), state: z.enum(['draft', 'waiting', 'inForce', 'past']), rules, text: words, note: text, written: list(person), writtenAt: moment.nullable(),
  sent: act.nullable(), returned: act.extend({ note: text }).nullable(), approved: act.nullable(), until: moment.nullable(), changes: list(change),
}).openapi('PolicyVersion');
const names = z.object({ people: list(person), departments: list(z.object({ id: text, name: text })) });
const view = of<PolicyView>()(z.object({ current: version, draft: version.nullable(), approval: z.enum(['generalManager', 'administrator']), may: z.object({ draft: z.boolean(), approve: z.boolean(), anybody: z.boolean() }), presets: z.object({ open: rules, byDepartment: rules, strict: rules }), ownSignIn: z.boolean(), names })).openapi('PolicyPage');
const history = of<PolicyHistory>()(z.object({ items: list(version), names })).openapi('PolicyHistory');
const reach = z.object({ gained: z.number(), lost: z.number() });
const preview = of<PolicyPreview>()(z.object({
  changes: list(change), archives: z.number(), people: z.object({ looked: z.number(), of: z.number() }).openapi({ description: 'Fewer were looked at than there are: the figures are of those.' }), reading: reach, knowing: reach,
  departments: list(z.object({ id: text.nullable(), name: text.nullable(), people: z.number(), reading: reach, knowing: reach })),
})).openapi('PolicyPreview');
const wish = z.strictObject({ rules, text: words, note: text.max(2_000).default(''), basis: moment.max(40).nullable().openapi({ description: '`writtenAt` of the draft as it was read; null: there was none.' }) }).openapi('PolicyWish');
const decision = z.strictObject({ version: z.number().int(), basis: moment.max(40), approve: z.boolean(), note: text.max(2_000).default('') }).openapi('PolicyDecision');
/** The same shape, with branded ids. */
const plain = <T>(value: T) => value as never;

export function policyRoutes(app: App, { services: { policy } }: Door): void {
  const tags = ['governance'];
  const who = (c: Ctx) => {
    const { person: one } = c.get('session');
    if (one.service) throw forbidden('The policy is for people.');
    return one;
  };
  app.openapi(createRoute({
    method: 'get', path: '/api/policy', tags, security, summary: 'The policy in force', description: 'For everybody; the draft only for who writes or approves it.', responses: { 200: json(view, 'With what I may do about it.'), ...refusals(403) },
  }), async (c) => c.json(plain(await policy.view(who(c))), 200));
  app.openapi(createRoute({
    method: 'get', path: '/api/policy/versions', tags, security, summary: 'Every policy that was in force', responses: { 200: json(history, 'Newest first, each with what it changed.'), ...refusals(403) },
  }), async (c) => { who(c); return c.json(plain(await policy.history()), 200); });
  app.openapi(createRoute({
    method: 'put', path: '/api/policy/draft', tags, security, summary: 'Write on the draft', description: 'For stewards and administrators. Nothing of it counts until somebody else has approved it.', request: { body: body(wish) }, responses: { 200: json(view, 'As it is now.'), ...refusals(403, 409, 422) },
  }), async (c) => c.json(plain(await policy.draft(who(c), plain(c.req.valid('json')))), 200));
  app.openapi(createRoute({
    method: 'delete', path: '/api/policy/draft', tags, security, summary: 'Discard the draft', responses: { 200: json(view, 'As it is now.'), ...refusals(403, 404) },
  }), async (c) => c.json(plain(await policy.discard(who(c))), 200));
  app.openapi(createRoute({
    method: 'post', path: '/api/policy/draft/send', tags, security, summary: 'Send the draft to its approver', responses: { 200: json(view, 'It waits.'), ...refusals(403, 404, 409) },
  }), async (c) => c.json(plain(await policy.send(who(c))), 200));
  app.openapi(createRoute({
    method: 'post', path: '/api/policy/decision', tags, security, summary: 'Approve the draft or send it back',
    description: 'By a general manager; where there is none by an administrator. Never by somebody who wrote on it. Approved, it is in force on every open page before this answers.',
    request: { body: body(decision) }, responses: { 200: json(view, 'As it is now.'), ...refusals(403, 409, 422) },
  }), async (c) => c.json(plain(await policy.decide(who(c), c.req.valid('json'))), 200));
  app.openapi(createRoute({
    method: 'post', path: '/api/policy/preview', tags, security, summary: 'What these rules would change', description: 'Counted by the rights themselves, for the people there are; nothing is changed.',
    request: { body: body(z.strictObject({ rules, text: words })) }, responses: { 200: json(preview, 'In pairs of a person and an archive.'), ...refusals(403, 422) },
  }), async (c) => c.json(plain(await policy.preview(who(c), plain(c.req.valid('json')))), 200));
}
