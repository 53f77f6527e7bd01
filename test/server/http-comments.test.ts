/** Comments and mentions over REST: who reads, writes, edits and removes; that a section's right is all there is; that who loses it gets no later word. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiErrorBody, CommentCounts, CommentPage, CommentView, MentionPage, Overviews, PersonView } from '../../model/api.ts';
import { mentionOf } from '../../model/comments.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';
import { lineClient } from '../helpers/line-client.ts';
import type { LineClient } from '../helpers/line-client.ts';

const owner: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const coOwner: Who = { sub: 'cora', name: 'Cora', roles: ['staff'], department: 'lab' };
const manager: Who = { sub: 'mona', name: 'Mona', roles: ['manager'], department: 'sales' };
const colleague: Who = { sub: 'carl', name: 'Carl', roles: ['staff'], department: 'sales' };
const reader: Who = { sub: 'greg', name: 'Gregor', roles: ['staff'] };
const compliance: Who = { sub: 'cleo', name: 'Cleo', roles: ['compliance'] };
const stranger: Who = { sub: 'sam', name: 'Sam', roles: ['staff'], department: 'lab' };
const admin: Who = { sub: 'ada', name: 'Ada', roles: ['admin'] };

let world: HttpWorld;
beforeAll(async () => {
  world = await httpWorld();
  for (const who of [owner, coOwner, manager, colleague, reader, compliance, stranger, admin]) expect((await world.call(who, 'GET', '/api/me')).status).toBe(200);
  expect((await world.call(admin, 'PUT', '/api/people/cleo', { clearances: ['identity', 'bank', 'aml'] })).status).toBe(200);
  for (const id of ['ACME', 'OTHER']) expect((await world.call(owner, 'POST', '/api/archives', { id, kind: 'organisation', name: 'Quincaillerie' })).status).toBe(201);
  await world.call(owner, 'PUT', '/api/archives/ACME/owners', { owner: 'olga', coOwners: ['cora'], deputies: [] });
  await grant();
});
afterAll(async () => { await world.close(); });

let granted = '';
async function grant(): Promise<void> {
  const { status, body } = await world.call<{ id: string }>(owner, 'POST', '/api/grants', { archive: 'ACME', to: { kind: 'person', id: 'greg' }, level: 'read', sections: null, reason: 'helps' });
  expect(status).toBe(201);
  granted = body.id;
}
let record = '';
let records = 0;
/** Every test speaks about a record of its own. */
const fresh = (): string => (record = `contacts/r${++records}`);
const path = (more = '', archive = 'ACME'): string => `/api/archives/${archive}/comments${more}`;
const say = (who: Who, text: string, more: object = {}) => world.call<CommentView & ApiErrorBody>(who, 'POST', path(), { section: 'contacts', record, text, ...more });
const read = (who: Who, section = 'contacts', at = record) => world.call<CommentPage & ApiErrorBody>(who, 'GET', path(`?section=${section}&record=${encodeURIComponent(at)}`));
const texts = async (who: Who): Promise<(string | null)[]> => (await read(who)).body.items.map(({ text }) => text);

