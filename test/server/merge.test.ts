/** Merges over REST: what is shown before, what moves and what stays, who may and who learns nothing, what people changed since, and that everything comes back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiErrorBody, ArchiveView, HistoryPage, SectionValues } from '../../model/api.ts';
import type { MergePage, MergePreview, MergeView } from '../../model/duplicates/review-api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';
import { lineClient } from '../helpers/line-client.ts';

const olga: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const paul: Who = { sub: 'paul', name: 'Paul', roles: ['staff'], department: 'lab' };
const steward: Who = { sub: 'sven', name: 'Sven', roles: ['steward'] };
const admin: Who = { sub: 'ada', name: 'Ada', roles: ['admin'] };
const chief: Who = { sub: 'cleo', name: 'Cleo', roles: ['staff', 'compliance'], department: 'sales' };

let world: HttpWorld;
let n = 0;
beforeAll(async () => {
  world = await httpWorld();
  for (const who of [olga, paul, steward, admin, chief]) expect((await world.call(who, 'GET', '/api/me')).status).toBe(200);
  expect((await world.call(admin, 'PUT', '/api/people/cleo', { clearances: ['identity', 'bank', 'aml'] })).status).toBe(200);
});
afterAll(() => world.close());

const section = async (who: Who, id: string, name = 'profile') => (await world.call<SectionValues & { order: Record<string, string[]> }>(who, 'GET', `/api/archives/${id}/sections/${name}`)).body;
const patch = async (who: Who, id: string, name: string, body: object): Promise<void> => { expect((await world.call(who, 'PATCH', `/api/archives/${id}/sections/${name}`, body)).status).toBe(200); };
const preview = (who: Who, winner: string, loser: string) => world.call<MergePreview & ApiErrorBody>(who, 'POST', '/api/merges/preview', { winner, loser });
const merge = (who: Who, winner: string, loser: string, more: object = {}) => world.call<MergeView & ApiErrorBody>(who, 'POST', '/api/merges', { winner, loser, ...more });
const undo = (who: Who, id: string) => world.call<MergeView & ApiErrorBody>(who, 'POST', `/api/merges/${id}/undo`);

/** Two archives of one customer, of which the second has more. */
async function two(who: Who = olga): Promise<readonly [string, string]> {
  n++;
  const [a, b] = [`WIN${n}`, `LOSE${n}`];
  expect((await world.call(who, 'POST', '/api/archives', { id: a, kind: 'organisation', name: 'Alfreds GmbH' })).status).toBe(201);
  expect((await world.call(who, 'POST', '/api/archives', { id: b, kind: 'organisation', name: 'Alfreds', keys: [`erp:${n}`] })).status).toBe(201);
  await patch(who, a, 'profile', { rows: { methods: { m1: { kind: 'phone', value: '+49 30 1234567' } } } });
  await patch(who, b, 'profile', {
    fields: { 'customer.shortName': 'Alf', 'crm.website': 'https://alfreds.example' }, marks: { 'fields/customer.name#verifiedAt': '2026-02-01' }, texts: { 'org.businessScope': 'Food' },
    rows: { methods: { m1: { kind: 'email', value: 'info@alfreds.example' }, m2: { kind: 'phone', value: '030 1234567' } } },
  });
  return [a, b];
}

