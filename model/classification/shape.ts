/** What a setting of a scheme may be, as a form and a program need to know it: kind, unit, range. It is told by the checks of `own/parse.ts`, beside which no second list exists. */

export const SETTING_UNITS = ['months', 'days', 'percent', 'money', 'purchases', 'customers', 'points'] as const;
export type SettingUnit = (typeof SETTING_UNITS)[number];

export interface NumberShape {
  readonly kind: 'number';
  readonly unit: SettingUnit;
  readonly min: number;
  readonly max: number;
  /** Digits after the point at most. */
  readonly decimals: 0 | 2;
}

export type Shape =
  | NumberShape
  /** Months, or `all` for the whole history. */
  | { readonly kind: 'window'; readonly min: number; readonly max: number }
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  /** Any of these; `options` null: any of the list that `dictionary` names. */
  | { readonly kind: 'keys'; readonly options: readonly string[] | null; readonly dictionary: string | null }
  | { readonly kind: 'flag' }
  /** So many numbers, each further than the one before. */
  | { readonly kind: 'steps'; readonly count: number; readonly direction: 'up' | 'down'; readonly of: NumberShape }
  /** One number for each key; `sum`: what they must come to. */
  | { readonly kind: 'each'; readonly keys: readonly string[]; readonly of: NumberShape; readonly sum: number | null };

/** By setting, in the order in which a form shows them. */
export type Shapes = Readonly<Record<string, Shape>>;
