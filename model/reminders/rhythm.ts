/** From which day on a customer has not bought for too long: by the cycle of its purchase strategy (P-16), and by its own rhythm where there is one. Pure: days of purchases in, one day out; how long is too long says `classification/own/decline.ts`. */
import { addDays } from '../classification/dates.ts';
import { gapsOf, limitsOf, medianOf } from '../classification/own/decline.ts';
import type { CalendarDate } from '../overview.ts';

/** Purchase days that the rhythm is taken from: the newest. */
export const RHYTHM_DAYS = 24;

export interface Decline {
  readonly due: CalendarDate;
  readonly last: CalendarDate;
  /** Days after the last purchase from which it counts. */
  readonly after: number;
  readonly by: 'strategy' | 'rhythm';
  /** Usual days between purchases, the median; null: too few. */
  readonly usual: number | null;
  readonly gaps: number;
}

/** `purchases`: days of purchases in any order, each counted once. `cycle`: days of the strategy; null: it names none. The earlier of the two counts; null: nothing says when to expect a purchase. */
export function declineOf(purchases: readonly CalendarDate[], cycle: number | null): Decline | null {
  const days = [...new Set(purchases)].sort().slice(-RHYTHM_DAYS);
  const last = days.at(-1);
  if (last === undefined) return null;
  const gaps = gapsOf(days);
  const limits = limitsOf(gaps, cycle);
  if (limits.length === 0) return null;
  const after = Math.min(...limits.map((limit) => limit.days));
  return { due: addDays(last, after + 1), last, after, by: after === cycle ? 'strategy' : 'rhythm', usual: limits.some(({ rule }) => rule === 'rhythm') ? medianOf(gaps) : null, gaps: gaps.length };
}
