/** One damaged section on a real server: it alone answers that it is damaged, everything else works, and it comes back from a backup (STORE-6, STORE-10). */
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ArchivePage, ArchiveView, SectionValues } from '../../model/api.ts';
import { BIN, SECRET, mint, root, start, tempFolder } from '../helpers/dossier.ts';
import type { Running } from '../helpers/dossier.ts';
import { connect } from '../helpers/yjs-client.ts';

let folder: string;
let running: Running | undefined;
beforeEach(() => { folder = tempFolder(); });
afterEach(async () => {
  await running?.kill();
  running = undefined;
  rmSync(folder, { recursive: true, force: true });
});
const command = (...args: readonly string[]): { readonly code: number | null; readonly text: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], { cwd: root, encoding: 'utf8', env: { PATH: process.env.PATH, HOME: process.env.HOME, DOSSIER_DATA: folder, DOSSIER_JWT_SECRET: SECRET } });
  return { code: status, text: stdout + stderr };
};

it('STORE-6, STORE-10: a damaged section harms nobody else, says so everywhere, and comes back alone', async () => {
  const ana = await mint({ sub: 'ana', name: 'Ana', roles: ['staff'] });
  running = await start({ folder });
  const api = <T = unknown>(method: string, path: string, body?: unknown) => (running as Running).api<T>(ana, method, path, body);
  for (const id of ['A1', 'A2']) expect((await api('POST', '/api/archives', { id, kind: 'organisation', name: `Name ${id}` })).status).toBe(201);
  await api('PATCH', '/api/archives/A1/sections/people', { rows: { people: { p1: { name: 'Maria' } } } });
  await running.stop();
  expect(command('backup')).toMatchObject({ code: 0 });
  const [backup = ''] = readdirSync(join(folder, 'backups'));
  const db = new Database(join(folder, 'archive.db'));
  expect(db.prepare("UPDATE snapshot SET bytes = CAST(x'00' || substr(bytes, 2) AS BLOB) WHERE section = (SELECT id FROM section WHERE archive = 'A1' AND name = 'profile')").run().changes).toBe(1);
  db.close();
  const facts = new Database(join(folder, 'facts.db'));
  facts.exec("UPDATE overview SET projected = '{}'; UPDATE overview SET name = 'not caught up' WHERE id = 'A2'"); // as after a crash: both rows are behind
  facts.close();

  running = await start({ folder });
  expect(await api('GET', '/api/archives/A1/sections/profile')).toMatchObject({ status: 503, body: { error: { code: 'damaged' } } });
  expect(await api('PATCH', '/api/archives/A1/sections/profile', { fields: { 'customer.shortName': 'x' } })).toMatchObject({ status: 503 });
  const page = connect(running.url, ana, 'A1', 'profile');
  expect(await page.closed).toMatchObject({ code: 4410 });
  page.destroy();
  expect((await api<SectionValues>('GET', '/api/archives/A1/sections/people')).body.rows['people']?.['p1']?.['name']).toBe('Maria');
  expect(await api('GET', '/api/archives/A1')).toMatchObject({ status: 200, body: { overview: { name: 'Name A1' } } });
  await expect.poll(async () => (await api<ArchiveView>('GET', '/api/archives/A2')).body.overview.name, { message: 'the rows behind the damaged one are caught up' }).toBe('Name A2');
  expect((await api('PATCH', '/api/archives/A2/sections/profile', { fields: { 'customer.name': 'Second' } })).status).toBe(200);
  await expect.poll(async () => (await api<ArchivePage>('GET', '/api/archives?q=Second')).body.items.map(({ id }) => id)).toEqual(['A2']);
  expect(running.output().split('section cannot be read').length - 1, 'told once').toBe(1);
  expect(command('verify')).toMatchObject({ code: 1, text: expect.stringMatching(/1 damaged:\n {2}section A1\/profile: its snapshot has other bytes/) as string });
  expect(command('restore', '--section', 'A1/profile', '--from', join(folder, 'backups', backup))).toMatchObject({ code: 3 });
  await running.stop();

  expect(command('restore', '--section', 'A1/profile', '--from', join(folder, 'backups', backup))).toMatchObject({ code: 0, text: expect.stringContaining('A1/profile is as it was at') as string });
  expect(command('verify')).toMatchObject({ code: 0 });
  running = await start({ folder });
  expect((await api<SectionValues>('GET', '/api/archives/A1/sections/profile')).body.fields['customer.name']).toBe('Name A1');
  expect((await api('PATCH', '/api/archives/A1/sections/profile', { fields: { 'customer.name': 'Again' } })).status).toBe(200);
  expect((await api<SectionValues>('GET', '/api/archives/A2/sections/profile')).body.fields['customer.name']).toBe('Second');
});
