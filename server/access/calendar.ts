/** Rights that begin or end by their date: says when the time of something has come. What follows from that is left to its owner. */
import type { Clock } from '../clock.ts';
import { endOf } from '../../model/rights.ts';
import type { Deputy, Grant, Wall } from '../../model/rights.ts';

interface Entry { readonly next: number; readonly stop: () => void }

/** Timers of the platform hold 24.8 days; a later moment is reached in steps. */
const LONGEST = 20 * 86_400_000;

export class Calendar<Key> {
  readonly #clock: Clock;
  readonly #passed: (key: Key) => void;
  readonly #entries = new Map<Key, Entry>();

  constructor(clock: Clock, passed: (key: Key) => void) {
    this.#clock = clock;
    this.#passed = passed;
  }

  /** In milliseconds since 1970, in the place of those that were kept for the key; each that is not past is told once. */
  keep(key: Key, moments: readonly number[]): void {
    const now = this.#clock.now();
    const next = Math.min(...moments.filter((moment) => moment > now));
    if (this.#entries.get(key)?.next === next) return;
    this.drop(key);
    if (next === Infinity) return;
    const stop = this.#clock.after(Math.min(next - now, LONGEST), () => {
      this.#entries.delete(key);
      const come = this.#clock.now() >= next;
      this.keep(key, moments);
      if (come) this.#passed(key);
    });
    this.#entries.set(key, { next, stop });
  }

  drop(key: Key): void {
    this.#entries.get(key)?.stop();
    this.#entries.delete(key);
  }
}

/** Moments at which a dated right on an archive, or a wall before it, begins or ends. */
export function datesOf({ archive, grants }: { readonly archive: { readonly deputies: readonly Deputy[]; readonly walls?: readonly Wall[] }; readonly grants: readonly Grant[] }): readonly number[] {
  const spans = [...archive.deputies.map(({ from, to }) => [from, to] as const), ...[...grants, ...(archive.walls ?? [])].map(({ from, until }) => [from, until] as const)];
  return spans.flatMap(([from, to]) => [Date.parse(from), ...(to === null ? [] : [endOf(to)])]).filter((moment) => !Number.isNaN(moment));
}