describe('a merge', () => {
  it('shows first what would become of both, with the value that was verified last as default', async () => {
    const [a, b] = await two();
    const { body } = await preview(olga, a, b);
    expect(body.refused).toEqual([]);
    expect(body.entries.map(({ section: name, key, choice }) => [name, key, choice])).toEqual(expect.arrayContaining([
      ['profile', 'fields/customer.name', 'right'], ['profile', 'fields/customer.shortName', 'right'], ['profile', 'text:org.businessScope', 'right'], ['profile', 'rows/methods', 'both'],
    ]));
    expect(body.keys).toEqual([`erp:${n}`]);
  });

  it('moves values, rows without those that are there, texts, marks, keys, comments, files and transactions; the other id leads here', async () => {
    const [a, b] = await two();
    const said = await world.call<{ id: string }>(olga, 'POST', `/api/archives/${b}/comments`, { section: 'profile', record: 'methods/m1', text: 'ask for Maria' });
    const form = new FormData();
    form.set('section', 'profile');
    form.set('file', new File(['x'], 'licence.txt', { type: 'text/plain' }));
    expect((await world.call(olga, 'POST', `/api/archives/${b}/files`, form)).status).toBe(201);
    expect((await world.call(olga, 'POST', `/api/archives/${b}/transactions`, { kind: 'sale', date: '2026-01-05', amount: '10.00' })).status).toBe(201);
    const done = await merge(olga, a, b, { choices: { 'profile/fields/customer.name': 'left' } });
    expect(done.status).toBe(201);
    expect(done.body).toMatchObject({ state: 'merged', undoable: true });
    const values = await section(olga, a);
    expect(values.fields).toMatchObject({ 'customer.name': 'Alfreds GmbH', 'customer.shortName': 'Alf', 'crm.website': 'https://alfreds.example' });
    expect(values.texts['org.businessScope']).toBe('Food');
    // the second number is the first one written otherwise; the address had an id that was taken
    const methods = Object.entries(values.rows['methods'] ?? {});
    expect(methods.map(([, row]) => row['value'])).toEqual(['+49 30 1234567', 'info@alfreds.example']);
    const moved = methods[1]?.[0] ?? '';
    expect(moved).not.toBe('m1');
    const comments = await world.call<{ items: { id: string }[] }>(olga, 'GET', `/api/archives/${a}/comments?section=profile&record=${encodeURIComponent(`methods/${moved}`)}`);
    expect(comments.body.items.map(({ id }) => id)).toEqual([said.body.id]);
    expect((await world.call<{ items: unknown[] }>(olga, 'GET', `/api/archives/${a}/files`)).body.items).toHaveLength(1);
    expect((await world.call<{ items: unknown[] }>(olga, 'GET', `/api/archives/${a}/transactions`)).body.items).toHaveLength(1);
    for (const ref of [b, `erp:${n}`]) expect((await world.call<{ id: string }>(olga, 'GET', `/api/archives/${encodeURIComponent(ref)}`)).body.id).toBe(a);
    expect((await world.call<{ items: { id: string }[] }>(olga, 'GET', '/api/archives?limit=200')).body.items.map(({ id }) => id)).not.toContain(b);
    // an id that leads somewhere is nobody else's
    expect((await world.call(olga, 'POST', '/api/archives', { id: b, kind: 'organisation', name: 'x' })).status).toBe(409);
  });

  it('keeps the history of both readable', async () => {
    const [a, b] = await two();
    const { body: { id } } = await merge(olga, a, b);
    const own = (await world.call<HistoryPage>(olga, 'GET', `/api/archives/${a}/history?limit=100`)).body.items;
    expect(own.some(({ key }) => key === 'merged')).toBe(true);
    const theirs = (await world.call<HistoryPage>(olga, 'GET', `/api/merges/${id}/history?limit=100`)).body.items;
    expect(theirs.some(({ key }) => key === 'fields/customer.shortName')).toBe(true);
    // who could not read it then does not read it now
    expect((await world.call(paul, 'GET', `/api/merges/${id}/history`)).status).toBe(404);
  });

  it('ends what was open on the loser, and tells who watches', async () => {
    const [a, b] = await two();
    const { client, until } = await lineClient(world, olga);
    const channel = client.open(b, 'profile');
    await until('the section is open', () => channel.opened !== null);
    const done = merge(olga, a, b);
    await until('the section is closed', () => channel.closed !== null);
    expect((await done).status).toBe(201);
    // whoever opens the other id again is led to the winner
    const again = client.open(b, 'profile');
    await until('it leads to the winner', () => again.opened !== null);
  });

  it('gives nobody more than before: people with rights on the loser alone stay outside, and the stricter mark counts', async () => {
    const [a, b] = await two();
    await world.call(olga, 'PUT', `/api/archives/${b}/owners`, { owner: 'olga', coOwners: ['paul'], deputies: [] });
    await world.call(olga, 'PATCH', `/api/archives/${b}`, { confidentiality: 'restricted' });
    expect((await world.call(paul, 'GET', `/api/archives/${b}`)).status).toBe(200);
    expect((await preview(olga, a, b)).body.leaving).toEqual([{ id: 'paul', name: 'Paul' }]);
    const { body: { id } } = await merge(olga, a, b);
    for (const ref of [a, b]) expect((await world.call(paul, 'GET', `/api/archives/${ref}`)).status).toBe(404);
    expect((await world.call<ArchiveView>(olga, 'GET', `/api/archives/${a}`)).body.row?.confidentiality).toBe('restricted');
    expect((await undo(olga, id)).status).toBe(200);
    expect((await world.call(paul, 'GET', `/api/archives/${b}`)).status).toBe(200);
    expect((await world.call<ArchiveView>(olga, 'GET', `/api/archives/${a}`)).body.row?.confidentiality).toBe('normal');
  });
});

