/** `DOSSIER_DATABASE_URL` and `DOSSIER_REDIS_URL` as they are written: what is wrong with each, and how each may be told to others. Connecting is left to the engines. */

/** A check that failed; its text goes on from the variable's name. */
export interface WrongUrl { readonly wrong: string }

const parse = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);

/** `postgres://user:password@host:5432/database?sslmode=verify-full`; a socket's folder may stand as `?host=/var/run/postgresql`. */
export function databaseUrl(text: string): URL | WrongUrl {
  const url = parse(text);
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) return { wrong: 'must be an address such as postgres://dossier:password@db.example:5432/dossier' };
  if (url.hostname === '' && !url.searchParams.has('host')) return { wrong: 'names no host' };
  if (!/^\/[^/]+$/.test(url.pathname)) return { wrong: 'must name one database, as postgres://db.example/dossier does' };
  const mode = url.searchParams.get('sslmode');
  if (mode !== null && !MODES.has(mode)) return { wrong: `has an sslmode that is none of ${[...MODES].join(', ')}` };
  return url;
}
const MODES: ReadonlySet<string> = new Set(['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify']);

/** `redis://user:password@host:6379`, `rediss://` over TLS. */
export function redisUrl(text: string): URL | WrongUrl {
  const url = parse(text);
  if (url === null || !/^rediss?:$/.test(url.protocol) || url.hostname === '') return { wrong: 'must be an address such as redis://:password@redis.example:6379, or rediss:// over TLS' };
  if (url.pathname !== '' && url.pathname !== '/') return { wrong: 'must not name a database of Redis: hints are kept in none' };
  if (url.search !== '' || url.hash !== '') return { wrong: 'must end after the port' };
  return url;
}

/** Where the engine is and no more: no user, no password, also not one among the parameters. Of a text that is no address nothing is told. */
export function toldUrl(text: string): string | null {
  const url = parse(text);
  return url === null || url.host === '' && !url.searchParams.has('host') ? null : `${url.protocol}//${url.host === '' ? url.searchParams.get('host') ?? '' : url.host}${url.pathname === '/' ? '' : url.pathname}`;
}
