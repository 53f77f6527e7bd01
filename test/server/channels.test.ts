/** Channels: what five chats and a mail server are really sent, signed as they document it; who may set them up; addresses under the rules of webhooks; once a day at the set hour of the workspace's zone, without names unless somebody allowed them. */
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { CHAT_KINDS } from '../../model/channels/api.ts';
import type { ChannelBoard, ChatView, DeliveryView, OwnDigest } from '../../model/channels/api.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import { LANGUAGES } from '../../model/labels.ts';
import type { ReminderLine, ReminderPage } from '../../model/reminders/api.ts';
import type { Person } from '../../model/rights.ts';
import type { SectionKey } from '../../model/sections.ts';
import { Channels } from '../../server/services/channels/channels.ts';
import type { DigestSource } from '../../server/services/channels/channels.ts';
import { chatChannel, CHATS } from '../../server/services/channels/chats.ts';
import { digestSource } from '../../server/services/channels/digest-source.ts';
import { createMailer } from '../../server/services/channels/mail.ts';
import { outside } from '../../server/services/channels/post.ts';
import { readSmtpUrl } from '../../server/services/channels/smtp-url.ts';
import type { SmtpSettings } from '../../server/services/channels/smtp-url.ts';
import { digestMessage } from '../../server/services/channels/templates.ts';
import type { Delivery } from '../../server/storage/webhook-store.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';
import { smtpServer } from '../helpers/smtp.ts';

const closing: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => { for (const close of closing.splice(0).reverse()) await close(); });

const AT = Date.parse('2026-03-03T07:00:00Z');
const MESSAGE = { title: 'Two <are> due', lines: ['Overdue: 1', '· Fish & *Sons*'], link: { text: 'Open', href: 'https://intranet.example/today?a=1&b=2' } };

interface Taken { readonly url: string; readonly body: Readonly<Record<string, unknown>> }
/** A robot of a group chat; it answers as `answer` says. */
async function robot(answer: () => { readonly status: number; readonly text: string } = () => ({ status: 200, text: '{"errcode":0}' })): Promise<{ readonly host: string; readonly taken: Taken[] }> {
  const taken: Taken[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      taken.push({ url: request.url ?? '', body: JSON.parse(Buffer.concat(chunks).toString()) as Taken['body'] });
      const { status, text } = answer();
      response.writeHead(status, status === 302 ? { location: 'http://127.0.0.1:1/' } : {}).end(text);
    });
  });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  closing.push(() => new Promise((done) => { server.close(done); server.closeAllConnections(); }));
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, taken };
}

