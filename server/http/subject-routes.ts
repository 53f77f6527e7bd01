/** A person wherever they are named: looking, deciding finding by finding, erasing with a second person's word, correcting, the proof. */
import { createRoute, z } from '@hono/zod-openapi';
import { readingMany } from './audit-trail.ts';
import type { App, Ctx, Door } from './door.ts';
import { body, json, refusals, secured as security } from './spec.ts';
import { certificate, corrected, correctWish, decisions, eraseWish, findingPage, subjectJob, subjectQuery } from './subject-schemas.ts';

const job = z.object({ job: z.string().max(32).openapi({ param: { name: 'job', in: 'path' }, description: 'Id of a search.' }) });
/** The same shape, with branded ids. */
const plain = <T>(value: T) => value as never;

export function subjectRoutes(app: App, door: Door): void {
  const { services: { subjects } } = door;
  const tags = ['privacy'];
  const who = (c: Ctx) => c.get('session').person;

  app.openapi(createRoute({
    method: 'post', path: '/api/subjects/search', tags, security, summary: 'Look for a person everywhere',
    description: 'By name, phone, mail or id number, in all archives, their history, files and everything made of them. Needs the role of compliance. The search is kept in memory alone, for a week at most.',
    request: { body: body(subjectQuery) }, responses: { 202: json(subjectJob, 'It has begun.'), ...refusals(403, 413, 422) },
  }), (c) => c.json(plain(subjects.search(who(c), plain(c.req.valid('json')))), 202));
  app.openapi(createRoute({
    method: 'get', path: '/api/subjects', tags, security, summary: 'My searches, and erasures that wait for a second person', responses: { 200: json(z.object({ items: z.array(subjectJob).readonly() }), 'Newest first.'), ...refusals(403) },
  }), (c) => c.json(plain({ items: subjects.list(who(c)) }), 200));
  app.openapi(createRoute({
    method: 'get', path: '/api/subjects/{job}', tags, security, summary: 'How far a search or erasure is', request: { params: job }, responses: { 200: json(subjectJob, 'As it is now.'), ...refusals(403, 404) },
  }), (c) => c.json(plain(subjects.get(who(c), c.req.valid('param').job)), 200));
  app.openapi(createRoute({
    method: 'get', path: '/api/subjects/{job}/findings', tags, security, summary: 'What was found, page by page', description: 'Of a section that I may not read, the passage alone. What lies in restricted sections without my clearance is counted, not listed.',
    request: { params: job, query: z.object({ after: z.string().max(20).optional(), limit: z.coerce.number().int().min(1).max(500).default(100) }) }, responses: { 200: json(findingPage, 'With what was decided of each.'), ...refusals(403, 404, 422) },
  }), async (c) => {
    const { after, limit } = c.req.valid('query');
    const { job: id } = c.req.valid('param');
    const page = subjects.findings(who(c), id, after ?? null, limit);
    await readingMany(c, door, page.items, 'search', id);
    return c.json(plain(page), 200);
  });
  app.openapi(createRoute({
    method: 'put', path: '/api/subjects/{job}/decisions', tags, security, summary: 'Choose findings to be erased, or keep them for a reason', request: { params: job, body: body(decisions) },
    responses: { 200: json(subjectJob, 'With the new counts.'), ...refusals(403, 404, 409, 413, 422) },
  }), (c) => c.json(plain(subjects.decide(who(c), c.req.valid('param').job, plain(c.req.valid('json').items))), 200));
  app.openapi(createRoute({
    method: 'post', path: '/api/subjects/{job}/erase', tags, security, summary: 'Ask for the erasure of what was chosen',
    description: '`confirm` is one of the texts that were searched for, typed anew. Nothing is erased before another person agrees. An archive under legal hold refuses with 409. `whole`: archives of which everything goes but the id.',
    request: { params: job, body: body(eraseWish) }, responses: { 202: json(subjectJob, 'It waits for a second person.'), ...refusals(403, 404, 409, 413, 422) },
  }), async (c) => c.json(plain(await subjects.ask(who(c), c.req.valid('param').job, plain(c.req.valid('json')))), 202));
  app.openapi(createRoute({
    method: 'post', path: '/api/subjects/{job}/approve', tags, security, summary: 'Agree to an erasure', description: 'Compliance or a general manager, never who asked. It begins at once and survives a crash.',
    request: { params: job }, responses: { 202: json(subjectJob, 'It has begun; `certificate` names the proof.'), ...refusals(403, 404, 409) },
  }), async (c) => c.json(plain(await subjects.approve(who(c), c.req.valid('param').job)), 202));
  app.openapi(createRoute({
    method: 'post', path: '/api/subjects/{job}/refuse', tags, security, summary: 'Do not agree, or take back what I asked', request: { params: job }, responses: { 200: json(subjectJob, 'It is a search again.'), ...refusals(403, 404, 409) },
  }), (c) => c.json(plain(subjects.refuse(who(c), c.req.valid('param').job)), 200));
  app.openapi(createRoute({
    method: 'post', path: '/api/subjects/{job}/correct', tags, security, summary: 'Replace a text in chosen findings', description: 'As edits in sections, one set that can be undone. Findings elsewhere are named in `left`.',
    request: { params: job, body: body(correctWish) }, responses: { 200: json(corrected, 'What was changed is on disk.'), ...refusals(403, 404, 409, 413, 422) },
  }), async (c) => c.json(plain(await subjects.correct(who(c), c.req.valid('param').job, plain(c.req.valid('json')))), 200));
  app.openapi(createRoute({
    method: 'get', path: '/api/erasures', tags, security, summary: 'Certificates of erasures', responses: { 200: json(z.object({ items: z.array(certificate).readonly() }), 'Newest first.'), ...refusals(403) },
  }), async (c) => c.json(plain({ items: await subjects.certificates(who(c)) }), 200));
  app.openapi(createRoute({
    method: 'get', path: '/api/erasures/{id}', tags, security, summary: 'The proof of one erasure', description: 'What was asked, found, erased and kept, what reading every byte of the data folder has shown, and until when backups hold it. It names nobody.',
    request: { params: z.object({ id: z.string().max(32).openapi({ param: { name: 'id', in: 'path' } }) }) }, responses: { 200: json(certificate, 'As it stands.'), ...refusals(403, 404) },
  }), async (c) => c.json(plain(await subjects.certificate(who(c), c.req.valid('param').id)), 200));
}
