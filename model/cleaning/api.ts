/** What pages and the server say to each other about the cleaning bench: findings grouped by cause, rules and what they would do, decisions and their undoing, dismissals, assignments. */
import type { Scalar } from '../api.ts';
import type { ArchiveId, ChangesetId, DepartmentId, PersonId } from '../ids.ts';
import type { Labels } from '../labels.ts';
import type { PersonRef } from '../overview.ts';
import type { CauseKey } from './causes.ts';

/**
 * Routes:
 * `GET /api/cleaning?import=&source=&department=&assigned=me&dismissed=` → `CleaningBoard` · `POST /api/cleaning/pass` → 202 `PassView`
 * `GET /api/cleaning/groups/{group}?cursor=&limit=&import=&source=&department=` → `GroupPage`
 * `GET /api/cleaning/groups/{group}/values?…` → `ValuesView` (of groups with `mapping`)
 * `POST /api/cleaning/groups/{group}/preview` `RuleWish` → `RulePreview`
 * `POST /api/cleaning/groups/{group}/decisions` `RuleWish` → 202 `DecisionView`
 * `GET /api/cleaning/decisions?cursor=&limit=` → `DecisionPage` · `GET /api/cleaning/decisions/{id}` → `DecisionView` · `POST /api/cleaning/decisions/{id}/undo` → 202 `DecisionView`
 * `PUT /api/cleaning/groups/{group}/dismissal` `{reason}` · `DELETE …/dismissal` → 204
 * `POST /api/cleaning/dismissals` `{findings: FindingId[], reason}` · `DELETE /api/cleaning/dismissals?finding=` → 204
 * `PUT /api/cleaning/groups/{group}/assignment` `{to}` → `AssignmentView` · `DELETE …/assignment` → 204
 */

/** `phone-letters`, or with the place where the group is of one: `option-unknown@crm.industry`, `spelling@addresses/city`. Encode it in paths. */
export type GroupId = string;
export type FindingId = string;

/** What a rule takes besides the value. `mapping`: text → text, option key, or null to leave it as it is. `country`: a key of D-42. */
export type RuleParam = 'mapping' | 'country' | 'text';
export interface RuleView {
  readonly key: string;
  /** "Take the letters after the extension mark into the label" */
  readonly label: Labels;
  readonly params: readonly RuleParam[];
  /** What it does to a value that it mends. `again`: the refused row is imported again with the mended cell. */
  readonly does: 'mend' | 'clear' | 'note' | 'map' | 'again';
}

export interface AssignmentView {
  readonly to: PersonRef;
  readonly by: PersonRef;
  readonly at: string;
  /** Findings open now, and those mended since it was assigned, of what the reader may see. */
  readonly open: number;
  readonly done: number;
}
export interface DismissalView { readonly by: PersonRef; readonly at: string; readonly reason: string }

/** One cause, of one place where that matters. All counts are of what the reader may read. */
export interface GroupView {
  readonly id: GroupId;
  readonly cause: CauseKey;
  /** What the findings are, behind their number: "phones with letters". */
  readonly label: Labels;
  /** Why it matters and what the proposed rule does, one sentence. */
  readonly help: Labels;
  /** Of a group of one place: the field, such as "City". */
  readonly place: Labels | null;
  readonly count: number;
  readonly archives: number;
  /** Findings count by it: the worst group is that with most `count × weight`. */
  readonly weight: number;
  readonly proposed: RuleView | null;
  readonly sources: readonly { /** Null: entered by people. */ readonly source: string | null; readonly count: number }[];
  readonly departments: readonly { readonly department: DepartmentId | null; readonly name: string | null; readonly count: number }[];
  readonly assignment: AssignmentView | null;
  readonly dismissed: DismissalView | null;
}

export interface PassView {
  readonly state: 'never' | 'running' | 'done';
  /** Archives looked at in the pass under way, and all of them. */
  readonly done: number;
  readonly total: number | null;
  /** End of the last whole pass. */
  readonly at: string | null;
}

