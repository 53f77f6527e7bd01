/** Edit one byte, delete one row, reorder two, cut the tail: `dossier verify` says which. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newArchiveId } from '../../model/ids.ts';
import { systemRandom } from '../../server/clock.ts';
import { verifyCommand } from '../../server/cli/verify-command.ts';
import type { VerifyArguments } from '../../server/cli/verify-command.ts';
import { maintain } from '../../server/storage/maintenance.ts';
import { openStorage } from '../../server/storage/open.ts';

let root: string;
let whole: string;
let count = 0;
const clock = { now: () => Date.now(), after: () => () => undefined };

async function live(folder: string, times: number, auditKey: string | null = null): Promise<{ seq: number; mac: string }> {
  const storage = await openStorage({ folder, clock, readers: 1, warm: false, auditKey });
  for (let i = 0; i < times; i++) await storage.archives.create({ id: newArchiveId(systemRandom), keys: [], kind: 'individual', packs: [], code: null, keeper: null, owner: 'olga' as never, coOwners: [], deputies: [], department: null, confidentiality: 'normal', state: 'open', openedAt: new Date().toISOString(), reviewedAt: null }, 'olga' as never);
  const head = await storage.audit.head();
  if (!head) throw new Error('there is no chain');
  await storage.audit.anchor(head.seq, head.mac, Date.now());
  await storage.close();
  return head;
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'dossier-audit-'));
  whole = join(root, 'whole');
  await live(whole, 40);
});
afterAll(() => { rmSync(root, { recursive: true, force: true }); });

/** A copy of the folder in which somebody had their way with the table. */
function spoiled(how: (db: Database.Database) => void, from = whole): string {
  const folder = join(root, `copy-${++count}`);
  cpSync(from, folder, { recursive: true });
  const db = new Database(join(folder, 'archive.db'));
  how(db);
  db.close();
  return folder;
}
/** Whoever knows of the anchor in the other database takes it away too. */
function withoutAnchor(folder: string): string {
  const db = new Database(join(folder, 'facts.db'));
  db.exec('DELETE FROM audit_head');
  db.close();
  return folder;
}
async function verify(folder: string, given: VerifyArguments = {}): Promise<{ readonly code: number; readonly text: string }> {
  const lines: string[] = [];
  const code = await verifyCommand(folder, { env: { DOSSIER_DATA: folder }, out: (line) => { lines.push(line); }, err: () => undefined, terminal: null, stopped: () => new Promise(() => undefined), now: () => Date.now() }, given);
  return { code, text: lines.join('\n') };
}

test('an untouched chain is sound, beside a running server too', async () => {
  expect(await verify(whole)).toMatchObject({ code: 0, text: expect.stringContaining('rows of the audit; everything is sound') as string });
});

test.each([
  ['one byte of a row', (db: Database.Database) => db.exec("UPDATE audit SET body = replace(body, 'olga', 'olgb'), actor = 'olgb' WHERE seq = 17"), /row 17: Row 17 does not say what was written/],
  ['its moment', (db: Database.Database) => db.exec('UPDATE audit SET at = at + 1 WHERE seq = 17'), /row 17: Row 17 does not say what was written/],
  ['its code', (db: Database.Database) => db.exec("UPDATE audit SET mac = zeroblob(32) WHERE seq = 17"), /row 17: Row 17 was changed together with its code/],
  ['one row taken out', (db: Database.Database) => db.exec('DELETE FROM audit WHERE seq = 17'), /row 17: Row 17 was taken out/],
  ['three rows taken out', (db: Database.Database) => db.exec('DELETE FROM audit WHERE seq BETWEEN 17 AND 19'), /row 17: Rows 17 to 19 were taken out/],
  ['one row taken out and the rest numbered anew', (db: Database.Database) => db.exec('DELETE FROM audit WHERE seq = 17; UPDATE audit SET seq = -seq WHERE seq > 17; UPDATE audit SET seq = -seq - 1 WHERE seq < 0'), /row 17: A row was taken out before row 17/],
  ['two rows in another order', (db: Database.Database) => db.exec('UPDATE audit SET seq = 999 WHERE seq = 17; UPDATE audit SET seq = 17 WHERE seq = 18; UPDATE audit SET seq = 18 WHERE seq = 999'), /row 17: Rows 17 and 18 do not stand in the order/],
  ['a row added by somebody without the key', (db: Database.Database) => db.exec("INSERT INTO audit SELECT max(seq) + 1, 1, 'edited', 'olga', NULL, '{}', zeroblob(32) FROM audit"), /the last one, was changed or was not written by this server/],
  ['the tail cut off', (db: Database.Database) => db.exec('DELETE FROM audit WHERE seq > 30'), /row 31: Rows from 31 on were cut off: facts\.db knows row \d+/],
  ['the beginning taken away', (db: Database.Database) => db.exec('DELETE FROM audit WHERE seq < 5'), /row 1: Rows 1 to 4 were taken out/],
] as const)('%s is named', async (_, how, words) => {
  const { code, text } = await verify(spoiled(how));
  expect(text).toMatch(words);
  expect(text.match(/^ {2}audit /gm)?.[0]).toBeDefined();
  expect(code).toBe(1);
});

