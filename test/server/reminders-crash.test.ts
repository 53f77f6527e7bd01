/** What reasons rest on and what happened between the last look and a crash: the look after the next start finds it, and looks at nothing else. */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { docName } from '../../model/ids.ts';
import type { ArchiveId, DepartmentId, PersonId } from '../../model/ids.ts';
import { createDossier } from '../../server/app.ts';
import type { Dossier } from '../../server/app.ts';
import type { Clock } from '../../server/clock.ts';
import type { StoredReminder } from '../../server/storage/reminder-store.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';

const OLGA = 'olga' as PersonId;
const OSCAR = 'oscar' as PersonId;
/** Nothing goes by itself: what the keeper has heard and not looked at is lost with it, as by a kill. */
let now = Date.parse('2026-03-02T09:00:00Z');
const clock: Clock = { now: () => now, after: () => () => undefined };

let world: HttpWorld;
let running: Dossier;
async function begin(): Promise<void> {
  now = Date.parse('2026-03-02T09:00:00Z');
  world = await httpWorld({ clock });
  running = world.dossier;
  await running.services.directory.putDepartments([{ id: 'sales' as DepartmentId, name: 'Sales', parent: null, managers: [] }]);
  for (const id of [OLGA, OSCAR]) await running.services.directory.putPerson({ id, name: id, email: null, department: 'sales' as DepartmentId, roles: ['staff'], clearances: [], reportsTo: null, active: true });
}
async function crash(): Promise<void> {
  await running.stop();
  running = createDossier({ config: world.config, storage: world.storage, clock, log: { info: () => undefined, warn: () => undefined, error: (_facts, message) => { throw new Error(message); } }, random: (count) => randomBytes(count) });
  await running.start();
}
afterEach(async () => {
  await running.stop();
  await world.storage.close();
  rmSync(world.config.data, { recursive: true, force: true });
});

async function bring(id: string, fields: Readonly<Record<string, string | boolean>> = {}, row: object = {}): Promise<ArchiveId> {
  await running.services.archives.bring(OLGA, { id: id as ArchiveId, keys: [], kind: 'organisation', packs: ['base', 'organisation'], owner: OLGA, department: 'sales' as DepartmentId, fields: { 'customer.name': id, ...fields }, row: { openedAt: '2026-02-01T00:00:00.000Z', ...row } });
  return id as ArchiveId;
}
const sale = (archive: ArchiveId, date: string, amount = '100.00') => running.services.transactions.bring([{ id: `${archive} ${date}`, archive, kind: 'sale', date, amount, currency: 'EUR', lines: [], source: 'test', externalId: `${archive} ${date}` }]);
/** Everything is written and counted, nothing of it looked at by the keeper. */
const written = (): Promise<void> => running.settled();
const reasons = async (archive: ArchiveId, person = OLGA): Promise<readonly StoredReminder[]> => (await world.storage.reminders.reasons([[archive, person]], '2027-03-02'))[0] ?? [];
const kinds = async (archive: ArchiveId, person = OLGA): Promise<readonly string[]> => (await reasons(archive, person)).map(({ kind }) => kind);