describe('who may merge', () => {
  it('whoever manages both; who sees one only learns nothing of the other', async () => {
    const [a, b] = await two();
    const own = 'PAULS';
    expect((await world.call(paul, 'POST', '/api/archives', { id: own, kind: 'organisation', name: 'Alfreds' })).status).toBe(201);
    expect((await merge(paul, own, b)).status).toBe(404);
    expect((await preview(paul, own, b)).body.error.message).toBe((await preview(paul, own, 'NOBODYS')).body.error.message);
    // a co-owner writes, and may still not take another's archive from them
    for (const id of [a, b]) expect((await world.call(olga, 'PUT', `/api/archives/${id}/owners`, { owner: 'olga', coOwners: ['paul'], deputies: [] })).status).toBe(200);
    expect((await preview(paul, a, b)).body.refused.map(({ code }) => code)).toEqual(['forbidden']);
    expect((await preview(paul, a, b)).body.entries).toEqual([]);
    expect((await merge(paul, a, b)).status).toBe(403);
    expect((await world.call(olga, 'GET', `/api/archives/${b}`)).status).toBe(200);
  });

  it('restricted facts are merged by who may write them; another is told that they are there, and not where', async () => {
    const [a, b] = await two(chief);
    await patch(chief, b, 'identity', { fields: { 'person.idDocumentNumber': 'X1234567' } });
    await world.call(chief, 'PUT', `/api/archives/${a}/owners`, { owner: 'olga', coOwners: [], deputies: [] });
    await world.call(chief, 'PUT', `/api/archives/${b}/owners`, { owner: 'olga', coOwners: [], deputies: [] });
    const { body } = await preview(olga, a, b);
    expect(body.refused).toMatchObject([{ code: 'restricted', section: null }]);
    expect(JSON.stringify(body)).not.toContain('X1234567');
    expect((await merge(olga, a, b)).status).toBe(403);
    for (const id of [a, b]) await world.call(olga, 'PUT', `/api/archives/${id}/owners`, { owner: 'cleo', coOwners: [], deputies: [] });
    const done = await merge(chief, a, b);
    expect(done.status).toBe(201);
    expect((await section(chief, a, 'identity')).fields['person.idDocumentNumber']).toBe('X1234567');
    expect((await undo(chief, done.body.id)).status).toBe(200);
    expect((await section(chief, a, 'identity')).fields).toEqual({});
  });

  it('a person and a company are not one customer; nor is one archive two; a closed one is left alone', async () => {
    const [a, b] = await two();
    await world.call(olga, 'PATCH', `/api/archives/${b}`, { kind: 'individual' });
    expect((await preview(olga, a, b)).body.refused.map(({ code }) => code)).toEqual(['kind']);
    expect((await merge(olga, a, b)).status).toBe(409);
    expect((await merge(olga, a, a)).status).toBe(422);
  });

  it('what has changed since it was shown is shown again first', async () => {
    const [a, b] = await two();
    const { body: { basis } } = await preview(olga, a, b);
    await patch(olga, b, 'profile', { fields: { 'customer.shortName': 'Other' } });
    expect((await merge(olga, a, b, { basis })).status).toBe(409);
  });
});

