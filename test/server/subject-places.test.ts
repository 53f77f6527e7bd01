/** Every table and column of words is named in the list of places, so that nothing that may hold a person is forgotten by a search. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NO_TABLE, OF_NO_ARCHIVE, TABLE_PLACES } from '../../server/services/privacy/places.ts';
import { openWriter } from '../../server/storage/database.ts';
import type { FileConnection } from '../../server/storage/database.ts';
import { ARCHIVE_FILE } from '../../server/storage/migrations-archive.ts';
import { FACTS_FILE } from '../../server/storage/migrations-facts.ts';
import { emptyArchive, emptySection, ownedTables } from '../../server/storage/subject-empty.ts';
import { tablesOf } from '../../server/storage/subject-scan.ts';

let folder: string;
const open = new Map<'archive' | 'facts', FileConnection>();
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dossier-places-'));
  open.set('archive', openWriter(join(folder, 'archive.db'), ARCHIVE_FILE));
  open.set('facts', openWriter(join(folder, 'facts.db'), FACTS_FILE));
});
afterAll(() => {
  for (const db of open.values()) db.close();
  rmSync(folder, { recursive: true, force: true });
});

const wordsOf = (db: FileConnection): readonly string[] => db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all().filter((table) => !NO_TABLE.has(table))
  .flatMap((table) => (db.pragma(`table_info("${table}")`) as readonly { name: string; type: string }[]).filter(({ type }) => type !== 'INTEGER' && type !== 'REAL').map(({ name }) => `${table}.${name}`));

it.each(['archive', 'facts'] as const)('every column of %s.db that is no number is named as words or as ids', (name) => {
  const listed = new Set(TABLE_PLACES.filter(({ db }) => db === name).flatMap(({ table, words, ids }) => [...words, ...ids].map((column) => `${table}.${column}`)));
  expect(wordsOf(open.get(name) as FileConnection).filter((column) => !listed.has(column)), 'name them in server/services/privacy/places.ts').toEqual([]);
});

it.each(['archive', 'facts'] as const)('the list names nothing that %s.db does not have, and nothing twice', (name) => {
  const there = new Set(wordsOf(open.get(name) as FileConnection));
  const places = TABLE_PLACES.filter(({ db }) => db === name);
  expect(places.flatMap(({ table, words, ids }) => [...words, ...ids].map((column) => `${table}.${column}`)).filter((column) => !there.has(column))).toEqual([]);
  expect(new Set(places.map(({ table }) => table)).size).toBe(places.length);
});

it('a table that nobody has named is searched in every column of text', () => {
  const db = open.get('archive') as FileConnection;
  db.exec('CREATE TABLE forgotten (id INTEGER PRIMARY KEY, archive TEXT, said TEXT)');
  try {
    expect(tablesOf(db, 'archive').find(({ place }) => place.table === 'forgotten')?.place).toMatchObject({ words: ['archive', 'said'], effect: 'passage', archive: 'archive' });
  } finally {
    db.exec('DROP TABLE forgotten');
  }
});

it('a table with words stands under an archive, or it is said why it does not', () => {
  const worded = TABLE_PLACES.filter(({ words }) => words.length > 0);
  expect(worded.filter(({ archive }) => archive === 'NULL').map(({ table }) => table).sort()).toEqual(Object.keys(OF_NO_ARCHIVE).sort());
});

/** Kept, each for its reason, when an archive or a section of it goes. */
const STAYS = { archive: 'the id', archive_alias: 'an older id, which leads to the tombstone', audit: 'what was done, by ids', legal_hold: 'why it was held, which bars an erasure until it is lifted', overview: 'the id', merge: 'made under another archive' };
const WORD = 'a word about somebody';

/** One row in every table that knows its archive, full of words; ids lead to one another as all are called the same. */
function filled(db: FileConnection, name: 'archive' | 'facts', section: string): void {
  for (const pragma of ['foreign_keys = OFF', 'ignore_check_constraints = ON']) db.pragma(pragma);
  for (const trigger of db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all()) db.exec(`DROP TRIGGER "${trigger}"`);
  for (const { table, archive } of ownedTables(db, name)) {
    const place = TABLE_PLACES.find((each) => each.db === name && each.table === table);
    const columns = (db.pragma(`table_xinfo("${table}")`) as readonly { name: string; type: string; hidden: number }[]).filter(({ hidden }) => hidden === 0);
    const value = ({ name: column, type }: (typeof columns)[number]): unknown => {
      if (column === archive) return 'X';
      if (column === 'concerns') return JSON.stringify([{ section, key: 'fields/x' }]);
      if (type === 'INTEGER' || type === 'REAL') return 1;
      if (place?.words.includes(column) === true) return `${WORD} in ${table}.${column}`;
      if (column === 'section') return section;
      return column === 'name' && table === 'section' ? section : type === 'BLOB' ? Buffer.from('1') : '1';
    };
    db.prepare(`DELETE FROM "${table}"`).run();
    db.prepare(`INSERT INTO "${table}" (${columns.map((column) => `"${column.name}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`).run(...columns.map(value));
  }
}
const wordsLeft = (db: FileConnection, name: 'archive' | 'facts'): readonly string[] => tablesOf(db, name).flatMap(({ place }) => place.words.flatMap((word) => (db.prepare<[string], number>(`SELECT count(*) FROM "${place.table}" WHERE CAST("${word}" AS TEXT) LIKE ? || '%'`).pluck().get(WORD) ?? 0) > 0 ? [place.table] : []));

it.each(['archive', 'facts'] as const)('of a whole archive no word is left in any table of %s.db that stands under it', (name) => {
  const db = open.get(name) as FileConnection;
  filled(db, name, 'private');
  expect(wordsLeft(db, name).length).toBeGreaterThan(8);
  emptyArchive(db, name, 'X');
  expect(wordsLeft(db, name).filter((table) => !(table in STAYS))).toEqual([]);
});

it.each(['archive', 'facts'] as const)('of a section no word is left in any table of %s.db that stands under it, and what stands under another one stays', (name) => {
  const db = open.get(name) as FileConnection;
  filled(db, name, 'private');
  const before = new Set(wordsLeft(db, name));
  emptySection(db, name, 'X', 'bank', [], 1);
  expect(new Set(wordsLeft(db, name)), 'another section').toEqual(before);
  emptySection(db, name, 'X', 'private', ['private'], 1);
  const bySection = new Set(ownedTables(db, name).filter(({ section }) => section !== 'NULL').map(({ table }) => table));
  // cells and overviews are made anew of documents; trade is another section; what two people said to its term stays
  const kept = new Set(['cell', 'overview', 'trade', 'trade_change', 'import_trade', 'retention_due']);
  expect(wordsLeft(db, name).filter((table) => bySection.has(table) && !kept.has(table))).toEqual([]);
  expect(wordsLeft(db, name)).not.toContain('correction_act');
});
