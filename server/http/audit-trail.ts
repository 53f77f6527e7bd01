/** What every request leaves in the chain: restricted sections that its answer holds, before the first byte of it leaves, and refusals. Handlers say what they read by `reading`. */
import { createMiddleware } from 'hono/factory';
import { matchedRoutes } from 'hono/route';
import { parseArchiveId } from '../../model/ids.ts';
import { parseDocSection } from '../../model/sections.ts';
import type { Rights } from '../access/access.ts';
import { isRestricted } from '../services/audit/trail.ts';
import type { OpenedBy } from '../services/audit/trail.ts';
import type { Ctx, Door, Env } from './door.ts';

/** The answer to this request holds values of a section; `object`: the file or comment. Where the section is no restricted one it leaves nothing. */
export function reading(c: Ctx, rights: Rights, section: string, by: OpenedBy, object?: string): void {
  const key = parseDocSection(section)?.section;
  if (key === undefined || !isRestricted(section)) return;
  c.set('opened', [...c.get('opened') ?? [], { archive: rights.archive.id, section, decision: rights.sections.get(key), by, object }]);
}

export const auditTrail = ({ services: { trail } }: Pick<Door, 'services'>) => createMiddleware<Env>(async function auditTrail(c, next) {
  await next();
  const actor = personOf(c);
  if (actor === null) return;
  const { status } = c.res;
  const opened = c.get('opened');
  // an answer without a body holds nothing
  if (opened !== undefined && status >= 200 && status < 300 && status !== 204) await trail.opened(actor, opened);
  const edit = status === 422 && c.req.method === 'PATCH' && c.req.path.includes('/sections/');
  if (status !== 403 && status !== 404 && !edit) return;
  const rights = c.get('rights') as Rights | undefined;
  trail.refused({
    action: edit ? 'editRefused' : 'refused', actor, archive: rights?.archive.id ?? parseArchiveId(/^\/api\/archives\/([^/]+)/.exec(c.req.path)?.[1] ?? ''),
    facts: { status, method: c.req.method, route: matchedRoutes(c).map(({ path }) => path).filter((path) => !path.includes('*')).at(-1) ?? 'none' },
  });
});

/** Who was shut out meanwhile, and a stranger, are nobody. */
function personOf(c: Ctx) {
  if ((c.get('session') as Env['Variables']['session'] | undefined) === undefined) return null;
  try {
    return c.get('session').person.id;
  } catch {
    return null; // the session has ended with the request
  }
}
