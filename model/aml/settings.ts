/** What a company may set of the rating of money-laundering risk, with the shipped values (B-5). */
import { ITEMS, type ItemKey } from './sheet.ts';

export interface AmlSettings {
  /** Weight of each item, 100 together. Shipped: customer 30, geography 25, business 30, industry 15. */
  readonly weights: Readonly<Record<ItemKey, number>>;
  /** High from `high` on, low up to `low`, of a total from 20 to 100. Shipped: 80 and 60, as on a published sheet; each institution sets its own. */
  readonly bands: { readonly high: number; readonly low: number };
  /** Months until a customer is reviewed again, by level. Shipped: 6, 12, 24. The highest level at most 6; each lower one at most twice the level above. */
  readonly months: { readonly high: number; readonly medium: number; readonly low: number };
  /** A new customer is rated within so many days. Shipped: 14, that is ten working days. */
  readonly firstDays: number;
  /** Weights of the three risks F-327 to F-329 where no sheet has been filled yet, 100 together. Shipped: customer 40, country 30, product 30. */
  readonly outline: { readonly customer: number; readonly country: number; readonly product: number };
}

export const AML_SHIPPED: AmlSettings = Object.freeze({
  weights: Object.freeze(Object.fromEntries(ITEMS.map(({ key, weight }) => [key, weight]))) as Readonly<Record<ItemKey, number>>,
  bands: Object.freeze({ high: 80, low: 60 }),
  months: Object.freeze({ high: 6, medium: 12, low: 24 }),
  firstDays: 14,
  outline: Object.freeze({ customer: 40, country: 30, product: 30 }),
});

/** Where the settings break a rule: the field and what it must be; null: nowhere. */
export function amlProblem({ weights, bands, months, outline }: AmlSettings): { readonly field: string; readonly message: string } | null {
  const sum = (of: Readonly<Record<string, number>>): number => Object.values(of).reduce((a, b) => a + b, 0);
  if (sum(weights) !== 100) return { field: 'weights', message: `100 together, not ${sum(weights)}` };
  if (sum(outline) !== 100) return { field: 'outline', message: `100 together, not ${sum(outline)}` };
  if (bands.low >= bands.high) return { field: 'bands.high', message: 'above the limit of low' };
  if (months.high > 6) return { field: 'months.high', message: 'at most 6: the highest level is reviewed every half year' };
  if (months.medium > 2 * months.high || months.medium < months.high) return { field: 'months.medium', message: 'not shorter than for high, and at most twice as long' };
  if (months.low > 2 * months.medium || months.low < months.medium) return { field: 'months.low', message: 'not shorter than for medium, and at most twice as long' };
  return null;
}