export interface CleaningBoard {
  /** Worst first. */
  readonly groups: readonly GroupView[];
  /** Findings, archives with any, and archives that the reader may read: `archives / of` is the share to bring down. */
  readonly findings: number;
  readonly archives: number;
  readonly of: number;
  /** Findings that are gone since they were found, mended here or by people: of `mended + findings` so many are done. */
  readonly mended: number;
  readonly pass: PassView;
  /** May assign, dismiss causes and begin a pass; else only what is assigned to the reader is here. */
  readonly steward: boolean;
}

export interface FindingView {
  readonly id: FindingId;
  /** Null: a row that an import refused. */
  readonly archive: ArchiveId | null;
  readonly name: string;
  readonly section: string;
  /** `fields/crm.industry`, `rows/methods/x1/value`; of a refused row its column. */
  readonly key: string;
  /** Label of the field or column. */
  readonly field: Labels;
  readonly value: Scalar;
  /** File and line of what an import could not take. */
  readonly from: { readonly file: string; readonly line: number; readonly job: string } | null;
  /** What the proposed rule would make of it; absent: it does not know. */
  readonly proposed?: MendView;
  readonly dismissed?: DismissalView;
}
/** `note`: what is moved beside the value. `value` null: it is taken away. */
export interface MendView { readonly value: Scalar; readonly note?: string }

export interface GroupPage {
  readonly group: GroupView;
  /** The first is the proposed one. */
  readonly rules: readonly RuleView[];
  readonly items: readonly FindingView[];
  readonly next: string | null;
}

/** One different text of a group with `mapping`. */
export interface ValueView { readonly text: string; readonly count: number }
/** Texts that are spellings of one: mapped once. `how` says why they are together: equal but for case, marks and order, alike but for some letters, the same when spoken, or another name of it. */
export interface ClusterView {
  readonly values: readonly ValueView[];
  readonly count: number;
  readonly how: 'fingerprint' | 'letters' | 'sound' | 'name';
  /** The text or option that is proposed; null: somebody must choose. */
  readonly to: string | null;
}
export interface ValuesView {
  readonly clusters: readonly ClusterView[];
  /** Texts that are like no other and like no option. */
  readonly alone: readonly ValueView[];
  /** What they can be mapped to: options of the list; null: any text. */
  readonly options: readonly { readonly key: string; readonly label: Labels }[] | null;
  /** The mapping that the proposals make, ready for `RuleWish`. */
  readonly proposed: Readonly<Record<string, string>>;
}

/** Filters as the list has them narrow what is decided. */
export interface CleaningFilter { readonly import?: string | undefined; readonly source?: string | undefined; readonly department?: string | undefined }
export interface RuleWish {
  readonly rule: string;
  /** Default: the proposals of `ValuesView`. */
  readonly mapping?: Readonly<Record<string, string | null>> | undefined;
  readonly country?: string | undefined;
  readonly text?: string | undefined;
  /** Findings that are left as they are. */
  readonly except?: readonly FindingId[] | undefined;
  /** Only these. */
  readonly only?: readonly FindingId[] | undefined;
  readonly filter?: CleaningFilter | undefined;
}
export interface RulePreview {
  /** Findings that the rule mends, those that it does not know how to, and those that the reader may read but not write. */
  readonly mends: number;
  readonly leaves: number;
  readonly forbidden: number;
  readonly archives: number;
  /** The first of each. */
  readonly items: readonly (FindingView & { readonly after: MendView })[];
  readonly left: readonly FindingView[];
}

export interface DecisionView {
  readonly id: string;
  readonly group: GroupId;
  readonly cause: CauseKey;
  readonly label: Labels;
  readonly place: Labels | null;
  readonly rule: RuleView;
  readonly by: PersonRef;
  readonly at: string;
  readonly state: 'running' | 'done' | 'failed' | 'undoing' | 'undone';
  readonly done: number;
  readonly total: number;
  readonly mended: number;
  /** Left alone: changed by people meanwhile, not to be written by who decided, or refused by the field's own rules. */
  readonly changed: number;
  readonly forbidden: number;
  readonly refused: number;
  readonly changeset: ChangesetId | null;
  readonly undone: { readonly at: string | null; readonly by: PersonRef; /** Values that people had changed since and that stay. */ readonly kept: number } | null;
  readonly undoable: boolean;
}
export interface DecisionPage { readonly items: readonly DecisionView[]; readonly next: string | null }
export interface AssignmentWish { readonly to: PersonId }
export interface DismissalWish { readonly reason: string }
