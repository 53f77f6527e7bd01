/**
 * P1 over the analyses: what somebody may not read changes nothing of what an analysis answers. Each company is built twice, as it is and with everything taken away that this person may not read;
 * both answers are the same, for every analysis and every person. And whoever is counted in a figure is listed behind it: by the register with the conditions beside it, or by the analysis.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ANALYSES } from '../../model/analysis/table.ts';
import type { AnalysisId } from '../../model/analysis/table.ts';
import type { AnalysisQuestion, Figure, Part, Unit } from '../../model/analysis/shape.ts';
import { schemeOf } from '../../model/classification/schemes.ts';
import { registerKey } from '../../model/register/keys.ts';
import type { RegisterKey } from '../../model/register/keys.ts';
import type { Condition } from '../../model/register/query.ts';
import { atLeast, decide, managedDepartments, overallLevel } from '../../model/rights.ts';
import type { Person } from '../../model/rights.ts';
import type { SchemeKey } from '../../model/overview.ts';
import type { SectionKey } from '../../model/sections.ts';
import { analysisCalls } from '../../server/storage/analysis-query.ts';
import type { AnalysisAsk } from '../../server/storage/analysis-view.ts';
import { ArchiveWriter } from '../../server/storage/archive-writer.ts';
import { cellsCalls } from '../../server/storage/cells-query.ts';
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
/** Something of every section that an analysis looks into. */
const CELLS: Readonly<Record<string, fc.Arbitrary<Scalar | readonly Scalar[]>>> = {
  'person.dateOfBirth': fc.constantFrom('1990-02-28', '2010-06-15', '--03-01'), 'crm.region': fc.constantFrom('east', 'west'), 'crm.source': fc.constantFrom('exhibition', 'x'), 'customer.segment': fc.constantFrom('priceSensitive'),
  'crm.purchaseStrategy': fc.constantFrom('monthly', 'yearly'), 'customer.collectionGoals/value': fc.subarray(['likelyToOrder', 'canAffordUpgrade'], { minLength: 1 }), 'addresses/city': fc.subarray(['Berlin', '臺北'], { minLength: 1 }),
  'methods@email/value': fc.constant(['a@example.org']), 'consents/state': fc.subarray(['granted', 'refused'], { minLength: 1 }), 'relatedParties/relation': fc.constant(['spouse']),
  'person.gender': fc.constantFrom('female', 'male'), 'person.occupation': fc.constantFrom('manager'), 'profile.salaryLevel': fc.constantFrom('low', 'high'),
  'contacts/time': fc.subarray(['2026-01-05T10:00', '2026-06-01T09:30', '2026-06-06T09:30'], { minLength: 1 }), 'contacts/channel': fc.subarray(['phone', 'visit'], { minLength: 1 }), 'feedback/kind': fc.constant(['complaint']),
  'hobbies/category': fc.constant(['sport']), 'ratings/score': fc.constantFrom([4], [2, 5]), 'ratings/item': fc.constant(['Breakfast']), 'assoc.satisfaction': fc.integer({ min: 0, max: 100 }),
  'g1.paymentMethod/value': fc.constant(['cash']), 'crm.settlementMethod': fc.constant('cash'), 'crm.creditStars': fc.integer({ min: 1, max: 5 }), 'creditReports/validUntil': fc.constant(['2026-07-01']),
  'competitors/name': fc.subarray(['Rival', 'Other'], { minLength: 1 }), 'competitors/rd': fc.constant(['strong']), 'rivalsAtCustomer/competitor': fc.constant(['Rival']), 'aml.customerRisk': fc.integer({ min: 1, max: 3 }),
  'amlAssessments/nextReviewAt': fc.constant(['2026-01-01']), 'amlClues/stage': fc.constant(['layering']),
};
const homeOf = (cell: string): SectionKey => {
  const found = registerKey(cell) ?? registerKey(cell.replace('/value', ''));
  if (found?.place.kind !== 'cell') throw new Error(`no cell ${cell}`);
  return found.right as SectionKey;
};
type Facts = Readonly<Record<string, Scalar | readonly Scalar[]>>;
interface Sold { readonly kind: 'sale' | 'return' | 'stay' | 'collection'; readonly date: string; readonly amount: number; readonly currency: string; readonly cost: number | null; readonly order: string | null; readonly items: readonly string[] }
interface Customer { readonly cells: Facts; readonly sold: readonly Sold[]; readonly classes: Readonly<Partial<Record<SchemeKey, string>>> }
interface Company { readonly world: World; readonly customers: readonly Customer[] }

