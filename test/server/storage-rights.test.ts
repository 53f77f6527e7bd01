/** Lists follow the same rule as everything else: over random companies the SQL of lists and `decide()` give the same archives and the same totals. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ArchiveId, DepartmentId, ExternalKey, GrantId, PersonId } from '../../model/ids.ts';
import { atLeast, decide, managedDepartments, overallLevel, SHIPPED_POLICY } from '../../model/rights.ts';
import type { Grant, Person } from '../../model/rights.ts';
import { ArchiveWriter } from '../../server/storage/archive-writer.ts';
import { openReader, openWriter } from '../../server/storage/database.ts';
import type { FileConnection } from '../../server/storage/database.ts';
import { directoryCalls } from '../../server/storage/directory-writer.ts';
import { cellsCalls } from '../../server/storage/cells-query.ts';
import { listAsked } from '../../server/storage/list-query.ts';
import { ARCHIVE_FILE } from '../../server/storage/migrations-archive.ts';
import { FACTS_FILE } from '../../server/storage/migrations-facts.ts';
import { overviewCalls } from '../../server/storage/overview-writer.ts';
import { visibleTo } from '../../server/storage/rights-query.ts';
import type { ListQuery } from '../../server/storage/storage.ts';
import { putWalls } from '../helpers/walls.ts';
import { NOW, within, worlds } from '../helpers/worlds.ts';
import type { World } from '../helpers/worlds.ts';

const folder = mkdtempSync(join(tmpdir(), 'dossier-rights-'));
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
let archive: FileConnection;
let facts: FileConnection;
let reader: FileConnection;
let calls: { readonly directory: ReturnType<typeof directoryCalls>; readonly overview: ReturnType<typeof overviewCalls>; readonly list: (query: ListQuery) => { readonly ids: readonly ArchiveId[]; readonly next: string | null; readonly total: number }; readonly archives: ArchiveWriter };

beforeAll(() => {
  const paths = [join(folder, 'archive.db'), join(folder, 'facts.db')] as const;
  archive = openWriter(paths[0], ARCHIVE_FILE);
  facts = openWriter(paths[1], FACTS_FILE);
  reader = openReader(paths[1], paths[0]);
  // The worlds are thrown away, so nothing needs to reach the disk.
  for (const db of [archive, facts]) db.pragma('synchronous = OFF');
  const { cells } = cellsCalls(reader, 'EUR');
  calls = { directory: directoryCalls(archive), overview: overviewCalls(facts), list: (asked) => { const { items, next, total } = cells(listAsked(asked)); return { ids: items.map(({ id }) => id), next, total }; }, archives: new ArchiveWriter(archive) };
});
afterAll(() => {
  for (const db of [reader, facts, archive]) db.close();
  rmSync(folder, { recursive: true });
});

function build(world: World): void {
  for (const table of ['archive_key', 'archive_member', 'archive_change', 'archive', 'person', 'department', 'access_grant', 'wall']) archive.exec(`DELETE FROM ${table}`);
  facts.exec('DELETE FROM overview; DELETE FROM search');
  for (const person of world.people) calls.directory.putPerson(person);
  calls.directory.putDepartments(world.departments);
  for (const grant of world.grants) calls.directory.putGrant(grant);
  putWalls(archive, world);
  for (const { name, texts, ...row } of world.archives) {
    calls.archives.create(row, 'maker' as Person['id']);
    const data = { shortName: null, roles: [], place: null, contacts: [], due: [], keyTen: { filled: 0, of: 10 }, warning: null, doNotContact: false, updatedAt: NOW };
    calls.overview.putOverview({ id: row.id, name, kind: row.kind, data, projected: {} }, texts);
  }
}

const query = (world: World, person: Person, over: Partial<ListQuery> = {}): ListQuery => ({
  person, policy: world.policy, manages: managedDepartments(person, world.departments), within: within(world, person), now: world.now,
  text: '', filters: {}, sort: 'name', descending: false, limit: 100, cursor: null, ...over,
});

function questionOf(world: World, person: Person, row: World['archives'][number]) {
  return {
    person, archive: row, policy: world.policy, now: world.now, manages: managedDepartments(person, world.departments), within: within(world, person),
    grants: world.grants.filter((grant) => grant.archive === row.id),
    ownerActive: world.people.some((each) => each.id === row.owner && each.active),
  };
}

test('the archives of a list are those of which decide() says more than none', () => {
  console.log(`seed ${seed}`);
  const seen = { none: 0, exists: 0, read: 0 };
  fc.assert(fc.property(worlds, (world) => {
    build(world);
    for (const person of world.people) {
      const levels = world.archives.map((row) => ({ id: row.id, level: overallLevel(questionOf(world, person, row)).level }));
      for (const { level } of levels) seen[level === 'none' || level === 'exists' ? level : 'read']++;
      const expected = levels.filter(({ level }) => level !== 'none').map(({ id }) => id).sort();
      const answer = calls.list(query(world, person));
      expect([...answer.ids].sort()).toEqual(expected);
      expect(answer.total).toBe(expected.length);
      const visible = visibleTo(query(world, person));
      expect(visible.sql === null ? [] : reader.prepare<[Record<string, unknown>], string>(`SELECT id FROM ${visible.sql}`).pluck().all(visible.values).sort(), 'in SQL').toEqual(expected);
      // A filter on what only a reader sees tells of readable archives alone.
      const readable = levels.filter(({ level }) => atLeast(level, 'read')).map(({ id }) => id).sort();
      expect([...calls.list(query(world, person, { filters: { state: ['open', 'closed'] } })).ids].sort()).toEqual(readable);
    }
  }), { seed, numRuns: 150 });
  expect(Math.min(seen.none, seen.exists, seen.read)).toBeGreaterThan(20);
});

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().normalize('NFC');
const words = (text: string): readonly string[] => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
/** A number is found from any of its digits on, as long as four are left. */
const dials = (text: string, digits: string): boolean => (text.match(/[+\d][\d\s().-]{5,}/g) ?? []).some((number) => {
  const all = number.replace(/\D/g, '');
  return [...all].some((_, start) => start <= all.length - 4 && all.startsWith(digits, start));
});
/** The search as one would say it: part of a Chinese name, beginning of a word, digits of a number. */
const says = (texts: readonly string[], wanted: string): boolean => words(wanted).every((word) => texts.some((text) =>
  (/\p{Script=Han}/u.test(word) ? fold(text).includes(word) : words(text).some((each) => each.startsWith(word))) || (/^\d+$/.test(word) && dials(text, word))));

