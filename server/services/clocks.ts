/** Whether the clocks that tokens depend on agree: this server's, the issuer's by the `Date` of its answers, the signer's by the `iat` of tokens that are new here. Counts in memory. */
import type { Clock } from '../clock.ts';

/** An hour of tokens: a page may show one that it has had for a while, so only the youngest of many says something. */
const WINDOW_MS = 3_600_000;
const ENOUGH = 5;
/** After a start every open page shows the token that it has, however old. */
const QUIET_MS = 600_000;

export class Clocks {
  readonly #clock: Clock;
  readonly #began: number;
  #issuer: number | null = null;
  /** Milliseconds by which the signer is ahead, and when that was seen. */
  #tokens: { readonly at: number; readonly ahead: number }[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#began = clock.now();
  }

  /** A token whose signature holds, whether or not its times do; seconds since 1970. */
  token(issuedAt: number): void {
    const at = this.#clock.now();
    this.#tokens.push({ at, ahead: issuedAt * 1000 - at });
    if (this.#tokens.length > 200) this.#tokens.splice(0, 100);
  }

  /** The same requests, whose answers tell the issuer's time by the way. */
  fetching<Args extends readonly unknown[]>(fetch: (...args: Args) => Promise<Response>): (...args: Args) => Promise<Response> {
    return async (...args) => {
      const before = this.#clock.now();
      const response = await fetch(...args);
      const date = Date.parse(response.headers.get('date') ?? '');
      if (!Number.isNaN(date)) this.#issuer = date - (before + this.#clock.now()) / 2;
      return response;
    };
  }

  /** Milliseconds by which others are ahead of this server; those of whom nothing is known are left out. */
  known(): readonly { readonly whose: 'issuer' | 'tokens'; readonly ahead: number }[] {
    const since = this.#clock.now() - WINDOW_MS;
    this.#tokens = this.#tokens.filter(({ at }) => at >= since);
    const youngest = Math.max(...this.#tokens.map(({ ahead }) => ahead));
    // one token from the future is proof, one from the past may only have waited
    const tokens = youngest > 0 || (this.#tokens.length >= ENOUGH && this.#clock.now() - this.#began > QUIET_MS) ? [{ whose: 'tokens' as const, ahead: youngest }] : [];
    return [...(this.#issuer === null ? [] : [{ whose: 'issuer' as const, ahead: this.#issuer }]), ...(Number.isFinite(youngest) ? tokens : [])];
  }
}
