/** The values of a population in order, held in steps of which only those that a question needs are loaded: who stands where is known without looking at everybody. Exact on integers. */
import { first } from './standing.ts';

/** Values of one step. */
export const STEP = 1_000;

/** What is known of each step without loading it. */
export interface LadderHeads {
  /** Of how many customers. */
  readonly count: number;
  /** Largest value of each step, ascending. */
  readonly tops: Float64Array;
  /** Sum of the positive values of all steps above each. */
  readonly above: BigInt64Array;
}

export class Ladder {
  readonly length: number;
  /** Sum of the positive values. */
  readonly total: bigint;
  readonly #heads: LadderHeads;
  readonly #load: (step: number) => Float64Array;
  #held: { readonly step: number; readonly values: Float64Array } | null = null;

  /** `load` gives a step's values, ascending. */
  constructor(heads: LadderHeads, load: (step: number) => Float64Array) {
    this.length = heads.count;
    this.#heads = heads;
    this.#load = load;
    this.total = heads.count === 0 ? 0n : this.sumFrom(0);
  }

  /** Of values in memory, ascending. */
  static of(sorted: Float64Array): Ladder {
    return new Ladder(headsOf(sorted), (step) => sorted.subarray(step * STEP, (step + 1) * STEP));
  }

  at(index: number): number {
    return this.#step(Math.floor(index / STEP))[index % STEP]!;
  }

  /** How many are smaller than `value`. */
  below(value: number): number {
    const step = first(this.#heads.tops.length, (i) => this.#heads.tops[i]! >= value);
    if (step === this.#heads.tops.length) return this.length;
    const values = this.#step(step);
    return step * STEP + first(values.length, (i) => values[i]! >= value);
  }

  /** How many are at most `value`. */
  upTo(value: number): number {
    const step = first(this.#heads.tops.length, (i) => this.#heads.tops[i]! > value);
    if (step === this.#heads.tops.length) return this.length;
    const values = this.#step(step);
    return step * STEP + first(values.length, (i) => values[i]! > value);
  }

  /** Sum of the positive values from an index on. */
  sumFrom(index: number): bigint {
    if (index >= this.length) return 0n;
    const step = Math.floor(index / STEP);
    const values = this.#step(step);
    return this.#heads.above[step]! + sumOf(values, index % STEP);
  }

  #step(step: number): Float64Array {
    if (this.#held?.step !== step) this.#held = { step, values: this.#load(step) };
    return this.#held.values;
  }
}

/** A step's sum fits a double where every value does: minor units of a thousand customers are below 2^53 unless they are not money. */
function sumOf(values: Float64Array, from: number): bigint {
  let sum = 0n;
  let small = 0;
  for (let i = from; i < values.length; i++) {
    const value = values[i]!;
    if (value <= 0) continue;
    if (small + value > Number.MAX_SAFE_INTEGER) {
      sum += BigInt(small);
      small = 0;
    }
    small += value;
  }
  return sum + BigInt(small);
}

export function headsOf(sorted: Float64Array): LadderHeads {
  const steps = Math.ceil(sorted.length / STEP);
  const tops = new Float64Array(steps);
  const above = new BigInt64Array(steps);
  let sum = 0n;
  for (let step = steps - 1; step >= 0; step--) {
    const values = sorted.subarray(step * STEP, (step + 1) * STEP);
    tops[step] = values[values.length - 1]!;
    above[step] = sum;
    sum += sumOf(values, 0);
  }
  return { count: sorted.length, tops, above };
}
