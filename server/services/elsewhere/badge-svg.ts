/** The badge as a picture: what it shows as SVG, light and dark, with widths of its own reckoning and words for ears. Pure; what may stand in it is decided before. */
import { CLASS_STEPS, CLASS_TOKENS, SCHEME_HUES, stepOf } from '../../../model/classification/look.ts';
import { SCHEME_NAMES } from '../../../model/classification/names.ts';
import type { PictureTheme } from '../../../model/elsewhere/api.ts';
import type { Language } from '../../../model/labels.ts';
import type { ClassFace } from '../../../model/overview.ts';
import { cutTo, textWidth } from './widths.ts';
import { WORDS } from './words.ts';

/** What one reader gets to see of one customer. */
export interface Shown { readonly name: string | null; readonly classes: readonly ClassFace[] }
export interface Look { readonly theme: PictureTheme; readonly language: Language }

const [SIZE, HEIGHT, PAD, GAP, RADIUS, TREND] = [13, 24, 8, 4, 6, 8];
/** Where a line of text stands in its box. */
const BASELINE = 16.5;
const LONGEST_NAME = 220;
const OTHER_HUE = 205;
/** A family of Arial's measure, then what the language is written in. */
const FAMILY: Readonly<Record<Language, string>> = Object.freeze({
  en: '', es: '',
  'zh-Hans': "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC',",
  'zh-Hant': "'PingFang TC','Microsoft JhengHei','Noto Sans CJK TC','Noto Sans TC',",
});
type Pair = readonly [light: string, dark: string];
const TEXT: Pair = ['#1b2326', '#e7ecee'];
const MUTED: Pair = ['#566167', '#a3aeb4'];
const WRONG: Readonly<Record<'bg' | 'border' | 'fg', Pair>> = { bg: ['#fdeceb', '#41201d'], border: ['#b3261e', '#ff9c92'], fg: ['#b3261e', '#ff9c92'] };

export const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '');

/** The class by its whole name; its mark, which stands before, is not said once more. */
const labelOf = ({ mark, label }: ClassFace, language: Language): string => (mark === '' ? label[language] : label[language].replace(/\s*[(（][^)）]*[)）]$/u, ''));
const schemeName = ({ scheme, name }: ClassFace, language: Language): string => name?.[language] ?? SCHEME_NAMES[scheme][language];

/** For ears, for programs, and in place of the picture. */
export function badgeWords({ name, classes }: Shown, language: Language): string {
  const told = classes.map((face) => {
    const trend = face.trend === 'same' ? '' : ` (${WORDS[face.trend][language]})`;
    return `${face.told ? `${schemeName(face, language)}: ` : ''}${[face.mark, labelOf(face, language)].filter((part) => part !== '' && part !== '–').join(' ')}${trend}${face.objected ? ` (${WORDS.objected[language]})` : ''}`;
  });
  const between = language.startsWith('zh') ? '；' : '; ';
  const said = `${WORDS.prefix[language]}${language.startsWith('zh') ? '：' : ': '}${told.length === 0 ? WORDS.none[language] : told.join(between)}`;
  return name === null ? said : `${name} – ${said}`;
}

/** Collects what is drawn; colours stand as attributes, for dark ones rules of the picture's own where it follows the reader's computer. */
class Drawing {
  readonly #theme: PictureTheme;
  readonly #dark = new Map<string, string>();
  readonly parts: string[] = [];
  x = 0;

  constructor(theme: PictureTheme) {
    this.#theme = theme;
  }

  #colour(as: 'fill' | 'stroke', [light, dark]: Pair): string {
    if (this.#theme !== 'auto') return ` ${as}="${this.#theme === 'dark' ? dark : light}"`;
    const rule = `${as}:${dark}`;
    const name = this.#dark.get(rule) ?? `c${this.#dark.size}`;
    this.#dark.set(rule, name);
    return ` ${as}="${light}" data-${as}="${name}"`;
  }

