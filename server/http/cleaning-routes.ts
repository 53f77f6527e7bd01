/** The cleaning bench: causes worst first, one cause with its findings and rules, decisions and their undoing, what is right as it is, who looks after what. Everything is as far as the asker may read. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Person } from '../../model/rights.ts';
import { forbidden } from '../services/errors.ts';
import * as shapes from './cleaning-schemas.ts';
import { readingMany } from './audit-trail.ts';
import type { App, Ctx, Door } from './door.ts';
import { body, json, refusals, secured as security } from './spec.ts';

const tags = ['cleaning'];

export function cleaningRoutes(app: App, door: Door): void {
  const { services: { cleaning } } = door;
  const who = (c: { get: Ctx['get'] }): Person => {
    const { person } = c.get('session');
    // the key of a service has sections, no tasks of a person
    if (person.service) throw forbidden('The cleaning bench is for people.');
    return person;
  };

  app.openapi(createRoute({
    method: 'get', path: '/api/cleaning', tags, security, summary: 'What is wrong with values, by cause, worst first',
    description: 'An information steward sees all causes, anybody else those that were given to them. Every number counts only what I may read.',
    request: { query: shapes.boardQuery }, responses: { 200: json(shapes.board, 'Groups by count times weight.'), ...refusals(403, 422) },
  }), async (c) => {
    const { assigned, dismissed, ...filter } = c.req.valid('query');
    return c.json(await cleaning.board(who(c), { ...filter, mine: assigned === 'me', dismissed: dismissed === 'true' }), 200);
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/cleaning/pass', tags, security, summary: 'Look at everything that changed, now', request: {}, responses: { 202: json(shapes.passView, 'It goes on; the board tells how far.'), ...refusals(403) },
  }), async (c) => c.json(await cleaning.pass(who(c)), 202));

  app.openapi(createRoute({
    method: 'get', path: '/api/cleaning/groups/{group}', tags, security, summary: 'One cause with its findings and the rules for it',
    request: { params: shapes.groupParams, query: shapes.groupQuery }, responses: { 200: json(shapes.groupPage, 'Findings in the order in which they were found; the first rule is the proposed one.'), ...refusals(403, 404, 422) },
  }), async (c) => {
    const { cursor, dismissed, ...wish } = c.req.valid('query');
    const page = await cleaning.group(who(c), c.req.valid('param').group, { ...wish, cursor: cursor ?? null, dismissed: dismissed === 'true' });
    await readingMany(c, door, page.items, 'cleaning');
    return c.json(page, 200);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/cleaning/groups/{group}/values', tags, security, summary: 'The different texts of a cause, those that are one thing together',
    request: { params: shapes.groupParams, query: shapes.valuesQuery }, responses: { 200: json(shapes.valuesView, 'Clusters with what they are proposed to become.'), ...refusals(403, 404, 422) },
  }), async (c) => c.json(await cleaning.values(who(c), c.req.valid('param').group, c.req.valid('query')), 200));

  app.openapi(createRoute({
    method: 'post', path: '/api/cleaning/groups/{group}/preview', tags, security, summary: 'What a rule would do', description: 'Nothing is written.',
    request: { params: shapes.groupParams, body: body(shapes.ruleWish) }, responses: { 200: json(shapes.rulePreview, 'Counts, the first values with what becomes of them, and the first that the rule does not know how to mend.'), ...refusals(403, 404, 413, 422) },
  }), async (c) => {
    const found = await cleaning.preview(who(c), c.req.valid('param').group, c.req.valid('json'));
    await readingMany(c, door, [...found.items, ...found.left], 'cleaning');
    return c.json(found, 200);
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/cleaning/groups/{group}/decisions', tags, security, summary: 'Mend a cause by a rule',
    description: 'Under my right on each section, as one set of edits that can be undone. A value that somebody changes meanwhile stays as they made it.',
    request: { params: shapes.groupParams, body: body(shapes.ruleWish) }, responses: { 202: json(shapes.decision, 'It has begun; ask for it until it is done.'), ...refusals(403, 404, 409, 413, 422) },
  }), async (c) => c.json(await cleaning.decide(who(c), c.req.valid('param').group, c.req.valid('json')), 202));

  app.openapi(createRoute({
    method: 'get', path: '/api/cleaning/decisions', tags, security, summary: 'What was decided, newest first', description: 'My own; of a steward all.',
    request: { query: shapes.decisionQuery }, responses: { 200: json(shapes.decisionPage, 'Decisions.'), ...refusals(403, 422) },
  }), async (c) => {
    const { cursor, limit } = c.req.valid('query');
    return c.json(await cleaning.decisions(who(c), cursor ?? null, limit), 200);
  });
  app.openapi(createRoute({
    method: 'get', path: '/api/cleaning/decisions/{id}', tags, security, summary: 'One decision, also while it is under way', request: { params: shapes.idParams }, responses: { 200: json(shapes.decision, 'The decision.'), ...refusals(403, 404), ...refusals() },
  }), async (c) => c.json(await cleaning.decision(who(c), c.req.valid('param').id), 200));
  app.openapi(createRoute({
    method: 'post', path: '/api/cleaning/decisions/{id}/undo', tags, security, summary: 'Take a decision back', description: 'What nobody has changed since goes back to what it was, and is a finding again.',
    request: { params: shapes.idParams }, responses: { 202: json(shapes.decision, 'It is being undone.'), ...refusals(403, 404, 409) },
  }), async (c) => c.json(await cleaning.undo(who(c), c.req.valid('param').id), 202));

  app.openapi(createRoute({
    method: 'put', path: '/api/cleaning/groups/{group}/dismissal', tags, security, summary: 'A whole cause is right as it is', request: { params: shapes.groupParams, body: body(shapes.dismissalWish) },
    responses: { 204: { description: 'It is shown among what was dismissed only.' }, ...refusals(403, 404, 413, 422) },
  }), async (c) => {
    await cleaning.dismissGroup(who(c), c.req.valid('param').group, c.req.valid('json').reason);
    return c.body(null, 204);
  });
  app.openapi(createRoute({
    method: 'delete', path: '/api/cleaning/groups/{group}/dismissal', tags, security, summary: 'A cause is to be looked at again', request: { params: shapes.groupParams }, responses: { 204: { description: 'It is shown again.' }, ...refusals(403, 404) },
  }), async (c) => {
    await cleaning.dismissGroup(who(c), c.req.valid('param').group, null);
    return c.body(null, 204);
  });
  app.openapi(createRoute({
    method: 'post', path: '/api/cleaning/dismissals', tags, security, summary: 'Values are right as they are', description: 'Remembered for just these values: another one in the same place is looked at anew.', request: { body: body(shapes.dismissalsWish) },
    responses: { 204: { description: 'They are no findings any more.' }, ...refusals(403, 404, 413, 422) },
  }), async (c) => {
    const { findings, reason } = c.req.valid('json');
    await cleaning.dismiss(who(c), findings, reason);
    return c.body(null, 204);
  });
  app.openapi(createRoute({
    method: 'delete', path: '/api/cleaning/dismissals', tags, security, summary: 'A value is to be looked at again', request: { query: z.object({ finding: z.string().max(1_000) }) }, responses: { 204: { description: 'It is a finding again.' }, ...refusals(403, 404, 422) },
  }), async (c) => {
    await cleaning.dismiss(who(c), [c.req.valid('query').finding], null);
    return c.body(null, 204);
  });

  app.openapi(createRoute({
    method: 'put', path: '/api/cleaning/groups/{group}/assignment', tags, security, summary: 'Give a cause to a colleague', description: 'They see it as far as they may read it, and mend what they may write.',
    request: { params: shapes.groupParams, body: body(shapes.assignmentWish) }, responses: { 200: json(shapes.assignment, 'Who has it, and how far it is.'), ...refusals(403, 404, 413, 422) },
  }), async (c) => {
    const given = await cleaning.assign(who(c), c.req.valid('param').group, c.req.valid('json').to);
    if (given === null) throw new Error('an assignment that was just made is not there');
    return c.json(given, 200);
  });
  app.openapi(createRoute({
    method: 'delete', path: '/api/cleaning/groups/{group}/assignment', tags, security, summary: 'Nobody looks after a cause any more', request: { params: shapes.groupParams }, responses: { 204: { description: 'It is nobody\'s.' }, ...refusals(403, 404) },
  }), async (c) => {
    await cleaning.assign(who(c), c.req.valid('param').group, null);
    return c.body(null, 204);
  });
}
