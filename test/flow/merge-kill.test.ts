/** `kill -9` of the built server in the middle of a merge, and of its undoing: with the next start it is whole or it never was. `test/server/merge-crash.test.ts` cuts at every single step; here nobody chooses where. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rmSync } from 'node:fs';
import type { ArchiveView } from '../../model/api.ts';
import type { MergePage, MergeView } from '../../model/duplicates/review-api.ts';
import { mint, start, tempFolder } from '../helpers/dossier.ts';
import type { Running } from '../helpers/dossier.ts';

const folder = tempFolder();
const KILLS = 3;
let server: Running;
let token: string;
beforeAll(async () => {
  token = await mint({ sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' });
  server = await start({ folder });
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const call = async <T>(method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly body: T }> => server.api<T>(token, method, path, body);
/** Everything of an archive that a merge could leave half done, without what only rises. */
async function whole(id: string): Promise<string> {
  const { status, body } = await call<ArchiveView>('GET', `/api/archives/${id}`);
  if (status !== 200) return `${status}`;
  const parts = await Promise.all(['profile', 'terms'].map(async (section) => {
    const { body: { fields, rows, texts, marks } } = await call<{ fields: object; rows: object; texts: object; marks: object }>('GET', `/api/archives/${id}/sections/${section}`);
    return { fields, rows, texts, marks };
  }));
  const trade = (await call<{ items: { amount: string }[] }>('GET', `/api/archives/${id}/transactions`)).body.items.map(({ amount }) => amount);
  const comments = (await call<{ items: { text: string }[] }>('GET', `/api/archives/${id}/comments?section=profile`)).body.items.map(({ text }) => text);
  return JSON.stringify([body.id, body.row?.keys, parts, trade, comments]);
}
async function two(n: number): Promise<readonly [string, string]> {
  const [a, b] = [`W${n}`, `L${n}`];
  for (const [id, name, keys] of [[a, 'Alfreds GmbH', []], [b, 'Alfreds', [`erp:${n}`]]] as const) expect((await call('POST', '/api/archives', { id, kind: 'organisation', name, keys })).status).toBe(201);
  const phones = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`p${i}`, { kind: 'phone', value: `+49 30 ${1_000_000 + i}` }]));
  expect((await call('PATCH', `/api/archives/${b}/sections/profile`, { fields: { 'customer.shortName': 'Alf' }, texts: { 'org.businessScope': 'Food' }, rows: { methods: phones } })).status).toBe(200);
  expect((await call('PATCH', `/api/archives/${b}/sections/terms`, { rows: { 'customer.openingBank': { b1: { value: 'Bank of Two' } } } })).status).toBe(200);
  expect((await call('POST', `/api/archives/${b}/transactions`, { kind: 'sale', date: '2026-01-02', amount: '5.00' })).status).toBeLessThan(300);
  expect((await call('POST', `/api/archives/${b}/comments`, { section: 'profile', text: 'ask for Maria' })).status).toBeLessThan(300);
  return [a, b];
}
/** Asks, lets this much time pass, and takes the power away. */
async function cut(after: number, path: string, body?: unknown): Promise<void> {
  const asked = call('POST', path, body).then(() => 'answered', () => 'cut off');
  await new Promise((done) => { setTimeout(done, after); });
  await server.kill();
  await asked;
  server = await start({ folder });
}
const last = async (archive: string): Promise<MergeView | undefined> => (await call<MergePage>('GET', `/api/merges?archive=${archive}`)).body.items[0];

test('a merge that was killed is whole or was never begun', async () => {
  const [p, q] = await two(0);
  const began = performance.now();
  expect((await call('POST', '/api/merges', { winner: p, loser: q })).status).toBe(201);
  const takes = performance.now() - began;
  const outcomes: string[] = [];
  for (let n = 1; n <= KILLS; n++) {
    const [a, b] = await two(n);
    const before = [await whole(a), await whole(b)];
    await cut((takes * n) / (KILLS + 1), '/api/merges', { winner: a, loser: b });
    const merge = await last(a);
    outcomes.push(merge?.state ?? 'not begun');
    if (merge === undefined) {
      expect([await whole(a), await whole(b)]).toEqual(before);
    } else {
      expect(merge.state).toBe('merged');
      const now = await whole(a);
      for (const part of ['"Alf"', '"Food"', 'Bank of Two', '"5.00"', 'ask for Maria', `erp:${n}`, '1000039']) expect(now).toContain(part);
      expect(now.match(/\+49 30 /g)).toHaveLength(40);
      expect(await whole(b)).toBe(now); // the other id leads here
      // and it can be taken back whole
      expect((await call('POST', `/api/merges/${merge.id}/undo`)).status).toBe(200);
      expect([await whole(a), await whole(b)]).toEqual(before);
    }
  }
  console.log(`killed during a merge of ${takes.toFixed(0)} ms: ${outcomes.join(', ')}`);
}, 300_000);

test('an undoing that was killed is whole or was never begun', async () => {
  const outcomes: string[] = [];
  const [p, q] = await two(100);
  const { body: first } = await call<MergeView>('POST', '/api/merges', { winner: p, loser: q });
  const began = performance.now();
  expect((await call('POST', `/api/merges/${first.id}/undo`)).status).toBe(200);
  const takes = performance.now() - began;
  for (let n = 1; n <= KILLS; n++) {
    const [a, b] = await two(100 + n);
    const before = [await whole(a), await whole(b)];
    const { body: merge } = await call<MergeView>('POST', '/api/merges', { winner: a, loser: b });
    const merged = await whole(a);
    await cut((takes * n) / (KILLS + 1), `/api/merges/${merge.id}/undo`);
    const state = (await last(a))?.state;
    outcomes.push(String(state));
    if (state === 'merged') {
      expect(await whole(a)).toBe(merged);
      expect((await call('POST', `/api/merges/${merge.id}/undo`)).status).toBe(200);
    } else expect(state).toBe('undone');
    expect([await whole(a), await whole(b)]).toEqual(before);
  }
  console.log(`killed during an undoing of ${takes.toFixed(0)} ms: ${outcomes.join(', ')}`);
}, 300_000);
