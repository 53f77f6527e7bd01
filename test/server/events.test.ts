/** The change feed: everything that was acknowledged, in one order that stays, at least once, behind cursors that tell nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FeedEvent } from '../../server/services/events.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const owner: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };
const steward: Who = { sub: 'stu', name: 'Stu', roles: ['steward'] };
const other: Who = { sub: 'oda', name: 'Oda', roles: ['staff'] };
interface Page { readonly items: readonly FeedEvent[]; readonly next: string; readonly more: boolean }

let world: HttpWorld;
const page = async (who: Who, after?: string, limit = 200): Promise<Page> => {
  const { status, body } = await world.call<Page>(who, 'GET', `/api/events?limit=${limit}${after === undefined ? '' : `&after=${encodeURIComponent(after)}`}`);
  expect(status).toBe(200);
  return body;
};
const here = async (): Promise<string> => (await page(steward, 'now')).next;
const said = ({ type, archive, section, keys, by }: FeedEvent): string => [type, archive, section, keys?.join(' '), by?.id].filter(Boolean).join(' | ');
const patch = (who: Who, section: string, fields: object, archive = 'ACME') => world.call(who, 'PATCH', `/api/archives/${archive}/sections/${section}`, { fields });

beforeAll(async () => {
  world = await httpWorld();
  for (const who of [owner, steward, other]) await world.call(who, 'GET', '/api/me');
  expect((await world.call(owner, 'POST', '/api/archives', { id: 'ACME', kind: 'organisation', name: 'Acme' })).status).toBe(201);
  await world.dossier.settled();
});
afterAll(async () => { expect(world.errors).toEqual([]); await world.close(); });

describe('what it tells', () => {
  it('edits with the keys that changed, put together by author and section; ids and no values', async () => {
    const start = await here();
    await patch(owner, 'profile', { 'customer.shortName': 'Sesame' });
    await patch(owner, 'profile', { 'customer.shortName': 'Poppy' });
    await patch(owner, 'terms', { 'terms.paymentDays': 30 });
    const { items } = await page(steward, start);
    expect(items.filter(({ type }) => type === 'section').map(said)).toEqual(['section | ACME | profile | fields/customer.shortName | olga', ...(items.some(({ section }) => section === 'terms') ? ['section | ACME | terms | fields/terms.paymentDays | olga'] : [])]);
    expect(items[0]?.seq).toBe((await world.call<{ seq: number }>(owner, 'GET', '/api/archives/ACME/sections/profile')).body.seq);
    expect(JSON.stringify(items)).not.toMatch(/Sesame|Poppy/);
  });
  it('archives, files, comments, transactions, classes and the catalogue', async () => {
    const start = await here();
    await world.call(owner, 'POST', '/api/archives', { id: 'NEW', kind: 'organisation', name: 'New' });
    await world.call(owner, 'PATCH', '/api/archives/NEW', { code: 'C-1' });
    await world.call(owner, 'POST', '/api/archives/NEW/transactions', { kind: 'sale', date: '2026-02-01', amount: '5.00' });
    await world.call(owner, 'POST', '/api/archives/NEW/comments', { section: 'profile', text: 'well' });
    await world.dossier.settled();
    const events = (await page(steward, start)).items.map(said);
    for (const wanted of [/^archive \| NEW \| created \| olga/, /^archive \| NEW \| code \| olga/, /^section \| NEW \| profile \| .*customer.name/, /^transaction \| NEW \| trade \| /, /^class \| NEW \| .*abc/, /^comment \| NEW \| profile/]) {
      expect(events.some((each) => wanted.test(each)), `${String(wanted)} in ${events.join('\n')}`).toBe(true);
    }
    expect(events.findIndex((each) => each.startsWith('archive | NEW | created'))).toBeLessThan(events.findIndex((each) => each.startsWith('archive | NEW | code')));
  });
  it('a right of one’s own that was given, and that it was taken, then not on what', async () => {
    const start = (await page(other, 'now')).next;
    const { body: { id } } = await world.call<{ id: string }>(owner, 'POST', '/api/grants', { archive: 'ACME', to: { kind: 'person', id: 'oda' }, level: 'read', sections: null, reason: 'helps' });
    const given = await page(other, start);
    expect(given.items.map(said)).toEqual(['access | ACME']);
    await world.call(owner, 'DELETE', `/api/grants/${id}`);
    expect((await page(other, given.next)).items.map(said)).toEqual(['access']);
    expect((await page(other, start)).items.map(said)).toEqual(['access', 'access']);
  });
});

describe('cursors', () => {
  it('pages join without a gap, and the same again by the same ids', async () => {
    const whole = (await page(steward)).items.map(({ id }) => id);
    expect(whole.length).toBeGreaterThan(8);
    expect(new Set(whole).size).toBe(whole.length);
    const paged: string[] = [];
    let cursor: string | undefined;
    for (;;) {
      const { items, next, more } = await page(steward, cursor, 3);
      paged.push(...items.map(({ id }) => id));
      cursor = next;
      if (!more) break;
    }
    expect(paged).toEqual(whole);
    expect((await page(steward)).items.map(({ id }) => id)).toEqual(whole);
    expect((await page(steward, cursor)).items).toEqual([]);
  });
  it('of two moments look as different as two of the same moment', async () => {
    const [one, again] = [await here(), await here()];
    expect(one).not.toBe(again);
    await patch(owner, 'profile', { 'customer.shortName': 'x' });
    expect((await here()).length).toBe(one.length);
  });
  it('older than what is kept, from elsewhere or made up: 410 with the way out', async () => {
    const old = (await page(steward, undefined, 1)).next;
    await world.storage.events.prune(world.now() + 1);
    for (const cursor of [old, 'AAAA', 'x'.repeat(54)]) {
      const { status, body } = await world.call<{ error: { code: string; message: string } }>(steward, 'GET', `/api/events?after=${cursor}`);
      expect([status, body.error.code]).toEqual([410, 'too-old']);
      expect(body.error.message).toContain('after=now');
    }
    const start = await here();
    await patch(owner, 'profile', { 'customer.shortName': 'after' });
    expect((await page(steward, start)).items).toHaveLength(1);
    expect((await page(steward)).items).toHaveLength(1);
  });
});

it('compaction takes no edit away that was not told, and none is told twice', async () => {
  const start = await here();
  const seen: string[] = [];
  let cursor = start;
  for (let n = 0; n < 12; n++) {
    await patch(owner, 'profile', { 'customer.shortName': `v${n}` });
    if (n % 3 === 2) { const next = await page(steward, cursor); seen.push(...next.items.map(({ id }) => id)); cursor = next.next; }
    // a room is compacted as it would be with time; every row of `change` goes, and its numbers begin again
    if (n % 4 === 3) {
      const { seq, epoch } = (await world.storage.log.load('ACME/profile' as never))!;
      await world.storage.log.compact([{ doc: 'ACME/profile' as never, epoch, upto: seq, snapshot: new Uint8Array([0, 0]), stateVector: new Uint8Array([0]) }]).catch(() => undefined);
    }
  }
  seen.push(...(await page(steward, cursor)).items.map(({ id }) => id));
  const whole = (await page(steward, start)).items;
  expect(seen).toEqual(whole.map(({ id }) => id));
  expect(Math.max(...whole.map(({ seq = 0 }) => seq))).toBe((await world.storage.log.load('ACME/profile' as never))!.seq);
});

it('as server-sent events: what comes, with the cursor to go on from', async () => {
  const response = await world.dossier.app.request('/api/events?after=now', { headers: { authorization: `Bearer ${await world.token(steward)}`, accept: 'text/event-stream' } });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const first = (await reader.read()).value ?? '';
  expect(first).toMatch(/event: cursor[^]*id: [\w-]{54}/);
  await patch(owner, 'preferences', { 'preferences.remarks': 1 }).catch(() => undefined);
  await patch(owner, 'profile', { 'customer.shortName': 'streamed' });
  let text = '';
  while (!text.includes('event: section')) text += (await reader.read()).value ?? '';
  const id = /id: ([\w-]{54})/.exec(text.slice(text.indexOf('event: section')))?.[1] ?? /id: ([\w-]{54})/.exec(text)?.[1];
  await reader.cancel();
  expect((await page(steward, id)).items.filter(({ section }) => section === 'profile')).toEqual([]);
  expect((await page(steward, /id: ([\w-]{54})/.exec(first)?.[1])).items.some(({ section }) => section === 'profile')).toBe(true);
});
