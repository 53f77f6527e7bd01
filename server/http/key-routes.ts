/** Keys of services: an administrator lists, makes and ends them. What a key may is decided where everything is. */
import { createRoute, z } from '@hono/zod-openapi';
import { PREFIX } from '../services/api-keys.ts';
import { forbidden, Refusal } from '../services/errors.ts';
import type { StoredKey } from '../storage/api-key-store.ts';
import { parseKeyId } from '../../model/ids.ts';
import type { DepartmentId } from '../../model/ids.ts';
import { mayConfigure } from '../../model/rights.ts';
import type { Person } from '../../model/rights.ts';
import type { App, Ctx, Door } from './door.ts';
import { key, keys as keyList, madeKey, newKey } from './door-schemas.ts';
import { body, json, refusals, secured as security } from './spec.ts';

const tags = ['workspace'];
const params = z.object({ id: z.string().openapi({ param: { name: 'id', in: 'path' }, description: 'Id or prefix of the key.' }) });

export function mustOpen(c: Ctx): Person {
  const { person } = c.get('session');
  if (!mayConfigure(person)) throw forbidden('Only an administrator keeps keys and webhooks.');
  return person;
}

export function keyRoutes(app: App, { services: { keys }, access: { directory } }: Door): void {
  const view = ({ id, name, scope, clearances, created, createdBy, expires, ended, endedBy, used }: StoredKey) => ({
    id, prefix: `${PREFIX}${id}`, name, sections: scope.sections as Record<string, 'read' | 'write'>, departments: scope.departments, clearances, create: scope.create,
    state: ended !== null ? 'ended' as const : keys.lives(id) ? 'living' as const : 'expired' as const,
    createdAt: iso(created), createdBy: { id: createdBy, name: directory.name(createdBy) }, expiresAt: iso(expires),
    endedAt: ended === null ? null : iso(ended), endedBy: endedBy === null ? null : { id: endedBy, name: directory.name(endedBy) }, lastUsed: used,
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/keys', tags, security, summary: 'Keys of services, the newest first',
    responses: { 200: json(keyList, 'Also those that have ended, whose names stand in histories.'), ...refusals(403) },
  }), (c) => {
    mustOpen(c);
    return c.json({ items: keys.list().map(view) }, 200);
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/keys', tags, security, summary: 'Make a key for a service',
    description: 'It is used as a token: `Authorization: Bearer dsk_…`. What it writes is written by it, under its name.',
    request: { body: body(newKey) },
    responses: { 201: json(madeKey, 'The key with its secret, which is shown this once.'), ...refusals(403, 409, 422) },
  }), async (c) => {
    const wish = c.req.valid('json');
    const { key: made, secret } = await keys.make(mustOpen(c), { ...wish, departments: (wish.departments ?? null) as readonly DepartmentId[] | null });
    return c.json({ key: view(made), secret }, 201);
  });

  app.openapi(createRoute({
    method: 'delete', path: '/api/keys/{id}', tags, security, summary: 'End a key now',
    request: { params },
    responses: { 200: json(key, 'Ended; its connections are cut.'), ...refusals(403, 404) },
  }), async (c) => {
    const by = mustOpen(c);
    const id = parseKeyId(c.req.valid('param').id.replace(PREFIX, ''));
    if (id === undefined) throw new Refusal('not-found', 'There is no such key.');
    return c.json(view(await keys.end(by.id, id)), 200);
  });
}

export const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();
