/** Numbers of Taiwan: national id, resident certificate in its old and new form, 統一編號 with the rule of 2023. */
import type { WarningCode } from '../warning.ts';
import { digitsOf, plain, weighted } from './plain.ts';

/** Two-digit values of the letters, A first: 10 to 35 in the order of the registers, which is not that of the alphabet. */
const LETTERS = [10, 11, 12, 13, 14, 15, 16, 17, 34, 18, 19, 20, 21, 22, 35, 23, 24, 25, 26, 27, 28, 29, 32, 30, 31, 33] as const;
const WEIGHTS = [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1] as const;
const letter = (text: string): number => LETTERS[text.charCodeAt(0) - 65] ?? 0;

/** The letter as two figures, then the nine; of an old certificate's second letter only the last figure counts. */
function checks(number: string): boolean {
  const first = letter(number);
  const second = /\d/.test(number[1] ?? '') ? Number(number[1]) : letter(number[1] ?? '') % 10;
  return weighted([Math.floor(first / 10), first % 10, second, ...digitsOf(number.slice(2))], WEIGHTS) % 10 === 0;
}

/** 1 for men and 2 for women after the letter. */
export function taiwanId(text: string): WarningCode | null {
  const number = plain(text);
  if (number === null || !/^[A-Z][12]\d{8}$/.test(number)) return 'taiwanId-form';
  return checks(number) ? null : 'taiwanId-check';
}

/** Until 2020 two letters, the second A to D; since 2021 one letter and 8 or 9. */
export function taiwanResident(text: string): WarningCode | null {
  const number = plain(text);
  if (number === null || !/^[A-Z][A-D89]\d{8}$/.test(number)) return 'taiwanResident-form';
  return checks(number) ? null : 'taiwanResident-check';
}

/** The sum of the products' figures is a multiple of 5 (of 10 before April 2023, which every older number also keeps); where the seventh figure is 7 its product counts 0 or 1. */
export function unifiedBusinessNumber(text: string): WarningCode | null {
  const number = plain(text);
  if (number === null || !/^\d{8}$/.test(number) || number === '00000000') return 'ubn-form';
  const products = digitsOf(number).map((digit, i) => digit * ([1, 2, 1, 2, 1, 2, 4, 1][i] ?? 0));
  const sum = products.reduce((all, product) => all + Math.floor(product / 10) + (product % 10), 0);
  return sum % 5 === 0 || (number[6] === '7' && (sum + 1) % 5 === 0) ? null : 'ubn-check';
}
