/** Comments as they are kept: in order, once under one id, gone from disk when removed, in every backup, and called by the id that a person has now. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { Person } from '../../model/rights.ts';
import { makeFolder, openFor } from '../helpers/storage-folder.ts';

const A = 'ACME' as ArchiveId;
const anna = 'anna' as PersonId;
const ben = 'ben' as PersonId;
const comment = (id: string, at: number, text = `text of ${id}`) => ({ id, archive: A, section: 'contacts' as const, record: 'contacts/r1', by: anna, at, text });
const all = { archive: A, section: 'contacts' as const, record: 'contacts/r1', before: null, limit: 10 };

test('are read newest first, page by page, and counted by record', async () => {
  const { comments, close } = await openFor(await makeFolder());
  for (const [id, at] of [['a', 1], ['b', 2], ['c', 2], ['d', 3]] as const) await comments.put(comment(id, at), []);
  await comments.put({ ...comment('e', 4), record: 'contacts/r2' }, []);
  expect((await comments.page(all)).map(({ id }) => id)).toEqual(['d', 'c', 'b', 'a']);
  expect((await comments.page({ ...all, limit: 2, before: { at: 2, id: 'c' } })).map(({ id }) => id)).toEqual(['b', 'a']);
  expect(await comments.counts(A, 'contacts')).toEqual([{ record: 'contacts/r1', count: 4 }, { record: 'contacts/r2', count: 1 }]);
  await close();
});

test('come twice under one id and are one; another\'s id is a conflict', async () => {
  const { comments, close } = await openFor(await makeFolder());
  const stored = await comments.put(comment('a', 1), [ben]);
  expect(await comments.put(comment('a', 9, 'again'), [])).toEqual(stored);
  await expect(comments.put({ ...comment('a', 1), by: ben }, [])).rejects.toMatchObject({ code: 'conflict' });
  await expect(comments.change('nothing', { kind: 'remove', by: anna, at: 1 })).rejects.toMatchObject({ code: 'missing' });
  await close();
});

test('tell by a number that always rises that something changed, also when the clock went back', async () => {
  const { comments, close } = await openFor(await makeFolder());
  const seen: number[] = [];
  const look = async (): Promise<void> => { seen.push((await comments.changed([A]))[0]?.contacts ?? 0); };
  await comments.put(comment('a', 1_000), []);
  await look();
  await comments.put(comment('b', 500), []);
  await look();
  await comments.change('a', { kind: 'edit', text: 'other', mentions: [], at: 400 });
  await look();
  await comments.change('b', { kind: 'remove', by: anna, at: 300 });
  await look();
  expect(seen).toEqual([...new Set(seen)].sort((x, y) => x - y));
  expect(await comments.changed(['NONE' as ArchiveId])).toEqual([{}]);
  await close();
});

test('call people: once each, by the id they have now, until they have read it or it is removed', async () => {
  const { comments, directory, close } = await openFor(await makeFolder());
  await comments.put(comment('a', 1), [ben]);
  await comments.put(comment('b', 2), [ben, anna]);
  expect(await comments.isMentioned(A, 'contacts', 'contacts/r1', ben)).toBe(true);
  await directory.renamePerson(ben, { id: 'sub-7' as PersonId, name: 'Ben', email: null, department: null, roles: [], clearances: [], reportsTo: null, active: true } as Person);
  const mine = async (unread: boolean) => (await comments.mentions({ person: 'sub-7' as PersonId, unread, before: null, limit: 10 })).map(({ comment: { id }, read }) => [id, read]);
  expect(await mine(true)).toEqual([['b', null], ['a', null]]);
  await comments.read('sub-7' as PersonId, ['a', 'nothing'], 77);
  expect(await mine(false)).toEqual([['b', null], ['a', 77]]);
  await comments.change('b', { kind: 'remove', by: anna, at: 3 });
  expect(await mine(true)).toEqual([]);
  expect(await comments.isMentioned(A, 'contacts', 'contacts/r1', ben)).toBe(false);
  await close();
});

test('are in a backup and after a restart; what was removed is on disk no more', async () => {
  const folder = await makeFolder();
  const first = await openFor(folder);
  await first.comments.put(comment('kept', 1, 'plain-words-kept'), []);
  await first.comments.put(comment('gone', 2, 'plain-words-gone'), []);
  await first.comments.change('gone', { kind: 'remove', by: anna, at: 3 });
  const backup = await first.backup(join(folder, 'backups'));
  await first.close();
  const again = await openFor(folder);
  expect((await again.comments.page(all)).map(({ id, text, removedBy }) => [id, text, removedBy])).toEqual([['gone', null, anna], ['kept', 'plain-words-kept', null]]);
  await again.close();
  for (const file of [join(folder, 'archive.db'), join(backup.path, 'archive.db')]) {
    const bytes = readFileSync(file);
    expect([bytes.includes('plain-words-kept'), bytes.includes('plain-words-gone')], file).toEqual([true, false]);
  }
});
