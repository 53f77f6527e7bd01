/** Exports by a schedule: at their time, under the right of a named person, whole or not at all, the newest kept, a failure seen. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Health, JobSummary } from '../../model/api.ts';
import type { ExportScheduleView } from '../../model/export/schedule-api.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import type { FakeClock } from '../helpers/fake-clock.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const ada: Who = { sub: 'ada', name: 'Ada', roles: ['admin'] };
const stella: Who = { sub: 'stella', name: 'Stella', roles: ['steward'] };
const olga: Who = { sub: 'olga', name: 'Olga', roles: ['staff'] };

let root: string;
let clock: FakeClock;
let world: HttpWorld;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'dossier-exported-'));
  clock = fakeClock();
  world = await httpWorld({ clock, env: { DOSSIER_EXPORT: root } });
  for (const who of [ada, stella, olga]) await world.call(who, 'GET', '/api/me');
  const stored = world.dossier.access.directory.person('stella' as PersonId)!;
  await world.dossier.services.directory.putPerson({ ...stored, roles: ['steward'] });
  for (const n of [1, 2, 3]) await world.dossier.services.archives.bring('stella' as PersonId, { id: `A${n}` as ArchiveId, keys: [], kind: n === 3 ? 'individual' : 'organisation', packs: ['base'], owner: 'olga' as PersonId, department: null, fields: { 'customer.name': `Customer ${n}` } });
  await world.dossier.settled();
});
afterEach(async () => {
  await world.close();
  rmSync(root, { recursive: true });
});

const wish = { title: 'Nightly', person: 'stella', format: 'csv', folder: 'crm/night', name: 'customers', schedule: '*/10 * * * *', keep: 2, columns: ['name'] };
const make = (change: object = {}) => world.call<ExportScheduleView>(ada, 'POST', '/api/export-schedules', { ...wish, ...change });
const list = async (): Promise<readonly ExportScheduleView[]> => (await world.call<{ items: readonly ExportScheduleView[] }>(ada, 'GET', '/api/export-schedules')).body.items;
const files = (): readonly string[] => (existsSync(join(root, 'crm/night')) ? readdirSync(join(root, 'crm/night')).sort() : []);
/** Until as many have ended as were begun. */
async function pass(minutes: number): Promise<void> {
  for (let i = 0; i < minutes; i++) {
    clock.advance(60_000);
    await world.dossier.schedules.settled();
  }
}

it('at their time, whole, the newest stay, and they are recorded as what the person took out', async () => {
  expect((await make()).status).toBe(201);
  await pass(5);
  mkdirSync(join(root, 'crm/night'), { recursive: true });
  writeFileSync(join(root, 'crm/night', 'customers-of-others.csv'), 'mine');
  await pass(31);
  const made = files().filter((name) => name !== 'customers-of-others.csv');
  expect(made).toHaveLength(2); // of three or four; what others put there stays, and no half of a file
  expect(files()).toContain('customers-of-others.csv');
  expect(readFileSync(join(root, 'crm/night', made[1]!), 'utf8').split('\r\n').sort()).toEqual(['', 'A1,Customer 1', 'A2,Customer 2', 'A3,Customer 3', '\ufeffID,Customer name'].sort());
  expect(statSync(join(root, 'crm/night', made[1]!)).mode & 0o007).toBe(0);
  expect(await list()).toMatchObject([{ by: { id: 'stella', name: 'Stella' }, running: false, last: { state: 'done', archives: 3, file: `crm/night/${made[1]!}` } }]);
  const { body } = await world.call<{ items: { by: { id: string }; archives: number }[] }>(stella, 'GET', '/api/exports/records');
  expect(body.items[0]).toMatchObject({ by: { id: 'stella' }, archives: 3 });
  expect((await world.call<{ items: JobSummary[] }>(ada, 'GET', '/api/jobs')).body.items[0]).toMatchObject({ kind: 'export', state: 'done', done: 3, by: { id: 'stella' } });
  expect((await world.call<Health>(ada, 'GET', '/healthz')).body.checks).toContainEqual(expect.objectContaining({ name: 'exports', state: 'ok' }));
});

