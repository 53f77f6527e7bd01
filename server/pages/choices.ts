/** Language and appearance of the server's own pages: from the address, else as chosen before, else the browser's. A choice holds on every page and in every tab. */
import { LANGUAGES, resolveLanguage } from '../../model/labels.ts';
import type { Language } from '../../model/labels.ts';
import { fill, WORDS } from './words.ts';
import type { Word } from './words.ts';
import { named } from './root.ts';

export const SCHEMES = ['auto', 'light', 'dark'] as const;
export type Scheme = (typeof SCHEMES)[number];
export { LANGUAGES };

const LANGUAGE = named('language');
const SCHEME = named('scheme');
const listeners = new Set<() => void>();

/** Storage may be shut off; then a choice lasts as long as the page. */
function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
function store(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // it lasts as long as the page
  }
}

const asked = new URLSearchParams(location.search).get('lang');
let language: Language = resolveLanguage(asked ?? stored(LANGUAGE) ?? navigator.language);
let scheme: Scheme = schemeOf(stored(SCHEME));
if (asked !== null) store(LANGUAGE, language);

function schemeOf(wanted: string | null): Scheme {
  return SCHEMES.find((each) => each === wanted) ?? 'auto';
}

export const chosenLanguage = (): Language => language;
export const chosenScheme = (): Scheme => scheme;

export function chooseLanguage(wanted: string): void {
  language = resolveLanguage(wanted);
  store(LANGUAGE, language);
  show();
}
export function chooseScheme(wanted: string): void {
  scheme = schemeOf(wanted);
  store(SCHEME, scheme);
  show();
}

/** Calls back now and after every choice. */
export function onChoice(listener: () => void): void {
  listeners.add(listener);
  listener();
}

export const say = (word: Word, values?: Readonly<Record<string, string | number>>): string => fill(WORDS[word], language, values);

/** Elements with `data-word` get their text, those with `data-word-label` their name. */
function show(): void {
  document.documentElement.lang = language;
  if (scheme === 'auto') delete document.documentElement.dataset['scheme'];
  else document.documentElement.dataset['scheme'] = scheme;
  for (const element of document.querySelectorAll<HTMLElement>('[data-word]')) {
    const word = element.dataset['word'] as Word | undefined;
    if (word && word in WORDS) element.textContent = say(word);
  }
  for (const element of document.querySelectorAll<HTMLElement>('[data-word-label]')) {
    const word = element.dataset['wordLabel'] as Word | undefined;
    if (word && word in WORDS) element.setAttribute('aria-label', say(word));
  }
  for (const listener of listeners) listener();
}

addEventListener('storage', ({ key, newValue }) => {
  if (key === LANGUAGE) language = resolveLanguage(newValue ?? undefined);
  if (key === SCHEME) scheme = schemeOf(newValue);
  if (key === LANGUAGE || key === SCHEME) show();
});

/** Draws what the page's HTML says in the chosen language; called once, when the header is there. */
export const beginChoices = show;
