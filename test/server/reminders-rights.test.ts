/** P1 over reminders, notices and calendar: a reason of a section is told exactly to who reads that section at that moment; of what may not be read no word leaves by any of these doors. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import fc from 'fast-check';
import { docName } from '../../model/ids.ts';
import type { ArchiveId, DepartmentId, PersonId } from '../../model/ids.ts';
import { atLeast, decide, overallLevel } from '../../model/rights.ts';
import type { Level, Person, Role } from '../../model/rights.ts';
import type { CalendarLink, ReminderLine, ReminderPage } from '../../model/reminders/api.ts';
import type { DailyDigest, NoticePage } from '../../model/notices/api.ts';
import type { Clearance, SectionKey } from '../../model/sections.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';

const ARCHIVES = 6;
const id = (n: number): ArchiveId => `X${n}` as ArchiveId;
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
/** A reason in each of these sections; words and amounts carry the archive's mark where the section's values are words. */
const SECTIONS_TOLD: readonly SectionKey[] = ['contacts', 'preferences', 'bank', 'aml', 'credit', 'people', 'trade', 'identity', 'profile'];

let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld({ env: { DOSSIER_LIMITS: JSON.stringify({ requestsPerSecond: 100_000, requestsBurst: 100_000 }) } });
  const { services, hub, keeper } = world.dossier;
  await services.directory.putDepartments([{ id: 'd0' as DepartmentId, name: 'North', parent: null, managers: [] }, { id: 'd1' as DepartmentId, name: 'South', parent: null, managers: [] }]);
  for (let p = 0; p < 3; p++) await services.directory.putPerson({ id: `p${p}` as PersonId, name: `Person ${p}`, email: null, department: `d${p % 2}` as DepartmentId, roles: ['staff'], clearances: p === 0 ? ['identity', 'bank', 'aml'] : [], reportsTo: null, active: true });
  for (let n = 0; n < ARCHIVES; n++) {
    await services.archives.bring('p0' as PersonId, { id: id(n), keys: [], kind: 'organisation', packs: ['base', 'organisation', 'bank'], owner: `p${n % 3}` as PersonId, department: `d${n % 2}` as DepartmentId, fields: { 'customer.name': `Archive ${n}`, 'crm.contactStrategy': 'weekly', 'crm.purchaseStrategy': 'monthly' }, row: { openedAt: '2025-10-01T00:00:00.000Z' } });
    const patches: readonly (readonly [string, object])[] = [
      ['preferences', { rows: { occasions: { o: { kind: 'wedding', date: '2010-03-04', yearly: true, note: `note${n}` } } } }],
      ['people', { rows: { people: { p: { name: `mate${n}`, birthday: '--03-05' } } } }],
      ['bank', { rows: { deposits: { d: { amount: `77${n}.00 EUR`, maturesAt: '2026-03-06' } } } }],
      ['aml', { rows: { amlAssessments: { a: { assessedAt: '2025-08-01', level: 'high' } } } }],
      ['credit', { rows: { creditReports: { r: { issuedAt: '2025-03-01' } } } }],
      ['identity', { fields: { 'person.idDocumentValidUntil': '2026-03-10' } }],
    ];
    for (const [section, patch] of patches) await hub.write(docName(id(n), section), 'p0' as PersonId, patch);
  }
  await services.transactions.bring(Array.from({ length: ARCHIVES }, (_, n) => ({ id: `t${n}`, archive: id(n), kind: 'sale' as const, date: '2025-12-01', amount: '50.00', currency: 'EUR', lines: [], source: 'test', externalId: `${n}` })));
  await services.archives.changeBrought('p0' as PersonId, id(4), { state: 'sealed' });
  await services.archives.changeBrought('p0' as PersonId, id(5), { state: 'closed', confidentiality: 'restricted' });
  await world.dossier.settled();
  await keeper.run();
  await keeper.settled();
});
afterAll(async () => {
  expect(world.errors).toEqual([]);
  await world.close();
});

