/** Several hubs over one log (server/sync/SPEC.md, NODE-1 to NODE-9), one case at a time; random days of them are test/simulation/nodes.test.ts. */
import { expect, test } from 'vitest';
import type { PersonId } from '../../model/ids.ts';
import { CLOSE } from '../../model/protocol.ts';
import { LocalBus } from '../../server/fanout/local.ts';
import type { Fanout } from '../../server/fanout/fanout.ts';
import { readHint, writeHint } from '../../server/sync/hints.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import { memoryLog } from '../helpers/memory-log.ts';
import { A, PROFILE, syncWorld } from '../helpers/sync-world.ts';
import type { SyncWorld } from '../helpers/sync-world.ts';
import type { DocChannel } from '../helpers/sync-client.ts';
import { SHIPPED_LIMITS } from '../../server/limits.ts';

const NAME = 'customer.name';
const SHORT = 'customer.shortName';
const ANN = 'ann' as PersonId;

/** Two nodes; commits wait while they are held, one let through at a time, and hints go astray while `deaf`. */
function pair() {
  const bus = new LocalBus();
  const clock = fakeClock();
  const state = { held: false, deaf: false };
  const waiting: (() => void)[] = [];
  const log = memoryLog({ shared: true, before: (call) => (call === 'commit' && state.held ? new Promise<void>((resolve) => waiting.push(resolve)) : undefined) });
  const astray = (fanout: Fanout): Fanout => ({ ...fanout, close: () => fanout.close(), subscribe: (topic, ears) => fanout.subscribe(topic, ears), publish: (topic, bytes) => { if (!state.deaf) fanout.publish(topic, bytes); } });
  const worlds = ['one', 'two'].map((node) => syncWorld({ log, clock, nodes: { node, fanout: astray(bus.join()) } }));
  const settle = async (): Promise<void> => { for (let i = 0; i < 4; i++) for (const world of worlds) await world.settle(); };
  const rested = async (): Promise<void> => {
    clock.advance(SHIPPED_LIMITS.restMs + 5);
    await settle();
  };
  const open = async (world: SyncWorld, person: string, author: number): Promise<DocChannel> => {
    const client = world.client(person);
    await settle();
    const channel = client.open(A, 'profile', author);
    await settle();
    return channel;
  };
  return { one: worlds[0]!, two: worlds[1]!, log, clock, state, waiting, settle, rested, open, next: async () => { waiting.shift()?.(); await settle(); } };
}

test('NODE-1 NODE-9: what is committed at one node reaches people at the other, and is an accepted edit at the first alone', async () => {
  const { one, two, log, settle, open } = pair();
  const [ann, bob] = [await open(one, 'ann', 11), await open(two, 'bob', 12)];
  ann.set(NAME, 'Alfki');
  await settle();
  expect([bob.fields()[NAME], ann.acked, one.accepted.length, two.accepted.length, (await log.load(PROFILE))?.seq]).toEqual(['Alfki', ann.sent, 1, 0, 1]);
});

test('NODE-3: who lost the race is acked under the number that the edit has then, and notices nothing', async () => {
  const { one, two, log, state, waiting, settle, rested, open, next } = pair();
  const [ann, bob] = [await open(one, 'ann', 11), await open(two, 'bob', 12)];
  state.held = true;
  ann.set(NAME, 'Alfki');
  const written = two.hub.write(PROFILE, 'bob' as PersonId, { fields: { [SHORT]: 'A' } });
  bob.set('crm.employeeCount', 5);
  await settle();
  expect(waiting).toHaveLength(2);
  await next();
  expect([ann.acked === ann.sent, bob.acked === bob.sent]).toEqual([true, false]);
  state.held = false;
  while (waiting.length > 0) await next();
  await rested();
  expect([bob.acked, bob.rejected, bob.closed, ann.rejected]).toEqual([bob.sent, null, null, null]);
  const { seq } = await written;
  expect([seq === 2 || seq === 3, (await log.load(PROFILE))?.seq]).toEqual([true, 3]);
  for (const { doc } of [ann, bob]) expect(doc.getMap('fields').toJSON()).toMatchObject({ [NAME]: 'Alfki', [SHORT]: 'A', 'crm.employeeCount': 5 });
});

