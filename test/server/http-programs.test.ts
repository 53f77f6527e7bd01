/** What programs rely on: a request that comes again is done once, a state that moved on is not overwritten, many rows have an answer each, pages lose nothing while names change. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArchivePage, ArchiveView } from '../../model/api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const owner: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const other: Who = { sub: 'oda', name: 'Oda', roles: ['staff'], department: 'lab' };
const steward: Who = { sub: 'stu', name: 'Stu', roles: ['steward'] };
interface Refused { readonly error: { readonly code: string } }
interface Rows<T = object> { readonly items: readonly ({ readonly status: number; readonly error?: { readonly code: string } } & T)[] }

let world: HttpWorld;
const section = '/api/archives/ACME/sections/profile';
beforeAll(async () => {
  world = await httpWorld();
  for (const who of [owner, other, steward]) await world.call(who, 'GET', '/api/me');
  expect((await world.call(owner, 'POST', '/api/archives', { id: 'ACME', kind: 'organisation', name: 'Acme' })).status).toBe(201);
  await world.dossier.settled();
});
afterAll(async () => { expect(world.errors).toEqual([]); await world.close(); });

describe('Idempotency-Key', () => {
  const create = (who: Who, key: string, name: string) => world.call<ArchiveView & Refused>(who, 'POST', '/api/archives', { kind: 'organisation', name }, { 'idempotency-key': key });
  it('the same again is answered again and done once, also when both come at once', async () => {
    const [one, two] = await Promise.all([create(owner, 'k-1', 'Once'), create(owner, 'k-1', 'Once')]);
    const three = await create(owner, 'k-1', 'Once');
    expect([one.status, two.status, three.status]).toEqual([201, 201, 201]);
    expect(new Set([one, two, three].map(({ body }) => body.id)).size).toBe(1);
    expect(three.headers.get('idempotent-replayed')).toBe('true');
    expect(three.headers.get('location')).toBe(one.headers.get('location'));
    expect((await world.call<ArchivePage>(owner, 'GET', '/api/archives?q=Once')).body.total).toBe(1);
  });
  it('another request with it is refused, another person’s is another', async () => {
    expect((await create(owner, 'k-1', 'Twice')).body.error.code).toBe('key-reused');
    const theirs = await create(other, 'k-1', 'Once');
    expect([theirs.status, theirs.headers.get('idempotent-replayed')]).toEqual([201, null]);
  });
  it('what was refused may be asked again; one that was cut off says that nobody knows; a key is text', async () => {
    expect((await create(owner, 'k-2', ' ')).status).toBe(422);
    expect((await create(owner, 'k-2', ' ')).headers.get('idempotent-replayed')).toBeNull();
    expect((await create(owner, 'naïve', 'x')).status).toBe(422);
    const body = JSON.stringify({ kind: 'organisation', name: 'Cut' });
    const { createHash } = await import('node:crypto');
    await world.storage.repeats.put({ person: 'olga' as never, key: 'k-3', hash: createHash('sha256').update(`POST\n/api/archives\n${body}`).digest('base64url'), at: world.now(), answer: null });
    const cut = await world.call<Refused>(owner, 'POST', '/api/archives', body, { 'idempotency-key': 'k-3', 'content-type': 'application/json' });
    expect([cut.status, cut.body.error.code]).toEqual([409, 'outcome-unknown']);
  });
  it('who does not see any more what was made is not told it again', async () => {
    const { body: { id } } = await create(owner, 'k-4', 'Handed over');
    expect((await world.call(owner, 'PUT', `/api/archives/${id}/owners`, { owner: 'oda', coOwners: [], deputies: [] })).status).toBe(200);
    expect((await world.call(other, 'PATCH', `/api/archives/${id}`, { department: 'lab' })).status).toBe(200);
    expect((await create(owner, 'k-4', 'Handed over')).status).toBe(404);
    // nor what they asked for there; what only reads is read anew each time
    const ask = () => world.call(other, 'POST', '/api/access-requests', { archive: 'K5', reason: 'the fair' }, { 'idempotency-key': 'k-5' });
    await world.call(steward, 'POST', '/api/archives', { id: 'K5', kind: 'organisation', name: 'Acme Five', department: 'lab' });
    expect([(await ask()).status, (await ask()).headers.get('idempotent-replayed')]).toEqual([201, 'true']);
    expect((await world.call(steward, 'POST', '/api/walls', { archive: 'K5', to: { kind: 'person', id: other.sub }, reason: 'x' })).status).toBe(201);
    expect((await ask()).status).toBe(404);
    const find = () => world.call(steward, 'POST', '/api/duplicates/find', { names: ['Acme Five'] }, { 'idempotency-key': 'k-6' });
    expect([(await find()).status, (await find()).headers.get('idempotent-replayed')]).toEqual([200, null]);
  });
  it('a secret that is shown once is not kept for whoever asks again', async () => {
    const make = () => world.call<{ secret: string }>({ sub: 'ada', roles: ['admin'] }, 'POST', '/api/keys', { name: 'ERP', sections: { profile: 'read' } }, { 'idempotency-key': 'k-7' });
    const { body: { secret } } = await make();
    expect(secret).toMatch(/^dsk_/);
    expect(JSON.stringify(await world.storage.repeats.get('ada' as never, 'k-7'))).not.toContain(secret);
    expect(await make()).toMatchObject({ status: 201, body: '' });
  });
  it('after a day it is forgotten', async () => {
    world.pass(86_400_001);
    expect((await create(owner, 'k-1', 'Something else')).status).toBe(201);
  });
});

describe('ETag', () => {
  it('a section: not sent twice, not overwritten unseen', async () => {
    const read = await world.call(owner, 'GET', section);
    const tag = read.headers.get('etag')!;
    expect((await world.call(owner, 'GET', section, undefined, { 'if-none-match': tag })).status).toBe(304);
    const write = (match: string, text: string) => world.call<Refused>(owner, 'PATCH', section, { fields: { 'customer.shortName': text } }, { 'if-match': match });
    expect((await write(tag, 'one')).status).toBe(200);
    const again = await write(tag, 'two');
    expect([again.status, again.body.error.code]).toEqual([412, 'stale']);
    expect((await world.call<{ fields: Record<string, string> }>(owner, 'GET', section, undefined, { 'if-none-match': tag })).body.fields['customer.shortName']).toBe('one');
    expect((await write('*', 'three')).status).toBe(200);
    expect((await write('"nonsense"', 'four')).status).toBe(412);
  });
  it('an archive’s own row, of two who write at once one', async () => {
    // classes that follow from the edits before are part of what is answered
    await world.dossier.settled();
    const tag = (await world.call(owner, 'GET', '/api/archives/ACME')).headers.get('etag')!;
    expect((await world.call(owner, 'GET', '/api/archives/ACME', undefined, { 'if-none-match': `W/"x", ${tag}` })).status).toBe(304);
    const both = await Promise.all(['C-1', 'C-2'].map((code) => world.call(owner, 'PATCH', '/api/archives/ACME', { code }, { 'if-match': tag })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  });
  it('the catalogue', async () => {
    const tag = (await world.call(owner, 'GET', '/api/catalogue?lang=es')).headers.get('etag')!;
    expect((await world.call(owner, 'GET', '/api/catalogue?lang=es', undefined, { 'if-none-match': tag })).status).toBe(304);
  });
});

describe('many at once', () => {
  it('archives: each row by itself', async () => {
    const { status, body } = await world.call<Rows<{ id?: string }>>(owner, 'POST', '/api/bulk/archives', { items: [{ id: 'B1', kind: 'organisation', name: 'One' }, { id: 'ACME', kind: 'organisation', name: 'Taken' }, { id: 'B2', kind: 'nonsense', name: '' }, { id: 'B3', kind: 'individual', name: 'Three' }] });
    expect(status).toBe(207);
    expect(body.items.map((row) => [row.status, row.id ?? row.error?.code])).toEqual([[201, 'B1'], [409, 'conflict'], [422, 'invalid'], [201, 'B3']]);
  });
  it('transactions and sections: every row its own right', async () => {
    const sale = { kind: 'sale', date: '2026-02-01', amount: '5.00' };
    const traded = await world.call<Rows>(other, 'POST', '/api/bulk/transactions', { items: [{ archive: 'ACME', ...sale }, { archive: 'NOWHERE', ...sale }] });
    expect(traded.body.items.map(({ status, error }) => [status, error?.code])).toEqual([[404, 'not-found'], [404, 'not-found']]);
    expect((await world.call<Rows>(owner, 'POST', '/api/bulk/transactions', { items: [{ archive: 'ACME', ...sale }, { archive: 'ACME', ...sale, amount: 'x' }] })).body.items.map(({ status }) => status)).toEqual([201, 422]);
    const fields = { 'customer.shortName': 'bulk' };
    const { seq } = (await world.call<{ seq: number }>(owner, 'GET', section)).body;
    const patched = await world.call<Rows<{ seq?: number }>>(owner, 'PATCH', '/api/bulk/sections', { items: [
      { archive: 'ACME', section: 'profile', patch: { fields }, ifSeq: seq }, { archive: 'ACME', section: 'profile', patch: { fields: { 'customer.shortName': 'late' } }, ifSeq: seq },
      { archive: 'ACME', section: 'bank', patch: { fields: {} } }, { archive: 'B1', section: 'profile', patch: { fields: { nonsense: 1 } } }, { archive: 'B3', section: 'nowhere', patch: {} },
    ] });
    expect(patched.body.items.map(({ status }) => status)).toEqual([200, 412, 404, 422, 404]);
    expect(patched.body.items[0]?.seq).toBe(seq + 1);
  });
  it('at most five hundred', async () => {
    const items = Array.from({ length: 501 }, () => ({ archive: 'ACME', section: 'profile', patch: {} }));
    expect((await world.call(owner, 'PATCH', '/api/bulk/sections', { items })).status).toBe(422);
    expect((await world.call(owner, 'POST', '/api/bulk/archives', { items: [] })).status).toBe(422);
  });
});

it('page by page in the order of their making, none is doubled and none lost while names change and others come', async () => {
  const ids = Array.from({ length: 40 }, (_, i) => `P${String(i).padStart(2, '0')}`);
  for (const part of [ids.slice(0, 20), ids.slice(20)]) await world.call(steward, 'POST', '/api/bulk/archives', { items: part.map((id) => ({ id, kind: 'organisation', name: `Name ${id}` })) });
  await world.dossier.settled();
  const seen: string[] = [];
  let cursor: string | null = '';
  for (let n = 0; cursor !== null; n++) {
    const { body }: { body: ArchivePage } = await world.call<ArchivePage>(steward, 'GET', `/api/archives?sort=created&limit=7${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
    seen.push(...body.items.map(({ id }) => id));
    cursor = body.next;
    // names go from the front to the back and from the back to the front
    for (const [id, name] of [[ids[n], `zz ${n}`], [ids[39 - n], `AA ${n}`]] as const) await world.call(steward, 'PATCH', `/api/archives/${id!}/sections/profile`, { fields: { 'customer.name': name } });
    if (n < 3) await world.call(steward, 'POST', '/api/archives', { id: `LATE${n}`, kind: 'organisation', name: `AAA ${n}` });
    await world.dossier.settled();
  }
  expect(new Set(seen).size).toBe(seen.length);
  for (const id of [...ids, 'LATE0', 'LATE1', 'LATE2']) expect(seen).toContain(id);
});
