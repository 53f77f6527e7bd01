/**
 * Conversion by dated rates. The rate of a transaction is the newest that is not after its day; before the first there is none, and the transaction does not count. Each row is converted by itself, in whole
 * hundredths, rounded half away from zero: what came back takes away what its sale had added. No floating point touches an amount.
 */
import type { CalendarDate } from '../overview.ts';

/** `numerator / 10 ** digits`, more than nothing. */
export interface Exact { readonly numerator: bigint; readonly scale: bigint }

const DECIMAL = /^(\d{1,12})(?:\.(\d{1,12}))?$/;

/** Undefined: no rate is written like this. */
export function parseRate(text: string): Exact | undefined {
  const [, whole, fraction = ''] = DECIMAL.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const numerator = BigInt(whole + fraction);
  return numerator === 0n ? undefined : { numerator, scale: 10n ** BigInt(fraction.length) };
}

/** The shortest text of the same rate: `1.2500` and `01.25` are one. Of what is no rate: the text as it is. */
export function plainRate(text: string): string {
  const [, whole, fraction = ''] = DECIMAL.exec(text) ?? [];
  if (whole === undefined) return text;
  const digits = fraction.replace(/0+$/, '');
  return `${whole.replace(/^0+(?=\d)/, '')}${digits === '' ? '' : `.${digits}`}`;
}

/** Minor units in the workspace's currency; null: more than can be added up exactly. */
export function converted(minor: number, { numerator, scale }: Exact): number | null {
  const product = BigInt(Math.abs(minor)) * numerator;
  const size = (2n * product + scale) / (2n * scale);
  if (size > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  return minor < 0 && size !== 0n ? -Number(size) : Number(size);
}

export interface DatedRate { readonly currency: string; readonly date: CalendarDate; readonly rate: string }

/** All rates into one currency, in memory. */
export class Rates {
  readonly base: string;
  readonly #of = new Map<string, { readonly dates: string[]; readonly rates: Exact[] }>();

  /** In any order. Throws RangeError for what is no rate: whoever stores them has asked before. */
  constructor(base: string, rates: readonly DatedRate[]) {
    this.base = base;
    for (const { currency, date, rate } of [...rates].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))) {
      const exact = parseRate(rate);
      if (!exact) throw new RangeError(`not a rate: ${rate}`);
      let known = this.#of.get(currency);
      if (!known) this.#of.set(currency, (known = { dates: [], rates: [] }));
      known.dates.push(date);
      known.rates.push(exact);
    }
  }

  /** What holds on a day; null: no rate yet. */
  at(currency: string, date: CalendarDate): Exact | null {
    const known = this.#of.get(currency);
    if (!known) return null;
    let [low, high] = [0, known.dates.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((known.dates[middle] as string) <= date) low = middle + 1;
      else high = middle;
    }
    return known.rates[low - 1] ?? null;
  }

  /** An amount in the workspace's currency; null: it does not count for want of a rate. */
  toBase(minor: number, currency: string, date: CalendarDate): number | null {
    if (currency === this.base) return minor;
    const rate = this.at(currency, date);
    return rate && converted(minor, rate);
  }
}
