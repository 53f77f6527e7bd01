/** Analyses and data health, over what the asker may read. What they answer is in `model/analysis/shape.ts`. */
import { join } from 'node:path';
import { createRoute, z } from '@hono/zod-openapi';
import { ANALYSIS_IDS } from '../../model/analysis/table.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { analysisText } from '../../model/analysis/texts.ts';
import type { Person } from '../../model/rights.ts';
import { Analyses } from '../services/analysis/analyses.ts';
import { analysisFile, FILE_FORMATS } from '../services/analysis/files.ts';
import type { FileWish } from '../services/analysis/files.ts';
import { TYPES } from '../services/export/exports.ts';
import type { App, Ctx, Door } from './door.ts';
import { readingListed } from './list-reading.ts';
import { rfc5987 } from './file-routes.ts';
import { Rate } from './rate.ts';
import { tooMany } from './errors.ts';
import { asked, page } from './list-routes.ts';
import { body, json, refusals, secured as security } from './spec.ts';

const tags = ['analysis'];
const text = z.string();
const lang = z.enum(LANGUAGES).default('en');
const day = text.max(10).optional();
const part = z.looseObject({ key: text, kind: z.enum(['bars', 'line', 'curve', 'grid', 'table', 'tiles', 'text']), title: text }).openapi('AnalysisPart', {
  description: 'One picture with the figures of its table. Beside a figure stands who is behind it: `where`, conditions for `POST /api/archives/query`, or `customers`, how many (null: not counted yet), listed by `POST /api/analysis/{id}/customers`.',
});
const line = z.object({ id: z.enum(ANALYSIS_IDS), code: text, title: text, about: text, asks: z.array(z.enum(['window', 'period', 'top'])).readonly() });
const answer = z.object({
  id: z.enum(ANALYSIS_IDS), code: text, title: text, language: z.enum(LANGUAGES), at: text.openapi({ format: 'date-time' }), of: z.object({ archives: z.number(), from: text.nullable(), to: text, currency: text }),
  parts: z.array(part).readonly(), notes: z.array(text).readonly(),
}).openapi('Analysis');
const wish = z.object({
  lang, where: text.max(20_000).optional().openapi({ description: 'JSON: conditions as for `POST /api/archives/query`; only these archives are counted.' }),
  from: day.openapi({ description: 'First day; `all`: from the beginning. Default: twelve months.' }), to: day.openapi({ description: 'Last day. Default: that of the newest purchase.' }), period: z.enum(['month', 'quarter', 'year']).optional(), top: z.coerce.number().optional(),
});
/** Without it the answer itself, as JSON. */
const format = z.enum(FILE_FORMATS).optional().openapi({ description: 'A file instead of JSON: every table of the answer. Lists that name customers are in it for who may export; it is recorded as an export.' });
const asFile = { 'text/csv': { schema: z.string() }, [TYPES.xlsx]: { schema: z.string() } };
const byId = z.object({ id: text.max(40).openapi({ param: { name: 'id', in: 'path' }, description: 'Plain name, or `a01` to `a20`.', example: 'a03' }) });
const orFile = (schema: z.ZodType, description: string) => { const { content } = json(schema, description); return { description, content: { ...content, ...asFile } }; };
/** Questions of one person: so many at once, and then so many in a second. */
const BURST = 40;
const PER_SECOND = 2;

