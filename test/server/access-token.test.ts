/** Tokens: what holds, and everything that must not. */
import { SignJWT, UnsecuredJWT, exportJWK, exportSPKI, generateKeyPair } from 'jose';
import type { JWTPayload } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { IdentityUnavailable, mintToken, tokenReader } from '../../server/access/token.ts';
import type { TokenOptions } from '../../server/access/token.ts';
import { TokenError } from '../../server/sync/sync.ts';
import { fakeClock } from '../helpers/fake-clock.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const SECRET = bytes('the secret that the host has now, long');
const OLD = bytes('the secret that the host had before it');
const clock = fakeClock();
const NOW = Math.floor(clock.now() / 1000);
const base: Omit<TokenOptions, 'identity'> = { issuer: null, audience: 'dossier', claims: { name: 'name', department: 'department', roles: 'roles', email: 'email' }, clock };
const read = tokenReader({ ...base, identity: { kind: 'secret', secrets: [SECRET, OLD] } });
const good = { sub: 'li', aud: 'dossier', iat: NOW, exp: NOW + 600, name: 'Li Wei', department: 'sales', roles: ['staff', 'manager'] };
const sign = (payload: JWTPayload, secret: Uint8Array = SECRET, alg = 'HS256'): Promise<string> => new SignJWT(payload).setProtectedHeader({ alg }).sign(secret);
const refused = async (token: string, reader = read): Promise<void> => { await expect(reader(token)).rejects.toThrow(new TokenError('The token does not hold.')); };

describe('a token signed with a secret', () => {
  it('says who it is', async () => {
    expect(await read(await sign(good))).toEqual({ person: 'li', name: 'Li Wei', email: undefined, department: 'sales', roles: ['staff', 'manager'], issuedAt: NOW, expires: NOW + 600 });
  });

  it('holds under the previous secret while both are set', async () => {
    expect((await read(await sign(good, OLD))).person).toBe('li');
    await refused(await sign(good, bytes('a secret of somebody else altogether')));
  });

  it.each<[string, JWTPayload]>([
    ['no exp', { ...good, exp: undefined }],
    ['no iat', { ...good, iat: undefined }],
    ['no sub', { ...good, sub: undefined }],
    ['an empty sub', { ...good, sub: '' }],
    ['a sub with a control character', { ...good, sub: 'li\u0000' }],
    ['another audience', { ...good, aud: 'payroll' }],
    ['no audience', { ...good, aud: undefined }],
    ['an iat in the future', { ...good, iat: NOW + 120 }],
    ['a life of eight hours', { ...good, exp: NOW + 8 * 3600 }],
    ['an end in the past', { ...good, iat: NOW - 600, exp: NOW - 60 }],
    ['a beginning in the future', { ...good, nbf: NOW + 120 }],
    ['an age of two hours, renewed at its end only', { ...good, iat: NOW - 7200, exp: NOW + 60 }],
  ])('is refused with %s', async (_name, payload) => {
    await refused(await sign(payload));
  });

  it('tolerates half a minute between two clocks', async () => {
    expect((await read(await sign({ ...good, iat: NOW + 20 }))).person).toBe('li');
    expect((await read(await sign({ ...good, iat: NOW - 600, exp: NOW - 20 }))).person).toBe('li');
  });

  it('is refused without a signature, under another algorithm, and when it is no token', async () => {
    await refused(new UnsecuredJWT(good).encode());
    await refused(await sign(good, bytes('the secret that the host has now, long'.repeat(2)), 'HS512'));
    for (const text of ['', 'x', 'a.b.c', `${await sign(good)}x`, '..']) await refused(text);
  });

  it('holds until its end however often it is brought, and half a minute longer, and then no more', async () => {
    const later = fakeClock();
    const reader = tokenReader({ ...base, clock: later, identity: { kind: 'secret', secrets: [SECRET] } });
    const token = await sign(good);
    for (let i = 0; i < 3; i++) expect((await reader(token)).person).toBe('li');
    later.advance(629_000);
    expect((await reader(token)).person).toBe('li');
    await refused(`${token.slice(0, -2)}xx`, reader);
    later.advance(2_000);
    await refused(token, reader);
    await refused(token, reader);
  });

  it('gives unknown roles no meaning', async () => {
    expect((await read(await sign({ ...good, roles: ['staff', 'root', 7] }))).roles).toEqual(['staff']);
    expect((await read(await sign({ ...good, roles: undefined }))).roles).toBeUndefined();
  });

  it('finds claims under configured names, whole or as a path', async () => {
    const mapped = tokenReader({ ...base, identity: { kind: 'secret', secrets: [SECRET] }, claims: { name: 'https://x.example/name', department: 'org.unit', roles: 'realm_access.roles', email: 'mail' } });
    const claims = await mapped(await sign({ ...good, 'https://x.example/name': 'Lucía', 'org': { unit: 'west' }, 'realm_access': { roles: ['steward'] }, 'mail': 'l@x.example' }));
    expect(claims).toMatchObject({ name: 'Lucía', department: 'west', roles: ['steward'], email: 'l@x.example' });
  });

  it('has the roles that its groups give, letter by letter, and none besides', async () => {
    const mapped = tokenReader({ ...base, identity: { kind: 'secret', secrets: [SECRET] }, claims: { ...base.claims, roles: 'groups', roleMap: new Map([['CRM stewards', 'steward'], ['crm-admin', 'admin']]) } });
    const roles = async (groups: unknown) => (await mapped(await sign({ ...good, groups }))).roles;
    expect(await roles(['CRM stewards', 'all', 'admin', 'crm-admins', 'CRM Stewards'])).toEqual(['steward']);
    expect(await roles('CRM stewards')).toEqual(['steward']);
    expect(await roles('crm-admin, CRM stewards')).toEqual(['admin', 'steward']);
    expect(await roles([])).toEqual([]);
    expect(await roles(undefined)).toBeUndefined();
  });

  it('whose groups were left out says so once and changes no role', async () => {
    const warned: string[] = [];
    const mapped = tokenReader({ ...base, identity: { kind: 'secret', secrets: [SECRET] }, claims: { ...base.claims, roles: 'groups', roleMap: new Map([['crm', 'steward']]) }, warn: (text) => warned.push(text) });
    for (const sub of ['li', 'mei']) expect((await mapped(await sign({ ...good, sub, _claim_names: { groups: 'src1' }, _claim_sources: { src1: { endpoint: 'https://graph.example' } } }))).roles).toBeUndefined();
    expect(warned).toHaveLength(1);
    expect(warned[0]).toContain('"groups"');
  });

  it('is held to the issuer when one is set', async () => {
    const strict = tokenReader({ ...base, identity: { kind: 'secret', secrets: [SECRET] }, issuer: 'https://id.example' });
    await refused(await sign(good), strict);
    expect((await strict(await sign({ ...good, iss: 'https://id.example' }))).person).toBe('li');
  });

  it('is what the demo and the command line mint', async () => {
    const { token } = await mintToken(SECRET, { sub: 'mei', name: '林美华', department: null, roles: ['staff'] }, { audience: 'dossier', issuer: null, seconds: 60, now: clock.now() });
    expect(await read(token)).toMatchObject({ person: 'mei', name: '林美华', department: undefined });
  });
});

