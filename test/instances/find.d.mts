/** Folder of `initdb` and `postgres`; undefined: there are none. */
export function findPostgres(): string | undefined;
export function findRedis(): string | undefined;
export function missingEngines(): { readonly engine: string; readonly debian: string }[];
