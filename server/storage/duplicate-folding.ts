/** The large tables of comparing names: both Chinese scripts, syllables, phone numbers of all countries. Loaded when a thread compares for the first time. */
import { createHash } from 'node:crypto';
import type { CountryCode } from 'libphonenumber-js';
import type { Folding } from '../../model/duplicates/facts.ts';

/** What was folded lately: names repeat their words. */
const MOST = 20_000;
function remembered<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const there = known.get(text);
    if (there !== undefined) return there;
    const made = make(text);
    if (known.size >= MOST) known.clear();
    known.set(text, made);
    return made;
  };
}

let loading: Promise<Folding> | null = null;
export function folding(): Promise<Folding> {
  return (loading ??= load());
}

async function load(): Promise<Folding> {
  const [{ Converter }, { pinyin }, { parsePhoneNumberFromString }] = await Promise.all([import('opencc-js/t2cn'), import('pinyin-pro'), import('libphonenumber-js/min')]);
  const convert = Converter({ from: 't', to: 'cn' });
  return Object.freeze({
    simplify: remembered((text: string) => convert(text)),
    syllables: remembered((han: string) => pinyin(han, { toneType: 'none', type: 'array', v: true }).map((each) => each.toLowerCase())),
    phone(text: string, country: string | null) {
      const found = parsePhoneNumberFromString(text.replace(/^00/, '+'), country === null ? undefined : (country as CountryCode));
      return found?.isPossible() ? found.number.slice(1) : null;
    },
    seal: (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22),
  });
}
