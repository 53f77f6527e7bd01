/** A full disk, on a real one of a few megabytes: refused and never acknowledged, read on, and written again when there is room (STORE-11). */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ArchiveView, SectionValues } from '../../model/api.ts';
import { BIN, freePort, mint, root, start, tempFolder } from '../helpers/dossier.ts';
import type { Running } from '../helpers/dossier.ts';

const MB = 1024 * 1024;
let base: string;
let mounted: string[] = [];
let running: Running | undefined;

/** Null where this computer lets nobody but root mount one; a file system that is small cannot be had otherwise. */
function smallDisk(name: string, megabytes: number): string | null {
  const path = join(base, name);
  mkdirSync(path);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path]).status !== 0) return null;
  mounted.push(path);
  return path;
}
const SKIPPED = 'needs the right to mount a small disk (root on Linux)';
const free = (path: string): number => { const { bavail, bsize } = statfsSync(path); return bavail * bsize; };

beforeEach(() => { base = tempFolder(); });
afterEach(async () => {
  await running?.kill();
  running = undefined;
  for (const path of mounted) spawnSync('umount', [path]);
  mounted = [];
  rmSync(base, { recursive: true, force: true });
});

it('STORE-11: refuses what it cannot write, keeps what it said it had, reads on, and writes again when there is room', async ({ skip }) => {
  const disk = smallDisk('disk', 6);
  if (disk === null) return skip(SKIPPED);
  const folder = join(disk, 'data');
  const port = await freePort();
  running = await start({ folder, port });
  const ana = await mint({ sub: 'ana', roles: ['staff'] });
  const api = <T = unknown>(method: string, path: string, body?: unknown) => (running as Running).api<T>(ana, method, path, body);
  const profile = '/api/archives/A1/sections/profile';
  expect((await api('POST', '/api/archives', { id: 'A1', kind: 'organisation', name: 'One' })).status).toBe(201);
  const filler = join(disk, 'filler');
  writeFileSync(filler, Buffer.alloc(Math.max(0, free(disk) - 1.5 * MB)));

  let saved = 0;
  const save = (n: number) => api('PATCH', profile, { fields: { 'customer.shortName': `n${n}` }, texts: { 'org.businessScope': `${n} `.repeat(8_000) } });
  let refused: Awaited<ReturnType<typeof save>> | undefined;
  for (let n = 1; n <= 400 && refused === undefined; n++) {
    const answer = await save(n);
    if (answer.status === 200) saved = n;
    else refused = answer;
  }
  expect(refused).toMatchObject({ status: 507, body: { error: { code: 'full' } } });
  expect(saved).toBeGreaterThan(0);
  for (let again = 0; again < 5; again++) expect((await save(10_000 + again)).status).toBe(507);
  const name = async (): Promise<unknown> => (await api<SectionValues>('GET', profile)).body.fields['customer.shortName'];
  expect(await name(), 'what was refused is not shown').toBe(`n${saved}`);
  expect((await api('GET', '/api/archives/A1')).status).toBe(200);
  const two = () => api('POST', '/api/archives', { id: 'A2', kind: 'organisation', name: 'Two'.repeat(50) });
  const { status: first } = await two(); // the little that is left may just hold it
  expect([507, 201]).toContain(first);
  expect(running.process.exitCode, 'it lives').toBeNull();

  rmSync(filler);
  expect((await save(20_000)).status).toBe(200);
  expect((await two()).status, 'what was refused can be said again, what was acknowledged is there').toBe(first === 507 ? 201 : 409);
  expect(await name()).toBe('n20000');
  await running.kill();
  const verified = spawnSync(process.execPath, [BIN, 'verify', folder], { cwd: root, encoding: 'utf8' });
  expect(verified).toMatchObject({ status: 0, stdout: expect.stringContaining('everything is sound') as string });
  running = await start({ folder, port });
  expect(await name()).toBe('n20000');
});

it('STORE-11: a full disk of facts.db costs no edit; what it lacks is made good at the next start', async ({ skip }) => {
  const disk = smallDisk('disk', 3);
  if (disk === null) return skip(SKIPPED);
  const folder = join(base, 'data');
  mkdirSync(folder);
  symlinkSync(join(disk, 'facts.db'), join(folder, 'facts.db'));
  const port = await freePort();
  running = await start({ folder, port });
  const ana = await mint({ sub: 'ana', roles: ['staff'] });
  const api = <T = unknown>(method: string, path: string, body?: unknown) => (running as Running).api<T>(ana, method, path, body);
  expect((await api('POST', '/api/archives', { id: 'A1', kind: 'organisation', name: 'One' })).status).toBe(201);
  const filler = join(disk, 'filler');
  try {
    writeFileSync(filler, Buffer.alloc(free(disk)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error; // the server took some of it first: full is full
  }
  const sale = (n: number) => api('POST', '/api/archives/A1/transactions', { items: Array.from({ length: 200 }, (_, at) => ({ kind: 'sale', date: '2026-01-01', amount: '1.00', externalId: `${n}-${at}`, orderRef: 'x'.repeat(150) })) });
  let status = 0;
  for (let n = 1; n <= 60 && status !== 507; n++) ({ status } = await sale(n));
  expect(status).toBe(507);
  for (let n = 1; n <= 20; n++) expect((await api('PATCH', '/api/archives/A1/sections/profile', { fields: { 'customer.name': `Name ${n}` } })).status, `edit ${n}`).toBe(200);
  expect((await api<SectionValues>('GET', '/api/archives/A1/sections/profile')).body.fields['customer.name']).toBe('Name 20');
  expect(running.process.exitCode).toBeNull();
  await running.kill();
  rmSync(filler);
  running = await start({ folder, port });
  expect((await api<SectionValues>('GET', '/api/archives/A1/sections/profile')).body.fields['customer.name']).toBe('Name 20');
  await expect.poll(async () => (await api<ArchiveView>('GET', '/api/archives/A1')).body.overview.name).toBe('Name 20');
  expect((await sale(100)).status).toBe(201);
});
