/** Overviews for clients without a line: one, many, or many as events. */
import { createRoute, z } from '@hono/zod-openapi';
import { invalid } from '../services/errors.ts';
import { parseArchiveRef } from '../../model/ids.ts';
import type { ArchiveId } from '../../model/ids.ts';
import type { Overviews } from '../../model/api.ts';
import type { App, Ctx, Door } from './door.ts';
import { eventStream, wantsEvents } from './event-stream.ts';
import { digest, overviews } from './schemas.ts';
import { archiveParam, json, refusals, secured } from './spec.ts';

const MOST = 500;

export function overviewRoutes(app: App, door: Door): void {
  const { access, clock } = door;
  const tags = ['overviews'];
  const security = secured;

  app.openapi(createRoute({
    method: 'get', path: '/api/archives/{id}/overview', tags, security, summary: 'The digest of one archive',
    request: { params: archiveParam },
    responses: { 200: json(digest, 'As this person may see it.'), ...refusals(404) },
  }), async (c) => {
    const found = await access.digest(c.get('session').person, c.get('rights').archive.id);
    if (!found) throw new Error('rights without a digest');
    return c.json(found, 200);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/overviews', tags, security, summary: 'Digests of many archives, once or as they change',
    description: 'With `Accept: text/event-stream` an event `digests` with all of them, then one whenever some changed; the stream ends with the token.',
    request: { query: z.object({ ids: z.string().max(70_000).openapi({ description: `Ids or external keys apart by commas, each URL-encoded by itself; at most ${MOST}.` }) }) },
    responses: {
      200: { description: 'In the order asked; null for what is missing or may not be seen.', content: { 'application/json': { schema: overviews }, 'text/event-stream': { schema: z.string() } } },
      ...refusals(422),
    },
  }), async (c) => {
    const refs = refsOf(c);
    if (!wantsEvents(c)) return c.json(await read(door, c, refs), 200);
    return eventStream(c, clock, digestEvents(door, c, refs)) as never; // the schema library knows no type for a stream
  });
}

/** A comma may stand in a key, so the raw query is cut at its plain commas and each part decoded by itself; where there is none, a form encoder turned them into `%2C`. */
function refsOf(c: Ctx): readonly string[] {
  const raw = /[?&]ids=([^&#]*)/.exec(c.req.url)?.[1] ?? '';
  let refs: readonly string[];
  try {
    refs = raw.replaceAll('+', ' ').split(raw.includes(',') ? ',' : /%2C/i).filter(Boolean).map(decodeURIComponent);
  } catch {
    throw invalid([{ field: 'ids', code: 'malformed', message: 'Not URL-encoded.' }]);
  }
  if (refs.length === 0 || refs.length > MOST) throw invalid([{ field: 'ids', code: 'count', message: `One to ${MOST} ids.` }]);
  return refs;
}

async function resolveAll(door: Door, refs: readonly string[]): Promise<readonly (ArchiveId | null)[]> {
  return Promise.all(refs.map((text) => {
    const ref = parseArchiveRef(text);
    return ref ? door.access.resolve(ref) : null;
  }));
}

async function read(door: Door, c: Ctx, refs: readonly string[]): Promise<Overviews> {
  const ids = await resolveAll(door, refs);
  const known = ids.filter((id) => id !== null);
  const found = await door.access.digests(c.get('session').person, known);
  const byId = new Map(known.map((id, i) => [id, found[i] ?? null]));
  return { digests: refs.map((ref, i) => ({ ref, digest: byId.get(ids[i] as ArchiveId) ?? null })) };
}

function digestEvents(door: Door, c: Ctx, refs: readonly string[]) {
  const { person } = c.get('session');
  const sent = new Map<string, string>();
  let watched: ReadonlySet<ArchiveId> = new Set();
  let due = true;
  let revoked = false;
  return {
    async next() {
      if (!due) return null;
      due = false;
      watched = new Set((await resolveAll(door, refs)).filter((id) => id !== null));
      const { digests } = await read(door, c, refs);
      const first = sent.size === 0;
      const news = digests.filter(({ ref, digest: one }) => first || sent.get(ref) !== JSON.stringify(one));
      for (const { ref, digest: one } of news) sent.set(ref, JSON.stringify(one));
      return news.length > 0 ? { event: 'digests', data: { digests: news } } : null;
    },
    listen(wake: () => void) {
      const again = (): void => { due = true; wake(); };
      const stops = [
        door.changes.onDigests((archives) => { if (watched.size < refs.length || archives.some((id) => watched.has(id))) again(); }),
        door.changes.onRights((what) => {
          if (what.person === person.id && door.access.directory.person(person.id) === null) revoked = true;
          if (what.everybody || what.person === person.id || (what.archive !== undefined && (watched.has(what.archive) || watched.size < refs.length))) again();
        }),
      ];
      return () => { for (const stop of stops) stop(); };
    },
    ended: () => revoked,
  };
}
