/** What the looks of rows say: each language is a file of its own, loaded with the first look that is drawn in it. */
import type { Language } from '../../../model/labels.ts';
import type { TextsOf } from '../../internal/strings/texts.ts';
import { rows as english } from './texts/en.ts';

export type LookTexts = TextsOf<typeof english>;

const chunks: Readonly<Record<Exclude<Language, 'en'>, () => Promise<{ readonly rows: LookTexts }>>> = {
  'zh-Hans': () => import('./texts/zh-Hans.ts'),
  'zh-Hant': () => import('./texts/zh-Hant.ts'),
  es: () => import('./texts/es.ts'),
};
const here = new Map<Language, LookTexts>([['en', english]]);

/** Those that are here; English as long as they are not. */
export const lookTexts = (language: Language): LookTexts => here.get(language) ?? english;
export const hasLookTexts = (language: Language): boolean => here.has(language);

/** A browser keeps a module that failed: then English stays, which is better than no words. */
export async function loadLookTexts(language: Language): Promise<void> {
  if (language === 'en' || here.has(language)) return;
  await chunks[language]().then(({ rows }) => void here.set(language, rows), (error: unknown) => {
    console.warn('dossier: texts could not be loaded', error);
    here.set(language, english);
  });
}
