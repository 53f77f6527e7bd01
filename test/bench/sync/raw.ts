/** Updates of one Yjs client written byte by byte, and values that can be found in any message without decoding it: so the generator stays light beside the server it measures. */
import * as encoding from 'lib0/encoding';

/** V1 updates as a Yjs client with this id makes them by `doc.getMap(root).set(key, value)`; held against Yjs by `test/flow/bench-raw.test.ts`. */
export class RawMapWriter {
  readonly author: number;
  readonly #root: string;
  #clock = 0;
  /** Clock of the item that now holds a key. */
  readonly #last = new Map<string, number>();

  constructor(author: number, root: string) {
    this.author = author;
    this.#root = root;
  }

  set(key: string, value: string): Uint8Array {
    return this.setMany([[key, value]]);
  }

  setMany(pairs: readonly (readonly [string, string])[]): Uint8Array {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, pairs.length);
    encoding.writeVarUint(encoder, this.author);
    encoding.writeVarUint(encoder, this.#clock);
    const overwritten: number[] = [];
    for (const [key, value] of pairs) {
      const before = this.#last.get(key);
      this.#item(encoder, key, before, value);
      if (before !== undefined) overwritten.push(before);
      this.#last.set(key, this.#clock++);
    }
    this.#deletes(encoder, overwritten);
    return encoding.toUint8Array(encoder);
  }

  /** One value: content 8, a key (0x20) and, where it overwrites, its left neighbour (0x80) instead of parent and key. */
  #item(encoder: encoding.Encoder, key: string, before: number | undefined, value: string): void {
    encoding.writeUint8(encoder, 8 | 0x20 | (before === undefined ? 0 : 0x80));
    if (before === undefined) {
      encoding.writeVarUint(encoder, 1); // the parent is a root, by name
      encoding.writeVarString(encoder, this.#root);
      encoding.writeVarString(encoder, key);
    } else {
      encoding.writeVarUint(encoder, this.author);
      encoding.writeVarUint(encoder, before);
    }
    encoding.writeVarUint(encoder, 1);
    encoding.writeAny(encoder, value);
  }

  #deletes(encoder: encoding.Encoder, clocks: readonly number[]): void {
    encoding.writeVarUint(encoder, clocks.length === 0 ? 0 : 1);
    if (clocks.length === 0) return;
    encoding.writeVarUint(encoder, this.author);
    encoding.writeVarUint(encoder, clocks.length);
    for (const clock of clocks) {
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarUint(encoder, 1);
    }
  }
}

const MARK = Buffer.from('\u00a7q');
const DIGITS = 9;

/** A value that carries a number; `pad` more characters make it as long as wanted. */
export const marked = (n: number, pad = 24): string => `\u00a7q${String(n).padStart(DIGITS, '0')};${'x'.repeat(pad)}`;

/** Calls `found` with every number that `marked` has put into these bytes. */
export function eachMark(bytes: Buffer, found: (n: number) => void): void {
  for (let at = bytes.indexOf(MARK); at !== -1; at = bytes.indexOf(MARK, at)) {
    at += MARK.length;
    let n = 0;
    for (let i = at; i < at + DIGITS; i++) n = n * 10 + ((bytes[i] ?? 48) - 48);
    found(n);
  }
}
