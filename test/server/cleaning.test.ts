/** The cleaning bench over REST: what is found and when, what a rule does and leaves, undo, what people edit meanwhile, what is right as it is, who looks after what, refused rows imported again. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobView, SectionValues } from '../../model/api.ts';
import type { AssignmentView, CleaningBoard, DecisionPage, DecisionView, GroupPage, GroupView, RulePreview, RuleWish, ValuesView } from '../../model/cleaning/api.ts';
import { docName } from '../../model/ids.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const stella: Who = { sub: 'stella', name: 'Stella', roles: ['steward'] };
const olga: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const paul: Who = { sub: 'paul', name: 'Paul', roles: ['staff'], department: 'lab' };

let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld();
  for (const who of [stella, olga, paul]) expect((await world.call(who, 'GET', '/api/me')).status).toBe(200);
});
afterAll(async () => {
  expect(world.errors).toEqual([]);
  await world.close();
});

const settled = (): Promise<void> => world.dossier.services.cleaning.settled();
let made = 0;
async function company(who: Who, profile: object, name = 'Kestrel Trading SL'): Promise<ArchiveId> {
  const id = `C${++made}`;
  expect((await world.call(who, 'POST', '/api/archives', { id, kind: 'organisation', name })).status).toBe(201);
  await edit(who, id, profile);
  return id as ArchiveId;
}
const edit = async (who: Who, id: string, profile: object, section = 'profile'): Promise<void> => { expect((await world.call(who, 'PATCH', `/api/archives/${id}/sections/${section}`, profile)).status).toBe(200); };
const phone = (value: string, more: object = {}): object => ({ rows: { methods: { m1: { kind: 'phone', value, ...more } } } });
const profileOf = async (id: string): Promise<SectionValues> => (await world.dossier.hub.read(docName(id as ArchiveId, 'profile'))).values;
const board = async (who = stella, more = ''): Promise<CleaningBoard> => { await settled(); return (await world.call<CleaningBoard>(who, 'GET', `/api/cleaning${more}`)).body; };
const group = async (id: string, who = stella): Promise<GroupView | undefined> => (await board(who)).groups.find((each) => each.id === id);
const page = async (id: string, who = stella): Promise<GroupPage> => (await world.call<GroupPage>(who, 'GET', `/api/cleaning/groups/${encodeURIComponent(id)}`)).body;
const mine = async (id: string, archive: string, who = stella) => (await page(id, who)).items.filter((item) => item.archive === archive);
async function decide(id: string, wish: RuleWish, who = stella): Promise<DecisionView> {
  const begun = await world.call<DecisionView>(who, 'POST', `/api/cleaning/groups/${encodeURIComponent(id)}/decisions`, wish);
  expect(begun.status, JSON.stringify(begun.body)).toBe(202);
  await settled();
  return (await world.call<DecisionView>(who, 'GET', `/api/cleaning/decisions/${begun.body.id}`)).body;
}
async function undo(decision: DecisionView, who = stella): Promise<DecisionView> {
  expect((await world.call(who, 'POST', `/api/cleaning/decisions/${decision.id}/undo`)).status).toBe(202);
  await settled();
  return (await world.call<DecisionView>(who, 'GET', `/api/cleaning/decisions/${decision.id}`)).body;
}
async function importFile(name: string, text: string, source = 'erp'): Promise<JobView> {
  const form = new FormData();
  form.set('source', source);
  form.set('files', new File([text], name));
  const { body } = await world.call<JobView>(stella, 'POST', '/api/imports', form);
  await world.dossier.imports.settled();
  await settled();
  return (await world.call<JobView>(stella, 'GET', `/api/jobs/${body.id}`)).body;
}

describe('findings', () => {
  it('come a moment after an edit and go with what caused them', async () => {
    const id = await company(olga, phone('020 8765 4321 王经理'));
    await settled();
    expect(await mine('phone-letters', id)).toMatchObject([{ archive: id, section: 'profile', key: 'rows/methods/m1/value', value: '020 8765 4321 王经理', proposed: { value: '020 8765 4321', note: '王经理' } }]);
    await edit(olga, id, phone('020 8765 4321'));
    await settled();
    expect(await mine('phone-letters', id)).toEqual([]);
  });

  it('are not there where somebody keeps the value with a reason', async () => {
    const id = await company(olga, { fields: { 'org.unifiedSocialCreditCode': '91440101MA5AXXXXX1' } });
    await settled();
    const [found] = await mine('code-check', id);
    expect(found).toBeDefined();
    await world.call(stella, 'POST', '/api/cleaning/dismissals', { findings: [found!.id], reason: 'It is so on the licence.' });
    expect(await mine('code-check', id)).toEqual([]);
    // another value in the same place is looked at anew
    await edit(olga, id, { fields: { 'org.unifiedSocialCreditCode': '91440101MA5AXXXXX2' } });
    await settled();
    expect(await mine('code-check', id)).toHaveLength(1);
    await edit(olga, id, { fields: { 'org.unifiedSocialCreditCode': null } });
  });

  it('stand worst first: by how many there are, and how much each matters', async () => {
    const { groups } = await board();
    const weights = groups.map(({ count, weight }) => count * weight);
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
  });
});

describe('a rule', () => {
  it('shows what it would do, does that, and is undone as one; the findings come back', async () => {
    const [one, two, three] = [await company(olga, phone('Tel. 030 1234567 (Ana)', { label: 'Office' })), await company(olga, phone('030 7654321 almacén')), await company(olga, phone('1-800-FLOWERS'))];
    await settled();
    const preview = (await world.call<RulePreview>(stella, 'POST', '/api/cleaning/groups/phone-letters/preview', { rule: 'phone-words' })).body;
    expect(preview).toMatchObject({ mends: 2, leaves: 1, forbidden: 0, archives: 2 });
    expect(preview.left.map(({ archive }) => archive)).toEqual([three]);
    expect((await profileOf(one)).rows['methods']?.['m1']?.['value']).toBe('Tel. 030 1234567 (Ana)');
    const done = await decide('phone-letters', { rule: 'phone-words' });
    expect(done).toMatchObject({ state: 'done', mended: 2, changed: 0, forbidden: 0, refused: 0, undoable: true });
    expect((await profileOf(one)).rows['methods']?.['m1']).toEqual({ kind: 'phone', value: '030 1234567', label: 'Office; Ana' });
    expect((await profileOf(two)).rows['methods']?.['m1']).toEqual({ kind: 'phone', value: '030 7654321', label: 'almacén' });
    expect(await group('phone-letters')).toMatchObject({ count: 1 });
    const undone = await undo(done);
    expect(undone).toMatchObject({ state: 'undone', undoable: false, undone: { kept: 0 } });
    expect((await profileOf(one)).rows['methods']?.['m1']).toEqual({ kind: 'phone', value: 'Tel. 030 1234567 (Ana)', label: 'Office' });
    expect(await group('phone-letters')).toMatchObject({ count: 3 });
    expect((await world.call(stella, 'POST', `/api/cleaning/decisions/${done.id}/undo`)).status).toBe(409);
    for (const id of [one, two, three]) await edit(olga, id, { rows: { methods: { m1: null } } });
    await settled();
  });

  it('takes only what is wanted of a group', async () => {
    const [one, two] = [await company(olga, phone('030 1111222 Ana')), await company(olga, phone('030 1111333 Ana'))];
    await settled();
    const [first] = await mine('phone-letters', one);
    await decide('phone-letters', { rule: 'phone-words', except: [first!.id] });
    expect((await profileOf(one)).rows['methods']?.['m1']?.['value']).toBe('030 1111222 Ana');
    expect((await profileOf(two)).rows['methods']?.['m1']?.['value']).toBe('030 1111333');
    await decide('phone-letters', { rule: 'phone-words', only: [first!.id] });
    expect((await profileOf(one)).rows['methods']?.['m1']?.['value']).toBe('030 1111222');
  });

  it('overwrites nothing that somebody changed since it was looked at, and undo leaves what they did afterwards', async () => {
    const ids = await Promise.all(Array.from({ length: 30 }, (_, i) => company(olga, phone(`040 55500${10 + i} Ana`))));
    await settled();
    // the writing begins while others write: whoever comes first, nothing of theirs is lost
    const [begun] = await Promise.all([
      world.call<DecisionView>(stella, 'POST', '/api/cleaning/groups/phone-letters/decisions', { rule: 'phone-words' }),
      ...ids.slice(0, 10).map((id, i) => world.dossier.hub.write(docName(id, 'profile'), 'olga' as PersonId, phone(`+49 89 99900${10 + i}`))),
    ]);
    expect(begun.status).toBe(202);
    await settled();
    for (const [i, id] of ids.entries()) expect((await profileOf(id)).rows['methods']?.['m1']?.['value']).toBe(i < 10 ? `+49 89 99900${10 + i}` : `040 55500${10 + i}`);
    const done = (await world.call<DecisionView>(stella, 'GET', `/api/cleaning/decisions/${begun.body.id}`)).body;
    expect(done.mended + done.changed).toBeLessThanOrEqual(30);
    await edit(olga, ids[20]!, phone('+49 89 7777777'));
    const undone = await undo(done);
    expect(undone.undone?.kept).toBeGreaterThanOrEqual(1);
    expect((await profileOf(ids[20]!)).rows['methods']?.['m1']?.['value']).toBe('+49 89 7777777');
    expect((await profileOf(ids[25]!)).rows['methods']?.['m1']?.['value']).toBe('040 5550035 Ana');
    for (const id of ids) await edit(olga, id, { rows: { methods: { m1: null } } });
    await settled();
  });

  it('is one of those for the cause, and one at a time', async () => {
    const id = await company(olga, phone('030 1111222 Ana'));
    await settled();
    expect((await world.call(stella, 'POST', '/api/cleaning/groups/phone-letters/preview', { rule: 'title-case' })).status).toBe(422);
    expect((await world.call(stella, 'POST', '/api/cleaning/groups/nonsense/preview', { rule: 'clear' })).status).toBe(404);
    expect((await world.call(stella, 'GET', '/api/cleaning/groups/option-unknown')).status).toBe(404);
    await edit(olga, id, { rows: { methods: { m1: null } } });
  });
});

describe('what imports leave out', () => {
  const file = ['id,name,city,country,crm.industry,company.foundedAt', 'I1,Alba Foods SL,Madrid,Spian,Manufacuring,3/4/2019', 'I2,Cedar Tools SL,Madrid,Spain,Plastics,4 marzo 2019', 'I3,Coral Tools SL,Madrid,Spian,manufacuring,5 de mayo de 2018', ''].join('\n');

  it('is kept with its text, mapped once, and written where it belongs; undo leaves it out again', async () => {
    await importFile('customers.csv', file);
    const { groups } = await board();
    expect(groups.map(({ id, count }) => `${id} ${count}`).filter((each) => /^(country|option|date)/.test(each)).sort()).toEqual(['country-unknown 2', 'date-ambiguous@company.foundedAt 1', 'date-unparsable@company.foundedAt 2', 'option-unknown@crm.industry 3']);
    const values = (await world.call<ValuesView>(stella, 'GET', '/api/cleaning/groups/option-unknown@crm.industry/values')).body;
    expect(values.clusters).toMatchObject([{ count: 2, to: 'manufacturing' }]);
    expect(values.alone).toEqual([{ text: 'Plastics', count: 1 }]);
    expect(values.options?.map(({ key }) => key)).toContain('chemicals');
    expect((await world.call(stella, 'POST', '/api/cleaning/groups/option-unknown@crm.industry/preview', { rule: 'map', mapping: { Plastics: 'nonsense' } })).status).toBe(422);
    const mapped = await decide('option-unknown@crm.industry', { rule: 'map', mapping: { ...values.proposed, Plastics: 'chemicals' } });
    expect(mapped).toMatchObject({ state: 'done', mended: 3 });
    expect((await profileOf('I1')).fields['crm.industry']).toBe('manufacturing');
    expect((await profileOf('I2')).fields['crm.industry']).toBe('chemicals');
    expect((await undo(mapped)).state).toBe('undone');
    expect((await profileOf('I2')).fields['crm.industry']).toBeUndefined();
    expect(await group('option-unknown@crm.industry')).toMatchObject({ count: 3 });
    // somebody fills it in by hand
    await edit(stella, 'I2', { fields: { 'crm.industry': 'chemicals' } });
    expect(await group('option-unknown@crm.industry')).toMatchObject({ count: 2 });
  });

  it('comes out of where the import had put it', async () => {
    expect(Object.values((await profileOf('I1')).rows['addresses'] ?? {})).toMatchObject([{ city: 'Madrid', text: 'Spian' }]);
    await decide('country-unknown', { rule: 'map' });
    expect(Object.values((await profileOf('I1')).rows['addresses'] ?? {})).toEqual([{ use: 'business', city: 'Madrid', country: 'ES' }]);
  });

  it('may be let go, which is taken back with the decision', async () => {
    const done = await decide('date-ambiguous@company.foundedAt', { rule: 'let-go' });
    expect(await group('date-ambiguous@company.foundedAt')).toBeUndefined();
    expect((await profileOf('I1')).fields['company.foundedAt']).toBeUndefined();
    await undo(done);
    expect(await group('date-ambiguous@company.foundedAt')).toMatchObject({ count: 1 });
    await decide('date-ambiguous@company.foundedAt', { rule: 'day-first' });
    expect((await profileOf('I1')).fields['company.foundedAt']).toBe('2019-04-03');
    await decide('date-unparsable@company.foundedAt', { rule: 'date-read' });
    expect((await profileOf('I3')).fields['company.foundedAt']).toBe('2018-05-05');
  });

  it('also rows that were refused: mended and imported again, or out again', async () => {
    const rows = ['01001', '01002', '08003', '28004', '28005', '28006', '28007', '28008', '28009', '1010'].map((postcode, i) => `R${i},Row ${i} Tools,${postcode}`);
    const job = await importFile('customers.csv', ['id,name,postcode', ...rows, ''].join('\n'), 'shop');
    expect(job.report?.tables[0]?.counts.refused).toBe(1);
    expect((await page('zeros-lost@postcode')).items).toMatchObject([{ archive: null, value: '1010', from: { file: 'customers.csv', line: 11, job: job.id }, proposed: { value: '01010' } }]);
    const done = await decide('zeros-lost@postcode', { rule: 'again-zeros' });
    expect(done).toMatchObject({ state: 'done', mended: 1, refused: 0, undoable: true });
    expect(Object.values((await profileOf('R9')).rows['addresses'] ?? {})).toMatchObject([{ postcode: '01010' }]);
    expect(await group('zeros-lost@postcode')).toBeUndefined();
    expect((await undo(done)).state).toBe('undone');
    expect(await group('zeros-lost@postcode')).toMatchObject({ count: 1 });
  });

  it('goes with the import that is undone', async () => {
    const job = await importFile('customers.csv', 'id,name,crm.industry\nU1,Lone Tools,Wizardry\n', 'gone');
    expect(await group('option-unknown@crm.industry')).toMatchObject({ count: 3 });
    expect((await world.call(stella, 'POST', `/api/imports/${job.id}/undo`)).status).toBe(202);
    await world.dossier.imports.settled();
    expect(await group('option-unknown@crm.industry')).toMatchObject({ count: 2 });
  });
});

describe('words', () => {
  it('written in several ways are one cluster, mapped once, in both scripts', async () => {
    const cities = [...Array.from({ length: 12 }, () => 'Barcelona'), 'BARCELONA', 'Barclona', '廣州', ...Array.from({ length: 10 }, () => '广州')];
    await importFile('customers.csv', ['id,name,city', ...cities.map((city, i) => `W${i},Word ${i} Tools,${city}`), ''].join('\n'), 'words');
    const values = (await world.call<ValuesView>(stella, 'GET', '/api/cleaning/groups/spelling@addresses%2Fcity/values')).body;
    expect(values.clusters.map(({ to, values: all }) => [to, all.map(({ text }) => text).sort()])).toEqual([['Barcelona', ['BARCELONA', 'Barcelona', 'Barclona']], ['广州', ['广州', '廣州'].sort()]]);
    const done = await decide('spelling@addresses/city', { rule: 'map', mapping: { Barclona: 'Barcelona', BARCELONA: 'Barcelona' } });
    expect(done.mended).toBe(2);
    expect(await group('spelling@addresses/city')).toMatchObject({ count: 1, place: { en: 'City', es: 'Ciudad' } });
    await undo(done);
    expect(await group('spelling@addresses/city')).toMatchObject({ count: 3 });
  });
});

describe('people', () => {
  it('are given a cause, see and mend their part of it, and how far it is', async () => {
    const own = await company(olga, phone('030 1111222 Ana'));
    await company(paul, phone('030 1111333 Ana'));
    await settled();
    expect(await board(olga)).toMatchObject({ groups: [], findings: 0, steward: false });
    expect((await world.call(olga, 'GET', '/api/cleaning/groups/phone-letters')).status).toBe(404);
    expect((await world.call(olga, 'PUT', '/api/cleaning/groups/phone-letters/assignment', { to: 'olga' })).status).toBe(403);
    expect((await world.call<AssignmentView>(stella, 'PUT', '/api/cleaning/groups/phone-letters/assignment', { to: 'olga' })).body).toMatchObject({ to: { id: 'olga', name: 'Olga' }, open: 2, done: 0 });
    expect(await board(olga)).toMatchObject({ groups: [{ id: 'phone-letters', count: 1, assignment: { open: 1, done: 0 } }], findings: 1, archives: 1 });
    expect((await page('phone-letters', olga)).items.map(({ archive }) => archive)).toEqual([own]);
    const done = await decide('phone-letters', { rule: 'phone-words' }, olga);
    expect(done).toMatchObject({ mended: 1, forbidden: 0, by: { id: 'olga' } });
    expect(await group('phone-letters', olga)).toMatchObject({ count: 0, assignment: { open: 0, done: 1 } });
    expect(await group('phone-letters')).toMatchObject({ count: 1, assignment: { to: { id: 'olga' }, open: 1, done: 1 } });
    expect((await world.call<DecisionPage>(olga, 'GET', '/api/cleaning/decisions')).body.items.map(({ id }) => id)).toEqual([done.id]);
    expect((await world.call(paul, 'GET', `/api/cleaning/decisions/${done.id}`)).status).toBe(404);
    expect((await world.call(stella, 'DELETE', '/api/cleaning/groups/phone-letters/assignment')).status).toBe(204);
    expect((await board(olga)).groups).toEqual([]);
  });

  it('are not given what all archives tell, unless they look after all', async () => {
    expect((await world.call(stella, 'PUT', '/api/cleaning/groups/spelling@addresses%2Fcity/assignment', { to: 'olga' })).status).toBe(422);
    expect((await world.call(stella, 'PUT', '/api/cleaning/groups/phone-letters/assignment', { to: 'nobody' })).status).toBe(422);
  });

  it('say that a cause is right as it is, and that it is not', async () => {
    expect((await world.call(stella, 'PUT', '/api/cleaning/groups/phone-letters/dismissal', { reason: 'Our phones have names.' })).status).toBe(204);
    expect(await group('phone-letters')).toBeUndefined();
    expect((await board(stella, '?dismissed=true')).groups.find(({ id }) => id === 'phone-letters')).toMatchObject({ count: 1, dismissed: { by: { id: 'stella' }, reason: 'Our phones have names.' } });
    expect((await world.call(stella, 'DELETE', '/api/cleaning/groups/phone-letters/dismissal')).status).toBe(204);
    expect(await group('phone-letters')).toMatchObject({ count: 1, dismissed: null });
  });

  it('narrow the bench to an import, a source or a department', async () => {
    const { groups } = await board(stella, '?source=words');
    expect(groups.map(({ id }) => id)).toEqual(['spelling@addresses/city']);
    expect((await board(stella, '?department=lab')).groups.map(({ id }) => id)).toEqual(['phone-letters']);
  });
});
