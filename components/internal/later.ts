/** A part of an element that most pages never show: a file of its own, loaded once for all elements of the page. */

export interface Later<T> {
  /** The part if it is here. */
  readonly now: () => T | undefined;
  /** Undefined when it cannot be had; the next call tries again, as far as the browser does. */
  readonly load: () => Promise<T | undefined>;
  /** The part, for who draws without it meanwhile: it is loaded, and drawn again once it is here. */
  readonly soon: (redraw: () => void) => T | undefined;
}

/** A part that brings words of its own is not drawn before it has them in the languages of the page (`strings/index.ts` says how). */
export const words: { wait: () => Promise<unknown> | undefined } = { wait: () => undefined };

export function later<T>(load: () => Promise<T>): Later<T> {
  let here: T | undefined;
  const get = (): Promise<T | undefined> => load().then(
    (part) => words.wait()?.then(() => (here = part)) ?? (here = part),
    (error: unknown) => {
      console.warn('dossier: a part could not be loaded', error);
      return undefined;
    },
  );
  return {
    now: () => here,
    load: get,
    soon: (redraw) => {
      if (here === undefined) void get().then((part) => { if (part !== undefined) redraw(); });
      return here;
    },
  };
}
