/**
 * P1 over every door that shows values: each archive holds a mark of its own in every place that takes words, in each section, fields, lists, columns of tables, long texts, the workspace's own fields, files,
 * comments, trade. Random people go through every door; what they see of these marks is what `decide` lets them read at that moment: exports hold exactly that, other doors nothing besides.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Scalar } from '../../model/api.ts';
import { fieldsOf, tablesOf } from '../../model/catalogue/lookup.ts';
import { docName } from '../../model/ids.ts';
import type { ArchiveId, DepartmentId, PersonId } from '../../model/ids.ts';
import { atLeast, decide, mayExport, overallLevel } from '../../model/rights.ts';
import type { Person, Role } from '../../model/rights.ts';
import { registerKey } from '../../model/register/keys.ts';
import { SECTION_KEYS, SECTIONS } from '../../model/sections.ts';
import type { Clearance, SectionKey } from '../../model/sections.ts';
import { checkRule, SHIPPED } from '../../model/validation/section-rules.ts';
import { fieldKey, rowKey, rowTextKey, textKey } from '../../model/value-keys.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';
import { openBook } from '../helpers/workbook.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const ARCHIVES = 5;
const id = (n: number): ArchiveId => `X${n}` as ArchiveId;

/** A place by what it is called in the register and where it lies; `column`: a register key. */
interface Place { readonly section: SectionKey; readonly part: 'fields' | 'texts' | 'rows'; readonly key: string; readonly table?: string; readonly column: string | null; readonly masked: boolean; readonly door: 'section' | 'trade' | 'file' | 'comment' }
const document = (section: SectionKey): string => (SECTIONS[section].store === 'yearly' ? `${section}-2026` : section);
const takes = (section: SectionKey, key: string): boolean => {
  const rule = SHIPPED.keyAllowed(document(section), key);
  return rule !== null && rule.kind !== 'place' && checkRule(rule, 'mk0x0000k') === null;
};
/** A table may lie in several sections: the register has it of one. */
const asked = (column: string, section: SectionKey): Pick<Place, 'column' | 'masked'> => {
  const found = registerKey(column);
  return { column: found?.place.kind === 'cell' && found.right === section ? column : null, masked: found?.masked ?? false };
};
const inDocuments = SECTION_KEYS.filter((section) => SECTIONS[section].store !== 'rows').flatMap((section): readonly Place[] => [
  ...fieldsOf(section).flatMap(({ key, kind }): readonly Place[] => {
    const place = { section, door: 'section', key, ...asked(key, section) } as const;
    if (kind === 'longText') return takes(section, textKey(key)) ? [{ ...place, part: 'texts' }] : [];
    return kind === 'text' && key !== 'customer.name' && takes(section, fieldKey(key)) ? [{ ...place, part: 'fields' }] : [];
  }),
  ...tablesOf(section).flatMap(({ table, columns }) => columns.flatMap(({ key, kind }): readonly Place[] => {
    const place = { section, door: 'section', table, key, ...asked(`${table}/${key}`, section) } as const;
    if (kind === 'longText') return takes(section, rowTextKey(table, 'r', key)) ? [{ ...place, part: 'texts' }] : [];
    return kind === 'text' && takes(section, rowKey(table, 'r', key)) ? [{ ...place, part: 'rows' }] : [];
  })),
]);
const OWN: readonly (readonly [string, SectionKey])[] = [['Own open', 'profile'], ['Own closed', 'terms']];
let places: readonly Place[];
/** None is the beginning of another. */
const mark = (n: number, place: number): string => `mk${n}x${String(place).padStart(4, '0')}k`;

const counts = new Map<string, { people: number; shown: number; hidden: number }>();
function counted(door: string, shown: number, hidden: number): void {
  const was = counts.get(door) ?? { people: 0, shown: 0, hidden: 0 };
  counts.set(door, { people: was.people + 1, shown: was.shown + shown, hidden: was.hidden + hidden });
}

