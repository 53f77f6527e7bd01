/** Masked numbers: shown only after it is written down, under the section's right, told to who answers for the section. And doubts beside the answer of an edit, which refuse nothing. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HistoryPage, SectionPatch } from '../../model/api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';
import { overrideMark, warning } from '../../model/validation/warning.ts';

/** Owner with the clearance, co-owner without, steward with, compliance, auditor, and somebody who knows nothing of it. */
const olga: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const cora: Who = { sub: 'cora', name: 'Cora', roles: ['staff'], department: 'lab' };
const stu: Who = { sub: 'stu', name: 'Stu', roles: ['steward'] };
const cleo: Who = { sub: 'cleo', name: 'Cleo', roles: ['compliance'] };
const aldo: Who = { sub: 'aldo', name: 'Aldo', roles: ['auditor'] };
const sam: Who = { sub: 'sam', name: 'Sam', roles: ['staff'], department: 'lab' };
const root: Who = { sub: 'root', roles: ['admin'] };

const NUMBER = 'fields/person.idDocumentNumber';
const WRONG = '110105194912310021';
const RIGHT = '11010519491231002X';

interface Edited { readonly fields: Readonly<Record<string, unknown>>; readonly warnings: readonly { readonly field: string; readonly code: string; readonly message: string }[] }

let world: HttpWorld;
let count = 0;
let id: string;
beforeAll(async () => {
  world = await httpWorld({ env: { DOSSIER_LIMITS: JSON.stringify({ requestsPerSecond: 100_000, requestsBurst: 100_000 }) } });
  for (const who of [olga, cora, stu, cleo, aldo, sam]) await world.call(who, 'GET', '/api/me');
  for (const who of ['olga', 'stu', 'cleo']) expect((await world.call(root, 'PUT', `/api/people/${who}`, { clearances: ['identity'] })).status).toBe(200);
});
afterAll(async () => { await world.close(); });
beforeEach(async () => {
  id = `R${++count}`;
  expect((await world.call(olga, 'POST', '/api/archives', { id, kind: 'individual', name: 'Ana Trujillo' })).status).toBe(201);
  expect((await world.call(olga, 'PUT', `/api/archives/${id}/owners`, { owner: 'olga', coOwners: ['cora'] })).status).toBe(200);
  expect((await patch({ fields: { 'person.idDocumentType': 'residentId', 'person.idDocumentNumber': RIGHT, 'person.gender': 'female' } })).status).toBe(200);
});

const patch = (body: SectionPatch, section = 'identity', who = olga) => world.call<Edited>(who, 'PATCH', `/api/archives/${id}/sections/${section}`, body);
const show = (who: Who | null, key: unknown = NUMBER, section = 'identity') => world.call<{ at: string; error?: { code: string } }>(who, 'POST', `/api/archives/${id}/sections/${section}/reveals`, { key });
const shownIn = async (who: Who, query = '') => (await world.call<HistoryPage>(who, 'GET', `/api/archives/${id}/history${query}`)).body.items.filter(({ kind }) => kind === 'reveal').map(({ by, section, key, restorable }) => [by.name, section, key, restorable]);

