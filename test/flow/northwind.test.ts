/** A trading company's files into the real server: an empty folder, the sums and classes, a second import, an edit in between, and the doors of the command. */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync, cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportReport, JobView } from '../../model/api.ts';
import type { ClassResult, Digest } from '../../model/overview.ts';
import { mint, root, SECRET, start, tempFolder, type Running } from '../helpers/dossier.ts';
import { tradeFiles } from '../helpers/northwind.ts';

const files = tradeFiles();
const folder = tempFolder();
const scratch = tempFolder();
let server: Running;
let steward: string;

interface Ended { readonly code: number | null; readonly out: string; readonly err: string }
const dossier = (...args: readonly string[]): Promise<Ended> => new Promise((done) => {
  const child = spawn(process.execPath, [join(root, 'server/cli/bin.mjs'), ...args], { env: { PATH: process.env['PATH'], HOME: process.env['HOME'], DOSSIER_DATA: folder, DOSSIER_JWT_SECRET: SECRET } });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString(); });
  child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString(); });
  child.once('close', (code) => done({ code, out, err }));
});
const reported = (name: string): ImportReport => JSON.parse(readFileSync(join(scratch, name), 'utf8')) as ImportReport;
const counts = (report: ImportReport, table: string) => report.tables.find((each) => each.table === table)?.counts;
const get = async <T>(path: string): Promise<T> => {
  const { status, body } = await server.api<T>(steward, 'GET', path);
  expect(status, path).toBe(200);
  return body;
};
type Full = Exclude<Digest, { level: 'exists' }>;
const overview = (id: string) => get<Full>(`/api/archives/${id}/overview`);
interface Page { readonly items: readonly { readonly id: string }[]; readonly next: string | null; readonly total: number }
async function everyId(): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor = ''; ; ) {
    const page = await get<Page>(`/api/archives?limit=50${cursor}`);
    ids.push(...page.items.map((item) => item.id));
    if (page.next === null) return ids;
    cursor = `&cursor=${encodeURIComponent(page.next)}`;
  }
}

