/** The badge as a page of its own, for tools that take a frame and no script: the picture, drawn in the page, and a link to the archive. */
import { badgeSvg, badgeWords, errorSvg, escapeXml } from './badge-svg.ts';
import type { Look } from './badge-svg.ts';
import type { Whole } from './table.ts';
import { WORDS } from './words.ts';

const DARK = 'body{background:#171c1f}a:focus-visible{outline-color:#5cc7ca}';
const STYLE = 'body{margin:0;padding:4px}a{display:block;width:max-content;max-width:100%;border-radius:6px}a:focus-visible{outline:2px solid #0b6a70;outline-offset:2px}svg{display:block;max-width:100%;height:auto}';
const darkStyle = { auto: `@media (prefers-color-scheme:dark){${DARK}}`, light: '', dark: DARK } as const;

const page = ({ theme, language }: Look, title: string, content: string): string =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escapeXml(title)}</title><style>${STYLE}${darkStyle[theme]}</style></head><body>${content}</body></html>`;

export function framePage(whole: Whole, look: Look): string {
  const words = badgeWords(whole, look.language);
  return page(look, words, `<a href="${escapeXml(whole.leads)}" target="_blank" rel="noopener noreferrer" title="${escapeXml(WORDS.open[look.language])}">${badgeSvg(whole, look)}</a>`);
}

/** What is the matter is said by the picture. */
export const errorPage = (kind: 'ended' | 'unknown', look: Look): string => page(look, WORDS[kind][look.language], errorSvg(kind, look));
