/** What the policy routes exchange: versions with who wrote and who approved them, what a draft would change, and how far it reaches. */
import type { DepartmentId } from '../ids.ts';
import type { Labels } from '../labels.ts';
import type { Moment, PersonRef } from '../overview.ts';
import type { Policy, PolicyPreset } from '../rights/policy.ts';
import type { PolicyChange } from './policy-changes.ts';

/** The company's own words beside the rules, in as many of the languages as somebody wrote. */
export type PolicyText = Partial<Labels>;

/** `draft` is written on, `waiting` waits for its approver, one version is `inForce`, those before it are `past`. */
export type PolicyState = 'draft' | 'waiting' | 'inForce' | 'past';

export interface PolicyVersion {
  /** 0: as shipped, which nobody wrote. */
  readonly version: number;
  readonly state: PolicyState;
  readonly rules: Policy;
  readonly text: PolicyText;
  /** Why, in the words of who wrote it. */
  readonly note: string;
  /** Everybody who wrote on it; none of them approves it. */
  readonly written: readonly PersonRef[];
  readonly writtenAt: Moment | null;
  readonly sent: { readonly by: PersonRef; readonly at: Moment } | null;
  readonly returned: { readonly by: PersonRef; readonly at: Moment; readonly note: string } | null;
  readonly approved: { readonly by: PersonRef; readonly at: Moment } | null;
  /** When another one took its place. */
  readonly until: Moment | null;
  /** Compared with the version before; of a draft, with the one in force. */
  readonly changes: readonly PolicyChange[];
}

/** Who approves: a general manager; where the workspace has none, an administrator. Never somebody who wrote on it. */
export type PolicyApproval = 'generalManager' | 'administrator';

export interface PolicyView {
  readonly current: PolicyVersion;
  /** Only for who writes or approves; null: there is none, or it is not theirs to see. */
  readonly draft: PolicyVersion | null;
  readonly approval: PolicyApproval;
  /** `approve`: the one that waits. `anybody`: somebody else than who wrote could. */
  readonly may: { readonly draft: boolean; readonly approve: boolean; readonly anybody: boolean };
  /** Three ways to begin. The page is told them, for what it loads at start would be larger by the rules. */
  readonly presets: Readonly<Record<PolicyPreset, Policy>>;
  /** People sign in at the server itself: only then can a class be kept for its own pages. */
  readonly ownSignIn: boolean;
  /** Of people and departments that rules name. */
  readonly names: { readonly people: readonly PersonRef[]; readonly departments: readonly { readonly id: DepartmentId; readonly name: string }[] };
}
export interface PolicyHistory { /** Newest first, without drafts. */ readonly items: readonly PolicyVersion[]; readonly names: PolicyView['names'] }

export interface PolicyWish {
  readonly rules: Policy;
  readonly text: PolicyText;
  readonly note: string;
  /** `writtenAt` of the draft that was changed; null: there was none. Another one since is a conflict. */
  readonly basis: Moment | null;
}
export interface PolicyDecision { readonly version: number; readonly /** `writtenAt` as it was read. */ basis: Moment; readonly approve: boolean; readonly note: string }

export interface Reach { readonly gained: number; readonly lost: number }
/** Pairs of a person and an archive of which the person would come to read, or read no longer, some section; `knowing`: to know of at all. */
export interface PolicyPreview {
  readonly changes: readonly PolicyChange[];
  readonly archives: number;
  /** Fewer were looked at than there are: the figures are of those. */
  readonly people: { readonly looked: number; readonly of: number };
  readonly reading: Reach;
  readonly knowing: Reach;
  /** By the department of the people, those with changes; null: of none. */
  readonly departments: readonly { readonly id: DepartmentId | null; readonly name: string | null; readonly people: number; readonly reading: Reach; readonly knowing: Reach }[];
}
