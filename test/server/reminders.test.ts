/** Reminders over REST: reasons from edits and trade, one line a customer, few a day, done, put away, handed over and undone; working days; what comes live. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiErrorBody } from '../../model/api.ts';
import { docName } from '../../model/ids.ts';
import type { ArchiveId, DepartmentId, PersonId } from '../../model/ids.ts';
import type { ReminderActed, ReminderLine, ReminderPage, Workdays } from '../../model/reminders/api.ts';
import { reasonText } from '../../model/reminders/texts.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

// the clock of the world begins on Monday 2 March 2026, 9:00
const owner: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const other: Who = { sub: 'oscar', name: 'Oscar', roles: ['staff'], department: 'sales' };
const manager: Who = { sub: 'mona', name: 'Mona', roles: ['manager'], department: 'sales' };
const stranger: Who = { sub: 'sam', name: 'Sam', roles: ['staff'], department: 'lab' };
const admin: Who = { sub: 'ada', name: 'Ada', roles: ['admin'] };
const DAY = 86_400_000;

let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld();
  await world.dossier.services.directory.putDepartments([{ id: 'sales' as DepartmentId, name: 'Sales', parent: null, managers: [] }]);
  for (const who of [owner, other, manager, stranger, admin]) await world.call(who, 'GET', '/api/me');
});
afterAll(async () => {
  expect(world.errors).toEqual([]);
  await world.close();
});

let count = 0;
async function archive(fields: Readonly<Record<string, string | boolean>> = {}, more: object = {}): Promise<ArchiveId> {
  const id = `R${++count}` as ArchiveId;
  await world.dossier.services.archives.bring('olga' as PersonId, { id, keys: [], kind: 'organisation', packs: ['base', 'organisation'], owner: 'olga' as PersonId, department: 'sales' as DepartmentId, fields: { 'customer.name': `Customer ${count}`, ...fields }, ...more });
  return id;
}
const write = (id: ArchiveId, section: string, patch: object) => world.dossier.hub.write(docName(id, section), 'olga' as PersonId, patch);
async function kept(): Promise<void> {
  await world.dossier.settled();
  await world.dossier.keeper.run();
}
const page = async (who: Who, query = ''): Promise<ReminderPage> => (await world.call<ReminderPage>(who, 'GET', `/api/reminders${query}`)).body;
const lineOf = async (who: Who, id: ArchiveId, query = ''): Promise<ReminderLine | undefined> => (await page(who, query)).items.find((line) => line.archive === id);
const act = (who: Who, id: ArchiveId, what: string, body: object = {}) => world.call<ReminderActed & ApiErrorBody>(who, 'POST', `/api/reminders/${id}/${what}`, body);

describe('reasons', () => {
  it('P-15: the cycle of the contact strategy; a contact written down ends it', async () => {
    const id = await archive({ 'crm.contactStrategy': 'monthly' }, { row: { openedAt: '2025-12-01T00:00:00.000Z' } });
    await kept();
    expect(await lineOf(owner, id)).toMatchObject({ name: `Customer ${count}`, urgency: 'overdue', next: { action: 'contact' }, reasons: [{ kind: 'contactCycle', section: 'contacts', due: '2026-01-01', inputs: { days: 30 } }], mayAct: true, person: { id: 'olga' } });
    await write(id, 'contacts-2026', { rows: { contacts: { c1: { time: '2026-03-01T10:00', salesperson: 'olga' } } } });
    await kept();
    expect(await lineOf(owner, id)).toBeUndefined();
  });

  it('P-16: a customer that does not buy within its cycle has one alert, and it goes with the next purchase', async () => {
    const id = await archive({ 'crm.purchaseStrategy': 'monthly' });
    const sale = (date: string) => world.call(owner, 'POST', `/api/archives/${id}/transactions`, { kind: 'sale', date, amount: '500.00' });
    expect((await sale('2026-01-10')).status).toBe(201);
    await kept();
    await world.dossier.keeper.settled();
    expect(await lineOf(owner, id)).toMatchObject({ value: { amount: '500.00', currency: 'EUR' }, reasons: [{ kind: 'decline', section: 'trade', due: '2026-02-10', inputs: { by: 'strategy', last: '2026-01-10' } }] });
    expect((await sale('2026-03-01')).status).toBe(201);
    await world.dossier.keeper.settled();
    expect(await lineOf(owner, id)).toBeUndefined();
  });

  it('P-16: the alert says what was bought in three months and in the same three a year before; who may not read trade has neither', async () => {
    const id = await archive({ 'crm.purchaseStrategy': 'monthly' });
    const trade = (kind: 'sale' | 'return', date: string, amount: string) => world.call(owner, 'POST', `/api/archives/${id}/transactions`, { kind, date, amount });
    // 3 December to 2 March, both ends; the day before does not count
    for (const [kind, date, amount] of [['sale', '2025-12-02', '70.00'], ['sale', '2025-12-03', '400.00'], ['sale', '2026-01-10', '150.00'], ['return', '2026-01-11', '50.00'], ['sale', '2024-12-02', '9.00'], ['sale', '2024-12-03', '1500.00'], ['sale', '2025-03-02', '500.00'], ['sale', '2025-03-03', '9.00']] as const) expect((await trade(kind, date, amount)).status).toBe(201);
    await kept();
    await world.dossier.keeper.settled();
    const told = (await world.call<{ items: ReminderLine[] }>(owner, 'GET', `/api/archives/${id}/reminders`)).body.items.flatMap(({ reasons }) => reasons).find(({ kind }) => kind === 'decline')!;
    expect(told.inputs).toMatchObject({ recent: '500.00', before: '2000.00', percent: -75, currency: 'EUR', to: '2026-03-02' });
    expect(reasonText(told, 'en')).toMatch(/ In the three months to Mar 2, 2026 EUR\s500\.00, in the same three a year before EUR\s2,000\.00 \(−75%\)\.$/);
    expect(reasonText(told, 'zh-Hant')).toMatch(/的三個月為 EUR\s500\.00，去年同期為 EUR\s2,000\.00（−75%）。$/);
    expect(JSON.stringify((await world.call(stranger, 'GET', `/api/archives/${id}/reminders`)).body)).not.toContain('2000.00');
  });

  it('one line a customer with all its reasons, the most urgent first', async () => {
    const id = await archive({ 'crm.contactStrategy': 'monthly', 'customer.keyProspect': true, 'org.licenceValidUntil': '2026-03-20' }, { row: { openedAt: '2025-12-01T00:00:00.000Z' } });
    await write(id, 'contacts-2026', { rows: { contacts: { c1: { time: '2026-01-05T10:00', nextAppointment: '2026-03-04T14:00' } } } });
    await kept();
    const line = await lineOf(owner, id);
    expect(line?.reasons.map(({ kind }) => kind)).toEqual(['appointment', 'twoStaff', 'contactReport', 'contactCycle', 'paper']);
    expect(line).toMatchObject({ next: { action: 'meet', on: '2026-03-04' }, urgency: 'soon' });
  });

  it('who is named in a record is reminded of it, and a deputy as long as one is', async () => {
    const id = await archive({ 'crm.contactStrategy': 'weekly' }, { row: { openedAt: '2025-12-01T00:00:00.000Z' } });
    await world.dossier.services.archives.changeBrought('olga' as PersonId, id, { deputies: [{ person: 'oscar' as PersonId, from: '2026-03-01', to: '2026-03-02' }] });
    await world.dossier.keeper.settled();
    expect(await lineOf(other, id)).toMatchObject({ person: { id: 'oscar' } });
    expect(await lineOf(owner, id)).toBeUndefined();
  });
});

describe('what becomes of a line', () => {
  it('done: it goes, comes back after its cycle, and can be put back for a day', async () => {
    const id = await archive({ 'crm.contactStrategy': 'weekly' }, { row: { openedAt: '2025-12-01T00:00:00.000Z' } });
    await kept();
    expect(await lineOf(owner, id)).toBeDefined();
    const { status, body } = await act(owner, id, 'done');
    expect([status, body.line]).toEqual([200, null]);
    expect(await lineOf(owner, id)).toBeUndefined();
    expect((await world.call<{ line: ReminderLine }>(owner, 'POST', '/api/reminders/undo', { undo: body.undo })).body.line).toMatchObject({ archive: id });
    expect(await lineOf(owner, id)).toBeDefined();
    expect((await world.call(owner, 'POST', '/api/reminders/undo', { undo: body.undo })).status, 'once').toBe(404);
  });

  it('put away: until its day; only a day after today', async () => {
    const id = await archive({ 'crm.contactStrategy': 'weekly' }, { row: { openedAt: '2025-12-01T00:00:00.000Z' } });
    await kept();
    await page(owner);
    expect((await act(owner, id, 'snooze', { until: '2026-03-02' })).status).toBe(422);
    expect((await act(owner, id, 'snooze', { until: '2026-03-05' })).status).toBe(200);
    expect(await lineOf(owner, id)).toBeUndefined();
    expect(await lineOf(owner, id, '?before=2026-03-06&limit=200')).toMatchObject({ state: { kind: 'snoozed', until: '2026-03-05', by: { id: 'olga' } } });
  });

  it('handed over: to who reads the archive; the other has it at once, and may hand it back', async () => {
    const id = await archive({ 'crm.contactStrategy': 'weekly' }, { row: { openedAt: '2025-12-01T00:00:00.000Z' } });
    await kept();
    await page(owner);
    expect((await act(owner, id, 'handover', { to: 'sam' })).status).toBe(422);
    expect((await act(owner, id, 'handover', { to: 'oscar' })).status, 'knows of it only').toBe(422);
    await world.dossier.services.archives.changeBrought('olga' as PersonId, id, { coOwners: ['oscar' as PersonId] });
    expect((await act(owner, id, 'handover', { to: 'oscar', note: 'please' })).status).toBe(200);
    expect(await lineOf(other, id)).toMatchObject({ state: { kind: 'handedOver', to: { id: 'oscar' }, by: { id: 'olga' }, note: 'please' }, since: '2026-03-02' });
    expect(await lineOf(owner, id)).toBeUndefined();
    expect((await act(other, id, 'handover', { to: 'olga' })).status).toBe(200);
    expect(await lineOf(owner, id)).toMatchObject({ state: { kind: 'open' } });
  });

  it('nobody else deals with it: a stranger finds nothing, a manager of the department may', async () => {
    const id = await archive({ 'crm.contactStrategy': 'weekly' }, { row: { openedAt: '2025-12-01T00:00:00.000Z' } });
    await kept();
    for (const [what, body] of [['done', {}], ['snooze', { until: '2026-03-09' }], ['handover', { to: 'olga' }]] as const) expect((await act(stranger, id, what, body)).status, what).toBe(404);
    expect((await page(stranger, '?for=department')).items).toEqual([]);
    expect((await page(manager, '?for=department&limit=200')).items.map(({ archive: each }) => each)).toContain(id);
    expect((await act(manager, id, 'done')).status).toBe(200);
  });
});

describe('few lines', () => {
  it('at most twenty new ones a working day, by what has its day and then by value; the rest is planned', async () => {
    const person: Who = { sub: 'paul', name: 'Paul', roles: ['staff'], department: 'sales' };
    await world.call(person, 'GET', '/api/me');
    const ids: ArchiveId[] = [];
    for (let n = 0; n < 50; n++) ids.push(await archive({ 'crm.contactStrategy': 'monthly' }, { owner: 'paul' as PersonId, row: { openedAt: '2025-11-01T00:00:00.000Z' } }));
    await world.dossier.services.transactions.bring(ids.map((id, n) => ({ id: `t${n}`, archive: id, kind: 'sale' as const, date: '2026-02-20', amount: `${100 + n}.00`, currency: 'EUR', lines: [], source: 'test', externalId: `p${n}` })));
    await kept();
    await world.dossier.keeper.settled();
    const first = await page(person, '?limit=200');
    expect(first).toMatchObject({ today: '2026-03-02', working: true, total: 20, planned: { total: 30, days: [{ day: '2026-03-03', count: 20 }, { day: '2026-03-04', count: 10 }] } });
    expect(first.items.map(({ archive: each }) => each), 'the most valuable first').toEqual([...ids].reverse().slice(0, 20));
    expect((await page(person, '?limit=200')).items, 'the same all day').toHaveLength(20);
    const ahead = await page(person, '?before=2026-03-02&limit=200');
    expect(ahead.items.map(({ archive: each, planned }) => [each, planned]).slice(18, 22)).toEqual([[ids[31], null], [ids[30], null], [ids[29], '2026-03-03'], [ids[28], '2026-03-03']]);
    expect(ahead.items.at(-1)).toMatchObject({ archive: ids[0], planned: '2026-03-04' });
  });
});

describe('working days', () => {
  it('are a table that a steward or an administrator sets; on a free day nothing new comes', async () => {
    expect((await world.call<Workdays>(owner, 'GET', '/api/workdays')).body).toMatchObject({ weekend: [6, 7], holidays: [], worked: [], most: 20, version: 0 });
    const wish = { weekend: [6, 7], holidays: [{ day: '2026-03-02', name: 'Ours' }], worked: [], most: 5 };
    expect((await world.call(owner, 'PUT', '/api/workdays', wish)).status).toBe(403);
    expect((await world.call(admin, 'PUT', '/api/workdays', { ...wish, weekend: [1, 2, 3, 4, 5, 6, 7] })).status).toBe(422);
    expect((await world.call<Workdays>(admin, 'PUT', '/api/workdays', wish)).body).toMatchObject({ version: 1, setBy: { id: 'ada' } });
    const id = await archive({ 'crm.contactStrategy': 'weekly' }, { row: { openedAt: '2025-12-01T00:00:00.000Z' } });
    await kept();
    expect((await page(owner)).working).toBe(false);
    expect(await lineOf(owner, id)).toBeUndefined();
    expect((await world.call(admin, 'PUT', '/api/workdays', { ...wish, holidays: [], most: 20, version: 0 })).status, 'somebody was there before').toBe(422);
    expect((await world.call(admin, 'PUT', '/api/workdays', { ...wish, holidays: [], most: 20 })).status).toBe(200);
    expect(await lineOf(owner, id)).toBeDefined();
  });
});

it('what has come round is reckoned anew the day after it has gone', async () => {
  const id = await archive();
  await write(id, 'preferences', { rows: { occasions: { o1: { kind: 'storeAnniversary', date: '2001-03-04', yearly: true } } } });
  await kept();
  expect(await lineOf(owner, id)).toMatchObject({ reasons: [{ kind: 'occasion', due: '2026-03-04' }] });
  world.pass(6 * DAY);
  await world.dossier.keeper.run();
  expect(await lineOf(owner, id)).toBeUndefined();
  expect(await lineOf(owner, id, '?before=2027-03-04&limit=200')).toMatchObject({ reasons: [{ kind: 'occasion', due: '2027-03-04' }] });
});
