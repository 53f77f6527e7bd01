/** Webhooks: signed hints to receivers outside, tried again for days, never a way into the network; a receiver that was down for a day ends equal by the feed alone. */
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { FeedEvent } from '../../server/services/events.ts';
import { isOutside, refusedUrl, sendWebhook, signed } from '../../server/services/webhook-send.ts';
import type { Sending } from '../../server/services/webhook-send.ts';
import { GIVEN_UP_MS } from '../../server/services/webhooks.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld, Who } from '../helpers/http-world.ts';

const SECRET = `whsec_${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`;
const HOUR = 3_600_000;
const admin: Who = { sub: 'ada', name: 'Ada', roles: ['admin'] };
const owner: Who = { sub: 'olga', name: 'Olga', roles: ['staff'], department: 'sales' };

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => { for (const close of closing.splice(0).reverse()) await close(); });

interface Received { readonly headers: IncomingHttpHeaders; readonly body: string; readonly path: string }
async function receiver(answer: (received: Received) => number | Promise<number>, port = 0): Promise<{ readonly port: number; readonly server: Server }> {
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => { body += part; }).on('end', () => {
      void Promise.resolve(answer({ headers: request.headers, body, path: request.url ?? '' })).then((status) => response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end());
    });
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  const close = (): Promise<void> => new Promise((done) => { server.closeAllConnections(); server.close(() => { done(); }); });
  closing.push(close);
  return { port: (server.address() as AddressInfo).port, server };
}
const sending = (url: string, allowed: readonly string[] = []): Sending => ({ url, id: 'msg_1', at: Date.parse('2026-03-02T09:00:00Z'), body: '{"type":"test"}', secrets: [SECRET], allowed });

describe('where it goes', () => {
  it.each(['127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '192.0.2.1', '::1', '::', 'fe80::1', 'fc00::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', 'ff02::1', 'localhost', ''])('%s is inside', (address) => {
    expect(isOutside(address)).toBe(false);
  });
  it.each(['8.8.8.8', '172.32.0.1', '172.15.255.255', '100.128.0.1', '2606:4700::1111', '2a00:1450:4001::1'])('%s is outside', (address) => { expect(isOutside(address)).toBe(true); });

  it.each<[string, boolean]>([
    ['https://erp.example/hook', true], ['http://erp.example/hook', false], ['https://127.0.0.1/', false], ['https://[::1]/', false], ['https://0x7f.1/', false], ['https://2130706433/', false], ['https://user:pass@erp.example/', false],
    ['ftp://erp.example/', false], ['file:///etc/passwd', false], ['nonsense', false], ['https://erp.example/#x', false], ['http://erp.intranet/hook', true], ['http://10.0.0.7:8080/hook', true], ['http://10.0.0.7:9090/hook', false],
  ])('%s: %s', (url, may) => { expect(refusedUrl(url, ['erp.intranet', '10.0.0.7:8080']) === null).toBe(may); });

  it('a name that leads inside is refused on the connection itself', async () => {
    const sent = await sendWebhook(sending('https://localhost/hook'));
    expect(sent).toEqual({ status: null, error: 'localhost leads inside the network' });
  });
  it('a way to somewhere else is not gone', async () => {
    const paths: string[] = [];
    const { port } = await receiver(({ path }) => { paths.push(path); return 302; });
    expect(await sendWebhook(sending(`http://127.0.0.1:${port}/hook`, [`127.0.0.1:${port}`]))).toEqual({ status: 302, error: null });
    expect(paths).toEqual(['/hook']);
  });
});

