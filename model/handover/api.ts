/** The JSON of hand-overs: one person's archives go to others in one act; what came over, what each successor says of it, first contacts and letters. The rules are the server's. */
import type { ArchiveId, DepartmentId, PersonId } from '../ids.ts';
import type { Language } from '../labels.ts';
import type { CalendarDate, Moment, PersonRef } from '../overview.ts';

/** `left`: the person is shut out everywhere · `moved`: they stay, but not with these archives, nor as co-owner, deputy or by grant · `split`: only what a rule names goes to others. */
export const HANDOVER_REASONS = ['left', 'moved', 'split'] as const;
export type HandoverReason = (typeof HANDOVER_REASONS)[number];

/** All parts that are given must fit; the first rule that fits decides. Several receivers share evenly, archive by archive. */
export interface HandoverRule {
  readonly department?: DepartmentId | undefined;
  /** `organisation`, `individual` … */
  readonly kind?: string | undefined;
  readonly class?: { readonly scheme: string; readonly value: string } | undefined;
  readonly archives?: readonly ArchiveId[] | undefined;
  readonly to: readonly PersonId[];
}

export interface HandoverWish {
  readonly from: PersonId;
  readonly reason: HandoverReason;
  readonly rules: readonly HandoverRule[];
  /** Working days until the first contact is due. */
  readonly within: number;
  /** Of letters; null: as the customer's country or name says. */
  readonly lang: Language | null;
  readonly note: string;
}

/** `given`: the successor has not said anything yet · `walled`: nobody may be given it, it is without an owner until a steward decides · `unassigned`: no rule fitted, the same · `outside`: not of a department of whoever handed over; it stays as it was. */
export const ITEM_STATES = ['given', 'confirmed', 'returned', 'walled', 'unassigned', 'outside'] as const;
export type ItemState = (typeof ITEM_STATES)[number];
/** `overdue`: the first contact is late · `unsent`: the letter is a draft. */
export const ITEM_FILTERS = [...ITEM_STATES, 'overdue', 'waiting', 'contacted', 'unsent', 'sent'] as const;
export type ItemFilter = (typeof ITEM_FILTERS)[number];

/** Different customers that somebody of whom it is announced that they leave reads in a day by lists and one by one: a day's work, not a whole register. */
export const LEAVER_READS = 200;

/** How far what follows has come; a server that was killed goes on where it was. `announced`: nothing has moved, but the person takes nothing out any more. */
export const HANDOVER_STATES = ['announced', 'committed', 'letters', 'tasks', 'done', 'withdrawn'] as const;
export type HandoverState = (typeof HANDOVER_STATES)[number];

export const LETTER_CHANNELS = ['post', 'email', 'phone', 'visit', 'chat', 'other'] as const;
export type LetterChannel = (typeof LETTER_CHANNELS)[number];

export interface Counted<Key> { readonly key: Key; readonly name: string; readonly count: number }

/** What would happen, and what else there is of the person. */
export interface HandoverPreview {
  readonly archives: number;
  /** A part of the archives is not this caller's to hand over. */
  readonly outside: number;
  readonly walled: number;
  readonly unassigned: number;
  readonly byDepartment: readonly Counted<string | null>[];
  readonly byKind: readonly Counted<string>[];
  readonly bySuccessor: readonly Counted<PersonId | null>[];
  readonly classes: readonly { readonly scheme: string; readonly value: string; readonly count: number }[];
  readonly besides: Besides;
  readonly due: CalendarDate;
}
export interface Besides {
  readonly coOwned: number;
  readonly deputyOf: number;
  readonly grantsTo: number;
  /** Kept, and to be looked at: `GET /api/handovers/{id}/grants`. */
  readonly grantsBy: number;
  readonly reminders: number;
  readonly follows: number;
  readonly sharedViews: number;
  readonly uploads: number;
  readonly sessions: number;
  readonly keys: number;
  readonly managedDepartments: number;
}

export interface HandoverView {
  readonly id: string;
  readonly from: PersonRef;
  readonly by: PersonRef;
  readonly reason: HandoverReason;
  readonly at: Moment;
  readonly state: HandoverState;
  readonly due: CalendarDate;
  readonly note: string;
  /** Of the letters, and of the tasks, those that are ready. */
  readonly progress: { readonly done: number; readonly total: number };
  readonly counts: HandoverCounts;
  readonly successors: readonly { readonly person: PersonRef; readonly given: number; readonly open: number }[];
  /** What is of the caller alone. */
  readonly mine: number;
  /** This caller sees the whole of it. */
  readonly whole: boolean;
  /** It was announced before it was done. */
  readonly announced: { readonly by: PersonRef; readonly at: Moment; readonly day: CalendarDate } | null;
  /** The announcement was taken back. */
  readonly withdrawn: { readonly by: PersonRef; readonly at: Moment; readonly reason: string } | null;
}
/** `day`: the last one on which they are there. */
export interface AnnounceWish { readonly from: PersonId; readonly reason: Exclude<HandoverReason, 'split'>; readonly day: CalendarDate; readonly note: string }
export interface HandoverCounts {
  readonly archives: number;
  readonly given: number;
  readonly confirmed: number;
  readonly returned: number;
  readonly walled: number;
  readonly unassigned: number;
  readonly outside: number;
  readonly contacted: number;
  readonly overdue: number;
  readonly drafts: number;
  readonly sent: number;
}
/** `milliseconds`: what the one transaction took, in which other people's edits wait. */
export interface HandoverDone extends HandoverView { readonly milliseconds: number }

export interface HandoverItem {
  readonly archive: ArchiveId;
  readonly name: string;
  readonly state: ItemState;
  readonly successor: PersonRef | null;
  readonly note: string;
  readonly due: CalendarDate | null;
  readonly contacted: Moment | null;
  readonly letter: 'none' | 'draft' | 'sent';
  readonly channel: LetterChannel | null;
  readonly sentAt: Moment | null;
  /** It is the caller's to answer. */
  readonly mine: boolean;
}
export interface HandoverItems { readonly items: readonly HandoverItem[]; readonly next: string | null; readonly total: number }
export interface Handovers { readonly items: readonly HandoverView[]; readonly next: string | null; /** The caller may begin one. */ readonly may: boolean }

export interface HandoverAnswer { readonly archives: readonly ArchiveId[] | 'all'; readonly answer: 'confirmed' | 'returned'; readonly note: string }
export interface HandoverGrant { readonly id: string; readonly archive: ArchiveId; readonly name: string; readonly to: string; readonly level: string; readonly until: string | null; readonly reason: string }

export interface LetterText { readonly subject: string; readonly body: string }
export type LetterTemplate = Readonly<Record<Language, LetterText>>;
export interface HandoverLetter extends LetterText { readonly archive: ArchiveId; readonly name: string; readonly lang: Language; readonly state: 'draft' | 'sent'; readonly channel: LetterChannel | null; readonly sentAt: Moment | null; /** Somebody has changed it. */ readonly edited: boolean }

/** Of one archive, for whom its card is shown. */
export interface HandedOver { readonly from: PersonRef; readonly to: PersonRef; readonly at: Moment; readonly due: CalendarDate; readonly contacted: boolean }
