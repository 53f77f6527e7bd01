/** A person wherever they are named: what is asked, what is found, where it stands, what was decided and what became of it. Looking, erasing and proving are the server's. */
import type { ArchiveId, PersonId } from '../ids.ts';
import type { Person } from '../rights.ts';

/** By any of these a person is found; at least one of them. `archives`: only there. Default: everywhere. */
export interface SubjectQuery {
  readonly names: readonly string[];
  readonly phones: readonly string[];
  readonly mails: readonly string[];
  readonly idNumbers: readonly string[];
  readonly archives?: readonly ArchiveId[];
}

export type NeedleKind = 'name' | 'phone' | 'mail' | 'idNumber';
/** exact: the whole value is it · likely: it stands in the value · possible: another spelling, a masked number, only letters that sound so. */
export type Certainty = 'exact' | 'likely' | 'possible';

/**
 * Where it stands. `from`, `to`: the passage in the text, in UTF-16 units. `stored` is whatever the server keeps beside documents and has no place of its own here: `what` says to people what that is, `row` is
 * its key in the table, which names nobody.
 */
export type Place =
  | { readonly kind: 'field'; readonly key: string }
  | { readonly kind: 'row'; readonly table: string; readonly row: string; readonly column: string }
  /** A row of the section `people`: somebody at, or related to, this customer. */
  | { readonly kind: 'relation'; readonly table: string; readonly row: string; readonly column: string }
  | { readonly kind: 'contact'; readonly table: string; readonly row: string; readonly column: string }
  | { readonly kind: 'text'; readonly key: string; readonly from: number; readonly to: number }
  | { readonly kind: 'mark'; readonly key: string }
  | { readonly kind: 'history'; readonly key: string; readonly at: string; readonly side: 'old' | 'new' }
  | { readonly kind: 'comment'; readonly comment: string; readonly record: string; readonly from: number; readonly to: number }
  | { readonly kind: 'file'; readonly file: string; readonly by: 'name' | 'content' }
  /** A picture or another file that nobody but a person can read. */
  | { readonly kind: 'unread'; readonly file: string }
  | { readonly kind: 'transaction'; readonly transaction: string; readonly part: string }
  /** Of the archive's own row: its code, a key, its id. */
  | { readonly kind: 'ownRow'; readonly part: 'id' | 'code' | 'key' | 'history' }
  /** An account of this server: the person works here. */
  | { readonly kind: 'account'; readonly person: PersonId; readonly part: string }
  | { readonly kind: 'stored'; readonly what: StoredWhat; readonly table: string; readonly row: string; readonly column: string }
  /** A file of the data folder that no archive names: an export that waits, an upload, an import kept to be read. */
  | { readonly kind: 'spool'; readonly name: string }
  | { readonly kind: 'backup'; readonly name: string; readonly at: string; readonly until: string | null };

export const STORED_WHAT = [
  'overview', 'searchWord', 'duplicate', 'cleaning', 'import', 'importReport', 'classReason', 'override', 'report', 'reminder', 'notice', 'view', 'webhook', 'export', 'merge', 'changeset', 'setting', 'request', 'handOver',
  'correction', 'consent', 'access', 'event', 'audit', 'repeat', 'catalogue', 'other',
] as const;
export type StoredWhat = (typeof STORED_WHAT)[number];

export interface Finding {
  /** Within its search. */
  readonly id: string;
  /** Null: of no archive. */
  readonly archive: ArchiveId | null;
  /** Name of the archive as this reader may know it. */
  readonly name: string | null;
  /** `profile`, `contacts-2026`, `trade`; null: it stands under no section's right. */
  readonly section: string | null;
  readonly place: Place;
  /** The passage with what stands around it; of a section that this reader may not read, the passage alone. */
  readonly excerpt: string;
  readonly certainty: Certainty;
  readonly why: readonly NeedleKind[];
  /** What erasing would do. `none`: nothing can, for the reason told. */
  readonly effect: 'value' | 'row' | 'passage' | 'file' | 'entry' | 'remade' | 'none';
  /** Why it may not be erased now; null: it may. */
  readonly barred: Barred | null;
}
/** hold: a legal hold on the archive · period: the transaction is in a closed period · audit: what was done is never rewritten; it names ids alone · backup: nobody edits a backup, it ages out · account: the person works here · look: somebody has to look at it. */
export type Barred = 'hold' | 'period' | 'audit' | 'backup' | 'account' | 'look';

export const KEEP_REASONS = ['legalHold', 'retention', 'otherPerson', 'other'] as const;
export type KeepReason = (typeof KEEP_REASONS)[number];
export type FindingDecision =
  | { readonly kind: 'erase' }
  | { readonly kind: 'keep'; readonly reason: KeepReason; readonly note?: string | undefined }
  | { readonly kind: 'open' };
export interface DecidedFinding extends Finding { readonly decision: FindingDecision }

export type SubjectState = 'searching' | 'found' | 'asked' | 'erasing' | 'correcting' | 'done' | 'failed';
export interface SubjectCounts { readonly found: number; readonly chosen: number; readonly kept: number; readonly open: number; readonly barred: number; /** In restricted sections that this reader has no clearance for: not listed. */ readonly closed: number; readonly archives: number }
export interface SubjectJob {
  readonly id: string;
  readonly state: SubjectState;
  readonly by: PersonId;
  readonly at: string;
  readonly query: SubjectQuery;
  readonly counts: SubjectCounts;
  /** Of what is under way, 0 to 1. */
  readonly progress: number;
  /** Asked for by one, waits for another. */
  readonly asked: { readonly by: PersonId; readonly at: string; readonly reason: string } | null;
  readonly certificate: string | null;
  readonly error: string | null;
}
export interface FindingPage { readonly items: readonly DecidedFinding[]; readonly next: string | null; readonly counts: SubjectCounts }

/** Of every text only how it ends and a hash with the certificate's own salt: who has the text can see that it is meant, nobody can read it. */
export interface ErasedText { readonly kind: NeedleKind; readonly ends: string; readonly length: number; readonly hash: string }
export interface Certificate {
  readonly id: string;
  readonly at: string;
  readonly ended: string | null;
  readonly askedBy: PersonId;
  readonly approvedBy: PersonId;
  /** Of who asked and who agreed, as they are called when it is read. */
  readonly names?: Readonly<Record<string, string>>;
  readonly reason: string;
  readonly salt: string;
  readonly texts: readonly ErasedText[];
  readonly found: number;
  readonly erased: readonly { readonly archive: ArchiveId | null; readonly section: string | null; readonly kind: Place['kind']; readonly what: StoredWhat | null; readonly count: number }[];
  readonly kept: readonly { readonly archive: ArchiveId | null; readonly section: string | null; readonly kind: Place['kind']; readonly what: StoredWhat | null; readonly reason: KeepReason | Barred | 'closed'; readonly count: number }[];
  /** What reading every byte of the data folder has shown. `left`: files in which one of the texts stands still, with how often; where something was kept, that is what they hold. */
  readonly bytes: { readonly files: number; readonly bytes: number; readonly variants: number; readonly left: readonly { readonly name: string; readonly count: number }[]; readonly at: string } | null;
  readonly backups: readonly { readonly name: string; readonly at: string; readonly until: string | null }[];
}

/** Who looks for a person everywhere, and erases: compliance. A second one, or a general manager, agrees. */
export const mayErase = (person: Person): boolean => person.active && !person.service && person.roles.includes('compliance');
export const mayApproveErasure = (person: Person): boolean => person.active && !person.service && (person.roles.includes('compliance') || person.roles.includes('generalManager'));
