/** The values of a population in order, step by step: of numbers in memory, or of values that many share, days and numbers of purchases, with how many have each. */
import { headsOf, Ladder, STEP } from '../../model/classification/ladder.ts';
import type { LadderHeads } from '../../model/classification/ladder.ts';

export interface Steps { readonly heads: LadderHeads; readonly step: (n: number) => Float64Array }

export const ladderOf = ({ heads, step }: Steps): Ladder => new Ladder(heads, step);
export const stepsOf = (sorted: Float64Array): Steps => ({ heads: headsOf(sorted), step: (n) => sorted.subarray(n * STEP, (n + 1) * STEP) });

export class ValueCounts {
  readonly #counts = new Map<number, number>();

  add(value: number, times = 1): void {
    this.#counts.set(value, (this.#counts.get(value) ?? 0) + times);
  }

  /** What is added later is not in them. */
  steps(): Steps {
    const counted = Float64Array.from(this.#counts.keys()).sort();
    let length = 0;
    const ends = counted.map((value) => (length += this.#counts.get(value) ?? 0));
    const step = (n: number): Float64Array => {
      const from = n * STEP;
      const values = new Float64Array(Math.min(STEP, length - from));
      let at = firstBeyond(ends, from);
      for (let i = 0; i < values.length; i++) {
        while (ends[at]! <= from + i) at++;
        values[i] = counted[at]!;
      }
      return values;
    };
    return { heads: headsOfSteps(length, step), step };
  }
}

function firstBeyond(ends: Float64Array, place: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ends[middle]! > place) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** As `headsOf`, without all values at once. */
function headsOfSteps(count: number, step: (n: number) => Float64Array): LadderHeads {
  const steps = Math.ceil(count / STEP);
  const tops = new Float64Array(steps);
  const above = new BigInt64Array(steps);
  let sum = 0n;
  for (let n = steps - 1; n >= 0; n--) {
    const values = step(n);
    tops[n] = values[values.length - 1]!;
    above[n] = sum;
    sum += Ladder.of(values).total;
  }
  return { count, tops, above };
}

/** A step as it is stored: where many share a value, each value with how many have it; always shorter than the step. */
export function packed(values: Float64Array): Float64Array {
  const pairs: number[] = [];
  for (let i = 0; i < values.length; ) {
    let next = i + 1;
    while (next < values.length && values[next] === values[i]) next++;
    pairs.push(values[i]!, next - i);
    if (pairs.length >= values.length) return values;
    i = next;
  }
  return Float64Array.from(pairs);
}

/** `length`: how many values the step has. */
export function unpacked(stored: Float64Array, length: number): Float64Array {
  // a step that is gone stays empty
  if (stored.length === length || stored.length === 0) return stored;
  const values = new Float64Array(length);
  for (let i = 0, at = 0; i < stored.length; i += 2) {
    values.fill(stored[i]!, at, at + stored[i + 1]!);
    at += stored[i + 1]!;
  }
  return values;
}
