/** Who sees an archive and why, and requests for access. Every decision is the services'. */
import { createRoute, z } from '@hono/zod-openapi';
import { REQUEST_BOXES } from '../../model/access/api.ts';
import type { AccessRequestPage, AccessRequestView, AccessView } from '../../model/access/api.ts';
import { ENDED_WHY } from '../../model/access/request.ts';
import { parsePersonId } from '../../model/ids.ts';
import { SECTION_KEYS } from '../../model/sections.ts';
import { invalid } from '../services/errors.ts';
import { archiveOf } from './door.ts';
import type { App, Ctx, Door } from './door.ts';
import { because, clearance, role } from './schemas.ts';
import { of } from './schema-types.ts';
import { archiveParam, body, json, refusals, secured as security } from './spec.ts';

const text = z.string();
const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();
const ref = z.object({ id: text, name: text });
const section = z.enum(SECTION_KEYS);
const level = z.enum(['none', 'exists', 'read', 'write', 'manage']);
const until = text.nullable().openapi({ description: 'A moment, or a day that counts to its end; null: without an end.' });
const right = z.object({ section, level, because: list(because), until: text.nullable() });
const who = z.union([
  z.object({ kind: z.literal('people'), people: list(ref), more: z.number() }), z.object({ kind: z.literal('department'), id: text, name: text, count: z.number() }),
  z.object({ kind: z.literal('role'), role, people: list(ref), count: z.number().nullable() }), z.object({ kind: z.literal('everybody'), count: z.number() }),
]);
const view = of<AccessView>()(z.object({
  archive: text, name: text, person: ref, level, sections: list(right), may: z.object({ manage: z.boolean(), appoint: z.boolean(), ask: z.boolean(), askWithoutEnd: z.boolean() }), deciders: list(ref), clearances: list(clearance),
  clearanceGivers: list(ref), today: text,
  all: z.object({
    lines: list(z.object({ who, level, sections: list(right), because: list(because), until: text.nullable() })),
    grants: list(z.object({
      id: text, to: z.object({ kind: z.enum(['person', 'department', 'role']), id: text, name: text }), level: z.enum(['exists', 'read', 'write']), sections: list(section).nullable(), from: text, until: text.nullable(), reason: text, by: ref,
      origin: z.enum(['given', 'request', 'breakGlass', 'correction']), request: text.nullable(),
    })),
  }).nullable().openapi({ description: 'For who manages the archive: everybody who sees anything of it, those for whom the same holds on one line.' }),
  owners: z.object({ owner: ref.nullable(), ownerless: z.boolean(), coOwners: list(ref), deputies: list(z.object({ person: ref, from: text, to: text })), revision: z.number() }).nullable(),
})).openapi('AccessView');

const asked = z.enum(['read', 'write']);
const wish = z.object({ sections: list(section).nullable(), level: asked, until: text.nullable() });
const decided = z.object({ by: ref, at: text, note: text.nullable() });
const state = z.union([
  z.object({ kind: z.literal('waiting'), managerSince: text.nullable() }),
  z.object({ kind: z.enum(['approved', 'narrowed']), decided, given: wish }),
  z.object({ kind: z.literal('refused'), decided }),
  z.object({ kind: z.literal('withdrawn'), at: text }),
  z.object({ kind: z.literal('expired'), at: text, given: wish.nullable() }),
  z.object({ kind: z.literal('ended'), at: text, by: ref.nullable(), why: z.enum(ENDED_WHY), given: wish.nullable() }),
]).openapi('AccessRequestState');
const request = of<AccessRequestView>()(z.object({ id: text, archive: text, name: text, requester: ref, asked: wish, reason: text, at: text, state, mine: z.boolean(), mayDecide: z.boolean(), mayEnd: z.boolean() })).openapi('AccessRequest');
const page = of<AccessRequestPage>()(z.object({ items: list(request), more: z.boolean().openapi({ description: 'More than are told.' }) })).openapi('AccessRequestPage');
const newRequest = z.strictObject({
  archive: text.max(200), sections: list(section).nullable().default(null).openapi({ description: 'A confidential section must be named; null: the internal ones.' }), level: asked.default('read'), reason: text.min(1).max(1_000),
  until: until.optional().openapi({ description: 'Without it fourteen days. Null, without an end: for colleagues of the archive\'s department alone.' }),
}).openapi('NewAccessRequest');
const decision = z.strictObject({
  decision: z.enum(['approve', 'narrow', 'refuse']), sections: list(section).nullable().optional(), level: asked.optional(), until: until.optional(), note: text.max(1_000).nullable().optional(),
}).openapi('AccessDecision');
const param = z.object({ id: text.max(64).openapi({ param: { name: 'id', in: 'path' } }) });
/** The same shape, with branded ids. */
const plain = <T>(value: T) => value as never;