describe('what a chat is sent', () => {
  const call = (kind: keyof typeof CHATS, secret = '') => CHATS[kind].call(MESSAGE, { url: 'https://chat.example/robot?key=k', secret }, AT);

  it('WeCom: Markdown of at most 4096 bytes', () => {
    const { url, body } = call('wecom');
    expect(url).toBe('https://chat.example/robot?key=k');
    const { msgtype, markdown } = body as { msgtype: string; markdown: { content: string } };
    expect(msgtype).toBe('markdown');
    expect(markdown.content).toContain('[Open](https://intranet.example/today?a=1&b=2)');
    expect(markdown.content).not.toContain('<are>');
    const long = digestMessage({ overdue: 99, today: 99, week: 99, unread: 99, customers: Array.from({ length: 200 }, () => '客'.repeat(100)) }, { language: 'zh-Hans', names: true, href: `https://x.example/${'a'.repeat(200)}` });
    expect(Buffer.byteLength((CHATS.wecom.call(long!, { url: 'https://x.example', secret: '' }, AT).body as { markdown: { content: string } }).markdown.content)).toBeLessThanOrEqual(4_096);
  });
  it('DingTalk: timestamp and signature in the address', () => {
    const { url, body } = call('dingtalk', 'SECabc');
    const to = new URL(url);
    expect([...to.searchParams.keys()]).toEqual(['key', 'timestamp', 'sign']);
    expect(to.searchParams.get('sign')).toBe(createHmac('sha256', 'SECabc').update(`${AT}\nSECabc`).digest('base64'));
    expect(body).toMatchObject({ msgtype: 'actionCard', actionCard: { title: MESSAGE.title, singleURL: MESSAGE.link.href, singleTitle: 'Open' } });
    expect(new URL(call('dingtalk').url).search).toBe('?key=k');
  });
  it('Feishu: the signature in the body, made of an empty text', () => {
    const { body } = call('feishu', 'sss');
    const seconds = String(AT / 1000);
    expect(body).toMatchObject({ msg_type: 'post', timestamp: seconds, sign: createHmac('sha256', `${seconds}\nsss`).update('').digest('base64') });
    expect(call('feishu').body).not.toHaveProperty('sign');
  });
  it('Slack: blocks, with what would be marks as text', () => {
    const { body } = call('slack');
    expect(body).toMatchObject({ text: 'Two &lt;are&gt; due' });
    expect(JSON.stringify(body)).toContain('<https://intranet.example/today?a=1&amp;b=2|Open>');
    expect(JSON.stringify(body)).toContain('Fish &amp; *Sons*');
  });
  it('Teams: an Adaptive Card that opens the page', () => {
    expect(call('teams').body).toMatchObject({ type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard', actions: [{ type: 'Action.OpenUrl', url: MESSAGE.link.href }] } }] });
  });

  it('an answer that says no with status 200 is a failure, and why is kept', async () => {
    const said: Record<string, { status: number; text: string }> = {
      wecom: { status: 200, text: '{"errcode":93000,"errmsg":"invalid webhook url"}' }, dingtalk: { status: 200, text: '{"errcode":310000,"errmsg":"sign not match"}' },
      feishu: { status: 200, text: '{"code":19021,"msg":"sign match fail"}' }, slack: { status: 404, text: 'no_service' }, teams: { status: 200, text: 'Webhook message delivery failed with error: 404' },
    };
    const good: Record<string, { status: number; text: string }> = { wecom: { status: 200, text: '{"errcode":0}' }, dingtalk: { status: 200, text: '{"errcode":0}' }, feishu: { status: 200, text: '{"code":0}' }, slack: { status: 200, text: 'ok' }, teams: { status: 202, text: '' } };
    for (const kind of CHAT_KINDS) {
      let answer = said[kind]!;
      const { host } = await robot(() => answer);
      const channel = chatChannel({ kind, url: `http://${host}/x`, secret: '' }, outside(() => [host]), () => AT);
      expect((await channel.send(MESSAGE)).error, kind).toMatch(/invalid webhook|not match|match fail|no_service|delivery failed/);
      answer = good[kind]!;
      expect(await channel.send(MESSAGE), kind).toEqual({ status: answer.status, error: null });
    }
  });

  it('goes nowhere inside the network, and never after a redirect', async () => {
    const { host, taken } = await robot(() => ({ status: 302, text: '' }));
    const to = (allowed: readonly string[]) => chatChannel({ kind: 'slack', url: `http://${host}/x`, secret: '' }, outside(() => allowed), () => AT).send(MESSAGE);
    expect((await to([])).error).toContain('https');
    expect(taken).toHaveLength(0);
    expect(await to([host])).toMatchObject({ status: 302 });
    expect(taken).toHaveLength(1);
    expect((await chatChannel({ kind: 'slack', url: 'https://localhost:1/x', secret: '' }, outside(() => []), () => AT).send(MESSAGE)).error).toContain('inside the network');
  });
});

describe('what is said', () => {
  it('how many and a link; names only where they are allowed; nothing where nothing is', () => {
    const digest = { overdue: 1, today: 2, week: 3, unread: 4, customers: ['Alfreds Futterkiste'] };
    for (const language of LANGUAGES) {
      const quiet = digestMessage(digest, { language, names: false, href: 'https://x.example/today' });
      expect(JSON.stringify(quiet)).not.toContain('Alfreds');
      expect(quiet?.lines).toHaveLength(4);
      expect(JSON.stringify(digestMessage(digest, { language, names: true, href: 'https://x.example/today' }))).toContain('Alfreds');
      expect(digestMessage({ overdue: 0, today: 0, week: 0, unread: 0, customers: [] }, { language, names: true, href: 'x' })).toBeNull();
    }
  });

  it('into a group goes nothing that rests on a confidential or restricted section alone', async () => {
    const line = (name: string, sections: readonly SectionKey[]): ReminderLine => ({ archive: name as ArchiveId, name, kind: 'organisation', reasons: sections.map((section) => ({ kind: 'stale', key: '', section, due: '2026-03-01', until: null, inputs: {} })), next: { action: 'review', on: '2026-03-01' }, value: null, due: '2026-03-01', urgency: 'overdue', state: { kind: 'open' }, person: null, since: '2026-03-01', planned: null, mayAct: true });
    const page: ReminderPage = { today: '2026-03-03', working: true, items: [line('Open', ['contacts', 'aml']), line('Risk', ['aml']), line('Grade', ['credit'])], next: null, total: 3, planned: { total: 0, days: [] } };
    const source = digestSource({ reminders: { page: () => Promise.resolve(page) }, unread: () => Promise.resolve(2) });
    expect(await source({} as Person, true)).toEqual({ overdue: 1, today: 0, week: 0, unread: 0, customers: ['Open'] });
    expect(await source({} as Person, false)).toMatchObject({ overdue: 3, unread: 2 });
    const sunday = digestSource({ reminders: { page: () => Promise.resolve({ ...page, working: false }) }, unread: () => Promise.resolve(2) });
    expect(await sunday({} as Person, false)).toBeNull();
  });
});

describe('DOSSIER_SMTP_URL', () => {
  it('names every problem at once', () => {
    const problems = readSmtpUrl('http://:pw@mail.example/box?from=nobody&starttls=maybe&pool=1') as readonly string[];
    expect(problems).toHaveLength(6);
    expect(readSmtpUrl('smtps://u%40x:p%2F@mail.example?from=d@x.example')).toEqual({ host: 'mail.example', port: 465, secure: true, starttls: 'must', user: 'u@x', password: 'p/', from: 'd@x.example' });
    expect(readSmtpUrl('smtp://mail.example?from=d@x.example')).toMatchObject({ port: 587, starttls: 'must' });
    expect(readSmtpUrl('smtp://127.0.0.1?from=d@x.example')).toMatchObject({ starttls: 'here' });
    expect(readSmtpUrl('smtp://mail.example?from=d@x.example&starttls=never')).toMatchObject({ starttls: 'never' });
  });
  it('sends what a mail server takes: sender, recipient, text and HTML; what it refuses is said', async () => {
    const server = await smtpServer();
    closing.push(() => server.close());
    const mailer = createMailer(readSmtpUrl(`smtp://us%40er:pass@127.0.0.1:${server.port}?from=dossier@x.example`) as SmtpSettings);
    closing.push(() => mailer.close());
    expect(await mailer.to('maria@x.example', 'Maria Änders, "M"').send(MESSAGE)).toEqual({ status: 250, error: null });
    expect(server.signedIn).toEqual(['us@er pass']);
    expect(server.letters[0]).toMatchObject({ from: 'dossier@x.example', to: ['maria@x.example'] });
    expect(server.letters[0]?.data.replaceAll('=\n', '')).toContain('Auto-Submitted: auto-generated');
    expect(server.letters[0]?.data.replaceAll('=\n', '')).toContain('text/plain');
    expect(server.letters[0]?.data.replaceAll('=\n', '')).toContain('Two &lt;are&gt; due');
    server.refuse('550 5.1.1 no such person');
    expect(await mailer.to('nobody@x.example', 'N').send(MESSAGE)).toMatchObject({ status: 550 });
  });
});

/** Channels over a store in memory and a clock that the test moves. */
function small(digest: DigestSource, people: readonly Partial<Person>[], timezone = 'Asia/Taipei') {
  let now = Date.parse('2026-03-02T20:00:00Z');
  const kept = new Map<string, unknown>();
  const log: Delivery[] = [];
  const sent: { readonly to: string; readonly title: string }[] = [];
  let failing: string | null = null;
  const directory = { people: () => people as readonly Person[], as: ({ id }: Pick<Person, 'id'>) => directory.person(id), person: (id: PersonId) => (people.find((each) => each.id === id) as Person | undefined) ?? null, name: (id: PersonId) => id as string };
  const make = (): Channels => new Channels({
    store: { all: () => Promise.resolve([]), put: () => Promise.resolve(), remove: () => Promise.resolve(), log: (delivery) => { log.push(delivery); return Promise.resolve(); }, deliveries: (id) => Promise.resolve(log.filter(({ webhook }) => webhook === id).reverse()) },
    settings: { setting: (name) => Promise.resolve(kept.get(name) ?? null), putSetting: (name, value) => { kept.set(name, structuredClone(value)); return Promise.resolve(); } },
    directory, digest, timezone, page: 'https://dossier.example/today', hosts: () => [],
    mailer: { host: 'mail', from: 'd@x.example', close: () => undefined, to: (address) => ({ send: ({ title }) => { if (failing === null) sent.push({ to: address, title }); return Promise.resolve({ status: failing === null ? 250 : 451, error: failing }); } }) },
    post: (url) => { sent.push({ to: new URL(url).host, title: '' }); return Promise.resolve({ status: 200, text: 'ok' }); },
    clock: { now: () => now, after: () => () => undefined }, random: (count) => new Uint8Array(count).map((_, i) => (i * 37 + now) & 255), log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  return { make, sent, log, at: (text: string) => { now = Date.parse(text); }, fail: (why: string | null) => { failing = why; } };
}
const MARIA: Partial<Person> = { id: 'maria' as PersonId, name: 'Maria', email: 'maria@x.example' };
const LIU: Partial<Person> = { id: 'liu' as PersonId, name: '刘', email: 'liu@x.example' };
const SOME: DigestSource = () => Promise.resolve({ overdue: 1, today: 0, week: 0, unread: 0, customers: [] });

describe('once a day', () => {
  it('at the hour of the workspace in its zone, to each person once, also across a restart; at another hour and in another language for who chose them', async () => {
    const world = small(SOME, [MARIA, LIU, { id: 'none' as PersonId, name: 'None', email: null }]);
    const channels = world.make();
    await channels.start();
    await channels.choose(LIU as Person, { hour: 18, language: 'zh-Hans' });
    world.at('2026-03-02T23:59:00Z'); // 07:59 in Taipei
    await channels.look();
    expect(world.sent).toEqual([]);
    world.at('2026-03-03T00:01:00Z');
    await channels.look();
    await channels.look();
    expect(world.sent.map(({ to }) => to)).toEqual(['maria@x.example']);
    const again = world.make();
    await again.start();
    world.at('2026-03-03T10:30:00Z'); // 18:30
    await again.look();
    expect(world.sent).toEqual([{ to: 'maria@x.example', title: 'Dossier: 1 customer is due' }, { to: 'liu@x.example', title: '客户档案：1 位客户待跟进' }]);
    world.at('2026-03-04T00:30:00Z');
    await again.choose(LIU as Person, { mail: false });
    await again.look();
    expect(world.sent).toHaveLength(3);
  });

  it('a mail server that is away is tried again later on the same day, not at every look', async () => {
    const world = small(SOME, [MARIA]);
    const channels = world.make();
    await channels.start();
    world.at('2026-03-03T00:01:00Z');
    world.fail('451 later');
    await channels.look();
    await channels.look();
    expect(world.log).toHaveLength(1);
    world.fail(null);
    world.at('2026-03-03T00:03:00Z');
    await channels.look();
    expect(world.sent).toHaveLength(1);
    expect((await channels.deliveries('mail')).map(({ done, kind }) => [done, kind])).toEqual([[true, 'digest'], [false, 'digest']]);
  });

  it('nothing where there is nothing to say, and nothing on a day off', async () => {
    for (const source of [() => Promise.resolve(null), () => Promise.resolve({ overdue: 0, today: 0, week: 0, unread: 0, customers: [] })] satisfies DigestSource[]) {
      const world = small(source, [MARIA]);
      const channels = world.make();
      await channels.start();
      world.at('2026-03-03T05:00:00Z');
      await channels.look();
      expect(world.sent).toEqual([]);
    }
  });
});

describe('over REST', () => {
  const ADA = { sub: 'ada', name: 'Ada', roles: ['admin'], email: 'ada@x.example' };
  const NINA = { sub: 'nina', name: 'Nina', roles: ['staff'], email: 'nina@x.example' };
  async function open(): Promise<{ readonly world: HttpWorld; readonly host: string; readonly taken: Taken[] }> {
    const mail = await smtpServer();
    closing.push(() => mail.close());
    const world = await httpWorld({ env: { DOSSIER_SMTP_URL: `smtp://127.0.0.1:${mail.port}?from=dossier@x.example` } });
    closing.push(() => world.close());
    const { host, taken } = await robot();
    await world.call(ADA, 'PUT', '/api/webhooks/hosts', { hosts: [host] });
    return { world, host, taken };
  }

  it('an administrator keeps them; their addresses and secrets are never shown again; the test is sent and kept', async () => {
    const { world, host, taken } = await open();
    const wish = { name: 'Sales', kind: 'dingtalk', url: `http://${host}/robot/send?access_token=opensesame`, secret: 'SECretword', person: 'ada', language: 'zh-Hans' };
    const made = await world.call<ChatView>(ADA, 'POST', '/api/channels', wish);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ host, signed: true, names: false, enabled: true, last: null });
    const test = await world.call<DeliveryView>(ADA, 'POST', `/api/channels/${made.body.id}/test`);
    expect(test.body).toMatchObject({ done: true, kind: 'test', status: 200 });
    expect(taken[0]?.body).toMatchObject({ actionCard: { title: '客户档案：测试' } });
    expect(await world.call<ChatView>(ADA, 'PATCH', `/api/channels/${made.body.id}`, { name: 'South', enabled: false })).toMatchObject({ status: 200, body: { name: 'South', enabled: false, host } });
    const board = await world.call<ChannelBoard>(ADA, 'GET', '/api/channels');
    expect(JSON.stringify(board.body)).not.toMatch(/opensesame|SECretword/);
    expect(board.body).toMatchObject({ items: [{ name: 'South', last: { done: true } }], settings: { hour: 8 }, mail: { host: '127.0.0.1', from: 'dossier@x.example' } });
    expect((await world.call<DeliveryView>(ADA, 'POST', '/api/channels/mail/test')).body).toMatchObject({ done: true });
    expect((await world.call<{ items: unknown[] }>(ADA, 'GET', `/api/channels/${made.body.id}/deliveries`)).body.items).toHaveLength(1);
    expect((await world.call(ADA, 'PUT', '/api/channels/settings', { hour: 24, link: 'javascript:1' })).body).toMatchObject({ error: { problems: [{ field: 'hour' }, { field: 'link' }] } });
    expect((await world.call(ADA, 'DELETE', `/api/channels/${made.body.id}`)).status).toBe(204);
    expect(world.errors).toEqual([]);
  });

  it('every problem of a wish at once, and no address inside the network', async () => {
    const { world } = await open();
    const { status, body } = await world.call<{ error: { problems: { field: string }[] } }>(ADA, 'POST', '/api/channels', { name: ' ', kind: 'slack', url: 'https://10.0.0.7/x', person: 'nobody' });
    expect([status, body.error.problems.map(({ field }) => field)]).toEqual([422, ['name', 'url', 'person']]);
  });

  it('nobody else sees or changes them; everybody chooses their own mail', async () => {
    const { world } = await open();
    for (const [method, path, body] of [['GET', '/api/channels'], ['POST', '/api/channels', { name: 'x', kind: 'slack', url: 'https://hooks.slack.com/x', person: 'ada' }], ['PUT', '/api/channels/settings', { hour: 9 }], ['PATCH', '/api/channels/x', {}], ['DELETE', '/api/channels/x'], ['POST', '/api/channels/mail/test'], ['GET', '/api/channels/mail/deliveries']] as const) {
      expect((await world.call(NINA, method, path, body)).status, path).toBe(403);
    }
    expect((await world.call<OwnDigest>(NINA, 'GET', '/api/me/digest')).body).toEqual({ available: true, address: 'nina@x.example', mail: true, hour: null, workspaceHour: 8, language: null });
    expect((await world.call<OwnDigest>(NINA, 'PUT', '/api/me/digest', { mail: false, hour: 7 })).body).toMatchObject({ mail: false, hour: 7 });
  });
});
