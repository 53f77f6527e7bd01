/** In the kit instead of `lib0/logging`, with which Yjs writes two warnings: the original brings colours, a DOM builder and a schema checker, 4 kB gz. */
const plain = (...parts: readonly unknown[]): readonly unknown[] => parts.filter((part) => part !== '');

export const print = (...parts: readonly unknown[]): void => console.log(...plain(...parts));
export const warn = (...parts: readonly unknown[]): void => console.warn(...plain(...parts));

/** Styles of the original. */
export const BOLD = '';
export const UNBOLD = '';
export const RED = '';
export const ORANGE = '';
