/** Rights of persons by which something is left undone or made right by others: archives that are only stored, classes that a human is to look at, and a correction that begins with a request. */
import { createRoute, z } from '@hono/zod-openapi';
import { SCHEME_KEYS } from '../../model/classification/schemes.ts';
import { parseArchiveRef } from '../../model/ids.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { isOpen } from '../../model/privacy/requests.ts';
import { LONGEST_REASON, mayRestrict } from '../../model/privacy/standing.ts';
import { LONGEST_TEXT, MOST_CONCERNS } from '../services/corrections/report.ts';
import { forbidden, notFound, Refusal } from '../services/errors.ts';
import { mayAnswer } from '../services/privacy/person-file.ts';
import type { App, Ctx, Door } from './door.ts';
import { body, json, refusals, secured as security } from './spec.ts';

const text = z.string();
const list = <Schema extends z.ZodType>(of: Schema) => z.array(of).readonly();
const labels = z.object(Object.fromEntries(LANGUAGES.map((language) => [language, text])) as Record<(typeof LANGUAGES)[number], z.ZodString>);
const ref = z.object({ id: text, name: text });
const act = z.object({ by: ref, at: text, reason: text });
const about = { id: text, archive: text, name: text, reason: text, request: text.nullable(), by: ref, at: text };
const restriction = z.object({ ...about, was: z.enum(['open', 'closed']), lifted: act.nullable() }).openapi('Restriction');
const objection = z.object({ ...about, scheme: z.enum(SCHEME_KEYS), schemeName: labels, value: labels.nullable(), decided: z.object({ kind: z.enum(['kept', 'byHand']), by: ref, at: text, reason: text }).nullable() }).openapi('Objection');
const reason = text.max(LONGEST_REASON);
const archive = text.max(200);
const request = text.max(64).optional();
const byId = z.object({ id: text.max(64) });
const byRequest = z.object({ request: text.max(64) });
const concern = { section: text.max(64), key: text.max(320).nullable() };
const correctionWish = z.strictObject({
  archive, concerns: list(z.strictObject(concern)).refine((all) => all.length <= MOST_CONCERNS, `At most ${MOST_CONCERNS}.`), text: text.max(LONGEST_TEXT + 1_000),
  proposed: list(z.strictObject({ section: text.max(64), key: text.max(320), value: z.union([z.string(), z.number(), z.boolean(), z.null()]) })).refine((all) => all.length <= MOST_CONCERNS, `At most ${MOST_CONCERNS}.`).optional(),
});
/** The same shape, with branded ids. */
const plain = <T>(value: T) => value as never;

