/** P1 over exports: in whatever form archives leave, what is in the file is exactly what `decide` lets this person read at that moment; who may not export takes nothing. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import fc from 'fast-check';
import { docName } from '../../model/ids.ts';
import type { ArchiveId, DepartmentId, PersonId } from '../../model/ids.ts';
import { atLeast, decide, mayExport } from '../../model/rights.ts';
import type { Person, Role } from '../../model/rights.ts';
import type { Clearance, SectionKey } from '../../model/sections.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';
import { openBook } from '../helpers/workbook.ts';

/** One value in each class of section, each with the archive's own mark in it, so that it can be found in any file. */
const VALUES: readonly (readonly [SectionKey, string, (mark: string) => object])[] = [
  ['profile', 'customer.shortName', (mark) => ({ fields: { 'customer.shortName': mark } })],
  ['people', 'people/name', (mark) => ({ rows: { people: { p1: { name: mark, role: 'contactPerson' } } } })],
  ['rivals', 'competitors/name', (mark) => ({ rows: { competitors: { r1: { name: mark } } } })],
  ['identity', 'person.idDocumentNumber', (mark) => ({ fields: { 'person.idDocumentNumber': mark } })],
];
const COLUMNS = ['name', 'owner', ...VALUES.map(([, key]) => key)];
const ARCHIVES = 6;
const mark = (n: number, section: string): string => `mark${n}${section}`;
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld({ env: { DOSSIER_LIMITS: JSON.stringify({ requestsPerSecond: 100_000, requestsBurst: 100_000 }) } });
  const { services, hub } = world.dossier;
  await services.directory.putDepartments([{ id: 'd0' as DepartmentId, name: 'North', parent: null, managers: [] }, { id: 'd1' as DepartmentId, name: 'South', parent: null, managers: [] }]);
  for (let n = 0; n < ARCHIVES; n++) {
    await services.archives.bring('p0' as PersonId, { id: `X${n}` as ArchiveId, keys: [], kind: 'organisation', packs: ['base', 'organisation', 'dealer'], owner: `p${n % 3}` as PersonId, department: `d${n % 2}` as DepartmentId, fields: { 'customer.name': `Archive ${n}` } });
    for (const [section, , patch] of VALUES) await hub.write(docName(`X${n}` as ArchiveId, section), 'p0' as PersonId, patch(mark(n, section)));
  }
  await services.archives.changeBrought('p0' as PersonId, 'X4' as ArchiveId, { state: 'sealed' });
  await services.archives.changeBrought('p0' as PersonId, 'X5' as ArchiveId, { state: 'closed', confidentiality: 'restricted' });
  await world.dossier.settled();
});
afterAll(async () => {
  expect(world.errors).toEqual([]);
  await world.close();
});

const people = fc.record({
  roles: fc.subarray<Role>(['steward', 'staff', 'generalManager', 'manager', 'auditor', 'compliance', 'admin']), clearances: fc.subarray<Clearance>(['identity', 'bank', 'aml']), department: fc.constantFrom('d0', 'd1', null), active: fc.boolean(),
  steward: fc.boolean(),
});

it(`what leaves is what may be read (SEED=${seed})`, async () => {
  let round = 0;
  await fc.assert(fc.asyncProperty(people, fc.constantFrom('csv', 'xlsx', 'json'), async ({ roles, clearances, department, active, steward }, format) => {
    const id = `p${round++ % 3}` as PersonId;
    const person: Person = { id, name: `Person ${id}`, email: null, department: department as DepartmentId | null, roles: steward ? [...new Set<Role>([...roles, 'steward'])] : roles, clearances, reportsTo: null, active: true };
    await world.dossier.services.directory.putPerson(person);
    world.pass(60_000);
    const token = await world.token({ sub: id });
    if (!active) await world.dossier.services.directory.putPerson({ ...person, active: false });
    const answer = await world.dossier.app.request('/api/exports', { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ format, columns: COLUMNS, tables: ['people', 'competitors'], roundtrip: format === 'xlsx' }) });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (!active || !mayExport(person)) {
      expect(answer.status).toBe(active ? 403 : 401);
      return;
    }
    expect(answer.status).toBe(200);
    const text = format === 'xlsx' ? JSON.stringify(openBook(bytes).sheets) : new TextDecoder().decode(bytes);
    const { directory } = world.dossier.access;
    for (let n = 0; n < ARCHIVES; n++) {
      const archive = (await world.storage.archives.get(`X${n}` as ArchiveId))!;
      for (const [section] of VALUES) {
        const { level } = decide({ person, archive, section, grants: [], policy: directory.policy, manages: directory.manages(person), within: directory.within(person), ownerActive: directory.isActive(archive.owner!), now: new Date(world.now()).toISOString() });
        expect(text.includes(mark(n, section)), `${mark(n, section)} for ${JSON.stringify({ id, roles: person.roles, clearances })} as ${format}`).toBe(atLeast(level, 'read'));
      }
    }
  }), { seed, numRuns: 40 });
});
