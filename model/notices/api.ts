/** The JSON of notices: what a person should hear of, with what they have read, and the one digest of a day. */
import type { ArchiveId } from '../ids.ts';
import type { CalendarDate, Moment, PersonRef } from '../overview.ts';
import type { ReminderLine } from '../reminders/api.ts';
import type { SectionKey } from '../sections.ts';
import type { NoticeKind } from './kinds.ts';

export { NOTICE_KINDS } from './kinds.ts';
export type { NoticeKind } from './kinds.ts';

export interface NoticeView {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly at: Moment;
  readonly read: boolean;
  /** Null: of what is about many or none, or no longer the reader's to know. */
  readonly archive: ArchiveId | null;
  readonly name: string | null;
  readonly by: PersonRef | null;
  /** Where it happened: whoever does not read this section has no such notice. Null: `handover` and `reminders`. */
  readonly section: SectionKey | null;
  /** Of a mention: the value key or `table/row` of the comment; the id of the comment. */
  readonly record: string | null;
  readonly comment: string | null;
  /** Words of the comment or of who handed over; of `followed` none. */
  readonly text: string | null;
  /** How many edits or lines it stands for. */
  readonly count: number;
}

export interface NoticePage { readonly items: readonly NoticeView[]; readonly next: string | null; /** Up to 200. */ readonly unread: number }
/** `all`: whatever is there now. */
export interface NoticesRead { readonly notices?: readonly string[] | undefined; readonly all?: boolean | undefined }

export interface Following { readonly following: boolean }
export interface Followed { readonly items: readonly { readonly archive: ArchiveId; readonly name: string; readonly since: Moment }[] }

/** What one person should know on a day, once: for a mail or a message. Empty where there is nothing to say. */
export interface DailyDigest {
  readonly day: CalendarDate;
  readonly person: PersonRef;
  /** The first lines of the list, and how many there are. */
  readonly lines: readonly ReminderLine[];
  readonly total: number;
  /** Lines that are new today. */
  readonly fresh: number;
  /** Unread, newest first. */
  readonly notices: readonly NoticeView[];
  readonly unread: number;
  readonly empty: boolean;
}
