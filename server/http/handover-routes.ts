/** Hand-overs: a dry run, the act itself, what came over, letters, and how far what follows has come. */
import { createRoute, z } from '@hono/zod-openapi';
import { stream } from 'hono/streaming';
import { HANDOVER_REASONS, HANDOVER_STATES, ITEM_FILTERS, ITEM_STATES, LEAVER_READS, LETTER_CHANNELS } from '../../model/handover/api.ts';
import type { AnnounceWish, HandoverWish, LetterTemplate } from '../../model/handover/api.ts';
import { LETTER_WORDS, SHIPPED_LETTER } from '../../model/handover/letter.ts';
import { parseArchiveId, parseGrantId } from '../../model/ids.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { forbidden, invalid, notFound } from '../services/errors.ts';
import { isOver } from '../services/handover/handovers.ts';
import { letterColumns, letterHead, letterPage, letterRow } from '../services/handover/letters.ts';
import type { App, Ctx, Door } from './door.ts';
import { eventStream, wantsEvents } from './event-stream.ts';
import { archiveParam, body, json, refusals, secured as security } from './spec.ts';

const text = z.string();
const count = z.number();
const list = <Schema extends z.ZodType>(of: Schema) => z.array(of).readonly();
const ref = z.object({ id: text, name: text });
const person = text.min(1).max(128);
const lang = z.enum(LANGUAGES);
const archives = list(text.max(64)).refine((ids) => ids.length >= 1 && ids.length <= 20_000, 'One to 20,000 ids.');
const rule = z.strictObject({
  department: text.max(64).optional(), kind: text.max(64).optional(), class: z.strictObject({ scheme: text.max(64), value: text.max(200) }).optional(), archives: archives.optional(),
  to: list(person).refine((to) => to.length >= 1 && to.length <= 100, 'One to 100 people.').openapi({ description: 'Several share evenly.' }),
});
const wish = z.strictObject({
  from: person, reason: z.enum(HANDOVER_REASONS), to: person.optional().openapi({ description: 'Gets what no rule names.' }), rules: list(rule).refine((rules) => rules.length <= 200, 'At most 200 rules.').default([]),
  within: z.number().int().min(1).max(60).default(5).openapi({ description: 'Working days until the first contact is due.' }), lang: lang.nullable().default(null), note: text.max(2_000).default(''), dryRun: z.boolean().default(false),
});
const counted = (key: z.ZodType) => list(z.object({ key, name: text, count }));
const preview = z.object({
  archives: count, outside: count, walled: count, unassigned: count, byDepartment: counted(text.nullable()), byKind: counted(text), bySuccessor: counted(text.nullable()), classes: list(z.object({ scheme: text, value: text, count })),
  besides: z.object({ coOwned: count, deputyOf: count, grantsTo: count, grantsBy: count, reminders: count, follows: count, sharedViews: count, uploads: count, sessions: count, keys: count, managedDepartments: count }), due: text,
}).openapi('HandoverPreview');
const shape = {
  id: text, from: ref, by: ref, reason: z.enum(HANDOVER_REASONS), at: text, state: z.enum(HANDOVER_STATES), due: text, note: text, progress: z.object({ done: count, total: count }),
  counts: z.object({ archives: count, given: count, confirmed: count, returned: count, walled: count, unassigned: count, outside: count, contacted: count, overdue: count, drafts: count, sent: count }),
  successors: list(z.object({ person: ref, given: count, open: count })), mine: count, whole: z.boolean(),
  announced: z.object({ by: ref, at: text, day: text }).nullable(), withdrawn: z.object({ by: ref, at: text, reason: text }).nullable(),
};
const view = z.object(shape).openapi('Handover');
const done = z.object({ ...shape, milliseconds: count.openapi({ description: 'What the one transaction took.' }) }).openapi('HandoverDone');
const items = z.object({
  items: list(z.object({
    archive: text, name: text, state: z.enum(ITEM_STATES), successor: ref.nullable(), note: text, due: text.nullable(), contacted: text.nullable(), letter: z.enum(['none', 'draft', 'sent']), channel: z.enum(LETTER_CHANNELS).nullable(), sentAt: text.nullable(), mine: z.boolean(),
  })), next: text.nullable(), total: count,
}).openapi('HandoverItems');
const letterText = z.strictObject({ subject: text, body: text });
const letter = z.object({ archive: text, name: text, lang, state: z.enum(['draft', 'sent']), subject: text, body: text, channel: z.enum(LETTER_CHANNELS).nullable(), sentAt: text.nullable(), edited: z.boolean() }).openapi('HandoverLetter');
const templates = z.object({ 'en': letterText, 'zh-Hans': letterText, 'zh-Hant': letterText, 'es': letterText });
const which = z.union([archives, z.literal('all')]);
/** The same shape, with branded ids. */
const plain = <T>(value: T) => value as never;

