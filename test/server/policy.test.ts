/** The policy over HTTP: drafted by one and approved by another, in force at once, its reach counted before; and what an earlier server kept as its policy. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Me } from '../../model/api.ts';
import type { PolicyHistory, PolicyPreview, PolicyView } from '../../model/governance/policy-api.ts';
import { POLICY_PRESETS } from '../../model/rights.ts';
import type { Policy } from '../../model/rights.ts';
import Database from 'better-sqlite3';
import { policyTables } from '../../server/storage/policy-tables.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';

const gina = { sub: 'gina', name: 'Gina', roles: ['generalManager'] } as const;
const stu = { sub: 'stu', name: 'Stu', roles: ['steward'] } as const;
const ada = { sub: 'ada', name: 'Ada', roles: ['admin'] } as const;
const abe = { sub: 'abe', name: 'Abe', roles: ['admin'] } as const;
const mia = { sub: 'mia', name: 'Mia', roles: ['staff'], department: 'sales' } as const;
const noah = { sub: 'noah', name: 'Noah', roles: ['staff'], department: 'sales' } as const;

let world: HttpWorld;
beforeEach(async () => {
  world = await httpWorld();
  await world.dossier.services.directory.putDepartments([{ id: 'sales' as never, name: 'Sales', parent: null, managers: [] }]);
  for (const who of [stu, ada, mia, noah]) expect((await world.call(who, 'GET', '/api/me')).status).toBe(200);
  expect((await world.call(mia, 'POST', '/api/archives', { id: 'A1', kind: 'organisation', name: 'Alfreds' })).status).toBe(201);
});
afterEach(() => world.close());

const rules = (more: Partial<Policy> = {}): Policy => ({ ...POLICY_PRESETS.byDepartment, ...more });
const view = async (who: typeof stu | typeof gina | typeof ada | typeof abe | typeof mia): Promise<PolicyView> => (await world.call<PolicyView>(who, 'GET', '/api/policy')).body;
const draft = async (who: typeof stu | typeof ada | typeof mia, wanted: Policy, more: object = {}) =>
  world.call<PolicyView>(who, 'PUT', '/api/policy/draft', { rules: wanted, text: { en: 'We keep our customers’ secrets.' }, note: 'Colleagues stand in for each other.', basis: (await view(who)).draft?.writtenAt ?? null, ...more });
const decide = async (who: typeof gina | typeof stu | typeof ada | typeof abe, approve: boolean, note = '') => {
  const waiting = (await view(stu)).draft;
  return world.call<PolicyView>(who, 'POST', '/api/policy/decision', { version: waiting?.version, basis: waiting?.writtenAt, approve, note });
};
const audit = (): readonly { readonly action: string; readonly actor: string }[] => {
  const db = new Database(`${world.config.data}/archive.db`, { readonly: true });
  const rows = db.prepare("SELECT action, actor, body FROM audit WHERE action = 'policyChanged' ORDER BY seq").all() as { action: string; actor: string; body: string }[];
  db.close();
  return rows.map(({ action, actor, body }) => ({ action, actor, ...(JSON.parse(body) as { object: string; detail: object }) }));
};

describe('the policy', () => {
  beforeEach(async () => { await world.call(gina, 'GET', '/api/me'); });

  it('as shipped is read by everybody, and nobody wrote it', async () => {
    const { current, draft: open, approval, may } = await view(mia);
    expect([current.version, current.rules, current.written, open, approval, may]).toEqual([0, POLICY_PRESETS.byDepartment, [], null, 'generalManager', { draft: false, approve: false, anybody: true }]);
  });

  it('is drafted by a steward or an administrator and by nobody else', async () => {
    expect((await draft(mia, rules({ departmentDefault: 'read' }))).status).toBe(403);
    expect((await draft(stu, rules({ departmentDefault: 'read' }))).status).toBe(200);
    expect((await draft(ada, rules({ departmentDefault: 'write' }))).body.draft?.written.map(({ id }) => id)).toEqual(['stu', 'ada']);
    expect((await view(mia)).draft, 'a draft is nobody else’s to read').toBeNull();
    expect((await world.call(noah, 'GET', '/api/archives/A1/sections/profile')).status, 'a draft changes nothing').toBe(404);
  });

  it('counts when a general manager has approved it, and not before; what was in force stays as a version', async () => {
    expect((await draft(stu, rules({ departmentDefault: 'read' }))).status).toBe(200);
    expect((await world.call(stu, 'POST', '/api/policy/draft/send')).status).toBe(200);
    expect([(await decide(stu, true)).status, (await decide(ada, true)).status]).toEqual([403, 403]);
    expect((await world.call(noah, 'GET', '/api/archives/A1/sections/profile')).status).toBe(404);
    const { body } = await decide(gina, true);
    expect([body.current.version, body.current.approved?.by.name, body.draft]).toEqual([1, 'Gina', null]);
    expect((await world.call(noah, 'GET', '/api/archives/A1/sections/profile')).status).toBe(200);

    await draft(stu, rules({ departmentDefault: 'none' }));
    await world.call(stu, 'POST', '/api/policy/draft/send');
    await decide(gina, true);
    expect((await world.call(noah, 'GET', '/api/archives/A1')).status).toBe(404);
    const { body: past } = await world.call<PolicyHistory>(mia, 'GET', '/api/policy/versions');
    expect(past.items.map(({ version, state, changes }) => [version, state, changes])).toEqual([
      [2, 'inForce', [{ kind: 'departmentDefault', from: 'read', to: 'none' }]],
      [1, 'past', [{ kind: 'departmentDefault', from: 'exists', to: 'read' }, { kind: 'text', languages: ['en'] }]],
    ]);
    expect(past.items[1]?.until).toBe(past.items[0]?.approved?.at);
    expect(audit().map(({ actor, ...row }) => [actor, (row as never as { detail: { step: string } }).detail.step])).toEqual([['stu', 'written'], ['stu', 'sent'], ['gina', 'approved'], ['stu', 'written'], ['stu', 'sent'], ['gina', 'approved']]);
    expect(await world.storage.directory.policy()).toEqual(rules({ departmentDefault: 'none' }));
  });

  it('is never approved by somebody who wrote on it, also with the role for it', async () => {
    const both = { sub: 'both', name: 'Bo', roles: ['generalManager', 'steward'] } as const;
    await world.call(both, 'GET', '/api/me');
    await draft(both as never, rules({ departmentDefault: 'read' }));
    await world.call(both, 'POST', '/api/policy/draft/send');
    expect((await decide(both as never, true)).status).toBe(403);
    expect((await decide(gina, true)).status).toBe(200);
  });

  it('still names in an emergency who has another id since', async () => {
    await draft(stu, rules({ emergency: ['noah' as never] }));
    await world.call(stu, 'POST', '/api/policy/draft/send');
    await decide(gina, true);
    expect((await world.call<Me>(noah, 'GET', '/api/me')).body.can.emergency).toBe(true);
    await world.dossier.services.directory.renamePerson('noah' as never, 'noah.h' as never, (old) => ({ ...old, id: 'noah.h' as never }) as never);
    expect((await world.call<Me>({ ...noah, sub: 'noah.h' }, 'GET', '/api/me')).body.can.emergency).toBe(true);
    expect([(await world.storage.directory.policy())?.emergency, (await view(stu)).current.rules.emergency]).toEqual([['noah.h'], ['noah.h']]);
  });

  it('is sent back with a note, which its writers read, and needs one', async () => {
    await draft(stu, rules({ departmentDefault: 'read' }));
    await world.call(stu, 'POST', '/api/policy/draft/send');
    expect((await decide(gina, false)).status).toBe(422);
    const { body } = await decide(gina, false, 'Say who stands in for whom.');
    expect([body.draft?.state, body.draft?.returned?.note]).toEqual(['draft', 'Say who stands in for whom.']);
    const { body: inbox } = await world.call<{ items: { kind: string; text: string }[] }>(stu, 'GET', '/api/notices');
    expect(inbox.items.map(({ kind, text }) => [kind, text])).toEqual([['policyReturned', 'Say who stands in for whom.']]);
  });

  it('another draft than the one that was read is not approved', async () => {
    await draft(stu, rules({ departmentDefault: 'read' }));
    await world.call(stu, 'POST', '/api/policy/draft/send');
    const read = (await view(gina)).draft;
    await draft(ada, rules({ departmentDefault: 'write' }));
    await world.call(ada, 'POST', '/api/policy/draft/send');
    const answer = await world.call(gina, 'POST', '/api/policy/decision', { version: read?.version, basis: read?.writtenAt, approve: true });
    expect(answer.status).toBe(409);
    expect((await draft(stu, rules(), { basis: read?.writtenAt })).status, 'nor written over').toBe(409);
  });

  it('refuses what there is not, with every place', async () => {
    const answer = await world.call<{ error: { problems: { field: string }[] } }>(stu, 'PUT', '/api/policy/draft', {
      rules: rules({ packRoles: [{ pack: 'nothing', to: { kind: 'department', id: 'nowhere' as never }, sections: ['aml'] }], emergency: ['nobody' as never] }), text: {}, note: '', basis: null,
    });
    expect(answer.body.error.problems.map(({ field }) => field).sort()).toEqual(['rules.emergency.0', 'rules.packRoles.0.pack', 'rules.packRoles.0.sections', 'rules.packRoles.0.to']);
  });

  it('tells before it is approved who would read what, as it is afterwards', async () => {
    const wanted = rules({ departmentDefault: 'read' });
    expect((await world.call(mia, 'POST', '/api/policy/preview', { rules: wanted, text: {} })).status).toBe(403);
    await world.dossier.settled();
    const { body } = await world.call<PolicyPreview>(stu, 'POST', '/api/policy/preview', { rules: wanted, text: {} });
    // Noah of the same department; Mia owns it, the others are of no department
    expect([body.archives, body.reading, body.knowing, body.people, body.departments.map(({ name, people, reading }) => [name, people, reading])]).toEqual([1, { gained: 1, lost: 0 }, { gained: 0, lost: 0 }, { looked: 5, of: 5 }, [['Sales', 2, { gained: 1, lost: 0 }]]]);
    const strict = await world.call<PolicyPreview>(gina, 'POST', '/api/policy/preview', { rules: POLICY_PRESETS.strict, text: {} });
    expect([strict.body.reading, strict.body.knowing]).toEqual([{ gained: 0, lost: 0 }, { gained: 0, lost: 1 }]);
    expect((await world.call(noah, 'GET', '/api/archives/A1/sections/profile')).status).toBe(404);
  });
});

describe('a workspace without a general manager', () => {
  it('has a second administrator approve', async () => {
    await draft(ada, rules({ departmentDefault: 'read' }));
    const refused = await world.call<{ error: { field: string } }>(ada, 'POST', '/api/policy/draft/send');
    expect([refused.status, refused.body.error.field]).toEqual([409, 'approval']);
    await world.call(abe, 'GET', '/api/me');
    expect((await world.call(ada, 'POST', '/api/policy/draft/send')).status).toBe(200);
    expect([(await view(abe)).approval, (await view(abe)).may.approve]).toEqual(['administrator', true]);
    expect((await decide(abe, true)).body.current.approved?.by.name).toBe('Abe');
  });
});

describe('what an earlier server kept as its policy', () => {
  it('is version 1, in force, in nobody’s name', () => {
    const db = new Database(':memory:');
    db.exec(`CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL); INSERT INTO setting VALUES ('policy', '{"departmentDefault":"read"}'), ('setting:x', '1');`);
    db.exec(policyTables);
    expect(db.prepare('SELECT version, state, data FROM policy_version').all()).toEqual([{ version: 1, state: 'inForce', data: '{"rules":{"departmentDefault":"read"},"text":{},"note":"","writers":[]}' }]);
    expect(() => db.exec("INSERT INTO policy_version VALUES (2, 'draft', '{}'), (3, 'waiting', '{}')"), 'one draft at a time').toThrow();
    db.close();
  });
});
