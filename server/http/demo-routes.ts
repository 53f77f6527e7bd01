/** The demo's sign-in: sample people to choose from, and a token for the one chosen, through the same path as any host's. */
import { createRoute, z } from '@hono/zod-openapi';
import { createMiddleware } from 'hono/factory';
import { Refusal } from '../services/errors.ts';
import type { App, Env } from './door.ts';
import { HttpError } from './errors.ts';
import { labelsSchema } from './schema-parts.ts';
import { role } from './schemas.ts';
import { body, json, refusals } from './spec.ts';
import type { Labels } from '../../model/labels.ts';
import type { Role } from '../../model/rights.ts';

export interface DemoPerson { readonly id: string; readonly name: string; readonly department: string | null; readonly roles: readonly Role[]; readonly title: Labels }

export interface Demo {
  readonly people: readonly DemoPerson[];
  /** Null for somebody who is not among them. */
  signIn(person: string): Promise<{ readonly token: string } | null>;
  /** Ends the server as a power cut would, with whatever it was doing; it is started again. Null where nobody would do that. */
  readonly kill: (() => void) | null;
}

/** Headers that only a proxy adds: whoever publishes the demo would publish archives without a password. */
const FORWARDED = /^(x-forwarded-|forwarded$|via$|x-real-ip$|cf-connecting-ip$)/;
const LOCAL_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

/** Why a request must not reach the demo, or null. Sockets are held to the same. */
export function demoRefusal(headers: Iterable<string>, host: string | undefined, remote: string | undefined): string | null {
  for (const name of headers) if (FORWARDED.test(name.toLowerCase())) return 'The demo does not answer through a proxy: it has no passwords. Use `dossier serve`.';
  if (host === undefined || !LOCAL_HOST.test(host)) return 'The demo answers to this computer\'s own names only, such as localhost.';
  if (remote !== undefined && !/^(::1|(::ffff:)?127\.)/.test(remote)) return 'The demo answers to this computer only.';
  return null;
}

export const demoGuard = createMiddleware<Env>(async function demoGuard(c, next) {
  const names: string[] = [];
  c.req.raw.headers.forEach((_value, name) => { names.push(name); });
  const why = demoRefusal(names, c.req.header('host') ?? new URL(c.req.url).host, c.env?.incoming?.socket.remoteAddress);
  if (why !== null) throw new HttpError(403, 'demo', why);
  await next();
});

export function demoRoutes(app: App, demo: Demo): void {
  const person = z.object({ id: z.string(), name: z.string(), department: z.string().nullable(), roles: z.array(role).readonly(), title: labelsSchema }).openapi('DemoPerson');

  app.openapi(createRoute({
    method: 'get', path: '/api/demo/people', tags: ['demo'], summary: 'Sample people to sign in as',
    responses: { 200: json(z.object({ items: z.array(person).readonly() }).openapi('DemoPeople'), 'In the order of the sign-in page.') },
  }), (c) => c.json({ items: demo.people }, 200));

  app.openapi(createRoute({
    method: 'post', path: '/api/demo/session', tags: ['demo'], summary: 'Sign in as a sample person',
    request: { body: body(z.strictObject({ person: z.string() }).openapi('DemoSignIn')) },
    responses: { 200: json(z.object({ token: z.string() }).openapi('DemoSession'), 'A token for half an hour.'), ...refusals(404, 422) },
  }), async (c) => {
    const session = await demo.signIn(c.req.valid('json').person);
    if (!session) throw new Refusal('not-found', 'There is no such sample person.');
    return c.json(session, 200);
  });

  const { kill } = demo;
  if (kill === null) return;
  app.openapi(createRoute({
    method: 'post', path: '/api/demo/kill', tags: ['demo'], summary: 'Pull the plug: the server is killed at once, and comes back',
    responses: { 202: { description: 'It dies now. What was saved is still there when it is back.' } },
  }), (c) => {
    kill();
    return c.body(null, 202);
  });
}
