/**
 * P1 over every door of classes: credit grade and stars, money-laundering risk, bank kind and tier of an archive are told only to who reads that section of it, by no digest, face, list, filter, order, group,
 * export, event, reminder, notice, override, dry run or reading of the settings; and where they may be read, they are there.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import type { ClassifyRun, SchemesView } from '../../model/api.ts';
import { knowsScheme, setsScheme } from '../../model/classification/rule-rights.ts';
import { SCHEMES, schemeOf } from '../../model/classification/schemes.ts';
import { docName } from '../../model/ids.ts';
import type { ArchiveId, DepartmentId, PersonId } from '../../model/ids.ts';
import type { SchemeKey } from '../../model/overview.ts';
import type { RegisterPage } from '../../model/register/query.ts';
import { atLeast, decide, hasInsight, mayExport, overallLevel } from '../../model/rights.ts';
import type { Person, Role } from '../../model/rights.ts';
import { SECTION_KEYS, SECTIONS } from '../../model/sections.ts';
import type { Clearance, SectionKey } from '../../model/sections.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';
import { openBook } from '../helpers/workbook.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const ARCHIVES = 5;
const id = (n: number): ArchiveId => `X${n}` as ArchiveId;
/** Schemes whose section is not everybody's. */
const SECRET = SCHEMES.filter(({ section }) => section !== null && SECTIONS[section].class.kind !== 'internal').map(({ key }) => key);
const sectionOf = (scheme: SchemeKey): SectionKey => schemeOf(scheme).section!;
/** By register key the scheme that it tells of: the class itself and the fields that it is made of or shown in. */
const COLUMNS: ReadonlyMap<string, SchemeKey> = new Map([...SECRET.flatMap((scheme) => [[`class.${scheme}`, scheme], ...[schemeOf(scheme).field].flatMap((field) => (field === null ? [] : [[field, scheme]]))] as [string, SchemeKey][]), ['g1.creditLevel', 'grade']]);

const counts = new Map<string, { visits: number; shown: number; hidden: number }>();
function counted(door: string, shown: number, hidden: number): void {
  const was = counts.get(door) ?? { visits: 0, shown: 0, hidden: 0 };
  counts.set(door, { visits: was.visits + 1, shown: was.shown + shown, hidden: was.hidden + hidden });
}

