/** One light connection to one document of any server here: y-websocket's messages, bare or in Hocuspocus' framing. It holds no document. */
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import type { Address } from './target.ts';

const NOTHING_KNOWN = Uint8Array.of(0);
const NOTHING_NEW = Uint8Array.of(0, 0);
const AUTH = 2;
const SYNC_REPLY = 4;
const SYNC_STATUS = 8;
const ACK = 100;

export interface Ears {
  /** An update (kind 2) or the answer to step 1 (kind 1), undecoded. */
  readonly onSync?: (bytes: Buffer, kind: number) => void;
  readonly onAwareness?: (bytes: Buffer) => void;
  /** The server says that it has taken edits: how many so far. */
  readonly onAck?: (count: number) => void;
  /** Says nothing by itself, not even hello. */
  readonly mute?: boolean;
}

export class Client {
  readonly ws: WebSocket;
  /** Resolves with the first answer to step 1, or as soon as it is open when mute. */
  readonly ready: Promise<void>;
  closed: number | null = null;
  received = 0;
  readonly #address: Address;
  readonly #ears: Ears;
  readonly #prefix: Buffer;
  #settle: { readonly done: () => void; readonly failed: (error: Error) => void } | null = null;
  #acked = 0;

  constructor(address: Address, ears: Ears = {}) {
    this.#address = address;
    this.#ears = ears;
    this.#prefix = address.framing === 'hocuspocus' ? text(address.room) : Buffer.alloc(0);
    this.ready = new Promise((done, failed) => (this.#settle = { done, failed }));
    this.ready.catch(() => undefined); // whoever waits hears of it; others look at `closed`
    this.ws = new WebSocket(address.url, { headers: address.headers, perMessageDeflate: false, skipUTF8Validation: true, maxPayload: 512 * 1024 * 1024 });
    this.ws.on('open', () => this.#opened());
    this.ws.on('message', (data: Buffer, binary: boolean) => {
      this.received += data.length;
      if (binary) this.#hear(data);
    });
    this.ws.on('error', (error) => this.#settle?.failed(error));
    this.ws.on('close', (code) => {
      this.closed = code;
      this.#settle?.failed(new Error(`closed with ${code}`));
    });
  }

  step1(): void {
    this.send(message(0, 0, NOTHING_KNOWN));
  }
  step2(update: Uint8Array): void {
    this.send(message(0, 1, update));
  }
  update(update: Uint8Array): void {
    this.send(message(0, 2, update));
  }
  /** Any bytes as the state vector of a step 1. */
  vector(bytes: Uint8Array): void {
    this.send(message(0, 0, bytes));
  }
  awareness(update: Uint8Array): void {
    this.send(message(1, null, update));
  }
  /** A message of this document, whatever is in it. */
  send(body: Uint8Array): void {
    this.bare(this.#prefix.length === 0 ? body : Buffer.concat([this.#prefix, body]));
  }
  /** A WebSocket message, whatever is in it. */
  bare(bytes: Uint8Array | string): void {
    if (this.ws.readyState === WebSocket.OPEN) this.ws.send(bytes);
  }
  close(): void {
    this.ws.close();
  }
  kill(): void {
    this.ws.terminate();
  }

  #opened(): void {
    if (this.#ears.mute === true) this.#settle?.done();
    else if (this.#address.framing === 'hocuspocus') this.send(Buffer.concat([Buffer.from([AUTH, 0]), text(this.#address.token)]));
    else this.step1();
  }

  #hear(bytes: Buffer): void {
    const at = { p: 0 };
    const hocuspocus = this.#address.framing === 'hocuspocus';
    if (hocuspocus) body(bytes, at); // the document's name
    const type = uint(bytes, at);
    if (type === 0 || (hocuspocus && type === SYNC_REPLY)) this.#sync(bytes, at);
    else if (type === 1) this.#ears.onAwareness?.(body(bytes, at));
    else if (hocuspocus && type === AUTH) this.#admitted(uint(bytes, at));
    else if (hocuspocus && type === SYNC_STATUS && uint(bytes, at) === 1) this.#ears.onAck?.(++this.#acked);
    else if (!hocuspocus && type === ACK) this.#ears.onAck?.(uint(bytes, at));
  }

  #sync(bytes: Buffer, at: { p: number }): void {
    const kind = uint(bytes, at);
    if (kind === 0) {
      if (this.#ears.mute !== true) this.step2(NOTHING_NEW);
      return;
    }
    this.#ears.onSync?.(body(bytes, at), kind); // before `ready`: a scenario looks at the first answer
    if (kind !== 1) return;
    this.#settle?.done();
    this.#settle = null;
  }

  #admitted(answer: number): void {
    if (answer === 2) this.step1();
    else if (answer === 1) this.#settle?.failed(new Error('denied'));
  }
}

export function message(type: number, kind: number | null, payload: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, type);
  if (kind !== null) encoding.writeVarUint(encoder, kind);
  encoding.writeVarUint8Array(encoder, payload);
  return encoding.toUint8Array(encoder);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([uintBytes(bytes.length), bytes]);
}

/** An unsigned integer, seven bits a byte. */
export function uintBytes(value: number): Buffer {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, value);
  return Buffer.from(encoding.toUint8Array(encoder));
}

function uint(bytes: Buffer, at: { p: number }): number {
  let value = 0;
  for (let factor = 1; ; factor *= 128) {
    const byte = bytes[at.p++];
    if (byte === undefined) throw new Error('a server sent a message that ends early');
    value += (byte & 127) * factor;
    if (byte < 128) return value;
  }
}

function body(bytes: Buffer, at: { p: number }): Buffer {
  const length = uint(bytes, at);
  return bytes.subarray(at.p, at.p += length);
}