test('a search finds by name and code what one knows of, by key what one reads, by anything else only who reads profile and people', () => {
  let found = 0;
  fc.assert(fc.property(worlds, fc.constantFrom('ana', 'an', '张伟', '张', '伟明', '张江', 'acme', 'ninos', 'berlin', '91555', '0074321', 'c-100', 'ana-7', 'GZ/2019-001', '客户9', 'zzz'), (world, text) => {
    build(world);
    for (const person of world.people) {
      const expected = world.archives.filter((row) => {
        const asked = questionOf(world, person, row);
        const { level } = overallLevel(asked);
        const whole = (['profile', 'people'] as const).every((section) => atLeast(decide({ ...asked, section }).level, 'read'));
        const inCode = row.code !== null && fold(row.code).includes(fold(text));
        return (level !== 'none' && (says([row.name], text) || inCode))
          || (atLeast(level, 'read') && row.keys.some((key) => fold(key.slice(4)).includes(fold(text))))
          || (whole && says([row.name, ...row.texts], text));
      }).map((row) => row.id).sort();
      found += expected.length;
      const answer = calls.list(query(world, person, { text }));
      expect([...answer.ids].sort(), `${person.id} looks for ${text}`).toEqual(expected);
      expect(answer.total).toBe(expected.length);
    }
  }), { seed, numRuns: 250 });
  expect(found).toBeGreaterThan(100);
});

