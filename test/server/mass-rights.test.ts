/** P1 over mass updates: what a preview shows is exactly what `decide` lets this person read at that moment, what is written is exactly what it lets them write, and the rest answers as if it were not there. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import fc from 'fast-check';
import type { MassRow, MassRows, MassView } from '../../model/mass/api.ts';
import { docName } from '../../model/ids.ts';
import type { ArchiveId, DepartmentId, PersonId } from '../../model/ids.ts';
import { atLeast, decide, overallLevel } from '../../model/rights.ts';
import type { Level, Person, Role } from '../../model/rights.ts';
import type { Clearance, SectionKey } from '../../model/sections.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';

/** One value in each class of section, each with the archive's own mark in it, so that it can be found in any answer. */
const VALUES: readonly (readonly [SectionKey, string, (mark: string | null) => object])[] = [
  ['profile', 'customer.shortName', (mark) => ({ fields: { 'customer.shortName': mark } })],
  ['people', 'people/name', (mark) => ({ rows: { people: { p1: { name: mark, role: 'contactPerson' } } } })],
  ['rivals', 'competitors/name', (mark) => ({ rows: { competitors: { r1: { name: mark } } } })],
  ['identity', 'person.idDocumentNumber', (mark) => ({ fields: { 'person.idDocumentNumber': mark } })],
];
const ARCHIVES = 6;
const mark = (n: number, section: string): string => `mark${n}${section}`;
const id = (n: number): ArchiveId => `X${n}` as ArchiveId;
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld({ env: { DOSSIER_LIMITS: JSON.stringify({ requestsPerSecond: 100_000, requestsBurst: 100_000 }) } });
  const { services, hub } = world.dossier;
  await services.directory.putDepartments([{ id: 'd0' as DepartmentId, name: 'North', parent: null, managers: [] }, { id: 'd1' as DepartmentId, name: 'South', parent: null, managers: [] }]);
  for (let n = 0; n < ARCHIVES; n++) {
    await services.archives.bring('p0' as PersonId, { id: id(n), keys: [], kind: 'organisation', packs: ['base', 'organisation', 'dealer'], owner: `p${n % 3}` as PersonId, department: `d${n % 2}` as DepartmentId, fields: { 'customer.name': `Archive ${n}` }, code: `SECRET-${n}` });
    for (const [section, , patch] of VALUES) await hub.write(docName(id(n), section), 'p0' as PersonId, patch(mark(n, section)));
  }
  await services.archives.changeBrought('p0' as PersonId, id(4), { state: 'sealed' });
  await services.archives.changeBrought('p0' as PersonId, id(5), { state: 'closed', confidentiality: 'restricted' });
  await world.dossier.settled();
});
afterAll(async () => {
  expect(world.errors).toEqual([]);
  await world.close();
});

const people = fc.record({
  roles: fc.subarray<Role>(['steward', 'staff', 'generalManager', 'manager', 'auditor', 'compliance', 'admin']), clearances: fc.subarray<Clearance>(['identity', 'bank', 'aml']), department: fc.constantFrom('d0', 'd1', null),
  target: fc.constantFrom('ids', 'codes', 'query', 'cells'), apply: fc.boolean(), demoted: fc.boolean(),
});

