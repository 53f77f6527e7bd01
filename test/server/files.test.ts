/** Files after they are stored: hostile ones by the rows of security.md 8, parts and conditions, changes and removal with their history, bytes that are shared, and word of what is new. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiErrorBody, FileView, HistoryPage } from '../../model/api.ts';
import { trueType, UNKNOWN_TYPE } from '../../model/file-types.ts';
import { imageSize } from '../../model/image-size.ts';
import { byteRange } from '../../server/http/byte-range.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const owner: Who = { sub: 'olga', name: 'Olga', roles: ['staff'] };
const reader: Who = { sub: 'rui', name: 'Rui', roles: ['staff'] };
const stranger: Who = { sub: 'sam' };
const BASE = '/api/archives/ACME/files';

let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld();
  await world.call(owner, 'POST', '/api/archives', { id: 'ACME', kind: 'organisation', name: 'Acme' });
  await world.call(owner, 'POST', '/api/grants', { archive: 'ACME', to: { kind: 'person', id: 'rui' }, level: 'read', reason: 'helps' });
});
afterAll(async () => { await world.close(); });

async function add(name: string, type: string, bytes: string | Uint8Array, section = 'documents'): Promise<FileView> {
  const form = new FormData();
  form.set('section', section);
  form.append('file', new File([bytes as never], name, { type }));
  const { status, body } = await world.call<FileView>(owner, 'POST', BASE, form);
  expect(status).toBe(201);
  return body;
}
const latin = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
const PNG = latin('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x28\0\0\0\x1e');
const bytesOnDisk = (): readonly string[] => readdirSync(join(world.config.data, 'files')).filter((name) => /^[0-9a-f]{2}$/.test(name)).flatMap((name) => readdirSync(join(world.config.data, 'files', name)));

describe('security.md 8: hostile files', () => {
  const HTML = '<html><script>alert(1)</script>';
  it.each([
    ['30 SVG', 'a.svg', 'image/svg+xml', '<svg onload="alert(1)"/>'],
    ['30 HTML', 'a.html', 'text/html', HTML],
    ['30 XHTML', 'a.xhtml', 'application/xhtml+xml', HTML],
    ['30 XML with a style sheet', 'a.xml', 'text/xml', '<?xml-stylesheet href="x.xsl"?><a/>'],
    ['30 a script', 'a.js', 'text/javascript', 'alert(1)'],
    ['32 PNG by name, HTML by bytes', 'a.png', 'image/png', HTML],
    ['32 PNG by name alone', 'a.PNG', '', HTML],
    ['32 PDF by sender, PNG by bytes', 'a', 'application/pdf', PNG],
    ['32 PNG by bytes, PDF by name', 'a.pdf', 'image/png', PNG],
    ['a type that is none', 'a.txt', 'text/plain\r\nSet-Cookie: a=b', 'x'],
  ])('%s: stored, and a download that nothing runs', async (_row, name, type, bytes) => {
    const { id, type: told } = await add(name, type, bytes);
    expect(told).toBe(UNKNOWN_TYPE);
    const { headers, status, body } = await world.call<string>(owner, 'GET', `${BASE}/${id}`);
    expect(status).toBe(200);
    if (typeof bytes === 'string') expect(body).toBe(bytes);
    expect(Object.fromEntries(['content-type', 'x-content-type-options', 'content-security-policy', 'set-cookie'].map((header) => [header, headers.get(header)]))).toEqual({ 'content-type': UNKNOWN_TYPE, 'x-content-type-options': 'nosniff', 'content-security-policy': "sandbox; default-src 'none'", 'set-cookie': null });
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''[\w%.!~-]+$/);
  });

  it('33: nothing is unpacked: what was sent is what lies on the disk', async () => {
    const before = bytesOnDisk().length;
    await add('42.zip', 'application/zip', latin('PK\x03\x04 again'));
    expect(bytesOnDisk().length).toBe(before + 1);
  });

  it.each([
    ['../../x', 'x'], ['C:\\x\\CON', 'CON'], ['a\r\nSet-Cookie: x', 'aSet-Cookie: x'], ['\u202egnp.exe', 'gnp.exe'], ['a\0.pdf', 'a.pdf'], [`${'長'.repeat(300)}.pdf`, '長'.repeat(255)],
  ])('31: the name %j is a name, not a path', async (name, told) => {
    const made = await world.call<{ id: string }>(owner, 'POST', '/api/archives/ACME/uploads', { section: 'documents', name, length: 0 });
    const { body } = await world.call<{ file: FileView }>(owner, 'PATCH', `/api/archives/ACME/uploads/${made.body.id}`, new Uint8Array(0), { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' });
    expect(body.file.name).toBe(told);
    expect((await world.call(owner, 'PATCH', `${BASE}/${body.file.id}`, { name })).body).toMatchObject({ name: told });
    for (const each of bytesOnDisk()) expect(each).toMatch(/^[0-9a-f]{64}$/);
  });

  it('32: an image says how large it is before anybody decodes it', () => {
    const webp = (body: string): Uint8Array => latin(`RIFF\0\0\0\0WEBP${body}`);
    expect(imageSize(PNG)).toEqual({ width: 40, height: 30 });
    expect(imageSize(latin('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xea\x60\0\0\xea\x60'))).toEqual({ width: 60_000, height: 60_000 });
    expect(imageSize(latin('GIF89a\x0a\0\x14\0'))).toEqual({ width: 10, height: 20 });
    expect(imageSize(latin('\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc2\0\x0b\x08\0\x1e\0\x28'))).toEqual({ width: 40, height: 30 });
    expect(imageSize(webp('VP8X\x0a\0\0\0\0\0\0\0\x5f\xea\0\x5f\xea\0'))).toEqual({ width: 60_000, height: 60_000 });
    expect(imageSize(webp('VP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x28\0\x1e\0'))).toEqual({ width: 40, height: 30 });
    expect(imageSize(webp('VP8L\0\0\0\0\x2f\x27\x40\x07\0'))).toEqual({ width: 40, height: 30 });
    for (const none of ['', '\x89PNG\r\n\x1a\n', '\xff\xd8\xff', '\xff\xd8\xff\xe0\0\0', '<svg width="1" height="1"/>', '%PDF-1.7']) expect(imageSize(latin(none)), none).toBeNull();
  });

  it('45: no condition and no range tells of a file that one may not see', async () => {
    const { id } = await add('rivals.txt', 'text/plain', 'secret', 'rivals');
    const conditions: readonly Readonly<Record<string, string>>[] = [{}, { 'if-none-match': `"${id}"` }, { 'if-none-match': '*' }, { range: 'bytes=0-1' }, { range: 'bytes=900-' }, { range: 'bytes=0-1', 'if-range': `"${id}"` }];
    for (const headers of conditions) {
      for (const who of [reader, stranger]) for (const method of ['GET', 'HEAD']) {
        const there = await world.call(who, method, `${BASE}/${id}`, undefined, headers);
        const nowhere = await world.call(who, method, `${BASE}/nothing`, undefined, headers);
        expect([there.status, there.body, [...there.headers.keys()]]).toEqual([404, nowhere.body, [...nowhere.headers.keys()]]);
        expect(there.headers.get('etag')).toBeNull();
      }
    }
    await world.call(owner, 'DELETE', `${BASE}/${id}`);
  });

  it.each([['image/png', 'a.png', PNG, 'image/png'], ['', 'a', latin('%PDF-1.7'), 'application/pdf'], ['image/jpg', 'a.jpeg', latin('\xff\xd8\xff\xe0'), 'image/jpeg'], ['text/plain', 'a.txt', latin('hello'), 'text/plain'], ['text/plain', 'a.html', latin('<html>'), 'text/plain']])('what is what it says keeps its type: %s %s', (said, name, head, type) => {
    expect(trueType(head, name, said)).toBe(type);
  });
});

describe('parts and conditions', () => {
  it('RFC 9110: one range, and what is none is answered whole', () => {
    expect(byteRange('bytes=0-3', 10)).toEqual({ kind: 'part', from: 0, to: 3 });
    expect(byteRange('bytes=4-', 10)).toEqual({ kind: 'part', from: 4, to: 9 });
    expect(byteRange('bytes=-4', 10)).toEqual({ kind: 'part', from: 6, to: 9 });
    expect(byteRange('bytes=-40', 10)).toEqual({ kind: 'part', from: 0, to: 9 });
    expect(byteRange('bytes=4-400', 10)).toEqual({ kind: 'part', from: 4, to: 9 });
    for (const beyond of ['bytes=10-', 'bytes=10-12', 'bytes=-0']) expect(byteRange(beyond, 10), beyond).toEqual({ kind: 'beyond' });
    for (const whole of [undefined, '', 'bytes=', 'bytes=-', 'bytes=4-3', 'bytes=0-1,3-4', 'lines=1-2', 'bytes=a-b', `bytes=${'9'.repeat(20)}-`]) expect(byteRange(whole, 10), whole).toEqual({ kind: 'whole' });
    expect(byteRange('bytes=0-', 0)).toEqual({ kind: 'beyond' });
  });

  it('are answered over HTTP', async () => {
    const { id } = await add('digits.txt', 'text/plain', '0123456789');
    const get = (headers: Record<string, string>) => world.call<string>(owner, 'GET', `${BASE}/${id}`, undefined, headers);
    const whole = await get({});
    expect([whole.status, whole.headers.get('accept-ranges'), whole.headers.get('content-length'), whole.headers.get('etag'), whole.headers.get('cache-control')]).toEqual([200, 'bytes', '10', `"${id}"`, 'no-store']);
    const part = await get({ range: 'bytes=2-4' });
    expect([part.status, part.body, part.headers.get('content-range'), part.headers.get('content-length')]).toEqual([206, '234', 'bytes 2-4/10', '3']);
    expect((await get({ range: 'bytes=2-4', 'if-range': `"${id}"` })).status).toBe(206);
    expect((await get({ range: 'bytes=2-4', 'if-range': '"another"' })).body).toBe('0123456789');
    const beyond = await get({ range: 'bytes=10-' });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */10']);
    expect((await get({ 'if-none-match': `W/"x", "${id}"` })).status).toBe(304);
    const head = await world.call<string>(owner, 'HEAD', `${BASE}/${id}`);
    expect([head.status, head.body, head.headers.get('content-length')]).toEqual([200, '', '10']);
    await world.call(owner, 'DELETE', `${BASE}/${id}`);
  });
});

