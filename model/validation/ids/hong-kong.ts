/** Hong Kong identity card: one or two letters, six figures and a check figure, `A123456(3)`. */
import type { WarningCode } from '../warning.ts';
import { plain, weighted } from './plain.ts';

/** A missing first letter counts as a blank, which is 36. */
export function hkid(text: string): WarningCode | null {
  const number = plain(text);
  if (number === null || !/^[A-Z]{1,2}\d{6}[\dA]$/.test(number)) return 'hkid-form';
  const values = [...number.padStart(9, ' ')].map((each) => (each === ' ' ? 36 : Number.parseInt(each, 36)));
  return weighted(values, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0 ? null : 'hkid-check';
}
