/** Widths of columns go with a saved view to whoever opens it, and are a question's no matter. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';

let world: HttpWorld;
const ana = { sub: 'ana', name: 'Ana Ruiz', roles: ['staff'], department: 'sales' };
const bo = { sub: 'bo', name: 'Bo Li', roles: ['staff'], department: 'sales' };
beforeAll(async () => {
  world = await httpWorld();
  await world.call({ sub: 'root', roles: ['admin'] }, 'POST', '/api/departments', { id: 'sales', name: 'Sales' });
});
afterAll(() => world.close());

test('a view keeps how wide its columns are, for whom it is shared with, too', async () => {
  const wish = { name: 'Wide', shared: { kind: 'department', department: 'sales' }, query: { columns: ['owner'] } };
  const { status, body: view } = await world.call<{ id: string; widths?: object; query: object }>(ana, 'POST', '/api/views', { ...wish, widths: { name: 300, owner: 96 } });
  expect(status).toBe(201);
  expect(view.widths).toEqual({ name: 300, owner: 96 });
  expect(view.query).not.toHaveProperty('widths');
  expect((await world.call<{ widths?: object }>(bo, 'GET', `/api/views/${view.id}`)).body.widths).toEqual({ name: 300, owner: 96 });
  expect((await world.call<{ widths?: object }>(ana, 'PUT', `/api/views/${view.id}`, wish)).body).not.toHaveProperty('widths');
});

test('widths are whole numbers that a screen has room for, and not endlessly many', async () => {
  const make = async (widths: unknown): Promise<number> => (await world.call(ana, 'POST', '/api/views', { name: 'Bad', query: {}, widths })).status;
  expect(await make({ owner: 5 })).toBe(422);
  expect(await make({ owner: 1.5e9 })).toBe(422);
  expect(await make({ owner: 'wide' })).toBe(422);
  expect(await make(Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`k${i}`, 100])))).toBe(422);
});
