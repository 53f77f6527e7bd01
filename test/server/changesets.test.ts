/** Sets of edits: undone as one, with everything that others did since kept and named; cut off anywhere; undone again. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Scalar, SectionPatch, SectionValues } from '../../model/api.ts';
import { docName } from '../../model/ids.ts';
import type { ArchiveId, ChangesetId, ExternalKey, PersonId } from '../../model/ids.ts';
import type { ChangesetView } from '../../server/services/changesets/changesets.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const stella: Who = { sub: 'stella', name: 'Stella', roles: ['steward'] };
const olga: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const sam: Who = { sub: 'sam', name: 'Sam', roles: ['staff'], department: 'lab' };

let world: HttpWorld;
let count = 0;
beforeAll(async () => {
  world = await httpWorld({ env: { DOSSIER_LIMITS: JSON.stringify({ requestsPerSecond: 100_000, requestsBurst: 100_000 }) } });
  for (const who of [stella, olga, sam]) await world.call(who, 'GET', '/api/me');
});
afterAll(async () => {
  expect(world.errors).toEqual([]);
  await world.close();
});

const open = async (): Promise<ArchiveId> => {
  const id = `S${++count}`;
  expect((await world.call(olga, 'POST', '/api/archives', { id, kind: 'organisation', name: 'Acme', fields: { 'customer.shortName': 'A' } })).status).toBe(201);
  return id as ArchiveId;
};
const begin = (by = 'stella'): Promise<ChangesetId> => world.dossier.services.changesets.begin({ kind: 'mass-update', title: 'Short names', by: by as PersonId });
const write = (changeset: ChangesetId, id: ArchiveId, patch: SectionPatch, section = 'profile', by = 'stella') => world.dossier.hub.write(docName(id, section), by as PersonId, patch, { changeset });
const edit = async (id: ArchiveId, patch: SectionPatch, who = olga): Promise<void> => { expect((await world.call(who, 'PATCH', `/api/archives/${id}/sections/profile`, patch)).status).toBe(200); };
const values = async (id: ArchiveId, who = olga): Promise<SectionValues> => {
  const { fields, rows, texts, marks } = (await world.call<SectionValues>(who, 'GET', `/api/archives/${id}/sections/profile`)).body;
  return { fields, rows, texts, marks };
};
async function undo(set: string, who = stella): Promise<ChangesetView> {
  const { status, body } = await world.call<ChangesetView>(who, 'POST', `/api/changesets/${set}/undo`);
  expect(status).toBe(202);
  await world.dossier.services.changesets.settled();
  return (await world.call<ChangesetView>(who, 'GET', `/api/changesets/${body.id}`)).body;
}

it('puts back values, rows, texts and marks in every archive, and can itself be undone', async () => {
  const [one, two] = [await open(), await open()];
  await edit(two, { rows: { methods: { m1: { kind: 'phone', value: '030 1' } } }, texts: { 'org.businessScope': 'Tea.' } });
  const before = [await values(one), await values(two)];
  const set = await begin();
  await write(set, one, { fields: { 'customer.shortName': 'ONE' }, marks: { 'fields/customer.shortName#source': 'yellowPages' } });
  await write(set, one, { fields: { 'customer.shortName': 'ONE!' } });
  await write(set, two, { rows: { methods: { m1: { value: '030 2' }, m2: { kind: 'email', value: 'a@b.example' } } }, texts: { 'org.businessScope': 'Tea and coffee.' } });
  const after = [await values(one), await values(two)];
  expect(after[0]!.fields['customer.shortName']).toBe('ONE!');
  const undone = await undo(set);
  expect(undone.outcome).toEqual({ restored: 5, withdrawn: 0, kept: [], more: 0 });
  expect([await values(one), await values(two)]).toEqual(before);
  expect((await world.call<ChangesetView>(stella, 'GET', `/api/changesets/${set}`)).body).toMatchObject({ state: 'undone', undoneBy: undone.id, archives: 2, edits: 3 });
  expect((await world.call(stella, 'POST', `/api/changesets/${set}/undo`)).status).toBe(409);
  await undo(undone.id);
  expect([await values(one), await values(two)]).toEqual(after);
});

it('keeps what others changed since and names it, with what the value says of itself', async () => {
  const id = await open();
  const set = await begin();
  await write(set, id, { fields: { 'customer.shortName': 'SET', 'crm.website': 'https://acme.example' }, marks: { 'fields/customer.shortName#source': 'yellowPages' }, rows: { methods: { m1: { kind: 'phone', value: '1' }, m2: { kind: 'phone', value: '2' } } } });
  await edit(id, { fields: { 'customer.shortName': 'Mine' }, rows: { methods: { m1: { label: 'desk' } } } });
  const { outcome } = await undo(set);
  expect(outcome!.kept).toEqual(expect.arrayContaining([{ archive: id, section: 'profile', key: 'fields/customer.shortName', reason: 'changed' }, { archive: id, section: 'profile', key: 'rows/methods/m1', reason: 'changed' }]));
  expect(outcome!.kept).toHaveLength(2);
  const now = await values(id);
  expect([now.fields['customer.shortName'], now.fields['crm.website'], now.marks['fields/customer.shortName#source'], Object.keys(now.rows['methods'] ?? {})]).toEqual(['Mine', undefined, 'yellowPages', ['m1']]);
});

it('writes only where the one who undoes may write now, and says where not', async () => {
  const [mine, other] = [await open(), `S${++count}` as ArchiveId];
  expect((await world.call(sam, 'POST', '/api/archives', { id: other, kind: 'organisation', name: 'Sam Ltd' })).status).toBe(201);
  const set = await begin('olga');
  for (const id of [mine, other]) await write(set, id, { fields: { 'customer.shortName': 'X' } }, 'profile', 'olga');
  expect((await world.call(sam, 'POST', `/api/changesets/${set}/undo`)).status, 'of others one knows nothing').toBe(404);
  const { outcome } = await undo(set, olga);
  expect(outcome).toEqual({ restored: 1, withdrawn: 0, kept: [{ archive: other, section: 'profile', key: '', reason: 'forbidden' }], more: 0 });
  expect((await values(other, sam)).fields['customer.shortName']).toBe('X');
});

it('takes back archives that came with the set unless somebody has used them; their keys are free again', async () => {
  const set = await begin();
  const bring = (id: string, key: string) => world.dossier.services.archives.bring('stella' as PersonId, { id: id as ArchiveId, keys: [key as ExternalKey], kind: 'organisation', packs: ['base', 'organisation'], owner: 'olga' as PersonId, department: null, fields: { 'customer.name': id } }, set);
  await bring('BROUGHT1', 'erp:1');
  await bring('BROUGHT2', 'erp:2');
  await edit('BROUGHT2' as ArchiveId, { fields: { 'customer.shortName': 'used' } });
  const undone = await undo(set);
  expect(undone.outcome).toMatchObject({ withdrawn: 1, kept: expect.arrayContaining([{ archive: 'BROUGHT2', section: 'archive', key: '', reason: 'used' }]) as unknown });
  expect((await world.call(olga, 'GET', '/api/archives/BROUGHT1')).status).toBe(404);
  expect((await world.call(stella, 'GET', '/api/archives/erp:1')).status).toBe(404);
  expect((await world.call(olga, 'GET', '/api/archives/BROUGHT2')).status).toBe(200);
  await undo(undone.id);
  expect((await world.call(olga, 'GET', '/api/archives/erp:1')).status, 'an undoing can be undone').toBe(200);
});

it('puts back the archive\'s own row', async () => {
  const id = await open();
  const set = await begin();
  await world.dossier.services.archives.changeBrought('stella' as PersonId, id, { code: 'C-9', keys: ['erp:9' as ExternalKey] }, set);
  expect((await undo(set)).outcome).toEqual({ restored: 2, withdrawn: 0, kept: [], more: 0 });
  expect((await world.call<{ row: { code: string | null; keys: string[] } }>(olga, 'GET', `/api/archives/${id}`)).body.row).toMatchObject({ code: null });
});

it('an undoing that was cut off goes on where it was, and reports the whole', async () => {
  const id = await open();
  const set = await begin();
  await write(set, id, { fields: { 'customer.shortName': 'CUT', 'crm.website': 'https://cut.example' } });
  // as if the server had stopped after the first value was put back
  await world.storage.changesets.put({ id: 'cutoff1' as ChangesetId, kind: 'undo', title: 'Short names', by: 'stella' as PersonId, at: world.now(), undoes: set });
  await world.dossier.hub.write(docName(id, 'profile'), 'stella' as PersonId, { fields: { 'customer.shortName': 'A' } }, { changeset: 'cutoff1' as ChangesetId });
  await world.dossier.services.changesets.start();
  await world.dossier.services.changesets.settled();
  expect((await world.call<ChangesetView>(stella, 'GET', '/api/changesets/cutoff1')).body.outcome).toEqual({ restored: 2, withdrawn: 0, kept: [], more: 0 });
  expect((await values(id)).fields).toMatchObject({ 'customer.shortName': 'A' });
  expect((await values(id)).fields['crm.website']).toBeUndefined();
});

it('property: after any set, and any edits of others after it, undoing leaves each value as others left it, else as it was before', async () => {
  const keys = ['customer.shortName', 'crm.website'];
  const change = fc.record({ key: fc.constantFrom(...keys), value: fc.constantFrom<Scalar>('https://a.example', 'https://b.example', 'https://c.example', null) });
  await fc.assert(fc.asyncProperty(fc.array(change, { maxLength: 4 }), fc.array(change, { minLength: 1, maxLength: 5 }), fc.array(change, { maxLength: 3 }), async (first, inSet, later) => {
    const id = await open();
    const state = new Map<string, Scalar>([['customer.shortName', 'A']]);
    const put = (to: Map<string, Scalar>, { key, value }: { key: string; value: Scalar }): void => { if (value === null) to.delete(key); else to.set(key, value); };
    for (const each of first) { await edit(id, { fields: { [each.key]: each.value } }); put(state, each); }
    const before = new Map(state);
    const set = await begin();
    for (const each of inSet) { await write(set, id, { fields: { [each.key]: each.value } }); put(state, each); }
    const after = new Map(state);
    for (const each of later) { await edit(id, { fields: { [each.key]: each.value } }); put(state, each); }
    await undo(set);
    const { fields } = await values(id);
    for (const key of keys) {
      const expected = state.get(key) === after.get(key) ? before.get(key) : state.get(key);
      // what somebody wrote over and wrote back again reads like the set's own
      expect(fields[key], key).toBe(expected);
    }
  }), { numRuns: 25, seed: Number(process.env['DOSSIER_SEED'] ?? Date.now() % 1e9) });
});