describe('who may', () => {
  const levels: readonly [string, Who, string, 'read' | 'write' | 'none'][] = [
    ['owner', owner, 'contacts', 'write'], ['co-owner', coOwner, 'contacts', 'write'], ['department manager', manager, 'contacts', 'read'], ['colleague', colleague, 'contacts', 'none'],
    ['grant on the internal sections', reader, 'contacts', 'read'], ['stranger', stranger, 'contacts', 'none'], ['administrator', admin, 'contacts', 'none'],
    ['owner', owner, 'terms', 'write'], ['grant on the internal sections', reader, 'terms', 'none'], ['owner', owner, 'aml', 'none'], ['compliance', compliance, 'aml', 'write'], ['compliance', compliance, 'contacts', 'none'],
    ['owner', owner, 'stays', 'write'], ['grant on the internal sections', reader, 'stays', 'none'],
  ];
  it.each(levels)('%s in %s', async (_name, who, section, level) => {
    const at = `${section}/x${++records}`;
    const asked = await read(who, section, at);
    expect(asked.status).toBe(level === 'none' ? 404 : 200);
    if (level !== 'none') expect(asked.body.mayWrite).toBe(level === 'write');
    expect((await say(who, 'hello', { section, record: at })).status).toBe(level === 'write' ? 201 : level === 'read' ? 403 : 404);
    expect((await world.call(who, 'GET', path(`/counts?section=${section}`))).status).toBe(level === 'none' ? 404 : 200);
    expect((await world.call(who, 'GET', path(`/people?section=${section}`))).status).toBe(level === 'none' ? 404 : 200);
  });

  it('a person without the right gets the answer of an archive that was never opened', async () => {
    fresh();
    const { id } = (await say(owner, 'secret')).body;
    const requests: readonly [string, string, unknown?][] = [
      ['GET', '?section=contacts'], ['GET', '?section=nonsense'], ['GET', '/counts?section=contacts'], ['GET', '/people?section=contacts'], ['POST', '', { section: 'contacts', record, text: 'x' }], ['POST', '', { id, section: 'contacts', record, text: 'x' }],
      ['PATCH', `/${id}`, { text: 'x' }], ['DELETE', `/${id}`],
    ];
    for (const who of [stranger, admin]) for (const [method, more, body] of requests) {
      const there = await world.call(who, method, path(more), body);
      const nowhere = await world.call(who, method, path(more, 'NOWHERE'), body);
      expect([there.status, there.body], `${method} ${more}`).toEqual([nowhere.status, nowhere.body]);
      expect(there.status).toBe(404);
    }
  });

  it('a section that may not be read hides its comments behind their ids too', async () => {
    const { id } = (await say(owner, 'margins', { section: 'terms', record: 'fields/crm.settlementMethod' })).body;
    for (const [method, body] of [['PATCH', { text: 'x' }], ['DELETE', undefined]] as const) {
      const there = await world.call(reader, method, path(`/${id}`), body);
      expect([there.status, there.body]).toEqual([404, (await world.call(reader, method, path('/nothing'), body)).body]);
    }
    // through another archive neither, not even for who may read both
    expect((await world.call(owner, 'DELETE', path(`/${id}`, 'OTHER'))).status).toBe(404);
  });
});

describe('a comment', () => {
  it('is kept with who and when, in the order said, and counted', async () => {
    fresh();
    await say(owner, 'first');
    await say(coOwner, 'second\r\nline');
    const { items, next, mayWrite } = (await read(reader)).body;
    expect([items.map(({ text, by, editedAt }) => [text, by.name, editedAt]), next, mayWrite]).toEqual([[['first', 'Olga', null], ['second\nline', 'Cora', null]], null, false]);
    const counts = (await world.call<CommentCounts>(reader, 'GET', path('/counts?section=contacts'))).body.items;
    expect(counts.find((each) => each.record === record)?.count).toBe(2);
  });

  it('of another year of contact records is one of the same section', async () => {
    fresh();
    expect((await say(owner, 'old matter', { section: 'contacts-2024' })).status).toBe(201);
    expect((await read(reader, 'contacts-2019')).body.items.map(({ text }) => text)).toEqual(['old matter']);
    expect(await texts(reader)).toEqual(['old matter']);
  });

  it('comes in pages, newest first, oldest above', async () => {
    fresh();
    for (const text of ['1', '2', '3', '4', '5']) await say(owner, text);
    const page = async (before: string): Promise<CommentPage> => (await world.call<CommentPage>(owner, 'GET', path(`?section=contacts&record=${record}&limit=2${before}`))).body;
    const first = await page('');
    const second = await page(`&before=${first.next ?? ''}`);
    expect([...(await page(`&before=${second.next ?? ''}`)).items, ...second.items, ...first.items].map(({ text }) => text)).toEqual(['1', '2', '3', '4', '5']);
  });

  it('sent twice under one id is one; nobody writes under another\'s id', async () => {
    fresh();
    const { body } = await say(owner, 'once', { id: 'mine-1' });
    expect((await say(owner, 'once', { id: 'mine-1' })).body).toEqual(body);
    expect(await texts(owner)).toEqual(['once']);
    expect((await say(coOwner, 'other', { id: 'mine-1' })).status).toBe(409);
    expect((await say(owner, 'other', { id: 'mine-1', record: 'contacts/elsewhere' })).status).toBe(409);
  });

  it('is refused when empty, too long, or calling too many', async () => {
    fresh();
    for (const text of ['', '  \n ', 'x'.repeat(4_001), Array.from({ length: 21 }, (_, i) => mentionOf(`p${i}`)).join('')]) expect((await say(owner, text)).status).toBe(422);
    expect((await say(owner, 'x', { record: '../x' })).status).toBe(422);
    expect((await say(owner, 'a\u0000b\u0007c')).body.text).toBe('abc');
  });

  it('is changed by its author for fifteen minutes, and by nobody else', async () => {
    fresh();
    const { id, editableUntil } = (await say(coOwner, 'tpyo')).body;
    expect(editableUntil).not.toBeNull();
    expect((await world.call(owner, 'PATCH', path(`/${id}`), { text: 'x' })).status).toBe(403);
    const changed = await world.call<CommentView>(coOwner, 'PATCH', path(`/${id}`), { text: 'typo' });
    expect(changed.body).toMatchObject({ text: 'typo', editedAt: expect.any(String) as string });
    world.pass(15 * 60_000);
    expect((await world.call(coOwner, 'PATCH', path(`/${id}`), { text: 'late' })).status).toBe(403);
    expect((await read(coOwner)).body.items[0]).toMatchObject({ text: 'typo', editableUntil: null, removable: true });
  });

  it('is taken back by its author or removed by who manages; what is left says by whom', async () => {
    fresh();
    const mine = (await say(coOwner, `about ${mentionOf('greg')}`)).body.id;
    const other = (await say(coOwner, 'rude')).body.id;
    expect((await world.call(manager, 'DELETE', path(`/${mine}`))).status).toBe(403);
    expect((await world.call<CommentView>(coOwner, 'DELETE', path(`/${mine}`))).body).toMatchObject({ text: null, mentions: [], removedBy: { id: 'cora' } });
    expect((await world.call<CommentView>(owner, 'DELETE', path(`/${other}`))).body).toMatchObject({ text: null, removedBy: { id: 'olga' }, by: { id: 'cora' } });
    expect(await texts(owner)).toEqual([null, null]);
    expect((await world.call(coOwner, 'PATCH', path(`/${mine}`), { text: 'again' })).status).toBe(409);
    expect((await world.call<MentionPage>(reader, 'GET', '/api/mentions')).body.items.filter(({ comment }) => comment.id === mine)).toEqual([]);
  });

  it('of a closed archive is read, and no more', async () => {
    record = 'contacts/closed';
    const { id } = (await world.call<CommentView>(owner, 'POST', path('', 'OTHER'), { section: 'contacts', record, text: 'done' })).body;
    await world.call(owner, 'POST', '/api/archives/OTHER/state', { state: 'closed' });
    expect((await world.call<CommentPage>(owner, 'GET', path(`?section=contacts&record=${record}`, 'OTHER'))).body).toMatchObject({ mayWrite: false, items: [{ removable: false, editableUntil: null }] });
    for (const [method, more, body] of [['POST', '', { section: 'contacts', record, text: 'x' }], ['PATCH', `/${id}`, { text: 'x' }], ['DELETE', `/${id}`, undefined]] as const) expect((await world.call(owner, method, path(more, 'OTHER'), body)).status, method).toBe(403);
  });
});

