/** Correction of errors (P-14) over HTTP: reporting one, the case with its steps, acting on it, and which steps the workspace walks. Every decision is the service's. */
import { createRoute, z } from '@hono/zod-openapi';
import { FOUND, URGENCIES } from '../../model/corrections/api.ts';
import type { CorrectionLine, CorrectionLines, CorrectionTemplateView, CorrectionView } from '../../model/corrections/api.ts';
import { ACTS, CHAIN_ROLES, STEP_KEYS } from '../../model/corrections/steps.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { parseCorrectionId } from '../../model/ids.ts';
import type { CorrectionId } from '../../model/ids.ts';
import { LONGEST_TEXT, MOST_CONCERNS } from '../services/corrections/report.ts';
import { forbidden, Refusal } from '../services/errors.ts';
import type { App, Ctx, Door } from './door.ts';
import { of } from './schema-types.ts';
import { archiveParam, body, json, refusals, secured as security } from './spec.ts';

const text = z.string();
const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();
const labels = z.object(Object.fromEntries(LANGUAGES.map((language) => [language, text])) as Record<(typeof LANGUAGES)[number], z.ZodString>);
const ref = z.object({ id: text, name: text }).openapi({ description: '`key:unseen`: somebody of compliance.' });
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const stepKey = z.enum(STEP_KEYS);
const role = z.enum(CHAIN_ROLES);
const concern = { section: text.max(64), key: text.max(320).nullable() };
const proposed = { section: text.max(64), key: text.max(320), value: scalar };
const assignee = z.discriminatedUnion('kind', [z.object({ kind: z.literal('department'), id: text, name: text }), z.object({ kind: z.literal('person'), id: text, name: text })]);

const lineShape = {
  id: text, number: z.number().int(), archive: text, name: text.nullable().openapi({ description: 'Null: the archive is no longer mine to know of.' }), urgency: z.enum(URGENCIES), state: z.enum(['waiting', 'filed', 'withdrawn']),
  step: stepKey.nullable(), stepLabel: labels.nullable(), due: text.nullable().openapi({ description: 'The last day on which the step is in time.' }), late: z.boolean(), round: z.number().int(), openedAt: text, openedBy: ref, mine: z.boolean().openapi({ description: 'It waits for me.' }),
};
const line = of<CorrectionLine>()(z.object(lineShape)).openapi('CorrectionLine');
const lines = of<CorrectionLines>()(z.object({ items: list(line), more: z.boolean(), mayConfigure: z.boolean() })).openapi('Corrections');
const view = of<CorrectionView>()(z.object({
  ...lineShape, stand: text.openapi({ description: 'Goes back as `ifStep` with an act.' }), found: z.enum(FOUND), origin: z.enum(['person', 'subject']),
  concerns: list(z.object({ ...concern, label: labels })), proposed: list(z.object({ ...proposed, label: labels, shown: labels.nullable() })), proposedMore: z.boolean(), withheld: z.boolean().openapi({ description: 'What was done is told, what was written is not.' }),
  steps: list(z.object({ key: stepKey, label: labels, kind: z.enum(['draft', 'check', 'organise', 'assign', 'execute', 'file']), asks: z.enum(['plan', 'decision', 'organisation', 'assignment', 'feedback', 'report', 'note']), roles: list(role), days: z.number(), status: z.enum(['done', 'now', 'ahead']) })),
  acts: list(z.object({ act: z.enum([...ACTS, 'open', 'apply']), step: stepKey, round: z.number(), by: ref, at: text, text: text.nullable(), cleared: z.boolean(), to: list(assignee), changeset: text.nullable() })),
  waitsFor: z.object({ roles: list(role), people: list(ref), assignees: list(assignee), nobody: z.boolean() }), may: list(z.enum(ACTS)), mayApply: z.boolean(), endedAt: text.nullable(),
})).openapi('Correction');
const stepShape = { key: stepKey, roles: list(role), days: z.number().int() };
const template = of<CorrectionTemplateView>()(z.object({
  version: z.number().int(), steps: list(z.object({ ...stepShape, label: labels })), labels: z.object(Object.fromEntries(STEP_KEYS.map((key) => [key, labels])) as Record<(typeof STEP_KEYS)[number], typeof labels>),
  by: ref.nullable(), at: text.nullable(), mayChange: z.boolean(),
})).openapi('CorrectionSteps');

const report = z.strictObject({
  concerns: list(z.strictObject(concern)).refine((all) => all.length <= MOST_CONCERNS, `At most ${MOST_CONCERNS}.`), text: text.max(LONGEST_TEXT + 1_000),
  proposed: list(z.strictObject(proposed)).refine((all) => all.length <= MOST_CONCERNS, `At most ${MOST_CONCERNS}.`).optional(), found: z.enum(FOUND).optional(), urgency: z.enum(URGENCIES).optional(),
}).openapi('CorrectionReport');
const act = z.strictObject({
  act: z.enum(ACTS), text: text.max(LONGEST_TEXT + 1_000).optional(), to: list(z.strictObject({ kind: z.enum(['department', 'person']), id: text.max(128) })).refine((all) => all.length <= 20, 'At most 20.').optional().openapi({ description: 'Of `assign`.' }),
  ifStep: text.max(64).openapi({ description: '`stand` as it was read: when another acted first, nothing is done.' }),
}).openapi('CorrectionAct');
const params = z.object({ id: text.openapi({ param: { name: 'id', in: 'path' } }) });
/** The same shape, with branded ids. */
const plain = <T>(value: T) => value as never;

