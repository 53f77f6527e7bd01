/** Tokens of the server's own pages: signed with a key that the data folder keeps, for a session that goes on. Who gets a session is the sign-in's affair, keeping sessions that of `sessions.ts`. */
import { decodeJwt, jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../clock.ts';
import { OWN_KEY } from '../storage/backup.ts';
import type { DirectoryStore } from '../storage/storage.ts';
import { parseDepartmentId, parsePersonId } from '../../model/ids.ts';
import type { PersonId, RandomBytes } from '../../model/ids.ts';
import { isRole } from '../../model/rights.ts';
import { proven } from './proven.ts';
import { refuseToken, TOLERANCE_SECONDS } from './token.ts';
import type { Claims, MintedToken, ReadToken } from './token.ts';

/** `iss` of these tokens: no issuer may be configured under this name. */
export const OWN_ISSUER = 'dossier:own';
/** A page fetches the next one before; who was shut out elsewhere is let in no longer than this. */
export const OWN_LIFE_SECONDS = 600;

const KEY_BYTES = 32;

/** What a session says of its person: the claims as they were mapped at its sign-in. */
export type OwnClaims = Pick<Claims, 'person' | 'name' | 'email' | 'department' | 'roles'>;

export interface OwnTokens {
  /** Reads the key, or makes one at the very first start; before it nothing is signed and nothing holds. */
  load(store: Pick<DirectoryStore, 'setting' | 'putSetting'>): Promise<void>;
  /** For a session that goes on; `sid` is its name in the token, never its secret. `until`, milliseconds since 1970, makes its life shorter. */
  mint(claims: OwnClaims, sid: string, until?: number): Promise<MintedToken>;
  readonly read: ReadToken;
}

export interface OwnTokensOptions {
  readonly audience: string;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Whether a session of this person goes on: asked at every use of a token. */
  readonly lives: (sid: string, person: PersonId) => boolean;
}

export function createOwnTokens({ audience, clock, random, lives }: OwnTokensOptions): OwnTokens {
  let key: Uint8Array | null = null;
  const verified = proven(async (token) => {
    if (key === null) throw refuseToken();
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'], audience, issuer: OWN_ISSUER, requiredClaims: ['exp', 'iat', 'sub', 'sid'],
      maxTokenAge: OWN_LIFE_SECONDS, clockTolerance: TOLERANCE_SECONDS, currentDate: new Date(clock.now()),
    }).catch(() => { throw refuseToken(); }); // whatever is wrong with it, a forger learns nothing
    return claimsOf(payload);
  }, clock, TOLERANCE_SECONDS);

  return {
    async load(store) {
      const kept = await store.setting(OWN_KEY);
      if (typeof kept === 'string') key = Buffer.from(kept, 'base64');
      if (key !== null && key.length === KEY_BYTES) return;
      key = random(KEY_BYTES);
      await store.putSetting(OWN_KEY, Buffer.from(key).toString('base64'));
    },
    async mint({ person, name, email, department, roles }, sid, until = Infinity) {
      if (key === null) throw new Error('the key of the own pages was not loaded');
      const issued = Math.floor(clock.now() / 1000);
      const expires = Math.min(issued + OWN_LIFE_SECONDS, Math.floor(until / 1000));
      // what is undefined is left out, so that the directory decides; null stays null
      const token = await new SignJWT({ sid, name, email, department, roles }).setProtectedHeader({ alg: 'HS256' })
        .setIssuer(OWN_ISSUER).setAudience(audience).setSubject(person).setIssuedAt(issued).setExpirationTime(expires).sign(key);
      return { token, expires };
    },
    async read(token) {
      const claims = await verified(token);
      if (claims.sid === undefined || !lives(claims.sid, claims.person)) throw refuseToken();
      return claims;
    },
  };
}

/** One reader for both kinds: the token names its issuer, and only that one's keys are tried. */
export const eitherReader = (own: ReadToken, others: ReadToken): ReadToken => (token) => (issuerOf(token) === OWN_ISSUER ? own(token) : others(token));

function issuerOf(token: string): unknown {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined; // no token at all: the others' reader says so
  }
}

function claimsOf({ sub, sid, iat, exp, name, email, department, roles }: Readonly<Record<string, unknown>>): Claims {
  const person = typeof sub === 'string' ? parsePersonId(sub) : undefined;
  if (person === undefined || typeof sid !== 'string' || typeof iat !== 'number' || typeof exp !== 'number') throw refuseToken();
  return {
    person, sid,
    name: typeof name === 'string' ? name : undefined,
    email: typeof email === 'string' ? email : undefined,
    department: department === null ? null : typeof department === 'string' ? parseDepartmentId(department) : undefined,
    roles: Array.isArray(roles) ? roles.filter((role) => typeof role === 'string' && isRole(role)) : undefined,
    issuedAt: iat, expires: exp,
  };
}
