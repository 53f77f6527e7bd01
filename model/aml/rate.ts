/** What a rating sheet comes to (B-5): total, band, facts that decide at once, intensity of due diligence. Exact on integers; dates are in `review.ts`. */
import { DIRECT_HIGH, DIRECT_LOW, ITEM_KEYS, type DirectKey, type ItemKey } from './sheet.ts';
import type { AmlSettings } from './settings.ts';

/** D-25, from the least risk to the most. */
export const AML_LEVELS = ['low', 'medium', 'high'] as const;
export type AmlLevel = (typeof AML_LEVELS)[number];
export const isAmlLevel = (text: string | null): text is AmlLevel => (AML_LEVELS as readonly (string | null)[]).includes(text);
export const stricter = (a: AmlLevel, b: AmlLevel): AmlLevel => (AML_LEVELS.indexOf(a) >= AML_LEVELS.indexOf(b) ? a : b);

/** D-33. */
export type Intensity = 'simplified' | 'standard' | 'enhanced';

/** Scores of an item: 1, least risk, to this. */
export const MOST_SCORE = 5;

export type Scores = Readonly<Record<ItemKey, number>>;

/** Total of 20 to 100 with one decimal: the sum of score times weight, over five. Throws RangeError for a score that is none. */
export function totalOf(scores: Scores, weights: Readonly<Record<ItemKey, number>>): number {
  return tenths(ITEM_KEYS.map((key) => [scores[key], weights[key]] as const));
}
/** Weights add up to 100, so that the sum over five has one decimal at most. */
export function tenths(parts: readonly (readonly [score: number, weight: number])[]): number {
  let sum = 0;
  for (const [score, weight] of parts) {
    if (!Number.isInteger(score) || score < 1 || score > MOST_SCORE) throw new RangeError(`not a score from 1 to ${MOST_SCORE}: ${score}`);
    sum += score * weight;
  }
  return (sum * (10 / MOST_SCORE)) / 10;
}

/** High from `bands.high` on, low up to `bands.low`, medium between them. */
export const bandOf = (total: number, bands: AmlSettings['bands']): AmlLevel => (total >= bands.high ? 'high' : total <= bands.low ? 'low' : 'medium');

export interface Rating { readonly total: number; readonly level: AmlLevel; /** The fact that decided instead of the total. */ readonly direct: DirectKey | null }

/** One sheet: a fact of the highest level first, then a fact of the lowest, else the total. */
export function rate(scores: Scores, facts: readonly DirectKey[], settings: AmlSettings): Rating {
  const total = totalOf(scores, settings.weights);
  const high = DIRECT_HIGH.find((key) => facts.includes(key));
  const low = DIRECT_LOW.find((key) => facts.includes(key));
  if (high !== undefined) return { total, level: 'high', direct: high };
  return low !== undefined ? { total, level: 'low', direct: low } : { total, level: bandOf(total, settings.bands), direct: null };
}

/** Simplified measures never apply where there is suspicion (B-6). */
export const intensityOf = (level: AmlLevel, suspicion: boolean): Intensity => (level === 'high' ? 'enhanced' : level === 'medium' || suspicion ? 'standard' : 'simplified');

/** What an assessment stands for: a level that differs from what the sheet found counts when somebody approved it; a stricter one counts at once. */
export function standing(computed: AmlLevel | null, written: AmlLevel | null, approved: boolean): AmlLevel | null {
  if (computed === null || written === null || written === computed) return written ?? computed;
  return approved ? written : stricter(written, computed);
}
