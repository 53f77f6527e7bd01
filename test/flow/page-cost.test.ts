/** What the kit costs a page: how soon the first badge is there, how far things move while they load, what scrolling a thousand badges takes, and what is left behind by elements that have gone. Work is counted on the page's thread, so that a machine with other things to do measures the same; times on the wall are printed beside it. */
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Intranet } from '../helpers/browser.ts';
import { mint, type Running } from '../helpers/dossier.ts';
import { openHouse, type House } from '../helpers/house.ts';

const ANA = { sub: 'ana', name: 'Ana Ruiz', roles: ['staff'] };
const SUE = { sub: 'sue', name: 'Sue Steward', roles: ['steward', 'admin'] };
/** Every tag that the kit registers. */
const TAGS = [...readFileSync(new URL('../../components/define.ts', import.meta.url), 'utf8').matchAll(/^ {2}'([a-z-]+)':/gm)].map(([, tag]) => tag!);
const IDS = Array.from({ length: 50 }, (_, i) => `C${String(i).padStart(3, '0')}`);
let house: House | undefined;
let server: Running;
let site: Intranet;
let browser: Browser;

beforeAll(async () => {
  house = await openHouse();
  ({ server, site, browser } = house);
  const token = await mint(ANA);
  await Promise.all(IDS.map(async (id) => {
    expect((await server.api(token, 'POST', '/api/archives', { id, kind: 'organisation', name: `Customer ${id}`, packs: ['base', 'organisation'] })).status).toBe(201);
    expect((await server.api(token, 'POST', `/api/archives/${id}/transactions`, { kind: 'sale', date: '2026-01-15', amount: '100', source: 'erp', externalId: id })).status).toBe(201);
  }));
  await server.api(token, 'PATCH', '/api/archives/C000/sections/profile', { fields: { 'customer.name': 'Talleres Ibarra' }, texts: { 'org.businessScope': 'Tools' } });
  await server.api(token, 'PATCH', '/api/archives/C001/sections/profile', { rows: { methods: { m1: { kind: 'phone', value: '+34 943 211 000' }, m2: { kind: 'email', value: 'orders@ibarra.example' } } } });
});
afterAll(() => house?.close());

const badge = (id: string): string => `<classification-badge archive="${id}" schemes="abc"></classification-badge>`;
const ALL_THERE = `[...document.querySelectorAll('classification-badge')].every((each) => /[A-C]/.test(each.shadowRoot?.querySelector('button')?.textContent ?? ''))`;
const middle = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)]!;

interface Work { readonly script: number; readonly drawing: number; readonly listeners: number; readonly nodes: number }
/** Milliseconds of the page's thread so far, and what it holds. */
async function work(session: CDPSession): Promise<Work> {
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return { script: of('ScriptDuration') * 1_000, drawing: (of('LayoutDuration') + of('RecalcStyleDuration')) * 1_000, listeners: of('JSEventListeners'), nodes: of('Nodes') };
}
async function fresh(viewport = { width: 1280, height: 800 }): Promise<{ page: Page; session: CDPSession; context: BrowserContext }> {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return { page, session, context };
}

it('the first badge takes less than 100 ms of work; how soon it is painted is told, plain and on a processor four times as slow', async () => {
  const path = site.page(ANA, badge('C000'));
  for (const rate of [1, 4]) {
    const wall: number[] = [];
    const busy: number[] = [];
    for (let round = 0; round < 5; round++) {
      const { page, session, context } = await fresh();
      await session.send('Emulation.setCPUThrottlingRate', { rate });
      // the badge's own script in the place of the whole kit
      await page.route('**/page.js*', async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: (await response.text()).replace('/dossier.js', '/badge.js') });
      });
      await page.addInitScript(() => {
        const look = (): void => {
          if (/[A-C]/.test(document.querySelector('classification-badge')?.shadowRoot?.querySelector('button')?.textContent ?? '')) requestAnimationFrame(() => { Object.assign(window, { painted: performance.now() }); });
          else setTimeout(look, 1);
        };
        look();
      });
      await page.goto(site.origin + path);
      await page.waitForFunction('window.painted !== undefined');
      wall.push(await page.evaluate<number>(`window.painted - performance.getEntriesByType('resource').find(({ name }) => name.endsWith('badge.js')).responseEnd`));
      const { script, drawing } = await work(session);
      busy.push(script + drawing);
      await context.close();
    }
    console.log(`first badge, processor 1/${rate}: ${wall.map(Math.round).join(', ')} ms after its script, median ${Math.round(middle(wall))}; script and layout ${Math.round(middle(busy))} ms of the thread`);
    // the time on the wall, 60 ms where nothing else runs, is also the machine's
    if (rate === 1) expect(middle(busy)).toBeLessThan(100);
  }
});

