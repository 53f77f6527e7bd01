/** Sign-in of the server's own pages at a real issuer: how one comes in, what keeps others out, and how it ends. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { decodeJwt, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SESSION_MS } from '../../server/access/sessions.ts';
import { finish } from '../../server/storage/disk.ts';
import { restoreFolder } from '../../server/storage/restore.ts';
import { ownPage } from '../../server/http/sign-in/next.ts';
import { lineClient } from '../helpers/line-client.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';
import { startIssuer } from '../helpers/issuer.ts';
import type { Issuer } from '../helpers/issuer.ts';
import { visitor } from '../helpers/sign-in.ts';
import type { Visitor } from '../helpers/sign-in.ts';

const PUBLIC = 'http://intranet.test/dossier';
const MINUTE = 60_000;
const admin = { sub: 'ada', name: 'Ada', groups: ['admin'] };
interface Token { readonly token: string; readonly expires: number }
interface Failure { readonly error: { readonly code: string } }

let issuer: Issuer;
let withoutRefresh: Issuer;
let world: HttpWorld;
const people = [{ sub: 'nina', name: 'Nina Petrova', email: 'nina@company.test', department: 'sales', groups: ['steward'] }, { sub: 'omar', name: 'Omar Haddad' }];

beforeAll(async () => {
  const redirects = [PUBLIC, 'https://intranet.test'].map((base) => `${base}/sign-in/callback`);
  issuer = await startIssuer({ people, redirects, afterSignOut: [`${PUBLIC}/sign-in?out`] });
  withoutRefresh = await startIssuer({ people, redirects, refreshTokens: false });
});
afterAll(async () => { await Promise.all([issuer.stop(), withoutRefresh.stop()]); });
afterEach(async () => {
  await world.close();
  issuer.available(true);
  for (const { sub, ...rest } of people) {
    issuer.enable(sub);
    issuer.person({ sub, ...rest });
  }
});

/** A server beside a host's own secret, so that both kinds of token are there. */
const open = async (at = issuer, env: Readonly<Record<string, string>> = {}): Promise<void> => {
  at.signsIn('nina');
  world = await httpWorld({ env: { DOSSIER_PUBLIC_URL: PUBLIC, DOSSIER_ISSUER: at.url, DOSSIER_OIDC_CLIENT_ID: at.client.id, DOSSIER_OIDC_CLIENT_SECRET: at.client.secret, DOSSIER_CLAIM_ROLES: 'groups', ...env } });
};
const enter = async (next = '/dossier/a/ALFKI'): Promise<Visitor> => {
  const nina = visitor(world);
  await nina.go(`/sign-in?next=${encodeURIComponent(next)}`);
  return nina;
};
const tokenOf = async (who: Visitor): Promise<string> => (await who.post<Token>('/sign-in/token')).body.token;
const me = async (token: string) => {
  const response = await world.dossier.app.request('/api/me', { headers: { authorization: `Bearer ${token}` } });
  return { status: response.status, body: await response.json() as { id: string; name: string; roles: readonly string[] } };
};
/** Tokens of a host's backend carry the configured issuer. */
const hosts = async (who: object): Promise<string> => world.token({ iss: world.config.issuer, ...who } as never);
const callAs = async (who: object, method: string, path: string, body?: object) => world.dossier.app.request(path, { method, headers: { authorization: `Bearer ${await hosts(who)}`, 'content-type': 'application/json' }, ...(body ? { body: JSON.stringify(body) } : {}) });

