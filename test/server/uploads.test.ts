/** Uploads in pieces: the verbs, what is kept over a restart and a torn end, limits, their end, and the right at every request. */
import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ApiErrorBody, FileView, UploadView } from '../../model/api.ts';
import { openStorage } from '../../server/storage/open.ts';
import type { Storage } from '../../server/storage/storage.ts';
import { systemClock } from '../../server/clock.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { Answer, HttpWorld, Who } from '../helpers/http-world.ts';

const owner: Who = { sub: 'olga', name: 'Olga', roles: ['staff'] };
const helper: Who = { sub: 'hugo', name: 'Hugo', roles: ['staff'] };
const reader: Who = { sub: 'rui', name: 'Rui', roles: ['staff'] };
const BASE = '/api/archives/ACME/uploads';
const HOUR = 3_600_000;
const paper = Buffer.from('0123456789'.repeat(1000));

let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld({ env: { DOSSIER_LIMITS: JSON.stringify({ uploadsPerPerson: 3, uploadBytesPerPerson: 50_000, fileBytes: 40_000 }) } });
  await world.call(owner, 'POST', '/api/archives', { id: 'ACME', kind: 'organisation', name: 'Acme' });
  await world.call(owner, 'POST', '/api/grants', { archive: 'ACME', to: { kind: 'person', id: 'rui' }, level: 'read', reason: 'helps' });
});
afterAll(async () => { await world.close(); });
afterEach(async () => { for (const { id } of world.storage.files.uploads.all()) await world.storage.files.uploads.drop(id); });

const begin = (who: Who, more: object = {}) => world.call<UploadView & ApiErrorBody>(who, 'POST', BASE, { section: 'documents', kind: 'g2.businessLicenceCopy', name: 'licence.pdf', type: 'application/pdf', length: paper.length, ...more });
const patch = (who: Who, id: string, offset: number, bytes: Buffer | ReadableStream, headers: Record<string, string> = {}): Promise<Answer<UploadView & ApiErrorBody>> =>
  world.call(who, 'PATCH', `${BASE}/${id}`, new Uint8Array(bytes as Buffer), { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset), ...headers });
const offsetOf = async (who: Who, id: string): Promise<string | null> => (await world.call(who, 'HEAD', `${BASE}/${id}`)).headers.get('upload-offset');
const files = async (who: Who = owner) => (await world.call<{ items: FileView[] }>(who, 'GET', '/api/archives/ACME/files')).body.items;

/** A body of which the test lets go piece by piece. */
async function slowly(who: Who, id: string, offset: number) {
  let open: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({ start(controller) { open = controller; } });
  const answer = world.dossier.app.request(new Request(`http://dossier.test${BASE}/${id}`, {
    method: 'PATCH', headers: { authorization: `Bearer ${await world.token(who)}`, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) }, body, duplex: 'half',
  } as RequestInit)) as Promise<Response>;
  const end = (): void => {
    try {
      open?.close();
    } catch {
      // the server has let go of the body already
    }
  };
  return { answer, send: (bytes: Buffer) => open?.enqueue(new Uint8Array(bytes)), end, lost: () => open?.error(new Error('the connection broke')) };
}
const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => { while (!(await holds())) await new Promise((resolve) => { setImmediate(resolve); }); };
const onDisk = (id: string): boolean => existsSync(join(world.config.data, 'files', 'uploads', `${id}.part`));

