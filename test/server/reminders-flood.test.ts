/** Must show 6 of care: after an import of many archives at once nobody has more than twenty lines on the first day, nor more than twenty new ones on a later one. `ARCHIVES=40000` for the whole of it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ArchiveId, DepartmentId, PersonId } from '../../model/ids.ts';
import type { DailyDigest, NoticePage } from '../../model/notices/api.ts';
import type { ReminderPage } from '../../model/reminders/api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';

const ARCHIVES = Number(process.env.ARCHIVES ?? 1_500);
/** One of them owns half of all. */
const PEOPLE = 5;
const BATCH = 200;
const DAY = 86_400_000;
const owner = (n: number): PersonId => `p${n % 2 === 0 ? 0 : 1 + (((n - 1) / 2) % (PEOPLE - 1))}` as PersonId;

let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld({ env: { DOSSIER_LIMITS: JSON.stringify({ requestsPerSecond: 100_000, requestsBurst: 100_000 }) } });
  const { services, keeper } = world.dossier;
  await services.directory.putDepartments([{ id: 'd' as DepartmentId, name: 'Sales', parent: null, managers: [] }]);
  for (let p = 0; p < PEOPLE; p++) await services.directory.putPerson({ id: `p${p}` as PersonId, name: `Person ${p}`, email: null, department: 'd' as DepartmentId, roles: ['staff'], clearances: [], reportsTo: null, active: true });
  const began = performance.now();
  for (let from = 0; from < ARCHIVES; from += BATCH) {
    const made = await services.archives.bringMany('p0' as PersonId, Array.from({ length: Math.min(BATCH, ARCHIVES - from) }, (_, i) => {
      const n = from + i;
      return { id: `A${n}` as ArchiveId, keys: [], kind: 'organisation', packs: ['base', 'organisation'], owner: owner(n), department: 'd' as DepartmentId, fields: { 'customer.name': `Customer ${n}`, 'crm.contactStrategy': 'monthly', 'crm.purchaseStrategy': 'quarterly', 'org.licenceValidUntil': '2026-01-31' }, row: { openedAt: '2024-01-01T00:00:00.000Z' } };
    }));
    expect(made.filter((each) => each instanceof Error)).toEqual([]);
    await services.transactions.bring(Array.from({ length: Math.min(BATCH, ARCHIVES - from) }, (_, i) => ({ id: `t${from + i}`, archive: `A${from + i}` as ArchiveId, kind: 'sale' as const, date: '2025-06-01', amount: `${10 + ((from + i) * 37) % 5_000}.00`, currency: 'EUR', lines: [], source: 'import', externalId: String(from + i) })));
  }
  await world.dossier.settled();
  const brought = performance.now();
  const cpu = process.cpuUsage();
  await keeper.run();
  const { user, system } = process.cpuUsage(cpu);
  console.log(`${ARCHIVES} archives brought in ${((brought - began) / 1000).toFixed(1)} s, looked at in ${((performance.now() - brought) / 1000).toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of CPU)`);
}, 1_800_000);
afterAll(async () => {
  expect(world.errors).toEqual([]);
  await world.close();
});

const page = async (person: number): Promise<ReminderPage> => (await world.call<ReminderPage>({ sub: `p${person}` }, 'GET', '/api/reminders?limit=200')).body;

it('twenty lines on the first day, twenty new ones on the next, the dearest first; the rest is planned', async () => {
  for (let p = 0; p < PEOPLE; p++) {
    const first = await page(p);
    const owned = Array.from({ length: ARCHIVES }, (_, n) => n).filter((n) => owner(n) === `p${p}`);
    expect([first.items.length, first.total, first.planned.total]).toEqual([20, 20, owned.length - 20]);
    const values = first.items.map(({ value }) => Number(value?.amount));
    expect(values).toEqual([...values].sort((a, b) => b - a));
    // one line a customer with all its reasons; those of class A are promised visits, too
    expect(first.items[0]?.reasons.map(({ kind }) => kind).sort()).toEqual(['classVisit', 'contactCycle', 'decline', 'paper']);
    expect(first.planned.days.every(({ count }) => count <= 20)).toBe(true);
    const { items } = (await world.call<NoticePage>({ sub: `p${p}` }, 'GET', '/api/notices?limit=100')).body;
    expect(items.length, 'notices are no flood either').toBeLessThanOrEqual(21);
    expect((await world.call<DailyDigest>({ sub: `p${p}` }, 'GET', '/api/notices/digest')).body).toMatchObject({ fresh: 20, total: 20 });
  }
  world.pass(DAY);
  for (let p = 0; p < PEOPLE; p++) expect((await page(p)).items.filter(({ since }) => since === '2026-03-03')).toHaveLength(20);
});
