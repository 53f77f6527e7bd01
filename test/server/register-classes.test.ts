/** A class that stands under the right of a section filters, orders, groups, adds and shows only for who reads that section: for every scheme that has one. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { SCHEMES } from '../../model/classification/schemes.ts';
import type { ArchiveId, DepartmentId, PersonId } from '../../model/ids.ts';
import { registerKey } from '../../model/register/keys.ts';
import type { RegisterKey } from '../../model/register/keys.ts';
import { SHIPPED_POLICY } from '../../model/rights.ts';
import type { Person } from '../../model/rights.ts';
import { SECTIONS } from '../../model/sections.ts';
import { ArchiveWriter } from '../../server/storage/archive-writer.ts';
import { cellsCalls } from '../../server/storage/cells-query.ts';
import type { CellsAnswer, CellsQuery } from '../../server/storage/cells-query.ts';
import { openReader, openWriter } from '../../server/storage/database.ts';
import { ARCHIVE_FILE } from '../../server/storage/migrations-archive.ts';
import { FACTS_FILE } from '../../server/storage/migrations-facts.ts';
import { overviewCalls } from '../../server/storage/overview-writer.ts';
import { NOW } from '../helpers/worlds.ts';

const person = (id: string, over: Partial<Person>): Person => ({ id: id as PersonId, name: id, email: null, department: null, roles: ['steward'], clearances: [], reportsTo: null, active: true, ...over });
const HOME = 'home' as DepartmentId;
const CLEARANCES = [...new Set(Object.values(SECTIONS).flatMap(({ class: of }) => (of.kind === 'restricted' ? [of.clearance] : [])))];
/** Whose key reads one section everywhere, and nothing else. */
const keyOf = (section: keyof typeof SECTIONS): Person => person('key', { roles: [], clearances: CLEARANCES, service: { sections: { [section]: 'read' }, departments: null, create: false } });

const folder = mkdtempSync(join(tmpdir(), 'dossier-classes-'));
const paths = [join(folder, 'archive.db'), join(folder, 'facts.db')] as const;
const [archive, facts] = [openWriter(paths[0], ARCHIVE_FILE), openWriter(paths[1], FACTS_FILE)];
for (const db of [archive, facts]) db.pragma('synchronous = OFF');
const archives = new ArchiveWriter(archive);
const { putOverview } = overviewCalls(facts);
const NAMES = ['A', 'B', 'C', 'D'] as const;
for (const name of NAMES) {
  archives.create({ id: name as ArchiveId, kind: 'organisation', code: null, keys: [], packs: [], keeper: null, owner: null, coOwners: [], deputies: [], department: HOME, confidentiality: 'normal', state: 'open', openedAt: NOW, reviewedAt: null }, 'root' as PersonId);
  putOverview({ id: name as ArchiveId, name, kind: 'organisation', data: { shortName: null, roles: [], place: null, contacts: [], due: [], keyTen: { filled: 0, of: 0 }, warning: null, doNotContact: false, updatedAt: NOW }, projected: {} }, []);
}
// D and B are of one class, A of another, C of none
const columns = facts.pragma('table_info(class)') as readonly { readonly name: string; readonly type: string; readonly notnull: number }[];
for (const { key } of SCHEMES) {
  for (const [name, value] of [['B', 'x'], ['D', 'x'], ['A', 'y']] as const) {
    const row: Record<string, string | number> = { archive: name, scheme: key, value };
    for (const column of columns) if (column.notnull === 1) row[column.name] ??= column.type === 'INTEGER' ? 1 : '';
    facts.prepare(`INSERT INTO class (${Object.keys(row).join()}) VALUES (${Object.keys(row).map(() => '?').join()})`).run(...Object.values(row));
  }
}
const reader = openReader(paths[1], paths[0]);
const { cells } = cellsCalls(reader, 'EUR');
afterAll(() => {
  for (const db of [reader, archive, facts]) db.close();
  rmSync(folder, { recursive: true });
});

function ask(who: Person, over: Partial<CellsQuery>): CellsAnswer {
  const named = [...(over.where ?? []).map(({ key }) => key), ...(over.sort ?? []).map(({ key }) => key), ...(over.columns ?? []), ...(over.group ? [over.group.key] : [])];
  return cells({
    person: who, policy: SHIPPED_POLICY, manages: [], within: [], now: NOW, text: '', where: [], sort: [], group: null, columns: [], locale: 'en', cursor: null, limit: 10, orders: {},
    keys: Object.fromEntries(named.map((name) => [name, registerKey(name) as RegisterKey])), ...over,
  });
}
const idsOf = ({ items }: CellsAnswer): string => items.map(({ id }) => id).join('');

describe.each(SCHEMES.map(({ key, section }) => [key, section] as const))('class.%s', (scheme, section) => {
  const key = `class.${scheme}`;
  const all = (who: Person) => ({
    found: idsOf(ask(who, { where: [{ key, op: 'eq', values: ['x'] }] })), others: idsOf(ask(who, { where: [{ key, op: 'eq', values: ['x'], not: true }] })),
    order: idsOf(ask(who, { sort: [{ key, descending: true }] })), groups: ask(who, { group: { key, sums: [] } }).groups?.map(({ value, count }) => `${String(value)} ${count}`),
    shown: ask(who, { columns: [key] }).items.map((item) => item.cells[key] ?? null),
  });
  const seen = { found: 'BD', others: 'AC', order: 'ABDC', groups: ['x 2', 'y 1', 'null 1'], shown: ['y', 'x', null, 'x'] };
  const unseen = { found: '', others: '', order: 'ABCD', groups: ['null 4'], shown: [null, null, null, null] };
  const steward = (cleared: boolean): Person => person('ana', { clearances: cleared ? CLEARANCES : [] });

  test('is answered to who reads its section', () => {
    expect(all(steward(true))).toEqual(seen);
    if (section !== null) expect(all(keyOf(section))).toEqual(seen);
  });
  test.runIf(section !== null)('is nothing to who reads other sections alone', () => {
    const other = section === 'contacts' ? 'profile' : 'contacts';
    expect(all(keyOf(other))).toEqual(unseen);
    if (section !== null && SECTIONS[section].class.kind === 'restricted') expect(all(steward(false))).toEqual(unseen);
  });
});
