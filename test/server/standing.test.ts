/** What a person may have left undone: an archive that is stored and nothing else, a class that a human is to look at; and a correction that begins with their request. One world. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiErrorBody, ArchiveView } from '../../model/api.ts';
import type { CorrectionLines, CorrectionView } from '../../model/corrections/api.ts';
import type { FileDraft } from '../../model/privacy/file.ts';
import type { SubjectRequest } from '../../model/privacy/requests.ts';
import type { ObjectionView, RestrictionView } from '../../model/privacy/standing.ts';
import type { Digest } from '../../model/overview.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const olga: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const cleo: Who = { sub: 'cleo', name: 'Cleo', roles: ['compliance'] };
const stella: Who = { sub: 'stella', name: 'Stella', roles: ['steward'] };
const sven: Who = { sub: 'sven', name: 'Sven', roles: ['service'] };
const DAY = 86_400_000;
let world: HttpWorld;
const settled = async (): Promise<void> => { await world.dossier.settled(); };
const full = async (id: string) => (await world.call<{ items?: unknown } & Extract<Digest, { readonly revision: number }>>(olga, 'GET', `/api/archives/${id}/overview`)).body;
beforeAll(async () => {
  world = await httpWorld();
  for (const who of [olga, cleo, stella, sven]) await world.call(who, 'GET', '/api/me');
  for (const id of ['ANNA', 'BERT']) {
    expect((await world.call(olga, 'POST', '/api/archives', { id, kind: 'individual', name: `Mail ${id}`, department: 'sales' })).status).toBe(201);
    expect((await world.call(olga, 'PATCH', `/api/archives/${id}/sections/profile`, { rows: { methods: { m1: { kind: 'email', value: `${id.toLowerCase()}@example.com` } } } })).status).toBe(200);
    expect((await world.call(olga, 'POST', `/api/consents/${id}`, { acts: [{ purpose: 'marketingEmail', state: 'granted', how: 'written', version: '1' }] })).status).toBe(201);
  }
  await settled();
});
afterAll(async () => { await world.close(); });

describe('a restricted archive', () => {
  let restriction: RestrictionView;
  const mailed = async (): Promise<readonly string[]> => (await world.call<{ lines: readonly { archive: string }[] }>(stella, 'GET', '/api/mailings/email')).body.lines.map(({ archive }) => archive).sort();
  it('is made one by compliance alone, with a reason', async () => {
    expect(await mailed()).toEqual(['ANNA', 'BERT']);
    expect((await world.call(olga, 'POST', '/api/restrictions', { archive: 'ANNA', reason: 'asked' })).status).toBe(403);
    expect((await world.call(cleo, 'POST', '/api/restrictions', { archive: 'ANNA', reason: ' ' })).status).toBe(422);
    expect((await world.call(cleo, 'POST', '/api/restrictions', { archive: 'NOBODY', reason: 'x' })).status).toBe(404);
    const made = await world.call<RestrictionView>(cleo, 'POST', '/api/restrictions', { archive: 'ANNA', reason: 'Disputes what is kept' });
    expect(made).toMatchObject({ status: 201, body: { archive: 'ANNA', was: 'open', by: { id: 'cleo' }, lifted: null } });
    restriction = made.body;
    expect((await world.call(cleo, 'POST', '/api/restrictions', { archive: 'ANNA', reason: 'again' })).status).toBe(409);
  });
  it('is read and shown as restricted, and nobody changes it, comments on it or opens it another way', async () => {
    const { body } = await world.call<ArchiveView>(olga, 'GET', '/api/archives/ANNA');
    expect(JSON.stringify(body)).toContain('"restricted"');
    expect((await world.call(olga, 'GET', '/api/archives/ANNA/sections/profile')).status).toBe(200);
    expect((await world.call(olga, 'PATCH', '/api/archives/ANNA/sections/profile', { fields: { 'customer.shortName': 'New' } })).status).toBe(403);
    expect((await world.call(olga, 'POST', '/api/archives/ANNA/comments', { section: 'profile', record: '', text: 'More' })).status).toBe(403);
    expect((await world.call(olga, 'POST', '/api/archives/ANNA/state', { state: 'open', reason: 'I want to' })).status).toBe(409);
    expect((await world.call<{ items: readonly { digest: { id: string } }[] }>(olga, 'GET', '/api/archives?q=Mail&limit=10')).body.items.map(({ digest }) => digest.id)).toContain('ANNA');
  });
  it('has no classes, is in no mailing, and its term proposes nothing', async () => {
    await settled();
    expect(await mailed()).toEqual(['BERT']);
    expect((await world.call<{ left: object }>(stella, 'GET', '/api/mailings/email')).body.left).toEqual({ restricted: 1 });
    expect((await world.storage.facts.classes(['ANNA' as never])).get('ANNA' as never) ?? {}).toEqual({});
  });
  it('is as it was when the restriction is lifted, with a reason', async () => {
    expect((await world.call(cleo, 'POST', `/api/restrictions/${restriction.id}/lift`, { reason: '' })).status).toBe(422);
    expect((await world.call<RestrictionView>(cleo, 'POST', `/api/restrictions/${restriction.id}/lift`, { reason: 'It was right' })).body).toMatchObject({ lifted: { by: { id: 'cleo' }, reason: 'It was right' } });
    expect((await world.call(cleo, 'POST', `/api/restrictions/${restriction.id}/lift`, { reason: 'again' })).status).toBe(409);
    expect((await world.call(olga, 'PATCH', '/api/archives/ANNA/sections/profile', { fields: { 'customer.shortName': 'New' } })).status).toBe(200);
    await settled();
    expect(await mailed()).toEqual(['ANNA', 'BERT']);
  });
});

describe('an objection to a class', () => {
  let objections: readonly ObjectionView[];
  const face = async () => (await world.storage.facts.faces(['BERT' as never])).get('BERT' as never) ?? {};
  it('marks the class until a human has judged, and never one that may not be told of', async () => {
    expect((await world.call(olga, 'POST', '/api/objections', { archive: 'BERT', schemes: ['maturity'], reason: 'no' })).status).toBe(403);
    expect((await world.call(cleo, 'POST', '/api/objections', { archive: 'BERT', schemes: ['aml'], reason: 'no' })).status).toBe(422);
    const scheme = 'maturity';
    expect(Object.keys(await face())).toContain(scheme);
    const made = await world.call<{ items: readonly ObjectionView[] } & ApiErrorBody>(cleo, 'POST', '/api/objections', { archive: 'BERT', schemes: [scheme], reason: 'That is wrong' });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    objections = made.body.items;
    expect(objections).toMatchObject([{ scheme, decided: null }]);
    expect((await face())[scheme as never]).toMatchObject({ objected: true });
    expect((await full('BERT')).classes[scheme as never]).toMatchObject({ objected: true });
    expect((await world.call(cleo, 'POST', '/api/objections', { archive: 'BERT', schemes: [scheme], reason: 'again' })).status).toBe(409);
  });
  it('stands in the file of the person', async () => {
    const { body } = await world.call<FileDraft>(cleo, 'POST', '/api/subject-files', { archives: [{ archive: 'BERT' }], lang: 'en' });
    expect(JSON.stringify(body.content)).toContain('You have objected; a person decides.');
  });
  it('ends with the word that the class stays, which is in the file too', async () => {
    const id = objections[0]?.id ?? '';
    expect((await world.call(cleo, 'POST', `/api/objections/${id}/settle`, { reason: '' })).status).toBe(422);
    expect((await world.call<ObjectionView>(cleo, 'POST', `/api/objections/${id}/settle`, { reason: 'Looked at by hand' })).body).toMatchObject({ decided: { kind: 'kept', by: { id: 'cleo' } } });
    expect(JSON.stringify(await face())).not.toContain('objected');
    const { body } = await world.call<FileDraft>(cleo, 'POST', '/api/subject-files', { archives: [{ archive: 'BERT' }], lang: 'en' });
    expect(JSON.stringify(body.content)).toContain('and it stays');
  });
});

describe('a request for correction', () => {
  const day = (days: number): string => new Date(world.now() + days * DAY).toISOString().slice(0, 10);
  it('opens a case of the chain by who answers, linked in both directions, urgent when its day is near', async () => {
    const { body: request } = await world.call<SubjectRequest>(cleo, 'POST', '/api/subject-requests', { kind: 'correction', received: day(-20), way: 'phone', who: 'Bert' });
    const begin = (who: Who, body: object = {}) => world.call<{ correction: string } & ApiErrorBody>(who, 'POST', `/api/subject-requests/${request.id}/correction`, { archive: 'BERT', concerns: [{ section: 'profile', key: null }], text: 'Says the mail is wrong', ...body });
    expect((await begin(olga)).status).toBe(403);
    expect((await begin(cleo, { concerns: [{ section: 'aml', key: null }] })).status, 'without the clearance').toBe(422);
    const opened = await begin(cleo);
    expect(opened.status, JSON.stringify(opened.body)).toBe(201);
    const now = await world.call<SubjectRequest>(cleo, 'GET', `/api/subject-requests/${request.id}`);
    expect(now.body).toMatchObject({ correction: opened.body.correction, corrected: 'waiting', archives: [{ id: 'BERT' }], due: request.due });
    expect((await world.call<CorrectionView>(cleo, 'GET', `/api/corrections/${opened.body.correction}`)).body).toMatchObject({ origin: 'subject', urgency: 'urgent', found: 'customer', archive: 'BERT' });
    expect((await world.call<CorrectionLines>(sven, 'GET', '/api/corrections?waiting=me')).body.items.map(({ id }) => id)).toContain(opened.body.correction);
    expect((await begin(cleo)).status, 'one case for a request').toBe(409);
  });
});
