/** Eighteen things a hostile client may send: bytes without sense, huge counts and frames, WebSocket frames against its rules. Every server gets the same, byte by byte. */
import { connect, type Socket } from 'node:net';
import { awarenessUpdate } from './awareness.ts';
import { message, uintBytes, type Client } from './client.ts';
import { sleep, within } from './pace.ts';
import type { OpenOptions, Stage } from './stage.ts';

export interface Ground { readonly stage: Stage; readonly room: string; /** Numbers from 0 to 1 from a seed. */ readonly chance: () => number }
export interface Attack { readonly name: string; readonly run: (ground: Ground) => Promise<void> }

const ATTACKER = 'mallory';
const MEGABYTE = 1_048_576;
/** An update in seven bytes that announces 33 million structs and then ends: Yjs makes room for them first. */
export const STRUCT_BOMB = Buffer.concat([uintBytes(1), uintBytes(33_000_000), uintBytes(5), uintBytes(0)]);

/** Numbers from a seed (mulberry32). */
export function chances(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const bytes = ({ chance }: Ground, least: number, spread: number): Buffer => Buffer.from(Array.from({ length: least + Math.floor(chance() * spread) }, () => Math.floor(chance() * 256)));

/** `count` clients one after the other, then a moment in which the server deals with it. */
export const by = (count: number, ms: number, act: (client: Client, ground: Ground) => void, options: OpenOptions = {}) => async (ground: Ground): Promise<void> => {
  const clients: Client[] = [];
  for (let i = 0; i < count; i++) {
    const client = await ground.stage.opened(ground.room, { person: ATTACKER, patience: 60_000, ...options });
    clients.push(client);
    act(client, ground);
  }
  await sleep(ms);
  for (const client of clients) client.kill();
};

/** The upgrade by hand, then frames that no library would write. */
const raw = (frame: readonly number[], ms: number, reset = false) => async ({ stage, room }: Ground): Promise<void> => {
  const socket = await upgraded(stage, room);
  socket.on('error', () => undefined); // to be cut off is what may happen to it
  socket.write(Buffer.from(frame));
  await sleep(ms);
  if (reset) socket.resetAndDestroy();
  else socket.destroy();
};

async function upgraded(stage: Stage, room: string): Promise<Socket> {
  const address = await stage.target.address(stage.server.port, room, ATTACKER);
  const { host, pathname, search } = new URL(address.url);
  const headers = { Host: host, Upgrade: 'websocket', Connection: 'Upgrade', 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==', ...address.headers };
  const socket = connect(stage.server.port, '127.0.0.1');
  socket.write(`GET ${pathname}${search} HTTP/1.1\r\n${Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
  await within(60_000, 'the upgrade', new Promise<void>((done, failed) => {
    socket.once('error', failed);
    socket.once('data', (data) => (data.toString('latin1').startsWith('HTTP/1.1 101') ? done() : failed(new Error(`no upgrade: ${data.toString('latin1').slice(0, 60)}`))));
  }));
  return socket;
}

const honest = ({ stage }: Ground): Uint8Array => {
  const writer = stage.writer();
  return writer.set(stage.ownKey(writer, 't'), 'x'.repeat(200));
};

export const ATTACKS: readonly Attack[] = [
  { name: 'random bytes', run: by(3, 300, (client, ground) => {
    for (let i = 0; i < 200; i++) {
      client.bare(bytes(ground, 1, 200));
      if (i % 2 === 1) client.send(bytes(ground, 1, 60));
    }
  }) },
  { name: 'random bytes as first words', run: by(20, 300, (client, ground) => client.bare(bytes(ground, 40, 0)), { mute: true }) },
  { name: 'empty frames', run: by(1, 300, (client) => {
    client.bare(Buffer.alloc(0));
    client.send(Buffer.alloc(0));
  }) },
  { name: 'text frames', run: by(1, 300, (client) => {
    client.bare('hello');
    client.bare('{"type":"sync"}');
  }) },
  { name: 'truncated updates', run: async (ground) => {
    const update = honest(ground);
    const whole = message(0, 2, update);
    for (let from = 1; from <= 3; from++) await by(1, 100, (client) => { for (let end = from; end < whole.length; end += 3) client.send(whole.subarray(0, end)); })(ground);
  } },
  { name: 'huge lengths', run: by(1, 300, (client) => {
    client.send(Buffer.from([0, 2, 255, 255, 255, 255, 255, 255, 255, 127]));
    client.send(Buffer.from([1, 255, 255, 255, 255, 15]));
    client.bare(Buffer.from([255, 255, 255, 255, 255, 255, 255, 127]));
  }) },
  { name: 'unknown types', run: by(1, 300, (client) => {
    for (const type of [3, 7, 42, 99, 126]) client.send(Buffer.from([type, 1, 2, 3]));
    client.send(Buffer.from([0, 9, 1, 0]));
    client.send(Buffer.from([255, 255, 255, 127, 1]));
  }) },
  { name: 'garbage as updates', run: by(3, 300, (client, ground) => {
    for (let i = 0; i < 50; i++) {
      if (i % 2 === 1) client.update(bytes(ground, 5, 300));
      else client.step2(bytes(ground, 5, 300));
    }
  }) },
  { name: 'garbage as presence', run: by(1, 300, (client, ground) => {
    for (let i = 0; i < 30; i++) client.awareness(bytes(ground, 5, 100));
    client.awareness(awarenessUpdate([[77, 1, { big: 'x'.repeat(1000) }]]));
    client.awareness(Buffer.from([1, 5, 1, 4, 0x7b, 0x7b, 0x7b, 0x7b]));
  }) },
  { name: 'garbage as state vectors', run: by(1, 300, (client, ground) => { for (let i = 0; i < 30; i++) client.vector(bytes(ground, 1, 60)); }) },
  { name: 'struct bomb', run: by(1, 300, (client) => { for (let i = 0; i < 10; i++) client.update(STRUCT_BOMB); }) },
  { name: 'flood of presence ids', run: by(1, 500, (client) => {
    for (let k = 0; k < 20; k++) client.awareness(awarenessUpdate(Array.from({ length: 500 }, (_, j) => [k * 500 + j + 1, 1, { n: j }] as const)));
  }) },
  { name: '64 MiB of zeros', run: by(1, 1_000, (client) => client.update(Buffer.alloc(64 * MEGABYTE - 16))) },
  { name: '64 MiB update', run: async (ground) => {
    const writer = ground.stage.writer();
    const update = writer.set(ground.stage.ownKey(writer, 'big'), 'a'.repeat(64 * MEGABYTE - 64));
    await by(1, 1_500, (client) => client.update(update))(ground);
  } },
  { name: 'truncated frame, then reset', run: raw([0x82, 0xfe, 0x10, 0, 1, 2, 3, 4, 9, 9, 9], 200, true) },
  { name: 'reserved bits', run: raw([0xf2, 0x81, 1, 2, 3, 4, 9], 300) },
  { name: 'unmasked frame', run: raw([0x82, 0x01, 9], 300) },
  { name: 'announces 1 GiB', run: raw([0x82, 0xff, 0, 0, 0, 0, 0x40, 0, 0, 0, 1, 2, 3, 4], 300) },
];
