/** When two written values are the same one: a number in another format, a web address without its scheme, a name with other spaces. */
import { fold } from '../internal/fold.ts';

export const sameText = (a: string, b: string): boolean => plain(a) === plain(b);
const plain = (text: string): string => fold(text).replace(/[\s.,，。、·]+/g, '');

export const sameSite = (a: string, b: string): boolean => site(a) === site(b);
const site = (text: string): string => fold(text).replace(/^https?:\/\//, '').replace(/^www\./, '').replace(/\/+$/, '');

/** What is dialled, without the zero that only one's own country dials: `030 12345` is `+49 30 12345`. */
function dialled(text: string): { readonly digits: string; readonly abroad: boolean } {
  const all = text.normalize('NFKC').replace(/(?:ext\.?|x|转|轉|分机|分機).*$/i, '').replace(/\(0\)/, '').replace(/[^\d+]/g, '');
  return { digits: all.replace(/\D/g, '').replace(/^0+/, ''), abroad: /^(\+|00)/.test(all) };
}

/** A country has at most three figures, and only a number that names one has them before the other's. */
export function samePhone(a: string, b: string): boolean {
  const [one, two] = [dialled(a), dialled(b)];
  if (one.digits === two.digits) return one.digits !== '' ;
  const [long, short] = one.digits.length > two.digits.length ? [one, two] : [two, one];
  return long.abroad && !short.abroad && short.digits.length >= 7 && long.digits.length - short.digits.length <= 3 && long.digits.endsWith(short.digits);
}

/** Kinds under which the same number is one way to reach somebody. */
const LINES: Readonly<Record<string, string>> = { phone: 'phone', mobile: 'phone', fax: 'fax', whatsapp: 'whatsapp' };

export function sameMethod(kind: string, value: string, there: Readonly<Record<string, unknown>>): boolean {
  const other = String(there['value'] ?? '');
  const line = LINES[kind];
  if (line !== undefined) return LINES[String(there['kind'])] === line && samePhone(value, other);
  return there['kind'] === kind && fold(value) === fold(other);
}