describe('a mention', () => {
  it('reaches who may read the section, lets them answer, and is read once', async () => {
    fresh();
    expect((await say(reader, 'may I?')).status).toBe(403);
    const { id } = (await say(owner, `Look, ${mentionOf('greg')}.`)).body;
    const { items, unread } = (await world.call<MentionPage>(reader, 'GET', '/api/mentions?unread=true')).body;
    expect(items[0]).toMatchObject({ archive: 'ACME', name: 'Quincaillerie', section: 'contacts', read: false, comment: { id, mentions: [{ id: 'greg', name: 'Gregor' }] } });
    expect(unread).toBe(items.length);
    expect((await say(reader, 'I see')).status).toBe(201);
    expect((await world.call(reader, 'POST', '/api/mentions/read', { comments: [id, 'nothing'] })).status).toBe(200);
    expect((await world.call<MentionPage>(reader, 'GET', '/api/mentions?unread=true')).body.items.map(({ comment }) => comment.id)).not.toContain(id);
    expect((await world.call<MentionPage>(reader, 'GET', '/api/mentions')).body.items[0]).toMatchObject({ read: true, comment: { id } });
  });

  it('of somebody who may not read the section is answered alike and reaches nobody until they may', async () => {
    record = 'fields/crm.settlementMethod';
    const answers = await Promise.all(['greg', 'cora'].map((id) => say(owner, `ask ${mentionOf(id)}`, { section: 'terms' })));
    expect(answers.map(({ status, body }) => [status, Object.keys(body), body.mentions.length])).toEqual([[201, Object.keys(answers[0]!.body), 1], [201, Object.keys(answers[0]!.body), 1]]);
    const mine = async (): Promise<string[]> => (await world.call<MentionPage>(reader, 'GET', '/api/mentions')).body.items.map(({ section }) => section);
    expect(await mine()).not.toContain('terms');
    expect((await say(reader, 'answer', { section: 'terms' })).status).toBe(404);
    const more = (await world.call<{ id: string }>(owner, 'POST', '/api/grants', { archive: 'ACME', to: { kind: 'person', id: 'greg' }, level: 'read', sections: ['terms'], reason: 'terms' })).body.id;
    expect(await mine()).toContain('terms');
    expect((await say(reader, 'answer', { section: 'terms' })).status).toBe(201);
    await world.call(owner, 'DELETE', `/api/grants/${more}`);
    expect(await mine()).not.toContain('terms');
  });

  it('offers only who may read the section, best fit first', async () => {
    const names = async (who: Who, section: string, q = ''): Promise<string[]> => (await world.call<{ items: PersonView[] }>(who, 'GET', path(`/people?section=${section}&q=${q}`))).body.items.map(({ name }) => name);
    expect(await names(owner, 'contacts')).toEqual(['Cora', 'Gregor', 'Mona']);
    expect(await names(owner, 'terms')).toEqual(['Cora', 'Mona']);
    expect(await names(owner, 'contacts', 'or')).toEqual(['Cora', 'Gregor']);
    expect(await names(compliance, 'aml')).toEqual([]);
    expect(await names(owner, 'contacts', 'sam')).toEqual([]);
  });
});

