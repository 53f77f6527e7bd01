/** Sessions of the server's own pages from sign-in to their end: opened with what the issuer says, asked again while they last, ended here at once. Cookies and addresses are left to `routes.ts`. */
import { claimReader } from '../../access/claims.ts';
import type { OwnTokens } from '../../access/own-tokens.ts';
import type { Sessions } from '../../access/sessions.ts';
import { IdentityUnavailable } from '../../access/token.ts';
import type { MintedToken } from '../../access/token.ts';
import type { Clock } from '../../clock.ts';
import type { ClaimRules } from '../../access/claims.ts';
import type { Logger } from '../../services/log.ts';
import type { SessionClaims, StoredSession } from '../../storage/storage.ts';
import { Turns } from '../../turns.ts';
import { parsePersonId } from '../../../model/ids.ts';
import type { PersonId } from '../../../model/ids.ts';
import { IssuerRefused } from './issuer.ts';
import type { Issuer, SignedIn } from './issuer.ts';

/** What a page is told when it asks for a token. `renew`: the issuer has to be asked again, for which the browser must go there. */
export type TokenAnswer = ({ readonly kind: 'token' } & MintedToken) | { readonly kind: 'signed-out' } | { readonly kind: 'renew' };
export type Entered = { readonly kind: 'entered'; readonly secret: string; readonly session: StoredSession } | { readonly kind: 'stays' } | { readonly kind: 'inactive' };

export interface SignInOptions {
  readonly issuer: Issuer;
  readonly sessions: Sessions;
  readonly tokens: OwnTokens;
  readonly claims: ClaimRules;
  readonly clock: Clock;
  readonly log: Logger;
  readonly isShutOut: (person: PersonId) => boolean;
  /** Sessions of this person were ended: their connections must follow before anybody is answered. */
  readonly ended: (person: PersonId) => Promise<void>;
  /** Ends all sessions of a person and every token issued to them until now, and forgets these sessions here. */
  readonly endAll: (person: PersonId) => Promise<void>;
}

/** A token never says what the issuer said longer ago than this. */
const KNOWN_MS = 15 * 60_000;
/** Where it can be asked beside the work, it is asked this often. */
const ASK_MS = 5 * 60_000;
/** A token shorter than this is not worth giving. */
const LEAST_MS = 2 * 60_000;

/** Of the issuer, for this session; in memory alone, so that nobody finds them in a backup. */
interface Held { readonly refreshToken: string | null; readonly idToken: string | null; /** It has said no: only the browser can ask it now. */ readonly refused?: boolean }

export class SignIn {
  readonly issuer: Issuer;
  readonly #options: SignInOptions;
  readonly #said: ReturnType<typeof claimReader>;
  readonly #held = new Map<string, Held>();
  readonly #asking = new Turns<string>();

  constructor(options: SignInOptions) {
    this.#options = options;
    this.issuer = options.issuer;
    this.#said = claimReader(options.claims, (text) => { options.log.warn({}, text); });
  }

  /** `before` is the session that the browser has so far: it ends, unless a silent look at the issuer has found the same person. */
  async enter(found: SignedIn, before: string | null, silent: boolean, agent: string | null = null): Promise<Entered> {
    const { sessions, isShutOut } = this.#options;
    const person = parsePersonId(found.claims.sub);
    const old = before === null ? null : sessions.find(before);
    if (person === undefined || isShutOut(person)) {
      if (old) await this.#end(old);
      return { kind: 'inactive' };
    }
    const claims = this.#claimsOf(found);
    if (silent) {
      if (old?.person === person && await sessions.checked(old.id, claims)) this.#hold(old.id, found);
      else if (old) await this.#end(old); // somebody else sits at this computer now: nothing changes under a page that is open
      return { kind: 'stays' };
    }
    const { secret, session } = await sessions.open(person, claims, agent);
    this.#hold(session.id, found);
    if (old) await this.#end(old);
    return { kind: 'entered', secret, session };
  }

