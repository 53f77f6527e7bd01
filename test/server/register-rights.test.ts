/**
 * P1 over the register: whatever is asked by text, conditions, orders, groups, sums, columns and pages, the answer is the one that follows from what `decide` lets this person read. The second
 * answer is worked out here, archive by archive, in plain words; nothing of the register is used for it but the list of keys.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerKey } from '../../model/register/keys.ts';
import type { RegisterKey } from '../../model/register/keys.ts';
import type { Condition, RegisterQuery } from '../../model/register/query.ts';
import { atLeast, decide, managedDepartments, overallLevel } from '../../model/rights.ts';
import type { Person } from '../../model/rights.ts';
import { isSectionKey } from '../../model/sections.ts';
import type { SectionKey } from '../../model/sections.ts';
import { ArchiveWriter } from '../../server/storage/archive-writer.ts';
import { cellsCalls } from '../../server/storage/cells-query.ts';
import type { CellsAnswer, CellsQuery } from '../../server/storage/cells-query.ts';
import { openReader, openWriter } from '../../server/storage/database.ts';
import type { FileConnection } from '../../server/storage/database.ts';
import { directoryCalls } from '../../server/storage/directory-writer.ts';
import { ARCHIVE_FILE } from '../../server/storage/migrations-archive.ts';
import { FACTS_FILE } from '../../server/storage/migrations-facts.ts';
import { overviewCalls } from '../../server/storage/overview-writer.ts';
import { putWalls } from '../helpers/walls.ts';
import { NOW, within, worlds } from '../helpers/worlds.ts';
import type { World } from '../helpers/worlds.ts';

type Scalar = string | number | boolean;
/** Keys of every class of section, every type, one and several values, masked ones, and properties of the archive's own row. */
const CELLS: Readonly<Record<string, fc.Arbitrary<Scalar | readonly Scalar[]>>> = {
  'customer.shortName': fc.constantFrom('Ana', 'ána', '广州', '廣州', 'Zeta'), 'addresses/city': fc.subarray(['Berlin', '臺北', '台北'], { minLength: 1 }),
  'customer.keyProspect': fc.boolean(), 'people/role': fc.subarray(['buyer', 'director'], { minLength: 1 }), 'crm.settlementMethod': fc.constantFrom('cash', 'monthly'),
  'crm.creditStars': fc.integer({ min: 1, max: 5 }), 'g3.fixedAssets': fc.constantFrom('10.00 EUR', '2.50 EUR', '7.00 USD'), 'profile.income': fc.constantFrom('3.10 EUR', '9.00 EUR'),
  'competitors/name': fc.subarray(['Rival', 'Other'], { minLength: 1 }), 'customer.reputation': fc.constantFrom('good', 'bad'), 'bank.depositBalance': fc.constantFrom('1.00 EUR', '5.00 EUR'),
  'aml.customerRisk': fc.integer({ min: 1, max: 3 }), 'person.idDocumentNumber': fc.constantFrom('11010519491231002X', 'X1234567L'), 'person.idDocumentValidUntil': fc.constantFrom('2026-01-31', '2027-12-01'),
  'contacts/time': fc.subarray(['2026-01-05T10:00', '2026-03-01T09:30'], { minLength: 1 }),
};
const CELL_KEYS = Object.keys(CELLS);
const ROW_KEYS = ['name', 'kind', 'owner', 'department', 'state', 'code', 'key', 'coOwner', 'trade.sum', 'class.abc', 'tag'] as const;
const KEYS = [...ROW_KEYS, ...CELL_KEYS];
const keyOf = (key: string): RegisterKey => {
  const found = registerKey(key);
  if (!found) throw new Error(`no key ${key}`);
  return found;
};