async function request<T>(token: string, method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly body: T; readonly text: string }> {
  const answer = await world.dossier.app.request(path, { method, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const text = await answer.text();
  return { status: answer.status, text, body: (answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text) as T };
}
const people = fc.record({
  roles: fc.subarray<Role>(['steward', 'staff', 'generalManager', 'manager', 'auditor', 'compliance', 'admin']), clearances: fc.subarray<Clearance>(['identity', 'bank', 'aml']), department: fc.constantFrom('d0', 'd1', null), demoted: fc.boolean(), kept: fc.boolean(),
});

it(`a reason is told exactly to who reads its section (SEED=${seed})`, async () => {
  const told = new Set<string>();
  let round = 0;
  await fc.assert(fc.asyncProperty(people, async ({ roles, clearances, department, demoted, kept }) => {
    const who = `p${round++ % 3}` as PersonId;
    const person: Person = { id: who, name: `Person ${who}`, email: null, department: department as DepartmentId | null, roles, clearances, reportsTo: null, active: true };
    const { services, access, keeper } = world.dossier;
    await services.directory.putPerson(person);
    world.pass(1_000);
    const token = await world.token({ sub: who });
    if (kept) await keeper.settled(); // whose a reason is may have been reckoned by other rights: that must show nothing either
    const link = (await request<CalendarLink>(token, 'POST', '/api/links', { names: true })).body;
    const now: Person = demoted ? { ...person, roles: [], clearances: [], department: null } : person;
    await services.directory.putPerson(now);
    const { directory } = access;
    const question = async (n: number) => {
      const archive = (await world.storage.archives.get(id(n)))!;
      return { person: now, archive, grants: [], policy: directory.policy, manages: directory.manages(now), within: directory.within(now), ownerActive: directory.isActive(archive.owner!), now: new Date(world.now()).toISOString() };
    };
    const level = async (n: number, section: SectionKey): Promise<Level> => decide({ ...(await question(n)), section }).level;
    const mine = await request<ReminderPage>(token, 'GET', '/api/reminders?limit=200&before=2026-06-01');
    const theirs = await request<ReminderPage>(token, 'GET', '/api/reminders?for=department&limit=200&before=2026-06-01');
    const each = await Promise.all(Array.from({ length: ARCHIVES }, (_, n) => request<{ items?: readonly ReminderLine[] }>(token, 'GET', `/api/archives/${id(n)}/reminders`)));
    const inbox = await request<NoticePage>(token, 'GET', '/api/notices?limit=100');
    const digest = await request<DailyDigest>(token, 'GET', '/api/notices/digest');
    const ics = await request<string>(token, 'GET', link.url!.slice(link.url!.indexOf('/calendar.ics')));
    await request(token, 'DELETE', `/api/links/${link.id}`);
    const lines = [...mine.body.items, ...theirs.body.items, ...digest.body.lines, ...each.flatMap(({ body }) => body.items ?? [])];
    const all = [mine, theirs, inbox, digest, ics, ...each].map(({ text }) => text).join('\n');
    for (let n = 0; n < ARCHIVES; n++) {
      const about = `${id(n)} for ${JSON.stringify({ who, roles, clearances, department, demoted, kept })}`;
      const reads = new Map(await Promise.all(SECTIONS_TOLD.map(async (section) => [section, atLeast(await level(n, section), 'read')] as const)));
      const own = lines.filter(({ archive }) => archive === id(n));
      for (const reason of own.flatMap(({ reasons }) => reasons)) {
        expect(atLeast(await level(n, reason.section), 'read'), `${reason.kind} of ${about}`).toBe(true);
        told.add(reason.section);
      }
      if (!reads.get('trade')) expect(own.every(({ value }) => value === null), about).toBe(true);
      if (!reads.get('preferences')) expect(all, about).not.toContain(`note${n}`);
      if (!reads.get('people')) expect(all, about).not.toContain(`mate${n}`);
      if (!reads.get('bank')) expect(all, about).not.toContain(`77${n}.00`);
      if (!atLeast(overallLevel(await question(n)).level, 'read')) {
        expect(own, about).toEqual([]);
        expect(all.includes(`Archive ${n}`) || all.includes(`/a/${id(n)}`), about).toBe(false);
        expect((await request(token, 'POST', `/api/reminders/${id(n)}/snooze`, { until: '2026-03-20' })).status, about).toBe(404);
      }
    }
  }), { seed, numRuns: 40 });
  expect([...told].sort(), 'the property has seen reasons of every section').toEqual([...SECTIONS_TOLD].sort());
});
