/** Reminders: my list and my department's, what becomes of a line, and the table of working days. */
import { createRoute, z } from '@hono/zod-openapi';
import { forbidden } from '../services/errors.ts';
import { REMINDER_KIND_NAMES } from '../../model/reminders/kinds.ts';
import { mayConfigure } from '../../model/rights.ts';
import { SECTION_KEYS } from '../../model/sections.ts';
import { archiveOf } from './door.ts';
import type { App, Ctx, Door } from './door.ts';
import { eventStream, wantsEvents } from './event-stream.ts';
import { labelsSchema } from './schema-parts.ts';
import { archiveParam, body, json, refusals, secured as security } from './spec.ts';

const text = z.string();
const day = text.max(10).openapi({ example: '2026-05-12' });
const list = <Schema extends z.ZodType>(of: Schema) => z.array(of).readonly();
const ref = z.object({ id: text, name: text });
const reason = z.object({ kind: z.enum(REMINDER_KIND_NAMES as [string, ...string[]]), key: text, section: z.enum(SECTION_KEYS), due: day, until: day.nullable(), inputs: z.record(text, z.union([text, z.number()])), words: z.record(text, labelsSchema).optional() });
export const reminderLine = z.object({
  archive: text, name: text, kind: text, reasons: list(reason), next: z.object({ action: text, on: day }), value: z.object({ amount: text, currency: text }).nullable(), due: day,
  urgency: z.enum(['overdue', 'today', 'soon', 'later']),
  state: z.union([z.object({ kind: z.literal('open') }), z.object({ kind: z.literal('snoozed'), until: day, by: ref }), z.object({ kind: z.literal('handedOver'), to: ref, by: ref, at: text, note: text })]),
  person: ref.nullable(), since: day.nullable(), planned: day.nullable(), mayAct: z.boolean(),
}).openapi('ReminderLine');
const line = reminderLine;
const page = z.object({
  today: day, working: z.boolean(), items: list(line), next: text.nullable(), total: z.number(), planned: z.object({ total: z.number(), days: list(z.object({ day, count: z.number() })) }),
}).openapi('ReminderPage');
const chosen = list(z.strictObject({ kind: z.enum(REMINDER_KIND_NAMES as [string, ...string[]]), key: text.max(200) })).refine((all) => all.length <= 100, 'At most 100.').optional();
const acted = z.object({ undo: text, line: line.nullable() }).openapi('ReminderActed');
const workdays = z.object({
  weekend: list(z.number()), holidays: list(z.object({ day, name: text })), worked: list(day), most: z.number(), creditMonths: z.number(), version: z.number(), setBy: ref.nullable(), setAt: text.nullable(),
}).openapi('Workdays');
const workdaysWish = z.strictObject({ weekend: list(z.number().int()), holidays: list(z.strictObject({ day, name: text.default('') })), worked: list(day).default([]), most: z.number().int().default(20), creditMonths: z.number().int().optional(), version: z.number().int().optional() });
/** The same shape, with branded ids. */
const plain = <T>(value: T) => value as never;

