/** The hub (server/sync/SPEC.md, HUB-*): rights while they are in use, edits of the server, stopping. */
import * as Y from 'yjs';
import { expect, test } from 'vitest';
import type { Digest } from '../../model/overview.ts';
import type { DocName, PersonId } from '../../model/ids.ts';
import { CLOSE } from '../../model/protocol.ts';
import { EditError } from '../../server/sync/sync.ts';
import { DocChannel } from '../helpers/sync-client.ts';
import { socketPair } from '../helpers/socket-pair.ts';
import { A, PROFILE, syncWorld } from '../helpers/sync-world.ts';
import type { SyncWorld } from '../helpers/sync-world.ts';

const NAME = 'customer.name';
const ANN = 'ann' as PersonId;

async function opened(world: SyncWorld, person: string, section = 'profile') {
  const client = world.client(person);
  await world.settle();
  const channel = client.open(A, section);
  await world.settle();
  return { client, channel };
}
/** Settles while a call of the hub is on its way. */
async function during<T>(world: SyncWorld, call: Promise<T>): Promise<T> {
  call.catch(() => undefined); // awaited below
  await world.settle();
  return call;
}

test('HUB-1: without the right a section answers like one that is not there, word for word', async () => {
  const world = syncWorld();
  world.rights.set('ann alfki/aml', 'none');
  world.rights.set('ann alfki/bank', 'exists');
  world.person('ann');
  const client = world.client('ann');
  await world.settle();
  const wishes: [string, string][] = [[A, 'aml'], [A, 'bank'], ['nobody', 'profile'], ['erp:77', 'profile'], [A, 'nope'], [A, 'trade'], ['not a ref', 'profile'], [A, '__proto__']];
  const channels = wishes.map(([archive, section]) => client.open(archive, section));
  await world.settle();
  for (const channel of channels) expect([channel.opened, channel.closed]).toEqual([null, { code: CLOSE.notFound, reason: 'not found' }]);
});

test('GATE-4, HUB-1: a reader opens with `read`, and a write is refused, told, stored nowhere and seen by nobody', async () => {
  const world = syncWorld();
  world.rights.set('ann', 'read');
  const { channel: ann } = await opened(world, 'ann');
  const { channel: bob } = await opened(world, 'bob');
  expect(ann.opened).toMatchObject({ archive: A, level: 'read' });
  ann.set(NAME, 'mine');
  await world.settle();
  expect(ann.rejected).toMatchObject({ code: 'read-only', n: ann.sent });
  expect([bob.fields(), world.log.changes]).toEqual([{}, []]);
});

test('HUB-2: a lost right closes the channel before the call resolves, and nothing written later arrives', async () => {
  const world = syncWorld();
  const { client, channel: ann } = await opened(world, 'ann');
  const { channel: bob } = await opened(world, 'bob');
  world.rights.set('ann alfki/profile', 'none');
  await during(world, world.hub.rightsChanged({ archive: A }));
  expect(ann.closed).toEqual({ code: CLOSE.notFound, reason: 'not found' });
  const before = client.pair.received.length;
  bob.set(NAME, 'CANARY');
  await world.settle();
  expect(client.pair.received.slice(before)).toEqual([]);
  expect(bob.acked).toBe(bob.sent);
});

test('HUB-2: where bytes wait unsent, a lost right ends the connection and drops them', async () => {
  const world = syncWorld();
  const { client, channel: ann } = await opened(world, 'ann');
  const { channel: bob } = await opened(world, 'bob');
  bob.set(NAME, 'CANARY');
  const bobsPair = world.pairs[1]!;
  bobsPair.toServer();
  await world.turn();
  expect(client.pair.socket.buffered).toBeGreaterThan(0);
  world.rights.set('ann', 'none');
  await world.hub.rightsChanged({ person: ANN });
  await world.settle();
  expect(client.closed?.code).toBe(1006);
  expect(ann.fields()).toEqual({});
});

