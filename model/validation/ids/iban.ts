/** International bank account numbers (ISO 13616): the length of the country and the remainder 1 of 97. */
import type { WarningCode } from '../warning.ts';
import { plain } from './plain.ts';

const LENGTHS: ReadonlyMap<string, number> = new Map(
  ('AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 '
    + 'IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 '
    + 'SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30').split(' ').map((each) => [each.slice(0, 2), Number(each.slice(2))]),
);

export function iban(text: string): WarningCode | null {
  const number = plain(text);
  if (number === null || !/^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/.test(number)) return 'iban-form';
  // a country that is not in the list may have joined since
  const length = LENGTHS.get(number.slice(0, 2));
  if (length !== undefined && number.length !== length) return 'iban-length';
  let rest = 0;
  for (const each of number.slice(4) + number.slice(0, 4)) {
    const value = Number.parseInt(each, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1 ? null : 'iban-check';
}

/** Accounts of countries without IBAN are figures only, and not checked. */
export const bankAccount = (text: string): WarningCode | null => (/^\d{5,34}$/.test(plain(text) ?? '') ? null : iban(text));