describe('showing a masked number', () => {
  it('is on disk when it is answered: who, which value, when, and never the value', async () => {
    const { status, body } = await show(stu);
    expect(status).toBe(201);
    expect(Math.abs(Date.parse(body.at) - world.now())).toBeLessThan(5_000);
    const rows = await world.storage.reveals.page({ archive: id as never, person: null, before: null, limit: 10 });
    expect(rows).toEqual([{ id: expect.any(Number), archive: id, section: 'identity', key: NUMBER, by: 'stu', at: Date.parse(body.at) }]);
    expect(JSON.stringify(rows)).not.toContain(RIGHT);
  });

  it('follows the right on the section: whoever may not read it learns not even that it is there', async () => {
    const missing = await show(cora, NUMBER, 'no-such-section');
    for (const who of [cora, sam, aldo]) {
      const { status, body } = await show(who);
      expect([status, body.error?.code], who.sub).toEqual([404, 'not-found']);
    }
    expect(missing.status).toBe(404);
    expect((await show(null)).status).toBe(401);
    expect((await show(cleo)).status).toBe(201);
    expect(await world.storage.reveals.page({ archive: id as never, person: null, before: null, limit: 10 })).toHaveLength(1);
  });

  it('is of values that are masked, and of nothing else', async () => {
    for (const key of ['fields/person.gender', `marks/${NUMBER}#override`, 'fields/no.such', 'rows/relatedPartyPapers/x1/name', '', 'x'.repeat(400), '__proto__', 7]) expect((await show(olga, key)).status, String(key)).toBe(422);
    expect((await show(olga, 'rows/relatedPartyPapers/x1/idDocumentNumber')).status).toBe(201);
    expect((await show(olga, NUMBER, 'profile')).status).toBe(422);
  });

  it('is told in the history to who manages the section and to compliance, not to the others who read it, and is no news', async () => {
    await show(stu);
    await show(cleo);
    const told = [['Cleo', 'identity', NUMBER, false], ['Stu', 'identity', NUMBER, false]];
    expect(await shownIn(olga), 'that compliance looked is told to compliance').toEqual(told.slice(1));
    expect(await shownIn(olga, `?key=${NUMBER}`)).toEqual(told.slice(1));
    expect(await shownIn(olga, '?person=stu')).toEqual(told.slice(1));
    expect(await shownIn(olga, '?person=cleo')).toEqual([]);
    expect(await shownIn(cleo)).toEqual(told);
    expect(await shownIn(stu), 'a steward writes there and does not manage it').toEqual([]);
    expect(await shownIn(cora)).toEqual([]);
    await world.call(olga, 'PUT', `/api/archives/${id}/seen`, { at: new Date(world.now()).toISOString() });
    await show(stu);
    expect(await shownIn(olga, '?unseen=true')).toEqual([]);
  });

  it('is listed for the audit, page by page, and for nobody else', async () => {
    for (let i = 0; i < 3; i++) await show(stu);
    await show(olga);
    const list = (who: Who, query = '') => world.call<{ items: { by: { name: string }; key: string }[]; next: number | null }>(who, 'GET', `/api/audit/reveals?archive=${id}${query}`);
    const first = await list(aldo, '&limit=3');
    expect(first.body.items.map(({ by }) => by.name)).toEqual(['Olga', 'Stu', 'Stu']);
    expect((await list(aldo, `&limit=3&before=${first.body.next}`)).body).toMatchObject({ items: [{ by: { name: 'Stu' } }], next: null });
    expect((await list(cleo, '&person=olga')).body.items).toHaveLength(1);
    for (const who of [olga, stu, sam, root]) expect((await list(who)).status, who.sub).toBe(403);
  });

  it('ends with the right: a moment later it is not there', async () => {
    expect((await show(stu)).status).toBe(201);
    expect((await world.call(root, 'PUT', '/api/people/stu', { clearances: [] })).status).toBe(200);
    expect((await show(stu)).status).toBe(404);
    expect((await world.call(root, 'PUT', '/api/people/stu', { clearances: ['identity'] })).status).toBe(200);
  });
});