describe('the verbs', () => {
  it('announce, ask, go on, and the last byte makes the file', async () => {
    const made = await begin(owner, { validUntil: '2030-06-30' });
    expect(made.status).toBe(201);
    expect(made.headers.get('location')).toBe(`${BASE}/${made.body.id}`);
    expect(made.body).toMatchObject({ offset: 0, length: 10_000, file: null });
    expect((await patch(owner, made.body.id, 0, paper.subarray(0, 4000))).body).toMatchObject({ offset: 4000, file: null });
    expect(await offsetOf(owner, made.body.id)).toBe('4000');
    expect(await files()).toEqual([]);
    const last = await patch(owner, made.body.id, 4000, paper.subarray(4000));
    expect(last.body.file).toMatchObject({ id: made.body.id, section: 'documents', kind: 'g2.businessLicenceCopy', name: 'licence.pdf', size: 10_000, validUntil: '2030-06-30', by: { id: 'olga' } });
    expect(last.headers.get('upload-offset')).toBe('10000');
    expect((await world.call<string>(owner, 'GET', `/api/archives/ACME/files/${made.body.id}`)).body).toBe(paper.toString());
    // whoever did not hear the answer asks, and says it again
    expect((await world.call<UploadView>(owner, 'GET', `${BASE}/${made.body.id}`)).body.file).toMatchObject({ id: made.body.id });
    expect((await patch(owner, made.body.id, 10_000, Buffer.alloc(0))).body.file).toMatchObject({ id: made.body.id });
    expect((await patch(owner, made.body.id, 4000, paper.subarray(4000))).status).toBe(409);
    expect(onDisk(made.body.id)).toBe(false);
    await world.call(owner, 'DELETE', `/api/archives/ACME/files/${made.body.id}`);
  });

  it('an empty file needs an empty piece', async () => {
    const { body: { id } } = await begin(owner, { length: 0, name: 'empty.txt', type: 'text/plain' });
    expect((await patch(owner, id, 0, Buffer.alloc(0))).body.file).toMatchObject({ size: 0 });
    await world.call(owner, 'DELETE', `/api/archives/ACME/files/${id}`);
  });

  it('another offset is a conflict, too much is too large, and nothing of it is kept', async () => {
    const { body: { id } } = await begin(owner);
    await patch(owner, id, 0, paper.subarray(0, 1000));
    for (const offset of [0, 999, 1001, 10_000]) expect((await patch(owner, id, offset, paper.subarray(0, 10))).status, String(offset)).toBe(409);
    expect((await patch(owner, id, 1000, paper)).status).toBe(413);
    expect((await patch(owner, id, 1000, paper, { 'content-length': '10000' })).status).toBe(413);
    expect(await offsetOf(owner, id)).toBe('1000');
    expect((await world.call(owner, 'PATCH', `${BASE}/${id}`, new Uint8Array(1), { 'content-type': 'application/octet-stream', 'upload-offset': '1000' })).status).toBe(415);
    expect((await patch(owner, id, NaN, paper)).status).toBe(422);
  });

  it('of two pieces at one offset one wins', async () => {
    const { body: { id } } = await begin(owner);
    const [a, b] = await Promise.all([patch(owner, id, 0, paper.subarray(0, 5000)), patch(owner, id, 0, Buffer.alloc(5000))]);
    expect([a.status, b.status].sort()).toEqual([200, 409]);
    expect(await offsetOf(owner, id)).toBe('5000');
  });

  it('what came before the connection broke is kept', async () => {
    const { body: { id } } = await begin(owner);
    const piece = await slowly(owner, id, 0);
    piece.send(paper.subarray(0, 3000));
    await until(async () => (await patch(owner, id, 0, paper)).status === 409); // it writes
    piece.lost();
    await piece.answer;
    const kept = Number(await offsetOf(owner, id));
    expect([0, 3000]).toContain(kept);
    expect((await patch(owner, id, kept, paper.subarray(kept))).body.file).not.toBeNull();
    await world.call(owner, 'DELETE', `/api/archives/ACME/files/${id}`);
  });

  it('asking ends a piece that hangs', async () => {
    const { body: { id } } = await begin(owner);
    const piece = await slowly(owner, id, 0);
    piece.send(paper.subarray(0, 3000));
    await until(async () => (await patch(owner, id, 0, paper)).status === 409); // it writes
    const offset = Number(await offsetOf(owner, id));
    expect((await piece.answer).status).toBe(200);
    expect((await patch(owner, id, offset, paper.subarray(offset))).body.file).not.toBeNull();
    await world.call(owner, 'DELETE', `/api/archives/ACME/files/${id}`);
  });

  it('given up leaves nothing', async () => {
    const { body: { id } } = await begin(owner);
    await patch(owner, id, 0, paper.subarray(0, 1000));
    expect((await world.call(owner, 'DELETE', `${BASE}/${id}`)).status).toBe(204);
    expect((await world.call(owner, 'HEAD', `${BASE}/${id}`)).status).toBe(404);
    expect((await patch(owner, id, 1000, paper.subarray(1000))).status).toBe(404);
    expect(onDisk(id)).toBe(false);
  });
});

describe('limits', () => {
  it('so many at once, so many bytes together, so many in one', async () => {
    expect((await begin(owner, { length: 40_001 })).body.error.message).toBe('A file may have at most 40000 bytes.');
    for (let n = 0; n < 3; n++) expect((await begin(owner)).status).toBe(201);
    const fourth = await begin(owner);
    expect([fourth.status, fourth.body.error.message, fourth.headers.get('retry-after')]).toEqual([429, 'At most 3 uploads of a person at once; finish or give up one of them.', '60']);
    await world.storage.files.uploads.drop(world.storage.files.uploads.all()[0]!.id);
    const large = await begin(owner, { length: 30_001 });
    expect([large.status, large.body.error.message]).toEqual([413, 'Your unfinished uploads may have 50000 bytes together; finish or give up one of them.']);
    expect((await begin(owner, { length: 30_000 })).status).toBe(201);
  });

  it('refuses what a file may not be', async () => {
    for (const wrong of [{ section: 'nowhere' }, { length: -1 }, { length: 1.5 }, { length: '7' }, { name: '' }, { name: '/' }, { kind: 'x'.repeat(65) }, { validUntil: '2030-02-30' }, { more: 1 }]) expect((await begin(owner, wrong)).status, JSON.stringify(wrong)).toBe(422);
  });

  it('what is not whole after a day is thrown away', async () => {
    const { body: { id } } = await begin(owner);
    world.pass(23 * HOUR);
    expect(await offsetOf(owner, id)).toBe('0');
    world.pass(HOUR);
    expect((await world.call(owner, 'HEAD', `${BASE}/${id}`)).status).toBe(404);
    expect((await begin(owner, { length: 40_000 })).status).toBe(201); // it counts no more
  });
});

