/** The open page of somebody who leaves, in a process of its own so that nothing it hears waits behind anything: a line with badges and a document, sockets of documents, streams of events. Tells every byte with the moment at which it came. */
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import { OP, writeFrame, writeJson } from '../../model/protocol.ts';

export interface LeaverWish { readonly url: string; readonly token: string; readonly refs: readonly string[]; readonly docs: readonly string[] }
/** `at`: of the machine's monotonic clock, in milliseconds; the same in every process. */
export interface Heard { readonly kind: 'ready' | 'open' | 'bytes' | 'closed'; readonly what: string; readonly at: number; readonly bytes: number; readonly text: string }

const now = (): number => Number(process.hrtime.bigint()) / 1e6;
const tell = (kind: Heard['kind'], what: string, bytes: number, text = ''): void => { process.send?.({ kind, what, at: now(), bytes, text } satisfies Heard); };
const utf8 = new TextEncoder();

/** What came over the connection itself, below every protocol. */
function ears(what: string, socket: Socket): void {
  tell('open', what, 0); // what came together with the answer's head is not heard any more
  socket.on('data', (chunk: Buffer) => { tell('bytes', what, chunk.length, chunk.toString('latin1').match(/after-the-end/)?.[0] ?? ''); });
  socket.on('close', () => { tell('closed', what, 0); });
  socket.on('error', () => undefined); // a connection that is reset is what is looked for; its close follows
}

function socketOf(what: string, url: string, token: string | null, open: (socket: WebSocket) => void): Promise<void> {
  const socket = new WebSocket(url, token === null ? {} : { headers: { authorization: `Bearer ${token}` } });
  socket.on('error', () => undefined); // as above
  return new Promise((ready) => {
    socket.on('upgrade', (response: IncomingMessage) => { ears(what, response.socket); });
    socket.on('open', () => { open(socket); });
    socket.once('message', () => { ready(); });
  });
}

process.on('message', (wish: LeaverWish) => {
  const { url, token, refs, docs } = wish;
  const ws = url.replace('http', 'ws');
  const line = socketOf('line', `${ws}/line`, null, (socket) => {
    socket.send(writeJson(0, OP.hello, { v: 1, token }));
    socket.send(writeJson(1, OP.open, { digests: true }));
    socket.send(writeFrame(1, OP.data, utf8.encode(JSON.stringify({ watch: refs }))));
    docs.forEach((doc, i) => { socket.send(writeJson(2 + i, OP.open, { archive: doc.split('/')[0], section: doc.split('/')[1] })); });
  });
  const plain = docs.map((doc, i) => socketOf(`sync ${i}`, `${ws}/sync/${doc}`, token, (socket) => { socket.send(new Uint8Array([0, 0, 1, 0])); }));
  const streams = [`/api/overviews?ids=${refs.slice(0, 100).join(',')}`, '/api/reminders', '/api/events'].map((path) => new Promise<void>((ready) => {
    const asked = request(url + path, { headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' }, agent: false }, (response) => {
      ears(path.split('?')[0] ?? '', response.socket);
      response.on('data', () => undefined);
      response.on('error', () => undefined); // as above
      ready();
    });
    asked.on('error', () => undefined); // as above
    asked.end();
  }));
  void Promise.all([line, ...plain, ...streams]).then(() => { tell('ready', '', 0); });
});