it('is signed as standardwebhooks.com has it, by every secret that counts', async () => {
  const got: Received[] = [];
  const { port } = await receiver((received) => { got.push(received); return 204; });
  const second = `whsec_${Buffer.from('another secret of thirty-two byt').toString('base64')}`;
  expect(await sendWebhook({ ...sending(`http://127.0.0.1:${port}/hook`, ['127.0.0.1']), secrets: [SECRET, second] })).toEqual({ status: 204, error: null });
  const { headers, body } = got[0]!;
  const by = (secret: string): string => `v1,${createHmac('sha256', Buffer.from(secret.slice(6), 'base64')).update(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`).digest('base64')}`;
  expect(headers['webhook-signature']).toBe(`${by(SECRET)} ${by(second)}`);
  // the example of the specification
  expect(signed({ id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', at: 1614265330_000, body: '{"test": 2432232314}', secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'] })['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

interface Setup { readonly world: HttpWorld; readonly clock: ReturnType<typeof fakeClock>; readonly secret: string; readonly id: string; step(milliseconds: number): Promise<void> }
async function company(url: string, hosts: readonly string[], sendWebhook?: Parameters<typeof httpWorld>[0] extends infer O ? O extends { sendWebhook?: infer S } ? S : never : never): Promise<Setup> {
  const clock = fakeClock();
  const world = await httpWorld({ clock, ...(sendWebhook ? { sendWebhook } : {}) });
  closing.push(() => world.close());
  const { body: { secret, key } } = await world.call<{ secret: string; key: { id: string } }>(admin, 'POST', '/api/keys', { name: 'ERP', sections: { profile: 'read' }, days: 365 });
  expect((await world.call(admin, 'PUT', '/api/webhooks/hosts', { hosts })).status).toBe(200);
  const made = await world.call<{ webhook: { id: string } }>(admin, 'POST', '/api/webhooks', { name: 'ERP', url, key: key.id });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  for (const id of ['A', 'B', 'C']) await world.call(owner, 'POST', '/api/archives', { id, kind: 'organisation', name: id });
  return {
    world, clock, secret, id: made.body.webhook.id,
    async step(milliseconds) {
      clock.advance(milliseconds);
      await world.dossier.settled();
    },
  };
}
interface Shown { readonly state: string; readonly why: string | null; readonly tries: number; readonly failingSince: string | null }
const shown = async ({ world, id }: Setup): Promise<Shown> => (await world.call<{ items: (Shown & { id: string })[] }>(admin, 'GET', '/api/webhooks')).body.items.find((each) => each.id === id)!;

it('a receiver that was down for a day ends equal by the feed alone', async () => {
  /** What the other system holds of each archive. */
  const mirror = new Map<string, string>();
  let cursor = '';
  let setup: Setup | null = null;
  const get = async <T>(path: string): Promise<T> => (await setup!.world.call<T>(null, 'GET', path, undefined, { authorization: `Bearer ${setup!.secret}` })).body;
  const follow = async (): Promise<number> => {
    for (let more = true; more;) {
      const page = await get<{ items: FeedEvent[]; next: string; more: boolean }>(`/api/events?after=${cursor}`);
      for (const archive of new Set(page.items.flatMap((each) => (each.section === 'profile' ? [each.archive!] : [])))) {
        const { fields } = await get<{ fields: Record<string, string> }>(`/api/archives/${archive}/sections/profile`);
        mirror.set(archive, fields['customer.shortName'] ?? '');
      }
      ({ next: cursor, more } = page);
    }
    return 204;
  };
  const first = await receiver(follow);
  const host = `127.0.0.1:${first.port}`;
  setup = await company(`http://${host}/hook`, [host]);
  cursor = (await get<{ next: string }>('/api/events?after=now')).next;
  const { world, step } = setup;
  const name = (archive: string, text: string) => world.call(owner, 'PATCH', `/api/archives/${archive}/sections/profile`, { fields: { 'customer.shortName': text } });

  await name('A', 'before');
  for (let n = 0; n < 5; n++) await step(2_000);
  expect(mirror.get('A')).toBe('before');

  await new Promise<void>((done) => { first.server.closeAllConnections(); first.server.close(() => { done(); }); });
  for (let hour = 0; hour < 24; hour++) {
    await name(['A', 'B', 'C'][hour % 3]!, `hour ${hour}`);
    for (let n = 0; n < 4; n++) await step(HOUR / 4);
  }
  expect(mirror.get('A')).toBe('before');
  expect(await shown(setup)).toMatchObject({ state: 'failing' });

  await receiver(follow, first.port);
  for (let n = 0; n < 6; n++) await step(HOUR / 4);
  expect(Object.fromEntries(mirror)).toMatchObject({ A: 'hour 21', B: 'hour 22', C: 'hour 23' });
  expect(await shown(setup)).toMatchObject({ state: 'on', tries: 0 });
  const { body } = await world.call<{ items: { status: number | null; error: string | null }[] }>(admin, 'GET', `/api/webhooks/${setup.id}/deliveries`);
  expect(body.items[0]?.status).toBe(204);
  expect(body.items.filter(({ status }) => status === null).length).toBeGreaterThan(20);
});