type Facts = Readonly<Record<string, Scalar | readonly Scalar[]>>;
interface Company { readonly world: World; readonly cells: readonly Facts[]; readonly sums: readonly (number | null)[]; readonly classes: readonly (string | null)[]; readonly tags: readonly (readonly [number, number, string])[] }
const companies: fc.Arbitrary<Company> = worlds.chain((world) => {
  const each = <T>(of: fc.Arbitrary<T>) => fc.array(of, { minLength: world.archives.length, maxLength: world.archives.length });
  return fc.record({
    world: fc.constant(world), cells: each(fc.record(CELLS as Record<string, fc.Arbitrary<Scalar>>, { requiredKeys: [] }) as fc.Arbitrary<Facts>), sums: each(fc.option(fc.integer({ min: 100, max: 999 }))),
    classes: each(fc.option(fc.constantFrom('A', 'B', 'none'))), tags: fc.uniqueArray(fc.tuple(fc.nat(world.people.length - 1), fc.nat(world.archives.length - 1), fc.constantFrom('red', 'blue')), { maxLength: 5, selector: String }),
  });
});

const VALUES: Readonly<Record<RegisterKey['type'], readonly Scalar[]>> = {
  text: ['Ana', '广州', 'berlin', '台北', 'Rival', 'Alfreds Futterkiste', 'C-100', '11010519491231002X', 'a', 'C-'], number: [1, 2, 3, 4], money: ['2.50 EUR', 5, '7 USD', '100'], date: ['2026', '2026-01-31', '2026-03'],
  option: ['organisation', 'open', 'closed', 'cash', 'buyer', 'director', 'good', 'A', 'none', 'red'], person: ['p0', 'p1'], department: ['d0', 'd1'], flag: [true, false],
};
const conditions: fc.Arbitrary<Condition> = fc.constantFrom(...KEYS).chain((key) => {
  const { type, masked } = keyOf(key);
  const value = fc.constantFrom(...VALUES[type]);
  const ordered = ['lt', 'lte', 'gt', 'gte'] as const;
  const ops: fc.Arbitrary<Pick<Condition, 'op' | 'values'>>[] = [
    fc.record({ op: fc.constant('eq' as const), values: fc.tuple(value) }), fc.record({ op: fc.constant('in' as const), values: fc.array(value, { minLength: 1, maxLength: 3 }) }),
    fc.record({ op: fc.constantFrom('any' as const, 'none' as const), values: fc.constant([]) }),
    ...(masked ? [] : [fc.record({ op: fc.constant('has' as const), values: fc.array(value, { minLength: 1, maxLength: 2 }) })]),
    ...(type === 'text' && !masked ? [fc.record({ op: fc.constantFrom('contains' as const, 'starts' as const), values: fc.tuple(value) })] : []),
    ...(type === 'number' || type === 'money' || type === 'date' ? [fc.record({ op: fc.constantFrom(...ordered), values: fc.tuple(value) }), fc.record({ op: fc.constant('between' as const), values: fc.tuple(value, value) })] : []),
  ];
  return fc.tuple(fc.oneof(...ops), fc.boolean(), fc.boolean()).map(([condition, not, orNone]) => ({ key, ...condition, ...(not ? { not: true } : {}), ...(orNone ? { orNone: true } : {}) }));
});
const open = KEYS.filter((key) => !keyOf(key).masked);
const summed = KEYS.filter((key) => ['number', 'money'].includes(keyOf(key).type));
const questions: fc.Arbitrary<Omit<RegisterQuery, 'cursor' | 'limit' | 'locale'>> = fc.record({
  text: fc.constantFrom('', '', '', 'ana', '张伟', 'c-100', 'zw', 'berlin'), where: fc.array(conditions, { maxLength: 2 }),
  sort: fc.array(fc.record({ key: fc.constantFrom(...open), descending: fc.boolean() }), { maxLength: 2 }),
  group: fc.option(fc.record({ key: fc.constantFrom(...open), sums: fc.subarray(summed) })), columns: fc.subarray(KEYS),
});