  box(width: number, { bg, border }: { readonly bg: Pair; readonly border: Pair }): void {
    this.parts.push(`<rect x="${round(this.x + 0.5)}" y="0.5" width="${round(width - 1)}" height="${HEIGHT - 1}" rx="${RADIUS}"${this.#colour('fill', bg)}${this.#colour('stroke', border)}/>`);
  }
  /** `textLength` holds the reckoned width whatever font there is. */
  text(text: string, at: number, colour: Pair, bold = false): number {
    const width = textWidth(text, SIZE, bold);
    if (text !== '') this.parts.push(`<text x="${round(at)}" y="${BASELINE}" textLength="${round(width)}" lengthAdjust="spacingAndGlyphs"${bold ? ' font-weight="700"' : ''}${this.#colour('fill', colour)}>${escapeXml(text)}</text>`);
    return width;
  }
  trend(way: 'up' | 'down', at: number, colour: Pair): void {
    const [top, bottom] = [(HEIGHT - TREND) / 2, (HEIGHT + TREND) / 2];
    const points = way === 'up' ? [[at + TREND / 2, top], [at + TREND, bottom], [at, bottom]] : [[at, top], [at + TREND, top], [at + TREND / 2, bottom]];
    this.parts.push(`<polygon points="${points.map(([x, y]) => `${round(x!)},${round(y!)}`).join(' ')}"${this.#colour('fill', colour)}/>`);
  }

  svg(words: string, language: Language): string {
    const style = this.#dark.size === 0 ? '' : `<style>@media (prefers-color-scheme:dark){${[...this.#dark].map(([rule, name]) => `[data-${rule.slice(0, rule.indexOf(':'))}=${name}]{${rule}}`).join('')}}</style>`;
    const width = Math.max(1, Math.ceil(this.x));
    const title = escapeXml(words);
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT}" viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-label="${title}" lang="${language}" font-family="Arial,Helvetica,'Liberation Sans',${FAMILY[language]}sans-serif" font-size="${SIZE}"><title>${title}</title>${style}${this.parts.join('')}</svg>`;
  }
}

const round = (value: number): string => String(Math.round(value * 100) / 100);

export function badgeSvg(shown: Shown, { theme, language }: Look): string {
  const drawing = new Drawing(theme);
  if (shown.name !== null) drawing.x += drawing.text(cutTo(shown.name, LONGEST_NAME, SIZE, true), 0, TEXT, true) + 2 * GAP;
  if (shown.classes.length === 0) drawing.x += drawing.text(WORDS.none[language], drawing.x, MUTED);
  shown.classes.forEach((face, i) => {
    if (i > 0) drawing.x += GAP;
    const colours = coloursOf(face);
    const told = face.told ? schemeName(face, language) : '';
    const parts = ([[told, true, 'mark'], [face.mark, true, 'mark'], [labelOf(face, language), false, 'fg'], [face.objected ? WORDS.objected[language] : '', false, 'fg']] as const).filter(([text]) => text !== '');
    const trend = face.trend === 'same' ? 0 : TREND;
    const width = 2 * PAD + parts.reduce((sum, [text, bold]) => sum + textWidth(text, SIZE, bold), 0) + GAP * (parts.length - 1) + (trend === 0 ? 0 : GAP + trend);
    drawing.box(width, colours);
    let at = drawing.x + PAD;
    for (const [text, bold, colour] of parts) at += drawing.text(text, at, colours[colour], bold) + GAP;
    if (face.trend !== 'same') drawing.trend(face.trend, at, colours.mark);
    drawing.x += width;
  });
  return drawing.svg(badgeWords(shown, language), language);
}

/** In place of a picture that is not there (any more): its reader learns that, and nothing else. */
export function errorSvg(kind: 'ended' | 'unknown', { theme, language }: Look): string {
  const drawing = new Drawing(theme);
  const text = WORDS[kind][language];
  const width = 2 * PAD + textWidth(text, SIZE);
  drawing.box(width, WRONG);
  drawing.text(text, PAD, WRONG.fg);
  drawing.x = width;
  return drawing.svg(text, language);
}

function coloursOf({ scheme, value }: ClassFace): Readonly<Record<(typeof CLASS_TOKENS)[number], Pair>> {
  const [light, dark] = CLASS_STEPS[stepOf(value)];
  const hue = scheme in SCHEME_HUES ? SCHEME_HUES[scheme as keyof typeof SCHEME_HUES] : OTHER_HUE;
  const colour = (parts: string): string => `hsl(${parts.replace('H', String(hue))})`;
  return Object.fromEntries(CLASS_TOKENS.map((token, i) => [token, [colour(light[i]!), colour(dark[i]!)]])) as never;
}
