/** The JSON of reminders, calendar links and working days. What a reason is due for is in `kinds.ts`, its words in `texts.ts`. */
import type { LinkKind } from '../elsewhere/api.ts';
import type { ArchiveId } from '../ids.ts';
import type { Labels } from '../labels.ts';
import type { CalendarDate, Decimal, Moment, PersonRef } from '../overview.ts';
import type { SectionKey } from '../sections.ts';
import type { ReminderAction, ReminderKind } from './kinds.ts';

export type { ReminderAction, ReminderKind } from './kinds.ts';

/** What a reason was reckoned from: days, numbers, option keys and words of the archive. */
export type ReasonInputs = Readonly<Record<string, string | number>>;

/** By the name of the input. */
export type ReasonWords = Readonly<Record<string, Labels>>;

export interface ReminderReason {
  readonly kind: ReminderKind;
  /** Tells several of a kind apart: a row, a paper, a year. */
  readonly key: string;
  /** Whoever reads this section is told; nobody else. */
  readonly section: SectionKey;
  /** The day of the event or the day from which it is late. */
  readonly due: CalendarDate;
  /** Put away until this day. */
  readonly until: CalendarDate | null;
  /** For `reasonText(reason, lang)` of `texts.ts`, and to reckon it again. */
  readonly inputs: ReasonInputs;
  /** Of those inputs that are keys of options or fields their names, as the workspace has them now. */
  readonly words?: ReasonWords;
}

export type LineState =
  | { readonly kind: 'open' }
  | { readonly kind: 'snoozed'; readonly until: CalendarDate; readonly by: PersonRef }
  | { readonly kind: 'handedOver'; readonly to: PersonRef; readonly by: PersonRef; readonly at: Moment; readonly note: string };

/** One customer: all reasons that this reader may know of, and the next thing to do. */
export interface ReminderLine {
  readonly archive: ArchiveId;
  readonly name: string;
  /** Kind of the archive: `individual`, `organisation`. */
  readonly kind: string;
  /** Most urgent first, never empty. */
  readonly reasons: readonly ReminderReason[];
  readonly next: { readonly action: ReminderAction; readonly on: CalendarDate };
  /** Trade of the last twelve months, by which lines are ordered; null for who does not read `trade`. */
  readonly value: { readonly amount: Decimal; readonly currency: string } | null;
  /** Of the most urgent reason. */
  readonly due: CalendarDate;
  readonly urgency: 'overdue' | 'today' | 'soon' | 'later';
  readonly state: LineState;
  /** Null: nobody who may read the reasons is responsible. */
  readonly person: PersonRef | null;
  /** On the list since; null: it is planned for a later day. */
  readonly since: CalendarDate | null;
  /** The working day on which it comes to the list; null: it is on it. */
  readonly planned: CalendarDate | null;
  /** This reader may say it is done, put it away, hand it over. */
  readonly mayAct: boolean;
}

export interface ReminderPage {
  readonly today: CalendarDate;
  /** Today is a working day: else nothing new comes to the list. */
  readonly working: boolean;
  readonly items: readonly ReminderLine[];
  /** For `after`; null: that is all. */
  readonly next: string | null;
  /** Lines on the list of whoever was asked for (those of `items` and of the pages after). */
  readonly total: number;
  /** What is due and comes to the list on a later working day, as few a day as the setting says. */
  readonly planned: { readonly total: number; readonly days: readonly { readonly day: CalendarDate; readonly count: number }[] };
}

/** Which reasons of a line; none given: all of the line. */
export interface ReasonRef { readonly kind: ReminderKind; readonly key: string }
export interface ReminderDone { readonly reasons?: readonly ReasonRef[] | undefined }
export interface ReminderSnooze extends ReminderDone { readonly until: CalendarDate }
export interface ReminderHandover { readonly to: string; readonly note?: string | undefined }
/** `undo` puts back what was there, for a day: `POST /api/reminders/undo {undo}`. `line`: what is left of it for this reader. */
export interface ReminderActed { readonly undo: string; readonly line: ReminderLine | null }

/** ISO days of the week, 1 Monday to 7 Sunday, on which nobody works; days off beside them; days worked although they are on a weekend. */
export interface Workdays {
  readonly weekend: readonly number[];
  readonly holidays: readonly { readonly day: CalendarDate; readonly name: string }[];
  readonly worked: readonly CalendarDate[];
  /** New lines that a person gets on one working day, 1 to 20. */
  readonly most: number;
  /** Months after which a credit report that names no last day is to be made anew (P-20), 3 to 12. */
  readonly creditMonths: number;
  readonly version: number;
  readonly setBy: PersonRef | null;
  readonly setAt: Moment | null;
}

/** A link to one's own calendar, for programs that cannot sign in. */
export interface CalendarLink {
  readonly id: string;
  /** Others than a whole calendar are of one archive. */
  readonly kind: LinkKind;
  /** Null: of the whole calendar. */
  readonly archive: ArchiveId | null;
  /** Given once, when the link is made. */
  readonly url?: string;
  /** Names of customers stand in it; else only what is to be done, and a link to the archive. */
  readonly names: boolean;
  readonly made: Moment;
  readonly until: Moment;
  readonly fetched: Moment | null;
}
