/** Counts of what is filled, missing and stale: who is told what, when they change, and that an edit in a closed section shows to nobody else. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ArchivePage, SectionPatch } from '../../model/api.ts';
import type { Finding, MissingView } from '../../model/completeness/finding.ts';
import type { Digest } from '../../model/overview.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

type Full = Extract<Digest, { readonly revision: number }>;
const olga: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const cleared: Who = { sub: 'ida', name: 'Ida', roles: ['staff'], department: 'sales' };
const granted: Who = { sub: 'greg', name: 'Greg', roles: ['staff'], department: 'lab' };
const rivalsOnly: Who = { sub: 'rita', name: 'Rita', roles: ['staff'], department: 'lab' };
const stranger: Who = { sub: 'sam', name: 'Sam', roles: ['staff'], department: 'lab' };
const DAY = 86_400_000;

let world: HttpWorld;
let count = 0;
let id: string;
beforeAll(async () => {
  world = await httpWorld({ env: { DOSSIER_LIMITS: JSON.stringify({ requestsPerSecond: 100_000, requestsBurst: 100_000 }) } });
  for (const who of [olga, cleared, granted, rivalsOnly, stranger]) await world.call(who, 'GET', '/api/me');
  await world.call({ sub: 'root', roles: ['admin'] }, 'PUT', '/api/people/ida', { clearances: ['identity', 'bank'] });
});
afterAll(async () => { await world.close(); });
beforeEach(async () => {
  id = `C${++count}`;
  expect((await world.call(olga, 'POST', '/api/archives', { id, kind: 'individual', packs: ['base', 'individual', 'bank'], name: '林美華' })).status).toBe(201);
  expect((await world.call(olga, 'PUT', `/api/archives/${id}/owners`, { owner: 'olga', coOwners: ['ida'] })).status).toBe(200);
});

const patch = async (who: Who, section: string, body: SectionPatch): Promise<void> => {
  const answer = await world.call(who, 'PATCH', `/api/archives/${id}/sections/${section}`, body);
  expect([answer.status, answer.body, world.errors]).toMatchObject([200, {}, []]);
  await world.dossier.settled();
};
const digest = async (who: Who): Promise<Full> => (await world.call<Full>(who, 'GET', `/api/archives/${id}/overview`)).body;
const share = async (who: Who, pack: string) => (await digest(who)).completeness.packs.find((each) => each.pack === pack);
const missing = async (who: Who): Promise<readonly Finding[]> => (await world.call<MissingView>(who, 'GET', `/api/archives/${id}/missing`)).body.items;
const grant = (person: string, sections: readonly string[]) => world.call(olga, 'POST', '/api/grants', { archive: id, to: { kind: 'person', id: person }, level: 'read', sections, reason: 'helps' });

describe('what one is told', () => {
  it('grows with each fact, and is missed no more', async () => {
    const before = await digest(olga);
    await patch(olga, 'profile', { fields: { 'person.dateOfBirth': '1980-05' } });
    const after = await digest(olga);
    expect(after.completeness.packs.find(({ pack }) => pack === 'individual')!.filled).toBe(1);
    expect(after.completeness.missing).toBe(before.completeness.missing - 1);
    expect(after.keyTen).toEqual({ filled: 2, of: 9 });
    expect((await missing(olga)).some(({ field }) => field === 'person.dateOfBirth')).toBe(false);
    await patch(olga, 'profile', { fields: { 'person.dateOfBirth': null } });
    expect((await digest(olga)).completeness).toEqual(before.completeness);
  });

  it('holds the sections that one may read, and tells nothing of the others', async () => {
    expect(await share(cleared, 'bank')).toMatchObject({ filled: 0 });
    expect((await share(cleared, 'individual'))!.of).toBeGreaterThan((await share(olga, 'individual'))!.of);
    await world.dossier.settled();
    const seen = await digest(olga);
    await patch(cleared, 'bank', { fields: { 'bank.depositBalance': '12000.00 CNY' } });
    await patch(cleared, 'identity', { fields: { 'person.idDocumentNumber': '110' } });
    // a keeper without the clearance sees the same, to the letter: no count, no revision, no time
    expect(await digest(olga)).toEqual(seen);
    expect((await missing(olga)).filter(({ section }) => section === 'bank' || section === 'identity')).toEqual([]);
    expect((await share(cleared, 'bank'))!.filled).toBe(1);
    expect((await digest(cleared)).keyTen).toEqual({ filled: 2, of: 10 });
    expect((await missing(cleared)).some(({ section }) => section === 'bank')).toBe(true);
  });

  it('is that of the sections a grant names', async () => {
    expect((await grant('rita', ['rivals'])).status).toBe(201);
    expect((await grant('greg', ['profile'])).status).toBe(201);
    const [rita, greg] = [await digest(rivalsOnly), await digest(granted)];
    expect([rita.keyTen, rita.stage, rita.completeness.missing]).toEqual([{ filled: 0, of: 0 }, null, 0]);
    expect(new Set((await missing(rivalsOnly)).map(({ section }) => section))).toEqual(new Set(['rivals']));
    expect(new Set((await missing(granted)).map(({ section }) => section))).toEqual(new Set(['profile']));
    expect(greg.stage).toBe('collect');
    expect((await world.call(stranger, 'GET', `/api/archives/${id}/missing`)).status).toBe(404);
  });

  it('follows packs and kind at once', async () => {
    expect(await share(olga, 'hotel')).toBeUndefined();
    expect((await world.call(olga, 'PATCH', `/api/archives/${id}`, { packs: ['base', 'hotel'] })).status).toBe(200);
    expect((await share(olga, 'hotel'))!.of).toBeGreaterThan(10);
    expect(await share(olga, 'individual')).toBeUndefined();
  });
});

describe('what is stale', () => {
  it('is told a year after a number was entered, without anybody touching it, until somebody says it still works (P-29)', async () => {
    await patch(olga, 'profile', { rows: { methods: { m: { kind: 'phone', value: '02-2345-6789' } } } });
    expect((await digest(olga)).completeness.stale).toBe(0);
    world.pass(370 * DAY);
    expect((await digest(olga)).completeness.stale).toBe(1);
    expect((await missing(olga)).find(({ kind }) => kind === 'stale')).toMatchObject({ section: 'profile', field: 'customer.contactMethods', key: 'rows/methods/m', reason: 'age', rule: 'methods' });
    const today = new Date(world.now()).toISOString().slice(0, 10);
    await patch(olga, 'profile', { rows: { methods: { m: { alive: true, verifiedAt: today } } } });
    expect((await digest(olga)).completeness.stale).toBe(0);
    await patch(olga, 'profile', { rows: { methods: { m: { alive: false } } } });
    expect((await missing(olga)).find(({ kind }) => kind === 'stale')).toMatchObject({ reason: 'dead' });
  });

  it('is what came from the yellow pages a year ago (P-23): its age is known from the history', async () => {
    await patch(olga, 'profile', { fields: { 'person.position': 'Buyer' } });
    world.pass(300 * DAY);
    await patch(olga, 'profile', { marks: { 'fields/person.position#source': 'yellowPages', 'fields/customer.name#channel': 'yellowPages' } });
    world.pass(100 * DAY);
    // a mark alone makes no value new: both were entered four hundred days ago
    expect((await digest(olga)).completeness.stale).toBe(2);
  });
});

describe('lists', () => {
  it('can begin with the archive that lacks most', async () => {
    await patch(olga, 'profile', { fields: { 'person.dateOfBirth': '1980-05', 'person.employer': 'Lin', 'person.position': 'CEO' } });
    const page = (await world.call<ArchivePage>(olga, 'GET', '/api/archives?sort=missing')).body;
    expect(page.items.at(-1)!.id).toBe(id);
    expect((await world.call<ArchivePage>(olga, 'GET', '/api/archives?sort=missing&order=asc')).body.items[0]!.id).toBe(id);
  });
});