describe(`import of ${files.title} into an empty folder`, () => {
  let first: Ended;
  beforeAll(async () => {
    first = await dossier('import', files.folder, '--source', 'northwind', '--report', join(scratch, 'first.json'));
    server = await start({ folder });
    steward = await mint({ sub: 'steward', name: 'Stew', roles: ['steward'] });
  });
  afterAll(async () => {
    await server.stop();
    for (const each of [folder, scratch]) rmSync(each, { recursive: true, force: true });
  });

  it('ends with 0 and says what became of every file', () => {
    expect(first.code, first.err).toBe(0);
    expect(first.out).toContain('customers.csv (customers): 93 rows: 93 created');
    const report = reported('first.json');
    expect(counts(report, 'suppliers')?.created).toBe(29);
    expect(counts(report, 'orders')?.created).toBe(830);
    expect(report.lines.filter((line) => line.outcome === 'refused')).toEqual([]);
  });

  it('makes 93 customers and 29 suppliers, without owner, in the department unassigned', async () => {
    const ids = await everyId();
    expect(ids).toHaveLength(122);
    expect(ids.filter((id) => id.startsWith('S-'))).toHaveLength(29);
    const { row } = await get<{ row: Record<string, unknown> }>('/api/archives/northwind:Val2');
    expect(row).toMatchObject({ id: 'Val2', owner: null, department: 'unassigned', keys: ['northwind:Val2'] });
  });

  it('adds the orders up to the cent', async () => {
    const digests = await Promise.all((await everyId()).map(overview));
    const cents = digests.reduce((sum, digest) => sum + Math.round(Number(digest.trade?.sum ?? 0) * 100), 0);
    const wanted = readFileSync(join(files.folder, 'orders.csv'), 'utf8').trim().split('\n').slice(1).reduce((sum, line) => sum + Math.round(Number(line.trim().split(',').at(-1)) * 100), 0);
    expect(cents).toBe(wanted);
    expect(digests.reduce((sum, digest) => sum + (digest.trade?.count ?? 0), 0)).toBe(830);
    if (files.real) expect(wanted).toBe(126_579_322);
    expect(digests.filter((digest) => digest.id.startsWith('S-')).every((digest) => digest.classes.abc === undefined)).toBe(true);
  });

  it('classifies every customer; each class has rule, inputs and date', async () => {
    const { body } = await server.api<{ counts: Record<string, number>; referenceDate: string }>(steward, 'POST', '/api/classify', { scheme: 'abc', window: 'all', dryRun: true });
    expect(Object.values(body.counts).reduce((sum, count) => sum + count, 0)).toBe(93);
    if (files.real) {
      expect(body.counts).toEqual({ A: 34, B: 27, C: 28, '-': 4 });
      expect(body.referenceDate).toBe('1998-05-06');
    }
    const customer = (await everyId()).find((id) => !id.startsWith('S-')) ?? '';
    const { classes } = await overview(customer);
    for (const scheme of ['abc', 'rfm', 'lifecycle'] as const) {
      const result = classes[scheme] as ClassResult;
      expect(result.rule.version).toBe(1);
      expect(result.inputs.length).toBeGreaterThan(0);
      expect(result.window.to).toBe(body.referenceDate);
    }
    expect(classes.rfm?.window.months).toBe(24);
  });

  it('beside the running server it ends with 3 and says what to do', async () => {
    const { code, err } = await dossier('import', files.folder, '--source', 'northwind');
    expect(code).toBe(3);
    expect(err).toContain('--url');
  });

  it('through the server it changes nothing the second time', async () => {
    const before = await Promise.all((await everyId()).map(overview));
    const { code, err } = await dossier('import', files.folder, '--source', 'northwind', '--url', server.url, '--token', steward, '--report', join(scratch, 'second.json'));
    expect(code, err).toBe(0);
    const report = reported('second.json');
    expect(counts(report, 'orders')).toEqual({ unchanged: 830 });
    expect(counts(report, 'employees')?.unchanged).toBe(9);
    expect([counts(report, 'customers')?.unchanged, counts(report, 'suppliers')?.unchanged]).toEqual([93, 29]);
    expect(await Promise.all((await everyId()).map(overview))).toEqual(before);
  });

  it('keeps an edit, follows the file elsewhere, and reports what it kept', async () => {
    const ids = (await everyId()).filter((id) => !id.startsWith('S-') && id !== 'Val2' && id !== 'VALON').sort();
    const [edited = '', followed = ''] = ids;
    expect((await server.api(steward, 'PATCH', `/api/archives/${edited}/sections/profile`, { fields: { 'customer.name': 'Renamed by hand' } })).status).toBe(200);
    const copy = join(scratch, 'northwind');
    cpSync(files.folder, copy, { recursive: true });
    const lines = readFileSync(join(files.folder, 'customers.csv'), 'utf8').split('\n');
    const changed = lines.map((line) => {
      const [id = '', rest = ''] = [line.slice(0, line.indexOf(',')), line.slice(line.indexOf(',') + 1)];
      return id === edited || id === followed ? `${id},Renamed in the file,${rest.startsWith('"') ? rest.slice(rest.indexOf('",') + 2) : rest.slice(rest.indexOf(',') + 1)}` : line;
    });
    writeFileSync(join(copy, 'customers.csv'), changed.join('\n'));
    const { code } = await dossier('import', copy, '--source', 'northwind', '--url', server.url, '--token', steward, '--report', join(scratch, 'third.json'));
    expect(code).toBe(0);
    expect((await overview(edited)).name).toBe('Renamed by hand');
    expect((await overview(followed)).name).toBe('Renamed in the file');
    expect(reported('third.json').lines.filter((line) => line.outcome === 'kept')).toMatchObject([{ file: 'customers.csv', externalId: edited, field: 'customer.name', code: 'edited' }]);
  });

  it('who may not import is told so, and nothing arrives', async () => {
    const staff = await mint({ sub: 'staff', name: 'Sal', roles: ['staff'] });
    const { code, err } = await dossier('import', files.folder, '--source', 'other', '--url', server.url, '--token', staff);
    expect(code).toBe(1);
    expect(err).toContain('403');
    expect(await everyId()).toHaveLength(122);
  });

  it('a wrong source is refused before anything begins', async () => {
    const { code, err } = await dossier('import', files.folder, '--source', 'North Wind', '--url', server.url, '--token', steward);
    expect(code).toBe(2);
    expect(err).toContain('source');
  });

  it('a job tells its progress as events until it ends', async () => {
    const form = new FormData();
    form.append('source', 'events');
    form.append('dryRun', 'true');
    form.append('files', new Blob(['CustomerID,Name\nE1,Events\n']), 'customers.csv');
    const started = await fetch(`${server.url}/api/imports`, { method: 'POST', headers: { authorization: `Bearer ${steward}` }, body: form });
    expect(started.status).toBe(202);
    const { id } = (await started.json()) as JobView;
    const events = await fetch(`${server.url}/api/jobs/${id}`, { headers: { authorization: `Bearer ${steward}`, accept: 'text/event-stream' } });
    const text = await events.text();
    const last = JSON.parse(text.trim().split('data: ').at(-1) ?? '') as JobView;
    expect(last).toMatchObject({ state: 'done', report: { dryRun: true, tables: [{ table: 'customers', rows: 1, counts: { created: 1 } }] } });
  });
});
