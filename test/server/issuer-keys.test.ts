/** Keys of an issuer that rotate: who comes with a new one waits, nobody is locked out, and an issuer that is down ends nothing at once. */
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { JWK } from 'jose';
import { beforeEach, expect, it } from 'vitest';
import { IdentityUnavailable, tokenReader } from '../../server/access/token.ts';
import type { ReadToken } from '../../server/access/token.ts';
import { TokenError } from '../../server/sync/sync.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import type { FakeClock } from '../helpers/fake-clock.ts';

interface Key { readonly kid: string; readonly jwk: JWK; readonly sign: CryptoKey }
const make = async (kid: string): Promise<Key> => {
  const pair = await generateKeyPair('ES256', { extractable: true });
  return { kid, jwk: { ...(await exportJWK(pair.publicKey)), kid, alg: 'ES256' }, sign: pair.privateKey as CryptoKey };
};
const [first, second, stranger] = await Promise.all(['one', 'two', 'three'].map(make)) as [Key, Key, Key];

let clock: FakeClock;
let published: readonly Key[];
let up: boolean;
let asked: string[];
let warned: string[];
let read: ReadToken;
let description: object;

const fetched = (url: string): Promise<Response> => {
  asked.push(new URL(url).pathname);
  if (!up) return Promise.reject(new TypeError('fetch failed'));
  return Promise.resolve(Response.json(url.includes('.well-known') ? description : { keys: published.map(({ jwk }) => jwk) }));
};
const reader = (identity: Parameters<typeof tokenReader>[0]['identity'] = { kind: 'jwks', url: new URL('https://id.example/keys') }): ReadToken => tokenReader({
  identity, issuer: null, audience: 'dossier', claims: { name: 'name', department: 'department', roles: 'roles', email: 'email' }, clock, fetch: fetched, warn: (text) => warned.push(text),
});
const token = (key: Key): Promise<string> => {
  const now = Math.floor(clock.now() / 1000);
  return new SignJWT({}).setProtectedHeader({ alg: 'ES256', kid: key.kid }).setSubject('li').setAudience('dossier').setIssuedAt(now).setExpirationTime(now + 3600).sign(key.sign);
};
/** Let what is under way go as far as it does without the clock. */
const turn = async (): Promise<void> => { for (let i = 0; i < 20; i++) await new Promise((resolve) => { setImmediate(resolve); }); };

beforeEach(() => {
  clock = fakeClock();
  published = [first];
  up = true;
  asked = [];
  warned = [];
  description = { issuer: 'https://id.example/main', jwks_uri: 'https://keys.example/main' };
  read = reader();
});

it('fetches once for many, and not again while the keys are known', async () => {
  const one = await token(first);
  await Promise.all(Array.from({ length: 50 }, () => read(one)));
  clock.advance(60_000);
  await read(await token(first));
  expect(asked).toEqual(['/keys']);
});

it('takes a new key at once', async () => {
  await read(await token(first));
  clock.advance(60_000);
  published = [first, second];
  expect((await read(await token(second))).person).toBe('li');
  expect(asked).toHaveLength(2);
});

it('locks nobody out after a rotation although somebody names unknown keys all the time: who comes waits two seconds at most', async () => {
  await read(await token(first));
  clock.advance(60_000);
  await expect(read(await token(stranger))).rejects.toThrow(TokenError);
  published = [second];
  const coming = read(await token(second));
  const forged = read(await token(stranger)).catch((error: unknown) => error);
  await turn();
  clock.advance(2_000);
  expect((await coming).person).toBe('li');
  expect(await forged).toBeInstanceOf(TokenError);
  expect(asked).toHaveLength(3);
});

it('asks the issuer at most thirty times a minute, whatever is brought', async () => {
  await read(await token(first));
  asked = [];
  const forged = await token(stranger);
  for (let second = 0; second < 60; second++) {
    for (let i = 0; i < 5; i++) void read(forged).catch(() => undefined);
    await turn();
    clock.advance(1_000);
  }
  await turn();
  expect(asked.length).toBeGreaterThan(20);
  expect(asked.length).toBeLessThanOrEqual(31);
});

it('ceases to count a key that the issuer has withdrawn, within minutes', async () => {
  const old = await token(first);
  await read(old);
  published = [second];
  clock.advance(301_000);
  await read(old).catch(() => undefined); // this one begins the look beside its work
  await turn();
  clock.advance(3_000);
  await expect(read(old)).rejects.toThrow(TokenError);
});

it('goes on with the known keys for an hour when the issuer is down, and calls no new one bad', async () => {
  await read(await token(first));
  up = false;
  for (let minute = 1; minute < 60; minute++) {
    clock.advance(60_000);
    expect((await read(await token(first))).person).toBe('li');
    await turn();
  }
  const unknown = read(await token(second)).catch((error: unknown) => error);
  await turn();
  clock.advance(2_000);
  expect(await unknown).toBeInstanceOf(IdentityUnavailable);
  clock.advance(120_000);
  await expect(read(await token(first))).rejects.toThrow(IdentityUnavailable);
  expect(warned).toEqual(['The keys of the issuer cannot be had: fetch failed']);
  up = true;
  clock.advance(2_000);
  expect((await read(await token(first))).person).toBe('li');
});

it('finds the keys where the issuer says they are', async () => {
  read = reader({ kind: 'issuer', issuer: 'https://id.example/main' });
  expect((await read(await token(first))).person).toBe('li');
  expect(asked).toEqual(['/main/.well-known/openid-configuration', '/main']);
});

it.each([
  ['calls itself otherwise', { issuer: 'https://id.example/other', jwks_uri: 'https://keys.example/main' }, 'DOSSIER_ISSUER must be exactly that'],
  ['has keys that come over plain HTTP', { issuer: 'https://id.example/main', jwks_uri: 'http://keys.example/main' }, 'no https: address'],
  ['has no keys', { issuer: 'https://id.example/main' }, 'no https: address'],
])('takes no keys of an issuer that %s', async (_what, wrong, sentence) => {
  description = wrong;
  read = reader({ kind: 'issuer', issuer: 'https://id.example/main' });
  await expect(read(await token(first))).rejects.toThrow(IdentityUnavailable);
  expect(warned.join()).toContain(sentence);
});
