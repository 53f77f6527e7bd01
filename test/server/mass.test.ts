/** Mass updates over HTTP: previewed, applied as one set, undone; what others changed meanwhile is kept and named; blocks of cells land cell by cell. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SectionPatch, SectionValues } from '../../model/api.ts';
import type { MassRow, MassRows, MassView } from '../../model/mass/api.ts';
import type { DepartmentId } from '../../model/ids.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const stella: Who = { sub: 'stella', name: 'Stella Maris', roles: ['steward'] };
const olga: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const sam: Who = { sub: 'sam', name: 'Sam Wise', roles: ['staff'], department: 'lab' };

let world: HttpWorld;
let count = 0;
beforeAll(async () => {
  world = await httpWorld({ env: { DOSSIER_LIMITS: JSON.stringify({ requestsPerSecond: 100_000, requestsBurst: 100_000 }) } });
  await world.dossier.services.directory.putDepartments([{ id: 'sales' as DepartmentId, name: 'Sales', parent: null, managers: [] }, { id: 'lab' as DepartmentId, name: 'Laboratory', parent: null, managers: [] }]);
  for (const who of [stella, olga, sam]) await world.call(who, 'GET', '/api/me');
});
afterAll(async () => {
  expect(world.errors).toEqual([]);
  await world.close();
});

const open = async (fields: Readonly<Record<string, unknown>> = {}, who = olga): Promise<string> => {
  const id = `M${++count}`;
  expect((await world.call(who, 'POST', '/api/archives', { id, kind: 'organisation', name: `Customer ${count}`, fields })).status).toBe(201);
  return id;
};
const edit = async (id: string, patch: SectionPatch, section = 'profile', who = olga): Promise<void> => { expect((await world.call(who, 'PATCH', `/api/archives/${id}/sections/${section}`, patch)).status).toBe(200); };
const values = async (id: string, section = 'profile', who = olga): Promise<SectionValues> => (await world.call<SectionValues>(who, 'GET', `/api/archives/${id}/sections/${section}`)).body;
const ended = async (who: Who, view: MassView): Promise<MassView> => {
  while (view.state === 'looking' || view.state === 'applying') view = (await world.call<MassView>(who, 'GET', `/api/mass-updates/${view.id}`)).body;
  return view;
};
const look = async (wish: object, who = olga): Promise<MassView> => {
  const { status, body } = await world.call<MassView>(who, 'POST', '/api/mass-updates', wish);
  expect(status, JSON.stringify(body)).toBe(202);
  return ended(who, body);
};
const rows = async (view: MassView, who = olga): Promise<readonly MassRow[]> => (await world.call<MassRows>(who, 'GET', `/api/mass-updates/${view.id}/rows`)).body.items;
const apply = async (view: MassView, who = olga): Promise<MassView> => {
  const { status, body } = await world.call<MassView>(who, 'POST', `/api/mass-updates/${view.id}/apply`);
  expect(status, JSON.stringify(body)).toBe(202);
  return ended(who, body);
};
const undo = async (view: MassView, who = olga) => {
  expect((await world.call(who, 'POST', `/api/changesets/${view.changeset ?? ''}/undo`)).status).toBe(202);
  await world.dossier.services.changesets.settled();
};
const short = (row: MassRow): unknown[] => [row.archive, row.key, row.state, row.before?.value ?? null, row.after?.value ?? null, ...(row.code ? [row.code] : [])];

it('is looked at, applied as one set and undone: values, lists, texts, contact details and addresses', async () => {
  const [a, b] = [await open({ 'customer.shortName': 'A' }), await open()];
  await edit(a, { rows: { methods: { m1: { kind: 'phone', value: '030 1', label: 'desk' }, m2: { kind: 'email', value: 'a@b.example' } }, 'customer.partnerRole': { r1: { value: 'supplier' } } } });
  const before = [await values(a), await values(b)];
  const view = await look({ target: { ids: [a, b] }, sets: [
    { key: 'customer.shortName', op: 'set', values: ['New'] },
    { key: 'customer.customerCategory', op: 'clear' },
    { key: 'role', op: 'add', values: ['经销商'] },
    { key: 'org.businessScope', op: 'set', values: ['Tea.\nCoffee.'] },
    { key: 'methods@phone/value', op: 'set', values: ['030 2'] },
    { key: 'addresses@business/city', op: 'set', values: ['Berlin'] },
    { key: 'addresses@business/country', op: 'set', values: ['Alemania'] },
  ] });
  expect(view).toMatchObject({ state: 'ready', done: 2, counts: { archives: 2, change: 12, same: 2, refused: 0, conflict: 0, written: 0 }, changeset: null });
  expect((await rows(view)).map(short)).toEqual(expect.arrayContaining([[a, 'customer.shortName', 'change', 'A', 'New'], [b, 'methods@phone/value', 'change', null, ['030 2']], [a, 'role', 'change', ['supplier'], ['supplier', 'dealer']]]));
  expect(await values(a), 'nothing is written yet').toEqual(before[0]);
  const done = await apply(view);
  expect(done).toMatchObject({ state: 'done', counts: { archives: 2, change: 0, written: 12 } });
  const [one, two] = [await values(a), await values(b)];
  expect(one.rows['methods']).toMatchObject({ m1: { kind: 'phone', value: '030 2', label: 'desk' }, m2: { value: 'a@b.example' } });
  expect(Object.values(two.rows['methods'] ?? {})).toMatchObject([{ kind: 'phone', value: '030 2' }]);
  expect(Object.values(two.rows['addresses'] ?? {}), 'one row of two columns').toMatchObject([{ use: 'business', city: 'Berlin', country: 'DE' }]);
  expect([two.fields['customer.shortName'], two.texts['org.businessScope']]).toEqual(['New', 'Tea.\nCoffee.']);
  expect((await world.call<{ kind: string; title: string }>(olga, 'GET', `/api/changesets/${done.changeset ?? ''}`)).body).toMatchObject({ kind: 'mass-update', title: expect.stringContaining('Short name') as string });
  await undo(done);
  const plain = ({ fields, rows: all, texts }: SectionValues) => ({ fields, rows: Object.fromEntries(Object.entries(all).filter(([, own]) => Object.keys(own).length > 0)), texts });
  expect([plain(await values(a)), plain(await values(b))]).toEqual(before.map(plain));
  expect((await world.call(olga, 'POST', `/api/mass-updates/${view.id}/apply`)).status, 'once').toBe(409);
});

it('keeps what somebody changed between the preview and the writing, and names it', async () => {
  const [a, b, c] = [await open({ 'customer.shortName': 'A' }), await open({ 'customer.shortName': 'B' }), await open()];
  const view = await look({ target: { query: { where: [{ key: 'name', op: 'in', values: [a, b, c].map((id) => `Customer ${id.slice(1)}`) }], columns: ['owner'], limit: 1 } }, sets: [{ key: 'customer.shortName', op: 'set', values: ['Mine'] }] });
  expect(view.counts).toMatchObject({ archives: 3, change: 3 });
  await edit(b, { fields: { 'customer.shortName': 'Theirs' } });
  await edit(c, { fields: { 'customer.shortName': 'Mine' } });
  const done = await apply(view);
  expect(done.counts).toMatchObject({ written: 2, conflict: 1, change: 0 });
  const [conflict] = (await rows(done)).filter(({ state }) => state === 'conflict');
  expect(conflict).toMatchObject({ archive: b, before: { value: 'B' }, after: { value: 'Mine' }, now: { value: 'Theirs' } });
  expect((await values(b)).fields['customer.shortName']).toBe('Theirs');
  await undo(done);
  expect(await Promise.all([a, b, c].map(async (id) => (await values(id)).fields['customer.shortName']))).toEqual(['A', 'Theirs', 'Mine']);
});

it('reads a pasted block as people write it, cell by cell, and names what it cannot read', async () => {
  const a = await open();
  await world.call(olga, 'PATCH', `/api/archives/${a}`, { code: 'C-77', keys: ['erp:77'] });
  const b = await open({ 'customer.shortName': 'B' });
  await edit(b, { rows: { methods: { m1: { kind: 'phone', value: '1' }, m2: { kind: 'phone', value: '2' } } } });
  const cells = [
    ['erp:77', 'company.foundedAt', '1/3/26'], ['C-77', 'customer.kind', '自然人'], ['C-77', 'org.registeredCapital', '1.234.567,50 EUR'], ['C-77', 'keeper', 'sam wise'], ['C-77', 'department', 'laboratory'],
    [b, 'company.foundedAt', 'yesterday'], [b, 'customer.kind', 'martian'], [b, 'methods@phone/value', '3'], [b, 'trade.sum', '12'], [b, 'customer.shortName', '4.40524E+17'], [b, 'owner', 'Nobody'], [b, 'name', ''], [b, 'people/name', 'Ann'], [b, 'customer.shortName', 'x'],
    ['nowhere', 'customer.shortName', 'x'],
  ].map(([archive, key, text]) => ({ archive, key, text }));
  const view = await look({ cells, lang: 'en' });
  const all = (await rows(view)).map(short);
  expect(all.filter(([, , state]) => state === 'change')).toEqual([
    [a, 'company.foundedAt', 'change', null, '2026-03-01'], [a, 'customer.kind', 'change', 'organisation', 'individual'], [a, 'org.registeredCapital', 'change', null, '1234567.50 EUR'], [a, 'keeper', 'change', null, 'sam'], [a, 'department', 'change', 'sales', 'lab'],
  ]);
  expect(Object.fromEntries(all.filter(([, , state]) => state === 'refused').map((row) => [`${String(row[0])} ${String(row[1])}${row[5] === 'twice' ? ' 2' : ''}`, row[5]]))).toEqual({
    [`${b} company.foundedAt`]: 'unreadable', [`${b} customer.kind`]: 'unreadable', [`${b} methods@phone/value`]: 'several', [`${b} trade.sum`]: 'read-only', [`${b} customer.shortName`]: 'destroyed', [`${b} owner`]: 'unreadable', [`${b} name`]: 'invalid',
    [`${b} people/name`]: 'none', [`${b} customer.shortName 2`]: 'twice', 'nowhere customer.shortName': 'not-found',
  });
  const done = await apply(view);
  expect(done.counts).toMatchObject({ written: 5, refused: 10 });
  expect((await world.call<{ row: object }>(olga, 'GET', `/api/archives/${a}`)).body.row).toMatchObject({ kind: 'individual', keeper: { id: 'sam' }, department: 'lab' });
  await undo(done);
  expect((await world.call<{ row: object }>(olga, 'GET', `/api/archives/${a}`)).body.row).toMatchObject({ kind: 'organisation', keeper: null, department: 'sales' });
});

it('says which cells are another than the page showed, and writes none of them', async () => {
  const a = await open({ 'customer.shortName': 'Now' });
  const view = await look({ cells: [{ archive: a, key: 'customer.shortName', text: 'Mine', base: 'Then' }] });
  expect((await rows(view))[0]).toMatchObject({ state: 'conflict', before: { value: 'Then' }, after: { value: 'Mine' }, now: { value: 'Now' } });
  expect((await apply(view)).changeset).toBeNull();
  expect((await values(a)).fields['customer.shortName']).toBe('Now');
});

it('refuses by name what may be read and not written, and answers the rest as not there', async () => {
  const mine = await open();
  const theirs = await open({}, sam);
  const read = await open({}, sam);
  expect((await world.call(sam, 'PUT', `/api/archives/${read}/owners`, { owner: 'sam', coOwners: [], deputies: [] })).status).toBe(200);
  expect((await world.call(sam, 'POST', '/api/grants', { archive: read, to: { kind: 'person', id: 'olga' }, level: 'read', reason: 'asked', until: null })).status).toBeLessThan(300);
  const view = await look({ target: { ids: [mine, theirs, read] }, sets: [{ key: 'customer.shortName', op: 'set', values: ['X'] }, { key: 'person.idDocumentNumber', op: 'set', values: ['X1'] }, { key: 'owner', op: 'set', values: ['Sam Wise'] }] });
  expect((await rows(view)).map(({ archive, name, key, state, code, before }) => [archive, name === '' ? '' : 'named', key, state, code ?? null, before?.value ?? null])).toEqual([
    [mine, 'named', 'customer.shortName', 'change', null, null], [mine, 'named', 'person.idDocumentNumber', 'refused', 'not-found', null], [mine, 'named', 'owner', 'change', null, 'olga'],
    [theirs, '', 'customer.shortName', 'refused', 'not-found', null], [theirs, '', 'person.idDocumentNumber', 'refused', 'not-found', null], [theirs, '', 'owner', 'refused', 'not-found', null],
    [read, 'named', 'customer.shortName', 'refused', 'forbidden', null], [read, 'named', 'person.idDocumentNumber', 'refused', 'not-found', null],
  ]);
  const done = await apply(view);
  expect(done.counts).toMatchObject({ written: 2 });
  expect((await world.call<{ row: object }>(sam, 'GET', `/api/archives/${mine}`)).body.row).toMatchObject({ owner: { id: 'sam' } });
  expect((await world.call(stella, 'GET', `/api/mass-updates/${view.id}`)).status, 'a preview is its person\'s').toBe(404);
});

it('names every problem of a wish at once', async () => {
  const { status, body } = await world.call<{ error: { problems: { field: string; code: string }[] } }>(olga, 'POST', '/api/mass-updates', { target: {}, sets: [{ key: 'no.such', op: 'set', values: ['x'] }, { key: 'trade.sum', op: 'clear' }, { key: 'customer.shortName', op: 'add', values: ['x'] }, { key: 'customer.shortName', op: 'set', values: [] }] });
  expect(status).toBe(422);
  expect(body.error.problems.map(({ field, code }) => `${field} ${code}`)).toEqual(['sets.0.key unknown-key', 'sets.1.key read-only', 'sets.2.op op', 'sets.3.key twice', 'sets.3.values count', 'target missing']);
});
