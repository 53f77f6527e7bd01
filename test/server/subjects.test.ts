/** Looking for a person, deciding finding by finding, and erasing: who may, what is not told, what bars it, what is kept, what a crash and a correction do. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
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
const NAME = 'Zdenka Quillfeather';
const QUERY = { names: [NAME], phones: ['+34 600 918 273'] };

let world: HttpWorld;
beforeEach(async () => { world = await httpWorld(); });
afterEach(async () => { await world.close(); });

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
  await create('A');
  await patch('A', 'profile', { fields: { 'customer.shortName': NAME } });
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
  expect(JSON.stringify(told)).not.toContain('Quillfeather');
  expect((await world.call(carla, 'POST', `/api/subjects/${id}/approve`)).status).toBe(403);
  expect((await world.call(olga, 'POST', `/api/subjects/${id}/approve`)).status).toBe(403);
  expect((await world.call(gina, 'POST', `/api/subjects/${id}/refuse`)).body).toMatchObject({ state: 'found' });
  await erase(id);
  expect((await world.call<{ fields: Record<string, unknown> }>(olga, 'GET', '/api/archives/A/sections/profile')).body.fields['customer.shortName']).toBeUndefined();
});

it('what lies in a restricted section without my clearance is counted, not listed; of a section that I do not read I am told the passage alone', async () => {
  await create('A');
  await patch('A', 'assessment', { texts: { 'crm.comments': `We think that ${NAME} pays late` } }).catch(() => undefined);
  await world.dossier.hub.write('A/identity' as DocName, 'olga' as PersonId, { fields: { 'person.formerName': NAME } }).catch(() => undefined);
  await world.dossier.hub.write('A/identity' as DocName, 'olga' as PersonId, { fields: { 'person.idDocumentNumber': 'X7714903K' } });
  await world.call(olga, 'POST', '/api/archives/A/comments', { section: 'profile', record: '', text: `A secret plan for ${NAME} of ours` });
  const { items, job } = await search({ ...QUERY, idNumbers: ['X7714903K'] });
  expect(items.some(({ section }) => section === 'identity')).toBe(false);
  expect(job.counts.closed).toBeGreaterThan(0);
  expect(items.find(({ place }) => place.kind === 'comment')?.excerpt).toBe(NAME);
});

it('a legal hold bars finding by finding, and is asked again when the second person agrees', async () => {
  await create('A');
  await create('B');
  for (const id of ['A', 'B']) await patch(id, 'profile', { fields: { 'customer.shortName': NAME } });
  const { id, items } = await search();
  await decide(id, open(items));
  expect((await world.call(carla, 'POST', `/api/subjects/${id}/erase`, { confirm: NAME, reason: 'asked for' })).status).toBe(202);
  expect((await world.call(cora, 'POST', '/api/holds', { archive: 'B', reason: 'a lawsuit' })).status).toBeLessThan(300);
  const refused = await world.call<{ error: { code: string; message: string } }>(gina, 'POST', `/api/subjects/${id}/approve`);
  expect(refused).toMatchObject({ status: 409, body: { error: { message: expect.stringContaining('B is under legal hold') as string } } });
  const again = await search();
  expect(new Set(again.items.filter(({ archive }) => archive === 'B').map(({ barred }) => barred))).toEqual(new Set(['hold']));
  expect((await decide(again.id, again.items.filter(({ archive }) => archive === 'B'))).status).toBe(422);
});

it('another person of that name stays, with all that is made of them, and the certificate says why', async () => {
  await create('A');
  await create('B');
  for (const id of ['A', 'B']) await patch(id, 'people', { rows: { people: { p1: { name: NAME, role: 'contactPerson' } } } });
  await world.dossier.settled();
  const { id, items } = await search();
  await decide(id, open(items.filter(({ archive }) => archive !== 'B')));
  await decide(id, items.filter(({ archive }) => archive === 'B'), { kind: 'keep', reason: 'otherPerson' });
  const certificate = await erase(id);
  expect(certificate.kept).toEqual(expect.arrayContaining([expect.objectContaining({ archive: 'B', section: 'people', kind: 'relation', reason: 'otherPerson' })]));
  const people = async (archive: string): Promise<unknown> => (await world.call<{ rows: Record<string, unknown> }>(olga, 'GET', `/api/archives/${archive}/sections/people`)).body.rows['people'];
  expect(await people('A')).toBeUndefined();
  expect(await people('B')).toEqual({ p1: { name: NAME, role: 'contactPerson' } });
  expect(JSON.stringify(certificate)).not.toContain('Quillfeather');
  expect((await search()).items.filter(({ archive }) => archive !== 'B' && archive !== null)).toEqual([]);
});

it('whoever has the section open is sent away, and comes back to one without the person, whose history is empty there', async () => {
  await create('A');
  await patch('A', 'profile', { fields: { 'customer.shortName': NAME }, texts: { 'org.businessScope': `By ${NAME} since 1999` } });
  const { id, items } = await search();
  await decide(id, open(items));
  await erase(id);
  const { items: entries } = (await world.call<{ items: { old: unknown; new: unknown }[] }>(olga, 'GET', '/api/archives/A/history')).body;
  expect(entries.length).toBeGreaterThan(0);
  expect(JSON.stringify(entries)).not.toContain('Quill');
  await patch('A', 'profile', { fields: { 'customer.shortName': 'Another' } });
  expect((await world.call<{ texts: Record<string, string> }>(olga, 'GET', '/api/archives/A/sections/profile')).body.texts).toEqual({ 'org.businessScope': 'By [erased] since 1999' });
});

it('an erasure that was cut off goes on at the next start, from the row that it left; and then the row names nobody', async () => {
  await create('A');
  await patch('A', 'profile', { fields: { 'customer.shortName': NAME } });
  await world.call(olga, 'POST', '/api/archives/A/comments', { section: 'profile', record: '', text: `Ask ${NAME}` });
  const { id, items } = await search();
  await decide(id, open(items));
  await world.call(carla, 'POST', `/api/subjects/${id}/erase`, { confirm: NAME, reason: 'asked for' });
  // the power fails right after the row is on disk
  const { subjects } = world.storage;
  const { scan } = subjects;
  Object.assign(subjects, { scan: () => Promise.reject(new Error('cut off')) });
  await world.call(gina, 'POST', `/api/subjects/${id}/approve`);
  await world.dossier.services.subjects.settled();
  expect((await subjects.all())[0]).toMatchObject({ state: 'running', plan: { wanted: { query: { names: [NAME] } } } });
  Object.assign(subjects, { scan });
  await world.dossier.stop();
  const next = createDossier({ config: world.config, storage: world.storage, clock: { now: world.now, after: (milliseconds, run) => { const timer = setTimeout(run, milliseconds); return () => { clearTimeout(timer); }; } }, log: { info: () => undefined, warn: () => undefined, error: () => undefined }, random: (count) => crypto.getRandomValues(new Uint8Array(count)) });
  await next.start();
  const [row] = await subjects.all();
  expect(row).toMatchObject({ state: 'done', plan: null });
  expect(JSON.stringify(row)).not.toContain('Quillfeather');
  expect((await world.storage.subjects.scan({ wanted: { kind: 'query', query: { ...QUERY, mails: [], idNumbers: [] } }, archives: [], files: true })).length).toBe(0);
  expect(readFileSync(join(world.config.data, LEDGER), 'utf8')).not.toContain('Quillfeather');
  await next.stop();
});

it('of a whole archive everything goes but the id', async () => {
  await create('A');
  await create('B');
  await patch('A', 'profile', { fields: { 'customer.shortName': NAME, 'org.phone': '1' } }).catch(() => undefined);
  await patch('A', 'profile', { fields: { 'customer.shortName': NAME } });
  await patch('B', 'profile', { fields: { 'customer.shortName': 'Bee' } });
  await world.call(olga, 'POST', '/api/archives/A/comments', { section: 'profile', record: '', text: 'Something else' });
  await world.dossier.settled();
  const { id } = await search();
  await erase(id, { whole: ['A'] });
  expect((await world.call(olga, 'GET', '/api/archives/A')).status).toBe(404);
  expect(await world.storage.archives.get('A' as ArchiveId)).toMatchObject({ state: 'erased', owner: null, code: null, keys: [] });
  expect(await world.storage.facts.overview('A' as ArchiveId)).toBeNull();
  expect(await world.storage.comments.of('A' as ArchiveId)).toEqual([]);
  expect((await world.call<{ fields: Record<string, unknown> }>(olga, 'GET', '/api/archives/B/sections/profile')).body.fields['customer.shortName']).toBe('Bee');
});

it('a wrong number is replaced in the chosen findings by edits like anyone\'s, which are one set', async () => {
  await create('A');
  await create('B');
  await patch('A', 'profile', { rows: { methods: { m1: { kind: 'mobile', value: '+34 600 918 273' } } } });
  await patch('B', 'profile', { texts: { 'org.businessScope': 'Call 600918273 after six' } });
  await world.call(olga, 'POST', '/api/archives/B/comments', { section: 'profile', record: '', text: 'or 600918273' });
  const { id, items } = await search({ phones: ['+34 600 918 273'] });
  const done = await world.call<{ changed: number; left: string[]; changeset: string }>(carla, 'POST', `/api/subjects/${id}/correct`, { kind: 'phone', from: '+34 600 918 273', to: '+34 600 918 274', findings: items.map((each) => each.id) });
  expect(done).toMatchObject({ status: 200, body: { changed: 2 } });
  expect(done.body.left, 'the comment is its author\'s').toEqual(expect.arrayContaining([items.find(({ place }) => place.kind === 'comment')?.id]));
  expect((await world.call<{ texts: Record<string, string> }>(olga, 'GET', '/api/archives/B/sections/profile')).body.texts['org.businessScope']).toBe('Call +34 600 918 274 after six');
  expect((await world.call(carla, 'GET', `/api/changesets/${done.body.changeset}`)).status).toBe(200);
});
