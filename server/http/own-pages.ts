/** Doors of what gathers a person out of every section at once: shut to a token of another page while the policy keeps a class for the server's own pages (`frameOnly`). All others leave such sections out one by one. */
import { createMiddleware } from 'hono/factory';
import { forbidden } from '../services/errors.ts';
import type { Env } from './door.ts';

/** Searches for a person, erasure, and the file that a person is given. */
const GATHERING = /^\/api\/subject(s|-files)(\/|$)/;

export const ownPagesOnly = createMiddleware<Env>(async function ownPagesOnly(c, next) {
  if (GATHERING.test(c.req.path) && c.get('session').person.without?.length) throw forbidden('The policy keeps some of this for the server’s own pages: do it there.');
  await next();
});
