/** The digest channel (server/sync/SPEC.md, DIG-*). */
import { expect, test } from 'vitest';
import type { ArchiveId, DepartmentId, PersonId } from '../../model/ids.ts';
import { CLOSE, OP, readFrame, readJson, writeFrame } from '../../model/protocol.ts';
import type { Digest } from '../../model/overview.ts';
import { A, syncWorld } from '../helpers/sync-world.ts';

const ANN = 'ann' as PersonId;
const digest = (name: string, id = A): Digest => ({ id, name, kind: 'organisation', department: 'sales' as DepartmentId, owner: null, level: 'exists' });

test('DIG-1: every ref is answered, by id and by key; missing and forbidden look the same', async () => {
  const world = syncWorld();
  world.archives.set('erp:GZ/2019-0045', A);
  world.archives.set('secret', 'secret' as ArchiveId);
  world.digestOf.set(A, digest('Alfreds'));
  const client = world.client('ann');
  await world.settle();
  client.watch([A, 'ERP:GZ/2019-0045', 'secret', 'nobody', 'not a ref']);
  await world.settle();
  expect(client.news).toEqual([{ digests: [
    { ref: A, digest: digest('Alfreds') }, { ref: 'ERP:GZ/2019-0045', digest: digest('Alfreds') },
    { ref: 'secret', digest: null }, { ref: 'nobody', digest: null }, { ref: 'not a ref', digest: null },
  ] }]);
});

test('DIG-2: changes of one turn are told once, to watchers, and only what looks different', async () => {
  const world = syncWorld();
  world.archives.set('secret', 'secret' as ArchiveId);
  world.digestOf.set(A, digest('one'));
  const client = world.client('ann');
  const other = world.client('bob');
  await world.settle();
  const channel = client.watch([A, 'secret']);
  await world.settle();
  world.digestOf.set(A, digest('two'));
  for (let i = 0; i < 5; i++) world.hub.digestsChanged([A, 'secret' as ArchiveId]);
  await world.settle();
  world.hub.digestsChanged([A, 'secret' as ArchiveId]);
  await world.settle();
  expect(client.news.slice(1)).toEqual([{ digests: [{ ref: A, digest: digest('two') }] }]);
  expect(other.news).toEqual([]);
  client.unwatch([A], channel);
  world.digestOf.set(A, digest('three'));
  await world.settle();
  world.hub.digestsChanged([A]);
  await world.settle();
  expect(client.news).toHaveLength(2);
});

test('DIG-2: an archive that is made later appears to whoever waits for its key', async () => {
  const world = syncWorld();
  const client = world.client('ann');
  await world.settle();
  client.watch(['erp:7']);
  await world.settle();
  world.archives.set('erp:7', 'new' as ArchiveId);
  world.digestOf.set('new', digest('New', 'new' as ArchiveId));
  world.hub.digestsChanged(['new' as ArchiveId]);
  await world.settle();
  expect(client.digests.get('erp:7')).toMatchObject({ name: 'New' });
});

test('DIG-3: a lost right shows before the call resolves, and an answer from before it is thrown away', async () => {
  const world = syncWorld();
  world.digestOf.set(A, digest('one'));
  const client = world.client('ann');
  await world.settle();
  client.watch([A]);
  await world.settle();
  world.digestOf.set(A, digest('CANARY'));
  const { digests } = world.access;
  let answer: (() => void) | null = null;
  world.access.digests = (...args) => {
    const before = digests(...args);
    return new Promise((resolve) => (answer = () => resolve(before)));
  };
  world.hub.digestsChanged([A]);
  await world.turn();
  world.access.digests = digests;
  world.digestOf.set(`ann ${A}`, null);
  world.digestOf.delete(A);
  const changed = world.hub.rightsChanged({ person: ANN });
  await world.turn();
  answer!();
  await changed;
  await world.settle();
  expect(client.news.slice(1)).toEqual([{ digests: [{ ref: A, digest: null }] }]);
  expect(client.pair.received.some((bytes) => Buffer.from(bytes).includes('CANARY'))).toBe(false);
});

