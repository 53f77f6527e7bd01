/** An import that is killed in the middle, at several moments, and run again: nothing is doubled, nothing is missing, and once more changes nothing. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ImportReport } from '../../model/api.ts';
import { root } from '../helpers/dossier.ts';

const CUSTOMERS = 600;
const ORDERS = 3_000;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dossier-killed-'));
  mkdirSync(join(folder, 'files'));
  writeFileSync(join(folder, 'files/customers.csv'), `id,name,phone,contact\n${Array.from({ length: CUSTOMERS }, (_, i) => `C${i},客户 ${i},020-${1_000_000 + i},人 ${i}`).join('\n')}\n`);
  writeFileSync(join(folder, 'files/orders.csv'), `order_id,customer_id,order_date,amount\n${Array.from({ length: ORDERS }, (_, i) => `${i},C${i % CUSTOMERS},2026-01-0${1 + (i % 9)},${i}.50`).join('\n')}\n`);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Kills the command as soon as it tells of this many rows; null: lets it end. */
function run(killAt: number | null): Promise<number | null> {
  const child = spawn(process.execPath, [join(root, 'server/cli/bin.mjs'), 'import', join(folder, 'files'), '--source', 'shop', '--report', join(folder, 'report.json')], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'], env: { PATH: process.env.PATH, HOME: process.env.HOME, DOSSIER_DATA: join(folder, 'data') } });
  child.stderr.on('data', (chunk: Buffer) => {
    const told = /Importing: (\d+) of/.exec(chunk.toString())?.[1];
    if (killAt !== null && told !== undefined && Number(told) >= killAt) child.kill('SIGKILL');
  });
  return new Promise((done) => { child.once('close', done); });
}
const count = (file: string, sql: string): unknown => {
  const db = new Database(join(folder, 'data', file), { readonly: true });
  try {
    return db.prepare(sql).pluck().get();
  } finally {
    db.close();
  }
};

it.each([1, 500, 1_800])('killed after %i rows and run again: each row once', async (killAt) => {
  expect(await run(killAt)).toBeNull();
  expect(await run(null)).toBe(0);
  expect(count('archive.db', 'SELECT count(*) FROM archive')).toBe(CUSTOMERS);
  expect(count('archive.db', "SELECT count(*) FROM archive_key WHERE key LIKE 'shop:%'")).toBe(CUSTOMERS);
  expect(count('facts.db', 'SELECT count(*) FROM overview')).toBe(CUSTOMERS);
  expect(count('facts.db', 'SELECT count(*) FROM trade')).toBe(ORDERS);
  expect(count('facts.db', 'SELECT sum(amount) FROM trade')).toBe(Array.from({ length: ORDERS }, (_, i) => i * 100 + 50).reduce((a, b) => a + b));
  expect(count('facts.db', 'SELECT sum(sum) FROM total')).toBe(count('facts.db', 'SELECT sum(amount) FROM trade'));
  expect(await run(null)).toBe(0);
  const again = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as ImportReport;
  expect(again.tables.map(({ counts }) => counts)).toEqual([{ unchanged: CUSTOMERS }, { unchanged: ORDERS }]);
});
