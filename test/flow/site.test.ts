/** The documentation as its readers have it: built, served by the demo, read on a telephone, in a real browser. What needs no browser is read from the files. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, posix } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NAV } from '../../site/nav.ts';
import { PLAYGROUNDS } from '../../site/playgrounds.ts';
import { launch } from '../helpers/browser.ts';
import { root, start, type Running } from '../helpers/dossier.ts';

const folder = join(root, 'dist/site');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pages = new Map(readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html')).map((file) => [file.replaceAll('\\', '/'), readFileSync(join(folder, file), 'utf8')]));
const written = (language: string, slug: string): boolean => existsSync(join(root, 'site', slug.startsWith('components/') ? `components/${language}/${posix.basename(slug)}.md` : `pages/${language}/${slug}.md`));
const slugs = NAV.flatMap((group) => group.slugs);

/** Every example is live, and what stands in it has been drawn. */
const RUNNING = `[...document.querySelectorAll('[data-run]')].every((each) => each.dataset.run === 'live' && [...each.querySelectorAll('.run-stage *')].filter((part) => part.localName.includes('-')).every((part) => part.shadowRoot && part.offsetHeight > 10))`;

/** Who is alone sees nobody else, and whom the policy does not name no way in: these are there, and empty. */
const QUIET: ReadonlySet<string> = new Set(['presence-stack', 'emergency-access']);

