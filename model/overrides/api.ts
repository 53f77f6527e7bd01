/** What people put in place of computed classes, as the server answers it: of one class of one customer, and what waits for somebody. Shapes only; who may is decided by the server. */
import type { ArchiveId } from '../ids.ts';
import type { Labels } from '../labels.ts';
import type { CalendarDate, PersonRef, SchemeKey } from '../overview.ts';

/** `waiting` for a second person, `stands`, or how it ended: `refused`, `ended` by somebody, `expired` by its day, `replaced` by a later one. */
export type OverrideState = 'waiting' | 'stands' | 'refused' | 'ended' | 'expired' | 'replaced';

export interface OverrideView {
  readonly id: number;
  readonly state: OverrideState;
  readonly value: string;
  readonly label: Labels;
  readonly reason: string;
  /** The last day on which it stands. */
  readonly until: CalendarDate;
  readonly by: PersonRef;
  readonly at: string;
  readonly decidedBy: PersonRef | null;
  readonly decidedAt: string | null;
  readonly note: string | null;
}
export interface OverridesView {
  readonly scheme: SchemeKey;
  /** Newest first: what stands, what waits, and how earlier ones ended. */
  readonly items: readonly OverrideView[];
  readonly mayWrite: boolean;
  /** Something waits that this person may decide about. */
  readonly mayDecide: boolean;
  /** A second person must approve. */
  readonly approval: boolean;
  readonly values: readonly { readonly value: string; readonly label: Labels }[];
  /** In the workspace's zone; an override ends between this day and `longest`. */
  readonly today: CalendarDate;
  readonly longest: CalendarDate;
}

/** One that waits for the asker. */
export interface WaitingOverride { readonly archive: ArchiveId; readonly name: string; readonly scheme: SchemeKey; readonly schemeName: Labels; readonly override: OverrideView }
export interface WaitingOverrides {
  /** Those that wait longest first. */
  readonly items: readonly WaitingOverride[];
  /** There are more than are told. */
  readonly more: boolean;
}
