/** Fields that the workspace adds to the catalogue, as an administrator keeps them. Everyone reads them as part of the catalogue; here they are whole, in all languages, with who did what. */
import { createRoute, z } from '@hono/zod-openapi';
import { mayConfigure } from '../../model/rights.ts';
import type { OwnFieldView } from '../../model/own-fields-api.ts';
import type { PersonId } from '../../model/ids.ts';
import { forbidden } from '../services/errors.ts';
import type { StoredField } from '../storage/storage.ts';
import type { App, Ctx, Door } from './door.ts';
import { newOwnField, ownField, ownFieldChange, ownFieldOrder, ownFields } from './own-field-schemas.ts';
import { body, json, refusals, secured as security } from './spec.ts';

const tags = ['workspace'];
const params = z.object({ key: z.string().max(64).openapi({ param: { name: 'key', in: 'path' }, example: 'custom.Xq3…' }) });

export function ownFieldRoutes(app: App, { access, services: { fields } }: Door): void {
  const administrator = (c: Ctx): PersonId => {
    const { person } = c.get('session');
    if (!mayConfigure(person)) throw forbidden('Only an administrator keeps the fields of the workspace.');
    return person.id;
  };
  const ref = (id: PersonId): OwnFieldView['by'] => ({ id, name: access.directory.name(id) });
  const view = ({ field, revision, by, at, changedBy, changed }: StoredField): OwnFieldView =>
    ({ ...field, revision, by: ref(by), at: new Date(at).toISOString(), changedBy: ref(changedBy), changedAt: new Date(changed).toISOString() });

  app.openapi(createRoute({
    method: 'get', path: '/api/fields', tags, security, summary: 'Fields of the workspace’s own, in all languages, with retired ones',
    responses: { 200: json(ownFields, 'In their order.'), ...refusals(403) },
  }), (c) => {
    administrator(c);
    return c.json({ items: fields.list().map(view) }, 200);
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/fields', tags, security, summary: 'Add a field',
    description: 'It gets a key made by chance, is in the catalogue at once and can be written by everyone who may write its section. `options` makes a new option list, `dictionary` names one that is there.',
    request: { body: body(newOwnField) },
    responses: { 201: json(ownField, 'The field as stored now.'), ...refusals(403, 422) },
  }), async (c) => {
    const by = administrator(c);
    return c.json(view(await fields.add(by, c.req.valid('json'))), 201);
  });

  app.openapi(createRoute({
    method: 'put', path: '/api/fields', tags, security, summary: 'Order the fields',
    request: { body: body(ownFieldOrder) },
    responses: { 200: json(ownFields, 'In their new order.'), ...refusals(403, 422) },
  }), async (c) => {
    const by = administrator(c);
    return c.json({ items: (await fields.order(by, c.req.valid('json').keys)).map(view) }, 200);
  });

  app.openapi(createRoute({
    method: 'put', path: '/api/fields/{key}', tags, security, summary: 'Change words, help, group, packs; retire and offer again',
    description: 'Kind, section, list and limits stay as they are, because values rest on them: 409. Who did not see the last change is refused with 409.',
    request: { params, body: body(ownFieldChange) },
    responses: { 200: json(ownField, 'The field as stored now.'), ...refusals(403, 404, 409, 422) },
  }), async (c) => {
    const by = administrator(c);
    return c.json(view(await fields.change(by, c.req.valid('param').key, c.req.valid('json'))), 200);
  });

  app.openapi(createRoute({
    method: 'delete', path: '/api/fields/{key}', tags, security, summary: 'Retire a field',
    description: 'Nothing is removed: what stands in it stays readable and can be taken away, nothing new is written.',
    request: { params },
    responses: { 200: json(ownField, 'The field as stored now.'), ...refusals(403, 404) },
  }), async (c) => {
    const by = administrator(c);
    return c.json(view(await fields.retire(by, c.req.valid('param').key)), 200);
  });
}