describe('undoing', () => {
  it('keeps what people changed since, and lists it', async () => {
    const [a, b] = await two();
    const { body: { id } } = await merge(olga, a, b);
    const moved = Object.keys((await section(olga, a)).rows['methods'] ?? {}).find((each) => each !== 'm1') ?? '';
    await patch(olga, a, 'profile', { fields: { 'customer.shortName': 'Mine' }, rows: { methods: { [moved]: { value: 'new@alfreds.example' }, m9: { kind: 'fax', value: '+49 30 99' } } } });
    const { body } = await undo(olga, id);
    expect(body).toMatchObject({ state: 'undone', undoable: false });
    expect([...body.kept].sort((x, y) => (x.key < y.key ? -1 : 1))).toEqual([
      { archive: 'winner', section: 'profile', key: 'fields/customer.shortName', reason: 'changed' }, { archive: 'winner', section: 'profile', key: `rows/methods/${moved}`, reason: 'changed' },
    ]);
    const values = await section(olga, a);
    expect(values.fields).toEqual({ 'customer.name': 'Alfreds GmbH', 'customer.shortName': 'Mine' });
    expect(values.order['methods']).toEqual(['m1', moved, 'm9']);
    // the other one has its own back all the same
    expect((await section(olga, b)).fields['customer.shortName']).toBe('Alf');
    expect(Object.keys((await section(olga, b)).rows['methods'] ?? {})).toEqual(['m1', 'm2']);
    expect((await undo(olga, id)).status).toBe(409);
  });

  it('what was said since about a row that goes back goes with it', async () => {
    const [a, b] = await two();
    const { body: { id } } = await merge(olga, a, b);
    const moved = Object.keys((await section(olga, a)).rows['methods'] ?? {}).find((each) => each !== 'm1') ?? '';
    world.pass(1_000);
    await world.call(olga, 'POST', `/api/archives/${a}/comments`, { section: 'profile', record: `methods/${moved}`, text: 'answers on Mondays' });
    const { body } = await undo(olga, id);
    expect(body.kept.map(({ section: name, reason }) => [name, reason])).toEqual([['comments', 'added']]);
    expect((await world.call<{ items: { text: string }[] }>(olga, 'GET', `/api/archives/${b}/comments?section=profile&record=methods/m1`)).body.items.map(({ text }) => text)).toEqual(['answers on Mondays']);
  });

  it('goes from the last merge to the first', async () => {
    const [a, b] = await two();
    const [c] = await two();
    const first = await merge(olga, a, b);
    const second = await merge(olga, c, a);
    expect((await world.call<{ id: string }>(olga, 'GET', `/api/archives/${b}`)).body.id).toBe(c);
    expect((await undo(olga, first.body.id)).status).toBe(404); // the archive it was merged into is not there
    const list = (await world.call<MergePage>(olga, 'GET', `/api/merges?archive=${c}`)).body.items;
    expect(list.map(({ id }) => id)).toEqual([second.body.id]);
    expect((await undo(olga, second.body.id)).status).toBe(200);
    expect((await undo(olga, first.body.id)).status).toBe(200);
    expect((await world.call<{ id: string }>(olga, 'GET', `/api/archives/${b}`)).body.id).toBe(b);
  });
});