test('a tail that was cut off with everything in the folder that knew of it is seen by a head that was kept elsewhere', async () => {
  const cut = withoutAnchor(spoiled((db) => db.exec('DELETE FROM audit WHERE seq > 30')));
  expect((await verify(cut)).code).toBe(0);
  const db = new Database(join(whole, 'archive.db'), { readonly: true });
  const { seq, mac } = db.prepare('SELECT seq, mac FROM audit ORDER BY seq DESC LIMIT 1').get() as { seq: number; mac: Buffer };
  db.close();
  expect((await verify(cut, { head: [`${seq}:${mac.toString('hex')}`] })).text).toMatch(/Rows from 31 on were cut off: --head knows row/);
  const file = join(root, 'shipped.log');
  writeFileSync(file, `{"level":"info","seq":${seq},"mac":"${mac.toString('hex')}","msg":"head of the audit"}\n`);
  expect((await verify(cut, { heads: [file] })).code).toBe(1);
  expect((await verify(whole, { heads: [file] })).code).toBe(0);
});

test('a chain written anew from its beginning by somebody with the key is seen by a head that was kept elsewhere', async () => {
  const anew = join(root, 'anew');
  await live(anew, 40);
  const db = new Database(join(whole, 'archive.db'), { readonly: true });
  const mac = (db.prepare('SELECT mac FROM audit WHERE seq = 20').pluck().get() as Buffer).toString('hex');
  db.close();
  expect((await verify(withoutAnchor(anew))).code).toBe(0);
  expect((await verify(anew, { head: [`20:${mac}`] })).text).toMatch(/row 20: Row 20 is another than the one whose code was kept in --head/);
});

test('another key does not fit, and is said to be another', async () => {
  const folder = spoiled(() => undefined);
  writeFileSync(join(folder, 'audit.key'), `${'ab'.repeat(32)}\n`);
  const { code, text } = await verify(folder);
  expect(text).toMatch(/The newest part of the chain was written under the key [0-9a-f]{16}, and the key of this folder is [0-9a-f]{16}/);
  expect(code).toBe(1);
});

test('on a new machine the chain goes on in a new part; the old one is checked by whoever brings its key', async () => {
  const folder = spoiled(() => undefined);
  const old = readFileSync(join(folder, 'audit.key'), 'utf8');
  rmSync(join(folder, 'audit.key'));
  await live(folder, 3);
  expect(existsSync(join(folder, 'audit.key'))).toBe(true);
  const { code, text } = await verify(folder);
  expect(code, text).toBe(0);
  expect(text).toMatch(/Not checked: rows 1 to \d+ of the audit were written under the key/);
  const file = join(root, 'old.key');
  writeFileSync(file, old);
  expect((await verify(folder, { auditKey: [file] })).text).not.toMatch(/Not checked/);
  const touched = spoiled((db) => db.exec("UPDATE audit SET actor = 'nobody' WHERE seq = 9"), folder);
  expect((await verify(touched, { auditKey: [file] })).text).toMatch(/row 9: Row 9 does not say what was written/);
});

test('a restore is told in the chain, and heads of the time that is gone are put aside', async () => {
  const folder = spoiled(() => undefined);
  const into = join(root, 'backups');
  const { path: backup } = await maintain({ kind: 'backup', folder, into, by: 'hand', now: Date.now(), version: '0.4.0' });
  expect((await verify(backup)).code).toBe(1 - 1);
  await live(folder, 5);
  await maintain({ kind: 'restore', folder, lock: true, backup, replace: true, now: Date.now() });
  await live(folder, 1);
  const { code, text } = await verify(folder);
  expect(code, text).toBe(0);
  const db = new Database(join(folder, 'archive.db'), { readonly: true });
  expect(db.prepare("SELECT count(*) FROM audit WHERE action = 'restored'").pluck().get()).toBe(1);
  db.close();
});

test('no backup holds the key', async () => {
  const into = join(root, 'more-backups');
  const { path: backup } = await maintain({ kind: 'backup', folder: whole, into, by: 'hand', now: Date.now(), version: '0.4.0' });
  expect(existsSync(join(backup, 'audit.key'))).toBe(false);
});
