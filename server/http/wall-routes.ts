/** Walls, legal holds and sealed archives. */
import { createRoute, z } from '@hono/zod-openapi';
import { parseHoldId, parseWallId } from '../../model/ids.ts';
import type { HoldView, SealedView, StateReason, WallView } from '../../model/rights/walls-api.ts';
import { atLeast } from '../../model/rights.ts';
import { forbidden, notFound, Refusal } from '../services/errors.ts';
import type { App, Ctx, Door } from './door.ts';
import { of } from './schema-types.ts';
import { archiveParam, body, json, refusals, secured as security } from './spec.ts';

const text = z.string();
const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();
const ref = z.object({ id: text, name: text });
const said = z.object({ reason: text, by: ref, at: text });
const receiver = z.enum(['person', 'department']);
const wall = of<WallView>()(z.object({
  id: text, archive: text, name: text, to: z.object({ kind: receiver, id: text, name: text }), from: text, until: text.nullable(), reason: text, by: ref, at: text, state: z.enum(['coming', 'standing', 'over']), ended: said.nullable(),
})).openapi('Wall');
const newWall = z.strictObject({
  archive: text.max(256).openapi({ description: 'Id or external key.' }), to: z.strictObject({ kind: receiver, id: text.max(128) }).openapi({ description: 'A department means those below it too.' }),
  from: text.max(40).optional(), until: text.max(40).nullable().optional(), reason: text.min(1).max(2_000),
}).openapi('NewWall');
const hold = of<HoldView>()(z.object({ id: text, archive: text, name: text, reason: text, by: ref, at: text, ended: said.nullable() })).openapi('LegalHold');
const sealed = of<SealedView>()(z.object({ archive: text, name: text, owner: ref.nullable(), said: said.nullable() })).openapi('SealedArchive');
const stateReason = of<StateReason>()(z.object({ act: z.enum(['closed', 'reopened', 'sealed', 'unsealed']), reason: text, by: ref, at: text })).openapi('StateReason');
const standing = z.object({ state: text, may: z.boolean().openapi({ description: 'I close or reopen it: `POST` to the same address.' }), items: list(stateReason) }).openapi('ArchiveStanding');
const because = z.strictObject({ reason: text.max(2_000) });
const ofArchive = { query: z.object({ archive: text.max(256).optional().openapi({ description: 'Only of this one: id or external key.' }), ended: z.enum(['true', 'false']).optional().openapi({ description: '`true`: those that somebody has ended, the last two hundred, with who and why.' }) }) };
const idParam = z.object({ id: text.max(64).openapi({ param: { name: 'id', in: 'path' } }) });
/** The same shape, with branded ids. */
const plain = <T>(value: T) => value as never;

