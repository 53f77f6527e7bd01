/** Tokens whose signature has been proven: a page brings the same one with every request and every socket, and proving it costs more than answering most of them. */
import type { Clock } from '../clock.ts';
import type { Claims, ReadToken } from './token.ts';

/** Some five megabytes of usual tokens. */
const MOST = 10_000;
/** Longer ones are proven each time: one signature can be written in many ways, and a cache of those that somebody made long would be as large as they like. */
const LONGEST = 4_096;

/** Remembers what `read` found good until the token's end. Only for keys that do not change while the server runs: a key withdrawn by an issuer must count at once. */
export function proven(read: ReadToken, clock: Clock, toleranceSeconds: number): ReadToken {
  const known = new Map<string, Claims>();
  return async (token) => {
    const before = known.get(token);
    if (before !== undefined && before.expires > clock.now() / 1000 - toleranceSeconds) return before;
    known.delete(token);
    const claims = await read(token);
    if (token.length > LONGEST) return claims;
    known.set(token, claims);
    const oldest = known.size > MOST ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
    return claims;
  };
}
