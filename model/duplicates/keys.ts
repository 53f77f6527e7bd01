/** Keys by which archives meet to be compared: two that share none are never looked at. Each finds what another lets slip; a pair must share one alone. */
import type { Face } from './facts.ts';
import { typed } from './similar.ts';

const HAN_PART = 4;

/** Letter and what follows; keys are texts, so that a table of them needs no hash. */
export function blockKeys(face: Face): readonly string[] {
  const keys = new Set<string>();
  for (const { words: raw, sound, han } of face.names) {
    const words = raw.map(typed);
    if (han) {
      const word = words[0] ?? '';
      keys.add(`n:${word}`);
      if (!face.person) {
        keys.add(`h:${word.slice(0, HAN_PART)}`);
        keys.add(`t:${word.slice(-HAN_PART)}`);
      }
    } else {
      keys.add(`n:${[...words].sort().join(' ')}`);
      const long = [...words].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
      // a typing error spoils one word, or the beginning or the end of it
      if (face.person) for (const word of long.slice(0, 2)) for (const other of long) if (other !== word) keys.add(`w:${word}:${other.slice(0, 2)}`);
      if (!face.person) {
        for (const word of long.slice(0, 2)) if (word.length >= 4) keys.add(`w:${word}`);
        if (words.length > 1) keys.add(`b:${words.map((each) => each.slice(0, 3)).sort().join('')}`);
      }
    }
    if (sound.length >= 5) {
      keys.add(`s:${[...sound].sort().join('')}`);
      if (!face.person && sound.length >= 8) {
        keys.add(`f:${sound.slice(0, 6)}`);
        keys.add(`l:${sound.slice(-6)}`);
      }
    }
  }
  for (const { digits } of face.phones) keys.add(`p:${digits.slice(-7)}`);
  for (const email of face.emails) keys.add(`e:${email}`);
  for (const domain of face.domains) keys.add(`d:${domain}`);
  for (const { value } of face.codes) keys.add(`c:${value}`);
  for (const { value } of face.papers) keys.add(`i:${value}`);
  for (const { postcode, numbers } of face.places) if (postcode !== '' && numbers[0] !== undefined) keys.add(`a:${postcode}:${numbers[0]}`);
  if (face.born !== null) for (const { sound } of face.names) keys.add(`y:${face.born}:${[...sound].sort().join('').slice(0, 2)}`);
  return [...keys].slice(0, MOST_KEYS);
}

const MOST_KEYS = 40;
