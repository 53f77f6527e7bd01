/** The OIDC issuer as the sign-in needs it: an address to go to, what came back, asking again, and the way out. The protocol is `openid-client`'s; what claims mean here is left to `access/claims.ts`. */
import * as oidc from 'openid-client';
import { IdentityUnavailable } from '../../access/token.ts';
import type { Clock } from '../../clock.ts';
import type { Oidc } from '../../config.ts';
import type { Logger } from '../../services/log.ts';

export interface SignedIn {
  /** Of the id token and of the user-info endpoint, which alone knows the groups at many issuers. */
  readonly claims: Readonly<Record<string, unknown>> & { readonly sub: string };
  readonly idToken: string | null;
  readonly refreshToken: string | null;
}

/** The issuer, or what it sent, says no. `denied`: this person; `login`: nobody is signed in there; `failed`: what came back does not hold. */
export class IssuerRefused extends Error {
  readonly code: 'denied' | 'login' | 'failed';
  constructor(code: IssuerRefused['code'], cause: unknown) {
    super(`the issuer refused: ${code}`, { cause });
    this.code = code;
  }
}

export interface IssuerOptions {
  readonly oidc: Oidc;
  /** `…/sign-in/callback`. */
  readonly callback: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Asked beside `openid profile email` where the issuer offers them. */
const EXTRA_SCOPES = ['offline_access', 'groups', 'roles'] as const;
const TIMEOUT_SECONDS = 8;
/** So long what the issuer says of itself counts. */
const KNOWN_MS = 3_600_000;
/** Between two tries at an issuer that does not answer: those who wait for it share one. */
const PAUSE_MS = 3_000;
/** Errors of an authorization answer that mean: somebody would have to type something. */
const NEEDS_PERSON: ReadonlySet<string> = new Set(['login_required', 'interaction_required', 'consent_required', 'account_selection_required']);

export class Issuer {
  readonly #options: IssuerOptions;
  #known: { readonly metadata: oidc.ServerMetadata; readonly at: number } | null = null;
  #coming: Promise<oidc.ServerMetadata> | null = null;
  #failedAt = -Infinity;

  constructor(options: IssuerOptions) {
    this.#options = options;
  }

  static readonly secrets = (): { readonly state: string; readonly nonce: string; readonly verifier: string } =>
    ({ state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() });

