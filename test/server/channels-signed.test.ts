/** Channels against servers that check as the real ones document it: signatures of DingTalk and Feishu reckoned by hand from SHA-256 alone, refusals with status 200 and with others, mail over STARTTLS and over TLS with a certificate that is known or is not. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { chatChannel, CHATS } from '../../server/services/channels/chats.ts';
import { createMailer } from '../../server/services/channels/mail.ts';
import { outside } from '../../server/services/channels/post.ts';
import type { SmtpSettings } from '../../server/services/channels/smtp-url.ts';
import { ownCertificate } from '../helpers/own-certificate.ts';
import { smtpServer } from '../helpers/smtp.ts';

const closing: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => { for (const close of closing.splice(0).reverse()) await close(); });

const NOW = Date.parse('2026-03-03T07:00:00Z');
const HOUR = 3_600_000;
const MESSAGE = { title: 'Dossier: 2 customers are due', lines: ['Overdue: 2'], link: { text: 'Open today’s list', href: 'https://intranet.example/today?who=me&x=(1|2)' } };

/** RFC 2104, from its own text. */
function hmacSha256(key: Buffer, text: Buffer): string {
  const block = Buffer.alloc(64);
  (key.length > 64 ? createHash('sha256').update(key).digest() : key).copy(block);
  const inner = createHash('sha256').update(Buffer.concat([block.map((byte) => byte ^ 0x36), text])).digest();
  return createHash('sha256').update(Buffer.concat([block.map((byte) => byte ^ 0x5c), inner])).digest('base64');
}

type Check = (url: URL, body: Readonly<Record<string, unknown>>) => object;
async function house(check: Check): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => { response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(check(new URL(request.url ?? '', 'http://x'), JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>))); });
  });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  closing.push(() => new Promise((done) => { server.close(done); server.closeAllConnections(); }));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const dingtalk = (secret: string): Check => ({ searchParams: params }, body) => {
  const at = params.get('timestamp') ?? '';
  if (params.get('access_token') !== 'token') return { errcode: 300001, errmsg: 'token is not exist' };
  if (!/^\d{13}$/.test(at) || Math.abs(Number(at) - NOW) > HOUR) return { errcode: 310000, errmsg: 'invalid timestamp' };
  if (params.get('sign') !== hmacSha256(Buffer.from(secret), Buffer.from(`${at}\n${secret}`))) return { errcode: 310000, errmsg: 'sign not match' };
  const card = body['actionCard'] as Record<string, string> | undefined;
  return body['msgtype'] === 'actionCard' && card?.['title'] && card['text'] && card['singleTitle'] && card['singleURL'] ? { errcode: 0, errmsg: 'ok' } : { errcode: 400601, errmsg: 'param error' };
};
const feishu = (secret: string): Check => (_url, body) => {
  const at = String(body['timestamp'] ?? '');
  if (!/^\d{10}$/.test(at) || Math.abs(Number(at) * 1000 - NOW) > HOUR || body['sign'] !== hmacSha256(Buffer.from(`${at}\n${secret}`), Buffer.alloc(0))) return { code: 19021, msg: 'sign match fail or timestamp is not within one hour from current time' };
  const post = (body['content'] as { post?: Record<string, { title: string; content: readonly (readonly { tag: string }[])[] }> } | undefined)?.post;
  return body['msg_type'] === 'post' && post && Object.values(post).every(({ content }) => content.every((line) => line.every(({ tag }) => tag === 'text' || tag === 'a'))) ? { StatusCode: 0, StatusMessage: 'success', code: 0, data: {}, msg: 'success' } : { code: 9499, msg: 'Bad Request', data: {} };
};

it('the reckoning of this file is right: RFC 4231, test case 2', () => {
  expect(Buffer.from(hmacSha256(Buffer.from('Jefe'), Buffer.from('what do ya want for nothing?')), 'base64').toString('hex')).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
});

describe('signed chats', () => {
  for (const [kind, check, path] of [['dingtalk', dingtalk, '/robot/send?access_token=token'], ['feishu', feishu, '/open-apis/bot/v2/hook/x']] as const) {
    it(`${kind}: what is signed with its secret is taken; another secret and a clock that is wrong are refused in its words`, async () => {
      const host = await house(check('SEC+/= secret'));
      const send = (secret: string, at = NOW) => chatChannel({ kind, url: `http://${host}${path}`, secret }, outside(() => [host]), () => at).send(MESSAGE);
      expect(await send('SEC+/= secret')).toEqual({ status: 200, error: null });
      // many moments, for signs of base64 that an address must not carry bare
      for (let n = 0; n < 40; n++) expect((await send('SEC+/= secret', NOW + n * 997)).error, String(n)).toBeNull();
      expect((await send('another')).error).toMatch(/sign (not match|match fail)/);
      expect((await send('')).error).toMatch(/timestamp|sign/);
      expect((await send('SEC+/= secret', NOW - 2 * HOUR)).error).toMatch(/timestamp/);
    });
  }
});

