/** The register: one question with text, conditions, orders, groups and columns. The plain list is `archive-routes.ts`. */
import { createRoute, z } from '@hono/zod-openapi';
import { LOCALES, OPS } from '../../model/register/query.ts';
import { askRegisterText, readQuery } from '../services/register.ts';
import type { App, Door } from './door.ts';
import { readingList } from './list-reading.ts';
import { digest } from './schemas.ts';
import { body, json, refusals, secured as security } from './spec.ts';

const text = z.string();
const scalar = z.union([text, z.number(), z.boolean()]);
const list = <Schema extends z.ZodType>(of: Schema) => z.array(of).readonly();

/** For the description: what comes is read by `model/register/query.ts`, which names every problem by its place. */
export const asked = z.unknown().openapi('RegisterQuery', {
  type: 'object',
  description: 'Everything may be left out. What I may not read neither filters, sorts, groups nor shows.',
  properties: {
    text: { type: 'string' },
    where: { type: 'array', items: { type: 'object', required: ['key', 'op'], properties: { key: { type: 'string' }, op: { type: 'string', enum: [...OPS] }, values: { type: 'array', items: {} }, not: { type: 'boolean' }, orNone: { type: 'boolean' } } } },
    sort: { type: 'array', items: { type: 'object', required: ['key'], properties: { key: { type: 'string' }, descending: { type: 'boolean' } } } },
    group: { type: 'object', required: ['key'], properties: { key: { type: 'string' }, by: { type: 'string', enum: ['year', 'month'] }, sums: { type: 'array', items: { type: 'string' } } } },
    columns: { type: 'array', items: { type: 'string' } }, locale: { type: 'string', enum: [...LOCALES] }, cursor: { type: 'string' }, limit: { type: 'integer', minimum: 0, maximum: 200 },
  },
});
export const page = z.object({
  items: list(z.object({ id: text, digest, cells: z.record(text, z.union([scalar, list(scalar)]).nullable()) })),
  groups: list(z.object({ value: scalar.nullable(), count: z.number(), sums: z.record(text, z.union([z.number(), z.record(text, text)])) })).optional(),
  next: text.nullable(), total: z.number().openapi({ description: 'Exact.' }),
}).openapi('RegisterPage');

/** Before the guard of single archives, whose paths look alike. */
export function listRoutes(app: App, door: Door): void {
  const options = { storage: door.storage, access: door.access, catalogue: door.services.catalogue, clock: door.clock, timezone: door.config.timezone };
  app.openapi(createRoute({
    method: 'post', path: '/api/archives/query', tags: ['archives'], security, summary: 'Ask the register',
    description: 'Filters, orders, groups with sums and columns on any field, class or property that I may see. A key is one of the catalogue, a column (`methods/value`, `addresses@registered/city`), `class.abc`, `trade.sum`, `tag`, or a property of the archive: `name`, `kind`, `owner`, `department`, `state`, `opened`, `reviewed`, `updated`, `code`, `key`, `missing`.',
    request: { body: body(asked) },
    responses: { 200: json(page, 'Archives with their digests and the cells asked for; groups over all that was found.'), ...refusals(422) },
  }), // as the register wrote it: to read and write it again would be more work than everything else here
  async (c) => {
    const query = readQuery(options, c.req.valid('json'));
    const answered = await askRegisterText(options, c.get('session').person, query);
    await readingList(c, door, query, answered);
    return c.body(answered, 200, { 'content-type': 'application/json' }) as never;
  });
}
