/** Figures over time: moving averages, growth and a plain forecast. Pure. */

/** The mean of each value and those before it; null until there are enough. */
export function movingAverage(values: readonly number[], width: number): readonly (number | null)[] {
  let sum = 0;
  return values.map((value, i) => {
    sum += value - (i >= width ? (values[i - width] as number) : 0);
    return i + 1 < width ? null : sum / width;
  });
}

/** Against the value `lag` places before; null where that is nothing or not there. */
export const growth = (values: readonly number[], lag: number): readonly (number | null)[] =>
  values.map((value, i) => { const before = values[i - lag]; return before === undefined || before <= 0 ? null : value / before - 1; });

/** The straight line with the least squares; a slope of nothing where there is but one value. */
export function trendLine(values: readonly number[]): { readonly slope: number; readonly at: (place: number) => number } {
  const n = values.length;
  const middle = (n - 1) / 2;
  const mean = n === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / n;
  let [above, below] = [0, 0];
  values.forEach((value, i) => { above += (i - middle) * (value - mean); below += (i - middle) ** 2; });
  const slope = below === 0 ? 0 : above / below;
  return { slope, at: (place) => mean + slope * (place - middle) };
}

/** Rising, level or falling: a slope of less than a hundredth of the mean a step is level. */
export function direction(values: readonly number[]): 'up' | 'level' | 'down' {
  const { slope } = trendLine(values);
  const mean = values.reduce((sum, value) => sum + Math.abs(value), 0) / Math.max(1, values.length);
  return Math.abs(slope) <= mean / 100 ? 'level' : slope > 0 ? 'up' : 'down';
}
