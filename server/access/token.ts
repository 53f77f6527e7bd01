/** A signed token to the claims Dossier counts. Algorithms follow from the configuration, never from the token; who the person is in the directory is left to `access.ts`. */
import { errors, jwtVerify, SignJWT } from 'jose';
import type { FetchImplementation, JWTPayload, JWTVerifyGetKey } from 'jose';
import type { Clock } from '../clock.ts';
import { isTrustedAddress } from '../config.ts';
import type { Identity } from '../config.ts';
import { parsePersonId } from '../../model/ids.ts';
import type { PersonId } from '../../model/ids.ts';
import { TokenError } from '../sync/sync.ts';
import { claimReader } from './claims.ts';
import type { ClaimRules, Said } from './claims.ts';
import { issuerKeys } from './issuer-keys.ts';
import { proven } from './proven.ts';

export interface TokenOptions {
  readonly identity: Identity;
  /** Checked when not null. */
  readonly issuer: string | null;
  readonly audience: string;
  readonly claims: ClaimRules;
  readonly clock: Clock;
  /** How keys are fetched; default: the platform's `fetch`. */
  readonly fetch?: FetchImplementation;
  /** Hears when a token was signed that is good, or would be if its signer's clock did not run ahead; seconds since 1970. Default: nobody. */
  readonly signedAt?: (seconds: number) => void;
  /** Hears in one sentence what an administrator should know of the issuer; default: nobody. */
  readonly warn?: (text: string) => void;
}

/** What a valid token says. */
export interface Claims extends Said {
  readonly person: PersonId;
  /** Session of the server's own pages that the token belongs to; missing: signed elsewhere. */
  readonly sid?: string;
  /** Seconds since 1970. */
  readonly issuedAt: number;
  readonly expires: number;
}

export type ReadToken = (token: string) => Promise<Claims>;

/** The issuer's keys cannot be had at the moment: the token may be good, the caller should come back. */
export class IdentityUnavailable extends Error {
  readonly code = 'identity-unavailable';
}

export const MAX_LIFE_SECONDS = 3_600;
export const TOLERANCE_SECONDS = 30;

/** One sentence for whatever is wrong, so that a forger learns nothing. */
export const refuseToken = (): TokenError => new TokenError('The token does not hold.');

/** Throws `TokenError` for every token that does not hold, `IdentityUnavailable` when that cannot be found out. */
export function tokenReader(options: TokenOptions): ReadToken {
  const { identity, clock, warn } = options;
  const said = claimReader(options.claims, warn);
  const verify = (token: string, key: Uint8Array | JWTVerifyGetKey, algorithms: string[]) => {
    const checks = {
      algorithms,
      audience: options.audience,
      ...(options.issuer === null ? {} : { issuer: options.issuer }),
      requiredClaims: ['exp', 'iat', 'sub'],
      maxTokenAge: MAX_LIFE_SECONDS,
      clockTolerance: TOLERANCE_SECONDS,
      currentDate: new Date(clock.now()),
    };
    return (key instanceof Uint8Array ? jwtVerify(token, key, checks) : jwtVerify(token, key, checks)).catch((error: unknown) => {
      if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'iat' && typeof error.payload.iat === 'number') options.signedAt?.(error.payload.iat);
      throw error;
    });
  };
  const keys = identity.kind === 'jwks' || identity.kind === 'issuer'
    ? issuerKeys({ source: identity, trusted: isTrustedAddress, clock, ...(options.fetch ? { fetch: options.fetch } : {}), warn: (reason) => warn?.(`The keys of the issuer cannot be had: ${reason}`) })
    : null;

  const payloadOf = async (token: string): Promise<JWTPayload> => {
    if (keys) return (await verify(token, keys, ['RS256', 'ES256'])).payload;
    const secrets = identity.kind === 'secret' ? identity.secrets : [];
    for (const [index, secret] of secrets.entries()) {
      try {
        return (await verify(token, secret, ['HS256'])).payload;
      } catch (error) {
        const next = error instanceof errors.JWSSignatureVerificationFailed && index + 1 < secrets.length;
        if (!next) throw error; // only a wrong signature may be the other secret's
      }
    }
    throw refuseToken();
  };

  const readToken: ReadToken = async (token) => {
    let payload: JWTPayload;
    try {
      payload = await payloadOf(token);
    } catch (error) {
      if (keys && unavailable(error)) throw new IdentityUnavailable('The identity source does not answer.');
      throw refuseToken();
    }
    const claims = claimsOf(payload, said(payload));
    options.signedAt?.(claims.issuedAt);
    return claims;
  };
  return keys ? readToken : proven(readToken, clock, TOLERANCE_SECONDS);
}

/** jose names every flaw of a token; what it does not name, or names after the key set, is the way to the keys. */
const unavailable = (error: unknown): boolean =>
  !(error instanceof TokenError)
  && (!(error instanceof errors.JOSEError) || error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid || error.code === errors.JOSEError.code);

function claimsOf({ exp, iat, sub }: JWTPayload, said: Said): Claims {
  const person = typeof sub === 'string' ? parsePersonId(sub) : undefined;
  if (person === undefined || typeof exp !== 'number' || typeof iat !== 'number') throw refuseToken();
  if (exp - iat > MAX_LIFE_SECONDS) throw refuseToken();
  return { person, ...said, issuedAt: iat, expires: exp };
}

export interface MintedToken { readonly token: string; /** Seconds since 1970. */ readonly expires: number }

/** A token as a host's backend would mint it, for the demo and the command `dossier token`. */
export async function mintToken(secret: Uint8Array, claims: { readonly sub: string; readonly name?: string; readonly department?: string | null; readonly roles?: readonly string[] }, options: { readonly audience: string; readonly issuer: string | null; readonly seconds: number; readonly now: number }): Promise<MintedToken> {
  const issued = Math.floor(options.now / 1000);
  const { sub, department, ...rest } = claims;
  const jwt = new SignJWT({ ...rest, ...(department ? { department } : {}) })
    .setProtectedHeader({ alg: 'HS256' }).setSubject(sub).setAudience(options.audience).setIssuedAt(issued).setExpirationTime(issued + options.seconds);
  if (options.issuer !== null) jwt.setIssuer(options.issuer);
  return { token: await jwt.sign(secret), expires: issued + options.seconds };
}
