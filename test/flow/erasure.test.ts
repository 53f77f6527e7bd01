/** One person planted in thirty places of twelve archives is found, and after the erasure stands in no file of the data folder, by search of the bytes; and no older backup brings them back. */
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BackupView } from '../../model/api.ts';
import type { Certificate, FindingPage, SubjectJob } from '../../model/privacy/subject.ts';
import { BIN, SECRET, freePort, mint, root, start, tempFolder } from '../helpers/dossier.ts';
import type { Running } from '../helpers/dossier.ts';
import { ARCHIVES, PERSON, WRITTEN, occurrences, plant } from '../helpers/planted.ts';

let folder: string;
let running: Running | undefined;
beforeEach(() => { folder = tempFolder(); });
afterEach(async () => {
  await running?.kill();
  running = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const commandOn = (data: string, ...args: readonly string[]): { readonly code: number | null; readonly text: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], { cwd: root, encoding: 'utf8', env: { PATH: process.env.PATH, HOME: process.env.HOME, DOSSIER_DATA: data, DOSSIER_JWT_SECRET: SECRET } });
  return { code: status, text: stdout + stderr };
};
const command = (...args: readonly string[]) => commandOn(folder, ...args);
const pause = (milliseconds: number): Promise<void> => new Promise((done) => { setTimeout(done, milliseconds); });

it('a person is found in thirty places of twelve archives, and after the erasure stands in no file of the folder, nor after the restore of an older backup', { timeout: 240_000 }, async () => {
  const [olga, steward, admin, carla, gina] = await Promise.all([mint({ sub: 'olga', name: 'Olga', roles: ['staff'] }), mint({ sub: 'stu', roles: ['steward'] }), mint({ sub: 'root', roles: ['admin'] }), mint({ sub: 'carla', name: 'Carla', roles: ['compliance'] }), mint({ sub: 'gina', name: 'Gina', roles: ['generalManager'] })]);
  const port = await freePort();
  running = await start({ folder, port });
  const places = await plant(running.url, running.api, { olga, steward, admin });
  expect(places).toBeGreaterThanOrEqual(30);
  expect(occurrences(folder, WRITTEN).length, 'the search of bytes sees what is there').toBeGreaterThan(10);

  const begun = await running.api<BackupView>(admin, 'POST', '/api/backups');
  let backup: BackupView | undefined;
  while (backup === undefined || backup.state === 'running') {
    await pause(50);
    backup = (await running.api<{ items: BackupView[] }>(admin, 'GET', '/api/backups')).body.items.find(({ id }) => id === begun.body.id);
  }

  const server = running;
  const wait = async (id: string, ...states: readonly string[]): Promise<SubjectJob> => {
    for (;;) {
      const { body } = await server.api<SubjectJob>(carla, 'GET', `/api/subjects/${id}`);
      if (states.includes(body.state)) return body;
      if (body.state === 'failed') throw new Error(`${body.error}\n${server.output()}`);
      await pause(50);
    }
  };
  const query = { names: [PERSON.name, 'Quillfeather'], phones: [PERSON.phone], mails: [PERSON.mail], idNumbers: [PERSON.id] };
  expect((await running.api(olga, 'POST', '/api/subjects/search', query)).status).toBe(403);
  const search = await running.api<SubjectJob>(carla, 'POST', '/api/subjects/search', query);
  expect(search.status).toBe(202);
  const job = await wait(search.body.id, 'found');
  const page = (await running.api<FindingPage>(carla, 'GET', `/api/subjects/${job.id}/findings?limit=500`)).body;
  expect(page.next).toBeNull();
  expect(new Set(page.items.map(({ archive }) => archive).filter((archive) => archive !== null && ARCHIVES.includes(archive))).size, JSON.stringify([...new Set(page.items.map(({ archive }) => archive))])).toBe(12);
  expect(page.items.length).toBeGreaterThanOrEqual(30);

  const erase = page.items.filter(({ barred }) => barred === null).map(({ id }) => ({ finding: id, decision: { kind: 'erase' } }));
  expect((await running.api(carla, 'PUT', `/api/subjects/${job.id}/decisions`, { items: erase })).status).toBe(200);
  expect((await running.api(carla, 'POST', `/api/subjects/${job.id}/erase`, { confirm: 'somebody', reason: 'asked by the person' })).status).toBe(422);
  expect((await running.api(carla, 'POST', `/api/subjects/${job.id}/erase`, { confirm: PERSON.name, reason: 'asked by the person' })).status).toBe(202);
  expect((await running.api(carla, 'POST', `/api/subjects/${job.id}/approve`)).status, 'the maker is never the checker').toBe(403);
  expect((await running.api(gina, 'POST', `/api/subjects/${job.id}/approve`)).status).toBe(202);
  const done = await wait(job.id, 'done');

  expect(occurrences(folder, WRITTEN), 'while the server runs').toEqual([]);
  const certificate = (await running.api<Certificate>(carla, 'GET', `/api/erasures/${done.certificate}`)).body;
  expect(certificate.bytes?.left).toEqual([]);
  expect(certificate.bytes?.files).toBeGreaterThan(0);
  expect(certificate.backups.map(({ name }) => name)).toEqual([backup.name]);
  for (const text of WRITTEN) expect(JSON.stringify(certificate)).not.toContain(text);
  expect((await running.api<{ texts: Record<string, string> }>(olga, 'GET', '/api/archives/ERA-3/sections/profile')).body.texts['org.businessScope']).toBe('Founded by [erased] in 1999; write to [erased].');
  expect((await running.api<{ items: unknown[] }>(olga, 'GET', '/api/list?q=Quillfeather')).body.items ?? []).toEqual([]);
  const again = await running.api<SubjectJob>(carla, 'POST', '/api/subjects/search', query);
  expect((await wait(again.body.id, 'found')).counts.found, JSON.stringify((await running.api<FindingPage>(carla, 'GET', `/api/subjects/${again.body.id}/findings?limit=500`)).body.items)).toBe(0);

  await running.stop();
  running = undefined;
  expect(occurrences(folder, WRITTEN), 'when the server has stopped').toEqual([]);
  expect(command('verify')).toMatchObject({ code: 0, text: expect.stringContaining('everything is sound') as string });

  // a backup from before comes back: the erasure is done again before anybody is answered
  const restored = command('restore', backup.path ?? '', '--replace');
  expect(restored.code, restored.text).toBe(0);
  running = await start({ folder, port });
  expect(occurrences(folder, WRITTEN, ['backups', ...replaced(folder)]), 'after the restore').toEqual([]);
  await running.kill();
  running = undefined;

  // on another computer, which knows of the erasure by the list beside the backups alone
  const other = tempFolder();
  try {
    rmSync(join(folder, 'erasures.jsonl'));
    const there = commandOn(other, 'restore', backup.path ?? '');
    expect(there.code, there.text).toBe(0);
    expect(occurrences(other, WRITTEN).length, 'what came back').toBeGreaterThan(0);
    running = await start({ folder: other, port });
    expect(occurrences(other, WRITTEN), 'on the other computer').toEqual([]);
    await running.kill();
    running = undefined;
  } finally {
    rmSync(other, { recursive: true, force: true });
  }
});

