/** People, departments, grants and imports over REST: who keeps the directory, and that nobody raises themselves. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiErrorBody, ArchiveView, DepartmentView, GrantView, JobView, Me, PersonView } from '../../model/api.ts';
import { importPort } from '../../server/services/import/port.ts';
import type { PersonId } from '../../model/ids.ts';
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
    expect((await world.call(admin, 'PUT', '/api/people/li', { roles: ['king'] })).status).toBe(422);
  });

  it('are put as often as one likes, and made when they are not there', async () => {
    expect((await world.call(admin, 'PUT', '/api/people/noor', { active: true })).status).toBe(422);
    const made = await world.call<PersonView>(admin, 'PUT', '/api/people/noor', { name: 'Noor', department: 'lab' });
    expect([made.status, made.body]).toMatchObject([201, { id: 'noor', department: 'lab', active: true }]);
    const again = await world.call<PersonView>(admin, 'PUT', '/api/people/noor', { name: 'Noor', department: 'lab' });
    expect([again.status, again.body]).toEqual([200, made.body]);
    expect((await world.call(li, 'PUT', '/api/people/nora', { name: 'Nora' })).status).toBe(403);
  });

  it('are named by their ids, whoever has left among them', async () => {
    await world.call(admin, 'PUT', '/api/people/gone', { name: 'Gone', active: false });
    const { body } = await world.call<{ items: PersonView[] }>(li, 'GET', '/api/people?id=gone&id=nobody&id=noor');
    expect(body.items).toEqual([{ id: 'gone', name: 'Gone', department: null, active: false }, { id: 'noor', name: 'Noor', department: 'lab', active: true }]);
    expect((await world.call<{ items: PersonView[] }>(li, 'GET', '/api/people?q=gone')).body.items).toEqual([]);
    expect((await world.call<PersonView>(li, 'GET', '/api/people/gone')).body.name).toBe('Gone');
    expect((await world.call(li, 'GET', '/api/people/nobody')).status).toBe(404);
  });

  it('come first when their name begins with what is typed, in Chinese too', async () => {
    for (const [id, name] of [['c1', '欧阳林'], ['c2', '林美华'], ['c3', '林志强']] as const) await world.call(admin, 'PUT', `/api/people/${id}`, { name });
    const found = async (q: string) => (await world.call<{ items: PersonView[] }>(li, 'GET', `/api/people?q=${encodeURIComponent(q)}`)).body.items.map(({ id }) => id);
    expect((await found('林')).at(-1)).toBe('c1');
    expect(new Set(await found('林'))).toEqual(new Set(['c1', 'c2', 'c3']));
    expect(await found('美华')).toEqual(['c2']);
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

describe('a department', () => {
  it('never stand above themselves, also when two changes come at once', async () => {
    for (const id of ['up', 'down']) expect((await world.call(admin, 'PUT', `/api/departments/${id}`, { name: id })).status).toBe(201);
    const both = await Promise.all([world.call(admin, 'PUT', '/api/departments/up', { parent: 'down' }), world.call(admin, 'PUT', '/api/departments/down', { parent: 'up' })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await world.call(admin, 'PUT', '/api/departments/side', { name: 'side', parent: 'up' })).status).toBe(201);
  });

  it('is put as often as one likes and goes when it is empty', async () => {
    expect((await world.call(admin, 'PUT', '/api/departments/west', {})).status).toBe(422);
    expect((await world.call(admin, 'PUT', '/api/departments/west', { name: 'West', parent: 'company' })).status).toBe(201);
    const again = await world.call<DepartmentView>(admin, 'PUT', '/api/departments/west', { managers: ['li'] });
    expect([again.status, again.body]).toEqual([200, { id: 'west', name: 'West', parent: 'company', managers: ['li'] }]);
    const full = await world.call<ApiErrorBody>(admin, 'DELETE', '/api/departments/company');
    expect([full.status, full.body.error.message]).toEqual([409, 'The department is not empty: 2 departments below it.']);
    expect((await world.call(li, 'DELETE', '/api/departments/west')).status).toBe(403);
    expect((await world.call(admin, 'DELETE', '/api/departments/west')).status).toBe(204);
    expect((await world.call(admin, 'DELETE', '/api/departments/west')).status).toBe(404);
    expect((await world.call<ApiErrorBody>(admin, 'DELETE', '/api/departments/sales')).body.error.message).toMatch(/archives, \d+ people/);
  });

  it('is named by a token with its id, or with a name that one alone has', async () => {
    await world.call(admin, 'PUT', '/api/departments/d-7', { name: 'Field Service' });
    const me = async (sub: string, department: string) => (await world.call<Me>({ sub, department }, 'GET', '/api/me')).body.department;
    expect(await me('t1', 'Field Service')).toBe('d-7');
    expect(await me('t2', 'd-7')).toBe('d-7');
    await world.call(admin, 'PUT', '/api/departments/d-8', { name: 'Field Service' });
    expect(await me('t3', 'Field Service')).toBe('Field Service');
  });
});

describe('the id of a sign-in', () => {
  const zhang = { sub: 'auth0|77', name: '张三', roles: ['staff'] };

  it('takes over everything that named the imported person, and cuts the old one off', async () => {
    await world.call(admin, 'POST', '/api/people', { id: 'hr:77', name: '张三', department: 'lab', clearances: ['bank'], reportsTo: 'li' });
    await world.call(admin, 'PUT', '/api/people/under', { name: 'Under', reportsTo: 'hr:77' });
    await world.call(admin, 'PUT', '/api/departments/labs', { name: 'Labs', managers: ['hr:77'] });
    for (const id of ['Z1', 'Z2', 'Z3']) await world.call(li, 'POST', '/api/archives', { id, kind: 'organisation', name: id });
    await world.call(li, 'PUT', '/api/archives/Z1/owners', { owner: 'hr:77', coOwners: [], deputies: [] });
    await world.call(li, 'PUT', '/api/archives/Z2/owners', { owner: 'li', coOwners: ['hr:77'], deputies: [{ person: 'hr:77', from: '2026-01-01', to: '2030-01-01' }] });
    await world.call(li, 'POST', '/api/grants', { archive: 'Z3', to: { kind: 'person', id: 'hr:77' }, level: 'read', reason: 'x', until: '2030-01-01' });

    expect((await world.call(zhang, 'GET', '/api/archives/Z1')).status).toBe(404);
    const { status, body } = await world.call<PersonView>(admin, 'PUT', '/api/people/hr:77', { sub: 'auth0|77' });
    expect([status, body]).toMatchObject([200, { id: 'auth0|77', name: '张三', department: 'lab', clearances: ['bank'], reportsTo: 'li' }]);

    expect((await world.call<ArchiveView>(zhang, 'GET', '/api/archives/Z1')).body.level).toBe('manage');
    expect((await world.call<ArchiveView>(zhang, 'GET', '/api/archives/Z2')).body).toMatchObject({ level: 'write', row: { coOwners: [{ id: 'auth0|77' }], deputies: [{ person: 'auth0|77' }] } });
    expect((await world.call<ArchiveView>(zhang, 'GET', '/api/archives/Z3')).body.level).toBe('read');
    expect((await world.call<{ items: DepartmentView[] }>(li, 'GET', '/api/departments')).body.items.find(({ id }) => id === 'labs')?.managers).toEqual(['auth0|77']);
    expect((await world.call<PersonView>(admin, 'GET', '/api/people/under')).body.reportsTo).toBe('auth0|77');
    expect((await world.call<PersonView>(li, 'GET', '/api/people/hr:77')).body).toMatchObject({ id: 'hr:77', now: 'auth0|77', name: '张三' });
    expect((await world.call({ sub: 'hr:77' }, 'GET', '/api/me')).status).toBe(401);
    expect((await world.call(admin, 'POST', '/api/people', { id: 'hr:77', name: 'Again' })).status).toBe(409);
    expect((await world.call(admin, 'PUT', '/api/people/hr:77', { sub: 'auth0|77' })).status).toBe(200);
    await world.call(li, 'PUT', '/api/archives/Z2/owners', { owner: 'li', coOwners: ['hr:77'], deputies: [] });
    expect((await world.call<ArchiveView>(zhang, 'GET', '/api/archives/Z2')).body.row?.coOwners).toEqual([{ id: 'auth0|77', name: '张三' }]);
    expect((await world.storage.directory.aliases())).toContainEqual({ alias: 'hr:77', person: 'auth0|77' });
  });

  it('is given by an administrator, to others alone', async () => {
    await world.call(admin, 'POST', '/api/people', { id: 'hr:78', name: 'Rich' });
    expect((await world.call(li, 'PUT', '/api/people/hr:78', { sub: 'li' })).status).toBe(403);
    expect((await world.call(admin, 'PUT', '/api/people/hr:78', { sub: 'ada' })).status).toBe(403);
    expect((await world.call(admin, 'PUT', '/api/people/ada', { sub: 'ada2' })).status).toBe(403);
    expect((await world.call(admin, 'PUT', '/api/people/hr:nobody', { sub: 'x' })).status).toBe(404);
    expect((await world.call(admin, 'PUT', '/api/people/hr:78', { sub: 'hr:77' })).status).toBe(409);
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

  it('of people and departments is an administrator\'s, who reads nothing of a steward\'s', async () => {
    const form = (...files: readonly (readonly [string, string])[]): FormData => {
      const made = new FormData();
      made.set('source', 'hr');
      for (const [name, text] of files) made.append('files', new File([text], name, { type: 'text/csv' }));
      return made;
    };
    const job = async (who: typeof admin, id: string) => {
      await world.dossier.settled();
      return world.call<JobView>(who, 'GET', `/api/jobs/${id}`);
    };
    const tree = ['departments.csv', 'ID,Name,Parent,Managers\nN,North,company,501\n'] as const;
    const staff = ['people.csv', 'ID,Name,Department,Roles\n501,Vera,North,manager\n'] as const;
    const mine = await world.call<JobView>(admin, 'POST', '/api/imports', form(tree, staff));
    expect((await job(admin, mine.body.id)).body.report).toMatchObject({ lines: [], tables: [{ table: 'departments', counts: { created: 1 } }, { table: 'employees', counts: { created: 1 } }] });
    expect((await world.call<PersonView>(admin, 'GET', '/api/people/hr:501')).body).toMatchObject({ department: 'N', roles: ['manager'] });
    const refused = await world.call<JobView>(admin, 'POST', '/api/imports', csv('CustomerID,CompanyName\nC9,Nine\n'));
    expect((await job(admin, refused.body.id)).body.report?.lines).toMatchObject([{ code: 'not-yours' }]);
    const theirs = await world.call<JobView>(steward, 'POST', '/api/imports', csv('CustomerID,CompanyName\nC9,Nine\n'));
    expect((await job(steward, theirs.body.id)).status).toBe(200);
    expect((await job(admin, theirs.body.id)).status).toBe(404);
  });

  it('ends when who began it is shut out, before it changes anybody', async () => {
    const eve = { sub: 'eve', name: 'Eve', roles: ['admin'] };
    await world.call(eve, 'GET', '/api/me');
    const { directory } = world.dossier.access;
    const parts = { storage: world.storage, hub: world.dossier.hub, services: world.dossier.services, changes: { digests: () => undefined }, directory };
    const port = importPort(parts, { by: 'eve' as PersonId, job: 'job', changeset: null });
    expect(port.importer()?.id).toBe('eve');
    expect((await world.call(admin, 'PUT', '/api/people/eve', { active: false })).status).toBe(200);
    for (const late of [port, importPort(parts, { by: 'eve' as PersonId, job: 'job', changeset: null })]) expect(() => late.importer()).toThrow('no longer active');
    expect(importPort(parts, { by: 'a command' as PersonId, job: 'job', changeset: null }).importer()).toBeNull();
  });

  it('needs a form with a file', async () => {
    expect((await world.call(steward, 'POST', '/api/imports', 'a,b', { 'content-type': 'text/csv' })).status).toBe(415);
    const empty = new FormData();
    empty.set('source', 'x');
    expect((await world.call(steward, 'POST', '/api/imports', empty)).status).toBe(422);
  });
});

it('logged nothing as the server\'s own error', () => {
  expect(world.errors).toEqual([]);
});
