/** Papers in a real browser, on a page of another origin under a strict policy: sent, seen by somebody else at once, previewed in a frame without rights, and where the page allows no frame, offered as a download. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deflateSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch } from '../helpers/browser.ts';
import { mint, start, type Claims, type Running } from '../helpers/dossier.ts';

const ana: Claims = { sub: 'ana', name: 'Ana Trujillo', roles: ['staff'] };
const ben: Claims = { sub: 'ben', name: 'Ben Li', roles: ['staff'] };
const BODY = '<archive-form archive="ACME" section="documents" packs="dealer"></archive-form>';

let server: Running;
let site: StrictSite;
let browser: Browser;
beforeAll(async () => {
  site = await strictSite(() => server.url);
  server = await start({ env: { DOSSIER_ORIGINS: site.origin } });
  browser = await launch();
  const token = await mint(ana);
  expect((await server.api(token, 'POST', '/api/archives', { id: 'ACME', kind: 'organisation', packs: ['dealer'], name: 'Acme' })).status).toBe(201);
  await server.api(await mint(ben), 'GET', '/api/me');
  expect((await server.api(token, 'POST', '/api/grants', { archive: 'ACME', to: { kind: 'person', id: 'ben' }, level: 'read', reason: 'helps' })).status).toBe(201);
});
afterAll(async () => {
  await browser.close();
  await site.close();
  await server.stop();
});

interface StrictSite { readonly origin: string; close(): Promise<void> }
/** An intranet of another origin with what an information office may ask of its pages: no inline styles or scripts, no pictures, no workers, and frames of the server or none. */
async function strictSite(url: () => string): Promise<StrictSite> {
  const people = new Map([ana, ben].map((person) => [person.sub, person]));
  const host = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://intranet');
    const person = people.get(searchParams.get('who') ?? '');
    if (!person) return void response.writeHead(204).end();
    if (pathname === '/token') return void mint(person).then((token) => response.writeHead(200, { 'content-type': 'text/plain' }).end(token));
    if (pathname === '/page.js') {
      return void response.writeHead(200, { 'content-type': 'text/javascript' }).end(`document.querySelector('archive-session').getToken = async () => (await fetch('/token' + location.search)).text(); await import('${url()}/kit/1/dossier.js');`);
    }
    const policy = `default-src 'none'; script-src 'self' ${url()}; connect-src 'self' ${url()} ${url().replace('http', 'ws')}; frame-src ${searchParams.get('frames') ?? url()}`;
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy }).end(
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>Intranet</title><body><archive-session endpoint="${url()}"></archive-session>${BODY}<script type="module" src="/page.js?who=${person.sub}"></script></body></html>`);
  });
  await new Promise<void>((done) => { host.listen(0, '127.0.0.1', done); });
  return {
    origin: `http://127.0.0.1:${(host.address() as AddressInfo).port}`,
    close: () => new Promise((done) => { host.closeAllConnections(); host.close(() => { done(); }); }),
  };
}

async function open(who: Claims, frames?: string): Promise<{ readonly page: Page; readonly violations: string[]; close(): Promise<void> }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, acceptDownloads: true });
  const page = await context.newPage();
  const violations: string[] = [];
  page.on('console', (message) => { if (/Content Security Policy|Refused to/i.test(message.text())) violations.push(message.text()); });
  await page.goto(`${site.origin}/?who=${who.sub}${frames === undefined ? '' : `&frames=${encodeURIComponent(frames)}`}`);
  return { page, violations, close: () => context.close() };
}

/** A PDF of so many pages, each with a word on it. */
function pdf(pages: number): Buffer {
  const objects: string[] = ['<< /Type /Catalog /Pages 2 0 R >>', `<< /Type /Pages /Kids [${Array.from({ length: pages }, (_, i) => `${4 + 2 * i} 0 R`).join(' ')}] /Count ${pages} >>`, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'];
  for (let n = 0; n < pages; n++) {
    const text = `BT /F1 48 Tf 60 600 Td (Licence page ${n + 1}) Tj ET`;
    objects.push(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + 2 * n} 0 R >>`, `<< /Length ${text.length} >>\nstream\n${text}\nendstream`);
  }
  let out = '%PDF-1.4\n';
  const places = objects.map((object, i) => {
    const at = out.length;
    out += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = out.length;
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF`;
  return Buffer.from(out, 'latin1');
}

const crcTable = Array.from({ length: 256 }, (_, n) => { let c = n; for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1; return c >>> 0; });
const crc = (bytes: Buffer): number => { let c = 0xffffffff; for (const byte of bytes) c = crcTable[(c ^ byte) & 0xff]! ^ (c >>> 8); return (c ^ 0xffffffff) >>> 0; };
/** A red picture that says to be of this size. */
function png(width: number, height: number, rows = height): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: rows }, () => Buffer.concat([Buffer.from([0]), Buffer.alloc(rows === height ? width * 3 : 3, 200)]))))), chunk('IEND', Buffer.alloc(0))]);
}

