/** Values that occur once in a run, so that whoever receives one, whole or in pieces, raw or encoded, received that value and no other. */
import { writeAny, createEncoder, toUint8Array } from 'lib0/encoding';

/** Where a canary stands: what a right is asked on. */
export interface Kept { readonly archive: string; readonly section: string }

/** Capitals that no key, word or identifier of ours strings together. */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';
const LENGTH = 12;
/** Shortest piece that counts as the canary: pieces of long texts travel apart. Where none do and random ids do, by chance six letters of a canary are in one of some ten million ids, and eight in none. */
const PIECE = 6;

export class Canaries<K extends Kept = Kept> {
  readonly #chance: () => number;
  readonly #piece: number;
  readonly #runs: RegExp;
  readonly #pieces = new Map<string, string>();
  readonly #kept = new Map<string, K>();
  readonly #numbers = new Map<string, string>();

  constructor(chance: () => number, piece = PIECE) {
    this.#chance = chance;
    this.#piece = piece;
    this.#runs = new RegExp(`[${LETTERS}]{${piece},}`, 'g');
  }

  of(canary: string): K {
    const kept = this.#kept.get(canary);
    if (kept === undefined) throw new Error(`no canary: ${canary}`);
    return kept;
  }

  text(kept: K): string {
    for (;;) {
      const canary = Array.from({ length: LENGTH }, () => LETTERS[Math.floor(this.#chance() * LETTERS.length)]).join('');
      const pieces = this.#piecesOf(canary);
      if (pieces.some((piece) => this.#pieces.has(piece))) continue;
      for (const piece of pieces) this.#pieces.set(piece, canary);
      this.#kept.set(canary, kept);
      return canary;
    }
  }

  /** Nine digits; in a struct they are bytes of a variable length. */
  number(kept: K): number {
    for (;;) {
      const value = 100_000_000 + Math.floor(this.#chance() * 900_000_000);
      const canary = String(value);
      if (this.#kept.has(canary)) continue;
      const encoder = createEncoder();
      writeAny(encoder, value);
      this.#numbers.set(Buffer.from(toUint8Array(encoder)).toString('latin1'), canary);
      this.#kept.set(canary, kept);
      return value;
    }
  }

  /** Every canary of which the bytes hold a piece. */
  find(bytes: Uint8Array | string): Set<string> {
    const found = new Set<string>();
    const raw = typeof bytes === 'string' ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    this.#look(raw, found);
    if (raw.includes('\0')) this.#look(raw.replaceAll('\0', ''), found); // UTF-16, either way round
    for (const [token] of raw.matchAll(/[A-Za-z0-9+/_-]{16,}/g)) {
      for (let skip = 0; skip < 4; skip++) this.#look(Buffer.from(token.slice(skip), 'base64').toString('latin1'), found);
    }
    for (const [token] of raw.matchAll(/[0-9a-fA-F]{12,}/g)) for (let skip = 0; skip < 2; skip++) this.#look(Buffer.from(token.slice(skip), 'hex').toString('latin1'), found);
    if (raw.includes('%')) this.#look(raw.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))), found);
    return found;
  }

  #look(text: string, found: Set<string>): void {
    for (const [run] of text.matchAll(this.#runs)) {
      for (const piece of this.#piecesOf(run)) {
        const canary = this.#pieces.get(piece);
        if (canary !== undefined) found.add(canary);
      }
    }
    for (const [digits] of text.matchAll(/\d{9,}/g)) for (let i = 0; i + 9 <= digits.length; i++) if (this.#kept.has(digits.slice(i, i + 9))) found.add(digits.slice(i, i + 9));
    for (const [encoded, canary] of this.#numbers) if (text.includes(encoded)) found.add(canary);
  }

  #piecesOf(text: string): string[] {
    return Array.from({ length: text.length - this.#piece + 1 }, (_, i) => text.slice(i, i + this.#piece));
  }
}
