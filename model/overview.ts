/** The overview and the digest: what the server computes about an archive, and what one person may see of it. Shapes only; the sums are in `classification/`. */
import type { ArchiveId, DepartmentId, ExternalKey, PersonId } from './ids.ts';
import type { Labels } from './labels.ts';
import type { ArchiveState, Level } from './rights.ts';

export type { ArchiveState };

export type SchemeKey = 'abc' | 'rfm' | 'lifecycle';

/** `YYYY-MM-DD`; moments are ISO 8601 in UTC. */
export type CalendarDate = string;
export type Moment = string;
/** A decimal string without currency, `1265793.22`. */
export type Decimal = string;

export interface PersonRef { readonly id: PersonId; readonly name: string }

/** What a class rests on: every value is shown to the reader with the label that the scheme's texts give its key. */
export interface ClassInput { readonly key: string; readonly value: string | number | null; readonly unit?: 'money' | 'days' | 'count' | 'date' | 'score' | 'share' | 'months' }

/** Rank and shares of the population; only with the right `insight`. */
export interface ClassPopulation {
  readonly rank: number;
  readonly of: number;
  /** Shares are fractions of the total, 0 to 1. */
  readonly share: number;
  readonly cumulativeBefore: number;
  readonly cumulativeAfter: number;
}

/** What would change the class: with the value `at` of `input`, all else unchanged, the class is `to`; nearer values leave it as it is. */
export interface ClassChange { readonly to: string; readonly toLabel: Labels; readonly input: string; readonly at: string | number }

/** One class of one customer with its reasons (C-01, C-03, C-05): rule and version, inputs, window and date. */
export interface ClassResult {
  readonly scheme: SchemeKey;
  /** Option key of the scheme's dictionary, or null: unclassified (no purchase in the window). */
  readonly value: string | null;
  readonly label: Labels;
  /** What the badge shows before the label, `A` or `3·2·2`. */
  readonly mark: string;
  readonly rule: { readonly id: 'C-01' | 'C-03' | 'C-05'; readonly source: 'B-2' | 'B-1' | 'B-3'; readonly version: number; readonly setBy: string | null; readonly setAt: Moment | null };
  readonly window: { readonly from: CalendarDate | null; readonly to: CalendarDate; readonly months: number | 'all' };
  readonly thresholds: readonly ClassInput[];
  readonly inputs: readonly ClassInput[];
  readonly changes: readonly ClassChange[];
  readonly computedAt: Moment;
  readonly since: CalendarDate;
  readonly previous: { readonly value: string | null; readonly label: Labels; readonly until: CalendarDate } | null;
  readonly trend: 'up' | 'down' | 'same';
  readonly population?: ClassPopulation;
}

export interface TradeTotals {
  readonly currency: string;
  readonly sum: Decimal;
  readonly count: number;
  readonly first: CalendarDate | null;
  readonly last: CalendarDate | null;
  /** Twelve months ending with the reference date, oldest first. */
  readonly months: readonly Decimal[];
}

export interface ContactPoint { readonly kind: string; readonly value: string; readonly alive: boolean | null; readonly verifiedAt: CalendarDate | null }

export interface DueItem { readonly kind: 'appointment'; readonly date: string; readonly text: string; readonly person: PersonRef | null }

/** What `exists` shows: id, name, kind, department, owner (DESIGN 5, rule 5). */
export interface DigestHead {
  readonly id: ArchiveId;
  readonly name: string;
  readonly kind: string;
  readonly department: DepartmentId | null;
  readonly owner: PersonRef | null;
}

export type Digest =
  | (DigestHead & { readonly level: 'exists' })
  | (DigestHead & {
      readonly level: Exclude<Level, 'none' | 'exists'>;
      readonly revision: number;
      readonly keys: readonly ExternalKey[];
      readonly code: string | null;
      readonly shortName: string | null;
      readonly state: ArchiveState;
      readonly roles: readonly string[];
      readonly place: string | null;
      readonly coOwners: readonly PersonRef[];
      readonly contacts: readonly ContactPoint[];
      readonly trade: TradeTotals | null;
      readonly classes: Partial<Record<SchemeKey, ClassResult>>;
      readonly due: readonly DueItem[];
      readonly keyTen: { readonly filled: number; readonly of: number };
      readonly warning: string | null;
      readonly updatedAt: Moment;
    });

