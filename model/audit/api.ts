/** What the audit's reading view and reports answer. Ids always; names where the reader may know them. */
import type { ArchiveId, DepartmentId, PersonId } from '../ids.ts';
import type { Because, Level, Role } from '../rights.ts';
import type { Clearance, SectionKey } from '../sections.ts';
import type { AuditAction, AuditEntry, AuditKind } from './entry.ts';

interface Named<Id> { readonly id: Id; readonly name: string }
/** `name` and `code`: null for a reader who may not know of the customer. */
export interface AuditedArchive { readonly id: ArchiveId; readonly name: string | null; readonly code: string | null }

export interface AuditLine {
  readonly seq: number;
  readonly at: string;
  readonly action: AuditAction;
  readonly kind: AuditKind;
  /** Null: the server by itself, or a stranger. */
  readonly actor: Named<PersonId> | null;
  readonly archive: AuditedArchive | null;
  readonly section: string | null;
  /** What it is about: the id of a grant, file, person, setting. */
  readonly object: string | null;
  readonly outcome: AuditEntry['outcome'];
  readonly because: readonly Because[];
  readonly detail: Readonly<Record<string, string | number | boolean | null | readonly (string | number)[]>>;
}
/** `next` also where a page is short: edits are looked through a slice at a time. */
export interface AuditLines { readonly items: readonly AuditLine[]; readonly next: number | null; /** When the chain began. */ readonly since: string | null }

export interface AuditVerified { readonly rows: number; readonly ok: boolean; readonly faults: readonly { readonly seq: number; readonly kind: string; readonly text: string }[]; readonly unchecked: readonly { readonly from: number; readonly to: number; readonly key: string }[]; readonly head: { readonly seq: number; readonly mac: string } | null }

export interface SeerLine { readonly person: Named<PersonId>; readonly level: Level; readonly sections: readonly { readonly section: SectionKey; readonly level: Level; readonly because: readonly Because[] }[] }
/** Who could see an archive at a moment. `since`: from when on everything that confers rights is known as it was. */
export interface WhoCouldSee { readonly archive: AuditedArchive; readonly at: string; readonly since: string; readonly existed: boolean; readonly items: readonly SeerLine[] }

export interface OpenedLine { readonly archive: AuditedArchive | null; readonly section: string | null; readonly action: AuditAction; readonly count: number; readonly first: string; readonly last: string }
export interface WhatOpened { readonly person: Named<PersonId>; readonly from: string; readonly to: string; readonly items: readonly OpenedLine[]; /** There was more than is counted: ask for less time. */ readonly more: boolean }

export type SourceKind = 'owner' | 'coOwner' | 'deputy' | 'grant';
export interface ReviewLine {
  readonly person: Named<PersonId>;
  readonly active: boolean;
  readonly department: DepartmentId | null;
  readonly roles: readonly Role[];
  readonly clearances: readonly Clearance[];
  /** Of archives of which department, on how many, by what; null: archives of none. */
  readonly sources: readonly { readonly kind: SourceKind; readonly department: DepartmentId | null; readonly count: number }[];
  /** Grants in force that were given `days` ago or longer and that nobody has used for as long. `lastUse`: the day on which anything of the archive was last opened or changed by whoever has it; null: never, as far as the chain reaches. */
  readonly dormant: readonly { readonly grant: string; readonly archive: AuditedArchive; readonly since: string; readonly until: string | null; readonly lastUse: string | null }[];
  /** The day of the last act that was written down; null: none. */
  readonly lastUse: string | null;
}
export interface AccessReview { readonly half: string; readonly from: string; readonly to: string; /** After how many days without use a grant is dormant. */ readonly days: number; readonly items: readonly ReviewLine[]; /** Who has signed it, for which departments. */ readonly signed: readonly { readonly by: Named<PersonId>; readonly at: string; readonly departments: readonly string[] }[]; /** Departments that the reader may sign for. */ readonly mine: readonly DepartmentId[] }
