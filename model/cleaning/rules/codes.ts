/** Rules for postcodes, codes with check digits, dates and numbers. */
import { isCalendarDate } from '../../validation/dates.ts';
import { isPostcode } from '../../validation/postcodes.ts';

/** Lengths of postcodes that are digits and may begin with zero. */
const DIGITS: Readonly<Record<string, number>> = Object.freeze({ CN: 6, DE: 5, ES: 5, FR: 5, IT: 5, US: 5, KR: 5, MX: 5, FI: 5, TR: 5, MY: 5, SG: 6, EE: 5, HR: 5 });

/** The postcode with the zeros that a spreadsheet took; null: they are not what is missing. */
export function withZeros(text: string, country: string | null): string | null {
  const length = country === null ? undefined : DIGITS[country];
  const bare = text.trim();
  if (length === undefined || country === null || !/^[1-9]\d*$/.test(bare) || bare.length >= length || bare.length < length - 2) return null;
  const padded = bare.padStart(length, '0');
  return isPostcode(padded, country) ? padded : null;
}

export function postcodeMeant(text: string, country: string | null): string | null {
  if (country === null) return null;
  const plain = text.normalize('NFKC').trim().replace(/^(?:c\.?\s?p\.?|p\.?\s?c\.?|plz|zip|邮编|郵編|郵遞區號|邮政编码)\s*[:：.]?\s*/iu, '');
  const tries = [plain, plain.replace(/^[A-Z]{1,3}\s*[-–]\s*|^[A-Z]{1,3}\s+(?=\d)|^[A-Z]{1,2}(?=\d{4,})/i, ''), plain.replace(/[oO]/g, '0').replace(/[lI]/g, '1'), plain.replace(/[.,;]+$/, ''), plain.replace(/\.0$/, '')];
  for (const each of tries) if (each !== text && each !== '' && isPostcode(each, country)) return each;
  return withZeros(plain.replace(/\.0$/, ''), country);
}

const ALIKE: Readonly<Record<string, string>> = Object.freeze({ O: '0', I: '1', L: '1', Z: '2', S: '5', B: '8', '0': 'O', '1': 'I', '5': 'S', '8': 'B', '2': 'Z' });
/** The one code that passes `good` when characters that look alike are changed, at most two; null: none or several do. */
export function codeMeant(text: string, good: (code: string) => boolean): string | null {
  const plain = text.normalize('NFKC').toUpperCase().replace(/[\s.\-–_/:：]/g, '').replace(/^(?:NIF|CIF|USCC|IBAN)/, '');
  if (plain !== text && good(plain)) return plain;
  const places = [...plain].flatMap((character, i) => (Object.hasOwn(ALIKE, character) ? [i] : []));
  const swap = (code: string, at: number): string => code.slice(0, at) + (ALIKE[code[at] as string] as string) + code.slice(at + 1);
  // all letters that stand for digits at once: what people type who have no zero at hand
  const all = plain.replace(/[OILZSB]/g, (letter) => ALIKE[letter] as string);
  const found = new Set<string>();
  if (good(all)) found.add(all);
  for (const [n, i] of places.entries()) {
    const one = swap(plain, i);
    if (good(one)) found.add(one);
    for (const j of places.slice(n + 1)) {
      const two = swap(one, j);
      if (good(two)) found.add(two);
    }
  }
  return found.size === 1 ? ([...found][0] as string) : null;
}

const MONTHS: Readonly<Record<string, number>> = Object.freeze(Object.fromEntries([
  ['jan', 'january', 'ene', 'enero', 'januar', 'jänner'], ['feb', 'february', 'febrero', 'februar'], ['mar', 'march', 'marzo', 'märz', 'mrz'], ['apr', 'april', 'abr', 'abril'], ['may', 'mayo', 'mai'], ['jun', 'june', 'junio', 'juni'],
  ['jul', 'july', 'julio', 'juli'], ['aug', 'august', 'ago', 'agosto'], ['sep', 'sept', 'september', 'septiembre', 'setiembre'], ['oct', 'october', 'octubre', 'okt', 'oktober'], ['nov', 'november', 'noviembre'], ['dec', 'december', 'dic', 'diciembre', 'dez', 'dezember'],
].flatMap((names, i) => names.map((name) => [name, i + 1]))));

