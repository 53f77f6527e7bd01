/** Where a value stands among the others: sums above it, rank, and the smallest value that would stand high enough. Exact on integers; ABC uses it. */
import type { Ladder } from './ladder.ts';

/** `own` below is a value of the ladder that a question leaves out; null: none. Only positive values add to sums. */
export class Standing {
  readonly #ladder: Ladder;

  constructor(ladder: Ladder) {
    this.#ladder = ladder;
  }

  /** Of how many. */
  get count(): number {
    return this.#ladder.length;
  }

  /** Sum of the positive values without `own`. */
  total(own: number | null): bigint {
    return this.#ladder.total - (own !== null && own > 0 ? BigInt(own) : 0n);
  }

  /** Sum of the positive values strictly above `value`, without `own`. */
  above(value: number, own: number | null): bigint {
    const sum = this.#ladder.sumFrom(this.#ladder.upTo(Math.max(value, 0)));
    return own !== null && own > 0 && own > value ? sum - BigInt(own) : sum;
  }

  /** 1 for the largest; equal values share the better rank. */
  rank(value: number): number {
    return this.#ladder.length - this.#ladder.upTo(value) + 1;
  }

  /**
   * Smallest value of at least 1 with which the sum above it is less than `part / whole` of the total, the value itself included.
   * Sums above fall and the total rises with the value, so the answer is between two values and is found there by one division.
   */
  entry(part: bigint, whole: bigint, own: number | null): number {
    const ladder = this.#ladder;
    const others = this.total(own);
    const enough = (value: number): boolean => this.above(value, own) * whole < part * (others + BigInt(value));
    const start = ladder.upTo(0);
    const step = start + first(ladder.length - start, (i) => enough(ladder.at(start + i)));
    const below = step === start ? 0 : ladder.at(step - 1);
    const needed = Number(this.above(below, own) * whole / part - others + 1n);
    return Math.max(1, step < ladder.length ? Math.min(needed, ladder.at(step)) : needed);
  }
}

/** Minor units as a ladder; throws RangeError for what is no safe integer. */
export function sortedValues(values: Iterable<number>): Float64Array {
  const all = Float64Array.from(values);
  for (const value of all) if (!Number.isSafeInteger(value)) throw new RangeError(`not an amount in minor units: ${value}`);
  return all.sort();
}

/** First index from 0 to `length` for which the answer is true; it is false before and true after. */
export function first(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
