/** Backups through REST: an administrator's alone, one at a time, told how far they are and why they failed. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BackupView } from '../../model/api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';

const admin = { sub: 'root', roles: ['admin'] };
let base: string;
let world: HttpWorld;
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'dossier-backups-'));
  world = await httpWorld({ env: { DOSSIER_BACKUP: join(base, 'backups') } });
});
afterAll(async () => {
  await world.close();
  rmSync(base, { recursive: true });
});
const list = async (): Promise<readonly BackupView[]> => (await world.call<{ items: BackupView[] }>(admin, 'GET', '/api/backups')).body.items;
const ended = async (id: string): Promise<BackupView> => {
  let found: BackupView | undefined;
  await expect.poll(async () => (found = (await list()).find((each) => each.id === id))?.state).not.toBe('running');
  return found as BackupView;
};

test.each(['POST', 'GET'])('%s is for administrators', async (method) => {
  expect((await world.call(null, method, '/api/backups')).status).toBe(401);
  for (const role of ['staff', 'steward', 'generalManager', 'compliance', 'auditor']) expect((await world.call({ sub: role, roles: [role] }, method, '/api/backups')).status, role).toBe(403);
});

test('one at a time; it is in the list while it is made, and when it is there', async () => {
  expect(await list()).toEqual([]);
  const first = await world.call<BackupView>(admin, 'POST', '/api/backups');
  const second = await world.call<BackupView>(admin, 'POST', '/api/backups');
  expect([first.status, second.status, second.body.id]).toEqual([202, 202, first.body.id]);
  const done = await ended(first.body.id);
  expect(done).toMatchObject({ state: 'done', broken: 0, missing: 0, error: null, name: expect.stringMatching(/^backup-2026/) });
  expect(done.path).toBe(join(base, 'backups', done.name ?? ''));
  expect((await list()).map(({ name }) => name), 'not twice').toEqual([done.name]);
  const third = await world.call<BackupView>(admin, 'POST', '/api/backups');
  expect(third.body.id).not.toBe(first.body.id);
  await ended(third.body.id);
  expect((await list()).map(({ id }) => id)).toEqual([third.body.id, first.body.id]);
});

test('one that fails says why, and the next is tried', async () => {
  rmSync(join(base, 'backups'), { recursive: true });
  writeFileSync(join(base, 'backups'), 'a letter in the place of the folder');
  const { body } = await world.call<BackupView>(admin, 'POST', '/api/backups');
  expect(await ended(body.id)).toMatchObject({ state: 'failed', path: null, error: expect.stringContaining(join(base, 'backups')) });
  rmSync(join(base, 'backups'));
  const again = await world.call<BackupView>(admin, 'POST', '/api/backups');
  expect(await ended(again.body.id)).toMatchObject({ state: 'done' });
});

test('of two servers that keep theirs in one folder each ages and counts its own, and lists all', async () => {
  const into = join(base, 'shared');
  const [one, other] = await Promise.all([httpWorld({ env: { DOSSIER_BACKUP: into } }), httpWorld({ env: { DOSSIER_BACKUP: into } })]);
  try {
    for (const { dossier } of [one, other]) expect(await dossier.backups.make('nightly')).toBe(true);
    const stored = await Promise.all([one, other].map(({ dossier }) => dossier.backups.stored()));
    expect(stored.map(({ length }) => length)).toEqual([1, 1]);
    expect(stored[0]?.[0]?.name).not.toBe(stored[1]?.[0]?.name);
    expect(await other.dossier.backups.list()).toHaveLength(2);
  } finally {
    await Promise.all([one.close(), other.close()]);
  }
});
