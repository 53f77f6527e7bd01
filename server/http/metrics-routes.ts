/** `/metrics` for Prometheus: asked from this computer itself, or with an administrator's token; never by strangers through the proxy. */
import { createRoute, z } from '@hono/zod-openapi';
import { mayConfigure } from '../../model/rights.ts';
import { forbidden } from '../services/errors.ts';
import type { Metrics } from '../services/metrics.ts';
import type { App, Ctx, Door } from './door.ts';
import { apiHeaders, authenticate } from './guard.ts';
import { isNear } from './near.ts';
import { refusals, secured } from './spec.ts';

export function metricsRoutes(app: App, door: Door, metrics: Metrics): void {
  const secure = authenticate(door);
  const near = (c: Ctx): boolean => isNear(c, door.config);
  app.use('/metrics', apiHeaders, (c, next) => (near(c) ? next() : secure(c, next)));
  app.openapi(createRoute({
    method: 'get', path: '/metrics', tags: ['system'], security: secured, summary: 'Figures for Prometheus',
    description: 'From this computer itself no token is needed, past every proxy; else an administrator’s.',
    responses: { 200: { description: 'Prometheus’ text format.', content: { 'text/plain': { schema: z.string() } } }, ...refusals(403) },
  }), async (c) => {
    if (!near(c) && !mayConfigure(c.get('session').person)) throw forbidden('Only an administrator reads the metrics.');
    return c.text(await metrics.text(), 200, { 'content-type': metrics.contentType });
  });
}
