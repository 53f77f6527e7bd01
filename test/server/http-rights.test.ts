/** The rights matrix through REST: who sees, reads, writes and manages, and that what one may not see is not there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArchivePage, ArchiveView } from '../../model/api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const owner: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const coOwner: Who = { sub: 'cora', name: 'Cora', roles: ['staff'], department: 'lab' };
const deputy: Who = { sub: 'dan', name: 'Dan', roles: ['staff'], department: 'lab' };
const colleague: Who = { sub: 'carl', name: 'Carl', roles: ['staff'], department: 'sales' };
const manager: Who = { sub: 'mona', name: 'Mona', roles: ['manager'], department: 'sales' };
const general: Who = { sub: 'gina', name: 'Gina', roles: ['generalManager'] };
const steward: Who = { sub: 'stu', name: 'Stu', roles: ['steward'] };
const granted: Who = { sub: 'greg', name: 'Greg', roles: ['staff'] };
const rivalsOnly: Who = { sub: 'rita', name: 'Rita', roles: ['staff'] };
const compliance: Who = { sub: 'cleo', name: 'Cleo', roles: ['compliance'] };
const admin: Who = { sub: 'ada', name: 'Ada', roles: ['admin'], department: 'sales' };
const auditor: Who = { sub: 'aldo', name: 'Aldo', roles: ['auditor'], department: 'sales' };
const stranger: Who = { sub: 'sam', name: 'Sam', roles: ['staff'], department: 'lab' };

let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld();
  for (const who of [owner, coOwner, deputy, colleague, manager, general, steward, granted, rivalsOnly, compliance, admin, auditor, stranger]) expect((await world.call(who, 'GET', '/api/me')).status).toBe(200);
  expect((await world.call({ sub: 'root', roles: ['admin'] }, 'PUT', '/api/people/cleo', { clearances: ['identity', 'bank', 'aml'] })).status).toBe(200);
  expect((await world.call(owner, 'POST', '/api/archives', { id: 'ACME', keys: ['erp:GZ/2019-0045'], kind: 'organisation', name: 'Quincaillerie Zéphyr', contacts: [{ kind: 'phone', value: '+33 1 23 45 67 89' }] })).status).toBe(201);
  expect((await world.call(owner, 'PUT', '/api/archives/ACME/owners', { owner: 'olga', coOwners: ['cora'], deputies: [{ person: 'dan', from: '2026-03-01', to: '2026-03-20' }] })).status).toBe(200);
  for (const [id, sections] of [['greg', null], ['rita', ['rivals']]] as const) {
    expect((await world.call(owner, 'POST', '/api/grants', { archive: 'ACME', to: { kind: 'person', id }, level: 'read', sections, reason: 'helps' })).status).toBe(201);
  }
  expect((await world.call(owner, 'POST', '/api/archives/ACME/transactions', { kind: 'sale', date: '2026-02-01', amount: '512.34' })).status).toBe(201);
  await world.dossier.settled();
});
afterAll(async () => { await world.close(); });

const levels: readonly [string, Who, string, string, string, string][] = [
  // who, overall, profile, rivals (confidential), identity (restricted)
  ['owner', owner, 'manage', 'manage', 'manage', 'none'],
  ['co-owner', coOwner, 'write', 'write', 'write', 'none'],
  ['deputy', deputy, 'write', 'write', 'write', 'none'],
  ['department manager', manager, 'read', 'read', 'read', 'none'],
  ['general manager', general, 'read', 'read', 'read', 'none'],
  ['steward', steward, 'write', 'write', 'write', 'none'],
  ['colleague', colleague, 'exists', 'exists', 'none', 'none'],
  ['grant on the internal sections', granted, 'read', 'read', 'none', 'none'],
  ['grant on one section', rivalsOnly, 'read', 'none', 'read', 'none'],
  ['compliance', compliance, 'write', 'none', 'none', 'write'],
];

describe('levels', () => {
  it.each(levels)('%s', async (_name, who, overall, profile, rivals, identity) => {
    const { status, body } = await world.call<ArchiveView>(who, 'GET', '/api/archives/ACME');
    expect(status).toBe(200);
    expect(body.level).toBe(overall);
    const of = (section: string): string => body.sections.find((each) => each.section === section)?.level ?? 'none';
    expect([of('profile'), of('rivals'), of('identity')]).toEqual([profile, rivals, identity]);
    for (const { level, because } of body.sections) {
      expect(level).not.toBe('none');
      expect(because.length).toBeGreaterThan(0);
    }
  });

  it.each(levels)('%s: reading and writing a section follow', async (_name, who, overall, profile) => {
    const reads = ['read', 'write', 'manage'].includes(profile);
    const writes = ['write', 'manage'].includes(profile);
    expect((await world.call(who, 'GET', '/api/archives/ACME/sections/profile')).status).toBe(reads ? 200 : 404);
    expect((await world.call(who, 'PATCH', '/api/archives/ACME/sections/profile', { fields: { 'customer.shortName': who.sub } })).status).toBe(writes ? 200 : reads ? 403 : 404);
    expect((await world.call(who, 'GET', '/api/archives/ACME/transactions')).status).toBe(reads ? 200 : 404);
    expect((await world.call(who, 'PUT', '/api/archives/ACME/owners', { owner: who.sub })).status).toBe(overall === 'manage' ? 200 : 403);
    expect((await world.call(who, 'PATCH', '/api/archives/ACME', { reviewed: true })).status).toBe(writes ? 200 : 403);
    expect((await world.call(who, 'PATCH', '/api/archives/ACME', { department: 'sales' })).status).toBe(overall === 'manage' ? 200 : 403);
    // the owner has just given up the co-owners and deputies: put them back
    if (overall === 'manage') await world.call(owner, 'PUT', '/api/archives/ACME/owners', { owner: 'olga', coOwners: ['cora'], deputies: [{ person: 'dan', from: '2026-03-01', to: '2026-03-20' }] });
  });
});

describe('a person without any right', () => {
  it.each([['stranger', stranger], ['administrator', admin], ['auditor', auditor]] as const)('%s: nothing differs from an archive that never was', async (_name, who) => {
    const paths: readonly [string, string, unknown?][] = [
      ['GET', ''], ['GET', '/overview'], ['GET', '/sections/profile'], ['GET', '/sections/nonsense'], ['GET', '/transactions'], ['GET', '/files'], ['GET', '/files/x'],
      ['PATCH', '', { code: 'x' }], ['PATCH', '', { nonsense: 1 }], ['PATCH', '/sections/profile', { fields: { a: [] } }], ['PUT', '/owners', {}], ['POST', '/state', { state: 'closed' }], ['POST', '/transactions', {}], ['POST', '/files'], ['PATCH', '/files/x', { name: 1 }], ['DELETE', '/files/x'],
      ['POST', '/uploads', { nonsense: 1 }], ['GET', '/uploads/x'], ['HEAD', '/uploads/x'], ['PATCH', '/uploads/x'], ['DELETE', '/uploads/x'],
      ['GET', '/comments?section=contacts'], ['GET', '/comments'], ['POST', '/comments', {}], ['PATCH', '/comments/x', {}], ['DELETE', '/comments/x'],
    ];
    for (const [method, path, body] of paths) {
      const there = await world.call(who, method, `/api/archives/ACME${path}`, body);
      const nowhere = await world.call(who, method, `/api/archives/NOWHERE${path}`, body);
      expect(there.status, `${method} ${path}`).toBe(404);
      expect([there.status, there.body, [...there.headers.keys()]], `${method} ${path}`).toEqual([nowhere.status, nowhere.body, [...nowhere.headers.keys()]]);
    }
    const byKey = await world.call(who, 'GET', `/api/archives/${encodeURIComponent('erp:GZ/2019-0045')}`);
    expect(byKey.status).toBe(404);
  });

  it('is in no list, search, count or overview', async () => {
    for (const query of ['', '?q=Quincaillerie', '?q=zephyr', '?q=ACME', '?q=2345', '?kind=organisation', '?abc=A', '?owner=olga']) {
      expect((await world.call<ArchivePage>(stranger, 'GET', `/api/archives${query}`)).body, query).toEqual({ items: [], next: null, total: 0 });
    }
    expect((await world.call(stranger, 'GET', '/api/overviews?ids=ACME,NOWHERE')).body).toEqual({ digests: [{ ref: 'ACME', digest: null }, { ref: 'NOWHERE', digest: null }] });
  });

  it('cannot be reached by a grant of his own making', async () => {
    const answer = await world.call(stranger, 'POST', '/api/grants', { archive: 'ACME', to: { kind: 'person', id: 'sam' }, level: 'write', reason: 'please' });
    expect(answer.status).toBe(404);
  });
});

describe('one who may only know of it', () => {
  it('sees the head, finds it by name but not by telephone', async () => {
    const { body } = await world.call<ArchiveView>(colleague, 'GET', '/api/archives/ACME');
    expect(body.row).toBeNull();
    expect(body.overview).toEqual({ id: 'ACME', name: 'Quincaillerie Zéphyr', kind: 'organisation', department: 'sales', owner: { id: 'olga', name: 'Olga' }, level: 'exists' });
    const total = async (q: string): Promise<number> => (await world.call<ArchivePage>(colleague, 'GET', `/api/archives?q=${q}`)).body.total;
    expect(await total('zephyr')).toBe(1);
    expect(await total('23456789')).toBe(0);
    expect((await world.call<ArchivePage>(owner, 'GET', '/api/archives?q=23456789')).body.total).toBe(1);
    expect((await world.call<ArchivePage>(granted, 'GET', '/api/archives?q=23456789')).body.total).toBe(1);
    expect((await world.call<ArchivePage>(rivalsOnly, 'GET', '/api/archives?q=23456789')).body.total).toBe(0);
    expect((await world.call<ArchivePage>(compliance, 'GET', '/api/archives?q=23456789')).body.total).toBe(0);
  });
});

describe('the digest', () => {
  const digest = async (who: Who): Promise<Extract<ArchiveView['overview'], { revision: number }>> => {
    const { body } = await world.call<ArchiveView>(who, 'GET', '/api/archives/ACME');
    if (body.overview.level === 'exists') throw new Error('no full digest');
    return body.overview;
  };

  it('shows contacts and sums to who reads the profile and trade', async () => {
    expect(await digest(granted)).toMatchObject({ contacts: [{ kind: 'phone', value: '+33 1 23 45 67 89' }], trade: { sum: '512.34', count: 1 }, classes: { abc: { value: 'A' } } });
  });

  it('shows neither to who reads another section only', async () => {
    const cut = await digest(rivalsOnly);
    expect(cut).toMatchObject({ contacts: [], trade: null, shortName: null, name: 'Quincaillerie Zéphyr' });
    expect(JSON.stringify(cut)).not.toContain('512.34');
    expect(cut.classes.abc?.value).toBe('A');
  });

  it('shows ranks and shares only with insight', async () => {
    expect((await digest(granted)).classes.abc?.population).toBeUndefined();
    expect((await digest(manager)).classes.abc?.population).toMatchObject({ rank: 1, of: 1 });
  });

  it('tells the sum at which a class would change in two digits, with insight too: exact, it is another customer\'s', async () => {
    for (const [id, amount] of [['BIG', '6543.21'], ['MID', '1234.56']] as const) {
      await world.call(owner, 'POST', '/api/archives', { id, kind: 'organisation', name: id });
      await world.call(owner, 'POST', `/api/archives/${id}/transactions`, { kind: 'sale', date: '2026-02-10', amount });
    }
    await world.dossier.settled();
    for (const reader of [granted, manager]) {
      const seen = JSON.stringify((await digest(reader)).classes.abc?.changes);
      expect(seen).toMatch(/"at":"\d\d0+\.00"/);
      expect(seen).not.toContain('1234.56');
    }
  });
});

describe('rights end', () => {
  it('with the date of a deputy', async () => {
    const dated: Who = { sub: 'dora', name: 'Dora', roles: ['staff'] };
    await world.call(dated, 'GET', '/api/me');
    await world.call(owner, 'POST', '/api/archives', { id: 'SHORT', kind: 'organisation', name: 'Short' });
    await world.call(owner, 'PUT', '/api/archives/SHORT/owners', { owner: 'olga', deputies: [{ person: 'dora', from: '2026-03-01T00:00:00Z', to: '2026-03-02T12:00:00Z' }] });
    expect((await world.call(dated, 'GET', '/api/archives/SHORT')).status).toBe(200);
    expect((await world.call<ArchivePage>(dated, 'GET', '/api/archives')).body.total).toBe(1);
    world.pass(4 * 3_600_000);
    expect((await world.call(dated, 'GET', '/api/archives/SHORT')).status).toBe(404);
    expect((await world.call<ArchivePage>(dated, 'GET', '/api/archives')).body.total).toBe(0);
  });

  it('with the grant, for everyone but who may see the archive unknown', async () => {
    const { body } = await world.call<{ id: string }>(owner, 'POST', '/api/grants', { archive: 'ACME', to: { kind: 'person', id: 'sam' }, level: 'read', reason: 'a visit' });
    expect((await world.call(stranger, 'GET', '/api/archives/ACME')).status).toBe(200);
    expect((await world.call(stranger, 'DELETE', `/api/grants/${body.id}`)).status).toBe(403);
    expect((await world.call(admin, 'DELETE', `/api/grants/${body.id}`)).status).toBe(404);
    expect((await world.call(owner, 'DELETE', `/api/grants/${body.id}`)).status).toBe(204);
    expect((await world.call(stranger, 'GET', '/api/archives/ACME')).status).toBe(404);
    expect((await world.call(owner, 'DELETE', `/api/grants/${body.id}`)).status).toBe(404);
  });

  it('when the person is deactivated, token or not', async () => {
    const leaver: Who = { sub: 'leo', name: 'Leo', roles: ['steward'] };
    expect((await world.call(leaver, 'GET', '/api/archives/ACME')).status).toBe(200);
    expect((await world.call({ sub: 'root', roles: ['admin'] }, 'PUT', '/api/people/leo', { active: false })).status).toBe(200);
    const refused = await world.call(leaver, 'GET', '/api/archives/ACME');
    expect(refused.status).toBe(401);
    expect(refused.body).toEqual((await world.call(null, 'GET', '/api/archives/ACME')).body);
  });

  it('when a role is withheld that the token claims', async () => {
    const eager: Who = { sub: 'eve', name: 'Eve', roles: ['steward'] };
    expect((await world.call(eager, 'GET', '/api/archives/ACME')).status).toBe(200);
    await world.call({ sub: 'root', roles: ['admin'] }, 'PUT', '/api/people/eve', { withheld: ['steward'] });
    expect((await world.call(eager, 'GET', '/api/archives/ACME')).status).toBe(404);
  });

  it('with a token that no longer claims the role', async () => {
    expect((await world.call({ sub: 'rob', roles: ['generalManager'] }, 'GET', '/api/archives/ACME')).status).toBe(200);
    world.pass(2_000);
    expect((await world.call({ sub: 'rob', roles: ['staff'] }, 'GET', '/api/archives/ACME')).status).toBe(404);
  });
});
