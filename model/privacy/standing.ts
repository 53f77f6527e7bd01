/** Two rights of a person that leave something undone: an archive that is stored and nothing else (restriction), and a class that a computer found and a human is to look at (objection). Keeping them is the server's. */
import type { ArchiveId } from '../ids.ts';
import type { Labels } from '../labels.ts';
import type { Moment, PersonRef, SchemeKey } from '../overview.ts';
import type { Person } from '../rights.ts';

/** How the archive stood before, and stands again when it is lifted. */
export type BeforeRestriction = 'open' | 'closed';
export interface RestrictionView {
  readonly id: string; readonly archive: ArchiveId; readonly name: string; readonly reason: string; readonly request: string | null; readonly by: PersonRef; readonly at: Moment; readonly was: BeforeRestriction;
  readonly lifted: { readonly by: PersonRef; readonly at: Moment; readonly reason: string } | null;
}
export interface ObjectionView {
  readonly id: string; readonly archive: ArchiveId; readonly name: string; readonly scheme: SchemeKey; readonly schemeName: Labels; readonly value: Labels | null; readonly reason: string; readonly request: string | null; readonly by: PersonRef; readonly at: Moment;
  /** Null: it waits for somebody's judgement. `value`: what a human put in place of the computed class. */
  readonly decided: { readonly kind: 'kept'; readonly by: PersonRef; readonly at: Moment; readonly reason: string } | { readonly kind: 'byHand'; readonly by: PersonRef; readonly at: Moment; readonly reason: string } | null;
}
export interface RestrictionWish { readonly archive: string; readonly reason: string; readonly request?: string | undefined }
export interface ObjectionWish { readonly archive: string; readonly schemes: readonly SchemeKey[]; readonly reason: string; readonly request?: string | undefined }
export const LONGEST_REASON = 2_000;

/** Compliance answers for the rights of persons, in every archive. */
export const mayRestrict = (person: Person): boolean => person.active && !person.service && person.roles.includes('compliance');
