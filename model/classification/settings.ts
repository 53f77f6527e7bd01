/** What a company may set in the classifications, with the shipped values. Every change raises `version`; results carry the version they were made with. */
import type { Moment } from '../overview.ts';

/** Version of a rule's settings and who set them; null: as shipped. */
export interface RuleVersion {
  readonly version: number;
  readonly setBy: string | null;
  readonly setAt: Moment | null;
  /** Why it was set, in the words of who did; left out: nothing was said. */
  readonly note?: string;
  /** Days by option of the strategy that the rule keeps to; left out: as shipped. Nobody sets them here: they are those of the workspace's option list when classes were found. */
  readonly cycles?: Readonly<Record<string, number>>;
}

export interface AbcSettings extends RuleVersion {
  /** Length of the window in months. Longer is steadier, shorter reacts sooner; `all` compares whole histories. Shipped: 12. */
  readonly months: number | 'all';
  /** A while the cumulative share before the customer is below this percentage (two decimals at most). B-2 calls the usual 80 and 95 a convention: many firms use 70 and 90. */
  readonly a: number;
  /** B below this percentage, C from it on. */
  readonly b: number;
}

export interface RfmSettings extends RuleVersion {
  /** Shipped: 24, so that a yearly buyer is seen twice. */
  readonly months: number | 'all';
  /** Below this number of buyers quintiles say nothing and the fixed thresholds apply (B-1). Shipped: 25. */
  readonly minimum: number;
  /** At most so many days since the last purchase give scores 5, 4, 3, 2. */
  readonly recencyDays: readonly [number, number, number, number];
  /** At least so many purchases give scores 5, 4, 3, 2. */
  readonly frequency: readonly [number, number, number, number];
  /** At least so much, in whole units of the currency, gives scores 5, 4, 3, 2. */
  readonly monetary: readonly [number, number, number, number];
}

export interface LifecycleSettings extends RuleVersion {
  /** A customer without a purchase cycle is lost after so many months without a purchase. Shipped: 12; too long finds losses too late (B-3). */
  readonly months: number;
}

export interface ClassificationSettings { readonly abc: AbcSettings; readonly rfm: RfmSettings; readonly lifecycle: LifecycleSettings }

const shipped = { version: 1, setBy: null, setAt: null } as const;

export const SHIPPED_SETTINGS: ClassificationSettings = Object.freeze({
  abc: Object.freeze({ ...shipped, months: 12, a: 80, b: 95 }),
  rfm: Object.freeze({
    ...shipped, months: 24, minimum: 25,
    recencyDays: [30, 90, 180, 365], frequency: [12, 6, 3, 2], monetary: [50_000, 10_000, 2_000, 500],
  } satisfies RfmSettings),
  lifecycle: Object.freeze({ ...shipped, months: 12 }),
});

export class SettingsError extends Error {
  readonly code = 'settings';
  readonly field: string;
  constructor(field: string, message: string) {
    super(`${field}: ${message}`);
    this.field = field;
  }
}

/** Thresholds as whole hundredths of a percent, so that shares compare exactly. Throws SettingsError. */
export function abcThresholds(settings: AbcSettings): { readonly a: bigint; readonly b: bigint } {
  const points = (field: 'a' | 'b'): bigint => {
    const scaled = Math.round(settings[field] * 100);
    if (!(scaled > 0 && scaled <= 10_000) || Math.abs(scaled - settings[field] * 100) > 1e-6) throw new SettingsError(field, 'a percentage above 0 and up to 100 with at most two decimals');
    return BigInt(scaled);
  };
  const a = points('a');
  const b = points('b');
  if (a > b) throw new SettingsError('b', 'not below the threshold of A');
  return { a, b };
}