  /** Throws `IdentityUnavailable` when the issuer must be asked and does not answer. */
  async token(secret: string): Promise<TokenAnswer> {
    const { sessions, isShutOut } = this.#options;
    const session = sessions.find(secret);
    if (!session) return { kind: 'signed-out' };
    if (isShutOut(session.person)) {
      await this.#end(session);
      return { kind: 'signed-out' };
    }
    // pages of one browser ask at the same moment: the issuer is asked once
    return this.#asking.take(session.id, async () => {
      const now = sessions.get(session.id);
      const fresh = now && await this.#fresh(now);
      if (!fresh) return sessions.lives(session.id) ? { kind: 'renew' } : { kind: 'signed-out' };
      return this.#mint(fresh);
    });
  }

  /** Whether this browser has a session, without asking anybody. */
  knows(secret: string): boolean {
    return this.#options.sessions.find(secret) !== null;
  }

  async #mint(session: StoredSession): Promise<TokenAnswer> {
    const { claims: { name, email, department, roles }, person, id, checked, ends } = session;
    const minted = await this.#options.tokens.mint({ person, name, email, department, roles }, id, Math.min(checked + KNOWN_MS, ends));
    return { kind: 'token', ...minted };
  }

  /** The session with what the issuer has said recently; null: the browser must go there. */
  async #fresh(session: StoredSession): Promise<StoredSession | null> {
    const { clock, sessions, log } = this.#options;
    const age = clock.now() - session.checked;
    const { refreshToken = null, idToken = null, refused = false } = this.#held.get(session.id) ?? {};
    const must = age > KNOWN_MS - LEAST_MS;
    if (refused) return null;
    if (refreshToken === null) return must ? null : session;
    if (age < ASK_MS && !must) return session;
    try {
      const found = await this.issuer.again(refreshToken, session.person, idToken);
      this.#hold(session.id, found);
      return await sessions.checked(session.id, this.#claimsOf(found));
    } catch (error) {
      if (error instanceof IssuerRefused) {
        log.info({ session: session.id.slice(0, 8), why: error.code }, 'the issuer vouches no longer for a session');
        this.#held.set(session.id, { refreshToken: null, idToken, refused: true });
        return null;
      }
      // what it said counts as long as it would have if nobody had asked
      if (error instanceof IdentityUnavailable && !must) return session;
      throw error;
    }
  }

  /** Ends the browser's session, or with `everywhere` all that its person has. Answers where to sign out at the issuer too. */
  async leave(secret: string | null, everywhere: boolean, back: string): Promise<string | null> {
    const session = secret === null ? null : this.#options.sessions.find(secret);
    const idToken = session ? this.#held.get(session.id)?.idToken ?? null : null;
    if (session) await (everywhere ? this.#options.endAll(session.person) : this.#end(session));
    return session ? this.issuer.wayOut(idToken, back) : null;
  }

  async #end(session: StoredSession): Promise<void> {
    await this.#options.sessions.end([session.id]);
    this.forget([session.id]);
    await this.#options.ended(session.person);
  }

  /** Of sessions that have ended. */
  forget(ids: readonly string[]): void {
    for (const id of ids) {
      const refreshToken = this.#held.get(id)?.refreshToken;
      this.#held.delete(id);
      if (refreshToken) void this.issuer.giveBack(refreshToken); // logs what goes wrong; nobody waits for it
    }
  }

  #hold(id: string, { refreshToken, idToken }: SignedIn): void {
    for (const old of this.#held.size > 1_000 ? [...this.#held.keys()] : []) if (!this.#options.sessions.lives(old)) this.#held.delete(old);
    this.#held.set(id, { refreshToken, idToken });
  }

  #claimsOf({ claims }: SignedIn): SessionClaims {
    const { name, email, department, roles } = this.#said(claims);
    return { name, email, department, roles };
  }
}
