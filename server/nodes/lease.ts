/** How long a node may trust what it holds: since when, and whether the time is over. Renewing it, and what follows from its end, is left to whoever holds it. */

/** Time that has passed, by two clocks: the wall's, which may be set back, and the machine's, which may stand while it sleeps. What either says has passed, has passed. */
export interface Passing {
  /** Milliseconds, of the wall. */
  now(): number;
  /** Milliseconds, of the machine. */
  steady(): number;
}

/** `fresh`: renewed in time; `doubtful`: a renewal is late, what is held may still be used; `lost`: nothing may be delivered until it is renewed. */
export type LeaseState = 'fresh' | 'doubtful' | 'lost';

export interface Moment { readonly now: number; readonly steady: number }

export class Lease {
  readonly #passing: Passing;
  readonly #leaseMs: number;
  /** Before the question was asked whose answer renewed it; null: never, or given up. */
  #from: Moment | null = null;

  constructor(passing: Passing, leaseMs: number) {
    this.#passing = passing;
    this.#leaseMs = leaseMs;
  }

  moment(): Moment {
    return { now: this.#passing.now(), steady: this.#passing.steady() };
  }

  /** It holds from a moment before the question, for nobody knows when in between it was answered; an answer that comes late may renew nothing. */
  renewed(asked: Moment): void {
    if (this.#from === null || asked.steady > this.#from.steady) this.#from = asked;
  }

  giveUp(): void {
    this.#from = null;
  }

  get state(): LeaseState {
    if (this.#from === null) return 'lost';
    const age = Math.max(this.#passing.now() - this.#from.now, this.#passing.steady() - this.#from.steady);
    return age >= this.#leaseMs ? 'lost' : age >= this.#leaseMs / 2 ? 'doubtful' : 'fresh';
  }
}
