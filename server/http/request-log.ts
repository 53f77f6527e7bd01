/** One line for a request that failed or was slow, by the pattern of its route: paths and queries name customers. What strangers get refused is not written, or they could fill the disk. */
import { matchedRoutes } from 'hono/route';
import { createMiddleware } from 'hono/factory';
import type { Clock } from '../clock.ts';
import type { RandomBytes } from '../../model/ids.ts';
import type { Logger } from '../services/log.ts';
import type { Ctx, Env } from './door.ts';

/** Milliseconds until the answer begins from which on somebody waited. */
const SLOW_MS = 1_000;
const GIVEN = /^[\w.:-]{1,64}$/;

/** Every answer carries `x-request-id`, the one that a proxy has given or one of our own, so that a line here is found there. */
export const requestLog = ({ clock, random, log }: { readonly clock: Clock; readonly random: RandomBytes; readonly log: Logger }) => createMiddleware<Env>(async function requestLog(c, next) {
  const began = clock.now();
  const given = c.req.header('x-request-id');
  const request = given !== undefined && GIVEN.test(given) ? given : Buffer.from(random(9)).toString('base64url');
  await next();
  c.header('x-request-id', request);
  const { status } = c.res;
  const ms = Math.round(clock.now() - began);
  const person = (c.get('session') as Env['Variables']['session'] | undefined) === undefined ? undefined : personOf(c);
  if (status < 500 && ms < SLOW_MS && (status < 400 || person === undefined)) return;
  log.info({ request, method: c.req.method, route: routeOf(c), status, ms, ...(person === undefined ? {} : { person }) }, status >= 400 ? 'request refused' : 'request was slow');
});

/** The pattern, `/api/archives/:id`; guards match everything and say nothing. */
const routeOf = (c: Ctx): string => matchedRoutes(c).map(({ path }) => path).filter((path) => !path.includes('*')).at(-1) ?? 'none';

/** Who has been shut out meanwhile is asked for no more. */
function personOf(c: Ctx): string | undefined {
  try {
    return c.get('session').person.id;
  } catch {
    return undefined; // the session has ended with the request
  }
}