describe('what an answer means', () => {
  const { wecom, dingtalk: ding, feishu: fei, slack, teams } = CHATS;
  it('a code inside says no whatever the status; without one an answer that is none is no arrival', () => {
    expect(wecom.refused(200, '{"errcode":45009,"errmsg":"api freq out of limit"}')).toBe('45009: api freq out of limit');
    expect(ding.refused(200, '{"errcode":0,"errmsg":"ok"}')).toBeNull();
    expect(fei.refused(400, '{"code":9499,"msg":"Bad Request","data":{}}')).toBe('answered 400: 9499: Bad Request');
    expect(fei.refused(200, '{"StatusCode":0,"StatusMessage":"success"}'), 'of older robots').toBeNull();
    expect(fei.refused(502, '{"code":0}')).toBe('answered 502');
    expect(wecom.refused(200, '<html>')).toContain('JSON');
    expect(wecom.refused(200, '{}')).toContain('code');
  });
  it('Slack and what speaks like it; Teams by its old and its new way', () => {
    expect([slack.refused(200, 'ok'), slack.refused(200, '{"ok":true}'), slack.refused(200, '{"ok":false,"error":"invalid_blocks"}'), slack.refused(400, 'invalid_payload')]).toEqual([null, null, 'invalid_blocks', 'answered 400: invalid_payload']);
    expect([teams.refused(202, ''), teams.refused(200, '1'), teams.refused(200, 'Webhook message delivery failed with error: 413')]).toEqual([null, null, 'Webhook message delivery failed with error: 413']);
    expect(teams.refused(401, '{"error":{"code":"DirectApiAuthorizationRequired","message":"sign in"}}')).toBe('answered 401: sign in');
  });
  it('brackets, bars and ampersands of an address end no mark', () => {
    const text = (kind: 'wecom' | 'slack'): string => JSON.stringify(CHATS[kind].call(MESSAGE, { url: 'https://x.example', secret: '' }, NOW).body);
    expect(text('wecom')).toContain('](https://intranet.example/today?who=me&x=%281%7C2%29)');
    expect(text('slack')).toContain('<https://intranet.example/today?who=me&amp;x=%281%7C2%29|');
  });
});

describe('mail over TLS', () => {
  const own = ownCertificate();
  const settings = (port: number, more: Partial<SmtpSettings>): SmtpSettings => ({ host: '127.0.0.1', port, secure: false, starttls: 'must', user: 'us', password: 'pw', from: 'dossier@x.example', ...more });
  const send = async (given: SmtpSettings) => {
    const mailer = createMailer(given);
    closing.push(() => { mailer.close(); });
    return mailer.to('maria@x.example', 'Maria').send(MESSAGE);
  };
  /** In a process that knows the certificate, as an operator makes Dossier know it. */
  const known = (given: SmtpSettings) => new Promise<unknown>((done, fail) => {
    const folder = mkdtempSync(join(tmpdir(), 'dossier-ca-'));
    closing.push(() => { rmSync(folder, { recursive: true, force: true }); });
    writeFileSync(join(folder, 'ca.pem'), own.cert);
    const code = `const { createMailer } = await import(${JSON.stringify(pathToFileURL('server/services/channels/mail.ts').href)}); const mailer = createMailer(${JSON.stringify(given)}); console.log(JSON.stringify(await mailer.to('maria@x.example', 'Maria').send(${JSON.stringify(MESSAGE)}))); mailer.close();`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], { env: { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') }, stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, wrong] = ['', ''];
    child.stdout.on('data', (chunk) => { out += String(chunk); });
    child.stderr.on('data', (chunk) => { wrong += String(chunk); });
    child.on('close', () => { try { done(JSON.parse(out)); } catch { fail(new Error(wrong)); } });
  });

  for (const how of ['starttls', 'implicit'] as const) {
    it(`${how}: a certificate that nobody knows is refused before a word is said; one that the operator knows is taken`, async () => {
      const server = await smtpServer({ how, ...own });
      closing.push(() => server.close());
      const given = settings(server.port, { secure: how === 'implicit' });
      const refused = await send(given);
      expect([refused.status, refused.error]).toEqual([null, expect.stringMatching(/self-signed|self signed/)]);
      expect([server.signedIn, server.letters]).toEqual([[], []]);
      expect(await known(given)).toEqual({ status: 250, error: null });
      expect(server.signedIn).toEqual(['us pw']);
      expect(server.letters).toHaveLength(1);
      expect(server.inPlain.filter((verb) => verb !== 'EHLO' && verb !== 'STARTTLS'), 'nothing else was ever said in plain').toEqual([]);
    }, 240_000);
  }
  it('a server that offers no STARTTLS gets nothing unless the operator says so', async () => {
    const server = await smtpServer();
    closing.push(() => server.close());
    expect((await send(settings(server.port, {}))).error).toMatch(/STARTTLS/);
    expect(server.letters).toEqual([]);
    expect(await send(settings(server.port, { starttls: 'never' }))).toEqual({ status: 250, error: null });
  });
  it('a mail server of this computer is taken with whatever certificate it has', async () => {
    const server = await smtpServer({ how: 'starttls', ...own });
    closing.push(() => server.close());
    expect(await send(settings(server.port, { starttls: 'here' }))).toEqual({ status: 250, error: null });
    expect(server.signedIn).toEqual(['us pw']);
  });
});