const folder = mkdtempSync(join(tmpdir(), 'dossier-p1-'));
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
let archive: FileConnection;
let facts: FileConnection;
let reader: FileConnection;
let ask: (query: CellsQuery) => CellsAnswer;
let writers: { readonly directory: ReturnType<typeof directoryCalls>; readonly overview: ReturnType<typeof overviewCalls>; readonly archives: ArchiveWriter };
beforeAll(() => {
  const paths = [join(folder, 'archive.db'), join(folder, 'facts.db')] as const;
  archive = openWriter(paths[0], ARCHIVE_FILE);
  facts = openWriter(paths[1], FACTS_FILE);
  for (const db of [archive, facts]) db.pragma('synchronous = OFF');
  reader = openReader(paths[1], paths[0]);
  ask = cellsCalls(reader, 'EUR').cells;
  writers = { directory: directoryCalls(archive), overview: overviewCalls(facts), archives: new ArchiveWriter(archive) };
});
afterAll(() => {
  for (const db of [reader, facts, archive]) db.close();
  rmSync(folder, { recursive: true });
});

function build({ world, cells, sums, classes, tags }: Company): void {
  for (const table of ['archive_key', 'archive_member', 'archive_change', 'archive', 'person', 'department', 'access_grant', 'wall', 'tagged']) archive.exec(`DELETE FROM ${table}`);
  facts.exec('DELETE FROM overview; DELETE FROM search; DELETE FROM cell; DELETE FROM total; DELETE FROM class');
  for (const grant of world.grants) writers.directory.putGrant(grant);
  putWalls(archive, world);
  world.archives.forEach(({ name, texts, ...row }, i) => {
    writers.archives.create(row, 'maker' as Person['id']);
    const data = { shortName: null, roles: [], place: null, contacts: [], due: [], keyTen: { filled: 0, of: 10 }, warning: null, doNotContact: false, updatedAt: NOW };
    const documents: Record<string, Record<string, unknown>> = {};
    for (const [key, value] of Object.entries(cells[i] ?? {})) {
      const { right, place } = keyOf(key);
      if (place.kind === 'cell') (documents[right === 'contacts' ? 'contacts-2026' : right] ??= {})[place.cell] = value;
    }
    writers.overview.putOverview({ id: row.id, name, kind: row.kind, data, projected: {} }, texts, Object.fromEntries(Object.entries(documents).map(([document, values]) => [document, JSON.stringify(values)])));
    if (sums[i] !== null) facts.prepare("INSERT INTO total VALUES (?,'EUR',?,1,'2026-01-01','2026-01-01')").run(row.id, sums[i]);
    if (classes[i] !== null) facts.prepare("INSERT INTO class (archive, scheme, value, mark, since, at) VALUES (?,'abc',?,'','','')").run(row.id, classes[i] === 'none' ? null : classes[i]);
  });
  for (const [person, at, tag] of tags) archive.prepare('INSERT INTO tagged VALUES (?,?,?)').run(world.people[person]!.id, tag, world.archives[at]!.id);
}

/** One archive as this person may see it. */
interface Sight { readonly at: number; readonly id: string; values(key: string): readonly Scalar[] | null; readonly found: boolean }
const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().normalize('NFC').replaceAll('廣', '广').replaceAll('臺', '台');

function sights({ world, cells, sums, classes, tags }: Company, person: Person, text: string): readonly Sight[] {
  return world.archives.flatMap((row, at): readonly Sight[] => {
    const asked = {
      person, archive: row, policy: world.policy, now: world.now, manages: managedDepartments(person, world.departments), within: within(world, person), grants: world.grants.filter((grant) => grant.archive === row.id),
      ownerActive: world.people.some((each) => each.id === row.owner && each.active),
    };
    const { level } = overallLevel(asked);
    if (level === 'none') return [];
    const reads = (section: SectionKey): boolean => atLeast(decide({ ...asked, section }).level, 'read');
    const whole = reads('profile') && reads('people');
    const one = (value: Scalar | null | undefined): readonly Scalar[] => (value === null || value === undefined ? [] : [value]);
    const own: Readonly<Record<(typeof ROW_KEYS)[number], readonly Scalar[]>> = {
      name: [row.name], kind: [row.kind], owner: one(row.owner), department: one(row.department), state: [row.state], code: one(row.code), key: row.keys, coOwner: row.coOwners,
      'trade.sum': sums[at] === null ? [] : [`${Math.floor(sums[at]! / 100)}.${String(sums[at]! % 100).padStart(2, '0')} EUR`], 'class.abc': one(classes[at]),
      tag: tags.filter(([who, where]) => world.people[who]!.id === person.id && where === at).map(([, , tag]) => tag).sort(),
    };
    const words = (texts: readonly string[]): boolean => texts.some((each) => fold(each).split(/[^\p{L}\p{N}]+/u).some((word) => (/\p{Script=Han}/u.test(word) ? word.includes(text) : word.startsWith(text))));
    const spoken = text === 'zw' && row.name === '张伟明';
    const found = text === '' || words([row.name]) || spoken || (row.code !== null && fold(row.code).includes(text))
      || (atLeast(level, 'read') && row.keys.some((key) => fold(key.slice(4)).includes(text)))
      || (whole && (words(row.texts) || (text === 'zw' && row.texts.includes('张伟'))));
    return [{
      at, id: row.id, found,
      values: (key) => {
        const { right } = keyOf(key);
        const allowed = right === 'exists' || (right === 'read' ? atLeast(level, 'read') : right === 'work' ? whole : isSectionKey(right) && reads(right));
        if (!allowed) return null;
        if (Object.hasOwn(own, key)) return own[key as keyof typeof own];
        const value = cells[at]?.[key];
        return value === undefined ? [] : Array.isArray(value) ? (value as readonly Scalar[]) : [value as Scalar];
      },
    }];
  });
}

