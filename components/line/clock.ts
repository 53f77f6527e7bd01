/** Time as the line and its channels receive it, so that a test can bring its own. */

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once; returns the way to stop it. */
  after(milliseconds: number, callback: () => void): () => void;
}

export const pageClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Calls that come in a burst are one, once they rest. */
export function afterRest(call: () => void, milliseconds: number, clock: Clock): { readonly call: () => void; readonly cancel: () => void } {
  let stop = (): void => {};
  return {
    cancel: () => stop(),
    call() {
      stop();
      stop = clock.after(milliseconds, call);
    },
  };
}
