/** P9 by door: whatever shows a value of a restricted section leaves exactly one row, on disk before it leaves; what shows none leaves none. One world, each door by itself. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FileDraft } from '../../model/privacy/file.ts';
import type { FindingPage, SubjectJob } from '../../model/privacy/subject.ts';
import type { PersonId } from '../../model/ids.ts';
import { policyOf } from '../../model/rights.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

let world: HttpWorld;
const ADMIN: Who = { sub: 'adam', name: 'Adam', roles: ['admin'], department: 'it' };
const OLGA: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'north' };
/** Looks after all data, answers people, and has every clearance. */
const CLEO: Who = { sub: 'cleo', name: 'Cleo', roles: ['compliance', 'steward'], department: 'north' };
/** The same without any. */
const BARE: Who = { sub: 'bara', name: 'Bara', roles: ['steward'], department: 'north' };
const NICK: Who = { sub: 'nick', name: 'Nick', roles: ['staff'] };
const NUMBER = 'X7391846';
let file = '';
let comment = '';

/** Rows that this leaves, as `who archive section by`. */
async function left(work: () => Promise<unknown>): Promise<readonly string[]> {
  const before = (await world.storage.audit.head())?.seq ?? 0;
  await work();
  const { rows } = await world.storage.audit.page({ archive: null, person: null, actions: ['opened', 'revealed', 'downloaded', 'exported', 'printed', 'subjectExported'], object: null, from: null, to: null, before: null, limit: 1_000 });
  return rows.filter(({ seq }) => seq > before).map(({ action, actor, archive = '-', section = '-', detail }) => `${actor} ${action} ${archive} ${section}${detail?.['by'] === undefined ? '' : ` ${String(detail['by'])}`}`).sort();
}
async function call<T = Record<string, unknown>>(who: Who, method: string, path: string, body?: unknown, status = 200): Promise<T> {
  const answer = await world.call<T>(who, method, path, body);
  expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body).slice(0, 300)}`).toBe(status);
  return answer.body;
}
const later = (): void => { world.pass(11 * 60_000); };

beforeAll(async () => {
  world = await httpWorld();
  await call(ADMIN, 'GET', '/api/me');
  for (const department of ['north', 'it']) await call(ADMIN, 'PUT', `/api/departments/${department}`, { name: department }, 201).catch(() => undefined);
  for (const who of [OLGA, CLEO, BARE, NICK]) await call(who, 'GET', '/api/me');
  await call(ADMIN, 'PUT', '/api/people/cleo', { clearances: ['identity', 'bank', 'aml'] });
  await call(ADMIN, 'PUT', '/api/people/olga', { clearances: ['identity'] });
  for (const id of ['A1', 'A2']) {
    await call(OLGA, 'POST', '/api/archives', { id, kind: 'individual', packs: ['individual'], name: `Person ${id}`, department: 'north' }, 201);
    await call(OLGA, 'PATCH', `/api/archives/${id}/sections/profile`, { fields: { 'customer.shortName': id } });
    await call(OLGA, 'PATCH', `/api/archives/${id}/sections/identity`, { fields: { 'person.gender': id === 'A1' ? 'female' : 'male', 'person.idDocumentType': 'passport', 'person.idDocumentNumber': `${NUMBER}${id}` } });
  }
  const form = new FormData();
  form.append('section', 'identity');
  form.append('file', new Blob(['a paper'], { type: 'text/plain' }), 'paper.txt');
  file = (await call<{ id: string }>(OLGA, 'POST', '/api/archives/A1/files', form, 201)).id;
  comment = (await call<{ id: string }>(OLGA, 'POST', '/api/archives/A1/comments', { section: 'identity', record: 'fields/person.idDocumentNumber', text: 'look @[cleo]' }, 201)).id;
  await world.dossier.settled();
});
afterAll(async () => { await world.close(); });

const query = (more: object) => ({ text: '', columns: ['name'], where: [], sort: [], limit: 50, ...more });

test.each<[name: string, work: () => Promise<unknown>, rows: readonly string[]]>([
  ['the section over HTTP', () => call(OLGA, 'GET', '/api/archives/A1/sections/identity'), ['olga opened A1 identity read']],
  ['a section that is not restricted', () => call(OLGA, 'GET', '/api/archives/A1/sections/profile'), []],
  ['its history', () => call(OLGA, 'GET', '/api/archives/A1/history?section=identity'), ['olga opened A1 identity history']],
  ['the history of all of it', () => call(OLGA, 'GET', '/api/archives/A1/history?limit=100'), ['olga opened A1 identity history']],
  ['the names of its files', () => call(OLGA, 'GET', '/api/archives/A1/files?section=identity'), ['olga opened A1 identity files']],
  ['a file', () => call(OLGA, 'GET', `/api/archives/A1/files/${file}`), ['olga opened A1 identity file']],
  ['comments', () => call(OLGA, 'GET', '/api/archives/A1/comments?section=identity&record=fields%2Fperson.idDocumentNumber'), ['olga opened A1 identity comments']],
  ['how many comments there are', () => call(OLGA, 'GET', '/api/archives/A1/comments/counts?section=identity'), []],
  ['where one is mentioned', () => call(CLEO, 'GET', '/api/mentions'), ['cleo opened A1 identity mentions']],
  ['a masked number', () => call(OLGA, 'POST', '/api/archives/A1/sections/identity/reveals', { key: 'fields/person.idDocumentNumber' }, 201), ['olga revealed A1 identity']],
  ['a print', () => call(CLEO, 'POST', '/api/archives/A1/sheet', { lang: 'en' }), ['cleo opened A1 identity print', 'cleo printed - -', 'cleo printed - -']],
  ['the rating sheet', () => call(CLEO, 'GET', '/api/archives/A1/aml'), ['cleo opened A1 aml rating']],
  ['an export', () => call(CLEO, 'GET', '/api/exports?format=csv&columns=name,person.gender'), ['cleo exported - -', 'cleo exported - -', 'cleo opened A1 identity export', 'cleo opened A2 identity export']],
  ['an export by who may not read it', () => call(BARE, 'GET', '/api/exports?format=csv&columns=name,person.gender'), ['bara exported - -', 'bara exported - -']],
  ['a list that shows none of it', () => call(OLGA, 'POST', '/api/archives/query', query({})), []],
  ['a list that shows values', () => call(OLGA, 'POST', '/api/archives/query', query({ columns: ['name', 'person.gender', 'person.idDocumentType'] })), ['olga opened A1 identity list', 'olga opened A2 identity list']],
  ['a list of values for who may not read them', () => call(BARE, 'POST', '/api/archives/query', query({ columns: ['name', 'person.gender'] })), []],
  ['a list that is asked by values', () => call(OLGA, 'POST', '/api/archives/query', query({ where: [{ key: 'person.gender', op: 'eq', values: ['female'] }] })), ['olga opened - identity question']],
  ['a merge that is looked at', () => call(CLEO, 'POST', '/api/merges/preview', { winner: 'A1', loser: 'A2' }), ['cleo opened A1 identity merge', 'cleo opened A2 identity merge']],
])('%s', async (_, work, rows) => {
  expect(await left(work)).toEqual(rows);
});

test('what a page is shown again is one opening for ten minutes, and then another', async () => {
  later();
  const list = () => call(OLGA, 'POST', '/api/archives/query', query({ columns: ['person.gender'] }));
  expect(await left(async () => { await Promise.all([list(), list()]); await list(); })).toHaveLength(2);
  later();
  expect(await left(list)).toHaveLength(2);
});

test('a mass update: the values that stand there now, row by row, by who reads them', async () => {
  const begin = async (who: Who): Promise<string> => (await call<{ id: string }>(who, 'POST', '/api/mass-updates', { target: { ids: ['A1', 'A2'] }, sets: [{ key: 'person.gender', op: 'set', values: ['female'] }] }, 202)).id;
  const id = await begin(OLGA);
  expect(await left(() => call(OLGA, 'GET', `/api/mass-updates/${id}/rows`))).toEqual(['olga opened A2 identity mass']);
  expect(await left(() => call(OLGA, 'GET', `/api/mass-updates/${id}/rows`))).toEqual([]);
  const other = await begin(BARE);
  expect(await left(() => call(BARE, 'GET', `/api/mass-updates/${other}/rows`))).toEqual([]);
});

test('looking for a person, and their file, from the draft to the fetching', async () => {
  const { id } = await call<SubjectJob>(CLEO, 'POST', '/api/subjects/search', { names: ['Person A1'], idNumbers: [`${NUMBER}A1`] }, 202);
  await world.dossier.services.subjects.settled();
  let found: FindingPage | undefined;
  expect(await left(async () => { found = await call<FindingPage>(CLEO, 'GET', `/api/subjects/${id}/findings?limit=500`); })).toEqual(['cleo opened A1 identity search']);
  expect(found?.items.some(({ section }) => section === 'identity')).toBe(true);
  let draft: FileDraft | undefined;
  expect(await left(async () => { draft = await call<FileDraft>(CLEO, 'POST', '/api/subject-files', { archives: [{ archive: 'A1' }], lang: 'en' }, 201); })).toEqual(['cleo opened A1 identity personFile', 'cleo subjectExported A1 -']);
  const { id: name } = draft as FileDraft;
  later();
  expect(await left(() => call(CLEO, 'GET', `/api/subject-files/${name}`))).toEqual(['cleo opened A1 identity personFile']);
  expect(await left(() => call(CLEO, 'GET', '/api/subject-files'))).toEqual([]);
  const values = (draft as FileDraft).content?.archives.flatMap(({ sections }) => sections.flatMap(({ groups }) => groups.flatMap((group) => group.values.map((value) => value.id)))) ?? [];
  await call(CLEO, 'PUT', `/api/subject-files/${name}/review`, { exclude: [], blacken: [], checked: values, attach: [] });
  await call(CLEO, 'POST', `/api/subject-files/${name}/release`);
  later();
  expect(await left(() => call(CLEO, 'GET', `/api/subject-files/${name}/page`))).toEqual(['cleo downloaded A1 -', 'cleo opened A1 identity personFile']);
});

test('putting back an edit that has changed since shows what stands there: one opening', async () => {
  const [item] = (await call<{ items: { id: string; key: string }[] }>(OLGA, 'GET', '/api/archives/A2/history?section=identity&limit=100')).items.filter(({ key }) => key === 'fields/person.gender');
  later();
  await call(OLGA, 'PATCH', '/api/archives/A2/sections/identity', { fields: { 'person.gender': 'female' } });
  expect(await left(() => call(OLGA, 'POST', `/api/archives/A2/history/${item?.id}/restore`, {}, 409))).toEqual(['olga opened A2 identity history']);
});

test('under a broken glass each reading leaves a row, of sections that are not restricted too', async () => {
  world.dossier.access.directory.keepPolicy(policyOf({ emergency: ['nick' as PersonId] }));
  await call(NICK, 'POST', '/api/archives/A1/break-glass', { reason: 'nobody is there', minutes: 30 }, 201);
  expect(await left(() => call(NICK, 'GET', '/api/archives/A1/sections/profile'))).toEqual(['nick opened A1 profile read']);
  expect(await left(() => call(NICK, 'GET', '/api/archives/A1/transactions'))).toEqual(['nick opened A1 - glass']);
  expect(await left(() => call(NICK, 'GET', '/api/archives/A1/transactions'))).toEqual([]);
  expect(await left(() => call(OLGA, 'GET', '/api/archives/A1/transactions'))).toEqual([]);
  const { rows: [row] } = await world.storage.audit.page({ archive: 'A1' as never, person: 'nick' as never, actions: ['opened'], object: null, from: null, to: null, before: null, limit: 1 });
  expect(row?.because).toMatchObject([{ kind: 'breakGlass' }]);
});

test('whoever changes settings, webhooks, channels, schedules, mappings and people by an import is named', async () => {
  const before = (await world.storage.audit.head())?.seq ?? 0;
  const key = (await call<{ key: { id: string } }>(ADMIN, 'POST', '/api/keys', { name: 'ERP', sections: { profile: 'read' }, days: 30 }, 201)).key.id;
  await call(ADMIN, 'PUT', '/api/webhooks/hosts', { hosts: ['hooks.example'] });
  const hook = (await call<{ webhook: { id: string } }>(ADMIN, 'POST', '/api/webhooks', { name: 'ERP', url: 'https://hooks.example/in', key }, 201)).webhook.id;
  await call(ADMIN, 'PATCH', `/api/webhooks/${hook}`, { enabled: false });
  await call(ADMIN, 'DELETE', `/api/webhooks/${hook}`, undefined, 204);
  await call(ADMIN, 'PUT', '/api/channels/settings', { hour: 7 });
  await call(BARE, 'PUT', '/api/import-mappings/hr', { mapping: { tables: [{ file: '', table: 'customers', columns: [{ heading: 'id', target: 'id' }, { heading: 'name', target: 'name' }] }] } });
  await call(BARE, 'DELETE', '/api/import-mappings/hr', undefined, 204);
  await call(ADMIN, 'PUT', '/api/import-folders', { items: [] });
  const form = new FormData();
  form.set('source', 'hr');
  form.set('files', new File(['ID,Sub,Name,Email,Department,Roles,Manager,Active\n1,ann,Ann,a@x.example,west,staff,,yes'], 'people.csv'));
  await call({ ...ADMIN, roles: ['admin', 'steward'] }, 'POST', '/api/imports', form, 202);
  await world.dossier.imports.settled();
  const { rows } = await world.storage.audit.page({ archive: null, person: null, actions: ['settingChanged', 'personChanged', 'departmentChanged', 'keyChanged'], object: null, from: null, to: null, before: null, limit: 200 });
  const said = rows.filter(({ seq }) => seq > before).map(({ action, actor, object = '' }) => `${actor} ${action} ${object.replace(/:.*/, '')}`);
  expect(said.filter((line) => line.startsWith('null'))).toEqual([]);
  expect(said).toEqual(expect.arrayContaining(['adam settingChanged webhook-hosts', 'adam settingChanged webhook', 'adam settingChanged channelSettings', 'bara settingChanged importMappings', 'adam settingChanged importFolders', 'adam personChanged ann', 'adam departmentChanged west']));
  expect(said.filter((line) => line === 'adam settingChanged webhook')).toHaveLength(3);
});

test('no value is in any row of it', async () => {
  const { rows } = await world.storage.audit.page({ archive: null, person: null, actions: ['opened', 'revealed'], object: null, from: null, to: null, before: null, limit: 1_000 });
  expect(rows.length).toBeGreaterThan(25);
  expect(JSON.stringify(rows)).not.toContain(NUMBER);
  expect(comment).not.toBe('');
});
