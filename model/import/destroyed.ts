/** Numbers that a spreadsheet has destroyed before they came here: recognised, refused, and the way out named. Guessing the lost digits is nobody's business. */

/** What a text of digits is for; `free` text is never called destroyed for its zeros. */
export type DigitUse = 'id' | 'phone' | 'free';
export interface Destroyed { readonly code: 'destroyed-number' | 'destroyed-digits' | 'destroyed-date' | 'lost-zeros'; readonly message: string }

const WAY_OUT = 'Format the column as text in the spreadsheet before the numbers come into it, and export again; or import the file as the other system wrote it.';
const shown = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** `4.40524E+17`, also `4,40524E+17`: the digits behind are gone. */
const EXPONENT = /^[+-]?\d(?:[.,]\d+)?E\+?\d{1,3}$/i;
/** Sixteen to nineteen digits of which all behind the fifteenth are zeros: so a spreadsheet rounds. */
const ROUNDED = /^\d{15}0{1,5}$/;
/** What Excel makes of `3-12` or `2/1`: a day of a month. */
const DAY_MONTH = /^(?:\d{1,2}-[A-Z][a-z]{2}|[A-Z][a-z]{2}-\d{2}|\d{1,2}月\d{1,2}日)$/;

/** Null when nothing tells of damage. `use` says what the column is for. */
export function destroyedIn(text: string, use: DigitUse): Destroyed | null {
  const bare = text.trim();
  if (EXPONENT.test(bare)) return { code: 'destroyed-number', message: `${shown(bare)} is a number that a spreadsheet has shortened; its last digits are lost. ${WAY_OUT}` };
  if (use === 'free') return null;
  if (ROUNDED.test(bare)) return { code: 'destroyed-digits', message: `${shown(bare)} has zeros from the sixteenth digit on: a spreadsheet keeps fifteen and has lost the rest. ${WAY_OUT}` };
  if (use === 'id' && DAY_MONTH.test(bare)) return { code: 'destroyed-date', message: `${shown(bare)} is a day that a spreadsheet has made of a code. ${WAY_OUT}` };
  return null;
}

/** Ways of writing a code that the other values of its column share: all of `length` digits, some with zeros before. */
export interface CodeShape { readonly length: number }

/** A shape when nearly all digit codes of a column have one length and some begin with zero: then a shorter one has lost its zeros. */
export function codeShape(values: readonly string[]): CodeShape | null {
  const digits = values.map((value) => value.trim()).filter((value) => /^\d+$/.test(value));
  if (digits.length < 5) return null;
  const counts = new Map<number, number>();
  for (const { length } of digits) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [length, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [0, 0];
  return count >= digits.length * 0.8 && digits.some((value) => value.length === length && value.startsWith('0')) ? { length } : null;
}

export function lostZeros(text: string, shape: CodeShape | null): Destroyed | null {
  const bare = text.trim();
  if (shape === null || !/^[1-9]\d*$/.test(bare) || bare.length >= shape.length) return null;
  return { code: 'lost-zeros', message: `${shown(bare)} has ${bare.length} digits, the other codes of this column ${shape.length}: a spreadsheet has taken the zeros before it. ${WAY_OUT}` };
}
