/** One person's file over REST: what is in it in every form, what never is, who looks at it, who lets it go. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { strFromU8, unzipSync } from 'fflate';
import type { ApiErrorBody } from '../../model/api.ts';
import { valuesOf } from '../../model/privacy/file.ts';
import type { FileDraft, FileReview } from '../../model/privacy/file.ts';
import type { AuditEntry } from '../../model/audit/entry.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const olga: Who = { sub: 'olga', name: 'Olga Owner', roles: ['staff'], department: 'sales' };
const cleo: Who = { sub: 'cleo', name: 'Cleo Marsh', roles: ['compliance'] };
const clara: Who = { sub: 'clara', name: 'Clara Vale', roles: ['compliance'] };
const admin: Who = { sub: 'ada', name: 'Ada', roles: ['admin'] };
const CANARY = 'Kanarienvogel-7391';

let world: HttpWorld;
const patch = (who: Who, archive: string, section: string, body: object) => world.call(who, 'PATCH', `/api/archives/${archive}/sections/${section}`, body);
beforeAll(async () => {
  world = await httpWorld();
  for (const who of [olga, cleo, clara, admin]) expect((await world.call(who, 'GET', '/api/me')).status).toBe(200);
  for (const id of ['cleo', 'clara']) expect((await world.call(admin, 'PUT', `/api/people/${id}`, { clearances: ['identity', 'bank', 'aml'] })).status).toBe(200);
  expect((await world.call(olga, 'POST', '/api/archives', { id: 'ANNA', kind: 'individual', packs: ['individual'], name: 'Anna Berg', department: 'sales' })).status).toBe(201);
  expect((await world.call(olga, 'POST', '/api/archives', { id: 'ACME', kind: 'organisation', name: 'Acme Tools', department: 'sales' })).status).toBe(201);
  expect((await patch(olga, 'ANNA', 'profile', { fields: { 'customer.name': 'Anna Berg' }, rows: { methods: { m1: { kind: 'email', value: 'anna@example.net' } } }, marks: { 'fields/customer.name#source': 'resourceExchange' } })).status).toBe(200);
  expect((await patch(olga, 'ANNA', 'people', { rows: { people: { p1: { name: 'Bertil Strand' } } } })).status).toBe(200);
  expect((await patch(olga, 'ANNA', 'contacts-2026', { rows: { contacts: { c1: { time: '2026-02-01T10:00' }, c2: { time: '2026-02-03T10:00' } } }, texts: { 'contacts/c1/subject': 'Met Anna and Bertil Strand about the boat', 'contacts/c2/subject': `We have a suspicion of money laundering ${CANARY}-words` } })).status).toBe(200);
  expect((await patch(cleo, 'ANNA', 'aml', { rows: { amlClues: { k1: { date: '2026-02-01', source: `${CANARY}-source` } } }, texts: { 'amlClues/k1/description': `${CANARY}-section` } })).body).not.toHaveProperty('error');
  expect((await patch(olga, 'ACME', 'profile', { fields: { 'customer.name': 'Acme Tools' } })).status).toBe(200);
  expect((await patch(olga, 'ACME', 'people', { rows: { people: { a1: { name: 'Anna Berg' }, b1: { name: 'Carl Other' } }, peopleMethods: { pm1: { person: 'a1', kind: 'phone', value: '+46 70 111 22 33' }, pm2: { person: 'b1', kind: 'phone', value: '+46 70 999 88 77' } } } })).status).toBe(200);
  for (const [section, body] of [['profile', 'Anna called, @[olga] knows'], ['aml', `${CANARY}-comment`]] as const) expect((await world.call(section === 'aml' ? cleo : olga, 'POST', '/api/archives/ANNA/comments', { section, record: '', text: body })).status).toBe(201);
  expect((await world.call(olga, 'POST', '/api/archives/ANNA/transactions', { kind: 'sale', date: '2026-01-15', amount: '123.45' })).status).toBe(201);
  await world.dossier.settled();
  const set = await world.call<{ id: number }>(cleo, 'PUT', '/api/archives/ANNA/classes/aml', { value: 'high', reason: `${CANARY}-class`, until: '2026-05-01' });
  expect(set.status).toBe(200);
  expect((await world.call(clara, 'POST', '/api/archives/ANNA/classes/aml/decision', { id: set.body.id, approve: true })).status).toBe(200);
  await world.dossier.settled();
});
afterAll(async () => { await world.close(); });

const wish = { archives: [{ archive: 'ANNA', part: null }, { archive: 'ACME', part: ['people rows/people/a1'] }], lang: 'en' };
const bytes = async (who: Who, path: string): Promise<Uint8Array> => {
  const answer = await world.dossier.app.request(path, { headers: { authorization: `Bearer ${await world.token(who)}` } });
  expect(answer.status).toBe(200);
  return new Uint8Array(await answer.arrayBuffer());
};
const all = (draft: FileDraft) => valuesOf(draft.content as NonNullable<FileDraft['content']>);

describe('the file of one person', () => {
  let draft: FileDraft;
  const review = (): FileReview => ({ ...draft.review, blacken: all(draft).filter(({ text }) => text.includes('Bertil')).filter(({ id }) => !draft.review.exclude.some(({ value }) => value === id)).map(({ id }) => ({ value: id, words: ['Bertil Strand'] })), checked: all(draft).filter(({ free }) => free).map(({ id }) => id) });

  it('is made by compliance and by nobody else', async () => {
    expect((await world.call(olga, 'POST', '/api/subject-files', wish)).status).toBe(403);
    const made = await world.call<FileDraft>(cleo, 'POST', '/api/subject-files', wish);
    expect(made.status).toBe(201);
    draft = made.body;
    expect(draft).toMatchObject({ state: 'draft', due: '2026-04-02', madeBy: { id: 'cleo' }, needsOther: true, missing: [] });
  });
  it('holds values with their source, trade, and of somebody else’s archive the person alone', () => {
    const texts = all(draft).map(({ text }) => text);
    expect(texts).toContain('anna@example.net');
    expect(all(draft).find(({ text, label }) => text === 'Anna Berg' && label !== '')?.source).not.toBeNull();
    expect(texts).toContain('+46 70 111 22 33');
    expect(texts.some((text) => text.includes('Carl Other') || text.includes('999 88 77'))).toBe(false);
    expect(texts.some((text) => text.includes('123.45'))).toBe(true);
  });
  it('names nobody who works here', () => expect(JSON.stringify(draft.content)).not.toMatch(/Olga|olga/));
  it('leaves others out at first, and marks free words for a human', () => {
    expect(draft.review.exclude.map(({ value }) => value)).toContain('ANNA/people/rows/people/p1/name');
    expect(all(draft).find(({ text }) => text.startsWith('Met Anna'))).toMatchObject({ free: true, others: ['Bertil Strand'] });
  });
  it('is not released before every free text was looked at', async () => {
    const refused = await world.call<ApiErrorBody>(clara, 'POST', `/api/subject-files/${draft.id}/release`);
    expect(refused.status).toBe(409);
    expect(refused.body.error.field).toBe('checked');
    expect((await world.call(cleo, 'GET', `/api/subject-files/${draft.id}/zip`)).status).toBe(409);
  });
  it('is released by somebody else than its maker', async () => {
    expect((await world.call(cleo, 'PUT', `/api/subject-files/${draft.id}/review`, review())).status).toBe(200);
    expect((await world.call(cleo, 'POST', `/api/subject-files/${draft.id}/release`)).status).toBe(403);
    const released = await world.call<FileDraft>(clara, 'POST', `/api/subject-files/${draft.id}/release`);
    expect(released.body).toMatchObject({ state: 'released', releasedBy: { id: 'clara' }, keptUntil: '2026-04-01' });
  });
  it('says nothing of money laundering in any of its forms, not even by a gap', async () => {
    const zip = unzipSync(await bytes(cleo, `/api/subject-files/${draft.id}/zip`));
    expect(Object.keys(zip).sort()).toEqual(['card.vcf', 'file.csv', 'file.html', 'file.json']);
    const forms = [...Object.values(zip).map((each) => strFromU8(each)), strFromU8(await bytes(cleo, `/api/subject-files/${draft.id}/page`))];
    for (const form of forms) {
      expect(form).not.toMatch(/kanarienvogel|launder|suspici|\baml/i);
      expect(form).not.toMatch(/Bertil|2026-02-03/);
    }
    const page = strFromU8(zip['file.html'] as Uint8Array);
    expect(page).toContain('left out: about another person');
    expect(page).toContain('anna@example.net');
    expect(page).not.toMatch(/<script|src=|href=/);
    expect(strFromU8(zip['card.vcf'] as Uint8Array)).toContain('FN:Anna Berg');
    expect(strFromU8(zip['file.csv'] as Uint8Array)).toContain('123.45');
  });
  it('each step is in the audit, and no value', async () => {
    const { items } = (await world.call<{ items: readonly Pick<AuditEntry, 'action' | 'object' | 'detail'>[] }>(cleo, 'GET', '/api/audit?limit=200')).body;
    const steps = items.filter(({ action }) => action === 'subjectExported').map(({ object, detail }) => ({ object, detail }));
    expect(steps.map(({ detail }) => detail?.['step'])).toEqual(expect.arrayContaining(['draft', 'reviewed', 'released']));
    expect(JSON.stringify(steps)).not.toMatch(/Anna|Bertil/);
  });
  it('is thrown away with what it held', async () => {
    expect((await world.call(cleo, 'DELETE', `/api/subject-files/${draft.id}`)).status).toBe(204);
    expect((await world.call(cleo, 'GET', `/api/subject-files/${draft.id}/zip`)).status).toBe(409);
  });
});
