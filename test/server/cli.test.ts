/** The command `dossier`: exit codes, sentences and what it prints, in this process. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportReport } from '../../model/api.ts';
import { systemClock } from '../../server/clock.ts';
import { openStorage } from '../../server/storage/open.ts';
import { exitOf } from '../../server/cli/program.ts';
import { reportCsv, reportLines } from '../../server/cli/report-text.ts';
import type { World } from '../../server/cli/world.ts';
import { unpack } from '../helpers/upgrade-folder.ts';

const SECRET = 'a secret of the test company, long enough';
let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'dossier-cli-')); });
afterEach(() => rmSync(folder, { recursive: true }));

async function dossier(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const world: World = {
    env: { DOSSIER_DATA: join(folder, 'data'), DOSSIER_JWT_SECRET: SECRET, ...env }, out: (line) => out.push(line), err: (line) => err.push(line),
    terminal: null, stopped: () => Promise.resolve(), now: () => Date.now(),
  };
  const code = await exitOf(args, world);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('the command dossier', () => {
  it('tells its commands and exit codes', async () => {
    const { code, out } = await dossier(['--help']);
    expect(code).toBe(0);
    for (const word of ['serve', 'demo', 'backup', 'restore', 'verify', 'upgrade', 'doctor', 'import', 'classify', 'token', 'Exit codes', 'another process has the data folder']) expect(out).toContain(word);
  });
  it.each([[['verify']], [['restore', 'x']], [['upgrade']], [['doctor']]] as const)('%j does not tell of files where the data is in a PostgreSQL', async (args) => {
    const { code, out, err } = await dossier(args, { DOSSIER_DATABASE_URL: 'postgres://u:p@127.0.0.1:1/d', DOSSIER_AUDIT_KEY: 'k'.repeat(32) });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('DOSSIER_DATABASE_URL is set');
  });
  it.each([[['nonsense']], [['import']], [['token']], [['token', '--sub', 'a', '--minutes', '61']], [['classify', '--window', '0']], [['classify', '--window', 'all']], [['restore']], [['restore', 'x', '--from', 'y']], [['restore', '--section', 'A1/profile']], [['restore', '--section', 'A1', '--from', 'x']], [['verify', '/nowhere/at/all']], [['backup']], [['backup', '--url', 'http://x']], [['upgrade']], [['import', '.', '--url', 'http://x']], [['import', '.', '--url', 'ftp://x', '--token', 't']]] as const)('%j is wrong usage', async (args) => {
    const { code, err } = await dossier(args);
    expect(code).toBe(2);
    expect(err).not.toBe('');
  });
  it('makes administrators, names them, and takes the role away with a warning when nobody is left', async () => {
    expect(await dossier(['admin', 'auth0|1', '--name', 'Ada'])).toEqual({ code: 0, out: 'Ada (auth0|1) is an administrator, from the first sign-in with this id on.', err: '' });
    expect(await dossier(['admin', 'bo'])).toMatchObject({ code: 0 });
    expect(await dossier(['admin', '--list'])).toEqual({ code: 0, out: 'auth0|1\tAda\nbo\tbo', err: '' });
    expect(await dossier(['admin', 'bo', '--remove'])).toEqual({ code: 0, out: 'bo (bo) is no administrator any more, whatever their tokens say.', err: '' });
    expect(await dossier(['admin', 'auth0|1', '--remove'])).toMatchObject({ code: 0, err: expect.stringContaining('Nobody in the directory is an administrator.') });
    expect(await dossier(['admin', 'nobody', '--remove'])).toMatchObject({ code: 1, err: 'Nobody has the id "nobody".' });
    expect(await dossier(['admin', 'bo'])).toMatchObject({ code: 0 });
    expect((await dossier(['admin', '--list'])).out).toBe('bo\tbo');
  });
  it.each([[[]], [['a', '--list']], [['--list', '--remove']], [[' a ']], [['a', '--url', 'http://x']]] as const)('admin %j is wrong usage', async (args) => {
    expect((await dossier(['admin', ...args])).code).toBe(2);
  });
  it('makes no administrator beside a server, and says how', async () => {
    const storage = await openStorage({ folder: join(folder, 'data'), clock: systemClock });
    const { code, err } = await dossier(['admin', 'ada']);
    await storage.close();
    expect([code, err]).toEqual([3, expect.stringMatching(/--url .* --token .*administrator/)]);
  });
  it('lists every problem of the configuration', async () => {
    const { code, err } = await dossier(['serve'], { DOSSIER_PORT: 'x', DOSSIER_CURRENCY: 'nope' });
    expect(code).toBe(2);
    expect(err).toContain('DOSSIER_PORT');
    expect(err).toContain('DOSSIER_CURRENCY');
  });
  it('does not start with a folder for backups that cannot be had', async () => {
    writeFileSync(join(folder, 'letter.txt'), '');
    const { code, err } = await dossier(['serve'], { DOSSIER_BACKUP: join(folder, 'letter.txt'), DOSSIER_PORT: '0' });
    expect([code, err]).toEqual([2, expect.stringMatching(/DOSSIER_BACKUP names .*letter\.txt, which is no folder/)]);
  });
  it('backs up, verifies and restores a folder, and says where what was there has gone', async () => {
    writeFileSync(join(folder, 'customers.csv'), 'ID,Name\nK1,Alpha\n');
    expect((await dossier(['import', join(folder, 'customers.csv'), '--source', 'shop'])).code).toBe(0);
    const made = await dossier(['backup'], { DOSSIER_BACKUP: join(folder, 'elsewhere') });
    expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/elsewhere.backup-\S+: 1 sections, 0 files, \d+ kB, as of 20/) });
    const path = made.out.slice(0, made.out.indexOf(': '));
    expect(await dossier(['verify', path])).toMatchObject({ code: 0, out: expect.stringContaining('everything is sound') });
    expect(await dossier(['restore', path])).toMatchObject({ code: 1, err: expect.stringContaining('Add --replace') });
    expect(await dossier(['restore', path, '--data', join(folder, 'other')])).toMatchObject({ code: 0, out: expect.stringMatching(/other is as it was at 20\S+: 1 sections, 0 files\./) });
    expect(await dossier(['restore', path, '--replace'])).toMatchObject({ code: 0, out: expect.stringMatching(/What was there before is in .*replaced-/) });
    expect(await dossier(['upgrade'])).toMatchObject({ code: 0, out: expect.stringContaining('already') });
    expect((await dossier(['classify', '--scheme', 'lifecycle'])).code).toBe(0);
  });
  it('upgrades a folder of an earlier version by hand, and says what it did', async () => {
    const { folder: old } = await unpack('0.1.0');
    const { code, out } = await dossier(['upgrade'], { DOSSIER_DATA: old });
    expect([code, out]).toEqual([0, expect.stringMatching(/archive\.db went from schema 1 to \d+\.\nfacts\.db .*\nThe folder as it was is in .*backup-\S+-before-\d/)]);
    expect(await dossier(['verify'], { DOSSIER_DATA: old })).toMatchObject({ code: 0 });
  });
  it('signs a token that the server accepts, and prints nothing else', async () => {
    const { code, out } = await dossier(['token', '--sub', 'ann', '--name', 'Ann', '--role', 'staff', 'manager', '--department', 'sales', '--minutes', '5']);
    expect(code).toBe(0);
    await jwtVerify(out, new TextEncoder().encode(SECRET), { audience: 'dossier' });
    const { exp = 0, iat = 0, ...claims } = decodeJwt(out);
    expect([claims['sub'], claims['name'], claims['roles'], claims['department'], exp - iat]).toEqual(['ann', 'Ann', ['staff', 'manager'], 'sales', 300]);
  });
  it('signs no token without a secret or for an unknown role', async () => {
    expect(await dossier(['token', '--sub', 'a'], { DOSSIER_JWT_SECRET: '' })).toMatchObject({ code: 2 });
    expect(await dossier(['token', '--sub', 'a', '--role', 'king'])).toMatchObject({ code: 2 });
  });
  it('names a folder that is not there, and one without tables', async () => {
    expect(await dossier(['import', join(folder, 'missing')])).toMatchObject({ code: 2 });
    expect((await dossier(['import', folder])).err).toContain('.csv');
  });
  it('says when no server answers', async () => {
    writeFileSync(join(folder, 'customers.csv'), 'ID,Name\n1,A\n');
    const { code, err } = await dossier(['import', folder, '--url', 'http://127.0.0.1:9', '--token', 't']);
    expect(code).toBe(1);
    expect(err).toContain('No answer from http://127.0.0.1:9');
  });
  it('imports into the folder, ends with 4 when rows were refused, and writes the report', async () => {
    writeFileSync(join(folder, 'customers.csv'), 'ID,Name\nK1,Alpha\nK2,\n');
    const { code, out } = await dossier(['import', join(folder, 'customers.csv'), '--source', 'shop', '--report', join(folder, 'report.csv')]);
    expect(code).toBe(4);
    expect(out).toContain('customers.csv:3 refused "K2", Name [no-name]');
    expect(readFileSync(join(folder, 'report.csv'), 'utf8')).toContain('customers.csv,3,refused,K2,Name,no-name,');
    expect((await dossier(['classify', '--scheme', 'lifecycle'])).out).toMatch(/^lifecycle to \S+: potentialEndCustomer 1$/);
  });
});

describe('a report for people', () => {
  const line = { file: 'a.csv', line: 2, externalId: '=cmd|x', outcome: 'repaired', field: '@f', code: 'trimmed', message: 'He said "hi"' } as const;
  const report: ImportReport = { source: 'shop', dryRun: true, tables: [], lines: [line, { ...line, outcome: 'refused' }], ignoredColumns: [{ file: 'a.csv', column: 'X' }, { file: 'a.csv', column: 'Y' }], linesLeftOut: 3 };
  it('runs nothing in a spreadsheet', () => {
    expect(reportCsv(report).split('\r\n')[1]).toBe(`a.csv,2,repaired,'=cmd|x,'@f,trimmed,"He said ""hi"""`);
  });
  it('shows refusals first and counts what it leaves out', () => {
    const lines = reportLines(report, 1);
    expect(lines[0]).toContain('nothing was stored');
    expect(lines[1]).toContain('refused');
    expect(lines[2]).toContain('4 more');
    expect(lines[3]).toContain('X, Y');
  });
});
