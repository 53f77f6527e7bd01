/** Classifications: run one now, set its window, or try another without storing anything. */
import { createRoute } from '@hono/zod-openapi';
import { isCalendarDate } from '../services/dates.ts';
import { forbidden, invalid } from '../services/errors.ts';
import { atLeast, hasInsight, mayConfigure } from '../../model/rights.ts';
import type { Person } from '../../model/rights.ts';
import type { App, Door } from './door.ts';
import { classify, classifyRun } from './schemas.ts';
import { body, json, refusals, secured } from './spec.ts';

/** Windows are a setting of the workspace; the steward answers for what the classes say. */
const maySet = (person: Person): boolean => mayConfigure(person) || person.roles.includes('steward');

export function classifyRoutes(app: App, { services, access }: Door): void {
  app.openapi(createRoute({
    method: 'post', path: '/api/classify', tags: ['classification'], security: secured, summary: 'Classify every customer now',
    description: 'A window that is given stays until another is. With `dryRun` nothing is stored and the results of archives that I may read come back.',
    request: { body: body(classify) },
    responses: { 200: json(classifyRun, 'Customers by class.'), ...refusals(403, 422) },
  }), async (c) => {
    const { person } = c.get('session');
    const { scheme, window = null, referenceDate = null, dryRun } = c.req.valid('json');
    if (!maySet(person) && !(dryRun && hasInsight(person))) throw forbidden('Only a steward or an administrator classifies the population; a dry run needs the right to its figures.');
    if (referenceDate !== null && !isCalendarDate(referenceDate)) throw invalid([{ field: 'referenceDate', code: 'not-a-date', message: 'A date such as 2026-05-12.' }]);
    const { counts, changed, referenceDate: reference, results } = await services.classifier.classify({ scheme, months: window, referenceDate, dryRun, by: person.id });
    const visible = [];
    for (const { id, value, mark } of results ?? []) {
      const rights = await access.rights(person.id, id);
      if (rights && atLeast(rights.level, 'read')) visible.push({ id, value, mark });
    }
    return c.json({ scheme, dryRun, referenceDate: reference, counts, changed: changed.length, ...(dryRun ? { results: visible } : {}) }, 200);
  });
}
