/** Rates of currencies: for everybody to read, for administrators to set. */
import { createRoute, z } from '@hono/zod-openapi';
import type { RateChanges, RatesAnswer, RatesView, RatesWish } from '../../model/rates/api.ts';
import { MOST_RATES } from '../../model/rates/check.ts';
import { hasInsight, mayConfigure } from '../../model/rights.ts';
import { forbidden } from '../services/errors.ts';
import { ratesOfCsv } from '../services/rates/csv.ts';
import { createRates } from '../services/rates/rates.ts';
import type { App, Door } from './door.ts';
import { of } from './schema-types.ts';
import { json, refusals, secured as security } from './spec.ts';

const text = z.string();
const day = text.openapi({ format: 'date' });
const moment = text.openapi({ format: 'date-time' });
const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();
const person = z.object({ id: text, name: text }).nullable();
const rate = { currency: text, date: day.openapi({ description: 'The first day on which it holds.' }), rate: text.openapi({ description: 'Units of the workspace’s currency for one unit of this one.', example: '0.9234' }) };
const view = of<RatesView>()(z.object({
  base: text,
  currencies: list(z.object({ currency: text, rates: z.number(), first: day.nullable(), last: day.nullable(), latest: text.nullable(), converted: z.number().nullable(), left: z.number().nullable().openapi({ description: 'Purchases and returns that do not count for want of a rate.' }) })),
  rates: list(z.object({ ...rate, source: text.nullable(), setBy: person, setAt: moment })), next: text.nullable(),
})).openapi('Rates');
const changes = of<RateChanges>()(z.object({
  items: list(z.object({ id: z.number(), currency: text, date: day, before: text.nullable(), after: text.nullable(), source: text.nullable(), by: person, at: moment })), next: z.number().nullable(),
})).openapi('RateChanges');
const wish = of<RatesWish>()(z.strictObject({ rates: list(z.strictObject({ currency: text.max(64), date: text.max(64), rate: text.max(64), source: text.max(1_000).nullable().optional() })).refine((rates) => rates.length <= MOST_RATES, `At most ${MOST_RATES} rates at once.`) })).openapi('RatesWish');
const answer = of<RatesAnswer>()(z.object({ created: z.number(), updated: z.number(), unchanged: z.number() })).openapi('RatesAnswer');

const currency = text.regex(/^[A-Z]{3}$/, 'A currency code such as USD.');
const limit = z.coerce.number().int().min(1).max(1_000).default(200);

export function rateRoutes(app: App, { storage, access, clock, services, config }: Door): void {
  const tags = ['workspace'];
  const rates = createRates({ store: storage.rates, directory: access.directory, clock, base: config.currency, changed: () => { services.classifier.changed(); } });
  const setter = (session: { readonly person: Parameters<typeof mayConfigure>[0] }) => {
    if (!mayConfigure(session.person)) throw forbidden('Only an administrator sets rates.');
    return session.person.id;
  };

  app.openapi(createRoute({
    method: 'get', path: '/api/rates', tags, security, summary: 'Rates of other currencies by day', description: 'The newest day first. A transaction is converted by the newest rate that is not after its day; before the first it does not count.',
    request: { query: z.object({ currency: currency.optional(), after: text.max(64).optional(), limit }) }, responses: { 200: json(view, 'With every currency of which there are rates or, for who configures or has insight, transactions.'), ...refusals(422) },
  }), async (c) => {
    const { currency: only = null, after = null, limit: most } = c.req.valid('query');
    const { person: asker } = c.get('session');
    return c.json(await rates.list({ currency: only, after, limit: most, counts: mayConfigure(asker) || hasInsight(asker) }), 200);
  });

  app.openapi(createRoute({
    method: 'put', path: '/api/rates', tags, security, summary: 'Set rates', description: `For administrators. JSON, or CSV with the columns \`currency,date,rate,source\`. All of them or, where one is wrong, none; the others stay; the same again changes nothing. At most ${MOST_RATES}. Figures and classes follow in the background.`,
    // not required: else CSV would have to be JSON too
    request: { body: { content: { 'application/json': { schema: wish }, 'text/csv': { schema: text } } } }, responses: { 200: json(answer, 'How many were set.'), ...refusals(403, 413, 422) },
  }), async (c) => {
    const by = setter(c.get('session'));
    const isCsv = /^text\/csv\b/.test(c.req.header('content-type') ?? '');
    const { rates: wanted, place } = isCsv ? ratesOfCsv(await c.req.text()) : { rates: (c.req.valid('json') as Partial<RatesWish>).rates ?? [], place: undefined }; // nothing was looked at where neither of them came
    return c.json(await rates.put(wanted, by, place), 200);
  });

  app.openapi(createRoute({
    method: 'delete', path: '/api/rates/{currency}/{date}', tags, security, summary: 'Take a rate out', description: 'For administrators. The one before it holds on.',
    request: { params: z.object({ currency: currency.openapi({ param: { name: 'currency', in: 'path' } }), date: text.regex(/^\d{4}-\d{2}-\d{2}$/).openapi({ param: { name: 'date', in: 'path' } }) }) },
    responses: { 204: { description: 'It is gone.' }, ...refusals(403, 404, 422) },
  }), async (c) => {
    const by = setter(c.get('session'));
    const { currency: of, date } = c.req.valid('param');
    await rates.remove(of, date, by);
    return c.body(null, 204);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/rates/changes', tags, security, summary: 'Who set which rate, and when', description: 'For administrators, newest first.',
    request: { query: z.object({ currency: currency.optional(), after: z.coerce.number().int().optional(), limit }) }, responses: { 200: json(changes, 'With what stood there before.'), ...refusals(403, 422) },
  }), async (c) => {
    setter(c.get('session'));
    const { currency: only = null, after = null, limit: most } = c.req.valid('query');
    return c.json(await rates.changes({ currency: only, after, limit: most }), 200);
  });
}