export function correctionRoutes(app: App, { services: { corrections } }: Door): void {
  const tags = ['corrections'];
  const who = (c: Ctx) => {
    const { person } = c.get('session');
    if (person.service) throw forbidden('The key of a service works on no corrections.');
    return person;
  };
  const idOf = (given: string): CorrectionId => {
    const id = parseCorrectionId(given);
    if (id === undefined) throw new Refusal('not-found', 'There is no such correction.');
    return id;
  };

  app.openapi(createRoute({
    method: 'post', path: '/api/archives/{id}/corrections', tags, security, summary: 'Report an error in an archive',
    description: 'For whoever reads what it is about. The case waits for customer service, which reads the archive while a step of it waits there, and only then.',
    request: { params: archiveParam, body: body(report) }, responses: { 201: json(view, 'The case.'), ...refusals(403, 404, 422) },
  }), async (c) => c.json(plain(await corrections.open(who(c), c.get('rights').archive.id, c.req.valid('json'))), 201));
  app.openapi(createRoute({
    method: 'get', path: '/api/archives/{id}/corrections', tags, security, summary: 'Corrections of an archive', request: { params: archiveParam }, responses: { 200: json(lines, 'Those that I may know of, newest first.'), ...refusals(403, 404) },
  }), async (c) => c.json(plain(await corrections.of(who(c), c.get('rights'))), 200));
  app.openapi(createRoute({
    method: 'get', path: '/api/corrections', tags, security, summary: 'Corrections that I work on',
    description: 'What waits for me, soonest due first (`waiting=me`); else all that I work on or have worked on. Who leads the chain, the steward and readers of the audit get what waits for anybody, too.',
    request: { query: z.object({ waiting: z.literal('me').optional() }) }, responses: { 200: json(lines, 'At most 300.'), ...refusals(403, 422) },
  }), async (c) => c.json(plain(await corrections.list(who(c), c.req.valid('query').waiting === 'me')), 200));
  app.openapi(createRoute({
    method: 'get', path: '/api/corrections/{id}', tags, security, summary: 'One correction', request: { params }, responses: { 200: json(view, 'With all that was done.'), ...refusals(403, 404) },
  }), async (c) => c.json(plain(await corrections.get(who(c), idOf(c.req.valid('param').id))), 200));
  app.openapi(createRoute({
    method: 'post', path: '/api/corrections/{id}/steps', tags, security, summary: 'Act on a correction',
    description: 'By the chain: who made a plan or report neither reviews nor approves it, who reviewed does not approve in the same round, in whatever role. A rejection returns to the drafter. Rights of the step before end, and those of the next begin, before this answers.',
    request: { params, body: body(act) }, responses: { 200: json(view, 'As it is now.'), ...refusals(403, 404, 409, 422) },
  }), async (c) => c.json(plain(await corrections.step(who(c), idOf(c.req.valid('param').id), c.req.valid('json'))), 200));
  app.openapi(createRoute({
    method: 'post', path: '/api/corrections/{id}/apply', tags, security, summary: 'Write the proposed values', description: 'By whoever executes, under their right on the sections, as one set of edits that can be undone; each value is marked as verified today.',
    request: { params, body: body(z.strictObject({ source: text.max(64).optional().openapi({ description: 'Of D-04.' }), ifStep: text.max(64) }).openapi('CorrectionApply')) }, responses: { 200: json(view, 'As it is now.'), ...refusals(403, 404, 409, 422) },
  }), async (c) => c.json(plain(await corrections.apply(who(c), idOf(c.req.valid('param').id), c.req.valid('json'))), 200));

  app.openapi(createRoute({
    method: 'get', path: '/api/correction-steps', tags, security, summary: 'Steps that new corrections walk', responses: { 200: json(template, 'As shipped ten.'), ...refusals(403) },
  }), async (c) => c.json(plain(await corrections.template(who(c))), 200));
  app.openapi(createRoute({
    method: 'put', path: '/api/correction-steps', tags, security, summary: 'Choose the steps', description: 'By an administrator. It begins with the plan and ends filed, and somebody else checks the plan, and the report where there is one. Cases that run keep the steps they began with.',
    request: { body: body(z.strictObject({ steps: list(z.strictObject({ key: text.max(64), roles: list(text.max(32)), days: z.number() })).refine((all) => all.length <= 10, 'At most ten.'), version: z.number().int() }).openapi('CorrectionStepsWish')) },
    responses: { 200: json(template, 'As they are now.'), ...refusals(403, 409, 422) },
  }), async (c) => c.json(plain(await corrections.putTemplate(who(c), c.req.valid('json'))), 200));
}