async function request<T>(token: string, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await world.dossier.app.request(path, { method, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  expect(answer.status, `${method} ${path}`).toBeLessThan(300);
  return (await answer.json()) as T;
}
const ended = async (token: string, view: MassView): Promise<MassView> => {
  while (view.state === 'looking' || view.state === 'applying') {
    // without a socket nothing else would have a turn
    await new Promise((resolve) => setImmediate(resolve));
    view = await request<MassView>(token, 'GET', `/api/mass-updates/${view.id}`);
  }
  return view;
};
const value = async (n: number, section: SectionKey): Promise<unknown> => {
  const { fields, rows } = (await world.dossier.hub.read(docName(id(n), section))).values;
  return section === 'people' ? rows['people']?.['p1']?.['name'] : section === 'rivals' ? rows['competitors']?.['r1']?.['name'] : fields[VALUES.find(([each]) => each === section)![1]];
};

it(`what is shown may be read, what is written may be written (SEED=${seed})`, async () => {
  let round = 0;
  await fc.assert(fc.asyncProperty(people, async ({ roles, clearances, department, target, apply, demoted }) => {
    const who = `p${round++ % 3}` as PersonId;
    const person: Person = { id: who, name: `Person ${who}`, email: null, department: department as DepartmentId | null, roles, clearances, reportsTo: null, active: true };
    await world.dossier.services.directory.putPerson(person);
    world.pass(60_000);
    const token = await world.token({ sub: who });
    const { directory } = world.dossier.access;
    const question = async (n: number, as: Person) => {
      const archive = (await world.storage.archives.get(id(n)))!;
      return { person: as, archive, grants: [], policy: directory.policy, manages: directory.manages(as), within: directory.within(as), ownerActive: directory.isActive(archive.owner!), now: new Date(world.now()).toISOString() };
    };
    const level = async (n: number, section: SectionKey, as: Person): Promise<Level> => decide({ ...(await question(n, as)), section }).level;
    const changed = `changed${round}`;
    const named = (n: number): string => (target === 'codes' ? `SECRET-${n}` : id(n));
    const all = Array.from({ length: ARCHIVES }, (_, n) => n);
    const wish = target === 'cells' ? { cells: all.flatMap((n) => VALUES.map(([, key]) => ({ archive: named(n), key, text: changed }))) }
      : { target: target === 'query' ? { query: {} } : { ids: all.map(named) }, sets: VALUES.map(([, key]) => ({ key, op: 'set', values: [changed] })) };
    const view = await ended(token, await request<MassView>(token, 'POST', '/api/mass-updates', wish));
    // a right that ends between the preview and looking at it, or writing it, has ended
    const now: Person = demoted ? { ...person, roles: [], clearances: [], department: null } : person;
    await world.dossier.services.directory.putPerson(now);
    const before = await Promise.all(all.map(async (n) => Promise.all(VALUES.map(([section]) => value(n, section)))));
    if (apply) await ended(token, await request<MassView>(token, 'POST', `/api/mass-updates/${view.id}/apply`));
    const { items } = await request<MassRows>(token, 'GET', `/api/mass-updates/${view.id}/rows?limit=200`);
    const text = JSON.stringify(items);
    for (const n of all) {
      const knows = async (as: Person): Promise<boolean> => atLeast(overallLevel(await question(n, as)).level, 'exists');
      const visible = await knows(person);
      if (!visible) expect(text.includes(`Archive ${n}`), `the name of ${n}`).toBe(false);
      if (!(await knows(now))) expect(text.includes(`Archive ${n}`) && !items.some(({ name, before: old, after }) => name === `Archive ${n}` && old === null && after === null), `the values of ${n}`).toBe(false);
      if (target === 'codes' && !visible) expect(text.includes(`"${id(n)}"`), 'a code that is not mine to see leads to no id').toBe(false);
      for (const [at, [section, key]] of VALUES.entries()) {
        const old = String(before[n]![at]);
        const may = await level(n, section, now);
        const row: MassRow | undefined = items.find((each) => (each.archive === id(n) || each.archive === named(n)) && each.key === key);
        const about = `${id(n)} ${section} for ${JSON.stringify({ who, roles, clearances, target, apply, demoted })}`;
        if (!atLeast(may, 'read')) {
          expect(row?.before ?? null, about).toBeNull();
          expect(row?.now ?? null, about).toBeNull();
          if (row) expect(row.code, about).toBe('not-found');
        }
        const planned = await level(n, section, person);
        const written = apply && atLeast(may, 'write') && atLeast(planned, 'write') && (target !== 'query' || visible);
        expect(await value(n, section), about).toBe(written ? changed : before[n]![at]);
        if (row && atLeast(may, 'read') && !atLeast(may, 'write') && atLeast(planned, 'read')) expect([row.state, row.code], about).toEqual(apply || !atLeast(planned, 'write') ? ['refused', 'forbidden'] : ['change', undefined]);
        if (row && key !== 'person.idDocumentNumber' && atLeast(may, 'read') && atLeast(planned, 'read')) expect(row.before?.value, about).toBe(old);
        if (row && key === 'person.idDocumentNumber' && row.before) expect(JSON.stringify(row.before), 'a masked number shows its end').not.toContain(old);
      }
    }
  }), { seed, numRuns: 40 });
});