export function analysisRoutes(app: App, door: Door): void {
  const { config, storage, access, services, clock } = door;
  const analyses = new Analyses({ storage, access, catalogue: services.catalogue, clock, timezone: config.timezone, currency: config.currency });
  const rate = new Rate(clock, PER_SECOND, BURST);
  const once = (person: string): void => {
    const wait = rate.take(person);
    if (wait > 0) throw tooMany(wait);
  };

  const send = async (c: Ctx, person: Person, file: FileWish): Promise<never> => {
    const { type, name, bytes } = await analysisFile({ storage, clock, spool: join(config.data, 'exports') }, person, file);
    return c.body(bytes, 200, { 'content-type': type, 'content-disposition': `attachment; filename*=UTF-8''${rfc5987(name)}`, 'cache-control': 'no-store' }) as never; // the schema library knows one type of an answer
  };

  app.openapi(createRoute({
    method: 'get', path: '/api/analysis', tags, security, summary: 'The analyses that say something to me', request: { query: z.object({ lang }) },
    responses: { 200: json(z.object({ items: z.array(line).readonly() }), 'In the order in which they are offered; one about a section that I read nowhere is not among them.'), ...refusals(422) },
  }), async (c) => {
    const { person } = c.get('session');
    once(person.id);
    return c.json({ items: await analyses.list(person, c.req.valid('query').lang) }, 200);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/analysis/reports', tags, security, summary: 'Months of which a report was kept', description: 'Made on the first of the next month. For who reads every archive of a department by role: steward, general manager, its manager.',
    responses: { 200: json(z.object({ items: z.array(z.object({ month: text, at: text })).readonly() }), 'Newest first; none for whom there is nothing in them.'), ...refusals() },
  }), async (c) => c.json({ items: await services.reports.list(c.get('session').person) }, 200));
  app.openapi(createRoute({
    method: 'get', path: '/api/analysis/reports/{month}', tags, security, summary: 'The report of a month, beside another one', request: { params: z.object({ month: text.openapi({ param: { name: 'month', in: 'path' }, example: '2026-05' }) }), query: z.object({ lang, against: text.max(7).optional(), format }) },
    responses: { 200: orFile(z.object({ month: text, at: text, against: text.nullable(), language: z.enum(LANGUAGES), parts: z.array(part).readonly(), notes: z.array(text).readonly() }).openapi('AnalysisReport'), 'As it was counted then; of my departments alone.'), ...refusals(403, 404, 422) },
  }), async (c) => {
    const { lang: language, against, format: as } = c.req.valid('query');
    const { person } = c.get('session');
    const report = await services.reports.get(person, c.req.valid('param').month, against, language);
    if (as === undefined) return c.json(report as never, 200);
    return send(c, person, { ...report, format: as, title: `${analysisText('monthReport', language)} ${report.month}`, day: report.at.slice(0, 10), asked: { report: report.month, against: report.against, lang: language } });
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/analysis/similar', tags, security, summary: 'Put all customers into groups of similar ones, now', description: 'Made once a month by itself. A group keeps its name as long as most of it stays together. For a steward and the general manager.',
    responses: { 200: json(z.object({ at: text, customers: z.number(), moved: z.number(), groups: z.array(z.object({ key: text, label: z.record(z.enum(LANGUAGES), text), size: z.number() })).readonly() }).openapi('SimilarGroups'), 'Biggest first; no groups where there are too few customers or all are alike: what was kept stays.'), ...refusals(403, 429) },
  }), async (c) => {
    const { person } = c.get('session');
    once(person.id);
    return c.json(((await services.groups.ask(person)) ?? { at: new Date(clock.now()).toISOString(), customers: 0, moved: 0, groups: [] }) as never, 200);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/analysis/{id}', tags, security, summary: 'One analysis', description: 'Counted over the archives that I may read, each value only where its section may be read. Counted anew when anything was committed since.',
    request: { params: byId, query: wish.extend({ format }) }, responses: { 200: orFile(answer, 'Parts in their order.'), ...refusals(403, 404, 422) },
  }), async (c) => {
    const { person } = c.get('session');
    once(person.id);
    const { format: as, ...asked } = c.req.valid('query');
    const found = await analyses.answer(person, c.req.valid('param').id, asked);
    if (as !== undefined) return send(c, person, { ...found, format: as, day: found.of.to, asked: { analysis: found.id, ...asked } });
    c.header('cache-control', 'no-store');
    return c.json(found as never, 200);
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/analysis/{id}/customers', tags, security, summary: 'The customers behind a figure of an analysis',
    description: 'Of a figure with `customers`: what the register has no conditions for, such as who bought a product on a Monday. The address asks as the analysis was asked; `part` and `row` name the figure (of a cell `row/column`); `register` is a question to the register over these customers alone.',
    request: { params: byId, query: wish, body: body(z.strictObject({ part: text.max(200), row: text.max(1_000), register: asked.optional() })) },
    responses: { 200: json(page, 'As the register answers; `total` is how many there are.'), ...refusals(404, 422) },
  }), async (c) => {
    const { person } = c.get('session');
    once(person.id);
    const { register = {}, ...figure } = c.req.valid('json');
    const answered = await analyses.behind(person, c.req.valid('param').id, c.req.valid('query'), figure, register);
    await readingListed(c, door, register, answered);
    return c.body(answered, 200, { 'content-type': 'application/json', 'cache-control': 'no-store' }) as never;
  });
}