it('trade, a change of the row, a file’s last day and a class that came before a kill are found by the look after it', async () => {
  await begin();
  const traded = await bring('TRADED', { 'crm.purchaseStrategy': 'monthly' });
  const given = await bring('GIVEN', { 'crm.contactStrategy': 'weekly' });
  const idle = await bring('IDLE', { 'crm.contactStrategy': 'weekly' });
  await written();
  await running.keeper.run();
  expect(await kinds(traded)).not.toContain('decline');
  expect(await kinds(given, OSCAR)).toEqual([]);

  await sale(traded, '2026-02-20');
  await running.services.archives.changeBrought(OLGA, given, { owner: OSCAR });
  await world.storage.files.put({ id: 'f1', archive: idle, section: 'profile', kind: 'other', name: 'licence.pdf', type: 'application/pdf', validUntil: '2026-03-20', by: OLGA, at: '2026-03-02T09:00:00.000Z' } as never, (async function* once() { await Promise.resolve(); yield Buffer.from('%PDF-1.4'); })(), 1_000);
  await written();
  await crash();
  expect(await kinds(traded), 'nobody has looked').not.toContain('decline');
  await written();
  await running.keeper.run();
  // the only customer that has bought is of class A: twelve visits a year are promised to it
  expect([...await kinds(traded)].sort()).toEqual(['classVisit', 'decline']);
  expect((await reasons(traded)).find(({ kind }) => kind === 'classVisit')).toMatchObject({ inputs: { scheme: 'abc', class: 'A', times: 12 } });
  expect(await kinds(given, OSCAR)).toEqual(['contactCycle']);
  expect(await kinds(given)).toEqual([]);
  expect([...await kinds(idle)].sort()).toEqual(['contactCycle', 'paper']);
}, 300_000);

it('a correction that leaves the sum, the number and the last day as they are is found too', async () => {
  await begin();
  const id = await bring('STEADY');
  for (const day of ['2025-11-01', '2025-12-01', '2026-01-01', '2026-02-01']) await sale(id, day);
  await written();
  await running.keeper.run();
  const before = (await reasons(id)).find(({ kind }) => kind === 'decline');
  await running.services.transactions.bring([{ id: `${id} 2025-12-01`, archive: id, kind: 'sale', date: '2026-01-25', amount: '100.00', currency: 'EUR', lines: [], source: 'test', externalId: `${id} 2025-12-01` }]);
  await written();
  await crash();
  await running.keeper.run();
  expect((await reasons(id)).find(({ kind }) => kind === 'decline')?.inputs).not.toEqual(before?.inputs);
}, 300_000);

it('a deputy whose days begin has the line from that night on, and the owner again after them', async () => {
  await begin();
  const id = await bring('AWAY', { 'crm.contactStrategy': 'weekly' });
  await running.services.archives.changeBrought(OLGA, id, { deputies: [{ person: OSCAR, from: '2026-03-04', to: '2026-03-05' }] });
  await written();
  await running.keeper.run();
  expect(await kinds(id)).toContain('contactCycle');
  now += 2 * 86_400_000;
  await running.keeper.run();
  expect(await kinds(id, OSCAR)).toContain('contactCycle');
  now += 2 * 86_400_000;
  await running.keeper.run();
  expect(await kinds(id)).toContain('contactCycle');
}, 300_000);

it('how long a credit report holds is a setting: with it every reason that rests on it is another', async () => {
  await begin();
  const id = await bring('SURVEYED');
  await running.hub.write(docName(id, 'credit'), OLGA, { rows: { creditReports: { r1: { issuedAt: '2025-09-20' } } } });
  await written();
  await running.keeper.run();
  // nobody of them reads credit: it is nobody's
  const due = async (): Promise<string | undefined> => (await world.storage.reminders.reasons([[id, ''], [id, OLGA]], '2027-03-02')).flat().find(({ kind }) => kind === 'creditReport')?.due;
  expect(await due()).toBe('2026-03-20');
  await running.services.workdays.put({ ...running.services.workdays.table, creditMonths: 12 }, OLGA);
  await running.keeper.run();
  expect(await due()).toBe('2026-09-20');
}, 300_000);

it('a night on which nothing has changed looks at nothing anew', async () => {
  await begin();
  for (let n = 0; n < 30; n++) await bring(`N${n}`, { 'crm.contactStrategy': 'weekly' });
  await written();
  await running.keeper.run();
  const seen: string[] = [];
  const { get } = world.storage.archives;
  world.storage.archives.get = (id) => { seen.push(id); return get(id); };
  await running.keeper.run();
  world.storage.archives.get = get;
  expect(seen).toEqual([]);
}, 300_000);
