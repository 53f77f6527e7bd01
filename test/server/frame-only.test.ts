/** Classes that the policy keeps for the server's own pages (docs/frames.md): the same person, at every door, by the token of another page and by the server's own sign-in. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ArchiveView, Me } from '../../model/api.ts';
import type { PolicyView } from '../../model/governance/policy-api.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import { POLICY_PRESETS } from '../../model/rights.ts';
import type { Policy } from '../../model/rights.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';
import { startIssuer } from '../helpers/issuer.ts';
import type { Issuer } from '../helpers/issuer.ts';
import { lineClient } from '../helpers/line-client.ts';
import { visitor } from '../helpers/sign-in.ts';

const PUBLIC = 'http://intranet.test/dossier';
const NUMBER = 'X1234567L';
const WORD = 'Quartalsbrief';
const PAPER = 'pasaporte-nina.txt';

let issuer: Issuer;
let world: HttpWorld;
/** Tokens of Nina: one that a host page was given, and one of the server's own page. */
let hosted: string;
let own: string;
const token = (sub: string, groups: readonly string[], name = sub): Promise<string> => world.token({ iss: world.config.issuer, sub, name, groups } as never);
async function ask<T = Record<string, unknown>>(bearer: string, method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<{ readonly status: number; readonly body: T; readonly text: string }> {
  const form = body instanceof FormData;
  const response = await world.dossier.app.request(path, { method, headers: { authorization: `Bearer ${bearer}`, ...(body && !form ? { 'content-type': 'application/json' } : {}), ...headers }, ...(body ? { body: form ? body : JSON.stringify(body) } : {}) });
  const text = await response.text();
  return { status: response.status, text, body: (response.headers.get('content-type')?.startsWith('application/json') ? JSON.parse(text) : {}) as T };
}
/** In force, by the two people it needs. */
async function keep(frameOnly: Policy['frameOnly'], more: Partial<Policy> = {}): Promise<void> {
  const [stu, gina] = [await token('stu', ['steward']), await token('gina', ['generalManager'])];
  const basis = (await ask<PolicyView>(stu, 'GET', '/api/policy')).body.draft?.writtenAt ?? null;
  expect((await ask(stu, 'PUT', '/api/policy/draft', { rules: { ...POLICY_PRESETS.byDepartment, ...more, frameOnly }, text: {}, note: '', basis })).status).toBe(200);
  const { draft } = (await ask<PolicyView>(stu, 'POST', '/api/policy/draft/send')).body;
  expect((await ask(gina, 'POST', '/api/policy/decision', { version: draft?.version, basis: draft?.writtenAt, approve: true })).status).toBe(200);
}

beforeAll(async () => {
  issuer = await startIssuer({ people: [{ sub: 'nina', name: 'Nina Petrova', groups: ['staff', 'steward'] }], redirects: [`${PUBLIC}/sign-in/callback`] });
  issuer.signsIn('nina');
  world = await httpWorld({ env: { DOSSIER_PUBLIC_URL: PUBLIC, DOSSIER_ISSUER: issuer.url, DOSSIER_OIDC_CLIENT_ID: issuer.client.id, DOSSIER_OIDC_CLIENT_SECRET: issuer.client.secret, DOSSIER_CLAIM_ROLES: 'groups' } });
  for (const [sub, group] of [['stu', 'steward'], ['gina', 'generalManager'], ['ada', 'admin']] as const) await ask(await token(sub, [group]), 'GET', '/api/me');
  hosted = await token('nina', ['staff', 'steward'], 'Nina Petrova');
  await ask(hosted, 'GET', '/api/me');
  expect((await ask(await token('ada', ['admin']), 'PUT', '/api/people/nina', { clearances: ['identity', 'bank'] })).status).toBe(200);
  const nina = visitor(world);
  await nina.go('/sign-in?next=%2Fdossier%2Fa%2FANA');
  own = (await nina.post<{ token: string }>('/sign-in/token')).body.token;
  expect((await ask(hosted, 'POST', '/api/archives', { id: 'ANA', kind: 'individual', name: 'Ana Trujillo' })).status).toBe(201);
  expect((await ask(hosted, 'PATCH', '/api/archives/ANA/sections/identity', { fields: { 'person.idDocumentNumber': NUMBER, 'person.idDocumentType': 'passport', 'person.idDocumentValidUntil': '2026-03-20' } })).status).toBe(200);
  const paper = new FormData();
  paper.append('section', 'identity');
  paper.append('file', new Blob([WORD]), PAPER);
  expect((await ask(hosted, 'POST', '/api/archives/ANA/files', paper)).status).toBe(201);
  expect((await ask(hosted, 'POST', '/api/archives/ANA/comments', { section: 'identity', record: '', text: WORD })).status).toBe(201);
  await world.dossier.settled();
  await keep(['identity']);
}, 120_000);
afterAll(async () => {
  await world?.close();
  await issuer?.stop();
});

/** Doors that show something of the section to who may read it. */
const DOORS: readonly (readonly [name: string, method: string, path: string, body: object | undefined])[] = [
  ['the section', 'GET', '/api/archives/ANA/sections/identity', undefined],
  ['the files', 'GET', '/api/archives/ANA/files', undefined],
  ['comments', 'GET', '/api/archives/ANA/comments?section=identity&record=', undefined],
  ['history', 'GET', '/api/archives/ANA/history', undefined],
  ['the register, its cells', 'POST', '/api/archives/query', { columns: ['name', 'person.idDocumentNumber'] }],
  ['an export', 'POST', '/api/exports', { format: 'json' }],
  ['the sheet for paper', 'POST', '/api/archives/ANA/sheet', {}],
];
const tells = (text: string): boolean => [NUMBER, NUMBER.slice(-3), WORD, PAPER].some((each) => text.includes(each));

it.each(DOORS)('%s shows it on the own page, and to another page as if it were not there', async (_name, method, path, body) => {
  const [there, here] = [await ask(own, method, path, body), await ask(hosted, method, path, body)];
  expect([there.status, tells(there.text)]).toEqual([200, true]);
  expect([here.status === 200 || here.status === 404, tells(here.text)]).toEqual([true, false]);
});

it('what is written, fetched, revealed, filled or asked for by it is answered like what is not there', async () => {
  const file = (await ask<{ items: { id: string }[] }>(own, 'GET', '/api/archives/ANA/files')).body.items[0]?.id;
  const doors = [
    ['GET', `/api/archives/ANA/files/${file}`], ['PATCH', '/api/archives/ANA/sections/identity', { fields: { 'person.gender': 'female' } }], ['POST', '/api/archives/ANA/sections/identity/reveals', { key: 'fields/person.idDocumentNumber' }],
  ] as const;
  for (const [method, path, body] of doors) expect([path, (await ask(hosted, method, path, body)).status]).toEqual([path, 404]);
  for (const [method, path, body] of doors) expect([path, (await ask(own, method, path, body)).status < 300]).toEqual([path, true]);
  const found = async (bearer: string) => (await ask<{ items: unknown[] }>(bearer, 'POST', '/api/archives/query', { where: [{ key: 'person.idDocumentNumber', op: 'in', values: [NUMBER] }] })).body.items;
  expect([(await found(own)).length, (await found(hosted)).length]).toEqual([1, 0]);
});

it('every list is what decide() says, of both', async () => {
  const { access } = world.dossier;
  const nina = { id: 'nina' as PersonId };
  for (const [caller, level] of [[nina, 'manage'], [{ ...nina, without: [] }, 'none']] as const) {
    expect((await access.decide(caller, 'ANA' as ArchiveId, 'identity')).level).toBe(level);
    expect((await access.rights(caller, 'ANA' as ArchiveId))?.sections.get('identity')?.level).toBe(level);
    expect((await access.decide(caller, 'ANA' as ArchiveId, 'bank')).level).toBe('manage');
  }
});

it('the archive says which sections are to be found on the own page, to whom they are', async () => {
  const view = async (bearer: string): Promise<ArchiveView> => (await ask<ArchiveView>(bearer, 'GET', '/api/archives/ANA')).body;
  expect([(await view(hosted)).ownPageOnly, (await view(own)).ownPageOnly, (await view(await token('gina', ['generalManager']))).ownPageOnly]).toEqual([['identity'], undefined, undefined]);
  expect((await view(hosted)).sections.some(({ section }) => section === 'identity')).toBe(false);
  const me = async (bearer: string) => (await ask<Me>(bearer, 'GET', '/api/me')).body.clearances;
  expect([await me(hosted), await me(own)]).toEqual([['bank'], ['identity', 'bank']]);
});

it('what a person was answered on the own page is not repeated to another page', async () => {
  const headers = { 'idempotency-key': 'once' };
  const wish = { section: 'identity', record: '', text: 'a second word' };
  expect((await ask(own, 'POST', '/api/archives/ANA/comments', wish, headers)).status).toBe(201);
  expect((await ask(hosted, 'POST', '/api/archives/ANA/comments', wish, headers)).status).not.toBe(201);
});

it('no key that reads it is made from another page, and nobody is searched for from one', async () => {
  const wish = { name: 'ERP', sections: { identity: 'read' }, clearances: ['identity'] };
  expect((await ask(await token('ada', ['admin']), 'POST', '/api/keys', wish)).status).toBe(403);
  expect((await ask(await token('ada', ['admin']), 'POST', '/api/keys', { name: 'ERP', sections: { profile: 'read' } })).status).toBe(201);
  const cleo = await token('cleo', ['compliance']);
  expect((await ask<{ error: { code: string } }>(cleo, 'GET', '/api/subject-files')).status).toBe(403);
});

it('open lines of other pages lose it before the approval is answered, and get it back; those of own pages go on', async () => {
  await keep([]);
  const [page, server] = [await lineClient(world, hosted), await lineClient(world, own)];
  const [theirs, mine] = [page.client.open('ANA', 'identity'), server.client.open('ANA', 'identity')];
  await page.until('opened', () => theirs.opened !== null);
  await server.until('opened', () => mine.opened !== null);
  await keep(['identity']);
  await page.until('closed', () => theirs.closed !== null || page.client.closed !== null);
  expect([mine.closed, server.client.closed]).toEqual([null, null]);
  const again = await lineClient(world, hosted);
  const shut = again.client.open('ANA', 'identity');
  await again.until('not there', () => shut.closed !== null);
  expect(shut.closed?.code).toBe(4404);
});

it('a line does not change from the own page to another with a new token', async () => {
  const line = await lineClient(world, own);
  line.client.auth(hosted);
  await line.until('closed', () => line.client.closed !== null);
});

it('nobody fills it unseen from another page either', async () => {
  await keep(['bank'], { enterOnly: ['bank', 'identity'] });
  expect((await ask(await token('ada', ['admin']), 'PUT', '/api/people/nina', { clearances: [] })).status).toBe(200);
  const view = async (bearer: string): Promise<ArchiveView> => (await ask<ArchiveView>(bearer, 'GET', '/api/archives/ANA')).body;
  expect([(await view(own)).enter, (await view(hosted)).enter, (await view(hosted)).ownPageOnly]).toEqual([['identity', 'bank'], ['identity'], ['bank']]);
});
