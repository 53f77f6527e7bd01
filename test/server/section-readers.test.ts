/** Whom a class of a section is counted for: over random companies the SQL of one section and `decide()` give the same archives. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { atLeast, decide, managedDepartments } from '../../model/rights.ts';
import { SECTION_KEYS } from '../../model/sections.ts';
import { ArchiveWriter } from '../../server/storage/archive-writer.ts';
import { openReader, openWriter } from '../../server/storage/database.ts';
import type { FileConnection } from '../../server/storage/database.ts';
import { directoryCalls } from '../../server/storage/directory-writer.ts';
import { ARCHIVE_FILE } from '../../server/storage/migrations-archive.ts';
import { FACTS_FILE } from '../../server/storage/migrations-facts.ts';
import { sectionReaders } from '../../server/storage/section-readers.ts';
import { putWalls } from '../helpers/walls.ts';
import { within, worlds } from '../helpers/worlds.ts';
import type { World } from '../helpers/worlds.ts';

const folder = mkdtempSync(join(tmpdir(), 'dossier-section-readers-'));
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
let archive: FileConnection;
let facts: FileConnection;
let reader: FileConnection;
beforeAll(() => {
  const paths = [join(folder, 'archive.db'), join(folder, 'facts.db')] as const;
  archive = openWriter(paths[0], ARCHIVE_FILE);
  facts = openWriter(paths[1], FACTS_FILE);
  reader = openReader(paths[1], paths[0]);
  // the worlds are thrown away, so nothing needs to reach the disk
  archive.pragma('synchronous = OFF');
});
afterAll(() => {
  for (const db of [reader, facts, archive]) db.close();
  rmSync(folder, { recursive: true });
});

function build({ people, departments, grants, archives }: World): void {
  for (const table of ['archive_key', 'archive_member', 'archive_change', 'archive', 'person', 'department', 'access_grant', 'wall']) archive.exec(`DELETE FROM ${table}`);
  const [directory, writer] = [directoryCalls(archive), new ArchiveWriter(archive)];
  for (const person of people) directory.putPerson(person);
  directory.putDepartments(departments);
  for (const grant of grants) directory.putGrant(grant);
  putWalls(archive, { archives });
  for (const { name: _name, texts: _texts, ...row } of archives) writer.create(row, 'maker' as never);
}

test('a section is read where decide() says so', () => {
  const seen = { read: 0, kept: 0, keys: 0 };
  fc.assert(fc.property(worlds, fc.constantFrom(...SECTION_KEYS), (world, other) => {
    build(world);
    for (const person of world.people) for (const section of new Set([other, 'profile', 'credit', 'bank', 'aml'] as const)) {
      const manages = managedDepartments(person, world.departments);
      const expected = world.archives.filter((row) => atLeast(decide({
        person, section, archive: row, manages, within: within(world, person), policy: world.policy, now: world.now, grants: world.grants.filter((grant) => grant.archive === row.id),
        ownerActive: world.people.some((each) => each.id === row.owner && each.active),
      }).level, 'read')).map(({ id }) => id).sort();
      seen.read += expected.length;
      seen.kept += world.archives.length - expected.length;
      if (person.service) seen.keys += expected.length;
      expect([...sectionReaders(reader, { person, policy: world.policy, manages, within: within(world, person), now: world.now }, section)(world.archives.map(({ id }) => id))].sort(), `${section} ${JSON.stringify(person)} SEED=${seed}`).toEqual(expected);
    }
  }), { seed, numRuns: 120 });
  console.log(`sections read ${seen.read} times (${seen.keys} by keys), kept back ${seen.kept} times (SEED=${seed})`);
  expect(Math.min(seen.read, seen.kept)).toBeGreaterThan(200);
});
