/** Who changed what and when, what is new since one last looked, and putting one change back. */
import { createRoute, z } from '@hono/zod-openapi';
import { invalid } from '../services/errors.ts';
import { RestoreConflictError } from '../services/history-restore.ts';
import { parsePersonId } from '../../model/ids.ts';
import { parseDocSection } from '../../model/sections.ts';
import { reading } from './audit-trail.ts';
import { archiveOf } from './door.ts';
import type { App, Door } from './door.ts';
import { historyPage, restoreConflict } from './schemas.ts';
import { archiveParam, body, json, refusals, secured } from './spec.ts';

const PLACE = /^\d{1,16}(\.\d{1,15}){3}$/;
const query = z.object({
  section: z.string().max(32).optional().openapi({ description: 'One section, `contacts` for all its years, or `archive` for the archive\'s own row.' }),
  key: z.string().max(320).optional().openapi({ description: 'A value key (`fields/customer.name`), or the rows of a table: `rows/methods`.' }),
  person: z.string().max(128).optional().openapi({ description: 'Only what this person changed.' }),
  after: z.string().max(40).optional().openapi({ description: 'Only what is newer than this moment (ISO 8601).' }),
  before: z.string().max(80).optional().openapi({ description: '`next` of the page before.' }),
  unseen: z.enum(['true', 'false']).optional().openapi({ description: 'Only what others changed since I last looked.' }),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
const change = archiveParam.extend({ change: z.string().openapi({ param: { name: 'change', in: 'path' }, description: 'Id of an entry.' }) });

export function historyRoutes(app: App, door: Door): void {
  const { services: { history, trail } } = door;
  const tags = ['history'];
  const security = secured;

  app.openapi(createRoute({
    method: 'get', path: '/api/archives/{id}/history', tags, security, summary: 'Who changed what from what to what, and when',
    description: 'Newest first, of the sections that I may read now. Edits of one person in one value or row within ten minutes are one entry.',
    request: { params: archiveParam, query },
    responses: { 200: json(historyPage, 'Entries, and where the next page begins.'), ...refusals(404, 422) },
  }), async (c) => {
    const { section = null, key = null, limit, ...given } = c.req.valid('query');
    const after = given.after === undefined ? null : moment('after', given.after);
    const before = given.before ?? null;
    if (before !== null && !PLACE.test(before)) throw invalid([{ field: 'before', code: 'malformed', message: 'Give `next` of the page before.' }]);
    const person = given.person === undefined ? null : parsePersonId(given.person);
    if (person === undefined) throw invalid([{ field: 'person', code: 'malformed', message: 'This is no person\'s id.' }]);
    const page = await history.page(c.get('session').person, c.get('rights'), { section, key, person, after, before, unseen: given.unseen === 'true', limit });
    for (const shown of new Set(page.items.map((item) => item.section))) reading(c, c.get('rights'), shown, 'history');
    return c.json(page, 200);
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/archives/{id}/history/{change}/restore', tags, security, summary: 'Put back what one entry changed',
    description: 'A new edit in my name. With `force` what changed since is overwritten; with `only` one edit is put back, not those that are joined with it.',
    request: { params: change, body: body(z.strictObject({ force: z.boolean().default(false), only: z.boolean().default(false) }).openapi('Restore')) },
    responses: {
      200: json(z.object({ undo: z.string().nullable().openapi({ description: 'The change that this made: restore it with `only` to take it back.' }) }).openapi('Restored'), 'It is put back, and on disk.'),
      ...refusals(403, 404, 413, 422), 409: json(restoreConflict, 'It has changed since; `now` is what is there now.'),
    },
  }), async (c) => {
    const { person } = c.get('session');
    // the body may have taken minutes: who has lost the right meanwhile changes nothing
    const rights = await archiveOf(door, c, c.get('rights').archive.id);
    try {
      return c.json(await history.restore(person, rights, c.req.valid('param').change, c.req.valid('json')), 200);
    } catch (error) {
      if (!(error instanceof RestoreConflictError)) throw error;
      const key = parseDocSection(error.section)?.section;
      if (key !== undefined) await trail.opened(person.id, [{ archive: rights.archive.id, section: error.section, decision: rights.sections.get(key), by: 'history' }]);
      return c.json({ error: { code: error.code, message: error.message }, now: error.now }, 409);
    }
  });

  app.openapi(createRoute({
    method: 'put', path: '/api/archives/{id}/seen', tags, security, summary: 'I have looked through this archive',
    request: { params: archiveParam, body: body(z.strictObject({ at: z.string().max(40).openapi({ format: 'date-time', description: '`at` of the history that was looked at.' }) }).openapi('Seen')) },
    responses: { 200: json(z.object({ at: z.string() }), 'Kept, for all my devices.'), ...refusals(404, 413, 422) },
  }), async (c) => {
    const at = moment('at', c.req.valid('json').at);
    await history.see(c.get('session').person.id, await archiveOf(door, c, c.get('rights').archive.id), at);
    return c.json({ at: new Date(at).toISOString() }, 200);
  });
}

function moment(field: string, text: string): number {
  const at = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : NaN;
  if (!Number.isFinite(at)) throw invalid([{ field, code: 'not-a-moment', message: 'A moment such as 2026-05-12T09:30:00Z.' }]);
  return at;
}
