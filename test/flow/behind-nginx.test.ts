/** The bundle behind Debian's nginx at /dossier/, as a company installs it: addresses, the kit, streams, and who counts as whom. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Snippet } from '../../server/services/kit.ts';
import { launch } from '../helpers/browser.ts';
import { mint } from '../helpers/dossier.ts';
import { installed, type Installed } from '../helpers/installed.ts';

const ana = { sub: 'ana.ruiz', name: 'Ana Ruiz', email: 'ana.ruiz@intranet.test', department: 'ventas', groups: ['crm'] };

describe.each([['leaves the sub-path in', false], ['takes the sub-path off', true]] as const)('nginx that %s', (_, strips) => {
  const pages = mkdtempSync(join(tmpdir(), 'dossier-pages-'));
  let company: Installed;
  let token: string;
  beforeAll(async () => {
    company = await installed({ people: [ana], strips, pages });
    token = await company.issuer!.accessToken(ana.sub);
  }, 400_000);
  afterAll(async () => {
    await company.stop();
    rmSync(pages, { recursive: true });
  });

  it('a person of the issuer, of whom nobody has heard here, opens an archive, and its address has the sub-path', async () => {
    const created = await fetch(`${company.url}/api/archives`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ id: 'SUB', keys: ['erp:GZ/2019-0045'], kind: 'organisation', name: 'Talleres Ibarra' }) });
    expect([created.status, created.headers.get('location')]).toEqual([201, '/dossier/api/archives/SUB']);
    const there = await fetch(new URL(created.headers.get('location')!, company.url), { headers: { authorization: `Bearer ${token}` } });
    expect(there.status).toBe(200);
    expect((await company.api<{ servers: unknown }>(token, 'GET', '/api/openapi.json')).body.servers).toEqual([{ url: '/dossier' }]);
  });

  it('without its slash the address leads to the one with it, on whatever name and scheme the browser is', async () => {
    const { status, headers } = await fetch(company.url, { redirect: 'manual', headers: { 'x-forwarded-proto': 'https' } });
    expect([status, headers.get('location')]).toEqual([301, '/dossier/']);
  });

  it.runIf(!strips)('takes keys with slashes in addresses', async () => {
    const { status, body } = await company.api<{ id: string }>(token, 'GET', `/api/archives/${encodeURIComponent('erp:GZ/2019-0045')}`);
    expect([status, body.id]).toEqual([200, 'SUB']);
  });

  it('the pinned lines of the snippet show a card in an intranet page that is no secure context', async () => {
    const { pinned } = (await company.api<Snippet>(token, 'GET', '/kit/1/snippet.json')).body;
    expect(pinned).toContain(`src="${company.publicUrl}/kit/1/`);
    writeFileSync(join(pages, 'index.html'), `<!doctype html><meta charset="utf-8"><title>Intranet</title>${pinned}<customer-card archive="SUB"></customer-card>
      <script type="module">document.querySelector('archive-session').getToken = async () => ${JSON.stringify(token)};</script>`);
    const browser = await launch(['intranet.test']);
    try {
      const page = await browser.newPage();
      const scripts: string[] = [];
      let socket = '';
      page.on('websocket', (opened) => { socket = opened.url(); });
      page.on('response', (response) => { if (response.url().includes('/kit/')) scripts.push(`${response.status()} ${response.headers()['cache-control'] ?? ''} ${response.headers()['content-encoding'] ?? ''}`); });
      await page.goto(`${company.origin}/index.html`);
      await page.getByText('Talleres Ibarra').first().waitFor();
      expect(await page.evaluate('isSecureContext')).toBe(false);
      expect(socket).toBe(`${company.publicUrl.replace('http', 'ws')}/line`);
      expect(scripts.length).toBeGreaterThan(0);
      for (const script of scripts) expect(script).toMatch(/^200 public, max-age=31536000, immutable (br|gzip|$)/);
    } finally {
      await browser.close();
    }
  });

  it('an event stream passes at once, neither gathered nor compressed', async () => {
    const stop = new AbortController();
    const answer = await fetch(`${company.url}/api/overviews?ids=SUB`, { headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream', 'accept-encoding': 'gzip, br' }, signal: stop.signal });
    expect([answer.headers.get('content-encoding'), answer.headers.get('cache-control')]).toEqual([null, 'no-store, no-transform']);
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    // the bytes of one event may come in several parts: what is held back never comes, and the time of the test ends
    const until = async (word: string): Promise<void> => {
      for (let text = ''; !text.includes(word);) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`the stream ended before ${word}`);
        text += value;
      }
    };
    await until('event: digests');
    await company.api(token, 'PATCH', '/api/archives/SUB/sections/profile', { fields: { 'customer.shortName': 'Ibarra y Cía' } });
    await until('Ibarra y Cía');
    stop.abort();
  });
});

describe('who counts as whom', () => {
  let company: Installed;
  const direct = (): string => `http://127.0.0.1:${company.upstream}`;
  const asks = async (forwarded: string, token: string): Promise<number> => (await fetch(`${direct()}/api/me`, { headers: { 'authorization': `Bearer ${token}`, 'x-forwarded-for': forwarded } })).status;
  beforeAll(async () => { company = await installed(); }, 400_000);
  afterAll(async () => { await company.stop(); });

  it('300 people of one forwarded address are 300 people', async () => {
    const answers = await Promise.all(Array.from({ length: 300 }, async (__, number) => asks('192.0.2.1', await mint({ sub: `person-${number}` }))));
    expect(answers.filter((status) => status !== 200)).toEqual([]);
  });

  it('300 addresses behind one proxy are 300 addresses: what one of them does wrong is not the others\' fault', async () => {
    const forged = 'eyJhbGciOiJIUzI1NiJ9.e30.x';
    const one = await Promise.all(Array.from({ length: 200 }, () => asks('192.0.2.2', forged)));
    expect(one.filter((status) => status === 429).length).toBeGreaterThan(100);
    const others = await Promise.all(Array.from({ length: 300 }, (__, number) => asks(`198.51.100.${number % 250}, 10.0.0.${Math.floor(number / 250)}`, forged)));
    expect(new Set(others.slice(0, 60))).toEqual(new Set([401]));
    expect(await asks('192.0.2.2', await mint({ sub: 'honest' }))).toBe(200); // a valid one passes even from there
  });

  it('what a browser says of its own address does not get past nginx', async () => {
    const forged = 'eyJhbGciOiJIUzI1NiJ9.e30.x';
    const answers = await Promise.all(Array.from({ length: 150 }, (__, number) => new Promise<number>((done, fail) => {
      // from another computer than the proxy's: its own word would count
      request(`${company.url}/api/me`, { localAddress: '127.0.0.2', headers: { 'authorization': `Bearer ${forged}`, 'x-forwarded-for': `203.0.113.${number}` } }, (answer) => {
        answer.resume();
        done(answer.statusCode ?? 0);
      }).on('error', fail).end();
    })));
    expect(answers.filter((status) => status === 429).length).toBeGreaterThan(50);
  });
});