describe('coming in', () => {
  it('leads to the issuer with code flow, PKCE, state and nonce, and back to where one was', async () => {
    await open();
    const nina = visitor(world);
    const there = await nina.go('/sign-in?next=%2Fdossier%2Fa%2Ferp%253A1%3Fx%3D1', (url) => url.origin === issuer.url);
    expect(Object.fromEntries(there.url.searchParams)).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', redirect_uri: `${PUBLIC}/sign-in/callback`, scope: expect.stringContaining('openid') });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(there.url.searchParams.get(name)?.length, name).toBeGreaterThan(20);
    const back = await nina.go('/sign-in?next=%2Fdossier%2Fa%2Ferp%253A1%3Fx%3D1');
    expect(back.url.href).toBe(`${PUBLIC}/a/erp%3A1?x=1`);
    expect((await me(await tokenOf(nina))).body).toMatchObject({ id: 'nina', name: 'Nina Petrova', roles: ['steward'] });
  });

  it('gives a cookie that no script reads, and over https none that came over http', async () => {
    await open();
    const nina = await enter();
    expect(nina.set.find((line) => line.startsWith('dossier='))).toMatch(/^dossier=[\w-]{43}; Path=\/dossier; Max-Age=43200; HttpOnly; SameSite=Lax$/);
    await world.close();
    await open(issuer, { DOSSIER_PUBLIC_URL: 'https://intranet.test' });
    const again = await enter('/');
    expect(again.set.find((line) => line.startsWith('__Secure-dossier='))).toMatch(/^__Secure-dossier=[\w-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Lax; Secure$/);
    expect(again.set.every((line) => /; Secure$/.test(line) && line.startsWith('__Secure-'))).toBe(true);
  });

  it('keeps no secret on disk', async () => {
    await open();
    const nina = await enter();
    const rows = JSON.stringify(await world.storage.sessions.sessions());
    expect(rows).not.toContain(nina.cookies.get('dossier'));
    expect(rows).toContain('nina');
  });

  it('is a new session each time, and the one before is over', async () => {
    await open();
    const nina = await enter();
    const first = nina.cookies.get('dossier') ?? '';
    const old = await tokenOf(nina);
    await nina.go('/sign-in');
    expect(nina.cookies.get('dossier')).not.toBe(first);
    expect((await me(old)).status).toBe(401);
    expect((await world.storage.sessions.sessions()).length).toBe(1);
  });

  it('takes no answer that this browser did not ask for', async () => {
    await open();
    const nina = visitor(world);
    const there = await nina.go('/sign-in', (url) => url.pathname === '/dossier/sign-in/callback');
    const mallory = visitor(world);
    const refused = await mallory.go(there.url.href.slice(PUBLIC.length));
    expect(refused.url.searchParams.get('failed')).toBe('again');
    expect(mallory.cookies.has('dossier')).toBe(false);
    // and each answer once
    expect((await nina.go(there.url.href.slice(PUBLIC.length))).url.href).toBe(`${PUBLIC}/`);
    expect((await nina.go(there.url.href.slice(PUBLIC.length))).url.searchParams.get('failed')).toBe('again');
  });

  it('signs nobody in by a cookie of which there are two, nor begins by one', async () => {
    await open();
    const nina = await enter();
    const tossed = await world.dossier.app.request('/sign-in/token', { method: 'POST', headers: { origin: 'http://intranet.test', cookie: `dossier=${nina.cookies.get('dossier')}; dossier=${'x'.repeat(43)}` } });
    expect(tossed.status).toBe(401);
    const there = await nina.go('/sign-in', (url) => url.pathname === '/dossier/sign-in/callback');
    const [name, value] = [...nina.cookies].find(([each]) => each.startsWith('dossier-flow-')) ?? [];
    const answer = await world.dossier.app.request(there.url.href.slice(PUBLIC.length), { headers: { cookie: `${name}=${value}; ${name}=other` } });
    expect(answer.headers.get('location')).toContain('failed=again');
  });

  it('says so when the issuer is down, and begins when it is back', async () => {
    await open();
    issuer.available(false);
    const nina = visitor(world);
    expect(await nina.go('/sign-in')).toMatchObject({ status: 503, text: expect.stringContaining('unavailable') });
    issuer.available(true);
    world.pass(4_000);
    expect((await nina.go('/sign-in')).url.href).toBe(`${PUBLIC}/`);
  });

  it('refuses whom the issuer refuses, and whom the directory has shut out', async () => {
    await open();
    issuer.disable('nina');
    const nina = visitor(world);
    expect((await nina.go('/sign-in?next=/dossier/m')).url.search).toBe('?failed=denied&next=%2Fdossier%2Fm');
    issuer.enable('nina');
    await enter();
    await callAs(admin, 'POST', '/api/people', { id: 'nina', name: 'Nina' });
    expect((await callAs(admin, 'PUT', '/api/people/nina', { active: false })).status).toBe(200);
    expect((await nina.go('/sign-in')).url.searchParams.get('failed')).toBe('inactive');
    expect(nina.cookies.has('dossier')).toBe(false);
  });

  it('is not offered without an issuer, and the page says how to come in', async () => {
    world = await httpWorld({ env: { DOSSIER_PUBLIC_URL: PUBLIC } });
    const nina = visitor(world);
    expect(await nina.go('/sign-in')).toMatchObject({ status: 404, text: expect.stringContaining('none') });
    expect((await nina.post<Failure>('/sign-in/token')).body.error.code).toBe('no-sign-in');
  });
});

describe('leading on', () => {
  const publicUrl = new URL(PUBLIC);
  it.each(['//evil.test', '/\\evil.test', '\\\\evil.test', 'https://evil.test', 'javascript:alert(1)', '/\t/evil.test', '/\n/evil.test', ' //evil.test', '/dossier/..//evil.test', '/dossier//evil.test', '/dossier/\\evil.test', '//intranet.test@evil.test', 'http:evil.test', '/dossier/sign-in', '/dossier/sign-out', '/dossier/api/me', `/dossier/${'x'.repeat(3_000)}`, ''])('goes home instead of %j', (wish) => {
    expect(ownPage(wish, publicUrl)).toBe(`${PUBLIC}/`);
  });
  it.each(['/%2Fevil.test', '/%5Cevil.test', '/..//evil.test', '/.//evil.test'])('never leaves the server at its root either: %j', (wish) => {
    expect(new URL(ownPage(wish, new URL('https://a.test')), 'https://a.test').origin).toBe('https://a.test');
  });
  it.each(['/orders/7001.html?x=1#y', '/dossierx'])('goes back to a page of the intranet on the same origin, which could ask for tokens anyway: %s', (wish) => {
    expect(ownPage(wish, publicUrl)).toBe(`http://intranet.test${wish}`);
  });
  it.each([['/dossier/a/erp%3AGZ%2F2019', '/a/erp%3AGZ%2F2019'], ['/dossier/m?x=1#y', '/m?x=1#y'], ['/dossier/', '/']])('goes to %s', (wish, path) => {
    expect(ownPage(wish, publicUrl)).toBe(`${PUBLIC}${path}`);
  });
});

describe('a token for the pages', () => {
  it('is for pages of this server alone', async () => {
    await open();
    const nina = await enter();
    const strangers: readonly Readonly<Record<string, string>>[] = [{ origin: 'http://evil.test' }, { origin: 'http://other.intranet.test' }, { origin: 'null' }, { 'sec-fetch-site': 'same-site' }, { 'sec-fetch-site': 'cross-site' }];
    for (const headers of strangers) {
      expect((await nina.post<Failure>('/sign-in/token', undefined, headers)).body.error.code, JSON.stringify(headers)).toBe('origin');
      expect((await nina.post<Failure>('/sign-out', {}, headers)).body.error.code).toBe('origin');
    }
    const bare = await world.dossier.app.request('/sign-in/token', { method: 'POST', headers: { cookie: `dossier=${nina.cookies.get('dossier')}` } });
    expect(bare.status).toBe(403);
    expect((await nina.post('/sign-in/token')).status).toBe(200);
  });

  it('is the only thing a cookie opens', async () => {
    await open();
    const nina = await enter();
    expect((await world.dossier.app.request('/api/me', { headers: { cookie: `dossier=${nina.cookies.get('dossier')}` } })).status).toBe(401);
  });

  it('lasts ten minutes, and one of a session never reads as a host\'s', async () => {
    await open();
    const nina = await enter();
    const { token, expires } = (await nina.post<Token>('/sign-in/token')).body;
    expect(expires * 1000 - world.now()).toBeGreaterThan(9 * MINUTE);
    expect(expires * 1000 - world.now()).toBeLessThanOrEqual(10 * MINUTE);
    const forged = await world.token({ sub: 'nina', iss: 'dossier:own', sid: 'x' } as never);
    expect((await me(forged)).status).toBe(401);
    world.pass(11 * MINUTE);
    expect((await me(token)).status).toBe(401);
  });

  it('says within a token\'s life what the directory says now', async () => {
    await open();
    const nina = await enter();
    expect((await me(await tokenOf(nina))).body.roles).toEqual(['steward']);
    issuer.groups('nina', ['staff']);
    world.pass(6 * MINUTE);
    expect((await me(await tokenOf(nina))).body.roles).toEqual(['staff']);
    issuer.disable('nina');
    world.pass(6 * MINUTE);
    expect((await nina.post<Failure>('/sign-in/token')).body.error.code).toBe('renew');
  });

  it('goes on while a key is rotated', async () => {
    await open();
    const nina = await enter();
    await issuer.rotate({ forget: true });
    world.pass(6 * MINUTE);
    expect((await nina.post('/sign-in/token')).status).toBe(200);
    expect((await nina.go('/sign-in')).url.href).toBe(`${PUBLIC}/`);
  });

  it('goes on while the issuer is down for as long as its word counts', async () => {
    await open();
    const nina = await enter();
    issuer.available(false);
    world.pass(10 * MINUTE);
    const { expires } = (await nina.post<Token>('/sign-in/token')).body;
    expect(expires * 1000 - world.now()).toBeLessThanOrEqual(5 * MINUTE);
    world.pass(5 * MINUTE);
    expect((await nina.post<Failure>('/sign-in/token')).body.error.code).toBe('identity-unavailable');
    issuer.available(true);
    world.pass(4_000);
    expect((await nina.post('/sign-in/token')).status).toBe(200);
  });

  it('without refresh tokens sends the browser back, which asks nobody anything', async () => {
    await open(withoutRefresh);
    const nina = await enter();
    const cookie = nina.cookies.get('dossier');
    world.pass(14 * MINUTE);
    expect((await nina.post<Failure>('/sign-in/token')).body.error.code).toBe('renew');
    expect((await nina.go('/sign-in?silent')).url.href).toBe(`${PUBLIC}/sign-in?done`);
    expect(nina.cookies.get('dossier')).toBe(cookie);
    expect((await nina.post('/sign-in/token')).status).toBe(200);
    // somebody else at this computer: nothing changes under an open page
    withoutRefresh.disable('nina');
    world.pass(14 * MINUTE);
    await nina.go('/sign-in?silent');
    expect((await nina.post<Failure>('/sign-in/token')).status).toBe(401);
    withoutRefresh.enable('nina');
  });

  it('ends with the day', async () => {
    await open();
    const nina = await enter();
    world.pass(SESSION_MS + 1_000);
    expect((await nina.post<Failure>('/sign-in/token')).body.error.code).toBe('signed-out');
  });

  it('who asks for a token and is nobody loses no cookie: a sign-in may have been gone through since', async () => {
    await open();
    for (const cookie of ['', `dossier=${'y'.repeat(43)}`]) {
      const answer = await world.dossier.app.request('/sign-in/token', { method: 'POST', headers: { origin: 'http://intranet.test', cookie } });
      expect([answer.status, answer.headers.get('set-cookie')]).toEqual([401, null]);
    }
  });

  it('lets guessing addresses wait, but nobody who is signed in beside them', async () => {
    await open(issuer, { DOSSIER_LIMITS: '{"refusedTokensPerMinute":3}' });
    const nina = await enter();
    const guess = () => world.dossier.app.request('/sign-in/token', { method: 'POST', headers: { origin: 'http://intranet.test', cookie: `dossier=${'y'.repeat(43)}` } });
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) statuses.push((await guess()).status);
    expect(statuses).toEqual([401, 401, 401, 429, 429]);
    expect((await nina.post('/sign-in/token')).status).toBe(200);
  });
});

