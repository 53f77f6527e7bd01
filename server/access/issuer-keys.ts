/** The public keys of an issuer: found, fetched, and fetched again when they rotate. What a token must say besides is left to `token.ts`. */
import { createRemoteJWKSet, customFetch, errors } from 'jose';
import type { FetchImplementation, JWTVerifyGetKey } from 'jose';
import type { Clock } from '../clock.ts';

export interface IssuerKeysOptions {
  /** `jwks`: the keys are at this address. `issuer`: the issuer's own description says where they are. */
  readonly source: { readonly kind: 'jwks'; readonly url: URL } | { readonly kind: 'issuer'; readonly issuer: string };
  /** Whether keys may be fetched from this address: plain HTTP lets anybody on the way hand out keys. */
  readonly trusted: (url: URL) => boolean;
  readonly clock: Clock;
  /** How keys are fetched; default: the platform's `fetch`. */
  readonly fetch?: FetchImplementation;
  /** Hears why keys could not be had, once for each reason in a row. */
  readonly warn?: (reason: string) => void;
}

/** So old keys are fetched again beside the work, so that one the issuer has withdrawn ceases to count. */
const REFRESH_MS = 300_000;
/** Keys that could not be fetched again count this long: the longest life of a token that they may have signed. */
const KEPT_MS = 3_600_000;
/**
 * Between two looks for a key that is not known. Whoever brings one waits for the next look and is refused only after it, so that nobody who
 * names keys at will can keep the issuer's new key out, nor make this server ask more than thirty times a minute.
 */
const PAUSE_MS = 2_000;
/** Between two tries to fetch known keys again from an issuer that does not answer. */
const RETRY_MS = 30_000;
const TIMEOUT_MS = 5_000;

/** Throws jose's `JWKSNoMatchingKey` for a key that the issuer does not have, and what the fetch threw when that could not be found out. */
export function issuerKeys({ source, trusted, clock, warn, fetch: ask = fetch }: IssuerKeysOptions): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(source.kind === 'jwks' ? source.url : new URL(`${source.issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`), {
    // when to fetch is decided here alone: jose would refuse an unknown key unseen for as long as it pauses
    cooldownDuration: Infinity, cacheMaxAge: Infinity, timeoutDuration: TIMEOUT_MS,
    [customFetch]: async (url, init) => {
      if (source.kind === 'jwks') return ask(url, init);
      const answer = await ask(url, init);
      return answer.status === 200 ? ask(keysAddress(await answer.json(), source.issuer, trusted), init) : answer;
    },
  });
  /** When the keys that are here were asked for. */
  let fetched = -Infinity;
  let tried = -Infinity;
  /** Number of the newest fetch that was begun, and of the one that brought the keys that are here. */
  let begun = 0;
  let have = 0;
  let coming: Promise<void> | null = null;
  let told: string | null = null;

  const load = async (): Promise<void> => {
    const at = tried = clock.now();
    const number = ++begun;
    try {
      await keys.reload();
      fetched = at;
      have = number;
      told = null;
    } catch (error) {
      const reason = error instanceof Error ? `${error.message}${error.cause instanceof Error ? ` (${error.cause.message})` : ''}` : String(error);
      if (reason !== told) warn?.(reason);
      told = reason;
      throw error;
    }
  };
  /** Resolves with keys that were asked for after this call. */
  const look = (): Promise<void> => (coming ??= pause(clock, tried + PAUSE_MS - clock.now()).then(() => {
    coming = null;
    return load();
  }));

  return async (header, token) => {
    const before = begun;
    const age = clock.now() - fetched;
    if (age >= KEPT_MS) await look();
    else if (age >= REFRESH_MS && clock.now() - tried >= RETRY_MS) look().catch(() => undefined); // `load` has told why; the known keys go on
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || have > before) throw error;
    }
    await look();
    return keys(header, token);
  };
}

const pause = (clock: Clock, milliseconds: number): Promise<void> => (milliseconds > 0 ? new Promise((resolve) => { clock.after(milliseconds, resolve); }) : Promise.resolve());

/** An issuer's description counts only when it is this issuer's own. */
function keysAddress(description: unknown, issuer: string, trusted: (url: URL) => boolean): string {
  const { issuer: named, jwks_uri: address } = (description ?? {}) as { readonly issuer?: unknown; readonly jwks_uri?: unknown };
  if (named !== issuer) throw new errors.JWKSInvalid(`The issuer calls itself ${JSON.stringify(named)}; DOSSIER_ISSUER must be exactly that.`);
  if (typeof address !== 'string' || !URL.canParse(address) || !trusted(new URL(address))) throw new errors.JWKSInvalid('The issuer names no https: address of its keys.');
  return address;
}
