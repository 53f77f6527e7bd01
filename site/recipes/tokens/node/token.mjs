/** Says to Dossier who is signed in at this intranet. Node 20 or newer, no package. `userOf` is the one function to put your own sign-in into.
 *
 *     DOSSIER_JWT_SECRET=… SESSIONS=sessions.json node token.mjs 8090
 *     DOSSIER_KEY_FILE=key.pem DOSSIER_ISSUER=https://intranet.example SESSIONS=sessions.json node token.mjs 8090
 */
import { createHmac, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const LIFE = 600; // seconds; Dossier takes an hour at most, and asks again before the end
const { DOSSIER_JWT_SECRET: secret = '', DOSSIER_KEY_FILE: keyFile, DOSSIER_ISSUER: issuer, SESSIONS: sessions = 'sessions.json' } = process.env;
if (keyFile === undefined && Buffer.byteLength(secret) < 32) throw new Error('DOSSIER_JWT_SECRET needs at least 32 bytes: openssl rand -base64 48');
if (keyFile !== undefined && issuer === undefined) throw new Error('DOSSIER_KEY_FILE needs DOSSIER_ISSUER, the name that the tokens carry.');
const key = keyFile === undefined ? null : createPrivateKey(readFileSync(keyFile));

/** Whoever your own sign-in says, or null. Here: sessions that it keeps in a file, `{"<random id>": {"id", "name", "department", "until"}}`. Nothing else of the request counts. */
function userOf(request) {
  const id = /(?:^|;\s*)intranet-session=([\w-]{16,128})(?:;|$)/.exec(request.headers.cookie ?? '')?.[1];
  const kept = JSON.parse(readFileSync(sessions, 'utf8'));
  const user = id !== undefined && Object.hasOwn(kept, id) ? kept[id] : null;
  return user !== null && user.until > Date.now() / 1000 ? user : null;
}

const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

function tokenFor(user) {
  const now = Math.floor(Date.now() / 1000);
  const claims = { sub: user.id, name: user.name, department: user.department, aud: 'dossier', iss: issuer, iat: now, exp: Math.min(now + LIFE, user.until) };
  const signed = `${part(key === null ? { alg: 'HS256', typ: 'JWT' } : { alg: 'RS256', typ: 'JWT', kid: 'intranet' })}.${part(claims)}`;
  return `${signed}.${(key === null ? createHmac('sha256', secret).update(signed).digest() : sign('sha256', Buffer.from(signed), key)).toString('base64url')}`;
}

function answer(request) {
  if (request.url === '/intranet/jwks.json' && key !== null) return [200, JSON.stringify({ keys: [{ ...createPublicKey(key).export({ format: 'jwk' }), alg: 'RS256', use: 'sig', kid: 'intranet' }] })];
  if (request.url !== '/intranet/token') return [404];
  if (request.method !== 'POST') return [405];
  if (request.headers['x-requested-with'] === undefined) return [403]; // a form or picture of another site cannot send this header
  const user = userOf(request);
  return user === null ? [401] : [200, tokenFor(user)];
}

createServer((request, response) => {
  const [status, body = ''] = answer(request);
  response.writeHead(status, { 'content-type': body.startsWith('{') ? 'application/json' : 'text/plain', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }).end(body);
}).listen(Number(process.argv[2] ?? 8090), '127.0.0.1');
