/** What a page built by `pseudo.ts` shows outside the marks, less what is no text: dates and numbers made by `Intl`, names of standards, whatever is written in other alphabets. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** What is no text of ours, wherever it stands: made by `Intl`, names of standards, keys of the keyboard, what is written in other alphabets. */
const NOT_TEXT = [
  /⟦[^⟦⟧]*⟧/g,
  /https?:\/\/\S+|\berp:[A-Z]+|[\w.+-]+@[\w.-]+/g,
  /(\d[\d.,]*|十?[一二三四五六七八九十])\s*(年|个?月|季度?|[日号天周秒时]|个?小时|分钟?|毫?秒|秒钟)[前后内]?|星期[一二三四五六日]|周[一二三四五六日]|上午|下午|凌晨|早上|中午|晚上|今[天年]|昨天|明[天年]|前天|后天|[上下本]个?[月周]|去年/g,
  /\b\d[\d.,:\s/+-]*(ms|kB|[MGT]?B)?\b/g,
  /\b(ABC|RFM|CN-20\d\d-\d\d|CN-2025|CSV|PDF|Excel|ID|VIP|NIE|DNI|EUR|CNY|TWD|USD|GBP|Dossier|Intranet|Harbour Lane|StockDesk|Enter|Esc|Escape|Ctrl|Alt|Shift|Tab|Backspace|Arrow\w+|WhatsApp|LINE|WeChat|UTC|JSON|REST|HTML|Wiki|MediaWiki|Confluence|DokuWiki|Markdown|English|espa(?:ñ|n)ol|FULL|[A-Z])\b/g,
  /简体中文|繁體中文/g,
];
/** A text may stand within a text. */
const unwrapped = (text: string): string => {
  const less = text.replace(NOT_TEXT[0]!, ' ');
  return less === text ? text : unwrapped(less);
};
const bare = (text: string): string => NOT_TEXT.reduce((left, pattern) => left.replace(pattern, ' '), unwrapped(text)).replace(/[^A-Za-z\p{Script=Han}]+/gu, ' ').trim();

/** Texts and names a person can meet on the page, with where they stand; below what `data` selects nothing is looked at. */
const textsOf = (page: Page, data: string): Promise<readonly (readonly [where: string, text: string])[]> => page.evaluate((skip) => {
  const found: [string, string][] = [['title', document.title]];
  const walk = (node: Node, path: string): void => {
    if (node instanceof Text) {
      if (node.data.trim() !== '') found.push([path, node.data.trim()]);
      return;
    }
    if (node instanceof Element) {
      if (skip !== '' && node.matches(skip)) return;
      if (/^(SCRIPT|STYLE|TEMPLATE|NOSCRIPT|CODE|KBD)$/.test(node.tagName)) return; // what is typed as it stands has one language
      const here = `${path} ${node.tagName.toLowerCase()}${node.id ? `#${node.id}` : ''}${typeof node.className === 'string' && node.className ? `.${node.className.split(' ').join('.')}` : ''}`;
      for (const name of ['aria-label', 'aria-description', 'title', 'placeholder', 'alt', 'data-label', 'aria-roledescription', 'aria-valuetext']) {
        const value = node.getAttribute(name);
        if (value) found.push([`${here} @${name}`, value]);
      }
      if (node.shadowRoot) walk(node.shadowRoot, here);
      for (const child of node.childNodes) walk(child, here);
    } else for (const child of node.childNodes) walk(child, path);
  };
  walk(document.body, '');
  return found.map(([where, text]) => [where.split(' ').slice(-4).join(' '), text] as const);
}, data);

export async function unmarked(page: Page, data = ''): Promise<readonly string[]> {
  const all = await textsOf(page, data);
  return [...new Set(all.filter(([, text]) => bare(text) !== '').map(([where, text]) => `${where}: ${text.slice(0, 120)}`))];
}

/** Waits until nothing has been added for a moment: elements load their parts when they are seen. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle').catch(() => undefined); // a page with a stream is never idle
  let last = -1;
  await expect.poll(async () => {
    const now = (await textsOf(page, '')).length;
    const same = now === last;
    last = now;
    return same && now > 0;
  }, { interval: 400 }).toBe(true);
}
