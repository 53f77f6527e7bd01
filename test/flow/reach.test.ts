/** Every element of the kit for those who see, hear, read or point otherwise (WCAG 2.2 AA): over the demo's customers, in one browser, 360 px wide. Elements in all their states stand in `test/components`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TAGS } from '../../build/manifest/facts.mjs';
import { launch } from '../helpers/browser.ts';
import { root, start, type Running } from '../helpers/dossier.ts';
import { coveredFocus, cutTexts, smallTargets } from '../helpers/reach-measures.ts';

const AXE = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const GZ = 'archive="erp:GZ/2019-0045"';

/** Who looks at what; `sees` is there once the element has what it shows. */
const LOOKS: Readonly<Record<string, { readonly who: string; readonly attributes?: string; readonly sees?: string }>> = {
  'aml-sheet': { who: 'jingyi', attributes: 'archive="helen-marsh"' }, 'archive-access': { who: 'mei', attributes: GZ }, 'archive-files': { who: 'mei', attributes: GZ },
  'archive-form': { who: 'mei', attributes: GZ, sees: '[data-field]' }, 'archive-history': { who: 'mei', attributes: GZ }, 'audit-log': { who: 'jingyi' }, 'classification-badge': { who: 'mei', attributes: `${GZ} schemes="abc rfm lifecycle"`, sees: 'button' },
  'cleaning-bench': { who: 'ana' }, 'contact-timeline': { who: 'mei', attributes: GZ, sees: 'li' }, 'correction-case': { who: 'mei', attributes: GZ }, 'customer-analysis': { who: 'zhao' },
  'customer-card': { who: 'mei', attributes: GZ, sees: '.facts' }, 'customer-create': { who: 'mei' }, 'customer-list': { who: 'mei', sees: '[role=row] [role=gridcell]' }, 'dossier-admin': { who: 'tomas' }, 'duplicate-review': { who: 'ana' },
  'emergency-review': { who: 'jingyi' }, 'hand-over': { who: 'zhao' }, 'import-assistant': { who: 'ana' }, 'notice-inbox': { who: 'mei' }, 'policy-page': { who: 'ana' }, 'presence-stack': { who: 'mei', attributes: GZ },
  'record-comments': { who: 'mei', attributes: `${GZ} section="profile"` }, 'relation-map': { who: 'mei', attributes: GZ }, 'reminder-list': { who: 'mei' }, 'sign-in-list': { who: 'mei' }, 'subject-desk': { who: 'ana' },
  'sync-status': { who: 'mei' }, 'transaction-ledger': { who: 'mei', attributes: GZ }, 'wall-list': { who: 'jingyi' },
};

let demo: Running;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  demo = await start({ command: 'demo' });
  browser = await launch();
  page = await (await browser.newContext({ locale: 'en-GB', viewport: { width: 360, height: 800 } })).newPage();
  await page.route('**/reach.html*', (route) => {
    const query = new URL(route.request().url()).searchParams;
    return route.fulfill({ contentType: 'text/html', body: `<!doctype html><html lang="${query.get('lang')}"><meta name="viewport" content="width=device-width"><title>reach</title>
      <style>body { margin: 8px; font: 14px system-ui }</style><script type="module" src="/kit/1/dossier.js"></script><script type="module">
        document.querySelector('archive-session').getToken = async () => (await (await fetch('/api/demo/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ person: '${query.get('who')}' }) })).json()).token;
      </script><archive-session endpoint="/"></archive-session>${query.get('body')}` });
  });
}, 300_000);
afterAll(async () => {
  await page?.context().close();
  await browser?.close();
  await demo?.stop();
});

async function show(tag: string, lang = 'en'): Promise<void> {
  const { who, attributes = '', sees = '*' } = LOOKS[tag]!;
  await page.goto(`${demo.url}/reach.html?${new URLSearchParams({ who, lang, body: `<${tag} ${attributes}></${tag}>` }).toString()}`);
  await page.locator(`${tag} ${sees}`).first().waitFor({ state: 'attached' });
  await page.waitForFunction(`(() => { const { shadowRoot } = document.querySelector('${tag}'); return shadowRoot.querySelector('.skeleton, [aria-busy=true]') === null && shadowRoot.textContent.trim() !== '' || '${tag}' === 'presence-stack'; })()`);
}

