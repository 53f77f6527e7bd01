/** How much rests on how few: shares, the Pareto curve, Gini and Herfindahl of amounts. Pure. */

export interface Concentration {
  readonly total: number;
  /** Share of the first `n`. */
  first(n: number): number;
  /** How many of the biggest it takes for a share of the total. */
  needed(part: number): number;
  /** From 0 (all alike) to 1. */
  readonly gini: number;
  /** Sum of the squared shares: 1 where all rests on one. */
  readonly hhi: number;
  /** At most 101 points from 0, 0 to 1, 1. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

const MOST_POINTS = 100;

/** `amounts` are positive, biggest first; throws RangeError otherwise. */
export function concentration(amounts: readonly number[]): Concentration {
  const sums = new Float64Array(amounts.length + 1);
  amounts.forEach((amount, i) => {
    if (!(amount > 0) || amount > (amounts[i - 1] ?? Infinity)) throw new RangeError('amounts are positive, biggest first');
    sums[i + 1] = (sums[i] as number) + amount;
  });
  const n = amounts.length;
  const total = sums[n] as number;
  const part = (count: number): number => (total === 0 ? 0 : (sums[Math.max(0, Math.min(count, n))] as number) / total);
  const needed = (wanted: number): number => {
    if (n === 0) return 0;
    let [low, high] = [1, n];
    while (low < high) { const middle = (low + high) >> 1; if ((sums[middle] as number) >= wanted * total) high = middle; else low = middle + 1; }
    return low;
  };
  // of amounts in falling order the weights of the usual formula run the other way
  const weighted = amounts.reduce((sum, amount, i) => sum + (n - i) * amount, 0);
  const steps = Math.min(n, MOST_POINTS);
  return {
    total, first: part, needed,
    gini: n === 0 || total === 0 ? 0 : (2 * weighted) / (n * total) - (n + 1) / n,
    hhi: total === 0 ? 0 : amounts.reduce((sum, amount) => sum + (amount / total) ** 2, 0),
    points: n === 0 ? [] : [{ x: 0, y: 0 }, ...Array.from({ length: steps }, (_, i) => { const at = Math.round(((i + 1) * n) / steps); return { x: at / n, y: part(at) }; })],
  };
}
