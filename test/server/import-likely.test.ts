/** Duplicates at import: a row that would become a new archive names those it may be, is left out for them where that is wished, and tells whoever reads it exactly what they may know at that moment (P1). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { JobView } from '../../model/api.ts';
import type { ImportRows, ImportUpload } from '../../model/import/api.ts';
import { docName } from '../../model/ids.ts';
import type { ArchiveId, DepartmentId, PersonId } from '../../model/ids.ts';
import { atLeast, decide, mayImport } from '../../model/rights.ts';
import type { Person, Role } from '../../model/rights.ts';
import type { Clearance } from '../../model/sections.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';

const steward = { sub: 'stew', name: 'Stella', roles: ['steward'] };
const NAMES = ['Harbour Light Trading', 'Quinta del Sordo', 'Blaue Mühle Feinkost', '广州南湾贸易有限公司', 'Northern Copper Works', 'Pinewood Dental Care'];
const PAPER = '440524188001010014';
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const csv = `id,name,phone\n${NAMES.map((name, i) => `R${i},${name},020-8765430${i}`).join('\n')}\nR9,Zephyr Instruments,030-1112223\n`;

let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld({ env: { DOSSIER_LIMITS: JSON.stringify({ requestsPerSecond: 100_000, requestsBurst: 100_000 }) } });
  const { services, hub } = world.dossier;
  await services.directory.putDepartments(['d0', 'd1'].map((id) => ({ id: id as DepartmentId, name: id, parent: null, managers: [] })));
  for (const [n, name] of NAMES.entries()) {
    const id = `X${n}` as ArchiveId;
    await services.archives.bring('p0' as PersonId, { id, keys: [], kind: 'organisation', packs: ['base', 'organisation'], owner: `p${n % 3}` as PersonId, department: `d${n % 2}` as DepartmentId, fields: { 'customer.name': name } });
    await hub.write(docName(id, 'profile'), 'p0' as PersonId, { rows: { methods: { m1: { kind: 'phone', value: `020-8765430${n}` } } } });
    await hub.write(docName(id, 'identity'), 'p0' as PersonId, { fields: { 'person.idDocumentNumber': PAPER } });
  }
  await services.archives.changeBrought('p0' as PersonId, 'X5' as ArchiveId, { confidentiality: 'restricted' });
  await world.dossier.settled();
  await services.duplicates.settled();
});
afterAll(async () => {
  expect(world.errors).toEqual([]);
  await world.close();
});

async function run(wish: Record<string, unknown>): Promise<JobView> {
  const form = new FormData();
  form.append('source', 'crm');
  form.append('files', new File([csv], 'customers.csv'));
  const upload = (await world.call<ImportUpload>(steward, 'POST', '/api/import-uploads', form)).body;
  const { status, body } = await world.call<JobView>(steward, 'POST', '/api/imports', { upload: upload.id, ...wish });
  expect(status, JSON.stringify(body)).toBe(202);
  await world.dossier.imports.settled();
  return (await world.call<JobView>(steward, 'GET', `/api/jobs/${body.id}`)).body;
}
const rows = async (id: string) => (await world.call<ImportRows>(steward, 'GET', `/api/imports/${id}/rows`)).body;

describe('who a row may be', () => {
  it('is told in a dry run, with the reason; a row like nobody tells nothing', async () => {
    const { items } = await rows((await run({ dryRun: true })).id);
    expect(items.map(({ state, likely }) => [state, likely?.map(({ archive }) => archive) ?? []])).toEqual([...NAMES.map((_, n) => ['create', [`X${n}`]]), ['create', []]]);
    expect(items[1]!.likely).toMatchObject([{ archive: 'X1', name: NAMES[1], because: expect.arrayContaining([expect.objectContaining({ fact: 'name', outcome: 'equal' }), expect.objectContaining({ fact: 'phone', outcome: 'equal' })]) }]);
    expect(items[1]!.likely![0]!.score).toBeGreaterThanOrEqual(50);
  });

  it('is not asked where nobody wishes it', async () => {
    const { items } = await rows((await run({ dryRun: true, duplicates: 'off' })).id);
    expect(items.some((item) => 'likely' in item)).toBe(false);
  });

  it('keeps a row out where that is wished, and only such a row; the next import finds what was made', async () => {
    expect((await run({ dryRun: true, duplicates: 'skip' })).report?.tables).toMatchObject([{ counts: { skipped: NAMES.length, created: 1 } }]);
    const done = await run({ duplicates: 'skip' });
    expect(done.report?.tables).toMatchObject([{ counts: { skipped: NAMES.length, created: 1 } }]);
    const { items } = await rows(done.id);
    expect(items[0]).toMatchObject({ state: 'skip', archive: null, notes: [{ code: 'likely-duplicate' }], likely: [{ archive: 'X0' }] });
    expect(items.at(-1)).toMatchObject({ state: 'create', archive: 'R9' });
    expect((await world.call(steward, 'GET', '/api/archives/R0')).status).toBe(404);
    expect((await run({ duplicates: 'skip' })).report?.tables).toMatchObject([{ counts: { skipped: NAMES.length, unchanged: 1 } }]);
  });
});

const people = fc.record({
  roles: fc.subarray<Role>(['staff', 'generalManager', 'manager', 'auditor', 'compliance', 'admin']), steward: fc.boolean(), clearances: fc.subarray<Clearance>(['identity', 'bank', 'aml']), department: fc.constantFrom('d0', 'd1', null), active: fc.boolean(),
  sealed: fc.subarray([0, 1, 2, 3, 4, 5]),
});

it(`a row tells its reader what they may know when they read it (SEED=${seed})`, async () => {
  const { services, access: { directory } } = world.dossier;
  const job = await run({ dryRun: true });
  let round = 0;
  await fc.assert(fc.asyncProperty(people, async ({ roles, steward: imports, clearances, department, active, sealed }) => {
    const id = `p${round++ % 3}` as PersonId;
    const person: Person = { id, name: `Person ${id}`, email: null, department: department as DepartmentId | null, roles: imports ? [...roles, 'steward'] : roles, clearances, reportsTo: null, active: true };
    for (let n = 0; n < NAMES.length; n++) await services.archives.changeBrought('p0' as PersonId, `X${n}` as ArchiveId, { state: sealed.includes(n) ? 'sealed' : 'open' });
    await services.directory.putPerson(person);
    world.pass(60_000);
    const token = await world.token({ sub: id });
    if (!active) await services.directory.putPerson({ ...person, active: false });
    const answer = await world.dossier.app.request(`/api/imports/${job.id}/rows`, { headers: { authorization: `Bearer ${token}` } });
    if (!active || !mayImport(person)) {
      expect(answer.status).toBe(active ? 403 : 401);
      return;
    }
    const text = await answer.text();
    expect(text).not.toContain(PAPER);
    const { items } = JSON.parse(text) as ImportRows;
    for (let n = 0; n < NAMES.length; n++) {
      const archive = (await world.storage.archives.get(`X${n}` as ArchiveId))!;
      const { level } = decide({ person, archive, section: 'profile', grants: [], policy: directory.policy, manages: directory.manages(person), within: directory.within(person), ownerActive: directory.isActive(archive.owner!), now: new Date(world.now()).toISOString() });
      const told = items[n]!.likely ?? [];
      expect(told.map((each) => each.archive), `X${n} (${archive.state}) for ${JSON.stringify({ id, roles: person.roles })}`).toEqual(level === 'none' ? [] : [`X${n}`]);
      expect(told.some(({ because }) => because.some(({ fact }) => fact === 'phone'))).toBe(level !== 'none' && atLeast(level, 'read'));
    }
  }), { seed, numRuns: 40 });
});
