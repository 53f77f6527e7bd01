/** The JSON of walls, legal holds and sealed archives. Who may is `rights.ts`. */
import type { ArchiveId, HoldId, WallId } from '../ids.ts';
import type { Moment, PersonRef } from '../overview.ts';

/** Whose words, and when. */
export interface Said { readonly reason: string; readonly by: PersonRef; readonly at: Moment }

export interface WallView {
  readonly id: WallId;
  readonly archive: ArchiveId;
  readonly name: string;
  readonly to: { readonly kind: 'person' | 'department'; readonly id: string; readonly name: string };
  readonly from: string;
  readonly until: string | null;
  readonly reason: string;
  readonly by: PersonRef;
  readonly at: Moment;
  /** Not yet, now, or no longer. */
  readonly state: 'coming' | 'standing' | 'over';
  /** Null while nobody has taken it down. */
  readonly ended: Said | null;
}
export interface NewWall {
  /** Id or external key. */
  readonly archive: string;
  readonly to: { readonly kind: 'person' | 'department'; readonly id: string };
  /** Default: now. */
  readonly from?: string | undefined;
  /** Default: until somebody ends it. */
  readonly until?: string | null | undefined;
  readonly reason: string;
}

export interface HoldView { readonly id: HoldId; readonly archive: ArchiveId; readonly name: string; readonly reason: string; readonly by: PersonRef; readonly at: Moment; /** Null while it holds. */ readonly ended: Said | null }
export interface NewHold { readonly archive: string; readonly reason: string }

/** `said`: who sealed it, when, why; null for what was sealed before reasons were kept. */
export interface SealedView { readonly archive: ArchiveId; readonly name: string; readonly owner: PersonRef | null; readonly said: Said | null }
export interface Unseal { readonly state: 'open' | 'closed'; readonly reason: string }

/** What becomes of an archive as a whole; who sealed it and opened it again is told to stewards and compliance alone. */
export type StateAct = 'closed' | 'reopened' | 'sealed' | 'unsealed';
export interface StateReason extends Said { readonly act: StateAct }
/** `may`: whoever asks closes and reopens it. */
export interface ArchiveStanding { readonly state: string; readonly may: boolean; readonly items: readonly StateReason[] }
