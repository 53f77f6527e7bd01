/** The oldest browsers that Dossier promises (Chromium 109, Safari 16.4, Firefox 115), checked on the built files; below them the text inside a tag stays readable. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../helpers/browser.ts';
import { root, start, type Running } from '../helpers/dossier.ts';
import { stylesOf, unknownGlobals, unknownMembers, unknownProperties, unknownStyles } from '../helpers/floor.ts';

const files = ['dist/kit', 'dist/demo', 'dist/pages', 'dist/site'].flatMap((folder) => {
  try {
    return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`);
  } catch {
    return []; // not every build has every folder
  }
});
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
/** Whoever draws PDF files brings what older browsers lack, and asks before; where it fails all the same, the preview offers the download. */
const LIBRARY = 'dist/kit/preview/viewer.js';
const scripts = files.filter((file) => file.endsWith('.js') && file !== LIBRARY);

/** Members of our own and of our libraries that are called as a newer one of the browsers, and what is asked for before it is used. */
const MEMBERS: ReadonlySet<string> = new Set([
  'adopt', 'capture', 'contacts', 'dispose', 'drop', 'escape', 'read', 'share', 'states', 'take', 'use', 'when',
  'direction', 'grow', // of a computed style, of a dataset
  'bytes', 'role', // of a backup, of a person's choice
  'move', // of who would move with other limits
  'alpha', // of a curve of d3-shape
  'captureStackTrace', // of fflate, which asks before
  'readText', // of the clipboard, asked for before: the text is pasted by hand where it is missing
  'showPopover', // a panel without it lies in its place in the page
]);
/** Asked for before they are used, or of no weight where they are missing. */
const GLOBALS: readonly string[] = ['requestIdleCallback']; // a timer where it is missing
const FEATURES: readonly string[] = [
  'css-clip-path', 'css-masks', // inset() alone, which all have; what is missing is url()
  'css-display-contents', // on plain boxes; what is missing is the role of buttons and tables
  'css-overflow-anchor', 'css-resize', // comfort: Safari keeps the place otherwise, phones have no handle
  'css-content-visibility', // long lists are drawn whole where it is missing
  'css-touch-action', 'css3-cursors', // the edge of a column that is dragged; its width is chosen from a list, too
  'css-scrollbar', // a thin bar under chips where it is missing
  'css-text-indent', // a length alone
  'css-unicode-bidi', // isolate, which all have; what is missing are older names of it
  'css-paged-media', // margins and page numbers of paper: the printer's own where they are missing
  'multicolumn', // break-inside and break-after for paper; no columns
  'text-decoration', // the long names, which Safari has
];
const PROPERTIES: ReadonlySet<string> = new Set([
  'overflow-anchor', 'content-visibility', 'contain-intrinsic-size', 'scrollbar-width', // as above
  'field-sizing', // a copy behind a long text makes it grow where it is missing
  'text-wrap', // headings break less evenly
  'forced-color-adjust', // of no weight where colours are not forced
  '@page', // as above
]);

describe('built scripts', () => {
  it('there are some', () => { expect(scripts.length).toBeGreaterThan(30); });
  it('are ES2022 and use no global that the floor does not have', () => {
    expect(Object.fromEntries(scripts.map((file) => [file, unknownGlobals(read(file), GLOBALS)]).filter(([, found]) => found!.length > 0))).toEqual({});
  });
  it('use no member that the floor does not have', () => {
    expect(Object.fromEntries(scripts.map((file) => [file, unknownMembers(read(file), MEMBERS)] as const).filter(([, found]) => found.length > 0))).toEqual({});
  });
  it('the check notices what is newer', () => {
    expect(unknownMembers('[].toSorted(); new Set().union(a); a.map(b); URL.canParse(x)', new Set())).toEqual(['canParse', 'toSorted', 'union']);
    expect(unknownGlobals('requestIdleCallback(f)', [])).toHaveLength(1);
    expect(unknownGlobals('/[a--b]/v', [])).toHaveLength(1);
  });
});

describe('built styles', () => {
  const styles = [...scripts.flatMap((file) => stylesOf(read(file))), ...files.filter((file) => file.endsWith('.css')).map(read)];
  it('there are some', () => { expect(styles.length).toBeGreaterThan(20); });
  it('use nothing that the floor does not have', async () => {
    const found = new Set<string>();
    for (const css of styles) for (const each of [...await unknownStyles(css, FEATURES), ...unknownProperties(css, PROPERTIES)]) found.add(each);
    expect([...found].sort()).toEqual([]);
  });
  it('the check notices what is newer', async () => {
    expect(await unknownStyles('a { & b { color: red } }', [])).toHaveLength(1);
    expect(unknownProperties('a { view-transition-name: x } @starting-style { a { color: red } }', new Set())).toEqual(['view-transition-name', '@starting-style']);
  });
});

describe('below the floor', () => {
  let server: Running;
  let browser: Browser;
  beforeAll(async () => {
    server = await start();
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });
  const TEXT = 'Blondesddsl père et fils, 24 place Kléber';
  const shows = async (context: BrowserContext, prepare: (context: BrowserContext) => Promise<unknown> = async () => undefined, script = 'dossier'): Promise<void> => {
    await prepare(context);
    const page = await context.newPage();
    const ended = page.waitForResponse(/\/kit\//).catch(() => undefined);
    await page.route(/\/page$/, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: `<!doctype html><meta charset="utf-8"><script type="module" src="${server.url}/kit/1/${script}.js"></script>
      <customer-card archive="BLONP">${TEXT}</customer-card><p><classification-badge archive="BLONP">A</classification-badge></p><archive-form archive="BLONP">${TEXT}</archive-form>` }));
    await page.goto(`${server.url}/page`);
    await Promise.race([ended, page.waitForLoadState('load')]);
    for (const tag of ['customer-card', 'archive-form']) expect(await page.locator(tag).innerText()).toContain(TEXT);
    expect(await page.locator('customer-card').isVisible()).toBe(true);
    expect(await page.locator('classification-badge').innerText()).toBe('A');
    await context.close();
  };

  it('without scripts', async () => shows(await browser.newContext({ javaScriptEnabled: false })));
  it('where the script does not parse', async () => shows(await browser.newContext(), (context) => context.route(/\/kit\/1\/dossier\.js/, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: `let a = #newer;${await answer.text()}` });
  })));
  it.each(['dossier', 'badge'])('where something is missing that %s.js needs', async (script) => shows(await browser.newContext(), (context) => context.addInitScript(() => { CSS.supports = () => false; }), script));
});