describe('many behind one address', () => {
  it('come in while one of them fails again and again, and an answer brought back again and again bothers nobody', async () => {
    await open(issuer, { DOSSIER_LIMITS: '{"refusedTokensPerMinute":3}' });
    const callback = (query: string, cookie = '') => world.dossier.app.request(`/sign-in/callback?${query}`, { headers: { cookie } });
    const stray: (string | null)[] = [];
    for (let i = 0; i < 5; i++) stray.push(new URL((await callback('state=x&code=y')).headers.get('location') ?? '').searchParams.get('failed'));
    expect(stray).toEqual(['again', 'again', 'again', 'busy', 'busy']);
    expect((await me(await tokenOf(await enter()))).status).toBe(200);
    const mallory = visitor(world);
    const there = await mallory.go('/sign-in', (url) => url.origin === issuer.url);
    const [flow] = [...mallory.cookies].map(([name, value]) => `${name}=${value}`);
    const replayed: (string | null)[] = [];
    for (let i = 0; i < 5; i++) replayed.push(new URL((await callback(`state=${there.url.searchParams.get('state') ?? ''}&code=guess`, flow)).headers.get('location') ?? '').searchParams.get('failed'));
    expect(replayed.slice(3)).toEqual(['busy', 'busy']);
    expect((await me(await tokenOf(await enter()))).status).toBe(200);
  });

  it('keep cookies small, whatever pages they come from: a proxy takes eight kilobytes of them', async () => {
    await open();
    const nina = visitor(world);
    for (let tab = 0; tab < 6; tab++) await nina.go(`/sign-in?next=${encodeURIComponent(`/dossier/a/${'名'.repeat(600)}${tab}`)}`, (url) => url.origin === issuer.url);
    expect([...nina.cookies].reduce((sum, [name, value]) => sum + name.length + value.length + 3, 0)).toBeLessThan(8_000);
    for (let tab = 0; tab < 6; tab++) await nina.go(`/sign-in?next=${encodeURIComponent(`/dossier/a/${'x'.repeat(960)}${tab}`)}`, (url) => url.origin === issuer.url);
    expect([...nina.cookies].reduce((sum, [name, value]) => sum + name.length + value.length + 3, 0)).toBeLessThan(8_000);
  });
});

