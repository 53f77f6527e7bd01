/** Enter but not read back, through a whole server: what is entered is there for who may read it, and tells who entered it nothing. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ArchiveView } from '../../model/api.ts';
import { POLICY_PRESETS } from '../../model/rights.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const owner: Who = { sub: 'olga', name: 'Olga', roles: ['staff'] };
const reader: Who = { sub: 'rita', name: 'Rita', roles: ['generalManager'] };
const cleared: Who = { sub: 'carl', name: 'Carl', roles: ['compliance'] };
const stranger: Who = { sub: 'hugo', name: 'Hugo', roles: ['staff'] };
const admin: Who = { sub: 'ada', name: 'Ada', roles: ['admin'] };
const KEY = 'person.idDocumentNumber';
const ID = '11010519491231002X';

let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld();
  for (const who of [owner, reader, cleared, stranger, admin]) await world.call(who, 'GET', '/api/me');
  await world.call(admin, 'PUT', '/api/people/carl', { clearances: ['identity'] });
  await world.call(owner, 'POST', '/api/archives', { id: 'ANA', kind: 'individual', packs: ['individual'], name: 'Ana' });
});
afterAll(async () => { await world.close(); });

const enter = (who: Who, body: object, section = 'identity') => world.call(who, 'POST', `/api/archives/ANA/sections/${section}/entries`, body);
const kept = async () => (await world.call<{ fields: Record<string, unknown>; rows: Record<string, object> }>(cleared, 'GET', '/api/archives/ANA/sections/identity')).body;

it('the archive names the sections to enter into, to who may enter', async () => {
  const view = async (who: Who) => (await world.call<ArchiveView>(who, 'GET', '/api/archives/ANA')).body;
  expect((await view(owner)).enter).toEqual(['identity']);
  expect((await view(owner)).sections.map(({ section }) => section)).not.toContain('identity');
  for (const who of [reader, cleared]) expect((await view(who)).enter).toBeUndefined();
});

it('what is entered stands there for who may read it; whoever entered it is told nothing, the first time and the second alike', async () => {
  const [first, second] = [await enter(owner, { key: KEY, value: ID }), await enter(owner, { key: KEY, value: '110105194912310038' })];
  expect([first.status, first.body, second.status, second.body]).toEqual([204, '', 204, '']);
  expect((await kept()).fields[KEY]).toBe('110105194912310038');
  expect([...first.headers.keys()].sort()).toEqual([...second.headers.keys()].sort());
  await world.dossier.settled();
  for (const path of ['', '/sections/identity', '/history', '/history?section=identity', '/missing', '/files', '/comments']) {
    expect((await world.call<object>(owner, 'GET', `/api/archives/ANA${path}`)), path).not.toSatisfy(({ body }: { body: unknown }) => JSON.stringify(body).includes('1101051949'));
  }
  expect((await world.call(owner, 'GET', '/api/archives/ANA/sections/identity')).status).toBe(404);
});

it('a row is a new one, and takes nobody else\'s place', async () => {
  for (const name of ['Bea', 'Cid']) expect((await enter(owner, { table: 'relatedPartyPapers', cells: { name } })).status).toBe(204);
  expect(Object.values((await kept()).rows['relatedPartyPapers'] ?? {}).map((cells) => (cells as { name: string }).name).sort()).toEqual(['Bea', 'Cid']);
  expect(await enter(owner, { table: 'methods', cells: { value: 'x' } })).toMatchObject({ status: 422 });
});

it.each<[string, object]>([
  ['an empty value, which would empty what stands there', { key: KEY, value: '' }], ['no value', { key: KEY, value: null }], ['a key of another section', { key: 'customer.shortName', value: 'x' }], ['an unknown option', { key: 'person.gender', value: 'no-such-option' }], ['a row without cells', { table: 'relatedPartyPapers', cells: {} }],
])('refused is %s', async (_, body) => {
  const before = await kept();
  expect((await enter(owner, body)).status).toBe(422);
  expect(await kept()).toEqual(before);
});

it('who does not write the archive, and no other section, gets the answer of what is not there', async () => {
  expect([(await enter(reader, { key: KEY, value: ID })).status, (await enter(stranger, { key: KEY, value: ID })).status]).toEqual([404, 404]);
  expect([(await enter(owner, { key: 'aml.customerRisk', value: 3 }, 'aml')).status, (await enter(owner, { key: KEY, value: ID }, 'bank')).status, (await enter(owner, { key: KEY, value: ID }, 'nosuch')).status]).toEqual([404, 404, 404]);
});

it('each entry leaves its row in the chain, without the value', async () => {
  await enter(owner, { key: 'person.nationality', value: 'ES' });
  const rows = (await world.storage.audit.raw(0, 10_000)).filter(({ action }) => action === 'entered');
  expect(rows.at(-1)).toMatchObject({ actor: 'olga', archive: 'ANA' });
  expect(JSON.stringify(rows)).toContain('person.nationality');
  expect(JSON.stringify(rows)).not.toContain(ID);
});

it('where the policy does not let them, the section is as absent as any', async () => {
  world.dossier.access.directory.keepPolicy(POLICY_PRESETS.strict);
  expect((await enter(owner, { key: KEY, value: ID })).status).toBe(404);
  expect((await world.call<ArchiveView>(owner, 'GET', '/api/archives/ANA')).body.enter).toBeUndefined();
});
