/** What every request leaves in the chain: restricted sections that its answer holds, before the first byte of it leaves, and refusals. Handlers say what they read by `reading`. */
import { createMiddleware } from 'hono/factory';
import { matchedRoutes } from 'hono/route';
import { parseArchiveId } from '../../model/ids.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { atLeast, onlyByGlass } from '../../model/rights.ts';
import { isSectionKey, parseDocSection } from '../../model/sections.ts';
import type { Rights } from '../access/access.ts';
import { isRestricted } from '../services/audit/trail.ts';
import type { OpenedBy, Opening } from '../services/audit/trail.ts';
import type { Ctx, Door, Env } from './door.ts';

/** The answer to this request holds values of a section; `object`: the file or comment. Where that needs no row it leaves none. */
export function reading(c: Ctx, rights: Rights, section: string, by: OpenedBy, object?: string): void {
  const key = parseDocSection(section)?.section ?? (isSectionKey(section) ? section : undefined);
  if (key !== undefined) c.set('opened', [...c.get('opened') ?? [], { archive: rights.archive.id, section, decision: rights.sections.get(key), by, object }]);
}

interface Place { readonly archive: string | null; readonly section: string | null }

/** The answer holds values of many archives: of restricted sections among them a row each, by the rights of this moment. */
export async function readingMany(c: Ctx, { access }: Pick<Door, 'access'>, places: Iterable<Place>, by: OpenedBy, object?: string): Promise<void> {
  const { person } = c.get('session');
  const named = new Map([...places].flatMap(({ archive, section }) => (archive !== null && section !== null && isRestricted(section) ? [[`${archive} ${section}`, { archive: archive as ArchiveId, section }] as const] : [])));
  const openings = await Promise.all([...named.values()].map(async ({ archive, section }): Promise<Opening> => {
    const key = parseDocSection(section)?.section;
    return { archive, section, decision: key === undefined ? undefined : (await access.rights(person, archive))?.sections.get(key), by, object };
  }));
  if (openings.length > 0) c.set('opened', [...c.get('opened') ?? [], ...openings]);
}

export const auditTrail = ({ services: { trail } }: Pick<Door, 'services'>) => createMiddleware<Env>(async function auditTrail(c, next) {
  await next();
  const actor = personOf(c);
  if (actor === null) return;
  const { status } = c.res;
  // an answer without a body holds nothing
  const known = c.get('rights') as Rights | undefined;
  if (known !== undefined && status >= 200 && status < 400) trail.used(actor, known.archive.id, known.sections.values());
  if (status >= 200 && status < 300 && status !== 204) await trail.opened(actor, [...c.get('opened') ?? [], ...underGlass(c)]);
  const edit = status === 422 && c.req.method === 'PATCH' && c.req.path.includes('/sections/');
  if (status !== 403 && status !== 404 && !edit) return;
  const rights = c.get('rights') as Rights | undefined;
  trail.refused({
    action: edit ? 'editRefused' : 'refused', actor, archive: rights?.archive.id ?? parseArchiveId(/^\/api\/archives\/([^/]+)/.exec(c.req.path)?.[1] ?? ''),
    facts: { status, method: c.req.method, route: routeOf(c) },
  });
});

const routeOf = (c: Ctx): string => matchedRoutes(c).map(({ path }) => path).filter((path) => !path.includes('*')).at(-1) ?? 'none';

/** Whatever else is told of an archive to whom nothing but a broken glass opens it: by its route, where the handler has named no section. */
function underGlass(c: Ctx): readonly Opening[] {
  const rights = c.get('rights') as Rights | undefined;
  if (rights === undefined || c.get('opened') !== undefined || c.req.method !== 'GET') return [];
  const read = [...rights.sections.values()].filter(({ level }) => atLeast(level, 'read'));
  const [first] = read;
  return first !== undefined && read.every(onlyByGlass) ? [{ archive: rights.archive.id, section: null, decision: first, by: 'glass', object: routeOf(c) }] : [];
}

/** Who was shut out meanwhile, and a stranger, are nobody. */
function personOf(c: Ctx) {
  if ((c.get('session') as Env['Variables']['session'] | undefined) === undefined) return null;
  try {
    return c.get('session').person.id;
  } catch {
    return null; // the session has ended with the request
  }
}
