/** What a person may ask for: requests as cases, and the file that answers them. Looking for people and erasing them are `subject-routes.ts`. */
import { createRoute, z } from '@hono/zod-openapi';
import { parseArchiveRef } from '../../model/ids.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { EXCLUDE_REASONS } from '../../model/privacy/file.ts';
import type { FileDraft } from '../../model/privacy/file.ts';
import { aboutPerson, foundParts } from '../../model/privacy/found-parts.ts';
import { IDENTITY_WAYS, REQUEST_KINDS, REQUEST_STATES, REQUEST_STEPS, REQUEST_WAYS } from '../../model/privacy/requests.ts';
import type { DecidedFinding, FindingPage } from '../../model/privacy/subject.ts';
import { SECTION_KEYS } from '../../model/sections.ts';
import { invalid, mustStay } from '../services/errors.ts';
import { mayAnswer } from '../services/privacy/person-file.ts';
import { readingMany } from './audit-trail.ts';
import type { App, Ctx, Door } from './door.ts';
import { body, json, refusals, secured as security } from './spec.ts';

const text = z.string();
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const list = <Schema extends z.ZodType>(of: Schema) => z.array(of).readonly();
const ref = z.object({ id: text, name: text });
const archive = z.object({ id: text, name: text });
const summary = {
  id: text, state: z.enum(['draft', 'released', 'dropped', 'erased']), lang: z.enum(LANGUAGES), archives: list(archive), request: text.nullable(), due: text, madeBy: ref, at: text, releasedBy: ref.nullable(), released: text.nullable(), keptUntil: text.nullable(),
  sha256: text.nullable(), missing: list(z.enum(SECTION_KEYS)), toCheck: z.number(),
};
const review = z.strictObject({
  exclude: list(z.strictObject({ value: text.max(600), reason: z.enum(EXCLUDE_REASONS), note: text.max(500).default('') })).refine((all) => all.length <= 20_000), blacken: list(z.strictObject({ value: text.max(600), words: list(text.max(200)) })).refine((all) => all.length <= 20_000),
  checked: list(text.max(600)).refine((all) => all.length <= 20_000), attach: list(text.max(64)).refine((all) => all.length <= 1_000), tell: list(text.max(600)).refine((all) => all.length <= 20_000).default([]),
});
const fileSummary = z.object(summary).openapi('SubjectFileSummary');
const fileDraft = z.object({ ...summary, review, content: z.looseObject({}).nullable().openapi({ description: 'As it will leave, before exclusions; `model/privacy/file.ts`.' }), needsOther: z.boolean().openapi({ description: 'Somebody else has to release it.' }) }).openapi('SubjectFileDraft');
const part = z.strictObject({ archive: text.max(200), part: list(text.max(400)).nullable().default(null).openapi({ description: 'Of somebody else’s archive what is about the person, `people rows/people/x1`; null: all of it is.' }) });
const fileWish = z.strictObject({ archives: list(part).refine((all) => all.length <= 50), lang: z.enum(LANGUAGES).default('en'), request: text.max(64).nullable().default(null), received: day.optional() });
const request = z.object({
  id: text, kind: z.enum(REQUEST_KINDS), state: z.enum(REQUEST_STATES), received: text, due: text, putOff: z.boolean(), way: z.enum(REQUEST_WAYS), who: text, contact: text, identity: z.object({ way: z.enum(IDENTITY_WAYS), by: ref, at: text }).nullable(),
  archives: list(archive), search: text.nullable(), file: text.nullable(), correction: text.nullable(), corrected: z.enum(['waiting', 'filed', 'withdrawn']).nullable(), outcome: text, steps: list(z.object({ step: z.enum([...REQUEST_STEPS, 'receive']), by: ref, at: text, note: text })), late: z.boolean(), soon: z.boolean(),
}).openapi('SubjectRequest');
const requestWish = z.strictObject({ kind: z.enum(REQUEST_KINDS), received: day, way: z.enum(REQUEST_WAYS), who: text.max(200), contact: text.max(200).optional(), note: text.max(2_000).optional() });
const stepWish = z.strictObject({ step: z.enum(REQUEST_STEPS), identity: z.enum(IDENTITY_WAYS).optional(), note: text.max(2_000).optional(), archives: list(text.max(200)).optional(), search: text.max(64).optional(), file: text.max(64).optional(), correction: text.max(64).optional() });
const byFile = z.object({ file: text.max(64) });
const byRequest = z.object({ request: text.max(64) });
/** The same shape, with branded ids. */
const plain = <T>(value: T) => value as never;

