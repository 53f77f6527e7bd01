/** Texts by language: English is here at once, the others are chunks loaded when a page first asks. Each area's texts are in `<language>/<area>.ts`. */
import type { Language } from '../../../model/labels.ts';
import { en } from './en/index.ts';
import type { TextsOf } from './texts.ts';

export type Strings = TextsOf<typeof en>;

const loaded = new Map<Language, Strings>([['en', en]]);
const chunks: Readonly<Record<Exclude<Language, 'en'>, () => Promise<{ readonly strings: Strings }>>> = {
  'zh-Hans': () => import('./zh-Hans/index.ts'),
  'zh-Hant': () => import('./zh-Hant/index.ts'),
  es: () => import('./es/index.ts'),
};
const loading = new Map<Language, Promise<Strings>>();

/** Texts that are here now; undefined while their chunk is still to be loaded. */
export const stringsNow = (language: Language): Strings | undefined => loaded.get(language);

/** Loads a language once. A chunk that cannot be had leaves English, which is better than no words. */
export function loadStrings(language: Language): Promise<Strings> {
  const here = loaded.get(language);
  if (here !== undefined || language === 'en') return Promise.resolve(here ?? en);
  let wait = loading.get(language);
  if (wait === undefined) {
    wait = chunks[language]().then(
      ({ strings }) => {
        loaded.set(language, strings);
        return strings;
      },
      (error: unknown) => {
        // Browsers remember a module that failed, so asking again would not help before the page is loaded anew.
        console.warn(`dossier: texts for ${language} could not be loaded`, error);
        loaded.set(language, en);
        return en;
      },
    );
    loading.set(language, wait);
  }
  return wait;
}
