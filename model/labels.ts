/** The four languages, resolved by script. It holds no texts: labels come from the catalogue, interface texts from the components. */

export const LANGUAGES = ['en', 'zh-Hans', 'zh-Hant', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One text in every language; a catalogue label is complete by type. */
export type Labels = Readonly<Record<Language, string>>;

/** `zh-TW`, `zh-HK` and `zh-Hant` give Traditional, other Chinese Simplified, `es-MX` Spanish; anything else English. */
export function resolveLanguage(tag: string | undefined): Language {
  if (!tag) return 'en';
  let locale: Intl.Locale;
  try {
    locale = new Intl.Locale(tag).maximize();
  } catch {
    return 'en'; // a page's malformed lang attribute must not break the page
  }
  if (locale.language === 'zh') return locale.script === 'Hant' ? 'zh-Hant' : 'zh-Hans';
  return locale.language === 'es' ? 'es' : 'en';
}
