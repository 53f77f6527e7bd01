/** Option lists that an administrator keeps: in the catalogue at once, at the gate, in imports; nothing that a value names is ever lost. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DictionaryView, DictionaryWish } from '../../model/api.ts';
import type { CatalogueView } from '../../model/catalogue/types.ts';
import { createDossier } from '../../server/app.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';

const admin = { sub: 'root', roles: ['admin'] };
const staff = { sub: 'ana', name: 'Ana Ruiz', roles: ['staff'] };
const steward = { sub: 'stew', roles: ['steward'] };
const words = (text: string) => ({ 'en': text, 'zh-Hans': text, 'zh-Hant': text, 'es': text });

let world: HttpWorld;
beforeAll(async () => { world = await httpWorld(); });
afterAll(() => world.close());

const list = async (id: string): Promise<DictionaryView> => {
  const { body } = await world.call<{ items: DictionaryView[] }>(admin, 'GET', '/api/dictionaries');
  return body.items.find((each) => each.id === id)!;
};
const same = ({ revision, options }: DictionaryView): DictionaryWish => ({ revision, options: options.map(({ key, label, hidden }) => ({ key, label, hidden })) });
const put = (id: string, wish: DictionaryWish) => world.call<DictionaryView & { error: { code: string; problems?: { field: string; code: string }[] } }>(admin, 'PUT', `/api/dictionaries/${id}`, wish);
const catalogue = (etag?: string) => world.call<CatalogueView>(staff, 'GET', '/api/catalogue?lang=en&packs=base', undefined, etag === undefined ? {} : { 'if-none-match': etag });

test.each([['GET', '/api/dictionaries'], ['PUT', '/api/dictionaries/D-05'], ['GET', '/api/limits']])('%s %s is for administrators', async (method, path) => {
  const body = method === 'PUT' ? { revision: 0, options: [] } : undefined;
  expect((await world.call(null, method, path, body)).status).toBe(401);
  for (const role of ['staff', 'steward', 'generalManager', 'auditor']) expect((await world.call({ sub: role, roles: [role] }, method, path, body)).status, role).toBe(403);
});

describe('a list that is kept', () => {
  let added: string;

  test('shows every list in four languages, with the fields that use it; lists with rules are marked', async () => {
    expect(await list('D-05')).toMatchObject({ editable: true, revision: 0, name: { 'en': 'Region', 'zh-Hans': '区域' } });
    expect((await list('D-05')).fields.map(({ en }) => en)).toContain('Region');
    for (const fixed of ['D-18', 'D-32', 'D-75']) expect((await list(fixed)).editable, fixed).toBe(false);
  });

  test('renamed, ordered, hidden and added options are in the catalogue with the next request, under another ETag', async () => {
    const before = await catalogue();
    const { revision, options } = same(await list('D-05'));
    const [south, east, ...rest] = options;
    const saved = await put('D-05', { revision, options: [{ label: words('Islands'), hidden: false }, { ...east!, label: words('The East') }, { ...south!, hidden: true }, ...rest] });
    expect(saved.status).toBe(200);
    expect(saved.body.revision).toBe(1);
    added = saved.body.options[0]!.key;
    expect(added).toMatch(/^[A-Za-z0-9_-]{8,32}$/);
    const after = await catalogue(before.headers.get('etag')!);
    expect(after.status).toBe(200);
    expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'));
    expect(after.body.dictionaries['D-05']!.options.slice(0, 3)).toEqual([{ key: added, label: 'Islands' }, { key: 'eastChina', label: 'The East' }, { key: 'southChina', label: 'South China', hidden: true }]);
    expect((await catalogue(after.headers.get('etag')!)).status).toBe(304);
  });

  test('the gate takes the new option, and a hidden one that is written again; nothing else', async () => {
    await world.call(staff, 'POST', '/api/archives', { id: 'A1', kind: 'organisation', name: 'One' });
    const write = (value: string) => world.call<{ error: { problems: { code: string }[] } }>(staff, 'PATCH', '/api/archives/A1/sections/profile', { fields: { 'crm.region': value } });
    expect((await write(added)).status).toBe(200);
    expect((await write('southChina')).status).toBe(200);
    const refused = await write('nowhere');
    expect([refused.status, refused.body.error.problems[0]!.code]).toEqual([422, 'option']);
  });

  test('an import knows an option by its new name, by its old one, and the added one', async () => {
    const form = new FormData();
    form.append('source', 'erp');
    form.append('files', new File(['CustomerID,CompanyName,crm.region\nI1,One,Islands\nI2,Two,The East\nI3,Three,East China\n'], 'customers.csv'));
    await world.call(steward, 'POST', '/api/imports', form);
    await world.dossier.settled();
    const region = async (id: string) => (await world.call<{ fields: Record<string, string> }>(steward, 'GET', `/api/archives/${id}/sections/profile`)).body.fields['crm.region'];
    expect(await Promise.all(['I1', 'I2', 'I3'].map(region))).toEqual([added, 'eastChina', 'eastChina']);
  });

  test('who did not see the last change is refused and changes nothing', async () => {
    const now = await list('D-05');
    const refused = await put('D-05', { ...same(now), revision: 0 });
    expect([refused.status, refused.body.error.code]).toEqual([409, 'conflict']);
    expect(await list('D-05')).toEqual(now);
  });

  test('of two who save at once, one is refused', async () => {
    const wish = same(await list('D-06'));
    expect((await Promise.all([put('D-06', wish), put('D-06', wish)])).map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('nothing is removed, twice, nameless, named as another, or unknown; one stays on offer', async () => {
    const { revision, options } = same(await list('D-05'));
    const codes = async (wish: DictionaryWish['options']): Promise<readonly string[]> => {
      const { status, body } = await put('D-05', { revision, options: wish });
      expect(status).toBe(422);
      return body.error.problems!.map(({ code }) => code);
    };
    expect(await codes(options.slice(1))).toEqual(['missing']);
    expect(await codes([...options, options[0]!])).toContain('twice');
    expect(await codes([{ ...options[0]!, label: { ...options[0]!.label, es: ' ' } }, ...options.slice(1)])).toEqual(['missing']);
    expect(await codes([...options, { label: words('The East'), hidden: false }])).toEqual(['duplicate', 'duplicate', 'duplicate', 'duplicate']);
    expect(await codes([...options, { key: 'x', label: words('X'), hidden: false }])).toEqual(['not-an-option']);
    expect(await codes(options.map((option) => ({ ...option, hidden: true })))).toEqual(['empty']);
  });

  test('a list whose options are named by rules stays', async () => {
    const refused = await put('D-18', same(await list('D-18')));
    expect([refused.status, refused.body.error.problems![0]!.code]).toEqual([422, 'fixed']);
    expect((await put('D-99', { revision: 0, options: [] })).status).toBe(404);
  });

  test('a server that starts anew knows it all', async () => {
    const again = createDossier({ config: world.config, storage: world.storage, clock: { now: () => world.now(), after: () => () => undefined }, random: (n) => new Uint8Array(n), log: { info: () => undefined, warn: () => undefined, error: () => undefined } });
    await again.start();
    expect(again.services.dictionaries.list().find(({ id }) => id === 'D-05')).toEqual(await list('D-05'));
    await again.stop();
  });
});

test('limits: in effect and shipped, in the language asked, each with what it is for', async () => {
  const changed = await httpWorld({ env: { DOSSIER_LIMITS: '{"fileBytes":1000}' } });
  const { body } = await changed.call<{ variable: string; items: { name: string; value: number; shipped: number; text: string }[] }>(admin, 'GET', '/api/limits?lang=es');
  expect(body.variable).toBe('DOSSIER_LIMITS');
  expect(body.items.find(({ name }) => name === 'fileBytes')).toMatchObject({ value: 1000, shipped: 200_000_000, unit: 'bytes', text: 'Un fichero de un expediente.' });
  expect(body.items.filter(({ value, shipped }) => value !== shipped)).toHaveLength(1);
  await changed.close();
});