const admin: Who = { sub: 'root', name: 'Root', roles: ['admin'] };
const boss: Who = { sub: 'boss', name: 'Boss', roles: ['steward', 'compliance'] };
let world: HttpWorld;
/** By archive what holds, as it is stored. */
let classes: readonly Readonly<Partial<Record<SchemeKey, string>>>[];
beforeAll(async () => {
  world = await httpWorld({ env: { DOSSIER_LIMITS: JSON.stringify({ requestsPerSecond: 100_000, requestsBurst: 100_000 }) } });
  const { services, hub, keeper } = world.dossier;
  await services.directory.putDepartments([{ id: 'd0' as DepartmentId, name: 'North', parent: null, managers: ['p1' as PersonId] }, { id: 'd1' as DepartmentId, name: 'South', parent: null, managers: [] }]);
  for (const who of [admin, boss]) await world.call(who, 'GET', '/api/me');
  expect((await world.call(admin, 'PUT', '/api/people/boss', { clearances: ['identity', 'bank', 'aml'] })).status).toBe(200);
  for (let n = 0; n < ARCHIVES; n++) {
    await services.archives.bring('p0' as PersonId, { id: id(n), keys: [], kind: 'organisation', packs: ['base', 'organisation', 'bank', 'dealer'], owner: `p${n % 3}` as PersonId, department: `d${n % 2}` as DepartmentId, fields: { 'customer.name': `Archive ${n}` } });
    const patches: readonly (readonly [string, object])[] = [
      ['credit', { fields: { 'crm.creditStars': 5 - n }, rows: { creditReports: { r: { validUntil: '2027-01-01' } } } }],
      ['bank', { fields: { 'bank.customerKind': ['institutional', 'corporate', 'loan', 'personalSavings', 'corporate'][n], 'bank.customerTier': ['privateBanking', 'diamond', 'platinum', 'gold', 'basic'][n] } }],
      ['aml', { rows: { amlAssessments: { a: { assessedAt: '2025-02-01', level: ['low', 'medium', 'high', 'high', 'low'][n] } } } }],
    ];
    for (const [section, patch] of patches) await hub.write(docName(id(n), section), 'p0' as PersonId, patch);
  }
  // somebody's word about a grade: the feed tells of it
  await world.dossier.settled();
  for (const n of [0, 1]) {
    const said = await world.call<{ id: number }>({ sub: `p${n}` }, 'PUT', `/api/archives/${id(n)}/classes/grade`, { value: 'b', reason: 'They said so', until: '2026-12-31' });
    expect(said.status).toBe(200);
    expect((await world.call(boss, 'POST', `/api/archives/${id(n)}/classes/grade/decision`, { id: said.body.id, approve: true })).status).toBe(200);
  }
  for (let p = 0; p < 4; p++) for (let n = 0; n < ARCHIVES; n++) await world.call({ sub: `p${p}` }, 'PUT', `/api/archives/${id(n)}/follow`, { following: true });
  await world.dossier.settled();
  const stored = await world.storage.facts.faces(Array.from({ length: ARCHIVES }, (_, n) => id(n)));
  classes = Array.from({ length: ARCHIVES }, (_, n) => Object.fromEntries(Object.entries(stored.get(id(n)) ?? {}).flatMap(([scheme, face]) => (face.value === null ? [] : [[scheme, face.value]]))));
  for (const [n, of] of classes.entries()) for (const scheme of SECRET) expect(of[scheme], `${scheme} of ${id(n)}`).toBeDefined();
  await services.archives.changeBrought('p0' as PersonId, id(3), { state: 'sealed' });
  await services.archives.changeBrought('p0' as PersonId, id(4), { state: 'closed', confidentiality: 'restricted' });
  await world.dossier.settled();
  await keeper.run();
  await keeper.settled();
});
afterAll(async () => {
  console.log(`${SECRET.join(', ')} of ${ARCHIVES} archives (SEED=${seed})\n${[...counts].map(([door, { visits, shown, hidden }]) => `${door}: ${visits} visits, ${shown} classes told, ${hidden} kept back`).join('\n')}`);
  expect(world.errors).toEqual([]);
  await world.close();
});

type Sight = readonly ReadonlySet<SectionKey>[];
/** By archive the sections that this person reads now. */
async function readable(person: Person): Promise<Sight> {
  const { directory } = world.dossier.access;
  return Promise.all(Array.from({ length: ARCHIVES }, async (_, n) => {
    const facts = (await world.storage.archives.withGrants(id(n)))!;
    const question = { person, archive: facts.archive, grants: facts.grants, policy: directory.policy, manages: directory.manages(person), within: directory.within(person), ownerActive: directory.isActive(facts.archive.owner!), now: new Date(world.now()).toISOString() };
    return new Set(SECTION_KEYS.filter((section) => overallLevel(question).level !== 'none' && atLeast(decide({ ...question, section }).level, 'read')));
  }));
}

/** Every class of `SECRET` that an answer tells, with the archive in whose object it stands. */
function told(node: unknown, of: string | null = null, found = new Set<string>()): ReadonlySet<string> {
  if (Array.isArray(node)) for (const each of node) told(each, of, found);
  else if (node !== null && typeof node === 'object') {
    const object = node as Readonly<Record<string, unknown>>;
    const archive = [object['archive'], object['id'], object['ref']].find((each): each is string => typeof each === 'string' && /^X\d$/.test(each)) ?? of;
    const note = (scheme: unknown): void => { if (archive !== null && SECRET.includes(scheme as SchemeKey)) found.add(`${archive} ${String(scheme)}`); };
    note(object['scheme']);
    if (object['type'] === 'class') for (const key of (object['keys'] as readonly string[] | null) ?? []) note(key);
    for (const [key, value] of Object.entries(object)) {
      if (key === 'classes' && value !== null && typeof value === 'object') for (const scheme of Object.keys(value)) note(scheme);
      if (COLUMNS.has(key) && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)) note(COLUMNS.get(key));
      told(value, archive, found);
    }
  }
  return found;
}