it('looks at every element that shows something by itself', () => {
  // a session shows nothing, a frame another page, and the way into a shut archive is for whom the policy names
  expect([...Object.keys(LOOKS), 'archive-session', 'dossier-frame', 'emergency-access'].sort()).toEqual([...TAGS].sort());
});

describe.each(Object.keys(LOOKS).map((tag) => [tag] as const))('<%s>', (tag) => {
  it('passes axe, has targets one can hit, text that may be spaced out, focus that is seen', async () => {
    await show(tag);
    await page.evaluate(AXE);
    const violations: unknown = await page.evaluate(`axe.run('${tag}', { rules: { region: { enabled: false } } }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`);
    const found = { violations, small: await page.evaluate(smallTargets(tag)), cut: await page.evaluate(cutTexts(tag)), covered: await page.evaluate(coveredFocus(tag)) };
    expect(found).toEqual({ violations: [], small: [], cut: [], covered: [] });
  });
});

it('keeps silent with two hundred badges in one list: none of them is a live region', async () => {
  await page.goto(`${demo.url}/reach.html?${new URLSearchParams({ who: 'mei', lang: 'en', body: '<ul id="list"></ul>' }).toString()}`);
  await page.evaluate(`document.querySelector('#list').append(...Array.from({ length: 200 }, () => {
    const [row, badge] = ['li', 'classification-badge'].map((name) => document.createElement(name));
    badge.setAttribute('archive', 'erp:GZ/2019-0045');
    row.append('Nanwan ', badge);
    return row;
  }))`);
  await page.waitForFunction("[...document.querySelectorAll('classification-badge')].every(({ shadowRoot }) => shadowRoot?.querySelector('button') != null)");
  expect(await page.evaluate("[...document.querySelectorAll('classification-badge')].flatMap(({ shadowRoot }) => [...shadowRoot.querySelectorAll('[role=status],[role=alert],[role=log],[aria-live]')]).length")).toBe(0);
});

/** Where something can be dragged or dropped, and what does the same with single presses (WCAG 2.5.7): file and what stands there. */
const WITHOUT_DRAGGING: Readonly<Record<string, { readonly file: string; readonly has: readonly RegExp[] }>> = {
  // order by ↑ and ↓, width by a choice
  'list/board/headings.ts': { file: 'list/board/columns.ts', has: [/<button [^>]*class="button quiet up"[^>]*@click=\$\{\(\) => move\(at, -1\)\}/, /<button [^>]*class="button quiet down"[^>]*@click=\$\{\(\) => move\(at, 1\)\}/, /<select [^>]*@change=\$\{\(event: Event\) => board\.saved\.width\(/] },
  // the same function takes what was dropped and what was chosen
  'archive-files.ts': { file: 'archive-files.ts', has: [/type="file" multiple [^`]*?add\(input\.files\)/, /add\(event\.dataTransfer\?\.files\)/] },
  'files/list.ts': { file: 'files/list.ts', has: [/type="file" multiple [^`]*?@change=\$\{chosen\}/, /add\(input\.files\)/, /add\(event\.dataTransfer\?\.files\)/] },
  'import/start.ts': { file: 'import/start.ts', has: [/<button [^>]*class="button choose-files"/, /type="file" multiple [^`]*?#add\(input\.files/, /#add\(event\.dataTransfer\?\.files/] },
};

it('asks nobody to drag: whatever follows a pointer or takes what is dropped has presses that do the same', () => {
  const components = join(root, 'components');
  const drags = readdirSync(components, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && /\bdraggable\b|@?(?:drag(?:start|enter|over|end)|drop)=|(?:pointer|mouse|touch)move|addEventListener\(['"](?:drag|drop)|setPointerCapture/.test(readFileSync(join(components, file), 'utf8')));
  expect(drags.sort()).toEqual(Object.keys(WITHOUT_DRAGGING).sort());
  for (const { file, has } of Object.values(WITHOUT_DRAGGING)) for (const way of has) expect(readFileSync(join(components, file), 'utf8'), file).toMatch(way);
});