test('NODE-3: an edit that was meant on top of another than is there now is refused, also when the race was lost', async () => {
  const { one, two, state, settle, open, next } = pair();
  await open(one, 'ann', 11);
  await open(two, 'bob', 12);
  state.held = true;
  const [first, second] = [one.hub.write(PROFILE, ANN, { fields: { [NAME]: 'A' } }, { ifSeq: 0 }), two.hub.write(PROFILE, 'bob' as PersonId, { fields: { [NAME]: 'B' } }, { ifSeq: 0 })];
  const refused = second.then(() => null, (error: unknown) => error);
  await settle();
  await next();
  await next();
  expect([await first, await refused]).toMatchObject([{ seq: 1 }, { problems: [{ code: 'incomplete' }] }]);
});

test('NODE-3: an author id that came in at another node meanwhile belongs to its person there', async () => {
  const { one, two, state, settle, open, next } = pair();
  const [ann, mal] = [await open(one, 'ann', 77), await open(two, 'mal', 77)];
  state.held = true;
  ann.set(NAME, 'A');
  mal.set(SHORT, 'B');
  mal.set(SHORT, 'further than what is there under this id');
  await settle();
  await next();
  await next();
  expect([ann.acked === ann.sent, mal.rejected?.code]).toEqual([true, 'foreign-author']);
});

test('NODE-4: after a commit a section rests at that node, while the other goes first; then all of what waited is one commit', async () => {
  const { one, two, log, clock, settle, rested, open } = pair();
  const [ann, bob] = [await open(one, 'ann', 11), await open(two, 'bob', 12)];
  ann.set(NAME, '1');
  await settle();
  const before = ann.acked;
  ann.set(NAME, '2');
  ann.set(NAME, '3');
  await settle();
  clock.advance(SHIPPED_LIMITS.restMs - 1);
  await settle();
  expect(ann.acked).toBe(before);
  bob.set(SHORT, 'B');
  await settle();
  expect([bob.acked === bob.sent, (await log.load(PROFILE))?.seq]).toEqual([true, 2]);
  await rested();
  expect([ann.acked === ann.sent, bob.fields()[NAME], (await log.load(PROFILE))?.seq]).toEqual([true, '3', 4]);
});

test('NODE-5: a hint that was lost is healed by the next look at the heads, and by the next hint', async () => {
  const { one, two, clock, state, settle, rested, open } = pair();
  const [ann, bob] = [await open(one, 'ann', 11), await open(two, 'bob', 12)];
  state.deaf = true;
  ann.set(NAME, '1');
  await settle();
  expect(bob.fields()[NAME]).toBeUndefined();
  clock.advance(SHIPPED_LIMITS.headsMs + 1_000);
  await settle();
  expect(bob.fields()[NAME]).toBe('1');
  ann.set(NAME, '2');
  await rested();
  state.deaf = false;
  ann.set(SHORT, '3');
  await rested();
  expect(bob.fields()).toMatchObject({ [NAME]: '2', [SHORT]: '3' });
});

test('NODE-7: whoever joins or reads is answered as far as the log was then, though no hint came', async () => {
  const { one, two, state, settle, open, rested } = pair();
  const ann = await open(one, 'ann', 11);
  await open(two, 'bob', 12);
  state.deaf = true;
  ann.set(NAME, 'Alfki');
  await settle();
  const [read, cid] = [two.hub.read(PROFILE), open(two, 'cid', 13)];
  expect((await cid).fields()[NAME]).toBe('Alfki');
  expect(await read).toMatchObject({ seq: 1, values: { fields: { [NAME]: 'Alfki' } } });
  // who comes over with what rests on it is not refused
  const client = two.client('ann');
  await rested();
  const back = client.open(A, 'profile', 21, ann.doc);
  await settle();
  back.set(NAME, 'Alfreds');
  await rested();
  expect([back.rejected, back.acked === back.sent]).toEqual([null, true]);
});

test('NODE-8: a section that is written anew at one node closes whoever has it open at the other', async () => {
  const { one, two, clock, log, settle, open } = pair();
  const [ann, bob] = [await open(one, 'ann', 11), await open(two, 'bob', 12)];
  ann.set(NAME, 'Alfki');
  await settle();
  const renewed = one.hub.renew(PROFILE, ANN, (values) => ({ values, keys: [], forget: [] }));
  await settle();
  clock.advance(SHIPPED_LIMITS.headsMs + 1_000);
  await settle();
  await renewed;
  expect([ann.closed?.code, bob.closed?.code, (await log.load(PROFILE))?.epoch]).toEqual([CLOSE.epoch, CLOSE.epoch, 2]);
});

