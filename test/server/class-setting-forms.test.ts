/** What a form of a scheme's settings rests on: every setting told with kind, unit and range, the words of its options, versions with their reasons, and a conflict where somebody was faster. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ClassifyRun, SchemeView, SchemesView } from '../../model/api.ts';
import { parseSettings, SET_SCHEMES, SHIPPED_ALL, shapesOf } from '../../model/classification/all-settings.ts';
import type { SchemeKey } from '../../model/overview.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const olga: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const stella: Who = { sub: 'stella', name: 'Stella', roles: ['steward'] };

let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld();
  for (const who of [olga, stella]) await world.call(who, 'GET', '/api/me');
  await world.call(olga, 'POST', '/api/archives', { id: 'ACME', kind: 'organisation', name: 'Acme', department: 'sales' });
  await world.call(olga, 'POST', '/api/archives/ACME/transactions', { kind: 'sale', date: '2026-02-10', amount: '12000.00' });
  await world.dossier.settled();
});
afterAll(async () => {
  expect(world.errors).toEqual([]);
  await world.close();
});
const scheme = async (key: SchemeKey, who = stella): Promise<SchemeView> => (await world.call<SchemesView>(who, 'GET', '/api/classification')).body.items.find((each) => each.key === key)!;

it('every setting of every scheme is told, and what is shipped is within what is told', () => {
  for (const key of SET_SCHEMES) {
    const { version: _version, setBy: _setBy, setAt: _setAt, ...settings } = SHIPPED_ALL[key];
    expect(Object.keys(shapesOf(key)).sort(), key).toEqual(Object.keys(settings).sort());
    expect(parseSettings(key, settings), key).toEqual(settings);
  }
});

it('a setting comes with kind, range and the words of its options; classes with theirs', async () => {
  const size = await scheme('size');
  expect(size.fields.map(({ key, shape }) => [key, shape.kind])).toEqual([['period', 'choice'], ['amount', 'number'], ['scales', 'keys']]);
  expect(size.fields[1]).toMatchObject({ shape: { unit: 'money', min: 0, decimals: 2 }, shipped: 100_000 });
  expect(size.fields[2]!.options.find(({ key }) => key === 'large')!.label!['zh-Hans']).not.toBe('');
  expect(size.labels).toMatchObject({ 'big': { en: 'Big customer' }, '-': { en: 'Unclassified' } });
  expect((await scheme('stars')).fields).toEqual([]);
  expect((await scheme('similar')).settings).toBeNull();
});

it('who neither sets a scheme nor reads figures of the population is told that they may not try it', async () => {
  expect(await scheme('valueTier', olga)).toMatchObject({ maySet: false, mayTry: false });
  expect(await scheme('valueTier')).toMatchObject({ maySet: true, mayTry: true });
});

it('who would move is named; a version keeps why it was set; who was slower is told', async () => {
  const tried = await world.call<ClassifyRun>(stella, 'POST', '/api/classify', { scheme: 'valueTier', settings: { amount: 50_000 }, dryRun: true });
  expect(tried.body.moved).toEqual([{ id: 'ACME', name: 'Acme', from: 'highValue', to: 'lowValue' }]);
  expect((await world.call(stella, 'PUT', '/api/classification/valueTier', { amount: 50_000, note: ' High value was a third of all. ', version: 1 })).status).toBe(200);
  expect(await scheme('valueTier')).toMatchObject({ version: 2, note: 'High value was a third of all.', settings: { amount: 50_000 }, past: [{ version: 1, note: null }] });
  expect((await world.call(stella, 'PUT', '/api/classification/valueTier', { amount: 1, version: 1 })).status).toBe(409);
  expect((await world.call(stella, 'PUT', '/api/classification/valueTier', { amount: 1, note: 'x'.repeat(501) })).status).toBe(422);
  // what is not said is not kept from the version before
  expect((await world.call(stella, 'PUT', '/api/classification/valueTier', { amount: 60_000, version: 2 })).status).toBe(200);
  expect(await scheme('valueTier')).toMatchObject({ version: 3, note: null, past: [{ version: 2, note: 'High value was a third of all.' }, { version: 1 }] });
});
