/** Messages of a document's channel as bytes: y-protocols' own and our ack and reject. Frames of the line are in `model/protocol.ts`. */
import { FrameError, MESSAGE, OP, readVarUint, varUint, writeFrame } from '../../model/protocol.ts';
import type { Reject } from '../../model/protocol.ts';

/** One message for many readers: encoded once, and framed once for each channel number that occurs. */
export class Shared {
  readonly bytes: Uint8Array;
  #framed: Map<number, Uint8Array> | undefined;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  forChannel(channel: number): Uint8Array {
    let frame = this.#framed?.get(channel);
    if (frame === undefined) (this.#framed ??= new Map()).set(channel, (frame = writeFrame(channel, OP.data, this.bytes)));
    return frame;
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
  const { value, next } = readVarUint(bytes, at);
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

/** `[type, ...sub]`, then the body behind its length. */
function message(head: readonly number[], body: Uint8Array): Uint8Array {
  const start = [...head, ...varUint(body.length)];
  const bytes = new Uint8Array(start.length + body.length);
  bytes.set(start);
  bytes.set(body, start.length);
  return bytes;
}

const utf8 = new TextEncoder();

export const step1Message = (vector: Uint8Array): Uint8Array => message([MESSAGE.sync, SYNC.step1], vector);
export const step2Message = (update: Uint8Array): Uint8Array => message([MESSAGE.sync, SYNC.step2], update);
export const updateMessage = (update: Uint8Array): Uint8Array => message([MESSAGE.sync, SYNC.update], update);
export const ackMessage = (n: number): Uint8Array => Uint8Array.from([MESSAGE.ack, ...varUint(n)]);
export const rejectMessage = (reject: Reject): Uint8Array => message([MESSAGE.reject], utf8.encode(JSON.stringify(reject)));

/** Presence as y-protocols' awareness update; `json` is `null` for one who left. */
export function awarenessMessage(states: readonly { readonly id: number; readonly clock: number; readonly json: string }[]): Uint8Array {
  const parts: number[] = varUint(states.length);
  for (const { id, clock, json } of states) {
    const text = utf8.encode(json);
    parts.push(...varUint(id), ...varUint(clock), ...varUint(text.length), ...text);
  }
  return message([MESSAGE.awareness], Uint8Array.from(parts));
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
