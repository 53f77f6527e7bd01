/** Long work of this server since its start: what an administrator sees of it, and how it is stopped. Starting it and its whole reports are in `import-routes.ts` and `backup-routes.ts`. */
import { createRoute, z } from '@hono/zod-openapi';
import type { ImportOutcome, JobSummary } from '../../model/api.ts';
import { mayConfigure, mayImport } from '../../model/rights.ts';
import type { Backups } from '../services/backups.ts';
import { forbidden, Refusal } from '../services/errors.ts';
import type { Imports, ImportSummary } from '../services/import/jobs.ts';
import type { App, Ctx, Door } from './door.ts';
import { jobs } from './schemas.ts';
import { json, refusals, secured as security } from './spec.ts';

const tags = ['workspace'];
/** A page of them; older ones are in the log. */
const MOST = 100;

export function jobRoutes(app: App, { access: { directory }, services: { works } }: Door, { imports, backups }: { readonly imports: Imports; readonly backups: Backups }): void {
  const mustSee = (c: Ctx): void => {
    const { person } = c.get('session');
    if (!mayConfigure(person) && !mayImport(person)) throw forbidden('Only an administrator sees the jobs of the server, and an information steward.');
  };

  const importSummary = ({ job, at, by, dryRun }: ImportSummary): JobSummary => ({
    id: job.id, kind: 'import', state: job.cancelled ? 'cancelled' : job.state, at: new Date(at).toISOString(), by: { id: by, name: directory.name(by) },
    done: job.done, total: job.total, dryRun, counts: countsOf(job.report?.tables ?? []), error: job.error, cancellable: job.state === 'queued' || job.state === 'running',
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/jobs', tags, security, summary: 'Imports, backups, scheduled exports and workbooks since the server started, newest first',
    description: 'Without the lines of their reports, which may name customers.',
    responses: { 200: json(jobs, 'The newest hundred.'), ...refusals(403) },
  }), async (c) => {
    mustSee(c);
    const made: JobSummary[] = backups.begun().map(({ id, state, at, done, total, error }) =>
      ({ id, kind: 'backup', state, at, by: null, done, total, dryRun: false, counts: {}, error, cancellable: false }));
    const others = works.list().map(({ at, by, ...work }): JobSummary => ({ ...work, at: new Date(at).toISOString(), by: { id: by, name: directory.name(by) }, dryRun: false, counts: {}, cancellable: false }));
    const all = [...imports.list().map(importSummary), ...made, ...others].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
    return c.json({ items: all.slice(0, MOST) }, 200);
  });

  app.openapi(createRoute({
    method: 'delete', path: '/api/jobs/{id}', tags, security, summary: 'Stop an import',
    description: 'It ends within a few rows; what was imported until then stays.',
    request: { params: z.object({ id: z.string().openapi({ param: { name: 'id', in: 'path' } }) }) },
    responses: { 204: { description: 'It ends now.' }, ...refusals(403, 404) },
  }), (c) => {
    mustSee(c);
    if (!imports.cancel(c.req.valid('param').id)) throw new Refusal('not-found', 'There is no such import under way.');
    return c.body(null, 204);
  });
}

function countsOf(tables: readonly { readonly counts: Readonly<Partial<Record<ImportOutcome, number>>> }[]): Partial<Record<ImportOutcome, number>> {
  const sums: Partial<Record<ImportOutcome, number>> = {};
  for (const { counts } of tables) for (const [outcome, count] of Object.entries(counts) as [ImportOutcome, number][]) sums[outcome] = (sums[outcome] ?? 0) + count;
  return sums;
}