export function standingRoutes(app: App, { access, services: { standing, subjectRequests, corrections } }: Door): void {
  const tags = ['privacy'];
  const who = (c: Ctx) => c.get('session').person;
  /** Nobody but compliance learns here whether there is such an archive. */
  const archiveOf = async (c: Ctx, name: string): Promise<ArchiveId> => {
    if (!mayRestrict(who(c))) throw forbidden('Compliance answers for the rights of persons.');
    const found = parseArchiveRef(name);
    const id = found && await access.resolve(found);
    if (!id) throw notFound();
    return id;
  };

  app.openapi(createRoute({ method: 'get', path: '/api/restrictions', tags, security, summary: 'Archives that are stored and nothing else', description: 'For compliance. Those that were lifted stay in the list.', responses: { 200: json(z.object({ items: list(restriction) }), 'Standing ones first.'), ...refusals(403) } }),
    async (c) => c.json(plain({ items: await standing.restrictions(who(c)) }), 200));
  app.openapi(createRoute({
    method: 'post', path: '/api/restrictions', tags, security, summary: 'Only store this archive', description: 'For compliance. It is read by whom it was read by, and shown as restricted; nobody changes it, it has no classes and no reminders, is in no mailing and no analysis, and its term proposes nothing.',
    request: { body: body(z.strictObject({ archive, reason, request })) }, responses: { 201: json(restriction, 'It stands.'), ...refusals(403, 404, 409, 422) },
  }), async (c) => {
    const wish = c.req.valid('json');
    return c.json(plain(await standing.restrict(who(c), await archiveOf(c, wish.archive), wish.reason, wish.request ?? null)), 201);
  });
  app.openapi(createRoute({
    method: 'post', path: '/api/restrictions/{id}/lift', tags, security, summary: 'Lift a restriction', description: 'With a reason; the archive is as it was before.', request: { params: byId, body: body(z.strictObject({ reason })) }, responses: { 200: json(restriction, 'It is lifted.'), ...refusals(403, 404, 409, 422) },
  }), async (c) => c.json(plain(await standing.lift(who(c), c.req.valid('param').id, c.req.valid('json').reason)), 200));

  app.openapi(createRoute({ method: 'get', path: '/api/objections', tags, security, summary: 'Objections to automatic classes', description: 'For compliance.', responses: { 200: json(z.object({ items: list(objection) }), 'Those that wait for a human first.'), ...refusals(403) } }),
    async (c) => c.json(plain({ items: await standing.objections(who(c)) }), 200));
  app.openapi(createRoute({
    method: 'post', path: '/api/objections', tags, security, summary: 'A person objects to classes', description: 'For compliance. Badge and card mark each class until a human has put another in its place, or it was recorded that it stays.',
    request: { body: body(z.strictObject({ archive, schemes: list(z.enum(SCHEME_KEYS)).refine((all) => all.length > 0 && all.length <= SCHEME_KEYS.length), reason, request })) }, responses: { 201: json(z.object({ items: list(objection) }), 'Recorded.'), ...refusals(403, 404, 409, 422) },
  }), async (c) => {
    const wish = c.req.valid('json');
    return c.json(plain({ items: await standing.object(who(c), await archiveOf(c, wish.archive), wish.schemes, wish.reason, wish.request ?? null) }), 201);
  });
  app.openapi(createRoute({
    method: 'post', path: '/api/objections/{id}/settle', tags, security, summary: 'A human has looked: the class stays', request: { params: byId, body: body(z.strictObject({ reason })) }, responses: { 200: json(objection, 'It is decided.'), ...refusals(403, 404, 409, 422) },
  }), async (c) => c.json(plain(await standing.settle(who(c), c.req.valid('param').id, c.req.valid('json').reason)), 200));

  app.openapi(createRoute({
    method: 'post', path: '/api/subject-requests/{request}/correction', tags, security, summary: 'Begin the correction that a person asked for', description: 'Opens a case of the correction chain, linked with the request in both directions. It is urgent when the day of the answer is nearer than the chain is long.',
    request: { params: byRequest, body: body(correctionWish) }, responses: { 201: json(z.object({ correction: text }), 'The case waits for its first step.'), ...refusals(403, 404, 409, 422) },
  }), async (c) => {
    const person = who(c);
    mayAnswer(person);
    const { request: id } = c.req.valid('param');
    const asked = await subjectRequests.get(person, id);
    if (!isOpen(asked.state)) throw new Refusal('conflict', 'The request is over.', { field: 'over' });
    if (asked.kind !== 'correction') throw new Refusal('conflict', 'The person did not ask for a correction.', { field: 'kind' });
    if (asked.correction !== null && asked.corrected !== 'withdrawn') throw new Refusal('conflict', 'There is a case for it already.', { field: 'correction' });
    const { archive: name, ...report } = c.req.valid('json');
    const of = await archiveOf(c, name);
    const { id: correction } = await corrections.open(person, of, { ...report, found: 'customer', urgency: subjectRequests.pressing(asked) ? 'urgent' : 'normal' }, { kind: 'subject', id });
    await subjectRequests.step(person, id, { step: 'link', correction, archives: [of] });
    return c.json({ correction }, 201);
  });
}
