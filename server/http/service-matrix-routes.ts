/** What customers get by their classes: the matrix as a setting, and one customer's part of it. */
import { createRoute, z } from '@hono/zod-openapi';
import { atLeast, mayConfigure } from '../../model/rights.ts';
import type { Digest, SchemeKey } from '../../model/overview.ts';
import type { ServiceMatrixView, ServiceView } from '../../model/service-matrix/api.ts';
import { MATRIX_SCHEMES } from '../../model/service-matrix/bounds.ts';
import { LEVELS_OF, SERVICE_KEYS, serviceFor } from '../../model/service-matrix/matrix.ts';
import type { Given } from '../../model/service-matrix/matrix.ts';
import { forbidden, notFound } from '../services/errors.ts';
import { createServiceMatrix } from '../services/service-matrix/table.ts';
import type { App, Door } from './door.ts';
import { of } from './schema-types.ts';
import { archiveParam, body, json, refusals, secured as security } from './spec.ts';

const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();
const all = {
  level: z.enum(LEVELS_OF.level), reception: z.enum(LEVELS_OF.reception), discount: z.number().openapi({ description: 'Percent.' }), visits: z.number().openapi({ description: 'A year.' }), publicity: z.enum(LEVELS_OF.publicity),
};
const services = z.object(all);
const scheme = z.enum(MATRIX_SCHEMES);
const row = z.object({ scheme, value: z.string(), gives: services.partial() });
const setting = { base: services, rows: list(row), version: z.number(), setBy: z.object({ id: z.string(), name: z.string() }).nullable(), setAt: z.string().nullable(), note: z.string().nullable() };
const view = of<ServiceMatrixView>()(z.object({ ...setting, past: list(z.object(setting)) })).openapi('ServiceMatrix');
const wish = z.strictObject({ base: z.strictObject(all), rows: list(z.strictObject({ scheme, value: z.string().max(64), gives: z.strictObject(all).partial() })).refine((rows) => rows.length <= 200, 'At most 200 rows.'), version: z.number().int(), note: z.string().max(500).optional().openapi({ description: 'Why.' }) }).openapi('ServiceMatrixWish');
const given = z.object({ key: z.enum(SERVICE_KEYS), value: z.union([z.string(), z.number()]), from: z.object({ scheme, value: z.string() }).nullable() });
const service = z.object({ services: list(given) }).openapi('Service');

/** Only classes of which the digest's reader knows. */
const classesOf = (digest: Exclude<Digest, { level: 'exists' }>): Readonly<Partial<Record<SchemeKey, string | null>>> => Object.fromEntries(Object.entries(digest.classes).map(([key, result]) => [key, result.value]));

export function serviceMatrixRoutes(app: App, { storage, access, clock }: Door): void {
  const tags = ['classification'];
  const table = createServiceMatrix({ settings: storage.directory, directory: access.directory, clock });

  app.openapi(createRoute({
    method: 'get', path: '/api/service-matrix', tags, security, summary: 'What customers get by their classes', responses: { 200: json(view, 'As it is; version 1 is as shipped.'), ...refusals() },
  }), async (c) => c.json(await table.get(), 200));

  app.openapi(createRoute({
    method: 'put', path: '/api/service-matrix', tags, security, summary: 'Set what customers get by their classes',
    description: 'For stewards and administrators. A matrix in which a class gets less than a lesser one is refused, with every place.',
    request: { body: body(wish) }, responses: { 200: json(view, 'As it is now.'), ...refusals(403, 409, 422) },
  }), async (c) => {
    const { person } = c.get('session');
    if (!mayConfigure(person) && !person.roles.includes('steward')) throw forbidden('Only a steward or an administrator sets what classes get.');
    const { version, note, ...matrix } = c.req.valid('json');
    return c.json(await table.put(matrix as never, version, person.id, note?.trim()), 200); // parts left out are undefined nowhere: JSON has none
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/archives/{id}/service', tags, security, summary: 'What one customer gets, and by which class',
    request: { params: archiveParam }, responses: { 200: json(service, 'By the classes that I may know of.'), ...refusals(404) },
  }), async (c) => {
    const { archive, level } = c.get('rights');
    if (!atLeast(level, 'read')) throw notFound();
    const [digest] = await access.digests(c.get('session').person, [archive.id]);
    if (!digest || digest.level === 'exists') throw notFound();
    const services: readonly Given[] = serviceFor(classesOf(digest), await table.get());
    return c.json({ services } satisfies ServiceView, 200);
  });
}
