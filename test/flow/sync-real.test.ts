/** Real sockets: an HTTP server, ws, and y-websocket's own provider on `/sync` (server/sync/SPEC.md, LINE-1, LINE-11, LINE-12). */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import WebSocket from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { systemClock, systemRandom } from '../../server/clock.ts';
import { SHIPPED_LIMITS } from '../../server/limits.ts';
import { createHub } from '../../server/sync/hub.ts';
import type { Hub } from '../../server/sync/sync.ts';
import { Entrance } from '../../server/sync/entrance.ts';
import { attachSockets } from '../../server/sync/upgrade.ts';
import { CLOSE, OP, readFrame, readJson, writeJson } from '../../model/protocol.ts';
import type { PersonId } from '../../model/ids.ts';
import { memoryLog } from '../helpers/memory-log.ts';
import { A, PROFILE, syncWorld } from '../helpers/sync-world.ts';
import type { SyncWorld } from '../helpers/sync-world.ts';

const NAME = 'customer.name';
let url: string;
let hub: Hub;
let world: SyncWorld;
let end: (() => Promise<void>)[];

beforeEach(async () => {
  end = [];
  world = syncWorld(); // people and rights; its own hub stays unused
  for (const id of ['ann', 'bob']) world.person(id);
  const log = memoryLog();
  const access: typeof world.access = { ...world.access, authenticate: async (token) => ({ ...(await world.access.authenticate(token)), expires: Date.now() + 3_600_000 }) };
  hub = createHub({ log, access, clock: systemClock, random: systemRandom, limits: SHIPPED_LIMITS });
  const server = createServer((_request, response) => response.writeHead(404).end());
  const entrance = new Entrance({ clock: systemClock, limits: SHIPPED_LIMITS, prefix: '/crm', mayEmbed: (origin) => origin === 'https://intranet.example' });
  attachSockets(server, { hub, access, limits: SHIPPED_LIMITS, entrance });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  end.push(async () => {
    await hub.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});
afterEach(async () => {
  for (const each of end.reverse()) await each();
});

const until = async (holds: () => boolean): Promise<void> => {
  const limit = performance.now() + 120_000;
  while (!holds()) {
    if (performance.now() > limit) throw new Error('waited for two minutes');
    await new Promise((resolve) => setImmediate(resolve));
  }
};

function provider(person: string, section = 'profile', { token = person, archive = A as string } = {}) {
  const doc = new Y.Doc();
  const real = new WebsocketProvider(`${url}/sync/${encodeURIComponent(archive)}`, section, doc, { disableBc: true, WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket, protocols: ['dossier', `bearer.${token}`], maxBackoffTime: 50 });
  end.push(async () => {
    real.destroy();
    doc.destroy();
  });
  let closed: { code: number; reason: string } | null = null;
  real.on('connection-close', (event) => (closed ??= event && { code: event.code, reason: event.reason }));
  return { doc, real, fields: () => doc.getMap('fields').toJSON(), closed: () => closed };
}

/** Status of the answer to an upgrade, 101 when it is one. */
const upgrade = (path: string, headers: Record<string, string> = {}, protocols: string[] = []): Promise<number> =>
  new Promise((resolve) => {
    const ws = new WebSocket(url + path, protocols, { headers });
    ws.on('open', () => {
      resolve(101);
      ws.terminate();
    });
    ws.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      response.resume();
      ws.terminate();
    });
    ws.on('error', () => undefined); // after the answer above
  });

test('two y-websocket providers edit one section: values, long text, presence, and a newcomer gets it all', async () => {
  const ann = provider('ann');
  const bob = provider('bob');
  await until(() => ann.real.synced && bob.real.synced);
  ann.doc.getMap('fields').set(NAME, 'Alfreds Futterkiste');
  bob.doc.getText('text:org.businessScope').insert(0, '食品 😀');
  ann.real.awareness.setLocalStateField('field', `fields/${NAME}`);
  await until(() => bob.fields()[NAME] === 'Alfreds Futterkiste' && ann.doc.getText('text:org.businessScope').toString() === '食品 😀');
  await until(() => bob.real.awareness.getStates().get(ann.doc.clientID)?.['field'] === `fields/${NAME}`);
  expect(bob.real.awareness.getStates().get(ann.doc.clientID)?.['user']).toEqual({ id: 'ann', name: 'Name of ann' });
  const late = provider('bob');
  await until(() => late.real.synced);
  expect(late.fields()).toEqual({ [NAME]: 'Alfreds Futterkiste' });
  expect((await hub.read(PROFILE)).values.texts).toEqual({ 'org.businessScope': '食品 😀' });
});

test('a lost connection comes back by itself, with what was typed meanwhile and at the moment of coming back', async () => {
  const ann = provider('ann');
  const bob = provider('bob');
  await until(() => ann.real.synced && bob.real.synced);
  ann.real.disconnect();
  ann.doc.getMap('fields').set(NAME, 'offline');
  let typed = false;
  ann.real.on('status', ({ status }) => {
    if (status !== 'connected' || typed) return;
    typed = true;
    queueMicrotask(() => ann.doc.getMap('fields').set('customer.shortName', 'on the way'));
  });
  ann.real.connect();
  await until(() => bob.fields()['customer.shortName'] === 'on the way');
  expect(bob.fields()).toEqual({ [NAME]: 'offline', 'customer.shortName': 'on the way' });
  expect(ann.closed()?.code ?? null).toBeNull();
});