describe('the end', () => {
  it('is at once, here and at the issuer', async () => {
    await open();
    const nina = await enter();
    const token = await tokenOf(nina);
    const out = (await nina.post<{ location: string }>('/sign-out', {})).body.location;
    expect(out.startsWith(`${issuer.url}/session/end?`)).toBe(true);
    expect(new URL(out).searchParams.get('post_logout_redirect_uri')).toBe(`${PUBLIC}/sign-in?out`);
    expect(new URL(out).searchParams.get('id_token_hint')).not.toBeNull();
    expect((await me(token)).status).toBe(401);
    expect(nina.cookies.has('dossier')).toBe(false);
    expect(await world.storage.sessions.sessions()).toEqual([]);
    expect((await nina.go('/sign-in?out')).text).toContain('out');
  });

  it('comes to one browser of several that the person sees listed, and to the others not', async () => {
    await open();
    const [here, there] = [await enter(), await enter()];
    const [mine, theirs] = [await tokenOf(here), await tokenOf(there)];
    const list = async (token: string) => (await (await world.dossier.app.request('/api/people/nina/sessions', { headers: { authorization: `Bearer ${token}` } })).json() as { items: { id: string; here: boolean; browser: string | null; since: string }[] }).items;
    const items = await list(mine);
    expect(items.map((each) => each.here).sort()).toEqual([false, true]);
    expect(JSON.stringify(items)).not.toContain([...here.cookies.values()][0]);
    const other = items.find((each) => !each.here)!;
    const lines = [await lineClient(world, mine), await lineClient(world, theirs)] as const;
    const end = (token: string, session: string) => world.dossier.app.request(`/api/people/nina/sessions/${session}`, { method: 'DELETE', headers: { authorization: `Bearer ${token}` } });
    expect((await callAs({ sub: 'omar' }, 'DELETE', `/api/people/nina/sessions/${other.id}`)).status).toBe(403);
    expect((await callAs({ sub: 'omar' }, 'GET', '/api/people/nina/sessions')).status).toBe(403);
    expect((await callAs(admin, 'DELETE', `/api/people/ada/sessions/${other.id}`)).status).toBe(404);
    expect((await end(mine, other.id)).status).toBe(204);
    await lines[1].until('closed', () => lines[1].client.closed !== null);
    expect(lines[0].client.closed).toBeNull();
    expect((await me(theirs)).status).toBe(401);
    expect((await me(mine)).status).toBe(200);
    expect((await there.post('/sign-in/token')).status).toBe(401);
    expect(await list(mine)).toHaveLength(1);
  });

  it('comes to all browsers of a person who signs out everywhere, and to tokens of hosts', async () => {
    await open();
    const [here, there] = [await enter(), await enter()];
    const tokens = [await tokenOf(here), await tokenOf(there), await hosts({ sub: 'nina' })];
    for (const token of tokens) expect((await me(token)).status).toBe(200);
    await here.post('/sign-out', { everywhere: true });
    for (const token of tokens) expect((await me(token)).status).toBe(401);
    world.pass(2_000);
    expect((await me(await hosts({ sub: 'nina' }))).status).toBe(200);
  });

  it('is an administrator\'s to bring, at once, and a person\'s own', async () => {
    await open();
    const nina = await enter();
    const tokens = [await tokenOf(nina), await hosts({ sub: 'nina' })];
    for (const token of tokens) expect((await me(token)).status).toBe(200);
    expect((await callAs({ sub: 'omar' }, 'DELETE', '/api/people/nina/sessions')).status).toBe(403);
    expect((await callAs(admin, 'DELETE', '/api/people/nobody/sessions')).status).toBe(404);
    expect((await callAs(admin, 'DELETE', '/api/people/nina/sessions')).status).toBe(204);
    for (const token of tokens) expect((await me(token)).status).toBe(401);
    expect((await nina.post<Failure>('/sign-in/token')).body.error.code).toBe('signed-out');
    world.pass(2_000);
    await nina.go('/sign-in');
    expect((await me(await tokenOf(nina))).status).toBe(200);
  });

  it('comes with being made inactive, and being active again brings nothing back', async () => {
    await open();
    const nina = await enter();
    const token = await tokenOf(nina);
    await me(token);
    expect((await callAs(admin, 'PUT', '/api/people/nina', { active: false })).status).toBe(200);
    expect((await me(token)).status).toBe(401);
    expect((await callAs(admin, 'PUT', '/api/people/nina', { active: true })).status).toBe(200);
    expect((await me(token)).status).toBe(401);
    expect((await nina.post<Failure>('/sign-in/token')).body.error.code).toBe('signed-out');
  });

  it('stays the end after a backup from before was restored', async () => {
    await open();
    await enter();
    const into = mkdtempSync(join(tmpdir(), 'dossier-sessions-'));
    const folder = join(into, 'data');
    try {
      const { path } = await world.storage.backup(into);
      mkdirSync(folder);
      finish(restoreFolder({ folder, backup: path, replace: false, now: world.now() }));
      const db = new Database(join(folder, 'archive.db'), { readonly: true });
      expect(db.prepare('SELECT count(*) FROM session').pluck().get()).toBe(0);
      db.close();
    } finally {
      rmSync(into, { recursive: true, force: true });
    }
  });

  it('leaves in a backup nothing that signs anybody in', async () => {
    await open();
    await enter();
    const key = await world.storage.directory.setting('own-key') as string;
    const [session] = await world.storage.sessions.sessions();
    const into = mkdtempSync(join(tmpdir(), 'dossier-sessions-'));
    try {
      const { path, verified } = await world.storage.backup(into);
      expect(verified.ok).toBe(true);
      const bytes = readFileSync(join(path, 'archive.db'));
      for (const secret of [key, session?.id ?? '']) {
        expect(secret.length).toBeGreaterThan(40);
        expect(bytes.includes(secret)).toBe(false);
      }
    } finally {
      rmSync(into, { recursive: true, force: true });
    }
    expect(await world.storage.directory.setting('own-key')).toBe(key);
  });

  it('is not escaped by a token of one session that names somebody else', async () => {
    await open();
    const nina = await enter();
    const { sid } = decodeJwt(await tokenOf(nina));
    const now = Math.floor(world.now() / 1000);
    const forged = await new SignJWT({ sid, roles: ['admin'] }).setProtectedHeader({ alg: 'HS256' }).setIssuer('dossier:own').setAudience(world.config.audience).setSubject('omar').setIssuedAt(now).setExpirationTime(now + 60)
      .sign(Buffer.from(await world.storage.directory.setting('own-key') as string, 'base64'));
    expect((await me(forged)).status).toBe(401);
  });

  it('HUB-3: cuts the lines of its session, and leaves the person\'s others alone', async () => {
    await open();
    const [here, there] = [await enter(), await enter()];
    const lines = [await lineClient(world, await tokenOf(here)), await lineClient(world, await tokenOf(there))] as const;
    await here.post('/sign-out', {});
    await lines[0].until('closed', () => lines[0].client.closed !== null);
    await expect(lines[1].until('open', () => lines[1].client.closed !== null)).rejects.toThrow('not within');
    expect((await callAs(admin, 'DELETE', '/api/people/nina/sessions')).status).toBe(204);
    await lines[1].until('closed', () => lines[1].client.closed !== null);
  });

  it('cuts a stream of events, and leaves the person\'s others alone', async () => {
    await open();
    const [here, there] = [await enter(), await enter()];
    const streams = await Promise.all([here, there].map(async (who) => {
      const response = await world.dossier.app.request('/api/overviews?ids=ALFKI', { headers: { authorization: `Bearer ${await tokenOf(who)}`, accept: 'text/event-stream' } });
      const reader = (response.body as ReadableStream<Uint8Array>).getReader();
      await reader.read();
      return reader;
    }));
    await here.post('/sign-out', {});
    expect((await streams[0]?.read())?.done).toBe(true);
    expect(await Promise.race([streams[1]?.read().then(({ done }) => done), new Promise((later) => { setTimeout(later, 300, 'open'); })])).not.toBe(true);
    await there.post('/sign-out', {});
    expect((await streams[1]?.read())?.done ?? true).toBe(true);
  });
});
