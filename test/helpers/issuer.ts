/** A company's sign-in as it is met outside: a real OpenID provider on loopback, with people whom Dossier has never heard of. Its people, groups and keys change while it runs. */
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { Provider, interactionPolicy, type Configuration } from 'oidc-provider';
import { freePort } from './dossier.ts';
import { issuerStore } from './issuer-store.ts';

export interface IssuerPerson {
  readonly sub: string;
  readonly name: string;
  readonly email?: string;
  readonly department?: string;
  readonly groups?: readonly string[];
}

export interface IssuerOptions {
  /** Default: any free one. */
  readonly port?: number;
  readonly people: readonly IssuerPerson[];
  /** Where the client `dossier` may be sent back to: `<public url>/sign-in/callback`. Default: none. */
  readonly redirects?: readonly string[];
  /** Where it may be sent after signing out. Default: none. */
  readonly afterSignOut?: readonly string[];
  /** Whether the client `dossier` is given refresh tokens. Default true. */
  readonly refreshTokens?: boolean;
  /** Life of access and id tokens in seconds. Default 600. */
  readonly tokenSeconds?: number;
}

export interface Issuer {
  /** `DOSSIER_ISSUER`. */
  readonly url: string;
  /** `DOSSIER_JWKS_URL`. */
  readonly jwks: string;
  /** `DOSSIER_OIDC_CLIENT_ID` and `DOSSIER_OIDC_CLIENT_SECRET`. */
  readonly client: { readonly id: string; readonly secret: string };
  /** Who is signed in without being asked, as on a computer of the domain; null: a page with the people's names, as buttons. Shipped: null. A request with `login_hint` is that person's. */
  signsIn(sub: string | null): void;
  /** Adds a person, or changes what is said of one from the next token on. */
  person(person: IssuerPerson): void;
  groups(sub: string, groups: readonly string[]): void;
  /** No new tokens, no refresh, no silent sign-in: what a directory does with who has left. */
  disable(sub: string): void;
  enable(sub: string): void;
  /** Signs with a new key from now on; the old one stays known unless `forget`. */
  rotate(options?: { readonly forget?: boolean }): Promise<void>;
  /** An access token as another application's backend gets it: a JWT, RS256, `aud` dossier, by code flow with PKCE. Rejects for who is disabled. */
  accessToken(sub: string): Promise<string>;
  /** While it is `false` every request is answered 503. */
  available(is: boolean): void;
  stop(): Promise<void>;
}

const RESOURCE = 'urn:dossier';
const SCOPES = 'openid profile email groups';
/** The other application; nobody listens where it is sent back to, for only the address is looked at. */
const INTRANET = { id: 'intranet', back: 'http://127.0.0.1/back' };

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...await exportJWK(privateKey), kid: randomBytes(8).toString('hex'), alg: 'RS256', use: 'sig' };
}

