/** What the values of a column look like, so that a column without a name that anybody knows can still be proposed a meaning. */
import type { Looks } from './api.ts';

/** Nine of ten values must look alike. */
const SHARE = 0.9;

const TESTS: readonly (readonly [Looks, (text: string) => boolean])[] = [
  ['email', (text) => /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text)],
  ['residentId', (text) => /^\d{17}[\dXx]$/.test(text) && /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(text.slice(6, 14))],
  ['creditCode', (text) => /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(text) && /[A-Z]/.test(text)],
  ['url', (text) => /^(?:https?:\/\/|www\.)\S+\.\S+$/i.test(text)],
  ['date', (text) => /^(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?:[T ]\d{1,2}:\d{2}(?::\d{2})?.*)?$/.test(text)],
  ['flag', (text) => /^(?:true|false|yes|no|y|n|是|否|sí|si)$/i.test(text)],
  ['phone', (text) => /^[+(]?[\d\s().\-/–]{6,22}(?:\s?(?:ext\.?|x|转|轉|#)\s?\d{1,6})?$/i.test(text) && (/^[+0(]/.test(text) || /^1[3-9]\d{9}$/.test(text) || /[\s\-()]/.test(text)) && text.replace(/\D/g, '').length >= 7],
  ['money', (text) => /^(?:[\p{Sc}]|[A-Z]{3})?\s?-?\d{1,3}(?:[.,\s]?\d{3})*[.,]\d{2}\s?(?:[\p{Sc}]|[A-Z]{3}|元)?$/u.test(text)],
  ['postcode', (text) => /^\d{5,6}$/.test(text)],
  ['number', (text) => /^-?\d+(?:[.,]\d+)?$/.test(text)],
];

/** Null where they look like nothing in particular. */
export function looksOf(values: readonly string[]): Looks | null {
  const filled = values.map((value) => value.trim()).filter((value) => value !== '');
  if (filled.length === 0) return null;
  return TESTS.find(([, test]) => filled.filter(test).length >= filled.length * SHARE)?.[0] ?? null;
}
