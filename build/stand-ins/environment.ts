/** In the kit instead of `lib0/environment`, of which Yjs asks where it runs: the original would look into the page's address and localStorage for the answer. */
export const isNode = false;
export const isBrowser = true;
export const getVariable = (): null => null;
