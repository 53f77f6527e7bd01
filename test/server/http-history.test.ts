/** The history over REST: what is told of an edit, who reads it, how pages follow each other, and what restoring does. */
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HistoryItem, HistoryPage, RestoreConflict, SectionPatch, SectionValues } from '../../model/api.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { Answer, HttpWorld, Who } from '../helpers/http-world.ts';

const olga: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const cora: Who = { sub: 'cora', name: 'Cora', roles: ['staff'], department: 'lab' };
const manager: Who = { sub: 'mona', name: 'Mona', roles: ['manager'], department: 'sales' };
const colleague: Who = { sub: 'carl', name: 'Carl', roles: ['staff'], department: 'sales' };
const stranger: Who = { sub: 'sam', name: 'Sam', roles: ['staff'], department: 'lab' };
const rivalsOnly: Who = { sub: 'rita', name: 'Rita', roles: ['staff'] };
const internal: Who = { sub: 'greg', name: 'Greg', roles: ['staff'] };
const compliance: Who = { sub: 'cleo', name: 'Cleo', roles: ['compliance'] };
const MINUTE = 60_000;

let world: HttpWorld;
let count = 0;
let id: string;
beforeAll(async () => {
  world = await httpWorld({ env: { DOSSIER_LIMITS: JSON.stringify({ requestsPerSecond: 100_000, requestsBurst: 100_000 }) } });
  for (const who of [olga, cora, manager, colleague, stranger, rivalsOnly, internal, compliance]) await world.call(who, 'GET', '/api/me');
  await world.call({ sub: 'root', roles: ['admin'] }, 'PUT', '/api/people/cleo', { clearances: ['identity', 'bank', 'aml'] });
});
afterAll(async () => { await world.close(); });
beforeEach(async () => {
  id = `H${++count}`;
  expect((await world.call(olga, 'POST', '/api/archives', { id, kind: 'organisation', name: 'Alfreds' })).status).toBe(201);
  expect((await world.call(olga, 'PUT', `/api/archives/${id}/owners`, { owner: 'olga', coOwners: ['cora'] })).status).toBe(200);
  world.pass(11 * MINUTE);
});

const patch = async (who: Who, section: string, body: SectionPatch): Promise<void> => {
  expect((await world.call(who, 'PATCH', `/api/archives/${id}/sections/${section}`, body)).status).toBe(200);
};
const values = async (section = 'profile'): Promise<SectionValues> => (await world.call<SectionValues>(olga, 'GET', `/api/archives/${id}/sections/${section}`)).body;
const history = (who: Who, query = '') => world.call<HistoryPage>(who, 'GET', `/api/archives/${id}/history${query}`);
const items = async (who = olga, query = ''): Promise<readonly HistoryItem[]> => (await history(who, query)).body.items;
const restore = (who: Who, change: string, body: object = {}): Promise<Answer<{ undo: string | null } & RestoreConflict>> => world.call(who, 'POST', `/api/archives/${id}/history/${change}/restore`, body);
const brief = (item: HistoryItem): string => {
  switch (item.kind) {
    case 'value': return `${item.by.name} ${item.key} ${JSON.stringify(item.old)} > ${JSON.stringify(item.new)}`;
    case 'text': return `${item.by.name} ${item.key} ${item.parts.map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? `+[${text}]` : `-[${text}]`)).join('')}`;
    case 'row': return `${item.by.name} ${item.key} ${item.what} ${JSON.stringify(item.old)} > ${JSON.stringify(item.new)}`;
    case 'file': return `${item.by.name} ${item.key} ${item.old?.name} > ${item.new?.name}`;
    case 'reveal': return `${item.by.name} ${item.key} shown`;
    case 'own': return `${item.by.name} ${item.key} ${item.old.join()} > ${item.new.join()}`;
  }
};

