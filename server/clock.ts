/** Time and chance as the server's parts receive them: through the constructor, so a test can bring its own. */
import { randomBytes } from 'node:crypto';
import type { RandomBytes } from '../model/ids.ts';

export interface Clock {
  /** Milliseconds since 1970; never runs backwards. */
  now(): number;
  /** Calls back once; returns the way to stop it. */
  after(milliseconds: number, callback: () => void): () => void;
}

let last = 0;
export const systemClock: Clock = {
  now: () => (last = Math.max(last, Date.now())),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

export const systemRandom: RandomBytes = (count) => randomBytes(count);
