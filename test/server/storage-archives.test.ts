/** The archives' own rows, the directory and files: what is unique stays unique, what is written comes back, nothing half-written stays. */
import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { parseArchiveRef } from '../../model/ids.ts';
import type { ArchiveId, ArchiveRef, DepartmentId, ExternalKey, GrantId, PersonId } from '../../model/ids.ts';
import { POLICY_PRESETS } from '../../model/rights.ts';
import type { Grant, Person } from '../../model/rights.ts';
import type { StoredArchive } from '../../server/storage/storage.ts';
import { archiveRow, makeFolder, openFor } from '../helpers/storage-folder.ts';

const anna = 'anna' as PersonId;
const ref = (text: string): ArchiveRef => {
  const parsed = parseArchiveRef(text);
  if (!parsed) throw new Error(text);
  return parsed;
};
const keys = (...texts: string[]) => texts as ExternalKey[];

test('an archive is created once, found by id, key and alias, and changed with a revision', async () => {
  const folder = await makeFolder();
  const { archives, close } = await openFor(folder);
  const row = archiveRow('ALFKI', {
    keys: keys('erp:GZ/2019-0045', 'crm:客户 9'), code: 'C-1', owner: anna, coOwners: ['ben', 'cai'] as PersonId[], department: 'sales' as DepartmentId,
    deputies: [{ person: 'dora' as PersonId, from: '2026-01-01', to: '2026-02-01' }],
  });
  await archives.create(row, anna);
  expect(await archives.get(row.id)).toEqual({ ...row, revision: 1 });
  expect(await archives.get('nobody' as ArchiveId)).toBeNull();
  for (const text of ['ALFKI', 'erp:GZ/2019-0045', 'ERP:GZ/2019-0045', 'crm:客户 9']) expect(await archives.resolve(ref(text)), text).toBe('ALFKI');
  for (const text of ['alfki', 'erp:gz/2019-0045', 'ALFKI2']) expect(await archives.resolve(ref(text)), text).toBeNull();

  const changed = await archives.change(row.id, { owner: 'ben' as PersonId, coOwners: [], keys: keys('erp:2'), code: null }, anna, '2026-02-02T00:00:00.000Z');
  expect(changed).toEqual({ ...row, owner: 'ben', coOwners: [], keys: ['erp:2'], code: null, revision: 2 });
  expect(await archives.get(row.id)).toEqual(changed);
  expect(await archives.resolve(ref('erp:GZ/2019-0045'))).toBeNull();
  expect((await archives.change(row.id, { owner: 'ben' as PersonId }, anna, '2026-02-03T00:00:00.000Z')).revision, 'nothing changed').toBe(2);
  await expect(archives.change('nobody' as ArchiveId, { code: 'x' }, anna, '2026-02-03T00:00:00.000Z')).rejects.toMatchObject({ code: 'missing' });
  await close();

  const db = new Database(join(folder, 'archive.db'));
  expect(db.prepare('SELECT revision, person, key, old, new FROM archive_change WHERE key = ?').all('owner')).toEqual([{ revision: 2, person: 'anna', key: 'owner', old: 'anna', new: 'ben' }]);
  db.exec("INSERT INTO archive_alias VALUES ('OLDID', 'ALFKI')");
  db.close();
  const again = await openFor(folder);
  expect(await again.archives.resolve(ref('OLDID')), 'the id of a merged archive').toBe('ALFKI');
  await expect(again.archives.create(archiveRow('OLDID'), anna)).rejects.toMatchObject({ code: 'conflict', field: 'id' });
});

test('what is taken is a conflict that names its field and changes nothing', async () => {
  const { archives } = await openFor(await makeFolder());
  await archives.create(archiveRow('A', { keys: keys('erp:1'), code: 'C-1' }), anna);
  await archives.create(archiveRow('B', { keys: keys('erp:2') }), anna);
  const refused: [Omit<Partial<StoredArchive>, 'id'> & { id: string }, string][] = [[{ id: 'A' }, 'id'], [{ id: 'C', keys: keys('erp:3', 'erp:1') }, 'keys'], [{ id: 'C', code: 'C-1' }, 'code']];
  for (const [{ id, ...over }, field] of refused) await expect(archives.create(archiveRow(id, over), anna), field).rejects.toMatchObject({ code: 'conflict', field });
  expect(await archives.get('C' as ArchiveId)).toBeNull();
  expect(await archives.resolve(ref('erp:3'))).toBeNull();
  await expect(archives.change('B' as ArchiveId, { kind: 'individual', keys: keys('erp:2', 'erp:1') }, anna, '2026-01-02T00:00:00.000Z')).rejects.toMatchObject({ code: 'conflict', field: 'keys' });
  await expect(archives.change('B' as ArchiveId, { kind: 'individual', code: 'C-1' }, anna, '2026-01-02T00:00:00.000Z')).rejects.toMatchObject({ code: 'conflict', field: 'code' });
  expect(await archives.get('B' as ArchiveId)).toMatchObject({ kind: 'organisation', keys: ['erp:2'], code: null, revision: 1 });
  await archives.change('A' as ArchiveId, { keys: keys('erp:1', 'erp:9') }, anna, '2026-01-02T00:00:00.000Z');
  expect(await archives.resolve(ref('erp:9'))).toBe('A');
  expect([await archives.list(null, 1), await archives.list('A' as ArchiveId, 5), await archives.list('B' as ArchiveId, 5)]).toEqual([['A'], ['B'], []]);
});

