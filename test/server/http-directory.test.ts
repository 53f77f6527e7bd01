/** People, departments, grants and imports over REST: who keeps the directory, and that nobody raises themselves. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiErrorBody, ArchiveView, DepartmentView, GrantView, JobView, Me, PersonView } from '../../model/api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';

const admin = { sub: 'ada', name: 'Ada', roles: ['admin'] };
const li = { sub: 'li', name: 'Li Wei', roles: ['staff'], department: 'sales' };
const steward = { sub: 'stu', name: 'Stu', roles: ['steward'] };
let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld();
  for (const who of [admin, li, steward]) await world.call(who, 'GET', '/api/me');
});
afterAll(async () => { await world.close(); });

describe('people', () => {
  it('are added before their first sign-in and keep what they were given', async () => {
    const made = await world.call<PersonView>(admin, 'POST', '/api/people', { id: 'zoë', name: 'Zoë', department: 'lab', roles: ['staff'], clearances: ['bank'], reportsTo: 'li' });
    expect([made.status, made.body]).toEqual([201, { id: 'zoë', name: 'Zoë', department: 'lab', active: true, email: null, roles: ['staff'], withheld: [], clearances: ['bank'], reportsTo: 'li' }]);
    expect((await world.call(admin, 'POST', '/api/people', { id: 'zoë', name: 'Twice' })).status).toBe(409);
    const { body } = await world.call<Me>({ sub: 'zoë' }, 'GET', '/api/me');
    expect(body).toMatchObject({ name: 'Zoë', department: 'lab', roles: ['staff'], clearances: ['bank'] });
  });

  it('are found by anyone, by name, without what is nobody\'s business', async () => {
    const { body } = await world.call<{ items: PersonView[] }>(li, 'GET', '/api/people?q=zoe');
    expect(body.items).toEqual([{ id: 'zoë', name: 'Zoë', department: 'lab', active: true }]);
    const page = await world.call<{ items: PersonView[]; next: string | null }>(li, 'GET', '/api/people?limit=2');
    expect(page.body.items).toHaveLength(2);
    const rest = await world.call<{ items: PersonView[]; next: string | null }>(li, 'GET', `/api/people?limit=9&cursor=${encodeURIComponent(page.body.next ?? '')}`);
    expect(new Set([...page.body.items, ...rest.body.items].map(({ id }) => id)).size).toBe(page.body.items.length + rest.body.items.length);
    expect(rest.body.next).toBeNull();
  });

  it('are kept by an administrator alone, who changes nobody\'s rights but others\'', async () => {
    expect((await world.call(li, 'PUT', '/api/people/zoë', { clearances: [] })).status).toBe(403);
    expect((await world.call(steward, 'POST', '/api/people', { id: 'x', name: 'X' })).status).toBe(403);
    for (const change of [{ roles: ['admin', 'steward'] }, { clearances: ['aml'] }, { withheld: ['admin'] }, { department: 'sales' }]) expect((await world.call(admin, 'PUT', '/api/people/ada', change)).status, JSON.stringify(change)).toBe(403);
    expect((await world.call(admin, 'PUT', '/api/people/ada', { name: 'Ada L.' })).status).toBe(200);
    expect((await world.call(admin, 'PUT', '/api/people/nobody', { name: 'x' })).status).toBe(404);
    expect((await world.call(admin, 'PUT', '/api/people/li', { roles: ['king'] })).status).toBe(422);
  });

  it('keep their names when the token is gone', async () => {
    await world.call(li, 'POST', '/api/archives', { id: 'LONG', kind: 'organisation', name: 'Long' });
    world.pass(3 * 3_600_000);
    expect((await world.call<ArchiveView>(steward, 'GET', '/api/archives/LONG')).body.overview.owner).toEqual({ id: 'li', name: 'Li Wei' });
  });
});

describe('departments', () => {
  it('give their managers a view of the archives below', async () => {
    const mona = { sub: 'mona', name: 'Mona', roles: ['staff'] };
    await world.call(mona, 'GET', '/api/me');
    expect((await world.call(mona, 'GET', '/api/archives/LONG')).status).toBe(404);
    expect((await world.call<DepartmentView>(admin, 'POST', '/api/departments', { id: 'company', name: 'The company', managers: ['mona'] })).status).toBe(201);
    expect((await world.call<DepartmentView>(admin, 'POST', '/api/departments', { id: 'sales', name: 'Sales', parent: 'company' })).status).toBe(201);
    expect((await world.call<ArchiveView>(mona, 'GET', '/api/archives/LONG')).body.level).toBe('read');
    expect((await world.call<{ items: DepartmentView[] }>(li, 'GET', '/api/departments')).body.items.map(({ id }) => id)).toEqual(['sales', 'company']);
  });

  it('never stand above themselves', async () => {
    const { status, body } = await world.call<ApiErrorBody>(admin, 'POST', '/api/departments', { id: 'company', name: 'The company', parent: 'sales' });
    expect([status, body.error.problems?.[0]?.code]).toEqual([422, 'circle']);
    expect((await world.call(li, 'POST', '/api/departments', { id: 'mine', name: 'Mine' })).status).toBe(403);
  });
});

describe('grants', () => {
  it('end by themselves after a fortnight', async () => {
    const { status, body } = await world.call<GrantView>(li, 'POST', '/api/grants', { archive: 'LONG', to: { kind: 'role', id: 'service' }, level: 'read', sections: null, until: null, reason: 'season' });
    expect(status).toBe(201);
    expect(Date.parse(body.until ?? '') - Date.parse(body.from)).toBe(14 * 86_400_000);
    const clerk = { sub: 'kim', name: 'Kim', roles: ['service'] };
    expect((await world.call(clerk, 'GET', '/api/archives/LONG')).status).toBe(200);
    world.pass(14 * 86_400_000);
    expect((await world.call(clerk, 'GET', '/api/archives/LONG')).status).toBe(404);
  });

  it.each([
    ['no reason', { reason: '' }], ['an end before now', { until: '2026-01-01' }], ['no section', { sections: [] }], ['an unknown section', { sections: ['wallet'] }],
    ['a right to manage', { level: 'manage' }], ['an unknown role', { to: { kind: 'role', id: 'king' } }], ['an end that is no moment', { until: 'tomorrow' }],
  ])('are refused with %s', async (_name, change) => {
    expect((await world.call(li, 'POST', '/api/grants', { archive: 'LONG', to: { kind: 'person', id: 'zoë' }, level: 'read', reason: 'x', ...change })).status).toBe(422);
  });
});

describe('an import', () => {
  const csv = (text: string): FormData => {
    const form = new FormData();
    form.set('source', 'shop');
    form.append('files', new File([text], 'customers.csv', { type: 'text/csv' }));
    return form;
  };

  it('is a job with a report, for stewards alone', async () => {
    expect((await world.call(li, 'POST', '/api/imports', csv('CustomerID,CompanyName\nC1,One\n'))).status).toBe(403);
    const begun = await world.call<JobView>(steward, 'POST', '/api/imports', csv('CustomerID,CompanyName\nC1,One\nC2,Two\n'));
    expect(begun.status).toBe(202);
    expect(begun.headers.get('location')).toBe(`/api/jobs/${begun.body.id}`);
    await world.dossier.settled();
    const { body } = await world.call<JobView>(steward, 'GET', `/api/jobs/${begun.body.id}`);
    expect(body).toMatchObject({ state: 'done', report: { source: 'shop', dryRun: false, tables: [{ table: 'customers', rows: 2, counts: { created: 2 } }] } });
    expect((await world.call(li, 'GET', `/api/jobs/${begun.body.id}`)).status).toBe(403);
    expect((await world.call(steward, 'GET', '/api/jobs/none')).status).toBe(404);
    expect((await world.call<{ total: number }>(steward, 'GET', '/api/archives?q=Two')).body.total).toBe(1);
  });

  it('is told event by event to who asks', async () => {
    const begun = await world.call<JobView>(steward, 'POST', '/api/imports', csv('CustomerID,CompanyName\nC3,Three\n'));
    const { body } = await world.call<string>(steward, 'GET', `/api/jobs/${begun.body.id}`, undefined, { accept: 'text/event-stream' });
    const last = body.trim().split('\n\n').at(-1) ?? '';
    expect(last).toContain('event: job');
    expect(JSON.parse(/^data: (.*)$/m.exec(last)?.[1] ?? '{}')).toMatchObject({ state: 'done' });
  });

  it('needs a form with a file', async () => {
    expect((await world.call(steward, 'POST', '/api/imports', 'a,b', { 'content-type': 'text/csv' })).status).toBe(400);
    const empty = new FormData();
    empty.set('source', 'x');
    expect((await world.call(steward, 'POST', '/api/imports', empty)).status).toBe(422);
  });
});

it('logged nothing as the server\'s own error', () => {
  expect(world.errors).toEqual([]);
});
