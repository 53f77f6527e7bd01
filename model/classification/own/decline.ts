/** Decline of one customer (B-3, P-16, D-48): by its own rhythm, by its purchase strategy and by volume. Pure; who is reminded of it, and when, is left to the reminders. */
import type { CalendarDate, ClassInput } from '../../overview.ts';
import { fromMinor } from '../../money.ts';
import { addDays, daysBetween } from '../dates.ts';

/** D-48, from the best to the worst. */
export const DECLINE_STATES = ['none', 'watch', 'declining', 'lost'] as const;
export type DeclineState = (typeof DECLINE_STATES)[number];

export interface DeclineSettings {
  /** Gaps between purchases from which on the customer's own rhythm counts; with fewer only the strategy does. Shipped: 3. */
  readonly gaps: number;
  /** Worth a look after so many times the median gap, or after the percentile below where that is longer. Shipped: 1.5. */
  readonly watchTimes: number;
  /** Nine of ten gaps were shorter. Shipped: 90. */
  readonly percentile: number;
  /** Declining after so many times the median gap, and never before it is worth a look. Shipped: 2.5. */
  readonly declineTimes: number;
  /** Lost after so many cycles of the purchase strategy without a purchase. Shipped: 3; the cycle itself is the alert of P-16. */
  readonly lostCycles: number;
  /** Declining when the last three months brought so many percent less than the same months a year before. Shipped: 30. */
  readonly volumePercent: number;
}
export const DECLINE: DeclineSettings = Object.freeze({ gaps: 3, watchTimes: 1.5, percentile: 90, declineTimes: 2.5, lostCycles: 3, volumePercent: 30 });

export interface DeclineFacts {
  /** Days of purchases up to `today`, in any order; several on one day are one. */
  readonly days: readonly CalendarDate[];
  /** Cycle of the purchase strategy (D-56) in days; null: none. */
  readonly cycle: number | null;
  /** Purchases less returns, in minor units, of the last three months and of the same three a year before; null: not compared. */
  readonly volume: { readonly recent: number; readonly yearAgo: number } | null;
}

export type DeclineRule = 'cycle' | 'rhythm' | 'volume';
export interface Decline {
  readonly state: DeclineState;
  /** Rules that say so, the worst first, each with the day from which it holds. */
  readonly because: readonly { readonly rule: DeclineRule; readonly state: Exclude<DeclineState, 'none'>; readonly since: CalendarDate | null }[];
  readonly inputs: readonly ClassInput[];
  readonly thresholds: readonly ClassInput[];
  /** The day on which waiting alone makes it worse; null: nothing worse is to come, or no rule knows. */
  readonly next: { readonly at: CalendarDate; readonly to: DeclineState } | null;
}

/** Value below which `percent` of the sorted values lie, by nearest rank: always one of them. */
export const percentileOf = (sorted: readonly number[], percent: number): number => sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)]!;
export function medianOf(sorted: readonly number[]): number {
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

interface Limit { readonly rule: 'cycle' | 'rhythm'; readonly state: Exclude<DeclineState, 'none'>; /** Days without a purchase that are still well. */ readonly days: number }

const rank = (state: DeclineState): number => DECLINE_STATES.indexOf(state);

/** How long a customer may be quiet: by its own rhythm where there are gaps enough, and by its strategy. `gaps` ascending. */
export function limitsOf(gaps: readonly number[], cycle: number | null, settings: DeclineSettings = DECLINE): readonly Limit[] {
  const limits: Limit[] = [];
  if (gaps.length >= settings.gaps) {
    const median = medianOf(gaps);
    const watch = Math.floor(Math.max(settings.watchTimes * median, percentileOf(gaps, settings.percentile)));
    limits.push({ rule: 'rhythm', state: 'watch', days: watch }, { rule: 'rhythm', state: 'declining', days: Math.max(watch, Math.floor(settings.declineTimes * median)) });
  }
  if (cycle !== null) limits.push({ rule: 'cycle', state: 'declining', days: cycle }, { rule: 'cycle', state: 'lost', days: cycle * settings.lostCycles });
  return limits;
}

/** Days between one day of purchase and the next, ascending; several purchases of one day are one. `days` in order. */
export const gapsOf = (days: readonly CalendarDate[]): readonly number[] => days.slice(1).map((day, i) => daysBetween(days[i]!, day)).sort((a, b) => a - b);

export function declineOf({ days, cycle, volume }: DeclineFacts, today: CalendarDate, settings: DeclineSettings = DECLINE): Decline {
  const bought = [...new Set(days)].filter((day) => day <= today).sort();
  const last = bought.at(-1) ?? null;
  const gaps = gapsOf(bought);
  const quiet = last === null ? null : daysBetween(last, today);

  const limits = limitsOf(gaps, cycle, settings);
  const median = gaps.length > 0 ? medianOf(gaps) : null;
  const rare = gaps.length > 0 ? percentileOf(gaps, settings.percentile) : null;

  const crossed = quiet === null || last === null ? [] : limits.filter((limit) => quiet > limit.days).map(({ rule, state, days: well }) => ({ rule, state, since: addDays(last, well + 1) }));
  const fell = volume !== null && volume.yearAgo > 0 && BigInt(volume.recent) * 100n <= BigInt(volume.yearAgo) * BigInt(100 - settings.volumePercent);
  const because: Decline['because'][number][] = [...crossed, ...(fell ? [{ rule: 'volume', state: 'declining', since: null } as const] : [])];
  // of one rule only the worst that it says
  const worst = because.filter((each) => !because.some((other) => other.rule === each.rule && rank(other.state) > rank(each.state))).sort((a, b) => rank(b.state) - rank(a.state));
  const state = worst[0]?.state ?? 'none';
  const ahead = quiet === null ? undefined : limits.filter((limit) => limit.days >= quiet && rank(limit.state) > rank(state)).sort((a, b) => a.days - b.days || rank(b.state) - rank(a.state))[0];

  const ofRhythm = (wanted: DeclineState): number | undefined => limits.find((limit) => limit.rule === 'rhythm' && limit.state === wanted)?.days;
  const limitInputs: readonly (readonly [string, number | undefined])[] = [
    ['watchAfter', ofRhythm('watch')], ['decliningAfter', ofRhythm('declining')], ['cycle', cycle ?? undefined], ['lostAfter', cycle === null ? undefined : cycle * settings.lostCycles],
  ];
  return {
    state, because: worst,
    inputs: [
      { key: 'lastEver', value: last, unit: 'date' }, { key: 'daysSince', value: quiet, unit: 'days' }, { key: 'gaps', value: gaps.length, unit: 'count' },
      ...(median === null ? [] : [{ key: 'medianGap', value: median, unit: 'days' } as const]),
      ...(rare === null ? [] : [{ key: 'rareGap', value: rare, unit: 'days' } as const]),
      ...(volume === null ? [] : [{ key: 'recentValue', value: fromMinor(volume.recent), unit: 'money' } as const, { key: 'yearAgoValue', value: fromMinor(volume.yearAgo), unit: 'money' } as const]),
    ],
    thresholds: [
      ...limitInputs.flatMap(([key, value]) => (value === undefined ? [] : [{ key, value, unit: 'days' } as const])),
      ...(volume === null ? [] : [{ key: 'volumeDecline', value: settings.volumePercent / 100, unit: 'share' } as const]),
    ],
    next: ahead === undefined || last === null ? null : { at: addDays(last, ahead.days + 1), to: ahead.state },
  };
}