test('HUB-2: another level closes with 4300, and reopening gives it', async () => {
  const world = syncWorld();
  const { client, channel } = await opened(world, 'ann');
  channel.set(NAME, 'before');
  await world.settle();
  world.rights.set('ann', 'read');
  await during(world, world.hub.rightsChanged({ person: ANN }));
  expect(channel.closed?.code).toBe(CLOSE.rights);
  const again = client.open(A, 'profile');
  await world.settle();
  expect([again.opened?.level, again.fields()]).toEqual(['read', { [NAME]: 'before' }]);
});

test('HUB-2: an edit that waits when the right is lost is not written', async () => {
  const world = syncWorld();
  const { channel, client } = await opened(world, 'ann');
  channel.set(NAME, 'too late');
  while (client.pair.toServer());
  world.rights.set('ann', 'none');
  // decided again before the end of the turn in which the edit would be taken up
  await world.hub.rightsChanged({ person: ANN });
  await world.settle();
  expect(world.log.changes).toEqual([]);
});

test('HUB-3: an inactive person is terminated on every connection, open documents or not', async () => {
  const world = syncWorld();
  const { client } = await opened(world, 'ann');
  const idle = world.client('ann');
  const { channel } = await world.plain('ann', A, 'profile');
  await world.settle();
  world.people.set(ANN, { ...world.person('ann'), active: false });
  await during(world, world.hub.rightsChanged({ person: ANN }));
  expect([client.closed?.code, idle.closed?.code, world.pairs[2]!.state.closed?.code]).toEqual([1006, 1006, 1006]);
  expect(channel.synced).toBe(true);
  const back = world.client('ann');
  await world.settle();
  expect(back.closed?.code).toBe(CLOSE.token);
});

test.each([
  ['the person is inactive', (world: SyncWorld) => { world.people.set(ANN, { ...world.person('ann'), active: false }); return { person: ANN }; }],
  ['another of their rights changes', () => ({ person: ANN })],
  ['the archive is closed to them', (world: SyncWorld) => { world.digestOf.set(`ann ${A}`, null); return { archive: A }; }],
  ['the rules are others', () => ({ everybody: true as const })],
])('HUB-3: a digest waits on a connection that is closed politely, and %s: it is dropped', async (_, change) => {
  const world = syncWorld();
  const digest = (name: string): Digest => ({ id: A, name, kind: 'organisation', department: null, owner: null, level: 'exists' });
  world.digestOf.set(A, digest('one'));
  const client = world.client('ann');
  await world.settle();
  client.watch([A]);
  await world.settle();
  world.digestOf.set(A, digest('CANARY'));
  world.hub.digestsChanged([A]);
  await world.turn();
  const { pair } = client;
  expect(pair.socket.buffered).toBeGreaterThan(0);
  pair.client.send(Uint8Array.of(255, 255, 255)); // nothing that a client says
  while (pair.toServer());
  expect(pair.state.closed, 'politely').toBeNull();
  const before = pair.received.length;
  await world.hub.rightsChanged(change(world));
  await world.settle();
  expect([pair.state.closed?.code, pair.received.length - before]).toEqual([1006, 0]);
});

test('HUB-8: a connection that is being closed takes nobody’s place', async () => {
  const world = syncWorld({ limits: { socketsPerPerson: 1 } });
  const first = world.client('ann');
  await world.settle();
  first.pair.client.send(Uint8Array.of(255, 255, 255));
  first.pair.toServer();
  const second = world.client('ann');
  await world.settle();
  expect([first.closed?.code, second.closed]).toEqual([CLOSE.malformed, null]);
});

test('HUB-4: a decision asked for before the change is not used after it', async () => {
  const world = syncWorld();
  const client = world.client('ann');
  await world.settle();
  const { decide } = world.access;
  let answer: (() => void) | null = null;
  world.access.decide = (...args) => {
    const before = decide(...args);
    return new Promise((resolve) => (answer = () => resolve(before)));
  };
  const channel = client.open(A, 'profile');
  await world.settle();
  world.access.decide = decide;
  world.rights.set('ann', 'none');
  await world.hub.rightsChanged({ person: ANN });
  answer!();
  await world.settle();
  expect([channel.opened, channel.closed?.code]).toEqual([null, CLOSE.notFound]);
});