test('DIG-3: rights on an archive reach whoever watches it', async () => {
  const world = syncWorld();
  const client = world.client('ann');
  await world.settle();
  client.watch([A]);
  await world.settle();
  world.digestOf.set(`ann ${A}`, digest('granted'));
  await Promise.all([world.hub.rightsChanged({ archive: A }), world.settle()]);
  await world.settle();
  expect(client.digests.get(A)).toMatchObject({ name: 'granted' });
});

test('DIG-4: too many refs close the channel with 4413, what is no wish with 4400', async () => {
  const world = syncWorld({ limits: { watchedRefs: 3 } });
  const closes = async (body: unknown): Promise<unknown> => {
    const client = world.client('ann');
    await world.settle();
    const channel = client.watch([]);
    client.raw(writeFrame(channel, OP.data, new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body))));
    await world.settle();
    const last = readFrame(client.pair.received.at(-1)!);
    return last.op === OP.close ? (readJson(last.body) as { code: number }).code : null;
  };
  expect(await closes({ watch: ['a', 'b', 'c'] })).toBeNull();
  expect(await closes({ watch: ['a', 'b', 'c', 'd'] })).toBe(CLOSE.limit);
  for (const bad of ['{', 'null', { watch: 'a' }, { watch: [1] }, { unwatch: {} }, { watch: ['x'.repeat(201)] }, { watch: ['a'], faces: 'abc' }]) expect(await closes(bad)).toBe(CLOSE.malformed);
});

test('DIG-1: a digest that cannot be read leaves what is shown, and comes with the next change', async () => {
  const world = syncWorld();
  world.digestOf.set(A, digest('one'));
  const client = world.client('ann');
  const { digests } = world.access;
  world.access.digests = () => Promise.reject(new Error('disk'));
  await world.settle();
  client.watch([A]);
  await world.settle();
  expect([client.news, world.reports.map(({ event }) => event)]).toEqual([[], ['digests failed']]);
  world.access.digests = digests;
  world.hub.digestsChanged([A]);
  await world.settle();
  expect(client.digests.get(A)).toMatchObject({ name: 'one' });
});

/** A whole digest with two classes. */
const whole = (name: string, mark: string): Digest => {
  const face = (scheme: 'abc' | 'rfm', text: string) => ({ scheme, value: text, mark: text, trend: 'same' as const, label: { en: text, 'zh-Hans': text, 'zh-Hant': text, es: text } });
  return { ...digest(name), level: 'read', classes: { abc: face('abc', mark), rfm: face('rfm', '3·2·2') } } as never; // what a face leaves out does not matter here
};

test('DIG-5: who watches for badges is told the classes it draws, and hears of nothing else', async () => {
  const world = syncWorld();
  world.archives.set('secret', 'secret' as ArchiveId);
  world.digestOf.set(A, whole('one', 'B'));
  const client = world.client('ann');
  await world.settle();
  const channel = client.watch([A, 'secret'], undefined, ['abc', 'of another release']);
  await world.settle();
  const { abc } = (whole('one', 'B') as Extract<Digest, { classes: unknown }>).classes;
  expect(client.news).toEqual([{ digests: [{ ref: A, digest: { id: A, level: 'read', classes: { abc } } }, { ref: 'secret', digest: null }] }]);
  world.digestOf.set(A, whole('CANARY', 'B'));
  world.hub.digestsChanged([A]);
  await world.settle();
  expect(client.news).toHaveLength(1);
  world.digestOf.set(A, whole('CANARY', 'A'));
  world.hub.digestsChanged([A]);
  await world.settle();
  expect(client.digests.get(A)).toMatchObject({ classes: { abc: { mark: 'A' } } });
  world.digestOf.delete(A);
  await Promise.all([world.hub.rightsChanged({ person: ANN }), world.settle()]);
  expect(client.digests.get(A)).toBeNull();
  expect(client.pair.received.some((bytes) => Buffer.from(bytes).includes('CANARY'))).toBe(false);
  world.digestOf.set(`ann ${A}`, whole('mine', 'A'));
  client.watch([A], channel);
  await world.settle();
  expect(client.digests.get(A), 'asked for again as a whole').toEqual(whole('mine', 'A'));
});
