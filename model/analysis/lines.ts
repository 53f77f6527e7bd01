/** The lines of a purchase as figures: item, quantity and amount in minor units. Pure; sums over many purchases may be a cent off where a line's amount is rounded. */
export interface LineFigures { readonly item: string; readonly quantity: number; readonly amount: number }

const NONE: readonly LineFigures[] = Object.freeze([]);

/** `text` is the JSON that trade keeps; the same item on two lines stays two. */
export function linesOf(text: string): readonly LineFigures[] {
  if (text === '' || text === '[]') return NONE;
  const lines = JSON.parse(text) as readonly { readonly item: string; readonly quantity: string; readonly price: string; readonly discount?: string }[];
  return lines.map(({ item, quantity, price, discount }) => {
    const pieces = Number(quantity);
    return { item, quantity: pieces, amount: Math.round(pieces * Number(price) * (1 - Number(discount ?? 0)) * 100) };
  });
}
