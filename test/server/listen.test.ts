/** The app on a port: sub-path, origins of sockets, refusals before anything else, and an end that waits for nobody. */
import { request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { listen } from '../../server/listen.ts';
import type { Listening } from '../../server/listen.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';

const li = { sub: 'li', name: 'Li Wei', roles: ['staff'] };
let world: HttpWorld;
let server: Listening;
let base: string;
beforeAll(async () => {
  world = await httpWorld({ env: { DOSSIER_PORT: '0', DOSSIER_PUBLIC_URL: 'https://intranet.example/dossier/', DOSSIER_ORIGINS: 'https://crm.example' } });
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  server = await listen({ dossier: world.dossier, config: world.config, log, refusal: (incoming) => (incoming.headers.via === undefined ? null : 'no proxies') });
  base = `127.0.0.1:${server.port}`;
});
afterAll(async () => {
  await world.storage.close();
});

const upgrade = (path: string, headers: Record<string, string>): Promise<number> => new Promise((resolve, reject) => {
  const socket = new WebSocket(`ws://${base}${path}`, { headers });
  socket.on('open', () => { socket.terminate(); resolve(101); });
  socket.on('unexpected-response', (_request, response) => { response.resume(); resolve(response.statusCode ?? 0); });
  socket.on('error', reject);
});

it('names the public address as its own', () => {
  expect(server.url).toBe('https://intranet.example/dossier');
});

it('answers with the sub-path and without, as proxies pass it', async () => {
  for (const path of ['/healthz', '/dossier/healthz']) expect((await fetch(`http://${base}${path}`)).status, path).toBe(200);
  expect((await fetch(`http://${base}/dossierx/healthz`)).status).toBe(404);
  expect([await upgrade('/line', {}), await upgrade('/dossier/line', {})]).toEqual([101, 101]);
});

it('lets sockets of the own and the configured pages in, and of no other', async () => {
  for (const origin of ['https://intranet.example', 'https://crm.example']) expect(await upgrade('/line', { origin }), origin).toBe(101);
  for (const origin of ['https://evil.example', 'null', `http://${base}`]) expect(await upgrade('/line', { origin }), origin).toBe(403);
});

it('holds sockets to the refusals of the demo', async () => {
  expect(await upgrade('/line', { via: '1.1 nginx' })).toBe(403);
});

it('refuses headers without end', async () => {
  const status = await new Promise<number>((resolve, reject) => {
    request(`http://${base}/healthz`, { headers: { 'x-long': 'x'.repeat(20_000) } }, (response) => { response.resume(); resolve(response.statusCode ?? 0); }).on('error', reject).end();
  });
  expect(status).toBe(431);
});

it('takes bodies that do not say how long they are, up to the limit', async () => {
  const authorization = `Bearer ${await world.token(li)}`;
  const send = (method: string, path: string, chunks: readonly string[]): Promise<number> => new Promise((resolve, reject) => {
    const sent = request(`http://${base}${path}`, { method, headers: { authorization, 'content-type': 'application/json', 'transfer-encoding': 'chunked' } }, (response) => { response.resume(); resolve(response.statusCode ?? 0); });
    sent.on('error', reject);
    for (const chunk of chunks) sent.write(chunk);
    sent.end();
  });
  expect(await send('POST', '/api/archives', ['{"id":"CHUNKS","kind":', '"organisation","name":"In pieces"}'])).toBe(201);
  expect(await send('POST', '/api/archives', ['"', 'x'.repeat(world.config.limits.jsonBytes), '"'])).toBe(413);
  expect((await fetch(`http://${base}/api/grants/none`, { method: 'DELETE', headers: { authorization } })).status).toBe(404);
});

it('stops although somebody listens to events', async () => {
  const stream = await fetch(`http://${base}/api/overviews?ids=NONE`, { headers: { authorization: `Bearer ${await world.token(li)}`, accept: 'text/event-stream' } });
  const reader = stream.body!.getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toContain('event: digests');
  const rest = reader.read().catch(() => ({ done: true }));
  await server.stop();
  expect((await rest).done).toBe(true);
  await expect(fetch(`http://${base}/healthz`)).rejects.toThrow();
});