const sole = (over: Partial<Person>): Person => ({ id: 'p' as PersonId, name: 'p', email: null, department: null, roles: ['staff'], clearances: [], reportsTo: null, active: true, ...over });
/** One archive of the department d, which somebody else owns. */
function small(person: Person, sections: readonly (Grant['sections'])[]): World {
  const other = sole({ id: 'o' as PersonId });
  const world: World = {
    people: [person, other], departments: [], policy: SHIPPED_POLICY, now: NOW,
    archives: [{
      id: 'A' as ArchiveId, kind: 'organisation', packs: [], keeper: null, department: 'd' as DepartmentId, owner: other.id, coOwners: [], deputies: [], confidentiality: 'normal', state: 'open',
      openedAt: NOW, reviewedAt: null, code: 'C-1', keys: ['erp:77'] as ExternalKey[], name: 'Alpha', texts: ['anton'],
    }],
    grants: sections.map((named, index) => ({
      id: `g${index}` as GrantId, archive: 'A' as ArchiveId, to: { kind: 'person', id: person.id }, level: 'read', sections: named, from: NOW, until: null, reason: '', requestedBy: other.id, approvedBy: other.id,
    })),
  };
  build(world);
  return world;
}

test.each<[string, readonly Grant['sections'][], Partial<Person>, readonly string[]]>([
  ['nothing', [], {}, []],
  ['knowing of it', [], { department: 'd' as DepartmentId }, ['alpha', 'c-1']],
  ['the terms alone', [['terms']], {}, ['alpha', 'c-1', '77']],
  ['the profile without the people', [['profile']], {}, ['alpha', 'c-1', '77']],
  ['the people without the profile', [['people', 'trade']], {}, ['alpha', 'c-1', '77']],
  ['profile and people by one grant', [['people', 'profile']], {}, ['alpha', 'c-1', '77', 'anton']],
  ['profile and people by two grants', [['people'], ['profile']], {}, ['alpha', 'c-1', '77', 'anton']],
  ['the internal sections', [null], {}, ['alpha', 'c-1', '77', 'anton']],
  ['what compliance reads', [], { roles: ['compliance'], clearances: ['aml'] }, ['alpha', 'c-1', '77']],
])('with %s one finds by no more than that', (_, sections, over, found) => {
  const person = sole(over);
  const world = small(person, sections);
  expect(['alpha', 'c-1', '77', 'anton'].filter((text) => calls.list(query(world, person, { text })).total === 1)).toEqual(found);
});

test('who only knows of an archive filters by what they see of it, and by nothing else', () => {
  const filters = { kind: ['organisation'], department: ['d'], owner: ['o'], state: ['open'], role: ['dealer'], abc: ['A'], rfm: ['new'], lifecycle: ['none'] };
  const matching = (person: Person): readonly string[] => {
    const world = small(person, []);
    facts.exec(`UPDATE overview SET data = json_set(data, '$.roles', json('["dealer"]'));
      DELETE FROM class; INSERT INTO class (archive, scheme, value, mark, since, at) VALUES ('A', 'abc', 'A', '', '', ''), ('A', 'rfm', 'new', '', '', ''), ('A', 'lifecycle', NULL, '', '', '')`);
    return Object.entries(filters).filter(([name, values]) => calls.list(query(world, person, { filters: { [name]: values } })).total === 1).map(([name]) => name);
  };
  expect(matching(sole({ department: 'd' as DepartmentId }))).toEqual(['kind', 'department', 'owner']);
  expect(matching(sole({ roles: ['generalManager'] }))).toEqual(Object.keys(filters));
});

test('pages follow each other without a gap or a repetition, in every order', () => {
  fc.assert(fc.property(worlds, fc.constantFrom('name' as const, 'updated' as const, 'sum' as const, 'last' as const), fc.boolean(), (world, sort, descending) => {
    build(world);
    for (const person of world.people) {
      const whole = calls.list(query(world, person, { sort, descending })).ids;
      const paged: string[] = [];
      for (let cursor: string | null = null, more = true; more;) {
        const page = calls.list(query(world, person, { sort, descending, limit: 2, cursor }));
        expect(page.total).toBe(whole.length);
        paged.push(...page.ids);
        cursor = page.next;
        more = cursor !== null;
      }
      expect(paged).toEqual(whole);
    }
  }), { seed, numRuns: 60 });
});
