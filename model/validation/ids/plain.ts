/** A number as its check reads it. */

/** Longer than any number that is checked here. */
const LONGEST = 64;

/** Capital letters and digits without what people write between them; full-width forms become plain. Null: longer than any number. */
export const plain = (text: string): string | null => (text.length > LONGEST ? null : text.normalize('NFKC').toUpperCase().replace(/[\s.\-‐–/()]/g, ''));

/** Sum of the values of characters by their weights. */
export const weighted = (values: readonly number[], weights: readonly number[]): number => weights.reduce((sum, weight, i) => sum + weight * (values[i] ?? 0), 0);

export const digitsOf = (text: string): readonly number[] => [...text].map(Number);
