/** How long a paper holds, as of a day. Pure. */
import type { CalendarDate } from '../../model/overview.ts';

/** Days before its end from which a paper is worth a warning. */
export const SOON_DAYS = 30;

export type Validity = 'open' | 'valid' | 'soon' | 'expired';

/** The last day counts as valid. */
export function validity(until: CalendarDate | null, today: CalendarDate): Validity {
  if (until === null) return 'open';
  if (until < today) return 'expired';
  return Date.parse(until) - Date.parse(today) <= SOON_DAYS * 86_400_000 ? 'soon' : 'valid';
}