test('HUB-4: a token that was checked before its person became inactive opens nothing', async () => {
  const world = syncWorld();
  world.person('ann');
  const { authenticate } = world.access;
  let answer: (() => void) | null = null;
  world.access.authenticate = (token) => {
    const before = authenticate(token);
    return new Promise((resolve) => (answer = () => resolve(before)));
  };
  const client = world.client('ann');
  await world.settle();
  world.people.set(ANN, { ...world.person('ann'), active: false });
  await world.hub.rightsChanged({ person: ANN });
  answer!();
  await world.settle();
  expect([client.welcome, client.closed?.code]).toEqual([null, CLOSE.token]);
});

test('HUB-4, PRES-6: who became an auditor while the token was checked is not seen', async () => {
  const world = syncWorld();
  const stale = world.person('ann');
  const { channel: bob } = await opened(world, 'bob');
  world.people.set(ANN, { ...stale, roles: ['auditor'] });
  world.access.authenticate = () => Promise.resolve({ person: stale, expires: world.clock.now() + 60_000 });
  const { channel: line } = await opened(world, 'ann');
  const pair = socketPair();
  world.pairs.push(pair);
  const plain = new DocChannel((body) => pair.client.send(body));
  pair.client.onmessage = (bytes) => plain.hear(bytes);
  plain.opened = { archive: A, level: 'write', epoch: 1 };
  pair.attach(world.hub.sync(pair.socket, { person: stale, expires: world.clock.now() + 60_000 }, A, 'profile', true));
  plain.join();
  await world.settle();
  for (const channel of [line, plain]) channel.show({ n: 1 });
  await world.settle();
  expect([line.synced, plain.synced, bob.others]).toEqual([true, true, {}]);
});

test('HUB-5: a right that ends by its date ends then', async () => {
  const world = syncWorld();
  world.rights.set('ann', { level: 'read', because: [], until: new Date(world.clock.now() + 60_000).toISOString() });
  const { channel: ann } = await opened(world, 'ann');
  const { channel: bob } = await opened(world, 'bob');
  world.clock.advance(60_001);
  world.rights.set('ann', 'none');
  bob.set(NAME, 'CANARY');
  await world.settle();
  expect(ann.fields()).toEqual({});
  world.clock.advance(1_000);
  await world.settle();
  expect(ann.closed?.code).toBe(CLOSE.notFound);
});

test('HUB-5: where another right of the same level follows, who was left out for a moment comes back whole', async () => {
  const world = syncWorld();
  const ending = { level: 'read' as const, because: [], until: new Date(world.clock.now() + 60_000).toISOString() };
  world.rights.set('ann', ending);
  world.rights.set('cid', ending);
  const { channel: ann } = await opened(world, 'ann');
  const { channel: bob } = await opened(world, 'bob');
  const { channel: cid } = await opened(world, 'cid');
  world.clock.advance(60_001);
  // the next right has begun, and the hub has not looked yet
  world.rights.set('ann', 'read');
  world.rights.set('cid', 'read');
  bob.set(NAME, 'left out');
  cid.join(); // asks again, in the same moment
  await world.settle();
  world.clock.advance(1_000);
  await world.settle();
  bob.set(NAME, 'heard');
  await world.settle();
  for (const reader of [ann, cid]) expect([reader.closed?.code ?? null, reader.closed === null ? reader.fields() : null]).toEqual([CLOSE.rights, null]);
  const { channel: back } = await opened(world, 'ann');
  expect(back.fields()).toEqual({ [NAME]: 'heard' });
});

