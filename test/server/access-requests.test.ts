/** Requests for access through REST, with a clock that the test moves: who asks, who decides when, what is given, what both sides are told, what ends by itself, and that nothing flows once it has ended. */
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccessRequestPage, AccessRequestView } from '../../model/access/api.ts';
import { requestOption, REQUEST_STATES } from '../../model/access/request.ts';
import { dictionaryOf } from '../../model/catalogue/catalogue.ts';
import type { NoticePage } from '../../model/notices/api.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import type { FakeClock } from '../helpers/fake-clock.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { Answer, HttpWorld, Who } from '../helpers/http-world.ts';
import { socketPair } from '../helpers/socket-pair.ts';
import { SyncClient } from '../helpers/sync-client.ts';

const DAY = 86_400_000;
const owner: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const deputy: Who = { sub: 'dan', name: 'Dan', roles: ['staff'], department: 'lab' };
const colleague: Who = { sub: 'carl', name: 'Carl', roles: ['staff'], department: 'sales' };
const manager: Who = { sub: 'mona', name: 'Mona', roles: ['manager'], department: 'sales' };
const other: Who = { sub: 'lars', name: 'Lars', roles: ['staff'], department: 'lab' };
const steward: Who = { sub: 'stu', name: 'Stu', roles: ['steward'] };
const cleared: Who = { sub: 'cora', name: 'Cora', roles: ['staff'], department: 'sales' };
const admin: Who = { sub: 'ada', name: 'Ada', roles: ['admin'] };

const all = [owner, deputy, colleague, manager, other, steward, cleared];

let world: HttpWorld;
let clock: FakeClock;
/** Of the test that runs. */
let acme = '';
let made = 0;
beforeAll(async () => {
  clock = fakeClock();
  world = await httpWorld({ clock });
  for (const id of ['sales', 'lab']) await world.call(admin, 'POST', '/api/departments', { id, name: id, managers: id === 'sales' ? ['mona'] : [] });
  for (const who of all) await world.call(who, 'GET', '/api/me');
}, 60_000);
beforeEach(async () => {
  for (const who of all) await world.call(who, 'GET', '/api/me'); // tokens of today
  acme = `ACME${++made}`;
  await world.call(owner, 'POST', '/api/archives', { id: acme, kind: 'organisation', name: 'Acme Tooling' });
});
afterEach(async () => { await world.dossier.services.requestKeeper.settled(); });
afterAll(async () => {
  const { errors } = world;
  await world.close();
  expect(errors).toEqual([]);
});
/** Days from now, as the form gives them. */
const day = (days: number): string => new Date(clock.now() + days * DAY).toISOString().slice(0, 10);
const end = (days: number): string => `${day(days)}T23:59:59.999Z`;

const ask = (who: Who, wish: object = {}): Promise<Answer<AccessRequestView>> => world.call<AccessRequestView>(who, 'POST', '/api/access-requests', { archive: acme, reason: 'the fair in May', ...wish });
const act = (who: Who, id: string, what: 'decision' | 'withdraw' | 'end', body?: object): Promise<Answer<AccessRequestView & { error?: { code: string; message: string; problems?: { field: string; code: string; message: string }[] } }>> => world.call(who, 'POST', `/api/access-requests/${id}/${what}`, body);
const box = async (who: Who, name = 'mine'): Promise<readonly AccessRequestView[]> => (await world.call<AccessRequestPage>(who, 'GET', `/api/access-requests?box=${name}&archive=${acme}`)).body.items;
const heard = async (who: Who): Promise<readonly string[]> => {
  await world.dossier.services.requestKeeper.settled();
  return (await world.call<NoticePage>(who, 'GET', '/api/notices')).body.items.filter(({ archive }) => archive === acme).map(({ kind, text }) => (text === null ? kind : `${kind}: ${text}`));
};
const reads = async (who: Who, section = 'profile'): Promise<boolean> => (await world.call(who, 'GET', `/api/archives/${acme}/sections/${section}`)).status === 200;
/** The clock goes on; the keeper does what is due. */
const pass = async (days: number): Promise<void> => {
  clock.advance(days * DAY);
  await world.dossier.services.requestKeeper.settled();
  for (const who of all) await world.call(who, 'GET', '/api/me'); // tokens of today
};
const asked = async (who = colleague, wish: object = {}): Promise<string> => {
  const { status, body } = await ask(who, wish);
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
};
const audit = async (): Promise<readonly string[]> => {
  const { createRequire } = await import('node:module');
  const Database = createRequire(import.meta.url)('better-sqlite3') as new (path: string, options: object) => { prepare(sql: string): { all(archive: string): { action: string }[] }; close(): void };
  const db = new Database(`${world.config.data}/archive.db`, { readonly: true });
  const rows = db.prepare("SELECT action FROM audit WHERE archive = ? ORDER BY seq").all(acme).map(({ action }) => action);
  db.close();
  return rows.filter((action) => ['accessAsked', 'accessDecided', 'grantGiven', 'grantEnded'].includes(action));
};

