/** Text as the search sees it: folded (NFKC, lower case, no accents) and cut into terms, Chinese, Japanese and Korean into pairs of characters because their words have no spaces. */

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const WORD = /[\p{L}\p{N}]/u;
/** A run that may be a telephone number: digits with what people put between them. */
const PHONE = /\+?\d[\d\s().\/-]{4,}\d/g;

/** `Ａcmé GmbH` and `acme gmbh` are equal afterwards. */
export const foldText = (text: string): string => text.normalize('NFKC').toLowerCase().normalize('NFD').replace(/\p{Mn}/gu, '').normalize('NFC');

type Run = { readonly cjk: boolean; readonly text: string };

function runs(text: string): readonly Run[] {
  const found: Run[] = [];
  let current = '';
  let cjk = false;
  const flush = (): void => {
    if (current) found.push({ cjk, text: current });
    current = '';
  };
  for (const char of foldText(text)) {
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

/** Digits only, once whole and once without a leading country code or zero, so that `+34 915 55 94` is found as `9155594`. */
function phones(text: string): readonly string[] {
  return (foldText(text).match(PHONE) ?? []).map((number) => number.replace(/\D/g, ''));
}

/** The words to store for a text, separated by blanks, for FTS5 with `unicode61`. */
export function indexTerms(text: string): string {
  const words = runs(text).flatMap((run) => (run.cjk ? pairs(run.text) : [run.text]));
  return [...words, ...phones(text).flatMap(tails)].join(' ');
}

/** A number is typed from any of its parts on: its ends from four digits up are words of their own. */
const tails = (digits: string): readonly string[] => Array.from({ length: Math.max(0, digits.length - 3) }, (_, start) => digits.slice(start));

/** The FTS5 expression for what a person typed: every word must be there, the last one as a beginning; null when nothing is left to look for. */
export function matchExpression(text: string): string | null {
  const number = /^\+?[\d\s().\/-]*$/.test(text.trim()) ? text.replace(/\D/g, '') : '';
  if (number.length >= 4) return `"${number}" *`;
  const terms = runs(text).map((run) => {
    if (!run.cjk) return `"${run.text}" *`;
    const chars = [...run.text];
    return chars.length === 1 ? `"${run.text}" *` : `"${chars.slice(0, -1).map((char, index) => char + chars[index + 1]).join(' ')}"`;
  });
  return terms.length === 0 ? null : terms.join(' AND ');
}
