/** The rating sheet of money-laundering risk. For whoever does not read the section it is not there, whatever is asked. */
import { createRoute, z } from '@hono/zod-openapi';
import type { AmlView, WaitingRatings } from '../../model/aml/api.ts';
import type { AmlRuleSettings } from '../../model/classification/own/aml.ts';
import { AML_LEVELS } from '../../model/aml/rate.ts';
import { DIRECT_HIGH, DIRECT_LOW, ITEM_KEYS } from '../../model/aml/sheet.ts';
import { createAmlSheets } from '../services/aml/sheets.ts';
import { createAmlWaiting } from '../services/aml/waiting.ts';
import { dayOf } from '../services/ageing.ts';
import { Refusal } from '../services/errors.ts';
import { isStale } from './bulk-routes.ts';
import { reading, readingMany } from './audit-trail.ts';
import { archiveOf, mustRead, needs } from './door.ts';
import type { App, Ctx, Door } from './door.ts';
import { of } from './schema-types.ts';
import { archiveParam, body, json, refusals, secured } from './spec.ts';

const text = z.string();
const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();
const day = text.max(10).openapi({ format: 'date' });
const person = z.object({ id: text, name: text });
const level = z.enum(AML_LEVELS);
const item = z.enum(ITEM_KEYS);
const fact = z.enum([...DIRECT_HIGH, ...DIRECT_LOW]);
const weights = z.object(Object.fromEntries(ITEM_KEYS.map((key) => [key, z.number()])) as Record<(typeof ITEM_KEYS)[number], z.ZodNumber>);
const assessment = z.object({
  row: text, assessedAt: day, by: person.nullable(), pack: text.openapi({ description: 'Version of the rules.' }), total: z.number().nullable(), level: level.nullable(), stands: level.nullable(),
  state: z.enum(['stands', 'waiting', 'past']), scores: list(z.object({ item, score: z.number(), weight: z.number(), reason: text })), facts: list(z.object({ fact, reason: text })), words: text,
  override: text, approver: person.nullable(), nextReviewAt: day.nullable(), mayDecide: z.boolean(),
});
const view = of<AmlView>()(z.object({
  today: day, rules: z.object({ version: z.number(), weights, bands: z.object({ high: z.number(), low: z.number() }), months: z.object({ high: z.number(), medium: z.number(), low: z.number() }) }),
  level: level.nullable(), intensity: z.enum(['simplified', 'standard', 'enhanced']).nullable(), suspicion: z.boolean(), review: z.object({ due: day, because: z.enum(['clock', 'clue', 'first']) }), overdue: z.boolean(),
  items: list(assessment), mayRate: z.boolean(),
})).openapi('AmlRating');
const wish = z.strictObject({
  scores: list(z.strictObject({ item, score: z.number().int(), reason: text.max(2_000).default('') })).refine((all) => all.length <= 50, 'At most 50.'),
  facts: list(z.strictObject({ fact, reason: text.max(2_000) })).refine((all) => all.length <= 50, 'At most 50.').default([]),
  level: z.strictObject({ value: level, reason: text.max(2_000) }).nullable().default(null).openapi({ description: 'Another level than the sheet comes to. An easier one counts once somebody else of compliance has approved.' }),
  nextReviewAt: day.nullable().default(null).openapi({ description: 'Earlier than the clock of the level.' }),
}).openapi('AmlRatingWish');
const labels = z.object({ en: text, 'zh-Hans': text, 'zh-Hant': text, es: text });
const waiting = of<WaitingRatings>()(z.object({
  items: list(z.object({
    archive: text, name: text, row: text, schemeName: labels, label: labels.openapi({ description: 'The level asked for.' }), stands: labels.nullable().openapi({ description: 'The level that counts until somebody has decided.' }),
    total: z.number().nullable(), reason: text, by: person.nullable(), at: day,
  })),
  more: z.boolean().openapi({ description: 'More wait than are told.' }),
})).openapi('WaitingAmlRatings');
const decision = z.strictObject({ row: text.max(64), approve: z.boolean(), note: text.max(500).default('') }).openapi('AmlRatingDecision');

export function amlRoutes(app: App, door: Door): void {
  const { hub, storage, access, services, random, clock, config } = door;
  const tags = ['classification'];
  const settings = () => services.classifier.settings().aml as AmlRuleSettings;
  const sheets = createAmlSheets({ hub, history: storage.history, directory: access.directory, unseen: access.unseen, settings, today: () => dayOf(clock.now(), config.timezone), random });
  const waits = createAmlWaiting({ sheets, settings, storage, access, catalogue: services.catalogue, clock, timezone: config.timezone });
  const who = (c: Ctx) => c.get('session').person;
  /** The body may have taken minutes: who has lost the right meanwhile learns and writes nothing. */
  const still = async (c: Ctx) => {
    const rights = await archiveOf(door, c, c.get('rights').archive.id);
    mustRead(rights, 'aml');
    reading(c, rights, 'aml', 'rating');
    return rights;
  };

  app.openapi(createRoute({
    method: 'get', path: '/api/aml', tags, security: secured, summary: 'Ratings of money-laundering risk that wait for my approval',
    description: 'Those that I may decide about, the oldest first; never my own. For everybody else there are none.',
    request: { query: z.object({ waiting: z.literal('me') }) }, responses: { 200: json(waiting, 'At most a hundred.'), ...refusals(422) },
  }), async (c) => {
    const found = await waits(who(c));
    await readingMany(c, door, found.items.map(({ archive }) => ({ archive, section: 'aml' })), 'ratings');
    return c.json(found, 200);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/archives/{id}/aml', middleware: needs('read', 'aml'), tags, security: secured, summary: 'The rating of money-laundering risk, and the sheets behind it',
    request: { params: archiveParam }, responses: { 200: json(view, 'What counts now, and how it came about.'), ...refusals(404) },
  }), async (c) => {
    reading(c, c.get('rights'), 'aml', 'rating');
    return c.json(await sheets.view(who(c), c.get('rights')), 200);
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/archives/{id}/aml', middleware: needs('write', 'aml'), tags, security: secured, summary: 'Rate anew',
    description: 'Fifteen items with a score from 1 to 5, from 3 on with a reason; facts of the highest level decide without them. Kept as a row of `aml.assessments`.',
    request: { params: archiveParam, body: body(wish) }, responses: { 200: json(view, 'As it is now.'), ...refusals(403, 404, 413, 422) },
  }), async (c) => c.json(await sheets.rate(who(c), await still(c), c.req.valid('json')), 200));

  app.openapi(createRoute({
    method: 'post', path: '/api/archives/{id}/aml/decision', middleware: needs('write', 'aml'), tags, security: secured, summary: 'Approve or refuse a level that is easier than its sheet', description: 'Never by who rated; refusing needs a note.',
    request: { params: archiveParam, body: body(decision) }, responses: { 200: json(view, 'As it is now.'), ...refusals(403, 404, 409, 413, 422) },
  }), async (c) => {
    try {
      return c.json(await sheets.decide(who(c), await still(c), c.req.valid('json')), 200);
    } catch (error) {
      if (isStale(error)) throw new Refusal('conflict', 'The section has changed since; read it again.');
      throw error;
    }
  });
}
