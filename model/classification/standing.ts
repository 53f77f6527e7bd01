/** Where a value stands among the others: sums above it, rank, and the smallest value that would stand high enough. Exact on integers; ABC uses it. */

/** Values are safe integers in any order; only positive ones add to sums. `own` below is a value of the set that a question leaves out; null: none. */
export class StandingValues {
  /** Every value, ascending. */
  readonly #all: Float64Array;
  /** Distinct positive values, ascending, and the sum of all values strictly above each. */
  readonly #steps: readonly number[];
  readonly #above: readonly bigint[];
  readonly #total: bigint;

  constructor(values: readonly number[]) {
    for (const value of values) if (!Number.isSafeInteger(value)) throw new RangeError(`not an amount in minor units: ${value}`);
    // sorts a hundred thousand numbers in milliseconds; an array with a comparison takes ten times as long
    this.#all = Float64Array.from(values).sort();
    const steps: number[] = [];
    const above: bigint[] = [];
    let sum = 0n;
    for (let i = this.#all.length - 1; i >= 0 && this.#all[i]! > 0; ) {
      const value = this.#all[i]!;
      steps.push(value);
      above.push(sum);
      for (; i >= 0 && this.#all[i] === value; i--) sum += BigInt(value);
    }
    this.#steps = steps.reverse();
    this.#above = above.reverse();
    this.#total = sum;
  }

  /** Sum of the positive values without `own`. */
  total(own: number | null): bigint {
    return this.#total - (own !== null && own > 0 ? BigInt(own) : 0n);
  }

  /** Sum of the positive values strictly above `value`, without `own`. */
  above(value: number, own: number | null): bigint {
    const next = first(this.#steps.length, (i) => this.#steps[i]! > value);
    const sum = next === 0 ? this.#total : this.#above[next - 1]!;
    return own !== null && own > 0 && own > value ? sum - BigInt(own) : sum;
  }

  /** 1 for the largest; equal values share the better rank. */
  rank(value: number): number {
    return this.#all.length - first(this.#all.length, (i) => this.#all[i]! > value) + 1;
  }

  /**
   * Smallest value of at least 1 with which the sum above it is less than `part / whole` of the total, the value itself included.
   * Sums above fall and the total rises with the value, so the answer is between two steps and is found there by one division.
   */
  entry(part: bigint, whole: bigint, own: number | null): number {
    const others = this.total(own);
    const enough = (value: number): boolean => this.above(value, own) * whole < part * (others + BigInt(value));
    const step = first(this.#steps.length, (i) => enough(this.#steps[i]!));
    const below = step === 0 ? 0 : this.#steps[step - 1]!;
    const needed = Number(this.above(below, own) * whole / part - others + 1n);
    return Math.max(1, step < this.#steps.length ? Math.min(needed, this.#steps[step]!) : needed);
  }
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