/** A slow line; gives what has moved so far. */
async function slow(page: Page, session: CDPSession): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const told = Object.assign(window, { shifted: 0 });
    new PerformanceObserver((list) => { for (const entry of list.getEntries() as unknown as readonly { readonly value: number }[]) told.shifted += entry.value; }).observe({ type: 'layout-shift', buffered: true });
  });
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: 100, downloadThroughput: 200_000, uploadThroughput: 100_000 });
  return () => page.evaluate<number>('window.shifted');
}

it('badges that come late move nothing: layout shifts below 0.02 on a slow line', async () => {
  const { page, session, context } = await fresh();
  const moved = await slow(page, session);
  await page.goto(site.origin + site.page(ANA, `<h1>Customers</h1><table>${IDS.slice(0, 15).map((id) => `<tr><td>Row ${id}</td><td>${badge(id)}</td></tr>`).join('')}</table><p>The end</p>`));
  await page.waitForFunction(ALL_THERE);
  const shifted = await moved();
  console.log(`layout shifts of 15 badges: ${shifted.toFixed(4)}`);
  expect(shifted).toBeLessThan(0.02);
  await context.close();
});

/** What the README tells a page to say, so that there is room before the script is there. */
const ROOM = /```css\n([^`]*customer-card[^`]*:not\(:defined\)[^`]*)```/.exec(readFileSync(new URL('../../README.md', import.meta.url), 'utf8'))![1]!;
/** One of whom little is known, and one with telephone and mail; both with a sale. */
const WHOLE = [[1280, 800], [360, 740]].flatMap(([width, height]) => ['C000', 'C001'].map((id) => [id, width!, height!] as const));

it.each(WHOLE)('a whole page that keeps room as the README says moves less than 0.02 on a slow line while it comes: %s, %d × %d', async (id, width, height) => {
  const { page, session, context } = await fresh({ width, height });
  const moved = await slow(page, session);
  await page.goto(site.origin + site.page(ANA, `<style>${ROOM}</style><h1>Customers</h1><p>${badge(id)}</p>
    <customer-card archive="${id}"></customer-card><contact-timeline archive="${id}"></contact-timeline><archive-form archive="${id}"></archive-form><p>The end</p>`));
  for (const last of ['customer-card .service', 'customer-card .follow[aria-pressed]', 'customer-card .correct-open', 'contact-timeline .entry', 'archive-form .pane input', 'archive-form .correct-open']) await page.locator(last).first().waitFor();
  await page.waitForFunction(ALL_THERE);
  await page.waitForLoadState('networkidle');
  const shifted = await moved();
  console.log(`layout shifts of a whole page, ${id}, ${width} px: ${shifted.toFixed(4)}`);
  expect(shifted).toBeLessThan(0.02);
  await context.close();
});

it('a table of a thousand badges scrolls without work of the kit', async () => {
  const { page, session, context } = await fresh();
  await page.addInitScript(() => {
    const long: number[] = [];
    Object.assign(window, { long });
    new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) long.push(Math.round(duration)); }).observe({ type: 'longtask' });
  });
  await page.goto(site.origin + site.page(ANA, `<table>${Array.from({ length: 1_000 }, (_, i) => `<tr><td>Row ${i}</td><td>${badge(IDS[i % IDS.length]!)}</td></tr>`).join('')}</table>`));
  await page.waitForFunction(ALL_THERE);
  await page.waitForLoadState('networkidle');
  await page.evaluate('window.long.length = 0');
  const before = await work(session);
  await page.mouse.move(300, 400);
  for (let i = 0; i < 40; i++) await page.mouse.wheel(0, 600);
  await page.waitForFunction('scrollY > 5000');
  const after = await work(session);
  const long = await page.evaluate<readonly number[]>('window.long');
  const [script, drawing] = [after.script - before.script, after.drawing - before.drawing];
  console.log(`1,000 badges, 40 turns of the wheel: script ${script.toFixed(1)} ms, style and layout ${drawing.toFixed(1)} ms in all; tasks over 50 ms on the wall: ${long.join(', ') || 'none'}`);
  // less in all than one task may have
  expect(script + drawing).toBeLessThan(50);
  await context.close();
});

const CYCLES = 200;
/** On most pages: all two hundred times; the others twenty times. */
const OFTEN: readonly string[] = ['customer-card', 'classification-badge', 'sync-status', 'presence-stack', 'archive-form', 'contact-timeline'];

it('two hundred times there and gone, no element leaves itself, its listeners or its nodes behind', async () => {
  const { page, session, context } = await fresh();
  let sockets = 0;
  page.on('websocket', (socket) => { sockets++; socket.on('close', () => { sockets--; }); });
  await page.goto(site.origin + site.page(SUE, '<div id="place"></div>'));
  await page.waitForFunction(`customElements.get('customer-card') !== undefined`);
  const round = (tag: string, count: number): Promise<void> => page.evaluate(async ([name, many]) => {
    const place = document.querySelector('#place')!;
    const each = Array.from({ length: many }, () => {
      const element = document.createElement(name);
      element.setAttribute('archive', 'C000');
      return element;
    });
    place.append(...each);
    await customElements.whenDefined(name);
    await Promise.all(each.map((element) => (element as unknown as { updateComplete?: Promise<boolean> }).updateComplete));
    await new Promise((done) => { setTimeout(done, 20); });
    place.replaceChildren();
    await new Promise((done) => { setTimeout(done); });
  }, [tag, count] as const);
  const left = async (tag: string): Promise<number> => {
    const { result } = await session.send('Runtime.evaluate', { expression: `customElements.get('${tag}').prototype`, objectGroup: 'count' });
    const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId!, objectGroup: 'count' });
    const { result: { value } } = await session.send('Runtime.callFunctionOn', { objectId: objects.objectId!, functionDeclaration: 'function () { return this.length; }', returnByValue: true });
    await session.send('Runtime.releaseObjectGroup', { objectGroup: 'count' });
    return value as number;
  };
  const settled = async (): Promise<Work> => {
    for (let i = 0; i < 2; i++) await session.send('HeapProfiler.collectGarbage');
    return work(session);
  };
  for (const tag of TAGS.filter((each) => each !== 'archive-session')) {
    await round(tag, 1); // what it loads once
    const before = await settled();
    const rounds = OFTEN.includes(tag) ? 5 : 1;
    for (let i = 0; i < rounds; i++) await round(tag, rounds > 1 ? CYCLES / 5 : CYCLES / 10);
    // an answer that is still on its way holds who asked; the last one may be held by the browser itself
    await expect.poll(async () => (await settled(), left(tag)), { message: `${tag} is gone`, interval: 250 }).toBeLessThanOrEqual(2);
    const after = await settled();
    expect(after.listeners - before.listeners, `listeners of ${tag}`).toBeLessThan(CYCLES / 5);
    if (rounds > 1) expect(after.nodes - before.nodes, `nodes of ${tag}`).toBeLessThan(CYCLES * 2);
  }
  expect(sockets).toBeLessThanOrEqual(1);
  await context.close();
});