export function accessRoutes(app: App, door: Door): void {
  const tags = ['rights'];
  const { access, accessRequests: requests } = door.services;
  const whoAsks = (c: Ctx) => c.get('session').person;

  app.openapi(createRoute({
    method: 'get', path: '/api/archives/{id}/access', tags, security, summary: 'What I see of an archive and why; for who manages it, who else',
    description: 'Who leaves no presence is told by role alone. `person`: what somebody else would see, for who manages the archive.',
    request: { params: archiveParam, query: z.object({ person: text.max(128).optional() }) }, responses: { 200: json(view, 'As it is now.'), ...refusals(403, 404, 422) },
  }), async (c) => {
    const given = c.req.valid('query').person;
    const person = given === undefined ? null : parsePersonId(given);
    if (person === undefined) throw invalid([{ field: 'person', code: 'not-a-person', message: 'One to 128 characters, no blanks around it.' }]);
    return c.json(plain(await access.view(whoAsks(c), c.get('rights').archive.id, person)), 200);
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/access-requests', tags, security, summary: 'Ask for access to an archive that one may know of',
    description: 'The owner or a deputy decides, after two days the department\'s manager too. A restricted section asks a clearance besides, which no request gives.',
    request: { body: body(newRequest) }, responses: { 201: json(request, 'It waits.'), ...refusals(403, 404, 409, 422) },
  }), async (c) => {
    const given = c.req.valid('json');
    const { archive } = await archiveOf(door, c, given.archive);
    return c.json(plain(await requests.ask(whoAsks(c), archive.id, given)), 201);
  });
  app.openapi(createRoute({
    method: 'get', path: '/api/access-requests', tags, security, summary: 'Requests for access: mine, those I decide about, or all I am told of',
    request: { query: z.object({ box: z.enum(REQUEST_BOXES).default('mine'), archive: text.max(200).optional() }) }, responses: { 200: json(page, 'Those that live first, newest first; what waits for me longest first.'), ...refusals(404, 422) },
  }), async (c) => {
    const { box, archive } = c.req.valid('query');
    return c.json(plain(await requests.page(whoAsks(c), box, archive === undefined ? null : (await archiveOf(door, c, archive)).archive.id)), 200);
  });
  app.openapi(createRoute({
    method: 'get', path: '/api/access-requests/{id}', tags, security, summary: 'One request', request: { params: param }, responses: { 200: json(request, 'As it is now.'), ...refusals(404) },
  }), async (c) => c.json(plain(await requests.get(whoAsks(c), c.req.valid('param').id)), 200));
  app.openapi(createRoute({
    method: 'post', path: '/api/access-requests/{id}/decision', tags, security, summary: 'Approve, narrow or refuse a request', description: 'Never one\'s own. Narrowing gives less than was asked for, never more. The second of two who decide gets a conflict.',
    request: { params: param, body: body(decision) }, responses: { 200: json(request, 'Decided; open pages have followed.'), ...refusals(403, 404, 409, 422) },
  }), async (c) => c.json(plain(await requests.decide(whoAsks(c), c.req.valid('param').id, c.req.valid('json'))), 200));
  app.openapi(createRoute({
    method: 'post', path: '/api/access-requests/{id}/withdraw', tags, security, summary: 'Take back a request of mine that waits', request: { params: param }, responses: { 200: json(request, 'Withdrawn.'), ...refusals(403, 404, 409) },
  }), async (c) => c.json(plain(await requests.withdraw(whoAsks(c), c.req.valid('param').id)), 200));
  app.openapi(createRoute({
    method: 'post', path: '/api/access-requests/{id}/end', tags, security, summary: 'End the right that a request gave, by either side', request: { params: param }, responses: { 200: json(request, 'Ended; open pages have followed.'), ...refusals(403, 404, 409) },
  }), async (c) => c.json(plain(await requests.end(whoAsks(c), c.req.valid('param').id)), 200));
}
