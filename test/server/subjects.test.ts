/** Looking for a person, deciding finding by finding, and erasing: who may, what is not told, what bars it, what is kept, what a crash and a correction do. One world: each case has people and archives of its own. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Certificate, DecidedFinding, FindingPage, SubjectJob } from '../../model/privacy/subject.ts';
import type { ArchiveId, DocName, PersonId } from '../../model/ids.ts';
import { createDossier } from '../../server/app.ts';
import { LEDGER } from '../../server/services/privacy/ledger.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const olga: Who = { sub: 'olga', name: 'Olga', roles: ['staff'] };
const carla: Who = { sub: 'carla', name: 'Carla', roles: ['compliance'] };
const cora: Who = { sub: 'cora', name: 'Cora', roles: ['compliance'] };
const gina: Who = { sub: 'gina', name: 'Gina', roles: ['generalManager'] };
const SURNAMES = ['Quillfeather', 'Brandwhistle', 'Oakenshaw', 'Merriwether', 'Fothergill', 'Pumblechook', 'Wigglesworth', 'Featherstone', 'Grimthorpe', 'Larkspurling', 'Dunnockby', 'Hazelrigg'];

let world: HttpWorld;
let n = 0;
let NAME = '';
let PHONE = '';
let A = '';
let B = '';
let QUERY: { readonly names: readonly string[]; readonly phones: readonly string[] };
beforeAll(async () => { world = await httpWorld(); });
afterAll(async () => { await world.close(); });
beforeEach(() => {
  const surname = SURNAMES[n++] ?? '';
  [NAME, PHONE, A, B] = [`Zdenka ${surname}`, `+34 6${10 + n} 918 2${30 + n}`, `A${n}`, `B${n}`];
  QUERY = { names: [NAME], phones: [PHONE] };
});

const patch = async (archive: string, section: string, body: unknown): Promise<void> => { expect((await world.call(olga, 'PATCH', `/api/archives/${archive}/sections/${section}`, body)).status).toBe(200); };
const create = async (id: string): Promise<void> => { expect((await world.call(olga, 'POST', '/api/archives', { id, kind: 'organisation', name: id })).status).toBe(201); };
async function search(query: object = QUERY, who: Who = carla): Promise<{ readonly id: string; readonly items: readonly DecidedFinding[]; readonly job: SubjectJob }> {
  const begun = await world.call<SubjectJob>(who, 'POST', '/api/subjects/search', query);
  expect(begun.status).toBe(202);
  await world.dossier.services.subjects.settled();
  const { id } = begun.body;
  return { id, items: (await world.call<FindingPage>(who, 'GET', `/api/subjects/${id}/findings?limit=500`)).body.items, job: (await world.call<SubjectJob>(who, 'GET', `/api/subjects/${id}`)).body };
}
const decide = (id: string, items: readonly DecidedFinding[], decision: object = { kind: 'erase' }) => world.call<SubjectJob>(carla, 'PUT', `/api/subjects/${id}/decisions`, { items: items.map((item) => ({ finding: item.id, decision })) });
async function erase(id: string, more: object = {}): Promise<Certificate> {
  expect((await world.call(carla, 'POST', `/api/subjects/${id}/erase`, { confirm: NAME, reason: 'asked for', ...more })).status).toBe(202);
  const agreed = await world.call<SubjectJob>(gina, 'POST', `/api/subjects/${id}/approve`);
  expect(agreed.status, JSON.stringify(agreed.body)).toBe(202);
  await world.dossier.services.subjects.settled();
  expect(world.errors).toEqual([]);
  return (await world.call<Certificate>(carla, 'GET', `/api/erasures/${agreed.body.certificate}`)).body;
}
const open = (items: readonly DecidedFinding[]): readonly DecidedFinding[] => items.filter(({ barred }) => barred === null);

it('only compliance looks, only compliance or a general manager agrees, and never who asked', async () => {
  await create(A);
  await patch(A, 'profile', { fields: { 'customer.shortName': NAME } });
  for (const who of [olga, gina, { sub: 'root', roles: ['admin'] }]) expect((await world.call(who, 'POST', '/api/subjects/search', QUERY)).status).toBe(403);
  const { id, items } = await search();
  expect((await world.call(cora, 'GET', `/api/subjects/${id}`)).status, 'another\'s search').toBe(404);
  await decide(id, open(items));
  expect((await world.call(carla, 'POST', `/api/subjects/${id}/erase`, { confirm: 'Somebody', reason: 'x' })).status).toBe(422);
  await world.call(gina, 'GET', '/api/me'); // known to the directory
  await world.dossier.services.directory.putPerson({ id: 'gina' as PersonId, name: 'Gina', email: null, department: null, roles: ['generalManager'], clearances: [], reportsTo: null, active: true });
  expect((await world.call(carla, 'POST', `/api/subjects/${id}/erase`, { confirm: NAME, reason: 'asked for' })).body).toMatchObject({ state: 'asked' });
  const told = (await world.call<{ items: { kind: string }[] }>(gina, 'GET', '/api/notices')).body.items;
  expect(told.map(({ kind }) => kind)).toContain('erasureWaiting');
  expect(JSON.stringify(told)).not.toContain(SURNAMES[n - 1]);
  expect((await world.call(carla, 'POST', `/api/subjects/${id}/approve`)).status).toBe(403);
  expect((await world.call(olga, 'POST', `/api/subjects/${id}/approve`)).status).toBe(403);
  expect((await world.call(gina, 'POST', `/api/subjects/${id}/refuse`)).body).toMatchObject({ state: 'found' });
  await erase(id);
  expect((await world.call<{ fields: Record<string, unknown> }>(olga, 'GET', `/api/archives/${A}/sections/profile`)).body.fields['customer.shortName']).toBeUndefined();
});

it('what lies in a restricted section without my clearance is counted, not listed; of a section that I do not read I am told the passage alone', async () => {
  await create(A);
  await patch(A, 'assessment', { texts: { 'crm.comments': `We think that ${NAME} pays late` } }).catch(() => undefined);
  await world.dossier.hub.write(`${A}/identity` as DocName, 'olga' as PersonId, { fields: { 'person.formerName': NAME } }).catch(() => undefined);
  await world.dossier.hub.write(`${A}/identity` as DocName, 'olga' as PersonId, { fields: { 'person.idDocumentNumber': 'X7714903K' } });
  await world.call(olga, 'POST', `/api/archives/${A}/comments`, { section: 'profile', record: '', text: `A secret plan for ${NAME} of ours` });
  const { items, job } = await search({ ...QUERY, idNumbers: ['X7714903K'] });
  expect(items.some(({ section }) => section === 'identity')).toBe(false);
  expect(job.counts.closed).toBeGreaterThan(0);
  expect(items.find(({ place }) => place.kind === 'comment')?.excerpt).toBe(NAME);
});

it('a legal hold bars finding by finding, and is asked again when the second person agrees', async () => {
  await create(A);
  await create(B);
  for (const id of [A, B]) await patch(id, 'profile', { fields: { 'customer.shortName': NAME } });
  const { id, items } = await search();
  await decide(id, open(items));
  expect((await world.call(carla, 'POST', `/api/subjects/${id}/erase`, { confirm: NAME, reason: 'asked for' })).status).toBe(202);
  expect((await world.call(cora, 'POST', '/api/holds', { archive: B, reason: 'a lawsuit' })).status).toBeLessThan(300);
  const refused = await world.call<{ error: { code: string; message: string } }>(gina, 'POST', `/api/subjects/${id}/approve`);
  expect(refused).toMatchObject({ status: 409, body: { error: { message: expect.stringContaining(`${B} is under legal hold`) as string } } });
  const again = await search();
  expect(new Set(again.items.filter(({ archive }) => archive === B).map(({ barred }) => barred))).toEqual(new Set(['hold']));
  expect((await decide(again.id, again.items.filter(({ archive }) => archive === B))).status).toBe(422);
});

it('another person of that name stays, with all that is made of them, and the certificate says why', async () => {
  await create(A);
  await create(B);
  for (const id of [A, B]) await patch(id, 'people', { rows: { people: { p1: { name: NAME, role: 'contactPerson' } } } });
  await world.dossier.settled();
  const { id, items } = await search();
  await decide(id, open(items.filter(({ archive }) => archive !== B)));
  await decide(id, items.filter(({ archive }) => archive === B), { kind: 'keep', reason: 'otherPerson' });
  const certificate = await erase(id);
  expect(certificate.kept).toEqual(expect.arrayContaining([expect.objectContaining({ archive: B, section: 'people', kind: 'relation', reason: 'otherPerson' })]));
  const people = async (archive: string): Promise<unknown> => (await world.call<{ rows: Record<string, unknown> }>(olga, 'GET', `/api/archives/${archive}/sections/people`)).body.rows['people'];
  expect(await people(A)).toBeUndefined();
  expect(await people(B)).toEqual({ p1: { name: NAME, role: 'contactPerson' } });
  expect(JSON.stringify(certificate)).not.toContain(SURNAMES[n - 1]);
  expect((await search()).items.filter(({ archive }) => archive !== B && archive !== null)).toEqual([]);
});

it('whoever has the section open is sent away, and comes back to one without the person, whose history is empty there', async () => {
  await create(A);
  await patch(A, 'profile', { fields: { 'customer.shortName': NAME }, texts: { 'org.businessScope': `By ${NAME} since 1999` } });
  const { id, items } = await search();
  await decide(id, open(items));
  await erase(id);
  const { items: entries } = (await world.call<{ items: { old: unknown; new: unknown }[] }>(olga, 'GET', `/api/archives/${A}/history`)).body;
  expect(entries.length).toBeGreaterThan(0);
  expect(JSON.stringify(entries)).not.toContain(SURNAMES[n - 1]);
  await patch(A, 'profile', { fields: { 'customer.shortName': 'Another' } });
  expect((await world.call<{ texts: Record<string, string> }>(olga, 'GET', `/api/archives/${A}/sections/profile`)).body.texts).toEqual({ 'org.businessScope': 'By [erased] since 1999' });
});

it('of a whole archive everything goes but the id', async () => {
  await create(A);
  await create(B);
  await patch(A, 'profile', { fields: { 'customer.shortName': NAME, 'org.phone': '1' } }).catch(() => undefined);
  await patch(A, 'profile', { fields: { 'customer.shortName': NAME } });
  await patch(B, 'profile', { fields: { 'customer.shortName': 'Bee' } });
  await world.call(olga, 'POST', `/api/archives/${A}/comments`, { section: 'profile', record: '', text: 'Something else' });
  await world.dossier.settled();
  const { id } = await search();
  await erase(id, { whole: [A] });
  expect((await world.call(olga, 'GET', `/api/archives/${A}`)).status).toBe(404);
  expect(await world.storage.archives.get(A as ArchiveId)).toMatchObject({ state: 'erased', owner: null, code: null, keys: [] });
  expect(await world.storage.facts.overview(A as ArchiveId)).toBeNull();
  expect(await world.storage.comments.of(A as ArchiveId)).toEqual([]);
  expect((await world.call<{ fields: Record<string, unknown> }>(olga, 'GET', `/api/archives/${B}/sections/profile`)).body.fields['customer.shortName']).toBe('Bee');
});

it('a wrong number is replaced in the chosen findings by edits like anyone\'s, which are one set', async () => {
  await create(A);
  await create(B);
  await patch(A, 'profile', { rows: { methods: { m1: { kind: 'mobile', value: PHONE } } } });
  await patch(B, 'profile', { texts: { 'org.businessScope': `Call ${PHONE.slice(4).replaceAll(' ', '')} after six` } });
  await world.call(olga, 'POST', `/api/archives/${B}/comments`, { section: 'profile', record: '', text: `or ${PHONE.slice(4).replaceAll(' ', '')}` });
  const { id, items } = await search({ phones: [PHONE] });
  const done = await world.call<{ changed: number; left: string[]; changeset: string }>(carla, 'POST', `/api/subjects/${id}/correct`, { kind: 'phone', from: PHONE, to: '+34 699 000 111', findings: items.map((each) => each.id) });
  expect(done).toMatchObject({ status: 200, body: { changed: 2 } });
  expect(done.body.left, 'the comment is its author\'s').toEqual(expect.arrayContaining([items.find(({ place }) => place.kind === 'comment')?.id]));
  expect((await world.call<{ texts: Record<string, string> }>(olga, 'GET', `/api/archives/${B}/sections/profile`)).body.texts['org.businessScope']).toBe('Call +34 699 000 111 after six');
  expect((await world.call(carla, 'GET', `/api/changesets/${done.body.changeset}`)).status).toBe(200);
});

it('a proposed value and the words of a correction go whole, and a PDF file that names the person goes with its bytes', async () => {
  await create(A);
  await patch(A, 'profile', { fields: { 'customer.shortName': 'Somebody' } });
  const opened = await world.call<{ id: string }>(olga, 'POST', `/api/archives/${A}/corrections`, { concerns: [{ section: 'profile', key: 'fields/customer.shortName' }], text: `It is ${NAME}, who lives in the red house`, proposed: [{ section: 'profile', key: 'fields/customer.shortName', value: NAME }] });
  expect(opened.status, JSON.stringify(opened.body)).toBe(201);
  const form = new FormData();
  form.set('section', 'documents');
  for (const [name, said] of [['letter.pdf', NAME], ['other.pdf', 'Somebody else']] as const) form.append('file', new File([`%PDF-1.4\n1 0 obj\n<< /Length 99 >>\nstream\nBT (${said}) Tj ET\nendstream\nendobj`.replace('99', String(said.length + 12))], name, { type: 'application/pdf' }));
  for (const file of form.getAll('file')) { const one = new FormData(); one.set('section', 'documents'); one.append('file', file); expect((await world.call(olga, 'POST', `/api/archives/${A}/files`, one)).status).toBe(201); }
  const { id, items } = await search();
  expect(items.flatMap(({ place, barred }) => (place.kind === 'file' || place.kind === 'unread' ? [`${place.kind} ${barred ?? ''}`] : [])).sort(), 'one is found, and the other has to be looked at').toEqual(['file ', 'unread look']);
  await decide(id, open(items));
  await erase(id);
  expect((await world.storage.files.list(A as ArchiveId)).map(({ name }) => name)).toEqual(['other.pdf']);
  const acts = await world.storage.corrections.acts(opened.body.id as never);
  expect(acts.map(({ text, proposed, cleared }) => [text, proposed, cleared !== null])).toEqual([[null, null, true]]);
});

it('what an erasure remembers is read by nobody else; cut off anywhere, it goes on at the next start, with its whole proof', async () => {
  await create(A);
  await patch(A, 'profile', { fields: { 'customer.shortName': NAME } });
  await world.call(olga, 'POST', `/api/archives/${A}/comments`, { section: 'profile', record: '', text: `Ask ${NAME}` });
  const { id, items } = await search();
  await decide(id, open(items));
  await world.call(carla, 'POST', `/api/subjects/${id}/erase`, { confirm: NAME, reason: 'asked for' });
  const { subjects } = world.storage;
  const { scan, bytes } = subjects;
  const cut = (call: 'scan' | 'bytes', first: typeof scan | null) => { let times = 0; Object.assign(subjects, { [call]: (...given: Parameters<typeof scan>) => (first && times++ === 0 ? first(...given) : Promise.reject(new Error('cut off'))) }); };
  const row = async () => (await subjects.all()).find(({ body }) => (body as { certificate: Certificate }).certificate.texts.length > 0 && JSON.stringify(body).includes(job.body.certificate ?? '-'));
  const key = (): readonly string[] => readdirSync(world.config.data).filter((name) => name.startsWith('erasing-'));
  // the power fails when the first pass has taken everything out
  cut('scan', scan);
  const job = await world.call<SubjectJob>(gina, 'POST', `/api/subjects/${id}/approve`);
  await world.dossier.services.subjects.settled();
  expect(await row()).toMatchObject({ state: 'running', plan: { sealed: expect.any(String) as string } });
  expect(JSON.stringify(await row())).not.toContain(SURNAMES[n - 1]);
  expect(key()).toHaveLength(1);
  await world.dossier.stop();
  const again = () => createDossier({ config: world.config, storage: world.storage, clock: { now: world.now, after: (milliseconds, run) => { const timer = setTimeout(run, milliseconds); return () => { clearTimeout(timer); }; } }, log: { info: () => undefined, warn: () => undefined, error: () => undefined }, random: (count) => crypto.getRandomValues(new Uint8Array(count)) });
  // and once more while the bytes are read
  Object.assign(subjects, { scan });
  cut('bytes', null);
  const second = again();
  await expect(second.start()).rejects.toThrow('cut off');
  await second.stop();
  Object.assign(subjects, { bytes });
  const third = again();
  await third.start();
  const done = await row();
  expect(done).toMatchObject({ state: 'done', plan: null });
  const { certificate } = done?.body as { certificate: Certificate };
  expect(certificate.ended).not.toBeNull();
  expect(certificate.bytes?.left).toEqual([]);
  expect(certificate.erased, 'also what had gone before').toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'field' }), expect.objectContaining({ kind: 'comment' })]));
  expect(key()).toEqual([]);
  expect((await subjects.scan({ wanted: { kind: 'query', query: { ...QUERY, mails: [], idNumbers: [] } }, archives: [], files: true })).length).toBe(0);
  expect(readFileSync(join(world.config.data, LEDGER), 'utf8')).not.toContain(SURNAMES[n - 1]);
  await third.stop();
});
