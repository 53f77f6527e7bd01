/** The sum of an order's lines, exact to the minor unit; no floating point touches it. */
import type { Decimal } from './overview.ts';

export interface OrderLine { readonly item: string; readonly quantity: Decimal; readonly price: Decimal; readonly discount?: Decimal }

/** Price × quantity × (1 − discount) of every line, added exactly and rounded once, half away from zero. */
export function sumOfLines(lines: readonly OrderLine[]): number {
  let total = { units: 0n, places: 0 };
  for (const line of lines) {
    const [price, quantity, discount] = [exact(line.price), exact(line.quantity), exact(line.discount ?? '0')];
    const rest = 10n ** BigInt(discount.places) - discount.units;
    const units = price.units * quantity.units * rest;
    const places = price.places + quantity.places + discount.places;
    const common = Math.max(places, total.places);
    total = { units: units * 10n ** BigInt(common - places) + total.units * 10n ** BigInt(common - total.places), places: common };
  }
  const size = total.units < 0n ? -total.units : total.units;
  const scaled = size * 100n;
  const one = 10n ** BigInt(total.places);
  const minor = (scaled * 2n + one) / (one * 2n);
  return Number(total.units < 0n ? -minor : minor);
}

function exact(text: string): { readonly units: bigint; readonly places: number } {
  const [whole = '0', fraction = ''] = text.split('.');
  return { units: BigInt(whole + fraction), places: fraction.length };
}