const sold: fc.Arbitrary<Sold> = fc.record({
  kind: fc.constantFrom('sale' as const, 'sale' as const, 'return' as const, 'stay' as const, 'collection' as const), date: fc.constantFrom('2025-03-01', '2025-09-30', '2026-01-15', '2026-05-20', '2026-06-14'), amount: fc.integer({ min: 1, max: 90_000 }),
  currency: fc.constantFrom('EUR', 'EUR', 'EUR', 'USD'), cost: fc.option(fc.integer({ min: 1, max: 50_000 })), order: fc.constantFrom(null, 'o1', 'o2'), items: fc.subarray(['Tea', 'Chai', 'Tofu']),
});
const customer: fc.Arbitrary<Customer> = fc.record({
  cells: fc.record(CELLS as Record<string, fc.Arbitrary<Scalar>>, { requiredKeys: [] }) as fc.Arbitrary<Facts>, sold: fc.array(sold, { maxLength: 4 }),
  classes: fc.record({ abc: fc.constantFrom('A', 'B', 'C'), rfm: fc.constantFrom('champions', 'loyal'), lifecycle: fc.constantFrom('currentEndCustomer', 'lostEndCustomer'), grade: fc.constantFrom('aa', 'c'), aml: fc.constantFrom('low', 'high'), valueTier: fc.constantFrom('highValue', 'lowValue'), creditManagement: fc.constantFrom('core', 'ordinary') }, { requiredKeys: [] }),
});
const companies: fc.Arbitrary<Company> = worlds.chain((world) => fc.record({ world: fc.constant(world), customers: fc.array(customer, { minLength: world.archives.length, maxLength: world.archives.length }) }));

const folder = mkdtempSync(join(tmpdir(), 'dossier-p1a-'));
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
let archive: FileConnection;
let facts: FileConnection;
let reader: FileConnection;
let writers: { readonly directory: ReturnType<typeof directoryCalls>; readonly overview: ReturnType<typeof overviewCalls>; readonly archives: ArchiveWriter };
beforeAll(() => {
  const paths = [join(folder, 'archive.db'), join(folder, 'facts.db')] as const;
  archive = openWriter(paths[0], ARCHIVE_FILE);
  facts = openWriter(paths[1], FACTS_FILE);
  for (const db of [archive, facts]) db.pragma('synchronous = OFF');
  reader = openReader(paths[1], paths[0]);
  writers = { directory: directoryCalls(archive), overview: overviewCalls(facts), archives: new ArchiveWriter(archive) };
});
afterAll(() => {
  for (const db of [reader, facts, archive]) db.close();
  rmSync(folder, { recursive: true });
});

const PURCHASE = new Set(['sale', 'stay']);
/** `reads` null: everything stays. */
function build({ world, customers }: Company, sight: (at: number) => ((section: SectionKey) => boolean) | null): void {
  for (const table of ['archive_key', 'archive_member', 'archive_change', 'archive', 'person', 'department', 'access_grant', 'wall', 'tagged']) archive.exec(`DELETE FROM ${table}`);
  facts.exec('DELETE FROM overview; DELETE FROM search; DELETE FROM cell; DELETE FROM total; DELETE FROM class; DELETE FROM trade');
  for (const grant of world.grants) writers.directory.putGrant(grant);
  putWalls(archive, world);
  world.archives.forEach(({ name, texts, ...row }, i) => {
    const reads = sight(i);
    if (reads === null) return;
    writers.archives.create(row, 'maker' as Person['id']);
    const { cells, sold: rows, classes } = customers[i] as Customer;
    const data = { shortName: null, roles: [], place: null, contacts: [], due: [], keyTen: { filled: 0, of: 10 }, warning: null, doNotContact: false, updatedAt: NOW };
    const documents: Record<string, Record<string, unknown>> = {};
    for (const [key, value] of Object.entries(cells)) { const home = homeOf(key); if (reads(home)) (documents[home === 'contacts' ? 'contacts-2026' : home] ??= {})[key] = value; }
    writers.overview.putOverview({ id: row.id, name, kind: row.kind, data, projected: {} }, texts, Object.fromEntries(Object.entries(documents).map(([document, values]) => [document, JSON.stringify(values)])));
    rows.forEach(({ kind, date, amount, currency, cost, order, items }, n) => {
      if (!reads(kind === 'stay' ? 'stays' : 'trade')) return;
      facts.prepare("INSERT INTO trade (id, archive, kind, date, amount, currency, order_ref, lines, source, external_id, cost, stay) VALUES (?,?,?,?,?,?,?,?,'t',?,?,?)")
        .run(`${row.id}-${n}`, row.id, kind, date, amount, currency, order, JSON.stringify(items.map((item) => ({ item, quantity: '1', price: '2.5' }))), `${row.id}-${n}`, reads('terms') ? cost : null, kind === 'stay' ? '{"reason":"business"}' : null);
    });
    const bought = rows.filter(({ kind, currency }) => PURCHASE.has(kind) && currency === 'EUR').map(({ date }) => date).sort();
    if (reads('trade') && bought.length > 0) facts.prepare("INSERT INTO total VALUES (?,'EUR',100,?,?,?)").run(row.id, bought.length, bought[0], bought.at(-1));
    for (const [scheme, value] of Object.entries(classes) as [SchemeKey, string][]) {
      const { section } = schemeOf(scheme);
      if (section !== null && !reads(section)) continue;
      facts.prepare("INSERT INTO class (archive, scheme, value, computed, mark, since, at, section) VALUES (?,?,?,?,?,'2026-01-01','2026-01-01',?)").run(row.id, scheme, value, value, scheme === 'rfm' ? '5·3·2' : '', section);
    }
  });
}

