/** Importing in steps, over REST: a file is looked at, mapped, tried, imported, imported again, and undone; what people edited stays. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobView } from '../../model/api.ts';
import type { ImportRows, ImportUpload, ImportView } from '../../model/import/api.ts';
import { archiveLine, headLine } from '../../model/import/archive-json.ts';
import { encoded } from '../helpers/encoded.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';
import * as cards from '../helpers/vcard-samples.ts';

const steward = { sub: 'stew', name: 'Stella', roles: ['steward'] };
const other = { sub: 'otto', name: 'Otto', roles: ['steward'] };
const admin = { sub: 'root', name: 'Rosa', roles: ['admin'] };
let world: HttpWorld;
beforeAll(async () => { world = await httpWorld(); });
afterAll(() => world.close());

async function upload(source: string, ...files: readonly (readonly [name: string, bytes: string | Uint8Array])[]): Promise<ImportUpload> {
  const form = new FormData();
  form.append('source', source);
  for (const [name, bytes] of files) form.append('files', new File([bytes as BlobPart], name));
  const answer = await world.call<ImportUpload>(steward, 'POST', '/api/import-uploads', form);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}
async function run(wish: Record<string, unknown>): Promise<JobView> {
  const { status, body } = await world.call<JobView>(steward, 'POST', '/api/imports', wish);
  expect(status, JSON.stringify(body)).toBe(202);
  await world.dossier.imports.settled();
  return (await world.call<JobView>(steward, 'GET', `/api/jobs/${body.id}`)).body;
}
const rows = async (id: string, query = '') => (await world.call<ImportRows>(steward, 'GET', `/api/imports/${id}/rows${query}`)).body;
const profile = async (id: string) => (await world.call<{ fields: Record<string, unknown>; rows: Record<string, Record<string, Record<string, unknown>>> }>(steward, 'GET', `/api/archives/${encodeURIComponent(id)}/sections/profile`)).body;

const CHINESE = '编号,客户名称,手机号,行业类别,电邮地址\nN1,广州南湾贸易有限公司,13800138000,制造,chen@nanwan.example\nN2,深圳华强电子有限公司,13900139000,零售,wang@huaqiang.example\n';

describe('an import in steps', () => {
  it('is for stewards; an upload is its owner’s', async () => {
    expect((await world.call({ sub: 'ana', roles: ['staff'] }, 'GET', '/api/import-mappings')).status).toBe(403);
    const { id } = await upload('erp', ['客户.csv', 'x,y\n1,2\n']);
    expect((await world.call(other, 'GET', `/api/import-uploads/${id}`)).status).toBe(404);
    expect((await world.call(steward, 'DELETE', `/api/import-uploads/${id}`)).status).toBe(204);
    expect((await world.call(steward, 'GET', `/api/import-uploads/${id}`)).status).toBe(404);
  });

  it('a file in GB18030 is looked at, mapped with its options, tried, imported, and undone; an edit since stays', async () => {
    const looked = await upload('nanwan', ['客户.csv', encoded(CHINESE, 'gb18030')]);
    const [file] = looked.files;
    expect(file).toMatchObject({ format: 'csv', encoding: { encoding: 'gb18030' }, separator: ',', problem: null });
    const [table] = file!.tables;
    expect(table).toMatchObject({ table: 'customers', headerLine: 1 });
    expect(table!.columns.map(({ heading, target }) => [heading, target])).toEqual([['编号', 'id'], ['客户名称', 'name'], ['手机号', 'mobile'], ['行业类别', null], ['电邮地址', 'email']]);
    expect(table!.columns.find(({ heading }) => heading === '电邮地址')).toMatchObject({ looks: 'email' });

    const mapping = { tables: [{ file: '客户.csv', table: 'customers', columns: [{ heading: '编号', target: 'id' }, { heading: '客户名称', target: 'name' }, { heading: '手机号', target: 'mobile' }, { heading: '行业类别', target: 'field:crm.source', options: { 制造: null, 零售: null } }, { heading: '电邮地址', target: 'email:办公' }] }] };
    const again = (await world.call<ImportUpload>(steward, 'POST', `/api/import-uploads/${looked.id}/look`, { mapping })).body;
    expect(again.files[0]!.tables[0]!.columns[4]).toMatchObject({ target: 'email:办公', because: 'saved', confidence: 1 });
    expect(again.files[0]!.tables[0]!.columns[3]!.options).toEqual([{ text: '制造', count: 1, option: null }, { text: '零售', count: 1, option: null }]);

    const dry = await run({ upload: looked.id, source: 'nanwan', dryRun: true, mapping });
    expect(dry).toMatchObject({ state: 'done', report: { tables: [{ counts: { created: 2 } }] } });
    const page = await rows(dry.id, '?state=create&limit=1');
    expect(page).toMatchObject({ total: 2, counts: { create: 2 }, next: '1', items: [{ row: 1, line: 2, externalId: 'N1', state: 'create', name: '广州南湾贸易有限公司' }] });
    expect(page.items[0]!.changes).toContainEqual({ key: 'fields/customer.name', section: 'profile', old: null, new: '广州南湾贸易有限公司' });
    expect((await rows(dry.id, `?limit=1&cursor=${page.next}`)).items).toMatchObject([{ externalId: 'N2' }]);
    expect((await world.call(steward, 'GET', '/api/archives/N1')).status).toBe(404);

    const job = await run({ upload: looked.id, source: 'nanwan', mapping, save: true });
    expect(job.report?.tables).toMatchObject([{ counts: { created: 2 } }]);
    expect(Object.values((await profile('N1')).rows['methods'] ?? {})).toContainEqual({ kind: 'email', value: 'chen@nanwan.example', label: '办公' });
    expect((await world.call(steward, 'GET', `/api/import-uploads/${looked.id}`)).status).toBe(404);
    expect((await world.call<{ mapping: unknown }>(steward, 'GET', '/api/import-mappings/nanwan')).body.mapping).toMatchObject(mapping);

    // tomorrow's file, with the saved mapping: one value is another, one was edited here
    await world.call(steward, 'PATCH', '/api/archives/N2/sections/profile', { fields: { 'customer.name': '华强' } });
    const tomorrow = await upload('nanwan', ['客户-2026-11-23.csv', encoded(CHINESE.replace('13800138000', '13700137000').replace('华强电子', '华强集团'), 'gb18030')]);
    expect(tomorrow.saved).toBe(true);
    expect(tomorrow.files[0]!.tables[0]!.columns[4]).toMatchObject({ target: 'email:办公', because: 'saved' });
    const diff = await run({ upload: tomorrow.id, dryRun: true });
    const changed = await rows(diff.id);
    expect(changed.counts).toEqual({ update: 1, same: 1 });
    expect(changed.items[0]).toMatchObject({ state: 'update', match: 'import', archive: 'N1', changes: [{ section: 'profile', old: '13800138000', new: '13700137000' }] });
    expect(changed.items[1]).toMatchObject({ state: 'same', changes: [{ key: 'fields/customer.name', old: '华强', kept: true }] });
    const skipped = await run({ upload: tomorrow.id, dryRun: true, choose: { create: 'create', update: 'skip' } });
    expect((await rows(skipped.id)).counts).toEqual({ skip: 1, same: 1 });

    expect((await world.call<ImportView>(steward, 'GET', `/api/imports/${job.id}`)).body).toMatchObject({ source: 'nanwan', undoable: true, undone: null, counts: { created: 2 } });
    expect((await world.call(steward, 'POST', `/api/imports/${job.id}/undo`)).status).toBe(202);
    await world.dossier.imports.settled();
    const after = (await world.call<ImportView>(steward, 'GET', `/api/imports/${job.id}`)).body;
    expect(after).toMatchObject({ undoable: false, undone: { by: 'stew', removed: 1 } });
    expect(after.undone!.kept.map(({ archive }) => archive)).toContain('N2');
    expect((await world.call(steward, 'GET', '/api/archives/N1')).status).toBe(404);
    expect((await profile('N2')).fields['customer.name']).toBe('华强');
    expect((await world.call(steward, 'POST', `/api/imports/${job.id}/undo`)).status).toBe(409);
    expect((await world.call<{ items: ImportView[] }>(steward, 'GET', '/api/imports')).body.items.length).toBeGreaterThanOrEqual(4);
  });

  it('refuses numbers that a spreadsheet has destroyed, and names the way out', async () => {
    const csv = ['id,name,phone,uscc,code', ...Array.from({ length: 8 }, (_, i) => `0012${i},Firm ${i},020-555${i},91440101MA5A12345${i},c${i}`), '127,Lost zeros,020-1,,x', '4.40524E+17,Exponent,020-2,,x', '440524198001010000,Rounded,020-3,,x', '00130,Phone gone,8.61E+12,,x', '00131,Date,020-4,,3-Dec'].join('\n');
    const looked = await upload('broken', ['customers.csv', csv]);
    expect(looked.files[0]!.tables[0]!.columns[0]).toMatchObject({ destroyed: 3, destroyedExample: '127' });
    const mapping = { tables: [{ file: '', table: 'customers', columns: [{ heading: 'id', target: 'id' }, { heading: 'name', target: 'name' }, { heading: 'phone', target: 'phone' }, { heading: 'uscc', target: null }, { heading: 'code', target: 'code' }] }] };
    const dry = await run({ upload: looked.id, dryRun: true, mapping });
    const refused = await rows(dry.id, '?state=refuse');
    expect(refused.items.map(({ line, notes }) => [line, notes[0]!.field, notes[0]!.code])).toEqual([[10, 'id', 'lost-zeros'], [11, 'id', 'destroyed-number'], [12, 'id', 'destroyed-digits'], [13, 'phone', 'destroyed-number'], [14, 'code', 'destroyed-date']]);
    for (const { notes } of refused.items) expect(notes[0]!.message).toMatch(/as text|other system/);
  });

  it('address cards become customers; the same file again changes nothing', async () => {
    const all = [cards.GOOGLE, cards.IPHONE, cards.IPHONE_COMPANY, cards.ANDROID, cards.THUNDERBIRD, cards.EVOLUTION].join('');
    const first = await run({ upload: (await upload('phone', ['contacts.vcf', all])).id });
    expect(first.report?.tables).toMatchObject([{ table: 'customers', counts: { created: 6 } }]);
    const found = await rows(first.id, '?state=create');
    const of = async (name: string) => profile(found.items.find((item) => item.name === name)!.archive!);
    const chen = await of('陈伟');
    expect(chen.fields).toMatchObject({ 'customer.name': '陈伟', 'customer.shortName': '老陈', 'person.employer': '南湾贸易有限公司', 'person.position': '采购经理', 'crm.website': 'https://nanwan.example' });
    expect(Object.values(chen.rows['methods']!)).toEqual(expect.arrayContaining([{ kind: 'mobile', value: '138 0013 8000' }, { kind: 'phone', value: '020-8888 6666', label: 'work' }, { kind: 'email', value: 'zhang@example.cn', label: '助理' }]));
    expect(Object.values((await of('Ana Ruiz')).rows['addresses']!)).toEqual([{ use: 'mailing', text: 'Calle Sol 2', city: 'Logroño', region: 'La Rioja', postcode: '26001', country: 'ES' }]);
    expect((await of('Café Colón')).fields).toMatchObject({ 'customer.name': 'Café Colón' });
    const second = await run({ upload: (await upload('phone', ['contacts.vcf', all])).id });
    expect(second.report?.tables).toMatchObject([{ counts: { unchanged: 6 } }]);
  });

  it('an archive as a line comes whole: rows in their order, texts, marks, keys, trade, closed sections; again it changes nothing', async () => {
    const sections = { profile: { fields: { 'customer.name': 'Whole' }, rows: { methods: { b: { kind: 'phone', value: '1' }, a: { kind: 'email', value: 'a@b.example' } } }, texts: { 'org.businessScope': 'long\ntext' }, marks: { 'fields/customer.name#source': 'registration' }, order: { methods: ['b', 'a'] } }, preferences: { fields: {}, rows: {}, texts: { 'behaviour.lifestyle': 'quiet' }, marks: {} } };
    const line = archiveLine({ id: 'WHOLE', row: { kind: 'organisation', code: 'W-1', packs: ['base', 'organisation'], department: null, confidentiality: 'normal', state: 'open', openedAt: '2026-01-01T00:00:00Z', reviewedAt: null, keys: ['old:9'] }, sections, transactions: [{ id: 't1', kind: 'sale', date: '2026-01-02', amount: '12.50', currency: 'EUR', lines: [], source: 'old', externalId: '77' }] as never });
    const text = `${headLine({ source: 'old', at: '2026', archives: 1 })}\n${line}\n`;
    const job = await run({ upload: (await upload('whole', ['a.jsonl', text])).id });
    expect(job.report, JSON.stringify(job)).toMatchObject({ tables: [{ counts: { created: 1 } }] });
    expect(await profile('WHOLE')).toMatchObject({ fields: sections.profile.fields, texts: sections.profile.texts, marks: sections.profile.marks, rows: sections.profile.rows });
    expect((await world.call<{ items: unknown[] }>(steward, 'GET', '/api/archives/WHOLE/transactions')).body.items).toMatchObject([{ externalId: '77', amount: '12.50' }]);
    expect((await run({ upload: (await upload('whole', ['a.jsonl', text])).id })).report).toMatchObject({ tables: [{ counts: { unchanged: 1 } }] });
    await world.call(steward, 'POST', `/api/imports/${job.id}/undo`);
    await world.dossier.imports.settled();
    expect((await world.call(steward, 'GET', '/api/archives/WHOLE')).status).toBe(404);
  });

  it('a mapping that cannot be is refused with every problem', async () => {
    const answer = await world.call<{ error: { problems: { field: string }[] } }>(steward, 'PUT', '/api/import-mappings/x1', { mapping: { tables: [{ table: 'customers', file: '', columns: [{ heading: 'a', target: 'no such' }, { heading: 'b', target: 'field:__proto__' }] }, { table: 'weather', columns: [] }] } });
    expect(answer.status).toBe(422);
    expect(answer.body.error.problems.map(({ field }) => field)).toEqual(['mapping.tables.0.columns.0.target', 'mapping.tables.0.columns.1.target', 'mapping.tables.1.table']);
  });

  it('lists what a column can become, in four languages', async () => {
    for (const [lang, label] of [['en', 'Postcode'], ['zh-Hans', '邮政编码'], ['zh-Hant', '郵遞區號'], ['es', 'Código postal']]) {
      const { body } = await world.call<{ items: { target: string; label: string }[] }>(steward, 'GET', `/api/import-targets?lang=${lang}`);
      expect(body.items.find(({ target }) => target === 'postcode')?.label).toBe(label);
      expect(body.items.some(({ target }) => target === 'field:crm.industry')).toBe(true);
    }
  });

  it('a watched folder takes what lies still, with its report beside it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dossier-watch-'));
    try {
      mkdirSync(join(folder, 'inner'));
      expect((await world.call(admin, 'PUT', '/api/import-folders', { items: [{ folder: 'relative', source: 'x' }] })).status).toBe(422);
      expect((await world.call(steward, 'PUT', '/api/import-folders', { items: [] })).status).toBe(403);
      expect((await world.call(admin, 'PUT', '/api/import-folders', { items: [{ folder, source: 'night' }] })).status).toBe(200);
      writeFileSync(join(folder, 'customers.csv'), 'CustomerID,Name\nNIGHT1,Night One\n');
      writeFileSync(join(folder, 'weather.csv'), 'Day,Rain\n1,2\n');
      for (const name of ['customers.csv', 'weather.csv']) utimesSync(join(folder, name), 1_000, 1_000);
      await world.dossier.folders.look();
      expect(readdirSync(folder).sort()).toEqual(['done', 'failed', 'inner']);
      expect(readdirSync(join(folder, 'done')).map((name) => name.replace(/^\S+ /, ''))).toEqual(['customers.csv', 'customers.csv.report.json']);
      expect(readdirSync(join(folder, 'failed')).map((name) => name.replace(/^\S+ /, ''))).toEqual(['weather.csv', 'weather.csv.report.json']);
      expect((await profile('NIGHT1')).fields['customer.name']).toBe('Night One');
    } finally {
      await world.call(admin, 'PUT', '/api/import-folders', { items: [] });
      rmSync(folder, { recursive: true });
    }
  });
});
