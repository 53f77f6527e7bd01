/** Why somebody should turn to a customer: the kinds of reasons as one table. When each is due is reckoned in `rules.ts`, its words are in `texts.ts`. */
import type { SectionKey } from '../sections.ts';

/** What is to be done about it; names the next step of a line. */
export type ReminderAction = 'contact' | 'meet' | 'greet' | 'renew' | 'review' | 'survey' | 'report' | 'complete' | 'assign' | 'offer';

export interface ReminderKindRow {
  /** Rule of the catalogue that asks for it. */
  readonly source: string;
  /** The right under which it is told: who does not read this section never learns of it. `null`: each reason says its own. */
  readonly section: SectionKey | null;
  readonly action: ReminderAction;
  /** Something happens on that very day: such reasons come before those that can wait, whatever the customer is worth. */
  readonly dated: boolean;
  /** Days before the event from which it is told. */
  readonly ahead: number;
  /** Days after the event at which it goes by itself; null: it stays until it is done or no longer true. */
  readonly keeps: number | null;
  /** Days after which it comes again when it was done and nothing has changed; null: it does not. `cycle`: after its own cycle. */
  readonly again: number | 'cycle' | null;
}

const row = (source: string, section: SectionKey | null, action: ReminderAction, dated: boolean, ahead: number, keeps: number | null, again: number | 'cycle' | null): ReminderKindRow =>
  Object.freeze({ source, section, action, dated, ahead, keeps, again });

/** The order is that of equal urgency. */
export const REMINDER_KINDS = Object.freeze({
  appointment: row('P-15', 'contacts', 'meet', true, 3, null, null),
  firstContact: row('P-09', 'profile', 'contact', true, 60, null, null),
  deposit: row('P-17', 'bank', 'offer', true, 14, 30, null),
  birthday: row('P-35', null, 'greet', true, 7, 3, null),
  occasion: row('P-35', 'preferences', 'greet', true, 7, 3, null),
  contactReport: row('P-11', 'contacts', 'report', true, 0, 60, null),
  major: row('P-07', 'contacts', 'report', true, 0, 60, null),
  visit: row('P-33', 'profile', 'meet', true, 7, null, 'cycle'),
  decline: row('P-16', 'trade', 'contact', false, 0, null, 'cycle'),
  classVisit: row('P-33', 'profile', 'meet', false, 0, null, 'cycle'),
  contactCycle: row('P-15', 'contacts', 'contact', false, 0, null, 'cycle'),
  twoStaff: row('P-11', 'profile', 'assign', false, 0, null, 30),
  amlReview: row('B-5', 'aml', 'review', false, 30, null, null),
  creditReport: row('P-20', 'credit', 'survey', false, 30, null, null),
  paper: row('P-20', null, 'renew', false, 30, null, 90),
  yearly: row('P-06', 'credit', 'complete', false, 0, null, 90),
  stale: row('P-04', null, 'complete', false, 0, null, 90),
  yellowPages: row('P-23', 'profile', 'complete', false, 0, null, 90),
} satisfies Record<string, ReminderKindRow>);

export type ReminderKind = keyof typeof REMINDER_KINDS;
export const REMINDER_KIND_NAMES = Object.freeze(Object.keys(REMINDER_KINDS)) as readonly ReminderKind[];
export const isReminderKind = (text: string): text is ReminderKind => Object.hasOwn(REMINDER_KINDS, text);
