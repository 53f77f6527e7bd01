/** Many at once, each by itself: every row passes its own checks and has its own answer, in the order in which they came. */
import { createRoute } from '@hono/zod-openapi';
import { docName, parseArchiveRef } from '../../model/ids.ts';
import type { CreateArchive, SectionPatch } from '../../model/api.ts';
import { atLeast } from '../../model/rights.ts';
import { parseDocSection } from '../../model/sections.ts';
import { forbidden, notFound } from '../services/errors.ts';
import type { NewTransaction } from '../services/services.ts';
import { archiveOf, levelOn, mustRead } from './door.ts';
import type { App, Ctx, Door } from './door.ts';
import { bulkArchives, bulkArchivesDone, bulkSections, bulkSectionsDone, bulkTransactions, bulkTransactionsDone } from './door-schemas.ts';
import { errorBodyOf } from './errors.ts';
import { stale } from './etag.ts';
import { mustFit, partsOf } from './patch-size.ts';
import { body, json, refusals, secured as security } from './spec.ts';
import { EditError } from '../sync/sync.ts';

const tags = ['bulk'];
/** Rows under way at once; they share commits. */
const TOGETHER = 16;
const description = 'At most 500 rows. The answer is 207 whatever became of them: each row has the status that it would have had alone, and the body of its refusal.';

/** Rows of the same thing in their order, others side by side. */
async function each<Row, Done, Failed>(rows: readonly Row[], thing: (row: Row, index: number) => string, work: (row: Row) => Promise<Done>, failed: (error: unknown) => Failed): Promise<readonly (Done | Failed)[]> {
  const done: (Done | Failed)[] = [];
  const lanes = new Map<string, number[]>();
  rows.forEach((row, i) => { const name = thing(row, i); lanes.set(name, [...(lanes.get(name) ?? []), i]); });
  const waiting = [...lanes.values()];
  await Promise.all(Array.from({ length: Math.min(TOGETHER, waiting.length) }, async () => {
    for (let lane = waiting.shift(); lane !== undefined; lane = waiting.shift()) {
      for (const i of lane) done[i] = await work(rows[i] as Row).catch(failed);
    }
  }));
  return done;
}

export function bulkRoutes(app: App, door: Door): void {
  const { services, hub, log, config } = door;
  const failed = (error: unknown) => {
    const { status, error: told } = errorBodyOf(log, error, 'row of a bulk request failed');
    return { status, error: told };
  };
  const nameOf = (text: string): string => { const ref = parseArchiveRef(text); return ref === undefined ? text : ref.kind === 'id' ? ref.id : ref.key; };

  app.openapi(createRoute({
    method: 'post', path: '/api/bulk/archives', tags, security, summary: 'Create many archives', description,
    request: { body: body(bulkArchives) },
    responses: { 207: json(bulkArchivesDone, 'One answer a row: 201 with the id, or why not.'), ...refusals(413, 422) },
  }), async (c) => {
    const { items } = c.req.valid('json');
    const done = await each(items as readonly CreateArchive[], (_, i) => String(i), async (wish) => {
      const { id } = await services.archives.create(c.get('session').person, wish);
      return { status: 201, id: id as string };
    }, failed);
    return c.json({ items: done }, 207);
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/bulk/transactions', tags, security, summary: 'Add transactions of many archives', description,
    request: { body: body(bulkTransactions) },
    responses: { 207: json(bulkTransactionsDone, 'One answer a row: 201 with the transaction, or why not.'), ...refusals(413, 422) },
  }), async (c) => {
    const { items } = c.req.valid('json');
    const done = await each(items, ({ archive }) => nameOf(archive), async ({ archive, ...row }) => {
      const rights = await archiveOf(door, c, archive);
      const [transaction] = await services.transactions.put(c.get('session').person, rights.archive.id, [row as NewTransaction]);
      return { status: 201, ...(transaction ? { transaction } : {}) };
    }, failed);
    return c.json({ items: done }, 207);
  });

  app.openapi(createRoute({
    method: 'patch', path: '/api/bulk/sections', tags, security, summary: 'Edit many sections', description,
    request: { body: body(bulkSections) },
    responses: { 207: json(bulkSectionsDone, 'One answer a row: 200 with the newest edit of the section, or why not.'), ...refusals(413, 422) },
  }), async (c) => {
    const { items } = c.req.valid('json');
    const done = await each(items, ({ archive }) => nameOf(archive), async ({ archive, section, patch, ifSeq }) => {
      const rights = await archiveOf(door, c as Ctx, archive);
      const parsed = parseDocSection(section);
      if (!parsed) throw notFound();
      mustRead(rights, parsed.section);
      if (!atLeast(levelOn(rights, parsed.section), 'write')) throw forbidden('You may read this section, not write it.');
      mustFit(partsOf(patch as SectionPatch), config.limits.structsPerUpdate);
      const { seq } = await hub.write(docName(rights.archive.id, section), c.get('session').person.id, patch as SectionPatch, ifSeq === undefined ? {} : { ifSeq }).catch((error: unknown) => {
        throw ifSeq !== undefined && isStale(error) ? stale() : error;
      });
      return { status: 200, seq };
    }, failed);
    return c.json({ items: done }, 207);
  });
}

/** The section has moved on since the edit that the writer named. */
export const isStale = (error: unknown): boolean => error instanceof EditError && error.problems.some(({ code }) => code === 'incomplete');
