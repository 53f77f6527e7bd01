/** The demo is for the person at this machine: a proxy in front of it, a foreign host name or a folder it did not seed are refused. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, request, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../helpers/browser.ts';
import { start, tempFolder, type Running } from '../helpers/dossier.ts';

let demo: Running;
beforeAll(async () => { demo = await start({ command: 'demo' }); });
afterAll(async () => { await demo.stop(); });

const get = (url: string, headers: Record<string, string> = {}): Promise<{ status: number; body: string }> => new Promise((done, fail) => {
  request(url, { headers }, (response: IncomingMessage) => {
    let body = '';
    response.on('data', (chunk: Buffer) => { body += chunk.toString(); });
    response.on('end', () => { done({ status: response.statusCode ?? 0, body }); });
  }).on('error', fail).end();
});

/** A reverse proxy as nginx does it by default: the host's own name, or with the usual forwarding header. */
async function proxy(headers: Record<string, string>): Promise<{ url: string; close: () => void }> {
  const server = createServer((incoming, outgoing) => {
    const inner = request(demo.url + (incoming.url ?? '/'), { method: incoming.method, headers: { ...incoming.headers, ...headers } }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(inner);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}`, close: () => { server.closeAllConnections(); server.close(); } };
}

describe('dossier demo', () => {
  it('offers sample people and signs one in through the same token path', async () => {
    const list = (JSON.parse((await get(`${demo.url}/api/demo/people`)).body) as { items: { id: string }[] }).items;
    expect(list.length).toBeGreaterThanOrEqual(6);
    const session = await fetch(`${demo.url}/api/demo/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ person: list[0]?.id }) });
    const { token } = await session.json() as { token: string };
    const me = await demo.api<{ id: string }>(token, 'GET', '/api/me');
    expect(me).toMatchObject({ status: 200, body: { id: list[0]?.id } });
  });

  it('leads from the customers behind a mark into the register of the same customers', async () => {
    const browser = await launch();
    try {
      const page = await browser.newPage({ locale: 'en-GB' });
      await page.goto(`${demo.url}/insight.html?person=zhao#rfm`);
      const analysis = page.locator('customer-analysis');
      await analysis.getByRole('button', { name: 'Hibernating' }).first().click();
      const behind = analysis.locator('.behind .person-name');
      await behind.first().waitFor();
      const names = (await behind.allTextContents()).map((name) => name.trim()).sort();
      expect(names.length).toBeGreaterThan(0);
      await analysis.getByRole('link', { name: 'In the register' }).click();
      await page.waitForURL(/index\.html/);
      const rows = page.locator('customer-list [role=gridcell].name strong');
      await expect.poll(async () => (await rows.allTextContents()).map((name) => name.trim()).sort(), { timeout: 90_000 }).toEqual(names);
    } finally {
      await browser.close();
    }
  }, 300_000);

  it.each([['x-forwarded-for', '10.0.0.7'], ['forwarded', 'for=10.0.0.7'], ['via', '1.1 nginx'], ['x-real-ip', '10.0.0.7']] as const)('refuses a proxy that adds %s', async (name, value) => {
    const front = await proxy({ [name]: value });
    try {
      for (const path of ['/', '/api/demo/people', '/api/archives', '/kit/dossier.js']) expect((await get(front.url + path)).status, path).toBe(403);
    } finally {
      front.close();
    }
  });

  it('refuses a proxy that passes its own host name', async () => {
    const front = await proxy({ host: 'intranet.example' });
    try {
      expect((await get(`${front.url}/api/demo/people`)).status).toBe(403);
    } finally {
      front.close();
    }
  });

  it('does not start in a folder it did not seed', async () => {
    const folder = tempFolder();
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'archive.db'), 'somebody else’s');
    await expect(start({ command: 'demo', folder })).rejects.toThrow(/seed/i);
  });

  it('listens on loopback only', async () => {
    await expect(start({ command: 'demo', env: { DOSSIER_HOST: '0.0.0.0' } })).rejects.toThrow(/loopback|127\.0\.0\.1/i);
  });
});
