/** A tax registration number by the country of its register. */
import type { WarningCode } from '../warning.ts';
import { chineseTaxNumber, creditCode } from './china.ts';
import { plain } from './plain.ts';
import { nif } from './spain.ts';
import { unifiedBusinessNumber } from './taiwan.ts';

/** Without a country only what can hardly be anything else is checked: a unified credit code, and eight figures as a 統一編號. */
export function taxNumber(text: string, country: string | null): WarningCode | null {
  switch (country) {
    case 'CN': return chineseTaxNumber(text);
    case 'TW': return unifiedBusinessNumber(text);
    // within the Union it is written with the country before it
    case 'ES': return nif((plain(text) ?? '').replace(/^ES(?=.{9}$)/, ''));
    case null: case undefined: {
      const number = plain(text) ?? '';
      if (/^9[123]\d{6}[0-9A-Z]{10}$/.test(number)) return creditCode(number);
      return /^\d{8}$/.test(number) ? unifiedBusinessNumber(number) : null;
    }
    default: return null;
  }
}
