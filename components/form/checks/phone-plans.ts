/** Numbers by the plans of all countries; the library and its tables are in this file alone. */
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';

export interface Looked { readonly valid: boolean; /** ISO code; empty where several share a code. */ readonly country: string; readonly written: string }

/** Null where it cannot be told: no country is known, or what is written is an extension or a service number. */
export function lookUp(text: string, country: string | null): Looked | null {
  const plain = text.normalize('NFKC').replace(/(转|轉|分机|分機)/g, ' ext ');
  if (country === null && !/^\s*(\+|00)/.test(plain)) return null;
  if (plain.replace(/\D/g, '').length < 6) return null;
  const number = parsePhoneNumberFromString(plain.replace(/^\s*00/, '+'), country === null ? {} : { defaultCountry: country as CountryCode });
  if (number === undefined) return { valid: false, country: '', written: text };
  return { valid: number.isValid(), country: number.country ?? '', written: number.formatInternational() };
}
