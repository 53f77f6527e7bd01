/** Messages of a document's channel as bytes: y-protocols' own and our ack and reject. Frames of the line are in `model/protocol.ts`. */
import { FrameError, MESSAGE, OP, readVarUint, varUint, writeFrame } from '../../model/protocol.ts';
import type { Reject } from '../../model/protocol.ts';

/** Whole, or the head of a large body that need not be copied behind it. */
export type Message = Uint8Array | readonly [head: Uint8Array, body: Uint8Array];

const whole = (message: Message): Uint8Array => (message instanceof Uint8Array ? message : Buffer.concat(message));

/** Messages that go out one behind the other, in one write where the transport can. What a transport made of them is kept here for the next reader. */
export class Burst {
  readonly parts: readonly Message[];
  wire: readonly Buffer[] | null = null;

  constructor(parts: readonly Message[]) {
    this.parts = parts;
  }
  get messages(): readonly Uint8Array[] {
    return this.parts.map(whole);
  }
}

/** Messages of a document for many readers: encoded once, and framed once for each channel number that occurs. */
export class Shared {
  /** Without frames. */
  readonly plain: Burst;
  #framed: Map<number, Burst> | undefined;

  constructor(messages: readonly Message[]) {
    this.plain = new Burst(messages);
  }

  forChannel(channel: number): Burst {
    let burst = this.#framed?.get(channel);
    if (burst === undefined) (this.#framed ??= new Map()).set(channel, (burst = new Burst(this.plain.parts.map((each) => writeFrame(channel, OP.data, whole(each))))));
    return burst;
  }
}

export type DocMessage =
  | { readonly kind: 'step1'; readonly vector: Uint8Array }
  | { readonly kind: 'step2' | 'update'; readonly update: Uint8Array }
  | { readonly kind: 'awareness'; readonly states: Uint8Array }
  | { readonly kind: 'queryAwareness' };

const SYNC = Object.freeze({ step1: 0, step2: 1, update: 2 });

/** Reads one message; a length that is not exactly the rest, or an unknown type, is malformed. The parts are views, not copies. */
export function readMessage(bytes: Uint8Array): DocMessage {
  const type = bytes[0];
  if (type === MESSAGE.sync) {
    const body = sized(bytes, 2);
    if (bytes[1] === SYNC.step1) return { kind: 'step1', vector: checkedVector(body) };
    if (bytes[1] === SYNC.step2) return { kind: 'step2', update: body };
    if (bytes[1] === SYNC.update) return { kind: 'update', update: body };
    throw new FrameError('unknown sync message');
  }
  if (type === MESSAGE.awareness) return { kind: 'awareness', states: sized(bytes, 1) };
  if (type === MESSAGE.queryAwareness && bytes.length === 1) return { kind: 'queryAwareness' };
  throw new FrameError('unknown message');
}

function sized(bytes: Uint8Array, at: number): Uint8Array {
  const first = bytes[at];
  const { value, next } = first !== undefined && first < 128 ? { value: first, next: at + 1 } : readVarUint(bytes, at);
  if (value !== bytes.length - next) throw new FrameError('length does not fit');
  return bytes.subarray(next);
}

/** A state vector is read by Yjs without doubts, so its shape is checked before. */
function checkedVector(vector: Uint8Array): Uint8Array {
  let { value: count, next } = readVarUint(vector, 0);
  for (; count > 0; count--) {
    next = readVarUint(vector, next).next;
    next = readVarUint(vector, next).next;
  }
  if (next !== vector.length) throw new FrameError('state vector does not fit');
  return vector;
}

const lengthOf = (value: number): number => {
  let length = 1;
  for (let rest = value; rest > 127; rest = Math.floor(rest / 128)) length++;
  return length;
};

/** Writes an unsigned integer; returns the position behind it. */
function put(bytes: Uint8Array, at: number, value: number): number {
  let rest = value;
  let next = at;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes[next++] = 128 | rest % 128;
  bytes[next++] = rest;
  return next;
}

/** `type`, `sub` if there is one, then the body behind its length. From the pool: messages live for a turn. */
function message(type: number, sub: number | null, body: Uint8Array): Uint8Array {
  const bytes = Buffer.allocUnsafe(headLength(sub, body) + body.length);
  bytes.set(body, putHead(bytes, type, sub, body));
  return bytes;
}

const headLength = (sub: number | null, body: Uint8Array): number => (sub === null ? 1 : 2) + lengthOf(body.length);

/** Returns the position of the body. */
function putHead(bytes: Uint8Array, type: number, sub: number | null, body: Uint8Array): number {
  bytes[0] = type;
  if (sub !== null) bytes[1] = sub;
  return put(bytes, sub === null ? 1 : 2, body.length);
}

const utf8 = new TextEncoder();

export const step1Message = (vector: Uint8Array): Uint8Array => message(MESSAGE.sync, SYNC.step1, vector);
export const step2Message = (update: Uint8Array): Uint8Array => message(MESSAGE.sync, SYNC.step2, update);
/** A step 2 whose body is sent as it lies in memory; it must not be changed any more. */
export function snapshotMessage(update: Uint8Array): Message {
  const head = Buffer.allocUnsafe(headLength(SYNC.step2, update));
  putHead(head, MESSAGE.sync, SYNC.step2, update);
  return [head, update];
}
export const updateMessage = (update: Uint8Array): Uint8Array => message(MESSAGE.sync, SYNC.update, update);
export const ackMessage = (n: number): Uint8Array => Uint8Array.from([MESSAGE.ack, ...varUint(n)]);
export const rejectMessage = (reject: Reject): Uint8Array => message(MESSAGE.reject, null, utf8.encode(JSON.stringify(reject)));

/** Presence as y-protocols' awareness update; `json` is `null` for one who left. */
export function awarenessMessage(states: readonly { readonly id: number; readonly clock: number; readonly json: string }[]): Uint8Array {
  const parts: number[] = varUint(states.length);
  for (const { id, clock, json } of states) {
    const text = utf8.encode(json);
    parts.push(...varUint(id), ...varUint(clock), ...varUint(text.length), ...text);
  }
  return message(MESSAGE.awareness, null, Uint8Array.from(parts));
}

/** An awareness message about nobody: feeds the watchdog of y-websocket, which counts any message. */
export const QUIET = awarenessMessage([]);

const text = new TextDecoder('utf-8', { fatal: true });

/** States of an awareness update as sent by a client, at most `most` of at most `bytes` bytes each. */
export function readAwareness(body: Uint8Array, most: number, bytes: number): { readonly id: number; readonly clock: number; readonly state: unknown }[] {
  let { value: count, next } = readVarUint(body, 0);
  if (count > most) throw new FrameError('too many presence states');
  const states = [];
  for (; count > 0; count--) {
    const id = readVarUint(body, next);
    const clock = readVarUint(body, id.next);
    const length = readVarUint(body, clock.next);
    next = length.next + length.value;
    if (length.value > bytes || next > body.length || id.value > 0xffffffff) throw new FrameError('presence state does not fit');
    states.push({ id: id.value, clock: clock.value, state: parse(body.subarray(length.next, next)) });
  }
  if (next !== body.length) throw new FrameError('presence does not fit');
  return states;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(text.decode(bytes));
  } catch {
    throw new FrameError('presence state is not JSON');
  }
}