const KIND = 'g2.businessLicenceCopy';
async function send(page: Page, files: readonly { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }[]): Promise<void> {
  await page.locator(`[data-field="${KIND}"] input[type="file"][multiple]`).setInputFiles([...files]);
}
const names = (page: Page) => page.locator(`[data-field="${KIND}"] .file-row[data-file] .file-name`);

it('F-140: several files are sent at once, and somebody else who reads the section sees them at once', async () => {
  const mine = await open(ana);
  const theirs = await open(ben);
  await mine.page.locator('#f-add-fact').click();
  await mine.page.locator('#f-search').fill('Business licence');
  await mine.page.locator('#f-search').press('Enter');
  await theirs.page.locator('header bdi:not(:empty), .pane').first().waitFor();
  await send(mine.page, [
    { name: 'licence.pdf', mimeType: 'application/pdf', buffer: pdf(3) },
    { name: 'seal.png', mimeType: 'image/png', buffer: png(40, 30) },
    { name: 'huge.png', mimeType: 'image/png', buffer: png(60_000, 60_000, 1) },
    { name: 'page.png', mimeType: 'image/png', buffer: Buffer.from('<html><script>document.title = "run"</script>') },
    { name: 'drawing.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="document.title=1"/>') },
  ]);
  await expect.poll(() => names(mine.page).count()).toBe(5);
  await expect.poll(() => names(theirs.page).count()).toBe(5);
  expect(await theirs.page.locator(`[data-field="${KIND}"] input[type="file"]`).count()).toBe(0);
  expect([...mine.violations, ...theirs.violations]).toEqual([]);
  await mine.close();
  await theirs.close();
});

it('a PDF is drawn page by page in a frame that has no origin, under a policy that allows nothing but the frame', async () => {
  const { page, violations, close } = await open(ben);
  await page.getByRole('button', { name: 'Preview licence.pdf' }).click();
  const dialog = page.getByRole('dialog', { name: 'licence.pdf' });
  await dialog.getByText('Page 1 of 3').waitFor();
  const frame = page.frames().find((each) => each.url().endsWith('/preview'))!;
  expect(await frame.evaluate(() => [location.origin === self.origin, self.origin, (document.querySelector('canvas') as HTMLCanvasElement).width > 100])).toEqual([false, 'null', true]);
  await expect.poll(() => frame.locator('.words').textContent()).toBe('Licence page 1');
  // what is not white is the writing
  await expect.poll(() => frame.evaluate(() => {
    const canvas = document.querySelector('canvas') as HTMLCanvasElement;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return data.some((value, i) => i % 4 === 0 && value < 60);
  })).toBe(true);
  await page.keyboard.press('PageDown');
  await dialog.getByText('Page 2 of 3').waitFor();
  await frame.locator('main').focus();
  await page.keyboard.press('PageDown');
  await dialog.getByText('Page 3 of 3').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => page.evaluate(() => document.querySelector('archive-form')!.shadowRoot!.activeElement?.getAttribute('aria-label'))).toBe('Preview licence.pdf');
  expect(violations).toEqual([]);
  await close();
});

it('security.md 8, 32: a picture is drawn, one of 60 000 × 60 000 refused before it is decoded, and what only says to be one is a download', async () => {
  const { page, violations, close } = await open(ben);
  await page.getByRole('button', { name: 'Preview seal.png' }).click();
  await page.locator('dialog canvas').waitFor();
  await expect.poll(() => page.locator('dialog canvas').evaluate((canvas) => [(canvas as HTMLCanvasElement).width, (canvas as HTMLCanvasElement).height, (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(5, 5, 1, 1).data[0]])).toEqual([40, 30, 200]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Preview huge.png' }).click();
  await page.getByText('The picture is too large to be shown (60,000 × 60,000). You can download it.').waitFor();
  await page.keyboard.press('Escape');
  for (const name of ['page.png', 'drawing.svg']) {
    const download = page.waitForEvent('download');
    await page.locator(`[data-field="${KIND}"] .file-name[aria-label="Download ${name}"]`).click();
    expect((await download).suggestedFilename()).toBe(name);
  }
  expect(await page.title()).toBe('Intranet');
  expect(violations).toEqual([]);
  await close();
});

it('where the page allows no frame, it says so and offers the download', async () => {
  const { page, close } = await open(ben, "'none'");
  await page.getByRole('button', { name: 'Preview licence.pdf' }).click();
  await page.getByText('This page does not allow the preview of PDF files. You can download it.').waitFor();
  await page.keyboard.press('Escape');
  await close();
});
