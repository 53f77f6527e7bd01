/** What every request passes before its route: who may embed, who is asking, how often, how much. */
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { createMiddleware } from 'hono/factory';
import { refuseToken } from '../access/token.ts';
import type { Config } from '../config.ts';
import { TokenError } from '../sync/sync.ts';
import type { Session } from '../sync/sync.ts';
import { addressOf } from './address.ts';
import type { Door, Env } from './door.ts';
import { tooLarge, tooMany } from './errors.ts';
import { Rate } from './rate.ts';

/** Pages of the configured origins may call; no cookie is ever read, so no credentials are allowed. */
export const embedding = (config: Config) => cors({
  origin: (origin) => (config.origins.includes(origin) || origin === config.publicUrl?.origin ? origin : null),
  allowHeaders: ['authorization', 'content-type', 'if-none-match', 'last-event-id'],
  exposeHeaders: ['etag', 'retry-after', 'location', 'content-disposition'],
  allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  credentials: false,
  maxAge: 600,
});

/** Anyone may load the kit: it holds nothing of the company. */
export const openToAll = cors({ origin: '*', allowMethods: ['GET', 'HEAD'], maxAge: 86_400 });

/** Answers of the API: never kept by a cache unless the route says so, never taken for a page. */
export const apiHeaders = createMiddleware<Env>(async function apiHeaders(c, next) {
  await next();
  if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
  c.header('x-content-type-options', 'nosniff');
  c.header('referrer-policy', 'no-referrer');
  if (!c.res.headers.has('content-security-policy')) c.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
});

/** The server's own pages: scripts and styles from here alone, frames only among themselves. */
export const pageHeaders = createMiddleware<Env>(async function pageHeaders(c, next) {
  await next();
  c.header('x-content-type-options', 'nosniff');
  c.header('referrer-policy', 'no-referrer');
  c.header('cross-origin-opener-policy', 'same-origin');
  c.header('content-security-policy', [
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'", "connect-src 'self'", "frame-src 'self'",
    "frame-ancestors 'self'", "form-action 'self'", "base-uri 'none'",
  ].join('; '));
});

/** `Authorization: Bearer` and nothing else: a token in an address ends up in logs and histories. */
export function authenticate(door: Door) {
  const { access, clock, config: { limits, trustedProxies } } = door;
  const address = addressOf(trustedProxies);
  const refused = new Rate(clock, limits.refusedTokensPerMinute / 60, limits.refusedTokensPerMinute);
  const requests = new Rate(clock, limits.requestsPerSecond, limits.requestsBurst);
  return createMiddleware<Env>(async function authenticate(c, next) {
    const token = /^Bearer ([A-Za-z0-9._~+/=-]+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    if (token === undefined || token.length > limits.helloBytes) throw refuseToken();
    try {
      c.set('session', living(door, await access.authenticate(token)));
    } catch (error) {
      // a valid token always passes: many people may share the address of one forger
      const wait = error instanceof TokenError ? refused.take(c.env?.incoming ? address(c.env.incoming) : '') : 0;
      throw wait > 0 ? tooMany(wait) : error;
    }
    const pause = requests.take(c.get('session').person.id);
    if (pause > 0) throw tooMany(pause);
    await next();
  });
}

/** The person as they count at the moment of asking, not as they did when the request began: a body may take minutes to arrive. */
const living = ({ access: { directory } }: Door, { person: { id }, expires }: Session): Session => ({
  expires,
  get person() {
    const person = directory.person(id);
    if (!person) throw refuseToken();
    return person;
  },
});

/** JSON bodies are bounded; routes that stream bound themselves. */
export const boundedBody = (bytes: number) => bodyLimit({ maxSize: bytes, onError: () => { throw tooLarge(bytes); } });
