/**
 * From texts to the terms of the search index, and from what a person typed to the expression that finds them. Words are folded (`search-text.ts`) and Chinese brought to one script; Chinese,
 * Japanese and Korean are cut into pairs of characters because their words have no spaces; telephone numbers are found from any of their digits on; Chinese names also by how they are read.
 */
import { foldScript, hasHan, readings, syllables } from './search-chinese.ts';
import { foldText } from './search-text.ts';

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const WORD = /[\p{L}\p{N}]/u;
/** A run that may be a telephone number: digits with what people put between them. */
const PHONE = /\+?\d[\d\s().\/-]{4,}\d/g;
/** Nobody types these: terms that begin with them are syllables, pairs of initials, and what keeps two readings apart. FTS5 takes private characters for letters. */
const SYLLABLE = '\u{E000}';
const INITIALS = '\u{E001}';
const APART = '\u{E002}';
const PRIVATE = /\p{Co}/gu;

/** As the index has it: no accents, no case, one Chinese script. */
export const foldSearch = (text: string): string => foldScript(foldText(text)).replace(PRIVATE, '');

type Run = { readonly cjk: boolean; readonly text: string };

function runs(text: string): readonly Run[] {
  const found: Run[] = [];
  let current = '';
  let cjk = false;
  const flush = (): void => {
    if (current) found.push({ cjk, text: current });
    current = '';
  };
  for (const char of foldSearch(text)) {
    const isCjk = CJK.test(char);
    if (!isCjk && !WORD.test(char)) flush();
    else {
      if (isCjk !== cjk) flush();
      cjk = isCjk;
      current += char;
    }
  }
  flush();
  return found;
}

/** Every pair and the last character alone: the prefix query of one character finds it too. */
function pairs(text: string): readonly string[] {
  const chars = [...text];
  return chars.map((char, index) => char + (chars[index + 1] ?? ''));
}

/** Digits only. */
function phones(text: string): readonly string[] {
  return (foldText(text).match(PHONE) ?? []).map((number) => number.replace(/\D/g, ''));
}

/** A number is typed from any of its parts on: its ends from four digits up are words of their own. */
const tails = (digits: string): readonly string[] => Array.from({ length: Math.max(0, digits.length - 3) }, (_, start) => digits.slice(start));

/** The words to store for a text, separated by blanks, for FTS5 with `unicode61`. */
export function indexTerms(text: string): string {
  const all = runs(text);
  const words = all.flatMap((run) => (run.cjk ? pairs(run.text) : [run.text]));
  return [...words, ...phones(text).flatMap(tails), ...all.flatMap((run) => (run.cjk && hasHan(run.text) ? spoken(run.text) : []))].join(' ');
}

/** Readings of a Chinese run, each apart from the next so that no phrase reaches over both. */
function spoken(text: string): readonly string[] {
  const initials = new Set<string>();
  const terms = readings(text).flatMap((way) => {
    const first = way.map((syllable) => syllable.charAt(0));
    const pair = first.slice(1).map((letter, index) => INITIALS + (first[index] as string) + letter);
    const known = initials.has(pair.join());
    initials.add(pair.join());
    return [APART, ...way.map((syllable) => SYLLABLE + syllable), ...(known ? [] : [APART, ...pair])];
  });
  return terms;
}

/** The words that a person typed: blanks part them, and a telephone number is one word however it is written. */
export function typedWords(text: string): readonly string[] {
  const whole = text.trim();
  if (isNumber(whole)) return [whole];
  return whole.split(/\s+/u).filter(Boolean);
}
const isNumber = (text: string): boolean => /^\+?[\d\s().\/-]*$/.test(text) && text.replace(/\D/g, '').length >= 4;

/** The FTS5 expression for one word: its parts all there, as beginnings; or, for letters, as the reading of Chinese characters. Null when nothing is left to look for. */
export function matchWord(word: string): string | null {
  if (isNumber(word)) return `"${word.replace(/\D/g, '')}" *`;
  const all = runs(word);
  if (all.length === 0) return null;
  const plain = all.map((run) => {
    if (!run.cjk) return `"${run.text}" *`;
    const chars = [...run.text];
    return chars.length === 1 ? `"${run.text}" *` : `"${chars.slice(0, -1).map((char, index) => char + chars[index + 1]).join(' ')}"`;
  }).join(' AND ');
  const letters = all.length === 1 && !all[0]!.cjk ? all[0]!.text : '';
  if (!/^[a-z]{2,60}$/.test(letters)) return plain;
  const read = syllables(letters).map((way) => `"${way.map((syllable) => SYLLABLE + syllable).join(' ')}" *`);
  const initials = [...letters].slice(1).map((letter, index) => INITIALS + letters.charAt(index) + letter).join(' ');
  return `(${[plain, ...read, `"${initials}"`].join(' OR ')})`;
}

/** The expression for all that was typed: every word must be there; null when nothing is left to look for. */
export function matchExpression(text: string): string | null {
  const terms = typedWords(text).flatMap((word) => matchWord(word) ?? []);
  return terms.length === 0 ? null : terms.join(' AND ');
}