describe('a token signed by an issuer', () => {
  let rsa: CryptoKeyPair;
  let pem: string;
  let jwks: object;
  let reachable = true;
  const reader = tokenReader({
    ...base, identity: { kind: 'jwks', url: new URL('https://id.example/keys') },
    fetch: () => (reachable ? Promise.resolve(new Response(JSON.stringify(jwks), { headers: { 'content-type': 'application/json' } })) : Promise.reject(new TypeError('fetch failed'))),
  });
  beforeAll(async () => {
    rsa = (await generateKeyPair('RS256', { extractable: true })) as CryptoKeyPair;
    pem = await exportSPKI(rsa.publicKey);
    jwks = { keys: [{ ...(await exportJWK(rsa.publicKey)), kid: 'one', alg: 'RS256' }] };
  });

  it('holds with the issuer\'s key', async () => {
    const token = await new SignJWT(good).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(rsa.privateKey);
    expect((await reader(token)).person).toBe('li');
  });

  it('is refused when signed with the public key as a secret', async () => {
    await refused(await new SignJWT(good).setProtectedHeader({ alg: 'HS256', kid: 'one' }).sign(bytes(pem)), reader);
  });

  it('is refused under a key the issuer does not have', async () => {
    const other = await generateKeyPair('RS256');
    await refused(await new SignJWT(good).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(other.privateKey), reader);
    const unknown = refused(await new SignJWT(good).setProtectedHeader({ alg: 'RS256', kid: 'two' }).sign(other.privateKey), reader);
    // looked for once more, after a pause
    await new Promise((resolve) => { setTimeout(resolve); });
    clock.advance(2_000);
    await unknown;
  });

  it('is not called bad when the keys cannot be had', async () => {
    const token = await new SignJWT(good).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(rsa.privateKey);
    const cold = tokenReader({ ...base, identity: { kind: 'jwks', url: new URL('https://id.example/keys') }, fetch: () => Promise.reject(new TypeError('fetch failed')) });
    await expect(cold(token)).rejects.toThrow(IdentityUnavailable);
    reachable = false;
    expect((await reader(token)).person).toBe('li');
    reachable = true;
  });
});
