/** What a digest says of completeness. Shapes only; the sums are in `sum.ts`. */

/** Stage of accumulation, D-28. */
export type Stage = 'collect' | 'manage' | 'enrich' | 'analyse';

export interface Completeness {
  /** Of the archive's packs, in the catalogue's order, as far as the reader may read their fields: filled fields of those that apply to the kind of customer. */
  readonly packs: readonly { readonly pack: string; readonly filled: number; readonly of: number }[];
  /** Empty ones of the fields that a pack requires and of the key ten. */
  readonly missing: number;
  /** Values that are too long unseen, ended, dead or said to be wrong, today. */
  readonly stale: number;
}

export const NOTHING_COUNTED: Completeness = Object.freeze({ packs: [], missing: 0, stale: 0 });
