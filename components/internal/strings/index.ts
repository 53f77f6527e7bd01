/** Texts by language: English comes with what says it, the others are chunks loaded when a page first asks. Each area's texts are in `<language>/<area>.ts`. */
import { resolveLanguage, type Language } from '../../../model/labels.ts';
import { words } from '../later.ts';
import { en } from './en/index.ts';
import type { TextsOf } from './texts.ts';

export type Strings = TextsOf<typeof en>;

type Foreign = Exclude<Language, 'en'>;
/** What one chunk of a language holds: what cards and states say, what form and timeline say, what the register and new customers say. */
export type Part = 'start' | 'sheet' | 'work';
/** Areas whose element speaks them (`speak`). */
const AREAS = { start: ['kit'], sheet: ['form', 'timeline', 'around'], work: ['list', 'create'] } as const satisfies Readonly<Record<Part, readonly (keyof Strings)[]>>;
const PARTS = Object.keys(AREAS) as Part[];

type Chunk = Promise<{ readonly strings: Partial<Strings> }>;
/** The first chunk of a language knows the way to its others. */
export type More = Readonly<Record<Exclude<Part, 'start'>, () => Chunk>>;
const first: Readonly<Record<Foreign, () => Promise<{ readonly strings: Partial<Strings>; readonly more: More }>>> = {
  'zh-Hans': () => import('./zh-Hans/index.ts'),
  'zh-Hant': () => import('./zh-Hant/index.ts'),
  es: () => import('./es/index.ts'),
};

/** A language that a page has asked for. An area that is not here yet is English, which is better than no words. */
interface Asked { readonly strings: Strings; readonly start: ReturnType<(typeof first)[Foreign]>; readonly coming: Map<Part, Promise<void>>; readonly here: Set<Part> }
const asked = new Map<Language, Asked>();

function ask(language: Foreign): Asked {
  let at = asked.get(language);
  if (at === undefined) asked.set(language, (at = { strings: Object.create(en) as Strings, start: first[language](), coming: new Map(), here: new Set() }));
  return at;
}

/** Loads a part once. */
function load(language: Foreign, part: Part): Promise<void> {
  const { strings, start, coming, here } = ask(language);
  let wait = coming.get(part);
  if (wait === undefined) {
    wait = (part === 'start' ? start : start.then(({ more }) => more[part]())).then(
      (chunk) => { Object.assign(strings, chunk.strings); },
      // Browsers remember a module that failed, so asking again would not help before the page is loaded anew.
      (error: unknown) => { console.warn(`dossier: texts for ${language} could not be loaded`, error); },
    ).then(() => { here.add(part); });
    coming.set(part, wait);
  }
  return wait;
}

/** Parts that are said on this page and not here in this language. */
const missing = (language: Language): readonly Part[] => (language === 'en' ? [] : PARTS.filter((part) => AREAS[part].some((area) => area in en) && asked.get(language)?.here.has(part) !== true));

/** Whether everything that is said on this page is here in this language, or never will be. */
export const isHere = (language: Language): boolean => missing(language).length === 0;
/** Texts that are here now. */
export const stringsNow = (language: Language): Strings => asked.get(language)?.strings ?? en;

/** Loads what is said on this page in a language. A chunk that cannot be had leaves English. */
export function loadStrings(language: Language): Promise<Strings> {
  return Promise.all(missing(language).map((part) => load(language as Foreign, part))).then(() => stringsNow(language));
}

/** For who brings new words, so that they are not seen in English first: waits for them in the languages that the page speaks. Undefined when all are here. `ahead`: will be said. */
export function wordsHere(ahead?: Part): Promise<unknown> | undefined {
  const languages = [...new Set([...asked.keys(), resolveLanguage(document.documentElement.lang)])];
  if (ahead !== undefined) for (const language of languages) if (language !== 'en') void load(language, ahead);
  const away = languages.filter((language) => !isHere(language));
  return away.length === 0 ? undefined : Promise.all(away.map(loadStrings));
}
words.wait = wordsHere;
