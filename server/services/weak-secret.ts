/** Whether a secret is easy to guess: made of words, of few characters, repeated, or printed somewhere. Its length is checked in `config.ts`. No secret from a generator is ever blamed. */

/** Printed in manuals and samples, ours included; what begins with one is as good as it. */
const PUBLISHED = ['your-256-bit-secret', 'your-512-bit-secret', 'a-string-secret-at-least-256-bits-long', 'a-valid-string-secret-that-is-at-least-512-bits-long', 'changeme', 'change-me', 'change me', 'replace-me', 'replace me', 'example'];

const KEYBOARD = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertz', 'azerty'];

/** Bits by the secret's own letters below which it is no secret. 32 hexadecimal digits have about 120. */
const LEAST_BITS = 84;

export type Weakness = 'published' | 'repeats' | 'keyboard' | 'words';

/** The reason; null for a secret that cannot be guessed. */
export function whyWeak(secret: Uint8Array): Weakness | null {
  const text = new TextDecoder().decode(secret);
  const low = text.toLowerCase();
  if (PUBLISHED.some((each) => low.includes(each))) return 'published';
  if (bitsOf(text) < LEAST_BITS || period(text) <= text.length / 2) return 'repeats';
  if (steps(text) > text.length / 2 || KEYBOARD.some((row) => low.includes(row.slice(0, 6)))) return 'keyboard';
  if (isWords(text)) return 'words';
  return null;
}

/** Shannon's measure over the text's own characters: an upper bound of what it can hide. */
function bitsOf(text: string): number {
  const counts = new Map<string, number>();
  for (const each of text) counts.set(each, (counts.get(each) ?? 0) + 1);
  let bits = 0;
  for (const n of counts.values()) bits -= n * Math.log2(n / text.length);
  return bits;
}

/** The shortest piece of which the text is made by repeating. */
function period(text: string): number {
  for (let n = 1; n < text.length; n++) if (text.startsWith(text.slice(n))) return n;
  return text.length;
}

/** Characters that are the one before, or next to it. */
function steps(text: string): number {
  let found = 0;
  for (let n = 1; n < text.length; n++) if (Math.abs(text.charCodeAt(n) - text.charCodeAt(n - 1)) <= 1) found++;
  return found;
}

/** Words with a vowel each and nothing that no tongue can say; digits at the end at most, and few changes between capitals and small letters, of which a generator makes many. */
function isWords(text: string): boolean {
  const signs = text.replace(/[^\p{L}]+$/u, '').replaceAll(/[^\p{L}\p{N}]/gu, '');
  if (/\p{N}/u.test(signs)) return false;
  const words = (text.match(/\p{Lu}?\p{Ll}+/gu) ?? []).filter((word) => word.length >= 2 && /[aeiouyáéíóúàèäöü]/i.test(word) && !/[bcdfghjklmnpqrstvwxz]{5}|q[^u]/i.test(word));
  const inWords = words.reduce((sum, { length }) => sum + length, 0);
  return inWords > signs.length * 0.75 && changes(signs) < signs.length * 0.4 && words.some(({ length }) => length >= 4);
}

const kindOf = (sign: string): string => (/\p{Lu}/u.test(sign) ? 'capital' : /\p{Ll}/u.test(sign) ? 'small' : 'other');

function changes(text: string): number {
  let found = 0;
  for (let n = 1; n < text.length; n++) if (kindOf(text[n] ?? '') !== kindOf(text[n - 1] ?? '')) found++;
  return found;
}
