/** The rating of money-laundering risk of one customer, as the server answers it, and what waits for somebody's decision. Shapes only. */
import type { ArchiveId } from '../ids.ts';
import type { Labels } from '../labels.ts';
import type { CalendarDate, PersonRef } from '../overview.ts';
import type { AmlLevel, Intensity } from './rate.ts';
import type { Review } from './review.ts';
import type { WrittenScores } from './scores-text.ts';
import type { AmlSettings } from './settings.ts';

export interface AmlAssessment extends WrittenScores {
  /** Of its row in `aml.assessments`. */
  readonly row: string;
  readonly assessedAt: CalendarDate;
  /** Who wrote it, as the history tells; null: it came without. */
  readonly by: PersonRef | null;
  /** Version of the rules by which it was made. */
  readonly pack: string;
  readonly total: number | null;
  readonly level: AmlLevel | null;
  /** What counts of it: a level easier than its total only once it is approved. */
  readonly stands: AmlLevel | null;
  /** `past`: a newer one counts. */
  readonly state: 'stands' | 'waiting' | 'past';
  /** Why the level is another than the sheet came to. */
  readonly override: string;
  readonly approver: PersonRef | null;
  readonly nextReviewAt: CalendarDate | null;
  /** It waits, and the asker may approve or refuse it. */
  readonly mayDecide: boolean;
}
export interface AmlView {
  readonly today: CalendarDate;
  readonly rules: Pick<AmlSettings, 'weights' | 'bands' | 'months'> & { readonly version: number };
  readonly level: AmlLevel | null;
  readonly intensity: Intensity | null;
  /** Clues or a suspected stage: never simplified. */
  readonly suspicion: boolean;
  readonly review: Review;
  readonly overdue: boolean;
  /** Newest first, a hundred at most. */
  readonly items: readonly AmlAssessment[];
  readonly mayRate: boolean;
}

/** One that waits for the asker. */
export interface WaitingRating {
  readonly archive: ArchiveId;
  readonly name: string;
  /** Of its row in `aml.assessments`. */
  readonly row: string;
  readonly schemeName: Labels;
  /** The level asked for, and the one that counts until somebody has decided. */
  readonly label: Labels;
  readonly stands: Labels | null;
  readonly total: number | null;
  readonly reason: string;
  readonly by: PersonRef | null;
  readonly at: CalendarDate;
}
export interface WaitingRatings {
  /** Those that wait longest first. */
  readonly items: readonly WaitingRating[];
  /** There are more than are told. */
  readonly more: boolean;
}
