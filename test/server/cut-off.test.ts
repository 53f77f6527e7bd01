/** P6 on the wire: of a connection that is ended for want of a right nothing more arrives than what had reached the reader's computer; what waited in the operating system here is gone with it. */
import { createServer } from 'node:http';
import { connect, createServer as createRaw } from 'node:net';
import type { AddressInfo, Socket as Tcp } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import type { Duplex } from 'node:stream';
import { cutOff } from '../../server/sync/cut-off.ts';
import type { Socket } from '../../server/sync/sync.ts';
import { listen } from '../../server/sync/ws-socket.ts';

const closing: (() => void)[] = [];
afterEach(() => { for (const close of closing.splice(0)) close(); });

const HELLO = 'GET /line HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n';
const PIECE = new Uint8Array(65_536);

test('a reader that paused gets nothing more of what the operating system was given', async () => {
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  const upgraded = new Promise<{ readonly tcp: Duplex; readonly socket: Socket }>((resolve) => {
    server.on('upgrade', (request, tcp: Duplex, head: Buffer) => {
      sockets.handleUpgrade(request, tcp, head, (ws) => { listen(ws, tcp, (socket) => { resolve({ tcp, socket }); return { message: () => undefined, closed: () => undefined, drained: () => undefined } as never; }, { gather: false }); });
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  closing.push(() => { server.close(); server.closeAllConnections(); });
  const { port } = server.address() as AddressInfo;
  const raw: Tcp = connect(port, '127.0.0.1');
  closing.push(() => { raw.destroy(); });
  let received = 0;
  const ended = new Promise<void>((resolve) => { raw.on('close', () => { resolve(); }); });
  raw.on('error', () => undefined);
  raw.write(HELLO);
  const { tcp, socket } = await upgraded;
  raw.pause();
  const before = (tcp as Tcp).bytesWritten;
  // until the operating system takes no more
  for (let i = 0; i < 1_000 && socket.buffered < 10 * PIECE.length; i++) {
    socket.send(PIECE);
    await new Promise<void>((resolve) => { setImmediate(resolve); });
  }
  const given = (tcp as Tcp).bytesWritten - before - socket.buffered;
  expect(given, 'there is something to be taken back').toBeGreaterThan(1_000_000);
  socket.terminate();
  raw.on('data', (chunk: Buffer) => { received += chunk.length; });
  raw.resume();
  await ended;
  expect(received).toBeLessThan(given / 2);
});

test.each([
  ['in the same turn', (cut: () => void) => { cut(); }],
  ['a moment later', (cut: () => void) => { process.nextTick(() => { process.nextTick(cut); }); }],
  ['once it was sent', (cut: () => void) => { setImmediate(() => { setImmediate(cut); }); }],
])('a connection whose end is on its way is cut off too, and closes (%s)', async (_, when) => {
  const server = createRaw({ allowHalfOpen: true });
  const accepted = new Promise<Tcp>((resolve) => { server.once('connection', resolve); });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  closing.push(() => { server.close(); });
  const raw = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', allowHalfOpen: true });
  closing.push(() => { raw.destroy(); });
  raw.on('error', () => undefined); // it is reset
  const tcp = await accepted;
  const errors: Error[] = [];
  tcp.on('error', (error) => { errors.push(error); });
  const closed = new Promise<void>((resolve) => { tcp.once('close', () => { resolve(); }); });
  tcp.write('hello');
  await new Promise<void>((resolve) => { raw.once('data', () => { resolve(); }); });
  tcp.end();
  when(() => { cutOff(tcp, () => { tcp.destroy(); }); });
  await closed;
  expect(errors).toEqual([]);
});
