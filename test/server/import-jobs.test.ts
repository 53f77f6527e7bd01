/** Imports as jobs and uploads: one at a time, watched to the end, cut off by a stop, and bounded while they arrive. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobView } from '../../model/api.ts';
import type { ChangesetId, PersonId } from '../../model/ids.ts';
import { createImports, type Imports } from '../../server/services/import/jobs.ts';
import { receiveUpload } from '../../server/services/import/upload.ts';
import { WHOLE } from '../../server/services/import/run.ts';
import { memoryFile, MemoryPort } from '../helpers/import-port.ts';

const by = 'steward' as PersonId;
const file = (id: string) => memoryFile('customers.csv', `CustomerID,Name\n${id},Name ${id}\n`);

describe('import jobs', () => {
  let port: MemoryPort;
  let stored: Map<string, JobView>;
  let failures: unknown[];
  let imports: Imports;
  beforeEach(() => {
    port = new MemoryPort();
    stored = new Map();
    failures = [];
    let byte = 0;
    imports = createImports({
      likely: async () => [],
      rows: { putRows: async () => undefined, rows: async () => ({ items: [], counts: {} }), known: async () => [], jobs: async () => [], undoTrade: async () => ({ removed: 0, restored: 0, changed: [], archives: [] }), drop: async () => undefined },
      changesets: { begin: async () => 'set' as ChangesetId, undo: () => Promise.reject(new Error('unused')), get: () => Promise.reject(new Error('unused')), settled: async () => undefined },
      facts: { putJob: async (job) => void stored.set(job.id, job), job: async (id) => stored.get(id) ?? null, putImportedRows: async () => undefined },
      portFor: () => port, currency: 'EUR', clock: { now: () => 0, after: () => () => undefined }, random: (count) => new Uint8Array(count).map(() => byte++ % 248), onError: (error) => failures.push(error),
    });
  });
  const request = (id: string) => ({ files: [file(id)], source: 'shop', department: null, dryRun: false, by, may: WHOLE });

  it('is queued at once and done with its report', async () => {
    const job = await imports.start(request('A1'));
    expect(job.state).toBe('queued');
    await imports.settled();
    expect(await imports.job(job.id)).toMatchObject({ state: 'done', done: 1, total: 1, report: { source: 'shop' }, error: null });
    expect(stored.get(job.id)?.state).toBe('done');
  });
  it('runs one at a time, in the order of asking', async () => {
    const bring = port.bringMany;
    let inside = 0;
    port.bringMany = async (archives) => {
      expect(++inside).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      inside--;
      return bring(archives);
    };
    await Promise.all([imports.start(request('A1')), imports.start(request('A2')), imports.start(request('A3'))]);
    await imports.settled();
    expect([...port.archives.keys()]).toEqual(['A1', 'A2', 'A3']);
  });
  it('lets a watcher hear the end, also when it comes late', async () => {
    const job = await imports.start(request('A1'));
    const heard: string[] = [];
    imports.watch(job.id, (each) => heard.push(each.state));
    await imports.settled();
    expect(heard.at(-1)).toBe('done');
    const late = await new Promise<JobView>((resolve) => { imports.watch(job.id, resolve); });
    expect(late.state).toBe('done');
    expect(imports.watch('nobody', () => undefined)).toBeUndefined();
  });
  it('fails with the reason, gives the files back, and the next one runs', async () => {
    port.noteRows = async () => { throw new Error('the disk is full'); };
    let released = false;
    const job = await imports.start({ ...request('A1'), release: async () => { released = true; } });
    await imports.settled();
    expect(await imports.job(job.id)).toMatchObject({ state: 'failed', error: 'the disk is full', report: null });
    expect([released, failures.length]).toEqual([true, 1]);
    port.noteRows = async () => undefined;
    const next = await imports.start(request('A2'));
    await imports.settled();
    expect((await imports.job(next.id))?.state).toBe('done');
  });
  it('calls a job failed that a stop of the server cut off', async () => {
    stored.set('old', { id: 'old', kind: 'import', state: 'running', done: 3, total: 9, report: null, error: null });
    expect(await imports.job('old')).toMatchObject({ state: 'failed', done: 3 });
    expect(await imports.job('never')).toBeNull();
  });
  it('refuses impossible options before there is a job', async () => {
    await expect(imports.start({ ...request('A1'), source: 'No Name' })).rejects.toMatchObject({ code: 'invalid' });
    expect(stored.size).toBe(0);
  });
});

describe('uploads', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'dossier-upload-')); });
  afterEach(() => rmSync(folder, { recursive: true }));
  const form = (...parts: readonly string[]): Readable => Readable.from([Buffer.from(`${parts.map((part) => `--b\r\n${part}\r\n`).join('')}--b--\r\n`)]);
  const csv = (name: string, text: string): string => `content-disposition: form-data; name="files"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n${text}`;
  const TYPE = 'multipart/form-data; boundary=b';

  it('keeps files and fields, and takes them away when they are released', async () => {
    const upload = await receiveUpload(form('content-disposition: form-data; name="source"\r\n\r\nshop', csv('../../etc/客户.csv', 'a,b\n1,2\n')), TYPE, folder, 1_000);
    expect([upload.fields, upload.files.map((each) => each.name)]).toEqual([{ source: 'shop' }, ['客户.csv']]);
    const chunks = await upload.files[0]!.open().toArray() as Buffer[];
    expect(Buffer.concat(chunks).toString()).toBe('a,b\n1,2\n');
    await upload.release();
    expect(readdirSync(folder)).toEqual([]);
  });
  it.each([
    ['more bytes than allowed', form(csv('a.csv', 'x'.repeat(2_000))), TYPE, 'too-large'],
    ['no file', form('content-disposition: form-data; name="source"\r\n\r\nshop'), TYPE, 'no-file'],
    ['a body that breaks off', Readable.from([Buffer.from('--b\r\ncontent-disposition: form-data; name="files"; filename="a.csv"\r\n\r\nhalf')]), TYPE, 'malformed'],
    ['another content type', form(csv('a.csv', 'x')), 'application/json', 'malformed'],
    ['more than fifty files', form(...Array.from({ length: 51 }, (_, i) => csv(`${i}.csv`, 'a'))), TYPE, 'too-large'],
  ] as const)('refuses %s and leaves nothing behind', async (_name, body, type, code) => {
    await expect(receiveUpload(body, type, folder, 1_000)).rejects.toMatchObject({ code });
    expect(readdirSync(folder)).toEqual([]);
  });
});