describe('the files of the site', () => {
  it('are a page for every slug in every language', () => {
    for (const language of ['en', 'zh-Hans', 'zh-Hant', 'es']) for (const slug of slugs) expect(pages.has(`${language}/${slug}.html`), `${language}/${slug}`).toBe(true);
  });

  it('lead somewhere by every link, picture and place', () => {
    const ids = new Map([...pages].map(([file, html]) => [file, new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id!))]));
    const wrong: string[] = [];
    for (const [file, html] of pages) {
      for (const [, address = ''] of html.replace(/<pre[^]*?<\/pre>|<script type="application\/json"[^]*?<\/script>/g, '').matchAll(/\s(?:href|src)="([^"]*)"/g)) {
        if (/^(https?:|mailto:)/.test(address)) continue;
        const [path = '', place] = address.split('#');
        const to = path === '' ? file : posix.join(posix.dirname(file), path);
        if (!existsSync(join(folder, to))) wrong.push(`${file}: ${address}`);
        else if (place !== undefined && !ids.get(to)?.has(decodeURIComponent(place))) wrong.push(`${file}: no place ${address}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('hold neither styles nor handlers nor scripts of their own, and nothing from elsewhere', () => {
    const wrong = [...pages].flatMap(([file, html]) => {
      const own = html.replace(/<code[^]*?<\/code>/g, '').replace(/<script type="application\/json"[^]*?<\/script>/g, '');
      const found = /<[a-z][^>]*\s(style|on[a-z]+)=|<style|<script(?![^>]*\ssrc=)[^>]*>|(src|<link[^>]*href)="(https?:)?\/\//.exec(own);
      return found ? [`${file}: ${own.slice(found.index, found.index + 120)}`] : [];
    });
    expect(wrong).toEqual([]);
  });

  it('have the same headings in 简体中文 as in English', () => {
    const levels = (language: string, slug: string): string => [...(pages.get(`${language}/${slug}.html`) ?? '').matchAll(/<h([1-6])[ >]/g)].map(([, level]) => level).join(' ');
    for (const slug of slugs) if (written('zh-Hans', slug)) expect(levels('zh-Hans', slug), slug).toBe(levels('en', slug));
  });

  it('have every page of an element in English and 简体中文', () => {
    for (const slug of slugs.filter((each) => each.startsWith('components/'))) for (const language of ['en', 'zh-Hans']) expect(written(language, slug), `${language} ${slug}`).toBe(true);
  });
});

describe('the site in a browser', () => {
  let demo: Running;
  let browser: Browser;
  beforeAll(async () => { [demo, browser] = await Promise.all([start({ command: 'demo' }), launch()]); });
  afterAll(async () => {
    await browser.close();
    await demo.stop();
  });

  const address = (file: string): string => `${demo.url}/docs/${file}`;
  /** Three readers at once; `said` is what a console told them, `asked` what is no fault: the browser names every answer that nothing is there. */
  async function visit(files: readonly string[], call: (page: Page, file: string) => Promise<void>, options: Parameters<Browser['newContext']>[0] = {}, asked: RegExp | null = null): Promise<void> {
    const context = await browser.newContext({ locale: 'en-GB', ...options });
    const waiting = files.values();
    const said: string[] = [];
    await Promise.all([1, 2, 3].map(async () => {
      const page = await context.newPage();
      let file = '';
      page.on('console', (message) => { if (message.type() === 'error') said.push(`${file}: ${message.text()}`); });
      page.on('pageerror', (error) => { said.push(`${file}: ${error.message}`); });
      for (file of waiting) {
        await page.goto(address(file));
        await call(page, file);
      }
    }));
    await context.close();
    expect(said.filter((line) => !asked?.test(line))).toEqual([]);
  }
  const fits = async (page: Page, file: string): Promise<void> => { expect(await page.evaluate('document.documentElement.scrollWidth'), file).toBeLessThanOrEqual(360); };

  it('loads every page on a telephone without a fault and without scrolling sideways; its examples run, its playground shows the element and follows an attribute', async () => {
    const files = slugs.flatMap((slug) => [`en/${slug}.html`, ...(written('zh-Hans', slug) && !slug.startsWith('components/') ? [`zh-Hans/${slug}.html`] : [])]);
    await visit(files, async (page, file) => {
      const html = pages.get(file)!;
      if (html.includes('data-run=""') || html.includes('data-run>')) {
        await page.locator('[data-run]').first().scrollIntoViewIfNeeded();
        await expect.poll(() => page.evaluate(RUNNING), { message: file }).toBe(true);
      }
      const tag = posix.basename(file, '.html');
      if (PLAYGROUNDS[tag] !== undefined) {
        await page.locator('#try').scrollIntoViewIfNeeded();
        const element = page.locator(`.stage > ${tag === 'archive-session' ? 'customer-card' : tag}`);
        await expect.poll(() => element.evaluate((node, alone) => node.shadowRoot !== null && (alone || (node.shadowRoot.textContent ?? '').trim().length > 0), QUIET.has(tag)), { message: file }).toBe(true);
        if (tag !== 'archive-session') {
          await page.locator('.play-fields select').last().selectOption('dark');
          expect(await element.getAttribute('scheme'), file).toBe('dark');
          expect(await page.locator('.playground > .code code').textContent(), file).toContain('scheme="dark"');
        }
      }
      await fits(page, file);
    }, { viewport: { width: 360, height: 740 } });
  });

  it('shows the states of an element, each after the other', async () => {
    await visit(['en/components/contact-timeline.html'], async (page) => {
      await page.locator('#try').scrollIntoViewIfNeeded();
      const element = page.locator('.stage > contact-timeline');
      const state = page.locator('.play-bar select').last();
      await element.getByText('Record a contact').first().waitFor();
      for (const [shown, text] of [['loading', /^Loading/], ['empty', /no archive/i], ['denied', /no archive/i], ['signedOut', /sign in again/i], ['live', /Record a contact/]] as const) {
        await state.selectOption(shown);
        await expect.poll(() => element.evaluate((node) => node.shadowRoot?.textContent?.trim() ?? ''), { message: shown }).toMatch(text);
      }
    }, {}, /status of 404/);
  });

  it('says in the reader’s language what it does not have in it, and keeps the page when the language is changed', async () => {
    await visit(['es/reference/rights.html'], async (page) => {
      await page.getByText('Esta página aún no está en español').waitFor();
      await page.locator('.languages summary').click();
      await page.getByRole('link', { name: '简体中文' }).click();
      await page.waitForURL(/zh-Hans\/reference\/rights\.html$/);
    });
  });

  it('finds Chinese without blanks and leads there by keyboard', async () => {
    await visit(['zh-Hans/index.html'], async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('客户卡片属性');
      await page.locator('.found a').first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForURL(/zh-Hans\/.+\.html/);
    });
  });

  it('reads whole without scripts', async () => {
    await visit(['en/components/customer-card.html'], async (page) => {
      await page.getByRole('heading', { name: '<customer-card>', level: 1 }).waitFor();
      await page.locator('#contents a[aria-current=page]').waitFor();
      await page.getByText('The playground needs JavaScript').waitFor();
    }, { javaScriptEnabled: false });
  });

  it('asks for a server where it lies alone', async () => {
    await visit(['en/components/customer-list.html'], async (page) => {
      await page.route('**/docs/server.json', (route) => route.fulfill({ json: { demo: false } }));
      await page.reload();
      await page.locator('#try').scrollIntoViewIfNeeded();
      await page.getByLabel('Address of the demo').fill('intranet');
      await page.getByRole('button', { name: 'Open there' }).click();
      await page.getByText('An address begins with').waitFor();
    });
  });

  it.each(['light', 'dark'] as const)('is clean for axe in %s', async (colorScheme) => {
    await visit(['en/index.html', 'zh-Hans/components/classification-badge.html', 'es/reference/schemes.html'], async (page, file) => {
      if (file.includes('components/')) {
        await page.locator('#try').scrollIntoViewIfNeeded();
        await page.locator('.stage > classification-badge').waitFor();
      }
      await page.evaluate(axe);
      const { violations } = await page.evaluate('axe.run(document, { resultTypes: ["violations"] })') as { violations: { id: string; nodes: { html: string }[] }[] };
      expect(violations.map(({ id, nodes }) => `${file} ${id}: ${nodes[0]?.html.slice(0, 160) ?? ''}`)).toEqual([]);
    }, { colorScheme });
  });
});