let world: HttpWorld;
const owner: Who = { sub: 'p0', name: 'Owner' };
const admin: Who = { sub: 'root', name: 'Root', roles: ['admin'] };
beforeAll(async () => {
  world = await httpWorld({ env: { DOSSIER_LIMITS: JSON.stringify({ requestsPerSecond: 100_000, requestsBurst: 100_000 }) } });
  const { services, hub } = world.dossier;
  await services.directory.putDepartments([{ id: 'd0' as DepartmentId, name: 'North', parent: null, managers: ['p1' as PersonId] }, { id: 'd1' as DepartmentId, name: 'South', parent: null, managers: [] }]);
  await world.call(admin, 'GET', '/api/me');
  const own = await Promise.all(OWN.map(async ([label, section]) => {
    const { status, body } = await world.call<{ key: string }>(admin, 'POST', '/api/fields', { kind: 'text', section, packs: ['base'], label: { en: label } });
    expect(status).toBe(201);
    return { section, part: 'fields', key: body.key, column: body.key, masked: false, door: 'section' } as const;
  }));
  const others = SECTION_KEYS.filter((section) => SECTIONS[section].store !== 'rows').flatMap((section): readonly Place[] => (['file', 'comment'] as const).map((door) => ({ section, part: 'fields', key: door, column: null, masked: false, door })));
  const trade = (['trade', 'stays'] as const).map((section): Place => ({ section, part: 'fields', key: 'orderRef', column: null, masked: false, door: 'trade' }));
  places = [...inDocuments, ...own, ...others, ...trade];
  for (let n = 0; n < ARCHIVES; n++) {
    await services.archives.bring('p0' as PersonId, { id: id(n), keys: [], kind: n === 3 ? 'individual' : 'organisation', packs: ['base', 'organisation', 'individual', 'dealer', 'hotel', 'bank', 'renovation', 'status', 'survey'], owner: `p${n % 3}` as PersonId, department: `d${n % 2}` as DepartmentId, fields: { 'customer.name': `Archive ${n}` } });
    for (const section of SECTION_KEYS) {
      const fields: Record<string, Scalar> = {};
      const texts: Record<string, string> = {};
      const rows: Record<string, Record<string, Record<string, Scalar>>> = {};
      for (const [i, place] of places.entries()) {
        if (place.section !== section) continue;
        const text = mark(n, i);
        switch (place.door) {
          case 'trade': await services.transactions.bring([{ id: `t${n}-${i}`, archive: id(n), kind: section === 'stays' ? 'stay' : 'sale', date: '2026-02-01', amount: '5.00', currency: 'EUR', lines: [], source: 'test', externalId: `t${n}-${i}`, orderRef: text } as never]); break;
          case 'file': await world.storage.files.put({ id: `f${n}-${i}`, archive: id(n), section, kind: 'paper', name: `${text}.txt`, type: 'text/plain', validUntil: null, by: 'p0' as PersonId, at: '2026-02-01T00:00:00.000Z' }, (async function* once() { yield new TextEncoder().encode('x'); })(), 1_000); break;
          case 'comment': await world.storage.comments.put({ id: `c${n}-${i}`, archive: id(n), section, record: '', by: 'p0' as PersonId, at: world.now(), text }, []); break;
          case 'section': {
            if (place.part === 'fields') fields[place.key] = text;
            else if (place.table === undefined) texts[place.key] = text;
            else {
              const row = ((rows[place.table] ??= {})['r'] ??= {});
              if (place.part === 'rows') row[place.key] = text;
              else texts[`${place.table}/r/${place.key}`] = text;
            }
          }
        }
      }
      if (Object.keys(fields).length + Object.keys(texts).length + Object.keys(rows).length > 0) await hub.write(docName(id(n), document(section)), 'p0' as PersonId, { fields, rows, texts });
    }
  }
  await services.archives.changeBrought('p0' as PersonId, id(3), { state: 'sealed' });
  await services.archives.changeBrought('p0' as PersonId, id(4), { state: 'closed', confidentiality: 'restricted' });
  await world.dossier.settled();
  for (const section of SECTION_KEYS) expect(places.filter((place) => place.section === section).length, section).toBeGreaterThan(0);
});
afterAll(async () => {
  console.log(`${places.length} places in ${SECTION_KEYS.length} sections of ${ARCHIVES} archives (SEED=${seed})\n${[...counts].map(([door, { people, shown, hidden }]) => `${door}: ${people} visits, ${shown} marks shown that may be read, ${hidden} kept back that may not`).join('\n')}`);
  expect(world.errors).toEqual([]);
  await world.close();
});

/** By archive the sections that this person reads now. */
async function readable(person: Person): Promise<readonly ReadonlySet<SectionKey>[]> {
  const { directory } = world.dossier.access;
  return Promise.all(Array.from({ length: ARCHIVES }, async (_, n) => {
    const facts = (await world.storage.archives.withGrants(id(n)))!;
    const question = { person, archive: facts.archive, grants: facts.grants, policy: directory.policy, manages: directory.manages(person), within: directory.within(person), ownerActive: directory.isActive(facts.archive.owner!), now: new Date(world.now()).toISOString() };
    return new Set(SECTION_KEYS.filter((section) => overallLevel(question).level !== 'none' && atLeast(decide({ ...question, section }).level, 'read')));
  }));
}

