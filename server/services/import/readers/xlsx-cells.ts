/** What a cell of a workbook shows as text: dates from serial numbers, numbers as a person reads them, and what a spreadsheet has lost. Pure. */
import type { BrokenCell } from './reader.ts';

/** How numbers of a style are meant. `zeros`: a format such as `00000` that shows leading zeros. */
export type NumberLook = { readonly kind: 'plain' } | { readonly kind: 'date' } | { readonly kind: 'moment' } | { readonly kind: 'time' } | { readonly kind: 'zeros'; readonly digits: number };

const PLAIN: NumberLook = { kind: 'plain' };
/** Formats that have a number and no text in the file; 27 to 36 and 50 to 58 are dates in Chinese, Japanese and Korean. */
function builtIn(id: number): NumberLook {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54) || id === 57 || id === 58) return { kind: 'date' };
  if (id === 22) return { kind: 'moment' };
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id === 55 || id === 56) return { kind: 'time' };
  return PLAIN;
}

/** By number, and by text where the file brings one. */
export function numberLook(id: number, code: string | undefined): NumberLook {
  if (code === undefined) return builtIn(id);
  const bare = (code.split(';', 1)[0] ?? '').replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  if (/^0{2,}$/.test(bare)) return { kind: 'zeros', digits: bare.length };
  const day = /[yd年月日]|m(?!.*[hs]).*|ge/i.test(bare.replace(/general/i, '').replace(/e\+/i, ''));
  const time = /[hs]|\[m/i.test(bare);
  if (/[yd年日]/i.test(bare.replace(/general|red|standard/gi, ''))) return time ? { kind: 'moment' } : { kind: 'date' };
  return time ? { kind: 'time' } : day && /m{2,}/i.test(bare) ? { kind: 'date' } : PLAIN;
}

const DAY = 86_400_000;
/** A serial number as a date; Excel's 29 February 1900 never was, so days before count from the day after. */
export function dateOfSerial(serial: number, from1904: boolean, look: 'date' | 'moment' | 'time'): string | null {
  const minutes = Math.round((serial - Math.floor(serial)) * 1_440);
  const clock = `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  if (look === 'time' && serial < 1) return clock;
  const days = Math.floor(serial);
  if (days < (from1904 ? 0 : 1) || days > 2_958_465) return null;
  const day = new Date((from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30)) + days * DAY).toISOString().slice(0, 10);
  return look === 'date' && minutes === 0 ? day : minutes === 0 ? day : `${day}T${clock}`;
}

export interface CellText { readonly text: string; readonly broken?: BrokenCell }

/** A stored number. Fifteen digits are what a spreadsheet keeps, so that many are shown; a whole number with more has lost the rest. */
export function numberText(stored: string, look: NumberLook, from1904: boolean): CellText {
  const value = Number(stored);
  if (stored.trim() === '' || !Number.isFinite(value)) return { text: stored };
  if (look.kind === 'date' || look.kind === 'moment' || look.kind === 'time') return { text: dateOfSerial(value, from1904, look.kind) ?? stored };
  if (Number.isInteger(value) && Math.abs(value) >= 1e15) {
    const shown = BigInt(value).toString();
    return { text: shown, broken: { code: 'destroyed-number', message: `The spreadsheet kept 15 digits of ${shown.slice(0, 24)}; the others are lost. Format the column as text, fill it from its source again, and import that file.` } };
  }
  const text = plainNumber(stored, value);
  return { text: look.kind === 'zeros' && /^\d+$/.test(text) ? text.padStart(look.digits, '0') : text };
}

/** Without exponent, and without the noise of binary fractions. */
function plainNumber(stored: string, value: number): string {
  if (/^-?\d{1,15}(\.\d{1,14})?$/.test(stored) && stored.replace(/\D/g, '').length <= 15) return stored;
  const short = Number(value.toPrecision(15));
  const text = String(short);
  return /e/i.test(text) ? (Math.abs(short) < 1 ? short.toFixed(20).replace(/0+$/, '') : BigInt(Math.round(short)).toString()) : text;
}