it('of a saved view that the person sees, with its columns', async () => {
  const view = await world.call<{ id: string }>(stella, 'POST', '/api/views', { name: 'People', shared: null, query: { where: [{ key: 'kind', op: 'eq', values: ['individual'] }], columns: ['kind'] } });
  expect(view.status).toBe(201);
  const { columns: _columns, ...rest } = wish;
  expect((await world.call(ada, 'POST', '/api/export-schedules', { ...rest, labels: 'keys', view: view.body.id })).status).toBe(201);
  await pass(11);
  expect(readFileSync(join(root, 'crm/night', files()[0]!), 'utf8')).toBe('\ufeffid,name,kind\r\nA3,Customer 3,individual\r\n');
});

it('under the right of that moment: whoever may take nothing out any more leaves no file, and it is told', async () => {
  const { body } = await make();
  await pass(11);
  expect(files()).toHaveLength(1);
  const stored = world.dossier.access.directory.person('stella' as PersonId)!;
  await world.dossier.services.directory.putPerson({ ...stored, roles: ['staff'] });
  world.dossier.access.directory.forgetClaims('stella' as PersonId);
  await pass(10);
  expect(files()).toHaveLength(1);
  expect((await list())[0]).toMatchObject({ id: body.id, last: { state: 'failed', error: expect.stringContaining('steward') } });
  expect((await world.call<{ items: JobSummary[] }>(ada, 'GET', '/api/jobs')).body.items[0]).toMatchObject({ kind: 'export', state: 'failed' });
  clock.advance(60_000);
  expect((await world.call<Health>(ada, 'GET', '/healthz')).body.checks).toContainEqual(expect.objectContaining({ name: 'exports', state: 'warn' }));
});

it('writes nowhere else', async () => {
  for (const folder of ['..', '../x', '/etc', 'a/../../b', 'a//b', '.hidden', 'a\\b', 'a/b/c/d/e/f']) expect((await make({ folder })).status, folder).toBe(422);
  for (const name of ['', '../x', 'a/b', '.x']) expect((await make({ name })).status, name).toBe(422);
  const outside = mkdtempSync(join(tmpdir(), 'dossier-outside-'));
  mkdirSync(join(root, 'crm'));
  symlinkSync(outside, join(root, 'crm/night'));
  await make();
  await pass(11);
  expect(readdirSync(outside)).toEqual([]);
  expect((await list())[0]!.last).toMatchObject({ state: 'failed' });
  rmSync(outside, { recursive: true });
});

it('is an administrator’s to set up, for somebody who may take data out', async () => {
  expect((await world.call(stella, 'POST', '/api/export-schedules', wish)).status).toBe(403);
  expect((await world.call(olga, 'GET', '/api/export-schedules')).status).toBe(403);
  for (const change of [{ person: 'olga' }, { person: 'nobody' }, { schedule: 'never' }, { columns: ['no.such'] }, { view: 'none' }]) expect((await make(change)).status, JSON.stringify(change)).toBe(422);
  const { body } = await make({ schedule: '0 3 * * *' });
  expect(body.next).toMatch(/T03:00:00/);
  expect((await world.call(ada, 'POST', `/api/export-schedules/${body.id}/run`)).status).toBe(202);
  await world.dossier.schedules.settled();
  expect(files()).toHaveLength(1);
  expect((await world.call<ExportScheduleView>(ada, 'PUT', `/api/export-schedules/${body.id}`, { ...wish, title: 'Other', keep: 1 })).body).toMatchObject({ title: 'Other', last: { state: 'done' } });
  expect((await world.call(ada, 'DELETE', `/api/export-schedules/${body.id}`)).status).toBe(204);
  expect([await list(), files().length]).toEqual([[], 1]);
});
