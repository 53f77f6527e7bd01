/** The addresses of the sign-in: to the issuer and back, a token for the pages, and out. The only routes that read a cookie, and they answer to the server's own pages alone. */
import { createRoute, z } from '@hono/zod-openapi';
import { createMiddleware } from 'hono/factory';
import { Rate } from '../rate.ts';
import { addressOf } from '../address.ts';
import type { App, Ctx, Door, Env } from '../door.ts';
import { HttpError, tooMany } from '../errors.ts';
import { apiHeaders, boundedBody, ownPageHeaders } from '../guard.ts';
import { errorBody } from '../schemas.ts';
import { json } from '../spec.ts';
import { IdentityUnavailable } from '../../access/token.ts';
import { Cookies, FLOW_MS } from './cookies.ts';
import { Issuer, IssuerRefused } from './issuer.ts';
import { ownPage } from './next.ts';
import type { SignIn } from './sign-in.ts';

/** What the page at `/sign-in` says; without one of these it leads to the issuer. */
export type SignInState = 'none' | 'unavailable' | 'denied' | 'login' | 'failed' | 'again' | 'inactive' | 'busy' | 'out';
const SAID: ReadonlySet<string> = new Set<SignInState>(['unavailable', 'denied', 'login', 'failed', 'again', 'inactive', 'busy']);
/** Draws the page for one of its states. */
export type Face = (state: SignInState) => string;

export interface SignInParts {
  /** Null: no issuer is configured. */
  readonly signIn: SignIn | null;
  readonly face: Face;
}

const STATUS = { none: 404, unavailable: 503, denied: 403, inactive: 403, login: 403, failed: 400, again: 400, busy: 429, out: 200 } as const satisfies Record<SignInState, number>;
const BODY_BYTES = 4_096;
/** Answers of the issuer that one sign-in may bring back: a page loaded again, an issuer that was away. */
const TRIES = 3;
/** A frame that was sent to the issuer and back ends here. */
const DONE = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Done</title></html>';

