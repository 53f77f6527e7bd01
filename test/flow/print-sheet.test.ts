/** The sheet of one archive and its PDF by the browser: everything that may be read is on it, nothing is cut, on A4 and on Letter, in English and Chinese; who may take nothing out gets none. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch } from '../helpers/browser.ts';
import { mint, start, tempFolder, type Claims, type Running } from '../helpers/dossier.ts';

const ANA = { sub: 'ana', name: 'Ana Ruiz', roles: ['steward'] };
const BO = { sub: 'bo', name: 'Bo Li', roles: ['staff'] };
const LONG = `${'A sentence that goes on and on. '.repeat(60)}THE-END`;

const folder = tempFolder();
let server: Running;
let browser: Browser;
const contexts: BrowserContext[] = [];

async function open(person: Claims, lang: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 900 } });
  contexts.push(context);
  const token = await mint(person);
  // where a page gets its token: the way to it is tested in own-pages.test.ts
  await context.route('**/sign-in/token', (route) => route.fulfill({ json: { token, expires: Math.floor(Date.now() / 1000) + 1_700 } }));
  const page = await context.newPage();
  await page.goto(`${server.url}/print/P-1?lang=${lang}`);
  return page;
}
/** The words of a PDF, by page. */
async function words(pdf: Buffer): Promise<readonly string[]> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const document = await getDocument({ data: new Uint8Array(pdf) }).promise;
  const pages: string[] = [];
  for (let n = 1; n <= document.numPages; n++) pages.push((await (await document.getPage(n)).getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(' ').normalize('NFKC').replace(/\s+/g, ' ')); // some letters come out as the radicals that look like them
  return pages;
}

beforeAll(async () => {
  server = await start({ folder });
  browser = await launch();
  const token = await mint(ANA);
  const call = async (method: string, path: string, body: unknown): Promise<void> => {
    const { status, body: answer } = await server.api(token, method, path, body);
    expect(status, `${path} ${JSON.stringify(answer)}`).toBeLessThan(300);
  };
  await call('POST', '/api/archives', { id: 'P-1', kind: 'organisation', packs: ['base', 'organisation', 'dealer'], name: '廣州市南灣國際貿易有限公司 (South Bay Trading & Sons)', code: 'C-77' });
  await call('PATCH', '/api/archives/P-1/sections/profile', {
    fields: { 'customer.warningKind': 'paymentStop', 'customer.warningText': 'Ask accounts first', 'customer.shortName': '南灣', 'crm.website': 'https://nanwan.example' }, texts: { 'org.businessScope': LONG },
    rows: { methods: Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`m${i}`, { kind: 'phone', value: `+86 20 5550 ${String(i).padStart(4, '0')}`, label: `desk ${i}` }])), addresses: { a: { use: 'business', text: '天河路 1 號 5 樓', city: '廣州' } } },
  });
  await call('PATCH', '/api/archives/P-1/sections/people', { rows: { people: { p: { name: '陳大文', role: 'contactPerson' } } } });
  await call('PATCH', '/api/archives/P-1/sections/rivals', { rows: { competitors: { r: { name: 'Rival Ltd' } } } });
  await call('PATCH', '/api/archives/P-1/sections/contacts-2026', { rows: { contacts: Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`c${i}`, { time: `2026-02-${String(i + 1).padStart(2, '0')}`, contactPerson: 'p' }])) }, texts: { 'contacts/c24/subject': 'Newest talk', 'contacts/c0/subject': 'Oldest talk' } });
  await call('POST', '/api/archives/P-1/transactions', { kind: 'sale', date: '2026-02-01', amount: '1200.00', orderRef: 'PO-4711' });
});
afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

it.each([['A4', 'en', 'Printed by Ana Ruiz', 'Phone'], ['Letter', 'zh-Hant', '列印人 Ana Ruiz', '電話']] as const)('%s in %s', async (format, lang, footer, phone) => {
  const page = await open(ANA, lang);
  await page.locator('#sheet h1').waitFor();
  await expect.poll(() => page.title()).toContain('廣州市南灣國際貿易有限公司');
  const pdf = await page.pdf({ format, preferCSSPageSize: false });
  const keep = process.env['SHEETS'];
  if (keep !== undefined) {
    mkdirSync(keep, { recursive: true });
    writeFileSync(join(keep, `${lang}.pdf`), pdf);
    await page.screenshot({ path: join(keep, `${lang}.png`) });
  }
  const pages = await words(pdf);
  const all = pages.join(' ').replace(/ /g, '');
  for (const text of ['Askaccountsfirst', '天河路1號5樓', '陳大文', 'RivalLtd', 'THE-END', '+862055500000', '+862055500059', 'Newesttalk', 'PO-4711', '1200.00EUR', 'C-77', phone]) expect(all, text).toContain(text);
  // the newest twenty contacts
  expect(all).not.toContain('Oldesttalk');
  // the warning tops everything, and each page says whose sheet it is and who printed it
  expect(all.indexOf('Askaccountsfirst')).toBeLessThan(all.indexOf('C-77'));
  expect(pages.length).toBeGreaterThan(2);
  for (const text of pages) {
    expect(text.replace(/ /g, '')).toContain(footer.replace(/ /g, ''));
    expect(text.replace(/ /g, '')).toContain('廣州市南灣國際貿易有限公司');
  }
  // nothing is wider than the paper: 182 mm between the margins of A4, 188 of Letter
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 680, height: 900 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
});

it('is written down, and who may take nothing out gets no sheet', async () => {
  const { body } = await server.api<{ items: { format: string; archives: number }[] }>(await mint(ANA), 'GET', '/api/exports/records');
  expect(body.items.filter(({ format, archives }) => format === 'print' && archives === 1).length).toBeGreaterThanOrEqual(2);
  await server.api(await mint(ANA), 'POST', '/api/grants', { archive: 'P-1', to: { kind: 'person', id: 'bo' }, level: 'read', sections: ['profile'], reason: 'helps' });
  const page = await open(BO, 'en');
  await page.getByText('Only an information steward prints').waitFor();
  expect(await page.locator('#sheet').textContent()).toBe('');
});
