/** The line and `/sync` (server/sync/SPEC.md, LINE-*): hello, frames, tokens, heartbeat, rates, slow readers. */
import { expect, test } from 'vitest';
import { CLOSE, OP, writeFrame, writeJson } from '../../model/protocol.ts';
import { A, PROFILE, seededBytes, seededChance, syncWorld } from '../helpers/sync-world.ts';
import type { SyncWorld, WorldOptions } from '../helpers/sync-world.ts';
import { craft, value } from '../helpers/craft-update.ts';
import { memoryLog } from '../helpers/memory-log.ts';

const NAME = 'customer.name';
const utf8 = new TextEncoder();

async function opened(world: SyncWorld, person: string, section = 'profile') {
  const client = world.client(person);
  await world.settle();
  const channel = client.open(A, section);
  await world.settle();
  return { client, channel };
}
const start = (options?: WorldOptions) => {
  const world = syncWorld(options);
  for (const id of ['ann', 'bob']) world.person(id);
  return world;
};
async function pass(world: SyncWorld, milliseconds: number, step = 1_000): Promise<void> {
  for (let rest = milliseconds; rest > 0; rest -= step) {
    world.clock.advance(Math.min(rest, step));
    await world.settle();
  }
}

test('LINE-2: silence after the upgrade ends in five seconds', async () => {
  const world = start();
  const { client } = world.connect();
  await pass(world, 4_000);
  expect(client.closed).toBeNull();
  await pass(world, 1_000);
  expect([client.bye?.code, client.closed?.code]).toEqual([CLOSE.timeout, CLOSE.timeout]);
});

test('LINE-2: a thousand frames before the hello end with the first', async () => {
  const world = start();
  const { client } = world.connect();
  for (let i = 1; i <= 1000; i++) client.raw(writeJson(i, OP.open, { archive: A, section: 'profile' }));
  await world.settle();
  expect([client.closed?.code, client.pair.received.length]).toEqual([CLOSE.malformed, 1]);
});

test('LINE-2: a bad token is 4401, an old version 4426, a hello over 16 KiB or without a token 4400', async () => {
  const world = start();
  const hello = async (send: (client: ReturnType<SyncWorld['connect']>['client']) => void) => {
    const { client } = world.connect();
    send(client);
    await world.settle();
    return client.closed?.code;
  };
  expect(await hello((client) => client.hello('nobody'))).toBe(CLOSE.token);
  expect(await hello((client) => client.hello('ann', 2))).toBe(CLOSE.version);
  expect(await hello((client) => client.hello('x'.repeat(17_000)))).toBe(CLOSE.malformed);
  expect(await hello((client) => client.raw(writeJson(0, OP.hello, { v: 1 })))).toBe(CLOSE.malformed);
  expect(await hello((client) => client.raw(writeJson(0, OP.hello, null)))).toBe(CLOSE.malformed);
  expect(await hello((client) => client.hello('ann'))).toBeUndefined();
});

test('LINE-2: what is opened before the welcome is answered after it, up to 64 KiB', async () => {
  const world = start();
  const { client } = world.connect();
  client.hello('ann');
  const channel = client.open(A, 'profile');
  await world.settle();
  expect([client.welcome, channel.synced]).toMatchObject([{ v: 1, person: 'ann', expires: Math.floor(world.clock.now() / 1000) + 3600, heartbeat: 20 }, true]);
  const { client: greedy, pair } = world.connect();
  greedy.hello('ann');
  for (let i = 1; i < 80; i++) greedy.raw(writeFrame(i, OP.open, new Uint8Array(1000)));
  pair.toServer();
  pair.toServer();
  expect(pair.state.paused).toBe(true);
  while (pair.toServer(true));
  await world.settle();
  expect(greedy.closed?.code).toBe(CLOSE.limit);
});

