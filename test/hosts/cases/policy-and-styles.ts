/** A content policy that allows nothing but the page's own scripts and styles, a style sheet that resets everything, and what the kit leaves on the page. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { shown, type World } from '../world.ts';

/** What a page's style sheet must not reach, of every node that an element draws. */
const look = async (page: Page): Promise<string[]> => {
  await page.locator('classification-badge button').first().waitFor();
  await page.locator('customer-card').getByRole('button', { name: 'Paste details' }).waitFor(); // its last line
  await page.locator('customer-card .service').waitFor(); // and the one whose words come by themselves
  return page.evaluate(() => ['customer-card', 'classification-badge', 'sync-status'].flatMap((tag) =>
    [...document.querySelector(tag)!.shadowRoot!.querySelectorAll('*')].filter((node) => node.localName !== 'style' && !(node instanceof HTMLSlotElement)).map((node) => {
      const style = getComputedStyle(node);
      // A host that was made inline keeps its content's display inline; both look alike.
      const parts = [style.display.replace('inline-', ''), ...(['color', 'fontSize', 'fontStyle', 'fontWeight', 'lineHeight', 'letterSpacing', 'wordSpacing', 'textAlign', 'textIndent', 'textTransform', 'textShadow', 'whiteSpace', 'backgroundColor', 'paddingLeft', 'direction', 'visibility', 'hyphens', 'userSelect', 'pointerEvents', 'fontVariantCaps', 'listStyleType', 'borderCollapse', 'tabSize', 'quotes', 'writingMode'] as const).map((key) => style[key])];
      return `${tag} ${node.localName}.${node.getAttribute('class') ?? ''}: ${parts.join(' | ')}`;
    })));
};

export function policyAndStyles(world: () => World): void {
  it('renders every element under a strict content policy without one violation', async () => {
    const { page, errors } = await world().open('/strict-csp.html');
    await shown(page);
    await page.locator('archive-form').getByText('Customer name').first().waitFor();
    await page.locator('customer-list').getByText('Talleres Ibarra').first().waitFor();
    await page.locator('classification-badge button').first().click();
    await page.locator('classification-badge').getByRole('heading', { level: 3 }).waitFor();
    await page.evaluate(() => { document.documentElement.lang = 'zh-Hant'; });
    await page.locator('customer-card').getByText('最近交易').waitFor();
    // whatever comes when it is seen has come, and is drawn
    await page.waitForFunction(() => [...document.querySelectorAll('main > *')].every((each) => each.localName === 'presence-stack' || customElements.get(each.localName) !== undefined && (each.shadowRoot?.querySelector('.root, .face')?.childElementCount ?? 0) > 0));
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations)).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('looks the same under a hostile style sheet', async () => {
    const [plain, hostile] = await Promise.all([world().open('/plain-css.html'), world().open('/hostile-css.html')]);
    await shown(plain.page);
    expect((await look(plain.page)).length).toBeGreaterThan(40);
    // some lines come later than others
    await expect.poll(async () => {
      const [expected, found] = [await look(plain.page), await look(hostile.page)];
      return { missing: expected.filter((line) => !found.includes(line)), more: found.filter((line) => !expected.includes(line)), as: found.length - expected.length };
    }).toEqual({ missing: [], more: [], as: 0 });
    await plain.page.context().close();
    await hostile.page.context().close();
  });

  it('leaves nothing of its own on the page but its two shared symbols: no global, rule, class, attribute or node', async () => {
    const { page } = await world().open('/every.html', {
      before: () => {
        const before = new Set(Reflect.ownKeys(globalThis));
        Object.assign(globalThis, { kept: before });
        document.addEventListener('DOMContentLoaded', () => { Object.assign(globalThis, { markup: document.documentElement.outerHTML }); });
      },
    });
    await shown(page);
    await page.locator('archive-form').getByLabel('Customer name').first().waitFor();
    await page.waitForLoadState('networkidle');
    const found = await page.evaluate(() => {
      const { kept, markup } = globalThis as unknown as { kept: Set<PropertyKey>; markup: string };
      const own = ['kept', 'markup', 'violations'];
      // what our elements reflect of themselves, and the endpoint that the page itself has set
      const plain = (html: string): string => html.replace(/<(archive-session|sync-status|presence-stack|classification-badge|customer-card|contact-timeline|archive-form)\b[^>]*>/g, '<$1>');
      return {
        globals: Reflect.ownKeys(globalThis).filter((key) => !kept.has(key) && !own.includes(String(key)) && !/^\d+$/.test(String(key))).map((key) => (typeof key === 'symbol' ? Symbol.keyFor(key) : key)).sort(),
        sheets: document.adoptedStyleSheets.length + document.querySelectorAll('style').length,
        markup: plain(document.documentElement.outerHTML) === plain(markup) ? 'as it was' : document.documentElement.outerHTML,
      };
    });
    expect(found).toEqual({ globals: ['dossier.line.v1', 'dossier.page.v1'], sheets: 0, markup: 'as it was' });
    await page.context().close();
  });
}
