/**
 * Upgrade and the way back on data of the versions before: one command each way, with the program of that version, built from its commit. And kill -9 in the middle of an
 * upgrade, a backup and a restore: the next start says what to do, and nothing is lost.
 */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import type { SectionValues } from '../../model/api.ts';
import { ARCHIVE_FILE } from '../../server/storage/migrations-archive.ts';
import { BIN, SECRET, freePort, mint, root, start, tempFolder } from '../helpers/dossier.ts';
import type { Running } from '../helpers/dossier.ts';
import { makeFolder } from '../helpers/storage-folder.ts';
import { RELEASES, unpack } from '../helpers/upgrade-folder.ts';
import type { Expected } from '../helpers/upgrade-folder.ts';

const built = tempFolder();
let running: Running | undefined;
afterEach(async () => {
  await running?.kill();
  running = undefined;
});
afterAll(() => { rmSync(built, { recursive: true, force: true }); });

interface Ended { readonly code: number | null; readonly text: string }
const env = (folder: string): NodeJS.ProcessEnv => ({ PATH: process.env['PATH'], HOME: process.env['HOME'], DOSSIER_DATA: folder, DOSSIER_JWT_SECRET: SECRET });
/** A command of the program that was built at this place; ours by default. */
function dossier(folder: string, args: readonly string[], program?: string): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program === undefined ? BIN : join(program, 'dist/server/main.js'), ...args], { cwd: program ?? root, encoding: 'utf8', env: env(folder) });
  return { code: status, text: stdout + stderr };
}

/** The program of a release, from the commit before its data folder was kept; null where this copy has no history. */
function programOf(version: string): string | null {
  const git = (...args: readonly string[]) => spawnSync('git', args, { cwd: root, maxBuffer: 2 ** 30 });
  const added = git('log', '--diff-filter=A', '--format=%H', '-1', '--', `test/upgrade/${version}/expected.json`).stdout?.toString().trim();
  if (!added) return null;
  const tree = git('archive', '--format=tar', `${added}^`);
  if (tree.status !== 0) return null;
  const place = join(built, version);
  mkdirSync(place);
  if (spawnSync('tar', ['-x', '-C', place], { input: tree.stdout }).status !== 0) return null;
  symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'));
  const { status, stderr } = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--app', '--logLevel', 'warn'], { cwd: place, encoding: 'utf8' });
  if (status !== 0) throw new Error(`version ${version} cannot be built: ${stderr}`);
  return place;
}

/** All that was in the folder is in it, as the people of that time see it. */
async function expectAll(server: Running, expected: Expected): Promise<void> {
  const ana = await mint({ sub: 'ana', name: 'Ana López', roles: ['staff'], department: 'sales' });
  for (const [doc, { fields, rows, texts, seq }] of Object.entries(expected.sections)) {
    const { body } = await server.api<SectionValues & { seq: number }>(ana, 'GET', `/api/archives/${doc.replace('/', '/sections/')}`);
    expect({ doc, fields: body.fields, rows: body.rows, texts: body.texts, seq: body.seq }).toEqual({ doc, fields, rows, texts, seq });
  }
  for (const [id, { transactions }] of Object.entries(expected.archives)) expect((await server.api<{ items: unknown[] }>(ana, 'GET', `/api/archives/${id}/transactions`)).body.items).toHaveLength(transactions.length);
}

const OLDER = RELEASES.filter((version) => (JSON.parse(readFileSync(join(root, 'test/upgrade', version, 'expected.json'), 'utf8')) as Expected).schema < ARCHIVE_FILE.migrations.length);

it('there are versions before to come from', () => { expect(OLDER).toContain('0.2.0'); });

it.each(OLDER)('%s: upgraded by one command, worked with, and back by the command that it printed, with the old program', async (version) => {
  const { folder, expected } = await unpack(version);
  const upgraded = dossier(folder, ['upgrade']);
  expect(upgraded).toMatchObject({ code: 0, text: expect.stringContaining('read back and sound') as string });
  const [, line = ''] = /^The way back, with the program of .*: dossier (restore \S+ --replace)$/m.exec(upgraded.text) ?? [];
  expect(line, 'the exact command').not.toBe('');
  const wayBack = line.split(' ');
  running = await start({ folder });
  await expectAll(running, expected);
  const ana = await mint({ sub: 'ana', name: 'Ana López', roles: ['staff'], department: 'sales' });
  expect((await running.api(ana, 'PATCH', '/api/archives/BOLID/sections/profile', { fields: { 'customer.shortName': 'written by the new version' } })).status).toBe(200);
  await running.kill();
  running = undefined;

  const old = programOf(version);
  if (old === null) return console.log(`${version}: the way back with the old program is left out, this copy has no git history`);
  const back = dossier(folder, wayBack, old);
  let place = folder;
  if (/unknown command/.test(back.text)) {
    // 0.1 could not restore yet: databases and files of a backup, copied, are a data folder
    place = await makeFolder();
    for (const name of ['archive.db', 'facts.db', 'files']) cpSync(join(wayBack[1] ?? '', name), join(place, name), { recursive: true });
  } else {
    expect(back).toMatchObject({ code: 0, text: expect.stringMatching(/is as it was at .*\n.*What was there before is in/) as string });
  }
  running = await start({ folder: place, program: old, port: await freePort() });
  await expectAll(running, expected);
  expect((await running.api(ana, 'PATCH', '/api/archives/BOLID/sections/profile', { fields: { 'customer.shortName': 'back' } })).status, 'the old version works on').toBe(200);
  await running.kill();
  running = undefined;

  expect(dossier(place, ['upgrade'])).toMatchObject({ code: 0, text: expect.stringContaining('went from schema') as string });
  expect(dossier(place, ['verify'])).toMatchObject({ code: 0, text: expect.stringContaining('everything is sound') as string });
}, 900_000);