describe('the right', () => {
  it('is asked at every verb, and another person has no such upload', async () => {
    expect((await begin(reader)).status).toBe(403);
    expect((await begin(reader, { section: 'identity' })).status).toBe(404);
    expect((await begin({ sub: 'sam' })).status).toBe(404);
    const { body: { id } } = await begin(owner);
    for (const who of [reader, { sub: 'sam' }]) {
      for (const method of ['GET', 'HEAD', 'DELETE']) expect((await world.call(who, method, `${BASE}/${id}`)).status, method).toBe(404);
      expect((await patch(who, id, 0, paper)).status).toBe(404);
      expect(await files(reader)).toEqual([]);
    }
    await world.call(owner, 'POST', '/api/archives', { id: 'OTHER', kind: 'organisation', name: 'Other' });
    expect((await world.call(owner, 'HEAD', `/api/archives/OTHER/uploads/${id}`)).status).toBe(404);
    expect(await offsetOf(owner, id)).toBe('0');
  });

  it('lost midway: the bytes go', async () => {
    await world.call(owner, 'PUT', '/api/archives/ACME/owners', { owner: 'olga', coOwners: ['hugo'] });
    const [one, two] = [(await begin(helper)).body.id, (await begin(helper)).body.id];
    await patch(helper, one, 0, paper.subarray(0, 1000));
    const piece = await slowly(helper, two, 0);
    piece.send(paper);
    await world.call(owner, 'PUT', '/api/archives/ACME/owners', { owner: 'olga', coOwners: [] });
    piece.end();
    expect((await piece.answer).status).toBe(404);
    await until(() => !onDisk(one) && !onDisk(two));
    expect(world.storage.files.uploads.all()).toEqual([]);
    expect(await files()).toEqual([]);
  });

  it('of a closed archive nobody adds', async () => {
    const { body: { id } } = await begin(owner);
    await world.call(owner, 'POST', '/api/archives/ACME/state', { state: 'closed' });
    expect((await patch(owner, id, 0, paper)).status).toBeGreaterThanOrEqual(403);
    expect(await files()).toEqual([]);
    await world.call(owner, 'POST', '/api/archives/ACME/state', { state: 'open' });
  });
});

describe('on disk', () => {
  const made: string[] = [];
  afterAll(() => { for (const folder of made) rmSync(folder, { recursive: true, force: true }); });
  const body = (bytes: Buffer): ReadableStream<Uint8Array> => new Blob([new Uint8Array(bytes)]).stream();
  const still = (): Promise<void> => Promise.resolve();
  const upload = { id: 'u1', archive: 'A' as never, section: 'documents', kind: 'file', name: 'a.txt', type: 'text/plain', size: 10_000, validUntil: null, by: 'anna' as never, at: '2026-01-01T00:00:00.000Z', ends: 0 };
  const open = async (folder: string): Promise<Storage> => openStorage({ folder, clock: systemClock, readers: 1 });

  it('what was kept outlives a restart; what came after it is cut off; a backup takes none of it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dossier-uploads-'));
    made.push(folder);
    let storage = await open(folder);
    await storage.files.uploads.begin(upload);
    await storage.files.uploads.append('u1', 0, body(paper.subarray(0, 6000)), still);
    const backup = await storage.backup(join(folder, 'backups'));
    expect(readdirSync(backup.path)).not.toContain('files');
    await storage.close();
    // as a power cut may leave it: more bytes than were told, and a note that was never whole
    appendFileSync(join(folder, 'files', 'uploads', 'u1.part'), 'rubbish');
    appendFileSync(join(folder, 'files', 'uploads', 'u2.json'), '{"id":');
    storage = await open(folder);
    expect(storage.files.uploads.all()).toMatchObject([{ id: 'u1', offset: 6000 }]);
    await storage.files.uploads.append('u1', 6000, body(paper.subarray(6000)), still);
    const file = await storage.files.uploads.finish('u1', () => 'text/plain');
    let read = '';
    for await (const chunk of storage.files.read(file)) read += Buffer.from(chunk).toString();
    expect(read).toBe(paper.toString());
    expect(readdirSync(join(folder, 'files', 'uploads'))).toEqual([]);
    await storage.close();
  });
});