describe('entries', () => {
  it('tell who changed which field from what to what and when, the own row included', async () => {
    await patch(olga, 'profile', { fields: { 'customer.shortName': 'Alf' } });
    world.pass(11 * MINUTE);
    await patch(cora, 'profile', { fields: { 'customer.shortName': 'Alfa' } });
    const all = await items();
    expect(all.map(brief)).toEqual([
      'Cora fields/customer.shortName "Alf" > "Alfa"',
      'Olga fields/customer.shortName null > "Alf"',
      'Olga coOwners  > Cora',
      'Olga fields/customer.name null > "Alfreds"',
      'Olga created  > ',
    ]);
    expect(all.map(({ restorable }) => restorable)).toEqual([true, true, false, true, false]);
    expect(Math.abs(Date.parse(all[0]!.at) - world.now())).toBeLessThan(5_000);
    expect((await items(olga, '?person=cora')).map(brief)).toEqual(['Cora fields/customer.shortName "Alf" > "Alfa"']);
    expect((await items(olga, '?key=fields/customer.name')).map(brief)).toEqual(['Olga fields/customer.name null > "Alfreds"']);
    expect((await items(olga, '?section=archive')).length).toBe(2);
  });

  it('join the keystrokes of one person in one text, show the words around, and part where another wrote between', async () => {
    const root = 'org.businessScope';
    await patch(olga, 'profile', { texts: { [root]: 'Delivers canned fish.' } });
    world.pass(11 * MINUTE);
    for (const text of ['Delivers f', 'Delivers fr', 'Delivers fre', 'Delivers fresh', 'Delivers fresh fish.']) await patch(olga, 'profile', { texts: { [root]: text } });
    await patch(cora, 'profile', { texts: { [root]: 'Delivers fresh fish. Daily.' } });
    await patch(olga, 'profile', { texts: { [root]: 'Delivers fresh fish and eels. Daily.' } });
    const texts = (await items()).filter(({ kind }) => kind === 'text');
    expect(texts.map(brief)).toEqual([
      'Olga text:org.businessScope Delivers fresh fish+[ and eels]. Daily.',
      'Cora text:org.businessScope Delivers fresh fish.+[ Daily.]',
      'Olga text:org.businessScope Delivers -[canned fish.]+[fresh fish.]',
      'Olga text:org.businessScope +[Delivers canned fish.]',
    ]);
    expect(texts[2]).toMatchObject({ edits: 5, restorable: true });
    // the same entries under the same ids, whether further keystrokes join them or they are asked for alone
    await patch(olga, 'profile', { texts: { [root]: 'Delivers fresh fish and eels!. Daily.' } });
    const again = (await items(olga, `?key=text:${root}`)).filter(({ kind }) => kind === 'text');
    expect(again.map((item) => item.id)).toEqual(texts.map((item) => item.id));
  });

  it('show a row as one, with its long texts when it comes or goes', async () => {
    const cells = { time: '2026-03-02T10:00', channel: 'phone', subject: 'Prices', result: 'Wants samples' };
    await patch(olga, 'contacts-2026', { rows: { contacts: { x1: { time: cells.time, channel: cells.channel } } }, texts: { 'contacts/x1/subject': cells.subject } });
    expect((await items())[0]).toMatchObject({ kind: 'row', what: 'added', key: 'rows/contacts/x1', old: {}, new: { time: cells.time, channel: 'phone', subject: 'Prices' } });
    world.pass(11 * MINUTE);
    await patch(olga, 'contacts-2026', { rows: { contacts: { x1: { channel: 'visit' } } } });
    const [changed] = await items(olga, '?section=contacts');
    expect(changed).toMatchObject({ kind: 'row', what: 'changed', old: { channel: 'phone' }, new: { channel: 'visit' }, now: { channel: 'visit', time: cells.time } });
    world.pass(11 * MINUTE);
    await patch(olga, 'contacts-2026', { rows: { contacts: { x1: null } } });
    const [removed] = await items(olga, '?key=rows/contacts');
    expect(removed).toMatchObject({ kind: 'row', what: 'removed', old: { channel: 'visit', subject: 'Prices' }, new: {} });
    expect((await restore(olga, removed!.id)).status).toBe(200);
    const now = await values('contacts-2026');
    expect([now.rows['contacts']?.['x1'], now.texts['contacts/x1/subject']]).toEqual([{ time: cells.time, channel: 'visit' }, 'Prices']);
  });

  it('come page by page without loss or repetition, whatever the size', async () => {
    for (let i = 0; i < 6; i++) {
      await patch(i % 2 ? olga : cora, 'profile', { fields: { 'customer.shortName': `n${i}`, 'org.licenceName': `a${i}` }, rows: { methods: { [`m${i}`]: { kind: 'phone', value: `030-${i}` } } } });
      if (i % 3 === 2) world.pass(11 * MINUTE);
    }
    const all = (await items(olga, '?limit=100')).map(({ id: entry }) => entry);
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(12);
    for (const limit of [1, 2, 3, 5]) {
      const found: string[] = [];
      for (let before: string | null = ''; before !== null;) {
        const { items: page, next }: HistoryPage = (await history(olga, `?limit=${limit}${before && `&before=${before}`}`)).body;
        expect(page.length).toBeLessThanOrEqual(limit);
        found.push(...page.map(({ id: entry }) => entry));
        before = next;
      }
      expect(found).toEqual(all);
    }
    const [third] = (await items(olga, '?limit=3')).slice(2);
    expect((await items(olga, `?after=${third!.at}`)).every(({ at }) => at > third!.at)).toBe(true);
  });

  it('survive the move into the snapshot', async () => {
    const own = await httpWorld();
    await own.call(olga, 'POST', '/api/archives', { id: 'S', kind: 'organisation', name: 'Alfreds' });
    for (let i = 0; i < 5; i++) await own.call(olga, 'PATCH', '/api/archives/S/sections/profile', { fields: { 'customer.shortName': `n${i}`, 'org.licenceName': `l${i}` } });
    const before = (await own.call<HistoryPage>(olga, 'GET', '/api/archives/S/history')).body.items;
    await own.dossier.hub.stop(); // writes every snapshot
    expect((await own.call<HistoryPage>(olga, 'GET', '/api/archives/S/history')).body.items).toEqual(before);
    expect(before).toHaveLength(4);
    await own.close();
  });
});

