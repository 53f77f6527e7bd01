/** What a customer bought in the last three months beside the same three a year before (B-3), told with the reason that business declines. Pure; the sums are asked of the storage when somebody who reads trade looks. */
import { addDays, addMonths } from '../classification/dates.ts';
import { fromMinor } from '../money.ts';
import type { CalendarDate } from '../overview.ts';
import type { ReasonInputs } from './api.ts';

type Span = readonly [from: CalendarDate, to: CalendarDate];

/** The three months that end with this day, and the same days of the year before. */
export function volumeSpans(today: CalendarDate): readonly [recent: Span, before: Span] {
  const from = addDays(addMonths(today, -3), 1);
  return [[from, today], [addMonths(from, -12), addMonths(today, -12)]];
}

/** Inputs of the reason, money as decimals; nothing where neither stretch had any. `percent`: of how much it is less or more, where there was something before. */
export function volumeInputs(recent: number, before: number, today: CalendarDate, currency: string): ReasonInputs {
  if (recent === 0 && before === 0) return {};
  return { recent: fromMinor(recent), before: fromMinor(before), currency, to: today, ...(before > 0 ? { percent: Math.round((recent / before - 1) * 100) } : {}) };
}
