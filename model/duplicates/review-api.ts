/** What pages and the server say to each other about duplicates and merges. */
import type { Scalar } from '../api.ts';
import type { ArchiveId } from '../ids.ts';
import type { Labels } from '../labels.ts';
import type { OverrideView } from '../overrides/api.ts';
import type { PersonRef, SchemeKey } from '../overview.ts';
import type { Weighed } from './weights.ts';

export type Evidence = Pick<Weighed, 'fact' | 'outcome' | 'left' | 'right' | 'points'>;
export interface PairSide { readonly id: ArchiveId; readonly name: string; readonly code: string | null; readonly kind: string; readonly department: string | null; readonly owner: PersonRef | null; readonly openedAt: string; readonly place: string | null }
export interface PairView {
  readonly left: PairSide;
  readonly right: PairSide;
  /** 0 to 100, by what this person may read of both. */
  readonly score: number;
  readonly evidence: readonly Evidence[];
  /** This person may merge them. */
  readonly mergeable: boolean;
  readonly dismissed: { readonly by: PersonRef; readonly at: string } | null;
}
export interface PairPage { readonly items: readonly PairView[]; readonly next: string | null }

/** What somebody is about to write, or a file brings. What is missing is not compared. */
export interface Candidate {
  /** Of D-32; default an organisation. */
  readonly kind?: string | undefined;
  readonly names?: readonly string[] | undefined;
  readonly phones?: readonly string[] | undefined;
  readonly emails?: readonly string[] | undefined;
  readonly sites?: readonly string[] | undefined;
  /** Credit code, tax number, licence: any of them. */
  readonly codes?: readonly string[] | undefined;
  readonly addresses?: readonly { readonly text?: string | undefined; readonly city?: string | undefined; readonly region?: string | undefined; readonly postcode?: string | undefined; readonly country?: string | undefined }[] | undefined;
  readonly born?: string | undefined;
  /** Number of an identity paper; compared only where the asker may read those. */
  readonly paper?: string | undefined;
}
export interface MatchView { readonly id: ArchiveId; readonly name: string; readonly place: string | null; readonly score: number; readonly evidence: readonly Evidence[] }
export interface MatchPage { readonly items: readonly MatchView[] }

export type Choice = 'left' | 'right' | 'both';
/** A value, text or list in which both differ, or that the loser alone has. */
export interface MergeEntry {
  readonly section: string;
  /** `fields/customer.name`, `text:org.businessScope`, `rows/methods`; of the section `archive` a column of the own row. */
  readonly key: string;
  readonly kind: 'value' | 'text' | 'list';
  readonly left: Scalar;
  readonly right: Scalar;
  /** Of a list: its rows, shortened to what tells them apart. */
  readonly leftRows?: readonly string[];
  readonly rightRows?: readonly string[];
  readonly leftVerified: string | null;
  readonly rightVerified: string | null;
  /** What happens unless another choice is made. */
  readonly choice: Choice;
  readonly choices: readonly Choice[];
}
export interface MergeRefusal { readonly code: 'forbidden' | 'restricted' | 'state' | 'kind' | 'same' | 'retired'; readonly section: string | null; readonly message: string }
/** A class that somebody has set by hand on one of the two. The winner's `stays`; one of the loser `comes` along, or `givesWay` to the winner's own and is with the loser's id until the merge is undone. */
export interface MergeClass {
  readonly scheme: SchemeKey;
  readonly schemeName: Labels;
  readonly side: 'winner' | 'loser';
  readonly fate: 'stays' | 'comes' | 'givesWay';
  /** What it gives way to: one of the winner that stands, or that waits for a second person. */
  readonly givesWayTo: 'stands' | 'waiting' | null;
  readonly override: OverrideView;
}
export interface MergePreview {
  readonly winner: PairSide;
  readonly loser: PairSide;
  readonly entries: readonly MergeEntry[];
  /** Of classes that this person sees, those that stand or wait; by scheme, the winner's first. */
  readonly classes: readonly MergeClass[];
  readonly files: number;
  readonly comments: number;
  readonly transactions: number;
  readonly keys: readonly string[];
  /** Who could open the loser and will not have a right by it any more: co-owners, deputies and grants stay behind. */
  readonly leaving: readonly PersonRef[];
  /** Values that the catalogue takes no longer: they stay in the history of the loser alone. */
  readonly leftOut: readonly string[];
  /** Empty: it may be done. */
  readonly refused: readonly MergeRefusal[];
  /** Give it with the merge, so that what is done is what was shown. */
  readonly basis: string;
}
export interface KeptView { readonly archive: 'winner' | 'loser'; readonly section: string; readonly key: string; readonly reason: 'changed' | 'gone' | 'taken' | 'added' }
export interface MergeView {
  readonly id: string;
  readonly winner: ArchiveId;
  readonly loser: ArchiveId;
  readonly winnerName: string;
  readonly loserName: string;
  readonly by: PersonRef;
  readonly at: string;
  readonly state: 'merging' | 'merged' | 'undoing' | 'undone';
  readonly undone: { readonly by: PersonRef; readonly at: string } | null;
  /** What an undoing left as people had made it since. */
  readonly kept: readonly KeptView[];
  readonly more: number;
  readonly undoable: boolean;
}
export interface MergePage { readonly items: readonly MergeView[]; readonly next: string | null }
