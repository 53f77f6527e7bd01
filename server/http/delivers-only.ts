/** Of several servers over one database: one that cannot read what is new answers nobody, for it may hold rights that were taken away. Whether it can is asked of `Nodes`. */
import { createMiddleware } from 'hono/factory';
import type { Nodes } from '../nodes/nodes.ts';
import { HttpError } from './errors.ts';
import type { Env } from './door.ts';

/** What monitors and load balancers ask holds nobody's data. */
const ALWAYS: ReadonlySet<string> = new Set(['/healthz', '/healthz/trickle', '/readyz']);

export const deliversOnly = (nodes: Pick<Nodes, 'delivers'>) => createMiddleware<Env>(async (c, next) => {
  if (ALWAYS.has(c.req.path)) return next();
  const away = (): HttpError => new HttpError(503, 'away', 'This server cannot reach its database just now.', { 'retry-after': '1' });
  if (!nodes.delivers()) throw away();
  await next();
  // the time may have ended while the answer was made
  if (!nodes.delivers()) {
    await c.res.body?.cancel();
    throw away();
  }
});
