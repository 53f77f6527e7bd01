/** One archive for paper. What is on it and who may is `services/export/sheet.ts`, how it looks `pages/print.ts`. */
import { createRoute, z } from '@hono/zod-openapi';
import { LANGUAGES } from '../../model/labels.ts';
import { notFound } from '../services/errors.ts';
import { sheetOf } from '../services/export/sheet.ts';
import { parseArchiveRef } from '../../model/ids.ts';
import type { App, Door } from './door.ts';
import { archiveParam, body, json, refusals, secured as security } from './spec.ts';

const entry = z.object({ label: z.string(), value: z.string() });
const table = z.object({ title: z.string(), heads: z.array(z.string()), rows: z.array(z.array(z.string())), left: z.number() });
const sheet = z.object({
  id: z.string(), name: z.string(), warning: z.object({ label: z.string(), text: z.string() }).nullable(), head: z.array(entry), classes: z.array(z.object({ scheme: z.string(), mark: z.string(), label: z.string(), entries: z.array(entry) })),
  sections: z.array(z.object({ key: z.string(), title: z.string(), entries: z.array(entry), tables: z.array(table) })), words: z.object({ printed: z.string(), classes: z.string(), more: z.string(), warning: z.string() }), printedBy: z.string(), printedAt: z.string(),
}).openapi('Sheet');

export function sheetRoutes(app: App, { config, storage, access, hub, services, clock }: Door): void {
  app.openapi(createRoute({
    method: 'post', path: '/api/archives/{id}/sheet', tags: ['exports'], security, summary: 'One archive for paper',
    description: 'Every section that I may read, filled values alone, in words of one language; of masked numbers the end. An export: a right of its own, recorded.',
    request: { params: archiveParam, body: body(z.strictObject({ lang: z.enum(LANGUAGES).default('en') })) }, responses: { 200: json(sheet, 'What stands on the sheet.'), ...refusals(403, 404, 422) },
  }), async (c) => {
    const ref = parseArchiveRef(c.req.valid('param').id);
    const id = ref && (await access.resolve(ref));
    if (!id) throw notFound();
    c.header('cache-control', 'no-store');
    return c.json(await sheetOf({ storage, access, hub, catalogue: services.catalogue, clock, timezone: config.timezone, ledger: services.ledger, opened: (by, openings) => services.trail.opened(by, openings) }, c.get('session').person, id, c.req.valid('json').lang) as never, 200);
  });
}