describe('rights', () => {
  const SECTIONS = ['profile', 'rivals', 'identity', 'archive'];
  beforeEach(async () => {
    expect((await world.call(olga, 'POST', '/api/grants', { archive: id, to: { kind: 'person', id: 'rita' }, level: 'read', sections: ['rivals'], reason: 'helps' })).status).toBe(201);
    expect((await world.call(olga, 'POST', '/api/grants', { archive: id, to: { kind: 'person', id: 'greg' }, level: 'read', sections: null, reason: 'helps' })).status).toBe(201);
    await patch(olga, 'rivals', { texts: { 'company.prosConsAnalysis': 'CANARY' } });
    await patch(compliance, 'identity', { fields: { 'person.idDocumentNumber': 'CANARY' } });
  });
  const seenBy: readonly [string, Who, readonly string[]][] = [
    ['owner', olga, ['profile', 'rivals', 'archive']], ['co-owner', cora, ['profile', 'rivals', 'archive']], ['department manager', manager, ['profile', 'rivals', 'archive']],
    ['colleague who may only know of it', colleague, []], ['stranger', stranger, []], ['grant on one section', rivalsOnly, ['rivals', 'archive']], ['grant on the internal ones', internal, ['profile', 'archive']],
    ['compliance', compliance, ['identity', 'archive']],
  ];

  it.each(seenBy)('%s: only sections that may be read, each as if the others were not there', async (_name, who, allowed) => {
    const { status, body } = await history(who);
    expect(status).toBe(allowed.length === 0 ? 404 : 200);
    if (status === 200) for (const item of body.items) expect(allowed).toContain(item.section);
    const nowhere = await history(who, '?section=nonsense');
    expect(nowhere.status).toBe(404);
    for (const section of SECTIONS) {
      const answer = await history(who, `?section=${section}`);
      expect(answer.status, section).toBe(allowed.includes(section) ? 200 : 404);
      if (answer.status === 404) expect(answer.body, section).toEqual(nowhere.body);
    }
    const all = [...(await items(olga)), ...(await items(compliance))];
    expect(new Set(all.map(({ section }) => section))).toEqual(new Set(SECTIONS));
    expect(JSON.stringify(body).includes('CANARY')).toBe(allowed.includes('rivals') || allowed.includes('identity'));
    for (const item of all.filter(({ section }) => !allowed.includes(section))) {
      const there = await restore(who, item.id);
      const unknown = await restore(who, '999999.1.0');
      expect([there.status, there.body], `${item.section} ${item.id}`).toEqual([unknown.status, unknown.body]);
      expect(there.status).toBe(404);
    }
  });

  it('end with the right', async () => {
    expect((await history(internal)).status).toBe(200);
    const { body } = await world.call<{ sections: readonly { because: readonly { kind: string; grant?: string }[] }[] }>(internal, 'GET', `/api/archives/${id}`);
    const grant = body.sections.flatMap(({ because }) => because).find(({ kind }) => kind === 'grant')?.grant;
    expect((await world.call(olga, 'DELETE', `/api/grants/${grant}`)).status).toBe(204);
    expect((await history(internal)).status).toBe(404);
    expect((await world.call(internal, 'PUT', `/api/archives/${id}/seen`, { at: '2026-03-02T10:00:00Z' })).status).toBe(404);
  });

  it('a reader restores nothing, and is told so by each entry', async () => {
    const [name] = await items(internal, '?key=fields/customer.name');
    expect(name?.restorable).toBe(false);
    expect((await restore(internal, name!.id)).status).toBe(403);
    await world.call(olga, 'POST', `/api/archives/${id}/state`, { state: 'closed' });
    expect((await items(olga, '?key=fields/customer.name'))[0]?.restorable).toBe(false);
    expect((await restore(olga, name!.id)).status).toBe(403);
  });
});

