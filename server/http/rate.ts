/** How many requests a person makes and how many bad tokens an address shows. Counts in memory, for one process. */
import type { Clock } from '../clock.ts';

interface Bucket { left: number; at: number }

/** Token buckets by key; a full bucket is forgotten. */
export class Rate {
  readonly #clock: Clock;
  readonly #perSecond: number;
  readonly #burst: number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(clock: Clock, perSecond: number, burst: number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
    this.#burst = burst;
  }

  /** Takes one; 0 when it may pass, else whole seconds to wait. */
  take(key: string): number {
    const bucket = this.#refill(key);
    if (bucket.left >= 1) {
      bucket.left -= 1;
      return 0;
    }
    return this.#wait(bucket);
  }

  /** Takes none: 0 when one may pass, else whole seconds to wait. */
  wait(key: string): number {
    const bucket = this.#refill(key);
    return bucket.left >= 1 ? 0 : this.#wait(bucket);
  }

  #wait(bucket: Bucket): number {
    return Math.max(1, Math.ceil((1 - bucket.left) / this.#perSecond));
  }

  #refill(key: string): Bucket {
    const now = this.#clock.now();
    const bucket = this.#buckets.get(key) ?? { left: this.#burst, at: now };
    bucket.left = Math.min(this.#burst, bucket.left + ((now - bucket.at) / 1000) * this.#perSecond);
    bucket.at = now;
    if (this.#buckets.size > 10_000) this.#sweep(now);
    this.#buckets.set(key, bucket);
    return bucket;
  }

  #sweep(now: number): void {
    for (const [key, bucket] of this.#buckets) if (bucket.left + ((now - bucket.at) / 1000) * this.#perSecond >= this.#burst) this.#buckets.delete(key);
  }
}