const amount = (value: Scalar): readonly [currency: string, cents: number] => {
  const [number = '', currency = 'EUR'] = String(value).split(' ');
  return [currency, Math.round(Number(number) * 100)];
};
function holds(sight: Sight, { key, op, values, not, orNone }: Condition): boolean {
  const mine = sight.values(key);
  if (mine === null) return false;
  const { type, masked } = keyOf(key);
  const same = (a: Scalar, b: Scalar): boolean => (type === 'text' && !masked ? fold(String(a)) === fold(String(b)) : type === 'money' ? String(amount(a)) === String(amount(b)) : a === b);
  const against = (a: Scalar, b: Scalar): number | null => {
    if (type === 'number') return Number(a) - Number(b);
    if (type === 'money') return amount(a)[0] === amount(b)[0] ? amount(a)[1] - amount(b)[1] : null;
    const cut = String(a).slice(0, String(b).length);
    return cut < String(b) ? -1 : cut > String(b) ? 1 : 0;
  };
  const some = (test: (difference: number) => boolean, value: Scalar): boolean => mine.some((each) => { const difference = against(each, value); return difference !== null && test(difference); });
  const plain = ((): boolean => {
    switch (op) {
      case 'any': return mine.length > 0;
      case 'none': return mine.length === 0;
      case 'eq': case 'in': return mine.some((each) => values.some((value) => same(each, value)));
      case 'has': return values.every((value) => mine.some((each) => (type === 'money' ? each === value : same(each, value))));
      case 'contains': return mine.some((each) => fold(String(each)).includes(fold(String(values[0]))));
      case 'starts': return mine.some((each) => fold(String(each)).startsWith(fold(String(values[0]))));
      case 'lt': return some((d) => d < 0, values[0]!);
      case 'lte': return some((d) => d <= 0, values[0]!);
      case 'gt': return some((d) => d > 0, values[0]!);
      case 'gte': return some((d) => d >= 0, values[0]!);
      case 'between': return mine.some((each) => { const [low, high] = [against(each, values[0]!), against(each, values[1]!)]; return low !== null && high !== null && low >= 0 && high <= 0; });
    }
  })() || (orNone === true && mine.length === 0);
  return not === true ? !plain : plain;
}

const collator = new Intl.Collator('en', { sensitivity: 'base' });
function compareBy(key: string, descending: boolean) {
  const { type } = keyOf(key);
  const of = (sight: Sight): Scalar | undefined => { const values = sight.values(key) ?? []; return type === 'date' ? [...values].sort().at(-1) : values[0]; };
  return (a: Sight, b: Sight): number => {
    const [left, right] = [of(a), of(b)];
    if (left === undefined || right === undefined) return left === right ? 0 : left === undefined ? 1 : -1;
    const difference = type === 'text' ? collator.compare(String(left), String(right)) : type === 'number' || type === 'flag' ? Number(left) - Number(right)
      : type === 'money' ? (amount(left)[0] === amount(right)[0] ? amount(left)[1] - amount(right)[1] : amount(left)[0] === 'EUR' ? -1 : 1) : left < right ? -1 : left > right ? 1 : 0;
    return descending ? -difference : difference;
  };
}

