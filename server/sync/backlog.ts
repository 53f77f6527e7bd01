/** Straight edits that a document does not have yet. They come to it as one update: Yjs takes a hundred structs of one in little more time than those of two. */

/** Where the parts of an update lie. `author` is null when it only deletes. */
export interface Layout { readonly author: number | null; readonly clock: number; /** How many there are. */ readonly structs: number; /** Where the first begins. */ readonly from: number; /** Where what it deletes begins. */ readonly deletes: number }

interface Run { readonly author: number; readonly clock: number; structs: number; readonly edits: number[] }

const FIRST = 4 * 1024;
/** The most that a number takes. */
const NUMBER = 8;

export class Backlog {
  /** One update behind the other: an object for each would cost more than the bytes. */
  #bytes = Buffer.alloc(0);
  #size = 0;
  /** Of each update: where its structs begin, where its deletes begin, where it ends. */
  #places: number[] = [];
  /** Structs of an author follow one another without a gap. */
  #runs = new Map<number, Run>();

  get count(): number {
    return this.#places.length / 3;
  }
  get size(): number {
    return this.#size;
  }

  push(update: Uint8Array, { author, clock, structs, from, deletes }: Layout): void {
    const start = this.#size;
    const end = (this.#size = start + update.length);
    if (end > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(FIRST, 2 ** Math.ceil(Math.log2(end))));
      larger.set(this.#bytes.subarray(0, start));
      this.#bytes = larger;
    }
    this.#bytes.set(update, start);
    const at = this.#places.push(start + from, start + deletes, end) - 3;
    if (author === null) return;
    let run = this.#runs.get(author);
    if (run === undefined) this.#runs.set(author, (run = { author, clock, structs: 0, edits: [] }));
    run.structs += structs;
    run.edits.push(at);
  }

  /** All of it as one update; nothing waits any more. */
  take(): Uint8Array {
    const bytes = this.#bytes;
    const places = this.#places;
    const update = Buffer.allocUnsafe(this.#size + NUMBER * (2 + 3 * this.#runs.size));
    let end = put(update, 0, this.#runs.size);
    for (const { author, clock, structs, edits } of this.#runs.values()) {
      end = put(update, put(update, put(update, end, structs), author), clock);
      for (const at of edits) end += bytes.copy(update, end, places[at], places[at + 1]);
    }
    // what they delete: so many authors, each with its ranges; one that comes twice is no matter
    const authors: number[] = [];
    let all = 0;
    for (let at = 0; at < places.length; at += 3) {
      const { value, next } = number(bytes, places[at + 1]!);
      all += value;
      authors.push(next);
    }
    end = put(update, end, all);
    for (let at = 0; at < places.length; at += 3) end += bytes.copy(update, end, authors[at / 3], places[at + 2]);
    this.#bytes = Buffer.alloc(0);
    this.#size = 0;
    this.#places = [];
    this.#runs = new Map();
    return update.subarray(0, end);
  }
}

function put(bytes: Buffer, at: number, value: number): number {
  let rest = value;
  let next = at;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes[next++] = 128 | rest % 128;
  bytes[next++] = rest;
  return next;
}

/** Read once before, so it is one. */
function number(bytes: Buffer, at: number): { readonly value: number; readonly next: number } {
  let value = 0;
  let next = at;
  for (let factor = 1; ; factor *= 128) {
    const byte = bytes[next++]!;
    value += (byte & 127) * factor;
    if (byte < 128) return { value, next };
  }
}