test('LINE-3: ten thousand malformed frames close their own sockets only', async () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 1e9);
  const chance = seededChance(seed);
  const bytes = seededBytes(seed + 1);
  const world = start();
  const { client: bystander, channel } = await opened(world, 'bob');
  for (let round = 0; round < 100; round++) {
    const clients = Array.from({ length: 100 }, () => world.connect().client);
    // some before the hello, some after it, some on an open channel
    clients.slice(20).forEach((client) => client.hello('ann'));
    clients.slice(60).forEach((client) => client.open(A, 'profile'));
    await world.settle();
    for (const client of clients) {
      let frame = bytes(Math.floor(chance() ** 3 * 200));
      if (chance() < 0.6) frame = Uint8Array.from([Math.floor(chance() * 2), Math.floor(chance() * 8), Math.floor(chance() * 4), Math.floor(chance() * 3), ...frame]);
      client.raw(frame);
    }
    await world.settle();
    const codes = new Set(clients.map((client) => client.closed?.code));
    for (const code of codes) expect([undefined, CLOSE.malformed, CLOSE.version, CLOSE.token, CLOSE.done], `seed ${seed}, round ${round}`).toContain(code);
    clients.forEach((client) => client.pair.client.close());
    await world.settle();
    world.pairs.splice(1);
  }
  channel.set(NAME, 'unharmed');
  await world.settle();
  expect([bystander.closed, channel.acked], `seed ${seed}`).toEqual([null, channel.sent]);
  expect(world.reports, `seed ${seed}`).toEqual([]);
  await Promise.all([world.hub.stop(), world.settle()]);
});

test('LINE-4: channel numbers rise; data on a channel never opened is malformed, on one that was closed it is dropped', async () => {
  const world = start();
  const { client } = await opened(world, 'ann');
  world.rights.set('ann alfki/aml', 'none');
  const refused = client.open(A, 'aml');
  await world.settle();
  refused.raw(Uint8Array.of(0, 2, 2, 0, 0));
  await world.settle();
  expect(client.closed).toBeNull();
  client.raw(writeJson(2, OP.open, { archive: A, section: 'profile' }));
  await world.settle();
  expect(client.closed?.code).toBe(CLOSE.malformed);
  const { client: other } = await opened(world, 'ann');
  other.raw(writeFrame(9, OP.data, Uint8Array.of(0, 2, 2, 0, 0)));
  await world.settle();
  expect(other.closed?.code).toBe(CLOSE.malformed);
});

test('LINE-4: so many channels and no more', async () => {
  const world = start({ limits: { channelsPerSocket: 2 } });
  const client = world.client('ann');
  await world.settle();
  const channels = ['profile', 'people', 'terms'].map((section) => client.open(A, section));
  await world.settle();
  expect(channels.map(({ closed }) => closed?.code)).toEqual([undefined, undefined, CLOSE.limit]);
});

test('LINE-5: a malformed message closes its channel and no other', async () => {
  const world = start();
  const { client, channel } = await opened(world, 'ann');
  const second = client.open(A, 'people');
  await world.settle();
  channel.raw(utf8.encode('no message'));
  await world.settle();
  expect([channel.closed?.code, second.closed, client.closed]).toEqual([CLOSE.malformed, null, null]);
  for (const bad of [[0], [0, 0], [0, 7, 0], [0, 0, 200, 1], [0, 0, 3, 1, 0], [1, 5, 1], [3, 1], [255]]) {
    const next = client.open(A, 'profile');
    await world.settle();
    next.raw(Uint8Array.from(bad));
    await world.settle();
    expect([bad, client.closed?.code ?? next.closed?.code]).toEqual([bad, CLOSE.malformed]);
  }
});