it('killed at any moment of an erasure the server goes on with it at its next start, and nothing of the person is left', { timeout: 240_000 }, async () => {
  const [olga, steward, admin, carla, gina] = await Promise.all([mint({ sub: 'olga', roles: ['staff'] }), mint({ sub: 'stu', roles: ['steward'] }), mint({ sub: 'root', roles: ['admin'] }), mint({ sub: 'carla', roles: ['compliance'] }), mint({ sub: 'gina', roles: ['generalManager'] })]);
  const port = await freePort();
  let server = running = await start({ folder, port });
  await plant(server.url, server.api, { olga, steward, admin });
  const { body: { id } } = await server.api<SubjectJob>(carla, 'POST', '/api/subjects/search', { names: [PERSON.name, 'Quillfeather'], phones: [PERSON.phone], mails: [PERSON.mail], idNumbers: [PERSON.id] });
  while ((await server.api<SubjectJob>(carla, 'GET', `/api/subjects/${id}`)).body.state !== 'found') await pause(50);
  const { items } = (await server.api<FindingPage>(carla, 'GET', `/api/subjects/${id}/findings?limit=500`)).body;
  await server.api(carla, 'PUT', `/api/subjects/${id}/decisions`, { items: items.filter(({ barred }) => barred === null).map((each) => ({ finding: each.id, decision: { kind: 'erase' } })) });
  await server.api(carla, 'POST', `/api/subjects/${id}/erase`, { confirm: PERSON.name, reason: 'asked' });
  const agreed = await server.api<SubjectJob>(gina, 'POST', `/api/subjects/${id}/approve`);
  expect(agreed.status).toBe(202);
  await pause(Math.random() * 1_500);
  await server.kill();
  server = running = await start({ folder, port });
  expect(occurrences(folder, WRITTEN)).toEqual([]);
  const certificate = (await server.api<Certificate>(carla, 'GET', `/api/erasures/${agreed.body.certificate}`)).body;
  expect(certificate.ended).not.toBeNull();
  expect(certificate.bytes?.left ?? [], 'no proof where it was cut off after the last text was forgotten').toEqual([]);
  expect((await server.api(olga, 'GET', '/api/archives/ERA-3')).status).toBe(200);
});

const replaced = (path: string): readonly string[] => readdirSync(path).filter((name) => name.startsWith('replaced-'));
