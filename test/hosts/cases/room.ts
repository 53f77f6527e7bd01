/** Little room, another direction, and what a person has asked their computer for: 240 px, 400 %, right to left, forced colours, no motion, paper. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { shown, type World } from '../world.ts';

const FOUR = ['sync-status', 'presence-stack', 'classification-badge', 'customer-card', 'contact-timeline', 'archive-form'];

async function ready(page: Page): Promise<void> {
  await shown(page);
  await page.locator('classification-badge').getByRole('button').first().waitFor();
  await page.locator('contact-timeline .entry, contact-timeline [data-id]').first().waitFor();
  await page.locator('archive-form').getByLabel('Short name').first().waitFor();
  await page.waitForLoadState('networkidle');
}

/** What stands out of its element to the left or right, unless something around it scrolls or hides it. */
const outside = (page: Page): Promise<string[]> => page.evaluate((tags) => {
  const found: string[] = [];
  for (const tag of tags) {
    const host = document.querySelector(tag)!;
    const room = host.getBoundingClientRect();
    const clipped = (node: Element): boolean => {
      for (let at: Element | null = node.parentElement; at !== null; at = at.parentElement) if (getComputedStyle(at).overflowX !== 'visible') return true;
      return false;
    };
    for (const node of host.shadowRoot!.querySelectorAll('*')) {
      const box = node.getBoundingClientRect();
      if (box.width === 0 || box.height === 0 || node.closest('.visually-hidden, .hidden, [hidden]') !== null || getComputedStyle(node).position === 'fixed') continue;
      if ((box.left < room.left - 1 || box.right > room.right + 1) && !clipped(node)) found.push(`${tag} ${node.localName}.${node.getAttribute('class') ?? ''} ${Math.round(box.left - room.left)}…${Math.round(box.right - room.right)}`);
    }
  }
  return found;
}, FOUR);
const sideways = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

export function room(world: () => World): void {
  it('in a column of 240 px on a wide page nothing stands out of its element', async () => {
    const { page } = await world().open('/narrow.html', { viewport: { width: 1280, height: 900 } });
    await ready(page);
    expect(await outside(page)).toEqual([]);
    expect(await page.locator('customer-card').evaluate((each) => each.getBoundingClientRect().width)).toBe(240);
    await page.context().close();
  });

  it('at 400 % of 1280 px the page scrolls one way only, with reasons and dialogs open, and text at twice its size and spacing is not cut off', async () => {
    const { page } = await world().open('/every.html', { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 });
    await ready(page);
    expect([await sideways(page), await outside(page)]).toEqual([0, []]);
    await page.locator('classification-badge button').first().click();
    const reasons = page.locator('classification-badge .reasons');
    await reasons.waitFor();
    const box = (await reasons.boundingBox())!;
    expect([box.x >= 0, box.x + box.width <= 320, box.y + box.height <= 257]).toEqual([true, true, true]);
    await page.keyboard.press('Escape');
    await page.locator('customer-card').getByRole('button', { name: 'Paste details' }).click();
    const paste = (await page.getByRole('dialog', { name: 'Paste details' }).boundingBox())!;
    expect([paste.x >= 0, paste.x + paste.width <= 320, await sideways(page)]).toEqual([true, true, 0]);
    await page.keyboard.press('Escape');
    // WCAG 1.4.12
    await page.evaluate((tags) => {
      for (const tag of tags) {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }');
        const root = document.querySelector(tag)!.shadowRoot!;
        root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
      }
    }, FOUR);
    expect([await sideways(page), await outside(page)]).toEqual([0, []]);
    await page.context().close();
  });

  it('on a page from right to left nothing stands out, and dates, sums and classes are in the order of their language', async () => {
    const { page } = await world().open('/rtl.html', { viewport: { width: 1280, height: 900 } });
    await ready(page);
    expect([await sideways(page), await outside(page)]).toEqual([0, []]);
    // dates, sums and the digits of a class are read as they are meant: in the order of the language they are written in
    const order = (tag: string, words: readonly [string, string]) => page.locator(tag).evaluate((host, [first, second]) => {
      const places = [first, second].map((word) => {
        const walker = document.createTreeWalker(host.shadowRoot!, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          const at = node.textContent!.indexOf(word);
          if (at < 0) continue;
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + word.length);
          return range.getBoundingClientRect().left;
        }
        return NaN;
      });
      return places[0]! < places[1]!;
    }, words);
    expect([await order('customer-card', ['12', 'months']), await order('customer-card', ['1,200.00', 'EUR']), await order('classification-badge', ['5·', 'New'])]).toEqual([true, true, true]);
    await page.locator('classification-badge button').first().click();
    const box = (await page.locator('classification-badge .reasons').boundingBox())!;
    expect([box.x >= 0, box.x + box.width <= 1280]).toEqual([true, true]);
    await page.context().close();
  });

  it('with forced colours every control keeps an edge and every state its words', async () => {
    const { page } = await world().open('/every.html', { forcedColors: 'active' });
    await ready(page);
    const edges = await page.evaluate((tags) => tags.flatMap((tag) => [...document.querySelector(tag)!.shadowRoot!.querySelectorAll<HTMLElement>('.button:not(.quiet), .class, input:not([type=checkbox]), select, textarea, .chip')]
      .filter((node) => node.getBoundingClientRect().height > 0 && node.closest('.visually-hidden') === null)
      .map((node) => { const style = getComputedStyle(node); return { what: `${tag} ${node.localName}.${node.className}`, edge: style.borderTopStyle !== 'none' && style.borderTopWidth !== '0px' && style.borderTopColor !== style.backgroundColor, text: style.color !== style.backgroundColor }; })), FOUR);
    expect(edges.length).toBeGreaterThan(10);
    expect(edges.filter(({ edge, text }) => !edge || !text)).toEqual([]);
    await page.context().close();
  });

  it('without motion nothing moves, not even while it loads', async () => {
    const { page } = await world().open('/every.html', {
      before: () => {
        const moved: string[] = [];
        Object.assign(globalThis, { moved });
        const look = (root: Document | ShadowRoot): void => {
          for (const each of root.getAnimations()) moved.push(String((each as CSSAnimation).animationName ?? (each as CSSTransition).transitionProperty));
          for (const node of root.querySelectorAll('*')) if (node.shadowRoot !== null) look(node.shadowRoot);
        };
        const each = (): void => {
          look(document);
          requestAnimationFrame(each);
        };
        requestAnimationFrame(each);
      },
    });
    await ready(page);
    await page.locator('archive-form').getByRole('button', { name: 'Add a fact' }).hover();
    await page.locator('archive-form').getByRole('button', { name: 'Add a fact' }).click();
    expect(await page.evaluate('[...new Set(moved)]')).toEqual([]);
    await page.context().close();
  });

  it('on paper there is what one reads and nothing to press, dark pages too', async () => {
    const { page } = await world().open('/every.html', { colorScheme: 'dark' });
    await ready(page);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const found = await page.evaluate((tags) => tags.flatMap((tag) => [...document.querySelector(tag)!.shadowRoot!.querySelectorAll<HTMLElement>('button, [role=button], input, select, textarea')]
      .filter((node) => node.getBoundingClientRect().height > 1 && node.closest('.visually-hidden, .class') === null && !(tag === 'archive-form' && node.matches('input, select, textarea')))
      .map((node) => `${tag} ${node.localName}.${node.className} ${node.textContent!.trim().slice(0, 30)}`)), FOUR);
    expect(found).toEqual([]);
    expect(await sideways(page)).toBe(0);
    await page.context().close();
  });
}