/** `whole`: what may be read is to be there too. */
function compare(door: string, body: unknown, may: Sight, whole = false): void {
  const there = told(body);
  let hidden = 0;
  for (let n = 0; n < ARCHIVES; n++) for (const scheme of SECRET) {
    const is = there.has(`${id(n)} ${scheme}`);
    if (may[n]!.has(sectionOf(scheme))) {
      if (whole && !is) expect.fail(`${door} lacks ${scheme} of ${id(n)} (SEED=${seed})`);
    } else {
      hidden++;
      if (is) expect.fail(`${door} tells ${scheme} of ${id(n)} (SEED=${seed})`);
    }
  }
  counted(door, there.size, hidden);
}

const people = fc.record({
  roles: fc.subarray<Role>(['staff', 'generalManager', 'manager', 'auditor', 'compliance', 'admin']), clearances: fc.subarray<Clearance>(['identity', 'bank', 'aml']), department: fc.constantFrom('d0', 'd1', null), steward: fc.boolean(), grant: fc.constantFrom(null, 'credit', 'bank', 'all'), pick: fc.nat(),
});
let round = 0;
async function become({ roles, clearances, department, steward, grant }: { roles: Role[]; clearances: Clearance[]; department: string | null; steward: boolean; grant: string | null }): Promise<Person> {
  const person: Person = { id: `p${round++ % 4}` as PersonId, name: 'Person', email: null, department: department as DepartmentId | null, roles: steward ? [...roles, 'steward'] : roles, clearances, reportsTo: null, active: true };
  await world.dossier.services.directory.putPerson(person);
  if (grant !== null) await world.call(boss, 'POST', '/api/grants', { archive: id(round % ARCHIVES), to: { kind: 'person', id: person.id }, level: 'read', sections: grant === 'all' ? null : [grant], reason: 'helps' });
  world.pass(60_000);
  return person;
}
const RUNS = Number(process.env['RUNS'] ?? 24);
const expected = (may: Sight, scheme: SchemeKey): Readonly<Record<string, number>> => {
  const by: Record<string, number> = {};
  for (let n = 0; n < ARCHIVES; n++) if (may[n]!.has(sectionOf(scheme))) by[classes[n]![scheme]!] = (by[classes[n]![scheme]!] ?? 0) + 1;
  return by;
};

it('archives, overviews, digests, faces, events, reminders, notices and overrides', async () => {
  await fc.assert(fc.asyncProperty(people, async (wish) => {
    const person = await become(wish);
    const who: Who = { sub: person.id };
    const may = await readable(person);
    const get = async (door: string, path: string, whole = false): Promise<number> => {
      const { status, body } = await world.call(who, 'GET', path);
      expect([200, 403, 404], `${path} ${JSON.stringify(body)}`).toContain(status);
      compare(door, body, may, whole);
      return status;
    };
    const all = Array.from({ length: ARCHIVES }, (_, n) => id(n));
    await get('list', '/api/archives?limit=100');
    await get('overviews', `/api/overviews?ids=${all.join(',')}`, true);
    compare('digests', await world.dossier.access.digests(person, all), may, true);
    compare('faces', await world.dossier.access.faces(person, all), may, true);
    await get('events', '/api/events?limit=1000');
    for (const path of ['/api/reminders', '/api/reminders?for=department&before=2026-12-31', '/api/notices', '/api/notices/digest', '/api/follows', '/api/changesets', '/api/views', '/api/analysis', '/api/overrides?waiting=me', '/api/aml?waiting=me']) await get('lists', path);
    for (const at of all) {
      await get('archive', `/api/archives/${at}`);
      await get('overview', `/api/archives/${at}/overview`);
      // the rating sheet, whatever is asked of it and however
      const rated = may[all.indexOf(at)]!.has('aml');
      expect((await world.call(who, 'GET', `/api/archives/${at}/aml`)).status, `sheet of ${at} SEED=${seed}`).toBe(rated ? 200 : 404);
      if (!rated) for (const path of ['', '/decision']) expect((await world.call(who, 'POST', `/api/archives/${at}/aml${path}`, {})).status, `POST ${path} of ${at} SEED=${seed}`).toBe(404);
      counted('rating sheet', rated ? 1 : 0, rated ? 0 : 1);
      for (const more of ['reminders', 'service', 'missing', 'history?limit=100']) await get('of one archive', `/api/archives/${at}/${more}`);
      for (const scheme of SECRET) {
        const reads = may[all.indexOf(at)]!.has(sectionOf(scheme));
        const { status } = await world.call(who, 'GET', `/api/archives/${at}/classes/${scheme}`);
        expect(status, `override ${scheme} ${at} SEED=${seed}`).toBe(!reads ? 404 : scheme === 'grade' || scheme === 'aml' ? 200 : 409); // what is written into a field is changed there
        if (!reads) expect((await world.call(who, 'PUT', `/api/archives/${at}/classes/${scheme}`, { value: 'x', reason: 'x', until: '2026-12-31' })).status).toBe(404);
        counted('overrides', reads ? 1 : 0, reads ? 0 : 1);
      }
    }
  }), { seed, numRuns: RUNS });
}, 300_000);