export function reminderRoutes(app: App, door: Door): void {
  const { services: { reminders, workdays: table } } = door;
  const tags = ['care'];
  const who = (c: Ctx) => {
    const { person } = c.get('session');
    if (person.service) throw forbidden('The key of a service has no reminders.');
    return person;
  };

  app.openapi(createRoute({
    method: 'get', path: '/api/reminders', tags, security, summary: 'Whom to turn to, and why: one line a customer',
    description: 'Ordered by what has its day, then by trade of the last twelve months. At most so many new lines come to a list on a working day (`/api/workdays`); what else is due is planned. Reasons of sections that I do not read are left out. '
      + 'With `Accept: text/event-stream` an event `changed` whenever it is worth asking again.',
    request: { query: z.object({ for: z.enum(['me', 'department']).default('me'), before: day.optional().openapi({ description: 'Also what is planned or begins up to this day.' }), after: text.regex(/^\d{1,9}$/).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }) },
    responses: { 200: json(page, 'The lines of one page.'), ...refusals(403, 422) },
  }), async (c) => {
    const person = who(c);
    const { for: whose, before = null, after, limit } = c.req.valid('query');
    if (!wantsEvents(c)) return c.json(plain(await reminders.page(person, { for: whose, before, after: Number(after ?? 0), limit })), 200);
    let news = true;
    return eventStream(c, door.clock, {
      listen: (wake) => reminders.listen(person.id, () => { news = true; wake(); }),
      ended: () => false,
      next: () => {
        const event = news ? { event: 'changed', data: {} } : null;
        news = false;
        return Promise.resolve(event);
      },
    }) as never;
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/archives/{id}/reminders', tags, security, summary: 'Reminders of one customer, whoever is responsible', request: { params: archiveParam },
    responses: { 200: json(z.object({ items: list(line) }), 'As far as I may read their reasons.'), ...refusals(403, 404) },
  }), async (c) => c.json(plain({ items: await reminders.ofArchive(who(c), c.get('rights').archive.id) }), 200));

  const archive = z.object({ archive: text.max(400) });
  const act = async (c: Ctx, name: string, wish: Parameters<typeof reminders.act>[2]) => {
    const person = who(c);
    const { archive: found } = await archiveOf(door, c, name);
    return reminders.act(person, found.id, wish);
  };
  app.openapi(createRoute({
    method: 'post', path: '/api/reminders/undo', tags, security, summary: 'Put back what I did to a line, within a day', request: { body: body(z.strictObject({ undo: text.max(64) })) },
    responses: { 200: json(z.object({ line: line.nullable() }), 'The line as it is now.'), ...refusals(403, 404, 422) },
  }), async (c) => c.json(plain(await reminders.undo(who(c), c.req.valid('json').undo)), 200));
  app.openapi(createRoute({
    method: 'post', path: '/api/reminders/{archive}/done', tags, security, summary: 'It is done', description: 'Without `reasons` all that are due. A reason comes back with its next day; what has a cycle comes back after that.',
    request: { params: archive, body: body(z.strictObject({ reasons: chosen })) }, responses: { 200: json(acted, 'What is left of the line, and how to put it back.'), ...refusals(403, 404, 422) },
  }), async (c) => c.json(plain(await act(c, c.req.valid('param').archive, { kind: 'done', reasons: plain(c.req.valid('json').reasons ?? null) })), 200));
  app.openapi(createRoute({
    method: 'post', path: '/api/reminders/{archive}/snooze', tags, security, summary: 'Put a line away until a day',
    request: { params: archive, body: body(z.strictObject({ until: day, reasons: chosen })) }, responses: { 200: json(acted, 'What is left of the line, and how to put it back.'), ...refusals(403, 404, 422) },
  }), async (c) => c.json(plain(await act(c, c.req.valid('param').archive, { kind: 'snooze', until: c.req.valid('json').until, reasons: plain(c.req.valid('json').reasons ?? null) })), 200));
  app.openapi(createRoute({
    method: 'post', path: '/api/reminders/{archive}/handover', tags, security, summary: 'Hand a line to a colleague who reads the archive', description: 'Reasons that the colleague may not read stay where they are. The colleague is told.',
    request: { params: archive, body: body(z.strictObject({ to: text.max(400), note: text.default('') })) }, responses: { 200: json(acted, 'What is left of the line, and how to put it back.'), ...refusals(403, 404, 422) },
  }), async (c) => c.json(plain(await act(c, c.req.valid('param').archive, { kind: 'handover', ...c.req.valid('json') })), 200));

  app.openapi(createRoute({
    method: 'get', path: '/api/workdays', tags, security, summary: 'Working days, holidays, and how many new lines a day', responses: { 200: json(workdays, 'As it is.'), ...refusals(), ...refusals() },
  }), (c) => c.json(plain(table.view()), 200));
  app.openapi(createRoute({
    method: 'put', path: '/api/workdays', tags, security, summary: 'Set the table of working days', request: { body: body(workdaysWish) }, responses: { 200: json(workdays, 'As it is now.'), ...refusals(403, 422), ...refusals() },
  }), async (c) => {
    const { person } = c.get('session');
    if (!mayConfigure(person) && !person.roles.includes('steward')) throw forbidden('Only a steward or an administrator sets the working days.');
    return c.json(plain(await table.put(c.req.valid('json'), person.id)), 200);
  });
}
