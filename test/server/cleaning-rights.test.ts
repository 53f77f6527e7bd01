/** P1 over the cleaning bench: numbers, examples, previews, spellings and decisions are exactly of what `decide` lets this person read at that moment; nothing is mended that they may not write. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import fc from 'fast-check';
import type { CleaningBoard, DecisionView, GroupPage, RulePreview } from '../../model/cleaning/api.ts';
import { docName } from '../../model/ids.ts';
import type { ArchiveId, DepartmentId, GrantId, PersonId } from '../../model/ids.ts';
import { atLeast, decide, mayImport } from '../../model/rights.ts';
import type { Level, Person, Role } from '../../model/rights.ts';
import type { Clearance, SectionKey } from '../../model/sections.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

/** One dirty value in each class of section, with the archive's own mark in it. */
const VALUES: readonly (readonly [SectionKey, string, (mark: string) => object])[] = [
  ['profile', 'phone-letters', (mark) => ({ rows: { methods: { m1: { kind: 'phone', value: `030 1234567 ${mark}` } } } })],
  ['people', 'email-marks', (mark) => ({ rows: { people: { p1: { name: 'Ana', role: 'contactPerson' } }, peopleMethods: { m1: { person: 'p1', kind: 'email', value: `${mark} @example.com` } } } })],
  ['rivals', 'html', (mark) => ({ rows: { competitors: { r1: { name: `${mark} &amp; Co` } } } })],
  ['identity', 'code-check', (mark) => ({ fields: { 'person.idDocumentNumber': mark, 'person.idDocumentType': 'residentId' } })],
];
const ARCHIVES = 7;
const mark = (n: number, section: string): string => `mark${n}${section}`;
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const stella: Who = { sub: 'stella', name: 'Stella', roles: ['steward'] };

let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld({ env: { DOSSIER_LIMITS: JSON.stringify({ requestsPerSecond: 100_000, requestsBurst: 100_000 }) } });
  const { services, hub } = world.dossier;
  await services.directory.putDepartments([{ id: 'd0' as DepartmentId, name: 'North', parent: null, managers: ['p0' as PersonId] }, { id: 'd1' as DepartmentId, name: 'South', parent: null, managers: [] }]);
  for (let n = 0; n < ARCHIVES; n++) {
    await services.archives.bring('p0' as PersonId, { id: `X${n}` as ArchiveId, keys: [], kind: 'individual', packs: ['base', 'organisation', 'dealer', 'individual'], owner: `p${n % 3}` as PersonId, department: `d${n % 2}` as DepartmentId, fields: { 'customer.name': `Archive ${n}` } });
    for (const [section, , patch] of VALUES) await hub.write(docName(`X${n}` as ArchiveId, section), 'p0' as PersonId, patch(mark(n, section)));
  }
  await services.archives.changeBrought('p0' as PersonId, 'X4' as ArchiveId, { state: 'sealed' });
  await services.archives.changeBrought('p0' as PersonId, 'X5' as ArchiveId, { state: 'closed', confidentiality: 'restricted' });
  await world.storage.directory.putGrant({ id: 'g1' as GrantId, archive: 'X6' as ArchiveId, to: { kind: 'person', id: 'p1' as PersonId }, level: 'read', sections: ['rivals'], from: '2020-01-01', until: null, reason: 'Test', requestedBy: 'p0' as PersonId, approvedBy: 'p0' as PersonId });
  await world.dossier.settled();
  await services.cleaning.run();
  expect((await world.call(stella, 'GET', '/api/me')).status).toBe(200);
});
afterAll(async () => {
  expect(world.errors).toEqual([]);
  await world.close();
});

const people = fc.record({
  roles: fc.subarray<Role>(['staff', 'generalManager', 'manager', 'auditor', 'compliance', 'admin']), clearances: fc.subarray<Clearance>(['identity', 'bank', 'aml']), department: fc.constantFrom('d0', 'd1', null), steward: fc.boolean(), decides: fc.boolean(),
});

