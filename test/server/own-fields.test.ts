/** Fields that a workspace adds: who may, what is refused, accepted at once in every room, told to every line (SPEC LINE-19), alone in their server, there after a restart and a restore. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DictionaryView } from '../../model/api.ts';
import type { CatalogueView } from '../../model/catalogue/types.ts';
import type { NewOwnField, OwnFieldView } from '../../model/own-fields-api.ts';
import { createDossier } from '../../server/app.ts';
import { openStorage } from '../../server/storage/open.ts';
import { restoreFolder } from '../../server/storage/restore.ts';
import { finish } from '../../server/storage/disk.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';
import { lineClient } from '../helpers/line-client.ts';

const admin = { sub: 'root', name: 'Root', roles: ['admin'] };
const staff = { sub: 'ana', name: 'Ana Ruiz', roles: ['staff'] };
const steward = { sub: 'stew', roles: ['steward'] };
const words = (text: string) => ({ 'en': text, 'zh-Hans': `${text}简`, 'zh-Hant': `${text}繁`, 'es': `${text} es` });
interface Refused { readonly error: { readonly code: string; readonly field?: string; readonly message: string; readonly problems?: readonly { readonly field: string; readonly code: string }[] } }

let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld();
  await world.call(staff, 'POST', '/api/archives', { id: 'A1', kind: 'organisation', name: 'One' });
});
afterAll(() => world.close());

const plain = (label: string, more: Partial<NewOwnField> = {}): NewOwnField => ({ kind: 'text', section: 'profile', packs: ['base'], label: { en: label }, ...more });
const add = (wish: NewOwnField, where = world) => where.call<OwnFieldView & Refused>(admin, 'POST', '/api/fields', wish);
const put = (key: string, wish: object) => world.call<OwnFieldView & Refused>(admin, 'PUT', `/api/fields/${key}`, wish);
const write = (patch: object, section = 'profile') => world.call<Refused>(staff, 'PATCH', `/api/archives/A1/sections/${section}`, patch);
const codes = (body: Refused): readonly string[] => (body.error.problems ?? []).map(({ field, code }) => `${field} ${code}`);
const catalogue = (lang = 'en') => world.call<CatalogueView>(staff, 'GET', `/api/catalogue?lang=${lang}&packs=base`);

test.each([['GET', '/api/fields'], ['POST', '/api/fields'], ['PUT', '/api/fields'], ['PUT', '/api/fields/custom.x'], ['DELETE', '/api/fields/custom.x'], ['POST', '/api/dictionaries']])('%s %s is for administrators', async (method, path) => {
  const bodies: Record<string, unknown> = { 'POST /api/fields': plain('x'), 'PUT /api/fields': { keys: [] }, 'PUT /api/fields/custom.x': { revision: 1 }, 'POST /api/dictionaries': { name: words('x'), options: [] } };
  const body = bodies[`${method} ${path}`];
  expect((await world.call(null, method, path, body)).status).toBe(401);
  for (const role of ['staff', 'steward', 'generalManager', 'auditor']) expect((await world.call({ sub: role, roles: [role] }, method, path, body)).status, role).toBe(403);
});

test('every problem of a field is named at once', async () => {
  const refused = await add({ kind: 'enum', section: 'contacts', packs: ['nothing' as never], group: 'F99', label: { en: ' ' }, min: 3, max: 1, required: ['bank'], pii: 'secret', mask: true, columns: [{ kind: 'number', label: { en: 'n'.repeat(101) } }] });
  expect(refused.status).toBe(422);
  expect(codes(refused.body)).toEqual(expect.arrayContaining([
    'label missing', 'dictionary missing', 'min not-a-number', 'max range', 'section not-a-section', 'packs not-a-pack', 'required not-in-pack', 'group not-a-group', 'pii option', 'mask not-text', 'columns not-a-table', 'columns.0.label.en too-long',
  ]));
  expect((await world.call<{ items: OwnFieldView[] }>(admin, 'GET', '/api/fields')).body.items).toEqual([]);
});

describe('a field that was added', () => {
  let fleet: OwnFieldView;
  let medal: OwnFieldView;

  test('has a key made by chance, is in the catalogue in every language, and its missing languages say so', async () => {
    const made = await add(plain('Fleet size', { kind: 'number', min: 0, label: { 'en': 'Fleet size', 'zh-Hant': '車隊規模' }, help: { en: 'Vehicles of its own' } }));
    expect(made.status).toBe(201);
    fleet = made.body;
    expect(fleet).toMatchObject({ key: expect.stringMatching(/^custom\.[A-Za-z0-9_-]{8,32}$/) as string, revision: 1, retired: false, by: { id: 'root', name: 'Root' }, min: 0, max: null, group: 'own' });
    const labels = await Promise.all(['en', 'zh-Hans', 'zh-Hant', 'es'].map(async (lang) => (await catalogue(lang)).body.fields.find(({ key }) => key === fleet.key)?.label));
    expect(labels).toEqual(['Fleet size', '車隊規模 (繁體中文)', '車隊規模', 'Fleet size (English)']);
  });

  test('a choice brings its list, which is kept like any other', async () => {
    medal = (await add(plain('Medal', { kind: 'enum', label: words('Medal'), options: [{ label: words('Gold') }, { label: words('Silver') }] }))).body;
    const { body } = await world.call<{ items: DictionaryView[] }>(admin, 'GET', '/api/dictionaries');
    const list = body.items.find(({ id }) => id === medal.dictionary)!;
    expect(list).toMatchObject({ id: expect.stringMatching(/^custom:/) as string, own: true, editable: true, revision: 1, name: words('Medal'), fields: [words('Medal')] });
    expect(list.options.map(({ label }) => label.en)).toEqual(['Gold', 'Silver']);
    const saved = await world.call<DictionaryView>(admin, 'PUT', `/api/dictionaries/${list.id}`, { revision: 1, name: words('Prize'), options: [...list.options.map(({ key, label }) => ({ key, label, hidden: false })), { label: words('Bronze') }] });
    expect([saved.status, saved.body.name.en, saved.body.options[2]!.label.en]).toEqual([200, 'Prize', 'Bronze']);
    expect((await write({ fields: { [medal.key]: saved.body.options[2]!.key } })).status).toBe(200);
    expect(codes((await write({ fields: { [medal.key]: 'iron' } })).body)).toEqual([`fields/${medal.key} option`]);
  });

  test('a list can be added for itself and used by two fields; a shipped one may be used too', async () => {
    const list = (await world.call<DictionaryView>(admin, 'POST', '/api/dictionaries', { name: words('Lanes'), options: [{ label: words('North') }] })).body;
    for (const dictionary of [list.id, 'D-05']) expect((await add(plain(`Lane ${dictionary}`, { kind: 'enums', dictionary }))).status).toBe(201);
    expect(codes((await add(plain('Nowhere', { kind: 'enum', dictionary: 'D-999' }))).body)).toEqual(['dictionary missing']);
  });

  test('LINE-19: in a room that is open it is accepted from then on, and every line has heard of the edition before the answer', async () => {
    const ann = await lineClient(world, staff);
    const before = ann.client.welcome!.catalogue;
    expect(before).toBe((await catalogue()).body.edition);
    const doc = ann.client.open('A1', 'profile');
    await ann.until('open', () => doc.synced);
    const late = (await add(plain('Late comer'))).body;
    await ann.until('told', () => ann.client.welcome!.catalogue !== before);
    expect(ann.client.welcome!.catalogue).toBe((await catalogue()).body.edition);
    doc.set(late.key, 'here');
    doc.set('custom.nothing', 'there');
    await ann.until('an answer', () => doc.rejected !== null);
    expect(doc.rejected).toMatchObject({ code: 'schema', field: 'fields/custom.nothing' });
    const read = await world.call<{ fields: Record<string, unknown> }>(staff, 'GET', '/api/archives/A1/sections/profile');
    expect(read.body.fields[late.key]).toBe('here');
  });

  test('words, packs and group change; kind, section, list and limits are refused with words; who was slower is refused', async () => {
    const changed = await put(fleet.key, { revision: 1, label: { en: 'Vehicles', es: 'Vehículos' }, packs: ['organisation'], group: 'F12', required: ['organisation'] });
    expect(changed.body).toMatchObject({ revision: 2, label: { en: 'Vehicles', es: 'Vehículos' }, help: { en: 'Vehicles of its own' }, packs: ['organisation'], group: 'F12' });
    for (const [name, value] of Object.entries({ kind: 'text', section: 'terms', dictionary: 'D-05', min: 1, max: 5 })) {
      const refused = await put(fleet.key, { revision: 2, [name]: value });
      expect([refused.status, refused.body.error.code, refused.body.error.field], name).toEqual([409, 'conflict', name]);
      expect(refused.body.error.message).toContain('Retire');
    }
    expect((await put(fleet.key, { revision: 1, label: { en: 'Slow' } })).body.error.field).toBe('revision');
    expect((await put('custom.none', { revision: 1 })).status).toBe(404);
  });

  test('a table has columns that are added and reworded, never removed or turned into something else', async () => {
    const table = (await add(plain('Vans', { kind: 'rows', columns: [{ kind: 'text', label: words('Plate') }, { kind: 'enum', label: { en: 'Fuel' }, options: [{ label: words('Diesel') }] }] }))).body;
    const [plate, fuel] = table.columns;
    expect((await write({ rows: { [table.key]: { van1: { [plate!.key]: 'B-MA 1' } } } })).status).toBe(200);
    expect(codes((await write({ rows: { [table.key]: { van1: { [fuel!.key]: 'wood' } } } })).body)).toEqual([`rows/${table.key}/van1/${fuel!.key} option`]);
    const said = ({ key, kind, label }: typeof plate & object) => ({ key, kind, label });
    expect(codes((await put(table.key, { revision: 1, columns: [said(plate!)] })).body)).toEqual(['columns missing']);
    expect((await put(table.key, { revision: 1, columns: [{ ...said(plate!), kind: 'number' }, said(fuel!)] })).status).toBe(409);
    const grown = await put(table.key, { revision: 1, columns: [said(fuel!), { ...said(plate!), label: words('Number plate') }, { kind: 'date', label: { en: 'Since' } }] });
    expect(grown.body.columns.map(({ label }) => label.en)).toEqual(['Fuel', 'Number plate', 'Since']);
    expect((await write({ rows: { [table.key]: { van1: { [grown.body.columns[2]!.key]: '2026-01-05' } } } })).status).toBe(200);
  });

  test('the order is kept', async () => {
    const { items } = (await world.call<{ items: OwnFieldView[] }>(admin, 'GET', '/api/fields')).body;
    const keys = items.map(({ key }) => key);
    const ordered = await world.call<{ items: OwnFieldView[] }>(admin, 'PUT', '/api/fields', { keys: [keys[2], keys[0]] });
    expect(ordered.body.items.map(({ key }) => key)).toEqual([keys[2], keys[0], keys[1], ...keys.slice(3)]);
    expect((await world.call(admin, 'PUT', '/api/fields', { keys: ['custom.none'] })).status).toBe(422);
  });

  test('a column of an import finds the field by its label in any language, and a choice by its option', async () => {
    const form = new FormData();
    form.append('source', 'erp');
    form.append('files', new File(['CustomerID,CompanyName,Vehículos,Medal繁\nI1,One,12,Silver es\n'], 'customers.csv'));
    await world.call(steward, 'POST', '/api/imports', form);
    await world.dossier.settled();
    const { fields } = (await world.call<{ fields: Record<string, unknown> }>(steward, 'GET', '/api/archives/I1/sections/profile')).body;
    expect(fields[fleet.key]).toBe(12);
    expect(typeof fields[medal.key]).toBe('string');
  });

  test('retired it takes nothing new over any door, stays readable, lets go, and comes back', async () => {
    const note = (await add(plain('Old note'))).body;
    const story = (await add(plain('Old story', { kind: 'longText' }))).body;
    await write({ fields: { [note.key]: 'kept' }, texts: { [story.key]: 'once' } });
    const ann = await lineClient(world, staff);
    const doc = ann.client.open('A1', 'profile');
    await ann.until('open', () => doc.synced);
    for (const { key } of [note, story]) expect((await world.call<OwnFieldView>(admin, 'DELETE', `/api/fields/${key}`)).body).toMatchObject({ retired: true, revision: 2 });
    expect((await world.call<OwnFieldView>(admin, 'DELETE', `/api/fields/${note.key}`)).body.revision, 'once more').toBe(2);
    expect((await catalogue()).body.fields.find(({ key }) => key === note.key)).toMatchObject({ retired: true });
    expect(codes((await write({ fields: { [note.key]: 'new' } })).body)).toEqual([`fields/${note.key} retired`]);
    expect(codes((await write({ texts: { [story.key]: 'more' } })).body)).toEqual([`text:${story.key} retired`]);
    // the room was open before and knows the rule already
    doc.set(note.key, 'over the line');
    await ann.until('an answer', () => doc.rejected !== null);
    expect(doc.rejected).toMatchObject({ code: 'schema', field: `fields/${note.key}` });
    const again = await lineClient(world, staff);
    const text = again.client.open('A1', 'profile');
    await again.until('open', () => text.synced);
    text.doc.getText(`text:${story.key}`).insert(0, 'x');
    await again.until('an answer', () => text.rejected !== null);
    const values = async () => (await world.call<{ fields: Record<string, unknown>; texts: Record<string, string> }>(staff, 'GET', '/api/archives/A1/sections/profile')).body;
    expect([(await values()).fields[note.key], (await values()).texts[story.key]]).toEqual(['kept', 'once']);
    // the rest of the section goes on
    expect((await write({ fields: { 'crm.website': 'https://one.example', [note.key]: null } })).status).toBe(200);
    expect((await values()).fields[note.key]).toBeUndefined();
    expect((await put(note.key, { revision: 2, retired: false })).body.retired).toBe(false);
    expect((await write({ fields: { [note.key]: 'again' } })).status).toBe(200);
  });

  test('required by a pack it is listed as missing in archives of that pack, until it is filled or retired', async () => {
    const duty = (await add(plain('Duty', { packs: ['base', 'hotel'], required: ['hotel'] }))).body;
    const lacks = async () => (await world.call<{ items: { field: string; need: string }[] }>(staff, 'GET', '/api/archives/A1/missing')).body.items.filter(({ field }) => field === duty.key).map(({ need }) => need);
    expect(await lacks(), 'of another pack').toEqual([]);
    expect((await put(duty.key, { revision: 1, required: ['base'] })).status).toBe(200);
    expect(await lacks()).toEqual(['required']);
    await write({ fields: { [duty.key]: 'done' } });
    expect(await lacks()).toEqual([]);
    await write({ fields: { [duty.key]: null } });
    await world.call(admin, 'DELETE', `/api/fields/${duty.key}`);
    expect(await lacks()).toEqual([]);
  });

  test('a masked one is asked for like a masked number of the catalogue', async () => {
    const pin = (await add(plain('Door code', { mask: true }))).body;
    await write({ fields: { [pin.key]: '0815' } });
    const show = (key: string) => world.call(staff, 'POST', '/api/archives/A1/sections/profile/reveals', { key: `fields/${key}` });
    expect((await show(pin.key)).status).toBeLessThan(300);
    expect((await show(fleet.key)).status).toBeGreaterThanOrEqual(400);
  });

  test('two servers in one process know nothing of each other’s fields and options', async () => {
    const other = await httpWorld();
    try {
      await other.call(staff, 'POST', '/api/archives', { id: 'A1', kind: 'organisation', name: 'Other' });
      const refused = await other.call<Refused>(staff, 'PATCH', '/api/archives/A1/sections/profile', { fields: { [fleet.key]: 3 } });
      expect(codes(refused.body)).toEqual([`fields/${fleet.key} unknown-key`]);
      expect((await other.call<CatalogueView>(staff, 'GET', '/api/catalogue?lang=en')).body.fields.some(({ key }) => key.startsWith('custom.'))).toBe(false);
      expect((await add(plain('Of the other'), other)).status).toBe(201);
      expect((await catalogue()).body.fields.some(({ label }) => label === 'Of the other')).toBe(false);
    } finally {
      await other.close();
    }
  });

  test('after a restart and in a restored backup everything is there, under the same edition; who did what is written down', async () => {
    const { edition } = (await catalogue()).body;
    const asked = async (folder: string) => {
      const storage = await openStorage({ folder, clock: { now: () => world.now(), after: () => () => undefined }, currency: 'EUR' });
      const dossier = createDossier({ config: world.config, storage, clock: { now: () => world.now(), after: () => () => undefined }, log: { info: () => undefined, warn: () => undefined, error: () => undefined }, random: (count) => randomBytes(count) });
      await dossier.start();
      const now = dossier.services.catalogue.now();
      const rule = dossier.services.schema.keyAllowed('profile', `fields/${fleet.key}`);
      await dossier.stop();
      await storage.close();
      return [now.edition, rule?.kind];
    };
    const into = mkdtempSync(join(tmpdir(), 'dossier-fields-'));
    try {
      const backup = await world.storage.backup(into, () => undefined);
      const to = join(into, 'restored');
      mkdirSync(to);
      finish(restoreFolder({ folder: to, backup: backup.path, replace: false, now: world.now() }));
      expect(await asked(to)).toEqual([edition, 'number']);
      const db = new Database(join(to, 'archive.db'), { readonly: true });
      const lines = db.prepare<[string], { person: string; old: string | null; new: string }>('SELECT person, old, new FROM catalogue_change WHERE subject = ? ORDER BY id').all(fleet.key);
      db.close();
      expect(lines[0]).toMatchObject({ person: 'root', old: null });
      expect(JSON.parse(lines[1]!.old!)).toMatchObject({ label: { en: 'Fleet size' } });
    } finally {
      rmSync(into, { recursive: true, force: true });
    }
  });
});

test('at most 200 fields are offered; a retired one makes room', async () => {
  const full = await httpWorld();
  try {
    const made: OwnFieldView[] = [];
    for (let i = 0; i < 200; i++) made.push((await add(plain(`Field ${i}`), full)).body);
    expect(codes((await add(plain('One more'), full)).body)).toEqual(['key too-many']);
    await full.call(admin, 'DELETE', `/api/fields/${made[7]!.key}`);
    expect((await add(plain('One more'), full)).status).toBe(201);
    expect((await full.call<Refused>(admin, 'PUT', `/api/fields/${made[7]!.key}`, { revision: 2, retired: false })).status).toBe(422);
  } finally {
    await full.close();
  }
});
