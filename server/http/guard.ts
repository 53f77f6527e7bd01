/** What every request passes before its route: who may embed, who is asking, how often, how much. */
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import type { MiddlewareHandler } from 'hono';
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
  allowHeaders: ['authorization', 'content-type', 'if-none-match', 'if-match', 'idempotency-key', 'if-range', 'range', 'last-event-id', 'upload-offset'],
  exposeHeaders: ['etag', 'retry-after', 'location', 'content-disposition', 'content-range', 'accept-ranges', 'upload-offset', 'upload-length', 'idempotent-replayed'],
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

/** Pages of this server: scripts and styles from here alone, frames only among themselves and, where people sign in elsewhere, of that place. */
const pagesWith = (frames: string, alone: boolean, around = '') => createMiddleware<Env>(async function pageHeaders(c, next) {
  await next();
  c.header('x-content-type-options', 'nosniff');
  c.header('referrer-policy', 'no-referrer');
  // browsers heed it where the connection is safe, and complain about it elsewhere
  if (alone) c.header('cross-origin-opener-policy', 'same-origin');
  c.header('content-security-policy', [
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'", "connect-src 'self'", "manifest-src 'self'", "worker-src 'self'", `frame-src 'self'${frames}`,
    `frame-ancestors 'self'${around}`, "form-action 'self'", "base-uri 'none'",
  ].join('; '));
});
export const pageHeaders = pagesWith('', true);
/** The server's own pages ask the issuer again in a hidden frame. */
export const ownPageHeaders = ({ oidc, publicUrl }: Config) => pagesWith(oidc === null ? '' : ` ${oidc.issuer.origin}`, publicUrl?.protocol !== 'http:');

/** The one page that stands in others: in those of the configured origins, as all that embeds. */
export const framePageHeaders = ({ oidc, publicUrl, origins }: Config) =>
  pagesWith(oidc === null ? '' : ` ${oidc.issuer.origin}`, publicUrl?.protocol !== 'http:', origins.map((origin) => ` ${origin}`).join(''));

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
      const source = c.env?.incoming ? address(c.env.incoming) : '';
      if (error instanceof TokenError) door.services.trail.refused({ action: 'signInRefused', actor: null, facts: { by: 'http', source } });
      const wait = error instanceof TokenError ? refused.take(source) : 0;
      throw wait > 0 ? tooMany(wait) : error;
    }
    const pause = requests.take(c.get('session').person.id);
    if (pause > 0) throw tooMany(pause);
    if (c.env?.outgoing) door.answers.hold(c.get('session').person.id, c.env.outgoing);
    await next();
  });
}

/** The person as they count at the moment of asking, not as they did when the request began: a body may take minutes to arrive. */
const living = ({ access: { directory } }: Door, { person: caller, expires, holds, sid }: Session): Session => ({
  expires, holds, sid,
  get person() {
    const person = directory.as(caller);
    if (!person || holds?.() === false) throw refuseToken();
    return person;
  },
});

/** JSON bodies are bounded; routes that stream bound themselves. */
export function boundedBody(bytes: number): MiddlewareHandler<Env> {
  const limit = bodyLimit({ maxSize: bytes, onError: () => { throw tooLarge(bytes); } });
  return async function bounded(c, next) {
    const { raw } = c.req;
    // one without a length is copied by Hono, which takes the platform's own requests only
    if (!raw.headers.has('content-length') && raw.body !== null) {
      const streamed: RequestInit & { duplex: 'half' } = { method: raw.method, headers: raw.headers, body: raw.body, duplex: 'half' };
      c.req.raw = new Request(raw.url, streamed);
    }
    return limit(c, next);
  };
}
