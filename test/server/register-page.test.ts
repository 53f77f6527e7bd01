/** A page of the register as the register thread writes it: the digests are those that the main thread would cut, names and rights are those of now, and its end tells nothing. */
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asListed } from '../../model/classification/listed.ts';
import type { Digest } from '../../model/overview.ts';
import type { RegisterPage } from '../../model/register/query.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';

let world: HttpWorld;
const ana = { sub: 'ana', name: 'Ana Ruiz', roles: ['staff'], department: 'sales' };
const bo = { sub: 'bo', name: 'Bo Li', roles: ['staff'], department: 'sales' };
const chief = { sub: 'chief', name: 'Chief', roles: ['steward'] };
const head = { sub: 'head', name: 'Head', roles: ['manager'], department: 'sales' };
const everybody = [ana, bo, chief, head];
beforeAll(async () => {
  world = await httpWorld();
  for (const person of everybody) await world.call(person, 'GET', '/api/me');
  await world.call({ sub: 'root', roles: ['admin'] }, 'POST', '/api/departments', { id: 'sales', name: 'Sales' });
  for (const [i, name] of ['Alfa', 'Beta', 'Gamma', 'Delta', 'Epsilon'].entries()) {
    const { status } = await world.call(i % 2 === 0 ? ana : chief, 'POST', '/api/archives', { id: `P${i}`, name, kind: 'organisation', department: 'sales', fields: { 'crm.creditStars': i + 1 } });
    expect(status, name).toBe(201);
  }
  await world.call(ana, 'PUT', '/api/archives/P0/owners', { owner: 'ana', coOwners: ['bo'], deputies: [] });
  await world.call(ana, 'POST', '/api/archives/P0/transactions', { kind: 'sale', date: '2026-01-05', amount: '12.50', currency: 'EUR', source: 'erp', externalId: '1' });
});
afterAll(() => world.close());

const ask = async (who: { readonly sub: string }, body: unknown): Promise<RegisterPage> => (await world.call<RegisterPage>(who, 'POST', '/api/archives/query', body)).body;

test('each digest is the one that this person has of the archive everywhere else, but for the classes of one customer', async () => {
  let seen = 0;
  for (const person of everybody) {
    const { items } = await ask(person, {});
    seen += items.length;
    for (const { id } of items) {
      // the classification of what was just sold is under way
      await expect.poll(async () => {
        const [mine, all] = [await ask(person, {}), await world.call<{ digests: readonly { digest: unknown }[] }>(person, 'GET', `/api/overviews?ids=${id}`)];
        const listed = mine.items.find((item) => item.id === id)?.digest;
        return isDeepStrictEqual(listed, asListed(all.body.digests[0]?.digest as Digest));
      }, { message: `${person.sub} ${id}` }).toBe(true);
    }
  }
  expect(seen).toBeGreaterThanOrEqual(10);
});

test('a person who has another name has it in the next answer', async () => {
  const owner = async (): Promise<string | undefined> => (await ask(chief, { text: 'Alfa' })).items[0]?.digest.owner?.name;
  expect(await owner()).toBe('Ana Ruiz');
  await world.call({ ...ana, name: 'Ana Ruiz Gil' }, 'GET', '/api/me');
  expect(await owner()).toBe('Ana Ruiz Gil');
});

test('a right that ended shows nothing any more, from the next answer on', async () => {
  const level = async (): Promise<string | undefined> => (await ask(bo, { text: 'Alfa' })).items[0]?.digest.level;
  expect(await level()).toBe('write');
  await world.call(ana, 'PUT', '/api/archives/P0/owners', { owner: 'ana', coOwners: [], deputies: [] });
  expect(await level()).toBe('exists');
});

test('a question that is on its way when a right ends shows nothing of it either', async () => {
  await world.call(ana, 'PUT', '/api/archives/P0/owners', { owner: 'ana', coOwners: ['bo'], deputies: [] });
  const asked = Array.from({ length: 20 }, () => ask(bo, { text: 'Alfa' }));
  const ended = world.call(ana, 'PUT', '/api/archives/P0/owners', { owner: 'ana', coOwners: [], deputies: [] });
  const after = (await ended, await ask(bo, { text: 'Alfa' }));
  expect(after.items[0]?.digest.level).toBe('exists');
  // each of them is one or the other, never half of both
  for (const page of await Promise.all(asked)) {
    const [item] = page.items;
    expect(['write', 'exists']).toContain(item?.digest.level);
    if (item?.digest.level === 'exists') expect(Object.keys(item.digest).sort()).toEqual(['department', 'id', 'kind', 'level', 'name', 'owner']);
  }
});

test('where a page ended is sealed: it says neither how many archives there are nor what they were sorted by, and is of no use to anybody else', async () => {
  const pages = new Set<string>();
  const lengths = new Set<number>();
  for (let i = 0; i < 5; i++) {
    const { next } = await ask(chief, { limit: 1 });
    expect(next).not.toBeNull();
    pages.add(next as string);
    const bytes = Buffer.from(next as string, 'base64url');
    lengths.add(bytes.length);
    expect(bytes.toString('latin1')).not.toContain('Alfa');
  }
  expect(pages.size).toBe(5); // nobody can tell two rows apart, or one from itself
  expect(lengths.size).toBe(1);
  const first = await ask(chief, { limit: 2 });
  const second = await ask(chief, { limit: 2, cursor: first.next });
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual((await ask(chief, { limit: 4 })).items.map(({ id }) => id));
  // another's, and one that was turned over: from the beginning
  const start = (await ask(head, { limit: 2 })).items.map(({ id }) => id);
  expect((await ask(head, { limit: 2, cursor: first.next })).items.map(({ id }) => id)).toEqual(start);
  for (const cursor of [Buffer.from('[3,"Beta"]').toString('base64url'), `${first.next?.slice(0, -2)}AA`, 'x']) {
    expect((await ask(chief, { limit: 2, cursor })).items.map(({ id }) => id)).toEqual(first.items.map(({ id }) => id));
  }
  const list = await world.call<{ next: string }>(chief, 'GET', '/api/archives?limit=1');
  expect(Buffer.from(list.body.next, 'base64url').toString('latin1')).not.toContain('Alfa');
  expect(Buffer.from(list.body.next, 'base64url').length).toBeGreaterThan(40);
});