describe('asking', () => {
  it('is for who may know of the archive: for others there is none, before their request is read', async () => {
    const there = await ask(other);
    const nowhere = await world.call(other, 'POST', '/api/access-requests', { archive: 'NOWHERE', reason: 'why' });
    expect([there.status, there.body]).toEqual([404, nowhere.body]);
    expect((await ask(colleague)).status).toBe(201);
  });

  it('names fourteen days where nothing is said, and is told to the owner, not yet to the manager', async () => {
    const { body } = await ask(colleague);
    expect(body).toMatchObject({ mine: true, mayDecide: false, requester: { name: 'Carl' }, asked: { sections: null, level: 'read', until: end(14) }, state: { kind: 'waiting', managerSince: null } });
    expect(await heard(owner)).toEqual(['accessAsked: the fair in May']);
    expect(await heard(manager)).toEqual([]);
    expect((await box(owner, 'toDecide')).map(({ mayDecide, name }) => [name, mayDecide])).toEqual([['Acme Tooling', true]]);
    expect(await box(manager, 'toDecide')).toEqual([]);
    expect(await audit()).toEqual(['accessAsked']);
  });

  it('without an end is for the department\'s own: others name one', async () => {
    expect((await ask(colleague, { until: null })).body.asked.until).toBeNull();
    await world.call(owner, 'POST', '/api/grants', { archive: acme, to: { kind: 'person', id: 'lars' }, level: 'read', sections: ['people'], reason: 'a start', until: day(300) });
    const refused = await ask(other, { until: null });
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([422, expect.stringContaining('name the last day')]);
    expect((await ask(other, { until: day(30) })).status).toBe(201);
  });

  it('for a restricted section says plainly that a clearance is asked besides, and who gives it', async () => {
    const refused = await ask(colleague, { sections: ['profile', 'bank'] });
    expect(refused.status).toBe(422);
    expect(JSON.stringify(refused.body)).toContain('no-clearance');
    expect(JSON.stringify(refused.body)).toContain('Clearances are given by Ada');
    await world.call(admin, 'PUT', '/api/people/cora', { clearances: ['bank'] });
    expect((await ask(cleared, { sections: ['profile', 'bank'] })).status).toBe(201);
  });

  it('for what one has, or a second time, is a conflict; a past day and an empty reason are told together', async () => {
    expect((await ask(owner)).status).toBe(409);
    await asked();
    expect((await ask(colleague)).status).toBe(409);
    const wrong = await ask(manager, { until: '2020-01-01', reason: '  ', level: 'write' });
    expect([wrong.status, (wrong.body as unknown as { error: { problems: { field: string }[] } }).error.problems.map(({ field }) => field)]).toEqual([422, ['reason', 'until']]);
  });
});

