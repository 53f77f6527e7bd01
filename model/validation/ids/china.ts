/** Numbers of mainland China: resident identity (GB 11643), unified social credit code (GB 32100), organisation code (GB 11714). */
import { isCalendarDate } from '../dates.ts';
import type { WarningCode } from '../warning.ts';
import { digitsOf, plain, weighted } from './plain.ts';

const RESIDENT = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/** What a resident's number says of its holder; null where it is none. */
export interface ResidentFacts { readonly birthday: string; readonly sex: 'female' | 'male' }

export function residentFacts(text: string): ResidentFacts | null {
  const number = plain(text);
  if (number === null) return null;
  const old = /^\d{15}$/.test(number);
  if (!old && !/^\d{17}[\dX]$/.test(number)) return null;
  const full = old ? `${number.slice(0, 6)}19${number.slice(6)}` : number;
  const birthday = `${full.slice(6, 10)}-${full.slice(10, 12)}-${full.slice(12, 14)}`;
  return isCalendarDate(birthday) ? { birthday, sex: Number(full[16]) % 2 === 1 ? 'male' : 'female' } : null;
}

export const residentDigit = (first17: string): string => '10X98765432'[weighted(digitsOf(first17), RESIDENT) % 11] ?? '';

/** Areas that no longer exist stand in valid numbers and are not asked. `today`: nobody was born after it. */
export function residentId(text: string, today: string | null = null): WarningCode | null {
  const number = plain(text);
  if (number === null || !/^(\d{15}|\d{17}[\dX])$/.test(number)) return 'residentId-form';
  const facts = residentFacts(number);
  if (facts === null || (today !== null && facts.birthday > today)) return 'residentId-date';
  if (number.length === 15) return 'residentId-old';
  return number[17] === residentDigit(number) ? null : 'residentId-check';
}

/** Residence permit of people from Hong Kong (81), Macao (82) and Taiwan (83): the same number with areas of its own. */
export function residencePermit(text: string, today: string | null = null): WarningCode | null {
  return residentId(text, today) ?? (/^8[123]0000/.test(plain(text) ?? '') ? null : 'residence-area');
}

/** Card of foreign permanent residents: 18 figures beginning with 9 since 2023, before that three letters and twelve figures. */
export function foreignPermanentResident(text: string, today: string | null = null): WarningCode | null {
  const number = plain(text);
  if (number !== null && /^[A-Z]{3}\d{12}$/.test(number)) return null;
  return number !== null && /^9\d{16}[\dX]$/.test(number) ? residentId(number, today) : 'foreignPermanentResident-form';
}

/** No I, O, S, V, Z; a letter's value is its place. */
const CREDIT = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

export const creditDigit = (first17: string): string => CREDIT[(31 - (weighted([...first17].map((each) => CREDIT.indexOf(each)), CREDIT_WEIGHTS) % 31)) % 31] ?? '';

export function creditCode(text: string): WarningCode | null {
  const code = plain(text);
  if (code === null || !/^[0-9A-HJ-NP-RTUW-Y]{2}\d{6}[0-9A-HJ-NP-RTUW-Y]{10}$/.test(code)) return 'uscc-form';
  return code[17] === creditDigit(code) ? null : 'uscc-check';
}

const ORGANISATION = [3, 7, 9, 10, 5, 8, 4, 2] as const;
const BASE36 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

export const organisationDigit = (first8: string): string => '0X987654321'[weighted([...first8].map((each) => BASE36.indexOf(each)), ORGANISATION) % 11] ?? '';

export function organisationCode(text: string): WarningCode | null {
  const code = plain(text);
  if (code === null || !/^[0-9A-Z]{8}[\dX]$/.test(code)) return 'organisationCode-form';
  return code[8] === organisationDigit(code) ? null : 'organisationCode-check';
}

/** The organisation code inside a unified code. */
export const organisationIn = (credit: string): string => (plain(credit) ?? '').slice(8, 17);

/** Tax registration: the unified code today, before that 15 (area and organisation code), 17 or 20 characters without a check of their own. */
export function chineseTaxNumber(text: string): WarningCode | null {
  const number = plain(text);
  if (number?.length === 18 && !/^\d{17}[\dX]$/.test(number)) return creditCode(number);
  if (number?.length === 18) return creditCode(number) === null ? null : residentId(number);
  return number !== null && /^[0-9A-Z]{15}$|^[0-9A-Z]{17}$|^[0-9A-Z]{20}$/.test(number) ? null : 'cnTax-form';
}
