/** The JSON of corrections: a report, a case as its reader may see it, the steps of the workspace. */
import type { Scalar } from '../api.ts';
import type { ArchiveId, CorrectionId, DepartmentId, PersonId } from '../ids.ts';
import type { Labels } from '../labels.ts';
import type { CalendarDate, Moment, PersonRef } from '../overview.ts';
import type { Act, Asked, ChainRole, StepKey, StepKind } from './steps.ts';
import type { TemplateStep } from './template.ts';

/** What is wrong: a section (`profile`, `contacts-2026`), or one value in it by its value key (`fields/customer.name`, `rows/methods/x1/value`). */
export interface Concern { readonly section: string; readonly key: string | null }
/** Never of a restricted section: such a value is written where it lies, and nowhere else. */
export interface ProposedValue { readonly section: string; readonly key: string; readonly value: Scalar }

export const URGENCIES = ['normal', 'urgent'] as const;
export type Urgency = (typeof URGENCIES)[number];
/** How the error came to light. */
export const FOUND = ['customer', 'contact', 'document', 'check', 'other'] as const;
export type CorrectionFound = (typeof FOUND)[number];
/** `subject`: a person asked for the correction of what is kept of them; the id is the request's. */
export type CorrectionOrigin = { readonly kind: 'person' } | { readonly kind: 'subject'; readonly id: string };

export interface CorrectionReport {
  readonly concerns: readonly Concern[];
  readonly text: string;
  readonly proposed?: readonly ProposedValue[] | undefined;
  readonly found?: CorrectionFound | undefined;
  readonly urgency?: Urgency | undefined;
}
/** `ifStep`: `stand` as it was read. */
export interface CorrectionActWish { readonly act: Act; readonly text?: string | undefined; readonly to?: readonly { readonly kind: 'department' | 'person'; readonly id: string }[] | undefined; readonly ifStep: string }
/** Writes the proposed values. `source`: of D-04, marked at each of them. */
export interface CorrectionApplyWish { readonly source?: string | undefined; readonly ifStep: string }

export type AssigneeView = { readonly kind: 'department'; readonly id: DepartmentId; readonly name: string } | { readonly kind: 'person'; readonly id: PersonId; readonly name: string };

/** One line of a list. */
export interface CorrectionLine {
  readonly id: CorrectionId;
  readonly number: number;
  readonly archive: ArchiveId;
  /** Of the archive; null where the reader may no longer know of it. */
  readonly name: string | null;
  readonly urgency: Urgency;
  readonly state: 'waiting' | 'filed' | 'withdrawn';
  readonly step: StepKey | null;
  readonly stepLabel: Labels | null;
  readonly due: CalendarDate | null;
  readonly late: boolean;
  readonly round: number;
  readonly openedAt: Moment;
  readonly openedBy: PersonRef;
  /** It waits for me. */
  readonly mine: boolean;
}
export interface CorrectionLines { readonly items: readonly CorrectionLine[]; readonly more: boolean; /** Steps of the workspace may be set by me. */ readonly mayConfigure: boolean }

export interface CorrectionStepView {
  readonly key: StepKey;
  readonly label: Labels;
  readonly kind: StepKind;
  readonly asks: Asked;
  readonly roles: readonly ChainRole[];
  readonly days: number;
  readonly status: 'done' | 'now' | 'ahead';
}
export interface CorrectionActView {
  readonly act: Act | 'open' | 'apply';
  readonly step: StepKey;
  readonly round: number;
  readonly by: PersonRef;
  readonly at: Moment;
  /** Null: none, or taken away (`cleared`). */
  readonly text: string | null;
  readonly cleared: boolean;
  readonly to: readonly AssigneeView[];
  /** Of `apply`: the set of edits. */
  readonly changeset: string | null;
}
export interface CorrectionView extends CorrectionLine {
  readonly stand: string;
  readonly found: CorrectionFound;
  readonly origin: CorrectionOrigin['kind'];
  /** Sections and values that it is about, as far as they may be named to the reader. */
  readonly concerns: readonly (Concern & { readonly label: Labels })[];
  /** Values of sections that the reader reads now; `more`: there are others. */
  readonly proposed: readonly (ProposedValue & { readonly label: Labels; /** In words, where it is an option of a list. */ readonly shown: Labels | null })[];
  readonly proposedMore: boolean;
  /** Words and values are another's to read: of the case only what was done is told. */
  readonly withheld: boolean;
  readonly steps: readonly CorrectionStepView[];
  readonly acts: readonly CorrectionActView[];
  /** Who it waits for: by role, by name, or those it was handed to. `nobody`: there is no one who may do the step. */
  readonly waitsFor: { readonly roles: readonly ChainRole[]; readonly people: readonly PersonRef[]; readonly assignees: readonly AssigneeView[]; readonly nobody: boolean };
  /** What I may do now. */
  readonly may: readonly Act[];
  /** I may write the proposed values now. */
  readonly mayApply: boolean;
  readonly endedAt: Moment | null;
}

export interface CorrectionTemplateView {
  readonly version: number;
  readonly steps: readonly (TemplateStep & { readonly label: Labels })[];
  /** Of all ten, for whoever chooses. */
  readonly labels: Readonly<Record<StepKey, Labels>>;
  readonly by: PersonRef | null;
  readonly at: Moment | null;
  readonly mayChange: boolean;
}
/** `version`: the one that was changed; another one since is a conflict. */
export interface CorrectionTemplateWish { readonly steps: readonly { readonly key: string; readonly roles: readonly string[]; readonly days: number }[]; readonly version: number }