describe('doubts beside an edit', () => {
  it('are told and refuse nothing', async () => {
    const { status, body } = await patch({ fields: { 'person.idDocumentNumber': WRONG } });
    expect(status).toBe(200);
    expect(body.fields['person.idDocumentNumber']).toBe(WRONG);
    expect(body.warnings).toEqual([{ field: NUMBER, code: 'residentId-check', message: expect.stringContaining('Compare') }]);
    expect((await patch({ fields: { 'person.idDocumentNumber': RIGHT } })).body.warnings).toEqual([]);
  });

  it('of what stands beside the value that was edited are told as well', async () => {
    expect((await patch({ fields: { 'person.gender': 'male' } })).body.warnings).toMatchObject([{ field: 'fields/person.gender', code: 'gender-id' }]);
    expect((await patch({ fields: { 'person.idDocumentType': 'dniNie' } })).body.warnings).toMatchObject([{ field: NUMBER, code: 'dniNie-form' }]);
  });

  it('of the identity number look at the birthday where the writer reads the profile', async () => {
    expect((await patch({ fields: { 'person.dateOfBirth': '1950-01-01' } }, 'profile')).status).toBe(200);
    expect((await patch({ fields: { 'person.idDocumentNumber': RIGHT } })).body.warnings).toMatchObject([{ field: NUMBER, code: 'birthday-id' }]);
    // compliance reads the papers and not the profile: what it may not read is not told by a doubt
    expect((await patch({ fields: { 'person.idDocumentNumber': RIGHT } }, 'identity', cleo)).body.warnings).toEqual([]);
  });

  it('that are kept with a reason are silent until the value changes', async () => {
    await patch({ fields: { 'person.idDocumentNumber': WRONG }, marks: { [`${NUMBER}#override`]: overrideMark(warning('residentId-check', WRONG, 'residentId'), 'as on the card') } });
    expect((await patch({ fields: { 'person.idDocumentNumber': WRONG } })).body.warnings).toEqual([]);
    expect((await patch({ fields: { 'person.idDocumentNumber': '110105194912310022' } })).body.warnings).toHaveLength(1);
  });

  it('of two dates that were turned round between them are told at the end, of a postcode with the country of its row', async () => {
    expect((await patch({ fields: { 'reno.startAt': '2026-05-02', 'reno.endAt': '2026-05-01' } }, 'profile')).body.warnings).toMatchObject([{ field: 'fields/reno.endAt', code: 'dates-reversed' }]);
    expect((await patch({ rows: { addresses: { registered: { use: 'registered', country: 'ES', postcode: '99999' } } } }, 'profile')).body.warnings).toMatchObject([{ field: 'rows/addresses/registered/postcode', code: 'postcode-form' }]);
    expect((await patch({ fields: { 'org.taxRegistrationNumber': 'A28015866' } }, 'profile')).body.warnings).toMatchObject([{ field: 'fields/org.taxRegistrationNumber', code: 'nif-check' }]);
  });

  it('are another thing than what no edit may bring: that is refused with all of the edit', async () => {
    for (const [key, value] of [['customer.shortName', '\ud800'], ['customer.shortName', 'a\0'], ['crm.website', 'javascript:alert(1)'], ['crm.website', 'data:text/html,x'], ['person.dateOfBirth', '2026-02-30'], ['crm.employeeCount', 'many']] as const) {
      const { status } = await patch({ fields: { [key]: value, 'org.legalForm': null } }, 'profile');
      expect(status, `${key} ${value}`).toBe(422);
    }
    // the only ways to write a number that is none in JSON
    for (const number of ['NaN', '1e999']) {
      const answer = await world.call(olga, 'PATCH', `/api/archives/${id}/sections/profile`, `{"fields":{"crm.employeeCount":${number}}}`, { 'content-type': 'application/json' });
      expect([400, 422], number).toContain(answer.status);
    }
  });

  it('of a text of 8 kB in every value are told within moments', async () => {
    const rows = Object.fromEntries(Array.from({ length: 24 }, (_, i) => [`x${i}`, { name: 'A', idDocumentType: 'residentId', idDocumentNumber: '1'.repeat(8000) }]));
    const begun = performance.now();
    const { status, body } = await patch({ rows: { relatedPartyPapers: rows } });
    expect(status).toBe(200);
    expect(body.warnings).toHaveLength(24);
    expect(performance.now() - begun).toBeLessThan(60_000);
  });
});