describe('two people with the page open', () => {
  it('hear each other at once on the line; who may not read the section, or lost the right, hears nothing', async () => {
    fresh();
    const terms = (await world.call<{ id: string }>(owner, 'POST', '/api/grants', { archive: 'ACME', to: { kind: 'person', id: 'greg' }, level: 'read', sections: ['terms'], reason: 'terms' })).body.id;
    const lines = await Promise.all([coOwner, reader].map((who) => lineClient(world, who)));
    const [cora, greg] = lines as [LineClient, LineClient];
    const heard = ({ client }: LineClient, section: string): number => (client.digests.get('ACME') as { comments?: Record<string, number> } | undefined)?.comments?.[section] ?? 0;
    for (const { client } of lines) client.watch(['ACME']);
    for (const line of lines) await line.until('the first digest', () => line.client.digests.has('ACME'));
    const before = { cora: heard(cora, 'terms'), greg: heard(greg, 'terms'), rivals: heard(cora, 'rivals') };
    await say(owner, 'the margin is thin', { section: 'terms' });
    await cora.until('word of it', () => heard(cora, 'terms') > before.cora);
    await greg.until('word of it', () => heard(greg, 'terms') > before.greg);
    await world.call(owner, 'DELETE', `/api/grants/${terms}`);
    await greg.until('the section is gone', () => greg.client.closed !== null || heard(greg, 'terms') === 0);
    await say(owner, 'and thinner', { section: 'terms' });
    await say(owner, 'they undercut us', { section: 'rivals' });
    await cora.until('both', () => heard(cora, 'rivals') > before.rivals);
    await greg.until('nothing more', () => true);
    expect(JSON.stringify(greg.client.closed === null ? greg.client.digests.get('ACME') : null)).not.toMatch(/"(terms|rivals)":/);
  });
});

describe('who listens', () => {
  const heard = async (who: Who): Promise<Record<string, number> | undefined> => {
    const { digest } = (await world.call<Overviews>(who, 'GET', '/api/overviews?ids=ACME')).body.digests[0]!;
    return digest && 'comments' in digest ? digest.comments as Record<string, number> : undefined;
  };

  it('hears by the digest that somebody spoke in a section they may read, and in no other', async () => {
    fresh();
    const before = await heard(reader);
    await say(owner, 'quiet', { section: 'rivals' });
    expect(await heard(reader)).toEqual(before);
    expect((await heard(owner))?.rivals).toBeGreaterThan(0);
    await say(owner, 'aloud');
    expect((await heard(reader))!['contacts']).toBeGreaterThan(before?.['contacts'] ?? 0);
  });

  it('hears every change: said, edited, removed', async () => {
    fresh();
    const seen = [(await heard(owner))!['contacts']!];
    const { id } = (await say(owner, 'a')).body;
    seen.push((await heard(owner))!['contacts']!);
    await world.call(owner, 'PATCH', path(`/${id}`), { text: 'b' });
    seen.push((await heard(owner))!['contacts']!);
    await world.call(owner, 'DELETE', path(`/${id}`));
    seen.push((await heard(owner))!['contacts']!);
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
  });

  it('who has lost the right gets no later word', async () => {
    fresh();
    await say(owner, `for ${mentionOf('greg')}`);
    expect(await texts(reader)).toHaveLength(1);
    expect((await world.call(owner, 'DELETE', `/api/grants/${granted}`)).status).toBeLessThan(300);
    await say(owner, 'later');
    expect((await read(reader)).status).toBe(404);
    expect(await heard(reader)).toBeUndefined();
    expect((await world.call<MentionPage>(reader, 'GET', '/api/mentions')).body).toMatchObject({ items: [], unread: 0 });
    expect((await say(reader, 'still here')).status).toBe(404);
    await grant();
  });
});

it('what nobody may read fails nowhere', () => { expect(world.errors).toEqual([]); });