function sightOf({ world }: Company, person: Person): (at: number) => ((section: SectionKey) => boolean) | null {
  return (at) => {
    const row = world.archives[at]!;
    const asked = { person, archive: row, policy: world.policy, now: world.now, manages: managedDepartments(person, world.departments), within: within(world, person), grants: world.grants.filter((grant) => grant.archive === row.id), ownerActive: world.people.some((each) => each.id === row.owner && each.active) };
    if (!atLeast(overallLevel(asked).level, 'read')) return null;
    return (section) => atLeast(decide({ ...asked, section }).level, 'read');
  };
}

const question = (id: AnalysisId, where: readonly Condition[] = []): AnalysisQuestion => ({ id, language: 'en', where, from: undefined, to: null, period: 'month', top: 20 });
const asking = (world: World, person: Person, id: AnalysisId, where: readonly Condition[] = []): AnalysisAsk => ({
  person, policy: world.policy, manages: managedDepartments(person, world.departments), within: within(world, person), now: NOW, today: '2026-06-15', cycles: {}, lists: { 'D-31': { likelyToOrder: 'Likely to order', canAffordUpgrade: 'Can afford an upgrade' } }, question: question(id, where), keys: Object.fromEntries(where.map(({ key }) => [key, registerKey(key) as RegisterKey])),
});
const answers = (world: World, person: Person, where: readonly Condition[]) => { const { analysis, analysesOf } = analysisCalls(reader, 'EUR'); return { offered: analysesOf(asking(world, person, 'basics')), of: ANALYSES.map(({ id }) => [id, analysis(asking(world, person, id, where))] as const) }; };
const wheres = fc.constantFrom<readonly Condition[]>([], [], [{ key: 'kind', op: 'eq', values: ['individual'] }], [{ key: 'crm.creditStars', op: 'gte', values: [3] }], [{ key: 'class.aml', op: 'eq', values: ['high'] }], [{ key: 'trade.count', op: 'none', values: [] }]);

test('What a person may not read changes no analysis', () => {
  fc.assert(fc.property(companies, fc.nat(), wheres, (company, draw, where) => {
    const { world } = company;
    const person = world.people[draw % world.people.length]!;
    const sight = sightOf(company, person);
    build(company, () => () => true);
    const whole = answers(world, person, where);
    build(company, sight);
    expect(answers(world, person, where)).toEqual(whole);
    const readable = world.archives.filter((_, at) => sight(at) !== null).length;
    if (where.length === 0) for (const [, answer] of whole.of) if (answer) expect(answer.archives).toBe(readable);
    const reads = (section: SectionKey): boolean => world.archives.some((_, at) => sight(at)?.(section) === true);
    expect(whole.offered.includes('aml')).toBe(reads('aml'));
    expect(whole.offered.includes('credit')).toBe(reads('credit'));
    expect(whole.offered.includes('competitors')).toBe(reads('rivals'));
  }), { numRuns: 60, seed });
});

