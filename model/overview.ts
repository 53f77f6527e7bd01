/** The overview and the digest: what the server computes about an archive, and what one person may see of it. Shapes only; the sums are in `classification/`. */
import type { Completeness, Stage } from './completeness/shape.ts';
import type { ArchiveId, DepartmentId, ExternalKey, PersonId } from './ids.ts';
import type { Labels } from './labels.ts';
import type { ArchiveState, Level } from './rights.ts';
import type { SectionKey } from './sections.ts';
import type { Warning } from './warning.ts';

export type { ArchiveState };

/** `classification/schemes.ts` has what each of them is. */
export type SchemeKey =
  | 'abc' | 'rfm' | 'lifecycle' | 'intent' | 'maturity' | 'size' | 'stars' | 'grade' | 'contactStrategy' | 'purchaseStrategy' | 'creditManagement' | 'aml'
  | 'valueTier' | 'duration' | 'attributes' | 'partnerRole' | 'bankKind' | 'bankTier' | 'similar' | 'reception' | 'keyNew';

/** `YYYY-MM-DD`; moments are ISO 8601 in UTC. */
export type CalendarDate = string;
export type Moment = string;
/** A decimal string without currency, `1265793.22`. */
export type Decimal = string;

export interface PersonRef { readonly id: PersonId; readonly name: string }

/** What a class rests on: every value is shown to the reader with the label that the scheme's texts give its key. */
export interface ClassInput { readonly key: string; readonly value: string | number | null; readonly unit?: 'money' | 'days' | 'count' | 'date' | 'score' | 'share' | 'months'; /** Where the value is an option that the workspace has words of its own for. */ readonly label?: Labels }

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
export interface ClassChange {
  readonly to: string;
  readonly toLabel: Labels;
  readonly input: string;
  readonly at: string | number;
  /** Where the scheme's texts have no words for them. */
  readonly inputLabel?: Labels;
  readonly atLabel?: Labels;
}

/** Something that customers were compared by: a number, or whether one has an option. */
export interface AlikeTrait {
  /** `net`, `purchases`, `sinceLast`, `contacts`, or the field of an option. */
  readonly key: string;
  readonly name: Labels;
  readonly option?: string;
  readonly label?: Labels;
  readonly value: string | number | boolean | null;
  readonly unit?: NonNullable<ClassInput['unit']>;
  /** A number: standard deviations from the mean of all, three at most. An option: its weight, or 0. */
  readonly place: number;
  /** Of ln(1 + number), money in minor units; with the right `insight`, like `weight`. */
  readonly scale?: { readonly mean: number; readonly spread: number };
  readonly weight?: number;
}
export interface AlikeGroup {
  readonly key: string;
  readonly label: Labels;
  /** From the customer to the middle of the group, all places together. */
  readonly distance: number;
  /** Members, and the places of the middle in the order of the traits; with the right `insight`. */
  readonly size?: number;
  readonly middle?: readonly number[];
}
/** Where a customer lay among the groups of similar customers when they were made. Without the right `insight`: its own traits and the two nearest groups. */
export interface ClassAlike { readonly traits: readonly AlikeTrait[]; /** The nearest first: the customer is in it. */ readonly groups: readonly AlikeGroup[] }

/** Somebody's word stands in place of what the rule found; it ends by itself. */
export interface ClassOverride {
  readonly computed: string | null;
  readonly computedLabel: Labels;
  readonly by: PersonId;
  readonly approvedBy: PersonId | null;
  /** Of `by` and `approvedBy`, in a digest. */
  readonly names?: { readonly by: string; readonly approvedBy: string | null };
  readonly reason: string;
  readonly at: Moment;
  readonly until: CalendarDate | null;
}

/** One class of one customer with its reasons: rule and version, inputs, window and date. */
export interface ClassResult {
  readonly scheme: SchemeKey;
  /** Option key of the scheme's dictionary, or null: unclassified (no purchase in the window). */
  readonly value: string | null;
  readonly label: Labels;
  /** What the badge shows before the label, `A` or `3·2·2`. */
  readonly mark: string;
  /** What is judged, where the scheme's key alone would not be understood. */
  readonly name?: Labels;
  /** The label does not say by itself what it is about: `High`, `Monthly`. */
  readonly told?: true;
  readonly rule: { readonly id: string; readonly source: string | null; readonly version: number; readonly setBy: string | null; readonly setAt: Moment | null };
  readonly window: { readonly from: CalendarDate | null; readonly to: CalendarDate; readonly months: number | 'all' };
  readonly thresholds: readonly ClassInput[];
  readonly inputs: readonly ClassInput[];
  readonly changes: readonly ClassChange[];
  readonly computedAt: Moment;
  readonly since: CalendarDate;
  readonly previous: { readonly value: string | null; readonly label: Labels; readonly until: CalendarDate } | null;
  readonly trend: 'up' | 'down' | 'same';
  readonly population?: ClassPopulation;
  /** Of groups of similar customers. */
  readonly alike?: ClassAlike;
  /** Left out where what the rule found stands. */
  readonly override?: ClassOverride;
  /** Whom it is about has objected, and no human has judged it since. */
  readonly objected?: true;
}

/** A class as it is drawn; the reasons are left out, and asked for when somebody opens them. */
export type ClassFace = Pick<ClassResult, 'scheme' | 'value' | 'label' | 'mark' | 'trend' | 'name' | 'told'> & {
  readonly since?: CalendarDate;
  /** Somebody's word stands in place of what the rule found. */
  readonly overridden?: true;
  readonly objected?: true;
};

/** So much of a digest as badges need; every digest is one, too. */
export type Face =
  | { readonly id: ArchiveId; readonly level: 'exists' }
  | { readonly id: ArchiveId; readonly level: Exclude<Level, 'none' | 'exists'>; readonly classes: Partial<Record<SchemeKey, ClassFace>> };

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
      /** Of what this reader may read. */
      readonly completeness: Completeness;
      /** D-28; null for who does not read the profile. */
      readonly stage: Stage | null;
      /** The one that tops card, timeline, form and print. */
      readonly warning: Warning | null;
      /** Calls, mails and chats are not offered: ask `reachable` of `warning.ts`. */
      readonly doNotContact: boolean;
      readonly doNotContactReason?: string;
      readonly updatedAt: Moment;
      /** Who handed it over, until the first contact by whoever has it now, for a month at most. Not told in lists. */
      readonly handedOver?: { readonly from: PersonRef; readonly at: Moment; readonly due: CalendarDate };
      /** When files last changed in the sections that this person may read, since the server began; whoever shows them asks for the list again. */
      readonly filesAt?: Moment;
      /** The same of transactions: also of payments and shipments, which no total counts. */
      readonly tradeAt?: Moment;
      /** By section that may be read: a number that rises with every comment there, so that whoever shows them asks again. Left out while there are none. */
      readonly comments?: Readonly<Partial<Record<SectionKey, number>>>;
    });

/** A digest as a page hears it over its line: classes without their reasons. */
export type LineDigest =
  | Extract<Digest, { readonly level: 'exists' }>
  | (Omit<Extract<Digest, { readonly revision: number }>, 'classes'> & {
      readonly classes: Partial<Record<SchemeKey, ClassFace>>;
      /** Another number when the rule of one of these classes has another version: whoever shows reasons asks for them again. */
      readonly rules?: number;
    });