describe('restoring', () => {
  it('is a new edit by the restorer, and is taken back the same way', async () => {
    await patch(olga, 'profile', { fields: { 'customer.name': 'Alfredo' } });
    const [entry] = await items(cora, '?key=fields/customer.name');
    const answer = await restore(cora, entry!.id);
    expect(answer.status).toBe(200);
    expect((await values()).fields['customer.name']).toBe('Alfreds');
    expect((await items())[0]).toMatchObject({ by: { id: 'cora' }, old: 'Alfredo', new: 'Alfreds' });
    expect((await restore(cora, answer.body.undo!, { only: true })).status).toBe(200);
    expect((await values()).fields['customer.name']).toBe('Alfredo');
  });

  it('does not overwrite what changed since, unless told to', async () => {
    await patch(olga, 'profile', { fields: { 'customer.name': 'Two' } });
    world.pass(11 * MINUTE);
    await patch(olga, 'profile', { fields: { 'customer.name': 'Three' } });
    const second = (await items(olga, '?key=fields/customer.name'))[1]!;
    const refused = await restore(olga, second.id);
    expect([refused.status, refused.body.error.code, refused.body.now]).toEqual([409, 'conflict', 'Three']);
    expect((await values()).fields['customer.name']).toBe('Three');
    expect((await restore(olga, second.id, { force: true })).status).toBe(200);
    expect((await values()).fields['customer.name']).toBe('Alfreds');
  });

  it('takes a piece out of a text that others wrote on, and says so where it cannot', async () => {
    const root = 'org.businessScope';
    const set = (who: Who, text: string) => patch(who, 'profile', { texts: { [root]: text } });
    await set(olga, 'Wants samples by June.');
    world.pass(11 * MINUTE);
    await set(olga, 'Wants prices by June.');
    world.pass(11 * MINUTE);
    await set(cora, 'Urgent: wants prices by June. Call.');
    const own = (await items(olga, `?key=text:${root}&person=olga`))[0]!;
    expect(brief(own)).toContain('-[samples]+[prices]');
    expect((await restore(olga, own.id)).status).toBe(200);
    expect((await values()).texts[root]).toBe('Urgent: wants samples by June. Call.');
    const refused = await restore(olga, own.id);
    expect([refused.status, refused.body.now]).toEqual([409, 'Urgent: wants samples by June. Call.']);
  });

  it('waits for nobody: what is written between reading and writing is kept', async () => {
    const root = 'org.businessScope';
    await patch(olga, 'profile', { texts: { [root]: 'one two three' } });
    world.pass(11 * MINUTE);
    await patch(olga, 'profile', { texts: { [root]: 'one three' } });
    const [entry] = await items(olga, `?key=text:${root}`);
    const others = Array.from({ length: 20 }, (_, i) => patch(cora, 'profile', { fields: { 'customer.shortName': `n${i}` } }));
    const [{ status }] = await Promise.all([restore(olga, entry!.id), ...others]);
    expect([200, 409]).toContain(status);
    if (status === 200) expect((await values()).texts[root]).toBe('one two three');
  });

  it('removes an added row unless somebody filled it, and puts changed cells back', async () => {
    await patch(olga, 'profile', { rows: { methods: { m1: { kind: 'phone', value: '1' } } } });
    const added = (await items(olga, '?key=rows/methods'))[0]!;
    world.pass(11 * MINUTE);
    await patch(cora, 'profile', { rows: { methods: { m1: { value: '2' } } } });
    const changed = (await items(olga, '?key=rows/methods'))[0]!;
    expect((await restore(olga, added.id)).status).toBe(409);
    expect((await restore(olga, changed.id)).status).toBe(200);
    expect((await values()).rows['methods']?.['m1']).toEqual({ kind: 'phone', value: '1' });
    expect((await restore(olga, added.id)).status).toBe(200);
    expect((await values()).rows['methods']).toBe(undefined);
    expect((await restore(olga, changed.id)).status).toBe(409);
  });

  it('puts an entry of the own row back under its right', async () => {
    await world.call(olga, 'PATCH', `/api/archives/${id}`, { code: 'C-1' });
    world.pass(11 * MINUTE);
    await world.call(olga, 'PATCH', `/api/archives/${id}`, { code: 'C-2' });
    const [entry] = await items(olga, '?section=archive');
    expect(brief(entry!)).toBe('Olga code C-1 > C-2');
    expect((await restore(cora, entry!.id)).status).toBe(200);
    expect((await items(olga, '?section=archive'))[0]).toMatchObject({ by: { id: 'cora' }, old: ['C-2'], new: ['C-1'] });
    expect((await restore(olga, entry!.id)).status).toBe(409);
  });
});

