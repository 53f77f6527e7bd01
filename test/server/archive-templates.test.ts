/** Opening an archive from a template, and adding or taking sheets later: what the creator writes lies where it belongs, and others see it at once. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApiErrorBody, ArchiveView, SectionValues } from '../../model/api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const olga: Who = { sub: 'olga', name: 'Olga', roles: ['staff'] };
const bea: Who = { sub: 'bea', name: 'Bea', roles: ['staff'] };
const admin: Who = { sub: 'adam', name: 'Adam', roles: ['admin'] };
const gina: Who = { sub: 'gina', name: 'Gina', roles: ['generalManager'] };
let world: HttpWorld;
beforeEach(async () => { world = await httpWorld(); });
afterEach(async () => { await world.close(); });

const section = async (who: Who, id: string, name: string): Promise<SectionValues> => (await world.call<SectionValues>(who, 'GET', `/api/archives/${id}/sections/${name}`)).body;

describe('POST /api/archives with a template', () => {
  it('takes kind, sheets and first values from it', async () => {
    const made = await world.call<ArchiveView>(olga, 'POST', '/api/archives', { id: 'ACME', template: 'dealer', name: 'Acme' });
    expect(made.status).toBe(201);
    expect([made.body.row?.kind, made.body.row?.packs]).toEqual(['organisation', ['organisation', 'dealer']]);
    expect(made.body.overview).toMatchObject({ name: 'Acme', roles: ['dealer'] });
  });

  it('lets what is named beside it count more, and adds sheets', async () => {
    const made = await world.call<ArchiveView>(olga, 'POST', '/api/archives', { template: 'dealer', kind: 'individualBusiness', packs: ['bank', 'dealer'], name: 'Acme', fields: { 'customer.partnerRole': ['supplier', 'dealer'] } });
    expect([made.body.row?.kind, made.body.row?.packs]).toEqual(['individualBusiness', ['organisation', 'dealer', 'bank']]);
    expect(made.body.overview).toMatchObject({ roles: ['supplier', 'dealer'] });
  });

  it('puts what was asked where it lies: phones, address, texts, a person by name, terms', async () => {
    const fields = {
      'org.legalRepresentative': 'Maria Anders', 'crm.phone': '030-0074321', 'crm.mailingAddress': 'Obere Str. 57', 'crm.postalCode': '12209', 'org.businessScope': 'Food', 'org.registeredCapital': '1000000.00 EUR',
      'crm.settlementMethod': 'oneMonth',
    };
    const made = await world.call<ArchiveView & ApiErrorBody>(olga, 'POST', '/api/archives', { id: 'ALFKI', template: 'organisation', name: 'Alfreds', fields });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    expect(made.body.overview).toMatchObject({ contacts: [{ kind: 'phone', value: '030-0074321' }] });
    // her manager, who opened nothing, reads it
    const people = await section(gina, 'ALFKI', 'people');
    const [[id, row]] = Object.entries(people.rows['people']!) as [[string, object]];
    expect(row).toMatchObject({ name: 'Maria Anders' });
    expect(people.fields['org.legalRepresentative']).toBe(id);
    const profile = await section(gina, 'ALFKI', 'profile');
    expect(Object.values(profile.rows['addresses']!)).toEqual([expect.objectContaining({ use: 'mailing', text: 'Obere Str. 57', postcode: '12209' })]);
    expect(profile.texts['org.businessScope']).toBe('Food');
    expect((await section(gina, 'ALFKI', 'terms')).fields['crm.settlementMethod']).toBe('oneMonth');
  });

  it('writes papers for who has the clearance, and nothing at all for who has not', async () => {
    const wish = { template: 'bankClient', name: 'Hanna', fields: { 'person.idDocumentType': 'passport', 'person.idDocumentNumber': 'X12345678' } };
    const refused = await world.call<ApiErrorBody>(olga, 'POST', '/api/archives', { ...wish, id: 'HANNA' });
    expect([refused.status, refused.body.error.code]).toEqual([403, 'forbidden']);
    expect((await world.call(olga, 'GET', '/api/archives/HANNA')).status).toBe(404);
    await world.call(bea, 'GET', '/api/me');
    expect((await world.call(admin, 'PUT', '/api/people/bea', { clearances: ['identity'] })).status).toBe(200);
    expect((await world.call(bea, 'POST', '/api/archives', { ...wish, id: 'HANNA' })).status).toBe(201);
    expect((await section(bea, 'HANNA', 'identity')).fields['person.idDocumentNumber']).toBe('X12345678');
  });

  it('names what it does not know', async () => {
    const refused = await world.call<ApiErrorBody>(olga, 'POST', '/api/archives', { template: 'no-such', name: 'A', fields: { 'no.such': 'x' } });
    expect(refused.status).toBe(422);
    expect(refused.body.error.problems?.map(({ field }) => field)).toEqual(expect.arrayContaining(['template', 'kind', 'fields/no.such']));
    expect((await world.call<ApiErrorBody>(olga, 'POST', '/api/archives', { name: 'A' })).body.error.problems?.map(({ field }) => field)).toEqual(['kind']);
  });
});

describe('sheets of an archive that is there', () => {
  it('are added and taken away; values stay, and whoever watches hears of it', async () => {
    await world.call(olga, 'POST', '/api/archives', { id: 'GUEST', template: 'addressBook', kind: 'individual', name: 'Guest' });
    const before = (await world.call<ArchiveView>(gina, 'GET', '/api/archives/GUEST')).body;
    expect((await world.call<ArchiveView>(olga, 'PATCH', '/api/archives/GUEST', { packs: ['hotel', 'annual'] })).body.row?.packs).toEqual(['hotel', 'annual']);
    await world.call(olga, 'PATCH', '/api/archives/GUEST/sections/preferences', { rows: { 'pref.tea': { tea000000001: { value: 'Oolong' } } } });
    expect((await world.call<ArchiveView>(olga, 'PATCH', '/api/archives/GUEST', { packs: [] })).body.row?.packs).toEqual([]);
    const now = (await world.call<ArchiveView>(gina, 'GET', '/api/archives/GUEST')).body;
    expect(now.row?.packs).toEqual([]);
    expect('revision' in now.overview && 'revision' in before.overview && now.overview.revision > before.overview.revision).toBe(true);
    expect(Object.values((await section(gina, 'GUEST', 'preferences')).rows['pref.tea'] ?? {})).toEqual([expect.objectContaining({ value: 'Oolong' })]);
  });

  it('are no sheets of another program', async () => {
    await world.call(olga, 'POST', '/api/archives', { id: 'A', template: 'addressBook', name: 'A' });
    expect((await world.call(olga, 'PATCH', '/api/archives/A', { packs: ['CN-2007-33', 'moon'] })).status).toBe(422);
  });
});

describe('the pinned warning', () => {
  it('is read by whoever reads the profile, in the digest and in the archive, and stops contact', async () => {
    await world.call(olga, 'POST', '/api/archives', { id: 'W', template: 'addressBook', name: 'W', fields: { 'crm.phone': '030 1234' } });
    const fields = { 'customer.warningKind': 'paymentStop', 'customer.doNotContact': true, 'customer.doNotContactReason': 'asked by letter' };
    expect((await world.call(olga, 'PATCH', '/api/archives/W/sections/profile', { fields })).status).toBe(200);
    await world.dossier.settled();
    const seen = (await world.call<ArchiveView>(gina, 'GET', '/api/archives/W')).body.overview;
    expect(seen).toMatchObject({ warning: { kind: 'doNotContact', text: 'asked by letter' }, doNotContact: true, doNotContactReason: 'asked by letter' });
    await world.call(olga, 'PATCH', '/api/archives/W/sections/profile', { fields: { 'customer.doNotContact': null } });
    await world.dossier.settled();
    expect((await world.call<ArchiveView>(gina, 'GET', '/api/archives/W')).body.overview).toMatchObject({ warning: { kind: 'paymentStop', text: '' }, doNotContact: false });
  });
});