test('HUB-6: an edit of the server is seen, stored and accepted like anyone\'s, under an author id of its own', async () => {
  const world = syncWorld();
  const { channel } = await opened(world, 'bob');
  const { seq } = await during(world, world.hub.write(PROFILE, ANN, {
    fields: { [NAME]: 'Imported' }, rows: { methods: { x1: { kind: 'phone', value: '030 1' } } }, texts: { 'org.businessScope': 'Food' },
  }));
  expect(seq).toBe(1);
  expect(channel.fields()).toEqual({ [NAME]: 'Imported' });
  expect(world.accepted).toMatchObject([{ doc: PROFILE, archive: A, section: 'profile', seq: 1, person: ANN }]);
  expect(world.accepted[0]!.keys).toContain('rows/methods/x1/value');
  const stored = await world.log.load(PROFILE);
  expect([...stored!.authors.values()]).toEqual([ANN]);
  expect((await during(world, world.hub.write(PROFILE, ANN, { fields: { [NAME]: 'Imported' } }))).seq).toBe(1);
  expect((await during(world, world.hub.read(PROFILE))).values).toMatchObject({ fields: { [NAME]: 'Imported' }, texts: { 'org.businessScope': 'Food' } });
});

test('HUB-6: a patch is refused with every problem, and changes nothing', async () => {
  const world = syncWorld();
  const wrong = world.hub.write(PROFILE, ANN, { fields: { [NAME]: 12, 'customer.nope': 'x' }, rows: { methods: { x1: { kind: 'carrier pigeon' } } } });
  const error = await during(world, wrong).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(EditError);
  expect((error as EditError).problems.map(({ field }) => field)).toEqual([`fields/${NAME}`, 'fields/customer.nope', 'rows/methods/x1/kind']);
  await expect(during(world, world.hub.write('alfki/trade' as DocName, ANN, {}))).rejects.toBeInstanceOf(EditError);
  expect(await world.log.load(PROFILE)).toBeNull();
});

test('HUB-6: clients go on editing what the server wrote, and it what they wrote', async () => {
  const world = syncWorld();
  const { channel } = await opened(world, 'bob');
  for (let i = 0; i < 5; i++) {
    await during(world, world.hub.write(PROFILE, ANN, { fields: { [NAME]: `server ${i}` } }));
    channel.set(NAME, `${channel.fields()[NAME] as string}, bob`);
    await world.settle();
  }
  expect((await during(world, world.hub.read(PROFILE))).values.fields).toEqual({ [NAME]: 'server 4, bob' });
  expect([channel.rejected, channel.acked]).toEqual([null, channel.sent]);
});

test('HUB-7: stopping writes what waits, makes snapshots and says 1012', async () => {
  const world = syncWorld();
  const { channel, client } = await opened(world, 'ann');
  channel.set(NAME, 'last');
  while (client.pair.toServer());
  const written = world.hub.write(PROFILE, ANN, { fields: { 'customer.shortName': 'too' } });
  await during(world, world.hub.stop());
  expect((await written).seq).toBe(2);
  expect([client.bye?.code, client.closed?.code]).toEqual([CLOSE.restart, CLOSE.restart]);
  const stored = await world.log.load(PROFILE);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, stored!.snapshot!);
  expect([stored!.tail.length, doc.getMap('fields').toJSON()]).toEqual([0, { [NAME]: 'last', 'customer.shortName': 'too' }]);
  await expect(world.hub.write(PROFILE, ANN, { fields: { [NAME]: 'after' } })).rejects.toThrow('stops');
  const late = world.client('ann');
  await world.settle();
  expect(late.closed?.code).toBe(CLOSE.restart);
});

test('HUB-8: a person has so many connections and no more', async () => {
  const world = syncWorld({ limits: { socketsPerPerson: 2 } });
  const clients = [world.client('ann'), world.client('ann'), world.client('ann'), world.client('bob')];
  await world.settle();
  expect(clients.map((client) => client.closed?.code)).toEqual([undefined, undefined, CLOSE.limit, undefined]);
});

test('a listener that throws harms neither the edit nor the next listener', async () => {
  const world = syncWorld();
  world.hub.onAccepted(() => { throw new Error('projection failed'); });
  const seen: number[] = [];
  world.hub.onAccepted(({ seq }) => seen.push(seq));
  const { channel } = await opened(world, 'ann');
  channel.set(NAME, 'x');
  await world.settle();
  expect([channel.acked, seen, world.reports.map(({ event }) => event)]).toEqual([channel.sent, [1], ['listener failed']]);
});
