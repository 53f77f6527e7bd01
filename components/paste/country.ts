/** Words for a country as options of D-42: its own words, and what browsers call countries in the four languages. */
import type { CatalogueView } from '../../model/catalogue/types.ts';
import { fold } from '../internal/fold.ts';

const LANGUAGES = ['en', 'zh-Hans', 'zh-Hant', 'es'];
/** What people write and no list has. */
const ALSO: Readonly<Record<string, string>> = {
  uk: 'GB', 'u.k.': 'GB', 'great britain': 'GB', england: 'GB', scotland: 'GB', wales: 'GB', usa: 'US', 'u.s.a.': 'US', 'u.s.': 'US', 'united states of america': 'US', eeuu: 'US', 'ee. uu.': 'US',
  prc: 'CN', 'p.r. china': 'CN', 'p.r.china': 'CN', 'people’s republic of china': 'CN', 'people\'s republic of china': 'CN', 中华人民共和国: 'CN', 中國大陸: 'CN', 中国大陆: 'CN',
  'r.o.c.': 'TW', 臺灣: 'TW', 台湾: 'TW', 台灣: 'TW', 香港: 'HK', 澳门: 'MO', 澳門: 'MO',
};

let names: ReadonlyMap<string, string> | undefined;
/** Made once: 249 names in four languages. */
function known(codes: readonly string[]): ReadonlyMap<string, string> {
  if (names !== undefined) return names;
  const made = new Map(Object.entries(ALSO).map(([words, code]) => [fold(words), code]));
  for (const language of LANGUAGES) {
    const display = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const code of codes) {
      const name = /^[A-Z]{2}$/.test(code) ? display.of(code) : undefined;
      if (name !== undefined) made.set(fold(name), code);
    }
  }
  return (names = made);
}

/** Null: none of the list, or one that is offered no longer. */
export function countryOption(words: string, catalogue: CatalogueView): string | null {
  const options = (catalogue.dictionaries['D-42']?.options ?? []).filter((option) => option.hidden !== true);
  const wanted = fold(words);
  const found = options.find(({ key, label }) => fold(label) === wanted || key.toLowerCase() === wanted)?.key ?? known(options.map(({ key }) => key)).get(wanted);
  return options.some(({ key }) => key === found) ? found! : null;
}