test('NODE-6: presence of another node has the name it was stamped with, goes with its connection, and with its node', async () => {
  const { one, two, clock, state, settle, open } = pair();
  const [ann, bob] = [await open(one, 'ann', 11), await open(two, 'bob', 12)];
  ann.show({ field: NAME, user: { id: 'boss', name: 'forged' } });
  await settle();
  expect(bob.others).toEqual({ 11: { field: NAME, user: { id: 'ann', name: 'Name of ann' } } });
  const cid = await open(two, 'cid', 13);
  expect(Object.keys(cid.others)).toEqual(['11']);
  bob.presence.setLocalState(null);
  ann.show(null);
  await settle();
  expect([bob.others, cid.others]).toEqual([{}, {}]);
  ann.show({ field: SHORT });
  await settle();
  expect(Object.keys(bob.others)).toEqual(['11']);
  state.deaf = true;
  clock.advance(SHIPPED_LIMITS.nodeSilenceMs + 2_000);
  await settle();
  expect(bob.others, 'its node says nothing any more').toEqual({});
});

test('NODE-6: an id that somebody shows at one node is nobody else’s at another', async () => {
  const { one, two, settle, open } = pair();
  const [ann, mal] = [await open(one, 'ann', 11), await open(two, 'mal', 11)];
  ann.show({ field: NAME });
  await settle();
  mal.show({ field: SHORT });
  await settle();
  const cid = await open(two, 'cid', 13);
  expect(cid.others).toEqual({ 11: { field: NAME, user: { id: 'ann', name: 'Name of ann' } } });
});

test('NODE-5: bytes that are no hint are none; a large one says where the section is', () => {
  const hint = { kind: 'edits' as const, node: 'n', epoch: 3, seq: 5, updates: [Uint8Array.of(1, 2), Uint8Array.of(3)], authors: [[7, ANN]] as const };
  const bytes = writeHint(hint);
  expect(readHint(bytes)).toEqual({ ...hint, updates: hint.updates.map((each) => Buffer.from(each)) });
  expect(readHint(writeHint({ ...hint, updates: [new Uint8Array(300_000)] }))).toMatchObject({ seq: 6, updates: [], authors: [] });
  for (const wrong of [new Uint8Array(), Uint8Array.of(1, 2, 3), bytes.subarray(0, -1), Buffer.concat([bytes, Buffer.of(1)]), Buffer.from([2, 0, 0, 0, 0x7b, 0x7d]), Buffer.from([9, 0, 0, 0, 0x7b])]) expect(readHint(wrong)).toBeNull();
});

/** Milliseconds until one edit at the second node is acked, while somebody types at the first without a break; reading takes longer than writing. */
async function ackedAfter(restMs: number): Promise<number> {
  const bus = new LocalBus();
  const clock = fakeClock();
  let timed = false;
  const log = memoryLog({ shared: true, before: (call) => (timed ? new Promise<void>((resolve) => void clock.after(call === 'commit' ? 3 : 7, resolve)) : undefined) });
  const worlds = ['one', 'two'].map((node) => syncWorld({ log, clock, limits: { restMs }, nodes: { node, fanout: bus.join() } }));
  const settle = async (): Promise<void> => { for (let i = 0; i < 3; i++) for (const world of worlds) await world.settle(); };
  const open = async (world: SyncWorld, person: string): Promise<DocChannel> => {
    const client = world.client(person);
    await settle();
    const channel = client.open(A, 'profile');
    await settle();
    return channel;
  };
  const [ann, bob] = [await open(worlds[0]!, 'ann'), await open(worlds[1]!, 'bob')];
  timed = true;
  for (let ms = 0; ms < 400; ms++) {
    ann.set(NAME, `${ms}`);
    if (ms === 20) bob.set(SHORT, 'B');
    clock.advance(1);
    await settle();
    if (ms > 20 && bob.acked === bob.sent) return ms - 20;
  }
  return Infinity;
}

test('NODE-4: one edit gets in while another node writes without a break; without the rest it would wait for ever', async () => {
  expect(await ackedAfter(SHIPPED_LIMITS.restMs)).toBeLessThan(4 * SHIPPED_LIMITS.restMs);
  expect(await ackedAfter(0)).toBe(Infinity);
});