/** `held`: places that the door holds; what of them may be read is to be there too. Undefined: nothing but what may be read. */
function compare(door: string, text: string, may: readonly ReadonlySet<SectionKey>[], held?: (place: Place, n: number) => boolean): void {
  let [shown, hidden] = [0, 0];
  for (const [i, place] of places.entries()) for (let n = 0; n < ARCHIVES; n++) {
    const there = text.includes(mark(n, i));
    const reads = may[n]!.has(place.section);
    if (!reads) {
      hidden++;
      if (there) expect.fail(`${door} shows ${place.section} ${place.table ?? ''}/${place.key} of ${id(n)} (SEED=${seed})`);
    } else if (held?.(place, n)) {
      if (!there) expect.fail(`${door} lacks ${place.section} ${place.table ?? ''}/${place.key} of ${id(n)} (SEED=${seed})`);
    }
    if (there) shown++;
  }
  counted(door, shown, hidden);
}

const people = fc.record({
  roles: fc.subarray<Role>(['staff', 'generalManager', 'manager', 'auditor', 'compliance', 'admin', 'service']), clearances: fc.subarray<Clearance>(['identity', 'bank', 'aml']), department: fc.constantFrom('d0', 'd1', null), steward: fc.boolean(), grant: fc.constantFrom(null, 'terms', 'all'), pick: fc.nat(),
});

async function become(round: number, { roles, clearances, department, steward, grant }: { roles: Role[]; clearances: Clearance[]; department: string | null; steward: boolean; grant: string | null }): Promise<Person> {
  const person: Person = { id: `p${round % 4}` as PersonId, name: `Person ${round % 4}`, email: null, department: department as DepartmentId | null, roles: steward ? [...roles, 'steward'] : roles, clearances, reportsTo: null, active: true };
  await world.dossier.services.directory.putPerson(person);
  if (grant !== null) await world.call(owner, 'POST', '/api/grants', { archive: id(0), to: { kind: 'person', id: person.id }, level: 'read', sections: grant === 'all' ? null : [grant], reason: 'helps' });
  world.pass(60_000);
  return person;
}

const FORMATS = ['csv', 'xlsx', 'json', 'vcf'] as const;
it('what is exported, in every format, is all of what may be read and nothing else', async () => {
  let round = 0;
  await fc.assert(fc.asyncProperty(people, fc.constantFrom(...FORMATS), async (wish, format) => {
    const person = await become(round++, { ...wish, steward: wish.steward || wish.pick % 4 > 0 });
    const token = await world.token({ sub: person.id });
    const may = await readable(person);
    const columns = places.flatMap(({ column }) => column ?? []);
    for (let from = 0; from < (format === 'csv' || format === 'xlsx' ? columns.length : 1); from += 200) {
      const some = new Set(columns.slice(from, from + 200));
      const tables = new Set(places.flatMap(({ table }) => table ?? []));
      world.pass(60_000);
      const answer = await world.dossier.app.request('/api/exports', { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ format, ...(format === 'csv' || format === 'xlsx' ? { columns: [...some] } : {}), ...(format === 'xlsx' ? { tables: [...tables], roundtrip: wish.pick % 2 === 0 } : {}), files: 'links' }) });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      expect(answer.status).toBe(mayExport(person) ? 200 : 403);
      const text = format === 'xlsx' && answer.status === 200 ? JSON.stringify(openBook(bytes).sheets) : new TextDecoder().decode(bytes);
      compare(mayExport(person) ? `export ${format}` : 'export by who may not', text, may, !mayExport(person) || format === 'vcf' ? undefined : format === 'json' ? () => true : (place) => (place.column !== null && some.has(place.column)) || (format === 'xlsx' && place.door === 'section' && place.table !== undefined));
    }
  }), { seed, numRuns: Number(process.env['RUNS'] ?? 24) });
}, 300_000);

