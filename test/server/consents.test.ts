/** Consents over REST: acts that stay, taking back as easy as giving, and what follows at once for mailings and greetings. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiErrorBody } from '../../model/api.ts';
import type { ConsentsView } from '../../model/privacy/consents.ts';
import type { Mailing } from '../../server/services/privacy/mailing.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const olga: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const sam: Who = { sub: 'sam', name: 'Sam', roles: ['staff'], department: 'lab' };
const stella: Who = { sub: 'stella', name: 'Stella', roles: ['steward'] };
const cleo: Who = { sub: 'cleo', name: 'Cleo Marsh', roles: ['compliance'] };
let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld();
  for (const who of [olga, sam, stella, cleo]) await world.call(who, 'GET', '/api/me');
  for (const id of ['ANNA', 'BEA', 'CARL']) {
    expect((await world.call(olga, 'POST', '/api/archives', { id, kind: 'individual', name: id, department: 'sales' })).status).toBe(201);
    expect((await world.call(olga, 'PATCH', `/api/archives/${id}/sections/profile`, { rows: { methods: { m1: { kind: 'email', value: `${id.toLowerCase()}@example.net` } } } })).status).toBe(200);
  }
  expect((await world.call(olga, 'PATCH', '/api/archives/BEA/sections/profile', { rows: { consents: { k1: { channel: 'email', state: 'granted', decidedAt: '2026-01-05' } } } })).status).toBe(200);
  await world.dossier.settled();
});
afterAll(async () => { await world.close(); });

const give = (who: Who, id: string, act: object) => world.call<ConsentsView & ApiErrorBody>(who, 'POST', `/api/consents/${id}`, { acts: [{ purpose: 'marketingEmail', state: 'granted', how: 'written', version: '2026-01', ...act }] });
const withdraw = (who: Who, id: string, purposes: readonly string[]) => world.call<ConsentsView>(who, 'POST', `/api/consents/${id}/withdraw`, { purposes, how: 'phone' });
const mailing = async (channel = 'email') => (await world.call<Mailing>(stella, 'GET', `/api/mailings/${channel}`)).body;
const names = async (channel?: string) => (await mailing(channel)).lines.map(({ archive }) => archive).sort();

describe('an act of consent', () => {
  it('is recorded by who writes the profile, with the words that were agreed to', async () => {
    expect((await give(olga, 'ANNA', { version: ' ' })).status).toBe(422);
    const { status, body } = await give(olga, 'ANNA', {});
    expect(status).toBe(201);
    expect(body.now).toEqual([{ purpose: 'marketingEmail', state: 'granted', since: '2026-03-02' }]);
  });
  it('for a child names who gave it', async () => {
    expect((await give(olga, 'ANNA', { purpose: 'childUnder14' })).status).toBe(422);
    expect((await give(olga, 'ANNA', { purpose: 'childUnder14', guardian: 'Her mother' })).status).toBe(201);
  });
  it('does not exist for who may not read the archive', async () => {
    expect((await world.call(sam, 'GET', '/api/consents/ANNA')).status).toBe(404);
    expect((await give(sam, 'ANNA', {})).status).toBe(404);
  });
  it('cannot point to a paper that is not there', async () => expect((await give(olga, 'ANNA', { evidence: 'nothing' })).status).toBe(422));
  it('cannot be of a day to come', async () => expect((await give(olga, 'ANNA', { decided: '2027-01-01' })).status).toBe(422));
});

describe('the list for a mailing', () => {
  it('holds who gave a consent here or in the form, and says how many it leaves out and why', async () => {
    expect(await names()).toEqual(['ANNA', 'BEA']);
    expect((await mailing()).left).toEqual({ noConsent: 1 });
  });
  it('loses a customer with one act that asks for nothing, by phone, through compliance', async () => {
    const { status, body } = await withdraw(cleo, 'ANNA', ['marketingEmail']);
    expect(status).toBe(201);
    expect(body.items.filter(({ purpose }) => purpose === 'marketingEmail').map(({ state }) => state)).toEqual(['withdrawn', 'granted']);
    expect(await names()).toEqual(['BEA']);
  });
  it('an act against all advertising counts for every channel, whatever the form says', async () => {
    await withdraw(olga, 'BEA', ['marketing']);
    expect(await names()).toEqual([]);
    expect((await mailing()).left).toEqual({ noConsent: 1, withdrawn: 2 });
  });
  it('still knows after the server began anew', async () => {
    await world.dossier.services.consents.load();
    expect(await names()).toEqual([]);
  });
  it('is a steward’s and is recorded as an export', async () => {
    expect((await world.call(olga, 'GET', '/api/mailings/email')).status).toBe(403);
    expect((await world.storage.exports.page({ person: null, before: null, limit: 1 }))[0]?.query).toContain('mailing');
  });
  it('comes as a table', async () => expect((await world.call<string>(stella, 'GET', '/api/mailings/email?format=csv')).body).toContain('archive,name,to,since'));
});

it('whoever looks after the customer is not told which officer recorded it', async () => {
  expect(JSON.stringify((await world.call(olga, 'GET', '/api/consents/ANNA')).body)).not.toMatch(/cleo/i);
  expect(JSON.stringify((await world.call(cleo, 'GET', '/api/consents/ANNA')).body)).toMatch(/cleo/i);
});

it('who took back all advertising is greeted no more', () => {
  expect(world.dossier.services.consents.silences('BEA' as never)).toBe(true);
  expect(world.dossier.services.consents.silences('CARL' as never)).toBe(false);
});
