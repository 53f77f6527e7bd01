/** Long work as an administrator sees it: newest first, without the lines of reports, and stopped on request with what was done. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JobSummary, JobView } from '../../model/api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';

const admin = { sub: 'root', name: 'Rosa', roles: ['admin'] };
const steward = { sub: 'stew', name: 'Stella', roles: ['steward'] };
let base: string;
let world: HttpWorld;
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'dossier-jobs-'));
  world = await httpWorld({ env: { DOSSIER_BACKUP: base } });
});
afterAll(async () => {
  await world.close();
  rmSync(base, { recursive: true });
});
const jobs = async (who = admin) => (await world.call<{ items: JobSummary[] }>(who, 'GET', '/api/jobs')).body.items;
async function upload(rows: number): Promise<JobView> {
  const form = new FormData();
  form.append('source', 'erp');
  form.append('files', new File([`CustomerID,CompanyName\n${Array.from({ length: rows }, (_, i) => `C${rows}x${i},Customer ${i}`).join('\n')}\n`], 'customers.csv'));
  return (await world.call<JobView>(steward, 'POST', '/api/imports', form)).body;
}

test('is for administrators and stewards', async () => {
  expect((await world.call(null, 'GET', '/api/jobs')).status).toBe(401);
  expect((await world.call({ sub: 'ana', roles: ['staff'] }, 'GET', '/api/jobs')).status).toBe(403);
  expect((await world.call({ sub: 'ana', roles: ['staff'] }, 'DELETE', '/api/jobs/x')).status).toBe(403);
});

test('imports and backups, newest first, with who asked and what came of it, and no line of a report', async () => {
  await upload(3);
  await world.dossier.settled();
  world.pass(1_000);
  await world.call(admin, 'POST', '/api/backups');
  await expect.poll(async () => (await jobs())[0]?.state).toBe('done');
  const found = await jobs();
  expect(found).toMatchObject([{ kind: 'backup', state: 'done' }, { kind: 'import', state: 'done', by: { id: 'stew' }, done: 3, total: 3, counts: { created: 3 }, cancellable: false }]);
  expect(JSON.stringify(found)).not.toContain('Customer');
});

test('an import that waits or runs is stopped; what was imported until then stays, and the next one runs', async () => {
  const first = await upload(2_000);
  const second = await upload(200);
  expect((await world.call(admin, 'DELETE', `/api/jobs/${second.id}`)).status).toBe(204);
  expect((await world.call(admin, 'DELETE', `/api/jobs/${first.id}`)).status).toBe(204);
  await world.dossier.settled();
  const [waited, ran] = await jobs();
  expect(waited).toMatchObject({ id: second.id, state: 'cancelled', done: 0 });
  expect(ran).toMatchObject({ id: first.id, state: 'cancelled', cancellable: false });
  expect(ran!.done).toBeLessThan(2_000);
  expect((await world.call<JobView>(steward, 'GET', `/api/jobs/${first.id}`)).body).toMatchObject({ state: 'failed', cancelled: true });
  expect((await world.call(admin, 'DELETE', `/api/jobs/${first.id}`)).status).toBe(404);
  expect(world.errors.filter((line) => line.includes('import'))).toEqual([]);
  await upload(1);
  await world.dossier.settled();
  expect((await jobs())[0]).toMatchObject({ state: 'done', counts: { created: 1 } });
});
