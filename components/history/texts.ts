/** Texts of the history by language, a file each: they come with what speaks them, so that no other page loads them. */
import type { Language } from '../../model/labels.ts';
import { history as english } from '../internal/strings/en/history.ts';
import type { TextsOf } from '../internal/strings/texts.ts';

export type HistoryTexts = TextsOf<typeof english>;

const chunks: Readonly<Record<Exclude<Language, 'en'>, () => Promise<{ readonly history: HistoryTexts }>>> = {
  'zh-Hans': () => import('../internal/strings/zh-Hans/history.ts'),
  'zh-Hant': () => import('../internal/strings/zh-Hant/history.ts'),
  es: () => import('../internal/strings/es/history.ts'),
};
const here = new Map<Language, HistoryTexts>([['en', english]]);
const coming = new Map<Language, Promise<void>>();

/** English until the language's own are here; then `changed` is called. */
export function historyTexts(language: Language, changed: () => void): HistoryTexts {
  const texts = here.get(language);
  if (texts !== undefined || language === 'en') return texts ?? english;
  let wait = coming.get(language);
  if (wait === undefined) {
    // a browser keeps a module that failed: asking again would not help, and English is better than no words
    wait = chunks[language]().then(({ history }) => void here.set(language, history), () => void here.set(language, english));
    coming.set(language, wait);
  }
  void wait.then(changed);
  return english;
}