test('writes that wait together share a transaction, and each keeps its own success or failure', async () => {
  const folder = await makeFolder();
  const { archives, directory, close } = await openFor(folder);
  const row = (i: number) => archiveRow(`A${i}`, { code: i % 5 === 4 ? `C-${i - 1}` : `C-${i}`, keys: i % 7 === 6 ? keys('erp:free', `erp:${i - 1}`) : keys(`erp:${i}`) });
  const all = Array.from({ length: 200 }, (_, i) => i);
  const outcomes = await Promise.all(all.map((i) => archives.create(row(i), anna).then(() => 'created', (error: { field?: string }) => error.field)));
  const expected: (string | undefined)[] = [];
  const taken = new Set<string>();
  for (const i of all) {
    const { code, keys: own } = row(i);
    const outcome = taken.has(`code ${code}`) ? 'code' : own.some((key) => taken.has(key)) ? 'keys' : 'created';
    if (outcome === 'created') for (const each of [`code ${code}`, ...own]) taken.add(each);
    expected.push(outcome);
  }
  expect(outcomes).toEqual(expected);
  expect(new Set(outcomes)).toEqual(new Set(['created', 'code', 'keys']));
  const there = await Promise.all(all.map(async (i) => (await archives.get(`A${i}` as ArchiveId)) !== null));
  expect(there, 'a refused archive left nothing, not even its first key').toEqual(expected.map((outcome) => outcome === 'created'));
  const [changed] = await Promise.all([archives.change('A0' as ArchiveId, { code: 'C-x' }, anna, '2026-02-02T00:00:00.000Z'), directory.putSetting('a', 1), directory.putSetting('a', 2)]);
  expect([changed.code, await directory.setting('a')], 'in the order of the calls').toEqual(['C-x', 2]);
  await close();
});

test('directory, grants and settings come back as they went in', async () => {
  const { directory } = await openFor(await makeFolder());
  const person: Person = { id: anna, name: '安娜', email: 'anna@example.org', department: 'sales' as DepartmentId, roles: ['staff', 'manager'], clearances: ['aml'], reportsTo: 'ben' as PersonId, active: true };
  await directory.putPerson(person);
  await directory.putPerson({ ...person, id: 'ben' as PersonId, email: null, department: null, reportsTo: null, active: false, withheld: ['manager'] });
  await directory.putPerson({ ...person, name: 'Anna' });
  expect(await directory.people()).toEqual([{ ...person, name: 'Anna' }, { ...person, id: 'ben', email: null, department: null, reportsTo: null, active: false, withheld: ['manager'] }]);
  const department = { id: 'sales' as DepartmentId, name: 'Sales', parent: null, managers: [anna] };
  await directory.putDepartments([department]);
  expect(await directory.departments()).toEqual([department]);
  const grant: Grant = { id: 'g1' as GrantId, archive: 'A' as ArchiveId, to: { kind: 'role', id: 'auditor' }, level: 'read', sections: ['terms'], from: '2026-01-01', until: '2026-02-01', reason: 'x', requestedBy: anna, approvedBy: anna };
  await directory.putGrant(grant);
  await directory.putGrant({ ...grant, id: 'g2' as GrantId, sections: null, until: null });
  expect(await directory.grants('A' as ArchiveId)).toEqual([grant, { ...grant, id: 'g2', sections: null, until: null }]);
  expect(await directory.grant('g1' as GrantId)).toEqual(grant);
  expect(await directory.deleteGrant('g1' as GrantId)).toEqual(grant);
  expect(await directory.deleteGrant('g1' as GrantId)).toBeNull();
  expect((await directory.grants('A' as ArchiveId)).map(({ id }) => id)).toEqual(['g2']);
  expect([await directory.policy(), await directory.setting('x')]).toEqual([null, null]);
  await directory.putPolicy(POLICY_PRESETS.strict);
  await directory.putSetting('x', { a: [1] });
  expect([await directory.policy(), await directory.setting('x')]).toEqual([POLICY_PRESETS.strict, { a: [1] }]);
});

test('files: bytes under their hash, a limit that leaves nothing behind, damage told', async () => {
  const folder = await makeFolder();
  const { files, close } = await openFor(folder);
  const meta = (id: string) => ({ id, archive: 'A' as ArchiveId, section: 'documents', kind: 'contract', name: '合同.pdf', type: 'application/pdf', validUntil: null, by: anna, at: '2026-01-01T00:00:00.000Z' });
  const stream = async function* (...chunks: string[]) { for (const chunk of chunks) yield Buffer.from(chunk); };
  const text = async (bytes: AsyncIterable<Uint8Array>) => { let all = ''; for await (const chunk of bytes) all += Buffer.from(chunk).toString(); return all; };
  const stored = await files.put(meta('f1'), stream('hello ', 'world'), 11);
  expect(stored).toEqual({ ...meta('f1'), size: 11, sha256: 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9' });
  expect(await files.get('f1')).toEqual(stored);
  expect(await files.list('A' as ArchiveId)).toEqual([stored]);
  expect(await text(files.read(stored))).toBe('hello world');

  await expect(files.put(meta('f2'), stream('hello ', 'world!'), 11)).rejects.toMatchObject({ code: 'too-large' });
  const failing = async function* () { yield Buffer.from('x'); throw new Error('the browser went away'); };
  await expect(files.put(meta('f2'), failing(), 11)).rejects.toThrow('the browser went away');
  expect(await files.get('f2')).toBeNull();
  expect(readdirSync(join(folder, 'files', 'coming'))).toEqual([]);

  const place = join(folder, 'files', 'b9', stored.sha256);
  await writeFile(place, 'hello there');
  await expect(text(files.read(stored))).rejects.toMatchObject({ code: 'broken' });
  await close();
  await writeFile(join(folder, 'files', 'coming', 'half'), 'cut short by a crash');
  await openFor(folder);
  expect(readdirSync(join(folder, 'files', 'coming'))).toEqual([]);
});
