/** Large files through the built server: 200 MB up and down in constant memory, and uploads that go on after kill -9 from where they were told to be. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { afterEach, expect, it } from 'vitest';
import type { FileView, UploadView } from '../../model/api.ts';
import { freePort, mint, start, tempFolder, type Running } from '../helpers/dossier.ts';

const SIZE = 200_000_000;
const PIECE = 4 * 1024 * 1024;
const MOST_GROWTH = 64_000_000;
const ana = { sub: 'ana', name: 'Ana', roles: ['staff'] };

let running: Running | undefined;
afterEach(async () => { await running?.stop(); running = undefined; });

/** Bytes that differ at every place, made as they are asked for. */
const bytesAt = (from: number, to: number): Buffer => {
  const made = Buffer.allocUnsafe(to - from);
  for (let at = 0; at < made.length; at += 4) made.writeUInt32LE(Math.imul((from + at) >>> 2, 2_654_435_761) >>> 0, Math.min(at, made.length - 4));
  return made;
};
function* pieces(size: number, from = 0): Generator<Buffer> {
  for (let at = from; at < size; at += PIECE) yield bytesAt(at, Math.min(size, at + PIECE));
}
const hashOf = (size: number): string => {
  const hash = createHash('sha256');
  for (const piece of pieces(size)) hash.update(piece);
  return hash.digest('hex');
};

async function setUp(options: Parameters<typeof start>[0] = {}): Promise<{ readonly token: string; readonly base: string }> {
  running = await start(options);
  const token = await mint(ana);
  const made = await running.api(token, 'POST', '/api/archives', { id: 'BIG', kind: 'organisation', name: 'Big' });
  expect(made.status).toBe(201);
  return { token, base: `${running.url}/api/archives/BIG` };
}
const announce = async (base: string, token: string, length: number, name = 'big.bin'): Promise<UploadView> =>
  (await (await fetch(`${base}/uploads`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ section: 'documents', kind: 'file', name, length }) })).json()) as UploadView;
const patch = (base: string, token: string, id: string, offset: number, bytes: Buffer): Promise<Response> =>
  fetch(`${base}/uploads/${id}`, { method: 'PATCH', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) }, body: new Uint8Array(bytes) });

/** Resident bytes of a process, and the most that it had while it was watched. */
function watchMemory(pid: number): { readonly first: number; stop(): number } {
  const now = (): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1024;
  const first = now();
  let most = first;
  const timer = setInterval(() => { most = Math.max(most, now()); }, 20);
  return { first, stop: () => { clearInterval(timer); return most - first; } };
}

it('security.md: 200 MB goes up and down in constant memory', async () => {
  const { token, base } = await setUp();
  const server = running!.process.pid!;
  // what the first file costs once: code, threads, buffers that stay
  const warm = await announce(base, token, PIECE, 'warm.bin');
  await (await patch(base, token, warm.id, 0, bytesAt(0, PIECE))).json();
  await (await fetch(`${base}/files/${warm.id}`, { headers: { authorization: `Bearer ${token}` } })).arrayBuffer();

  const memory = watchMemory(server);
  const upload = await announce(base, token, SIZE);
  let last: UploadView | undefined;
  let offset = 0;
  for (const piece of pieces(SIZE)) {
    const answer = await patch(base, token, upload.id, offset, piece);
    expect(answer.status).toBe(200);
    last = (await answer.json()) as UploadView;
    offset += piece.length;
  }
  expect(last?.file).toMatchObject({ size: SIZE });
  const up = memory.stop();

  const reading = watchMemory(server);
  const answer = await fetch(`${base}/files/${upload.id}`, { headers: { authorization: `Bearer ${token}` } });
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of Readable.fromWeb(answer.body as NodeStream<Uint8Array>) as AsyncIterable<Uint8Array>) {
    hash.update(chunk);
    size += chunk.length;
  }
  const down = reading.stop();
  expect(size).toBe(SIZE);
  expect(hash.digest('hex')).toBe(hashOf(SIZE));

  // in one request too, as a form without the kit sends it
  const whole = watchMemory(server);
  const form = async function* form(): AsyncGenerator<Buffer> {
    yield Buffer.from('--x\r\nContent-Disposition: form-data; name="section"\r\n\r\ndocuments\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="whole.bin"\r\nContent-Type: application/octet-stream\r\n\r\n');
    yield* pieces(SIZE);
    yield Buffer.from('\r\n--x--\r\n');
  };
  const posted = await fetch(`${base}/files`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'multipart/form-data; boundary=x' }, body: Readable.toWeb(Readable.from(form())) as never, duplex: 'half' } as RequestInit);
  expect(posted.status).toBe(201);
  expect(((await posted.json()) as FileView).size).toBe(SIZE);
  const post = whole.stop();
  const [inPieces, back, atOnce] = [up, down, post].map((each) => `${Math.round(each / 1e6)} MB`);
  console.log(`200 MB: memory grew by ${inPieces} up in pieces, ${back} down, ${atOnce} up in one request`);
  for (const grown of [up, down, post]) expect(grown).toBeLessThan(MOST_GROWTH);
  // the same bytes are on the disk once
  expect(readdirSync(join(running!.folder, 'files')).filter((name) => /^[0-9a-f]{2}$/.test(name)).flatMap((name) => readdirSync(join(running!.folder, 'files', name)))).toHaveLength(2);
});

it('an upload goes on after kill -9 from where it was told to be', async () => {
  const size = 30_000_000;
  const folder = tempFolder();
  const port = await freePort();
  const { token, base } = await setUp({ folder, port });
  const { id } = await announce(base, token, size);
  let told = 0;
  for (let round = 0; told < size; round++) {
    // a piece that is answered, and one that the kill cuts off
    if (round < 3) {
      const answer = await patch(base, token, id, told, bytesAt(told, Math.min(size, told + PIECE)));
      expect(answer.status).toBe(200);
      told = ((await answer.json()) as UploadView).offset;
      const cut = patch(base, token, id, told, bytesAt(told, Math.min(size, told + 2 * PIECE))).catch(() => null); // nobody answers: it does not count
      await new Promise((done) => { setTimeout(done, round * 5); });
      await running!.kill();
      await cut;
      running = await start({ folder, port });
    }
    const view = (await (await fetch(`${base}/uploads/${id}`, { headers: { authorization: `Bearer ${token}` } })).json()) as UploadView;
    expect(view.offset, 'what was told is there').toBeGreaterThanOrEqual(told);
    told = view.offset;
    if (round >= 3) {
      const answer = await patch(base, token, id, told, bytesAt(told, Math.min(size, told + PIECE)));
      told = ((await answer.json()) as UploadView).offset;
    }
  }
  const bytes = Buffer.from(await (await fetch(`${base}/files/${id}`, { headers: { authorization: `Bearer ${token}` } })).arrayBuffer());
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(hashOf(size));
  expect(existsSync(join(folder, 'files', 'uploads', `${id}.part`))).toBe(false);
});
