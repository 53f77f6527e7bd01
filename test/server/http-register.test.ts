/** The register over HTTP: what is asked is read whole, values of documents are found as soon as they are written, views and tags are whose they are. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RegisterPage } from '../../model/register/query.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';

let world: HttpWorld;
const ana = { sub: 'ana', name: 'Ana Ruiz', roles: ['staff'], department: 'sales' };
const bo = { sub: 'bo', name: 'Bo Li', roles: ['staff'], department: 'sales' };
const chief = { sub: 'chief', name: 'Chief', roles: ['steward'] };
beforeAll(async () => {
  world = await httpWorld();
  await world.call(chief, 'GET', '/api/me');
  await world.call({ sub: 'root', roles: ['admin'] }, 'POST', '/api/departments', { id: 'sales', name: 'Sales' });
  const create = (id: string, name: string, fields: Record<string, unknown>) => world.call(ana, 'POST', '/api/archives', { id, name, kind: 'organisation', code: `K-${id}`, fields });
  for (const [id, name, fields] of [
    ['A', '廣州宏遠', { 'crm.employeeCount': 20, 'customer.collectionGoals': ['likelyToOrder'] }], ['B', 'Beta Núñez', { 'crm.employeeCount': 300 }], ['C', 'Gamma', { 'crm.creditStars': 4, 'org.registeredCapital': '12.50 EUR' }],
  ] as const) expect((await create(id, name, fields)).status, name).toBe(201);
});
afterAll(() => world.close());

const ask = (who: { readonly sub: string }, body: unknown) => world.call<RegisterPage>(who, 'POST', '/api/archives/query', body);
const ids = async (who: { readonly sub: string }, body: unknown): Promise<string> => {
  const { status, body: page } = await ask(who, body);
  expect(status, JSON.stringify(page)).toBe(200);
  return page.items.map(({ id }) => id).join('');
};

test('fields of any section are conditions, orders, groups and columns, as soon as they are written', async () => {
  expect(await ids(ana, {})).toBe('BCA');
  expect(await ids(ana, { where: [{ key: 'crm.employeeCount', op: 'gte', values: [100] }] })).toBe('B');
  expect(await ids(ana, { where: [{ key: 'customer.collectionGoals', op: 'has', values: ['likelyToOrder'] }] })).toBe('A');
  expect(await ids(ana, { sort: [{ key: 'crm.employeeCount', descending: true }] })).toBe('BAC');
  expect(await ids(ana, { text: '广州' })).toBe('A');
  expect(await ids(ana, { text: 'nunez' })).toBe('B');
  await world.call(ana, 'PATCH', '/api/archives/C/sections/credit', { fields: { 'crm.creditStars': 5 } });
  // a closed section's values come a moment after it was written
  await expect.poll(() => ids(ana, { where: [{ key: 'crm.creditStars', op: 'eq', values: [5] }] })).toBe('C');
  const { body } = await ask(ana, { columns: ['crm.creditStars', 'org.registeredCapital', 'owner', 'code'], where: [{ key: 'code', op: 'starts', values: ['k-c'] }], group: { key: 'owner', sums: ['org.registeredCapital', 'crm.creditStars'] } });
  expect(body.items[0]!.cells).toEqual({ 'crm.creditStars': 5, 'org.registeredCapital': '12.50 EUR', owner: 'ana', code: 'K-C' });
  expect(body.groups).toEqual([{ value: 'ana', count: 1, sums: { 'org.registeredCapital': { EUR: '12.50' }, 'crm.creditStars': 5 } }]);
});

test('P1: a colleague who knows of the archives finds nothing by what stands in them', async () => {
  expect(await ids(bo, {})).toBe('BCA');
  for (const key of ['crm.employeeCount', 'crm.creditStars', 'org.registeredCapital', 'code', 'state']) {
    for (const op of ['any', 'none']) expect(await ids(bo, { where: [{ key, op }] }), `${key} ${op}`).toBe('');
  }
  expect(await ids(bo, { sort: [{ key: 'crm.employeeCount', descending: true }] })).toBe('BCA');
  const { body } = await ask(bo, { columns: ['crm.creditStars', 'name'], group: { key: 'crm.creditStars', sums: ['crm.employeeCount'] } });
  expect(body.items.map(({ cells }) => Object.keys(cells))).toEqual([['name'], ['name'], ['name']]);
  expect(body.groups).toEqual([{ value: null, count: 3, sums: { 'crm.employeeCount': 0 } }]);
});

test('me and today are who asks, and when', async () => {
  expect(await ids(ana, { where: [{ key: 'owner', op: 'eq', values: ['me'] }] })).toBe('BCA');
  expect(await ids(bo, { where: [{ key: 'owner', op: 'eq', values: ['me'] }] })).toBe('');
  expect(await ids(ana, { where: [{ key: 'opened', op: 'gte', values: ['today-1'] }] })).toBe('BCA');
  expect(await ids(ana, { where: [{ key: 'opened', op: 'gt', values: ['today+1'] }] })).toBe('');
});

test('every problem of a question is named', async () => {
  const { status, body } = await world.call<{ error: { problems: { field: string; code: string }[] } }>(ana, 'POST', '/api/archives/query', {
    where: [{ key: 'nothing', op: 'eq', values: [1] }, { key: 'name', op: 'gte', values: ['a'] }, { key: 'crm.employeeCount', op: 'between', values: [1] }, { key: 'opened', op: 'lt', values: ['soon'] }],
    sort: [{ key: 'person.idDocumentNumber' }], group: { key: 'name', sums: ['code'] }, limit: 1000, colour: 'red',
  });
  expect(status).toBe(422);
  expect(body.error.problems.map(({ field, code }) => `${field} ${code}`).sort()).toEqual([
    'colour unknown', 'group.sums.0 op', 'limit range', 'sort.0.key masked', 'where.0.key unknown-key', 'where.1.op op', 'where.2.values count', 'where.3.values.0 value',
  ]);
});

test('views are saved and shared, and a shared view asks by the right of who opens it', async () => {
  const query = { where: [{ key: 'crm.employeeCount', op: 'any', values: [] }] };
  const { status, body: view } = await world.call<{ id: string; revision: number; query: object }>(ana, 'POST', '/api/views', { name: 'With staff', shared: { kind: 'department', department: 'sales' }, query });
  expect(status).toBe(201);
  const names = async (who: { readonly sub: string }) => (await world.call<{ items: { name: string; mine: boolean; labels?: object }[] }>(who, 'GET', '/api/views')).body.items;
  expect((await names(bo)).find(({ name }) => name === 'With staff')).toMatchObject({ mine: false });
  expect((await names(chief)).some(({ name }) => name === 'With staff')).toBe(false);
  expect((await names(bo)).filter(({ labels }) => labels)).toHaveLength(5);
  expect(await ids(bo, view.query)).toBe('');
  expect((await ids(ana, view.query)).length).toBe(2);
  expect((await world.call(bo, 'PUT', `/api/views/${view.id}`, { name: 'Mine', query })).status).toBe(403);
  expect((await world.call(chief, 'GET', `/api/views/${view.id}`)).status).toBe(404);
  expect((await world.call(bo, 'POST', '/api/views', { name: 'For all', shared: { kind: 'all' }, query })).status).toBe(403);
  expect((await world.call(ana, 'PUT', `/api/views/${view.id}`, { name: 'Private', query, revision: view.revision })).status).toBe(200);
  expect((await world.call(bo, 'GET', `/api/views/${view.id}`)).status).toBe(404);
  expect((await world.call(ana, 'PUT', `/api/views/${view.id}`, { name: 'Again', query, revision: view.revision })).status).toBe(409);
  expect((await world.call(ana, 'POST', '/api/views', { name: 'Bad', query: { sort: [{ key: 'nothing' }] } })).status).toBe(422);
  expect((await world.call(ana, 'DELETE', `/api/views/${view.id}`)).status).toBe(204);
});

test('P1: a shared view over a confidential field finds, counts, sorts and groups nothing for who does not read that section', async () => {
  const query = { where: [{ key: 'crm.creditStars', op: 'gte', values: [1] }], sort: [{ key: 'crm.creditStars', descending: true }], columns: ['name', 'crm.creditStars'], group: { key: 'crm.creditStars', sums: ['org.registeredCapital'] } };
  const { body: view } = await world.call<{ id: string }>(ana, 'POST', '/api/views', { name: 'Good payers', shared: { kind: 'department', department: 'sales' }, query });
  const opened = async (who: { readonly sub: string }) => (await ask(who, (await world.call<{ query: object }>(who, 'GET', `/api/views/${view.id}`)).body.query)).body;
  expect(await opened(ana)).toMatchObject({ total: 1, items: [{ id: 'C', cells: { 'crm.creditStars': 5 } }], groups: [{ value: 5, count: 1 }] });
  expect(await opened(bo)).toMatchObject({ total: 0, items: [], groups: [] });
  await world.call(ana, 'DELETE', `/api/views/${view.id}`);
});

test('the goal lists are ready (D-31, P-24, A-18)', async () => {
  const { body } = await world.call<{ items: { id: string; query: object; labels?: Record<string, string> }[] }>(ana, 'GET', '/api/views');
  const goal = body.items.find(({ id }) => id === 'goal.likelyToOrder')!;
  expect(goal.labels).toMatchObject({ 'zh-Hans': '可能下订单', es: 'Probable pedido' });
  expect(await ids(ana, goal.query)).toBe('A');
});

test('tags are one person\'s own, and a key of the register', async () => {
  const { body: tag } = await world.call<{ id: string }>(ana, 'POST', '/api/tags', { name: 'to call', colour: 'red' });
  expect((await world.call<{ archives: string[] }>(ana, 'POST', `/api/tags/${tag.id}/archives`, { add: ['A', 'C', 'NOBODY'] })).body.archives).toEqual(['A', 'C']);
  expect(await ids(ana, { where: [{ key: 'tag', op: 'eq', values: [tag.id] }] })).toBe('CA');
  expect(await ids(bo, { where: [{ key: 'tag', op: 'any' }] })).toBe('');
  expect((await world.call<{ items: object[] }>(ana, 'GET', '/api/tags')).body.items).toMatchObject([{ name: 'to call', colour: 'red', count: 2 }]);
  expect((await world.call<{ items: object[] }>(bo, 'GET', '/api/tags')).body.items).toEqual([]);
  expect((await world.call(bo, 'POST', `/api/tags/${tag.id}/archives`, { add: ['B'] })).status).toBe(404);
  expect((await ask(ana, { columns: ['tag'], where: [{ key: 'name', op: 'eq', values: ['gamma'] }] })).body.items[0]!.cells).toEqual({ tag: [tag.id] });
  await world.call(ana, 'POST', `/api/tags/${tag.id}/archives`, { remove: ['A'] });
  expect((await world.call<{ tags: string[] }>(ana, 'GET', '/api/archives/A/tags')).body.tags).toEqual([]);
  expect((await world.call(ana, 'DELETE', `/api/tags/${tag.id}`)).status).toBe(204);
  expect(await ids(ana, { where: [{ key: 'tag', op: 'any' }] })).toBe('');
});
