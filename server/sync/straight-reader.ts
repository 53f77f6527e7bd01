/** Reads an update byte by byte, and notices every byte that Yjs would write otherwise. What the parts mean is left to `straight.ts`. */
import type { Scalar } from '../../model/api.ts';

/** lib0's marks of a value (`writeAny`). */
const ANY = Object.freeze({ null: 126, integer: 125, float32: 124, float64: 123, false: 121, true: 120, string: 119 });
const MOST_INTEGER = 0x7fffffff;

/** After something odd every answer is worthless, and `odd` stays true; so it is asked once, at the end. */
export class StraightReader {
  at = 0;
  odd = false;
  readonly #bytes: Buffer;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get ended(): boolean {
    return !this.odd && this.at === this.#bytes.length;
  }

  byte(): number {
    const byte = this.#bytes[this.at++];
    if (byte === undefined) this.odd = true;
    return byte ?? 0;
  }

  varUint(): number {
    let value = 0;
    for (let factor = 1, i = 0; i < 8; factor *= 128, i++) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (byte >= 128) continue;
      if ((byte === 0 && i > 0) || !Number.isSafeInteger(value)) this.odd = true; // padded
      return value;
    }
    this.odd = true;
    return 0;
  }

  string(): string {
    const length = this.varUint();
    const end = this.at + length;
    if (this.odd || end > this.#bytes.length) {
      this.odd = true;
      return '';
    }
    const text = this.#bytes.toString('utf8', this.at, end);
    this.at = end;
    // bytes that are no UTF-8 are read as U+FFFD; a real one is rare enough to be asked of Yjs
    if (text.includes('\ufffd') || (text.length !== length && Buffer.byteLength(text) !== length)) this.odd = true;
    return text;
  }

  /** A scalar in the one form in which Yjs writes it; whatever is no scalar is odd. */
  scalar(): Scalar {
    switch (this.byte()) {
      case ANY.string: return this.string();
      case ANY.integer: return this.#integer();
      case ANY.float32: return this.#float(4);
      case ANY.float64: return this.#float(8);
      case ANY.true: return true;
      case ANY.false: return false;
      case ANY.null: return null;
      default:
        this.odd = true;
        return null;
    }
  }

  /** The first byte has the sign and six bits, the others seven. */
  #integer(): number {
    const first = this.byte();
    let value = first & 63;
    let more = first >= 128;
    for (let factor = 64; more; factor *= 128) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      more = byte >= 128;
      if (byte === 0 || value > MOST_INTEGER) {
        this.odd = true;
        return 0;
      }
    }
    return (first & 64) === 0 ? value : -value;
  }

  /** The shortest form that holds the number exactly. */
  #float(bytes: 4 | 8): number {
    if (this.at + bytes > this.#bytes.length) {
      this.odd = true;
      return 0;
    }
    const value = bytes === 4 ? this.#bytes.readFloatBE(this.at) : this.#bytes.readDoubleBE(this.at);
    this.at += bytes;
    const isShorter = (Number.isInteger(value) && Math.abs(value) <= MOST_INTEGER) || (bytes === 8 && Math.fround(value) === value);
    if (isShorter || !Number.isFinite(value)) this.odd = true;
    return value;
  }
}