it('the register: columns, filters, orders and groups', async () => {
  await fc.assert(fc.asyncProperty(people, async (wish) => {
    const person = await become(wish);
    const may = await readable(person);
    const ask = async (query: object): Promise<RegisterPage> => {
      const { status, body } = await world.call<RegisterPage>({ sub: person.id }, 'POST', '/api/archives/query', query);
      expect(status, JSON.stringify(body)).toBe(200);
      return body;
    };
    compare('register columns', await ask({ columns: [...COLUMNS.keys()], limit: 100 }), may, true);
    const unread = (scheme: SchemeKey) => ({ items }: RegisterPage): readonly string[] => items.map((item) => item.id).filter((each) => !may[Number(each.slice(1))]!.has(sectionOf(scheme)));
    const byName = await ask({ sort: [{ key: 'name', descending: false }], limit: 100 });
    for (const scheme of SECRET) {
      const key = `class.${scheme}`;
      for (const [value, count] of [...new Set(classes.map((of) => of[scheme]!))].map((value) => [value, classes.filter((of) => of[scheme] === value).length] as const)) {
        const found = (await ask({ where: [{ key, op: 'eq', values: [value] }] })).total;
        expect(found, `${key} ${value} SEED=${seed}`).toBe(expected(may, scheme)[value] ?? 0);
        counted('register filter', found, count - found);
      }
      const groups = (await ask({ group: { key, sums: [] }, limit: 0 })).groups ?? [];
      expect(Object.fromEntries(groups.flatMap(({ value, count }) => (value === null ? [] : [[value, count]]))), `groups of ${key} SEED=${seed}`).toEqual(expected(may, scheme));
      counted('register groups', groups.length, ARCHIVES);
      // those that may not be read stand as those without a class do: by name, whatever they are
      for (const descending of [false, true]) expect(unread(scheme)(await ask({ sort: [{ key, descending }, { key: 'name', descending: false }], limit: 100 })), `order by ${key} SEED=${seed}`).toEqual(unread(scheme)(byName));
      counted('register order', 0, unread(scheme)(byName).length);
    }
  }), { seed, numRuns: RUNS });
}, 300_000);