export function handoverRoutes(app: App, door: Door): void {
  const { services: { handovers } } = door;
  const tags = ['hand-over'];
  const who = (c: Ctx) => {
    const { person: me } = c.get('session');
    if (me.service) throw forbidden('The key of a service hands nothing over.');
    return me;
  };
  const params = z.object({ handover: text.max(64) });
  const named = z.object({ handover: text.max(64), archive: text.max(64) });
  const archiveId = (given: string): ArchiveId => {
    const id = parseArchiveId(given);
    if (!id) throw notFound();
    return id;
  };
  const chosen = (given: readonly string[] | 'all'): readonly ArchiveId[] | 'all' => (given === 'all' ? given : given.map(archiveId));

  app.openapi(createRoute({
    method: 'post', path: '/api/handovers', tags, security, summary: 'Hand over what a person has, or see what would happen',
    description: 'One transaction moves the archives, ends the person’s access and keeps a record; when it is answered the person’s connections are closed and everybody goes by the new rights. Letters and tasks follow by themselves. The first rule that fits decides; `to` gets the rest. '
      + 'Asked by an information steward, or by who manages the department, for its archives.',
    request: { body: body(wish) },
    responses: { 200: json(preview, 'With `dryRun`: what would happen.'), 201: json(done, 'It is done.'), ...refusals(403, 404, 422) },
  }), async (c) => {
    const me = who(c);
    const { dryRun, to, rules, from, ...rest } = c.req.valid('json');
    const { directory } = door.access;
    const now = (id: string): PersonId => directory.current(id as PersonId);
    const asked = { ...rest, from: now(from), rules: [...rules.map((each) => ({ ...each, to: each.to.map(now) })), ...(to === undefined ? [] : [{ to: [now(to)] }])] } as unknown as HandoverWish;
    if (asked.rules.reduce((sum, { archives: ids }) => sum + (ids?.length ?? 0), 0) > 50_000) throw invalid([{ field: 'rules', code: 'too-many', message: 'At most 50,000 archives by id.' }]);
    if (dryRun) return c.json(plain(await handovers.preview(me, asked)), 200);
    return c.json(plain(await handovers.handOver(me, asked)), 201);
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/handovers/announcements', tags, security, summary: 'Announce that somebody leaves or moves', description: `Nothing moves. From the answer on the person exports nothing, no link of their calendar answers, and lists and requests tell them of at most ${LEAVER_READS} different customers a day. It ends with the hand-over, or is taken back.`,
    request: { body: body(z.strictObject({ from: person, reason: z.enum(['left', 'moved']), day: text.max(10).openapi({ description: 'The last one on which they are there.' }), note: text.max(2_000).default('') })) }, responses: { 201: json(view, 'It stands.'), ...refusals(403, 404, 409, 422) },
  }), async (c) => {
    const { from, ...asked } = c.req.valid('json');
    return c.json(plain(await handovers.announce(who(c), { ...asked, from: door.access.directory.current(from as PersonId) } as AnnounceWish)), 201);
  });
  app.openapi(createRoute({
    method: 'post', path: '/api/handovers/{handover}/withdraw', tags, security, summary: 'Take an announcement back', description: 'By who announced it or an information steward, never by whom it is about.', request: { params, body: body(z.strictObject({ reason: text.max(2_000) })) },
    responses: { 200: json(view, 'The person exports as before.'), ...refusals(403, 404, 409, 422) },
  }), async (c) => c.json(plain(await handovers.withdraw(who(c), c.req.valid('param').handover, c.req.valid('json').reason)), 200));

  app.openapi(createRoute({
    method: 'get', path: '/api/handovers', tags, security, summary: 'Hand-overs that concern me, newest first', request: { query: z.object({ before: text.max(64).optional(), limit: z.coerce.number().int().min(1).max(100).default(20) }) },
    responses: { 200: json(z.object({ items: list(view), next: text.nullable(), may: z.boolean() }).openapi('Handovers'), 'Those that I did or that gave me something; a steward sees all.'), ...refusals(403, 422) },
  }), async (c) => {
    const { before = null, limit } = c.req.valid('query');
    return c.json(plain(await handovers.list(who(c), before, limit)), 200);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/handovers/letter', tags, security, summary: 'The words of the letters', description: `In braces what is filled in: ${LETTER_WORDS.map((word) => `{${word}}`).join(', ')}.`,
    responses: { 200: json(z.object({ template: templates, shipped: templates, words: list(text), may: z.boolean() }), 'As they are, and as they were shipped.'), ...refusals(403), ...refusals() },
  }), async (c) => {
    const me = who(c);
    return c.json(plain({ template: await handovers.letters.template(), shipped: SHIPPED_LETTER, words: LETTER_WORDS, may: me.roles.includes('steward') || me.roles.includes('admin') }), 200);
  });
  app.openapi(createRoute({
    method: 'put', path: '/api/handovers/letter', tags, security, summary: 'Change the words of letters to come', request: { body: body(z.strictObject({ template: templates.partial() })) },
    responses: { 200: json(templates, 'As they are now.'), ...refusals(403, 422) },
  }), async (c) => c.json(plain(await handovers.letters.setTemplate(who(c), c.req.valid('json').template as Partial<LetterTemplate>)), 200));

  app.openapi(createRoute({
    method: 'get', path: '/api/handovers/{handover}', tags, security, summary: 'One hand-over, and how far it is', description: 'With `Accept: text/event-stream` an event `handover` whenever it is further, until all is done.', request: { params },
    responses: { 200: json(view, 'As far as it concerns me.'), ...refusals(403, 404) },
  }), async (c) => {
    const me = who(c);
    const { handover } = c.req.valid('param');
    const first = await handovers.get(me, handover);
    if (!wantsEvents(c)) return c.json(plain(first), 200);
    let news = true;
    let over = false;
    return eventStream(c, door.clock, {
      listen: (wake) => handovers.follow.watch(handover, () => { news = true; wake(); }),
      ended: () => over,
      async next() {
        if (!news) return null;
        news = false;
        const data = await handovers.get(who(c), handover);
        over = isOver(data.state);
        return { event: 'handover', data };
      },
    }) as never;
  });
  app.openapi(createRoute({
    method: 'get', path: '/api/handovers/{handover}/items', tags, security, summary: 'What came over', request: { params, query: z.object({ state: z.enum(ITEM_FILTERS).optional(), mine: z.enum(['true', 'false']).optional(), after: text.max(64).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }) },
    responses: { 200: json(items, 'By id; what I may not know of is left out.'), ...refusals(403, 404, 422) },
  }), async (c) => {
    const { state = null, mine, after = null, limit } = c.req.valid('query');
    return c.json(plain(await handovers.items(who(c), c.req.valid('param').handover, { filter: state, mine: mine === 'true', after, limit })), 200);
  });
  app.openapi(createRoute({
    method: 'post', path: '/api/handovers/{handover}/answers', tags, security, summary: 'Confirm what came to me, or give it back', request: { params, body: body(z.strictObject({ archives: which, answer: z.enum(['confirmed', 'returned']), note: text.max(2_000).default('') })) },
    responses: { 200: json(view, 'As it is now.'), ...refusals(403, 404, 422) },
  }), async (c) => {
    const { archives: given, ...answer } = c.req.valid('json');
    return c.json(plain(await handovers.answer(who(c), c.req.valid('param').handover, { ...answer, archives: chosen(given) })), 200);
  });
  app.openapi(createRoute({
    method: 'post', path: '/api/handovers/{handover}/assignments', tags, security, summary: 'Give what was given back, or nobody has, to somebody', request: { params, body: body(z.strictObject({ archives: list(text.max(64)).refine((ids) => ids.length >= 1 && ids.length <= 500, 'One to 500 ids.'), to: person })) },
    responses: { 200: json(view, 'As it is now.'), ...refusals(403, 404, 409, 422) },
  }), async (c) => {
    const { archives: given, to } = c.req.valid('json');
    return c.json(plain(await handovers.assign(who(c), c.req.valid('param').handover, given.map(archiveId), door.access.directory.current(to as PersonId))), 200);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/handovers/{handover}/letters', tags, security, summary: 'All drafts in one file', description: '`page`: to print, a letter a sheet; `csv`: for a mail merge. Nothing is mailed by itself.', request: { params, query: z.object({ format: z.enum(['page', 'csv']).default('page') }) },
    responses: { 200: { description: 'A file.', content: { 'text/html': { schema: text }, 'text/csv': { schema: text } } }, ...refusals(403, 404) },
  }), async (c) => {
    const me = who(c);
    const { handover } = c.req.valid('param');
    const csv = c.req.valid('query').format === 'csv';
    await handovers.get(me, handover);
    c.header('content-type', csv ? 'text/csv; charset=utf-8' : 'text/html; charset=utf-8');
    c.header('content-disposition', `attachment; filename="letters.${csv ? 'csv' : 'html'}"`);
    return stream(c, async (out) => {
      await out.write(csv ? letterColumns : letterHead);
      for await (const each of handovers.letters.all(me, handover)) {
        if (out.aborted) return;
        await out.write(csv ? letterRow(each) : letterPage(each));
      }
    }) as never;
  });
  app.openapi(createRoute({
    method: 'post', path: '/api/handovers/{handover}/letters/sent', tags, security, summary: 'These letters were sent', request: { params, body: body(z.strictObject({ archives: which, channel: z.enum(LETTER_CHANNELS) })) },
    responses: { 200: json(view, 'As it is now.'), ...refusals(403, 404, 422) },
  }), async (c) => {
    const { archives: given, channel } = c.req.valid('json');
    return c.json(plain(await handovers.sent(who(c), c.req.valid('param').handover, chosen(given), channel)), 200);
  });
  app.openapi(createRoute({
    method: 'get', path: '/api/handovers/{handover}/letters/{archive}', tags, security, summary: 'One letter', request: { params: named }, responses: { 200: json(letter, 'With everything filled in.'), ...refusals(403, 404) },
  }), async (c) => c.json(plain(await handovers.letters.one(who(c), c.req.valid('param').handover, archiveId(c.req.valid('param').archive))), 200));
  app.openapi(createRoute({
    method: 'put', path: '/api/handovers/{handover}/letters/{archive}', tags, security, summary: 'Change a draft', request: { params: named, body: body(z.strictObject({ lang, text: letterText.nullable() })) },
    responses: { 200: json(letter, 'As it is now; `text` null: as the template has it.'), ...refusals(403, 404, 409, 422) },
  }), async (c) => c.json(plain(await handovers.letters.edit(who(c), c.req.valid('param').handover, archiveId(c.req.valid('param').archive), c.req.valid('json'))), 200));

  app.openapi(createRoute({
    method: 'get', path: '/api/handovers/{handover}/grants', tags, security, summary: 'Grants that the leaver gave and nobody has looked at since', request: { params },
    responses: { 200: json(z.object({ items: list(z.object({ id: text, archive: text, name: text, to: text, level: text, until: text.nullable(), reason: text })) }), 'At most 500.'), ...refusals(403, 404) },
  }), async (c) => c.json(plain({ items: await handovers.grants(who(c), c.req.valid('param').handover) }), 200));
  app.openapi(createRoute({
    method: 'post', path: '/api/handovers/{handover}/grants/{grant}/reviewed', tags, security, summary: 'This grant stays', description: 'Ending one is `DELETE /api/grants/{id}`.', request: { params: z.object({ handover: text.max(64), grant: text.max(64) }) },
    responses: { 204: { description: 'Noted.' }, ...refusals(403, 404) },
  }), async (c) => {
    const grant = parseGrantId(c.req.valid('param').grant);
    if (!grant) throw notFound();
    await handovers.reviewGrant(who(c), c.req.valid('param').handover, grant);
    return c.body(null, 204);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/archives/{id}/handover', tags, security, summary: 'Who handed this archive over, while the first contact waits', request: { params: archiveParam },
    responses: { 200: json(z.object({ handover: z.object({ from: ref, to: ref, at: text, due: text, contacted: z.boolean() }).nullable() }), 'For a month at most.'), ...refusals(403, 404) },
  }), async (c) => {
    who(c);
    return c.json(plain({ handover: await handovers.ofArchive(c.get('rights').archive.id) }), 200);
  });
}