describe('changing and removing', () => {
  it('needs the right to write, and is in the history with who did it', async () => {
    const { id } = await add('licence.txt', 'text/plain', 'one of a kind');
    for (const [who, status] of [[reader, 403], [stranger, 404]] as const) {
      expect((await world.call(who, 'PATCH', `${BASE}/${id}`, { name: 'x' })).status).toBe(status);
      expect((await world.call(who, 'DELETE', `${BASE}/${id}`)).status).toBe(status);
    }
    expect((await world.call<FileView>(owner, 'PATCH', `${BASE}/${id}`, { name: 'licence 2030.txt', validUntil: '2030-06-30' })).body).toMatchObject({ name: 'licence 2030.txt', validUntil: '2030-06-30', kind: 'file' });
    expect((await world.call<FileView>(owner, 'PATCH', `${BASE}/${id}`, { kind: 'g2.certificates', validUntil: null })).body).toMatchObject({ kind: 'g2.certificates', validUntil: null });
    for (const wrong of [{ validUntil: 'soon' }, { name: '' }, { name: '/' }, { kind: '' }, { section: 'rivals' }]) expect((await world.call<ApiErrorBody>(owner, 'PATCH', `${BASE}/${id}`, wrong)).status, JSON.stringify(wrong)).toBe(422);
    expect((await world.call(owner, 'DELETE', `${BASE}/${id}`)).status).toBe(204);
    expect((await world.call(owner, 'DELETE', `${BASE}/${id}`)).status).toBe(404);
    const { items } = (await world.call<HistoryPage>(reader, 'GET', `/api/archives/ACME/history?key=files/${id}`)).body;
    expect(items.map((item) => item.kind === 'file' && [item.section, item.by.name, item.old?.name, item.old?.validUntil, item.new?.name, item.new?.validUntil, item.restorable])).toEqual([
      ['documents', 'Olga', 'licence 2030.txt', null, undefined, undefined, false],
      ['documents', 'Olga', 'licence 2030.txt', '2030-06-30', 'licence 2030.txt', null, false],
      ['documents', 'Olga', 'licence.txt', null, 'licence 2030.txt', '2030-06-30', false],
      ['documents', 'Olga', undefined, undefined, 'licence.txt', null, false],
    ]);
    expect((await world.call(owner, 'POST', `/api/archives/ACME/history/${items[0]!.id}/restore`, {})).status).toBe(404);
  });

  it('the history of a file is told to nobody who may not read its section', async () => {
    const { id } = await add('rivals.txt', 'text/plain', 'secret', 'rivals');
    await world.call(owner, 'DELETE', `${BASE}/${id}`);
    expect(JSON.stringify((await world.call(owner, 'GET', '/api/archives/ACME/history')).body)).toContain('rivals.txt');
    expect(JSON.stringify((await world.call(reader, 'GET', '/api/archives/ACME/history')).body)).not.toContain('rivals');
    expect((await world.call(reader, 'GET', '/api/archives/ACME/history?section=rivals')).status).toBe(404);
    expect((await world.call<HistoryPage>(owner, 'GET', '/api/archives/ACME/history?section=rivals')).body.items.filter(({ key }) => key === `files/${id}`)).toHaveLength(2);
  });

  it('bytes that two files share are freed with the second', async () => {
    const [a, b] = [await add('a.txt', 'text/plain', 'shared bytes'), await add('b.txt', 'text/plain', 'shared bytes')];
    const before = bytesOnDisk().length;
    await world.call(owner, 'DELETE', `${BASE}/${a.id}`);
    expect(bytesOnDisk()).toHaveLength(before);
    expect((await world.call<string>(owner, 'GET', `${BASE}/${b.id}`)).body).toBe('shared bytes');
    // somebody adds them again at the moment at which the last one goes
    const [, again] = await Promise.all([world.call(owner, 'DELETE', `${BASE}/${b.id}`), add('c.txt', 'text/plain', 'shared bytes')]);
    expect((await world.call<string>(owner, 'GET', `${BASE}/${again.id}`)).body).toBe('shared bytes');
    await world.call(owner, 'DELETE', `${BASE}/${again.id}`);
    expect(bytesOnDisk()).toHaveLength(before - 1);
  });

  it('bytes that a crash left without a row are swept, those of a backup under way are not freed', async () => {
    const orphan = 'ab'.repeat(32);
    const folder = join(world.config.data, 'files', 'ab');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, orphan), 'left behind');
    const kept = await add('kept.txt', 'text/plain', 'kept bytes');
    await world.storage.files.sweep();
    expect(existsSync(join(folder, orphan))).toBe(false);
    expect((await world.call<string>(owner, 'GET', `${BASE}/${kept.id}`)).body).toBe('kept bytes');
    const backup = world.storage.backup(join(world.config.data, 'backups'));
    await world.call(owner, 'DELETE', `${BASE}/${kept.id}`);
    expect((await backup).missingFiles).toEqual([]);
    expect(bytesOnDisk()).not.toContain(createHash('sha256').update('kept bytes').digest('hex'));
  });
});

it('whoever may read a section hears with the digest that its files changed; nobody else does', async () => {
  const filesAt = async (who: Who) => (await world.call<{ filesAt?: string }>(who, 'GET', '/api/archives/ACME/overview')).body.filesAt;
  const before = await filesAt(reader);
  world.pass(1000);
  const { id } = await add('rivals.txt', 'text/plain', 'secret', 'rivals');
  expect(await filesAt(reader)).toBe(before);
  expect(await filesAt(owner)).not.toBe(before);
  world.pass(1000);
  await world.call(owner, 'DELETE', `${BASE}/${id}`);
  expect(await filesAt(reader)).toBe(before);
  await add('open.txt', 'text/plain', 'open');
  expect(await filesAt(reader)).not.toBe(before);
});
