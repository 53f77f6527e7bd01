/** What a rule about one customer reads and what it answers: figures of its trade, values that people wrote, classes it rests on. The rules are in `own/`. */
import type { Scalar } from '../api.ts';
import type { ArchiveId } from '../ids.ts';
import type { CalendarDate, ClassChange, ClassInput, SchemeKey } from '../overview.ts';
import type { RuleVersion } from './settings.ts';
import type { Shapes } from './shape.ts';

/** Sums of one stretch of time, in integer minor units of the workspace's currency; a safe integer each. */
export interface Sums {
  /** Purchases. */
  readonly sales: number;
  /** What came back, without sign. */
  readonly returns: number;
  /** Number of purchases. */
  readonly purchases: number;
  readonly first: CalendarDate | null;
  readonly last: CalendarDate | null;
}

export interface Figures {
  readonly currency: string;
  /** Only what happened up to this day counts. */
  readonly to: CalendarDate;
  /** Of all time. */
  readonly ever: Sums;
  /** Of the twelve months that end with `to`. */
  readonly year: Sums;
  /** Transactions in other currencies, counted by currency (`3 × USD`): those without a rate, left out of the sums, null: none; and those that were converted. */
  readonly leftOut: readonly string[] | null;
  readonly converted?: readonly string[];
}

/** A value as the register has it (`register/keys.ts` names them); a list where a table has several rows. */
export type FieldValue = Exclude<Scalar, null> | readonly Exclude<Scalar, null>[];

export interface Member {
  readonly id: ArchiveId;
  readonly figures: Figures;
  /** Only what is filled; of the fields that the scheme's `reads` names. */
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** Of the schemes that `rests` names; what is missing or null: unclassified. */
  readonly classes: Readonly<Partial<Record<SchemeKey, string | null>>>;
  /** When the archive was opened. */
  readonly openedAt: CalendarDate;
}

/** What a rule about one customer finds; scheme, rule and window are added by whoever asked it. */
export interface OwnFinding {
  /** Class, or null: unclassified. */
  readonly value: string | null;
  /** Shown before the label; mostly empty. */
  readonly mark: string;
  readonly inputs: readonly ClassInput[];
  readonly thresholds: readonly ClassInput[];
  readonly changes: readonly Omit<ClassChange, 'toLabel'>[];
}

/** Pure: equal members have equal findings. */
export type OwnRule<S extends RuleVersion> = (member: Member, settings: S, today: CalendarDate) => OwnFinding;

/** What one scheme of `own/` hands to the engine: its rule and the settings as shipped, and a check of settings that somebody sends. */
export interface OwnScheme<S extends RuleVersion = RuleVersion> {
  readonly rule: OwnRule<S>;
  readonly shipped: S;
  /** What each setting may be. */
  readonly shapes: Shapes;
  /** Throws SettingsError; answers the settings without version and who. */
  parse(settings: Readonly<Record<string, unknown>>): Omit<S, keyof RuleVersion>;
}
