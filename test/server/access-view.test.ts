/** Who sees an archive and why, through REST and as a rule: grouped, exact, nobody named who leaves no presence, and quick with five thousand people. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccessLine, AccessView } from '../../model/access/api.ts';
import { whoSees } from '../../model/access/who.ts';
import type { WhoQuestion } from '../../model/access/who.ts';
import type { ArchiveId, DepartmentId, GrantId, PersonId } from '../../model/ids.ts';
import { decide, departmentsOver, managedDepartments, POLICY_PRESETS, ROLES } from '../../model/rights.ts';
import type { Department, Grant, Person, Role } from '../../model/rights.ts';
import { SECTION_KEYS } from '../../model/sections.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const owner: Who = { sub: 'olga', name: 'Olga Owner', roles: ['staff'], department: 'sales' };
const carl: Who = { sub: 'carl', name: 'Carl Colleague', roles: ['staff'], department: 'sales' };
const carla: Who = { sub: 'carla', name: 'Carla Colleague', roles: ['staff'], department: 'sales' };
const manager: Who = { sub: 'mona', name: 'Mona Manager', roles: ['manager'], department: 'sales' };
const general: Who = { sub: 'gina', name: 'Gina General', roles: ['generalManager'] };
const steward: Who = { sub: 'stu', name: 'Stu Steward', roles: ['steward'] };
const granted: Who = { sub: 'greg', name: 'Greg Granted', roles: ['staff'] };
const officer: Who = { sub: 'cleo', name: 'Cleo Compliance', roles: ['compliance'], department: 'sales' };
const auditor: Who = { sub: 'aldo', name: 'Aldo Auditor', roles: ['auditor'], department: 'sales' };
const admin: Who = { sub: 'ada', name: 'Ada Admin', roles: ['admin'] };

describe('GET /api/archives/{id}/access', () => {
  let world: HttpWorld;
  const view = async (who: Who, more = ''): Promise<AccessView> => (await world.call<AccessView>(who, 'GET', `/api/archives/ACME/access${more}`)).body;
  const said = ({ who, level }: AccessLine): string => {
    switch (who.kind) {
      case 'people': return `${who.people.map(({ name }) => name).join(', ')}${who.more > 0 ? ` +${who.more}` : ''} ${level}`;
      case 'department': return `${who.name} ×${who.count} ${level}`;
      case 'role': return `${who.role} ${who.count === null ? 'unnamed' : who.people.map(({ name }) => name).join(', ')} ${level}`;
      case 'everybody': return `everybody ×${who.count} ${level}`;
    }
  };
  beforeAll(async () => {
    world = await httpWorld();
    await world.call(admin, 'POST', '/api/departments', { id: 'sales', name: 'Sales', managers: ['mona'] });
    for (const who of [owner, carl, carla, manager, general, steward, granted, officer, auditor]) await world.call(who, 'GET', '/api/me');
    await world.call(admin, 'PUT', '/api/people/cleo', { clearances: ['identity', 'bank', 'aml'] });
    await world.call(owner, 'POST', '/api/archives', { id: 'ACME', kind: 'organisation', name: 'Acme Tooling' });
    await world.call(owner, 'POST', '/api/grants', { archive: 'ACME', to: { kind: 'person', id: 'greg' }, level: 'read', sections: ['profile', 'rivals'], reason: 'the fair', until: '2026-12-31' });
  }, 60_000);
  afterAll(async () => { await world.close(); });

  it('tells its owner everybody: colleagues by the default on one line, and compliance by its role alone', async () => {
    const { all, may } = await view(owner);
    expect(may).toMatchObject({ manage: true, ask: false });
    expect(all?.lines.map(said)).toEqual(['Olga Owner manage', 'Greg Granted read', 'Mona Manager read', 'steward Stu Steward write', 'generalManager Gina General read', 'Sales ×2 exists', 'compliance unnamed write']); // Cleo of Sales is counted nowhere
    expect(all?.grants).toMatchObject([{ to: { kind: 'person', name: 'Greg Granted' }, reason: 'the fair', origin: 'given', until: '2026-12-31T23:59:59.999Z' }]);
    const bare = JSON.stringify(all);
    for (const name of ['Cleo', 'cleo', 'Aldo', 'aldo']) expect(bare).not.toContain(name);
    expect(all?.lines.at(-1)?.sections.map(({ section }) => section)).toEqual(['identity', 'bank', 'aml']);
  });

  it('tells everybody else what they see themselves, why, until when and whom to ask', async () => {
    const mine = await view(granted);
    expect(mine).toMatchObject({ all: null, level: 'read', may: { manage: false, ask: true, askWithoutEnd: false }, deciders: [{ name: 'Olga Owner' }], clearanceGivers: [{ name: 'Ada Admin' }] });
    expect(mine.sections.map(({ section, level, because, until }) => [section, level, because[0]?.kind, until])).toEqual([['profile', 'read', 'grant', '2026-12-31T23:59:59.999Z'], ['rivals', 'read', 'grant', '2026-12-31T23:59:59.999Z']]);
    const colleague = await view(carl);
    expect([colleague.level, colleague.owners, colleague.may.askWithoutEnd, new Set(colleague.sections.map(({ level }) => level))]).toEqual(['exists', null, true, new Set(['exists'])]);
    expect((await world.call({ sub: 'sam', name: 'Sam' }, 'GET', '/api/archives/ACME/access')).status).toBe(404);
  });

  it('tells who manages it what somebody else would see, never what compliance sees as compliance; others are refused', async () => {
    expect((await view(owner, '?person=greg')).sections.map(({ section }) => section)).toEqual(['profile', 'rivals']);
    expect((await world.call(owner, 'GET', '/api/archives/ACME/access?person=cleo')).status).toBe(422); // as nobody
    expect((await world.call(manager, 'GET', '/api/archives/ACME/access?person=greg')).status).toBe(403);
    expect((await world.call(owner, 'GET', '/api/archives/ACME/access?person=nobody')).status).toBe(422);
    expect((await view(manager)).may).toMatchObject({ manage: false, appoint: true });
  });
});

const id = <T extends string>(text: string): T => text as T;
const sales: Department = { id: id<DepartmentId>('sales'), name: 'Sales', parent: null, managers: [id<PersonId>('p1')] };
const south: Department = { id: id<DepartmentId>('south'), name: 'South', parent: sales.id, managers: [] };
const person = (n: number, more: Partial<Person> = {}): Person => ({ id: id<PersonId>(`p${n}`), name: `P${n}`, email: null, department: null, roles: ['staff'], clearances: [], reportsTo: null, active: true, ...more });
const question = (more: Partial<WhoQuestion>): WhoQuestion => ({
  people: [], departments: [sales, south], grants: [], policy: POLICY_PRESETS.byDepartment, ownerActive: true, now: '2026-03-02T09:00:00.000Z',
  archive: { id: id<ArchiveId>('A'), kind: 'organisation', packs: ['base'], department: south.id, owner: id<PersonId>('p0'), coOwners: [], deputies: [], confidentiality: 'normal', state: 'open' }, ...more,
});

it('property: each person is in exactly the lines that `decide()` says, whatever roles, grants, walls and policy there are', () => {
  const who = fc.integer({ min: 0, max: 11 });
  const to = fc.oneof(who.map((n) => ({ kind: 'person' as const, id: id<PersonId>(`p${n}`) })), fc.constantFrom('sales', 'south').map((each) => ({ kind: 'department' as const, id: id<DepartmentId>(each) })), fc.constantFrom<Role>('staff', 'service').map((role) => ({ kind: 'role' as const, id: role })));
  const section = fc.constantFrom(...SECTION_KEYS);
  const grant = fc.record({ to, level: fc.constantFrom('exists' as const, 'read' as const, 'write' as const), sections: fc.option(fc.uniqueArray(section, { minLength: 1, maxLength: 3 })), until: fc.option(fc.constantFrom('2026-03-01', '2026-04-01')), glass: fc.boolean() });
  const world = fc.record({
    people: fc.array(fc.record({ department: fc.constantFrom(null, 'sales', 'south'), roles: fc.uniqueArray(fc.constantFrom(...ROLES), { minLength: 1, maxLength: 2 }), clearances: fc.uniqueArray(fc.constantFrom('identity' as const, 'bank' as const, 'aml' as const), { maxLength: 2 }), active: fc.integer({ min: 0, max: 9 }).map((n) => n > 0) }), { minLength: 12, maxLength: 12 }),
    grants: fc.array(grant, { maxLength: 4 }), walls: fc.array(fc.oneof(who.map((n) => ({ kind: 'person' as const, id: id<PersonId>(`p${n}`) })), fc.constant({ kind: 'department' as const, id: south.id })), { maxLength: 2 }),
    preset: fc.constantFrom('open' as const, 'byDepartment' as const, 'strict' as const), owner: fc.option(who), co: fc.option(who), deputy: fc.option(who), state: fc.constantFrom('open' as const, 'closed' as const), mark: fc.constantFrom('normal' as const, 'businessConfidential' as const, 'restricted' as const),
  });
  fc.assert(fc.property(world, (w) => {
    const people = w.people.map(({ department, ...more }, n) => person(n, { ...more, department: department === null ? null : id<DepartmentId>(department) }));
    const grants = w.grants.map(({ glass, ...each }, n): Grant => ({ id: id<GrantId>(`g${n}`), archive: id<ArchiveId>('A'), from: '2026-01-01', reason: 'x', requestedBy: id<PersonId>('p0'), approvedBy: id<PersonId>('p0'), ...each, ...(glass ? { origin: { kind: 'breakGlass', id: 'b' } } : {}) }));
    const of = (n: number | null): PersonId[] => (n === null ? [] : [id<PersonId>(`p${n}`)]);
    const base = question({});
    const asked = question({
      people, grants, policy: POLICY_PRESETS[w.preset], ownerActive: w.owner !== null && people[w.owner]?.active === true,
      archive: { ...base.archive, state: w.state, confidentiality: w.mark, owner: of(w.owner)[0] ?? null, coOwners: of(w.co), deputies: of(w.deputy).map((each) => ({ person: each, from: '2026-03-01', to: '2026-03-31' })), walls: w.walls.map((each, n) => ({ id: id(`w${n}`), archive: id<ArchiveId>('A'), to: each, from: '2026-01-01', until: null, reason: 'x', by: id<PersonId>('p0') })) },
    });
    const groups = whoSees(asked);
    const byId = new Map(asked.departments.map((each) => [each.id, each]));
    for (const each of people) {
      const full = new Map(SECTION_KEYS.map((key) => [key, decide({ ...asked, person: each, section: key, manages: managedDepartments(each, asked.departments), within: departmentsOver(each, byId) }).level]));
      const mine = groups.filter(({ people: among }) => among.includes(each.id));
      for (const key of SECTION_KEYS) {
        const levels = mine.flatMap(({ sections }) => sections.filter((right) => right.section === key).map(({ level }) => level));
        const highest = levels.sort((a, b) => ['none', 'exists', 'read', 'write', 'manage'].indexOf(b) - ['none', 'exists', 'read', 'write', 'manage'].indexOf(a))[0] ?? 'none';
        // who leaves no presence is on a line of several with the highest of them, which no line names
        if (mine.every(({ as }) => as.kind !== 'compliance' && as.kind !== 'breakGlass')) expect([each.id, key, highest]).toEqual([each.id, key, full.get(key)]);
      }
      expect(mine.filter(({ as }) => as.kind !== 'compliance' && as.kind !== 'breakGlass').length).toBeLessThanOrEqual(1);
      expect(mine.length > 0).toBe([...full.values()].some((level) => level !== 'none'));
    }
  }), { numRuns: Number(process.env['RUNS'] ?? 150) });
}, 60_000);

it('five thousand people are told within 300 ms, on a handful of lines', () => {
  const departments = Array.from({ length: 100 }, (_, n): Department => ({ id: id<DepartmentId>(`d${n}`), name: `D${n}`, parent: n < 10 ? null : id<DepartmentId>(`d${n % 10}`), managers: [id<PersonId>(`p${n}`)] }));
  const people = Array.from({ length: 5_000 }, (_, n) => person(n, { department: id<DepartmentId>(`d${n % 10}`), roles: n % 500 === 7 ? ['generalManager'] : n % 100 === 3 ? ['manager'] : n % 900 === 8 ? ['compliance'] : ['staff'], clearances: n % 50 === 0 ? ['identity'] : n % 900 === 8 ? ['aml'] : [] }));
  const base = question({});
  const ask = () => whoSees(question({ people, departments, archive: { ...base.archive, department: id<DepartmentId>('d5'), owner: id<PersonId>('p17') } }));
  ask();
  const began = performance.now();
  const lines = ask();
  const took = performance.now() - began;
  expect(lines.length).toBeLessThan(12);
  expect(lines.find(({ as }) => as.kind === 'department')?.people.length).toBeGreaterThan(400);
  console.log(`5,000 people: ${took.toFixed(1)} ms, ${lines.length} lines`);
  expect(took).toBeLessThan(300);
});