/** The command, killed after so many milliseconds; true when it had ended before. */
async function killedAt(folder: string, args: readonly string[], milliseconds: number): Promise<boolean> {
  const child = spawn(process.execPath, [BIN, ...args], { cwd: root, stdio: 'ignore', env: env(folder) });
  const ended = new Promise<NodeJS.Signals | null>((done) => { child.once('exit', (_code, signal) => { done(signal); }); });
  const timer = setTimeout(() => { child.kill('SIGKILL'); }, milliseconds);
  const signal = await ended;
  clearTimeout(timer);
  return signal === null;
}
const sum = ({ text }: Ended): string => /(\d+ sections with \d+ edits, \d+ files)(?:, \d+ rows of the audit)?; everything is sound/.exec(text)?.[1] ?? text;
const KILLS = 3;
/** Moments all over the time that the whole command takes. */
async function kills(what: string, whole: () => number, one: (milliseconds: number) => Promise<boolean>): Promise<void> {
  const seed = Math.floor(Math.random() * 1000);
  const took = whole();
  let ended = 0;
  for (let n = 0; n < KILLS; n++) if (await one(took * (0.25 + ((n + (seed % 100) / 100) / KILLS) * 0.75))) ended++;
  console.log(`${what}: ${KILLS} kills within ${Math.round(took)} ms (seed ${seed}), ${ended} came too late`);
}
const timed = (run: () => unknown): number => {
  const began = performance.now();
  run();
  return performance.now() - began;
};

it('kill -9 in an upgrade: the next try does it, after a backup that is whole', async () => {
  const version = OLDER.at(-1) ?? '';
  const first = await unpack(version);
  const whole = (): number => timed(() => { expect(dossier(first.folder, ['upgrade']).code).toBe(0); });
  await kills('upgrade', whole, async (milliseconds) => {
    const { folder } = await unpack(version);
    const late = await killedAt(folder, ['upgrade'], milliseconds);
    expect(dossier(folder, ['upgrade'])).toMatchObject({ code: 0 });
    expect(sum(dossier(folder, ['verify']))).toBe(sum(dossier(first.folder, ['verify'])));
    for (const name of readdirSync(join(folder, 'backups')).filter((each) => each.startsWith('backup-'))) expect(dossier(folder, ['verify', join(folder, 'backups', name)]), name).toMatchObject({ code: 0 });
    expect(readdirSync(join(folder, 'backups')).some((name) => name.includes('-before-'))).toBe(true);
    return late;
  });
}, 900_000);

it('kill -9 in a backup: what has the name of a backup is one, the data are untouched, and the next one clears up', async () => {
  const { folder } = await unpack(OLDER.at(-1) ?? '');
  expect(dossier(folder, ['upgrade']).code).toBe(0);
  const before = sum(dossier(folder, ['verify']));
  await kills('backup', () => timed(() => { expect(dossier(folder, ['backup']).code).toBe(0); }), async (milliseconds) => {
    const late = await killedAt(folder, ['backup'], milliseconds);
    expect(sum(dossier(folder, ['verify']))).toBe(before);
    for (const name of readdirSync(join(folder, 'backups')).filter((each) => each.startsWith('backup-'))) expect(dossier(folder, ['verify', join(folder, 'backups', name)]), name).toMatchObject({ code: 0 });
    return late;
  });
  expect(dossier(folder, ['backup'])).toMatchObject({ code: 0, text: expect.stringContaining('It was read back and can be restored') as string });
  expect(readdirSync(join(folder, 'backups')).filter((name) => name.startsWith('.'))).toEqual([]);
}, 900_000);

it('kill -9 in a restore: the folder is as it was, or the next start says the command that finishes it; what was there is aside', async () => {
  const { folder } = await unpack(OLDER.at(-1) ?? '');
  expect(dossier(folder, ['upgrade']).code).toBe(0);
  const [, backup = ''] = /^(\S+): \d+ sections/m.exec(dossier(folder, ['backup']).text) ?? [];
  const before = sum(dossier(folder, ['verify']));
  const spare = await makeFolder();
  await kills('restore', () => timed(() => { expect(dossier(spare, ['restore', backup]).code).toBe(0); }), async (milliseconds) => {
    const late = await killedAt(folder, ['restore', backup, '--replace'], milliseconds);
    if (existsSync(join(folder, 'restoring.json'))) {
      const { text } = dossier(folder, ['doctor']);
      const [, again = ''] = /`dossier (restore \S+ --replace)`/.exec(text) ?? [];
      expect(again, 'the exact command').toBe(`restore ${backup} --replace`);
      expect(dossier(folder, again.split(' '))).toMatchObject({ code: 0, text: expect.stringContaining('What was there before is in') as string });
    }
    expect(sum(dossier(folder, ['verify']))).toBe(before);
    return late;
  });
  expect(dossier(folder, ['restore', backup, '--replace'])).toMatchObject({ code: 0 });
  running = await start({ folder });
}, 900_000);
