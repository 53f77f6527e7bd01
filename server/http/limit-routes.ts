/** The limits in effect, for an administrator to read. They are changed by `DOSSIER_LIMITS` and count from the next start. */
import { createRoute, z } from '@hono/zod-openapi';
import type { LimitView } from '../../model/api.ts';
import { resolveLanguage } from '../../model/labels.ts';
import { mayConfigure } from '../../model/rights.ts';
import { SHIPPED_LIMITS } from '../limits.ts';
import type { Limits } from '../limits.ts';
import { LIMIT_TEXTS } from '../limit-texts.ts';
import { forbidden } from '../services/errors.ts';
import type { App, Door } from './door.ts';
import { limits as schema } from './system-schemas.ts';
import { json, refusals, secured as security } from './spec.ts';

export function limitRoutes(app: App, { config: { limits } }: Door): void {
  app.openapi(createRoute({
    method: 'get', path: '/api/limits', tags: ['workspace'], security, summary: 'Limits in effect, with the shipped ones',
    request: { query: z.object({ lang: z.string().max(64).optional() }) },
    responses: { 200: json(schema, 'What each limit is for, in the language asked.'), ...refusals(403) },
  }), (c) => {
    if (!mayConfigure(c.get('session').person)) throw forbidden('Only an administrator sees the limits.');
    const lang = resolveLanguage(c.req.valid('query').lang);
    const items: LimitView[] = (Object.keys(SHIPPED_LIMITS) as (keyof Limits)[]).map((name) => {
      const { unit, text } = LIMIT_TEXTS[name];
      return { name, value: limits[name], shipped: SHIPPED_LIMITS[name], unit, text: text[lang] };
    });
    return c.json({ variable: 'DOSSIER_LIMITS', items }, 200);
  });
}