describe('deciding', () => {
  it('approves: the right is there when the answer is, with its grant, its audit rows and its notice', async () => {
    const id = await asked();
    expect(await reads(colleague)).toBe(false);
    const { status, body } = await act(owner, id, 'decision', { decision: 'approve', note: 'gladly' });
    expect([status, body.state]).toMatchObject([200, { kind: 'approved', decided: { by: { name: 'Olga' }, note: 'gladly' }, given: { sections: null, level: 'read' } }]);
    expect(await reads(colleague)).toBe(true);
    const [grant] = await world.storage.directory.grants(acme as never);
    expect(grant).toMatchObject({ requestedBy: 'carl', approvedBy: 'olga', origin: { kind: 'request', id }, to: { kind: 'person', id: 'carl' } });
    expect(await audit()).toEqual(['accessAsked', 'accessDecided', 'grantGiven']);
    expect(await heard(colleague)).toEqual(['accessDecided: gladly']);
  });

  it('narrows: fewer sections and days, never more', async () => {
    const id = await asked(colleague, { sections: ['profile', 'people', 'terms'], level: 'write', until: day(60) });
    for (const wider of [{ sections: ['profile', 'credit'] }, { until: day(90) }, { until: null }, { sections: null }]) expect([wider, (await act(owner, id, 'decision', { decision: 'narrow', ...wider })).status]).toEqual([wider, 422]);
    expect((await act(owner, id, 'decision', { decision: 'narrow' })).status).toBe(422);
    const { body } = await act(owner, id, 'decision', { decision: 'narrow', sections: ['profile', 'terms'], level: 'read', until: day(18) });
    expect(body.state).toMatchObject({ kind: 'narrowed', given: { sections: ['profile', 'terms'], level: 'read', until: end(18) } });
    expect([await reads(colleague), await reads(colleague, 'terms'), await reads(colleague, 'people')]).toEqual([true, true, false]);
  });

  it('refuses: nothing is given, and the note is told to who asked and to nobody else', async () => {
    const id = await asked();
    await act(owner, id, 'decision', { decision: 'refuse', note: 'I do it myself' });
    expect(await reads(colleague)).toBe(false);
    expect((await box(colleague))[0]?.state).toMatchObject({ kind: 'refused', decided: { note: 'I do it myself' } });
    expect((await box(manager, 'all'))[0]?.state).toMatchObject({ kind: 'refused', decided: { note: null } });
    expect(await heard(colleague)).toEqual(['accessDecided: I do it myself']);
  });

  it('is never for who asked, nor for who has no part in it, and what a stranger asks about is not there', async () => {
    const id = await asked();
    for (const [who, status] of [[colleague, 403], [other, 404], [manager, 404], [steward, 404], [admin, 404]] as const) expect([who.sub, (await act(who, id, 'decision', { decision: 'approve' })).status]).toEqual([who.sub, status]);
    await world.call(owner, 'PUT', `/api/archives/${acme}/owners`, { owner: 'olga', deputies: [{ person: 'dan', from: day(0), to: day(18) }] });
    expect((await act(deputy, id, 'decision', { decision: 'approve' })).status).toBe(200);
  });

  it('is the manager\'s too after two days, who is told then, and no day before', async () => {
    const id = await asked();
    await pass(1.9);
    expect([(await act(manager, id, 'decision', { decision: 'approve' })).status, await heard(manager)]).toEqual([404, []]);
    await pass(0.2);
    expect(await heard(manager)).toEqual(['accessAsked: the fair in May']);
    expect(await heard(owner)).toEqual(['accessAsked: the fair in May']);
    expect((await box(colleague))[0]?.state).toMatchObject({ kind: 'waiting', managerSince: expect.stringContaining('T') as string });
    expect((await act(manager, id, 'decision', { decision: 'approve' })).status).toBe(200);
    expect(await reads(colleague)).toBe(true);
  });

  it('of an archive without an owner is the steward\'s and the manager\'s at once', async () => {
    await world.call(admin, 'PUT', '/api/people/olga', { active: false });
    const id = await asked();
    expect([await heard(steward), await heard(manager)]).toEqual([['accessAsked: the fair in May'], ['accessAsked: the fair in May']]);
    expect((await act(steward, id, 'decision', { decision: 'approve' })).status).toBe(200);
    await world.call(admin, 'PUT', '/api/people/olga', { active: true });
  });

  it('by two at once: the first counts, the second gets a conflict, and there is one right', async () => {
    await world.call(owner, 'PUT', `/api/archives/${acme}/owners`, { owner: 'olga', deputies: [{ person: 'dan', from: day(0), to: day(18) }] });
    const id = await asked();
    const answers = await Promise.all([act(owner, id, 'decision', { decision: 'approve' }), act(deputy, id, 'decision', { decision: 'refuse' }), act(colleague, id, 'withdraw')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const state = (await box(colleague))[0]?.state.kind;
    expect((await world.storage.directory.grants(acme as never)).length).toBe(state === 'approved' ? 1 : 0);
  });

  it('of a closed archive lets it be read, not written', async () => {
    await world.call(owner, 'POST', `/api/archives/${acme}/state`, { state: 'closed', reason: 'moved away' });
    expect((await ask(colleague, { level: 'write' })).status).toBe(422);
    const id = await asked();
    expect((await act(owner, id, 'decision', { decision: 'approve' })).status).toBe(200);
    expect(await reads(colleague)).toBe(true);
  });
});

describe('ending', () => {
  it('is for both sides, at once, and told to the other', async () => {
    for (const [who, told] of [[owner, colleague], [colleague, owner]] as const) {
      const id = await asked();
      await act(owner, id, 'decision', { decision: 'approve' });
      expect((await act(other, id, 'end')).status).toBe(404);
      const { status, body } = await act(who, id, 'end');
      expect([status, body.state]).toMatchObject([200, { kind: 'ended', by: { id: who.sub } }]);
      expect([await reads(colleague), (await world.storage.directory.grants(acme as never)).length]).toEqual([false, 0]);
      expect((await heard(told)).filter((kind) => kind === 'accessEnded').length).toBeGreaterThan(0);
      expect((await act(who, id, 'end')).status).toBe(409);
    }
    expect(await audit()).toEqual(['accessAsked', 'accessDecided', 'grantGiven', 'grantEnded', 'accessAsked', 'accessDecided', 'grantGiven', 'grantEnded']);
  });

  it('by its grant ends the request too, and who had it is told', async () => {
    const id = await asked();
    await act(owner, id, 'decision', { decision: 'approve' });
    const [grant] = await world.storage.directory.grants(acme as never);
    expect((await world.call(owner, 'DELETE', `/api/grants/${grant?.id}`)).status).toBe(204);
    expect((await box(colleague))[0]?.state).toMatchObject({ kind: 'ended', why: 'giver' });
    expect(await heard(colleague)).toContain('accessEnded');
  });

  it('by its day comes without anybody asking: the right, the row and the notices, two days before of which it is said', async () => {
    const id = await asked(colleague, { until: day(8) });
    await act(owner, id, 'decision', { decision: 'approve' });
    await pass(6);
    expect(await heard(colleague)).toEqual(['accessDecided']);
    await pass(1);
    expect((await heard(colleague)).toSorted()).toEqual(['accessDecided', 'accessEnds']);
    expect(await reads(colleague)).toBe(true);
    await pass(2);
    expect((await world.storage.directory.grants(acme as never)).length).toBe(0);
    expect(await reads(colleague)).toBe(false);
    expect((await box(colleague))[0]?.state).toMatchObject({ kind: 'expired', given: { level: 'read' } });
    expect([(await heard(colleague)).filter((kind) => kind === 'accessEnded'), (await heard(owner)).filter((kind) => kind === 'accessEnded')]).toEqual([['accessEnded'], ['accessEnded']]);
  });

  it('of a request that nobody answers comes with its last day', async () => {
    await asked(colleague, { until: day(3) });
    await pass(4);
    expect((await box(colleague))[0]?.state).toMatchObject({ kind: 'expired', given: null });
    expect(await box(owner, 'toDecide')).toEqual([]);
  });

  it('is withdrawing while it waits, by who asked alone', async () => {
    const id = await asked();
    expect((await act(owner, id, 'withdraw')).status).toBe(403);
    expect((await act(colleague, id, 'withdraw')).body.state.kind).toBe('withdrawn');
    expect((await ask(colleague)).status).toBe(201);
  });

  it('comes by itself when the archive is sealed, the requester leaves, or has it otherwise', async () => {
    const id = await asked();
    await world.call(owner, 'POST', '/api/grants', { archive: acme, to: { kind: 'person', id: 'carl' }, level: 'read', reason: 'anyway', until: day(300) });
    await world.dossier.services.requestKeeper.settled();
    expect((await box(colleague)).find((each) => each.id === id)?.state).toMatchObject({ kind: 'ended', why: 'noSense' });
    const more = await asked(colleague, { sections: ['terms'] });
    await world.call(admin, 'PUT', '/api/people/carl', { active: false });
    await world.dossier.services.requestKeeper.settled();
    expect((await box(owner, 'all')).find((each) => each.id === more)?.state).toMatchObject({ kind: 'ended', why: 'noSense' });
    await world.call(admin, 'PUT', '/api/people/carl', { active: true });
    const sealed = await asked(cleared);
    await world.storage.archives.change(acme as never, { state: 'sealed' }, 'stu' as never, new Date(clock.now()).toISOString());
    world.dossier.access.forget(acme as never);
    await world.dossier.services.requestKeeper.look();
    expect((await world.storage.accessRequests.get(sealed))?.state).toMatchObject({ kind: 'ended', why: 'noSense' });
    expect((await world.call(cleared, 'GET', `/api/access-requests/${sealed}`)).status).toBe(404);
  });
});

it('every state is an option of the list of request states, D-83', () => {
  const options = dictionaryOf('D-83')?.options.map(({ key }) => key) ?? [];
  const used = REQUEST_STATES.map((kind) => requestOption({ kind }));
  expect([...new Set(used)].sort()).toEqual([...options].sort());
});

it('a department\'s manager appoints a dated deputy, and changes nothing else of who keeps the archive', async () => {
  const put = (who: Who, body: object) => world.call(who, 'PUT', `/api/archives/${acme}/owners`, body).then(({ status }) => status);
  const deputies = [{ person: 'dan', from: day(0), to: day(18) }];
  expect([await put(manager, { owner: 'mona' }), await put(manager, { owner: 'olga', coOwners: ['mona'] }), await put(manager, { owner: 'olga', deputies: [{ person: 'dan', from: day(0) }] })]).toEqual([403, 403, 422]);
  expect([await put(colleague, { owner: 'olga', deputies }), await put(manager, { owner: 'olga', deputies })]).toEqual([403, 200]);
  // not themselves; one whom the owner chose stays one
  const self = { person: 'mona', from: day(0), to: day(18) };
  expect([await put(manager, { owner: 'olga', deputies: [...deputies, self] }), await put(owner, { owner: 'olga', deputies: [...deputies, self] }), await put(manager, { owner: 'olga', deputies: [self] })]).toEqual([403, 200, 200]);
  expect(await put(manager, { owner: 'olga', deputies: [{ ...self, to: day(19) }] })).toBe(403);
  // nobody stands in for time that is over; who did stays in the list
  expect([await put(owner, { owner: 'olga', deputies: [{ person: 'dan', from: day(-9), to: day(-2) }] }), await put(owner, { owner: 'olga', deputies: [{ person: 'dan', from: day(-9), to: day(0) }] })]).toEqual([422, 200]);
  await world.call(owner, 'PATCH', `/api/archives/${acme}`, { department: 'lab' });
  expect(await put(manager, { owner: 'olga', deputies: [] })).toBe(404);
});

it('property: once `end` has answered, no new byte of the archive arrives, whoever ends it and whatever is under way', async () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
  let run = 0;
  await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom('write', 'carry', 'both'), { maxLength: 6 }), fc.boolean(), fc.nat({ max: 3 }), async (before, byOwner, held) => {
    run++;
    const id = await asked(colleague, { until: null });
    await act(owner, id, 'decision', { decision: 'approve' });
    const pair = socketPair();
    const client = new SyncClient(pair);
    pair.attach(world.dossier.hub.line(pair.socket));
    const carry = async (): Promise<void> => { for (let i = 0; i < 60; i++) { while (pair.toServer() || pair.toClient()); await new Promise((resolve) => { setImmediate(resolve); }); } };
    client.hello(await world.token(colleague));
    await carry();
    client.open(acme, 'profile');
    await carry();
    let n = 0;
    const write = (mark: string) => world.call(owner, 'PATCH', `/api/archives/${acme}/sections/profile`, { fields: { 'customer.shortName': `${mark}${run}x${n++}` } });
    for (const step of before) {
      if (step !== 'carry') expect((await write('early')).status).toBe(200);
      if (step !== 'write') await carry();
    }
    // queued but not yet carried: also this must not arrive
    for (let i = 0; i < held; i++) await write('held');
    const ends = act(byOwner ? owner : colleague, id, 'end');
    const [answer] = await Promise.all([ends, write('race')]);
    expect(answer.status).toBe(200);
    const seen = pair.received.length;
    await write('LATE');
    await carry();
    const text = Buffer.concat(pair.received.slice(seen).map((each) => Buffer.from(each))).toString('latin1');
    expect(text).not.toMatch(/LATE|held|race|early/);
    expect(await reads(colleague)).toBe(false);
  }), { numRuns: 12, seed });
}, 120_000);
