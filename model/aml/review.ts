/** When a rating is due again (B-5): after the months of its level, at once when a new clue came, and for a new customer within days. Pure dates. */
import { addDays, addMonths } from '../classification/dates.ts';
import type { CalendarDate } from '../overview.ts';
import type { AmlLevel } from './rate.ts';
import type { AmlSettings } from './settings.ts';

export interface Review { readonly due: CalendarDate; readonly because: 'clock' | 'clue' | 'first' }

export interface Assessed {
  readonly level: AmlLevel | null;
  readonly assessedAt: CalendarDate | null;
  /** As somebody wrote it; it may only bring the review forward. */
  readonly nextReviewAt: CalendarDate | null;
  /** Newest clue. */
  readonly clueAt: CalendarDate | null;
  readonly openedAt: CalendarDate;
}

export const nextReview = (assessedAt: CalendarDate, level: AmlLevel, { months }: Pick<AmlSettings, 'months'>): CalendarDate => addMonths(assessedAt, months[level]);

export function reviewOf({ level, assessedAt, nextReviewAt, clueAt, openedAt }: Assessed, settings: AmlSettings): Review {
  if (assessedAt === null || level === null) return { due: addDays(openedAt, settings.firstDays), because: 'first' };
  // a clue of the day of the assessment was known when it was made
  if (clueAt !== null && clueAt > assessedAt) return { due: clueAt, because: 'clue' };
  const clock = nextReview(assessedAt, level, settings);
  return { due: nextReviewAt !== null && nextReviewAt < clock ? nextReviewAt : clock, because: 'clock' };
}

export const isOverdue = ({ due }: Review, today: CalendarDate): boolean => due < today;