export function signInRoutes(app: App, door: Door, { signIn, face }: SignInParts): void {
  const { config, clock, random } = door;
  app.use('/sign-in', ownPageHeaders(config));
  app.use('/sign-in/callback', ownPageHeaders(config));
  app.use('/sign-in', noStore);
  app.use('/sign-in/callback', noStore);
  const show = (c: Ctx, state: SignInState): Response => c.html(face(state), STATUS[state]) as Response;

  if (signIn === null || config.publicUrl === null) {
    app.use('/sign-in', async (c) => show(c, 'none'));
    for (const path of ['/sign-in/token', '/sign-out']) app.use(path, apiHeaders, async () => { throw new HttpError(404, 'no-sign-in', 'People do not sign in at this server; its pages are embedded elsewhere.'); });
    return;
  }
  const { publicUrl } = config;
  const base = publicUrl.href.replace(/\/+$/, '');
  const cookies = new Cookies(publicUrl, random);
  const addressFrom = addressOf(config.trustedProxies);
  const addressIn = (c: Ctx): string => (c.env?.incoming ? addressFrom(c.env.incoming) : '');
  // many people may share one address: only what fails is counted, and keeps out nobody who has a cookie of ours to show
  const failures = new Rate(clock, config.limits.refusedTokensPerMinute / 60, config.limits.refusedTokensPerMinute);
  const starts = new Rate(clock, config.limits.requestsPerSecond, config.limits.requestsBurst);
  /** By sign-in under way: the same answer brought back again and again does not bother the issuer. */
  const tries = new Rate(clock, TRIES / (FLOW_MS / 1000), TRIES);
  const failed = (c: Ctx): void => { failures.take(addressIn(c)); };

  app.get('/sign-in', async (c) => {
    const said = c.req.query('failed');
    if (c.req.query('out') !== undefined) return show(c, 'out');
    if (c.req.query('done') !== undefined) return c.html(DONE);
    if (said !== undefined && SAID.has(said)) return show(c, said as SignInState);
    if (starts.take(addressIn(c)) > 0) return show(c, 'busy');
    const flow = { ...Issuer.secrets(), next: ownPage(c.req.query('next'), publicUrl), silent: c.req.query('silent') !== undefined, until: clock.now() + FLOW_MS };
    try {
      const address = await signIn.issuer.address(flow);
      for (const cookie of cookies.setFlow(c.req.header('cookie'), flow)) c.header('set-cookie', cookie, { append: true });
      return c.redirect(address, 303);
    } catch (error) {
      if (!(error instanceof IdentityUnavailable)) throw error;
      return flow.silent ? c.html(DONE) : show(c, 'unavailable');
    }
  });

  app.get('/sign-in/callback', async (c) => {
    const state = c.req.query('state') ?? '';
    const flow = cookies.flow(c.req.header('cookie'), state, clock.now());
    const fail = (why: SignInState): Response => c.redirect(flow?.silent ? `${base}/sign-in?done` : `${base}/sign-in?${new URLSearchParams({ failed: why, ...(flow ? { next: flow.next.slice(publicUrl.origin.length) } : {}) })}`, 303);
    if (flow === null) return fail(failures.take(addressIn(c)) > 0 ? 'busy' : 'again');
    if (tries.take(flow.state) > 0) return fail('busy');
    c.header('set-cookie', cookies.endFlow(state), { append: true });
    try {
      const entered = await signIn.enter(await signIn.issuer.finish(new URL(c.req.url).search, flow), cookies.session(c.req.header('cookie')), flow.silent, c.req.header('user-agent') ?? null);
      switch (entered.kind) {
        case 'inactive': return fail('inactive');
        case 'stays': return c.redirect(`${base}/sign-in?done`, 303);
        case 'entered':
          c.header('set-cookie', cookies.setSession(entered.secret, entered.session.ends - clock.now()), { append: true });
          return c.redirect(flow.next, 303);
        default: return entered satisfies never;
      }
    } catch (error) {
      if (error instanceof IdentityUnavailable) return fail('unavailable');
      if (!(error instanceof IssuerRefused)) throw error;
      return fail(error.code);
    }
  });

  /** The cookie goes along with whatever a browser sends here; where that was written, its `Origin` says, and no page can write another. */
  const ownPagesOnly = createMiddleware<Env>(async function ownPagesOnly(c, next) {
    const site = c.req.header('sec-fetch-site');
    if (c.req.header('origin') !== publicUrl.origin || (site !== undefined && site !== 'same-origin')) throw new HttpError(403, 'origin', 'Only the pages of this server may ask this.');
    await next();
  });
  for (const path of ['/sign-in/token', '/sign-out']) app.use(path, apiHeaders, ownPagesOnly, boundedBody(BODY_BYTES));
  const tags = ['sign-in'];

  app.openapi(createRoute({
    method: 'post', path: '/sign-in/token', tags, summary: 'A token for the server\'s own pages, by their cookie',
    responses: {
      200: json(z.object({ token: z.string(), expires: z.number() }).openapi('OwnToken'), 'Ten minutes at most; `expires` in seconds since 1970.'),
      401: json(errorBody, '`signed-out`: go to `/sign-in`; `renew`: `/sign-in?silent` in a frame may do.'),
      403: json(errorBody, 'Another page asked.'),
      429: json(errorBody, 'Too many requests; see `Retry-After`.'),
      503: json(errorBody, 'The issuer does not answer.'),
    },
  }), async (c) => {
    const wait = failures.wait(addressIn(c));
    const secret = cookies.session(c.req.header('cookie'));
    const answer = secret === null ? null : wait > 0 && !signIn.knows(secret) ? undefined : await signIn.token(secret);
    if (answer === undefined) throw tooMany(wait);
    if (answer?.kind === 'token') return c.json({ token: answer.token, expires: answer.expires }, 200);
    if (answer?.kind === 'renew') throw new HttpError(401, 'renew', 'The issuer has to be asked again.');
    if (secret !== null) failed(c);
    // no cookie is taken back here: this answer may arrive after that of the sign-in the page, or another tab, has meanwhile gone through
    throw new HttpError(401, 'signed-out', 'Nobody is signed in.');
  });

  app.openapi(createRoute({
    method: 'post', path: '/sign-out', tags, summary: 'End the session of this browser, or with `everywhere` all sessions and tokens of the person',
    request: { body: { required: true, content: { 'application/json': { schema: z.strictObject({ everywhere: z.boolean().optional() }).openapi('SignOut') } } } },
    responses: { 200: json(z.object({ location: z.string().nullable() }).openapi('SignedOut'), 'Ended; open connections are cut. `location`: where one signs out at the issuer too.'), 403: json(errorBody, 'Another page asked.'), 422: json(errorBody, 'The body is wrong.') },
  }), async (c) => {
    const { everywhere = false } = c.req.valid('json');
    const location = await signIn.leave(cookies.session(c.req.header('cookie')), everywhere, `${base}/sign-in?out`);
    c.header('set-cookie', cookies.endSession());
    return c.json({ location }, 200);
  });
}

const noStore = createMiddleware<Env>(async function noStore(c, next) {
  await next();
  c.header('cache-control', 'no-store');
});