export function wallRoutes(app: App, { access, services: { walls } }: Door): void {
  const tags = ['rights'];
  const who = (c: Ctx) => {
    const { person } = c.get('session');
    if (person.service) throw forbidden('The key of a service has nothing to do with walls.');
    return person;
  };

  app.openapi(createRoute({
    method: 'get', path: '/api/walls', tags, security, summary: 'Walls: for whom which archive does not exist',
    description: 'For stewards and compliance. Nobody is told of a wall that stands before themselves.', request: ofArchive, responses: { 200: json(z.object({ items: list(wall) }), 'Those that nobody has ended, newest first.'), ...refusals(403, 404, 422) },
  }), async (c) => c.json(plain({ items: await walls.list(who(c), c.req.valid('query').archive ?? null, c.req.valid('query').ended === 'true') }), 200));
  app.openapi(createRoute({
    method: 'post', path: '/api/walls', tags, security, summary: 'Set a wall', description: 'From its beginning the archive does not exist for them, whatever else they are to it; open connections have followed when this answers.',
    request: { body: body(newWall) }, responses: { 201: json(wall, 'It stands, or will.'), ...refusals(403, 404, 422) },
  }), async (c) => c.json(plain(await walls.put(who(c), c.req.valid('json'))), 201));
  app.openapi(createRoute({
    method: 'post', path: '/api/walls/{id}/end', tags, security, summary: 'End a wall', request: { params: idParam, body: body(because) }, responses: { 204: { description: 'It stands no longer; why is kept.' }, ...refusals(403, 404, 422) },
  }), async (c) => {
    const person = who(c);
    const id = parseWallId(c.req.valid('param').id);
    if (!id) throw new Refusal('not-found', 'There is no such wall.');
    await walls.end(person, id, c.req.valid('json').reason);
    return c.body(null, 204);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/holds', tags, security, summary: 'Legal holds: of what nothing is erased', description: 'For compliance.',
    request: ofArchive, responses: { 200: json(z.object({ items: list(hold) }), 'Those that hold, newest first.'), ...refusals(403, 404, 422) },
  }), async (c) => c.json(plain({ items: await walls.holds(who(c), c.req.valid('query').archive ?? null, c.req.valid('query').ended === 'true') }), 200));
  app.openapi(createRoute({
    method: 'post', path: '/api/holds', tags, security, summary: 'Put an archive under legal hold', request: { body: body(z.strictObject({ archive: text.max(256), reason: text.min(1).max(2_000) })) },
    responses: { 201: json(hold, 'Nothing of it is erased until it is lifted.'), ...refusals(403, 404, 422) },
  }), async (c) => c.json(plain(await walls.hold(who(c), c.req.valid('json'))), 201));
  app.openapi(createRoute({
    method: 'post', path: '/api/holds/{id}/lift', tags, security, summary: 'Lift a legal hold', request: { params: idParam, body: body(because) }, responses: { 204: { description: 'Lifted; another may still hold. Why is kept.' }, ...refusals(403, 404, 422) },
  }), async (c) => {
    const person = who(c);
    const id = parseHoldId(c.req.valid('param').id);
    if (!id) throw new Refusal('not-found', 'There is no such legal hold.');
    await walls.lift(person, id, c.req.valid('json').reason);
    return c.body(null, 204);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/sealed', tags, security, summary: 'Archives that are sealed', description: 'For stewards and compliance: nobody else knows of them, and nobody reads them.',
    responses: { 200: json(z.object({ items: list(sealed) }), 'By id.'), ...refusals(403) },
  }), async (c) => c.json(plain({ items: await walls.sealed(who(c)) }), 200));
  app.openapi(createRoute({
    method: 'post', path: '/api/sealed', tags, security, summary: 'Seal an archive', description: 'By stewards and compliance: it is there for nobody any more, them included, until one of them opens it again.',
    request: { body: body(z.strictObject({ archive: text.max(256).openapi({ description: 'Id or external key.' }), reason: text.min(1).max(2_000) })) },
    responses: { 204: { description: 'Sealed; open connections have ended.' }, ...refusals(403, 404, 409, 422) },
  }), async (c) => {
    const { archive, reason } = c.req.valid('json');
    await walls.seal(who(c), archive, reason);
    return c.body(null, 204);
  });
  app.openapi(createRoute({
    method: 'post', path: '/api/sealed/{id}/unseal', tags, security, summary: 'Open what is sealed',
    request: { params: z.object({ id: text.max(256).openapi({ param: { name: 'id', in: 'path' } }) }), body: body(z.strictObject({ state: z.enum(['open', 'closed']), reason: text.min(1).max(2_000) })) },
    responses: { 204: { description: 'Everybody has the right that they had.' }, ...refusals(403, 404, 409, 422) },
  }), async (c) => {
    await walls.unseal(who(c), c.req.valid('param').id, c.req.valid('json'));
    return c.body(null, 204);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/archives/{id}/state', tags: ['archives'], security, summary: 'Whether an archive is closed, and why it was closed and opened again', description: 'For whoever reads the archive; when and why it was sealed for stewards and compliance alone.',
    request: { params: archiveParam }, responses: { 200: json(standing, 'With the reasons, newest first; what was done without a word is left out.'), ...refusals(403, 404) },
  }), async (c) => {
    const { archive, level } = c.get('rights');
    if (!atLeast(level, 'read')) throw notFound();
    const { person } = c.get('session');
    const may = (archive.state === 'open' || archive.state === 'closed') && atLeast(await access.levelIfOpen(person, archive.id), 'manage');
    return c.json(plain({ state: archive.state, may, items: await walls.reasons(person, archive.id) }), 200);
  });
}
