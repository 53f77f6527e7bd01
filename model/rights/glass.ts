/** Breaking the glass: the JSON of asking, agreeing and looking at it afterwards, and its limits. Who may is `rights.ts`. */
import type { ArchiveId, GlassId } from '../ids.ts';
import type { Moment, PersonRef } from '../overview.ts';

/** Minutes that a broken glass holds at most. */
export const GLASS_MINUTES = 60;
/** Days until somebody must have looked at it. */
export const GLASS_REVIEW_DAYS = 3;

export const GLASS_OUTCOMES = ['justified', 'notJustified', 'followUp'] as const;
export type GlassOutcome = (typeof GLASS_OUTCOMES)[number];

export interface BreakGlass { readonly reason: string; readonly minutes: number }
export interface GlassDecision { readonly approve: boolean }
export interface GlassReview { readonly outcome: GlassOutcome; readonly note: string }

/** `waiting`: for a second person, because the same person broke it before · `open` · `over` · `refused`. */
export type GlassState = 'waiting' | 'open' | 'over' | 'refused';

export interface GlassView {
  readonly id: GlassId;
  readonly archive: ArchiveId;
  readonly name: string;
  readonly person: PersonRef;
  readonly reason: string;
  readonly minutes: number;
  readonly at: Moment;
  readonly state: GlassState;
  /** Who agreed or refused, where a second person was asked. */
  readonly decidedBy: PersonRef | null;
  readonly from: Moment | null;
  readonly until: Moment | null;
  /** When it must have been looked at; null while it waits or was refused. */
  readonly due: Moment | null;
  readonly overdue: boolean;
  readonly review: { readonly by: PersonRef; readonly at: Moment; readonly outcome: GlassOutcome; readonly note: string } | null;
  /** What whoever asks may do with it. */
  readonly may: { readonly decide: boolean; readonly review: boolean; readonly end: boolean };
}
