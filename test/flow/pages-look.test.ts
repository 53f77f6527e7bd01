/** How the server's own pages and the demo's keep to the look: sizes, steps, one radius, edges, targets and contrast as the browser computes them. What stands inside an element is held elsewhere. */
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../helpers/browser.ts';
import { root, start } from '../helpers/dossier.ts';
import type { Running } from '../helpers/dossier.ts';

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.webmanifest': 'application/manifest+json' };
/** Own pages by address below the server; the built file that answers. */
const OWN: readonly (readonly [path: string, file: string, person: string])[] = [
  ['list', 'list', 'lucia'], ['a/erp%3AMA%2F2016-0007', 'archive', 'lucia'], ['a/NOBODY', 'archive', 'lucia'], ['today', 'today', 'lucia'], ['m', 'capture', 'xiaoyu'], ['insight', 'insight', 'margaret'],
  ['data', 'data', 'ana'], ['admin', 'admin', 'tomas'], ['governance#sign-ins', 'governance', 'jingyi'], ['print/erp%3AMA%2F2016-0007', 'print', 'ana'], ['sign-in', 'sign-in', 'lucia'],
];
const DEMO = ['sign-in.html?', 'index.html?person=lucia', 'index.html?person=lucia#archive=erp:MA/2016-0007', 'badges.html?person=margaret', 'today.html?person=lucia', 'insight.html?person=margaret', 'data.html?person=ana', 'governance.html?person=jingyi', 'side-by-side.html?'];
/** The longest words where there is least room, then the widest page; a page is loaded once. */
const WAYS = [{ width: 360, colorScheme: 'dark' }, { width: 1280, colorScheme: 'light' }] as const;

let demo: Running;
let browser: Browser;
let context: BrowserContext;
beforeAll(async () => {
  [demo, browser] = await Promise.all([start({ command: 'demo' }), launch()]);
  context = await browser.newContext({ locale: 'es-ES', hasTouch: true, reducedMotion: 'reduce', serviceWorkers: 'block' });
});
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