describe('one where nothing arrives', () => {
  it('is tried again, ever more slowly, for three days; then it is off, and says so', async () => {
    const tries: number[] = [];
    let clock = { now: () => 0 };
    const setup = await company('https://erp.example/hook', [], () => { tries.push(clock.now()); return Promise.resolve({ status: 500, error: null }); });
    clock = setup.clock;
    for (let n = 0; n < 40; n++) await setup.step(5_000);
    for (let n = 0; n < 3 * 24 * 2 + 6; n++) await setup.step(HOUR / 2);
    const gaps = tries.slice(1).map((at, i) => at - tries[i]!);
    expect(gaps.slice(0, 3).every((gap, i) => gap >= [10_000, 30_000, 60_000][i]!)).toBe(true);
    expect(tries.at(-1)! - tries[0]!).toBeGreaterThanOrEqual(GIVEN_UP_MS);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(2 * HOUR);
    expect(await shown(setup)).toMatchObject({ state: 'off', why: 'failing' });
    const before = tries.length;
    await setup.step(HOUR);
    expect(tries).toHaveLength(before);
    expect((await setup.world.call(admin, 'PATCH', `/api/webhooks/${setup.id}`, { enabled: true })).status).toBe(200);
    await setup.step(1_000);
    expect(tries).toHaveLength(before + 1);
  });
  it('whose key was ended is off', async () => {
    const sent: string[] = [];
    const setup = await company('https://erp.example/hook', [], ({ body }) => { sent.push(body); return Promise.resolve({ status: 204, error: null }); });
    const { body: { items } } = await setup.world.call<{ items: { id: string }[] }>(admin, 'GET', '/api/keys');
    expect((await setup.world.call(admin, 'DELETE', `/api/keys/${items[0]!.id}`)).status).toBe(200);
    sent.length = 0;
    await setup.world.call(owner, 'PATCH', '/api/archives/A/sections/profile', { fields: { 'customer.shortName': 'x' } });
    for (let n = 0; n < 20; n++) await setup.step(2_000);
    expect(sent).toEqual([]);
    expect(await shown(setup)).toMatchObject({ state: 'off', why: 'key' });
  });
});

it('an administrator tries one, changes its secret without a gap, and nobody else sees any', async () => {
  const sent: Sending[] = [];
  const setup = await company('https://erp.example/hook', [], (each) => { sent.push(each); return Promise.resolve({ status: 200, error: null }); });
  const { world, id } = setup;
  for (let n = 0; n < 4; n++) await setup.step(2_000);
  sent.length = 0;
  expect((await world.call<{ kind: string; status: number }>(admin, 'POST', `/api/webhooks/${id}/test`)).body).toMatchObject({ kind: 'test', status: 200 });
  expect(JSON.parse(sent[0]!.body)).toMatchObject({ type: 'test', webhook: id });
  const { body: { secret } } = await world.call<{ secret: string }>(admin, 'POST', `/api/webhooks/${id}/secret`);
  await world.call(admin, 'POST', `/api/webhooks/${id}/test`);
  expect(sent[1]!.secrets).toEqual([secret, sent[0]!.secrets[0]]);
  expect((await world.call(admin, 'DELETE', `/api/webhooks/${id}/secret`)).status).toBe(200);
  await world.call(admin, 'POST', `/api/webhooks/${id}/test`);
  expect(sent[2]!.secrets).toEqual([secret]);
  expect(JSON.stringify((await world.call(admin, 'GET', '/api/webhooks')).body)).not.toContain(secret);
  for (const [method, path, body] of [['GET', '/api/webhooks'], ['POST', '/api/webhooks', { name: 'x', url: 'https://x.example', key: '' }], ['PATCH', `/api/webhooks/${id}`, { enabled: false }], ['DELETE', `/api/webhooks/${id}`], ['GET', `/api/webhooks/${id}/deliveries`], ['POST', `/api/webhooks/${id}/test`], ['POST', `/api/webhooks/${id}/secret`], ['PUT', '/api/webhooks/hosts', { hosts: [] }]] as const) {
    expect((await world.call(owner, method, path, body)).status, `${method} ${path}`).toBe(403);
  }
  expect((await world.call(admin, 'DELETE', `/api/webhooks/${id}`)).status).toBe(204);
  expect((await world.call(admin, 'POST', `/api/webhooks/${id}/test`)).status).toBe(404);
});
