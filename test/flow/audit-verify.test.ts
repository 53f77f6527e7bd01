/**
 * The audit of a folder that the packaged server wrote while people worked: edit one byte, delete one row, reorder two, cut the tail, and `dossier verify` says which and exits with 1; the untouched folder exits with 0.
 * The head comes to a syslog when the server stops, and shows a tail that was cut off with everything in the folder that knew of it.
 */
import { spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BIN, SECRET, mint, root, start, tempFolder } from '../helpers/dossier.ts';

const place = tempFolder();
const whole = join(place, 'whole');
const heard: string[] = [];
let syslog: Socket;
let logged = '';
let rows = 0;

beforeAll(async () => {
  syslog = createSocket('udp4');
  syslog.on('message', (line) => { heard.push(line.toString()); });
  await new Promise<void>((done) => { syslog.bind(0, '127.0.0.1', done); });
  const server = await start({ folder: whole, env: { DOSSIER_AUDIT_SYSLOG: `udp://127.0.0.1:${syslog.address().port}` } });
  const [adam, olga, nina] = await Promise.all([mint({ sub: 'adam', name: 'Adam', roles: ['admin'] }), mint({ sub: 'olga', name: 'Olga', roles: ['staff'] }), mint({ sub: 'nina', name: 'Nina', roles: ['staff'] })]);
  const ok = async (token: string, method: string, path: string, body?: unknown): Promise<void> => {
    const answer = await server.api(token, method, path, body);
    expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
  };
  for (const token of [adam, olga, nina]) await ok(token, 'GET', '/api/me');
  for (const id of ['olga', 'nina']) await ok(adam, 'PUT', `/api/people/${id}`, { clearances: ['identity'] });
  await ok(olga, 'POST', '/api/archives', { id: 'ACME', kind: 'individual', packs: ['individual'], name: 'Acme' });
  for (let i = 0; i < 12; i++) await ok(olga, 'PATCH', '/api/archives/ACME/sections/profile', { fields: { 'customer.shortName': `Acme ${i}` } });
  await ok(olga, 'PATCH', '/api/archives/ACME/sections/identity', { fields: { 'person.gender': 'female' } });
  await ok(olga, 'POST', '/api/grants', { archive: 'ACME', to: { kind: 'person', id: 'nina' }, level: 'read', sections: ['profile', 'identity'], until: null, reason: 'holiday' });
  for (let i = 0; i < 3; i++) await ok(nina, 'GET', '/api/archives/ACME/sections/identity');
  expect((await server.api(nina, 'GET', '/api/archives/OTHER')).status).toBe(404);
  await server.stop();
  logged = server.output();
  const db = new Database(join(whole, 'archive.db'), { readonly: true });
  rows = db.prepare('SELECT count(*) FROM audit').pluck().get() as number;
  db.close();
});
afterAll(() => {
  syslog.close();
  rmSync(place, { recursive: true, force: true });
});

function verify(folder: string, ...more: readonly string[]): { readonly code: number | null; readonly text: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, 'verify', folder, ...more], { cwd: root, encoding: 'utf8', env: { PATH: process.env['PATH'], HOME: process.env['HOME'], DOSSIER_DATA: folder, DOSSIER_JWT_SECRET: SECRET } });
  return { code: status, text: stdout + stderr };
}
let copies = 0;
function spoiled(how: (db: Database.Database) => void): string {
  const folder = join(place, `copy-${++copies}`);
  cpSync(whole, folder, { recursive: true });
  const db = new Database(join(folder, 'archive.db'));
  how(db);
  db.close();
  return folder;
}
/** The row of somebody's reading. */
const READ = "SELECT seq FROM audit WHERE action = 'opened' AND actor = 'nina' ORDER BY seq LIMIT 1 OFFSET 1";
const target = (db: Database.Database): number => db.prepare(READ).pluck().get() as number;

it('the untouched folder is sound, row by row', () => {
  expect(rows).toBeGreaterThan(20);
  expect(verify(whole)).toMatchObject({ code: 0, text: expect.stringMatching(new RegExp(`${rows} rows of the audit; everything is sound`)) as string });
});

it.each<[name: string, how: (db: Database.Database, seq: number) => void, words: (seq: number) => string]>([
  ['one byte of what a row says', (db, seq) => { db.prepare("UPDATE audit SET body = replace(body, 'identity', 'identitz') WHERE seq = ?").run(seq); }, (seq) => `row ${seq}: Row ${seq} does not say what was written`],
  ['who it was', (db, seq) => { db.prepare("UPDATE audit SET actor = 'olga' WHERE seq = ?").run(seq); }, (seq) => `row ${seq}: Row ${seq} does not say what was written`],
  ['one row taken out', (db, seq) => { db.prepare('DELETE FROM audit WHERE seq = ?').run(seq); }, (seq) => `row ${seq}: Row ${seq} was taken out`],
  ['two rows in another order', (db, seq) => { db.prepare('UPDATE audit SET seq = 999999 WHERE seq = ?').run(seq); db.prepare('UPDATE audit SET seq = ? WHERE seq = ?').run(seq, seq + 1); db.prepare('UPDATE audit SET seq = ? WHERE seq = 999999').run(seq + 1); }, (seq) => `row ${seq}: Rows ${seq} and ${seq + 1} do not stand in the order`],
  ['the tail cut off', (db, seq) => { db.prepare('DELETE FROM audit WHERE seq >= ?').run(seq); }, (seq) => `row ${seq}: Rows from ${seq} on were cut off`],
])('%s is named', (_, how, words) => {
  let seq = 0;
  const { code, text } = verify(spoiled((db) => { how(db, seq = target(db)); }));
  expect(text).toContain(words(seq));
  expect(code).toBe(1);
});

it('a head that a syslog was sent, or that stands in the log, shows a tail that was cut off with everything in the folder that knew of it', async () => {
  let seq = 0;
  const cut = spoiled((db) => { db.prepare('DELETE FROM audit WHERE seq >= ?').run(seq = target(db)); });
  rmSync(join(cut, 'audit.heads'));
  const facts = new Database(join(cut, 'facts.db'));
  facts.exec('DELETE FROM audit_head');
  facts.close();
  expect(verify(cut), 'nothing in the folder tells').toMatchObject({ code: 0 });
  await expect.poll(() => heard.length).toBeGreaterThan(0);
  expect(heard.at(-1)).toMatch(new RegExp(`^<110>1 \\S+ - dossier - audit-head - ${rows} [0-9a-f]{64}$`));
  expect(readFileSync(join(whole, 'audit.heads'), 'utf8')).toContain(` ${rows} `);
  for (const [name, text] of [['syslog', heard.join('\n')], ['log', logged]] as const) {
    const file = join(place, name);
    writeFileSync(file, text);
    expect(verify(cut, '--heads', file), name).toMatchObject({ code: 1, text: expect.stringContaining(`Rows from ${seq} on were cut off: ${file} knows row ${rows}`) as string });
    expect(verify(whole, '--heads', file), name).toMatchObject({ code: 0 });
  }
});

it('a clock that went back while the server was stopped is told at the start', async () => {
  const ahead = join(place, 'ahead');
  cpSync(whole, ahead, { recursive: true });
  const db = new Database(join(ahead, 'archive.db'));
  db.prepare('UPDATE audit SET at = at + 7200000 WHERE seq = ?').run(rows);
  db.close();
  const server = await start({ folder: ahead });
  await server.stop();
  expect(server.output()).toMatch(/"seconds":7\d{3},.*the clock of this computer stands before the newest row of the audit/);
});
