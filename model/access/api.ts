/** The JSON of access: who can see an archive and why, what I can see of it, and requests for more. Shapes only; who may is decided by the server. */
import type { ArchiveId, DepartmentId, GrantId } from '../ids.ts';
import type { CalendarDate, Moment, PersonRef } from '../overview.ts';
import type { Because, Level, Role } from '../rights.ts';
import type { Clearance, SectionKey } from '../sections.ts';
import type { AccessWish, AskedLevel, RequestState } from './request.ts';

export interface SectionRight { readonly section: SectionKey; readonly level: Level; readonly because: readonly Because[]; readonly until: Moment | CalendarDate | null }

/** Who a line of the table is about. Whoever leaves no presence is told by role alone, without a name or a number. */
export type AccessWho =
  | { readonly kind: 'people'; readonly people: readonly PersonRef[]; /** More than are named. */ readonly more: number }
  | { readonly kind: 'department'; readonly id: DepartmentId; readonly name: string; readonly count: number }
  | { readonly kind: 'role'; readonly role: Role; readonly people: readonly PersonRef[]; readonly count: number | null }
  | { readonly kind: 'everybody'; readonly count: number };

/** All for whom the same holds for the same reasons are one line. */
export interface AccessLine {
  readonly who: AccessWho;
  /** The highest of them. */
  readonly level: Level;
  /** Those with a level, in the order of the archive. */
  readonly sections: readonly SectionRight[];
  readonly because: readonly Because[];
  /** When the first of its rights ends. */
  readonly until: Moment | CalendarDate | null;
}

/** A dated right as the table shows it. */
export interface AccessGrant {
  readonly id: GrantId;
  readonly to: { readonly kind: 'person' | 'department' | 'role'; readonly id: string; readonly name: string };
  readonly level: 'exists' | 'read' | 'write';
  readonly sections: readonly SectionKey[] | null;
  readonly from: Moment;
  readonly until: Moment | null;
  readonly reason: string;
  readonly by: PersonRef;
  /** From a request, an emergency or a correction. */
  readonly origin: 'given' | 'request' | 'breakGlass' | 'correction';
  /** Of a request: its id. */
  readonly request: string | null;
}

export interface OwnersView {
  readonly owner: PersonRef | null;
  /** The owner has left, or there is none. */
  readonly ownerless: boolean;
  readonly coOwners: readonly PersonRef[];
  readonly deputies: readonly { readonly person: PersonRef; readonly from: Moment | CalendarDate; readonly to: Moment | CalendarDate }[];
  readonly revision: number;
}

export interface AccessView {
  readonly archive: ArchiveId;
  readonly name: string;
  /** Of me, or of the person asked about. */
  readonly person: PersonRef;
  readonly level: Level;
  /** Sections that exist for this person. */
  readonly sections: readonly SectionRight[];
  readonly may: {
    /** See everybody's access, give and end rights, change owners. */
    readonly manage: boolean;
    /** Appoint and end deputies. */
    readonly appoint: boolean;
    /** Ask for what one has not. */
    readonly ask: boolean;
    /** Ask for a right without an end. */
    readonly askWithoutEnd: boolean;
  };
  /** Whom to ask: who would decide about a request of mine now. */
  readonly deciders: readonly PersonRef[];
  /** My clearances: sections of others cannot be asked for. */
  readonly clearances: readonly Clearance[];
  /** Who gives clearances. */
  readonly clearanceGivers: readonly PersonRef[];
  readonly today: CalendarDate;
  /** Null: for who manages the archive alone. */
  readonly all: { readonly lines: readonly AccessLine[]; readonly grants: readonly AccessGrant[] } | null;
  /** Null: for who reads the archive's own row alone. */
  readonly owners: OwnersView | null;
}

export interface NewAccessRequest extends Pick<AccessWish, 'sections'> {
  readonly archive: string;
  readonly level: AskedLevel;
  readonly reason: string;
  /** A day counts to its end. Left out: fourteen days. Null: without an end, for colleagues of the department. */
  readonly until?: string | null | undefined;
}
export interface AccessDecision {
  readonly decision: 'approve' | 'narrow' | 'refuse';
  readonly sections?: readonly SectionKey[] | null | undefined;
  readonly level?: AskedLevel | undefined;
  readonly until?: string | null | undefined;
  readonly note?: string | null | undefined;
}

export interface AccessRequestView {
  readonly id: string;
  readonly archive: ArchiveId;
  readonly name: string;
  readonly requester: PersonRef;
  readonly asked: AccessWish;
  readonly reason: string;
  readonly at: Moment;
  readonly state: RequestState<PersonRef>;
  readonly mine: boolean;
  /** This person decides about it now. */
  readonly mayDecide: boolean;
  readonly mayEnd: boolean;
}
export interface AccessRequestPage { readonly items: readonly AccessRequestView[]; /** There are more than are told. */ readonly more: boolean }
export const REQUEST_BOXES = ['mine', 'toDecide', 'all'] as const;
export type RequestBox = (typeof REQUEST_BOXES)[number];
