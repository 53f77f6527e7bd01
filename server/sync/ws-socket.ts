/** A `ws` WebSocket as the core's `Socket`. Frames are made here and written to the TCP socket at once: half the work of `ws.send`, and one frame serves many readers. */
import type { Duplex } from 'node:stream';
import type { Socket as TcpSocket } from 'node:net';
import type { RawData, WebSocket } from 'ws';
import { CLOSE } from '../../model/protocol.ts';
import { cutOff } from './cut-off.ts';
import type { Socket, SocketHandler } from './sync.ts';
import type { Burst, Message } from './wire.ts';

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
    if (this.#ws.readyState === this.#ws.OPEN) this.write(framed([bytes]));
  }
  sendAll(burst: Burst): void {
    if (this.#ws.readyState === this.#ws.OPEN) this.write((burst.wire ??= framed(burst.parts)));
  }
  close(code: number, reason: string): void {
    this.#ws.close(code, shortened(reason));
    setTimeout(() => this.#ws.terminate(), CLOSE_MS).unref();
  }
  /** Also what the operating system was given and has not sent is gone. */
  terminate(): void {
    cutOff(this.#tcp, () => { this.#ws.terminate(); });
  }
  pause(): void {
    if (this.#ws.readyState === this.#ws.OPEN) this.#ws.pause();
  }
  resume(): void {
    if (this.#ws.readyState === this.#ws.OPEN) this.#ws.resume();
  }

  protected write(frames: readonly Buffer[]): void {
    if (frames.length === 1) return void this.#tcp.write(frames[0]);
    this.#tcp.cork();
    for (const part of frames) this.#tcp.write(part);
    this.#tcp.uncork();
  }
  protected get tcp(): Duplex {
    return this.#tcp;
  }
}

/** A socket of many channels, or of acks and edits: what is said in one turn leaves in one write. */
export class GatheringSocket extends WsSocket {
  #gathering = false;

  protected override write(frames: readonly Buffer[]): void {
    if (!this.#gathering) {
      this.#gathering = true;
      this.tcp.cork(); // what waits counts as buffered, and is dropped when the socket is ended
      queueMicrotask(() => {
        this.#gathering = false;
        this.tcp.uncork();
      });
    }
    super.write(frames);
  }
}

/** Ears of a `ws` socket, so that thousands of them share their functions. */
interface Heard extends WebSocket { ears?: SocketHandler }

/** Connects a socket to its handler. Text frames are none of ours. `gather`: one turn may bring it several messages. */
export function listen(ws: WebSocket, tcp: Duplex, handler: (socket: Socket) => SocketHandler, { gather }: { readonly gather: boolean }): void {
  const ears = handler(gather ? new GatheringSocket(ws, tcp) : new WsSocket(ws, tcp));
  (ws as Heard).ears = ears;
  ws.on('message', onMessage);
  ws.on('close', onClose);
  ws.on('error', onError);
  tcp.on('drain', () => ears.drained());
}

function onMessage(this: WebSocket, data: RawData, isBinary: boolean): void {
  if (isBinary) (this as Heard).ears?.message(data as Buffer); // binaryType is nodebuffer
  else this.close(CLOSE.malformed, 'binary frames only');
}
function onClose(this: WebSocket): void {
  (this as Heard).ears?.closed();
}
/** A frame that ws refused, or a lost network; `close` follows. */
function onError(this: WebSocket): void {
  this.terminate();
}

/** Bodies from this size on are written as they lie in memory; smaller ones cost less copied. */
const LARGE = 4_096;

/** Unmasked binary messages, one behind the other: in one buffer, but for large bodies that came apart from their heads. */
function framed(messages: readonly Message[]): readonly Buffer[] {
  let size = 0;
  for (const message of messages) {
    const length = lengthOf(message);
    size += headOf(length) + (isLarge(message) ? message[0].length : length);
  }
  const frames = Buffer.allocUnsafe(size);
  const chunks: Buffer[] = [];
  let at = 0;
  let from = 0;
  for (const message of messages) {
    at = putHead(frames, at, lengthOf(message));
    if (message instanceof Uint8Array) {
      frames.set(message, at);
      at += message.length;
      continue;
    }
    const [head, body] = message;
    frames.set(head, at);
    at += head.length;
    if (isLarge(message)) {
      chunks.push(frames.subarray(from, at), Buffer.from(body.buffer, body.byteOffset, body.byteLength));
      from = at;
    } else {
      frames.set(body, at);
      at += body.length;
    }
  }
  if (chunks.length === 0) return [frames];
  if (from < at) chunks.push(frames.subarray(from));
  return chunks;
}

const isLarge = (message: Message): message is readonly [Uint8Array, Uint8Array] => !(message instanceof Uint8Array) && message[1].length >= LARGE;
const lengthOf = (message: Message): number => (message instanceof Uint8Array ? message.length : message[0].length + message[1].length);

/** Returns the position behind it. */
function putHead(frames: Buffer, at: number, length: number): number {
  frames[at] = 0x82;
  if (length < 126) frames[at + 1] = length;
  else if (length < 65_536) {
    frames[at + 1] = 126;
    frames.writeUInt16BE(length, at + 2);
  } else {
    frames[at + 1] = 127;
    frames.writeBigUInt64BE(BigInt(length), at + 2);
  }
  return at + headOf(length);
}
const headOf = (length: number): number => (length < 126 ? 2 : length < 65_536 ? 4 : 10);

/** A close frame has room for 123 bytes of reason. */
const shortened = (reason: string): string => (Buffer.byteLength(reason) <= 123 ? reason : Buffer.from(reason).subarray(0, 120).toString('latin1').replace(/[^\x20-\x7e]/g, '?'));
