/** The line: frames of one WebSocket that carries many channels; PROTOCOL.md is its page. What a document's messages mean is left to y-protocols and the gate. */
import type { Digest, Face, LineDigest } from './overview.ts';

export const PROTOCOL_VERSION = 1;
/** The oldest that is still spoken. */
export const OLDEST_VERSION = 1;

/** Operations of a frame. `hello ping auth bye` travel on channel 0 only, the others on channels above it. */
export const OP = Object.freeze({ open: 0, data: 1, close: 2, hello: 3, ping: 4, auth: 5, bye: 6, level: 7 });
export type Op = (typeof OP)[keyof typeof OP];
const OPS: ReadonlySet<number> = new Set(Object.values(OP));

export interface Frame { readonly channel: number; readonly op: Op; readonly body: Uint8Array }

/** Types of a document's messages: 0, 1 and 3 are y-protocols', 100 and 101 ours. */
export const MESSAGE = Object.freeze({ sync: 0, awareness: 1, queryAwareness: 3, ack: 100, reject: 101 });

/**
 * Close codes of channels and sockets. 44xx: do not come back (y-websocket stops); others: try again.
 * `rights` means that the right changed and reopening gives the new one; `damaged` that the section cannot be read from disk.
 */
export const CLOSE = Object.freeze({
  done: 1000, restart: 1012, busy: 1013, rights: 4300, epoch: 4301,
  token: 4401, forbidden: 4403, notFound: 4404, timeout: 4408, damaged: 4410, limit: 4413, refused: 4422, version: 4426, slow: 4429, malformed: 4400,
});

/** Why an update was refused; the client drops its document, keeps the values and reopens under a new author id. */
export const REJECT_CODES = ['read-only', 'foreign-author', 'malformed', 'incomplete', 'schema', 'too-large', 'rate', 'epoch', 'storage', 'closed'] as const;
export type RejectCode = (typeof REJECT_CODES)[number];
export interface Reject { readonly n: number; readonly code: RejectCode; readonly field?: string; readonly text: string }

export class FrameError extends Error {
  readonly code = 'malformed';
}

const utf8 = new TextEncoder();
const text = new TextDecoder('utf-8', { fatal: true });

/** Bytes of an unsigned integer, seven bits a byte, least significant first; at most 2^53 - 1. */
export function varUint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push(128 | rest % 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return bytes;
}

/** Reads one unsigned integer; returns it with the position behind it. Refuses more than eight bytes and a padded end. */
export function readVarUint(bytes: Uint8Array, at: number): { readonly value: number; readonly next: number } {
  let value = 0;
  let factor = 1;
  for (let i = 0; i < 8; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) throw new FrameError('frame ends inside a number');
    value += (byte & 127) * factor;
    if (byte < 128) {
      if (byte === 0 && i > 0) throw new FrameError('padded number');
      if (!Number.isSafeInteger(value)) throw new FrameError('number too large');
      return { value, next: at + i + 1 };
    }
    factor *= 128;
  }
  throw new FrameError('number too long');
}

export function writeFrame(channel: number, op: Op, body: Uint8Array = new Uint8Array(0)): Uint8Array<ArrayBuffer> {
  const head = [...varUint(channel), op];
  const frame = new Uint8Array(head.length + body.length);
  frame.set(head);
  frame.set(body, head.length);
  return frame;
}

export const writeJson = (channel: number, op: Op, value: unknown): Uint8Array<ArrayBuffer> => writeFrame(channel, op, utf8.encode(JSON.stringify(value)));

export function readFrame(bytes: Uint8Array): Frame {
  const { value: channel, next } = readVarUint(bytes, 0);
  const op = bytes[next];
  if (op === undefined || !OPS.has(op)) throw new FrameError('unknown operation');
  const control = op === OP.hello || op === OP.ping || op === OP.auth || op === OP.bye;
  if (control !== (channel === 0)) throw new FrameError('operation on the wrong channel');
  return { channel, op: op as Op, body: bytes.subarray(next + 1) };
}

/** The body as JSON; the caller checks its shape. */
export function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(text.decode(body));
  } catch {
    throw new FrameError('body is not JSON');
  }
}

/** First frame of the client, within five seconds. `v` is the highest version it speaks, `min` the lowest; left out: the same. */
export interface Hello { readonly v: number; readonly min?: number; readonly token: string }
/** `v`: the version that both go on in. */
export interface Welcome { readonly v: number; readonly person: string; /** Seconds since 1970. */ readonly expires: number; readonly heartbeat: number; /** The server's release. */ readonly server?: string; /** Which catalogue the workspace has; another text when it has changed. Said again alone, in an `auth`, when it does. */ readonly catalogue?: string }
export interface Bye { readonly code: number; readonly reason: string }

/** The highest version that both sides speak, or which of them is too old for the other. */
export function agreedVersion(theirs: Pick<Hello, 'v' | 'min'>, ours: { readonly v: number; readonly min: number }): number | 'page' | 'server' {
  const lowest = Math.max(theirs.min ?? theirs.v, ours.min);
  const highest = Math.min(theirs.v, ours.v);
  if (lowest <= highest) return highest;
  return theirs.v < ours.min ? 'page' : 'server';
}

/** `section` is what a document name has after the slash (`profile`, `contacts-2026`); `digests` opens the page's digest channel. */
export type Open = { readonly archive: string; readonly section: string } | { readonly digests: true };
export interface Opened { readonly archive: string; readonly level: 'read' | 'write' | 'manage'; readonly epoch: number }
export interface Closed { readonly code: number; readonly reason: string }

/** Messages of the digest channel, JSON. `ref` is what the page wrote in `archive="…"`; a missing archive and one that may not be seen look the same. */
export interface DigestWish {
  readonly watch?: readonly string[];
  readonly unwatch?: readonly string[];
  /** What is watched with this wish is for badges of these schemes: their faces are enough. A server that does not know it sends whole digests, which are faces too. */
  readonly faces?: readonly string[];
  /** Of what is watched with this wish, classes without their reasons are enough. A server that does not know it sends these as well. */
  readonly reasons?: false;
}
export interface DigestNews { readonly digests: readonly { readonly ref: string; readonly digest: Digest | LineDigest | Face | null }[] }
