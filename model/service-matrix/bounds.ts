/** What a service matrix may be about, and how far it goes: for those who set one. What a customer gets by it is `matrix.ts`. */
import type { SchemeKey } from '../overview.ts';

/** Those of which more is more: an important class never gets less of them. */
export const RANKED_KEYS = ['level', 'reception', 'discount', 'visits'] as const;
/** Percent, and visits a year. */
export const MOST_OF = Object.freeze({ discount: 100, visits: 365 } as const);

/** Schemes that decide about service. None stands under a right of its own: what a customer gets is seen by everybody who serves it, and must not tell a credit grade. */
export const MATRIX_SCHEMES = ['abc', 'creditManagement', 'valueTier', 'duration', 'size', 'maturity', 'keyNew'] as const satisfies readonly SchemeKey[];
