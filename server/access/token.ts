/** A signed token to the claims Dossier counts. Algorithms follow from the configuration, never from the token; who the person is in the directory is left to `access.ts`. */
import { createRemoteJWKSet, customFetch, errors, jwtVerify, SignJWT } from 'jose';
import type { FetchImplementation, JWTPayload } from 'jose';
import type { Clock } from '../clock.ts';
import type { ClaimNames, Identity } from '../config.ts';
import { parseDepartmentId, parsePersonId } from '../../model/ids.ts';
import type { DepartmentId, PersonId } from '../../model/ids.ts';
import { isRole } from '../../model/rights.ts';
import type { Role } from '../../model/rights.ts';
import { TokenError } from '../sync/sync.ts';

export interface TokenOptions {
  readonly identity: Identity;
  /** Checked when not null. */
  readonly issuer: string | null;
  readonly audience: string;
  readonly claims: ClaimNames;
  readonly clock: Clock;
  /** How keys are fetched; default: the platform's `fetch`. */
  readonly fetch?: FetchImplementation;
}

/** What a valid token says. Undefined: the claim is missing, the directory decides. */
export interface Claims {
  readonly person: PersonId;
  readonly name: string | undefined;
  readonly email: string | undefined;
  /** Null: the token says that there is none. */
  readonly department: DepartmentId | null | undefined;
  readonly roles: readonly Role[] | undefined;
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
const TOLERANCE_SECONDS = 30;

/** One sentence for whatever is wrong, so that a forger learns nothing. */
export const refuseToken = (): TokenError => new TokenError('The token does not hold.');

/** Throws `TokenError` for every token that does not hold, `IdentityUnavailable` when that cannot be found out. */
export function tokenReader(options: TokenOptions): ReadToken {
  const { identity, clock } = options;
  const verify = (token: string, key: Uint8Array | ReturnType<typeof createRemoteJWKSet>, algorithms: string[]) => {
    const checks = {
      algorithms,
      audience: options.audience,
      ...(options.issuer === null ? {} : { issuer: options.issuer }),
      requiredClaims: ['exp', 'iat', 'sub'],
      maxTokenAge: MAX_LIFE_SECONDS,
      clockTolerance: TOLERANCE_SECONDS,
      currentDate: new Date(clock.now()),
    };
    return key instanceof Uint8Array ? jwtVerify(token, key, checks) : jwtVerify(token, key, checks);
  };
  const jwks = identity.kind === 'jwks'
    ? createRemoteJWKSet(identity.url, { cooldownDuration: 30_000, timeoutDuration: 5_000, ...(options.fetch ? { [customFetch]: options.fetch } : {}) })
    : null;

  const payloadOf = async (token: string): Promise<JWTPayload> => {
    if (jwks) return (await verify(token, jwks, ['RS256', 'ES256'])).payload;
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

  return async function readToken(token) {
    let payload: JWTPayload;
    try {
      payload = await payloadOf(token);
    } catch (error) {
      if (jwks && unavailable(error)) throw new IdentityUnavailable('The identity source does not answer.');
      throw refuseToken();
    }
    return claimsOf(payload, options.claims);
  };
}

/** jose names every flaw of a token; what it does not name, or names after the key set, is the way to the keys. */
const unavailable = (error: unknown): boolean =>
  !(error instanceof TokenError)
  && (!(error instanceof errors.JOSEError) || error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid || error.code === errors.JOSEError.code);

function claimsOf(payload: JWTPayload, names: ClaimNames): Claims {
  const { exp, iat, sub } = payload;
  const person = typeof sub === 'string' ? parsePersonId(sub) : undefined;
  if (person === undefined || typeof exp !== 'number' || typeof iat !== 'number') throw refuseToken();
  if (exp - iat > MAX_LIFE_SECONDS) throw refuseToken();
  const named = claim(payload, names.department);
  const department = text(named);
  const roles = claim(payload, names.roles);
  return {
    person,
    name: text(claim(payload, names.name)),
    email: text(claim(payload, names.email)),
    department: named === null || named === '' ? null : department === undefined ? undefined : parseDepartmentId(department),
    roles: roles === undefined ? undefined : (Array.isArray(roles) ? roles : String(roles).split(/[\s,]+/)).filter((role): role is Role => typeof role === 'string' && isRole(role)),
    issuedAt: iat,
    expires: exp,
  };
}

/** A claim by its whole name first (`https://example/roles`), then as a path (`realm_access.roles`). */
function claim(payload: JWTPayload, name: string): unknown {
  if (Object.hasOwn(payload, name)) return payload[name];
  let value: unknown = payload;
  for (const part of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

const text = (value: unknown): string | undefined => {
  const trimmed = typeof value === 'string' ? value.trim() : '';
  return trimmed === '' || trimmed.length > 200 || /\p{Cc}/u.test(trimmed) ? undefined : trimmed;
};

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
