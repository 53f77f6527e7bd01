/** Calendar dates and moments as the border accepts them. */
import { isCalendarDate } from '../../model/classification/dates.ts';

/** `2026-02-29` is none: the day must exist. The same rule as where windows are counted: a date that passes here never fails there. */
export { isCalendarDate };

/** The last instant of a date in UTC: what holds until a day holds on that day. Anything else as `parseMoment`. */
export const parseEnd = (text: string): string | undefined => (isCalendarDate(text) ? `${text}T23:59:59.999Z` : parseMoment(text));

/** A date (its first instant in UTC) or an ISO moment with a zone, as an ISO moment in UTC; undefined for anything else. */
export function parseMoment(text: string): string | undefined {
  if (isCalendarDate(text)) return `${text}T00:00:00.000Z`;
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return undefined;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