test('LINE-6: a new token goes on, another person\'s ends the line, and without one it ends 30 s after the old', async () => {
  const world = start();
  const client = world.connect().client.hello('ann 60');
  const other = world.connect().client.hello('ann 60');
  const idle = world.connect().client.hello('ann 60');
  await world.settle();
  client.auth('ann 600');
  other.auth('bob 600');
  await world.settle();
  expect([client.welcome?.expires, other.closed?.code]).toEqual([Math.floor(world.clock.now() / 1000) + 600, CLOSE.token]);
  await pass(world, 89_000);
  expect(idle.closed).toBeNull();
  await pass(world, 1_000);
  expect([idle.closed, client.closed]).toEqual([{ code: CLOSE.token, reason: 'token expired' }, null]);
});

test('LINE-6: a token whose time and grace are over when its check comes back opens nothing and goes on with nothing', async () => {
  const world = start();
  const idle = world.connect().client.hello('ann 60');
  await world.settle();
  const asked: (() => void)[] = [];
  const { person } = world.access;
  world.access.person = (id) => new Promise<void>((resolve) => asked.push(resolve)).then(() => person(id));
  const late = world.connect().client.hello('ann 5');
  idle.auth('ann 5');
  await world.settle();
  await pass(world, 36_000);
  asked.forEach((answer) => answer());
  await world.settle();
  expect([late.welcome, late.closed?.code, idle.closed?.code]).toEqual([null, CLOSE.token, CLOSE.token]);
});

test('LINE-7: a ping is answered, a quiet line is pinged within 25 s, a silent client is gone', async () => {
  const world = start();
  const client = world.client('ann');
  await world.settle();
  client.raw(writeFrame(0, OP.ping));
  await world.settle();
  expect(client.pings).toBe(1);
  await pass(world, 25_000);
  expect(client.pings).toBe(2);
  await pass(world, 130_000);
  expect(client.closed?.code).toBe(1006);
});

test('LINE-8: over the rate the socket is read no further, then again; ten seconds of it end it', async () => {
  const world = start({ limits: { socketBytesPerSecond: 2_000 } });
  const { client, channel } = await opened(world, 'ann');
  for (let i = 0; i < 800; i++) channel.set(NAME, `v${i}`);
  await world.settle();
  expect(client.pair.state.paused).toBe(true);
  expect(channel.acked).toBeLessThan(100);
  await pass(world, 12_000, 100);
  expect([client.closed?.code ?? null, channel.acked < channel.sent]).toEqual([CLOSE.busy, true]);
  const { client: patient, channel: second } = await opened(world, 'bob');
  for (let i = 0; i < 60; i++) second.set(NAME, `w${i}`);
  await pass(world, 8_000);
  expect([patient.closed, second.acked]).toEqual([null, second.sent]);
});

test('LINE-8: with many edits unwritten the socket waits for the disk', async () => {
  let held = true;
  const waiting: (() => void)[] = [];
  const log = memoryLog({ before: (call) => (call === 'commit' && held ? new Promise<void>((resolve) => waiting.push(resolve)) : undefined) });
  const world = start({ log, limits: { pendingEdits: 10 } });
  const { client, channel } = await opened(world, 'ann');
  for (let i = 0; i < 50; i++) channel.set(NAME, `v${i}`);
  await world.settle();
  expect(client.pair.state.paused).toBe(true);
  held = false;
  waiting.forEach((resolve) => resolve());
  await world.settle();
  expect([client.pair.state.paused, channel.acked]).toEqual([false, channel.sent]);
});

test('LINE-9: a reader that does not read is ended, and the others hear everything', async () => {
  const world = start({ limits: { bufferedBytes: 20_000 } });
  const { client: slow } = await opened(world, 'ann');
  const { channel: writer, client: writers } = await opened(world, 'bob');
  const { channel: reader } = await opened(world, 'cid');
  const others = world.pairs.filter((pair) => pair !== slow.pair);
  world.pairs.splice(0, world.pairs.length, ...others);
  for (let i = 0; i < 10; i++) {
    writer.set(NAME, String(i).repeat(4_000));
    await world.settle();
  }
  expect(slow.closed?.code).toBe(1006);
  expect(slow.pair.socket.buffered).toBe(0);
  expect([writers.closed, writer.acked, reader.fields()[NAME]]).toEqual([null, writer.sent, '9'.repeat(4_000)]);
});