it('the register: columns, filters, groups and their sums, search, views, tags', async () => {
  let round = 0;
  const keys = places.map((place, i) => ({ place, i })).filter(({ place }) => place.column !== null);
  const view = await world.call<{ id: string }>({ sub: 'boss', roles: ['generalManager'] }, 'POST', '/api/views', { name: 'All', shared: { kind: 'all' }, query: { columns: keys.slice(0, 40).map(({ place }) => place.column) } });
  expect(view.status).toBe(201);
  await fc.assert(fc.asyncProperty(people, async (wish) => {
    const person = await become(round++, wish);
    const who: Who = { sub: person.id };
    const may = await readable(person);
    const ask = async (door: string, query: object): Promise<{ readonly total: number }> => {
      const { status, body } = await world.call<{ total: number }>(who, 'POST', '/api/archives/query', query);
      expect(status, JSON.stringify(body)).toBe(200);
      compare(door, JSON.stringify(body), may);
      return body;
    };
    for (let from = 0; from < keys.length; from += 40) await ask('register columns', { columns: keys.slice(from, from + 40).map(({ place }) => place.column) });
    for (let each = 0; each < 12; each++) {
      const { place, i } = keys[(wish.pick + each * 7919) % keys.length]!;
      const n = (wish.pick + each) % ARCHIVES;
      const reads = may[n]!.has(place.section);
      const found = await ask('register filter', { where: [{ key: place.column, op: 'eq', values: [mark(n, i)] }] });
      // a count is an answer too
      expect(found.total, `${place.column} ${JSON.stringify(person)} SEED=${seed}`).toBe(reads && !(place.part === 'texts' && place.table !== undefined) ? 1 : 0); // long texts of rows are no column of the register
      if (!place.masked) await ask('register groups', { group: { key: place.column, sums: ['trade.sum'] }, sort: [{ key: place.column, descending: true }], limit: 0 });
      const searched = await ask('register search', { text: mark(n, i) });
      if (!reads) expect(searched.total).toBe(0);
    }
    const seen = await world.call<{ query: { columns: string[] } }>(who, 'GET', `/api/views/${view.body.id}`);
    compare('shared view', JSON.stringify(seen.body), may);
    for (const path of ['/api/views', '/api/tags', '/api/archives?limit=100', '/api/mentions', '/api/duplicates', '/api/changesets', '/api/merges']) compare('lists', JSON.stringify((await world.call(who, 'GET', path)).body), may);
  }), { seed, numRuns: Number(process.env['RUNS'] ?? 24) });
}, 300_000);

it('pickers, the change feed, what keys and webhooks hear, one archive by REST, and what a print of it is made of', async () => {
  let round = 0;
  const key = await world.call<{ secret: string; key: { id: string } }>(admin, 'POST', '/api/keys', { name: 'Reads terms', sections: { terms: 'read' }, departments: ['d0'] });
  expect(key.status).toBe(201);
  const principal = world.dossier.access.directory.person(`key:${key.body.key.id}` as PersonId)!;
  compare('feed by a key', JSON.stringify((await world.call(null, 'GET', '/api/events?limit=1000', undefined, { authorization: `Bearer ${key.body.secret}` })).body), await readable(principal));
  await fc.assert(fc.asyncProperty(people, async (wish) => {
    const person = await become(round++, wish);
    const who: Who = { sub: person.id };
    const may = await readable(person);
    const get = async (door: string, path: string): Promise<void> => {
      const { status, body } = await world.call(who, 'GET', path);
      // answered, or refused as not there or not mine: else the door was not tried
      expect([200, 403, 404], `${path} ${JSON.stringify(body)}`).toContain(status);
      compare(door, JSON.stringify(body), may);
    };
    await get('change feed', '/api/events?limit=1000');
    await get('people picker', '/api/people?q=p');
    await get('import targets', '/api/import-targets');
    await get('catalogue', '/api/catalogue');
    const i = wish.pick % places.length;
    compare('duplicates at entry', JSON.stringify((await world.call(who, 'POST', '/api/duplicates/find', { name: mark(0, i), kind: 'organisation' })).body).replaceAll(mark(0, i), ''), may);
    for (let n = 0; n < ARCHIVES; n++) {
      const at = `/api/archives/${id(n)}`;
      await get('archive', at);
      await get('overview', `${at}/overview`);
      await get('history', `${at}/history?limit=100`);
      await get('files', `${at}/files`);
      await get('trade', `${at}/transactions`);
      await get('what is missing', `${at}/missing`);
      const sheet = await world.call<{ sections?: { key: string }[] }>(who, 'POST', `${at}/sheet`, { lang: 'en' });
      expect([200, 403, 404]).toContain(sheet.status);
      if (sheet.status === 200) expect(mayExport(person)).toBe(true);
      for (const { key } of sheet.body.sections ?? []) expect(may[n]!.has(key as SectionKey), `${key} of ${id(n)} on paper`).toBe(true);
      compare('printed sheet', JSON.stringify(sheet.body), may, sheet.status === 200 ? (place, of) => of === n && place.door === 'section' && !place.masked : undefined);
      for (const section of SECTION_KEYS) {
        const answer = await world.call(who, 'GET', `${at}/sections/${document(section)}`);
        if (SECTIONS[section].store !== 'rows') expect(answer.status, `${id(n)} ${section}`).toBe(may[n]!.has(section) ? 200 : 404);
        compare('section', JSON.stringify(answer.body), may);
        await get('comments', `${at}/comments?section=${section}`);
        const named = await world.call<{ items?: object[] }>(who, 'GET', `${at}/comments/people?section=${section}&q=p`);
        if (!may[n]!.has(section)) expect(named.body.items ?? [], 'who reads a section that one may not see').toEqual([]);
      }
    }
  }), { seed, numRuns: Number(process.env['RUNS'] ?? 12) });
}, 300_000);
