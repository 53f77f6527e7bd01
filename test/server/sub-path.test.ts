/** What the server says of its own addresses when it is reached under a sub-path, and what it says to the proxy in between. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addressOf, strangeProxy } from '../../server/http/address.ts';
import { httpWorld, type HttpWorld } from '../helpers/http-world.ts';

let world: HttpWorld;
const ana = { sub: 'ana', roles: ['staff'] };
beforeAll(async () => { world = await httpWorld({ env: { DOSSIER_PUBLIC_URL: 'https://intranet.test/dossier/' } }); });
afterAll(async () => { await world.close(); });

it('names its addresses with the sub-path', async () => {
  const { status, headers } = await world.call(ana, 'POST', '/api/archives', { id: 'SUB', kind: 'organisation', name: 'Sub' });
  expect([status, headers.get('location')]).toEqual([201, '/dossier/api/archives/SUB']);
  expect((await world.call<{ servers: unknown }>(null, 'GET', '/api/openapi.json')).body.servers).toEqual([{ url: '/dossier' }]);
});

it('asks proxies to hold no stream back and to change nothing in it', async () => {
  const stop = new AbortController();
  const { headers } = await world.dossier.app.request('/api/overviews?ids=SUB', { headers: { authorization: `Bearer ${await world.token(ana)}`, accept: 'text/event-stream', 'accept-encoding': 'gzip, br' }, signal: stop.signal });
  expect([headers.get('content-type')?.split(';')[0], headers.get('x-accel-buffering'), headers.get('cache-control'), headers.get('content-encoding')]).toEqual(['text/event-stream', 'no', 'no-store, no-transform', null]);
  stop.abort();
});

const from = (remoteAddress: string, forwarded?: string) => ({ headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }, socket: { remoteAddress } }) as never;

it('takes a trusted proxy\'s word, and nobody else\'s', () => {
  const address = addressOf(['127.0.0.1', '10.0.0.0/8']);
  expect(address(from('::ffff:127.0.0.1', '203.0.113.9, 192.0.2.7, 10.1.2.3'))).toBe('192.0.2.7');
  expect(address(from('192.0.2.50', '203.0.113.9'))).toBe('192.0.2.50');
});

it('tells once of a proxy that nobody named, without a colleague\'s address', () => {
  const told: unknown[] = [];
  const look = strangeProxy(['10.0.0.0/8'], (facts, event) => { told.push([facts, /DOSSIER_TRUSTED_PROXIES/.test(event)]); });
  look(from('192.0.2.50'));
  look(from('10.1.2.3', '192.0.2.7'));
  expect(told).toEqual([]);
  look(from('192.0.2.50', '203.0.113.9'));
  look(from('127.0.0.1', '203.0.113.9'));
  expect(told).toEqual([[{}, true]]);
});