  async address(flow: { readonly state: string; readonly nonce: string; readonly verifier: string; readonly silent: boolean }): Promise<string> {
    const configuration = await this.#configuration();
    const offered = configuration.serverMetadata().scopes_supported ?? [];
    return oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: this.#options.callback,
      scope: ['openid', 'profile', 'email', ...EXTRA_SCOPES.filter((scope) => offered.includes(scope))].join(' '),
      state: flow.state, nonce: flow.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(flow.verifier), code_challenge_method: 'S256',
      ...(flow.silent ? { prompt: 'none' } : {}),
    }).href;
  }

  /** `query` is what the browser brought back. Throws `IssuerRefused`, or `IdentityUnavailable`. */
  async finish(query: string, flow: { readonly state: string; readonly nonce: string; readonly verifier: string }): Promise<SignedIn> {
    const configuration = await this.#configuration();
    return this.#asked(async () => {
      const tokens = await oidc.authorizationCodeGrant(configuration, new URL(`${this.#options.callback}${query}`), {
        expectedState: flow.state, expectedNonce: flow.nonce, pkceCodeVerifier: flow.verifier, idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('no id token');
      return this.#signedIn(configuration, tokens, claims.sub, null);
    });
  }

  /** Throws `IssuerRefused` when the person is not signed in there any more, or disabled. */
  async again(refreshToken: string, sub: string, idToken: string | null): Promise<SignedIn> {
    const configuration = await this.#configuration();
    return this.#asked(async () => this.#signedIn(configuration, await oidc.refreshTokenGrant(configuration, refreshToken), sub, { refreshToken, idToken }));
  }

  async #signedIn(configuration: oidc.Configuration, tokens: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers, sub: string, before: { readonly refreshToken: string; readonly idToken: string | null } | null): Promise<SignedIn> {
    const said = tokens.claims();
    if (said && said.sub !== sub) throw new IssuerRefused('failed', new Error('another person'));
    const info = configuration.serverMetadata().userinfo_endpoint === undefined ? undefined : await oidc.fetchUserInfo(configuration, tokens.access_token, sub).catch((error: unknown) => {
      // the id token says who it is; an issuer that keeps its user info for others costs nobody the sign-in
      if (!said || !(error instanceof oidc.WWWAuthenticateChallengeError)) throw error;
      this.#options.log.warn(facts(error), 'the issuer gives no user info; groups that only it knows do not count');
      return undefined;
    });
    if (!said && !info) throw new IssuerRefused('login', new Error('neither an id token nor user info'));
    return {
      claims: { ...said, ...info, sub },
      idToken: tokens.id_token ?? before?.idToken ?? null,
      refreshToken: tokens.refresh_token ?? before?.refreshToken ?? null,
    };
  }

  /** Where the person signs out at the issuer too; null: it has no such place, or does not answer. */
  async wayOut(idToken: string | null, back: string): Promise<string | null> {
    try {
      const configuration = await this.#configuration();
      if (configuration.serverMetadata().end_session_endpoint === undefined) return null;
      return oidc.buildEndSessionUrl(configuration, { post_logout_redirect_uri: back, ...(idToken === null ? {} : { id_token_hint: idToken }) }).href;
    } catch (error) {
      this.#options.log.warn(facts(error), 'signed out here, the issuer could not be asked');
      return null;
    }
  }

  /** What was given for a session that is over is given back, where the issuer takes it. */
  async giveBack(refreshToken: string): Promise<void> {
    try {
      const configuration = await this.#configuration();
      if (configuration.serverMetadata().revocation_endpoint !== undefined) await oidc.tokenRevocation(configuration, refreshToken, { token_type_hint: 'refresh_token' });
    } catch (error) {
      this.#options.log.warn(facts(error), 'a refresh token could not be given back'); // nobody has it any more, and it ends by itself
    }
  }

  async #asked<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      throw this.#meaning(error);
    }
  }

  #meaning(error: unknown): Error {
    if (error instanceof IssuerRefused || error instanceof IdentityUnavailable) return error;
    if (error instanceof oidc.AuthorizationResponseError) {
      if (NEEDS_PERSON.has(error.error)) return new IssuerRefused('login', error);
      if (error.error === 'temporarily_unavailable' || error.error === 'server_error') return new IdentityUnavailable(UNAVAILABLE, { cause: error });
      return new IssuerRefused(error.error === 'access_denied' ? 'denied' : 'failed', error);
    }
    if (error instanceof oidc.ResponseBodyError) {
      const ours = error.error === 'invalid_client' || error.error === 'unauthorized_client';
      if (ours) this.#options.log.error(facts(error), 'the issuer does not know this server: check DOSSIER_OIDC_CLIENT_ID and DOSSIER_OIDC_CLIENT_SECRET');
      return new IssuerRefused(!ours && error.error === 'invalid_grant' ? 'login' : 'failed', error);
    }
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (/^OAUTH_(JWT_|INVALID_|KEY_SELECTION|JWE_|UNSUPPORTED)/.test(code)) {
      this.#options.log.error(facts(error), 'what the issuer sent does not hold');
      return new IssuerRefused('failed', error);
    }
    this.#options.log.warn(facts(error), 'the issuer does not answer');
    return new IdentityUnavailable(UNAVAILABLE, { cause: error });
  }

  /** Made anew each time, for it keeps the keys it has fetched: one that the issuer has just begun to sign with must not be a stranger. */
  async #configuration(): Promise<oidc.Configuration> {
    const metadata = await this.#metadata();
    const { clientId, clientSecret } = this.#options.oidc;
    const methods = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const auth = clientSecret === null ? oidc.None() : methods.includes('client_secret_basic') ? oidc.ClientSecretBasic(clientSecret) : oidc.ClientSecretPost(clientSecret);
    const configuration = new oidc.Configuration(metadata, clientId, undefined, auth);
    configuration.timeout = TIMEOUT_SECONDS;
    for (const extension of this.#extensions) extension(configuration);
    return configuration;
  }

  /** Signatures are checked although the answers come from the issuer itself. Plain HTTP: only an address on loopback gets past the server's configuration with it. */
  get #extensions(): ((configuration: oidc.Configuration) => void)[] {
    return [oidc.enableNonRepudiationChecks, ...(this.#options.oidc.issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [])];
  }

  #metadata(): Promise<oidc.ServerMetadata> {
    const now = this.#options.clock.now();
    if (this.#known && now - this.#known.at < KNOWN_MS) return Promise.resolve(this.#known.metadata);
    if (!this.#coming && now - this.#failedAt < PAUSE_MS) return this.#known ? Promise.resolve(this.#known.metadata) : Promise.reject(new IdentityUnavailable(UNAVAILABLE));
    this.#coming ??= this.#discover().finally(() => { this.#coming = null; });
    return this.#coming;
  }

  async #discover(): Promise<oidc.ServerMetadata> {
    const { oidc: { issuer, clientId }, clock, log } = this.#options;
    try {
      const found = await oidc.discovery(issuer, clientId, undefined, undefined, { execute: this.#extensions, timeout: TIMEOUT_SECONDS });
      const metadata = { ...found.serverMetadata() };
      this.#known = { metadata, at: clock.now() };
      return metadata;
    } catch (error) {
      this.#failedAt = clock.now();
      log.warn(facts(error), 'the issuer does not say where people sign in');
      if (this.#known) return this.#known.metadata; // what it said an hour ago may still hold
      throw new IdentityUnavailable(UNAVAILABLE, { cause: error });
    }
  }
}

const UNAVAILABLE = 'The identity source does not answer.';

/** Errors of the library carry claims and answers along, which are no business of the log. */
const facts = (error: unknown): object => ({ code: error instanceof Error && 'code' in error ? String(error.code) : undefined, reason: error instanceof Error ? error.message : 'unknown' });
