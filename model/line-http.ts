/** The line over HTTP, for networks that let no WebSocket through: how its frames travel in bodies. PROTOCOL.md has the rules; frames are those of `protocol.ts`. */
import { FrameError, readVarUint, varUint } from './protocol.ts';

/** Behind `/line/http/`; always POST, and nothing of a session is ever in the address. */
export type LineVerb = 'open' | 'up' | 'down' | 'end';

/**
 * How the client wants to be answered. `stream`: an answer without end. `long`: an answer as soon as there is something to say, for
 * proxies that hold answers back until they are whole. `brief`: at once, so that no connection is kept.
 */
export const DOWN = Object.freeze({ long: 0, stream: 1, brief: 2 });
export type DownMode = keyof typeof DOWN;

/** Characters of a line's id: 128 bits in base64url. */
export const ID_LENGTH = 22;

/** Answer to `open`, and to `up` (without the id): `sent` is the number of the last frame written to the stream so far. */
export interface Taken { readonly id?: string; readonly sent: number }
/** Answer with 410: the line is no more, and why; 1006 when the server knows nothing of it. */
export interface Gone { readonly code: number; readonly reason: string }

/** Frames behind their lengths; an empty one is a sign of life and has no number. */
export function pack(frames: readonly Uint8Array[], head: Uint8Array = new Uint8Array(0)): Uint8Array<ArrayBuffer> {
  const lengths = frames.map(({ length }) => varUint(length));
  const bytes = new Uint8Array(frames.reduce((sum, { length }, i) => sum + lengths[i]!.length + length, head.length));
  bytes.set(head);
  let at = head.length;
  frames.forEach((frame, i) => {
    bytes.set(lengths[i]!, at);
    at += lengths[i]!.length;
    bytes.set(frame, at);
    at += frame.length;
  });
  return bytes;
}

/** Cuts packed bytes, as they arrive, into frames. */
export class Unpacker {
  readonly #most: number;
  #rest = new Uint8Array(0);

  /** `most` bytes of one frame. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Frames that are whole by now; throws `FrameError` for one that is too large. */
  take(chunk: Uint8Array): Uint8Array[] {
    const bytes = new Uint8Array(this.#rest.length + chunk.length);
    bytes.set(this.#rest);
    bytes.set(chunk, this.#rest.length);
    const frames: Uint8Array[] = [];
    let at = 0;
    for (;;) {
      const length = lengthAt(bytes, at);
      if (length === null) break;
      if (length.value > this.#most) throw new FrameError('frame too large');
      if (length.next + length.value > bytes.length) break;
      if (length.value > 0) frames.push(bytes.subarray(length.next, length.next + length.value));
      at = length.next + length.value;
    }
    this.#rest = bytes.slice(at);
    return frames;
  }

  /** True when nothing is left of a frame that has begun. */
  get whole(): boolean {
    return this.#rest.length === 0;
  }
}

/** Null while the number itself is not here yet. */
function lengthAt(bytes: Uint8Array, at: number): ReturnType<typeof readVarUint> | null {
  for (let end = at; end < Math.min(bytes.length, at + 8); end++) if (bytes[end]! < 128) return readVarUint(bytes, at);
  if (bytes.length - at >= 8) throw new FrameError('number too long');
  return null;
}

const ascii = new TextEncoder();
const text = new TextDecoder();

/** Head of `up` (`first`: number of its first frame) and of `down` (`mode`); `received`: number of the last frame that came down. */
export const head = (id: string, ...numbers: readonly number[]): Uint8Array<ArrayBuffer> => Uint8Array.from([...ascii.encode(id), ...numbers.flatMap((n) => varUint(n))]);

/** Reads what `head` wrote: the id, `count` numbers, and the rest. */
export function readHead(bytes: Uint8Array, count: number): { readonly id: string; readonly numbers: readonly number[]; readonly rest: Uint8Array } {
  const numbers: number[] = [];
  let next = ID_LENGTH;
  for (; count > 0; count--) {
    const read = readVarUint(bytes, next);
    numbers.push(read.value);
    next = read.next;
  }
  return { id: text.decode(bytes.subarray(0, ID_LENGTH)), numbers, rest: bytes.subarray(next) };
}