interface Behind { readonly row: string; /** The figure's own number of customers; null: it counts something else. */ readonly own: number | null; readonly figure: Figure }
const figureOf = ({ where, customers }: Figure): Figure => ({ ...(where ? { where } : {}), ...(customers === undefined ? {} : { customers }) });
/** Every figure of a part, as a person can point at it. */
function figures(part: Part): readonly Behind[] {
  const own = (unit: Unit | null, value: unknown, figure: Figure): number | null => (unit?.kind === 'count' && typeof value === 'number' && (figure.where !== undefined || COUNTING.has(part.key)) ? value : null);
  switch (part.kind) {
    case 'bars': return part.bars.map((bar) => ({ row: bar.key, own: bar.key === ' others' ? null : own(part.unit, bar.value, bar), figure: figureOf(bar) }));
    case 'tiles': return part.tiles.map((tile) => ({ row: tile.key, own: tile.key === 'purchases' || tile.key === 'orders' ? null : own(tile.unit, tile.value, tile), figure: figureOf(tile) }));
    case 'table': { const at = part.columns.findIndex(({ key }) => key === 'customers' || key === 'without'); return part.rows.filter(({ archive }) => archive === undefined).map((row) => ({ row: row.key, own: at < 0 ? null : Number(row.cells[at]), figure: figureOf(row) })); }
    case 'grid': return part.cells.flatMap((line, r) => line.flatMap((cell, c) => (cell ? [{ row: `${part.rows[r]!.key}/${part.columns[c]!.key}`, own: own(part.unit, cell.value, cell), figure: figureOf(cell) }] : [])));
    case 'line': return part.x.map((point) => ({ row: point.key, own: null, figure: figureOf(point) }));
    case 'curve': return part.marks.map((mark) => ({ row: mark.key, own: null, figure: figureOf(mark) }));
    case 'text': return [];
  }
}
/** Parts whose bars, tiles and cells count customers, not purchases or visits, though the register has no conditions for them. */
const COUNTING = new Set(['totals', 'concentration', 'ways', 'habits', 'buying', 'rivals', 'groups']);
test('Whoever is counted in a figure is listed behind it, in every analysis, and nobody else', () => {
  let [compared, asked] = [0, 0];
  const analyses = new Set<AnalysisId>();
  const counted = fc.property(companies, fc.nat(), wheres, (company, draw, where) => {
    const { world } = company;
    const person = world.people[draw % world.people.length]!;
    build(company, () => () => true);
    const { cells } = cellsCalls(reader, 'EUR');
    const { behind } = analysisCalls(reader, 'EUR');
    const register = (conditions: readonly Condition[], rows?: Int32Array): number => cells({
      person, policy: world.policy, manages: managedDepartments(person, world.departments), within: within(world, person), now: NOW, text: '', where: conditions, sort: [], group: null, columns: [], locale: 'en', cursor: null, limit: 0, orders: {}, ...(rows ? { rows } : {}),
      keys: Object.fromEntries(conditions.map(({ key }) => [key, registerKey(key) as RegisterKey])),
    } as Parameters<typeof cells>[0]).total;
    for (const [id, answer] of answers(world, person, where).of) for (const part of answer?.parts ?? []) for (const { row, own, figure } of figures(part)) {
      const at = [id, part.key, row] as const;
      const rows = behind({ ...asking(world, person, id, where), figure: { part: part.key, row } });
      if (figure.where !== undefined) expect([...at, rows]).toEqual([...at, null]);
      if (figure.where === undefined && figure.customers === undefined) continue;
      const listed = figure.where ? register(figure.where) : register([], rows!);
      asked++;
      if (own !== null) expect([...at, listed]).toEqual([...at, own]);
      if (typeof figure.customers === 'number') expect([...at, listed]).toEqual([...at, figure.customers]);
      if (figure.customers === null) expect([...at, listed > 0]).toEqual([...at, true]);
      if (own === null && typeof figure.customers !== 'number') continue;
      compared++;
      analyses.add(id);
    }
  });
  const missing = (): readonly AnalysisId[] => ANALYSES.map(({ id }) => id).filter((id) => !analyses.has(id));
  fc.assert(counted, { numRuns: 30, seed });
  // few may read what a profit is made of: thirty companies may have drawn nobody of them
  for (let more = 1; missing().length > 1 && more <= 20; more++) fc.assert(counted, { numRuns: 10, seed: seed + more });
  process.stdout.write(`${compared} of ${asked} rows with customers have a number of their own, which is that of the list, in ${analyses.size} analyses (seed ${seed})\n`);
  expect(compared).toBeGreaterThan(1_000);
  // these companies are too small for groups of similar customers: analysis-northwind.test.ts has some
  expect(missing()).toEqual(['similar']);
});
test('What a person may not read changes nobody behind a figure', () => {
  fc.assert(fc.property(companies, fc.nat(), (company, draw) => {
    const { world } = company;
    const person = world.people[draw % world.people.length]!;
    const names = (): readonly unknown[] => {
      const { behind } = analysisCalls(reader, 'EUR');
      const idOf = new Map(reader.prepare<[], { row: number; id: string }>('SELECT row, id FROM overview').all().map(({ row, id }) => [row, id]));
      return answers(world, person, []).of.flatMap(([id, answer]) => (answer?.parts ?? []).flatMap((part) => figures(part).map(({ row }) => [id, part.key, row, [...behind({ ...asking(world, person, id), figure: { part: part.key, row } }) ?? []].map((each) => idOf.get(each)).sort()])));
    };
    build(company, () => () => true);
    const whole = names();
    build(company, sightOf(company, person));
    expect(names()).toEqual(whole);
  }), { numRuns: 15, seed });
});
test('Every key that an analysis names is one of the register', () => { for (const key of Object.keys(CELLS)) expect(homeOf(key)).toBeTruthy(); });
