/** What search looks through, a file a language: pages with their parts, as short as it can be said. Ranking is left to the page. */
import type { Language } from '../../model/labels.ts';
import type { Page } from './pages.ts';

/** `[slug, title, parts]`, a part `[place, heading, text]`. */
export type Index = readonly (readonly [slug: string, title: string, parts: readonly (readonly [place: string, heading: string, text: string])[]])[];

/** Tables of a thousand words are found by their headings alone. */
const LONGEST = 1_500;

export const indexOf = (pages: readonly Page[], language: Language): Index =>
  pages.filter((page) => page.language === language).map(({ slug, title, description, parts }) => [
    slug, title,
    parts.map(({ place, heading, text }, at) => [place, heading, `${at === 0 ? `${description} ` : ''}${text}`.replace(/\s+/g, ' ').trim().slice(0, LONGEST)] as const)
      .filter(([, heading, text], at) => at === 0 || heading !== '' || text !== ''),
  ]);
