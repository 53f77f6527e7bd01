/** Every table and column of words is named in the list of places, so that nothing that may hold a person is forgotten by a search. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NO_TABLE, TABLE_PLACES } from '../../server/services/privacy/places.ts';
import { openWriter } from '../../server/storage/database.ts';
import type { Connection } from '../../server/storage/database.ts';
import { ARCHIVE_FILE } from '../../server/storage/migrations-archive.ts';
import { FACTS_FILE } from '../../server/storage/migrations-facts.ts';
import { tablesOf } from '../../server/storage/subject-scan.ts';

let folder: string;
const open = new Map<'archive' | 'facts', Connection>();
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dossier-places-'));
  open.set('archive', openWriter(join(folder, 'archive.db'), ARCHIVE_FILE));
  open.set('facts', openWriter(join(folder, 'facts.db'), FACTS_FILE));
});
afterAll(() => {
  for (const db of open.values()) db.close();
  rmSync(folder, { recursive: true, force: true });
});

const wordsOf = (db: Connection): readonly string[] => db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all().filter((table) => !NO_TABLE.has(table))
  .flatMap((table) => (db.pragma(`table_info("${table}")`) as readonly { name: string; type: string }[]).filter(({ type }) => type !== 'INTEGER' && type !== 'REAL').map(({ name }) => `${table}.${name}`));

it.each(['archive', 'facts'] as const)('every column of %s.db that is no number is named as words or as ids', (name) => {
  const listed = new Set(TABLE_PLACES.filter(({ db }) => db === name).flatMap(({ table, words, ids }) => [...words, ...ids].map((column) => `${table}.${column}`)));
  expect(wordsOf(open.get(name) as Connection).filter((column) => !listed.has(column)), 'name them in server/services/privacy/places.ts').toEqual([]);
});

it.each(['archive', 'facts'] as const)('the list names nothing that %s.db does not have, and nothing twice', (name) => {
  const there = new Set(wordsOf(open.get(name) as Connection));
  const places = TABLE_PLACES.filter(({ db }) => db === name);
  expect(places.flatMap(({ table, words, ids }) => [...words, ...ids].map((column) => `${table}.${column}`)).filter((column) => !there.has(column))).toEqual([]);
  expect(new Set(places.map(({ table }) => table)).size).toBe(places.length);
});

it('a table that nobody has named is searched in every column of text', () => {
  const db = open.get('archive') as Connection;
  db.exec('CREATE TABLE forgotten (id INTEGER PRIMARY KEY, archive TEXT, said TEXT)');
  try {
    expect(tablesOf(db, 'archive').find(({ place }) => place.table === 'forgotten')?.place).toMatchObject({ words: ['archive', 'said'], effect: 'passage', archive: 'archive' });
  } finally {
    db.exec('DROP TABLE forgotten');
  }
});