const dated = (year: number, month: number, day: number): string | null => {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isCalendarDate(text) ? text : null;
};
/** `85` is 1985, `24` 2024: no year after that of `today`. */
const yearOf = (text: string, today: string): number => {
  const year = Number(text);
  return text.length > 2 ? year : year + (year > Number(today.slice(2, 4)) ? 1900 : 2000);
};
const CLOCK = /[T\s]+\d{1,2}[:：]\d{2}.*$/u;
const parts = (text: string): readonly [string, string, string] | null => {
  const found = /^(\d{1,2})\s*[./\-\s]\s*(\d{1,2})\s*[./\-\s]\s*(\d{2}|\d{4})$/.exec(text.normalize('NFKC').trim().replace(CLOCK, ''));
  return found ? [found[1] ?? '', found[2] ?? '', found[3] ?? ''] : null;
};

export const dayFirst = (text: string, today: string): string | null => { const [day, month, year] = parts(text) ?? []; return year === undefined ? null : dated(yearOf(year, today), Number(month), Number(day)); };
export const monthFirst = (text: string, today: string): string | null => { const [month, day, year] = parts(text) ?? []; return year === undefined ? null : dated(yearOf(year, today), Number(month), Number(day)); };

/** A date of which there is one reading; `today` says which century two digits are of. */
export function dateMeant(text: string, today: string): string | null {
  const plain = text.normalize('NFKC').trim().replace(/\.$/, '');
  const cjk = /^(\d{2}|\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号號]?$/u.exec(plain);
  if (cjk) return dated(yearOf(cjk[1] ?? '', today), Number(cjk[2]), Number(cjk[3]));
  const roc = /^民[国國]\s*(\d{2,3})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?$/u.exec(plain);
  if (roc) return dated(Number(roc[1]) + 1911, Number(roc[2]), Number(roc[3]));
  if (/^(?:19|20)\d{6}$/.test(plain)) return dated(Number(plain.slice(0, 4)), Number(plain.slice(4, 6)), Number(plain.slice(6)));
  // days since 30 December 1899, as spreadsheets count
  if (/^[2-5]\d{4}(?:\.0+)?$/.test(plain)) return new Date(Date.UTC(1899, 11, 30) + Number.parseInt(plain, 10) * 86_400_000).toISOString().slice(0, 10);
  const yearFirst = /^(\d{4})\s*[./\-\s]\s*(\d{1,2})\s*[./\-\s]\s*(\d{1,2})$/.exec(plain.replace(CLOCK, ''));
  if (yearFirst) return dated(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]));
  const words = plain.toLowerCase().replace(CLOCK, '').split(/[\s,./\-]+|(?<=\d)(?:st|nd|rd|th)\b/u).filter((word) => word !== '' && word !== 'de' && word !== 'del' && word !== 'of');
  const month = words.map((word) => MONTHS[word]).find((each) => each !== undefined);
  const numbers = words.filter((word) => /^\d{1,4}$/.test(word));
  if (month !== undefined && numbers.length === 2 && words.length === 3) {
    const [first = '', second = ''] = numbers;
    return first.length === 4 ? dated(Number(first), month, Number(second)) : dated(yearOf(second, today), month, Number(first));
  }
  const [one, two] = [dayFirst(plain, today), monthFirst(plain, today)];
  return one === null || two === null || one === two ? (one ?? two) : null;
}

/** The one number in a text with its unit; thousands by marks where groups of three stand. */
export function numberMeant(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/[\s'’]/g, '').replace(/^(?:约|約|大约|approx\.?|ca\.?|circa|aprox\.?|about|~|≈|>|≥)/iu, '');
  const found = /^([+-]?\d[\d.,]*)(万|萬|k|千|百)?(?:\+|以上)?(\p{L}*\.?|[%€$¥]?)$/iu.exec(plain);
  if (!found) return null;
  let body = found[1] ?? '';
  if (/^[+-]?[1-9]\d{0,2}(?:,\d{3})+$/.test(body)) body = body.replaceAll(',', '');
  else if (/^[+-]?[1-9]\d{0,2}(?:\.\d{3})+$/.test(body)) body = body.replaceAll('.', '');
  else if (/^[+-]?\d+,\d+$/.test(body)) body = body.replace(',', '.');
  if (!/^[+-]?\d+(?:\.\d+)?$/.test(body)) return null;
  const times = { 万: 10_000, 萬: 10_000, k: 1_000, 千: 1_000, 百: 100 }[(found[2] ?? '').toLowerCase()] ?? 1;
  const value = Number((Number(body) * times).toPrecision(15));
  return Number.isSafeInteger(Math.round(value)) ? value : null;
}
