/** A `ws` WebSocket as the core's `Socket`. Frames are made here and written to the TCP socket at once: half the work of `ws.send`, and one frame serves many readers. */
import type { Duplex } from 'node:stream';
import type { Socket as TcpSocket } from 'node:net';
import type { RawData, WebSocket } from 'ws';
import { CLOSE } from '../../model/protocol.ts';
import type { Socket, SocketHandler } from './sync.ts';

/** Asks a silent peer whether it is still there; the operating system does it, without a timer of ours. */
const KEEP_ALIVE_MS = 30_000;
/** What a peer may take to answer a close before its socket is ended. */
const CLOSE_MS = 5_000;

export class WsSocket implements Socket {
  readonly #ws: WebSocket;
  readonly #tcp: Duplex;

  constructor(ws: WebSocket, tcp: Duplex) {
    this.#ws = ws;
    this.#tcp = tcp;
    const socket = tcp as Partial<TcpSocket>; // a TLS proxy in process may hand over another kind of stream
    socket.setNoDelay?.(true);
    socket.setKeepAlive?.(true, KEEP_ALIVE_MS);
  }

  get buffered(): number {
    return this.#tcp.writableLength;
  }
  send(bytes: Uint8Array): void {
    if (this.#ws.readyState === this.#ws.OPEN) this.#tcp.write(framed(bytes));
  }
  close(code: number, reason: string): void {
    this.#ws.close(code, shortened(reason));
    setTimeout(() => this.#ws.terminate(), CLOSE_MS).unref();
  }
  terminate(): void {
    this.#ws.terminate();
  }
  pause(): void {
    if (this.#ws.readyState === this.#ws.OPEN) this.#ws.pause();
  }
  resume(): void {
    if (this.#ws.readyState === this.#ws.OPEN) this.#ws.resume();
  }
}

/** Connects a socket to its handler. Text frames are none of ours. */
export function listen(ws: WebSocket, tcp: Duplex, handler: (socket: Socket) => SocketHandler): void {
  const socket = new WsSocket(ws, tcp);
  const ears = handler(socket);
  ws.on('message', (data: RawData, isBinary: boolean) => {
    if (isBinary) ears.message(data as Buffer); // binaryType is nodebuffer
    else ws.close(CLOSE.malformed, 'binary frames only');
  });
  ws.on('close', () => ears.closed());
  ws.on('error', () => ws.terminate()); // a frame that ws refused, or a lost network; `close` follows
  tcp.on('drain', () => ears.drained());
}

let lastBytes: Uint8Array | null = null;
let lastFrame: Buffer = Buffer.alloc(0);

/** One unmasked binary message. The last one is kept: a broadcast frames its bytes once. */
function framed(bytes: Uint8Array): Buffer {
  if (bytes === lastBytes) return lastFrame;
  const { length } = bytes;
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + length);
  frame[0] = 0x82;
  if (head === 2) frame[1] = length;
  else if (head === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.set(bytes, head);
  lastBytes = bytes;
  lastFrame = frame;
  return frame;
}

/** A close frame has room for 123 bytes of reason. */
const shortened = (reason: string): string => (Buffer.byteLength(reason) <= 123 ? reason : Buffer.from(reason).subarray(0, 120).toString('latin1').replace(/[^\x20-\x7e]/g, '?'));
