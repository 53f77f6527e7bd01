/** Money between decimal text (the border: JSON, CSV) and integer minor units (storage, sums). Hundredths for every currency; no floating point touches an amount. */
import type { Decimal } from './overview.ts';

const DECIMAL = /^([+-]?)(\d{1,14})(?:\.(\d+))?$/;

/** Hundredths of a decimal text; undefined when it is not a number or has more than fourteen digits before the point. Further digits are rounded half away from zero. */
export function toMinor(text: string): number | undefined {
  const parts = DECIMAL.exec(text);
  if (!parts) return undefined;
  const fraction = (parts[3] ?? '').padEnd(3, '0');
  const size = Number(parts[2]) * 100 + Number(fraction.slice(0, 2)) + (fraction.charAt(2) >= '5' ? 1 : 0);
  return parts[1] === '-' && size !== 0 ? -size : size;
}

/** True when the text has digits that `toMinor` would round away. */
export const losesDigits = (text: string): boolean => /\.\d{2}\d*[1-9]/.test(text);

/** `126579322` as `1265793.22`. Throws RangeError for what is not a safe integer. */
export function fromMinor(minor: number | bigint): Decimal {
  if (typeof minor === 'number' && !Number.isSafeInteger(minor)) throw new RangeError(`not an amount in minor units: ${minor}`);
  const value = BigInt(minor);
  const size = (value < 0n ? -value : value).toString().padStart(3, '0');
  return `${value < 0n ? '-' : ''}${size.slice(0, -2)}.${size.slice(-2)}`;
}
