/** The line over HTTP (server/sync/SPEC.md, HTTP-*, LINE-1, LINE-14 to LINE-16): bodies instead of a WebSocket, the same hub behind. */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DOWN, head, pack, Unpacker } from '../../model/line-http.ts';
import type { DownMode, Gone, Taken } from '../../model/line-http.ts';
import { CLOSE, OP, writeFrame, writeJson } from '../../model/protocol.ts';
import type { Limits } from '../../server/limits.ts';
import { SHIPPED_LIMITS } from '../../server/limits.ts';
import { Entrance } from '../../server/sync/entrance.ts';
import { httpLine } from '../../server/sync/http-line.ts';
import { A, seededBytes, syncWorld } from '../helpers/sync-world.ts';
import type { SyncWorld } from '../helpers/sync-world.ts';
import { SyncClient } from '../helpers/sync-client.ts';

const NAME = 'customer.name';
let world: SyncWorld;
let server: Server;
let base: string;
const warnings: object[] = [];

async function start(limits: Partial<Limits> = {}): Promise<void> {
  world = syncWorld({ limits });
  for (const id of ['ann', 'bob']) world.person(id);
  warnings.length = 0;
  const all = { ...SHIPPED_LIMITS, ...limits };
  const entrance = new Entrance({ clock: world.clock, limits: all, mayEmbed: (origin) => origin === 'https://intranet.example', warn: (facts) => { warnings.push(facts); } });
  const line = httpLine({ hub: world.hub, entrance, clock: world.clock, random: seededBytes(3), limits: all });
  server = createServer((request, response) => void (line(request, response) || response.writeHead(404).end()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/line/http`;
}
beforeEach(() => start());
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** The world moves while HTTP does. */
async function until(what: string, holds: () => boolean): Promise<void> {
  const limit = performance.now() + 60_000;
  while (!holds()) {
    if (performance.now() > limit) throw new Error(`not within a minute: ${what}`);
    await world.settle();
    await new Promise((resolve) => setImmediate(resolve));
  }
}
async function settled<T>(promise: Promise<T>): Promise<T> {
  let done = false;
  const mark = promise.finally(() => (done = true));
  mark.catch(() => undefined);
  await until('an answer', () => done);
  return promise;
}
const post = (verb: string, body: Uint8Array<ArrayBuffer>, init: RequestInit = {}): Promise<Response> => settled(fetch(`${base}/${verb}`, { method: 'POST', body, ...init }));

/** A page over HTTP: what goes up waits until it is told to, what comes down is heard in order. */
class HttpClient {
  id = '';
  up = 1;
  received = 0;
  readonly waiting: Uint8Array[] = [];
  readonly client: SyncClient;
  onframe: (bytes: Uint8Array) => void = () => undefined;

  constructor(person: string) {
    const pair = { client: { send: (bytes: Uint8Array) => void this.waiting.push(bytes), close: () => undefined, onmessage: (bytes: Uint8Array) => this.onframe(bytes), onclose: () => undefined } };
    this.client = new SyncClient(pair as never); // only the client's end is used
    this.client.hello(person);
    this.onframe = pair.client.onmessage;
  }
  async open(): Promise<this> {
    const frames = this.waiting.splice(0);
    const answer = await post('open', pack(frames));
    expect(answer.status).toBe(200);
    this.id = (await answer.json() as Taken).id!;
    this.up += frames.length;
    return this;
  }
  async lift(again = false): Promise<Response> {
    const frames = this.waiting.splice(0);
    const body = pack(frames, head(this.id, this.up, this.received));
    if (again) await post('up', body);
    const answer = await post('up', body);
    this.up += frames.length;
    return answer;
  }
  async poll(mode: DownMode = 'brief', received = this.received): Promise<Response> {
    const answer = await post('down', head(this.id, received, DOWN[mode]));
    if (answer.ok) this.hear(new Uint8Array(await settled(answer.arrayBuffer())), received);
    return answer;
  }
  hear(bytes: Uint8Array, from: number): void {
    for (const [i, frame] of new Unpacker(1e6).take(bytes).entries()) {
      if (from + i < this.received) continue;
      this.received++;
      this.onframe(frame);
    }
  }
  /** Up and down until nothing is left to say. */
  async turn(): Promise<this> {
    for (let i = 0; i < 6; i++) {
      if (this.waiting.length > 0) await this.lift();
      await this.poll();
    }
    return this;
  }
}

test('HTTP-1: hello, sync, edit and ack are those of the socket, whoever is on the other side', async () => {
  const ann = await new HttpClient('ann').open();
  const channel = ann.client.open(A, 'profile');
  await ann.turn();
  const bob = world.client('bob');
  await world.settle();
  const other = bob.open(A, 'profile');
  await world.settle();
  expect([ann.client.welcome?.person, channel.synced, channel.opened?.level]).toEqual(['ann', true, 'write']);
  channel.set(NAME, 'over HTTP');
  await ann.turn();
  expect([channel.acked, other.fields()]).toEqual([channel.sent, { [NAME]: 'over HTTP' }]);
  other.set(NAME, 'over the socket');
  await world.settle();
  await ann.turn();
  expect(channel.fields()).toEqual({ [NAME]: 'over the socket' });
  channel.set('customer.nope', 'x');
  await ann.turn();
  expect(channel.rejected?.code).toBe('schema');
});

test('HTTP-2: a body that comes twice is taken once; one that leaves frames out ends the line', async () => {
  const ann = await new HttpClient('ann').open();
  const channel = ann.client.open(A, 'profile');
  await ann.turn();
  channel.set(NAME, 'once');
  expect((await ann.lift(true)).status).toBe(200);
  await ann.turn();
  expect([channel.acked, world.accepted.length]).toEqual([channel.sent, 1]);
  ann.up += 1;
  channel.set(NAME, 'after a gap');
  expect((await ann.lift()).status).toBe(409);
  expect((await ann.poll()).status).toBe(410);
  expect(world.accepted.length).toBe(1);
});

test('HTTP-3: what was not confirmed is said again, what was is not', async () => {
  const ann = await new HttpClient('ann').open();
  const first = await post('down', head(ann.id, 0, DOWN.brief));
  const lost = await settled(first.arrayBuffer());
  const again = await post('down', head(ann.id, 0, DOWN.brief));
  expect(new Uint8Array(await settled(again.arrayBuffer()))).toEqual(new Uint8Array(lost));
  ann.hear(new Uint8Array(lost), 0);
  expect(ann.client.welcome?.person).toBe('ann');
  expect((await (await post('down', head(ann.id, 1, DOWN.brief))).arrayBuffer()).byteLength).toBe(0);
  expect((await post('down', head(ann.id, 7, DOWN.brief))).status).toBe(409);
});

test('HTTP-4: a long poll waits for news; a stream begins at once and goes on', async () => {
  const ann = await new HttpClient('ann').open();
  await ann.turn();
  let answered = false;
  const waiting = fetch(`${base}/down`, { method: 'POST', body: head(ann.id, ann.received, DOWN.long) }).then((answer) => (answered = true, answer));
  for (let i = 0; i < 10; i++) await new Promise((resolve) => setImmediate(resolve));
  expect(answered).toBe(false);
  for (let i = 0; i < 25; i++) {
    world.clock.advance(1_000);
    await world.settle();
  }
  const poll = await settled(waiting);
  ann.hear(new Uint8Array(await poll.arrayBuffer()), ann.received);
  expect([ann.client.pings, poll.headers.get('x-accel-buffering'), poll.headers.get('cache-control')]).toEqual([1, 'no', 'no-store, no-transform']);

  const stop = new AbortController();
  const stream = await settled(fetch(`${base}/down`, { method: 'POST', body: head(ann.id, ann.received, DOWN.stream), signal: stop.signal }));
  const reader = stream.body!.getReader();
  expect((await settled(reader.read())).value).toEqual(Uint8Array.of(0));
  ann.client.raw(writeFrame(0, OP.ping));
  expect(await (await ann.lift()).json()).toEqual({ sent: ann.received });
  const { value } = await settled(reader.read());
  expect(new Unpacker(100).take(value!)).toEqual([writeFrame(0, OP.ping)]);
  stop.abort();
});

test('HTTP-5: a refused token, an end and a line nobody knows are told with their codes', async () => {
  const stranger = await new HttpClient('nobody').open();
  await stranger.poll();
  const end = await stranger.poll();
  expect([end.status, await end.json() as Gone, stranger.client.bye?.code]).toEqual([410, { code: CLOSE.token, reason: 'sign in again' }, CLOSE.token]);
  const unknown = await post('down', head('A'.repeat(22), 0, DOWN.brief));
  expect([unknown.status, await unknown.json()]).toEqual([410, { code: 1006, reason: 'no such line' }]);
  const ann = await new HttpClient('ann').open();
  expect((await post('end', head(ann.id))).status).toBe(204);
  expect((await ann.poll()).status).toBe(410);
});

test('HTTP-6: a client that is not heard of any more is gone, one that asks briefly has longer', async () => {
  const ann = await new HttpClient('ann').open();
  const brief = await new HttpClient('bob').open();
  await ann.poll('long');
  await brief.poll('brief');
  const channel = world.client('bob').open(A, 'profile');
  await world.settle();
  ann.client.open(A, 'profile').show({ here: true });
  for (let i = 0; i < 16; i++) {
    world.clock.advance(1_000);
    await world.settle();
  }
  expect([(await ann.poll()).status, (await brief.poll()).status, channel.others]).toEqual([410, 200, {}]);
  for (let i = 0; i < 151; i++) {
    world.clock.advance(1_000);
    await world.settle();
  }
  expect((await brief.poll()).status).toBe(410);
});

test('HTTP-7: when a person is ended, what waits for them is dropped', async () => {
  const ann = await new HttpClient('ann').open();
  const channel = ann.client.open(A, 'profile');
  await ann.turn();
  expect(channel.synced).toBe(true);
  const bob = world.client('bob').open(A, 'profile');
  await world.settle();
  bob.set(NAME, 'not for ann any more');
  await world.settle();
  world.people.set('ann' as never, { ...world.person('ann'), active: false });
  await settled(world.hub.rightsChanged({ person: 'ann' as never }));
  const after = await ann.poll();
  expect([after.status, await after.json()]).toEqual([410, { code: 1006, reason: 'no such line' }]);
  expect(channel.fields()).toEqual({});
});

test('HTTP-8: bodies have limits: frames, hellos, requests, and a paused line holds its answer', async () => {
  const ann = await new HttpClient('ann').open();
  ann.waiting.push(new Uint8Array(SHIPPED_LIMITS.frameBytes + 10_000));
  expect((await ann.lift()).status).toBe(413);
  expect((await post('open', new Uint8Array(SHIPPED_LIMITS.waitingBytes + 1))).status).toBe(413);
  expect((await post('open', Uint8Array.of(5, 1, 2))).status).toBe(400);
  expect((await post('up', head(ann.id))).status).toBe(400);
  expect((await post('down', head(ann.id, 0, 9))).status).toBe(400);
  expect((await settled(fetch(`${base}/down`))).status).toBe(405);
  expect((await settled(fetch(`${base}/other`))).status).toBe(404);
  const first = new HttpClient('x'.repeat(20_000));
  await first.open();
  await first.poll();
  expect(first.client.bye?.code).toBe(CLOSE.malformed);
});

test('HTTP-8, LINE-8: over the rate the answer to what came up waits', async () => {
  server.close();
  await start({ socketBytesPerSecond: 2_000 });
  const ann = await new HttpClient('ann').open();
  for (let i = 0; i < 80; i++) ann.client.raw(writeFrame(0, OP.auth, new TextEncoder().encode('{"token":"ann"}')));
  let answered = false;
  const lifted = ann.lift().then(() => (answered = true));
  for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve));
  await world.settle();
  expect(answered).toBe(false);
  world.clock.advance(20_000);
  await lifted;
});

test('LINE-1: pages of other origins are refused, those that may embed are answered as browsers demand', async () => {
  const foreign = await post('open', new Uint8Array(0), { headers: { origin: 'https://evil.example' } });
  expect([foreign.status, foreign.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  const own = await post('open', pack([writeJson(0, OP.hello, { v: 1, token: 'ann' })]), { headers: { origin: 'https://intranet.example' } });
  expect([own.status, own.headers.get('access-control-allow-origin'), own.headers.get('vary')]).toEqual([200, 'https://intranet.example', 'origin']);
  const ask = await settled(fetch(`${base}/up`, { method: 'OPTIONS', headers: { origin: 'https://intranet.example' } }));
  expect([ask.status, ask.headers.get('access-control-allow-methods')]).toEqual([204, 'POST']);
});

test('LINE-14: an address has so many strangers, the server so many sockets', async () => {
  server.close();
  await start({ socketsPerAddress: 2, sockets: 3 });
  const empty = (): Promise<Response> => post('open', new Uint8Array(0)); // never says hello
  expect([(await empty()).status, (await empty()).status, (await empty()).status]).toEqual([200, 200, 429]);
  for (let i = 0; i < 20; i++) {
    world.clock.advance(1_000);
    await world.settle();
  }
  for (let i = 0; i < 3; i++) {
    const ann = await new HttpClient('ann').open();
    await ann.poll();
    expect(ann.client.welcome?.person).toBe('ann');
  }
  expect((await empty()).status).toBe(503);
});

test('LINE-15: a token in an address is ignored and told without its value', async () => {
  await settled(fetch(`${base}/open?access_token=secret`, { method: 'POST', body: new Uint8Array(0) }));
  expect(warnings).toEqual([{ parameter: 'access_token', value: '[redacted]', address: '127.0.0.1' }]);
});

test('LINE-16: after many refused tokens an address has to wait, and a valid token passes all the same', async () => {
  server.close();
  await start({ refusedTokensPerMinute: 3 });
  const codes: unknown[] = [];
  for (let i = 0; i < 5; i++) {
    const bad = await new HttpClient('nobody').open();
    await bad.poll();
    codes.push(bad.client.bye?.code);
  }
  expect(codes).toEqual([CLOSE.token, CLOSE.token, CLOSE.token, CLOSE.busy, CLOSE.busy]);
  const ann = await new HttpClient('ann').open();
  await ann.poll();
  expect([ann.client.welcome?.person, warnings.length]).toEqual(['ann', 1]);
  world.clock.advance(60_000);
  const later = await new HttpClient('nobody').open();
  await later.poll();
  expect(later.client.bye?.code).toBe(CLOSE.token);
});