export async function startIssuer(options: IssuerOptions): Promise<Issuer> {
  const { redirects = [], afterSignOut = [], refreshTokens = true, tokenSeconds = 600 } = options;
  const port = options.port ?? await freePort();
  const url = `http://127.0.0.1:${port}`;
  const client = { id: 'dossier', secret: randomBytes(24).toString('base64url') };
  const people = new Map(options.people.map((person) => [person.sub, person]));
  const disabled = new Set<string>();
  const active = (sub: string | undefined): IssuerPerson | undefined => (sub === undefined || disabled.has(sub) ? undefined : people.get(sub));
  const claimsOf = ({ name, email, department, groups }: IssuerPerson) => ({ name, ...(email ? { email, email_verified: true } : {}), ...(department ? { department } : {}), groups: [...(groups ?? [])] });
  const adapter = issuerStore();
  const cookieKey = randomBytes(16).toString('hex');
  let keys = [await newKey()];
  let current: string | null = null;
  let up = true;

  const policy = interactionPolicy.base();
  policy.get('login')!.checks.add(new interactionPolicy.Check('disabled', 'this person may not sign in', (ctx) => {
    const { session } = ctx.oidc;
    return session?.accountId !== undefined && !active(session.accountId);
  }));

  const configuration = (): Configuration => ({
    adapter, jwks: { keys }, cookies: { keys: [cookieKey] },
    clients: [
      { client_id: client.id, client_secret: client.secret, redirect_uris: [...redirects], post_logout_redirect_uris: [...afterSignOut], grant_types: ['authorization_code', ...(refreshTokens ? ['refresh_token'] : [])] },
      { client_id: INTRANET.id, token_endpoint_auth_method: 'none', redirect_uris: [INTRANET.back], grant_types: ['authorization_code'] },
    ],
    claims: { openid: ['sub'], profile: ['name', 'department'], email: ['email', 'email_verified'], groups: ['groups'] },
    scopes: ['openid', 'offline_access', 'profile', 'email', 'groups'],
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    findAccount: (_, sub) => {
      const person = active(sub);
      return person && { accountId: sub, claims: () => ({ sub, ...claimsOf(person) }) };
    },
    extraTokenClaims: (_, token) => {
      const person = active('accountId' in token ? token.accountId : undefined);
      return person && claimsOf(person);
    },
    issueRefreshToken: async () => refreshTokens,
    expiresWithSession: async () => false,
    interactions: { policy, url: (_, { uid }) => `/interaction/${uid}` },
    /** The company has agreed for its people. */
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client!.clientId, accountId: ctx.oidc.session!.accountId! });
      grant.addOIDCScope(`${SCOPES} offline_access`);
      grant.addResourceScope(RESOURCE, SCOPES);
      await grant.save();
      return grant;
    },
    ttl: { AccessToken: () => tokenSeconds, IdToken: () => tokenSeconds, AuthorizationCode: 60, RefreshToken: () => 86_400, Session: () => 86_400, Interaction: () => 600, Grant: () => 86_400 },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: () => ({ scope: SCOPES, audience: 'dossier', accessTokenFormat: 'jwt', accessTokenTTL: tokenSeconds, jwt: { sign: { alg: 'RS256' } } }),
        useGrantedResource: () => true,
      },
    },
  });

  let provider = new Provider(url, configuration());
  let answer = provider.callback();

  const page = (response: ServerResponse, status: number, html: string): void => {
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(`<!doctype html><html lang="en"><title>Company sign-in</title><h1>Company sign-in</h1>${html}</html>`);
  };
  const interaction = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { params } = await provider.interactionDetails(request, response);
    const chosen = new URL(request.url ?? '/', url).searchParams.get('person');
    const sub = chosen ?? (typeof params.login_hint === 'string' ? params.login_hint : current);
    if (sub === null) {
      const buttons = [...people.values()].filter((person) => active(person.sub)).map((person) => `<p><button name="person" value="${person.sub}">${person.name}</button></p>`);
      page(response, 200, `<form>${buttons.join('')}</form>`);
    } else if (active(sub) === undefined) {
      await provider.interactionFinished(request, response, { error: 'access_denied', error_description: 'this account is disabled' }, { mergeWithLastSubmission: false });
    } else {
      await provider.interactionFinished(request, response, { login: { accountId: sub } }, { mergeWithLastSubmission: false });
    }
  };

  const server: Server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (!up) response.writeHead(503).end();
    else if (path.startsWith('/interaction/')) interaction(request, response).catch((error: unknown) => page(response, 400, `<p>${String(error)}</p>`));
    else void answer(request, response);
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));

  return {
    url, client, jwks: `${url}/jwks`,
    signsIn: (sub) => { current = sub; },
    person: (person) => { people.set(person.sub, person); },
    groups: (sub, groups) => { const person = people.get(sub); if (person) people.set(sub, { ...person, groups }); },
    disable: (sub) => { disabled.add(sub); },
    enable: (sub) => { disabled.delete(sub); },
    async rotate({ forget = false } = {}) {
      keys = [await newKey(), ...(forget ? [] : keys)];
      provider = new Provider(url, configuration());
      answer = provider.callback();
    },
    accessToken: (sub) => codeFlow(url, sub),
    available: (is) => { up = is; },
    stop: () => new Promise((done) => { server.closeAllConnections(); server.close(() => done()); }),
  };
}

/** The code flow as a browser walks it, with its cookies, and the exchange as a backend does it. */
async function codeFlow(url: string, sub: string): Promise<string> {
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    client_id: INTRANET.id, redirect_uri: INTRANET.back, response_type: 'code', scope: SCOPES, resource: RESOURCE, login_hint: sub,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256',
  });
  const cookies = new Map<string, string>();
  let next = `${url}/auth?${query}`;
  while (!next.startsWith(INTRANET.back)) {
    const response = await fetch(next, { redirect: 'manual', headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) throw new Error(`the issuer answered ${response.status}: ${await response.text()}`);
    next = new URL(location, next).href;
  }
  const back = new URL(next).searchParams;
  const code = back.get('code');
  if (code === null) throw new Error(`the issuer refused ${sub}: ${back.get('error_description') ?? back.get('error')}`);
  const answer = await fetch(`${url}/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'authorization_code', code, client_id: INTRANET.id, redirect_uri: INTRANET.back, code_verifier: verifier, resource: RESOURCE }) });
  const body = await answer.json() as { access_token?: string };
  if (body.access_token === undefined) throw new Error(`the issuer gave no token: ${JSON.stringify(body)}`);
  return body.access_token;
}