test('LINE-9: one that reads too slowly for ten seconds is ended too, and first syncs wait for room', async () => {
  const world = start({ limits: { slowBytes: 3_000 } });
  const { channel: writer } = await opened(world, 'bob');
  writer.set(NAME, 'x'.repeat(4_000));
  await world.settle();
  const client = world.client('ann');
  await world.settle();
  const first = client.open(A, 'profile');
  await world.settle();
  expect(first.synced).toBe(true);
  const fromNothing = Uint8Array.of(0, 0, 1, 0);
  first.raw(fromNothing);
  client.pair.toServer();
  await world.turn();
  const full = client.pair.socket.buffered;
  expect(full).toBeGreaterThan(3_000);
  first.raw(fromNothing);
  client.pair.toServer();
  await world.turn();
  expect(client.pair.socket.buffered).toBe(full);
  world.pairs.splice(world.pairs.indexOf(client.pair), 1);
  await pass(world, 12_000);
  expect(client.closed?.code).toBe(1006);
});

test('LINE-10: ten refusals in a minute end the socket', async () => {
  const world = start();
  const { client } = await opened(world, 'ann');
  for (let i = 0; i < 10; i++) {
    expect(client.closed).toBeNull();
    const channel = client.open(A, 'profile');
    await world.settle();
    channel.update(craft([{ client: 900 + i, clock: 0, structs: [value({ sub: 'customer.nope' }, 'x')] }]));
    await world.settle();
  }
  expect(client.closed?.code).toBe(CLOSE.limit);
});

test('LINE-12: on /sync a refusal closes with 4422 and its code, and with acks is told', async () => {
  const world = start();
  const { channel, pair } = await world.plain('ann', A, 'profile');
  channel.set(NAME, 'fine');
  await world.settle();
  expect([pair.state.closed, channel.acked]).toEqual([null, 0]);
  channel.set('customer.nope', 'x');
  await world.settle();
  expect(pair.state.closed).toEqual({ code: CLOSE.refused, reason: 'schema' });
  const acked = await world.plain('bob', A, 'profile', true);
  acked.channel.set('customer.shortName', 'y');
  await world.settle();
  expect(acked.channel.acked).toBe(acked.channel.sent);
  acked.channel.set('customer.nope', 'x');
  await world.settle();
  expect([acked.pair.state.closed, acked.channel.rejected?.code]).toEqual([null, 'schema']);
});

test('LINE-12: on /sync a full disk closes with 1013, so that the client comes back with its edit', async () => {
  let full = true;
  const world = start({ logOptions: { before: (call) => { if (call === 'commit' && full) throw new Error('full'); } } });
  const { channel, pair } = await world.plain('ann', A, 'profile');
  channel.set(NAME, 'again');
  await world.settle();
  expect(pair.state.closed?.code).toBe(CLOSE.busy);
  full = false;
  const back = await world.plain('ann', A, 'profile');
  back.channel.update(craft([{ client: 5, clock: 0, structs: [value({ sub: NAME }, 'again')] }]));
  await world.settle();
  expect((await Promise.all([world.hub.read(PROFILE), world.settle()]))[0].values.fields).toEqual({ [NAME]: 'again' });
});

test('LINE-6, LINE-13: /sync hears an empty awareness message when quiet, and ends 30 s after its token', async () => {
  const world = start();
  const { pair } = await world.plain('ann', A, 'profile', false, world.clock.now() + 60_000);
  const before = pair.received.length;
  await pass(world, 25_000);
  expect(pair.received.slice(before)).toEqual([Uint8Array.of(1, 1, 0)]);
  await pass(world, 66_000);
  expect(pair.state.closed?.code).toBe(CLOSE.token);
});
