/** JSON holds an archive whole: out, into an empty server and out again gives the same bytes, also of closed ones, with deputies, files, comments and trade. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { JobView } from '../../model/api.ts';
import type { ArchiveId, DepartmentId, PersonId } from '../../model/ids.ts';
import { docName } from '../../model/ids.ts';
import { mentionOf } from '../../model/comments.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const stella: Who = { sub: 'stella', name: 'Stella', roles: ['steward'] };
const olga: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const greg: Who = { sub: 'greg', name: 'Greg', roles: ['staff'] };

let world: HttpWorld;
let empty: HttpWorld;
beforeEach(async () => {
  [world, empty] = await Promise.all([httpWorld(), httpWorld()]);
  for (const each of [world, empty]) {
    await each.dossier.services.directory.putDepartments([{ id: 'sales' as DepartmentId, name: 'Sales', parent: null, managers: [] }]);
    for (const who of [stella, olga, greg]) await each.call(who, 'GET', '/api/me');
    const stored = each.dossier.access.directory.person('stella' as PersonId)!;
    await each.dossier.services.directory.putPerson({ ...stored, clearances: ['identity', 'bank'] });
  }
});
afterEach(async () => {
  for (const each of [world, empty]) { expect(each.errors).toEqual([]); await each.close(); }
});

async function lines(of: HttpWorld, wish: object = {}): Promise<readonly string[]> {
  of.pass(60_000);
  const answer = await of.dossier.app.request('/api/exports', { method: 'POST', headers: { authorization: `Bearer ${await of.token(stella)}`, 'content-type': 'application/json' }, body: JSON.stringify({ format: 'json', files: 'content', ...wish }) });
  expect(answer.status).toBe(200);
  // the first line says when it was made
  return (await answer.text()).trimEnd().split('\n').slice(1).sort();
}
async function bring(into: HttpWorld, body: readonly string[]): Promise<JobView> {
  const form = new FormData();
  form.append('source', 'dossier');
  form.append('files', new Blob([['{"format":"dossier-archives","version":1,"source":"dossier","at":"","archives":null}', ...body, ''].join('\n')]), 'all.jsonl');
  const { body: { id } } = await into.call<JobView>(stella, 'POST', '/api/imports', form);
  await into.dossier.settled();
  const job = (await into.call<JobView>(stella, 'GET', `/api/jobs/${id}`)).body;
  expect(job.state).toBe('done');
  return job;
}

async function company(): Promise<void> {
  const { call, dossier: { hub, services } } = world;
  for (const id of ['FIRST', 'SHUT']) {
    expect((await call(olga, 'POST', '/api/archives', { id, keys: [`erp:${id}/1`, `crm:${id}`], kind: 'organisation', packs: ['base', 'organisation'], name: `${id} 有限公司`, code: `C-${id}`, department: 'sales' })).status).toBe(201);
    await call(olga, 'PUT', `/api/archives/${id}/owners`, { owner: 'olga', coOwners: ['stella'], deputies: [{ person: 'greg', from: '2026-03-01T00:00:00.000Z', to: '2026-04-01T00:00:00.000Z' }] });
    await call(olga, 'PATCH', `/api/archives/${id}`, { reviewed: true, keeper: 'greg', confidentiality: 'businessConfidential' });
    await hub.write(docName(id as ArchiveId, 'profile'), 'olga' as PersonId, { rows: { methods: { b: { kind: 'phone', value: '+49 30 1' }, a: { kind: 'email', value: 'a@b.example' } } }, texts: { 'org.businessScope': 'one\ntwo' }, marks: { 'fields/customer.name#source': 'yellowPages' } });
    await hub.write(docName(id as ArchiveId, 'contacts-2026'), 'olga' as PersonId, { rows: { contacts: { r1: { time: '2026-02-03T10:00', salesperson: 'olga' } } }, texts: { 'contacts/r1/subject': 'Tea' } });
    await hub.write(docName(id as ArchiveId, 'bank'), 'stella' as PersonId, { rows: { deposits: { d1: { amount: '5.00 EUR' } } } });
    await call(olga, 'POST', `/api/archives/${id}/transactions`, { kind: 'sale', date: '2026-02-01', amount: '5.00', cost: '3.00' });
    await call(olga, 'POST', `/api/archives/${id}/transactions`, { kind: 'stay', date: '2026-02-02', amount: '9.00', stay: { reason: 'fair' } });
    const said = await call<{ id: string }>(olga, 'POST', `/api/archives/${id}/comments`, { section: 'profile', record: 'fields/customer.name', text: `Is it so, ${mentionOf('stella')}?\nOr not` });
    expect(said.status).toBe(201);
    world.pass(1_000);
    await call(olga, 'PATCH', `/api/archives/${id}/comments/${said.body.id}`, { text: `It is, ${mentionOf('stella')}` });
    const gone = await call<{ id: string }>(olga, 'POST', `/api/archives/${id}/comments`, { section: 'profile', text: 'never mind' });
    await call(olga, 'DELETE', `/api/archives/${id}/comments/${gone.body.id}`);
    const form = new FormData();
    form.append('section', 'documents');
    form.append('kind', 'contract');
    form.append('validUntil', '2027-01-01');
    form.append('file', new Blob([`%PDF-1.4 ${id}`], { type: 'application/pdf' }), `合同 ${id}.pdf`);
    expect((await call(olga, 'POST', `/api/archives/${id}/files`, form)).status).toBe(201);
  }
  await call(olga, 'POST', '/api/archives/SHUT/state', { state: 'closed', reason: 'done' });
  await services.directory.putPerson(world.dossier.access.directory.person('stella' as PersonId)!);
  await world.dossier.settled();
}

it('out, into an empty server, and out again: the same bytes', async () => {
  await company();
  const first = await lines(world);
  const [, shut] = first.map((line) => JSON.parse(line) as { row: Record<string, unknown>; comments: readonly Record<string, unknown>[]; files: readonly Record<string, unknown>[]; transactions: readonly unknown[]; sections: object });
  expect(shut!.row).toMatchObject({ state: 'closed', confidentiality: 'businessConfidential', keeper: 'greg', owner: 'olga', coOwners: ['stella'], deputies: [{ person: 'greg' }] });
  expect(shut!.row['reviewedAt']).not.toBeNull();
  expect(shut!.comments).toMatchObject([{ by: 'olga', record: 'fields/customer.name', section: 'profile' }]);
  expect(shut!.comments[0]!['edited']).not.toBeNull();
  expect(shut!.files).toMatchObject([{ name: '合同 SHUT.pdf', section: 'documents', kind: 'contract', validUntil: '2027-01-01', type: 'application/pdf', by: 'olga', content: Buffer.from('%PDF-1.4 SHUT').toString('base64') }]);
  expect(shut!.transactions).toHaveLength(2);

  const job = await bring(empty, first);
  expect(job.report!.lines).toEqual([]);
  expect(job.report!.tables).toMatchObject([{ counts: { created: 2 } }]);
  expect(await lines(empty)).toEqual(first);
  // what comes back is one that people can use: its file opens, and nobody is told anew that they were mentioned
  const [file] = (JSON.parse(first[0]!) as { files: { path: string }[] }).files;
  expect((await empty.call<string>(olga, 'GET', `/${file!.path}`)).body).toBe('%PDF-1.4 FIRST');
  expect((await empty.call(stella, 'GET', '/api/mentions?unread=true')).body).toMatchObject({ items: [], unread: 0 });

  // once more there is nothing to do
  expect((await bring(empty, first)).report!.tables).toMatchObject([{ counts: { unchanged: 2 } }]);
  expect(await lines(empty)).toEqual(first);
});

it('names files by hash and place where their bytes were not asked for, and an import says what did not come', async () => {
  await company();
  const [first] = await lines(world, { files: 'links' });
  const { files } = JSON.parse(first!) as { files: { content?: string; path: string; sha256: string }[] };
  expect([files[0]!.content, files[0]!.sha256.length]).toEqual([undefined, 64]);
  expect((await world.call<string>(olga, 'GET', `/${files[0]!.path}`)).body).toBe('%PDF-1.4 FIRST');
  const { report } = await bring(empty, [first!]);
  expect(report!.lines).toMatchObject([{ field: 'files', code: 'no-content' }]);
  // a line that was changed on the way brings no other bytes under the name of these
  const changed = (await lines(world))[1]!.replace(Buffer.from('%PDF-1.4 SHUT').toString('base64'), Buffer.from('%PDF-1.4 EVIL').toString('base64'));
  expect((await bring(empty, [changed])).report!.lines).toMatchObject([{ field: 'files', code: 'bad-file' }]);
});