it('exports as CSV, JSON and workbook', async () => {
  await fc.assert(fc.asyncProperty(people, async (wish) => {
    const format = (['csv', 'json', 'xlsx'] as const)[round % 3]!;
    const person = await become({ ...wish, steward: wish.steward || wish.pick % 3 > 0 });
    const may = await readable(person);
    const answer = await world.dossier.app.request('/api/exports', {
      method: 'POST', headers: { authorization: `Bearer ${await world.token({ sub: person.id })}`, 'content-type': 'application/json' },
      body: JSON.stringify({ format, ...(format === 'json' ? {} : { columns: ['name', ...COLUMNS.keys()] }), files: 'links' }),
    });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect(answer.status).toBe(mayExport(person) ? 200 : 403);
    if (answer.status !== 200) return;
    if (format === 'json') return compare('export json', new TextDecoder().decode(bytes).split('\n').flatMap((line): unknown[] => { try { return [JSON.parse(line.replace(/,$/, ''))]; } catch { return []; } }), may);
    const sheets: readonly (readonly (readonly string[])[])[] = format === 'csv' ? [parse(new TextDecoder().decode(bytes), { bom: true, relax_column_count: true }) as string[][]] : openBook(bytes).sheets.map(({ rows }) => rows.map((row) => Array.from(row, (cell) => cell?.text ?? '')));
    const rows = sheets.flat().flatMap((row) => { const name = row.find((cell) => /^Archive \d$/.test(cell)); return name === undefined ? [] : [{ n: Number(name.at(-1)), cells: row }]; });
    for (const { n, cells } of rows) {
      const filled = cells.filter((cell) => cell !== '' && cell !== id(n) && !cell.startsWith('Archive ')).length;
      const most = [...COLUMNS.values()].filter((scheme) => may[n]!.has(sectionOf(scheme))).length;
      expect(filled, `${format} of ${id(n)}: ${cells.join('|')} SEED=${seed}`).toBe(most);
      counted(`export ${format}`, filled, COLUMNS.size - most);
    }
  }), {
    seed, numRuns: RUNS,
    // one round of the formats by who reads some of it and not the rest, whatever chance brings
    examples: [1, 2, 4].map((pick): [Parameters<typeof become>[0] & { pick: number }] => [{ roles: ['staff'], clearances: [], department: 'd0', steward: true, grant: null, pick }]),
  });
}, 300_000);

it('settings and dry runs', async () => {
  await fc.assert(fc.asyncProperty(people, async (wish) => {
    const person = await become(wish);
    const who: Who = { sub: person.id };
    const may = await readable(person);
    const { body } = await world.call<SchemesView>(who, 'GET', '/api/classification');
    expect(body.items.map(({ key }) => key)).toEqual(SCHEMES.map(({ key }) => key).filter((key) => knowsScheme(person, key)));
    for (const scheme of SECRET) {
      const known = knowsScheme(person, scheme);
      expect(body.items.find(({ key }) => key === scheme)?.maySet ?? false).toBe(setsScheme(person, scheme));
      // who reads it of any archive knows of it
      if (person.roles.some((role) => role !== 'admin' && role !== 'auditor') && may.some((reads) => reads.has(sectionOf(scheme)))) expect(known).toBe(true);
      const run = await world.call<ClassifyRun>(who, 'POST', '/api/classify', { scheme, dryRun: true });
      expect(run.status, `${scheme} ${JSON.stringify(person)} SEED=${seed}`).toBe(!known ? 404 : setsScheme(person, scheme) || hasInsight(person) ? 200 : 403);
      if (!setsScheme(person, scheme)) expect((await world.call(who, 'PUT', `/api/classification/${scheme}`, {})).status).toBe(known ? 403 : 404);
      if (run.status !== 200) { counted('dry run refused', 0, ARCHIVES); continue; }
      const heard = may.flatMap((reads, n) => (reads.has(sectionOf(scheme)) ? [id(n)] : [])).sort();
      const sum = (by: Readonly<Record<string, number>> = {}): number => Object.values(by).reduce((total, count) => total + count, 0);
      expect([sum(run.body.counts), sum(run.body.before)], `${scheme} ${JSON.stringify(person)} SEED=${seed}`).toEqual([heard.length, heard.length]);
      expect((run.body.results ?? []).map((each) => each.id).sort()).toEqual(heard);
      for (const each of run.body.moved ?? []) expect(heard).toContain(each.id);
      expect(run.body.changed).toBe(run.body.moved?.length);
      counted('dry run', heard.length, ARCHIVES - heard.length);
    }
  }), { seed, numRuns: RUNS });
}, 300_000);

it('saw enough', () => {
  const runs = RUNS / 24;
  for (const door of ['overviews', 'digests', 'faces', 'events', 'archive', 'overview', 'overrides', 'rating sheet', 'register columns', 'register filter', 'register groups', 'export csv', 'export xlsx', 'dry run']) {
    const seen = counts.get(door);
    expect(Math.min(seen?.shown ?? 0, seen?.hidden ?? 0), `${door} (SEED=${seed})`).toBeGreaterThanOrEqual(Math.floor(5 * runs));
  }
  expect([...counts.values()].reduce((sum, { hidden }) => sum + hidden, 0)).toBeGreaterThan(2_000 * runs);
});
