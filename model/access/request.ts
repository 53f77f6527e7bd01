/** A request for access: what is asked for, its states, who decides, and what a decision may give. Pure; storing, telling and the grant that follows are the server's. */
import type { PersonId } from '../ids.ts';
import type { CalendarDate, Moment } from '../overview.ts';
import { atLeast, holds } from '../rights.ts';
import type { ArchiveRights } from '../rights.ts';
import { SECTION_KEYS, SECTIONS } from '../sections.ts';
import type { Clearance, SectionKey } from '../sections.ts';

/** When nothing else is said, here and nowhere else. */
export const REQUEST_RULES = Object.freeze({
  /** Days that a right lasts where the request names no end. */
  days: 14,
  /** Days after which the manager of the archive's department decides too. */
  managerAfterDays: 2,
  /** Days before its end on which both sides are told. */
  endsSoonDays: 2,
  /** Days that a request waits before it is over without an answer. */
  waitsDays: 30,
  reasonLongest: 1_000,
});

export type AskedLevel = 'read' | 'write';

/** What a request asks for, or a decision gives. */
export interface AccessWish {
  /** Named sections; null: the internal ones. */
  readonly sections: readonly SectionKey[] | null;
  readonly level: AskedLevel;
  /** Null: without an end, for colleagues of the archive's department alone. */
  readonly until: Moment | null;
}

export const ENDED_WHY = ['requester', 'giver', 'noSense'] as const;
/** `noSense`: the requester may not know of the archive any more, has what was asked for, has left, or the archive is sealed or gone. */
export type EndedWhy = (typeof ENDED_WHY)[number];

/** `P` names a person: an id where it is stored, with the name where it is told. */
export interface Decided<P = PersonId> { readonly by: P; readonly at: Moment; readonly note: string | null }
export type RequestState<P = PersonId> =
  | { readonly kind: 'waiting'; /** Since when the department's manager decides too. */ readonly managerSince: Moment | null }
  | { readonly kind: 'approved' | 'narrowed'; readonly decided: Decided<P>; readonly given: AccessWish }
  | { readonly kind: 'refused'; readonly decided: Decided<P> }
  | { readonly kind: 'withdrawn'; readonly at: Moment }
  /** `given` null: nobody answered. */
  | { readonly kind: 'expired'; readonly at: Moment; readonly given: AccessWish | null }
  | { readonly kind: 'ended'; readonly at: Moment; readonly by: P | null; readonly why: EndedWhy; readonly given: AccessWish | null };
export const REQUEST_STATES = ['waiting', 'approved', 'narrowed', 'refused', 'withdrawn', 'expired', 'ended'] as const satisfies readonly RequestState['kind'][];

export const isGiven = ({ kind }: Pick<RequestState, 'kind'>): boolean => kind === 'approved' || kind === 'narrowed';
/** Something may still become of it. */
export const isLive = (state: Pick<RequestState, 'kind'>): boolean => state.kind === 'waiting' || isGiven(state);

/** The option of D-83 that a state is. */
export function requestOption({ kind }: Pick<RequestState, 'kind'>): 'requested' | 'approved' | 'refused' | 'done' | 'expired' {
  switch (kind) {
    case 'waiting': return 'requested';
    case 'approved': case 'narrowed': return 'approved';
    case 'refused': return 'refused';
    case 'withdrawn': case 'ended': return 'done';
    case 'expired': return 'expired';
  }
}

export const internalSections: readonly SectionKey[] = SECTION_KEYS.filter((section) => SECTIONS[section].class.kind === 'internal');
export const sectionsOf = ({ sections }: Pick<AccessWish, 'sections'>): readonly SectionKey[] => sections ?? internalSections;

/** Clearances that the sections ask besides, which a request cannot give. */
export function clearancesFor(sections: readonly SectionKey[]): readonly Clearance[] {
  const found = sections.flatMap((section) => {
    const of = SECTIONS[section].class;
    return of.kind === 'restricted' ? [of.clearance] : [];
  });
  return [...new Set(found)];
}

/** Nothing in `given` that was not asked for. */
export function isWithin(given: AccessWish, asked: AccessWish): boolean {
  const wanted = sectionsOf(asked);
  return sectionsOf(given).every((section) => wanted.includes(section)) && atLeast(asked.level, given.level)
    && (asked.until === null || (given.until !== null && given.until <= asked.until));
}
export const isSame = (a: AccessWish, b: AccessWish): boolean => isWithin(a, b) && isWithin(b, a);

export interface DeciderQuestion {
  readonly person: PersonId;
  readonly requester: PersonId;
  readonly archive: Pick<ArchiveRights, 'owner' | 'deputies' | 'department'>;
  readonly ownerActive: boolean;
  /** The person manages the archive's department. */
  readonly manages: boolean;
  readonly steward: boolean;
  /** When the request was made, in milliseconds since 1970. */
  readonly askedAt: number;
  readonly now: number;
}
export type DeciderAs = 'owner' | 'deputy' | 'manager' | 'steward';

export const managerDecidesFrom = (askedAt: number): number => askedAt + REQUEST_RULES.managerAfterDays * 86_400_000;

/** As what this person decides about a request now; null: not at all. Never about one's own. */
export function decidesAs({ person, requester, archive, ownerActive, manages, steward, askedAt, now }: DeciderQuestion): DeciderAs | null {
  if (person === requester) return null;
  const moment = new Date(now).toISOString();
  if (archive.owner === person && ownerActive) return 'owner';
  if (archive.deputies.some((deputy) => deputy.person === person && holds(deputy.from, deputy.to, moment))) return 'deputy';
  const ownerless = archive.owner === null || !ownerActive;
  // an owner who asks for somebody else's sections of the own archive would wait for nobody
  if (manages && (ownerless || archive.owner === requester || now >= managerDecidesFrom(askedAt))) return 'manager';
  return steward && ownerless ? 'steward' : null;
}

/** The last day of a right that begins today. */
export const shippedEnd = (now: number): CalendarDate => new Date(now + REQUEST_RULES.days * 86_400_000).toISOString().slice(0, 10);
