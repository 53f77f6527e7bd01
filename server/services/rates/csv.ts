/** Rates as CSV: the columns `currency,date,rate,source` in any order, the last one optional; commas, semicolons or tabs between them. */
import { CsvError, parse } from 'csv-parse/sync';
import type { RateWish } from '../../../model/rates/api.ts';
import { invalid } from '../errors.ts';

const wrong = (code: string, message: string) => invalid([{ field: 'csv', code, message }]);

/** Throws `invalid` where there are no such columns; what stands in them is not looked at. */
export function ratesOfCsv(text: string): { readonly rates: readonly RateWish[]; /** Where the n-th stands. */ readonly place: (n: number) => string } {
  let lines: readonly { readonly record: Readonly<Record<string, string>>; readonly info: { readonly lines: number } }[];
  try {
    lines = parse(text, { bom: true, delimiter: [',', ';', '\t'], trim: true, skip_empty_lines: true, info: true, columns: (names: string[]) => names.map((name) => name.toLowerCase()) }) as unknown as typeof lines;
  } catch (error) {
    if (error instanceof CsvError) throw wrong('csv', error.message);
    throw error;
  }
  const [first] = lines;
  if (first && !(['currency', 'date', 'rate'] as const).every((name) => Object.hasOwn(first.record, name))) throw wrong('columns', 'The first line names the columns: currency,date,rate,source.');
  return {
    rates: lines.map(({ record: { currency = '', date = '', rate = '', source = '' } }) => ({ currency: currency.toUpperCase(), date, rate, source: source === '' ? null : source })),
    place: (n) => `line ${lines[n]?.info.lines ?? n + 2}`,
  };
}
