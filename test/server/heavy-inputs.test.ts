/** No single input holds up the others: what it may ask for is bounded, counted, or taken in bites. Time is this process's own CPU time. */
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { OP, writeFrame } from '../../model/protocol.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import { compose, composeAll, stepsOf } from '../../model/text-pieces.ts';
import type { TextStep } from '../../model/text-pieces.ts';
import type { Rights } from '../../server/access/access.ts';
import { proven } from '../../server/access/proven.ts';
import { HistoryReader } from '../../server/services/history-page.ts';
import { HttpSocket } from '../../server/sync/http-line-socket.ts';
import { awarenessMessage } from '../../server/sync/wire.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import { httpWorld } from '../helpers/http-world.ts';
import { A, seededChance, syncWorld } from '../helpers/sync-world.ts';

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

test('DIG-4: a wish that names one archive tens of thousands of times costs no more than its bytes', async () => {
  const world = syncWorld({ limits: { socketBytesPerSecond: 100_000_000 } });
  const refs = Array.from({ length: 2_000 }, (_, i) => `a${i}`);
  for (const ref of refs) world.archives.set(ref, ref as ArchiveId);
  const client = world.client('ann');
  await world.settle();
  const channel = client.watch(refs);
  await world.settle();
  const before = cpu();
  client.watch(Array.from({ length: 40_000 }, () => 'a0'), channel);
  await world.settle();
  expect(cpu() - before).toBeLessThan(2_500);
  expect(client.closed).toBe(null);
});

test('PRES-3: asking who is here costs what the answer weighs', async () => {
  const world = syncWorld({ limits: { socketBytesPerSecond: 50_000 } });
  const opened = async (person: string, author: number) => {
    const client = world.client(person);
    await world.settle();
    const channel = client.open(A, 'profile', author);
    await world.settle();
    return { client, channel };
  };
  const bob = await opened('bob', 2);
  bob.channel.raw(awarenessMessage([{ id: 2, clock: 1, json: JSON.stringify({ field: 'x'.repeat(400) }) }]));
  await world.settle();
  const ann = await opened('ann', 1);
  const pair = world.pairs.at(-1)!;
  let answers = 0;
  const { onmessage } = pair.client;
  pair.client.onmessage = (bytes) => {
    answers++;
    onmessage(bytes);
  };
  for (let i = 0; i < 1_000; i++) ann.channel.raw(Uint8Array.of(3));
  await world.settle();
  expect(answers).toBeGreaterThan(10);
  expect(answers).toBeLessThan(200);
});

test('HTTP-3, LINE-9: frames kept to be sent again count with what keeping costs', () => {
  const socket = new HttpSocket({ now: () => 0, soon: () => undefined, answerBytes: 1_000_000, over: () => undefined });
  expect(socket.buffered).toBe(0);
  for (let i = 0; i < 1_000; i++) socket.send(writeFrame(0, OP.ping));
  expect(socket.buffered).toBeGreaterThan(100_000);
});

test('ROOM-4: what waits is taken in bites of batchBytes, all of it in the end', async () => {
  const world = syncWorld({ limits: { batchBytes: 1_000 } });
  const client = world.client('ann');
  await world.settle();
  const channel = client.open(A, 'profile', 7);
  await world.settle();
  const commits: number[] = [];
  const commit = world.log.commit.bind(world.log);
  world.log.commit = (entries, at) => {
    commits.push(entries.reduce((sum, { update }) => sum + update.length, 0));
    return commit(entries, at);
  };
  for (let i = 0; i < 30; i++) channel.set('customer.name', `${i} ${'x'.repeat(150)}`);
  await world.settle();
  expect(commits.length).toBeGreaterThan(3);
  expect(Math.max(...commits)).toBeLessThan(1_250);
  expect((await world.hub.read(`${A}/profile` as never)).values.fields['customer.name']).toMatch(/^29 /);
});

test('GATE-17: one request over REST edits so many values and rows', async () => {
  const world = await httpWorld();
  try {
    const olga = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' } as const;
    expect((await world.call(olga, 'POST', '/api/archives', { id: 'BIG', kind: 'organisation', name: 'Big' })).status).toBe(201);
    const methods = (count: number) => ({ rows: { methods: Object.fromEntries(Array.from({ length: count }, (_, i) => [`x${i}`, { value: 'v' }])) } });
    expect(await world.call(olga, 'PATCH', '/api/archives/BIG/sections/profile', methods(1_251))).toMatchObject({ status: 413, body: { error: { code: 'too-large' } } });
    expect((await world.call(olga, 'PATCH', '/api/archives/BIG/sections/profile', methods(1_250))).status).toBe(200);
    const contacts = Array.from({ length: 900 }, () => ({ kind: 'phone', value: '1' }));
    expect((await world.call(olga, 'POST', '/api/archives', { id: 'BIG2', kind: 'organisation', name: 'Big', contacts })).status).toBe(413);
  } finally {
    await world.close();
  }
});

test('HIST-2: thousands of scattered edits of one text are joined in little time, to what one after the other gives', () => {
  const seed = Date.now() % 1_000_000;
  const chance = seededChance(seed);
  const edits = (count: number): (readonly TextStep[])[] => {
    const doc = new Y.Doc().getText('a');
    doc.insert(0, 'x'.repeat(20_000));
    return Array.from({ length: count }, (_, i) => {
      const at = Math.floor(chance() * 19_000);
      return stepsOf(i % 3 === 0 ? { removed: [[at, 'x']], inserted: [] } : { removed: [], inserted: [[at, 'yz']] });
    });
  };
  const few = edits(40);
  expect(composeAll(few), `seed ${seed}`).toEqual(few.reduce(compose));
  expect(composeAll([])).toEqual([]);
  const many = edits(5_000);
  const before = cpu();
  composeAll(many);
  expect(cpu() - before).toBeLessThan(5_000);
});

test('a token written in a long way is proven each time, not kept', async () => {
  const clock = fakeClock();
  let read = 0;
  const reader = proven(async () => ({ person: 'ann' as PersonId, name: undefined, email: undefined, department: undefined, roles: undefined, issuedAt: 0, expires: clock.now() / 1000 + 60 + 0 * read++ }), clock, 30);
  for (const token of ['short', 'short', 'x'.repeat(5_000), 'x'.repeat(5_000)]) await reader(token);
  expect(read).toBe(3);
});

test('HIST-1: a right that ends while the words around a text are read is gone from the answer', async () => {
  const level = { level: 'read', because: [] };
  const rights = { archive: { id: A, state: 'open' }, level: 'read', sections: new Map([['profile', level]]) } as unknown as Rights;
  let ended = false;
  const change = { id: '1.1.0', archive: A, section: 'profile', seq: 1, person: 'bob' as PersonId, at: 1, key: 'text:org.businessScope', old: null, new: '[[0,"secret"]]' };
  const reader = new HistoryReader({
    clock: fakeClock(),
    storage: { log: { sections: async () => [{ section: 'profile' }] }, history: { seen: async () => null, page: async () => ({ items: [change], next: null }) } } as never,
    hub: { read: async () => { ended = true; return { seq: 1, values: { fields: {}, rows: {}, texts: { 'org.businessScope': 'secret' }, marks: {} } }; } } as never,
    access: { rights: async () => (ended ? null : rights), directory: { name: (id: string) => id, department: () => undefined, person: () => null, as: () => null } } as never,
  });
  await expect(reader.page({ id: 'ann' as PersonId }, rights, { section: null, key: null, person: null, after: null, before: null, unseen: false, limit: 10 })).rejects.toMatchObject({ code: 'not-found' });
});