describe('since one last looked', () => {
  it('tells what others did, on every device, and only forward', async () => {
    const unseen = () => items(cora, '?unseen=true');
    expect(await unseen()).toEqual([]); // never looked: nothing is new
    const first = (await history(cora)).body;
    expect(first.seen).toBe(null);
    expect((await world.call(cora, 'PUT', `/api/archives/${id}/seen`, { at: first.at })).status).toBe(200);
    world.pass(MINUTE);
    await patch(olga, 'profile', { fields: { 'customer.shortName': 'x' } });
    await patch(cora, 'profile', { fields: { 'org.licenceName': 'mine' } });
    expect((await unseen()).map(brief)).toEqual(['Olga fields/customer.shortName null > "x"']);
    const { body } = await history(cora, '?unseen=true');
    expect(body.seen).toBe(first.at);
    await world.call(cora, 'PUT', `/api/archives/${id}/seen`, { at: body.at });
    expect(await unseen()).toEqual([]);
    await world.call(cora, 'PUT', `/api/archives/${id}/seen`, { at: first.at });
    expect(await unseen()).toEqual([]);
    // nobody has seen what has not happened
    await world.call(cora, 'PUT', `/api/archives/${id}/seen`, { at: '2999-01-01T00:00:00Z' });
    world.pass(MINUTE);
    await patch(olga, 'profile', { fields: { 'customer.shortName': 'y' } });
    expect((await unseen()).length).toBe(1);
  });
});

it('answers nonsense with an error of the client\'s', async () => {
  const seed = Date.now() % 1e9;
  const nonsense = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('1.1.1', '0.1.0', '0.0.0', '-1.1.1', '1.1', '1e3.1.1', '99999999999999999.1.1', '__proto__', '%00', '..', '1.1.1.1', '0.9007199254740993.0'));
  await fc.assert(fc.asyncProperty(nonsense, nonsense, async (change, place) => {
    const restored = await restore(olga, encodeURIComponent(change));
    expect([200, 400, 404, 403, 409], `${change}: ${JSON.stringify(restored.body)}`).toContain(restored.status);
    for (const query of [`before=${encodeURIComponent(place)}`, `after=${encodeURIComponent(place)}`, `key=${encodeURIComponent(place)}`, `person=${encodeURIComponent(place)}`, `section=${encodeURIComponent(place)}`, `limit=${encodeURIComponent(place)}`]) {
      expect([200, 404, 422], query).toContain((await history(olga, `?${query}`)).status);
    }
  }), { seed, numRuns: 40 });
  expect(world.errors, `seed ${seed}`).toEqual([]);
});