export function personRoutes(app: App, door: Door): void {
  const { access, services: { personFiles: files, subjectRequests: requests, subjects } } = door;
  /** What a file holds of restricted sections is opened by whoever is shown it. */
  const shown = async (c: Ctx, draft: FileDraft): Promise<FileDraft> => {
    await readingMany(c, door, (draft.content?.archives ?? []).flatMap(({ id, sections, attachments }) => [...sections, ...attachments].map(({ section }) => ({ archive: id, section }))), 'personFile', draft.id);
    return draft;
  };
  const tags = ['privacy'];
  const resolved = async (names: readonly string[]): Promise<readonly ArchiveId[]> => Promise.all(names.map(async (name, i) => {
    const found = parseArchiveRef(name);
    const id = found && await access.resolve(found);
    if (!id) throw invalid([{ field: `archives.${i}`, code: 'unknown', message: 'There is no such archive.' }]);
    return id;
  }));

  app.openapi(createRoute({ method: 'get', path: '/api/subject-files', tags, security, summary: 'Files made for people, newest first', description: 'For compliance.', responses: { 200: json(z.object({ items: list(fileSummary) }), 'Without what is in them.'), ...refusals(403) } }),
    async (c) => c.json(plain({ items: await files.list(c.get('session').person) }), 200));
  app.openapi(createRoute({
    method: 'post', path: '/api/subject-files', tags, security, summary: 'Draft the file of one person',
    description: 'For compliance. Of every archive named, what it holds about the person with purposes, sources, readers, terms, consents and automatic classes in plain words. Nothing of the section on money laundering, nor of any class that rests on it, is in any form of it.',
    request: { body: body(fileWish) }, responses: { 201: json(fileDraft, 'To be reviewed.'), ...refusals(403, 404, 422) },
  }), async (c) => {
    const { person } = c.get('session');
    mayAnswer(person);
    const wish = c.req.valid('json');
    const ids = await resolved(wish.archives.map((each) => each.archive));
    const { archives, request: of, received, lang } = wish;
    return c.json(plain(await shown(c, await files.make(person, { archives: archives.map(({ part: which }, i) => ({ archive: ids[i] as ArchiveId, part: which })), lang, request: of, ...(received === undefined ? {} : { received }) }))), 201);
  });
  app.openapi(createRoute({
    method: 'post', path: '/api/subjects/{job}/file', tags, security, summary: 'Draft the file of whom a search has found',
    description: 'Archives whose own name was found as a whole are about the person, and those named in `whole`; of others goes what was found. What was kept as another person’s does not.',
    request: { params: z.object({ job: text.max(32) }), body: body(z.strictObject({ whole: list(text.max(200)).nullable().default(null), lang: z.enum(LANGUAGES).default('en'), request: text.max(64).nullable().default(null), received: day.optional() })) },
    responses: { 201: json(fileDraft, 'To be reviewed.'), ...refusals(403, 404, 422) },
  }), async (c) => {
    const { person } = c.get('session');
    mayAnswer(person);
    const { whole, lang, request: of, received } = c.req.valid('json');
    const found: DecidedFinding[] = [];
    for (let after: string | null = null; ;) {
      const page: FindingPage = subjects.findings(person, c.req.valid('param').job, after, 500);
      found.push(...page.items);
      if (page.next === null) break;
      after = page.next;
    }
    const about = whole === null ? aboutPerson(found) : new Set(await resolved(whole));
    return c.json(plain(await shown(c, await files.make(person, { archives: foundParts(found, about), lang, request: of, ...(received === undefined ? {} : { received }) }))), 201);
  });
  app.openapi(createRoute({ method: 'get', path: '/api/subject-files/{file}', tags, security, summary: 'One file with what is in it', request: { params: byFile }, responses: { 200: json(fileDraft, 'As it is.'), ...refusals(403, 404) } }),
    async (c) => c.json(plain(await shown(c, await files.get(c.get('session').person, c.req.valid('param').file))), 200));
  app.openapi(createRoute({
    method: 'put', path: '/api/subject-files/{file}/review', tags, security, summary: 'What is left out, blackened, looked at, sent along', request: { params: byFile, body: body(review) }, responses: { 200: json(fileDraft, 'As it is now.'), ...refusals(403, 404, 409, 422) },
  }), async (c) => c.json(plain(await shown(c, await files.review(c.get('session').person, c.req.valid('param').file, c.req.valid('json')))), 200));
  app.openapi(createRoute({
    method: 'post', path: '/api/subject-files/{file}/release', tags, security, summary: 'Release it', description: 'By somebody other than its maker, where there is one. Every free text has been looked at.', request: { params: byFile }, responses: { 200: json(fileDraft, 'It can be fetched for thirty days.'), ...refusals(403, 404, 409) },
  }), async (c) => c.json(plain(await shown(c, await files.release(c.get('session').person, c.req.valid('param').file))), 200));
  app.openapi(createRoute({ method: 'delete', path: '/api/subject-files/{file}', tags, security, summary: 'Throw a file away', request: { params: byFile }, responses: { 204: { description: 'What it held is gone.' }, ...refusals(403, 404) } }), async (c) => {
    await files.drop(c.get('session').person, c.req.valid('param').file);
    return c.body(null, 204);
  });
  for (const [form, type, says] of [['zip', 'application/zip', 'Page, JSON, CSV, card and papers in one'], ['page', 'text/html', 'The page to read and print']] as const) {
    app.openapi(createRoute({
      method: 'get', path: `/api/subject-files/{file}/${form}`, tags, security, summary: says, request: { params: byFile }, responses: { 200: { description: 'The released file. Each fetch is written down.', content: { [type]: { schema: z.string() } } }, ...refusals(403, 404, 409) },
    }), async (c) => {
      mustStay(c.get('session').person);
      const { at, bytes } = await files.fetch(c.get('session').person, c.req.valid('param').file, form);
      await shown(c, await files.get(c.get('session').person, c.req.valid('param').file));
      return c.body(bytes as never, 200, {
        'content-type': form === 'zip' ? type : `${type}; charset=utf-8`, 'content-disposition': `attachment; filename="person-${at.slice(0, 10)}.${form === 'zip' ? 'zip' : 'html'}"`, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      }) as never; // the schema library knows no type for bytes
    });
  }

  app.openapi(createRoute({ method: 'get', path: '/api/subject-requests', tags, security, summary: 'What people have asked for, open ones first by their last day', description: 'For compliance.', responses: { 200: json(z.object({ items: list(request) }), 'The newest 500.'), ...refusals(403) } }),
    async (c) => c.json(plain({ items: await requests.list(c.get('session').person) }), 200));
  app.openapi(createRoute({ method: 'post', path: '/api/subject-requests', tags, security, summary: 'Somebody asks', description: 'To be answered within a month of the day it was received.', request: { body: body(requestWish) }, responses: { 201: json(request, 'The case.'), ...refusals(403, 422) } }),
    async (c) => c.json(plain(await requests.receive(c.get('session').person, c.req.valid('json'))), 201));
  app.openapi(createRoute({ method: 'get', path: '/api/subject-requests/{request}', tags, security, summary: 'One request', request: { params: byRequest }, responses: { 200: json(request, 'With every step.'), ...refusals(403, 404) } }),
    async (c) => c.json(plain(await requests.get(c.get('session').person, c.req.valid('param').request)), 200));
  app.openapi(createRoute({
    method: 'post', path: '/api/subject-requests/{request}/steps', tags, security, summary: 'What was done about a request', description: 'Answered only when it is known who asks; put off once, for a reason. Of an erasure that is answered no name stays.', request: { params: byRequest, body: body(stepWish) }, responses: { 200: json(request, 'As it is now.'), ...refusals(403, 404, 409, 422) },
  }), async (c) => {
    const { person } = c.get('session');
    mayAnswer(person);
    const { archives, ...wish } = c.req.valid('json');
    return c.json(plain(await requests.step(person, c.req.valid('param').request, { ...wish, ...(archives === undefined ? {} : { archives: await resolved(archives) }) })), 200);
  });
}