test('LINE-12: a refused edit closes with 4422 and its code, and the provider stays away', async () => {
  const ann = provider('ann');
  await until(() => ann.real.synced);
  ann.doc.getMap('fields').set('archive.owner', 'ann');
  await until(() => ann.closed() !== null);
  expect(ann.closed()).toEqual({ code: CLOSE.refused, reason: 'schema' });
  expect(ann.real.shouldConnect).toBe(false);
  expect((await hub.read(PROFILE)).values.fields).toEqual({});
});

test('LINE-11: token and right are checked before the 101, and the token is never taken from the URL', async () => {
  world.rights.set('bob', 'none');
  world.archives.set('erp:GZ/2019-0045', A);
  const bearer = { authorization: 'Bearer ann' };
  expect(await upgrade('/sync/alfki/profile')).toBe(401);
  expect(await upgrade('/sync/alfki/profile?token=ann')).toBe(401);
  expect(await upgrade('/sync/alfki/profile', { authorization: 'Bearer nobody' })).toBe(401);
  expect(await upgrade('/sync/alfki/profile', {}, ['bearer.ann'])).toBe(401);
  expect(await upgrade('/sync/alfki/profile', bearer)).toBe(101);
  expect(await upgrade('/sync/alfki/profile', {}, ['dossier', 'bearer.ann'])).toBe(101);
  expect(await upgrade('/crm/sync/erp%3AGZ%2F2019-0045/contacts-2026', bearer)).toBe(101);
  for (const path of ['/sync/alfki/nope', '/sync/alfki/trade', '/sync/nobody/profile', '/sync/%E0%A4%A/profile', '/sync/alfki', '/', '/lines', '/sync/alfki/profile/more']) expect([path, await upgrade(path, bearer)]).toEqual([path, 404]);
  expect(await upgrade('/sync/alfki/profile', { authorization: 'Bearer bob' })).toBe(404);
});

test('LINE-1: a foreign origin is refused before the 101, the company\'s page and a client without one are not', async () => {
  expect(await upgrade('/line', { origin: 'https://evil.example' })).toBe(403);
  expect(await upgrade('/line', { origin: 'null' })).toBe(403);
  expect(await upgrade('/line', { origin: 'https://intranet.example' })).toBe(101);
  expect(await upgrade('/crm/line')).toBe(101);
});

test('the line over a real socket: hello, welcome, malformed frames end that socket alone', async () => {
  const bystander = provider('bob');
  await until(() => bystander.real.synced);
  const ws = new WebSocket(`${url}/line`);
  const frames: ReturnType<typeof readFrame>[] = [];
  let closed: number | null = null;
  ws.on('message', (data) => frames.push(readFrame(data as Buffer)));
  ws.on('close', (code) => (closed = code));
  await new Promise((resolve) => ws.on('open', resolve));
  ws.send(writeJson(0, OP.hello, { v: 1, token: 'ann' }));
  await until(() => frames.length === 1);
  expect(readJson(frames[0]!.body)).toMatchObject({ v: 1, person: 'ann', heartbeat: 20 });
  ws.send(Uint8Array.of(0xff, 0xff));
  await until(() => closed !== null);
  expect(closed).toBe(CLOSE.malformed);
  const text = new WebSocket(`${url}/line`);
  let textClosed: number | null = null;
  text.on('close', (code) => (textClosed = code));
  text.on('open', () => text.send('hello'));
  await until(() => textClosed !== null);
  const large = new WebSocket(`${url}/line`);
  let largeClosed: number | null = null;
  large.on('close', (code) => (largeClosed = code));
  large.on('error', () => undefined);
  large.on('open', () => large.send(new Uint8Array(SHIPPED_LIMITS.frameBytes + 5_000)));
  await until(() => largeClosed !== null);
  expect([textClosed, largeClosed]).toEqual([CLOSE.malformed, 1009]);
  bystander.doc.getMap('fields').set(NAME, 'unharmed');
  await until(() => hub !== null && bystander.real.wsconnected);
  await until(() => bystander.fields()[NAME] === 'unharmed');
});

test('HUB-2, row 41: revoked with megabytes waiting, the socket ends and brings nothing written later', async () => {
  const ws = new WebSocket(`${url}/sync/alfki/profile`, { headers: { authorization: 'Bearer ann' } });
  await new Promise((resolve) => ws.on('open', resolve));
  ws.send(Uint8Array.of(0, 0, 1, 0));
  await new Promise((resolve) => ws.once('message', resolve));
  ws.pause();
  const bob = provider('bob');
  await until(() => bob.real.synced);
  for (let i = 0; i < 600; i++) await hub.write(PROFILE, 'bob' as PersonId, { fields: { [NAME]: `${i}`.padEnd(8_000, 'x') } });
  world.rights.set('ann', 'none');
  await hub.rightsChanged({ person: 'ann' as PersonId });
  await hub.write(PROFILE, 'bob' as PersonId, { fields: { [NAME]: 'CANARY' } });
  const received: Buffer[] = [];
  ws.on('message', (data) => received.push(data as Buffer));
  const closed = new Promise((resolve) => ws.on('close', resolve));
  ws.resume();
  await closed;
  expect(received.some((bytes) => bytes.includes('CANARY'))).toBe(false);
  await until(() => bob.fields()[NAME] === 'CANARY');
});
