/** Analyses as people meet them: the built server with the demo's customers, a real browser. P1: nobody hears of an analysis, a count or a customer that they may not read. */
import { readFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Analysis, AnalysisLine } from '../../model/analysis/shape.ts';
import { launch } from '../helpers/browser.ts';
import { root, start } from '../helpers/dossier.ts';
import type { Running } from '../helpers/dossier.ts';

const AXE = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const WAIT = { timeout: 90_000 };
/** General manager, a salesperson of the West, compliance officer of the samples. */
const [MARGARET, LUCIA, JINGYI] = ['margaret', 'lucia', 'jingyi'];

let demo: Running;
let browser: Browser;
beforeAll(async () => {
  demo = await start({ command: 'demo' });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

async function tokenOf(person: string): Promise<string> {
  const answer = await fetch(`${demo.url}/api/demo/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ person }) });
  return ((await answer.json()) as { readonly token: string }).token;
}
interface Visit { readonly page: Page; readonly context: BrowserContext; readonly complaints: string[] }
async function visit(person: string, analysis: string, options: Parameters<Browser['newContext']>[0] = {}, lang = 'en'): Promise<Visit> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => { if (message.type() === 'error' && !/status of 404/.test(message.text())) complaints.push(message.text()); });
  await page.goto(`${demo.url}/insight.html?person=${person}&lang=${lang}#${analysis}`);
  await page.locator('customer-analysis .part').first().waitFor(WAIT);
  return { page, context, complaints };
}
async function accessible(page: Page): Promise<void> {
  await page.evaluate(AXE);
  expect(await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  })).toEqual([]);
}
const tabs = (page: Page): Promise<readonly (string | null)[]> => page.locator('customer-analysis .tab').evaluateAll((all) => all.map((each) => each.getAttribute('data-id')));

describe('insight', () => {
  it('every analysis that is offered draws, and each picture leads to as many customers as it says', async () => {
    const { page, context, complaints } = await visit(MARGARET, 'basics');
    const token = await tokenOf(MARGARET);
    const { body: { items } } = await demo.api<{ readonly items: readonly AnalysisLine[] }>(token, 'GET', '/api/analysis?lang=en');
    expect(items.length).toBeGreaterThan(15);
    const offered = [...items.map(({ id }) => id), ...((await demo.api(token, 'GET', '/api/analysis/reports')).status === 200 ? ['report'] : [])];
    await expect.poll(() => tabs(page)).toEqual(offered);
    for (const { id, title } of items.filter(({ id }) => id !== 'basics')) {
      // what the page itself was answered: a person's questions are counted
      const [answer] = await Promise.all([page.waitForResponse((response) => response.url().includes(`/api/analysis/${id}?`), WAIT), page.locator(`customer-analysis .tab[data-id="${id}"]`).click()]);
      const body = (await answer.json()) as Analysis;
      await page.locator('customer-analysis').getByRole('heading', { name: title, exact: true, level: 3 }).waitFor(WAIT);
      await page.waitForFunction((keys) => JSON.stringify([...(document.querySelector('customer-analysis')?.shadowRoot?.querySelectorAll('[data-part]') ?? [])].map((each) => each.getAttribute('data-part'))) === keys, JSON.stringify(body.parts.map(({ key }) => key)), WAIT);
      await expect.poll(() => page.locator('customer-analysis [aria-busy=true]').count(), { message: id }).toBe(0);
    }
    // one bar of customers: as many in the list behind it
    const { body } = await demo.api<Analysis>(token, 'GET', '/api/analysis/basics?lang=en');
    const found = body.parts.flatMap((part) => (part.kind === 'bars' && part.key === 'class.abc' ? part.bars : [])).find(({ value, where }) => value > 0 && where !== undefined)!;
    await page.locator('customer-analysis .tab[data-id="basics"]').click();
    const bar = page.locator(`customer-analysis [data-part="class.abc"] [data-mark="${found.key}"]`);
    await bar.focus();
    await page.keyboard.press('Enter');
    await page.locator('customer-analysis .behind .person').first().waitFor(WAIT);
    await expect.poll(() => page.locator('customer-analysis .behind h4 .muted').textContent()).toBe(found.value === 1 ? '1 customer' : `${found.value} customers`);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => document.querySelector('customer-analysis')?.shadowRoot?.activeElement?.getAttribute('data-mark'))).toBe(found.key);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('P1: money-laundering and credit are offered to nobody else, neither by tab nor by address', async () => {
    const officer = await visit(JINGYI, 'aml');
    await expect.poll(() => tabs(officer.page)).toContain('aml');
    expect(await tabs(officer.page)).not.toContain('credit');
    await officer.page.locator('customer-analysis').getByRole('heading', { name: 'Money-laundering risk', level: 3 }).waitFor(WAIT);
    await officer.context.close();

    const sales = await visit(LUCIA, 'aml');
    expect(await tabs(sales.page)).not.toContain('aml');
    expect(await sales.page.locator('customer-analysis').getByText('Money-laundering').count()).toBe(0);
    expect((await demo.api(await tokenOf(LUCIA), 'GET', '/api/analysis/aml')).status).toBe(404);
    expect((await demo.api(await tokenOf(JINGYI), 'GET', '/api/analysis/credit')).status).toBe(404);
    await sales.context.close();
  });

  it('on a telephone in Chinese and dark, and on a wide screen: accessible, never sideways', async () => {
    for (const [width, scheme, lang, analysis] of [[360, 'dark', 'zh-Hans', 'rfm'], [360, 'light', 'es', 'flow'], [1280, 'light', 'zh-Hant', 'big-customers'], [1280, 'dark', 'en', 'trend']] as const) {
      const { page, context, complaints } = await visit(MARGARET, analysis, { viewport: { width, height: 800 }, colorScheme: scheme, ...(width === 360 ? { hasTouch: true, isMobile: true } : {}) }, lang);
      await accessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `${width} ${lang}`).toBe(0);
      expect(complaints).toEqual([]);
      await context.close();
    }
  });

  it('period and class narrow what is counted, and the file says the same', async () => {
    const { page, context } = await visit(MARGARET, 'statistics');
    const text = async (): Promise<string> => (await page.locator('customer-analysis .head .small').textContent()) ?? '';
    await expect.poll(text).toContain('customers');
    const before = await text();
    await page.locator('customer-analysis [name=class]').selectOption('A');
    await expect.poll(text, WAIT).not.toBe(before);
    const where = encodeURIComponent(JSON.stringify([{ key: 'class.abc', op: 'in', values: ['A'] }]));
    const { body } = await demo.api<Analysis>(await tokenOf(MARGARET), 'GET', `/api/analysis/statistics?lang=en&where=${where}`);
    await expect.poll(text).toContain(`${body.of.archives} customers`);
    await page.locator('customer-analysis').getByRole('button', { name: 'Clear filters' }).click();
    await expect.poll(text, WAIT).toBe(before);
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('customer-analysis').getByRole('button', { name: 'Export: CSV' }).click()]);
    expect(download.suggestedFilename()).toMatch(/^Sales, cost and profit \d{4}-\d\d-\d\d\.csv$/);
    expect(await readFile(await download.path(), 'utf8')).toContain('Sales by product');
    // the register cannot say who bought a product: the page lists them, and no link leads on
    await page.locator('customer-analysis [data-part=products] .mark.leads').first().click();
    await page.locator('customer-analysis .behind .person').first().waitFor(WAIT);
    expect(await page.locator('customer-analysis .behind a').count()).toBe(0);
    await context.close();
  });
});