/** The demo's server has the data; the own pages come from where they were built, their sign-in is the demo's. */
async function ownPages(page: Page, { file, person }: { readonly file: string; readonly person: string }, address: string): Promise<void> {
  const built = (name: string): string => readFileSync(join(root, 'dist/pages', name), 'utf8').replaceAll('{{root}}', '/').replaceAll('{{state}}', 'out');
  await page.route((url) => url.href.split('#')[0] === address, (route) => route.fulfill({ contentType: 'text/html', body: built(`${file}.html`) }));
  await page.route('**/pages/**', (route) => {
    const name = new URL(route.request().url()).pathname.slice('/pages/'.length);
    return route.fulfill({ contentType: TYPES[extname(name)] ?? 'text/plain', body: built(name) });
  });
  await page.route('**/sign-in/token', async (route) => {
    const answer = await fetch(`${demo.url}/api/demo/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ person }) });
    const { token } = (await answer.json()) as { token: string };
    return route.fulfill({ contentType: 'application/json', body: JSON.stringify({ token, expires: Math.floor(Date.now() / 1000) + 1_700 }) });
  });
}

/** What a page does against the look, in words; runs in the page. */
function faults({ narrow, paper }: { readonly narrow: boolean; readonly paper: boolean }): string[] {
  const found = new Set<string>();
  const visible = (element: Element): boolean => element.getClientRects().length > 0 && getComputedStyle(element).visibility === 'visible' && !element.closest('.unseen, .skip, [aria-hidden=true]');
  const nameOf = (element: Element): string => `${element.tagName.toLowerCase()}${element.id === '' ? '' : `#${element.id}`}${[...element.classList].map((each) => `.${each}`).join('')}`;
  const rgb = (colour: string): readonly number[] => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const light = (colour: readonly number[]): number => {
    const [r = 0, g = 0, b = 0] = colour.slice(0, 3).map((each) => (each / 255 <= 0.04045 ? each / 255 / 12.92 : ((each / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element: Element | null): readonly number[] | null => {
    for (let each = element; each; each = each.parentElement) {
      const colour = rgb(getComputedStyle(each).backgroundColor);
      if (colour.length === 3) return colour;
      if ((colour[3] ?? 0) > 0) return null; // seen through: over what, is not asked here
    }
    return null;
  };
  if (document.documentElement.scrollWidth > innerWidth) found.add(`the page is ${document.documentElement.scrollWidth} px wide`);
  for (const element of document.querySelectorAll<HTMLElement>('body *')) {
    if (!visible(element) || element.tagName.includes('-') || (paper && element.closest('#sheet')) || element.closest('.tool table, option')) continue;
    const style = getComputedStyle(element);
    const words = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '');
    if (words || element instanceof HTMLInputElement) {
      if (!['12px', '13px', '14px', '16px', '20px'].includes(style.fontSize)) found.add(`${nameOf(element)}: letters of ${style.fontSize}`);
      const behind = ground(element);
      if (words && behind !== null && !(element as HTMLButtonElement).disabled) {
        const [a, b] = [light(rgb(style.color)), light(behind)];
        const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (contrast < 4.5) found.add(`${nameOf(element)}: contrast ${contrast.toFixed(1)}`);
      }
    }
    if (element.closest('.chip') === null || element.tagName === 'SPAN') {
      for (const side of ['paddingTop', 'paddingBottom', 'paddingLeft', 'paddingRight', 'rowGap', 'columnGap'] as const) {
        const length = parseFloat(style[side]);
        if (!Number.isNaN(length) && length % 4 !== 0 && !['OL', 'UL', 'INPUT', 'TD', 'TH'].includes(element.tagName)) found.add(`${nameOf(element)}: ${side} ${style[side]}`);
      }
      if (!['0px', '8px', '8px 8px 0px 0px', '50%', '999px'].includes(style.borderRadius)) found.add(`${nameOf(element)}: radius ${style.borderRadius}`);
    }
    const control = element.matches('button, select, a, summary, input:not([type=hidden]), textarea');
    if (control && !element.matches('.chip input')) {
      const { width, height } = element.getBoundingClientRect();
      const floor = narrow && element.matches('header *, .tabs *, button, select, input, textarea') ? 44 : 24;
      const inText = element.tagName === 'A' && style.display === 'inline' && element.closest('header') === null;
      if (!inText && (height < floor - 0.5 || width < 24)) found.add(`${nameOf(element)}: a target of ${Math.round(width)} × ${Math.round(height)}`);
    }
    if (element instanceof HTMLSelectElement) {
      const measure = document.createElement('canvas').getContext('2d');
      if (measure) {
        measure.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
        const wanted = measure.measureText(element.selectedOptions[0]?.text ?? '').width;
        const room = element.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
        if (wanted > room + 1) found.add(`${nameOf(element)}: its words are cut off`);
      }
    }
  }
  const tab = document.querySelector('[role=tab][aria-selected=true]');
  const row = tab?.parentElement;
  if (tab && row && visible(tab)) {
    const [inner, outer] = [tab.getBoundingClientRect(), row.getBoundingClientRect()];
    if (inner.left < outer.left - 1 || inner.right > outer.right + 1) found.add('the chosen tab is outside its row');
  }
  return [...found];
}

async function look(address: string, own: { readonly file: string; readonly person: string } | null): Promise<string[]> {
  const page = await context.newPage();
  await page.setViewportSize({ width: WAYS[0].width, height: 800 });
  await page.emulateMedia({ colorScheme: WAYS[0].colorScheme });
  const [path = '', part] = address.split('#');
  const whole = `${demo.url}/${path}${path.includes('?') ? '&' : '?'}lang=es`;
  if (own) await ownPages(page, own, whole);
  await page.goto(part === undefined ? whole : `${whole}#${part}`, { waitUntil: 'domcontentloaded' });
  await ready(page, own?.file ?? null);
  const found: string[] = [];
  for (const { width, colorScheme } of WAYS) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    for (const each of await page.evaluate(faults, { narrow: width < 500, paper: own?.file === 'print' })) found.push(`${width} ${colorScheme}: ${each}`);
  }
  await page.close();
  return found;
}

/** The page has said what it has to say: who is signed in, and its first words. */
async function ready(page: Page, own: string | null): Promise<void> {
  const signs = own === null ? '[data-me]:not(:empty), .person, select[data-frame] option' : own === 'sign-in' ? '#face p:not(:empty)' : 'header bdi:not(:empty)';
  await page.locator(signs).first().waitFor({ state: 'attached' });
  if (own === 'governance') await page.locator('[role=tab][aria-selected=true]').waitFor();
  if (own === 'print') await page.locator('.sheet').waitFor();
  if (own === 'capture') await page.locator('form.note').waitFor();
}

describe('the look of a page', () => {
  it.each(OWN)('own: %s', async (path, file, person) => {
    expect(await look(path, { file, person })).toEqual([]);
  });
  it.each(DEMO)('demo: %s', async (path) => {
    expect(await look(path, null)).toEqual([]);
  });
});
