/** Waiting, limits of time, work side by side, and what a list of milliseconds comes to. */
export const sleep = (ms: number): Promise<void> => new Promise((done) => { setTimeout(done, ms); });

export async function within<T>(ms: number, what: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => { timer = setTimeout(() => fail(new Error(`not within ${ms} ms: ${what}`)), ms); });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** True as soon as it holds, false when it does not in time. */
export async function until(holds: () => boolean, ms: number, every = 5): Promise<boolean> {
  const end = performance.now() + ms;
  while (!holds()) {
    if (performance.now() > end) return false;
    await sleep(every);
  }
  return true;
}

/** `count` pieces of work, at most `wide` at a time. */
export async function pool(count: number, wide: number, work: (i: number) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(Array.from({ length: Math.min(wide, count) }, async () => {
    while (next < count) await work(next++);
  }));
}

/** Calls `work` for 0 to `count - 1` at an even pace; a late one is followed at once. */
export async function paced(count: number, perSecond: number, work: (i: number) => void): Promise<void> {
  const began = performance.now();
  for (let i = 0; i < count; i++) {
    const wait = began + i * 1000 / perSecond - performance.now();
    if (wait > 0) await sleep(wait);
    work(i);
  }
}

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
};