test('whatever is asked, the answer is what follows from what this person may read', () => {
  console.log(`seed ${seed}`);
  const hidden = { values: 0, groups: 0, found: 0 };
  fc.assert(fc.property(companies, fc.array(questions, { minLength: 4, maxLength: 4 }), (company, asked) => {
    build(company);
    const { world } = company;
    for (const person of world.people) {
      for (const question of asked) {
        const query: CellsQuery = {
          ...question, person, policy: world.policy, manages: managedDepartments(person, world.departments), within: within(world, person), now: world.now, locale: 'en', cursor: null, limit: 100, orders: {},
          keys: Object.fromEntries(KEYS.map((key) => [key, keyOf(key)])),
        };
        const all = person.active ? sights(company, person, question.text) : [];
        const expected = all.filter((sight) => sight.found && question.where.every((condition) => holds(sight, condition)));
        hidden.values += all.reduce((sum, sight) => sum + CELL_KEYS.filter((key) => sight.values(key) === null).length, 0);
        hidden.found += expected.length;
        const orders = [...question.sort, ...(question.sort.some(({ key }) => key === 'name') ? [] : [{ key: 'name', descending: false }])].map(({ key, descending }) => compareBy(key, descending));
        const sorted = [...expected].sort((a, b) => orders.reduce((found, order) => found || order(a, b), 0) || a.at - b.at);
        const answer = ask(query);
        const name = JSON.stringify({ person: person.id, question });
        expect(answer.total, name).toBe(expected.length);
        expect(answer.items.map(({ id }) => id), name).toEqual(sorted.map(({ id }) => id));
        expect(answer.items.map(({ cells }) => cells), name).toEqual(sorted.map((sight) => Object.fromEntries(question.columns.flatMap((key) => {
          const { several, masked } = keyOf(key);
          const values = (sight.values(key) ?? []).map((value) => (masked ? `••${String(value).slice(-4)}` : value));
          return values.length === 0 ? [] : [[key, several ? values : values[0]!]];
        }))));
        const paged: string[] = [];
        for (let cursor: string | null = null, more = true; more;) {
          const page: CellsAnswer = ask({ ...query, limit: 2, cursor });
          paged.push(...page.items.map(({ id }) => id));
          cursor = page.next;
          more = cursor !== null;
        }
        expect(paged, name).toEqual(sorted.map(({ id }) => id));
        const { group } = question;
        if (!group) continue;
        const groups = new Map<Scalar | null, Sight[]>();
        for (const sight of expected) for (const value of sight.values(group.key)?.length ? new Set(sight.values(group.key)) : [null]) groups.set(value, [...(groups.get(value) ?? []), sight]);
        hidden.groups += groups.size;
        const sumOf = (key: string, of: readonly Sight[]) => {
          const values = of.flatMap((sight) => sight.values(key) ?? []);
          if (keyOf(key).type === 'number') return values.reduce<number>((sum, value) => sum + Number(value), 0);
          const sums: Record<string, number> = {};
          for (const [currency, cents] of values.map(amount)) sums[currency] = (sums[currency] ?? 0) + cents;
          return Object.fromEntries(Object.entries(sums).map(([currency, cents]) => [currency, (cents / 100).toFixed(2)]));
        };
        const told = (list: readonly { readonly value: unknown }[]) => [...list].sort((a, b) => (String(a.value) < String(b.value) ? -1 : 1));
        expect(told(answer.groups ?? []), name).toEqual(told([...groups].map(([value, of]) => ({ value, count: of.length, sums: Object.fromEntries(group.sums.map((key) => [key, sumOf(key, of)])) }))));
      }
    }
  }), { seed, numRuns: Number(process.env.RUNS ?? 40) });
  expect(Math.min(hidden.values, hidden.groups, hidden.found)).toBeGreaterThan(40);
}, 300_000);
