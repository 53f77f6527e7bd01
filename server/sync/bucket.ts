/** A token bucket: how much may pass now, and when the next may. Time comes in with each call. */

export class Bucket {
  readonly #rate: number;
  readonly #most: number;
  #level: number;
  #at: number;

  /** `rate` a second, `most` at once. Begins full. */
  constructor(rate: number, most: number, now: number) {
    this.#rate = rate;
    this.#most = most;
    this.#level = most;
    this.#at = now;
  }

  /** Takes what passed already; the level may fall below zero. */
  take(amount: number, now: number): void {
    this.#fill(now);
    this.#level -= amount;
  }

  /** Milliseconds until the level is above zero again; 0: now. */
  wait(now: number): number {
    this.#fill(now);
    return this.#level > 0 ? 0 : Math.ceil(((1 - this.#level) / this.#rate) * 1000);
  }

  level(now: number): number {
    this.#fill(now);
    return this.#level;
  }

  #fill(now: number): void {
    this.#level = Math.min(this.#most, this.#level + ((now - this.#at) / 1000) * this.#rate);
    this.#at = now;
  }
}
