/** A clock that stands still until a test moves it. */
import type { Clock } from '../../server/clock.ts';

export interface FakeClock extends Clock {
  /** Moves on, calling back in order whatever falls due. */
  advance(milliseconds: number): void;
}

export function fakeClock(start = Date.parse('2026-03-02T09:00:00Z')): FakeClock {
  let now = start;
  let timers: { readonly at: number; readonly callback: () => void }[] = [];
  return {
    now: () => now,
    after(milliseconds, callback) {
      const timer = { at: now + milliseconds, callback };
      timers.push(timer);
      return () => (timers = timers.filter((each) => each !== timer));
    },
    advance(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        const due = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        timers = timers.filter((each) => each !== due);
        now = Math.max(now, due.at);
        due.callback();
      }
      now = end;
    },
  };
}