it(`what is told and mended is what may be read and written (SEED=${seed})`, async () => {
  let round = 0;
  await fc.assert(fc.asyncProperty(people, async ({ roles, clearances, department, steward, decides }) => {
    const id = `p${round++ % 3}` as PersonId;
    const person: Person = { id, name: `Person ${id}`, email: null, department: department as DepartmentId | null, roles: steward ? [...roles, 'steward'] : roles, clearances, reportsTo: null, active: true };
    await world.dossier.services.directory.putPerson(person);
    world.pass(60_000);
    const headers = { authorization: `Bearer ${await world.token({ sub: id })}`, 'content-type': 'application/json' };
    const ask = async <T>(method: string, path: string, body?: object): Promise<{ status: number; body: T; text: string }> => {
      const answer = await world.dossier.app.request(path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
      const text = await answer.text();
      return { status: answer.status, body: (text === '' ? null : JSON.parse(text)) as T, text };
    };
    const { directory } = world.dossier.access;
    const levelOf = async (n: number, section: SectionKey): Promise<Level> => {
      const archive = (await world.storage.archives.get(`X${n}` as ArchiveId))!;
      const grants = await world.storage.directory.grants(archive.id);
      return decide({ person, archive, section, grants, policy: directory.policy, manages: directory.manages(person), within: directory.within(person), ownerActive: directory.isActive(archive.owner!), now: new Date(world.now()).toISOString() }).level;
    };
    // given to this person by a steward: without that only stewards have a bench
    for (const [, cause] of VALUES) await world.storage.cleaning.assign(cause, id, 'stella' as PersonId, world.now());
    const board = await ask<CleaningBoard>('GET', '/api/cleaning');
    expect(board.status).toBe(200);
    expect(board.body.steward).toBe(mayImport(person));
    for (const [section, cause] of VALUES) {
      const told = `${section} for ${JSON.stringify({ id, roles: person.roles, clearances, department })}`;
      const [readable, writable]: [number[], number[]] = [[], []];
      for (let n = 0; n < ARCHIVES; n++) {
        const level = await levelOf(n, section);
        if (atLeast(level, 'read')) readable.push(n);
        if (atLeast(level, 'write')) writable.push(n);
      }
      const group = board.body.groups.find((each) => each.id === cause);
      expect(group?.count ?? 0, told).toBe(readable.length);
      expect(group?.archives ?? 0, told).toBe(readable.length);
      expect((group?.departments ?? []).reduce((sum, { count }) => sum + count, 0), told).toBe(readable.length);
      const page = await ask<GroupPage>('GET', `/api/cleaning/groups/${cause}`);
      expect(page.body.items.map(({ archive }) => archive).sort(), told).toEqual(readable.map((n) => `X${n}`).sort());
      const rule = page.body.rules[0]!.key;
      const preview = await ask<RulePreview>('POST', `/api/cleaning/groups/${cause}/preview`, { rule });
      expect(preview.body.mends + preview.body.leaves + preview.body.forbidden, told).toBe(readable.length);
      if (cause !== 'code-check') expect(preview.body.mends, told).toBe(writable.length);
      const values = await ask('GET', `/api/cleaning/groups/${cause}/values`);
      for (const { text } of [board, page, preview, values]) for (let n = 0; n < ARCHIVES; n++) if (!readable.includes(n)) expect(text.includes(mark(n, section)), told).toBe(false);
      // somebody else's name for what is not to be seen finds nothing
      const hidden = Array.from({ length: ARCHIVES }, (_, n) => n).find((n) => !readable.includes(n));
      if (hidden !== undefined) {
        const key = section === 'rivals' ? 'rows/competitors/r1/name' : section === 'identity' ? 'fields/person.idDocumentNumber' : section === 'people' ? 'rows/peopleMethods/m1/value' : 'rows/methods/m1/value';
        const finding = Buffer.from(JSON.stringify([`X${hidden}`, section, key, cause])).toString('base64url');
        expect((await ask('POST', '/api/cleaning/dismissals', { findings: [finding], reason: 'Why not.' })).status, told).toBe(404);
      }
      if (!decides || cause === 'code-check') continue;
      const begun = await ask<DecisionView>('POST', `/api/cleaning/groups/${cause}/decisions`, { rule });
      expect(begun.status, told).toBe(202);
      await world.dossier.services.cleaning.settled();
      const done = (await ask<DecisionView>('GET', `/api/cleaning/decisions/${begun.body.id}`)).body;
      expect(done, told).toMatchObject({ state: 'done', mended: writable.length, forbidden: readable.length - writable.length, changed: 0, refused: 0 });
      expect((await ask('POST', `/api/cleaning/decisions/${done.id}/undo`)).status, told).toBe(202);
      await world.dossier.services.cleaning.settled();
      const back = (await ask<CleaningBoard>('GET', '/api/cleaning')).body.groups.find((each) => each.id === cause);
      expect(back?.count ?? 0, `${told} after undo`).toBe(readable.length);
    }
  }), { seed, numRuns: 25 });
});

it('nobody without a task and without the right has a bench, and services have none', async () => {
  for (const [, cause] of VALUES) await world.storage.cleaning.assign(cause, null, 'stella' as PersonId, world.now());
  const emil: Who = { sub: 'emil', name: 'Emil', roles: ['generalManager'] };
  expect((await world.call<CleaningBoard>(emil, 'GET', '/api/cleaning')).body).toMatchObject({ groups: [], findings: 0, archives: 0, mended: 0, steward: false });
  for (const path of ['phone-letters', 'phone-letters/values', 'spelling@addresses%2Fcity']) expect((await world.call(emil, 'GET', `/api/cleaning/groups/${path}`)).status).toBe(404);
  expect((await world.call(emil, 'POST', '/api/cleaning/groups/phone-letters/decisions', { rule: 'phone-words' })).status).toBe(404);
  expect((await world.call(emil, 'POST', '/api/cleaning/pass')).status).toBe(403);
  expect((await world.call(null, 'GET', '/api/cleaning')).status).toBe(401);
});
