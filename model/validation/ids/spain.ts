/** Numbers of Spain: DNI and NIE of persons, and the NIF that companies have too. */
import type { WarningCode } from '../warning.ts';
import { digitsOf, plain } from './plain.ts';

const LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';

/** X, Y and Z of foreigners count as 0, 1 and 2. */
export function dniNie(text: string): WarningCode | null {
  const number = plain(text);
  if (number === null || !/^(\d{8}|[XYZ]\d{7})[A-Z]$/.test(number)) return 'dniNie-form';
  const value = Number(number.slice(0, 8).replace(/^[XYZ]/, (first) => String('XYZ'.indexOf(first))));
  return number[8] === LETTERS[value % 23] ? null : 'dniNie-check';
}

/** Of a person the DNI or NIE, of others a letter, seven figures and a figure or letter that checks them. */
export function nif(text: string): WarningCode | null {
  const number = plain(text);
  if (number === null) return 'nif-form';
  if (/^[\dXYZ]/.test(number)) {
    const found = dniNie(number);
    return found === 'dniNie-form' ? 'nif-form' : found === null ? null : 'nif-check';
  }
  // K, L and M are of persons without a DNI; how they are checked is not published
  if (/^[KLM]\d{7}[A-Z]$/.test(number)) return null;
  if (!/^[A-HJNP-SUVW]\d{7}[\dA-J]$/.test(number)) return 'nif-form';
  const sum = digitsOf(number.slice(1, 8)).reduce((all, digit, i) => all + (i % 2 === 1 ? digit : Math.floor(digit * 2 / 10) + (digit * 2) % 10), 0);
  const control = (10 - (sum % 10)) % 10;
  const [figure, sign] = [String(control), 'JABCDEFGHI'[control]];
  const given = number[8];
  const good = /^[NPQRSW]/.test(number) ? given === sign : /^[ABEH]/.test(number) ? given === figure : given === figure || given === sign;
  return good ? null : 'nif-check';
}
